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
from cleaning.text.lines import Line
from cleaning.text.marks import Mark
from cleaning.text.shapes import Shape, repeats
from cleaning.text.stamps import Stamp

ABOVE = 60  # lines above the text in which the headline is looked for
SUSTAINED, WITHIN = 250, 10  # letters of the article among so many lines: there its text begins
HEADLINE_SIZE = (12, 260)  # letters
HEADLINE = 1.2  # the points from which a line is taken for the headline
FAR = 0.04  # points that each line between headline and text costs
REPEATED, TITLED, BELOW_BYLINE = 0.8, 1.2, 0.8  # points for a line printed twice, for one in the page's title; a cost
CREDIT_SIZE = 60  # letters of a line that is a credit alone: the line above it is the caption
FULL_SIZE, LONGER = 30, 1.2  # letters from which a headline is no kicker; how much longer a standfirst is
TELLING = 4  # letters of a word that tells something; shorter ones stand in every text
# How sure the labels are: about the share that was right on 248 labelled pages, of which half were main parts only.
SURE = 4.0  # points at which a headline is right in six of seven cases; at half of them it is in three of five
SAYS_WHO, NAMED, DATED = 0.85, 0.75, 0.95
BYLINE_SIZE, BYLINE_WORDS = 120, 16
NAME_WORDS = (2, 4)
DATE_WORDS = 8  # words beside the figures of a line that is a date
STANDFIRST_SIZE, STANDFIRST_WORDS = 45, 6  # letters, words
NEAR = 6  # lines
NOT_A_HEADLINE = (
    "nav", "share", "subscribe", "cookie", "legal", "ad", "readtime", "respond", "notice", "related", "credit",
    "comments", "tags", "published", "updated", "field", "rating", "control",
)  # fmt: skip
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
    words = {word for shape, inside in zip(shapes, body, strict=True) if inside for word in shape.words}
    headline = _headline(lines, shapes, begin, words)
    marks: dict[int, Mark] = {}
    if headline is not None:
        at, points = headline
        marks[at] = Mark(Label.HEADLINE, "near the text, shares its words", min(1.0, points / SURE))
    top = headline[0] if headline else begin
    _mark_names_and_dates(lines, shapes, body, top, begin, marks)
    if headline is not None:
        _mark_standfirst(lines, shapes, body, headline[0], begin, marks)
    return marks


def _headline(lines: Sequence[Line], shapes: Sequence[Shape], begin: int, words: set[str]) -> tuple[int, float] | None:
    """The line of the headline and its points, None if no line above the text may be one."""
    repeated = repeats(lines)
    titles = [line.text for line in lines[:4]]
    best: tuple[float, int] | None = None
    signed = 0.0  # what is taken off below a byline or a date
    for at in range(max(0, begin - ABOVE), min(begin, len(lines))):
        if _is_byline(lines[at], shapes[at]) or _is_date(lines[at], shapes[at]):
            signed = BELOW_BYLINE if best else 0.0
        if not _may_be_headline(lines[at], shapes[at]):
            continue
        points = _points(lines, shapes, at, begin, words) - signed
        points += REPEATED * (repeated[lines[at].text.casefold()] > 1)
        points += TITLED * any(title != lines[at].text and _is_titled(title, lines[at].text) for title in titles)
        if best is None or (points > best[0] and not _is_below(at, best, shapes)):
            best = (points, at)
    return (best[1], best[0]) if best and best[0] >= HEADLINE else None


def _is_below(at: int, best: tuple[float, int], shapes: Sequence[Shape]) -> bool:
    """True if a longer line stands right below what may be a headline already: then it is the standfirst."""
    points, above = best
    upper, lower = shapes[above].size, shapes[at].size
    return points >= HEADLINE and at - above == 1 and upper >= FULL_SIZE and lower >= LONGER * upper


def _may_be_headline(line: Line, shape: Shape) -> bool:
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
    return shape.ends not in (".", "。", ":", ";") or shape.ends == ""


def _points(lines: Sequence[Line], shapes: Sequence[Shape], at: int, begin: int, words: set[str]) -> float:
    """What speaks for a line as the headline: the text's words, its length, how near the text is; no credit."""
    line, shape = lines[at], shapes[at]
    told = [word for word in shape.words if len(word) >= TELLING or not word.isascii()] or shape.words
    points = 2.0 * sum(word in words for word in told) / max(3, len(told))
    points += 0.6 * (30 <= shape.size <= 120) + 0.3 * (line.blanks > 0) - FAR * (begin - at)
    named = at + 1 < begin and shapes[at + 1].credited and shapes[at + 1].size < CREDIT_SIZE
    points -= 1.5 * shape.credited + 0.8 * named
    points -= 0.8 * ("byline" in shape.matches.leading) + 0.6 * (shape.size > 160) + 0.6 * (shape.separators > 1)
    return points - 0.5 * (shape.size < 25) - 0.6 * (shape.begins_low or line.text.startswith("…"))


def _is_titled(title: str, headline: str) -> bool:
    """True if a line is the headline with the site's name behind or before it."""
    return len(headline) >= HEADLINE_SIZE[0] and headline in title and bool(SITE.search(title))


def _mark_names_and_dates(
    lines: Sequence[Line], shapes: Sequence[Shape], body: Sequence[bool], top: int, begin: int, marks: dict[int, Mark]
) -> None:
    """Marks the bylines and dates between headline and text; without a headline, those right above the text."""
    start = top + 1 if top < begin else max(0, begin - NEAR)
    for at in range(start, min(begin + 2, len(lines))):
        if body[at] or at in marks:
            continue
        if _is_byline(lines[at], shapes[at]):
            marks[at] = Mark(Label.BYLINE, "says who wrote", SAYS_WHO)
            if _is_lead_alone(shapes[at]) and at + 1 < len(lines) and not body[at + 1]:
                marks[at + 1] = Mark(Label.BYLINE, "the name below the line that says who wrote", SAYS_WHO)
        elif _is_date(lines[at], shapes[at]):
            marks[at] = Mark(Label.DATE, "a date between headline and text", DATED)
    above = top - 1
    if above >= 0 and top < begin and _is_date(lines[above], shapes[above]) and _is_published(shapes[above]):
        marks[above] = Mark(Label.DATE, "says when it was published, above the headline", 0.6)
    for at in range(start, min(begin, len(lines))):
        if at not in marks and not body[at] and _is_lone_name(lines[at], shapes[at]) and _is_beside(at, lines, shapes):
            marks[at] = Mark(Label.BYLINE, "a name beside a date or a role", NAMED)


def _is_byline(line: Line, shape: Shape) -> bool:
    if shape.size > BYLINE_SIZE or "byline" not in shape.matches.leading or len(shape.words) > BYLINE_WORDS:
        return False
    if shape.is_sentence and shape.ends != ".":
        return False
    rest = line.text.split()[1:]
    return not rest or any(word[:1].isupper() or not word[:1].isascii() for word in rest[:3])


def _is_lead_alone(shape: Shape) -> bool:
    return shape.matches.of("byline") >= 1


def _is_date(line: Line, shape: Shape) -> bool:
    """True for a line that is little more than a date, or says that it is one of publication."""
    if not shape.stamp or not shape.stamp.dated or shape.size > BYLINE_SIZE or shape.credited:
        return False
    return shape.stamp.year and (len(shape.words) <= DATE_WORDS or _is_published(shape))


def _is_published(shape: Shape) -> bool:
    return shape.matches.of("published", "updated") > 0


def _is_lone_name(line: Line, shape: Shape) -> bool:
    """True for two to four words with capitals and nothing else: what a name may be."""
    low, high = NAME_WORDS
    if not low <= len(shape.words) <= high or shape.capitals < 1 or shape.ends or shape.separators or shape.figures:
        return False
    if shape.credited or not all(word.replace("-", "").replace(".", "").isalpha() for word in line.text.split()):
        return False
    return not shape.matches.share or shape.matches.of(*shape.matches.share) < 0.5


def _is_beside(at: int, lines: Sequence[Line], shapes: Sequence[Shape]) -> bool:
    """True if a date or time stands up to two lines from a line, or a role or the same name once more next to it."""
    around = range(max(0, at - 2), min(len(lines), at + 3))
    dated = any(
        (stamp := shapes[line].stamp) and shapes[line].size < 80 and _is_most(stamp, lines[line]) for line in around
    )
    next_to = [line for line in (at - 1, at + 1) if 0 <= line < len(lines)]
    return dated or any(shapes[i].matches.of("role") >= 0.5 or lines[i].text == lines[at].text for i in next_to)


def _is_most(stamp: Stamp, line: Line) -> bool:
    return stamp.end - stamp.start >= 0.4 * len(line.text)


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
