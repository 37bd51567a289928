"""The archive of a crawl: what other tools read in it, what is left after a crash, and what it says of a page."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker
from warcio.indexer import Indexer

from cleaning.archive.exchange import payload_digest
from cleaning.archive.writer import ArchiveError, ArchiveWriter, Exchange, Place
from cleaning.model import Ask
from cleaning.record import Discovery

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
HTML = b"<title>Ferry</title><p>The ferry runs again from Monday, said Mx %d.</p>"
FEED = Discovery(via="feed", url="https://lantern.example/feed", headline="Ferry runs again", author=("Ada Quill",))


def exchange(number: int = 0, **changes: Any) -> Exchange:
    body = changes.pop("body", HTML % number)
    given: dict[str, Any] = {
        "url": f"https://lantern.example/{number}?a=1",
        "request_headers": (("User-Agent", "gleaner"), ("Accept", "text/html")),
        "status": 200,
        "reason": "OK",
        "headers": (("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))),
        "body": body,
        "fetched_at": AT,
        "ip": "192.0.2.7",
    }
    return Exchange(**{**given, **changes})


New = Callable[..., ArchiveWriter]


@pytest.fixture
def new(tmp_path: Path) -> Iterator[New]:
    """A new writer of the same folder; all are closed in the end."""
    with ExitStack() as stack:
        yield lambda **given: stack.enter_context(closing(ArchiveWriter(tmp_path, "lantern", **given)))


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[ArchiveWriter]:
    folder = tmp_path / "archive" / "lantern"
    with closing(ArchiveWriter(folder, "lantern", operator="desk@lantern.example")) as writer:
        yield writer


def records(file: str | Path) -> list[Any]:
    """The records of a file as warcio reads them, each with its content; every digest is checked."""
    found = []
    with Path(file).open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise", no_record_parse=False):
            record.content = record.raw_stream.read()
            found.append(record)
    return found


def header(record: Any, name: str) -> str:
    return str(record.rec_headers.get_header(name))


def write_page(writer: ArchiveWriter, number: int = 0, **changes: Any) -> Place:
    return writer.write_page(exchange(number, **changes), discovery=FEED)


# -------------------------------------------------------------------------------------------------- what others read


def test_a_page_is_a_response_and_its_request_after_a_record_about_the_file(writer: ArchiveWriter) -> None:
    place = write_page(writer)
    info, response, request = records(place.file)
    assert [r.rec_type for r in (info, response, request)] == ["warcinfo", "response", "request"]
    assert header(info, "WARC-Filename") == Path(place.file).name == writer.file
    assert b"operator: desk@lantern.example" in info.content
    assert b"conformsTo: " in info.content
    assert response.rec_headers.protocol == "WARC/1.1"
    assert header(response, "WARC-Record-ID") == f"<{place.record_id}>" == header(request, "WARC-Concurrent-To")
    assert header(response, "WARC-Payload-Digest") == place.digest == payload_digest(HTML % 0)
    assert header(response, "WARC-Date") == "2026-03-04T05:06:07Z" == header(request, "WARC-Date")
    assert header(response, "WARC-IP-Address") == "192.0.2.7"
    assert response.content == HTML % 0
    assert request.http_headers.statusline == "/0?a=1 HTTP/1.1"
    assert request.http_headers.get_header("Host") == "lantern.example"


def test_the_place_of_a_page_serves_to_read_it_without_what_is_before_it(writer: ArchiveWriter) -> None:
    write_page(writer, 1)
    place = write_page(writer, 2)
    data = Path(place.file).read_bytes()
    assert len(data) == place.offset + place.length == writer.size
    first = next(iter(ArchiveIterator(io.BytesIO(data[place.offset :]))))
    assert first.raw_stream.read() == HTML % 2


def test_the_tools_of_warcio_find_nothing_wrong_and_the_same_offsets(
    writer: ArchiveWriter, capsys: pytest.CaptureFixture[str]
) -> None:
    places = [write_page(writer, n) for n in range(3)]
    places.append(writer.write_other(exchange(9, body=b"<rss/>"), "feed"))
    checker = Checker(SimpleNamespace(inputs=[places[0].file], verbose=True))
    checker.process_all()
    assert not checker.exit_value
    assert capsys.readouterr().out.count("digest pass") == 9
    index = io.StringIO()
    with Path(places[0].file).open("rb") as stream:
        Indexer("offset,warc-record-id", [], "-").process_one(stream, index, places[0].file)
    found = {line["warc-record-id"]: int(line["offset"]) for line in map(json.loads, index.getvalue().splitlines())}
    assert [found[f"<{place.record_id}>"] for place in places] == [place.offset for place in places]


# ------------------------------------------------------------------------------------------------------- what is ours


def ours(record: Any) -> dict[str, Any]:
    return dict(json.loads(header(record, "WARC-JSON-Metadata")))


def test_what_is_ours_stands_in_one_header(writer: ArchiveWriter) -> None:
    part, asked = Ask(url="https://lantern.example/1?page=2", kind="part"), Ask(url="https://talk.example/q")
    answers = [(part, exchange(2, url=part.url)), (asked, exchange(3, url="https://talk.example/q2"))]
    place = writer.write_page(exchange(1), answers, discovery=FEED, reservations=("noai", "tdm-reservation: 1"))
    pages = [record for record in records(place.file) if record.rec_type == "response"]
    assert [ours(record) for record in pages] == [
        {
            "source": "lantern",
            "what": "page",
            "discovery": {
                "via": "feed",
                "url": "https://lantern.example/feed",
                "headline": "Ferry runs again",
                "author": ["Ada Quill"],
            },
            "reservations": ["noai", "tdm-reservation: 1"],
            "answers": 2,
        },
        {"source": "lantern", "what": "part"},
        {"source": "lantern", "what": "comments", "ask": {"url": "https://talk.example/q"}},
    ]
    assert place.length == Path(place.file).stat().st_size - place.offset


@pytest.mark.parametrize("unmodified", [True, False])
def test_an_unchanged_page_is_a_revisit_of_its_first_record(writer: ArchiveWriter, unmodified: bool) -> None:
    first = write_page(writer)
    again = exchange(0, **({"status": 304, "reason": "Not Modified", "body": b"", "headers": ()} if unmodified else {}))
    place = writer.write_revisit(
        again, url=again.url, date=AT, digest=first.digest, record_id=first.record_id, unmodified=unmodified
    )
    revisit = records(place.file)[3]
    assert revisit.rec_type == "revisit"
    profile = "server-not-modified" if unmodified else "identical-payload-digest"
    assert header(revisit, "WARC-Profile") == f"http://netpreserve.org/warc/1.1/revisit/{profile}"
    assert header(revisit, "WARC-Refers-To") == f"<{first.record_id}>"
    assert header(revisit, "WARC-Refers-To-Target-URI") == again.url
    assert header(revisit, "WARC-Refers-To-Date") == "2026-03-04T05:06:07Z"
    assert header(revisit, "WARC-Payload-Digest") == first.digest == place.digest
    assert revisit.content == b""
    assert revisit.http_headers.get_statuscode() == ("304" if unmodified else "200")


# ------------------------------------------------------------------------------------------------- files and crashes


def groups(folder: Path) -> list[str]:
    """The address of each record that begins a group, file by file; every file is read to its end and checked."""
    found = []
    for file in sorted(folder.glob("*.warc.gz")):
        read = records(file)
        assert read[0].rec_type == "warcinfo"
        answers = [record for record in read if record.rec_type in {"response", "revisit"}]
        assert len(read) == 1 + 2 * len(answers)
        found += [header(record, "WARC-Target-URI") for record in answers if ours(record)["what"] not in {"part"}]
    return found


def test_a_full_file_gets_no_further_group_and_names_sort_in_the_order_of_writing(new: New, tmp_path: Path) -> None:
    writer = new(max_bytes=1500)
    times = [AT + timedelta(days=-n) for n in range(12)]
    files = [write_page(writer, n, fetched_at=at).file for n, at in enumerate(times)]
    assert len(set(files)) > 2
    assert files == sorted(files)
    assert Path(files[0]).name == "lantern-00001-20260304T050607Z.warc.gz"
    assert groups(tmp_path) == [f"https://lantern.example/{n}?a=1" for n in range(12)]


def test_serials_go_on_from_the_highest_in_the_folder(new: New, tmp_path: Path) -> None:
    (tmp_path / "lantern-00041-20250101T000000Z.warc.gz").write_bytes(b"")
    (tmp_path / "other-00099-20250101T000000Z.warc.gz").write_bytes(b"")
    writer = new()
    writer.resume(None, 0)
    write_page(writer)
    assert writer.file == "lantern-00042-20260304T050607Z.warc.gz"


def test_a_name_that_was_noted_before_the_first_group_is_kept_and_its_file_begun_anew(new: New, tmp_path: Path) -> None:
    writer = new()
    name = writer.next_name(AT)
    writer.resume(name, 0)
    write_page(writer, 1)
    assert writer.file == name
    again = new()
    again.resume(name, 0)
    write_page(again, 2)
    assert [file.name for file in tmp_path.iterdir()] == [name]
    assert groups(tmp_path) == ["https://lantern.example/2?a=1"]


def test_a_file_that_is_missing_or_too_short_is_not_written_to(new: New, tmp_path: Path) -> None:
    writer = new()
    place = write_page(writer)
    name, size = Path(place.file).name, writer.size
    with pytest.raises(ArchiveError, match=f"counts {size + 1} bytes, but the file has {size}"):
        new().resume(name, size + 1)
    Path(place.file).unlink()
    with pytest.raises(ArchiveError, match="is not there: bring the file back"):
        new().resume(name, size)
    with pytest.raises(ArchiveError, match="no name of a file of lantern"):
        new().resume("../lantern-00001-20260304T050607Z.warc.gz", 9)


def test_a_disk_that_is_full_leaves_the_file_as_it_was(
    new: New, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = new()
    place = write_page(writer, 1)

    class Full(io.FileIO):
        def write(self, data: Any, /) -> int:
            if self.tell() > size + 100:
                raise OSError(28, "No space left on device")
            return super().write(bytes(data)[:90])

    size = writer.size
    writer.close()
    with monkeypatch.context() as patch:
        writer._stream = Full(place.file, "r+b")
        writer._stream.seek(size)
        with pytest.raises(ArchiveError, match="No space left on device; make room"):
            write_page(writer, 2)
        patch.undo()
    assert writer.size == size == Path(place.file).stat().st_size
    writer.rollback(writer.file, size)
    write_page(writer, 3)
    assert groups(tmp_path) == [f"https://lantern.example/{n}?a=1" for n in (1, 3)]


def test_what_is_rolled_back_leaves_the_rest_to_be_synced(
    new: New, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = new(max_bytes=1)
    writer.resume(None, 0)
    write_page(writer, 1)
    before = (writer.file, writer.size)
    write_page(writer, 2)
    writer.rollback(*before)
    synced: list[int] = []
    monkeypatch.setattr("os.fsync", synced.append)
    writer.sync()
    assert len(synced) == 2  # the file that is left, and the folder, which has it as a new entry
    writer.sync()
    assert len(synced) == 2
    assert groups(tmp_path) == ["https://lantern.example/1?a=1"]
    writer.rollback(None, 0)
    assert groups(tmp_path) == []
    write_page(writer, 3)
    assert groups(tmp_path) == ["https://lantern.example/3?a=1"]


def write_some(writer: ArchiveWriter, number: int, kind: int) -> None:
    """One group: a page without or with answers, a feed or a revisit."""
    one = exchange(number)
    if kind < 3:
        ask = Ask(url=one.url, kind="part")
        writer.write_page(one, [(ask, exchange(n)) for n in range(kind)], discovery=FEED)
    elif kind == 3:
        writer.write_other(one, "feed")
    else:
        writer.write_revisit(
            one, url=one.url, date=AT, digest="sha1:A", record_id="urn:uuid:1", unmodified=bool(kind % 2)
        )


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(0, 5), max_size=8),
    st.lists(st.integers(0, 5), min_size=1, max_size=8),
    st.floats(0, 1),
    st.sampled_from([1, 2500, 1 << 30]),
)
def test_after_a_crash_at_any_byte_the_archive_holds_what_was_committed(
    tmp_path_factory: pytest.TempPathFactory, safe: list[int], lost: list[int], cut: float, max_bytes: int
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    with closing(ArchiveWriter(folder, "lantern", max_bytes=max_bytes)) as writer:
        writer.resume(writer.next_name(AT), 0)
        for number, kind in enumerate(safe):
            write_some(writer, number, kind)
        committed = (writer.file, writer.size)
        for number, kind in enumerate(lost, 100):
            write_some(writer, number, kind)
        file, size = writer.file, writer.size
    assert file is not None
    least = committed[1] if file == committed[0] else 0
    with (folder / file).open("r+b") as stream:
        stream.truncate(least + round(cut * (size - least)))

    kept = [f"https://lantern.example/{number}?a=1" for number in range(len(safe))]
    with closing(ArchiveWriter(folder, "lantern", max_bytes=max_bytes)) as again:
        again.resume(*committed)
        assert groups(folder) == kept
        write_some(again, 7, 1)
        again.sync()
    assert groups(folder) == [*kept, "https://lantern.example/7?a=1"]
