"""Raw pages → pages: kinds, encodings, and one reject for what is no page."""

import copy
import gzip
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.decode import decode
from cleaning.model import Page, RawPage
from cleaning.record import Reason, Reject

HTML = "<!doctype html><html><head><title>Ferry</title></head><body><p>The ferry runs, says Ångström.</p></body></html>"
BENCH = Path(__file__).parents[4] / "shared" / "bench" / "data"


def page_of(body: bytes | str, file: str | None = None, content_type: str | None = None) -> Page:
    page = outcome_of(body, file, content_type)
    assert isinstance(page, Page), page
    return page


def outcome_of(body: bytes | str, file: str | None = None, content_type: str | None = None) -> Page | Reject:
    headers = {"content-type": content_type} if content_type else {}
    data = body.encode() if isinstance(body, str) else body
    return decode(RawPage(url="https://harbour.example/a", body=data, file=file, headers=headers), None)


def test_an_html_page_is_decoded_and_parsed() -> None:
    page = page_of(HTML, "in/a.html")
    assert (page.kind, page.text, page.encoding, page.encoding_from, page.warnings) == (
        "html",
        HTML,
        "utf-8",
        "detection",
        (),
    )
    assert page.tree is not None
    assert page.tree.findtext(".//p") == "The ferry runs, says Ångström."


def test_a_plain_text_has_no_tree() -> None:
    page = page_of("The ferry runs.\r\n\r\nAgain.", "in/a.txt")
    assert (page.kind, page.text, page.tree) == ("text", "The ferry runs.\n\nAgain.", None)


@pytest.mark.parametrize(
    ("body", "file", "content_type", "kind"),
    [
        (HTML, "a.txt", None, "html"),
        (HTML, "a.html", "text/plain", "html"),
        ("The ferry runs.", "a.html.gz", None, "text"),
        ("The ferry runs.", None, "text/html", "text"),
        ("Write <b> for bold.", "a.txt.gz", None, "text"),
        ("Write <b> for bold.", "a.html", "text/plain; charset=utf-8", "text"),
        ("Write <b>this</b>.", "a.txt", "text/html", "html"),
        ("<p>The ferry", "a.HTML", None, "html"),
        ("<p>The ferry", "a.php", None, "html"),
    ],
)
def test_the_header_then_the_name_then_the_content_tell_the_kind(
    body: str, file: str | None, content_type: str | None, kind: str
) -> None:
    assert page_of(body, file, content_type).kind == kind


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"", None, Reason.EMPTY),
        (b" \r\n\t", None, Reason.EMPTY),
        (b"\xef\xbb\xbf", None, Reason.EMPTY),
        (b"\xff\xfe\n\0", None, Reason.EMPTY),
        (b"<!-- nothing -->", "text/html", Reason.EMPTY),
        (b"%PDF-1.4", None, Reason.NOT_A_PAGE),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "text/html", Reason.NOT_A_PAGE),
        (gzip.compress(b"x"), None, Reason.NOT_A_PAGE),
        (json.dumps({"a": [1]}).encode(), "text/html", Reason.NOT_A_PAGE),
        (b'<?xml version="1.0"?><rss></rss>', "text/xml", Reason.NOT_A_PAGE),
        (b"body { color: red }", "text/css", Reason.NOT_A_PAGE),
        (bytes(range(1, 9)) * 50, "text/html", Reason.NOT_A_PAGE),
        (b"<p " + b" ".join(b"a%d" % number for number in range(9_000)) + b">x", "text/html", Reason.UNPARSABLE),
    ],
)
def test_what_holds_no_page_is_one_reject(body: bytes, content_type: str | None, reason: Reason) -> None:
    reject = outcome_of(body, "in/a.html", content_type)
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.stage) == (reason, "decode")
    assert (reject.url, reject.file) == ("https://harbour.example/a", "in/a.html")
    assert reject.detail


def test_a_document_with_a_wrong_media_type_is_a_page() -> None:
    assert page_of(HTML, None, "application/json").kind == "html"


def test_invalid_utf_8_is_replaced_and_counted() -> None:
    page = page_of(HTML.encode().replace(b"runs", b"r\xffns") + "Ångström ".encode() * 20, "a.html")
    assert "r\ufffdns" in page.text
    assert page.warnings == ("1 invalid byte sequences replaced while decoding utf-8",)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_read_although_the_document_says_utf_8(codec: str) -> None:
    page = page_of(HTML.replace("<head>", '<head><meta charset="utf-8">').encode(codec), "a.html")
    assert page.tree is not None
    assert page.tree.findtext(".//p") == "The ferry runs, says Ångström."


def test_nul_bytes_are_removed() -> None:
    page = page_of("<html><body><p>The fer\0ry\0 runs.</p>" + "words " * 50, "a.html")
    assert page.tree is not None
    assert page.tree.findtext(".//p") == "The ferry runs."
    assert page.warnings == ("2 control characters removed",)


def test_fifty_thousand_nested_elements_are_walked_and_copied() -> None:
    page = page_of("<html><body>" + "<div>" * 50_000 + "<p>deep</p>" + "</div>" * 50_000 + "<p>after</p>", "a.html")
    assert page.tree is not None
    assert "".join(map(str, copy.deepcopy(page.tree).itertext())).split() == ["deep", "after"]
    assert page.warnings


def test_framesets_and_broken_documents_are_pages() -> None:
    for body in ("<frameset><frame src=a></frameset>", "<html><p", "<html><body><table><div></p></i>x<", "<html>"):
        assert page_of(body, "a.html").tree is not None


@given(
    st.binary(),
    st.sampled_from([None, "a.html", "a.txt"]),
    st.sampled_from([None, "text/html", "text/plain; charset=utf-16", "text/html; charset=gb2312", "a/b;charset=\0"]),
)
def test_any_bytes_give_a_page_or_a_reject(body: bytes, file: str | None, content_type: str | None) -> None:
    outcome = outcome_of(body, file, content_type)
    if isinstance(outcome, Page):
        outcome.text.encode()
        assert (outcome.tree is None) == (outcome.kind == "text")
        assert outcome == outcome_of(body, file, content_type) or outcome.tree is not None


@given(st.sampled_from(["utf-8", "utf-16", "cp1252"]), st.integers(0, 60), st.binary(min_size=1, max_size=8))
def test_a_damaged_page_gives_a_page_or_a_reject(codec: str, place: int, junk: bytes) -> None:
    body = HTML.encode(codec)
    assert isinstance(outcome_of(body[:place] + junk + body[place:]), Page | Reject)


def test_the_labelled_pages_are_all_decoded() -> None:
    if not BENCH.is_dir():
        pytest.skip("the labelled pages are not on this machine")
    refused: dict[str, Reject] = {}
    files = sorted(BENCH.glob("*/pages/*[!n]"))[::10]
    for file in files:
        data = file.read_bytes()
        page = outcome_of(gzip.decompress(data) if file.suffix == ".gz" else data, file.name)
        if isinstance(page, Reject):
            refused[file.name] = page
            continue
        assert page.kind == ("html" if ".html" in file.name else "text"), file
        assert "\ufffd" not in page.text or "�".encode() in data or file.suffix == ".gz"
    assert all(reject.reason == Reason.EMPTY for reject in refused.values()), refused


@pytest.mark.parametrize(
    "piece", ["<div ", "<a b=", '<a "', "</x>", "<p>", "&#", "&#x0", "<!--", "<script>", "]]>", "<p a='"]
)
def test_repeated_pieces_take_no_longer_than_long_pages_do(piece: str) -> None:
    start = time.process_time()
    outcome_of("<html>" + piece * 100_000, "a.html")
    assert time.process_time() - start < 5
