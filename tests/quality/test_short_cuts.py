"""A short cut gives the same answer as the long way (DESIGN §9)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Block, Section
from monitor.normalize import _PLAIN, _plain, canonical, visible
from monitor.quality.language import language
from monitor.quality.verdict import _hardly_left

WORDS = st.sampled_from(["mutualisation", "l’été", "convention", "1 000", "services", "a", "…", "Ource", "—"])
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


def section(texts: list[str]) -> Section:
    return Section(item="m", heading=None, blocks=tuple(Block("paragraph", text) for text in texts))


@given(st.lists(TEXTS, max_size=6), st.lists(TEXTS, max_size=6), st.integers(0, 6))
def test_a_shrunk_section_is_known_without_counting_all_its_words(old: list[str], new: list[str], shared: int) -> None:
    """3.14: left with under a third of its words."""
    before, after = section(old), section(old[:shared] + new)
    words, left = (Counter(re.findall(r"\w+", canonical(s.text).casefold())) for s in (before, after))
    assert _hardly_left(before, after) == (3 * (words & left).total() < words.total())


@given(st.text(st.one_of(st.characters(), st.sampled_from("".join(_PLAIN) + " \t\n\u00a0ʹʼ")), max_size=60))
def test_characters_are_folded_as_a_table_would(text: str) -> None:
    """3.10, over any characters."""
    assert _plain(text) == text.translate({ord(shown): plain for shown, plain in _PLAIN.items()})
    seen = visible(text)
    assert seen == re.sub(r"\s{2,}|[\n\t\r\f\v]", " ", seen).strip() == visible(seen)
    assert seen == unicodedata.normalize("NFC", seen)


def test_a_script_is_known_among_latin_letters() -> None:
    """3.15: a few foreign letters name no language, a text of them does."""
    assert language("La convention de mutualisation est signée par la ville et la métropole. " * 5 + "Ελλάδα") == "fr"
    assert language("Σύμβαση μεταξύ του δήμου και της μητρόπολης για τις κοινές υπηρεσίες. " * 5) == "el"
