"""What the first pass made of a page's lines → what stands around each line: columns of small whole numbers.

``first`` is the score of each line from 0 to 254, where 127 is even odds.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from cleaning.text.lines import Line
from cleaning.text.measures import capped
from cleaning.text.neighbours import MOST, PERCENT, Column, Columns, block_distances, moved, since, sum_since, window

GOOD = 127  # the score from which a line is good
LONGEST = 160  # on the scale of sizes: a longer line has no more weight among its neighbours
EVEN = 8  # what a line weighs beside its letters
PARAGRAPH = 80  # on the scale of sizes


def context_of(lines: Sequence[Line], columns: Columns, first: Sequence[int]) -> Columns:
    """What the scores of the first pass say of each line's surroundings; ``columns`` are the measures of that pass."""
    size = columns["size"]
    count = len(size)
    weight = [min(value, LONGEST) + EVEN for value in size]
    good = [score * letters // MOST for score, letters in zip(first, weight, strict=True)]
    flags = [int(score >= GOOD) for score in first]
    sums = list(accumulate(good, initial=0))
    whole = sums[-1] or 1
    context: Columns = {"own": first}
    for step in (-4, -3, -2, -1, 1, 2, 3, 4):
        context[f"own{step:+d}"] = moved(first, step, 0)
    for wide in (2, 5, 10, 25):
        context[f"good_{wide}"] = window(good, weight, wide)
    context["good_before"] = [PERCENT * value // whole for value in sums[:-1]]
    context["good_after"] = [PERCENT * (whole - value) // whole for value in sums[1:]]
    context["good_part"] = [PERCENT * value // whole for value in good]
    context |= block_distances([5 * (s - 100) * w // MOST for s, w in zip(first, weight, strict=True)], "block")
    context |= _paragraphs(size, first)
    context["since_good"] = since(flags)
    context["until_good"] = since(flags[::-1])[::-1]
    context["best_before"] = _best_before(first)
    context["best_after"] = _best_before(first[::-1])[::-1]
    blanks = columns["above"]
    context["good_since_blank"] = _block_share(blanks, good, weight)
    for name in ("related", "comment"):
        heads = [int(value == 1) for value in [*columns[f"since_{name}"][1:], MOST]]
        context[f"good_since_{name}"] = sum_since(heads, good)
    context["twin"] = _twin(lines, first)
    context["rank"] = _rank(first, weight)
    context["page_good"] = [PERCENT * sums[-1] // (sum(weight) or 1)] * count
    context["page_count"] = [capped(sum(flags))] * count
    return context


def _paragraphs(size: Column, first: Sequence[int]) -> Columns:
    """The score of the nearest long line above and below each line, and how many lines away it is."""
    above, below = _nearest(size, first), _nearest(size[::-1], first[::-1])
    return {
        "long_above": above[0],
        "long_above_far": above[1],
        "long_below": below[0][::-1],
        "long_below_far": below[1][::-1],
    }


def _nearest(size: Column, first: Sequence[int]) -> tuple[list[int], list[int]]:
    score, far = 0, MOST
    scores, distances = [], []
    for length, own in zip(size, first, strict=True):
        scores.append(score)
        distances.append(far)
        score, far = (own, 1) if length >= PARAGRAPH else (score, min(MOST, far + 1))
    return scores, distances


def _best_before(first: Sequence[int]) -> list[int]:
    """For each line, the best score of the lines above, which fades by 3 a line."""
    best, result = 0, []
    for score in first:
        result.append(best)
        best = max(score, best - 3, 0)
    return result


def _block_share(blanks: Column, good: Sequence[int], weight: Sequence[int]) -> list[int]:
    """For each line, the share of good letters in its block: the lines between two blank ones."""
    shares: list[int] = []
    at, count = 0, len(good)
    while at < count:
        end = at + 1
        while end < count and not blanks[end]:
            end += 1
        shares += [PERCENT * sum(good[at:end]) // sum(weight[at:end])] * (end - at)
        at = end
    return shares


def _twin(lines: Sequence[Line], first: Sequence[int]) -> list[int]:
    """For each line, the best score that a line of the same text has elsewhere in the page; 0 if there is none."""
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        places.setdefault(line.text, []).append(at)
    return [
        max((first[i] for i in places[line.text] if i != at), default=0) if len(places[line.text]) > 1 else 0
        for at, line in enumerate(lines)
    ]


def _rank(first: Sequence[int], weight: Sequence[int]) -> list[int]:
    """For each line, the share of the page's letters that stand in lines of a better score."""
    better: dict[int, int] = {}
    for score, letters in zip(first, weight, strict=True):
        better[score] = better.get(score, 0) + letters
    total, whole = 0, sum(weight) or 1
    ranks = {}
    for score in sorted(better, reverse=True):
        ranks[score] = PERCENT * total // whole
        total += better[score]
    return [ranks[score] for score in first]
