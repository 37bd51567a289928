"""An article on several pages → one document: the texts in order, nothing said twice, the first page's metadata.

The further pages come in as answers that a crawl stored with the first one (``Ask.kind`` is ``part``); they are
examined like any other page, and joined here. What pages of one article repeat is their top (headline, standfirst,
first words), their bottom (a note on the author) and a line that counts them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cleaning.model import Answer, Document, RawPage, Thread
from cleaning.record import Comment

TOP = 3  # paragraphs of the first page that the others may repeat at their top, however short they are
LONG = 8  # words of a paragraph that does not stand twice in one article by chance
LONG_COMMENT = 5  # words of a comment that one reader does not write twice

WORD = re.compile(r"[^\W_]+")
LONGEST_MARK = 60  # characters
COUNT = re.compile(r"(?:\D{0,20}\D)?(\d{1,3})(?:\s?[/|]\s?|\s[^\W\d]{1,6}\s)(\d{1,3})\W{0,10}")  # "Page 2 of 3"
PAGE = (
    "page|pages|pg|seite|página|pagina|pagine|pàgina|sivu|sida|sidan|side|siden|strona|stránka|strana|oldal|страница|"
    "страницы|сторінка|страницу|sayfa|σελίδα|صفحة|الصفحة|صفحه|עמוד|페이지|หน้า|trang|halaman"
)
NUMBERED = re.compile(rf"(?:.{{0,40}}\W)?(?:{PAGE})\W{{0,3}}(\d{{1,3}})\W{{0,10}}", re.IGNORECASE)  # "Go on to page 2"
HAN_NUMBERED = re.compile(r"\W{0,5}第?\s?(\d{1,3})\s?[页頁ページ]{1,3}\W{0,5}")
NEXT = re.compile(
    rf"\W{{0,5}}(?:(?:next|nächste|folgende|volgende|nästa|næste|neste|siguiente|próxima|successiva|następna|další|"
    rf"следующая|наступна|sonraki|seuraava|επόμενη)\s(?:{PAGE})|(?:{PAGE})\s(?:suivante|siguiente|seguinte|successiva|"
    rf"التالية|بعدی)|下一[页頁]|次のページ|다음\s?페이지)\W{{0,5}}",
    re.IGNORECASE,
)


def further_pages(raw: RawPage) -> tuple[list[RawPage], list[str]]:
    """The article's further pages in their order, each once; and in words which of them could not be fetched."""
    seen, pages, missing = {raw.body}, [], []
    for number, answer in enumerate((answer for answer in raw.answers if answer.ask.kind == "part"), 2):
        if answer.status >= 300 or not answer.body:
            missing.append(f"page {number} of the article is missing: {why_missing(answer)} at {answer.ask.url}")
        elif answer.body not in seen:
            seen.add(answer.body)
            pages.append(page_of(answer, raw))
    return pages, missing


def why_missing(answer: Answer) -> str:
    """What came instead of a page."""
    return f"the server answered {answer.status}" if answer.status >= 300 else "the answer was empty"


def page_of(answer: Answer, first: RawPage) -> RawPage:
    """A further page as a page of its own."""
    return RawPage(
        url=answer.ask.url,
        source=first.source,
        fetched_at=answer.fetched_at,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        file=first.file,
    )


def joined(first: Document, others: Sequence[Document], warnings: Sequence[str] = ()) -> Document:
    """The first page's document with the text and the comments of all pages, as far as body and thread are filled."""
    found = first.metadata
    titles = [title for title in (found.headline, found.alternativeHeadline, found.description) if title]
    text = joined_text([first.body.text, *(other.body.text for other in others)], titles)
    body = replace(first.body, text=text, warnings=(*first.body.warnings, *warnings))
    thread = first.thread
    for number, other in enumerate(others, 2):
        thread = joined_thread(thread, other.thread, number)
    return replace(first, body=body, thread=thread)


# ------------------------------------------------------------------------------------------------------------- the text


def joined_text(texts: Sequence[str], titles: Iterable[str]) -> str:
    """The texts of an article's pages as one, a blank line between paragraphs."""
    whole: list[str] = []
    top = {key(title) for title in titles}
    seen: set[str] = set()
    for number, text in enumerate(texts, 1):
        paragraphs = without_marks([part for part in text.split("\n\n") if part.strip()], number, len(texts))
        if number > 1:
            paragraphs = paragraphs[repeated_at_top(paragraphs, top, seen) :]
            same = repeated_at_bottom(whole, paragraphs)
            if 0 < same < len(paragraphs):
                del whole[-same:]
            elif same:
                continue
        else:
            top.update(key(paragraph) for paragraph in paragraphs[:TOP])
        whole += paragraphs
        seen.update(key(paragraph) for paragraph in paragraphs)
    return "\n\n".join(whole)


def repeated_at_top(paragraphs: Sequence[str], top: set[str], seen: set[str]) -> int:
    """How many paragraphs at the top of a page stood on an earlier one: its own top, or what it takes up again."""
    goes_over_it = False  # a page that shows the article from its beginning repeats short paragraphs too
    for number, paragraph in enumerate(paragraphs):
        form = key(paragraph)
        goes_over_it = goes_over_it or (form in seen and len(WORD.findall(paragraph)) >= LONG)
        if form not in top and not (form in seen and goes_over_it):
            return number
    return len(paragraphs)


def repeated_at_bottom(before: Sequence[str], paragraphs: Sequence[str]) -> int:
    """How many paragraphs at the ends of two pages are the same."""
    same = 0
    for one, other in zip(reversed(before), reversed(paragraphs), strict=False):
        if key(one) != key(other):
            break
        same += 1
    return same


def without_marks(paragraphs: Sequence[str], number: int, total: int) -> list[str]:
    """The paragraphs without lines at the top and the bottom that count the article's pages."""
    start, end = 0, len(paragraphs)
    while start < end and is_page_mark(paragraphs[start], number, total):
        start += 1
    while start < end and is_page_mark(paragraphs[end - 1], number, total):
        end -= 1
    return list(paragraphs[start:end])


def is_page_mark(paragraph: str, number: int, total: int) -> bool:
    """True for a line such as "Page 2 of 3" on page 2, "Go on to page 3" or "Next page"."""
    line = paragraph.strip()
    if len(line) > LONGEST_MARK:
        return False
    if match := COUNT.fullmatch(line):
        return int(match[1]) == number and int(match[2]) >= max(number, total)
    if match := NUMBERED.fullmatch(line) or HAN_NUMBERED.fullmatch(line):
        return int(match[1]) in (number, number + 1)
    return bool(NEXT.fullmatch(line))


def key(text: str) -> str:
    """What two spellings of one paragraph have in common; signs count where there are no words."""
    return " ".join(WORD.findall(text.casefold())) or text.strip()


# --------------------------------------------------------------------------------------------------------- the comments


def joined_thread(before: Thread, after: Thread, number: int) -> Thread:
    """A thread with those comments of a further page that it has not yet, numbered on; replies find their parents."""
    known: dict[tuple[str, ...], list[str]] = {}
    for comment in before.comments:
        known.setdefault(saying(comment), []).append(comment.identifier)
    names: dict[str, str] = {}
    new: list[Comment] = []
    times: Counter[tuple[str, ...]] = Counter()
    taken = {comment.identifier for comment in before.comments}
    for comment in after.comments:
        same = known.get(saying(comment), [])
        times[saying(comment)] += 1
        if times[saying(comment)] <= len(same):
            names[comment.identifier] = same[times[saying(comment)] - 1]
            continue
        names[comment.identifier] = own = free_name(comment.identifier, number, taken)
        taken.add(own)
        position = len(before.comments) + len(new) + 1
        parent = names.get(comment.parentItem) if comment.parentItem else None
        new.append(replace(comment, identifier=own, parentItem=parent, position=position))
    if not new:
        return before if before.comments else replace(before, platform=before.platform or after.platform)
    announced = before.announced if before.announced is not None else after.announced
    return replace(
        before,
        platform=before.platform or after.platform,
        comments=(*before.comments, *new),
        announced=announced,
        complete=None,  # of the whole no page tells; the number that is announced may
        discussion_url=before.discussion_url or after.discussion_url,
        discussion_from=before.discussion_from or after.discussion_from,
    )


def saying(comment: Comment) -> tuple[str, ...]:
    """Who said what; when, too, where the words are so few that they may be said twice."""
    name = comment.author.name if comment.author else ""
    if len(WORD.findall(comment.text)) >= LONG_COMMENT:
        return name, comment.text
    return name, comment.text, comment.datePublishedRaw or comment.datePublished or ""


def free_name(identifier: str, number: int, taken: set[str]) -> str:
    """The identifier, made another one where it is taken by a comment of an earlier page."""
    return next(name for name in names_like(identifier, number) if name not in taken)


def names_like(identifier: str, number: int) -> Iterator[str]:
    """The identifier, and others made of it and the page's number."""
    yield identifier
    name = f"{number}-{identifier}"
    while True:
        yield name
        name = f"{number}-{name}"
