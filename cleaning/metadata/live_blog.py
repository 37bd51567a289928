"""A live blog's JSON-LD or markup → its posts, in the page's order, each with its time.

JSON-LD has them under ``liveBlogUpdate`` (https://schema.org/liveBlogUpdate). A time of day without a date stays as it
is printed: which day it belongs to is not said. A page's own posts are read from its markup where JSON-LD has none, or
has them without their text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from cleaning.markup.blocks import Layout, layout_of
from cleaning.markup.label import regions_of_blocks
from cleaning.markup.live import CLOCK, FEWEST_POSTS, Post, find_posts, says_live, stamped
from cleaning.metadata.jsonld_value import Node, first_text, members
from cleaning.metadata.plain import plain
from cleaning.metadata.stated_dates import Calendar, is_early, is_late, read_date
from cleaning.model import Region
from cleaning.record import BlogPosting

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_POSTS = 2_000
LONGEST_POST = 20_000  # characters
PARAGRAPH = re.compile(r"</(?:p|div|li|h\d|blockquote)>|<br ?/?>|\r?\n", re.IGNORECASE)
INLINE = re.compile(r"</?(?:a|abbr|b|cite|em|i|mark|q|s|small|span|strong|sub|sup|time|u)(?:\s[^<>]*)?>", re.IGNORECASE)
ATTRIBUTES = ("datetime", "data-timestamp", "data-date", "title")


def posts_of_node(node: Node, calendar: Calendar) -> Iterator[BlogPosting]:
    """The posts of a LiveBlogPosting that say anything."""
    for update in islice(members(node.get("liveBlogUpdate")), MOST_POSTS):
        if not isinstance(update, dict):
            continue
        raw = first_text(update.get("datePublished") or update.get("dateCreated") or update.get("dateModified"))
        body = paragraphs(first_text(update.get("articleBody") or update.get("text") or update.get("description")))
        headline = plain(first_text(update.get("headline") or update.get("name")))
        if headline or body:
            yield BlogPosting(headline=headline, articleBody=body, **dated(raw, calendar))


def paragraphs(text: str | None) -> str | None:
    """A text that may hold markup, as paragraphs."""
    parts = (plain(INLINE.sub("", part)) for part in PARAGRAPH.split((text or "")[:LONGEST_POST]))
    return "\n\n".join(part for part in parts if part) or None


def dated(raw: str | None, calendar: Calendar) -> dict[str, str | None]:
    """The date of a post, by the names of its fields: as it stands there, and in ISO 8601 if it can be one."""
    found = read_date(raw, calendar) if raw else None
    iso = found.iso if found and not is_late(found.iso, calendar.last) and not is_early(found.iso) else None
    return {"datePublished": iso, "datePublishedRaw": plain(raw)}


def posts_of_markup(
    tree: HtmlElement, regions: Sequence[Region], types: Sequence[str], titles: Sequence[str | None], calendar: Calendar
) -> tuple[BlogPosting, ...]:
    """The posts that stand in the page's markup."""
    layout = layout_of(tree)
    if len(stamped(layout)) < FEWEST_POSTS:
        return ()
    posts = find_posts(layout, regions_of_blocks(layout, regions), is_live=says_live(types, titles))
    return tuple(posted(post, layout, calendar) for post in posts)


def posted(post: Post, layout: Layout, calendar: Calendar) -> BlogPosting:
    """A post as it is written."""
    stamp = layout.blocks[post.stamp]
    element = stamp.first[0]
    printed = stamp.text if post.stamp not in post.text else (element.text or "").strip()
    texts = [layout.blocks[number].text for number in post.text]
    if post.stamp in post.text:
        texts[post.text.index(post.stamp)] = stamp.text[len(printed) :].lstrip(" \n:.–—-")
    stated = next((value for name in ATTRIBUTES if (value := element.get(name)) and len(value) < 60), None)
    date = dated(stated, calendar) if stated and not CLOCK.fullmatch(stated) else {}
    if not date.get("datePublished"):
        date = dated(printed, calendar)
    return BlogPosting(
        headline=layout.blocks[post.heading].text if post.heading is not None else None,
        articleBody="\n\n".join(text for text in texts if text) or None,
        datePublished=date["datePublished"],
        datePublishedRaw=printed or date["datePublishedRaw"],
    )
