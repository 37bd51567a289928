from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.record import Comment, Reason, Record, Reject
from cleaning.records.example import example_record, example_reject
from cleaning.records.jsonl import (
    OutputError,
    RecordsError,
    WholeLines,
    encode,
    open_output,
    read_records,
    rejects_path,
)

RECORD = example_record()
REJECT = example_reject()


class TestEncoding:
    def test_keys_are_all_there_and_in_the_order_of_the_schema(self) -> None:
        value = json.loads(encode(replace(RECORD, headline=None, author=())))
        assert list(value) == [field.name for field in fields(Record)]
        assert value["headline"] is None
        assert value["author"] == []
        assert [list(comment) for comment in value["comment"]] == [[field.name for field in fields(Comment)]] * 2
        assert list(value["provenance"]["fields"]["headline"]) == ["from", "raw", "confidence"]
        assert list(json.loads(encode(REJECT))) == ["url", "file", "stage", "reason", "detail"]

    def test_text_is_utf_8_and_not_escaped(self) -> None:
        assert "“Brücke” جسر 橋 🌉".encode() in encode(replace(RECORD, headline="“Brücke” جسر 橋 🌉"))

    def test_what_other_readers_take_for_line_ends_is_escaped(self) -> None:
        line = encode(replace(RECORD, headline="a\u0085b\u2028c\u2029d\ne"))
        assert rb"a\u0085b\u2028c\u2029d\ne" in line
        assert json.loads(line)["headline"] == "a\u0085b\u2028c\u2029d\ne"

    @given(st.text(max_size=40), st.text(max_size=40))
    def test_a_line_is_one_line_for_every_reader_and_says_the_same(self, headline: str, text: str) -> None:
        record = replace(RECORD, headline=headline, comment=(replace(RECORD.comment[0], text=text),))
        line = encode(record)
        assert len(line.decode().splitlines()) == 1
        value = json.loads(line)
        assert (value["headline"], value["comment"][0]["text"]) == (headline, text)

    @given(st.text(st.characters(), max_size=20), st.text(st.characters(), max_size=20))
    def test_every_reject_can_be_written(self, file: str, detail: str) -> None:
        reject = Reject(file=file, url=detail, stage="read", reason=Reason.UNREADABLE, detail=detail)
        assert json.loads(encode(reject))["reason"] == "unreadable"

    def test_files_whose_names_are_not_unicode_stay_apart(self) -> None:
        lines = {encode(replace(REJECT, file=f"br{byte}cke.html")) for byte in "\udcfc\udcf6"}
        assert len(lines) == 2

    def test_bytes_do_not_depend_on_the_process(self) -> None:
        program = (
            "import sys; from cleaning.records.example import *; from cleaning.records.jsonl import encode\n"
            "sys.stdout.buffer.write(encode(example_record()))"
        )
        lines = [
            subprocess.run(
                [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, check=True, stdout=-1
            ).stdout
            for seed in ("1", "2")
        ]
        assert lines == [encode(RECORD)] * 2


class TestOutput:
    def test_lines_are_whole_and_in_the_file_at_once(self, tmp_path: Path) -> None:
        path = tmp_path / "new" / "folder" / "out.jsonl"
        with open_output(str(path)) as output:
            output.write(RECORD)
            assert path.read_bytes() == encode(RECORD) + b"\n"
            output.write(REJECT)
            assert path.read_bytes() == encode(RECORD) + b"\n" + encode(REJECT) + b"\n"
        assert len(path.read_bytes().splitlines()) == 2

    def test_a_line_is_given_to_the_system_in_one_piece(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        pieces: list[bytes] = []

        class Recorder(io.BytesIO):
            def write(self, piece: bytes, /) -> int:  # type: ignore[override]
                pieces.append(bytes(piece))
                return len(piece)

        monkeypatch.setattr(Path, "open", lambda *_, **__: Recorder())
        with open_output(str(tmp_path / "out.jsonl")) as output:
            output.write(REJECT)
            output.write(REJECT)
        assert pieces == [encode(REJECT) + b"\n"] * 2

    def test_an_interrupt_within_a_line_leaves_whole_lines(self, tmp_path: Path) -> None:
        path = tmp_path / "out.jsonl"
        with path.open("wb", buffering=0) as raw:
            file = WholeLines(cast("BinaryIO", raw), "out.jsonl", closes=True)
            file.write(b"{}")
            file.write(b"\n")
            file.flush()
            file.write(b'{"half')
            file.close()
        assert path.read_bytes() == b"{}\n"

    def test_a_system_that_takes_half_a_line_gets_the_rest(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        taken = io.BytesIO()

        class Slow(io.BytesIO):
            def write(self, piece: bytes, /) -> int:  # type: ignore[override]
                return taken.write(bytes(piece)[:7])

        monkeypatch.setattr(Path, "open", lambda *_, **__: Slow())
        with open_output(str(tmp_path / "out.jsonl")) as output:
            output.write(REJECT)
        assert taken.getvalue() == encode(REJECT) + b"\n"

    def test_a_file_is_made_anew_or_added_to(self, tmp_path: Path) -> None:
        path = tmp_path / "out.jsonl"
        for append in (False, True, True, False, True):
            with open_output(str(path), append=append) as output:
                output.write(REJECT)
        assert path.read_bytes() == (encode(REJECT) + b"\n") * 2

    def test_a_torn_last_line_does_not_tear_the_next_one(self, tmp_path: Path) -> None:
        path = tmp_path / "out.jsonl"
        path.write_bytes(encode(REJECT)[:20])
        with open_output(str(path), append=True) as output:
            output.write(REJECT)
        assert path.read_bytes().splitlines() == [encode(REJECT)[:20], encode(REJECT)]

    def test_standard_output_is_written_and_left_open(self, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        with open_output("-") as output:
            output.write(REJECT)
        sys.stdout.write("still open")
        sys.stdout.flush()
        assert capfdbinary.readouterr().out == encode(REJECT) + b"\nstill open"

    @pytest.mark.parametrize("name", ["folder", "file.txt/out.jsonl", "file.txt/deeper/out.jsonl"])
    def test_an_output_that_cannot_be_written_says_where_and_what_to_do(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "folder").mkdir()
        (tmp_path / "file.txt").touch()
        with pytest.raises(
            OutputError, match=r"cannot be written: .+; name a file in a folder that you may write to"
        ) as e:
            open_output(str(tmp_path / name))
        assert str(tmp_path / name) in str(e.value)

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
    def test_a_full_disk_is_told(self) -> None:
        with (
            open_output("/dev/full") as output,
            pytest.raises(OutputError, match="/dev/full: cannot be written any further"),
        ):
            output.write(REJECT)

    @pytest.mark.parametrize(
        ("output", "expected"),
        [
            ("out/articles.jsonl", "out/articles.rejects.jsonl"),
            ("articles", "articles.rejects.jsonl"),
            ("a.b.json", "a.b.rejects.jsonl"),
            ("-", "rejects.jsonl"),
        ],
    )
    def test_rejects_lie_beside_the_records(self, output: str, expected: str) -> None:
        assert rejects_path(Path(output)) == Path(expected)


class TestReading:
    def write(self, folder: Path, *lines: bytes) -> Path:
        path = folder / "records.jsonl"
        path.write_bytes(b"\n".join(lines) + b"\n")
        return path

    def test_what_was_written_is_read(self, tmp_path: Path) -> None:
        odd = replace(RECORD, headline="a\u2028b", comment=())
        path = self.write(tmp_path, encode(RECORD), b"", encode(odd))
        assert list(read_records(path)) == [RECORD, odd]

    @pytest.mark.parametrize(
        ("line", "cause"),
        [
            (b'{"identifier":', "not a record"),
            (b"[]", "not a record"),
            (b"null", "not a record"),
            (b"{}", "identifier"),
            (b"\xff\xfe", "utf-8"),
            (encode(RECORD).replace(b'"wordCount":30', b'"wordCount":"30"'), r"\$.wordCount"),
            (encode(replace(RECORD, schemaVersion="99")), "schema 99"),
            (encode(REJECT), "not a record"),
        ],
    )
    def test_a_wrong_line_is_named_by_its_number(self, tmp_path: Path, line: bytes, cause: str) -> None:
        path = self.write(tmp_path, encode(RECORD), line, encode(RECORD))
        records = read_records(path)
        assert next(records) == RECORD
        with pytest.raises(RecordsError, match=cause) as error:
            next(records)
        assert str(error.value).startswith(f"{path}:2: ")

    def test_a_file_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(RecordsError, match="cannot be read"):
            list(read_records(tmp_path / "none.jsonl"))
