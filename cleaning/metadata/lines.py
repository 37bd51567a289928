"""Metadata of a plain-text page, from its labelled lines.

In: a page and its regions. Out: headline, standfirst, authors and date, each with the line that it was read from and
how sure that line's label is. What no line says stays empty: a masthead's clock, a caption's date, the dates of other
headlines and a copyright year carry other labels and are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaning.dates import parse_date
from cleaning.metadata.persons import is_name, names_in
from cleaning.metadata.plain import plain
from cleaning.metadata.rights import reservations_of
from cleaning.model import Label, Metadata, Page, Region, Span
from cleaning.record import Origin, Person
from cleaning.text.names import AGENCY, PIECES, are_persons, is_person_with_role
from cleaning.text.phrases import Matches, match_phrases
from cleaning.text.stamps import find_stamp
from cleaning.text.words import words_of

BEHIND = re.compile(r"\s(?:for|with|at|für|mit|im|pour|avec|para|per|voor|met|för|med|dla|skrifar|à)\s", re.IGNORECASE)
HOUSE = re.compile(rf"(?:[\s,]+|\s(?:and|und|et|y|e|og|och|en|ve|/)\s+)(?:{AGENCY.pattern})\W*$")
FOOTNOTE = re.compile(r"(?<=[^\W\d_])[\s\d,;*†‡&]+$")  # what may stand behind a name in a list of names
LONGEST_RAW = 500  # characters of a line that an origin keeps
NAMED = 0.8  # the score of a byline that says "By"; below it a line is only where a name may stand


def metadata_of_text(page: Page, regions: Sequence[Region]) -> Metadata:
    """What the lines of a page say about its article."""
    origins: dict[str, Origin] = {}
    headline = _first(page, regions, Label.HEADLINE, "headline", origins)
    description = _first(page, regions, Label.STANDFIRST, "description", origins)
    authors = _authors(page, regions, origins)
    published, raw, modified, warnings = _dates(page, regions, origins)
    return Metadata(
        headline=headline,
        description=description,
        author=authors,
        datePublished=published,
        datePublishedRaw=raw,
        dateModified=modified,
        reservations=reservations_of(page),
        origins=origins,
        warnings=warnings,
    )


def _texts(page: Page, regions: Sequence[Region], *labels: Label) -> Iterator[tuple[str, Region]]:
    """The text of each region that has one of the labels, in the page's order."""
    for region in regions:
        if region.label in labels and isinstance(region.where, Span):
            yield page.text[region.where.start : region.where.end], region


def _origin(raw: str, value: str | None, region: Region) -> Origin:
    return {"from": "line", "raw": raw[:LONGEST_RAW] if raw != value else None, "confidence": round(region.score, 2)}


def _first(page: Page, regions: Sequence[Region], label: Label, field: str, origins: dict[str, Origin]) -> str | None:
    for raw, region in _texts(page, regions, label):
        value = plain(raw)
        if value:
            origins[field] = _origin(raw, value, region)
            return value
    return None


def _authors(page: Page, regions: Sequence[Region], origins: dict[str, Origin]) -> tuple[Person, ...]:
    """The persons that the bylines name; if there is none, the name that stands beside the date."""
    names: dict[str, None] = {}
    for raw, region in _texts(page, regions, Label.BYLINE):
        found = _names(raw, sure=region.score >= NAMED)
        if found and not names:
            origins["author"] = _origin(raw, found[0], region)
        names.update(dict.fromkeys(found))
    if not names:
        for raw, region in _texts(page, regions, Label.DATE):
            if found := _names(raw, sure=False, leading=True):
                origins["author"] = _origin(raw, found[0], region)
                names.update(dict.fromkeys(found))
                break
    return tuple(Person(name=name) for name in names)


def _names(raw: str, *, sure: bool, leading: bool = False) -> list[str]:
    """The names in a line without its date. Where nothing says that it holds names, only what looks like one counts.

    With ``leading`` it has to be the first thing on the line: behind others may stand a speaker or photographer.
    """
    stamp = find_stamp(raw)
    rest = FOOTNOTE.sub("", f"{raw[: stamp.start]} | {raw[stamp.end :]}" if stamp else raw)
    pieces = [piece for piece in PIECES.split(rest) if piece.strip(" ,:")]
    if not sure:
        named = next((piece for piece in (pieces[:1] if leading else pieces) if _may_be_names(piece)), "")
        return [name for name in names_in(_without_house(named)) if is_name(name)]
    head = next((piece for piece in pieces if "byline" in match_phrases(words_of(piece)).leading), None)
    head = head if head is not None and not _is_role(head) else next((p for p in pieces if not _is_role(p)), "")
    return names_in(_without_house(_without_role(head)))


def _may_be_names(piece: str) -> bool:
    """True for names, with or without a role behind; in a script without capitals, for what may be one."""
    if piece.upper() != piece.lower():
        return are_persons(piece) or is_person_with_role(piece)
    return is_name(piece.strip(" ,")) and not match_phrases(words_of(piece)).of(
        "published", "updated", "nav", "control"
    )


def _without_house(text: str) -> str:
    """A byline without the house, agency or place behind its names: "Ann Beller for the Gazette", "… with AP"."""
    for pattern in (BEHIND, HOUSE):
        found = pattern.search(text)
        if found and len(text[: found.start()].split()) > 1:
            text = text[: found.start()]
    return text


def _without_role(text: str) -> str:
    """A name in a script without spaces and capitals, without the role that stands before or behind it."""
    parts = text.split()
    if not text.isascii() and text.upper() == text.lower():
        while len(parts) > 1 and _is_role(parts[0]):
            parts.pop(0)
        while len(parts) > 1 and _is_role(parts[-1]):
            parts.pop()
    return " ".join(parts) if len(parts) < len(text.split()) else text


def _is_role(text: str) -> bool:
    """True if a text has no words, or only words such as "by" and "reporter"."""
    words = words_of(text)
    return not words or match_phrases(words).of("byline", "role") >= 1


def _dates(
    page: Page, regions: Sequence[Region], origins: dict[str, Origin]
) -> tuple[str | None, str | None, str | None, tuple[str, ...]]:
    """When the article was published, as ISO 8601 and as printed, when it was changed, and what was odd."""
    published: str | None = None
    printed: str | None = None
    modified: str | None = None
    warnings: list[str] = []
    language = page.source.language if page.source else None
    for raw, region in _texts(page, regions, Label.DATE, Label.BYLINE):
        stamp = find_stamp(raw, language)
        if stamp is None or not stamp.dated:
            continue
        shown = raw[stamp.start : stamp.end].strip()
        iso = stamp.iso or parse_date(shown, language=language)
        if iso and page.raw.fetched_at and iso[:10] > page.raw.fetched_at.date().isoformat():
            warnings.append(f"a date after the page was fetched: {shown!r}")
            continue
        if _is_change(match_phrases(words_of(raw[: stamp.start]))):
            if modified is None and iso:
                modified = iso
                origins["dateModified"] = _origin(shown, iso, region)
        elif printed is None:
            published, printed = iso, shown
            origins["datePublishedRaw"] = _origin(shown, shown, region)
            if iso:
                origins["datePublished"] = _origin(shown, iso, region)
    return published, printed, modified, tuple(warnings)


def _is_change(matches: Matches) -> bool:
    """True if the words before a date say "updated" and nothing else of publication."""
    return matches.of("updated") >= matches.of("published") > 0
