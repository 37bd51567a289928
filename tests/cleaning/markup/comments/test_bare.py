"""Comments in markup that hardly names anything, and what is known of them by their place. All pages are invented."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml import html

from cleaning.markup.comments.find import find_comments
from cleaning.model import Document, Label, Page, RawPage
from cleaning.platforms.rendered import Rendered

ARTICLE = """<article><h1>A new ferry for the bay</h1><p>By Ada Quill, 3 May 2021</p>
<p>The council bought a second-hand ferry on Monday, and the crew painted it yellow within a day.</p>
<p>From June on it will cross the bay four times a day, said the harbour master, if the engine holds.</p></article>"""
YELLOW, CROSS = "Yellow is a fine colour for a ferry.", "I would like to cross with my bicycle."
MIA, OLE = ("Mia", "4 May 2021", YELLOW), ("Ole Brandt", "5 May 2021", CROSS)


def page_of(markup: str, lang: str = "en", fetched: datetime | None = None) -> Page:
    tree = html.document_fromstring(f"<html lang='{lang}'><body>{ARTICLE}{markup}</body></html>")
    raw = RawPage(url="https://harbour-post.example/ferry", body=b"", fetched_at=fetched)
    return Page(raw=raw, source=None, kind="html", text="", tree=tree, encoding="utf-8", encoding_from="default")


def said(markup: str, lang: str = "en") -> list[tuple[str | None, str | None, str]]:
    """Author, printed date and text of each comment."""
    page = page_of(markup, lang)
    comments = Rendered().thread(Document(page=page, regions=find_comments(page))).comments
    return [(one.author.name if one.author else None, one.datePublishedRaw, one.text) for one in comments]


def section(item: str, around: str = "{}") -> str:
    """Two comments in the shape of an item; A, D and T stand for author, date and text."""
    items = (item.replace("{A}", a).replace("{D}", d).replace("{T}", t) for a, d, t in (MIA, OLE))
    return around.replace("{}", "".join(items))


HEADED = "<div><h3>2 Comments</h3>{}</div>"
SHAPES = {
    "utility-classes": "<li class='rounded px-3'><div class='mb-1 flex'><p>{A}</p><p>{D}</p></div><p>{T}</p></li>",
    "text-first": "<div class='p-4'><p>{T}</p><div><a href='/u/1'>{A}</a><span>{D}</span></div></div>",
    "figure": "<figure><blockquote><p>{T}</p></blockquote><figcaption><cite>{A}</cite>, {D}</figcaption></figure>",
    "details": "<details><summary>{A} <time>{D}</time></summary><p>{T}</p></details>",
    "own-elements": "<x-post><x-by>{A}</x-by><x-on>{D}</x-on><x-text>{T}</x-text></x-post>",
    "bold-and-rule": "<p><b>{A}</b>, {D}<br>{T}</p><hr>",
    "by-and-rule": "<div>By: {A} on {D}<br>{T}<br><hr></div>",
    "signed-below": "<a id='c1'></a><p>{T}</p><p>Posted by: <a href='http://x.example'>{A}</a> | {D}</p>",
    "all-paragraphs": "<p><strong>{A}</strong> wrote on {D}:</p><p>{T}</p>",
    "quotes": "<p><a href='http://x.example'>{A}</a> on {D}:</p><blockquote>{T}</blockquote>",
    "labelled-values": "<div><div><span>Author: {A}</span><span>Created: {D}</span></div><div>{T}</div></div>",
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_shapes_without_names(shape: str) -> None:
    assert said(section(shape, HEADED)) == [MIA, OLE]


@pytest.mark.parametrize(
    ("lang", "heading", "author", "date", "text"),
    [
        ("fa", "نظرات", "مریم", "۱۴۰۰/۰۲/۱۴ - ۱۰:۰۵", "رنگ زرد برای کشتی خوب است و همه آن را دوست دارند."),
        ("ar", "التعليقات", "أحمد علي", "4 مايو 2021", "الأصفر لون جميل للعبارة وإن كان جاري لا يوافق."),
        ("zh", "网友评论", "小明", "3天前", "黄色很适合渡轮，虽然我的邻居不这么认为。"),
        ("ko", "댓글 2", "김영희", "2021.05.04. 10:05", "노란색은 나룻배에 잘 어울리는 색이라고 생각합니다."),
        ("tr", "Yorumlar (2)", "Ayşe", "3 saat önce", "Sarı bir vapur için güzel bir renk."),
        ("cs", "Diskuze", "Jana", "4. května 2021 v 10:05", "Žlutá je pro přívoz pěkná barva."),
    ],
)
def test_languages(lang: str, heading: str, author: str, date: str, text: str) -> None:
    item = f"<li><div><span>{author}</span><time>{date}</time></div><p>{text}</p></li>"
    assert said(f"<section><h3>{heading}</h3><ul>{item}{item}</ul></section>", lang) == [(author, date, text)] * 2


def test_an_open_shadow_root_and_a_noscript_are_read() -> None:
    item = "<div class='comment'><b>{A}</b> <time>{D}</time><p>{T}</p></div>"
    shadow = "<reader-comments><template shadowrootmode='open'>{}</template></reader-comments>"
    assert said(section(item, shadow)) == [MIA, OLE]
    assert said(section(item, "<div id='comments'><noscript>{}</noscript></div>")) == [MIA, OLE]
    assert said(section(item, "<div id='comments'><template id='one-comment'>{}</template></div>")) == []


def test_a_thread_without_dates_needs_as_many_comments_as_are_announced_or_answers() -> None:
    item = "<div class='note'><h4>{A}</h4><p>{T}</p></div>"
    names = [(MIA[0], None, YELLOW), (OLE[0], None, CROSS)]
    assert said(section(item, "<section id='comments'><h3>2 Comments</h3>{}</section>")) == names
    assert said(section(item, "<section id='comments'><h3>Comments</h3>{}</section>")) == []
    answered = item.replace("</p>", "</p><a href='#'>Reply</a>")
    assert said(section(answered, "<section id='comments'><h3>Comments</h3>{}</section>")) == names


def test_words_that_all_comments_have_are_no_reader_s() -> None:
    item = "<li class='comment'><b>{}</b> <i>4 May 2021</i> <span>Member</span><div>{}</div><em>3 points</em></li>"
    texts = {"Mia": YELLOW, "Ole": CROSS, "Ada": "Agreed."}
    items = "".join(item.format(name, text) for name, text in texts.items())
    assert said(f"<ul id='comments'>{items}</ul>") == [(name, "4 May 2021", text) for name, text in texts.items()]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("This comment was deleted by a moderator.", "deleted"),
        ("[removed]", "deleted"),
        ("Dieser Kommentar wurde entfernt.", "deleted"),
        ("The old pier was removed years ago.", None),
    ],
)
def test_deleted_comments_are_marked(text: str, status: str | None) -> None:
    item = "<li class='comment' id='c{}'><b>{}</b> <i>4 May 2021</i><p>{}</p></li>"
    page = page_of(f"<ul id='comments'>{item.format(1, 'Mia', text)}{item.format(2, 'Ole', CROSS)}</ul>")
    comments = Rendered().thread(Document(page=page, regions=find_comments(page))).comments
    assert [(one.text, one.creativeWorkStatus) for one in comments] == [(text, status), (CROSS, None)]


def test_a_pending_comment_loses_the_notice() -> None:
    notice = "<em>Your comment is awaiting moderation.</em><br>"
    page = page_of(
        f"<ul id='comments'><li id='c1' class='comment'><b>Mia</b> <i>just now</i><div>{notice}{CROSS}</div></li></ul>"
    )
    (one,) = Rendered().thread(Document(page=page, regions=find_comments(page))).comments
    assert (one.text, one.creativeWorkStatus, one.datePublished) == (CROSS, "pending", None)


def test_a_relative_date_counts_from_the_crawl_alone() -> None:
    item = "<li class='comment' id='c{}'><b>Mia</b> <i>vor 8 Stunden</i><p>Gelb ist eine schöne Farbe.</p></li>"
    markup = f"<ul id='comments'>{item.format(1)}{item.format(2)}</ul>"
    for fetched, date in ((None, None), (datetime(2021, 5, 4, 12, tzinfo=UTC), "2021-05-04T04:00+00:00")):
        page = page_of(markup, "de", fetched)
        one, _ = Rendered().thread(Document(page=page, regions=find_comments(page))).comments
        assert (one.datePublishedRaw, one.datePublished) == ("vor 8 Stunden", date)


def test_trackbacks_alone_are_small_print_and_no_comments() -> None:
    ping = "<li class='pingback' id='comment-2'><p>Pingback: <a href='http://o.example'>Other harbours</a></p></li>"
    regions = find_comments(page_of(f"<div id='comments'><h3>2 Trackbacks</h3><ol>{ping}{ping}</ol></div>"))
    assert {region.label for region in regions} == {Label.COMMENT_META, Label.COMMENT_HEADER}


LOOKALIKES = {
    "opinion-piece": "<div class='kommentar'><h2>Kommentar</h2><p>Von Ada Quill, 4. Mai 2021</p>{}</div>".format(
        "<p>A bridge would have been cheaper than any ferry, and it would have lasted longer than all of us.</p>" * 5
    ),
    "statements": "<h2>Three responses</h2>" + "<div class='response'><h3>Mia</h3><p>A bridge is better.</p></div>" * 3,
    "ticker-with-counter": "<p><a href='#c'>3 comments</a></p>"
    + "<div class='entry'><time>10:05</time> <b>Ada Quill</b><p>The engine was lifted into the hull.</p></div>" * 3,
    "closed": "<div id='comments'><h3>0 comments</h3><p>They were moderated by Ada Quill until 4 May 2021.</p></div>",
    "sign-in": "<div class='comments'><h3>12 comments</h3><div><b>Sign in</b><p>to leave your comment</p></div></div>",
}


@pytest.mark.parametrize("markup", LOOKALIKES.values(), ids=LOOKALIKES)
def test_lookalikes(markup: str) -> None:
    assert said(markup) == []
