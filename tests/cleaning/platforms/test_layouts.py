"""Comment sections of plain-text pages in the layouts of many systems: what each gives, exactly."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaning.model import Document, Page, RawPage, Thread
from cleaning.platforms.lines import Lines

ARTICLE = "\n\n".join(
    f"The {thing} of Little Saul was hung in the old tower on Monday. Nobody made a speech, and the rope was new."
    for thing in ("great bell", "second bell", "smallest bell", "spare bell")
)
SAID = [
    ("Ann Beller", "May 6, 2025 at 10:15 AM", "About time too. It was a long wait."),
    ("K.", "May 6, 2025 at 11:02 AM", "Nine years! I counted each of them."),
    ("rope_walker72", "May 7, 2025 at 9:40 PM", "Has anyone asked the goats? Nobody ever does."),
]
Layout = Callable[[int, str, str, str], str]
WITH_BOTH: dict[str, Layout] = {
    "author, date, text, reply": lambda _, who, when, said: f"{who}\n{when}\n\n{said}\n\nReply\n",
    "without blank lines": lambda _, who, when, said: f"{who}\n{when}\n{said}\nReply",
    "on one line": lambda _, who, when, said: f"{who} on {when}\n{said}\n",
    "says": lambda _, who, when, said: f"{who} says:\n{when}\n\n{said}\n\nReply\n",
    "date first": lambda _, who, when, said: f"{when}\n{who}\n{said}\nReply\n",
    "numbered #1": lambda n, who, when, said: f"#{n} {who} {when}\n{said}\nReply\n",
    "numbered 1.": lambda n, who, when, said: f"{n}. {who}\n   {when}\n   {said}\n",
    "a number alone": lambda n, who, when, said: f"{n}.\n{who}\n{when}\n{said}\n",
    "signature below": lambda _, who, when, said: f"{said}\n— {who}, {when}\n",
    "posted by": lambda _, who, when, said: f"{said}\nPosted by {who} | {when}\n",
    "votes": lambda n, who, when, said: f"{who}\n{when}\n{said}\n+{n}\n-1\nReply\nReport\n",
    "a bullet": lambda _, who, when, said: f"• {who}\n  {when}\n  {said}\n  Reply\n",
}


def thread_of(comments: str) -> Thread:
    page = Page(
        raw=RawPage(), source=None, kind="text", text=f"{ARTICLE}\n\n{comments}", tree=None, encoding="utf-8",
        encoding_from="bom",
    )  # fmt: skip
    return Lines().thread(Document(page=page))


def read(comments: str) -> list[tuple[str | None, str | None, str]]:
    thread = thread_of(comments)
    return [
        (c.author.name if c.author else None, c.datePublishedRaw and c.datePublishedRaw.removeprefix("on "), c.text)
        for c in thread.comments
    ]


@pytest.mark.parametrize("layout", WITH_BOTH.values(), ids=WITH_BOTH)
@pytest.mark.parametrize(
    "end", ["Leave a Reply\nName *\nEmail *", "Related articles\n\nGoat sold at the fair", "© 2025"]
)
def test_author_date_and_text_are_told_apart(layout: Layout, end: str) -> None:
    section = "\n".join(layout(n, *said) for n, said in enumerate(SAID, 1))
    assert read(f"3 Comments\n\n{section}\n{end}\n") == SAID


@pytest.mark.parametrize(
    ("layout", "kept"),
    [
        (lambda who, when, said: f"{when}\n{said}\nReply\n", (1, 2)),
        (lambda who, when, said: f"{who}\n\n{said}\n\nReply\n", (0, 2)),
        (lambda who, when, said: f"{said}\n\nReply\n", (2,)),
    ],
    ids=["no author", "no date", "neither"],
)
@pytest.mark.parametrize("header", ["3 Comments", "Comments"])
def test_what_is_not_there_is_null(layout: Callable[[str, str, str], str], kept: tuple[int, ...], header: str) -> None:
    section = "\n".join(layout(*said) for said in SAID)
    expected = [tuple(part if at in kept else None for at, part in enumerate(said)) for said in SAID]
    assert read(f"{header}\n\n{section}\nLeave a Reply\n") == expected


def test_a_guest_is_named_as_the_page_names_him() -> None:
    section = (
        "Guest\nMay 6, 2025 at 10:15 AM\nAbout time too.\nReply\n\nGuest\nMay 7, 2025 at 9:40 PM\nNine years!\nReply\n"
    )
    assert [who for who, _, _ in read(f"2 Comments\n\n{section}\nLeave a Reply\n")] == ["Guest", "Guest"]


def test_a_sentence_above_a_date_is_no_name() -> None:
    section = "May 6, 2025\nThe goats said no.\nReply\n\nMay 7, 2025\nNobody asked them twice.\nReply\n"
    assert read(f"2 Comments\n\n{section}\nLeave a Reply\n") == [
        (None, "May 6, 2025", "The goats said no."),
        (None, "May 7, 2025", "Nobody asked them twice."),
    ]


@pytest.mark.parametrize("button", ["Post Comment", "Kommentar abschicken", "Publicera kommentar", "Enviar comentario"])
def test_a_forms_button_above_the_comments_is_none_of_them(button: str) -> None:
    section = "\n".join(f"{who} {when}\n{said}\nReply\n" for who, when, said in SAID)
    form = f"Leave a Reply\nYour email address will not be published.\nName *\nEmail *\nWebsite\n{button}\n"
    assert read(f"3 Comments\n\n{form}\n{section}\nRelated articles\n") == SAID


@pytest.mark.parametrize("lead", ["By", "Von", "Par", "Door", "Posted by", "Publicado por"])
def test_what_leads_to_a_name_is_no_part_of_it(lead: str) -> None:
    section = "\n".join(f"{said}\n{lead} {who} | {when}\n" for who, when, said in SAID)
    assert [who for who, _, _ in read(f"3 Comments\n\n{section}\nLeave a Reply\n")] == [who for who, _, _ in SAID]
