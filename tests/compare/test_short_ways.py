"""DESIGN §9: what is asked first of every line, as most lines need no more, passes over none that has what is looked for."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.compare.sections import _letters
from monitor.compare.text import numbered, parted, titles
from monitor.compare.text.pieces import Piece
from monitor.model import Block
from monitor.normalize import tokens, visible

NAMES = re.findall(
    r"\w+\.?",
    "art. article artikel artículo articulo articolo artigo chapitre chapter chap. capítulo capitolo kapitel hoofdstuk titre título"
    " titolo section sección sezione abschnitt afdeling partie part parte teil deel étape etape step schritt stap paso point punkt"
    " punto ponto §",
)
words = st.sampled_from(("Paie", "M. Roy", "l’eau", "m²", "1ᵉʳ", "œuvre", "1 000", "–", ":", "x_y", "café", "ﬁn", "(2)"))
lines = st.lists(words, min_size=1, max_size=3).map(" ".join)


@pytest.mark.parametrize("name", [*NAMES, "", "nu\u00adméro "])
def test_no_line_with_a_number_in_front_is_passed_over(name: str) -> None:
    for spelt, number, mark in product((name, name.upper(), name.capitalize()), ("1", "IV", "2.1", "a"), (" – ", ". ", ") ")):
        line = f"{spelt} {number}{mark}Paie".strip()
        if numbered._WORDED.match(visible(line)) or numbered._BARE.match(visible(line)):
            assert not numbered._has_no_number(line)


@given(st.text("aeIVXrt1 .)–-\u00adLſ'’", max_size=5))
def test_no_beginning_of_a_number_is_passed_over(start: str) -> None:
    line = f"{start} Paie"
    if numbered._WORDED.match(visible(line)) or numbered._BARE.match(visible(line)):
        assert not numbered._has_no_number(line)


@given(st.lists(st.lists(lines, min_size=1, max_size=3), min_size=1, max_size=5), st.sampled_from((" – ", ", ", " ")))
def test_no_entries_that_are_cut_otherwise_are_passed_over(entries: list[list[str]], sign: str) -> None:
    whole = [Piece(n, sign.join(entry)) for n, entry in enumerate(entries)]
    parts = [Piece(n, line.replace("’", "'")) for n, line in enumerate(chain.from_iterable(entries))]
    found = parted._cut(whole, parts, [*map(parted._words, whole)], [*map(parted._words, parts)])
    assert not found or parted._may_cut([*map(parted._letters, whole)], [*map(parted._letters, parts)])


@given(st.lists(lines, min_size=1, max_size=4))
def test_as_many_of_each_word_are_as_many_letters(said: list[str]) -> None:
    other = [line.replace("’", "'").replace("–", "-").replace("ﬁ", "fi") for line in reversed(said)]
    assert Counter(chain.from_iterable(map(tokens, said))) == Counter(chain.from_iterable(map(tokens, other)))
    assert len(_letters("\n".join(said))) == len(_letters("\n".join(other)))


@pytest.mark.parametrize("block", [Block("paragraph", "Paie"), Block("list_item", "Paie"), Block("table_row", "Paie\tVille")])
def test_a_text_without_headings_bold_lines_or_boxes_has_no_titles(block: Block) -> None:
    run = [Piece(n, block.text, block=block) for n in range(3)]
    assert titles.titles_of(run) == set()
    assert titles.badges(run) == {}
