"""A labelled page as a thread: what is written of each comment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from lxml import html

from cleaning.markup.comments.find import find_comments
from cleaning.model import CleanRules, Document, Label, Metadata, Page, RawPage, Source, Thread
from cleaning.platforms.rendered import Rendered

URL = "https://harbour-post.example/2021/05/new-ferry"
ITEM = """<li class="comment" id="comment-{n}"><cite class="author">{name}</cite> <a class="date"
href="#comment-{n}">{date}</a>
<p>{text}</p><div class="votes"><span class="vote-up">{up}</span><span class="vote-down">2</span></div></li>"""


def page_of(markup: str, *, fetched: datetime | None = None, lang: str = "en") -> Page:
    tree = html.document_fromstring(f"<html lang='{lang}'><body><h1>A new ferry</h1>{markup}</body></html>")
    raw = RawPage(url=URL, fetched_at=fetched, body=markup.encode())
    return Page(raw=raw, source=None, kind="html", text=markup, tree=tree, encoding="utf-8", encoding_from="default")


def read(page: Page, announced: int | None = None) -> Thread:
    doc = Document(page=page, regions=find_comments(page), metadata=Metadata(commentCount=announced))
    return Rendered().thread(doc)


def section(*items: str, heading: str = "Comments") -> str:
    return f"<section id='comments' class='comments'><h2>{heading}</h2><ul>{''.join(items)}</ul></section>"


def item(n: int, date: str = "4 May 2021 at 9:30 pm", text: str = "Yellow it is.") -> str:
    return ITEM.format(n=n, date=date, text=text, name="Mia", up="7")


def test_all_fields() -> None:
    (comment,) = read(page_of(section(item(11)))).comments
    assert comment.identifier == "comment-11"
    assert comment.position == 1
    assert comment.author is not None
    assert comment.author.name == "Mia"
    assert comment.text == "Yellow it is."
    assert comment.datePublished == "2021-05-04T21:30:00"
    assert comment.datePublishedRaw == "4 May 2021 at 9:30 pm"
    assert (comment.upvoteCount, comment.downvoteCount) == (7, 2)
    assert comment.url == f"{URL}#comment-11"
    assert comment.platform == "rendered"
    assert comment.parentItem is None


def test_paragraphs_and_lines_of_the_text_are_kept() -> None:
    (comment,) = read(page_of(section(item(11, text="One.<br>Two.<br><br>Three.</p><p>Four.")))).comments
    assert comment.text == "One.\nTwo.\n\nThree.\n\nFour."


def test_relative_dates_need_the_time_of_the_fetch() -> None:
    markup = section(item(11, date="2 hours ago"), item(12, date="3 days ago"))
    unknown = read(page_of(markup)).comments
    assert [(comment.datePublished, comment.datePublishedRaw) for comment in unknown] == [
        (None, "2 hours ago"),
        (None, "3 days ago"),
    ]
    known = read(page_of(markup, fetched=datetime(2021, 5, 6, 12, 0, tzinfo=UTC))).comments
    assert [comment.datePublished for comment in known] == ["2021-05-06T10:00+00:00", "2021-05-03"]


def test_the_page_s_language_tells_day_from_month() -> None:
    assert read(page_of(section(item(11, date="04/05/2021")), lang="fr")).comments[0].datePublished == "2021-05-04"
    assert read(page_of(section(item(11, date="04/05/2021")), lang="en")).comments[0].datePublished is None


def test_one_date_shows_the_order_of_the_others() -> None:
    comments = read(page_of(section(item(11, date="04/05/2021"), item(12, date="14/05/2021")))).comments
    assert [comment.datePublished for comment in comments] == ["2021-05-04", "2021-05-14"]


def test_identifiers_are_the_page_s_own_only_if_unique() -> None:
    comments = read(page_of(section(item(11), item(11, text="Another."), item(12)))).comments
    assert [comment.identifier for comment in comments] == ["c1", "c2", "comment-12"]


def test_a_comment_that_is_shown_twice_is_one() -> None:
    comments = read(page_of(section(item(11), item(12), item(11)))).comments
    assert [comment.identifier for comment in comments] == ["comment-11", "comment-12"]


def test_a_source_s_own_rule_overrules_the_method() -> None:
    page = page_of("<div class='leser'><b>Mia</b> <i>4 May 2021</i><p>So it is.</p></div>")
    assert read(page).comments == ()
    source = Source(id="harbour", clean=CleanRules(comments=("div.leser", "p[[broken")))
    (comment,) = read(replace(page, source=source)).comments
    assert (comment.text, comment.author and comment.author.name) == ("So it is.", "Mia")


def test_announced_and_complete() -> None:
    two = (item(11), item(12))
    assert (read(page_of(section(*two, heading="2 comments"))).complete) is True
    assert (read(page_of(section(*two, heading="Comments (571)"))).announced) == 571
    assert (read(page_of(section(*two, heading="Comments (571)"))).complete) is False
    assert (read(page_of(section(*two))).complete) is None
    assert (read(page_of(section(*two)), announced=2).complete) is True
    assert read(page_of("<p>No comments here.</p>"), announced=3).announced == 3


def test_a_comment_without_words_is_left_out_and_its_replies_move_up() -> None:
    inner = f"<ul class='children'>{item(13)}</ul></li>"
    empty = item(12, text="").replace("</li>", inner)
    outer = item(11).replace("</li>", f"<ul class='children'>{empty}</ul></li>")
    comments = read(page_of(section(outer))).comments
    assert [(comment.identifier, comment.parentItem) for comment in comments] == [
        ("comment-11", None),
        ("comment-13", "comment-11"),
    ]


def test_the_section_is_labelled_as_a_whole_and_first() -> None:
    page = page_of(section(item(11), item(12)))
    regions = find_comments(page)
    assert [region.label for region in regions] == [Label.COMMENT_HEADER, Label.COMMENT, Label.COMMENT]
    assert not isinstance(regions[0].where, type(None))
    assert getattr(regions[0].where, "tag", None) == "section"


def test_no_container_that_holds_the_article_is_labelled() -> None:
    article = "<p>The council bought a ferry, and the crew painted it yellow within a day.</p>" * 40
    page = page_of(f"<div class='comments-page'>{article}<ul class='comments'>{item(11)}{item(12)}</ul></div>")
    headers = [region.where for region in find_comments(page) if region.label is Label.COMMENT_HEADER]
    assert [getattr(header, "tag", None) for header in headers] == ["ul"]


def test_it_claims_html_and_asks_nothing() -> None:
    page = page_of("")
    assert Rendered().claims(page)
    assert Rendered().asks(page, ()) == ()
