"""What ``scrapy source add`` did, in a few lines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console

from crawler.survey.look import Look
from crawler.survey.technology import Finding


def show_look(look: Look, file: Path | None, console: Console) -> None:
    """Nothing; prints what was asked for, what was found, and what to do next. ``file`` is None if none was written."""

    def say(text: str = "") -> None:
        console.print(text, markup=False)

    say(f"asked {look.url} for {len(look.asked)} addresses:")
    for visit in look.asked:
        say(f"  {visit.outcome:<10} {visit.url}")
    say()
    if look.problem:
        say(f"{look.problem}: nothing written")
        return
    for what, findings in (
        ("language", [look.language]),
        ("timezone", [look.timezone]),
        ("software", [look.cms]),
        ("feeds", look.feeds),
        ("sitemaps", look.sitemaps),
        ("sections", look.sections),
        ("comments", look.comments),
        ("browser", [Finding(value="needed", evidence=look.render)] if look.render else []),
        ("delay", [Finding(value=f"{look.delay:g} s", evidence="robots.txt")] if look.delay is not None else []),
    ):
        say(f"{what:<10} {told(findings)}")
    for note in look.notes:
        say(f"note       {note}")
    say()
    if file is not None:
        say(f"written: {file}")
        say(f"next:    scrapy source check {file.parent.name}")
        say(f"         scrapy crawl {file.parent.name} -a limit=20")
    elif not look.is_crawlable:
        say(f"{look.url} shows no feed, no sitemap and no section: nothing to crawl, nothing written")
        say("name a feed or a section page of the site instead, or write the source by hand: docs/add-a-source.md")


def told(findings: Iterable[Finding | None]) -> str:
    """Findings, each on a line of its own under the first."""
    lines = [f"{one.value}  ({one.evidence})" for one in findings if one]
    return ("\n" + " " * 11).join(lines) or "not found"
