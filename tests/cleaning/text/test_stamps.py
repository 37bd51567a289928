from __future__ import annotations

import pytest

from cleaning.text.stamps import find_stamp


@pytest.mark.parametrize(
    ("text", "stamp", "iso"),
    [
        ("GMT 06:40 2025 Tuesday ,15 July", "GMT 06:40 2025 Tuesday ,15 July", "2025-07-15T06:40:00+00:00"),
        ("Ann Beller October 3, 2023 - 2:05 pm", "October 3, 2023 - 2:05 pm", "2023-10-03T14:05:00"),
        ("Am 12. Juni 2024 um 9:15 von Tilda", "Am 12. Juni 2024 um 9:15", "2024-06-12T09:15:00"),
        ("Mittwoch, 10. Mai 2017, 16:14 Uhr", "Mittwoch, 10. Mai 2017, 16:14 Uhr", "2017-05-10T16:14:00"),
        ("阿明 於 2024/05/03 10:20", "於 2024/05/03 10:20", "2024-05-03T10:20:00"),
        ("2024년 5월 3일", "2024년 5월 3일", "2024-05-03"),
        ("Saturday, 11 May 2024", "Saturday, 11 May 2024", "2024-05-11"),
        ("Old crane moved by 31GMT 07:03 2025 Monday ,02 June", "GMT 07:03 2025 Monday ,02 June", None),
        ("2 days ago at 07:52 am", "2 days ago at 07:52 am", None),
    ],
)
def test_a_stamp_is_found_with_all_that_belongs_to_it(text: str, stamp: str, iso: str | None) -> None:
    found = find_stamp(text)
    assert found is not None
    assert text[found.start : found.end] == stamp
    assert found.dated
    assert iso is None or found.iso == iso


def test_the_hour_after_noon_in_korean_is_not_guessed() -> None:
    found = find_stamp("2024년 5월 3일 오후 3:30")
    assert found is not None
    assert found.iso == "2024-05-03"


def test_a_clock_alone_names_no_day() -> None:
    found = find_stamp("Unknown 07:56")
    assert found is not None
    assert (found.dated, found.year, found.iso) == (False, False, None)


@pytest.mark.parametrize("text", ["", "no figures here", "hier kaufen", "Chapter 12", "20 thoughts on"])
def test_what_is_no_date_gives_none(text: str) -> None:
    assert find_stamp(text) is None


def test_the_order_of_day_and_month_is_the_languages() -> None:
    dates = [find_stamp("05/04/2020", language) for language in ("en-US", "en-GB", None)]
    assert [date and date.iso for date in dates] == ["2020-05-04", "2020-04-05", None]
