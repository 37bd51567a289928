"""Commento: https://docs.commento.io/installation/self-hosting/

A page has the system's script, ``commento.js``, and an element for the comments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from cleaning.threads.embed import Embed, ScriptLoaded
from cleaning.threads.script_values import address, attribute, compiled

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from cleaning.model import Page

_SCRIPTS = compiled("descendant::script[contains(@src, '/commento.js')]")
_CONTAINERS = compiled("descendant::*[@id='commento']")


class Commento(ScriptLoaded):
    """Comments at commento.io, or of a server of the site's own."""

    name: ClassVar[str] = "commento"
    marks: ClassVar[tuple[str, ...]] = ("commento.js",)

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """The server's host, and the page's id, where it is not its path."""
        scripts = _SCRIPTS(tree)
        if not scripts:
            return None
        source = address(scripts[0].get("src"))
        return Embed(
            site=urlsplit(source).netloc if source else None,
            thread=attribute([*scripts, *_CONTAINERS(tree)], "data-page-id", "page-id"),
        )
