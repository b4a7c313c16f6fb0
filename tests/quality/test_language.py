"""The language of a text by its small words, for « le document est maintenant en italien » (DESIGN 3.15)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.quality.language import ENOUGH, language

TEXTS = {
    "fr": "La ville et la métropole partagent leurs services depuis dix ans. Les directions travaillent pour les deux "
    "collectivités, dans le "
    "respect des compétences de chacune, et les agents sont placés sous une même autorité par une convention.",
    "en": "The city and the metropolis have shared their services for ten years. The departments work for both of them, "
    "with respect for what "
    "each is in charge of, and the staff is placed under one authority by an agreement that is reviewed each year.",
    "de": "Die Stadt und der Verband teilen sich ihre Dienste seit zehn Jahren. Die Abteilungen arbeiten für beide, unter "
    "Achtung der "
    "Zuständigkeiten, und das Personal wird durch eine Vereinbarung, die jedes Jahr geprüft wird, einer Leitung unterstellt.",
    "es": "La ciudad y la metrópoli comparten sus servicios desde hace diez años. Las direcciones trabajan para las dos, "
    "con respeto de las "
    "competencias de cada una, y el personal se encuentra bajo una sola autoridad por un convenio que se revisa cada año.",
    "pt": "A cidade e a metrópole partilham os seus serviços há dez anos. As direções trabalham para as duas, no respeito "
    "das competências de "
    "cada uma, e o pessoal está colocado sob uma só autoridade por uma convenção que é revista todos os anos.",
    "nl": "De stad en de metropool delen hun diensten sinds tien jaar. De afdelingen werken voor de twee besturen, met "
    "respect voor de "
    "bevoegdheden van elk, en het personeel staat onder een leiding door een overeenkomst die elk jaar wordt herzien.",
    "ca": "La ciutat i la metròpoli comparteixen els seus serveis des de fa deu anys. Les direccions treballen per a les "
    "dues, amb respecte de "
    "les competències de cada una, i el personal és sota una sola autoritat per un conveni que es revisa cada any.",
    "ru": "Город и метрополия используют общие службы уже десять лет. Управления работают на оба органа власти, соблюдая "
    "полномочия "
    "каждого из них, а сотрудники подчинены единому руководству на основании соглашения, которое пересматривается ежегодно.",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items(), ids=list(TEXTS))
def test_a_paragraph_shows_its_language(code: str, text: str) -> None:
    """3.15: in a text of 200 characters or more."""
    assert len(text) >= ENOUGH
    assert language(text) == code


def test_a_short_text_or_a_list_of_names_shows_none() -> None:
    """3.15: below 200 characters names and figures outweigh the small words."""
    assert language(TEXTS["fr"][: ENOUGH - 1]) is None
    assert language("Aubert, Claire; Martin, Bruno; Haddad, Karim; Caron, Inès; Vasseur, Paul; Fontaine, Léa; " * 4) is None


@given(st.text(max_size=400))
def test_any_text_has_one_language_or_none(text: str) -> None:
    """Raises nothing, and what stands around a text does not matter."""
    code = language(text)
    assert code == language(f" {text}\n") or len(text) < ENOUGH
