"""A comment system that a script loads into the page: nothing of it is in the page but where it would come from.

In: a page. Out: a thread without comments that names the platform, its keys and the discussion's address, so that
comments that were not loaded never look like none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote, urlsplit

from cleaning.model import Answer, Ask, Document, Page, Thread
from cleaning.threads.script_values import loading_signs

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """What the markup says of a discussion: the site's key and the thread's id on the platform, as far as stated.

    ``url`` is where it can be read by itself, None if only the page shows it; ``announced`` is its number of comments.
    """

    site: str | None = None
    thread: str | None = None
    url: str | None = None
    announced: int | None = None


class ScriptLoaded:
    """A platform whose comments a script brings.

    A page is looked at more closely only if one of the ``marks`` stands in a name or in the loading code of it, or one
    of the ``written`` anywhere: what is neither a class, an id nor the name of a ``meta``, and costs more to look for.
    """

    name: ClassVar[str]
    marks: ClassVar[tuple[str, ...]] = ()
    written: ClassVar[tuple[str, ...]] = ()
    is_askable: ClassVar[bool] = False
    _last: tuple[Page, Embed | None] | None = None

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """What the page says of its discussion; None if it has none on this platform."""
        raise NotImplementedError

    def found(self, page: Page) -> Embed | None:
        """The same, at the cost of a search for the marks where there is none. The last page's answer is kept."""
        if self._last is None or self._last[0] is not page:
            is_theirs = page.tree is not None and self.may_be_on(page, page.tree)
            self._last = (page, self.embed(page, page.tree) if is_theirs and page.tree is not None else None)
        return self._last[1]

    def may_be_on(self, page: Page, tree: HtmlElement) -> bool:
        """True if the page has one of the marks, or what else is written in such a page."""
        signs = loading_signs(tree)
        return any(mark in signs for mark in self.marks) or any(mark in page.text for mark in self.written)

    def claims(self, page: Page, /) -> bool:
        """True if the script would load this platform's comments into the page."""
        return self.found(page) is not None

    def asks(self, page: Page, answers: Sequence[Answer], /) -> Sequence[Ask]:
        """Nothing: how it may be asked is not public, or not allowed to everybody."""
        return ()

    def thread(self, doc: Document, /) -> Thread:
        """No comments, but where they are; not complete if the page announces any."""
        embed = self.found(doc.page)
        if embed is None:
            return Thread()
        announced = doc.metadata.commentCount if embed.announced is None else embed.announced
        return Thread(
            platform=self.name,
            announced=announced,
            complete=False if announced else None,
            discussion_url=embed.url or doc.page.raw.url or doc.metadata.canonicalUrl,
            discussion_from={"from": self.name, "raw": key_of(embed), "confidence": None},
        )


def key_of(embed: Embed) -> str | None:
    """The site's key and the thread's id, a space between; ``?`` for a site that is not named."""
    if embed.thread is None:
        return embed.site
    return f"{embed.site or '?'} {embed.thread}"


def with_query(where: str, /, **values: str | None) -> str:
    """The address with a query of those values that are given."""
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in values.items() if value)
    return f"{where}?{query}" if query else where


def root_of(url: str | None) -> str | None:
    """Scheme and host of an address, without a slash at the end."""
    if not url:
        return None
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else None
