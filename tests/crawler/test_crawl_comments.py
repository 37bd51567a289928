"""Comments that are asked for besides a page: paged, archived with it, replayed; and what goes wrong costs no page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from benchmarks.workplace import Kept, Workplace
from tests.weblog import (
    CUT_OFF,
    EMPTY,
    FEED_ONLY,
    FORBIDDEN,
    FORM_ALONE,
    MANY,
    MOVED,
    NONE,
    OPEN,
    POSTS,
    SHUT,
    TORN,
    Weblog,
)

SETTINGS = {"RETRY_SECONDS": "0.2", "DOWNLOAD_TIMEOUT": "3"}


@dataclass(frozen=True)
class Crawled:
    """What a crawl of the weblog left, and two more of one post each."""

    site: Weblog
    place: Workplace
    said: str
    asked: Counter[str]
    asked_again: Counter[str]
    records: dict[str, dict[str, Any]]
    kept: list[Kept]
    lines: bytes
    lines_later: bytes
    again: bytes


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with Weblog() as site:
        place = Workplace(tmp_path_factory.mktemp("weblog"), "weblog", feeds=[f"{site.url}/feed.atom"])
        done = place.crawl(**SETTINGS)
        first = len(site.visits)
        lines = place.records_file.read_bytes()
        for n in (OPEN, SHUT):
            place.crawl("-a", f"url={site.link(n)}", **SETTINGS)
        yield Crawled(
            site=site,
            place=place,
            said=done.stderr,
            asked=Counter(visit.path for visit in site.visits[:first]),
            asked_again=site.counts(first),
            records={record["url"]: record for record in place.records()},
            kept=list(place.kept()),
            lines=lines,
            lines_later=place.records_file.read_bytes(),
            again=place.clean_archive("again"),
        )


def comments_of(crawled: Crawled, n: int) -> list[dict[str, Any]]:
    comments: list[dict[str, Any]] = crawled.records[crawled.site.link(n)]["comment"]
    return comments


def test_each_question_is_put_once_and_none_where_it_is_needless(crawled: Crawled) -> None:
    site = crawled.site
    questions = Counter({path: n for path, n in crawled.asked.items() if "wp-json" in path or path.endswith("/feed/")})
    expected = Counter(site.api_path(OPEN, number) for number in (1, 2, 3))
    expected += Counter(site.api_path(n) for n in (FEED_ONLY, SHUT, TORN, MOVED, EMPTY))
    expected[site.feed_path(FEED_ONLY)] = 1
    cut_off = questions.pop(site.api_path(CUT_OFF))
    assert cut_off >= 1  # the HTTP client may ask again by itself, over another connection
    assert questions == expected
    assert not {path for path in crawled.asked if f"post={NONE}&" in path or f"post={FORM_ALONE}&" in path}
    assert site.api_path(FORBIDDEN) not in crawled.asked


def test_no_page_is_lost_and_none_is_asked_for_twice(crawled: Crawled) -> None:
    site = crawled.site
    assert set(crawled.records) == {site.link(n) for n in POSTS}
    assert all(crawled.asked[site.stories[n].path] == 1 for n in POSTS)
    assert set(crawled.place.states()) == {"archived"}
    assert " ERROR" not in crawled.said


def test_all_comments_of_the_api_are_there_in_threads(crawled: Crawled) -> None:
    remarks = crawled.site.remarks[OPEN]
    comments = comments_of(crawled, OPEN)
    assert len(comments) == MANY
    assert {comment["platform"] for comment in comments} == {"wordpress"}
    by_id = {comment["identifier"]: comment for comment in comments}
    parents = {comment["text"]: by_id[comment["parentItem"]]["text"] for comment in comments if comment["parentItem"]}
    assert parents == {remark.text: remarks[remark.parent].text for remark in remarks if remark.parent is not None}
    first = comments[0]
    assert (first["text"], first["author"]["name"]) == (remarks[0].text, remarks[0].author)
    assert (first["datePublished"], first["datePublishedRaw"]) == ("2026-03-01T09:00:00+01:00", "2026-03-01T09:00:00")
    assert first["url"] == f"{crawled.site.link(OPEN)}#comment-1"
    assert first["identifier"].endswith("#comment-1")
    assert [comment["position"] for comment in comments] == list(range(1, MANY + 1))


def test_what_is_rendered_and_what_the_api_says_is_one_comment(crawled: Crawled) -> None:
    texts = Counter(comment["text"] for comment in comments_of(crawled, OPEN))
    assert texts == Counter(remark.text for remark in crawled.site.remarks[OPEN])
    record = crawled.records[crawled.site.link(OPEN)]
    assert (record["commentCount"], record["commentsComplete"]) == (MANY, True)
    assert record["provenance"]["fields"]["comment"]["from"] == "wordpress"


def test_where_the_api_is_shut_the_feed_is_read(crawled: Crawled) -> None:
    comments = comments_of(crawled, FEED_ONLY)
    assert [comment["text"] for comment in comments] == [remark.text for remark in crawled.site.remarks[FEED_ONLY]]
    assert [comment["platform"] for comment in comments] == ["wordpress"] * 3
    assert comments[0]["datePublished"] == "2026-03-02T08:00:00Z"


@pytest.mark.parametrize("n", [SHUT, CUT_OFF, TORN, FORBIDDEN, MOVED, EMPTY])
def test_where_nothing_is_given_the_rendered_comments_stand(crawled: Crawled, n: int) -> None:
    comments = comments_of(crawled, n)
    assert [comment["platform"] for comment in comments] == ["rendered"] * 3
    assert {comment["text"] for comment in comments} == {remark.text for remark in crawled.site.remarks[n]}


@pytest.mark.parametrize("n", [NONE, FORM_ALONE])
def test_a_page_without_comments_has_none(crawled: Crawled, n: int) -> None:
    assert comments_of(crawled, n) == []


def test_answers_lie_in_the_archive_with_their_page(crawled: Crawled) -> None:
    answers = [kept for kept in crawled.kept if kept.type == "response" and kept.what == "comments"]
    assert Counter(kept.url for kept in answers)[crawled.site.url + crawled.site.api_path(OPEN, 3)] == 1
    assert all(kept.digest_is_sound is not False for kept in crawled.kept)
    pages = [kept.url for kept in crawled.kept if kept.type == "response" and kept.what == "page"]
    assert len(pages) == len(POSTS)


def test_the_archive_gives_the_same_records_without_the_network(crawled: Crawled) -> None:
    assert crawled.again == crawled.lines


def test_a_page_that_is_visited_again_is_asked_about_again_and_is_no_new_version(crawled: Crawled) -> None:
    site = crawled.site
    assert {path: n for path, n in crawled.asked_again.items() if "wp-json" in path} == {
        site.api_path(n, number): 1 for n, number in ((OPEN, 1), (OPEN, 2), (OPEN, 3), (SHUT, 1))
    }
    assert crawled.lines_later == crawled.lines
    again = [kept.url for kept in crawled.kept if kept.type == "revisit"]
    assert {site.link(OPEN), site.link(SHUT)} <= set(again)  # a refusal that is worded anew changes nothing


def test_a_source_may_have_its_platforms_never_asked(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Weblog() as site:
        place = Workplace(
            tmp_path_factory.mktemp("quiet"), "quiet", feeds=[f"{site.url}/feed.atom"], ask_comments="never"
        )
        assert place.crawl(**SETTINGS).returncode == 0
        assert not [path for path in site.counts() if "wp-json" in path or path.endswith("/feed/")]
        assert len(place.records()) == len(POSTS)
