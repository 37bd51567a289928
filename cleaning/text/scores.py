"""The shapes of a page's lines → how likely each line belongs to the article's text, from 0 to 1.

Two passes, as jusText makes them (https://nlp.fi.muni.cz/projects/justext/): the first weighs a line by itself, the
second weighs what the first found around it: the density of good lines in windows, the best block of lines, what comes
before and after. Both are sums of weighed measures (logistic regression); the weights stand in ``weights.json``.

The weights were fitted on the lines of 207 labelled news and blog pages of 141 sites in 17 languages, each page once
with all that stands on it and once with its main part only; a line is worth its words, each page the same. Readers'
comments and lines that may or may not be counted to the text were left out. The second pass saw scores that the first
had made of sites it was not fitted on. Tested on sites held out (five folds), page F1 of the body is 0.927 on whole
pages and 0.924 on main parts, and 0.88 and 0.91 with the first pass alone; keeping every line gives 0.63 and 0.83.
Measures that gained less than 0.0005 were left out.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from cleaning.text.lines import Line
from cleaning.text.shapes import Shape, repeats

Columns = dict[str, Sequence[float]]
BODY = 0.5  # the score from which a line is taken for the article's
LENGTHS = tuple(math.log2(length) for length in (8, 20, 40, 80, 160, 320, 640))  # letters; between them a line is both
SHORT, PROSE = 80, 120  # letters: shorter is hardly a paragraph; longer, and a sentence, is one
HEADING = 60  # letters: capitals at the beginning of each word mean less in longer lines
FAMILIES = (
    "comments", "respond", "notice", "related", "share", "subscribe", "cookie", "legal", "credit", "nav",
)  # fmt: skip
IN_PROSE = frozenset({"related", "share", "subscribe", "cookie", "legal", "credit"})  # these tell even in long lines
LONGEST = 400  # letters: a longer line has no more weight among its neighbours
EVEN = 0.15  # what a line weighs beside its letters, in hundreds of letters
FEW, SOME = 1, 3  # how many paragraphs of the page must share a word
WORDS = 40  # words of a line that are looked up
NEAR, WIDE = 7, 15  # lines on each side of a line
ALIKE = 3  # lines on each side that may be items of the same list
GOOD = 0.4  # the score from which a line adds to a block of good ones
NEVER = 9.0  # the good text, in hundreds of letters, that counts as far away from a header
LARGE = 30.0  # sums beyond are 0 and 1
SURE = 9.2  # no score of the first pass counts for more than this in the second, as a logarithm of its odds


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Mapping[str, float]]:
    """The weights of the measures of each pass; ``bias`` is what a line has before anything is known of it."""
    table: Mapping[str, Mapping[str, float]] = json.loads(
        files("cleaning.text").joinpath("weights.json").read_text("utf-8")
    )
    return table


def score_lines(lines: Sequence[Line], shapes: Sequence[Shape], aside: Collection[int] = ()) -> list[float]:
    """The score of each line; lines ``aside`` (the readers' comments) are nobody's neighbours and score 0."""
    table = weights()["own"]
    first = []
    for measures in own_measures(lines, shapes):
        total = table["bias"]
        for name, value in measures:
            total += table[name] * value
        first.append(_share(total))
    for at in aside:
        first[at] = 0.0
    second = _weighed(context_columns(lines, shapes, first), len(lines))
    return [0.0 if at in aside else _share(total) for at, total in enumerate(second)]


def _weighed(columns: Columns, size: int) -> list[float]:
    """For each line the sum of its measures of the second pass, each with its weight."""
    table = weights()["context"]
    totals = [table["bias"]] * size
    for name, column in columns.items():
        weight = table[name]
        totals = [total + weight * value for total, value in zip(totals, column, strict=True)]
    return totals


def _share(total: float) -> float:
    """A sum of weights as a number from 0 to 1."""
    return 1 / (1 + math.exp(-total)) if -LARGE < total < LARGE else float(total > 0)


# ------------------------------------------------------------------------------------------------------- the first pass


def own_measures(lines: Sequence[Line], shapes: Sequence[Shape]) -> Iterator[list[tuple[str, float]]]:
    """What each line is by itself, and what its words are to the page's paragraphs; no measure means 0."""
    repeated = repeats(lines)
    vocabulary: Counter[str] = Counter()
    for shape in shapes:
        if _is_paragraph(shape):
            vocabulary.update(set(shape.words))
    for line, shape in zip(lines, shapes, strict=True):
        measures = [*_length(shape.size), *_marks(line, shape), *_phrases(shape), *_cohesion(shape, vocabulary)]
        if repeated[line.text.casefold()] > 1:
            measures.append(("repeated", 1.0))
        yield measures


def _is_paragraph(shape: Shape) -> bool:
    return shape.size >= PROSE and shape.is_sentence


def _length(size: int) -> Iterator[tuple[str, float]]:
    """The line's length as a place on a scale of seven: all on one step, or parted between two."""
    length = math.log2(max(1, size))
    step = sum(length >= bound for bound in LENGTHS)
    if step in (0, len(LENGTHS)):
        yield f"length{max(0, step - 1)}", 1.0
    else:
        part = (length - LENGTHS[step - 1]) / (LENGTHS[step] - LENGTHS[step - 1])
        yield f"length{step - 1}", 1 - part
        yield f"length{step}", part


def _marks(line: Line, shape: Shape) -> Iterator[tuple[str, float]]:
    """How the line is written: its end, its capitals."""
    if shape.ends:
        yield "ends" if shape.is_sentence else "colon", 1.0
        if line.text.endswith(("…", "...")):
            yield "ellipsis", 1.0
    if shape.capitals:
        yield "capitals", shape.capitals
        if shape.size < HEADING:
            yield "capitals_short", shape.capitals
    if "©" in line.text:
        yield "copyright", 1.0


def _phrases(shape: Shape) -> Iterator[tuple[str, float]]:
    """Which families of set phrases the line has, by the share of its words."""
    for family, share in shape.matches.share.items():
        if family in FAMILIES:
            yield family, share
            if shape.size > HEADING and family in IN_PROSE:
                yield f"{family}_long", 1.0


def _cohesion(shape: Shape, vocabulary: Mapping[str, int]) -> Iterator[tuple[str, float]]:
    """The share of the line's words that other paragraphs of the page have: function words and the topic's words."""
    words = shape.words[:WORDS]
    own = 1 if _is_paragraph(shape) else 0
    counts = [vocabulary[word] for word in words if word in vocabulary]
    few, some = FEW + own, SOME + own
    yield "shared", len([count for count in counts if count >= few]) / max(3, len(words))
    yield "shared_often", len([count for count in counts if count >= some]) / max(3, len(words))


# ------------------------------------------------------------------------------------------------------ the second pass


def context_columns(lines: Sequence[Line], shapes: Sequence[Shape], first: Sequence[float]) -> Columns:
    """What stands around each line, by the scores of the first pass: a column of numbers for each measure."""
    letters = [min(shape.size, LONGEST) / 100 for shape in shapes]
    good = [score * size for score, size in zip(first, letters, strict=True)]
    sizes = [size + EVEN for size in letters]
    goods = _sums(good)
    whole, count = goods[-1] or 1.0, len(lines)
    own = [_odds(score) for score in first]
    block = _best_block(first, sizes)
    inside = [float(block[0] <= at <= block[1]) for at in range(count)]
    near_header, since_header = _headers(shapes, good)
    return {
        "own": own,
        "own_inside": [value * flag for value, flag in zip(own, inside, strict=True)],
        "inside": inside,
        "above_block": [_far(block[0] - at) for at in range(count)],
        "below_block": [_far(at - block[1]) for at in range(count)],
        "before": [before / whole for before in goods[:-1]],
        "nothing_before": [float(before < 0.5) for before in goods[:-1]],
        "nothing_after": [float(goods[-1] - until < 0.5) for until in goods[1:]],
        "part": [value / whole for value in good],
        "window": _window(good, goods, sizes, NEAR),
        "window_wide": _window(good, goods, sizes, WIDE),
        "after_header": near_header,
        "since_header": since_header,
        "alike": _alike(lines, shapes),
        **_blanks(lines, first),
        "good_share": [goods[-1] / (sum(sizes) or 1)] * count,
        "lines": [min(1.0, math.log2(1 + count) / 10)] * count,
    }


def _far(lines: int) -> float:
    """How far so many lines are: 0 for none or less, 1 for 63 and more."""
    return 0.0 if lines <= 0 else 1.0 if lines >= 63 else math.log2(1 + lines) / 6


def _odds(score: float) -> float:
    """The logarithm of a score's odds."""
    odds = math.log((score + 1e-9) / (1 - score + 1e-9))
    return -SURE if odds < -SURE else SURE if odds > SURE else odds


def _sums(values: Sequence[float]) -> list[float]:
    """The sums of the first 0, 1, 2 … values."""
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


def _best_block(first: Sequence[float], sizes: Sequence[float]) -> tuple[int, int]:
    """First and last line of the run of lines whose scores above a bound, weighed by length, add up to most."""
    best, block = 0.0, (0, 0)
    running, start = 0.0, 0
    for at, (score, size) in enumerate(zip(first, sizes, strict=True)):
        if running <= 0:
            running, start = 0.0, at
        running += (score - GOOD) * (size + EVEN)
        if running > best:
            best, block = running, (start, at)
    return block


def _headers(shapes: Sequence[Shape], good: Sequence[float]) -> tuple[list[float], list[float]]:
    """For each line, 1 if a header such as "Related articles" stands up to three lines above, and how little good text
    stands since the last one: 1 right below it, towards 0 far away."""
    lines_since, told = 60, NEVER
    near, since = [], []
    for shape, value in zip(shapes, good, strict=True):
        near.append(float(lines_since <= 3))
        since.append(1 / (1 + told))
        lines_since, told = lines_since + 1, told + value
        if shape.size < HEADING and shape.matches.of("related") >= 0.6:
            lines_since, told = 0, 0.0
    return near, since


def _window(good: Sequence[float], goods: Sequence[float], sizes: Sequence[float], reach: int) -> list[float]:
    """For each line, the share of good letters among the lines around, up to ``reach`` on each side."""
    letters, count = _sums(sizes), len(sizes)
    shares = []
    for at in range(count):
        start, end = max(0, at - reach), min(count, at + reach + 1)
        around = letters[end] - letters[start] - sizes[at]
        shares.append((goods[end] - goods[start] - good[at]) / around if around > 1e-6 else 0.0)
    return shares


def _alike(lines: Sequence[Line], shapes: Sequence[Shape]) -> list[float]:
    """For each line, the share of the six lines around that are written as it is: items of one list."""
    builds = [
        (shape.is_sentence, shape.separators > 0, line.marker != "") for line, shape in zip(lines, shapes, strict=True)
    ]
    sizes = [shape.size + 5 for shape in shapes]
    shares = []
    for at, (build, size) in enumerate(zip(builds, sizes, strict=True)):
        start, end = max(0, at - ALIKE), at + ALIKE + 1
        around = zip(builds[start:end], sizes[start:end], strict=True)
        same = len([1 for other, length in around if other == build and size <= 2 * length and length <= 2 * size])
        shares.append((same - 1) / (2 * ALIKE))
    return shares


def _blanks(lines: Sequence[Line], first: Sequence[float]) -> Columns:
    """Whether a blank line stands above, whether on both sides, and then how good the two neighbours are."""
    close = [float(line.blanks == 0) for line in lines]
    alone = [0.0 if above or below else 1.0 for above, below in zip(close, [*close[1:], 0.0], strict=False)]
    padded = [0.0, *first, 0.0]
    return {
        "close": close,
        "alone": alone,
        "alone_good": [flag * (padded[at] + padded[at + 2]) / 2 for at, flag in enumerate(alone)],
    }
