"""Meta elements with names of many vocabularies."""

from __future__ import annotations

import pytest

from cleaning.metadata.meta_tags import read_meta


@pytest.mark.parametrize(
    "name",
    ["datepublished", "publish-date", "pubdate", "pub_date", "parsely-pub-date", "sailthru.date", "dc.date.issued",
     "dcterms.issued", "cxenseparse:recs:publishtime", "citation_publication_date", "prism.publicationdate", "date",
     "originalpublicationdate", "rnews:datepublished"],
)  # fmt: skip
def test_names_of_the_date(name: str) -> None:
    assert read_meta([(name, "2024-05-17")]).published == ("2024-05-17",)


def test_the_more_telling_name_comes_first() -> None:
    found = read_meta([("date", "2024-05-19"), ("dc.date.issued", "2024-05-18"), ("datepublished", "2024-05-17")])
    assert found.published == ("2024-05-17", "2024-05-18", "2024-05-19")


@pytest.mark.parametrize("name", ["author", "parsely-author", "sailthru.author", "byl", "cxenseparse:author"])
def test_names_of_the_author(name: str) -> None:
    assert [credit.name for credit in read_meta([(name, "Ann Beller")]).author] == ["Ann Beller"]


@pytest.mark.parametrize("name", ["citation_author", "dc.creator"])
def test_library_formats_put_the_family_name_first(name: str) -> None:
    assert [credit.name for credit in read_meta([(name, "Beller, Ann")]).author] == ["Ann Beller"]


def test_what_speaks_of_other_things() -> None:
    others = [("smartbanner:author", "App Makers"), ("video:release_date", "2020-01-01"), ("og:title", "x"),
              ("apple-mobile-web-app-title", "Gazette"), ("twitter:title", "y")]  # fmt: skip
    found = read_meta(others)
    assert (found.author, found.published, found.title) == ((), (), ())


def test_counts_and_payment() -> None:
    assert read_meta([("comment_count", "13")]).comments == 13
    assert read_meta([("comment_count", "many")]).comments is None
    assert read_meta([("isaccessibleforfree", "false")]).free is False
    assert read_meta([("cxenseparse:recs-ispaidcontent", "false"), ("paid", "true")]).free is False


def test_words_and_places() -> None:
    found = read_meta([("news_keywords", "a, b"), ("keywords", "c"), ("section", "Town"), ("language", "de")])
    assert (found.keywords, found.section, found.language) == (("a, b", "c"), ("Town",), ("de",))
