"""source.toml → Source: every key checked, every error with file, key and mend."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from cleaning.model import RawPage, Source
from cleaning.sources import EXAMPLES, TABLES, SourceError, Sources, read_source

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


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert read_source(write(tmp_path, "\ufeff" + FULL)) == read_source(write(tmp_path, FULL))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("domians = []", "unknown key 'domians': did you mean 'domains'?"),
        ("zzz = 1", "unknown key 'zzz': known keys: id, name"),
        ("[crawl]\nask_comments = 'often'", r"ask_comments.*write it like this: ask_comments = \"always\""),
        ("[crawl]\nfeed = []", r"\[crawl\] unknown key 'feed': did you mean 'feeds'"),
        ("[crawl]\nfeeds = 'one'", r"\[crawl\] feeds must be a list, but is a text: write it like this"),
        ("crawl = 3", r"crawl must be a table: write \[crawl\] on a line of its own"),
        ('timezone = "Mars/Olympus"', "unknown timezone 'Mars/Olympus': use an IANA name"),
        ("[clean]\ndrop = ['div..promo']", r"\[clean\] drop: 'div..promo' is no CSS selector"),
        ("id =", "cannot be read as TOML"),
        ("feeds = []", r"unknown key 'feeds': it belongs under \[crawl\]"),
        ("drops = []", r"unknown key 'drops': did you mean 'drop' under \[clean\]\?"),
        ("[clean]\ndelay = 1", r"\[clean\] unknown key 'delay': it belongs under \[crawl\]"),
        ("[crawl]\nlanguage = 'en'", r"\[crawl\] unknown key 'language': it belongs at the top, above \[crawl\]"),
        (
            "domains = 'one.example'",
            r"domains must be a list, but is a text: write it like this: domains = \[.hillherald.example.\]",
        ),
        (
            "[crawl]\ndepth = 'deep'",
            r"\[crawl\] depth must be a whole number, but is a text: write it like this: depth = 2",
        ),
        (
            "[crawl]\nfeeds = [7]",
            r"\[crawl\] feeds must be a list of texts, but number 1 is a whole number: write it like this: f",
        ),
        ("[crawl]\ndepth = 1.5", r"\[crawl\] depth must be a whole number, but is a decimal number"),
        (
            "[crawl]\ndelay = 'long'",
            r"\[crawl\] delay must be a decimal number, but is a text: write it like this: delay",
        ),
        ("language = 'English!'", "language is 'English!': use a BCP 47 tag such as 'en'"),
        ("domains = ['https://one.example/']", "'https://one.example/' is no host alone.*: write 'one.example'"),
        ("domains = ['one.example:port']", "'one.example:port' is no host alone.*: write 'one.example'"),
        ("domains = ['one.example/news']", "'one.example/news' is no host alone.*: write 'one.example'"),
        ("domains = ['*.one.example']", "is no host alone.*: write 'one.example'"),
        ("domains = ['']", "domains: '' is empty: write a host such as"),
        ("[crawl]\nfeeds = ['/feed']", r"\[crawl\] feeds: '/feed' is no absolute http or https address: write it like"),
        ("[crawl]\nsections = ['file:///etc/passwd']", "sections: 'file:///etc/passwd' is no absolute http"),
        ("[crawl]\nsitemaps = ['https://one.example/a b']", "sitemaps: 'https://one.example/a b' is no absolute http"),
        ("[crawl]\nsitemaps = ['http://one.example:99999/']", "is no absolute http"),
        ("[crawl]\nfeeds = ['https://me:secret@one.example/feed']", "names a user"),
        ("[crawl]\nsitemaps = ['http://[half/']", "is no absolute http"),
        ("[crawl]\nfollow = ['/a(']", r"follow: '/a\(' is no regular expression: .*written with a backslash: '/a"),
        ("[crawl]\nexclude = ['']", "exclude: an empty pattern is found in every address"),
        ("[crawl]\ndepth = 0", r"\[crawl\] depth is 0: 1 means the links of the section pages themselves"),
        ("[crawl]\ndelay = -1.0", r"\[crawl\] delay is -1: give seconds, 0 or more"),
        ("[crawl]\ndelay = nan", r"\[crawl\] delay is nan: give seconds"),
        (
            "[crawl]\nfeeds = ['https://www.one.example/feed']",
            r"domains is missing or empty: .* such as domains = \[.one.example.\]",
        ),
    ],
)
def test_a_wrong_key_says_which_file_which_key_and_the_right_one(tmp_path: Path, line: str, message: str) -> None:
    head = "" if line.startswith("id") else 'id = "hill-herald"\n'
    file = write(tmp_path, head + line + "\n")
    with pytest.raises(SourceError, match=message) as caught:
        read_source(file)
    assert str(caught.value).startswith(str(file))


def test_the_id_can_be_named_by_a_page(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="id is 'hill herald': use letters, digits"):
        read_source(write(tmp_path, 'id = "hill herald"', "hill herald"))
    with pytest.raises(SourceError, match='missing required field `id`: add a line id = "hill-herald"'):
        read_source(write(tmp_path, 'name = "none"'))


def test_every_key_has_an_example_that_can_be_read(tmp_path: Path) -> None:
    lines = {name: [EXAMPLES[f.name] for f in fields(type_) if f.name in EXAMPLES] for name, type_ in TABLES.items()}
    assert sum(map(len, lines.values())) == len(EXAMPLES) == sum(len(fields(type_)) for type_ in TABLES.values()) - 2
    text = "\n".join(f"[{name}]\n" * bool(name) + "\n".join(rows) for name, rows in lines.items())
    assert read_source(write(tmp_path, text)).crawl.depth == 2


@pytest.mark.parametrize(
    "domain",
    [
        "127.0.0.1",
        "127.0.0.1:8000",
        "one.example:8000",
        "::1",
        "[::1]",
        "[::1]:80",
        "localhost",
        "xn--bcher-kva.example",
        "bücher.example",
    ],
)
def test_a_host_may_be_an_address_or_of_any_script(tmp_path: Path, domain: str) -> None:
    assert read_source(write(tmp_path, f'id = "hill-herald"\ndomains = ["{domain}"]')).domains == (domain,)


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
    source = read_source(file)
    crawled = source.crawl.feeds + source.crawl.sitemaps + source.crawl.sections
    assert bool(source.domains) == bool(crawled)
