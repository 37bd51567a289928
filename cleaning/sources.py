"""``source.toml`` → ``Source``, every key checked.

A source is a folder that holds a ``source.toml``; the folder's name is the source's id. TOML: https://toml.io/en/v1.0.0
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import cssselect
import msgspec

from cleaning.model import CleanRules, CrawlRules, RawPage, Source

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FILE_NAME = "source.toml"
SAFE_ID = re.compile(r"\w[\w.-]{0,99}")  # a page says whose it is, and must not lead out of the folder by it


class SourceError(ValueError):
    """A ``source.toml`` cannot be used; the message names the file, the key and the mend."""


def read_source(file: Path) -> Source:
    """The source that a ``source.toml`` describes. Raises ``SourceError``."""
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"{file}: cannot be read as TOML: {error}") from error
    check_keys(file, "", table, Source)
    for name, type_ in (("crawl", CrawlRules), ("clean", CleanRules)):
        section = table.get(name, {})
        if not isinstance(section, dict):
            raise SourceError(f"{file}: {name} must be a table: write [{name}] on a line of its own")
        check_keys(file, f"[{name}] ", section, type_)
    try:
        source = msgspec.convert(table, Source)
    except msgspec.ValidationError as error:
        raise SourceError(f"{file}: {error}") from error
    if source.id != file.parent.resolve().name:
        raise SourceError(
            f"{file}: id is {source.id!r} but the folder is {file.parent.resolve().name!r}: give both one name"
        )
    if source.timezone is not None:
        check_timezone(file, source.timezone)
    for name in ("body", "drop", "comments"):
        check_selectors(file, name, getattr(source.clean, name))
    return source


def check_keys(file: Path, where: str, table: dict[str, Any], type_: type[DataclassInstance]) -> None:
    """Nothing, if all keys are known; else ``SourceError`` with the nearest right key."""
    known = [f.name for f in fields(type_)]
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            mend = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(known)}"
            raise SourceError(f"{file}: {where}unknown key {key!r}: {mend}")


def check_timezone(file: Path, name: str) -> None:
    """Nothing, if the IANA time zone exists; else ``SourceError``."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SourceError(f"{file}: unknown timezone {name!r}: use an IANA name such as 'Europe/Vienna'") from error


def check_selectors(file: Path, name: str, selectors: Iterable[str]) -> None:
    """Nothing, if all are CSS selectors; else ``SourceError``."""
    for selector in selectors:
        try:
            cssselect.parse(selector)
        except cssselect.SelectorError as error:
            raise SourceError(f"{file}: [clean] {name}: {selector!r} is no CSS selector: {error}") from error


@dataclass(slots=True)
class Sources:
    """The sources that a run knows: those in ``folder``, and those whose folder a local page lies in."""

    folder: Path | None = None
    read: dict[Path, Source | None] = field(default_factory=dict)

    def get(self, id: str) -> Source:
        """The source with this id; one that has only its id if ``folder`` holds no such source."""
        if self.folder is None or not SAFE_ID.fullmatch(id):
            return Source(id=id)
        return self.at(self.folder / id / FILE_NAME) or Source(id=id)

    def of(self, raw: RawPage) -> Source | None:
        """The source that a page belongs to: the one it names, else the nearest folder above it with a source.toml."""
        if raw.source is not None:
            return self.get(raw.source)
        if raw.file is None:
            return None
        for parent in Path(raw.file).absolute().parents:
            if source := self.at(parent / FILE_NAME):
                return source
        return None

    def at(self, file: Path) -> Source | None:
        """The source in this file, None if there is no such file. Each file is read once."""
        if file not in self.read:
            self.read[file] = read_source(file) if file.is_file() else None
        return self.read[file]
