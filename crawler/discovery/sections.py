"""A section page's bytes → the pages that it links, in its order, and the section's next page.

What may be an article is decided in ``links``. Pagination: ``rel=next``
(https://html.spec.whatwg.org/multipage/links.html#link-type-next), numbered pages, and links that are called so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import cast
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from cleaning.decode.charset import to_text
from cleaning.decode.tree import UnparsableError, adopt_later_roots, check_attributes
from cleaning.model import Source
from cleaning.record import Discovery
from crawler.discovery.anchors import Anchor, anchors_of
from crawler.discovery.links import is_article_address, is_headline, is_listing_or_service, is_short_headline
from crawler.discovery.numbering import follows
from crawler.model import Candidate, Kind, Listing, Why
from crawler.scope import is_found, refusal
from crawler.urls import key_of

MAX_LINKS = 1_000  # candidates of a page
MAX_ANCHORS = 20_000  # links that are looked at
MAX_CHARACTERS = 5_000_000
MENU_HEADLINE_WORDS = 6  # so long a text is hardly ever an item of a menu, though menus feature articles


@dataclass(slots=True)
class Found:
    """A page that links lead to: its address as the first of them has it, and what all of them say of it."""

    url: str
    in_menu: bool = True
    texts: list[tuple[bool, str]] = field(default_factory=list)  # whether in a heading, and the text


def read_section(body: bytes, url: str, content_type: str | None, source: Source, depth: int = 0) -> Listing:
    """The pages that a section page links, in its order, and its next page, if it has one, as ``Kind.SECTION``.

    ``depth`` is how many links this page is away from a section of the source: 0 for a section, and only a section is
    paged through. Pages further away than the source allows are not named.
    """
    text = to_text(body, content_type).text
    warnings: list[str] = []
    if len(text) > MAX_CHARACTERS:
        warnings.append(f"the page has {len(text)} characters: only {MAX_CHARACTERS} are read")
        text = text[:MAX_CHARACTERS]
    try:
        tree = tree_of(text)
    except (UnparsableError, etree.LxmlError) as error:
        return Listing(warnings=(*warnings, f"the page cannot be read: {error}"))
    if tree is None:
        return Listing(warnings=(*warnings, "the page has no element"))
    anchors = list(islice(anchors_of(tree, url), MAX_ANCHORS + 1))
    if len(anchors) > MAX_ANCHORS:
        warnings.append(f"the page has more than {MAX_ANCHORS} links: the rest is not read")
        anchors.pop()
    pages = pages_of(anchors, url, source, depth, warnings) if depth < source.crawl.depth else []
    if depth == 0 and (after := next_page(anchors, url, source)):
        pages.append(Candidate(url=after, kind=Kind.SECTION, discovery=Discovery(via="section", url=url)))
    if not pages:
        warnings.append("the page links no page that may be an article")
    return Listing(candidates=tuple(pages), warnings=tuple(warnings))


def tree_of(text: str) -> HtmlElement | None:
    """The root of the parsed page, None if it has no element. Raises ``UnparsableError`` or ``etree.LxmlError``.

    What is nested deeper than the parser allows is not read: to flatten it, as is done for pages, could take minutes.
    """
    check_attributes(text)
    parser = HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
    root = cast("HtmlElement | None", etree.fromstring(text.encode("utf-8", "replace"), parser))
    if root is not None:
        adopt_later_roots(root)
    return root


# ----------------------------------------------------------------------------------------------------------- pages


def pages_of(anchors: Sequence[Anchor], url: str, source: Source, depth: int, warnings: list[str]) -> list[Candidate]:
    """The links that may lead to articles as candidates, each page once, in the page's order."""
    kept = [page for page in found_in(anchors, url, source, warnings) if is_wanted(page, url, source)]
    if len(kept) > MAX_LINKS:
        warnings.append(f"the page links {len(kept)} pages: only the first {MAX_LINKS} are kept")
    return [
        Candidate(
            url=page.url.partition("#")[0],
            discovery=Discovery(via="section", url=url, headline=headline_of(page)),
            depth=depth + 1,
        )
        for page in kept[:MAX_LINKS]
    ]


def found_in(anchors: Sequence[Anchor], url: str, source: Source, warnings: list[str]) -> list[Found]:
    """The pages that may be fetched, but for this one, those above it and the source's other sections."""
    passed = {*ancestors(url), *map(key_of, source.crawl.sections)}
    found: dict[str, Found] = {}
    offsite = 0
    for anchor in anchors:
        key = key_of(anchor.url)
        if key in passed:
            continue
        page = found.get(key)
        if page is None:
            if why := refusal(anchor.url, source):
                offsite += why is Why.OFFSITE
                passed.add(key)
                continue
            page = found[key] = Found(url=anchor.url)
        page.in_menu = page.in_menu and anchor.in_menu
        if anchor.text:
            page.texts.append((anchor.in_heading, anchor.text))
    if not found and offsite:
        warnings.append(f"all links ({offsite}) lead to hosts that are none of the source's domains")
    return list(found.values())


def ancestors(url: str) -> Iterator[str]:
    """The keys of a page, of the pages above it in the path, and of the front page."""
    yield key_of(url)
    try:
        parts = urlsplit(url)
    except ValueError:
        return
    path = parts.path.rstrip("/")
    for _ in range(20):
        yield key_of(f"{parts.scheme}://{parts.netloc}{path}/")
        if not path:
            break
        path = path.rpartition("/")[0]


def is_wanted(page: Found, url: str, source: Source) -> bool:
    """True if a link may lead to an article. What the source says to follow needs no other sign."""
    if source.crawl.follow:
        return is_found(source.crawl.follow, page.url)
    try:
        parts = urlsplit(page.url)
    except ValueError:
        return False
    if is_listing_or_service(parts.path, parts.query) or follows(url, page.url):
        return False
    looks_so = is_article_address(parts.path, parts.query)
    if page.in_menu:
        return looks_so and any(is_headline(text, MENU_HEADLINE_WORDS) for _, text in page.texts)
    return looks_so or any(
        is_headline(text) or is_short_headline(text, parts.path, in_heading) for in_heading, text in page.texts
    )


def headline_of(page: Found) -> str | None:
    """The title that the links give the page: a heading's before others; None if no text is a headline."""
    texts = [(in_heading, text) for in_heading, text in page.texts if is_headline(text)]
    return max(texts, key=lambda pair: pair[0])[1] if texts else None


# ------------------------------------------------------------------------------------------------------ pagination


def next_page(anchors: Sequence[Anchor], url: str, source: Source) -> str | None:
    """The section's next page: what ``rel=next`` names, else the page with the next number, else what is called so."""
    signs: tuple[Callable[[Anchor], bool], ...] = (
        lambda anchor: anchor.is_next,
        lambda anchor: follows(url, anchor.url),
        lambda anchor: anchor.is_called_next and differs_in_query(url, anchor.url),
    )
    own = key_of(url)
    for sign in signs:
        for anchor in anchors:
            if sign(anchor) and key_of(anchor.url) != own and refusal(anchor.url, source) is None:
                return anchor.url
    return None


def differs_in_query(url: str, other: str) -> bool:
    """True if both have one path, and the other has a query."""
    try:
        here, there = urlsplit(url), urlsplit(other)
    except ValueError:
        return False
    return here.path.rstrip("/") == there.path.rstrip("/") and bool(there.query)
