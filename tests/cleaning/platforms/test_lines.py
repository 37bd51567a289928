from __future__ import annotations

from datetime import UTC, datetime

from cleaning.model import Document, Page, RawPage, Thread
from cleaning.platforms.lines import Lines
from cleaning.record import CommentAuthor
from cleaning.text.label import label_text

ARTICLE = "\n\n".join(
    f"The {thing} of Little Saul was hung in the old tower on Monday. Nobody made a speech, and the rope was new."
    for thing in ("great bell", "second bell", "smallest bell", "spare bell")
)
NESTED = """
3 Comments

  1. Ann Beller says:
    May 6, 2025 at 10:15 am

    About time too.

    It was a long wait.

    Reply
    1. Tom says:
      May 6, 2025 at 11:02 am

      Nine years!
      I counted.

      Reply
  2. Mia says:
    May 7, 2025 at 9:40 pm

    Lovely sound.

    Reply

Leave a Reply
"""


def thread_of(comments: str, fetched_at: datetime | None = None) -> Thread:
    text = f"{ARTICLE}\n{comments}"
    page = Page(
        raw=RawPage(fetched_at=fetched_at), source=None, kind="text", text=text, tree=None,
        encoding="utf-8", encoding_from="bom",
    )  # fmt: skip
    return Lines().thread(Document(page=page, regions=label_text(page)))


def test_comments_are_threaded_by_their_indentation() -> None:
    thread = thread_of(NESTED)
    assert thread.platform == "lines"
    assert (thread.announced, thread.complete) == (3, True)
    assert [(c.identifier, c.parentItem, c.position) for c in thread.comments] == [
        ("c1", None, 1),
        ("c2", "c1", 2),
        ("c3", None, 3),
    ]
    assert [c.author for c in thread.comments] == [CommentAuthor(name=name) for name in ("Ann Beller", "Tom", "Mia")]
    assert thread.comments[0].text == "About time too.\n\nIt was a long wait."
    assert thread.comments[1].text == "Nine years!\nI counted."
    assert thread.comments[2].datePublished == "2025-05-07T21:40:00"
    assert thread.comments[2].datePublishedRaw == "May 7, 2025 at 9:40 pm"
    assert {c.platform for c in thread.comments} == {"lines"}


def test_announced_comments_that_are_not_here_are_missed() -> None:
    assert thread_of(NESTED.replace("3 Comments", "30 Comments")).complete is False
    assert thread_of(NESTED.replace("3 Comments", "2 Comments")).complete is None
    assert thread_of(NESTED.replace("3 Comments", "Comments")).complete is None


def test_one_date_shows_the_order_of_day_and_month_of_all() -> None:
    comments = "2 Comments\n\nAnn\n05/04/2020 at 3:00 pm\n\nGood bread.\n\nReply\n\nTom\n14/04/2020 at 4:00 pm\n\n"
    thread = thread_of(comments + "Better bread.\n\nReply\n\nLeave a Reply")
    assert [c.datePublished for c in thread.comments] == ["2020-04-05T15:00:00", "2020-04-14T16:00:00"]


def test_a_time_ago_counts_from_when_the_page_was_fetched() -> None:
    comments = "1 Comment\n\nAnn\n2 days ago\n\nGood bread.\n\nReply\n\nLeave a Reply"
    assert thread_of(comments).comments[0].datePublished is None
    assert thread_of(comments).comments[0].datePublishedRaw == "2 days ago"
    fetched = thread_of(comments, datetime(2025, 5, 3, 12, tzinfo=UTC))
    assert fetched.comments[0].datePublished == "2025-05-01"


def test_a_page_without_comments_has_no_platform() -> None:
    assert thread_of("Leave a Reply\n\nName *") == Thread()
    assert (
        Lines().asks(
            Page(raw=RawPage(), source=None, kind="text", text="", tree=None, encoding="", encoding_from=""), ()
        )
        == ()
    )
