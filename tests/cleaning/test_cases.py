"""Cases: what is saved is what is loaded, and a field that differs shows."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cleaning.cases import CaseError, comparable, find_cases, load_case, save_case
from cleaning.model import Answer, Ask, RawPage
from cleaning.pipeline import clean
from cleaning.sources import Sources

TEXT = """A bakery delivers by kite

The bakery of Upper Thistle has begun to deliver its rolls by kite to the houses on the far side of the gorge.

A line of four hundred metres carries a basket of twenty rolls, said the baker, who trained for it all winter.

Orders end when the wind does, and those who live in the valley must still come by foot as they always have.
"""
RAW = RawPage(
    url="https://thistle.example/kite",
    fetched_at=datetime(2025, 5, 6, 7, 8, 9, tzinfo=UTC),
    status=200,
    headers={"content-type": "text/plain; charset=utf-8"},
    body=TEXT.encode(),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return save_case(RAW, tmp_path, "kite", Sources())


def test_a_case_holds_the_page_its_sidecar_and_what_is_expected(folder: Path) -> None:
    assert sorted(file.name for file in folder.iterdir()) == ["expected.json", "page.txt", "page.txt.meta.json"]
    assert folder.parent.name == "any"


def test_answers_that_belong_to_a_page_are_saved_with_it(tmp_path: Path) -> None:
    now = datetime(2025, 5, 6, tzinfo=UTC)
    answers = tuple(
        Answer(ask=Ask(url=f"https://thistle.example/{n}"), status=200, fetched_at=now, headers={"a": "b"}, body=body)
        for n, body in enumerate((b"[]", '["é"]'.encode(), b"\xff\x00"))
    )
    folder = save_case(replace(RAW, answers=answers), tmp_path, "kite", Sources())
    assert load_case(folder).raw.answers == answers
    (folder / "answers.json").write_text('[{"url": "x"}]', "utf-8")
    with pytest.raises(CaseError, match=r"answers\.json: cannot be read"):
        load_case(folder)


def test_a_case_that_was_saved_passes(folder: Path, tmp_path: Path) -> None:
    assert find_cases(tmp_path) == [folder]
    case = load_case(folder)
    assert case.raw == replace(RAW, file="page.txt")
    assert comparable(clean(case.raw, Sources())) == case.expected


def test_a_field_that_differs_can_be_told_from_the_others(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    (folder / "expected.json").write_text(json.dumps(expected | {"inLanguage": "tlh"}), "utf-8")
    case = load_case(folder)
    found = comparable(clean(case.raw, Sources()))
    assert {name for name, value in found.items() if value != case.expected[name]} == {"inLanguage"}


def test_a_page_of_a_source_lies_in_the_sources_folder(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    (seeds / "thistle").mkdir(parents=True)
    (seeds / "thistle" / "source.toml").write_text('id = "thistle"\n')
    folder = save_case(replace(RAW, source="thistle"), tmp_path / "cases", "kite", Sources(folder=seeds))
    assert folder == tmp_path / "cases" / "thistle" / "kite"
    assert load_case(folder).raw.source == "thistle"


def test_a_case_without_a_page_says_so(folder: Path) -> None:
    (folder / "page.txt").unlink()
    with pytest.raises(CaseError, match=r"holds 0 of page.html, page.txt, but a case has one page"):
        load_case(folder)


def test_a_broken_expectation_says_how_to_mend_it(folder: Path) -> None:
    (folder / "expected.json").write_text("{")
    with pytest.raises(CaseError, match="make it anew with `gleaner case`"):
        load_case(folder)
