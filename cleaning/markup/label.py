"""What the parts of an HTML page are, and why."""

from __future__ import annotations

from collections.abc import Sequence

from cleaning.markup.comments import find_comments
from cleaning.model import Page, Region


def label_markup(page: Page) -> Sequence[Region]:
    """The regions of an HTML page in document order. (A first sketch.)"""
    return find_comments(page)
