"""An RSS feed of comments → the comments, as blog systems give it of a post.

RSS 2.0 with its modules for content and authors: https://www.rssboard.org/rss-specification ,
https://web.resource.org/rss/1.0/modules/content/ . Entities and outside definitions are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from itertools import islice

from lxml import etree

from cleaning.threads.told import Told, first_name, text_of

LONGEST = 8_000_000  # bytes
MOST_ITEMS = 2_000
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
OWN_ID = re.compile(r"#(comment-\d{1,15})$")
IN_REPLY = re.compile(
    r"\A\s*<p>[^<]{1,40}<a\s[^<>]{0,300}href=[\"'][^\"'<>]{0,500}#(comment-\d{1,15})[\"'][^<>]{0,80}>[^<]{0,80}</a>\.?</p>"
)


def read_comment_feed(body: bytes) -> list[Told]:
    """The comments of a feed, the oldest first; none if it is no feed, or one of something else."""
    if len(body) > LONGEST or b"<!ENTITY" in body or b"<rss" not in body[:4000]:
        return []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    if root is None:
        return []
    return list(told_in(root))[::-1]


def told_in(root: etree._Element) -> Iterator[Told]:
    """The comments among a feed's items, in their order: those whose link leads to a comment."""
    for item in islice(root.iter("item"), MOST_ITEMS):
        link = (item.findtext("link") or "").strip()
        match = OWN_ID.search(link) or OWN_ID.search((item.findtext("guid") or "").strip())
        if match is None:
            continue
        markup = item.findtext(CONTENT) or item.findtext("description") or ""
        answered = IN_REPLY.match(markup)
        raw = (item.findtext("pubDate") or "").strip()
        yield Told(
            id=match[1],
            text=text_of(markup[answered.end() :] if answered else markup),
            parent=answered[1] if answered else None,
            author=first_name([item.findtext(CREATOR)]),
            date=iso_of(raw),
            date_raw=raw or None,
            url=link if link.startswith(("http://", "https://")) else None,
        )


def iso_of(raw: str) -> str | None:
    """A date of RFC 822 in ISO 8601; None if it is none."""
    try:
        return parsedate_to_datetime(raw[:60]).isoformat().replace("+00:00", "Z")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
