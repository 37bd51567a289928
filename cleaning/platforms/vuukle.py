"""Vuukle: https://docs.vuukle.com/how-to-embed-vuukle-2.0-via-js

A page has an element ``vuukle-comments`` (its id may end in the article's), the platform's script, and its
configuration as ``VUUKLE_CONFIG``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from cleaning.threads.embed import Embed, ScriptLoaded
from cleaning.threads.script_values import compiled, scripts_with, value_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from cleaning.model import Page

ID = re.compile(r"vuukle-comments(?:-([\w-]{1,80}))?")
CONFIG = re.compile(r"VUUKLE_CONFIG|vuukle\.com/platform|vuukle\.load|vuukle_div")

_CONTAINERS = compiled("descendant::*[starts-with(@id, 'vuukle-comments') or starts-with(@id, 'vuukle_div')]")
_LINKS = compiled("descendant::a[starts-with(@href, '#vuukle-comments')]")


class Vuukle(ScriptLoaded):
    """Comments at vuukle.com."""

    name: ClassVar[str] = "vuukle"
    marks: ClassVar[tuple[str, ...]] = ("vuukle",)

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """The site's key for the API, and the article's id."""
        code = scripts_with(tree, "vuukle", "VUUKLE")
        places = [element.get("id") for element in _CONTAINERS(tree)]
        places += [link.get("href").removeprefix("#") for link in _LINKS(tree)]
        if not places and not CONFIG.search(code):
            return None
        numbered = next((match[1] for place in places if (match := ID.fullmatch(place)) and match[1]), None)
        return Embed(site=value_in(code, "apiKey", "api_key"), thread=value_in(code, "articleId") or numbered)
