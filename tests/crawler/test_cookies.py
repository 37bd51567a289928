"""Cookies: what a public suffix is, is known without the network."""

from __future__ import annotations

import pytest
from scrapy.downloadermiddlewares import cookies
from tldextract import TLDExtract

from crawler.cookies import use_shipped_suffixes


def test_public_suffixes_are_known_without_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cookies, "_split_domain", None)
    use_shipped_suffixes()
    assert [cookies._is_public_domain(name) for name in ("co.uk", "example.co.uk")] == [True, False]
    extractor: object = cookies._split_domain
    assert isinstance(extractor, TLDExtract)
    assert extractor.suffix_list_urls == ()
