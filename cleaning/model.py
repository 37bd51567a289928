"""The values that flow through cleaning, in the order in which a page meets them.

A page comes in as a ``PageRef`` (where a saved page is) or a ``RawPage`` (its bytes), becomes a ``Page`` when it is
decoded and a ``Document`` when the stages have answered their questions, and leaves as a ``Record`` or a ``Reject``.
Every value is frozen. Only the standard library is imported here. What is written stands in ``record``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from cleaning.record import UNDETERMINED, BlogPosting, Comment, Discovery, Image, Origin, Person, Publisher, Reason

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlRules:
    """How a source is crawled: where its new articles are announced, and how politely to ask.

    ``feeds``, ``sitemaps`` and ``sections`` are URLs. ``follow`` and ``exclude`` are regular expressions that are
    searched for in a link's URL: a link of a section page is followed if one of ``follow`` (any link, if there is none)
    and none of ``exclude`` is found; ``exclude`` counts for feeds and sitemaps too. ``depth`` says how many links away
    from a section page a page may be. ``delay`` is in seconds between two requests to one host. ``render`` fetches
    pages with a browser. ``ask_comments`` says when a comment platform that can be asked is asked for the comments of a
    page: when the page shows that there are some, always, or never.
    """

    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    follow: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    depth: int = 1
    delay: float | None = None
    render: bool = False
    ask_comments: Literal["announced", "always", "never"] = "announced"
    allow_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanRules:
    """CSS selectors that overrule the general method on one source's pages. Empty means: no rule."""

    body: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A site that pages come from. ``language`` is a BCP 47 tag, ``timezone`` an IANA name."""

    id: str
    name: str | None = None
    domains: tuple[str, ...] = ()
    language: str | None = None
    timezone: str | None = None
    crawl: CrawlRules = CrawlRules()
    clean: CleanRules = CleanRules()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is to be fetched besides a page: a question to a comment platform's server, or the article's next part."""

    url: str
    kind: Literal["comments", "part"] = "comments"
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back for an ``Ask``. ``fetched_at`` is in UTC."""

    ask: Ask
    status: int
    fetched_at: datetime
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRef:
    """Where a saved page is, without its bytes: a worker opens it by itself.

    ``file`` is the path as the user gave it; ``offset`` is the byte offset of the record in a WARC file or of the line
    in a JSONL file, None for a file that is one page. ``url`` is the page's address where it is known beforehand, to be
    named if the page cannot be cleaned.
    """

    file: str
    offset: int | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPage:
    """What the web or a file said, bytes untouched; also the item that spiders yield.

    ``fetched_at`` is in UTC, None when unknown. ``headers`` are HTTP's, names in lower case, repeated ones joined by
    ``", "``. ``file`` is the path as given, None for a page straight from the web; for a page from the archive of a
    crawl it is the archive file's name alone, so that its record is the same wherever the archive lies. ``body`` is
    decompressed. ``answers`` are what was fetched besides it. ``reservations`` are the site's signals about the use of
    its texts that do not stand in the page itself, such as those of its robots.txt. ``discovery`` is None for a page
    that was not crawled.
    """

    url: str | None = None
    source: str | None = None
    fetched_at: datetime | None = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    file: str | None = None
    answers: tuple[Answer, ...] = ()
    discovery: Discovery | None = None
    reservations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A decoded page. ``tree`` is the parsed HTML, None for plain text; ``text`` has ``\\n`` line ends, no NUL, no BOM.

    ``encoding_from`` says who named the encoding: bom, http-header, meta, detection or default.
    """

    raw: RawPage
    source: Source | None
    kind: Literal["html", "text"]
    text: str
    tree: HtmlElement | None
    encoding: str
    encoding_from: str
    warnings: tuple[str, ...] = ()


class Label(StrEnum):
    """What a part of a page is."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    DATELINE = "dateline"
    CAPTION = "caption"
    BODY = "body"
    SUBHEAD = "subhead"
    COMMENT_HEADER = "comment-header"
    COMMENT_META = "comment-meta"
    COMMENT = "comment"
    FORM = "form"
    NAVIGATION = "navigation"
    RELATED = "related"
    PROMOTION = "promotion"
    FOOTER = "footer"
    HIDDEN = "hidden"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters ``start`` (included) to ``end`` (excluded) of a plain-text page's ``text``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A part of a page, what it is, why, and how sure that is (0 to 1). In HTML an element with all below it."""

    label: Label
    where: HtmlElement | Span
    reason: str
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The comments of a page in the page's order. Identifiers are unique within the thread only.

    ``announced`` is the number that the page gives; ``complete`` is None when it cannot be told. ``discussion_url`` is
    where a script would load comments from, or where they can be read; ``discussion_from`` names that platform, its
    ``raw`` the site's key and the thread's id on it.
    """

    platform: str | None = None
    comments: tuple[Comment, ...] = ()
    announced: int | None = None
    complete: bool | None = None
    discussion_url: str | None = None
    discussion_from: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page says about its article. ``origins`` maps a field's name to where its value was read.

    ``reservations`` are the signals about the use of its text, those of ``RawPage`` among them. ``types`` are what the
    page says that it is, in lower case: ``article:newsarticle`` for the article's type in JSON-LD, ``collectionpage``
    for that of another node, ``og:website`` for that in OpenGraph.
    """

    headline: str | None = None
    alternativeHeadline: str | None = None
    description: str | None = None
    author: tuple[Person, ...] = ()
    publisher: Publisher | None = None
    datePublished: str | None = None
    datePublishedRaw: str | None = None
    dateModified: str | None = None
    keywords: tuple[str, ...] = ()
    articleSection: str | None = None
    image: tuple[Image, ...] = ()
    isAccessibleForFree: bool | None = None
    license: str | None = None
    reservations: tuple[str, ...] = ()
    canonicalUrl: str | None = None
    language: str | None = None
    commentCount: int | None = None
    types: tuple[str, ...] = ()
    liveBlogUpdate: tuple[BlogPosting, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The article's text, a blank line between paragraphs, and the method that found it. ``text`` is "" if none did."""

    text: str = ""
    method: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A BCP 47 tag (``und`` if undetermined), confidence from 0 to 1, who said so, and the tags of the comments."""

    code: str = UNDETERMINED
    confidence: float | None = None
    detector: str = ""
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Whether a page is worth a record: ``reason`` is None if it is.

    ``is_locked`` is True if the page says to its readers that it shows only the article's beginning.
    """

    reason: Reason | None = None
    detail: str = ""
    words: int = 0
    is_locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page and what the stages found out about it; before a stage has run, its field holds the empty value."""

    page: Page
    regions: Sequence[Region] = ()
    metadata: Metadata = Metadata()
    thread: Thread = Thread()
    body: Body = Body()
    language: Language = Language()
    quality: Quality = Quality()
