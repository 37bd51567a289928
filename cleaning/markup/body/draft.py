"""What is weighed before a body is written: the page's blocks, those taken so far, and why others were left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cleaning.markup.blocks import CELL, Block, Layout
from cleaning.model import Label, Region
from cleaning.text.phrases import Matches, match_phrases
from cleaning.text.words import words_of

LONGEST_LOOK = 400  # characters of a block whose words are looked up
_SIGNS = re.compile(r"[\W_]+")


class Cut(NamedTuple):
    """Why a block is not the body: what it is instead, and the rule that said so."""

    label: Label
    reason: str


Cuts = Iterator[tuple[int, Cut]]  # what a rule finds: the number of a block, and why it is not the body


def bare(text: str) -> str:
    """Letters and figures alone, in one case: what two printings of one title have in common."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).casefold()


@dataclass(slots=True)
class Draft:
    """The body in the making. ``regions[i]`` is the nearest region above block ``i``; ``taken`` is in page order."""

    layout: Layout
    regions: Sequence[Region | None]
    taken: list[int] = field(default_factory=list)
    headlines: Sequence[str] = ()
    authors: Sequence[str] = ()
    captions: Sequence[str] = ()
    is_live: bool = False
    cuts: dict[int, Cut] = field(default_factory=dict)
    matches: dict[int, Matches] = field(default_factory=dict)

    def prose(self) -> int:
        """Letters of running text in the blocks taken."""
        return sum(self.layout.blocks[i].prose for i in self.taken)

    def size(self) -> int:
        """Letters in the blocks taken."""
        return sum(self.layout.blocks[i].size for i in self.taken)

    def first_prose(self) -> int:
        """The number of the first block taken that reads as running text; of the first block, if none does."""
        return next((i for i in self.taken if self.layout.blocks[i].prose), self.taken[0] if self.taken else 0)

    def cut(self, cuts: Mapping[int, Cut]) -> None:
        """Leave out these blocks."""
        self.cuts.update(cuts)
        self.taken = [i for i in self.taken if i not in cuts]

    def phrases(self, i: int) -> Matches:
        """The families of set phrases that the words of block ``i`` belong to."""
        found = self.matches.get(i)
        if found is None:
            words = words_of(self.layout.blocks[i].text[:LONGEST_LOOK])
            found = self.matches[i] = match_phrases(words)
        return found

    def text(self) -> str:
        """The blocks taken, a blank line between them; a row of a table is one line."""
        written: list[str] = []
        last: Block | None = None
        for i in self.taken:
            block = self.layout.blocks[i]
            if last is not None:
                written.append(between(last, block))
            written.append(block.text)
            last = block
        return "".join(written)


def between(above: Block, below: Block) -> str:
    """What parts two blocks: a bar two short cells of one row, a line end two rows, else a blank line."""
    if not above.within & below.within & CELL or above.prose or below.prose:
        return "\n\n"
    row, next_row = above.element.getparent(), below.element.getparent()
    if row is None or next_row is None or row.tag != "tr" or next_row.tag != "tr":
        return "\n\n"
    if row is next_row:
        return " | "
    return "\n" if row.getparent() is next_row.getparent() else "\n\n"
