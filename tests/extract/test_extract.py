"""A page under a recipe: what is found, what is missing, what is known again (DESIGN 3.4, 3.17)."""

from __future__ import annotations

from datetime import UTC, datetime

from monitor.extract.items import extract
from monitor.model import DocumentRecipe, Recipe, Revision
from tests.extract.valmont import HEADING, PROSE, SECTION, lines, page, parse, recipe

RECIPE = Recipe(sections=(recipe(HEADING, ".ancien"),), documents=(DocumentRecipe(item="organigramme", link="Organigramme"),))
LAST = Revision(snapshot=1, taken_at=datetime(2026, 3, 1, tzinfo=UTC), url="https://valmont.example/", sections=(), documents=())


def test_sections_and_documents_are_found_together() -> None:
    extraction = extract(page("dsfr"), recipe=RECIPE, last=None)
    assert lines(extraction.sections[0]) == list(PROSE)
    assert ([d.item for d in extraction.documents], extraction.missing) == (["organigramme"], ())


def test_what_is_not_found_is_named_in_the_order_of_the_recipe() -> None:
    extraction = extract(parse("<main><h1>Page introuvable</h1></main>"), recipe=RECIPE, last=None)
    assert extraction.missing == ("mutualisation", "organigramme")


def test_a_section_that_was_removed_is_known_again_by_its_last_text() -> None:
    """3.4, 3.17: it came back under another name, and its last text is no longer in the last revision."""
    html = "<main><h2>Ensemble</h2>" + "".join(f"<p>{text}</p>" for text in PROSE) + "</main>"
    known = extract(parse(html), recipe=RECIPE, last=LAST, removed=(SECTION,))
    unknown = extract(parse(html), recipe=RECIPE, last=LAST)
    assert (lines(known.sections[0]), unknown.sections) == (list(PROSE), ())
