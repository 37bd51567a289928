"""Addresses on a page → absolute http(s) addresses, and the canonical one. No network.

URLs: https://url.spec.whatwg.org · canonical links: https://www.rfc-editor.org/rfc/rfc6596
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

SPACE = re.compile(r"\s")
LONGEST = 4_000  # characters; longer addresses are data, not places


def absolute(url: str | None, base: str | None) -> str | None:
    """The address as an absolute http(s) one, None if it is none or if there is no base to make it absolute."""
    if not url or len(url) > LONGEST:
        return None
    try:
        joined = urljoin(base, url.strip()) if base else url.strip()
        parts = urlsplit(joined)
        host = parts.hostname  # raises ValueError for a broken port or IPv6 address
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or SPACE.search(joined):
        return None
    return joined


def host_of(url: str | None) -> str | None:
    """The host of an address, in lower case, None if there is none."""
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def is_root(url: str) -> bool:
    """True if an address is that of a whole site: it has no path and no query."""
    parts = urlsplit(url)
    return not parts.path.strip("/") and not parts.query
