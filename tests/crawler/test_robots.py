from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Awaitable, Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError, NotConfigured
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.guard import PrivateAddressError
from crawler.politeness import NotSentError
from crawler.robots import (
    FIRST_WAIT,
    FRESH,
    LONGEST_WAIT,
    MOST_BYTES,
    MOST_SIGNALS,
    Robots,
    RobotsForbiddenError,
    RobotsUnreachableError,
    robots_body,
    usage_signals,
)

SITE = "https://www.brackwater-courier.example"
Answers = dict[str, "Response | Exception | list[Response | Exception]"]


class Stats(dict[str, int]):
    def inc_value(self, name: str) -> None:
        self[name] = self.get(name, 0) + 1


class Web:
    """A crawl with answers instead of a network. ``now`` is its clock; ``parsed`` the robots.txt files it heard of."""

    def __init__(self, answers: Answers, **settings: object) -> None:
        self.answers = answers
        self.asked: list[Request] = []
        self.parsed: list[tuple[Any, Request]] = []
        self.now = 0.0
        self.stats = Stats()
        self.gate: asyncio.Event | None = None
        crawler: Any = SimpleNamespace(
            settings=Settings({"ROBOTSTXT_OBEY": True, **settings}),
            stats=self.stats,
            spider=None,
            engine=SimpleNamespace(download_async=self.download),
            signals=SimpleNamespace(send_catch_log_async=self.heard),
        )
        self.robots = Robots(crawler, clock=lambda: self.now)

    async def download(self, request: Request) -> Response:
        self.asked.append(request)
        if self.gate is not None:
            await self.gate.wait()
        answer = self.answers[request.url]
        if isinstance(answer, list):
            answer = answer.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def heard(self, signal: object, robotparser: Any, request: Request) -> None:
        self.parsed.append((robotparser, request))

    async def ask(self, url: str) -> Request:
        request = Request(url)
        await self.robots.process_request(request)
        return request


def run(made: Callable[[], Awaitable[Any]]) -> Any:
    async def main() -> Any:
        return await made()

    return asyncio.run(main())


def robots_txt(text: str | bytes, status: int = 200, url: str = f"{SITE}/robots.txt", **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(url, status=status, body=text.encode() if isinstance(text, str) else text, headers=named)


def web_of(answer: Response | Exception | list[Response | Exception]) -> Web:
    return Web({f"{SITE}/robots.txt": answer})


FORBIDS_DRAFTS = "User-agent: *\nDisallow: /drafts/\n"


def test_what_is_forbidden_is_not_fetched() -> None:
    web = web_of(robots_txt(FORBIDS_DRAFTS))
    run(lambda: web.ask(f"{SITE}/news/1"))
    with pytest.raises(RobotsForbiddenError, match=r"/drafts/2: robots\.txt forbids it"):
        run(lambda: web.ask(f"{SITE}/drafts/2"))
    assert len(web.asked) == 1
    assert web.stats["robotstxt/forbidden"] == 1
    sent = web.asked[0]
    assert sent.headers["Accept-Encoding"] == b"identity"
    assert sent.meta["dont_obey_robotstxt"] is sent.meta["dont_redirect"] is True


def test_our_own_group_is_obeyed_by_our_name() -> None:
    web = web_of(robots_txt("User-agent: *\nDisallow:\n\nUser-agent: Gleaner\nDisallow: /\n"))
    with pytest.raises(RobotsForbiddenError):
        run(lambda: web.ask(f"{SITE}/news/1"))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_host_without_robots_txt_allows_everything(status: int) -> None:
    web = web_of(robots_txt("User-agent: *\nDisallow: /\n", status))
    assert run(lambda: web.ask(f"{SITE}/news/1")).meta["reservations"] == ()
    assert web.parsed == []


@pytest.mark.parametrize("status", [500, 502, 503, 599, 429, 100])
def test_a_host_that_cannot_say_allows_nothing_for_now(status: int) -> None:
    web = web_of([robots_txt("", status), robots_txt(FORBIDS_DRAFTS)])
    for _ in range(2):
        with pytest.raises(RobotsUnreachableError, match=f"HTTP status {status}") as caught:
            run(lambda: web.ask(f"{SITE}/news/1"))
        assert caught.value.retry_after == FIRST_WAIT
    assert len(web.asked) == 1
    web.now = FIRST_WAIT
    run(lambda: web.ask(f"{SITE}/news/1"))
    assert web.stats["robotstxt/unreachable"] == 1


def test_a_host_that_cannot_be_reached_is_asked_less_and_less_often() -> None:
    web = web_of([CannotResolveHostError("no such name") for _ in range(12)])
    waits = []
    for _ in range(12):
        with pytest.raises(RobotsUnreachableError, match="no such name") as caught:
            run(lambda: web.ask(f"{SITE}/news/1"))
        waits.append(caught.value.retry_after)
        web.now += waits[-1]
    assert waits == [*(FIRST_WAIT * 2**n for n in range(10)), *[LONGEST_WAIT] * 2]


def test_retry_after_of_a_robots_txt_is_waited_for() -> None:
    web = web_of(robots_txt("", 503, Retry_After="900"))
    with pytest.raises(RobotsUnreachableError) as caught:
        run(lambda: web.ask(f"{SITE}/news/1"))
    assert caught.value.retry_after == 900


def test_a_request_that_was_not_sent_says_nothing_of_its_host() -> None:
    web = web_of([NotSentError("stopped"), robots_txt("")])
    with pytest.raises(NotSentError):
        run(lambda: web.ask(f"{SITE}/news/1"))
    run(lambda: web.ask(f"{SITE}/news/1"))


def redirects(number: int) -> Answers:
    """A chain of redirects through several hosts that ends at a robots.txt."""
    answers: Answers = {}
    url = f"{SITE}/robots.txt"
    for hop in range(number):
        target = f"https://host{hop}.example/robots.txt" if hop % 2 else f"//host{hop}.example/robots.txt"
        answers[url] = robots_txt("", (301, 302, 303, 307, 308)[hop % 5], url, Location=target)
        url = f"https://host{hop}.example/robots.txt"
    answers[url] = robots_txt(FORBIDS_DRAFTS, url=url)
    return answers


@pytest.mark.parametrize("number", [1, 5])
def test_redirects_are_followed_to_other_hosts_too(number: int) -> None:
    web = Web(redirects(number))
    with pytest.raises(RobotsForbiddenError):
        run(lambda: web.ask(f"{SITE}/drafts/2"))
    assert len(web.asked) == number + 1
    assert web.stats["robotstxt/request_count"] == web.stats["robotstxt/response_count"] == number + 1


@pytest.mark.parametrize("answers", [redirects(6), {f"{SITE}/robots.txt": robots_txt("", 302)}])
def test_redirects_that_lead_nowhere_are_no_robots_txt(answers: Answers) -> None:
    web = Web(answers)
    run(lambda: web.ask(f"{SITE}/drafts/2"))
    assert len(web.asked) <= 6


def test_a_redirect_to_a_private_address_is_told_as_one() -> None:
    web = Web(
        {
            f"{SITE}/robots.txt": robots_txt("", 302, Location="http://127.0.0.1/robots.txt"),
            "http://127.0.0.1/robots.txt": PrivateAddressError("http://127.0.0.1/robots.txt"),
        }
    )
    for _ in range(2):
        with pytest.raises(PrivateAddressError, match=r"http://127\.0\.0\.1"):
            run(lambda: web.ask(f"{SITE}/news/1"))
    assert len(web.asked) == 2
    assert "robotstxt/unreachable" not in web.stats


def test_all_that_wait_for_one_robots_txt_are_judged_by_it() -> None:
    web = web_of(robots_txt(FORBIDS_DRAFTS))

    async def many() -> list[Any]:
        web.gate = asyncio.Event()
        asks = [asyncio.ensure_future(web.ask(f"{SITE}/drafts/{n}")) for n in range(5)]
        await asyncio.sleep(0)
        web.gate.set()
        return await asyncio.gather(*asks, return_exceptions=True)

    assert [type(found) for found in run(many)] == [RobotsForbiddenError] * 5
    assert len(web.asked) == 1


def test_one_that_is_given_up_takes_nothing_from_the_others() -> None:
    web = web_of(robots_txt(FORBIDS_DRAFTS))

    async def many() -> Any:
        web.gate = asyncio.Event()
        first, second = (asyncio.ensure_future(web.ask(f"{SITE}/news/{n}")) for n in range(2))
        await asyncio.sleep(0)
        first.cancel()
        web.gate.set()
        return await second

    assert run(many).meta["reservations"] == ()


def test_a_robots_txt_is_kept_for_a_day_and_for_its_own_scheme_and_port() -> None:
    web = Web(
        {
            f"{SITE}/robots.txt": [robots_txt(""), robots_txt(FORBIDS_DRAFTS)],
            f"{SITE}:8443/robots.txt": robots_txt(""),
            f"{SITE.replace('https', 'http')}/robots.txt": robots_txt(""),
        }
    )
    for url in (SITE, f"{SITE}:8443", SITE.replace("https", "http")):
        run(partial(web.ask, f"{url}/drafts/1"))
    assert len(web.asked) == 3
    web.now = FRESH - 1
    run(lambda: web.ask(f"{SITE}/drafts/1"))
    web.now = FRESH + 1
    with pytest.raises(RobotsForbiddenError):
        run(lambda: web.ask(f"{SITE}/drafts/1"))


def test_what_was_parsed_is_told_to_scrapys_signal() -> None:
    web = web_of(robots_txt("User-agent: *\nCrawl-delay: 3\n"))
    request = run(lambda: web.ask(f"{SITE}/news/1"))
    assert [(parser.crawl_delay("gleaner"), of) for parser, of in web.parsed] == [(3.0, request)]


@pytest.mark.parametrize("url", ["data:,x", "file:///etc/hosts"])
def test_other_schemes_have_no_robots_txt(url: str) -> None:
    web = Web({})
    assert "reservations" not in run(lambda: web.ask(url)).meta


def test_a_request_may_be_exempt_and_the_whole_crawl_too() -> None:
    web = Web({})
    run(lambda: web.robots.process_request(Request(SITE, meta={"dont_obey_robotstxt": True})))
    with pytest.raises(NotConfigured):
        Web({}, ROBOTSTXT_OBEY=False)


# --- bodies


def test_packed_bodies_are_unpacked() -> None:
    web = web_of(robots_txt(gzip.compress(FORBIDS_DRAFTS.encode()), Content_Encoding="gzip"))
    with pytest.raises(RobotsForbiddenError):
        run(lambda: web.ask(f"{SITE}/drafts/2"))


@pytest.mark.parametrize(
    "body", [b"\x1f\x8b", b"\x1f\x8bnothing", gzip.compress(FORBIDS_DRAFTS.encode())[:-9], zlib.compress(b"x"), b""]
)
def test_what_is_no_robots_txt_forbids_nothing_and_breaks_nothing(body: bytes) -> None:
    web = web_of(robots_txt(body))
    run(lambda: web.ask(f"{SITE}/news/2"))


def test_a_small_body_that_unpacks_to_a_large_one_is_cut() -> None:
    bomb = gzip.compress(b"Disallow: /x\n" * 10_000_000, compresslevel=1)
    assert len(robots_body(bomb)) <= MOST_BYTES


def test_no_rule_is_cut_in_two() -> None:
    line = b"Disallow: /private/letters\n"
    body = robots_body(b"User-agent: *\n" + line * (MOST_BYTES // len(line) + 10))
    assert body.endswith(b"/private/letters")
    assert MOST_BYTES - len(line) <= len(body) <= MOST_BYTES


# --- reservations

SIGNALS_TXT = """\
# our texts
User-agent: *
Content-Signal: search=yes,   ai-train=no # as of this year
Allow: /
Content-Usage: /letters/ train-ai=n

User-agent: Gleaner
User-agent: other/2.0
Content-signal: ai-train=no, search=no
"""


def texts(robots: str, agent: str) -> list[str]:
    return [signal.text for signal in usage_signals(robots, agent)]


def test_the_signals_of_our_group_are_ours() -> None:
    ours = ["robots.txt: Content-Signal: ai-train=no, search=no"]
    assert texts(SIGNALS_TXT, "gleaner") == texts(SIGNALS_TXT, "other") == ours
    assert texts(SIGNALS_TXT, "third") == [
        "robots.txt: Content-Signal: search=yes, ai-train=no",
        "robots.txt: Content-Usage: /letters/ train-ai=n",
    ]


def test_signals_before_any_group_are_everyones() -> None:
    text = "Content-Usage: train-ai=n\nUser-agent: gleaner\nDisallow:\n"
    assert texts(text, "gleaner") == texts(text, "third") == ["robots.txt: Content-Usage: train-ai=n"]


def test_a_page_carries_the_signals_that_are_about_it() -> None:
    web = web_of(robots_txt(SIGNALS_TXT.replace("Gleaner", "someone")))
    whole = "robots.txt: Content-Signal: search=yes, ai-train=no"
    letters = "robots.txt: Content-Usage: /letters/ train-ai=n"
    assert run(lambda: web.ask(f"{SITE}/news/1")).meta["reservations"] == (whole,)
    assert run(lambda: web.ask(f"{SITE}/letters/1")).meta["reservations"] == (whole, letters)


@given(st.text(alphabet=st.sampled_from("User-agent:*\n Conts-igl/ab=,#\x00\x85é"), max_size=300))
def test_no_text_breaks_the_reading_of_signals(text: str) -> None:
    for signal in usage_signals(text, "gleaner"):
        assert len(signal.text) < 600
        signal.is_about(f"{SITE}/x")


def test_many_signals_are_read_in_little_time() -> None:
    agents = "".join(f"User-agent: a{n}\n" for n in range(15_000))
    text = agents + "Content-Signal: /a ai-train=no\n" * 8_000
    assert len(texts(text, "a7")) == MOST_SIGNALS
    assert texts(text, "b") == []
