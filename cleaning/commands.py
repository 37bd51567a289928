"""What each subcommand of the command line does. Arguments come in parsed; the exit status goes out."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, takewhile
from pathlib import Path

from rich.console import Console

from cleaning.archive import find_pages, open_page
from cleaning.cases import find_cases, save_case, update_case
from cleaning.model import PageRef, RawPage
from cleaning.pipeline import examine, outcome_of
from cleaning.progress import Progress
from cleaning.record import Reason, Record, Reject
from cleaning.records.jsonl import OutputError, is_ours, open_output, rejects_path
from cleaning.records.pseudonyms import read_key
from cleaning.records.schema import RECORD_SCHEMA, REJECT_SCHEMA
from cleaning.revisions import Versions
from cleaning.runner import CleaningPool, Limits, clean_all, workers_here
from cleaning.show import print_page
from cleaning.site_memory import Learner, SiteMemoryError, check_folder, memories_in, save
from cleaning.sources import Sources
from cleaning.summary import Summary, print_summary
from cleaning.text.scores import MODEL_VARIABLE, labeller
from cleaning.training.train import train as train_model
from cleaning.training.train import write_model

INTERRUPTED = 130  # 128 + SIGINT, as shells count it
MIB = 1024 * 1024
DEFAULT_SOURCES = "seeds"


class UsageError(ValueError):
    """The command cannot run as it was given; the message says what to change."""


def clean(args: Namespace) -> int:
    """0; 1 if a path was not found; 130 if interrupted. Every page is written as a record or as a reject."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    limits = Limits(
        workers=args.workers or workers_here(),
        deadline=args.deadline,
        max_page_bytes=args.max_page_mb * MIB,
        sources=existing_folder(args.sources),
        site_memory=checked_memory(args.site_memory),
        pseudonym_key=read_key(args.pseudonymise) if args.pseudonymise else None,
    )
    rejects = args.rejects or str(rejects_path(Path(args.output)))
    written = (args.output, rejects)
    check_outputs(written, args.paths)
    console, summary, versions = Console(stderr=True), Summary(), Versions()
    pages = first_found(find_pages(args.paths, leave_out=written))
    if pages is None:
        raise UsageError(f"no page found in {' '.join(args.paths)}: check the path; no output was touched")
    progress = Progress(console, count=lambda: sum(1 for _ in find_pages(args.paths, leave_out=written)))
    try:
        with (
            stop_at_interrupt() as interrupted,
            open_output(args.output) as records_out,
            open_output(rejects) as rejects_out,
            CleaningPool(limits) as pool,
            progress,
        ):
            jobs = takewhile(lambda _: not interrupted.is_set(), pages)
            for outcome in map(versions.settle, clean_all(summary.incoming(jobs), pool)):
                (records_out if isinstance(outcome, Record) else rejects_out).write(outcome)
                summary.count(outcome)
                progress.show(summary)
    except OutputError as error:
        raise UsageError(str(error)) from error
    print_summary(summary, {"records in": args.output, "rejects in": rejects}, console)
    summary.check()
    if interrupted.is_set():
        console.print("interrupted: every page that was begun is written, the others were not read", style="yellow")
        return INTERRUPTED
    for file in summary.not_found:
        console.print(f"not found: {file}", style="red", soft_wrap=True)
    return 1 if summary.not_found else 0


def learn(args: Namespace) -> int:
    """0; 1 if a path was not found; 130 if interrupted. What each site prints on many pages is written to a file."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    limits = Limits(workers=args.workers or workers_here(), sources=existing_folder(args.sources))
    console, summary, learner = Console(stderr=True), Summary(), Learner()
    pages = first_found(find_pages(args.paths))
    if pages is None:
        raise UsageError(f"no page found in {' '.join(args.paths)}: check the path; nothing was learnt")
    progress = Progress(console, count=lambda: sum(1 for _ in find_pages(args.paths)))
    with stop_at_interrupt() as interrupted, CleaningPool(limits) as pool, progress:
        jobs = takewhile(lambda _: not interrupted.is_set(), pages)
        for outcome in clean_all(summary.incoming(jobs), pool):
            if isinstance(outcome, Record):
                learner.add(outcome)
            summary.count(outcome)
            progress.show(summary)
    if interrupted.is_set():
        console.print("interrupted: nothing was written", style="yellow")
        return INTERRUPTED
    for memory in learner.memories():
        file = save(memory, args.site_memory)
        print(f"{file}: {len(memory.paragraphs)} paragraphs on several of {memory.pages} articles of {memory.site}")
    for missing in summary.not_found:
        console.print(f"not found: {missing}", style="red", soft_wrap=True)
    return 1 if summary.not_found else 0


def checked_memory(folder: Path | None) -> Path | None:
    """The folder of site memories, None if none was named. Raises ``UsageError`` if it cannot be used."""
    try:
        if folder is not None:
            check_folder(folder)
    except SiteMemoryError as error:
        raise UsageError(str(error)) from error
    return folder


def check_outputs(written: Sequence[str], paths: Iterable[str]) -> None:
    """Nothing, if the outputs are two files and none of them is to be read; else ``UsageError``."""
    records, rejects = (Path(name).resolve() for name in written)
    if records == rejects:
        raise UsageError(f"records and rejects cannot both go to {records}: name another file with --rejects")
    for output in (records, rejects):
        if not is_ours(output):
            raise UsageError(f"{output} is there and holds no records of ours: name another output, or move it away")
    for path in map(Path, paths):
        if path.is_file() and path.resolve() in (records, rejects):
            raise UsageError(f"{path} would be overwritten while it is read: name another output")


def first_found(pages: Iterator[PageRef | Reject]) -> Iterator[PageRef | Reject] | None:
    """The same pages and rejects, None if nothing is there but paths that were not found."""
    missing: list[PageRef | Reject] = []
    for page in pages:
        if not (isinstance(page, Reject) and page.reason is Reason.NOT_FOUND):
            return chain(missing, [page], pages)
        missing.append(page)
    return None


def existing_folder(sources: Path) -> Path:
    """The folder of sources. Raises ``UsageError`` for one that was named and is not there."""
    if sources != Path(DEFAULT_SOURCES) and not sources.is_dir():
        raise UsageError(f"{sources}: there is no such folder of sources")
    return sources


@contextmanager
def stop_at_interrupt() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C sets, so that what was begun is finished; the second one ends at once."""
    asked = threading.Event()

    def ask(*_: object) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)


def show(args: Namespace) -> int:
    """0, or 1 if the page cannot be examined."""
    console = Console(soft_wrap=not sys.stdout.isatty())
    raw, sources = raw_page(args.page, args.archive), Sources(folder=existing_folder(args.sources))
    doc = examine(raw, sources, memories_in(checked_memory(args.site_memory)))
    if isinstance(doc, Reject):
        console.print(f"rejected: {doc.reason}: {doc.detail}", style="red", soft_wrap=True)
        return 1
    print_page(doc, outcome_of(doc), console)
    return 0


def case(args: Namespace) -> int:
    """0; the case is saved, or all cases are made anew."""
    sources = Sources(folder=existing_folder(args.sources))
    if args.update:
        folders = find_cases(args.cases)
        for folder in folders:
            print(update_case(folder, sources))
        if not folders:
            raise UsageError(f"{args.cases} holds no case: save one with gleaner case PAGE")
        return 0
    if args.page is None:
        raise UsageError("name a page to save, or use --update")
    name = args.name or Path(args.page).name.split(".")[0]
    if Path(name).name != name:
        raise UsageError(f"{name!r} is no name for a folder: use letters, figures and hyphens")
    print(save_case(raw_page(args.page, args.archive), args.cases, name, sources))
    return 0


def use_model(file: str) -> None:
    """Nothing; from here on, lines of plain text are told apart by this model, in worker processes too.

    Raises ``ModelError`` if the file holds none.
    """
    labeller(file)
    os.environ[MODEL_VARIABLE] = str(Path(file).resolve())


def train(args: Namespace) -> int:
    """0; a model of plain-text lines is made from saved pages, and how well it does is printed."""
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(message)s")
    for file in args.gold:
        if not file.is_file():
            raise UsageError(f"{file}: there is no such gold file")
    if not args.output.parent.is_dir():
        raise UsageError(f"{args.output.parent}: there is no such folder for the model")
    model, figures = train_model(args.paths, args.gold, args.trees, test=not args.no_test)
    write_model(model, args.output)
    card = model["card"]
    print(
        f"{args.output}: made from {card['articles']} articles of {card['sites']} sites, {card['lines']} lines of text"
    )
    for kind, row in figures.items():
        told = (
            f"F1 of the body {row['f1']:.3f} with the site held out, {row['everythingKept']:.3f} with every line kept"
        )
        print(f"  {kind:20} {row['pages']:5} pages: {told}")
    return 0


def schema(args: Namespace) -> int:
    """0; the JSON Schema is printed."""
    print((REJECT_SCHEMA if args.rejects else RECORD_SCHEMA).read_text("utf-8"), end="")
    return 0


def raw_page(page: str, archive: Iterable[str]) -> RawPage:
    """The page in a file, or the page with this URL in the archive. Raises ``UsageError`` where there is none."""
    if "://" in page:
        return page_with_url(page, archive)
    found = [open_page(ref) if isinstance(ref, PageRef) else ref for ref in first(2, find_pages([page]))]
    if len(found) > 1:
        raise UsageError(f"{page} holds several pages: name one by its URL, with --archive {page}")
    for raw in found:
        if isinstance(raw, RawPage):
            return raw
        raise UsageError(f"{raw.file or page}: {raw.reason}: {raw.detail}")
    raise UsageError(f"{page} holds no page")


def page_with_url(url: str, archive: Iterable[str]) -> RawPage:
    """The last page in the archive that was fetched from this URL."""
    last = None
    seen = 0
    for ref in find_pages(archive):
        if isinstance(ref, Reject) and ref.reason is Reason.NOT_FOUND:
            raise UsageError(f"{ref.file}: no such archive: name another with --archive")
        raw = open_page(ref) if isinstance(ref, PageRef) else ref
        seen += 1
        if isinstance(raw, RawPage) and raw.url == url:
            last = raw
    if last is None:
        raise UsageError(
            f"none of the {seen} pages in {' '.join(archive)} has the URL {url}: name others with --archive"
        )
    return last


def first(number: int, refs: Iterator[PageRef | Reject]) -> list[PageRef | Reject]:
    """At most this many of the references."""
    return [ref for _, ref in zip(range(number), refs, strict=False)]
