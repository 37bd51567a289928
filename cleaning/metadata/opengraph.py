"""OpenGraph and its kin (``og:``, ``article:``, ``twitter:``) → what they say of the article.

Formats: https://ogp.me and https://developer.x.com/en/docs/twitter-for-websites/cards
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cleaning.metadata.reading import Credit, Picture, Reading, distinct, reading_of, truth

ORIGIN = "opengraph"

FIELDS = {
    "title": ("og:title", "twitter:title", "twitter:text:title"),
    "description": ("og:description", "twitter:description"),
    "publisher": ("og:site_name", "og:sitename"),
    "published": ("article:published_time", "article:published", "og:article:published_time", "og:published_time",
                  "og:pubdate", "og:release_date"),
    "modified": ("article:modified_time", "article:modified", "og:article:modified_time", "og:updated_time"),
    "keywords": ("article:tag", "og:article:tag"),
    "section": ("article:section", "og:article:section", "og:section"),
    "canonical": ("og:url",),
    "language": ("og:locale", "og:language"),
}  # fmt: skip
AUTHORS = ("article:author_name", "article:author", "og:article:author", "og:author")
PICTURES = ("og:image", "og:image:secure_url", "og:image:url", "twitter:image", "twitter:image:src")
# article:content_tier. Of metered articles a reader gets a few: they are behind a paywall, as schema.org has it.
FREE = {"free": True, "locked": False, "metered": False, "paid": False, "premium": False}


def read_opengraph(metas: Sequence[tuple[str, str]]) -> Reading:
    """What OpenGraph says of the article."""
    values: dict[str, list[str]] = {}
    for name, content in metas:
        values.setdefault(name, []).append(content)
    return replace(
        reading_of(
            ORIGIN, {field: [v for name in names for v in values.get(name, ())] for field, names in FIELDS.items()}
        ),
        author=next((found for name in AUTHORS if (found := named(values.get(name, ())))), ()),
        image=tuple(pictures(metas)),
        types=tuple(f"og:{kind.strip().lower()}" for kind in values.get("og:type", ())[:1]),
        free=next(
            (FREE.get(tier.strip().lower()) for tier in values.get("article:content_tier", ())),
            next(map(truth, values.get("article:free", ())), None),
        ),
    )


def named(values: Sequence[str]) -> tuple[Credit, ...]:
    """The authors that are named; OpenGraph itself wants addresses of profiles here, which name nobody."""
    return tuple(Credit(name=value) for value in distinct(values) if "://" not in value and not value.startswith("@"))


def pictures(metas: Sequence[tuple[str, str]]) -> Iterator[Picture]:
    """The pictures in order; a structured property belongs to the picture before it."""
    alt = next((content for name, content in metas if name in ("og:image:alt", "twitter:image:alt")), None)
    for name in PICTURES:
        found = [content for other, content in metas if other == name]
        if found:
            for number, url in enumerate(found):
                yield Picture(url=url, caption=None if number else alt)
            return
