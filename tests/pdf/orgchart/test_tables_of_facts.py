"""Tables with a column of facts on the units in their rows: « Service | Collectivité | Responsable » (3.27)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, names, rule, tree, write
from tests.pdf.pdfs import drawn

SERVICES = ("Finances", "Paie", "Voirie", "Eau", "Achats", "Archives")
HEADS = ("Luc Petit", "Marie Roy", "Anne Morel", "Zoé Marin", "Samir Haddad", "Nina Costa")


def table(*columns: tuple[str, Sequence[str]]) -> OrgChart:
    """A ruled table of *columns*, a heading and what stands in each row."""

    def draw(canvas: Canvas) -> None:
        for place, (heading, cells) in enumerate(columns):
            for row, text in enumerate((heading, *cells)):
                rule(canvas, 30 + 110 * place, 60 + 16 * row, 110, 16)
                write(canvas, 34 + 110 * place, 70 + 16 * row, text, bold=not row)

    return chart_of(drawn(draw, size=SHEET))


@pytest.mark.parametrize(
    ("heading", "facts"),
    [
        ("Collectivité", ("Ville", "Métropole", "Métropole", "Ville", "Ville", "Métropole")),
        ("Mutualisé", ("Oui", "Non", "Non", "Oui", "Oui", "Non")),
        ("Site", ("Mairie", "Mairie", "Annexe", "Annexe", "Mairie", "Annexe")),
    ],
)
def test_what_comes_again_beside_other_titles_under_no_word_for_a_unit_is_none(heading: str, facts: Sequence[str]) -> None:
    """« Ville » hung under « Finances », headed by who heads that, and « became the Métropole », for certain."""
    people = dict(zip(SERVICES, ([head] for head in HEADS), strict=True))
    service, head = ("Service", SERVICES), ("Responsable", HEADS)
    for columns in ((service, (heading, facts), head), (service, head, (heading, facts))):
        assert names(table(*columns)) == people


def test_who_runs_a_service_is_a_fact_of_it_though_each_stands_once() -> None:
    """« Ville », « Métropole », « CCAS » were units with heads; one more « Métropole », and three people « appeared »."""
    facts = ("Collectivité", ("Ville", "Métropole", "CCAS"))
    read = names(table(("Service", SERVICES[:3]), facts, ("Responsable", HEADS[:3])))
    assert read == dict(zip(SERVICES[:3], ([head] for head in HEADS), strict=False))
    teams = ("Équipe", ("Budget", "Carrières", "Chaussées"))
    assert set(teams[1]) <= names(table(("Service", SERVICES[:3]), teams, ("Responsable", HEADS[:3]))).keys()


def test_what_comes_again_beside_what_comes_again_is_a_unit() -> None:
    """« Dijon » in each of its rows, « Médiathèque » in each town: the second column is of units, under any heading."""
    houses = 2 * ("Médiathèque", "Piscine", "Ludothèque")
    read = table(("Commune", ["Dijon"] * 3 + ["Talant"] * 3), ("Équipement", houses), ("Responsable", HEADS))
    assert [unit.title for unit in read.units].count("Médiathèque") == 2


def test_under_a_word_for_a_unit_or_each_once_they_are_units() -> None:
    """« Service » under pole after pole, of one title, too, and teams in unknown words that stand once each."""
    poles = ("Pôle ressources", "", "Pôle technique", "", "Pôle social", "")
    services = ("Finances", "Accueil", "Voirie", "Accueil", "Aînés", "Accueil")
    read = table(("Pôle", poles), ("Service", services), ("Responsable", HEADS))
    assert [unit.title for unit in read.units].count("Accueil") == 3
    read = table(("Pôle", poles), ("Domaine", SERVICES), ("Responsable", HEADS))
    assert tree(read) == dict.fromkeys(filter(None, poles)) | {
        service: poles[place // 2 * 2] for place, service in enumerate(SERVICES)
    }


@pytest.mark.parametrize("facts", [("Ville", "Métropole", "CCAS"), ("Métropole", "Métropole", "CCAS")], ids=["once each", "twice"])
def test_facts_of_a_short_table_are_none_whether_or_not_one_comes_again(facts: Sequence[str]) -> None:
    """One cell that became « Métropole » tipped the reading over: three heads had appeared, for certain."""
    read = table(("Service", SERVICES[:3]), ("Collectivité", facts), ("Responsable", HEADS[:3]))
    assert names(read) == {service: [head] for service, head in zip(SERVICES[:3], HEADS[:3], strict=True)}


def test_one_each_under_a_word_for_a_unit_or_two_under_one_are_units() -> None:
    poles = ("Ressources", "Technique", "Population")
    read = table(("Pôle", poles), ("Service", SERVICES[:3]), ("Responsable", HEADS[:3]))
    assert tree(read) == dict.fromkeys(poles) | dict(zip(SERVICES[:3], poles, strict=True))
    towns, houses = ("Dijon", "Talant", "Quetigny", "Longvic"), ("Médiathèque", "Piscine", "Gymnase", "Patinoire")
    for over, under in (
        ("Commune", "Équipement"),
        ("Territoire", "Compétence"),
        ("Thème", "Activité"),
    ):  # no word says what is a fact
        read = table((over, towns), (under, houses), ("Responsable", HEADS[:4]))
        assert {house: [head] for house, head in zip(houses, HEADS, strict=False)}.items() <= names(read).items()
    read = table(("Pôle", ("Ressources", "", "Technique")), ("Domaine", SERVICES[:3]), ("Responsable", HEADS[:3]))
    assert {*SERVICES[:3]} <= {unit.title for unit in read.units}


@pytest.mark.parametrize("heads", [("Service", "Responsable"), ("Pôle", "Nom")])
def test_a_row_of_column_names_in_one_rectangle_is_no_unit(heads: tuple[str, str]) -> None:
    """3.27: « Service Responsable » headed all rows, with a title that was sure."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.85)
        canvas.rect(30, SHEET[1] - 80, 300, 20, fill=1)
        canvas.setFillGray(0)
        for row, (service, head) in enumerate(((heads), *zip(SERVICES, HEADS, strict=True))):
            for place, text in ((0, service), (180, head)):
                if row:
                    rule(canvas, 30 + place, 60 + 20 * row, 180 if not place else 120, 20)
                write(canvas, 36 + place, 72 + 20 * row, text, bold=not row)

    assert names(chart_of(drawn(draw, size=SHEET))) == dict(zip(SERVICES, ([head] for head in HEADS), strict=True))


def test_two_titles_side_by_side_in_one_box_stay() -> None:
    """3.27: « Finances » and « Achats » name no columns."""

    def draw(canvas: Canvas) -> None:
        for x, top, texts in ((200, 40, ("Direction générale",)), (60, 120, ("Finances", "Achats")), (330, 120, ("Voirie",))):
            rule(canvas, x, top, 220, 24)
            for place, text in enumerate(texts):
                write(canvas, x + 10 + 110 * place, top + 14, text)
        canvas.lines([(310, SHEET[1] - 64, 310, SHEET[1] - 90), (170, SHEET[1] - 90, 440, SHEET[1] - 90)])
        canvas.lines([(x, SHEET[1] - 90, x, SHEET[1] - 120) for x in (170, 440)])

    assert {"Finances", "Achats"} <= {word for unit in chart_of(drawn(draw, size=SHEET)).units for word in unit.title.split()}
