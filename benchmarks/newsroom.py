"""Articles of an invented town: a number comes in, the same article with its readers' comments goes out every time.

For sites on loopback. Nothing here is taken from a real page; names, places and events are made up from the lists
below and the sentences in ``sentences.txt`` by a generator of random numbers that is seeded with the article's number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

FIRST_DAY = datetime(2025, 3, 1, 6, 30, tzinfo=UTC)  # article 1; each further one is a few hours younger

PLACES = """Hollin|Marrow Quay|Upper Tarn|Saltmere|Varnmoor|Eskby|the Old Cooperage|Lantern Hill|Dunmarsh|Pellow Bridge|
Ansel Water|the Weir House|Quarry Lane|Brackwell|Thornholm|the North Basin|Ravelstone|Little Orrin|Cobbler's Yard|
the Rope Walk""".replace("\n", "").split("|")
BODIES = """town council|harbour office|school board|river trust|ferry company|allotment society|fire brigade|choir|
museum|bus depot|library|water board|market guild|rowing club|planning committee|beekeepers' union|lifeboat crew|
theatre|hospital trust|railway society""".replace("\n", "").split("|")
THINGS = """the footbridge|a second ferry|the winter timetable|three new wells|the clock tower|the flood wall|
a reading room|the tram line|the fish market|an apple store|the signal box|the bathing house|a seed bank|
the lower mill|its oldest barge|the night bus|the herring smokehouse|a weather station|the chapel roof|
the skating meadow""".replace("\n", "").split("|")
DEEDS = """has voted to repair|will close|has found the money for|is to sell|has reopened|wants to move|has lost|
has measured|is asking readers about|has put off|will rebuild|has handed over|has mapped|defends|gives up|inherits|
will share|has painted|is counting on|has insured""".replace("\n", "").split("|")
FIRST = "Ada|Bram|Clara|Dov|Edda|Finn|Greta|Hal|Ines|Joss|Kit|Lena|Milo|Nell|Otto|Pia|Quentin|Runa|Stig|Tilda".split(
    "|"
)
LAST = """Arkwright|Bellweather|Corrigan|Dunmore|Ekström|Farrow|Greaves|Hollis|Ibsen|Jardine|Kestrel|Lovage|Marsh|
Noakes|Ostrander|Pellow|Quill|Rowntree|Sallow|Thackeray""".replace("\n", "").split("|")
SECTIONS = ("news", "harbour", "culture", "weather")
SENTENCES, REMARKS = (
    block.splitlines() for block in Path(__file__).with_name("sentences.txt").read_text("utf-8").split("\n\n")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A reader's comment; ``parent`` is the place in the list of the one that it answers. ``written`` is in UTC."""

    author: str
    text: str
    written: datetime
    parent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article. ``published`` and ``modified`` are in UTC."""

    number: int
    headline: str
    description: str
    author: str
    section: str
    published: datetime
    modified: datetime
    paragraphs: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def slug(self) -> str:
        """The last part of the article's path."""
        words = "".join(c if c.isalnum() and c.isascii() else " " for c in self.headline.lower()).split()
        return f"{'-'.join(words[:8])}-{self.number}"

    @property
    def path(self) -> str:
        """The path on the site, such as ``/2025/03/harbour-office-will-close-the-lower-mill-7``."""
        return f"/{self.published:%Y/%m}/{self.slug}"


def article(number: int, *, paragraphs: int = 6, remarks: int = 0) -> Article:
    """The article with this number. Its paragraphs hold three to five sentences each."""
    random = Random(number)
    published = FIRST_DAY + timedelta(hours=5 * number, minutes=number % 60)
    return Article(
        number=number,
        headline=f"{random.choice(BODIES).capitalize()} {random.choice(DEEDS)} {random.choice(THINGS)} in "
        f"{random.choice(PLACES)}",
        description=filled(random, random.choice(SENTENCES)),
        author=name(random),
        section=random.choice(SECTIONS),
        published=published,
        modified=published,
        paragraphs=tuple(paragraph(random) for _ in range(paragraphs)),
        remarks=tuple(remark(random, place, published) for place in range(remarks)),
    )


def paragraph(random: Random) -> str:
    """Three to five sentences, none of them twice."""
    return " ".join(filled(random, sentence) for sentence in random.sample(SENTENCES, random.randint(3, 5)))


def remark(random: Random, place: int, published: datetime) -> Remark:
    """A reader's comment; about one in three answers an earlier one."""
    return Remark(
        author=name(random),
        text=" ".join(filled(random, text) for text in random.sample(REMARKS, random.randint(1, 3))),
        written=published + timedelta(minutes=11 * (place + 1)),
        parent=random.randrange(place) if place and random.random() < 0.3 else None,
    )


def filled(random: Random, sentence: str) -> str:
    """The sentence with names, places and numbers in its gaps."""
    here, there = random.sample(PLACES, 2)
    words = sentence.format(
        name=name(random),
        name2=name(random),
        body=random.choice(BODIES),
        place=here,
        place2=there,
        thing=random.choice(THINGS),
        year=random.randint(1902, 1999),
        count=random.randint(4, 900),
        month=random.choice(("January", "March", "April", "June", "August", "October", "November")),
    )
    return words[0].upper() + words[1:]


def name(random: Random) -> str:
    """A person's name."""
    return f"{random.choice(FIRST)} {random.choice(LAST)}"
