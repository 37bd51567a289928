"""What a run did: counts of pages, records and rejects, and the short table at its end."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from rich.console import Console
from rich.text import Text

from cleaning.record import Outcome, Reason, Record

T = TypeVar("T")
LANGUAGES_SHOWN = 6


class CountError(RuntimeError):
    """A page went in and neither a record nor a reject came out: a fault of this project, never of the page."""


@dataclass(slots=True)
class Summary:
    """Counts of one run. Seconds are wall time."""

    pages: int = 0
    records: int = 0
    comments: int = 0
    rejects: Counter[str] = field(default_factory=Counter)
    not_found: list[str] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)
    started: float = field(default_factory=time.monotonic)

    def incoming(self, jobs: Iterable[T]) -> Iterator[T]:
        """The jobs, each counted as a page as it is drawn."""
        for job in jobs:
            self.pages += 1
            yield job

    def count(self, outcome: Outcome) -> None:
        """Nothing; counts what a page became."""
        if isinstance(outcome, Record):
            self.records += 1
            self.comments += len(outcome.comment)
            self.languages[outcome.inLanguage] += 1
        else:
            self.rejects[f"{outcome.stage}/{outcome.reason}"] += 1
            if outcome.reason is Reason.NOT_FOUND and outcome.file is not None:
                self.not_found.append(outcome.file)

    def check(self) -> None:
        """Nothing, if every page became one record or one reject; else ``CountError``."""
        rejects = self.rejects.total()
        if self.pages != self.records + rejects:
            raise CountError(f"{self.pages} pages went in, but {self.records} records and {rejects} rejects came out")

    @property
    def seconds(self) -> float:
        """Wall time since the run began."""
        return time.monotonic() - self.started


def summary_rows(summary: Summary, files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The counts and the files (what they hold → path), as names and values."""
    yield "pages in", f"{summary.pages:,}"
    yield from outcome_rows(summary)
    yield "seconds", f"{summary.seconds:.1f}"
    yield from files.items()


def outcome_rows(summary: Summary) -> Iterator[tuple[str, str]]:
    """What the pages became, as names and values."""
    yield "records", f"{summary.records:,}"
    yield "rejects", f"{summary.rejects.total():,}"
    for reason, count in sorted(summary.rejects.items()):
        yield f"  {reason}", f"{count:,}"
    yield "comments", f"{summary.comments:,}"
    yield "languages", languages_line(summary.languages) or "none"


def languages_line(languages: Counter[str]) -> str:
    """The most frequent languages with their counts, as one line."""
    ranked = sorted(languages.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{code} {count:,}" for code, count in ranked[:LANGUAGES_SHOWN]]
    if rest := sum(count for _, count in ranked[LANGUAGES_SHOWN:]):
        shown.append(f"{len(ranked) - LANGUAGES_SHOWN} more {rest:,}")
    return ", ".join(shown)


def print_summary(summary: Summary, files: Mapping[str, str], console: Console) -> None:
    """Nothing; prints the table to the console."""
    print_rows(list(summary_rows(summary, files)), console)


def print_rows(rows: Sequence[tuple[str, str]], console: Console) -> None:
    """Nothing; prints names and values as a table of two columns. No value is folded: a path must stay whole."""
    width = max(len(name) for name, _ in rows) + 2
    console.print()
    for name, value in rows:
        console.print(Text.assemble((f"{name:<{width}}", "bold"), value), soft_wrap=True)
