"""A page's tree → the elements and attributes that may state metadata, in document order.

Elements that the page's labels or their own place set apart from the article (comments, related items, menus, footers)
are told by ``belongs``: their dates and names are not the article's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from cleaning.markup.blocks import layout_of
from cleaning.model import Label, Region

APART = frozenset({Label.COMMENT, Label.COMMENT_HEADER, Label.COMMENT_META, Label.FORM, Label.RELATED,
                   Label.NAVIGATION, Label.PROMOTION, Label.FOOTER})  # fmt: skip
APART_TAGS = frozenset({"nav", "aside", "footer", "form", "dialog", "template"})
WHOLE_TAGS = frozenset({"html", "body", "main", "article"})  # their classes tell of the page, not of a part
APART_CLASS = re.compile(
    r"comment|kommentar|related|recommend|teaser|sidebar|widget|promo|popular|trending|newsletter|carousel|most-?read"
    r"|disqus|respond",
    re.IGNORECASE,
)
DEEPEST = 256  # ancestors that are looked at; libxml2 itself stops there unless it is told to go on
MOST = 60  # elements of one kind that are looked at; an article's own stand among the first
MOST_METAS = 2_000
MOST_ITEMS = 1_000
MOST_TEXT = 300  # characters of an element's text that are read
MOST_NODES = 500  # nodes of an element that are walked for its text
SILENT = frozenset({"script", "style", "noscript", "template"})

# The limit stands in the expression, because libxml2 sorts what it returns: 50,000 elements took 0.8 s.
ITEMS = etree.XPath(f"descendant-or-self::*[@itemprop or (@property and not(self::meta))][position() <= {MOST_ITEMS}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What the walk has found. ``metas`` holds names in lower case; a name may come more than once."""

    language: str | None
    base: str | None
    title: str | None
    metas: tuple[tuple[str, str], ...]
    canonical: tuple[str, ...]
    licenses: tuple[str, ...]
    scripts: tuple[str, ...]
    h1: tuple[HtmlElement, ...]
    figures: tuple[HtmlElement, ...]
    items: tuple[HtmlElement, ...]
    apart: frozenset[HtmlElement]


def scan(tree: HtmlElement, text: str, regions: Sequence[Region]) -> Scan:
    """All places in the tree that may state metadata: the layout's elements by their tags, and those with properties.

    ``text`` is the page's source: a page in which the names of those attributes do not occur needs no walk for them.
    """
    found: dict[str, list[HtmlElement]] = {tag: [] for tag in ("meta", "link", "title", "script", "h1", "figure")}
    base = None
    for element in layout_of(tree).elements:
        tag = str(element.tag)
        if tag in found:
            if len(found[tag]) < MOST or tag in ("meta", "link", "script"):
                found[tag].append(element)
        elif tag == "base":
            base = base or element.get("href")
    return Scan(
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang"),
        base=base,
        title=own_title(found["title"]),
        metas=named_metas(found["meta"]),
        canonical=tuple(href for link in found["link"] if has_rel(link, "canonical") and (href := link.get("href"))),
        licenses=tuple(href for link in found["link"] if has_rel(link, "license") and (href := link.get("href"))),
        scripts=tuple(s.text or "" for s in found["script"] if "ld+json" in (s.get("type") or "").lower()),
        h1=tuple(found["h1"]),
        figures=tuple(found["figure"]),
        items=tuple(ITEMS(tree)) if "itemprop" in text or "typeof" in text else (),
        apart=frozenset(r.where for r in regions if r.label in APART and isinstance(r.where, HtmlElement)),
    )


def own_title(titles: Sequence[HtmlElement]) -> str | None:
    """The document's title; drawings (SVG) have titles too."""
    for element in titles:
        parent = element.getparent()
        if parent is None or parent.tag != "svg":
            return text_of(element)
    return None


def named_metas(elements: Sequence[HtmlElement]) -> tuple[tuple[str, str], ...]:
    """The name, in lower case, and the content of each meta element that has both."""
    pairs = []
    for meta in elements[:MOST_METAS]:
        content = meta.get("content")
        if content and (name := meta.get("property") or meta.get("name")):
            pairs.append((name.strip().lower(), content))
        elif content and (meta.get("http-equiv") or "").lower() == "content-language":
            pairs.append(("content-language", content))
    return tuple(pairs)


def has_rel(link: HtmlElement, name: str) -> bool:
    """True for an element whose ``rel`` says what it links: https://html.spec.whatwg.org/multipage/links.html#linkTypes"""
    rel = link.get("rel")
    return rel is not None and name in rel[:MOST_TEXT].lower().split()


def text_of(element: HtmlElement, most: int = MOST_TEXT) -> str:
    """The text of an element, up to about ``most`` characters."""
    return " ".join(texts_of(element, most))


def texts_of(element: HtmlElement, most: int = MOST_TEXT) -> list[str]:
    """The pieces of text of an element in order, up to about ``most`` characters; none of scripts, styles, comments."""
    pieces: list[str] = []
    size = 0
    for event, node in islice(etree.iterwalk(element, events=("start", "end", "comment")), MOST_NODES):
        text = node.tail if event != "start" else None if node.tag in SILENT else node.text
        if text and (event == "start" or node is not element) and (text := text[:most].strip()):
            pieces.append(text)
            size += len(text)
            if size >= most:
                break
    return pieces


def belongs(element: HtmlElement, apart: frozenset[HtmlElement], *, strict: bool = True) -> bool:
    """True if an element may speak for the article: it lies in no part that is set apart.

    ``strict`` looks at tags and class names too, not only at the labels.
    """
    if not strict and not apart:
        return True
    node: HtmlElement | None = element
    for _ in range(DEEPEST):
        if node is None:
            return True
        if node in apart:
            return False
        if strict and node.tag not in WHOLE_TAGS and is_apart(node):
            return False
        node = node.getparent()
    return False


def is_apart(node: HtmlElement) -> bool:
    """True if an element's tag, class or id say that it holds other things than the article."""
    if node.tag in APART_TAGS:
        return True
    return any(name and APART_CLASS.search(name[:MOST_TEXT]) for name in (node.get("class"), node.get("id")))
