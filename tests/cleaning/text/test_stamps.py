from __future__ import annotations

import pytest

from cleaning.text.stamps import find_stamp


@pytest.mark.parametrize(
    ("text", "stamp", "iso"),
    [
        ("GMT 05:31 2018 Tuesday ,16 January", "GMT 05:31 2018 Tuesday ,16 January", "2018-01-16"),
        ("Ann Beller September 17, 2014 - 1:01 pm", "September 17, 2014 - 1:01 pm", "2014-09-17T13:01:00"),
        ("Am 29. Mai 2017 um 14:38 von Hugo", "Am 29. Mai 2017 um 14:38", "2017-05-29T14:38:00"),
        ("Mittwoch, 10. Mai 2017, 16:14 Uhr", "Mittwoch, 10. Mai 2017, 16:14 Uhr", "2017-05-10T16:14:00"),
        ("小鳳 於 2013/12/28 10:28", "於 2013/12/28 10:28", "2013-12-28T10:28:00"),
        ("2024년 5월 3일", "2024년 5월 3일", "2024-05-03"),
        ("Saturday, 11 May 2024", "Saturday, 11 May 2024", "2024-05-11"),
        ("twin towers rise by 31GMT 05:13 2018 Monday ,15 January", "GMT 05:13 2018 Monday ,15 January", None),
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
