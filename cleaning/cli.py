"""The command line. (A first sketch, sequential: clean PATH… -o OUT.)"""

from __future__ import annotations

import argparse
from pathlib import Path

from cleaning.archive import find_pages, open_page
from cleaning.model import PageRef, RawPage, Record
from cleaning.pipeline import clean
from cleaning.records.jsonl import encode
from cleaning.sources import Sources


def main() -> int:
    """Exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("command")
    parser.add_argument("paths", nargs="+")
    parser.add_argument("-o", type=Path)
    args = parser.parse_args()
    with args.o.open("wb") as out:
        for ref in find_pages(args.paths):
            raw = open_page(ref) if isinstance(ref, PageRef) else ref
            outcome = clean(raw, Sources()) if isinstance(raw, RawPage) else raw
            if isinstance(outcome, Record):
                out.write(encode(outcome) + b"\n")
    return 0
