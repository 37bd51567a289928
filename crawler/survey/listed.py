"""What listings list, in sum: how many pages, how new, on which hosts; and why one lists nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from crawler.model import Candidate, Kind, Listing
from crawler.survey.announced import host
from crawler.survey.technology import Finding
from crawler.survey.visit import Visit


def newest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Each address once, those with the latest dates first; the order is kept where no date is given."""
    once: dict[str, Candidate] = {}
    for one in candidates:
        once.setdefault(one.url, one)
    return sorted(once.values(), key=lambda one: when(one) or "", reverse=True)


def when(candidate: Candidate) -> str | None:
    """The day that a listing gives for a page."""
    date = candidate.discovery.datePublished or candidate.discovery.dateModified
    return date[:10] if date else None


def told(candidates: Sequence[Candidate]) -> str:
    """How much a listing lists, and how new it is."""
    children = sum(one.kind is Kind.SITEMAP for one in candidates)
    news = any(one.discovery.via == "news-sitemap" for one in candidates)
    what = f"{children} sitemaps" if children else f"{len(candidates)} {'news ' if news else ''}entries"
    latest = max(filter(None, map(when, candidates)), default=None)
    return f"{what}, the newest of {latest}" if latest else what


def empty(visit: Visit, listing: Listing) -> str:
    """Why a listing gave nothing."""
    if not visit.is_ok:
        return f"gives {visit.outcome}"
    return f"lists nothing{': ' + listing.warnings[0] if listing.warnings else ''}"


def domains_of(front: str, candidates: Sequence[Candidate]) -> list[Finding]:
    """The hosts that pages are on: the front page's, and others that at least a fifth of what is listed is on."""
    hosts = Counter(host(one.url) for one in candidates if one.kind is Kind.PAGE and one.url.startswith("http"))
    here = host(front)
    found = [Finding(value=here, evidence="the front page's")]
    for other, count in hosts.most_common(5):
        if other and other != here and not other.endswith(f".{here}") and count >= 3 and count * 5 >= hosts.total():
            found.append(Finding(value=other, evidence=f"{count} of {hosts.total()} listed pages are on it"))
    return found
