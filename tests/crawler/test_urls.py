"""URLs: one key for all forms of an address, another for every other."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaning.model import Source
from crawler import urls
from crawler.model import Why
from crawler.scope import refusal
from crawler.urls import fetch_form, key_of, resolve

SEGMENT = st.text("abcXYZ019-_.~%/äж語 +;()=@!$'*,:", max_size=12)
QUERY = st.lists(st.tuples(st.sampled_from(["id", "p", "utm_source", "sid", "ref", "q", "ä"]), SEGMENT), max_size=4)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """URLs of all kinds of shapes, good and broken."""
    scheme = draw(st.sampled_from(["http://", "https://", "HTTP://", "Https://"]))
    host = draw(
        st.sampled_from(["example.org", "WWW.Example.ORG", "bücher.example", "127.0.0.1", "[::1]", "a.b.", "localhost"])
    )
    port = draw(st.sampled_from(["", ":80", ":443", ":8000", ":", ":x", ":99999"]))
    path = "".join(f"/{segment}" for segment in draw(st.lists(SEGMENT | st.sampled_from(["..", "."]), max_size=5)))
    query = "&".join(f"{name}={value}" for name, value in draw(QUERY))
    fragment = draw(st.sampled_from(["", "#x", "#a?b=c", "#"]))
    return f"{scheme}{host}{port}{path}{'?' + query if query else ''}{fragment}"


ANYTHING = addresses() | st.text(max_size=60) | st.text("htps:/.?#&=%[]@ a1\t\n\\;", max_size=40)


@given(ANYTHING)
@example("http://[::1")
@example("http://a/\ud800")
@example("//example.org/a")
@example("http:///a")
@example("http://user:pass@example.org/%zz?%zz=%")
def test_the_key_of_what_is_requested_is_the_key(url: str) -> None:
    form = fetch_form(url)
    assert fetch_form(form) == form
    key = key_of(url)
    assert key_of(form) == key
    assert key_of(key) == key


@given(ANYTHING, ANYTHING)
def test_nothing_raises(url: str, base: str) -> None:
    source = Source(id="x", domains=("example.org", "[::1]", "127.0.0.1:8000"))
    assert refusal(url, source) is None or isinstance(refusal(url, source), Why)
    assert resolve(url, base) is None or isinstance(resolve(url, base), str)


@given(addresses())
def test_the_quick_way_to_a_key_leads_where_the_slow_one_does(url: str) -> None:
    quick = urls.quick_key(url)
    assert quick is None or quick == urls.slow_key(url)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org/a", "https://example.org/a/"),
        ("https://EXAMPLE.org/a", "https://example.org:443/a#comments"),
        ("http://example.org:80", "https://example.org/"),
        ("https://example.org/a?utm_source=rss&utm_medium=feed", "https://example.org/a"),
        ("https://example.org/a?b=2&a=1", "https://example.org/a?a=1&b=2&fbclid=x"),
        ("https://example.org/a;jsessionid=0AF3?x=1", "https://example.org/a?x=1"),
        ("https://example.org/(S(abcdefghijklmnopqrstuvwx))/a.aspx", "https://example.org/a.aspx"),
        ("https://example.org/a?PHPSESSID=5&id=7", "https://example.org/a?id=7"),
        ("https://example.org/a?id=7&sid=0123456789abcdef0123456789abcdef", "https://example.org/a?id=7"),
        ("https://example.org/a?ref=rss", "https://example.org/a"),
        ("https://example.org/b/../a//c/./", "https://example.org/a/c"),
        ("https://bücher.example/ä b", "https://xn--bcher-kva.example/%C3%A4%20b"),
        ("https://example.org/%7euser/%c3%a4", "https://example.org/~user/%C3%A4"),
        ("  https://example.org/a\n", "https://example.org/a"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://example.org/?", "https://example.org"),
    ],
)
def test_forms_of_one_address_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize("name", "id p story sid s ref source cid article nr t v n news_id page ID idart".split())
def test_arguments_that_may_name_an_article_are_kept(name: str) -> None:
    one, other = (f"https://example.org/show.php?{name}={value}" for value in (1234, 1235))
    assert key_of(one) != key_of(other)
    assert fetch_form(one) == one


@given(name=st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8), one=st.integers(0), other=st.integers(0))
def test_no_two_numbers_of_one_argument_are_one_page(name: str, one: int, other: int) -> None:
    left, right = (f"https://example.org/?{name}={value}" for value in (one, other))
    tracking = urls.is_dropped(f"{name}=1")
    assert (key_of(left) == key_of(right)) == (one == other or tracking)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://www.example.org/a"),
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a", "https://example.org:8000/a"),
        ("https://example.org/a?x=", "https://example.org/a"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org/a?x=%26y", "https://example.org/a?x=&y="),
    ],
)
def test_other_addresses_have_other_keys(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("http://Example.org/A/?b=2&a=1&utm_campaign=x#top", "http://example.org/A/?b=2&a=1"),
        ("http://example.org/a;jsessionid=77.node1", "http://example.org/a"),
        ("https://example.org/a?x=1&&y", "https://example.org/a?x=1&y"),
        ("https://example.org/ä?q=ä b", "https://example.org/%C3%A4?q=%C3%A4%20b"),
    ],
)
def test_what_is_requested_keeps_scheme_path_and_slash_as_found(url: str, form: str) -> None:
    assert fetch_form(url) == form


def test_a_link_brings_no_user_and_no_password() -> None:
    base = "https://example.org/a"
    assert resolve("https://me:secret@example.org/b@c?d=@", base) == "https://example.org/b@c?d=@"
    assert resolve("//me@example.org", base) == "https://example.org"
    assert resolve("/by/@me", base) == "https://example.org/by/@me"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/" + "a/" * 500_000,
        "https://example.org/?" + "a=1&" * 200_000,
        "https://example.org/" + "(" * 500_000,
        "https://example.org/" + "%" * 500_000,
        "https://example.org/" + ";jsessionid=" * 100_000,
        "https://" + "a." * 250_000,
        "https://example.org/" + "../" * 250_000,
        " " * 2_000_000,
    ],
    ids=["segments", "arguments", "parens", "percents", "sessions", "labels", "dots", "blanks"],
)
@pytest.mark.parametrize(
    "function", [key_of, fetch_form, lambda url: refusal(url, Source(id="x"))], ids=["key", "form", "refusal"]
)
def test_work_is_linear(function: Callable[[str], object], url: str) -> None:
    start = time.process_time()
    function(url)
    assert time.process_time() - start < 5
