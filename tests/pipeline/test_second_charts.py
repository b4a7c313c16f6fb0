"""A second chart under one name: whichever stands above, each is followed by what it says (DESIGN 5.14)."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.pdfs import drawn
from tests.pipeline.house import House
from tests.pipeline.test_any_form import page
from tests.site import Page, Site

COMMUNITY = {
    "Direction générale des services": "Mme Sylvie Carrand", "Pôle ressources": "M. Denis Oudot", "Finances": "Mme Claire Munier",
    "Pôle technique": "Mme Nadia Ferrat", "Voirie": "M. Paul Gros", "Pôle tourisme": "M. Omar Saïd",
}  # fmt: skip
TOWN = {
    "Direction générale des services": "M. Igor Pesle", "Pôle ressources": "Mme Eva Lorin", "Finances": "M. Tom Baud",
    "Pôle technique": "M. Max Dorn", "Voirie": "Mme Zoé Caron", "Crèches": "Mme Ida Noll",
}  # fmt: skip


def chart(posts: Mapping[str, str]) -> Page:
    (top, head), *below = posts.items()

    def draw(canvas: Canvas) -> None:
        def box(x: float, y: float, title: str, name: str) -> None:
            canvas.rect(x, y, 140, 40)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawCentredString(x + 70, y + 25, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(x + 70, y + 10, name)

        box(340, 450, top, head)
        canvas.line(410, 450, 410, 420)
        canvas.line(90, 420, 90 + 155 * (len(below) - 1), 420)
        for n, (title, name) in enumerate(below):
            box(20 + 155 * n, 350, title, name)
            canvas.line(90 + 155 * n, 420, 90 + 155 * n, 390)

    return Page(drawn(draw, size=landscape(A4)), content_type="application/pdf")


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize("both", [True, False])
def test_nobody_leaves_a_post_because_another_chart_stands_above(house: House, site: Site, above: bool, both: bool) -> None:
    """5.14: the town's chart comes in the visit in which the community's names a new head, or both were there and change."""
    house.configure(items='\n[watch.documents.organigramme]\nlink = "Organigramme"\nkind = "orgchart"\n')
    own, other = ('<p><a href="/a.pdf">Organigramme des services</a></p>', '<p><a href="/b.pdf">Organigramme de la ville</a></p>')
    site.pages["/a.pdf"], site.pages["/b.pdf"] = chart(COMMUNITY), chart(TOWN)
    site.pages["/"] = page(own, other) if both else page(own)
    assert house.outcome() == "first"
    site.pages["/"] = page(other, own) if above else page(own, other)
    site.pages["/a.pdf"] = chart(COMMUNITY | {"Pôle tourisme": "Mme Rose Lamy"})
    site.pages["/b.pdf"] = chart(TOWN | {"Crèches": "Mme Anne Vial"})
    house.outcome()
    with house.store() as store:
        spells = [spell for spell in store.spells("people") if spell.person]
    ended = {spell.person for spell in spells if not spell.current}
    assert ended == {"M. Omar Saïd", *({"Mme Ida Noll"} if both else ())}
    begun = {spell.person for spell in spells if spell.first_snapshot > 1}
    assert begun == {"Mme Rose Lamy", "Mme Anne Vial"} | (set() if both else {*TOWN.values()} - {"Mme Ida Noll"})
    keys = {(spell.unit, spell.unit_key) for spell in spells}
    assert len(keys) == len(COMMUNITY) + len(TOWN)
