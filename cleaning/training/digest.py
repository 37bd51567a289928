"""An article's paragraphs and other articles' headlines → a page as digests and old crawls write it.

No blank lines, other headlines right below the text, dates above, below or glued to them, a line of law, a form: what
surrounds the text is made up, from set phrases and headlines of other pages, so that a labeller sees more of it than
the pages at hand show.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from cleaning.text.phrases import set_phrases

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
STAMPS = (
    "GMT {hour}:{minute} {year} {weekday} ,{day:02} {month}",
    "{month} {day}, {year}",
    "{day} {month} {year}",
    "{day:02}.{number:02}.{year} {hour}:{minute}",
    "{year}-{number:02}-{day:02}",
    "{weekday}, {day} {month} {year} - {hour}:{minute}",
    "{hour}:{minute} | {day}/{number}/{year}",
)
OFFERS = (
    "Sign up for our newsletter and never miss a story",
    "Get the best of our reporting in your inbox every morning.",
    "By signing up you agree to our terms of use and privacy policy.",
    "Enter your e-mail address to receive our newsletter.",
    "Follow us for more news and updates",
)


def digest(paragraphs: Sequence[str], headline: str | None, others: Sequence[str], random: Random) -> str:
    """The text of such a page; the same for the same state of ``random``."""
    lines = _menu(random) if random.random() < 0.4 else []
    stamp = random.choice(STAMPS)
    if headline and random.random() < 0.6:
        lines += [headline] * random.choice((1, 1, 2))
    if random.random() < 0.4:
        lines.append(_stamp(stamp, random))
    between = "\n\n" if random.random() < 0.3 else "\n"
    text = between.join(paragraphs)
    tail = _related(others, stamp, random) if others and random.random() < 0.8 else []
    if random.random() < 0.5:
        tail += random.sample(OFFERS, random.randint(1, 3))
    law = _law(random)
    tail += [*law, *(law if random.random() < 0.4 else [])]
    for family, chance in (("respond", 0.6), ("notice", 0.4), ("nav", 0.3)):
        if random.random() < chance:
            tail += [_phrase(family, random) for _ in range(random.randint(1, 4))]
    return between.join([*lines, text]) + "\n" + "\n".join(tail) + "\n"


def _menu(random: Random) -> list[str]:
    return [_phrase("nav", random) for _ in range(random.randint(3, 15))]


def _phrase(family: str, random: Random) -> str:
    """A set phrase of a family, beginning with a capital."""
    words = " ".join(random.choice(set_phrases(family)))
    return words[:1].upper() + words[1:]


def _stamp(pattern: str, random: Random) -> str:
    number = random.randint(1, 12)
    return pattern.format(
        hour=f"{random.randint(0, 23):02}",
        minute=f"{random.randint(0, 59):02}",
        year=random.randint(2001, 2026),
        weekday=random.choice(WEEKDAYS),
        day=random.randint(1, 28),
        month=MONTHS[number - 1],
        number=number,
    )


def _related(others: Sequence[str], stamp: str, random: Random) -> list[str]:
    """Headlines of other articles, with dates or without."""
    picked = random.sample(others, min(len(others), random.randint(2, 8)))
    lines = [_phrase("related", random)] if random.random() < 0.4 else []
    way = random.choice(("alone", "above", "below", "glued"))
    for at, other in enumerate(picked):
        when = _stamp(stamp, random)
        if way == "alone":
            lines.append(other)
        elif way == "above":
            lines += [when, other]
        elif way == "below":
            lines += [other, when]
        else:  # the date of the next one runs into the headline, as where boxes were glued together
            lines += [*([when] if at == 0 else []), other + (_stamp(stamp, random) if at + 1 < len(picked) else "")]
    if way == "glued" and random.random() < 0.5:
        lines[-1] += _law(random)[0]
    return lines


def _law(random: Random) -> list[str]:
    year, name = random.randint(2001, 2026), random.choice(("Courier", "Media Group", "Publishing Ltd.", "Online"))
    phrase = _phrase("legal", random)
    return random.choice(
        (
            [f"© {year} {name}. {phrase}"],
            [f"Copyright © {year} {name}", phrase],
            [f"{phrase} {name} {year} ©"],
            [f"Designed by {name}", f"{phrase} {year}"],
        )
    )
