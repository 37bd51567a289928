"""Comments that have no element of their own: author, date and text are siblings that repeat, as in ``dt``, ``dd``.

In: a ``Pool``. Out: runs of siblings, each a comment. Tried where no group of elements is good. Of each parent's
children every kind is tried as the one that begins a comment; a run goes up to the next of that kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cleaning.markup.comments.names import Part
from cleaning.markup.comments.pool import DEAD, FOREIGN, Pool, count_between

LEADERS = frozenset(
    {
        "dt",
        "dd",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "div",
        "span",
        "li",
        "tr",
        "address",
        "b",
        "strong",
        "table",
        "a",
        "hr",
        "blockquote",
        "footer",
        "header",
    }
)
Kind = tuple[str, str, bool]  # tag, classes, whether it has a date
ALTERNATING = frozenset({"odd", "even", "alt", "first", "last"})
NUMBER = re.compile(r"\d+")
MOST_KINDS = 12  # of children of one parent that are tried as beginnings
FEWEST = {"dt": 1}  # runs that make a thread: two siblings of other kinds may stand together by chance
LONGEST_RUN = 40  # siblings: a longer run is no comment but the rest of the page
ENOUGH = 0.8  # the share of runs with one date, a name and prose


@dataclass(frozen=True, slots=True)
class Runs:
    """Comments as runs of sibling elements, by indices into the pool; ``share`` is how many of them are complete."""

    kind: Kind
    runs: list[list[int]]
    share: float


def find_runs(pool: Pool) -> Runs | None:
    """The best runs of the pool; None if no siblings repeat as comments do."""
    children: dict[int, list[int]] = {}
    for index, above in enumerate(pool.parent):
        if not pool.state[index] & (DEAD | FOREIGN):
            family = above if above >= 0 else -1 - pool.families[pool.elements[index].getparent()]
            children.setdefault(family, []).append(index)
    best: Runs | None = None
    for siblings in children.values():
        if len(siblings) > 1 and count_between(pool.marks.dates, siblings[0], pool.end[siblings[-1]]) > 0:
            found = _best_of(pool, siblings)
            if found and (best is None or len(found.runs) > len(best.runs)):
                best = found
    return best


def _kind(pool: Pool, index: int) -> Kind:
    element = pool.elements[index]
    names = [name for name in (element.get("class") or "").split() if name not in ALTERNATING]
    has_date = count_between(pool.marks.dates, index, pool.end[index]) > 0
    return str(element.tag), NUMBER.sub("#", " ".join(names)), has_date


def _best_of(pool: Pool, siblings: Sequence[int]) -> Runs | None:
    """The kind of sibling that begins the most complete comments, or that ends them."""
    kinds = {index: _kind(pool, index) for index in siblings}
    best: Runs | None = None
    for kind, _ in Counter(kinds.values()).most_common(MOST_KINDS):
        if kind[0] not in LEADERS:
            continue
        for ends in (False, True):
            runs = _cut(siblings, kinds, kind, ends=ends)
            complete = [run for run in runs if _is_complete(pool, run)]
            if len(complete) < FEWEST.get(kind[0], 2) or len(complete) < len(runs) * ENOUGH:
                continue
            share = len(complete) / len(runs)
            if best is None or (len(complete), share) > (len(best.runs), best.share):
                best = Runs(kind=kind, runs=complete, share=share)
    return best


def _cut(siblings: Sequence[int], kinds: dict[int, Kind], leader: Kind, *, ends: bool) -> list[list[int]]:
    """The siblings cut before each of a kind, or after each.

    What belongs to no such one is left out; so are siblings at the open end of the row of a kind that no other run has.
    """
    runs: list[list[int]] = [[]]
    for index in siblings:
        is_leader = kinds[index] == leader
        if is_leader and not ends:
            runs.append([])
        runs[-1].append(index)
        if is_leader and ends:
            runs.append([])
    runs = runs[:-1] if ends else runs[1:]
    if len(runs) > 1:
        open_run, others = (runs[0], runs[1:]) if ends else (runs[-1], runs[:-1])
        usual = {kinds[index] for run in others for index in run}
        edge = 0 if ends else -1
        while kinds[open_run[edge]] not in usual:
            open_run.pop(edge)
    return runs


def _is_complete(pool: Pool, run: Sequence[int]) -> bool:
    """True if the siblings have one date, a name and prose, and a comment's name if there is but this to go by."""
    start, end = run[0], pool.end[run[-1]]
    if len(run) < 2 or len(run) > LONGEST_RUN or count_between(pool.marks.dates, start, end) != 1:
        return False
    named = any(pool.parts[index] & Part.COMMENT for index in run)
    has_author = count_between(pool.marks.authors, start, end) > 0 or named
    return has_author and pool.marks.prose[end] > pool.marks.prose[start]
