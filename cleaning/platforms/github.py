"""Discussions at GitHub as comments: giscus (https://giscus.app) and utterances (https://utteranc.es).

A page has the system's script with the repository, and how the discussion's title is made of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cleaning.threads.embed import Embed, ScriptLoaded
from cleaning.threads.script_values import attribute, compiled

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from cleaning.model import Page

_GISCUS = compiled("descendant::script[contains(@src, 'giscus.app/')]")
_UTTERANCES = compiled("descendant::script[contains(@src, 'utteranc.es/')]")


class GitHub(ScriptLoaded):
    """Discussions and issues at github.com."""

    name: ClassVar[str] = "github"
    marks: ClassVar[tuple[str, ...]] = ("giscus.app", "utteranc.es")

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """The repository, and the discussion's title or number where the page gives it."""
        giscus, utterances = _GISCUS(tree), _UTTERANCES(tree)
        repository = attribute([*giscus, *utterances], "data-repo", "repo")
        if repository is None:
            return None
        kind = "discussions" if giscus else "issues"
        thread = attribute([*giscus, *utterances], "data-term", "issue-number", "issue-term")
        return Embed(site=repository, thread=thread, url=f"https://github.com/{repository}/{kind}")
