"""Scrapy's cookies, with the list of public suffixes (``co.uk``, …) that comes with tldextract.

Scrapy has tldextract fetch a newer list at a crawl's first cookie: from hosts that no source names, past every guard,
and with the event loop standing still for as long as that takes.
"""

from __future__ import annotations

from scrapy.downloadermiddlewares import cookies
from tldextract import TLDExtract


def use_shipped_suffixes() -> None:
    """Nothing; from now on no cookie makes this process go to the network by itself."""
    cookies._split_domain = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
