"""Discourse as a blog's comments: https://meta.discourse.org/t/embed-discourse-comments-on-another-website/31963

A page sets ``DiscourseEmbed`` with the forum's address, and the topic's number or the page's own address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from cleaning.threads.embed import Embed, ScriptLoaded, with_query
from cleaning.threads.script_values import address, scripts_with, value_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from cleaning.model import Page


class Discourse(ScriptLoaded):
    """Topics of a forum of the site's own."""

    name: ClassVar[str] = "discourse"
    marks: ClassVar[tuple[str, ...]] = ("DiscourseEmbed",)

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """The forum's host, and the topic's number, else the address that the topic is about."""
        code = scripts_with(tree, "DiscourseEmbed")
        forum = address(value_in(code, "discourseUrl"))
        if forum is None:
            return None
        root, topic = forum.rstrip("/"), value_in(code, "topicId")
        about = address(value_in(code, "discourseEmbedUrl")) or page.raw.url
        where = f"{root}/t/{topic}" if topic else with_query(f"{root}/embed/comments", embed_url=about)
        return Embed(site=urlsplit(forum).netloc, thread=topic or about, url=where)
