"""What stands above an article's text: headline, standfirst, byline, date → which line is which.

In: the lines of a page with their shapes, and which of them are the article's text. A headline stands near the text,
shares words with it, is often printed twice (or once more with the site's name behind it) and is no sentence that ends
with a full stop. A byline says so ("By …", "Von …"), or is a name beside a date or a role. A date counts only between
headline and text, or beside the byline: not in a masthead above the headline, in a caption, or beside other headlines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaning.model import Label
from cleaning.text.bylines import is_byline, is_date, mark_date_below, mark_names_and_dates
from cleaning.text.lines import Line
from cleaning.text.marks import Mark
from cleaning.text.shapes import Shape, repeats

ABOVE = 60  # lines above the text in which the headline is looked for
SUSTAINED, WITHIN = 250, 10  # letters of the article among so many lines: there its text begins
HEADLINE_SIZE = (12, 260)  # letters
HEADLINE = 1.2  # the points from which a line is taken for the headline
FAR = 0.04  # points that each line between headline and text costs
REPEATED, TITLED, BELOW_BYLINE = 0.8, 1.2, 0.8  # points for a line printed twice, for one in the page's title; a cost
CREDIT_SIZE = 60  # letters of a line that is a credit alone: the line above it is the caption
CLOSE = 0.1  # points by which a line must be better than one above it
FULL_SIZE, LONGER = 30, 1.2  # letters from which a headline is no kicker; how much longer a standfirst is
TELLING = 4  # letters of a word that tells something; shorter ones stand in every text
# How sure the labels are: about the share that was right on 248 labelled pages, of which half were main parts only.
SURE = 4.0  # points at which a headline is right in six of seven cases; at half of them it is in three of five
STANDFIRST_SIZE, STANDFIRST_WORDS = 45, 6  # letters, words
NEAR = 6  # lines
LATE = 3  # lines below the first one that looks like the article's text, which may be a widget's
TITLES = 4  # lines at the page's top of which one may be its title
NOT_A_HEADLINE = (
    "nav", "share", "subscribe", "cookie", "legal", "ad", "readtime", "respond", "notice", "related", "credit",
    "comments", "tags", "published", "updated", "field", "rating", "control",
)  # fmt: skip
SIGNED, SIGNED_WITHIN = 0.6, 3  # points for a line with a byline or date so many lines below
CAPTIONED = 1.5  # points that a caption costs
SITE = re.compile(r"\s+(?:[|–—·•»-]|::)\s+")


def first_of_body(shapes: Sequence[Shape], body: Sequence[bool]) -> int:
    """The line at which the article's text begins in earnest; the number of lines if it has none."""
    at = [line for line, inside in enumerate(body) if inside]
    for line in at:
        told = sum(shapes[i].size for i in range(line, min(len(body), line + WITHIN)) if body[i])
        if told >= SUSTAINED:
            return line
    return at[0] if at else len(body)


def find_front(lines: Sequence[Line], shapes: Sequence[Shape], body: Sequence[bool]) -> dict[int, Mark]:
    """The labelled lines above the text: headline, its repetitions, standfirst, byline, date."""
    begin = first_of_body(shapes, body)
    words = {_stem(word) for shape, inside in zip(shapes, body, strict=True) if inside for word in shape.words}
    headline = _headline(lines, shapes, body, begin, words)
    marks: dict[int, Mark] = {}
    if headline is not None:
        at, points = headline
        marks[at] = Mark(Label.HEADLINE, "near the text, shares its words", min(1.0, points / SURE))
    top = headline[0] if headline else begin
    begin = max(begin, top + 1) if headline else begin
    mark_names_and_dates(lines, shapes, body, top, begin, marks)
    mark_date_below(lines, shapes, body, marks)
    if headline is not None:
        _mark_standfirst(lines, shapes, body, headline[0], begin, marks)
    return marks


def _headline(
    lines: Sequence[Line], shapes: Sequence[Shape], body: Sequence[bool], begin: int, words: set[str]
) -> tuple[int, float] | None:
    """The line of the headline and its points, None if no line above the text may be one."""
    repeated = repeats(lines)
    titled = _titled(lines, shapes, begin)
    best: tuple[float, int] | None = None
    signed = 0.0  # what is taken off below a byline or a date
    late = {
        at
        for at in range(begin, min(begin + LATE, len(lines)))
        if not body[at] and _is_signed(at, begin + NEAR, lines, shapes)
    }
    for at in sorted({*range(max(0, begin - ABOVE), min(begin, len(lines))), *late, *titled}):
        if is_byline(lines[at], shapes[at]) or is_date(lines[at], shapes[at]):
            signed = BELOW_BYLINE if best else 0.0
        if not _may_be_headline(lines[at], shapes[at], titled=at in titled):
            continue
        shared = _shared(shapes[at], words)
        points = 2.0 * shared + _points(lines, shapes, at, begin) - signed
        points += REPEATED * (repeated[lines[at].text.casefold()] > 1) + TITLED * (at in titled)
        points += SIGNED * shared * _is_signed(at, begin, lines, shapes) - CAPTIONED * _is_caption(at, lines)
        if best is None or (points > best[0] + CLOSE and not _is_below(at, best, shapes)):
            best = (points, at)
    return (best[1], best[0]) if best and best[0] >= HEADLINE else None


def _titled(lines: Sequence[Line], shapes: Sequence[Shape], begin: int) -> frozenset[int]:
    """The lines that stand once more at the page's top, in its title, with the site's name behind or before them."""
    titles = [line.text for line in lines[:TITLES] if SITE.search(line.text)]
    if not titles:
        return frozenset()
    low = HEADLINE_SIZE[0]
    return frozenset(
        at
        for at in range(min(begin + NEAR, len(lines)))
        if shapes[at].size >= low and any(lines[at].text in title and lines[at].text != title for title in titles)
    )


def _is_below(at: int, best: tuple[float, int], shapes: Sequence[Shape]) -> bool:
    """True if a longer line stands right below what may be a headline already: then it is the standfirst."""
    points, above = best
    upper, lower = shapes[above].size, shapes[at].size
    return points >= HEADLINE and at - above == 1 and upper >= FULL_SIZE and lower >= LONGER * upper


def _is_signed(at: int, begin: int, lines: Sequence[Line], shapes: Sequence[Shape]) -> bool:
    """True if a byline or a date stands right below a line, or below a standfirst."""
    return any(
        is_byline(lines[below], shapes[below]) or is_date(lines[below], shapes[below])
        for below in range(at + 1, min(at + SIGNED_WITHIN + 1, begin, len(lines)))
    )


def _is_caption(at: int, lines: Sequence[Line]) -> bool:
    """True if the line below is the same with a credit or a source behind it: captions are printed so."""
    below, text = lines[at + 1 : at + 2], lines[at].text
    return bool(below) and len(below[0].text) > len(text) and below[0].text.startswith(text)


def _may_be_headline(line: Line, shape: Shape, *, titled: bool) -> bool:
    low, high = HEADLINE_SIZE
    if (
        not low <= shape.size <= high
        or shape.address
        or shape.matches.of(*NOT_A_HEADLINE) >= 0.6
        or line.marker[:1] == "•"
    ):
        return False
    if shape.stamp and (shape.stamp.end - shape.stamp.start) > 0.5 * len(line.text):
        return False
    return titled or shape.ends not in (".", "。", ":", ";")


def _shared(shape: Shape, words: set[str]) -> float:
    """The share of a line's telling words that the text has too."""
    told = [word for word in shape.words if len(word) >= TELLING or not word.isascii()] or shape.words
    return sum(_stem(word) in words for word in told) / max(3, len(told))


def _stem(word: str) -> str:
    """A word; of a Korean one the first two syllables, because particles are written behind it."""
    return word[:2] if "가" <= word[0] <= "힣" else word


def _points(lines: Sequence[Line], shapes: Sequence[Shape], at: int, begin: int) -> float:
    """What speaks for a line as the headline: its length, how near the text is; no credit."""
    line, shape = lines[at], shapes[at]
    points = 0.6 * (30 <= shape.size <= 120) + 0.3 * (line.blanks > 0) - FAR * min(ABOVE, abs(begin - at))
    named = at + 1 < begin and shapes[at + 1].credited and shapes[at + 1].size < CREDIT_SIZE
    points -= 1.5 * shape.credited + 0.8 * named
    points -= (
        0.8 * ("byline" in shape.matches.leading)
        + 0.6 * (shape.size > 160)
        + 0.6 * (shape.separators > 1 and "··" not in line.text)
    )
    return points - 0.5 * (shape.size < 25) - 0.6 * (shape.begins_low or line.text.startswith("…"))


def _is_titled(title: str, headline: str) -> bool:
    """True if a line is the headline with the site's name behind or before it."""
    return len(headline) >= HEADLINE_SIZE[0] and headline in title and bool(SITE.search(title))


def _mark_standfirst(
    lines: Sequence[Line], shapes: Sequence[Shape], body: Sequence[bool], top: int, begin: int, marks: dict[int, Mark]
) -> None:
    """Marks the sentence or two below the headline that sum the article up, and the headline's repetitions."""
    title = lines[top].text.casefold()
    for at in range(max(0, begin - ABOVE), begin):
        if at not in marks and (lines[at].text.casefold() == title or _is_titled(lines[at].text, lines[top].text)):
            marks[at] = Mark(Label.OTHER, "the headline once more", 0.9)
    at = top + 1
    while at < begin and (at in marks or shapes[at].size < STANDFIRST_SIZE):
        at += 1
    if at < begin and at - top <= NEAR and _may_be_standfirst(shapes[at]):
        marks[at] = Mark(Label.STANDFIRST, "below the headline, not part of the text", 0.7)


def _may_be_standfirst(shape: Shape) -> bool:
    return len(shape.words) >= STANDFIRST_WORDS and not shape.credited and shape.matches.of(*NOT_A_HEADLINE) < 0.4
