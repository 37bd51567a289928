"""Comments that stand in the HTML of the page itself, whatever system wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from cleaning.markup.comment_split import Said, split_comment
from cleaning.markup.comment_threads import parents_of
from cleaning.model import Answer, Ask, Comment, CommentAuthor, Document, Label, Page, Thread


class Rendered:
    """Reads the comments that the labels show."""

    name: ClassVar[str] = "rendered"

    def claims(self, page: Page, /) -> bool:
        """True for every HTML page."""
        return page.kind == "html"

    def asks(self, page: Page, answers: Sequence[Answer], /) -> Sequence[Ask]:
        """Nothing: all that there is stands in the page."""
        return ()

    def thread(self, doc: Document, /) -> Thread:
        """The comments as a thread."""
        elements = [region.where for region in doc.regions if region.label is Label.COMMENT]
        items = frozenset(elements)
        said = [split_comment(e, items - {e}) for e in elements]
        parents = parents_of(elements)
        keep = [i for i, s in enumerate(said) if s.text]
        out = []
        for n, i in enumerate(keep, 1):
            s = said[i]
            p = parents[i]
            out.append(Comment(identifier=f"c{i}", parentItem=f"c{p}" if p is not None else None, position=n,
                author=CommentAuthor(name=s.author) if s.author else None, text=s.text, datePublished=s.date,
                datePublishedRaw=s.date_raw, upvoteCount=s.up, downvoteCount=s.down, url=s.link, platform=self.name))
        return Thread(platform=self.name, comments=tuple(out))
