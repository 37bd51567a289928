"""Saved pages → a model file of the labeller of plain-text lines, with a card that says what it was made from.

Use it with ``--text-model`` or the environment's ``GLEANER_TEXT_MODEL``.
"""

from __future__ import annotations

import importlib.util
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from cleaning import __version__
from cleaning.archive import find_pages
from cleaning.training.fit import Sample, fit_model
from cleaning.training.held_out import Figures, held_out
from cleaning.training.samples import articles_in, read_gold, samples_of

FEWEST = 10  # articles; of fewer nothing can be learned
MOST = 3000  # articles; more need more memory and hardly teach more
METHOD = "two passes of boosted trees over measures of lines, the second sees the first's scores around each line"


class TrainingError(ValueError):
    """No model can be made; the message says what is missing."""


def train(
    paths: Sequence[str], gold: Iterable[Path], trees: int, *, test: bool, at: datetime | None = None
) -> tuple[dict[str, Any], Figures]:
    """The model made from the pages in these places, and how well its like does with sites held out.

    Raises ``TrainingError``. ``at`` is the day for the card, today if None.
    """
    if importlib.util.find_spec("lightgbm") is None:
        raise TrainingError("growing trees needs LightGBM: pip install 'gleaner[train]'")
    known = read_gold(gold)
    articles = list(articles_in(find_pages(paths), known))
    if len(articles) > MOST:  # the same ones each time, whatever their order
        articles = sorted(articles, key=lambda one: zlib.crc32(one.name.encode()))[:MOST]
    if len(articles) < FEWEST:
        raise TrainingError(
            f"{len(articles)} articles found in {' '.join(paths)}, but it takes {FEWEST}: give saved HTML pages of "
            "articles, or texts and a gold file"
        )
    samples = list(samples_of(articles))
    if not samples:
        raise TrainingError("no article was found again in the text of its page")
    sites = {sample.site for sample in samples}
    figures = held_out(samples, trees) if test and len(sites) > 1 else {}
    model = fit_model(samples, trees)
    model["card"] = card(samples, figures, gold=sum(one.gold for one in articles), articles=len(articles), at=at)
    return model, figures


def card(
    samples: Sequence[Sample], figures: Figures, *, gold: int, articles: int, at: datetime | None
) -> Mapping[str, Any]:
    """What a model file says of itself."""
    return {
        "made": (at or datetime.now(UTC)).date().isoformat(),
        "gleaner": __version__,
        "method": METHOD,
        "articles": articles,
        "labelledByHand": gold,
        "pages": len(samples),
        "lines": sum(len(sample.lines) for sample in samples),
        "sites": len({sample.site for sample in samples}),
        "heldOut": figures,
    }


def write_model(model: Mapping[str, Any], file: Path) -> None:
    """Nothing; writes a model file, a key of the top a line, the same bytes for the same model."""
    parts = (f"{json.dumps(key)}: {json.dumps(model[key], separators=(',', ':'))}" for key in model)
    file.write_text("{\n" + ",\n".join(chain(parts)) + "\n}\n", "utf-8")
