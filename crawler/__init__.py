"""Finds and fetches pages with Scrapy, and hands each to the cleaning pipeline."""
