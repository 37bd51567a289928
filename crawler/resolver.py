"""Names → addresses that a crawl may connect to: the reactor's resolver, behind a filter.

A connection is made to an address that has come through here, so that no answer of a name server can lead to another
one later (DNS rebinding). ``IHostnameResolver``:
https://docs.twisted.org/en/stable/api/twisted.internet.interfaces.IHostnameResolver.html
Special addresses: https://www.iana.org/assignments/iana-ipv4-special-registry and
https://www.iana.org/assignments/iana-ipv6-special-registry
"""

from __future__ import annotations

import socket
from collections.abc import Collection, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

NAT64 = IPv6Network("64:ff9b::/96")  # the last 32 bits are an IPv4 address: https://www.rfc-editor.org/rfc/rfc6052
MOST_REFUSED = 10_000  # names that are remembered for the error's sake

# What provides one of Twisted's interfaces; to a type checker these are no types.
Address = Any
Receiver = Any
Resolution = Any
Resolver = Any


def is_public(address: str) -> bool:
    """True if a text is an IP address of the public internet; an IPv6 address may stand for an IPv4 one."""
    try:
        number = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(number, IPv6Address):
        number = stands_for(number)
    if number.is_multicast or number.is_reserved or (isinstance(number, IPv6Address) and number.is_site_local):
        return False
    return number.is_global


def stands_for(address: IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address is another form of, else itself."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def literal(host: str) -> str | None:
    """The address that a host without a name is, also in the forms that C libraries read: ``0x7f.1``, ``2130706433``.

    None for a name.
    """
    host = host.rstrip(".")
    try:
        return str(ip_address(host.partition("%")[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


@implementer(IResolutionReceiver)
class Filter:
    """Hands a resolution on to ``receiver``, all but the addresses that are not public: those go to ``refused``."""

    def __init__(self, receiver: Receiver, refused: list[str]) -> None:
        self.receiver = receiver
        self.refused = refused

    def resolutionBegan(self, resolution: Resolution) -> None:  # noqa: N802 - Twisted's name
        """Nothing."""
        self.receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Address) -> None:  # noqa: N802 - Twisted's name
        """Nothing; an address that is not public stops here."""
        host = getattr(address, "host", "")
        if is_public(host):
            self.receiver.addressResolved(address)
        else:
            self.refused.append(host)

    def resolutionComplete(self) -> None:  # noqa: N802 - Twisted's name
        """Nothing."""
        self.receiver.resolutionComplete()


@implementer(IHostnameResolver)
class PublicResolver:
    """Resolves as ``original`` does, without addresses that are not public; ``exempt`` names keep all of theirs."""

    def __init__(self, original: Resolver, exempt: Collection[str] = ()) -> None:
        self.original = original
        self.exempt = set(exempt)
        self._refused: dict[str, list[str]] = {}

    def refused(self, name: str) -> str | None:
        """An address of this name that was refused at its last resolution, None if none was."""
        return next(iter(self._refused.get(name, ())), None)

    def resolveHostName(  # noqa: N802 - Twisted's name
        self,
        resolutionReceiver: Receiver,  # noqa: N803 - Twisted's name
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[Address]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Resolution:
        """The resolution that has begun; its addresses go to the receiver."""
        receiver = resolutionReceiver
        if hostName not in self.exempt:
            if len(self._refused) >= MOST_REFUSED:
                self._refused.clear()
            refused = self._refused[hostName] = []
            receiver = Filter(receiver, refused)
        return self.original.resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)


def install(reactor: Any, resolver: PublicResolver | None, exempt: Collection[str]) -> PublicResolver:
    """The resolver that the reactor uses from now on: the given one, or a new one before the reactor's own.

    Scrapy puts a resolver of its own into the reactor when the reactor starts, so that this is asked again and again.
    """
    current = reactor.nameResolver
    if isinstance(current, PublicResolver):
        current.exempt.update(exempt)
        return current
    made = PublicResolver(current, {*exempt, *(resolver.exempt if resolver else ())})
    reactor.installNameResolver(made)
    return made
