"""Books of an invented source, and answers that its server might give."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from cleaning.archive.writer import Exchange
from cleaning.model import Source
from cleaning.record import Discovery
from crawler.frontier.books import Books
from crawler.model import Candidate, Kind, Lease

SITE = "https://hollin-gazette.example"
SOURCE = Source(id="hollin-gazette", domains=("hollin-gazette.example",))
BEGAN = 1_800_000_000.0  # long before any lease is taken, which goes by the clock


def books_in(folder: Path, source: Source = SOURCE, *, warc_max_bytes: int = 1 << 30) -> Books:
    """The source's books in a data folder."""
    return Books(folder, source, warc_max_bytes=warc_max_bytes, operator=None, revisit_days=[1, 7])


def found(path: str, kind: Kind = Kind.PAGE) -> Candidate:
    return Candidate(url=SITE + path, kind=kind, discovery=Discovery(via="sitemap", url=SITE + "/sitemap.xml"))


def answer(lease: Lease, body: str = "", *, status: int = 200, seconds: float = 0.0, **headers: str) -> Exchange:
    """What the server answered, so many seconds after the beginning."""
    lines = {"content-type": "text/html; charset=utf-8"} | {
        name.replace("_", "-"): each for name, each in headers.items()
    }
    return Exchange(
        url=lease.url,
        request_headers=(("User-Agent", "gleaner"),),
        status=status,
        headers=tuple(lines.items()),
        body=body.encode(),
        fetched_at=datetime.fromtimestamp(BEGAN + seconds, UTC),
    )


def lease_of(path: str, *, attempts: int = 0) -> Lease:
    """A lease of a page that no ledger knows."""
    candidate = found(path)
    url = candidate.url
    return Lease(id=1, key=url, url=url, kind=Kind.PAGE, discovery=candidate.discovery, attempts=attempts)


def page_in_parts(number: int) -> str:
    """An article's page that leads to a second part."""
    return article(number).replace("</title>", f'</title><link rel="next" href="/{number}?page=2">')


def article(number: int, words: str = "The ferry across the sound was late again on Monday.") -> str:
    """An article's page."""
    paragraphs = "".join(
        f"<p>{words} Paragraph {n} of story {number} tells what the harbour master said.</p>" for n in range(4)
    )
    title = f"Ferry late for the {number}th time"
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )
