"""Where comments may stand if neither a name nor a heading tells: elements that repeat, each with a date of its own.

In: the tree. Out: families of elements as zones. The dates of the page are the pivots, as in the mining of data records
from lists (Liu, Grossman, Zhai: Mining Data Records in Web Pages, KDD 2003): an element of which several children hold
dates is a list of records. What holds the page's main heading is more than a list: of its children those with dates
are taken.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cleaning.dates import HINT
from cleaning.markup.blocks import layout_of
from cleaning.markup.comments.words import SHORT, is_date_line
from cleaning.markup.comments.zones import WHOLE_PAGE, holders_of_headline, outermost

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_DATES = 1500  # of a page that are looked at
MOST_LOOKS = 10_000  # texts of a page that may be dates: each takes 15 µs
FEWEST = 2  # dated children of one kind that make a list
MOST_FAMILIES = 6
OTHER_PARTS = frozenset({"nav", "head", "script", "style", "select", "template", "figure", "noscript"})


def repeated_zones(root: HtmlElement) -> list[list[HtmlElement]]:
    """Families of zones, those with the most dates first; the zones of one family are siblings or a single list."""
    branches = _branches(root)
    holders = holders_of_headline(root)
    lists = {node: kinds for node, kinds in branches.items() if max(kinds.values()) >= FEWEST}
    whole = [node for node in lists if node not in holders and node.tag not in WHOLE_PAGE]
    families = [[node] for node in outermost(whole)]
    for node in (node for node in lists if node in holders or node.tag in WHOLE_PAGE):
        children = [child for child in node if child in branches and child not in holders]
        kinds = Counter(str(child.tag) for child in children)
        if kinds and (most := kinds.most_common(1)[0])[1] >= FEWEST:
            families.append([child for child in children if child.tag == most[0]])
    weights = {id(family): sum(branches[node].total() for node in family if node in branches) for family in families}
    return sorted(families, key=lambda family: -weights[id(family)])[:MOST_FAMILIES]


def _branches(root: HtmlElement) -> dict[HtmlElement, Counter[str]]:
    """For each element that holds a date: how many of its children do, by tag; one that holds it itself has none."""
    branches: dict[HtmlElement, Counter[str]] = {}
    for number, date in enumerate(_dates(root)):
        if number == MOST_DATES:
            break
        node: HtmlElement | None = date
        if node in branches:
            continue
        branches[date] = Counter({"": 1})
        while node is not None and (above := node.getparent()) is not None:
            is_known = above in branches
            branches.setdefault(above, Counter())[str(node.tag)] += 1
            if is_known:
                break
            node = above
    return branches


def _dates(root: HtmlElement) -> list[HtmlElement]:
    """The elements that hold a date as a short text of their own, outside navigation and what is not shown."""
    dead: set[HtmlElement] = set()
    dated: set[HtmlElement] = set()
    elements = layout_of(root).elements
    looks = 0
    for node in elements:
        above = node.getparent()
        is_dead = above in dead
        if not is_dead and above is not None and (tail := node.tail) and len(tail) < SHORT * 2 and HINT.search(tail):
            looks += 1
            if _is_date(tail):
                dated.add(above)
        if is_dead or node.tag in OTHER_PARTS:
            dead.add(node)
        elif node.tag == "time":
            dated.add(node)
        elif (text := node.text) and len(text) < SHORT * 2 and HINT.search(text):
            looks += 1
            if _is_date(text):
                dated.add(node)
        if looks > MOST_LOOKS:
            break
    return [node for node in elements if node in dated]


def _is_date(text: str) -> bool:
    """True if a short text with a sign of a date is one."""
    text = text.strip()
    return len(text) <= SHORT and is_date_line(text)
