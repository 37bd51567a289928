"""Several readings of one page's comments are one thread: nothing lost, nothing twice."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cleaning.model import Thread
from cleaning.record import Comment, CommentAuthor
from cleaning.threads.merge import joined, merged

LONG = "The bell was hung again on Sunday and rang out over the water until dark"


def comment(id: str, text: str, author: str | None = None, parent: str | None = None, **more: object) -> Comment:
    made = Comment(
        identifier=id, parentItem=parent, position=1, text=text, author=CommentAuthor(name=author) if author else None
    )
    return replace(made, **more)  # type: ignore[arg-type]


def thread(platform: str, *comments: Comment, **more: object) -> Thread:
    placed = tuple(replace(one, position=place, platform=platform) for place, one in enumerate(comments, 1))
    return replace(Thread(platform=platform, comments=placed), **more)  # type: ignore[arg-type]


def texts(found: Thread) -> list[str]:
    return [one.text for one in found.comments]


def test_nothing_is_nothing() -> None:
    assert merged([]) == Thread()
    assert merged([Thread(), Thread(announced=3)]) == Thread(announced=3)


def test_the_same_words_of_one_reader_are_one_comment() -> None:
    state = thread("state", comment("a1", "Yes.", "Mia"), comment("b2", "No.", "Olu"))
    page = thread("rendered", comment("c1", "Yes.", "Mia", upvoteCount=4), comment("c2", "No .", "OLU"))
    found = merged([state, page])
    assert [one.identifier for one in found.comments] == ["a1", "b2"]
    assert found.comments[0].upvoteCount == 4
    assert found.platform == "state"


def test_the_same_words_of_two_readers_are_two_comments() -> None:
    found = merged([thread("state", comment("a", "Yes.", "Mia")), thread("rendered", comment("b", "Yes.", "Olu"))])
    assert len(found.comments) == 2


def test_genuine_doubles_stay_two() -> None:
    twice = (comment("1", "+1", "Mia"), comment("2", "+1", "Mia"))
    assert len(merged([thread("state", *twice), thread("rendered", *twice)]).comments) == 2


def test_one_id_is_one_comment_however_it_is_worded() -> None:
    state = thread("state", comment("4711", f"{LONG}, and again.", "Mia"))
    page = thread("rendered", comment("comment-4711", f"{LONG} …", "Mia M.", url="https://quill.example/#comment-4711"))
    found = merged([state, page])
    assert len(found.comments) == 1
    assert found.comments[0].url == "https://quill.example/#comment-4711"


def test_numbers_that_count_the_comments_of_a_page_are_no_ids() -> None:
    state = thread("state", comment("10", "The first of them.", "Mia"), comment("11", LONG, "Olu"))
    page = thread("rendered", comment("comment-10", LONG, "Olu"), comment("comment-11", "The first of them.", "Mia"))
    assert len(merged([state, page]).comments) == 2


def test_what_the_page_cuts_short_is_whole_in_the_state() -> None:
    state = thread("state", comment("a", LONG, "Mia"))
    page = thread("rendered", comment("b", LONG[:40].rsplit(" ", 1)[0], "Mia"))
    assert texts(merged([state, page])) == [LONG]
    assert texts(merged([page, state])) == [LONG]


def test_what_only_one_reading_has_stands_where_it_stood() -> None:
    state = thread("state", comment("a", "One.", "Mia"), comment("b", "Two.", "Olu"), comment("d", "Four.", "Ada"))
    page = thread(
        "rendered", comment("y", "Two.", "Olu"), comment("x", "Three.", "Ned", parent="y"), comment("d", "Five.", "Kit")
    )
    found = merged([state, page])
    assert texts(found) == ["One.", "Two.", "Three.", "Five.", "Four."]
    assert found.comments[2].parentItem == "b"
    assert len({one.identifier for one in found.comments}) == 5
    assert [one.position for one in found.comments] == [1, 2, 3, 4, 5]


def test_the_pages_order_holds_where_it_has_all() -> None:
    state = thread("state", comment("a", "One.", "Mia"), comment("b", "Two.", "Olu"))
    page = thread("rendered", comment("x", "Two.", "Olu"), comment("y", "One.", "Mia"))
    assert texts(merged([state, page])) == ["Two.", "One."]


def test_the_number_that_is_announced_tells_whether_all_are_there() -> None:
    state = thread("state", comment("a", "One.", "Mia"))
    assert merged([state, Thread(announced=4)]).complete is False
    assert merged([state, Thread(announced=1)]).complete is True
    assert merged([state, Thread(announced=0)]).complete is None
    assert merged([state]).complete is None
    assert merged([replace(state, complete=True), Thread(announced=0)]).complete is True


def test_where_the_discussion_is_is_told_beside_what_the_page_shows() -> None:
    elsewhere = Thread(
        platform="facebook",
        discussion_url="https://social.example/1",
        discussion_from={"from": "facebook", "raw": None, "confidence": None},
    )
    found = merged([thread("rendered", comment("a", "One.")), elsewhere])
    assert (found.platform, found.discussion_url) == ("rendered", "https://social.example/1")
    assert merged([elsewhere]).platform == "facebook"


COMMENTS = st.lists(
    st.tuples(st.sampled_from(["Mia", "Olu", None]), st.sampled_from(["Yes", "No", "", LONG, LONG[:50]])), max_size=8
)


@given(COMMENTS, COMMENTS)
def test_each_of_the_first_comes_out_and_no_identifier_twice(
    first: list[tuple[str | None, str]], other: list[tuple[str | None, str]]
) -> None:
    one = thread("state", *(comment(f"a{n}", text, name) for n, (name, text) in enumerate(first)))
    two = thread("rendered", *(comment(f"b{n}", text, name) for n, (name, text) in enumerate(other)))
    found = joined(one, two)
    names = [each.identifier for each in found.comments]
    assert {each.identifier for each in one.comments} <= set(names)
    assert len(names) == len(set(names))
    assert max(len(first), len(other)) <= len(names) <= len(first) + len(other)
    assert joined(one, one).comments == one.comments
