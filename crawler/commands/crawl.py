"""``scrapy crawl SPIDER``, as Scrapy's own, but what is wrong with the spider or its arguments is told in a sentence.

Exit codes: 0 the crawl came to its end; 1 it broke, something was lost on its way to a file, or no listing of the
source could be read; 2 it was never begun because of what the user gave; 130 it was stopped from outside (Ctrl-C),
with everything that was begun safe on disk.
https://docs.scrapy.org/en/latest/topics/commands.html#custom-project-commands
"""

from __future__ import annotations

import argparse
import logging
import sys
from asyncio import Task
from typing import cast

from scrapy import signals
from scrapy.commands import crawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from crawler.commands.examples import show_examples
from crawler.setting_checks import check_settings

log = logging.getLogger(__name__)
BROKE, USAGE, STOPPED = 1, 2, 130  # 130: what a shell gives for a program that Ctrl-C ended
BOOKS_FAILED = "books-failed"  # why the spider closes when nothing can be written any more
OURS = ("cleaning.", "crawler.")
EXAMPLES = """
  scrapy list                                         the sources
  scrapy crawl marrow-courier                         what is new since the last time
  scrapy crawl marrow-courier -a since=2024-01-01     no article that is known to be older
  scrapy crawl marrow-courier -a limit=100            at most so many pages
  scrapy crawl marrow-courier -a url=https://…        this page alone
  scrapy crawl marrow-courier -s DATA_DIR=/srv/news   ledger, archive and records elsewhere
  scrapy crawl marrow-courier -s CLEAN=0              archive only; clean later: gleaner clean data/archive
  scrapy crawl replay -a path=seeds -O out/articles.jsonl   saved pages instead of the web
"""


class Command(crawl.Command):
    """The ``crawl`` command of this project."""

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Crawl a source, or replay saved pages"

    def long_desc(self) -> str:
        """What stands above the options."""
        return "Crawls a source by the name of its folder; started again, it goes on where it was."

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Nothing; adds the options of Scrapy's command, and examples below them."""
        super().add_options(parser)
        show_examples(parser, EXAMPLES)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Nothing; crawls, and sets the exit code."""
        if len(args) != 1:
            raise UsageError("name one spider; `scrapy list` shows the sources" if not args else "one spider at a time")
        assert self.settings is not None
        try:
            check_settings(self.settings)  # before the spider opens its books where they say
            crawler = self._create_crawler(args[0])
        except (ValueError, KeyError) as error:
            self._refuse(error)
        else:
            self._crawl(crawler, opts)

    def _crawl(self, crawler: Crawler, opts: argparse.Namespace) -> None:
        assert self.crawler_process
        reasons: list[str] = []

        def closed(reason: str) -> None:
            reasons.append(reason)

        crawler.signals.connect(closed, signal=signals.spider_closed)
        # the project's reactor is asyncio's, for which Scrapy takes its process that gives tasks
        task = cast("Task[None]", self.crawler_process.crawl(crawler, **opts.spargs))
        self.crawler_process.start()
        error = task.exception() if task.done() and not task.cancelled() else None
        if error is not None and is_users(error, crawler):
            self._refuse(error)
        elif error is not None:
            raise error
        elif self.crawler_process.bootstrap_failed or BOOKS_FAILED in reasons or is_incomplete(crawler):
            self.exitcode = BROKE
        elif "shutdown" in reasons or not task.done():
            self.exitcode = STOPPED

    def _refuse(self, error: BaseException) -> None:
        log.debug("what led to it:", exc_info=error)
        sys.stderr.write(f"scrapy crawl: {sentence(error)}\n")
        self.exitcode = USAGE


def is_incomplete(crawler: Crawler) -> bool:
    """Whether a page or a record was lost on its way, or none of the source's listings could be read."""
    assert crawler.stats is not None
    found = crawler.stats.get_stats()
    return "crawl/incomplete" in found or ("listings/unread" in found and "fetch/listed" not in found)


def is_users(error: BaseException, crawler: Crawler) -> bool:
    """Whether what the user gave is to blame: the spider refused it, or a part of this project says how to mend it."""
    refused = crawler.spider is None and isinstance(error, ValueError)
    return refused or type(error).__module__.startswith(OURS)


def sentence(error: BaseException) -> str:
    """What an error says; ``str`` would put a ``KeyError``'s in quotes."""
    return str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
