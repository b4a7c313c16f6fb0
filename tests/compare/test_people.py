"""Lists of people: « A → B » is said of one post only (DESIGN 3.25)."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.compare.people import other_people, succession
from monitor.compare.text.blocks import edits_between
from monitor.compare.text.pieces import Piece

WOMEN = ("Anne Durand", "Léa Morel", "Zoé Lambert", "Inès Caron", "Rose Lemaire", "Eva Blanc", "Sofia Costa", "Nadia Benali")
MEN = ("Paul Martin", "Karim Haddad", "Jean-Luc Petit", "Hugo Perrin", "Yann Le Goff", "Denis Royer", "Marc Dubois", "Luc Faure")
POSTS = ("aux finances", "à la culture", "aux sports", "à l’urbanisme", "à la jeunesse", "aux écoles")
COUNCIL = (
    "Mme Claire Aubert, maire",
    *(f"Mme {name}, adjointe {post}" for name, post in zip(WOMEN, POSTS[:3], strict=False)),
    *(f"M. {name}, adjoint {post}" for name, post in zip(MEN, POSTS[3:], strict=False)),
    *(f"Mme {name}, conseillère municipale" for name in WOMEN[3:]),
    *(f"M. {name}, conseiller municipal" for name in MEN[3:]),
)
CABINET = ("Leader: Jane Smith", "Housing: Amir Khan", "Planning: Lucy Green", "Member: Tom White", "Member: Zoe Young")
CARDS = tuple(
    text
    for card in (
        ("Anne Durand", "Adjointe aux finances"),
        ("Paul Martin", "Adjoint à la culture"),
        ("Léa Morel", "Adjointe aux sports"),
        ("Karim Haddad", "Conseiller municipal"),
        ("Hugo Perrin", "Conseiller municipal"),
    )
    for text in card
)
LABELS = tuple(text for post, name in zip(POSTS, WOMEN, strict=False) for text in (f"Délégation {post}", name))
ROWS = ("Finances\tAnne Durand\t03 80 11 22 01", "Culture\tPaul Martin\t03 80 11 22 02", "Sports\tLéa Morel\t03 80 11 22 03")

Said = list[tuple[str, str | None, str | None]]


def said(old: Sequence[str], new: Sequence[str]) -> Said:
    edits = edits_between(*([Piece(n, text) for n, text in enumerate(lines)] for lines in (old, new)))
    return [(e.op, e.before, e.after) for e in edits]


def swapped(lines: Sequence[str], *swaps: tuple[str, str]) -> list[str]:
    """*lines*, each with the first of *swaps* that it holds."""
    found = [next((line.replace(a, b) for a, b in swaps if a in line), line) for line in lines]
    assert found != list(lines)
    return found


@pytest.mark.parametrize(
    ("old", "swaps"),
    [
        pytest.param(
            COUNCIL, [("Mme Zoé Lambert, adjointe aux sports", "M. Boris Legrand, adjoint aux sports")], id="other-gender"
        ),
        pytest.param(COUNCIL, [("Claire Aubert", "Fanny Leroy")], id="the-one-mayor"),
        pytest.param(COUNCIL, [("Anne Durand", "Léa Morel"), ("Léa Morel", "Anne Durand")], id="functions-exchanged"),
        pytest.param(CABINET, [("Lucy Green", "Mary Black"), ("Jane Smith", "Ann Lee")], id="function-first"),
        pytest.param(CABINET, [("Amir Khan", "vacant"), ("Lucy Green", "Amir Khan")], id="vacant"),
        pytest.param(CARDS, [("Léa Morel", "Fanny Leroy")], id="card-name-first"),
        pytest.param(LABELS, [("Léa Morel", "Fanny Leroy")], id="card-function-first"),
        pytest.param(ROWS, [("Paul Martin", "Fanny Leroy")], id="row"),
    ],
)
def test_a_post_is_told_by_its_function(old: Sequence[str], swaps: list[tuple[str, str]]) -> None:
    new = swapped(old, *swaps)
    changed = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert said(old, new) == [("replace", a.replace("\t", " "), b.replace("\t", " ")) for a, b in changed]


@pytest.mark.parametrize(
    ("old", "swaps"),
    [
        pytest.param(COUNCIL, [("M. Yann Le Goff, conseiller", "M. Boris Legrand, conseiller")], id="one-of-many"),
        pytest.param(COUNCIL, [("Yann Le Goff", "Boris Legrand"), ("Denis Royer", "Tom Weber")], id="two-neighbours"),
        pytest.param(COUNCIL, [("Mme Zoé Lambert, adjointe aux sports", "M. Tom Weber, adjoint au logement")], id="other-post-too"),
        pytest.param(CABINET, [("Tom White", "Peter Gray")], id="member"),
        pytest.param(CARDS, [("Karim Haddad", "Boris Legrand")], id="card"),
        pytest.param(WOMEN, [("Rose Lemaire", "Fanny Leroy")], id="names-alone"),
    ],
)
def test_who_holds_no_post_of_their_own_goes_and_comes(old: Sequence[str], swaps: list[tuple[str, str]]) -> None:
    """A generic word in common is nothing in common."""
    new = swapped(old, *swaps)
    found = said(old, new)
    assert {op for op, *_ in found} == {"delete", "insert"}
    assert [before for op, before, _ in found if op == "delete"] == [a for a, b in zip(old, new, strict=True) if a != b]
    assert [after for op, _, after in found if op == "insert"] == [b for a, b in zip(old, new, strict=True) if a != b]


def test_a_function_passes_in_a_list_by_name() -> None:
    """Whoever holds it now stands elsewhere in the alphabet: the line of the function moved there with another name."""
    old = sorted(COUNCIL)
    new = sorted(swapped(COUNCIL, ("Mme Zoé Lambert, adjointe aux sports", "M. Adam Weber, adjoint aux sports")))
    assert said(old, new)[-1] == ("replace", "Mme Zoé Lambert, adjointe aux sports", "M. Adam Weber, adjoint aux sports")


@pytest.mark.parametrize(
    ("old", "swap"),
    [
        pytest.param(("Service état civil (12 agents)", "Service achats (9 agents)"), ("12", "14"), id="services"),
        pytest.param(("État Civil : 12 agents", "Affaires Scolaires : 9 agents"), ("12", "14"), id="services-in-capitals"),
        pytest.param(COUNCIL, ("Mme Anne Durand, adjointe aux finances", "Mme Anne Durand, adjointe au budget"), id="same-person"),
        pytest.param(WOMEN, ("Léa Morel", "Léa Morel-Vidal"), id="married-name"),
        pytest.param(
            ("Le service des achats est dirigé par M. Bruno Petit et sert onze communes.", "Il ouvre à 9 h."),
            ("Bruno Petit", "Karim Haddad"),
            id="prose",
        ),
        pytest.param(("Lundi : 9 h - 12 h", "Mardi : 9 h - 12 h"), ("Lundi : 9 h", "Lundi : 8 h"), id="hours"),
    ],
)
def test_other_lists_are_compared_as_ever(old: Sequence[str], swap: tuple[str, str]) -> None:
    new = swapped(old, swap)
    assert said(old, new) == [("replace", a, b) for a, b in zip(old, new, strict=True) if a != b]


@given(st.integers(0, 10_000))
def test_no_arrow_leads_from_one_member_to_another(seed: int) -> None:
    """Whatever goes, comes and is reordered among members without a post of their own, nobody becomes somebody else."""
    chance = random.Random(seed)
    old = [f"{name}, member of the {party} group" for name in (*WOMEN, *MEN) for party in [chance.choice(("Labour", "Green"))]]
    new = [line for line in old if chance.random() > 0.2] + [f"Fanny Leroy {n}, member of the Green group" for n in "ABC"]
    chance.shuffle(new)
    pairs = [(before or "", after or "") for op, before, after in said(old, new) if op == "replace"]
    assert all(before.split(",")[0] == after.split(",")[0] for before, after in pairs)


def test_a_line_of_two_sentences_is_no_post_and_name() -> None:
    """3.25: what the next sentence says is no part of a post."""
    line = "{}, directrice générale des services. Les services de la mairie accueillent le public."
    assert succession(line.format("Mme Claire Aubert"), line.format("M. Luc Perrin")) is None
    assert succession("Mme Claire Aubert, directrice des achats.", "M. Luc Perrin, directeur des achats.") is not None


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("M. Paul Martin", "M. Jean-Paul Martin", True),
        ("Jean Roux", "Jean-Luc Roux", True),
        ("Jean ROUX", "Jean-Luc ROUX", True),
        ("Jean-Louis Roux", "Jean-Luc Roux", True),
        ("Jean Luc Roux", "Jean-Luc Roux", False),
        ("Marie-Ane Roux", "Marie-Anne Roux", False),
        ("Anne Durand", "Anne Durand-Roux", False),
        ("Anne DURAND", "Anne DURAND-ROUX", False),
    ],
)
def test_one_of_two_first_names_is_another_name(one: str, other: str, apart: bool) -> None:
    """3.23, 3.25: a family name to which another was added, or a slip, is not."""
    assert other_people(one, other) is other_people(other, one) is apart
