from __future__ import annotations

import json
from collections.abc import Callable
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.metadata.lines import metadata_of_text
from cleaning.metadata.rights import LONGEST, MOST_SAID, license_of, reservations_of, rules_for_us
from cleaning.model import Metadata, Page, RawPage

BY = "https://creativecommons.org/licenses/by/4.0/"
SA = "https://creativecommons.org/licenses/by-sa/4.0/"
HERE = "https://www.harbour-gazette.example/town/2024/ferry-returns.html"

Read = Callable[..., Metadata]


def page(head: str = "", body: str = "") -> str:
    return (
        f"<html><head><title>The ferry returns</title>{head}</head><body><h1>The ferry returns</h1>{body}</body></html>"
    )


def jsonld(**more: Any) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "The ferry returns", **more}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    ("html", "license", "origin"),
    [
        (page(f'<link rel="license" href="{BY}">'), BY, "html"),
        (page('<link rel="License nofollow" href="/terms">'), "https://www.harbour-gazette.example/terms", "html"),
        (page('<link rel="license" href="terms">'), "https://www.harbour-gazette.example/town/2024/terms", "html"),
        (page(jsonld(license=BY)), BY, "json-ld"),
        (page(jsonld(license={"@type": "CreativeWork", "url": BY, "name": "CC BY"})), BY, "json-ld"),
        (page(jsonld(license={"@id": BY})), BY, "json-ld"),
        (page(jsonld(license={"@type": "CreativeWork", "name": "CC BY 4.0"})), "CC BY 4.0", "json-ld"),
        (page(jsonld(license=" Public&nbsp;domain ")), "Public domain", "json-ld"),
        (page(jsonld(license=[BY, SA])), BY, "json-ld"),
        (page(f'<meta name="dcterms.license" content="{BY}">'), BY, "meta"),
        (page(f'<meta name="DC.rights" content="{BY}">'), BY, "meta"),
        (page('<meta name="license" content="CC BY-NC 4.0">'), "CC BY-NC 4.0", "meta"),
        (page("", f'<p>Under <a rel="license noopener" href="{BY}">CC BY</a>.</p>'), BY, "visible"),
        (page("", f'<footer>© Us, <a rel="license" href="{BY}">CC BY</a>.</footer>'), BY, "visible"),
        (page("", f'<p><a rel="cc:license" href="{BY}">CC</a> <a rel="license" href="{BY}">BY</a></p>'), BY, "visible"),
        (page("", f'<p><a property="cc:license" href="{BY}">CC BY</a></p>'), BY, "visible"),
        (page("", f'<div typeof="Article"><b property="headline">x</b><i property="cc:license" resource="{BY}">c</i>'),
         BY, "microdata"),
        (page("", f'<div itemscope itemtype="https://schema.org/NewsArticle"><b itemprop="headline">x</b>'
                  f'<link itemprop="license" href="{BY}"></div>'), BY, "microdata"),
        (page(jsonld(license=BY) + f'<link rel="license" href="{SA}">', f'<a rel="license" href="{SA}">x</a>'),
         BY, "json-ld"),
    ],
)  # fmt: skip
def test_a_licence_is_read_where_a_page_states_one(html: str, license: str, origin: str, read: Read) -> None:
    found = read(html)
    assert found.license == license
    assert found.origins["license"]["from"] == origin


@pytest.mark.parametrize(
    "html",
    [
        page(),
        page('<meta name="dc.rights" content="© 2024 Harbour Gazette. All rights reserved.">'),
        page('<meta name="copyright" content="https://www.harbour-gazette.example/terms">'),
        page(jsonld(license="")),
        page(jsonld(license="x" * 301)),
        page(jsonld(license=None, image={"@type": "ImageObject", "license": BY})),
        page('<link rel="license">'),
        page("", f'<div id="comment"><a rel="license" href="{BY}">mine</a></div>'),
        page("", f'<figure><img src="a.jpg"><figcaption><a rel="license" href="{BY}">CC</a></figcaption></figure>'),
        page("", f'<p><a rel="license" href="{BY}">one</a> or <a rel="license" href="{SA}">another</a></p>'),
        page("", f'<p>license: <a href="{BY}">CC BY</a>, <a rel="licensed" href="{BY}">x</a></p>'),
        page(
            "", f'<div itemscope itemtype="https://schema.org/ImageObject"><link itemprop="license" href="{BY}"></div>'
        ),
        page("", '<p><a rel="license" href="javascript:show()">terms</a></p>'),
    ],
)
def test_what_is_no_licence_of_the_article_is_none(html: str, read: Read) -> None:
    found = read(html, apart=("comment",))
    assert found.license is None
    assert "license" not in found.origins


@pytest.mark.parametrize(
    ("raw", "license"),
    [
        (BY, BY), ("//creativecommons.org/by", "https://creativecommons.org/by"),
        ("../terms", "https://www.harbour-gazette.example/town/terms"), ("CC BY-SA 4.0", "CC BY-SA 4.0"),
        ("CC-BY / see terms", "CC-BY / see terms"), ("", None), ("   ", None), ("4.0", None), ("#license", None),
        ("javascript:show()", None), ("mailto:rights@x.example", None), ("tag:x,2024:by", None),
    ],
)  # fmt: skip
def test_a_licence_is_its_address_else_its_words(raw: str, license: str | None) -> None:
    assert license_of(raw, HERE) == license


# --- reservations


def plain_page(text: str = "A text.", reservations: tuple[str, ...] = (), **headers: str) -> Page:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    raw = RawPage(headers=named, reservations=reservations)
    return Page(raw=raw, source=None, kind="text", text=text, tree=None, encoding="utf-8", encoding_from="default")


@pytest.mark.parametrize(
    ("value", "rules"),
    [
        ("noai, noimageai", "noai, noimageai"), ("NOAI", "noai"), ("index, follow, max-snippet:-1", ""),
        ("noindex,noarchive", ""), ("noai; noimageai", "noai, noimageai"), ("noai, noai", "noai"),
        ("otherbot: noai", ""), ("otherbot: noindex, noai", ""), ("otherbot: noindex, gleaner: noai", "noai"),
        ("max-image-preview:large, noai", "noai"), ("unavailable_after: 25 Jun 2027 15:00:00 PST, noai", "noai"),
        ("*: noai", "noai"), ("", ""), (":", ""), ("noaim", ""), (",,,", ""),
    ],
)  # fmt: skip
def test_rules_for_robots_are_those_about_the_use_of_texts(value: str, rules: str) -> None:
    assert rules_for_us(value) == rules


def test_reservations_stand_in_a_fixed_order_each_once(read: Read) -> None:
    robots = "robots.txt: Content-Signal: ai-train=no"
    headers = {"content_usage": "train-ai=n", "tdm_policy": "https://x.example/p.json", "tdm_reservation": "1",
               "x_robots_tag": "noindex, noai"}  # fmt: skip
    metas = [
        ("tdm-reservation", "1"),
        ("robots", "noai, noimageai"),
        ("googlebot", "noai"),
        ("robots", "noai, noimageai"),
    ]
    assert reservations_of(plain_page(reservations=(robots, robots), **headers), metas) == (
        robots,
        "http-header: X-Robots-Tag: noai",
        "http-header: Tdm-Reservation: 1",
        "http-header: Tdm-Policy: https://x.example/p.json",
        "http-header: Content-Usage: train-ai=n",
        "meta: robots: noai, noimageai",
        "meta: tdm-reservation: 1",
    )
    found = read(page('<meta name="ROBOTS" content="NoAI"><meta name="tdm-policy" content="/policy">'))
    assert found.reservations == ("meta: robots: noai", "meta: tdm-policy: /policy")
    assert read(page()).reservations == ()


def test_plain_text_pages_keep_what_headers_and_robots_txt_say() -> None:
    robots = "robots.txt: Content-Usage: train-ai=n"
    found = metadata_of_text(plain_page(reservations=(robots,), x_robots_tag="noai"), ())
    assert found.reservations == (robots, "http-header: X-Robots-Tag: noai")


@given(st.text(max_size=300), st.lists(st.tuples(st.sampled_from(["robots", "tdm-policy", "x"]), st.text(max_size=50))))
def test_no_text_breaks_the_reading_of_reservations(value: str, metas: list[tuple[str, str]]) -> None:
    said = reservations_of(plain_page(reservations=(value,), x_robots_tag=value, tdm_policy=value), metas)
    assert all(each.strip() and len(each) <= LONGEST for each in said)


def test_endless_pages_are_read_in_little_time(read: Read) -> None:
    many = tuple(f"robots.txt: Content-Signal: /{n} ai-train=no" for n in range(100_000))
    assert len(reservations_of(plain_page(reservations=many, x_robots_tag="noai," * 100_000))) == MOST_SAID
    links = f'<a rel="license" href="{BY}">x</a>' * 20_000
    deep = "<div>" * 200 + links + "</div>" * 200
    began = process_time()
    assert read(page("", deep)).license == BY
    assert process_time() - began < 2
