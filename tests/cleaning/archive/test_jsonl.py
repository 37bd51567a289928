"""JSONL files of raw pages: each line is one page or one reject, found by its offset, packed or not."""

import base64
import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.archive import find_pages, jsonl, open_page
from cleaning.archive.jsonl import take
from cleaning.model import PageRef, RawPage
from cleaning.record import Reason, Reject

HTML = "<html><body><p>The ferry runs again, says Ångström.</p></body></html>"


@pytest.fixture(autouse=True)
def _nothing_stays_open() -> Iterator[None]:
    yield
    assert take((), 0) is None


def write(folder: Path, *lines: object, packed: bool = False, end: bytes = b"\n") -> str:
    data = b"".join((line if isinstance(line, bytes) else json.dumps(line).encode()) + end for line in lines)
    file = folder / ("a.jsonl.gz" if packed else "a.jsonl")
    file.write_bytes(gzip.compress(data) if packed else data)
    return str(file)


def read(file: str) -> list[RawPage | Reject]:
    return [open_page(item) if isinstance(item, PageRef) else item for item in find_pages([file])]


@pytest.mark.parametrize("packed", [True, False])
def test_a_line_becomes_a_page_with_all_that_is_known(tmp_path: Path, packed: bool) -> None:
    line = {
        "url": "https://harbour.example/a",
        "source": "harbour",
        "fetchedAt": "2024-05-01T12:30:00",
        "status": 200,
        "headers": {"Content-Type": "text/html"},
        "body": HTML,
    }
    file = write(tmp_path, line, packed=packed)
    assert read(file) == [
        RawPage(
            url="https://harbour.example/a",
            source="harbour",
            fetched_at=datetime(2024, 5, 1, 12, 30, tzinfo=UTC),
            status=200,
            headers={"content-type": "text/html"},
            body=HTML.encode(),
            file=file,
        )
    ]


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ({"body": HTML}, HTML.encode()),
        ({"html": HTML}, HTML.encode()),
        ({"text": "Plain."}, b"Plain."),
        ({"html": HTML, "text": "Plain."}, HTML.encode()),
        ({"body": None, "bodyBase64": base64.b64encode(b"caf\xe9").decode()}, b"caf\xe9"),
    ],
)
def test_the_page_may_stand_under_several_keys(tmp_path: Path, line: object, body: bytes) -> None:
    [page] = read(write(tmp_path, line))
    assert isinstance(page, RawPage)
    assert page.body == body


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{", "line 2: no valid JSON"),
        (b"<p>no JSON", "line 2: no valid JSON"),
        (b"7", "line 2: must be a JSON object, but is 7"),
        ({"url": "https://harbour.example/a"}, "line 2: holds no page"),
        ({"body": 7}, "line 2: body must be a string"),
        ({"bodyBase64": "~"}, "line 2: bodyBase64 is no base64"),
        ({"body": HTML, "url": 7}, "line 2: url must be a string, but is 7"),
        (b'{"body": "\xff"}', "line 2: no valid JSON"),
        (b'{"body": "\\ud800"}', "line 2: no valid JSON"),
    ],
)
def test_a_wrong_line_is_one_reject_with_its_number(tmp_path: Path, line: object, words: str) -> None:
    outcomes = read(write(tmp_path, {"body": HTML}, line, {"body": HTML}))
    assert [type(outcome) for outcome in outcomes] == [RawPage, Reject, RawPage]
    reject = outcomes[1]
    assert isinstance(reject, Reject)
    assert reject.reason == Reason.BROKEN_RECORD
    assert words in reject.detail


def test_blank_lines_are_no_pages_and_a_last_line_needs_no_end(tmp_path: Path) -> None:
    file = write(tmp_path, {"body": "1"}, b"", b"  \r", {"body": "2"}, end=b"\n")
    Path(file).write_bytes(b"\xef\xbb\xbf" + Path(file).read_bytes().rstrip())
    assert [page.body for page in read(file) if isinstance(page, RawPage)] == [b"1", b"2"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"body": HTML, "status": 404}, Reason.HTTP_ERROR),
        ({"body": HTML, "status": 302}, Reason.HTTP_ERROR),
        ({"body": ""}, Reason.EMPTY),
    ],
)
def test_a_line_without_a_page_is_one_reject(tmp_path: Path, line: dict[str, object], reason: Reason) -> None:
    [reject] = read(write(tmp_path, {"url": "https://harbour.example/a", **line}))
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.url) == (reason, "https://harbour.example/a")


def test_a_page_over_the_limit_is_too_large(tmp_path: Path) -> None:
    [ref] = find_pages([write(tmp_path, {"body": "x" * 1000})])
    assert isinstance(ref, PageRef)
    reject = open_page(ref, max_bytes=999)
    assert isinstance(reject, Reject)
    assert reject.reason == Reason.TOO_LARGE


@pytest.mark.parametrize("packed", [True, False])
def test_a_very_long_line_is_one_reject_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE", 1000)
    outcomes = read(write(tmp_path, {"body": "x" * 5000}, {"body": HTML}, {"body": "y" * 2000}, packed=packed))
    assert [getattr(outcome, "reason", None) for outcome in outcomes] == [Reason.TOO_LARGE, None, Reason.TOO_LARGE]


def test_an_empty_file_is_one_reject(tmp_path: Path) -> None:
    for data in (b"", gzip.compress(b""), b"\n\n"):
        (tmp_path / "a.jsonl").write_bytes(data)
        [reject] = read(str(tmp_path / "a.jsonl"))
        assert isinstance(reject, Reject)
        assert reject.reason == Reason.EMPTY


def test_a_packed_file_that_was_cut_off_keeps_its_whole_lines(tmp_path: Path) -> None:
    lines = [{"body": f"{HTML}{number * 7919 % 1009}"} for number in range(2000)]
    file = write(tmp_path, *lines, packed=True)
    data = Path(file).read_bytes()
    Path(file).write_bytes(data[: len(data) // 2])
    found = list(find_pages([file]))
    assert all(isinstance(item, PageRef) for item in found[:-1])
    assert isinstance(found[-1], Reject)
    assert found[-1].reason == Reason.TRUNCATED
    assert f"after line {len(found) - 1}" in found[-1].detail
    page = open_page(found[0]) if isinstance(found[0], PageRef) else None
    assert isinstance(page, RawPage)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=15))
def test_lines_of_a_packed_file_can_be_opened_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    file = write(tmp_path_factory.mktemp("jsonl"), *[{"body": f"page {number}"} for number in range(10)], packed=True)
    refs = [ref for ref in find_pages([file]) if isinstance(ref, PageRef)]
    for number in order:
        page = open_page(refs[number])
        assert isinstance(page, RawPage)
        assert page.body == f"page {number}".encode()
    take((), 0)


def test_a_packed_file_that_is_written_anew_is_read_anew(tmp_path: Path) -> None:
    for number in range(2):
        [ref] = find_pages([write(tmp_path, {"body": f"page {number} " + "x" * number}, packed=True)])
        assert isinstance(ref, PageRef)
        page = open_page(ref)
        assert isinstance(page, RawPage)
        assert page.body.startswith(f"page {number}".encode())
