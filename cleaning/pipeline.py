"""One page through all stages: a ``RawPage`` comes in, exactly one ``Record`` or ``Reject`` goes out.

A stage answers one question about the document and never writes: the pipeline puts the answer into the one field that
the stage ``fills``. What a stage reads must have been filled by an earlier one; a wrong order is refused when the
pipeline is built (the habit is spaCy's ``pipe_analysis``).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, ClassVar, Protocol

from cleaning.decode import decode
from cleaning.model import Document, RawPage, Source
from cleaning.parts import further_pages, joined
from cleaning.record import Outcome, Reason, Reject
from cleaning.records.build import build_record
from cleaning.records.check import fault_of
from cleaning.site_memory import SiteMemories, site_of, without_repeated
from cleaning.sources import SourceError, Sources
from cleaning.stages import STAGES

log = logging.getLogger(__name__)


class Stage(Protocol):
    """One question about a document. It sees everything that is known so far and returns the answer."""

    fills: ClassVar[str]
    reads: ClassVar[frozenset[str]]

    def __call__(self, doc: Document, /) -> object:
        """The answer, of the type of the field that it fills."""
        ...


class OrderError(ValueError):
    """The stages cannot run in this order."""


def check_order(stages: Sequence[Stage]) -> None:
    """Nothing, if every stage reads only what an earlier one fills and no two fill the same; else ``OrderError``."""
    known = {f.name for f in fields(Document)}
    filled = {"page"}
    for stage in stages:
        name = type(stage).__name__
        if stage.fills not in known:
            raise OrderError(f"{name} fills {stage.fills!r}, which is no field of Document: {sorted(known)}")
        if stage.fills in filled:
            raise OrderError(f"{name} fills {stage.fills!r}, which an earlier stage has filled")
        if missing := stage.reads - filled:
            raise OrderError(f"{name} reads {sorted(missing)}, which no earlier stage fills")
        filled.add(stage.fills)


check_order(STAGES)

# The stages that ask about one page; those after them see the whole article, whose further pages are joined in between.
OF_A_PAGE = 1 + max([stage.fills for stage in STAGES].index(field) for field in ("body", "thread"))


def examine(raw: RawPage, sources: Sources, memories: SiteMemories | None = None) -> Document | Reject:
    """All that the stages find out about a page, or the reject if it cannot be decoded.

    With ``memories``, what the page's site prints on many pages is left out of the body.
    """
    try:
        source = sources.of(raw)
    except SourceError as error:
        return Reject(url=raw.url, file=raw.file, stage="read", reason=Reason.BAD_SOURCE, detail=str(error))
    page = decode(raw, source)
    if isinstance(page, Reject):
        return page
    doc = filled(Document(page=page), STAGES[:OF_A_PAGE])
    if raw.answers:
        doc = with_further_pages(doc, source)
    if memories is not None:
        doc = without_what_is_known(doc, memories)
    return filled(doc, STAGES[OF_A_PAGE:])


def filled(doc: Document, stages: Sequence[Stage]) -> Document:
    """The document with the answers of these stages."""
    for stage in stages:
        answer: Any = stage(doc)
        doc = replace(doc, **{stage.fills: answer})
    return doc


def without_what_is_known(doc: Document, memories: SiteMemories) -> Document:
    """The document without the paragraphs of the body that are known from other pages of its site."""
    source, raw = doc.page.source, doc.page.raw
    memory = memories.of(site_of(source.id if source else None, raw.url or doc.metadata.canonicalUrl, raw.file))
    return replace(doc, body=without_repeated(doc.body, memory)) if memory else doc


def with_further_pages(doc: Document, source: Source | None) -> Document:
    """The document with the text and the comments of the article's further pages; one that is none is passed over."""
    pages, warnings = further_pages(doc.page.raw)
    parts: list[Document] = []
    for raw in pages:
        page = decode(raw, source)
        if isinstance(page, Reject):
            warnings.append(f"the article's page at {raw.url} is left out: {page.detail}")
            continue
        part = filled(Document(page=page), STAGES)
        if part.quality.reason is None:
            parts.append(part)
        else:
            warnings.append(f"the article's page at {raw.url} is left out: {part.quality.detail}")
    return joined(doc, parts, warnings) if parts or warnings else doc


def outcome_of(doc: Document) -> Outcome:
    """The record of an examined page, or why it is worth none."""
    raw, quality = doc.page.raw, doc.quality
    if quality.reason is not None:
        url = raw.url or doc.metadata.canonicalUrl
        return Reject(url=url, file=raw.file, stage="clean", reason=quality.reason, detail=quality.detail)
    record = build_record(doc)
    if fault := fault_of(record):
        return Reject(url=record.url, file=raw.file, stage="write", reason=Reason.INVALID_RECORD, detail=fault)
    return record


def clean(raw: RawPage, sources: Sources, memories: SiteMemories | None = None) -> Outcome:
    """The record of a page, or why there is none. A fault in a stage costs this page only and is logged."""
    try:
        doc = examine(raw, sources, memories)
        return doc if isinstance(doc, Reject) else outcome_of(doc)
    except Exception as error:  # a page may be odd in ways nobody has thought of: it costs itself
        log.exception("%s: cleaning failed", raw.url or raw.file)
        detail = f"{type(error).__name__}: {error}"
        return Reject(url=raw.url, file=raw.file, stage="clean", reason=Reason.FAULT, detail=detail)
