"""Plain-text pages for the tests of this folder, about events that never happened, in the shapes of real dumps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaning.model import Label, Page, RawPage, Region, Span
from cleaning.text.label import label_text

BRIDGE = """\
Home
News
Sport
Search

Old footbridge over the Lusk opened to walkers again

By Moira Dunlevy and Tom Grau

The footbridge on its first morning, with the ferryman who has to look for other work. [Photo courtesy of the Trust]

The footbridge on its first morning, with the ferryman who has to look for other work. [Photo courtesy of the Trust]

The old footbridge over the river Lusk was opened to walkers on Monday, nineteen years after a barge took half of it.

Sixty volunteers rebuilt it with timber from the two limes that had stood at its ends. "They were planted for that," \
said Moira Tench, who keeps the toll book.

The town had expected the work to take four summers. It took one, because nobody wished to wait for the ferry.

'No second barge'

A chain now hangs across the water above the bridge. Barges ring a bell and wait until the warden has lowered it.

The ferryman, Aldo Frith, said that he had carried some 400,000 people and had liked most of them.

Do you like this story?

2 Comment(s)
Comment Policy * Marks a Required Field 900 / 900

I was on the barge. It was not our fault, whatever they say in the pub.

Reply

My mother crossed it on her wedding day. Thank you all.

Reply
"""

CANAL = """\
• Sunday, 19 January 2025
logo

Ice on the Tarn canal holds skaters for the first time in seven winters

Ice on the Tarn canal holds skaters, the lock keeper said on Friday, after nights so cold that the ducks walked to him
3 min read
18 January, 2025
Skaters in the winter in which the ice last held [Tarn-file photo]

Ice on the Tarn canal holds skaters, the lock keeper said, after nights so cold that the ducks walked home to him.

The keeper measures it each morning with a drill that his grandmother left him. On Friday it stood at fourteen.

Visitors pay nothing, but each of them hangs a numbered tag on a board and takes it home when leaving the ice.

Moor Report
On the Water
Lamp Stories

The custom goes back to a winter in which three brothers were missed only at breakfast, with their skates still warm.

At nightfall the board has to be empty, the keeper said, or he goes out with a lamp.

Top
"""

NETS = """\
Farmers above the bay have begun to drink from the sky, after the last of forty nets was hung up in the wind.
“We asked for a pipeline and were given string,” said a farmer who keeps eleven goats. “The string works.”
The nets hang between steel posts where the clouds come ashore. A hundred of them fill a tank by morning, they said.
A study warned that the trees on the ridge might miss the fog, so ten of the nets are to be rolled up at times.
GMT 05:05 2025 Friday ,11 July
Cistern under the market held nine coinsGMT 05:31 2025 Tuesday ,08 July
Ferry pilots win shade on the jettyGMT 05:13 2025 Monday ,07 July
Goat prices recover as wells fillDesigned by Lantern House Ltd.
All rights reserved, Lantern House 2025 ©
Designed by Lantern House Ltd.
All rights reserved, Lantern House 2025 ©
Send us your comment
Write your comment as a guest
"""

MARKET = """\
首页
新闻
登录

老渡口重开航线，两岸居民十年后再次乘船过江

2024年5月3日 09:15
记者 林晓

停航十年的老渡口星期五清晨重新开航，第一班船载着六十二名乘客和十一辆自行车离开东岸，八分钟后平安靠岸。

船长周国平说，新船的吃水比旧船浅了三十厘米，冬天水位低的时候也能航行。他在江上工作了二十六年。

镇政府表示，渡船每天往返二十四次，票价两元，学生和老人免费。明年春天还将增加一班夜航。

“以前绕桥要走四十分钟，”在西岸卖菜的何阿姨说，“今天我七点半就摆好摊了。”

相关阅读

江心洲芦苇丰收

网友评论 (2)

阿明 2024-05-03 10:20
终于开航了，周末带孩子去坐！
回复
江边人 2024-05-03 11:02
希望票价不要涨。
回复

发表评论

版权所有 未经授权不得转载
"""


def make_page(text: str) -> Page:
    return Page(
        raw=RawPage(), source=None, kind="text", text=text, tree=None, encoding="utf-8", encoding_from="default"
    )


def cut(text: str, region: Region) -> str:
    assert isinstance(region.where, Span)
    return text[region.where.start : region.where.end]


@pytest.fixture
def page_of() -> Callable[[str], Page]:
    """Makes the page of a text."""
    return make_page


@pytest.fixture
def labelled() -> Callable[[str], list[tuple[str, str]]]:
    """Labels a text and gives each region's label and words."""

    def label(text: str) -> list[tuple[str, str]]:
        return [(region.label.value, cut(text, region)) for region in label_text(make_page(text))]

    return label


@pytest.fixture
def with_label(labelled: Callable[[str], list[tuple[str, str]]]) -> Callable[[str, Label], list[str]]:
    """Labels a text and gives the words of the regions that have one label."""

    def find(text: str, label: Label) -> list[str]:
        return [words for name, words in labelled(text) if name == label.value]

    return find


@pytest.fixture
def bridge() -> str:
    return BRIDGE


@pytest.fixture
def canal() -> str:
    return CANAL


@pytest.fixture
def nets() -> str:
    return NETS


@pytest.fixture
def market() -> str:
    return MARKET
