"""What the lines of a plain-text page are, and why."""

from __future__ import annotations

from collections.abc import Sequence

from cleaning.model import Label, Page, Region, Span


def label_text(page: Page) -> Sequence[Region]:
    """The regions of a plain-text page; together they cover every character that is not white space. (A first sketch.)"""
    regions, start = [], 0
    for line in page.text.splitlines(keepends=True):
        if line.strip():
            span = Span(start=start, end=start + len(line.rstrip()))
            regions.append(Region(label=Label.BODY, where=span, reason="not looked at"))
        start += len(line)
    return regions
