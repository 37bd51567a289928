"""The values that flow through cleaning, in the order in which a page meets them.

A page comes in as a ``PageRef`` (where a saved page is) or a ``RawPage`` (its bytes), becomes a ``Page`` when it is
decoded and a ``Document`` when the stages have answered their questions, and leaves as a ``Record`` or a ``Reject``.
Every value is frozen. Only the standard library is imported here.

Values that are written to a record (``Record``, ``Comment``, ``Metadata`` and what they hold) spell their fields as
schema.org does, so that no table translates between code and output: https://schema.org/NewsArticle
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal, TypedDict

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SCHEMA_VERSION = "1"
UNDETERMINED = "und"  # ISO 639-2's code for a language that could not be determined

# --------------------------------------------------------------------------------------------- sources and raw pages


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlRules:
    """How a source is crawled: where its new articles are announced, and how politely to ask. Delay in seconds."""

    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    follow: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    delay: float | None = None
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
    """A question that a comment platform wants to put to its server."""

    url: str
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
    in a JSONL file, None for a file that is one page.
    """

    file: str
    offset: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPage:
    """What the web or a file said, bytes untouched; also the item that spiders yield.

    ``fetched_at`` is in UTC, None when unknown. ``headers`` are HTTP's, names in lower case, repeated ones joined by
    ``", "``. ``file`` is the path as given, None for a page straight from the web. ``body`` is decompressed.
    """

    url: str | None = None
    source: str | None = None
    fetched_at: datetime | None = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    file: str | None = None
    answers: tuple[Answer, ...] = ()


# ------------------------------------------------------------------------------------------------------ decoded pages


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


# ------------------------------------------------------------------------------ what stages find, spelled as schema.org


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An author of an article."""

    name: Annotated[str, "The author's name, without a leading “By”."]
    url: Annotated[str | None, "The author's page, absolute."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes the page."""

    name: Annotated[str | None, "The publisher's or the site's name, as the page states it."] = None
    domain: Annotated[str | None, "The registered domain of the page's URL, such as `example.co.uk`."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture of the article."""

    url: Annotated[str, "The picture's address, absolute where the page's own URL is known."]
    caption: Annotated[str | None, "The caption under the picture."] = None
    creditText: Annotated[str | None, "Who took the picture or owns it, as printed."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentAuthor:
    """Who wrote a comment."""

    name: Annotated[str, "The name shown with the comment."]
    identifier: Annotated[str | None, "The platform's own id of the user, where it shows one."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A reader's comment."""

    identifier: Annotated[str, "Unique and stable: the article's identifier, `#`, then the comment's own id or place."]
    parentItem: Annotated[str | None, "The identifier of the comment that this one answers."] = None
    position: Annotated[int, "Place on the page, from 1."]
    author: Annotated[CommentAuthor | None, "Who wrote it."] = None
    text: Annotated[str, "The comment's words; a blank line stands between paragraphs."]
    datePublished: Annotated[str | None, "When it was written: ISO 8601, with an offset where one is known."] = None
    datePublishedRaw: Annotated[str | None, "The date as printed on the page."] = None
    dateModified: Annotated[str | None, "When it was last edited: ISO 8601."] = None
    upvoteCount: Annotated[int | None, "Votes for it."] = None
    downvoteCount: Annotated[int | None, "Votes against it."] = None
    creativeWorkStatus: Annotated[str | None, "The state of moderation, such as `deleted` or `pending`."] = None
    inLanguage: Annotated[str | None, "BCP 47 tag, `und` where it cannot be told."] = None
    url: Annotated[str | None, "The comment's own address."] = None
    platform: Annotated[str | None, "The comment system that it was read from."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The comments of a page in the page's order. Identifiers are unique within the thread only.

    ``announced`` is the number that the page gives; ``complete`` is None when it cannot be told.
    """

    platform: str | None = None
    comments: tuple[Comment, ...] = ()
    announced: int | None = None
    complete: bool | None = None
    discussion_url: str | None = None


class Origin(
    TypedDict(  # the functional form, because "from" is a keyword of Python
        "OriginKeys",
        {
            "from": Annotated[str, "Where it was read: `json-ld`, `opengraph`, `meta`, `microdata`, `visible`, …"],
            "raw": Annotated[str | None, "The value as it stood there, where it was changed."],
            "confidence": Annotated[float | None, "How sure it is, from 0 to 1, where that is known."],
        },
    )
):
    """Where a field's value was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page says about its article. ``origins`` maps a field's name to where its value was read."""

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
    canonicalUrl: str | None = None
    language: str | None = None
    commentCount: int | None = None
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
    """A BCP 47 tag, ``und`` if undetermined; confidence from 0 to 1; who said so. ``comments``: the thread's, in order."""

    code: str = UNDETERMINED
    confidence: float | None = None
    detector: str = ""
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Whether a page is worth a record: ``reason`` is None if it is."""

    reason: Reason | None = None
    detail: str = ""
    words: int = 0


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


# ---------------------------------------------------------------------------------------------------------- the output


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a record comes from and how it was made."""

    source: Annotated[str | None, "The id of the source, the name of its folder."] = None
    file: Annotated[str | None, "The file that the page was read from, as its path was given."] = None
    digest: Annotated[str, "`sha256:` and the digest of the page's decompressed bytes."]
    encoding: Annotated[str, "The character encoding, by its WHATWG name in lower case."]
    encodingFrom: Annotated[str, "Who named the encoding: `bom`, `http-header`, `meta`, `detection` or `default`."]
    fields: Annotated[Mapping[str, Origin | None], "Where each field of the record was read; null if it is empty."]
    versions: Annotated[Mapping[str, str], "The versions of this project and of the libraries that decide."]
    warnings: Annotated[tuple[str, ...], "What was odd, in words."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A cleaned page."""

    schemaVersion: Annotated[str, "The version of this schema."] = SCHEMA_VERSION
    identifier: Annotated[str, "Made of the canonical address, else of the page's, else of its bytes: stable."]
    url: Annotated[str | None, "The address that the page was fetched from, else the canonical one."] = None
    canonicalUrl: Annotated[str | None, "The address that the page names as its own."] = None
    headline: Annotated[str | None, "The article's title, without the site's name."] = None
    alternativeHeadline: Annotated[
        str | None, "A second title, such as the one for social media, where it differs."
    ] = None
    description: Annotated[str | None, "The standfirst, or the summary that the page gives of itself."] = None
    articleBody: Annotated[str | None, "The article's text; a blank line stands between paragraphs."] = None
    author: Annotated[tuple[Person, ...], "Who wrote the article; empty if the page does not say."] = ()
    publisher: Annotated[Publisher | None, "Who published it."] = None
    datePublished: Annotated[
        str | None, "ISO 8601, with an offset where one is known; never the time of the crawl."
    ] = None
    datePublishedRaw: Annotated[str | None, "The date as it stands on the page."] = None
    dateModified: Annotated[str | None, "ISO 8601: the last change that the page states."] = None
    dateDownloaded: Annotated[str | None, "ISO 8601 in UTC: when the page was fetched; null if not recorded."] = None
    inLanguage: Annotated[str, "The body's language as a BCP 47 tag, `und` where it cannot be told."]
    keywords: Annotated[tuple[str, ...], "Keywords and tags."] = ()
    articleSection: Annotated[str | None, "The section of the site."] = None
    image: Annotated[tuple[Image, ...], "The article's pictures."] = ()
    isAccessibleForFree: Annotated[bool | None, "False if the page says that it is behind a paywall."] = None
    wordCount: Annotated[int, "Words in `articleBody`; in scripts without spaces, characters."]
    commentCount: Annotated[int | None, "How many comments the page or its platform announces."] = None
    discussionUrl: Annotated[str | None, "Where the discussion is, if it is elsewhere."] = None
    comment: Annotated[tuple[Comment, ...], "The readers' comments in the page's order."] = ()
    commentsComplete: Annotated[bool | None, "Whether all its comments are here; null if that is unknown."] = None
    provenance: Annotated[Provenance, "Where the record comes from and how it was made."]


class Reason(StrEnum):
    """Why a page was rejected: the closed list."""

    NOT_FOUND = "not-found"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    TOO_LARGE = "too-large"
    NOT_A_PAGE = "not-a-page"
    BAD_SIDECAR = "bad-sidecar"
    BAD_SOURCE = "bad-source"
    BROKEN_RECORD = "broken-record"
    HTTP_ERROR = "http-error"
    UNPARSABLE = "unparsable"
    NO_ARTICLE = "no-article"
    DEADLINE = "deadline"
    WORKER_DIED = "worker-died"
    INVALID_RECORD = "invalid-record"
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """A page that gave no record: at which stage, for which reason, and what exactly was seen."""

    url: Annotated[str | None, "The page's address, where known."] = None
    file: Annotated[str | None, "The file as given."] = None
    stage: Annotated[Literal["read", "decode", "clean", "write"], "The step that gave the page up."]
    reason: Annotated[Reason, "Why: one of a closed list."]
    detail: Annotated[str, "What was seen, and how to mend it where that can be said."] = ""


Outcome = Record | Reject
