"""Words on a line → whether they may be a person's name, and where a line's things end.

Only the form is looked at: two to four words with capitals, none of which is known to stand in headlines, menus and
captions and in no name. In scripts without capitals (Chinese, Korean, Arabic, …) a form says nothing; there a name
counts only where a word beside it says so.
"""

from __future__ import annotations

import re

from cleaning.text.phrases import match_phrases
from cleaning.text.words import words_of

LONGEST = 48  # letters of a name
FEWEST, MOST = 2, 4  # words of a name, particles not counted
PIECES = re.compile(r"\s*[|•·/–—]\s*|\s+-\s+|\s{3,}|\n")  # what stands between the things of one line
JOINTS = re.compile(r"\s*[,;&]\s*|\s+(?:and|und|et|y|e|og|och|en|ve|dan|i|ja|és)\s+", re.IGNORECASE)
AGENCY = re.compile(
    r"(?:The\s)?Associated Press|Reuters|Agence France[- ]Presse|AFP|AP|dpa|apa|PA|EFE|ANSA|ANP|Belga|TT|NTB|Ritzau|KNA"
    r"|epd|Press Association|Bloomberg|Europa Press|Anadolu(?: Ajansı)?|Xinhua|Agencies|News Agencies|Agenturen|agences"
)
# What a person does, with a capital where it stands behind a name.
ROLE = re.compile(
    r"\b(?:Reporter|Editor|Correspondent|Journalist|Writer|Columnist|Contributor|Producer|Director|Critic|Chief|Analyst"
    r"|Redakteur|Redakteurin|Korrespondent|Korrespondentin|Autor|Autorin|Volont[äa]r|Journaliste|Correspondante?"
    r"|R[ée]dact(?:eur|rice)|Redactor|Redactora|Corresponsal|Periodista|Giornalista|Inviat[oa]|Corrispondente"
    r"|Redacteur|Verslaggever|Redakt[øö]r|Toimittaja|Muhabir|Jornalista|Rep[óo]rter|Dziennikarka?)\b"
)
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’-])*")
LINKED = re.compile(r"(?:[ae]l-|[dl]['’])[A-ZÀ-Þ]")  # "al-Saad", "d'Arc"
PARTICLES = frozenset(
    """
    von van de der den del della di da dos das do du le la el al bin ibn ben abu zu zum zur ter ten af av und y e i
    """.split()
)
# Words with a capital that stand in headlines, menus and captions, never in a name. Of many languages.
NEVER = frozenset(
    """
    the a an about after all and are as at be before by can click close comment comments copy download email explore
    follow for from full get has have here how in into is it join latest link listen live load log login mail menu
    more most my new news next no not now of off on open or our out pdf photo photos play please popular post print
    read report reply save search see share show sign skip sport sports story subscribe the this to top topic topics
    tweet update updated up us video view watch was we what when where who why will with world your
    today yesterday monday tuesday wednesday thursday friday saturday sunday breaking exclusive opinion politics
    business culture health science technology travel weather lifestyle podcast newsletter gallery facebook twitter
    whatsapp instagram youtube linkedin telegram pinterest reddit google home page press times post daily weekly
    magazine journal media group company agency university ministry department court police government party council
    article articles content editor editors reporter correspondent writer staff team desk newsroom
    das dem ein eine für mit nach über auf aus bei im ist sind wird zur zum wie was wer wo mehr alle artikel anhören
    teilen drucken kommentar kommentare merken hören lesen jetzt hier bild bilder foto fotos video neue neuer neues
    nachrichten politik wirtschaft sport kultur wissen panorama redaktion
    les des dans sur pour par avec sans une aux est sont plus lire aussi écouter partager article vidéo actualités
    los las por para con sin una unos sobre más ver leer compartir noticias noticia vídeo artículo
    gli dei delle nel nella con per una più leggi condividi notizie
    het een voor met naar over uit bij meer lees deel nieuws
    och att det som för med till på från mer läs dela nyheter
    og det som for med til på fra mer les del nyheter læs
    jest dla nie się oraz przez czytaj więcej udostępnij wiadomości
    ve ile için bu bir haber haberler daha fazla oku paylaş
    """.split()
) - frozenset({"will", "mark", "may", "page", "post", "journal", "bild", "den"})
KINDS = (
    "nav", "share", "subscribe", "related", "control", "field", "comments", "ad", "respond", "role", "legal", "cookie",
    "published", "updated", "readtime", "tags", "credit",
)  # fmt: skip
MOST_SAID = 0.5  # share of a name's words that set phrases may have
MOST_PERSONS = 6


def is_person(text: str) -> bool:
    """True if the words have the form of a person's name, and nothing else stands beside them."""
    text = text.strip(" ,.:;")
    if not text or len(text) > LONGEST:
        return False
    words = text.split()
    if not all(WORD.fullmatch(word) for word in words):
        return False
    told = [word for word in words if word.casefold() not in PARTICLES]
    if not FEWEST <= len(told) <= MOST or not all(word[0].isupper() or LINKED.match(word) for word in told):
        return False
    folded = words_of(text)
    return not NEVER.intersection(folded) and match_phrases(folded).of(*KINDS) < MOST_SAID


def is_person_with_role(text: str) -> bool:
    """True for a name of two or three words and a role behind it: "Ann Beller Deputy News Director"."""
    words = text.split()
    if len(text) > 2 * LONGEST or not ROLE.search(text):
        return False
    return any(is_person(" ".join(words[:size])) and ROLE.search(" ".join(words[size:])) for size in (2, 3))


def are_persons(text: str) -> bool:
    """True for one name or several joined by commas and "and", agencies among them: "Ann Beller and AP"."""
    parts = [part for part in JOINTS.split(text.strip(" ,.")) if part]
    if not 1 <= len(parts) <= MOST_PERSONS:
        return False
    persons = [is_person(part) for part in parts]
    return persons[0] and all(
        person or AGENCY.fullmatch(part) is not None for person, part in zip(persons, parts, strict=True)
    )
