"""Remark42: https://remark42.com/docs/configuration/frontend/

A page has an element ``remark42`` and sets ``remark_config`` with the server's address and the site's id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cleaning.threads.embed import Embed, ScriptLoaded, with_query
from cleaning.threads.script_values import address, compiled, scripts_with, value_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from cleaning.model import Page

_CONTAINERS = compiled("descendant::*[@id='remark42']")


class Remark42(ScriptLoaded):
    """Comments of a server of the site's own."""

    name: ClassVar[str] = "remark42"
    marks: ClassVar[tuple[str, ...]] = ("remark_config",)

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """The site's id on its server, and the address that is commented on."""
        code = scripts_with(tree, "remark_config", "REMARK42")
        host = address(value_in(code, "host"))
        if host is None and not _CONTAINERS(tree):
            return None
        site = value_in(code, "site_id")
        about = address(value_in(code, "url")) or page.raw.url
        where = with_query(f"{host.rstrip('/')}/web/iframe.html", site_id=site, url=about) if host else None
        return Embed(site=site, thread=about, url=where)
