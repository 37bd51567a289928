"""The house's own rules: who may import whom, what the rooms are called, how long a file may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(path for room in ("cleaning", "crawler") for path in (ROOT / room).rglob("*.py"))

# Higher rooms import lower ones, never the other way. Rooms of one height do not know each other, except where said.
HEIGHTS = {
    "record": 0,
    "model": 1,
    "sources": 2,
    "sniff": 2,
    "archive": 3,
    "decode": 3,
    "records": 3,
    "date_words": 1,
    "dates": 2,
    "discovered": 2,
    "revisions": 4,
    "site_memory": 4,
    "parts": 6,
    "text": 3,
    "language": 3,
    "markup": 4,
    "metadata": 5,
    "quality": 5,
    "threads": 6,
    "platforms": 7,
    "stages": 8,
    "pipeline": 9,
    "workers": 2,
    "runner": 10,
    "summary": 10,
    "cases": 10,
    "progress": 11,
    "training": 11,
    "show": 11,
    "commands": 12,
    "cli": 13,
    "__main__": 14,
}
CRAWLER_MAY_IMPORT = {
    "model", "record", "sources", "decode", "platforms", "archive", "runner", "records", "revisions", "summary",
    "progress",
}  # fmt: skip
NETWORK = {"scrapy", "crawler", "requests", "urllib3", "httpx", "aiohttp", "socket", "http", "twisted"}
EMPTY_NAMES = {"utils", "helpers", "common", "base", "manager", "misc", "tools"}


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every import in a file, also of those inside functions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def room(dotted: str) -> str:
    """The room within `cleaning` that a dotted name is in; "" for the package itself."""
    parts = dotted.split(".")
    return parts[1] if len(parts) > 1 else ""


def room_of_file(path: Path) -> str:
    inside = path.relative_to(ROOT / "cleaning")
    return inside.parts[0].removesuffix(".py")


def where(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


@pytest.mark.parametrize("path", [f for f in FILES if f.is_relative_to(ROOT / "cleaning")], ids=str)
def test_cleaning_imports_down_only(path: Path) -> None:
    here = room_of_file(path)
    for line, name in imports(path):
        top = name.split(".")[0]
        assert top not in NETWORK, f"{where(path, line)}: cleaning is pure, but imports {name}"
        if top != "cleaning" or here == "__init__":
            continue
        there = room(name)
        if there == here or there == "__version__":
            continue
        assert there in HEIGHTS, f"{where(path, line)}: {there!r} has no place in this test's list of rooms"
        assert HEIGHTS[there] < HEIGHTS[here], f"{where(path, line)}: {here} must not import {there}"


@pytest.mark.parametrize("package", ["stages", "platforms"])
def test_stages_and_platforms_do_not_know_each_other(package: str) -> None:
    for path in (ROOT / "cleaning" / package).glob("*.py"):
        if path.name == "__init__.py":
            continue
        for line, name in imports(path):
            inside = name.startswith(f"cleaning.{package}.") and not name.startswith("cleaning.platforms.protocol.")
            assert not inside, f"{where(path, line)}: {path.stem} must not import {name}"


@pytest.mark.parametrize("path", [f for f in FILES if f.is_relative_to(ROOT / "crawler")], ids=str)
def test_crawler_uses_only_the_open_rooms_of_cleaning(path: Path) -> None:
    for line, name in imports(path):
        if name.split(".")[0] == "cleaning":
            assert room(name) in CRAWLER_MAY_IMPORT, f"{where(path, line)}: crawler must not import {name}"


def test_the_model_stands_on_the_standard_library() -> None:
    typing_only = {"lxml.html.HtmlElement"}
    allowed = ("__future__.", "collections.", "dataclasses.", "datetime.", "enum.", "typing.", "cleaning.record.")
    for file in ("model.py", "record.py"):
        for line, name in imports(ROOT / "cleaning" / file):
            assert name in typing_only or name.startswith(allowed), f"{file}:{line}: imports {name}"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_file_is_named_by_what_it_holds_and_can_be_read_in_one_sitting(path: Path) -> None:
    assert not {part.removesuffix(".py") for part in path.parts} & EMPTY_NAMES
    assert len(path.read_text("utf-8").splitlines()) <= 350, f"{path.relative_to(ROOT)} is longer than 350 lines"
