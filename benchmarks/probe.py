"""A Scrapy extension that measures the crawl that it is plugged into, and the plain crawl to compare ours with.

The setting PROBE_FILE names the file in which it leaves its figures as JSON at the end: seconds and CPU seconds (of the
process, and of those below it) between the first answer and the end of the crawl, the answers and pages among them, and
by how much timers came late, which is how long the event loop stood still. CPU is read from Linux's /proc.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import statistics
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.spiders import SitemapSpider

from benchmarks.workplace import children_of

TICK = 0.005  # seconds between two looks at the clock
TICKS = os.sysconf("SC_CLK_TCK")


class Probe:
    """Counts answers, times ticks, and writes what it found when the engine has stopped."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._pages = 0
        self._late: list[float] = []
        self._began: tuple[float, float, float] | None = None
        self._ended: tuple[float, float, float] = (0.0, 0.0, 0.0)
        self._ticking: asyncio.TimerHandle | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The extension."""
        probe = cls(Path(crawler.settings["PROBE_FILE"]))
        crawler.signals.connect(probe.received, signal=signals.response_received)
        crawler.signals.connect(probe.closed, signal=signals.spider_closed)
        return probe

    def received(self, response: Response) -> None:
        """Nothing; counts an answer, and begins to measure with the first."""
        if self._began is None:
            self._began = time.monotonic(), time.process_time(), cpu_below(os.getpid())
            self._loop = asyncio.get_running_loop()
            self._tick(self._loop.time())
        self._pages += response.status == 200 and b"text/html" in (response.headers.get("Content-Type") or b"")

    def _tick(self, due: float) -> None:
        now = self._loop.time()
        self._late.append(now - due)
        self._ticking = self._loop.call_at(now + TICK, self._tick, now + TICK)

    def closed(self) -> None:
        """Nothing; writes the figures. The cleaning workers have ended by now, if there were any."""
        self._ended = time.monotonic(), time.process_time(), cpu_below(os.getpid())
        if self._ticking is not None:
            self._ticking.cancel()
        seconds, own, below = (a - b for a, b in zip(self._ended, self._began or self._ended, strict=True))
        figures = {
            "pages": self._pages,
            "seconds": seconds,
            "cpu": own,
            "cpu_below": below,
            "peak_rss": peak_rss(),
        }
        self._file.write_text(json.dumps(figures | stalls(self._late)))


class Plain(SitemapSpider):
    """Downloads every page of a sitemap and does nothing with it."""

    name = "plain"

    def __init__(self, sitemap: str, **options: Any) -> None:
        super().__init__(**options)
        self.sitemap_urls = [sitemap]

    def parse(self, response: Response) -> None:
        """Nothing."""


def stalls(late: Iterable[float]) -> dict[str, float]:
    """Median, 99th percentile and maximum of how late the ticks came, in seconds."""
    found = sorted(late)
    if len(found) < 2:
        return {"late_p50": 0.0, "late_p99": 0.0, "late_max": 0.0}
    return {
        "late_p50": statistics.median(found),
        "late_p99": found[min(len(found) - 1, int(0.99 * len(found)))],
        "late_max": found[-1],
    }


def peak_rss() -> int:
    """The greatest resident memory of this process so far, in bytes; getrusage's would be its parent's, too."""
    status = Path("/proc/self/status").read_text("ascii")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def cpu_below(process: int) -> float:
    """CPU seconds of the processes below one, those that they have seen end included."""
    total = 0
    for child in children_of(process):
        try:
            fields = Path(f"/proc/{child}/stat").read_text("ascii").rpartition(")")[2].split()
        except OSError:  # it ended just now
            continue
        total += sum(int(field) for field in fields[11:15])  # utime, stime, cutime, cstime: proc_pid_stat(5)
    own = resource.getrusage(resource.RUSAGE_CHILDREN)
    return total / TICKS + own.ru_utime + own.ru_stime
