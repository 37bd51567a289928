from __future__ import annotations

from typing import Any

import pytest
from scrapy.settings import Settings

from cleaning.model import CrawlRules, Source
from crawler.polite_settings import polite_settings, seconds_of, user_agent


@pytest.mark.parametrize("contact", ["mara@example.org", "https://example.org/bot?x=1", "mailto:mara@example.org"])
def test_the_user_agent_names_the_contact(contact: str) -> None:
    assert user_agent(contact) == f"{user_agent(None)} (+{contact})"
    assert user_agent(None).startswith("gleaner/")


@pytest.mark.parametrize("contact", ["mara", "a b@c", "a@b\r\nX: y", "https://x.example/)(", "@" * 300])
def test_a_contact_that_is_none_is_refused(contact: str) -> None:
    with pytest.raises(ValueError, match="neither a mail nor a web address"):
        user_agent(contact)


def settings_of(source: Source | None, **values: object) -> Settings:
    settings = Settings()
    settings.setdict({"DOWNLOAD_DELAY": 1.0, "AUTOTHROTTLE_ENABLED": True, "AUTOTHROTTLE_START_DELAY": 1.0}, "project")
    settings.setdict(values, "cmdline")
    polite_settings(settings, source)
    return settings


def source_of(delay: float | None = None, **rules: Any) -> Source:
    return Source(id="courier", crawl=CrawlRules(delay=delay, **rules))


@pytest.mark.parametrize(
    ("source", "delay", "throttled"),
    [(None, 1.0, True), (source_of(), 1.0, True), (source_of(4.0), 4.0, True), (source_of(0.0), 0.0, False)],
)
def test_the_delay_of_the_source_beats_the_projects(source: Source | None, delay: float, throttled: bool) -> None:
    settings = settings_of(source)
    assert settings.getfloat("DOWNLOAD_DELAY") == settings.getfloat("AUTOTHROTTLE_START_DELAY") == delay
    assert settings.getbool("AUTOTHROTTLE_ENABLED") is throttled


def test_the_command_line_beats_the_source() -> None:
    assert settings_of(source_of(4.0), DOWNLOAD_DELAY=2.0).getfloat("DOWNLOAD_DELAY") == 2.0


def test_who_we_are_is_said_unless_the_user_says_otherwise() -> None:
    settings = settings_of(None, CONTACT="mara@example.org")
    assert settings["USER_AGENT"] == user_agent("mara@example.org")
    assert settings["ROBOTSTXT_USER_AGENT"] == "gleaner"
    assert settings_of(None, USER_AGENT="other")["USER_AGENT"] == "other"


@pytest.mark.parametrize("value", ["abc", "-1", "nan", "inf", "", [1]])
def test_a_setting_that_is_no_number_of_seconds_is_named(value: object) -> None:
    with pytest.raises(ValueError, match=r"RETRY_AFTER_MAX is .*, which is no number of seconds"):
        seconds_of(Settings({"RETRY_AFTER_MAX": value}), "RETRY_AFTER_MAX", 1.0)


def test_seconds_are_read_as_the_command_line_gives_them() -> None:
    settings = Settings({"RETRY_AFTER_MAX": "2.5"})
    assert (seconds_of(settings, "RETRY_AFTER_MAX", 1.0), seconds_of(settings, "OTHER", 1.0)) == (2.5, 1.0)
