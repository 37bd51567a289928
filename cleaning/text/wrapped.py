"""Lines of a page whose paragraphs are broken at a fixed width (e-mail, copies out of PDF) → one line a paragraph.

A page is wrapped if most lines that another one follows directly are about as long as the longest, and stop in the
middle of a sentence. Then a paragraph goes on until a blank line, a bullet or number, another indentation, or a line
that stops well before the margin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cleaning.text.lines import Line

NARROWEST, WIDEST = 40, 100  # columns of the margin
FEWEST = 8  # lines that another one follows; a page of fewer is not called wrapped
MARGIN = 16  # columns: a line that ends nearer to the margin is full
FULL = 0.7  # share of such lines that must be full
OPEN = 0.6  # share of such lines that must stop within a sentence
ENDS = (".", "!", "?", "…", ":", "。", "！", "？", "؟", "۔", "।", '"', "”", "»", "’", ")")


def join_wrapped(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, each paragraph of a wrapped page as one; the same lines if the page is not wrapped."""
    widths = [line.end - line.start + line.indent for line in lines]
    followed = [at for at in range(len(lines) - 1) if lines[at + 1].blanks == 0 and not lines[at + 1].marker]
    if len(followed) < FEWEST:
        return lines
    margin = sorted(widths)[int(0.98 * (len(widths) - 1))]
    full = sum(widths[at] >= margin - MARGIN for at in followed)
    unfinished = sum(not lines[at].text.endswith(ENDS) for at in followed)
    fits = NARROWEST <= margin <= WIDEST and max(widths) <= 2 * WIDEST
    if not fits or full < FULL * len(followed) or unfinished < OPEN * len(followed):
        return lines
    joined = [lines[0]]
    for at in range(1, len(lines)):
        line, last = lines[at], joined[-1]
        beside = line.indent == lines[at - 1].indent or (last.marker and line.indent > last.indent)
        if line.blanks or line.marker or not beside or widths[at - 1] < margin - MARGIN:
            joined.append(line)
        else:
            joined[-1] = replace(last, end=line.end, text=f"{last.text} {line.text}")
    return joined
