"""A URL as found → the key by which it counts as seen, the form in which it is requested.

Normal forms follow https://www.rfc-editor.org/rfc/rfc3986#section-6 and, for what is not ASCII, w3lib, which Scrapy
requests by. Beyond that the key folds what never makes another page: scheme, fragment, slash at the end, arguments
that track the reader, session ids. What may name a page is kept: ``?id=1`` and ``?id=2`` are two. No function raises.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from w3lib.url import safe_url_string

from cleaning.records.identity import TRACKING_NAMES

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
