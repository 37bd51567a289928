"""What a site prints on many pages is learnt, and left out where it is not the article's; all else stays."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cleaning.cli import main
from cleaning.model import Body, RawPage
from cleaning.pipeline import clean
from cleaning.record import Record
from cleaning.site_memory import (
    FEWEST,
    MOST_KEPT,
    Learner,
    SiteMemories,
    SiteMemory,
    SiteMemoryError,
    check_folder,
    key_of,
    load,
    save,
    site_of,
    without_repeated,
)
from cleaning.sources import Sources

APPEAL = (
    "The Lamp is kept alight by its readers, who pay what they can, and who may write to the keeper on any weekday."
)
THINGS = ("bell", "crane", "ferry", "lantern")


def paragraphs(thing: str) -> list[str]:
    return [
        f"The {thing} of Little Saul was carried through the town on Monday, and the school had a holiday for it.",
        f"Nobody could say who had paid for the {thing}, but the mayor looked at his shoes when he was asked about it.",
        f"The {thing} will stay where it is until the autumn, said the keeper, who has the only key to the old tower.",
    ]


def page(thing: str, *, kind: str) -> RawPage:
    """An article that ends with the site's appeal, and two comments below it."""
    url = f"https://www.lamp.example/{thing}"
    said = [f"I saw the {thing} with my own eyes, and it was smaller than they say.", "Same appeal every week!"]
    if kind == "text":
        comments = "\n\n".join(f"Ann Beller\nMay {day}, 2025\n{text}\nReply" for day, text in enumerate(said, 5))
        body = "\n\n".join([f"A {thing} comes to Little Saul at last", *paragraphs(thing), APPEAL])
        return RawPage(url=url, body=f"{body}\n\n2 Comments\n\n{comments}\n\nLeave a Reply\n".encode())
    told = "".join(f"<p>{text}</p>" for text in [*paragraphs(thing), APPEAL])
    comments = "".join(
        f'<li class="comment"><b class="author">Ann Beller</b> <time>2025-05-0{day}</time><p>{text}</p></li>'
        for day, text in enumerate(said, 5)
    )
    html = f"<html lang=en><title>A {thing} comes to Little Saul at last</title><body><article><h1>A {thing} comes to Little Saul at last</h1>{told}</article><section id=comments><h2>2 Comments</h2><ol class=comment-list>{comments}</ol></section></body></html>"  # noqa: E501
    return RawPage(url=url, body=html.encode(), headers={"content-type": "text/html; charset=utf-8"})


def record_of(raw: RawPage, memories: SiteMemories | None = None) -> Record:
    outcome = clean(raw, Sources(), memories)
    assert isinstance(outcome, Record)
    return outcome


def learnt(*records: Record) -> list[SiteMemory]:
    learner = Learner()
    for record in records:
        learner.add(record)
    return learner.memories()


@pytest.mark.parametrize("kind", ["html", "text"])
def test_what_all_pages_end_with_is_left_out_and_comments_are_not_touched(kind: str, tmp_path: Path) -> None:
    plain = [record_of(page(thing, kind=kind)) for thing in THINGS]
    assert all(APPEAL in (record.articleBody or "") for record in plain)
    (memory,) = learnt(*plain)
    assert (memory.site, memory.pages, memory.paragraphs) == ("www.lamp.example", 4, {key_of(APPEAL): 4})
    save(memory, tmp_path)
    for thing, before in zip(THINGS, plain, strict=True):
        after = record_of(page(thing, kind=kind), SiteMemories(tmp_path))
        assert (after.articleBody or "").split("\n\n")[-3:] == paragraphs(thing)
        assert APPEAL not in (after.articleBody or "")
        assert after.comment == before.comment
        assert len(after.comment) == 2
        assert any("1 paragraphs that other pages" in warning for warning in after.provenance.warnings)


def test_a_paragraph_on_two_pages_is_not_known_and_versions_count_once() -> None:
    records = [record_of(page(thing, kind="text")) for thing in THINGS]
    assert learnt(*records[: FEWEST - 1])[0].paragraphs == {}
    assert learnt(records[0], records[1], records[1], records[0])[0].paragraphs == {}
    assert learnt(*records) == learnt(*reversed(records))


def memory_of(*known: str, pages: int = 10, on: int = 3) -> SiteMemory:
    return SiteMemory(site="lamp", pages=pages, paragraphs={key_of(text): on for text in known})


def body_of(*parts: str) -> Body:
    return Body(text="\n\n".join(parts), method="lines")


def test_what_articles_repeat_in_their_midst_stays_unless_it_is_everywhere() -> None:
    first, second, third = paragraphs("bell")
    assert (
        without_repeated(body_of(first, "What we know", second, third), memory_of("What we know")).text.count("\n\n")
        == 3
    )
    everywhere = memory_of("What we know", on=5)
    assert (
        without_repeated(body_of(first, "What we know", second, third), everywhere).text
        == body_of(first, second, third).text
    )


def test_prose_at_the_edge_stays_and_an_article_that_is_known_stays_whole() -> None:
    first, second, third = paragraphs("bell")
    background = " ".join(paragraphs("crane") * 2)
    body = body_of(first, second, third, background)
    assert without_repeated(body, memory_of(background)) == body
    article = body_of(first, second, third)
    assert without_repeated(article, memory_of(first, second, third)) == article
    assert without_repeated(Body(), memory_of(first)) == Body()


def test_numbers_and_white_space_make_no_other_paragraph() -> None:
    assert key_of("Updated  10:15 on 3 May") == key_of("updated 9:05 on\n12 May")
    assert key_of("The bell") != key_of("The bells")


def test_a_site_is_its_source_its_host_or_its_folder() -> None:
    assert site_of("lamp", "https://www.lamp.example/1", "a/1.txt") == "lamp"
    assert site_of(None, "https://www.lamp.example/1", "a/1.txt") == "www.lamp.example"
    assert site_of(None, None, "lamp/1.txt") == "lamp"
    assert site_of(None, None, None) is None


def test_the_file_is_bounded_and_keeps_what_is_on_most_pages() -> None:
    record = record_of(page("bell", kind="text"))
    many = "\n\n".join(f"Line {'x' * number}" for number in range(MOST_KEPT + 50))
    rows = [replace(record, identifier=str(number), articleBody=f"{many}\n\n{APPEAL}") for number in range(FEWEST)]
    rows.append(replace(record, identifier="last", articleBody=APPEAL))
    (memory,) = learnt(*rows)
    assert len(memory.paragraphs) == MOST_KEPT
    assert memory.paragraphs[key_of(APPEAL)] == FEWEST + 1


def test_a_file_that_is_no_memory_is_named(tmp_path: Path) -> None:
    save(memory_of(APPEAL), tmp_path)
    assert load(tmp_path / "lamp.json") == memory_of(APPEAL)
    check_folder(tmp_path)
    (tmp_path / "other.json").write_text('{"paragraphs": []}', "utf-8")
    with pytest.raises(SiteMemoryError, match=r"other\.json holds no memory"):
        check_folder(tmp_path)
    with pytest.raises(SiteMemoryError, match="no such folder"):
        check_folder(tmp_path / "missing")


def test_learn_and_clean_by_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages, memory, out = tmp_path / "lamp", tmp_path / "memory", tmp_path / "out.jsonl"
    pages.mkdir()
    for thing in THINGS:
        (pages / f"{thing}.txt").write_bytes(page(thing, kind="text").body)
    assert main(["learn", str(pages), "--site-memory", str(memory), "--workers", "1"]) == 0
    assert "lamp.json: 1 paragraphs on several of 4 articles of lamp" in capsys.readouterr().out
    written = (memory / "lamp.json").read_bytes()
    assert main(["learn", str(pages), "--site-memory", str(memory), "--workers", "2"]) == 0
    assert (memory / "lamp.json").read_bytes() == written
    assert main(["clean", str(pages), "-o", str(out), "--site-memory", str(memory), "--workers", "1"]) == 0
    bodies = [json.loads(line)["articleBody"] for line in out.read_text("utf-8").splitlines()]
    assert len(bodies) == 4
    assert not any(APPEAL in body for body in bodies)
    capsys.readouterr()
    assert main(["clean", str(pages), "-o", str(out), "--site-memory", str(tmp_path / "none")]) == 2
    assert "gleaner learn" in capsys.readouterr().err
