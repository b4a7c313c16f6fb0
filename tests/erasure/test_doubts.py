"""Namesakes stay; who may be meant is shown (5.17)."""

from __future__ import annotations

import pytest

from monitor.erasure.doubts import Doubts, StoredText, doubts
from monitor.erasure.forms import exact_forms, initial_forms, name_of, stop_list, whole_forms
from monitor.erasure.matching import without
from monitor.erasure.words import words_of


def of(name: str, *texts: str) -> Doubts:
    known = name_of(name)
    assert known is not None
    return doubts(known, [StoredText(text, "ville", "organigramme", 1) for text in texts])


def test_a_namesake_with_the_same_initial_keeps_the_initials() -> None:
    found = of("Anne Dupont", "Mme Anne Dupont", "M. Alain Dupont", "A. Dupont")
    name = name_of("Anne Dupont")
    assert name is not None
    assert found.forms == whole_forms(name)
    assert [(d.why, d.text) for d in found.uncertain] == [("initial", "A. Dupont")]
    assert found.namesakes == 1


def test_without_such_a_namesake_the_initials_go() -> None:
    found = of("Anne Dupont", "Mme Anne Dupont", "M. Paul DUPONT", "A. Dupont")
    name = name_of("Anne Dupont")
    assert name is not None
    assert found.forms == whole_forms(name) | initial_forms(name)
    assert (found.uncertain, found.namesakes) == ((), 1)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Mme Dupont-Moreau a quitté la ville", "family"),
        ("Le service de Dupont-Moreau", "family"),
        ("Anne Marie Dupont-Moreau", "between"),
        ("Mme Anne Dupont, directrice", "part"),
        ("Marie-Anne Dupont-Moreau", "joined"),
        ("Ane Dupont-Moreau", "near"),
        ("D I R A N N E D U P O N T M O R E A U", "beside"),
        ("Marie\nAnne Dupont-Moreau", "beside"),
        ("Anne DUPONT-MOREAU-PETIT", "joined"),
        ("DUPONT-MOREAU Anne-Laure", "joined"),
    ],
)
def test_who_may_be_meant_is_shown(text: str, why: str) -> None:
    assert [doubt.why for doubt in of("Anne Dupont-Moreau", text).uncertain] == [why]


def test_a_further_given_name_is_a_doubt_and_a_list_of_two_people_is_none() -> None:
    assert [doubt.why for doubt in of("Paul Martin", "Jean Paul MARTIN", "J.P. Martin").uncertain] == ["beside", "beside"]
    assert of("Paul Martin", "Claire MARTIN, Paul DURAND").uncertain == ()


@pytest.mark.parametrize("text", ["Paul Dupont-Moreau", "DUPONT-MOREAU Paul", "P. Dupont-Moreau", "Anne Martin", "Marie Dupont"])
def test_somebody_else_is_not_asked_about(text: str) -> None:
    assert of("Anne Dupont-Moreau", text).uncertain == ()


@pytest.mark.parametrize(
    "text",
    [
        "ROUX Paul MARTIN Zoé",
        "Martin-Paul Durand",
        "Martin Paul Durand",
        "Martin P. Durand",
        "Paul MARTIN DUPONT",
        "Vincent de Paul Martin",
        "Marie Paul-Martin",
    ],
)
def test_a_name_within_a_longer_one_is_left_and_shown(text: str) -> None:
    """5.17: what may be somebody else's name is for people to decide, and never erased unseen."""
    name = name_of("Paul Martin")
    assert name is not None
    lists = (stop_list(whole_forms(name) | initial_forms(name), b"k"),)
    assert without(lists, text) == text
    (doubt,) = of("Paul Martin", text).uncertain
    assert doubt.why in ("beside", "between") and doubt.named


@pytest.mark.parametrize(
    "text",
    [
        "Paul MARTIN DGS",
        "Paul MARTIN URBANISME",
        "Paul MARTIN ÉTAT CIVIL",
        "MARTIN Paul DURAND Zoé",
        "Zoé DURAND Paul MARTIN",
        "Paul Martin Claire Durand",
        "Le bureau de Paul Martin",
        "Les élus\nPaul Martin",
        "Paul MARTIN Directeur",
        "fiche-paul-martin.pdf",
        "Maire Paul Martin",
    ],
)
def test_what_stands_beside_a_name_and_is_none_makes_no_doubt(text: str) -> None:
    """5.17: an acronym, a post, another person in full."""
    name = name_of("Paul Martin")
    assert name is not None
    assert "[effacé]" in without((stop_list(whole_forms(name), b"k"),), text)


def test_each_namesake_is_counted_however_the_name_is_put() -> None:
    """5.17: alone, joined, with a further given name, in an address; nobody twice."""
    found = of(
        "Paul Martin",
        "Jean-Paul Martin",
        "JEAN PAUL MARTIN",
        "Claire Martin",
        "MARTIN Claire",
        "Martin Pauline",
        "luc.martin@v.example",
    )
    assert found.namesakes == 4


def test_a_given_name_above_is_part_of_what_would_be_erased() -> None:
    """5.17: what is offered for --also says the whole name."""
    (doubt,) = of("Paul Martin", "Directeur\nJean\nPaul MARTIN").uncertain
    assert doubt.named == "Jean Paul MARTIN"


@pytest.mark.parametrize(
    "printed",
    ["Martin PAUL", "PAUL Martin", "M. Martin PAUL, directeur", "PAUL\tMartin", "Martin\nPAUL", "PAUL (Martin)", "martin PAUL"],
)  # fmt: skip
def test_capitals_that_make_the_given_name_the_family_name_tell_somebody_else(printed: str) -> None:
    """5.14, 5.17: « Martin PAUL » stays and is offered for --also, which takes it."""
    name = name_of("Paul MARTIN")
    assert name is not None
    found = of("Paul MARTIN", printed, "Mme Claire MARTIN")
    assert without((stop_list(found.forms, b"k"),), printed) == printed
    (doubt,) = found.uncertain
    assert doubt.why == "swapped" and doubt.named and {"martin", "paul"} <= set(words_of(doubt.named))
    assert found.namesakes == 1
    assert "[effacé]" in without((stop_list(found.forms | exact_forms(doubt.named), b"k"),), printed)


@pytest.mark.parametrize("name", ["Paul MARTIN", "Martin, Paul", "Paul Martin"])
@pytest.mark.parametrize(
    "printed",
    ["Paul MARTIN", "MARTIN Paul", "PAUL MARTIN", "MARTIN PAUL", "Paul Martin", "Martin Paul", "Martin, PAUL",
     "martin.paul@v.example", "P. MARTIN", "MARTIN P.", "Nom : MARTIN, Prénom : PAUL"],
)  # fmt: skip
def test_where_capitals_tell_no_order_either_is_the_person(name: str, printed: str) -> None:
    """5.17: all in capitals, none, or a comma or a label that says which is which."""
    found = of(name, printed)
    assert "[effacé]" in without((stop_list(found.forms, b"k"),), printed)
    assert found.uncertain == ()


def test_of_two_whose_names_are_the_same_words_each_can_be_erased() -> None:
    """5.17: all lists of a database are one; what the first leaves alone does not hide the second."""
    forms = {form for name in ("Paul MARTIN", "Martin PAUL") if (found := name_of(name)) for form in whole_forms(found)}
    assert without((stop_list(forms, b"k"),), "Martin PAUL, Paul MARTIN") == "[effacé], [effacé]"


def test_compounds_particles_and_capitals() -> None:
    """5.17: a part of the family name in capitals is the family name."""
    for asked, same, other in (
        ("Jean-Paul MARTIN", "Jean-Paul MARTIN", "JEAN-PAUL Martin"),
        ("Jean de La Tour", "Jean de LA TOUR", "JEAN de la Tour"),
        ("Anne Dupont-Moreau", "Anne DUPONT-Moreau", "Dupont-Moreau ANNE"),
        ("Élise Müller", "MULLER Elise", "Mueller ÉLISE"),
    ):
        forms = of(asked).forms
        assert without((stop_list(forms, b"k"),), f"{same} ; {other}") == f"[effacé] ; {other}"


@pytest.mark.parametrize(
    ("text", "why", "named"),
    [
        ("Tancrède, Vauzelles", "between", None),
        ("Tancrède\tMartin\tVAUZELLES", "between", None),
        ("Tancrede Vauzeles", "slip", "Tancrede Vauzeles"),
        ("M. Vauzelle est absent", "slip", None),
        ("Vu par T. Vauselles", "slip", None),
        ("Tancrède V. reçoit", "short", "Tancrède V."),
        ("Mme Tancrède de Vauzelles", "between", None),
        ("Tancrède et Lucie Vauzelles", "between", "Tancrède et Lucie Vauzelles"),
        ("le compte tvauzelles", "user", "tvauzelles"),
        ("La société Vauzelles et fils", "family", None),
    ],
)
def test_what_may_be_the_person_is_shown_for_the_true_reason(text: str, why: str, named: str | None) -> None:
    """5.17: what is not erased by itself is listed, with why."""
    (doubt,) = of("Tancrède Vauzelles", text).uncertain
    assert doubt.why == why
    assert named is None or doubt.named == named


@pytest.mark.parametrize(
    "text", ["Lucie Vauzeles", "les vauzeles", "Vaucelles est une rue", "Tancrède à Vienne", "vu de Tancrède. V. suite"]
)
def test_what_only_sounds_alike_is_no_doubt(text: str) -> None:
    """5.17: a slip is told by who stands beside it."""
    assert of("Tancrède Vauzelles", text).uncertain == ()


@pytest.mark.parametrize("text", ["Tancrède VAU-ZELLES", "Tancrède Vau-zelles", "VAU-\nZELLES Tancrède", "Tan-crède VAU-ZELLES"])
def test_a_name_that_lines_broke_goes(text: str) -> None:
    """5.17: broken words; the hyphen stays where the end of a line is lost."""
    name = name_of("Tancrède Vauzelles")
    assert name is not None
    assert without((stop_list(whole_forms(name), b"k"),), f"Par {text} le 3").replace("\n", "") in (
        "Par [effacé] le 3",
        "Par [effacé][effacé] le 3",
    )


@pytest.mark.parametrize("text", ["Tancrède Vau-Zelles", "Tancrède-Vau ZELLES", "Anna Belle-Martin", "Anna-Belle Martin"])
def test_a_name_with_a_hyphen_of_its_own_is_somebody_elses(text: str) -> None:
    """5.17: namesakes stay."""
    lists = tuple(stop_list(whole_forms(n), b"k") for t in ("Tancrède Vauzelles", "Annabelle Martin") if (n := name_of(t)))
    assert without(lists, text) == text


def test_monsieur_is_no_initial() -> None:
    """5.17: « M. » before a family name is hardly the initial of Maëlle; both who may be meant are for people to decide."""
    name = name_of("Maëlle Prigent")
    assert name is not None
    lists = [stop_list(forms, b"\x00" * 32) for forms in (whole_forms(name), initial_forms(name))]
    for text in ("M. Prigent est jardinier.", "M Prigent", "M.\u00a0PRIGENT"):
        assert without(lists, text) == text
        assert [doubt.why for doubt in of("Maëlle Prigent", text).uncertain] == ["civility"]
    assert [doubt.why for doubt in of("Maëlle Prigent", "Mme Prigent reçoit.").uncertain] == ["family"]
    for text in ("Mme M. Prigent", "PRIGENT M.", "m.prigent@ville.example", "M.Prigent@ville.example"):
        assert "rigent" not in without(lists, text).lower()
    compound = name_of("Marie-Anne Prigent")
    assert compound is not None
    assert without([stop_list(initial_forms(compound), b"\x00" * 32)], "M.-A. Prigent") == "[effacé]"


def test_a_sentence_before_makes_no_namesake() -> None:
    """5.17: so a second run finds nothing else to erase: what stood before a name, erased since, was no part of it."""
    text = "Fátima El Amrani. FATIMA EL AMRANI. Fatima El\u2011Amrani-Roux."
    first, second = of("Fatima El Amrani", text), of("Fatima El Amrani", text.replace("FATIMA EL AMRANI", "[effacé]"))
    assert (first.namesakes, first.forms) == (second.namesakes, second.forms)


@pytest.mark.parametrize("name", ["U Maung", "Ó Bran Niall", "A. M. Rull i Mas", "'t Zand Wim", "Lia E"])
def test_the_very_words_are_shown_where_a_letter_may_be_a_word(name: str) -> None:
    """5.17: they are never passed over in silence; one letter that begins or ends a name may belong to the sentence."""
    found = of(name, f"Le bureau de {name} est fermé")
    known = name_of(name)
    assert known is not None
    assert without((stop_list(whole_forms(known), b"k"),), f"Le bureau de {name} est fermé").startswith("Le bureau de")
    assert found.uncertain and all(doubt.named for doubt in found.uncertain)
