"""A site's own comments that a script fetches: an element that is empty and names the address of its comments.

The last to be asked, because it knows the shape only: an attribute whose name says that it is the address of comments.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urljoin, urlsplit

from cleaning.threads.embed import Embed, ScriptLoaded
from cleaning.threads.script_values import LONGEST_VALUE, address, attribute, compiled, whole_number

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from cleaning.model import Page

NAMES = ("data-comments-url", "data-comments-list-url", "data-article-comments-url", "data-load-comments-url")
# What an address that a script fetches from says of itself; others are the page's own, or that of its form.
FETCHED = re.compile(r"comment|discussion|kommentar|comentario|commentaire|reacti|ajax|/api/|\.json", re.IGNORECASE)
ID = ("data-article-id", "data-content-id", "data-story-id", "data-post-id", "data-thread-id", "data-id")
COUNT = ("data-comment-count", "data-comments-count", "data-count")
MOST_PIECES = 100
MOST_LETTERS = 200  # of an element that waits for its comments: a heading, a note that they are being loaded

_NAMED = compiled(f"descendant::*[{' or '.join(f'@{name}' for name in NAMES)}]")


class Endpoint(ScriptLoaded):
    """Comments that come from an address that the page names."""

    name: ClassVar[str] = "endpoint"
    written: ClassVar[tuple[str, ...]] = ("omments-url",)

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """The address, its host as the site, and the article's id where the element has it."""
        for element in _NAMED(tree):
            target = target_of(element, page.raw.url)
            if target and is_nearly_empty(element):
                return Embed(
                    site=urlsplit(target).netloc,
                    thread=attribute([element], *ID),
                    url=target,
                    announced=whole_number(attribute([element], *COUNT)),
                )
        return None


def is_nearly_empty(element: HtmlElement) -> bool:
    """True if an element has no more text than one that waits for its comments."""
    letters = 0
    for number, text in enumerate(element.itertext()):
        letters += len(text.strip())
        if letters > MOST_LETTERS or number > MOST_PIECES:
            return False
    return True


def target_of(element: HtmlElement, base: str | None) -> str | None:
    """The absolute address of the element's comments; None if it names none, or the page itself."""
    value = attribute([element], *NAMES)
    if element.tag in ("a", "form", "button") or not value or "/" not in value or len(value) > LONGEST_VALUE:
        return None
    try:
        target = urljoin(base or "", value)
        parts = urlsplit(target)
        is_page = base is not None and parts.path == urlsplit(base).path and not parts.query
    except ValueError:
        return None
    if is_page or parts.fragment or not FETCHED.search(f"{parts.path}?{parts.query}"):
        return None
    return address(target)
