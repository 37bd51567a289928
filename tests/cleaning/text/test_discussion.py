from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.text.discussion import Discussion, find_discussion
from cleaning.text.lines import split_lines
from cleaning.text.shapes import shapes_of

ARTICLE = "\n\n".join(
    f"The {place} was opened on Monday by the people who had built it. Nobody made a speech, and the band played twice."
    for place in ("bridge", "reading room", "tide mill", "lamp house", "ferry steps")
)


def discussion(comments: str, article: str = ARTICLE) -> Discussion | None:
    lines, _ = split_lines(f"{article}\n\n{comments}")
    return find_discussion(lines, shapes_of(lines))


def told(comments: str, article: str = ARTICLE) -> list[tuple[str | None, str]]:
    """The author and the text of each comment."""
    lines, _ = split_lines(f"{article}\n\n{comments}")
    found = find_discussion(lines, shapes_of(lines))
    groups = found.groups if found else ()
    return [(group.author, " / ".join(lines[at].text for at in group.text)) for group in groups]


EXPECTED = [("Ann Beller", "About time too."), ("Tom", "I walked it in 1974. / It was colder then.")]


LAYOUTS = {
    "says": """
2 Comments

Ann Beller says:
May 6, 2025 at 10:15 am

About time too.

Reply
Tom says:
May 7, 2025 at 9:40 pm

I walked it in 1974.
It was colder then.

Reply

Leave a Reply
""",
    "one line": """
Comments

Ann Beller on May 6, 2025 at 10:15 am said:

About time too.

Tom on May 7, 2025 said:

I walked it in 1974.

It was colder then.

Comments are closed.
""",
    "numbers, signed below": """
2 Comments:

  1. About time too.

    Ann Beller · May 6, 2025

  2. I walked it in 1974.

    It was colder then.

    Tom · May 7, 2025

Leave a comment
""",
    "signed below": """
2 Comments

About time too.

Comment by Ann Beller — 06.05, 2025 @ 13:04

I walked it in 1974.
It was colder then.

Comment by Tom — 07.05, 2025 @ 13:10

RSS feed for comments on this post.
""",
    "name, then date": """
Comments

All Comments 2

Ann Beller
May 6, 2025

About time too.

Like
3

Tom
May 7, 2025

I walked it in 1974.

It was colder then.

Like
0

Log in to comment
""",
    "form first": """
Leave a Reply

Name *

Email *

Website

  1. Ann Beller says:
    May 6, 2025 at 10:15 am

    About time too.

    Reply
  2. Tom says:
    May 7, 2025 at 9:40 pm

    I walked it in 1974.

    It was colder then.

    Reply

Leave a Reply
""",
    "in German": """
Kommentare (2)

Ann Beller

06.05.2025 - 10:15 Uhr

About time too.

Tom

07.05.2025 - 21:40 Uhr

I walked it in 1974.

It was colder then.

Schreibe einen Kommentar
""",
}


@pytest.mark.parametrize("comments", LAYOUTS.values(), ids=LAYOUTS)
def test_comments_of_usual_layouts(comments: str) -> None:
    assert told(comments) == EXPECTED


def test_names_without_dates_stand_before_texts_that_end_with_a_control() -> None:
    comments = (
        "Reader Interactions\n\nComments\n\n  1. Ann\n\n    5 stars\n    Lovely bread, thank you!\n\n    Reply\n\n"
    )
    comments += "  3. Tom Grau\n\n    Mine did not rise at all. Why?\n\n    Reply\n\nLeave a Reply"
    assert told(comments) == [("Ann", "Lovely bread, thank you!"), ("Tom Grau", "Mine did not rise at all. Why?")]


def test_comments_that_have_no_author_get_none() -> None:
    assert told("One Comment\n\nLeave a Reply\n  1. put a light at the bridge please.\n\nLeave a Reply") == [
        (None, "put a light at the bridge please.")
    ]
    assert told("1 Comment(s)\nComment Policy * Marks a Required Field 9 / 9\n\nI was crew there.\n\nReply") == [
        (None, "I was crew there.")
    ]


def test_a_link_from_another_page_is_no_comment() -> None:
    comments = "2 Comments\n\n  1. Good to hear that it is done.\n\n    Reply\n  2. Pingback: The Lamp » Roundup\n\n"
    assert told(comments) == [(None, "Good to hear that it is done.")]


def test_a_quote_inside_a_comment_begins_no_new_one() -> None:
    comments = "2 Comments\n\nAnn 6 May 2025 14:17\nIt is vaporware.\nReply\nTom 6 May 2025 15:03\nAnn said:\n"
    comments += "It is vaporware.\nNo, I have one here.\nReply\n"
    assert [author for author, _ in told(comments)] == ["Ann", "Tom"]


def test_what_follows_the_last_comment_is_not_part_of_it() -> None:
    comments = (
        "1 comment\n\nAnn Beller\nMay 24, 2026 at 4:31 pm\n\nThey should meet on the bridge.\n\nHarbour homepage\n"
    )
    comments += "Latest News\n\nscroll left\nTop"
    assert told(comments) == [("Ann Beller", "They should meet on the bridge.")]


@pytest.mark.parametrize(
    "after",
    [
        "Leave a Reply\n\nYour email address will not be published.\n\nName *\n\nEmail *\n\nPost Comment",
        "0 Comments\n\nBe the first to comment",
        "Comments\n\nRelated articles\n\nGoat promoted\n\nMay 3, 2025\n\nBell stolen\n\nMay 2, 2025",
        "12 Comments\n\nGoat promoted to harbour cat\nMay 3, 2025\n\nBell stolen, tower offered\nMay 2, 2025\n\nTop",
        "Recent comments\n\nAnn on Goat promoted\nTom on Bell stolen",
        "Join the conversation\n\nFacebook\nTwitter\n\n© 2025 The Lamp",
    ],
    ids=["form", "none", "related", "teasers", "recent", "social"],
)
def test_what_only_looks_like_comments_is_none(after: str) -> None:
    assert told(after) == []


def test_a_link_to_the_comments_above_the_article_opens_nothing() -> None:
    page = f"Tilda Marsh\n6 May 2025\nComments\n\n{ARTICLE}\n\nTop"
    lines, _ = split_lines(page)
    assert find_discussion(lines, shapes_of(lines)) is None


def test_the_header_gives_the_number_and_the_section_its_reason() -> None:
    found = discussion("7 Comments\n\n  1. Only this one was kept by the dump.\n\n    Reply\n\nLeave a Reply")
    assert found is not None
    assert found.announced == 7
    assert "header" in found.reason


PIECES = (
    "7 Comments", "Comments", "Leave a Reply", "Reply", "Ann says:", "Ann Beller", "May 6, 2025 at 10:15 am", "+3",
    "  1. It was colder then.", "    • And wetter!", "It was colder then.", "Related articles", "", "Name *", "EM",
    "Comments are closed.", "says", "1.", "12", "Pingback: x", "Ann · May 6, 2025",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_page_is_read_and_no_line_belongs_to_two_comments(pieces: list[str]) -> None:
    lines, _ = split_lines("\n".join(pieces))
    found = find_discussion(lines, shapes_of(lines))
    if found:
        used = [at for group in found.groups for at in (*group.meta, *group.text, *group.control)]
        assert len(used) == len(set(used))
        assert all(group.text for group in found.groups)
        assert all(max(0, found.start) <= at < found.end for at in used)
