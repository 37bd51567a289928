from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaning.model import Label, Page, RawPage, Region, Span
from cleaning.text import lines
from cleaning.text.label import label_text
from cleaning.text.reading import read_page

Find = Callable[[str, Label], list[str]]
MENU = ["Home", "News", "Sport", "Search"]
GLUED = [
    "Cistern under the market held nine coins",
    "Ferry pilots win shade on the jetty",
    "Goat prices recover as wells fill",
]


def regions_of(text: str) -> list[Region]:
    page = Page(raw=RawPage(), source=None, kind="text", text=text, tree=None, encoding="utf-8", encoding_from="bom")
    return list(label_text(page))


def test_a_page_with_menu_byline_doubled_caption_subhead_form_and_comments(bridge: str, with_label: Find) -> None:
    assert with_label(bridge, Label.NAVIGATION) == MENU
    assert with_label(bridge, Label.HEADLINE) == ["Old footbridge over the Lusk opened to walkers again"]
    assert with_label(bridge, Label.BYLINE) == ["By Moira Dunlevy and Tom Grau"]
    assert len(with_label(bridge, Label.CAPTION)) == 2
    assert len(with_label(bridge, Label.BODY)) == 5
    assert with_label(bridge, Label.SUBHEAD) == ["'No second barge'"]
    assert with_label(bridge, Label.COMMENT_HEADER) == ["2 Comment(s)"]
    assert len(with_label(bridge, Label.COMMENT)) == 2
    assert "Do you like this story?" in with_label(bridge, Label.FORM)


def test_a_page_with_clock_standfirst_date_caption_and_links_in_the_text(canal: str, with_label: Find) -> None:
    assert with_label(canal, Label.DATE) == ["18 January, 2025"]
    assert [text[:40] for text in with_label(canal, Label.STANDFIRST)] == ["Ice on the Tarn canal holds skaters, the"]
    assert with_label(canal, Label.NAVIGATION) == ["logo", "Moor Report", "On the Water", "Lamp Stories", "Top"]
    assert with_label(canal, Label.OTHER) == ["• Sunday, 19 January 2025", "3 min read"]
    assert len(with_label(canal, Label.BODY)) == 5


def test_glued_lines_are_labelled_part_by_part(nets: str, with_label: Find) -> None:
    related = with_label(nets, Label.RELATED)
    assert [text for text in related if not text.startswith("GMT")] == GLUED
    assert len(related) == 6
    assert len(with_label(nets, Label.FOOTER)) == 4
    assert len(with_label(nets, Label.BODY)) == 4
    assert with_label(nets, Label.HEADLINE) == []


def test_a_page_in_a_script_without_spaces(market: str, with_label: Find) -> None:
    assert with_label(market, Label.HEADLINE) == ["老渡口重开航线，两岸居民十年后再次乘船过江"]
    assert len(with_label(market, Label.BODY)) == 4
    assert with_label(market, Label.COMMENT) == ["终于开航了，周末带孩子去坐！", "希望票价不要涨。"]
    assert with_label(market, Label.RELATED) == ["相关阅读", "江心洲芦苇丰收"]


def test_a_line_with_a_missing_space_stays_one_paragraph(with_label: Find, nets: str) -> None:
    glued = nets.replace("ashore. A hundred", "ashore.A hundred")
    assert len(with_label(glued, Label.BODY)) == 4


def test_the_number_of_a_comment_is_a_region_of_its_own(with_label: Find, nets: str) -> None:
    page = nets + "\nOne Comment\n\n  1. the string works, I have seen it.\n\nLeave a Reply\n"
    assert with_label(page, Label.COMMENT) == ["the string works, I have seen it."]
    assert "1." in with_label(page, Label.COMMENT_META)


def test_each_region_has_a_reason_and_a_score(bridge: str) -> None:
    for region in regions_of(bridge):
        assert region.reason
        assert 0 <= region.score <= 1


def test_the_end_of_an_endless_page_is_one_region(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MOST_LINES", 3)
    read_page.cache_clear()
    last = regions_of("a\nb\nc\n\n  d\ne \n\n")[-1]
    read_page.cache_clear()
    assert (last.label, last.where, last.score) == (Label.OTHER, Span(start=9, end=12), 0.0)


@pytest.mark.parametrize("text", ["", " \n\t\u2003\n", "\n\n\n"])
def test_a_page_without_words_has_no_regions(text: str) -> None:
    assert regions_of(text) == []


PIECES = st.one_of(
    st.sampled_from(
        [
            "7 Comments", "Leave a Reply", "Reply", "Ann says:", "May 6, 2025 at 10:15 am", "  1. Good.", "\t• Better!",
            "By Ann Beller", "3 min read", "© 2025 Lantern", "Read more", "GMT 05:05 2025 Friday ,11 JulyGoats win",
            "The bridge was opened on Monday, and the band that played had walked all night to be there in time.",
            "停航十年的老渡口重新开航，第一班船载着六十二名乘客离开东岸。", "عاد الصيادون إلى السوق صباح الخميس.", "",
        ]
    ),
    st.text(max_size=60),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("\n".join))
def test_regions_cover_all_that_is_not_white_once_and_in_order(text: str) -> None:
    end = 0
    covered: set[int] = set()
    regions = regions_of(text)
    for region in regions:
        assert isinstance(region.where, Span)
        assert end <= region.where.start < region.where.end <= len(text)
        end = region.where.end
        covered.update(range(region.where.start, region.where.end))
        assert not text[region.where.start].isspace()
        assert not text[end - 1].isspace()
    assert {at for at, character in enumerate(text) if not character.isspace()} <= covered


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=20).map("\n".join))
def test_the_same_page_has_the_same_regions(text: str) -> None:
    first = regions_of(text)
    read_page.cache_clear()
    assert regions_of(text) == first


@pytest.mark.parametrize(
    "text",
    [
        "a " * 1_000_000,
        "x\n" * 20_000,
        "(" * 500_000,
        "aB" * 300_000,
        "7 Comments\n" * 3_000,
        "Comments\nAnn\nMay 3, 2020\nGood.\n\n" * 3_000,
        "GMT 05:05 2025 Friday ,11 July\n" * 3_000,
        "Comments\nGood.\n" * 30 + "May 3, 2020\n" * 3_000,
        "Comments\nGood.\n" + "Reply\n" * 2_000,
        "\u200b\u2028\x0c" * 50_000,
    ],
    ids=[
        "one line",
        "short lines",
        "brackets",
        "camel",
        "headers",
        "comments",
        "dates",
        "topics",
        "controls",
        "odd white space",
    ],
)
def test_hostile_pages_are_read(text: str) -> None:
    assert len(regions_of(text)) <= lines.MOST_LINES + 1
