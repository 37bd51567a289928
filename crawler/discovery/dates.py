"""Dates of feeds and sitemaps → ISO 8601, and the instants to sort by.

Forms: RFC 5322 (https://www.rfc-editor.org/rfc/rfc5322#section-3.3) in RSS, RFC 3339 in Atom and JSON Feed, W3C's
profile of ISO 8601 (https://www.w3.org/TR/NOTE-datetime) in sitemaps. Nothing is guessed: what cannot be read is None,
an offset that is not stated is not added. The clock is never read.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_ISO_HEAD = re.compile(r"\d{4}-?\d\d-?\d\d")
_SHORT_FRACTION = re.compile(r"(?<=[.,])\d{1,9}")
_NUMERIC_ZONE = re.compile(r"(?<=\d) ([+-]\d\d:?\d\d)$")
FIRST_YEAR = 1990  # there was no web before; what is older is the zero of some clock, or a mistake
LONGEST = 60


def iso(text: str | None) -> str | None:
    """A stated date as ISO 8601: a date, or a date with a time and, where it was stated, the offset; else None."""
    text = " ".join(text.split()) if text and len(text) <= 4 * LONGEST else ""
    if not text or len(text) > LONGEST:
        return None
    try:
        if _DATE.fullmatch(text):
            moment = datetime.fromisoformat(text)
            return text if moment.year >= FIRST_YEAR else None
        moment = read_iso(text) if _ISO_HEAD.match(text) else parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None and text.endswith(" -0000"):
        moment = moment.replace(tzinfo=UTC)  # the instant is known, the place is not
    return moment.replace(microsecond=0).isoformat() if moment.year >= FIRST_YEAR else None


def read_iso(text: str) -> datetime:
    """The date and time of an ISO 8601 text. Raises ``ValueError``."""
    text = _NUMERIC_ZONE.sub(r"\1", text.replace(" UTC", "Z").replace(" GMT", "Z"))
    return datetime.fromisoformat(_SHORT_FRACTION.sub(lambda match: match[0][:6].ljust(6, "0"), text, count=1))


def instant(date: str | None) -> float | None:
    """An ISO 8601 date in seconds since 1970, without an offset as if in UTC; None if it is none."""
    if date is None:
        return None
    try:
        moment = datetime.fromisoformat(date)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (OverflowError, ValueError):
        return None
