"""What goes wrong on the web, as pages of the site on loopback: one route for each shape, most of them below ``/odd/``.

``ODD`` says of each path how it answers, what becomes of it in a ledger (state and reason) and how often it is asked
for. ``/odd/sitemap.xml`` lists those that have to be discovered; the others are where redirects lead.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from benchmarks.markup import SITE, page
from benchmarks.newsroom import article
from benchmarks.server import HTML, Reply, Route, Visit
from crawler.model import State, Why
from tests.listings import plain_sitemap

SLOW = 6.0  # seconds; tests set a shorter time limit
BOMB = 8_000_000  # bytes of the page that unpacks to more than tests allow
HUGE = 2_000_000  # twice as many bytes are sent, which is more than tests allow
Make = Callable[[str], Route]  # the site's address comes in


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """A path's answer and its end. ``listed``: in the sitemap.

    ``at_most`` is for connections that break: the HTTP client may ask again by itself, over another one.
    """

    make: Make
    state: State = State.ARCHIVED
    why: Why | None = None
    visits: int = 1
    at_most: int | None = None
    listed: bool = True


def redirect(target: str, status: int = 301) -> Make:
    """``target`` is a path, or an address where ``{url}`` and ``{port}`` are the site's."""

    def make(url: str) -> Route:
        where = target.format(url=url, port=url.rpartition(":")[2])
        return Reply(status=status, headers={"Location": where, "Content-Type": HTML}, body=b"<p>Moved.</p>")

    return make


def story(n: int, head: str = "", **headers: str) -> Make:
    return lambda url: Reply(body=story_page(n, url, head), headers={"Content-Type": HTML, **headers})


def story_page(n: int, url: str, head: str = "") -> bytes:
    return page(article(n, paragraphs=4), f"{url}/odd/{n}", head=head).encode()


def first(times: int, before: Reply, after: Make) -> Make:
    """The first ``times`` visits get one answer, the later ones another."""

    def make(url: str) -> Route:
        then = after(url)
        return lambda visit: before if visit.nth <= times else (then if isinstance(then, Reply) else then(visit))

    return make


def always(reply: Reply) -> Make:
    return lambda url: reply


def notice(title: str, *paragraphs: str, more: str = "", status: int = 200) -> Make:
    """A page that is no article."""
    text = "".join(f"<p>{escape(part)}</p>" for part in paragraphs)
    body = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>
<nav><a href="/">Home</a></nav><main><h1>{escape(title)}</h1>{text}{more}</main></body></html>"""
    return always(Reply(status=status, body=body.encode(), headers={"Content-Type": HTML}))


def cookie_wall(url: str) -> Route:
    """Sends the reader to the same address with a cookie, and lets nobody in without it."""

    def answer(visit: Visit) -> Reply:
        if "seen=1" in visit.headers.get("cookie", ""):
            return Reply(body=story_page(120, url), headers={"Content-Type": HTML})
        return Reply(status=302, headers={"Location": "/odd/cookie", "Set-Cookie": "seen=1; Path=/"})

    return answer


def paywalled(url: str) -> Route:
    """The first paragraph of an article and a wall below it, told by structured data as such."""
    told = {"@context": "https://schema.org", "@type": "NewsArticle", "isAccessibleForFree": False}
    head = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    wall = '<div class="paywall"><p>Subscribe to read the rest.</p><a href="/subscribe">Subscribe</a></div>'
    text = page(article(121, paragraphs=2), f"{url}/odd/paywall", head=head, extra=wall)
    return Reply(body=text.encode(), headers={"Content-Type": HTML})


def live_blog(url: str) -> Route:
    """A ticker: posts with their times, the youngest first."""
    posts = [
        {
            "@type": "BlogPosting",
            "headline": f"The river at {height} feet",
            "datePublished": f"2025-04-02T{hour:02}:10:00+00:00",
            "articleBody": article(300 + hour, paragraphs=1).paragraphs[0],
        }
        for hour, height in ((18, 12), (16, 11), (14, 9))
    ]
    told = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": "High water in Saltmere: what we know",
        "coverageStartTime": "2025-04-02T13:00:00+00:00",
        "datePublished": "2025-04-02T13:00:00+00:00",
        "liveBlogUpdate": posts,
    }
    shown = "".join(
        f'<article class="live-post"><time datetime="{post["datePublished"]}">{post["datePublished"][11:16]}</time>'
        f"<h2>{post['headline']}</h2><p>{escape(post['articleBody'])}</p></article>"
        for post in posts
    )
    body = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>High water in Saltmere | {SITE}</title>
<script type="application/ld+json">{json.dumps(told)}</script></head><body><main><h1>{told["headline"]}</h1>
<div class="live-blog">{shown}</div></main></body></html>"""
    return Reply(body=body.encode(), headers={"Content-Type": HTML})


def teasers() -> str:
    """A list of a dozen articles, as tag and section pages have it."""
    stories = [article(n, paragraphs=1) for n in range(400, 412)]
    cards = "".join(
        f'<li><a href="{s.path}">{escape(s.headline)}</a> <time>{s.published:%d %B}</time></li>' for s in stories
    )
    return f"<ul>{cards}</ul>"


def german(url: str) -> str:
    """The German edition of an article."""
    return f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Die Fähre bleibt im Hafen</title>
<link rel="canonical" href="{escape(url)}"><meta property="article:published_time" content="2025-03-04T20:47:00+00:00">
</head><body><main><article><h1>Die Fähre bleibt im Hafen</h1>
<p>Die zweite Fähre von Saltmere bleibt bis zum Frühjahr im Hafen, weil niemand weiß, wer den neuen Motor bezahlen soll.
Das teilte der Rat der Stadt nach einer langen Sitzung mit, zu der mehr als hundert Bürger gekommen waren.</p>
<p>Bis dahin fährt an Werktagen ein Bus über die Brücke, der aber nur jede zweite Stunde kommt. Wer ein Fahrrad hat, so
der Rat, solle es benutzen, und wer keines hat, solle sich eines leihen.</p>
</article></main></body></html>"""


CUT_SHORT = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<html><body><p>The beginning"
MANY_HEADERS = (
    b"HTTP/1.1 200 OK\r\n" + b"X-Padding: of no use whatever\r\n" * 3_000 + b"Content-Length: 4\r\n\r\n<p>x"
)  # more than readers of archives take
HALF_A_GZIP = Reply(
    body=gzip.compress(b"<p>The beginning and a middle, but never the end.</p>" * 9)[:60],
    headers={"Content-Type": HTML, "Content-Encoding": "gzip"},
)
NOT_GZIP = Reply(body=story_page(108, ""), headers={"Content-Type": HTML, "Content-Encoding": "gzip"})
BUSY = Reply(status=429, headers={"Retry-After": "1"})
UNAVAILABLE = Reply(status=503, headers={"Retry-After": "1"})
BROKEN = Reply(raw=b"", reset=True)
CONSENT = (
    "We value your privacy",
    "We and our 214 partners store and access information on your device, such as cookies.",
    "They serve to show you personalised advertising and to measure it. You can change your choice at any time.",
)
LATE = Reply(delay=SLOW, body=b"too late", headers={"Content-Type": HTML})
WALL = '<button>Accept all</button> <button>Reject all</button> <a href="/privacy">Privacy policy</a>'
CHALLENGE = "<div id='challenge-form'></div><script>window._cf_chl_opt = {cType: 'managed'};</script>"
LOGIN = '<form action="/login" method="post"><input name="user"><input type="password" name="pass"></form>'
LONG = "/odd/" + "long-" * 420
GONE = Reply(status=410, body=b"<title>Gone</title>", headers={"Content-Type": HTML})

S, F, G = State.SKIPPED, State.FAILED, State.GONE
ODD: dict[str, Odd] = {
    # redirects
    "/odd/moved": Odd(make=redirect("/odd/moved-on"), state=S, why=Why.REDIRECTED),
    "/odd/moved-on": Odd(make=redirect("{url}/odd/landed", 302), state=S, why=Why.REDIRECTED, listed=False),
    "/odd/landed": Odd(make=story(101), listed=False),
    "/odd/offsite": Odd(make=redirect("http://localhost:{port}/odd/landed"), state=S, why=Why.REDIRECTED),
    "/odd/to-file": Odd(make=redirect("file:///etc/passwd"), state=S, why=Why.REDIRECTED),
    "/odd/loop-a": Odd(make=redirect("/odd/loop-b"), state=S, why=Why.REDIRECTED),
    "/odd/loop-b": Odd(make=redirect("/odd/loop-a"), state=F, why=Why.REDIRECT_LOOP, listed=False),
    "/odd/cookie": Odd(make=cookie_wall, visits=2),
    # busy and broken servers
    "/odd/busy": Odd(make=first(1, BUSY, story(102)), visits=2),
    "/odd/unavailable": Odd(make=first(1, UNAVAILABLE, story(103)), visits=2),
    "/odd/error-once": Odd(make=first(1, Reply(status=500), story(104)), visits=2),
    "/odd/error": Odd(make=always(Reply(status=500)), state=F, why=Why.HTTP_STATUS, visits=3),
    "/odd/forbidden": Odd(make=always(Reply(status=403)), state=F, why=Why.HTTP_STATUS),
    "/odd/cut-short": Odd(make=always(Reply(raw=CUT_SHORT)), state=F, why=Why.BAD_RESPONSE, visits=3),
    "/odd/reset": Odd(make=always(BROKEN), state=F, why=Why.CONNECTION, visits=3, at_most=6),
    "/odd/reset-once": Odd(make=first(1, BROKEN, story(105)), visits=2),
    "/odd/slow": Odd(make=always(LATE), state=F, why=Why.TIMEOUT, visits=3),
    "/odd/half-a-gzip": Odd(make=always(HALF_A_GZIP), state=F, why=Why.BAD_RESPONSE, visits=3),
    "/odd/not-gzip": Odd(make=always(NOT_GZIP)),
    "/odd/empty": Odd(make=always(Reply(headers={"Content-Type": HTML})), state=F, why=Why.BAD_RESPONSE, visits=3),
    "/odd/bomb": Odd(
        make=always(
            Reply(body=gzip.compress(b"<p>" + b"a " * BOMB), headers={"Content-Type": HTML, "Content-Encoding": "gzip"})
        )
    ),
    "/odd/huge": Odd(make=always(Reply(body=b"a " * HUGE, headers={"Content-Type": HTML})), state=F, why=Why.TOO_LARGE),
    "/odd/headers": Odd(make=always(Reply(raw=MANY_HEADERS)), state=F, why=Why.TOO_LARGE),
    "/odd/user": Odd(make=redirect("http://me:secret@127.0.0.1:{port}/odd/landed"), state=S, why=Why.REDIRECTED),
    "/odd/gone": Odd(make=always(GONE), state=G, why=Why.REMOVED),
    "/odd/not-found": Odd(make=always(Reply(status=404)), state=G, why=Why.NOT_FOUND),
    # not HTML
    "/odd/report.pdf": Odd(make=always(Reply(body=b"%PDF-1.7")), state=S, why=Why.NOT_HTML, visits=0),
    "/odd/picture": Odd(
        make=always(Reply(body=b"\xff\xd8\xff\xe0" + bytes(64), headers={"Content-Type": "image/jpeg"})),
        state=S,
        why=Why.NOT_HTML,
    ),
    # traps
    "/odd/calendar/2031/05/": Odd(make=notice("May 2031"), state=S, why=Why.TRAP, visits=0),
    "/odd/a/b/a/b/a/b/c": Odd(make=notice("Deeper"), state=S, why=Why.TRAP, visits=0),
    "/odd/list?" + "&".join(f"f{n}={n}" for n in range(20)): Odd(make=notice("Shoes"), state=S, why=Why.TRAP, visits=0),
    LONG: Odd(make=notice("Long"), state=S, why=Why.URL_TOO_LONG, visits=0),
    "/drafts/odd": Odd(make=notice("Draft"), state=S, why=Why.ROBOTS, visits=0),
    # pages that are no articles
    "/odd/consent": Odd(make=notice(*CONSENT, more=WALL)),
    "/odd/bot-check": Odd(make=notice("Just a moment...", "Verifying you are human.", more=CHALLENGE)),
    "/odd/soft-404": Odd(make=notice("Page not found", "Sorry, the page you are looking for does not exist.")),
    "/odd/login": Odd(make=notice("Log in to your account", "Please log in to continue.", more=LOGIN)),
    "/tag/ferries": Odd(make=notice("Everything about ferries", more=teasers())),
    # articles in odd states
    "/odd/paywall": Odd(make=paywalled),
    "/odd/live": Odd(make=live_blog),
    "/odd/reserved": Odd(make=story(106, head='<meta name="robots" content="noai, noimageai">')),
    "/odd/double": Odd(make=story(107)),
}
NO_ARTICLES = ("/odd/consent", "/odd/bot-check", "/odd/soft-404", "/odd/login", "/tag/ferries", "/odd/bomb")
DOUBLES = ("?utm_source=x&utm_campaign=y", "/", "#top", "?PHPSESSID=0123456789abcdef0123456789abcdef")


def routes(url: str) -> dict[str, Route]:
    """What the site at ``url`` answers to these paths, their sitemap included."""
    listed = [url + path for path, odd in ODD.items() if odd.listed]
    listed += [f"{url}/odd/double{more}" for more in DOUBLES]
    found = {path: odd.make(url) for path, odd in ODD.items()}
    return found | {"/odd/sitemap.xml": Reply(body=plain_sitemap(listed), headers={"Content-Type": "application/xml"})}
