"""The words of bylines: what introduces names, joins and parts them, and what is no name. Patterns and sets, no code.

The words were gathered from the bylines of newspapers and blogs in some twenty languages; a word stands here only if it
is used so wherever that language is written, not because one site uses it.
"""

from __future__ import annotations

import re

# What stands before a name. Words that can begin a name as well ("Di", "Von") count only before two more words.
LEAD = re.compile(
    r"^(?:(?:written|reported|reporting|posted|published|story|words|text|texte|texto|testo|analysis|opinion|review"
    r"|interview|kommentar|comment|kolumne|gastbeitrag|ein|eine|article|propos recueillis)\s+){0,2}"
    r"(?:by|par|por|door|von|vom|di|da|de|od|av|af|przez|tarafından|oleh|autor(?:in|en)?|authors?|auteurs?|autore|text"
    r"|reporter|penulis|muhabir|автор|текст|από|بقلم|كتب|文|記者|记者|作者|撰文|저자)(?:\s*[:：/]\s*|\s+)",
    re.IGNORECASE,
)
DOUBTFUL_LEAD = re.compile(r"^(?:von|vom|di|da|de|od|av|af)\s", re.IGNORECASE)
JOINT = re.compile(r"\s+(?:and|und|et|y|e|og|och|en|ve|dan|i|и|та|و|ja|és|con|with|&|\+)\s+|\s*[&＆]\s*", re.IGNORECASE)
BREAK = re.compile(r"\s*[,;|•·●、،；，\n]\s*|\s+[/–—]\s+|\s+-\s+|\s+(?=(?:责任编辑|責任編輯|责编|编辑|来源)\s*[:：])")
ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[^\s@]{0,64}@\S*|\bhttps?://\S*|\bwww\.\S*")

# What a person is or does: it stands beside a name and is none.
ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|journalist|writer|columnist|contributor|producer|photographer|blogger"
    r"|chief|head of|director|professor|lecturer|analyst|specialist|intern"
    r"|\w*redakteur|redaktor|korrespondent|autor|volont[äa]r|ressortleit|leiter|mitarbeiter|gründer"
    r"|journaliste|rédact|correspondant|envoyé|chef du|redactor|periodista|corresponsal|redattore|giornalista|inviato"
    r"|redacteur|verslaggever|redaktør|jurnalis|wartawan|muhabir|корреспондент|журналист|редактор|обозреватель)\w*"
    r"|^(?:责任编辑|責任編輯|责编|编辑|来源)\s*[:：]",
    re.IGNORECASE,
)
ROLE_AFTER = re.compile(r"\s+(?:기자|특파원|논설위원|記者|编辑)$")  # Korean, Japanese, Chinese: "reporter", "editor"
DESK = re.compile(
    r"redaktion|redaction|rédaction|redacci[óo]n|redazione|redactie|redaksi|redakcj|newsroom|news\s?desk"
    r"|\b(?:desk|staff|team|bureau)\b|agency|agentur|agence|agencia|agenzia",
    re.IGNORECASE,
)
JUNIOR = frozenset({"jr", "sr", "ii", "iii", "iv"})
DEGREES = frozenset({"phd", "md", "msc", "ma", "ba", "dphil", "jd", "mba", "esq", "rn", "drphil"})

# "Names" that content systems put in by themselves.
NOBODY_WORDS = """
admin administrator webmaster editor editors editorial staff staffwriter staffreporter reporter author autor unknown
anonymous guest user none null undefined na root test superuser redaktion redaction rédaction redazione redacción
redactie redaksi newsroom newsdesk news by contributor contributors name authorname yourname 未知 佚名 匿名 当前位置
"""
NOBODY = frozenset(NOBODY_WORDS.split())
# Words that stand beside names in bylines, and in none.
NO_NAME_WORDS = """
the a an about share this article comment comments news sport sports science senior google more read follow photo image
view all update updated editorial press weekly daily times post tv radio media agency group company for from in on at
weitere mehr alle der die das kommentar artikel leitender new latest posts subscribe login newsletter video podcast
live breaking exclusive travel opinion politics business world culture health technology lifestyle home contact team
deputy assistant associate managing executive political economics foreign former special legal crime chief
"""
NO_NAME = frozenset(NO_NAME_WORDS.split())
NO_NAME_SIGN = re.compile(r"[()\[\]{}:!?/_&@#+=<>\"“”„|]|\.\w{2,}$")
