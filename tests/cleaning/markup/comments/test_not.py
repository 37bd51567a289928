"""What looks like comments and is not. All pages are invented."""

from __future__ import annotations

import pytest
from lxml import html

from cleaning.markup.comments.find import find_comments
from cleaning.model import Label, Page, RawPage, Span

URL = "https://harbour-post.example/2021/05/new-ferry"
ARTICLE = """<p>The council bought a second-hand ferry on Monday, and the crew painted it yellow within a day.</p>
<p>From June on it will cross the bay four times a day, said the harbour master, if the engine holds.</p>"""
ITEM = """<li id="comment-11" class="comment even"><b class="fn">Mia</b> <time datetime="2021-05-04T10:00">4 May
2021</time>
<div class="comment-content"><p>Yellow is a fine colour for a ferry.</p></div></li>"""


def comments_in(markup: str) -> list[str]:
    """The texts of the elements that are found to be comments."""
    tree = html.document_fromstring(f"<html><body>{markup}</body></html>")
    raw = RawPage(url=URL, body=markup.encode())
    page = Page(raw=raw, source=None, kind="html", text=markup, tree=tree, encoding="utf-8", encoding_from="default")
    found = [region.where for region in find_comments(page) if region.label is Label.COMMENT]
    return [" ".join(element.text_content().split()) for element in found if not isinstance(element, Span)]


RECENT = """<aside class="widget widget_recent_comments"><h3>Recent comments</h3><ul id="recentcomments">
<li class="recentcomments"><span class="comment-author-link">Ole</span> on <a
href="https://harbour-post.example/2021/04/old-pier#comment-7">Old pier to close on 3 April 2021</a></li>
<li class="recentcomments"><span class="comment-author-link">Mia</span> on <a
href="https://harbour-post.example/2021/03/fish-market#comment-5">Fish market moves on 1 March
2021</a></li></ul></aside>"""
RECENT_WITH_TEXT = """<div class="module"><h3>Latest from readers</h3>
<div class="comment"><span class="author">Ole</span> <span class="date">3 May 2021</span>
<a href="/2021/04/old-pier#comment-7">Old pier to close</a><p>They should have painted it years ago.</p></div>
<div class="comment"><span class="author">Mia</span> <span class="date">2 May 2021</span>
<a href="/2021/03/fish-market#comment-5">Fish market moves</a><p>I will miss the old hall and its
smell.</p></div></div>"""
MOST_COMMENTED = """<div class="most-commented"><h3>Most commented</h3><ul><li><a href="/a">Old pier to close</a>
<time>3 May 2021</time><span class="comment-count">604 comments</span></li><li><a href="/b">Fish market moves</a>
<time>2 May 2021</time><span class="comment-count">310 comments</span></li></ul></div>"""
PINGBACKS = """<h3 id="comments">2 comments</h3><ol class="commentlist"><li class="pingback"
id="comment-21"><p>Pingback: <a
href="https://other.example">Other harbours</a> 4 May 2021</p></li><li id="comment-22"><cite>Trackback from <a
href="https://more.example">More harbours</a></cite> <small>5 May 2021</small><p>[…] and a yellow ferry crosses the bay
since Monday, as we read elsewhere […]</p></li></ol>"""
OPINION_TEASERS = """<ul class="list"><li class="list__item comment"><h3><a
href="/opinion/ferries-are-not-the-answer">Comment:
Ferries are not the answer to our traffic</a></h3><p class="date">4 May 2021</p><p class="author">Ada Quill</p><p>A
bridge
would have been cheaper.</p></li><li class="list__item comment"><h3><a href="/opinion/why-yellow">Comment: Why yellow is
the right colour for boats</a></h3><p class="date">3 May 2021</p><p class="author">Bo Reed</p><p>Fog is the
reason.</p></li>
</ul>"""
COMMENTARY = f"""<div class="commentary article"><h1>Why the ferry is yellow</h1><p class="author">Ada Quill</p>
<p class="date">4 May 2021</p>{ARTICLE}</div>"""
ARTICLE_IN_COMMENT_CLASS = f"""<div id="page" class="single comments-open"><div class="has-comments"><h1>A new
ferry</h1>
<div class="meta"><span class="author">Ada Quill</span> <time datetime="2021-05-03">3 May
2021</time></div>{ARTICLE}</div>
</div>"""
LIVE_BLOG = "<div class='live-blog'>" + "".join(
    f"""<article class="live-post"><time datetime="2021-05-04T1{n}:00">1{n}:00</time><span class="author">Ada
Quill</span>
<p>The ferry has reached buoy number {n} and turns north.</p></article>"""
    for n in range(6)
)
TWEETS = """<div class="entry"><blockquote class="twitter-tweet"><p>The ferry is yellow!</p>— Mia (@mia) <a
href="https://twitter.com/mia/1">4 May 2021</a></blockquote><blockquote class="twitter-tweet"><p>So it is.</p>— Ole
(@ole)
<a href="https://twitter.com/ole/2">5 May 2021</a></blockquote></div>"""
POLICY = """<section id="comments" class="comments"><h2>Comments</h2><p>We like to hear from you. Please be polite,
stay on
the subject and use your own name. We delete what is unlawful. Comments close after 2 days.</p><a href="/rules">House
rules
of 1 May 2020</a><p>To comment, please <a href="/login">log in</a>.</p></section>"""
FORM_ONLY = """<div id="comments"><h3>0 comments</h3><div id="respond"><h3>Leave a reply</h3><form
id="commentform"><p>Your
address will not be published.</p><label>Name</label><input name="author"><textarea
name="comment"></textarea></form></div>
</div>"""
TEMPLATE = """<section class="post-comments"><div class="dummy-comment" style="display:none"><div class="comment-item">
<span class="comment-author"></span><span class="comment-date"></span><div class="comment-text"></div></div></div>
<h3>All comments (0)</h3></section><script type="text/template"><div class="comment"><b class="author">Mia</b>
<time>4 May 2021</time><p>Yellow is fine.</p></div></script>"""
COUNTERS = """<div class="comments-counter"><a href="#c">160 comments</a></div><div class="social"><span
class="comment-count">
12</span><time>4 May 2021</time></div>"""

LETTERS = """<h2>Leserbriefe</h2><div class="letters"><div class="letter"><p>Yellow is a fine colour for a ferry.</p><p
class="name">Mia, 4 May 2021</p></div><div class="letter"><p>Does it take bicycles?</p><p class="name">Ole Brandt, 5 May
2021</p></div></div>"""
LIST_WITHOUT_FRAGMENTS = """<div class="sidebar"><h3>Kommentare</h3><ul><li><span class="author">Ole</span> zu <a
href="/2021/04/old-pier">Pier</a> <span class="date">3.5.2021</span></li><li><span class="author">Mia</span> zu <a
href="/2021/03/fish">Fish market</a> <span class="date">2.5.2021</span></li></ul></div>"""
RELATED_AFTER_HEADING = """<h3>Comments</h3><p>Comments are closed.</p><div class="more"><div class="card"><span
class="author">Ada Quill</span> <time datetime="2021-05-01">1 May 2021</time> <a href="/2021/05/pier">The old pier will
close for good this autumn</a><p>The council voted on Monday.</p></div><div class="card"><span class="author">Bo Reed
</span> <time datetime="2021-04-30">30 April 2021</time> <a href="/2021/04/fish">Fish market moves to the other side</a>
<p>From July on it is in the old hall.</p></div></div>"""


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(LETTERS, id="letters-to-the-editor"),
        pytest.param(LIST_WITHOUT_FRAGMENTS, id="list-without-fragments"),
        pytest.param(RELATED_AFTER_HEADING, id="related-after-heading"),
        pytest.param(RECENT, id="recent-comments"),
        pytest.param(RECENT_WITH_TEXT, id="recent-comments-with-text"),
        pytest.param(MOST_COMMENTED, id="most-commented"),
        pytest.param(PINGBACKS, id="pingbacks"),
        pytest.param(OPINION_TEASERS, id="opinion-teasers"),
        pytest.param(COMMENTARY, id="commentary"),
        pytest.param(ARTICLE_IN_COMMENT_CLASS, id="article-in-comment-class"),
        pytest.param(LIVE_BLOG, id="live-blog"),
        pytest.param(TWEETS, id="tweets"),
        pytest.param(POLICY, id="policy"),
        pytest.param(FORM_ONLY, id="form"),
        pytest.param(TEMPLATE, id="template"),
        pytest.param(COUNTERS, id="counters"),
    ],
)
def test_not_comments(markup: str) -> None:
    assert comments_in(f"<article><h1>A new ferry</h1>{ARTICLE}</article>{markup}") == []
    assert comments_in(markup) == []


@pytest.mark.parametrize("beside", [RECENT, RECENT_WITH_TEXT, MOST_COMMENTED, OPINION_TEASERS, LIVE_BLOG])
def test_the_real_comments_are_found_beside_them(beside: str) -> None:
    own = f"<div id='comments'><h3>1 comment</h3><ol class='commentlist'>{ITEM}</ol></div>"
    wanted = ["Mia 4 May 2021 Yellow is a fine colour for a ferry."]
    assert comments_in(f"<h1>A new ferry</h1>{ARTICLE}{own}{beside}") == wanted
    assert comments_in(f"{beside}<h1>A new ferry</h1>{ARTICLE}{own}") == wanted


def test_pingbacks_among_comments_are_left_out() -> None:
    mixed = PINGBACKS.replace('<ol class="commentlist">', f'<ol class="commentlist">{ITEM}')
    assert comments_in(mixed) == ["Mia 4 May 2021 Yellow is a fine colour for a ferry."]


def test_duplicates_and_one_letter_comments_stay() -> None:
    again = ITEM.replace("comment-11", "comment-12")
    short = ITEM.replace("comment-11", "comment-13").replace("Yellow is a fine colour for a ferry.", "k")
    found = comments_in(f"<ol class='commentlist'>{ITEM}{again}{short}</ol>")
    assert [text[15:] for text in found] == ["Yellow is a fine colour for a ferry."] * 2 + ["k"]
