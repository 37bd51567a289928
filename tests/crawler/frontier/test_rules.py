from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from cleaning.model import CrawlRules, Source
from crawler.frontier import steps
from crawler.frontier.books import Books
from crawler.model import Candidate, Kind, Lease, Listing, Why
from tests.crawler.frontier.places import BEGAN, SITE, SOURCE, answer, article, books_in, found

ROOT, MORE = found("/news", Kind.SECTION), found("/news?page=2", Kind.SECTION)
OPEN = SOURCE
NO_SPORT = replace(SOURCE, crawl=CrawlRules(exclude=("/sport/",)))


def leases(books: Books) -> list[Lease]:
    books.begin_batch()
    found_leases, _ = books.perform(partial(steps.lease, number=100, floor=0))
    books.commit()
    return list(found_leases)


def crawl(folder: Path, source: Source, named: Sequence[Candidate] = ()) -> list[str]:
    """The paths that a run of the source asks for. The first section page names what is given."""
    books, asked = books_in(folder, source), []
    assert books.open_run([ROOT]) is None
    while waiting := leases(books):
        for lease in waiting:
            asked.append(lease.url.removeprefix(SITE))
            main = answer(lease, article(1), seconds=len(asked), etag='"1"')
            if lease.kind is Kind.PAGE:
                step = partial(steps.keep_page, lease=lease, fetch=steps.Fetch(main=main))
            else:
                listing = Listing(candidates=tuple(named) if lease.url == ROOT.url else ())
                step = partial(steps.keep_listing, lease=lease, exchange=main, listing=listing)
            books.begin_batch()
            books.perform(step)
            books.commit()
    books.close()
    return asked


def test_what_was_refused_is_fetched_when_the_rules_allow_it(tmp_path: Path) -> None:
    assert crawl(tmp_path, NO_SPORT, [found("/1"), found("/sport/2")]) == ["/news", "/1"]
    assert crawl(tmp_path, OPEN) == ["/news", "/sport/2"]


def test_what_waits_is_not_fetched_when_the_rules_forbid_it(tmp_path: Path) -> None:
    crawl(tmp_path, OPEN, [found("/1")])
    books = books_in(tmp_path, OPEN)
    books.ledger.add([found("/sport/2"), found("/3")], BEGAN)
    books.close()
    assert crawl(tmp_path, NO_SPORT) == ["/news", "/3"]


def test_listings_are_read_as_if_for_the_first_time_when_the_rules_have_changed(tmp_path: Path) -> None:
    assert crawl(tmp_path, OPEN, [found("/1"), MORE]) == ["/news", "/1", "/news?page=2"]
    books = books_in(tmp_path, NO_SPORT)
    books.open_run([ROOT])
    assert [(lease.url, lease.etag) for lease in leases(books)] == [(ROOT.url, None), (MORE.url, None)]
    books.close()


def test_nothing_is_judged_anew_while_the_rules_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crawl(tmp_path, NO_SPORT, [found("/1"), found("/sport/2"), MORE])
    slower = replace(NO_SPORT, crawl=replace(NO_SPORT.crawl, delay=9.0, feeds=(f"{SITE}/feed",)))
    monkeypatch.setattr("crawler.frontier.rules.allowed", None)
    books = books_in(tmp_path, slower)
    books.open_run([ROOT])
    assert [(lease.url, lease.etag) for lease in leases(books)] == [(ROOT.url, '"1"')]
    books.close()


def test_private_addresses_are_asked_when_the_source_allows_them(tmp_path: Path) -> None:
    books = books_in(tmp_path)
    books.open_run([])
    books.ledger.add([found("/1"), found("/2")], BEGAN)
    for lease, why in zip(leases(books), (Why.PRIVATE_ADDRESS, Why.ROBOTS), strict=True):
        steps.skipped(books, lease, why)
    books.close()
    assert crawl(tmp_path, replace(SOURCE, crawl=CrawlRules(allow_private=True))) == ["/news", "/1"]
