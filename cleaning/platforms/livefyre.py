"""Livefyre: ``fyre.conv.load`` with the site's and the article's id; ended in 2021, so in old pages.

https://github.com/ivanlopez/Livefyre-Apps-Wordpress-Plugin shows what WordPress sites had in their pages. A page that
only reckons with Livefyre among its settings is no sign of comments.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from cleaning.threads.embed import Embed, ScriptLoaded
from cleaning.threads.script_values import attribute, compiled, scripts_with, value_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from cleaning.model import Page

CALL = re.compile(r"fyre\.conv(?:\.load\s{0,3}\(|#\d)|new FyreConv|LF\.Comments")

_CONTAINERS = compiled(
    "descendant::*[@id='livefyre' or @id='livefyre-comments' or @data-lf-article-id"
    " or contains(concat(' ', @class, ' '), ' livefyre-comments ')]"
)


class Livefyre(ScriptLoaded):
    """Conversations at livefyre.com."""

    name: ClassVar[str] = "livefyre"
    marks: ClassVar[tuple[str, ...]] = ("livefyre", "Livefyre", "fyre.conv")

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """The site's number, and the article's id."""
        containers = _CONTAINERS(tree)
        code = scripts_with(tree, "fyre")
        if not containers and not CALL.search(code):
            return None
        return Embed(
            site=attribute(containers, "data-lf-site-id") or value_in(code, "siteId", "lf_site_id"),
            thread=attribute(containers, "data-lf-article-id") or value_in(code, "articleId", "lf_article_id"),
        )
