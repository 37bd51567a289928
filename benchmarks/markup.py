"""An article as a page of HTML: small and plain, or as large as pages on the web are.

How large that is was measured on 356 labelled news and blog pages: unpacked, a median of 176 KB with a standard
deviation of 0.76 of its logarithm (5 % are under 47 KB, 5 % over 528 KB) and 35 KB packed with gzip; 33 KB of scripts
(one page in ten over 190 KB); 14 KB of text between 1,000 elements, 170 of them links.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from html import escape
from random import Random

from benchmarks.newsroom import Article, Remark, article

MEDIAN_BYTES = 176_000
SPREAD = 0.76  # standard deviation of the natural logarithm of the size
LEAST_BYTES, MOST_BYTES = 24_000, 1_700_000
CHUNKS = 600  # pieces of script that pages draw from, none twice in one page before all are used
NAVIGATION, TEASERS, FOOTER = 60, 60, 30  # links
SITE = "Hollin Gazette"


def page(story: Article, url: str, *, weight: int = 0, head: str = "", extra: str = "") -> str:
    """The article's page. ``weight`` is about how many bytes it has to reach; ``head`` and ``extra`` go in as they are.

    ``extra`` stands at the end of the article's body.
    """
    random = Random(f"{story.number} markup")
    text = "\n".join(f"<p>{escape(part)}</p>" for part in story.paragraphs)
    heavy = bool(weight)
    middle = f"""<main><article class="story"><header><h1>{escape(story.headline)}</h1>
<p class="standfirst">{escape(story.description)}</p>
<p class="byline">By <a rel="author" href="/people/{story.author[0].lower()}">{escape(story.author)}</a>
<time datetime="{story.published.isoformat()}">{story.published:%d %B %Y, %H:%M}</time></p></header>
<div class="article-body">
{text}
{extra}
</div></article>{comments(story.remarks)}</main>"""
    before = navigation(random) if heavy else '<nav><a href="/">Home</a> <a href="/about">About us</a></nav>'
    after = teasers(random) if heavy else ""
    start = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(story.headline)} | {SITE}</title>
<link rel="canonical" href="{escape(url)}">{head}
{metadata(story, url)}"""
    end = f"<footer><p>© {SITE}, printed on the Rope Walk</p>{links(random, FOOTER if heavy else 0)}</footer>"
    ballast = ballast_of(random, weight - len(start) - len(before) - len(middle) - len(after) - len(end))
    return f"{start}{ballast[0]}</head><body>\n{before}\n{middle}\n{after}\n{end}\n{ballast[1]}</body></html>\n"


def metadata(story: Article, url: str) -> str:
    """The lines of a page's head that speak of the article: OpenGraph and JSON-LD."""
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.headline,
        "author": {"@type": "Person", "name": story.author},
        "publisher": {"@type": "Organization", "name": SITE},
        "datePublished": story.published.isoformat(),
        "dateModified": story.modified.isoformat(),
        "articleSection": story.section,
        "mainEntityOfPage": url,
    }
    return f"""<meta property="og:type" content="article"><meta property="og:title" content="{escape(story.headline)}">
<meta name="description" content="{escape(story.description)}"><meta property="og:site_name" content="{SITE}">
<script type="application/ld+json">{json.dumps(linked)}</script>
"""


def comments(remarks: Sequence[Remark]) -> str:
    """The readers' comments, answers nested in what they answer; nothing if there are none."""
    if not remarks:
        return ""
    items = "".join(thread(remarks, place) for place, remark in enumerate(remarks) if remark.parent is None)
    return f'<section id="comments"><h2>{len(remarks)} comments</h2><ol class="comment-list">{items}</ol></section>'


def thread(remarks: Sequence[Remark], place: int) -> str:
    """A comment with its answers."""
    remark = remarks[place]
    answers = "".join(thread(remarks, n) for n, other in enumerate(remarks) if other.parent == place)
    return f"""<li class="comment" id="comment-{place + 1}"><div class="comment-body">
<div class="comment-author"><b>{escape(remark.author)}</b></div>
<div class="comment-metadata">
<time datetime="{remark.written.isoformat()}">{remark.written:%d %B %Y at %H:%M}</time></div>
<div class="comment-content"><p>{escape(remark.text)}</p></div></div>
{f'<ol class="children">{answers}</ol>' if answers else ""}</li>"""


def links(random: Random, count: int) -> str:
    """A list of links within the site."""
    items = (f'<li class="{word(random)}"><a href="/{word(random)}/">{word(random).capitalize()}</a></li>'
             for _ in range(count))  # fmt: skip
    return f"<ul>{''.join(items)}</ul>" if count else ""


def navigation(random: Random) -> str:
    """The head of a page as large sites have it."""
    return f'<header class="{word(random)}"><nav class="main-navigation">{links(random, NAVIGATION)}</nav></header>'


def teasers(random: Random) -> str:
    """A block of links to other articles, with pictures."""
    cards = "".join(card(random, story) for story in headlines() if random.random() < 0.25)
    return f'<aside class="related"><h2>More from {SITE}</h2>{cards}</aside>'


def card(random: Random, story: Article) -> str:
    """A link to another article, with a picture and a date."""
    picture = f"/images/{word(random)}"
    return (
        f'<div class="card {word(random)}"><a class="card__link" href="{story.path}" data-id="{word(random)}">'
        f'<img alt="" loading="lazy" width="320" src="{picture}-320.webp" srcset="{picture}-640.webp 2x">'
        f'<span class="card__title">{escape(story.headline)}</span></a><time>{story.published:%d %B}</time></div>'
    )


@cache
def headlines() -> tuple[Article, ...]:
    """Articles that teasers lead to."""
    return tuple(article(number, paragraphs=1) for number in range(1, TEASERS * 4 + 1))


def word(random: Random) -> str:
    """A made-up word of four to nine letters."""
    return "".join(random.choices("etaoinshrdlcumwfgypbvk", k=random.randint(4, 9)))


def size_of(number: int) -> int:
    """How many bytes page ``number`` has to have, spread as on the web."""
    drawn = MEDIAN_BYTES * math.exp(Random(f"{number} size").gauss(0, SPREAD))
    return round(min(max(drawn, LEAST_BYTES), MOST_BYTES))


def ballast_of(random: Random, wanted: int) -> tuple[str, str]:
    """Styles and scripts for the head, and scripts for the end, of about ``wanted`` bytes together."""
    pool = chunks()
    count = max(0, wanted) // len(pool[0])
    drawn = [pool[n % CHUNKS] for n in random.sample(range(max(count, CHUNKS)), count)]
    styles, scripts = drawn[: count // 5], drawn[count // 5 :]
    half = len(scripts) // 3
    head = f"<style>{''.join(f'/*{text}*/' for text in styles)}</style>" if styles else ""
    return head + script(scripts[:half]), script(scripts[half:])


def script(pieces: Sequence[str]) -> str:
    """The pieces as one script; nothing if there are none."""
    return f"<script>window.state=window.state||[];{''.join(pieces)}</script>\n" if pieces else ""


@cache
def chunks() -> tuple[str, ...]:
    """Pieces of script of one length, which pack about as well as real ones."""
    random = Random("chunks")
    known = [word(random) for _ in range(150)]
    return tuple(piece(random, known) for _ in range(CHUNKS))


def piece(random: Random, known: Sequence[str]) -> str:
    """About 2 KB of script: settings as JSON and calls, half of their words known from elsewhere."""
    parts: list[str] = []
    while sum(len(part) for part in parts) < 2000:
        name, other, third = random.choices(known, k=3)
        value = word(random) if random.random() < 0.1 else third
        parts.append(
            f'state.push({{"{name}":"{value}","id":{random.randrange(10**6)},"{other}":true,"path":"/{name}/{other}"}});'
            f"function {value}(e,t){{return e.{name}(t)||{other}}}"
        )
    return "".join(parts)[:2000].rsplit("function", 1)[0].ljust(2000)
