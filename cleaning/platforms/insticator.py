"""Insticator's commenting: https://insticator.com/commenting-unit/

A page has an element of the classes ``insticator-unit`` and ``type-commenting``. The company's advertisements, and
what a page calls by its name, are no sign of comments.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from cleaning.threads.embed import Embed, ScriptLoaded
from cleaning.threads.script_values import attribute, compiled, scripts_with, sources_with

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from cleaning.model import Page

SITE = re.compile(r"/ads-code/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.js")

_UNITS = compiled("descendant::*[contains(@class, 'insticator-unit') and contains(@class, 'type-commenting')]")


class Insticator(ScriptLoaded):
    """Comments at insticator.com."""

    name: ClassVar[str] = "insticator"
    marks: ClassVar[tuple[str, ...]] = ("type-commenting",)

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """The site's key, and the page's id where the unit has one."""
        units = _UNITS(tree)
        if not units:
            return None
        sources = " ".join(element.get("src", "") for element in sources_with(tree, "/ads-code/"))
        key = SITE.search(f"{sources} {scripts_with(tree, '/ads-code/')}")
        return Embed(site=key[1] if key else None, thread=attribute(units, "data-page-id", "page-id"))
