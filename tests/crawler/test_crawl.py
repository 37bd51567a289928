"""A crawl of a whole site: what is asked for, archived, cleaned and written down. Every count is exact."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.workplace import lines_of
from tests.crawled import (
    LISTINGS,
    RUNS,
    Snapshot,
    Story,
    record_of,
)
from tests.site import (
    IN_EDITIONS,
    IN_PARTS,
    LATIN,
    LATIN_DENIED,
    LATIN_IN_META,
    RESERVED,
    WITH_AMP,
    WITH_COMMENTS,
    Site,
)


def articles(site: Site) -> list[str]:
    return [site.link(n) for n in site.paths]


def other_pages(site: Site) -> list[str]:
    """The pages besides the articles: an edition in another language is a page of its own."""
    return [f"{site.url}/de{site.paths[IN_EDITIONS]}"]


@pytest.mark.parametrize("name", RUNS)
def test_a_run_ends_well(story: Story, name: str) -> None:
    run: Snapshot = getattr(story, name)
    assert run.code == 0
    assert "Traceback" not in run.said
    assert " ERROR" not in run.said


def test_every_page_is_asked_for_once(story: Story) -> None:
    site = story.site
    parts = [f"{site.paths[IN_PARTS]}?page={n}" for n in (2, 3)]
    amp = [f"/amp{site.paths[WITH_AMP]}"]
    pages = [url.removeprefix(site.url) for url in articles(site) + other_pages(site)]
    expected = Counter(["/robots.txt", "/missing.xml", *LISTINGS, *pages, *parts])
    assert {path: n for path, n in (story.first.asked - expected).items() if path not in amp} == {}
    assert expected - story.first.asked == Counter()


def test_every_url_is_accounted_for(story: Story) -> None:
    site = story.site
    archived = ("archived", None)
    expected: dict[str, tuple[str, str | None]] = {site.url + path: archived for path in LISTINGS}
    expected |= dict.fromkeys(articles(site) + other_pages(site), archived)
    expected |= {f"{site.link(IN_PARTS)}?page={n}": ("skipped", "part") for n in (2, 3)}
    expected |= {
        f"{site.url}/missing.xml": ("gone", "not-found"),
        f"{site.url}/amp{site.paths[WITH_AMP]}": ("skipped", "alternate"),
        f"{site.url}/gb{site.paths[IN_EDITIONS]}": ("skipped", "alternate"),
    }
    drafts, offsite, *_ = site.strange_links()
    expected |= {drafts: ("skipped", "robots"), offsite: ("skipped", "offsite")}
    found = dict(story.first.urls)
    assert [found.pop(url) for url in list(found) if not url.startswith("http")] == [("skipped", "scheme")] * 2
    assert found == expected


@pytest.mark.parametrize("name", RUNS)
def test_the_sum_of_states_is_the_number_of_urls(story: Story, name: str) -> None:
    run: Snapshot = getattr(story, name)
    assert run.tally == len(run.urls)
    assert not {"queued", "fetching"} & {state for state, _ in run.urls.values()}


def test_the_archive_holds_each_page_once_with_its_request(story: Story) -> None:
    pages = Counter(kept.url for kept in story.first.kept if kept.type == "response" and kept.what == "page")
    assert pages == Counter(articles(story.site) + other_pages(story.site))
    ids = {kept.headers["warc-record-id"] for kept in story.first.kept if kept.type == "response"}
    asked = Counter(kept.headers["warc-concurrent-to"] for kept in story.first.kept if kept.type == "request")
    assert asked == Counter(ids)
    assert [kept.type for kept in story.first.kept].count("warcinfo") == len({kept.file for kept in story.first.kept})


def test_digests_are_sound_and_bodies_are_as_they_were_sent(story: Story) -> None:
    assert all(kept.digest_is_sound is not False for kept in story.third.kept)
    for number in (1, 2):  # packed with gzip, with deflate
        kept = next(
            kept for kept in story.first.kept if kept.type == "response" and kept.url == story.site.link(number)
        )
        assert kept.payload[:1] == (b"\x1f", b"\x78")[number - 1]


@pytest.mark.parametrize("name", ["first", "third"])
def test_cleaning_the_archive_gives_the_same_records(story: Story, name: str) -> None:
    run: Snapshot = getattr(story, name)
    assert run.again == run.lines
    assert lines_of(story.place.folder / name / "records.rejects.jsonl") == run.rejects


def test_every_article_has_one_record_that_says_what_it_says(story: Story) -> None:
    site = story.site
    records = {record["url"]: record for record in story.first.records}
    assert Counter(record["url"] for record in story.first.records) == Counter(articles(site) + other_pages(site))
    assert story.first.rejects == []
    with Site() as fresh:  # as it was before the edits
        originals = fresh.stories
    for number, original in originals.items():
        record = records[site.link(number)]
        assert record["headline"] == original.headline
        assert record["datePublished"] == original.published.isoformat()
        assert [author["name"] for author in record["author"]] == [original.author]
        assert len(record["comment"]) == len(original.remarks)
        assert record["provenance"]["source"] == "gazette"
        assert record["dateDownloaded"]
        if number != IN_PARTS:
            assert record["articleBody"] == "\n\n".join(original.paragraphs)


def test_an_article_in_parts_is_one_record(story: Story) -> None:
    record = record_of(story.first, story.site.link(IN_PARTS))
    parts = [part for path in ("", "?page=2", "?page=3") for part in paragraphs_of_part(story.site, path)]
    assert record["articleBody"].split("\n\n") == parts


def paragraphs_of_part(site: Site, more: str) -> tuple[str, ...]:
    return site.part({"": 1, "?page=2": 2, "?page=3": 3}[more]).paragraphs


def test_comments_are_threaded(story: Story) -> None:
    for number in WITH_COMMENTS[1:]:
        comments = record_of(story.first, story.site.link(number))["comment"]
        remarks = story.site.stories[number].remarks
        names = Counter((comment["author"]["name"], comment["text"]) for comment in comments)
        assert names == Counter((remark.author, remark.text) for remark in remarks)
        by_id = {comment["identifier"]: comment for comment in comments}
        threads = {
            comment["text"]: by_id[comment["parentItem"]]["text"] for comment in comments if comment["parentItem"]
        }
        parents = {remark.text: remarks[remark.parent].text for remark in remarks if remark.parent is not None}
        assert threads == parents


def test_encodings_are_read_as_they_are_not_as_they_are_announced(story: Story) -> None:
    said = {
        number: record_of(story.first, story.site.link(number))["provenance"]
        for number in (LATIN, LATIN_IN_META, LATIN_DENIED)
    }
    assert {number: told["encoding"] for number, told in said.items()} == dict.fromkeys(said, "windows-1252")
    assert said[LATIN]["encodingFrom"] == "http-header"
    assert said[LATIN_IN_META]["encodingFrom"] == "meta"


def test_what_a_listing_says_travels_with_the_page(story: Story) -> None:
    site = story.site
    for number, via, listing in (
        (25, "feed", "/feed.atom"), (22, "feed", "/feed.json"), (1, "sitemap", "/a.xml.gz"), (12, "section", "/news/"),
    ):  # fmt: skip
        found = record_of(story.first, site.link(number))["provenance"]["discovery"]
        assert (found["via"], found["url"]) == (via, site.url + listing)
    said = record_of(story.first, site.link(25))["provenance"]["discovery"]
    assert said["headline"] == site.stories[25].headline
    assert said["author"] == [site.stories[25].author]
    both = record_of(story.first, site.link(29))["provenance"]["discovery"]
    assert both["via"] in ("feed", "news-sitemap")
    assert both["headline"] == site.stories[29].headline
    assert both["inLanguage"] == "en"


def test_reservations_of_site_and_page_are_kept(story: Story) -> None:
    everywhere = record_of(story.first, story.site.link(1))["provenance"]["reservations"]
    assert any("ai-train=no" in said for said in everywhere)
    here = record_of(story.first, story.site.link(RESERVED))["provenance"]["reservations"]
    assert any("tdm-reservation" in said.lower() for said in here)
    assert not any("tdm-reservation" in said.lower() for said in everywhere)
