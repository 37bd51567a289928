"""Gigya's comments: ``gigya.comments.showCommentsUI`` with a category and a stream; ended in 2021, so in old pages.

Gigya's other services (logins, sharing) are no comments.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from cleaning.threads.embed import Embed, ScriptLoaded
from cleaning.threads.script_values import scripts_with, value_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from cleaning.model import Page

CALL = re.compile(r"(?:comments|services\.socialize)\.showCommentsUI\s{0,3}\(")


class Gigya(ScriptLoaded):
    """Comments at gigya.com."""

    name: ClassVar[str] = "gigya"
    marks: ClassVar[tuple[str, ...]] = ("showCommentsUI",)

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """The category, which is the site's, and the stream, which is the page's."""
        code = scripts_with(tree, "showCommentsUI")
        if not CALL.search(code):
            return None
        return Embed(
            site=value_in(code, "categoryID", "categoryId"),
            thread=value_in(code, "streamID", "streamId"),
        )
