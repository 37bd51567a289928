from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaning.text.context import context_of
from cleaning.text.lines import split_lines
from cleaning.text.measures import measures_of, scaled
from cleaning.text.neighbours import MOST, Columns
from cleaning.text.shapes import shapes_of


def columns_of(text: str) -> Columns:
    lines, _ = split_lines(text)
    columns = measures_of(lines, shapes_of(lines))
    return {**columns, **context_of(lines, columns, [at % 255 for at in range(len(lines))])}


@given(st.text(st.sampled_from("Ab ,.\n©1月 Страна“|:"), min_size=1, max_size=300).filter(str.strip))
def test_every_measure_of_any_page_fits_into_a_byte(text: str) -> None:
    lines, _ = split_lines(text)
    for name, column in columns_of(text).items():
        assert len(column) == len(lines), name
        assert all(0 <= value <= MOST for value in column), name
        assert all(type(value) is int or type(value) is bool for value in column), name


def test_a_long_page_fits_too() -> None:
    columns = columns_of("A long day of rain came down on all the hills. " * 90 + "\n" + "Menu\n" * 600)
    assert max(columns["size"]) <= MOST
    assert max(columns["from_top"]) == MOST


def test_lengths_are_told_finely_where_lines_are_short() -> None:
    assert [scaled(size) for size in (0, 50, 99, 100, 600, 10_000)] == [0, 50, 99, 100, 200, MOST]


def test_words_of_scripts_without_spaces_are_told_apart_too() -> None:
    columns = columns_of("首页\n政府は、新しい橋の建設を来年の春に始めると発表した。\nสภาอนุมัติการก่อสร้างสะพานใหม่ในปีหน้า")
    assert columns["stop"][1] > columns["stop"][0]
    assert columns["stop"][2] > 0
