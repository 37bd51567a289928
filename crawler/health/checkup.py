"""Asks for a source's listings, its newest articles and some that earlier crawls knew → ``Evidence`` to judge."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urljoin

from cleaning.model import Source
from cleaning.record import Outcome, Reject
from crawler.discovery.feeds import read_feed
from crawler.discovery.sections import read_section
from crawler.discovery.sitemaps import read_sitemap
from crawler.health.history import History, Known
from crawler.health.judge import Evidence, Listed, Read
from crawler.model import Candidate, Kind, Listing
from crawler.scope import refusal
from crawler.survey.listed import newest
from crawler.survey.look import Clean, page_of, raw_page
from crawler.survey.visit import Fetch, Visit
from crawler.urls import key_of

NEW, OLD = 3, 4  # articles that are asked for: the newest, and those that earlier crawls knew


async def examine_source(source: Source, fetch: Fetch, clean: Clean, history: History) -> Evidence:
    """All that a check of a source needs to know. Asks for each listing, and for seven articles at most."""
    rules = source.crawl
    first = [*rules.feeds, *rules.sitemaps, *rules.sections][0]
    robots = await fetch(urljoin(first, "/robots.txt"))
    listed: list[Listed] = []
    found: list[Candidate] = []
    for kind, urls in ((Kind.FEED, rules.feeds), (Kind.SITEMAP, rules.sitemaps), (Kind.SECTION, rules.sections)):
        for url in urls:
            one = await look_at(url, kind, source, fetch, clean)
            listed.append(one)
            found += one.listing.candidates
    allowed = [one for one in newest(found) if refusal(one.url, source) is None]
    if not any(one.kind is Kind.PAGE for one in allowed):
        inside = await within(allowed, source, fetch)
        found += inside
        allowed += [one for one in newest(inside) if refusal(one.url, source) is None]
    known = {key_of(page.url) for page in history.pages}
    pages = [one.url for one in allowed if one.kind is Kind.PAGE]
    again = [(page.url, page) for page in history.worth_asking(OLD)]
    fresh = [url for url in pages if key_of(url) not in known] or pages[: NEW * (not again)]
    asked: list[tuple[str, Known | None]] = [*((url, None) for url in fresh[:NEW]), *again]
    read = [await read_article(url, page, source, fetch, clean) for url, page in asked]
    return Evidence(
        source=source,
        robots=robots,
        listed=tuple(listed),
        named=tuple(newest(found)),
        read=tuple(read),
        history=history,
        now=datetime.now(UTC),
    )


async def look_at(url: str, kind: Kind, source: Source, fetch: Fetch, clean: Clean) -> Listed:
    """A listing, read; a section that lists nothing is cleaned as well, which tells walls from empty pages."""
    visit = await fetch(url, kind)
    if not visit.is_ok:
        return Listed(kind=kind, visit=visit)
    listing, reject = read_listing(visit, kind, source), None
    if kind is Kind.SECTION and not listing.candidates:
        outcome = await clean(raw_page(visit, source.id))
        reject = outcome if isinstance(outcome, Reject) else None
    return Listed(kind=kind, visit=visit, listing=listing, reject=reject)


def read_listing(visit: Visit, kind: Kind, source: Source) -> Listing:
    """What an answer lists."""
    if kind is Kind.SITEMAP:
        return read_sitemap(visit.body, visit.final, visit.content_type, language=source.language)
    if kind is Kind.SECTION:
        return read_section(visit.body, visit.final, visit.content_type, source)
    return read_feed(visit.body, visit.final, visit.content_type)


async def within(candidates: list[Candidate], source: Source, fetch: Fetch) -> list[Candidate]:
    """What the newest sitemap of an index lists."""
    for one in candidates[:1]:
        visit = await fetch(one.url, Kind.SITEMAP)
        if visit.is_ok:
            return list(read_listing(visit, Kind.SITEMAP, source).candidates)
    return []


async def read_article(url: str, known: Known | None, source: Source, fetch: Fetch, clean: Clean) -> Read:
    """An article, cleaned."""
    visit = await fetch(url, Kind.PAGE)
    outcome: Outcome | None = await clean(raw_page(visit, source.id)) if visit.is_ok else None
    return Read(visit=visit, page=page_of(visit), outcome=outcome, known=known)
