"""What is wrong with a source, and why: what its listings and pages answered, and what earlier crawls had → verdicts.

Pure: the clock and the answers are given. One odd article is no verdict: half of a sample must agree.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from cleaning.model import Page, Source
from cleaning.record import Outcome, Reason, Record, Reject
from crawler.health.history import LONG, History, Known
from crawler.health.refusals import all_refused
from crawler.health.verdict import Trouble, Verdict, together, trouble
from crawler.model import Candidate, Kind, Listing, Why
from crawler.survey.technology import needs_javascript
from crawler.survey.visit import Visit

STALE_DAYS = 14  # a listing is never stale before
STALE_GAPS = 10  # times the usual gap between two entries, after which it is: a weekly is late after ten weeks
COLLAPSED = 0.4  # of the words that a page had: below it the body is thought to be lost
NOTHING = Listing()
ENOUGH = 5  # records from which on their shares say something


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A listing that was asked for."""

    kind: Kind
    visit: Visit
    listing: Listing = NOTHING
    reject: Reject | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An article that was asked for; ``known`` is what the last record said of it, None for a new one."""

    visit: Visit
    page: Page | None = None
    outcome: Outcome | None = None
    known: Known | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that a check asked for. ``named`` is what the listings name, each address once; ``now`` has a time zone."""

    source: Source
    robots: Visit
    listed: tuple[Listed, ...]
    read: tuple[Read, ...]
    history: History
    now: datetime
    named: tuple[Candidate, ...] = ()


def judge(evidence: Evidence) -> tuple[Trouble, ...]:
    """What is wrong with a source, each thing once; empty if all is well."""
    found = [one for listed in evidence.listed if (one := judge_listing(listed, evidence))]
    found += [none] if (none := judge_rules(evidence)) else []
    found += judge_articles(evidence)
    found += judge_against_history(evidence)
    once: dict[Verdict, Trouble] = {}
    for one in found:
        first = once.get(one.verdict)
        once[one.verdict] = one if first is None else together(first, one)
    return tuple(once.values())


# -------------------------------------------------------------------------------------------------------- answers

_BOT_CHECK = re.compile(
    rb"/cdn-cgi/challenge-platform/|_cf_chl_opt|captcha-delivery\.com|px-captcha|_Incapsula_Resource|"
    rb"awsWafCookieDomainList|/_sec/cp_challenge|ddos-guard|g-recaptcha|h-captcha",
    re.IGNORECASE,
)
_STATUSES = {401: Verdict.HTTP_403, 403: Verdict.HTTP_403, 451: Verdict.HTTP_403, 429: Verdict.HTTP_429}
_FAULTS = {
    Why.ROBOTS: Verdict.ROBOTS_FORBIDS,
    Why.PRIVATE_ADDRESS: Verdict.PRIVATE_ADDRESS,
}
_REASONS = {
    Reason.CONSENT_WALL: Verdict.CONSENT_WALL,
    Reason.BOT_CHECK: Verdict.BOT_CHECK,
    Reason.NEEDS_SCRIPT: Verdict.NEEDS_JAVASCRIPT,
    Reason.LOGIN: Verdict.LOGIN_WALL,
    Reason.PAYWALL: Verdict.LOGIN_WALL,
    Reason.SOFT_404: Verdict.NOT_FOUND,
    Reason.ERROR_PAGE: Verdict.HTTP_ERROR,
}
_NO_ENTRIES = ("has no entries", "names no URLs")  # what the readers of listings say of one that is whole but empty


def of_answer(visit: Visit, robots: Visit) -> tuple[Verdict, str] | None:
    """The verdict on an answer that is none, and what was seen; None for one that can be read."""
    if visit.status is None:
        if visit.fault is Why.ROBOTS_UNREACHABLE and visit is not robots:  # then nothing may be asked for
            verdict, _ = of_answer(robots, robots) or (Verdict.UNREACHABLE, "")
            return verdict, f"robots.txt cannot be read: {robots.outcome}"
        return _FAULTS.get(visit.fault or Why.FAULT, Verdict.UNREACHABLE), visit.outcome
    if visit.is_ok:
        return None
    if visit.headers.get("cf-mitigated") == "challenge" or _BOT_CHECK.search(visit.body[:200_000]):
        return Verdict.BOT_CHECK, f"HTTP {visit.status} with a check for robots"
    if visit.status in (404, 410):
        return Verdict.NOT_FOUND, visit.outcome
    return _STATUSES.get(visit.status, Verdict.HTTP_ERROR), visit.outcome


def of_reject(reject: Reject, page: Page | None) -> tuple[Verdict, str]:
    """The verdict on a page that gave no record, and what was seen."""
    told = f"{reject.reason}: {reject.detail}".rstrip(": ")
    if verdict := _REASONS.get(reject.reason):
        return verdict, told
    if page is not None and (script := needs_javascript(page)):
        return Verdict.NEEDS_JAVASCRIPT, script
    return Verdict.NO_ARTICLES, told


def judge_listing(listed: Listed, evidence: Evidence) -> Trouble | None:
    """What is wrong with a listing."""
    kind, url = listed.kind.value, listed.visit.url
    if answered := of_answer(listed.visit, evidence.robots):
        verdict, seen = answered
        verdict = Verdict(f"{kind}-dead") if verdict is Verdict.NOT_FOUND else verdict
        return trouble(verdict, seen, url, evidence.source)
    if listed.listing.candidates:
        return judge_age(listed, evidence) if listed.kind is not Kind.SECTION else None
    if listed.reject is not None:
        verdict, seen = of_reject(listed.reject, None)
        if verdict is not Verdict.NO_ARTICLES:
            return trouble(verdict, seen, url, evidence.source)
    odd = "; ".join(listed.listing.warnings) or "it lists nothing"
    is_whole = listed.kind is Kind.SECTION or any(words in odd for words in _NO_ENTRIES)
    return trouble(Verdict(f"{kind}-{'empty' if is_whole else 'dead'}"), odd, url, evidence.source)


def judge_age(listed: Listed, evidence: Evidence) -> Trouble | None:
    """Whether a listing is kept up: stale if others of the source are fresher, else it is the site that is quiet."""
    late = stale(listed.listing, evidence.now)
    if late is None:
        return None
    newest = [moments[0] for one in evidence.listed if one is not listed and (moments := moments_of(one.listing))]
    is_behind = any(stale(listed.listing, moment) is not None for moment in newest)
    verdict = Verdict(f"{listed.kind.value}-stale") if is_behind else Verdict.QUIET
    return trouble(verdict, late, listed.visit.url, evidence.source)


def judge_rules(evidence: Evidence) -> Trouble | None:
    """A trouble if the source's own rules refuse all that its listings name: pages, or sitemaps if no page is known."""
    pages = [one.url for one in evidence.named if one.kind is Kind.PAGE]
    urls = pages or [one.url for one in evidence.named]
    seen = all_refused(urls, evidence.source)
    if seen is None:
        return None
    told, mend = seen
    return trouble(
        Verdict.NOTHING_ALLOWED,
        told,
        evidence.named[0].discovery.url or evidence.listed[0].visit.url,
        evidence.source,
        mend,
    )


def moments_of(listing: Listing) -> list[datetime]:
    """When the entries of a listing were written or changed, newest first, each moment once."""
    dates = (one.discovery.dateModified or one.discovery.datePublished for one in listing.candidates)
    return sorted({moment for date in dates if date and (moment := moment_of(date))}, reverse=True)


def stale(listing: Listing, now: datetime) -> str | None:
    """How old the newest entry of a listing is, if that is far beyond what the gaps between its entries let expect."""
    moments = moments_of(listing)
    if not moments:
        return None
    age = (now - moments[0]).total_seconds() / 86_400
    gaps = [(newer - older).total_seconds() / 86_400 for newer, older in pairwise(moments[:21])]
    usual = statistics.median(gaps) if gaps else 0.0
    if age <= max(STALE_DAYS, STALE_GAPS * usual):
        return None
    return f"the newest entry is {age:.0f} days old" + (f", {usual:.1f} days between entries" if gaps else "")


def moment_of(date: str) -> datetime | None:
    """The moment of an ISO 8601 date; without an offset as if in UTC."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


# ------------------------------------------------------------------------------------------------------- articles


def judge_articles(evidence: Evidence) -> list[Trouble]:
    """What is wrong with at least half of the articles.

    An old one that is gone is none of the source's faults, and one that has lost its text is judged by its history.
    """
    found = []
    for read in evidence.read:
        verdict = of_answer(read.visit, evidence.robots)
        if verdict is None and isinstance(read.outcome, Reject):
            verdict = of_reject(read.outcome, read.page)
        if verdict and (read.known is None or verdict[0] not in (Verdict.NOT_FOUND, Verdict.NO_ARTICLES)):
            found.append((read, *verdict))
    all_read = len(evidence.read)
    counts = {verdict: sum(verdict is other for _, other, _ in found) for _, verdict, _ in found}
    return [
        trouble(verdict, f"{counts[verdict]} of {all_read} articles: {seen}", read.visit.url, evidence.source)
        for read, verdict, seen in found
        if counts[verdict] * 2 >= all_read
    ]


def judge_against_history(evidence: Evidence) -> list[Trouble]:
    """What the records of earlier crawls had and pages no longer have."""
    again = [(read.known, read) for read in evidence.read if read.known is not None and read.outcome is not None]
    found = [
        gone(Verdict.LAYOUT_CHANGED, again, lambda known: known.words >= LONG, lost_body, evidence.source),
        gone(Verdict.DATES_GONE, again, lambda known: known.dated, lost_date, evidence.source),
        gone(Verdict.COMMENTS_GONE, again, lambda known: known.comments > 0, lost_comments, evidence.source),
        undated(evidence),
    ]
    return [one for one in found if one]


def gone(
    verdict: Verdict,
    again: Iterable[tuple[Known, Read]],
    had: Callable[[Known], bool],
    lost: Callable[[Known, Outcome | None], str | None],
    source: Source,
) -> Trouble | None:
    """A trouble if at least half of the pages that had something have lost it."""
    asked = [(known, read) for known, read in again if had(known)]
    losses = [(read.visit.url, seen) for known, read in asked if (seen := lost(known, read.outcome))]
    if not losses or len(losses) * 2 < len(asked):
        return None
    return trouble(verdict, f"{len(losses)} of {len(asked)} known pages: {losses[0][1]}", losses[0][0], source)


def lost_body(known: Known, outcome: Outcome | None) -> str | None:
    """How many words are left, if a page has lost most of them."""
    if isinstance(outcome, Reject) and outcome.reason in _REASONS:
        return None
    words = outcome.wordCount if isinstance(outcome, Record) else 0
    return f"{known.words} words then, {words} now" if words < COLLAPSED * known.words else None


def lost_date(known: Known, outcome: Outcome | None) -> str | None:
    """A sentence if a page that had a date has none."""
    return "a date then, none now" if isinstance(outcome, Record) and outcome.datePublished is None else None


def lost_comments(known: Known, outcome: Outcome | None) -> str | None:
    """How many comments a page had, if it has none."""
    if isinstance(outcome, Record) and not outcome.comment:
        return f"{known.comments} comments then, none now"
    return None


def undated(evidence: Evidence) -> Trouble | None:
    """A trouble if the new articles have no date, though nearly all earlier ones had."""
    new = [read for read in evidence.read if read.known is None and isinstance(read.outcome, Record)]
    without = [read for read in new if isinstance(read.outcome, Record) and read.outcome.datePublished is None]
    had = evidence.history
    if len(new) < 2 or len(without) < len(new) or len(had.pages) < ENOUGH or had.dated < 0.9:
        return None
    seen = f"{len(new)} new articles have no date; of {len(had.pages)} earlier ones {had.dated:.0%} had"
    return trouble(Verdict.DATES_GONE, seen, without[0].visit.url, evidence.source)


def summary(listed: Sequence[Listed], read: Sequence[Read]) -> str:
    """In a line, what a check saw."""
    pages = sum(len(one.listing.candidates) for one in listed)
    records = sum(isinstance(one.outcome, Record) for one in read)
    return f"{len(listed)} listings with {pages} entries, {records} of {len(read)} articles read"
