from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.model import CrawlRules, Source
from cleaning.record import Discovery
from crawler.discovery.dates import instant
from crawler.frontier.database import LedgerError, open_database
from crawler.frontier.ledger import Ledger
from crawler.frontier.rank import ROOT, URGENT
from crawler.frontier.revisit import Retry
from crawler.model import Candidate, Kind, Lease, State, Why

NOW = 1_800_000_000.0
SITE = "https://hollin-gazette.example"
SOURCE = Source(id="hollin-gazette", domains=("hollin-gazette.example",), crawl=CrawlRules(exclude=("/tag/",)))


DAY = 86_400.0


def iso(time: float) -> str:
    return datetime.fromtimestamp(time, UTC).isoformat()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    db = open_database(tmp_path / "ledger.sqlite")
    yield Ledger(db, SOURCE)
    db.close()


def found(path: str, *, kind: Kind = Kind.PAGE, date: str | None = None, by: str = "/sitemap.xml") -> Candidate:
    discovery = Discovery(via="sitemap", url=SITE + by, dateModified=date)
    return Candidate(url=SITE + path, kind=kind, discovery=discovery)


def states(ledger: Ledger) -> dict[str, int]:
    return {f"{state}/{why}" if why else str(state): number for (state, why), number in ledger.counts().items()}


def leased(ledger: Ledger, number: int = 10, floor: int = 0, now: float = NOW) -> list[Lease]:
    return ledger.lease(number, now, floor)


def done(ledger: Ledger, lease: Lease, now: float, digest: str = "sha1:A") -> None:
    ledger.filed(lease.id, digest=digest, payload=digest, record="urn:uuid:1", url=lease.url, now=now)
    ledger.answered(lease.id, 200, now, due=None, etag='"1"', last_modified=None)


def test_the_newest_is_leased_first_and_what_has_no_date_counts_as_new(ledger: Ledger) -> None:
    ledger.begin([found("/sitemap.xml", kind=Kind.SITEMAP)], NOW)
    ledger.add([found("/old", date="2020-01-01"), found("/undated"), found("/new", date="2026-01-01T10:00Z")], NOW)
    assert [lease.url for lease in leased(ledger)] == [SITE + "/sitemap.xml"]
    assert [lease.url for lease in leased(ledger)] == [SITE + at for at in ("/undated", "/new", "/old")]
    assert states(ledger) == {"fetching": 4}


def test_pages_wait_for_listings_that_may_name_newer_ones(ledger: Ledger) -> None:
    ledger.add([found("/may.xml", kind=Kind.SITEMAP, date="2026-05-20")], NOW)
    ledger.add([found("/april", date="2026-04-01"), found("/june", date="2026-06-01")], NOW)
    first = leased(ledger)
    assert [lease.url for lease in first] == [SITE + "/june", SITE + "/may.xml"]
    assert ledger.lease(9, NOW, 0, reading=first[1].rank) == []
    assert [lease.url for lease in leased(ledger)] == [SITE + "/april"]


def test_a_sitemap_without_a_date_is_read_after_the_news_of_the_week(ledger: Ledger) -> None:
    ledger.add([found("/old.xml", kind=Kind.SITEMAP), found("/today", date="2027-01-15T07:00Z")], NOW)
    assert [lease.url for lease in leased(ledger)] == [SITE + "/today", SITE + "/old.xml"]


def test_two_spellings_of_one_url_are_one_row(ledger: Ledger) -> None:
    spellings = ["/story/7", "/story/7/", "/story/7?utm_source=feed", "/story/7#comments"]
    assert ledger.add([found(each) for each in spellings], NOW) == 1
    assert states(ledger) == {"queued": 1}


def test_what_is_not_fetched_is_kept_with_its_reason(ledger: Ledger) -> None:
    elsewhere = Candidate(url="https://elsewhere.example/1", discovery=Discovery(via="feed"))
    ledger.add([found("/tag/sea"), elsewhere, found("/a")], NOW)
    assert states(ledger) == {"skipped/excluded": 1, "skipped/offsite": 1, "queued": 1}


def test_leases_of_a_dead_run_are_queued_again(ledger: Ledger) -> None:
    ledger.add([found("/a"), found("/b")], NOW)
    assert len(leased(ledger, 1)) == 1
    assert ledger.release() == 1
    assert states(ledger) == {"queued": 2}


def test_what_the_user_names_is_fetched_alone_even_if_it_has_been_before(ledger: Ledger) -> None:
    ledger.add([found("/a"), found("/b")], NOW)
    for lease in leased(ledger):
        done(ledger, lease, NOW)
    assert ledger.demand(found("/a"), NOW + 10) is None
    assert [lease.url for lease in leased(ledger, floor=ROOT + 1)] == [SITE + "/a"]
    assert ledger.demand(found("/tag/x"), NOW) is Why.EXCLUDED


def test_a_page_comes_back_when_its_listing_gives_a_later_date(ledger: Ledger) -> None:
    ledger.begin([], NOW)
    ledger.add([found("/a", date="2026-01-01")], NOW)
    done(ledger, leased(ledger)[0], NOW + 5)
    ledger.add([found("/a", date="2026-01-02")], NOW + 6)
    assert states(ledger) == {"archived": 1}, "not twice in one run"
    ledger.begin([], NOW + 100)
    ledger.add([found("/a", date="2026-01-01")], NOW + 100)
    ledger.add([found("/a", date="2026-01-02", by="/feed")], NOW + 100)
    assert states(ledger) == {"archived": 1}, "the same date, and another listing's"
    ledger.add([found("/a", date="2026-01-02")], NOW + 100)
    (again,) = leased(ledger, now=NOW + 100)
    assert again.etag == '"1"'


def test_a_page_comes_back_when_any_listing_dates_it_after_its_last_fetch(ledger: Ledger) -> None:
    ledger.begin([], NOW)
    ledger.add([found("/a")], NOW)
    done(ledger, leased(ledger)[0], NOW)
    ledger.begin([], NOW + 100)
    ledger.add([found("/a", date=iso(NOW + 50), by="/feed")], NOW + 100)
    assert states(ledger) == {"queued": 1}


def test_what_is_due_is_queued_at_the_next_run(ledger: Ledger) -> None:
    ledger.add([found("/a")], NOW)
    ledger.answered(leased(ledger)[0].id, 200, NOW, due=NOW + 50, etag=None, last_modified=None)
    ledger.begin([], NOW + 49)
    assert states(ledger) == {"archived": 1}
    ledger.begin([], NOW + 50)
    assert states(ledger) == {"queued": 1}


def test_a_failure_waits_then_counts_as_failed_and_what_was_there_stays_archived(ledger: Ledger) -> None:
    ledger.add([found("/a"), found("/b")], NOW)
    first, second = leased(ledger)
    assert ledger.failed(first.id, Why.TIMEOUT, None, NOW, Retry(not_before=NOW + 5)) is State.QUEUED
    assert leased(ledger, now=NOW + 4) == []
    assert ledger.next_time(0) == NOW + 5
    (again,) = leased(ledger, now=NOW + 5)
    assert again.attempts == 1
    assert ledger.failed(first.id, Why.TIMEOUT, None, NOW, Retry()) is State.FAILED
    done(ledger, second, NOW)
    assert ledger.failed(second.id, Why.HTTP_STATUS, 500, NOW, Retry()) is State.ARCHIVED
    assert states(ledger) == {"failed/timeout": 1, "archived": 1}


def test_gone_tells_what_was_never_there_from_what_was_removed(ledger: Ledger) -> None:
    ledger.add([found("/a"), found("/b"), found("/c")], NOW)
    a, b, c = leased(ledger)
    done(ledger, b, NOW)
    assert [ledger.gone(a.id, 404, NOW), ledger.gone(b.id, 404, NOW), ledger.gone(c.id, 410, NOW)] == [
        Why.NOT_FOUND,
        Why.REMOVED,
        Why.REMOVED,
    ]


def test_other_forms_of_a_page_are_known_and_not_fetched(ledger: Ledger) -> None:
    page = Candidate(url=SITE + "/a", discovery=Discovery(via="sitemap"), alternates=(SITE + "/a/amp", SITE + "/a#x"))
    ledger.add([found("/a/amp"), page], NOW)
    assert states(ledger) == {"queued": 1, "skipped/alternate": 1}


def test_redirects_that_lead_back_are_seen(ledger: Ledger) -> None:
    ledger.add([found("/a"), found("/b"), found("/c")], NOW)
    a, b, c = leased(ledger)
    ledger.skipped(a.id, Why.REDIRECTED, NOW, leads_to=b.url)
    ledger.skipped(b.id, Why.REDIRECTED, NOW, leads_to=c.url)
    assert ledger.leads_back(c.key, a.url)
    assert not ledger.leads_back(c.key, SITE + "/elsewhere")


def test_listings_end(ledger: Ledger) -> None:
    ledger.add([found("/news/101", kind=Kind.SECTION)], NOW, hops=101)
    ledger.add([found("/deep.xml", kind=Kind.SITEMAP)], NOW, hops=6)
    assert states(ledger) == {"skipped/trap": 2}


@pytest.mark.parametrize(("date", "queued"), [("2020-01-01", 0), ("2100-01-01", 1), (None, 1), (iso(NOW - DAY), 1)])
def test_a_sitemap_is_read_again_unless_its_index_says_it_is_the_same(
    ledger: Ledger, date: str | None, queued: int
) -> None:
    ledger.begin([], NOW)
    ledger.add([found("/1.xml", kind=Kind.SITEMAP)], NOW)
    done(ledger, leased(ledger)[0], NOW)
    ledger.begin([], NOW + 9)
    ledger.list_again([found("/1.xml", kind=Kind.SITEMAP, date=date)], NOW + 9, newest=0.0)
    assert states(ledger).get("queued", 0) == queued


@pytest.mark.parametrize("why", [Why.TOO_LARGE, None])
def test_a_sitemap_that_could_not_be_read_last_time_is_read_again_whatever_its_index_says(
    ledger: Ledger, why: Why | None
) -> None:
    child = found("/1.xml", kind=Kind.SITEMAP, date="2020-01-01")
    ledger.begin([], NOW)
    ledger.add([child], NOW)
    (lease,) = leased(ledger)
    if why:
        ledger.failed(lease.id, why, None, NOW, Retry())
    else:
        ledger.gone(lease.id, 404, NOW)
    ledger.begin([], NOW + 9)
    ledger.list_again([child], NOW + 9)
    assert states(ledger) == {"queued": 1}


@pytest.mark.parametrize(("seen", "again"), [(NOW - 9, False), (NOW + 8, True)])
def test_the_next_page_of_a_section_is_read_again_if_the_one_before_names_what_it_did_not_know(
    ledger: Ledger, seen: float, again: bool
) -> None:
    ledger.begin([], NOW)
    ledger.add([found("/news?page=2", kind=Kind.SECTION)], NOW)
    done(ledger, leased(ledger)[0], NOW)
    ledger.begin([], NOW + 9)
    ledger.add([found("/a", by="/feed")], seen)
    ledger.list_again([found("/news?page=2", kind=Kind.SECTION)], NOW + 9, newest=ledger.newest([found("/a")]))
    assert states(ledger)["queued"] == 1 + again, "the article, and the section's next page"


def test_a_foreign_or_newer_file_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database, but long enough to be looked at as one\n" * 20)
    with pytest.raises(LedgerError, match="cannot be used as a ledger"):
        open_database(tmp_path / "text")
    db = sqlite3.connect(tmp_path / "newer")
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(LedgerError, match="version 99"):
        open_database(tmp_path / "newer")


paths = st.sampled_from(["/1", "/2", "/3", "/tag/4", "/5?sid=1"])
doings = st.lists(
    st.tuples(st.sampled_from(["add", "lease", "done", "fail", "gone", "skip", "release", "fold", "part"]), paths)
)


@given(doings)
def test_the_states_add_up_to_the_urls_whatever_happens(doings: list[tuple[str, str]]) -> None:
    db = open_database(Path(":memory:"))
    ledger, open_leases = Ledger(db, SOURCE), []
    for time, (doing, path) in enumerate(doings):
        now = NOW + time
        if doing in ("add", "fold"):
            ledger.add([named_with(path, *("/1", "/2")[: 2 * (doing == "fold")])], now)
        elif doing == "lease":
            open_leases += ledger.lease(1, now, 0)
        elif doing == "release":
            ledger.release()
            open_leases.clear()
        elif doing == "part":
            ledger.part_of(SITE + path, now, Discovery(via="page"))
        elif open_leases:
            lease = open_leases.pop()
            if doing == "done":
                done(ledger, lease, now)
            elif doing == "fail":
                ledger.failed(lease.id, Why.DNS, None, now, Retry(not_before=now + 1))
            elif doing == "gone":
                ledger.gone(lease.id, 404, now)
            else:
                ledger.skipped(lease.id, Why.ROBOTS, now)
    rows = db.execute("SELECT state, why, count(*) FROM url GROUP BY state, why").fetchall()
    assert {(State(state), Why(why) if why else None): number for state, why, number in rows} == ledger.counts()
    db.close()


@pytest.mark.parametrize("value", [None, "", "yesterday", "2026-13-01"])
def test_what_is_no_date_is_none(value: str | None) -> None:
    assert instant(value) is None


def test_a_date_without_offset_counts_as_utc() -> None:
    assert instant("1970-01-01T00:01:00") == 60.0
    assert instant("1970-01-01T01:01:00+01:00") == 60.0


def test_what_is_queued_again_has_no_reason_left(ledger: Ledger) -> None:
    ledger.begin([], NOW)
    ledger.add([found("/1.xml", kind=Kind.SITEMAP), found("/a", date="2026-01-01")], NOW)
    for lease in leased(ledger):
        ledger.gone(lease.id, 404, NOW)
    ledger.begin([], NOW + 9)
    ledger.list_again([found("/1.xml", kind=Kind.SITEMAP)], NOW + 9, newest=0.0)
    ledger.add([found("/a", date="2026-02-01")], NOW + 9)
    assert states(ledger) == {"queued": 2}


def test_a_page_that_the_user_named_once_is_still_asked_again_when_it_is_due(ledger: Ledger) -> None:
    ledger.demand(found("/a"), NOW)
    ledger.answered(leased(ledger)[0].id, 200, NOW, due=NOW + DAY, etag=None, last_modified=None)
    ledger.begin([], NOW + DAY)
    assert states(ledger) == {"queued": 1}


def test_what_the_user_named_before_is_not_fetched_with_what_is_named_now(ledger: Ledger) -> None:
    ledger.demand(found("/a"), NOW)
    ledger.demand(found("/b"), NOW)
    assert [lease.url for lease in leased(ledger, floor=URGENT)] == [f"{SITE}/b"]


def test_listings_that_the_source_no_longer_names_do_not_come_back(ledger: Ledger) -> None:
    root = Candidate(url=f"{SITE}/feed", kind=Kind.FEED, discovery=Discovery(via="argument"))
    ledger.begin([root], NOW)
    ledger.failed(leased(ledger)[0].id, Why.DNS, None, NOW, Retry(due=NOW + DAY))
    ledger.begin([], NOW + DAY)
    assert states(ledger) == {"failed/dns": 1}


def test_what_the_source_or_the_user_names_is_asked_as_it_is_spelled_there(ledger: Ledger) -> None:
    ledger.begin([found("/news", kind=Kind.SECTION)], NOW)
    ledger.gone(leased(ledger)[0].id, 404, NOW)
    ledger.begin([found("/news/", kind=Kind.SECTION)], NOW + 1)
    assert leased(ledger)[0].url == f"{SITE}/news/"


def test_a_date_to_come_does_not_bring_a_page_back_in_every_run(ledger: Ledger) -> None:
    ledger.begin([], NOW)
    ledger.add([found("/a", date="2099-01-01")], NOW)
    done(ledger, leased(ledger)[0], NOW + 5)
    ledger.begin([], NOW + 100)
    ledger.add([found("/a", date="2099-01-01")], NOW + 100)
    assert states(ledger) == {"archived": 1}


def test_a_listing_that_names_a_redirect_brings_its_target_back(ledger: Ledger) -> None:
    ledger.begin([], NOW)
    ledger.add([found("/?p=1", date="2026-01-01"), found("/a", date="2026-01-01")], NOW)
    short, page = leased(ledger)
    ledger.skipped(short.id, Why.REDIRECTED, NOW, leads_to=page.url)
    done(ledger, page, NOW)
    ledger.begin([], NOW + 100)
    ledger.add([found("/?p=1", date="2026-01-02")], NOW + 100)
    assert [lease.url for lease in leased(ledger, now=NOW + 100)] == [f"{SITE}/a"]


@pytest.mark.parametrize("ends", ["failed", "put back"])
def test_a_page_that_was_archived_as_a_part_while_it_was_fetched_stays_a_part(ledger: Ledger, ends: str) -> None:
    ledger.add([found("/a?page=2")], NOW)
    (lease,) = leased(ledger)
    ledger.part_of(lease.url, NOW, Discovery(via="page"))
    if ends == "failed":
        ledger.failed(lease.id, Why.DNS, None, NOW, Retry(not_before=NOW))
    else:
        ledger.put_back(lease.id, NOW)
    assert states(ledger) == {"skipped/part": 1}


def test_a_part_is_not_due_by_itself(ledger: Ledger) -> None:
    ledger.add([found("/a?page=2")], NOW)
    ledger.failed(leased(ledger)[0].id, Why.DNS, None, NOW, Retry(due=NOW + DAY))
    ledger.begin([], NOW + DAY)
    ledger.part_of(f"{SITE}/a?page=2", NOW + DAY, Discovery(via="page"))
    ledger.begin([], NOW + 2 * DAY)
    assert states(ledger) == {"skipped/part": 1}


def named_with(path: str, *others: str) -> Candidate:
    """A page that its listing names with other forms of it."""
    return replace(found(path), alternates=tuple(SITE + other for other in others))


def test_other_forms_of_many_pages_are_skipped_though_they_were_queued(ledger: Ledger) -> None:
    ledger.add([found(f"/{n}/{form}") for n in range(3) for form in ("amp", "print")], NOW)
    ledger.add([named_with(f"/{n}", f"/{n}/amp", f"/{n}/print") for n in range(3)], NOW)
    assert states(ledger) == {"queued": 3, "skipped/alternate": 6}


def test_parts_of_many_articles_are_skipped_though_they_were_queued(ledger: Ledger) -> None:
    ledger.add([found(f"/a?page={n}") for n in range(2, 6)], NOW)
    for n in range(2, 6):
        ledger.part_of(f"{SITE}/a?page={n}", NOW, Discovery(via="page"))
    assert states(ledger) == {"skipped/part": 4}


def test_of_pages_that_each_name_the_other_as_another_form_one_is_fetched(ledger: Ledger) -> None:
    ledger.add([named_with("/us/a", "/gb/a"), named_with("/gb/a", "/us/a")], NOW)
    ledger.add([named_with("/gb/a", "/us/a")], NOW)
    assert [lease.url for lease in leased(ledger)] == [f"{SITE}/us/a"]


def test_other_forms_of_a_page_that_is_excluded_are_fetched(ledger: Ledger) -> None:
    ledger.add([named_with("/tag/a", "/a"), found("/a")], NOW)
    assert [lease.url for lease in leased(ledger)] == [f"{SITE}/a"]


def test_a_redirect_that_is_no_more_makes_no_loop(ledger: Ledger) -> None:
    ledger.add([found("/a"), found("/b")], NOW)
    a, b = leased(ledger)
    ledger.skipped(a.id, Why.REDIRECTED, NOW, leads_to=b.url)
    assert ledger.leads_back(b.key, a.url)
    done(ledger, a, NOW)
    assert not ledger.leads_back(b.key, a.url)


def test_a_clock_that_was_set_back_hides_nothing(ledger: Ledger) -> None:
    ledger.begin([], NOW)
    ledger.add([found("/1.xml", kind=Kind.SITEMAP), found("/a", date="2026-01-01")], NOW)
    for lease in leased(ledger):
        done(ledger, lease, NOW)
    ledger.begin([], NOW - 9 * DAY)
    ledger.list_again([found("/1.xml", kind=Kind.SITEMAP)], NOW - 9 * DAY)
    ledger.add([found("/a", date="2026-01-02")], NOW - 9 * DAY)
    assert states(ledger) == {"queued": 2}
