from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaning.model import Label

Find = Callable[[str, Label], list[str]]
TEXT = "\n\n".join(
    f"The {thing} of Little Saul was hung in the old tower on Monday. Nobody made a speech, and the rope was new."
    for thing in ("great bell", "second bell", "smallest bell", "spare bell")
)


@pytest.mark.parametrize(
    "front",
    [
        "Bell of Little Saul hung in its old tower",
        "Bell of Little Saul hung in its old tower - The Lamp\n\nMenu\n\nBell of Little Saul hung in its old tower",
        "News\nTowers\n\nBell of Little Saul hung in its old tower\n\nBell of Little Saul hung in its old tower",
        "Bell of Little Saul hung in its old tower\n\nBy Ann Beller\n\n3 May 2025\n\nShare\nPrint",
        "Saturday, 3 May 2025\nlogo\n\nBell of Little Saul hung in its old tower",
    ],
    ids=["alone", "with the site's name", "doubled", "with byline and date", "below a clock"],
)
def test_the_headline_is_found_near_the_text(front: str, with_label: Find) -> None:
    assert with_label(f"{front}\n\n{TEXT}", Label.HEADLINE) == ["Bell of Little Saul hung in its old tower"]


@pytest.mark.parametrize("front", ["", "Home\nNews\nSport\n\n", "Tower. REUTERS/Ann Beller\n\n", "3 min read\n\n"])
def test_a_page_without_a_headline_gets_none(front: str, with_label: Find) -> None:
    assert with_label(front + TEXT, Label.HEADLINE) == []


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Beller",
        "Von Ann Beller",
        "Par Ann Beller",
        "Written by Ann Beller and Tom Grau",
        "記者 林曉",
        "بقلم: سامر الحداد",
    ],
)
def test_bylines_are_known_by_what_they_say(line: str, with_label: Find) -> None:
    page = f"Bell of Little Saul hung in its old tower\n\n{line}\n\n{TEXT}"
    assert with_label(page, Label.BYLINE) == [line]


def test_a_name_counts_beside_a_date_a_role_or_itself_only(with_label: Find) -> None:
    headline = "Bell of Little Saul hung in its old tower"
    for beside in ("Ann Beller\n3 May 2025", "Ann Beller\nStaff writer", "Ann Beller\nAnn Beller"):
        assert "Ann Beller" in with_label(f"{headline}\n\n{beside}\n\n{TEXT}", Label.BYLINE)
    assert with_label(f"{headline}\n\nAnn Beller\n\n{TEXT}", Label.BYLINE) == []


def test_a_date_counts_between_headline_and_text_only(with_label: Find) -> None:
    headline = "Bell of Little Saul hung in its old tower"
    assert with_label(f"{headline}\n\n3 May 2025\n\n{TEXT}", Label.DATE) == ["3 May 2025"]
    assert with_label(f"Published: 3 May 2025\n{headline}\n\n{TEXT}", Label.DATE) == ["Published: 3 May 2025"]
    assert with_label(f"3 May 2025\nlogo\n\n{headline}\n\n{TEXT}", Label.DATE) == []
    assert with_label(f"{headline}\n\n{TEXT}\n\nRelated articles\n\nGoat sold\n3 May 2025", Label.DATE) == []
    assert with_label(f"{headline}\n\n{TEXT}\n\n© 3 May 2025 The Lamp", Label.DATE) == []
