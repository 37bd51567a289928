"""A spider that asks for a few addresses in the order that a job wants, and keeps nothing: for ``scrapy source``.

Robots rules, delays and the guard against private addresses are those of every crawl; there is no ledger, no archive.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import ClassVar
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings

from cleaning.model import Source
from crawler.cleaner import Cleaner
from crawler.exchanges import why_of
from crawler.model import Kind
from crawler.politeness import NotSentError
from crawler.render import render_meta, render_settings
from crawler.report import Report
from crawler.survey.visit import Fetch, Visit

TOO_MANY_REQUESTS = 429
Job = Callable[[Fetch], Awaitable[None]]


class Visitor(Spider):
    """Runs one job for its ``source``. ``is_done`` tells whether it came to its end, ``error`` what it raised."""

    name = "visitor"
    source: ClassVar[Source]
    custom_settings = {  # noqa: RUF012 - Scrapy declares it as an instance variable
        "RETRY_TIMES": 1,
        "DOWNLOAD_TIMEOUT": 30,
        "REDIRECT_MAX_TIMES": 5,
        "RETRY_AFTER_MAX": 10.0,  # a check that waits for longer is no check
        "ITEM_PIPELINES": {Cleaner: None},
        "EXTENSIONS": {Report: None},
        "LOG_LEVEL": "CRITICAL",  # what fails is told by the command, in its own words
    }

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Nothing; with a browser, if the source needs one. Raises ``RenderError``."""
        super().update_settings(settings)
        render_settings(settings, cls.source)

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.is_done = False
        self.error: Exception | None = None
        self._job = job

    async def start(self) -> AsyncIterator[Request]:
        """Nothing, after the job is done."""
        try:
            await self._job(self.visit)
            self.is_done = True
        except Exception as error:  # noqa: BLE001 - Scrapy would log it and say that all went well; the command tells it
            self.error = error
        return
        yield

    async def visit(self, url: str, kind: Kind = Kind.FEED) -> Visit:
        """What came for an address. Never raises for what a site or the network does."""
        meta = render_meta(self.source, kind)
        if urlsplit(url).path == "/robots.txt":
            meta["dont_obey_robotstxt"] = True
        try:
            response = await self.crawler.engine.download_async(Request(url, meta=meta, dont_filter=True))
        except NotSentError as error:  # the host has asked for a pause, in an answer to an earlier request
            return Visit(url=url, final=url, status=TOO_MANY_REQUESTS, detail=str(error))
        except Exception as error:  # noqa: BLE001 - each kind of network has its own; all are an answer here
            return Visit(url=url, fault=why_of(error), detail=str(error) or type(error).__name__)
        return visit_of(url, response)


def visitor_of(source: Source) -> type[Visitor]:
    """The spider class that visits a source."""
    return type("Visitor", (Visitor,), {"source": source})


def visit_of(url: str, response: Response) -> Visit:
    """The value of an answer."""
    return Visit(
        url=url,
        final=response.url,
        status=response.status,
        headers=headers_of(response),
        body=response.body,
        fetched_at=datetime.now(UTC),
    )


def headers_of(response: Response) -> Mapping[str, str]:
    """The headers with names in lower case, repeated ones joined by a comma."""
    return {
        name.decode("latin-1").lower(): ", ".join(value.decode("latin-1") for value in values)
        for name, values in response.headers.items()
    }
