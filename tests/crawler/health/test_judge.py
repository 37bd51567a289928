"""What is wrong with a source: each verdict from the answers that show it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cleaning.decode import decode
from cleaning.model import CrawlRules, Page, RawPage, Source
from cleaning.pipeline import clean
from cleaning.record import Comment, Discovery, Outcome, Reason, Record, Reject
from cleaning.sources import Sources
from crawler.discovery.feeds import read_feed
from crawler.discovery.sitemaps import read_sitemap
from crawler.health.history import History, Known
from crawler.health.judge import Evidence, Listed, Read, judge
from crawler.health.verdict import MENDS, Verdict
from crawler.model import Candidate, Kind, Listing, Why
from crawler.survey.visit import Visit

NOW = datetime(2024, 6, 1, tzinfo=UTC)
FEED, MAP, SECTION = (f"https://hill.example/{path}" for path in ("feed", "map.xml", "news"))
SOURCE = Source(
    id="hill", domains=("hill.example",), crawl=CrawlRules(feeds=(FEED,), sitemaps=(MAP,), sections=(SECTION,))
)
FINE_PAGE = "<html lang='en'><body><article><h1>Boats</h1>" + "<p>The boats came home before the storm did.</p>" * 20
SHELL = "<html><body><div id='root'></div><script src='/app.js'></script></body></html>"
ROBOTS = Visit(url="https://hill.example/robots.txt", status=200)


def ok(url: str, body: bytes = b"") -> Visit:
    return Visit(url=url, final=url, status=200, body=body)


def listing(*days: int) -> Listing:
    """One whose entries are so many days old."""
    dates = [(NOW - timedelta(days=age)).isoformat() for age in days]
    return Listing(
        candidates=tuple(
            Candidate(url=f"https://hill.example/{n}", discovery=Discovery(via="feed", url=FEED, datePublished=date))
            for n, date in enumerate(dates)
        )
    )


def read(outcome: Outcome | None, known: Known | None = None, text: str = FINE_PAGE, n: int = 1) -> Read:
    url = f"https://hill.example/{n}"
    page = decode(RawPage(url=url, body=text.encode()), None)
    assert isinstance(page, Page)
    return Read(visit=ok(url), page=page, outcome=outcome, known=known)


def record(**fields: object) -> Record:
    found = clean(RawPage(url="https://hill.example/1", body=FINE_PAGE.encode()), Sources())
    assert isinstance(found, Record)
    return replace(found, **({"datePublished": "2024-05-30"} | fields))  # type: ignore[arg-type]


def evidence(
    *listed: Listed, articles: tuple[Read, ...] = (), history: tuple[Known, ...] = (), robots: Visit = ROBOTS
) -> Evidence:
    given = listed or (Listed(kind=Kind.FEED, visit=ok(FEED), listing=listing(1, 2, 3)),)
    return Evidence(source=SOURCE, robots=robots, listed=given, read=articles, history=History(pages=history), now=NOW)


def verdicts(found: Evidence) -> list[str]:
    return [one.verdict.value for one in judge(found)]


def known(n: int = 1, *, comments: int = 0, words: int = 160, dated: bool = True) -> Known:
    return Known(url=f"https://hill.example/{n}", dated=dated, words=words, comments=comments)


def reject(reason: Reason) -> Reject:
    return Reject(stage="clean", reason=reason, detail="as the test says")


def test_a_source_in_order() -> None:
    again = read(record(), known())
    assert judge(evidence(articles=(read(record()), again))) == ()


@pytest.mark.parametrize(
    ("visit", "verdict", "seen"),
    [
        (Visit(url=FEED, fault=Why.ROBOTS, detail="Disallow: /"), "robots-forbids", "robots: Disallow: /"),
        (Visit(url=FEED, fault=Why.ROBOTS_UNREACHABLE), "http-error", "robots.txt cannot be read: HTTP 503"),
        (Visit(url=FEED, fault=Why.PRIVATE_ADDRESS), "private-address", "private-address"),
        (Visit(url=FEED, fault=Why.DNS, detail="no such host"), "unreachable", "dns: no such host"),
        (Visit(url=FEED, fault=Why.TIMEOUT), "unreachable", "timeout"),
        (Visit(url=FEED, status=404), "feed-dead", "HTTP 404"),
        (Visit(url=FEED, status=410), "feed-dead", "HTTP 410"),
        (Visit(url=FEED, status=403), "http-403", "HTTP 403"),
        (Visit(url=FEED, status=401), "http-403", "HTTP 401"),
        (Visit(url=FEED, status=429), "http-429", "HTTP 429"),
        (Visit(url=FEED, status=500), "http-error", "HTTP 500"),
        (Visit(url=FEED, status=403, headers={"cf-mitigated": "challenge"}), "bot-check", "a check for robots"),
        (Visit(url=FEED, status=503, body=b"<script src='/cdn-cgi/challenge-platform/h/b'>"), "bot-check", "HTTP 503"),
    ],
)
def test_a_listing_that_does_not_come(visit: Visit, verdict: str, seen: str) -> None:
    robots = Visit(url="https://hill.example/robots.txt", status=503)
    [found] = judge(evidence(Listed(kind=Kind.FEED, visit=visit), robots=robots))
    assert found.verdict == verdict
    assert seen in found.seen
    assert found.where == FEED
    assert found.mend


@pytest.mark.parametrize(
    ("robots", "verdict"),
    [
        (Visit(url=ROBOTS.url, fault=Why.DNS, detail="no such host"), "unreachable"),
        (Visit(url=ROBOTS.url, fault=Why.ROBOTS_UNREACHABLE), "unreachable"),
        (Visit(url=ROBOTS.url, status=429), "http-429"),
    ],
)
def test_a_robots_txt_that_cannot_be_read_stands_for_its_site(robots: Visit, verdict: str) -> None:
    feed = Listed(kind=Kind.FEED, visit=Visit(url=FEED, fault=Why.ROBOTS_UNREACHABLE))
    assert verdicts(evidence(feed, robots=robots)) == [verdict]


@pytest.mark.parametrize(
    ("kind", "body", "verdict"),
    [
        (Kind.FEED, b"<html><title>Sorry</title><p>Gone</p></html>", "feed-dead"),
        (Kind.FEED, b"", "feed-dead"),
        (Kind.FEED, b"<rss version='2.0'><channel><title>Hill</title></channel></rss>", "feed-empty"),
        (Kind.FEED, b'{"version": "https://jsonfeed.org/version/1.1", "title": "Hill", "items": []}', "feed-empty"),
        (Kind.SITEMAP, b"<html><title>Sorry</title></html>", "sitemap-dead"),
        (Kind.SITEMAP, b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'></urlset>", "sitemap-empty"),
    ],
)
def test_a_listing_that_lists_nothing_is_dead_or_empty(kind: Kind, body: bytes, verdict: str) -> None:
    found = read_feed(body, FEED) if kind is Kind.FEED else read_sitemap(body, MAP)
    assert verdicts(evidence(Listed(kind=kind, visit=ok(FEED, body), listing=found))) == [verdict]


@pytest.mark.parametrize(
    ("reason", "verdict"),
    [
        (Reason.CONSENT_WALL, "consent-wall"),
        (Reason.BOT_CHECK, "bot-check"),
        (Reason.LISTING, "section-empty"),
        (None, "section-empty"),
    ],
)
def test_a_section_without_links(reason: Reason | None, verdict: str) -> None:
    given = Listed(kind=Kind.SECTION, visit=ok(SECTION), reject=reject(reason) if reason else None)
    assert verdicts(evidence(given)) == [verdict]


@pytest.mark.parametrize(
    ("days", "other", "expected"),
    [
        ((20, 21, 22), (1, 2), ["feed-stale"]),
        ((20, 21, 22), None, ["quiet"]),
        ((20, 21, 22), (19, 23), ["quiet"]),
        ((20, 27, 34), (1, 2), []),  # a weekly
        ((13, 13, 13), (1, 2), []),
        ((20,), (1, 2), ["feed-stale"]),
    ],
)
def test_a_listing_is_late_by_its_own_measure(
    days: tuple[int, ...], other: tuple[int, ...] | None, expected: list[str]
) -> None:
    given = [Listed(kind=Kind.FEED, visit=ok(FEED), listing=listing(*days))]
    given += [Listed(kind=Kind.SITEMAP, visit=ok(MAP), listing=listing(*other))] if other else []
    assert verdicts(evidence(*given)) == expected


@pytest.mark.parametrize(
    ("reason", "text", "verdict"),
    [
        (Reason.CONSENT_WALL, FINE_PAGE, "consent-wall"),
        (Reason.BOT_CHECK, FINE_PAGE, "bot-check"),
        (Reason.NEEDS_SCRIPT, FINE_PAGE, "needs-javascript"),
        (Reason.PAYWALL, FINE_PAGE, "login-wall"),
        (Reason.SOFT_404, FINE_PAGE, "not-found"),
        (Reason.NO_ARTICLE, SHELL, "needs-javascript"),
        (Reason.NO_ARTICLE, FINE_PAGE, "no-articles"),
    ],
)
def test_articles_that_give_no_record(reason: Reason, text: str, verdict: str) -> None:
    odd = [read(reject(reason), text=text, n=n) for n in (1, 2)]
    articles = (*odd, read(record(), n=3))
    [found] = judge(evidence(articles=articles))
    assert found.verdict == verdict
    assert found.seen.startswith("2 of 3 articles: ")
    assert found.where == "https://hill.example/1, https://hill.example/2"


def test_one_odd_article_of_three_is_no_verdict() -> None:
    articles = (read(reject(Reason.NO_ARTICLE)), read(record(), n=2), read(record(), n=3))
    assert judge(evidence(articles=articles)) == ()


def test_articles_that_are_not_there() -> None:
    gone = Read(visit=Visit(url="https://hill.example/1", status=404))
    assert verdicts(evidence(articles=(gone,))) == ["not-found"]
    assert verdicts(evidence(articles=(replace(gone, known=known()),))) == []


@pytest.mark.parametrize(
    ("outcome", "before", "verdict", "seen"),
    [
        (record(wordCount=20), known(words=160), "layout-changed", "160 words then, 20 now"),
        (reject(Reason.NO_ARTICLE), known(words=160), "layout-changed", "160 words then, 0 now"),
        (record(datePublished=None), known(), "dates-gone", "a date then, none now"),
        (record(), known(comments=7), "comments-gone", "7 comments then, none now"),
    ],
)
def test_what_earlier_records_had_and_the_page_has_no_longer(
    outcome: Outcome, before: Known, verdict: str, seen: str
) -> None:
    [found] = judge(evidence(articles=(read(outcome, before),)))
    assert (found.verdict, found.seen) == (verdict, f"1 of 1 known pages: {seen}")


@pytest.mark.parametrize(
    ("outcome", "before"),
    [
        (record(wordCount=100), known(words=160)),
        (record(wordCount=0), known(words=60)),
        (record(datePublished=None), known(dated=False)),
        (record(comment=(Comment(identifier="c", position=1, text="x", inLanguage="en"),)), known(comments=7)),
    ],
)
def test_what_is_still_there_or_never_was_is_not_gone(outcome: Outcome, before: Known) -> None:
    assert judge(evidence(articles=(read(outcome, before),))) == ()


def test_a_wall_before_known_pages_is_a_wall_and_no_loss() -> None:
    given = (read(reject(Reason.CONSENT_WALL), known(words=160, comments=7)),)
    assert verdicts(evidence(articles=given)) == ["consent-wall"]


def test_one_known_page_of_three_that_lost_its_comments_is_no_verdict() -> None:
    comment = (Comment(identifier="c", position=1, text="x", inLanguage="en"),)
    articles = [read(record(comment=comment), known(n, comments=2), n=n) for n in (1, 2)]
    assert judge(evidence(articles=(*articles, read(record(), known(3, comments=2), n=3)))) == ()


@pytest.mark.parametrize(("dated", "expected"), [(True, ["dates-gone"]), (False, [])])
def test_new_articles_without_dates_where_earlier_ones_had_them(dated: bool, expected: list[str]) -> None:
    articles = tuple(read(record(datePublished=None), n=n) for n in (1, 2))
    history = tuple(known(n, dated=dated) for n in range(6))
    assert verdicts(evidence(articles=articles, history=history)) == expected


def test_every_verdict_has_a_mend() -> None:
    assert set(MENDS) == set(Verdict)
    assert all(mend for verdict, mend in MENDS.items() if verdict is not Verdict.OK)
