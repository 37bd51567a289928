"""The archive's two doors: every page is found, in a stable order, and each fault is one reject."""

import gzip
import json
import os
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.archive import MAX_PAGE_BYTES, find_pages, open_page
from cleaning.model import PageRef, RawPage
from cleaning.record import Reason, Reject

PAGE = "<html><body><p>The ferry runs again.</p></body></html>"


def make(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE)


def found(*paths: str | Path) -> list[str]:
    return [
        item.file if isinstance(item, PageRef) else f"{item.reason} {item.file}" for item in find_pages(map(str, paths))
    ]


def reject_of(path: str | Path) -> Reject:
    [item] = find_pages([str(path)])
    outcome = open_page(item) if isinstance(item, PageRef) else item
    assert isinstance(outcome, Reject), outcome
    assert outcome.file == str(path)
    assert outcome.stage == "read"
    return outcome


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ------------------------------------------------------------------------------------------------------------ finding


def test_a_folder_is_read_to_its_depths_by_name(inside: Path) -> None:
    make(inside, "in/b.html", "in/a/z.htm", "in/a.txt", "in/c.xhtml", "in/B.html", "in/a/x/y.html.gz")
    expected = ["in/B.html", "in/a/x/y.html.gz", "in/a/z.htm", "in/a.txt", "in/b.html", "in/c.xhtml"]
    assert found("in") == expected
    assert found("in/") == expected
    assert found("./in") == [f"./{name}" for name in expected]
    assert found(inside / "in") == [f"{inside}/{name}" for name in expected]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("in/*.html", ["in/a.html", "in/b.html"]),
        ("in/[a].html", ["in/a.html"]),
        ("in/s*", ["in/sub/c.html", "in/sub/deep/d.html"]),
        ("in/**/*.html", ["in/a.html", "in/b.html", "in/sub/c.html", "in/sub/deep/d.html"]),
        ("in/**/deep", ["in/sub/deep/d.html"]),
        ("in/**", ["in/a.html", "in/b.html", "in/sub/c.html", "in/sub/deep/d.html"]),
        ("**/d.html", ["in/sub/deep/d.html"]),
        ("*/**/c.*", ["in/sub/c.html"]),
        ("in/*.pdf", ["not-found in/*.pdf"]),
        ("in/**/*.pdf", ["not-found in/**/*.pdf"]),
    ],
)
def test_a_glob_pattern_finds_what_it_matches(inside: Path, pattern: str, expected: list[str]) -> None:
    make(inside, "in/a.html", "in/b.html", "in/sub/c.html", "in/sub/deep/d.html")
    assert found(pattern) == expected


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(inside: Path) -> None:
    make(inside, "what[1]?.html")
    assert found("what[1]?.html") == ["what[1]?.html"]


def test_a_file_given_twice_comes_once(inside: Path) -> None:
    make(inside, "in/a.html", "in/b.html")
    assert found("in/b.html", "in", "./in/a.html", "in/*.html") == ["in/b.html", "in/a.html"]


@pytest.mark.parametrize("path", ["missing.html", "missing/", "", "missing/*.html", "a\0b"])
def test_a_path_that_does_not_exist_is_one_reject(inside: Path, path: str) -> None:
    assert reject_of(path).reason == Reason.NOT_FOUND


def test_a_folder_without_pages_is_one_reject(inside: Path) -> None:
    make(inside, "in/.hidden", "in/source.toml")
    assert found("in") == ["not-found in"]


def test_what_lies_among_pages_is_passed_over(inside: Path) -> None:
    make(inside, "in/a.html", "in/source.toml", "in/.DS_Store", "in/.git/HEAD.txt", "in/a.html.meta.json")
    assert found("in") == ["in/a.html"]
    assert found("in/*") == ["in/a.html"]
    assert found("in/**/*") == ["in/a.html"]


def test_a_sidecar_without_its_page_or_given_as_a_page_is_rejected(inside: Path) -> None:
    make(inside, "in/a.html", "in/a.html.meta.json", "in/b.html.meta.json")
    assert found("in") == ["in/a.html", "not-a-page in/b.html.meta.json"]
    assert "missing" in reject_of("in/b.html.meta.json").detail
    assert "give that" in reject_of("in/a.html.meta.json").detail


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("photo.jpg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("style.css", b"p { color: red }", "text/css"),
        ("expected.json", b"{}", "application/json"),
        ("settings.yaml", b"a: 1", "settings"),
        ("paper.pdf.gz", b"%PDF-1.7", "application/pdf"),
        ("photo", b"\x89PNG\r\n\x1a\n", "PNG"),
        ("paper", b"%PDF-1.7", "PDF"),
        ("archive", b"PK\x03\x04", "ZIP"),
        ("noise", bytes(range(1, 9)) * 99, "binary"),
        ("old", b"filedesc://a.arc", "warcio recompress"),
    ],
)
def test_what_is_no_page_is_one_reject_that_says_what_was_seen(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    reject = reject_of(tmp_path / name)
    assert reject.reason == Reason.NOT_A_PAGE
    assert words in reject.detail


@pytest.mark.parametrize("name", ["page", "page.php", "index.html@p=2", "story.1234", "page.gz", "PAGE.HTML"])
@pytest.mark.parametrize("packed", [True, False])
def test_the_content_tells_where_the_name_does_not(tmp_path: Path, name: str, packed: bool) -> None:
    (tmp_path / name).write_bytes(gzip.compress(PAGE.encode()) if packed else PAGE.encode())
    assert found(tmp_path) == [f"{tmp_path}/{name}"]


def test_containers_are_told_by_content(tmp_path: Path) -> None:
    (tmp_path / "lines").write_text(json.dumps({"url": "https://harbour.example/", "body": PAGE}) + "\n")
    (tmp_path / "records").write_text("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 1\r\n\r\nx")
    refs = list(find_pages([str(tmp_path)]))
    assert [ref.offset for ref in refs if isinstance(ref, PageRef)] == [0, 0]
    assert all(isinstance(open_page(ref), RawPage) for ref in refs if isinstance(ref, PageRef))


# --------------------------------------------------------------------------------------------------------------- links


def test_links_that_lead_back_up_are_not_followed_again(inside: Path, caplog: pytest.LogCaptureFixture) -> None:
    make(inside, "in/a.html", "in/sub/b.html")
    for number in range(3):
        (inside / f"in/sub/up{number}").symlink_to("..", target_is_directory=True)
    (inside / "in/self").symlink_to("self")
    expected = ["in/a.html", "unreadable in/self", "in/sub/b.html"]
    outcomes = [open_page(ref) if isinstance(ref, PageRef) else ref for ref in find_pages(["in"])]
    assert [o.file if isinstance(o, RawPage) else f"{o.reason} {o.file}" for o in outcomes] == expected
    assert "in/sub/up0" in caplog.text
    assert found("in/**/*.html") == ["in/a.html", "in/sub/b.html"]


def test_a_link_to_a_folder_outside_is_followed_once_after_the_rest(inside: Path) -> None:
    make(inside, "in/z.html", "out/a.html")
    (inside / "in/first").symlink_to("../out", target_is_directory=True)
    (inside / "in/second").symlink_to("../out", target_is_directory=True)
    assert found("in") == ["in/z.html", "in/first/a.html"]


def test_a_link_to_nothing_is_one_reject(inside: Path) -> None:
    (inside / "a.html").symlink_to("gone.html")
    reject = reject_of("a.html")
    assert reject.reason == Reason.UNREADABLE
    assert "gone.html" in reject.detail


# ------------------------------------------------------------------------------------------------------------- faults


def test_an_unreadable_file_or_folder_is_one_reject(inside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(inside, "in/a.html", "in/b.html", "in/shut/c.html")
    opened, scanned = Path.open, os.scandir

    def open_(self: Path, mode: str = "r") -> object:
        if self.name == "a.html":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, mode)

    def scandir(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", path)
        return scanned(path)

    monkeypatch.setattr(Path, "open", open_)
    monkeypatch.setattr(os, "scandir", scandir)
    outcomes = [open_page(item) if isinstance(item, PageRef) else item for item in find_pages(["in"])]
    assert [getattr(outcome, "reason", None) for outcome in outcomes] == [Reason.UNREADABLE, None, Reason.UNREADABLE]
    assert all("Permission denied" in outcome.detail for outcome in outcomes if isinstance(outcome, Reject))


def test_a_folder_opened_as_a_page_is_a_reject(tmp_path: Path) -> None:
    outcome = open_page(PageRef(file=str(tmp_path)))
    assert isinstance(outcome, Reject)
    assert "folder" in outcome.detail


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.html")
    os.mkfifo(tmp_path / "b")
    outcomes = [open_page(item) if isinstance(item, PageRef) else item for item in find_pages([str(tmp_path)])]
    assert [outcome.reason for outcome in outcomes if isinstance(outcome, Reject)] == [Reason.NOT_A_PAGE] * 2


def test_a_name_that_is_no_unicode_is_one_reject(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.html")
    try:
        Path(name).write_text(PAGE)
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    [reject] = find_pages([str(tmp_path)])
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.file) == (Reason.UNREADABLE, f"{tmp_path}/caf?.html")


@pytest.mark.parametrize(
    ("content", "reason", "words"),
    [
        (b"", Reason.EMPTY, "0 bytes"),
        (gzip.compress(b""), Reason.EMPTY, "unpacks to 0 bytes"),
        (gzip.compress(PAGE.encode() * 50)[:-12], Reason.TRUNCATED, "cut off"),
        (gzip.compress(PAGE.encode())[:5], Reason.TRUNCATED, "cut off"),
        (gzip.compress(PAGE.encode())[:-8] + bytes(8), Reason.UNREADABLE, "damaged"),
        (gzip.compress(bytes(MAX_PAGE_BYTES + 1)), Reason.TOO_LARGE, "32 MiB"),
    ],
)
def test_a_file_that_holds_no_whole_page_is_one_reject(
    tmp_path: Path, content: bytes, reason: Reason, words: str
) -> None:
    (tmp_path / "a.html.gz").write_bytes(content)
    (tmp_path / "a.html.gz.meta.json").write_text('{"url": "https://harbour.example/a"}')
    reject = reject_of(tmp_path / "a.html.gz")
    assert (reject.reason, reject.url) == (reason, "https://harbour.example/a")
    assert words in reject.detail


def test_the_size_limit_is_the_callers(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"x" * 1000)
    ref = PageRef(file=str(tmp_path / "a.html"))
    assert isinstance(open_page(ref, max_bytes=1000), RawPage)
    outcome = open_page(ref, max_bytes=999)
    assert isinstance(outcome, Reject)
    assert outcome.reason == Reason.TOO_LARGE


def test_a_file_that_vanishes_after_it_was_found_is_a_reject(tmp_path: Path) -> None:
    for name in ("a.html", "a.jsonl", "a.warc"):
        for offset in (None, 0):
            outcome = open_page(PageRef(file=str(tmp_path / name), offset=offset))
            assert isinstance(outcome, Reject)


# --------------------------------------------------------------------------------------------------------- properties


NAMES = st.lists(
    st.lists(st.text("abäZ. 0-", min_size=1, max_size=5), min_size=1, max_size=3).map("/".join), min_size=1, max_size=12
)


@given(NAMES, st.integers())
def test_the_order_does_not_depend_on_the_order_of_writing(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], seed: int
) -> None:
    folder = tmp_path_factory.mktemp("order")
    order = list(names)
    lists = []
    for _ in range(2):
        for name in order:
            try:
                make(folder, f"in/{name}.html")
            except OSError:
                continue  # a name that is a folder's already
        lists.append(found(folder / "in"))
        shutil.rmtree(folder / "in")
        order = sorted(order)
        random.Random(seed).shuffle(order)
    assert sorted(lists[0]) == sorted(set(lists[0]))
    if set(lists[0]) == set(lists[1]):
        assert lists[0] == lists[1]


@given(
    st.binary(max_size=300), st.sampled_from(["a.html", "a.html.gz", "a.txt", "a.jsonl", "a.warc", "a", "a.meta.json"])
)
def test_any_bytes_under_any_name_give_pages_or_rejects(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / name).write_bytes(content)
    outcomes = [open_page(item) if isinstance(item, PageRef) else item for item in find_pages([str(folder)])]
    assert outcomes
    assert all(isinstance(outcome, RawPage | Reject) for outcome in outcomes)
