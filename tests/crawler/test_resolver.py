from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twisted.internet.address import IPv4Address, IPv6Address

from crawler.resolver import MOST_REFUSED, PublicResolver, install, is_public, literal


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.8.8.8", "169.254.169.254", "172.16.0.1", "172.31.255.1",
        "192.0.0.1", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.9", "224.0.0.1", "239.1.1.1",
        "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1",
        "2001:db8::1", "2001::1", "2002:7f00:1::1", "2002:a00:1::", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0",
        "fec0::1", "ff02::1", "", "name.example", "999.1.1.1",
    ],
)  # fmt: skip
def test_addresses_outside_the_public_internet_are_told(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "93.184.216.34", "100.63.0.1", "172.32.0.1", "::ffff:8.8.8.8", "2002:808:808::1", "64:ff9b::808:808",
     "2606:4700::1111", "2a00:1450:4001::5e"],
)  # fmt: skip
def test_public_addresses_are_told(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_is_as_public_in_each_of_its_forms(address: Any) -> None:
    said = is_public(str(address))
    for form in (f"::ffff:{address}", f"64:ff9b::{int(address) >> 16:x}:{int(address) & 0xFFFF:x}"):
        assert is_public(form) == said
    assert literal(str(int(address))) == literal(hex(int(address))) == str(address)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"), ("127.0.0.1.", "127.0.0.1"), ("2130706433", "127.0.0.1"), ("0x7f.1", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"), ("017700000001", "127.0.0.1"), ("0177.0.0.1", "127.0.0.1"), ("127.1", "127.0.0.1"),
        ("0", "0.0.0.0"), ("::1", "::1"), ("::ffff:127.0.0.1", "::ffff:127.0.0.1"), ("fe80::1%eth0", "fe80::1"),
        ("example.org", None), ("1.2.3.4.5", None), ("0x7f.example", None), ("", None), ("dé.example", None),
        ("beef", None),
    ],
)  # fmt: skip
def test_a_host_that_is_an_address_is_read_as_a_c_library_reads_it(host: str, address: str | None) -> None:
    if address is not None and ":" in address:
        assert literal(host) in (address, "::ffff:7f00:1")
    else:
        assert literal(host) == address


class Names:
    """A resolver that knows some names."""

    def __init__(self, **known: Sequence[str]) -> None:
        self.known = known

    def resolveHostName(self, receiver: Any, name: str, port: int = 0, *_: Any) -> Any:  # noqa: N802 - Twisted's name
        receiver.resolutionBegan(self)
        for host in self.known.get(name, ()):
            receiver.addressResolved((IPv6Address if ":" in host else IPv4Address)("TCP", host, port))
        receiver.resolutionComplete()
        return self


class Received:
    def __init__(self) -> None:
        self.began = self.complete = 0
        self.hosts: list[str] = []

    def resolutionBegan(self, resolution: object) -> None:  # noqa: N802 - Twisted's name
        self.began += 1

    def addressResolved(self, address: Any) -> None:  # noqa: N802 - Twisted's name
        self.hosts.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802 - Twisted's name
        self.complete += 1


def hosts_of(resolver: PublicResolver, name: str) -> list[str]:
    received = Received()
    resolver.resolveHostName(received, name, 80)
    assert (received.began, received.complete) == (1, 1)
    return received.hosts


def test_only_public_addresses_come_through() -> None:
    resolver = PublicResolver(Names(mixed=["10.1.1.1", "8.8.8.8", "::1"], inside=["127.0.0.1"], outside=["8.8.4.4"]))
    assert hosts_of(resolver, "mixed") == ["8.8.8.8"]
    assert hosts_of(resolver, "inside") == []
    assert hosts_of(resolver, "outside") == ["8.8.4.4"]
    assert hosts_of(resolver, "unknown") == []
    assert resolver.refused("inside") == "127.0.0.1"
    assert resolver.refused("outside") is resolver.refused("unknown") is resolver.refused("never asked") is None


def test_a_name_that_changes_its_address_is_refused_at_its_next_connection() -> None:
    names = Names(rebound=["8.8.8.8"])
    resolver = PublicResolver(names)
    assert hosts_of(resolver, "rebound") == ["8.8.8.8"]
    names.known["rebound"] = ["169.254.169.254"]
    assert hosts_of(resolver, "rebound") == []
    assert resolver.refused("rebound") == "169.254.169.254"


def test_a_name_that_is_exempt_keeps_its_addresses() -> None:
    assert hosts_of(PublicResolver(Names(proxy=["10.0.0.1"]), {"proxy"}), "proxy") == ["10.0.0.1"]


def test_what_is_remembered_is_bounded() -> None:
    resolver = PublicResolver(Names())
    for number in range(MOST_REFUSED + 5):
        hosts_of(resolver, f"{number}.example")
    assert len(resolver._refused) <= MOST_REFUSED


class Reactor:
    def __init__(self, resolver: Any) -> None:
        self.nameResolver = resolver

    def installNameResolver(self, resolver: Any) -> None:  # noqa: N802 - Twisted's name
        self.nameResolver = resolver


def test_the_resolver_is_put_before_whichever_the_reactor_has_by_then() -> None:
    reactor = Reactor(Names(inside=["10.0.0.1"]))
    first = install(reactor, None, {"proxy"})
    assert reactor.nameResolver is first
    assert install(reactor, first, set()) is first
    reactor.nameResolver = Names(inside=["10.0.0.2"])  # as Scrapy does when the reactor starts
    first.exempt.add("inside")
    second = install(reactor, first, {"other"})
    assert reactor.nameResolver is second is not first
    assert second.exempt == {"proxy", "inside", "other"}
    assert hosts_of(second, "inside") == ["10.0.0.2"]
