"""How the words that differ are marked for a reader (DESIGN 5.3)."""

from __future__ import annotations

import pytest

from monitor.compare.words import text_of, word_diff


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        pytest.param("Il a dix-neuf membres.", "Il a vingt-trois membres.", ["dix-neuf"], ["vingt-trois"], id="a number in words"),
        pytest.param(
            "La loi 2025-12 y est.", "La loi 2026-04 y est.", ["2025", "12"], ["2026", "04"], id="a number of several parts"
        ),
        pytest.param("À Saint-Jean et Dijon.", "À Saint-Paul et Dijon.", ["Jean"], ["Paul"], id="one part alone"),
        pytest.param(
            "Avec l’école, la ville.", "Avec l’usine, la région.", ["école", "ville"], ["usine", "région"], id="two words"
        ),
        pytest.param("Le 9 - 12 mai, à Dijon.", "Le 8 - 11 mai, à Dijon.", ["9", "12"], ["8", "11"], id="a dash that stands apart"),
    ],
)
def test_a_word_of_several_parts_is_marked_as_one(old: str, new: str, gone: list[str], come: list[str]) -> None:
    """« [dix → vingt]-[neuf → trois] » is read by nobody."""
    _, _, words = word_diff(text_of(old), text_of(new))
    assert [text for sign, text in words if sign == "-"] == gone
    assert [text for sign, text in words if sign == "+"] == come


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        pytest.param(
            "Employeur : Ville de Lérigny",
            "Employeur : Communauté de communes",
            ["Ville de Lérigny"],
            ["Communauté de communes"],
            id="de",
        ),
        pytest.param(
            "Le 12 rue de la Paix est fermé.",
            "Le 12 avenue de la Gare est fermé.",
            ["rue de la Paix"],
            ["avenue de la Gare"],
            id="de la",
        ),
        pytest.param("Amt der Stadt, Bonn", "Haus der Kultur, Bonn", ["Amt der Stadt"], ["Haus der Kultur"], id="der"),
        pytest.param("Ouvert du 3 au 7 mars.", "Ouvert du 5 au 9 mars.", ["3", "7"], ["5", "9"], id="days, each by itself"),
        pytest.param(
            "Chef : Achats, Paie, Eau.", "Chef : Culture, Sport, Eau.", ["Achats", "Paie"], ["Culture", "Sport"], id="entries"
        ),
        pytest.param(
            "Le plan de la Ville est prêt.", "Le plan neuf de la Région est prêt.", ["Ville"], ["neuf", "Région"], id="one came"
        ),
    ],
)
def test_a_small_word_between_two_changes_is_of_what_changed(old: str, new: str, gone: list[str], come: list[str]) -> None:
    """5.3: « Employeur : [Ville → Communauté] de [Lérigny → communes] » was torn at a word that says nothing."""
    before, after, words = word_diff(text_of(old), text_of(new))
    assert (before, after) == (old, new)
    assert [text.strip() for sign, text in words if sign == "-"] == gone
    assert [text.strip() for sign, text in words if sign == "+"] == come


WHO = "Commission finances : {}, Ana Silva, Rita Sol"


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        pytest.param(
            WHO.format("Marie Roy (présidente), Jean Duval"),
            WHO.format("Jean Duval (président), Marie Roy"),
            "Marie Roy (présidente)",
            "Jean Duval (président)",
            id="both open and close",
        ),
        pytest.param("Le bureau (12 agents) est ici.", "Le bureau (14 agents) est ici.", "12", "14", id="within a bracket"),
        pytest.param(
            "Le bureau de Paul (maire) est ici.", "Le bureau de Jean (maire) est ici.", "Paul", "Jean", id="before a bracket"
        ),
        pytest.param(
            "Les élus (Paul) (Luc) siègent ici.", "Les élus (Jean) (Luc) siègent ici.", "Paul", "Jean", id="between two brackets"
        ),
    ],
)
def test_a_bracket_that_a_change_opens_is_closed_in_it(old: str, new: str, gone: str, come: str) -> None:
    """« [Marie Roy (présidente → Jean Duval (président]) » cut the brackets off."""
    before, after, words = word_diff(text_of(old), text_of(new))
    assert (before, after) == (old, new)
    assert (next(text for sign, text in words if sign == "-"), next(text for sign, text in words if sign == "+")) == (gone, come)


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        pytest.param(
            "Paie (paie@valmont.fr), Eau (eau@valmont.fr), Voirie (voirie@valmont.fr)",
            "Paie (paie@valmont.fr), Voirie (voirie@valmont.fr)",
            "Eau (eau@valmont.fr), ",
            id="an address",
        ),
        pytest.param("Elle paie. Elle aide. Elle vote.", "Elle paie. Elle vote.", "Elle aide. ", id="a sentence"),
        pytest.param("Elle aide. Elle vote.", "Elle aide.", "Elle vote.", id="the last sentence"),
    ],
)
def test_a_full_stop_within_an_address_ends_no_sentence(old: str, new: str, gone: str) -> None:
    """5.3: « [− fr), Eau (eau@valmont.]fr) »"""
    _, _, words = word_diff(text_of(old), text_of(new))
    assert [text.strip() for sign, text in words if sign == "-"] == [gone.strip()]
    assert not [text for sign, text in words if sign == "+"]


@pytest.mark.parametrize("aside", ["", " (commun)"])
def test_a_last_sentence_that_changed_and_got_another_behind_it_is_told(aside: str) -> None:
    """3.24: nothing that stayed stands behind the last change; with a bracket in the text that failed and all was lost."""
    old, new = f"Le service{aside} est ouvert le lundi.", f"Le service{aside} est fermé le lundi. Il ouvre le mardi."
    _, _, words = word_diff(text_of(old), text_of(new))
    assert (
        "".join(text for sign, text in words if sign != "+") == old and "".join(text for sign, text in words if sign != "-") == new
    )
