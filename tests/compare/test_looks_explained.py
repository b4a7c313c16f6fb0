"""What a legend says that a colour or bold type means is compared; any other look of the page says nothing (DESIGN 3.28)."""

from __future__ import annotations

import pytest

from monitor.compare.revisions import digest
from monitor.compare.sections import compare_sections
from monitor.extract.page import Page
from monitor.model import Section
from monitor.model.items import block_with
from monitor.report.lines import change_lines, plain

GREEN = "<p>En vert : les services communs.</p>"
CARDS = "<div class='card{}'><h3>Paie</h3><p>Mme Roy</p></div><div class='card{}'><h3>Eau</h3><p>M. Petit</p></div>"
ROWS = "<table><tr><th>Service<th>Responsable<tr{}><td>Paie<td{}>Mme Roy<tr><td>Voirie<td>M. Petit</table>"


def entries(paie: str) -> str:
    return f"<ul><li>Finances<li>{paie}<li>Voirie</ul>"


def read(html: str) -> Section:
    page = Page.parse(f"<main>{html}</main>", "https://valmont.example/")
    return Section(item="s", heading="Mutualisation", blocks=page.blocks_of(page.main), found_by="heading")


def told(old: str, new: str) -> list[str]:
    sides = read(old), read(new)
    change = compare_sections(*sides)
    assert (change is None or change.significance == "cosmetic") == (digest(sides[0]) == digest(sides[1]))
    return [" ".join(plain(line).split()) for line in change_lines(change, "fr")] if change else []


PLAIN, GREEN_ONE = entries("Paie"), entries("<i style='color:green'>Paie</i>")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (PLAIN, PLAIN.replace("<li>Paie", "<li style='color:green'>Paie"), "[+(en vert)] Paie"),
        (entries("<b>Paie</b>"), entries("<b class=has-green-color>Paie</b>"), "[+(en vert)] Paie"),
        (entries("<font color=green>Paie</font>"), PLAIN, "[−(en vert)] Paie"),
        (CARDS.format("", ""), CARDS.format(" commun", ""), "[+(en vert)] Paie"),
        (CARDS.format("", ""), CARDS.format(" bg-success", ""), "[+(en vert)] Paie"),
        (ROWS.format("", ""), ROWS.format(" style='background:#9c9'", ""), "colonne « Service » : [+(en vert)] Paie"),
        (ROWS.format("", ""), ROWS.format("", " bgcolor=#9c9"), "Paie, colonne « Responsable » : [+(en vert)] Mme Roy"),
        (PLAIN, entries("Paie<li class=vert>Archives"), "(en vert) Archives"),
    ],
)
def test_a_line_in_another_colour_is_told_where_a_legend_explains_it(old: str, new: str, line: str) -> None:
    """Which service is shared is the subject of the page; where only colour says it, no word changes."""
    assert told(GREEN + old, GREEN + new) == [line]


@pytest.mark.parametrize(
    ("legend", "paie", "look"),
    [
        ("Les services communs sont surlignés en jaune.", "<mark class=yellow>Paie</mark>", "en jaune"),
        ("En gras : les services communs", "<b>Paie</b>", "en gras"),
        ("In italics: shared services", "<em>Paie</em>", "in italics"),
        ("Grün hinterlegt: gemeinsame Dienste", "<span style='background:#8c8'>Paie</span>", "grün hinterlegt"),
    ],
)
def test_legends_speak_of_type_and_in_other_languages(legend: str, paie: str, look: str) -> None:
    assert told(f"<p>{legend}</p>{PLAIN}", f"<p>{legend}</p>{entries(paie)}") == [f"[+({look})] Paie"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(PLAIN, GREEN_ONE, id="no legend"),
        pytest.param(GREEN + PLAIN, GREEN + entries("<b>Paie</b>"), id="another look"),
        pytest.param(GREEN + PLAIN, GREEN + entries("<i style='color:#c00'>Paie</i>"), id="another colour"),
        pytest.param(GREEN + GREEN_ONE, GREEN + entries("<i class=vert>Paie</i>"), id="written otherwise"),
        pytest.param(GREEN + PLAIN, f"<div class=vert>{GREEN}{PLAIN}</div>", id="the box of the legend"),
        pytest.param(GREEN + PLAIN, GREEN.replace("<p>", "<p class=vert>") + PLAIN, id="the legend itself"),
    ],
)
def test_any_other_look_says_nothing(old: str, new: str) -> None:
    assert told(old, new) == []


def test_lines_have_no_other_look_because_a_legend_comes_or_goes() -> None:
    """Whoever takes the legend away did not take the colour from anybody."""
    green = entries("<b class=vert>Paie</b>")
    assert told(GREEN + green, green) == ["En vert : les services communs."]
    assert told(green, GREEN + green) == ["En vert : les services communs."]


def test_a_head_who_changes_in_a_coloured_card_is_told_by_its_title() -> None:
    old = GREEN + CARDS.format(" vert", "")
    assert told(old, old.replace("Mme Roy", "Mme Costa")) == ["« Paie » passe de Mme Roy à Mme Costa"]


def test_a_list_in_a_colour_has_it_in_each_entry_and_is_kept() -> None:
    blocks = read(GREEN + PLAIN.replace("<ul>", "<ul style='color:green'>")).blocks
    assert [block.looks for block in blocks] == [(), ("en vert",), ("en vert",), ("en vert",)]
    assert [block_with(block.kind, block.text, block.facts()) for block in blocks] == list(blocks)
