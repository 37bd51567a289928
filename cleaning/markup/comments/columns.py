"""In which place of a comment its author stands, where the comments of a page agree on it.

In: the items of a page and the authors found in each alone. Out: the authors, with those that were missing or only
guessed read from the place where most items have theirs. A table has columns; so has a list of like records, and what
one record leaves in doubt the others show (as in the induction of wrappers: Kushmerick 2000).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaning.markup.comments.author import Author
from cleaning.markup.comments.habit import label_of, shape_of
from cleaning.markup.comments.item import Item
from cleaning.markup.comments.words import LONGEST_NAME, PRESSED, clean_name, is_date_line, may_be_name

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Place = tuple[tuple[str, str, int], ...]
DEEPEST = 8  # elements between an item and the name
MOST_NODES = 40  # of an item that are looked at: names stand at the top of a record
NEARLY_ALL = 0.8  # the share of items that have a column
MOSTLY = 0.6  # the share of a column's texts that look like names
USUAL = 25  # characters of a name on average


@dataclass(frozen=True, slots=True)
class Cell:
    """A short text at a place of an item."""

    node: HtmlElement
    text: str


def aligned_authors(items: Sequence[Item], found: Sequence[Author], labels: Set[str]) -> list[Author]:
    """The authors of all items; those found by place alone, or not at all, by the column that the others show."""
    if len(items) < 2 or all(one.is_sure for one in found):
        return list(found)
    tables = [_cells(item) for item in items]
    column = _column_of(tables, found, labels) or _best_column(tables, labels)
    if column is None:
        return list(found)
    aligned: list[Author] = []
    for one, table in zip(found, tables, strict=True):
        cell = table.get(column)
        name = clean_name(cell.text) if cell and not one.is_sure and not is_date_line(cell.text) else ""
        aligned.append(Author(node=cell.node, name=name, is_sure=True) if cell and name else one)
    return aligned


def _cells(item: Item) -> dict[Place, Cell]:
    """The short texts of an item by their place; of several at one place the first."""
    cells: dict[Place, Cell] = {}
    places: dict[HtmlElement, Place] = {item.element: ()}
    for node, _ in item.own[1 : MOST_NODES + 1]:
        above = node.getparent()
        around = places.get(above) if above is not None else None
        if above is None or around is None or len(around) >= DEEPEST:
            continue
        tag, names = shape_of(node)
        nth = 0 if names else sum(1 for one in node.itersiblings(tag, preceding=True))
        places[node] = (*around, (tag, names, nth))
        if text := item.line(node, LONGEST_NAME):
            cells.setdefault(places[node], Cell(node, text))
    return cells


def _column_of(tables: Sequence[dict[Place, Cell]], found: Sequence[Author], labels: Set[str]) -> Place | None:
    """The place where most authors were found that are no labels, None if they do not agree."""
    votes: Counter[Place] = Counter()
    named = [
        (table, one) for table, one in zip(tables, found, strict=True) if one.name and label_of(one.name) not in labels
    ]
    for table, one in named:
        votes.update(place for place, cell in table.items() if cell.node is one.node)
    place, number = votes.most_common(1)[0] if votes else ((), 0)
    return place if number > 1 and number * 2 > len(named) else None


def _best_column(tables: Sequence[dict[Place, Cell]], labels: Set[str]) -> Place | None:
    """The first place at which nearly all items have something that may be a name, and not all the same."""
    for place in dict.fromkeys(place for table in tables for place in table):
        texts = [table[place].text for table in tables if place in table]
        names = [name for text in texts if (name := _name(text, labels))]
        if (
            len(names) >= len(tables) * NEARLY_ALL
            and len(set(names)) > 1
            and sum(map(may_be_name, names)) >= len(names) * MOSTLY
            and sum(map(len, names)) <= len(names) * USUAL
        ):
            return place
    return None


def _name(text: str, labels: Set[str]) -> str:
    """The text as a name, "" if it is a date, something to press, or a label."""
    return "" if is_date_line(text) or PRESSED.match(text) or label_of(text) in labels else clean_name(text)
