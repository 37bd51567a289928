"""Whether a source's own rules let in anything of what its listings name: a slip in ``domains`` or ``exclude`` looks
like a site without news. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cleaning.model import Source
from crawler.model import Why
from crawler.scope import is_found, refusal
from crawler.survey.announced import host
from crawler.survey.source_file import quoted

MOST_HOSTS = 5  # that are named


def all_refused(urls: Sequence[str], source: Source) -> tuple[str, str | None] | None:
    """Which rule refuses how many of the addresses, and the mend if one is known; None if any of them is let in."""
    whys = Counter(refusal(url, source) for url in urls)
    if not urls or None in whys:
        return None
    told = ", ".join(f"{why} {count}" for why, count in whys.most_common())
    mends = [mend for why in (Why.OFFSITE, Why.EXCLUDED) if why in whys and (mend := mend_of(why, urls, source))]
    return f"the source's rules refuse {len(urls)} of {len(urls)} entries: {told}", "; ".join(mends) or None


def mend_of(why: Why, urls: Sequence[str], source: Source) -> str:
    """What lets the addresses in that a rule refuses."""
    if why is Why.EXCLUDED:
        found = [pattern for pattern in source.crawl.exclude if any(is_found((pattern,), url) for url in urls)]
        return f"take out of exclude under [crawl]: {', '.join(map(quoted, found))}"
    hosts = Counter(host(url) for url in urls if refusal(url, source) is why)
    named = [name for name, _ in hosts.most_common(MOST_HOSTS) if name]
    seen = ", ".join(f"{name} {hosts[name]}" for name in named)
    return f"hosts of the entries: {seen}; if they are the site's: domains = [{', '.join(map(quoted, named))}]"
