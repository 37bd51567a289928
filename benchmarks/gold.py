"""Token F1 of body and comments against hand-made gold, document by document.

    python benchmarks/gold.py PAGES GOLD

PAGES is a folder of saved pages; GOLD holds a ``NAME.json`` for each: ``{"title", "authors", "date_iso",
"body": [paragraph], "body_with_dateline": [paragraph], "comments": [{"author", "text"}]}``. A dateline may stand in
the body or not.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cleaning.archive import find_pages, open_page
from cleaning.model import PageRef, RawPage
from cleaning.pipeline import clean
from cleaning.record import Record
from cleaning.sources import Sources
from cleaning.text.words import WORD


def token_f1(gold: str, found: str) -> float:
    """F1 of the two texts' words as bags; 1.0 if both are empty."""
    a, b = Counter(WORD.findall(gold)), Counter(WORD.findall(found))
    return 2 * (a & b).total() / (a.total() + b.total()) if a or b else 1.0


def paragraphs(text: str | None) -> list[str]:
    """The paragraphs of a text with blank lines between them, white space folded."""
    return [" ".join(part.split()) for part in (text or "").split("\n\n") if part.strip()]


def compare(record: Record, gold: Mapping[str, Any]) -> tuple[float, bool, float, bool, str]:
    """Body F1, body exact, comments F1, comments exact, and what of the metadata is wrong."""
    found = paragraphs(record.articleBody)
    bodies = [[" ".join(part.split()) for part in gold[key]] for key in ("body", "body_with_dateline") if gold.get(key)]
    body_f1 = max(token_f1("\n".join(body), "\n".join(found)) for body in bodies)
    theirs = [" ".join(comment["text"].split()) for comment in gold["comments"]]
    ours = [" ".join(comment.text.split()) for comment in record.comment]
    wrong = [
        f"{name}: {got!r}, not {want!r}"
        for name, want, got in (
            ("headline", gold["title"], record.headline),
            ("author", gold["authors"], [person.name for person in record.author]),
            ("date", gold["date_iso"], record.datePublished),
            ("comment authors", [c["author"] for c in gold["comments"]], authors(record)),
        )
        if want != got
    ]
    return body_f1, found in bodies, token_f1("\n".join(theirs), "\n".join(ours)), theirs == ours, "; ".join(wrong)


def authors(record: Record) -> Sequence[str | None]:
    """The names of the comments' authors."""
    return [comment.author.name if comment.author else None for comment in record.comment]


def main() -> None:
    """Nothing; prints a line a document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    args = parser.parse_args()
    print(f"{'document':28} {'body F1':>8} {'exact':>6} {'comments F1':>12} {'exact':>6}  wrong metadata")
    for ref in find_pages([str(args.pages / "*.txt")]):
        raw = open_page(ref) if isinstance(ref, PageRef) else ref
        outcome = clean(raw, Sources()) if isinstance(raw, RawPage) else raw
        name = Path(outcome.provenance.file or "" if isinstance(outcome, Record) else outcome.file or "").stem
        if not isinstance(outcome, Record):
            print(f"{name:28} rejected: {outcome.reason}: {outcome.detail}")
            continue
        gold = json.loads((args.gold / f"{name}.json").read_text("utf-8"))
        body, exact, comments, all_there, wrong = compare(outcome, gold)
        print(f"{name:28} {body:8.4f} {exact!s:>6} {comments:12.4f} {all_there!s:>6}  {wrong or 'none'}")


if __name__ == "__main__":
    main()
