"""The command line as a user meets it: outputs, exit statuses, errors that say how to mend them, and Ctrl-C."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cleaning.cli import main

PAGE = """<html lang="en"><head><title>{title}</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>{title}</h1>
<p>The harbour master of Quill closed the east pier on Monday after a crack was found in its oldest beam.</p>
<p>Two ferries now leave from the west pier, and the timetable was shifted by a quarter of an hour for the season.</p>
<p>Repairs begin next week, said the harbour master, who expects the pier to open again before the herring fair.</p>
</article></body></html>"""
GLEANER = [sys.executable, "-m", "cleaning"]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.html").write_text(PAGE.format(title=f"Pier {number} closed"), "utf-8")
    (folder / "empty.html").write_bytes(b"")
    return folder


def lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_clean_writes_records_and_rejects_and_a_summary(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "deep" / "articles.jsonl"
    assert main(["clean", str(pages), "-o", str(out), "--workers", "2"]) == 0
    assert [record["headline"] for record in lines(out)] == [f"Pier {number} closed" for number in range(3)]
    (reject,) = lines(tmp_path / "deep" / "articles.rejects.jsonl")
    assert (reject["stage"], reject["reason"], reject["file"]) == ("read", "empty", str(pages / "empty.html"))
    summary = capsys.readouterr().err
    for word in ("pages in", "4", "read/empty", "languages", "en 3", str(out)):
        assert word in summary


@pytest.mark.parametrize("workers", ["1", "3"])
def test_the_bytes_do_not_depend_on_the_number_of_workers(pages: Path, tmp_path: Path, workers: str) -> None:
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    main(["clean", str(pages), "-o", str(one), "--workers", "2"])
    main(["clean", str(pages), "-o", str(other), "--workers", workers])
    assert one.read_bytes() == other.read_bytes()


def test_names_of_commenters_become_hashes_of_the_key_in_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    comment = """<ol id='comments'><li class='comment' id='comment-1'><b class='author'>Mia Holm</b>
    <time>4 May 2021</time><p>Good news for ferries.</p></li></ol>"""
    (tmp_path / "page.html").write_text(PAGE.format(title="Pier closed").replace("</body>", f"{comment}</body>"))
    (tmp_path / "key").write_text("0123456789abcdef")
    out = tmp_path / "out.jsonl"
    command = ["clean", str(tmp_path / "page.html"), "-o", str(out), "--workers", "1", "--pseudonymise"]
    assert main([*command, str(tmp_path / "key")]) == 0
    (record,) = lines(out)
    assert "Mia" not in out.read_text("utf-8")
    assert "reader" in json.dumps(record["comment"])
    assert main([*command, str(tmp_path / "none")]) == 2
    assert "No such file" in capsys.readouterr().err


def test_what_the_run_writes_is_not_a_page(pages: Path) -> None:
    for _ in range(2):
        assert main(["clean", str(pages), "-o", str(pages / "articles.jsonl")]) == 0
        assert len(lines(pages / "articles.jsonl")) == 3
        assert len(lines(pages / "articles.rejects.jsonl")) == 1


def test_a_path_that_is_not_there_is_named_and_shows_in_the_exit_status(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "articles.jsonl"
    assert main(["clean", str(pages), str(tmp_path / "gone"), "-o", str(out)]) == 1
    assert len(lines(out)) == 3
    assert "not found:" in capsys.readouterr().err


def test_an_output_that_cannot_be_written_says_which_and_what_to_do(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert main(["clean", str(pages), "-o", str(blocked / "articles.jsonl")]) == 2
    assert f"gleaner clean: {blocked}/articles.jsonl: cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("argument", [["--workers", "0"], ["--workers", "many"], ["--max-page-mb", "-1"]])
def test_a_wrong_number_is_refused(pages: Path, capsys: pytest.CaptureFixture[str], argument: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["clean", str(pages), "-o", "x.jsonl", *argument])
    assert "is not a whole number above 0" in capsys.readouterr().err


def test_an_input_is_never_overwritten(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = pages / "1.html"
    before = page.read_bytes()
    (pages / "link").symlink_to(page)
    for out in (page, pages / "link"):
        assert main(["clean", str(page), "-o", str(out)]) == 2
        assert "name another output" in capsys.readouterr().err
    assert main(["clean", str(pages), "-o", str(page)]) == 2
    assert "holds no records of ours" in capsys.readouterr().err
    assert page.read_bytes() == before
    assert main(["clean", str(page), "-o", str(pages / "o"), "--rejects", str(pages / "o")]) == 2
    assert "records and rejects cannot both go to" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["0", "-1", "nan", "inf", "soon"])
def test_a_deadline_is_a_time(pages: Path, capsys: pytest.CaptureFixture[str], number: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["clean", str(pages), "-o", "x.jsonl", f"--deadline={number}"])
    assert "is not a number of seconds above 0" in capsys.readouterr().err


def test_a_folder_of_sources_that_was_named_must_be_there(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(pages / "1.html"), "--sources", str(pages / "none")]) == 2
    assert "there is no such folder of sources" in capsys.readouterr().err


def test_a_case_stays_in_its_folder(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["case", str(pages / "1.html"), "--name", "../../pier"]) == 2
    assert "is no name for a folder" in capsys.readouterr().err


def test_an_interrupt_leaves_whole_lines(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(300):  # far more than a pipe holds, so that the run cannot end before it is interrupted
        (folder / f"{number:03}.html").write_text(PAGE.format(title=f"Pier {number}"), "utf-8")
    command = [
        *GLEANER,
        "clean",
        str(folder),
        "-o",
        "-",
        "--workers",
        "2",
        "--rejects",
        str(tmp_path / "rejects.jsonl"),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0) as run:
        assert run.stdout is not None
        first = run.stdout.readline()
        run.send_signal(signal.SIGINT)
        rest, errors = run.communicate()
    found = [json.loads(line) for line in (first + rest).splitlines()]
    assert [record["headline"] for record in found] == [f"Pier {number}" for number in range(len(found))]
    assert len(found) < 300
    assert run.returncode == 130
    assert b"interrupted" in errors


def test_a_closed_pipe_ends_the_run_quietly(pages: Path, tmp_path: Path) -> None:
    command = [*GLEANER, "clean", str(pages), "-o", "-", "--rejects", str(tmp_path / "rejects.jsonl")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        run.stdout.close()
        assert run.stderr is not None
        errors = run.stderr.read()
    assert b"Traceback" not in errors


def test_show_prints_each_part_with_its_label_and_reason(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(pages / "1.html")]) == 0
    shown = capsys.readouterr().out
    assert "body" in shown
    assert "navigation" in shown
    assert "The harbour master of Quill closed the east pier" in shown
    assert "headline" in shown
    assert "\x1b" not in shown


def test_show_finds_a_page_by_its_url(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pages / "1.html.meta.json").write_text('{"url": "https://quill.example/pier"}')
    assert main(["show", "https://quill.example/pier", "--archive", str(pages)]) == 0
    assert "Pier 1 closed" in capsys.readouterr().out


def test_show_says_where_it_looked(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "https://quill.example/none", "--archive", str(pages)]) == 2
    assert f"none of the 4 pages in {pages} has the URL https://quill.example/none" in capsys.readouterr().err


def test_show_asks_which_page_of_several(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(pages)]) == 2
    assert "holds several pages: name one by its URL" in capsys.readouterr().err


def test_schema_prints_the_shipped_schemas(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert '"articleBody"' in (shown := capsys.readouterr().out)
    assert json.loads(shown)["$ref"] == "#/$defs/Record"
    assert main(["schema", "--rejects"]) == 0
    assert json.loads(capsys.readouterr().out)["$ref"] == "#/$defs/Reject"


def test_case_saves_a_page_that_then_passes(pages: Path, tmp_path: Path) -> None:
    cases = tmp_path / "cases"
    assert main(["case", str(pages / "1.html"), "--name", "pier", "--cases", str(cases)]) == 0
    expected = json.loads((cases / "any" / "pier" / "expected.json").read_text("utf-8"))
    assert expected["headline"] == "Pier 1 closed"
    assert "versions" not in expected["provenance"]
    before = (cases / "any" / "pier" / "expected.json").read_bytes()
    assert main(["case", "--update", "--cases", str(cases)]) == 0
    assert (cases / "any" / "pier" / "expected.json").read_bytes() == before


def test_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("clean", "show", "case"):
        with pytest.raises(SystemExit, match="0"):
            main([command, "--help"])
        assert f"gleaner {command} " in capsys.readouterr().out.split("examples:")[1]
