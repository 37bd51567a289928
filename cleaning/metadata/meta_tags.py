"""``<meta name=…>`` → what the page says of the article.

The names are those of Dublin Core (https://www.dublincore.org/specifications/dublin-core/dcmi-terms/), Highwire Press
(``citation_*``: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing), PRISM, parse.ly, Sailthru, cXense
and of content systems. One name comes in many spellings (``publish-date``, ``cXenseParse:recs:publishtime``), so that
they are compared by their last part, without marks, in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cleaning.metadata.persons import last_first
from cleaning.metadata.reading import Credit, Picture, Reading, distinct, reading_of, truth, whole_number

ORIGIN = "meta"

# For each field the names that give it, the most telling first.
FIELDS = {
    "title": ("headline", "citationtitle", "fulltitle", "title"),
    "description": ("description", "abstract", "summary", "citationabstract"),
    "publisher": ("sitename", "publisher", "publicationname", "applicationname", "citationjournaltitle"),
    "published": (
        "datepublished", "publisheddate", "publishdate", "publishdatetime", "publishedtime", "publishtime", "pubdate",
        "publicationdate", "originalpublicationdate", "articlefirstpublished", "firstpublished", "publishedat",
        "published", "citationpublicationdate", "citationonlinedate", "issued", "datesubmitted", "articledate", "date",
        "available", "created", "datecreated",
    ),
    "modified": ("datemodified", "modified", "lastmodified", "modifiedtime", "updated", "updatedtime", "dateupdated",
                 "lastupdated", "articlelastmodified"),
    "keywords": ("newskeywords", "keywords", "tags", "citationkeywords", "subject"),
    "section": ("articlesection", "section", "category"),
    "language": ("contentlanguage", "language", "inlanguage", "citationlanguage"),
}  # fmt: skip
AUTHORS = ("articleauthor", "citationauthor", "author", "creator", "authors", "byl", "byline", "articleauthorname")
LAST_FIRST = ("citationauthor", "creator")  # library formats: "Beller, Ann"
COMMENTS = ("commentcount", "commentscount", "numcomments")
FREE = ("isaccessibleforfree", "ispaidcontent", "paid", "premium")
PICTURES = ("imagefull", "imageurl", "image", "thumbnailurl")

# Vocabularies that OpenGraph's reader has read, and names that speak of something else: an app, a film, the comments.
OTHERS = frozenset({"og", "twitter", "al", "fb", "smartbanner", "video", "music", "book", "profile", "product", "event",
                    "apple", "msapplication", "google", "article"})  # fmt: skip
NO_DESCRIPTION = frozenset({"og:description", "rnews:description"})
PARTS = re.compile(r"[.:]|^(?:parsely|sailthru)[-_]")
MARKS = re.compile(r"[-_\s]")


def read_meta(metas: Sequence[tuple[str, str]]) -> Reading:
    """What meta elements outside OpenGraph say of the article."""
    values: dict[str, list[str]] = {}
    for name, content in metas:
        parts = PARTS.split(name)
        if len(parts) == 1 or parts[0] not in OTHERS:
            values.setdefault(MARKS.sub("", parts[-1]), []).append(content)
    return replace(
        reading_of(
            ORIGIN, {field: [v for name in names for v in values.get(name, ())] for field, names in FIELDS.items()}
        ),
        author=named(values),
        free=freely(values),
        image=tuple(Picture(url=url) for name in PICTURES for url in values.get(name, ())[:1])[:1],
        comments=next(
            (n for name in COMMENTS for v in values.get(name, ()) if (n := whole_number(v)) is not None), None
        ),
    )


def named(values: Mapping[str, Sequence[str]]) -> tuple[Credit, ...]:
    """The authors by all names that give any, the most telling first: merge leaves out those that are no persons."""
    return tuple(
        Credit(name=last_first(value) if name in LAST_FIRST else value)
        for name in AUTHORS
        for value in distinct(values.get(name, ()))
    )


def freely(values: Mapping[str, Sequence[str]]) -> bool | None:
    """Whether the page says that it can be read without paying."""
    for name in FREE:
        for value in values.get(name, ()):
            said = truth(value)
            if said is not None:
                return said if name == FREE[0] else not said
    return None
