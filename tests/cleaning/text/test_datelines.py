from __future__ import annotations

import pytest

from cleaning.decode import decode
from cleaning.model import Label, Page, RawPage, Span
from cleaning.text.body import body_of_text
from cleaning.text.datelines import dateline_size
from cleaning.text.label import label_text

TOLD = "The ferry to the outer islands was late again on Friday, and the harbour master asked for patience."


@pytest.mark.parametrize(
    "dateline",
    ["TARN —", "Tarn (The Lamp) –", "UPPER TARN, Orrland (AP) —", "Tarn, May 12 (Lamp) -", "TARN, 12 May --"],
)
def test_place_agency_and_day_before_the_first_sentence(dateline: str) -> None:
    assert dateline_size(f"{dateline} {TOLD}") == len(dateline)


@pytest.mark.parametrize(
    "text", [TOLD, "Harbour – the word alone", "Well-known boats are late.", "It was late - again.", "— Yes.", ""]
)
def test_other_beginnings(text: str) -> None:
    assert dateline_size(text) == 0


def test_a_dateline_is_a_part_of_its_own_and_the_paragraph_stays_whole() -> None:
    more = "“The engine has been repaired twice since Easter,” he said, “and it will be repaired once more, I fear.”"
    text = f"Ferry late again at Tarn\n\nBy Ruth Fallow\n\nTARN — {TOLD}\n\n{more}\n\n{TOLD[:-1]} and for money.\n"
    page = decode(RawPage(file="page.txt", body=text.encode()), None)
    assert isinstance(page, Page)
    regions = label_text(page)
    spans = [one.where for one in regions if one.label is Label.DATELINE]
    assert [text[span.start : span.end] for span in spans if isinstance(span, Span)] == ["TARN —"]
    assert (body_of_text(page, regions).text or "").startswith(f"TARN — {TOLD}\n\n{more}")
