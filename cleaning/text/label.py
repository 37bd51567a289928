"""What the parts of a plain-text page are, and why: page → regions.

Each region is a span of characters of the page's text: a paragraph, a part of a line, or one comment of several lines.
Together they cover every character that is not white space, once and in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaning.model import Label, Page, Region, Span
from cleaning.text.datelines import dateline_size
from cleaning.text.lines import Line
from cleaning.text.marks import Mark
from cleaning.text.reading import Reading, read_page

PROSE = frozenset({Label.BODY, Label.STANDFIRST, Label.CAPTION})  # labels under which parts of a line go together


def label_text(page: Page) -> Sequence[Region]:
    """The regions of a plain-text page."""
    reading = read_page(page.text, page.source.language if page.source else None)
    regions = list(_merged(_pieces(reading)))
    if reading.rest is not None:
        end = len(page.text.rstrip())
        if end > reading.rest:
            where = Span(start=_next_mark(page.text, reading.rest), end=end)
            regions.append(Region(label=Label.OTHER, where=where, reason="too many lines to look at", score=0.0))
    return regions


def _next_mark(text: str, at: int) -> int:
    """The first character from a place on that is not white space."""
    while text[at].isspace():
        at += 1
    return at


def _pieces(reading: Reading) -> Iterator[tuple[Line, Mark, int, int]]:
    """The parts of the lines in order, each with its characters; a comment's number and a dateline are their own."""
    told = False
    for line, mark in zip(reading.lines, reading.marks, strict=True):
        start = line.start
        if mark.label is Label.COMMENT and line.marker and line.text:
            yield (
                line,
                Mark(Label.COMMENT_META, "the comment's number or bullet", mark.score),
                start,
                start + len(line.marker),
            )
            start = line.content
        elif mark.label is Label.BODY:
            size = 0 if told else dateline_size(line.text)
            told = True
            if size:
                dateline = Mark(Label.DATELINE, "place or agency before the first sentence", 0.8)
                yield line, dateline, start, line.content + size
                start = line.content + len(line.text) - len(line.text[size:].lstrip())
        yield line, mark, start, line.end


def _merged(pieces: Iterator[tuple[Line, Mark, int, int]]) -> Iterator[Region]:
    """The regions: parts that a dump had glued stay together if they are the same, and so do the lines of a comment."""
    open_one: tuple[Mark, int, int] | None = None
    for line, mark, start, end in pieces:
        if open_one:
            before = open_one[0]
            joins = mark.label is Label.COMMENT or (line.glued and mark.label in PROSE)
            if joins and before.label is mark.label and before.reason == mark.reason:
                open_one = before, open_one[1], end
                continue
            yield _region(*open_one)
        open_one = mark, start, end
    if open_one:
        yield _region(*open_one)


def _region(mark: Mark, start: int, end: int) -> Region:
    where = Span(start=start, end=end)
    return Region(label=mark.label, where=where, reason=mark.reason, score=min(1.0, max(0.0, round(mark.score, 3))))
