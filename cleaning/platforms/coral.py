"""Coral, Talk before: https://docs.coralproject.net/cms

A page has an element for the stream (``coral_thread``, ``coral_talk_stream``) and a script of the site's own server,
or code that calls ``Coral.createStreamEmbed`` or ``Coral.Talk.render`` with the server's root.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from cleaning.threads.embed import Embed, ScriptLoaded, root_of, with_query
from cleaning.threads.script_values import address, attribute, compiled, scripts_with, sources_with, value_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from cleaning.model import Page

CALL = re.compile(r"Coral\.(?:createStreamEmbed|Talk\.(?:render|embed))|window\.Coral\s?&&\s?window\.Coral\.Talk")
SCRIPT = re.compile(r"//[\w.:-]{3,100}/(?:assets/js|static)/embed\.js")
ID = re.compile(r"(?:coral|talk)[_-](?:thread|talk[_-]stream|comments?|embed[_-]stream|stream)\b", re.IGNORECASE)

_NAMED = compiled("descendant::*[contains(@id, 'oral') or contains(@id, 'talk')]")
_LOADED = compiled("descendant::script[@*[contains(., 'Coral')]]")


class Coral(ScriptLoaded):
    """Streams of a Coral server, which each site runs, or has run, under a name of its own."""

    name: ClassVar[str] = "coral"
    marks: ClassVar[tuple[str, ...]] = ("coral_t", "coral-embed", "Coral.")

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """The server, and the story's id, else its address."""
        container = [element for element in _NAMED(tree) if ID.match(element.get("id", ""))]
        loaded = [" ".join(element.attrib.values()) for element in _LOADED(tree)]
        code = "\n".join((scripts_with(tree, "Coral."), *loaded))
        if not container and not CALL.search(code):
            return None
        sources = [element.get("src", "") for element in sources_with(tree, "/embed.js")]
        script = SCRIPT.search(" ".join((*sources, *loaded, code)))
        named = address(attribute(container, "data-coral-url", "data-root-url") or value_in(code, "rootURL", "talk"))
        root = root_of(named) or (root_of(f"https:{script[0]}") if script else None)
        story = attribute(container, "data-story-id", "data-storyid", "data-coral-id")
        story = story or value_in(code, "storyID", "asset_id", "storyId")
        url = address(value_in(code, "storyURL", "asset_url", "storyUrl")) or page.raw.url
        where = with_query(f"{root}/embed/stream", storyID=story, storyURL=url) if root else None
        return Embed(site=urlsplit(root).netloc if root else None, thread=story, url=where)
