"""Where comments may stand if neither a name nor a heading tells: elements that repeat, each with a date of its own.

In: the tree. Out: families of elements as zones. The dates of the page are the pivots, as in the mining of data records
from lists (Liu, Grossman, Zhai: Mining Data Records in Web Pages, KDD 2003): an element of which several children hold
dates is a list of records. What holds the page's main heading is more than a list: of its children those with dates
are taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from cleaning.markup.blocks import layout_of
from cleaning.markup.comments.words import DIGIT, SHORT, is_date_line
from cleaning.markup.comments.zones import CODE, WHOLE_PAGE, holders_of_headline, outermost

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_DATES = 1500  # of a page that are looked at
MOST_LOOKS = 10_000  # texts of a page that may be dates: each takes 15 µs
FEWEST = 2  # dated children of one kind that make a list
MOST_FAMILIES = 4
OTHER_PARTS = frozenset({"nav", "head", "script", "style", "select", "template", "figure", "noscript"})


def repeated_zones(root: HtmlElement) -> list[list[HtmlElement]]:
    """Families of zones, those with the most dates first; the zones of one family are siblings or a single list."""
    branches = _branches(layout_of(root).elements)
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


def _branches(elements: Iterable[HtmlElement]) -> dict[HtmlElement, Counter[str]]:
    """For each element that holds a date: how many of its children do, by tag; one that holds it itself has none."""
    branches: dict[HtmlElement, Counter[str]] = {}
    for date in islice(_dates(elements), MOST_DATES):
        path: list[HtmlElement] = []
        node: HtmlElement | None = date
        while node is not None and node not in branches:
            path.append(node)
            node = node.getparent()
        if not path or any(passed.tag in OTHER_PARTS for passed in path):
            continue
        branches[date] = Counter({"": 1})
        for child in path[:-1] if node is None else path:
            above = child.getparent()
            assert above is not None
            branches.setdefault(above, Counter())[str(child.tag)] += 1
    return branches


def _dates(elements: Iterable[HtmlElement]) -> Iterator[HtmlElement]:
    """The elements that hold a date as a short text of their own.

    A date without a figure counts from the time of the fetch, and is not sought.
    """
    looks = 0
    has_figure = DIGIT.search
    for node in elements:
        text, tail = None if node.tag in CODE else node.text, node.tail
        is_date = False
        if text and len(text := text.strip()) <= SHORT and has_figure(text):
            looks += 1
            is_date = is_date_line(text)
        if is_date or node.tag == "time":
            yield node
        if tail and len(tail := tail.strip()) <= SHORT and has_figure(tail):
            looks += 1
            if is_date_line(tail) and (above := node.getparent()) is not None:
                yield above
        if looks > MOST_LOOKS:
            return
