"""Pages made to stop a cleaner: each becomes the record of its story, or a reject by a limit that is named.

What they cost is measured by ``benchmarks/hostile.py``, on pages ten times as large. Here a quadratic step anywhere
shows as a test that does not end.
"""

from __future__ import annotations

import gzip

import pytest

from benchmarks.traps import HTML, PACKED, TEXT, saved
from cleaning.model import RawPage
from cleaning.pipeline import clean
from cleaning.record import Reason, Record, Reject
from cleaning.sources import Sources

SMALLER = 10
REJECTS = {
    "attributes-100000": (Reason.UNPARSABLE, "attributes"),
    "attributes-100000-quoted": (Reason.UNPARSABLE, "attributes"),
    "nul-bytes-2-mb": (Reason.NOT_A_PAGE, "binary"),
    "random-1-mb": (Reason.NOT_A_PAGE, "binary"),
    "text-letters-5-mb": (Reason.NO_ARTICLE, "no article text"),  # one word
    "text-lines-500000": (Reason.NO_ARTICLE, "no article text"),
}
STORY = "the harbour master said that the engine had been repaired twice"
WITHOUT_STORY = frozenset(("paragraphs-100000-numbered", "han-3-mb", "text-line-10-mb"))


def cleaned(name: str) -> Record | Reject:
    file, body = saved(name, SMALLER)
    return clean(
        RawPage(file=file.removesuffix(".gz"), body=gzip.decompress(body) if name in PACKED else body), Sources()
    )


@pytest.mark.parametrize("name", [name for name in (*HTML, *TEXT) if name not in REJECTS])
def test_a_hostile_page_keeps_its_story(name: str) -> None:
    outcome = cleaned(name)
    assert isinstance(outcome, Record), outcome
    assert name in WITHOUT_STORY or STORY in (outcome.articleBody or "")


@pytest.mark.parametrize("name", REJECTS)
def test_a_page_that_is_refused_says_by_which_limit(name: str) -> None:
    outcome = cleaned(name)
    assert isinstance(outcome, Reject)
    reason, word = REJECTS[name]
    assert outcome.reason is reason
    assert word in outcome.detail
