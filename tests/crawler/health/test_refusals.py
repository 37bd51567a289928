"""Whether a source's own rules let in anything of what its listings name."""

from __future__ import annotations

import pytest

from cleaning.model import CrawlRules, Source
from crawler.health.refusals import all_refused

HILL = ("https://www.hill.example/boats/1", "https://www.hill.example/boats/2")
VALLEY = "https://valley.example/boats/3"


def source(*domains: str, exclude: tuple[str, ...] = ()) -> Source:
    return Source(id="hill", domains=domains, crawl=CrawlRules(feeds=("https://feeds.example/hill",), exclude=exclude))


def test_hosts_that_are_none_of_the_domains_are_named_the_most_frequent_first() -> None:
    seen = all_refused((*HILL, VALLEY), source("hil.example"))
    assert seen is not None
    told, mend = seen
    assert told == "the source's rules refuse 3 of 3 entries: offsite 3"
    assert mend is not None
    assert mend.startswith("hosts of the entries: hill.example 2, valley.example 1; ")
    assert mend.endswith('domains = ["hill.example", "valley.example"]')


def test_only_the_patterns_that_are_found_are_to_be_taken_out() -> None:
    assert all_refused(HILL, source("hill.example", exclude=("/tag/", "."))) == (
        "the source's rules refuse 2 of 2 entries: excluded 2",
        'take out of exclude under [crawl]: "."',
    )


def test_two_rules_are_told_with_both_mends() -> None:
    seen, mend = all_refused((*HILL, VALLEY), source("hill.example", exclude=("boats/[12]",))) or ("", "")
    assert seen.endswith("refuse 3 of 3 entries: excluded 2, offsite 1")
    assert mend is not None
    assert mend.index('domains = ["valley.example"]') < mend.index('exclude under [crawl]: "boats/[12]"')


def test_what_no_rule_of_the_source_lets_in_has_the_usual_mend() -> None:
    assert all_refused(("mailto:desk@hill.example",), source("hill.example")) == (
        "the source's rules refuse 1 of 1 entries: scheme 1",
        None,
    )


@pytest.mark.parametrize("urls", [(), (HILL[0], VALLEY)])
def test_one_that_is_let_in_is_enough(urls: tuple[str, ...]) -> None:
    assert all_refused(urls, source("hill.example")) is None
