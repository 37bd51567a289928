"""A plain-text page → all that its lines show: what each one is, why, and which comments stand where.

This is where the steps come together: lines, their shapes, the comment section, the scores, what stands above the
text, and names for the rest. The last page's reading is kept, because three stages ask about the same page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cleaning.model import Label
from cleaning.text.discussion import Discussion, find_discussion
from cleaning.text.front import find_front, first_of_body
from cleaning.text.lines import Line, cut_glued, split_lines
from cleaning.text.marks import Mark
from cleaning.text.measures import PROSE, SHORT
from cleaning.text.remainder import name_remainder
from cleaning.text.scores import BODY, score_lines
from cleaning.text.shapes import Shape, shapes_of
from cleaning.text.wrapped import join_wrapped

DATE_SIZE = 48  # letters of a line that is a date alone, weekday, time and zone included
LINK_SIZE = 40  # letters of a link to a section of the site
LINKS = 2  # so many short lines with capitals, one below the other, are links and no subheads
LINK_CAPITALS = 0.6
NEARLY = 0.2  # the score from which prose is the article's text where no line of the page reaches `BODY`
SAID = 0.5  # share of a line's words that set phrases may have in a subhead


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a page, each with its mark, and its comment section. From character ``rest`` on nothing was read."""

    lines: Sequence[Line]
    shapes: Sequence[Shape]
    marks: Sequence[Mark]
    discussion: Discussion | None
    rest: int | None


def lines_of(text: str) -> tuple[Sequence[Line], int | None]:
    """The lines of a page, wrapped paragraphs joined or else glued lines cut, and where reading stopped, if it did."""
    raw, rest = split_lines(text)
    joined = join_wrapped(raw)
    return (joined if joined is not raw else cut_glued(raw)), rest


@lru_cache(maxsize=2)
def read_page(text: str, language: str | None = None) -> Reading:
    """The reading of a page's text; ``language`` is the source's BCP 47 tag, which orders day and month in dates."""
    lines, rest = lines_of(text)
    shapes = shapes_of(lines, language)
    discussion = find_discussion(lines, shapes)
    marks: dict[int, Mark] = _comment_marks(discussion, lines) if discussion else {}
    scores = score_lines(lines, shapes, marks)
    body = _inside(scores, shapes, marks)
    _take_out(body, lines, shapes, marks)
    _take_out_dated(body, shapes, marks)
    _mark_subheads(body, lines, shapes, marks)
    for at, mark in find_front(lines, shapes, body).items():
        if at not in marks:
            marks[at] = mark
    for at, inside in enumerate(body):
        if inside and at not in marks:
            marks[at] = _body_mark(at, lines, shapes, body, scores[at])
    name_remainder(lines, shapes, body, marks)
    return Reading(lines, shapes, tuple(marks[at] for at in range(len(lines))), discussion, rest)


def _inside(scores: Sequence[float], shapes: Sequence[Shape], marks: dict[int, Mark]) -> list[bool]:
    """Which lines the scores take for the article's text; if they take none, the running prose that came near.

    So a short text is kept although something odd around it, such as paragraphs that repeat, draws its scores down.
    """
    body = [score >= BODY and at not in marks for at, score in enumerate(scores)]
    if any(body):
        return body
    return [
        score >= NEARLY and at not in marks and shape.is_sentence and shape.size >= PROSE
        for at, (score, shape) in enumerate(zip(scores, shapes, strict=True))
    ]


def _comment_marks(discussion: Discussion, lines: Sequence[Line]) -> dict[int, Mark]:
    """The labels of the lines of the comment section."""
    marks = {
        at: Mark(Label.FORM, "a form or control among the comments", 0.8)
        for at in range(max(0, discussion.start), discussion.end)
    }
    if discussion.start >= 0:
        marks[discussion.start] = Mark(Label.COMMENT_HEADER, f"opens the comments: {discussion.reason}", 0.9)
    for number, group in enumerate(discussion.groups, 1):
        for at in group.meta:
            marks[at] = Mark(Label.COMMENT_META, f"who wrote comment {number}, and when", 0.9)
        for at in group.text:
            marks[at] = Mark(Label.COMMENT, f"comment {number}", 0.9)
    return marks


def _take_out(body: list[bool], lines: Sequence[Line], shapes: Sequence[Shape], marks: dict[int, Mark]) -> None:
    """Marks captions and links to sections of the site that the scores took for the article's text."""
    captions = set()
    for at, line in enumerate(lines):
        if at not in marks and shapes[at].credited and (body[at] or shapes[at].size >= SHORT):
            captions.add(line.text)
    begin = first_of_body(shapes, body)
    for at, line in enumerate(lines):
        if at in marks:
            continue
        if line.text in captions:
            marks[at], body[at] = Mark(Label.CAPTION, "ends with a picture's credit", 0.9), False
        elif at < begin and shapes[at].size >= SHORT and shapes[at].ends == "." and _is_doubled(at, lines):
            marks[at], body[at] = Mark(Label.CAPTION, "printed twice above the text, as captions are", 0.6), False
    for start, end in _runs([inside and _is_link(shape) for inside, shape in zip(body, shapes, strict=True)], lines):
        for at in range(start, end):
            marks[at], body[at] = Mark(Label.NAVIGATION, "short lines one below the other: links", 0.7), False


def _take_out_dated(body: list[bool], shapes: Sequence[Shape], marks: dict[int, Mark]) -> None:
    """Marks headlines of other articles that stand below the text, each under a date of its own."""
    told = max((at for at, inside in enumerate(body) if inside and shapes[at].size >= SHORT), default=len(body))
    for at in range(told + 1, len(body)):
        if body[at] and at not in marks and not shapes[at].is_sentence and _is_date_alone(shapes[at - 1]):
            marks[at], body[at] = Mark(Label.RELATED, "below the text and a date of its own", 0.7), False


def _is_date_alone(shape: Shape) -> bool:
    """True for a line that is a date with its year and little else."""
    return shape.stamp is not None and shape.stamp.year and shape.size < DATE_SIZE


def _is_doubled(at: int, lines: Sequence[Line]) -> bool:
    """True if the line above or below has the same text."""
    return any(0 <= i < len(lines) and lines[i].text == lines[at].text for i in (at - 1, at + 1))


def _mark_subheads(body: list[bool], lines: Sequence[Line], shapes: Sequence[Shape], marks: dict[int, Mark]) -> None:
    """Marks single short lines between paragraphs as subheads, and takes the last line out if it asks the reader."""
    last = max((at for at, inside in enumerate(body) if inside), default=-1)
    for at in range(1, len(lines) - 1):
        shape = shapes[at]
        if at in marks or shape.size >= SHORT or not body[at - 1]:
            continue
        if body[at + 1]:
            if not body[at] and _may_be_subhead(at, lines, shapes):
                marks[at], body[at] = Mark(Label.SUBHEAD, "a short line alone between paragraphs", 0.5), True
        elif body[at] and shape.ends == "?" and not shape.quoted and at + 1 in marks and at == last:
            marks[at], body[at] = Mark(Label.FORM, "asks the reader, right above the comments", 0.6), False


def _may_be_subhead(at: int, lines: Sequence[Line], shapes: Sequence[Shape]) -> bool:
    shape = shapes[at]
    alone = lines[at].blanks > 0 and lines[at + 1].blanks > 0 and not lines[at].marker
    prose = all(shapes[i].size >= SHORT for i in (at - 1, at + 1))
    plain = shape.words and not shape.stamp and not shape.address and not shape.separators and not shape.credited
    return bool(alone and prose and plain and shape.ends != ":" and shape.matches.of(*shape.matches.share) < SAID)


def _is_link(shape: Shape) -> bool:
    named = shape.capitals >= LINK_CAPITALS and not shape.ends and not shape.stamp and not shape.figures
    return named and shape.size <= LINK_SIZE


def _runs(flags: Sequence[bool], lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The runs of at least two flagged lines with no blank line between, and no colon or bullet that makes a list."""
    runs, at = [], 0
    while at < len(flags):
        end = at + 1
        while flags[at] and end < len(flags) and flags[end] and lines[end].blanks == 0:
            end += 1
        listed = lines[at].marker or (at and lines[at - 1].text.endswith((":", "：")))
        if flags[at] and end - at >= LINKS and not listed:
            runs.append((at, end))
        at = end
    return runs


def _body_mark(at: int, lines: Sequence[Line], shapes: Sequence[Shape], body: Sequence[bool], score: float) -> Mark:
    shape, below = shapes[at], at + 1
    heads = below < len(lines) and body[below] and shapes[below].size > shape.size
    if heads and shape.size < SHORT and not shape.is_sentence and not lines[at].marker:
        return Mark(Label.SUBHEAD, "a short line between paragraphs", score)
    return Mark(Label.BODY, "looks like prose, among lines that do", score)
