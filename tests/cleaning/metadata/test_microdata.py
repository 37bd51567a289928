"""Properties in markup: whose they are."""

from __future__ import annotations

from collections.abc import Callable

from lxml.html import HtmlElement

from cleaning.metadata.microdata import read_microdata
from cleaning.metadata.reading import Reading
from cleaning.metadata.scan import ITEMS

Tree = Callable[[str], HtmlElement]


def reading(root: HtmlElement, apart: frozenset[HtmlElement] = frozenset()) -> Reading:
    return read_microdata(ITEMS(root), apart)


ARTICLE = """
<article itemscope itemtype="https://schema.org/NewsArticle">
 <h1 itemprop="headline">The ferry returns</h1>
 <meta itemprop="datePublished" content="2024-05-17T08:30:00+02:00">
 <time itemprop="dateModified" datetime="2024-05-18">x</time>
 <span itemprop="author" itemscope itemtype="https://schema.org/Person">
   <a href="/p/ann"><span itemprop="name">Ann Beller</span></a></span>
 <span itemprop="author">Tom Grau</span>
 <img itemprop="image" src="/ferry.jpg"><meta itemprop="isAccessibleForFree" content="false">
 <meta itemprop="interactionCount" content="UserComments:7"><meta itemprop="inLanguage" content="en">
 <div itemprop="publisher" itemscope itemtype="https://schema.org/Organization">
  <meta itemprop="name" content="Gazette"></div>
</article>"""


def test_an_article(tree: Tree) -> None:
    found = reading(tree(ARTICLE))
    assert found.title == ("The ferry returns",)
    assert found.published == ("2024-05-17T08:30:00+02:00",)
    assert found.modified == ("2024-05-18",)
    assert [(c.name, c.url, c.kind) for c in found.author] == [
        ("Ann Beller", "/p/ann", "person"),
        ("Tom Grau", None, None),
    ]
    assert (found.publisher, found.language) == (("Gazette",), ("en",))
    assert [picture.url for picture in found.image] == ["/ferry.jpg"]
    assert found.free is False
    assert found.comments == 7


def test_comments_and_teasers_are_items_of_their_own(tree: Tree) -> None:
    comment = (
        '<div itemscope itemtype="http://schema.org/Comment"><span itemprop="author">Reader</span>'
        '<time itemprop="datePublished" datetime="2020-01-01">x</time></div>'
    )
    teaser = ARTICLE.replace("Ann Beller", "Other Woman").replace("2024-05-17", "2023-01-01")
    found = reading(tree(f"<div>{comment}{ARTICLE}{comment}{teaser}</div>"))
    assert [credit.name for credit in found.author] == ["Ann Beller", "Tom Grau"]
    assert found.published == ("2024-05-17T08:30:00+02:00",)


def test_labelled_parts_are_left_out(tree: Tree) -> None:
    root = tree('<body><div id="c"><b itemprop="author">Reader</b></div><b itemprop="author">Ann Beller</b></body>')
    found = reading(root, frozenset({root.get_element_by_id("c")}))
    assert [credit.name for credit in found.author] == ["Ann Beller"]


def test_rdfa(tree: Tree) -> None:
    found = reading(
        tree(
            '<div vocab="http://schema.org/" typeof="NewsArticle"><h1 property="schema:headline">The ferry</h1>'
            '<span property="datePublished" content="2024-05-17">x</span></div>'
        )
    )
    assert (found.title, found.published) == (("The ferry",), ("2024-05-17",))
