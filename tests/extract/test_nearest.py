"""The names that a page has instead of the words looked for: the one that was meant stands first (DESIGN 3.22)."""

from __future__ import annotations

import pytest

from monitor.extract.items import sought
from monitor.extract.page import Page
from monitor.model import Recipe, SectionRecipe

HEADINGS = ("Les services municipaux", "Organigramme", "Mutualisation des services", "Nous joindre", "Budget 2026", "Élus délégués")


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        pytest.param("Mutualisation des servises municipaux", "Mutualisation des services", id="a-word-put-in-and-a-misspelling"),
        pytest.param("Mutualization", "Mutualisation des services", id="words-left-out"),
        pytest.param("services de la ville : la mutualisation", "Mutualisation des services", id="another-order"),
        pytest.param("Organi gramme", "Organigramme", id="a-space-in-a-word"),
        pytest.param("delegues", "Élus délégués", id="one-word-without-accents"),
        pytest.param("Le budget de l’année 2025", "Budget 2026", id="another-year"),
    ],
)
def test_the_heading_that_was_meant_stands_first(wanted: str, meant: str) -> None:
    page = Page.parse("<main>" + "".join(f"<h2>{h}</h2><p>Un texte.</p>" for h in HEADINGS) + "</main>", "https://ville.example/")
    recipe = Recipe(sections=(SectionRecipe(item="x", heading=wanted),))
    assert sought(page, recipe, ["x"])[0].nearest[0] == meant
