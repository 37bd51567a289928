"""What a comment shows beside author, date and text: votes, ids, numbers, the one it answers, its state.

In: the ``Item`` of a comment, or its text. Out: single values, None or () where it shows none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaning.markup.comments.item import LONGEST_LINE, Item
from cleaning.markup.comments.names import Part
from cleaning.markup.comments.words import SHORT

if TYPE_CHECKING:
    from lxml.html import HtmlElement

COUNT = re.compile(r"\D{0,4}?(\d{1,6})\D{0,2}")
NUMBER = re.compile(r"^#\s?(\d{1,5}(?:\.\d{1,4})*)(?![\w.])")
PENDING = re.compile(
    r"awaiting (?:moderation|approval)|wartet auf (?:moderation|freischaltung|freigabe)|en attente de modération"
    r"|pendiente de (?:moderación|aprobación)|in attesa di (?:moderazione|approvazione)|ожидает (?:модерации|проверки)",
    re.IGNORECASE,
)
REMOVED = (
    r"deleted|removed|gelöscht|entfernt|supprimé|retiré|eliminado|borrado|rimosso|eliminato|verwijderd|usunięty|удал[её]н"
    r"|raderad|slettet|fjernet|poistettu|silindi"
)
DELETED = re.compile(
    rf"\W*(?:\w{{2,12}}\s){{0,2}}(?:comment|message|post|[kc]om+ent\w{{2,6}}|beitrag|reactie|комментарий|yorum)\b.{{0,60}}?\b"
    rf"(?:{REMOVED})|[\[(]?(?:{REMOVED})[\])]?$",
    re.IGNORECASE,
)
ANSWERS = re.compile(
    r"(?:in reply to|repl(?:y|ied|ying) to|antwort(?:et)? auf|en réponse à|répond à|en respuesta a|in risposta a"
    r"|als antwoord op|odpowiedź (?:na|do)|svar (?:til|på))\s*(?:#\s?(?P<number>\d{1,5}(?:\.\d{1,4})*))?",
    re.IGNORECASE,
)


def status_of(text: str) -> tuple[str, str | None]:
    """The text without a notice that it waits for moderation, and what its state is: pending, deleted or None."""
    lines = text.split("\n")
    if len(lines[0]) <= SHORT and PENDING.search(lines[0]):
        return "\n".join(lines[1:]).strip() or text, "pending"
    return text, "deleted" if len(text) <= LONGEST_LINE and DELETED.match(text) else None


def votes_of(item: Item) -> tuple[int | None, int | None]:
    """Votes for and against, where a number stands alone in an element named so."""
    up: int | None = None
    down: int | None = None
    for node, parts in item.own[1:]:
        if parts & (Part.UP | Part.DOWN) and (number := COUNT.fullmatch(item.line(node, 12))):
            if parts & Part.DOWN:
                down = int(number[1]) if down is None else down
            elif up is None:
                up = int(number[1])
    return up, down


def ids_of(item: Item) -> tuple[str, ...]:
    """Ids and anchor names with a number in them, of the comment's own elements."""
    found: dict[str, None] = {}
    for node, _ in item.own:
        name = node.get("id") or (node.get("name") if node.tag == "a" else None)
        if name and any(letter.isdigit() for letter in name):
            found[name] = None
    return tuple(found)


def permalink_of(item: Item, ids: tuple[str, ...]) -> str | None:
    """The link to the comment itself: its fragment is one of the comment's own ids."""
    for node, _ in item.own:
        href = node.get("href") if node.tag == "a" else None
        if href and "#" in href and href.rsplit("#", 1)[1] in ids:
            return href
    return None


def references_of(item: Item) -> tuple[str | None, str | None]:
    """The comment's printed number, and the number or id that it names as the one it answers."""
    number: str | None = None
    answers: str | None = None
    for node, parts in item.own[1:]:
        line = item.line(node, SHORT)
        if not line or parts & Part.TEXT:
            continue
        if number is None and (found := NUMBER.match(line)):
            number = found[1]
        if answers is None and (told := ANSWERS.search(line)):
            answers = told["number"] or _fragment(node)
    return number, answers


def _fragment(node: HtmlElement) -> str | None:
    """The fragment of the first link in an element."""
    for link in node.iter("a"):
        href = link.get("href") or ""
        if "#" in href:
            return href.rsplit("#", 1)[1] or None
    return None
