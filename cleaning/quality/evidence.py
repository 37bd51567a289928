"""Document → what speaks for and against its being an article: the values that the rules of this room weigh.

Everything here reads what the stages have found out: layout, regions, metadata, body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from cleaning.markup.blocks import HEADING, SHORTEST_PROSE, layout_of
from cleaning.markup.label import regions_of_blocks
from cleaning.model import Document, Label
from cleaning.quality.phrases import said_in
from cleaning.text.words import size_of

OUTSIDE = frozenset((Label.NAVIGATION, Label.FOOTER, Label.RELATED, Label.COMMENT, Label.COMMENT_META, Label.HIDDEN))
# Sources that state a date or a type for machines. What is printed, or guessed, claims nothing.
STATED = frozenset(("json-ld", "opengraph", "meta"))
MOST_ELEMENTS = 400  # of those kinds that are looked at
MOST_TEXT = 300  # characters of a title or a control
MOST_LINES = 2_000  # of a page that is looked at: more hold an article, or another kind of list
MOST_NODES = 300  # of an element whose words are read
SHORTEST_LINE = 8  # letters
FEW_LINKS = 10  # on a page that is not of a site's usual making
NEVER = 1_000_000  # words
SHORTEST_TITLE = 20  # letters of a linked title
PARTS_OF_TITLE = re.compile(r"\s+[-–—|•·»«›‹:~]+\s+|\s*[|｜]\s*|_")
LOOKED_FOR = ("title", "h1", "input", "button", "form", "textarea", "iframe", "noscript")


@dataclass(frozen=True, slots=True)
class Line:
    """A block of a page's main part: its text, its size in letters, the share of it in links; is it a heading?"""

    text: str
    size: int
    linked: float
    heading: bool
    promotion: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is seen on a page.

    ``stated`` says what on the page states an article to machines, "" if nothing does; ``hinted`` is True if
    something less reliable does. ``source`` is the page's HTML. ``marks`` are the class and id of its outermost
    elements. ``controls`` are the words on its buttons.
    """

    tree: HtmlElement
    source: str
    url: str | None
    types: frozenset[str]
    stated: str
    hinted: bool
    title: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    body: tuple[str, ...]
    marks: str
    controls: tuple[str, ...]
    passwords: int
    fields: int
    links: int
    free: bool | None  # what the page's data say
    remarks: tuple[str, ...]  # texts that are shown only where scripts are off

    @property
    def letters(self) -> int:
        """The letters outside links; those of the body, where it stands in a script."""
        return max(sum(int(line.size * (1 - line.linked)) for line in self.lines), sum(map(size_of, self.body)))


def evidence_of(doc: Document) -> Evidence:
    """What is seen on an HTML page."""
    tree = doc.page.tree
    assert tree is not None
    found: dict[str, list[HtmlElement]] = {tag: [] for tag in LOOKED_FOR}
    elements = layout_of(tree).elements
    for element in islice((one for one in elements if one.tag in found), MOST_ELEMENTS):
        found[str(element.tag)].append(element)
    fields = [
        one for one in found["input"] if (one.get("type") or "text").lower() in ("text", "email", "password", "tel")
    ]
    return Evidence(
        tree=tree,
        source=doc.page.text,
        url=doc.page.raw.url or doc.metadata.canonicalUrl,
        types=frozenset(doc.metadata.types),
        stated=statement(doc),
        hinted="og:article" in doc.metadata.types or origin_of(doc, "datePublished") == "microdata",
        title=next((text for title in found["title"] if (text := words_in(title))), ""),
        headings=tuple(text for h1 in found["h1"] if (text := words_in(h1))),
        lines=lines_of(doc, tree),
        body=tuple(part for part in doc.body.text.split("\n\n") if part),
        marks=marks_of(tree),
        controls=controls_of(found["button"], found["input"]),
        passwords=sum((one.get("type") or "").lower() == "password" for one in found["input"]),
        fields=len(fields),
        links=sum(1 for _ in islice((one for one in elements if one.tag == "a"), MOST_ELEMENTS)),
        free=doc.metadata.isAccessibleForFree,
        remarks=tuple(text for one in found["noscript"] if (text := words_in(one))),
    )


def statement(doc: Document) -> str:
    """What states an article to machines: its type in JSON-LD, or a date of publication; "" if nothing does."""
    article = next((name for name in doc.metadata.types if name.startswith("article:")), None)
    if article:
        return f"a {article.removeprefix('article:')} in JSON-LD"
    origin = origin_of(doc, "datePublished")
    return f"a date of publication ({origin})" if origin in STATED else ""


def origin_of(doc: Document, field: str) -> str:
    """Where a field was read; "" if it is empty."""
    origin = doc.metadata.origins.get(field)
    return origin["from"] if origin else ""


def words_in(element: HtmlElement) -> str:
    """The text of an element, its white space folded, cut short."""
    pieces: list[str] = []
    size = 0
    for event, node in islice(etree.iterwalk(element, events=("start", "end")), MOST_NODES):
        piece = (node.text if event == "start" else None if node is element else node.tail) or ""
        pieces.append(piece[:MOST_TEXT])
        size += len(piece)
        if size > MOST_TEXT:
            break
    return " ".join(" ".join(pieces).split())[:MOST_TEXT]


def lines_of(doc: Document, tree: HtmlElement) -> tuple[Line, ...]:
    """The blocks of the page but for those in menus, footers, comments and lists of related articles."""
    layout = layout_of(tree)
    regions = regions_of_blocks(layout, doc.regions)
    return tuple(
        Line(
            block.text,
            block.size,
            block.linked,
            bool(block.within & HEADING),
            region is not None and region.label in (Label.PROMOTION, Label.FORM),
        )
        for block, region in zip(layout.blocks, regions, strict=True)
        if region is None or region.label not in OUTSIDE
    )


def marks_of(tree: HtmlElement) -> str:
    """The classes and ids of the page's outermost elements, where systems say what kind of page it is."""
    outer = [tree, *islice(tree.iterchildren("body"), 1)]
    outer += list(islice(outer[-1].iterchildren("div", "main", "section"), 5))
    return " ".join((one.get(name) or "")[:MOST_TEXT] for one in outer for name in ("class", "id")).lower()


def controls_of(buttons: Sequence[HtmlElement], inputs: Sequence[HtmlElement]) -> tuple[str, ...]:
    """The words on the page's buttons."""
    pressed = [one.get("value") or "" for one in inputs if (one.get("type") or "").lower() in ("submit", "button")]
    return tuple(text for text in (*map(words_in, buttons), *pressed) if text)


def title_that_says(seen: Evidence, family: str, share: float = 0.6) -> str:
    """The heading or the title that says, as a whole, what a family of phrases says; "" if there is none.

    A title that goes on with an article's words, such as "404: the history of an error", says something else.
    """
    for heading in seen.headings:
        if says(heading, family, share):
            return heading
    parts = [part for part in PARTS_OF_TITLE.split(seen.title) if part.strip()]
    title = next((part for part in parts if says(part, family, max(share, 0.8))), "")
    own = [heading for heading in seen.headings if not any(heading.casefold() == part.casefold() for part in parts[1:])]
    if title and not any(heading.casefold() in seen.title.casefold() for heading in own):
        others = [part for part in parts if part is not title and not says(part, family, 0.4)]
        return title if all(len(part.split()) <= 5 for part in others) else ""
    return ""


CODE = re.compile(r"\b(?:4(?:0[0-9]|1[0-9]|29|51)|5(?:0[0-9]|1[01]|2[0-7]))\b")
CODED = {"not-found": ("404", "410"), "error": ("400", "403", "5"), "bot": ("403", "429", "1020")}


def says(text: str, family: str, share: float) -> bool:
    """True if phrases of a family make up a text, status codes counted in."""
    said = said_in(text)
    code = CODE.search(text)
    coded = code is not None and code[0].startswith(CODED.get(family, ("-",)))
    return (said.covered.get(family, 0) + coded) >= share * max(1, said.words)


def speaks(text: str, family: str, least: int = 4) -> bool:
    """True if a line of text speaks a family's phrases: a third of its words, or several of them."""
    said = said_in(text)
    covered = said.covered.get(family, 0)
    return covered >= least or (covered > 0 and covered >= said.words / 3)


def opening_that_says(seen: Evidence, family: str, letters: int = 400) -> str:
    """The first line of the page's beginning that speaks a family's phrases, if such lines make up much of it.

    A server's error has hardly any links. On a page with menus, "closed for maintenance, try again later" may be news:
    there a line must be made up of such phrases.
    """
    found, told, size = "", 0, 0
    least = 4 if family != "error" or seen.links <= FEW_LINKS else NEVER
    titles = {seen.title, *seen.headings}
    for line in seen.lines:
        if line.linked >= 0.7 and line.size >= SHORTEST_TITLE and size:
            break  # here begins what else there is to read
        if line.linked >= 0.5 or line.size < SHORTEST_LINE or line.text in titles:
            continue
        size += line.size
        if speaks(line.text, family, least):
            told += line.size
            found = found or line.text
        if size >= letters:
            break
    return found if told >= 0.35 * size and found else ""


def foreign(seen: Evidence, family: str) -> int:
    """The letters of running text, on the page or in the body, that do not speak a family's phrases."""
    shown = ((line.text, int(line.size * (1 - line.linked))) for line in seen.lines)
    taken = ((text, size_of(text)) for text in seen.body)
    return max(
        sum(size for text, size in texts if size >= SHORTEST_PROSE and not speaks(text, family))
        for texts in (shown, taken)
    )
