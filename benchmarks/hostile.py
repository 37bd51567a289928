"""CPU seconds and memory that pages made to stop a cleaner take, beside trafilatura's on the same bytes.

    python -m benchmarks.hostile                       all of benchmarks/traps.py
    python -m benchmarks.hostile thread dates          those whose names begin so
    python -m benchmarks.hostile --alone               without trafilatura

Each page has a process of its own, in which an ordinary page was cleaned before, so that imports and tables are not
counted. Memory is what the process's peak grows by. A process that takes more than 20 s of CPU is ended (``> 20``).
"""

from __future__ import annotations

import argparse
import gzip
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import trafilatura

from benchmarks.traps import HTML, TEXT, html, saved
from cleaning.archive import find_pages, open_page
from cleaning.model import PageRef, RawPage
from cleaning.pipeline import clean
from cleaning.record import Record
from cleaning.records.jsonl import encode
from cleaning.sources import Sources

LIMIT = 20  # seconds of CPU
MOST_SECONDS, MOST_MB = 2.0, 300.0


def peak_mb() -> float:
    """The largest size that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def by_gleaner(path: str) -> str:
    """What becomes of a saved page: "record", or the reject's reason and detail."""
    ref = next(iter(find_pages([path])))
    raw = open_page(ref) if isinstance(ref, PageRef) else ref
    outcome = clean(raw, Sources()) if isinstance(raw, RawPage) else raw
    encode(outcome)
    return "record" if isinstance(outcome, Record) else f"{outcome.reason}: {outcome.detail}"


def by_trafilatura(path: str) -> str:
    """Whether trafilatura finds anything, with metadata and comments."""
    body = Path(path).read_bytes()
    body = gzip.decompress(body) if path.endswith(".gz") else body
    found = trafilatura.bare_extraction(body, with_metadata=True, include_comments=True)
    return "text" if found else "nothing"


CLEANERS = {"gleaner": by_gleaner, "trafilatura": by_trafilatura}


def measure_here(name: str, path: str) -> None:
    """Nothing; prints seconds, MB and outcome of one page in this process."""
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT + 5, LIMIT + 5))
    with tempfile.TemporaryDirectory() as folder:
        ordinary = Path(folder, "ordinary.html")
        ordinary.write_bytes(html())
        CLEANERS[name](str(ordinary))
    before, start = peak_mb(), time.process_time()
    outcome = CLEANERS[name](path)
    print(f"{time.process_time() - start:.2f}\t{peak_mb() - before:.0f}\t{outcome}")


def measured(name: str, path: Path) -> tuple[str, str, str]:
    """Seconds, MB and outcome of one page in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.hostile", "--here", name, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parent.parent)
    if done.returncode:
        return f"> {LIMIT}", "", "ended" if done.returncode < 0 else done.stderr.strip().rpartition("\n")[2][:80]
    seconds, size, outcome = done.stdout.strip().splitlines()[-1].split("\t")
    return seconds, size, outcome


def main() -> None:
    """Nothing; measures and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", default=[""], help="beginnings of names of traps")
    parser.add_argument("--alone", action="store_true", help="without trafilatura")
    parser.add_argument("--here", nargs=2, metavar=("CLEANER", "FILE"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.here:
        measure_here(*args.here)
        return
    names = [name for name in (*HTML, *TEXT) if name.startswith(tuple(args.names))]
    over = 0
    print(f"{'':30} {'MB in':>6} {'CPU s':>6} {'MB':>5}   {'trafilatura s':>13} {'MB':>5}   outcome")
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            file, body = saved(name)
            path = Path(folder, file)
            path.write_bytes(body)
            seconds, size, outcome = measured("gleaner", path)
            other = ("", "") if args.alone or name in TEXT else measured("trafilatura", path)[:2]
            bad = not size or float(seconds) > MOST_SECONDS or float(size) > MOST_MB
            over += bad
            print(
                f"{name:30} {len(body) / 1e6:6.1f} {seconds:>6} {size:>5}   {other[0]:>13} {other[1]:>5}  "
                f"{'!' if bad else ' '}{outcome[:90]}",
                flush=True,
            )
            path.unlink()
    print(f"{len(names)} pages, {over} over {MOST_SECONDS:g} s or {MOST_MB:g} MB")


if __name__ == "__main__":
    main()
