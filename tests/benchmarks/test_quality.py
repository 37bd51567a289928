"""What pages in difficult shapes are cleaned to, against the floors of ``benchmarks.quality``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.newsroom import article
from benchmarks.quality import ROOT, below_floor, by_language, f1, of_cases, of_story, table
from benchmarks.shapes import SHAPES, plain


@pytest.mark.parametrize("name", SHAPES)
def test_no_shape_falls_below_its_floor(name: str) -> None:
    assert below_floor(name, of_story(name, SHAPES[name], article(2, remarks=3))) == []


def test_the_saved_cases_do_not_fall_below_theirs() -> None:
    assert below_floor("saved cases", of_cases(ROOT / "tests" / "cases")) == []


def test_f1_counts_runs_of_four_words_or_characters() -> None:
    assert f1("one two three four five", "one two three four five") == 1.0
    assert f1("one two three four five", "one two three four six") == 0.5
    assert f1("港口的吊车", "港口的吊") == pytest.approx(2 / 3)
    assert f1("one two three four", "") == 0.0


def test_the_table_shows_peers_beside_ours() -> None:
    ours = {"harbour": {"body": {"f1": 0.98}, "metadata": {"title": 0.9}}}
    lines = list(table(ours, {"harbour": {"resiliparse": {"body": {"f1": 0.5}}}}))
    assert lines[2:] == [
        "| harbour | body f1 | **0.980** | – | – | – | 0.500 |",
        "| harbour | metadata title | **0.900** | – | – | – | – |",
    ]


def test_figures_by_language_need_a_label_or_the_record_s_language(tmp_path: Path) -> None:
    story = article(1)
    (tmp_path / "pages").mkdir()
    rows = []
    for name, language in (("a.html", "en"), ("b.html", None)):
        (tmp_path / "pages" / name).write_text(plain(story), "utf-8")
        rows.append({"page": name, "lang": language, "bodies": ["\n".join(story.paragraphs)]})
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert list(by_language([tmp_path]))[2:] == ["| en | 2 | 1.000 |"]
