"""XML bytes of any origin → the same without a document type, so that no entity of it can be expanded or fetched.

Document types: https://www.w3.org/TR/xml/#dt-doctype. Neither feeds nor sitemaps need one.
"""

from __future__ import annotations

import re

_START = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_PART = re.compile(r"""[^"'\[\]<>]+|"[^"]*"|'[^']*'|<!--.*?-->|<\?.*?\?>|[\[\]<>"']""", re.DOTALL)
HEAD = 100_000  # characters in which a document type begins, if there is one


def without_doctype(text: str) -> tuple[str, bool]:
    """The text without its document type, and whether that declared entities.

    A document type that does not end is cut off together with what follows it.
    """
    start = _START.search(text, 0, HEAD)
    if start is None:
        return text, False
    end = end_of(text, start.end())
    return text[: start.start()] + text[end:], "<!ENTITY" in text[start.start() : end]


def end_of(text: str, position: int) -> int:
    """Where a document type that was open at ``position`` ends. Linear: quotes and comments that do not end, end it."""
    depth = 0
    while match := _PART.match(text, position):
        part = match[0]
        if part in {"'", '"'}:  # not closed
            return len(text)
        if part in {"[", "<"}:
            depth += 1
        elif part == "]":
            depth -= 1
        elif part == ">":
            if depth <= 0:
                return match.end()
            depth -= 1
        position = match.end()
    return len(text)
