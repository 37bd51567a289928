"""The stage that asks the detector: the body, each comment, and which hint goes with it."""

from __future__ import annotations

import tomllib
from pathlib import Path

from cleaning.model import Body, Document, Metadata, Page, RawPage, Source, Thread
from cleaning.record import Comment
from cleaning.stages.language import MOST_COMMENTS, TellLanguage

KNOWN: dict[str, str] = tomllib.loads((Path(__file__).parent / "texts.toml").read_text("utf-8"))["known"]


def document(
    body: str = "", comments: list[str] | None = None, declared: str | None = None, source: str | None = None
) -> Document:
    page = Page(
        raw=RawPage(),
        source=Source(id="brackwater", language=source),
        kind="text",
        text="",
        tree=None,
        encoding="utf-8",
        encoding_from="default",
    )
    thread = Thread(
        comments=tuple(
            Comment(identifier=str(place), position=place, text=text) for place, text in enumerate(comments or [], 1)
        )
    )
    return Document(page=page, metadata=Metadata(language=declared), body=Body(text=body), thread=thread)


def test_body_and_comments_are_told_each_for_itself() -> None:
    comments = [KNOWN["en"], "Danke!", KNOWN["de"] + KNOWN["fr"]]
    told = TellLanguage()(document(KNOWN["de"], comments, declared="en"))
    assert told.code == "de"
    assert told.comments == ("en", "und", "de")  # a comment is told by its beginning


def test_without_a_body_the_comments_together_say_what_the_page_is_in() -> None:
    sentences = [sentence.strip() + "." for sentence in KNOWN["nl"].split(".") if sentence.strip()]
    assert TellLanguage()(document("", sentences)).code == "nl"


def test_an_empty_page_is_undetermined_whatever_it_declares() -> None:
    told = TellLanguage()(document(declared="de", source="de"))
    assert (told.code, told.confidence, told.comments) == ("und", None, ())


def test_a_declared_language_decides_between_two_for_a_short_text_only() -> None:
    short = "Han er ikke her i dag, tror jeg"  # the same in Danish and in Norwegian
    by_page = {code: TellLanguage()(document(short, declared=code)).code for code in ("da", "nb-NO")}
    by_source = {code: TellLanguage()(document(short, source=code)).code for code in ("da", "no")}
    assert by_page == {"da": "da", "nb-NO": "no"}
    assert by_source == {"da": "da", "no": "no"}
    assert {TellLanguage()(document(KNOWN["de"], declared=code)).code for code in ("da", "no", "nl")} == {"de"}


def test_of_very_many_comments_the_last_are_not_asked_about() -> None:
    told = TellLanguage()(document("", [KNOWN["el"]] * (MOST_COMMENTS + 2)))
    assert told.comments == ("el",) * MOST_COMMENTS + ("und", "und")
