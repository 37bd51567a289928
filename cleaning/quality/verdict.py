"""Document → why the page is no article, and what was seen; or nothing, in doubt always.

A true article that is refused is lost, while a page too many can still be told by its readers: so every rule wants
signs from several sides, and none looks at a page that holds a long text of its own and states an article.
"""

from __future__ import annotations

from typing import NamedTuple

from cleaning.model import Document
from cleaning.quality.dead_end import bot_check, error_page, login_page, missing_page, needs_script
from cleaning.quality.evidence import evidence_of, speaks, statement
from cleaning.quality.listing import listing
from cleaning.quality.wall import LONGEST_WALL, consent_wall, offer_only
from cleaning.record import Reason
from cleaning.text.words import size_of

FIRST = 1_500  # characters of a body that show what kind of text it is


class Verdict(NamedTuple):
    """Why a page is no article, and what was seen."""

    reason: Reason
    detail: str


def addresses_reader(body: str, family: str) -> bool:
    """True if the first paragraph of a body, or the longer second, speaks a family's phrases."""
    return any(speaks(part, family) for part in body[:FIRST].split("\n\n")[:3])


def verdict_on(doc: Document) -> Verdict | None:
    """Why an HTML page is no article; None if it may be one."""
    size = size_of(doc.body.text[: LONGEST_WALL + 1])
    is_stated = bool(statement(doc))
    if doc.page.tree is None or doc.thread.comments or size > LONGEST_WALL:
        return None
    if is_stated and not any(addresses_reader(doc.body.text, family) for family in ("consent", "offer")):
        return None
    seen = evidence_of(doc)
    if detail := consent_wall(seen):
        return Verdict(Reason.CONSENT_WALL, detail)
    if detail := offer_only(seen, doc.metadata.isAccessibleForFree):
        return Verdict(Reason.PAYWALL, detail)
    if is_stated and seen.body:
        return None
    for reason, rule in (
        (Reason.BOT_CHECK, bot_check),
        (Reason.SOFT_404, missing_page),
        (Reason.ERROR_PAGE, error_page),
        (Reason.LOGIN, login_page),
        (Reason.NEEDS_SCRIPT, needs_script),
        (Reason.LISTING, listing),
    ):
        if detail := rule(seen):
            return Verdict(reason, detail)
    return None
