"""Places called after somebody are no people: what in a box or behind a title looks like a name, and is one of a school (3.27)."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.compare.orgchart_anew import SURE
from tests.pdf.orgchart.test_drawn_ways import SHEET
from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.pdfs import drawn


def sure_people(data: bytes) -> dict[str, list[str]]:
    """Who is surely in each unit."""
    return {unit.title: [p.name for p in unit.people if p.confidence >= SURE] for unit in chart_of(data).units}


def framed(heads: Mapping[str, str], frames: Mapping[str, tuple[str, ...]]) -> bytes:
    """A head over frames, each with a title, the name in *heads* below it, and boxes."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 9)
        canvas.rect(300, 350, 200, 36)
        canvas.drawCentredString(400, 371, "Hôtel de ville")
        canvas.setFont("Helvetica", 8)
        canvas.drawCentredString(400, 357, heads["Hôtel de ville"])
        for number, (title, boxes) in enumerate(frames.items()):
            x, high = 20 + 150 * number, 40 + 30 * len(boxes)
            canvas.rect(x, 300 - high, 130, high)
            canvas.lines([(400, 350, 400, 325), (400, 325, x + 65, 325), (x + 65, 325, x + 65, 300)])
            canvas.setFont("Helvetica-Bold", 8.5)
            canvas.drawString(x + 6, 286, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x + 6, 275, heads.get(title, ""))
            for place, text in enumerate(boxes):
                canvas.rect(x + 10, 235 - 30 * place, 110, 22)
                canvas.drawCentredString(x + 65, 243 - 30 * place, text)

    return drawn(draw, size=SHEET)


HEADS = {"Hôtel de ville": "Mme Odile Garrec", "Pôle sports": "M. Bruno Tanguy"}


def test_a_box_that_looks_like_a_name_beside_titles_in_boxes_alike_heads_no_frame() -> None:
    """First below the title, where a chip with a name stands elsewhere, or between others; whoever else bears a civility."""
    frames = {"Pôle culture": ("Rosa Parks", "Médiathèque", "Musée"), "Pôle sports": ("Piscine", "Louise Michel")}
    for heads in (HEADS, {"Hôtel de ville": "Odile Garrec"}):
        found = sure_people(framed(heads, frames))
        assert found["Pôle culture"] == [] and "Louise Michel" not in found["Pôle sports"]
        assert found["Rosa Parks"] == [] and found["Hôtel de ville"] == [heads["Hôtel de ville"]]
    shown = sure_people(framed(HEADS, {"Pôle culture": ("Mme Rosa Le Bihan", "Médiathèque"), "Pôle sports": ("Piscine",)}))
    assert shown["Pôle culture"] == ["Mme Rosa Le Bihan"]


@pytest.mark.parametrize(
    "head", ["Mme Odile Garrec", "Odile Garrec, directrice", "Odile Garrec"], ids=["civility", "post", "nothing"]
)
def test_frames_of_nothing_but_what_looks_like_names_have_no_sure_head_where_others_bear_a_sign(head: str) -> None:
    frames = {"Écoles": ("Jules Ferry", "Marie Curie", "Paul Bert"), "Crèches": ("Anne Frank", "Rosa Parks")}
    found = sure_people(framed({"Hôtel de ville": head}, frames))
    assert found["Hôtel de ville"] == [head.partition(",")[0]]
    assert (found["Écoles"] + found["Crèches"] == []) == (head != "Odile Garrec")


@pytest.mark.parametrize("bare", ["Rosa Parks", "M. Karim Haddad"])
def test_a_bare_name_alone_in_a_box_is_doubted_where_most_people_bear_a_civility(bare: str) -> None:
    frames = {"Pôle culture": ("M. Paul Roche",), "Pôle eau": (bare,), "Pôle sports": ("Mme Inès Caron",)}
    found = sure_people(framed({"Hôtel de ville": "Mme Odile Garrec"}, frames))
    assert found == {
        "Hôtel de ville": ["Mme Odile Garrec"], "Pôle culture": ["M. Paul Roche"],
        "Pôle eau": [bare] if bare.startswith("M.") else [], "Pôle sports": ["Mme Inès Caron"],
    }  # fmt: skip
    plain = sure_people(framed({"Hôtel de ville": "Odile Garrec"}, {"Pôle culture": ("Paul Roche",), "Pôle eau": ("Rosa Parks",)}))
    assert plain["Pôle eau"] == ["Rosa Parks"]  # nothing tells her from the others
