"""What a crawl costs: plain Scrapy, our archive, cleaning beside it; and a ledger of a million URLs.

    python -m benchmarks.crawl                      3,000 pages of real sizes, three rounds; takes some minutes
    python -m benchmarks.crawl --pages 500 --rounds 1 --urls 100000

The site is on loopback, in a process of its own, and sends its pages packed with gzip. All crawls ask 16 requests at a
time without delay and obey robots.txt; plain Scrapy has its stock settings otherwise and throws away what it downloads.
Figures are those of the crawl from its first answer on, without start-up; of several rounds the median counts. The
event loop's stall is by how much a timer comes late that is due every 5 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.million import measure_million
from benchmarks.workplace import PROJECT, Workplace

SAME = {"CONCURRENT_REQUESTS": "16", "CONCURRENT_REQUESTS_PER_DOMAIN": "16", "DOWNLOAD_DELAY": "0", "LOG_LEVEL": "INFO"}
BOTH = {"WORKERS": "0"}  # one for each processor
PROBE = {"EXTENSIONS": json.dumps({"benchmarks.probe.Probe": 0})}
WAYS = ("plain Scrapy", "archive", "archive and cleaning")
Figures = dict[str, float]


@contextmanager
def newspaper(pages: int) -> Iterator[str]:
    """The address of a newspaper of real-sized pages that is served by another process."""
    command = [sys.executable, "-m", "benchmarks.newspaper", "--heavy", "--pages", str(pages)]
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.send_signal(signal.SIGINT)


def measure(way: str, url: str, folder: Path, pages: int) -> Figures:
    """The probe's figures of one crawl, and ``cpu_whole``: all CPU seconds of the process from its start to its end."""
    figures = folder / "figures.json"
    settings = SAME | PROBE | {"PROBE_FILE": str(figures)}
    if way == "plain Scrapy":
        spider = str(PROJECT / "benchmarks" / "probe.py")
        command = [sys.executable, "-m", "scrapy", "runspider", spider, "-a", f"sitemap={url}/sitemap.xml"]
        command += [
            part for name, value in (settings | {"ROBOTSTXT_OBEY": "1"}).items() for part in ("-s", f"{name}={value}")
        ]
    else:
        place = Workplace(folder, "newspaper", sitemaps=[f"{url}/sitemap.xml"])
        command = place.command(**settings, **BOTH, CLEAN=str(int(way == "archive and cleaning")))
    with (folder / "output.txt").open("w") as output:
        # away from the project's folder Scrapy does not find the project's settings
        where = folder if way == "plain Scrapy" else PROJECT
        paths = os.environ | {"PYTHONPATH": str(PROJECT)}
        process = subprocess.Popen(command, cwd=where, env=paths, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 or not figures.exists():
        raise SystemExit(f"{way} failed:\n{(folder / 'output.txt').read_text()[-3000:]}")
    found: Figures = json.loads(figures.read_text())
    if found["pages"] != pages:
        raise SystemExit(
            f"{way} got {found['pages']:.0f} pages, not {pages}:\n{(folder / 'output.txt').read_text()[-3000:]}"
        )
    if way != "plain Scrapy":
        check(place, way, pages)
    return found | {"cpu_whole": usage.ru_utime + usage.ru_stime}


def check(place: Workplace, way: str, pages: int) -> None:
    """Nothing, if the crawl kept and cleaned what it has to; ends the program otherwise."""
    archived = place.query("SELECT count(*) FROM url WHERE kind = 'page' AND state = 'archived'")[0][0]
    records = len(place.records())
    if archived != pages or records != (pages if way == "archive and cleaning" else 0):
        raise SystemExit(f"{way}: {archived} pages archived, {records} records")


def median_of(rounds: list[Figures]) -> Figures:
    """The median of each figure."""
    return {name: statistics.median(figures[name] for figures in rounds) for name in rounds[0]}


def print_table(found: dict[str, Figures]) -> None:
    """Nothing; prints what each way of crawling costs."""
    print(f"{'':22} {'pages/s':>8} {'CPU ms/page':>12} {'pages/CPU s':>12} {'start-up s':>11} {'workers ms':>11} "
          f"{'late p50':>9} {'p99 ms':>7} {'max ms':>7} {'RSS MB':>7}")  # fmt: skip
    for way, figures in found.items():
        pages = figures["pages"]
        print(
            f"{way:22} {pages / figures['seconds']:8.1f} {1000 * figures['cpu'] / pages:12.2f} "
            f"{pages / figures['cpu']:12.1f} {figures['cpu_whole'] - figures['cpu']:11.1f} "
            f"{1000 * figures['cpu_below'] / pages:11.2f} {1000 * figures['late_p50']:9.1f} "
            f"{1000 * figures['late_p99']:7.1f} {1000 * figures['late_max']:7.1f} {figures['peak_rss'] / 1e6:7.0f}"
        )


def print_wanted(found: dict[str, Figures]) -> None:
    """Nothing; prints the figures beside what is wanted of them."""
    plain, archive, cleaning = (found[way] for way in WAYS)
    cost = 1 - (archive["pages"] / archive["cpu"]) / (plain["pages"] / plain["cpu"])
    print(f"\n{'':54} {'found':>8} {'wanted':>8}")
    print(f"{'archive: fewer pages per CPU second than plain Scrapy':54} {100 * cost:6.1f} % {'≤ 15 %':>8}")
    print(f"{'event loop late with cleaning on, p99':54} {1000 * cleaning['late_p99']:5.1f} ms {'< 50 ms':>8}")


def main() -> None:
    """Nothing; measures and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--urls", type=int, default=1_000_000, help="of the large ledger; 0 leaves it out")
    args = parser.parse_args()
    rounds: dict[str, list[Figures]] = {way: [] for way in WAYS}
    began = time.monotonic()
    if args.pages:
        with newspaper(args.pages) as url:
            for _ in range(args.rounds):
                for way in WAYS:  # in turn, so that what else the machine does disturbs all of them alike
                    with tempfile.TemporaryDirectory() as folder:
                        rounds[way].append(measure(way, url, Path(folder), args.pages))
        found = {way: median_of(figures) for way, figures in rounds.items()}
        print(f"{args.pages} pages, {args.rounds} rounds, {os.cpu_count()} processors")
        print_table(found)
        print_wanted(found)
    if args.urls:
        with tempfile.TemporaryDirectory() as folder:
            measure_million(Path(folder), args.urls)
    print(f"\n{time.monotonic() - began:.0f} s in all")


if __name__ == "__main__":
    main()
