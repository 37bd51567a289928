"""Record → the same record with the names of commenters replaced by keyed hashes.

In: a record and a key. Out: a record in which no name of a comment's author is left: not as author, not where others
address or quote it, not in an address or an identifier. The same name gives the same pseudonym in all records of one
key, and without the key no pseudonym can be traced to its name: HMAC with SHA-256 (RFC 2104) of the name with its case,
width and white space folded. This is pseudonymisation as the GDPR has it (article 4, 5), not anonymity: what people
write may still tell who they are.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from cleaning.record import Comment, CommentAuthor, Person, Record

SHORTEST_KEY = 16  # bytes: a shorter one could be found by trying
DIGITS = 16  # hexadecimal: 64 bits, so that two of a million names hardly ever share a pseudonym
PREFIX = "reader"
SHORTEST_SLUG = 3  # letters of a name that are looked for inside an address; shorter ones only as a piece of their own
SHORTEST_IN_ARTICLE = 4  # letters: "No" and "K" are more often words of the article than names
# Fields that hold no name by their form, or the page's own address and file, by which the record is found again.
KEPT = """schemaVersion identifier url canonicalUrl discussionUrl datePublished dateModified dateDownloaded inLanguage
file source digest encoding encodingFrom versions license via from"""
AS_THEY_ARE = frozenset(KEPT.split())
PIECES = re.compile(r"[^\W_]+")
ADDRESSED = re.compile(r"(?<=@)\w+|^\w+(?=\s?[,:!])", re.MULTILINE)


class KeyFileError(ValueError):
    """A key that cannot be used; the message says why."""


def read_key(path: Path) -> bytes:
    """The key in a file: its bytes without white space around them. Raises ``KeyFileError`` if they are too few."""
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        raise KeyFileError(f"{path}: {error.strerror}") from error
    if len(key) < SHORTEST_KEY:
        raise KeyFileError(
            f"{path}: {len(key)} bytes, and a key has {SHORTEST_KEY} or more, as of `openssl rand -hex 32`"
        )
    return key


def pseudonym(name: str, key: bytes) -> str:
    """What stands for a name: ``reader`` and 16 hexadecimal digits."""
    return PREFIX + hmac.new(key, folded(name).encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:DIGITS]


def folded(name: str) -> str:
    """The name without differences of case, width and white space."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def pseudonymised(record: Record, key: bytes) -> Record:
    """The record without the names of those who commented; an article's author stays unless among them."""
    names = {comment.author.name for comment in record.comment if comment.author}
    if not names:
        return record
    known = {folded(name) for name in names}
    masks = _Masks(names, [person.name for person in record.author], key)

    def person(one: Person) -> Person:
        return Person(name=pseudonym(one.name, key), url=None) if folded(one.name) in known else one

    comments = _comments(record, masks, key)
    masked = _walked(replace(record, comment=(), author=()), masks.in_article)
    assert isinstance(masked, Record)
    return replace(masked, author=tuple(map(person, record.author)), comment=comments)


def _comments(record: Record, masks: _Masks, key: bytes) -> tuple[Comment, ...]:
    """The comments without names: authors, texts, addresses and identifiers, and what points to these."""
    own = {one.identifier: one.identifier.partition("#")[2] for one in record.comment}
    renamed = {
        whole: f"{whole.partition('#')[0]}#{pseudonym(part, key)}" if masks.names_in(part) else whole
        for whole, part in own.items()
    }
    pages = {address.partition("#")[0] for address in (record.url, record.canonicalUrl) if address}
    comments: list[Comment] = []
    for one in record.comment:
        page, _, fragment = (one.url or "").partition("#")
        shows = masks.names_in(fragment if page in pages else one.url or "")
        masked = _walked(replace(one, author=None, url=None, identifier="", parentItem=None), masks.in_comment)
        assert isinstance(masked, Comment)
        comments.append(
            replace(
                masked,
                identifier=renamed[one.identifier],
                parentItem=renamed.get(one.parentItem) if one.parentItem else None,
                author=_author(one.author, key) if one.author else None,
                url=None if shows else one.url,
            )
        )
    return tuple(comments)


def _author(author: CommentAuthor, key: bytes) -> CommentAuthor:
    """The author under a pseudonym; the platform's id of the user is one more name."""
    identifier = pseudonym(author.identifier, key) if author.identifier else None
    return CommentAuthor(name=pseudonym(author.name, key), identifier=identifier)


def _walked(value: Any, mask: Callable[[str], str], name: str = "") -> Any:
    """The value with all its texts masked, but for the fields that hold no name by their form."""
    if name in AS_THEY_ARE:
        return value
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, tuple):
        return tuple(_walked(one, mask) for one in value)
    if isinstance(value, Mapping):
        return {key: _walked(one, mask, str(key)) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _walked(getattr(value, one.name), mask, one.name) for one in fields(value)})
    return value


class _Masks:
    """Functions that replace one record's names: wherever they stand in comments, in the article with more care."""

    def __init__(self, names: Iterable[str], authors: Iterable[str], key: bytes) -> None:
        self._key = key
        self._names = sorted({*names, *(unicodedata.normalize("NFKC", name) for name in names)})
        by_authors = [folded(name) for name in authors]
        own = [name for name in self._names if _is_told_apart(name, by_authors)]
        self._everywhere = _pattern(self._names, re.IGNORECASE)
        self._article = _pattern(own) if own else None
        self._first = {folded(name.split()[0]): name for name in self._names if len(name.split()) > 1}

    def in_comment(self, text: str) -> str:
        """A text of a comment without names; of one in several words also without the first where it addresses."""
        return ADDRESSED.sub(self._first_name, self._everywhere.sub(self._pseudonym, text))

    def in_article(self, text: str) -> str:
        """A text of the article without names, as far as they are spelled as their owners do."""
        return self._article.sub(self._pseudonym, text) if self._article else text

    def names_in(self, address: str) -> bool:
        """True if an address or an identifier holds one of the names, however it is spelled there."""
        text = folded(unquote(address))
        pieces = set(PIECES.findall(text))
        whole = "".join(PIECES.findall(text))
        slugs = ("".join(PIECES.findall(folded(name))) for name in self._names)
        return any(slug and (slug in pieces or (len(slug) >= SHORTEST_SLUG and slug in whole)) for slug in slugs)

    def _pseudonym(self, found: re.Match[str]) -> str:
        return pseudonym(found[0], self._key)

    def _first_name(self, found: re.Match[str]) -> str:
        name = self._first.get(folded(found[0]))
        return pseudonym(name, self._key) if name else found[0]


def _is_told_apart(name: str, authors: Iterable[str]) -> bool:
    """True if a name can be told from a word of the article, and from a part of its author's: "Anna" of "Anna Holm"."""
    within = _pattern([folded(name)])
    return len(name) >= SHORTEST_IN_ARTICLE and not any(
        within.search(author) and folded(name) != author for author in authors
    )


def _pattern(names: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """What finds the names as whole words, the longest first, whatever white space stands between their words."""
    parts = []
    for name in sorted(names, key=lambda name: (-len(name), name)):
        words = r"\s+".join(map(re.escape, name.split()))
        parts.append((r"(?<!\w)" if name.strip()[:1].isalnum() else "") + words + _end(name))
    return re.compile("|".join(parts), flags)


def _end(name: str) -> str:
    """The end of a name's pattern: no letter may follow one that ends in a letter."""
    return r"(?!\w)" if name.strip()[-1:].isalnum() else ""
