"""Any string → the string as it is written to a record: valid Unicode, no control characters, no blank ends."""

from __future__ import annotations

import re

# Control characters but \t and \n (Unicode's category Cc), and halves of surrogate pairs, which UTF-8 cannot hold.
UNWRITTEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
LINE_ENDS = re.compile("\r\n?")
BYTES_IN_PATHS = re.compile("[\udc80-\udcff]")  # as Python holds them: https://peps.python.org/pep-0383/
TAG = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?", re.IGNORECASE)  # without its rarer parts
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")


def written(text: str | None) -> str | None:
    """The text without what cannot be written, None if nothing is left."""
    if not text:
        return None
    if UNWRITTEN.search(text):
        text = UNWRITTEN.sub("", LINE_ENDS.sub("\n", text))
    return text.strip() or None


def written_all(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the texts of which anything is left."""
    return tuple(text for each in texts if (text := written(each)))


def written_path(path: str | None) -> str | None:
    """A path of a file; a byte in it that is not UTF-8 is shown as ``\\xe4``, so that two files keep two names."""
    return written(BYTES_IN_PATHS.sub(lambda byte: f"\\x{ord(byte[0]) - 0xDC00:02x}", path)) if path else None


def written_address(url: str | None) -> str | None:
    """An absolute address, the blanks in it percent-encoded; None for what is none."""
    text = "%20".join((written(url) or "").split())
    return text if ABSOLUTE.match(text) else None


def written_tag(tag: str | None) -> str | None:
    """A language tag, its parts in the usual case; None for what is none."""
    match = TAG.fullmatch((tag or "").strip().replace("_", "-"))
    if not match:
        return None
    script, region = (match[2] or "").title(), (match[3] or "").upper()
    return "-".join(filter(None, (match[1].lower(), script, region)))
