"""Requests → those that a host's robots.txt allows, with what it reserves; its Crawl-delay goes to ``politeness``.

Robots Exclusion Protocol: https://www.rfc-editor.org/rfc/rfc9309. A host that has no robots.txt (4xx) allows all, one
that cannot say (5xx, 429, no answer) nothing for now. Up to five redirects are followed, to other hosts too; only the
first 500 KiB are read. Scrapy's own middleware takes every answer for a robots.txt, an error page too, and a host that
cannot be reached for one that allows everything; and of several requests that wait for one robots.txt it lets all but
the first pass unasked.

What a site says there about the use of its texts goes to ``request.meta["reservations"]``. ``Content-Signal``:
https://contentsignals.org. ``Content-Usage``: https://datatracker.ietf.org/doc/draft-ietf-aipref-attach/.
"""

from __future__ import annotations

import asyncio
import logging
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urljoin

from protego import Protego
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler

from crawler.guard import PrivateAddressError
from crawler.polite_settings import NAME
from crawler.politeness import NotSentError, retry_after, utc_now

logger = logging.getLogger(__name__)

MOST_BYTES = 500 * 1024  # of a robots.txt that are read: RFC 9309, 2.5
MOST_DOWNLOADED = 5 * 1024 * 1024  # a longer answer is none
MOST_REDIRECTS = 5
MOST_SIGNALS = 20
LONGEST_SIGNAL = 500  # characters
FRESH = 24 * 3600.0  # seconds that a robots.txt may be kept: RFC 9309, 2.4
FIRST_WAIT, LONGEST_WAIT = 5.0, 3600.0  # seconds until one that could not be read is asked for again; it doubles
SIGNALS = {"content-signal": "Content-Signal", "content-usage": "Content-Usage"}
META = {
    "dont_obey_robotstxt": True,
    "dont_redirect": True,
    "handle_httpstatus_all": True,
    "allow_offsite": True,
    "download_maxsize": MOST_DOWNLOADED,
}


class RobotsForbiddenError(IgnoreRequest):
    """A robots.txt forbids a URL."""


class RobotsUnreachableError(IgnoreRequest):
    """A host does not say what it allows. ``retry_after``: seconds until it is asked again."""

    def __init__(self, message: str, retry_after: float) -> None:
        super().__init__(message)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Signal:
    """A line about the use of texts. ``paths`` forbids what it is about; None if that is the whole site."""

    text: str
    paths: Protego | None = None

    def is_about(self, url: str) -> bool:
        """True if the line is about this URL."""
        return self.paths is None or not self.paths.can_fetch(url, "*")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a robots.txt says, until when that may be believed. ``parser`` is None if there is no robots.txt."""

    until: float
    parser: RobotParser | None = None
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """Why a robots.txt could not be read, until when it is not asked for again, and how often that was so.

    ``is_private`` if it is, or leads, to an address that is not public.
    """

    until: float
    reason: str
    times: int = 1
    is_private: bool = False


class Robots(RobotsTxtMiddleware):
    """The downloader middleware in place of Scrapy's. Its stats have the same names, and ``robotstxt/unreachable``."""

    def __init__(self, crawler: Crawler, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(crawler)
        self.clock = clock
        self.agent: str = crawler.settings.get("ROBOTSTXT_USER_AGENT") or NAME
        self.known: dict[str, Rules | Silence] = {}
        self.coming: dict[str, asyncio.Task[Rules | Silence]] = {}

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Nothing; puts the site's reservations into the request's ``meta``.

        Raises ``RobotsForbiddenError``, ``RobotsUnreachableError``; ``PrivateAddressError`` and ``NotSentError`` if
        that is why there is no robots.txt.
        """
        url = urlparse_cached(request)
        if request.meta.get("dont_obey_robotstxt") or url.scheme not in ("http", "https"):
            return
        said = await self.said(f"{url.scheme}://{url.netloc}", request)
        if isinstance(said, Silence) and said.is_private:
            raise PrivateAddressError(f"{request.url}: robots.txt is not asked for: {said.reason}")
        if isinstance(said, Silence):
            message = f"{request.url}: the host's robots.txt cannot be read ({said.reason})"
            raise RobotsUnreachableError(message, max(0.0, said.until - self.clock()))
        if said.parser is not None and not said.parser.allowed(request.url, self.agent):
            self._count("robotstxt/forbidden")
            raise RobotsForbiddenError(f"{request.url}: robots.txt forbids it")
        request.meta["reservations"] = tuple(each.text for each in said.signals if each.is_about(request.url))

    async def said(self, origin: str, request: Request) -> Rules | Silence:
        """What the robots.txt of an origin says; all that ask at once wait for the same download."""
        known = self.known.get(origin)
        if known is not None and known.until > self.clock():
            return known
        if origin not in self.coming:
            self.coming[origin] = task = asyncio.ensure_future(self._fetch(origin, request, known))
            task.add_done_callback(lambda _: self.coming.pop(origin, None))
        return await asyncio.shield(self.coming[origin])

    async def _fetch(self, origin: str, request: Request, before: Rules | Silence | None) -> Rules | Silence:
        """What the robots.txt of an origin says, after its download; also kept."""
        times = before.times + 1 if isinstance(before, Silence) else 1
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (min(times, 20) - 1))
        said: Rules | Silence
        try:
            response = await self._download(f"{origin}/robots.txt")
        except NotSentError:
            raise
        except PrivateAddressError as error:
            said = Silence(self.clock() + wait, str(error), times, is_private=True)
        except Exception as error:  # noqa: BLE001 - whatever keeps us from reading it, nothing is allowed
            self._count(f"robotstxt/exception_count/{type(error)}")
            said = Silence(self.clock() + wait, str(error) or type(error).__name__, times)
        else:
            if response.status == 429 or not 200 <= response.status < 500:
                asked = retry_after(response.headers, utc_now())
                said = Silence(self.clock() + max(wait, asked or 0.0), f"HTTP status {response.status}", times)
            else:
                said = await self._read(response, request)
        if isinstance(said, Silence) and not said.is_private:
            self._count("robotstxt/unreachable")
            logger.warning("%s/robots.txt: cannot be read (%s): nothing is fetched from there now", origin, said.reason)
        self.known[origin] = said
        return said

    async def _download(self, url: str) -> Response:
        """The answer at the end of the redirects; the sixth one is the answer."""
        assert self.crawler.engine is not None
        headers = {"Accept-Encoding": "identity"}
        for number in range(MOST_REDIRECTS + 1):
            self._count("robotstxt/request_count")
            sent = Request(
                url,
                headers=headers,
                meta={**META},
                priority=self.DOWNLOAD_PRIORITY,
                callback=NO_CALLBACK,
                dont_filter=True,
            )
            response = await self.crawler.engine.download_async(sent)
            self._count("robotstxt/response_count")
            self._count(f"robotstxt/response_status_count/{response.status}")
            location = response.headers.get("Location")
            if not (300 <= response.status < 400 and location) or number == MOST_REDIRECTS:
                break
            url = urljoin(url, location.decode("latin-1").strip())
        return response

    async def _read(self, response: Response, request: Request) -> Rules:
        """What an answer says; one without a robots.txt in it allows everything."""
        until = self.clock() + FRESH
        if response.status >= 300:
            return Rules(until)
        body = robots_body(response.body)
        parser: RobotParser = build_from_crawler(self._parserimpl, self.crawler, body)
        await self.crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=parser, request=request
        )
        return Rules(until, parser, usage_signals(body.decode("utf-8-sig", "ignore"), self.agent))

    def _count(self, name: str) -> None:
        if self._stats is not None:
            self._stats.inc_value(name)


def robots_body(body: bytes) -> bytes:
    """The robots.txt in an answer's body, unpacked if it is packed, cut at its greatest length between two lines."""
    if body.startswith(b"\x1f\x8b"):
        try:
            body = zlib.decompressobj(wbits=31).decompress(body, MOST_BYTES + 1)
        except zlib.error:
            return b""
    if len(body) <= MOST_BYTES:
        return body
    return body[:MOST_BYTES].rpartition(b"\n")[0]


def usage_signals(text: str, agent: str) -> tuple[Signal, ...]:
    """The lines of a robots.txt about the use of texts that hold for an agent: those of its groups, else those for all.

    Lines before the first group hold for every agent.
    """
    found: dict[str, list[Signal]] = {"": []}  # by agent; "" stands for the lines before the first group
    named, in_names = {""}, False
    for line in text.splitlines():
        key, _, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), " ".join(value.split())[:LONGEST_SIGNAL]
        if not value:
            continue
        if key == "user-agent":
            name = value.lower().partition("/")[0]
            named = {*(named if in_names else ()), *({name} & {agent.lower(), "*"})}
            found |= {name: [] for name in named if name not in found}
        elif key in SIGNALS:
            signal = signal_of(key, value)
            for name in named:
                if len(found[name]) < MOST_SIGNALS:
                    found[name].append(signal)
        in_names = key == "user-agent"
    return (*found[""], *found.get(agent.lower(), found.get("*", ())))


def signal_of(key: str, value: str) -> Signal:
    """The signal that a line gives; a path before the values says what it is about."""
    text = f"robots.txt: {SIGNALS[key]}: {value}"
    if not value.startswith("/"):
        return Signal(text)
    path = value.split(" ", 1)[0]
    return Signal(text, Protego.parse(f"User-agent: *\nDisallow: {path}"))
