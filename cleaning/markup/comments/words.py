"""The short words around a comment: "says:", "Posted by", "Reply", "4 May 2021".

In: a short text as it stands on a page. Out: whether it is a date with little else, something to press, and the name
that is left of it without the words around. The lists are in the languages of the pages that we know.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cleaning.dates import HINT, find_date

SHORT = 80  # characters: a longer text is no author's name, no date and no button
LONGEST_NAME = 60  # characters
DIGIT = re.compile(r"\d")
MOST_AROUND_WORD = 12  # characters beside "yesterday" and the like: words that readers write as well

SAYING = (
    r"says|said|wrote|writes|commented|sagte?|schreibt|schrieb|meinte?|dit|a écrit|ha scritto|dice|dijo|escribió|pisze"
    r"|napisał\w?|schreef|zegt|skriver|disse|diz|пишет|написал\w?|говорит|گفته|说道?|說道?|より"
)
HEADED = r"comment(?:ed)?|kommentar|commentaire|comentario|commento|reply|antwort|eintrag|beitrag|posted|written"
BY_WORD = r"by|von|par|por|di|da|de|od|door|av|af|от|from"
ON_WORD = r"on|am|le|at|um|uhr|vom|el|il|à|於|در|в"
ANSWERING = (
    r"repl(?:y|ies)|answer|antwort(?:en)?|répondre|responder|rispondi|odpowiedz|beantwoorden|reageer|reageren|svara?"
    r"|vastaa|回覆|回复|返信|답글|답변|ответить|цитировать|відповісти|cevapla|yanıtla|yorumu cevapla|پاسخ|رد|الرد"
    r"|השב|הגב|הגב לתגובה"
    r"|उत्तर दें|जवाब|απάντηση|válasz|odpovědět|reagovat|odpovedať|odgovori|răspunde|trả lời|balas|ตอบกลับ"
    r"|quote|zitieren|citer|citar|cita"
)
SAYS = re.compile(
    rf"(?:^|\s)(?:{SAYING})\s*:$|^(?:says|sagt|dit)$|^\W*(?:#?\d+\W+)?(?:{HEADED})\s(?:{BY_WORD})\b", re.IGNORECASE
)
TOLD = re.compile(rf"\b(?:{SAYING})\b", re.IGNORECASE)
BY = re.compile(rf"\W*(?:{BY_WORD})\s", re.IGNORECASE)
GLUE_LINE = re.compile(rf"\W*(?:(?:{SAYING}|{BY_WORD}|{ON_WORD}|the)\b\W*){{0,4}}", re.IGNORECASE)
BEFORE = re.compile(
    rf"^\W*(?:#?\d+(?:\.\d+)*\W+)?(?:(?:{HEADED}|geschrieben|publié|rédigé|écrit|by|von|par|por|di|od|from|autor|author|auteur|name"
    r"|verfasser)\b[\s:]*){1,3}(?=\W*\w)|^\W*#?\d+(?:\.\d+)*[.)|]\W*|^\W*#\d+(?:\.\d+)*\W+",
    re.IGNORECASE,
)
AFTER = re.compile(rf"[\s,]*\b(?:{SAYING}|{ON_WORD}|{HEADED})[\s:,]*$", re.IGNORECASE)
PRESSED = re.compile(
    rf"^\W*(?:#?\d*|(?:{ANSWERING})(?: (?:to|auf) .{{0,40}})?|report(?: (?:comment|abuse))?|(?:kommentar )?melden"
    r"|signaler|anmeld|denunciar|flag|share|teilen|partager|permalink|permalien|link|homepage|website|e-?mail|edit(?:ed)?"
    r"|bearbeiten|quote|zitieren|zitat|cite|citer|цитировать|like|unlike|gefällt mir|j'aime|me gusta|respect|upvote"
    r"|downvote|delete|löschen|top|nach oben|log ?in to reply|zum antworten anmelden|show more"
    r"|mehr(?: anzeigen| lesen)?|read more"
    r"|weiterlesen|translate|übersetzen|thumbs (?:up|down)|daumen (?:hoch|runter)|empfehlen|recommend"
    r"|赞|顶|踩)"
    r"\W{0,3}\d{0,6}\W*$",
    re.IGNORECASE,
)
LABEL_WORDS = """autor author auteur autore verfasser op name von by created date datum data fecha published posted
updated erstellt veröffentlicht publié publicado pubblicato"""
LABELS = frozenset(LABEL_WORDS.split())  # they stand beside names and dates, and are none
WEEKDAY_NAMES = """mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mon tue
tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi
vendredi samedi dimanche lun mar mer jeu ven sam dim lunes martes miércoles jueves viernes sábado domingo lunedì martedì
mercoledì giovedì venerdì sabato domenica"""
INITIAL = re.compile(r"\b\w\.$")  # as in "Mia B."
FLOOR = re.compile(r"\d+\s?\w?")  # the place of a comment: "3", "3楼"
MOST_WORDS = 5  # of a name
AROUND_NAMES = ' \t\n:,;|·•–—-#@"„“”«»¶'
WEEKDAYS = frozenset(WEEKDAY_NAMES.split())  # they stand beside dates as names do


def clean_name(text: str) -> str:
    """A name without date and without the words around it ("Comment by …", "… says:"); "" if no name is left."""
    found = find_date(text)
    if found:
        text = text[: found.start] if found.start > 2 else text[found.end :]
    text = AFTER.sub("", AFTER.sub("", BEFORE.sub("", text, count=1))).strip(AROUND_NAMES)
    if text.count("(") != text.count(")"):
        text = text.strip("( )")
    text = text.removeprefix("(").removesuffix(")") if text.startswith("(") and text.endswith(")") else text
    is_name = 0 < len(text) <= LONGEST_NAME and not FLOOR.fullmatch(text) and text.lower() not in LABELS
    return text if is_name and any(letter.isalnum() for letter in text) else ""


@lru_cache(maxsize=4096)
def is_date_line(text: str) -> bool:
    """True if a short text is a date with little else around it."""
    if not HINT.search(text):
        return False
    found = find_date(text)
    if not found:
        return False
    rest = len(text) - (found.end - found.start)
    if not DIGIT.search(text):
        return rest <= MOST_AROUND_WORD
    return rest <= 30 or rest <= len(text) // 2 or (len(text) <= SHORT and SAYS.search(text) is not None)


def name_beside_date(text: str) -> str:
    """The name in a short line that holds a date and a name and nothing else, such as "Mia, 4 May 2021"; else ""."""
    found = find_date(text) if is_date_line(text) else None
    if not found:
        return ""
    before, after = text[: found.start], text[found.end :]
    for rest, other in ((before, after), (after, before)):
        name = "" if PRESSED.match(rest) else clean_name(rest)
        if len(name) > 1 and name.lower() not in WEEKDAYS and is_glue(other):
            return name
    return ""


def is_glue(text: str) -> bool:
    """True for what stands around a date or a name and says nothing: "on", "Uhr", "Tue, ", "| Reply"."""
    text = text.strip(AROUND_NAMES + "()[]/@.")
    return bool(
        not text or text.lower() in WEEKDAYS or GLUE_LINE.fullmatch(text) or PRESSED.match(text)
    ) or is_date_line(text)


def may_be_name(text: str) -> bool:
    """True for a text that is as short as a name, has letters, and is neither a sentence, a date nor a button."""
    text = text.strip()
    return (
        1 < len(text) <= LONGEST_NAME // 2 + 10
        and (text[-1] not in ".!?…。！？" or INITIAL.search(text) is not None)
        and len(text.split()) <= MOST_WORDS
        and not is_date_line(text)
        and not PRESSED.match(text)
        and clean_name(text).lower() not in WEEKDAYS | {""}
    )
