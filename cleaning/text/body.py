"""The article's text out of a labelled plain-text page."""

from __future__ import annotations

from collections.abc import Sequence

from cleaning.model import Body, Label, Page, Region, Span


def body_of_text(page: Page, regions: Sequence[Region]) -> Body:
    """The body and its subheads, a blank line between paragraphs. (A first sketch.)"""
    parts = [
        page.text[r.where.start : r.where.end].strip()
        for r in regions
        if isinstance(r.where, Span) and r.label in (Label.BODY, Label.SUBHEAD)
    ]
    return Body(text="\n\n".join(parts), method="lines")
