"""What a check of a source can find, and how each is mended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin

from cleaning.model import Source


class Verdict(StrEnum):
    """What a check of a source can find: the closed list."""

    OK = "ok"
    NOT_CRAWLED = "not-crawled"
    QUIET = "quiet"
    BAD_SOURCE = "bad-source"
    UNREACHABLE = "unreachable"
    PRIVATE_ADDRESS = "private-address"
    ROBOTS_FORBIDS = "robots-forbids"
    HTTP_403 = "http-403"
    HTTP_429 = "http-429"
    HTTP_ERROR = "http-error"
    NOT_FOUND = "not-found"
    BOT_CHECK = "bot-check"
    CONSENT_WALL = "consent-wall"
    LOGIN_WALL = "login-wall"
    NEEDS_JAVASCRIPT = "needs-javascript"
    FEED_DEAD = "feed-dead"
    FEED_EMPTY = "feed-empty"
    FEED_STALE = "feed-stale"
    SITEMAP_DEAD = "sitemap-dead"
    SITEMAP_EMPTY = "sitemap-empty"
    SITEMAP_STALE = "sitemap-stale"
    SECTION_DEAD = "section-dead"
    SECTION_EMPTY = "section-empty"
    NOTHING_ALLOWED = "nothing-allowed"
    NO_ARTICLES = "no-articles"
    LAYOUT_CHANGED = "layout-changed"
    DATES_GONE = "dates-gone"
    COMMENTS_GONE = "comments-gone"


FINE = frozenset({Verdict.OK, Verdict.NOT_CRAWLED, Verdict.QUIET})  # nothing that could be mended in the source
_FIND = "open the site, look for its new place, or run `scrapy source add {site} --print`; then mend {key}"
MENDS = {
    Verdict.OK: "",
    Verdict.NOT_CRAWLED: "give feeds, sitemaps or sections under [crawl], if it is to be crawled",
    Verdict.QUIET: "nothing, if the site has stopped; else look in a browser for its new listings",
    Verdict.BAD_SOURCE: "mend the file",
    Verdict.UNREACHABLE: "try again later; if the site has moved, mend domains and [crawl]",
    Verdict.PRIVATE_ADDRESS: "if the site is yours: allow_private = true under [crawl]",
    Verdict.ROBOTS_FORBIDS: "the site does not want this: ask it for leave, or take the address out",
    Verdict.HTTP_403: "set CONTACT, so that the site knows who asks, and ask it for leave; a longer delay may help",
    Verdict.HTTP_429: "the site wants fewer requests: a longer delay under [crawl]",
    Verdict.HTTP_ERROR: "try again later; if it stays, look at the address in a browser",
    Verdict.NOT_FOUND: "the listing names pages that are gone: look at it in a browser, and for a newer one",
    Verdict.BOT_CHECK: "the site lets only browsers in: ask it for leave; render = true seldom helps",
    Verdict.CONSENT_WALL: "the site shows its consent form first: ask it for leave; render = true may help",
    Verdict.LOGIN_WALL: "the site shows its articles to subscribers only: ask it for access, or leave it out",
    Verdict.NEEDS_JAVASCRIPT: "render = true under [crawl], with the extra `js` installed",
    Verdict.FEED_DEAD: _FIND.format(site="{site}", key="feeds"),
    Verdict.FEED_EMPTY: _FIND.format(site="{site}", key="feeds"),
    Verdict.FEED_STALE: _FIND.format(site="{site}", key="feeds"),
    Verdict.SITEMAP_DEAD: _FIND.format(site="{site}", key="sitemaps"),
    Verdict.SITEMAP_EMPTY: _FIND.format(site="{site}", key="sitemaps"),
    Verdict.SITEMAP_STALE: _FIND.format(site="{site}", key="sitemaps"),
    Verdict.SECTION_DEAD: _FIND.format(site="{site}", key="sections"),
    Verdict.SECTION_EMPTY: "the section's links are none to articles, or follow and exclude leave them out",
    Verdict.NOTHING_ALLOWED: "mend domains, or follow and exclude under [crawl]: nothing that is listed is let in",
    Verdict.NO_ARTICLES: "look at one with `gleaner show`; body under [clean] can name where the text stands",
    Verdict.LAYOUT_CHANGED: "look at one with `gleaner show`; selectors under [clean] may be out of date",
    Verdict.DATES_GONE: "look at one with `gleaner show`: the site may have a new layout",
    Verdict.COMMENTS_GONE: "look at one with `gleaner show`: the site may load them by script now, or have closed them",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A verdict: what was seen, where, and how to mend it."""

    verdict: Verdict
    seen: str
    where: str
    mend: str


def trouble(verdict: Verdict, seen: str, where: str, source: Source, mend: str | None = None) -> Trouble:
    """A verdict with its mend: the usual one of its kind, unless a better one is known."""
    listings = source.crawl.feeds + source.crawl.sitemaps + source.crawl.sections
    site = urljoin(listings[0], "/") if listings else "URL"
    return Trouble(verdict=verdict, seen=seen, where=where, mend=mend or MENDS[verdict].replace("{site}", site))


def together(first: Trouble, second: Trouble) -> Trouble:
    """Two troubles of one verdict as one."""
    if second.where in first.where.split(", "):
        return first
    seen = first.seen if second.seen in first.seen else f"{first.seen}; {second.seen}"
    return Trouble(verdict=first.verdict, seen=seen, where=f"{first.where}, {second.where}", mend=first.mend)
