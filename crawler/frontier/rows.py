"""Rows of the ledger → values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import msgspec

from cleaning.record import Discovery
from crawler.model import Kind, Lease, State

_discovery = msgspec.json.Decoder(Discovery)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is known of a URL before its new answer is kept.

    The last five refer to its last archived answer: ``digest`` to all that was kept with it, ``payload`` to its body.
    """

    state: State
    url: str
    first_fetched: float | None
    announced: float | None
    digest: str | None
    payload: str | None
    record: str | None
    archived_as: str | None
    archived: float | None


KNOWN = tuple(field.name for field in fields(Row))  # the columns that a ``Row`` is made of
LEASED = tuple(field.name for field in fields(Lease))  # and those of a ``Lease``


def row_of(values: Sequence[object]) -> Row:
    """What is known of a URL, from the columns ``KNOWN``."""
    known: dict[str, Any] = dict(zip(KNOWN, values, strict=True))
    return Row(**known | {"state": State(known["state"])})


def lease_of(values: Sequence[object]) -> Lease:
    """The lease of a row, from the columns ``LEASED``."""
    known: dict[str, Any] = dict(zip(LEASED, values, strict=True))
    known |= {"kind": Kind(known["kind"]), "discovery": _discovery.decode(known["discovery"])}
    return Lease(**known)
