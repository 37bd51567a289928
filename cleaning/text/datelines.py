"""The beginning of an article's first paragraph → its dateline: place, agency and day before the first sentence.

"BAGHDAD — ", "Mosul (IraqiNews.com) – ", "LONDON, 12 May (Reuters) - ". A place in small letters counts only beside an
agency or a day: "Harbour – the word alone" is none.
"""

from __future__ import annotations

import re

LONGEST = 80  # characters
NAME = r"[^\W\d_][\w.’'-]*"
DATELINE = re.compile(
    rf"(?P<place>{NAME}(?:[ ,/]{{1,2}}{NAME}){{0,4}})"
    r"(?P<day>,? (?:[^\W\d_]{3,10}\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,10})(?:,? \d{4})?)?"
    r"(?P<agency>,? ?\([^()]{2,30}\))?"
    r",? ?(?:[—–]|--?)(?= +[^\W_])"
)


def dateline_size(text: str) -> int:
    """The length of the dateline that a paragraph begins with, its dash included; 0 if it has none."""
    found = DATELINE.match(text[:LONGEST])
    if not found:
        return 0
    words = [word for word in re.split("[ ,/]+", found["place"]) if len(word) > 2]
    named = bool(words) and all(word[0].isupper() or not word.islower() for word in words)
    loud = bool(words) and words[0].isupper()
    return found.end() if named and (loud or found["day"] or found["agency"]) else 0
