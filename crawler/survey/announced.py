"""What a site's answers say about how to crawl it: feeds, sitemaps, sections, language, time zone, delay.

Pure: pages and texts in, findings out; ``look`` asks the site for them. Feeds are announced by links
(https://www.rssboard.org/rss-autodiscovery), sitemaps in robots.txt (https://www.sitemaps.org/protocol.html#submit_robots).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from protego import Protego

from cleaning.model import Page
from crawler.survey.technology import Finding
from crawler.urls import key_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
USUAL_FEEDS = ("/feed/", "/rss.xml", "/rss", "/feed.xml", "/atom.xml", "/feed.json")
USUAL_SITEMAPS = ("/sitemap_index.xml", "/sitemap.xml", "/news-sitemap.xml", "/wp-sitemap.xml")
# What is announced beside the feed of articles: comments, one article's comments, calendars, podcasts' players
NO_ARTICLES = re.compile(r"comment|kommentar|replies|podcast|oembed|calendar|events", re.IGNORECASE)
FEED_LIKE = re.compile(r"(?:\.rss|\.rdf|/(?:rss|feeds?)(?:/[\w./-]+)?|(?:rss|feed|atom)[\w-]{0,40}\.(?:xml|json))/?$")
NO_SECTION = frozenset(
    "about about-us account ads advertise advertising archive author authors careers cart contact contact-us contacts "
    "cookie cookies copyright datenschutz donate download epaper events faq feed feeds forum gallery help home imprint "
    "impressum index jobs join kontakt legal login logout mailto masthead newsletter newsletters page podcast podcasts "
    "privacy privacy-policy profile register rss search shop sign-in sign-up signin signup sitemap staff store "
    "subscribe subscription subscriptions support tag tags team terms terms-of-use topics user users video videos "
    "weather wp-admin wp-content wp-json wp-login.php games horoscope crossword quiz".split()
)
LISTING_PARENTS = frozenset({"category", "categories", "section", "sections", "rubrik", "rubrique", "topic", "news"})
_MENU = re.compile(r"(?:^|[\s_-])(?:nav|menu|navbar|navigation|mainnav)(?:$|[\s_-])", re.IGNORECASE)
_LANGUAGE_CODE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")
_ZONE = re.compile(
    r"[\"'](?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)\\?/[A-Z][A-Za-z_]+"
    r"(?:\\?/[A-Z][A-Za-z_]+)?[\"']"
)
LINKS = 5_000  # links of a page that are looked at
MAX_SECTIONS = 8
TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsRules:
    """What a robots.txt says for us. ``delay`` is in seconds."""

    delay: float | None = None
    sitemaps: tuple[str, ...] = ()
    forbids_all: bool = False


def read_robots(text: str, site: str, agent: str) -> RobotsRules:
    """The rules of a robots.txt for an agent at a site; without any for a text that is none."""
    rules = Protego.parse(text)
    delay = rules.crawl_delay(agent)
    found = (urljoin(site, one.strip()) for one in islice(rules.sitemaps, 50))
    return RobotsRules(
        delay=float(delay) if delay is not None else None,
        sitemaps=tuple(dict.fromkeys(url for url in found if url.startswith(("http://", "https://")))),
        forbids_all=not rules.can_fetch(site, agent),
    )


def feeds_in(page: Page) -> tuple[Finding, ...]:
    """The feeds that a page announces, then those that it links to; those of comments are left out."""
    found: dict[str, Finding] = {}
    for element, url in links_of(page):
        title = " ".join((element.get("title") or element.text_content() or "").split())[:60]
        types = (element.get("type") or "").lower().split(";")[0].strip()
        announced = element.tag == "link" and types in FEED_TYPES and "alternate" in (element.get("rel") or "").lower()
        linked = element.tag == "a" and FEED_LIKE.search(urlsplit(url).path[-100:])
        if (announced or linked) and not NO_ARTICLES.search(urlsplit(url).path + " " + title):
            how = "announced by the front page" if announced else "linked from the front page"
            found.setdefault(key_of(url), Finding(value=url, evidence=f"{how}{f' as {title!r}' if title else ''}"))
    return tuple(sorted(found.values(), key=lambda one: not one.evidence.startswith("announced")))


def news_first(sitemaps: Iterable[str]) -> list[str]:
    """Addresses of sitemaps, those of news before the others, those of pictures and the like left out."""
    wanted = [
        url for url in sitemaps if not re.search(r"image|video|author|tag|product|page-sitemap", url, re.IGNORECASE)
    ]
    return sorted(
        wanted, key=lambda url: not re.search(r"news|article|post|story|latest", urlsplit(url).path, re.IGNORECASE)
    )


def links_of(page: Page) -> Iterator[tuple[HtmlElement, str]]:
    """The links of a page to web addresses, absolute."""
    if page.tree is None:
        return
    base = page.raw.url or ""
    for element in islice(page.tree.iter("a", "link"), LINKS):
        try:
            url = urldefrag(urljoin(base, (element.get("href") or "").strip()))[0]
            parts = urlsplit(url)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname:
            yield element, url


# ------------------------------------------------------------------------------------------------------- sections


def sections_in(page: Page) -> tuple[Finding, ...]:
    """The section pages that a front page leads to: those of its menu, then those that its own links lie below."""
    if page.tree is None:
        return ()
    menu = in_menu(page.tree)
    here, own = host(page.raw.url or ""), urlsplit(page.raw.url or "").path.rstrip("/")
    below: Counter[str] = Counter()
    found: dict[str, tuple[str, str, bool]] = {}
    for element, url in links_of(page):
        path = urlsplit(url).path.rstrip("/")
        if element.tag != "a" or host(url) != here or path == own:
            continue
        if path not in found:
            below.update(parents_of(path))
        text = " ".join(element.text_content().split())
        known = found.get(path)
        if known is None or (element in menu and not known[2]):
            found[path] = (url, text, element in menu)
    fit = [
        (
            not is_in_menu,
            -below[path],
            place,
            Finding(value=url, evidence=shown(text, below[path], is_in_menu=is_in_menu)),
        )
        for place, (path, (url, text, is_in_menu)) in enumerate(found.items())
        if is_section(url, text) and (is_in_menu or below[path] >= 3)
    ]
    return tuple(finding for *_, finding in sorted(fit, key=lambda one: one[:3]))[:MAX_SECTIONS]


def shown(text: str, below: int, *, is_in_menu: bool) -> str:
    """What shows that a link leads to a section."""
    parts = [f"in the menu as {text[:40]!r}"] * is_in_menu
    parts += [f"{below} links of the front page lie below it"] * (below > 0)
    return ", ".join(parts)


def is_section(url: str, text: str) -> bool:
    """Whether a link has the form of one to a section: a short path of plain words, and a short text."""
    parts = urlsplit(url)
    names = [name for name in parts.path.lower().split("/") if name]
    if names and _LANGUAGE_CODE.fullmatch(names[0]):
        names = names[1:]  # an edition's own front page is no section
    if not 1 <= len(names) <= 2 or parts.query or NO_SECTION.intersection(names):
        return False
    if len(names) == 2 and names[1].count("-") > 1 and names[0] not in LISTING_PARENTS:
        return False
    plain = all(len(name) <= 30 and sum(map(str.isdigit, name)) < 3 and name.count("-") <= 3 for name in names)
    return plain and 2 <= len(text) <= 30 and len(text.split()) <= 4


def parents_of(path: str) -> list[str]:
    """The one to three first parts of a path that has more."""
    names = path.split("/")
    return ["/".join(names[:length]) for length in range(2, min(len(names), 5))]


def in_menu(tree: HtmlElement) -> set[HtmlElement]:
    """The links of a page that stand in a menu or in its head, but not in its foot."""
    found: set[HtmlElement] = set()
    stack = [(tree, False)]
    while stack:
        element, inside = stack.pop()
        if element.tag == "footer":
            continue
        inside = inside or element.tag in ("nav", "header") or is_menu(element)
        if inside and element.tag == "a":
            found.add(element)
        stack.extend((child, inside) for child in element if isinstance(child.tag, str))
    return found


def is_menu(element: HtmlElement) -> bool:
    """Whether an element's role, class or id says that it is a menu."""
    role = element.get("role") in ("navigation", "menubar", "menu")
    return role or bool(_MENU.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:300]))


def host(url: str) -> str:
    """The host of an address without ``www.``; "" if it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


# ------------------------------------------------------------------------------------------- language, time zone, name


def language_of(page: Page) -> Finding | None:
    """The language that a page gives as its own."""
    if page.tree is None:
        return None
    stated = (page.tree.get("lang") or page.tree.get("xml:lang") or "").strip()
    if not TAG.fullmatch(stated):
        return None
    return Finding(value=stated.replace("_", "-"), evidence="the front page's <html lang>")


def timezone_in(pages: Iterable[Page]) -> Finding | None:
    """The one IANA time zone that pages name in their data; None if there is none, or more than one."""
    zones = {
        found[0].strip("\"'").replace("\\", "") for page in pages for found in _ZONE.finditer(page.text, 0, 2_000_000)
    }
    known = [zone for zone in sorted(zones) if is_zone(zone)]
    return Finding(value=known[0], evidence="named in the pages' data") if len(known) == 1 else None


def is_zone(name: str) -> bool:
    """Whether there is an IANA time zone of this name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def offsets_of(dates: Iterable[str | None]) -> list[str]:
    """The offsets from UTC that ISO 8601 dates carry, most frequent first."""
    found = (re.search(r"T\d\d:\d\d.*?(Z|[+-]\d\d:\d\d)$", date) for date in dates if date)
    return [offset for offset, _ in Counter(match[1].replace("Z", "+00:00") for match in found if match).most_common()]


def name_of(page: Page) -> Finding | None:
    """The site's name as its front page gives it."""
    if page.tree is None:
        return None
    for meta in islice(page.tree.iter("meta"), 200):
        content = " ".join((meta.get("content") or "").split())
        if content and (meta.get("property") or meta.get("name")) in ("og:site_name", "application-name"):
            return Finding(value=content[:100], evidence="the front page's og:site_name")
    title = page.tree.find(".//title")
    text = " ".join((title.text_content() if title is not None else "").split())
    return Finding(value=re.split(r"\s[|–—-]\s", text)[0][:100], evidence="the front page's title") if text else None
