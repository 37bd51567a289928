"""What is known of a saved page beside its bytes: URL, source, when and how it was fetched.

It stands in a sidecar, a file named as the page with ``.meta.json`` added, or in the page's line of a JSONL file:

    {"url": "https://…", "source": "id", "fetchedAt": "2024-05-01T12:30:00Z", "status": 200,
     "headers": {"content-type": "text/html"}}

Every key may be missing, and unknown keys are passed over. ``fetchedAt`` is ISO 8601, in UTC if it names no offset. A
header's value is a string or a list of strings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import msgspec

from cleaning.archive.capped import ReadFaultError, open_raw
from cleaning.model import RawPage
from cleaning.record import Reason

SUFFIX = ".meta.json"
MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """How a page was fetched, as far as that is told; the fields are those of ``RawPage``."""

    url: str | None = None
    source: str | None = None
    fetched_at: datetime | None = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class WrongValueError(ValueError):
    """A key holds what it must not; the message names the key, what it holds and what it should."""


def read_sidecar(page_file: str) -> Fetch:
    """What the sidecar of a page says; nothing is known if there is none. Raises ``ReadFaultError``."""
    try:
        file = open_raw(page_file + SUFFIX)
    except ReadFaultError as fault:
        if isinstance(fault.__cause__, FileNotFoundError):
            return Fetch()
        raise ReadFaultError(Reason.BAD_SIDECAR, f"{page_file}{SUFFIX}: {fault.detail}") from fault
    try:
        with file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise WrongValueError(f"larger than {MAX_BYTES} bytes")
        return fetch_of(json_object(data))
    except (OSError, WrongValueError) as error:
        raise ReadFaultError(Reason.BAD_SIDECAR, f"{page_file}{SUFFIX}: {error}") from error


def json_object(data: bytes) -> dict[str, object]:
    """The JSON object that the bytes are. Raises ``WrongValueError``."""
    try:
        value = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise WrongValueError(f"no valid JSON: {error}") from error
    if not isinstance(value, dict):
        raise WrongValueError(f"must be a JSON object, but is {shown(value)}")
    return value


def fetch_of(table: Mapping[str, object]) -> Fetch:
    """What a JSON object says of a page. Raises ``WrongValueError``."""
    status = table.get("status")
    if status is not None and (isinstance(status, bool) or not isinstance(status, int)):
        raise WrongValueError(f"status must be a whole number such as 200, but is {shown(status)}")
    return Fetch(
        url=text_of(table, "url"),
        source=text_of(table, "source"),
        fetched_at=time_of(table, "fetchedAt"),
        status=status,
        headers=headers_of(table),
    )


def text_of(table: Mapping[str, object], key: str) -> str | None:
    """The string under the key without space around it, None if there is none or it is empty."""
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        raise WrongValueError(f"{key} must be a string, but is {shown(value)}")
    return (value or "").strip() or None


def time_of(table: Mapping[str, object], key: str) -> datetime | None:
    """The time under the key in UTC, None if there is none."""
    value = text_of(table, key)
    time = utc(value) if value else None
    if value and time is None:
        raise WrongValueError(f"{key} must be a time such as 2024-05-01T12:30:00Z, but is {shown(value)}")
    return time


def utc(value: str) -> datetime | None:
    """An ISO 8601 time in UTC; one without an offset is taken to be in UTC. None if it cannot be read."""
    try:
        time = datetime.fromisoformat(value)
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def headers_of(table: Mapping[str, object]) -> dict[str, str]:
    """The HTTP headers under ``headers``, names in lower case, lists joined."""
    value = table.get("headers")
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise WrongValueError(f"headers must be a JSON object, but is {shown(value)}")
    pairs: list[tuple[str, str]] = []
    for name, content in value.items():
        for one in content if isinstance(content, list) else [content]:
            if not isinstance(one, str):
                raise WrongValueError(f"headers.{name} must be a string or a list of strings, but is {shown(content)}")
            pairs.append((name, one))
    return join_headers(pairs)


def join_headers(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Header lines as ``RawPage`` has them: names in lower case, values of one name joined by a comma."""
    headers: dict[str, str] = {}
    for name, value in pairs:
        key = name.strip().lower()
        headers[key] = f"{headers[key]}, {value.strip()}" if key in headers else value.strip()
    return headers


def shown(value: object) -> str:
    """A JSON value for a message, cut to a readable length."""
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= 60 else text[:57] + "…"


def sidecar_bytes(raw: RawPage) -> bytes:
    """The sidecar that tells all that is known of a page, as JSON; ``{}`` if nothing is."""
    table = {
        "url": raw.url,
        "source": raw.source,
        "fetchedAt": raw.fetched_at.astimezone(UTC).isoformat().replace("+00:00", "Z") if raw.fetched_at else None,
        "status": raw.status,
        "headers": dict(raw.headers) or None,
    }
    return msgspec.json.format(msgspec.json.encode({key: value for key, value in table.items() if value is not None}))
