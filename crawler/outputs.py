"""Which files a run writes: those of its feeds, and the file of rejects beside the first of them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings

from cleaning.records.jsonl import rejects_path

NO_FEED = "out/records.jsonl"  # stands for the feed where a run has none, so that its rejects have a place


def local_feeds(settings: BaseSettings) -> list[str]:
    """The paths of the feeds that are local files; those with a time or a spider's name in them are left out."""
    parts = [urlsplit(str(feed)) for feed in settings.getdict("FEEDS") if "%(" not in str(feed)]
    return [part.path for part in parts if part.scheme in ("", "file")]


def rejects_file(settings: BaseSettings) -> Path:
    """Where rejects go: the setting REJECTS_FILE, else beside the first feed that is a local file."""
    if settings["REJECTS_FILE"]:
        return Path(settings["REJECTS_FILE"])
    return rejects_path(Path([*local_feeds(settings), NO_FEED][0]))


def written_files(settings: BaseSettings) -> list[str]:
    """The paths of all files that the run writes."""
    return [*local_feeds(settings), str(rejects_file(settings))]
