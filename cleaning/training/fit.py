"""Samples of pages, their lines known to be text or not → the labeller's two forests, as a model file holds them.

The trees are grown by LightGBM (https://lightgbm.readthedocs.io), an optional requirement: ``pip install
'gleaner[train]'``. The second pass learns from scores that the first made of sites it had not seen, so that it does not
trust them more than it may on new pages. Trees and leaves are then rounded to whole numbers.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cleaning.text.context import context_of
from cleaning.text.lines import Line
from cleaning.text.measures import measures_of
from cleaning.text.neighbours import Columns
from cleaning.text.scores import FORMAT, first_scores
from cleaning.text.shapes import Shape
from cleaning.text.trees import Forest

UNIT = 256  # steps of a leaf's number for one of the logarithm of odds
FOLDS = 4  # parts of the sites, each scored by a first pass made of the others
TREES = 120
# Set on the labelled news pages that the shipped model was made from, by sites held out.
SETTINGS: Mapping[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.1,
    "num_leaves": 16,
    "min_data_in_leaf": 30,
    "min_sum_hessian_in_leaf": 3,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "min_data_in_bin": 1,
    "verbose": -1,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A page's lines, which of them are the text's, and what each weighs in the fit (0: not to be learned from).

    ``aside`` are lines of readers' comments, ``bodies`` the accepted texts of the page.
    """

    site: str
    kind: str
    text: str
    bodies: Sequence[str]
    lines: Sequence[Line]
    shapes: Sequence[Shape]
    aside: frozenset[int]
    inside: Sequence[bool]
    weights: Sequence[float]


def part_of(site: str, parts: int) -> int:
    """Which of so many parts of the sites a site is in; always the same."""
    return zlib.crc32(site.encode()) % parts


def fit_model(samples: Sequence[Sample], trees: int = TREES) -> dict[str, Any]:
    """The model file's contents, without its card's figures."""
    measured = [measures_of(sample.lines, sample.shapes) for sample in samples]
    scored: dict[int, Columns] = {}
    for part in range(FOLDS):
        others = [at for at, sample in enumerate(samples) if part_of(sample.site, FOLDS) != part]
        here = [at for at, sample in enumerate(samples) if part_of(sample.site, FOLDS) == part]
        if not here:
            continue
        others = others or here  # all pages are of one site: then there is nothing to hold out
        forest = Forest(grow([samples[at] for at in others], [measured[at] for at in others], trees))
        for at in here:
            first = first_scores(forest.sums(measured[at]), forest.unit, samples[at].aside)
            scored[at] = {**measured[at], **context_of(samples[at].lines, measured[at], first)}
    first_pass = grow(samples, measured, trees)
    second_pass = grow(samples, [scored[at] for at in range(len(samples))], trees)
    return {"format": FORMAT, "card": {}, "first": first_pass, "second": second_pass}


def grow(samples: Sequence[Sample], columns: Sequence[Columns], trees: int) -> dict[str, Any]:
    """One forest, grown on the samples' lines."""
    import lightgbm  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    names = list(columns[0])
    table = np.concatenate([np.array([page[name] for name in names], np.uint8).T for page in columns])
    inside = np.array([flag for sample in samples for flag in sample.inside], np.float32)
    weights = np.array([weight for sample in samples for weight in sample.weights], np.float64)
    known = weights > 0
    weights = weights[known] * (known.sum() / weights.sum())
    data = lightgbm.Dataset(
        table[known].astype(np.float32), inside[known], weight=weights, params={"min_data_in_bin": 1}
    )
    booster = lightgbm.train(dict(SETTINGS), data, trees)
    return rounded(booster.dump_model(), names)


def rounded(dump: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """The forest in whole numbers: only the measures and questions that are asked, leaves in steps from 0 on."""
    asked: dict[tuple[int, int], int] = {}
    trees = [_table(tree["tree_structure"], asked) for tree in dump["tree_info"]]
    measures = sorted({measure for measure, _ in asked})
    place = {measure: at for at, measure in enumerate(measures)}
    base = sum(_least(tree) for tree in trees)
    return {
        "measures": [names[measure] for measure in measures],
        "unit": UNIT,
        "base": base,
        "questions": [[place[measure], bound] for measure, bound in asked],
        "trees": [_raised(tree, _least(tree)) for tree in trees],
    }


def _table(node: Mapping[str, Any], asked: dict[tuple[int, int], int]) -> Any:
    """A node as the number of its question and what follows a yes (above the bound) and a no, or as a leaf's number."""
    if "leaf_value" in node:
        return round(node["leaf_value"] * UNIT)
    question = (int(node["split_feature"]), int(node["threshold"]))
    number = asked.setdefault(question, len(asked))
    return [number, _table(node["right_child"], asked), _table(node["left_child"], asked)]


def _least(tree: Any) -> int:
    return tree if isinstance(tree, int) else min(_least(tree[1]), _least(tree[2]))


def _raised(tree: Any, least: int) -> Any:
    return tree - least if isinstance(tree, int) else [tree[0], _raised(tree[1], least), _raised(tree[2], least)]
