"""The rules of a source have changed since its last run → what they are about is judged anew.

A URL is judged when it is found, by the ``domains`` and ``[crawl]`` rules of that day. When they are others now, those
that were refused and may be fetched are queued, and those that wait and may no longer be fetched are skipped; listings
are read as if for the first time, because they may name what was passed over. Otherwise this costs nothing. Nothing is
committed here.
"""

from __future__ import annotations

import sqlite3

import msgspec

from cleaning.model import Source
from crawler.frontier.ledger import most_hops
from crawler.model import Kind, Why
from crawler.scope import refusal, sites_of

REFUSED = f"""state = 'skipped' AND ((fetched IS NULL AND why IN
    ('{Why.SCHEME}', '{Why.OFFSITE}', '{Why.EXCLUDED}', '{Why.NOT_HTML}', '{Why.URL_TOO_LONG}', '{Why.TRAP}'))
    OR why = '{Why.PRIVATE_ADDRESS}')"""


def judge_anew(db: sqlite3.Connection, source_id: int, source: Source) -> None:
    """Nothing; brings the ledger's rows of a source in line with its rules, if these have changed."""
    rules = rules_of(source)
    before = db.execute("SELECT rules FROM source WHERE id = ?", (source_id,)).fetchone()[0]
    if before == rules:
        return
    db.execute("UPDATE source SET rules = ? WHERE id = ?", (rules, source_id))
    if before is None:  # its first run
        return
    db.executemany("UPDATE url SET state = 'queued', why = NULL WHERE id = ?", allowed(db, source_id, source))
    refused = forbidden(db, source_id, source)
    db.executemany("UPDATE url SET due = NULL WHERE id = ?", [(id_,) for _, id_ in refused])
    db.executemany("UPDATE url SET state = 'skipped', why = ? WHERE id = ? AND state = 'queued'", refused)
    listings = "UPDATE url SET etag = NULL, last_modified = NULL{} WHERE source = ? AND kind != 'page'"
    db.execute(listings.format(""), (source_id,))
    named = "state = 'archived' AND json_extract(discovery, '$.url') IS NOT NULL"  # by another listing
    db.execute(f"{listings.format(', state = ' + repr('queued'))} AND {named}", (source_id,))


def rules_of(source: Source) -> str:
    """What decides whether a URL of a source may be fetched, as text."""
    crawl = source.crawl
    rules = (sites_of(source), crawl.follow, crawl.exclude, crawl.depth, crawl.allow_private)
    return msgspec.json.encode(rules).decode()


def allowed(db: sqlite3.Connection, source_id: int, source: Source) -> list[tuple[int]]:
    """The rows that were refused before they were fetched, and are not any more."""
    query = f"SELECT id, url, kind, hops, why FROM url WHERE source = ? AND {REFUSED}"  # noqa: S608 - our names
    return [
        (id_,)
        for id_, url, kind, hops, why in db.execute(query, (source_id,))
        if refusal(url, source) is None
        and (why != Why.PRIVATE_ADDRESS or source.crawl.allow_private)
        and (kind == Kind.PAGE or hops <= most_hops(Kind(kind)))
    ]


def forbidden(db: sqlite3.Connection, source_id: int, source: Source) -> list[tuple[Why, int]]:
    """Why a row that waits, or will be due, is refused now, and its number."""
    waiting = "state = 'queued' OR (state IN ('archived', 'failed') AND due IS NOT NULL)"
    query = f"SELECT id, url FROM url WHERE source = ? AND ({waiting})"  # noqa: S608 - our names
    rows = db.execute(query, (source_id,))
    return [(why, id_) for id_, url in rows if (why := refusal(url, source)) is not None]
