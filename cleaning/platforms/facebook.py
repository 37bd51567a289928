"""Facebook's comments plug-in: https://developers.facebook.com/docs/plugins/comments

A page has an element of the class ``fb-comments`` or, in XFBML, ``fb:comments``, or the plug-in's frame. The thread is
that of an address, the page's own if none is given.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qs

from cleaning.threads.embed import Embed, ScriptLoaded, with_query
from cleaning.threads.script_values import address, attribute, compiled, sources_with

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from cleaning.model import Page

APP = re.compile(r"[?&#](?:app_?id|appId)=(\d{5,25})")
PLUGIN = "https://www.facebook.com/plugins/comments.php"

_WIDGETS = compiled(
    "descendant::*[contains(concat(' ', normalize-space(@class), ' '), ' fb-comments ') or name()='fb:comments']"
)
_APP = compiled("descendant::meta[@property='fb:app_id' or @name='fb:app_id']")


class Facebook(ScriptLoaded):
    """Comments at facebook.com."""

    name: ClassVar[str] = "facebook"
    marks: ClassVar[tuple[str, ...]] = ("fb-comments", "plugins/comments.php")
    written: ClassVar[tuple[str, ...]] = ("fb:comments",)

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """The site's app, and the address that is commented on."""
        widgets, frames = _WIDGETS(tree), sources_with(tree, "facebook.com/plugins/comments.php")
        if not widgets and not frames:
            return None
        about = attribute(widgets, "data-href", "href")
        if not about and frames:
            about = next(iter(parse_qs(frames[0].get("src", "").partition("?")[2]).get("href", ())), None)
        about = address(about) or page.raw.url
        loaders = " ".join(element.get("src", "") for element in sources_with(tree, "connect.facebook.net"))
        app = APP.search(loaders)
        return Embed(
            site=attribute(_APP(tree), "content") or (app[1] if app else None),
            thread=about,
            url=with_query(PLUGIN, href=about) if about else None,
        )
