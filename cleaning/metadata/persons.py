"""A byline → the names of its persons: ``"By Ann Beller and Tom Grau, Reporters"`` → Ann Beller, Tom Grau.

Only the form of the words is looked at: what introduces a name, what joins names, what names a role or a desk. A name
is never completed, and its letters stay as they stand.
"""

from __future__ import annotations

import re

from cleaning.metadata.byline_words import (
    ASIDE,
    BREAK,
    DEGREES,
    DESK,
    DOUBTFUL_LEAD,
    JOINT,
    JUNIOR,
    LEAD,
    NO_NAME,
    NO_NAME_SIGN,
    NOBODY,
    ROLE,
    ROLE_AFTER,
)
from cleaning.metadata.plain import key, plain

LONGEST_BYLINE = 2_000
LONGEST_NAME = 80
MOST_WORDS = 6  # of one name, titles and particles included

LONGEST_UNSPACED = 6  # signs of a name in a script without spaces and capitals
LONGEST_AGENCY = 5
LETTER = re.compile(r"[^\W\d_]")


def names_in(byline: str | None) -> list[str]:
    """The names in a byline, in order, without what introduces them and without roles; [] if there are none."""
    text = plain_byline(byline)
    parts = [name for part in BREAK.split(text) for name in joined(strip_lead(part))]
    names: list[str] = []
    for part in parts:
        word = key(part)
        if names and word in JUNIOR:
            names[-1] += f", {part}"
        elif word not in DEGREES and (name := one_name(part, is_first=not names)):
            names.append(name)
    return list(dict.fromkeys(names_alone(names)))


def plain_byline(byline: str | None) -> str:
    """A byline without markup, addresses and remarks in brackets."""
    text = "\n".join(filter(None, map(plain, (byline or "")[:LONGEST_BYLINE].splitlines())))
    return ASIDE.sub("", text).strip(" ,;|/–—-\n")


def strip_lead(text: str) -> str:
    """A part of a byline without "By" and its like."""
    match = LEAD.match(text)
    if match is None:
        return text
    rest = text[match.end() :]
    if DOUBTFUL_LEAD.match(text) and len(rest.split()) < 2 and text[:1].isupper():
        return text
    return rest


def joined(text: str) -> list[str]:
    """The names on both sides of an "and", if both can be full names: "Ortega y Gasset" is one."""
    parts = [part for part in JOINT.split(text) if part]
    if len(parts) > 1 and all(len(part.split()) > 1 or not has_case(part) for part in parts):
        return [strip_lead(part) for part in parts]
    return [text] if text else []


def one_name(part: str, *, is_first: bool) -> str | None:
    """The part of a byline as a name; None if it is a role, an address or too much for a name.

    The first part may hold a role behind the name; in later ones what stands before a role is its house.
    """
    name = ROLE_AFTER.sub("", part).strip(" .:*\"'“”„-–—")
    if key(name) in NOBODY or not LETTER.search(name) or len(name) > LONGEST_NAME:
        return None
    words = name.split()
    if len(words) > MOST_WORDS or any(word.isdecimal() for word in words):
        return None
    role = ROLE.search(name)
    if role is None:
        return name
    return before_role(name[: role.start()]) if is_first else None


def before_role(text: str) -> str | None:
    """The name before a role: ``"Ann Beller Senior Reporter"`` names a person, ``"Senior Reporter"`` does not."""
    words = text.replace("–", " ").split()
    while words and is_no_name(words[-1]):
        words.pop()
    return " ".join(words) if len(words) in (2, 3) and is_name(" ".join(words)) else None


def names_alone(names: list[str]) -> list[str]:
    """The names without places and addresses: a single word or a domain after full names is no further author.

    An agency ("dpa", "AFP") is known by its case: no letter of it, or every letter, is a capital.
    """
    if not names or len(names[0].split()) < 2:
        return names
    return [name for name in names if " " in name or ((is_agency(name) or not has_case(name)) and "." not in name)]


def last_first(name: str) -> str:
    """``"Beller, Ann"`` as ``"Ann Beller"``: library formats put the family name first."""
    family, comma, given = name.partition(",")
    if comma and given.strip() and "," not in given:
        return f"{given.strip()} {family.strip()}"
    return name


def is_name(text: str) -> bool:
    """True if the words have the form of a person's name: two to five, most with a capital, no digits, no desk."""
    words = text.split()
    if any(sign.isdigit() for sign in text) or len(text) > LONGEST_NAME or ROLE.search(text) or DESK.search(text):
        return False
    if any(is_no_name(word) for word in words if word == words[0] or not word.islower()) or NO_NAME_SIGN.search(text):
        return False
    if not has_case(text):
        return 2 <= len(text) <= (LONGEST_UNSPACED if len(words) == 1 else 30) and len(words) <= 4
    capitals = sum(word[0].isupper() for word in words)
    return 2 <= len(words) <= 5 and capitals >= 2 and words[-1][0].isupper() and not text.endswith((".", ":", "!", "?"))


def is_agency(name: str) -> bool:
    """True for the short name of an agency ("dpa", "AFP"): one word, of whose letters all or none are capitals."""
    return " " not in name and 2 <= len(name) <= LONGEST_AGENCY and (name.isupper() or name.islower())


def is_no_name(word: str) -> bool:
    """True for a word that stands in no name."""
    return word.casefold() in NO_NAME or word.endswith(("'s", "’s"))


def is_desk(name: str) -> bool:
    """True for the name of a desk, a newsroom or an agency."""
    return bool(DESK.search(name)) or key(name) in NOBODY


def has_case(text: str) -> bool:
    """True if the script of the text has capitals."""
    return text.upper() != text.lower()
