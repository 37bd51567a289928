"""Squarespace's own comments: https://support.squarespace.com/hc/en-us/articles/205814598

A page of a blog has an element ``squarespace-comments`` with the post's id; what the script brings is counted in the
page's ``SQUARESPACE_CONTEXT``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from cleaning.threads.embed import Embed, ScriptLoaded
from cleaning.threads.script_values import compiled, scripts_with, value_in, whole_number

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from cleaning.model import Page

ID = re.compile(r"comments-([0-9a-f]{24})")

_CONTAINERS = compiled("descendant::*[contains(concat(' ', @class, ' '), ' squarespace-comments ')]")


class Squarespace(ScriptLoaded):
    """Comments of a site that Squarespace hosts."""

    name: ClassVar[str] = "squarespace"
    marks: ClassVar[tuple[str, ...]] = ("squarespace-comments",)

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """The website's and the post's id, and the number of comments."""
        containers = _CONTAINERS(tree)
        if not containers:
            return None
        code = scripts_with(tree, "SQUARESPACE_CONTEXT")
        ids = (ID.search(element.get("id") or "") for element in containers)
        return Embed(
            site=value_in(code, "websiteId"),
            thread=next((found[1] for found in ids if found), None),
            announced=whole_number(value_in(code, "publicCommentCount")),
        )
