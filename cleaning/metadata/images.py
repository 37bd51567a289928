"""Pictures from all sources → the article's pictures, each once, with caption and credit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from cleaning.metadata.plain import plain
from cleaning.metadata.reading import Picture
from cleaning.metadata.scan import belongs, text_of
from cleaning.record import Image

MOST_IMAGES = 50
LONGEST_CAPTION = 1_000
LONGEST_CREDIT = 200
MOST_KEY = 200  # characters of a picture's name
MOST_INNER = 200  # elements of a caption that are looked at
SMALLEST = 80  # pixels of a side, where the page says how many: below are icons and counting pixels

NO_PICTURE = re.compile(
    r"logo|icon|avatar|sprite|pixel|placeholder|blank\.|spacer|tracking|default[-_]|\.svg(?:$|\?)", re.IGNORECASE
)
PORTRAIT = re.compile(r"/(?:profiles?|autor(?:en)?|authors?|avatars?|gravatar)/", re.IGNORECASE)
SOURCES = ("data-src", "data-original", "data-lazy-src", "src")
CREDIT_CLASS = re.compile(r"credit|copyright|source|quelle|photograph|agency|rights|byline|autor|author", re.IGNORECASE)
CREDIT_WORD = (
    r"(?:(?:foto|photo|bild|image|picture|credit|crédit|copyright|quelle|source|fuente|imagen|fonte|kredit|kuva|beeld)s?"
    r"(?:\s+credit)?(?:\s*[:/©]|\s+(?:by|de|von)\s)|©)\s*"
)
CREDIT_LEAD = re.compile(CREDIT_WORD, re.IGNORECASE)
CREDIT = re.compile(rf"(?:^|(?<=[.!?)\s]))[(\[]?\s*{CREDIT_WORD}(?P<who>[^()\[\]]{{2,120}}?)\s*[)\]]?$", re.IGNORECASE)

# How content systems name the copies of one picture: by shape, by size, by words. A bare number counts beside these
# only: alone it is the picture's own.
COPY = (
    r"v?(?:16|21|4|3|2|1|9)(?:[_x:-]|to)(?:16|10|9|4|3|2|1)|\d{2,4}x\d{2,4}|[wh]\d{2,4}|r\d(?:\.\d{1,2})?|fp[xy]\d{1,3}"
    r"|wide|square|standard|original|retina|xlarge|large|medium|small|thumb|scaled"
)
COPY_NAME = re.compile(rf"(?:[-_.~]{{1,2}}(?:{COPY}|\d{{3,4}}))+$")
IS_COPY = re.compile(rf"(?:^|[-_.~])(?:{COPY})(?:$|[-_.~])")
ENTITY = re.compile(r"&(?:amp|#0?38);")


def article_images(
    stated: Sequence[Picture],
    figures: Sequence[HtmlElement],
    apart: frozenset[HtmlElement],
    absolute: Callable[[str], str | None],
) -> tuple[Image, ...]:
    """The pictures that the page states for itself, then those in figures; captions of both joined."""
    images: dict[str, Image] = {}
    for picture in (*stated, *pictures_in(figures, apart)):
        url = absolute(ENTITY.sub("&", picture.url.strip()))
        if url is None or NO_PICTURE.search(url.rpartition("/")[2]) or PORTRAIT.search(url):
            continue
        name = picture_key(url)
        old = images.get(name)
        caption, credit = plain(picture.caption), bare_credit(plain(picture.credit))
        if old is not None:
            url, caption, credit = old.url, old.caption or caption, old.creditText or credit
        elif len(images) == MOST_IMAGES:
            break
        images[name] = Image(url=url, caption=caption, creditText=credit)
    return tuple(images.values())


def picture_key(url: str) -> str:
    """What the addresses of one picture in several sizes have in common."""
    name = url.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2].lower()
    stem, dot, _ = name.rpartition(".")
    if not dot:
        return url
    copy = COPY_NAME.search(stem[-MOST_KEY:])
    return stem.removesuffix(copy[0]) if copy and IS_COPY.search(copy[0]) else stem


def pictures_in(figures: Iterable[HtmlElement], apart: frozenset[HtmlElement]) -> Iterator[Picture]:
    """The pictures in figures of the article's own part."""
    for figure in figures:
        image = next(figure.iter("img"), None)
        if image is None or not belongs(figure, apart) or is_small(image):
            continue
        url = next((url for name in SOURCES if (url := image.get(name)) and not url.startswith("data:")), None)
        if url:
            caption, credit = caption_and_credit(next(figure.iter("figcaption"), None))
            yield Picture(url=url, caption=caption, credit=credit)


def is_small(image: HtmlElement) -> bool:
    """True if a side of a picture is given and is too small for a photograph."""
    sides = (image.get("width") or "", image.get("height") or "")
    return any(side.isdecimal() and int(side[:6]) < SMALLEST for side in sides)


def caption_and_credit(element: HtmlElement | None) -> tuple[str | None, str | None]:
    """The caption without the credit, and the credit: an element of its own, or the end of the caption."""
    if element is None:
        return None, None
    whole = plain(text_of(element, LONGEST_CAPTION))
    if whole is None:
        return None, None
    own = next(
        (
            e
            for e in islice(element.iter(etree.Element), MOST_INNER)
            if e is not element and CREDIT_CLASS.search((e.get("class") or "")[:200])
        ),
        None,
    )
    if own is not None and (credit := plain(text_of(own))):
        caption = " ".join(whole.replace(credit, " ", 1).split()) if credit in whole else whole
        return caption.strip(" |–-") or None, bare_credit(credit)
    head, tail = whole[:-LONGEST_CREDIT], whole[-LONGEST_CREDIT:]
    if match := CREDIT.search(tail):
        return (head + tail[: match.start()]).strip() or None, match["who"].strip()
    return whole, None


def bare_credit(text: str | None) -> str | None:
    """The credit without the word that introduces it; None if nothing else is there."""
    match = CREDIT_LEAD.match(text) if text else None
    return (text[match.end() :].strip() if match else text) or None if text else None
