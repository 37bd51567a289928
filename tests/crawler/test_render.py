"""Rendering: what a source needs for it, and pages in a real browser, whose articles their scripts write."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from scrapy.http import HtmlResponse
from scrapy.settings import Settings

from cleaning.model import CrawlRules, Source
from crawler import render
from crawler.model import Kind
from crawler.render import RenderError, render_meta, render_settings, was_rendered

ROOT = Path(__file__).parents[2]
RENDERED = Source(id="ferry", crawl=CrawlRules(render=True, allow_private=True))
PLAIN = Source(id="ferry")

needs_browser = pytest.mark.skipif(
    not any(map(shutil.which, render.CHROMIUM_NAMES)), reason="no Chromium here: apt install chromium"
)

SHELL = b"""<html><head><title>Ferry</title><meta charset="windows-1252"></head><body><img src="/boat.png">
<iframe src="/frame"></iframe><div id="story"></div><script>
fetch("/story.json").then(answer => answer.json()).then(story => {
  const paragraph = document.createElement("p");
  paragraph.textContent = story.text + " " + new Date(0).getHours() + " " + navigator.userAgent;
  document.getElementById("story").append(paragraph);
})</script></body></html>"""
PAGES = {
    "/endless": b"<p>The deep.<script>while (true) {}</script>",
    "/shell": SHELL,
    "/late": b"<p>The first pier.<script src='/never.js'></script><p>The second pier.",
    "/leaving": b"<p>The quay.<script>open('/popup'); setTimeout(() => { location = '/elsewhere' }, 10)</script>",
    "/gone": b"<p>The jetty.<script>location = '/elsewhere'</script>",
    "/restless": b"<p>The tide.<script>setInterval(() => fetch('/story.json'), 100)</script>",
    "/huge": b"<body><script>document.body.append('wave '.repeat(1e5))</script>",
}
STORY = {"text": "The ferry — الباخرة — sails at noon. " + "Nobody at the quay had expected to see it again. " * 9}

SPIDER = """
import json, sys
from scrapy import Request, Spider
from cleaning.model import CrawlRules, Source
from crawler.model import Kind
from crawler.render import render_meta, render_settings, was_rendered

class Ferry(Spider):
    name = "ferry"
    handle_httpstatus_all = True
    source = Source(id="ferry", crawl=CrawlRules(render=True, allow_private={allow_private}))

    @classmethod
    def update_settings(cls, settings):
        super().update_settings(settings)
        render_settings(settings, cls.source)

    async def start(self):
        for url in {urls}:
            meta = render_meta(self.source, Kind.PAGE) | {{"dont_redirect": True, "handle_httpstatus_all": True}}
            yield Request(url, self.came, errback=self.failed, meta=meta, headers={{"Accept-Encoding": "gzip"}})

    def came(self, response):
        self.tell(response.url, response.status, body=response.text, rendered=was_rendered(response),
            headers=sorted(name.decode() for name in response.headers))

    def failed(self, failure):
        self.tell(failure.request.url, type(failure.value).__name__)

    def tell(self, url, status, **more):
        print(json.dumps({{"url": url, "status": status, **more}}), flush=True)
"""


class Site(BaseHTTPRequestHandler):
    """A site whose articles are written by scripts; keeps the paths that it was asked for."""

    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        if self.path == "/never.js":
            return  # without an answer
        if self.path == "/moved":
            self.answer(301, b"", Location="/shell")
        elif self.path == "/feed":
            link = f"http://{self.headers['Host']}/shell"
            feed = f"<rss version='2.0'><channel><item><link>{link}</link></item></channel></rss>"
            self.answer(200, feed.encode(), **{"Content-Type": "application/rss+xml"})
        elif self.path == "/story.json":
            self.answer(200, json.dumps(STORY).encode(), **{"Content-Type": "application/json"})
        elif page := PAGES.get(self.path):
            self.answer(200, page, **{"Content-Type": "text/html", "ETag": '"1"', "X-Kept": "yes"})
        else:
            self.answer(404, b"<p>No such pier.", **{"Content-Type": "text/html"})

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def site() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The site's address, and what it was asked for: path and user agent."""
    asked: list[tuple[str, str]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("OneSite", (Site,), {"asked": asked}))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def crawl(base: str, paths: list[str], folder: Path, *, allow_private: bool = True) -> dict[str, dict[str, Any]]:
    """What a spider got for each path."""
    spider = folder / "ferry.py"
    spider.write_text(SPIDER.format(allow_private=allow_private, urls=[base + path for path in paths]), "utf-8")
    settings = {"ADDONS": "{}", "ROBOTSTXT_OBEY": 0, "RETRY_ENABLED": 0, "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": 0,
        "USER_AGENT": "ferry-test", "LOG_LEVEL": "ERROR", "DOWNLOAD_MAXSIZE": 100_000, "RENDER_QUIET": 1.5,
        "RENDER_TIMEOUT": 8}  # fmt: skip
    given = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    command = [sys.executable, "-W", "error::ResourceWarning", "-m", "scrapy", "runspider", str(spider), *given]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=100)
    assert done.stderr == ""
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == len(paths)
    return {one["url"].removeprefix(base): one for one in told}


@needs_browser
def test_pages_are_what_their_scripts_make_of_them(site: tuple[str, list[tuple[str, str]]], tmp_path: Path) -> None:
    base, asked = site
    got = crawl(base, [*PAGES, "/moved", "/none"], tmp_path)

    shell = got["/shell"]
    assert shell["rendered"]
    assert f"<p>{STORY['text']} 0 ferry-test</p>" in shell["body"]  # hour 0: the browser lives in UTC
    assert "X-Kept" in shell["headers"]
    assert "Etag" not in shell["headers"]  # it stands for the shell, not for the story

    assert "The second pier." in got["/late"]["body"]
    for path, words in [("/leaving", "The quay."), ("/gone", "The jetty."), ("/restless", "The tide.")]:
        assert got[path]["rendered"]
        assert words in got[path]["body"]
    assert got["/endless"]["status"] == "DownloadTimeoutError"
    assert got["/huge"]["status"] == "DownloadCancelledError"
    for path, status in [("/moved", 301), ("/none", 404)]:
        assert (got[path]["status"], got[path]["rendered"]) == (status, False)

    paths = [path for path, _ in asked]
    assert set(paths) == {*PAGES, "/moved", "/none", "/story.json", "/never.js"}  # no picture, frame, popup, elsewhere
    assert all(paths.count(path) == 1 for path in PAGES)
    assert {agent for _, agent in asked} == {"ferry-test"}


def crawl_source(base: str, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """A crawl of a source with one page, which its feed names; the data are in the folder ``data``."""
    toml = f"""id = "ferry"\ndomains = ["127.0.0.1"]\n
        [crawl]\nfeeds = ["{base}/feed"]\nallow_private = true\ndelay = 0\nrender = true\n"""
    (folder / "sources" / "ferry").mkdir(parents=True)
    (folder / "sources" / "ferry" / "source.toml").write_text(toml, "utf-8")
    given = ["-s", f"SOURCES_DIR={folder / 'sources'}", "-s", f"DATA_DIR={folder / 'data'}", *more]
    command = [sys.executable, "-m", "scrapy", "crawl", "ferry", *given]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=100)


@needs_browser
def test_a_crawl_archives_and_cleans_what_the_scripts_made(
    site: tuple[str, list[tuple[str, str]]], tmp_path: Path
) -> None:
    done = crawl_source(site[0], tmp_path, "-s", "PROGRESS_SECONDS=0.5")
    assert done.returncode == 0, done.stderr
    told = re.sub(" +", " ", done.stderr)
    assert "\nURLs known 2\n archived 2\nfetched now archived 1, listings 1\nrecords 1\n" in told
    assert re.search(r" ferry: \d+ queued, \d+ fetched, ", told)
    [record] = map(json.loads, (tmp_path / "data/records/ferry/records.jsonl").read_text("utf-8").splitlines())
    assert STORY["text"].strip() in record["articleBody"]
    with gzip.open(next(tmp_path.glob("data/archive/ferry/*.warc.gz"))) as archive:
        kept = [line for line in archive if line.startswith(b"WARC-JSON-Metadata")]
    assert [b'"rendered":true' in line for line in kept if b'"what":"page"' in line] == [True]


def test_a_browser_that_does_not_start_ends_the_crawl(site: tuple[str, list[tuple[str, str]]], tmp_path: Path) -> None:
    done = crawl_source(site[0], tmp_path, "-s", "CHROMIUM=/bin/false")
    assert done.returncode != 0
    assert "ferry: the crawl ends, because the browser cannot be started: BrowserType.launch: " in done.stderr
    assert "Traceback" not in done.stderr
    assert re.search("^left to fetch +1: stopped early", done.stderr, re.MULTILINE)
    missing = crawl_source(site[0], tmp_path / "again", "-s", "CHROMIUM=/bin/no-such-browser")
    assert missing.returncode == 2
    assert "the setting CHROMIUM names none: /bin/no-such-browser" in missing.stderr


@needs_browser
def test_scripts_do_not_get_to_private_addresses(site: tuple[str, list[tuple[str, str]]], tmp_path: Path) -> None:
    base, asked = site
    got = crawl(base, ["/shell"], tmp_path, allow_private=False)
    assert STORY["text"] not in got["/shell"]["body"]
    assert [path for path, _ in asked] == ["/shell"]


def test_a_source_that_needs_no_browser_changes_nothing() -> None:
    settings = Settings()
    before = settings.copy_to_dict()
    render_settings(settings, PLAIN)
    assert settings.copy_to_dict() == before
    assert render_meta(PLAIN, Kind.PAGE) == {}


def test_pages_and_sections_are_rendered_feeds_and_sitemaps_are_not() -> None:
    rendered = [kind for kind in Kind if render_meta(RENDERED, kind)]
    assert rendered == [Kind.SECTION, Kind.PAGE]


def test_a_missing_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "find_spec", lambda name: None)
    with pytest.raises(RenderError, match=r"ferry: \[crawl\] render = true needs .* pip install 'gleaner\[js\]'"):
        render_settings(Settings(), RENDERED)


def test_a_missing_browser_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "find_spec", lambda name: name)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(RenderError, match="apt install chromium"):
        render_settings(Settings(), RENDERED)
    with pytest.raises(RenderError, match="the setting CHROMIUM names none: /opt/none"):
        render_settings(Settings({"CHROMIUM": "/opt/none"}), RENDERED)


@pytest.mark.parametrize("is_root", [True, False])
def test_the_sandbox_is_off_for_root_only(monkeypatch: pytest.MonkeyPatch, is_root: bool) -> None:
    monkeypatch.setattr(render, "find_spec", lambda name: name)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(render, "is_root", lambda: is_root)
    settings = Settings({"DOWNLOAD_HANDLERS": {"ftp": None}})
    render_settings(settings, RENDERED)
    launch = settings.getdict("PLAYWRIGHT_LAUNCH_OPTIONS")
    assert launch["chromium_sandbox"] is not is_root
    assert launch["executable_path"] == "/usr/bin/chromium"
    handlers = settings.getdict("DOWNLOAD_HANDLERS")
    assert handlers == {"ftp": None, "http": render.HANDLER, "https": render.HANDLER}


def test_a_response_says_whether_it_was_rendered() -> None:
    assert was_rendered(HtmlResponse("http://ferry.example/", flags=[render.FLAG]))
    assert not was_rendered(HtmlResponse("http://ferry.example/"))
