"""A whole newspaper for ``server.Server``: robots.txt, a sitemap index with its sitemaps, and its articles' pages.

    python -m benchmarks.newspaper --pages 3000 --heavy

serves it until it is interrupted; the first line says where. ``/-/visits`` tells as JSON how often each path was asked
for.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import threading
from collections.abc import Sequence
from random import Random

from benchmarks.markup import page, size_of
from benchmarks.newsroom import Article, article
from benchmarks.server import HTML, Reply, Server, Visit

PER_SITEMAP = 1000  # links
XML = "application/xml"
HEADERS = {  # what servers of news sites commonly say with a page
    "Content-Type": HTML,
    "Cache-Control": "public, max-age=60, stale-while-revalidate=300",
    "Vary": "Accept-Encoding",
    "X-Frame-Options": "SAMEORIGIN",
    "X-Cache": "HIT",
    "Strict-Transport-Security": "max-age=31536000",
}


def stories(count: int, *, heavy: bool) -> list[Article]:
    """The articles, the youngest first; heavy ones are as long as on the web, and half of them have comments."""
    return [
        article(n, paragraphs=Random(n).randint(8, 40), remarks=n % 2 * (n % 12)) if heavy else article(n)
        for n in range(count, 0, -1)
    ]


def newspaper(url: str, count: int, *, heavy: bool) -> dict[str, Reply]:
    """What a server at ``url`` answers, by path. Pages are packed with gzip."""
    articles = stories(count, heavy=heavy)
    groups = [articles[start : start + PER_SITEMAP] for start in range(0, count, PER_SITEMAP)]
    routes = {f"/sitemap-{n}.xml": sitemap(url, group) for n, group in enumerate(groups, 1)}
    children = "".join(f"<sitemap><loc>{url}{path}</loc></sitemap>" for path in routes)
    routes["/sitemap.xml"] = listing(f"<sitemapindex {NAMESPACE}>{children}</sitemapindex>")
    robots = f"User-agent: *\nDisallow: /private/\n\nSitemap: {url}/sitemap.xml\n"
    routes["/robots.txt"] = Reply(body=robots.encode(), headers={"Content-Type": "text/plain"})
    for story in articles:
        text = page(story, url + story.path, weight=size_of(story.number) if heavy else 0)
        packed = gzip.compress(text.encode(), 6, mtime=0)
        headers = HEADERS | {"Content-Encoding": "gzip", "ETag": f'"{story.number}-1"'}
        routes[story.path] = Reply(body=packed, headers=headers)
    return routes


NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(url: str, articles: Sequence[Article]) -> Reply:
    """A sitemap of the articles."""
    links = "".join(
        f"<url><loc>{url}{story.path}</loc><lastmod>{story.modified.isoformat()}</lastmod></url>" for story in articles
    )
    return listing(f"<urlset {NAMESPACE}>{links}</urlset>")


def listing(xml: str) -> Reply:
    """A reply with this XML."""
    return Reply(body=f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}'.encode(), headers={"Content-Type": XML})


def main() -> None:
    """Nothing; serves until standard input is closed or a Ctrl-C comes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--heavy", action="store_true", help="pages as large as real ones")
    parser.add_argument("--port", type=int, default=0)
    args = parser.parse_args()
    with Server(args.port) as server:
        server.routes.update(newspaper(server.url, args.pages, heavy=args.heavy))

        def visits(visit: Visit) -> Reply:
            return Reply(body=json.dumps(server.counts()).encode(), headers={"Content-Type": "application/json"})

        server.routes["/-/visits"] = visits
        print(server.url, flush=True)
        try:
            if sys.stdin.isatty():
                threading.Event().wait()
            sys.stdin.read()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
