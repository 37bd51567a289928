"""Memory and time of a crawl whose ledger holds a million URLs: ``python -m benchmarks.million``."""

from __future__ import annotations

import signal
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks.newspaper import newspaper
from benchmarks.server import Server
from benchmarks.workplace import Workplace
from cleaning.record import Discovery
from cleaning.sources import read_source
from crawler.frontier.database import open_database
from crawler.frontier.ledger import Ledger
from crawler.model import Candidate

BATCH = 10_000
PATIENCE = 120.0  # seconds until the first request
RUNNING = 10.0  # seconds that the crawl may go on before its memory is read


def candidates(url: str, number: int) -> Iterator[Candidate]:
    """So many articles as a sitemap names them."""
    discovery = Discovery(via="sitemap", url=f"{url}/sitemap.xml", dateModified="2025-03-01T06:30:00+00:00")
    for n in range(number):
        yield Candidate(url=f"{url}/2025/03/{n:07}-nobody-knows-who-will-pay-for-the-boats", discovery=discovery)


def fill(place: Workplace, found: Iterable[Candidate]) -> None:
    """Nothing; puts the candidates into the source's ledger."""
    db = open_database(place.data / "ledger.sqlite")
    ledger = Ledger(db, read_source(place.sources / place.source / "source.toml"))
    waiting = iter(found)
    while batch := list(islice(waiting, BATCH)):
        db.execute("BEGIN")
        ledger.add(batch, time.time())
        db.execute("COMMIT")
    db.close()


def measure_million(folder: Path, number: int) -> None:
    """Nothing; fills a ledger, resumes a crawl on it, and prints how long that takes and how much memory."""
    with Server() as site:
        place = Workplace(folder, "newspaper", sitemaps=[f"{site.url}/sitemap.xml"])
        routes = newspaper(site.url, 1, heavy=False)
        page = next(route for path, route in routes.items() if path.startswith("/2"))
        began = time.monotonic()
        fill(place, candidates(site.url, number))
        print(f"\n{number} URLs put into the ledger in {time.monotonic() - began:.0f} s, "
              f"{(place.data / 'ledger.sqlite').stat().st_size / 1e6:.0f} MB on disk")  # fmt: skip
        site.routes.update(
            routes | {f"/2025/03/{n:07}-nobody-knows-who-will-pay-for-the-boats": page for n in range(number)}
        )
        first, first_page, rss = resume(place, site)
    print(f"{'':54} {'found':>8} {'wanted':>8}")
    print(f"{'from process start to the first request at the site':54} {first:6.1f} s {'< 5 s':>8}")
    print(f"{'… and to the first request for a page':54} {first_page:6.1f} s")
    print(f"{'resident memory while it runs':54} {rss / 1e6:5.0f} MB {'< 300 MB':>8}")


def resume(place: Workplace, site: Server) -> tuple[float, float, int]:
    """Seconds to the first request and to the first one for a page, and the greatest resident memory in bytes."""
    began = time.monotonic()
    with (place.folder / "output.txt").open("w") as output, place.start(output) as process:
        while process.poll() is None and time.monotonic() < began + PATIENCE and not pages_asked(site):
            time.sleep(0.01)
        if not pages_asked(site):
            process.kill()
            raise SystemExit(f"no page was asked for:\n{(place.folder / 'output.txt').read_text()[-3000:]}")
        time.sleep(RUNNING)
        status = Path(f"/proc/{process.pid}/status").read_text("ascii")
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)
    rss = next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))
    return site.visits[0].at - began, pages_asked(site)[0] - began, rss


def pages_asked(site: Server) -> list[float]:
    """When pages were asked for."""
    return [visit.at for visit in list(site.visits) if visit.path.startswith("/2")]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        measure_million(Path(folder), 1_000_000)
