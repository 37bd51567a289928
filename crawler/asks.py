"""A page → what is fetched besides it: the further parts of its article, and what its comment platform is to be asked.

Scrapy's engine sends the requests, under the same rules as any other: robots.txt, delays, no private addresses.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from cleaning.archive.capped import ReadFaultError
from cleaning.archive.sidecar import join_headers
from cleaning.archive.writer import Exchange
from cleaning.decode import decode
from cleaning.model import Answer, Ask, Page, RawPage, Source
from cleaning.platforms import PLATFORMS
from cleaning.platforms.protocol import Platform
from crawler.discovery.page import read_page
from crawler.exchanges import SKIPPED, body_of, header, why_of
from crawler.politeness import NotSentError
from crawler.scope import refusal
from crawler.urls import key_of

log = logging.getLogger(__name__)
MAX_PARTS = 30  # of one article; more is a gallery that goes round, or a trap
MAX_ASKS = 30  # of one page about its comments
MAX_ANSWERS_BYTES = 20_000_000  # that are kept with one page

Download = Callable[[Ask], Awaitable[Exchange]]
Found = list[tuple[Ask, Exchange]]


class PartError(Exception):
    """A further part of an article cannot be had now; ``found`` are those before it."""

    def __init__(self, message: str, found: Sequence[tuple[Ask, Exchange]]) -> None:
        super().__init__(message)
        self.found = found


async def parts_of(page: Exchange, second: str | None, source: Source, download: Download) -> Found:
    """The further parts of a page's article in their order, from the address of the second on.

    An address that came before ends the loop, and so does a link that leads nowhere or where we may not go. Raises
    ``PartError``, and ``NotSentError`` if the crawl stops meanwhile.
    """
    seen, url = {key_of(page.url)}, second
    found: Found = []
    while url is not None and key_of(url) not in seen and len(found) < MAX_PARTS and refusal(url, source) is None:
        seen.add(key_of(url))
        ask = Ask(url=url, kind="part")
        try:
            part = await download(ask)
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
        found.append((ask, part))
        url = read_page(body, url, header(part, "content-type")).next_part
    return found


async def comments_of(exchange: Exchange, body: bytes, source: Source, download: Download) -> Found:
    """What the page's comment platforms answered; nothing if none of them can be asked, or need be.

    Whatever goes wrong ends the asking, and costs no page. Raises ``NotSentError`` if the crawl stops meanwhile.
    """
    if source.crawl.ask_comments == "never":
        return []
    askable = (platform for platform in PLATFORMS if platform.is_askable)
    platforms = [one for one in askable if any(mark.encode() in body for mark in one.marks)]
    if not platforms:
        return []
    found: Found = []
    try:
        page = await asyncio.to_thread(page_of, exchange, body, source)
        if page is not None:
            for platform in platforms:
                found += await answers_of(platform, page, source, download, MAX_ASKS - len(found))
    except NotSentError:
        raise
    except Exception:  # an odd page, or a fault of ours: the article is worth more than its comments
        log.exception("%s: its comments could not be asked for", exchange.url)
    return found


async def answers_of(platform: Platform, page: Page, source: Source, download: Download, most: int) -> Found:
    """What one platform answered, to at most so many questions, none of them twice."""
    found: Found = []
    answers: list[Answer] = []
    asked, size = set[tuple[str, str, bytes]](), 0
    while size < MAX_ANSWERS_BYTES:
        asks = await asyncio.to_thread(platform.asks, page, answers)
        new = [ask for ask in asks if (ask.method, ask.url, ask.body) not in asked and refusal(ask.url, source) is None]
        if not new:
            break
        for ask in new:
            if len(asked) >= most or (answer := await answer_to(ask, page, download)) is None:
                return found
            asked.add((ask.method, ask.url, ask.body))
            found.append((ask, answer))
            size += len(answer.body)
            answers.append(as_stored(ask, answer))
    return found


async def answer_to(ask: Ask, page: Page, download: Download) -> Exchange | None:
    """What the server answered; None if it did not. Raises ``NotSentError`` if the crawl stops."""
    try:
        return await download(ask)
    except NotSentError as error:
        if error.retry_after is None:
            raise
        log.info("%s: its comments are not asked for any more: %s", page.raw.url, error)
    except Exception as error:  # noqa: BLE001 - whatever a server or a network does
        log.info("%s: its comments cannot be had at %s: %s: %s", page.raw.url, ask.url, why_of(error), error)
    return None


def page_of(exchange: Exchange, body: bytes, source: Source) -> Page | None:
    """The page, decoded as cleaning will decode it; None if it cannot be."""
    raw = RawPage(
        url=exchange.url,
        source=source.id,
        fetched_at=exchange.fetched_at,
        status=exchange.status,
        headers=join_headers(exchange.headers),
        body=body,
    )
    page = decode(raw, source)
    return page if isinstance(page, Page) else None


def as_stored(ask: Ask, answer: Exchange) -> Answer:
    """The answer as it will be read from the archive."""
    try:
        body = body_of(answer)
    except ReadFaultError:
        body = b""
    return Answer(
        ask=ask, status=answer.status, fetched_at=answer.fetched_at, headers=join_headers(answer.headers), body=body
    )
