"""Blocks of links, and pointers to other stories, in many languages."""

from __future__ import annotations

import pytest
from lxml import html

from cleaning.markup.blocks import read_layout
from cleaning.markup.body.cut_links import after_related, links_alone, links_at_the_end, pointers
from cleaning.markup.body.draft import Cuts, Draft

PROSE = (
    "<p>The council of Orl sold its last crane on Monday, and a museum in the next town will show it from June on.</p>"
)


def draft_of(markup: str) -> Draft:
    layout = read_layout(html.document_fromstring(f"<html><body>{markup}</body></html>"))
    return Draft(layout=layout, regions=[None] * len(layout.blocks), taken=[*range(len(layout.blocks))])


def texts(draft: Draft, cuts: Cuts) -> list[str]:
    return [draft.layout.blocks[i].text for i, _ in cuts]


@pytest.mark.parametrize(
    "block",
    [
        "<p><a href=x>FLOOD IN ORL LEAVES MILL WITHOUT A WHEEL</a></p>",
        "<h3><a href=x>Flood in Orl.</a></h3>",
        "<ul><li><a href=x>The flood in Orl left the mill without its wheel, and the miller awake.</a></li></ul>",
        "<p>In pictures: <a href=x>the flood in Orl</a></p>",
        "<p>FUNDA LAPHA | <a href=x>Izikhukhula e-Orl</a></p>",
        "<ul><li>Floods: <a href=x>A mill without a wheel</a></li></ul>",
    ],
)
def test_blocks_that_are_links_are_cut(block: str) -> None:
    assert len(list(links_alone(draft_of(PROSE + block)))) == 1


@pytest.mark.parametrize(
    "block",
    [
        "<p><a href=x>The flood in Orl left the mill without its wheel, and the miller without sleep.</a></p>",
        "<p>The <a href=x>flood in Orl</a> left the mill without its wheel.</p>",
        "<p>He said: <a href=x>the flood</a> came at night, and nobody had closed the upper gate.</p>",
        "<p>He said: <a href=x>the flood came at night, and nobody had closed the gate.</a></p>",
    ],
)
def test_sentences_with_links_are_not(block: str) -> None:
    assert list(links_alone(draft_of(PROSE + block))) == []


@pytest.mark.parametrize(
    "block",
    [
        "<p>Read more: <a href=x>The flood</a> in Orl</p>",
        "<p>READ ALSO</p>",
        "<p>Lesen Sie auch: Die Flut in Orl</p>",
        "<p>Lire aussi : <a href=x>La crue</a> d’Orl</p>",
        "<p>Leggi anche: La piena di Orl</p>",
        "<p>Lea también: La crecida de Orl</p>",
        "<p>Leia também: A cheia de Orl</p>",
        "<p>Czytaj także: Powódź w Orl</p>",
        "<p>Читайте также: Наводнение в Орле</p>",
        "<p>اقرأ أيضاً: الفيضان في أورل</p>",
        "<p>Baca juga: Banjir di Orl</p>",
    ],
)
def test_pointers_are_known_in_many_languages(block: str) -> None:
    assert len(list(pointers(draft_of(PROSE + block)))) == 1


@pytest.mark.parametrize(
    "block",
    [
        "<p>More on the flood was said by the mayor, who had come to see the mill with her own eyes.</p>",
        "<p>Related to this, <a href=x>the miller's new insurance</a> does not pay for wheels.</p>",
        "<p>The related question of the gate was left open.</p>",
    ],
)
def test_sentences_that_begin_like_pointers_stay(block: str) -> None:
    assert list(pointers(draft_of(PROSE + block))) == []


def test_links_at_the_end_go_and_links_within_stay() -> None:
    linked = "<p><a href=x>Our standards of trust and care</a>, a page</p>"
    draft = draft_of(linked + PROSE + linked + linked)
    assert [i for i, _ in links_at_the_end(draft)] == [3, 2]


def test_all_below_a_related_heading_goes() -> None:
    draft = draft_of(PROSE * 8 + "<h3>Related stories</h3><p>Flood in Orl</p><p>Mill without wheel</p>")
    assert texts(draft, after_related(draft)) == ["Related stories", "Flood in Orl", "Mill without wheel"]


def test_a_related_heading_in_the_middle_cuts_nothing() -> None:
    draft = draft_of(PROSE * 4 + "<h3>Related stories</h3>" + PROSE * 4)
    assert list(after_related(draft)) == []


def test_other_stories_are_cut_with_their_teasers_where_the_article_does_not_go_on() -> None:
    article = f"<article><div class=text>{PROSE * 4}</div></article>"
    teasers = (
        f"<div class=card><h2>A mill without a wheel</h2>{PROSE}</div><div class=card>{PROSE}<time>2 May</time></div>"
    )
    draft = draft_of(article + "<p><a href=x>Similar posts</a></p>" + teasers)
    draft.taken = [0, 1, 2, 3, *range(5, len(draft.layout.blocks))]
    assert [i for i, _ in after_related(draft)] == draft.taken[4:]


def test_an_article_that_goes_on_below_other_stories_is_whole() -> None:
    box = "<div>More on this</div><div><a href=x>A mill without a wheel</a></div>"
    for end in ("", "<div class='text end'>"):
        part = f"<div class='text'>{PROSE * 2}</div>"
        below = f"{end}<h3>What the museum pays</h3>{PROSE}</div>" if end else part
        assert list(after_related(draft_of(part + box + below))) == []


def test_short_lines_behind_a_list_of_links_are_cut_without_its_heading() -> None:
    links = "".join(f"<li><a href=x>Flood number {n} in Orl</a></li>" for n in range(4))
    lines = "<div>2026-05-02 09:19</div><div>2026-05-02 08:41</div>"
    draft = draft_of(f"<div>{PROSE * 3}<p>The end.</p></div><ul>{links}</ul>{lines}")
    draft.taken = [0, 1, 2, 3, 8, 9]
    assert texts(draft, after_related(draft)) == ["2026-05-02 09:19", "2026-05-02 08:41"]


def test_a_page_without_running_text_keeps_its_lines() -> None:
    links = "".join(f"<li><a href=x>Flood {n}</a></li>" for n in range(4))
    assert list(after_related(draft_of(f"<p>Closed today.</p><ul>{links}</ul><p>Open tomorrow.</p>"))) == []
