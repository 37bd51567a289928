"""Articles of the invented town in the shapes that make extractors fail: each page with the article's true text.

A shape is a function: an article comes in, a page goes out whose only article is that article's paragraphs. What a
shape puts around or between them was seen on real pages again and again; the words and names here are made up. Class
names are mostly ones that say nothing, as themes of today have them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from html import escape

from benchmarks.markup import SITE, comments
from benchmarks.newsroom import SECTIONS, Article, article

Shape = Callable[[Article], str]
URL = "https://gazette.example"


def paragraphs(texts: Sequence[str], name: str = "") -> str:
    """The paragraphs as elements, of a class if it is given."""
    start = f'<p class="{name}">' if name else "<p>"
    return "\n".join(f"{start}{escape(text)}</p>" for text in texts)


def plain(story: Article, inner: str = "", *, above: str = "", below: str = "", heading: str = "h1") -> str:
    """A page with nothing odd but what it is given: inside the article's box (else its paragraphs), above and below."""
    menu = "".join(f'<li><a href="/{word}">{word.title()}</a></li>' for word in SECTIONS)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{escape(story.headline)} - {SITE}</title>
<meta property="og:site_name" content="{SITE}"><meta property="og:title" content="{escape(story.headline)} | {SITE}">
<meta property="article:published_time" content="{story.published.isoformat()}">
<meta name="author" content="{escape(story.author)}"></head>
<body><div class="x1"><ul class="x2">{menu}</ul></div>{above}
<div class="x3"><{heading} class="x4">{escape(story.headline)}</{heading}>
<div class="x5">{inner or paragraphs(story.paragraphs)}</div>{below}</div>
<div class="x9"><p>© {SITE}. All rights reserved.</p></div></body></html>"""


def between(story: Article, piece: str) -> str:
    """The page with a piece of markup in the middle of the article's box."""
    half = len(story.paragraphs) // 2
    return plain(story, f"{paragraphs(story.paragraphs[:half])}{piece}{paragraphs(story.paragraphs[half:])}")


def headline_in_the_box(story: Article) -> str:
    """The headline once more, with date and byline, right above the text."""
    line = f"<p>By {escape(story.author)}</p><p>{story.published:%d %B %Y, %H:%M}</p>"
    return plain(story, f"<h2>{escape(story.headline)}</h2>{line}{paragraphs(story.paragraphs)}")


def offers(story: Article) -> str:
    """A newsletter, an app and a word on comments between and below the paragraphs."""
    box = "<div class=q1><p>Sign up for our free newsletter and get the harbour in your inbox every morning.</p></div>"
    end = "<p>Download our app from the App Store.</p><p>Please read our commenting policy before you post.</p>"
    return between(story, box).replace('</div></div>\n<div class="x9">', f'{end}</div></div>\n<div class="x9">')


def read_more(story: Article) -> str:
    """Pointers to other stories between the paragraphs."""
    return between(
        story,
        '<p><strong>Read more: <a href="/7">Choir inherits a seed bank on Quarry Lane</a></strong></p>'
        '<ul><li><a href="/8">Bus depot gives up its oldest barge</a></li></ul>',
    )


def teasers_at_the_end(story: Article) -> str:
    """Other stories below, each with a heading and its first sentence."""
    others = [article(story.number + 1000 + n) for n in range(4)]
    cards = "".join(
        f'<div class="k2"><a href="{other.path}"><h3>{escape(other.headline)}</h3></a>'
        f"{paragraphs(other.paragraphs[:1])}</div>"
        for other in others
    )
    return plain(story, below=f'<div class="k1"><h2>More from the {SITE}</h2>{cards}</div>')


def list_of_the_latest(story: Article) -> str:
    """Links with their times below the text, as a portal has them, without any heading."""
    rows = "".join(
        f'<div class="r1"><a href="/{n}">{escape(article(story.number + 2000 + n).headline)}</a></div>'
        f'<div class="r2">2025-04-{n + 10} 09:{n + 11}</div>'
        for n in range(8)
    )
    return plain(story, below=f'<div class="r0">{rows}</div>')


def portrait(story: Article) -> str:
    """Who the author is, below the text."""
    who = f"{story.author} has written about boats, bridges and their builders for the {SITE} since the great storm."
    return plain(story, paragraphs((*story.paragraphs, who)))


def fact_box(story: Article) -> str:
    """A box of facts beside the text, named as one."""
    facts = "".join(f"<li>{fact}</li>" for fact in ("Built in 1911", "Repaired twice", "Owned by the river trust"))
    return between(story, f'<aside class="factbox"><h3>Facts</h3><ul>{facts}</ul></aside>')


def nameless_facts(story: Article) -> str:
    """The same box with a name that tells nothing."""
    facts = "".join(f"<li>{fact}</li>" for fact in ("Built in 1911", "Repaired twice", "Owned by the river trust"))
    return between(story, f'<div class="y7"><h3>Facts</h3><ul>{facts}</ul></div>')


def captions(story: Article) -> str:
    """Pictures with a caption and a credit."""
    bare = '<div class="z1"><img src="/2.jpg"><div class="z2">The weir at low water. Photo: Nell Lovage</div></div>'
    figure = '<figure><img src="/1.jpg"><figcaption>The old gauge house by the weir</figcaption></figure>'
    return between(story, f"{figure}{bare}")


def drop_cap(story: Article) -> str:
    """The first letter in an element of its own, and the first paragraph in a box of its own."""
    first, *rest = story.paragraphs
    lead = f'<div class="w1"><p><span class="w2">{escape(first[0])}</span>{escape(first[1:])}</p></div>'
    return plain(story, f"{lead}{paragraphs(rest)}")


def bare_lead(story: Article) -> str:
    """The first paragraph as mere text in the box of the others."""
    return plain(story, f"{escape(story.paragraphs[0])}\n{paragraphs(story.paragraphs[1:])}")


def split(story: Article) -> str:
    """Each two paragraphs in a box of their own, with an advertisement between the boxes."""
    pairs = [story.paragraphs[n : n + 2] for n in range(0, len(story.paragraphs), 2)]
    advertisement = '<div class="v2">Advertisement</div>'
    return plain(story, advertisement.join(f'<div class="v1">{paragraphs(pair)}</div>' for pair in pairs))


def hidden_twin(story: Article) -> str:
    """The text twice, once for a view that is not shown."""
    return plain(story, below=f'<div style="display:none">{paragraphs(story.paragraphs)}</div>')


def breaks(story: Article) -> str:
    """No paragraphs, but line breaks."""
    return plain(story, "<br><br>".join(map(escape, story.paragraphs)))


def table_layout(story: Article) -> str:
    """The article in a cell of a table that lays out the page."""
    cell = f"<table><tr><td><a href=/>Home</a></td><td>{paragraphs(story.paragraphs)}</td></tr></table>"
    return plain(story, cell)


def in_a_script(story: Article) -> str:
    """The text in the state of a script alone."""
    state = json.dumps({"page": {"id": story.number, "html": paragraphs(story.paragraphs)}}).replace("</", "<\\/")
    return plain(story, f"<p>Loading …</p><script>window.__STATE__ = {state}</script>")


def no_heading(story: Article) -> str:
    """The headline in a mere ``div``, as older sites have it, the date below it."""
    page = plain(story, f"<div>{story.published:%Y-%m-%d %H:%M}</div>{paragraphs(story.paragraphs)}", heading="div")
    start, _, rest = page.partition("<meta property")
    return f"{start}</head>{rest.partition('</head>')[2]}"


def with_comments(story: Article) -> str:
    """Readers' comments below."""
    return plain(story, below=comments(story.remarks))


SHAPES: Mapping[str, Shape] = {
    "nothing odd": plain,
    "headline, byline and date in the box": headline_in_the_box,
    "offers, app, comment policy": offers,
    "pointers to other stories": read_more,
    "teasers at the end": teasers_at_the_end,
    "links with times, no heading": list_of_the_latest,
    "portrait of the author": portrait,
    "fact box": fact_box,
    "fact box without a name": nameless_facts,
    "captions and credits": captions,
    "drop cap, lead in its own box": drop_cap,
    "lead without an element": bare_lead,
    "split over boxes": split,
    "hidden twin": hidden_twin,
    "breaks for paragraphs": breaks,
    "table layout": table_layout,
    "text in a script": in_a_script,
    "no heading element": no_heading,
    "readers' comments": with_comments,
}
