"""What the parts of an HTML page are, and why: page → regions in document order.

Nothing is cut here. A region is an element with all below it; regions may nest, and the inner one wins. Names lie:
``related`` or ``paywall`` is on some sites the class of the whole article. So each claim of a name is weighed against
the running text that stands in the element: a part that holds more of the page's prose than its kind ever does is not
believed. Readers' comments come from ``cleaning.markup.comments.find``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from cleaning.markup import signs
from cleaning.markup.blocks import Layout, Part, layout_of
from cleaning.markup.comments.find import find_comments
from cleaning.model import Label, Page, Region

SOURCE_RULE = "source rule"


class Claim(NamedTuple):
    """What a sign claims, how sure it is, and the largest share of the page's prose at which it is believed."""

    sign: int
    label: Label
    what: str
    most: float
    score: float


MOST_TOGETHER = 0.4  # share of the running text that all parts of one claim may hold

# The first claim that is believed names the part. On the labelled pages offers name whole articles from a share of 0.15
# on, advertisements and facts from 0.6 on; the others made no difference up to there, and are kept low for other pages.
CLAIMS = (
    Claim(signs.HIDDEN, Label.HIDDEN, "not shown", 0.3, 0.9),
    Claim(signs.FORM, Label.FORM, "form or button", 0.15, 0.9),
    Claim(signs.NAVIGATION, Label.NAVIGATION, "navigation", 0.15, 0.9),
    Claim(signs.CAPTION, Label.CAPTION, "caption or credit", 0.15, 0.9),
    Claim(signs.PROMOTION, Label.PROMOTION, "newsletter, consent, paywall or other offer", 0.05, 0.8),
    Claim(signs.ADVERT, Label.PROMOTION, "advertisement", 0.15, 0.8),
    Claim(signs.RELATED, Label.RELATED, "links to other articles", 0.15, 0.8),
    Claim(signs.SHARING, Label.NAVIGATION, "buttons to share", 0.15, 0.8),
    Claim(signs.TAGS, Label.NAVIGATION, "list of tags", 0.05, 0.8),
    Claim(signs.BYLINE, Label.BYLINE, "author's line or portrait", 0.15, 0.7),
    Claim(signs.DATE, Label.DATE, "date line", 0.05, 0.7),
    Claim(signs.FACTS, Label.OTHER, "box of facts", 0.3, 0.6),
    Claim(signs.FOOTER, Label.FOOTER, "footer", 0.15, 0.8),
    Claim(signs.ASIDE, Label.OTHER, "aside", 0.3, 0.7),
    Claim(signs.DISCUSSION, Label.OTHER, "around the comments", 0.15, 0.6),
)


def label_markup(page: Page) -> Sequence[Region]:
    """The regions of an HTML page in document order."""
    if page.tree is None:
        return ()
    layout = layout_of(page.tree)
    said = find_comments(page)
    regions = {region.where: region for region in outside_comments(named_parts(layout), said)}
    regions |= {region.where: region for region in dropped_by_source(page)}
    regions |= {region.where: region for region in said}
    if not regions:
        return ()
    return [regions[element] for element in layout.elements if element in regions]


def named_parts(layout: Layout) -> Iterator[Region]:
    """A region for each part whose name is believed."""
    claims = [(part, believed(part, layout)) for part in layout.parts]
    overdone = claimed_too_often(claims, layout)
    for part, claim in claims:
        if claim is not None and not (claim in overdone and layout.share(part)):
            yield Region(label=claim.label, where=part.element, reason=claim.what, score=claim.score)


def outside_comments(named: Iterable[Region], said: Iterable[Region]) -> Iterator[Region]:
    """The named regions but those within a comment, where every part is the comment's, whatever it is called."""
    comments = {region.where for region in said if region.label is Label.COMMENT}
    if not comments:
        yield from named
        return
    for region in named:
        if isinstance(region.where, HtmlElement) and comments.isdisjoint(region.where.iterancestors()):
            yield region


def believed(part: Part, layout: Layout) -> Claim | None:
    """The first claim of a part's name that its share of the page's running text does not belie."""
    if not part.signs or part.stop == part.start:
        return None
    share = layout.share(part)
    for claim in claims_of(part.signs):
        if share <= claim.most:
            return claim
    return None


@lru_cache(maxsize=1 << 10)
def claims_of(signs: int) -> tuple[Claim, ...]:
    """What a set of signs claims, in the order of trust."""
    return tuple(claim for claim in CLAIMS if signs & claim.sign)


def claimed_too_often(claims: Sequence[tuple[Part, Claim | None]], layout: Layout) -> set[Claim]:
    """The claims of names that many small parts have, which together hold much of the page: a live report's posts."""
    total: dict[Claim, float] = {}
    reached: dict[Claim, int] = {}
    for part, claim in claims:
        if claim is not None and part.start >= reached.get(claim, 0):
            total[claim] = total.get(claim, 0.0) + layout.share(part)
            reached[claim] = part.stop
    return {claim for claim, share in total.items() if share > MOST_TOGETHER}


def dropped_by_source(page: Page) -> Iterator[Region]:
    """The elements that the source's own rules (``clean.drop``) leave out."""
    for rule in page.source.clean.drop if page.source else ():
        for element in select(page, rule):
            yield Region(label=Label.PROMOTION, where=element, reason=f"{SOURCE_RULE}: {rule}")


def select(page: Page, rule: str) -> list[HtmlElement]:
    """The elements that a CSS selector of a source's rules matches, in document order; none for a broken selector."""
    if page.tree is None:
        return []
    try:
        return list(CSSSelector(rule, translator="html")(page.tree))
    except SelectorError:
        return []


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
