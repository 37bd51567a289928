from __future__ import annotations

from ipaddress import ip_address
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Response
from scrapy.settings import Settings

from cleaning.model import CrawlRules, Source
from crawler import guard as guard_module
from crawler.guard import ForeignSchemeError, Guard, PrivateAddressError, proxy_hosts, refusal_of, unguarded
from crawler.resolver import PublicResolver

PUBLIC = "https://www.brackwater-courier.example/2026/news"


class Knows:
    """A resolver that has no answer."""

    def resolveHostName(self, receiver: Any, *_: Any) -> None:  # noqa: N802 - Twisted's name
        receiver.resolutionComplete()


def guard_of(
    monkeypatch: pytest.MonkeyPatch, *, allow_private: bool = False, proxies: dict[str, str] | None = None
) -> Guard:
    monkeypatch.setattr(guard_module, "getproxies", lambda: proxies or {})
    source = Source(id="s", crawl=CrawlRules(allow_private=allow_private))
    counted: dict[str, int] = {}
    stats = SimpleNamespace(inc_value=lambda name: counted.__setitem__(name, counted.get(name, 0) + 1), counted=counted)
    crawler: Any = SimpleNamespace(settings=Settings(), spider=SimpleNamespace(source=source), stats=stats)
    guard = Guard(crawler)
    resolver = PublicResolver(Knows())
    monkeypatch.setattr(guard, "_resolver", lambda: resolver)
    guard.resolver = resolver
    return guard


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.0.0.1:8080/x", "http://2130706433/", "http://0x7f.1/", "http://017700000001/",
        "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/",
        "http://0/", "http://user:word@127.0.0.1/", "http://１２７.0.0.1/", "http://127。0。0。1/", "http://localhost/",
        "http://localhost./", "http://sub.localhost/", "http://printer.local/", "http://metadata.google.internal/",
        "http://intranet/", "http://LOCALHOST/", "http://router.home.arpa/", "http://224.0.0.1/", "http:///path",
    ],
)  # fmt: skip
def test_hosts_that_are_not_public_are_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    guard = guard_of(monkeypatch)
    with pytest.raises(PrivateAddressError, match="not a public"):
        guard.process_request(Request(url))
    assert guard.crawler.stats.counted == {"guard/private-address": 1}
    guard_of(monkeypatch, allow_private=True).process_request(Request(url))


@pytest.mark.parametrize(
    "url", [PUBLIC, "http://93.184.216.34/", "http://[2606:4700::1111]/", "https://localhost.example/"]
)
def test_public_hosts_pass(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    guard = guard_of(monkeypatch)
    guard.process_request(Request(url))
    assert guard.crawler.stats.counted == {}


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://files.example/a", "s3://bucket/key"])
@pytest.mark.parametrize("allow_private", [False, True])
def test_other_schemes_are_refused_to_every_source(
    url: str, allow_private: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ForeignSchemeError):
        guard_of(monkeypatch, allow_private=allow_private).process_request(Request(url))


def test_what_fetches_nothing_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    guard_of(monkeypatch).process_request(Request("data:,"))


def test_a_source_on_a_private_address_has_its_hosts_exempt_from_the_resolver(monkeypatch: pytest.MonkeyPatch) -> None:
    guard = guard_of(monkeypatch, allow_private=True)
    guard.process_request(Request("http://bücher.local/x"))
    assert guard.resolver is not None
    assert guard.resolver.exempt == {"xn--bcher-kva.local", "bücher.local"}


def test_a_host_without_public_address_is_told_from_one_that_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    guard = guard_of(monkeypatch)
    assert guard.resolver is not None
    guard.resolver._refused["rebound.example"] = ["10.0.0.7"]
    guard.resolver._refused["bücher.example"] = ["10.0.0.8"]
    error = CannotResolveHostError("no results")
    with pytest.raises(PrivateAddressError, match=r"rebound.example is at 10.0.0.7"):
        guard.process_exception(Request("http://rebound.example/a"), error)
    with pytest.raises(PrivateAddressError, match=r"10.0.0.8"):
        guard.process_exception(Request("http://bücher.example/a"), error)
    guard.process_exception(Request("http://unknown.example/"), error)
    guard.process_exception(Request("http://rebound.example/a"), TimeoutError())


def test_an_answer_from_a_private_address_is_refused_whatever_fetched_it(monkeypatch: pytest.MonkeyPatch) -> None:
    request, inside = Request(PUBLIC), ip_address("192.168.0.5")
    guard = guard_of(monkeypatch)
    with pytest.raises(PrivateAddressError, match=r"came from 192.168.0.5"):
        guard.process_response(request, Response(PUBLIC, ip_address=inside))
    for response in (Response(PUBLIC), Response(PUBLIC, ip_address=ip_address("93.184.216.34"))):
        assert guard.process_response(request, response) is response
    proxied = Request(PUBLIC, meta={"proxy": "http://10.0.0.1:3128"})
    response = Response(PUBLIC, ip_address=inside)
    assert guard.process_response(proxied, response) is response
    assert guard_of(monkeypatch, allow_private=True).process_response(request, response) is response


def test_a_proxy_is_the_users_choice_but_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    guard = guard_of(monkeypatch, proxies={"http": "http://proxy.company.example:3128", "no": "localhost"})
    guard.process_request(Request(PUBLIC, meta={"proxy": "http://proxy.company.example:3128"}))
    for url in ("http://proxy.company.example/", "http://proxy.company.example:9000/admin"):
        with pytest.raises(PrivateAddressError, match="is the proxy"):
            guard.process_request(Request(url))
    with pytest.raises(PrivateAddressError):  # what is private without a look-up is so behind a proxy too
        guard.process_request(Request("http://127.0.0.1/", meta={"proxy": "http://proxy.company.example:3128"}))


def test_proxies_are_read_in_the_forms_that_environments_have() -> None:
    assert proxy_hosts(["http://u:p@a.example:1", "b.example:2", "socks5://C.example", "", "[::1]:3"]) == {
        "a.example", "b.example", "c.example", "::1",
    }  # fmt: skip


@pytest.mark.parametrize(
    "handler",
    [
        "scrapy.core.downloader.handlers._aiohttp.AiohttpDownloadHandler",
        "scrapy.core.downloader.handlers._httpx.HttpxDownloadHandler",
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_handler_that_cannot_be_seen_through_is_not_run_with(handler: str, scheme: str) -> None:
    settings = Settings({"DOWNLOAD_HANDLERS": {scheme: handler}})
    said = unguarded(settings)
    assert said is not None
    assert f"download handler for {scheme}" in said
    assert handler.rpartition(".")[2] in said
    with pytest.raises(ValueError, match="looks up hosts by itself"):
        Guard(SimpleNamespace(settings=settings, spider=None, stats=None))  # type: ignore[arg-type]


def test_scrapys_own_handlers_and_those_above_them_are_seen_through() -> None:
    assert unguarded(Settings()) is None
    assert unguarded(Settings({"DOWNLOAD_HANDLERS": {"http": None}})) is None


def test_the_errors_are_such_that_scrapy_does_not_retry() -> None:
    assert issubclass(PrivateAddressError, IgnoreRequest)
    assert issubclass(ForeignSchemeError, IgnoreRequest)
    assert refusal_of("www.brackwater-courier.example") is None
