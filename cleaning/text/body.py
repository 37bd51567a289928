"""The article's text out of a labelled plain-text page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaning.model import Body, Label, Page, Region, Span

BULLETS = "•◦‣▪●○∙"
WHITE = re.compile(r"[ \t\n\r\f\v]+")  # not the no-break space: it belongs to the text
PARTS = (Label.BODY, Label.SUBHEAD, Label.DATELINE)


def body_of_text(page: Page, regions: Sequence[Region]) -> Body:
    """The paragraphs and subheads in the page's order, a blank line between them; line breaks inside become spaces."""
    parts: list[str] = []
    dateline = ""  # belongs to the paragraph behind it
    for region in regions:
        if isinstance(region.where, Span) and region.label in PARTS:
            part = WHITE.sub(" ", page.text[region.where.start : region.where.end].lstrip(BULLETS)).strip()
            if region.label is Label.DATELINE:
                dateline = f"{part} "
            else:
                parts.append(dateline + part)
                dateline = ""
    cut = any(region.reason == "too many lines to look at" for region in regions)
    warnings = ("the page has too many lines: its end was not looked at",) if cut else ()
    return Body(text="\n\n".join(part for part in parts if part), method="lines", warnings=warnings)
