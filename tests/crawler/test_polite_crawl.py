"""Politeness and the guard in a real crawl: Scrapy in a process of its own, a server on loopback."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CRAWL_DELAY, PAUSE = 0.3, 1
EARLY = 0.01  # seconds by which a call may come too early by another clock

# 127.0.0.1 stands for a public address here, 127.0.0.2 for a private one. `rebound.example` changes its address.
CRAWL = """
import json, socket, sys
from scrapy import Request, Spider, signals
from scrapy.crawler import CrawlerProcess
from scrapy.utils.project import get_project_settings
from cleaning.model import CrawlRules, Source
from crawler import guard, resolver

given = json.loads(sys.argv[1])
names = given["names"]
resolver.is_public = guard.is_public = lambda address: address == "127.0.0.1"

def look_up(name):
    known = names.get(name, [name] if name.startswith("127.") else [])
    if not known:
        raise socket.gaierror("unknown")
    return known.pop(0) if len(known) > 1 else known[0]

socket.gethostbyname = look_up

class Asking(Spider):
    name = "asking"
    source = Source(id="asking", crawl=CrawlRules(delay=0.0, allow_private=given["allow_private"]))

    async def start(self):
        self.crawler.signals.connect(self.arrived, signals.response_downloaded)
        for url in given["urls"]:
            yield Request(url, self.answered, errback=self.failed, dont_filter=True, priority=-given["urls"].index(url),
                          meta={"handle_httpstatus_list": [429]})

    def arrived(self, request):
        slot = self.crawler.engine.downloader.slots[request.meta["download_slot"]]
        print(json.dumps(["sent", slot.lastseen]))

    def answered(self, response):
        said = {name: response.meta.get(name) for name in ("reservations", "retry_after")}
        print(json.dumps([response.request.url, response.status, said]))

    def failed(self, failure):
        print(json.dumps([failure.request.url, type(failure.value).__name__, str(failure.value)]))

settings = get_project_settings()
settings.setdict({"SPIDER_LOADER_CLASS": "scrapy.spiderloader.SpiderLoader", "ITEM_PIPELINES": {}, "RETRY_ENABLED": False,
                  "EXTENSIONS": {"crawler.report.Report": None}, "DNSCACHE_ENABLED": False, "CONCURRENT_REQUESTS": 1,
                  "CONTACT": "mara@example.org"}, "cmdline")
process = CrawlerProcess(settings)
process.crawl(Asking)
process.start()
"""  # noqa: E501 - a program in a text


@dataclass
class Web:
    """A server that keeps what was asked of it, and what it answers: status, headers, body by path.

    ``sent`` is when Scrapy sent each request that was answered, in seconds.
    """

    port: int = 0
    answers: dict[str, list[tuple[int, dict[str, str], bytes]]] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)

    def crawl(self, *urls: str, allow_private: bool, **names: list[str]) -> dict[str, Any]:
        """What the crawl said of each URL. ``names`` are hosts without ``.example``, and their addresses."""
        given = {
            "urls": [url.replace("PORT", str(self.port)) for url in urls],
            "names": {f"{name}.example": addresses for name, addresses in names.items()},
            "allow_private": allow_private,
        }
        command = [sys.executable, "-c", CRAWL, json.dumps(given)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=ROOT, check=False)
        assert done.returncode == 0, done.stderr
        lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
        self.sent = [line[1] for line in lines if line[0] == "sent"]
        return {url.replace(str(self.port), "PORT"): said for url, *said in lines if url != "sent"}


@pytest.fixture
def web() -> Iterator[Web]:
    made = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            agent = self.headers.get("User-Agent", "")
            made.asked.append((self.headers["Host"].partition(":")[0], self.path, agent))
            answers = made.answers.get(self.path, [(404 if self.path == "/robots.txt" else 200, {}, b"")])
            status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value.replace("PORT", str(made.port)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("", 0), Handler)
    made.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_crawl_delay_and_retry_after_are_kept_and_reservations_told(web: Web) -> None:
    robots = f"User-agent: *\nCrawl-delay: {CRAWL_DELAY}\nDisallow: /drafts/\nContent-Signal: ai-train=no\n"
    web.answers = {"/robots.txt": [(200, {}, robots.encode())], "/busy": [(429, {"Retry-After": str(PAUSE)}, b"")]}
    site = "http://127.0.0.1:PORT"
    paths = ("/a", "/drafts/b", "/busy", "/c", "/d")
    said = web.crawl(*(f"{site}{path}" for path in paths), allow_private=True)
    assert [path for _, path, _ in web.asked] == ["/robots.txt", "/a", "/busy", "/c", "/d"]
    gaps = [later - earlier for earlier, later in pairwise(web.sent)]
    assert len(gaps) == 4
    assert all(gap >= CRAWL_DELAY - EARLY for gap in gaps)
    assert gaps[2] >= PAUSE - EARLY
    assert all(agent.startswith("gleaner/") and agent.endswith("(+mara@example.org)") for *_, agent in web.asked)
    kept = ["robots.txt: Content-Signal: ai-train=no"]
    assert said[f"{site}/a"] == [200, {"reservations": kept, "retry_after": None}]
    status, more = said[f"{site}/busy"]
    assert (status, more["reservations"]) == (429, kept)
    assert PAUSE - EARLY < more["retry_after"] <= PAUSE
    assert said[f"{site}/drafts/b"][0] == "RobotsForbiddenError"


def test_nothing_leads_to_a_private_address(web: Web) -> None:
    web.answers = {
        "/away": [(302, {"Location": "http://inside.example:PORT/secret"}, b"")],
        "/odd": [(302, {"Location": "http://2130706434:PORT/secret"}, b"")],
        "/file": [(302, {"Location": "file:///etc/hostname"}, b"")],
        "/again": [(200, {"Connection": "close"}, b"")],
    }
    site = "http://site.example:PORT"
    urls = (f"{site}/page", f"{site}/away", f"{site}/odd", f"{site}/file", "http://inside.example:PORT/secret",
            "http://127.0.0.2:PORT/secret", "http://localhost:PORT/secret", "http://rebound.example:PORT/again",
            "http://rebound.example:PORT/secret", "http://unknown.example:PORT/x")  # fmt: skip
    # Its robots.txt and its first page are asked at a public address, then it turns to a private one.
    turns = ["127.0.0.1", "127.0.0.1", "127.0.0.2"]
    said = web.crawl(*urls, allow_private=False, site=["127.0.0.1"], inside=["127.0.0.2"], rebound=turns)
    assert said[f"{site}/page"][0] == said["http://rebound.example:PORT/again"][0] == 200
    refused = {url for url, (what, *_) in said.items() if what == "PrivateAddressError"}
    assert "/secret" not in {path for _, path, _ in web.asked}
    assert {host for host, _, _ in web.asked} == {"site.example", "rebound.example"}
    assert {url for url in urls if url.endswith("/secret")} <= refused
    assert "rebound.example is at 127.0.0.2" in said["http://rebound.example:PORT/secret"][1]
    assert said["http://unknown.example:PORT/x"][0] == "RobotsUnreachableError"
    assert said["http://inside.example:PORT/secret"][0] == "PrivateAddressError"
