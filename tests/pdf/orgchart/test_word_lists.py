"""The words by which charts are read, as data: `words.txt` (13.1, 13.3)."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from monitor.pdf.orgchart import vocabulary
from monitor.pdf.orgchart.units import badges, habits
from monitor.pdf.orgchart.words import broken_names, name_forms, people

FOLDER = Path(vocabulary.__file__).parent
MIXED = "Mme M. Dr J.-P. ROY Roy Şen ŞEN şen Œ. œ Łoś ОРЛОВА О. В. Ñ Ærø × ı İ , – ( ) d' von de RH2 dite Prof. PhD 12 &"


def test_each_list_is_asked_for_and_no_blank_at_the_end_of_a_line_is_of_an_expression() -> None:
    """Editors strip such blanks, and a name that comes twice hides a list (13.1)."""
    lines = (FOLDER / "words.txt").read_text(encoding="utf-8").splitlines()
    names = [line[1:-1] for line in lines if line.startswith("[")]
    asked = "".join(path.read_text(encoding="utf-8") for path in (*FOLDER.rglob("*.py"), FOLDER.parent / "unmapped.py"))
    made = [re.sub(r"\{\w+\}", ".+", name) for name in re.findall(r'word_(?:list|pattern)\(f?["\']([^"\']+)["\']\)', asked)]

    assert [line for line in lines if line != line.strip()] == []
    assert [line for line in lines if line.startswith("[") and not line.endswith("]")] == []
    assert sorted(set(names)) == sorted(names)
    assert [name for name in names if not any(re.fullmatch(one, name) for one in made)] == []


@pytest.mark.parametrize("seed", range(40))
def test_an_expression_says_the_same_of_a_text_whichever_capitals_it_was_made_with(seed: int) -> None:
    """§9: of a text without capitals beyond « Þ », that with these alone is asked."""
    chance = Random(seed)
    parts = MIXED.split()
    texts = [chance.choice((" ", "")).join(chance.choices(parts, k=chance.randrange(1, 6))) for _ in range(200)]
    texts += list(map(chr, range(seed * 250, seed * 250 + 250)))
    made = [value for module in (badges, broken_names, habits, name_forms, people) for value in vars(module).values()]
    latin = [one for one in made if isinstance(one, vocabulary._Latin)]

    assert len(latin) >= 17
    for one in latin:
        whole = one._whole
        for text in texts:
            assert [found.span() for found in one.finditer(text)] == [found.span() for found in whole.finditer(text)]
            assert one.sub("_", text) == whole.sub("_", text)
            assert bool(one.match(text)) == bool(whole.match(text)) and bool(one.fullmatch(text)) == bool(whole.fullmatch(text))


def test_a_dash_is_no_first_name_and_has_nobody_heard() -> None:
    """All names are in Latin letters: of what stays in others, however it is written, none needs be heard (§9)."""
    vocabulary._first_names_heard.cache_clear()

    assert not any(map(vocabulary.is_given.__wrapped__, ("–", "ŋuyen", "jean·ne")))
    assert vocabulary._first_names_heard.cache_info().currsize == 0
    assert vocabulary.is_given.__wrapped__("татьяна") and all(map(str.isascii, vocabulary._first_names_heard()))
