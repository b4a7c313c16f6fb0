"""A short cut gives the same answer as the long way (DESIGN §9)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Block, Section, SectionRecipe
from monitor.normalize import _PLAIN, _plain, canonical, key, visible
from monitor.quality import news
from monitor.quality.gives_way import hardly_left
from monitor.quality.language import language
from monitor.quality.phrases import is_of_offices, said_of_showing
from tests.calls import calls_of
from tests.quality.judging import revision, verdict, watch

WORDS = st.sampled_from(["mutualisation", "l’été", "convention", "1 000", "services", "a", "…", "Ource", "—"])
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


def section(texts: list[str]) -> Section:
    return Section(item="m", heading=None, blocks=tuple(Block("paragraph", text) for text in texts))


@given(st.lists(TEXTS, max_size=6), st.lists(TEXTS, max_size=6), st.integers(0, 6))
def test_a_shrunk_section_is_known_without_counting_all_its_words(old: list[str], new: list[str], shared: int) -> None:
    """3.14: left with under a third of its words."""
    before, after = section(old), section(old[:shared] + new)
    words, left = (Counter(re.findall(r"\w+", canonical(s.text).casefold())) for s in (before, after))
    assert hardly_left(before, after) == (3 * (words & left).total() < words.total())


@given(st.text(st.one_of(st.characters(), st.sampled_from("".join(_PLAIN) + " \t\n\u00a0ʹʼ")), max_size=60))
def test_characters_are_folded_as_a_table_would(text: str) -> None:
    """3.10, over any characters."""
    assert _plain(text) == text.translate({ord(shown): plain for shown, plain in _PLAIN.items()})
    seen = visible(text)
    assert seen == re.sub(r"\s{2,}|[\n\t\r\f\v]", " ", seen).strip() == visible(seen)
    assert seen == unicodedata.normalize("NFC", seen)


PARTS = (
    *["nous", "vous", "Votre", "we", "svp", "please", "Ihre", "Sie", "réessayez", "mutualisation", "page", "-", ",", ".", "?", ";"],
    *("les services", "Direction des achats", "Le service commun", "a fermé", "est dissous", "en travaux", "s’il vous plaît"),
    *("ci scusiamo", "los últimos", "sans rendez-vous", "la mairie", "le 3 mars", "M. Roux"),
)
SAID = st.lists(st.lists(st.sampled_from(PARTS), max_size=7).map(" ".join), max_size=4)


@given(SAID, SAID)
def test_whom_lines_speak_to_is_asked_of_what_stood_there_once(lines: list[str], texts: list[str]) -> None:
    """3.14, §9: as if all of *texts* were looked through for each line."""
    said, before = "\n".join(lines), "\n".join(texts)
    plain = {word for line in lines for word in news._APPOINTMENT.sub(" ", key(news._BEGGED.sub(" ", line))).split()}
    asks = bool(news._PERSONS & plain - set(key(before).split())) or any(line.rstrip().endswith("?") for line in lines)
    ways = (news._ADDRESSED, news._BEGGED, news._WE)
    calls = [found.start() for way in ways if (found := way.search(said)) and not way.search(before)]
    parts = news.CLAUSE_ENDS.split(said[: min(calls, default=0)])[:-1]
    there, first = news._stems(before), [part for part in parts if len(news._WORD.findall(part)) >= news._WHOLE]
    about = any((is_of_offices(part) or news._stems(part) & there) and not said_of_showing(part) for part in first)
    assert news.speaks_to_reader(lines, texts) == (asks or (bool(calls) and not about))


def test_a_line_more_costs_no_look_at_all_that_stood_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """3.14, §9: a list of 2,400 lines that all lost their ends took half a minute."""
    looked_at = Counter[int]()

    def counted(raw: str) -> str:
        looked_at[lines] += len(raw)
        return key(raw)

    monkeypatch.setattr(news, "key", counted)
    for lines in (100, 400):
        texts = [f"Nous vous recevons, please, au guichet {n % 7} de la mairie annexe" for n in range(lines)]
        assert not news.tells_besides([text.removesuffix(" annexe") for text in texts], texts)
    assert looked_at[400] <= 5 * looked_at[100]


def test_a_script_is_known_among_latin_letters() -> None:
    """3.15: a few foreign letters name no language, a text of them does."""
    assert language("La convention de mutualisation est signée par la ville et la métropole. " * 5 + "Ελλάδα") == "fr"
    assert language("Σύμβαση μεταξύ του δήμου και της μητρόπολης για τις κοινές υπηρεσίες. " * 5) == "el"


def test_a_list_of_which_all_lines_are_others_is_judged_line_by_line() -> None:
    """§9, 11.2: a new year's deliberations; four times as many of them are about four times as many calls."""
    of = watch(SectionRecipe(item="liste", heading="Délibérations"), documents=())

    def page(year: int, lines: int) -> str:
        listed = "".join(f"<li>Avenant {year}-{at:04} voirie, lot {year + at * 13}</li>" for at in range(lines))
        return f"<main><h1>Délibérations</h1><ul>{listed}</ul></main>"

    def calls(lines: int) -> int:
        before, last = page(2025, lines), revision(page(2025, lines), of)
        return calls_of(lambda: verdict(page(2026, lines), of, last, before=before))

    calls(60)  # compiles what is used for the first time
    assert calls(240) < 4.8 * calls(60)
