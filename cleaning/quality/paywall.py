"""Document → does the page show only the beginning of its article, and say so to its readers?

Asked only where no data of the page say whether the article is free. What counts is a line that speaks of *this*
article's rest, at the end of a short text: labels such as "for subscribers" stand on teasers too, and offers of a
newspaper on every page.
"""

from __future__ import annotations

from itertools import islice

from cleaning.markup.blocks import layout_of
from cleaning.markup.label import regions_of_blocks
from cleaning.model import Document
from cleaning.quality.evidence import MOST_LINES, OUTSIDE, speaks
from cleaning.text.words import size_of

LONGEST_BEGINNING = 3_000  # letters of the part of an article that is shown
LONGEST_LINE = 300  # letters of the line that asks to subscribe
LINES_AFTER = 12  # lines behind the text in which it is looked for
MOST_LINKED = 0.7  # share of the line in links: above it, it is a teaser's


def says_locked(doc: Document) -> str:
    """The line that says that the rest of the article is for subscribers; "" if there is none."""
    if (
        doc.page.tree is None
        or not doc.body.text
        or size_of(doc.body.text[: LONGEST_BEGINNING + 1]) > LONGEST_BEGINNING
    ):
        return ""
    layout = layout_of(doc.page.tree)
    if len(layout.blocks) > MOST_LINES:
        return ""
    last = {part for part in doc.body.text.split("\n\n")[-2:] if part}
    end = max((number for number, block in enumerate(layout.blocks) if block.text in last), default=None)
    if end is None:
        return ""
    begin = min(number for number, block in enumerate(layout.blocks) if block.text in last)
    regions = regions_of_blocks(layout, doc.regions)
    shown = (
        block
        for block, region in islice(zip(layout.blocks, regions, strict=True), begin, None)
        if region is None or region.label not in OUTSIDE
    )
    for block in islice(shown, end - begin + 1 + LINES_AFTER):
        if block.size <= LONGEST_LINE and block.linked <= MOST_LINKED and speaks(block.text, "locked", least=3):
            return block.text
    return ""
