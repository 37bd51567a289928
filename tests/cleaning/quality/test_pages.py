"""Invented pages in the shapes of real templates: what is no article is refused for its reason, every article stays.

``pages/REASON/NAME.html`` holds what is to be refused for that reason, ``pages/article`` what is not.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaning.model import RawPage
from cleaning.pipeline import clean
from cleaning.record import Reason, Record, Reject
from cleaning.sources import Sources

PAGES = sorted(Path(__file__).with_name("pages").glob("*/*.html"))
ARTICLES = [path for path in PAGES if path.parent.name == "article"]
OTHERS = [path for path in PAGES if path.parent.name != "article"]
STATED = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry",'
    ' "datePublished": "2025-03-04T08:00:00Z"}</script></head>'
)


def cleaned(html: str) -> Record | Reject:
    return clean(RawPage(body=html.encode(), headers={"content-type": "text/html; charset=utf-8"}), Sources())


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_is_no_article_is_refused(path: Path) -> None:
    outcome = cleaned(path.read_text("utf-8"))
    assert isinstance(outcome, Reject)
    assert outcome.reason == Reason(path.parent.name)
    assert outcome.stage == "clean"
    assert len(outcome.detail) > 20  # it says what was seen


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_stays(path: Path) -> None:
    outcome = cleaned(path.read_text("utf-8"))
    assert isinstance(outcome, Record)
    assert outcome.articleBody


@pytest.mark.parametrize(
    "path",
    [path for path in OTHERS if path.parent.name in ("soft-404", "login", "listing") and path.stem != "autoindex"],
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)
def test_a_page_that_states_an_article_is_believed(path: Path) -> None:
    html = path.read_text("utf-8")
    outcome = cleaned(html.replace("</head>", STATED, 1))
    assert isinstance(outcome, Record) or outcome.reason is Reason.NO_ARTICLE
