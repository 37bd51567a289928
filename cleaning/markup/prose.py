"""Element → its text as a reader sees it: a blank line between paragraphs, a line end for ``<br>``.

Which elements begin a paragraph follows the rendering section of the HTML standard, in a shorter list:
https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SPACE, LINE, PARAGRAPH = 0, 1, 2

FLOW = """p div section article aside header footer nav main blockquote pre ul ol dl menu table thead tbody tfoot
h1 h2 h3 h4 h5 h6 hgroup figure form fieldset details dialog address center hr body html"""
BREAKS = {
    **dict.fromkeys(("td", "th", "option"), SPACE),
    **dict.fromkeys(("li", "tr", "dt", "dd", "legend", "figcaption", "caption", "summary"), LINE),
    **dict.fromkeys(FLOW.split(), PARAGRAPH),
}
NO_PROSE = """script style noscript template head title meta link svg math iframe frame frameset object embed applet
audio video canvas map button input select textarea datalist progress meter"""
UNSEEN = frozenset(NO_PROSE.split())
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
# Words for assistive technology only, by the names that the usual frameworks give them.
SPOKEN = """screen-reader-text screen-reader screenreader screen-reader-only sr-only visually-hidden visuallyhidden
element-invisible u-visually-hidden"""
SPOKEN_CLASSES = frozenset(SPOKEN.split())
SMILEY = re.compile(r"emoji|smil(?:ey|ie)", re.IGNORECASE)


def hides(style: str) -> bool:
    """True if an inline style hides its element."""
    lower = style.lower()
    return ("none" in lower or "hidden" in lower) and HIDDEN_STYLE.search(lower) is not None


def is_hidden(element: HtmlElement) -> bool:
    """True if a reader never sees the element: by its kind, its attributes, its inline style or a spoken-only class."""
    if element.tag in UNSEEN or not isinstance(element.tag, str):
        return True
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    style = attributes.get("style")
    if style and hides(style):
        return True
    names = attributes.get("class")
    return names is not None and not SPOKEN_CLASSES.isdisjoint(names.split())


class _Writer:
    """Collects text and breaks into lines; of several breaks in a row the strongest counts."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.line: list[str] = []
        self.pending = SPACE

    def flush(self) -> None:
        words = " ".join("".join(self.line).split())
        self.line.clear()
        if words:
            if self.parts:
                self.parts.append("\n" * max(self.pending, LINE))
            self.parts.append(words)
            self.pending = SPACE

    def end(self, level: int) -> None:
        if level == SPACE:
            self.line.append(" ")
            return
        self.flush()
        self.pending = max(self.pending, level)

    def line_end(self) -> None:
        """A ``<br>``: the second in a row ends the paragraph."""
        self.flush()
        self.pending = min(self.pending + 1, PARAGRAPH)

    def preformatted(self, text: str) -> None:
        for number, piece in enumerate(text.split("\n")):
            if number:
                self.line_end()
            self.line.append(piece)


def _picture_of_a_face(element: HtmlElement) -> str:
    """The characters that an image stands for, if it is a smiley; else ""."""
    names = f"{element.get('class', '')} {element.get('src', '')}"
    return element.get("alt") or "" if SMILEY.search(names) else ""


def prose(element: HtmlElement, skip: Set[HtmlElement] = frozenset()) -> str:
    """The text of an element: paragraphs parted by a blank line, lines by a line end, other white space folded.

    Elements in ``skip``, hidden ones, scripts and controls are left out; what follows them is not. The element itself
    is read even if it is hidden. Works without recursion, in one walk.
    """
    writer = _Writer()
    preformatted = 0
    if element.text:
        writer.line.append(element.text)
    open_elements: list[tuple[HtmlElement, Iterator[HtmlElement]]] = [(element, iter(element))]
    while open_elements:
        parent, children = open_elements[-1]
        child = next(children, None)
        if child is None:
            open_elements.pop()
            if not open_elements:
                break
            _break_at(parent, writer)
            preformatted -= parent.tag == "pre"
            _add(writer, parent.tail, preformatted)
            continue
        tag = child.tag
        if tag == "br":
            writer.line_end()
        elif tag == "img":
            writer.line.append(_picture_of_a_face(child))
        elif child not in skip and not is_hidden(child):
            _break_at(child, writer)
            preformatted += tag == "pre"
            _add(writer, child.text, preformatted)
            open_elements.append((child, iter(child)))
            continue
        _add(writer, child.tail, preformatted)
    writer.flush()
    return "".join(writer.parts)


def _break_at(element: HtmlElement, writer: _Writer) -> None:
    level = BREAKS.get(str(element.tag))
    if level is not None:
        writer.end(level)


def _add(writer: _Writer, text: str | None, preformatted: int) -> None:
    if not text:
        return
    if preformatted and "\n" in text:
        writer.preformatted(text)
    else:
        writer.line.append(text)
