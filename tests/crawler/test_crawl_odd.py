"""What goes wrong on the web: each broken page, redirect, trap and notice ends in its one state, asked for so often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from benchmarks.server import Visit
from benchmarks.workplace import Workplace
from tests.oddities import DOUBLES, NO_ARTICLES, ODD
from tests.site import Site

LIMITS = {
    "RETRY_SECONDS": "0.2,0.4",
    "DOWNLOAD_TIMEOUT": "1.5",
    "DOWNLOAD_MAXSIZE": "3000000",
    "MAX_PAGE_BYTES": str(2 * 1024**2),
    "CONCURRENT_REQUESTS_PER_DOMAIN": "16",
}


@dataclass(frozen=True)
class Crawled:
    """What the one crawl of all oddities left."""

    site: Site
    place: Workplace
    code: int
    said: str
    urls: dict[str, tuple[str, str | None]]
    records: dict[str, dict[str, Any]]
    rejects: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with Site() as site:
        place = Workplace(tmp_path_factory.mktemp("odd"), "odd", sitemaps=[f"{site.url}/odd/sitemap.xml"])
        done = place.crawl(**LIMITS)
        yield Crawled(
            site=site,
            place=place,
            code=done.returncode,
            said=done.stderr,
            urls=place.urls(),
            records={record["url"].removeprefix(site.url): record for record in place.records()},
            rejects={reject["url"].removeprefix(site.url): reject for reject in place.rejects()},
        )


def visits(crawled: Crawled, path: str) -> list[Visit]:
    return crawled.site.of(path)


def test_the_crawl_ends_well(crawled: Crawled) -> None:
    assert crawled.code == 0
    assert "Traceback" not in crawled.said
    assert " ERROR" not in crawled.said


@pytest.mark.parametrize("path", ODD, ids=lambda path: path[:40])
def test_every_oddity_has_its_end(crawled: Crawled, path: str) -> None:
    odd = ODD[path]
    assert crawled.urls[crawled.site.url + path] == (odd.state, odd.why)
    assert odd.visits <= len(visits(crawled, path)) <= (odd.at_most or odd.visits)


def test_nothing_else_is_in_the_ledger_or_was_asked_for(crawled: Crawled) -> None:
    site = crawled.site
    others = {url: state for url, state in crawled.urls.items() if url.removeprefix(site.url) not in ODD}
    assert others.pop(f"{site.url}/odd/sitemap.xml") == ("archived", None)
    assert others.pop(f"http://localhost:{site.port}/odd/landed") == ("skipped", "offsite")
    assert list(others.values()) == [("skipped", "scheme")]
    assert set(site.counts()) <= set(ODD) | {"/robots.txt", "/odd/sitemap.xml"}


def test_spellings_of_one_page_are_one_page(crawled: Crawled) -> None:
    assert len(DOUBLES) == 4
    assert [url for url in crawled.urls if "/odd/double" in url] == [f"{crawled.site.url}/odd/double"]


@pytest.mark.parametrize("path", ["/odd/busy", "/odd/unavailable"])
def test_a_server_that_asks_for_a_pause_gets_it(crawled: Crawled, path: str) -> None:
    first, second = visits(crawled, path)
    assert 1.0 <= second.at - first.at < 10.0


def test_a_busy_server_is_left_alone_as_a_whole(crawled: Crawled) -> None:
    refused = visits(crawled, "/odd/busy")[0].at
    meanwhile = [visit.path for visit in crawled.site.visits if refused + 0.3 < visit.at < refused + 0.9]
    assert meanwhile == []


def test_a_redirect_leads_to_a_page_that_knows_where_it_was_found(crawled: Crawled) -> None:
    record = crawled.records["/odd/landed"]
    assert record["url"] == f"{crawled.site.url}/odd/landed"
    assert "/odd/moved" not in crawled.records


@pytest.mark.parametrize("path", NO_ARTICLES)
def test_what_is_no_article_is_archived_and_rejected(crawled: Crawled, path: str) -> None:
    assert path not in crawled.records
    assert ODD[path].state == "archived"
    assert crawled.rejects[path]["reason"]


def test_each_archived_page_is_one_record_or_one_reject(crawled: Crawled) -> None:
    archived = {path for path, odd in ODD.items() if odd.state == "archived"}
    assert crawled.records.keys() | crawled.rejects.keys() == archived
    assert not crawled.records.keys() & crawled.rejects.keys()
    assert len(crawled.place.records()) + len(crawled.place.rejects()) == len(archived)


def test_the_archive_holds_what_failed_too_and_gives_the_same_records(crawled: Crawled) -> None:
    answers = Counter(
        kept.url.removeprefix(crawled.site.url) for kept in crawled.place.kept() if kept.type == "response"
    )
    assert answers["/odd/error"] == 3
    assert answers["/odd/moved"] == 1
    assert answers["/odd/gone"] == 1
    assert crawled.place.clean_archive("again", "--max-page-mb", "2") == crawled.place.records_file.read_bytes()


def test_a_paywalled_article_says_so(crawled: Crawled) -> None:
    assert crawled.records["/odd/paywall"]["isAccessibleForFree"] is False
    assert crawled.records["/odd/double"]["isAccessibleForFree"] is not False


def test_a_live_blog_keeps_the_times_of_its_posts(crawled: Crawled) -> None:
    body = crawled.records["/odd/live"]["articleBody"]
    for hour, height in ((18, 12), (16, 11), (14, 9)):
        assert f"2025-04-02T{hour}:10" in body or f"{hour}:10" in body
        assert f"The river at {height} feet" in body


def test_a_page_that_forbids_training_says_so(crawled: Crawled) -> None:
    assert any("noai" in said for said in crawled.records["/odd/reserved"]["provenance"]["reservations"])
