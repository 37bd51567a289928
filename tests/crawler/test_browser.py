"""What passes between Scrapy and the browser, apart from the browser itself (that is in ``test_render``)."""

from __future__ import annotations

import pytest
from playwright.async_api import Error
from scrapy.http import HtmlResponse, Response

from crawler.browser import as_shown, headers_of, said
from crawler.render import was_rendered

URL = "https://ferry.example/news/1"


def test_the_browser_gets_the_headers_as_sent_but_for_those_of_the_bytes() -> None:
    headers = {
        "Content-Type": "text/html; charset=windows-1256",
        "Content-Encoding": "gzip",
        "Content-Length": "9",
        "Content-Disposition": "attachment",
        "Set-Cookie": ["a=1; Expires=Wed, 01 Jan 2025 00:00:00 GMT", "b=2"],
        "Link": ["<a>; rel=next", "<b>; rel=prev"],
    }
    assert headers_of(Response(URL, headers=headers)) == {
        "Content-Type": "text/html; charset=windows-1256",
        "Set-Cookie": "a=1; Expires=Wed, 01 Jan 2025 00:00:00 GMT\nb=2",
        "Link": "<a>; rel=next, <b>; rel=prev",
    }


def test_a_page_without_a_type_is_shown_as_html() -> None:
    assert headers_of(Response(URL)) == {"Content-Type": "text/html"}


def test_the_response_holds_what_was_shown_in_utf_8() -> None:
    headers = {
        "Content-Type": "text/html; charset=windows-1256",
        "ETag": '"1"',
        "Last-Modified": "noon",
        "X-Kept": "yes",
    }
    fetched = HtmlResponse(URL, headers=headers, body=b"<p>", encoding="windows-1256", flags=["sent"], protocol="h2")
    shown = as_shown(fetched, "<p>الباخرة \ud800</p>")
    assert shown.text == "<p>الباخرة ?</p>"
    assert shown.body == "<p>الباخرة ?</p>".encode()
    assert (shown.url, shown.protocol, shown.flags) == (URL, "h2", ["sent", "rendered"])
    assert {*shown.headers} == {b"Content-Type", b"X-Kept"}
    assert was_rendered(shown)
    assert not was_rendered(fetched)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "BrowserType.launch: It is gone\nCall log:\n  - <launching> it --with=switches",
            "BrowserType.launch: It is gone",
        ),
        ("A: b\nBrowser logs:\n<launching> it --no\n\nNo sandbox!\n======\nUse one.", "A: b No sandbox! Use one."),
    ],
)
def test_what_a_browser_said_is_one_line_without_its_switches(message: str, expected: str) -> None:
    assert said(Error(message)) == expected
