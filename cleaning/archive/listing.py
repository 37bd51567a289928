"""Paths as the user gives them → the files below them, in a stable order.

A path is a file, a folder, or a glob pattern (``*``, ``?``, ``[…]``, ``**``). A folder is read to its depths, its
entries sorted by name. Passed over are hidden files, ``source.toml``, and a sidecar that lies beside its page.
"""

from __future__ import annotations

import glob
import logging
import os
from collections import deque
from collections.abc import Container, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from cleaning.archive.sidecar import SUFFIX
from cleaning.record import Reason, Reject

log = logging.getLogger(__name__)

SOURCE_FILE = "source.toml"
ANY_DEPTH = "**"


def files_below(path: str) -> Iterator[str | Reject]:
    """The files that a path stands for, named as the path is: those of a folder with the folder's path before them.

    A reject stands for what is there but cannot be read. Nothing comes if nothing is there.
    """
    try:
        given = Path(path)
        if path and given.is_dir():
            yield from walk(path)
        elif path and (given.exists() or given.is_symlink()):
            yield path
        elif ANY_DEPTH in path.split("/"):
            yield from any_depth(path)
        elif glob.has_magic(path):
            for match in sorted(glob.glob(path)):  # noqa: PTH207  # pathlib's globs forget how the path was written
                yield from matched(match)
    except (OSError, ValueError) as error:
        yield unreadable(path, error)


def matched(path: str) -> Iterator[str | Reject]:
    """The files that a match of a glob pattern stands for."""
    found = Path(path)
    if found.is_dir():
        yield from walk(path)
    else:
        page = Path(path.removesuffix(SUFFIX))  # beside which a sidecar would lie
        if not passed_over(found.name, {page.name} if page.exists() else ()):
            yield path


def any_depth(pattern: str) -> Iterator[str | Reject]:
    """The files below the part before the first ``**`` that match the rest, or whose folder does.

    Python's own ``glob`` would follow links that lead back up, again and again.
    """
    parts = pattern.split("/")
    first = parts.index(ANY_DEPTH)
    base, rest = "/".join(parts[:first]), parts[first:]
    for root in sorted(glob.glob(base)) if base else ["/" if pattern.startswith("/") else "."]:  # noqa: PTH207  # as above
        for found in walk(root):
            if isinstance(found, Reject):
                yield found
                continue
            names = found[len(root) :].strip("/").split("/")
            if any(matches(names[:depth], rest) for depth in range(1, len(names) + 1)):
                yield found if base else found.removeprefix("./")


def matches(names: Sequence[str], pattern: Sequence[str]) -> bool:
    """True if the names of a path match the parts of a pattern, of which ``**`` stands for any number of names."""
    if not pattern:
        return not names
    if pattern[0] == ANY_DEPTH:
        return any(matches(names[start:], pattern[1:]) for start in range(len(names) + 1))
    return bool(names) and fnmatchcase(names[0], pattern[0]) and matches(names[1:], pattern[1:])


def walk(root: str) -> Iterator[str | Reject]:
    """The files below a folder, depth first, by name; then those of the folders that links lead to.

    A folder is read once: a link to one that was read already, such as one that leads back up, is passed over.
    """
    read: set[tuple[int, int]] = set()
    folders = deque([root])
    while folders:
        stack = scan(folders.popleft(), read)
        while stack:
            entry = stack.pop()
            if isinstance(entry, Reject):
                yield entry
            elif not is_folder(entry):
                yield entry.path
            elif entry.is_symlink():
                folders.append(entry.path)
            else:
                stack.extend(scan(entry.path, read))


def scan(folder: str, read: set[tuple[int, int]]) -> list[os.DirEntry[str] | Reject]:
    """The entries of a folder that count, the last by name first; none if it was read already, under whatever name."""
    try:
        status = Path(folder).stat()
        key = (status.st_dev, status.st_ino)
        if key in read:
            log.warning("%s: a link to a folder that was read already, passed over", folder)
            return []
        read.add(key)
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name, reverse=True)
    except OSError as error:
        return [unreadable(folder, error)]
    names = {entry.name for entry in entries}
    return [entry for entry in entries if not passed_over(entry.name, names)]


def is_folder(entry: os.DirEntry[str]) -> bool:
    """True for a folder and for a link to one; False also where that cannot be told."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def passed_over(name: str, beside: Container[str]) -> bool:
    """True for what lies among pages and is none: hidden files, a source's settings, a sidecar beside its page."""
    if name.startswith(".") or name == SOURCE_FILE:
        return True
    return name.endswith(SUFFIX) and name.removesuffix(SUFFIX) in beside


def unreadable(path: str, error: OSError | ValueError) -> Reject:
    """The reject of a path that the system does not let us read."""
    detail = f"cannot be read: {getattr(error, 'strerror', None) or error}"
    return Reject(file=path, stage="read", reason=Reason.UNREADABLE, detail=detail)
