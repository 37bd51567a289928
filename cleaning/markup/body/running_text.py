"""Which blocks read as running text, where nothing else tells what the article is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaning.markup.blocks import HEADING, Block, Layout

SENTENCE_END = re.compile(r"[.!?。！？؟।۔…][\"'”’»“)\]]*$")


def ends_as_sentence(block: Block) -> bool:
    """True if a block ends with a full stop or its like, in any script."""
    return SENTENCE_END.search(block.text) is not None


def running_text(layout: Layout, free: Sequence[int]) -> list[int]:
    """Of these blocks those of running text, with the headings and short sentences between them.

    Where none is long enough for running text, all that end as sentences do.
    """
    blocks = layout.blocks
    long = [i for i in free if blocks[i].prose]
    if not long:
        return [i for i in free if not blocks[i].linked and ends_as_sentence(blocks[i])]
    return [i for i in free if long[0] <= i <= long[-1] and (blocks[i].prose or _belongs(blocks[i]))]


def _belongs(block: Block) -> bool:
    return not block.linked and (bool(block.within & HEADING) or ends_as_sentence(block))
