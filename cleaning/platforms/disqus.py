"""Disqus: https://help.disqus.com/en/articles/1717112-universal-embed-code

A page has an empty element ``disqus_thread`` and a script of the site's own host below disqus.com; WordPress plug-ins
give the same as JSON (``embedVars``), others as attributes. Counters name the threads of other articles, and are no
sign of one of this page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from cleaning.threads.embed import Embed, ScriptLoaded, with_query
from cleaning.threads.script_values import address, attribute, compiled, scripts_with, value_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from cleaning.model import Page

HOST = re.compile(r"//([a-z0-9][a-z0-9-]{0,60})\.disqus\.com/embed\.js")
SITE_NAMES = ("disqus_shortname", "disqusShortname", "disqus_short_name", "forum_shortname", "shortname")
THREAD_NAMES = ("disqus_identifier", "page.identifier", "disqusIdentifier")
URL_NAMES = ("disqus_url", "page.url", "disqusUrl")
ATTRIBUTES = ("data-disqus-shortname", "data-disqus_shortname")

_CONTAINER = compiled("descendant::*[@id='disqus_thread'][not(self::a or self::button)]")
_NAMED = compiled("descendant::*[@data-disqus-shortname or @data-disqus_shortname]")
_EMBED = compiled("descendant::script[contains(@src, '.disqus.com/embed') or contains(@data-src, '.disqus.com/embed')]")


class Disqus(ScriptLoaded):
    """Threads at disqus.com."""

    name: ClassVar[str] = "disqus"
    marks: ClassVar[tuple[str, ...]] = ("disqus",)
    written: ClassVar[tuple[str, ...]] = ("data-disqus",)

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """The site's short name, and the thread's identifier, else its address."""
        container = _CONTAINER(tree) if "disqus_thread" in page.text else []
        named = []
        if any(name in page.text for name in ATTRIBUTES):
            named = [element for element in _NAMED(tree) if attribute([element], *ATTRIBUTES)]
        code = scripts_with(tree, "disqus")
        sources = " ".join(attribute([element], "src", "data-src") or "" for element in _EMBED(tree))
        host = HOST.search(f"{sources} {code}")
        if not container and not named and not host:
            return None
        site = attribute(named, *ATTRIBUTES) or value_in(code, *SITE_NAMES[:-1]) or (host[1] if host else None)
        site = site or value_in(code, SITE_NAMES[-1])
        if not site and not code:  # an element of that name that nothing fills
            return None
        own = [*named, *container]
        identifier = attribute(own, "data-disqus-identifier", "data-disqus_identifier") or value_in(code, *THREAD_NAMES)
        url = address(attribute(own, "data-disqus-url", "data-disqus_url") or value_in(code, *URL_NAMES))
        where = with_query(
            "https://disqus.com/embed/comments/", base="default", f=site, t_i=identifier, t_u=url or page.raw.url
        )
        return Embed(site=site, thread=identifier or url, url=where if site else None)
