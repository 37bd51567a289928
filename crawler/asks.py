"""A page → what is fetched besides it: the further parts of its article, and what its comment platform is to be asked.

Scrapy's engine sends the requests, under the same rules as any other: robots.txt, delays, no private addresses.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence

from cleaning.archive.capped import ReadFaultError
from cleaning.archive.writer import Exchange
from cleaning.model import Ask, Source
from crawler.discovery.page import read_page
from crawler.exchanges import SKIPPED, body_of, header, why_of
from crawler.politeness import NotSentError
from crawler.scope import refusal
from crawler.urls import key_of

log = logging.getLogger(__name__)
MAX_PARTS = 30  # of one article; more is a gallery that goes round, or a trap

Download = Callable[[str], Awaitable[Exchange]]


class PartError(Exception):
    """A further part of an article cannot be had now; ``found`` are those before it."""

    def __init__(self, message: str, found: Sequence[tuple[Ask, Exchange]]) -> None:
        super().__init__(message)
        self.found = found


async def parts_of(
    page: Exchange, second: str | None, source: Source, download: Download
) -> list[tuple[Ask, Exchange]]:
    """The further parts of a page's article in their order, from the address of the second on.

    An address that came before ends the loop, and so does a link that leads nowhere or where we may not go. Raises
    ``PartError``, and ``NotSentError`` if the crawl stops meanwhile.
    """
    seen, url = {key_of(page.url)}, second
    found: list[tuple[Ask, Exchange]] = []
    while url is not None and key_of(url) not in seen and len(found) < MAX_PARTS and refusal(url, source) is None:
        seen.add(key_of(url))
        try:
            part = await download(url)
        except NotSentError:
            raise
        except Exception as error:
            if why_of(error) in SKIPPED:
                log.info("%s: its next part is not asked for: %s", page.url, error)
                break
            raise PartError(f"its part {url} cannot be had: {error}", found) from error
        if 300 <= part.status < 400 or part.status in (404, 410):
            log.info("%s: its next part %s is not there: %s", page.url, url, part.status)
            break
        if part.status != 200:
            raise PartError(f"its part {url} answered {part.status}", found)
        try:
            body = body_of(part)
        except ReadFaultError as error:
            raise PartError(f"its part {url} is damaged: {error}", found) from error
        found.append((Ask(url=url, kind="part"), part))
        url = read_page(body, url, header(part, "content-type")).next_part
    return found
