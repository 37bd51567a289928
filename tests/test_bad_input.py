"""Bad input costs one page, never the run: all of it in one folder, with sound pages between."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from cleaning.cli import main

STORY = (
    "<p>The lighthouse of Cape Onder was painted green on Tuesday, for the first time since it was built.</p>"
    "<p>Sailors had asked for it, its keeper said, because white was hard to tell from the chalk behind it.</p>"
    "<p>The paint was mixed by hand in the harbour, and what was left over went to the school's fence.</p>"
)
SOUND = (
    f"<html lang=en><head><title>Green lighthouse</title></head><body><h1>Green lighthouse</h1>{STORY}</body></html>"
)
RECORD = "a record"  # stands for the outcome that is no reject


def warc_member(url: str, body: bytes) -> bytes:
    """A response as one gzip member: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-03-04T05:06:07Z\r\n"
    more = f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    return gzip.compress((head + more).encode() + http + b"\r\n\r\n")


def broken_warc() -> bytes:
    members = [warc_member(f"https://onder.example/{number}", SOUND.encode()) for number in range(3)]
    middle = members[1]
    members[1] = middle[:40] + bytes(60) + middle[100:]
    return b"".join(members)


PAGES: dict[str, tuple[bytes, list[str]]] = {
    "00-sound.html": (SOUND.encode(), [RECORD]),
    "01-empty.html": (b"", ["read/empty"]),
    "02-empty.html.gz": (b"", ["read/empty"]),
    "03-nothing-packed.html.gz": (gzip.compress(b""), ["read/empty"]),
    "04-truncated.html.gz": (gzip.compress(SOUND.encode())[:-20], ["read/truncated"]),
    "05-bomb.html.gz": (gzip.compress(bytes(40 * 1024 * 1024)), ["read/too-large"]),
    "06-invalid-utf8.html": (SOUND.encode().replace(b"keeper", b"k\xff\xfeeper"), [RECORD]),
    "07-utf16.html": (SOUND.encode("utf-16"), [RECORD]),
    "08-nul.html": (SOUND.encode().replace(b"sea", b"s\x00a").replace(b"keeper", b"kee\x00per"), [RECORD]),
    "09-one-line.txt": (b"word " * 1_000_000, [RECORD]),
    "10-nested.html": (b"<html><body>" + b"<div>" * 50_000 + STORY.encode(), [RECORD]),
    "11-links.html": (b"<html><body>" + b'<a href="/x">a link</a> ' * 100_000 + STORY.encode(), [RECORD]),
    "12-broken.warc.gz": (broken_warc(), [RECORD, "read/broken-record", RECORD]),
    "13-sidecar.html": (SOUND.encode(), ["read/bad-sidecar"]),
    "13-sidecar.html.meta.json": (b'{"url": 7, "fetchedAt": []}', []),
    "14-orphan.html.meta.json": (b"{}", ["read/not-a-page"]),
    "15-picture.jpg": (b"\xff\xd8\xff\xe0" + bytes(100), ["read/not-a-page"]),
    "16-picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(100), ["decode/not-a-page"]),
    "17-program": (b"\x7fELF" + bytes(range(256)), ["read/not-a-page"]),
    "18-raw.jsonl": (
        json.dumps({"url": "https://onder.example/r", "body": SOUND}).encode() + b"\n{broken\n",
        [RECORD, "read/broken-record"],
    ),
    "99-sound.html": (SOUND.encode(), [RECORD]),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """For each file, what its pages became, in one run over all of them."""
    folder = tmp_path_factory.mktemp("bad") / "pages"
    folder.mkdir()
    for name, (data, _) in PAGES.items():
        (folder / name).write_bytes(data)
    (folder / "20-dangling.html").symlink_to(folder / "nowhere.html")
    out = folder.parent / "out.jsonl"
    assert main(["clean", str(folder), "-o", str(out)]) == 0
    found: dict[str, list[str]] = {}
    for line in out.read_text("utf-8").splitlines():
        found.setdefault(Path(json.loads(line)["provenance"]["file"]).name, []).append(RECORD)
    for line in (folder.parent / "out.rejects.jsonl").read_text("utf-8").splitlines():
        reject = json.loads(line)
        assert reject["detail"]
        found.setdefault(Path(reject["file"]).name, []).append(f"{reject['stage']}/{reject['reason']}")
    return found


@pytest.mark.parametrize("name", PAGES)
def test_each_page_has_its_outcome(outcomes: dict[str, list[str]], name: str) -> None:
    assert sorted(outcomes.get(name, [])) == sorted(PAGES[name][1])


def test_a_file_that_cannot_be_read_is_a_reject(outcomes: dict[str, list[str]]) -> None:
    assert outcomes["20-dangling.html"] == ["read/unreadable"]


def test_a_path_that_does_not_exist_is_an_error_and_one_among_others_a_reject(tmp_path: Path) -> None:
    out, page = tmp_path / "out.jsonl", tmp_path / "page.html"
    out.write_text(kept := '{"schemaVersion":"1"}')
    assert main(["clean", str(tmp_path / "none"), "-o", str(out)]) == 2
    assert out.read_text() == kept
    page.write_text(SOUND)
    assert main(["clean", str(tmp_path / "none"), str(page), "-o", str(out)]) == 1
    reject = json.loads((tmp_path / "out.rejects.jsonl").read_text("utf-8"))
    assert (reject["stage"], reject["reason"]) == ("read", "not-found")
