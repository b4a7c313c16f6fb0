"""What the pictures of the pages have to say of a document's change (DESIGN 3.12, 5.5; 13.5)."""

from __future__ import annotations

from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.confine import Confined
from monitor.i18n.locale import locale_of
from monitor.model import DocumentContent, DocumentKind
from monitor.pipeline.looks import look, placed_differences
from monitor.pipeline.two_files import ComparedDocuments, compare_documents
from monitor.report.lines import note_lines, plain
from monitor.report.words import summary
from monitor.web.comparing import comparison
from tests.pdf import pdfs
from tests.pipeline.house import PDF, READER, House
from tests.pipeline.lookalikes import ACHATS, chart
from tests.site import Page, Site

ITEMS = '\n[watch.documents.organigramme]\nlink = "Organigramme"\nkind = "{kind}"\n'


def second_visit(house: House, site: Site, old: bytes, new: bytes, *, kind: str = "orgchart") -> dict[str, Any]:
    house.configure(items=ITEMS.format(kind=kind))
    for data in (old, new):
        site.pages[PDF] = Page(data, content_type="application/pdf")
        line = house.check()
    return line


def parent_read(data: bytes) -> str:
    content = READER.read(data, "orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    titles = {unit.id: unit.title for unit in content.orgchart.units}
    return next(titles[unit.parent or ""] for unit in content.orgchart.units if unit.title == ACHATS)


def test_a_stroke_that_nobody_sees_moves_no_unit(house: House, site: Site) -> None:
    """13.5: the picture vetoes a difference of hierarchy alone."""
    assert (parent_read(chart()), parent_read(chart("hidden"))) == ("DGA Ressources", "DGA Projets")
    line = second_visit(house, site, chart(), chart("hidden"))
    assert (line["outcome"], line["cosmetic"]) == ("unchanged", [{"item": "organigramme", "rule": "3.11 re-export"}])
    assert house.outcome() == "unchanged"


def test_what_the_picture_vetoed_stays_so_in_the_next_version(house: House, site: Site) -> None:
    """3.11: the next change is told for itself, without the move that was none."""
    second_visit(house, site, chart(), chart("hidden"))
    site.pages[PDF] = Page(chart("hidden", head="Mme Odile Perrin"), content_type="application/pdf")
    (change,) = house.check()["changes"]
    assert "person_replaced" in [edit["op"] for edit in change["edits"]]
    assert house.outcome() == "unchanged"


def test_a_move_that_is_seen_stays_a_move(house: House, site: Site) -> None:
    (change,) = second_visit(house, site, chart(), chart("moved"))["changes"]
    (edit,) = change["edits"]
    assert (edit["op"], edit["unit"], edit["before"], edit["after"]) == ("unit_moved", ACHATS, "DGA Ressources", "DGA Projets")


def test_letters_are_never_vetoed(house: House, site: Site) -> None:
    """13.5: the picture must not overrule letters, however little of it changed."""
    (change,) = second_visit(house, site, chart(), chart(head="M. Bruno Martir"))["changes"]
    assert [edit["op"] for edit in change["edits"]] == ["person_replaced"]


SHARED = {ACHATS: "#ffd966"}  # as a legend has it: « service mutualisé »


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param({}, SHARED, id="white-before"),
        pytest.param(SHARED, {}, id="white-now"),
        pytest.param({"DGA Projets": "#ffd966"}, {"DGA Projets": "#ffd966"} | SHARED, id="as-another-one"),
        pytest.param({"DGA Projets": "#9fc5e8"} | SHARED, {"DGA Projets": "#9fc5e8", ACHATS: "#b6d7a8"}, id="pale"),
    ],
)
def test_a_box_in_another_colour_is_told(house: House, site: Site, before: dict[str, str], after: dict[str, str]) -> None:
    """3.12: colours of boxes say which services are shared. It is told once, with its place, whatever form the chart has (3.31)."""
    (change,) = second_visit(house, site, chart(fills=before), chart(fills=after))["changes"]
    assert (change["shown"], change["edits"]) == ("drawn", [])
    (region,) = change["regions"]
    assert region["unit"] == ACHATS
    with house.store() as store:
        told = [plain(line) for line in note_lines(store.changes("valmont")[0].change, "fr")]
    assert any(line.rstrip(".").endswith(f"page 1\u00a0: «\u202f{ACHATS}\u202f»") for line in told), told
    x0, top, x1, bottom = region["bbox"]  # its box: 330, 240, 180 wide and 40 high, from the foot of the page
    assert (x0 >= 326, x1 <= 514, top >= 595 - 284, bottom <= 595 - 236) == (True,) * 4
    assert house.outcome() == "unchanged"
    site.pages[PDF] = Page(chart(fills=after) + b"\n% saved again", content_type="application/pdf")
    assert house.outcome() == "unchanged"
    site.pages[PDF] = Page(chart(fills=before), content_type="application/pdf")
    assert house.outcome() == "changed"


CONVENTION = (
    "Convention de service commun",
    "Elle dure trois ans à compter de sa signature par les deux parties,",
    "et se renouvelle ensuite chaque année par un accord exprès de la",
    "ville et de la métropole, qui en partagent le coût par moitié.",
    "Fait à Valmont, le 3 mai 2026.",
)


def convention(mark: str = "") -> bytes:
    def draw(canvas: Canvas) -> None:
        if ground := {"highlighted": "#ffff00", "blacked out": "#000000"}.get(mark):
            canvas.setFillColor(ground)
            canvas.rect(60, 696, 90, 14, fill=1, stroke=0)
        for n, line in enumerate(CONVENTION):
            canvas.setFillColor("#c00000" if mark == "red" and n == 1 else "#000000")
            canvas.drawString(60, 720 - 20 * n, line)
        if mark == "signed":
            canvas.bezier(60, 600, 100, 650, 140, 560, 190, 610)
        if mark == "framed":
            canvas.rect(55, 630, 420, 110)

    return pdfs.drawn(draw)


@pytest.mark.parametrize("mark", ["highlighted", "red", "signed", "framed", "blacked out"])
def test_what_was_marked_in_a_file_is_told_with_its_place(house: House, site: Site, mark: str) -> None:
    """3.12: the same words, and yet somebody marked or signed it; it was « the same content », or new bytes alone."""
    (change,) = second_visit(house, site, convention(), convention(mark), kind="file")["changes"]
    assert (change["shown"], change["edits"]) == ("drawn", [])
    assert 1 <= len(change["regions"]) <= 3
    with house.store() as store:
        assert "mêmes mots" in summary(store.changes("valmont")[0].change, "fr")
    assert house.outcome() == "unchanged"
    site.pages[PDF] = Page(convention(mark) + b"\n% saved again", content_type="application/pdf")
    assert house.outcome() == "unchanged"
    with Confined() as pdf:
        compared = compare_documents(convention(mark), convention(), pdf)
    assert isinstance(compared, ComparedDocuments) and compared.change.facts["shown"] == "drawn"


@pytest.mark.parametrize("mark", ["signed", "stamped", "framed", "tinted"])
def test_what_was_marked_on_a_chart_is_told_with_its_place(house: House, site: Site, mark: str) -> None:
    """3.12: the same units and words; it was the same file saved again, and nobody learned that somebody had signed it."""
    (change,) = second_visit(house, site, chart(), chart(mark=mark))["changes"]
    assert (change["shown"], change["edits"], len(change["regions"])) == ("drawn", [], 1)
    with Confined() as pdf:
        compared = compare_documents(chart(mark=mark), chart(), pdf)
    assert isinstance(compared, ComparedDocuments) and compared.change.facts["shown"] == "drawn"


@pytest.mark.parametrize("mark", ["", "framed"])
@pytest.mark.parametrize("ink", ["#2255aa", "#620000"])  # the second as dark as the blue before
def test_a_chart_in_another_look_is_not_searched_for_marks(house: House, site: Site, mark: str, ink: str) -> None:
    """3.12: where all strokes are drawn otherwise, one stroke more or less is how it is drawn."""
    assert second_visit(house, site, chart(ink="#0000ff"), chart(mark=mark, ink=ink))["changes"] == []


def test_a_mark_is_told_where_the_picture_vetoes_another_hierarchy(house: House, site: Site) -> None:
    """3.12, 13.5: nobody sees the stroke, everybody the ground."""
    (change,) = second_visit(house, site, chart(), chart("hidden", mark="tinted"))["changes"]
    assert (change["shown"], change["edits"], len(change["regions"])) == ("drawn", [], 1)


def test_a_file_is_searched_for_marks_whatever_of_it_may_be_units() -> None:
    """3.12: of a file its look says nothing, a signature does; that of a chart in another look may be how it is drawn."""
    before, after = chart(), chart(mark="signed", ink="#2255aa")
    old, new = (READER.read(data, "orgchart") for data in (before, after))
    assert isinstance(old, DocumentContent) and isinstance(new, DocumentContent)
    kinds: tuple[DocumentKind, ...] = ("file", "orgchart")
    with Confined() as pdf:
        seen = [look(kind, old, new, before, after) for kind in kinds]
        assert [len(placed_differences(one, None, pdf)[1]) if one else None for one in seen] == [1, 0]


def test_of_a_text_only_the_words_are_said_to_be_the_same(house: House, site: Site) -> None:
    """3.11, 3.12: nobody compared its look."""
    line = second_visit(house, site, convention(), convention("highlighted"), kind="text")
    assert line["cosmetic"] == [{"item": "organigramme", "rule": "3.11 re-export"}]
    assert "mêmes mots" in locale_of("fr").text("failures.rule.3.11 re-export")


def test_a_colour_is_told_where_the_picture_vetoes_another_hierarchy(house: House, site: Site) -> None:
    """3.12, 13.5: edges say that no unit moved, and nothing of colours: a box that became shared was no difference at all."""
    (change,) = second_visit(house, site, chart(), chart("hidden", fills=SHARED))["changes"]
    assert (change["shown"], change["edits"]) == ("drawn", [])
    assert [region["unit"] for region in change["regions"]] == [ACHATS]
    assert house.outcome() == "unchanged"
    with Confined() as pdf:
        compared = compare_documents(chart(), chart("hidden", fills=SHARED), pdf)
    assert isinstance(compared, ComparedDocuments) and [one["unit"] for one in compared.change.facts["regions"]] == [ACHATS]


def test_a_colour_is_told_beside_what_else_changed(house: House, site: Site) -> None:
    """3.12: a sheet is hardly ever issued anew without another date, or head; its colours say what they said."""
    (change,) = second_visit(house, site, chart(), chart(head="Mme Odile Perrin", fills=SHARED))["changes"]
    assert [edit["op"] for edit in change["edits"]] == ["person_replaced"]
    assert [region["unit"] for region in change["regions"]] == [ACHATS]
    with house.store() as store:
        told = summary(store.changes("valmont")[0].change, "fr")
    assert "1 endroit a changé de couleur" in told and "mêmes mots" not in told


def test_comparing_versions_says_where_the_colour_is_another(house: House, site: Site) -> None:
    """3.12, 5.2: what the check said of them, and of versions apart what their pictures show."""
    second_visit(house, site, chart(), chart(fills=SHARED))
    site.pages[PDF] = Page(chart(head="Mme Odile Perrin", fills=SHARED), content_type="application/pdf")
    house.check()
    with house.store() as store, Confined() as pdf:
        for before, after in ((1, 2), (1, 3)):
            (change,) = comparison(store, house.config.watch_or_name("valmont"), before, after, lambda: pdf).changes
            assert [region["unit"] for region in change.facts["regions"]] == [ACHATS]


def test_a_sheet_in_other_colours_tells_of_the_one_box_that_did_otherwise(house: House, site: Site) -> None:
    """3.11, 3.12: all boxes blue, then all green, which says nothing; but one of the green ones is yellow."""
    titles = [ACHATS, "DGA Ressources", "DGA Projets", "Direction des finances", "Direction du logement"]
    blue, green = (dict.fromkeys(titles, colour) for colour in ("#9fc5e8", "#b6d7a8"))
    assert second_visit(house, site, chart(fills=blue), chart(fills=green))["outcome"] == "unchanged"
    site.pages[PDF] = Page(chart(fills=blue | SHARED), content_type="application/pdf")
    (change,) = house.check()["changes"]
    assert [region["unit"] for region in change["regions"]] == [ACHATS]


@pytest.mark.parametrize(
    ("tint", "outcome"), [("#f3e6c4", "unchanged"), ("#c4e6f3", "changed")], ids=["as it was", "another colour"]
)
def test_the_ground_of_a_frame_is_that_above_the_boxes_in_it(house: House, site: Site, tint: str, outcome: str) -> None:
    """3.12: where the boxes within grew, most of the frame was white, and its unit was told to have another colour."""

    def frames(*, inner: float, first: str = "#f3e6c4") -> bytes:
        def draw(canvas: Canvas) -> None:
            for place, pole in enumerate(("Pôle ressources", "Pôle technique", "Pôle culture", "Pôle sports")):
                x, y = 20 + 205 * place, 200
                canvas.setFillColor(first if not place else "#f3e6c4")
                canvas.rect(x, y, 190, 200, fill=1)
                canvas.setFillColor("black")
                canvas.setFont("Helvetica-Bold", 9)
                canvas.drawString(x + 8, y + 184, pole)
                for side, one in enumerate(("Nord", "Sud")):
                    high = inner if not place else 60.0
                    canvas.setFillColor("white")
                    canvas.rect(x + 4 + 92 * side, y + 170 - high, 90, high, fill=1)
                    canvas.setFillColor("black")
                    canvas.setFont("Helvetica", 9)
                    canvas.drawString(x + 10 + 92 * side, y + 152, f"{one} {pole.split()[1]}")

        return pdfs.drawn(draw, size=(842, 595))

    assert second_visit(house, site, frames(inner=40), frames(inner=150, first=tint))["outcome"] == outcome


def test_another_palette_is_how_a_chart_is_drawn(house: House, site: Site) -> None:
    """3.11: of a chart whose boxes all have another colour none says anything; so it is of one that is told in other colours."""
    line = second_visit(house, site, chart(paper="#cfe2f3"), chart(paper="#d9ead3"))
    assert (line["outcome"], line["cosmetic"]) == ("unchanged", [{"item": "organigramme", "rule": "3.11 re-export"}])


@pytest.mark.parametrize(("box_at", "outcome"), [(400.1, "unchanged"), (430.0, "changed")], ids=["a-hair", "seen"])
def test_of_a_file_only_what_is_seen_counts(house: House, site: Site, box_at: float, outcome: str) -> None:
    """3.12, 3.21: kind file is compared by bytes and look."""
    assert second_visit(house, site, pdfs.letter(), pdfs.letter(box_at=box_at), kind="file")["outcome"] == outcome


def test_a_scan_that_changed_says_where(house: House, site: Site) -> None:
    """5.5: no text: regions and no edits, in the line and in the history."""
    old, new = pdfs.scanned((200, 300, 400, 400)), pdfs.scanned((200, 500, 400, 600))
    (change,) = second_visit(house, site, old, new)["changes"]
    assert (change["change"], change["edits"]) == ("replaced", [])
    assert {region["page"] for region in change["regions"]} == {1}
    assert min(region["bbox"][1] for region in change["regions"]) == pytest.approx(300 * 72 / 150, abs=6)
    assert max(region["bbox"][3] for region in change["regions"]) == pytest.approx(600 * 72 / 150, abs=6)
    with house.store() as store:
        assert store.changes("valmont")[0].change.facts["regions"] == change["regions"]


def test_a_page_more_in_a_scan_is_a_region_as_a_whole(house: House, site: Site) -> None:
    one, other = pdfs.scanned((200, 300, 400, 400)), pdfs.scanned((200, 500, 400, 600))
    (change,) = second_visit(house, site, one, pdfs.joined(one, other))["changes"]
    assert change["regions"] == [{"page": 2, "bbox": pytest.approx([0, 0, 595.3, 841.9], abs=1)}]


def test_a_scan_packed_anew_is_the_same(house: House, site: Site) -> None:
    """3.11: re-export. Its strokes are other bytes of the same picture."""
    box = (200, 300, 400, 400)
    line = second_visit(house, site, pdfs.scanned(box), pdfs.scanned(box, quality=85))
    assert (line["outcome"], line["cosmetic"]) == ("unchanged", [{"item": "organigramme", "rule": "3.11 re-export"}])


@pytest.mark.few("no-letter")
@pytest.mark.parametrize("mark", ["", "( ("], ids=["no-letter", "a-stray-mark"])
def test_a_print_whose_words_cannot_be_read_says_what_it_shows(house: House, site: Site, mark: str) -> None:
    """3.11, 3.12: the same sheet as a picture is the same; what cannot be read is not gone."""
    line = second_visit(house, site, pdfs.letter(), pdfs.photographed(pdfs.letter(), mark=mark), kind="text")
    assert (line["outcome"], line["cosmetic"]) == ("unchanged", [{"item": "organigramme", "rule": "3.11 re-export"}])
    site.pages[PDF] = Page(pdfs.letter("Note aux services"), content_type="application/pdf")
    (change,) = house.check()["changes"]
    assert [(edit["before"], edit["after"]) for edit in change["edits"]] == [("Note de service", "Note aux services")]


def test_another_print_whose_words_cannot_be_read_loses_no_line(house: House, site: Site) -> None:
    """3.12: another file, of which no edit is told."""
    other = pdfs.photographed(pdfs.letter("Autre"), mark="( (")
    (change,) = second_visit(house, site, pdfs.letter(), other, kind="text")["changes"]
    assert (change["change"], change["edits"]) == ("replaced", [])


def test_a_text_that_differs_is_not_looked_at(house: House, site: Site) -> None:
    (change,) = second_visit(house, site, pdfs.letter(), pdfs.letter("Note aux services"), kind="text")["changes"]
    assert "regions" not in change
    assert [edit["op"] for edit in change["edits"]] == ["replace"]
