"""(RawPage, Source) → Page: which encoding, who said so, and whether the page is HTML or plain text."""

from __future__ import annotations

from lxml import html as lxml_html

from cleaning.model import Page, RawPage, Reason, Reject, Source


def decode(raw: RawPage, source: Source | None) -> Page | Reject:
    """The decoded page, parsed once if it is HTML; a reject if it holds no page. (A first sketch.)"""
    if not raw.body.strip():
        return Reject(url=raw.url, file=raw.file, stage="decode", reason=Reason.EMPTY, detail="no bytes")
    text = raw.body.decode("utf-8", "replace").replace("\r\n", "\n")
    kind = "html" if b"<" in raw.body[:2000] and b"</" in raw.body else "text"
    if kind == "html":
        parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=False)
        tree = lxml_html.document_fromstring(text.encode(), parser=parser)
        return Page(raw=raw, source=source, kind="html", text=text, tree=tree, encoding="utf-8", encoding_from="default")
    return Page(raw=raw, source=source, kind="text", text=text, tree=None, encoding="utf-8", encoding_from="default")
