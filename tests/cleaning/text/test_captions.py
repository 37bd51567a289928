from __future__ import annotations

import pytest

from cleaning.text.captions import is_credited
from cleaning.text.phrases import match_phrases
from cleaning.text.words import size_of, words_of


def credited(text: str) -> bool:
    words = words_of(text)
    return is_credited(text, size_of(text), len(words), match_phrases(words))


@pytest.mark.parametrize(
    "text",
    [
        "Coxswain Ada Frith speaks to reporters in the boathouse at Little Saul, May 3, 2016. REUTERS/Ann Beller",
        "Crews practise with the new radar off Gull Haven on Tuesday morning. [Photo courtesy of the Lifeboat Guild]",
        "Skaters on the canal in the last winter in which the ice held [Nordlicht-file photo]",
        "The shelter after it was turned, at the top of Pier Street. [Dispatch/Tomas Auld]",
        "Foto: Tilda Marsh",
        "Bild: SN/APA/TILDA MARSH",
        "Der Kran am Abend © Tilda Marsh/Getty Images",
        "Ondskan i hamnen. Foto: Tilda Marsh",
        "写真：渡辺",
        "Фото: РИА Новости",
    ],
)
def test_a_credit_is_known_at_the_beginning_or_the_end(text: str) -> None:
    assert credited(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor had seen nothing of the fire, he told Reuters.",
        "They met (the first time since 2019).",
        "The photo showed a goat on the roof of the school, and nobody knew how it had come there.",
        "시의회는 월요일에 마지막 크레인을 팔았고 CI/CD 등 개발 환경과 연동해 분석 과정을 자동화한다.",
        "The talks between Norway/Sweden and the union ended at dawn, according to both sides.",
        "A picture of health: the old oak has carried leaves every spring since it was struck by lightning in May.",
        "",
    ],
)
def test_prose_about_pictures_is_no_caption(text: str) -> None:
    assert not credited(text)
