"""The replay spider: the other door gives the same bytes, counts every page, and can be stopped."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRAPY = [sys.executable, "-m", "scrapy", "crawl", "replay"]
TEXT = """A town counts its bridges

The town of Sorrel has counted its bridges for the first time in ninety years and found two more than its maps show.

Both cross the same stream within sight of the mill, the surveyor said, and nobody could say who had built them.

The council will name them in spring, after a walk to which everybody with an opinion is invited.
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*SCRAPY, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_both_doors_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    paths = ["seeds", str(tmp_path / "picture.html")]
    theirs, ours = tmp_path / "scrapy" / "articles.jsonl", tmp_path / "gleaner" / "articles.jsonl"
    done = run("-a", f"path={','.join(paths)}", "-O", str(theirs), "-s", "WORKERS=2")
    assert done.returncode == 0, done.stderr
    clean = [sys.executable, "-m", "cleaning", "clean", *paths, "-o", str(ours), "--workers", "1"]
    subprocess.run(clean, cwd=ROOT, check=True, capture_output=True)
    assert theirs.read_bytes() == ours.read_bytes()
    assert theirs.read_bytes().count(b"\n") > 15
    rejects = [folder / "articles.rejects.jsonl" for folder in (theirs.parent, ours.parent)]
    assert rejects[0].read_bytes() == rejects[1].read_bytes() != b""


def test_the_summary_tells_what_became_of_every_page(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "pages" / "two.txt").write_bytes(b"")
    done = run("-a", f"path={tmp_path / 'pages'}", "-O", str(tmp_path / "out.jsonl"))
    for part in ("pages in", "read/empty", "en 1", "out.jsonl", "out.rejects.jsonl"):
        assert part in done.stderr
    assert "ERROR" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "no path given: scrapy crawl replay -a path=seeds -O out/articles.jsonl"),
        (["-a", "path=seeds", "-a", "speed=9"], "unknown argument speed: replay takes only -a path=PATH"),
    ],
)
def test_wrong_arguments_say_what_is_right(arguments: list[str], message: str) -> None:
    done = run(*arguments)
    assert done.returncode != 0
    assert message in done.stderr


def test_an_interrupt_finishes_what_was_begun(tmp_path: Path) -> None:
    for number in range(400):  # far more than a pipe holds, so that the run cannot end before it is interrupted
        (tmp_path / f"{number:03}.txt").write_text(TEXT.replace("A town", f"Town {number}"), "utf-8")
    command = [*SCRAPY, "-a", f"path={tmp_path}", "-o", "-:jsonl", "-s", f"REJECTS_FILE={tmp_path / 'rejects'}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0) as crawl:
        assert crawl.stdout is not None
        first = crawl.stdout.readline()
        crawl.send_signal(signal.SIGINT)
        rest, errors = crawl.communicate()
    found = [json.loads(line) for line in (first + rest).splitlines()]
    files = [Path(record["provenance"]["file"]).name for record in found]
    assert files == [f"{number:03}.txt" for number in range(len(found))]
    assert 1 <= len(found) < 400
    assert b"pages in" in errors
    assert b"stopped early (shutdown)" in errors
    assert crawl.returncode == 130
