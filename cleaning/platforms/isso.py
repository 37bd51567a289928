"""Isso: https://isso-comments.de/docs/reference/client-config/

A page has a script with the server's address in ``data-isso`` and an element ``isso-thread``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cleaning.threads.embed import Embed, ScriptLoaded
from cleaning.threads.script_values import attribute, compiled

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from cleaning.model import Page

_SCRIPTS = compiled("descendant::script[@data-isso]")
_CONTAINERS = compiled("descendant::*[@id='isso-thread']")


class Isso(ScriptLoaded):
    """Comments of a server of the site's own."""

    name: ClassVar[str] = "isso"
    marks: ClassVar[tuple[str, ...]] = ("isso-thread",)

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """The server's address, and the thread's URI, where it is not the page's own."""
        scripts, containers = _SCRIPTS(tree), _CONTAINERS(tree)
        if not scripts and not containers:
            return None
        return Embed(site=attribute(scripts, "data-isso"), thread=attribute(containers, "data-isso-id"))
