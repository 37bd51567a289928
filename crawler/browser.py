"""Download handler: a request whose meta asks for it comes back as its page looks after its scripts have run.

The page itself is fetched as without a browser, so pacing, robots.txt, redirects, errors and limits are the same; the
browser is handed that answer and fetches only what its scripts ask for, through ``crawler.tunnel``. Loaded only for
sources that need it, because it imports the extra ``js``.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, ClassVar, Self
from weakref import WeakKeyDictionary, WeakSet

from playwright.async_api import BrowserContext, Page, Route
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Request as Asked
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError, DownloadTimeoutError, IgnoreRequest
from scrapy.http import Headers, HtmlResponse, Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from cleaning.model import Source
from crawler.render import FLAG, META, WEB
from crawler.resolver import is_public
from crawler.tunnel import Tunnel

log = logging.getLogger(__name__)

PAGES_AT_ONCE = 4  # each is a process of about 100 MB
LAUNCH = "BrowserType.launch"  # begins what Playwright says of a browser that does not start
CLOSING = 5.0  # seconds that closing a page may take
NEEDLESS = frozenset(  # what the browser asks for and no text comes of; a "document" is a frame within the page
    "image media font texttrack manifest ping eventsource document".split()
)
OF_THE_BYTES = frozenset(  # headers that speak of the bytes sent, not of the page shown: no validator stands for it
    b"content-encoding content-length transfer-encoding etag last-modified content-md5 digest content-digest".split()
)


class BrowserHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc] # it ships no types
    """One handler for both schemes, so that a crawl has one browser, which is started for the first page."""

    _of_crawler: ClassVar[WeakKeyDictionary[Crawler, Self]] = WeakKeyDictionary()

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._source: Source = crawler.spidercls.source  # type: ignore[attr-defined] # the spider of a source has one
        self._seconds = crawler.settings.getfloat("RENDER_TIMEOUT")
        self._quiet = crawler.settings.getfloat("RENDER_QUIET")
        self._max_size = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._compression = HttpCompressionMiddleware(crawler=crawler)
        self._places = asyncio.Semaphore(PAGES_AT_ONCE)
        self._tunnel = Tunnel(self._permits, self._refused)
        self._proxy = ""
        self._opening = asyncio.Lock()
        self._contexts: WeakSet[BrowserContext] = WeakSet()
        self._closed = self._has_given_up = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The crawl's one handler."""
        if crawler not in cls._of_crawler:
            cls._of_crawler[crawler] = cls(crawler)
        return cls._of_crawler[crawler]

    async def download_request(self, request: Request) -> Response:
        """The response as sent, or, to a request that asks for it and is answered with HTML, the page as shown.

        Raises Scrapy's own errors: those for timeouts, failures and pages that are too large also for what the browser
        did.
        """
        fetched: Response = await super().download_request(request)
        if META not in request.meta or fetched.status != 200:
            return fetched
        unpacked = self._unpacked(request, fetched)
        if not isinstance(unpacked, HtmlResponse):
            return fetched
        async with self._places:
            html = await self._shown(request, unpacked)
        return as_shown(unpacked, html)

    async def close(self) -> None:
        """Nothing; closes the browser and the tunnel. Scrapy asks once for each scheme."""
        if not self._closed:
            self._closed = True
            await super().close()
            await self._tunnel.close()

    def _unpacked(self, request: Request, fetched: Response) -> Response | None:
        """The response with its body unpacked, None where that cannot be done: the spider will say why."""
        try:
            found = self._compression.process_response(request, fetched)
        except (IgnoreRequest, OSError, ValueError, EOFError) as error:
            log.info("not shown, because it cannot be unpacked: %s: %s", request.url, error)
            return None
        return found if isinstance(found, Response) else None

    async def _shown(self, request: Request, fetched: HtmlResponse) -> str:
        """The page's HTML after its scripts have run."""
        tab = Tab(fetched, self._contexts)
        asking = request.replace(meta={**request.meta, **await self._meta(request, tab)})
        try:
            async with asyncio.timeout(self._seconds):
                await super().download_request(asking)
                return await tab.outcome(self._quiet, self._max_size)
        except (TimeoutError, PlaywrightTimeoutError) as error:
            raise DownloadTimeoutError(f"the page is not shown within {self._seconds:g} s") from error
        except PlaywrightError as error:
            if error.message.startswith(LAUNCH):
                self._give_up(said(error))
            raise DownloadFailedError(f"the page is not shown: {error.message.partition(chr(10))[0]}") from error
        finally:
            await tab.end()

    def _give_up(self, seen: str) -> None:
        """Nothing; ends the crawl: without a browser no page of this source can be had. What was begun stays queued."""
        if not self._has_given_up:
            self._has_given_up = True
            log.error("%s: the crawl ends, because the browser cannot be started: %s", self._source.id, seen)
            asyncio.ensure_future(self._crawler.stop_async())  # noqa: RUF006 - it waits for what is under way, this too

    async def _meta(self, request: Request, tab: Tab) -> dict[str, Any]:
        """What scrapy-playwright reads from a request: how to open the page, and who answers for it."""
        async with self._opening:
            self._proxy = self._proxy or await self._tunnel.start()
        agent = (request.headers.get("User-Agent") or b"").decode("latin-1")
        return {
            "playwright": True,
            "playwright_include_page": True,
            "playwright_page_init_callback": tab.begin,
            "playwright_page_goto_kwargs": {"wait_until": "commit", "timeout": self._seconds * 1000},
            "playwright_context_kwargs": {
                "proxy": {"server": self._proxy},
                "user_agent": agent or None,
                "locale": self._source.language or "en",
                "timezone_id": self._source.timezone or "UTC",  # the same page must show the same dates everywhere
                "service_workers": "block",
                "accept_downloads": False,
            },
        }

    def _permits(self, address: str) -> bool:
        return self._source.crawl.allow_private or is_public(address)

    def _refused(self, host: str) -> None:
        assert self.stats is not None
        self.stats.inc_value("render/private-address")
        log.info("a script asked for %s, which is at no public address", host)


class Tab:
    """A tab of the browser with one page, from its opening to its end. It never leaves the page's address."""

    def __init__(self, fetched: HtmlResponse, without_popups: WeakSet[BrowserContext]) -> None:
        self._fetched = fetched
        self._without_popups = without_popups
        self._page: Page | None = None
        self._is_served = False
        self._has_left = asyncio.Event()  # a script has sent the tab elsewhere: then its page is never read to the end

    async def begin(self, page: Page, request: Request) -> None:
        """Nothing; puts ``answer`` before what the tab asks for. Other tabs, which its scripts open, get nothing."""
        self._page, self._is_served = page, False  # a browser that has died may make it begin anew
        page.on("popup", close)
        if page.context not in self._without_popups:
            self._without_popups.add(page.context)
            await page.context.route("**", lambda route: route.abort())
        await page.route("**", self.answer)

    async def answer(self, route: Route, asked: Asked) -> None:
        """Nothing; answers with the page that was fetched, ends what is needless, and lets the rest pass."""
        try:
            if not self._is_served and asked.is_navigation_request():
                self._is_served = True
                await route.fulfill(status=200, headers=headers_of(self._fetched), body=self._fetched.body)
            elif asked.is_navigation_request() and asked.frame.parent_frame is None:
                self._has_left.set()
                await route.abort("aborted")  # any other cause would put an error page in the page's place
            elif asked.resource_type in NEEDLESS or not asked.url.startswith(WEB):
                await route.abort()
            else:
                await route.continue_()
        except PlaywrightError as error:  # the tab is closed while its scripts still ask
            log.debug("%s: %s", asked.url, error.message)

    async def outcome(self, quiet: float, max_size: int) -> str:
        """The page's HTML once its scripts ask for nothing any more, or after ``quiet`` seconds.

        Raises ``DownloadCancelledError`` if it has more than ``max_size`` characters.
        """
        if self._page is None or not self._is_served:
            raise DownloadFailedError("the page is not shown: the browser did not open it")
        await first_of(self._page.wait_for_load_state("domcontentloaded"), self._has_left.wait())
        with suppress(PlaywrightTimeoutError):
            await self._page.wait_for_load_state("networkidle", timeout=quiet * 1000)
        size = await self._page.evaluate("document.documentElement.outerHTML.length")
        if max_size and size > max_size:
            raise DownloadCancelledError(f"the scripts have made a page of {size:,} characters")
        return await self._page.content()

    async def end(self) -> None:
        """Nothing; closes the tab, whatever state it is in."""
        if self._page is not None:
            await close(self._page)


async def first_of(*waits: Coroutine[Any, Any, object]) -> None:
    """Nothing, once one of them is done; the others are given up. Raises what that one raises."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        for task in (await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED))[0]:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def close(page: Page) -> None:
    """Nothing; closes a tab, within some seconds even if its scripts never end."""
    with suppress(TimeoutError, PlaywrightError):
        async with asyncio.timeout(CLOSING):
            await page.close()


def said(error: PlaywrightError) -> str:
    """What a browser that does not start has said, in one line, without the hundred switches that it was given."""
    lines = [line.strip() for line in error.message.partition("Call log:")[0].splitlines()]
    return " ".join(line for line in lines if line.strip("=") and not line.startswith(("<launch", "Browser logs")))


def headers_of(fetched: Response) -> dict[str, str]:
    """The headers with which the browser gets a page: as sent, without those that would keep it from being shown."""
    unfit = OF_THE_BYTES | {b"content-disposition"}
    sent = {name: values for name, values in fetched.headers.items() if name.lower() not in unfit}
    return {"Content-Type": "text/html"} | {
        name.decode("latin-1"): (b"\n" if name == b"Set-Cookie" else b", ").join(values).decode("latin-1")
        for name, values in sent.items()
    }


def as_shown(fetched: HtmlResponse, html: str) -> HtmlResponse:
    """The response with the page as shown for its body, in UTF-8 whatever the page says of itself."""
    headers = Headers(fetched.headers)
    for name in OF_THE_BYTES:
        headers.pop(name, None)
    headers["Content-Type"] = "text/html; charset=utf-8"
    body = html.encode("utf-8", "replace")
    return fetched.replace(body=body, headers=headers, encoding="utf-8", flags=[*fetched.flags, FLAG])
