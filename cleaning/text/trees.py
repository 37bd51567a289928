"""Boosted decision trees over columns of bytes: a model file → the score of every line of a page at once.

A tree asks of a line whether a measure is above a bound, and so on, until it comes to a leaf, a number; the score is
the sum over all trees. Here all lines go through a tree together: each has a lane of 24 bits in one large whole number,
a question is a number with a 1 in the lanes that answer yes, the way to a leaf is the AND of its questions, and the
leaf's number times that is added to the sum. This is bitwise evaluation as in QuickScorer (Lucchese et al., SIGIR
2015), turned by a quarter: over lines, not over leaves. It needs no library, and sums of whole numbers are the same
everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import mul
from typing import Any

LANE = 3  # bytes
TOGETHER = 512  # lines that go through the trees at once: the numbers stay small enough for the processor's cache
NEXT = bytes([*range(1, 256), 255])


class Forest:
    """Trees over named measures.

    ``questions`` of the table are pairs of a measure's number and a bound; a tree is a leaf's number, or a list of a
    question's number, the tree that a yes leads to, and that of a no. A leaf holds steps of 1/``unit``.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.names: Sequence[str] = table["measures"]
        self.unit: int = table["unit"]
        self.base: int = table["base"]
        self._questions = [(measure, _above(bound)) for measure, bound in table["questions"]]
        self._roots = len(table["trees"])
        self._steps, self._leaves, self._numbers = _program(table["trees"])

    def sums(self, columns: Mapping[str, Sequence[int]]) -> list[int]:
        """The score of each line in steps of 1/``unit`` of a logarithm of odds; the columns hold numbers to 254."""
        used = [bytes(columns[name]) for name in self.names]
        count = len(used[0])
        result: list[int] = []
        for start in range(0, count, TOGETHER):
            lanes = [_lanes(column[start : start + TOGETHER]) for column in used]
            result += self._part(lanes, min(TOGETHER, count - start))
        return result

    def _part(self, lanes: Sequence[bytes], count: int) -> list[int]:
        number = int.from_bytes
        yes = [number(lanes[measure].translate(above), "little") for measure, above in self._questions]
        here = [number(b"\1\0\0" * count, "little")] * self._roots  # who is at the root of each tree: everyone
        add = here.append
        for at, question in self._steps:
            there = here[at] & yes[question]
            add(there)
            add(here[at] ^ there)
        total = sum(map(mul, [here[at] for at in self._leaves], self._numbers))
        data = total.to_bytes(LANE * count, "little")
        parts = zip(data[::LANE], data[1::LANE], data[2::LANE], strict=True)
        return [low + (middle << 8) + (high << 16) + self.base for low, middle, high in parts]


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


def _lanes(column: bytes) -> bytes:
    """A column with a lane a line: its number plus one in the lowest byte, because 0 is the filling."""
    lanes = bytearray(LANE * len(column))
    lanes[::LANE] = column.translate(NEXT)
    return bytes(lanes)


def _above(bound: int) -> bytes:
    """A table that turns each byte of lanes into 1 if the number there is above a bound."""
    return bytes(bound + 2) + b"\1" * (254 - bound)
