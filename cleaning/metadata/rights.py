"""What a page says about the use of its text: the licence it is under, and what its publisher reserves.

Licence: ``rel="license"`` (https://html.spec.whatwg.org/multipage/links.html#link-type-license), schema.org's
(https://schema.org/license) and Creative Commons' ``license`` (https://creativecommons.org/ns), Dublin Core's
``rights`` where that is an address: a copyright notice is no licence.

Reservations, kept in the publisher's words and in the order in which they are asked for here:

- robots.txt, as the crawl has kept it;
- the HTTP header ``X-Robots-Tag`` and the meta element ``robots``
  (https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag) with ``noai`` and ``noimageai``; not
  with ``noarchive``, which every sixth of the labelled pages has and which speaks of search engines' copies;
- the TDM Reservation Protocol, https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/;
- the HTTP header ``Content-Usage``, https://datatracker.ietf.org/doc/draft-ietf-aipref-attach/.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from cleaning.metadata.addresses import absolute
from cleaning.metadata.plain import plain
from cleaning.metadata.reading import distinct
from cleaning.metadata.scan import DEEPEST, MOST, MOST_TEXT, has_rel
from cleaning.model import Label, Page, Region

AGENTS = frozenset({"", "*", "robots", "gleaner"})  # whom a rule must speak to
RULES = frozenset({"noai", "noimageai"})
WITH_VALUE = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})
WORDS = ("tdm-reservation", "tdm-policy", "content-usage")
IN_METAS = ("tdm-reservation", "tdm-policy")
LICENSE_METAS = frozenset({"license", "licence", "dc.license", "dcterms.license", "dc.rights.license", "cc:license"})
RIGHTS_METAS = frozenset({"dc.rights", "dcterms.rights", "dc.rights.uri"})
MOST_SAID = 50  # reservations of one page
LONGEST = 500  # characters of one
LONGEST_LICENSE = 300  # characters of a licence without an address; a longer one is its text
OTHERS = frozenset({Label.COMMENT, Label.COMMENT_HEADER, Label.COMMENT_META, Label.RELATED, Label.PROMOTION})
OF_PICTURES = frozenset({"figure", "figcaption"})

# The limit stands in the expression, because libxml2 sorts what it returns.
LICENSE_LINKS = etree.XPath(
    f"descendant::a[contains(@rel, 'license') or contains(@property, 'license')][@href][position() <= {MOST}]"
)
NO_WORDS = re.compile(r"[/#]|[a-z][a-z0-9+.-]*:\S+$", re.IGNORECASE)  # a reference that leads nowhere by itself


def license_of(raw: str, base: str | None) -> str | None:
    """A licence as a record holds it: its address, absolute, else its words; None for what says neither."""
    if "/" in raw and (url := absolute(raw, base)):
        return url
    words = plain(raw)
    if words is None or len(words) > LONGEST_LICENSE or NO_WORDS.match(words) or not any(map(str.isalpha, words)):
        return None
    return words


def license_in_metas(metas: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """What meta elements call a licence, the most telling first."""
    named = [content for name, content in metas if name in LICENSE_METAS]
    addresses = [content for name, content in metas if name in RIGHTS_METAS and content.strip().startswith("http")]
    return distinct([*named, *addresses])


def license_links(tree: HtmlElement, text: str, regions: Sequence[Region]) -> tuple[str, ...]:
    """Where links in the page's text to its licence lead, if they agree; not those of comments, teasers and pictures.

    ``text`` is the page's source: where the word does not occur nothing is looked for.
    """
    if "license" not in text:
        return ()
    others = (region.where for region in regions if region.label in OTHERS)
    apart = {where for where in others if isinstance(where, HtmlElement)}
    links = [link for link in LICENSE_LINKS(tree) if is_license(link) and speaks_for_page(link, apart)]
    named = dict.fromkeys(link.get("href", "").strip() for link in links)
    return tuple(named) if len(named) == 1 else ()


def is_license(link: HtmlElement) -> bool:
    """True for a link that says that it leads to the licence."""
    said = (link.get("property") or "")[:MOST_TEXT].lower().split()
    return has_rel(link, "license") or has_rel(link, "cc:license") or not {"license", "cc:license"}.isdisjoint(said)


def speaks_for_page(link: HtmlElement, apart: Collection[HtmlElement]) -> bool:
    """True if a link stands in no other text's part and in no picture's caption."""
    parents = [link, *islice(link.iterancestors(), DEEPEST)]
    return not any(node in apart or node.tag in OF_PICTURES for node in parents)


def reservations_of(page: Page, metas: Sequence[tuple[str, str]] = ()) -> tuple[str, ...]:
    """What is said about the use of the text: where it stood, and its words. ``metas`` have names in lower case."""
    said = (*page.raw.reservations, *in_headers(page.raw.headers), *in_metas(metas))
    return tuple(islice(dict.fromkeys(each[:LONGEST] for each in said if each.strip()), MOST_SAID))


def in_headers(headers: Mapping[str, str]) -> Iterator[str]:
    """What HTTP headers say. Their names are in lower case."""
    if rules := rules_for_us(headers.get("x-robots-tag", "")):
        yield f"http-header: X-Robots-Tag: {rules}"
    for name in WORDS:
        if value := " ".join(headers.get(name, "")[:LONGEST].split()):
            yield f"http-header: {name.title()}: {value}"


def in_metas(metas: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What meta elements say."""
    for name, content in metas:
        if name in AGENTS and (rules := rules_for_us(content)):
            yield f"meta: {name}: {rules}"
    for name, content in metas:
        if name in IN_METAS and (value := plain(content[:LONGEST])):
            yield f"meta: {name}: {value}"


def rules_for_us(value: str) -> str:
    """The rules about the use of texts in a list of rules for robots; "" if there are none.

    ``otherbot: noai`` speaks to another one, as do the rules after it up to the next name.
    """
    agent = ""
    found: dict[str, None] = {}
    for part in value[: 4 * LONGEST].lower().replace(";", ",").split(","):
        name, colon, rule = (piece.strip() for piece in part.rpartition(":"))
        if colon and name.partition(":")[0] not in WITH_VALUE:
            agent = name
        if agent in AGENTS and rule in RULES:
            found[rule] = None
    return ", ".join(found)
