"""A file's name, and its first bytes where the name does not tell → what it holds."""

from __future__ import annotations

import mimetypes
from pathlib import Path, PurePath
from typing import Literal

from cleaning.archive.capped import ReadFaultError, head_of
from cleaning.archive.sidecar import SUFFIX
from cleaning.record import Reason
from cleaning.sniff import HEAD, foreign_bytes, foreign_type

Holds = Literal["page", "jsonl", "warc"]

_BY_NAME: dict[str, Holds] = {
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".txt": "page",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".warc": "warc",
}
_MIME_TYPES = mimetypes.MimeTypes()  # the built-in table only, so that a file's type is the same on every machine
_SETTINGS = frozenset({".toml", ".yaml", ".yml", ".ini", ".cfg", ".lock"})  # which the table lacks
_RAW_PAGE_KEYS = (b'"body', b'"html"', b'"text"', b'"url"')


def holds(file: str) -> Holds:
    """What the file holds: one page, or many in a container. Raises ``ReadFaultError`` if it holds no page."""
    name = PurePath(file).name.lower()
    if name.endswith(SUFFIX):
        page = file[: -len(SUFFIX)]
        detail = f"a sidecar of {page}: {'give that' if Path(page).exists() else 'the page itself is missing'}"
        raise ReadFaultError(Reason.NOT_A_PAGE, detail)
    stem = name.removesuffix(".gz")
    suffix = PurePath(stem).suffix
    if known := _BY_NAME.get(suffix):
        return known
    type_ = _MIME_TYPES.guess_type("_" + suffix)[0] or ""
    if suffix in _SETTINGS or foreign_type(type_):
        raise ReadFaultError(Reason.NOT_A_PAGE, f"by its name {suffix} the file is {type_ or 'a settings file'}")
    return by_content(head_of(file, HEAD))


def by_content(head: bytes) -> Holds:
    """What a file holds by its first unpacked bytes. Raises ``ReadFaultError`` if it holds no page."""
    if head.startswith(b"WARC/"):
        return "warc"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{") and any(key in start for key in _RAW_PAGE_KEYS):
        return "jsonl"
    if foreign := foreign_bytes(head):
        raise ReadFaultError(Reason.NOT_A_PAGE, f"the file is {foreign}")
    return "page"
