"""A column of numbers, one a line of a page → columns of what stands around each line.

Neighbours, windows, runs, distances and the best block: what both passes of ``cleaning.text.scores`` look at.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

Column = Sequence[int]
Columns = dict[str, Column]
MOST = 254
PERCENT = 200  # a share of 1


def moved(column: Column, step: int, outside: int = MOST) -> Column:
    """For each line, the value of the line so many lines further; 254 outside of the page."""
    count = len(column)
    if abs(step) >= count:
        return [outside] * count
    return [*column[step:], *[outside] * step] if step > 0 else [*[outside] * -step, *column[:step]]


def window(good: Sequence[int], weights: Sequence[int], reach: int) -> Column:
    """For each line, the share of good letters among the lines around, up to ``reach`` on each side, without it."""
    goods, letters = _around_each(good, reach), _around_each(weights, reach)
    return [PERCENT * g // w if w else 0 for g, w in zip(goods, letters, strict=True)]


def _around_each(values: Sequence[int], reach: int) -> list[int]:
    """For each value, the sum of those up to ``reach`` before and behind it."""
    sums = list(accumulate(values, initial=0))
    count, whole = len(values), sums[-1]
    ends = [*sums[reach + 1 :], *[whole] * min(reach, count)]
    starts = [*[0] * min(reach, count), *sums[: max(0, count - reach)]]
    return [end - start - value for end, start, value in zip(ends, starts, values, strict=True)]


def runs(flags: Sequence[bool]) -> Column:
    """For each flagged line, how many flagged ones stand in a row there; 0 for others."""
    lengths: list[int] = []
    at, count = 0, len(flags)
    while at < count:
        end = at + 1
        while end < count and flags[end] == flags[at]:
            end += 1
        lengths += [min(MOST, end - at) if flags[at] else 0] * (end - at)
        at = end
    return lengths


def since(flags: Sequence[int]) -> Column:
    """For each line, how many lines above the next flagged one stands; 254 if none does."""
    result = [MOST] * len(flags)
    last = -1
    for at, flag in enumerate(flags):
        if flag:
            if last >= 0:
                result[last + 1 : at + 1] = _far(at - last)
            last = at
    if last >= 0:
        result[last + 1 :] = _far(len(flags) - 1 - last)
    return result


NEAREST = list(range(1, MOST + 1))


def _far(count: int) -> list[int]:
    """The distances of so many lines behind a flagged one."""
    return NEAREST[:count] + [MOST] * (count - MOST)


def sum_since(flags: Sequence[int], values: Sequence[int]) -> Column:
    """For each line, the sum of the values since the last flagged line, in tens; 254 if there is none."""
    total, result, known = 0, [], False
    for flag, value in zip(flags, values, strict=True):
        result.append(min(MOST - 1, total // 10) if known else MOST)
        total, known = (0, True) if flag else (total + value, known)
    return result


def block_distances(gains: Sequence[int], name: str) -> Columns:
    """How far each line stands above and below the run of lines with the greatest sum, and how deep inside."""
    best = running = start = 0
    block = (0, -1)
    for at, gain in enumerate(gains):
        if running <= 0:
            running, start = 0, at
        running += gain
        if running > best:
            best, block = running, (start, at)
    first, last = block
    count = len(gains)
    return {
        f"{name}_above": [min(MOST, first - at) if at < first else 0 for at in range(count)],
        f"{name}_below": [min(MOST, at - last) if at > last else 0 for at in range(count)],
        f"{name}_from": [min(MOST, at - first + 1) if first <= at <= last else 0 for at in range(count)],
        f"{name}_to": [min(MOST, last - at + 1) if first <= at <= last else 0 for at in range(count)],
    }


def alike(sizes: Column, ends: Column, separators: Column, markers: Column) -> Column:
    """For each line, how many of the six lines around are written as it is: items of one list."""
    builds = [(e, s > 0, m) for e, s, m in zip(ends, separators, markers, strict=True)]
    result = []
    for at, (build, size) in enumerate(zip(builds, sizes, strict=True)):
        start = at - 3 if at > 3 else 0
        near = zip(builds[start : at + 4], sizes[start : at + 4], strict=True)
        same = [1 for other, length in near if other == build and length <= 2 * size + 5 and size <= 2 * length + 5]
        result.append(len(same) - 1)
    return result
