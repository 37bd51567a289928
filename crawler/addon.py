"""Which of our classes plugs in where: one add-on, so that no user pastes five dictionaries into a project.

https://docs.scrapy.org/en/latest/topics/addons.html
"""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.settings import BaseSettings

from cleaning.model import Source
from crawler.cleaner import Cleaner
from crawler.cookies import use_shipped_suffixes
from crawler.exporter import RecordExporter
from crawler.guard import Guard
from crawler.polite_settings import polite_settings
from crawler.politeness import Politeness
from crawler.report import Report
from crawler.robots import Robots
from crawler.setting_checks import check_settings

LINE_FORMATS = ("jsonl", "jsonlines", "jl")


class Gleaner:
    """Wires politeness, safety, cleaning, exporting and the summary into a Scrapy project."""

    def __init__(self, source: Source | None = None) -> None:
        self.source = source

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Gleaner:
        """The add-on of a crawl, which knows the source of its spider if that has one."""
        spider = crawler.spidercls if crawler.spider is None else crawler.spider
        return cls(getattr(spider, "source", None))

    def update_settings(self, settings: BaseSettings) -> None:
        """Nothing; plugs in what the user has not placed differently."""
        use_shipped_suffixes()
        settings.setdefault_in_component_priority_dict("ITEM_PIPELINES", Cleaner, 500)
        settings.setdefault_in_component_priority_dict("EXTENSIONS", Report, 500)
        check_settings(settings)
        polite_settings(settings, self.source)
        settings.replace_in_component_priority_dict("DOWNLOADER_MIDDLEWARES_BASE", RobotsTxtMiddleware, Robots)
        settings.setdefault_in_component_priority_dict("DOWNLOADER_MIDDLEWARES", Guard, 880)  # next to the downloader
        settings.setdefault_in_component_priority_dict("EXTENSIONS", Politeness, 600)  # after AutoThrottle
        exporters = settings.getdict("FEED_EXPORTERS")
        for name in LINE_FORMATS:
            exporters.setdefault(name, RecordExporter)
        settings.set("FEED_EXPORTERS", exporters, "addon")
