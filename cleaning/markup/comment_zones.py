"""Where on a page readers' comments may stand.

In: the tree. Out: elements that look like comment sections, by their names ("comments", "kommentare") or because they
follow a heading that says so ("3 Kommentare", "Leave a comment"). One walk; a zone is not entered again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleaning.markup.comment_names import Part, parts_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INLINE = frozenset(
    {"a", "button", "input", "label", "svg", "i", "b", "em", "strong", "textarea", "img", "form", "script", "style", "use"}
    | {"option", "select", "link", "meta", "path", "small", "sup", "time", "cite"}
)
WHOLE_PAGE = frozenset({"html", "body", "main"})
HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary", "caption"})
SHORT = 90  # characters of a heading
NUMBER_WORD = r"\d{1,3}(?:[.,  ]\d{3})*|\d+|ein(?:e[nr]?)?|one|une?|un[ao]?|jeden|jedna|keine?|no"
COMMENT_WORD = (
    r"(?:leser|user|reader|nutzer|besucher)?[- ]?(?:[ck]om+ent(?:s|are?|aires?|[aá]rios?|i|o|ar(?:ze|zy|z|i)?|er|arer|ti)?"
    r"|reacties?|reaktion(?:en)?|responses?|thoughts?|replies|reply|antwort(?:en)?|gedanken?|rückmeldung(?:en)?|meinung(?:en)?"
    r"|leserstimmen|diskussion|discussion|réponses?|respuestas?|risposte|odpowiedzi|opinie|yorum(?:lar)?|отзыв\w*"
    r"|комментари\w*|σχόλι\w*|留言|評論|评论|コメント|댓글)"
)
HEADING = re.compile(
    rf"^\W*(?:(?P<before>{NUMBER_WORD})\s+)?(?:\w{{1,14}}\s+){{0,2}}?{COMMENT_WORD}\b"
    rf"(?:\W*(?P<after>\d{{1,6}})\b)?(?:\W*$|\s*(?:zu|on|to|auf|sur|à|a|en|su|about|do|für|of|von|from|for|der|des)\b|\W*[:„“\"«])",
    re.IGNORECASE,
)
OTHER_PAGES = re.compile(
    r"(?:neueste|aktuelle|letzte|recent|latest|newest|derniers|últimos|ultimi|ostatnie|najnowsze|seneste|senaste|laatste"
    r"|most[ -]commented|meistkommentiert|beliebteste|popular)\w*\b.{0,20}(?:[ck]om+ent|reacties|reaktion|diskussion)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Zones:
    """What the walk found: named sections, discussions by weaker names, headings, and headings of other pages' boxes."""

    named: list[HtmlElement] = field(default_factory=list)
    talk: list[HtmlElement] = field(default_factory=list)
    headings: list[HtmlElement] = field(default_factory=list)


def find_zones(root: HtmlElement) -> Zones:
    """The zones of a page in document order; no named zone stands inside another."""
    zones = Zones()
    holders = _holders_of_headline(root)
    skip = 0
    for element in root.iter("*"):
        if skip:
            skip -= 1
            continue
        names, identifier = element.get("class"), element.get("id")
        if names or identifier:
            parts = parts_of(names, identifier)
            if parts & (Part.COMMENT | Part.TALK) and element.tag not in INLINE:
                skip = _enter(element, parts, zones, holders)
                if skip:
                    continue
        text = element.text
        if text and len(text) < SHORT and HEADING.search(text):
            zones.headings.append(element)
    return zones


def _enter(element: HtmlElement, parts: Part, zones: Zones, holders: set[HtmlElement]) -> int:
    """How many of the next elements belong to the element if it is a zone or another page's comments, else 0."""
    if element.tag in WHOLE_PAGE or element in holders:
        return 0
    if parts & Part.COMMENT:
        if not parts & (Part.ELSEWHERE | Part.FORM | Part.MACHINE):
            zones.named.append(element)
        elif not parts & Part.ELSEWHERE:
            return 0
        return sum(1 for _ in element.iter("*")) - 1
    if not parts & (Part.ACTION | Part.FORM):
        zones.talk.append(element)
    return 0


def _holders_of_headline(root: HtmlElement) -> set[HtmlElement]:
    """All elements that have a first-rank heading below them: whatever they are called, they are more than comments."""
    holders: set[HtmlElement] = set()
    for heading in root.iter("h1"):
        for above in heading.iterancestors():
            if above in holders:
                break
            holders.add(above)
    return holders
