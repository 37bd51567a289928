"""CPU time a page of plain text beside ``trafilatura.bare_extraction`` on the HTML of the same pages, in one run.

    python -m benchmarks.dumps                     the saved HTML pages in seeds/, written as text by us
    python -m benchmarks.dumps PATH… --passes 5    other saved HTML pages

Each page is written as text twice: all of it line by line, and its main part. ``labels`` is the reading of the text
(lines, shapes, comments, the two passes of trees, labels), ``record`` everything that ``gleaner clean`` does for the
page but opening the file, language included. Then what the model takes to load, in time and in memory.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import time
import tracemalloc
from dataclasses import dataclass
from importlib.metadata import version

from benchmarks.speed import html_pages, least, row, trafilatura_alone, whole_record
from cleaning.decode import decode
from cleaning.model import Page, RawPage
from cleaning.pipeline import examine
from cleaning.record import Reject
from cleaning.sources import Sources
from cleaning.text import scores
from cleaning.text.reading import lines_of, read_page
from cleaning.training.render import STYLES, main_part, render


@dataclass(frozen=True, slots=True)
class Written:
    """A page's HTML, and the same as text: the whole page and its main part."""

    html: RawPage
    whole: RawPage
    part: RawPage


def written(raw: RawPage) -> Written | None:
    """The page as text; None if it holds no article."""
    doc = examine(raw, Sources())
    if isinstance(doc, Reject) or doc.page.tree is None or not doc.body.text:
        return None
    tree = doc.page.tree
    texts = [render(root, STYLES["plain"]) for root in (tree, main_part(tree, doc.body.text.split("\n")))]
    whole, part = (RawPage(url=raw.url, body=text.encode(), file="page.txt") for text in texts)
    return Written(raw, whole, part)


def labelled(raw: RawPage) -> object:
    """The reading of a plain-text page."""
    page = decode(raw, None)
    assert isinstance(page, Page)
    read_page.cache_clear()
    return read_page(page.text)


def print_model() -> None:
    """Nothing; prints what the model takes to load."""
    scores.labeller.cache_clear()
    start = time.process_time()
    scores.labeller()
    took = 1000 * (time.process_time() - start)
    scores.labeller.cache_clear()
    tracemalloc.start()
    scores.labeller()
    print(f"model: {took:.0f} ms to load, {tracemalloc.get_traced_memory()[0] / 1e6:.1f} MB")
    tracemalloc.stop()


def main() -> None:
    """Nothing; measures and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=["seeds"])
    parser.add_argument("--passes", type=int, default=3)
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    pages = [page for raw in html_pages(args.paths) if (page := written(raw)) is not None]
    if not pages:
        parser.error(f"no HTML page with an article below {' '.join(args.paths)}")
    print(f"{len(pages)} pages, {args.passes} passes, trafilatura {version('trafilatura')}; CPU milliseconds")
    print(f"{'':14} {'sum':>10} {'mean':>10} {'median':>10}")
    alone = least(trafilatura_alone, [page.html for page in pages], args.passes)
    print(row("trafilatura", alone))
    for name, texts in (("whole", [page.whole for page in pages]), ("main part", [page.part for page in pages])):
        lines = statistics.mean(len(lines_of(raw.body.decode())[0]) for raw in texts)
        labels = least(labelled, texts, args.passes)
        print(
            row("labels", labels), f"  {name}, {lines:.0f} lines a page, {sum(labels) / sum(alone):.2f} of trafilatura"
        )
        record = least(whole_record, texts, args.passes)
        print(row("record", record), f"  {name}, {sum(record) / sum(alone):.2f} of trafilatura")
    print_model()


if __name__ == "__main__":
    main()
