"""Class, id and role of an element → what its author says that it is, as a set of bits.

Page authors name their parts in English whatever the language of the text, in a handful of words: ``related-posts``,
``newsletterBox``, ``c-article__caption``. A name is split into words at hyphens, underscores and capital letters, and
each word (or two neighbours, joined) is looked up. A sign is a hint, not a verdict: ``cleaning.markup.label`` weighs
it against what would be lost.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cleaning.markup.prose import SPOKEN_CLASSES

NAVIGATION = 1 << 0
RELATED = 1 << 1
PROMOTION = 1 << 2
SHARING = 1 << 3
BYLINE = 1 << 4
TAGS = 1 << 5
DATE = 1 << 6
CAPTION = 1 << 7
ADVERT = 1 << 8
FACTS = 1 << 9
FOOTER = 1 << 10
FORM = 1 << 11
HIDDEN = 1 << 12
ASIDE = 1 << 13
DISCUSSION = 1 << 14
SPOKEN = 1 << 15  # for assistive technology only

LONGEST_NAME = 200  # characters of a class attribute that are looked at: real names are shorter

VOCABULARY = {
    NAVIGATION: "nav navigation navbar subnav menu submenu breadcrumb breadcrumbs pagination pager skiplink skiplinks",
    RELATED: """related relatedposts relatedarticles relatedcontent relatedtopics recommended recommendation
    recommendations recirc recirculation teaser teasers trending mostread mostpopular mostviewed morestories readmore
    readnext readalso alsoread seealso morefrom moreon upnext nextarticle outbrain taboola crosslink crosslinks
    interlink interlinks linklist zergnet revcontent""",
    PROMOTION: """newsletter newsletters cookie cookies consent gdpr paywall regwall signup signin subscribe
    subscription subscriptions promo promotion promobox appbanner donate donation donations optin optout modal popup
    popover podcastpromo upsell piano""",
    SHARING: "share sharing sharebar sharebuttons sharetools shares social socials socialmedia sharedaddy addthis",
    BYLINE: "byline bylines author authors authorbox authorbio authorinfo bio biography contributor contributors",
    TAGS: "tags taglist taxonomy keywords",
    DATE: "date datetime timestamp dateline pubdate publishdate lastupdated updated dateupdated datepublished",
    CAPTION: "caption captions figcaption imagecaption photocaption credit credits photocredit imagecredit",
    ADVERT: "ad ads advert adverts advertisement advertisements advertising sponsored adslot adsense dfp anzeige",
    FACTS: "factbox factsbox infobox infoboxes keyfacts sidebarbox boxout fakta faktaboks faktaruta",
    FOOTER: "footer colophon footnav sitefooter",
    ASIDE: "sidebar rail rightrail sidecolumn",
    DISCUSSION: "comments comment commentlist discussion disqus respond kommentare kommentar",
}
MEANING: dict[str, int] = {}
for _sign, _words in VOCABULARY.items():
    for _word in _words.split():
        MEANING[_word] = MEANING.get(_word, 0) | _sign

OF_TAG = {
    "nav": NAVIGATION,
    "menu": NAVIGATION,
    "figcaption": CAPTION,
    "footer": FOOTER,
    "form": FORM,
    "button": FORM,
    "fieldset": FORM,
    "dialog": PROMOTION,
    "aside": ASIDE,
    "time": DATE,
}
OF_ROLE = {
    "navigation": NAVIGATION,
    "menu": NAVIGATION,
    "menubar": NAVIGATION,
    "contentinfo": FOOTER,
    "search": FORM,
    "form": FORM,
    "dialog": PROMOTION,
    "alertdialog": PROMOTION,
}

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")


# The same names come again on one page, above all in its lists.
@lru_cache(maxsize=1 << 12)
def signs_of_name(name: str) -> int:
    """What the words of a class or id attribute (cut at ``LONGEST_NAME`` characters by the caller) say."""
    signs = 0
    for token in name.split():
        signs |= signs_of_token(token)
    return signs


# Single names come again on a page and on the next one of its site, far more often than the same names together.
@lru_cache(maxsize=1 << 14)
def signs_of_token(token: str) -> int:
    """What the words of one class name or id say."""
    signs = SPOKEN if token in SPOKEN_CLASSES else 0
    last = ""
    for found in _WORD.findall(token):
        word = found.lower()
        signs |= MEANING.get(word, 0) | MEANING.get(last + word, 0)
        last = word
    return signs
