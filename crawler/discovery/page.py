"""An article page's bytes → the address of its next part, and of the page proper if this one is its AMP form.

``rel=next``: https://html.spec.whatwg.org/multipage/links.html#link-type-next. It is followed only where it leads to a
further part of the same article: blog systems link the neighbouring article by it. AMP:
https://amp.dev/documentation/guides-and-tutorials/learn/spec/amphtml. Read by searching bytes, since every page passes
here: the search is linear, and no tree is built.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.discovery.numbering import continues
from crawler.urls import key_of, resolve

MAX_BYTES = 2_000_000  # that are looked through
MAX_TAG_BYTES = 4_000
MAX_FOUND = 50  # links with the wanted rel that are looked at
HEAD_BYTES = 4_000  # in which <html> stands

# For bytes in lower case: that, and a pattern that begins with fixed letters, is five times as quick as to ignore case.
_NEXT = re.compile(rb"rel\s{0,3}=\s{0,3}[\"']?(?:[^\"'<>]{0,80}?\s)?next(?=[\"'\s/>])")
_CANONICAL = re.compile(rb"rel\s{0,3}=\s{0,3}[\"']?(?:[^\"'<>]{0,80}?\s)?canonical(?=[\"'\s/>])")
_HTML = re.compile(rb"<html(?=[\s>])([^<>]{0,3000})>")
_AMP = re.compile(rb"\s(?:amp|\xe2\x9a\xa1(?:\xef\xb8\x8f)?|&#x26a1;)(?=[\s=/]|$)")
_TAG = re.compile(rb"<(?:a|link|base)\s")
_HREF = re.compile(rb"[\s\"']href\s{0,3}=\s{0,3}(?:\"([^\"<>]{1,2100})\"|'([^'<>]{1,2100})'|([^\s\"'<>]{1,2100}))")
_BASE = re.compile(rb"<base\s[^<>]{1,2200}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLinks:
    """Where an article goes on, and the page proper of an AMP page; None where there is none. Both are absolute."""

    next_part: str | None = None
    amp_canonical: str | None = None


def read_page(body: bytes, url: str, content_type: str | None = None) -> PageLinks:
    """The next part and the page proper that a page names by its links."""
    del content_type  # tags and addresses are ASCII in all encodings of the web but UTF-16, which next to no page uses
    page = body[:MAX_BYTES]
    small = page.lower()
    next_part = next((link for link in links(page, small, _NEXT, url) if continues(url, link)), None)
    return PageLinks(next_part=next_part, amp_canonical=amp_canonical(page, small, url))


def amp_canonical(page: bytes, small: bytes, url: str) -> str | None:
    """The canonical address that an AMP page names, if it is another than its own."""
    root = _HTML.search(small, 0, HEAD_BYTES)
    if root is None or not _AMP.search(root[1]):
        return None
    canonical = next(links(page, small, _CANONICAL, url), None)
    return canonical if canonical and key_of(canonical) != key_of(url) else None


def links(page: bytes, small: bytes, rel: re.Pattern[bytes], url: str) -> Iterator[str]:
    """The addresses of the links with a ``rel`` that the pattern finds, absolute, in the page's order.

    ``small`` is the page in lower case.
    """
    base: str | None = None
    for count, match in enumerate(rel.finditer(small)):
        if count >= MAX_FOUND:
            break
        start = small.rfind(b"<", max(0, match.start() - MAX_TAG_BYTES), match.start())
        if start < 0 or not _TAG.match(small, start) or is_comment(small, start):
            continue
        end = small.find(b">", match.end(), match.end() + MAX_TAG_BYTES)
        href = address(page, small, start, end)
        base = base or base_of(page, small, url)
        if href and (link := resolve(href, base)):
            yield link


def address(page: bytes, small: bytes, start: int, end: int) -> str:
    """The ``href`` of the tag from ``start`` to ``end``; "" if it has none."""
    place = _HREF.search(small, start, end + 1) if end >= 0 else None
    if place is None:
        return ""
    value = page[place.start(place.lastindex or 0) : place.end(place.lastindex or 0)]
    return html.unescape(value.decode("utf-8", "replace"))


def base_of(page: bytes, small: bytes, url: str) -> str:
    """What relative addresses of the page stand against: https://html.spec.whatwg.org/#the-base-element."""
    tag = _BASE.search(small, 0, 20 * HEAD_BYTES)
    return (resolve(address(page, small, tag.start(), tag.end()), url) if tag else None) or url


def is_comment(small: bytes, start: int) -> bool:
    """True if the tag at ``start`` stands in a comment that began not long before."""
    since = max(0, start - MAX_TAG_BYTES)
    return small.rfind(b"<!--", since, start) > small.rfind(b"-->", since, start)
