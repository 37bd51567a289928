"""Training on small invented pages. What needs LightGBM is left out where it is not installed."""

from __future__ import annotations

import importlib.util
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cleaning.archive import find_pages
from cleaning.cli import main
from cleaning.text.lines import split_lines
from cleaning.text.scores import Labeller, labeller
from cleaning.text.shapes import shapes_of
from cleaning.training.samples import articles_in, read_gold, samples_of
from cleaning.training.train import TrainingError, train, write_model

TOWNS = "Orr Saul Tarn Lamb Moor Ansel Pike Wold Beck Fell Garth Holm".split()
needs_lightgbm = pytest.mark.skipif(
    importlib.util.find_spec("lightgbm") is None, reason="growing trees needs LightGBM: pip install 'gleaner[train]'"
)


def story(town: str) -> list[str]:
    return [
        f"The council of {town} has bought the old ferry for a coin, and it will cross the water again before Easter.",
        "“We had the choice between a bridge that nobody can pay for and a boat that everybody knows,” said the mayor.",
        f"On Monday the boat was pulled ashore at {town}, where two carpenters count the planks that have to be new.",
        "It will carry forty people and their bicycles, and it may wait for the school's bell when the fog is thick.",
    ]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for town in TOWNS:
        text = "".join(f"<p>{paragraph}</p>" for paragraph in story(town))
        menu = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in ("Home", "News", "Sport", "Weather"))
        file = folder / f"{town.lower()}.html"
        file.write_text(
            f"<html><head><title>Ferry of {town}</title></head><body><nav><ul>{menu}</ul></nav><article>"
            f"<h1>Ferry of {town} is to cross again</h1>{text}</article>"
            f"<footer>© 2025 The {town} Lamp</footer></body></html>",
            "utf-8",
        )
        meta = {"url": f"https://{town.lower()}.example/ferry"}
        file.with_name(f"{file.name}.meta.json").write_text(json.dumps(meta), "utf-8")
    return folder


def test_pages_give_samples_whose_lines_are_known(pages: Path) -> None:
    articles = list(articles_in(find_pages([str(pages)]), {}))
    assert {article.site for article in articles} == {f"{town.lower()}.example" for town in TOWNS}
    for sample in samples_of(articles):
        taken = [line.text for line, flag in zip(sample.lines, sample.inside, strict=True) if flag]
        assert " ".join(taken) in {" ".join(story(town)) for town in TOWNS}, sample.kind


def test_gold_overrules_our_own_cleaning(pages: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"page": "orr.html", "bodies": ["\n\n".join(story("Orr")[:3])]}) + "\n", "utf-8")
    articles = list(articles_in(find_pages([str(pages / "orr.html")]), read_gold([gold])))
    assert [article.gold for article in articles] == [True]
    for sample in samples_of(articles):
        taken = [line.text for line, flag in zip(sample.lines, sample.inside, strict=True) if flag]
        assert " ".join(taken) == " ".join(story("Orr")[:3]), sample.kind


def test_a_text_without_gold_teaches_nothing(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("\n\n".join(story("Orr")), "utf-8")
    assert list(articles_in(find_pages([str(tmp_path)]), {})) == []


@needs_lightgbm
def test_too_few_articles_are_refused(pages: Path) -> None:
    with pytest.raises(TrainingError, match="1 articles found"):
        train([str(pages / "orr.html")], [], 2, test=False)


@needs_lightgbm
def test_a_model_is_made_with_one_command_and_used(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLEANER_TEXT_MODEL", "")  # what the command sets is taken back after the test
    model = tmp_path / "model.json"
    assert main(["train", str(pages), "-o", str(model), "--trees", "3"]) == 0
    told = capsys.readouterr().out
    assert "12 articles of 12 sites" in told
    assert "with the site held out" in told
    dump = tmp_path / "dump.txt"
    dump.write_text("Menu\n\n" + "\n\n".join(story("Dale")) + "\n\nImprint\n", "utf-8")
    assert main(["show", str(dump), "--text-model", str(model)]) == 0


@needs_lightgbm
def test_the_same_pages_give_the_same_model(pages: Path, tmp_path: Path) -> None:
    day = datetime(2026, 1, 2, tzinfo=UTC)
    for name in ("one.json", "two.json"):
        write_model(train([str(pages)], [], 2, test=False, at=day)[0], tmp_path / name)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    card = labeller(str(tmp_path / "one.json")).card
    assert (card["made"], card["articles"], card["labelledByHand"]) == ("2026-01-02", 12, 0)


@needs_lightgbm
def test_whole_numbers_come_to_what_lightgbm_says(pages: Path) -> None:
    model, _ = train([str(pages)], [], 5, test=False)
    lines, _ = split_lines("Menu\n" + "\n".join(story("Dale")))
    scores = Labeller(model).scores(lines, shapes_of(lines))
    assert scores[0] < min(scores[1:])


def test_a_model_that_cannot_be_read_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.txt").write_text("x", "utf-8")
    out = tmp_path / "out.jsonl"
    missing = str(tmp_path / "missing.json")
    assert main(["clean", str(tmp_path), "-o", str(out), "--text-model", missing]) == 2
    assert "missing.json" in capsys.readouterr().err
    assert not out.exists()
