"""Commenters' names behind keyed hashes: nothing of them is left, all else is as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.record import Comment, CommentAuthor, Person, Record
from cleaning.records.example import example_record
from cleaning.records.jsonl import encode
from cleaning.records.pseudonyms import KeyFileError, folded, pseudonym, pseudonymised, read_key

KEY, OTHER = b"0123456789abcdef", b"fedcba9876543210"
PAGE = "https://harbour-post.example/2021/05/new-ferry"
LETTERS = st.text(alphabet="abcäßяжم海ABC", min_size=4, max_size=8)
NAMES = st.lists(LETTERS, min_size=1, max_size=3).map(" ".join)
FRAMES = ("{}", "@{} no", "{}: so it is", "as {} wrote:\n\nno", "«{}»", "Thanks, {}!")


def comment(number: int, name: str | None, text: str, **more: str | None) -> Comment:
    author = CommentAuthor(name=name, identifier=f"user-{name}") if name else None
    own = {"identifier": f"R#c{number}", "url": f"{PAGE}#c{number}", **more}
    return Comment(position=number, author=author, text=text, **own)  # type: ignore[arg-type]


def record(*comments: Comment, authors: tuple[str, ...] = (), body: str = "A ferry.") -> Record:
    people = tuple(Person(name=name, url=f"{PAGE}/by") for name in authors)
    return replace(example_record(), url=PAGE, canonicalUrl=PAGE, author=people, articleBody=body, comment=comments)


@given(st.lists(NAMES, min_size=1, max_size=4, unique_by=folded), st.data())
def test_no_name_is_left_anywhere(names: list[str], data: st.DataObject) -> None:
    comments = []
    for number, name in enumerate(names, 1):
        text = data.draw(st.sampled_from(FRAMES)).format(data.draw(st.sampled_from(names)))
        slug = name.replace(" ", "-")
        comments.append(comment(number, name, text, identifier=f"R#{slug}", parentItem=None, url=f"{PAGE}#{slug}"))
    found = pseudonymised(record(*comments, authors=tuple(names), body=f"So says {names[0]} of the ferry."), KEY)
    line = folded(encode(found).decode())
    assert [name for name in names if f" {folded(name)} " in f" {line} " or f'"{folded(name)}"' in line] == []
    assert not any(folded(name).replace(" ", "-") in folded(one.identifier) for name in names for one in found.comment)
    assert [one.author.name for one in found.comment if one.author] == [pseudonym(name, KEY) for name in names]


@given(NAMES, NAMES)
def test_a_pseudonym_is_stable_within_a_key(name: str, other: str) -> None:
    assert pseudonym(name, KEY) == pseudonym(f"  {name.upper().lower()} ", KEY) or name.upper().lower() != name
    assert (pseudonym(name, KEY) == pseudonym(other, KEY)) == (folded(name) == folded(other))
    assert pseudonym(name, KEY) != pseudonym(name, OTHER)


def test_the_thread_stays_whole() -> None:
    first = comment(1, "Mia Holm", "Yellow.", identifier="R#mia-holm-1")
    reply = comment(2, "Ole", "@Mia Holm why?", parentItem="R#mia-holm-1")
    found = pseudonymised(record(first, reply), KEY).comment
    assert found[1].parentItem == found[0].identifier != "R#mia-holm-1"
    assert found[1].identifier == "R#c2"
    assert found[1].url == f"{PAGE}#c2"
    assert found[1].text == f"@{pseudonym('Mia Holm', KEY)} why?"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("mia  holm wrote: yes", "{} wrote: yes"),
        ("@Mia no", "@{} no"),
        ("Mia, no", "{}, no"),
        ("Miami is warm", "Miami is warm"),
        ("I like Mia Farrow", "I like Mia Farrow"),
    ],
)
def test_names_in_what_others_say(said: str, left: str) -> None:
    found = pseudonymised(record(comment(1, "Mia Holm", "."), comment(2, None, said)), KEY)
    assert found.comment[1].text == left.format(pseudonym("Mia Holm", KEY))


def test_article_authors_stay_unless_they_commented() -> None:
    found = pseudonymised(
        record(comment(1, "ADA QUILL", "Thanks."), comment(2, "Bo", "."), authors=("Ada Quill", "Bo Reed")), KEY
    )
    assert found.author == (Person(name=pseudonym("Ada Quill", KEY)), Person(name="Bo Reed", url=f"{PAGE}/by"))


def test_short_names_are_words_in_the_article_and_names_in_comments() -> None:
    found = pseudonymised(record(comment(1, "No", "."), comment(2, "Bo", "@No way"), body="No ferry."), KEY)
    assert found.articleBody == "No ferry."
    assert found.comment[1].text == f"@{pseudonym('No', KEY)} way"


def test_a_record_without_names_is_as_it_was() -> None:
    before = record(comment(1, None, "Yellow."))
    assert pseudonymised(before, KEY) == before


def test_a_key_that_is_short_or_away_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b" short \n")
    with pytest.raises(KeyFileError, match="16 or more"):
        read_key(tmp_path / "key")
    with pytest.raises(KeyFileError, match="No such file"):
        read_key(tmp_path / "none")
    (tmp_path / "key").write_bytes(KEY + b"\n")
    assert read_key(tmp_path / "key") == KEY
