"""One page through all stages: the order of the stages is checked, and no page can break a run."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaning.model import Document, RawPage
from cleaning.pipeline import OrderError, check_order, clean
from cleaning.record import Reason, Record, Reject
from cleaning.sources import Sources
from cleaning.stages import STAGES


class FillsBody:
    fills: ClassVar[str] = "body"
    reads: ClassVar[frozenset[str]] = frozenset({"page"})

    def __call__(self, doc: Document, /) -> object:
        return doc.body


class ReadsThread(FillsBody):
    reads: ClassVar[frozenset[str]] = frozenset({"thread"})


class FillsNothingKnown(FillsBody):
    fills: ClassVar[str] = "mood"


def test_the_stages_stand_in_an_order_that_works() -> None:
    check_order(STAGES)


def test_a_stage_that_reads_what_is_not_there_yet_is_refused() -> None:
    with pytest.raises(OrderError, match=r"ReadsThread reads \['thread'\], which no earlier stage fills"):
        check_order([ReadsThread()])


def test_two_stages_that_fill_one_field_are_refused() -> None:
    with pytest.raises(OrderError, match="FillsBody fills 'body', which an earlier stage has filled"):
        check_order([FillsBody(), FillsBody()])


def test_a_stage_that_fills_an_unknown_field_is_refused() -> None:
    with pytest.raises(OrderError, match="FillsNothingKnown fills 'mood', which is no field of Document"):
        check_order([FillsNothingKnown()])


def test_a_fault_in_a_stage_costs_one_page(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    class Breaks(FillsBody):
        def __call__(self, doc: Document, /) -> object:
            raise LookupError("the ninth letter")

    monkeypatch.setattr("cleaning.pipeline.STAGES", (Breaks(),))
    outcome = clean(RawPage(url="https://one.example/", body=b"Words and words."), Sources())
    assert isinstance(outcome, Reject)
    assert (outcome.reason, outcome.detail) == (Reason.FAULT, "LookupError: the ninth letter")
    assert "https://one.example/" in caplog.text


def test_a_broken_source_file_rejects_the_page_with_the_mend(tmp_path: Path) -> None:
    (tmp_path / "source.toml").write_text(f'id = "{tmp_path.name}"\nlangauge = "en"\n')
    page = tmp_path / "pages" / "one.txt"
    outcome = clean(RawPage(file=str(page), body=b"Words."), Sources())
    assert isinstance(outcome, Reject)
    assert outcome.reason is Reason.BAD_SOURCE
    assert "did you mean 'language'?" in outcome.detail


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_give_one_outcome_and_the_same_each_time(body: bytes) -> None:
    raw = RawPage(url="https://one.example/a", body=body)
    first = clean(raw, Sources())
    assert isinstance(first, Record | Reject)
    if isinstance(first, Reject):
        assert first.reason is not Reason.FAULT, first.detail
    assert first == clean(raw, Sources())
