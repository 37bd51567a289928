"""A weblog on loopback whose comments can be asked for: by WordPress's REST API, by a post's feed, or not at all.

Each post shows one way in which that goes well or wrong. All of it is made up here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from urllib.parse import parse_qs, urlsplit

from benchmarks.markup import comments as rendered
from benchmarks.markup import page
from benchmarks.newsroom import Remark, article
from benchmarks.server import HTML, NOT_THERE, Reply, Server, Visit
from tests import listings

JSON = {"Content-Type": "application/json; charset=UTF-8"}
OPEN, FEED_ONLY, SHUT, NONE, FORM_ALONE, CUT_OFF, TORN, FORBIDDEN, MOVED, EMPTY = range(1, 11)
POSTS = range(1, 11)
MANY = 230  # comments of the open post: three pages
SHOWN = 3  # of them that its page shows
SHUT_ROOT = {FORBIDDEN: "/closed"}  # robots.txt keeps everybody out of there


class Weblog(Server):
    """The weblog. Its posts are told apart by their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.stories = {n: article(n, paragraphs=4) for n in POSTS}
        self.remarks = {OPEN: remarks(OPEN, MANY)} | {n: remarks(n, 3) for n in POSTS if n != OPEN}
        self.routes["/robots.txt"] = Reply(
            body=b"User-agent: *\nDisallow: /closed/\n", headers={"Content-Type": "text/plain"}
        )
        self.routes["/feed.atom"] = Reply(
            body=listings.atom(self.url, [(self.link(n), self.stories[n]) for n in POSTS]),
            headers={"Content-Type": "application/atom+xml"},
        )
        self.routes["/wp-json/wp/v2/comments"] = self.api
        for n in POSTS:
            self.routes[self.stories[n].path] = Reply(body=self.page_of(n).encode(), headers={"Content-Type": HTML})
        self.routes[f"{self.stories[FEED_ONLY].path.rstrip('/')}/feed/"] = Reply(
            body=self.feed_of(FEED_ONLY).encode(), headers={"Content-Type": "application/rss+xml"}
        )

    def link(self, n: int) -> str:
        """The address of a post."""
        return self.url + self.stories[n].path

    def api_path(self, n: int, number: int = 1) -> str:
        """The path at which the API is asked for a page of a post's comments."""
        return f"{SHUT_ROOT.get(n, '')}/wp-json/wp/v2/comments?post={n}&per_page=100&page={number}"

    def feed_path(self, n: int) -> str:
        """The path of the feed of a post's comments."""
        return f"{self.stories[n].path.rstrip('/')}/feed/"

    def page_of(self, n: int) -> str:
        """A post's page."""
        root = f"{self.url}{SHUT_ROOT.get(n, '')}/wp-json/"
        head = f"""<link href="{root}" rel="https://api.w.org/"><link title="JSON" rel="alternate"
            type="application/json" href="{root}wp/v2/posts/{n}"><link href="{self.url}/?p={n}" rel=shortlink>"""
        if n == FEED_ONLY:
            head += f'<link href="{self.url}{self.feed_path(n)}" type="application/rss+xml" rel="alternate">'
        if n in (FEED_ONLY, NONE):
            number = 0 if n == NONE else 3
            head += f'<script type="application/ld+json">{{"@type":"WebPage","commentCount":{number}}}</script>'
        story = self.stories[n]
        text = page(story, self.link(n), head=head)
        shown = [] if n in (FEED_ONLY, NONE, FORM_ALONE) else self.remarks[n][:SHOWN]
        form = '<form id="commentform" action="/wp-comments-post.php"><textarea name="comment"></textarea></form>'
        return text.replace("</main>", f"{rendered(shown)}{form}</main>")

    def api(self, visit: Visit) -> Reply:
        """What the API answers."""
        query = parse_qs(urlsplit(visit.path).query)
        n, number = int(query["post"][0]), int(query["page"][0])
        match n:
            case _ if n in (FEED_ONLY, SHUT):
                refusal = {"code": "rest_cannot_read", "data": {"status": 401}, "token": visit.nth}
                return Reply(body=json.dumps(refusal).encode(), headers=JSON, status=401 if n == FEED_ONLY else 403)
            case _ if n == CUT_OFF:
                return Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n[{", reset=True)
            case _ if n == TORN:
                return Reply(body=b'[{"id": 7, "content": {"rendered": "<p>half', headers=JSON)
            case _ if n == MOVED:
                return Reply(status=302, headers={"Location": "http://127.0.0.1:9/elsewhere"})
            case _ if n == EMPTY:
                return Reply(body=b"[]", headers={**JSON, "X-WP-Total": "0", "X-WP-TotalPages": "0"})
            case _ if n != OPEN:
                return NOT_THERE
        latest = list(comments_as_data(n, self.remarks[n], self.link(n)))[::-1]
        headers = {**JSON, "X-WP-Total": str(len(latest)), "X-WP-TotalPages": str(-(-len(latest) // 100))}
        return Reply(body=json.dumps(latest[100 * (number - 1) : 100 * number]).encode(), headers=headers)

    def feed_of(self, n: int) -> str:
        """The feed of a post's comments, the latest first."""
        items = "".join(
            f"""<item><title>By: {escape(remark.author)}</title><link>{self.link(n)}#comment-{at + 1}</link>
            <dc:creator><![CDATA[{remark.author}]]></dc:creator>
            <pubDate>{remark.written:%a, %d %b %Y %H:%M:%S} +0000</pubDate>
            <guid isPermaLink="false">{self.link(n)}#comment-{at + 1}</guid><description><![CDATA[short]]></description>
            <content:encoded><![CDATA[<p>{escape(remark.text)}</p>]]></content:encoded></item>"""
            for at, remark in reversed(list(enumerate(self.remarks[n])))
        )
        return f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
            xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
            <title>Comments on: a post</title><link>{self.link(n)}</link>{items}</channel></rss>"""


def remarks(n: int, number: int) -> tuple[Remark, ...]:
    """So many remarks on a post, a minute apart; the third answers the first, and every tenth the one before it."""
    start = datetime(2026, 3, n, 8, tzinfo=UTC)
    return tuple(
        Remark(
            author=f"Reader {at % 17}",
            text=f"Remark {at} on post {n}: the ferry left at {at} minutes past, I saw it from the window myself.",
            written=start + timedelta(minutes=at),
            parent=0 if at == 2 else at - 1 if at % 10 == 9 else None,
        )
        for at in range(number)
    )


def comments_as_data(n: int, said: Sequence[Remark], link: str) -> Iterator[dict[str, object]]:
    """The remarks as the API gives them, in their order; the site's clock is an hour ahead of UTC."""
    for at, remark in enumerate(said):
        yield {
            "id": at + 1,
            "post": n,
            "parent": 0 if remark.parent is None else remark.parent + 1,
            "author": 0,
            "author_name": escape(remark.author),
            "author_url": "",
            "date": f"{remark.written + timedelta(hours=1):%Y-%m-%dT%H:%M:%S}",
            "date_gmt": f"{remark.written:%Y-%m-%dT%H:%M:%S}",
            "content": {"rendered": f"<p>{escape(remark.text)}</p>\n"},
            "link": f"{link}#comment-{at + 1}",
            "status": "approved",
            "type": "comment",
        }
