"""What earlier crawls made of a source's pages: the last records that they wrote → ``History``.

Read are the files of records in the crawl's data folder, from their ends, a few megabytes at most. A line that is no
record is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

TAIL = 4 * 1024 * 1024  # bytes of a source's records that are read: a few hundred articles with their comments
LONG = 100  # words of an article whose length can be compared


class Line(msgspec.Struct):
    """What is read of a record's line."""

    url: str | None = None
    datePublished: str | None = None  # noqa: N815 - the record's own key
    wordCount: int = 0  # noqa: N815 - as above
    comment: list[msgspec.Raw] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a record said of a page."""

    url: str
    dated: bool
    words: int
    comments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The last records of a source, the oldest first."""

    pages: tuple[Known, ...] = ()

    @property
    def dated(self) -> float:
        """The share of pages with a date; 0 without pages."""
        return sum(page.dated for page in self.pages) / len(self.pages) if self.pages else 0.0

    def worth_asking(self, most: int) -> tuple[Known, ...]:
        """The newest pages with comments, then long ones with a date: they can show that something is gone."""
        newest = self.pages[::-1]
        spoken = [page for page in newest if page.comments][: max(1, most // 2)]
        full = [page for page in newest if page.dated and page.words >= LONG]
        return tuple(dict.fromkeys([*spoken, *full]))[:most]


def read_history(folder: Path) -> History:
    """The history in a source's folder of records; empty if there is none."""
    pages: dict[str, Known] = {}
    for line in tail(sorted(folder.glob("*.jsonl"))):
        try:
            record = msgspec.json.decode(line, type=Line)
        except (msgspec.DecodeError, RecursionError):
            continue
        if record.url:
            pages.pop(record.url, None)  # a later version of a page stands where it was written
            pages[record.url] = Known(
                url=record.url, dated=bool(record.datePublished), words=record.wordCount, comments=len(record.comment)
            )
    return History(pages=tuple(pages.values()))


def tail(files: Sequence[Path]) -> Iterator[bytes]:
    """The last whole lines of files that go on in one another."""
    for file in files[-2:]:
        try:
            with file.open("rb") as stream:
                start = max(0, stream.seek(0, 2) - TAIL)
                stream.seek(start)
                lines = stream.read(TAIL).split(b"\n")
        except OSError:
            continue
        yield from lines[1 if start else 0 :]
