"""Saved pages → samples to learn from: their text in several styles, each line known to be the article's or not.

HTML pages are written as text by ``cleaning.training.render`` and ``cleaning.training.digest``; which words are the
article's is told by a gold file, else by what ``cleaning.pipeline`` makes of the HTML. Plain-text pages need gold.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from cleaning.archive import open_page
from cleaning.model import Document, PageRef, RawPage
from cleaning.pipeline import examine
from cleaning.record import Reject
from cleaning.sources import Sources
from cleaning.text.discussion import find_discussion
from cleaning.text.reading import lines_of
from cleaning.text.shapes import shapes_of
from cleaning.training.align import align
from cleaning.training.digest import digest
from cleaning.training.fit import Sample
from cleaning.training.render import STYLES, main_part, render

LEAST_TEXT = 400  # characters of an article that is worth learning from
LEAST_WORDS = 30  # words of it that must be found again in the page's lines
MOST_WORDS = 100  # a longer line has no more weight
OUTWEIGHED = 4  # the article's words that a page's lines may weigh together
DIGESTS = 2
PLAIN = 0.4  # share of the pages that are written in the plainest style; the others in any
SECOND_LEVEL = frozenset("ac co com edu gov net org".split())  # in front of a country: "example.co.uk" is one site
# What a page's rendering weighs beside a text that was saved as such, and what a label of our own beside a gold one.
RENDERED, DIGESTED, OWN_LABEL = 0.5, 0.25, 0.75


@dataclass(frozen=True, slots=True)
class Article:
    """An article to learn from: whose it is, its page's name, its accepted texts (the fullest first), its headline.

    ``texts`` are the page as text: its kind, the text, and what it weighs.
    """

    site: str
    name: str
    bodies: Sequence[str]
    gold: bool
    headline: str | None
    texts: Sequence[tuple[str, str, float]]


def read_gold(files: Iterable[Path]) -> Mapping[str, Sequence[str]]:
    """Page's file name → its accepted texts, from JSON lines of ``{"page": …, "bodies": [text, …]}``."""
    gold: dict[str, Sequence[str]] = {}
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            if row.get("bodies"):
                gold[row["page"]] = sorted(row["bodies"], key=len, reverse=True)
    return gold


def articles_in(pages: Iterable[PageRef | Reject], gold: Mapping[str, Sequence[str]]) -> Iterator[Article]:
    """The pages that hold an article whose text is known."""
    for ref in pages:
        raw = ref if isinstance(ref, Reject) else open_page(ref)
        doc = raw if isinstance(raw, Reject) else examine(raw, Sources())
        if isinstance(doc, Reject) or isinstance(raw, Reject):
            continue
        name = Path(raw.file or "").name
        bodies = gold.get(name)
        if bodies is None:
            told = doc.page.tree is not None and doc.quality.reason is None and len(doc.body.text) >= LEAST_TEXT
            bodies = [doc.body.text] if told else []
        if bodies:
            headline = doc.metadata.headline if doc.page.tree is not None else None
            texts = tuple(_texts(doc, name, bodies[0]))
            yield Article(site_of(raw, doc), name, bodies, name in gold, headline, texts)


def site_of(raw: RawPage, doc: Document) -> str:
    """Whose page it is: the last labels of its host, else the folder it lies in."""
    host = urlsplit(raw.url or doc.metadata.canonicalUrl or "").hostname
    if not host:
        return str(Path(raw.file or "").parent)
    labels = host.split(".")
    pair = len(labels) > 2 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2
    return ".".join(labels[-3 if pair else -2 :])


def samples_of(articles: Sequence[Article]) -> Iterator[Sample]:
    """The samples that articles give: several for an HTML page, one for a text; none where nothing can be learned."""
    headlines = [(article.site, article.headline) for article in articles if article.headline]
    for article in articles:
        others = [headline for site, headline in headlines if site != article.site]
        for kind, text, weight in (*article.texts, *_digests(article, others)):
            sample = sample_of(article, kind, text, weight * (1 if article.gold else OWN_LABEL))
            if sample is not None:
                yield sample


def _texts(doc: Document, name: str, body: str) -> Iterator[tuple[str, str, float]]:
    """A page as text: as it is, or in two styles of an HTML page; the same ones each time."""
    tree = doc.page.tree
    if tree is None:
        yield ("main" if ".main." in name else "full"), doc.page.text, 1.0
        return
    random = Random(zlib.crc32(name.encode()))
    for part, root in (("whole", tree), ("part", main_part(tree, _paragraphs(body)))):
        style = "plain" if random.random() < PLAIN else random.choice(list(STYLES))
        yield f"{part}, {style}", render(root, STYLES[style]), RENDERED


def _digests(article: Article, others: Sequence[str]) -> Iterator[tuple[str, str, float]]:
    """Pages made up around the article of an HTML page."""
    random = Random(zlib.crc32(f"digest {article.name}".encode()))
    if len(article.texts) > 1:
        for _ in range(DIGESTS):
            yield "digest", digest(_paragraphs(article.bodies[0]), article.headline, others, random), DIGESTED


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def sample_of(article: Article, kind: str, text: str, weight: float) -> Sample | None:
    """A text as a sample, None if the article's words are not found in it.

    A line weighs its words against those of the article, as they count in the measure of bodies; lines of readers'
    comments, and those that only some of the accepted texts have, weigh nothing.
    """
    lines, _ = lines_of(text)
    shapes = shapes_of(lines)
    discussion = find_discussion(lines, shapes)
    aside = frozenset(range(max(0, discussion.start), discussion.end) if discussion else ())
    votes = list(zip(*(align([line.text for line in lines], body) for body in article.bodies), strict=True))
    words = [min(len(shape.words), MOST_WORDS) + 2 for shape in shapes]
    told = sum(size for size, vote in zip(words, votes, strict=True) if all(vote))
    if told < LEAST_WORDS:
        return None
    clear = [at not in aside and all(vote) == any(vote) for at, vote in enumerate(votes)]
    whole = sum(size for size, is_clear in zip(words, clear, strict=True) if is_clear)
    scale = weight / max(told + 50, whole / OUTWEIGHED)
    weights = [scale * size if is_clear else 0.0 for size, is_clear in zip(words, clear, strict=True)]
    inside = [all(vote) for vote in votes]
    return Sample(article.site, kind, text, article.bodies, lines, shapes, aside, inside, weights)
