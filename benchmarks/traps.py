"""Pages that stop parsers, patterns or whoever counts on pages being small: one function a shape, all made up here.

Each shape has stopped a library in wide use for seconds to minutes, or is made to look for the next such place.
``benchmarks/hostile.py`` measures them, ``tests/test_hostile.py`` asserts what becomes of each.
"""

# ruff: noqa: E501 - a shape a line reads better than one broken over three

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable

WORDS = (
    "The ferry to the outer islands was late again on Friday, and the harbour master said that the engine had been "
    "repaired twice since the spring, that a new one was too dear, and that he was sorry for those who had waited."
)
STORY = "".join(f"<p>{n}. {WORDS}</p>" for n in range(1, 6))
PLAIN_STORY = "The ferry was late\n\nBy Ruth Fallow\n\n" + "\n\n".join(f"{n}. {WORDS}" for n in range(1, 6)) + "\n"


Make = Callable[[int], bytes]  # how many times smaller than its name says → the page


def html(body: str = STORY, head: str = "") -> bytes:
    """A page with a title, this head and this body."""
    return (
        f"<!doctype html><html lang=en><head><title>Ferry late</title>{head}</head><body>{body}</body></html>".encode()
    )


def json_ld(text: str) -> bytes:
    """A page with an article's text and this as its JSON-LD."""
    return html(head=f'<script type="application/ld+json">{text}</script>')


def person(n: int) -> dict[str, str]:
    """An author as schema.org has it."""
    return {"@type": "Person", "name": f"Ann{chr(97 + n % 26)} Beller{n}x"}


def binary() -> bytes:
    """Bytes that are no text, the same each time."""
    return random.Random(1).randbytes(1_000_000)


def article(**fields: object) -> str:
    """An article as JSON-LD."""
    return json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry late", **fields})


HTML: dict[str, Make] = {
    # Those that are known to stop trafilatura for seconds to minutes.
    "json-ld-2000-authors": lambda k: json_ld(article(author=[person(n) for n in range(2_000 // k)])),
    "json-ld-100000-quotes": lambda k: json_ld('{"@type":"NewsArticle","headline":"' + '\\"' * (100_000 // k) + '"}'),
    "meta-50000-comments": lambda k: html(head=f'<meta name=description content="{"<!--" * (50_000 // k)}">'),
    "footers-200-links-5000": lambda k: html("<div class=footer>" * 200 + "<a href=/x>a link</a> " * (5_000 // k) + STORY),
    "dates-50000": lambda k: html("".join(f"<p>{n % 28 + 1}.3.2025</p>" for n in range(50_000 // k)) + STORY),
    "h1-50000": lambda k: html("<h1>Ferry late</h1>" * (50_000 // k) + STORY),
    "json-ld-broken-8000-authors": lambda k: json_ld(article(author=[person(n) for n in range(8_000 // k)])[:-2] + ",}"),
    "attributes-100000": lambda k: html(f"<p {' '.join(f'a{n}=1' for n in range(100_000 // k))}>x</p>{STORY}"),
    "attributes-100000-quoted": lambda k: html(f"""<p {" ".join(f'a{n}=">"' for n in range(100_000 // k))}>x</p>{STORY}"""),
    "paragraphs-100000-numbered": lambda k: html("".join(f"<p>{n}</p>" for n in range(100_000 // k))),
    "paragraphs-36000": lambda k: html("".join(f"<p>{n} {WORDS[:130]}</p>" for n in range(36_000 // k))),
    "items-100000-linked": lambda k: html(f"<ul>{'<li><a href=/x>a link</a></li>' * (100_000 // k)}</ul>{STORY}"),
    "classes-2000-of-10-kb": lambda k: html("".join(f"<p class='{'ab-cd ' * (1_700 // k)}{n}'>x</p>" for n in range(2_000 // k)) + STORY),
    "paragraph-12-mb": lambda k: html(f"<p>{(WORDS + ' ') * (12_000_000 // len(WORDS) // k)}</p>"),
    "json-ld-body-5-mb": lambda k: json_ld(article(articleBody=(WORDS + " ") * (5_000_000 // len(WORDS) // k))),
    "paragraphs-16-mb": lambda k: html(f"<p>{WORDS}</p>" * (16_000_000 // (len(WORDS) + 7) // k)),
    "random-1-mb": lambda k: binary(),
    # Others of their kind.
    "divs-100000-deep": lambda k: html("<div>" * (100_000 // k) + STORY),
    "spans-100000-deep": lambda k: html("<span>" * (100_000 // k) + STORY),
    "lists-5000-deep": lambda k: html("<ul><li>x" * (5_000 // k) + STORY),
    "bold-unclosed-50000": lambda k: html("<p><b><i>x" * (50_000 // k) + STORY),
    "end-tags-300000": lambda k: html("<div>" * (1_000 // k) + "</p></x>" * (150_000 // k) + STORY),
    "tables-300-deep": lambda k: html("<table><tr><td>x" * 300 + STORY),
    "table-cells-100000": lambda k: html(f"<table>{'<tr>' + '<td>1</td>' * 100 + '</tr>'}</table>" * (1_000 // k) + STORY),
    "svg-100000-paths": lambda k: html(f"<svg>{'<path d=M0 />' * (100_000 // k)}</svg>{STORY}"),
    "svg-5-mb-path": lambda k: html(f"<svg><path d='{'M1 2' * (1_250_000 // k)}'/></svg>{STORY}"),
    "entities-500000": lambda k: html(f"<p>{'&amp;&#8203;&lt;' * (170_000 // k)}</p>{STORY}"),
    "breaks-300000": lambda k: html(f"<div>{'a<br>' * (300_000 // k)}</div>{STORY}"),
    "comments-100000": lambda k: html("<!-- x -->" * (100_000 // k) + STORY),
    "less-than-1000000": lambda k: html("<" * (1_000_000 // k) + STORY),
    "comment-unclosed-5-mb": lambda k: html(STORY + "<!--" + "x-->y<!-" * (600_000 // k)),
    "script-unclosed-5-mb": lambda k: html(STORY + "<script>" + "var x='</scrip'+'t>';" * (240_000 // k)),
    "script-strings-10-mb": lambda k: html("<script>x='" + '"\\' * (5_000_000 // k) + "</script>" + STORY),
    "metas-100000": lambda k: html(head="<meta property=article:tag content=x>" * (100_000 // k)),
    "style-hidden-50000": lambda k: html("<p style='display:none'>x</p>" * (50_000 // k) + STORY),
    "title-5-mb": lambda k: html(head=f"<title>{'Ferry - ' * (625_000 // k)}</title>"),
    "quotes-240-deep": lambda k: html("<blockquote>" * 240 + "<p>x</p>" * (10_000 // k) + STORY),
    "thread-1500": lambda k: html(
        STORY + "<div id=comments>" + "".join(
            f"<div class=comment id=comment-{n}><cite>Ann{n}</cite> <time>1 May 2025</time><p>So it is, {n}.</p></div>"
            for n in range(1_500 // k)
        ) + "</div>"
    ),
    "thread-240-deep": lambda k: html(
        STORY + "<div id=comments>" + "".join(
            f"<div class=comment id=comment-{n}><cite>Ann{n}</cite> <time>1 May 2025</time><p>So it is, {n}.</p>"
            for n in range(120)
        )
    ),
    "headings-of-comments-5000": lambda k: html(STORY + "<h3>3 Comments</h3><div><p>So it is.</p></div>" * (5_000 // k)),
    "named-comments-50000": lambda k: html(STORY + "<div class=comment>x</div>" * (50_000 // k)),
    "microdata-50000": lambda k: html("<div itemscope itemtype=http://schema.org/Comment><b itemprop=author>x</b></div>" * (25_000 // k) + STORY),
    "nul-bytes-2-mb": lambda k: html("\0" * (2_000_000 // k) + STORY),
    "spaces-5-mb": lambda k: html(f"<p>{' ' * (5_000_000 // k)}</p>{STORY}"),
    "letters-5-mb-one-word": lambda k: html(f"<p>{'a' * (5_000_000 // k)}</p>{STORY}"),
    "han-3-mb": lambda k: html(f"<p>{'渡轮周五又晚点了。' * (100_000 // k)}</p>"),
}  # fmt: skip
TEXT: dict[str, Make] = {
    "text-newlines-1000000": lambda k: (PLAIN_STORY + "\n" * (1_000_000 // k) + PLAIN_STORY).encode(),
    "text-line-10-mb": lambda k: ("word " * (2_000_000 // k)).encode(),
    "text-lines-500000": lambda k: ("".join(f"line {n}\n" for n in range(500_000 // k))).encode(),
    "text-stamps-100000": lambda k: (PLAIN_STORY + "Comments (9)\n\n" + "Ann\n1 May 2025\nSo it is.\n" * (33_000 // k)).encode(),
    "text-dates-in-a-line": lambda k: (PLAIN_STORY + "1 May 2025 " * (100_000 // k)).encode(),
    "text-figures-1-mb": lambda k: (PLAIN_STORY + "1" * (1_000_000 // k) + "\n" + "1:" * (500_000 // k)).encode(),
    "text-spaces-5-mb": lambda k: (PLAIN_STORY + " " * (5_000_000 // k) + "x").encode(),
    "text-dots-2-mb": lambda k: (PLAIN_STORY + ". " * (1_000_000 // k)).encode(),
    "text-indented-100000": lambda k: (PLAIN_STORY + "".join(" " * (n % 300) + "So it is.\n" for n in range(100_000 // k))).encode(),
    "text-names-100000": lambda k: (PLAIN_STORY + "Ann Beller\n" * (100_000 // k)).encode(),
    "text-by-by-by": lambda k: (PLAIN_STORY + "By " * (300_000 // k)).encode(),
    "text-brackets-1-mb": lambda k: ("[" * (500_000 // k) + "(" * (500_000 // k) + PLAIN_STORY).encode(),
    "text-letters-5-mb": lambda k: ("a" * (5_000_000 // k)).encode(),
    "text-hyphens-2-mb": lambda k: (PLAIN_STORY + "-" * (2_000_000 // k)).encode(),
}  # fmt: skip
PACKED = frozenset({"paragraphs-16-mb"})  # come as gzip, of 50 KB


def saved(name: str, k: int = 1) -> tuple[str, bytes]:
    """The file name and the bytes of a trap, as it would lie on disk; of one ``k`` times smaller."""
    if name in TEXT:
        return f"{name}.txt", TEXT[name](k)
    body = HTML[name](k)
    return (f"{name}.html.gz", gzip.compress(body)) if name in PACKED else (f"{name}.html", body)
