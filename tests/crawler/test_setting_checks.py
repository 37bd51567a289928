from __future__ import annotations

import pytest
from scrapy.settings import Settings

from crawler import settings as ours
from crawler.setting_checks import CHECKS, check_settings, times_of


def settings(**given: object) -> Settings:
    found = Settings()
    found.setmodule(ours)
    for name, value in given.items():
        found.set(name, value, "cmdline")
    return found


def test_the_defaults_are_right() -> None:
    check_settings(settings())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WORKERS", "x"),
        ("WORKERS", "-3"),
        ("WORKERS", "2.5"),
        ("DEADLINE", "soon"),
        ("DEADLINE", "0"),
        ("CLEAN", "maybe"),
        ("WARC_MAX_BYTES", "1G"),
        ("REVISIT_DAYS", "abc"),
        ("REVISIT_DAYS", "-1"),
        ("REVISIT_DAYS", "1,nan"),
        ("DOWNLOAD_DELAY", "abc"),
        ("CRAWL_DELAY_MAX", "inf"),
        ("PROGRESS_SECONDS", "x"),
        ("CONTACT", "nobody"),
        ("DATA_DIR", ""),
        ("SOURCES_DIR", " "),
        ("SITE_MEMORY_DIR", "no/such/folder"),
    ],
)
def test_a_wrong_value_is_told_with_the_settings_name(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"{name} is .* but must be"):
        check_settings(settings(**{name: value}))


@pytest.mark.parametrize(("value", "times"), [("", []), ("1", [1.0]), ("0, 7", [0.0, 7.0]), ([1, 30], [1.0, 30.0])])
def test_lists_of_times(value: object, times: list[float]) -> None:
    assert times_of(settings(REVISIT_DAYS=value), "REVISIT_DAYS") == times


def test_each_check_is_of_a_setting_that_there_is() -> None:
    assert {name for name in CHECKS if name not in settings()} == set()
