"""Comments in the shapes that real pages have: found, split and threaded. All pages are invented."""

from __future__ import annotations

import pytest
from lxml import html

from cleaning.markup.comments.find import find_comments
from cleaning.model import Document, Page, RawPage, Thread
from cleaning.platforms.rendered import Rendered

URL = "https://harbour-post.example/2021/05/new-ferry"
ARTICLE = """<article><h1>A new ferry for the bay</h1><p class="byline">By Ada Quill, 3 May 2021</p>
<p>The council bought a second-hand ferry on Monday, and the crew painted it yellow within a day.</p>
<p>From June on it will cross the bay four times a day, said the harbour master, if the engine holds.</p></article>"""


def page_of(markup: str, url: str | None = URL) -> Page:
    tree = html.document_fromstring(f"<html lang='en'><body>{ARTICLE}{markup}</body></html>")
    raw = RawPage(url=url, body=markup.encode())
    return Page(raw=raw, source=None, kind="html", text=markup, tree=tree, encoding="utf-8", encoding_from="default")


def thread_of(markup: str) -> Thread:
    page = page_of(markup)
    return Rendered().thread(Document(page=page, regions=find_comments(page)))


def rows(thread: Thread) -> list[tuple[str | None, str | None, str, int | None]]:
    """Author, day, text and the place (from 0) of the answered comment."""
    place = {comment.identifier: index for index, comment in enumerate(thread.comments)}
    return [
        (
            comment.author.name if comment.author else None,
            comment.datePublished[:10] if comment.datePublished else comment.datePublishedRaw,
            comment.text,
            None if comment.parentItem is None else place[comment.parentItem],
        )
        for comment in thread.comments
    ]


MIA = ("Mia", "2021-05-04", "Yellow is a fine colour for a ferry.", None)
OLE = ("Ole Brandt", "2021-05-05", "Does it take bicycles?\n\nI would like to cross with mine.", None)
REPLY = ("harbour_fan", "2021-05-06", "It does, I asked.", 1)
FORM = """<div id="respond" class="comment-respond"><h3>Leave a reply</h3><form>
<p>Your address will not be published.</p>
<textarea name="comment"></textarea><input type="submit" value="Post"></form></div>"""

WORDPRESS = f"""<div id="comments" class="comments-area"><h2 class="comments-title">3 thoughts on “A new ferry”</h2>
<ol class="commentlist">
<li id="comment-11" class="comment even thread-even depth-1"><article id="div-comment-11" class="comment-body">
 <footer class="comment-meta"><div class="comment-author vcard"><img class="avatar" alt=""><b class="fn">Mia</b>
 <span class="says">says:</span></div><div class="comment-metadata"><a href="{URL}#comment-11">
 <time datetime="2021-05-04T10:00:00+02:00">May 4, 2021 at 10:00 am</time></a></div></footer>
 <div class="comment-content"><p>Yellow is a fine colour for a ferry.</p></div>
 <div class="reply"><a class="comment-reply-link" href="#comment-11">Reply</a></div></article></li>
<li id="comment-12" class="comment odd alt depth-1 parent"><article id="div-comment-12" class="comment-body">
 <footer class="comment-meta"><div class="comment-author vcard"><b class="fn"><a class="url" rel="external nofollow"
 href="https://ole.example">Ole Brandt</a></b> <span class="says">says:</span></div><div class="comment-metadata">
 <a href="{URL}#comment-12"><time datetime="2021-05-05T11:00:00+02:00">May 5, 2021 at 11:00 am</time></a></div></footer>
 <div class="comment-content"><p>Does it take bicycles?</p><p>I would like to cross with mine.</p></div>
 <div class="reply"><a class="comment-reply-link" href="#comment-12">Reply</a></div></article>
 <ol class="children"><li id="comment-13" class="comment byuser depth-2"><article id="div-comment-13"
 class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><b class="fn">harbour_fan</b>
 <span class="says">says:</span></div><div class="comment-metadata"><a href="{URL}#comment-13">
 <time datetime="2021-05-06T12:00:00+02:00">May 6, 2021 at 12:00 pm</time></a></div></footer>
 <div class="comment-content"><p>It does, I asked.</p></div></article></li></ol></li>
</ol>{FORM}</div>"""

WPDISCUZ = """<div id="comments"><div id="wpcomm" class="wpdiscuz"><div class="wc-form-wrapper"><form>
<textarea></textarea></form></div><div class="wpd-thread-list">
<div id="wc-comm-11_0" class="wc-comment wc_comment_level-1"><div class="wc-comment-left"><img class="avatar">
<div class="wc-blog-guest wc-comment-label"><span>Guest</span></div></div><div id="comment-11" class="wc-comment-right">
<div class="wc-comment-header"><div class="wc-comment-author">Mia</div></div><div class="wc-comment-text"><p>Yellow is a
fine colour for a ferry.</p></div><div class="wc-comment-footer"><span class="wc-vote-result">4</span>
<div class="wc-comment-date">4 May 2021 10:00</div></div></div></div>
<div id="wc-comm-12_0" class="wc-comment wc_comment_level-1"><div class="wc-comment-left"><img class="avatar"></div>
<div id="comment-12" class="wc-comment-right"><div class="wc-comment-header"><div class="wc-comment-author">Ole Brandt
</div></div><div class="wc-comment-text"><p>Does it take bicycles?</p><p>I would like to cross with mine.</p></div>
<div class="wc-comment-footer"><div class="wc-comment-date">5 May 2021 11:00</div></div></div>
<div id="wc-comm-13_12" class="wc-comment wc-reply wc_comment_level-2"><div class="wc-comment-left"><img class="avatar">
</div><div id="comment-13" class="wc-comment-right"><div class="wc-comment-header"><div class="wc-comment-author">
harbour_fan</div></div><div class="wc-comment-text"><p>It does, I asked.</p></div><div class="wc-comment-footer">
<div class="wc-comment-date">6 May 2021 12:00</div></div></div></div></div></div></div></div>"""

BLOGGER = """<div class="comments" id="comments"><h4>3 comments:</h4><div class="comment-thread toplevel-thread"><ol>
<li class="comment" id="c9001"><div class="avatar-image-container"><img></div><div class="comment-block">
<div class="comment-header"><cite class="user"><a href="https://blog.example/profile/1">Mia</a></cite>
<span class="icon user"></span><span class="datetime secondary-text"><a href="?showComment=1#c9001">May 4, 2021 at 10:00
AM</a></span></div><p class="comment-content">Yellow is a fine colour for a ferry.</p><span class="comment-actions">
<a class="comment-reply">Reply</a><span class="item-control"><a href="#">Delete</a></span></span></div></li>
<li class="comment" id="c9002"><div class="comment-block"><div class="comment-header"><cite class="user">Ole Brandt
</cite><span class="datetime"><a href="?showComment=2#c9002">May 5, 2021 at 11:00 AM</a></span></div>
<p class="comment-content">Does it take bicycles?<br><br>I would like to cross with mine.</p><span
class="comment-actions"><a class="comment-reply">Reply</a></span></div><div class="comment-replies">
<div class="comment-thread inline-thread"><span class="thread-toggle"><a>Replies</a></span><ol>
<li class="comment" id="c9003"><div class="comment-block"><div class="comment-header"><cite class="user">harbour_fan
</cite><span class="datetime"><a href="?showComment=3#c9003">May 6, 2021 at 12:00 PM</a></span></div>
<p class="comment-content">It does, I asked.</p></div></li></ol></div></div></li></ol></div></div>"""

DRUPAL = """<section id="comments" class="comment-wrapper"><h2 class="title">Comments</h2>
<a id="comment-11"></a><article class="comment clearfix"><header><p class="submitted"><span class="username">Mia</span>
on Tue, 05/04/2021 - 10:00 <a href="/comment/11#comment-11" rel="bookmark">Permalink</a></p></header>
<div class="content"><div class="field-item"><p>Yellow is a fine colour for a ferry.</p></div></div>
<ul class="links inline"><li><a href="/reply">Reply</a></li></ul></article>
<a id="comment-12"></a><article class="comment clearfix"><header><p class="submitted"><span class="username">Ole Brandt
</span> on Wed, 05/05/2021 - 11:00 <a href="/comment/12#comment-12" rel="bookmark">Permalink</a></p></header>
<div class="content"><div class="field-item"><p>Does it take bicycles?</p><p>I would like to cross with mine.</p></div>
</div><ul class="links inline"><li><a href="/reply">Reply</a></li></ul></article>
<div class="indented"><a id="comment-13"></a><article class="comment clearfix"><header><p class="submitted">
<span class="username">harbour_fan</span> on Thu, 05/16/2021 - 12:00</p></header><div class="content">
<div class="field-item"><p>It does, I asked.</p></div></div></article></div></section>"""

SPIP = """<div class="divforum"><h2>3 commentaires</h2><ul class="forum">
<li class="forum-fil"><div class="forum-message"><div class="forum-titre">Mia <small>4 mai 2021 @10h00</small></div>
<div class="forum-texte"><p>Yellow is a fine colour for a ferry.</p></div></div></li>
<li class="forum-fil"><div class="forum-message"><div class="forum-titre">Ole Brandt <small>5 mai 2021 @11h00</small>
</div><div class="forum-texte"><p>Does it take bicycles?</p><p>I would like to cross with mine.</p></div></div>
<ul><li class="forum-fil"><div class="forum-message"><div class="forum-titre">harbour_fan <small>6 mai 2021 @12h00
</small></div><div class="forum-texte"><p>It does, I asked.</p></div></div></li></ul></li></ul></div>"""

TYPO3 = """<div class="tx-comments-pi1"><h3>Kommentare (3)</h3>
<div class="tx-comments-comment-1"><a name="tx_comments-comment-11"></a><p class="tx-comments-comment-author">von
<strong>Mia</strong> am 04.05.2021 10:00</p><div class="tx-comments-comment-text">Yellow is a fine colour for a ferry.
</div></div>
<div class="tx-comments-comment-2"><a name="tx_comments-comment-12"></a><p class="tx-comments-comment-author">von
<strong>Ole Brandt</strong> am 05.05.2021 11:00</p><div class="tx-comments-comment-text">Does it take bicycles?<br><br>
I would like to cross with mine.</div></div></div>"""

MICRODATA = """<div class="talk-box">
<div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="author" itemscope
itemtype="https://schema.org/Person"><span itemprop="name">Mia</span></span> <time itemprop="dateCreated"
datetime="2021-05-04T10:00">4 May</time><div itemprop="text">Yellow is a fine colour for a ferry.</div></div>
<div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="author" itemscope
itemtype="https://schema.org/Person"><span itemprop="name">Ole Brandt</span></span> <time itemprop="dateCreated"
datetime="2021-05-05T11:00">5 May</time><div itemprop="text"><p>Does it take bicycles?</p><p>I would like to cross with
mine.</p></div><div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="author">
harbour_fan</span> <meta itemprop="dateCreated" content="2021-05-06T12:00"><div itemprop="text">It does, I asked.</div>
</div></div></div>"""

DISQUS_NOSCRIPT = """<div id="disqus_thread"></div><noscript><div id="dsq-content"><ul id="dsq-comments">
<li class="comment" id="dsq-comment-11"><div id="dsq-comment-header-11" class="dsq-comment-header"><cite
id="dsq-cite-11"><span id="dsq-author-user-11">Mia</span></cite> <span>4 May 2021 10:00</span></div>
<div id="dsq-comment-body-11" class="dsq-comment-body"><div id="dsq-comment-message-11" class="dsq-comment-message">
<p>Yellow is a fine colour for a ferry.</p></div></div></li>
<li class="comment" id="dsq-comment-12"><div id="dsq-comment-header-12" class="dsq-comment-header"><cite
id="dsq-cite-12"><span id="dsq-author-user-12">Ole Brandt</span></cite> <span>5 May 2021 11:00</span></div>
<div id="dsq-comment-body-12" class="dsq-comment-body"><div id="dsq-comment-message-12" class="dsq-comment-message">
<p>Does it take bicycles?</p><p>I would like to cross with mine.</p></div></div></li></ul></div>
<a href="https://disqus.com/?ref_noscript">comments powered by Disqus</a></noscript>"""

HEADING_ONLY = """<div class="box"><h3>2 Kommentare</h3>
<div class="row"><b>Mia</b> <i>04.05.2021, 10:00</i><p>Yellow is a fine colour for a ferry.</p></div>
<div class="row"><b>Ole Brandt</b> <i>05.05.2021, 11:00</i><p>Does it take bicycles?</p><p>I would like to cross with
mine.</p></div><form><textarea></textarea></form></div>"""

HASHED = """<section data-testid="x"><h2 class="sc-1a2b3c dKpQz"><span>Comments</span> (3)</h2>
<div class="sc-9f8e kLmNo">
<div class="sc-7d6c pQrSt"><div class="sc-4b3a uVwXy"><span class="sc-aa11 bBcCd">Mia</span><span
class="sc-bb22 eEfFg">4 May 2021</span></div><div class="sc-cc33 hHiIj">Yellow is a fine colour for a ferry.</div>
<button>Reply</button></div>
<div class="sc-7d6c pQrSt"><div class="sc-4b3a uVwXy"><span class="sc-aa11 bBcCd">Ole Brandt</span><span
class="sc-bb22 eEfFg">5 May 2021</span></div><div class="sc-cc33 hHiIj"><p>Does it take bicycles?</p><p>I would like to
cross with mine.</p></div><button>Reply</button>
<div class="sc-dd44 kKlLm"><div class="sc-7d6c pQrSt"><div class="sc-4b3a uVwXy"><span class="sc-aa11 bBcCd">harbour_fan
</span><span class="sc-bb22 eEfFg">6 May 2021</span></div><div class="sc-cc33 hHiIj">It does, I asked.</div>
<button>Reply</button></div></div></div></div></section>"""

ONE_CONTAINER = """<ul id="kommentare"><li><b>Mia</b> (04.05.2021 10:00):<br>Yellow is a fine colour for a ferry.</li>
<li><b>Ole Brandt</b> (05.05.2021 11:00):<br>Does it take bicycles?<br><br>I would like to cross with mine.</li></ul>"""

TRAILING_SIGNATURE = """<h3 id="comments">2 comments</h3><ul class="comment-list">
<li><p>Yellow is a fine colour for a ferry.</p>
<p class="signed">— <cite>Mia</cite>, 4 May 2021</p></li><li><p>Does it take bicycles?</p><p>I would like to cross with
mine.</p><p class="signed">— <cite>Ole Brandt</cite>, 5 May 2021</p></li></ul>"""

TEXT_IN_AUTHOR = """<div class="comments"><div class="comment"><div class="comment-author"><strong>Mia</strong>
<span class="date">4 May 2021</span><p>Yellow is a fine colour for a ferry.</p></div></div>
<div class="comment"><div class="comment-author"><strong>Ole Brandt</strong> <span class="date">5 May 2021</span>
<p>Does it take bicycles?</p><p>I would like to cross with mine.</p></div></div></div>"""

BLOCKQUOTES = """<div id="reader-comments"><div class="entry"><p class="who">Mia wrote on 4 May
2021:</p><blockquote><p>Yellow is a
fine colour for a ferry.</p></blockquote></div><div class="entry"><p class="who">Ole Brandt wrote on 5 May 2021:</p>
<blockquote><p>Does it take bicycles?</p><p>I would like to cross with mine.</p></blockquote></div></div>"""

LEVEL_CLASSES = """<div class="comment-section"><h2>Comments (3)</h2>
<article class="comment depth-0" id="cid-11"><h4 class="comment__name">Mia</h4><a class="comment__date" href="#cid-11">4
May 2021</a><div class="comment__body"><p>Yellow is a fine colour for a ferry.</p></div></article>
<article class="comment depth-0" id="cid-12"><h4 class="comment__name">Ole Brandt</h4><a class="comment__date"
href="#cid-12">5 May 2021</a><div class="comment__body"><p>Does it take bicycles?</p><p>I would like to cross with mine.
</p></div></article>
<article class="comment depth-1" id="cid-13"><h4 class="comment__name">harbour_fan</h4><a class="comment__date"
href="#cid-13">6 May 2021</a><div class="comment__body"><p>It does, I asked.</p></div></article></div>"""
INDENTED_CLASSES = LEVEL_CLASSES.replace("comment depth-0", "comment").replace(
    "comment depth-1", "comment comment--indented"
)
NUMBERS = (
    LEVEL_CLASSES.replace(" depth-0", "")
    .replace(" depth-1", "")
    .replace(">4\nMay", ">#1 4 May")
    .replace(">5 May", ">#2 5 May")
    .replace(">6 May", ">#2.1 6 May")
)
IN_REPLY_TO = LEVEL_CLASSES.replace(" depth-0", "").replace(
    'depth-1" id="cid-13">',
    '" id="cid-13"><p class="comment__context"><a href="#cid-12">In reply to Ole Brandt</a></p>',
)


DEFINITIONS = """<h4>2 Kommentare</h4><dl id="comments-block">
<dt class="comment-author" id="c71"><a href="#">Mia</a> hat
gesagt…</dt><dd class="comment-body"><p>Yellow is a fine colour for a ferry.</p></dd><dd class="comment-footer"><span
class="comment-timestamp"><a href="#c71">04.05.2021, 10:00</a></span></dd><dt class="comment-author" id="c72"><a
href="#">Ole Brandt</a> hat gesagt…</dt><dd class="comment-body"><p>Does it take bicycles?</p><p>I would like to cross
with mine.</p></dd><dd class="comment-footer"><span class="comment-timestamp"><a href="#c72">05.05.2021, 11:00</a>
</span></dd></dl>"""

SIBLINGS = """<div id="comments"><h3>Comments</h3><h4>Mia wrote on 4 May 2021:</h4>
<p>Yellow is a fine colour for a ferry.</p>
<h4>Ole Brandt wrote on 5 May 2021:</h4><p>Does it take bicycles?</p><p>I would like to cross with mine.</p></div>"""

FORUM = """<div class="block block--messages" id="comments"><h3>Comments: 2</h3>
<article class="message message--post" data-author="Mia" id="js-post-11"><div class="message-cell"><h4><a
class="username">
Mia</a></h4><h5 class="userTitle">Member</h5></div><div class="message-cell"><header class="message-attribution"><a
href="/t/post-11"><time datetime="2021-05-04T10:00:00+0200">May 4, 2021</time></a> <a href="/p">#1</a></header><article
class="message-body"><div>Yellow is a fine colour for a ferry.</div></article></div></article>
<article class="message message--post" data-author="Ole Brandt" id="js-post-12"><div class="message-cell"><h4><a
class="username">Ole Brandt</a></h4><h5 class="userTitle">Member</h5></div><div class="message-cell"><header
class="message-attribution"><a href="/t/post-12"><time datetime="2021-05-05T10:00:00+0200">May 5,
2021</time></a></header>
<article class="message-body"><div>Does it take bicycles?<br><br>I would like to cross with mine.</div></article></div>
</article></div>"""

TABLE = """<h3>Comments</h3><table class="comments"><tr><td class="author">Mia<br>4 May 2021</td><td>Yellow is a fine
colour for a ferry.</td></tr><tr><td class="author">Ole Brandt<br>5 May 2021</td><td>Does it take bicycles?<br><br>I
would
like to cross with mine.</td></tr></table>"""

SPANISH = """<section class="comentarios"><h2>2 comentarios</h2><div class="comentario"><p class="autor">Mia</p><p
class="fecha">4 de mayo de 2021, 10:00</p><p class="texto">Yellow is a fine colour for a
ferry.</p><a>Responder</a></div>
<div class="comentario"><p class="autor">Ole Brandt</p><p class="fecha">5 de mayo de 2021, 10:00</p><p
class="texto">Does
it take bicycles?<br><br>I would like to cross with mine.</p><a>Responder</a></div></section>"""

RUSSIAN = """<div class="com-block"><div class="com-title">Комментарии (2)</div><div class="com-list"><div
class="com-item">
<div class="com-name">Mia</div><div class="com-date">4 мая 2021, 10:00</div><div class="com-text">Yellow is a fine
colour
for a ferry.</div></div><div class="com-item"><div class="com-name">Ole Brandt</div><div class="com-date">5 мая 2021,
10:00</div><div class="com-text">Does it take bicycles?<br><br>I would like to cross with
mine.</div></div></div></div>"""

TEST_NAMES = """<div data-testid="comments-section" class="css-1"><div data-testid="comment" class="css-2"><span
class="css-3">Mia</span><span class="css-4">May 4, 2021</span><p class="css-5">Yellow is a fine colour for a ferry.</p>
<button>Reply</button></div><div data-testid="comment" class="css-2"><span class="css-3">Ole Brandt</span><span
class="css-4">May 5, 2021</span><p class="css-5">Does it take bicycles?</p><p class="css-5">I would like to cross with
mine.</p><button>Reply</button></div></div>"""

SMALL_PRINT_LAST = """<div id="kommentare"><h3>Kommentare</h3><div class="k"><div class="t"><p>Yellow is a fine
colour for a
ferry.</p></div><div class="m">von Mia am 04.05.2021 um 10:00 Uhr</div></div><div class="k"><div class="t"><p>Does it
take
bicycles?</p><p>I would like to cross with mine.</p></div><div class="m">von Ole Brandt am 05.05.2021 um 10:00 Uhr</div>
</div></div>"""

ANSWER_INSIDE = """<div class="comments"><div class="comment" id="c11"><span class="author">Mia</span> <span
class="date">4
May 2021</span><p>Yellow is a fine colour for a ferry.</p></div><div class="comment" id="c12"><span class="author">Ole
Brandt</span> <span class="date">5 May 2021</span><p>Does it take bicycles?</p><p>I would like to cross with
mine.</p><div
class="answer"><span class="author">harbour_fan</span> <span class="date">6 May 2021</span><p>It does, I
asked.</p></div>
</div></div>"""

MARGINS = """<div class="thread comments"><div style="margin-left:0px" class="post"><b>Mia</b> <small>04.05.2021</small>
<div>Yellow is a fine colour for a ferry.</div></div><div style="margin-left:0px" class="post"><b>Ole Brandt</b>
<small>05.05.2021</small><div><p>Does it take bicycles?</p><p>I would like to cross with mine.</p></div></div>
<div style="margin-left:25px" class="post"><b>harbour_fan</b> <small>06.05.2021</small><div>It does, I
asked.</div></div>
</div>"""

ONE_PARAGRAPH = """<div id="comments"><h2>Comments</h2><p>Mia (4 May 2021)<br>Yellow is a fine colour for a
ferry.</p><p>Ole
Brandt (5 May 2021)<br>Does it take bicycles?<br><br>I would like to cross with mine.</p></div>"""


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param(FORUM, [MIA, OLE], id="forum-messages"),
        pytest.param(TABLE, [MIA, OLE], id="table"),
        pytest.param(SPANISH, [MIA, OLE], id="spanish"),
        pytest.param(RUSSIAN, [MIA, OLE], id="russian-heading"),
        pytest.param(TEST_NAMES, [MIA, OLE], id="names-for-tests"),
        pytest.param(SMALL_PRINT_LAST, [MIA, OLE], id="small-print-last"),
        pytest.param(ANSWER_INSIDE, [MIA, OLE, REPLY], id="answer-inside-the-comment"),
        pytest.param(MARGINS, [MIA, OLE, REPLY], id="margins"),
        pytest.param(ONE_PARAGRAPH, [MIA, OLE], id="one-paragraph-with-breaks"),
        pytest.param(DEFINITIONS, [MIA, OLE], id="dl-dt-dd"),
        pytest.param(SIBLINGS, [MIA, OLE], id="siblings"),
        pytest.param(WORDPRESS, [MIA, OLE, REPLY], id="wordpress"),
        pytest.param(WPDISCUZ, [MIA, OLE, REPLY], id="wpdiscuz"),
        pytest.param(BLOGGER, [MIA, OLE, REPLY], id="blogger"),
        pytest.param(SPIP, [MIA, OLE, REPLY], id="spip"),
        pytest.param(TYPO3, [MIA, OLE], id="typo3"),
        pytest.param(MICRODATA, [MIA, OLE, REPLY], id="microdata"),
        pytest.param(DISQUS_NOSCRIPT, [MIA, OLE], id="disqus-noscript"),
        pytest.param(HEADING_ONLY, [MIA, OLE], id="heading-and-blocks"),
        pytest.param(HASHED, [MIA, OLE, REPLY], id="hashed-classes"),
        pytest.param(ONE_CONTAINER, [MIA, OLE], id="text-beside-author-and-date"),
        pytest.param(TRAILING_SIGNATURE, [MIA, OLE], id="bare-li-with-signature"),
        pytest.param(TEXT_IN_AUTHOR, [MIA, OLE], id="text-inside-author"),
        pytest.param(BLOCKQUOTES, [MIA, OLE], id="blockquotes"),
        pytest.param(LEVEL_CLASSES, [MIA, OLE, REPLY], id="level-classes"),
        pytest.param(INDENTED_CLASSES, [MIA, OLE, REPLY], id="indented-classes"),
        pytest.param(NUMBERS, [MIA, OLE, REPLY], id="numbers"),
        pytest.param(IN_REPLY_TO, [MIA, OLE, REPLY], id="in-reply-to"),
    ],
)
def test_shapes(markup: str, expected: list[tuple[str, str, str, int | None]]) -> None:
    assert rows(thread_of(markup)) == expected


def test_drupal_replies_stand_in_a_container_after_the_comment() -> None:
    found = rows(thread_of(DRUPAL))
    assert [(author, text, parent) for author, _, text, parent in found] == [
        (author, text, parent) for author, _, text, parent in (MIA, OLE, REPLY)
    ]
