"""Page text is data: whatever it holds, it has no power over what shows it."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.i18n.locale import locale_of
from monitor.i18n.typography import _cell, cells, clean, english, french, held, nested, shortened
from monitor.report.layout import Run, wrapped

ANY_TEXT = st.text(st.characters() | st.sampled_from("\x1b\x00\n\r\t\u202e\u2066\u200f\u2028\ud800é漢👍\u0301 "))


@given(ANY_TEXT)
def test_cleaned_text_is_one_line_without_control_or_direction(text: str) -> None:
    """Issue "What is said" 7: control characters, bidi overrides, line breaks, lone surrogates."""
    shown = clean(text)
    assert not [
        c
        for c in shown
        if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(c) in ("RLO", "LRO", "RLI")
    ]
    assert clean(shown) == shown
    shown.encode("utf-8")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mrouge", "\ufffd[31mrouge"),
        ("cod\u202egpj.exe", "codgpj.exe"),
        ("Subject\r\nBcc: x", "Subject Bcc: x"),
        ("l’été « 2 000 »", "l’été « 2 000 »"),
    ],
    ids=["escape", "override", "header", "french"],
)
def test_cleaning_keeps_letters(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@given(st.text(st.sampled_from("ab é漢👍\u0301\u00a0 ")), st.integers(16, 60))
def test_no_line_is_wider_than_the_screen(text: str, width: int) -> None:
    """4.2: wrapped to width, words longer than a line broken, not lost."""
    lines = wrapped([Run(clean(text), "added")], width=width, first="  ~ ", rest="    ").split("\n")
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()).lstrip("~") == "".join(clean(text).split())


TYPED = st.lists(st.sampled_from([*"aé}{1'«»;!?:.\0 \u00a0\u202f", "l'", "« ", " »", " :"])).map("".join)
RULES = (  # as the Imprimerie nationale has them, one after the other
    ("«[ \u00a0\u202f]*", "«\u202f"),
    ("[ \u00a0\u202f]*»", "\u202f»"),
    ("[ \u00a0]([;!?])", "\u202f\\1"),
    (" :", "\u00a0:"),
    (r"(?<=[\w}])'(?=[\w{«“])", "’"),
)


@given(TYPED)
def test_texts_are_set_quickly_as_the_rules_have_it(typed: str) -> None:
    """§9: each start sets hundreds of texts; without expressions that is done in a quarter of the time."""
    printed = typed
    for rule, said in RULES:
        printed = re.sub(rule, said, printed)
    assert french(typed) == printed
    assert english(typed) == re.sub(*RULES[-1], typed)


def test_letters_taken_for_one_cell_take_one() -> None:
    """4.2: a text is counted whole where each of its letters takes a cell; each letter alone says so, too."""
    assert [code for code in range(0x2100) if cells(f"é{chr(code)}") != 1 + _cell(chr(code))] == []


def test_wrapping_hangs_beneath_the_first_word() -> None:
    text = wrapped([Run("un deux trois quatre 12 personnes", "plain")], width=20, first="  + ", rest="    ")
    assert text == "  + un deux trois\n    quatre\n    12 personnes"


@example("00000000000«00»", 14)
@given(st.text(max_size=80), st.integers(5, 60))
def test_a_shortened_text_fits_and_says_so(text: str, limit: int) -> None:
    """A quotation that is cut is closed, beyond the limit."""
    short = shortened(text, limit)
    bare = short if short == text else short.rstrip("»”\u202f\u00a0")
    assert len(bare) <= limit and (short == text or bare.endswith("…"))


@pytest.mark.parametrize("title", ["Organigramme intercommunautaire des services", "Kommunens Forvaltningsorganisation 2026"])
def test_a_title_is_cut_between_words_though_one_is_long(title: str) -> None:
    """4.2: half a word says nothing; a word that is alone longer than its room is cut all the same."""
    assert shortened(title, 26) == f"{title.split()[0]}…"
    assert shortened("Forvaltningsorganisation", 12) == "Forvaltning…"


def test_a_last_clause_that_has_no_room_is_left_out() -> None:
    """10.8: « ; il est… » says nothing, and « ; il est confié à Mme Anne… » names nobody."""
    assert shortened("Le pôle apparaît, avec le service des eaux ; il est confié à Mme Anne Roy", 55).endswith("service des eaux…")
    assert shortened("Le pôle apparaît, avec l’eau ; il est confié à Mme Anne Roy", 50).endswith("avec l’eau…")
    assert shortened("Le pôle apparaît ; le service des eaux et celui des routes y figurent", 55).endswith("et celui des…")


def test_a_number_stays_with_what_it_counts() -> None:
    assert held("1 direction créée, 12 supprimées (2023 → 2024)") == "1\u00a0direction créée, 12\u00a0supprimées (2023 → 2024)"
    assert held("tarif 27 € → 29 €, soit 5 %") == "tarif 27\u00a0€ → 29\u00a0€, soit 5\u00a0%"
    assert held("Mme Ana Silva y remplace M. Bruno Martin.") == "Mme\u00a0Ana Silva y remplace M.\u00a0Bruno Martin."


def test_a_quotation_that_is_cut_is_closed() -> None:
    """10.8: no quotation without its end; a lone mark of the page stays alone."""
    assert shortened("ajouté : « les achats de la ville et de la métropole », et 4 autres", 40).endswith("ville et…\u202f»")
    assert shortened("added: “the purchases of the town and the district”, and more", 30) == "added: “the purchases of the…”"
    assert shortened("a 12” pipe of the water service, and “more of the rest", 40).count("”") == 1


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("«\u202fle plan «\u202fVilles\u202f» de 2026\u202f»", "«\u202fle plan “Villes” de 2026\u202f»"),
        ("« a » et « b »", "« a » et « b »"),
        ("«a «b» c «d» e»", "«a “b” c “d” e»"),
        ("« ouvert « deux fois »", "« ouvert « deux fois »"),
        ("» rien «", "» rien «"),
    ],
)
def test_what_is_quoted_within_a_quotation_has_marks_of_its_own(text: str, printed: str) -> None:
    """Page text with « » of its own stands in our sentences; marks that do not pair are nobody's to mend."""
    assert nested(text) == nested(printed) == printed


def test_every_sentence_quotes_so() -> None:
    said = locale_of("fr").quoted("Le rapport « Villes »")
    assert said == "«\u202fLe rapport “Villes”\u202f»"
    assert locale_of("fr").text("report.alert_words", watch="La « une »", item="x", words=said).count("«") == 3
    assert locale_of("en").quoted("« x »") == "“« x »”"
