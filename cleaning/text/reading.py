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
from cleaning.text.front import Mark, find_front
from cleaning.text.lines import Line, read_lines
from cleaning.text.remainder import name_remainder
from cleaning.text.scores import BODY, SHORT, score_lines
from cleaning.text.shapes import Shape, shapes_of

LINK_SIZE = 40  # letters of a link to a section of the site
LINKS = 2  # so many short lines with capitals, one below the other, are links and no subheads
LINK_CAPITALS = 0.6


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a page, each with its mark, and its comment section. From character ``rest`` on nothing was read."""

    lines: Sequence[Line]
    shapes: Sequence[Shape]
    marks: Sequence[Mark]
    discussion: Discussion | None
    rest: int | None


@lru_cache(maxsize=2)
def read_page(text: str, language: str | None = None) -> Reading:
    """The reading of a page's text; ``language`` is the source's BCP 47 tag, which orders day and month in dates."""
    read = read_lines(text)
    lines, shapes = read.lines, shapes_of(read.lines, language)
    discussion = find_discussion(lines, shapes)
    marks: dict[int, Mark] = _comment_marks(discussion, lines) if discussion else {}
    scores = score_lines(lines, shapes, marks)
    body = [score >= BODY and at not in marks for at, score in enumerate(scores)]
    _take_out(body, lines, shapes, marks)
    for at, mark in find_front(lines, shapes, body).items():
        if at not in marks:
            marks[at] = mark
    for at, inside in enumerate(body):
        if inside and at not in marks:
            marks[at] = _body_mark(at, lines, shapes, body, scores[at])
    name_remainder(lines, shapes, body, marks)
    return Reading(lines, shapes, tuple(marks[at] for at in range(len(lines))), discussion, read.rest)


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
    for at, line in enumerate(lines):
        if at not in marks and line.text in captions:
            marks[at], body[at] = Mark(Label.CAPTION, "ends with a picture's credit", 0.9), False
    for start, end in _runs([inside and _is_link(shape) for inside, shape in zip(body, shapes, strict=True)], lines):
        for at in range(start, end):
            marks[at], body[at] = Mark(Label.NAVIGATION, "short lines one below the other: links", 0.7), False


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
