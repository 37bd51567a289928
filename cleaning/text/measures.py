"""The lines of a page and their shapes → what is measured of each line: columns of small whole numbers.

Each measure is a column of numbers from 0 to 254, one a line. Whole numbers only: a column is a row of bytes, the trees
of ``cleaning.text.trees`` compare them without rounding, and the same page gives the same columns on any machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, chain

from cleaning.text.lines import Line
from cleaning.text.neighbours import (
    MOST,
    PERCENT,
    Columns,
    alike,
    block_distances,
    moved,
    runs,
    since,
    sum_since,
    window,
)
from cleaning.text.shapes import Shape
from cleaning.text.stopwords import STOPWORDS

FAMILIES = (
    "comments", "respond", "notice", "closed", "control", "says", "field", "related", "share", "subscribe", "cookie",
    "legal", "credit", "ad", "readtime", "nav", "byline", "published", "updated", "tags", "rating", "role",
)  # fmt: skip
HEADERS = {
    "related": ("related",),
    "comment": ("comments", "respond", "notice", "closed"),
    "offer": ("subscribe", "ad"),
}
SHORT, PROSE = 80, 120  # letters: shorter is hardly a paragraph; longer, and a sentence, is one
HEADING = 60  # letters of a line that may head others
HEADED = 0.6  # share of a header's words that must be words of its family
WORDS = 40  # words of a line that are looked up
LONGEST = 400  # letters: a longer line has no more weight among its neighbours
LEAD = 3  # words that lines of one kind begin with ("Read more about …")
TOPIC = 5  # letters of a word that may be the page's topic


def scaled(size: int) -> int:
    """A length in letters on a scale that is fine for short lines and coarse for long ones; 0 to 254."""
    return size if size < 100 else 100 + (size - 100) // 5 if size < 600 else min(MOST, 200 + (size - 600) // 50)


SCALE = bytes(scaled(size) for size in range(3400))


def capped(size: int) -> int:
    """The same, for any length."""
    return SCALE[size] if size < 3400 else MOST


def least(values: Sequence[int], bound: int = MOST) -> list[int]:
    """The values, none above a bound."""
    return [value if value < bound else bound for value in values]


def measures_of(lines: Sequence[Line], shapes: Sequence[Shape]) -> Columns:
    """The measures of each line by itself, of its place, and of the lines around it."""
    columns: Columns = {
        **_written(lines, shapes),
        **_phrases(shapes),
        **_repeated(lines, shapes),
        **_cohesion(lines, shapes),
        **_place(lines, shapes),
    }
    return {**columns, **_around(columns)}


def _written(lines: Sequence[Line], shapes: Sequence[Shape]) -> Columns:
    """How each line is written."""
    rows: dict[str, tuple[int, ...]] = {}
    for line, shape in zip(lines, shapes, strict=True):
        if line.text not in rows:
            rows[line.text] = _written_row(line, shape)
    columns = zip(*(rows[line.text] for line in lines), strict=True)
    return dict(zip(WRITTEN, columns, strict=True)) | {
        "marker": [_marker(line) for line in lines],
        "indent": [min(line.indent, MOST) for line in lines],
        "glued": [int(line.glued) for line in lines],
        "above": [min(line.blanks, 5) for line in lines],
        "below": [*(min(line.blanks, 5) for line in lines[1:]), 5][: len(lines)],
    }


WRITTEN = (
    "size", "words", "word_size", "short_words", "stop", "capitals", "upper", "digits", "ends", "ellipsis", "sentences",
    "commas", "comma_share", "separators", "address", "credited", "quoted", "quotes", "begins", "glue", "bracket",
    "copyright", "stamp", "stamp_share",
)  # fmt: skip


def _written_row(line: Line, shape: Shape) -> tuple[int, ...]:
    text, words = line.text[:300], shape.words[:WORDS]
    count, letters = len(words), len(text)
    stamp = shape.stamp
    return (
        capped(shape.size),
        min(len(shape.words), MOST),
        min(MOST, 10 * sum(map(len, words)) // count) if count else 0,
        PERCENT * len([1 for word in words if len(word) < 4]) // count if count else 0,
        PERCENT * len([1 for word in words if word in STOPWORDS]) // count if count else 0,
        int(PERCENT * shape.capitals),
        PERCENT * len([1 for word in text.split() if len(word) > 1 and word.isupper()]) // (count or 1) if count else 0,
        shape.digits,
        _END.get(shape.ends, 7) if shape.ends else 0,
        int(text.endswith(("…", "..."))),
        min(shape.sentences, MOST),
        min(shape.commas, MOST),
        min(MOST, 1000 * shape.commas // (shape.size or 1)),
        min(shape.separators, 20),
        int(shape.address),
        int(shape.credited),
        int(shape.quoted),
        min(shape.quotes, 20),
        _begins(text),
        shape.glue,
        int(text[:1] in "([") + 2 * int(text[-1:] in ")]"),
        int("©" in text),
        0 if stamp is None else 1 + stamp.dated + (stamp.dated and stamp.year),
        PERCENT * (stamp.end - stamp.start) // (letters or 1) if stamp else 0,
    )


_END = {":": 1, ";": 2, ".": 4, "。": 4, "!": 5, "！": 5, "?": 6, "？": 6, "؟": 6, "…": 3}


def _begins(text: str) -> int:
    first = text[:1]
    return (
        0
        if not first
        else 1
        if first.islower()
        else 2
        if first.isupper()
        else 3
        if first.isalpha()
        else 4 + first.isdigit()
    )


def _marker(line: Line) -> int:
    return 0 if not line.marker else 2 if line.marker[0].isdigit() else 1


def _phrases(shapes: Sequence[Shape]) -> Columns:
    """Which families of set phrases each line has, and which it begins with."""
    columns = {f"{family}_share": [0] * len(shapes) for family in FAMILIES}
    leads = {f"{family}_leads": [0] * len(shapes) for family in FAMILIES}
    covered = [0] * len(shapes)
    for at, shape in enumerate(shapes):
        if shape.matches.share:
            for family, share in shape.matches.share.items():
                value = int(PERCENT * share)
                columns[f"{family}_share"][at] = value
                covered[at] = max(covered[at], value)
            for family in shape.matches.leading:
                leads[f"{family}_leads"][at] = 1
    return {**columns, **leads, "covered": covered}


def _repeated(lines: Sequence[Line], shapes: Sequence[Shape]) -> Columns:
    """How often each line, its beginning and its end stand in the page, and whether it stood there before."""
    texts = [line.text.casefold() for line in lines]
    whole = Counter(texts)
    seen: set[str] = set()
    before = []
    for text in texts:
        before.append(int(text in seen))
        seen.add(text)
    heads = [tuple(shape.words[:LEAD]) for shape in shapes]
    tails = [tuple(shape.words[-LEAD:]) for shape in shapes]
    lead, tail = Counter(heads), Counter(tails)
    starts = [shape.words[: WORDS + 3] for shape in shapes]
    runs = [set(zip(words, words[1:], words[2:], words[3:], strict=False)) for words in starts]
    known = Counter(chain.from_iterable(runs))
    return {
        "repeated": [min(whole[text], 20) for text in texts],
        "before": before,
        "lead": [min(lead[head], 20) for head in heads],
        "tail": [min(tail[head], 20) for head in tails],
        "runs": [PERCENT * len([1 for r in run if known[r] > 1]) // len(run) if run else 0 for run in runs],
    }


def _cohesion(lines: Sequence[Line], shapes: Sequence[Shape]) -> Columns:
    """What share of each line's words the page's paragraphs and its first lines have."""
    paragraph = [shape.size >= PROSE and shape.is_sentence for shape in shapes]
    vocabulary: Counter[str] = Counter()
    for shape, is_one in zip(shapes, paragraph, strict=True):
        if is_one:
            vocabulary.update(set(shape.words))
    title = {word for shape in shapes[:3] for word in shape.words if len(word) >= 4 or not word.isascii()}
    topic = {word for word, count in vocabulary.items() if count >= 3 and len(word) >= TOPIC and word not in STOPWORDS}
    once, thrice, titled, topical = [], [], [], []
    for shape, is_one in zip(shapes, paragraph, strict=True):
        words = shape.words[:WORDS]
        own, size = int(is_one), max(3, len(words))
        counts = [vocabulary[word] for word in words if word in vocabulary]
        once.append(PERCENT * len([1 for count in counts if count > own]) // size)
        thrice.append(PERCENT * len([1 for count in counts if count > 2 + own]) // size)
        titled.append(min(MOST, len([1 for word in words if word in title])))
        topical.append(min(MOST, len([1 for word in words if word in topic])))
    return {"shared": once, "shared_often": thrice, "titled": titled, "topical": topical}


def _place(lines: Sequence[Line], shapes: Sequence[Shape]) -> Columns:
    """Where each line stands, and what the page is like."""
    count = len(lines)
    prose = [min(s.size, 2000) if s.is_sentence and s.size >= SHORT else 0 for s in shapes]
    letters = sum(s.size for s in shapes) or 1
    told = list(accumulate(prose, initial=0))
    whole = told[-1] or 1
    blank = sum(1 for line in lines if line.blanks)
    return {
        "from_top": [min(at, MOST) for at in range(count)],
        "from_end": [min(count - 1 - at, MOST) for at in range(count)],
        "told_before": [PERCENT * value // whole for value in told[:-1]],
        "told_after": [PERCENT * (whole - value) // whole if told[-1] else 0 for value in told[1:]],
        "page_lines": [capped(count)] * count,
        "page_prose": [min(PERCENT, PERCENT * told[-1] // letters)] * count,
        "page_letters": [min(MOST, letters // 100)] * count,
        "page_blank": [PERCENT * blank // (count or 1)] * count,
    }


def _around(columns: Columns) -> Columns:
    """What stands around each line."""
    size, stop, ends = columns["size"], columns["stop"], columns["ends"]
    count = len(size)
    weight = [min(value, 160) + 8 for value in size]
    is_told = [int(s >= 60 and e >= 3 and w >= 30) for s, e, w in zip(size, ends, stop, strict=True)]
    told = [flag * value for flag, value in zip(is_told, weight, strict=True)]
    around: Columns = {}
    for name in ("size", "stop", "ends", "stamp", "covered", "is", "above"):
        column = is_told if name == "is" else columns[name]
        reach = (-2, -1, 1, 2) if name in ("size", "is", "ends") else (-1, 1)
        for step in reach:
            around[f"{name}{step:+d}"] = moved(column, step)
    for wide in (3, 7, 15):
        around[f"told_{wide}"] = window(told, weight, wide)
    around["run_short"] = runs([value < SHORT for value in size])
    around["run_told"] = runs([bool(flag) for flag in is_told])
    around |= block_distances([20 * t // 8 - w for t, w in zip(told, weight, strict=True)], "told_block")
    around["since_told"] = since(is_told)
    around["until_told"] = since(is_told[::-1])[::-1]
    for name, families in HEADERS.items():
        heads = [0] * count
        for family in families:
            share = columns[f"{family}_share"]
            heads = [
                h or int(v >= HEADED * PERCENT and s < HEADING) for h, v, s in zip(heads, share, size, strict=True)
            ]
        around[f"since_{name}"] = since(heads)
        around[f"until_{name}"] = since(heads[::-1])[::-1]
        around[f"told_since_{name}"] = sum_since(heads, told)
    around["since_stamp"] = since([int(value == 3) for value in columns["stamp"]])
    around["alike"] = alike(size, ends, columns["separators"], columns["marker"])
    return around
