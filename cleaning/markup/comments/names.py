"""What class names and ids say about an element's part in a comment section.

In: the ``class`` and ``id`` attributes as they stand. Out: a set of bits. Names are cut into words at hyphens,
underscores, digits and capitals, so that ``commentsList``, ``wpd-comment-text`` and ``c-comment__header`` need no
entries of their own; the last word of a name tells what the thing is, the words before it what it belongs to. The
words are those that web developers write, in the languages of the pages that we know; no name of a site is among them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement


class Part:
    """What a name says: bits that are added up in one int, because millions of them are compared."""

    COMMENT: Final = 1  # belongs to a comment section: a word for comments is in the name
    ITEM: Final = 2  # is one comment: its last word is one for a comment, in the singular
    TALK: Final = 4  # belongs to a discussion of some kind: replies, reactions, postings
    ELSEWHERE: Final = 8  # comments on other pages: "recent comments" and the like
    PING: Final = 16  # a trackback or pingback
    FORM: Final = 32  # the form for a new comment
    AUTHOR: Final = 64
    DATE: Final = 128
    TEXT: Final = 256
    META: Final = 512  # the line with author and date, or other small print
    ACTION: Final = 1024  # something to press: reply, report, share
    UP: Final = 2048
    DOWN: Final = 4096
    REPLY: Final = 8192  # an answer to another comment
    MACHINE: Final = 16384  # embedded posts, live tickers: written in items, but not by readers


# A word for "comment" with what may end it.
STEM = re.compile(
    r"(?:c|k)om+ent(?:aires?|[aá]rios?|ar(?:ios?|en?|er|zy?|ze|e|ji|a)?|[aá][rř](?:e|ov)?|i|o|it|ti|s)?(?!ing|ed|uses)"
)
# Opinion pieces and the people who write or speak them.
OTHER_THINGS = re.compile(r"comment(?:ary|aries|ator|ateur|atore)|kommentator")
PLURAL = re.compile(r"(?:ents|aires|arios|ários|are|aren|arer|arze|arzy|arji|enti|entit)$")
OTHER_WORDS = """yorum yorumlar reactie reacties hozzaszolas hozzaszolasok diskuze cmt cmts cmnt cmnts pinglun nazar
nazarat sxolia sxolio otzyv otzyvy leserbeitrag leserbeitraege leserpost leserposts
leserstimmen lesermeinung lesermeinungen komentarze kommentti"""
WORDS = {
    Part.COMMENT: OTHER_WORDS,
    Part.TALK: """reply replies respond response responses reaction reactions reaktion reaktionen discussion discussions
    diskussion diskussionen discussione thread threads posting postings feedback opinion opinions opiniones opinie
    opinion forum reviews guestbook gaestebuch conversation conversations debat debatt debatte
    antwort antworten reponse reponses respuesta respuestas risposta
    risposte odpowiedz disqus meinung meinungen bewertung avis""",
    Part.AUTHOR: """author autor auteur autore name username user usuario nick nickname nickame fn poster writer
    byline creator displayname screenname benutzer benutzername verfasser who by pseudo pseudonym signature autorname
    authorname commenter commentator vcard""",
    Part.DATE: """date time datum data fecha timestamp ago datetime posted published created zeit uhrzeit timeago heure
    submitted when""",
    Part.TEXT: """text content body message copy inhalt texte texto testo tekst txt msg entry description nachricht html
    contents paragraph bodytext contenu contenido tresc quote""",
    Part.META: """meta info header head footer foot details metadata infos avatar gravatar badge badges label says
    number floor rank title subject gender location top status""",
    Part.ACTION: """action actions reply replies antworten answer respond report flag share permalink edit tools toolbar
    button buttons btn like likes dislike unlike vote votes voting rating ratings score karma melden moderate
    translate toggle link links menu controls options quote delete count counter collapse spoiler anchor
    tooltip login cta subscribe reactions""",
    Part.UP: "up upvote upvotes like likes plus thumbsup positive agree recommend",
    Part.DOWN: "down downvote downvotes dislike dislikes unlike minus thumbsdown negative disagree",
    Part.REPLY: """reply replies child children antwort answer subcomment response nested indented indent einzug
    rueckmeldung""",
    Part.PING: "pingback pingbacks trackback trackbacks pings ping tracback",
    Part.FORM: "form formular formulaire formulario respond editor textarea input compose write schreiben",
    Part.MACHINE: "tweet twitter instagram liveblog ticker teaser teasers",
}
PARTS_OF: dict[str, int] = {}
for _part, _words in WORDS.items():
    for _word in _words.split():
        PARTS_OF[_word] = PARTS_OF.get(_word, 0) | _part
ANYWHERE = Part.COMMENT | Part.TALK | Part.PING | Part.MACHINE  # count wherever in the name; the others as last word
RECENT_WORDS = """recent latest newest neueste neuesten neue letzte letzten last derniers dernier recientes ultimos
ultimi ultimas nuovi popular most top beliebteste meist other andere"""
RECENT = frozenset(RECENT_WORDS.split())
AROUND = frozenset({"root", "wrapper", "wrap", "container", "inner", "outer", "component", "block", "area"})
SINGLE = frozenset({"item", "entry", "single", "node", "element", "post", "row", "box", "unit", "thread"})
PIECES = re.compile(r"[A-Z]?[a-zß-ÿ]+|[A-Z]+(?![a-z])|[^\W\d_a-zA-Zß-ÿ]+")
# One of them is in any name of a section; most names on a page have none, and are not cut into words. Few and short:
# each costs a search through all names of a page.
STEMS = """oment omment repl reac reak resp rispo odpow iscus isku thread posting feedback opini forum antwort meinung
yorum leser hozzasz cmt cmnt pinglun nazar sxoli otzyv nversation debat reviews disqus"""
NAME_STEMS = tuple(STEMS.split())


def _words_of(name: str) -> list[str]:
    """The words of one class name or id in lower case; a word for comments stands alone."""
    words: list[str] = []
    for piece in PIECES.findall(name):
        word = piece.lower()
        found = STEM.search(word) if "om" in word and not OTHER_THINGS.search(word) else None
        if not found or word in PARTS_OF:
            words.append(word)
            continue
        words.extend(part for part in (word[: found.start()], found[0], word[found.end() :]) if part)
    return words


@lru_cache(maxsize=20_000)
def _parts_of_name(name: str) -> int:
    """What one class name or id says."""
    words = _words_of(name)
    if not words:
        return 0
    flags = [PARTS_OF.get(word, 0) for word in words]
    parts = flags[-1]
    if flags[-1] & Part.TALK and any(flag & Part.TEXT for flag in flags[:-1]):
        parts = parts & ~(Part.ACTION | Part.REPLY) | Part.TEXT  # "text-reply" is what it says, "reply" may be a button
    if len(words) > 1 and words[-1] in AROUND:
        parts |= flags[-2] & (Part.AUTHOR | Part.DATE | Part.TEXT)
    seen = None
    for number, word in enumerate(words):
        if flags[number] & Part.COMMENT or ("om" in word and STEM.fullmatch(word)):
            parts |= Part.COMMENT
            seen = number
        else:
            parts |= flags[number] & ANYWHERE
    if seen is not None:
        if not RECENT.isdisjoint(words[:seen]):
            parts |= Part.ELSEWHERE
        after = words[seen + 1 :]
        if not PLURAL.search(words[seen]) and (not after or (len(after) == 1 and after[0] in SINGLE)):
            parts |= Part.ITEM
    return parts


def names_of(element: HtmlElement) -> str:
    """The names that an element has: classes, id, microdata, and the name for tests where classes are hashed.

    Microdata's are words as well: https://schema.org/Comment and the older https://schema.org/UserComments
    """
    get = element.get
    tag = str(element.tag)
    tag = tag if "-" in tag else ""  # a custom element: its name was chosen by the site
    return (
        f"{tag} {get('class', '')} {get('id', '')} {get('itemprop', '')} {get('itemtype', '')} {get('data-testid', '')}"
    )


@lru_cache(maxsize=20_000)
def parts_of_names(names: str) -> int:
    """What names say together, in bits of ``Part``."""
    parts = 0
    for name in names.split():
        parts |= _parts_of_name(name)
    return parts


def parts_of(element: HtmlElement) -> int:
    """What an element's names say of it, in bits of ``Part``."""
    return parts_of_names(names_of(element))
