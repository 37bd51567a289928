"""What the docs say of settings, arguments, states and files is what the code says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from crawler.arguments import Arguments
from crawler.frontier.books import ROOMS
from crawler.model import State, Why

ROOT = Path(__file__).parent.parent
CRAWL = (ROOT / "docs" / "crawl.md").read_text("utf-8")
SETTINGS = (ROOT / "crawler" / "settings.py").read_text("utf-8")
COMMENTED = re.compile(r"^(?P<code>[A-Z_]+ = .*?)(?:  # (?P<why>.*))?$", re.MULTILINE)


def section(title: str) -> str:
    """The text below a heading of the page on crawling, down to the next one."""
    return re.split(r"^## ", CRAWL.split(f"\n## {title}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> list[list[str]]:
    """The cells of a table, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def settings_rows() -> Iterator[str]:
    """A row for each setting below the file's first mark, in the words of its comment."""
    for setting in COMMENTED.finditer(SETTINGS.split("# --- ours\n")[1]):
        [assignment] = ast.parse(setting["code"]).body
        assert isinstance(assignment, ast.Assign)
        value = assignment.value
        if isinstance(value, ast.Call):  # of the environment, whose second argument is the default
            value = value.args[1]
        assert setting["why"], f"{setting['code']}: a setting says why"
        yield f"| `{ast.unparse(assignment.targets[0])}` | `{ast.unparse(value)}` | {setting['why']} |"


def test_the_settings_are_all_there_in_the_words_of_the_code() -> None:
    table = [line for line in section("Settings").splitlines() if line.startswith("| `")]
    assert table == list(settings_rows()), "what should stand in docs/crawl.md:\n" + "\n".join(settings_rows())


def test_every_state_and_every_reason_is_explained_once_in_their_order() -> None:
    named = [row[0].strip("`") for row in rows(section("What became of a URL"))]
    whys = [name.split("/")[1] for name in named if "/" in name]
    assert [name for name in named if "/" not in name] == [
        state for state in State if state not in (State.SKIPPED, State.FAILED, State.GONE)
    ]
    assert whys == list(Why)
    assert {name.split("/")[0] for name in named} == set(State)


def test_the_arguments_are_all_there() -> None:
    named = re.findall(r"`-a (\w+)=", " ".join(row[0] for row in rows(section("Arguments"))))
    assert named == [field.name for field in fields(Arguments)]


def test_the_files_are_all_there() -> None:
    named = " ".join(row[0] for row in rows(section("Where things are")))
    for room in ROOMS:
        assert f"`{room}/" in named


@pytest.mark.parametrize(
    "page", [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"], ids=lambda page: page.name
)
def test_a_link_leads_to_a_file_that_is_there(page: Path) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / link).exists(), f"{page.name}: {link}"
