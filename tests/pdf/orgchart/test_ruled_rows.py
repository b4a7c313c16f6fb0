"""Rows between level rules, in panels side by side whose rows stand at heights of their own (13.1, 3.27)."""

from __future__ import annotations

from functools import partial

import pytest
from reportlab.lib.colors import HexColor, black
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE
from tests.pdf.orgchart.charts import rows_read
from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.pdfs import drawn

Bars = dict[str, tuple[str, dict[str, str]]]  # title: who heads it, and the services with their heads
LEFT: Bars = {
    "Direction des sports": ("NERI Luc", {}),
    "Direction de la culture": (
        "CARON Inès",
        {"Service musées": "REY Anne", "Service archives": "LANG Guy", "Service théâtres": "ROY Eva"},
    ),
    "Direction de la jeunesse": ("MOREL Guy", {"Service crèches": "ROUX Paul", "Service cantines": "PRAT Odile"}),
}
RIGHT: Bars = {
    "Direction des finances": ("ROBIN Hervé", {"Service budget": "PETIT Marc", "Service dette": "HADDAD Karim"}),
    "Direction des routes": ("LEFORT Bruno", {"Service voirie": "BENOIT Claire", "Service ponts": "GARNIER Rose"}),
}


@pytest.mark.parametrize("left", [LEFT, {title: bar for title, bar in LEFT.items() if bar[1]}], ids=["other levels", "most shared"])
def test_rows_of_panels_side_by_side_are_each_of_their_own_bar(left: Bars) -> None:
    """13.1: rules of two panels were one table, with services told twice, beside each other's heads, for certain."""

    def draw(canvas: Canvas) -> None:
        for x, pole, head, bars in ((30, "DGA Solidarités", "NOËL Jean", left), (430, "DGA Moyens", "VIDAL Maud", RIGHT)):
            canvas.setFillColor(HexColor("#00695c"))
            canvas.rect(x, 474, 380, 26, stroke=0, fill=1)
            canvas.setFillColor(HexColor("#ffffff"))
            canvas.setFont("Helvetica-Bold", 12)
            canvas.drawString(x + 10, 483, pole)
            canvas.drawRightString(x + 370, 483, head)
            y = 470
            for title, (name, services) in bars.items():
                canvas.setFillColor(HexColor("#e3e7ea"))
                canvas.rect(x, y - 20, 380, 20, stroke=0, fill=1)
                canvas.setFillColor(black)
                canvas.setFont("Helvetica-Bold", 9.5)
                canvas.drawString(x + 10, y - 14, title)
                canvas.drawRightString(x + 370, y - 14, name)
                y -= 20
                canvas.setFont("Helvetica", 9)
                for service, holder in services.items():
                    canvas.drawString(x + 24, y - 12, service)
                    canvas.drawRightString(x + 370, y - 12, holder)
                    canvas.line(x, y - 17, x + 380, y - 17)
                    y -= 17
                y -= 4

    chart = chart_of(drawn(draw, size=(842, 595)))
    bars = {**left, **RIGHT}
    expected = {title: (name,) for _, services in bars.values() for title, name in services.items()}
    expected |= {title: (name,) for title, (name, _) in bars.items()}
    assert {title: names for title, _, names in rows_read(chart) if title in expected} == expected
    assert len(chart.units) == len(expected) + 2
    over = {service: title for title, (_, services) in bars.items() for service in services}
    titles = {unit.id: unit.title for unit in chart.units}
    sure = {u.title: titles[u.parent] for u in chart.units if u.parent and u.title in over and u.confidence_parent >= SURE}
    assert sure == {title: over[title] for title in sure}


def draw_groups(
    canvas: Canvas, groups: list[tuple[tuple[str, str], dict[str, str]]], deputies: dict[str, str], upright: bool
) -> None:
    """Of each group the pole and its head, and a row for each service, with its head and deputy, between two rules."""
    y = 380
    canvas.line(40, y, 700, y)
    for (pole, head), services in groups:
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawString(44, y - 14, pole)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(44, y - 28, head)
        for place, (service, name) in enumerate(services.items()):
            canvas.drawString(260, y - 14 - 14 * place, service)
            canvas.drawString(480, y - 14 - 14 * place, name)
            canvas.drawString(600, y - 14 - 14 * place, deputies.get(service, ""))
        y -= 14 * max(2, len(services)) + 10
        canvas.line(40, y, 700, y)
    for x in (40, 250, 470, 590, 700) if upright else ():
        canvas.line(x, 380, x, y)


def test_rows_between_the_rules_of_groups_have_their_own_heads() -> None:
    """3.27: every service's head was a certain member of the pole, and the services were one unit; lines may part columns, too."""
    poles = {
        ("Pôle ressources", "Luc PETIT"): {"Finances": "Anne ROY", "Achats": "Paul HENRY", "Paie": "Zoé MARIN"},
        ("Pôle technique", "Ida NOEL"): {"Voirie": "Inès LEROY", "Eau": "Tom GIRARD", "Parcs": "Léa MASSON"},
        ("Pôle social", "Jean BON"): {"Écoles": "Hugo REYNAUD", "Seniors": "Paul PICARD"},
        ("Pôle vie locale", "Marc FABRE"): {"Sports": "Lise MARTIN", "Jeunesse": "Max COLIN"},
    }

    for most, upright in ((3, False), (2, False), (3, True)):  # rows of a group
        deputies = dict(zip(next(iter(poles.values())), ("Ève PAOLI", "Guy LANG", "Eva REY"), strict=True)) if most > 2 else {}
        groups = [(pole, dict([*services.items()][:most])) for pole, services in poles.items()]
        chart = chart_of(drawn(partial(draw_groups, groups=groups, deputies=deputies, upright=upright), size=(740, 400)))
        expected = {pole: [head] for pole, head in poles}
        expected |= {title: [one, *filter(None, [deputies.get(title)])] for _, own in groups for title, one in own.items()}
        assert {unit.title: [person.name for person in unit.people] for unit in chart.units} == expected
        titles = {unit.id: unit.title for unit in chart.units}
        over = {service: pole for (pole, _), services in groups for service in services}
        assert {unit.title: titles[unit.parent] for unit in chart.units if unit.parent is not None} == over


def test_two_who_share_a_broken_title_between_rules_are_no_rows() -> None:
    """3.27: « Maison de la Petite », « Enfance » beside two names were two units, for certain; only the first begins like one.

    Nor are they surely one: « Service familles », « Logement » may be two.
    """
    poles = {
        ("Pôle social", "Jean BON"): {"Maison de la Petite": "Luc PETIT", "Enfance": "Ida NOEL"},
        ("Pôle culture", "Zoé MARIN"): {"Réseau des Bibliothèques": "Tom BLIN", "Municipales": "Eva LUCAS"},
        ("Pôle ville", "Marc FABRE"): {"Pôle": "Léa VIDAL", "Enfance": "Hugo PONS", "Jeunesse": "Anne ROY"},
        ("Pôle sports", "Inès LEROY"): {"Service Vie": "Max COLIN", "Associative": "Guy LANG"},
    }
    for upright in (False, True):
        chart = chart_of(drawn(partial(draw_groups, groups=[*poles.items()], deputies={}, upright=upright), size=(740, 400)))
        titles = {" ".join(services) for services in poles.values()} | {pole for pole, _ in poles}
        assert {unit.title for unit in chart.units if unit.confidence_title >= SURE} <= titles, upright
        shared = [unit for unit in chart.units if unit.title not in {pole for pole, _ in poles}]
        assert not [unit.title for unit in shared if max(person.confidence for person in unit.people) >= SURE], upright
