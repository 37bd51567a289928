"""Who wrote the article, and when: lines near its text → bylines and dates.

A byline says so ("By …", "Von …", "Written by …" behind a section's name), or is a name beside a date, a role, an
address or the same name once more. A date counts between headline and text or beside the byline, or right above the
headline if it tells the time of day or says "published"; not in a masthead, in a caption, or beside other headlines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cleaning.model import Label
from cleaning.text.lines import Line
from cleaning.text.marks import Mark
from cleaning.text.names import AGENCY, PIECES, are_persons, is_person, is_person_with_role
from cleaning.text.phrases import match_phrases
from cleaning.text.shapes import Shape
from cleaning.text.stamps import CLOCK, Stamp
from cleaning.text.words import words_of

SAYS_WHO, NAMED, DATED, ABOVE = 0.85, 0.75, 0.95, 0.6
SIZE, WORDS = 160, 16  # letters and words of a byline
DATE_SIZE = 80  # letters of a line that is little more than a date
DATE_WORDS = 8  # words beside the figures of a line that is a date
BEHIND = 4  # lines below the first one of the text that may still be byline or date: a standfirst may look like text
NEAR = 6  # lines above the text in which a byline is looked for where there is no headline
OVER = 8  # lines above the headline that may hold the article's date
MOST = 0.35  # share of a line that a date must be for the line to be little more
BESIDE = 3  # lines from the headline or from the text's end that are right beside it
BOX = 8  # lines around the text's end in which a note on the author is looked for
AGAIN = 10  # lines below a name from which on the same name may be that of an author's box
NAMES_BELOW = 6  # lines of names below a line that is "By" alone
ROLE_WORDS = 7  # words of a line that is a role: "Political correspondent in Athens"
ISSUE = re.compile(r"\b(?:ausgabe|edition|issue|édition|edición|edizione|edição|editie|wydanie)\b", re.IGNORECASE)
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w{2,}")
FOOTNOTE = re.compile(r"[\s\d,;*†‡&]+$")  # what may stand behind a name in a list of names
WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi"
    r"|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì"
    r"|venerdì|sabato|domenica|segunda|terça|quarta|quinta|sexta|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
    r"|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela|(?:mån|tis|ons|tors|fre|lör|sön|man|tirs|lør|søn)dag"
    r"|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar|понедельник|вторник|среда|четверг|пятница|суббота"
    r"|воскресенье)\b|thứ |曜|星期|周[一二三四五六日]|요일|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت",
    re.IGNORECASE,
)
JOINT = frozenset("and und et y e og och en ve dan i ja és & , …".split())


def mark_names_and_dates(
    lines: Sequence[Line], shapes: Sequence[Shape], body: Sequence[bool], top: int, begin: int, marks: dict[int, Mark]
) -> None:
    """Marks the bylines and dates between the headline ``top`` and the first lines of the text, ``begin``.

    Without a headline ``top`` is ``begin``: then those right above the text are marked.
    """
    headed = top < begin
    start = top + 1 if headed else max(0, begin - NEAR)
    last = max((at for at, inside in enumerate(body) if inside), default=begin)
    zone = [at for at in range(start, min(begin + BEHIND, last) + 1) if at not in marks and at < len(lines)]
    for at in zone:
        if body[at] and (shapes[at].size > SIZE or (shapes[at].is_sentence and not _is_most_of(shapes[at], lines[at]))):
            continue
        if at not in marks and (mark := _said(at, lines, shapes)):
            marks[at] = mark
            if _is_lead_alone(shapes[at]):
                _mark_names_below(at, lines, shapes, marks)
        elif (
            at not in marks and is_date(lines[at], shapes[at]) and (not body[at] or _is_most_of(shapes[at], lines[at]))
        ):
            marks[at] = Mark(Label.DATE, "a date between headline and text", DATED)
    if headed:
        _mark_above(lines, shapes, top, marks)
    if not _is_signed(marks, SAYS_WHO):
        _mark_lone_names(lines, shapes, [at for at in zone if at < begin or not body[at]], marks)
    if not _is_signed(marks, NAMED):
        _mark_author_box(lines, shapes, body, marks)


def is_byline(line: Line, shape: Shape) -> bool:
    """True for a line that begins with "By" or its like in any language, and goes on as a byline does."""
    if shape.size > SIZE or "byline" not in shape.matches.leading or len(shape.words) > WORDS:
        return False
    if shape.is_sentence and shape.ends != ".":
        return False
    rest = line.text.split()[1:]
    return not rest or any(word[:1].isupper() or not word[:1].isascii() for word in rest[:3])


def is_date(line: Line, shape: Shape) -> bool:
    """True for a line that is little more than a date, or says that it is one of publication."""
    if not shape.stamp or not shape.stamp.dated or shape.size > SIZE or shape.credited or "©" in line.text:
        return False
    if ISSUE.search(line.text):
        return False
    return shape.stamp.year and (len(shape.words) <= DATE_WORDS or _is_published(shape))


def _said(at: int, lines: Sequence[Line], shapes: Sequence[Shape]) -> Mark | None:
    """The mark of a line that says who wrote, at its beginning or in one of its parts."""
    line, shape = lines[at], shapes[at]
    if is_byline(line, shape):
        return Mark(Label.BYLINE, "says who wrote", SAYS_WHO)
    if shape.credited or shape.size > SIZE:
        return None
    if is_person_with_role(line.text) and _dated_beside(at, lines, shapes):
        return Mark(Label.BYLINE, "a name and a role, beside a date", NAMED)
    if not (shape.separators or "–" in line.text or "·" in line.text):
        return None
    pieces = [piece for piece in PIECES.split(line.text) if piece.strip()]
    if any(_leads(piece) for piece in pieces[1:]):
        return Mark(Label.BYLINE, "says who wrote, behind other things", SAYS_WHO)
    if len(pieces) > 1 and are_persons(pieces[0]) and (shape.stamp or _is_house(pieces[1])):
        return Mark(Label.BYLINE, "a name, and its role, house or date", NAMED)
    return None


def _leads(piece: str) -> bool:
    words = words_of(piece)
    return 1 < len(words) <= ROLE_WORDS and "byline" in match_phrases(words).leading


def _is_house(piece: str) -> bool:
    """True for a role, or an agency."""
    return _is_role(words_of(piece)) or AGENCY.fullmatch(piece.strip()) is not None


def _is_role(words: Sequence[str]) -> bool:
    matches = match_phrases(words)
    return len(words) <= ROLE_WORDS and (matches.of("role") >= 0.5 or "role" in matches.leading)


def _is_lead_alone(shape: Shape) -> bool:
    return shape.matches.of("byline") >= 1


def _mark_names_below(at: int, lines: Sequence[Line], shapes: Sequence[Shape], marks: dict[int, Mark]) -> None:
    """Marks the names that stand below a line that is "By" alone."""
    for below in range(at + 1, min(len(lines), at + 1 + NAMES_BELOW)):
        if lines[below].text.casefold() in JOINT:
            continue
        text = FOOTNOTE.sub("", lines[below].text)
        named = (
            are_persons(text)
            or is_person_with_role(text)
            or (below == at + 1 and _may_be_desk(lines[below], shapes[below]))
        )
        if not named:
            break
        marks[below] = Mark(Label.BYLINE, "the name below the line that says who wrote", SAYS_WHO)


def _may_be_desk(line: Line, shape: Shape) -> bool:
    """True for a short line with a role in it, an agency, or a name in a script without capitals."""
    if shape.size > SIZE // 4 or shape.is_sentence:
        return False
    uncased = line.text.upper() == line.text.lower() and len(shape.words) <= ROLE_WORDS
    return uncased or shape.matches.of("role") > 0 or AGENCY.match(line.text) is not None


def _mark_above(lines: Sequence[Line], shapes: Sequence[Shape], top: int, marks: dict[int, Mark]) -> None:
    """Marks a date above the headline that says "published", or a bare one if there is none below the headline.

    A masthead's date stands there too: with a weekday, or without the time of day and not beside the headline.
    """
    dated = any(mark.label is Label.DATE for mark in marks.values())
    for above in range(top - 1, max(0, top - OVER) - 1, -1):
        line, shape = lines[above], shapes[above]
        if not is_date(line, shape) or shape.stamp is None:
            continue
        timed = CLOCK.search(line.text, shape.stamp.start) is not None
        beside = above > 1 and all(lines[i].text == lines[top].text for i in range(above + 1, top))
        masthead = WEEKDAY.search(line.text) is not None and not (timed and beside)
        if (_is_published(shape) and top - above <= BESIDE) or (not dated and not masthead and (timed or beside)):
            marks[above] = Mark(Label.DATE, "a date of publication, above the headline", ABOVE)
            return


def mark_date_below(
    lines: Sequence[Line], shapes: Sequence[Shape], body: Sequence[bool], marks: dict[int, Mark]
) -> None:
    """Marks the date right below the text's last line, where nothing above the text is one."""
    if any(mark.label is Label.DATE or (mark.label is Label.BYLINE and shapes[at].stamp) for at, mark in marks.items()):
        return
    last = max((at for at, inside in enumerate(body) if inside), default=-1)
    for at in range(last + 1, min(last + 1 + BESIDE, len(lines)) if last >= 0 else 0):
        line, shape = lines[at], shapes[at]
        if not is_date(line, shape) or shape.stamp is None:
            continue
        timed = CLOCK.search(line.text, shape.stamp.start) is not None
        others = any(is_date(lines[i], shapes[i]) for i in range(at + 1, min(at + 5, len(lines))))
        if (timed or _is_published(shape)) and not others:
            marks[at] = Mark(Label.DATE, "a date right below the text", ABOVE)
        return


def _is_signed(marks: Mapping[int, Mark], least: float) -> bool:
    return any(mark.label is Label.BYLINE and mark.score >= least for mark in marks.values())


def _mark_author_box(
    lines: Sequence[Line], shapes: Sequence[Shape], body: Sequence[bool], marks: dict[int, Mark]
) -> None:
    """Marks the name below the text that a note on that person follows: "Ann Beller is a reporter …"."""
    last = max((at for at, inside in enumerate(body) if inside), default=-1)
    for at in range(max(0, last - BOX), min(last + BOX, len(lines) - 1)):
        name = lines[at].text
        if at not in marks and not body[at] and is_person(name) and not shapes[at].credited:
            notes = [
                i for i in range(at + 1, min(at + 3, len(lines))) if name in lines[i].text and shapes[i].is_sentence
            ]
            if notes and not lines[notes[0]].text.endswith((":", "…")):
                marks[at] = Mark(Label.BYLINE, "a name below the text, and a note on that person", NAMED)
                return


def _mark_lone_names(
    lines: Sequence[Line], shapes: Sequence[Shape], zone: Sequence[int], marks: dict[int, Mark]
) -> None:
    """Marks lines that are nothing but names, where something beside them speaks for an author."""
    for at in zone:
        listed = lines[at].text.endswith(",") or (at and lines[at - 1].text.endswith(","))  # tags of the article
        if at in marks or shapes[at].credited or listed or not are_persons(lines[at].text):
            continue
        if reason := _reason(at, lines, shapes):
            marks[at] = Mark(Label.BYLINE, reason, NAMED)


def _reason(at: int, lines: Sequence[Line], shapes: Sequence[Shape]) -> str | None:
    """What says that a name is the author's: a date, a role or an address beside it, or a note on that person."""
    near = [line for line in range(max(0, at - 2), min(len(lines), at + 3)) if line != at]
    if _dated_beside(at, lines, shapes):
        return "a name beside a date"
    beside = [line for line in (at - 1, at + 1) if line in near]
    if any(_is_role(shapes[i].words) or MAIL.fullmatch(lines[i].text) for i in beside):
        return "a name beside a role or address"
    name = lines[at].text
    if any(lines[i].text == name for i in beside):
        return "a name, printed twice"
    if any(line.text == name for line in lines[at + AGAIN :]):
        return "a name that stands alone once more below"
    return None


def _dated_beside(at: int, lines: Sequence[Line], shapes: Sequence[Shape]) -> bool:
    """True if a line up to two lines from this one is little more than a date or time."""
    return any(
        (stamp := shapes[i].stamp) and shapes[i].size < DATE_SIZE and _is_most(stamp, lines[i])
        for i in range(max(0, at - 2), min(len(lines), at + 3))
    )


def _is_published(shape: Shape) -> bool:
    return shape.matches.of("published", "updated") > 0


def _is_most_of(shape: Shape, line: Line) -> bool:
    return shape.stamp is not None and _is_most(shape.stamp, line)


def _is_most(stamp: Stamp, line: Line) -> bool:
    return stamp.end - stamp.start >= MOST * len(line.text)
