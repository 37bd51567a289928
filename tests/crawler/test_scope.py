"""Which URLs are refused for a source, and why."""

from __future__ import annotations

import pytest

from cleaning.model import CrawlRules, Source
from crawler.model import Why
from crawler.scope import refusal

SOURCE = Source(
    id="x",
    domains=("example.org",),
    crawl=CrawlRules(
        exclude=("/sponsored/", "("),
        follow=("/2019/",),
        sections=("https://example.org/2020/05/",),
        feeds=("http://f.example/x",),
    ),
)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://example.org/news/a-ship", None),
        ("https://www.example.org/a", None),
        ("https://blog.example.org:8443/a", None),
        ("https://EXAMPLE.org./a", None),
        ("ftp://example.org/a", Why.SCHEME),
        ("file:///etc/passwd", Why.SCHEME),
        ("javascript:alert(1)", Why.SCHEME),
        ("", Why.SCHEME),
        ("https://example.com/a", Why.OFFSITE),
        ("https://badexample.org/a", Why.OFFSITE),
        ("https://example.org.evil.example/a", Why.OFFSITE),
        ("https://example.org@evil.example/a", Why.OFFSITE),
        ("https://", Why.OFFSITE),
        ("http://[::1/", Why.OFFSITE),
        ("https://example.org:99999/", Why.OFFSITE),
        ("https://example.org/" + "a" * 2_000, Why.URL_TOO_LONG),
        ("https://example.org/sponsored/a", Why.EXCLUDED),
        ("https://example.org/a.JPG", Why.NOT_HTML),
        ("https://example.org/report.pdf?x=1", Why.NOT_HTML),
        ("https://example.org/a.html", None),
        ("https://example.org/node.js-and-its-rivals", None),
        ("http://f.example/x", None),  # the source itself lists it
    ],
)
def test_why_a_url_is_refused(url: str, why: Why | None) -> None:
    assert refusal(url, SOURCE) is why


@pytest.mark.parametrize(
    "url",
    """
    https://example.org/2031/12/ https://example.org/2024 https://example.org/2024/5/1 https://example.org/blog/2024/05
    https://example.org/events/2031-12-04 https://example.org/calendar/2031 https://example.org/?month=12&year=2031
    https://example.org/?m=202405 https://example.org/cal?date=2031-01-01 https://example.org/a/b/a/b/a/b/
    https://example.org/x/x/x https://example.org/css/a/css/b/css/c/css/d
    https://example.org/?a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&j=1&k=1&l=1&m=1
    https://example.org/?f[]=1&f[]=2&f[]=3&f[]=4
    """.split(),
)
def test_traps(url: str) -> None:
    assert refusal(url, SOURCE) is Why.TRAP


@pytest.mark.parametrize(
    "url",
    """
    https://example.org/2024/05/12/a-ship-sinks https://example.org/2024/05/12345 https://example.org/2024-05-12-a
    https://example.org/story.php?date=2024-05-12&id=4 https://example.org/11/11/11 https://example.org/news/news/x
    https://example.org/2020/05/ https://example.org/2019/07/ https://example.org/events/summer-fair-2024
    https://example.org/sport/football/sport https://example.org/?p=4711 https://example.org/a?page=3
    """.split(),
)
def test_no_traps(url: str) -> None:
    assert refusal(url, SOURCE) is None


@pytest.mark.parametrize(
    ("domain", "inside", "outside"),
    [
        ("127.0.0.1", "http://127.0.0.1:8123/a", "http://127.0.0.2/a"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000/a", "http://127.0.0.1:8001/a"),
        ("127.0.0.1", "https://127.0.0.1/a", "http://9.127.0.0.1/a"),
        ("localhost", "http://localhost:5000/a", "http://127.0.0.1:5000/a"),
        ("[::1]:8000", "http://[::1]:8000/a", "http://[::1]/a"),
        ("::1", "http://[::1]:9/a", "http://[::2]/a"),
        ("www.example.org", "https://example.org/a", "https://example.com/a"),
        ("Example.ORG", "https://m.example.org/a", "https://ample.org/a"),
        ("example.org:443", "https://example.org/a", "http://example.org/a"),
        ("bücher.example", "https://xn--bcher-kva.example/a", "https://bucher.example/a"),
        ("xn--bcher-kva.example", "https://bücher.example/a", "https://example/a"),
    ],
)
def test_domains(domain: str, inside: str, outside: str) -> None:
    source = Source(id="x", domains=(domain,))
    assert refusal(inside, source) is None
    assert refusal(outside, source) is Why.OFFSITE


def test_a_source_without_domains_is_where_its_listings_are() -> None:
    source = Source(id="x", crawl=CrawlRules(feeds=("https://www.example.org/feed",)))
    assert refusal("https://example.org/a", source) is None
    assert refusal("https://example.com/a", source) is Why.OFFSITE
    assert refusal("https://example.com/a", Source(id="x")) is Why.OFFSITE
