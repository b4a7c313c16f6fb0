"""Who is named below the entries of a list in a box heads the one above, or the unit (13.3, 3.27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, OrgChart
from tests.pdf.orgchart.charts import Pen, Style
from tests.pdf.orgchart.test_tables_of_units import chart_of, names
from tests.pdf.pdfs import drawn

Paragraph = Sequence[str]

HEAD: Sequence[Paragraph] = (("Direction générale", "Mme Claire Roche"),)


def sheet(boxes: Sequence[Sequence[Paragraph]], *, centred: bool) -> OrgChart:
    """*boxes* of paragraphs in plain letters, in a row under a box."""
    pen = Pen(Style(), (842, 420))
    c = pen.canvas

    def box(x: float, top: float, paragraphs: Sequence[Paragraph]) -> None:
        c.rect(x, pen.height - top - 140, 200, 140) if top > 100 else c.rect(x, pen.height - top - 40, 200, 40)
        for paragraph in paragraphs:
            for line in paragraph:
                top += 11
                c.setFont("Helvetica-Bold" if line.startswith("*") else "Helvetica", 8)
                put, at = (c.drawCentredString, x + 100) if centred else (c.drawString, x + 8)
                put(at, pen.height - top, line.lstrip("*"))
            top += 12

    box(320, 50, HEAD)
    for number, paragraphs in enumerate(boxes):
        box(40 + 270 * number, 150, paragraphs)
        pen.stroke((420, 90), (420, 120), (140 + 270 * number, 120), (140 + 270 * number, 150))
    return chart_of(pen.saved())


def test_a_name_in_the_middle_below_an_entry_heads_that_one() -> None:
    """13.3: also where it is longer than the entry, so that it begins further left."""
    boxes = (
        (("Direction technique", "M. Marc Denis"), ("Service voirie", "Mme Inès Da Silva"), ("Service parcs", "M. Luc Roy")),
        (("Direction des aînés", "Mme Eva Colin"), ("Service repas", "M. Paul Aubert"), ("Service visites", "Mme Léa Petit")),
    )
    wanted = {title: [name] for box in (HEAD, *boxes) for title, name in box}
    assert [names(sheet(boxes, centred=centred)) for centred in (True, False)] == [wanted, wanted]


def test_a_name_below_a_whole_list_heads_the_unit() -> None:
    """3.27: no entry has a head of its own; sure where names end the boxes of the sheet."""
    boxes = (
        (("*Direction technique", "Service voirie", "Service parcs", "M. Marc Denis"),),
        (("*Direction des aînés", "Service repas", "Service du portage", "Mme Eva Colin"),),
        (("*Direction des finances", "Service budget", "Service achats", "M. Luc Roy"),),
    )
    for centred in (True, False):
        chart = sheet(boxes, centred=centred)
        assert {unit.title: (p.name, p.confidence >= SURE) for unit in chart.units for p in unit.people} == {
            "Direction générale": ("Mme Claire Roche", True),
            **{box[0][0][1:]: (box[0][-1], True) for box in boxes},
        }


def test_a_second_name_below_a_list_is_sure_of_neither() -> None:
    """3.27: it heads the last entry, or is somebody else's of the unit; a post tells that it is the latter."""
    lists = (
        (("*Direction technique", "M. Marc Denis", "Service voirie", "Service parcs"),),
        (("*Direction des aînés", "Mme Eva Colin", "Service repas", "Service du portage"),),
    )
    told = []
    for post in ("", "Adjointe : "):
        boxes = [((*box[0], f"{post}Mme {name}"),) for box, name in zip(lists, ("Léa Petit", "Anne Caron"), strict=True)]
        told.append([p.confidence >= SURE for unit in sheet(boxes, centred=False).units for p in unit.people])
    assert told == [[True, True, False, True, False], [True] * 5]


def test_an_entry_whose_name_goes_on_at_the_edge_stands_where_its_dash_does() -> None:
    """13.1: « – Service des systèmes : Mme Yasmina », « Grandjean » flush with the directions is still under the one above."""
    rows = (
        (("• Direction du numérique – M. Marc Denis", 0),),
        (("– Service des réseaux : M. Luc Roy", 10),),
        (("– Service des systèmes : Mme Yasmina", 10), ("Grandjean", 0)),
        (("• Direction des sports – Mme Inès", 0), ("Colin", 0)),
        (("– Service des stades : M. Paul Aubert", 10),),
        (("• Direction des parcs", 0),),
        (("– Service des serres : Mme Aurélie", 10), ("Tanguy", 0)),
    )
    pen = Pen(Style(), (842, 420))
    for number in (0, 1):
        x, top = 80 + 380 * number, 150
        pen.canvas.rect(x, pen.height - 280, 170, 130)
        for place, (text, inset) in enumerate(part for row in rows for part in row):
            pen.canvas.setFont("Helvetica", 8)
            pen.canvas.drawString(x + 6 + inset, pen.height - top - 14 - 12 * place, text)
        pen.canvas.rect(x, pen.height - 130, 170, 30)
        pen.canvas.setFont("Helvetica-Bold", 8)
        pen.canvas.drawString(x + 6, pen.height - 118, f"Pôle {('ressources', 'famille')[number]}")
        pen.stroke((x + 85, 130), (x + 85, 150))
    chart = chart_of(pen.saved())
    titles = {unit.id: unit.title for unit in chart.units}
    hung = {(unit.title, titles[unit.parent or ""]) for unit in chart.units if unit.title.startswith("Service")}
    own = {"Direction du numérique": ("des réseaux", "des systèmes"), "Direction des sports": ("des stades",)}
    own["Direction des parcs"] = ("des serres",)
    assert hung == {(f"Service {end}", head) for head, ends in own.items() for end in ends}
    people = {unit.title: [person.name for person in unit.people] for unit in chart.units}
    assert people["Direction du numérique"] == ["M. Marc Denis"]  # nor does « – Service … : M. Luc Roy » go on with that
    assert people["Service des systèmes"] == ["Mme Yasmina Grandjean"]


def entries(canvas: Canvas, x: float, top: float, said: Sequence[str]) -> None:
    """Lines of a list, with a bullet where they have one; what stands behind a dash, or on a line without one, is in italics."""
    for line in said:
        entry, dash, name = line.partition("– ") if line.startswith("•") else ("", "", line)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(x if entry else x + 5, SHEET[1] - top, entry)
        canvas.setFont("Helvetica-Oblique", 7)
        canvas.drawString(x + 5 * (not entry) + stringWidth(entry, "Helvetica", 7), SHEET[1] - top, dash + name)
        top += 10


SHEET = (842.0, 420.0)
COLUMNS = {
    "Direction du budget": ("• Dette – Ida MOSS", "• Réseaux informatiques – Delphine", "CHEVALLIER", "• Achats"),
    "Direction des parcs": ("• Arrosage", "• Droit des sols – Éric", "AUBERTIN", "• Jumelages – Luc BLIN"),
    "Direction des écoles": ("• Paie et carrières de tous les agents", "– Sandrine FAURE", "• Gymnases – Zoé CARON"),
}
WHOLE = {
    "Direction du budget": ("• Dette – Ida MOSS", "ARCHIVES", "• Achats"),
    "Direction des parcs": ("• Arrosage", "• Point accueil – Sébastien", "Service courrier", "• Jumelages – Luc BLIN"),
    "Direction des écoles": ("• Gymnases – Zoé CARON", "• Paie"),
}


def in_columns(columns: Mapping[str, Sequence[str]], canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 9)
    canvas.rect(300, SHEET[1] - 60, 240, 26)
    canvas.drawCentredString(420, SHEET[1] - 50, "Direction générale")
    for place, (title, said) in enumerate(columns.items()):
        x = 40 + 260 * place
        canvas.setFillGray(0.85)
        canvas.rect(x, SHEET[1] - 130, 170, 20, fill=1)
        canvas.rect(x, SHEET[1] - 230, 170, 100)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawString(x + 5, SHEET[1] - 123, title)
        entries(canvas, x + 8, 145, said)


def test_a_name_behind_an_entry_goes_on_below_in_whatever_look_and_without_civility() -> None:
    """« Réseaux informatiques – Delphine », « CHEVALLIER », in italics: the surname was a unit, for certain."""
    found = names(chart_of(drawn(partial(in_columns, COLUMNS), size=SHEET)))
    told = {"Dette": "Ida MOSS", "Réseaux informatiques": "Delphine CHEVALLIER", "Droit des sols": "Éric AUBERTIN"}
    told |= {"Jumelages": "Luc BLIN", "Paie et carrières de tous les agents": "Sandrine FAURE", "Gymnases": "Zoé CARON"}
    titles = ("Direction générale", *COLUMNS, "Arrosage", "Achats")
    assert found == {title: [] for title in titles} | {title: [name] for title, name in told.items()}


def test_what_is_no_surname_below_a_name_is_none() -> None:
    """A name that is whole does not go on with « ARCHIVES », nor a first name with « Service courrier »."""
    found = names(chart_of(drawn(partial(in_columns, WHOLE), size=SHEET)))
    people = [name for some in found.values() for name in some]
    assert not any("ARCHIVES" in name or "Service" in name for name in people)


def test_a_first_entry_with_its_head_below_the_name_of_a_box_is_no_second_name() -> None:
    """« Area Tecnica », « Dott.ssa Nina Galli », « Servizio Cultura : Dott.ssa Roberta », « Mariani »: the surname was a unit."""
    lists: tuple[Paragraph, ...] = (
        ("*Area Tecnica", "Dott.ssa Nina Galli", "Servizio Cultura e Attività Produttive : Dott.ssa Roberta", "Mariani"),
        ("*Area Sociale", "Dott. Luca Moretti", "Servizio Demografici : Dott. Davide Bianchi", "Servizio Scuola"),
    )
    chart = sheet([[(*lists[0], "Servizio Mobilità : Dott. Ivano Bassi", "Servizio Sport")], [lists[1]]], centred=False)
    found = names(chart)
    assert found["Servizio Cultura e Attività Produttive"] == ["Dott.ssa Roberta Mariani"] and "Mariani" not in found
    assert found["Area Tecnica"] == ["Dott.ssa Nina Galli"]


def booklet(boxes: Sequence[Sequence[str]]) -> OrgChart:
    """*boxes* in a row: titles « * » in bold, names « / » in italics and what else stands there plain and smaller, set in."""
    pen = Pen(Style(), (842, 420))
    for number, lines in enumerate(boxes):
        x, top = 20 + 200 * number, 60
        pen.canvas.rect(x, pen.height - top - 130, 185, 130)
        for row, line in enumerate(lines, 1):
            font = {"*": "Helvetica-Bold", "/": "Helvetica-Oblique"}.get(line[0], "Helvetica")
            pen.canvas.setFont(font, 9 if line[0] == "*" else 8 if row == 2 else 7.5)
            x0 = x + (16 if line[0] in "•/" else 8)
            pen.canvas.drawString(x0, pen.height - top - 14 * row, line.lstrip("*/"))
    return chart_of(pen.saved())


def test_a_name_set_as_those_below_entries_is_of_the_entry_above_it() -> None:
    """13.3, 3.27: it went to the unit where that names nobody."""
    boxes = (
        ("*Direction des routes", "Luc Roy", "• Service ponts", "/Inès Bon", "• Service tunnels", "/Paul Petit"),
        ("*Direction des eaux", "Eva Colin", "• Service lacs", "/Marc Denis", "• Service digues"),
        ("*Direction des bois", "• Service chênes", "• Service sapins", "/Léa Garnier"),
        ("*Direction des ports", "Jean Morel", "• Service quais", "/Zoé Faure"),
    )
    found = names(booklet(boxes))
    assert found["Service sapins"] == ["Léa Garnier"] and found["Direction des bois"] == []
    assert found["Service tunnels"] == ["Paul Petit"]


def test_a_name_below_a_list_set_as_heads_are_heads_the_unit() -> None:
    """3.27: no entry of this sheet has a head, and names end its boxes in the one look that they have."""
    boxes = tuple(
        (f"*Direction des {what}", f"• Service {what} nord", f"• Service {what} sud", f"/{name}")
        for what, name in (
            ("routes", "M. Luc Roy"),
            ("eaux", "Mme Eva Colin"),
            ("bois", "Mme Léa Garnier"),
            ("ports", "M. Jean Morel"),
        )
    )
    chart = booklet(boxes)
    found = names(chart)
    assert all(found[box[0][1:]] in ([box[-1][1:]], []) for box in boxes)
    assert not [p for unit in chart.units if unit.title.startswith("Service") for p in unit.people if p.confidence >= SURE]


STAFF = {
    "Service finances": ("Luc Petit", [("Marie Roy", "comptable"), ("Lise Roux", "gestionnaire budget")]),
    "Ressources humaines": (
        "Anne Morel",
        [("Jean Duval", "gestionnaire paie"), ("Julie Faure", "assistante"), ("Zoé Marin", "agent")],
    ),
    "Services techniques": ("Hugo Blanc", [("Karim Benali", "voirie"), ("Yves Brun", "espaces verts")]),
}


@pytest.mark.parametrize(
    ("form", "staff"),
    [("• {0}, {1}", True), ("• {0} – {1}", True), ("• {0} ({1})", True), ("– {0}, {1}", True),
     ("• Service {1} : {0}", False), ("• {0} – Service {1}", False)],
)  # fmt: skip
def test_who_is_listed_with_a_job_below_the_box_of_a_service_is_one_of_it(form: str, *, staff: bool) -> None:
    """13.3: « comptable » was a unit that headed all others of the list, so that who exchanged jobs was told of nothing."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(300, 350, 200, 36)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawString(310, 370, "Direction générale")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(310, 358, "Claire Aubert")
        canvas.line(400, 350, 400, 330)
        canvas.line(140, 330, 660, 330)
        for place, (title, (head, people)) in enumerate(STAFF.items()):
            x = 40 + 260 * place
            canvas.line(x + 100, 330, x + 100, 310)
            canvas.rect(x, 274, 200, 36)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 10, 296, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x + 10, 284, f"Responsable : {head}")
            for row, (name, job) in enumerate(people):
                canvas.drawString(x + 6, 260 - 14 * row, form.format(name, job))

    chart = chart_of(drawn(draw, size=(842, 420)))
    units = {unit.title: [person.name for person in unit.people] for unit in chart.units}
    for title, (head, people) in STAFF.items():
        assert units[title] == [head, *([name for name, _ in people] if staff else [])]
    assert len(chart.units) == (4 if staff else 11)


@pytest.mark.parametrize(
    ("entry", "others", "named"),
    [("Théâtre (Hugo Texier)", 6, True), ("Théâtre (Hugo Texier)", 2, False), ("Piscine (site Bellevue)", 6, False)],
)
def test_brackets_behind_entries_hold_names_where_nearly_all_do(entry: str, others: int, *, named: bool) -> None:
    """13.3: « Théâtre (Hugo Texier) » was a title for certain among « Finances (Denis Benali) »; who it is stays in doubt."""
    known = [
        "Finances (Denis Benali)",
        "Paie (Zoé Marin)",
        "Voirie (Hugo Blanc)",
        "Eau (Yves Brun)",
        "Sports (Inès Roy)",
        "Dette (Luc Petit)",
    ]
    said = [*known[:others], "Archives", "Courrier", entry]

    def draw(canvas: Canvas) -> None:
        canvas.rect(200, 350, 160, 30)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawString(206, 362, "Direction générale")
        for place in range(3):
            x = 20 + 180 * place
            canvas.lines([(280, 350, 280, 330), (280, 330, x + 80, 330), (x + 80, 330, x + 80, 310)])
            canvas.rect(x, 280, 160, 30)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 6, 292, f"Pôle {place + 1}")
            canvas.setFont("Helvetica", 8)
            for row, text in enumerate(said[place::3]):
                canvas.drawString(x + 6, 264 - 14 * row, f"• {text}")

    chart = chart_of(drawn(draw, size=(560, 420)))
    units = {unit.title: unit for unit in chart.units}
    title = entry.split(" (")[0]
    assert (title in units) is named and (entry in units) is not named
    if named:
        assert [(person.name, person.confidence < SURE) for person in units[title].people] == [("Hugo Texier", True)]


@pytest.mark.parametrize(
    ("mark", "post", "gap", "sure"), [("", "", 0, False), ("• ", "", 0, True), ("", "Adjointe : ", 0, True), ("", "", 14, True)]
)
def test_a_name_right_below_an_entry_and_flush_with_the_title_may_head_it(mark: str, post: str, gap: int, *, sure: bool) -> None:
    """3.27: « Direction », who heads it, « Paie » set in, « Mme Roy », « Achats »: she was of the direction, for certain.

    She is surely where entries have bullets, she has a post, or white parts her from the entry.
    """
    pen = Pen(Style(), (842, 420))
    c = pen.canvas
    said = (("Direction des finances", "Marc Denis"), ("Direction technique", "Luc Petit"), ("Direction des aînés", "Eva Colin"))
    below = (("Budget", "Inès Roy", "Achats"), ("Voirie", "Anne Aubert", "Parcs"), ("Repas", "Léa Faure", "Visites"))
    for number, (head, entries) in enumerate(zip(said, below, strict=True)):
        x, y = 40 + 260 * number, 300.0
        c.rect(x, 160, 220, 160)
        for row, text in enumerate((*head, *entries)):
            y -= gap * (row in (3, 4))
            before = post if row == 3 else mark * (row in (2, 4))
            c.setFont("Helvetica-Bold" if row == 0 else "Helvetica", 8)
            c.drawString(x + (16 if row in (2, 4) else 8), y - 12 * row, before + text)
    found = chart_of(pen.saved())
    people = {person.name: (unit.title, person.confidence) for unit in found.units for person in unit.people}
    for (title, holder), (_, other, _) in zip(said, below, strict=True):
        assert people[holder] == (title, people[holder][1]) and people[holder][1] >= SURE
        assert (people[other][1] >= SURE) == sure and (not sure or people[other][0] == title)
