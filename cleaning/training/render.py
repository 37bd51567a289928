"""An HTML page's tree → its text, as dumps write it: in several styles, so that no labeller learns one of them alone.

What breaks lines is HTML's own list of block elements; scripts, styles and what is hidden are left out.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

SKIPPED = frozenset("script style noscript template svg head iframe object audio video canvas select textarea".split())
BLOCKS = frozenset(
    """
    address article aside blockquote body br button center dd details dialog div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr html label legend li main menu nav ol option p pre section summary table tbody td
    tfoot th thead tr ul
    """.split()
)
SPACED = frozenset(
    "article blockquote dl figure footer form h1 h2 h3 h4 h5 h6 header main nav ol p pre section table ul".split()
)
INLINE_AT_TIMES = frozenset("div label td th button dt dd figcaption".split())  # glued dumps run these together
WHITE = re.compile(r"\s+")
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
COLUMNS = 72


@dataclass(frozen=True, slots=True)
class Style:
    """How a dump writes a page.

    ``blanks`` puts blank lines around paragraphs, ``bullets`` is what a list's items begin with ("" for nothing),
    ``indent`` the columns by which a list's items are moved, ``marks`` writes headings and quotes as Markdown does,
    ``wrap`` breaks lines at 72 columns, ``glue`` runs boxes together, ``links`` False leaves out lines that are links.
    """

    blanks: bool = True
    bullets: str = ""
    indent: int = 0
    marks: bool = False
    wrap: bool = False
    glue: bool = False
    links: bool = True


STYLES = {
    "plain": Style(bullets="• ", indent=2),
    "tight": Style(blanks=False),
    "markdown": Style(bullets="- ", marks=True),
    "wrapped": Style(bullets="* ", indent=2, wrap=True),
    "glued": Style(glue=True),
    "unlinked": Style(links=False),
}


@dataclass(slots=True)
class Block:
    """A line in the making: its text, what it begins with, whether a blank line stands above, letters in links."""

    text: str
    lead: str
    blank: bool
    linked: int


def render(tree: HtmlElement, style: Style) -> str:
    """The text of a page or a part of it."""
    lines: list[str] = []
    for block in _blocks(tree, style):
        text = WHITE.sub(" ", block.text).strip()
        if not text or (not style.links and block.linked > 0.6 * len(text)):
            if block.blank and style.blanks and lines and lines[-1]:
                lines.append("")
            continue
        if block.blank and style.blanks and lines and lines[-1]:
            lines.append("")
        lines += _written(block.lead, text, style)
    return "\n".join(lines).strip("\n") + "\n"


def _written(lead: str, text: str, style: Style) -> list[str]:
    if style.wrap:
        return textwrap.wrap(text, COLUMNS, initial_indent=lead, subsequent_indent=" " * len(lead)) or [lead + text]
    return [lead + text]


def _blocks(tree: HtmlElement, style: Style) -> Iterator[Block]:
    """The page's blocks in order; an empty one stands for a break alone."""
    block = Block("", "", blank=False, linked=0)
    for step, element, text in _walk(tree):
        tag = element.tag
        if step == "text":
            block.text += text
            if tag == "a" or any(parent.tag == "a" for parent in _near(element)):
                block.linked += len(text.strip())
        elif tag in BLOCKS and not (style.glue and tag in INLINE_AT_TIMES):
            yield block
            lead = _lead(element, style) if step == "start" else ""
            block = Block("", lead, blank=tag in SPACED, linked=0)
        elif tag == "img" and step == "start" and style.marks and (element.get("alt") or "").strip():
            block.text += f"![{element.get('alt')}]"
    yield block


def _near(element: HtmlElement) -> list[HtmlElement]:
    parent = element.getparent()
    above = parent.getparent() if parent is not None else None
    return [one for one in (parent, above) if one is not None]


def _lead(element: HtmlElement, style: Style) -> str:
    tag = str(element.tag)
    if tag == "li":
        depth = sum(1 for parent in element.iterancestors() if parent.tag in ("ul", "ol"))
        return " " * (style.indent * min(depth, 4)) + style.bullets
    if style.marks and len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        return "#" * int(tag[1]) + " "
    quoted = style.marks and any(parent.tag == "blockquote" for parent in [element, *_near(element)])
    return "> " if quoted else ""


def _walk(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement, str]]:
    """Starts, texts and ends of a tree in order; nothing within what is skipped."""
    stack: list[tuple[str, HtmlElement]] = [("start", tree)]
    while stack:
        step, element = stack.pop()
        if step == "end":
            yield "end", element, ""
            if element is not tree and element.tail:
                parent = element.getparent()
                assert parent is not None
                yield "text", parent, element.tail
            continue
        if not isinstance(element.tag, str) or element.tag in SKIPPED or _is_hidden(element):
            if element is not tree and element.tail:
                parent = element.getparent()
                assert parent is not None
                yield "text", parent, element.tail
            continue
        yield "start", element, ""
        if element.text:
            yield "text", element, element.text
        stack.append(("end", element))
        stack += [("start", child) for child in reversed(element)]


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(HIDDEN.search(element.get("style") or ""))


def main_part(tree: HtmlElement, paragraphs: Sequence[str]) -> HtmlElement:
    """The smallest element that holds nearly all of these paragraphs, and what stands right around them."""
    wanted = {WHITE.sub(" ", paragraph).strip()[:60] for paragraph in paragraphs if len(paragraph) >= 60}
    holders = [
        element
        for element in tree.iter("p", "div", "li", "blockquote", "td", "section")
        if wanted and WHITE.sub(" ", element.text_content()).strip()[:60] in wanted
    ]
    if not holders:
        return tree
    counts: dict[HtmlElement, int] = {}
    for holder in holders:
        for parent in holder.iterancestors():
            counts[parent] = counts.get(parent, 0) + 1
    enough = [element for element, count in counts.items() if count >= 0.8 * len(holders)]
    deepest = max(enough, key=lambda element: sum(1 for _ in element.iterancestors()))
    around = deepest.getparent()
    return around if around is not None and around.tag not in ("html", "body") else deepest
