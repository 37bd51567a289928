"""The address or the bytes of a page → an identifier that is the same in every run and on every machine.

UUIDs of version 5 are made of a name: https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from courlan import extract_domain
from w3lib.url import canonicalize_url, url_query_cleaner

NAMESPACE = UUID("c3da368e-3a38-4e9a-bf37-008815d62464")

# Query arguments that say where a reader came from and never which page it is. Names that some sites use for their
# articles' ids (`id`, `cid`, `ref`, `source`) are not among them: two pages must not become one.
TRACKING = """
utm_source utm_medium utm_campaign utm_term utm_content utm_id utm_name utm_reader utm_social utm_brand utm_cid
fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid ttclid yclid ysclid li_fat_id igshid igsh mc_cid mc_eid mkt_tok
_ga _gl _hsenc _hsmi __hsfp __hssc __hstc hsctatracking vero_id vero_conv oly_enc_id oly_anon_id s_cid ns_campaign
ns_mchannel ns_source pk_campaign pk_kwd pk_source mtm_campaign mtm_source mtm_medium wt_mc xtor at_medium at_campaign
"""
TRACKING_NAMES = TRACKING.split()


def identifier_of(url: str | None, digest: str) -> str:
    """The UUID of a page's address in its normal form, of its digest (``sha256:…``) where it has no address."""
    return str(uuid5(NAMESPACE, normal(url) if url else digest))


def normal(url: str) -> str:
    """The address in the form in which it counts for the identifier.

    Scheme and host in lower case, no fragment, no tracking arguments, the other arguments in order, percent-encoding as
    https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2 has it; ``http``, ``www`` and a slash at the end stay.
    """
    try:
        return canonicalize_url(url_query_cleaner(url, TRACKING_NAMES, remove=True, unique=False))
    except ValueError:  # not an address after all: it is at least the same string each time
        return url


def names_page(url: str) -> bool:
    """False for the front page of a site, which some sites name as the canonical address of every article."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def domain_of(url: str | None) -> str | None:
    """The registered domain of an address, such as ``example.co.uk``; an IP address or a host without dots itself."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return _registered(host) if host else None


@lru_cache(maxsize=1024)
def _registered(host: str) -> str:
    """The registered domain of a host, by the public suffix list that the library brings along.

    Under a suffix that is not on the list it is two labels long: https://github.com/publicsuffix/list/wiki/Format
    """
    if domain := extract_domain(f"https://{host}/"):
        return domain
    labels = host.split(".")
    return host if labels[-1].isdigit() or ":" in host else ".".join(labels[-2:])
