"""An object of a page's state → the comment that it is, told by the names of its keys.

No schema is common to such states; their words are. A key counts by its last words (``com_final_text`` is a text), the
shorter one where several fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from cleaning.threads.told import Told, count, first_name, moment, text_of

Item = Mapping[str, Any]

TEXT = "text body content message comment html raw rendered markup description".split()
AUTHOR = """author user commenter creator owner member profile nickname username nick name displayname screenname poster
autor""".split()
NAME = "name displayname username fullname nickname nick login screenname publicname".split()
DATE = """created createdat creation date datecreated createddate createdon creationdate published publishedat
datepublished publishdate posted postedat postedon submitted submittedat timestamp time inserted insertedat""".split()
MODIFIED = "modified modifiedat updated updatedat edited editedat datemodified".split()
PARENT = "parent parentid parentcommentid replyto replytoid inreplyto inreplytoid answerto parentcomment".split()
ID = "id uuid guid commentid".split()
UP = "up upvotes upvote likes like likecount likescount plus positive thumbsup upvotecount votesup recommends".split()
DOWN = "down downvotes downvote dislikes dislike dislikecount minus negative thumbsdown downvotecount votesdown".split()
STATUS = "status state moderationstatus".split()
URL = "url permalink link href".split()
ANSWERS = "replies children answers comments responses subcomments childcomments reactions".split()
ROLES: Mapping[str, Sequence[str]] = {
    "text": TEXT, "author": AUTHOR, "date": DATE, "modified": MODIFIED, "parent": PARENT, "id": ID, "up": UP,
    "down": DOWN, "status": STATUS, "url": URL, "answers": ANSWERS,
}  # fmt: skip
OTHERS_ID = frozenset("parent user author article post story doc document asset site content root thread reply".split())
SHOWN = frozenset("approved published visible accepted active public normal none ok live show shown".split())
OF_ARTICLE = re.compile(
    r"(?:article|post|story|news|content|page)_?(?:title|headline|name|slug|url|link)", re.IGNORECASE
)
WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
MOST_ITEMS = 10_000
DEEPEST = 40  # answers to answers
FITTING = 0.7  # share of a list's objects that must be comments


@lru_cache(maxsize=4096)
def roles_of(key: str) -> tuple[tuple[str, int, int], ...]:
    """What a key may stand for: the role, the number of words before the telling ones, the place among its names."""
    words = [word.lower() for word in WORDS.findall(key[:80])]
    found: list[tuple[str, int, int]] = []
    for role, names in ROLES.items():
        for at in range(max(0, len(words) - 4), len(words)):
            tail = "".join(words[at:])
            if tail in names and not (role == "id" and OTHERS_ID & set(words[:at])):
                found.append((role, at, names.index(tail)))
                break
    return tuple(found)


def values_by_role(item: Item) -> dict[str, Any]:
    """The values of an object by what they stand for; the key with the fewest words before, then the likelier name."""
    best: dict[str, tuple[int, int, Any]] = {}
    votes = (item.get(key) for key in ("votes", "rating", "ratings", "likes", "reactions", "stats"))
    told = [*item.items(), *(pair for inner in votes if isinstance(inner, dict) for pair in inner.items())]
    for key, value in told:
        if value is None or value == "":
            continue
        for role, before, place in roles_of(key):
            if fits(role, value) and (role not in best or (before, place) < best[role][:2]):
                best[role] = (before, place, value)
    return {role: value for role, (_, _, value) in best.items()}


def fits(role: str, value: Any) -> bool:
    """True if a value is of a kind that can fill the role."""
    match role:
        case "text":
            return bool(written(value))
        case "author":
            return name_in(value) is not None
        case "date" | "modified":
            return moment(value) is not None
        case "id":
            return isinstance(value, str | int) and not isinstance(value, bool)
        case "parent":
            return isinstance(value, str | int | dict) and not isinstance(value, bool)
        case "up" | "down":
            return count(value) is not None
        case "answers":
            return isinstance(value, list | dict)
        case _:
            return isinstance(value, str)


def written(value: Any) -> str:
    """The words of a text, or of an object that holds one as HTML or plain."""
    if isinstance(value, dict):
        inner = (value.get(key) for key in ("rendered", "html", "text", "plain", "body", "content", "value", "raw"))
        value = next((text for text in inner if isinstance(text, str) and text.strip()), None)
    return text_of(value)


def name_in(value: Any) -> str | None:
    """The name that a text or an object of a user gives."""
    if isinstance(value, str):
        return first_name([value])
    if not isinstance(value, dict):
        return None
    names = {"".join(WORDS.findall(key[:80])).lower(): inner for key, inner in value.items() if isinstance(inner, str)}
    whole = first_name([names.get(key) for key in NAME])
    return whole or first_name([" ".join(filter(None, (names.get("firstname"), names.get("lastname"))))])


def told_in(items: Sequence[Item]) -> list[Told]:
    """The comments that a list of objects is; none if most of them are something else, or are on other articles."""
    values = [values_by_role(item) for item in items[:MOST_ITEMS]]
    good = sum(is_comment(found) for found in values)
    if not good or good < FITTING * len(values) or sum(is_elsewhere(item) for item in items) * 2 > len(items):
        return []
    return list(walked(values))


def is_comment(found: Mapping[str, Any]) -> bool:
    """True for an object that has a text, and says who wrote it and when, or one of them and which it is."""
    return "text" in found and ("author" in found) + ("date" in found) + ("id" in found) >= 2


def is_elsewhere(item: Item) -> bool:
    """True for a comment that tells which article it is on, as one in a list of the site's latest does."""
    if any(isinstance(value, str) and value and OF_ARTICLE.fullmatch(key) for key, value in item.items()):
        return True
    inner = (item.get(key) for key in ("article", "post", "story", "news", "content"))
    return any(isinstance(value, dict) and ({"title", "headline", "name"} & value.keys()) for value in inner)


def walked(values: Sequence[Mapping[str, Any]]) -> Iterator[Told]:
    """The comments, each followed by the answers that it holds."""
    stack: list[tuple[Mapping[str, Any], str | None, int]] = [(found, None, 0) for found in reversed(values)]
    number = 0
    while stack and number < MOST_ITEMS:
        found, above, depth = stack.pop()
        if not is_comment(found):
            continue
        number += 1
        told = told_of(found, above, number)
        yield told
        if depth < DEEPEST:
            inner = [values_by_role(item) for item in inner_items(found.get("answers"))]
            stack += [(one, told.id, depth + 1) for one in reversed(inner)]


def inner_items(value: Any) -> list[Item]:
    """The objects in the answers of a comment: a list, or one in an object (``edges``, ``nodes``, ``data``)."""
    for _ in range(3):
        if isinstance(value, dict):
            value = next((value[key] for key in ("edges", "nodes", "items", "data", "results") if key in value), None)
    items = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
    return [item["node"] if isinstance(item.get("node"), dict) else item for item in items]


def told_of(found: Mapping[str, Any], above: str | None, number: int) -> Told:
    """The comment that the values make; ``above`` is the one that holds it."""
    parent, author, date = found.get("parent"), found.get("author"), found.get("date")
    if isinstance(parent, dict):
        parent = next((parent[key] for key in ("id", "_id", "uuid") if isinstance(parent.get(key), str | int)), None)
    user = author.get("id") if isinstance(author, dict) else None
    status = found.get("status")
    url = found.get("url")
    return Told(
        id=str(found["id"]) if "id" in found else f"c{number}",
        text=written(found["text"]),
        parent=above or (str(parent) if parent else None),
        author=name_in(author),
        author_id=str(user)[:200] if isinstance(user, str | int) and not isinstance(user, bool) and user else None,
        date=moment(date),
        date_raw=str(date) if date is not None else None,
        modified=moment(found.get("modified")),
        up=count(found.get("up")),
        down=count(found.get("down")),
        status=status if isinstance(status, str) and not status.isdecimal() and status.lower() not in SHOWN else None,
        url=url if isinstance(url, str) and url.startswith(("http://", "https://")) else None,
    )
