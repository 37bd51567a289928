"""The folders of sources → spider classes: ``scrapy list`` names the sources, ``scrapy crawl ID`` crawls one.

A folder with a ``source.toml`` below the setting SOURCES_DIR is a spider. Spiders written as classes (``replay``) can
be run by their names too, but are no sources and are not listed.
https://docs.scrapy.org/en/latest/topics/api.html#spiderloader-api
"""

from __future__ import annotations

import builtins
import difflib
import logging
import os
from pathlib import Path
from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.url import url_is_from_any_domain

from cleaning.model import Source
from cleaning.sources import FILE_NAME, SAFE_ID, SourceError, read_source
from crawler.spiders.news import News

log = logging.getLogger(__name__)


class SourceLoader:
    """Loads spiders by the ids of the sources in a folder; Scrapy's ``SpiderLoaderProtocol``."""

    def __init__(self, folder: Path, written: SpiderLoader) -> None:
        self._folder = folder
        self._written = written
        self._told = False

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """The loader for the folder that SOURCES_DIR names."""
        return cls(Path(settings["SOURCES_DIR"]), SpiderLoader(settings))

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of a source, or one written as a class.

        Raises ``KeyError`` for an unknown name, with the nearest known one, and ``SourceError`` for a source whose
        ``source.toml`` cannot be used.
        """
        if spider_name in self._written.list():
            return self._written.load(spider_name)
        if SAFE_ID.fullmatch(spider_name) and is_readable(self._folder):
            place = self._folder / spider_name
            if place.is_dir() and not is_readable(place):
                raise SourceError(unreadable(place))
            if (file := place / FILE_NAME).is_file():
                return spider_of(read_source(file))
        raise KeyError(self._unknown(spider_name))

    def list(self) -> builtins.list[str]:
        """The ids of the sources that can be used, sorted. What is wrong with the others is logged, once."""
        return [source.id for source in self._sources()]

    def find_by_request(self, request: Request) -> builtins.list[str]:
        """The ids of the sources whose domains hold the request's address."""
        return [source.id for source in self._sources() if url_is_from_any_domain(request.url, source.domains)]

    def _sources(self) -> builtins.list[Source]:
        """The sources that can be used, sorted by id."""
        found, problems = read_sources(self._folder, taken=self._written.list())
        if not self._told:
            for problem in problems:
                log.warning("%s", problem)
        self._told = True
        return found

    def _unknown(self, name: str) -> str:
        """What is said of a name that no source has."""
        ids = sorted(file.parent.name for file in self._folder.glob(f"*/{FILE_NAME}"))
        if not ids:
            return f"no source {name!r}: {nothing_in(self._folder)}"
        near = difflib.get_close_matches(name, [*ids, *self._written.list()], n=1)
        mend = f"did you mean {near[0]!r}?" if near else f"known sources: {', '.join(ids)}"
        return f"no source {name!r} in the folder {self._folder}: {mend}"


def spider_of(source: Source) -> type[Spider]:
    """The spider class of a source."""
    title = "".join(part.capitalize() for part in source.id.replace(".", "-").replace("_", "-").split("-"))
    about = f"Crawls {source.name or source.id}."
    return type(f"News{title}", (News,), {"name": source.id, "source": source, "__doc__": about})


def read_sources(folder: Path, taken: builtins.list[str]) -> tuple[builtins.list[Source], builtins.list[str]]:
    """The sources of a folder that can be used, sorted by id, and what is wrong with the rest.

    ``taken`` are names that no source can have.
    """
    found = []
    places = sorted(folder.iterdir()) if is_readable(folder) else []
    problems = [unreadable(place) for place in places if place.is_dir() and not is_readable(place)]
    files = sorted(folder.glob(f"*/{FILE_NAME}"), key=lambda file: file.parent.name)
    for file in files:
        try:
            source = read_source(file)
        except SourceError as error:
            problems.append(str(error))
            continue
        if source.id in taken:
            problems.append(
                f"{file}: {source.id!r} is the name of a spider that is no source: name the source otherwise"
            )
        else:
            found.append(source)
    return found, problems if files else [*problems, nothing_in(folder)]


def is_readable(folder: Path) -> bool:
    """True if it is there, and this user may look into it."""
    return folder.is_dir() and os.access(folder, os.R_OK | os.X_OK)


def unreadable(folder: Path) -> str:
    """What is said of a folder that this user may not look into."""
    return f"{folder}: cannot be read: give this user leave to read the folder, or take it away"


def nothing_in(folder: Path) -> str:
    """Why a folder gives no source, and how to mend it."""
    seen = "holds no source" if is_readable(folder) else "cannot be read" if folder.exists() else "does not exist"
    return (
        f"the folder of sources {folder} {seen}: `scrapy source add URL` makes one; "
        "another folder is named by -s SOURCES_DIR=FOLDER or in the environment by GLEANER_SOURCES"
    )
