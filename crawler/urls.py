"""A URL as found → the key by which it counts as seen, the form in which it is requested, and why it is not fetched.

Normal forms follow https://www.rfc-editor.org/rfc/rfc3986#section-6 and, for what is not ASCII, w3lib, which Scrapy
requests by. Beyond that the key folds what never makes another page: scheme, fragment, slash at the end, arguments
that track the reader, session ids. What may name a page is kept: ``?id=1`` and ``?id=2`` are two. No function raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

from w3lib.url import safe_url_string

from cleaning.model import Source
from cleaning.records.identity import TRACKING_NAMES
from crawler.model import Why

MAX_URL_CHARACTERS = 2_000
MAX_ARGUMENTS = 12
MAX_SEGMENTS = 20

# ---------------------------------------------------------------------------------------------------------- forms

# Most URLs of articles have this shape, and are in normal form but for what `quick_key` does.
_PLAIN = re.compile(r"https?://([a-z0-9.-]*[a-z0-9])((?:/[A-Za-z0-9_~-](?:[A-Za-z0-9_~-]|\.(?!/|$))*)*)/?", re.ASCII)
_EDGES = " \t\n\r\f\v\x00\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029"
_BREAKS = re.compile(r"[\t\n\r]")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})?")
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
_DOTS = re.compile(r"/\.{1,2}(?:/|$)")
_SLASHES = re.compile(r"//+")
_USER = re.compile(r"(?<=^https://)[^/?#\\]*@|(?<=^http://)[^/?#\\]*@", re.IGNORECASE)
_DEFAULT_PORT = re.compile(r":(?:80|443)?$")

# Besides those that count for a record's identifier: names that say how a reader came here, and names of sessions.
_DROPPED = frozenset(TRACKING_NAMES) | frozenset(
    """
    fb_ref fb_source fb_action_ids fb_action_types __twitter_impression _openstat cmpid ncid ocid smid icid itid
    at_custom1 at_custom2 at_custom3 at_custom4 sr_share soc_src soc_trk wprov rss_id _branch_match_id mibextid
    phpsessid jsessionid aspsessionid asp.net_sessionid sessionid session_id cfid cftoken zenid oscsid
    """.split()
)
_DROPPED_PREFIXES = ("utm_", "mtm_", "pk_", "hsa_", "aspsessionid")
_CAME_FROM = frozenset("ref src source from mod cmp cid partner origin via feed medium".split())
_ORIGINS = frozenset("rss feed atom newsletter twitter facebook whatsapp telegram instagram linkedin homepage".split())
_SESSION_NAMES = frozenset({"sid", "s", "session", "sess"})
_SESSION_VALUE = re.compile(r"[0-9a-fA-F]{32}")
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/?#;]*|/\([A-Z]\([a-z0-9]{24}\)\)(?=/)", re.IGNORECASE)


def key_of(url: str) -> str:
    """The key by which a URL counts as seen: one for all forms of one address. It is a URL itself, and its own key."""
    return quick_key(url) or slow_key(url)


def quick_key(url: str) -> str | None:
    """The key of a URL of the common plain shape, None for others, which need more care."""
    match = _PLAIN.fullmatch(url)
    return f"https://{match[1]}{match[2] or '/'}" if match and "xn--" not in match[1] else None


def slow_key(url: str) -> str:
    """The key of any URL."""
    form = fetch_form(url)
    try:
        parts = urlsplit(form)
        _ = parts.port  # raises if it is none
    except ValueError:
        return form
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return form
    host = _DEFAULT_PORT.sub("", parts.netloc.lower()).removesuffix(".")
    path = _SLASHES.sub("/", without_dots(normal_escapes(parts.path))).rstrip("/") or "/"
    query = "&".join(sorted(normal_escapes(parts.query).replace("%20", "+").split("&")))
    return f"https://{host}{path}?{query}" if query else f"https://{host}{path}"


def normal_escapes(text: str) -> str:
    """The text with its percent-encoding in normal form: https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2.2."""
    return _ESCAPE.sub(normal_escape, text) if "%" in text else text


def normal_escape(match: re.Match[str]) -> str:
    """The normal form of an escape: the character if it needs none, else capital digits; ``%25`` for a lone ``%``."""
    if match[1] is None:
        return "%25"
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()


def fetch_form(url: str) -> str:
    """What is requested for a URL: without fragment, tracking arguments and session ids; the rest as found."""
    if _PLAIN.fullmatch(url):
        return url
    form = _BREAKS.sub("", url.strip(_EDGES)).partition("#")[0]
    if ";" in form or "(" in form:
        form = _SESSION_IN_PATH.sub("", form)
    address, mark, query = form.partition("?")
    if mark:
        kept = "&".join(argument for argument in query.split("&") if argument and not is_dropped(argument))
        form = f"{address}?{kept}" if kept else address
    form = form.strip(_EDGES)
    try:
        return safe_url_string(form)
    except ValueError:  # not an address after all
        return form


def is_dropped(argument: str) -> bool:
    """True for a query argument (``name=value``) that tracks the reader or holds a session's id."""
    name, _, value = argument.partition("=")
    name = name.lower()
    if name in _DROPPED or name.startswith(_DROPPED_PREFIXES):
        return True
    if name in _CAME_FROM:
        return value.lower() in _ORIGINS
    return name in _SESSION_NAMES and _SESSION_VALUE.fullmatch(value) is not None


def without_dots(path: str) -> str:
    """A path without ``.`` and ``..`` segments: https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4."""
    if not _DOTS.search(path):
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept)


def resolve(href: str, base: str) -> str | None:
    """The absolute URL of a link that stands in the document at ``base``; None if it cannot be made one.

    A user's name and password in it are left out, as we have none: nothing of the public web needs them.
    """
    if _PLAIN.fullmatch(href):
        return href
    href = _BREAKS.sub("", href.strip(_EDGES))
    try:
        url = urljoin(base, href) if href else None
    except ValueError:  # such as an IPv6 address that is none
        return None
    return _USER.sub("", url) if url and "@" in url else url


# ------------------------------------------------------------------------------------------------------- refusals

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
