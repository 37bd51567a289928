"""``scrapy source add`` and ``check`` against a server on loopback, as a user runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from benchmarks.markup import page
from benchmarks.newsroom import article
from benchmarks.server import HTML, Reply, Server
from cleaning.sources import read_source
from crawler.commands.source import Command, is_here
from tests import listings

ROOT = Path(__file__).parents[3]
STORIES = {n: article(n, paragraphs=4, remarks=3 if n == 4 else 0) for n in range(1, 5)}
QUICK = ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", "WORKERS=1")
SHELL = "<html><head><title>Hill</title></head><body><div id='root'></div><script src='/app.js'></script></body></html>"
CONSENT = """<html lang="en"><head><title>We value your privacy</title></head><body><h1>We value your privacy</h1>
<p>We and our 214 partners store and access information on your device, such as cookies.</p>
<p>They serve to show you personalised advertising and to measure it. You can change your choice at any time.</p>
<button>Accept all</button> <button>Reject all</button> <a href="/privacy">Privacy policy</a></body></html>"""


def html(text: str) -> Reply:
    return Reply(body=text.encode(), headers={"Content-Type": HTML})


def rss(site: Server, *links: str) -> Reply:
    items = [(site.url + link, story) for link, story in zip(links, STORIES.values(), strict=False)]
    return Reply(body=listings.rss(site.url, items), headers={"Content-Type": "application/rss+xml"})


@pytest.fixture(scope="module")
def site() -> Iterator[Server]:
    with Server() as server:
        paths = {n: story.path for n, story in STORIES.items()}
        front = (
            '<html lang="en"><head><title>Hollin Gazette</title>'
            '<link rel="alternate" type="application/rss+xml" href="/feed"></head>'
            '<body><nav><a href="/harbour/">Harbour</a></nav><p>Welcome</p></body></html>'
        )
        robots = "User-agent: *\nDisallow: /private/\nCrawl-delay: 0\n"
        links = "".join(f'<a href="{path}">{STORIES[n].headline}</a>' for n, path in paths.items())
        server.routes |= {path: html(page(STORIES[n], server.url + path)) for n, path in paths.items()}
        server.routes |= {
            "/": html(front),
            "/robots.txt": Reply(body=robots.encode(), headers={"Content-Type": "text/plain"}),
            "/feed": rss(server, *paths.values()),
            "/harbour/": html(f"<html><body>{links}</body></html>"),
            "/empty/": html("<html><body><p>Nothing here</p></body></html>"),
            "/refused/feed": Reply(status=403),
            "/script/feed": rss(server, "/script/1", "/script/2"),
            "/script/1": html(SHELL),
            "/script/2": html(SHELL),
            "/consent/feed": rss(server, "/consent/1"),
            "/consent/1": html(CONSENT),
        }
        yield server


def source(*arguments: str, folder: Path, command: str = "source") -> subprocess.CompletedProcess[str]:
    settings = (*QUICK, f"SOURCES_DIR={folder / 'sources'}", f"DATA_DIR={folder / 'data'}")
    flags = [part for setting in settings for part in ("-s", setting)]
    call = [sys.executable, "-m", "scrapy", command, *arguments, *flags]
    return subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_site_is_added_checked_and_crawled(site: Server, tmp_path: Path) -> None:
    done = source("add", site.url, "--id", "gazette", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    file = tmp_path / "sources" / "gazette" / "source.toml"
    assert f"written: {file}" in done.stdout
    assert "next:    scrapy source check gazette" in done.stdout
    found = read_source(file)
    assert found.name == "Hollin Gazette"
    assert found.domains == ("127.0.0.1",)
    assert found.language == "en"
    assert found.crawl.feeds == (f"{site.url}/feed",)
    assert found.crawl.sections == (f"{site.url}/harbour/",)
    assert found.crawl.allow_private
    assert "# announced by the front page: 4 entries, the newest of" in file.read_text("utf-8")

    again = source("add", site.url, "--id", "gazette", folder=tmp_path)
    assert again.returncode == 2
    assert again.stderr == (
        f"scrapy source add: {file} is there: --id ID makes another source, "
        "--print shows the new one, --force replaces it\n"
    )
    assert source("gazette", folder=tmp_path, command="crawl").returncode == 0
    records = (tmp_path / "data" / "records" / "gazette" / "records.jsonl").read_text("utf-8")
    assert records.count("\n") == 4
    checked = source("check", "gazette", folder=tmp_path)
    assert checked.returncode == 0, checked.stdout
    assert "nothing to be mended" in checked.stdout


def test_printing_writes_nothing(site: Server, tmp_path: Path) -> None:
    done = source("add", f"{site.url}/feed", "--print", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"# {site.url}/feed, looked at on ")
    assert "# the address given: 4 entries" in done.stdout
    assert not (tmp_path / "sources").exists()


def test_a_site_with_nothing_to_crawl_is_not_written(site: Server, tmp_path: Path) -> None:
    done = source("add", f"{site.url}/empty/", folder=tmp_path)
    assert done.returncode == 1
    assert "shows no feed, no sitemap and no section: nothing to crawl, nothing written" in done.stderr
    assert not (tmp_path / "sources").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["add"], "add takes one URL"),
        (["mend"], r"say `add URL` or `check \[ID…\]`"),
        ([], r"say `add URL` or `check \[ID…\]`"),
        (["add", "https://hill.example/", "--wide"], "unknown option --wide"),
    ],
)
def test_a_wrong_call_is_told(tmp_path: Path, arguments: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        command(tmp_path).run(arguments, Namespace())


@pytest.mark.parametrize(
    ("arguments", "id", "message"),
    [
        (["add", "ftp://hill.example"], None, "scrapy source add: 'ftp://hill.example' is no http or https address"),
        (["add", "hill.example"], "../up", "scrapy source add: '../up' is no id for a source"),
        (["add", "hill.example"], "replay", "scrapy source add: 'replay' is no id for a source"),
        (["check"], None, "does not exist: `scrapy source add URL` makes one"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], id: str | None, message: str
) -> None:
    called = command(tmp_path)
    called.run(arguments, Namespace(id=id, force=False, print=False, json=False))
    assert called.exitcode == 2
    assert message in capsys.readouterr().err


def command(folder: Path) -> Command:
    found = Command()
    found.settings = Settings({"SOURCES_DIR": str(folder / "sources")})
    return found


@pytest.mark.parametrize(
    ("url", "is_loopback"),
    [
        ("http://127.0.0.1:8000/", True),
        ("http://localhost/", True),
        ("http://[::1]/", True),
        ("http://0x7f.1/", True),
        ("http://10.0.0.1/", False),
        ("http://169.254.169.254/", False),
        ("https://hill.example/", False),
    ],
)
def test_only_this_machine_needs_no_leave(url: str, is_loopback: bool) -> None:
    assert is_here(url) == is_loopback


def test_the_help_shows_examples() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "source", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "scrapy source add https://hillherald.example/ --print" in done.stdout
    assert "scrapy source check hillherald --json" in done.stdout


def write_source(folder: Path, name: str, crawl: str) -> None:
    file = folder / "sources" / name / "source.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f'id = "{name}"\ndomains = ["127.0.0.1"]\n{crawl}\n', "utf-8")


def known(url: str, **fields: object) -> str:
    return json.dumps({"url": url, "datePublished": "2024-05-01", "wordCount": 9, "comment": []} | fields) + "\n"


@pytest.fixture(scope="module")
def checks(site: Server, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a check says of a dozen sources at once."""
    folder = tmp_path_factory.mktemp("checks")
    table = "[crawl]\nallow_private = true\ndelay = 0\nfeeds = ['{}/{}']"
    for name, path in {
        "well": "feed",
        "dead": "no/feed",
        "forbidden": "private/feed",
        "refused": "refused/feed",
        "script": "script/feed",
        "consent": "consent/feed",
        "changed": "feed",
    }.items():
        write_source(folder, name, table.format(site.url, path))
    write_source(folder, "private", f"[crawl]\nfeeds = ['{site.url}/feed']")
    write_source(folder, "silent", f"[crawl]\nallow_private = true\nsections = ['{site.url}/empty/']")
    write_source(folder, "uncrawled", "")
    write_source(folder, "broken", "feed = []")
    records = folder / "data" / "records" / "changed" / "records.jsonl"
    records.parent.mkdir(parents=True)
    first, second, *_ = (site.url + story.path for story in STORIES.values())
    records.write_text(known(first, comment=[{}] * 7) + known(second, wordCount=5_000), "utf-8")
    done = source("check", "--json", folder=folder)
    assert done.returncode == 1, done.stderr
    return {one["source"]: one for one in json.loads(done.stdout)}


@pytest.mark.parametrize(
    ("name", "verdicts"),
    [
        ("well", []),
        ("dead", ["feed-dead"]),
        ("forbidden", ["robots-forbids"]),
        ("refused", ["http-403"]),
        ("script", ["needs-javascript"]),
        ("consent", ["consent-wall"]),
        ("changed", ["layout-changed", "comments-gone"]),
        ("private", ["private-address"]),
        ("silent", ["section-empty"]),
        ("uncrawled", ["not-crawled"]),
        ("broken", ["bad-source"]),
    ],
)
def test_a_check_says_what_is_wrong(checks: dict[str, Any], name: str, verdicts: list[str]) -> None:
    found = [one for one in checks[name]["troubles"] if one["verdict"] != "quiet"]  # the stories are years old
    assert [one["verdict"] for one in found] == verdicts
    assert all(one["seen"] and one["where"] and one["mend"] for one in found)
    assert checks[name]["ok"] == (not verdicts or verdicts == ["not-crawled"])


def test_a_check_names_all_sources_in_order(checks: dict[str, Any]) -> None:
    assert list(checks) == sorted(checks)
    assert len(checks) == 11
