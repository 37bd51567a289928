"""How well a labeller does on sites that it was not made from: samples → F1 of the body by kind of page.

The measure is that of article-extraction-benchmark: F1 of 4-grams, the mean over pages
(https://github.com/scrapinghub/article-extraction-benchmark).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from statistics import mean

from cleaning.text.scores import BODY, Labeller
from cleaning.training.align import tokens_of
from cleaning.training.fit import Sample, fit_model, part_of

RUN = 4  # words
FOLDS = 5

Figures = Mapping[str, Mapping[str, float]]


def held_out(samples: Sequence[Sample], trees: int, folds: int = FOLDS) -> Figures:
    """Kind of page → pages, the mean F1 of the body with its site held out, and that of keeping every line."""
    scores: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for fold in range(folds):
        here = [sample for sample in samples if part_of(f"fold {sample.site}", folds) == fold]
        others = [sample for sample in samples if part_of(f"fold {sample.site}", folds) != fold]
        if not here or not others:
            continue
        model = Labeller(fit_model(others, trees))
        for sample in here:
            scores[sample.kind].append(f1_of(sample, model))
    return {
        kind: {
            "pages": len(rows),
            "f1": round(mean(row[0] for row in rows), 4),
            "everythingKept": round(mean(row[1] for row in rows), 4),
        }
        for kind, rows in sorted(scores.items())
    }


def f1_of(sample: Sample, model: Labeller) -> tuple[float, float]:
    """The F1 of the lines that the labeller takes for the text, and that of all lines."""
    scores = model.scores(sample.lines, sample.shapes, sample.aside)
    texts = [line.text for line in sample.lines]
    taken = [text for text, score in zip(texts, scores, strict=True) if score >= BODY]
    golds = [_runs(body) for body in sample.bodies]
    return _best(golds, _runs("\n".join(taken))), _best(golds, _runs("\n".join(texts)))


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = tokens_of(text)
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)) if words)


def _best(golds: Sequence[Counter[tuple[str, ...]]], taken: Counter[tuple[str, ...]]) -> float:
    """The F1 of the accepted text that fits best."""
    best = 0.0
    for gold in golds:
        both = (gold & taken).total()
        best = max(best, 2 * both / max(1, gold.total() + taken.total()))
    return best
