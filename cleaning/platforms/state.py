"""Comments in the state that a server-rendered application leaves in its scripts, whatever system wrote them.

The page may show a part of them only. A number is the discussion's only where it stands beside the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from lxml import etree

from cleaning.model import Answer, Ask, Document, Page, Thread
from cleaning.threads.comment_lists import STEM, keys_in, lists_in
from cleaning.threads.roles import told_in
from cleaning.threads.told import Told, comments_of

MOST_SCRIPTS = 30

_SCRIPTS = etree.XPath(
    f"descendant::script[not(contains(@type, 'ld+json')) and contains(., 'omment')][position() <= {MOST_SCRIPTS}]"
)


class State:
    """Reads the comments that scripts hold as JSON."""

    name: ClassVar[str] = "state"
    marks: ClassVar[tuple[str, ...]] = (STEM,)
    is_askable: ClassVar[bool] = False

    def claims(self, page: Page, /) -> bool:
        """True for a page in which a list or an object stands under a key of comments."""
        return page.tree is not None and next(keys_in(page.text), None) is not None

    def asks(self, page: Page, answers: Sequence[Answer], /) -> Sequence[Ask]:
        """Nothing: all that there is stands in the page."""
        return ()

    def thread(self, doc: Document, /) -> Thread:
        """The comments in the state's order, in threads."""
        tree = doc.page.tree
        if tree is None:
            return Thread()
        told: list[Told] = []
        totals: list[int] = []
        for script in _SCRIPTS(tree):
            for listed in lists_in(script.text or ""):
                if found := told_in(listed.items):
                    told += found
                    totals += [] if listed.total is None else [listed.total]
        comments = comments_of(told, self.name)
        announced = max(totals, default=None)
        if not comments:
            return Thread()
        return Thread(platform=self.name, comments=comments, announced=announced if announced else None)
