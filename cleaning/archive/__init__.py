"""Saved pages: where they are, and how to open one. (A first sketch: whole files only.)"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleaning.model import PageRef, RawPage, Reject

MAX_PAGE_BYTES = 32 * 1024 * 1024


def find_pages(paths: Iterable[str]) -> Iterator[PageRef | Reject]:
    """Every saved page below the paths, in a stable order."""
    for path in paths:
        given = Path(path)
        for file in sorted(given.rglob("*")) if given.is_dir() else [given]:
            if file.is_file() and not file.name.endswith((".meta.json", ".toml")):
                yield PageRef(file=str(file))


def open_page(ref: PageRef, max_bytes: int = MAX_PAGE_BYTES) -> RawPage | Reject:
    """The raw page that a reference points to."""
    data = Path(ref.file).read_bytes()
    if ref.file.endswith(".gz"):
        data = gzip.decompress(data)
    meta = Path(ref.file + ".meta.json")
    url = json.loads(meta.read_text())["url"] if meta.exists() else None
    return RawPage(url=url, body=data, file=ref.file)
