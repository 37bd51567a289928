"""Kill -9 at random moments: does a crawl that is started again lose a page, or keep one twice?

    python -m benchmarks.kill                       20 runs over a site of 300 pages, about five kills each
    python -m benchmarks.kill --runs 3 --seed 7     the same moments again, as far as the machine is the same

A run starts a crawl, kills it, starts it again, until it comes to its end; then everything that it left is counted.
Killed is the crawl's own process, or its whole group with the cleaning workers, or a worker alone. The moment is a
number of requests after the start, or a time from the start, so that starting up is hit too. Needs Linux's /proc.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from benchmarks.newspaper import newspaper
from benchmarks.server import Server
from benchmarks.workplace import Workplace, children_of, members_of

VICTIMS = ("crawl", "group", "worker")
LONGEST = 180.0  # seconds that one start may take
AT_START = 3.0  # seconds from the start within which a kill by time falls
PATIENCE = 10.0  # seconds within which workers have to see that their crawl is dead
SAFE = 64  # records: many more than are being cleaned or written at any time
DELAY = 0.05  # seconds that the site takes for a page, so that pages are fetched and cleaned at the same time


@dataclass(slots=True, kw_only=True)
class Run:
    """What one run did and left. ``faults`` says in words what else was not as it has to be.

    ``safe_after`` is the number of records after which the next worker may be killed. ``groups`` are those of the
    crawls that were started.
    """

    kills: Counter[str] = field(default_factory=Counter)
    starts: int = 0
    safe_after: int = 0
    groups: list[int] = field(default_factory=list)
    seconds: float = 0.0
    asked_again: int = 0
    lost: int = 0
    doubled: int = 0
    faults: list[str] = field(default_factory=list)


def run(folder: Path, *, seed: int, pages: int, kills: int, victims: Sequence[str] = VICTIMS) -> Run:
    """One run in an empty folder."""
    random, done, began = Random(seed), Run(), time.monotonic()
    with Server() as site:
        routes = newspaper(site.url, pages, heavy=False)
        site.routes.update({path: replace(route, delay=DELAY) for path, route in routes.items()})
        place = Workplace(folder, "newspaper", sitemaps=[f"{site.url}/sitemap.xml"])
        while True:
            done.starts += 1
            with (folder / "output.txt").open("a") as output, place.start(output, WORKERS="2") as process:
                done.groups.append(process.pid)
                while process.poll() is None and done.kills.total() < kills:
                    disturb(process, place, site, random, random.choice(victims), pages // (2 * kills), done)
                code = process.wait(LONGEST)
            if code == 0:
                break
            if code != -signal.SIGKILL:
                done.faults.append(f"start {done.starts} ended with code {code}: see {folder / 'output.txt'}")
                break
        articles = [path for path in routes if path.startswith("/2")]
        done.asked_again = sum(site.counts()[path] - 1 for path in articles if site.counts()[path] > 1)
        count_what_is_left(place, [site.url + path for path in articles], done)
    done.seconds = time.monotonic() - began
    return done


def disturb(
    process: subprocess.Popen[str], place: Workplace, site: Server, random: Random, victim: str, most: int, done: Run
) -> None:
    """Nothing; waits for a random moment and kills, unless the crawl ends before."""
    requests = len(site.visits) + random.randint(1, max(1, most))
    seconds = random.uniform(0, AT_START) if random.random() < 0.3 and victim != "worker" else LONGEST
    deadline = time.monotonic() + seconds
    while process.poll() is None and len(site.visits) < requests and time.monotonic() < deadline:
        time.sleep(0.001)
    workers = wait_for_workers(process, place, done) if victim == "worker" else []
    time.sleep(random.uniform(0, 0.1))
    if process.poll() is not None:
        return
    if victim == "worker":
        with suppress(ProcessLookupError):  # it may have ended by itself just now
            os.kill(random.choice(workers), signal.SIGKILL)
    elif victim == "group":
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    else:
        process.kill()
        process.wait()
    done.kills[victim] += 1


def wait_for_workers(process: subprocess.Popen[str], place: Workplace, done: Run) -> list[int]:
    """The cleaning workers, which are children of a child; none if the crawl ends before there are some.

    The page that the last killed worker had is done by then: one whose worker dies twice is given up, as it has to be.
    """
    while process.poll() is None:
        workers = [worker for child in children_of(process.pid) for worker in children_of(child)]
        lines = place.records_file.read_bytes().count(b"\n") if place.records_file.exists() else 0
        if workers and lines >= done.safe_after:
            done.safe_after = lines + SAFE
            return workers
        time.sleep(0.01)
    return []


def count_what_is_left(place: Workplace, articles: Sequence[str], done: Run) -> None:
    """Nothing; writes into ``done`` what is lost, doubled or otherwise wrong."""
    archived = place.pages()
    lines = Counter(record["url"] for record in place.records())
    done.lost = sum(not archived[url] or not lines[url] for url in articles)
    done.doubled = sum(archived[url] > 1 or lines[url] > 1 for url in articles)
    done.faults += faults_of(place, set(articles), archived, lines)
    if left := still_running(done.groups):
        done.faults.append(f"{left} processes outlive the crawls that started them")


def still_running(groups: Sequence[int]) -> int:
    """How many processes of the crawls are there, some seconds after the last crawl has ended."""
    deadline = time.monotonic() + PATIENCE
    while (left := sum(len(members_of(group)) for group in groups)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left


def faults_of(place: Workplace, articles: set[str], archived: Counter[str], lines: Counter[str]) -> Iterator[str]:
    """What does not fit together, in words."""
    if strange := (archived.keys() | lines.keys()) - articles:
        yield f"{len(strange)} pages that are none of the site's, such as {min(strange)}"
    if rejects := place.rejects():
        yield f"{len(rejects)} rejects, such as {rejects[0]}"
    states = place.states()
    if open_ := states["queued"] + states["fetching"]:
        yield f"{open_} URLs are still queued or being fetched"
    tally = place.query("SELECT sum(number) FROM tally")[0][0]
    if tally != states.total():
        yield f"the ledger counts {tally} URLs, but holds {states.total()}"
    if broken := [kept.url for kept in place.kept() if kept.digest_is_sound is False]:
        yield f"{len(broken)} records of the archive do not fit their digests, such as {broken[0]}"
    if not place.records_file.exists():
        yield "there is no file of records"
    elif place.clean_archive() != place.records_file.read_bytes():
        yield "cleaning the archive again gives other records"


def main() -> None:
    """Nothing; runs and prints the table. Exit code 1 if a page was lost or doubled, or anything else was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--kills", type=int, default=5, help="at most, in each run")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    every: list[Run] = []
    print(f"{'run':>4} {'starts':>7} {'kills':>6} {'asked again':>12} {'lost':>5} {'doubled':>8} {'seconds':>8}")
    for number in range(args.runs):
        with tempfile.TemporaryDirectory() as folder:
            done = run(Path(folder), seed=args.seed + number, pages=args.pages, kills=args.kills)
            if done.faults:
                print((Path(folder) / "output.txt").read_text()[-3000:])
        every.append(done)
        print(
            f"{args.seed + number:4} {done.starts:7} {done.kills.total():6} {done.asked_again:12} {done.lost:5} "
            f"{done.doubled:8} {done.seconds:8.1f}  {'; '.join(done.faults)}",
            flush=True,
        )
    kinds = sum((done.kills for done in every), Counter[str]())
    killed = ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items()))
    print(
        f"\nruns {len(every)}, kills {kinds.total()} ({killed}), "
        f"pages {args.pages * len(every)}, pages lost {sum(done.lost for done in every)}, "
        f"pages doubled {sum(done.doubled for done in every)}"
    )
    raise SystemExit(any(done.lost or done.doubled or done.faults for done in every))


if __name__ == "__main__":
    main()
