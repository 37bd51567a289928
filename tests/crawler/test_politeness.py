from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.http import Headers, Response
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.settings import Settings
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from cleaning.model import CrawlRules, Source
from crawler import politeness as module
from crawler.polite_settings import polite_settings
from crawler.politeness import (
    FIRST_PAUSE,
    LONGEST_GUESS,
    NotSentError,
    Pauses,
    Politeness,
    keep_least,
    least_delay,
    retry_after,
)

NOW = datetime(2026, 3, 4, 7, 30, tzinfo=UTC)
URL = "https://www.brackwater-courier.example/a"
HOST = "www.brackwater-courier.example"


# --- Retry-After


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0), ("120", 120.0), (" 7 ", 7.0), ("99999999999999", 1e9),
        ("Wed, 04 Mar 2026 07:31:00 GMT", 60.0), ("Wed, 04 Mar 2026 08:31:00 +0100", 60.0),
        ("Wednesday, 04-Mar-26 07:30:30 GMT", 30.0), ("Wed Mar  4 07:30:20 2026", 20.0),
        ("Wed, 04 Mar 2026 07:00:00 GMT", 0.0),
        ("", None), ("soon", None), ("-5", None), ("1.5", None), ("٣", None), ("Wed, 99 Mar 2026", None), ("1e3", None),
    ],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(text: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": text}, NOW) == seconds
    assert retry_after(Headers({"Retry-After": text}), NOW) == seconds


def test_without_the_header_there_is_no_time() -> None:
    assert retry_after({}, NOW) is retry_after(Headers(), NOW) is None


@given(st.text(max_size=80))
def test_no_text_breaks_retry_after(text: str) -> None:
    seconds = retry_after({"retry-after": text}, NOW)
    assert seconds is None or seconds >= 0


@given(st.datetimes(min_value=datetime(2026, 3, 5), max_value=datetime(2030, 1, 1)))  # noqa: DTZ001 - hypothesis wants it
def test_a_date_is_as_far_away_as_it_is(moment: datetime) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    text = moment.strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert retry_after({"retry-after": text}, NOW) == (moment - NOW).total_seconds()


# --- pauses


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_host_is_paused_until_its_time_has_come() -> None:
    clock = Clock()
    pauses = Pauses(clock=clock)
    assert pauses.left(HOST) == 0
    assert pauses.answered(HOST, 503, 30.0) == 30
    clock.now += 10
    assert pauses.left(HOST) == 20
    assert pauses.left("other.example") == 0
    assert pauses.answered(HOST, 200, None) == 20  # it was on its way before
    assert pauses.answered(HOST, 503, 5.0) == 20  # a shorter one shortens nothing
    clock.now += 20
    assert pauses.left(HOST) == 0


def test_a_429_that_says_no_time_pauses_longer_each_time_until_an_answer_is_good() -> None:
    clock = Clock()
    pauses = Pauses(clock=clock)
    seen = []
    for _ in range(8):
        seen.append(pauses.answered(HOST, 429, None))
        assert pauses.answered(HOST, 429, None) == seen[-1]  # it was on its way together with the first
        clock.now += seen[-1]
    assert seen == [FIRST_PAUSE * 2**n for n in range(5)] + [LONGEST_GUESS] * 3
    pauses.answered(HOST, 200, None)
    assert pauses.answered(HOST, 429, None) == FIRST_PAUSE


def test_a_503_that_says_no_time_is_an_error_as_any_other() -> None:
    assert Pauses(clock=Clock()).answered(HOST, 503, None) == 0
    assert Pauses(clock=Clock()).answered(HOST, 500, 40.0) == 0


@given(st.lists(st.tuples(st.sampled_from([200, 404, 429, 503]), st.none() | st.floats(0, 1e6), st.floats(0, 1e4))))
def test_a_pause_is_never_shortened(answers: list[tuple[int, float | None, float]]) -> None:
    clock = Clock()
    pauses = Pauses(clock=clock)
    until = 0.0
    for status, asked, later in answers:
        pauses.answered(HOST, status, asked)
        assert pauses.of(HOST).until >= until
        until = pauses.of(HOST).until
        clock.now += later


# --- delays


@pytest.mark.parametrize(
    ("robots", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 7\n", 7.0),
        ("User-agent: *\nCrawl-delay: 7\n\nUser-agent: gleaner\nCrawl-delay: 0.5\n", 0.5),
        ("User-agent: *\nRequest-rate: 1/20\n", 20.0),
        ("User-agent: *\nRequest-rate: 2/1m\nCrawl-delay: 5\n", 30.0),
        ("User-agent: other\nCrawl-delay: 7\n", 0.0),
        ("User-agent: *\nCrawl-delay: -3\n", 0.0),
        ("User-agent: *\nCrawl-delay: inf\n", 0.0),
        ("", 0.0),
    ],
)
def test_the_least_delay_is_what_robots_txt_asks_of_us(robots: str, seconds: float) -> None:
    assert least_delay(ProtegoRobotParser(robots.encode(), None), "gleaner") == seconds


@given(st.floats(0, 120), st.floats(0, 120), st.floats(0, 1))
def test_jitter_never_brings_a_delay_below_what_robots_txt_asks(least: float, delay: float, jitter: float) -> None:
    slot = Slot(8, delay, jitter)
    keep_least(slot, least)
    if least:
        assert all(slot.download_delay() >= least * (1 - 1e-9) for _ in range(20))
        assert slot.delay * (1 + slot.jitter) <= max(delay * 1.2, least * 1.5) * (1 + 1e-9)
    else:
        assert (slot.delay, slot.jitter) == (delay, jitter)
    before = slot.delay
    keep_least(slot, least)
    assert slot.delay == before


# --- the extension, on a downloader of our own


def settings_of(source: Source | None, **values: object) -> Settings:
    settings = Settings()
    settings.setdict({"DOWNLOAD_DELAY": 1.0, "AUTOTHROTTLE_ENABLED": True, "AUTOTHROTTLE_START_DELAY": 1.0}, "project")
    settings.setdict(values, "cmdline")
    polite_settings(settings, source)
    return settings


def source_of(delay: float | None = None, **rules: Any) -> Source:
    return Source(id="courier", crawl=CrawlRules(delay=delay, **rules))


class Call:
    """A call to come, kept instead of made."""

    def __init__(self, delay: float, function: Any, *args: Any) -> None:
        self.delay, self.function, self.args = delay, function, args
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class Loop:
    """A looping call that never calls."""

    def __init__(self, function: Any) -> None:
        self.running = False

    def start(self, interval: float, now: bool) -> None:
        self.running = True

    def stop(self) -> None:
        self.running = False


class Downloader:
    def __init__(self) -> None:
        self.slots: dict[str, Slot] = {}

    def get_slot_key(self, request: Request) -> str:
        return request.url.split("/")[2]

    def _latercall(self, slot: Slot) -> None:
        slot.latercall = None


class Stats(dict[str, int]):
    def inc_value(self, name: str, count: int = 1) -> None:
        self[name] = self.get(name, 0) + count


class Crawl:
    """A crawl's politeness with a downloader in which nothing is sent."""

    def __init__(self, source: Source | None = None, **values: object) -> None:
        self.clock = Clock()
        self.downloader = Downloader()
        self.closing: object = None
        self.engine = SimpleNamespace(downloader=self.downloader, _slot=SimpleNamespace(closing=None))
        settings = settings_of(source, **values)
        self.spider: Any = SimpleNamespace(source=source)
        self.stats = Stats()
        crawler: Any = SimpleNamespace(settings=settings, engine=self.engine, stats=self.stats, spider=self.spider)
        self.politeness = Politeness(crawler, clock=self.clock)

    def slot(self, delay: float = 1.0) -> Any:
        return self.downloader.slots.setdefault(HOST, Slot(8, delay, 0.5))

    def robots(self, text: str) -> None:
        self.politeness.robots_parsed(ProtegoRobotParser(text.encode(), None), Request(URL))

    def reach(self) -> Request:
        request = Request(URL)
        self.politeness.request_reached_downloader(request, self.spider)
        return request

    def answer(self, status: int, **headers: str) -> Request:
        request = Request(URL)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.politeness.response_downloaded(Response(URL, status=status, headers=named), request, self.spider)
        return request


@pytest.fixture(autouse=True)
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    made: list[Call] = []

    def call_later(delay: float, function: Any, *args: Any) -> Call:
        made.append(Call(delay, function, *args))
        return made[-1]

    monkeypatch.setattr(module, "call_later", call_later)
    monkeypatch.setattr(module, "utc_now", lambda: NOW)
    monkeypatch.setattr(module, "create_looping_call", Loop)
    return made


def test_the_crawl_delay_holds_from_the_next_request_on_and_after_the_slot_is_made_anew() -> None:
    crawl = Crawl()
    crawl.robots("User-agent: *\nCrawl-delay: 8\n")
    crawl.slot()
    crawl.reach()
    assert crawl.slot().delay == pytest.approx(10.0)
    crawl.downloader.slots.clear()  # as after a minute without requests
    crawl.slot()
    crawl.reach()
    assert crawl.slot().delay == pytest.approx(10.0)


def test_autothrottle_has_not_the_last_word() -> None:
    crawl = Crawl()
    crawl.robots("User-agent: *\nCrawl-delay: 8\n")
    slot = crawl.slot()
    slot.delay = 1.2  # what AutoThrottle made of a quick answer, just before
    crawl.answer(200)
    assert slot.delay == pytest.approx(10.0)
    slot.delay = 30.0
    crawl.answer(200)
    assert slot.delay == 30.0


def test_a_crawl_delay_is_capped_and_that_is_told(caplog: pytest.LogCaptureFixture) -> None:
    crawl = Crawl(CRAWL_DELAY_MAX=20)
    crawl.robots("User-agent: *\nCrawl-delay: 3600\n")
    assert crawl.politeness.pauses.of(HOST).least == 20.0
    assert "asks for 3600 s between requests; it is asked every 20 s (CRAWL_DELAY_MAX)" in caplog.text


@pytest.mark.parametrize("value", ["40", "Wed, 04 Mar 2026 07:30:40 GMT"])
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_holds_the_whole_slot(calls: list[Call], status: int, value: str) -> None:
    crawl = Crawl()
    slot = crawl.slot()
    request = crawl.answer(status, Retry_After=value)
    assert request.meta["retry_after"] == 40.0
    assert [(call.delay, call.cancelled) for call in calls] == [(40.0, False)]
    assert slot.latercall is calls[0]  # while it is there, Scrapy sends nothing from the slot
    crawl.answer(status, Retry_After="10")
    assert len(calls) == 1
    crawl.answer(status, Retry_After="100")
    assert (calls[0].cancelled, calls[1].delay, slot.latercall) == (True, 100.0, calls[1])
    assert crawl.stats == {"politeness/pauses": 1, "politeness/paused_seconds": 100}


def test_a_pause_outlives_its_slot(calls: list[Call]) -> None:
    crawl = Crawl()
    crawl.slot()
    crawl.answer(429, Retry_After="90")
    crawl.downloader.slots.clear()
    crawl.clock.now += 70
    slot = crawl.slot()
    crawl.reach()
    assert slot.latercall is calls[-1]
    assert calls[-1].delay == 20.0
    crawl.reach()
    assert len(calls) == 2
    crawl.clock.now += 20
    slot.latercall = None
    crawl.reach()
    assert slot.latercall is None


def test_other_answers_pause_nothing(calls: list[Call]) -> None:
    crawl = Crawl()
    crawl.slot()
    for status in (200, 301, 404, 500):
        assert "retry_after" not in crawl.answer(status, Retry_After="40").meta
    assert "retry_after" not in crawl.answer(503).meta
    assert calls == []
    assert crawl.answer(429).meta["retry_after"] == FIRST_PAUSE


def waiting(slot: Slot) -> list[BaseException]:
    """What three requests that wait in the slot get."""
    got: list[BaseException] = []

    def keep(failure: Failure) -> None:
        assert failure.value is not None
        got.append(failure.value)

    for _ in range(3):
        deferred: Deferred[Any] = Deferred()
        deferred.addErrback(keep)
        slot.queue.append((Request(URL), deferred))
    return got


def test_what_waits_is_given_back_if_the_pause_is_longer_than_the_run(
    calls: list[Call], caplog: pytest.LogCaptureFixture
) -> None:
    crawl = Crawl(RETRY_AFTER_MAX=300)
    got = waiting(crawl.slot())
    crawl.answer(429, Retry_After="300")
    crawl.politeness.give_back()
    assert got == []
    assert not crawl.politeness.too_long(300.0)
    request = crawl.answer(429, Retry_After="301")
    assert crawl.politeness.too_long(request.meta["retry_after"])
    crawl.politeness.give_back()
    assert [type(error) for error in got] == [NotSentError] * 3
    assert [error.retry_after for error in got if isinstance(error, NotSentError)] == [301.0] * 3
    assert not crawl.slot().queue
    assert crawl.stats["politeness/not_sent"] == 3
    assert f"{URL}: answers 429; its host is asked again in 301 s" in caplog.text


def test_what_waits_is_given_back_when_the_crawl_stops() -> None:
    crawl = Crawl()
    got = waiting(crawl.slot())
    crawl.politeness.give_back()
    assert got == []
    crawl.engine._slot.closing = object()
    crawl.politeness.give_back()
    assert [(type(error), getattr(error, "retry_after", 0)) for error in got] == [(NotSentError, None)] * 3


@pytest.mark.parametrize(
    ("source", "values", "told"),
    [
        (source_of(), {}, True),
        (source_of(), {"CONTACT": "mara@example.org"}, False),
        (source_of(), {"USER_AGENT": "our own"}, False),
        (source_of(allow_private=True), {}, False),
        (None, {}, False),
    ],
)
def test_a_public_crawl_without_a_contact_says_how_to_set_one(
    source: Source | None, values: dict[str, object], told: bool, caplog: pytest.LogCaptureFixture
) -> None:
    crawl = Crawl(source, **values)
    crawl.politeness.spider_opened(crawl.spider)
    assert crawl.politeness.looks.running
    crawl.politeness.spider_closed(crawl.spider)
    assert not crawl.politeness.looks.running
    assert ("set CONTACT to your mail or web address" in caplog.text) is told
    assert len(caplog.records) == int(told)
