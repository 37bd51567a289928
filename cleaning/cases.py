"""Test cases: a saved page and the record that is expected of it, in a folder made by a command.

``<cases>/<source>/<name>/`` holds the page as it was (``page.html`` or ``page.txt``), its sidecar, and
``expected.json``: the outcome as it is written, without what changes from one release to the next. A page of a crawl
that further answers belong to (parts of its article, comments) has them in ``answers.json``. The habit is web-poet's: https://web-poet.readthedocs.io/en/stable/page-objects/testing.html
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from cleaning.archive import open_page
from cleaning.archive.folder import write_page
from cleaning.decode import decode
from cleaning.model import Answer, Ask, Page, PageRef, RawPage
from cleaning.pipeline import clean
from cleaning.record import Outcome, Record, Reject
from cleaning.records.jsonl import encode
from cleaning.sources import Sources

EXPECTED = "expected.json"
ANSWERS = "answers.json"
PAGES = {"html": "page.html", "text": "page.txt"}
NO_SOURCE = "any"  # the folder of cases whose page belongs to no source


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A saved page and the outcome that is expected of it, as plain JSON values."""

    folder: Path
    raw: RawPage
    expected: Mapping[str, Any]


class CaseError(ValueError):
    """A case cannot be saved or read; the message says where and why."""


def save_case(raw: RawPage, cases: Path, name: str, sources: Sources) -> Path:
    """The folder of the new case, written with the outcome that cleaning gives now: read it before you commit it."""
    source = sources.of(raw)
    folder = cases / (source.id if source else NO_SOURCE) / name
    page = decode(raw, source)
    kind = page.kind if isinstance(page, Page) else "html"
    write_page(replace(raw, source=None), folder / PAGES[kind])
    if raw.answers:
        text = json.dumps(list(map(as_values, raw.answers)), ensure_ascii=False, indent=2) + "\n"
        (folder / ANSWERS).write_text(text, "utf-8")
    return update_case(folder, sources)


def update_case(folder: Path, sources: Sources) -> Path:
    """The folder, its expectation made anew from its page."""
    raw = page_of(folder)
    text = json.dumps(comparable(clean(raw, sources)), ensure_ascii=False, indent=2) + "\n"
    (folder / EXPECTED).write_text(text, "utf-8")
    return folder


def load_case(folder: Path) -> Case:
    """The case in a folder. Raises ``CaseError``."""
    try:
        expected = json.loads((folder / EXPECTED).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise CaseError(f"{folder / EXPECTED}: cannot be read: {error}; make it anew with `gleaner case`") from error
    return Case(folder=folder, raw=page_of(folder), expected=expected)


def find_cases(cases: Path) -> list[Path]:
    """The folders of all cases below a folder, in a stable order."""
    return sorted(file.parent for file in cases.rglob(EXPECTED))


def page_of(folder: Path) -> RawPage:
    """The saved page of a case; its source is the folder above, its file the page's name alone."""
    pages = [folder / name for name in PAGES.values() if (folder / name).is_file()]
    if len(pages) != 1:
        raise CaseError(f"{folder}: holds {len(pages)} of {', '.join(PAGES.values())}, but a case has one page")
    raw = open_page(PageRef(file=str(pages[0])))
    if isinstance(raw, Reject):
        raise CaseError(f"{pages[0]}: {raw.reason}: {raw.detail}")
    source = folder.parent.name
    return replace(
        raw,
        file=pages[0].name,
        source=None if source == NO_SOURCE else source,
        answers=tuple(answers_in(folder / ANSWERS)),
    )


def as_values(answer: Answer) -> dict[str, Any]:
    """An answer as JSON values: its body as text, or in Base64 where it is none."""
    values: dict[str, Any] = {
        "url": answer.ask.url,
        "kind": answer.ask.kind,
        "status": answer.status,
        "fetchedAt": answer.fetched_at.isoformat(),
        "headers": dict(answer.headers),
    }
    try:
        return {**values, "text": answer.body.decode("utf-8")}
    except UnicodeDecodeError:
        return {**values, "base64": base64.b64encode(answer.body).decode("ascii")}


def answers_in(file: Path) -> Iterator[Answer]:
    """The answers in a case's file, none if it has none. Raises ``CaseError``."""
    if not file.is_file():
        return
    try:
        for values in json.loads(file.read_text("utf-8")):
            body = base64.b64decode(values["base64"]) if "base64" in values else values["text"].encode("utf-8")
            yield Answer(
                ask=Ask(url=values["url"], kind=values["kind"]),
                status=values["status"],
                fetched_at=datetime.fromisoformat(values["fetchedAt"]),
                headers=values["headers"],
                body=body,
            )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CaseError(f"{file}: cannot be read: {error!r}; make it anew with `gleaner case`") from error


def comparable(outcome: Outcome) -> dict[str, Any]:
    """The outcome as JSON values, without the versions that made it."""
    values: dict[str, Any] = msgspec.json.decode(encode(outcome))
    if isinstance(outcome, Record):
        del values["provenance"]["versions"]
    return values
