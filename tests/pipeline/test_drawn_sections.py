"""An org chart that is drawn into the page itself, as `<svg>` (3.31)."""

from __future__ import annotations

import json
import re
from html import escape

import pytest

from monitor.extract.items import extract
from monitor.extract.page import Page as ParsedPage
from monitor.model import OrgChart, Recipe, Section, SectionRecipe
from monitor.pipeline.section_charts import with_charts
from tests.documents.office import FIXTURES
from tests.pipeline.house import House
from tests.site import Page, Site

TRUTH = json.loads((FIXTURES / "chart.json").read_text(encoding="utf-8"))
UNITS = {  # title -> name, head, where it stands
    "Direction générale": ("Mme Claire Aubert", None, (400, 20)),
    "Pôle ressources": ("M. Bruno Roche", "Direction générale", (200, 140)),
    "Pôle aménagement": ("Mme Odile Perrin", "Direction générale", (600, 140)),
    "Direction des finances": ("Mme Inès Caron", "Pôle ressources", (100, 260)),
    "Direction du numérique": ("M. Karim Roux", "Pôle ressources", (300, 260)),
    "Direction de l’eau": ("Mme Léa Blanc", "Pôle aménagement", (600, 260)),
}
TREE = {(title, head) for title, (_, head, _) in UNITS.items()}


def drawn(label: str, tail: str = "") -> str:
    """The units as boxes under each other; *label*: the words of a box, with {t}, {n}, {x}, {y}, {left}."""
    parts = []
    for title, (name, head, (x, y)) in UNITS.items():
        if head:
            above = UNITS[head][2]
            parts.append(f'<path d="M{above[0]} {above[1] + 30}V{above[1] + 60}H{x}V{y - 30}" fill="none" stroke="#333"/>')
        parts.append(f'<rect x="{x - 85}" y="{y - 30}" width="170" height="60" fill="#fff" stroke="#333"/>')
        parts.append(label.format(t=title, n=name, x=x, y=y, left=x - 84))
    return f'<svg width="900" viewBox="-1 -15 900 340"><title>Organigramme</title><g>{"".join(parts)}</g>{tail}</svg>'


TEXTS = (
    '<text x="{x}" y="{y}" text-anchor="middle" font-size="12" font-weight="bold">{t}'
    '<tspan x="{x}" dy="14" font-weight="normal">{n}</tspan></text>'
)
HTML = (
    '<g transform="translate({left},{y})"><foreignObject x="0" y="-24" width="168" height="48"><div xmlns="http://www.w3.org/1999/xhtml">'
    "<span><b>{t}</b><br>{n}</span></div></foreignObject></g>"
)
SWITCHED = (
    '<switch><foreignObject width="100%" height="100%"><div style="display: flex; width: 168px; height: 1px; padding-top: {y}px;'
    ' margin-left: {left}px;"><div style="font-size: 0px"><div style="font-size: 12px">{t}<div>{n}</div></div></div></div>'
    '</foreignObject><text x="{x}" y="{y}" text-anchor="middle">{t:.9}...</text></switch>'
)


def section_of(body: str) -> Section:
    html = f"<main><h1>Mairie</h1><p>Bienvenue.</p><h2>Organigramme</h2>{body}<h2>Contact</h2><p>Écrire.</p></main>"
    recipe = Recipe(sections=(SectionRecipe(item="chart", heading="Organigramme", kind="orgchart"),))
    (section,) = with_charts(extract(ParsedPage.parse(html, "https://valmont.example/"), recipe=recipe, last=None)).sections
    return section


def tree_of(chart: OrgChart | None) -> set[tuple[str, str | None]]:
    assert chart is not None and chart.structured
    titles = {unit.id: unit.title for unit in chart.units}
    return {(unit.title, titles.get(unit.parent or "")) for unit in chart.units}


@pytest.mark.parametrize("label", [TEXTS, HTML, SWITCHED], ids=["texts", "html-labels", "switched-labels"])
def test_a_drawing_in_the_page_is_read_as_a_file_of_its_own_would_be(label: str) -> None:
    """3.31: as drawing programs and scripts write it; names of elements come in small letters from a page."""
    section = section_of(drawn(label))
    assert tree_of(section.orgchart) == TREE
    named = {person.name for unit in section.orgchart.units for person in unit.people} if section.orgchart else set()
    assert named == {name for name, _, _ in UNITS.values()}
    assert section.drawing == "" and section.entries == ()


def test_a_file_put_into_the_page_gives_the_same_tree() -> None:
    """3.31: no form is another chart."""
    source = re.sub(r"<\?xml.*?\?>|<!DOCTYPE.*?>", "", (FIXTURES / "chart-1.svg").read_text(encoding="utf-8"), flags=re.DOTALL)
    assert tree_of(section_of(source).orgchart) == {(title, head) for title, head, _ in TRUTH["1"]}


@pytest.mark.parametrize(
    "tail",
    [
        '<text x="1" y="1" font-size="1e999">Grand</text>',
        '<rect x="1e999" width="1e999" height="3" stroke="red"/>',
        '<rect x="1" y="1" width="1e12" height="1e12" fill="none" stroke="red"/>',
        '<g transform="scale(1e300)"><g transform="scale(1e300)"><text x="1" y="1">Loin</text><rect width="9" height="9"/></g></g>',
        '<text x="4" y="330" font-size="0">Rien</text>',
        '<a xlink:href="https://example.org"><text x="4" y="330" font-size="3">&#0;&lt;b&gt; ]]&gt;</text></a>',
        "<style>.x{fill:url(#a)}</style><image href='file:///etc/passwd' width='4' height='4'/>",
    ],
)
def test_what_no_page_shows_neither_hides_the_chart_nor_costs_memory(tail: str) -> None:
    """6, 13.8: a section is read where the page is, without a child that could run out of it."""
    assert tree_of(section_of(drawn(TEXTS, tail)).orgchart) >= TREE - {("Direction générale", None)}


def test_a_drawing_too_large_to_be_a_chart_is_text() -> None:
    """6."""
    section = section_of(drawn(TEXTS, "<g></g>" * 20_000))
    assert section.orgchart is None and "Direction des finances" in section.text


def test_an_icon_among_nested_lists_leaves_them_the_chart() -> None:
    """3.31: lists are read where the drawing is not most of the section."""
    icon = '<svg viewBox="0 0 9 9"><text>1</text></svg>'
    poles = "".join(f"<li>Pôle {n}<ul><li>Direction {n} a {icon}</li><li>Direction {n} b</li></ul></li>" for n in ("eau", "ville"))
    section = section_of(f"<ul><li>Direction générale<ul>{poles}</ul></li></ul>")
    titles = {unit.title for unit in section.orgchart.units} if section.orgchart else set()
    assert titles >= {"Direction générale", "Pôle eau", "Direction eau a", "Direction ville b"}


def test_a_head_that_changes_in_the_drawing_is_told_as_one(house: House, site: Site) -> None:
    """3.31, 5.5: over real visits."""
    house.configure(items='\n[watch.sections.chart]\nheading = "Organigramme"\nkind = "orgchart"\n')
    prose = "<p>Les services de la ville et de la métropole travaillent ensemble depuis plusieurs années déjà.</p>"
    for name in ("Mme Inès Caron", "M. Hugo Noir"):
        body = drawn(TEXTS).replace("Mme Inès Caron", escape(name))
        html = f"<html><title>Valmont</title><main><h1>Services</h1>{prose}<h2>Organigramme</h2>{body}</main></html>"
        site.pages["/"] = Page(html.encode())
        line = house.check()
    (change,) = line["changes"]
    assert [(e["op"], e["unit"], e["before"], e["after"]) for e in change["edits"]] == [
        ("person_replaced", "Direction des finances", "Mme Inès Caron", "M. Hugo Noir")
    ]


CARDS = "".join(f"<div class='card'><h3>{title}</h3><p>{name}</p></div>" for title, (name, _, _) in UNITS.items())


def test_cards_side_by_side_are_told_by_post(house: House, site: Site) -> None:
    """3.27, 3.31: no tree is claimed, and what hangs under what is not told."""
    house.configure(items='\n[watch.sections.chart]\nheading = "Organigramme"\nkind = "orgchart"\n')
    prose = "<p>Les services de la ville et de la métropole travaillent ensemble depuis plusieurs années déjà.</p>"
    for name in ("Mme Inès Caron", "M. Hugo Noir"):
        body = f"<h2>Organigramme</h2><div>{CARDS.replace('Mme Inès Caron', name)}</div>"
        site.pages["/"] = Page(f"<html><title>V</title><main><h1>Services</h1>{prose}{body}</main></html>".encode())
        line = house.check()
    (change,) = line["changes"]
    assert [(e["op"], e["unit"], e["before"], e["after"]) for e in change["edits"]] == [
        ("person_replaced", "Direction des finances", "Mme Inès Caron", "M. Hugo Noir")
    ]
    chart = house.show()["chart"]["orgchart"]
    assert (chart["structured"], chart["reason"], len(chart["units"])) == (False, "no hierarchy", len(UNITS))
    assert {unit["parent"] for unit in chart["units"]} == {None}


def test_the_row_that_names_a_table_s_columns_heads_nothing(house: House, site: Site) -> None:
    """3.27: « Service », « Nom », « Fonction » is no unit; where the rows of a page's table tell no head, none is claimed."""
    house.configure(items='\n[watch.sections.chart]\nheading = "Organigramme"\nkind = "orgchart"\n')
    prose = "<p>Les services de la ville et de la métropole travaillent ensemble depuis plusieurs années déjà.</p>"
    rows = "".join(f"<tr class=row><td>{title}</td><td>{name}</td><td>Responsable</td></tr>" for title, (name, *_) in UNITS.items())
    for name in ("Mme Inès Caron", "M. Hugo Noir"):
        table = f"<table><tr><th>Service</th><th>Nom</th><th>Fonction</th></tr>{rows.replace('Mme Inès Caron', name)}</table>"
        body = f"<h1>Services</h1>{prose}<h2>Organigramme</h2>{table}"
        site.pages["/"] = Page(f"<html><title>V</title><main>{body}</main></html>".encode())
        line = house.check()
    (change,) = line["changes"]
    assert [(e["op"], e["unit"], e["before"], e["after"]) for e in change["edits"]] == [
        ("person_replaced", "Direction des finances", "Mme Inès Caron", "M. Hugo Noir")
    ]
    units = house.show()["chart"]["orgchart"]["units"]
    assert [(unit["title"], unit["parent"]) for unit in units] == [(title, None) for title in UNITS]


@pytest.mark.parametrize("row", ["<tr><td>{}</td><td>{}</td></tr>", "<li>{} – {}</li>"])
def test_a_row_that_goes_below_another_head_is_told(row: str, house: House, site: Site) -> None:
    """3.27, 3.31: where rows of several kinds stand flat, only their order tells whose they are."""
    rows = [
        ("DGA Cadre de vie", "Mme Anaïs Delcambre"),
        ("Service voirie", "M. Mehdi Lakhdar"),
        ("Service parcs", "M. Joël Pruvost"),
        ("DGA Ressources", "M. Olivier Grandjean"),
        ("Service paie", "Mme Léa Hourdequin"),
    ]
    outer = "<table>{}</table>" if row.startswith("<tr") else "<ul>{}</ul>"

    def page(listed: list[tuple[str, str]]) -> Page:
        body = outer.format("".join(row.format(*one) for one in listed))
        prose = "<p>Les services de la ville et de la métropole travaillent ensemble depuis plusieurs années déjà.</p>"
        return Page(f"<html><title>Valmont</title><main><h1>Mairie</h1>{prose}<h2>Services</h2>{body}</main></html>".encode())

    house.configure(items='\n[watch.sections.services]\nheading = "Services"\nkind = "orgchart"\n')
    site.pages["/"] = page(rows)
    assert house.outcome() == "first"
    site.pages["/"] = page([rows[0], rows[2], rows[3], rows[1], rows[4]])
    (change,) = house.check()["changes"]
    assert [edit["op"] for edit in change["edits"]] == ["move"]
