"""Pages made to hang or to fill the memory: each is cleaned by a bounded way or refused by a limit that is named.

Nothing is timed here: what has no bound would not come back at all. trafilatura alone needs 2 to 10 seconds for most.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from lxml.html import HTMLParser, document_fromstring

from cleaning.markup.body.find import body_of_markup
from cleaning.markup.explain import explain
from cleaning.markup.label import label_markup
from cleaning.model import Body, Document, Page, RawPage

LINE = "An ordinary sentence of the usual length, with a comma and a stop. "
STORY = f"<p>{LINE * 3}</p>" * 5
LARGE = re.compile(r"more than \d+ (elements|letters|levels): all running text was taken")

CAPPED: dict[str, Callable[[], str]] = {
    "100,000 links": lambda: STORY + "<div>" + "<a href=/x>one more story of this day</a> " * 100_000 + "</div>",
    "one line of 5 MB": lambda: f"<p>{'word and another one, ' * 240_000}</p>",
    "one paragraph of 12 MB": lambda: f"<p>{'word and another one, ' * 550_000}</p>",
    "36,000 ordinary paragraphs": lambda: f"<p>{LINE * 2}</p>" * 36_000,
    "100,000 numbered paragraphs": lambda: "".join(
        f"<p>Paragraph number {n} of this text.</p>" for n in range(100_000)
    ),
    "200 nested footers before 5,000 links": lambda: (
        STORY + "<div class=footer>" * 200 + "<a href=/x>link</a>" * 5_000 + "</div>" * 200
    ),
    "2,000 nested quotes": lambda: STORY + "<blockquote><p>x y</p>" * 2_000,
    "500 nested tables": lambda: STORY + "<table><tr><td>" * 500 + "x" + "</table>" * 500,
    "20,000 headings and paragraphs": lambda: f"<h2>A heading</h2><p>{LINE * 2}</p>" * 20_000,
}
EMPTY: dict[str, Callable[[], str]] = {
    "50,000 nested boxes": lambda: "<div>" * 50_000 + LINE + "</div>" * 50_000,
    "50,000 paragraphs of dates": lambda: "<p>12 March 2021, 10:45</p>" * 50_000,
    "50,000 first headings": lambda: "<h1>The same headline</h1>" * 50_000,
    "100,000 items of links": lambda: "<ul>" + "<li><a href=/x>one more story</a></li>" * 100_000 + "</ul>",
    "a script of one 5 MB string": lambda: '<script>{"articleBody": "' + "word " * 1_000_000 + '"}</script>',
    "a script of quotes": lambda: "<script>" + '"\\"' * 500_000 + "</script>",
}
FOUND: dict[str, Callable[[], str]] = {
    "2,000 class names of 10,000 letters": lambda: (
        STORY + "".join(f"<div class='{'c' * 10_000}{n}'>x</div>" for n in range(2_000))
    ),
    "1,000 nested forms": lambda: "<form>" * 1_000 + STORY,
    "3,000 attributes": lambda: f"<div {' '.join(f'a{n}=x' for n in range(3_000))}>{STORY}</div>",
}


def document(markup: str) -> Document:
    whole = f"<html><body>{markup}</body></html>"
    tree = document_fromstring(whole.encode(), parser=HTMLParser(encoding="utf-8", huge_tree=True))
    raw = RawPage(body=whole.encode())
    page = Page(raw=raw, source=None, kind="html", text=whole, tree=tree, encoding="utf-8", encoding_from="default")
    return Document(page=page, regions=label_markup(page))


def body_of(markup: str) -> Body:
    return body_of_markup(document(markup))


@pytest.mark.parametrize("name", CAPPED)
def test_a_page_too_large_for_trafilatura_gives_its_running_text(name: str) -> None:
    found = body_of(CAPPED[name]())
    assert found.method == "running text"
    assert LARGE.fullmatch(found.warnings[0])
    assert len(found.text) > 500
    assert "one more story" not in found.text
    assert "link" not in found.text


@pytest.mark.parametrize("name", EMPTY)
def test_a_large_page_without_an_article_gives_none(name: str) -> None:
    found = body_of(EMPTY[name]())
    assert found.text == ""
    assert found.warnings


@pytest.mark.parametrize("name", FOUND)
def test_an_article_in_a_hostile_page_is_found(name: str) -> None:
    found = body_of(FOUND[name]())
    assert found.method.startswith("trafilatura")
    assert found.text.startswith("\n\n".join([(LINE * 3).strip()] * 2))
    assert "link" not in found.text


def test_a_hostile_page_can_be_explained() -> None:
    told = explain(document(STORY + "<p>12 March 2021</p>" * 30_000))
    assert len(told) == 30_005
    assert told[0][:2] == ("body", "running text")
