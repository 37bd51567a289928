"""What a server answered for a leased URL → the step that keeps it in the books.

Redirects, errors and what is not a page end here too: each answer leads to exactly one step.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

from cleaning.archive.capped import ReadFaultError
from cleaning.archive.writer import Exchange
from cleaning.model import Source
from cleaning.record import Reason
from crawler.asks import Download, PartError, comments_of, parts_of
from crawler.discovery.feeds import read_feed
from crawler.discovery.page import read_page
from crawler.discovery.sections import read_section
from crawler.discovery.sitemaps import read_sitemap
from crawler.exchanges import body_of, header
from crawler.frontier import steps
from crawler.frontier.bookkeeper import Step
from crawler.frontier.revisit import TRIES
from crawler.model import Candidate, Kind, Lease, Listing, Why
from crawler.urls import resolve

log = logging.getLogger(__name__)
TEXTUAL = ("text/", "application/xhtml", "application/xml", "application/json")  # what a page or a listing comes as
ASCII = "".join(map(chr, range(0x80)))
LARGE = 500_000  # bytes of a body from which on it is read in a thread, so that the event loop does not stand still


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back for a lease, and what is known besides it.

    ``pause`` is for how many seconds the host is left alone now; None if it did not ask for that.
    """

    lease: Lease
    exchange: Exchange
    source: Source
    reservations: tuple[str, ...] = ()
    rendered: bool = False
    pause: float | None = None


async def step_of(answer: Answer, download: Download) -> Step:
    """The step that keeps an answer. What belongs to a page besides is fetched by ``download``."""
    lease, exchange = answer.lease, answer.exchange
    if exchange.status == 304:
        return partial(steps.unmodified, lease=lease, exchange=exchange)
    if 300 <= exchange.status < 400 and (target := location_of(exchange)):
        return partial(steps.redirected, lease=lease, exchange=exchange, target=target)
    if exchange.status in (404, 410):
        return partial(steps.gone, lease=lease, exchange=exchange)
    if not 200 <= exchange.status < 300:
        return partial(steps.failed, lease=lease, exchange=exchange, why=Why.HTTP_STATUS, pause=answer.pause)
    try:
        body = body_of(exchange)
        if not body:
            return partial(steps.failed, lease=lease, exchange=exchange, why=Why.BAD_RESPONSE)
        return await (page_step(answer, body, download) if lease.kind is Kind.PAGE else listing_step(answer, body))
    except (ReadFaultError, PartError) as error:
        log.info("%s: %s", lease.url, error)
        is_too_large = isinstance(error, ReadFaultError) and error.reason is Reason.TOO_LARGE
        why = Why.TOO_LARGE if is_too_large else Why.BAD_RESPONSE
        return partial(steps.failed, lease=lease, exchange=exchange, why=why)


def location_of(exchange: Exchange) -> str | None:
    """Where an answer sends the reader; None if that is nowhere. Bytes beyond ASCII are UTF-8 if they can be."""
    sent = (header(exchange, "location") or "").encode("latin-1", "replace")
    try:
        return resolve(sent.decode("utf-8"), exchange.url)
    except UnicodeDecodeError:
        return resolve(quote(sent, ASCII), exchange.url)


async def listing_step(answer: Answer, body: bytes) -> Step:
    """The step that keeps a feed, a sitemap or a section page, with what it names."""
    listing = await asyncio.to_thread(read_listing, answer, body)  # some take seconds
    for warning in listing.warnings:
        log.warning("%s: %s", answer.lease.url, warning)
    return partial(
        steps.keep_listing, lease=answer.lease, exchange=answer.exchange, listing=listing, rendered=answer.rendered
    )


def read_listing(answer: Answer, body: bytes) -> Listing:
    """What a feed, a sitemap or a section page names."""
    lease, source, content_type = answer.lease, answer.source, header(answer.exchange, "content-type")
    if lease.kind is Kind.FEED:
        return read_feed(body, answer.exchange.url, content_type)
    if lease.kind is Kind.SITEMAP:
        return read_sitemap(body, answer.exchange.url, content_type, language=source.language)
    return read_section(body, answer.exchange.url, content_type, source, lease.depth)


async def page_step(answer: Answer, body: bytes, download: Download) -> Step:
    """The step that keeps a page with its article's further parts and its comments, or says that it is none to keep."""
    lease, exchange, source = answer.lease, answer.exchange, answer.source
    content_type = header(exchange, "content-type")
    if content_type and not content_type.lower().strip().startswith(TEXTUAL):
        return partial(steps.skipped, lease=lease, exchange=exchange, why=Why.NOT_HTML)
    links = await off_loop(body, partial(read_page, body, exchange.url, content_type))
    try:
        parts = await parts_of(exchange, links.next_part, source, download)
    except PartError as error:
        if (lease.attempts + 1) % TRIES:
            raise
        log.warning("%s: archived without all of its parts: %s", lease.url, error)
        parts = list(error.found)
    said = [] if links.amp_canonical else await comments_of(exchange, body, source, download)
    fetch = steps.Fetch(
        main=exchange, answers=[*parts, *said], reservations=answer.reservations, rendered=answer.rendered
    )
    onward = await links_onward(answer, body)
    if links.amp_canonical is not None:
        return partial(steps.alternate, lease=lease, fetch=fetch, canonical=links.amp_canonical, links=onward)
    return partial(steps.keep_page, lease=lease, fetch=fetch, links=onward)


async def links_onward(answer: Answer, body: bytes) -> tuple[Candidate, ...]:
    """The pages that a page links to, where the source's depth reaches farther than to the links of its sections."""
    lease, source = answer.lease, answer.source
    if not 0 < lease.depth < source.crawl.depth:
        return ()
    content_type = header(answer.exchange, "content-type")
    listing = await asyncio.to_thread(read_section, body, answer.exchange.url, content_type, source, lease.depth)
    return tuple(each for each in listing.candidates if each.kind is Kind.PAGE)


async def off_loop(body: bytes, read: Callable[[], Any]) -> Any:
    """What the function returns; a large body is read in a thread."""
    return await asyncio.to_thread(read) if len(body) > LARGE else read()
