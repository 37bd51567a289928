"""The article's text out of an HTML page, by trafilatura."""

from __future__ import annotations

import trafilatura

from cleaning.model import Body, Document


def body_of_markup(doc: Document) -> Body:
    """The article's text. (A first sketch.)"""
    found = trafilatura.bare_extraction(doc.page.tree, url=doc.page.raw.url, include_comments=False)
    text = (getattr(found, "text", None) or "").replace("\n", "\n\n")
    return Body(text=text, method="trafilatura")
