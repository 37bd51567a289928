"""What is written: a ``Record`` or a ``Reject`` for each page, and the values that they hold.

Fields are spelled as schema.org spells them, so that no table translates between the code and the output:
https://schema.org/NewsArticle, https://schema.org/Comment. Each carries its description, from which the JSON Schema and
``docs/record.md`` are made. Every value is frozen. Only the standard library is imported here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal, TypedDict

SCHEMA_VERSION = "1"
UNDETERMINED = "und"  # ISO 639-2's code for a language that could not be determined


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
class BlogPosting:
    """A post of a live blog."""

    headline: Annotated[str | None, "The post's own heading."] = None
    datePublished: Annotated[str | None, "When it was posted: ISO 8601, null where only a time of day is printed."] = (
        None
    )
    datePublishedRaw: Annotated[str | None, "The time as it stands on the page."] = None
    articleBody: Annotated[str | None, "The post's text; a blank line stands between paragraphs."] = None


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
    datePublished: Annotated[
        str | None,
        "When it was written: ISO 8601, with an offset where one is known; “2 hours ago” counts from the fetch.",
    ] = None
    datePublishedRaw: Annotated[str | None, "The date as printed on the page."] = None
    dateModified: Annotated[str | None, "When it was last edited: ISO 8601."] = None
    upvoteCount: Annotated[int | None, "Votes for it."] = None
    downvoteCount: Annotated[int | None, "Votes against it."] = None
    creativeWorkStatus: Annotated[str | None, "The state of moderation, such as `deleted` or `pending`."] = None
    inLanguage: Annotated[str | None, "BCP 47 tag, `und` where it cannot be told."] = None
    url: Annotated[str | None, "The comment's own address."] = None
    platform: Annotated[str | None, "The comment system that it was read from."] = None


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
class Discovery:
    """How a crawl came upon a page, and what was said of it there. Evidence to compare, not the page's own word."""

    via: Annotated[
        Literal["feed", "sitemap", "news-sitemap", "section", "page", "argument"],
        "Where its address stood: in a feed, a sitemap, on a section page, … or in the crawl's argument.",
    ]
    url: Annotated[str | None, "The address of the feed, sitemap or page that named it."] = None
    headline: Annotated[str | None, "The title given there."] = None
    datePublished: Annotated[str | None, "The date of publication given there: ISO 8601."] = None
    dateModified: Annotated[str | None, "The date of the last change given there: ISO 8601."] = None
    author: Annotated[tuple[str, ...], "The authors named there."] = ()
    inLanguage: Annotated[str | None, "The language given there: BCP 47 tag."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a record comes from and how it was made."""

    source: Annotated[str | None, "The id of the source, the name of its folder."] = None
    file: Annotated[
        str | None, "The file that the page was read from, as its path was given; of a crawl's archive the name."
    ] = None
    digest: Annotated[str, "`sha256:` and the digest of the page's decompressed bytes."]
    encoding: Annotated[str, "The character encoding, by its WHATWG name in lower case."]
    encodingFrom: Annotated[str, "Who named the encoding: `bom`, `http-header`, `meta`, `detection` or `default`."]
    fields: Annotated[
        Mapping[str, Origin | None],
        "Where each field of the record was read; null if it is empty. For `discussionUrl` the comment system, `raw` "
        "its keys of site and thread; for `comment` too, where that system's comments were not loaded.",
    ]
    discovery: Annotated[
        Discovery | None, "How the crawl came upon the page; null for a page that was not crawled."
    ] = None
    reservations: Annotated[
        tuple[str, ...],
        "What the publisher says about mining its texts or training on them: where it stood, `: `, and its words.",
    ] = ()
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
    liveBlogUpdate: Annotated[
        tuple[BlogPosting, ...], "A live blog's posts in the page's order; empty for other pages."
    ] = ()
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
    license: Annotated[str | None, "The licence that the page states: its address, else its words."] = None
    wordCount: Annotated[int, "Words in `articleBody`; in scripts without spaces, characters."]
    commentCount: Annotated[int | None, "How many comments the page or its platform announces."] = None
    discussionUrl: Annotated[str | None, "Where the discussion is, if a script loads it or it is elsewhere."] = None
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
    CONSENT_WALL = "consent-wall"
    BOT_CHECK = "bot-check"
    NEEDS_SCRIPT = "needs-script"
    SOFT_404 = "soft-404"
    ERROR_PAGE = "error-page"
    LOGIN = "login"
    PAYWALL = "paywall"
    LISTING = "listing"
    DEADLINE = "deadline"
    WORKER_DIED = "worker-died"
    UNCHANGED = "unchanged"
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
