"""The lines of a page that are neither article nor comments → what they are: form, navigation, related, footer, ….

Set phrases name a line where they cover it; "Related articles" and the like also name the lines below. What is left is
named by where it stands: short lines above the text are navigation, lines like headlines below it are related.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaning.model import Label
from cleaning.text.lines import Line
from cleaning.text.marks import Mark
from cleaning.text.shapes import Shape, repeats

COVERED = 0.6  # share of a line's words that a family must have to name it
TITLE_SIZE = 25  # letters from which a line may be a headline
LEGAL = 0.25
# Family → label and reason, the surest first.
NAMES = (
    (("respond", "notice", "closed", "rating"), 0.5, Label.FORM, "words of a form"),
    (("readtime",), 0.5, Label.OTHER, "reading time"),
    (("ad", "subscribe", "cookie"), COVERED, Label.PROMOTION, "words of advertisements and subscriptions"),
    (("share",), COVERED, Label.NAVIGATION, "links for sharing"),
    (("related",), COVERED, Label.RELATED, "opens a list of other articles"),
    (("legal",), COVERED, Label.FOOTER, "words of law and imprint"),
    (("control", "field"), 0.9, Label.FORM, "words of a form"),
    (("nav", "tags", "comments"), COVERED, Label.NAVIGATION, "words of navigation"),
)


def name_remainder(
    lines: Sequence[Line], shapes: Sequence[Shape], body: Sequence[bool], marks: dict[int, Mark]
) -> None:
    """Gives each line that has no mark yet one."""
    inside = [at for at, flag in enumerate(body) if flag]
    first, last = (inside[0], inside[-1]) if inside else (len(lines), -1)
    related, repeated = False, repeats(lines)
    for at, (line, shape) in enumerate(zip(lines, shapes, strict=True)):
        if at in marks:
            related = related and not body[at]
            continue
        mark = _by_words(line, shape)
        if mark is None and related:
            mark = Mark(Label.RELATED, "below a line that opens a list of other articles", 0.6)
        elif mark is not None:
            related = mark.label is Label.RELATED or (related and mark.label is Label.OTHER)
        marks[at] = mark or _by_place(at, shape, first, last, repeated[line.text.casefold()] > 1)


def _by_words(line: Line, shape: Shape) -> Mark | None:
    matches = shape.matches
    if shape.credited:
        return Mark(Label.CAPTION, "begins or ends with a picture's credit", 0.7)
    if not matches.share:
        return Mark(Label.FOOTER, "a copyright sign", 0.8) if "©" in line.text else None
    for families, least, label, reason in NAMES:
        share = matches.of(*families)
        if share >= least:
            return Mark(label, f"{reason}: {share:.0%}", share)
    if "©" in line.text or (matches.of("legal") >= LEGAL and "legal" in matches.leading):
        return Mark(Label.FOOTER, "words of law and imprint", 0.7)
    return None


def _by_place(at: int, shape: Shape, first: int, last: int, is_repeated: bool) -> Mark:
    if at > last and last >= 0:
        if is_repeated:
            return Mark(Label.FOOTER, "below the text, and printed more than once", 0.5)
        if shape.stamp or (shape.size >= TITLE_SIZE and not shape.is_sentence):
            return Mark(Label.RELATED, "below the text, like a headline or its date", 0.5)
        return Mark(Label.OTHER if shape.is_sentence else Label.NAVIGATION, "below the text", 0.4)
    if at < first and shape.stamp and shape.stamp.dated:
        return Mark(Label.OTHER, "a date above the headline, or beside other things", 0.5)
    if shape.size < TITLE_SIZE or (at < first and not shape.is_sentence):
        return Mark(Label.NAVIGATION, "a short line beside the text", 0.4)
    return Mark(Label.OTHER, "unlike the text around", 0.4)
