"""Requests → the same requests, without those that lead to addresses that are not public.

A page, a feed, a redirect or a name server may name any address, that of the crawler's own machine or of a cloud's
metadata service among them (server-side request forgery: https://owasp.org/www-community/attacks/Server_Side_Request_Forgery).
Only http and https are asked, and only addresses of the public internet, unless the spider's source says
``[crawl] allow_private = true``. It is checked three times: before the request, by the host's form; where the name is
resolved for the connection (``resolver``); and by the address that the answer came from.

Behind a proxy it is the proxy that resolves names. Its own address is the user's choice; hosts that need no name
server (``http://127.0.0.1``, ``localhost``) are refused all the same.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import load_object

from crawler.resolver import PublicResolver, install, is_public, literal

logger = logging.getLogger(__name__)

SCHEMES = frozenset({"http", "https"})
# Names that are never those of public hosts: https://www.iana.org/assignments/special-use-domain-names and ICANN's
# `internal`. Names without a dot are looked up in the local network.
LOCAL_NAMES = ("localhost", "local", "internal", "localdomain", "home.arpa", "lan", "intranet", "corp", "home")
# Handlers that connect by the reactor's resolver. Those on aiohttp or httpx resolve names by themselves.
SEEN_THROUGH = frozenset({"scrapy.core.downloader.handlers.http11", "scrapy.core.downloader.handlers.http2"})


class PrivateAddressError(IgnoreRequest):
    """A URL leads to an address that is not public."""


class ForeignSchemeError(IgnoreRequest):
    """A URL is neither http nor https."""


@lru_cache(maxsize=4096)
def refusal_of(host: str) -> str | None:
    """Why a host is not asked, as far as its form tells; None if that says nothing against it."""
    address = literal(host)
    if address is not None:
        return None if is_public(address) else f"{host} is not a public address"
    name = host.rstrip(".").lower()
    if "." not in name or name.endswith(tuple(f".{local}" for local in LOCAL_NAMES)):
        return f"{host!r} is not a public host"
    return None


def unguarded(settings: BaseSettings) -> str | None:
    """What is wrong with a download handler that resolves names by itself; None if none does."""
    handlers = settings.getwithbase("DOWNLOAD_HANDLERS")
    for scheme in sorted(SCHEMES):
        path = handlers.get(scheme)
        if path is None:
            continue
        handler = load_object(path)
        if not any(base.__module__ in SEEN_THROUGH for base in handler.__mro__):
            return (
                f"the download handler for {scheme} is {handler.__module__}.{handler.__name__}, which looks up hosts by"
                " itself, so that nothing keeps the crawl from private addresses: use Scrapy's HTTP11DownloadHandler"
            )
    return None


def allows_private(spider: Spider | None) -> bool:
    """True if the spider's source is allowed to be on a private address."""
    source = getattr(spider, "source", None)
    return bool(source is not None and source.crawl.allow_private)


def proxy_hosts(proxies: Iterable[str]) -> set[str]:
    """The hosts of proxies, given by their URLs or as ``host:port``."""
    urls = (url if "://" in url else f"http://{url}" for url in proxies)
    return {host for url in urls if (host := urlsplit(url).hostname)}


class Guard:
    """A downloader middleware next to the downloader: what it has passed is connected to.

    Stats: ``guard/private-address``, ``guard/scheme``. Raises ``ValueError`` where the set-up lets nothing be checked.
    """

    def __init__(self, crawler: Crawler) -> None:
        if fault := unguarded(crawler.settings):
            raise ValueError(fault)
        self.crawler = crawler
        self.proxies = proxy_hosts(getproxies().values())
        self.resolver: PublicResolver | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Guard:
        """The guard of a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Nothing; refuses what is not to be asked.

        Raises ``ForeignSchemeError`` and ``PrivateAddressError``.
        """
        url = urlparse_cached(request)
        if url.scheme == "data":  # nothing leaves this process
            return
        if url.scheme not in SCHEMES:
            raise self._refused(ForeignSchemeError(f"{request.url}: neither http nor https"), "scheme")
        host = url.hostname or ""
        resolver = self._resolver()
        if allows_private(self.crawler.spider):
            if host not in resolver.exempt:
                resolver.exempt |= {host, unicode_of(host)}
            return
        reason = refusal_of(host)
        if reason is None and host in self.proxies and not request.meta.get("proxy"):
            reason = f"{host} is the proxy"
        if reason is not None:
            raise self._refused(PrivateAddressError(f"{request.url}: {reason}"), "private-address")

    def process_response(self, request: Request, response: Response) -> Response:
        """The response, if it came from a public address. Raises ``PrivateAddressError``."""
        address = response.ip_address
        if address is None or request.meta.get("proxy") or allows_private(self.crawler.spider):
            return response
        if not is_public(str(address)):
            error = PrivateAddressError(f"{request.url}: the answer came from {address}")
            raise self._refused(error, "private-address")
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Nothing; names the cause where a host has no public address. Raises ``PrivateAddressError``."""
        if not isinstance(exception, CannotResolveHostError):
            return
        if reason := self._refused_address(urlparse_cached(request).hostname or ""):
            error = PrivateAddressError(f"{request.url}: {reason}")
            raise self._refused(error, "private-address") from exception

    def _resolver(self) -> PublicResolver:
        """The resolver in the reactor, put there if it is not."""
        from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one, and that is Scrapy's to do

        if self.resolver is None or reactor.nameResolver is not self.resolver:
            self.resolver = install(reactor, self.resolver, self.proxies)
        return self.resolver

    def _refused_address(self, host: str) -> str | None:
        """Why the last look-up of a host gave nothing, if that was because its address is not public."""
        address = self.resolver.refused(host) or self.resolver.refused(unicode_of(host)) if self.resolver else None
        return f"{host} is at {address}, which is not a public address" if address else None

    def _refused(self, error: IgnoreRequest, why: str) -> IgnoreRequest:
        """The error, counted and logged."""
        logger.info("%s", error, extra={"spider": self.crawler.spider})
        if self.crawler.stats is not None:
            self.crawler.stats.inc_value(f"guard/{why}")
        return error


def unicode_of(host: str) -> str:
    """An international name as it is read, which is what the reactor's resolver is asked for."""
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host
