"""Records and rejects as JSON Lines: https://jsonlines.org"""

from __future__ import annotations

import msgspec

from cleaning.model import Outcome


def encode(outcome: Outcome) -> bytes:
    """One line of JSON in UTF-8, without the line end. (A first sketch.)"""
    return msgspec.json.encode(outcome)
