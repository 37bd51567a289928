"""The lines of a plain-text page → its readers' comments: where the section is, and which line belongs to which.

The section begins at a header ("7 Comments", "34 responses to …", in many languages) or, where there is none, at a
form or at lines such as "Ann says:". It counts only if what follows has the build of comments; it ends at a form, a
header of something else or the footer. What single lines may be stands in ``cleaning.text.remarks``, how a section
is taken apart in ``cleaning.text.groups``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleaning.text.groups import Group, groups_of
from cleaning.text.lines import Line
from cleaning.text.remarks import HEADER_SIZE, Kind, Remark, remark_of
from cleaning.text.section import MOST_LINES, Section
from cleaning.text.shapes import Shape

OPENINGS = (Kind.TEXT, Kind.WRITE, Kind.TOPIC, Kind.HEADER)  # what may open a section, the surest last
MOST_STARTS = 24  # places where a section may begin; a page that has more says "comments" in every teaser
MOST_READ = 24_000  # lines of a page's sections together; a page of more says "comments" where there are none
MOST_FORMS = 4  # forms that are skipped between a header and its comments
TOLD = 0.5  # share of the comments that must hold a sentence; in a list of other articles few do
SIGNED = 0.8  # share of the comments that must have author and date where no line says what they are
PROSE, PROSE_SIZE = 0.5, 50  # share of the comments' letters that must stand in sentences or lines so long
BEFORE = 0.1  # share of the page's sentences that must stand before a section
ARTICLE_LINES = 8  # lines of a comment that may be the article itself


@dataclass(frozen=True, slots=True)
class Discussion:
    """A comment section: its header ``start``, its lines from ``first`` to ``end`` (excluded), and its comments.

    ``announced`` is the number that the header gives, ``start`` -1 if the section begins with the page's first line.
    """

    start: int
    first: int
    end: int
    announced: int | None
    groups: tuple[Group, ...]
    opening: Kind
    reason: str


def find_discussion(lines: Sequence[Line], shapes: Sequence[Shape]) -> Discussion | None:
    """The comment section of a page, None if it has none that can be told from the rest."""
    first = next((at for at, shape in enumerate(shapes) if _may_begin(shape)), None)
    if first is None:
        return None
    remarks = [Remark(Kind.TEXT)] * first
    remarks += [remark_of(line, shape) for line, shape in zip(lines[first:], shapes[first:], strict=True)]
    best: Discussion | None = None
    left = MOST_READ
    for start in _starts(remarks, first):
        if left <= 0:
            break
        if best and best.first <= start < best.end:
            continue
        found, read = _read(start, lines, shapes, remarks)
        left -= read
        if found and (best is None or _weight(found) > _weight(best)):
            best = found
    return best


def _weight(discussion: Discussion) -> tuple[int, int, int, int]:
    """What makes one of two readings better: comments with author and date, comments, a surer header, a closer one."""
    signed = sum(group.author is not None and group.stamp is not None for group in discussion.groups)
    return signed, len(discussion.groups), OPENINGS.index(discussion.opening), discussion.start


def _may_begin(shape: Shape) -> bool:
    return shape.size <= HEADER_SIZE and shape.matches.of("comments", "respond", "notice", "says") > 0


def _starts(remarks: Sequence[Remark], first: int) -> list[int]:
    """Lines after which comments may stand: headers, then forms, then the line before someone "says"."""
    at = range(first, len(remarks))
    headers = [i for i in at if remarks[i].kind in (Kind.HEADER, Kind.TOPIC)][:MOST_STARTS]
    forms = [i for i in at if remarks[i].kind is Kind.WRITE and (i == 0 or remarks[i - 1].kind is not Kind.WRITE)]
    says = [i - 1 for i in at if remarks[i].says and (remarks[i].stamp or remarks[i].closed)][:1]
    return [*headers, *forms[:MOST_STARTS], *says]


def _read(
    start: int, lines: Sequence[Line], shapes: Sequence[Shape], remarks: Sequence[Remark]
) -> tuple[Discussion | None, int]:
    """The section that begins after a line, None if what stands there is no comments; and how many lines were read."""
    read = 0
    opening = remarks[start].kind if start >= 0 else Kind.TEXT
    opening = opening if opening in OPENINGS else Kind.TEXT
    section: Section | None = Section(start, min(len(lines), start + MOST_LINES), lines, shapes, remarks)
    for _ in range(MOST_FORMS):
        if section is None:
            break
        read += section.end - section.first
        method, groups = groups_of(section)
        if groups and _is_credible(opening, method, groups, section):
            last = max(at for group in groups for at in (*group.meta, *group.text, *group.control))
            reason = f"{len(groups)} after a {opening.value} line, told apart by {method}"
            return Discussion(start, section.first, last + 1, section.count, tuple(groups), opening, reason), read
        section = section.after_form()
    return None, read


def _is_credible(opening: Kind, method: str, groups: Sequence[Group], section: Section) -> bool:
    """True if groups of lines have the build of comments; the weaker the line that opens them, the more is asked.

    The bounds were set on 67 labelled pages with comments and on 194 without, each in two forms.
    """
    size, listed = len(groups), method == "numbers"
    told = sum(_is_told(section, group) for group in groups) >= TOLD * size
    if not (told or (listed and opening is Kind.HEADER)) or _is_article(section, groups) or _is_menu(section, groups):
        return False
    dated = sum(group.stamp is not None for group in groups)
    signed = sum(group.author is not None and group.stamp is not None for group in groups)
    says = sum(group.says for group in groups)
    answerable = section.replies > 0 or section.closing
    if not (listed or says or section.replies >= TOLD * size) and _comes_first(section):
        return False
    if opening is Kind.HEADER:
        return method != "the whole" or answerable
    if opening is Kind.TOPIC:
        built = (listed and (answerable or dated > 0)) or says > 0 or (signed > 0 and answerable)
        answered = size > 1 and section.replies >= SIGNED * size
        return built or answered or (size > 1 and (signed >= SIGNED * size or (answerable and dated >= SIGNED * size)))
    if opening is Kind.WRITE:
        built = (signed > 0 and (says > 0 or section.replies > 0)) or (listed and size > 1 and answerable)
        return built or (size > 1 and signed >= SIGNED * size)
    return says > 0 and signed > 0 and (size > 1 or answerable)


def _is_told(section: Section, group: Group) -> bool:
    """True if a comment is more than a title: it has a sentence, or someone "says" it, or it can be answered."""
    if group.says or any(section.is_reply(at) for at in group.control):
        return True
    return any(section.shapes[at].sentences or not section.shapes[at].words for at in group.text)


def _is_article(section: Section, groups: Sequence[Group]) -> bool:
    """True if one of the comments holds most of the page's sentences in many lines: then it is the article itself."""
    told = [sum(section.shapes[at].sentences for at in group.text) for group in groups]
    largest = max(range(len(groups)), key=lambda at: told[at])
    whole = sum(shape.sentences for shape in section.shapes)
    return len(groups[largest].text) >= ARTICLE_LINES and told[largest] > 0.5 * whole


def _is_menu(section: Section, groups: Sequence[Group]) -> bool:
    """True if nearly all that the comments hold is short lines without a sentence."""
    text = [section.shapes[at] for group in groups for at in group.text]
    told = sum(shape.size for shape in text if shape.sentences or shape.size >= PROSE_SIZE)
    return told < PROSE * sum(shape.size for shape in text) and not any(group.says for group in groups)


def _comes_first(section: Section) -> bool:
    """True if hardly a sentence of the page stands before the section: an article comes before its comments."""
    before = sum(shape.sentences for shape in section.shapes[: max(0, section.start)])
    return before < BEFORE * sum(shape.sentences for shape in section.shapes)
