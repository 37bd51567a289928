"""IntenseDebate: https://support.intensedebate.com/js-custom-settings/

A page sets ``idcomments_acct``, the site's key, and the post's id and address; the WordPress plug-in does the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cleaning.threads.embed import Embed, ScriptLoaded
from cleaning.threads.script_values import address, scripts_with, value_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from cleaning.model import Page


class IntenseDebate(ScriptLoaded):
    """Comments at intensedebate.com."""

    name: ClassVar[str] = "intensedebate"
    marks: ClassVar[tuple[str, ...]] = ("idcomments_acct",)

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """The site's key, and the post's id, else its address."""
        code = scripts_with(tree, "idcomments_acct")
        site = value_in(code, "idcomments_acct")
        if site is None:
            return None
        post = value_in(code, "idcomments_post_id") or address(value_in(code, "idcomments_post_url"))
        return Embed(site=site, thread=post)
