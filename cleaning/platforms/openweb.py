"""OpenWeb, Spot.IM before: https://developers.openweb.com/docs/installing-the-conversation

A page has a launcher script with the site's key (``sp_`` and eight signs) in its address and the article's id beside
it, an element for the conversation, or the frame that AMP pages use. Lists of advertisement hosts name the same hosts,
and the company sells advertisements too: neither is a sign of comments.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from cleaning.threads.embed import Embed, ScriptLoaded
from cleaning.threads.script_values import attribute, compiled, scripts_with, value_in, whole_number

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from cleaning.model import Page

KEY = re.compile(r"\bsp_[A-Za-z0-9]{8}\b")
POST = ("data-post-id", "data-spot-post-id", "data-article-id")
FRAME = re.compile(r"[?&]post_?id=([^&\s]{1,200})", re.IGNORECASE)
SAYS_COMMENTS = re.compile(r"comments?_?type[\"']?\s?[:=]\s?[\"'](?:spotim|spot\.im|openweb)[\"']", re.IGNORECASE)

_LAUNCHER = compiled(
    "descendant::script[contains(@src, 'launcher.spot.im/spot/') or @data-spotim-module='spotim-launcher']"
)
_CONVERSATION = compiled(
    "descendant::div[@data-spotim-module='conversation' or @data-spotim-app='conversation'"
    " or contains(concat(' ', @class, ' '), ' spot-im-frame-inpage ')]"
    " | descendant::iframe[contains(@src, 'amp.spot.im/')] | descendant::amp-iframe[contains(@src, 'amp.spot.im/')]"
)
_COUNTER = compiled("descendant::*[@data-spot-post-id]")


class OpenWeb(ScriptLoaded):
    """Conversations at spot.im."""

    name: ClassVar[str] = "openweb"
    marks: ClassVar[tuple[str, ...]] = ("spot.im", "spotim")

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """The site's key, the article's id, and the number of messages where the launcher has it."""
        found = [*_LAUNCHER(tree), *_CONVERSATION(tree)]
        code = ""
        if not found:
            code = scripts_with(tree, "spotim", "spot.im")
            if not SAYS_COMMENTS.search(code):
                return None
        text = " ".join(f"{element.get('src', '')} {element.get('data-spot-id', '')}" for element in found)
        key = KEY.search(f"{text} {code}")
        frame = FRAME.search(text)
        return Embed(
            site=key[0] if key else None,
            thread=attribute([*found, *_COUNTER(tree)], *POST)
            or (frame[1] if frame else None)
            or value_in(code, "postId", "post_id"),
            announced=whole_number(attribute(found, "data-messages-count")),
        )
