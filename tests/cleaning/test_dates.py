"""Printed dates in many languages, and what is no date."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.dates import find_date, order_of, parse_date

MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
BASE = datetime(2020, 3, 31, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2019-10-19T14:37:24+02:00", "2019-10-19T14:37:24+02:00"),
        ("2020-04-07T10:30:53.949Z", "2020-04-07T10:30:53+00:00"),
        ("29. März 2020 um 16:45 Uhr", "2020-03-29T16:45:00"),
        ("Mittwoch, Mai 10, 2017 4:14:00 PM", "2017-05-10T16:14:00"),
        ("July 11, 2011 at 12:25 am", "2011-07-11T00:25:00"),
        ("16. March, 2023 at 16:59", "2023-03-16T16:59:00"),
        ("le 3 août 2019 à 8h05", "2019-08-03T08:05:00"),
        ("el 5 de enero de 2021", "2021-01-05"),
        ("12 września 2018, 09:01", "2018-09-12T09:01:00"),
        ("17.07, 2011 @ 13:04", "2011-07-17T13:04:00"),
        ("04.02.22", "2022-02-04"),
        ("2013年12月8日 10:28", "2013-12-08T10:28:00"),
        ("18/02/2020", "2020-02-18"),
        ("02/18/2020", "2020-02-18"),
        ("08:15, 7 maja 2019", "2019-05-07T08:15:00"),
        ("GMT 09:14 2025 Sunday ,09 February", "2025-02-09T09:14:00+00:00"),
        ("2025. 10. 22. 19:25", "2025-10-22T19:25:00"),
        ("22 tháng 10, 2025", "2025-10-22"),
        ("ngày 22 tháng 10 năm 2025", "2025-10-22"),
        ("15 ביולי 2025", "2025-07-15"),
        ("15 tammikuuta 2025 klo 9.05", "2025-01-15T09:05:00"),
        ("2025 Tuesday ,15 JulyCistern under the market", "2025-07-15"),
        ("In 2025. 10.5 per cent more", None),
        ("32.13.2020", None),
        ("31. Februar 2020", None),
        ("04 Feb", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_full_dates(text: str, iso: str | None) -> None:
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    ("language", "iso"),
    [(None, None), ("en", None), ("en-US", "2020-03-04"), ("en-GB", "2020-04-03"), ("fr", "2020-04-03")],
)
def test_the_order_of_day_and_month_is_never_guessed(language: str | None, iso: str | None) -> None:
    assert parse_date("3/4/2020", language=language) == iso
    assert find_date("3/4/2020", language=language) is not None


def test_a_month_that_two_languages_place_differently_needs_the_language() -> None:
    assert parse_date("5 listopada 2020") is None
    assert parse_date("5 listopada 2020", language="pl") == "2020-11-05"
    assert parse_date("5 listopada 2020", language="hr") == "2020-10-05"


def test_one_sure_date_tells_the_order_of_day_and_month() -> None:
    assert order_of(["05/04/2020", "14/04/2020"]) == "en-GB"
    assert order_of(["05/04/2020", "04/14/2020"]) == "en-US"
    assert order_of(["05/04/2020", "14.04.2020", "2020/04/14"]) is None
    assert order_of(["14/04/2020", "04/14/2020"]) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("vor 8 Stunden", "2020-03-31T04:00+00:00"),
        ("posted an hour ago", "2020-03-31T11:00+00:00"),
        ("2 days ago at 07:52 am", "2020-03-29"),
        ("il y a 3 semaines", "2020-03-10"),
        ("1 Monat her", "2020-02-29"),
        ("hace 2 años", "2018-03-31"),
        ("Gestern, 13:05", "2020-03-30T13:05:00"),
        ("2h", "2020-03-31T10:00+00:00"),
    ],
)
def test_relative_dates_count_from_the_base_and_from_nothing_else(text: str, iso: str) -> None:
    assert parse_date(text, base=BASE) == iso
    assert find_date(text) is not None
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text", ["Mia", "12. Stock", "3 Kommentare", "4,99 Euro", "in 2 Stunden", "1.5 km", "Kapitel 121"]
)
def test_what_is_no_date(text: str) -> None:
    assert find_date(text, base=BASE) is None


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2089, 12, 31)))
def test_what_is_printed_is_read_back(day: date) -> None:
    months = MONTHS.split()
    assert parse_date(day.isoformat()) == day.isoformat()
    assert parse_date(f"{day.day}.{day.month}.{day.year}") == day.isoformat()
    assert parse_date(f"am {day.day}. {months[day.month - 1]} {day.year}") == day.isoformat()


@given(
    st.text(alphabet="٣0123456789.:/- apmMaiUTCZ+vorago年月日\n", max_size=300), st.sampled_from([None, "de", "en-US"])
)
def test_any_text_gives_a_place_within_it(text: str, language: str | None) -> None:
    found = find_date(text, language=language, base=BASE)
    if found:
        assert 0 <= found.start < found.end <= len(text)
        if found.iso:
            datetime.fromisoformat(found.iso)
