"""Ways to run a crawl: a part of it, without cleaning, stopped and taken up again, twice at once, beside a feed."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.markup import page
from benchmarks.newspaper import newspaper
from benchmarks.newsroom import article
from benchmarks.server import HTML, Reply, Server
from benchmarks.workplace import Workplace
from tests.listings import rss

PAGES = 12


@pytest.fixture
def site() -> Iterator[Server]:
    with Server() as server:
        server.routes.update(newspaper(server.url, PAGES, heavy=False))
        yield server


@pytest.fixture
def place(tmp_path: Path, site: Server) -> Workplace:
    return Workplace(tmp_path, "newspaper", sitemaps=[f"{site.url}/sitemap.xml"])


def articles(site: Server) -> list[str]:
    """The paths of the articles, the youngest first."""
    return [path for path in site.routes if path.startswith("/2")]


def asked(site: Server) -> Counter[str]:
    """How often each article was asked for."""
    return Counter({path: number for path, number in site.counts().items() if path.startswith("/2")})


def recorded(place: Workplace) -> list[str]:
    return ["/" + record["url"].split("/", 3)[3] for record in place.records()]


def test_a_limit_takes_the_newest_and_the_next_runs_go_on_with_fetching_and_cleaning(
    place: Workplace, site: Server
) -> None:
    assert place.crawl("-a", "limit=5", CLEAN="0", WARC_MAX_BYTES="9000").returncode == 0
    assert asked(site) == Counter(articles(site)[:5])
    assert place.states()["queued"] == PAGES - 5
    assert place.records() == []
    assert place.crawl(WARC_MAX_BYTES="9000").returncode == 0
    assert asked(site) == Counter(articles(site))
    assert sorted(recorded(place)) == sorted(articles(site))
    assert place.records_file.read_bytes() == place.clean_archive()
    kept = list(place.kept())
    assert [kept.type for kept in kept].count("warcinfo") == len({kept.file for kept in kept}) > 3


def test_since_leaves_out_what_is_known_to_be_older(place: Workplace, site: Server) -> None:
    oldest = article(9).published
    assert place.crawl("-a", f"since={oldest:%Y-%m-%dT%H:%M:%S}", CLEAN="0").returncode == 0
    assert asked(site) == Counter(articles(site)[: PAGES - 8])


def test_one_url_alone_also_again(place: Workplace, site: Server) -> None:
    path = articles(site)[3]
    for times in (1, 2):
        assert place.crawl("-a", f"url={site.url}{path}", CLEAN="0").returncode == 0
        assert asked(site) == Counter({path: times})
    assert place.pages() == Counter([site.url + path])
    assert {visit.path for visit in site.visits} == {"/robots.txt", path}


def test_a_wrong_argument_is_told_in_a_sentence(tmp_path: Path) -> None:
    done = Workplace(tmp_path, "newspaper", feeds=["http://127.0.0.1:9/feed"]).crawl("-a", "limt=5")
    assert done.returncode == 2
    assert "did you mean 'limit'?" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_crawl_keeps_others_out_ends_cleanly_on_an_interrupt_and_is_taken_up_again(
    place: Workplace, site: Server
) -> None:
    with (place.folder / "output").open("w") as output, place.start(output, DOWNLOAD_DELAY="0.4") as crawl:
        wait_for(lambda: bool(site.visits))
        crawl.send_signal(signal.SIGSTOP)  # the other takes its time
        other = place.crawl(CLEAN="0")
        crawl.send_signal(signal.SIGCONT)
        wait_for(lambda: len(asked(site)) >= 3)
        crawl.send_signal(signal.SIGINT)
        assert crawl.wait(20) == 130
    assert other.returncode == 2
    assert "another crawl of newspaper is running" in other.stderr
    assert "Traceback" not in other.stderr + (place.folder / "output").read_text()
    assert 3 <= len(asked(site)) < PAGES
    assert not place.states()["fetching"]
    assert place.pages().total() == len(asked(site))
    out = place.folder / "out.jsonl"
    before = place.records_file.read_bytes() if place.records_file.exists() else b""
    assert place.crawl("-O", str(out)).returncode == 0
    assert asked(site) == Counter(articles(site))
    assert sorted(recorded(place)) == sorted(articles(site))
    assert before + out.read_bytes() == place.records_file.read_bytes()


def test_a_private_address_is_not_asked_unless_the_source_allows_it(tmp_path: Path, site: Server) -> None:
    place = Workplace(tmp_path, "newspaper", sitemaps=[f"{site.url}/sitemap.xml"], allow_private=False)
    done = place.crawl(CLEAN="0")
    assert "Traceback" not in done.stderr
    assert site.visits == []
    assert place.urls() == {f"{site.url}/sitemap.xml": ("skipped", "private-address")}


def test_the_delay_that_robots_txt_asks_for_is_kept(place: Workplace, site: Server) -> None:
    site.routes["/robots.txt"] = Reply(body=b"User-agent: *\nCrawl-delay: 0.3\n")
    assert place.crawl("-a", "limit=4", CLEAN="0").returncode == 0
    times = [visit.at for visit in site.visits if visit.path != "/robots.txt"]
    gaps = [after - before for before, after in pairwise(times)]
    assert len(gaps) == 5
    assert min(gaps) > 0.29


def test_a_feed_that_has_moved_is_read_at_its_new_place_in_every_run(tmp_path: Path) -> None:
    with Server() as site:
        older, newer = article(1), article(2)
        feed = {"Content-Type": "application/rss+xml"}
        for story in (older, newer):
            site.routes[story.path] = Reply(
                body=page(story, site.url + story.path).encode(), headers={"Content-Type": HTML}
            )
        site.routes["/feed"] = Reply(status=301, headers={"Location": "/news.rss"})
        site.routes["/news.rss"] = Reply(body=rss(site.url, [(site.url + older.path, older)]), headers=feed)
        place = Workplace(tmp_path, "moved", feeds=[f"{site.url}/feed"])
        assert place.crawl(CLEAN="0").returncode == 0
        both = [(site.url + story.path, story) for story in (newer, older)]
        site.routes["/news.rss"] = Reply(body=rss(site.url, both), headers=feed)
        assert place.crawl(CLEAN="0").returncode == 0
        assert asked(site) == Counter([older.path, newer.path])
        assert site.counts()["/feed"] == site.counts()["/news.rss"] == 2


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)
