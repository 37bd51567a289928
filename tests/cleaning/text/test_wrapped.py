from __future__ import annotations

from cleaning.text.lines import split_lines
from cleaning.text.wrapped import join_wrapped

LETTER = """\
The iron roof of the market hall will open again on the first
Saturday of June, forty-one years after the winding gear was
locked with a chain and the key thrown into the mill stream.

A group of retired fitters has cleaned every wheel of the old
machine, which was built to let out the steam of the kettles
on fair days. They worked on Thursdays, one hour before dawn
and two after dusk, and the town paid for the oil. It turned
at the second push, said one of them, who had seen his father
open it as a boy and had not slept since the letter came from
the council last week.
- The chain was cut by the smith, who had made it as a young
  man and would not let anybody else do so.
- The key was never found.
"""


def test_wrapped_paragraphs_become_lines() -> None:
    lines, _ = split_lines(LETTER)
    joined = join_wrapped(lines)
    assert len(joined) == 4
    assert joined[0].text.endswith("was locked with a chain and the key thrown into the mill stream.")
    assert joined[1].text.endswith("from the council last week.")
    assert joined[2].text.endswith("would not let anybody else do so.")
    assert LETTER[joined[0].start : joined[0].end].count("\n") == 2


def test_a_page_with_a_paragraph_a_line_stays_as_it_is() -> None:
    text = "\n".join(f"Sentence number {n} is complete, and so is its line, as it ought to be here." for n in range(12))
    lines, _ = split_lines(text)
    assert join_wrapped(lines) is lines


def test_a_menu_is_not_wrapped() -> None:
    lines, _ = split_lines("\n".join(["Home", "News", "Sport", "Weather", "Tides", "Ferries"] * 4))
    assert join_wrapped(lines) is lines
