"""What one look at an address gave: the value that a survey of a site and a check of its health judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from crawler.model import Kind, Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An answer, or why there is none.

    ``url`` was asked, ``final`` is where redirects led. ``status`` is None if nothing came; then ``fault`` is one of
    the crawl's own reasons and ``detail`` says it in words. ``headers`` have names in lower case, ``body`` is
    decompressed, ``fetched_at`` is in UTC.
    """

    url: str
    final: str = ""
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    fetched_at: datetime | None = None
    fault: Why | None = None
    detail: str = ""

    @property
    def is_ok(self) -> bool:
        """Whether the server gave what was asked for."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def content_type(self) -> str | None:
        """The header of that name."""
        return self.headers.get("content-type")

    @property
    def outcome(self) -> str:
        """What came, in two words for a report."""
        return f"HTTP {self.status}" if self.status is not None else f"{self.fault}: {self.detail}"


class Fetch(Protocol):
    """Asks a site for something."""

    async def __call__(self, url: str, kind: Kind = Kind.FEED, /) -> Visit:
        """What came for an address. ``kind`` says what it is asked as: pages and sections may need a browser."""
        ...
