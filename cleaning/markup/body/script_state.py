"""Scripts of a page → the article, where it stands nowhere else.

A page that is drawn by a script often carries its article as a string in the script's data: ``articleBody`` of JSON-LD
(https://schema.org/articleBody), or HTML in the state that a framework saves (``contentHtml``, ``body``, …). Names
differ from site to site, so the longest string that reads as running text is taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lxml.etree import ParserError
from lxml.html import document_fromstring

from cleaning.markup.blocks import Block, read_layout
from cleaning.markup.body.running_text import ends_as_sentence, running_text
from cleaning.markup.label import named_parts, regions_of_blocks

if TYPE_CHECKING:
    from lxml.html import HtmlElement

STRING = re.compile(r'"(?:[^"\\]++|\\.)*+("?)', re.DOTALL)  # one that never ends matches too: nothing is read twice
LONGEST_SCRIPT = 10_000_000  # characters of all scripts together that are searched
SHORTEST_STRING = 400  # characters: shorter ones are teasers and descriptions
SHORTEST_TEXT = 300  # letters of running text in it
TAG = re.compile(r"</?(?:p|br|div|h[1-6]|li)\b[^<>]{0,200}>", re.IGNORECASE)


def text_in_scripts(tree: HtmlElement) -> str:
    """The longest running text that stands as a string in one of the page's scripts; "" if there is none."""
    best, most, left = "", SHORTEST_TEXT, LONGEST_SCRIPT
    for script in tree.iter("script"):
        source = (script.text or "")[:left]
        left -= len(source)
        for string in strings_of(source):
            blocks = blocks_of(string)
            prose = sum(block.prose for block in blocks if ends_as_sentence(block))
            if prose > most:
                best, most = "\n\n".join(block.text for block in blocks), prose
        if not left:
            break
    return best


def strings_of(source: str, depth: int = 0) -> Iterator[str]:
    """The long string literals of a script, decoded; of a string that holds JSON, the ones in it."""
    for literal in STRING.finditer(source):
        if not literal[1] or literal.end() - literal.start() < SHORTEST_STRING:
            continue
        try:
            string: str = json.loads(literal[0], strict=False)
        except ValueError:
            continue
        string = string.encode("utf-8", "ignore").decode()  # without halves of surrogate pairs
        if not depth and string.lstrip()[:1] in ("{", "["):
            yield from strings_of(string, depth + 1)
        else:
            yield string


def blocks_of(string: str) -> Sequence[Block]:
    """The blocks of running text in a string of HTML, or of plain text with line ends."""
    if not TAG.search(string):
        lines = string.replace("&", "&amp;").replace("<", "&lt;").splitlines()
        string = "".join(f"<p>{line}</p>" for line in lines)
    try:
        tree = document_fromstring(f"<html><body>{string}</body></html>")
    except (ValueError, ParserError):
        return ()
    layout = read_layout(tree)
    regions = regions_of_blocks(layout, list(named_parts(layout)))
    free = [i for i, region in enumerate(regions) if region is None]
    return [layout.blocks[i] for i in running_text(layout, free)]
