"""What bytes or text are: an HTML page, a plain text, or something that is no page at all.

Bytes, text, a media type and a file's name come in; a word for what was seen goes out. Byte patterns follow the WHATWG
MIME Sniffing Standard (https://mimesniff.spec.whatwg.org/) with the containers that news folders hold besides.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Literal

import msgspec
from lxml.html import defs
from w3lib.encoding import read_bom

HEAD = 4096  # bytes of a file's beginning that are enough to tell its type
MAX_CONTROL_SHARE = 0.05  # control bytes in a head above which it is no text; texts with stray NULs stay far below

Kind = Literal["html", "text"]

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"%!PS", "a PostScript document"),
    (b"{\\rtf", "an RTF document"),
    (b"GIF8", "a GIF image"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "a RIFF container (WebP, WAV, AVI)"),
    (b"OggS", "an Ogg container"),
    (b"ID3", "an MP3 file"),
    (b"fLaC", "a FLAC file"),
    (b"\x1aE\xdf\xa3", "a Matroska container"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"PK\x03\x04", "a ZIP archive (unpack it first)"),
    (b"PK\x05\x06", "a ZIP archive (unpack it first)"),
    (b"\x1f\x8b", "gzip data inside gzip (unpack it first)"),
    (b"BZh", "bzip2 data (unpack it first)"),
    (b"\xfd7zXZ", "xz data (unpack it first)"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data (unpack it first)"),
    (b"7z\xbc\xaf", "a 7z archive (unpack it first)"),
    (b"Rar!\x1a", "a RAR archive (unpack it first)"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\x00asm", "a WebAssembly module"),
    (b"From: <Saved by ", "an MHTML file (save the page as “HTML only”)"),
    (b"MIME-Version: ", "an MHTML file (save the page as “HTML only”)"),
    (b"WARC/", "a WARC record (name the file .warc)"),
    (b"filedesc://", "an ARC archive (convert it: warcio recompress OLD.arc.gz NEW.warc.gz)"),
)

# Media types that hold no page; what is not matched is judged by its content.
_FOREIGN_TYPE = re.compile(
    r"(?:image|audio|video|font|model|message|multipart)/"
    r"|application/(?!xhtml\+xml|xml|octet-stream|x-httpd-php|html|unknown)"
    r"|text/(?:css|javascript|ecmascript|csv|calendar|markdown|vtt|x-)"
)
_XML_ROOTS = frozenset({"rss", "feed", "rdf:rdf", "urlset", "sitemapindex", "svg", "opml", "smil", "kml", "gpx"})
_BLOCKS = (
    "address|article|aside|blockquote|br|center|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre"
    "|section|table|td|tr|ul"
)
_FIRST_TAG = re.compile(r"<(?:!doctype\s+([a-z:_-]+)|([a-z][a-z0-9:_-]*)(?=[\s/>]))", re.IGNORECASE)
_BLOCK_START = re.compile(rf"<(?:{_BLOCKS}|meta|title|link|script|style|base|frameset)(?=[\s/>])", re.IGNORECASE)
_BLOCK_END = re.compile(rf"</(?:{_BLOCKS}|a|span|script|style|title)\s*>", re.IGNORECASE)
_DOCUMENT_START = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_ANY_TAG = re.compile(rf"</?(?:{'|'.join(sorted(defs.tags))})(?=[\s/>])", re.IGNORECASE)
_JSON_START = re.compile(r"[{\[]\s*[\"{\[\]}\dtfn-]")


def foreign_bytes(data: bytes) -> str | None:
    """What the bytes are if they are no page (an image, a PDF, an archive, …); None if they may be one."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    if data[4:8] == b"ftyp":
        return "an MP4 or HEIF container"
    head = data[:HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > MAX_CONTROL_SHARE * len(head) and utf16_by_zeros(head) is None and read_bom(head)[0] is None:
        return f"binary data (begins with {data[:8].hex(' ')})"
    return None


# https://mimesniff.spec.whatwg.org/#binary-data-byte
_CONTROLS = bytes((*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)))


def utf16_by_zeros(data: bytes) -> str | None:
    """The codec of UTF-16 without a byte order mark, told by the zero halves of ASCII characters; None if it is not."""
    head = data[:HEAD]
    if b"\0" not in head or len(head) < 4:
        return None
    even, odd = head[0::2].count(0) / len(head) * 2, head[1::2].count(0) / len(head) * 2
    if odd > 0.3 and even < 0.05:
        return "utf-16-le"
    if even > 0.3 and odd < 0.05:
        return "utf-16-be"
    return None


def media_type(content_type: str | None) -> str:
    """The media type of a Content-Type header in lower case, without parameters; "" if there is none."""
    return (content_type or "").partition(";")[0].strip().lower()


def foreign_type(type_: str) -> bool:
    """True if the media type is one that holds no page."""
    return _FOREIGN_TYPE.match(type_) is not None


def begins_as_html(text: str) -> bool:
    """True if the text begins as an HTML document does: a doctype or ``html``, ``head`` or ``body`` comes first."""
    doctype, root, _ = first_tag(text)
    return doctype == "html" or root in {"html", "head", "body"}


def foreign_text(text: str) -> str | None:
    """What the text is if it is data and no page: JSON, a feed, a sitemap, other XML; None if it may be a page."""
    if _JSON_START.match(text.lstrip()[:64]) and text.rstrip()[-1:] in "}]" and is_json(text):
        return "JSON"
    doctype, root, declared = first_tag(text)
    if doctype == "html" or root is None:
        return None
    if root in _XML_ROOTS or (declared and root not in defs.tags):
        return f"XML with the root element <{root}>"
    return None


def is_json(text: str) -> bool:
    """True if the text is JSON, or its first line is, as in JSONL."""
    for piece in (text, text.lstrip().partition("\n")[0]):
        try:
            msgspec.json.decode(piece)
        except (msgspec.DecodeError, RecursionError):
            continue
        return True
    return False


def kind_of(text: str, hint: Kind | None) -> Kind:
    """Whether a text is an HTML page or a plain text. ``hint`` is what its media type or its file name says.

    A plain text may talk about tags: where the hint is text, only a document or a run of blocks counts as HTML.
    """
    start, _ = prolog(text)
    if begins_as_html(text) or (0 < start == len(text)):
        return "html"
    if hint == "html":
        return "html" if _ANY_TAG.search(text) else "text"
    ends = sum(1 for _ in islice(_BLOCK_END.finditer(text), 3))
    starts = _BLOCK_START.match(text, start) is not None
    if hint == "text":
        return "html" if starts and ends >= 2 and text.rstrip().endswith(">") else "text"
    starts = starts or _DOCUMENT_START.search(text, start, HEAD) is not None
    return "html" if ends >= 3 or (starts and ends >= 1) else "text"


def first_tag(text: str) -> tuple[str | None, str | None, bool]:
    """The doctype's name, the first element's name, and whether an XML declaration stands before them; lower case."""
    position, declared = prolog(text)
    match = _FIRST_TAG.match(text, position)
    if match is None:
        return None, None, declared
    if match[1] is None:
        return None, match[2].lower(), declared
    after = text.find(">", match.end())
    root = _FIRST_TAG.match(text, prolog(text, after + 1)[0]) if after >= 0 else None
    return match[1].lower(), (root[2] or "").lower() or None if root else None, declared


_SPACE = re.compile(r"\s*")


def prolog(text: str, start: int = 0) -> tuple[int, bool]:
    """Where white space, comments and processing instructions end, and whether an XML declaration was among them."""
    position, declared = start, False
    while True:
        position = _SPACE.match(text, position).end()  # type: ignore[union-attr]  # \s* always matches
        if text.startswith("<?", position):
            declared = declared or text.startswith("<?xml", position)
            end, width = text.find(">", position), 1
        elif text.startswith("<!--", position):
            end, width = text.find("-->", position), 3
        else:
            return position, declared
        if end < 0:
            return len(text), declared
        position = end + width
