"""Platforms whose comments a script loads: which pages they claim, with which keys, and which only look like theirs."""

from __future__ import annotations

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.decode import decode
from cleaning.model import Page, RawPage, Source
from cleaning.pipeline import clean
from cleaning.platforms import PLATFORMS
from cleaning.record import Record
from cleaning.sources import Sources
from cleaning.threads.embed import Embed, ScriptLoaded

URL = "https://quill.example/2026/harbour-bell"
SCRIPT_LOADED = [platform for platform in PLATFORMS if isinstance(platform, ScriptLoaded)]
UUID = "01234567-89ab-4cde-8f01-23456789abcd"
HIDDEN = b64encode(
    b"<script>var disqus_config = function () { this.page.identifier = 4711; };"
    b"(function () { var s = document.createElement('script'); s.src = 'https://quill-daily.disqus.com/embed.js'; })();"
    b"</script>"
).decode()

# Platform, markup, site's key, thread's id.
EMBEDS = [
    (
        "disqus",
        """<div id="disqus_thread"></div><script>var disqus_shortname = 'quill'; var disqus_identifier = "bell-7";
        (function () { var d = document.createElement('script');
        d.src = '//' + disqus_shortname + '.disqus.com/embed.js'; })();</script>""",
        "quill",
        "bell-7",
    ),
    (
        "disqus",
        r"""<div id="disqus_thread"></div><script>var countVars = {"disqusShortname":"quill"};</script><script>
        var embedVars = {"disqusConfig":{"integration":"wordpress 3.1"},
        "disqusIdentifier":"62 https:\/\/quill.example\/?p=62","disqusShortname":"quill"};</script>""",
        "quill",
        "62 https://quill.example/?p=62",
    ),
    ("disqus", f'<div id=disqus_thread></div><div data-lazy-code=" {HIDDEN}"></div>', "quill-daily", "4711"),
    (
        "disqus",
        """<aside data-disqus-start-open="false" class="talk" data-disqus_identifier="m_33"
        data-disqus_shortname="quillde"><h3>Comment</h3></aside>""",
        "quillde",
        "m_33",
    ),
    (
        "disqus",
        """<div id="disqus_thread"></div><script>var PAGE_ID = 'bell'; var disqus_config = function () {
        this.page.url = 'https://quill.example/bell'; this.page.identifier = PAGE_ID; };</script>
        <script async src="https://quill.disqus.com/embed.js" data-timestamp="1"></script>
        <span class="disqus-comment-count" data-disqus-identifier="another-story">0</span>""",
        "quill",
        "bell",
    ),
    (
        "coral",
        """<div id="coral_thread"></div><script>Coral.createStreamEmbed({ id: "coral_thread", autoRender: true,
        storyURL: "https://quill.example/bell", rootURL: 'https://talk.quill.example', storyID: "s-9" });</script>""",
        "talk.quill.example",
        "s-9",
    ),
    (
        "coral",
        """<div class="x" id="coral_talk_stream"></div>
        <script defer onload="go()" async src="https://coral.quill.example/static/embed.js"></script>""",
        "coral.quill.example",
        None,
    ),
    (
        "openweb",
        """<script async data-post-id="4711" data-spotim-module="spotim-launcher"
        src="https://launcher.spot.im/spot/sp_Ab12Cd34" data-post-url="https://quill.example/bell"></script>""",
        "sp_Ab12Cd34",
        "4711",
    ),
    (
        "openweb",
        """<amp-iframe width=375 src="https://amp.spot.im/production.html?spotId=sp_Ab12Cd34&amp;postId=4711">
        </amp-iframe>""",
        "sp_Ab12Cd34",
        "4711",
    ),
    (
        "viafoura",
        '<vf-conversations limit="10" vf-container-id="2505"></vf-conversations><!-- viafoura -->',
        None,
        "2505",
    ),
    (
        "viafoura",
        f'<meta content="quill-4711" name="vf:container_id"><meta content={UUID} property=vf:section_id>',
        UUID,
        "quill-4711",
    ),
    (
        "viafoura",
        """<div class="viafoura"><div data-unique_id="post-47" data-widget="comments" class="vf-comments vf-widget">
        </div></div>""",
        None,
        "post-47",
    ),
    (
        "vuukle",
        f"""<div id="vuukle-comments"></div><script>var VUUKLE_CONFIG = {{ apiKey: "{UUID}", articleId: "4711" }};
        </script><script src="https://cdn.vuukle.com/platform.js" async></script>""",
        UUID,
        "4711",
    ),
    ("vuukle", '<div id="vuukle-comments-4711" class="later"></div>', None, "4711"),
    (
        "hyvor",
        """<script async src="https://talk.hyvor.com/embed/embed.js" type="module"></script>
        <hyvor-talk-comments page-id="bell" website-id="12"></hyvor-talk-comments>""",
        "12",
        "bell",
    ),
    (
        "hyvor",
        """<div id="hyvor-talk-view"></div><script>var HYVOR_TALK_WEBSITE = 12;
        var HYVOR_TALK_CONFIG = { url: false, id: 'bell' };</script>""",
        "12",
        "bell",
    ),
    (
        "facebook",
        """<div data-numposts="5" class="x fb-comments" data-href="https://quill.example/bell"></div>
        <script src="https://connect.facebook.net/en_US/sdk.js#xfbml=1&appId=123456789"></script>""",
        "123456789",
        "https://quill.example/bell",
    ),
    (
        "facebook",
        '<fb:comments num_posts="2" href="https://quill.example/b"></fb:comments>',
        None,
        "https://quill.example/b",
    ),
    (
        "facebook",
        '<iframe src="https://www.facebook.com/plugins/comments.php?href=https%3A%2F%2Fquill.example%2Fb&numposts=5">',
        None,
        "https://quill.example/b",
    ),
    (
        "discourse",
        """<div id='discourse-comments'></div><script>DiscourseEmbed = { discourseUrl: 'https://forum.quill.example/',
        topicId: 88 };</script>""",
        "forum.quill.example",
        "88",
    ),
    (
        "isso",
        """<script src="//c.quill.example/js/embed.min.js" data-isso="//c.quill.example/"></script>
        <section data-isso-id="/bell" id="isso-thread"></section>""",
        "//c.quill.example/",
        "/bell",
    ),
    (
        "remark42",
        """<div id="remark42"></div><script>var remark_config = { host: "https://r.quill.example", site_id: 'quill',
        url: "https://quill.example/bell" };</script>""",
        "quill",
        "https://quill.example/bell",
    ),
    (
        "commento",
        '<script data-page-id="bell" src="https://cdn.commento.io/js/commento.js"></script><div id="commento"></div>',
        "cdn.commento.io",
        "bell",
    ),
    (
        "github",
        '<script data-term="Bell" data-repo="quill/talk" src="https://giscus.app/client.js" async></script>',
        "quill/talk",
        "Bell",
    ),
    (
        "intensedebate",
        """<script>var idcomments_acct = '0123456789abcdef'; var idcomments_post_id = '47'; var idcomments_post_url;
        </script><span id="IDCommentsPostTitle" style="display:none"></span>""",
        "0123456789abcdef",
        "47",
    ),
    (
        "insticator",
        f"""<script>load('https://d1.cloudfront.example/ads-code/{UUID}.js')</script>
        <div id="comment-block" class="insticator-unit type-commenting"></div>""",
        UUID,
        None,
    ),
    (
        "squarespace",
        """<div class="squarespace-comments" id="comments-0123456789abcdef01234567"></div><script>
        Static.SQUARESPACE_CONTEXT = {"websiteId":"fedcba987654321001234567",
        "item":{"publicCommentCount":6}};</script>""",
        "fedcba987654321001234567",
        "0123456789abcdef01234567",
    ),
    (
        "gigya",
        """<div id="commentsDiv"></div><script>gigya.comments.showCommentsUI({ categoryID: 'News',
        streamID: "bell", containerID: 'commentsDiv' });</script>""",
        "News",
        "bell",
    ),
    (
        "livefyre",
        """<div id="livefyre-comments"></div><script>fyre.conv.load({ network: "quill.fyre.co" }, [{
        siteId: '3470', articleId: "bell", el: 'livefyre-comments' }]);</script>""",
        "3470",
        "bell",
    ),
    (
        "endpoint",
        '<div class="talk" data-comments-url="/api/stories/4711/comments" data-story-id="4711"><h3>Comments</h3></div>',
        "quill.example",
        "4711",
    ),
]

NOT_THEIRS = {
    "hosts that a blocker knows": """<script>var rules = ["https?://[^/]*spot.im[^/]*", "disqus.com", "livefyre.com",
        "https?://[^/]*publisher-assets.spot.im[^/]*", "vuukle.com", "viafoura.net", "intensedebate.com"];</script>""",
    "hints for the network": """<link rel="dns-prefetch" href="//disqus.com"><link rel="preconnect"
        href="https://cdn.viafoura.net"><link rel="dns-prefetch" href="https://seo.spot.im">
        <link rel="preconnect" href="https://cdns.us1.gigya.com">""",
    "counters of other stories": """<span class="disqus-comment-count" data-disqus-identifier="1">3</span>
        <div class="viafoura"><span class="vf-counter vf-widget" data-widget="counter" data-path="/x"></span></div>
        <span class="spotim-commentcount" data-spot-id="sp_Ab12Cd34"></span>
        <script id="dsq-count-scr" src="//quill.disqus.com/count.js"></script>
        <vf-tray></vf-tray><vf-conversations-count></vf-conversations-count>""",
    "styles": """<style>#disqus_thread, .fb-comments, .vf-comments, .livefyre-comments { display: none }
        .squarespace-comments, #coral_thread { margin: 0 }</style>""",
    "settings that are off": """<script>var site = {"disqusShortname":"","commentsEnabled":true,
        "livefyre__":{"comments":false,"config":""},"gigya_enabled":false,"hasvuukle":false,"coral":{"active":false}};
        </script>""",
    "advertisements": """<div data-openweb-ad data-row="1"></div><script>slots = [{"providerName":"openWeb",
        "spotId":"sp_Ab12Cd34"}]; var s = "https://launcher.example/spot.im";</script>
        <h1 id="insticator-commenting" class="headline">Bell</h1>""",
    "other services": """<script>gigya.accounts.showScreenSet({ screenSet: 'Login' }); gigya.socialize.getUserInfo();
        </script><div class="fb-like" data-href="https://quill.example"></div>""",
    "words": "<p>A Kommentar: coral reefs, a discourse on Disqus, Livefyre and Facebook comments. Un commento.</p>",
    "a button of that name": '<button id="disqus_thread" data-target="open-comments">Comment</button>',
    "the page's own address": f'<div data-comments-url="{URL}"></div><div data-comment-url="{URL}#comment-5"></div>',
    "what a remark of the source says": "<!-- <div id='disqus_thread'></div> <div class='fb-comments'></div> -->",
}


def page_of(markup: str) -> Page:
    page = decode(RawPage(url=URL, body=f"<!doctype html><html><body>{markup}</body></html>".encode()), None)
    assert isinstance(page, Page)
    return page


def found(markup: str) -> dict[str, Embed]:
    page = page_of(markup)
    return {platform.name: embed for platform in SCRIPT_LOADED if (embed := platform.found(page))}


@pytest.mark.parametrize(("name", "markup", "site", "thread"), EMBEDS)
def test_an_embed_is_claimed_by_its_platform_alone_with_its_keys(
    name: str, markup: str, site: str | None, thread: str | None
) -> None:
    embeds = found(markup)
    assert list(embeds) == [name]
    assert (embeds[name].site, embeds[name].thread) == (site, thread)


def test_every_platform_that_a_script_loads_is_shown() -> None:
    assert {name for name, *_ in EMBEDS} == {platform.name for platform in SCRIPT_LOADED}


@pytest.mark.parametrize("markup", NOT_THEIRS.values(), ids=NOT_THEIRS.keys())
def test_a_page_that_only_mentions_a_platform_is_not_claimed(markup: str) -> None:
    assert found(markup) == {}


def article(markup: str, head: str = "") -> Record:
    text = (
        "<p>The bell of the old harbour was hung again on Sunday, after forty years in a shed behind the quay.</p>" * 4
    )
    body = f"<html><head><title>The bell</title>{head}</head><body><article><h1>The bell</h1>{text}</article>{markup}"
    outcome = clean(RawPage(url=URL, body=body.encode()), Sources())
    assert isinstance(outcome, Record)
    return outcome


def test_comments_that_were_not_loaded_never_look_like_none() -> None:
    record = article(
        EMBEDS[0][1], '<script type="application/ld+json">{"@type":"NewsArticle","commentCount":12}</script>'
    )
    assert (record.comment, record.commentCount, record.commentsComplete) == ((), 12, False)
    assert record.discussionUrl
    assert record.discussionUrl.startswith("https://disqus.com/embed/comments/?base=default&f=quill&t_i=bell-7")
    fields = record.provenance.fields
    assert fields["discussionUrl"] == {"from": "disqus", "raw": "quill bell-7", "confidence": None}
    assert fields["comment"] == {"from": "disqus", "raw": None, "confidence": None}


def test_a_number_of_none_beside_an_embed_is_no_number_yet() -> None:
    record = article(
        EMBEDS[0][1], '<script type="application/ld+json">{"@type":"NewsArticle","commentCount":0}</script>'
    )
    assert (record.commentCount, record.commentsComplete) == (0, None)


def test_a_page_without_a_discussion_has_neither_address_nor_platform() -> None:
    record = article("")
    assert (record.discussionUrl, record.commentsComplete) == (None, None)
    assert record.provenance.fields["comment"] is None


def test_a_discussion_without_an_address_of_its_own_is_where_the_page_is() -> None:
    record = article(next(markup for name, markup, *_ in EMBEDS if name == "hyvor"))
    assert record.discussionUrl == URL
    assert record.provenance.fields["discussionUrl"] == {"from": "hyvor", "raw": "12 bell", "confidence": None}


def test_comments_in_the_page_and_an_embed_beside_them_are_both_told() -> None:
    remarks = "".join(
        f'<li class="comment" id="comment-{n}"><b class="author">{name}</b> <time datetime="2026-03-0{n}">{n}</time>'
        f"<p>{text}</p></li>"
        for n, name, text in (
            (1, "Mia", "I heard it from the hill this morning."),
            (2, "Olu", "So did the gulls, alas."),
        )
    )
    facebook = next(markup for name, markup, *_ in EMBEDS if name == "facebook")
    record = article(f'<section id="comments"><h2>2 comments</h2><ol>{remarks}</ol></section>{facebook}')
    assert [comment.platform for comment in record.comment] == ["rendered", "rendered"]
    assert record.commentsComplete is True
    origin = record.provenance.fields["discussionUrl"]
    assert origin
    assert origin["from"] == "facebook"


PIECES = [piece for _, markup, *_ in EMBEDS for piece in markup.replace(">", "> ").split()] + ["=", '"', "'", "{", "\\"]


@given(
    st.lists(
        st.one_of(st.sampled_from(PIECES), st.text(st.characters(exclude_categories=["C"]), max_size=8)), max_size=60
    )
)
def test_no_page_makes_a_platform_raise(pieces: list[str]) -> None:
    page = page_of(" ".join(pieces))
    for platform in SCRIPT_LOADED:
        embed = platform.found(page)
        assert embed is None or embed.url is None or embed.url.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="fb-comments" data-href="http://[bad"></div>',
        '<iframe src="http://[bad/facebook.com/plugins/comments.php?href=x"></iframe>',
        '<div data-comments-url="http://[bad/comments"></div>',
        "<script>" + "disqus_shortname=" * 20_000 + "</script><div id=disqus_thread></div>",
        "<script>DiscourseEmbed = { discourseUrl: 'https://" + "a" * 5_000 + "' }</script>",
        "<div id=disqus_thread></div>" + '<b data-code="' + "QUJD" * 2_000 + '"></b>' * 300,
    ],
)
def test_odd_values_are_passed_over(markup: str) -> None:
    page = page_of(markup)
    for platform in SCRIPT_LOADED:
        platform.found(page)


def test_a_source_changes_nothing() -> None:
    page = decode(RawPage(url=URL, body=EMBEDS[0][1].encode()), Source(id="quill"))
    assert isinstance(page, Page)
    assert [platform.asks(page, ()) for platform in SCRIPT_LOADED] == [()] * len(SCRIPT_LOADED)
