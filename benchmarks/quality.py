"""How well pages are cleaned whose truth is known without outside data, and the floors below which nothing may fall.

    python -m benchmarks.quality                the figures, a line a shape; exit 1 if one is below its floor
    python -m benchmarks.quality --table R.json --peers peers.json
                                                the figures of labelled real pages as the table of docs/quality.md
    python -m benchmarks.quality --languages SET …  those of bodies, by language

The pages are invented articles in the shapes that make extractors fail (``benchmarks.shapes``), and the saved cases of
``tests/cases`` with what a person wrote down for them. ``R.json`` is what the measure of labelled pages wrote, and
``peers.json`` other libraries' figures on the same pages; a ``SET`` is a folder of ``pages`` with their truth in
``gold.jsonl``. A floor is raised when a figure is, and never lowered.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.newsroom import Article, article
from benchmarks.shapes import SHAPES, URL, Shape
from cleaning.archive import find_pages, open_page
from cleaning.cases import find_cases, load_case, page_of
from cleaning.model import PageRef, RawPage
from cleaning.pipeline import clean
from cleaning.record import Record
from cleaning.sources import Sources

ROOT = Path(__file__).parent.parent
STORIES = range(1, 5)  # the invented articles that each shape is tried on
NOSPACE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
TOKEN = re.compile(rf"[{NOSPACE}]|[^\W{NOSPACE}]+")
PARTS = {
    "body": ("f1",),
    "metadata": ("title", "author_f1", "date", "date_wrong"),
    "comments": ("found", "exact_pages"),
}


PEERS = ("trafilatura", "trafilatura_precision", "readability-lxml", "resiliparse")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Means over pages, from 0 to 1: F1 of the body's 4-grams, share of comments found, share of metadata right."""

    body: float
    comments: float
    metadata: float


# Measured in November 2026. A box whose name tells nothing cannot be told from a part of the article.
FLOORS = Figures(body=1.0, comments=1.0, metadata=1.0)
LOWER: Mapping[str, Figures] = {"fact box without a name": Figures(body=0.97, comments=1.0, metadata=1.0)}


def f1(gold: str, found: str) -> float:
    """F1 of two texts' runs of four words (of one script without spaces, characters), as article benchmarks have it."""
    a, b = (Counter(zip(*(words[n:] for n in range(4)), strict=False)) for words in map(TOKEN.findall, (gold, found)))
    return 2 * (a & b).total() / (a.total() + b.total()) if a or b else 1.0


def compared(record: Record | None, body: str, remarks: Sequence[str], stated: Mapping[str, object]) -> Figures:
    """The figures of one page, from its record (None if it was rejected) and what is true."""
    if record is None:
        return Figures(body=0.0, comments=0.0, metadata=0.0)
    theirs, ours = Counter(remarks), Counter(comment.text for comment in record.comment)
    told = {
        "headline": record.headline,
        "author": [person.name for person in record.author],
        "datePublished": (record.datePublished or "")[:10],
    }
    return Figures(
        body=f1(body, record.articleBody or ""),
        comments=2 * (theirs & ours).total() / (theirs.total() + ours.total()) if theirs or ours else 1.0,
        metadata=mean(told[name] == value for name, value in stated.items()),
    )


def of_shape(name: str, shape: Shape) -> Figures:
    """The figures of the invented articles in one shape."""
    return average([of_story(name, shape, article(number, remarks=number)) for number in STORIES])


def of_story(name: str, shape: Shape, story: Article) -> Figures:
    """The figures of one invented article in one shape."""
    raw = RawPage(url=URL + story.path, file=f"{name} {story.number}.html", body=shape(story).encode())
    record = clean(raw, Sources())
    stated: dict[str, object] = {"headline": story.headline, "datePublished": f"{story.published:%Y-%m-%d}"}
    if story.author in shape(story):
        stated["author"] = [story.author]
    remarks = [remark.text for remark in story.remarks] if name == "readers' comments" else []
    return compared(record if isinstance(record, Record) else None, "\n".join(story.paragraphs), remarks, stated)


def of_cases(folder: Path) -> Figures:
    """The figures of the saved cases that expect a record."""
    figures = []
    for place in find_cases(folder):
        expected: dict[str, Any] = dict(load_case(place).expected)
        if "articleBody" not in expected:
            continue
        record = clean(page_of(place), Sources(folder=ROOT / "seeds"))
        stated = {
            "headline": expected["headline"],
            "author": [person["name"] for person in expected["author"]],
            "datePublished": (expected["datePublished"] or "")[:10],
        }
        remarks = [comment["text"] for comment in expected["comment"]]
        found = record if isinstance(record, Record) else None
        figures.append(compared(found, expected["articleBody"] or "", remarks, stated))
    return average(figures)


def average(figures: Sequence[Figures]) -> Figures:
    """The mean of each figure."""
    return Figures(
        body=mean(one.body for one in figures),
        comments=mean(one.comments for one in figures),
        metadata=mean(one.metadata for one in figures),
    )


def measured() -> Iterator[tuple[str, Figures]]:
    """The name of each shape, and of the saved cases, with its figures."""
    for name, shape in SHAPES.items():
        yield name, of_shape(name, shape)
    yield "saved cases", of_cases(ROOT / "tests" / "cases")


def below_floor(name: str, figures: Figures) -> list[str]:
    """The names of the figures that are below their floor."""
    floors = LOWER.get(name, FLOORS)
    return [field for field in ("body", "comments", "metadata") if getattr(figures, field) < getattr(floors, field)]


def table(results: Mapping[str, Any], peers: Mapping[str, Any]) -> Iterator[str]:
    """The lines of the table of labelled real pages: a row for each set and figure, a column for each library."""
    yield "| pages | figure | Gleaner | " + " | ".join(PEERS) + " |"
    yield "| --- | --- |" + " --- |" * (1 + len(PEERS))
    for name, result in results.items():
        for part, figures in PARTS.items():
            for figure in figures:
                if figure in (ours := result.get(part, {})):
                    theirs = (peers.get(name, {}).get(other, {}).get(part, {}).get(figure) for other in PEERS)
                    cells = ("–" if value is None else f"{value:.3f}" for value in theirs)
                    yield f"| {name} | {part} {figure} | **{ours[figure]:.3f}** | " + " | ".join(cells) + " |"


def by_language(folders: Sequence[Path]) -> Iterator[str]:
    """The lines of the table of languages: pages and the mean F1 of their bodies, in the labelled sets in folders.

    The language is the label's, else the one that the record tells.
    """
    found: dict[str, list[float]] = {}
    for folder in folders:
        rows = map(json.loads, (folder / "gold.jsonl").read_text("utf-8").splitlines())
        gold = {row["page"]: row for row in rows if row["bodies"]}
        for ref in find_pages([str(folder / "pages")]):
            row = gold.get(Path(ref.file or "").name)
            raw = open_page(ref) if isinstance(ref, PageRef) else ref
            if row is None or not isinstance(raw, RawPage):
                continue
            outcome = clean(raw, Sources())
            body = (outcome.articleBody if isinstance(outcome, Record) else None) or ""
            language = row["lang"] or (outcome.inLanguage if isinstance(outcome, Record) else None) or "und"
            found.setdefault(language, []).append(max(f1(text, body) for text in row["bodies"]))
    yield "| language | pages | body F1 |"
    yield "| --- | --- | --- |"
    for language, scores in sorted(found.items(), key=lambda one: (-len(one[1]), one[0])):
        yield f"| {language} | {len(scores)} | {mean(scores):.3f} |"


def main() -> int:
    """The exit status: 1 if a figure is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", type=Path)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--languages", type=Path, nargs="+")
    args = parser.parse_args()
    if args.languages:
        print("\n".join(by_language(args.languages)))
        return 0
    if args.table:
        peers = json.loads(args.peers.read_text("utf-8")) if args.peers else {}
        print("\n".join(table(json.loads(args.table.read_text("utf-8")), peers)))
        return 0
    print(f"{'shape':40} {'body F1':>8} {'comments':>9} {'metadata':>9}")
    failed = False
    for name, figures in measured():
        low = below_floor(name, figures)
        failed |= bool(low)
        note = f"  below the floor: {', '.join(low)}" if low else ""
        print(f"{name:40} {figures.body:8.4f} {figures.comments:9.4f} {figures.metadata:9.4f}{note}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
