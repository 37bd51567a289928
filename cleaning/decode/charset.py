"""Bytes → text: which character encoding, and who named it.

In order: a byte order mark; the charset of the HTTP header; the charset that the document declares (``<meta>``, XML
declaration); detection; a default. Names are those of the WHATWG Encoding Standard in lower case, and as there a
declared ISO-8859-1 is read as windows-1252: https://encoding.spec.whatwg.org/#names-and-labels

Declarations are often wrong, UTF-8 is not: bytes that are well formed as UTF-8 and hold multi-byte sequences are hardly
ever anything else. So UTF-8 is tried first, and overrules a declaration that says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, to_unicode

from cleaning.sniff import utf16_by_zeros

DEFAULT = "cp1252"  # the standard's fallback for most locales
SAMPLE_BYTES = 4096  # for detection: enough for a verdict, about 1 ms of work
MAX_BAD_SHARE = 0.1  # of the non-ASCII characters: a declared encoding with more undecodable bytes than this is wrong
MIN_UTF8_SHARE = 0.9  # of the non-ASCII characters well formed: so damaged, UTF-8 still overrules a declaration

# Python's codecs and the standard's names. A codec that is missing here is no encoding of the web and never used.
NAMES = {
    "utf-8": "utf-8",
    "utf-16": "utf-16le",
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
    "utf-32-le": "utf-32le",
    "utf-32-be": "utf-32be",
    "cp866": "ibm866",
    **{f"iso8859-{n}": f"iso-8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "mac-roman": "macintosh",
    "mac-cyrillic": "x-mac-cyrillic",
    "cp874": "windows-874",
    **{f"cp{n}": f"windows-{n}" for n in range(1250, 1259)},
    "gb18030": "gb18030",
    "big5hkscs": "big5",
    "euc_jp": "euc-jp",
    "iso2022_jp": "iso-2022-jp",
    "cp932": "shift_jis",
    "cp949": "euc-kr",
}
# What detection chooses from, the commonest on the web first. Others differ from these in rare characters only.
_DETECTABLE = [
    *("cp1252", "cp1251", "gb18030", "shift_jis", "cp949", "cp1250", "iso8859_2", "cp1254", "cp1253", "cp1256"),
    *("cp1255", "big5", "euc_jp", "koi8_r", "cp1257", "cp874"),
]
_SAME_AS = {"koi8_r": "koi8-r", "big5": "big5hkscs", "shift_jis": "cp932", "iso8859_2": "iso8859-2"}
# A match worse than the best one by no more than this is as likely, and the commoner encoding is taken. Tuned on the
# 195 bodies of labelled pages that a legacy encoding can hold, encoded so: 14 wrong by the library's own order, 2 so.
TIE = 0.02
MIN_HIGH_BYTES = 4  # bytes beyond ASCII; what fewer of them mean cannot be told

_WIDE = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"})
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\f\v\r")
_HIGH = bytes(range(0x80, 0x100))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]+")
# Words with bytes beyond ASCII and what follows them. White space and angle brackets are never a part of a character.
_SAMPLE_PIECE = re.compile(rb"[^\s<>\x80-\xff]{0,20}[\x80-\xff][^<>\r\n]{0,400}[^\s<>]{0,400}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text, the WHATWG name of its encoding, who named it (as in ``Page.encoding_from``), and what was odd."""

    text: str
    encoding: str
    origin: str
    warnings: tuple[str, ...] = ()


def to_text(data: bytes, content_type: str | None) -> Decoded:
    """The text of a page's bytes with ``\\n`` line ends and without control characters. Never raises."""
    choice = choose(data, content_type)
    warnings = list(choice.warnings)
    text = choice.text
    lost = text.count("\ufffd")
    if lost and choice.encoding == "utf-8":
        lost -= data.count(b"\xef\xbf\xbd")  # those that the page itself holds
    if lost > 0:
        warnings.append(f"{lost} invalid byte sequences replaced while decoding {choice.encoding}")
    text, controls = tidy(text, data, choice.encoding)
    if controls:
        warnings.append(f"{controls} control characters removed")
    return Decoded(text=text, encoding=choice.encoding, origin=choice.origin, warnings=tuple(warnings))


def tidy(text: str, data: bytes, encoding: str) -> tuple[str, int]:
    """The text with ``\\n`` line ends, form feeds among them, without control characters, and how many those were."""
    removed = 0
    by_bytes = not encoding.startswith(("utf-16", "utf-32", "iso-2022"))  # where a control byte is a control character
    if not by_bytes or len(data.translate(None, _CONTROLS)) != len(data):
        before = len(text)
        text = _CONTROL.sub("", text)
        removed = before - len(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for breaker in "\f\v":
        if breaker in text:
            text = text.replace(breaker, "\n")
    for noncharacter in "\ufeff\ufffe\uffff":  # a BOM glued in by concatenation; two that XML does not allow
        if noncharacter in text:
            text = text.replace(noncharacter, "" if noncharacter == "\ufeff" else "\ufffd")
    return text, removed


def choose(data: bytes, content_type: str | None) -> Decoded:
    """The decoded bytes by the first encoding that fits them, before tidying."""
    codec, bom = read_bom(data)
    if codec is not None and bom is not None:
        return Decoded(text=to_unicode(data[len(bom) :], codec), encoding=NAMES[codec], origin="bom")
    if codec := utf16_by_zeros(data):
        return Decoded(text=to_unicode(data, codec), encoding=NAMES[codec], origin="detection")
    declared = list(declarations(data, content_type))
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return choose_legacy(data, declared)
    return choose_valid(data, text, declared)


def declarations(data: bytes, content_type: str | None) -> Iterator[tuple[str, str]]:
    """The codecs that are declared, the strongest first, each with who declares it: http-header or meta."""
    header = http_content_type_encoding((content_type or "").replace('"', ""))  # w3lib before 2.5 knows no quotes
    if header in NAMES:
        yield header, "http-header"
    meta = html_body_declared_encoding(data)
    if meta in NAMES and meta not in _WIDE:  # what reads as ASCII is no UTF-16, whatever it says
        yield meta, "meta"


def choose_valid(data: bytes, text: str, declared: list[tuple[str, str]]) -> Decoded:
    """The text of bytes that are valid UTF-8, with the name that fits: ASCII is what the declaration says it is."""
    utf8 = next((origin for codec, origin in declared if codec == "utf-8"), None)
    if not declared or declared[0][0] == "utf-8":
        return Decoded(text=text, encoding="utf-8", origin=utf8 or "detection")
    codec, origin = declared[0]
    if data.isascii() and codec not in _WIDE:
        if codec == "iso2022_jp" and b"\x1b" in data:
            text = to_unicode(data, codec)
        return Decoded(text=text, encoding=NAMES[codec], origin=origin)
    warning = f"{origin} says {NAMES[codec]}, but the bytes are valid UTF-8"
    return Decoded(text=text, encoding="utf-8", origin=utf8 or "detection", warnings=(warning,))


def choose_legacy(data: bytes, declared: list[tuple[str, str]]) -> Decoded:
    """The text of bytes that are not valid UTF-8: damaged UTF-8, a declared encoding that fits, or a detected one."""
    text = to_unicode(data, "utf-8")
    bad, odd = text.count("\ufffd"), non_ascii(text)
    utf8 = next((origin for codec, origin in declared if codec == "utf-8"), None)
    if bad <= (1 - MIN_UTF8_SHARE) * odd or (utf8 and bad <= odd / 2):
        return Decoded(text=text, encoding="utf-8", origin=utf8 or "detection")
    warnings: list[str] = []
    for codec, origin in declared:
        fits = False
        if codec != "utf-8":
            text = to_unicode(data, codec)
            fits = text.count("\ufffd") <= MAX_BAD_SHARE * non_ascii(text)
        if fits:
            return Decoded(text=text, encoding=NAMES[codec], origin=origin, warnings=tuple(warnings))
        warnings.append(f"{origin} says {NAMES[codec]}, but the bytes are not")
    found = detect(data)
    codec, origin = (found, "detection") if found else (DEFAULT, "default")
    return Decoded(text=to_unicode(data, codec), encoding=NAMES[codec], origin=origin, warnings=tuple(warnings))


def non_ascii(text: str) -> int:
    """How many characters of the text lie beyond ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def detect(data: bytes) -> str | None:
    """The codec of bytes that are not UTF-8, by the likeness of their letters to those of languages; None if unsure."""
    places = sample(data)
    if len(places) - len(places.translate(None, _HIGH)) < MIN_HIGH_BYTES:
        return None
    matches = list(from_bytes(places, cp_isolation=_DETECTABLE, enable_fallback=False))
    if not matches:
        return None
    best = matches[0]
    alike = [m for m in matches if m.chaos <= best.chaos + TIE and m.coherence >= best.coherence - TIE]
    codecs = {codec for match in alike for codec in match.could_be_from_charset}
    codec = min(codecs & set(_DETECTABLE), key=_DETECTABLE.index)
    return _SAME_AS.get(codec, codec)


def sample(data: bytes) -> bytes:
    """Up to about ``SAMPLE_BYTES`` from the places that hold bytes beyond ASCII, cut where no character can be cut."""
    pieces: list[bytes] = []
    size = 0
    for match in _SAMPLE_PIECE.finditer(data):
        pieces.append(match[0])
        size += len(match[0])
        if size >= SAMPLE_BYTES:
            break
    return b" ".join(pieces)
