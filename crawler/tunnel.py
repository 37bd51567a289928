"""The only way out for the browser: a SOCKS 5 server on loopback that connects to permitted addresses only.

A browser follows redirects, loads what scripts name and looks up hosts by itself; none of that passes Scrapy's checks.
So all its connections end here, where a host is looked up, its addresses are checked, and the connection is made to
the address that was checked: a name that changes its address in between gains nothing. SOCKS 5:
https://www.rfc-editor.org/rfc/rfc1928
"""

from __future__ import annotations

import asyncio
import socket
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable
from contextlib import suppress
from enum import IntEnum
from ipaddress import IPv4Address, IPv6Address

VERSION = 5
NO_AUTHENTICATION = 0
CONNECT = 1
CONNECT_TIMEOUT = 15.0  # seconds for looking up and connecting
SILENCE = 5.0  # seconds after which a silent server is hung up on: a script that never comes would hold its page up
CHUNK = 64 * 1024
BROKEN = (OSError, asyncio.IncompleteReadError, EOFError, ValueError, UnicodeError)
Ends = tuple[StreamReader, StreamWriter]  # of one connection


class AddressType(IntEnum):
    """How a request names its host (RFC 1928, 5)."""

    IPV4 = 1
    NAME = 3
    IPV6 = 4


class Reply(IntEnum):
    """The answers of the server (RFC 1928, 6)."""

    DONE = 0
    NOT_ALLOWED = 2
    UNREACHABLE = 4
    NO_SUCH_COMMAND = 7


class Tunnel:
    """A running SOCKS 5 server. ``permits`` tells of an IP address whether a connection to it may be made.

    ``refused`` is called with each host to which none was made for that reason.
    """

    def __init__(self, permits: Callable[[str], bool], refused: Callable[[str], None]) -> None:
        self._permits = permits
        self._refused = refused
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    async def start(self) -> str:
        """The URL of the server, which listens on loopback from now on."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return f"socks5://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """Nothing; closes the server and every connection."""
        if self._server is None:
            return
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    def _accept(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        try:
            host, port = await asked_for(reader, writer)
            reply, there = await self._connect(host, port)
            writer.write(bytes((VERSION, reply, 0, AddressType.IPV4, 0, 0, 0, 0, 0, 0)))
            if there is not None:
                await joined((reader, writer), there)
        except BROKEN:
            pass  # a browser drops connections at will
        finally:
            writer.close()

    async def _connect(self, host: str, port: int) -> tuple[Reply, Ends | None]:
        """The answer, and the connection where there is one."""
        if not host:
            return Reply.NO_SUCH_COMMAND, None
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT):
                addresses = [found for found in await addresses_of(host, port) if self._permits(found)]
                if not addresses:
                    self._refused(host)
                    return Reply.NOT_ALLOWED, None
                for address in addresses:
                    with suppress(OSError):
                        return Reply.DONE, await asyncio.open_connection(address, port)
        except BROKEN:
            pass
        return Reply.UNREACHABLE, None


async def asked_for(reader: StreamReader, writer: StreamWriter) -> tuple[str, int]:
    """The host and port to which a client wants to be connected; host "" if it wants something else.

    Raises ``ValueError`` for what is not SOCKS 5, ``IncompleteReadError`` for a client that goes away.
    """
    version, methods = await reader.readexactly(2)
    if version != VERSION:
        raise ValueError(f"not SOCKS 5 but {version}")
    await reader.readexactly(methods)
    writer.write(bytes((VERSION, NO_AUTHENTICATION)))
    _, command, _, kind = await reader.readexactly(4)
    match kind:
        case AddressType.IPV4:
            host = str(IPv4Address(await reader.readexactly(4)))
        case AddressType.IPV6:
            host = str(IPv6Address(await reader.readexactly(16)))
        case AddressType.NAME:
            host = (await reader.readexactly((await reader.readexactly(1))[0])).decode("ascii")
        case _:
            raise ValueError(f"unknown type of address: {kind}")
    port = int.from_bytes(await reader.readexactly(2))
    return (host if command == CONNECT else ""), port


async def addresses_of(host: str, port: int) -> list[str]:
    """The IP addresses of a host, each once. Raises ``OSError`` if it has none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


async def joined(client: Ends, server: Ends) -> None:
    """Nothing; carries bytes both ways until one side is done, then closes both."""
    ways = [
        asyncio.create_task(carry(client[0], server[1])),
        asyncio.create_task(carry(server[0], client[1], SILENCE)),
    ]
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        server[1].close()
        client[1].close()


async def carry(reader: StreamReader, writer: StreamWriter, silence: float | None = None) -> None:
    """Nothing; writes what can be read until there is no more, or for ``silence`` seconds nothing."""
    while True:
        async with asyncio.timeout(silence):
            chunk = await reader.read(CHUNK)
        if not chunk:
            return
        writer.write(chunk)
        await writer.drain()
