"""langdetect's profiles, loaded script by script when a text asks for them, each once a process.

langdetect (https://github.com/Mimino666/langdetect) holds every n-gram of 55 languages in one table, which takes 0.3 s
and 60 MB. A text in Cyrillic letters needs four of them. The tables here hold one script's languages each: Latin, the
largest, loads in 0.1 s, the others in 5 ms, and a text is compared with those languages only, which is quicker too.
"""

from __future__ import annotations

import functools
import gc
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException
from langdetect.utils.lang_profile import LangProfile
from langdetect.utils.ngram import NGram

from cleaning.language.scripts import SCRIPTS

SEED = 0
# langdetect takes the mean of 7 trials. A text is asked about in samples here, whose mean is taken: one trial each gave
# the same answers on 2,111 samples of labelled texts, at a third of the time.
TRIALS = 1


@dataclass(frozen=True, slots=True)
class Fit:
    """How well words fit a language: 1 is a usual text of it; and the share of letters that the language has at all."""

    trigrams: float
    letters: float


class Letters(dict[int, str]):
    """A table for ``str.translate`` that changes letters as langdetect does before it counts n-grams."""

    def __missing__(self, code: int) -> str:
        self[code] = NGram.normalize(chr(code))
        return self[code]


LETTERS = Letters()


class Profiles:
    """What langdetect knows of the languages of one script."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.factory = DetectorFactory()
        self.factory.set_seed(SEED)  # langdetect draws n-grams at random: each detector of the factory begins here
        self.usual: dict[str, float] = {}
        self._grams: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        for place, code in enumerate(languages):
            path = Path(PROFILES_DIRECTORY, code)
            profile = LangProfile(**msgspec.json.decode(path.read_bytes()))
            self.factory.add_profile(profile, place, len(languages))
            letters, _, trigrams = profile.n_words
            # A profile keeps a language's commoner trigrams. Nearly every letter begins one, so this is the share of a
            # usual text's trigrams that are in the profile: 0.77 for Hungarian, 0.86 for English, 0.97 for Romanian.
            self.usual[code] = trigrams / letters

    def grams_of(self, code: str) -> tuple[frozenset[str], frozenset[str]]:
        """The letters and the trigrams in a language's profile."""
        if code not in self._grams:
            place = self.factory.langlist.index(code)
            known = [gram for gram, shares in self.factory.word_lang_prob_map.items() if shares[place]]
            self._grams[code] = (
                frozenset(gram for gram in known if len(gram) == 1),
                frozenset(gram for gram in known if len(gram) == 3),
            )
        return self._grams[code]

    def likeliest(self, words: Sequence[str], prior: dict[str, float] | None) -> dict[str, float]:
        """The likely languages of a text and how likely they are; none if no n-gram of it is in any profile."""
        detector: Any = self.factory.create()
        detector.n_trial = TRIALS
        if prior is not None:
            detector.set_prior_map(prior)
        detector.append(" ".join(words))
        try:
            return {found.lang: found.prob for found in detector.get_probabilities()}
        except LangDetectException:
            return {}

    def fit(self, words: Sequence[str], code: str) -> Fit:
        """How well words fit a language."""
        letters, trigrams = self.grams_of(code)
        text = f" {' '.join(words)} ".translate(LETTERS)
        found = [gram for place in range(len(text) - 2) if (gram := text[place : place + 3])[1] != " "]
        hits = sum(gram in trigrams for gram in found)
        known = sum(gram[1] in letters for gram in found)
        count = max(1, len(found))
        return Fit(hits / count / self.usual[code], known / count)


@functools.cache
def profiles_of(script: str) -> Profiles:
    """The profiles of a script's languages."""
    # Loading makes a hundred thousand small lists and no garbage; looking for it doubles the time.
    was_on = gc.isenabled()
    gc.disable()
    try:
        return Profiles(SCRIPTS[script].languages)
    finally:
        if was_on:
            gc.enable()
