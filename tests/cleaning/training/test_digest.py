from __future__ import annotations

from random import Random

from cleaning.training.align import align
from cleaning.training.digest import digest

PARAGRAPHS = [
    "A ferry crossed the sound on Monday with a piano and four goats on board, in a fair wind.",
    "The piano was for the school on the island, whose old one had been eaten by the damp of two winters.",
]
OTHERS = ["Goat prices recover as wells fill", "Lighthouse gets a second lamp", "Piano found in the tide"]


def test_the_text_stands_in_it_and_other_things_around() -> None:
    for seed in range(20):
        text = digest(PARAGRAPHS, "Ferry brings piano", OTHERS, Random(seed))
        lines = [line for line in text.splitlines() if line]
        inside = align(lines, "\n\n".join(PARAGRAPHS))
        assert [line for line, flag in zip(lines, inside, strict=True) if flag] == PARAGRAPHS
        assert len(lines) > len(PARAGRAPHS)


def test_the_same_seed_gives_the_same_page() -> None:
    assert digest(PARAGRAPHS, None, OTHERS, Random(5)) == digest(PARAGRAPHS, None, OTHERS, Random(5))


def test_a_page_alone_has_no_other_headlines() -> None:
    assert all(digest(PARAGRAPHS, None, [], Random(seed)).count(PARAGRAPHS[0]) == 1 for seed in range(5))
