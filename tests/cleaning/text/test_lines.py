from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.text import lines as module
from cleaning.text.lines import cut_glued, split_lines


def test_white_space_is_kept_as_structure() -> None:
    lines, rest = split_lines("Head\n\n\n  1. first\n\n    • reply\n\tdeep")
    assert rest is None
    assert [(line.text, line.marker, line.indent, line.blanks) for line in lines] == [
        ("Head", "", 0, 0),
        ("first", "1.", 2, 2),
        ("reply", "•", 4, 1),
        ("deep", "", 8, 0),
    ]


@pytest.mark.parametrize("date", ["14. 01. 2020, 13:47", "29. März 2020", "7. Dez 2018 um 13:22 Uhr"])
def test_the_day_of_a_date_is_no_number_of_a_list(date: str) -> None:
    (line,), _ = split_lines(date)
    assert (line.marker, line.text) == ("", date)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "Goat prices recover as wells fillGMT 05:55 2025 Wednesday ,18 June",
            ["Goat prices recover as wells fill", "GMT 05:55 2025 Wednesday ,18 June"],
        ),
        (
            "Harbour wall passes the test of the MSFGMT 07:03 2025 Monday ,02 June",
            ["Harbour wall passes the test of the MSF", "GMT 07:03 2025 Monday ,02 June"],
        ),
        ("18 May 2025Rope makers meet", ["18 May 2025", "Rope makers meet"]),
        (
            "A road through the marshAll rights reserved, Lantern",
            ["A road through the marsh", "All rights reserved, Lantern"],
        ),
        ("The mayor praised McAllister and the iPhone maker", ["The mayor praised McAllister and the iPhone maker"]),
        ("It was 2019.Police said so.", ["It was 2019.Police said so."]),
    ],
)
def test_glued_lines_are_cut_where_something_else_begins(line: str, parts: list[str]) -> None:
    lines, _ = split_lines(line)
    assert [part.text for part in cut_glued(lines)] == parts


def test_a_tail_that_is_a_line_elsewhere_is_cut_off() -> None:
    lines, _ = split_lines("The last goat came homeDesigned by Lantern House\nDesigned by Lantern House")
    parts = cut_glued(lines)
    assert [part.text for part in parts] == ["The last goat came home", *["Designed by Lantern House"] * 2]
    assert [part.glued for part in parts] == [False, True, False]


def test_a_page_of_too_many_lines_is_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_LINES", 2)
    lines, rest = split_lines("a\nb\nc\nd")
    assert [line.text for line in lines] == ["a", "b"]
    assert rest == 4


@given(st.text(alphabet="aB1.• \t\n'“)GMT:05©", max_size=200))
def test_lines_and_their_parts_cover_all_that_is_not_white(text: str) -> None:
    lines, _ = split_lines(text)
    for read in (lines, cut_glued(lines)):
        covered = sorted(at for line in read for at in range(line.start, line.end))
        assert len(covered) == len(set(covered))
        assert {at for at, character in enumerate(text) if not character.isspace()} <= set(covered)
        assert all(text[line.content : line.end] == line.text for line in read)
