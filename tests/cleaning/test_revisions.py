"""What changed between two records of an article, and which records say nothing new."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.record import Comment, CommentAuthor, Discovery, Origin, Person, Reason, Record, Reject
from cleaning.records.example import example_record
from cleaning.revisions import Change, Versions, change_of, fingerprint, is_correction, unchanged

BODY = """The harbour board of Tarran has decided to keep the old crane. Ada Fenwick, who had asked for it, was pleased.

It will cost 4,300 marks to paint, said Mara Quill, and the painting of the crane can begin before the summer.

Fenwick and the painter of the lighthouse will look for a ladder that is long enough for the work on the crane.
""".strip()


def origin(place: str) -> Origin:
    return {"from": place, "raw": None, "confidence": None}


def record(body: str | None = BODY, headline: str = "Old crane stays", **changes: Any) -> Record:
    """A record whose headline, body and other fields are these; dates and authors were stated in JSON-LD."""
    first = replace(example_record(), articleBody=body, headline=headline, datePublished="2026-03-04", **changes)
    places = dict.fromkeys(("author", "datePublished", "dateModified"), origin("json-ld"))
    return replace(first, provenance=replace(first.provenance, fields=places))


def swapped(old: str, new: str) -> str:
    assert BODY.count(old) >= 1
    return BODY.replace(old, new, 1)


class TestSameness:
    def test_what_does_not_count_leaves_the_fingerprint_as_it_is(self) -> None:
        one = record()
        vote = replace(one.comment[0], upvoteCount=99, datePublished="2026-03-09", position=1)
        two = replace(
            one,
            dateDownloaded="2026-05-01T00:00:00Z",
            url="https://elsewhere.example/",
            wordCount=1,
            commentCount=7,
            comment=(vote, *one.comment[1:]),
            provenance=replace(one.provenance, digest="sha256:0", warnings=("odd",), file="b"),
        )
        assert fingerprint(one) == fingerprint(two)
        assert len(fingerprint(one)) == 16

    @pytest.mark.parametrize(
        "changes",
        [
            {"headline": "New crane stays"},
            {"articleBody": BODY + "."},
            {"author": (Person(name="Tom Reed"),)},
            {"datePublished": "2026-03-05"},
            {"dateModified": "2026-03-05"},
            {"comment": ()},
        ],
    )
    def test_what_counts_changes_it(self, changes: dict[str, Any]) -> None:
        assert fingerprint(replace(record(), **changes)) != fingerprint(record())

    @pytest.mark.parametrize("place", ["visible", "htmldate", "feed", "news-sitemap"])
    def test_a_date_that_was_counted_back_or_announced_does_not_count(self, place: str) -> None:
        one = record()
        fields = {**one.provenance.fields, "datePublished": origin(place)}
        one = replace(one, provenance=replace(one.provenance, fields=fields))
        assert fingerprint(one) == fingerprint(replace(one, datePublished="2026-03-04T10:00"))

    def test_a_record_that_says_the_same_is_a_reject(self) -> None:
        one = record()
        assert unchanged(one, None) is None
        assert unchanged(one, fingerprint(record("Other."))) is None
        reject = unchanged(one, fingerprint(one))
        assert isinstance(reject, Reject)
        assert (reject.reason, reject.url, reject.file) == (Reason.UNCHANGED, one.url, one.provenance.file)

    def test_within_a_run_the_last_record_of_a_crawled_article_counts(self) -> None:
        versions = Versions()
        one, two = record(), record("Another text.")
        other = replace(one, provenance=replace(one.provenance, source="varnmoor-review"))
        outcomes = [versions.settle(outcome) for outcome in (one, one, other, two, two, one)]
        same = [outcome.reason if isinstance(outcome, Reject) else "" for outcome in outcomes]
        assert same == ["", Reason.UNCHANGED, "", "", Reason.UNCHANGED, ""]

    def test_pages_that_were_not_crawled_and_rejects_pass(self) -> None:
        versions = Versions()
        one = replace(record(), provenance=replace(record().provenance, discovery=None))
        reject = Reject(stage="clean", reason=Reason.FAULT)
        assert [versions.settle(outcome) for outcome in (one, one, reject, reject)] == [one, one, reject, reject]


class TestTypos:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("decided", "decidde"),
            ("pleased", "pleesed"),
            ("pleased", "plesed"),
            ("the old crane", "teh old crane"),
            ("pleased.", "pleased!"),
            ("the old", "The old"),
            ("lighthouse", "light house"),
            ("has decided", "has has decided"),
            ("painter", "pâinter"),
            ("Mara", "Mära"),
        ],
    )
    def test_the_words_are_the_same(self, old: str, new: str) -> None:
        assert change_of(record(), record(swapped(old, new) + "!")) is Change.TYPO
        assert change_of(record(swapped(old, new) + "!"), record()) is Change.TYPO

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("4,300", "4,800"),
            ("4,300", "43"),
            ("has decided", "has not decided"),
            ("Mara Quill", "Mara Quell"),
            ("Mara Quill", "Tom Reed"),
            ("pleased", "displeased"),
            ("was pleased", "was angry"),
            ("summer", "winter"),
            ("is long", "was long"),
            ("marks", "parks"),
            ("can begin", "can't begin"),
            ("crane.", "crane. The board met twice."),
            (", said Mara Quill", ""),
            ("4,300 marks", "$4,300"),
        ],
    )
    def test_something_else_is_said(self, old: str, new: str) -> None:
        assert change_of(record(), record(swapped(old, new))) is Change.SUBSTANTIVE

    def test_paragraphs_in_another_order_are_substantive(self) -> None:
        assert change_of(record(), record("\n\n".join(reversed(BODY.split("\n\n"))))) is Change.SUBSTANTIVE

    def test_a_text_of_which_many_words_are_spelled_otherwise_is_another_one(self) -> None:
        words = ["mountain", "painting", "elephant", "december"] * 30
        few, many = list(words), list(words)
        few[5:8] = [word + "e" for word in few[5:8]]
        many[::4] = [word + "e" for word in many[::4]]
        assert change_of(record(" ".join(words)), record(" ".join(few))) is Change.TYPO
        assert change_of(record(" ".join(words)), record(" ".join(many))) is Change.SUBSTANTIVE

    @pytest.mark.parametrize(
        ("one", "other", "language", "same"),
        [
            ("Wir sahen im Hafen die alte Laterne.", "Wir sahen im Hafen die alte Latrene.", "de", True),
            ("Sie kam aus dem Iran zurück.", "Sie kam aus dem Irak zurück.", "de", False),
            ("She came back from Iran today.", "She came back from Iraq today.", "en", False),
            ("It cost a million marks.", "It cost a billion marks.", "en", False),
            ("قرر المجلس بناء الجسر القديم", "قرر المجلس بناء الجسر القديمم", "ar", True),
            ("قَرَّرَ المجلس بناء الجسر", "قرر المجلس بناء الجسر", "ar", True),
            ("قرر المجلس بناء الجسر", "قرر المجلس هدم الجسر", "ar", False),
            ("市议会决定重建旧桥", "市议会决定拆除旧桥", "zh", False),
            ("市议会决定重建旧桥", "市议会决定重建旧桥。", "zh", True),
            ("पुल फिर बनेगा", "पुल फिर बनेगी", "hi", True),
            ("", "", "und", True),
            ("", "A bridge", "en", False),
        ],
    )
    def test_other_languages(self, one: str, other: str, language: str, same: bool) -> None:
        assert is_correction(one, other, language) is same
        assert is_correction(other, one, language) is same

    def test_a_name_is_corrected_to_what_it_is_elsewhere(self) -> None:
        wrong = swapped("Ada Fenwick", "Ada Fenwyck")
        assert change_of(record(wrong), record()) is Change.TYPO
        assert change_of(record(wrong.replace("Fenwick", "Fenwyck")), record(wrong)) is Change.SUBSTANTIVE


class TestClasses:
    def test_the_gravest_change_counts(self) -> None:
        said = record().comment
        more = (*said, replace(said[0], identifier=f"{said[0].identifier}9", text="Me too."))
        assert change_of(record(), record(None, "Gone")) is Change.REMOVED
        assert change_of(record(), record("Another text.", "Another crane")) is Change.SUBSTANTIVE
        assert change_of(record(), record(swapped("pleased", "plesed"), "New crane")) is Change.HEADLINE
        assert change_of(record(), record(headline="Old crane stays!", comment=more)) is Change.TYPO
        assert change_of(record(), record(comment=more, author=())) is Change.COMMENTS
        assert change_of(record(), record(author=())) is Change.METADATA
        assert change_of(record(), record(dateModified="2026-03-05")) is Change.METADATA

    def test_a_comment_that_was_edited_or_is_gone_is_a_change_of_comments(self) -> None:
        comment = Comment(identifier="1#1", position=1, text="So.", author=CommentAuthor(name="Tom"))
        for other in ((), (replace(comment, text="No."),), (replace(comment, author=None),)):
            assert change_of(record(comment=(comment,)), record(comment=other)) is Change.COMMENTS


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["de", "en", "und"]))
def test_any_two_texts_can_be_compared(one: str, other: str, language: str) -> None:
    assert is_correction(one, one, language)
    assert is_correction(one, other, language) in {True, False}


@given(st.lists(st.sampled_from(["crane", "the", "Ada", "old", "4"]), max_size=9), st.data())
def test_a_word_that_is_added_is_substantive_unless_it_is_doubled(words: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(words)))
    new = data.draw(st.sampled_from(["bridge", "not", "Quill", "7"]))
    assert not is_correction(" ".join(words), " ".join([*words[:place], new, *words[place:]]), "en")


@pytest.mark.parametrize("words", [["a"], ["a", "b"], ["crane", "the"]])
def test_long_texts_are_compared_in_little_time(words: list[str]) -> None:
    one = " ".join(words * (60_000 // len(words)))
    start = time.process_time()
    assert not is_correction(one, one + " bridge", "en")
    assert not is_correction("x " + one, one, "en")
    is_correction(one.replace("a", "aa"), one, "en")
    assert time.process_time() - start < 5


def test_a_discovery_alone_changes_nothing() -> None:
    one = record()
    two = replace(one, provenance=replace(one.provenance, discovery=Discovery(via="page")))
    assert fingerprint(one) == fingerprint(two)
