from __future__ import annotations

import pytest

from cleaning.text.lines import split_lines
from cleaning.text.scores import BODY, context_columns, own_measures, score_lines, weights
from cleaning.text.shapes import shapes_of


def scores(text: str, aside: frozenset[int] = frozenset()) -> list[float]:
    lines, _ = split_lines(text)
    return score_lines(lines, shapes_of(lines), aside)


def test_paragraphs_score_high_and_the_lines_around_low(canal: str) -> None:
    lines, _ = split_lines(canal)
    good = [line.text for line, score in zip(lines, scores(canal), strict=True) if score >= BODY]
    assert len(good) == 5
    assert all(text.endswith(".") for text in good)


def test_lines_put_aside_score_nothing_and_are_no_neighbours(bridge: str) -> None:
    lines, _ = split_lines(bridge)
    comment = next(at for at, line in enumerate(lines) if line.text.startswith("I was on the barge"))
    aside = scores(bridge, frozenset({comment}))
    assert aside[comment] == 0
    assert aside != scores(bridge)


def test_a_page_without_lines_has_no_scores() -> None:
    assert scores("") == []


@pytest.mark.parametrize("text", ["x", "x\n" * 3_000, "Word. " * 50_000])
def test_scores_lie_between_0_and_1(text: str) -> None:
    assert all(0 <= score <= 1 for score in scores(text))


def test_every_measure_has_a_weight_and_every_weight_a_measure(bridge: str, nets: str) -> None:
    page = (
        f"{bridge}\n{nets}\nx\n{'Cookies and photos. ' * 60}\nSubscribe to our newsletter and share it… Related: more…"
    )
    lines, _ = split_lines(page)
    shapes = shapes_of(lines)
    own = {name for measures in own_measures(lines, shapes) for name, _ in measures}
    assert own <= set(weights()["own"])
    assert set(weights()["context"]) == {"bias", *context_columns(lines, shapes, [0.5] * len(lines))}
