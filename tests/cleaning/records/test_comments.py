from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaning.model import Thread
from cleaning.record import Comment, CommentAuthor
from cleaning.records.comments import parents_of, unique_identifiers, written_comments

NAMES = st.sampled_from(["", "1", "2", "2-2", "x"])


def thread(*links: tuple[str, str | None], text: str = "So it is.") -> Thread:
    comments = (
        Comment(identifier=own, parentItem=parent, position=position, text=text)
        for position, (own, parent) in enumerate(links, 1)
    )
    return Thread(platform="rendered", comments=tuple(comments))


def test_identifiers_and_parents_are_those_of_the_record() -> None:
    comments = written_comments(thread(("a", None), ("b", "a")), ("en", "de"), "R")
    assert [(c.identifier, c.parentItem, c.position, c.inLanguage) for c in comments] == [
        ("R#a", None, 1, "en"),
        ("R#b", "R#a", 2, "de"),
    ]
    assert {c.platform for c in comments} == {"rendered"}


def test_identifiers_that_occur_twice_get_a_number_and_replies_go_to_the_nearest_before() -> None:
    comments = written_comments(thread(("a", None), ("a-2", "a"), ("a", None), ("b", "a"), ("", None)), (), "R")
    assert [(c.identifier, c.parentItem) for c in comments] == [
        ("R#a", None),
        ("R#a-2", "R#a"),
        ("R#a-3", None),
        ("R#b", "R#a-3"),
        ("R#5", None),
    ]


def test_a_parent_that_is_not_there_is_null_and_so_is_oneself() -> None:
    comments = written_comments(thread(("a", "gone"), ("b", "b"), ("c", "d"), ("d", None)), (), "R")
    assert [c.parentItem for c in comments] == [None, None, "R#d", None]


def test_a_circle_of_replies_is_cut_once() -> None:
    comments = written_comments(thread(("a", "c"), ("b", "a"), ("c", "b"), ("d", "c")), (), "R")
    assert sum(c.parentItem is None for c in comments) == 1
    assert comments[3].parentItem == "R#c"


def test_a_comment_without_words_is_left_out_with_the_links_to_it() -> None:
    empty = Comment(identifier="a", position=1, text=" \x00 ")
    reply = Comment(identifier="b", parentItem="a", position=2, text="Why?", author=CommentAuthor(name=" "), url="/b")
    (comment,) = written_comments(Thread(comments=(empty, reply)), ("en", "fr"), "R")
    assert (comment.identifier, comment.parentItem, comment.position) == ("R#b", None, 2)
    assert (comment.inLanguage, comment.author, comment.url) == ("fr", None, None)


def test_what_the_platform_says_of_a_comment_is_kept() -> None:
    comment = Comment(identifier="a", position=3, text="Oui.", inLanguage="fr", platform="disqus", upvoteCount=0)
    (kept,) = written_comments(Thread(platform="rendered", comments=(comment,)), ("und",), "R")
    assert (kept.inLanguage, kept.platform, kept.upvoteCount, kept.position) == ("fr", "disqus", 0, 3)


@given(st.lists(st.tuples(NAMES, st.one_of(st.none(), NAMES)), max_size=12))
def test_identifiers_are_unique_and_every_way_up_ends(links: list[tuple[str, str | None]]) -> None:
    comments = thread(*links).comments
    identifiers = unique_identifiers(comments, "R")
    assert len(set(identifiers)) == len(comments)
    parents = parents_of(comments, identifiers)
    for start in identifiers:
        here: str | None = start
        for _ in identifiers:
            here = parents[here] if here is not None else None
        assert here is None


def test_a_long_chain_and_many_equal_names_take_no_longer_than_their_number_allows() -> None:
    number = 20_000
    chain = thread(*((str(place), str(place - 1)) for place in range(number)))
    assert written_comments(chain, (), "R")[-1].parentItem == f"R#{number - 2}"
    same = written_comments(thread(*[("x", "x")] * number), (), "R")
    assert same[-1].identifier == f"R#x-{number}"
