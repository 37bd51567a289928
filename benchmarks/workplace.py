"""A folder in which a source of its own is crawled, and what the crawl left there, to be counted.

Everything is read as another program would read it: the ledger with sqlite3, the archive with warcio, the records line
by line. Nothing of this project is imported.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator

PROJECT = Path(__file__).parent.parent
LONGEST = 120.0  # seconds that a crawl may take here
QUICK = {"DOWNLOAD_DELAY": "0", "AUTOTHROTTLE_ENABLED": "0", "LOG_LEVEL": "INFO", "WORKERS": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A record of a WARC file. ``headers`` are WARC's, names in lower case; ``payload`` is HTTP's body as archived."""

    type: str
    url: str
    headers: Mapping[str, str]
    status: int | None
    payload: bytes
    file: str
    digest_is_sound: bool | None

    @property
    def what(self) -> str | None:
        """What the crawl says it is: ``page``, ``part``, ``feed`` …"""
        told = self.headers.get("warc-json-metadata")
        return json.loads(told).get("what") if told else None


class Workplace:
    """A source with its folder of sources and its data."""

    def __init__(self, folder: Path, source: str, **crawl: object) -> None:
        """Writes the source; ``crawl`` is its table [crawl]. ``delay`` is 0 and ``allow_private`` true if not given."""
        self.folder, self.source = folder, source
        self.sources, self.data = folder / "sources", folder / "data"
        self.write_source(**{"delay": 0, "allow_private": True} | crawl)

    def write_source(self, **crawl: object) -> None:
        """Nothing; writes the ``source.toml`` anew."""
        file = self.sources / self.source / "source.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        table = "\n".join(f"{key} = {json.dumps(value)}" for key, value in crawl.items())
        file.write_text(f'id = "{self.source}"\ndomains = ["127.0.0.1"]\n\n[crawl]\n{table}\n', "utf-8")

    def command(self, *arguments: str, **settings: str) -> list[str]:
        """The command that crawls the source."""
        places = {"SOURCES_DIR": str(self.sources), "DATA_DIR": str(self.data)}
        options = [f"{name}={value}" for name, value in (QUICK | places | settings).items()]
        flags = [part for option in options for part in ("-s", option)]
        return [sys.executable, "-m", "scrapy", "crawl", self.source, *flags, *arguments]

    def start(self, output: IO[str] | int, *arguments: str, **settings: str) -> subprocess.Popen[str]:
        """The crawl as a process of its own group, so that nothing sent to it reaches others."""
        command = self.command(*arguments, **settings)
        return subprocess.Popen(command, cwd=PROJECT, stdout=output, stderr=output, text=True, start_new_session=True)

    def crawl(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """The finished crawl with what it printed. Raises ``TimeoutExpired`` if it does not end."""
        command = self.command(*arguments, **settings)
        return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=LONGEST, check=False)

    def clean_archive(self, name: str = "again", *arguments: str) -> bytes:
        """What ``gleaner clean`` makes of the archive; its rejects lie beside it."""
        out = self.folder / name / "records.jsonl"
        command = [sys.executable, "-m", "cleaning", "clean", str(self.archive), "-o", str(out)]
        command += ["--sources", str(self.sources), "--workers", "1", *arguments]
        subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
        return out.read_bytes() if out.exists() else b""

    # ------------------------------------------------------------------------------------------ what the crawl left

    @property
    def archive(self) -> Path:
        """The folder of the source's WARC files."""
        return self.data / "archive" / self.source

    @property
    def records_file(self) -> Path:
        """The file of the source's records."""
        return self.data / "records" / self.source / "records.jsonl"

    @property
    def rejects_file(self) -> Path:
        """The file of the source's rejects."""
        return self.data / "rejects" / self.source / "rejects.jsonl"

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query to the ledger."""
        with closing(sqlite3.connect(f"file:{self.data / 'ledger.sqlite'}?mode=ro", uri=True)) as db:
            return db.execute(sql).fetchall()

    def urls(self) -> dict[str, tuple[str, str | None]]:
        """State and reason of each URL of the ledger, by the form in which it is requested."""
        return {url: (state, why) for url, state, why in self.query("SELECT url, state, why FROM url")}

    def states(self) -> Counter[str]:
        """How many URLs are in each state."""
        return Counter(state for state, _ in self.urls().values())

    def kept(self) -> Iterator[Kept]:
        """The records of the archive, in its order."""
        for path in sorted(self.archive.glob("*.warc.gz")):
            with path.open("rb") as file:
                for record in ArchiveIterator(file, check_digests=True):
                    http = record.http_headers
                    payload = record.raw_stream.read() if record.rec_type != "warcinfo" else b""
                    yield Kept(
                        type=record.rec_type,
                        url=record.rec_headers.get_header("WARC-Target-URI", ""),
                        headers={name.lower(): value for name, value in record.rec_headers.headers},
                        status=int(http.get_statuscode()) if http and record.rec_type != "request" else None,
                        payload=payload,
                        file=path.name,
                        digest_is_sound=record.digest_checker.passed,
                    )

    def pages(self) -> Counter[str]:
        """How often each page is in the archive, as a response that is a page."""
        return Counter(kept.url for kept in self.kept() if kept.type == "response" and kept.what == "page")

    def records(self) -> list[dict[str, Any]]:
        """The records. Raises ``ValueError`` for a torn line."""
        return lines_of(self.records_file)

    def rejects(self) -> list[dict[str, Any]]:
        """The rejects. Raises ``ValueError`` for a torn line."""
        return lines_of(self.rejects_file)


def lines_of(file: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file; none if it is not there. Raises ``ValueError`` for a torn line."""
    text = file.read_bytes() if file.exists() else b""
    if text and not text.endswith(b"\n"):
        raise ValueError(f"{file}: the last line is torn")
    return [json.loads(line) for line in text.splitlines()]


def children_of(process: int) -> Sequence[int]:
    """The processes below one, from Linux's /proc."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, task.read_text("ascii").split()):
            found += [child, *children_of(child)]
    return found


def members_of(group: int) -> Sequence[int]:
    """The processes of a group, by the id of the process that began it."""
    found: list[int] = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended just now
            fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
            if int(fields[2]) == group and fields[0] != "Z":
                found.append(int(stat.parent.name))
    return found
