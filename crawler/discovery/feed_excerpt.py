"""The text of an RSS or Atom feed → a small well-formed feed with only what is read of it.

A feed may carry whole articles, and may be broken or hostile. libxml2 reads it in a fraction of the time that
feedparser would take, whatever it holds; feedparser, which knows the dialects, then gets no more than it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from lxml import etree

from crawler.discovery.xml_text import PARSER_OPTIONS, document_of, oddity

MAX_ENTRIES = 2_000  # the largest feeds of news sites have some hundred
MAX_PARTS = 60  # of an entry
MAX_NESTED = 50  # elements in a part, such as the markup of a title
MAX_TEXT = 4_000  # characters of an element
_ENTRIES = frozenset({"item", "entry"})
_PARTS = frozenset(
    "title link guid id pubdate published updated modified issued created date author creator language origlink".split()
)
_FOREIGN = ("http://search.yahoo.com/mrss", "http://www.itunes.com/", "http://www.google.com/schemas/")


def excerpt(text: str) -> tuple[bytes, tuple[str, ...]] | str:
    """The small feed in UTF-8 and what was odd; in words what is there, if it is no feed."""
    document = document_of(text, "rss|feed|rdf|channel", ("item", "entry"))
    if isinstance(document, str):
        return document
    parser = etree.XMLParser(**PARSER_OPTIONS)
    try:
        root = etree.fromstring(document.text.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        return f"it is XML that cannot be read: {error}"
    if root is None:
        return "it is XML without an element"
    warnings = document.warnings + (oddity(parser.error_log) if not document.warnings else ())
    entries = list(islice(root.iter("{*}item", "{*}entry"), MAX_ENTRIES + 1))
    if len(entries) > MAX_ENTRIES:
        warnings += (f"the feed has more than {MAX_ENTRIES} entries: the rest is not read",)
    parts_in = strewn if any(entry.type_name == "ERR_TAG_NAME_MISMATCH" for entry in parser.error_log) else kept
    return etree.tostring(small_feed(root, entries[:MAX_ENTRIES], parts_in), encoding="utf-8"), warnings


Parts = Callable[[etree._Element], Iterator[etree._Element]]


def small_feed(root: etree._Element, entries: list[etree._Element], parts_in: Parts) -> etree._Element:
    """A feed of the same kind as that of ``root``, with the parts of the feed and of the entries that are read."""
    small = empty(root, None)
    channel = next(root.iter("{*}channel"), None)
    head = root if channel is None else channel
    home = small if channel is None or channel is root else empty(channel, small)
    for part in kept(head):
        home.append(part)
    for entry in entries:
        place = empty(entry, small if name_of(root) == "rdf" else home)
        for part in list(parts_in(entry)):
            place.append(part)
    return small


def empty(element: etree._Element, parent: etree._Element | None) -> etree._Element:
    """A new element of the same name, with the attributes that texts and addresses in it depend on."""
    wanted = {name: value for name, value in element.attrib.items() if is_wanted(name) and len(value) <= MAX_TEXT}
    if parent is None:
        return etree.Element(element.tag, wanted, nsmap=element.nsmap)
    return etree.SubElement(parent, element.tag, wanted)


def is_wanted(attribute: str) -> bool:
    """True for attributes such as ``xml:base``, ``xml:lang``, ``version`` and RDF's ``about``."""
    return attribute.rpartition("}")[2] in {"base", "lang", "version", "about"}


def kept(element: etree._Element) -> Iterator[etree._Element]:
    """The children that are read, but for those that are too large."""
    for part in list(islice(parts_of(element), MAX_PARTS)):
        inside = list(islice(part.iter(), MAX_NESTED + 1))
        if len(inside) > MAX_NESTED or sum(len(piece.attrib) for piece in inside) > 4 * MAX_NESTED:
            continue
        for piece in inside:
            piece.text, piece.tail = (piece.text or "")[:MAX_TEXT], (piece.tail or "")[:MAX_TEXT]
        part.tail = None
        yield part


def strewn(entry: etree._Element) -> Iterator[etree._Element]:
    """The parts of an entry wherever they stand in it: of markup whose end tags are missing, they stand in another.

    Each is made anew with its text and that of its markup, but not of the parts within it.
    """
    texts: dict[etree._Element, list[str]] = {}
    open_: list[tuple[etree._Element, list[str]]] = [(child, []) for child in reversed(entry)]
    while open_:
        element, text = open_.pop()
        name = name_of(element)
        if name in _ENTRIES:
            continue
        if name in _PARTS and len(texts) < MAX_PARTS:
            text = texts[element] = []
        text.append(element.text or "")
        open_ += [(child, text) for child in reversed(element)]
    for element, text in texts.items():
        part = etree.Element(element.tag, dict(islice(element.attrib.items(), 2 * MAX_NESTED)), nsmap=element.nsmap)
        part.text = " ".join(text)[:MAX_TEXT]
        yield part


def parts_of(element: etree._Element) -> Iterator[etree._Element]:
    """The children whose names are wanted, but for other vocabularies' parts of these names."""
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if name_of(child) in _PARTS and not tag.startswith(tuple(f"{{{space}" for space in _FOREIGN)):
            yield child


def name_of(element: etree._Element) -> str:
    """The name in lower case without namespace, also without a prefix that is not declared."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].rpartition(":")[2].lower()
