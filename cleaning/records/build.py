"""Document → Record: what is written of all that was found. Nothing is found out here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version

from cleaning import __version__
from cleaning.dates import is_relative, parse_date
from cleaning.discovered import contradictions
from cleaning.model import Document, Thread
from cleaning.record import BlogPosting, Discovery, Image, Origin, Person, Provenance, Publisher, Record
from cleaning.records.comments import written_comments
from cleaning.records.forms import DATE, TRACKED, VERSIONED
from cleaning.records.identity import domain_of, identifier_of, names_page
from cleaning.records.written import written, written_address, written_all, written_path, written_tag


def build_record(doc: Document) -> Record:
    """The record of a document, ready to be checked and written."""
    raw, found, thread = doc.page.raw, doc.metadata, doc.thread
    canonical = written_address(found.canonicalUrl)
    own = canonical if canonical and names_page(canonical) else None
    url = written_address(raw.url) or own
    digest = f"sha256:{hashlib.sha256(raw.body).hexdigest()}"
    identifier = identifier_of(own or url, digest)
    announced = found.commentCount if thread.announced is None else thread.announced
    record = Record(
        identifier=identifier,
        url=url,
        canonicalUrl=canonical,
        headline=written(found.headline),
        alternativeHeadline=written(found.alternativeHeadline),
        description=written(found.description),
        articleBody=written(doc.body.text),
        liveBlogUpdate=tuple(post for each in found.liveBlogUpdate if (post := _post(each))),
        author=tuple(map(_person, filter(lambda person: written(person.name), found.author))),
        publisher=_publisher(found.publisher, url),
        datePublished=written(found.datePublished),
        datePublishedRaw=written(found.datePublishedRaw),
        dateModified=written(found.dateModified),
        dateDownloaded=_moment(raw.fetched_at),
        inLanguage=doc.language.code,
        keywords=written_all(found.keywords),
        articleSection=written(found.articleSection),
        image=tuple(image for each in found.image if (image := _image(each))),
        isAccessibleForFree=False if doc.quality.is_locked else found.isAccessibleForFree,
        license=written(found.license),
        wordCount=doc.quality.words,
        commentCount=announced,
        discussionUrl=written_address(thread.discussion_url),
        comment=written_comments(thread, doc.language.comments, identifier),
        commentsComplete=_complete(thread, announced),
        provenance=_provenance(doc, digest),
    )
    provenance = record.provenance
    warnings = contradictions(record, provenance.discovery) if provenance.discovery else ()
    provenance = replace(
        provenance, fields=_origins(doc, record), warnings=(*provenance.warnings, *written_all(warnings))
    )
    return replace(record, provenance=provenance)


def _complete(thread: Thread, announced: int | None) -> bool | None:
    """Whether all comments are here: as the platform says, else by the number that is announced."""
    if thread.complete is not None or announced is None:
        return thread.complete
    if not thread.comments and thread.discussion_url:  # that none is announced may be what stands there until they load
        return False if announced else None
    return len(thread.comments) >= announced


def _person(person: Person) -> Person:
    return Person(name=written(person.name) or "", url=written_address(person.url))


def _post(post: BlogPosting) -> BlogPosting | None:
    """The post as it is written, None if it says nothing."""
    headline, body = written(post.headline), written(post.articleBody)
    if not headline and not body:
        return None
    return replace(
        post,
        headline=headline,
        datePublished=written(post.datePublished),
        datePublishedRaw=written(post.datePublishedRaw),
        articleBody=body,
    )


def _image(image: Image) -> Image | None:
    url = written(image.url)
    return Image(url=url, caption=written(image.caption), creditText=written(image.creditText)) if url else None


def _publisher(found: Publisher | None, url: str | None) -> Publisher | None:
    """The publisher that the page states, its domain from the page's address where it is not stated."""
    name = written(found.name) if found else None
    domain = (written(found.domain) if found else None) or domain_of(url)
    return Publisher(name=name, domain=domain) if name or domain else None


def _moment(moment: datetime | None) -> str | None:
    """The moment in UTC, to the second: ``2026-01-02T03:04:05Z``."""
    if moment is None:
        return None
    known = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return known.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _provenance(doc: Document, digest: str) -> Provenance:
    """Where the record comes from; the origins of its fields are put in when these are known."""
    page = doc.page
    return Provenance(
        source=page.source.id if page.source else written(page.raw.source),
        file=written_path(page.raw.file),
        digest=digest,
        encoding=page.encoding,
        encodingFrom=page.encoding_from,
        fields={},
        discovery=_discovery(page.raw.discovery) if page.raw.discovery else None,
        reservations=written_all(doc.metadata.reservations),
        versions=versions(),
        warnings=written_all(
            (*page.warnings, *doc.metadata.warnings, *doc.body.warnings, *_reckoned(doc.thread, page.raw.fetched_at))
        ),
    )


def _reckoned(thread: Thread, fetched_at: datetime | None) -> tuple[str, ...]:
    """A note on the comments whose dates were counted back from the time of the fetch, empty if there are none."""
    dates = [(one.datePublishedRaw, one.datePublished) for one in thread.comments if one.datePublishedRaw]
    number = sum(
        is_relative(raw) and date is not None and date == parse_date(raw, base=fetched_at) for raw, date in dates
    )
    return (f"dates of {number} comments are counted back from the time of the fetch",) if number else ()


def _discovery(said: Discovery) -> Discovery:
    """What was said of the page, as far as it can be written."""
    return Discovery(
        via=said.via,
        url=written_address(said.url),
        headline=written(said.headline),
        datePublished=_date(said.datePublished),
        dateModified=_date(said.dateModified),
        author=written_all(said.author),
        inLanguage=written_tag(said.inLanguage),
    )


def _date(date: str | None) -> str | None:
    """The date, None if it is none of ISO 8601."""
    return date if date and DATE.fits(date) else None


def _origins(doc: Document, record: Record) -> dict[str, Origin | None]:
    """The origin of every tracked field, None for those that have no value."""
    thread, language = doc.thread, doc.language
    here = {
        "articleBody": _origin(doc.body.method),
        "inLanguage": _origin(language.detector, language.confidence),
        "comment": _origin(thread.platform),
        "discussionUrl": thread.discussion_from or _origin(thread.platform),
    }
    if doc.quality.is_locked:
        here["isAccessibleForFree"] = _origin("visible")
    if thread.announced is not None:
        here["commentCount"] = _origin(thread.platform)
    origins = {**doc.metadata.origins, **here}
    if "publisher" not in origins:
        origins["publisher"] = _origin("url")
    empty = {name for name in TRACKED if getattr(record, name) in (None, ())}
    if thread.discussion_url:  # there are no comments because nobody has loaded them: from where is told all the same
        empty.discard("comment")
    return {name: None if name in empty else _stated(origins.get(name)) for name in TRACKED}


def _origin(place: str | None, confidence: float | None = None) -> Origin | None:
    return {"from": place, "raw": None, "confidence": confidence} if place else None


def _stated(origin: Origin | None) -> Origin | None:
    """The origin with its keys in the order of the schema and its strings fit to be written."""
    place = written(origin["from"]) if origin else None
    if origin is None or place is None:
        return None
    return {"from": place, "raw": written(origin.get("raw")), "confidence": origin.get("confidence")}


@cache
def versions() -> Mapping[str, str]:
    """The versions of this project and of the libraries that decide what a record says."""
    return {name: __version__ if name == "gleaner" else version(name) for name in VERSIONED}
