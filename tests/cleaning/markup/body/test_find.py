"""The article's text out of HTML pages: words, paragraphs, method and warnings. All pages are invented."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.etree import tostring

from cleaning.markup.body.find import body_of_markup
from cleaning.markup.label import label_markup
from cleaning.model import Body, CleanRules, Document, Metadata, Page, RawPage, Source
from cleaning.record import Person

TITLE = "Last crane of Orl goes to a museum"
ONE = "The council of Orl sold its last crane on Monday, and a museum in the next town will show it from June on."
TWO = "“It lifted the church bell in the year of the flood,” said the harbour master, who will keep the crane's key."
THREE = "The last load was a piano for the school, which stands in the hall now and is tuned by the crane's driver."
FOUR = "Orl has no harbour any more since the river moved, but it has kept its customs house, its bar and its pilots."
STORY = f"<p>{ONE}</p><p>{TWO}</p><h2>What it lifted</h2><p>{THREE}</p><p>{FOUR}</p>"
TEXT = f"{ONE}\n\n{TWO}\n\nWhat it lifted\n\n{THREE}\n\n{FOUR}"


def page_of(body: str, head: str = "", rules: CleanRules | None = None) -> Page:
    markup = f"<html><head><title>{TITLE} - Orl Post</title>{head}</head><body>{body}</body></html>"
    source = Source(id="orl", clean=rules) if rules else None
    raw = RawPage(url="https://orl-post.example/crane", body=markup.encode())
    tree = html.document_fromstring(markup)
    return Page(raw=raw, source=source, kind="html", text=markup, tree=tree, encoding="utf-8", encoding_from="default")


def body_of(body: str, head: str = "", rules: CleanRules | None = None) -> Body:
    page = page_of(body, head, rules)
    metadata = Metadata(headline=TITLE, author=(Person(name="Ada Quill"),))
    return body_of_markup(Document(page=page, regions=label_markup(page), metadata=metadata))


CHROME = """<header><a href=/>Orl Post</a><nav><a href=/n>News</a> <a href=/s>Sport</a></nav></header>
{}<aside class=related><h3>More stories</h3><ul><li><a href=/a>Flood takes mill wheel</a></li><li><a href=/b>Pilots
 strike again</a></li></ul></aside><footer><p>All rights reserved by the Orl Post and its owners.</p></footer>"""


@pytest.mark.parametrize(
    "article",
    [
        f"<article><h1>{TITLE}</h1><p class=byline>By Ada Quill</p>{STORY}</article>",
        f"<div class=entry-content><h1>{TITLE}</h1>{STORY}</div>",
        f"<div class=box><h1>{TITLE}</h1><time>3 May 2021</time><div>{STORY}</div></div>",
        f"<div class='paywall'><h1>{TITLE}</h1><div class='related'>{STORY}</div></div>",
        f"<main><h1>{TITLE}</h1><figure><img src=c><figcaption>The crane</figcaption></figure>{STORY}</main>",
        f"<article><h1>{TITLE}</h1>{STORY}<p>Read also: <a href=/f>Flood takes mill wheel</a></p></article>",
        f"<article><h1>{TITLE}</h1>{STORY}<div class=newsletter><p>Sign up for our newsletter.</p></div></article>",
        f"<article><h1>{TITLE}</h1>{STORY}<div class=author-bio><p>Ada Quill is a writer.</p></div></article>",
        f"<article><h1>{TITLE}</h1>{STORY}<h3>Related stories</h3><p><a href=/f>Flood in Orl</a></p></article>",
        f"<article><h1>{TITLE}</h1>{STORY.replace('<p>', '<p>' + '<b>').replace('</p>', '</b></p>')}</article>",
    ],
)
def test_the_article_alone_paragraph_for_paragraph(article: str) -> None:
    found = body_of(CHROME.format(article))
    assert found.text == TEXT
    assert found.method.startswith("trafilatura")
    assert found.warnings == ()


def test_comments_are_no_part_of_it() -> None:
    comments = "".join(
        f"<li class='comment depth-1' id='comment-{n}'><div class=comment-author><cite>Reader {n}</cite> says:</div>"
        f"<div class=comment-meta><a href='#comment-{n}'>{n} May 2021 at 10:4{n}</a></div>"
        f"<p>I have seen the crane at work {n} times, and it was never as slow as people say.</p></li>"
        for n in range(1, 6)
    )
    talk = f"<div id=comments class=comments-area><h3>5 comments</h3><ol class=comment-list>{comments}</ol></div>"
    assert body_of(CHROME.format(f"<article class=post><h1>{TITLE}</h1>{STORY}{talk}</article>")).text == TEXT


def test_lists_quotes_and_tables_are_paragraphs_of_their_own() -> None:
    table = "<table><tr><th>Year</th><th>Load</th></tr><tr><td>1953</td><td>Church bell</td></tr></table>"
    items = "<ul><li>a bell, in the year of the flood</li><li>a piano, on Monday</li></ul>"
    more = f"<blockquote><p>{TWO}</p></blockquote>{items}{table}"
    found = body_of(f"<article><p>{ONE}</p>{more}<p>{THREE}</p><p>{FOUR}</p></article>")
    expected = [
        ONE,
        TWO,
        "a bell, in the year of the flood",
        "a piano, on Monday",
        "Year | Load\n1953 | Church bell",
        THREE,
        FOUR,
    ]
    assert found.text.split("\n\n") == expected


def test_line_breaks_are_kept_and_doubled_ones_part_paragraphs() -> None:
    found = body_of(f"<div class=article-body>{ONE}<br>{TWO}<br><br>{THREE}<br/><br/>{FOUR}</div>")
    assert found.text == f"{ONE}\n{TWO}\n\n{THREE}\n\n{FOUR}"


def test_right_to_left_and_unspaced_scripts_keep_their_paragraphs() -> None:
    arabic = "باع مجلس المدينة آخر رافعة في الميناء يوم الاثنين، وسيعرضها متحف في المدينة المجاورة ابتداء من شهر يونيو."
    japanese = "町議会は月曜日に港の最後のクレーンを売却し、隣町の博物館が六月から展示することになったと発表した。"
    for text in (arabic, japanese):
        lines = [f"{text} {n}" for n in range(5)]
        story = "".join(f"<p>{line}</p>" for line in lines)
        found = body_of(f"<article><h1>{TITLE}</h1>{story}</article>")
        assert found.text.split("\n\n") == lines


def test_a_source_may_name_the_body() -> None:
    rules = CleanRules(body=("div.left", "div.right"), drop=("p.note",))
    found = body_of(
        f"<div class=right><p>{ONE}</p><p class=note>Note</p></div><p>{TWO}</p><div class=left>Left.</div>", rules=rules
    )
    assert found == Body(text=f"{ONE}\n\nLeft.", method="source rule")


def test_a_rule_that_matches_nothing_is_told() -> None:
    found = body_of(f"<article>{STORY}</article>", rules=CleanRules(body=("div.gone", "p >")))
    assert found.text == TEXT
    assert found.warnings == ("the source's rules for the body match nothing: div.gone, p >",)


def test_what_the_source_drops_is_dropped() -> None:
    rules = CleanRules(drop=("p:nth-of-type(2)",))
    found = body_of(f"<article>{STORY}</article>", rules=rules)
    assert TWO not in found.text
    assert THREE in found.text


@pytest.mark.parametrize(("markup", "method"), [("<div id=root></div>", "script"), (CHROME.format(""), "script")])
def test_an_article_that_stands_only_in_json_ld(markup: str, method: str) -> None:
    data = json.dumps({"@type": "NewsArticle", "articleBody": f"{ONE}\n\n{TWO}\n\n{THREE}\n\n{FOUR}"})
    found = body_of(markup, f"<script type='application/ld+json'>{data}</script>")
    assert found.text == f"{ONE}\n\n{TWO}\n\n{THREE}\n\n{FOUR}"
    assert found.method == method
    assert found.warnings


@pytest.mark.parametrize("body", ["", "<div></div>", "<p></p>", "<nav><a href=/>Home</a></nav>", "<img src=x>"])
def test_a_page_without_text_has_no_body(body: str) -> None:
    found = body_of(body)
    assert (found.text, found.method) == ("", "")
    assert found.warnings == ("no running text on the page",)


def test_short_paragraphs_are_an_article_too() -> None:
    lines = [f"Sentence {n} is a short one." for n in range(6)]
    found = body_of(f"<article><h1>{TITLE}</h1>{''.join(f'<p>{line}</p>' for line in lines)}</article>")
    assert found.text.split("\n\n") == lines


TAGS = st.sampled_from(
    ["div", "p", "ul", "li", "article", "aside", "figure", "form", "span", "a", "h2", "table", "td", "br"]
)
NAMES = st.sampled_from(["", "comment", "related", "content", "article-body", "share", "footer"])
SOUP = st.recursive(
    st.sampled_from(["words ", ONE, f"<p>{TWO}</p>", "<h1>x</h1>", f"<p>{THREE}</p><p>{FOUR}</p>", "3 May 2021"]),
    lambda inside: st.tuples(TAGS, NAMES, st.lists(inside, max_size=4)).map(
        lambda t: f"<{t[0]} class='{t[1]}' id='{t[1]}'>{''.join(t[2])}</{t[0]}>"
    ),
    max_leaves=16,
)


@settings(max_examples=60, deadline=None)
@given(SOUP)
def test_any_page_has_a_body_of_its_own_words_and_an_unchanged_tree(soup: str) -> None:
    page = page_of(soup)
    assert page.tree is not None
    before = tostring(page.tree)
    document = Document(page=page, regions=label_markup(page))
    first, second = body_of_markup(document), body_of_markup(document)
    assert first == second
    assert tostring(page.tree) == before
    on_page = "".join(page.tree.text_content().split())
    for paragraph in first.text.split("\n\n"):
        assert "".join(paragraph.replace(" | ", "").split()) in on_page


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(min_value=100, max_value=999), min_size=3, max_size=8, unique=True), st.booleans())
def test_no_comment_gets_into_the_body(numbers: list[int], nested: bool) -> None:
    said = [
        f"Reader remark {n}: the crane was painted by my uncle, and he used {n} pots of paint for it." for n in numbers
    ]
    items = [
        f"<li class=comment id=comment-{n}><b class=author>Reader {n}</b> <time datetime=2021-05-03>3 May 2021</time>"
        f"<div class=comment-text><p>{text}</p></div>"
        for n, text in zip(numbers, said, strict=True)
    ]
    thread = "<ol>".join(items) if nested else "</li>".join(items)
    page = page_of(
        f"<article>{STORY}</article><section id=comments><h3>Comments</h3><ol class=commentlist>{thread}</ol></section>"
    )
    found = body_of_markup(Document(page=page, regions=label_markup(page)))
    assert ONE in found.text
    assert not any(text in found.text for text in said)
