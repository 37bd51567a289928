"""Records as JSON Lines for Scrapy's feeds (``-O FILE.jsonl``): the same bytes as ``gleaner clean`` writes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from scrapy.exporters import BaseItemExporter

from cleaning.record import Record
from cleaning.records.jsonl import encode


class RecordExporter(BaseItemExporter):
    """Writes each record as one whole line; Scrapy's own would number the keys and know nothing of the schema."""

    def __init__(self, file: BytesIO, **options: Any) -> None:
        super().__init__(dont_fail=True, **options)
        self._file = file

    def export_item(self, item: Record) -> None:
        """Nothing; writes the record and its line end at once, so that an interrupt leaves whole lines."""
        self._file.write(encode(item) + b"\n")
        self._file.flush()
