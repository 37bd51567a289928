"""Which of our classes plugs in where: one add-on, so that no user pastes five dictionaries into a project.

https://docs.scrapy.org/en/latest/topics/addons.html
"""

from __future__ import annotations

from scrapy.settings import BaseSettings

from crawler.cleaner import Cleaner
from crawler.exporter import RecordExporter
from crawler.report import Report

LINE_FORMATS = ("jsonl", "jsonlines", "jl")


class Gleaner:
    """Wires cleaning, exporting and the summary into a Scrapy project."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Nothing; plugs in what the user has not placed differently."""
        settings.setdefault_in_component_priority_dict("ITEM_PIPELINES", Cleaner, 500)
        settings.setdefault_in_component_priority_dict("EXTENSIONS", Report, 500)
        exporters = settings.getdict("FEED_EXPORTERS")
        for name in LINE_FORMATS:
            exporters.setdefault(name, RecordExporter)
        settings.set("FEED_EXPORTERS", exporters, "addon")
