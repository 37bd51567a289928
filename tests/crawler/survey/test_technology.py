"""What markup says of the software behind a page."""

from __future__ import annotations

import pytest

from cleaning.decode import decode
from cleaning.model import Page, RawPage
from crawler.survey.technology import Finding, cms_of, comment_systems, most_common, needs_javascript

WORDS = "word " * 130


def page(text: str) -> Page:
    found = decode(RawPage(url="https://one.example/", body=text.encode(), headers={"content-type": "text/html"}), None)
    assert isinstance(found, Page)
    return found


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ('<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">', "Drupal 10 (https://www.drupal.org)"),
        ('<link rel="stylesheet" href="/wp-content/themes/hill/style.css">', "WordPress"),
        ('<script id="__NEXT_DATA__" type="application/json">{}</script>', "Next.js"),
        ('<meta name="generator" content="Lightning Gallery 3"><img src="/wp-content/uploads/a.png">', "WordPress"),
        ('<meta name="generator" content="Lightning Gallery 3"><p>x</p>', "Lightning Gallery 3"),
        ("<p>This article is about WordPress and Drupal.</p>", None),
    ],
)
def test_content_management(markup: str, name: str | None) -> None:
    found = cms_of(page(f"<html><body>{markup}<p>x</p></body></html>"))
    assert (found.value if found else None) == name


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ('<div id="disqus_thread"></div><script src="https://hill.disqus.com/embed.js"></script>', ["disqus"]),
        ('<form action="https://one.example/wp-comments-post.php" method="post"></form>', ["WordPress"]),
        ('<script src="https://launcher.spot.im/spot/sp_Ab12Cd34"></script>', ["openweb"]),
        ('<div class="a fb-comments b" data-href="x"></div>', ["facebook"]),
        ("<script>blocked = ['disqus.com', 'spot.im', 'cdn.vuukle.com', 'livefyre.com']</script>", []),
        ("<p>We use disqus_thread and Coral reefs.</p>", []),
    ],
)
def test_comment_systems_and_what_merely_names_them(markup: str, names: list[str]) -> None:
    assert [one.value for one in comment_systems(page(f"<html><body>{markup}</body></html>"))] == names


@pytest.mark.parametrize(
    ("markup", "sign"),
    [
        ('<div id="root"></div><script src="/app.js"></script>', "an element with the id 'root' for an application"),
        ('<noscript>Please enable JavaScript.</noscript><p>Menu</p><script src="/app.js"></script>', "a note that it"),
        ('<p>One</p><script src="/a.js"></script>', "1 words and 1 scripts"),
        (f'<div id="root"><p>{WORDS}</p></div><script src="/app.js"></script>', None),
        ('<div id="root"></div>', None),
        (f"<p>{'few ' * 60}</p><script>x=1</script>", None),
    ],
)
def test_pages_that_are_empty_without_scripts(markup: str, sign: str | None) -> None:
    found = needs_javascript(page(f"<html><head><style>{WORDS}</style></head><body>{markup}</body></html>"))
    assert found is None if sign is None else found is not None and sign in found


def test_a_deep_page_costs_no_recursion() -> None:
    assert needs_javascript(page(f"<html><body>{'<div>' * 200}<script>x</script>")) is not None


def test_findings_are_counted() -> None:
    found = most_common([Finding(value=name, evidence=f"mark {name}") for name in "ABB"], 3)
    assert [(one.value, one.evidence) for one in found] == [
        ("B", "mark B on 2 of 3 articles"),
        ("A", "mark A on 1 of 3 articles"),
    ]
