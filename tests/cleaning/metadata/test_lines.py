from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cleaning.metadata.lines import metadata_of_text
from cleaning.model import Metadata, Page, RawPage, Source
from cleaning.record import Person
from cleaning.text.label import label_text

HEADLINE = "Bell of Little Saul hung in its old tower"
TEXT = "\n\n".join(
    f"The {thing} of Little Saul was hung in the old tower on Monday. Nobody made a speech, and the rope was new."
    for thing in ("great bell", "second bell", "smallest bell", "spare bell")
)


def page_of(text: str, fetched_at: datetime | None = None) -> Page:
    return Page(
        raw=RawPage(fetched_at=fetched_at),
        source=None,
        kind="text",
        text=text,
        tree=None,
        encoding="utf-8",
        encoding_from="bom",
    )


def read(front: str, fetched_at: datetime | None = None) -> Metadata:
    page = page_of(f"{HEADLINE}\n\n{front}\n\n{TEXT}", fetched_at)
    return metadata_of_text(page, label_text(page))


def test_each_field_says_which_line_it_was_read_from() -> None:
    found = read("By Ann Beller and Tom Grau\n\n3 May 2025")
    assert found.headline == HEADLINE
    assert [person.name for person in found.author] == ["Ann Beller", "Tom Grau"]
    assert (found.datePublished, found.datePublishedRaw) == ("2025-05-03", "3 May 2025")
    assert set(found.origins) == {"headline", "author", "datePublished", "datePublishedRaw"}
    for origin in found.origins.values():
        assert origin["from"] == "line"
        assert origin["confidence"] is not None
        assert 0 < origin["confidence"] <= 1
    assert found.origins["author"]["raw"] == "By Ann Beller and Tom Grau"
    assert found.origins["datePublished"]["raw"] == "3 May 2025"


@pytest.mark.parametrize(
    ("front", "names"),
    [
        ("Von Ann Beller", ["Ann Beller"]),
        ("Par Ann Beller, envoyée spéciale", ["Ann Beller"]),
        ("By Ann Beller, Senior Reporter | 3 May 2025, 10:15", ["Ann Beller"]),
        ("By\nAnn Beller\n3 May 2025", ["Ann Beller"]),
        ("Ann Beller\n3 May 2025", ["Ann Beller"]),
        ("3 May 2025 • Ann Beller • 3 minutes", ["Ann Beller"]),
        ("记者 林晓\n2024年5月3日", ["林晓"]),
        ("Share\n3 May 2025", []),
        ("Ann Beller and AP\n3 May 2025", ["Ann Beller"]),
        ("By Ann Beller for the Lamp", ["Ann Beller"]),
        ("By Ann Beller and Tom Grau The Associated Press", ["Ann Beller", "Tom Grau"]),
        ("By Ann Beller - Associated Press - 3 May 2025", ["Ann Beller"]),
        ("Towers | 3 May 2025 | Written by Ann Beller", ["Ann Beller"]),
        ("By\nAnn Beller 0,\nTom Grau &\n…\nEva Roth\n3 May 2025", ["Ann Beller", "Tom Grau", "Eva Roth"]),
        ("Audio 03:07 | 3 May 2025 | Ann Beller", []),
        ("By\nThe bell on its way up", []),
        ("", []),
    ],
)
def test_names_are_read_without_roles_and_dates(front: str, names: list[str]) -> None:
    assert read(front).author == tuple(Person(name=name) for name in names)


def test_a_line_that_says_updated_gives_the_date_of_the_change() -> None:
    found = read("By Ann Beller\nUpdated: 4 May 2025\nPublished: 3 May 2025")
    assert (found.datePublished, found.dateModified) == ("2025-05-03", "2025-05-04")


def test_a_date_that_cannot_be_read_surely_is_kept_as_printed() -> None:
    found = read("By Ann Beller\nPublished: 05/04/2025")
    assert (found.datePublished, found.datePublishedRaw) == (None, "05/04/2025")
    page = page_of(f"{HEADLINE}\n\nPublished: 05/04/2025\n\n{TEXT}")
    page = replace(page, source=Source(id="lamp", language="en-GB"))
    assert metadata_of_text(page, label_text(page)).datePublished == "2025-04-05"


def test_a_date_after_the_page_was_fetched_is_refused() -> None:
    found = read("By Ann Beller\n\n3 May 2025", fetched_at=datetime(2025, 5, 1, tzinfo=UTC))
    assert found.datePublished is None
    assert found.warnings == ("a date after the page was fetched: '3 May 2025'",)
    assert read("3 May 2025", fetched_at=datetime(2025, 5, 3, 1, tzinfo=UTC)).datePublished == "2025-05-03"


def test_a_page_that_says_nothing_gives_nothing() -> None:
    page = page_of(TEXT)
    assert metadata_of_text(page, label_text(page)) == Metadata(origins={})
