"""``Look`` → the text of a ``source.toml``, with what showed each value as a comment. TOML: https://toml.io/en/v1.0.0"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date

from courlan import extract_domain

from crawler.survey.announced import host
from crawler.survey.look import Look
from crawler.survey.technology import Finding

MAX_NOTES = 12


def id_of(url: str) -> str:
    """An id for a site: its registered name, such as ``hillherald``; for an address made of numbers, these."""
    name = host(url)
    registered = extract_domain(url) or name
    if registered != name and name.endswith(registered):
        prefix = name.removesuffix(registered).strip(".")
        name = f"{registered.split('.')[0]}-{prefix}"
    elif not re.fullmatch(r"[\d.:]+", name):
        name = name.split(".")[0]
    return re.sub(r"[^\w-]+", "-", name).strip("-") or "site"


def source_text(look: Look, id: str, on: date, *, allow_private: bool = False) -> str:
    """The file's text. ``on`` is the day of the look."""
    return "\n".join([*head(look, id, on), "", "[crawl]", *crawl(look, allow_private=allow_private), ""])


def head(look: Look, id: str, on: date) -> Iterator[str]:
    """The lines above the tables."""
    yield f"# {plain(look.url)}, looked at on {on.isoformat()}. Each value is followed by what showed it."
    yield f"id = {quoted(id)}"
    yield from (line("name", one) for one in [look.name] if one)
    yield f"domains = [{', '.join(quoted(one.value) for one in look.domains)}]  # {plain(because(look.domains))}"
    for key, finding in (("language", look.language), ("timezone", look.timezone)):
        yield line(key, finding) if finding else f"# {key}: nothing showed it"
    yield f"# Content management: {told(look.cms)}"
    yield f"# Comments: {plain('; '.join(map(told, look.comments))) or 'no sign of any'}"
    yield from (f"# Note: {plain(note)}" for note in look.notes[:MAX_NOTES])


def crawl(look: Look, *, allow_private: bool) -> Iterator[str]:
    """The lines of the table ``[crawl]``."""
    for key, findings in (("feeds", look.feeds), ("sitemaps", look.sitemaps), ("sections", look.sections)):
        if findings:
            yield f"{key} = ["
            yield from (f"    {quoted(one.value)},  # {plain(one.evidence)}" for one in findings)
            yield "]"
        else:
            yield f"# {key}: none found"
    if look.unasked:
        yield "# More sections, which were not looked at; put in those that are wanted:"
        yield from (f"#   {quoted(one.value)},  # {plain(one.evidence)}" for one in look.unasked)
    if look.delay is not None:
        yield f"delay = {max(look.delay, 0.0):.10g}  # seconds: Crawl-delay in robots.txt"
    if look.render:
        yield f"render = true  # {plain(look.render)}"
    if allow_private:
        yield "allow_private = true  # the site is on a private or loopback address"


def line(key: str, finding: Finding) -> str:
    """``key = "value"`` with its evidence."""
    return f"{key} = {quoted(finding.value)}  # {plain(finding.evidence)}"


def told(finding: Finding | None) -> str:
    """A finding in words."""
    return f"{plain(finding.value)} ({plain(finding.evidence)})" if finding else "not known"


def because(findings: Iterable[Finding]) -> str:
    """What showed the values of a list, in their order."""
    return "; ".join(finding.evidence for finding in findings)


def quoted(value: str) -> str:
    """A basic string of TOML."""
    return json.dumps(plain(value), ensure_ascii=False)


def plain(text: str) -> str:
    """A text on one line, without what neither a comment nor a string of TOML may hold."""
    kept = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(kept.split())
