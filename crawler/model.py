"""The values that flow through a crawl, in the order in which a URL meets them.

A listing (feed, sitemap, section page) names ``Candidate``s; the ledger keeps each as a row, in one ``State`` of a
closed list; a row that is due is leased, and the ``Lease`` becomes a request; what came back goes to the archive. Every
value is frozen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from cleaning.model import PageRef
from cleaning.record import Discovery


class Kind(StrEnum):
    """What a URL is fetched for: to read what it lists, or as a page."""

    FEED = "feed"
    SITEMAP = "sitemap"
    SECTION = "section"
    PAGE = "page"


class State(StrEnum):
    """Where a URL stands. Every URL ever seen is in exactly one of these states."""

    QUEUED = "queued"
    FETCHING = "fetching"
    ARCHIVED = "archived"
    SKIPPED = "skipped"
    FAILED = "failed"
    GONE = "gone"


class Why(StrEnum):
    """Why a URL was skipped or failed, or is gone: the closed list."""

    # skipped: we chose not to fetch or not to keep it
    ROBOTS = "robots"  # robots.txt forbids it
    OFFSITE = "offsite"  # its host is none of the source's domains
    EXCLUDED = "excluded"  # a pattern of the source leaves it out
    SCHEME = "scheme"  # neither http nor https
    PRIVATE_ADDRESS = "private-address"  # it leads to a loopback, link-local or private address
    URL_TOO_LONG = "url-too-long"
    TRAP = "trap"  # the shape of an endless calendar or query string
    ALTERNATE = "alternate"  # another form (AMP, another edition of one language) of a page that is fetched
    REDIRECTED = "redirected"  # it sends the reader on to another URL, which has a row of its own
    PART = "part"  # a further page of an article, archived with its first
    NOT_HTML = "not-html"  # a picture, a video, a document
    # failed: we tried
    HTTP_STATUS = "http-status"  # an answer other than 2xx, 3xx, 404 and 410
    TIMEOUT = "timeout"
    DNS = "dns"
    CONNECTION = "connection"
    TLS = "tls"
    ROBOTS_UNREACHABLE = "robots-unreachable"  # robots.txt could not be read, so nothing is allowed (RFC 9309, 2.3.1.4)
    TOO_LARGE = "too-large"
    REDIRECT_LOOP = "redirect-loop"
    BAD_RESPONSE = "bad-response"  # a broken answer, such as one that ends too early or cannot be unpacked
    FAULT = "fault"  # an error of this program
    # gone
    NOT_FOUND = "not-found"  # 404
    REMOVED = "removed"  # 410, or 404 for a page that was there before


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A URL that a listing names. ``url`` is absolute, as found.

    ``alternates`` are other URLs of the same page (AMP, editions in the same language), which are not fetched.
    """

    url: str
    kind: Kind = Kind.PAGE
    discovery: Discovery
    depth: int = 0
    alternates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a feed, a sitemap or a section page says: candidates newest first, and what was odd, in words."""

    candidates: tuple[Candidate, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A row of the ledger that is being fetched. ``id`` is its number; ``hops`` counts the redirects, or the listings
    one named by the other, that led to it; the highest ``rank`` is fetched first.

    ``etag`` and ``last_modified`` are the validators of the last answer, for a conditional request (RFC 9110, 13).
    """

    id: int
    key: str
    url: str
    kind: Kind
    discovery: Discovery
    depth: int = 0
    hops: int = 0
    attempts: int = 0
    rank: int = 0
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many URLs of a source are in each state, for each reason; how many archived pages are not cleaned."""

    states: dict[tuple[State, Why | None], int] = field(default_factory=dict)
    uncleaned: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """A page in the archive that is to be cleaned; also the Scrapy item. Later ones have higher numbers."""

    id: int
    page: PageRef
