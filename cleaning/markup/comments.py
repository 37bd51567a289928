"""Where the readers' comments stand in an HTML page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cleaning.markup.comment_groups import Group, groups_of
from cleaning.markup.comment_pool import Pool, build_pool
from cleaning.markup.comment_zones import find_zones
from cleaning.model import Label, Page, Region

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def find_comments(page: Page) -> Sequence[Region]:
    """The comment section's header and every comment in it."""
    if page.tree is None:
        return ()
    zones = find_zones(page.tree)
    if zones.named:
        pool = build_pool(zones.named)
        for group in groups_of(pool)[:8]:
            if group.mean >= 0.5:
                return [Region(label=Label.COMMENT, where=pool.elements[i], reason=str(group.key)) for i in group.members]
    return ()
