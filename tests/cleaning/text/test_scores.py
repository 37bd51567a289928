from __future__ import annotations

from pathlib import Path

import pytest

from cleaning.text.lines import split_lines
from cleaning.text.scores import BODY, ModelError, labeller, score_lines
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


def test_the_model_that_ships_tells_what_it_was_made_from() -> None:
    card = labeller().card
    assert {"made", "gleaner", "pages", "sites", "heldOut", "method"} <= set(card)


@pytest.mark.parametrize("content", ["", "{}", '{"format": 99}', '{"format": 1, "card": {}, "first": 1, "second": 2}'])
def test_a_file_that_is_no_model_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "model.json"
    file.write_text(content)
    with pytest.raises(ModelError, match=r"model\.json"):
        labeller(str(file))


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"mine\.json"):
        labeller(str(tmp_path / "mine.json"))
