"""Metadata of an HTML page: every place that states a field, merged in order of trust."""

from __future__ import annotations

from collections.abc import Sequence

from cleaning.model import Metadata, Page, Region


def metadata_of_markup(page: Page, regions: Sequence[Region]) -> Metadata:
    """What the page says about its article. (A first sketch: nothing.)"""
    return Metadata()
