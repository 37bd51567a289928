"""The article's text out of an HTML page: trafilatura says where it is, the page's blocks say what it reads.

    layout → extract (trafilatura) → draft → trim (cut what is not the article) → mend (add what was lost) → body

``Body.method`` names how the text was found; what was odd is in ``Body.warnings``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml.html import HtmlElement

from cleaning.markup.blocks import Layout, layout_of
from cleaning.markup.draft import Draft
from cleaning.markup.extract import extract
from cleaning.markup.label import SOURCE_RULE
from cleaning.markup.mend import mend
from cleaning.markup.trim import trim
from cleaning.model import Body, Document, Label, Region

COMMENTS = frozenset((Label.COMMENT, Label.COMMENT_META, Label.COMMENT_HEADER))


def body_of_markup(doc: Document) -> Body:
    """The article's text."""
    tree = doc.page.tree
    if tree is None:
        return Body()
    layout = layout_of(tree)
    found = extract(tree, layout, cut_before(doc.regions))
    if not found.blocks:
        return Body(text=found.text, method="trafilatura")
    draft = draft_of(doc, layout, found.blocks)
    trim(draft)
    mend(draft)
    return Body(text=draft.text(), method="trafilatura")


def cut_before(regions: Sequence[Region]) -> frozenset[HtmlElement]:
    """The elements that the extractor is not to see: comments, and what the source's rules drop."""
    return frozenset(
        region.where
        for region in regions
        if isinstance(region.where, HtmlElement)
        and (region.label in COMMENTS or region.reason.startswith(SOURCE_RULE))
    )


def draft_of(doc: Document, layout: Layout, blocks: frozenset[int]) -> Draft:
    """The draft that holds these blocks."""
    metadata = doc.metadata
    titles = (metadata.headline, metadata.alternativeHeadline)
    return Draft(
        layout=layout,
        regions=regions_of_blocks(layout, doc.regions),
        taken=sorted(blocks),
        headlines=[title for title in titles if title],
        authors=[person.name for person in metadata.author],
    )


def regions_of_blocks(layout: Layout, regions: Sequence[Region]) -> list[Region | None]:
    """For each block the nearest region that it stands in."""
    known: dict[HtmlElement, Region | None] = {
        region.where: region for region in regions if isinstance(region.where, HtmlElement)
    }
    return [_nearest(block.element, known) for block in layout.blocks]


def _nearest(element: HtmlElement, known: dict[HtmlElement, Region | None]) -> Region | None:
    path: list[HtmlElement] = []
    above: HtmlElement | None = element
    while above is not None and above not in known:
        path.append(above)
        above = above.getparent()
    region = known[above] if above is not None else None
    for passed in path:
        known[passed] = region
    return region
