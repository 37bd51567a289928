"""The shapes of a page's lines → how likely each line belongs to the article's text, from 0 to 1.

Two passes, as jusText makes them (https://nlp.fi.muni.cz/projects/justext/): the first weighs what is measured of
each line and its surroundings, the second also sees what the first made of the lines around. Each pass is a forest of
boosted trees (``cleaning.text.trees``); both stand in one model file, with a card that says what they were made from
and how well they do on sites held out. ``gleaner train`` makes such a file from one's own pages.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from cleaning.text.context import context_of
from cleaning.text.lines import Line
from cleaning.text.measures import measures_of
from cleaning.text.neighbours import MOST
from cleaning.text.shapes import Shape
from cleaning.text.trees import Forest

MODEL_VARIABLE = "GLEANER_TEXT_MODEL"  # names the model file in use, in worker processes too
BODY = 0.5  # the score from which a line is taken for the article's
STEPS = 20  # of the first pass's score, for each step of the logarithm of its odds; 127 is even odds
EVEN = 127
FORMAT = 1  # of the model file
LARGE = 30.0  # sums beyond are 0 and 1


class ModelError(ValueError):
    """A model file cannot be used; the message says why and how to mend it."""


class Labeller:
    """The two forests of a model file."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.card: Mapping[str, Any] = table["card"]
        self.first = Forest(table["first"])
        self.second = Forest(table["second"])

    def scores(self, lines: Sequence[Line], shapes: Sequence[Shape], aside: Collection[int] = ()) -> list[float]:
        """The score of each line; lines ``aside`` (the readers' comments) are no good neighbours and score 0."""
        if not lines:
            return []
        columns = measures_of(lines, shapes)
        first = first_scores(self.first.sums(columns), self.first.unit, aside)
        columns |= context_of(lines, columns, first)
        sums = self.second.sums(columns)
        return [0.0 if at in aside else share_of(total / self.second.unit) for at, total in enumerate(sums)]


def first_scores(sums: Sequence[int], unit: int, aside: Collection[int]) -> list[int]:
    """The first pass's scores as the second sees them: from 0 to 254, 0 for lines aside."""
    first = [min(MOST, max(0, EVEN + total * STEPS // unit)) for total in sums]
    for at in aside:
        first[at] = 0
    return first


def share_of(odds: float) -> float:
    """The logarithm of odds as a number from 0 to 1."""
    return 1 / (1 + math.exp(-odds)) if -LARGE < odds < LARGE else float(odds > 0)


@lru_cache(maxsize=4)
def labeller(file: str | None = None) -> Labeller:
    """The labeller in a model file, None for the one that comes along. Raises ``ModelError``."""
    try:
        text = (
            Path(file).read_text("utf-8") if file else files("cleaning.text").joinpath("model.json").read_text("utf-8")
        )
        table = json.loads(text)
        if table["format"] != FORMAT:
            raise ModelError(f"{file}: a model of format {table['format']}, but this is read: {FORMAT}; train it anew")
        return Labeller(table)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, IndexError) as error:
        raise ModelError(
            f"{file}: no model of lines ({type(error).__name__}: {error}); `gleaner train` makes one"
        ) from error


def score_lines(lines: Sequence[Line], shapes: Sequence[Shape], aside: Collection[int] = ()) -> list[float]:
    """The score of each line by the model in use; lines ``aside`` score 0."""
    return labeller(os.environ.get(MODEL_VARIABLE) or None).scores(lines, shapes, aside)
