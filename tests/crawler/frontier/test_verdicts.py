from __future__ import annotations

import asyncio
import gzip
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from scrapy.exceptions import DownloadTimeoutError

from cleaning.archive.capped import MAX_PAGE_BYTES
from cleaning.archive.writer import Exchange
from cleaning.model import Ask
from crawler.frontier import steps
from crawler.frontier.revisit import TRIES
from crawler.model import Why
from crawler.politeness import NotSentError
from crawler.robots import RobotsForbiddenError
from crawler.verdicts import Answer, step_of
from tests.crawler.frontier.places import SITE, SOURCE, answer, article, lease_of, page_in_parts


def verdict(exchange: Exchange, *, second: Exchange | Exception | None = None, attempts: int = 0) -> partial[Any]:
    """The step for an answer; ``second`` is what comes for the article's second part."""

    async def download(ask: Ask) -> Exchange:
        assert second is not None
        if isinstance(second, Exception):
            raise second
        return second

    lease = lease_of("/1", attempts=attempts)
    step = asyncio.run(step_of(Answer(lease=lease, exchange=exchange, source=SOURCE), download))
    assert isinstance(step, partial)
    return step


def parts_kept(step: partial[Any]) -> int:
    assert step.func is steps.keep_page
    return len(step.keywords["fetch"].answers)


def test_what_unpacks_to_too_much_is_not_asked_for_again() -> None:
    bomb = replace(answer(lease_of("/1"), content_encoding="gzip"), body=gzip.compress(bytes(MAX_PAGE_BYTES + 1)))
    step = verdict(bomb)
    assert (step.func, step.keywords["why"]) == (steps.failed, Why.TOO_LARGE)


def test_a_further_part_is_kept_with_its_page() -> None:
    part = answer(lease_of("/1?page=2"), article(1))
    assert parts_kept(verdict(answer(lease_of("/1"), page_in_parts(1)), second=part)) == 1


@pytest.mark.parametrize("status", [301, 404, 410])
def test_a_part_that_is_not_there_ends_the_article(status: int) -> None:
    part = answer(lease_of("/1?page=2"), status=status)
    assert parts_kept(verdict(answer(lease_of("/1"), page_in_parts(1)), second=part)) == 0


def test_a_part_that_may_not_be_asked_for_costs_nothing_but_itself() -> None:
    assert parts_kept(verdict(answer(lease_of("/1"), page_in_parts(1)), second=RobotsForbiddenError("forbidden"))) == 0


@pytest.mark.parametrize(
    "second",
    [
        DownloadTimeoutError("late"),
        answer(lease_of("/1?page=2"), status=500),
        replace(answer(lease_of("/1?page=2"), content_encoding="gzip"), body=b"\x1f\x8b\x08 no gzip after all"),
    ],
)
def test_a_part_that_cannot_be_had_is_tried_again_then_left_out(second: Exchange | Exception) -> None:
    main = answer(lease_of("/1"), page_in_parts(1))
    assert verdict(main, second=second).func is steps.failed
    assert parts_kept(verdict(main, second=second, attempts=TRIES - 1)) == 0


def test_an_article_whose_part_is_not_sent_because_the_crawl_stops_is_not_kept_without_it() -> None:
    with pytest.raises(NotSentError):
        verdict(answer(lease_of("/1"), page_in_parts(1)), second=NotSentError("stopped"), attempts=TRIES - 1)


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/new", f"{SITE}/new"),
        ("https://elsewhere.example/ ", "https://elsewhere.example/"),
        ("/şîn".encode().decode("latin-1"), f"{SITE}/şîn"),
        ("/caf\xe9", f"{SITE}/caf%E9"),
    ],
)
def test_a_redirect_leads_to_the_address_that_the_bytes_say(location: str, target: str) -> None:
    step = verdict(answer(lease_of("/1"), status=301, location=location))
    assert (step.func, step.keywords["target"]) == (steps.redirected, target)


@pytest.mark.parametrize("location", ["http://[::1/x", ""])
def test_a_redirect_to_no_address_is_an_error_of_the_server(location: str) -> None:
    assert verdict(answer(lease_of("/1"), status=301, location=location)).func is steps.failed
