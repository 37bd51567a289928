"""(RawPage, Source) → Page: which encoding and who said so, HTML or plain text, and the parsed tree.

Each step has a file of its own: ``sniff`` says what bytes are, ``charset`` makes text of them, ``tree`` parses it.
"""

from __future__ import annotations

from cleaning.decode.charset import to_text
from cleaning.decode.tree import UnparsableError, parse_html
from cleaning.model import Page, RawPage, Source
from cleaning.record import Reason, Reject
from cleaning.sniff import Kind, begins_as_html, foreign_bytes, foreign_text, foreign_type, kind_of, media_type

_HTML_NAMES = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp")


def decode(raw: RawPage, source: Source | None) -> Page | Reject:
    """The decoded page, parsed if it is HTML; a reject if its bytes are empty, no page, or cannot be parsed."""
    if not raw.body or raw.body.isspace():
        return reject(raw, Reason.EMPTY, f"the page has {len(raw.body)} bytes and no text")
    if foreign := foreign_bytes(raw.body):
        return reject(raw, Reason.NOT_A_PAGE, f"the content is {foreign}")
    content_type = raw.headers.get("content-type")
    decoded = to_text(raw.body, content_type)
    text = decoded.text
    if not text or text.isspace():
        return reject(raw, Reason.EMPTY, f"the page's {len(raw.body)} bytes hold no text")
    if foreign := foreign_text(text):
        return reject(raw, Reason.NOT_A_PAGE, f"the content is {foreign}")
    type_ = media_type(content_type)
    if foreign_type(type_) and not begins_as_html(text):
        return reject(raw, Reason.NOT_A_PAGE, f"the Content-Type is {type_}")
    kind = kind_of(text, hint_of(type_, raw.file))
    tree, warnings = None, decoded.warnings
    if kind == "html":
        try:
            tree, odd = parse_html(text)
        except UnparsableError as error:
            return reject(raw, Reason.UNPARSABLE, str(error))
        if tree is None:
            return reject(raw, Reason.EMPTY, "the HTML holds comments or declarations, but no element and no text")
        warnings += odd
    return Page(
        raw=raw,
        source=source,
        kind=kind,
        text=text,
        tree=tree,
        encoding=decoded.encoding,
        encoding_from=decoded.origin,
        warnings=warnings,
    )


def hint_of(type_: str, file: str | None) -> Kind | None:
    """What the media type, or else the file's name, says the page is; None if neither says."""
    if type_ in {"text/html", "application/xhtml+xml"}:
        return "html"
    if type_ == "text/plain":
        return "text"
    name = (file or "").lower().removesuffix(".gz")
    if name.endswith(_HTML_NAMES):
        return "html"
    return "text" if name.endswith(".txt") else None


def reject(raw: RawPage, reason: Reason, detail: str) -> Reject:
    """The reject of a page that could not be decoded."""
    return Reject(url=raw.url, file=raw.file, stage="decode", reason=reason, detail=detail)
