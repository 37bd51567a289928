"""When a URL is asked again: after an answer, and after a failure. Pure functions; times are seconds since 1970."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.model import Why

DAY = 86_400.0
TRIES = 3  # of a fetch within one run, or one after the other if the runs are short
BACKOFF = (5.0, 30.0)  # seconds before the second and the third try, where no setting says otherwise
REFUSED_AGAIN = 7 * DAY  # what robots.txt forbade, or a wrong address of the host: both may have been a mistake
FAILED_AGAIN = DAY  # a URL that failed is asked again by the first run after this
MAX_FAILURES = 9  # then it is given up
OLD_NEWS = 30 * DAY  # an article that was this old when it was found is not asked again: it will not change any more

TRANSIENT = {Why.TIMEOUT, Why.DNS, Why.CONNECTION, Why.TLS, Why.BAD_RESPONSE, Why.HTTP_STATUS, Why.ROBOTS_UNREACHABLE}
LASTING_STATUS = {400, 401, 402, 403, 405, 406, 407, 414, 451}  # the server means it: not tried again within a run


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """What follows a failure: another try in this run at ``not_before``, or one in a later run at ``due``, or none."""

    not_before: float | None = None
    due: float | None = None


def after_answer(now: float, first_fetched: float, announced: float | None, days: Sequence[float]) -> float | None:
    """When a page is due again: the next of the days after it was first fetched; None if there is none, or it is old.

    Only a listing that says the page has changed brings it back after that.
    """
    if announced is not None and first_fetched - announced > OLD_NEWS:
        return None
    return min((due for day in days if (due := first_fetched + day * DAY) > now or not day), default=None)


def after_refusal(why: Why, now: float) -> float | None:
    """When a URL that was not fetched is judged again; None if it will never be otherwise."""
    return now + REFUSED_AGAIN if why in (Why.ROBOTS, Why.PRIVATE_ADDRESS) else None


def after_failure(
    why: Why, status: int | None, attempts: int, now: float, pause: float | None, backoff: Sequence[float] = BACKOFF
) -> Retry:
    """What follows the ``attempts``-th failure in a row. ``pause`` is what the server asked for, in seconds.

    ``backoff`` is how many seconds the second and the third try wait if it asked for nothing.
    """
    if why not in TRANSIENT or attempts >= MAX_FAILURES:
        return Retry()
    if attempts % TRIES == 0 or status in LASTING_STATUS:
        return Retry(due=now + max(FAILED_AGAIN, pause or 0.0))
    wait = backoff[min(attempts % TRIES, len(backoff)) - 1] if backoff else 0.0
    return Retry(not_before=now + (wait if pause is None else pause))
