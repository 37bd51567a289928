"""The arguments of a crawl, ``-a since=2024-01-01 -a limit=100 -a url=https://…``, checked."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta

USAGE = "scrapy crawl SOURCE [-a since=2024-01-01] [-a limit=100] [-a url=https://…]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """What the user asks of one run: pages not older than ``since`` (seconds since 1970), at most ``limit`` pages, or
    the one page at ``url``, whether it was fetched before or not."""

    since: float | None = None
    limit: int | None = None
    url: str | None = None


def read_arguments(**given: str) -> Arguments:
    """The arguments. Raises ``ValueError``, whose text names the argument, what was given, and what would be right."""
    known = [field.name for field in fields(Arguments)]
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            mend = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
            raise ValueError(f"unknown argument {name!r}: {mend} Usage: {USAGE}")
    url = given.get("url")
    if url is not None and not url.startswith(("http://", "https://")):
        raise ValueError(f"url={url!r} is no address of a page: it must begin with https:// or http://")
    return Arguments(since=date_of(given.get("since")), limit=number_of(given.get("limit")), url=url)


def date_of(text: str | None) -> float | None:
    """A date in ISO 8601, in UTC if it names no offset, in seconds since 1970. Raises ``ValueError``."""
    if text is None:
        return None
    try:
        date = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"since={text!r} is no date: write it as 2024-01-01 or 2024-01-01T06:00+01:00") from error
    moment = date if date.tzinfo else date.replace(tzinfo=UTC)
    if moment > datetime.now(UTC) + timedelta(days=1):  # more than the clocks of two places can differ
        raise ValueError(f"since={text!r} is still to come: no page is as new")
    return moment.timestamp()


def number_of(text: str | None) -> int | None:
    """A whole number above 0. Raises ``ValueError``."""
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or int(text) < 1:
        raise ValueError(f"limit={text!r} is no number of pages: write a whole number above 0")
    return int(text)
