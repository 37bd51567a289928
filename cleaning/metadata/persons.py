"""A byline → the names of its persons: ``"By Ann Beller and Tom Grau, Reporters"`` → Ann Beller, Tom Grau.

Only the form of the words is looked at: what introduces a name, what joins names, what names a role or a desk. A name
is never completed, and its letters stay as they stand.
"""

from __future__ import annotations

import re

from cleaning.metadata.plain import key, plain

LONGEST_BYLINE = 2_000
LONGEST_NAME = 80
MOST_WORDS = 6  # of one name, titles and particles included

# What stands before a name. Words that can begin a name as well ("Di", "Von") count only before two more words.
LEAD = re.compile(
    r"^(?:(?:written|reported|reporting|posted|published|story|words|text|texte|texto|testo|analysis|opinion|review"
    r"|interview|kommentar|comment|kolumne|gastbeitrag|ein|eine|article|propos recueillis)\s+){0,2}"
    r"(?:by|par|por|door|von|vom|di|da|de|od|av|af|przez|tarafından|oleh|autor(?:in|en)?|authors?|auteurs?|autore|text"
    r"|fotos?|reporter|penulis|muhabir|автор|текст|από|بقلم|كتب|文|記者|저자)(?:\s*[:：/]\s*|\s+)",
    re.IGNORECASE,
)
DOUBTFUL_LEAD = re.compile(r"^(?:von|vom|di|da|de|od|av|af)\s", re.IGNORECASE)
JOINT = re.compile(r"\s+(?:and|und|et|y|e|og|och|en|ve|dan|i|и|та|و|ja|és|con|with|&|\+)\s+|\s*[&＆]\s*", re.IGNORECASE)
BREAK = re.compile(r"\s*[,;|•·●、،；，\n]\s*|\s+[/–—]\s+|\s+-\s+")
ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\S*@\S*|\bhttps?://\S*|\bwww\.\S*")
ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|journalist|writer|columnist|contributor|producer|photographer|blogger"
    r"|chief|head of|director|professor|lecturer|analyst|specialist|intern"
    r"|\w*redakteur|redaktor|korrespondent|chefredakteur|autor|volont[äa]r|reporterin|ressortleit|leiter|mitarbeiter"
    r"|journaliste|rédact|correspondant|envoyé|chef du|redactor|periodista|corresponsal|redattore|giornalista|inviato"
    r"|redacteur|verslaggever|correspondent|journalisten|redaktør|korrespondent|jurnalis|wartawan|muhabir"
    r"|корреспондент|журналист|редактор|обозреватель)\w*",
    re.IGNORECASE,
)
TITLE_AFTER = re.compile(
    r"\s+(?:기자|특파원|논설위원|記者|编辑|記者撮影)$"
)  # "reporter", "correspondent", … after the name
DESK = re.compile(
    r"redaktion|redaction|rédaction|redacci[óo]n|redazione|redactie|redaksi|redakcj|newsroom|news\s?desk|\bdesk\b|\bstaff\b|\bteam\b|\bbureau\b|agency|agentur|agence|agencia|agenzia",
    re.IGNORECASE,
)
# "Names" that systems put in by themselves.
NOBODY_WORDS = """
admin administrator webmaster editor editors editorial staff staffwriter staffreporter reporter author autor unknown
anonymous guest user none null undefined na root test superuser redaktion redaction rédaction redazione redacción
redactie redaksi newsroom newsdesk news by contributor contributors
"""
NOBODY = frozenset(NOBODY_WORDS.split())
JUNIOR = frozenset({"jr", "sr", "ii", "iii", "iv"})
DEGREES = frozenset({"phd", "md", "msc", "ma", "ba", "dphil", "jd", "mba", "esq", "rn", "drphil"})
# Words that stand beside names in bylines, and in none.
NO_NAME_WORDS = """
the a an about share this article comment comments news sport sports science senior google more read follow
photo image view all update updated editorial press weekly daily times post tv radio media agency group company for
from in on at weitere mehr alle der die das kommentar artikel leitender gründerin new latest posts
subscribe login newsletter video podcast live breaking exclusive travel opinion politics business world culture health
technology lifestyle home contact team
"""
NO_NAME = frozenset(NO_NAME_WORDS.split())
NO_NAME_SIGN = re.compile(r"[()\[\]{}:!?/_&@#+=<>\"“”„|]|\.\w{2,}$")
LONGEST_UNSPACED = 6  # signs of a name in a script without spaces and capitals
CASED = re.compile(r"[^\W\d_]")


def names_in(byline: str | None) -> list[str]:
    """The names in a byline, in order, without what introduces them and without roles; [] if there are none."""
    text = plain_byline(byline)
    parts = [name for part in BREAK.split(text) for name in joined(strip_lead(part))]
    names: list[str] = []
    for part in parts:
        word = key(part)
        if names and word in JUNIOR:
            names[-1] += f", {part}"
        elif word not in DEGREES and (name := one_name(part)):
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


def one_name(part: str) -> str | None:
    """The part of a byline as a name; None if it is a role, an address or too much for a name."""
    name = TITLE_AFTER.sub("", part).strip(" .:*\"'“”„-–—")
    if key(name) in NOBODY or not CASED.search(name) or len(name) > LONGEST_NAME:
        return None
    words = name.split()
    if len(words) > MOST_WORDS or any(word.isdecimal() for word in words):
        return None
    if role := ROLE.search(name):
        before = name[: role.start()].strip(" -–")  # "Ann Beller Senior Reporter" names a person before the role
        return before if role.start() and len(before.split()) == 2 and is_name(before) else None
    return name


def names_alone(names: list[str]) -> list[str]:
    """The names without places and addresses: a single word or a domain after full names is no further author.

    An agency ("dpa", "AFP") is known by its case: no letter of it, or every letter, is a capital.
    """
    if not names or len(names[0].split()) < 2:
        return names
    return [name for name in names if len(name.split()) > 1 or name.islower() or name.isupper() or not has_case(name)
            if "." not in name.strip(".") or " " in name]  # fmt: skip


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
    if any(is_no_name(word) for word in words) or NO_NAME_SIGN.search(text):
        return False
    if not has_case(text):
        return 2 <= len(text) <= (LONGEST_UNSPACED if len(words) == 1 else 30) and len(words) <= 4
    capitals = sum(word[0].isupper() for word in words)
    return 2 <= len(words) <= 5 and capitals >= 2 and words[-1][0].isupper() and not text.endswith((".", ":", "!", "?"))


def is_no_name(word: str) -> bool:
    """True for a word that stands in no name."""
    return word.casefold() in NO_NAME or word.endswith(("'s", "’s"))


def is_desk(name: str) -> bool:
    """True for the name of a desk, a newsroom or an agency."""
    return bool(DESK.search(name)) or key(name) in NOBODY


def has_case(text: str) -> bool:
    """True if the script of the text has capitals."""
    return text.upper() != text.lower()
