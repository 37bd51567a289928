"""The settings that a user may have set wrongly → a sentence before anything is begun."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from scrapy.settings import BaseSettings

from cleaning.records.pseudonyms import read_key
from crawler.polite_settings import user_agent


def check_settings(settings: BaseSettings) -> None:
    """Nothing, if all of ours, and the delays, can be used. Raises ``ValueError``, which names the setting."""
    for name, (fits, wanted) in CHECKS.items():
        try:
            is_right = fits(settings, name)
        except (TypeError, ValueError):
            is_right = False
        if not is_right:
            raise ValueError(f"{name} is {settings.get(name)!r}, but must be {wanted}")


def is_count(settings: BaseSettings, name: str) -> bool:
    """True for a whole number from 0."""
    return settings.getint(name) >= 0 and not isinstance(settings.get(name), float)


def is_size(settings: BaseSettings, name: str) -> bool:
    """True for a whole number above 0."""
    return is_count(settings, name) and settings.getint(name) > 0


def is_time(settings: BaseSettings, name: str) -> bool:
    """True for a finite number from 0."""
    return 0 <= settings.getfloat(name) < float("inf")


def is_span(settings: BaseSettings, name: str) -> bool:
    """True for a finite number above 0."""
    return 0 < settings.getfloat(name) < float("inf")


def are_times(settings: BaseSettings, name: str) -> bool:
    """True for finite numbers from 0, with commas between them; there may be none."""
    return all(0 <= float(value) < float("inf") for value in times_of(settings, name))


def is_switch(settings: BaseSettings, name: str) -> bool:
    """True for what Scrapy takes as yes or no."""
    return settings.getbool(name) in (True, False)


def is_path(settings: BaseSettings, name: str) -> bool:
    """True for a path that is not empty."""
    return bool(str(settings.get(name) or "").strip())


def is_contact(settings: BaseSettings, name: str) -> bool:
    """True for an address that can stand in the user agent, and for none."""
    return bool(user_agent(settings.get(name)))


def is_folder_if_any(settings: BaseSettings, name: str) -> bool:
    """True for a folder that is there, and for none."""
    return not settings.get(name) or Path(str(settings.get(name))).is_dir()


def is_key(settings: BaseSettings, name: str) -> bool:
    """True for a file with a key for pseudonyms, or none."""
    return not settings.get(name) or bool(read_key(Path(settings[name])))


def times_of(settings: BaseSettings, name: str) -> list[float]:
    """The numbers of a setting that is a list, or a text with commas between them; an empty text is no number."""
    return [float(value) for value in settings.getlist(name) if str(value).strip()]


Check = Callable[[BaseSettings, str], bool]
CHECKS: Mapping[str, tuple[Check, str]] = {
    "CONTACT": (is_contact, "a mail or web address: -s CONTACT=you@example.org"),
    "DATA_DIR": (is_path, "a folder: -s DATA_DIR=data"),
    "SOURCES_DIR": (is_path, "a folder: -s SOURCES_DIR=seeds"),
    "SITE_MEMORY_DIR": (is_folder_if_any, "a folder that gleaner learn has made, or empty"),
    "CLEAN": (is_switch, "1 or 0"),
    "WORKERS": (is_count, "a whole number, 0 for one a processor"),
    "DEADLINE": (is_span, "a number of seconds above 0"),
    "MAX_PAGE_BYTES": (is_size, "a whole number of bytes above 0"),
    "PSEUDONYM_KEY": (is_key, "a file with 16 bytes or more, as of openssl rand -hex 32"),
    "WARC_MAX_BYTES": (is_size, "a whole number of bytes above 0"),
    "REVISIT_DAYS": (are_times, "numbers of days with commas between them, as in REVISIT_DAYS=1,7,30, or empty"),
    "RETRY_SECONDS": (are_times, "numbers of seconds with commas between them, as in RETRY_SECONDS=5,30, or empty"),
    "PROGRESS_SECONDS": (is_time, "a number of seconds, 0 for never"),
    "RENDER_TIMEOUT": (is_span, "a number of seconds above 0"),
    "RENDER_QUIET": (is_time, "a number of seconds"),
    "CRAWL_DELAY_MAX": (is_time, "a number of seconds"),
    "RETRY_AFTER_MAX": (is_time, "a number of seconds"),
    "DOWNLOAD_DELAY": (is_time, "a number of seconds"),
    "DOWNLOAD_TIMEOUT": (is_span, "a number of seconds above 0"),
}
