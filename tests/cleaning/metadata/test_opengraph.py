"""OpenGraph and its kin."""

from __future__ import annotations

from cleaning.metadata.opengraph import read_opengraph


def test_fields() -> None:
    found = read_opengraph(
        [
            ("og:title", "The ferry returns | Gazette"),
            ("twitter:title", "The ferry returns"),
            ("og:description", "After nine years."),
            ("og:site_name", "Gazette"),
            ("article:published_time", "2024-05-17T08:30:00Z"),
            ("og:updated_time", "2024-05-18T08:30:00Z"),
            ("article:tag", "ferry"),
            ("article:tag", "harbour"),
            ("article:section", "Town"),
            ("og:url", "https://x.example/a"),
            ("og:locale", "en_GB"),
        ]
    )
    assert found.title == ("The ferry returns | Gazette", "The ferry returns")
    assert found.published == ("2024-05-17T08:30:00Z",)
    assert found.modified == ("2024-05-18T08:30:00Z",)
    assert found.keywords == ("ferry", "harbour")
    assert (found.publisher, found.section, found.language) == (("Gazette",), ("Town",), ("en_GB",))
    assert found.canonical == ("https://x.example/a",)


def test_profiles_and_accounts_are_no_names() -> None:
    assert read_opengraph([("article:author", "https://social.example/ann"), ("og:author", "@ann")]).author == ()
    named = read_opengraph([("article:author", "https://social.example/ann"), ("article:author", "Ann Beller")]).author
    assert [credit.name for credit in named] == ["Ann Beller"]


def test_the_picture_s_words_belong_to_the_first_picture() -> None:
    found = read_opengraph([("og:image", "/a.jpg"), ("og:image:alt", "The boat"), ("og:image", "/b.jpg")])
    assert [(p.url, p.caption) for p in found.image] == [("/a.jpg", "The boat"), ("/b.jpg", None)]


def test_tiers() -> None:
    assert read_opengraph([("article:content_tier", "free")]).free is True
    assert read_opengraph([("article:content_tier", "locked")]).free is False
    assert read_opengraph([("article:content_tier", "metered")]).free is False
    assert read_opengraph([]).free is None
