"""Text → its words, script by script: the first thing to know of a text, and for many languages the last.

Scripts are told by Unicode blocks (https://www.unicode.org/Public/UCD/latest/ucd/Blocks.txt), without the digits and
punctuation in them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OTHER = "other"  # letters of all scripts that langdetect has no profile for: Georgian, Ethiopic, Khmer, …


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A script: its letters as the inside of a regex class, and langdetect's languages in it.

    ``weight`` is how many letters of an alphabet one of its letters stands for. ``by_profile`` is False where a text in
    this script is in the one language without a closer look: n-grams tell nothing of it.
    """

    letters: str
    languages: tuple[str, ...]
    weight: int = 1
    by_profile: bool = True


LATIN = "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw tl tr vi"

SCRIPTS = {
    "latin": Script(
        letters="A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u02bb\u02bc\u0300-\u036f\u1e00-\u1eff",
        languages=tuple(LATIN.split()),
    ),
    "cyrillic": Script(letters="\u0400-\u052f", languages=("bg", "mk", "ru", "uk")),
    "greek": Script(letters="\u0370-\u03ff\u1f00-\u1fff", languages=("el",)),
    "hebrew": Script(letters="\u05d0-\u05f2", languages=("he",)),
    "arabic": Script(
        letters="\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f",
        languages=("ar", "fa", "ur"),
    ),
    "devanagari": Script(letters="\u0900-\u0963\u0970-\u097f", languages=("hi", "mr", "ne")),
    "bengali": Script(letters="\u0980-\u09e5\u09f0\u09f1", languages=("bn",)),
    "gurmukhi": Script(letters="\u0a00-\u0a65\u0a70-\u0a7f", languages=("pa",)),
    "gujarati": Script(letters="\u0a80-\u0ae5", languages=("gu",)),
    "tamil": Script(letters="\u0b80-\u0be5", languages=("ta",)),
    "telugu": Script(letters="\u0c00-\u0c65", languages=("te",)),
    "kannada": Script(letters="\u0c80-\u0ce5", languages=("kn",)),
    "malayalam": Script(letters="\u0d00-\u0d65\u0d7a-\u0d7f", languages=("ml",)),
    "thai": Script(letters="\u0e01-\u0e4e", languages=("th",), by_profile=False),
    "hangul": Script(letters="\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3", languages=("ko",), weight=2, by_profile=False),
    "kana": Script(letters="\u3041-\u30ff\u31f0-\u31ff", languages=("ja",), weight=2, by_profile=False),
    "han": Script(
        letters="\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
        languages=("zh",),
        weight=3,
        by_profile=False,
    ),
}

ALL_LETTERS = "".join(script.letters for script in SCRIPTS.values())
WORD = re.compile(
    "|".join(f"(?P<{name}>[{script.letters}]+)" for name, script in SCRIPTS.items())
    + rf"|(?P<{OTHER}>[^\W\d_{ALL_LETTERS}]+)"
)
# Marks that come and go without changing the word: Arabic stretching and vowel signs, Hebrew points and accents.
MARKS = dict.fromkeys([0x640, *range(0x64B, 0x660), 0x670, *range(0x591, 0x5C8)])


def words_by_script(text: str) -> dict[str, list[str]]:
    """The words of a text in their order, by the name of their script."""
    found: dict[str, list[str]] = {}
    for match in WORD.finditer(text.translate(MARKS)):
        found.setdefault(match.lastgroup or OTHER, []).append(match[0])
    return found


def weight_of(script: str, words: list[str]) -> int:
    """How much text these words are, in letters of an alphabet."""
    weight = SCRIPTS[script].weight if script in SCRIPTS else 1
    return weight * sum(map(len, words))
