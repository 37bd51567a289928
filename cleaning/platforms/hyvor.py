"""Hyvor Talk: https://talk.hyvor.com/docs/comments

A page has an element ``hyvor-talk-comments``, or, in the first version, ``hyvor-talk-view`` with its configuration in
``HYVOR_TALK_WEBSITE`` and ``HYVOR_TALK_CONFIG``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cleaning.threads.embed import Embed, ScriptLoaded
from cleaning.threads.script_values import attribute, compiled, scripts_with, value_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from cleaning.model import Page

_WIDGETS = compiled("descendant::*[local-name()='hyvor-talk-comments' or @id='hyvor-talk-view']")


class Hyvor(ScriptLoaded):
    """Comments at talk.hyvor.com."""

    name: ClassVar[str] = "hyvor"
    marks: ClassVar[tuple[str, ...]] = ("talk.hyvor.com", "HYVOR_TALK")

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """The website's number, and the page's id."""
        widgets = _WIDGETS(tree)
        if not widgets:
            return None
        code = scripts_with(tree, "HYVOR_TALK")
        return Embed(
            site=attribute(widgets, "website-id") or value_in(code, "HYVOR_TALK_WEBSITE"),
            thread=attribute(widgets, "page-id") or (value_in(code, "id") if "HYVOR_TALK_CONFIG" in code else None),
        )
