"""Text → language, by langdetect where several of its languages share a script, by the script where it has only one.

langdetect always names a language. Here its answer is taken only if it holds for samples from all over the text and if
the text reads like that language (``Fit``); a language that it lacks comes out as ``und``, not as the nearest one.
What cannot be told apart: Indonesian and Malay are ``id``, Croatian, Bosnian and Serbian in Latin letters are ``hr``,
both written forms of Norwegian are ``no``. Chinese is ``zh`` in both its scripts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from cleaning.language.kurdish import kurdish_in_arabic, kurdish_in_latin
from cleaning.language.profiles import profiles_of
from cleaning.language.samples import SAMPLE, samples_of
from cleaning.language.scripts import OTHER, SCRIPTS, weight_of, words_by_script
from cleaning.model import Language
from cleaning.record import UNDETERMINED

# In letters of an alphabet: a Chinese character counts three. Of 2,851 fragments of 5 to 9 words in 18 languages, with
# their language as the hint, 2,679 come out right, 38 wrong and 134 und; without one, 7 in 100 of those under 40
# letters would be wrong. Of 846 readers' comments, with their page's language as the hint, 2 come out wrong.
SHORTEST = 20
SHORTEST_ALONE = 40
SHORT = 60

# Of the first sample of a text whose language the page declares: so sure, the other samples are not asked. On the 247
# labelled bodies this gives the same language, at 0.4 of the time.
CERTAIN = 0.99
SAMPLES = 3
MORE_SAMPLES = 8
SURE = 0.7  # of the samples must be in one language
ONE_SCRIPT = 0.7  # of the letters must be in one script
KANA = 0.015  # of the characters of a Japanese text are at least kana; half of them are in prose, none in Chinese

# Measured on slices of 230 labelled texts in languages that langdetect has and of 20 texts in languages that it lacks:
# of 240 letters, 1 in 800 of the first is lost and none of the second kept; of 60 letters, 1 in 50 and 1 in 28.
LEAST_FIT = 0.85
LEAST_LETTERS = 0.99
LEAST_WORDS = 3  # different ones: laughter and noise of one word fit the language that has its letters

# What a declared language weighs against all others together in a short text: much, for langdetect is too sure of
# itself. Of the fragments above 0.5 leaves 130 wrong; where the hint is wrong, 73 follow it and with 0.5 it is 20.
PRIOR = 0.9999
SAME_PROFILE = {"nb": "no", "nn": "no", "fil": "tl", "iw": "he", "in": "id"}


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a sample is in, how likely, and by which means.

    ``weight`` is how much text the sample has, in letters of an alphabet. ``words`` are those that are still to be
    compared with a profile of their script.
    """

    weight: int
    code: str = UNDETERMINED
    share: float = 1.0
    by: str = ""
    script: str = OTHER
    words: Sequence[str] = ()


class LangDetect:
    """The detector. It holds nothing: the profiles are loaded at the first text that needs them."""

    def tell(self, text: str, hint: str | None = None, /) -> Language:
        """The language of a text; ``und`` where it is short, mixed or in a language without a profile."""
        samples = [words_by_script(sample) for sample in samples_of(text, SAMPLES)]
        letters = sum(map(_weight, samples))
        if letters < SHORTEST:
            return Language()
        expected = _profile_code(hint)
        if letters >= SHORT and expected and len(samples) > 1:
            first = opinion_of(samples[0])
            if first.code == expected and first.share >= CERTAIN and (found := _agreed([first])):
                return found
        prior = expected if letters < SHORT else None
        found = _agreed([opinion_of(sample, prior) for sample in samples])
        if found is None and len(text) > SAMPLES * SAMPLE:
            found = _agreed([opinion_of(words_by_script(sample)) for sample in samples_of(text, MORE_SAMPLES)])
        return found or Language()


def opinion_of(words: dict[str, list[str]], prior: str | None = None) -> Opinion:
    """What one sample is in."""
    weight = _weight(words)
    script, chosen = _main_script(words)
    if script == OTHER:
        return Opinion(weight)
    if script == "arabic" and (code := kurdish_in_arabic(chosen)):
        return Opinion(weight, code, by="letters")
    if script == "latin" and (code := kurdish_in_latin(chosen)):
        return Opinion(weight, code, by="words")
    languages = SCRIPTS[script].languages
    if not SCRIPTS[script].by_profile:
        return Opinion(weight, languages[0], by="script")
    if len(languages) == 1:
        return Opinion(weight, languages[0], by="script", script=script, words=chosen)
    if prior is None and weight < SHORTEST_ALONE:
        return Opinion(weight)
    likely = profiles_of(script).likeliest(chosen, _priors(languages, prior))
    if not likely:
        return Opinion(weight)
    code = max(likely, key=likely.__getitem__)
    return Opinion(weight, code, likely[code], "langdetect", script, chosen)


def _weight(words: dict[str, list[str]]) -> int:
    """How much text a sample has, in letters of an alphabet."""
    return sum(weight_of(script, found) for script, found in words.items())


def _main_script(words: dict[str, list[str]]) -> tuple[str, list[str]]:
    """The script of most of the words, and those words; ``OTHER`` if there is no such script."""
    weights = {script: weight_of(script, found) for script, found in words.items()}
    total = sum(weights.values())
    if "kana" in weights and "han" in weights:  # Japanese writes with both, Chinese with one
        both = weights["kana"] + weights["han"]
        weights = {**weights, "kana": 0, "han": 0, "kana" if weights["kana"] >= KANA * both else "han": both}
    script = max(weights, key=weights.__getitem__, default=OTHER)
    if not total or weights[script] < ONE_SCRIPT * total:
        return OTHER, []
    return script, words[script]


def _priors(languages: Sequence[str], likely: str | None) -> dict[str, float] | None:
    """How likely each language is before a word is read; None if all are alike."""
    if likely not in languages:
        return None
    rest = (1 - PRIOR) / (len(languages) - 1)
    return {code: PRIOR if code == likely else rest for code in languages}


def _agreed(opinions: Sequence[Opinion]) -> Language | None:
    """The language that enough of the samples are in and that their words fit, None if there is none."""
    total = sum(opinion.weight for opinion in opinions)
    shares: dict[str, float] = defaultdict(float)
    for opinion in opinions:
        shares[opinion.code] += opinion.share * opinion.weight / max(1, total)
    code = max(shares, key=shares.__getitem__, default=UNDETERMINED)
    if code == UNDETERMINED or shares[code] < SURE:
        return None
    agreeing = [opinion for opinion in opinions if opinion.code == code]
    words = [word for opinion in agreeing for word in opinion.words]
    if words and not _fits(agreeing[0].script, words, code):
        return None
    return Language(code=code, confidence=round(shares[code], 3), detector=agreeing[0].by)


def _fits(script: str, words: Sequence[str], code: str) -> bool:
    """True if the words read like a text of that language."""
    if len(set(words)) < LEAST_WORDS:
        return False
    # Names are in no language: they begin with a capital, and are left out where enough else remains.
    plain = [word for word in words if not word[0].isupper()]
    fit = profiles_of(script).fit(plain if 2 * sum(map(len, plain)) > SHORTEST else words, code)
    return fit.trigrams >= LEAST_FIT and fit.letters >= LEAST_LETTERS


def _profile_code(hint: str | None) -> str | None:
    """The code of the profile for a BCP 47 tag: its language without region and script."""
    primary = (hint or "").replace("_", "-").partition("-")[0].strip().lower()
    return SAME_PROFILE.get(primary, primary) or None
