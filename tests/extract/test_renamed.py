"""A section whose heading has other words now, known by its place (DESIGN 3.4)."""

from __future__ import annotations

import pytest

from monitor.extract.page import Page
from monitor.extract.sections.finding import find_section
from monitor.model import SectionRecipe

COUNCIL = ("Les élus", ["Guy Lenoir, maire", "Luc Petit, 1er adjoint", "Nina Costa, 2e adjointe"])
HOURS, CONTACT = ("Horaires", ["Le lundi à 8 heures"]), ("Contact", ["Mairie de Valmont"])
Parts = list[tuple[str, list[str]]]


def town(parts: Parts) -> Page:
    said = "".join(f"<h2>{title}</h2><ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>" for title, lines in parts)
    return Page.parse(f"<html><body><main><h1>La commune</h1>{said}</main></body></html>", "https://valmont.example/")


@pytest.mark.parametrize(
    ("parts", "heading"),
    [
        pytest.param(
            [HOURS, ("Les élus (mandat 2026-2032)", ["Eva Morin, maire", "Jo Tran, 1er adjoint"]), CONTACT],
            "Les élus (mandat 2026-2032)",
            id="its words and more, all entries new",
        ),
        pytest.param(
            [HOURS, ("Conseil municipal", ["Eva Morin, maire", "Luc Petit, 1er adjoint"]), CONTACT],
            "Conseil municipal",
            id="other words, one of three entries is there",
        ),
        pytest.param(
            [HOURS, ("Agenda", ["La fête"]), ("Conseil", ["Luc Petit, 1er adjoint", "Nina Costa, 2e adjointe"]), CONTACT],
            "Conseil",
            id="beside a section that came",
        ),
        pytest.param(
            [("Ouverture", ["Le mardi"]), ("Conseil", ["Luc Petit, 1er adjoint"]), CONTACT],
            "Conseil",
            id="beside one that was renamed, too",
        ),
    ],
)
def test_a_heading_in_the_place_of_another_is_that_one_renamed(parts: Parts, heading: str) -> None:
    """3.4: told with what changed below it, not as a section that was taken out."""
    before = town([HOURS, COUNCIL, CONTACT])
    recipe = SectionRecipe(item="elus", heading="Les élus")
    last = find_section(before, recipe, None)
    assert last is not None
    found = find_section(town(parts), recipe, last.section, before)
    assert found is not None
    assert found.section.heading == heading
    assert found.relocated


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([HOURS, CONTACT], id="nothing came"),
        pytest.param([HOURS, ("Travaux", ["Rue des Halles", "Rue du Port"]), CONTACT], id="another section came"),
        pytest.param([HOURS, CONTACT, ("Conseil", ["Luc Petit, 1er adjoint"])], id="elsewhere on the page"),
        pytest.param([HOURS, ("Les travaux", ["Rue des Halles"]), CONTACT], id="with an article in common"),
    ],
)
def test_what_was_taken_out_is_gone(parts: Parts) -> None:
    """3.4: what else comes between the same headings is another section."""
    before = town([HOURS, COUNCIL, CONTACT])
    recipe = SectionRecipe(item="elus", heading="Les élus")
    last = find_section(before, recipe, None)
    assert last is not None
    assert find_section(town(parts), recipe, last.section, before) is None


def test_a_line_that_every_section_has_makes_none_of_them_another() -> None:
    """3.4: « En savoir plus » below each of them."""
    more = "En savoir plus"
    before = town([("Horaires", ["Le lundi", more]), ("Les élus", ["Guy Lenoir, maire", more]), ("Contact", ["Mairie", more])])
    now = town([("Horaires", ["Le lundi", more]), ("Travaux", ["Rue des Halles", more]), ("Contact", ["Mairie", more])])
    recipe = SectionRecipe(item="elus", heading="Les élus")
    last = find_section(before, recipe, None)
    assert last is not None
    assert find_section(now, recipe, last.section, before) is None


INTRO = "Depuis 2015, la Ville et la Métropole partagent leurs services. Une convention fixe la part de chacun."


@pytest.mark.parametrize("copy_first", [True, False])
def test_a_sentence_that_the_page_says_twice_is_not_the_section(copy_first: bool) -> None:
    """3.4: under the page's own title, or at its foot, stands what the section begins with; its list stands with the section."""

    def page(heading: str, *lines: str) -> Page:
        copies = (f"<p>{INTRO}</p>", "") if copy_first else ("", f"<h2>En bref</h2><p>{INTRO}</p>")
        said = f"<p>{INTRO}</p><ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
        council, budget = "<h2>Élus</h2><p>Eva Morin, maire.</p>", "<h2>Budget</h2><p>12 M€</p>"
        html = f"<h1>Organisation</h1>{copies[0]}{council}<h2>{heading}</h2>{said}{budget}{copies[1]}"
        return Page.parse(f"<html><body><main>{html}</main></body></html>", "https://valmont.example/")

    before = page("Mutualisation", "Paie : Marie Roy", "Achats : Jean Duval", "Voirie : Hugo Blanc")
    recipe = SectionRecipe(item="section", heading="Mutualisation")
    last = find_section(before, recipe, None)
    now = page("Nos services mutualisés (2026)", "Paie : Nina Costa", "Achats : Jean Duval", "Voirie : Hugo Blanc")
    assert last is not None
    found = find_section(now, recipe, last.section, before)
    assert found is not None
    assert found.section.heading == "Nos services mutualisés (2026)"
    assert [block.text for block in found.section.blocks][1:] == ["Paie : Nina Costa", "Achats : Jean Duval", "Voirie : Hugo Blanc"]
