"""Names beside their titles: at the height of their middle, or in a column of their own (DESIGN 3.27, 13.3)."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from monitor.model import Person
from monitor.model.frozen import replace
from monitor.pdf.ink import Box
from monitor.pdf.lines import Line, in_rows
from monitor.pdf.orgchart.nodes import Written
from monitor.pdf.orgchart.unboxed.borderless import add_names_beneath
from monitor.pdf.orgchart.units.entries import with_their_own
from monitor.pdf.orgchart.units.names_beside import (
    IN_BOX,
    apart,
    behind_their_titles,
    give_names_beside,
    put_ends_aside,
    titles_first,
    with_names_joined,
)
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.read import read
from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.pdfs import drawn


def line(text: str, x0: float, base: float) -> Line:
    frame = Box(x0, base - 8, x0 + 4 * len(text), base + 2)
    return Line(text, frame, base, 8.0, False, False, 0, (0, 0, 0), 0)


def said(lines: list[Line]) -> list[str]:
    return [one.text for one in lines]


def test_a_name_right_of_the_middle_of_a_title_comes_after_both_its_lines() -> None:
    """3.27: the title of a box ended in « de », and what came under the name was lost."""
    first, name, second = (
        line("Service des familles et de", 10, 20),
        line("Mme Zoé Roy", 200, 25),
        line("la petite enfance", 10, 30),
    )
    assert behind_their_titles([first, name, second]) == [first, second, name]
    under = line("Mme Zoé Roy", 10, 25)
    assert behind_their_titles([first, under, second]) == [first, under, second]


def test_a_name_on_several_lines_beside_a_title_is_one() -> None:
    """3.27: « Service voirie ROUVIÈRE » was the unit, and « Mme Julie » headed it, as surely as anybody."""
    first, title, second = line("Mme Julie", 200, 20), line("Service voirie", 10, 25), line("ROUVIÈRE", 204, 30)
    assert said(behind_their_titles([first, title, second])) == ["Service voirie", "Mme Julie ROUVIÈRE"]
    level = [line("Bases de", 10, 20), line("Mme Julie LE", 200, 20), line("données", 10, 30), line("GUENNEC", 220, 30)]
    assert said(behind_their_titles(level)) == ["Bases de", "données", "Mme Julie LE GUENNEC"]
    vacant = [line("Unité", 10, 20), line("Recrutement en", 200, 20), line("réceptions", 10, 30), line("cours", 236, 30)]
    assert said(behind_their_titles(vacant)) == ["Unité", "réceptions", "Recrutement en cours"]
    post = [line("Cheffe de service", 200, 20), line("Service voirie", 10, 25), line("Mme Julie ROUVIÈRE", 200, 30)]
    assert said(behind_their_titles(post)) == ["Service voirie", "Cheffe de service", "Mme Julie ROUVIÈRE"]


def test_a_name_that_goes_on_below_in_a_column_spoils_no_row_of_the_panel() -> None:
    """All names of the panel were those of who heads its last section, for certain, and « Montanari » a unit (3.27).

    A post, one more name or a number below a name is of that row; what stands level with a title like the one above has its own.
    """

    def panel(first: str, below: str, section: str = "Sezione parchi") -> list[str]:
        rows = [line("Servizio verde", 10, 20), line(first, 200, 20), line(below, 200, 30), line("Servizio strade", 10, 46)]
        rows += [line("Anna Bini", 200, 46), line("Servizio scuola", 10, 62), line("Sara Costa", 200, 62)]
        rows.insert(2, replace(line(section, 10, 30), italic=True))
        return said(with_names_joined(rows, fewest=IN_BOX))

    def read_as(name: str, section: str = "Sezione parchi") -> list[str]:
        return [f"Servizio verde : {name}", section, "Servizio strade : Anna Bini", "Servizio scuola : Sara Costa"]

    assert panel("Maria Della Valle", "Montanari") == read_as("Maria Della Valle Montanari")
    assert panel("Roberto De Santis", "Colombo (f.f.)") == read_as("Roberto De Santis Colombo (f.f.)")
    assert panel("Roberto De Santis", "(f.f.)") == read_as("Roberto De Santis (f.f.)")
    assert panel("Mercè Gómez Herrero (en", "funciones)") == read_as("Mercè Gómez Herrero (en funciones)")
    assert panel("Inmaculada de la Fuente", "Marín (en funciones)") == read_as("Inmaculada de la Fuente Marín (en funciones)")
    assert panel("Xhevahire", "Dukagjini") == read_as("Xhevahire Dukagjini")
    assert panel("Luca Conti", "Dirigente") == read_as("Luca Conti, Dirigente")
    assert sorted(panel("Luca Conti", "tel. 0461 123456")) == sorted([*read_as("Luca Conti"), "tel. 0461 123456"])
    own = [line("Verde", 10, 20), line("Anna Bini", 200, 20), line("Strade", 10, 30), line("Montanari", 200, 30)]
    assert said(with_names_joined(own, fewest=IN_BOX)) == said(own)


def test_sections_in_italics_are_of_the_bold_services_with_heads_above_them() -> None:
    """3.27: they hung under the department, for certain, where words tell no ranks; italics are a look alone: doubted."""

    def listed(*heads: str) -> list[tuple[str, list[str]]]:
        items = list[Written]()
        for row, title in enumerate(("Servicio de redes", "Oficina A", "Oficina B", "Servicio de obras", "Parque sur")):
            service = title.startswith("Servicio")
            people = [Person(name=name) for name in heads[row == 3 :][:1] if service]
            first = replace(line(title, 10, 20 + 10 * row), bold=service, italic=not service)
            items.append(Written(label=title, people=people, first=first))
        return [(item.label, [one.label for one in item.items]) for item in with_their_own(items)]

    assert listed("Ana Prado", "Luis Rey") == [
        ("Servicio de redes", ["Oficina A", "Oficina B"]),
        ("Servicio de obras", ["Parque sur"]),
    ]
    assert [below for _, below in listed("Ana Prado")] == [[]] * 5


def test_a_section_with_a_head_of_its_own_leaves_the_name_above_it_alone() -> None:
    """3.27: « **Servizio verde** | Anna Bini » over « *Sezione parchi* | Mario Costa » was one person, for certain, of the first.

    So it is with names that nobody listed, surnames alone, and a post that is vacant.
    """
    titles = ["Servizio verde", "Sezione parchi", "Servizio strade", "Sezione ponti"]
    columns = [
        ["Anna Bini", "Mario Costa", "Elena Riva", "Luca Neri"],
        ["ROY Anne", "PETIT Jean", "Mme Roy", "Mme Saïdi"],
        ["Blerina Hoxhaj", "Xhevahire Dukagjini", "Odile Caron", "(vacant)"],
        ["Anna Bini", "Luca Neri, capo", "Elena Riva", "M. Luc Petit"],
    ]
    for names in columns:
        rows = [part for n in range(4) for part in (line(titles[n], 10, 20 + 10 * n), line(names[n], 200, 20 + 10 * n))]
        rows = [replace(part, italic=True) if part.text.startswith("Sezione") else part for part in rows]
        assert said(with_names_joined(rows, fewest=IN_BOX)) == [f"{titles[n]} : {names[n]}" for n in range(4)]
    rows = [line(titles[0], 10, 20), line("ROSSI", 200, 20), replace(line(titles[1], 10, 30), italic=True), line("CONTI", 200, 30)]
    assert said(with_names_joined(rows, fewest=IN_BOX)) == said(rows)
    # « Anna Bini » over « Montanari », the section's head by surname alone; she is « Anna Bini Montanari » where there was no room
    rows[1:2], rows[3:] = [line("Anna Bini", 200, 20)], [line("Montanari", 200, 30), line("Elena Riva", 200, 60)]
    rows.insert(4, line(titles[2], 10, 60))
    assert said(with_names_joined(rows, fewest=IN_BOX, right=400)) == said(rows)
    end = f"{titles[2]} : Elena Riva"
    assert said(with_names_joined(rows, fewest=IN_BOX, right=260)) == [f"{titles[0]} : Anna Bini Montanari", titles[1], end]
    rows[3] = line("Jean-Baptiste", 200, 30)
    assert said(with_names_joined(rows, fewest=IN_BOX, right=260)) == said(rows)


def test_a_post_below_a_title_ends_it_and_the_name_beside_is_somebody_elses() -> None:
    """3.27: « Directrice | Claire Martin » over « adjointe | Petit » was one person, « Claire Martin Petit »."""
    two = [line("Directrice", 10, 20), line("Claire Martin", 200, 20), line("adjointe", 10, 30), line("Petit", 200, 30)]
    assert behind_their_titles(two) == two
    one = [line("Directrice générale", 10, 20), line("Claire LE", 200, 20), line("adjointe", 10, 30), line("GUENNEC", 200, 30)]
    assert said(behind_their_titles(one)) == ["Directrice générale", "adjointe", "Claire LE GUENNEC"]


def test_units_beside_each_other_stay_whose_they_are() -> None:
    """3.27: two units with a name each, and two columns of units."""
    for lines in (
        [line("Paie", 10, 20), line("Mme Julie Roy", 200, 20), line("Achats", 10, 30), line("M. Luc Petit", 200, 30)],
        [line("Paie", 10, 20), line("Roy", 200, 20), line("Achats", 10, 30), line("Petit", 200, 30)],
        [line("Voirie", 200, 20), line("Service voirie", 10, 25), line("Parcs", 204, 30)],
        [line("Anne Roy", 10, 20), line("Luc Petit", 200, 25), line("Directrice", 10, 30), line("Adjoint", 200, 35)],
    ):
        assert behind_their_titles(lines) == lines


def test_a_number_right_of_a_title_on_two_lines_comes_after_both() -> None:
    """3.27: its last word was a unit of its own, which had the services and who heads the direction."""
    first, number, last = line("Direction des sports et de la", 10, 20), line("Tél. 03 80 12", 200, 27), line("VIE", 10, 30)
    assert said(behind_their_titles([first, number, last])) == ["Direction des sports et de la", "VIE", "Tél. 03 80 12"]
    titles = line("Direction des ports", 10, 20), number, line("Direction des quais", 10, 30)
    assert behind_their_titles(titles) == [*titles]
    assert said(behind_their_titles(titles, 40.0)) == ["Direction des ports", "Direction des quais", "Tél. 03 80 12"]
    both = [titles[0], line("Tél. 03 80 11", 200, 20), titles[2], line("Tél. 03 80 12", 200, 30)]
    assert behind_their_titles(both, 40.0) == both


def test_a_column_of_names_goes_to_the_titles_on_their_lines() -> None:
    """3.27: no unit is called by the name of whoever heads the first."""
    titles = ["Pôle Ville", "Direction des quais", "Service paie", "Régie des eaux"]
    names = ["I. Roy", "M. Luc Petit", "Mme Zoé Vial", "Poste vacant"]
    lines = [line(text, 10 + 9 * n, 20 * n) for n, text in enumerate(titles)]
    right = [line(text, 300 - 4 * len(text), 20 * n) for n, text in enumerate(names)]
    assert said(with_names_joined([*lines, *right])) == [f"{one} : {other}" for one, other in zip(titles, names, strict=True)]


def test_two_titles_with_their_heads_on_one_line_are_two() -> None:
    """3.27: both units were lost; what comes after a name is a unit only where it has a head of its own."""
    two = line("Service paie – Mme Zoé Roy Régie des eaux – M. Luc Petit", 10, 20)
    assert said(apart([two])) == ["Service paie – Mme Zoé Roy", "Régie des eaux – M. Luc Petit"]
    first, second = apart([two])
    assert first.frame.x1 == second.frame.x0 and second.frame.x1 == two.frame.x1
    for text in (
        "Service paie – Mme Zoé Roy",
        "Service paie – Mme Zoé Roy Régie des eaux",
        "Pôle Ville – Direction des quais – M. Luc Petit",
    ):
        assert said(apart([line(text, 10, 20)])) == [text]


def test_a_wrapped_title_is_whole_before_its_name() -> None:
    """3.27: at the middle of two lines, on the second of three, on the first of two."""
    lines = [
        line("Direction de la", 10, 0),
        line("lecture", 10, 10),
        line("Service des parcs et", 10, 40),
        line("jardins, de", 10, 50),
        line("la forêt", 10, 60),
        line("Service du", 10, 90),
        line("port", 10, 100),
        line("Archives", 10, 130),
    ]
    names = [
        line("Mme Zoé Roy", 200, 5),
        line("M. Luc Petit", 200, 50),
        line("Mme Léa Vial", 200, 90),
        line("M. Ali Caron", 200, 130),
    ]
    assert said(with_names_joined([*lines, *names])) == [
        "Direction de la lecture : Mme Zoé Roy",
        "Service des parcs et jardins, de la forêt : M. Luc Petit",
        "Service du port : Mme Léa Vial",
        "Archives : M. Ali Caron",
    ]


def test_names_under_their_titles_beside_another_column_stay_there() -> None:
    """3.27: of cards side by side a name is level with a title of its neighbour."""
    left = [line(f"Service {text}", 10, 20 * n) for n, text in enumerate(("paie", "port", "parcs", "quais", "eaux"))]
    right = [line(f"Régie {text}", 200, 40 * n) for n, text in enumerate(("bus", "lac", "bois"))]
    names = [line(f"Mme Zoé {text}", 200, 20 + 40 * n) for n, text in enumerate(("Roy", "Vial", "Caron", "Petit"))]
    lines = [*left, line("Service tourisme", 10, 100), line("Musée", 10, 140), *right, line("Halle", 200, 120), *names]
    assert with_names_joined(lines) == lines


def test_two_lists_side_by_side_with_names_at_the_end_of_their_lines_are_read() -> None:
    """13.3: drawn, as two poles print them beside each other."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4))
    people = {}
    for column, pole in enumerate(("Pôle Ville", "Pôle Littoral")):
        entries = [
            (0, pole),
            (1, "Direction des quais"),
            (2, "Service du port"),
            (2, "Service des plages"),
            (1, "Direction des parcs"),
            (2, "Service des eaux"),
            (2, "Service des bois"),
        ]
        for n, (depth, title) in enumerate(entries):
            own, name = f"{title} {'nord' if column else 'sud'}", f"Mme {'Zoé' if column else 'Anne'} R{'aeiouyé'[n]}mond"
            canvas.setFont("Helvetica", 9)
            canvas.drawString(40 + 400 * column + 14 * depth, 480 - 16 * n, own)
            canvas.drawRightString(390 + 400 * column, 480 - 16 * n, name)
            people[own] = [name]
    canvas.save()
    content = read(out.getvalue(), kind="orgchart")
    assert content.orgchart is not None  # type: ignore[union-attr]
    assert {u.title: [p.name for p in u.people] for u in content.orgchart.units} == people  # type: ignore[union-attr]


def test_a_title_with_its_head_under_a_box_is_a_unit_of_its_own() -> None:
    """3.27: « Service du port : Mme Roy » right under a direction without a name is no name of that."""
    for text, taken in (("Conservatoire : Mme Zoé Roy", False), ("Directrice : Mme Zoé Roy", True)):
        box = TextBox(Box(0, 0, 300, 20), drawn=True, lines=[line("Direction des arts", 110, 14)])
        page = PageText([box], free=[line(text, 100, 32)])
        add_names_beneath(page)
        assert bool(box.beneath) == taken


def test_a_level_of_a_list_cuts_no_title_where_a_word_begins_by_chance() -> None:
    """13.3: « générale » begins right over the directions: that is no column, as only whole lines begin there."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    step = canvas.stringWidth("Direction ", "Helvetica", 9) / 2
    entries = [
        ("Direction générale des services", 0),
        ("Pôle Ville", 1),
        ("Direction des quais", 2),
        ("Service du port", 3),
        ("Service des lacs", 3),
        ("Direction des parcs", 2),
        ("Service des bois", 3),
        ("Pôle Littoral", 1),
        ("Direction des arts", 2),
        ("Régie du lac", 3),
        ("Direction des eaux", 2),
    ]
    canvas.setFont("Helvetica", 9)
    for n, (title, depth) in enumerate(entries):
        canvas.drawString(50 + step * depth, 700 - 16 * n, title)
        canvas.drawRightString(520, 700 - 16 * n, f"Mme Anne R{'aeiouyéèbcd'[n]}mond")
    canvas.save()
    content = read(out.getvalue(), kind="orgchart")
    assert content.orgchart is not None  # type: ignore[union-attr]
    assert {unit.title for unit in content.orgchart.units} == {title for title, _ in entries}  # type: ignore[union-attr]


def test_names_in_a_box_stand_behind_the_titles_on_their_lines() -> None:
    """3.27: the last service of a card had all the heads of those above it; who may be one is one beside others who surely are."""
    titles, names = ["Service paie", "Service achats", "Service presse"], ["Mme Zoé Vial", "Orane Moulin", "M. Luc Petit"]
    head = line("Responsable : M. Jean Roy", 10, 0)
    box = [
        head,
        *(line(text, 10, 20 * n) for n, text in enumerate(titles, 1)),
        *(line(text, 150, 20 * n) for n, text in enumerate(names, 1)),
    ]
    assert said(with_names_joined(box, fewest=IN_BOX)) == [head.text, *(f"{a} : {b}" for a, b in zip(titles, names, strict=True))]
    under = [line("Service paie", 10, 20), line("Mme Zoé Vial", 10, 30), line("M. Luc Petit", 10, 40)]
    assert said(with_names_joined(under, fewest=IN_BOX)) == said(under)


def test_names_right_of_boxes_are_theirs_though_a_wider_box_stands_close_above_them() -> None:
    """3.27: in an indented tree each name went to the box above, which reaches over it, where that one named nobody."""
    titles = ["Direction générale des services", "Voirie", "Direction des sports", "Piscine", "Vie associative"]
    people = [None, "Odile Tessier", "Bruno Roche", "Inès Aubert", "Karim Quéré"]

    def sheet() -> PageText:
        boxes, free = [], list[Line]()
        for row, (title, name) in enumerate(zip(titles, people, strict=True)):
            title_line = line(title, 14 + 20 * (row % 2), 20 + 16 * row)
            boxes.append(TextBox(title_line.frame.grown(3), lines=[title_line]))
            free += [line(name, boxes[-1].box.x1 + 5, 20 + 16 * row)] if name else []
        return PageText(boxes=boxes, free=free)

    text = sheet()
    give_names_beside(text)
    add_names_beneath(text)
    assert [said(box.beneath) for box in text.boxes] == [[name] if name else [] for name in people]
    assert not text.free
    few = sheet()  # one or two names that stand so are no custom of the sheet: where the others stand tells
    few.free = few.free[:2] + [line("Anne Roy", 500, 20 + 30 * row) for row in range(3)]
    give_names_beside(few)
    assert len(few.free) == 5 and not any(box.beneath for box in few.boxes)


@pytest.mark.parametrize("interim", ["", " – p.i.", " (intérim)"])
@pytest.mark.parametrize("bullet", ["", "• "])
def test_a_list_that_names_who_heads_a_service_before_it(bullet: str, interim: str) -> None:
    """3.27, 5.14: a line without a name got that of the line above, or « intérim » was a unit; a title may go on below."""
    poles = {
        "Pôle culture": [
            ("Musées", "M. Paul MOREL"),
            ("Archives", ""),
            ("Danse", "Mme Odile PRAT"),
            ("Arts de la scène", "Mme Inès CARON"),
        ],
        "Pôle port": [("Quais", "Mme Claire AUBIN"), ("Grues", ""), ("Pilotage", "Mme Anne ROCHE"), ("Écluses", "M. Luc BESSON")],
    }

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.rect(320, 440, 200, 24)
        canvas.drawCentredString(420, 449, "Direction générale des services")
        canvas.lines([(420, 440, 420, 410), (170, 410, 670, 410)])
        for place, (pole, services) in enumerate(poles.items()):
            x = 60 + 500 * place
            canvas.line(x + 110, 410, x + 110, 380)
            canvas.rect(x, 356, 220, 24)
            canvas.drawCentredString(x + 110, 365, pole)
            canvas.rect(x, 280, 220, 74)
            rows = [
                f"{bullet}{name}{interim if row == 0 else ''} : {title}" if name else f"{bullet}{title}"
                for row, (title, name) in enumerate(services)
            ]
            rows = [part for row in rows for part in row.partition("scène")[:2] if part]
            for row, text in enumerate(rows):
                canvas.drawString(x + (6 if text != "scène" or not bullet else 14), 343 - 13 * row, text.strip())

    chart = chart_of(drawn(draw, size=(842, 595)))
    told = {unit.title: [(person.name, person.role) for person in unit.people] for unit in chart.units}
    role = interim.strip(" –()") or None
    for services in poles.values():
        for row, (title, name) in enumerate(services):
            assert told[title] == ([(name, role if row == 0 else None)] if name else [])


def test_a_post_behind_a_name_and_a_colon_is_no_title() -> None:
    """3.27: « Mme Roy : directrice » names who is there; so does a sheet on which one line alone reads otherwise."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        for place, lines in enumerate(
            (
                ("Direction générale", "M. Paul MOREL : Directeur", "Mme Odile PRAT : Adjointe"),
                ("Pôle culture", "Mme Inès CARON : Directrice", "M. Luc BESSON : Chef de projet"),
                ("Pôle port", "Mme Anne ROCHE : Directrice", "Mme Claire AUBIN : Assistante"),
            )
        ):
            x, y = (320, 420) if place == 0 else (100 + 440 * (place - 1), 320)
            canvas.rect(x, y, 200, 44)
            canvas.lines([(x + 100, 400, x + 100, y if place == 0 else y + 44)])
            for row, text in enumerate(lines):
                canvas.drawString(x + 6, y + 33 - 13 * row, text)
        canvas.line(200, 400, 640, 400)

    units = chart_of(drawn(draw, size=(842, 595))).units
    assert [len(unit.people) for unit in units] == [2, 2, 2]


def test_brackets_below_a_title_behind_a_name_are_none_of_it_but_open_ones_are() -> None:
    """3.27: « Mme Eva NASH : Sports », « (à 80 %) » must not become « Sports à 80 %) »."""
    for broken, below in (("Sports", "(à 80 %)"), ("Archives (ex", "documentation)"), ("Parcs et", "jardins")):
        names = ("Mme Eva NASH : Voirie", "M. Tom ALBE : Culture", "Mme Zoé ROY : Finances", f"M. Luc ORTIZ : {broken}")
        text = PageText([], [line(one, 10, 20.0 * n) for n, one in enumerate((*names, below))])
        titles_first(text)
        whole = [f"{broken} : M. Luc ORTIZ", below] if below[0] == "(" else [broken, f"{below} : M. Luc ORTIZ"]
        assert said(text.free) == ["Voirie : Mme Eva NASH", "Culture : M. Tom ALBE", "Finances : Mme Zoé ROY", *whole]


def test_names_flush_right_are_of_the_titles_level_with_them_where_dots_lead_to_the_others() -> None:
    """13.3: as Word sets a directory; each pole's head was read as one more head of the first service below it."""
    poles = {"Pôle ville": ("Luc Petit", "Finances", "Marie Roy"), "Pôle technique": ("Paul Noël", "Voirie", "Hugo Blanc")}

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Oblique", 8)
        canvas.drawString(40, 560, "Service")
        canvas.drawRightString(555, 560, "Responsable")
        for row, (pole, (head, title, name)) in enumerate(poles.items()):
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(40, 540 - 80 * row, pole)
            canvas.drawRightString(555, 540 - 80 * row, head)
            canvas.setFont("Helvetica", 9)
            for below, (service, held) in enumerate(((title, name), (f"{title} du port", "Poste vacant"))):
                canvas.drawString(52, 525 - 80 * row - 14 * below, f"{service} {'.' * 100}")
                canvas.drawRightString(555, 525 - 80 * row - 14 * below, held)

    people = {unit.title: [person.name for person in unit.people] for unit in chart_of(drawn(draw, size=A4)).units}
    told = {pole: [head] for pole, (head, _, _) in poles.items()} | {title: [name] for _, title, name in poles.values()}
    assert {title: people[title] for title in told} == told


@pytest.mark.parametrize("ends", [
    pytest.param(("Paie : Zoé Vial", "Achats : Luc Caron"), id="names of another column"),
    pytest.param(("Paie : 12 agents", "Achats : 8 agents"), id="figures"),
    pytest.param(("Responsable : Zoé Vial", "Directeur : Luc Caron"), id="heads of what stands above"),
])  # fmt: skip
def test_names_level_with_titles_stay_where_few_show_that_they_are_theirs(ends: tuple[str, str]) -> None:
    """3.27: two names beside two lines may be of anybody; those that lines between end with count if they reach their column."""
    heads = [line("Pôle ville", 10, 0), line("Pôle port", 10, 60), line("Marie Roy", 300, 0), line("Paul Noël", 300, 60)]
    lines = [*heads, *(line(text, 10, 20 + 20 * n) for n, text in enumerate(ends))]
    assert with_names_joined(lines) == lines


def test_three_names_that_are_surely_such_are_a_column_beside_their_titles() -> None:
    """3.27: of poles, over services without a head; who headed them were units. Words that may be none show nothing yet."""
    titles = [line(text, 10, 40 * n) for n, text in enumerate(("Pôle ville", "Pôle port", "Pôle eau"))]
    rest = [line(text, 20, 20 + 40 * n) for n, text in enumerate(("Parcs", "Quais", "Réseaux"))]
    named = [line(text, 300, 40 * n) for n, text in enumerate(("Mme Roy", "Paul Noël", "Zoé Vial"))]
    joint = ["Pôle ville : Mme Roy", "Pôle port : Paul Noël", "Pôle eau : Zoé Vial"]
    assert said(with_names_joined([*titles, *rest, *named])) == [*joint, "Parcs", "Quais", "Réseaux"]
    unsure = [*named[:2], line("Ada Quill", 300, 80)]
    assert with_names_joined([*titles, *rest, *unsure]) == [*titles, *rest, *unsure]


def test_what_ends_a_line_among_names_that_dots_lead_to_is_no_unit() -> None:
    """3.27: « Responsable » or « Bâtiment A » at the end of a pole's line headed all services, and the poles headed none."""
    led = [line(f"{title} : {name}", 20, at) for at, title, name in ((20, "Paie", "Zoé Vial"), (40, "Achats", "Luc Caron"))]
    led += [line(f"{title} : {name}", 20, at) for at, title, name in ((80, "Voirie", "Paul Roy"), (100, "Eau", "Ida Noël"))]
    led = [replace(one, frame=one.frame._replace(x1=400)) for one in led]
    heads = [line("Pôle ville", 10, 0), line("Pôle port", 10, 60)]
    ends = [line("Responsable", 356, 0), line("Bâtiment B", 360, 60)]
    kept = [line("Régie du lac", 360, 90), line("Service du port", 600, 60), line("Sam Okoye", 364, 120), line("Halle", 10, 120)]
    page = PageText([], free=[*heads, *led, *ends, *kept])
    put_ends_aside(page)
    assert said(page.aside) == ["Responsable", "Bâtiment B"]  # level with no title, beyond the column, perhaps a name: they stay
    assert said(page.free) == said([*heads, *led, *kept])
    few = PageText([], free=[*heads, *led[:3], *ends])
    put_ends_aside(few)
    assert not few.aside


def test_titles_of_the_next_column_are_no_ends_of_lines_with_names() -> None:
    """3.27: where names stand behind titles of any length, « Direction de la formation », in the column beside, was in no unit."""
    titles = ("Paie", "Bureau des achats", "Service des travaux neufs", "Eau")
    led = [line(f"{title} : Zoé Vial", x, 20 + 20 * row) for x in (20, 320) for row, title in enumerate(titles)]
    heads = [line("Pôle ville", 10, 0), line("Pôle port", 10, 60), line("Direction de la formation", 310, 60)]
    page = PageText([], free=[*heads, *led])
    put_ends_aside(page)
    assert not page.aside


def test_what_stands_in_one_row_is_read_from_left_to_right() -> None:
    """13.3: smaller letters, set to the same middle, stand higher: « Mme Zoé Roy », « Service voirie » was a name over a post."""
    title, name, below = line("Service voirie", 10, 20), line("Mme Zoé Roy", 200, 19.2), line("Parcs", 10, 30)
    turned = replace(name, angle=90)
    assert in_rows([name, title, below]) == [title, name, below]
    assert in_rows([turned, title, below]) == [turned, title, below]
    lower = line("la petite enfance", 10, 25)  # in the middle between two lines: of no row with either
    assert in_rows([name, lower, below]) == [name, lower, below]


@pytest.mark.parametrize("higher", [0.0, 0.8, -0.8])
@pytest.mark.parametrize("bold", [True, False])
def test_a_cell_with_its_head_at_the_right_is_a_unit_whatever_the_height_of_the_name(higher: float, bold: bool) -> None:
    """3.27, 13.3: with the name 0.8 pt higher the directions were posts of their poles, and all services hung under these."""
    poles = {
        "Pôle ressources": (
            ("Achats publics", "Mme Inès Roche", ("Marchés", "Magasin")),
            ("Finances", "M. Luc Tessier", ("Dette",)),
        ),
        "Pôle technique": (("Voirie", "Mme Zoé Aubert", ("Ponts", "Trottoirs")), ("Espaces verts", "M. Paul Caron", ("Serres",))),
        "Pôle culture": (("Musées", "Mme Anne Guyot", ("Réserves",)), ("Lecture publique", "M. Yann Morel", ("Ludothèque",))),
    }

    def draw(canvas: Canvas) -> None:
        x = (40, 190, 420, 560)
        top = 550.0
        for number, head in enumerate(("Pôle", "Direction", "Services")):
            canvas.rect(x[number], top, x[number + 1] - x[number], 20)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x[number] + 4, top + 7, head)
        for pole, directions in poles.items():
            canvas.rect(x[0], top - 80, x[1] - x[0], 80)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawString(x[0] + 4, top - 42, pole)
            for title, name, services in directions:
                top -= 40
                for left, right in ((x[1], x[2]), (x[2], x[3])):
                    canvas.rect(left, top, right - left, 40)
                canvas.setFont("Helvetica-Bold", 8)
                canvas.drawString(x[1] + 4, top + 17, title)
                canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 7.5)
                canvas.drawRightString(x[2] - 4, top + 17 + higher, name)
                canvas.setFont("Helvetica", 7.5)
                for row, service in enumerate(services):
                    canvas.drawString(x[2] + 4, top + 24 - 11 * row, f"• {service}")

    units = chart_of(drawn(draw, size=(600.0, 600.0))).units
    titles = {unit.id: unit.title for unit in units}
    found = {unit.title: (titles.get(unit.parent or ""), [person.name for person in unit.people]) for unit in units}
    for pole, directions in poles.items():
        for title, name, services in directions:
            assert found[title] == (pole, [name])
            assert [found[service] for service in services] == [(title, [])] * len(services)
