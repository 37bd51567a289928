"""What a crawl has done, told to people: one line while it runs, and the rows of the table at its end.

In go the ledger's counts, the crawl's stats (named ``what/reason``) and the summary of what cleaning gave; out come
texts. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cleaning.summary import Summary, outcome_rows
from crawler.model import Counts, State, Why

Stats = Mapping[str, object]
FETCHED = {"archived": "archived", "unchanged": "unchanged", "listed": "listings"}  # reason of the stat → words


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that is told of a crawl. ``grown`` and ``archived`` are bytes of the archive: of this run, of all runs."""

    source: str
    counts: Counts
    stats: Stats
    summary: Summary
    is_cleaning: bool = True
    limit: int | None = None
    reason: str = "finished"
    grown: int = 0
    archived: int = 0
    files: Mapping[str, str] = field(default_factory=dict)


def number(stats: Stats, name: str) -> int:
    """The value of a counting stat, 0 if it was never counted."""
    value = stats.get(name, 0)
    return value if isinstance(value, int) else 0


def in_state(counts: Counts, *states: State) -> int:
    """How many URLs are in any of the states."""
    return sum(count for (state, _), count in counts.states.items() if state in states)


def progress_line(account: Account) -> str:
    """How far a crawl is, in one line. The rate is the average of this run."""
    summary = account.summary
    fetched = sum(number(account.stats, f"fetch/{name}") for name in FETCHED)
    parts = [
        f"{in_state(account.counts, State.QUEUED, State.FETCHING):,} queued",
        f"{fetched:,} fetched",
        f"{summary.records:,} records",
        f"{summary.comments:,} comments",
        f"{summary.rejects.total():,} rejects",
        f"{fetched / max(summary.seconds, 0.1):,.1f} pages/s",
    ]
    return f"{account.source}: {', '.join(parts)}"


def crawl_rows(account: Account) -> Iterator[tuple[str, str]]:
    """What a crawl did, as names and values."""
    yield "source", account.source
    yield "URLs known", f"{in_state(account.counts, *State):,}"
    for name, count in states_by_name(account.counts):
        yield f"  {name}", f"{count:,}"
    yield "fetched now", fetched_now(account.stats)
    if failed := reasons(account.stats, "retry"):
        yield "failed tries", failed
    if account.is_cleaning:
        yield from outcome_rows(account.summary)
    yield "archive", f"{size(account.grown)} now, {size(account.archived)} in all"
    yield "seconds", f"{account.summary.seconds:.1f}"
    yield from account.files.items()
    yield from waiting_rows(account)


def states_by_name(counts: Counts) -> list[tuple[str, int]]:
    """The states as ``state`` or ``state/why``, with how many URLs are in each, in the order of the closed lists."""
    order = {name: place for place, name in enumerate([None, *Why])}
    found = sorted(counts.states.items(), key=lambda item: (list(State).index(item[0][0]), order[item[0][1]]))
    return [(f"{state}/{why}" if why else str(state), count) for (state, why), count in found if count]


def fetched_now(stats: Stats) -> str:
    """How much was fetched in this run, and what it was."""
    counts = [(number(stats, f"fetch/{name}"), words) for name, words in FETCHED.items()]
    return ", ".join(f"{words} {count:,}" for count, words in counts if count) or "nothing"


def reasons(stats: Stats, what: str) -> str:
    """The reasons of the stats ``what/…`` with their numbers, the most frequent first; "" if there are none."""
    found = [(-number(stats, name), name.removeprefix(f"{what}/")) for name in stats if name.startswith(f"{what}/")]
    return ", ".join(f"{name} {-count:,}" for count, name in sorted(found))


def waiting_rows(account: Account) -> Iterator[tuple[str, str]]:
    """What the next run will do, and why this one has not."""
    if queued := in_state(account.counts, State.QUEUED, State.FETCHING):
        if account.reason != "finished":
            why = f"stopped early ({account.reason})"
        elif account.limit is not None:
            why = f"this run was limited to {account.limit:,}"
        else:
            why = "they are to be tried again later, or left out by the arguments of this run"
        yield "left to fetch", f"{queued:,}: {why}"
    if account.counts.uncleaned:
        why = f"stopped early ({account.reason})" if account.is_cleaning else "CLEAN is off"
        yield "left to clean", f"{account.counts.uncleaned:,}: {why}"


def size(count: int) -> str:
    """A number of bytes, for people."""
    for unit, many in (("GB", 1e9), ("MB", 1e6)):
        if count >= many:
            return f"{count / many:,.1f} {unit}"
    return f"{count / 1e3:,.1f} kB"


def bytes_in(folder: Path) -> int:
    """The size of the archive files in a folder, 0 if there is none."""
    return sum(file.stat().st_size for file in folder.glob("*.warc.gz"))
