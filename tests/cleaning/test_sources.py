"""source.toml → Source: every key checked, every error with file, key and mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaning.model import RawPage, Source
from cleaning.sources import SourceError, Sources, read_source

SEEDS = Path(__file__).parents[2] / "seeds"
FULL = """
id = "hill-herald"
name = "The Hill Herald"
domains = ["hillherald.example"]
language = "en"
timezone = "Europe/Dublin"

[crawl]
feeds = ["https://hillherald.example/feed"]
delay = 2.5

[clean]
drop = ["div.promo"]
"""


def write(folder: Path, text: str, name: str = "hill-herald") -> Path:
    file = folder / name / "source.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_a_full_source_is_read(tmp_path: Path) -> None:
    source = read_source(write(tmp_path, FULL))
    assert source.name == "The Hill Herald"
    assert source.crawl.feeds == ("https://hillherald.example/feed",)
    assert source.crawl.delay == 2.5
    assert source.clean.drop == ("div.promo",)
    assert source.crawl.sections == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("domians = []", "unknown key 'domians': did you mean 'domains'?"),
        ("zzz = 1", "unknown key 'zzz': known keys: id, name"),
        ("[crawl]\nfeed = []", r"\[crawl\] unknown key 'feed': did you mean 'feeds'"),
        ("[crawl]\nfeeds = 'one'", r"Expected `array`, got `str` - at `\$.crawl.feeds`"),
        ("crawl = 3", r"crawl must be a table: write \[crawl\] on a line of its own"),
        ('timezone = "Mars/Olympus"', "unknown timezone 'Mars/Olympus': use an IANA name"),
        ("[clean]\ndrop = ['div..promo']", r"\[clean\] drop: 'div..promo' is no CSS selector"),
        ("id =", "cannot be read as TOML"),
    ],
)
def test_a_wrong_key_says_which_file_which_key_and_the_right_one(tmp_path: Path, line: str, message: str) -> None:
    head = "" if line.startswith("id") else 'id = "hill-herald"\n'
    file = write(tmp_path, head + line + "\n")
    with pytest.raises(SourceError, match=message) as caught:
        read_source(file)
    assert str(caught.value).startswith(str(file))


def test_the_id_is_the_folders_name(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="id is 'hill-herald' but the folder is 'valley-voice': give both one name"):
        read_source(write(tmp_path, FULL, "valley-voice"))


def test_a_page_belongs_to_the_nearest_source_above_it(tmp_path: Path) -> None:
    write(tmp_path, FULL)
    found = Sources().of(RawPage(file=str(tmp_path / "hill-herald" / "pages" / "2031" / "one.html")))
    assert found is not None
    assert found.id == "hill-herald"
    assert Sources().of(RawPage(file=str(tmp_path / "other" / "one.html"))) is None


def test_a_page_that_names_its_source_gets_its_rules(tmp_path: Path) -> None:
    write(tmp_path, FULL)
    found = Sources(folder=tmp_path).of(RawPage(source="hill-herald"))
    assert found is not None
    assert found.domains == ("hillherald.example",)
    assert Sources(folder=tmp_path).of(RawPage(source="unknown")) == Source(id="unknown")


def test_a_page_from_nowhere_has_no_source() -> None:
    assert Sources().of(RawPage(url="https://one.example/")) is None


@pytest.mark.parametrize("file", sorted(SEEDS.glob("*/source.toml")), ids=lambda file: file.parent.name)
def test_every_shipped_source_can_be_read(file: Path) -> None:
    assert read_source(file).domains
