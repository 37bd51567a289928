"""WordPress: the comments that its REST API gives of a post, or else its feed of them.

REST: https://developer.wordpress.org/rest-api/reference/comments/ , where the API is:
https://developer.wordpress.org/rest-api/using-the-rest-api/discovery/ . Many sites shut it: then the feed is asked, and
what is rendered in the page stands in any case. Both give approved comments only; the feed gives the latest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urljoin, urlsplit

import msgspec

from cleaning.model import Answer, Ask, Document, Page, Thread
from cleaning.threads.comment_feed import read_comment_feed
from cleaning.threads.told import Told, comments_of, first_name, text_of, with_offset

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PER_PAGE = 100  # the most that the API gives at once
MOST_PAGES = 20  # that are asked for
MOST_LINKS = 400  # of a page's head that are looked at
LONGEST = 8_000_000  # bytes of one answer

API = "https://api.w.org/"
POST = re.compile(r"/wp/v2/([a-z][\w-]{0,40})/(\d{1,12})/?(?:$|[?&])")
NO_POSTS = frozenset({"categories", "tags", "users", "media", "comments", "taxonomies", "types", "blocks", "menus"})
POST_CLASS = re.compile(r"(?<![\w-])(?:postid|page-id)-(\d{1,12})(?![\w-])")
SHORT_LINK = re.compile(r"[?&]p=(\d{1,12})(?:$|[&#])")
HEADER_LINK = re.compile(r"<([^<>]{1,1000})>\s?;\s?rel=\"?([^\",;]{1,60})")
FORM_POST = re.compile(
    r"<input(?=[^<>]{0,200}\sname=[\"']?comment_post_ID)[^<>]{0,200}\svalue=[\"']?(\d{1,12})(?![\w-])"
)
ASKED = re.compile(r"/wp/v2/comments[?&].*?(?<![\w])page=(\d{1,4})$")

ANNOUNCED = re.compile(r"[\"']commentCount[\"']\s{0,3}:\s{0,3}[\"']?(\d{1,7})(?!\d)")
ITEM = re.compile(r"id=[\"']?(?:div-|li-)?comment-\d")
FORM = re.compile(r"id=[\"']?(?:respond|commentform)(?![\w-])|wp-comments-post\.php")
PLACE = re.compile(r"(?:id=[\"']?|href=[\"'][^\"'<>]{0,300}#)comments(?![\w-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Where the comments of a post can be asked for: the API's root and the post's number, and their feed."""

    root: str | None = None
    number: str | None = None
    feed: str | None = None

    @property
    def api(self) -> str | None:
        """The address that the number of a page is added to; None if root or number is not known."""
        if self.root is None or self.number is None:
            return None
        joint = "&" if "?" in self.root else "?"
        return f"{self.root.rstrip('/')}/wp/v2/comments{joint}post={self.number}&per_page={PER_PAGE}&page="


class WordPress:
    """Comments that a WordPress site gives as data."""

    name: ClassVar[str] = "wordpress"
    # Files of its own lie below wp-content and wp-includes; each further mark costs a tenth of a millisecond a page.
    marks: ClassVar[tuple[str, ...]] = ("/wp-",)
    is_askable: ClassVar[bool] = True

    def claims(self, page: Page, /) -> bool:
        """True for a post of WordPress whose comments can be asked for, or that answers were stored with."""
        return bool(page.raw.answers) or post_of(page, self.marks) is not None

    def asks(self, page: Page, answers: Sequence[Answer], /) -> Sequence[Ask]:
        """The next page of the comments; their feed, if the API does not answer; nothing of a page without comments."""
        post = post_of(page, self.marks)
        how = page.source.crawl.ask_comments if page.source else "announced"
        if post is None or how == "never" or (how == "announced" and not announces_comments(page, post)):
            return ()
        pages = pages_of(answers)
        if any(found is None for found in pages.values()) or post.api is None:
            asked = {answer.ask.url for answer in answers}
            return () if post.feed is None or post.feed in asked or any(pages.values()) else (Ask(url=post.feed),)
        last = max(pages, default=0)
        if last and (last >= MOST_PAGES or not is_more(pages[last] or [], last, answers)):
            return ()
        return (Ask(url=f"{post.api}{last + 1}", headers={"Accept": "application/json"}),)

    def thread(self, doc: Document, /) -> Thread:
        """The comments that the API gave, in threads, else those of the feed."""
        answers = [answer for answer in doc.page.raw.answers if answer.ask.kind == "comments"]
        pages = pages_of(answers)
        items = [item for number in sorted(pages) for item in pages[number] or ()]
        told = [one for item in sorted(items, key=age_of) if (one := told_of(item))]
        if told or any(found is not None for found in pages.values()):
            comments = comments_of(told, self.name)
            total = total_of(answers, "x-wp-total")
            is_whole = None if total is None else len(comments) >= total
            return Thread(
                platform=self.name if comments else None, comments=comments, announced=total, complete=is_whole
            )
        for answer in answers:
            if answer.status == 200 and not ASKED.search(answer.ask.url):
                comments = comments_of(read_comment_feed(answer.body), self.name)
                return Thread(platform=self.name if comments else None, comments=comments)
        return Thread()


# ------------------------------------------------------------------------------------------------ where they can be had


def post_of(page: Page, marks: Sequence[str]) -> Post | None:
    """Where the comments of a page can be asked for; None if it is no post of WordPress."""
    if page.tree is None or not any(mark in page.text for mark in marks):
        return None
    links = list(links_of(page, page.tree))
    root = next((url for rel, url in links if rel == API), None)
    number = None
    for rel, url in links:
        if rel == "alternate" and (match := POST.search(url)) and match[1] not in NO_POSTS:
            root, number = root or url[: url.index("/wp/v2/")], match[2]
            break
    number = number or number_of(page, page.tree, links)
    feed = next((url for rel, url in links if rel == "alternate" and is_own_feed(url, page.raw.url)), None)
    return Post(root=root, number=number, feed=feed) if number and (root or feed) else None


def number_of(page: Page, tree: HtmlElement, links: Sequence[tuple[str, str]]) -> str | None:
    """The post's number, by the body's class, the short link, or the form for a new comment."""
    body = next(iter(tree.iter("body")), None)
    found = POST_CLASS.search(body.get("class") or "") if body is not None else None
    if found is None:
        short = (SHORT_LINK.search(url) for rel, url in links if rel == "shortlink")
        found = next(filter(None, short), None) or FORM_POST.search(page.text)
    return found[1] if found else None


def links_of(page: Page, tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """What the page's head and its HTTP headers link: the relation, and the absolute address."""
    said = [match.groups() for match in islice(HEADER_LINK.finditer(page.raw.headers.get("link", "")), MOST_LINKS)]
    for link in islice(tree.iter("link"), MOST_LINKS):
        said += [(link.get("href") or "", rel) for rel in (link.get("rel") or "").split()[:5]]
    for href, rel in said:
        try:
            if url := address_of(href.strip(), page.raw.url):
                yield rel.lower(), url
        except ValueError:
            continue


def address_of(href: str, base: str | None) -> str | None:
    """The absolute address, without its fragment."""
    whole = urljoin(base or "", href).partition("#")[0]
    parts = urlsplit(whole)
    return whole if parts.scheme in ("http", "https") and parts.hostname and whole.split() == [whole] else None


def is_own_feed(url: str, page: str | None) -> bool:
    """True for the feed below a page's own address, and not that of the site or of all its comments."""
    if page is None:
        return False
    here, there = urlsplit(page), urlsplit(url)
    own = here.path.rstrip("/")
    if own:
        return there.netloc == here.netloc and there.path.rstrip("/") == f"{own}/feed"
    return "feed=" in there.query and bool(SHORT_LINK.search(url)) and there.netloc == here.netloc


def announces_comments(page: Page, post: Post) -> bool:
    """True if the page shows that there are comments, or may load some: else asking would be for nothing.

    A page that renders its form but no comment has none; one that says how many there are is believed.
    """
    if ITEM.search(page.text):
        return True
    if numbers := ANNOUNCED.findall(page.text):
        return any(int(number) for number in numbers)
    return post.feed is not None and not FORM.search(page.text) and bool(PLACE.search(page.text))


# ------------------------------------------------------------------------------------------------------- what was given


def pages_of(answers: Sequence[Answer]) -> dict[int, list[Any] | None]:
    """What the API answered, by the number of the page; None where it refused, or gave something else."""
    found: dict[int, list[Any] | None] = {}
    for answer in answers:
        if match := ASKED.search(answer.ask.url):
            found[int(match[1])] = items_of(answer)
    return found


def items_of(answer: Answer) -> list[Any] | None:
    """The comments in one answer of the API; None if it is none."""
    if answer.status != 200 or len(answer.body) > LONGEST:
        return None
    try:
        items = msgspec.json.decode(answer.body.lstrip(b"\xef\xbb\xbf \r\n\t"))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    return items if isinstance(items, list) else None


def is_more(items: Sequence[Any], last: int, answers: Sequence[Answer]) -> bool:
    """True if the API has further pages: as its header says, else where the last page was full."""
    pages = total_of(answers, "x-wp-totalpages")
    return last < pages if pages is not None else len(items) >= PER_PAGE


def total_of(answers: Sequence[Answer], name: str) -> int | None:
    """A number that the API gives in a header."""
    values = (answer.headers.get(name, "") for answer in answers if answer.status == 200)
    return next((int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 10), None)


def age_of(item: Any) -> tuple[str, int]:
    """What sorts the comments by their age: the API gives the latest first."""
    if not isinstance(item, dict):
        return "", 0
    date, number = item.get("date_gmt"), item.get("id")
    return date if isinstance(date, str) else "", number if isinstance(number, int) else 0


def told_of(item: Any) -> Told | None:
    """A comment of the API; None for a pingback, or what is no comment."""
    if not isinstance(item, dict) or item.get("type", "comment") != "comment" or not isinstance(item.get("id"), int):
        return None
    content, parent, author = item.get("content"), item.get("parent"), item.get("author")
    status, link = item.get("status"), item.get("link")
    return Told(
        id=f"comment-{item['id']}",
        text=text_of(content.get("rendered") if isinstance(content, dict) else content),
        parent=f"comment-{parent}" if isinstance(parent, int) and parent else None,
        author=first_name([item.get("author_name")]),
        author_id=str(author) if isinstance(author, int) and author else None,
        date=with_offset(item.get("date"), item.get("date_gmt")),
        date_raw=item["date"] if isinstance(item.get("date"), str) else None,
        status=status if isinstance(status, str) and status != "approved" else None,
        url=link if isinstance(link, str) and link.startswith(("http://", "https://")) else None,
    )
