"""A page → what each source on it says of the article, every place of the page visited once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from lxml.html import HtmlElement

from cleaning.metadata.addresses import absolute, host_of
from cleaning.metadata.headings import headings
from cleaning.metadata.jsonld import read_jsonld
from cleaning.metadata.jsonld_node import PageMarks
from cleaning.metadata.meta_tags import read_meta
from cleaning.metadata.microdata import read_microdata
from cleaning.metadata.opengraph import read_opengraph
from cleaning.metadata.plain import plain
from cleaning.metadata.reading import Reading, distinct
from cleaning.metadata.rights import license_in_metas, license_links
from cleaning.metadata.scan import Scan, scan
from cleaning.metadata.titles import site_keys
from cleaning.model import Page, Region

# Meta elements that name the site or its app.
SITE_NAMES = frozenset({"og:site_name", "og:sitename", "application-name", "apple-mobile-web-app-title", "twitter:site",
                        "sitename", "publisher", "dc.publisher"})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What the sources say, by their names, and what is needed to judge it.

    ``url`` is the page's address, None if it is known from nowhere; ``base`` is what relative addresses start from;
    ``sites`` are the comparable forms of the site's names.
    """

    tree: HtmlElement
    places: Scan
    readings: Mapping[str, Reading]
    url: str | None
    base: str | None
    sites: frozenset[str]
    warnings: tuple[str, ...]


def gather(page: Page, tree: HtmlElement, regions: Sequence[Region]) -> Gathered:
    """What JSON-LD, OpenGraph, meta elements, microdata, headings, times and the document itself say."""
    url = page.raw.url
    places = scan(tree, page.text, regions)
    opengraph, meta = read_opengraph(places.metas), read_meta(places.metas)
    base = absolute(places.base, url) or url
    here = partial(all_absolute, base=base)
    addresses = distinct(absolute(stated, base) for stated in (url, *places.canonical, *opengraph.canonical))
    titles = distinct(map(plain, (*opengraph.title, places.title)))
    h1s = headings(places.h1, places.apart, titles)
    jsonld, warnings = read_jsonld(places.scripts, PageMarks(urls=addresses, titles=(*titles, *h1s)))
    sources = (
        jsonld,
        opengraph,
        read_microdata(places.items, places.apart),
        replace(meta, license=license_in_metas(places.metas)),
        Reading(origin="visible", title=tuple(h1s), license=here(license_links(tree, page.text, regions))),
        Reading(
            origin="html",
            title=distinct((places.title,)),
            canonical=places.canonical,
            license=here(places.licenses),
            language=distinct((places.language,)),
        ),
    )
    names = [content for name, content in places.metas if name in SITE_NAMES]
    return Gathered(
        tree=tree,
        places=places,
        readings={reading.origin: reading for reading in sources},
        url=next(iter(addresses), None),
        base=base or next(iter(addresses), None),
        sites=site_keys(map(plain, (*names, *jsonld.publisher)), map(host_of, addresses[:1])),
        warnings=warnings,
    )


def all_absolute(urls: Sequence[str], base: str | None) -> tuple[str, ...]:
    """Those of the addresses that are or can be made absolute."""
    return distinct(absolute(url, base) for url in urls)
