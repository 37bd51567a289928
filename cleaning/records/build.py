"""Document → Record: what is written of all that was found."""

from __future__ import annotations

import hashlib

from cleaning.model import Document, Provenance, Record


def build_record(doc: Document) -> Record:
    """The record of a document. (A first sketch.)"""
    raw = doc.page.raw
    digest = hashlib.sha256(raw.body).hexdigest()
    return Record(
        identifier=digest,
        url=raw.url,
        canonicalUrl=doc.metadata.canonicalUrl,
        headline=doc.metadata.headline,
        articleBody=doc.body.text or None,
        author=doc.metadata.author,
        datePublished=doc.metadata.datePublished,
        inLanguage=doc.language.code,
        wordCount=doc.quality.words,
        comment=doc.thread.comments,
        provenance=Provenance(
            file=raw.file, digest=f"sha256:{digest}", encoding=doc.page.encoding, encodingFrom=doc.page.encoding_from,
            fields={}, versions={},
        ),
    )
