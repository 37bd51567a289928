"""Comments found on labelled pages as they are, and on the same pages changed so that single signs are gone.

    python benchmarks/perturb.py PAGES GOLD.jsonl                all ways
    python benchmarks/perturb.py PAGES GOLD.jsonl hashed cut     these ways
    python benchmarks/perturb.py PAGES GOLD.jsonl hashed -v      and the pages that are not exactly right

PAGES is a folder of saved pages. A line of GOLD is ``{"page": file name, "comments": [{"text", "author", "date",
"parent_index"}]}``; pages without comments count for ``false``. A score that falls in one way shows what the finder
leans on. Changes are made of the page alone and are the same in every run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring, fromstring

from cleaning.archive import find_pages, open_page
from cleaning.decode import decode
from cleaning.markup.comments.find import find_comments
from cleaning.markup.comments.zones import HEADING
from cleaning.model import Document, Label, Page, PageRef, RawPage, Thread
from cleaning.pipeline import filled
from cleaning.stages.comments import ReadComments
from cleaning.stages.metadata import ReadMetadata
from cleaning.stages.segment import Segment

if TYPE_CHECKING:
    from cleaning.record import Comment

Gold = list[dict[str, Any]]
Way = Callable[[HtmlElement, Sequence[HtmlElement]], None]
NAMES = ("class", "id")
TALK = re.compile(r"[ck]om+en[td]\w*?(?=[A-Z\W\d_]|$)|discuss\w*|disku\w*|reacti\w*|repl(?:y|ies)", re.IGNORECASE)
WORD = re.compile(r"\w+")
ALIKE = 0.8  # F1 of words at which two comments are one

ADVERT = '<div class="{name}"><p>Werbung</p><a href="https://ads.example/x">Jetzt die neue Fritteuse ansehen</a></div>'
BOX = """<div class="{name}"><h3>{title}</h3><ul>
<li><span>Otto P.</span> on
<a href="/2021/05/the-old-mill/#comment-811">The old mill is for sale again</a></li>
<li><span>Renate</span> on
<a href="/2021/04/bridge-closed/#comment-790">Bridge closed until the summer holidays</a></li>
<li><span>k_lund</span> on
<a href="/2021/05/fair/#comment-802">What the fair costs the town this year</a></li></ul></div>"""
TEASERS = """<div class="{name}"><h3>Read on</h3>
<div class="{name}i"><a href="/a/1"><b>Harbour gets a third crane</b></a><p>By Ann Lee</p><p>3 May 2021</p>
<p>The port authority has ordered another crane, the largest so far on this coast.</p></div>
<div class="{name}i"><a href="/a/2"><b>Library opens on Sundays</b></a><p>By Jon Roe</p><p>2 May 2021</p>
<p>After two years of trial the council has voted for opening the library on Sundays.</p></div></div>"""
PING = """<{tag}><p>Pingback: <a href="https://elsewhere.example/notes">Notes from elsewhere</a></p></{tag}>"""


# ---------------------------------------------------------------------------------------------------------------- ways


def hashed(root: HtmlElement, items: Sequence[HtmlElement]) -> None:
    """Nothing; every class and id becomes a hash, as build tools for style sheets write them."""
    for node in root.iter("*"):
        for name in ("class", "id", "for", "name", "data-testid"):
            if node.get(name):
                node.set(name, " ".join(_hash(word) for word in node.get(name, "").split()))
        if "#" in (href := node.get("href") or ""):
            page, _, fragment = href.partition("#")
            node.set("href", f"{page}#{_hash(fragment)}" if fragment else href)


def _hash(word: str) -> str:
    return "x" + hashlib.sha256(word.encode()).hexdigest()[:7].translate(str.maketrans("0123456789", "ghijklmnop"))


def nameless(root: HtmlElement, items: Sequence[HtmlElement]) -> None:
    """Nothing; no element has a class, an id or data of its own."""
    for node in root.iter("*"):
        for name in list(node.attrib):
            if name in NAMES or str(name).startswith(("data-", "item", "aria-")) or name == "role":
                del node.attrib[name]


def renamed(root: HtmlElement, items: Sequence[HtmlElement]) -> None:
    """Nothing; words for comments in classes, ids and fragments become a word that says nothing."""
    for node in root.iter("*"):
        for name in (*NAMES, "href", "data-testid", "itemtype", "itemprop", "name"):
            if node.get(name):
                node.set(name, TALK.sub("snug", node.get(name, "")))


def timeless(root: HtmlElement, items: Sequence[HtmlElement]) -> None:
    """Nothing; no ``time``, no microdata, no title with a date."""
    for node in root.iter("*"):
        if node.tag in {"time", "abbr"}:
            node.tag = "span"
            node.attrib.pop("datetime", None)
            node.attrib.pop("title", None)
        for name in ("itemprop", "itemtype", "itemscope", "datetime", "rel"):
            node.attrib.pop(name, None)


def divs(root: HtmlElement, items: Sequence[HtmlElement]) -> None:
    """Nothing; lists, articles, sections and definition lists become ``div``, titles inside comments too."""
    inside = {node for item in items for node in item.iter("*")}
    for node in root.iter("*"):
        if node.tag in {"li", "ul", "ol", "section", "article", "aside", "dl", "dt", "dd", "header", "footer"} or (
            node.tag in {"cite", "h3", "h4", "h5", "h6", "address"} and node in inside
        ):
            node.tag = "div"


def lists(root: HtmlElement, items: Sequence[HtmlElement]) -> None:
    """Nothing; comments in ``div``, ``article`` or ``section`` become ``li`` of a ``ul``."""
    for item in items:
        above = item.getparent()
        if item.tag in {"div", "article", "section"} and above is not None:
            item.tag = "li"
            if above.tag == "div":
                above.tag = "ul"


def headless(root: HtmlElement, items: Sequence[HtmlElement]) -> None:
    """Nothing; what announces comments in a short text outside them is gone."""
    inside = {node for item in items for node in item.iter("*")}
    for node in list(root.iter("h1", "h2", "h3", "h4", "h5", "h6", "p", "span", "div", "b", "strong", "a", "legend")):
        text = " ".join(node.text_content().split()) if node not in inside and len(node) < 4 else ""
        if text and len(text) < 90 and HEADING.search(text):
            node.text = None
            for child in list(node):
                node.remove(child)


def cut(most: int) -> Way:
    """The way that leaves the first ``most`` comments only."""

    def keep(root: HtmlElement, items: Sequence[HtmlElement]) -> None:
        for item in items[most:]:
            if (above := item.getparent()) is not None:
                item.tail = None
                above.remove(item)

    return keep


def boxes(root: HtmlElement, items: Sequence[HtmlElement]) -> None:
    """Nothing; a box of comments elsewhere and one of teasers stand before and after all."""
    body = root.find(".//body")
    if body is not None:
        for template in (BOX, TEASERS):
            body.append(fromstring(template.format(name="side", title="Recent comments")))
            body.insert(0, fromstring(template.format(name="kx", title="Letzte Kommentare")))


def pings(root: HtmlElement, items: Sequence[HtmlElement]) -> None:
    """Nothing; trackbacks stand among the comments."""
    for item in items[:: max(1, len(items) // 3)]:
        _insert_after(item, PING.format(tag=item.tag))


def adverts(root: HtmlElement, items: Sequence[HtmlElement]) -> None:
    """Nothing; advertisements stand between the comments."""
    for item in items[::2]:
        _insert_after(item, ADVERT.format(name="slot"))


def _insert_after(item: HtmlElement, text: str) -> None:
    above = item.getparent()
    if above is not None:
        one = fragment_fromstring(text)
        one.tail, item.tail = item.tail, None
        above.insert(above.index(item) + 1, one)


def wrapped(root: HtmlElement, items: Sequence[HtmlElement]) -> None:
    """Nothing; each comment's content stands in two more elements without names."""
    for item in items:
        inner = etree.SubElement(item, "div")
        for child in list(item)[:-1]:
            inner.append(child)
        inner.text, item.text = item.text, None
        outer = etree.SubElement(item, "div")
        outer.append(inner)


def both(*ways: Way) -> Way:
    """The way that is all of these, one after the other."""

    def follow(root: HtmlElement, items: Sequence[HtmlElement]) -> None:
        for way in ways:
            way(root, items)

    return follow


def as_it_is(root: HtmlElement, items: Sequence[HtmlElement]) -> None:
    """Nothing is changed."""


WAYS: Mapping[str, Way] = {
    "as it is": as_it_is,
    "hashed": hashed,
    "nameless": nameless,
    "renamed": renamed,
    "timeless": timeless,
    "divs": divs,
    "lists": lists,
    "headless": headless,
    "cut2": cut(2),
    "cut1": cut(1),
    "boxes": boxes,
    "pings": pings,
    "adverts": adverts,
    "wrapped": wrapped,
    "hashed+timeless": both(timeless, hashed),
    "hashed+divs": both(divs, hashed),
    "hashed+headless": both(headless, hashed),
    "hashed+cut2": both(cut(2), hashed),
    "hashed+boxes": both(boxes, hashed),
    "nameless+timeless": both(timeless, nameless),
}


# --------------------------------------------------------------------------------------------------------------- score


def thread_of(page: Page) -> Thread:
    """The comments of a page as cleaning finds them."""
    return filled(Document(page=page), (Segment(), ReadMetadata(), ReadComments())).thread


def words(text: str) -> Counter[str]:
    """The words of a text, as a bag."""
    return Counter(WORD.findall(text.lower()))


def matches(gold: Gold, found: Sequence[Comment]) -> dict[int, int]:
    """For gold comments the index of the found one with the same words, one to one, the most alike first."""
    ours, theirs = [words(one.text) for one in found], [words(one["text"]) for one in gold]
    pairs: list[tuple[float, int, int, int]] = []
    for i, a in enumerate(theirs):
        for j, b in enumerate(ours):
            size = a.total() + b.total()
            alike = 2 * (a & b).total() / size if size else float(gold[i]["text"] == found[j].text)
            if alike >= ALIKE:
                pairs.append((-alike, abs(i - j), i, j))
    matched: dict[int, int] = {}
    for _, _, i, j in sorted(pairs):
        if i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def compare(gold: Gold, found: Sequence[Comment]) -> Counter[str]:
    """Counts of one page with comments."""
    matched = matches(gold, found)
    place = {one.identifier: index for index, one in enumerate(found)}
    count = Counter(pages=1, gold=len(gold), found=len(matched), extra=len(found) - len(matched))
    count["exact"] = int(len(matched) == len(gold) == len(found))
    is_threaded = any(one["parent_index"] is not None for one in gold)
    for i, j in matched.items():
        want, got = gold[i], found[j]
        if want["author"]:
            a, b = " ".join(words(want["author"])), " ".join(words(got.author.name)) if got.author else ""
            count.update(author_of=1, author=int(bool(b) and (a in b or b in a)))
        if want["date"]:
            count.update(date_of=1, date=int(bool(got.datePublished or got.datePublishedRaw)))
        if is_threaded:
            parent, above = want["parent_index"], place.get(got.parentItem or "")
            right = above is None if parent is None else above is not None and matched.get(parent) == above
            count.update(parent_of=1, parent=int(right))
    return count


def share(count: Mapping[str, int], part: str, whole: str) -> float:
    """One count as a share of another."""
    return count.get(part, 0) / max(1, count.get(whole, 0))


HEAD = f"{'way':20} {'found':>6} {'extra':>6} {'exact':>6} {'author':>6} {'date':>6} {'parent':>6}   false    cpu"


def line(name: str, count: Mapping[str, int], ms: float) -> str:
    """The scores of one way."""
    shares = [("found", "gold"), ("extra", "gold"), ("exact", "pages"), ("author", "author_of"), ("date", "date_of")]
    shares.append(("parent", "parent_of"))
    told = " ".join(f"{share(count, part, whole):6.3f}" for part, whole in shares)
    return f"{name:20} {told} {count.get('false', 0):4}/{count.get('negatives', 0):<3} {ms:6.1f}"


# ----------------------------------------------------------------------------------------------------------------- run


def changed(raw: RawPage, way: Way) -> Page | None:
    """The page with its markup changed; None if it is no HTML. ``way`` gets the comments that are found unchanged."""
    page = decode(raw, None)
    if not isinstance(page, Page) or page.tree is None:
        return None
    items = [
        region.where
        for region in find_comments(page)
        if region.label is Label.COMMENT and isinstance(region.where, HtmlElement)
    ]
    way(page.tree, items)
    text = etree.tostring(page.tree, encoding="utf-8", method="html")
    again = decode(replace(raw, body=text, headers={"Content-Type": "text/html; charset=utf-8"}), None)
    return again if isinstance(again, Page) else None


def run(raws: Mapping[str, RawPage], gold: Mapping[str, Gold], name: str, *, verbose: bool) -> None:
    """Nothing; prints the row of one way."""
    total: Counter[str] = Counter()
    spent = 0.0
    for file, raw in raws.items():
        page = changed(raw, WAYS[name])
        if page is None or file not in gold:
            continue
        most = int(name[-1]) if "cut" in name else len(gold[file])
        wanted = gold[file][:most]
        start = time.process_time()
        found = thread_of(page).comments
        spent += time.process_time() - start
        count = compare(wanted, found) if wanted else Counter({"negatives": 1, "false": int(bool(found))})
        total += count
        if verbose and ((wanted and not count["exact"]) or count["false"]):
            print(f"    {file[:60]:60} gold {len(wanted)} found {count['found']} extra {count['extra'] or len(found)}")
    print(line(name, total, 1000 * spent / max(1, len(raws))), flush=True)


def main() -> None:
    """Nothing; prints a row a way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("ways", nargs="*", metavar="WAY", help=", ".join(WAYS))
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()
    rows = [json.loads(each) for each in args.gold.read_text("utf-8").splitlines()]
    gold = {row["page"]: row["comments"] or [] for row in rows}
    opened = [open_page(ref) for ref in find_pages([str(args.pages)]) if isinstance(ref, PageRef)]
    raws = {Path(raw.file or "").name: raw for raw in opened if isinstance(raw, RawPage)}
    print(HEAD)
    for name in args.ways or WAYS:
        run(raws, gold, name, verbose=args.verbose)


if __name__ == "__main__":
    main()
