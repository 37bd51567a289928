"""Which files a run writes: those of its feeds, and the file of rejects beside the first of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings

from cleaning.records.jsonl import is_ours, rejects_path

OTHER_FORMATS = (".csv", ".json", ".xml")  # of Scrapy's own exporters; no page is read from these
KEPT = ("archive", "records", "rejects", "changes", "locks", "uncommitted")  # below DATA_DIR, by the crawl itself
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


def check_files(files: Iterable[str]) -> None:
    """Nothing, if a run may write the files. Raises ``ValueError`` for one that is there and is no output of ours."""
    for file in map(Path, files):
        if file.suffix not in OTHER_FORMATS and not is_ours(file):
            raise ValueError(f"{file} is there and holds no records of ours: name another output, or move it away")


def check_feeds(settings: BaseSettings) -> None:
    """Nothing, if a crawl may write its feeds. Raises ``ValueError``, also for files that the crawl keeps by itself."""
    data = Path(settings["DATA_DIR"]).resolve()
    for file in map(Path, local_feeds(settings)):
        place = file.resolve()
        room = place.relative_to(data).parts[0] if data in place.parents else ""
        if room in KEPT or room.startswith("ledger.sqlite"):
            raise ValueError(f"{file} lies among what the crawl keeps by itself: name a file outside of {data / room}")
    check_files(local_feeds(settings))
