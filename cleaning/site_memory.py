"""What a site prints on many of its pages: a pass over them → paragraphs to leave out of the article's text.

In: the records of many pages, made without a memory. Out: a small JSON file a site, ``{"site", "pages", "paragraphs":
{key: pages that have it}}``; and, given to a later run, bodies without those paragraphs. A key is the beginning of the
SHA-256 of a paragraph in lower case, white space folded, every number a 0. Only paragraphs that passed as the
article's text are learnt, so a teaser of an article on other pages never takes away its first paragraph.

A paragraph is left out only where it stands at the text's beginning or end, or on half of the site's pages. So what
articles repeat from each other in their midst (how the war began, the subhead "What we know") stays, and so does a text
most of which is known: that is the same article once more. Comments are never looked at.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from cleaning.model import Body
from cleaning.record import Record

# A paragraph must stand on two pages besides its own. Measured on 40 pages of 8 newspapers, five each: as text they
# went from F1 0.825 to 0.833 with nothing lost; from HTML nothing repeats, because such lines are cut there already.
FEWEST = 3
EDGE = 400  # letters: a longer paragraph at the text's beginning or end is prose
WIDESPREAD = 0.5  # share of the site's pages
MOST_LOST = 0.5  # share of a text's letters; of which more is known is no article with additions
MOST_KEPT = 2_000  # paragraphs of a site's file, those on most pages
MOST_COUNTED = 200_000  # paragraphs of a site while it is learnt; then those seen once are forgotten
KEY = 16  # hexadecimal figures
NUMBER = re.compile(r"\d+")
UNSAFE = re.compile(r"[^\w.-]+")
SUFFIX = ".json"


class SiteMemoryError(ValueError):
    """A folder or file that holds no memory of a site; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMemory:
    """How many of a site's ``pages`` have each paragraph, those that at least three have."""

    site: str
    pages: int
    paragraphs: Mapping[str, int]


def site_of(source: str | None, url: str | None, file: str | None) -> str | None:
    """The name under which a page's site is remembered: its source, else its host, else its folder; None without."""
    host = urlsplit(url).hostname if url else None
    folder = Path(file).absolute().parent.name if file else None
    return source or host or folder or None


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a body."""
    return [part for part in text.split("\n\n") if part.strip()]


def key_of(paragraph: str) -> str:
    """What a paragraph is known by, on whatever page it stands."""
    plain = NUMBER.sub("0", " ".join(paragraph.casefold().split()))
    return hashlib.sha256(plain.encode()).hexdigest()[:KEY]


@dataclass(slots=True)
class Tally:
    """A site's paragraphs while they are counted."""

    pages: int = 0
    counts: Counter[str] = field(default_factory=Counter)


class Learner:
    """Counts on how many articles of each site a paragraph stands."""

    def __init__(self) -> None:
        self._tallies: dict[str, Tally] = {}
        self._seen: set[str] = set()

    def add(self, record: Record) -> None:
        """Nothing; counts the paragraphs of a record. A further version of an article counts no more."""
        site = site_of(record.provenance.source, record.url, record.provenance.file)
        if site is None or not record.articleBody or record.identifier in self._seen:
            return
        self._seen.add(record.identifier)
        tally = self._tallies.setdefault(site, Tally())
        tally.pages += 1
        tally.counts.update({key_of(paragraph) for paragraph in paragraphs_of(record.articleBody)})
        if len(tally.counts) > MOST_COUNTED:
            tally.counts = Counter({key: count for key, count in tally.counts.items() if count > 1})

    def memories(self) -> list[SiteMemory]:
        """What was learnt, site by site in alphabetical order."""
        found = []
        for site, tally in sorted(self._tallies.items()):
            often = [(key, count) for key, count in tally.counts.items() if count >= FEWEST]
            often.sort(key=lambda entry: (-entry[1], entry[0]))
            found.append(SiteMemory(site=site, pages=tally.pages, paragraphs=dict(sorted(often[:MOST_KEPT]))))
        return found


def without_repeated(body: Body, memory: SiteMemory) -> Body:
    """The body without the paragraphs that its site prints on many pages; a warning says how many were left out."""
    parts = paragraphs_of(body.text)
    counts = [memory.paragraphs.get(key_of(part), 0) for part in parts]
    wide = max(FEWEST, WIDESPREAD * memory.pages)
    edge = {*_run(parts, counts, range(len(parts))), *_run(parts, counts, range(len(parts) - 1, -1, -1))}
    kept = [part for at, part in enumerate(parts) if at not in edge and counts[at] < wide]
    if len(kept) == len(parts) or sum(map(len, kept)) < (1 - MOST_LOST) * sum(map(len, parts)):
        return body
    warning = f"{len(parts) - len(kept)} paragraphs that other pages of the site have too are left out"
    return replace(body, text="\n\n".join(kept), warnings=(*body.warnings, warning))


def _run(parts: list[str], counts: list[int], order: Iterable[int]) -> set[int]:
    """The repeated paragraphs from one end of a text on, up to the first that is not."""
    found = set()
    for at in order:
        if counts[at] < FEWEST or len(parts[at]) > EDGE:
            break
        found.add(at)
    return found


def file_of(folder: Path, site: str) -> Path:
    """The file of a site's memory."""
    return folder / (UNSAFE.sub("_", site)[:120] + SUFFIX)


def save(memory: SiteMemory, folder: Path) -> Path:
    """The file that the memory was written to; one that was there is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    file = file_of(folder, memory.site)
    content = {"site": memory.site, "pages": memory.pages, "paragraphs": dict(memory.paragraphs)}
    scratch = file.with_suffix(".part")
    scratch.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    scratch.replace(file)
    return file


def load(file: Path) -> SiteMemory:
    """The memory in a file. Raises ``SiteMemoryError``, which names the file, if it holds none."""
    try:
        content = json.loads(file.read_text("utf-8"))
        paragraphs = {str(key): int(count) for key, count in content["paragraphs"].items()}
        return SiteMemory(site=str(content["site"]), pages=int(content["pages"]), paragraphs=paragraphs)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SiteMemoryError(f"{file} holds no memory of a site: delete it and learn anew") from error


class SiteMemories:
    """The memories in a folder, each read when a page of its site comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, SiteMemory | None] = {}

    def of(self, site: str | None) -> SiteMemory | None:
        """The memory of a site, None if there is none. Raises ``SiteMemoryError`` for a file that holds none."""
        if site is None:
            return None
        if site not in self._read:
            file = file_of(self._folder, site)
            self._read[site] = load(file) if file.is_file() else None
        return self._read[site]


def check_folder(folder: Path) -> None:
    """Nothing, if a folder holds memories of sites. Raises ``SiteMemoryError``, which says what is wrong."""
    if not folder.is_dir():
        raise SiteMemoryError(
            f"{folder}: there is no such folder; make it with: gleaner learn PATH --site-memory {folder}"
        )
    for file in sorted(folder.glob(f"*{SUFFIX}")):
        load(file)


@lru_cache(maxsize=4)
def memories_in(folder: Path | None) -> SiteMemories | None:
    """The memories of a folder, read once a process; None without a folder."""
    return SiteMemories(folder) if folder else None
