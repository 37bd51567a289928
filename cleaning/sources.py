"""``source.toml`` → ``Source``, every key checked.

A source is a folder that holds a ``source.toml``; the folder's name is the source's id. TOML: https://toml.io/en/v1.0.0
"""

from __future__ import annotations

import difflib
import ipaddress
import math
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import cssselect
import msgspec

from cleaning.model import CleanRules, CrawlRules, RawPage, Source

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FILE_NAME = "source.toml"
SAFE_ID = re.compile(r"\w[\w.-]{0,99}")  # a page says whose it is, and must not lead out of the folder by it
HOST = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*")
PORT = re.compile(r"(?<=[^:]):\d{1,5}$")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
TABLES: dict[str, type[DataclassInstance]] = {"": Source, "crawl": CrawlRules, "clean": CleanRules}
TYPES = {  # the names of types in msgspec's errors → what a reader of TOML calls them
    "array": "a list",
    "bool": "true or false",
    "date": "a date",
    "datetime": "a date with a time",
    "float": "a decimal number",
    "int": "a whole number",
    "object": "a table",
    "str": "a text",
    "time": "a time",
}
_WRONG_TYPE = re.compile(
    r"Expected `(?P<wanted>[^`]+)`, got `(?P<given>[^`]+)` - at "
    r"`\$\.(?:(?P<table>\w+)\.)?(?P<key>\w+)(?:\[(?P<place>\d+)\])?`"
)
EXAMPLES = {
    "id": 'id = "hill-herald"',
    "name": 'name = "The Hill Herald"',
    "domains": 'domains = ["hillherald.example"]',
    "language": 'language = "en"',
    "timezone": 'timezone = "Europe/Dublin"',
    "feeds": 'feeds = ["https://hillherald.example/feed"]',
    "sitemaps": 'sitemaps = ["https://hillherald.example/sitemap.xml"]',
    "sections": 'sections = ["https://hillherald.example/news"]',
    "follow": 'follow = ["/news/"]',
    "exclude": 'exclude = ["/tag/", "/author/"]',
    "depth": "depth = 2",
    "delay": "delay = 2.5",
    "render": "render = true",
    "ask_comments": 'ask_comments = "always"',
    "allow_private": "allow_private = true",
    "body": 'body = ["div.story"]',
    "drop": 'drop = ["div.promo"]',
    "comments": 'comments = ["#comments"]',
}


class SourceError(ValueError):
    """A ``source.toml`` cannot be used; the message names the file, the key and the mend."""


def read_source(file: Path) -> Source:
    """The source that a ``source.toml`` describes. Raises ``SourceError``."""
    try:
        table = tomllib.loads(file.read_text("utf-8-sig"))  # some editors put a byte order mark before the text
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"{file}: cannot be read as TOML: {error}") from error
    check_keys(file, "", table)
    for name in filter(None, TABLES):
        section = table.get(name, {})
        if not isinstance(section, dict):
            raise SourceError(f"{file}: {name} must be a table: write [{name}] on a line of its own")
        check_keys(file, name, section)
    try:
        source = msgspec.convert(table, Source)
    except msgspec.ValidationError as error:
        raise SourceError(f"{file}: {in_words(str(error))}{how_to_write(file, str(error))}") from error
    check_identity(file, source)
    check_crawl(file, source)
    for name in ("body", "drop", "comments"):
        check_selectors(file, name, getattr(source.clean, name))
    return source


def check_keys(file: Path, name: str, table: dict[str, Any]) -> None:
    """Nothing, if the table ``name`` ("" is the top) has only known keys; else ``SourceError`` with the right one."""
    known = [f.name for f in fields(TABLES[name])]
    where = f"[{name}] " if name else ""
    for key in table:
        if key not in known:
            raise SourceError(f"{file}: {where}unknown key {key!r}: {nearest(key, name, known)}")


def nearest(key: str, name: str, known: list[str]) -> str:
    """What was probably meant by an unknown key of the table ``name``: the same key of another table, or a like one."""
    for other, type_ in TABLES.items():
        if other != name and key in {f.name for f in fields(type_)}:
            place = f"under [{other}]" if other else f"at the top, above [{name}]"
            return f"it belongs {place}"
    if near := difflib.get_close_matches(key, known, n=1):
        return f"did you mean {near[0]!r}?"
    for other, type_ in TABLES.items():
        if near := difflib.get_close_matches(key, [f.name for f in fields(type_)], n=1):
            return f"did you mean {near[0]!r}{f' under [{other}]' if other else ', which stands at the top'}?"
    return f"known keys: {', '.join(known)}"


def in_words(error: str) -> str:
    """What msgspec says of a value of the wrong type, in words; another error as it is."""
    match = _WRONG_TYPE.search(error)
    if match is None:
        return error
    wanted, given = (TYPES.get(name.split(" ")[0], name) for name in (match["wanted"], match["given"]))
    key = f"[{match['table']}] {match['key']}" if match["table"] else match["key"]
    if match["place"]:
        return f"{key} must be a list of {wanted.split(' ', 1)[1]}s, but number {int(match['place']) + 1} is {given}"
    return f"{key} must be {wanted}, but is {given}"


def how_to_write(file: Path, error: str) -> str:
    """How the key that msgspec's error ends with is written right; "" if it names none."""
    if "missing required field `id`" in error:
        return f': add a line id = "{file.parent.resolve().name}"'
    key = re.search(r"\$(?:\.\w+)*\.(\w+)", error)
    return f": write it like this: {EXAMPLES[key[1]]}" if key and key[1] in EXAMPLES else ""


def check_identity(file: Path, source: Source) -> None:
    """Nothing, if it can be told which source this is and how it speaks; else ``SourceError``."""
    folder = file.parent.resolve().name
    if not SAFE_ID.fullmatch(source.id):
        raise SourceError(f"{file}: id is {source.id!r}: use letters, digits, '-', '_' and '.', at most 100 of them")
    if source.id != folder:
        raise SourceError(f"{file}: id is {source.id!r} but the folder is {folder!r}: give both one name")
    if source.language is not None and not LANGUAGE.fullmatch(source.language):
        raise SourceError(f"{file}: language is {source.language!r}: use a BCP 47 tag such as 'en' or 'pt-BR'")
    if source.timezone is not None:
        check_timezone(file, source.timezone)
    for domain in source.domains:
        check_domain(file, domain)


def check_domain(file: Path, domain: str) -> None:
    """Nothing, if this is a host's name or address, with a port or without; else ``SourceError``."""
    name, address = domain, domain
    if port := PORT.search(domain):
        name = address = domain.removesuffix(port[0])
    if address.startswith("[") and address.endswith("]"):
        address = address[1:-1]
    try:
        ipaddress.ip_address(address)
    except ValueError:
        if not HOST.fullmatch(name):
            host = host_in(domain)
            mend = f"write {host!r}" if host else "write a host such as 'hillherald.example'"
            problem = "is empty" if not domain.strip() else "is no host alone, without scheme and path"
            raise SourceError(f"{file}: domains: {domain!r} {problem}: {mend}") from None


def host_in(text: str) -> str | None:
    """The host in an address that may lack its scheme; None if there is none that can be used."""
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return None
    host = host.removeprefix("*.").strip(".")
    return host if HOST.fullmatch(host) else None


def check_crawl(file: Path, source: Source) -> None:
    """Nothing, if the source can be crawled as its rules say; else ``SourceError``."""
    rules = source.crawl
    for key in ("feeds", "sitemaps", "sections"):
        for url in getattr(rules, key):
            check_url(file, key, url)
    for key in ("follow", "exclude"):
        for pattern in getattr(rules, key):
            check_pattern(file, key, pattern)
    if rules.depth < 1:
        raise SourceError(f"{file}: [crawl] depth is {rules.depth}: 1 means the links of the section pages themselves")
    if rules.delay is not None and not (math.isfinite(rules.delay) and rules.delay >= 0):
        raise SourceError(f"{file}: [crawl] delay is {rules.delay:g}: give seconds, 0 or more, such as delay = 2.5")
    listings = rules.feeds + rules.sitemaps + rules.sections
    if listings and not source.domains:
        raise SourceError(
            f"{file}: domains is missing or empty: name the hosts that the articles are on, "
            f'such as domains = ["{(host_in(listings[0]) or "").removeprefix("www.")}"]'
        )


def check_url(file: Path, key: str, url: str) -> None:
    """Nothing, if this is an absolute http(s) address without a user's name; else ``SourceError``."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if usable and "@" in parts.netloc:
        raise SourceError(f"{file}: [crawl] {key}: {url!r} names a user: sites that want a password cannot be crawled")
    if not usable or url.split() != [url]:
        raise SourceError(
            f"{file}: [crawl] {key}: {url!r} is no absolute http or https address: write it like this: {EXAMPLES[key]}"
        )


def check_pattern(file: Path, key: str, pattern: str) -> None:
    """Nothing, if this is a regular expression that does not match everything; else ``SourceError``."""
    if not pattern:
        raise SourceError(f"{file}: [crawl] {key}: an empty pattern is found in every address: take it out")
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise SourceError(
            f"{file}: [crawl] {key}: {pattern!r} is no regular expression: {error}; "
            f"a character that stands for itself is written with a backslash: {re.escape(pattern)!r}"
        ) from error


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
