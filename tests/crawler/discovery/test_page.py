"""The links of an article page that the crawl follows: its next part, and the page proper of an AMP page."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery import PageLinks, read_page
from crawler.discovery.numbering import continues, follows

STORY = "https://example.org/2024/05/a-ship-sinks"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (STORY, f"{STORY}/2"),
        (f"{STORY}/", f"{STORY}/2/"),
        (f"{STORY}/2/", f"{STORY}/3/"),
        (STORY, f"{STORY}?page=2"),
        (f"{STORY}?page=2", f"{STORY}?page=3"),
        (f"{STORY}?page=1", f"{STORY}?page=2"),
        (f"{STORY}.html", f"{STORY}-2.html"),
        (f"{STORY}-2.html", f"{STORY}-3.html"),
        (f"{STORY}.html", f"{STORY},page-2.html"),
        (STORY, f"{STORY}/seite-2"),
        (f"{STORY}/seite-2", f"{STORY}/seite-3"),
        (STORY, f"{STORY}/page/2"),
        ("https://example.org/story.php?id=7", "https://example.org/story.php?id=7&page=2"),
        ("https://example.org/news/12345", "https://example.org/news/12345/2"),
        ("http://example.org/a-b?utm_source=x", "https://example.org/a-b/2#top"),
    ],
)
def test_the_next_part(url: str, link: str) -> None:
    for page in (f'<link rel="next" href="{link}">', f"<p><A HREF='{link}' class=x REL=next>Next</A>"):
        assert read_page(page.encode(), url) == PageLinks(next_part=link)


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (STORY, "https://example.org/2024/05/another-story"),
        (STORY, f"{STORY}-2"),  # the next post of that title, as blog systems name it
        (STORY, STORY),
        (STORY, f"{STORY}/3"),
        (f"{STORY}/2", STORY),
        (STORY, "https://example.com/2024/05/a-ship-sinks/2"),
        (STORY, f"{STORY}/comment-page-2/"),
        ("https://example.org/?p=3289", "https://example.org/?p=3290"),
        ("https://example.org/story?id=7", "https://example.org/story?id=8"),
        ("https://example.org/archives/7", "https://example.org/archives/8"),
        ("https://example.org/posts/99", "https://example.org/posts/100"),
        ("https://example.org/news/40120", "https://example.org/news/40121"),
        ("https://example.org/2024/5", "https://example.org/2024/6"),
        ("https://example.org/news/123-a-ship", "https://example.org/news/124-a-ship"),
        ("https://example.org/", "https://example.org/page/3"),
    ],
)
def test_neighbours_are_no_parts(url: str, link: str) -> None:
    assert read_page(f'<link rel="next" href="{link}">'.encode(), url) == PageLinks()


def test_the_first_link_that_is_a_part_counts() -> None:
    page = f"""<!-- <link rel="next" href="{STORY}/2"> --><link rel="next" href="/other"><script>a.rel='next'</script>
    <a rel="nofollow next" data-x="1" href="?page=2&amp;utm_source=x">2</a>"""
    assert read_page(page.encode(), STORY).next_part == f"{STORY}?page=2&utm_source=x"


def test_relative_links_stand_against_the_base() -> None:
    page = b'<base href="/2024/05/"><link rel=next href=a-ship-sinks/2>'
    assert read_page(page, STORY).next_part == f"{STORY}/2"


@pytest.mark.parametrize(
    "root", ["<html amp>", "<html lang=en ⚡>", '<html AMP="">', "<!doctype html><html ⚡ lang='x'>", "<html\namp>"]
)
def test_an_amp_page_names_the_page_proper(root: str) -> None:
    page = f'{root}<head><link href="{STORY}" rel="canonical">'.encode()
    assert read_page(page, f"{STORY}/amp").amp_canonical == STORY
    assert read_page(page, f"{STORY}/?utm_source=x").amp_canonical is None


@pytest.mark.parametrize("root", ["<html>", "<html lang=amp>", '<html class="amp x">', "<html data-amp>"])
def test_other_pages_have_no_page_proper(root: str) -> None:
    assert read_page(f'{root}<link rel="canonical" href="{STORY}">'.encode(), f"{STORY}/x") == PageLinks()


@given(
    st.binary(max_size=300) | st.text("<link rel=next hf'\">/2a", max_size=200).map(str.encode), st.text(max_size=40)
)
def test_nothing_raises(page: bytes, url: str) -> None:
    assert isinstance(read_page(page, url), PageLinks)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_part_follows(url: str, other: str) -> None:
    assert not continues(url, other) or follows(url, other)
    assert not continues(url, url)


@pytest.mark.parametrize(
    "piece", [b"rel=", b"<a rel=next ", b"<a rel=next href=/2>", b"<", b"<html amp", b'rel="' + b" " * 80, b"<!--"]
)
def test_work_is_bounded(piece: bytes) -> None:
    start = time.process_time()
    read_page(piece * (2_500_000 // len(piece)), STORY)
    assert time.process_time() - start < 3
