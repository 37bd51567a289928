"""Metadata of a plain-text page, from its labelled lines."""

from __future__ import annotations

from collections.abc import Sequence

from cleaning.model import Metadata, Page, Region


def metadata_of_text(page: Page, regions: Sequence[Region]) -> Metadata:
    """What the page says about its article. (A first sketch: nothing.)"""
    return Metadata()
