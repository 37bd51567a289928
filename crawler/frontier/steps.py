"""What happened to a leased URL → the books. Each function is one step: done as a whole, or not at all.

A step takes the ``Books`` first and is run by the ``Bookkeeper``, together with others, in a thread of its own. Those
that end a lease return what it came to, as ``what/reason``, which is also the name of the crawl's stat. Times are
seconds since 1970.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cleaning.archive.writer import Exchange, Place, payload_digest
from cleaning.model import Ask
from cleaning.record import Discovery
from cleaning.revisions import Change
from crawler.frontier.books import Books
from crawler.frontier.ledger import MAX_HOPS
from crawler.frontier.rank import URGENT
from crawler.frontier.revisit import Retry, after_answer, after_failure, after_refusal
from crawler.frontier.settling import note_change
from crawler.model import Candidate, Kind, Lease, Listing, State, Why
from crawler.scope import refusal
from crawler.urls import key_of

ARCHIVED, UNCHANGED, LISTED = "fetch/archived", "fetch/unchanged", "fetch/listed"
ONWARD = ("skipped/", "fetch/moved", "fetch/put-back")  # what leads to another URL, or was not asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """A page as it was fetched: its own exchange, those of its parts and comments, and what else is kept with it."""

    main: Exchange
    answers: Sequence[tuple[Ask, Exchange]] = ()
    reservations: tuple[str, ...] = ()
    rendered: bool = False


# ------------------------------------------------------------------------------------------------------- before a fetch


def lease(books: Books, number: int, floor: int, reading: int = 0) -> tuple[list[Lease], float | None]:
    """URLs to fetch, and, if there are fewer than asked for, when the next one may be fetched.

    That is None while listings are being fetched (``reading`` is the highest of their ranks): their end will tell.
    """
    found = books.ledger.lease(number, time.time(), floor, reading)
    is_reading = reading or any(each.kind is not Kind.PAGE for each in found)
    return found, None if is_reading or len(found) == number else books.ledger.next_time(floor)


# -------------------------------------------------------------------------------------------------------- after a fetch


def keep_page(books: Books, lease: Lease, fetch: Fetch, links: Iterable[Candidate] = ()) -> str:
    """What became of a page: a new version is archived, unless it has the same bytes as the last one."""
    now, row = seconds(fetch.main), books.ledger.row(lease.id)
    if row.state is not State.FETCHING:  # its article's first page brought it in meanwhile
        return f"{State.SKIPPED}/{Why.PART}"
    given = (exchange.body for _, exchange in fetch.answers if exchange.status == 200)  # refusals are never the same
    digest = payload_digest(b"".join([fetch.main.body, *given]))
    if digest != row.digest:
        place = books.archive.write_page(
            fetch.main,
            fetch.answers,
            discovery=lease.discovery,
            reservations=fetch.reservations,
            rendered=fetch.rendered,
        )
        books.newest = books.captures.add(lease.id, Path(place.file).name, place.offset)
        file(books, lease, place, digest, fetch.main)
    else:
        revisit(books, lease, fetch.main, unmodified=False)
    answered(books, lease, fetch.main, conditional=not (fetch.answers or fetch.rendered))
    for ask, _ in fetch.answers:
        if ask.kind == "part":
            books.ledger.part_of(ask.url, now, Discovery(via="page", url=fetch.main.url))
    books.ledger.add(links, now)
    return UNCHANGED if digest == row.digest else ARCHIVED


def keep_listing(books: Books, lease: Lease, exchange: Exchange, listing: Listing, rendered: bool = False) -> str:
    """What became of a feed, a sitemap or a section page: the URLs that it names are in the ledger."""
    now, digest = seconds(exchange), payload_digest(exchange.body)
    if digest == books.ledger.row(lease.id).digest:
        revisit(books, lease, exchange, unmodified=False)
    else:
        place = books.archive.write_other(exchange, lease.kind)
        file(books, lease, place, digest, exchange)
    pages = [each for each in listing.candidates if each.kind is Kind.PAGE]
    listings = [each for each in listing.candidates if each.kind is not Kind.PAGE]
    books.ledger.add(pages, now)
    if listings:
        books.ledger.list_again(listings, now, newest=books.ledger.newest(pages))
        books.ledger.add(listings, now, hops=lease.hops + 1)
    names_sitemaps = any(each.kind is Kind.SITEMAP for each in listings)
    answered(books, lease, exchange, conditional=bool(pages) and not (names_sitemaps or rendered))
    return LISTED


def unmodified(books: Books, lease: Lease, exchange: Exchange) -> str:
    """What became of a URL that has not changed, as the server says (304)."""
    if books.ledger.row(lease.id).payload is None:  # nobody asked whether it has changed
        return failed(books, lease, Why.BAD_RESPONSE, exchange)
    revisit(books, lease, exchange, unmodified=True)
    answered(books, lease, exchange)
    return UNCHANGED if lease.kind is Kind.PAGE else LISTED


def redirected(books: Books, lease: Lease, exchange: Exchange, target: str) -> str:
    """What became of a URL that sends the reader on; what it leads to is queued if it is new."""
    now, hops = seconds(exchange), lease.hops + 1
    books.archive.write_other(exchange, "redirect")
    if hops > MAX_HOPS or (key_of(target) != lease.key and books.ledger.leads_back(lease.key, target)):
        books.ledger.failed(lease.id, Why.REDIRECT_LOOP, exchange.status, now, Retry())
        return f"failed/{Why.REDIRECT_LOOP}"
    if key_of(target) == lease.key and refusal(target, books.source) is None:
        books.ledger.moved(lease.id, target, hops)
        return "fetch/moved"
    return stand_in(books, lease, exchange, target, Why.REDIRECTED)


def alternate(books: Books, lease: Lease, fetch: Fetch, canonical: str, links: Iterable[Candidate] = ()) -> str:
    """What became of a page that is only another form of its canonical one, which is queued if it is new.

    One whose canonical form is not the source's, or leads back to it, is kept as a page.
    """
    leads_nowhere = refusal(canonical, books.source) is not None or key_of(canonical) == lease.key
    if leads_nowhere or books.ledger.leads_back(lease.key, canonical):
        return keep_page(books, lease, fetch, links)
    books.archive.write_other(fetch.main, "alternate")
    return stand_in(books, lease, fetch.main, canonical, Why.ALTERNATE)


def stand_in(books: Books, lease: Lease, exchange: Exchange, url: str, why: Why) -> str:
    """What became of a URL that another one stands for; what was said of it where it was found holds for the other."""
    now = seconds(exchange)
    books.ledger.skipped(lease.id, why, now, status=exchange.status, leads_to=url)
    other = Candidate(url=url, kind=lease.kind, discovery=lease.discovery, depth=lease.depth)
    books.ledger.list_again([other], now)
    books.ledger.add([other], now, hops=lease.hops + 1, floor=lease.rank)
    if lease.rank >= URGENT:
        books.ledger.demand(other, now, hops=lease.hops + 1)
    return f"skipped/{why}"


def skipped(books: Books, lease: Lease, why: Why, exchange: Exchange | None = None) -> str:
    """What became of a URL that is not fetched, or not kept as a page, for a reason."""
    if exchange is not None:
        books.archive.write_other(exchange, "skipped")
    now, status = seconds(exchange), exchange.status if exchange else None
    books.ledger.skipped(lease.id, why, now, status=status, due=after_refusal(why, now))
    return f"skipped/{why}"


def put_back(books: Books, lease: Lease, pause: float) -> str:
    """What became of a URL that was not asked after all: it is queued again, for after the pause (in seconds)."""
    books.ledger.put_back(lease.id, time.time() + pause)
    return "fetch/put-back"


def gone(books: Books, lease: Lease, exchange: Exchange) -> str:
    """What became of a URL that is gone. One that gave a record before is noted among the changes."""
    books.archive.write_other(exchange, "error")
    why = books.ledger.gone(lease.id, exchange.status, seconds(exchange))
    identifier = books.captures.identifier_of(lease.id)
    if why is Why.REMOVED and identifier is not None:
        note_change(books, identifier, lease.url, Change.REMOVED, iso(exchange))
    return f"gone/{why}"


def failed(books: Books, lease: Lease, why: Why, exchange: Exchange | None = None, pause: float | None = None) -> str:
    """What became of a URL after a failed try. ``pause`` is what the server asked for, in seconds."""
    if exchange is not None:
        books.archive.write_other(exchange, "error")
    now, status = seconds(exchange), exchange.status if exchange else None
    retry = after_failure(why, status, lease.attempts + 1, now, pause, books.backoff)
    state = books.ledger.failed(lease.id, why, status, now, retry)
    return f"{'retry' if state is State.QUEUED else 'failed'}/{why}"


def answered(books: Books, lease: Lease, exchange: Exchange, *, conditional: bool = True) -> None:
    """Nothing; the URL is done, and a page due again when its age says so.

    What is not asked for ``conditional``ly keeps no validators, because a part that has not changed says nothing of the
    rest: the sitemaps that an index names, the further pages of an article, what scripts make of a page. Nor does what
    named no page, which may have been an error that looked like an answer.
    """
    now, row = seconds(exchange), books.ledger.row(lease.id)
    headers: dict[str, str | None] = {name.lower(): value for name, value in exchange.headers}
    if exchange.status == 304:
        headers = {"etag": lease.etag, "last-modified": lease.last_modified} | headers
    due = after_answer(now, row.first_fetched or now, row.announced, books.revisit_days)
    books.ledger.answered(
        lease.id,
        exchange.status,
        now,
        due=due if lease.kind is Kind.PAGE else None,
        etag=headers.get("etag") if conditional else None,
        last_modified=headers.get("last-modified") if conditional else None,
    )


def file(books: Books, lease: Lease, place: Place, digest: str, exchange: Exchange) -> None:
    """Nothing; the books know where the answer lies, for the revisit records that will refer to it."""
    now = seconds(exchange)
    books.ledger.filed(lease.id, digest=digest, payload=place.digest, record=place.record_id, url=exchange.url, now=now)


def revisit(books: Books, lease: Lease, exchange: Exchange, *, unmodified: bool) -> Place:
    """Where the archive says that the answer is the same as the last one of the URL."""
    row = books.ledger.row(lease.id)
    assert row.payload is not None
    assert row.record is not None
    assert row.archived is not None
    return books.archive.write_revisit(
        exchange,
        url=row.archived_as or row.url,
        date=datetime.fromtimestamp(row.archived, UTC),
        digest=row.payload,
        record_id=row.record,
        unmodified=unmodified,
    )


def seconds(exchange: Exchange | None) -> float:
    """When the answer came; now, if there was none."""
    return exchange.fetched_at.timestamp() if exchange else time.time()


def iso(exchange: Exchange) -> str:
    """When the answer came: ISO 8601 in UTC, to the second."""
    return exchange.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
