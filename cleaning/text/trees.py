"""Boosted decision trees over columns of bytes: a model file → the score of every line of a page at once.

A tree asks of a line whether a measure is above a bound, and so on, until it comes to a leaf, a number; the score is
the sum over all trees. Here all lines go through a tree together: each has a lane of 16 or 24 bits in one large whole
number, a question is a number with a 1 in the lanes that answer yes, the way to a leaf is the AND of its questions, and
the leaf's number times that is added to the sum. This is bitwise evaluation as in QuickScorer (Lucchese et al., SIGIR
2015), turned by a quarter: over lines, not over leaves. It needs no library, and sums of whole numbers are the same
everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import mul
from typing import Any

CARRY = 8  # the bit of a lane that tells whether a measure is above a bound
TOGETHER = 512  # lines that go through the trees at once: the numbers stay small enough for the processor's cache


class Forest:
    """Trees over named measures.

    ``questions`` of the table are pairs of a measure's number and a bound; a tree is a leaf's number, or a list of a
    question's number, the tree that a yes leads to, and that of a no. A leaf holds steps of 1/``unit``.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.names: Sequence[str] = table["measures"]
        self.unit: int = table["unit"]
        self.base: int = table["base"]
        self._questions = table["questions"]
        self._roots = len(table["trees"])
        self._steps, self._leaves, self._numbers = _program(table["trees"])
        # Bytes of a lane: what the trees sum up to has room in it, and so has a measure with the carry above it.
        self._lane = 2 if sum(map(_most, table["trees"])) < 1 << 16 else 3

    def sums(self, columns: Mapping[str, Sequence[int]]) -> list[int]:
        """The score of each line in steps of 1/``unit`` of a logarithm of odds; the columns hold numbers to 254."""
        used = [bytes(columns[name]) for name in self.names]
        count = len(used[0])
        result: list[int] = []
        for start in range(0, count, TOGETHER):
            lanes = [_lanes(column[start : start + TOGETHER], self._lane) for column in used]
            result += self._part(lanes, min(TOGETHER, count - start))
        return result

    def _part(self, lanes: Sequence[int], count: int) -> list[int]:
        ones = _lanes(b"\1" * count, self._lane)
        carries = ones << CARRY
        # A measure plus this carries into the bit above its byte exactly if it is above the bound.
        rests = {bound: ones * (255 - bound) for bound in {bound for _, bound in self._questions}}
        yes = [(lanes[measure] + rests[bound]) & carries for measure, bound in self._questions]
        here = [carries] * self._roots  # who is at the root of each tree: everyone
        add = here.append
        for at, question in self._steps:
            asked = here[at]
            there = asked & yes[question]
            add(there)
            add(asked ^ there)
        total = sum(map(mul, [here[at] for at in self._leaves], self._numbers)) >> CARRY
        data = total.to_bytes(self._lane * count, "little")
        parts = [data[at :: self._lane] for at in range(self._lane)]
        highs = parts[2] if len(parts) > 2 else bytes(count)
        sums = zip(parts[0], parts[1], highs, strict=True)
        return [low + (middle << 8) + (high << 16) + self.base for low, middle, high in sums]


def _program(trees: Sequence[Any]) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """The trees as steps, leaves and their numbers.

    Places are counted: the roots first, then two for each step, who says yes and who no. A step is the place whose
    lines are asked, and the question; a leaf is a place.
    """
    steps, leaves, numbers = [], [], []
    places = list(enumerate(trees))
    for at, tree in places:  # grows while it is read
        if isinstance(tree, int):
            leaves.append(at)
            numbers.append(tree)
        else:
            question, above, below = tree
            steps.append((at, question))
            places += [(len(places), above), (len(places) + 1, below)]
    return steps, leaves, numbers


def _most(tree: Any) -> int:
    """The greatest number of a tree's leaves."""
    return tree if isinstance(tree, int) else max(_most(tree[1]), _most(tree[2]))


def _lanes(column: bytes, lane: int) -> int:
    """A column as one number with a lane of so many bytes a line, the line's number in the lowest."""
    lanes = bytearray(lane * len(column))
    lanes[::lane] = column
    return int.from_bytes(lanes, "little")
