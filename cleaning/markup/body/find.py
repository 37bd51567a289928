"""The article's text out of an HTML page: trafilatura says where it is, the page's blocks say what it reads.

    layout → extract (trafilatura) → draft → trim (cut what is not the article) → mend (add what was lost) → body

``Body.method`` names how the text was found; what was odd is in ``Body.warnings``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from cleaning.markup.blocks import layout_of
from cleaning.markup.body.draft import Draft, bare
from cleaning.markup.body.extract import Found, excess, long_look, main_part, quick_look, whole_page
from cleaning.markup.body.mend import mend, mend_headings, mend_posts
from cleaning.markup.body.running_text import ends_as_sentence, running_text
from cleaning.markup.body.script_state import text_in_scripts
from cleaning.markup.body.trim import trim
from cleaning.markup.label import SOURCE_RULE, regions_of_blocks, select
from cleaning.markup.live import says_live
from cleaning.model import Body, Document, Label, Region

COMMENTS = frozenset((Label.COMMENT, Label.COMMENT_META, Label.COMMENT_HEADER))
SURE = 0.8  # score of a region that trafilatura need not see; of those below, some hold a paragraph of the article
LITTLE = 0.3  # share of the page's running text: below it trafilatura looks again; from 0.25 to 0.7 the F1 is the same
SHORTEST_BODY = 100  # letters
SAMPLE = 60  # letters of a post that are looked for in the body
MOST_SAMPLES = 5
MOST_COMPARED = 2_000  # blocks that are looked for in a text, each in all of it


def body_of_markup(doc: Document) -> Body:
    """The article's text."""
    return find_body(doc)[0]


def find_body(doc: Document) -> tuple[Body, Draft | None]:
    """The article's text, and the draft that it was written from (None if the text stands nowhere on the page)."""
    tree = doc.page.tree
    if tree is None:
        return Body(), None
    layout = layout_of(tree)
    draft = Draft(
        layout=layout,
        regions=regions_of_blocks(layout, doc.regions),
        headlines=[title for title in (doc.metadata.headline, doc.metadata.alternativeHeadline) if title],
        authors=[person.name for person in doc.metadata.author],
        captions=[image.caption for image in doc.metadata.image if image.caption],
        is_live=says_live(doc.metadata.types, (doc.metadata.headline, doc.metadata.alternativeHeadline)),
    )
    for attempt in (by_source_rule, by_trafilatura, by_running_text):
        body = attempt(doc, draft) if layout.blocks else None
        if body is not None:
            return unruled(doc, with_posts(doc, body)), draft if draft.taken else None
    return by_scripts(doc) or Body(warnings=("no running text on the page",)), None


def with_posts(doc: Document, body: Body) -> Body:
    """The body, with the posts of a live blog that stand in the page's data and nowhere in its markup."""
    posts = [post for post in doc.metadata.liveBlogUpdate if post.articleBody]
    if not posts or any(bare(post.articleBody or "")[:SAMPLE] in bare(body.text) for post in posts[:MOST_SAMPLES]):
        return body
    texts = (part for post in posts for part in (post.datePublishedRaw, post.headline, post.articleBody) if part)
    warning = "the posts of the live blog stand in a script, not in the page's markup"
    return replace(body, text="\n\n".join((body.text, *texts)), warnings=(*body.warnings, warning))


def by_source_rule(doc: Document, draft: Draft) -> Body | None:
    """The text of the elements that the source's rules (``clean.body``) name; None if there are none on the page."""
    rules = doc.page.source.clean.body if doc.page.source else ()
    named = {element for rule in rules for element in select(doc.page, rule)}
    if not named:
        return None
    ruled = regions_of_blocks(
        draft.layout, [Region(label=Label.BODY, where=element, reason=SOURCE_RULE) for element in named]
    )
    draft.taken = [i for i, region in enumerate(ruled) if region and not is_ruled_out(draft.regions[i])]
    return Body(text=draft.text(), method=SOURCE_RULE) if draft.taken else None


def unruled(doc: Document, body: Body) -> Body:
    """The body, with a warning if the source's rules name a body that is not on the page."""
    rules = doc.page.source.clean.body if doc.page.source else ()
    if not rules or body.method == SOURCE_RULE:
        return body
    warning = f"the source's rules for the body match nothing: {', '.join(rules)}"
    return replace(body, warnings=(*body.warnings, warning))


def is_ruled_out(region: Region | None) -> bool:
    """True for comments, hidden elements and what the source's rules drop: not even a rule makes them the body."""
    return region is not None and (
        region.label in COMMENTS or region.label is Label.HIDDEN or region.reason.startswith(SOURCE_RULE)
    )


def by_trafilatura(doc: Document, draft: Draft) -> Body | None:
    """The text that trafilatura finds, trimmed and mended; None if it finds none or must not see the page."""
    tree, layout = doc.page.tree, draft.layout
    assert tree is not None
    part = main_part(tree, layout, draft.regions)
    if excess(part, layout):
        return None
    found = quick_look(part.element, layout, cut_before(doc.regions, SURE))
    method = "trafilatura"
    free = sum(block.prose for block, region in zip(layout.blocks, draft.regions, strict=True) if region is None)
    if (not found.blocks or found.prose(layout) < LITTLE * free) and not excess(whole_page(tree, layout), layout):
        again = long_look(tree, layout, cut_before(doc.regions))
        if again.prose(layout) > found.prose(layout) or not found.blocks:
            found, method = again, "trafilatura, second look"
    body = finished(draft, found, method)
    if body is not None and len(body.text) < SHORTEST_BODY and (stored := by_scripts(doc)):
        draft.taken = []  # it was a line of the footer: the text stands in the page's scripts
        return stored
    return by_scripts(doc, found.text) if body is None and found.text and not found.blocks else body


def finished(draft: Draft, found: Found, method: str) -> Body | None:
    """What trafilatura found on the page, trimmed and mended; None if that is only labelled parts, or a line or two."""
    taken = found.blocks or blocks_with(found.text, draft)
    if all(draft.regions[i] is not None for i in taken):
        return None
    draft.taken = sorted(taken)
    trim(draft)
    mend(draft)
    mend_headings(draft)
    mend_posts(draft)
    if draft.size() < SHORTEST_BODY and not any(ends_as_sentence(draft.layout.blocks[i]) for i in draft.taken):
        draft.taken = []
        return None
    return Body(text=draft.text(), method=method)


def by_scripts(doc: Document, text: str = "") -> Body | None:
    """The text that stands in the page's scripts; else, if it is long enough, ``text``; None if there is neither."""
    stored = text_in_scripts(doc.page.tree) if doc.page.tree is not None else ""
    if not stored and len(text) >= SHORTEST_BODY:
        stored = "\n\n".join(line.strip() for line in text.splitlines() if line.strip())
    warning = "the text stands in a script, not in the page's markup"
    return Body(text=stored, method="script", warnings=(warning,)) if stored else None


def blocks_with(text: str, draft: Draft) -> list[int]:
    """The blocks whose words stand in a text, if they make up most of it; none on a page of too many blocks."""
    whole = bare(text)
    found: list[int] = []
    if len(draft.layout.blocks) > MOST_COMPARED:
        return found
    for i, block in enumerate(draft.layout.blocks):
        if draft.regions[i] is None and block.size >= 20 and bare(block.text) in whole:
            found.append(i)
    size = sum(len(bare(draft.layout.blocks[i].text)) for i in found)
    return found if 0.8 * len(whole) <= size <= 1.2 * len(whole) else []


def by_running_text(doc: Document, draft: Draft) -> Body | None:
    """All running text that stands in no region: for pages that trafilatura must not see or finds nothing on."""
    tree, layout = doc.page.tree, draft.layout
    assert tree is not None
    free = [i for i, region in enumerate(draft.regions) if region is None]
    draft.taken = running_text(layout, free)
    if not draft.taken:
        return None
    limit = excess(whole_page(tree, layout), layout)
    if not limit:
        trim(draft)
    warning = f"{limit or 'no article was found'}: all running text was taken"
    return Body(text=draft.text(), method="running text", warnings=(warning,))


def cut_before(regions: Sequence[Region], score: float = 2.0) -> frozenset[HtmlElement]:
    """The elements that the extractor is not to see: comments, what the source's rules drop, and what is sure."""
    return frozenset(
        region.where
        for region in regions
        if isinstance(region.where, HtmlElement)
        and (
            region.label in COMMENTS
            or region.reason.startswith(SOURCE_RULE)
            or (region.score >= score and region.label is not Label.CAPTION)
        )
    )
