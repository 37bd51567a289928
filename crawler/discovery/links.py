"""A link of a section page → whether it may lead to an article, by its address, its text and where it stands.

What is evidently none is left out: menus, tags, authors, accounts, files, a site's own pages. In doubt a link is kept:
a missed article is lost and a fetched list is recognised when it is cleaned.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

HEADLINE_WORDS = 4  # as many words, or in scripts without spaces as many characters, make a text a headline
HEADLINE_CHARACTERS = 10
LONGEST_HEADLINE = 300

# Segments of a path that say: this is a list of articles, or a page of the site about itself.
_LISTS = r"""
tags? topics? themen? thema schlagwort\w* stichwort etiquetas? etiketten? labels? keywords? hashtags? dossiers?
authors? auth?or autor(?:en|es|a)? auteurs? autore profiles? profil contributors? columnists? by users? members? team
staff category
categories categor[iy]a kategori[ae]n? cat archives? archiv archivo search suche recherche buscar busca ricerca
zoeken page
"""
_SERVICE = r"""
log-?in log-?out sign-?in sign-?up signup register registration registrieren anmelden anmeldung account my-?account
subscribe subscriptions? abo abonnement abonnieren newsletters? password forgot-password checkout cart shop warenkorb
about about-us ueber-uns a-propos contact contact-us kontakt contacto contatti impressum imprint mentions-legales
privacy privacy-policy datenschutz\w* cookies? cookie-policy terms terms-of-use terms-of-service terms-and-conditions
conditions agb legal disclaimer nutzungsbedingungen advertise advertising advertisement werbung mediadaten publicidad
jobs careers karriere help hilfe faqs? sitemap site-map accessibility barrierefreiheit editorial-policy corrections
feeds? rss atom print share email-friend send-to-friend weather wetter horoscopes? apps? mobile-apps
wp-(?:admin|content|includes|json|login\.php) xmlrpc\.php cdn-cgi
"""
_WORDS = re.compile(r"(?:" + "|".join(_LISTS.split()) + r")", re.IGNORECASE)
_PAGES = re.compile(r"(?:" + "|".join(_SERVICE.split()) + r")(?:\.(?:html?|php|aspx?|jsp|xml))?", re.IGNORECASE)
_ARGUMENTS = re.compile(
    r"(?:^|&)(?:s|q|query|search|suche|keyword|tag|author|cat|category|replytocom|share|print|action|format|feed|login"
    r"|redirect\w*|return\w*|next_url|filter\w*|sort\w*|order\w*|view|add-to-cart)=",
    re.IGNORECASE,
)
_ID_ARGUMENTS = re.compile(r"(?:^|&)(?:\w*id|p|story|article|news|art|item|no|nr|post|doc|key)=[^&]*\d", re.IGNORECASE)
_DATED = re.compile(r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]?(?:0?[1-9]|[12]\d|3[01]))?[/-](?=[^/]*[^\W\d])")
_NUMBER = re.compile(r"\d{4,}")
_SPLIT = re.compile(r"[-_+]|%20")
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def is_listing_or_service(path: str, query: str) -> bool:
    """True for addresses of lists (tags, authors, search) and of a site's own pages (login, contact, feeds)."""
    segments = [segment for segment in path.split("/") if segment]
    if query and _ARGUMENTS.search(query) and not _ID_ARGUMENTS.search(query):
        return True
    if not segments:
        return not query or not _ID_ARGUMENTS.search(query)
    if _PAGES.fullmatch(segments[-1]) or segments[0].lower().startswith("wp-"):
        return True
    if segments[-1].isdigit() and len(segments) > 1 and segments[-2].lower() in {"page", "seite", "pagina", "p"}:
        return True
    lists = [place for place, segment in enumerate(segments) if _WORDS.fullmatch(segment)]
    # An article may stand below a list (/topics/economy/2024/05/slug): two segments behind its word are enough.
    return bool(lists) and len(segments) - 1 - lists[-1] <= 1 and not is_article_address(path, "", below_list=True)


def is_article_address(path: str, query: str, *, below_list: bool = False) -> bool:
    """True for an address that looks like an article's: a slug of some words, an id, a date before a name."""
    if _DATED.search(path) or (query and _ID_ARGUMENTS.search(query)):
        return True
    last = path.rstrip("/").rpartition("/")[2]
    if _NUMBER.search(last):
        return True
    words = [word for word in _SPLIT.split(last.partition(".")[0]) if word]
    return len(words) >= (6 if below_list else 4)


def is_headline(text: str) -> bool:
    """True for a text that is long enough to be an article's title, and not as long as a teaser."""
    if len(text) > LONGEST_HEADLINE:
        return False
    return text.count(" ") + 1 >= HEADLINE_WORDS or len(_SPACELESS.findall(text[:40])) >= HEADLINE_CHARACTERS


def path_and_query(url: str) -> tuple[str, str] | None:
    """Path and query of a URL; None if it is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.path, parts.query
