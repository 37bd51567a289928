"""What the user and the source say about politeness → Scrapy's settings: who we are, and how often we ask."""

from __future__ import annotations

import re
from importlib.metadata import version

from scrapy.settings import BaseSettings

from cleaning.model import Source

NAME = "gleaner"  # the product token: in the user agent, and what robots.txt files call us
ADDON = 15  # the priority of what an add-on sets: https://docs.scrapy.org/en/latest/topics/settings.html
MAIL_OR_ADDRESS = re.compile(r"(?:https?://|mailto:)?[^\s()<>\x00-\x1f\x7f]{1,200}")


def user_agent(contact: str | None) -> str:
    """What we call ourselves to servers. Raises ``ValueError`` for a contact that is neither an address nor a mail."""
    name = f"{NAME}/{version(NAME)}"
    if not contact:
        return name
    if not MAIL_OR_ADDRESS.fullmatch(contact) or not ("@" in contact or "://" in contact):
        raise ValueError(
            f"CONTACT is {contact!r}, which is neither a mail nor a web address: say CONTACT=you@example.org"
        )
    return f"{name} (+{contact})"


def polite_settings(settings: BaseSettings, source: Source | None) -> None:
    """Nothing; sets the user agent, and the delay that the spider's source asks for.

    What the user has set in the project or on the command line stays. A delay of 0 is that of a site of one's own: that
    is asked as fast as it answers. Raises ``ValueError`` for a wrong CONTACT.
    """
    settings.set("USER_AGENT", user_agent(settings.get("CONTACT")), "addon")
    settings.set("ROBOTSTXT_USER_AGENT", NAME, "addon")
    if source is not None and source.crawl.delay is not None:
        settings.set("DOWNLOAD_DELAY", source.crawl.delay, "spider")
        settings.set("AUTOTHROTTLE_START_DELAY", source.crawl.delay, "spider")
        if not source.crawl.delay:
            settings.set("AUTOTHROTTLE_ENABLED", False, "spider")


def seconds_of(settings: BaseSettings, name: str, default: float) -> float:
    """The number of seconds that a setting says. Raises ``ValueError`` for what is none."""
    value = settings.get(name, default)
    try:
        seconds = float(value)
    except (TypeError, ValueError):
        seconds = -1.0
    if not 0 <= seconds < float("inf"):
        raise ValueError(f"{name} is {value!r}, which is no number of seconds")
    return seconds
