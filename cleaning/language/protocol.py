"""What a language detector must answer. To choose another one, write a class with this method and name it DETECTOR."""

from __future__ import annotations

from typing import Protocol

from cleaning.model import Language


class Detector(Protocol):
    """Tells languages. The same text and hint give the same answer, whatever was asked before."""

    def tell(self, text: str, hint: str | None = None, /) -> Language:
        """The language of a text; ``und`` where it is short, mixed or in a language that the detector lacks.

        ``hint`` is the tag that a page declares for itself (BCP 47); it may decide between likely languages of a short
        text and nothing else.
        """
        ...
