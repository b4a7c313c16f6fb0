"""Councils in everyday markups, edited: whose rank, delegation or line changed (DESIGN 3.25)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

import pytest

from monitor.compare.sections import compare_sections
from monitor.extract.page import Page
from monitor.model import Section
from monitor.report.lines import change_lines, plain

Elected: TypeAlias = tuple[str, str, str]  # name, post, delegation
BEFORE: tuple[Elected, ...] = (
    ("Guy Lenoir", "Maire", ""),
    ("Nina Costa", "1re adjointe", "Finances"),
    ("Hugo Blanc", "2e adjoint", "Voirie"),
    ("Rita Sol", "3e adjointe", "Écoles"),
    ("Jo Blin", "Conseiller municipal", ""),
    ("Eva Morin", "Conseillère municipale", ""),
)
CAPTIONS, TITLES, LINES, ROWS, ENTRIES, CARDS = (
    "<figure><figcaption>{0}<br>{1}<span>|<br>{2}</span></figcaption></figure>",
    "<h3>{1}</h3><p>{0}</p>|<p>{2}</p>",
    "<p>{1} : {0}</p>|<p>Délégation : {2}</p>",
    "<tr><td>{1}<td>{0}<td>{2}</tr>",
    "<dt>{1}</dt><dd>{0}</dd>|<dd>{2}</dd>",
    '<div class="elu"><p>{0}</p><p>{1}</p>|<p>{2}</p></div>',
)
FORMS = {"captions": CAPTIONS, "titles": TITLES, "lines": LINES, "rows": ROWS, "entries": ENTRIES, "cards": CARDS}


def page(form: str, council: Sequence[Elected]) -> str:
    """*council* in that form; what stands behind its « | » is left out where there is no delegation."""
    every, _, of_some = form.partition("|")
    said = "".join((every + of_some * bool(one[2]) + "</div>" * (form is CARDS and not one[2])).format(*one) for one in council)
    wrapped = {ROWS: f"<table><tr><th>Fonction<th>Élu<th>Délégation</tr>{said}</table>", ENTRIES: f"<dl>{said}</dl>"}
    return f"<p>Le conseil municipal est élu pour six ans.</p>{wrapped.get(form, said)}"


def told(old: str, new: str) -> list[str]:
    pages = (Page.parse(f"<main>{said}</main>", "https://valmont.example/") for said in (old, new))
    was, now = (Section(item="s", heading="Le conseil", blocks=p.blocks_of(p.main), found_by="heading") for p in pages)
    change = compare_sections(was, now)
    return [re.sub("[\u00a0\u202f]", " ", plain(line)) for line in change_lines(change, "fr")] if change else []


def is_of(name: str, lines: list[str]) -> bool:
    return any(name in line for line in lines)


@pytest.mark.parametrize("form", FORMS)
def test_a_delegation_that_changed_is_told_with_who_has_it(form: str) -> None:
    """« [Écoles → Écoles et culture] » was told of a rank or of nobody."""
    after = [*BEFORE[:3], ("Rita Sol", "3e adjointe", "Écoles et culture"), *BEFORE[4:]]
    (line,) = told(page(FORMS[form], BEFORE), page(FORMS[form], after))
    assert "Rita Sol" in line and "[+et culture]" in line


@pytest.mark.parametrize("form", FORMS)
def test_who_goes_up_a_rank_is_told_by_name(form: str) -> None:
    """An adjoint resigns, the next goes up: « [3e → 2e] adjointe » was said of nobody, and her delegation « déplacé »."""
    after = [*BEFORE[:2], ("Rita Sol", "2e adjointe", "Écoles"), *BEFORE[4:]]
    lines = told(page(FORMS[form], BEFORE), page(FORMS[form], after))
    assert is_of("Hugo Blanc", lines) and is_of("Rita Sol", lines) and len(lines) <= 3
    assert not is_of("déplacé", lines) and not any(
        is_of(name, lines) for name in ("Guy Lenoir", "Nina Costa", "Jo Blin", "Eva Morin")
    )


@pytest.mark.parametrize("form", FORMS)
def test_two_who_exchange_their_delegations_are_both_told(form: str) -> None:
    after = [*BEFORE[:1], ("Nina Costa", "1re adjointe", "Voirie"), ("Hugo Blanc", "2e adjoint", "Finances"), *BEFORE[3:]]
    lines = told(page(FORMS[form], BEFORE), page(FORMS[form], after))
    assert is_of("Nina Costa", lines) and is_of("Hugo Blanc", lines) and len(lines) == 2


@pytest.mark.parametrize("form", ["titles", "cards"])
def test_a_delegation_that_passes_to_another_is_told_of_both(form: str) -> None:
    """« déplacé : Voirie » said neither from whom nor to whom."""
    after = [*BEFORE[:2], ("Hugo Blanc", "2e adjoint", ""), BEFORE[3], ("Jo Blin", "Conseiller municipal", "Voirie"), BEFORE[5]]
    assert told(page(FORMS[form], BEFORE), page(FORMS[form], after)) == ["déplacé de « Hugo Blanc » à « Jo Blin » : Voirie"]


@pytest.mark.parametrize("form", ["titles", "cards", "captions"])
def test_a_rank_written_for_a_woman_passed_from_the_man_who_held_it(form: str) -> None:
    """« 2e adjoint : − Hugo Blanc », « 2e adjointe : + Ana Silva », « 2e [adjoint → adjointe] »: three lines told one fact."""
    after = [*BEFORE[:2], ("Ana Silva", "2e adjointe", "Voirie"), *BEFORE[3:]]
    (line,) = told(page(FORMS[form], BEFORE), page(FORMS[form], after))
    assert "Hugo Blanc" in line and "Ana Silva" in line and "2e adjoint" in line


SERVICE = "<h3>{0}</h3><p>{1}</p><p>{2}</p>"
TWO_OF_ONE = "<h3>{0}</h3><p>{1}</p><p>Luc Petit</p><p>{2}</p>"


@pytest.mark.parametrize(
    ("form", "was", "now"),
    [
        pytest.param(SERVICE, ("Paie", "Marie Roy", "ville"), ("Paie et carrières", "Marie Roy", "ville"), id="a service renamed"),
        pytest.param(SERVICE, ("Paie", "Marie Roy", "ville"), ("Paie", "Marie Roy", "métropole"), id="what a service is"),
        pytest.param(TWO_OF_ONE, ("Paie", "Marie Roy", "ville"), ("Paie", "Marie Roy", "métropole"), id="a service of two people"),
    ],
)
def test_what_is_of_a_service_is_not_told_of_who_heads_it(form: str, was: tuple[str, ...], now: tuple[str, ...]) -> None:
    others = [("Achats", "Nora Brun", "ville"), ("Voirie", "Paul Noir", "ville")]
    (line,) = told(*("".join(form.format(*one) for one in (others[0], own, others[1])) for own in (was, now)))
    assert "Marie Roy" not in line and "Paie" in line


def test_the_last_line_of_all_is_not_told_of_the_last_person() -> None:
    """What stands below the last title may be the foot of all."""
    council = page(TITLES, BEFORE)
    (line,) = told(*(f"{council}<p>Standard : 03 80 11 22 {end}</p>" for end in ("33", "34")))
    assert "Eva Morin" not in line


def test_a_card_that_stands_elsewhere_is_told_though_its_lines_went_along() -> None:
    """A move is left out where its bearer is told of; here nobody is."""
    cards = [
        SERVICE.format(*one) for one in (("Paie", "Marie Roy", "a"), ("Achats", "Nora Brun", "b"), ("Voirie", "Paul Noir", "c"))
    ]
    assert told("".join(cards), "".join((cards[1], cards[2], cards[0]))) == ["déplacé : Paie"]


def test_a_delegation_of_a_new_holder_is_told_where_only_a_letter_of_it_differs() -> None:
    """« Écoles » and « École » are one word up to number, and no post: what he is charged with is another thing."""
    after = [*BEFORE[:3], ("Ana Silva", "3e adjointe", "École"), *BEFORE[4:]]
    assert any("Écoles → École" in line for line in told(page(ROWS, BEFORE), page(ROWS, after)))


BEIGEORDNETE: tuple[Elected, ...] = (
    ("Herr Rolf Siepmann", "Erster Beigeordneter", "zuständig für Finanzen und Schulen"),
    ("Frau Beate Hüttig", "Zweite Beigeordnete", "zuständig für Verkehr und Kultur"),
    ("Herr Sven Utermark", "Dritter Beigeordneter", "zuständig für Sport und Umwelt"),
)
PORTRAITS = "<figure><figcaption><strong>{0}</strong><br>{1}<br>{2}</figcaption></figure>"
BOOTSTRAP = "<div class='card'><h4>{0}</h4><h5>{1}</h5><div class='card-text'><p>{2}</p></div></div>"


@pytest.mark.parametrize("form", [CARDS, PORTRAITS, BOOTSTRAP])
def test_a_rank_whose_words_all_have_capitals_is_nobodys_name(form: str) -> None:
    """« Zweite Beigeordnete : zuständig für … » was told of nobody, or of the rank as if that were her."""
    after = (*BEIGEORDNETE[:2], (*BEIGEORDNETE[2][:2], "zuständig für Sport"))
    (line,) = told(page(form, BEIGEORDNETE), page(form, after))
    assert "Herr Sven Utermark" in line and "[−und Umwelt]" in line
    up = (("Frau Beate Hüttig", "Erste Beigeordnete", BEIGEORDNETE[1][2]), BEIGEORDNETE[2])
    lines = told(page(form, BEIGEORDNETE), page(form, up))
    assert is_of("Herr Rolf Siepmann", lines) and is_of("Frau Beate Hüttig", lines) and not is_of("Sven", lines)


BOXES = "<div class='list'>{}</div>"
BOX = "<div class='box'><div>{0}</div><div>{1}</div><div>{2}</div></div>"
HEADS = (("Voirie", "Mme Eva Morin", "31 agents"), ("Sports", "M. Luc Petit", "12 agents"), ("Paie", "Mme Ana Silva", "8 agents"))


def boxes(*cards: Sequence[str], poles: int = 9) -> str:
    """*cards* in one list, or under two poles, the first of so many."""
    under = [
        f"<h3>{name}</h3>" + BOXES.format("".join(BOX.format(*one) for one in part))
        for name, part in zip(("Pôle technique", "Pôle culture"), (cards[:poles], cards[poles:]), strict=True)
        if part
    ]
    return "<p>Les services de la ville et leurs responsables.</p>" + "".join(under)


def test_heads_who_exchange_the_cards_of_their_services_are_told_with_these() -> None:
    """« déplacé : de heer Bart Lammers » said neither from where nor to where."""
    (wegen, bart, many), (sport, cor, few), paie = (
        ("Wegen", "de heer Bart Lammers", "31"),
        ("Sport", "de heer Cor Mensinga", "12"),
        HEADS[2],
    )
    lines = told(boxes((wegen, bart, many), (sport, cor, few), paie), boxes((wegen, cor, many), (sport, bart, few), paie))
    assert {*lines} == {f"déplacé de « Wegen » à « Sport » : {bart}", f"déplacé de « Sport » à « Wegen » : {cor}"}


def test_a_card_under_another_pole_is_told_with_the_service_below_the_name() -> None:
    """« déplacé de … à … : Mme Eva Morin » did not say which service went."""
    names_first = [(name, service, many) for service, name, many in (*HEADS, ("Musées", "M. Jo Tran", "4 agents"))]
    (line,) = told(boxes(*names_first, poles=2), boxes(*names_first, poles=3))
    assert line == "déplacé de « Pôle culture » à « Pôle technique » : Mme Ana Silva · Paie"


def test_a_card_that_begins_with_its_service_is_told_by_that_alone() -> None:
    """Who heads it, and how many it has, went along."""
    cards = (*HEADS, ("Musées", "M. Jo Tran", "4 agents"))
    (line,) = told(boxes(*cards, poles=2), boxes(*cards, poles=3))
    assert line == "déplacé de « Pôle culture » à « Pôle technique » : Paie"


def test_a_line_that_changes_its_place_within_a_card_goes_from_none_to_another() -> None:
    (_, *others), other = HEADS[0], HEADS[1:]
    lines = told(boxes(HEADS[0], *other), boxes(("Voirie", *reversed(others)), *other))
    assert lines and not is_of("de «", lines)


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ("{0}<br>Chef de service<br>{1}", "Eau : [Eva Roux → Zoé Lund]"),
        ("{0}<br>Responsable : {1}<br>Tél. 04 50 11 11 1{2}", "Eau : Responsable : [Eva Roux → Zoé Lund]"),
        ("{1}<br>{2}e adjointe<br>{0}", "2e adjointe : [Eva Roux → Zoé Lund]"),
    ],
)
def test_cells_of_lines_side_by_side_are_cards_of_their_own(card: str, said: str) -> None:
    """3.25: « Paie Chef de service Luc Petit : [Eva Roux → Zoé Lund] » was said of the first cell of the row."""
    ones = (("Paie", "Luc Petit"), ("Eau", "Eva Roux"), ("Parcs", "Tom Albe"))
    row = "".join(f"<td>{card.format(*one, n)}" for n, one in enumerate(ones, 1))
    assert told(f"<table><tr>{row}</table>", f"<table><tr>{row.replace('Eva Roux', 'Zoé Lund')}</table>") == [said]
