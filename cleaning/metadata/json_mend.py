"""The text of a script element → the JSON values in it, mended where the fault is a common one.

Strict reading comes first (msgspec); only what it refuses is looked at again: comment and CDATA wrappers, raw line
breaks and bare quotes in strings, several values one after another, trailing commas, entities. Every step is linear in
the text.
JSON: https://www.rfc-editor.org/rfc/rfc8259
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import msgspec

LONGEST = 8_000_000  # characters of one script
MOST_VALUES = 100  # one after another in one script

OPENING = re.compile(r"\A(?:\s|//|/\*|\*/|<!\[CDATA\[|<!--)+")
CLOSING = ("]]>", "-->", "//", "/*", "*/", ";")
# A string, closed or not, is passed over as a whole, so that each sign is looked at once.
FAULT = re.compile(
    r'(?P<string>"(?:[^"\\]|\\.)*+(?:"|\Z))|(?P<comma>,(?=\s*+[}\]]))|(?P<remark>/\*(?:[^*]|\*(?!/))*+\*/)', re.DOTALL
)
PAIR = re.compile(
    r"""(?P<key>\s*+"[@\w:-]{1,60}"\s*+:\s*+)(?P<quote>["'])(?P<value>.*)(?P=quote)(?P<end>\s*+[,}\]]*+\s*+)$"""
)
SEPARATORS = re.compile(r"[\s,;]*+")
BAD_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|(.?))', re.DOTALL)


def json_values(text: str) -> list[Any] | None:
    """The values in a script, in order; [] if it is blank, None if it cannot be read."""
    if not text.strip():
        return []
    if len(text) > LONGEST:
        return None
    try:
        return [msgspec.json.decode(text)]
    except (msgspec.DecodeError, UnicodeEncodeError):
        pass
    except RecursionError:
        return None
    text = unwrapped(text)
    for mend in (str, mended, with_quotes_escaped, with_entities_resolved):
        values = lenient(mend(text))
        if values is not None:
            return values
    return None


def unwrapped(text: str) -> str:
    """The text without the comment and CDATA marks that hide a script from old browsers."""
    text = OPENING.sub("", text).rstrip()
    while text.endswith(CLOSING):
        text = text.removesuffix(next(mark for mark in CLOSING if text.endswith(mark))).rstrip()
    return text


def lenient(text: str) -> list[Any] | None:
    """The values of a text in which raw control characters may stand and several values may follow one another."""
    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    at = 0
    while at < len(text) and len(values) < MOST_VALUES:
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return values or None
        values.append(value)
        at = first_sign(text, at)
    return values or None


def first_sign(text: str, at: int) -> int:
    """The place of the first sign from ``at`` on that is neither white space nor a comma or semicolon."""
    match = SEPARATORS.match(text, at)
    return match.end() if match else at


def mended(text: str) -> str:
    """The text without trailing commas and remarks, and with backslashes that escape nothing left out."""
    return FAULT.sub(mend_one, text)


def mend_one(match: re.Match[str]) -> str:
    """What stands in the place of one fault, or of a string."""
    string = match["string"]
    if string is None:
        return ""
    return BAD_ESCAPE.sub(lambda escape: escape[0] if escape[1] else escape[2], string) if "\\" in string else string


def with_quotes_escaped(text: str) -> str:
    """The text mended, with the quotes escaped that stand bare inside a value that has a line of its own."""
    return mended("\n".join(map(with_line_escaped, text.splitlines())))


def with_line_escaped(line: str) -> str:
    """The line; if it is one key with one string, the quotes inside that string escaped."""
    match = PAIR.match(line)
    if match is None:
        return line
    value = match["value"].replace('\\"', '"').replace('"', '\\"')
    return f'{match["key"]}"{value}"{match["end"]}'


def with_entities_resolved(text: str) -> str:
    """The text with entities resolved, as where a template has escaped the whole script, and then mended."""
    return mended(unescape(text)) if "&quot;" in text or "&#34;" in text or "&#x22;" in text else ""
