"""The view of a page part by part."""

from __future__ import annotations

import io

from rich.console import Console

from cleaning.model import RawPage
from cleaning.pipeline import clean, examine
from cleaning.record import Reject
from cleaning.show import parts_of, print_page
from cleaning.sources import Sources

HTML = b"""<html lang=en><head><title>A well is found</title></head><body><nav><a href=/>Home</a>
<a href=/m>Map</a></nav>
<article><h1>A well is found</h1><p>Workers who laid a cable in the yard of the school of Elder Ford found a well on
Thursday.</p><p>It is eleven metres deep and was covered with a millstone, said the teacher who climbed down first.</p>
<p>The pupils will draw its water for the garden from spring on, and have already given it the name of the cook.</p>
</article></body></html>"""
TEXT = b"""A well is found

Workers who laid a cable in the yard of the school of Elder Ford found a well on Thursday, and nobody knew of it.

It is eleven metres deep and was covered with a millstone, said the teacher who climbed down first of them all.

All rights reserved
"""


def shown(raw: RawPage, *, colour: bool = False) -> str:
    doc, outcome = examine(raw, Sources()), clean(raw, Sources())
    assert not isinstance(doc, Reject)
    stream = io.StringIO()
    print_page(doc, outcome, Console(file=stream, force_terminal=colour, width=100))
    return stream.getvalue()


def test_every_word_of_a_page_is_shown_once_with_a_label() -> None:
    for body in (HTML, TEXT):
        doc = examine(RawPage(body=body), Sources())
        assert not isinstance(doc, Reject)
        parts = parts_of(doc)
        assert all(label and reason for label, reason, _ in parts)
        words = " ".join(text for _, _, text in parts).split()
        assert words.count("Workers") == words.count("millstone,") == 1


def test_what_is_left_out_is_shown_too() -> None:
    assert "Map" in shown(RawPage(body=HTML))
    assert "All rights reserved" in shown(RawPage(body=TEXT))


def test_fields_follow_with_where_they_were_read() -> None:
    lines = shown(RawPage(body=HTML)).splitlines()
    assert any(line.startswith("headline ") and "A well is found" in line and line.endswith(")") for line in lines)


def test_a_reject_says_why() -> None:
    raw = RawPage(body=b"<html><body><nav><a href=/>Home</a></nav></body></html>")
    assert "rejected: no-article: no article text and no comments" in shown(raw)


def test_colour_only_on_a_terminal() -> None:
    assert "\x1b[" in shown(RawPage(body=HTML), colour=True)
    assert "\x1b[" not in shown(RawPage(body=HTML))
