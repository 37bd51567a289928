"""Which elements of a comment section are the single comments?

In: a ``Pool``. Out: the best group of like elements. Comments are records: elements of one kind, each with one date,
one author and some prose of its own. Elements are grouped in several ways at once (by the number in their id, by each
class name, by microdata type, by being children of one parent), each group is scored by what its members have for
themselves (what is in a member nested in another counts for the inner one), and the group with the highest sum is
taken. No single name decides: in a group of twenty, the one odd member costs little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaning.markup.comment_names import Part
from cleaning.markup.comment_pool import DEAD, LINK, Pool

ITEM_TAGS = frozenset(
    {"li", "div", "article", "section", "tr", "dd", "dt", "p", "blockquote", "table", "ul", "dl", "td", "aside"}
)
NUMBER = re.compile(r"\d+")
# Weights of what a member has for itself. Set by hand on one half of the labelled sites, the other half kept apart.
ONE_DATE, NO_DATE, MORE_DATES, MANY_DATES = 0.5, 0.0, 0.15, -0.6
AUTHOR, NAMED, NUMBERED, TYPED = 0.3, 0.15, 0.1, 0.3
EMPTY, BARE = -0.5, -0.4


@dataclass(slots=True)
class Group:
    """Elements of one kind, as indices into the pool in document order; ``values`` are the scores of the members."""

    key: tuple[str, ...]
    members: list[int]
    values: list[float]

    @property
    def score(self) -> float:
        """The sum over the members."""
        return sum(self.values)

    @property
    def mean(self) -> float:
        """How good a member is on average."""
        return self.score / len(self.members)


def _keys(pool: Pool, index: int) -> Iterator[tuple[str, ...]]:
    """The groups that an element belongs to."""
    element = pool.elements[index]
    tag = element.tag
    identifier = element.get("id")
    if identifier and NUMBER.search(identifier):
        yield "id", tag, NUMBER.sub("#", identifier)
    for name in frozenset((element.get("class") or "").split()):
        yield "class", tag, NUMBER.sub("#", name)
    if kind := (element.get("itemtype") or element.get("itemprop")):
        yield "type", tag, kind.rstrip("/").rsplit("/", 1)[-1].lower()
    if pool.parent[index] >= 0:
        yield "child", tag, str(pool.parent[index])


def groups_of(pool: Pool, taken: frozenset[int] = frozenset()) -> list[Group]:
    """All groups of elements that may be comments, scored, the best first."""
    members: dict[tuple[str, ...], list[int]] = {}
    for index, element in enumerate(pool.elements):
        if element.tag in ITEM_TAGS and not pool.state[index] & (DEAD | LINK) and index not in taken:
            if pool.prose_in(index) == 0 or pool.parts[index] & (Part.PING | Part.FORM):
                continue
            for key in _keys(pool, index):
                members.setdefault(key, []).append(index)
    groups = [Group(key=key, members=found, values=_values(pool, found)) for key, found in members.items()]
    return sorted(groups, key=lambda group: _rank(pool, group), reverse=True)


def _rank(pool: Pool, group: Group) -> tuple[float, float, int]:
    """Sort key: the sum of values; of equals, several members from the outside, a single one from the inside."""
    depth = pool.depth[group.members[0]]
    return round(group.score, 3), -float(depth) if len(group.members) > 1 or _named(pool, group) else float(depth), 0


def _named(pool: Pool, group: Group) -> bool:
    return bool(pool.parts[group.members[0]] & Part.ITEM)


def _values(pool: Pool, members: list[int]) -> list[float]:
    """What each member is worth by what it has for itself, in linear time however deep the members nest."""
    dates = [pool.count(pool.dates, index) for index in members]
    authors = [pool.count(pool.authors, index) for index in members]
    prose = [pool.prose_in(index) for index in members]
    open_members: list[int] = []
    inner: list[tuple[int, int]] = []
    for place, index in enumerate(members):
        while open_members and pool.end[members[open_members[-1]]] <= index:
            open_members.pop()
        if open_members:
            inner.append((open_members[-1], place))
        open_members.append(place)
    own_dates, own_authors, own_prose = dates[:], authors[:], prose[:]
    for outer, place in inner:
        own_dates[outer] -= dates[place]
        own_authors[outer] -= authors[place]
        own_prose[outer] -= prose[place]
    return [_value(pool, *own) for own in zip(members, own_dates, own_authors, own_prose, strict=True)]


def _value(pool: Pool, index: int, dates: int, authors: int, prose: int) -> float:
    if prose <= 0:
        return EMPTY
    element = pool.elements[index]
    if not dates and not authors:
        return BARE
    value = NO_DATE if dates == 0 else ONE_DATE if dates == 1 else MORE_DATES if dates == 2 else MANY_DATES
    if authors:
        value += AUTHOR
    if pool.parts[index] & Part.ITEM:
        value += NAMED
    if NUMBER.search(element.get("id") or ""):
        value += NUMBERED
    if "comment" in (element.get("itemtype") or element.get("itemprop") or "").lower():
        value += TYPED
    return value
