from __future__ import annotations

import pytest

from cleaning.text.lines import split_lines
from cleaning.text.remarks import Kind, Remark, name_in, remark_of
from cleaning.text.shapes import shape_of


def remark(text: str) -> Remark:
    (line,), _ = split_lines(text)
    return remark_of(line, shape_of(line))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("7 Comments:", 7),
        ("One Comment", 1),
        ("1 Comment(s)", 1),
        ("Kommentare (3)", 3),
        ("34 responses to “Ludden: “We kept the bus””", 34),
        ("11 Antworten zu “Ein wenig spät, aber noch da!”", 11),
        ("Ein Gedanke zu „Der Kran am Abend“", 1),
        ("There are 13 comments", 13),
        ("3 svar på ”Färjan är tillbaka”", 3),
        ("Un commentaire", 1),
        ("留言列表 (42)", 42),
    ],
)
def test_a_header_gives_its_number(text: str, count: int) -> None:
    assert remark(text) == Remark(Kind.HEADER, count=count)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Comments", Kind.TOPIC),
        ("Leserkommentare", Kind.TOPIC),
        ("0 Comments", Kind.WRITE),
        ("No comments", Kind.WRITE),
        ("Leave a Reply", Kind.WRITE),
        ("Comment Policy * Marks a Required Field 900 / 900", Kind.WRITE),
        ("Your email address will not be published. Required fields are marked *", Kind.WRITE),
        ("Comments are closed.", Kind.CLOSED),
        ("Reply", Kind.CONTROL),
        ("Antworten Löschen", Kind.CONTROL),
        ("+16", Kind.CONTROL),
        ("----", Kind.CONTROL),
        ("Related articles", Kind.OTHER),
        ("April 5, 2018 6:32 PM", Kind.DATE),
        ("vor 3 Stunden", Kind.DATE),
        ("🥰🥰🥰", Kind.TEXT),
        ("Thanks!", Kind.TEXT),
        ("By Ann Beller published 19 May 2026", Kind.TEXT),
        ("I wrote a comment about it last year and nobody answered me.", Kind.TEXT),
    ],
)
def test_kinds_of_lines(text: str, kind: Kind) -> None:
    assert remark(text).kind is kind


@pytest.mark.parametrize(
    ("text", "author", "dated"),
    [
        ("Ann Beller says:", "Ann Beller", False),
        ("Tom Grau sagt:", "Tom Grau", False),
        ("#1 Kommentar von Mika", "Mika", False),
        ("Comment by Ann Beller — 05.06, 2012 @ 12:01", "Ann Beller", True),
        ("Ann Beller October 3, 2023 - 2:05 pm", "Ann Beller", True),
        ("Jo on May 3, 2024", "Jo", True),
        ("Am 12. Juni 2024 um 9:15 von Tilda", "Tilda", True),
        ("Tobi · April 3, 2024", "Tobi", True),
        ("#2 阿明 阿明 於 2024/05/03 10:42", "阿明", True),
        ("harbour_lad | January 19, 2025", "harbour_lad", True),
    ],
)
def test_an_author_is_read_off_a_line(text: str, author: str, dated: bool) -> None:
    found = remark(text)
    assert (found.kind, found.author, found.stamp is not None) == (Kind.META, author, dated)


@pytest.mark.parametrize(
    ("text", "name"), [("EM", None), (" · — ", None), ("on", None), ("李明", "李明"), ("Jo", "Jo")]
)
def test_initials_and_marks_are_no_name(text: str, name: str | None) -> None:
    assert name_in(text) == name
