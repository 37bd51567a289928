"""HTML text → tree, parsed once, by libxml2's HTML parser (https://gitlab.gnome.org/GNOME/libxml2).

The parser is quick and forgiving, but some inputs cost it text, or time. Each is seen to here: elements nested deeper
than it allows, text nodes beyond 10 MB, content after ``</html>``, character references to what XML does not allow, and
tags with thousands of attributes. The tree holds no comments and no processing instructions, and is never deeper than
``MAX_DEPTH``, so that code may walk it by recursion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import cast

from lxml import etree
from lxml.html import Element, HtmlElement, HTMLParser

MAX_DEPTH = 256  # libxml2's own limit without its "huge" option
MAX_ATTRIBUTES = 5_000  # of one tag: the parser compares each with all before it; 30,000 take a second, 100,000 twelve
SUSPICIOUS_SPAN = 20_000  # characters of a tag below which it cannot have so many distinct attributes
# An end tag without its start makes the parser look through all open elements. So many looks take some ten seconds.
MAX_LOOKS = 3_000_000_000
# One class for all elements: lxml.html's own lookup asks Python for each, which costs as much as the parser does.
ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)


class UnparsableError(ValueError):
    """The text cannot be parsed as HTML; the message says what was seen."""


def parse_html(text: str) -> tuple[HtmlElement | None, tuple[str, ...]]:
    """The root of the parsed text (None if there is no element in it) and what was odd. Raises ``UnparsableError``."""
    check_attributes(text)
    data = without_forbidden_references(text).encode()
    parser = HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(ONE_CLASS)
    try:
        root = cast("HtmlElement | None", etree.fromstring(data, parser))
    except etree.LxmlError as error:
        raise UnparsableError(f"the HTML parser says: {error}") from error
    if root is None:
        return None, ()
    log = parser.error_log
    if len(log) and "huge" in log[-1].message.lower():  # its advice wherever a limit made it stop
        seen = log[-1].message.strip()
        return parse_flat(data), (f"the HTML parser gave up ({seen}): read again with at most {MAX_DEPTH} levels",)
    adopt_later_roots(root)
    return root, ()


# ----------------------------------------------------------------------------------------------- before the parser

_ATTRIBUTE = re.compile(r"[\s/]*([^\s>/=][^\s>/=]*)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?")
_NAME_END = re.compile(r"[\s/>]")


def check_attributes(text: str) -> None:
    """Nothing, if no tag has more than ``MAX_ATTRIBUTES``; else ``UnparsableError``.

    Such a tag is a long stretch without ``>`` or, where its quoted values hold that, without ``<``. One whose values
    hold both is not found here; the deadline of the page ends that.
    """
    for start in sorted({*tags_before_gaps(text, ">"), *tags_before_gaps(text, "<")}):
        if attributes(text, start) > MAX_ATTRIBUTES and not is_inside_script(text, start):
            raise UnparsableError(f"a tag has more than {MAX_ATTRIBUTES} attributes (character {start})")


def tags_before_gaps(text: str, sign: str) -> Iterator[int]:
    """Where the tags begin that may hold a stretch of ``SUSPICIOUS_SPAN`` without a sign.

    Hops through the text from one sign to the next but ``SUSPICIOUS_SPAN``, so that an ordinary page costs nothing.
    """
    position = 0
    while position + SUSPICIOUS_SPAN < len(text):
        last = text.rfind(sign, position, position + SUSPICIOUS_SPAN)
        if last < 0:
            after = text.find(sign, position + SUSPICIOUS_SPAN)
            last = after if after >= 0 else len(text)
            start = text.rfind("<", position, last) if sign == ">" else position - 1
            if start >= 0 and text[start + 1 : start + 2].isalpha():
                yield start
        position = last + 1


def is_inside_script(text: str, end: int) -> bool:
    """True if the last script or style that begins before ``end`` has not ended there."""
    return any(text.rfind(f"<{name}", 0, end) > text.rfind(f"</{name}", 0, end) for name in ("script", "style"))


def attributes(text: str, start: int) -> int:
    """How many distinct attributes the tag at ``start`` has; counts no further than just above the limit."""
    names: set[str] = set()
    name_end = _NAME_END.search(text, start)
    position = name_end.start() if name_end else len(text)
    while len(names) <= MAX_ATTRIBUTES and (match := _ATTRIBUTE.match(text, position)):
        names.add(match[1])
        position = match.end()
    return len(names)


_FORBIDDEN = re.compile(
    r"&#(?:0*([1-8]|1[1-9]|2[0-9]|3[01]|6553[45])(?:;|(?![0-9]))"
    r"|[xX]0*([1-8b-fB-F]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?:;|(?![0-9a-fA-F])))"
)


def without_forbidden_references(text: str) -> str:
    """The text without character references to control characters and to the two noncharacters that XML forbids.

    They would stand in the tree as characters that no other element's text may be set to.
    """
    return _FORBIDDEN.sub(allowed_instead, text) if "&#" in text else text


def allowed_instead(match: re.Match[str]) -> str:
    """What stands for a forbidden reference: a line break for a break, nothing for a control character."""
    code = int(match[1]) if match[1] else int(match[2], 16)
    if code in {0x0B, 0x0C, 0x0D}:
        return "\n"
    return "" if code < 0x20 else "\ufffd"


# ------------------------------------------------------------------------------------------------ after the parser


def adopt_later_roots(root: HtmlElement) -> None:
    """Nothing: what stood after ``</html>``, which the parser keeps beside the root, is moved to the body's end."""
    later = root.getnext()
    if later is None:
        return
    body = root.find("body")
    home = root if body is None else body
    text, emptied = list[str](), Element("html")
    while later is not None:
        following = later.getnext()
        text.append("\n")  # the parser has dropped the white space that stood between
        for part in (later, *later.iterchildren("body")) if later.tag == "html" else ():
            text.append(part.text or "")
            for child in list(part):
                if child.tag != "body":
                    append_text(home, text)
                    home.append(child)
        if later.tag == "html":
            emptied.append(later)  # nothing can be removed from beside the root, but it can be moved
        else:
            append_text(home, text)
            home.append(later)
        later = following
    append_text(home, text)


def append_text(element: HtmlElement, pieces: list[str]) -> None:
    """Nothing: the pieces come to stand at the end of the element, and the list is empty."""
    text = "".join(pieces)
    pieces.clear()
    if text and len(element):
        element[-1].tail = (element[-1].tail or "") + text
    elif text:
        element.text = (element.text or "") + text


# ---------------------------------------------------------------------------------------- where the parser gave up


def parse_flat(data: bytes) -> HtmlElement:
    """The root of a tree that is at most ``MAX_DEPTH`` deep: what is nested deeper stands in its last allowed ancestor.

    The parser only reports what it meets, which has no limits of depth and length. Raises ``UnparsableError``.
    """
    builder = FlatBuilder(max_open=max(MAX_DEPTH, MAX_LOOKS // (data.count(b"</") + 1)))
    # The stubs ask for a target that inherits from a class which exists in the stubs only.
    parser = etree.HTMLParser(target=builder, encoding="utf-8", huge_tree=True)  # type: ignore[call-overload]
    etree.fromstring(data, parser)
    return builder.root


class FlatBuilder:
    """Builds a tree of limited depth: https://lxml.de/parsing.html#the-target-parser-interface."""

    def __init__(self, max_open: int) -> None:
        self.root = Element("html")
        self.open: list[HtmlElement] = [self.root]
        self.text: list[str] = []
        self.max_open = max_open

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """Nothing: an element begins."""
        if len(self.open) > self.max_open:
            raise UnparsableError(f"elements nest deeper than {self.max_open}")
        parent = self.open[-1]
        if tag != "html" and len(self.open) >= MAX_DEPTH:
            self.text.append("\n")
            self.open.append(parent)
            return
        append_text(parent, self.text)
        self.open.append(self.root if tag == "html" else add_element(parent, tag, attrib))

    def end(self, tag: str) -> None:
        """Nothing: an element ends."""
        if len(self.open) > MAX_DEPTH:
            self.text.append("\n")
        else:
            append_text(self.open[-1], self.text)
        if len(self.open) > 1:
            self.open.pop()

    def data(self, text: str) -> None:
        """Nothing: text comes; it may come in many pieces."""
        self.text.append(text)

    def close(self) -> None:
        """Nothing: the document ends; the tree is in ``root``."""
        append_text(self.open[-1], self.text)


def add_element(parent: HtmlElement, tag: str, attributes: Mapping[str, str]) -> HtmlElement:
    """The new last child; the parent itself if the tag is no name. Attributes whose names are none are left out."""
    try:
        element = etree.SubElement(parent, tag)
    except ValueError:
        return parent
    for name, value in attributes.items():
        try:
            element.set(name, value)
        except ValueError:
            continue
    return element
