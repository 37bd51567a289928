"""Sidecars: what they tell, and what is said of a wrong one."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.archive import open_page
from cleaning.archive.folder import write_page
from cleaning.archive.sidecar import utc
from cleaning.model import PageRef, RawPage
from cleaning.record import Reason, Reject


def read(folder: Path, sidecar: str | bytes) -> RawPage | Reject:
    (folder / "a.html").write_text("<p>The ferry runs again.")
    (folder / "a.html.meta.json").write_bytes(sidecar.encode() if isinstance(sidecar, str) else sidecar)
    return open_page(PageRef(file=str(folder / "a.html")))


def test_all_that_a_sidecar_tells_is_in_the_page(tmp_path: Path) -> None:
    page = read(
        tmp_path,
        """{"url": " https://harbour.example/a ", "source": "harbour", "fetchedAt": "2024-05-01T14:30:00+02:00",
        "status": 200, "headers": {"Content-Type": "text/html", "X-A": ["1", "2"]}, "unknown": {"key": 1}}""",
    )
    assert page == RawPage(
        url="https://harbour.example/a",
        source="harbour",
        fetched_at=datetime(2024, 5, 1, 12, 30, tzinfo=UTC),
        status=200,
        headers={"content-type": "text/html", "x-a": "1, 2"},
        body=b"<p>The ferry runs again.",
        file=str(tmp_path / "a.html"),
    )


@pytest.mark.parametrize("sidecar", ["{}", '{"url": null, "headers": null}', '\ufeff{"url": ""}'])
def test_every_key_may_be_missing(tmp_path: Path, sidecar: str) -> None:
    page = read(tmp_path, sidecar)
    assert isinstance(page, RawPage)
    assert (page.url, page.fetched_at, page.status, page.headers) == (None, None, None, {})


@pytest.mark.parametrize(
    ("sidecar", "words"),
    [
        ("", "no valid JSON"),
        ("{", "no valid JSON"),
        (b'{"url": "\xff"}', "no valid JSON"),
        ("[" * 100_000, "no valid JSON"),
        ("[1]", "must be a JSON object, but is [1]"),
        ('{"url": 7}', "url must be a string, but is 7"),
        ('{"source": ["a"]}', 'source must be a string, but is ["a"]'),
        ('{"fetchedAt": 1714566600}', "fetchedAt must be a string, but is 1714566600"),
        ('{"fetchedAt": "yesterday"}', 'fetchedAt must be a time such as 2024-05-01T12:30:00Z, but is "yesterday"'),
        ('{"fetchedAt": "0001-01-01T00:00:00+14:00"}', "fetchedAt must be a time"),
        ('{"status": "200"}', 'status must be a whole number such as 200, but is "200"'),
        ('{"status": true}', "status must be a whole number such as 200, but is true"),
        ('{"headers": "text/html"}', 'headers must be a JSON object, but is "text/html"'),
        ('{"headers": {"age": 7}}', "headers.age must be a string or a list of strings, but is 7"),
        ('{"headers": {"a": ["1", 2]}}', "headers.a must be"),
    ],
)
def test_a_wrong_sidecar_is_one_reject_that_names_the_key(tmp_path: Path, sidecar: str | bytes, words: str) -> None:
    reject = read(tmp_path, sidecar)
    assert isinstance(reject, Reject)
    assert reject.reason == Reason.BAD_SIDECAR
    assert words in reject.detail
    assert "a.html.meta.json" in reject.detail


def test_a_sidecar_that_is_a_folder_is_one_reject(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("x")
    (tmp_path / "a.html.meta.json").mkdir()
    reject = open_page(PageRef(file=str(tmp_path / "a.html")))
    assert isinstance(reject, Reject)
    assert reject.reason == Reason.BAD_SIDECAR


@pytest.mark.parametrize("status", [301, 404, 503])
def test_an_error_of_the_server_is_one_reject(tmp_path: Path, status: int) -> None:
    reject = read(tmp_path, f'{{"url": "https://harbour.example/a", "status": {status}}}')
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.url) == (Reason.HTTP_ERROR, "https://harbour.example/a")
    assert str(status) in reject.detail


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-05-01T12:30:00Z", datetime(2024, 5, 1, 12, 30, tzinfo=UTC)),
        ("2024-05-01 12:30", datetime(2024, 5, 1, 12, 30, tzinfo=UTC)),
        ("20240501T123000Z", datetime(2024, 5, 1, 12, 30, tzinfo=UTC)),
        ("2024-05-01T14:30:00.5+02:00", datetime(2024, 5, 1, 12, 30, 0, 500_000, tzinfo=UTC)),
        ("May 1st", None),
    ],
)
def test_a_time_is_read_in_utc(value: str, expected: datetime | None) -> None:
    assert utc(value) == expected


TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1)
TIMES = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-3))]), min_value=datetime(1990, 1, 1))  # noqa: DTZ001
PAGES = st.builds(
    RawPage,
    url=st.none() | TEXTS,
    source=st.none() | TEXTS,
    fetched_at=st.none() | TIMES,
    status=st.none() | st.integers(200, 299),
    headers=st.dictionaries(st.from_regex("[a-z][a-z-]{0,8}", fullmatch=True), TEXTS, max_size=3),
    body=st.binary(min_size=1).filter(lambda body: body[:2] != b"\x1f\x8b"),
)


@given(PAGES, st.sampled_from(["a.html", "a.txt.gz"]))
def test_a_page_that_is_written_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, page: RawPage, name: str
) -> None:
    file = tmp_path_factory.mktemp("page") / "below" / name
    write_page(page, file)
    read_again = open_page(PageRef(file=str(file)))
    assert isinstance(read_again, RawPage)
    for key in ("url", "source", "fetched_at", "status", "headers", "body"):
        assert getattr(read_again, key) == getattr(page, key)
    first = {path.name: path.read_bytes() for path in file.parent.iterdir()}
    write_page(page, file)
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == first


def test_no_sidecar_is_written_where_nothing_is_known(tmp_path: Path) -> None:
    write_page(RawPage(body=b"x"), tmp_path / "a.html")
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
