"""An article page's bytes → the address of its next part, and of the page proper if this one is its AMP form.

``rel=next``: https://html.spec.whatwg.org/multipage/links.html#link-type-next. It is followed only where it leads to a
further part of the same article: blog systems link the neighbouring article by it. AMP:
https://amp.dev/documentation/guides-and-tutorials/learn/spec/amphtml. Read by searching bytes, since every page passes
here: the search is linear, and no tree is built.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from crawler.discovery.numbering import continues
from crawler.urls import key_of, resolve

MAX_BYTES = 2_000_000  # that are looked through
MAX_TAG_BYTES = 4_000
MAX_FOUND = 50  # links with the wanted rel that are looked at
HEAD_BYTES = 4_000  # in which <html> stands

_NEXT = re.compile(rb"rel\s{0,3}=\s{0,3}(?:\"[^\"<>]{0,80}?\b|'[^'<>]{0,80}?\b|)next\b", re.IGNORECASE)
_CANONICAL = re.compile(rb"rel\s{0,3}=\s{0,3}[\"']?canonical\b", re.IGNORECASE)
_HTML = re.compile(rb"<html\b([^<>]{0,3000})>", re.IGNORECASE)
_AMP = re.compile(rb"\s(?:amp|\xe2\x9a\xa1\xef?\xb8?\x8f?)(?=[\s=/]|$)", re.IGNORECASE)
_TAG = re.compile(rb"<(?:a|link)\s", re.IGNORECASE)
_HREF = re.compile(
    rb"\shref\s{0,3}=\s{0,3}(?:\"([^\"<>]{1,2100})\"|'([^'<>]{1,2100})'|([^\s\"'<>]{1,2100}))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLinks:
    """Where an article goes on, and the page proper of an AMP page; None where there is none. Both are absolute."""

    next_part: str | None = None
    amp_canonical: str | None = None


def read_page(body: bytes, url: str, content_type: str | None = None) -> PageLinks:
    """The next part and the page proper that a page names by its links."""
    del content_type  # tags and addresses are ASCII in all encodings of the web but UTF-16, which next to no page uses
    data = body[:MAX_BYTES]
    next_part = next((link for link in links(data, _NEXT, url) if continues(url, link)), None)
    return PageLinks(next_part=next_part, amp_canonical=amp_canonical(data, url))


def amp_canonical(data: bytes, url: str) -> str | None:
    """The canonical address that an AMP page names, if it is another than its own."""
    root = _HTML.search(data, 0, HEAD_BYTES)
    if root is None or not _AMP.search(root[1]):
        return None
    canonical = next(iter(links(data, _CANONICAL, url)), None)
    return canonical if canonical and key_of(canonical) != key_of(url) else None


def links(data: bytes, rel: re.Pattern[bytes], url: str) -> list[str]:
    """The addresses of the links with a ``rel`` that the pattern finds, absolute, in the page's order."""
    found: list[str] = []
    for count, match in enumerate(rel.finditer(data)):
        if count >= MAX_FOUND:
            break
        start = data.rfind(b"<", max(0, match.start() - MAX_TAG_BYTES), match.start())
        if start < 0 or not _TAG.match(data, start):
            continue
        end = data.find(b">", match.end(), match.end() + MAX_TAG_BYTES)
        href = _HREF.search(data, start, end + 1) if end >= 0 else None
        if href and (link := resolve(html.unescape((href[1] or href[2] or href[3]).decode("utf-8", "replace")), url)):
            found.append(link)
    return found
