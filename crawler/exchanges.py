"""What Scrapy's downloader gave → the exchange that is archived, or why there is none."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.http.headers import Headers
from twisted.internet import error as twisted_error
from twisted.web.http import RESPONSES

from cleaning.archive.capped import MAX_PAGE_BYTES
from cleaning.archive.http import unpack
from cleaning.archive.writer import Exchange
from crawler.guard import ForeignSchemeError, PrivateAddressError
from crawler.model import Why
from crawler.robots import RobotsForbiddenError, RobotsUnreachableError

MAX_HEADER_BYTES = 60_000  # of a request or an answer: what has 64 KiB, many readers of archives take for broken


class HeadersTooLargeError(Exception):
    """The header lines of a request or an answer are longer than any that is meant well."""


# The first that fits; Twisted's own come through where Scrapy has no name for them.
CAUSES: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], Why], ...] = (
    (RobotsForbiddenError, Why.ROBOTS),
    (RobotsUnreachableError, Why.ROBOTS_UNREACHABLE),
    (PrivateAddressError, Why.PRIVATE_ADDRESS),
    (ForeignSchemeError, Why.SCHEME),
    (HeadersTooLargeError, Why.TOO_LARGE),
    ((DownloadTimeoutError, asyncio.TimeoutError, twisted_error.TimeoutError), Why.TIMEOUT),
    ((CannotResolveHostError, twisted_error.DNSLookupError), Why.DNS),
    (DownloadCancelledError, Why.TOO_LARGE),
    (ResponseDataLossError, Why.BAD_RESPONSE),
    ((DownloadConnectionRefusedError, twisted_error.ConnectError, ConnectionError), Why.CONNECTION),
    ((DownloadFailedError, twisted_error.ConnectionClosed, OSError), Why.CONNECTION),
)
SKIPPED = {Why.ROBOTS, Why.PRIVATE_ADDRESS, Why.SCHEME}  # nothing was tried


def exchange_of(response: Response) -> Exchange:
    """The request and its answer, now. The body is as the server sent it, unless a browser made it.

    Raises ``HeadersTooLargeError``.
    """
    request = response.request
    assert request is not None
    for headers in (request.headers, response.headers):
        if (size := len(headers.to_string())) > MAX_HEADER_BYTES:
            raise HeadersTooLargeError(f"{response.url}: {size} bytes of header lines")
    return Exchange(
        url=response.url,
        method=request.method,
        request_headers=lines_of(request.headers),
        request_body=request.body,
        status=response.status,
        reason=RESPONSES.get(response.status, b"").decode("ascii"),
        protocol=response.protocol or "HTTP/1.1",
        headers=lines_of(response.headers),
        body=response.body,
        fetched_at=datetime.now(UTC),
        ip=str(response.ip_address) if response.ip_address else None,
    )


def lines_of(headers: Headers) -> tuple[tuple[str, str], ...]:
    """Header lines, one for each value; HTTP's bytes are taken as Latin-1 (RFC 9110, 5.5)."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values
    )


def why_of(error: BaseException) -> Why:
    """Why a request failed, by what the downloader raised."""
    why = next((why for types, why in CAUSES if isinstance(error, types)), Why.FAULT)
    if why not in (Why.CONNECTION, Why.FAULT):  # the texts of other errors hold the URL, where any word may stand
        return why
    text = f"{type(error).__name__} {error}".lower()
    return Why.TLS if "ssl" in text or "tls" in text or "certificate" in text else why


def header(exchange: Exchange, name: str) -> str | None:
    """The first value of a header of the answer, by its name in lower case."""
    return next((value for key, value in exchange.headers if key.lower() == name), None)


def body_of(exchange: Exchange, max_bytes: int = MAX_PAGE_BYTES) -> bytes:
    """The body without Content-Encoding. Raises ``ReadFaultError`` if it is damaged, or larger than ``max_bytes``."""
    packing = ", ".join(value for name, value in exchange.headers if name.lower() == "content-encoding")
    return unpack(exchange.body, packing, max_bytes)


def plain_meta() -> dict[str, object]:
    """What makes Scrapy bring every answer as it is: errors and redirects are the ledger's to judge."""
    return {"dont_redirect": True, "handle_httpstatus_all": True, "dont_retry": True}
