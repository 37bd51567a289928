"""Killed at any moment and started again: the end is the same as if nothing had happened."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from pathlib import Path
from random import Random
from subprocess import DEVNULL

from benchmarks.kill import run
from benchmarks.workplace import Workplace
from tests.crawler.test_crawl_odd import LIMITS
from tests.oddities import ODD
from tests.site import Site

KILLS = 3


def test_no_page_is_lost_and_none_doubled(tmp_path: Path) -> None:
    done = run(tmp_path, seed=1, pages=100, kills=3)
    assert done.kills.total() >= 1  # the later ones may come too late
    assert (done.lost, done.doubled, done.faults) == (0, 0, [])


def test_failures_redirects_and_refusals_end_as_they_do_undisturbed(tmp_path: Path) -> None:
    with Site() as site:
        place = Workplace(tmp_path, "odd", sitemaps=[f"{site.url}/odd/sitemap.xml"])
        assert kill_and_start_again(place, site) >= 1
        found = place.urls()
        assert {path: found.get(site.url + path) for path in ODD} == {p: (odd.state, odd.why) for p, odd in ODD.items()}
        archived = Counter(site.url + path for path, odd in ODD.items() if odd.state == "archived")
        assert place.pages() == archived
        assert Counter(line["url"] for line in [*place.records(), *place.rejects()]) == archived
        assert place.query("SELECT sum(number) FROM tally") == [(len(found),)]


def kill_and_start_again(place: Workplace, site: Site) -> int:
    """How often the crawl was killed until it came to its end."""
    random, kills = Random(3), 0
    while True:
        with place.start(DEVNULL, **LIMITS) as crawl:
            requests = len(site.visits) + random.randint(1, 25)
            deadline = time.monotonic() + random.uniform(1, 4) if kills < KILLS else float("inf")
            while kills < KILLS and crawl.poll() is None:
                if len(site.visits) >= requests or time.monotonic() > deadline:
                    os.killpg(crawl.pid, signal.SIGKILL)
                    kills += 1
                    break
                time.sleep(0.005)
            code = crawl.wait(60)
        if code != -signal.SIGKILL:
            assert code == 0
            return kills
