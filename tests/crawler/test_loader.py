"""Folders of sources as spiders: each by its id, and one that is broken takes no other down."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoaderProtocol, get_spider_loader

from cleaning.sources import SourceError
from crawler.loader import SourceLoader

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, line in {
        "valley-voice": 'domains = ["valley.example"]',
        "hill-herald": 'domains = ["hill.example", "herald.example"]\nname = "The Hill Herald"',
        "broken": "domians = []",
        "replay": 'domains = ["replay.example"]',
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "source.toml").write_text(f'id = "{name}"\n{line}\n', "utf-8")
    (tmp_path / "notes").mkdir()
    return tmp_path


def loader(folder: Path) -> SpiderLoaderProtocol:
    settings = {"SOURCES_DIR": str(folder), "SPIDER_MODULES": ["crawler.spiders"]}
    return get_spider_loader(Settings(settings | {"SPIDER_LOADER_CLASS": SourceLoader}))


def test_only_sources_are_listed_sorted(folder: Path) -> None:
    assert loader(folder).list() == ["hill-herald", "valley-voice"]


def test_what_is_wrong_with_a_source_is_told_once(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    found = loader(folder)
    with caplog.at_level(logging.WARNING):
        assert found.list() == found.list()
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == 2
    assert told[0].startswith(str(folder / "broken" / "source.toml"))
    assert "did you mean 'domains'?" in told[0]
    assert "'replay' is the name of a spider that is no source" in told[1]


def test_a_source_is_a_spider(folder: Path) -> None:
    spider = loader(folder).load("hill-herald")
    assert spider.name == "hill-herald"
    assert spider.__name__ == "NewsHillHerald"
    assert spider.__doc__ == "Crawls The Hill Herald."
    assert spider.source.domains == ("hill.example", "herald.example")  # type: ignore[attr-defined]


def test_a_spider_written_as_a_class_is_found_by_its_name(folder: Path) -> None:
    assert loader(folder).load("replay").__module__ == "crawler.spiders.replay"


def test_a_broken_source_says_what_is_wrong_with_it(folder: Path) -> None:
    with pytest.raises(SourceError, match="unknown key 'domians': did you mean 'domains'"):
        loader(folder).load("broken")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("hil-herald", "no source 'hil-herald' in the folder .*: did you mean 'hill-herald'"),
        ("reply", "did you mean 'replay'"),
        ("zzz", "known sources: broken, hill-herald, replay, valley-voice"),
        ("../other", "no source '../other'"),
        ("notes", "no source 'notes'"),
        ("", "no source ''"),
    ],
)
def test_an_unknown_name_names_the_nearest(folder: Path, name: str, message: str) -> None:
    with pytest.raises(KeyError, match=message):
        loader(folder).load(name)


def test_without_sources_it_is_said_how_to_get_one(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert loader(tmp_path / "none").list() == []
    assert "does not exist: `scrapy source add URL` makes one" in caplog.text
    with pytest.raises(KeyError, match=r"holds no source: `scrapy source add URL` makes one; .* -s SOURCES_DIR=FOLDER"):
        loader(tmp_path).load("hill-herald")


def test_a_request_belongs_to_the_sources_of_its_host(folder: Path) -> None:
    assert loader(folder).find_by_request(Request("https://www.herald.example/one")) == ["hill-herald"]


def test_a_folder_that_may_not_be_read_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("crawler.loader.os.access", lambda place, mode: Path(place).name != "notes")
    with caplog.at_level(logging.WARNING):
        assert loader(folder).list() == ["hill-herald", "valley-voice"]
    assert f"{folder / 'notes'}: cannot be read" in caplog.text
    with pytest.raises(SourceError, match="notes: cannot be read"):
        loader(folder).load("notes")
    with pytest.raises(KeyError, match="notes cannot be read"):
        loader(folder / "notes").load("any")


def test_the_command_line_names_another_folder(folder: Path) -> None:
    command = [sys.executable, "-m", "scrapy", "list", "-s", f"SOURCES_DIR={folder}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["hill-herald", "valley-voice"]
    assert "did you mean 'domains'?" in done.stderr
