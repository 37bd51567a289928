"""The rules together: their order, and that none takes away more than its kind ever makes up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from cleaning.markup.blocks import read_layout
from cleaning.markup.body.draft import Draft
from cleaning.markup.body.trim import RULES, trim
from cleaning.markup.label import named_parts, regions_of_blocks

PROSE = (
    "<p>The council of Orl sold its last crane on Monday, and a museum in the next town will show it from June on.</p>"
)


def draft_of(markup: str) -> Draft:
    layout = read_layout(html.document_fromstring(f"<html><body>{markup}</body></html>"))
    regions = regions_of_blocks(layout, list(named_parts(layout)))
    return Draft(layout=layout, regions=regions, taken=[*range(len(layout.blocks))], headlines=("A crane leaves Orl",))


def test_each_cut_tells_what_it_was_and_why() -> None:
    draft = draft_of(
        f"<h1>A crane leaves Orl</h1>{PROSE * 5}<div class='newsletter'>Letter</div><p><a href=x>A flood</a></p>"
    )
    trim(draft)
    assert draft.text() == "\n\n".join([draft.layout.blocks[1].text] * 5)
    assert [(cut.label.value, cut.reason) for _, cut in sorted(draft.cuts.items())] == [
        ("headline", "repeats the headline"),
        ("promotion", "newsletter, consent, paywall or other offer"),
        ("related", "nothing but links"),
    ]


def test_a_page_of_links_keeps_them() -> None:
    draft = draft_of("".join(f"<p><a href=x>Story number {n} of this month</a></p>" for n in range(20)))
    trim(draft)
    assert len(draft.taken) == 20


def test_every_rule_says_how_much_it_may_take() -> None:
    assert all(0 < most <= 0.5 for _, most in RULES)


LINES = st.sampled_from(
    [PROSE, "<h2>Related stories</h2>", "<p>Share this</p>", "<p><a href=x>A flood in Orl</a></p>", "<p>3 May 2021</p>",
     "<p>A crane leaves Orl</p>", "<p>Sign up for our newsletter</p>", "<figure><p>x</p></figure>", "<p>Ends.</p>"]
)  # fmt: skip


@given(st.lists(LINES, max_size=30))
def test_running_text_survives_whatever_stands_around_it(lines: list[str]) -> None:
    draft = draft_of("".join(lines))
    prose = [i for i, block in enumerate(draft.layout.blocks) if block.prose]
    trim(draft)
    assert set(prose) <= set(draft.taken)
    assert draft.taken == sorted(set(draft.taken))
    assert not set(draft.taken) & set(draft.cuts)
