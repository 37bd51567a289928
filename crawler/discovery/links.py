"""A link of a section page → whether it may lead to an article, by its address and its text.

What is evidently none is left out: tags, authors, accounts, searches, feeds, a site's own pages. In doubt a link is
kept: a missed article is lost, and a fetched list is recognised when it is cleaned.
"""

from __future__ import annotations

import re

HEADLINE_WORDS = 4  # as many words, or in scripts without spaces as many characters, make a text a headline
HEADLINE_CHARACTERS = 10
LONGEST_HEADLINE = 300
SLUG_WORDS = 4  # of an article's address; names of sections are shorter
SLUG_WORDS_BELOW_LIST = 6  # names of tags are longer
SEGMENTS_BELOW_LIST = 2  # /topics/economy/slug may be an article, /topics/economy is a list

# Segments of a path that say that below them is a list of articles.
_LISTS = r"""
tags? topics? themen? thema schlagwort\w* stichwort etiquetas? etiketten? labels? keywords? hashtags? dossiers? temas?
authors? auth?or autor(?:en|es|a)? auteurs? autore profiles? profil contributors? columnists? by users? members? team
staff category categories categor[iy]a kategori[ae]n? cat archives? archiv archivo search suche recherche buscar busca
ricerca zoeken page collections? series
"""
# Last segments of a path that say that a page is about the site itself, or no page at all.
_SERVICE = r"""
log-?in log-?out sign-?in sign-?up signup register registration registrieren anmelden anmeldung account my-?account
subscribe subscriptions? abo abonnement abonnieren newsletters? password forgot-password checkout cart shop warenkorb
about about-us ueber-uns a-propos contact contact-us kontakt contacto contatti impressum imprint mentions-legales
(?:privacy|cookies?)(?:-policy|-notice|-statement|-settings)?(?:-[a-z]?\d+)? datenschutz\w* terms-conditions
(?:terms|conditions)(?:-(?:of|and)-\w+)?(?:-[a-z]?\d+)? agb legal disclaimer nutzungsbedingungen sitemap site-map
advertise advertising advertisement werbung mediadaten publicidad jobs careers karriere help hilfe faqs? accessibility
barrierefreiheit editorial-policy corrections feeds? rss atom print share email-friend send-to-friend apps? mobile-apps
comment-page-\d+ trackback embed xmlrpc\.php wp-login\.php
"""
_LIST = re.compile(r"(?:" + "|".join(_LISTS.split()) + r")", re.IGNORECASE)
_ARCHIVE = re.compile(r"archiv\w*", re.IGNORECASE)
_SITE_PAGE = re.compile(r"(?:" + "|".join(_SERVICE.split()) + r")(?:\.(?:html?|php|aspx?|jsp|xml))?", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r".*/(?:page|paged|seite|pagina|p)[/_-]?\d{1,4}", re.IGNORECASE | re.ASCII)
_MACHINERY = re.compile(r"/(?:wp-(?:admin|content|includes|json)|cdn-cgi)(?:/|$)", re.IGNORECASE)
_LIST_ARGUMENTS = re.compile(
    r"(?:^|&)(?:s|q|query|search|suche|keyword|tag|author|cat|category|replytocom|share|print|action|format|feed|login"
    r"|redirect\w*|return\w*|next_url|filter\w*|sort\w*|order\w*|view|add-to-cart)=",
    re.IGNORECASE,
)
_ID_ARGUMENTS = re.compile(r"(?:^|&)(?:\w*id|p|story|article|news|art|item|no|nr|post|doc|key)=[^&]*\d", re.IGNORECASE)
_DATED = re.compile(r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]?(?:0?[1-9]|[12]\d|3[01]))?[/-](?=[^/]*[^\W\d])")
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_NUMBER = re.compile(r"\d{4,}")
_SPLIT = re.compile(r"[-_+]|%20")
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def is_listing_or_service(path: str, query: str) -> bool:
    """True for addresses of lists (tags, authors, search) and of a site's own pages (login, contact, feeds)."""
    if query and _LIST_ARGUMENTS.search(query) and not _ID_ARGUMENTS.search(query):
        return True
    segments = [segment for segment in path.split("/") if segment]
    if not segments:
        return not _ID_ARGUMENTS.search(query)
    if _SITE_PAGE.fullmatch(segments[-1]) or _MACHINERY.search(path) or _PAGE_NUMBER.fullmatch(path.rstrip("/")):
        return True
    lists = [place for place, segment in enumerate(segments) if _LIST.fullmatch(segment)]
    if not lists or len(segments) - 1 - lists[-1] >= SEGMENTS_BELOW_LIST or _DATED.search(path):
        return False
    if slug_words(segments[-1]) >= SLUG_WORDS_BELOW_LIST:
        return False
    return not (_ARCHIVE.fullmatch(segments[lists[-1]]) and _NUMBER.search(segments[-1]))


def is_article_address(path: str, query: str) -> bool:
    """True for an address that looks like an article's: a slug of some words, an id, a date before a name."""
    if _DATED.search(path) or (query and _ID_ARGUMENTS.search(query)):
        return True
    above, _, last = path.rstrip("/").rpartition("/")
    id_above = above.rpartition("/")[2]  # as in /en/34567/title
    return (
        _NUMBER.search(last) is not None
        or slug_words(last) >= SLUG_WORDS
        or (_NUMBER.fullmatch(id_above) is not None and not _YEAR.fullmatch(id_above))
    )


def slug_words(segment: str) -> int:
    """How many words a segment of a path has."""
    return sum(1 for word in _SPLIT.split(segment.partition(".")[0]) if word)


def is_headline(text: str, words: int = HEADLINE_WORDS) -> bool:
    """True for a text that is long enough to be an article's title, and not as long as a teaser."""
    if len(text) > LONGEST_HEADLINE:
        return False
    return text.count(" ") + 1 >= words or len(_SPACELESS.findall(text[:40])) >= HEADLINE_CHARACTERS


def is_short_headline(text: str, path: str, in_heading: bool) -> bool:
    """True for a shorter text that is still a title: with an address of as many words, or in a heading of the page.

    The titles of sections, of one word mostly, are none.
    """
    least = 2 if in_heading else 3
    return slug_words(path.rstrip("/").rpartition("/")[2]) >= least and least <= text.count(" ") + 1 < HEADLINE_WORDS
