"""From raw news pages to clean records: a pure library, without Scrapy and without a network."""

__version__ = "0.1.0"
