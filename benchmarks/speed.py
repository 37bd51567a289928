"""CPU time a page of the whole record beside ``trafilatura.bare_extraction`` alone, in one run on the same pages.

    python benchmarks/speed.py                        the saved pages in seeds/
    python benchmarks/speed.py PATH… --passes 5       other saved pages (HTML only: trafilatura reads no plain text)

Both get the page's decompressed bytes. ``record`` is everything that ``gleaner clean`` does for a page but opening the
file: decoding, labels, comments, metadata, body, language, the check and the line of JSON. ``trafilatura`` is
``bare_extraction`` with metadata and comments. ``comments`` is the share of the record that finding and reading the
readers' comments takes. One pass before the counted ones warms caches; a page's time is the
least of its passes, which is what the page costs when nothing else disturbs it.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

import trafilatura

from cleaning.archive import find_pages, open_page
from cleaning.decode import decode
from cleaning.markup.comments.find import find_comments
from cleaning.model import Document, Page, PageRef, RawPage
from cleaning.pipeline import clean, filled
from cleaning.records.jsonl import encode
from cleaning.sources import Sources
from cleaning.stages.comments import ReadComments
from cleaning.stages.metadata import ReadMetadata
from cleaning.stages.segment import Segment


def html_pages(paths: Sequence[str]) -> list[RawPage]:
    """The saved HTML pages below the paths."""
    raws = [open_page(ref) for ref in find_pages(paths) if isinstance(ref, PageRef)]
    pages = [raw for raw in raws if isinstance(raw, RawPage)]
    return [raw for raw in pages if isinstance(page := decode(raw, None), Page) and page.kind == "html"]


def cpu_ms(work: Callable[[RawPage], object], raw: RawPage) -> float:
    """Milliseconds of CPU time that the work takes on one page, in this process."""
    start = time.process_time()
    work(raw)
    return 1000 * (time.process_time() - start)


def whole_record(raw: RawPage) -> bytes:
    """The line of JSON that the page becomes."""
    return encode(clean(raw, Sources(folder=Path("seeds"))))


def trafilatura_alone(raw: RawPage) -> object:
    """What trafilatura finds, with metadata and comments."""
    return trafilatura.bare_extraction(raw.body, url=raw.url, with_metadata=True, include_comments=True)


def comments_alone(raw: RawPage) -> float:
    """Milliseconds of CPU time that a page's comments take: finding and reading them, on a page that is decoded."""
    page = decode(raw, None)
    assert isinstance(page, Page)
    doc = filled(Document(page=page), (Segment(), ReadMetadata()))
    start = time.process_time()
    find_comments(page)
    ReadComments()(doc)
    return 1000 * (time.process_time() - start)


def side_by_side(
    works: Sequence[Callable[[RawPage], object]], pages: Sequence[RawPage], passes: int
) -> list[list[float]]:
    """For each work milliseconds a page, the least of the passes after a first one that is not counted.

    The works take turns on each page, so that whatever else the machine does slows all of them alike.
    """
    rounds = [[[cpu_ms(work, raw) for work in works] for raw in pages] for _ in range(passes + 1)][1:]
    return [[min(page[n] for page in times) for times in zip(*rounds, strict=True)] for n in range(len(works))]


def least(work: Callable[[RawPage], object], pages: Sequence[RawPage], passes: int) -> list[float]:
    """Milliseconds a page, the least of the passes after a first one that is not counted."""
    return side_by_side((work,), pages, passes)[0]


def row(name: str, times: Sequence[float]) -> str:
    """Sum, mean and median of a column of times, as a line."""
    return f"{name:14} {sum(times):10.1f} {statistics.mean(times):10.2f} {statistics.median(times):10.2f}"


def main() -> None:
    """Nothing; measures and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=["seeds"])
    parser.add_argument("--passes", type=int, default=3)
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    pages = html_pages(args.paths)
    if not pages:
        parser.error(f"no HTML page below {' '.join(args.paths)}")
    record, alone = side_by_side((whole_record, trafilatura_alone), pages, args.passes)
    print(f"{len(pages)} HTML pages, {args.passes} passes, trafilatura {version('trafilatura')}; CPU milliseconds")
    print(f"{'':14} {'sum':>10} {'mean':>10} {'median':>10}")
    print(row("record", record))
    print(row("trafilatura", alone))
    comments = [min(comments_alone(raw) for _ in range(args.passes)) for raw in pages]
    print(row("comments", comments))
    print(f"comments / record: {sum(comments) / sum(record):.3f} of the sums")
    ratios = [a / b for a, b in zip(record, alone, strict=True)]
    print(
        f"record / trafilatura: {sum(record) / sum(alone):.2f} of the sums, {statistics.median(ratios):.2f} median page"
    )


if __name__ == "__main__":
    main()
