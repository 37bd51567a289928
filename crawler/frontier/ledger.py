"""The URL ledger: one SQLite file for all sources, every URL ever seen in exactly one state.

Candidates go in, leases come out, and each lease ends in a state of the closed list. Nothing is committed here: whoever
calls does that, once what the row says is safe on disk. Times are seconds since 1970. https://www.sqlite.org/wal.html
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import msgspec

from cleaning.model import Source
from cleaning.record import Discovery
from crawler.frontier.rank import ROOT, URGENT, announced_at, rank_of
from crawler.frontier.revisit import Retry
from crawler.frontier.rows import KNOWN, LEASED, Row, lease_of, row_of
from crawler.model import Candidate, Kind, Lease, State, Why
from crawler.scope import refusal
from crawler.urls import fetch_form, key_of

MAX_HOPS = 5  # redirects in a row, and sitemap indexes one in the other
MAX_PAGINATION = 100  # pages of one section or feed
ALWAYS = float("inf")
LATE = 3_600.0  # seconds: what was fetched later than this from now was fetched before the clock was set back
VAGUE = 2 * 86_400.0  # seconds: a sitemap's date is often that of a day, in the site's time zone, by the site's clock

_encoder = msgspec.json.Encoder()


class Ledger:
    """The URLs of one source."""

    def __init__(self, db: sqlite3.Connection, source: Source) -> None:
        self._db, self._source = db, source
        self.queued = 0  # how often a URL was queued; other threads may read it
        self._began = float("inf")  # nothing that was fetched in this run is queued again in it
        db.execute("INSERT OR IGNORE INTO source (name) VALUES (?)", (source.id,))
        self.source_id: int = db.execute("SELECT id FROM source WHERE name = ?", (source.id,)).fetchone()[0]

    # ------------------------------------------------------------------------------------------------ before a fetch

    def release(self) -> int:
        """How many leases, left by a run that was killed or stopped, are queued again."""
        query = "UPDATE url SET state = 'queued' WHERE source = ? AND state = 'fetching'"
        return self._db.execute(query, (self.source_id,)).rowcount

    def begin(self, roots: Iterable[Candidate], now: float, *, revisits: bool = True) -> None:
        """Nothing; a run begins: queues the listings that the source names, and what is due.

        Without ``revisits`` pages that are archived are not due, whatever was said when they were.
        """
        self._began = now
        for root in roots:
            self._force(root, ROOT, now)
        query = """UPDATE url SET state = 'queued', why = NULL, not_before = 0 WHERE source = ? AND due <= ?
            AND (? OR state != 'archived')
            AND (kind = 'page' OR json_extract(discovery, '$.url') IS NOT NULL)"""  # a source may name others now
        self._db.execute(query, (self.source_id, now, revisits))

    def demand(self, candidate: Candidate, now: float, *, hops: int = 0) -> Why | None:
        """Why the URL that the user names is not fetched; None if it alone is queued so, whatever became of it before.

        ``hops`` counts the redirects from the URL that was named to this one.
        """
        why = refusal(candidate.url, self._source)
        if why is None:
            states = ", ".join(f"'{state}'" for state in State)  # so that the index is used
            query = f"UPDATE url SET rank = ? WHERE source = ? AND state IN ({states}) AND rank >= ?"  # noqa: S608 - our names
            self._db.execute(query, (int(now), self.source_id, URGENT))
            self._force(candidate, URGENT, now, hops)
        return why

    def _force(self, candidate: Candidate, rank: int, now: float, hops: int = 0) -> None:
        """Nothing; queues a URL, to be asked as it is spelled now, whatever became of it before."""
        self.add([candidate], now)
        query = """UPDATE url SET state = 'queued', why = NULL, rank = ?, kind = ?, not_before = 0, attempts = 0,
            hops = ?, url = ? WHERE source = ? AND key = ?"""
        form, key = fetch_form(candidate.url), key_of(candidate.url)
        self._db.execute(query, (rank, candidate.kind, hops, form, self.source_id, key))

    def add(self, candidates: Iterable[Candidate], now: float, *, hops: int = 0, floor: int = 0) -> int:
        """How many of the candidates are new. Known ones are queued again if their listing says that they changed.

        ``hops`` is that of the URL that named them, ``floor`` the least rank that they get.
        """
        new = 0
        for candidate in candidates:
            why = refusal(candidate.url, self._source)
            if why is None and candidate.kind is not Kind.PAGE and hops > most_hops(candidate.kind):
                why = Why.TRAP
            new += self._insert(candidate, why, max(floor, rank_of(candidate, now)), hops, now)
        return new

    def _insert(self, candidate: Candidate, why: Why | None, rank: int, hops: int, now: float) -> bool:
        key, announced = key_of(candidate.url), announced_at(candidate.discovery)
        values = {
            "source": self.source_id,
            "key": key,
            "url": fetch_form(candidate.url),
            "kind": candidate.kind,
            "state": State.SKIPPED if why else State.QUEUED,
            "why": why,
            "rank": rank,
            "depth": candidate.depth,
            "hops": hops,
            "seen": now,
            "announced": announced,
            "discovery": _encoder.encode(candidate.discovery).decode(),
        }
        names = ", ".join(values)
        query = f"INSERT OR IGNORE INTO url ({names}) VALUES ({', '.join('?' * len(values))})"  # noqa: S608 - our names
        new = self._db.execute(query, tuple(values.values())).rowcount == 1
        self.queued += new and why is None
        if not new and why is None:
            self._revive(candidate, key, announced, now)
        if candidate.alternates and self._is_fetched(key):
            for alternate in candidate.alternates:
                self._fold(alternate, candidate, now)
        return new

    def _is_fetched(self, key: str) -> bool:
        """Whether a known URL was or will be fetched; one that is skipped stands for no other form of the page."""
        query = "SELECT state FROM url WHERE source = ? AND key = ?"
        return bool(self._db.execute(query, (self.source_id, key)).fetchone()[0] != State.SKIPPED)

    def _revive(self, candidate: Candidate, key: str, announced: float | None, now: float) -> None:
        """Nothing; queues a known page, or the one that stands for it, if its listing gives a later date than before,
        or than its last fetch.

        Dates of different listings are not compared: a feed often rounds what the sitemap does not. A date to come
        says nothing of the last fetch: it would be later than any.
        """
        query = """UPDATE url SET state = 'queued', why = NULL, not_before = 0, attempts = 0, rank = max(rank, ?1),
            announced = ?2 WHERE source = ?3 AND kind = 'page' AND state IN ('archived', 'failed', 'gone')
            AND key = coalesce((SELECT leads_to FROM url WHERE source = ?3 AND key = ?4 AND state = 'skipped'), ?4)
            AND NOT fetched BETWEEN ?5 AND ?8 AND ((fetched < ?2 AND ?2 <= ?6)
                OR (announced < ?2 AND json_extract(discovery, '$.url') IS ?7))"""
        if announced is not None:
            rank = rank_of(candidate, now)
            known = (rank, announced, self.source_id, key, self._began, now, candidate.discovery.url, now + LATE)
            self.queued += self._db.execute(query, known).rowcount

    def _fold(self, alternate: str, candidate: Candidate, now: float) -> None:
        """Nothing; another form of a page is known, and is not fetched unless it already has been."""
        query = """INSERT INTO url (source, key, url, kind, state, why, rank, seen, discovery)
            VALUES (?, ?, ?, 'page', 'skipped', ?, 0, ?, ?)
            ON CONFLICT DO UPDATE SET state = 'skipped', why = excluded.why
            WHERE state = 'queued' AND fetched IS NULL"""
        key = key_of(alternate)
        if key != key_of(candidate.url):
            said = _encoder.encode(candidate.discovery).decode()
            self._db.execute(query, (self.source_id, key, fetch_form(alternate), Why.ALTERNATE, now, said))

    def newest(self, candidates: Iterable[Candidate]) -> float:
        """When the URL that was heard of last among the candidates was first heard of; 0 if none is known."""
        query = "SELECT seen FROM url WHERE source = ? AND key = ?"
        rows = (self._db.execute(query, (self.source_id, key_of(each.url))).fetchone() for each in candidates)
        return max((float(row[0]) for row in rows if row), default=0.0)

    def list_again(self, candidates: Iterable[Candidate], now: float, *, newest: float = ALWAYS) -> None:
        """Nothing; queues known listings that another one names, if there may be something new in them.

        A sitemap is read again unless its index says that it has not changed since. The next page of a section or a
        feed is, if the page before it names something that was not known when it was last read, wherever that was
        found: ``newest`` is when the last of it was first heard of. What could not be read last time is read in any
        case.
        """
        query = """UPDATE url SET state = 'queued', why = NULL, not_before = 0, attempts = 0, rank = ?
            WHERE source = ? AND key = ? AND kind != 'page' AND state IN ('archived', 'failed', 'gone')
            AND NOT fetched BETWEEN ? AND ? AND (fetched < ? OR state != 'archived' OR attempts > 0)"""
        for candidate in candidates:
            changed = announced_at(candidate.discovery)
            since = newest if candidate.kind is not Kind.SITEMAP else ALWAYS if changed is None else changed + VAGUE
            known = (rank_of(candidate, now), self.source_id, key_of(candidate.url), self._began, now + LATE, since)
            self.queued += self._db.execute(query, known).rowcount

    # --------------------------------------------------------------------------------------------------------- leases

    def lease(self, number: int, now: float, floor: int, reading: int = 0) -> list[Lease]:
        """At most this many URLs that may be fetched now, the highest rank first; ``floor`` is the least rank.

        ``reading`` is the highest rank of the listings that are being fetched. Pages below it wait, for a listing may
        name newer ones.
        """
        query = f"""SELECT {", ".join(LEASED)} FROM url
            WHERE source = ? AND state = 'queued' AND rank >= ? AND not_before <= ? AND (kind != 'page' OR rank >= ?)
            ORDER BY rank DESC, id LIMIT ?"""  # noqa: S608 - our names
        leases = []
        for lease in map(lease_of, self._db.execute(query, (self.source_id, floor, now, reading, number))):
            if lease.kind is not Kind.PAGE:
                reading = max(reading, lease.rank)
            elif lease.rank < reading:
                continue
            leases.append(lease)
        self._db.executemany("UPDATE url SET state = 'fetching' WHERE id = ?", [(lease.id,) for lease in leases])
        return leases

    def next_time(self, floor: int) -> float | None:
        """When the next URL that waits may be fetched; None if none waits."""
        query = "SELECT min(not_before) FROM url WHERE source = ? AND state = 'queued' AND rank >= ?"
        found: float | None = self._db.execute(query, (self.source_id, floor)).fetchone()[0]
        return found

    def row(self, id: int) -> Row:
        """What is known of a URL."""
        query = f"SELECT {', '.join(KNOWN)} FROM url WHERE id = ?"  # noqa: S608 - our names
        return row_of(self._db.execute(query, (id,)).fetchone())

    # ------------------------------------------------------------------------------------------------- after a fetch

    def answered(
        self, id: int, status: int, now: float, *, due: float | None, etag: str | None, last_modified: str | None
    ) -> None:
        """Nothing; the URL's answer is archived."""
        query = """UPDATE url SET state = 'archived', why = NULL, attempts = 0, status = ?, fetched = ?, due = ?,
            first_fetched = coalesce(first_fetched, ?), etag = ?, last_modified = ?,
            hops = CASE kind WHEN 'page' THEN 0 ELSE hops END WHERE id = ?"""
        self._db.execute(query, (status, now, due, now, etag, last_modified, id))

    def filed(self, id: int, *, digest: str, payload: str, record: str, url: str, now: float) -> None:
        """Nothing; keeps where the answer lies, for the revisit records that will refer to it."""
        query = """UPDATE url SET changed = CASE WHEN digest IS NULL THEN NULL ELSE ?4 END, digest = ?1, record = ?2,
            archived_as = ?3, archived = ?4, payload = ?5 WHERE id = ?6"""
        self._db.execute(query, (digest, record, url, now, payload, id))

    def skipped(
        self,
        id: int,
        why: Why,
        now: float,
        *,
        status: int | None = None,
        leads_to: str | None = None,
        due: float | None = None,
    ) -> None:
        """Nothing; the URL is not fetched, or not kept, for a reason; ``leads_to`` is the URL that stands for it."""
        query = """UPDATE url SET state = 'skipped', why = ?, status = ?, fetched = ?, leads_to = ?, due = ?
            WHERE id = ?"""
        self._db.execute(query, (why, status, now, key_of(leads_to) if leads_to else None, due, id))

    def leads_back(self, key: str, target: str) -> bool:
        """True if the redirects that begin at ``target``, as far as they are known, lead to the URL with this key."""
        query = "SELECT leads_to FROM url WHERE source = ? AND key = ? AND state = 'skipped'"
        step: str | None = key_of(target)
        for _ in range(MAX_HOPS):
            found = self._db.execute(query, (self.source_id, step)).fetchone()
            step = found[0] if found else None
            if step is None or step == key:
                break
        return step == key

    def gone(self, id: int, status: int, now: float) -> Why:
        """Why the URL is gone: removed if it was there before, or if the server says so, else not found."""
        row = self.row(id)
        why = Why.REMOVED if status == 410 or row.digest is not None else Why.NOT_FOUND
        query = "UPDATE url SET state = 'gone', why = ?, status = ?, fetched = ?, due = NULL WHERE id = ?"
        self._db.execute(query, (why, status, now, id))
        return why

    def failed(self, id: int, why: Why, status: int | None, now: float, retry: Retry) -> State:
        """The state of a URL after a failed try: queued if it is tried again, archived if it was there before.

        One that was archived meanwhile, as a further page of an article, stays what it is.
        """
        row = self.row(id)
        if row.state is not State.FETCHING:
            return row.state
        state = State.QUEUED if retry.not_before is not None else State.FAILED
        if state is State.FAILED and row.digest is not None:
            state = State.ARCHIVED
        query = """UPDATE url SET state = ?1, why = CASE ?1 WHEN 'failed' THEN ?2 END, status = ?3, fetched = ?4,
            attempts = attempts + 1, not_before = ?5, due = ?6 WHERE id = ?7"""
        self._db.execute(query, (state, why, status, now, retry.not_before or 0.0, retry.due, id))
        self.queued += state is State.QUEUED
        return state

    def put_back(self, id: int, not_before: float) -> None:
        """Nothing; queues a URL again that was not asked."""
        query = "UPDATE url SET state = 'queued', why = NULL, not_before = ? WHERE id = ? AND state = 'fetching'"
        self._db.execute(query, (not_before, id))

    def moved(self, id: int, url: str, hops: int) -> None:
        """Nothing; queues a URL again under another spelling, to which it redirects."""
        query = "UPDATE url SET state = 'queued', why = NULL, url = ?, hops = ? WHERE id = ?"
        self._db.execute(query, (url, hops, id))
        self.queued += 1

    def part_of(self, url: str, now: float, discovery: Discovery) -> None:
        """Nothing; a further page of an article was archived with its first, so it is not fetched by itself."""
        query = """INSERT INTO url (source, key, url, kind, state, why, rank, seen, fetched, discovery)
            VALUES (?1, ?2, ?3, 'page', 'skipped', ?4, 0, ?5, ?5, ?6)
            ON CONFLICT DO UPDATE SET state = 'skipped', why = excluded.why, fetched = excluded.fetched, due = NULL
            WHERE state IN ('queued', 'fetching') AND digest IS NULL"""
        said = _encoder.encode(discovery).decode()
        self._db.execute(query, (self.source_id, key_of(url), fetch_form(url), Why.PART, now, said))

    def counts(self) -> dict[tuple[State, Why | None], int]:
        """How many URLs are in each state, for each reason."""
        query = "SELECT state, why, number FROM tally WHERE source = ? AND number > 0"
        rows = self._db.execute(query, (self.source_id,))
        return {(State(state), Why(why) if why else None): number for state, why, number in rows}


def most_hops(kind: Kind) -> int:
    """How many listings, one named by the other, may lead to one of this kind."""
    return MAX_HOPS if kind is Kind.SITEMAP else MAX_PAGINATION
