from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.frontier.revisit import BACKOFF, DAY, MAX_FAILURES, TRIES, after_answer, after_failure, after_refusal
from crawler.model import Why

NOW = 1_800_000_000.0


@pytest.mark.parametrize(("age", "due"), [(0, 1), (0.5, 1), (1, 7), (6.9, 7), (7, 30), (30, None), (400, None)])
def test_an_article_is_asked_again_after_a_day_a_week_and_a_month(age: float, due: float | None) -> None:
    found = after_answer(NOW, NOW - age * DAY, None, [1, 7, 30])
    assert found == (None if due is None else NOW + (due - age) * DAY)


def test_old_news_are_not_asked_again() -> None:
    assert after_answer(NOW, NOW, NOW - 31 * DAY, [1]) is None
    assert after_answer(NOW, NOW, NOW - 29 * DAY, [1]) is not None


def test_no_days_mean_never_and_nought_always() -> None:
    assert after_answer(NOW, NOW, None, []) is None
    assert after_answer(NOW, NOW - DAY, None, [0]) == NOW - DAY


def test_a_failure_is_tried_again_soon_then_on_another_day_then_never() -> None:
    waits = [after_failure(Why.TIMEOUT, None, attempt, NOW, None) for attempt in range(1, MAX_FAILURES + 1)]
    soon = [retry.not_before - NOW for retry in waits if retry.not_before]
    assert soon == [*BACKOFF] * (MAX_FAILURES // TRIES)
    assert [retry.due is not None for retry in waits] == [False, False, True] * 2 + [False] * 3


def test_what_the_server_asks_for_is_kept() -> None:
    assert after_failure(Why.HTTP_STATUS, 503, 1, NOW, 120.0).not_before == NOW + 120
    assert after_failure(Why.HTTP_STATUS, 503, TRIES, NOW, 9 * DAY).due == NOW + 9 * DAY


@pytest.mark.parametrize("status", [401, 403, 451])
def test_a_refusal_is_not_tried_again_at_once(status: int) -> None:
    retry = after_failure(Why.HTTP_STATUS, status, 1, NOW, None)
    assert (retry.not_before, retry.due) == (None, NOW + DAY)


@given(st.sampled_from(list(Why)), st.none() | st.integers(400, 599), st.integers(1, 20), st.none() | st.floats(0, 1e6))
def test_there_is_never_more_than_one_next_time(
    why: Why, status: int | None, attempts: int, pause: float | None
) -> None:
    retry = after_failure(why, status, attempts, NOW, pause)
    assert retry.not_before is None or retry.due is None
    assert all(time is None or time >= NOW for time in (retry.not_before, retry.due))


def test_what_may_have_been_forbidden_by_mistake_is_judged_again_after_a_week() -> None:
    assert after_refusal(Why.ROBOTS, NOW) == NOW + 7 * DAY
    assert after_refusal(Why.NOT_HTML, NOW) is None
