"""Viafoura: https://documentation.viafoura.com/docs/container-ids

A page has an element ``vf-conversations`` (once ``vf-comments``), or names in its head the container that its
comments are in. Counters, ratings and notification trays alone are no comments.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from cleaning.threads.embed import Embed, ScriptLoaded
from cleaning.threads.script_values import attribute, compiled, scripts_with, value_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from cleaning.model import Page

MOST = 20  # widgets that are looked at
SITE_NAMES = ("section_uuid", "viafouraSectionUuid", "viafouraEnvironmentId", "siteUuid", "site_uuid")

_WIDGETS = compiled("descendant::*[@data-widget='comments' and contains(@class, 'vf-')]")
_METAS = compiled("descendant::meta[starts-with(@name, 'vf:') or starts-with(@property, 'vf:')]")


class Viafoura(ScriptLoaded):
    """Conversations at viafoura.co."""

    name: ClassVar[str] = "viafoura"
    marks: ClassVar[tuple[str, ...]] = ("viafoura", "vf:container_id", "vf-conversations", "vf-comments")

    def embed(self, page: Page, tree: HtmlElement, /) -> Embed | None:
        """The site's or section's UUID, and the container's id."""
        widgets = [
            *islice(tree.iter("vf-conversations", "vf-comments"), MOST),
            *(_WIDGETS(tree) if "vf-comments" in page.text else ()),
        ]
        said = {meta.get("name") or meta.get("property"): (meta.get("content") or "").strip() for meta in _METAS(tree)}
        container = said.get("vf:container_id")
        if not widgets and not container:
            return None
        site = said.get("vf:section_id") or said.get("vf:site_id")
        return Embed(
            site=site or value_in(scripts_with(tree, "iafoura"), *SITE_NAMES),
            thread=attribute(widgets, "vf-container-id", "data-unique_id", "data-path") or container or None,
        )
