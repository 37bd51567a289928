"""Where the readers' comments stand in an HTML page.

In: a page. Out: regions in document order: the comment section's header (its container or its heading) and every
comment, a reply inside another comment being a comment of its own. The way: zones in which comments may stand (by
name, then by heading), the best group of like elements in them, doubts, and what the first group left unexplained.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from cssselect import SelectorError
from lxml.cssselect import CSSSelector

from cleaning.markup.comments.around import may_be_announced
from cleaning.markup.comments.doubts import are_elsewhere, are_teasers, can_be_answered, is_ping
from cleaning.markup.comments.groups import FEWEST_PAIRS, Group, groups_of, left_inside, left_outside
from cleaning.markup.comments.pool import Marks, Pool, build_pool
from cleaning.markup.comments.runs import Runs, find_runs
from cleaning.markup.comments.section import section_of
from cleaning.markup.comments.trust import is_good, is_talk
from cleaning.markup.comments.unnamed import repeated_zones
from cleaning.markup.comments.words import DIGIT, SHORT, is_date_line
from cleaning.markup.comments.zones import after_headings, around_headings, find_zones, is_heading, outermost
from cleaning.model import Label, Page, Region

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_GROUPS = 8  # that are looked at before a page is given up
GOOD = 0.5  # the mean value of a member that is enough in a zone that is named or headed as comments
SURE = 0.75  # and in one that only may be a discussion
BEGINS, GOES_ON = "begins a comment", "goes on with the comment before it"  # reasons of the parts of a run
FEW_CHILDREN = 3  # elements in a title
MOST_CONTROLS = 500  # links and buttons of a zone that are looked at
FEWEST_LETTERS = 4  # of prose in a member on average: "Mia on A new ferry" is an entry in a list
MORE_BETWEEN = 1.5  # times the prose of the members
PING_TAGS = ("li", "p")
SIMILAR = 0.7  # the members of a group in one zone are worth at least this share of those in the best zone


def find_comments(page: Page) -> Sequence[Region]:
    """The comment section's header and every comment in it, in document order; empty if the page shows none."""
    if page.tree is None:
        return ()
    if page.source and page.source.clean.comments:
        return _by_rule(page.tree, page.source.clean.comments)
    zones = find_zones(page.tree)
    return (
        _in_zones(zones.named, GOOD)
        or _in_zones(after_headings(zones), GOOD)
        or _in_zones(zones.talk, SURE, talk=True)
        or _in_zones(_answerable(around_headings(zones, page.tree)), SURE, talk=True)
        or _unnamed(page.tree)
        or _pings_in(zones.named)
    )


def _unnamed(root: HtmlElement) -> list[Region]:
    """The regions of the comments in the family of zones that has most of them, by structure alone."""
    families = (family for family in repeated_zones(root) if may_be_announced(family) or _answerable(family))
    found = (_in_zones(family, SURE, talk=True) for family in families)
    return max(found, key=len, default=[])


def _pings_in(zones: Sequence[HtmlElement]) -> list[Region]:
    """Regions of trackbacks and their container: no comments, but no part of the article either."""
    pings = [one for zone in zones for one in islice(zone.iter(*PING_TAGS), MOST_CONTROLS) if is_ping(one)]
    pings = outermost(pings)
    return [*section_of(pings), *(Region(label=Label.COMMENT_META, where=one, reason="a trackback") for one in pings)]


def _answerable(zones: Sequence[HtmlElement]) -> Sequence[HtmlElement]:
    """The zones, if anything in them can be answered; else none, at a fraction of the cost of a closer look."""
    return zones if any(can_be_answered([zone], most=MOST_CONTROLS) for zone in zones) else []


def _by_rule(root: HtmlElement, selectors: Sequence[str]) -> list[Region]:
    """The regions that a source's own CSS selectors name; a broken selector names none."""
    chosen: set[HtmlElement] = set()
    for selector in selectors:
        with suppress(SelectorError):
            chosen.update(CSSSelector(selector, translator="html")(root))
    items = [element for element in root.iter("*") if element in chosen]
    reason = f"source rule: {', '.join(selectors)}"
    return [*section_of(items), *(Region(label=Label.COMMENT, where=item, reason=reason) for item in items)]


def _in_zones(zones: Sequence[HtmlElement], enough: float, *, talk: bool = False) -> list[Region]:
    """The regions of the comments in zones; of what is only ``talk``, those that can be answered."""
    if not zones:
        return []
    pool = build_pool(zones)
    groups = groups_of(pool, pool.marks, range(len(pool.elements)))[:MOST_GROUPS]
    found = _best(pool, [group for group in groups if is_good(pool, group, enough)])
    if talk and not is_talk(pool, [(index, pool.end[index]) for index in found]):
        found = {}
    runs = _runs_in(pool, talk=talk) if not found or _are_heads(pool, list(found)) else None
    if runs and len(runs.runs) >= len(found):
        return _regions_of_runs(pool, runs)
    return _regions(pool, found) if found else []


def _runs_in(pool: Pool, *, talk: bool) -> Runs | None:
    """The runs of siblings that are comments, None if there are none or a doubt is left."""
    runs = find_runs(pool)
    if runs is None:
        return None
    leaders = [pool.elements[run[0]] for run in runs.runs]
    members = [index for run in runs.runs for index in run]
    if any(is_ping(pool.elements[index]) for index in members) or are_teasers(leaders) or are_elsewhere(leaders):
        return None
    return runs if not talk or is_talk(pool, [(run[0], pool.end[run[-1]]) for run in runs.runs]) else None


def _are_heads(pool: Pool, members: Sequence[int]) -> bool:
    """True if between the members stands more prose than in them: they are but the heads of comments."""
    prose, end = pool.marks.prose, pool.end
    tops = [index for place, index in enumerate(members) if not place or index >= end[members[place - 1]]]
    inside = sum(prose[end[index]] - prose[index] for index in tops)
    between = sum(prose[second] - prose[end[first]] for first, second in pairwise(tops) if second >= end[first])
    return between > inside * MORE_BETWEEN


def _best(pool: Pool, groups: Sequence[Group]) -> dict[int, Group]:
    """The comments of a pool, each with the group that it was found in; empty if all groups are in doubt."""
    doubted: list[int] = []
    for group in groups:
        if _stand_in(pool, group.members, doubted):
            continue
        members = _without_doubts(pool, group)
        if not members:
            doubted = sorted({*doubted, *group.members})
            continue
        found = dict.fromkeys(members, group)
        for left in (left_inside, left_outside):
            more = _left_over(pool, *left(pool, group), members)
            if more and not _are_parts(pool, members, more.members):
                found.update(dict.fromkeys(_without_doubts(pool, more), more))
        return {index: found[index] for index in sorted(found)}
    return {}


def _is_title(element: HtmlElement) -> bool:
    """True if the element is the heading of the comments with their number, grouped with them by its name."""
    text = " ".join(element.text_content().split()) if len(element) <= FEW_CHILDREN else ""
    return 0 < len(text) < SHORT and DIGIT.search(text) is not None and is_heading(text) and not is_date_line(text)


def _stand_in(pool: Pool, members: Sequence[int], others: Sequence[int]) -> bool:
    """True if most of the members are parts of the others, or hold them: what is true of the whole is of its parts."""
    inside = 0
    for index in members:
        place = bisect_right(others, index) - 1
        inside += place >= 0 and index < pool.end[others[place]]
    return bool(others) and inside * 2 > len(members)


def _are_parts(pool: Pool, members: Sequence[int], others: Sequence[int]) -> bool:
    """True if each of the members has just one of the others in it: no replies, but what all comments have."""
    owners = [bisect_right(members, index) - 1 for index in others]
    inside = {owner for owner, index in zip(owners, others, strict=True) if index < pool.end[members[owner]]}
    return len(inside) == len(members) == len(others) and len(members) >= FEWEST_PAIRS


def _left_over(pool: Pool, marks: Marks, among: list[int], members: list[int]) -> Group | None:
    """The best group of what the first one left unexplained in the same zones, if it is surely one of comments."""
    if not marks.dates or not among:
        return None
    zones = {_zone(pool, index) for index in members}
    among = [index for index in among if _zone(pool, index) in zones]
    for group in groups_of(pool, marks, among)[:1]:
        if group.mean >= SURE and (group.key[0] not in {"child", "bare"} or len(group.members) > 1):
            return group
    return None


def _zone(pool: Pool, index: int) -> int:
    """The index of the zone that an element is in."""
    return bisect_right(pool.zones, index)


def _without_doubts(pool: Pool, group: Group) -> list[int]:
    """The group's members that are comments: none of a zone that is in doubt as a whole, and no trackbacks."""
    zones: dict[int, list[tuple[int, float]]] = {}
    for index, value in zip(group.members, group.values, strict=True):
        zones.setdefault(_zone(pool, index), []).append((index, value))
    means = {zone: sum(value for _, value in members) / len(members) for zone, members in zones.items()}
    kept: list[int] = []
    for zone, members in zones.items():
        elements = [pool.elements[index] for index, _ in members]
        words = sum(pool.marks.prose[pool.end[index]] - pool.marks.prose[index] for index, _ in members)
        is_member = zone > 0 and pool.zones[zone - 1] == members[0][0]
        if not is_member and means[zone] < max(means.values()) * SIMILAR:
            continue
        if len(members) > 1 and words < len(members) * FEWEST_LETTERS:
            continue
        if not are_elsewhere(elements) and not are_teasers(elements):
            kept.extend(index for index, _ in members if not is_ping(pool.elements[index]))
    if len(kept) > 1:
        kept = [index for index in kept if not _is_title(pool.elements[index])]
    return kept


def _regions(pool: Pool, found: dict[int, Group]) -> list[Region]:
    """The header's regions and the comments' in document order."""
    items = [pool.elements[index] for index in found]
    comments = [
        Region(
            label=Label.COMMENT, where=item, reason=f"one of {len(group.members)} × {' '.join(group.key)}", score=score
        )
        for item, group in zip(items, found.values(), strict=True)
        for score in (round(min(1.0, group.mean), 2),)
    ]
    return [*section_of(items), *comments]


def _regions_of_runs(pool: Pool, runs: Runs) -> list[Region]:
    """The header's regions and those of each run: a comment where it has prose, else the small print about it."""
    regions: list[Region] = []
    for run in runs.runs:
        for place, index in enumerate(run):
            prose = pool.marks.prose[pool.end[index]] - pool.marks.prose[index]
            label = Label.COMMENT if prose else Label.COMMENT_META
            reason = GOES_ON if place else BEGINS
            regions.append(Region(label=label, where=pool.elements[index], reason=reason, score=runs.share))
    return [*section_of([pool.elements[run[0]] for run in runs.runs]), *regions]
