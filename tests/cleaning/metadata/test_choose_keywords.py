"""Keywords in the ways that pages write them."""

from __future__ import annotations

import pytest

from cleaning.metadata.choose_keywords import choose_keywords
from cleaning.metadata.reading import Reading


@pytest.mark.parametrize(
    ("raws", "words"),
    [
        (("ferry, harbour;Ferry",), ("ferry", "harbour")),
        (("渡轮，港口、大桥",), ("渡轮", "港口", "大桥")),
        (("2019|渡轮|港口",), ("2019", "渡轮", "港口")),
        (("渡轮 港口 大桥",), ("渡轮", "港口", "大桥")),
        (("ferry harbour bridge",), ("ferry harbour bridge",)),
        (("The Ferry Returns", "ferry"), ("ferry",)),
        (("<meta name=", "ferry"), ("ferry",)),
        (("the ferry returns",), ()),
        ((), ()),
    ],
)
def test_keywords(raws: tuple[str, ...], words: tuple[str, ...]) -> None:
    readings = {"meta": Reading(origin="meta", keywords=raws)}
    assert choose_keywords(readings, ("json-ld", "meta"), "The ferry returns").value == words
