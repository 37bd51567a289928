"""Many pages: order, deadline, dying workers, and no more pages drawn than there is room for."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaning.model import RawPage
from cleaning.record import Outcome, Reason, Reject
from cleaning.runner import AHEAD, CleaningPool, Job, Limits, clean_all

ROUNDS = 20_000  # of busy work: long enough that a lighter page overtakes a heavier one


def answer(url: str | None) -> Reject:
    return Reject(url=url, stage="clean", reason=Reason.NO_ARTICLE)


def work(job: Job, limits: Limits) -> Outcome:
    """Does what the page's address says; stands in for cleaning, in a worker."""
    assert isinstance(job, RawPage)
    match (job.url or "").split("/"):
        case ["hang", *_]:
            while True:
                pass
        case ["wait"]:
            signal.pause()
        case ["die", *_]:
            os._exit(3)
        case ["once", *mark] if not Path("/".join(mark)).exists():
            Path("/".join(mark)).touch()
            os._exit(3)
        case ["pid"]:
            return Reject(url=job.url, stage="clean", reason=Reason.NO_ARTICLE, detail=str(os.getpid()))
        case ["exit", *_]:
            raise SystemExit(4)
        case ["raise", *_]:
            raise RuntimeError("no such thing")
        case ["spin", rounds]:
            sum(range(int(rounds) * ROUNDS))
    return answer(job.url)


def pages(*urls: str) -> list[RawPage]:
    return [RawPage(url=url) for url in urls]


def outcomes(jobs: list[RawPage], *, workers: int = 2, deadline: float = 20) -> list[Reject]:
    with CleaningPool(Limits(workers=workers, deadline=deadline), work) as pool:
        found = list(clean_all(jobs, pool))
    assert all(isinstance(outcome, Reject) for outcome in found)
    return [outcome for outcome in found if isinstance(outcome, Reject)]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_outcomes_come_in_the_order_of_the_jobs(workers: int) -> None:
    jobs = pages(*(f"spin/{rounds}" for rounds in (90, 1, 1, 60, 1, 30, 1, 1)))
    assert [outcome.url for outcome in outcomes(jobs, workers=workers)] == [job.url for job in jobs]


def test_a_page_over_its_deadline_costs_only_itself() -> None:
    found = outcomes(pages("one", "hang", "two", "hang", "three"), deadline=0.5)
    reasons = [outcome.reason for outcome in found]
    assert reasons == ["no-article", "deadline", "no-article", "deadline", "no-article"]
    assert "0.5 s" in found[1].detail
    assert found[1].url == "hang"


def test_a_page_that_waits_for_nothing_is_given_up_by_the_clock() -> None:
    assert [outcome.reason for outcome in outcomes(pages("wait", "two"), deadline=0.05)] == ["deadline", "no-article"]


def test_a_page_that_kills_its_worker_costs_only_itself() -> None:
    found = outcomes(pages("one", "die", "two", "die", "die", "three"))
    reasons = [outcome.reason for outcome in found]
    assert reasons == ["no-article", "worker-died", "no-article", "worker-died", "worker-died", "no-article"]
    assert "exit status 3" in found[1].detail


def test_a_worker_that_is_killed_while_it_waits_costs_nothing() -> None:
    with CleaningPool(Limits(workers=1), work) as pool:
        first = pool.submit(RawPage(url="pid")).result()
        assert isinstance(first, Reject)
        os.kill(int(first.detail), signal.SIGKILL)
        second = pool.submit(RawPage(url="pid")).result()
        assert isinstance(second, Reject)
        assert second.detail != first.detail


def test_an_error_that_reaches_the_pool_is_a_reject() -> None:
    found = outcomes(pages("raise", "exit", "one"))
    assert [outcome.reason for outcome in found] == ["fault", "fault", "no-article"]
    assert found[0].detail == "RuntimeError: no such thing"


def test_rejects_among_the_jobs_keep_their_place() -> None:
    early = Reject(file="gone.html", stage="read", reason=Reason.NOT_FOUND)
    with CleaningPool(Limits(workers=2), work) as pool:
        found = list(clean_all([RawPage(url="spin/50"), early, RawPage(url="one")], pool))
    assert [outcome.url for outcome in found] == ["spin/50", None, "one"]
    assert found[1] is early


def test_jobs_are_drawn_only_as_outcomes_are_taken() -> None:
    drawn = 0

    def jobs() -> Iterator[RawPage]:
        nonlocal drawn
        for number in range(10 * AHEAD):
            drawn += 1
            yield RawPage(url=str(number))

    with CleaningPool(Limits(workers=1), work) as pool:
        stream = clean_all(jobs(), pool)
        next(stream)
        assert drawn <= AHEAD
        assert len(list(stream)) == 10 * AHEAD - 1


def test_limits_default_to_one_worker_a_processor() -> None:
    assert Limits().workers >= 1


def test_a_page_whose_worker_died_of_something_else_is_tried_again(tmp_path: Path) -> None:
    mark = tmp_path / "died once"
    found = outcomes(pages(f"once/{mark}", "one"))
    assert [outcome.reason for outcome in found] == ["no-article", "no-article"]
    assert mark.exists()
