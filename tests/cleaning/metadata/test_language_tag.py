"""Languages as pages state them."""

from __future__ import annotations

import pytest

from cleaning.metadata.language_tag import language_tag


@pytest.mark.parametrize(
    ("value", "tag"),
    [
        ("de", "de"),
        ("de_AT", "de-AT"),
        ("EN-us", "en-US"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("ckb", "ckb"),
        ("jp", "ja"),
        ("iw", "he"),
        ("en_US.UTF-8", "en-US"),
        ("de-DE-1996", "de-DE"),
        ("und", None),
        ("xx", None),
        ("von", None),
        ("english", None),
        ("italiano (italian)", None),
        ("de, en", None),
        ("", None),
        (None, None),
    ],
)
def test_language_tag(value: str | None, tag: str | None) -> None:
    assert language_tag(value) == tag
