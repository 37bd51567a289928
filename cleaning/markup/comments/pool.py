"""The features of the elements in which comments may stand.

In: the elements that look like comment sections. Out: a ``Pool``, their elements in document order as columns (parent,
end of the subtree, flags of the names), and ``Marks``: where dates and authors stand, and how much prose. What a
subtree holds is then one subtraction.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from cleaning.dates import HINT
from cleaning.markup.comments.names import Part, parts_of
from cleaning.markup.comments.words import LONGEST_NAME, SAYS, SHORT, TOLD, is_date_line, may_be_name, name_beside_date
from cleaning.markup.prose import UNSEEN

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DEAD_TAGS = (UNSEEN | {"form", "label", "fieldset"}) - {"noscript", "meta", "link"}
LINK_TAGS = frozenset({"a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "cite"})  # their words are no comment's prose
DEAD, LINK, SMALL, FOREIGN = 1, 2, 4, 8  # FOREIGN: in a box of comments on other pages, by its name
MOST_OF_FORM = 200  # elements that are looked at for a date
RECORD_TAGS = frozenset({"li", "article", "section", "dl", "ol", "ul", "table", "tr"})  # too large for small print
PROSE_TAGS = frozenset({"p", "blockquote"})  # in small print too, they are what a reader wrote
SMALL_PARTS = Part.AUTHOR | Part.DATE | Part.META | Part.ACTION
NEAR = 5  # elements between a date and the name beside it
DATE_PROPERTIES = frozenset({"datepublished", "datecreated", "commenttime", "dateposted"})
AUTHOR_PROPERTIES = frozenset({"author", "creator", "name"})


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands where, by index into a pool.

    ``dates`` and ``authors`` are elements that hold a date or an author's name, in order. ``prose`` is the running sum
    of characters: ``prose[j] - prose[i]`` are those in the elements ``i`` to ``j - 1``.
    """

    dates: Sequence[int]
    authors: Sequence[int]
    prose: Sequence[int]


def count_between(marks: Sequence[int], start: int, end: int) -> int:
    """How many of the ordered marks lie from ``start`` to before ``end``."""
    return bisect_left(marks, end) - bisect_left(marks, start)


@dataclass(slots=True)
class Pool:
    """Elements in document order, as columns. ``end[i]`` is the index after the last element below ``i``.

    ``zones`` are the indices at which zones begin, ``families`` the numbers of the elements that zones are children of,
    ``guessed`` the authors that are known by their place alone.
    """

    elements: list[HtmlElement] = field(default_factory=list)
    parent: list[int] = field(default_factory=list)
    depth: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    state: list[int] = field(default_factory=list)
    zones: list[int] = field(default_factory=list)
    families: dict[HtmlElement | None, int] = field(default_factory=dict)
    guessed: Sequence[int] = ()
    marks: Marks = Marks(dates=(), authors=(), prose=(0,))


def build_pool(zones: Iterable[HtmlElement]) -> Pool:
    """The pool of all elements in the zones, which must not contain one another."""
    pool = Pool()
    prose: list[int] = []
    dates: set[int] = set()
    authors: set[int] = set()
    for zone in zones:
        pool.zones.append(len(pool.elements))
        pool.families.setdefault(zone.getparent(), len(pool.families))
        _add_zone(pool, zone, prose, dates, authors)
    pool.end = list(range(1, len(pool.elements) + 1))
    for index in range(len(pool.elements) - 1, -1, -1):
        above = pool.parent[index]
        if above >= 0 and pool.end[index] > pool.end[above]:
            pool.end[above] = pool.end[index]
    sums = [0, *accumulate(prose)]
    merged = _merged(sorted(dates), sums, pool.parent, pool.end)
    guessed = _names_beside(pool, merged, authors, prose)
    if not merged and not authors:
        guessed = _leading_names(pool, prose)
    pool.guessed = sorted(guessed)
    authors |= guessed
    pool.marks = Marks(dates=merged, authors=sorted(authors), prose=[0, *accumulate(prose)])
    return pool


def _add_zone(pool: Pool, zone: HtmlElement, own: list[int], dates: set[int], authors: set[int]) -> None:
    place: dict[HtmlElement, int] = {}
    for node in zone.iter():
        around = node.getparent() if node is not zone else None
        above = -1 if around is None else place.get(around, -1)
        if isinstance(node.tag, str):
            index = len(pool.elements)
            place[node] = index
            parts = parts_of(node)
            state = _state(node, parts)
            if above >= 0:
                inherited = pool.state[above]
                state |= inherited & ~SMALL if node.tag in PROSE_TAGS else inherited
            pool.elements.append(node)
            pool.parent.append(above)
            pool.depth.append(pool.depth[above] + 1 if above >= 0 else 0)
            pool.parts.append(parts)
            pool.state.append(state)
            own.append(0)
            if not state & DEAD:
                _marks_of_attributes(node, parts, index, dates, authors)
                if node.text:
                    own[index] += _weigh(node.text, index, pool, dates, authors)
        if above >= 0 and node.tail and not pool.state[above] & DEAD:
            own[above] += _weigh(node.tail, above, pool, dates, authors)


def _is_dead(node: HtmlElement) -> bool:
    """True for what holds no comments: scripts, forms. Some sites wrap comments in a form, or in a shadow root."""
    if node.tag == "form":
        inner = islice(node.iter("*"), MOST_OF_FORM)
        return not any(one.tag == "time" or is_date_line((one.text or "").strip()[:SHORT]) for one in inner)
    if node.tag == "template":
        return not (node.get("shadowrootmode") or node.get("shadowroot"))
    return node.tag in DEAD_TAGS


def _state(node: HtmlElement, parts: int) -> int:
    if _is_dead(node):
        return DEAD
    state = LINK if node.tag in LINK_TAGS and not (parts & Part.ITEM and len(node) > 1) else 0
    if parts & Part.ELSEWHERE:
        state |= FOREIGN
    is_record = node.tag in RECORD_TAGS or (parts & Part.TALK and len(node) > 1)  # "reply" is a button or a comment
    return state | SMALL if parts & SMALL_PARTS and not is_record else state


def _marks_of_attributes(node: HtmlElement, parts: int, index: int, dates: set[int], authors: set[int]) -> None:
    if parts & Part.AUTHOR or node.tag == "cite" or node.get("rel") == "author":
        authors.add(index)
    if node.tag == "time":
        dates.add(index)
    if names := node.get("itemprop"):
        words = names.lower().split()
        if not DATE_PROPERTIES.isdisjoint(words):
            dates.add(index)
        elif not AUTHOR_PROPERTIES.isdisjoint(words):
            authors.add(index)


def _weigh(text: str, index: int, pool: Pool, dates: set[int], authors: set[int]) -> int:
    """Characters of prose in a text node that stands directly in an element; marks the element for what else it is."""
    if text.isspace():
        return 0
    text = text.strip()
    length = len(text)
    state = pool.state[index]
    if length <= SHORT:
        if is_date_line(text) or (pool.parts[index] & Part.DATE and HINT.search(text)):
            dates.add(index)
            if name_beside_date(text) and (not state & LINK or TOLD.search(text)):
                authors.add(index)
            return 0
        if SAYS.search(text):
            authors.add(index)
            return 0
        if state & SMALL and length <= SHORT // 2:
            return 0
    return 0 if state & LINK or text.isdecimal() else length


def _names_beside(pool: Pool, dates: Sequence[int], authors: set[int], prose: list[int]) -> set[int]:
    """The elements that hold a name by their place: a few words in an element near a date, where no author is marked.

    Before the date they may stand anywhere up to the date before it, after it only in an element that has no other
    date. Their words count as prose no longer.
    """
    found: set[int] = set()
    for place, date in enumerate(dates):
        top = date
        while (above := pool.parent[top]) >= 0 and count_between(dates, above, pool.end[above]) == 1:
            top = above
        first = max(dates[place - 1] + 1 if place else 0, date - NEAR, _family_start(pool, date))
        inside = range(date + 1, min(pool.end[date], date + 1 + NEAR))
        before, after = range(date - 1, first - 1, -1), range(date + 1, min(pool.end[top], date + 1 + NEAR))
        if date in authors or not authors.isdisjoint(before) or not authors.isdisjoint(after):
            continue
        names = (_first_name(pool, places, prose) for places in (inside, before, after))
        name = next((name for name in names if name is not None and name not in found), None)
        if name is not None:
            found.add(name)
            prose[name] = max(0, prose[name] - len((pool.elements[name].text or "").strip()))
    return found


def _family_start(pool: Pool, index: int) -> int:
    """The index at which the zone of an element begins, or the first of the zones beside it."""
    place = bisect_right(pool.zones, index) - 1
    family = pool.elements[pool.zones[place]].getparent()
    while place and index - pool.zones[place] <= NEAR and pool.elements[pool.zones[place - 1]].getparent() is family:
        place -= 1
    return pool.zones[place]


def _leading_names(pool: Pool, prose: Sequence[int]) -> set[int]:
    """The elements that begin another one with a few words, where nothing has a date: "Mia:" and the text after it."""
    found: set[int] = set()
    for index, above in enumerate(pool.parent):
        first = index
        while first - 1 > above and first > index - 3 and not prose[first - 1]:
            first -= 1
        text = pool.elements[index].text or ""
        if first - 1 == above >= 0 and not pool.state[index] & DEAD and may_be_name(text):
            found.add(index)
    return found


def _first_name(pool: Pool, places: Iterable[int], prose: Sequence[int]) -> int | None:
    """The first of the elements whose own text may be a name; None if prose comes before it."""
    for index in places:
        if may_be_name(pool.elements[index].text or "") and not pool.state[index] & DEAD:
            return index
        if prose[index] > LONGEST_NAME:
            break
    return None


def _merged(dates: list[int], prose: Sequence[int], parent: list[int], end: list[int]) -> list[int]:
    """The dates without those that are only another part of the one before, such as the time of the day beside it."""
    merged: list[int] = []
    last = -1
    for index in dates:
        if last >= 0:
            beside = index - last <= 3 and parent[index] == parent[last] and prose[index] == prose[last]
            if index < end[last] or beside:
                continue
        merged.append(index)
        last = index
    return merged
