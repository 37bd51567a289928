"""What ``scrapy source check`` found, as a table and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table

from crawler.health.verdict import FINE, Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A source's check: what is wrong, none if all is well, and in a line what was looked at."""

    id: str
    troubles: tuple[Trouble, ...]
    summary: str

    @property
    def is_well(self) -> bool:
        """Whether nothing needs mending."""
        return all(one.verdict in FINE for one in self.troubles)


def show_checks(checked: Sequence[Checked], console: Console) -> None:
    """Nothing; prints a line a source, and below it what is wrong, where, and how to mend it."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for check in checked:
        if not check.troubles:
            table.add_row(check.id, "ok", check.summary)
        for place, one in enumerate(check.troubles):
            table.add_row("" if place else check.id, one.verdict.value, one.seen)
            table.add_row("", "", f"at {one.where}")
            table.add_row("", "", f"mend: {one.mend}")
    console.print(table, markup=False)
    wrong = sum(not check.is_well for check in checked)
    sources = f"{len(checked)} source{'s' * (len(checked) != 1)}"
    console.print(f"\n{sources}, {wrong} to be mended" if wrong else f"\n{sources}, nothing to be mended")


def as_json(checked: Sequence[Checked]) -> str:
    """A list with an object a source: ``source``, ``ok``, ``summary`` and ``troubles``."""
    found = [
        {
            "source": check.id,
            "ok": check.is_well,
            "summary": check.summary,
            "troubles": [asdict(one) for one in check.troubles],
        }
        for check in checked
    ]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
