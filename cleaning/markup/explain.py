"""What became of each block of an HTML page, and why: for ``show``, for tests, and for whoever mends a rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cleaning.markup.blocks import HEADING, layout_of
from cleaning.markup.body.draft import bare
from cleaning.markup.body.find import find_body
from cleaning.markup.label import regions_of_blocks
from cleaning.model import Document, Label, Metadata, Page

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def blocks(page: Page) -> Iterator[tuple[HtmlElement, str]]:
    """Each block of text of a page in document order: the element that holds it, and its text."""
    if page.tree is not None:
        for block in layout_of(page.tree).blocks:
            yield block.element, block.text


def explain(doc: Document) -> Sequence[tuple[str, str, str]]:
    """For each block of a page its label, why, and its text.

    The body is found again here, because a ``Body`` does not keep what was left out.
    """
    if doc.page.tree is None:
        return ()
    layout = layout_of(doc.page.tree)
    regions = regions_of_blocks(layout, doc.regions)
    body, draft = find_body(doc)
    taken = frozenset(draft.taken) if draft else frozenset()
    cuts = draft.cuts if draft else {}
    titles = titles_of(doc.metadata)
    told = []
    for i, block in enumerate(layout.blocks):
        region = regions[i]
        if i in taken:
            label, reason = (Label.SUBHEAD if block.within & HEADING else Label.BODY), body.method
        elif i in cuts:
            label, reason = cuts[i]
        elif bare(block.text) in titles:
            label, reason = titles[bare(block.text)]
        elif region is not None:
            label, reason = region.label, region.reason
        else:
            label, reason = Label.OTHER, f"not taken by {body.method}" if body.method else "no body was found"
        told.append((label.value, reason, block.text))
    return told


def titles_of(metadata: Metadata) -> dict[str, tuple[Label, str]]:
    """What the printed headline and standfirst read like, bared of signs, and what to say of them."""
    known = (
        (metadata.description, Label.STANDFIRST, "reads as the description"),
        (metadata.alternativeHeadline, Label.HEADLINE, "reads as the second headline"),
        (metadata.headline, Label.HEADLINE, "reads as the headline"),
    )
    return {bare(text): (label, reason) for text, label, reason in known if text}
