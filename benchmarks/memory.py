"""Memory of one process that cleans very many pages: what it holds must not grow with their number.

    python benchmarks/memory.py                        10,000 pages, those of seeds/ again and again
    python benchmarks/memory.py PATH… --pages 50000

Printed is the resident size after 1,500 pages, in five steps up to the last, and what was added since.
"""

from __future__ import annotations

import argparse
import gc
import logging
import resource
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from cleaning.archive import find_pages, open_page
from cleaning.model import PageRef, RawPage
from cleaning.pipeline import clean
from cleaning.records.jsonl import encode
from cleaning.sources import Sources

WARM = 1_500  # pages after which tables are loaded and caches are full


def pages(paths: Sequence[str]) -> Iterator[RawPage]:
    """The saved pages below the paths, without end."""
    for ref in cycle([ref for ref in find_pages(paths) if isinstance(ref, PageRef)]):
        raw = open_page(ref)
        if isinstance(raw, RawPage):
            yield raw


def resident_mb() -> float:
    """The process's size in memory: https://man7.org/linux/man-pages/man5/proc_pid_statm.5.html"""
    pages_of_memory = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages_of_memory * resource.getpagesize() / 1e6


def main() -> None:
    """Nothing; measures and prints a line a step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=["seeds"])
    parser.add_argument("--pages", type=int, default=10_000)
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    sources = Sources(folder=Path("seeds"))
    source, done, first = pages(args.paths), 0, 0.0
    for stop in (WARM, *(WARM + (args.pages - WARM) * step // 5 for step in range(1, 6))):
        for raw in islice(source, stop - done):
            encode(clean(raw, sources))
        done = stop
        gc.collect()
        size = resident_mb()
        first = first or size
        print(f"{done:7} pages {size:7.1f} MB {size - first:+6.1f}", flush=True)


if __name__ == "__main__":
    main()
