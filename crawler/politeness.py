"""How fast a host is asked: the one place that owns the delay of each of Scrapy's downloader slots.

A host's delay is that of its source (``[crawl] delay``), else ``DOWNLOAD_DELAY``; AutoThrottle may raise it and let it
sink again, never below the Crawl-delay or Request-rate of the host's robots.txt. ``Retry-After`` of an answer 429 or
503 pauses the whole host, what already waits in its slot too. Scrapy heeds neither.

Retry-After: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
429: https://www.rfc-editor.org/rfc/rfc6585#section-4
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.asyncio import call_later, create_looping_call
from twisted.python.failure import Failure

from cleaning.model import Source
from crawler.polite_settings import ADDON, NAME, seconds_of

logger = logging.getLogger(__name__)

PAUSING = (429, 503)
MOST_DIGITS = 9  # of a number of seconds; thirty years are enough
FIRST_PAUSE = 10.0  # seconds after a 429 that says no time; each further one in a row doubles it
LONGEST_GUESS = 300.0  # seconds that such a pause grows to
CRAWL_DELAY_JITTER = 0.2  # a delay that robots.txt asks for varies from it to 1.5 times it, never below it
LOOK_EVERY = 0.5  # seconds between two looks whether the crawl stops


class NotSentError(IgnoreRequest):
    """A request has not left the downloader: the crawl stops, or its host is paused for longer than this run waits.

    ``retry_after`` is in seconds, None if its host is not paused.
    """

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


def utc_now() -> datetime:
    """The time by this machine's clock."""
    return datetime.now(UTC)


def retry_after(headers: Mapping[Any, Any], now: datetime) -> float | None:
    """The seconds from ``now`` that a server asks to wait, 0 for a time that is past; None if it says none.

    ``headers`` are Scrapy's, or a mapping of names in lower case to texts. The header holds seconds or an HTTP date.
    """
    raw = headers.get("Retry-After") or headers.get("retry-after")
    text = (raw.decode("latin-1") if isinstance(raw, bytes) else raw or "").strip()
    if text.isascii() and text.isdecimal():
        return float(min(int(text[: MOST_DIGITS + 1]), 10**MOST_DIGITS))
    try:
        date = parsedate_to_datetime(text[:60])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    known = date.replace(tzinfo=UTC) if date.tzinfo is None else date
    return max(0.0, (known - now).total_seconds())


def least_delay(robots: RobotParser, agent: str) -> float:
    """The seconds between two requests that a robots.txt asks for, by Crawl-delay or Request-rate; 0 if it does not."""
    delays = [robots.crawl_delay(agent) or 0.0]
    rate = getattr(getattr(robots, "rp", None), "request_rate", lambda _: None)(agent)
    if rate is not None and rate.requests:
        delays.append(rate.seconds / rate.requests)
    return max(delays)


@dataclass(slots=True)
class Host:
    """What is kept of a host: its least delay, until when it is paused (by ``monotonic``), how often it refused."""

    least: float = 0.0
    until: float = 0.0
    refusals: int = 0


@dataclass(slots=True)
class Pauses:
    """The hosts of a crawl by the keys of their slots. ``clock`` counts seconds."""

    clock: Callable[[], float] = monotonic
    hosts: dict[str, Host] = field(default_factory=dict)

    def of(self, key: str) -> Host:
        """What is kept of a host."""
        return self.hosts.setdefault(key, Host())

    def left(self, key: str) -> float:
        """The seconds that a host's pause still lasts; 0 if it is not paused."""
        host = self.hosts.get(key)
        return max(0.0, host.until - self.clock()) if host else 0.0

    def answered(self, key: str, status: int, asked: float | None) -> float:
        """The seconds from now until which a host is paused after an answer: 0 if it goes on.

        ``asked`` is what its Retry-After says. Without it a 429 pauses the host for a time that grows with each one;
        those that were on their way together count once.
        """
        now, host = self.clock(), self.of(key)
        paused = host.until > now
        if status not in PAUSING:
            host.refusals = host.refusals if paused else 0
            return self.left(key)
        if asked is None and status == 429 and not paused:
            asked = min(LONGEST_GUESS, FIRST_PAUSE * 2**host.refusals)
            host.refusals = min(host.refusals + 1, 30)
        host.until = max(host.until, now + (asked or 0.0))
        return host.until - now if host.until > now else 0.0


def keep_least(slot: Slot, least: float) -> None:
    """Nothing; raises a slot's delay so that it is never below ``least``, jitter counted in."""
    if least <= 0:
        return
    slot.jitter = min(slot.jitter, CRAWL_DELAY_JITTER)
    slot.delay = max(slot.delay, least / (1 - slot.jitter))


class Politeness:
    """The extension that keeps the delays; it must stand after Scrapy's AutoThrottle, whose last word it corrects.

    ``request.meta["retry_after"]`` of an answer 429 or 503 is the time in seconds that its host is paused for. Stats:
    ``politeness/pauses``, ``politeness/paused_seconds``, ``politeness/not_sent``. A pause longer than
    ``RETRY_AFTER_MAX`` is ``too_long``, to which the spider answers by ending the crawl. What still waits in a slot
    then, or when the crawl is stopped, is given back with a ``NotSentError``: Scrapy would wait for all of it.
    """

    def __init__(self, crawler: Crawler, clock: Callable[[], float] = monotonic) -> None:
        self.crawler = crawler
        self.pauses = Pauses(clock=clock)
        self.agent: str = crawler.settings.get("ROBOTSTXT_USER_AGENT") or NAME
        self.most_crawl_delay = seconds_of(crawler.settings, "CRAWL_DELAY_MAX", 60.0)
        self.most_pause = seconds_of(crawler.settings, "RETRY_AFTER_MAX", 300.0)
        self.looks: Any = None  # Scrapy's looping call, which can be made only where there is an event loop

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Politeness:
        """The extension, connected."""
        politeness = cls(crawler)
        crawler.signals.connect(politeness.spider_opened, signals.spider_opened)
        crawler.signals.connect(politeness.spider_closed, signals.spider_closed)
        crawler.signals.connect(politeness.robots_parsed, signals.robots_parsed)
        crawler.signals.connect(politeness.request_reached_downloader, signals.request_reached_downloader)
        crawler.signals.connect(politeness.response_downloaded, signals.response_downloaded)
        return politeness

    def too_long(self, seconds: float | None) -> bool:
        """True if a pause is longer than this run is to wait."""
        return seconds is not None and seconds > self.most_pause

    def spider_opened(self, spider: Spider) -> None:
        """Nothing; says once that a public site cannot reach us, and begins to look whether the crawl stops."""
        self.looks = create_looping_call(self.give_back)
        self.looks.start(LOOK_EVERY, now=False)
        source = getattr(spider, "source", None)
        named = self.crawler.settings.get("CONTACT") or self.crawler.settings.getpriority("USER_AGENT") != ADDON
        if isinstance(source, Source) and not source.crawl.allow_private and not named:
            logger.warning(
                "%s: the site cannot tell whom to write to: set CONTACT to your mail or web address, as in"
                " -s CONTACT=you@example.org",
                source.id,
                extra={"spider": spider},
            )

    def spider_closed(self, spider: Spider) -> None:
        """Nothing; looks no more."""
        if self.looks is not None and self.looks.running:
            self.looks.stop()

    def give_back(self) -> None:
        """Nothing; requests that will not be sent in this run fail with a ``NotSentError``."""
        engine = self._engine()
        stopping = engine._slot is None or engine._slot.closing is not None
        for key, slot in list(self._slots().items()):
            left = self.pauses.left(key)
            if not stopping and not self.too_long(left):
                continue
            while slot.queue:
                request, waiting = slot.queue.popleft()
                if self.crawler.stats is not None:
                    self.crawler.stats.inc_value("politeness/not_sent")
                error = NotSentError(f"{request.url}: not sent in this run", left or None)
                waiting.errback(Failure(error))  # type: ignore[no-untyped-call]

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Nothing; keeps the delay that a host's robots.txt asks for."""
        asked = least_delay(robotparser, self.agent)
        least = min(asked, self.most_crawl_delay)
        if asked > least:
            logger.warning(
                "%s: its robots.txt asks for %g s between requests; it is asked every %g s (CRAWL_DELAY_MAX)",
                request.url,
                asked,
                least,
                extra={"spider": self.crawler.spider},
            )
        self.pauses.of(self._key(request)).least = least

    def request_reached_downloader(self, request: Request, spider: Spider) -> None:
        """Nothing; a slot that Scrapy made anew, after a minute without requests, gets its delay and its pause back."""
        key = self._key(request)
        host, slot = self.pauses.hosts.get(key), self._slots().get(key)
        if host is not None and slot is not None:
            keep_least(slot, host.least)
            if slot.latercall is None and (left := self.pauses.left(key)):
                self._hold(slot, left)

    def response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        """Nothing; what the answer asks for holds from before the next request of its slot is sent."""
        key = self._key(request)
        slot = self._slots().get(key)
        host = self.pauses.of(key)
        if slot is not None:
            keep_least(slot, host.least)
        if response.status not in PAUSING:
            self.pauses.answered(key, response.status, None)
            return
        before = self.pauses.left(key)
        left = self.pauses.answered(key, response.status, retry_after(response.headers, utc_now()))
        if left:
            request.meta["retry_after"] = left
        if slot is not None and left > before:
            self._hold(slot, left)
            self._tell(request, response.status, before, left)

    def _hold(self, slot: Slot, seconds: float) -> None:
        """Nothing; no request leaves a slot for so long: Scrapy sends none while a slot has a call to come."""
        if slot.latercall is not None:
            slot.latercall.cancel()
        slot.latercall = call_later(seconds, self._engine().downloader._latercall, slot)

    def _tell(self, request: Request, status: int, before: float, left: float) -> None:
        """Nothing; counts a pause and logs it; answers that were on their way together make one."""
        if self.crawler.stats is not None:
            self.crawler.stats.inc_value("politeness/pauses", int(not before))
            self.crawler.stats.inc_value("politeness/paused_seconds", round(left - before))
        if not before or self.too_long(left) > self.too_long(before):
            level = logging.WARNING if self.too_long(left) else logging.INFO
            logger.log(level, "%s: answers %d; its host is asked again in %.0f s", request.url, status, left)

    def _slots(self) -> dict[str, Slot]:
        slots: dict[str, Slot] = self._engine().downloader.slots
        return slots

    def _key(self, request: Request) -> str:
        key: str = self._engine().downloader.get_slot_key(request)
        return key

    def _engine(self) -> Any:
        assert self.crawler.engine is not None
        return self.crawler.engine
