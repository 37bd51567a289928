from __future__ import annotations

from collections.abc import Callable

from cleaning.model import Body, Label, Page, Region, Span
from cleaning.text.body import body_of_text
from cleaning.text.label import label_text


def test_paragraphs_and_subheads_stand_in_order(bridge: str, page_of: Callable[[str], Page]) -> None:
    page = page_of(bridge)
    body = body_of_text(page, label_text(page))
    parts = body.text.split("\n\n")
    assert len(parts) == 6
    assert parts[0].startswith("The old footbridge over the river Lusk")
    assert parts[3] == "'No second barge'"
    assert parts[5].endswith("had liked most of them.")
    assert body.method == "lines"


def test_bullets_go_and_line_breaks_inside_become_spaces(page_of: Callable[[str], Page]) -> None:
    text = "• A goat\n  came\u00a0home"
    regions = [Region(label=Label.BODY, where=Span(start=0, end=len(text)), reason="")]
    assert body_of_text(page_of(text), regions).text == "A goat came\u00a0home"


def test_no_region_gives_an_empty_body(page_of: Callable[[str], Page]) -> None:
    assert body_of_text(page_of(""), []) == Body(text="", method="lines")
