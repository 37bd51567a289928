"""A site crawled three times: all of it, then nothing new, then what has changed; and what each run left."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.workplace import Kept, Workplace
from tests.site import UNVALIDATED, Site

TYPO, SUBSTANTIVE, HEADLINE, REMOVED, DESIGN, SAME, SAME_UNVALIDATED = 2, 21, 23, 3, 6, 4, 10
EDITS = {
    TYPO: "typo", SUBSTANTIVE: "substantive", HEADLINE: "headline", REMOVED: "removed", DESIGN: "design",
    SAME: "none", SAME_UNVALIDATED: "none",
}  # fmt: skip
assert SAME_UNVALIDATED % UNVALIDATED == 0


RUNS = ("first", "second", "third")
LISTINGS = (
    "/feed.rss", "/feed.atom", "/feed.json", "/sitemap.xml", "/a.xml.gz", "/b.xml", "/news.xml",
    "/news/", "/news/?page=2", "/news/?page=3",
)  # fmt: skip


@dataclass(frozen=True)
class Snapshot:
    """What a run asked for, said and left."""

    code: int
    said: str
    asked: Counter[str]
    headers: dict[str, dict[str, str]]
    urls: dict[str, tuple[str, str | None]]
    kept: list[Kept]
    lines: bytes
    records: list[dict[str, Any]]
    rejects: list[dict[str, Any]]
    tally: int
    again: bytes


@dataclass(frozen=True)
class Story:
    """Three runs over one site."""

    site: Site
    place: Workplace
    first: Snapshot
    second: Snapshot
    third: Snapshot


def run(site: Site, place: Workplace, name: str) -> Snapshot:
    before = len(site.visits)
    done = place.crawl(WORKERS="2" if name == "first" else "1")
    return Snapshot(
        code=done.returncode,
        said=done.stderr,
        asked=site.counts(before),
        headers={visit.path: dict(visit.headers) for visit in site.visits[before:]},
        urls=place.urls(),
        kept=list(place.kept()),
        lines=place.records_file.read_bytes(),
        records=place.records(),
        rejects=place.rejects(),
        tally=place.query("SELECT sum(number) FROM tally")[0][0],
        again=place.clean_archive(name) if name != "second" else b"",
    )


def crawl_thrice(site: Site, folder: Path) -> Story:
    url = site.url
    place = Workplace(
        folder,
        "gazette",
        feeds=[f"{url}/feed.rss", f"{url}/feed.atom", f"{url}/feed.json"],
        sitemaps=[f"{url}/sitemap.xml"],
        sections=[f"{url}/news/"],
    )
    first, second = run(site, place, "first"), run(site, place, "second")
    for number, change in EDITS.items():
        site.edit(number, change)
    return Story(site, place, first, second, run(site, place, "third"))


def record_of(run: Snapshot, url: str) -> dict[str, Any]:
    return next(record for record in run.records if record["url"] == url)
