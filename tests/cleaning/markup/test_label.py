"""Labels of the parts of an HTML page: what a name claims, and when it is not believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from lxml.etree import tostring

from cleaning.markup.blocks import layout_of
from cleaning.markup.label import label_markup, regions_of_blocks
from cleaning.model import CleanRules, Label, Page, RawPage, Source

PROSE = "<p>The harbour board sold the old crane to a museum on Monday, and a crowd watched it leave on a barge.</p>"
SHORT = "<p>Two lines only.</p>"


def page_of(markup: str, rules: CleanRules | None = None) -> Page:
    tree = html.document_fromstring(f"<html><body>{markup}</body></html>")
    source = Source(id="harbour", clean=rules) if rules else None
    raw = RawPage(body=markup.encode())
    return Page(raw=raw, source=source, kind="html", text=markup, tree=tree, encoding="utf-8", encoding_from="default")


def labels(markup: str, rules: CleanRules | None = None) -> list[tuple[str, str]]:
    """Label of each region and the words of its element."""
    return [
        (region.label.value, " ".join(region.where.text_content().split()))
        for region in label_markup(page_of(markup, rules))
        if isinstance(region.where, html.HtmlElement)
    ]


@pytest.mark.parametrize(
    ("part", "label"),
    [
        ("<nav>Home Sport</nav>", Label.NAVIGATION),
        ("<div role='navigation'>Home Sport</div>", Label.NAVIGATION),
        ("<div class='c-breadcrumb'>Home Sport</div>", Label.NAVIGATION),
        ("<ul class='share-buttons'><li>Mail</li></ul>", Label.NAVIGATION),
        ("<form><p>Search</p></form>", Label.FORM),
        ("<button>Reply</button>", Label.FORM),
        ("<div class='related-articles'><p>A flood in Orl</p></div>", Label.RELATED),
        ("<section id='mostRead'><p>A flood in Orl</p></section>", Label.RELATED),
        ("<div class='newsletter-box'><p>Our letter every week</p></div>", Label.PROMOTION),
        ("<div id='cookie-banner'><p>We use cookies</p></div>", Label.PROMOTION),
        ("<div class='paywall'><p>Read on with a subscription</p></div>", Label.PROMOTION),
        ("<div class='app-banner'><p>Get the app</p></div>", Label.PROMOTION),
        ("<div class='ad-slot'><p>Buy a boat</p></div>", Label.PROMOTION),
        ("<figure><img src=x><figcaption>The crane</figcaption></figure>", Label.CAPTION),
        ("<p class='wp-caption-text'>The crane</p>", Label.CAPTION),
        ("<div class='author-bio'><p>Ada Quill writes</p></div>", Label.BYLINE),
        ("<footer>Rights of the Harbour Post</footer>", Label.FOOTER),
        ("<div style='display:none'><p>Later</p></div>", Label.HIDDEN),
        ("<div class='factbox'><p>The crane in figures</p></div>", Label.OTHER),
        ("<aside><p>A note</p></aside>", Label.OTHER),
    ],
)
def test_a_part_is_labelled_by_what_it_says_of_itself(part: str, label: Label) -> None:
    found = labels(PROSE * 10 + part)
    assert [name for name, _ in found] == [label.value]


@pytest.mark.parametrize(
    "name", ["related", "newsletter", "paywall", "ad", "author", "aside", "sidebar", "footer", "nav"]
)
def test_a_name_is_not_believed_of_a_part_that_holds_the_article(name: str) -> None:
    assert labels(f"<div class='{name}'>{PROSE * 10}</div>{PROSE}") == []


def test_a_name_that_many_parts_have_is_not_believed_of_running_text() -> None:
    posts = "".join(f"<div class='post date-{n}'>{PROSE}</div>" for n in range(30))
    assert labels(posts + "<p class=date>3 May</p>") == [("date", "3 May")]


def test_on_a_page_of_short_lines_the_lines_are_weighed() -> None:
    assert labels(f"<div class='author-area'>{SHORT * 3}</div>") == []


def test_regions_stand_in_document_order_and_may_nest() -> None:
    markup = f"<nav>Top</nav>{PROSE * 10}<footer>Foot<div class='newsletter'>Letter</div></footer><nav>End</nav>"
    assert labels(markup) == [
        ("navigation", "Top"),
        ("footer", "FootLetter"),
        ("promotion", "Letter"),
        ("navigation", "End"),
    ]


def test_the_inner_region_wins() -> None:
    page = page_of(f"{PROSE * 10}<footer>Foot<div class='newsletter'>Letter</div></footer>")
    assert page.tree is not None
    layout = layout_of(page.tree)
    inner = regions_of_blocks(layout, label_markup(page))
    told = [(block.text, region.label if region else None) for block, region in zip(layout.blocks, inner, strict=True)]
    assert told[-2:] == [("Foot", Label.FOOTER), ("Letter", Label.PROMOTION)]


def test_a_source_may_drop_parts_whatever_they_hold() -> None:
    rules = CleanRules(drop=("div.teaser-two", "p >"))
    found = label_markup(page_of(f"<div class='teaser-two'>{PROSE * 10}</div>{PROSE}", rules))
    assert [(region.label, region.reason) for region in found] == [(Label.PROMOTION, "source rule: div.teaser-two")]


def test_comments_are_labelled_with_the_rest() -> None:
    comments = "".join(
        f"<li class='comment' id='comment-{n}'><cite>Reader {n}</cite> <time datetime='2021-05-0{n}'>{n} May</time>"
        f"<p>I saw the crane leave, and number {n} waved.</p></li>"
        for n in range(1, 5)
    )
    found = labels(f"{PROSE * 10}<div id='comments'><h3>4 comments</h3><ol class='comment-list'>{comments}</ol></div>")
    assert [label for label, _ in found].count("comment") == 4


NAMES = st.sampled_from(["nav", "related", "share", "ad", "comments", "author", "", "footer", "x y", "caption"])
TAGS = st.sampled_from(
    ["div", "p", "ul", "li", "nav", "aside", "figure", "form", "span", "a", "section", "table", "td"]
)
SOUP = st.recursive(
    st.sampled_from(["words ", PROSE, "<br>", "7 May 2021 ", ""]),
    lambda inside: st.tuples(TAGS, NAMES, st.lists(inside, max_size=4)).map(
        lambda t: f"<{t[0]} class='{t[1]}'>{''.join(t[2])}</{t[0]}>"
    ),
    max_leaves=20,
)


@given(SOUP)
def test_any_page_is_labelled_without_a_change_to_its_tree(soup: str) -> None:
    page = page_of(soup)
    assert page.tree is not None
    before = tostring(page.tree)
    regions = label_markup(page)
    order = {element: place for place, element in enumerate(page.tree.iter())}
    places = [order[region.where] for region in regions if isinstance(region.where, html.HtmlElement)]
    assert places == sorted(set(places))
    assert len(places) == len(regions)
    assert tostring(page.tree) == before
