"""Looks at a site through a dozen requests → ``Look``: what there is to crawl, and what showed it.

The front page and robots.txt come first; they name the feeds and sitemaps, else those at usual places are tried. Three
section pages and three of the newest articles show whether it works. What is asked for is in ``Look.asked``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from cleaning.decode import decode
from cleaning.model import CrawlRules, Page, RawPage, Source
from cleaning.record import Outcome, Record, Reject
from crawler.discovery.feeds import read_feed
from crawler.discovery.sections import read_section
from crawler.discovery.sitemaps import read_sitemap
from crawler.model import Candidate, Kind, Listing
from crawler.survey.announced import (
    USUAL_FEEDS,
    USUAL_SITEMAPS,
    RobotsRules,
    feeds_in,
    host,
    is_zone,
    language_of,
    name_of,
    news_first,
    offsets_of,
    read_robots,
    sections_in,
    timezone_in,
)
from crawler.survey.listed import domains_of, empty, newest, told
from crawler.survey.technology import Finding, cms_of, comment_systems, most_common, needs_javascript
from crawler.survey.visit import Fetch, Visit

Clean = Callable[[RawPage], Awaitable[Outcome]]
FEEDS, SITEMAPS, SECTIONS, ARTICLES = 3, 3, 3, 3  # that are asked for


@dataclass(slots=True)
class Look:
    """What was found out about a site. ``problem`` says why nothing could be; ``notes`` what its owner should know."""

    url: str
    problem: str | None = None
    name: Finding | None = None
    domains: list[Finding] = field(default_factory=list)
    language: Finding | None = None
    timezone: Finding | None = None
    feeds: list[Finding] = field(default_factory=list)
    sitemaps: list[Finding] = field(default_factory=list)
    sections: list[Finding] = field(default_factory=list)
    unasked: list[Finding] = field(default_factory=list)  # sections that were not looked at
    cms: Finding | None = None
    comments: tuple[Finding, ...] = ()
    render: str | None = None
    delay: float | None = None
    notes: list[str] = field(default_factory=list)
    asked: list[Visit] = field(default_factory=list)

    @property
    def is_crawlable(self) -> bool:
        """Whether there is anything to crawl."""
        return bool(self.feeds or self.sitemaps or self.sections)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article of the sample: its page, and what cleaning made of it."""

    page: Page
    outcome: Outcome


class Looker:
    """One look at one site; keeps what was asked. ``agent`` is the name that robots.txt knows us by."""

    def __init__(self, url: str, fetch: Fetch, clean: Clean, agent: str) -> None:
        self.look = Look(url)
        self._fetch, self._clean, self._agent = fetch, clean, agent
        self._newest: list[Candidate] = []

    async def run(self) -> Look:
        """What was found out."""
        look = self.look
        front = await self._front()
        if front.status is None:
            look.problem = f"{front.url} cannot be looked at: {front.outcome}{advice(front)}"
            return look
        page = page_of(front)
        if page is None:
            look.notes.append(f"{front.url} gives no page: {front.outcome}{advice(front)}")
        robots = await self._robots(front.final)
        await self._feeds(page, front.final)
        await self._sitemaps(front.final, robots)
        await self._sections(page)
        articles = await self._articles()
        look.delay, look.domains = robots.delay, domains_of(front.final, self._newest)
        pages = [*([page] if page else []), *(article.page for article in articles)]
        self._judge(pages, articles)
        look.timezone = await self._timezone(front.final, pages, articles)
        return look

    async def _front(self) -> Visit:
        """The site's front page; where the address given is a feed's, that is kept and the page above it taken."""
        front = await self._ask(self.look.url, Kind.SECTION)
        if front.is_ok and page_of(front) is None:
            listing = read_feed(front.body, front.final, front.content_type)
            if self._take_feed(Finding(value=self.look.url, evidence="the address given"), listing):
                return await self._ask(urljoin(front.final, "/"), Kind.SECTION)
        return front

    def _take_feed(self, finding: Finding, listing: Listing) -> bool:
        """Whether a feed lists pages; then it is written down."""
        pages = [one for one in listing.candidates if one.kind is Kind.PAGE]
        if pages:
            self._newest += pages
            self.look.feeds.append(Finding(value=finding.value, evidence=f"{finding.evidence}: {told(pages)}"))
        return bool(pages)

    async def _ask(self, url: str, kind: Kind = Kind.FEED) -> Visit:
        visit = await self._fetch(url, kind)
        self.look.asked.append(visit)
        return visit

    async def _robots(self, site: str) -> RobotsRules:
        visit = await self._ask(urljoin(site, "/robots.txt"))
        text = visit.body.decode("utf-8", "replace") if visit.is_ok else ""
        rules = read_robots(text, site, self._agent)
        if rules.forbids_all:
            self.look.notes.append("robots.txt forbids the front page to this crawler: ask the site for leave")
        return rules

    async def _feeds(self, front: Page | None, site: str) -> None:
        named = [one for one in (feeds_in(front) if front else ()) if one.value != self.look.url][:FEEDS]
        usual = [Finding(value=urljoin(site, path), evidence="found at a usual place") for path in USUAL_FEEDS]
        for finding in named or usual * (not self.look.feeds):
            visit = await self._ask(finding.value)
            listing = read_feed(visit.body, visit.final, visit.content_type) if visit.is_ok else Listing()
            if self._take_feed(finding, listing):
                if not named:
                    return
            elif named:
                self.look.notes.append(f"the feed {finding.value} is {finding.evidence}, but {empty(visit, listing)}")

    async def _sitemaps(self, site: str, robots: RobotsRules) -> None:
        named = news_first(robots.sitemaps)[:SITEMAPS]
        for url in named or [urljoin(site, path) for path in USUAL_SITEMAPS]:
            visit = await self._ask(url)
            listing = read_sitemap(visit.body, visit.final, visit.content_type) if visit.is_ok else Listing()
            if listing.candidates:
                self._newest += [one for one in listing.candidates if one.kind is Kind.PAGE][:50]
                how = "named in robots.txt" if named else "found at a usual place"
                self.look.sitemaps.append(Finding(value=url, evidence=f"{how}: {told(listing.candidates)}"))
                if not named:
                    return
            elif named:
                self.look.notes.append(f"the sitemap {url} is named in robots.txt, but {empty(visit, listing)}")

    async def _sections(self, front: Page | None) -> None:
        found = sections_in(front) if front else ()
        listed: list[Candidate] = []
        for finding in found[:SECTIONS]:
            visit = await self._ask(finding.value, Kind.SECTION)
            if page_of(visit) is None:
                self.look.notes.append(f"the section {finding.value} gives no page: {visit.outcome}")
            elif pages := read_listing_page(visit).candidates:
                listed += pages
                self.look.sections.append(Finding(value=finding.value, evidence=f"{finding.evidence}: {told(pages)}"))
        self.look.unasked = list(found[SECTIONS:])
        if not self._newest:
            self._newest += listed

    async def _articles(self) -> list[Article]:
        """The newest articles that come as pages, cleaned."""
        found: list[Article] = []
        for candidate in newest(self._newest)[:ARTICLES]:
            visit = await self._ask(candidate.url, Kind.PAGE)
            page = page_of(visit)
            if page is None:
                self.look.notes.append(f"the article {candidate.url} gives no page: {visit.outcome}{advice(visit)}")
            else:
                found.append(Article(page=page, outcome=await self._clean(page.raw)))
        return found

    def _judge(self, pages: Sequence[Page], articles: Sequence[Article]) -> None:
        """Nothing; writes down what the front page, if it came, and the articles show."""
        look = self.look
        look.name = next(filter(None, map(name_of, pages)), None)
        look.language = next(filter(None, map(language_of, pages)), None)
        look.cms = next(filter(None, map(cms_of, pages)), None)
        look.comments = most_common(
            (one for article in articles for one in comment_systems(article.page)), len(articles)
        )
        records = [article.outcome for article in articles if isinstance(article.outcome, Record)]
        if rendered := sum(len(record.comment) for record in records):
            note = Finding(value="in the page", evidence=f"{rendered} comments in {len(records)} articles")
            look.comments = (note, *look.comments)
        unread = [(article.page, article.outcome) for article in articles if isinstance(article.outcome, Reject)]
        empty_pages = [page for page, _ in unread] or (list(pages) if not articles else [])
        look.render = next(filter(None, map(needs_javascript, empty_pages)), None)
        for page, reject in unread:
            look.notes.append(f"{page.raw.url}: {reject.reason}: {reject.detail}")
        self._judge_language(records)

    def _judge_language(self, records: Sequence[Record]) -> None:
        languages = Counter(record.inLanguage for record in records if record.inLanguage != "und")
        if not languages:
            return
        most, count = languages.most_common(1)[0]
        stated = self.look.language
        if stated is None or stated.value.split("-")[0].lower() != most.split("-")[0].lower():
            against = f", though {stated.evidence} says {stated.value!r}" if stated else ""
            evidence = f"the language of {count} of {len(records)} articles{against}"
            self.look.language = Finding(value=most, evidence=evidence)

    async def _timezone(self, site: str, pages: Sequence[Page], articles: Sequence[Article]) -> Finding | None:
        """The site's time zone: WordPress tells it at the root of its interface, others name it in their pages."""
        if self.look.cms and self.look.cms.value.startswith("WordPress"):
            visit = await self._ask(urljoin(site, "/wp-json/"))
            zone = wordpress_zone(visit.body) if visit.is_ok else None
            if zone:
                return Finding(value=zone, evidence="timezone_string of the site's /wp-json/")
        dates = [candidate.discovery.datePublished for candidate in self._newest]
        dates += [article.outcome.datePublished for article in articles if isinstance(article.outcome, Record)]
        if offsets := offsets_of(dates):
            self.look.notes.append(f"dates are given with the offset {', '.join(offsets[:3])} from UTC")
        return timezone_in(pages)


def raw_page(visit: Visit, source: str | None = None) -> RawPage:
    """An answer as a page for cleaning."""
    return RawPage(
        url=visit.final,
        source=source,
        fetched_at=visit.fetched_at,
        status=visit.status,
        headers=visit.headers,
        body=visit.body,
    )


def page_of(visit: Visit) -> Page | None:
    """The decoded page of an answer; None if none came or it is no HTML."""
    page = decode(raw_page(visit), None) if visit.is_ok else None
    return page if isinstance(page, Page) and page.kind == "html" else None


def read_listing_page(visit: Visit) -> Listing:
    """What a section page lists, for a source of which only the site is known."""
    site = Source(id="survey", domains=(host(visit.final),), crawl=CrawlRules(sections=(visit.final,)))
    return read_section(visit.body, visit.final, visit.content_type, source=site, depth=0)


def wordpress_zone(body: bytes) -> str | None:
    """The IANA time zone that a WordPress site gives; None for a mere offset."""
    try:
        zone = json.loads(body).get("timezone_string")
    except (ValueError, AttributeError, RecursionError):
        return None
    return zone if isinstance(zone, str) and zone and is_zone(zone) else None


def advice(visit: Visit) -> str:
    """What helps where an answer did not come; "" where nothing is known."""
    if visit.fault == "private-address":
        return " (--allow-private looks at a site there)"
    if visit.status == 403:
        return " (the site refuses this crawler: set CONTACT, and ask it for leave)"
    if visit.is_ok and urlsplit(visit.final).netloc != urlsplit(visit.url).netloc:
        return f" (it led to {visit.final})"
    return ""
