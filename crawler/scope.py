"""Which URLs a source names and covers, and why others are not fetched. Pure; no function raises."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from w3lib.url import safe_url_string

from cleaning.model import Source
from cleaning.record import Discovery
from crawler.model import Candidate, Kind, Why
from crawler.urls import is_dropped

MAX_URL_CHARACTERS = 2_000
MAX_ARGUMENTS = 12
MAX_SEGMENTS = 20

_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|mp[34]|m4[av]|aac|og[gv]|wav|flac|webm|mov|avi|wmv|flv|mkv"
    r"|pdf|docx?|xlsx?|pptx?|od[tsp]|epub|zip|rar|7z|tgz|dmg|exe|apk|css|js|mjs|woff2?|ttf|eot|ics|swf)",
    re.IGNORECASE,
)
_YEAR = r"(?:19|20|21)\d\d"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE_ARCHIVE = re.compile(
    rf"/{_YEAR}(?:/{_MONTH}(?:/{_DAY})?)?/?"
    rf"|/(?:[^/]+/)*?(?:archiv\w*|calend[ae]r\w*|kalender|events?|agenda)/{_YEAR}(?:[/-]{_MONTH}(?:[/-]{_DAY})?)?/?"
    rf"|/(?:[^/]+/)*?{_YEAR}/{_MONTH}(?:/{_DAY})?/?",
    re.IGNORECASE | re.ASCII,
)
_DATE_NAMES = frozenset("year month day yr mon date jahr monat tag annee mois jour cal calendar m y d".split())
_MONTH_OF_YEAR = re.compile(r"(?:19|20|21)\d\d-?(?:0[1-9]|1[0-2])(?:-?[0-3]\d)?", re.ASCII)


def refusal(url: str, source: Source) -> Why | None:
    """Why the URL is not to be fetched for this source; None if it may be.

    What the source itself lists is refused for its scheme only.
    """
    if not url[:8].lower().startswith(("http://", "https://")):
        return Why.SCHEME
    rules = source.crawl
    if url in rules.sections or url in rules.feeds or url in rules.sitemaps:
        return None
    if len(url) > MAX_URL_CHARACTERS:
        return Why.URL_TOO_LONG
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").removesuffix("."), parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return Why.OFFSITE
    if not is_onsite(host, port, sites_of(source)):
        return Why.OFFSITE
    if is_found(rules.exclude, url):
        return Why.EXCLUDED
    if _FILES.fullmatch(parts.path[parts.path.rfind(".") :] if "." in parts.path[-6:] else ""):
        return Why.NOT_HTML
    if is_endless(parts.path, parts.query):
        return Why.TRAP
    if is_date_archive(parts.path, parts.query) and not is_found(rules.follow, url):
        return Why.TRAP
    return None


Site = tuple[str, int | None]  # host and, if the source names one, port


def sites_of(source: Source) -> tuple[Site, ...]:
    """The hosts that a source may be fetched from: its domains; if it names none, the hosts of what it lists."""
    rules = source.crawl
    return sites_from(source.domains or (*rules.feeds, *rules.sitemaps, *rules.sections))


@lru_cache(maxsize=1024)
def sites_from(names: tuple[str, ...]) -> tuple[Site, ...]:
    """Host and port of domains (``example.org``, ``127.0.0.1:8000``, ``[::1]``) or URLs, without ``www.``."""
    sites: list[Site] = []
    for name in names:
        bare = name.strip().lower()
        if bare.count(":") > 1 and "://" not in bare and not bare.startswith("["):
            bare = f"[{bare}]"  # an IPv6 address as it is usually written
        try:
            parts = urlsplit(safe_url_string(bare if "://" in bare else f"http://{bare}"))
            host, port = parts.hostname or "", parts.port
        except ValueError:
            continue
        if host:
            sites.append((host.removesuffix(".").removeprefix("www."), None if "://" in bare else port))
    return tuple(sites)


def is_onsite(host: str, port: int, sites: Iterable[Site]) -> bool:
    """True if the host is one of the sites or a subdomain of one; a site's port counts if it has one."""
    host = ascii_host(host)
    for site, site_port in sites:
        if site_port is not None and site_port != port:
            continue
        if host == site or (host.endswith(f".{site}") and not is_address(site)):
            return True
    return False


def ascii_host(host: str) -> str:
    """The host in lower case, names beyond ASCII as in DNS (https://www.rfc-editor.org/rfc/rfc5890)."""
    if host.isascii():
        return host.lower()
    try:
        return urlsplit(safe_url_string(f"http://{host}")).hostname or host
    except ValueError:
        return host


@lru_cache(maxsize=1024)
def is_address(host: str) -> bool:
    """True for an IP address, which has no subdomains."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> re.Pattern[str] | None:
    """The compiled regular expression, None if it is none."""
    try:
        return re.compile(pattern)
    except re.error:
        return None


def is_found(patterns: Iterable[str], url: str) -> bool:
    """True if one of the regular expressions is found in the URL."""
    return any((pattern := compiled(text)) is not None and pattern.search(url) for text in patterns)


def is_endless(path: str, query: str) -> bool:
    """True for the shapes that a site makes without end: nested or repeated segments, heaped up arguments.

    That a group of segments which stands three times in a row is a trap is Heritrix's rule:
    https://heritrix.readthedocs.io/en/latest/glossary.html
    """
    if query:
        names = [argument.partition("=")[0] for argument in query.split("&") if not is_dropped(argument)]
        if len(names) > MAX_ARGUMENTS or max(map(names.count, names), default=0) > 3:
            return True
    if path.count("/") < 3:
        return False
    segments = [segment for segment in path.split("/") if segment]
    if len(segments) > MAX_SEGMENTS:
        return True
    words = [segment for segment in segments if not segment.isdigit()]
    return any(words.count(word) > 3 for word in words) or is_repeated(words)


def is_repeated(words: list[str]) -> bool:
    """True if a group of neighbours stands three times in a row."""
    for size in range(1, len(words) // 3 + 1):
        for start in range(len(words) - 3 * size + 1):
            group = words[start : start + size]
            if group == words[start + size : start + 2 * size] == words[start + 2 * size : start + 3 * size]:
                return True
    return False


def is_date_archive(path: str, query: str) -> bool:
    """True for the list of what appeared on a day, in a month or a year, of which calendars have no end."""
    names = {name.lower(): value for name, _, value in (argument.partition("=") for argument in query.split("&"))}
    if query and names.keys() <= _DATE_NAMES:
        values = names.values()
        return len(names) > 1 or any(_MONTH_OF_YEAR.fullmatch(value) for value in values)
    return not query and _DATE_ARCHIVE.fullmatch(path) is not None


def roots_of(source: Source) -> list[Candidate]:
    """The listings that a source names."""
    kinds = (
        (Kind.FEED, source.crawl.feeds),
        (Kind.SITEMAP, source.crawl.sitemaps),
        (Kind.SECTION, source.crawl.sections),
    )
    return [
        Candidate(url=url, kind=kind, discovery=Discovery(via="argument", url=None))
        for kind, urls in kinds
        for url in urls
    ]
