"""Where on a page readers' comments may stand.

In: the tree. Out: elements that look like comment sections, by their names ("comments", "kommentare") or because they
follow a heading that says so ("3 Kommentare", "Leave a comment"). One walk; a zone is not entered again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from cleaning.markup.blocks import layout_of
from cleaning.markup.comments.names import NAME_STEMS, Part, parts_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INLINE = frozenset(
    {
        "a",
        "button",
        "input",
        "label",
        "svg",
        "i",
        "b",
        "em",
        "strong",
        "textarea",
        "img",
        "form",
        "script",
        "style",
        "use",
    }
    | {"option", "select", "link", "meta", "path", "small", "sup", "time", "cite"}
)
CODE = frozenset({"script", "style"})
WHOLE_PAGE = frozenset({"html", "body", "main"})
SHORT = 90  # characters of a heading
NUMBER_WORD = r"\d{1,3}(?:[.,\u00a0 ]\d{3})+|\d{1,6}|ein(?:e[nr]?)?|one|une?|un[ao]?|jeden|jedna|keine?|no"
# Words that say "comment" and nothing else, and words that say so only with a number: "20 thoughts on …".
SURE_WORD = (
    r"(?:leser|user|reader|nutzer|besucher)?-?(?:[ck]om+ent(?:s|are?|aires?|[aá]rios?|it?|o|ar(?:ze|zy|z|i|er|en)?|er|ti)?"
    r"|reacties?|leserstimmen|yorum(?:lar|u|ları)?|комм?ентар\w{1,4}|отзыв\w{0,2}|σχόλι\w{1,2}|diskuze|příspěvk\w{1,2}"
    r"|hozzászólás(?:ok)?|bình luận|ý kiến(?: bạn đọc)?|\w{0,8}(?:留言|評論|评论|コメント|댓글|跟贴|跟帖|의견)\w{0,4}"
    r"|نظرات|نظر|دیدگاه‌?(?:ها)?|(?:ال)?تعليقات?|(?:ال)?تعليق(?:ا|ات)?|תגובות|תגובה|टिप्पणियाँ|टिप्पणियां|टिप्पणी|कमेंट्?स?"
    r"|ความคิดเห็น|komentar\w{0,3}|leserbeitr[aä]ge?|talkbacks?)"
)
COUNTED_WORD = (
    r"(?:reactions?|reaktion(?:en)?|responses?|thoughts?|repl(?:y|ies)|antwort(?:en)?|gedanken?|rückmeldung(?:en)?"
    r"|meinung(?:en)?|réponses?|respuestas?|rispost[ae]|odpowied\w{1,3}|opini[aeio]\w{0,2}|discussions?|diskussion(?:en)?|messages?|posts?|wypowied\w{1,3}|tanggapan)"
)
HEADING = re.compile(
    rf"^\W*(?:(?:\w{{1,14}}\W{{1,3}}){{1,3}}?(?P<inside>\d{{1,6}})\s+{SURE_WORD}(?!\w)"
    rf"|(?P<before>{NUMBER_WORD})\s+(?:\w{{1,14}}\s+)?(?:{SURE_WORD}|{COUNTED_WORD})(?!\w)"
    rf"|(?:\w{{1,14}}\s+){{0,2}}?{SURE_WORD}(?!\w)(?:\W{{0,4}}(?P<after>\d{{1,6}})\b|\W*$|\W*[:„“\"«]"
    r"|\s*(?:zu|on|to|auf|sur|à|a|en|su|about|do|für|of|von|from|for|der|des)\b)"
    rf"|{COUNTED_WORD}\W{{1,3}}(?P<counted>\d{{1,6}})\W*$)",
    re.IGNORECASE,
)
TALK_TITLE = re.compile(
    rf"\W*(?:\w{{1,14}}\W{{1,3}}){{0,2}}{COUNTED_WORD}(?:\W{{1,3}}\w{{1,14}}){{0,2}}\W*", re.IGNORECASE
)
LATEST = re.compile(  # comments of the whole site
    r"\b(?:recent|latest|newest|neu(?:e|este)n?|letzten?|aktuelle|derni[eè]r(?:e?s)?|récents|recientes|[uú]ltimos|ultimi"
    r"|recenti|recentes?|najnowsze|ostatnie|nieuwste|laatste|senaste|siste|nyeste|terbaru|nejnovější|poslední|legújabb"
    r"|πρόσφατα|последние|новые|останні|нові|son yorum\w*)\b"
    r"|أحدث|آخر|אחרונות|हाल|最近|最新|최근|mới nhất|bình luận mới",
    re.IGNORECASE,
)
# One of them is in any heading.
STEMS = """oment omment react reakt respon thought repl antwort gedanke meldung meinung stimme iscus ponse respu rispo
odpow opini yorum отзыв омент σχόλ 留言 評論 评论 コメ 댓글 의견 跟 iskuz řísp hozzász bình kiến نظر دیدگاه تعليق תגוב
टिप्पण कमे ความคิด eserbeitr alkback anggap"""
HEADING_STEMS = tuple(STEMS.split())
DIGIT = re.compile(r"\d")
TITLE_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary", "caption"})
TITLE_NAMES = re.compile(r"title|head|count|titel|titre|label|caption|number|bar", re.IGNORECASE)
INVITATION = re.compile(
    r"\b(?:leave|post|write|add|schreib|hinterlass|verfass|laiss|ajout|écri|deja|escrib|añad|lascia|scrivi|plaats|geef"
    r"|napisz|dodaj|zostaw|skriv|lämna|join)",
    re.IGNORECASE,
)
MOST_LEVELS = 4  # elements around a heading beside which comments are looked for
MOST_BEFORE = 60  # elements before "Leave a reply"
MOST_HEADINGS = 12  # a page with more of them is a list of articles with their counters


@dataclass(slots=True)
class Zones:
    """What a page has of named sections, of discussions by weaker names, and of headings that announce comments."""

    named: list[HtmlElement] = field(default_factory=list)
    talk: list[HtmlElement] = field(default_factory=list)
    headings: list[HtmlElement] = field(default_factory=list)


def find_zones(root: HtmlElement) -> Zones:
    """The zones of a page in document order; no named zone stands inside another, nor a discussion in another.

    All names and all short texts are searched as one string each, which is many times faster than one by one.
    """
    zones = Zones()
    layout = layout_of(root)
    elements, names = layout.elements, layout.names
    holders = holders_of_headline(root)
    inside: list[tuple[int, int]] = []  # the named zones by their first element and the one after their last
    talk_end = 0
    kinds = list(dict.fromkeys(names))
    promising = {kinds[hit] for hit in _hits(kinds, NAME_STEMS)}
    for index in (index for index, name in enumerate(names) if name in promising):
        element = elements[index]
        kind = _kind(element) if element not in holders and (not inside or index >= inside[-1][1]) else 0
        if kind & Part.COMMENT:
            inside.append((index, index + sum(1 for _ in element.iter("*"))))
            zones.named.append(element)
        elif kind & Part.TALK and index >= talk_end:
            talk_end = index + sum(1 for _ in element.iter("*"))
            zones.talk.append(element)
    texts = [_short_text(element) for element in elements]
    for index in _hits(texts, HEADING_STEMS):
        place = bisect_right(inside, (index, len(elements))) - 1
        if (place < 0 or index >= inside[place][1]) and is_heading(texts[index]):
            zones.headings.append(elements[index])
    return zones


def _short_text(element: HtmlElement) -> str:
    """The element's own text, if it is as short as a heading; code is none, and is long to take from the tree."""
    text = None if element.tag in CODE else element.text
    return text if text and len(text) < SHORT else ""


def is_heading(text: str) -> bool:
    """True for a text that announces the comments on this page; "Recent comments" are those of the whole site."""
    return HEADING.search(text) is not None and not (LATEST.search(text) and not DIGIT.search(text))


def _hits(texts: Sequence[str], stems: Sequence[str]) -> list[int]:
    """The indices of the texts that contain one of the stems, in order."""
    joined = "\0".join(texts).lower()
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    if len(joined) != starts[-1] - 1:  # a letter whose small form is longer, such as the Turkish İ
        texts = [text.lower() for text in texts]
        joined, starts = "\0".join(texts), [0, *accumulate(len(text) + 1 for text in texts)]
    hits: set[int] = set()
    for stem in stems:
        place = joined.find(stem)
        while place >= 0:
            hit = bisect_right(starts, place) - 1
            hits.add(hit)
            place = joined.find(stem, starts[hit + 1])
    return sorted(hits)


def _kind(element: HtmlElement) -> int:
    """``Part.COMMENT`` for a named zone, ``Part.TALK`` for what may be a discussion, else 0."""
    parts = parts_of(element)
    if (
        element.tag in INLINE
        or element.tag in WHOLE_PAGE
        or element.tag in TITLE_TAGS
        or parts & (Part.FORM | Part.MACHINE)
    ):
        return 0
    if parts & Part.COMMENT:
        return Part.COMMENT
    return Part.TALK if parts & Part.TALK and not parts & Part.ACTION else 0


@lru_cache(maxsize=1)  # the page that is being read: zones are looked for in several ways
def holders_of_headline(root: HtmlElement) -> Set[HtmlElement]:
    """All elements that have a first-rank heading below them: whatever they are called, they are more than comments."""
    holders: set[HtmlElement] = set()
    for heading in root.iter("h1"):
        for above in heading.iterancestors():
            if above in holders:
                break
            holders.add(above)
    return holders


def after_headings(zones: Zones) -> list[HtmlElement]:
    """The elements that follow headings such as "3 Kommentare" in the same container, without those of the next one."""
    found: dict[HtmlElement, None] = {}
    for heading in zones.headings[:MOST_HEADINGS]:
        title = _title_around(heading)
        if title is not None:
            found.update(dict.fromkeys(next(_following(title), ())))
    return outermost(found)


def around_headings(zones: Zones, root: HtmlElement) -> list[HtmlElement]:
    """Where comments may be if nothing else shows them: far below a heading, below a counter, above "Leave a reply"."""
    whole = holders_of_headline(root)
    found: dict[HtmlElement, None] = {}
    for heading in zones.headings[:MOST_HEADINGS]:
        if heading.tag in INLINE and heading.tag not in {"b", "strong"}:
            continue
        title = _title_around(heading)
        for after in _following(heading if title is None else title):
            found.update(dict.fromkeys(after))
        if INVITATION.search(heading.text or ""):
            node: HtmlElement | None = heading
            for _ in range(MOST_LEVELS):
                if node is None or node in whole or node.tag in WHOLE_PAGE:
                    break
                found.update(dict.fromkeys(islice(node.itersiblings("*", preceding=True), MOST_BEFORE)))
                node = node.getparent()
    return outermost({element: None for element in found if element not in whole and element.tag not in INLINE})


def outermost(elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    """The elements that stand in no other of them. Each element around them is climbed over once."""
    found = dict.fromkeys(elements)
    is_inside: dict[HtmlElement | None, bool] = {None: False}
    for element in found:
        path: list[HtmlElement] = []
        above = element.getparent()
        while above is not None and above not in is_inside:
            path.append(above)
            above = above.getparent()
        inside = is_inside[above]
        for node in reversed(path):
            inside = is_inside[node] = inside or node in found
    return [element for element in found if not is_inside[element.getparent()]]


def _title_around(element: HtmlElement) -> HtmlElement | None:
    """The element itself or the one around it that is a title by its tag or its name; None if there is none near."""
    node: HtmlElement | None = element
    for _ in range(3):
        if node is None or node.tag in WHOLE_PAGE:
            return None
        if node.tag in TITLE_TAGS or TITLE_NAMES.search(f"{node.get('class', '')} {node.get('id', '')}"):
            return node
        node = node.getparent()
    return None


def _following(title: HtmlElement) -> Iterator[list[HtmlElement]]:
    """The elements after a title that have any text: those beside it, then those beside the elements around it."""
    node = title
    for _ in range(MOST_LEVELS):
        after = []
        for sibling in node.itersiblings("*"):
            if sibling.tag == node.tag and sibling.get("class") == node.get("class") and (node is title):
                break
            after.append(sibling)
        if any(len(sibling.text_content().strip()) > 1 for sibling in after if sibling.tag not in INLINE):
            yield after
        above = node.getparent()
        if above is None or above.tag in WHOLE_PAGE:
            return
        node = above
