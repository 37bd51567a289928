"""Pages made to hold a run: each is read with bounded work, and what is taken of it is bounded too.

Nothing here looks at a clock: the sizes are such that anything worse than linear would be seen by whoever waits.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from cleaning.metadata.choice import LONGEST_RAW
from cleaning.metadata.plain import LONGEST
from cleaning.metadata.reading import MOST_AUTHORS
from cleaning.model import Metadata

Read = Callable[..., Metadata]
URL = "https://x.example/a.html"
TITLE = "The ferry returns"


def script(text: str) -> str:
    return f'<html><head><script type="application/ld+json">{text}</script></head><body><h1>{TITLE}</h1></body></html>'


def test_two_thousand_authors(read: Read) -> None:
    persons = [{"@type": "Person", "name": f"Ann{chr(97 + i % 26)} Beller{i}x"} for i in range(2_000)]
    found = read(script(json.dumps({"@type": "NewsArticle", "headline": TITLE, "author": persons})), url=URL)
    assert len(found.author) == MOST_AUTHORS
    assert len(found.origins["author"]["raw"] or "") <= LONGEST_RAW


def test_eight_thousand_authors_in_broken_json(read: Read) -> None:
    persons = ",".join(f'{{"@type": "Person", "name": "Ann "Bo" {i}"}}' for i in range(8_000))
    found = read(script(f'{{"@type": "NewsArticle", "author": [{persons}]'), url=URL)
    assert found.headline == TITLE
    assert found.warnings == ("json-ld: 1 of 1 scripts cannot be read",)


def test_a_hundred_thousand_escaped_quotes(read: Read) -> None:
    quotes = '\\"' * 100_000
    assert read(script(f'{{"@type": "NewsArticle", "headline": "{TITLE}", "x": "{quotes}"}}'), url=URL).warnings == ()
    for broken in (f'{{"headline": {quotes}}}', f'{{"headline": "a" b {quotes}', f'{{"a": "b"{" " * 1_000_000}x}}'):
        assert read(script(broken), url=URL).headline == TITLE


def test_five_megabytes_of_jsonld(read: Read) -> None:
    node = {
        "@type": "NewsArticle",
        "headline": TITLE,
        "description": "word &amp; <b> " * 200_000,
        "articleBody": "w " * 10**6,
    }
    found = read(script(json.dumps(node)), url=URL)
    assert found.headline == TITLE
    assert len(found.description or "") <= LONGEST


def test_thirty_thousand_articles_in_a_graph(read: Read) -> None:
    nodes = [{"@type": "NewsArticle", "@id": f"#{i}", "headline": f"Other {i}", "url": f"/{i}"} for i in range(30_000)]
    assert read(script(json.dumps({"@graph": nodes})), url=URL).headline == TITLE


def test_deep_nesting(read: Read) -> None:
    for text in ("[" * 100_000, '{"author":' * 100_000, '{"@type":"Article","author":' * 900 + "1" + "}" * 900):
        assert read(script(text), url=URL).headline == TITLE
    deep = f"<html><body><h1>{TITLE}</h1>" + "<div>" * 50_000 + "<time datetime='2024-05-17'>x</time>"
    assert read(deep, url=URL).headline == TITLE


def test_a_reference_to_itself(read: Read) -> None:
    node = {
        "@type": "NewsArticle",
        "@id": "#1",
        "headline": TITLE,
        "author": {"@id": "#1"},
        "mainEntity": {"@id": "#1"},
    }
    assert read(script(json.dumps({"@graph": [node]})), url=URL).headline == TITLE


def test_a_description_of_openings(read: Read) -> None:
    for content in ("<!--" * 50_000, "&amp;amp;" * 200_000, "<" * 200_000, "<a " * 100_000):
        found = read(f'<html><head><meta name="description" content="{content}"></head></html>', url=URL)
        assert len(found.description or "") <= LONGEST


def test_fifty_thousand_headings(read: Read) -> None:
    assert read("<html><body>" + f"<h1>{TITLE}</h1>" * 50_000 + "</body></html>", url=URL).headline == TITLE


def test_fifty_thousand_dates(read: Read) -> None:
    dates = "".join(f"<p>{1 + i % 28}.{1 + i % 12}.2023</p>" for i in range(50_000))
    assert read(f"<html><body><h1>{TITLE}</h1>{dates}</body></html>", url=URL).datePublished == "2023-01-01"
    assert read(f"<html><body>{dates}</body></html>", url=URL).datePublished is None
    times = "<time class=date datetime=x>12 May 2023</time>" * 50_000
    assert read(f"<html><body><h1>{TITLE}</h1>{times}</body></html>", url=URL).datePublished == "2023-05-12"


def test_many_of_everything(read: Read) -> None:
    metas = '<meta name="author" content="Ann Beller"><meta property="og:image" content="/a.jpg">' * 20_000
    items = "<div itemscope itemtype=http://schema.org/Article>" * 300 + "<b itemprop=author>Tom Grau</b>" * 20_000
    links = "<a href=/author/lee>By Lee Arno</a>" * 20_000
    figures = (
        "<figure><img src=/b.jpg><figcaption>" + "<i>word</i>" * 5_000 + "</figcaption></figure>" + "<figure>" * 5_000
    )
    found = read(f"<html><head>{metas}</head><body><h1>{TITLE}</h1>{links}{figures}{items}</body></html>", url=URL)
    assert found.headline == TITLE
    assert len(found.author) <= MOST_AUTHORS
    assert 1 <= len(found.image) <= 50


def test_long_bylines_and_titles(read: Read) -> None:
    for value in (", and" * 50_000, "A" + " " * 50_000 + "B", "Ann Beller, " * 20_000, "x@" * 50_000, "By " * 50_000):
        found = read(f'<html><head><meta name="author" content="{value}"></head><body></body></html>', url=URL)
        assert len(found.author) <= MOST_AUTHORS
    title = " - a" * 100_000 + " | Gazette" * 10_000
    found = read(
        f'<html><head><title>{title}</title><meta property="og:site_name" content="Gazette"></head></html>', url=URL
    )
    assert len(found.headline or "") <= LONGEST
