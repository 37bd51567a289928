"""A section page's bytes → the pages that it links, in its order, and the section's next page.

What may be an article is decided in ``links``. Pagination: ``rel=next``
(https://html.spec.whatwg.org/multipage/links.html#link-type-next), numbered pages, and links that are called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from cleaning.decode.charset import to_text
from cleaning.decode.tree import UnparsableError, parse_html
from cleaning.model import Source
from cleaning.record import Discovery
from crawler.discovery.links import is_article_address, is_headline, is_listing_or_service, path_and_query
from crawler.discovery.numbering import follows
from crawler.model import Candidate, Kind, Listing, Why
from crawler.urls import is_found, key_of, refusal, resolve

MAX_LINKS = 1_000  # candidates of a page
MAX_ANCHORS = 20_000  # links that are looked at
MAX_CHARACTERS = 5_000_000
MAX_TEXT = 2_000  # characters of a link's text that are read

_MENU_TAGS = frozenset({"nav", "menu"})
_EDGE_TAGS = frozenset({"header", "footer"})
_CONTENT_TAGS = frozenset({"main", "article", "section", "li"})
_MENU_ROLES = frozenset({"navigation", "menu", "menubar", "banner", "contentinfo", "search"})
_MENU_NAME = re.compile(
    r"(?:^|[\s_-])(?:(?:main|site|top|sub|mega|side|page|global|primary|secondary|mobile|footer|header)[_-]?)?"
    r"(?:nav|navi|navbar|navigation|menu|breadcrumbs?|footer|social(?:[_-]?(?:links|media|icons))?|cookies?)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_NEXT_NAME = re.compile(r"(?:^|[\s_-])next(?:[\s_-]?(?:page|link|posts?))?(?:$|\s)", re.IGNORECASE)
_NEXT_TEXT = re.compile(
    r"\s*(?:next(?: page)?|older(?: posts| entries| articles| stories)?|weiter|nächste(?: seite)?|ältere(?: beiträge)?"
    r"|suivant[es]?|page suivante|siguiente|próxim[ao]|avanti|successiv[ao]|volgende|następna|nästa|næste|neste|sonraki"
    r"|далее|следующая|التالي|التالية|הבא|下一页|下一頁|次へ|다음)?\s*[›»→>]{0,2}\s*",
    re.IGNORECASE,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(slots=True)
class Anchor:
    """A link of the page."""

    url: str
    text: str
    in_menu: bool
    is_next: bool  # by rel
    is_called_next: bool  # by its text or class
    is_heading: bool


@dataclass(slots=True)
class Found:
    """A page that links lead to, as the first of them stands there, with the best text of all."""

    url: str
    in_menu: bool = True
    texts: list[tuple[bool, str]] = field(default_factory=list)


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
        tree, odd = parse_html(text)
    except UnparsableError as error:
        return Listing(warnings=(*warnings, f"the page cannot be read: {error}"))
    if tree is None:
        return Listing(warnings=(*warnings, "the page has no element"))
    anchors = list(anchors_of(tree, url))
    if len(anchors) >= MAX_ANCHORS:
        warnings.append(f"the page has more than {MAX_ANCHORS} links: the rest is not read")
    pages = pages_of(anchors, url, source, depth, warnings) if depth < source.crawl.depth else []
    if depth == 0 and (after := next_page(anchors, url, source)):
        pages.append(Candidate(url=after, kind=Kind.SECTION, discovery=Discovery(via="section", url=url)))
    if not pages:
        warnings.append("the page links no page that may be an article")
    return Listing(candidates=tuple(pages), warnings=(*warnings, *odd))


# ----------------------------------------------------------------------------------------------------------- links


def anchors_of(tree: HtmlElement, url: str) -> Iterator[Anchor]:
    """The links of a page in its order, with where they stand; at most ``MAX_ANCHORS``."""
    base = next((found for tag in tree.iter("base") if (found := resolve(tag.get("href", ""), url))), url)
    menu = content = heading = count = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if tag in {"a", "link", "area"}:
            if event == "start" and (anchor := anchor_of(element, base, menu > 0, heading > 0)):
                yield anchor
                count += 1
                if count >= MAX_ANCHORS:
                    return
            continue
        step = 1 if event == "start" else -1
        if tag in _HEADINGS:
            heading += step
        if event == "end" and tag in _CONTENT_TAGS:
            content -= 1
        if is_menu(element, inside_content=content > 0):
            menu += step
        if event == "start" and tag in _CONTENT_TAGS:
            content += 1


def is_menu(element: etree._Element, *, inside_content: bool) -> bool:
    """True for an element that holds the site's navigation."""
    tag = element.tag
    if tag in _MENU_TAGS or (tag in _EDGE_TAGS and not inside_content):
        return True
    if not element.attrib or tag in {"body", "html", "main", "article"}:
        return False
    if element.get("role", "").lower() in _MENU_ROLES:
        return True
    return any((name := element.get(key)) and _MENU_NAME.search(name[:200]) for key in ("class", "id"))


def anchor_of(element: etree._Element, base: str, in_menu: bool, in_heading: bool) -> Anchor | None:
    """The link that an element is; None if it leads nowhere on the web."""
    href = element.get("href")
    if not href or href.lstrip()[:1] in {"", "#"}:
        return None
    url = resolve(href, base)
    if url is None or not url[:8].lower().startswith(("http://", "https://")):
        return None
    rels = element.get("rel", "").lower().split()
    if element.tag == "link":
        return Anchor(url, "", True, True, False, False) if "next" in rels else None
    text, has_heading = text_of(element)
    called = bool(_NEXT_NAME.search(element.get("class", "")[:200]) or (text and _NEXT_TEXT.fullmatch(text)))
    return Anchor(url, text, in_menu, "next" in rels, called, in_heading or has_heading)


def text_of(element: etree._Element) -> tuple[str, bool]:
    """The text of a link, of the heading in it if it has one; and whether it has one."""
    heading = next(element.iter(*_HEADINGS), None)
    pieces: list[str] = []
    room = MAX_TEXT
    for piece in (element if heading is None else heading).itertext():
        pieces.append(piece[:room])
        room -= len(pieces[-1])
        if room <= 0:
            break
    text = " ".join("".join(pieces).split())
    return text or " ".join(element.get("title", "")[:MAX_TEXT].split()), heading is not None


# ----------------------------------------------------------------------------------------------------------- pages


def pages_of(anchors: list[Anchor], url: str, source: Source, depth: int, warnings: list[str]) -> list[Candidate]:
    """The links that may lead to articles as candidates, each page once, in the page's order."""
    own = set(ancestors(url)) | {key_of(section) for section in source.crawl.sections}
    found: dict[str, Found] = {}
    offsite = 0
    for anchor in anchors:
        key = key_of(anchor.url)
        if key in own:
            continue
        if key not in found:
            why = refusal(anchor.url, source)
            offsite += why is Why.OFFSITE
            if why is not None:
                own.add(key)
                continue
            found[key] = Found(url=anchor.url)
        page = found[key]
        page.in_menu = page.in_menu and anchor.in_menu
        if anchor.text:
            page.texts.append((anchor.is_heading, anchor.text))
    kept = [page for page in found.values() if is_wanted(page, url, source)]
    if not kept and offsite:
        warnings.append(f"{offsite} links lead to hosts that are none of the source's domains")
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
    address = path_and_query(page.url)
    if page.in_menu or address is None or is_listing_or_service(*address) or follows(url, page.url):
        return False
    return is_article_address(*address) or any(is_headline(text) for _, text in page.texts)


def headline_of(page: Found) -> str | None:
    """The title that the links give the page: a heading's before others; None if no text is a headline."""
    texts = [(heading, text) for heading, text in page.texts if is_headline(text)]
    return max(texts, key=lambda pair: pair[0])[1] if texts else None


# ------------------------------------------------------------------------------------------------------ pagination


def next_page(anchors: list[Anchor], url: str, source: Source) -> str | None:
    """The section's next page: what ``rel=next`` names, else the page with the next number, else what is called so."""
    own = key_of(url)
    others = [anchor for anchor in anchors if key_of(anchor.url) != own and refusal(anchor.url, source) is None]
    for anchor in others:
        if anchor.is_next:
            return anchor.url
    numbered = [anchor for anchor in others if follows(url, anchor.url)]
    if numbered:
        return numbered[0].url
    path = path_and_query(url)
    for anchor in others:
        there = path_and_query(anchor.url)
        if anchor.is_called_next and there and path and there[0] == path[0] and there[1]:
            return anchor.url
    return None
