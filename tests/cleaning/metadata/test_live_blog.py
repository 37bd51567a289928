"""Live blogs in JSON-LD: the posts as they stand there, their texts without markup, their times read."""

from __future__ import annotations

from collections.abc import Callable

from cleaning.model import Metadata
from cleaning.record import BlogPosting

LIVE = {"@type": "LiveBlogPosting", "headline": "Storm on the coast", "datePublished": "2024-03-04T06:00:00Z"}


def test_posts_with_markup_in_their_texts(with_jsonld: Callable[..., Metadata]) -> None:
    update = {
        "@type": "BlogPosting",
        "headline": "Bridge &amp; tunnel open",
        "datePublished": "2024-03-04T18:59:00+01:00",
        "articleBody": "<p>Cars may cross.</p><p>Lorries <b>may not</b>.</p>",
    }
    found = with_jsonld({**LIVE, "liveBlogUpdate": [update, {"@type": "BlogPosting"}, "nonsense", None]})
    assert found.liveBlogUpdate == (
        BlogPosting(
            headline="Bridge & tunnel open",
            datePublished="2024-03-04T18:59:00+01:00",
            datePublishedRaw="2024-03-04T18:59:00+01:00",
            articleBody="Cars may cross.\n\nLorries may not.",
        ),
    )
    assert found.origins["liveBlogUpdate"]["from"] == "json-ld"


def test_a_date_that_is_none_stays_as_it_stands(with_jsonld: Callable[..., Metadata]) -> None:
    found = with_jsonld({**LIVE, "liveBlogUpdate": {"headline": "Open", "datePublished": "a moment ago"}})
    assert found.liveBlogUpdate[0].datePublished is None
    assert found.liveBlogUpdate[0].datePublishedRaw == "a moment ago"


def test_a_date_after_the_fetch_is_refused(with_jsonld: Callable[..., Metadata]) -> None:
    found = with_jsonld({**LIVE, "liveBlogUpdate": [{"headline": "Open", "datePublished": "2031-03-04T18:59:00Z"}]})
    assert found.liveBlogUpdate[0].datePublished is None


def test_posts_without_texts_give_way_to_those_on_the_page(with_jsonld: Callable[..., Metadata]) -> None:
    body = "".join(
        f"<div class=entry><time datetime=2024-03-04T1{i}:00:00Z>1{i}:00</time>"
        f"<p>The water stands at {i} metres now.</p></div>"
        for i in range(4)
    )
    found = with_jsonld({**LIVE, "liveBlogUpdate": [{"headline": "Open"}]}, body=f"<h1>Storm</h1>{body}")
    assert [post.datePublished for post in found.liveBlogUpdate] == [f"2024-03-04T1{i}:00:00+00:00" for i in range(4)]
    assert found.origins["liveBlogUpdate"]["from"] == "visible"


def test_other_articles_have_no_posts(with_jsonld: Callable[..., Metadata]) -> None:
    assert with_jsonld({**LIVE, "@type": "NewsArticle"}).liveBlogUpdate == ()
