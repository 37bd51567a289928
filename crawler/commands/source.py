"""``scrapy source add URL`` makes a source of what a site shows; ``scrapy source check`` says what is wrong with some.

Exit codes: 0 all is well, 1 nothing was found at the site or something is wrong with a source, 2 the command was not
given right, 130 it was stopped.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from asyncio import Semaphore, Task
from collections.abc import Sequence
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from cleaning.model import CrawlRules, RawPage, Source
from cleaning.record import Outcome
from cleaning.runner import CleaningPool, Limits
from cleaning.sources import FILE_NAME, SAFE_ID, SourceError, read_source
from crawler.cleaner import limits_of
from crawler.commands.check_report import Checked, as_json, show_checks
from crawler.commands.examples import show_examples
from crawler.commands.look_report import show_look
from crawler.health.checkup import examine_source
from crawler.health.history import read_history
from crawler.health.judge import judge, summary
from crawler.health.verdict import FINE, Verdict, trouble
from crawler.loader import nothing_in
from crawler.render import RenderError
from crawler.resolver import literal
from crawler.setting_checks import check_settings
from crawler.survey.announced import host
from crawler.survey.look import Clean, Look, Looker
from crawler.survey.source_file import id_of, source_text
from crawler.survey.visit import Fetch
from crawler.survey.visitor import Job, Visitor, visitor_of

FOUND_NOTHING, USAGE, STOPPED = 1, 2, 130
AT_ONCE = 8  # sources that are checked at the same time
WIDE = 200  # columns of a report that goes to a file
EXAMPLES = """
  scrapy source add https://hillherald.example/            look at a site, write seeds/hillherald/source.toml
  scrapy source add https://hillherald.example/ --print    only show what would be written
  scrapy source add http://news.intranet/ --allow-private  a site on a private address (on this machine: no need)
  scrapy source check                                      all sources
  scrapy source check hillherald --json                    one, for a program to read
"""


class Command(ScrapyCommand):
    """The ``source`` command."""

    requires_project = True

    def syntax(self) -> str:
        """How it is called."""
        return "add URL [options]\n  scrapy source check [ID…] [options]"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Make a source for a site, or check what is wrong with sources"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Nothing; adds the options."""
        super().add_options(parser)
        add = parser.add_argument_group(title="Source add")
        add.add_argument("--id", metavar="ID", help="the source's id and folder (default: from the site's name)")
        add.add_argument("--print", action="store_true", help="print the source.toml and write nothing")
        add.add_argument("--force", action="store_true", help="overwrite a source.toml that is there")
        add.add_argument("--allow-private", action="store_true", help="the site is on a private address")
        check = parser.add_argument_group(title="Source check")
        check.add_argument("--json", action="store_true", help="print JSON")
        show_examples(parser, EXAMPLES)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Nothing; does what was asked for, and sets the exit code."""
        action, *rest = args or [""]
        if unknown := [arg for arg in args if arg.startswith("-")]:
            raise UsageError(f"unknown option {unknown[0]}")
        if action not in ("add", "check"):
            raise UsageError("say `add URL` or `check [ID…]`")
        try:
            self.exitcode = self._add(rest, opts) if action == "add" else self._check(rest, opts)
        except (SourceError, ValueError) as error:
            sys.stderr.write(f"scrapy source {action}: {error}\n")
            self.exitcode = USAGE

    # ------------------------------------------------------------------------------------------------------- add

    def _add(self, urls: list[str], opts: argparse.Namespace) -> int:
        assert self.settings is not None
        if len(urls) != 1:
            raise UsageError("add takes one URL: scrapy source add https://hillherald.example/")
        url = web_address(urls[0])
        folder = Path(self.settings["SOURCES_DIR"])
        file = free_place(folder, opts.id or id_of(url), force=opts.force or opts.print)
        rules = CrawlRules(allow_private=opts.allow_private or is_here(url))
        source = Source(id=file.parent.name, domains=(host(url),), crawl=rules)
        looks: list[Look] = []
        agent = self.settings.get("ROBOTSTXT_USER_AGENT") or self.settings["BOT_NAME"]
        with CleaningPool(Limits(workers=1, deadline=self.settings.getfloat("DEADLINE"))) as pool:
            clean = cleaning_in(pool)

            async def look(fetch: Fetch) -> None:
                looks.append(await Looker(url, fetch, clean, agent).run())

            if self._visit([(source, look)]):
                return STOPPED
        return self._write(looks[0], source, file, opts)

    def _write(self, look: Look, source: Source, file: Path, opts: argparse.Namespace) -> int:
        if not look.is_crawlable:
            show_look(look, None, Console(stderr=True, highlight=False, soft_wrap=True))
            return FOUND_NOTHING
        today = datetime.now(UTC).date()
        text = source_text(look, source.id, today, allow_private=source.crawl.allow_private)
        check_text(text, source.id)
        if opts.print:
            sys.stdout.write(text)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        show_look(look, None if opts.print else file, Console(stderr=opts.print, highlight=False, soft_wrap=True))
        return 0

    # ----------------------------------------------------------------------------------------------------- check

    def _check(self, ids: list[str], opts: argparse.Namespace) -> int:
        assert self.settings is not None
        folder = Path(self.settings["SOURCES_DIR"])
        known = sorted(file.parent.name for file in folder.glob(f"*/{FILE_NAME}"))
        if not known:
            raise ValueError(nothing_in(folder))
        if unknown := [name for name in ids if name not in known]:
            raise ValueError(f"no source {unknown[0]!r} in {folder}: known sources: {', '.join(known)}")
        checked: dict[str, Checked] = {}
        files = [folder / name / FILE_NAME for name in dict.fromkeys(ids or known)]
        with CleaningPool(limits_of(self.settings)) as pool:
            jobs = [job for file in files if (job := self._job_of(file, checked, cleaning_in(pool)))]
            if jobs and self._visit(jobs):
                return STOPPED
        found = [checked[file.parent.name] for file in files]
        if opts.json:
            sys.stdout.write(as_json(found))
        else:
            show_checks(found, Console(highlight=False, width=None if sys.stdout.isatty() else WIDE))
        return int(any(one.verdict not in FINE for check in found for one in check.troubles))

    def _job_of(self, file: Path, checked: dict[str, Checked], clean: Clean) -> tuple[Source, Job] | None:
        """The source of a file and its check; None if there is nothing to ask, which is then written down."""
        assert self.settings is not None
        name = file.parent.name
        try:
            source = read_source(file)
            visitor_of(source).update_settings(self.settings.copy())
        except (SourceError, RenderError) as error:
            bad = trouble(Verdict.BAD_SOURCE, str(error), str(file), Source(id=name))
            checked[name] = Checked(id=name, troubles=(bad,), summary="cannot be read")
            return None
        if not (source.crawl.feeds or source.crawl.sitemaps or source.crawl.sections):
            none = trouble(Verdict.NOT_CRAWLED, "it names no listings", str(file), source)
            checked[name] = Checked(id=name, troubles=(none,), summary="nothing to ask for")
            return None
        history = read_history(Path(self.settings.get("DATA_DIR") or "data") / "records" / name)

        async def check(fetch: Fetch) -> None:
            evidence = await examine_source(source, fetch, clean, history)
            checked[name] = Checked(id=name, troubles=judge(evidence), summary=summary(evidence.listed, evidence.read))

        return source, check

    # ---------------------------------------------------------------------------------------------------- visits

    def _visit(self, jobs: Sequence[tuple[Source, Job]]) -> bool:
        """Whether the visits were stopped from outside. Raises what a job raised; ``ValueError`` for a setting."""
        assert self.crawler_process
        assert self.settings is not None
        check_settings(self.settings)
        gate = Semaphore(AT_ONCE)
        crawlers = [self.crawler_process.create_crawler(visitor_of(source)) for source, _ in jobs]
        tasks = [
            # the project's reactor is asyncio's, for which Scrapy takes its process that gives tasks
            cast("Task[None]", self.crawler_process.crawl(crawler, job=behind(gate, job)))
            for crawler, (_, job) in zip(crawlers, jobs, strict=True)
        ]
        self.crawler_process.start()
        for (source, _), task, crawler in zip(jobs, tasks, crawlers, strict=True):
            if not task.done() or task.cancelled():
                return True
            spider = cast("Visitor", crawler.spider)
            if error := task.exception() or spider.error:
                raise RuntimeError(f"{source.id}: the visit broke off") from error
            if not spider.is_done:
                return True
        return False


def behind(gate: Semaphore, job: Job) -> Job:
    """A job that waits until few enough others run."""

    async def wait(fetch: Fetch) -> None:
        async with gate:
            await job(fetch)

    return wait


def cleaning_in(pool: CleaningPool) -> Clean:
    """What cleans a page in a worker process."""

    async def clean(raw: RawPage) -> Outcome:
        return await asyncio.wrap_future(pool.submit(raw))

    return clean


def web_address(text: str) -> str:
    """An address with its scheme. Raises ``ValueError`` for one that is none."""
    url = text if "://" in text else f"https://{text}"
    try:
        usable = urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:
        usable = False
    if not usable:
        raise ValueError(f"{text!r} is no http or https address: scrapy source add https://hillherald.example/")
    return url if urlsplit(url).path else f"{url}/"


def is_here(url: str) -> bool:
    """Whether an address is on this machine by its form; who types such a one means it."""
    name = urlsplit(url).hostname or ""
    address = literal(name)
    return name == "localhost" if address is None else ip_address(address).is_loopback


def free_place(folder: Path, id: str, *, force: bool) -> Path:
    """The file of a new source. Raises ``ValueError`` for a name that cannot be one, and for one that is there."""
    if not SAFE_ID.fullmatch(id) or id == "replay":
        raise ValueError(f"{id!r} is no id for a source: name one with --id, of letters, digits, '-', '_' and '.'")
    file = folder / id / FILE_NAME
    if file.exists() and not force:
        raise ValueError(
            f"{file} is there: --id ID makes another source, --print shows the new one, --force replaces it"
        )
    return file


def check_text(text: str, id: str) -> None:
    """Nothing, if the text of a new source can be read as one. Raises ``SourceError``."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / id / FILE_NAME
        file.parent.mkdir()
        file.write_text(text, "utf-8")
        read_source(file)
