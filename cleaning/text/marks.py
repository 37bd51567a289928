"""What a line of a page was found to be: the value that every step of the reading adds to."""

from __future__ import annotations

from dataclasses import dataclass

from cleaning.model import Label


@dataclass(frozen=True, slots=True)
class Mark:
    """A line's label, why it has it, and how sure that is (0 to 1)."""

    label: Label
    reason: str
    score: float
