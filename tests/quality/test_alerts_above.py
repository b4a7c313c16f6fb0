"""DESIGN 3.29: an alert of the whole site above a page's heading, with nothing left below that, took nobody's text off."""

from __future__ import annotations

import pytest

from monitor.model import SectionRecipe
from tests.quality import pages
from tests.quality.judging import kind, revision, verdict, watch

TEXT = "<p>La maison prête des barnums, des bancs et une sono.</p><p>Léa Monin remplit la fiche.</p><ul><li>Bancs : 24</li></ul>"
ALERT = "<div><p><strong>Crue</strong></p><ul><li>La rivière a débordé ce matin.</li><li>Les parcs sont fermés.</li></ul></div>"
NOTICE = "<p>Ce que prête la maison est dans le nouveau guide, à la mairie.</p>"
WAYS = [SectionRecipe(item="a", heading="Ce que prête la maison"), SectionRecipe(item="a", css=("#a",))]


def _page(above: str, text: str, below: str = "") -> str:
    return pages.semantic("La maison", f"{above}<h1>La maison</h1>{text}{below}")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        (ALERT, "", "empty"),
        (NOTICE, "", "lost"),  # it speaks of what stood there
        (ALERT, "<h2>Venir</h2><p>Le bus s’arrête à la fontaine, à sept heures et à midi ; Zoé Pic ouvre.</p>", "lost"),
    ],
)
def test_what_stands_above_a_heading_over_nothing_is_no_text(way: SectionRecipe, above: str, below: str, told: str) -> None:
    """Who writes that a text is off says so below its title, or speaks of it; a page that goes on below lost its item."""
    asked = watch(way, documents=())
    old = _page("", f"<div id=a><h2>Ce que prête la maison</h2>{TEXT}</div>", below)
    found = verdict(_page(above, "", below), asked, revision(old, asked), before=old)
    assert ("lost" if found.lost else kind(found)) == told, found
