"""What is weighed before a body is written: the page's blocks, those taken so far, and why others were left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cleaning.markup.blocks import Layout
from cleaning.model import Label, Region

_SIGNS = re.compile(r"[\W_]+")


class Cut(NamedTuple):
    """Why a block is not the body: what it is instead, and the rule that said so."""

    label: Label
    reason: str


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
    cuts: dict[int, Cut] = field(default_factory=dict)

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

    def text(self) -> str:
        """The blocks taken, a blank line between them."""
        return "\n\n".join([self.layout.blocks[i].text for i in self.taken])
