"""What a font that was packed anew no longer spells is no difference (13.5)."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.compare import title_words
from monitor.compare.charts.edits import compare_charts
from monitor.compare.person_names import same_person
from monitor.compare.title_words import same_but_for_lost_letters, title_likeness
from tests.compare.test_orgchart import chart


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Chief Executive Officer", "Chief Executive O cer"),
        ("Office of the CEO", "Oce of the CEO"),
        ("Umwelt und Tiefbau", "Umwelt und Tieĩau"),
        ("Gleichstellungsbeauftragte", "GleichstellungsbeauŌragte"),
        ("Affaires financières", "A\ue000aires \ue001nancières"),
        ("Affaires juridiques", "A'aires juridiques"),
        ("Servizi Demografici", 'Servizi Demogra"ci'),
        ("Fachdienst Grünflächen", "Fachdienst Grün1ächen"),
        ("Mme Emmanuelle Laffont", "Mme Emmanuelle La5ont"),
        ("Geschäftsstellen", "Gesch‰ftsstellen"),
        ("SECRETARÍA TÉCNICA", "SECRETARÕA T…CNICA"),
    ],
)
def test_lost_letters_are_no_difference(before: str, after: str) -> None:
    assert same_but_for_lost_letters(before, after) and same_but_for_lost_letters(after, before)
    assert title_likeness(before, after) == 1.0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Service paie", "Service aie"),
        ("Pôle Est", "Pôle E"),
        ("Direction des finances", "Direction des nuances"),
        ("Service de l’eau", "Service de la rue"),
        ("Bureau 1", "Bureau 2"),
        ("Service finances", "Service 'nances et achats"),
        ("Chefs de projet", "Che's de projet"),
        ("Chefs de projet", "Che5s de projet"),
        ("Pôle 5", "Pôle ff"),
        ("Bureau A5", "Bureau Aff"),
        ("Service B5C", "Service BfiC"),
        ("Maison de quartier", "Maison du quartier"),
    ],
)
def test_other_letters_are_one(before: str, after: str) -> None:
    assert not same_but_for_lost_letters(before, after)


def test_a_name_with_gaps_elsewhere_is_the_same_person() -> None:
    """Nobody is replaced by herself with another gap in her name, nor by whoever has her letters in another order (3.23, 5.5)."""
    assert same_person("MmeJ oëlleJ AY", "Mme Joëlle JAY")
    assert same_person("M.J ean-PierreJ AOUEN", "M. Jean-Pierre JAOUEN")
    assert not same_person("Mme Anne Lise Roman", "Mme Anne Lise Norma")


def test_a_name_that_lost_letters_is_the_same_person() -> None:
    assert same_person("Mme Stefanie Pfeiffer", "Mme Stefanie Pfei er")
    assert same_person("M. Jérôme Noël", "M. JÈrÙme NoÎl")
    assert not same_person("Mme Claire Aubert", "Mme Claire Robert")


def test_a_chart_that_lost_letters_says_nothing_for_sure() -> None:
    """Two titles were spelt wrongly: what else became of a third may be one more slip."""
    before = chart({"Direction générale": {"Bureau des offres": {}, "Service des effectifs": {}, "Pôle Öffentlichkeit": {}}})
    after = chart({"Direction générale": {"Bureau des o res": {}, "Service des e ectifs": {}, "Pôle": {}}})
    edits = compare_charts(before, after)
    assert edits and all(edit.facts.get("uncertain") for edit in edits)
    assert (
        compare_charts(
            before, chart({"Direction générale": {"Bureau des o res": {}, "Service des e ectifs": {}, "Pôle Ö entlichkeit": {}}})
        )
        == ()
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ute Müller", "Ute Möller"),
        ("Łukasz Żak", "Łukasz Śak"),
        ("José Ñáñez", "José Ñíñez"),
        ("Анна Петрова", "Инна Петрова"),
        ("Сектор А", "Сектор Б"),
        ("Τμήμα Α", "Τμήμα Β"),
        ("Bureau ①", "Bureau ②"),
    ],
)
def test_two_letters_that_are_both_read_are_a_difference(before: str, after: str) -> None:
    """(3.10, 3.23) None of them is lost: a reader tells one from the other."""
    assert not same_but_for_lost_letters(before, after) and not same_but_for_lost_letters(after, before)
    assert title_likeness(before, after) < 1.0


def test_a_person_of_another_letter_is_another_person() -> None:
    """(3.23) A post passes from one to the other."""
    before, after = (chart({"Direction": {f"Service paie | {name}": {}}}) for name in ("Ute Müller", "Ute Möller"))
    assert not same_person("Ute Müller", "Ute Möller")
    (edit,) = compare_charts(before, after)
    assert (edit.op, edit.before, edit.after) == ("person_replaced", "Ute Müller", "Ute Möller")


def test_texts_of_any_length_are_compared_in_no_time() -> None:
    """(13.5) Two long texts are one where they differ in a lost letter, and are not looked into where they differ all over."""
    text = " ".join(f"service numéro {n} des effectifs" for n in range(2000))
    assert same_but_for_lost_letters(text, text.replace("effectifs", "eectifs", 1))
    assert not same_but_for_lost_letters(text, text.replace("e", "é"))


PIECES = ("a", "e", " ", "ti", "tt", "st", "ct", "Th", "i", "s", "f", "fi", "é", "ü", "œ", "\uf001", "\u25a1", "Ɵ", "-")


PRINTED = (None, None, None, "", " ", "\uf001", "é", "ti")  # instead of a piece; None: the same


@example([("Th", "\uf001")])
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(PRINTED)), max_size=4))
def test_what_no_font_loses_is_asked_first(pieces: list[tuple[str, str | None]]) -> None:
    """§9: texts whose lasting letters differ are told apart without being set against each other, as that would tell them."""
    one, other = "".join(spelt for spelt, _ in pieces), "".join(spelt if said is None else said for spelt, said in pieces)
    compared = same_but_for_lost_letters.__wrapped__
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(title_words, "_never_lost", lambda text: b"")
        long_way = [compared(one, other), compared(other, one)]
    assert [compared(one, other), compared(other, one)] == long_way
