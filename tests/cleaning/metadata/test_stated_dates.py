"""Dates as data state them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaning.metadata import stated_dates
from cleaning.metadata.stated_dates import Calendar, is_early, is_late, last_possible, read_date

LAST = datetime(2030, 1, 1, tzinfo=UTC)
PLAIN = Calendar(zone=None, language="en", last=LAST)
VIENNA = Calendar(zone=ZoneInfo("Europe/Vienna"), language="de", last=LAST)


def iso(text: str, calendar: Calendar = PLAIN) -> str | None:
    found = read_date(text, calendar)
    return found.iso if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-17T08:30:00+02:00", "2024-05-17T08:30:00+02:00"),
        ("2024-05-17T08:30:00.123456Z", "2024-05-17T08:30:00+00:00"),
        ("2024-05-17T08:30+0200", "2024-05-17T08:30:00+02:00"),
        ("2024-05-17 08:30:00 +02:00", "2024-05-17T08:30:00+02:00"),
        ("2024-05-17T08:30:00-5:00", "2024-05-17T08:30:00-05:00"),
        ("2024-05-17T08:30:00+02", "2024-05-17T08:30:00+02:00"),
        ("2024-05-17 08:30", "2024-05-17T08:30:00"),
        ("2024-05-17", "2024-05-17"),
        ("20240517", "2024-05-17"),
        ("2024/05/17", "2024-05-17"),
        ("Fri, 17 May 2024 08:30:00 +0200", "2024-05-17T08:30:00+02:00"),
        ("Fri, 17 May 2024 08:30:00 EST", "2024-05-17T08:30:00-05:00"),
        ("Fri May 17 2024 08:30:00 GMT+0000", "2024-05-17T08:30:00+00:00"),
        ("Fri May 17 08:30:00 UTC 2024", "2024-05-17T08:30:00+00:00"),
        ("May 17, 2024 8:30 PM EDT", "2024-05-17T20:30:00-04:00"),
        ("17/05/2024 - 08:30 UTC+2", "2024-05-17T08:30:00+02:00"),
        ("1715927400", "2024-05-17T06:30:00+00:00"),
        ("1715927400123", "2024-05-17T06:30:00+00:00"),
        ("1851-09-18", "1851-09-18"),
        ("", None),
        ("2024", None),
        ("2024-02-30", None),
        ("2024-13-01T00:00:00Z", None),
        ("99999999999999999999", None),
        ("soon", None),
        ("-", None),
        ("9999-99-99T99:99:99", None),
    ],
)
def test_forms(text: str, expected: str | None) -> None:
    assert iso(text) == expected


def test_a_time_without_offset_gets_the_zone_of_its_season() -> None:
    assert iso("2024-05-17 08:30", VIENNA) == "2024-05-17T08:30:00+02:00"
    assert iso("17. Jänner 2024, 08:30 Uhr", VIENNA) == "2024-01-17T08:30:00+01:00"
    assert iso("2024-05-17T08:30:00Z", VIENNA) == "2024-05-17T08:30:00+00:00"
    assert iso("17.5.2024", VIENNA) == "2024-05-17"


def test_what_stands_around_a_date_is_counted() -> None:
    found = read_date("Published on 17 May 2024 by", PLAIN)
    assert found is not None
    assert (found.iso, found.before, found.behind) == ("2024-05-17", 13, 3)


def test_impossible_dates() -> None:
    assert is_early("0001-01-01T00:00:00+00:00")
    assert is_early("1970-01-01T00:00:00+00:00")
    assert not is_early("1970-01-02")
    last = last_possible(datetime(2024, 6, 1, 12, tzinfo=UTC))
    assert not is_late("2024-06-02", last)
    assert not is_late("2024-06-02T11:59:00+00:00", last)
    assert is_late("2024-06-02T12:01:00+00:00", last)
    assert is_late("2031-01-01", last)


def test_the_clock_is_asked_only_if_the_fetch_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stated_dates, "now", lambda: datetime(2025, 1, 1, tzinfo=UTC))
    assert last_possible(None) == datetime(2025, 1, 2, tzinfo=UTC)
    assert last_possible(datetime(2024, 6, 1)) == datetime(2024, 6, 2, tzinfo=UTC)  # noqa: DTZ001 -- a naive one is UTC


OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@settings(deadline=None)
@given(st.datetimes(datetime(1700, 1, 2), datetime(9998, 12, 30), timezones=OFFSETS))  # noqa: DTZ001
def test_every_moment_is_read_back(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    assert iso(moment.isoformat()) == moment.isoformat()
    assert is_late(moment.isoformat(), LAST) == (moment > LAST)


@settings(deadline=None)
@given(st.text(alphabet="0123456789-/.:TZ+ ,apmMay\u0661\u00b2", max_size=40) | st.text(max_size=60))
def test_any_text_gives_a_real_date_or_none(text: str) -> None:
    found = iso(text, VIENNA)
    assert found is None or datetime.fromisoformat(found).isoformat()[: len(found)] == found
