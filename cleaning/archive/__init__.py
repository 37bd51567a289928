"""Saved pages: where they are (``find_pages``), and what one of them says (``open_page``).

A saved page is a file of its own (``folder``), a record of a WARC file (``warc``) or a line of a JSONL file
(``jsonl``). Whatever is wrong with one becomes one ``Reject``; nothing is raised, and what comes after it is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from cleaning.archive.capped import MAX_PAGE_BYTES, ReadFaultError
from cleaning.archive.filetype import holds
from cleaning.archive.folder import open_file
from cleaning.archive.jsonl import list_lines, open_line
from cleaning.archive.listing import files_below
from cleaning.archive.warc_listing import list_records
from cleaning.archive.warc_opening import open_record
from cleaning.model import PageRef, RawPage
from cleaning.record import Reason, Reject

__all__ = ["MAX_PAGE_BYTES", "find_pages", "open_page"]


def find_pages(paths: Iterable[str], leave_out: Iterable[str] = ()) -> Iterator[PageRef | Reject]:
    """Every saved page below the paths, in a stable order: path by path, then by name, then by place in the file.

    A path is a file, a folder or a glob pattern. A file that comes twice under one name counts once. A path without
    any page is a reject with the reason ``not-found``. Files to leave out are those that the run itself writes.
    """
    # Not resolved: a link is a page of its own, under its own name.
    seen = {os.path.abspath(file) for file in leave_out}  # noqa: PTH100
    for path in map(os.fspath, paths):
        found_any = False
        for found in files_below(path):
            found_any = True
            name = found if isinstance(found, str) else found.file or ""
            key = os.path.abspath(name)  # noqa: PTH100
            if key not in seen:
                seen.add(key)
                yield from pages_in(found) if isinstance(found, str) else (found,)
        if not found_any:
            detail = "no such file, no folder with pages, no pattern that matches: check the path"
            yield Reject(file=printable(path), stage="read", reason=Reason.NOT_FOUND, detail=detail)


def pages_in(file: str) -> Iterator[PageRef | Reject]:
    """The pages that a file holds, or one reject that says why it holds none."""
    if printable(file) != file:
        detail = "the file's name is no valid Unicode, so no record could name it: rename the file"
        yield Reject(file=printable(file), stage="read", reason=Reason.UNREADABLE, detail=detail)
        return
    try:
        kind = holds(file)
    except ReadFaultError as fault:
        yield Reject(file=file, stage="read", reason=fault.reason, detail=fault.detail)
        return
    if kind == "page":
        yield PageRef(file=file)
    else:
        yield from list_records(file) if kind == "warc" else list_lines(file)


def open_page(ref: PageRef, max_bytes: int = MAX_PAGE_BYTES) -> RawPage | Reject:
    """The raw page that a reference points to, its body not empty and at most ``max_bytes`` long when unpacked."""
    try:
        if ref.offset is None:
            return open_file(ref, max_bytes)
        if holds(ref.file) == "warc":
            return open_record(ref, ref.offset, max_bytes)
        return open_line(ref, ref.offset, max_bytes)
    except ReadFaultError as fault:
        where = "" if ref.offset is None else f"the record at byte {ref.offset}: "
        file = fault.file or ref.file
        return Reject(url=fault.url, file=file, stage="read", reason=fault.reason, detail=where + fault.detail)


def printable(name: str) -> str:
    """The name of a file with a question mark for each byte of it that is no valid Unicode."""
    return name.encode("utf-8", "replace").decode()
