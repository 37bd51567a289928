"""What a page's markup says of the software behind it: content management, comment systems, need of a browser.

Pure: pages in, findings out. The tables hold marks that the software itself writes into pages, each long enough that a
page that merely speaks of it (an advertisement blocker's list, an article) does not carry it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from cleaning.model import Document, Page
from cleaning.platforms import PLATFORMS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

CMS = {
    "WordPress": r"/wp-content/(?:themes|plugins|uploads)/|/wp-includes/|rel=.https://api\.w\.org/",
    "Drupal": r"/sites/(?:default|all)/(?:files|themes|modules)/|data-drupal-|drupal-settings-json",
    "Joomla": r"/media/(?:jui|system)/js/|option=com_content",
    "TYPO3": r"/typo3(?:temp|conf)/|/_assets/[0-9a-f]{32}/",
    "Ghost": r"data-ghost=|/ghost/api/content|ghost-portal",
    "Blogger": r"www\.blogger\.com/static/|\.blogspot\.com/feeds/",
    "Contao": r"/bundles/contao|assets/contao/",
    "SPIP": r"local/cache-(?:css|js)/|squelettes(?:-dist)?/|spip\.php\?",
    "Squarespace": r"static1\.squarespace\.com/",
    "Substack": r"substackcdn\.com/",
    "Arc XP": r"Fusion\.globalContent|/pf/(?:dist|resources)/",
    "Next.js": r"id=.__NEXT_DATA__|/_next/static/",
    "Nuxt": r"window\.__NUXT__|/_nuxt/",
}
# Systems whose comments stand in the page; those that a script loads are told by cleaning.platforms.
COMMENTS = {
    "wpDiscuz": r"id=.wpdcom|/plugins/wpdiscuz/",
    "WordPress": r"wp-comments-post\.php",
}
_CMS = {name: re.compile(pattern) for name, pattern in CMS.items()}
_COMMENTS = {name: re.compile(pattern) for name, pattern in COMMENTS.items()}
_APP_ROOT = re.compile(
    r"(?:root|app|app-?root|main-?app|react-?root|__next|__nuxt|___gatsby|svelte|ember\d*)", re.IGNORECASE
)
_MUTE = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe"})
MARKUP = 2_000_000  # characters of a page in which marks are looked for
SPARSE = 120  # words below which a page is thought to have no article: a brief has about as many, a menu fewer
BARE = 20  # words that a title and a name have
ELEMENTS = 200_000  # of a page that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something found out about a site, and what showed it."""

    value: str
    evidence: str


def cms_of(page: Page) -> Finding | None:
    """The content management system, by its generator line or its marks; else whatever calls itself the generator."""
    named = generators(page)
    for generator in named:
        if any(name.lower() in generator.lower() for name in CMS):
            return Finding(value=generator, evidence="the page's meta generator")
    for name, pattern in _CMS.items():
        if found := pattern.search(page.text, 0, MARKUP):
            return Finding(value=name, evidence=f"{found[0]!r} in the page")
    return Finding(value=named[0], evidence="the page's meta generator") if named else None


def generators(page: Page) -> list[str]:
    """What a page's head names as its generators: the system, and plug-ins that put themselves beside it."""
    metas = islice(page.tree.iter("meta"), 200) if page.tree is not None else ()
    found = (meta.get("content") or "" for meta in metas if (meta.get("name") or "").lower() == "generator")
    return [" ".join(content.split())[:60] for content in found if content.strip()]


def comment_systems(page: Page) -> tuple[Finding, ...]:
    """The comment systems of a page: those that a script would load, with the site's key and the thread, and others."""
    threads = [platform.thread(Document(page=page)) for platform in PLATFORMS if platform.claims(page)]
    origins = (thread.discussion_from for thread in threads)
    found = [Finding(value=one["from"], evidence=repr(one["raw"] or "its script")) for one in origins if one]
    marks = ((name, pattern.search(page.text, 0, MARKUP)) for name, pattern in _COMMENTS.items())
    found += [Finding(value=name, evidence=f"{match[0]!r}") for name, match in marks if match]
    return tuple(found)


def needs_javascript(page: Page) -> str | None:
    """What shows that a page is empty until its scripts have run; None if it is not so."""
    if page.tree is None:
        return None
    words, scripts, root, asks = 0, 0, "", False
    for element in spoken(page.tree):
        tag = str(element.tag)
        scripts += tag == "script"
        asks = asks or (tag == "noscript" and "javascript" in "".join(element.itertext())[:2000].lower())
        if not root and _APP_ROOT.fullmatch(element.get("id") or ""):
            root = element.get("id") or ""
        if tag not in _MUTE:
            words += len((element.text or "").split())
        words += len((element.tail or "").split())
        if words >= SPARSE:
            return None
    if not scripts or not (root or asks or words < BARE):
        return None
    signs = [f"{words} words and {scripts} scripts"]
    signs += [f"an element with the id {root!r} for an application"] * bool(root)
    signs += ["a note that it needs JavaScript"] * asks
    return f"the page has {', '.join(signs)}"


def spoken(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The elements of a page in their order, those below mute ones left out; no comments."""
    stack, left = [tree], ELEMENTS
    while stack and left:
        element, left = stack.pop(), left - 1
        yield element
        if element.tag not in _MUTE or element.tag == "head":
            stack.extend(child for child in reversed(element) if isinstance(child.tag, str))


def most_common(findings: Iterable[Finding], pages: int) -> tuple[Finding, ...]:
    """Each value once, with on how many of so many pages it was seen."""
    first: dict[str, Finding] = {}
    counts: dict[str, int] = {}
    for finding in findings:
        first.setdefault(finding.value, finding)
        counts[finding.value] = counts.get(finding.value, 0) + 1
    of = f" on {{}} of {pages} articles" if pages else ""
    ordered = sorted(first.values(), key=lambda one: -counts[one.value])
    return tuple(Finding(value=one.value, evidence=one.evidence + of.format(counts[one.value])) for one in ordered)
