"""The browser's way out: it carries bytes to permitted addresses and to no others, whatever it is asked."""

from __future__ import annotations

import asyncio
import socket
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import tunnel
from crawler.resolver import is_public
from crawler.tunnel import AddressType, Reply, Tunnel

HELLO = bytes((5, 1, 0))


def run(work: Callable[[int, list[str]], Coroutine[Any, Any, None]], permits: Callable[[str], bool]) -> list[str]:
    """The hosts that were refused while the work was done with the port of a tunnel."""
    refused: list[str] = []

    async def within() -> None:
        way = Tunnel(permits, refused.append)
        url = await way.start()
        try:
            async with asyncio.timeout(10):
                await work(int(url.rpartition(":")[2]), refused)
        finally:
            await way.close()

    asyncio.run(within())
    return refused


def named(host: str, port: int, command: int = 1) -> bytes:
    return bytes((5, command, 0, AddressType.NAME, len(host))) + host.encode() + port.to_bytes(2)


def numbered(host: str, port: int) -> bytes:
    if ":" in host:
        return bytes((5, 1, 0, AddressType.IPV6)) + socket.inet_pton(socket.AF_INET6, host) + port.to_bytes(2)
    return bytes((5, 1, 0, AddressType.IPV4)) + socket.inet_aton(host) + port.to_bytes(2)


async def ask(port: int, request: bytes) -> tuple[int, StreamReader, StreamWriter]:
    """The tunnel's reply to a request, and the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(HELLO + request)
    assert await reader.readexactly(2) == b"\x05\x00"
    return (await reader.readexactly(10))[1], reader, writer


def test_bytes_pass_both_ways_and_the_end_is_passed_on() -> None:
    async def echo(reader: StreamReader, writer: StreamWriter) -> None:
        writer.write((await reader.readline()).upper())
        await writer.drain()
        writer.close()

    async def work(port: int, refused: list[str]) -> None:
        server = await asyncio.start_server(echo, "127.0.0.1", 0)
        there = server.sockets[0].getsockname()[1]
        for request in (named("localhost", there), numbered("127.0.0.1", there)):
            reply, reader, writer = await ask(port, request)
            assert reply == Reply.DONE
            writer.write(b"a line\n")
            assert await reader.read() == b"A LINE\n"
            writer.close()
        server.close()

    assert run(work, lambda address: True) == []


@pytest.mark.parametrize(
    "request_",
    [
        numbered("127.0.0.1", 80),
        numbered("169.254.169.254", 80),
        numbered("10.1.2.3", 80),
        numbered("::1", 80),
        numbered("::ffff:192.168.0.1", 80),
        numbered("0.0.0.0", 80),
        named("localhost", 80),
        named("127.1", 80),
    ],
    ids="loopback metadata ten loopback6 mapped zero name short".split(),
)
def test_an_address_that_is_not_public_is_not_connected_to(request_: bytes) -> None:
    async def work(port: int, refused: list[str]) -> None:
        reply, reader, writer = await ask(port, request_)
        assert reply == Reply.NOT_ALLOWED
        assert await reader.read() == b""
        writer.close()

    assert len(run(work, is_public)) == 1


def test_a_name_is_connected_to_at_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[str] = []

    async def addresses_of(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"] if len(looked_up) == 1 else ["192.0.2.1"]

    monkeypatch.setattr(tunnel, "addresses_of", addresses_of)

    async def work(port: int, refused: list[str]) -> None:
        reply, _, writer = await ask(port, named("turncoat.example", 80))
        assert reply == Reply.NOT_ALLOWED
        writer.close()

    assert run(work, is_public) == ["turncoat.example"]
    assert looked_up == ["turncoat.example"]


def test_what_is_not_a_connection_or_cannot_be_had_is_told_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port_of_none = closed.getsockname()[1]

    async def work(port: int, refused: list[str]) -> None:
        for request, expected in [
            (named("localhost", port_of_none), Reply.UNREACHABLE),
            (named("localhost", 80, command=2), Reply.NO_SUCH_COMMAND),
        ]:
            reply, _, writer = await ask(port, request)
            assert reply == expected
            writer.close()

    assert run(work, lambda address: True) == []


def test_a_silent_server_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tunnel, "SILENCE", 0.05)

    async def silent(reader: StreamReader, writer: StreamWriter) -> None:
        await reader.read()
        writer.close()

    async def work(port: int, refused: list[str]) -> None:
        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        reply, reader, writer = await ask(port, numbered("127.0.0.1", server.sockets[0].getsockname()[1]))
        assert reply == Reply.DONE
        assert await reader.read() == b""
        writer.close()
        server.close()

    run(work, lambda address: True)


@given(st.binary(max_size=40))
def test_whatever_is_sent_ends_the_connection_at_worst(data: bytes) -> None:
    async def work(port: int, refused: list[str]) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(data)
        writer.write_eof()
        await reader.read()
        writer.close()

    run(work, lambda address: False)
