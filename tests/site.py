"""A news site on loopback: every kind of listing, thirty articles, pages that change. All of it is made up here.

    python -m tests.site --port 8000

serves it to try by hand, together with the broken pages of ``tests.oddities``; the first lines say how to crawl it.

What is listed where: RSS 27-30, Atom 24-26, JSON Feed 22-23, ``/sitemap.xml`` (an index) 1-10, 17-21 and 27-30,
section pages 11-16. Article 19 has three parts, 17 an edition in the same language and one in another, 18 an AMP form.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import threading
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import brotli  # type: ignore[import-untyped]  # it ships no types

from benchmarks.markup import page
from benchmarks.newsroom import Article, article
from benchmarks.server import HTML, Reply, Route, Server, Visit
from tests import listings, oddities

ARTICLES = 30
WITH_COMMENTS = (22, 23, 24)
LATIN, LATIN_IN_META, LATIN_DENIED = 8, 9, 10  # windows-1252: by the header; by a meta tag; the header claims UTF-8
IN_EDITIONS, WITH_AMP, IN_PARTS, RESERVED = 17, 18, 19, 20
UNVALIDATED = 5  # each fifth article comes without ETag and Last-Modified
PACKERS: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("", bytes),
    ("gzip", lambda body: gzip.compress(body, mtime=0)),
    ("deflate", zlib.compress),
    ("br", brotli.compress),
)


class Site(Server):
    """The site. Articles are told apart by their numbers, 1 to 30."""

    def __init__(self, port: int = 0) -> None:
        super().__init__(port)
        self.stories = {
            n: article(n, paragraphs=4, remarks=5 if n in WITH_COMMENTS else 0) for n in range(1, ARTICLES + 1)
        }
        self.paths = {n: story.path for n, story in self.stories.items()}
        self.announced = {n: story.modified for n, story in self.stories.items()}  # what the listings say
        self.removed: set[int] = set()
        self.redesigned: set[int] = set()
        self.routes.update(self._listings())
        for n, path in self.paths.items():
            self.routes[path] = self._page_of(n)
        story = self.stories[WITH_AMP]
        self.routes[f"/amp{self.paths[WITH_AMP]}"] = html(amp(story, self.link(WITH_AMP)))
        for n in (2, 3):
            self.routes[f"{self.paths[IN_PARTS]}?page={n}"] = html(self._part(n))
        self.routes[f"/gb{self.paths[IN_EDITIONS]}"] = html(page(self.stories[IN_EDITIONS], self.link(IN_EDITIONS)))
        self.routes[f"/de{self.paths[IN_EDITIONS]}"] = html(oddities.german(f"{self.url}/de{self.paths[IN_EDITIONS]}"))
        self.routes.update(oddities.routes(self.url))

    def link(self, n: int, more: str = "") -> str:
        """The address of an article."""
        return f"{self.url}{self.paths[n]}{more}"

    def edit(self, n: int, change: str) -> None:
        """Nothing; changes an article and tells so in the listings.

        ``typo``, ``substantive`` and ``headline`` say it on the page too; ``removed`` takes it away; ``design`` changes
        the page but nothing that it says; ``none`` changes nothing, whatever the listings say.
        """
        story = self.stories[n]
        first, *rest = story.paragraphs
        match change:
            case "typo":
                story = replace(story, paragraphs=(first.replace("the", "teh", 1), *rest))
            case "substantive":
                story = replace(story, paragraphs=(*article(n + 100, paragraphs=3).paragraphs, *rest))
            case "headline":
                story = replace(story, headline=f"Nobody knows yet who will pay for {n} boats")
            case "removed":
                self.removed.add(n)
            case "design":
                self.redesigned.add(n)
        self.announced[n] = datetime.now(UTC) + timedelta(seconds=1)
        if story is not self.stories[n]:
            self.stories[n] = replace(story, modified=self.announced[n])

    def _listings(self) -> dict[str, Route]:
        url = self.url
        robots = (
            f"User-agent: *\nDisallow: /drafts/\nContent-Signal: search=yes, ai-train=no\nSitemap: {url}/sitemap.xml\n"
        )
        return {
            "/robots.txt": Reply(body=robots.encode(), headers={"Content-Type": "text/plain"}),
            "/feed.rss": self._listing(
                "application/rss+xml",
                lambda: listings.rss(
                    url,
                    ((self.link(n, "?utm_source=rss&utm_medium=feed"), self.stories[n]) for n in range(30, 26, -1)),
                    "".join(f"<item><title>Odd</title><link>{link}</link></item>" for link in self.strange_links()),
                ),
            ),
            "/feed.atom": self._listing(
                "application/atom+xml", lambda: listings.atom(url, self._listed(26, 24, "#comments"))
            ),
            "/feed.json": self._listing("application/feed+json", lambda: listings.json_feed(url, self._listed(23, 22))),
            "/sitemap.xml": self._listing(
                "application/xml",
                lambda: listings.sitemap_index(
                    f"{url}/{name}" for name in ("a.xml.gz", "b.xml", "news.xml", "missing.xml", "sitemap.xml")
                ),
            ),
            "/a.xml.gz": self._listing(
                "application/gzip", lambda: gzip.compress(listings.sitemap(self._listed(10, 1)), mtime=0)
            ),
            "/b.xml": self._listing("application/xml", self._second_sitemap),
            "/news.xml": self._listing("application/xml", lambda: listings.news_sitemap(self._listed(30, 27))),
            "/news/": html(listings.section(self._listed(11, 13), self.section_links(), "/news/?page=2")),
            "/news/?page=2": html(listings.section(self._listed(14, 15), (), "/news/?page=3")),
            "/news/?page=3": html(listings.section(self._listed(16, 16), (), "/news/?page=2")),
        }

    def strange_links(self) -> tuple[str, ...]:
        """Links of the RSS feed that are not to be fetched: forbidden by robots.txt, offsite, no web addresses."""
        offsite = f"http://localhost:{self.port}/elsewhere"
        return (f"{self.url}/drafts/secret-plan", offsite, "file:///etc/passwd", "javascript:alert(1)")

    def section_links(self) -> tuple[str, ...]:
        """Links of the first section page besides its articles: other spellings of one of them, and a document."""
        again = self.paths[11]
        return (f"{again}/", f"{again}?fbclid=abc", f"{again}?PHPSESSID=0123456789abcdef", "/files/report.pdf")

    def _listed(self, first: int, last: int, more: str = "") -> list[listings.Listed]:
        step = 1 if first <= last else -1
        return [(self.link(n, more), self._as_listed(n)) for n in range(first, last + step, step)]

    def _as_listed(self, n: int) -> Article:
        return replace(self.stories[n], modified=self.announced[n])

    def _second_sitemap(self) -> bytes:
        path = self.paths[IN_EDITIONS]
        editions = [(f"en-{place}", f"{self.url}{part}{path}") for place, part in (("US", ""), ("GB", "/gb"))]
        editions.append(("de", f"{self.url}/de{path}"))
        amp_form = (f"{self.url}/amp{self.paths[WITH_AMP]}", self.stories[WITH_AMP])
        return listings.sitemap([*self._listed(21, 17), amp_form], {IN_EDITIONS: editions})

    def _listing(self, content_type: str, make: Callable[[], bytes]) -> Route:
        return lambda visit: validated(Reply(body=make(), headers={"Content-Type": content_type}), visit)

    def _page_of(self, n: int) -> Route:
        def answer(visit: Visit) -> Reply:
            if n in self.removed:
                return Reply(status=410, body=b"<title>Gone</title>", headers={"Content-Type": HTML})
            reply = packed(self._reply(n), visit, *PACKERS[n % len(PACKERS)])
            return reply if n % UNVALIDATED == 0 else validated(reply, visit, self.stories[n].modified)

        return answer

    def _reply(self, n: int) -> Reply:
        story = self.stories[n]
        head = '<meta name="build" content="2">' if n in self.redesigned else ""
        if n == WITH_AMP:
            head += f'<link rel="amphtml" href="/amp{self.paths[n]}">'
        if n == IN_PARTS:
            return html(self._part(1))
        text = page(story, self.link(n), head=head)
        headers = {"Content-Type": HTML} | ({"TDM-Reservation": "1"} if n == RESERVED else {})
        if n in (LATIN, LATIN_IN_META, LATIN_DENIED):
            text = text.replace('charset="utf-8"', 'charset="windows-1252"' if n != LATIN else 'name="generator"')
            headers["Content-Type"] = {LATIN: "text/html; charset=windows-1252", LATIN_IN_META: "text/html"}.get(
                n, HTML
            )
            return Reply(body=text.encode("windows-1252", "xmlcharrefreplace"), headers=headers)
        return Reply(body=text.encode(), headers=headers)

    def part(self, n: int) -> Article:
        """The article in parts, with the paragraphs of one part only."""
        whole = self.stories[IN_PARTS]
        return whole if n == 1 else replace(whole, paragraphs=article(IN_PARTS + 1000 * (n - 1)).paragraphs)

    def _part(self, n: int) -> str:
        """A part's page. It leads to the next part; the last leads back to the second."""
        here, there = self.link(IN_PARTS, f"?page={n}" if n > 1 else ""), {1: 2, 2: 3, 3: 2}[n]
        return page(
            self.part(n),
            here,
            head=f'<link rel="next" href="{self.paths[IN_PARTS]}?page={there}">',
            extra=f'<p class="pagination"><a href="?page={there}">Next page</a></p>',
        )


def html(text: str | bytes) -> Reply:
    return Reply(body=text.encode() if isinstance(text, str) else text, headers={"Content-Type": HTML})


def packed(reply: Reply, visit: Visit, encoding: str, pack: Callable[[bytes], bytes]) -> Reply:
    if encoding not in visit.headers.get("accept-encoding", "").replace(" ", "").split(","):
        return reply
    return replace(reply, body=pack(reply.body), headers={**reply.headers, "Content-Encoding": encoding})


def validated(reply: Reply, visit: Visit, modified: datetime | None = None) -> Reply:
    """The reply with an ETag, and a Last-Modified if that is known; 304 if the request names the same ETag."""
    headers = {"ETag": f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'}
    if modified:
        headers["Last-Modified"] = format_datetime(modified, usegmt=True)
    if visit.headers.get("if-none-match") == headers["ETag"]:
        return Reply(status=304, headers=headers)
    return replace(reply, headers={**reply.headers, **headers})


def amp(story: Article, canonical: str) -> str:
    return page(story, canonical).replace("<html ", "<html amp ", 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    with Site(parser.parse_args().port) as site:
        print(f"{site.url}/feed.rss /feed.atom /feed.json /sitemap.xml /news/ and, broken, /odd/sitemap.xml")  # noqa: T201
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
