"""What a site lists → candidates: bytes in, values out, no network. Nothing here raises for bad input."""

from crawler.discovery.feeds import read_feed
from crawler.discovery.page import PageLinks, read_page
from crawler.discovery.sections import read_section
from crawler.discovery.sitemaps import read_sitemap

__all__ = ["PageLinks", "read_feed", "read_page", "read_section", "read_sitemap"]
