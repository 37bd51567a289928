"""Which elements of a comment section are the single comments?

In: a ``Pool``. Out: the best group of like elements. Comments are records: elements of one kind, each with one date,
one author and some prose of its own. Elements are grouped in several ways at once (by the number in their id, by each
class name, by microdata type, by being children of one parent), each group is scored by what its members have for
themselves (what is in a member nested in another counts for the inner one), and the group with the highest sum is
taken. No single name decides: in a group of twenty, the one odd member costs little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from cleaning.markup.comments.names import Part
from cleaning.markup.comments.pool import DEAD, FOREIGN, LINK, Marks, Pool, count_between

ITEM_TAGS = frozenset("li div article section tr dd p blockquote table ul dl td aside a details figure".split())
NUMBER = re.compile(r"\d+")
# Weights of what a member has for itself, set by hand on the labelled pages of one half of the sites. On the other
# half, not looked at until then, the first version found 92 % of the comments and 77 % of the pages exactly. What was
# amiss there was mended elsewhere; of the weights, NAMED was raised (from 0.15, for threads without dates) and
# NAME_ONLY added since.
ONE_DATE, NO_DATE, MORE_DATES, MANY_DATES = 0.5, 0.0, 0.15, -0.6
AUTHOR, NAMED, NUMBERED, TYPED = 0.3, 0.2, 0.1, 0.3
FEWEST_PAIRS = 3  # members with two dates each
EMPTY, BARE, WORDLESS, NAME_ONLY = -0.5, -0.4, 0.2, 0.5


@dataclass(frozen=True, slots=True)
class Group:
    """Elements of one kind, as indices into the pool in document order.

    ``values`` are the scores of the members, ``score`` is their sum and ``mean`` how good a member is on average.
    """

    key: tuple[str, ...]
    members: list[int]
    values: list[float]
    score: float
    mean: float


def _keys(pool: Pool, index: int) -> Iterator[tuple[str, ...]]:
    """The groups that an element belongs to."""
    element = pool.elements[index]
    tag = str(element.tag)
    identifier = element.get("id")
    if identifier and NUMBER.search(identifier):
        yield "id", tag, NUMBER.sub("#", identifier)
    for name in dict.fromkeys((element.get("class") or "").split()):
        yield "class", tag, NUMBER.sub("#", name)
        if name[-1].isdigit() and name[0].isalpha():
            yield "class", tag, name  # numbers may count the comments, or be all that tells one class from another
    if test_name := element.get("data-testid"):
        yield "test", tag, NUMBER.sub("#", test_name)
    if kind := (element.get("itemtype") or element.get("itemprop")):
        yield "type", tag, kind.rstrip("/").rsplit("/", 1)[-1].lower()
    if not identifier and not element.get("class"):
        yield "bare", tag
    above = pool.parent[index]
    yield "child", tag, str(above if above >= 0 else -1 - pool.families[element.getparent()])


def groups_of(pool: Pool, marks: Marks, among: Iterable[int]) -> list[Group]:
    """All groups of the elements ``among`` that may be comments, scored by the marks, the best first."""
    members: dict[tuple[str, ...], list[int]] = {}
    for index in among:
        if pool.state[index] & (DEAD | LINK) or pool.parts[index] & (Part.PING | Part.FORM | Part.MACHINE):
            continue
        tag = str(pool.elements[index].tag)
        if tag in ITEM_TAGS or "-" in tag:
            for key in _keys(pool, index):
                members.setdefault(key, []).append(index)
    groups = [_group(pool, marks, key, found) for key, found in members.items()]
    return sorted(groups, key=lambda group: _rank(pool, group), reverse=True)


def _group(pool: Pool, marks: Marks, key: tuple[str, ...], members: list[int]) -> Group:
    """The scored group. What is grouped without any name may have others among it, such as a form: left out."""
    values = _values(pool, marks, members)
    if key[0] in {"child", "bare"} and max(values) > 0:
        members = [index for index, value in zip(members, values, strict=True) if value > 0]
        values = [value for value in values if value > 0]
    score = sum(values)
    return Group(key=key, members=members, values=values, score=score, mean=score / len(members))


def _rank(pool: Pool, group: Group) -> tuple[float, int]:
    """Sort key: the sum of values; of equals, the outermost of several members, the innermost that is a single one."""
    depth = pool.depth[group.members[0]]
    return round(group.score, 3), -depth if len(group.members) > 1 else depth


def _values(pool: Pool, marks: Marks, members: list[int]) -> list[float]:
    """What each member is worth by what it has for itself, in linear time however deep the members nest."""
    dates = [count_between(marks.dates, index, pool.end[index]) for index in members]
    authors = [count_between(marks.authors, index, pool.end[index]) for index in members]
    prose = [marks.prose[pool.end[index]] - marks.prose[index] for index in members]
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
    if len(members) >= FEWEST_PAIRS and set(own_dates) == {2}:
        own_dates = [1] * len(members)  # each has a second one at its place: when its author joined, or was here last
    name_only = BARE if marks.dates else NAME_ONLY
    return [_value(pool, *own, name_only) for own in zip(members, own_dates, own_authors, own_prose, strict=True)]


def _value(pool: Pool, index: int, dates: int, authors: int, prose: int, name_only: float) -> float:
    if prose <= 0:
        return WORDLESS if dates == 1 and authors else EMPTY
    element = pool.elements[index]
    numbered = bool(NUMBER.search(element.get("id") or ""))
    if pool.state[index] & FOREIGN and not numbered:
        return BARE
    named = numbered and bool(pool.parts[index] & Part.ITEM)
    if not dates and not authors:
        return name_only if named else BARE
    value = NO_DATE if dates == 0 else ONE_DATE if dates == 1 else MORE_DATES if dates == 2 else MANY_DATES
    if authors:
        value += AUTHOR
    if pool.parts[index] & Part.ITEM:
        value += NAMED
    if numbered:
        value += NUMBERED
    if "comment" in (element.get("itemtype") or element.get("itemprop") or "").lower():
        value += TYPED
    return value


def _owners(pool: Pool, members: Sequence[int]) -> list[int]:
    """For each element the innermost member that it is or stands in, -1 if there is none."""
    owners = [-1] * len(pool.elements)
    member_set = frozenset(members)
    for index in range(len(owners)):
        above = pool.parent[index]
        owners[index] = index if index in member_set else owners[above] if above >= 0 else -1
    return owners


def left_inside(pool: Pool, group: Group) -> tuple[Marks, list[int]]:
    """The marks that a group does not explain inside its members, all but each one's first date; and where they are."""
    owners = _owners(pool, group.members)
    firsts: dict[int, int] = {}
    more: set[int] = set()
    for date in pool.marks.dates:
        owner = owners[date]
        if firsts.setdefault(owner, date) != date:
            more.add(owner)
    explained = sorted(date for owner, date in firsts.items() if owner >= 0)
    dates = sorted(set(pool.marks.dates) - set(explained))
    among = [
        index
        for index, owner in enumerate(owners)
        if owner >= 0 and owner in more and owner != index and not count_between(explained, index, pool.end[index])
    ]
    return Marks(dates=dates, authors=pool.marks.authors, prose=pool.marks.prose), among


def left_outside(pool: Pool, group: Group) -> tuple[Marks, list[int]]:
    """What a group does not explain outside its members, and the elements outside them."""
    marks = pool.marks
    owners = _owners(pool, group.members)
    amounts = (marks.prose[index + 1] - marks.prose[index] if owner < 0 else 0 for index, owner in enumerate(owners))
    left = Marks(
        dates=[index for index in marks.dates if owners[index] < 0],
        authors=[index for index in marks.authors if owners[index] < 0],
        prose=[0, *accumulate(amounts)],
    )
    return left, [index for index, owner in enumerate(owners) if owner < 0]
