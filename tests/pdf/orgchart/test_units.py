"""From marks to units and people: what belongs to one unit, who is named in it, and what is none (DESIGN 3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE
from tests.pdf.orgchart.test_drawn_ways import LABELS, LEFT, RIGHT, SHEET, TOP, three
from tests.pdf.orgchart.test_met_in_the_wild import chart_of, linked
from tests.pdf.pdfs import drawn


def test_every_letter_of_a_shadowed_text_with_its_double_beside_it_is_read_once() -> None:
    """A step from one letter of a word to the next of its kind is no shadow's: « tt », « rr », « ll » stay (3.12)."""

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        for title, (x, y) in LABELS.items():
            for letters in ("Mme Henriette Carrelli", "M. Ferrallette Barrett"):
                for place, letter in enumerate(letters):
                    for grey, aside in ((0.6, 1), (0, 0)):
                        canvas.setFillGray(grey)
                        canvas.setFont("Courier", 7)
                        canvas.drawString(x + 4 + 4.2 * place + aside, y + (8 if letters[1] == "m" else 1) - aside, letter)
            assert title

    names = {person.name for unit in chart_of(drawn(draw, size=SHEET)).units for person in unit.people}
    assert names == {"Mme Henriette Carrelli", "M. Ferrallette Barrett"}


def _card(canvas: Canvas, x: float, y: float, title: str, name: str, *, strip: float = 0.8) -> None:
    """A box with a title on a grey strip at its head and a name under it that the strip reaches into."""
    canvas.setFillGray(1)
    canvas.rect(x, y, 140, 30, fill=1)
    canvas.setFillGray(strip)
    canvas.rect(x, y + 15, 140, 15, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.setFont("Helvetica-Bold", 8)
    canvas.drawString(x + 4, y + 19, title)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(x + 4, y + 5, name)


CARDS = {TOP: ["Mme Odile Roche"], LEFT: ["M. Karim Haddad"], RIGHT: ["Mme Inès Caron"]}


def _cards(canvas: Canvas) -> None:
    for (title, (name,)), (x, y) in zip(CARDS.items(), ((230, 330), (60, 230), (400, 230)), strict=True):
        _card(canvas, x, y, title, name)
    for x in (130, 470):
        canvas.lines([(300, 330, 300, 295), (300, 295, x, 295), (x, 295, x, 260)])


def people(data: bytes) -> dict[str, list[str]]:
    return {unit.title: [person.name for person in unit.people] for unit in chart_of(data).units}


def test_a_strip_of_colour_under_a_title_is_no_box_of_its_own() -> None:
    """A title box glued to a box of names is one unit (3.27)."""
    assert people(drawn(_cards, size=SHEET)) == CARDS


def test_names_in_a_box_glued_under_a_title_are_its_people() -> None:
    def draw(canvas: Canvas) -> None:
        three(canvas)
        for (x, y), (name,) in zip(LABELS.values(), CARDS.values(), strict=True):
            canvas.rect(x, y - 24, 140, 24)
            canvas.drawString(x + 4, y - 10, "Directrice")
            canvas.drawString(x + 4, y - 20, name)

    assert people(drawn(draw, size=SHEET)) == CARDS


def test_a_post_with_its_name_glued_under_a_post_without_one_is_a_unit() -> None:
    """3.27: of two posts under each other the upper one names nobody."""

    def draw(canvas: Canvas) -> None:
        three(canvas)
        for x, y in LABELS.values():
            for below, texts in ((24, ["Directeur des moyens"]), (48, ["Directrice de la santé", "Mme Anne Roy (responsable)"])):
                canvas.rect(x, y - below, 140, 24)
                for line, text in enumerate(texts):
                    canvas.drawString(x + 4, y - below + 14 - 10 * line, text)

    told = [(unit.title, [p.name for p in unit.people]) for unit in chart_of(drawn(draw, size=SHEET)).units]
    assert told.count(("Directrice de la santé", ["Mme Anne Roy"])) == 3 == told.count(("Directeur des moyens", []))


def test_names_under_names_in_boxes_glued_under_a_title_are_its_people_too() -> None:
    """A box that only looks like a name's, and one below it that surely is one's: both are of the title (3.27)."""

    def draw(canvas: Canvas) -> None:
        three(canvas)
        for (x, y), (name,) in zip(LABELS.values(), CARDS.values(), strict=True):
            for below, text in ((16, "Radi Kovacek"), (32, name)):
                canvas.rect(x, y - below, 140, 16)
                canvas.drawString(x + 4, y - below + 5, text)

    assert people(drawn(draw, size=SHEET)) == {title: ["Radi Kovacek", *names] for title, names in CARDS.items()}


@pytest.mark.parametrize("heading", ["Légende", ""])
def test_a_legend_names_no_units(heading: str) -> None:
    """Samples with words beside them, and boxes with samples' names in a row with them or with the heading (3.27)."""

    def draw(canvas: Canvas) -> None:
        _cards(canvas)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(40, 94, heading)
        for x, grey, words in ((90, 0.8, "Direction générale adjointe"), (220, 0.5, "Mission rattachée")):
            canvas.setFillGray(grey)
            canvas.rect(x, 92, 16, 9, fill=1)
            canvas.setFillGray(0)
            canvas.drawString(x + 20, 94, words)
        canvas.rect(320, 90, 70, 14)
        canvas.drawString(325, 94, "Élus et cabinet")

    assert people(drawn(draw, size=SHEET)) == CARDS


@pytest.mark.parametrize("explained", [True, False])
def test_a_row_of_boxes_right_under_an_explained_sample_is_of_its_legend(explained: bool) -> None:
    """Below the chart, what a colour means, then what each frame means; without such a sample they are units (3.27)."""

    def draw(canvas: Canvas) -> None:
        _cards(canvas)
        canvas.setFont("Helvetica", 7)
        if explained:
            canvas.setFillGray(0.5)
            canvas.rect(40, 94, 6, 6, fill=1, stroke=0)
            canvas.setFillGray(0)
            canvas.drawString(52, 94, "Direction commune")
        for x, words in zip((90, 220), frames, strict=True):
            canvas.rect(x, 76, 120, 12)
            canvas.drawString(x + 5, 80, words)

    frames = ("Direction générale adjointe", "Mission rattachée")
    expected = CARDS if explained else {**CARDS, frames[0]: [], frames[1]: []}
    assert people(drawn(draw, size=SHEET)) == expected


@pytest.mark.parametrize("apart", [False, True])
def test_outlined_samples_of_a_framed_legend_explain_themselves(*, apart: bool) -> None:
    """Small squares in one frame with the words for them; with fills, which office suites draw *apart* from outlines (3.27)."""

    def draw(canvas: Canvas) -> None:
        _cards(canvas)
        canvas.rect(430, 40, 150, 60)
        canvas.setFont("Helvetica", 7)
        for row, words in enumerate(("Cabinet et élus", "Pôles", "Services")):
            canvas.setFillGray(0.6 + 0.2 * row if apart else 0.6 if row == 1 else 1)
            canvas.rect(436, 84 - 16 * row, 8, 8, fill=1, stroke=int(not apart))
            if apart:
                canvas.rect(436, 84 - 16 * row, 8, 8)
            canvas.setFillGray(0)
            canvas.drawString(450, 85 - 16 * row, words)

    assert people(drawn(draw, size=SHEET)) == CARDS


def test_the_codes_of_a_legend_name_no_units() -> None:
    """« C 62 », « Cellule »: samples that hold a code, each with a kind of unit beside it; « n » beside any words (3.27)."""

    def draw(canvas: Canvas) -> None:
        _cards(canvas)
        canvas.setFont("Helvetica", 7)
        for x, code, words in ((90, "D1", "Direction"), (220, "C 62", "Cellule ou service")):
            canvas.rect(x, 92, 22, 10)
            canvas.drawString(x + 4, 94, code)
            canvas.drawString(x + 26, 94, words)
        canvas.ellipse(90, 60, 112, 76)
        canvas.drawCentredString(101, 66, "n")
        canvas.drawString(116, 66, "nombre d’agents du pôle")

    assert people(drawn(draw, size=SHEET)) == CARDS


def test_names_that_only_look_so_are_people_in_a_box_glued_under_a_title() -> None:
    """Neither civility nor known first name: the place says it; their posts may be broken over lines (3.27)."""

    def draw(canvas: Canvas) -> None:
        three(canvas)
        for (x, y), name in zip(LABELS.values(), ("Roselyne Bazin", "Yolaine Carrel", "Ozan Derme"), strict=True):
            canvas.rect(x, y - 24, 140, 24)
            canvas.drawString(x + 4, y - 10, f"{name}, directrice")
            canvas.drawString(x + 4, y - 20, "générale adjointe")

    assert people(drawn(draw, size=SHEET)) == {TOP: ["Roselyne Bazin"], LEFT: ["Yolaine Carrel"], RIGHT: ["Ozan Derme"]}


LISTS: dict[str, dict[str, list[str]]] = {
    TOP: {"Collecte sélective": [], "Déchèteries": []},
    LEFT: {"Carrières": [], "Santé et conditions de travail": [], "Paie": ["Mme Isabelle Coudray"]},
    RIGHT: {"Marchés de travaux": ["Yannick HUSSON"]},
}
PRINTED = {
    TOP: ("Collecte sélective", "Déchèteries"),
    LEFT: ("Carrières", "Santé et conditions de travail", "Paie : Mme Isabelle", "Coudray, cheffe de service"),
    RIGHT: ("Marchés de travaux, Yannick", "HUSSON, chef de service"),
}


def test_bare_lists_under_heading_boxes_are_units() -> None:
    """No bullet, no word for a kind of unit: several blocks under their headings are lists all the same."""

    def draw(canvas: Canvas) -> None:
        _cards(canvas)
        for title, (x, y) in zip(CARDS, ((230, 330), (60, 230), (400, 230)), strict=True):
            canvas.setFont("Helvetica", 8)
            for place, words in enumerate(PRINTED[title]):
                canvas.drawString(x + 6, y - 14 - 9.5 * place, words)

    found = people(drawn(draw, size=SHEET))
    assert found == {**CARDS, **{entry: names for entries in LISTS.values() for entry, names in entries.items()}}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Jean-Michel CUISINIER, directeur"], [("Jean-Michel CUISINIER", "directeur")]),
        (
            ["Directrice générale des", "services : Jacqueline", "MAUGER"],
            [("Jacqueline MAUGER", "Directrice générale des services")],
        ),
        (["Directrice adjointe : Maëlwenn", "BERGER"], [("Maëlwenn BERGER", "Directrice adjointe")]),
        (["Maëlwenn Berger, directrice"], [("Maëlwenn Berger", "directrice")]),
        (["– M. Bruno COLLET"], [("M. Bruno COLLET", None)]),
        (["LEMAIRE Lætitia"], [("LEMAIRE Lætitia", None)]),
        (["Mme Marie-Pierre", "Gilbert, directrice"], [("Mme Marie-Pierre Gilbert", "directrice")]),
        (["Anne-Claire CASTELNAU,", "directrice générale adjointe"], [("Anne-Claire CASTELNAU", "directrice générale adjointe")]),
    ],
)
def test_posts_behind_and_before_names_are_whole(lines: list[str], expected: list[tuple[str, str]]) -> None:
    """A hyphen ends no name, « Lemaire » is no mayor, a dash before a name no bullet; what is broken over lines is one."""

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        x, y = LABELS[TOP]
        canvas.setFont("Helvetica-Oblique", 6)
        for place, words in enumerate(lines):
            canvas.drawString(x + 16, y + 12 - 5 * place, words)

    chart = chart_of(drawn(draw, size=SHEET))
    assert [(p.name, p.role) for unit in chart.units if unit.title == TOP for p in unit.people] == expected


def test_a_post_above_a_list_is_not_part_of_it() -> None:
    """« Directrice », then entries with heads of their own: nobody of the list is the unit's."""

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        canvas.setFont("Helvetica", 7.6)
        for place, words in enumerate(("Odile Roche", "Directrice", "- Collecte : Bruno", "MARTIN, chef de service", "- Tri")):
            canvas.drawString(430, 200 - 9 * place, words)
        canvas.setFont("Helvetica-Bold", 7.6)
        canvas.drawString(430, 209, "Direction des déchets")
        canvas.rect(425, 160, 120, 60)
        canvas.line(485, 230, 485, 220)

    found = people(drawn(draw, size=SHEET))
    assert (found["Direction des déchets"], found["Collecte"], found["Tri"]) == (["Odile Roche"], ["Bruno MARTIN"], [])


def _sheet(under: dict[str, str]) -> bytes:
    """Four boxes with bold titles, the last « Paie »; *under* each a further line, « ** » before it where it is bold, too."""
    places = ((230, 330), (60, 230), (230, 230), (400, 230))

    def draw(canvas: Canvas) -> None:
        for (title, name), (x, y) in zip(under.items(), places, strict=True):
            canvas.rect(x, y, 140, 30)
            for row, text in enumerate((f"**{title}", name)):
                canvas.setFont("Helvetica-Bold" if text.startswith("**") else "Helvetica", 8)
                canvas.drawCentredString(x + 70, y + 18 - 10 * row, text.removeprefix("**"))
        for x in (130, 300, 470):
            canvas.lines([(300, 330, 300, 295), (300, 295, x, 295), (x, 295, x, 260)])

    return drawn(draw, size=SHEET)


@pytest.mark.parametrize(("others", "certain"), [("{}", False), ("**{}", True)])
def test_a_name_set_like_the_title_where_no_other_is_heads_nothing_for_certain(others: str, *, certain: bool) -> None:
    """3.27: « Halle des jeux » is called after « Gérard Rondin », whatever the word for it; where heads are set so he has it."""
    names = {TOP: "Anne Roche", LEFT: "Karim Haddad", RIGHT: "Paul Caron"}
    heads = {title: others.format(name) for title, name in names.items()}
    unit = chart_of(_sheet({**heads, "Halle des jeux": "**Gérard Rondin"})).units[-1]
    assert [(unit.confidence_title >= SURE), *(person.confidence >= SURE for person in unit.people)] == [certain, certain]


@pytest.mark.parametrize("last", ["Xyzzo", "Wzdanny Musa Danjuma", "Yvette (Nord)", "**Varga Tünde"])
def test_a_title_that_ends_where_others_name_somebody_is_doubted(last: str) -> None:
    """3.27: an unknown word for a vacancy, an unknown name: no certain part of the title « Archives »."""
    name = "**Mme Anne Roche" if last.startswith("**") else "Mme Anne Roche"
    units = chart_of(_sheet({TOP: name, LEFT: name, RIGHT: name, "Archives": last})).units
    assert [unit.confidence_title >= SURE for unit in units] == [True, True, True, False]
    assert units[-1].title == f"Archives {last.removeprefix('**')}"


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize(("title", "certain"), [("Gemeentesecretaris", True), ("Directeur", True), ("Direction", False)])
def test_the_head_of_all_may_be_called_by_a_post_of_one_word(title: str, place: int, *, certain: bool) -> None:
    """3.27: a post alone may lack a word, but not in the box that all lines start from: its head's change was to be checked."""
    titles = [TOP, LEFT, RIGHT, "Archives"]
    titles[place] = title
    names = ("Mme Anne Roche", "M. Paul Caron", "Mme Ida Moss", "M. Luc Blin")
    found = {unit.title: unit.confidence_title for unit in chart_of(_sheet(dict(zip(titles, names, strict=True)))).units}
    assert (found[title] >= SURE) == (certain and not place)


@pytest.mark.parametrize("said", ["LANDRÄTIN Frau Ahrens", "Bourgmestre : M. Paul Caron"])
def test_who_is_named_in_the_one_line_of_a_box_is_at_no_other_post_of_it(said: str) -> None:
    """3.27: the post is what the box is called; of several such lines one may be for another unit."""

    def draw(canvas: Canvas) -> None:
        for x, y, text in ((230, 330, said), (60, 230, LEFT), (230, 230, RIGHT), (400, 230, "Service des archives")):
            canvas.rect(x, y, 140, 30)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x + 4, y + 12, text)
        for x in (130, 300, 470):
            canvas.lines([(300, 330, 300, 295), (300, 295, x, 295), (x, 295, x, 260)])

    head = next(unit for unit in chart_of(drawn(draw, size=SHEET)).units if unit.parent is None)
    assert [(person.name, person.confidence >= SURE) for person in head.people] == [(said.partition(" ")[2].lstrip(": "), True)]


@pytest.mark.parametrize(("below", "certain"), [("Cano", False), ("Directora", True), ("Presupuesto", True), ("SIG", True)])
def test_a_name_whose_line_was_full_over_a_word_that_may_go_on_with_it_is_doubted(below: str, *, certain: bool) -> None:
    """3.27: in a narrow box « Dña. Rocío Valverde » may be half a name; over a post, a unit or letters it is whole."""

    def draw(canvas: Canvas) -> None:
        _cards(canvas)
        canvas.setFillGray(1)
        canvas.rect(230, 230, 90, 40, fill=1)
        canvas.setFillGray(0)
        for row, (font, text) in enumerate((("-Bold", "Archivo"), ("", "Dña. Rocío Valverde"), ("", below))):
            canvas.setFont(f"Helvetica{font}", 8)
            canvas.drawCentredString(275, 258 - 10 * row, text)

    found = [p for unit in chart_of(drawn(draw, size=SHEET)).units for p in unit.people if p.name.startswith("Dña")]
    assert [person.confidence >= SURE for person in found] == [certain]


def test_names_in_a_field_under_a_title_in_a_frame_are_that_title_s() -> None:
    """The frame's own title takes the field of nobody else, and loses none of the services in it (3.27, 13.3)."""
    inside = {
        "Mission de la culture": ["Yvon Lacroix"],
        "Mission des risques": ["Iris Guérin"],
        "Mission du tourisme": ["Rémi Nguyen"],
    }

    def draw(canvas: Canvas) -> None:
        canvas.rect(20, 100, 560, 120)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawString(28, 204, "Pôle Rayonnement")
        for number, (title, (name,)) in enumerate(inside.items()):
            x = 40 + 180 * number
            canvas.rect(x, 150, 150, 20)
            canvas.rect(x, 134, 150, 16)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 4, 157, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x + 4, 139, f"Responsable : {name}")

    assert people(drawn(draw, size=SHEET)) == {"Pôle Rayonnement": [], **inside}


def test_a_sample_of_a_legend_with_a_list_takes_its_list_along() -> None:
    """What is listed in a sample is no unit either, and hangs under nothing that is none (3.27)."""

    def draw(canvas: Canvas) -> None:
        _cards(canvas)
        canvas.setFont("Helvetica-Bold", 7)
        canvas.rect(20, 20, 300, 64)
        canvas.drawString(24, 75, "Légende")
        canvas.rect(30, 26, 120, 40)
        canvas.drawString(34, 56, "Direction")
        canvas.setFont("Helvetica", 7)
        for row, words in enumerate(("Service rattaché", "Service commun")):
            canvas.drawString(34, 46 - 10 * row, f"• {words}")

    assert people(drawn(draw, size=SHEET)) == CARDS


@pytest.mark.parametrize("said", ["Organigrama municipal Valdeolmo", "Organigramma Borgosole", "Organogram Wiltersbeek"])
def test_a_band_that_says_what_the_sheet_is_heads_nothing_in_whatever_language(said: str) -> None:
    """A coloured band over the whole width with the sheet's title is no unit (3.27)."""

    def draw(canvas: Canvas) -> None:
        _cards(canvas)
        canvas.setFillGray(0.7)
        canvas.rect(0, 375, SHEET[0], 25, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(20, 382, said)

    assert people(drawn(draw, size=SHEET)) == CARDS


@pytest.mark.parametrize("gap", [6.0, 0.0, -3.0], ids=["apart", "touching", "overlapping"])
def test_a_name_behind_a_bold_title_in_one_line_is_who_heads_it(gap: float) -> None:
    """13.3: « **Direction du port** Anne Cadiou »: the look parts what no mark does; « Espace **Simone VEIL** » stays one title."""
    rows = {
        "Secrétariat général": ("CADIOU Anne", 0), "Staff du port": ("Marta ABBATE", 1), "Service des phares": ("Paul Kermarec", 1),
        "Espace": ("Simone VEIL", 1),
    }  # fmt: skip

    def draw(canvas: Canvas) -> None:
        for number, (title, (name, level)) in enumerate(rows.items()):
            x, y = 40 + 40 * level, 330 - 30 * number
            canvas.rect(x, y, 260, 20)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 5, y + 7, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(
                x + 5 + stringWidth(title, "Helvetica-Bold", 8) + (gap if level < 1 or number < 3 else 3), y + 7, name
            )
            if level:
                canvas.lines([(50, 330, 50, y + 10), (50, y + 10, x, y + 10)])

    assert people(drawn(draw, size=SHEET)) == {title: [name] for title, (name, _) in rows.items() if title != "Espace"} | {
        "Espace Simone VEIL": []
    }


def test_a_bare_name_under_the_word_for_a_place_may_be_what_that_is_called_after() -> None:
    """3.27: « Crèche », « Hélène Bouchet »: neither the name nor the title is sure; a civility tells somebody."""
    boxes = [
        ("Direction des sports", "Claire Rey"),
        ("Gymnase", "Éric Tabart"),
        ("Centre social", "Jean Marlot"),
        ("Musée", "Mme Anne Roy"),
        ("Service des stades", "Luc Petit"),
    ]

    def draw(canvas: Canvas) -> None:
        for n, lines in enumerate(boxes):
            left, top = 30 + 110 * (n - 1), 230 if n else 320
            left = left if n else 200
            canvas.rect(left, top, 105, 40)
            if n:
                canvas.line(252, 320, left + 52, 270)
            for row, text in enumerate(lines):
                canvas.setFont("Helvetica" if row else "Helvetica-Bold", 9)
                canvas.drawCentredString(left + 52, top + 26 - 14 * row, text)

    units = chart_of(drawn(draw, size=SHEET)).units
    sure = {p.name: min(p.confidence, unit.confidence_title) >= SURE for unit in units for p in unit.people}
    assert sure == {"Claire Rey": True, "Éric Tabart": False, "Jean Marlot": False, "Mme Anne Roy": True, "Luc Petit": True}


def test_a_box_of_a_post_with_ways_to_reach_it_is_no_address() -> None:
    """Who holds it may have a name that no list knows; a box of nothing but a town's telephones is a note (3.12)."""

    def draw(canvas: Canvas) -> None:
        reached = ("(3000/3309)", "Sekretariat (3301/3309)", "fordvup.sotjvis@wieselau.example")
        for x, head in ((40, "Bürgermeisterin"), (240, "Stadträtin"), (440, "Rathaus")):
            canvas.rect(x, 300, 160, 70)
            for place, text in enumerate((head, "Fordvup Sotjvis", *reached)):
                canvas.setFont("Helvetica-Bold" if place < 2 else "Helvetica", 8)
                canvas.drawCentredString(x + 80, 358 - 12 * place, text)
        for x, title in ((40, "Abteilung Finanzen und Personal"), (240, "Abteilung Umwelt und Tiefbau")):
            canvas.rect(x, 270, 160, 25)
            canvas.drawCentredString(x + 80, 280, title)

    found = {unit.title.split()[0] for unit in chart_of(drawn(draw, size=SHEET)).units}
    assert found == {"Bürgermeisterin", "Stadträtin", "Abteilung"}


def test_one_line_set_as_the_entries_of_other_boxes_is_an_entry_though_it_is_alone() -> None:
    """3.27: « Vivero municipal », alone under who heads its service, was left out; « Sección … » beside it was read."""
    services = {
        "Servicio de Planeamiento": ("Nuria del Río", ("Sección de Disciplina", "Sección de Licencias")),
        "Servicio de Jardines": ("María Peña Gil", ("Vivero municipal",)),
        "Servicio de Obras": ("Pablo Vega Pardo", ("Sección de Alumbrado", "Sección de Movilidad")),
        "Servicio de Cultura": ("Francisco Ruiz Moreno", ("Biblioteca municipal", "Escuela de Música")),
        "Servicio de Deportes": ("Ana Belén Ortiz", ("Polideportivo Las Eras",)),
        "Servicio de Hacienda": ("José Luis Robles", ("Sección de Inspección", "Sección de Recaudación")),
    }

    def draw(canvas: Canvas) -> None:
        for number, (title, (name, entries)) in enumerate(services.items()):
            x, y = 20 + 190 * (number % 3), 300 - 90 * (number // 3)
            canvas.rect(x, y, 170, 60)
            for row, (text, inset) in enumerate([(title, 0), (f"Jefatura: {name}", 0), *((entry, 9) for entry in entries)]):
                canvas.setFont("Helvetica" if row else "Helvetica-Bold", 8)
                canvas.setFillGray(0.3 if inset else 0)
                canvas.drawString(x + 6 + inset, y + 48 - 12 * row, text)
                if inset:
                    canvas.line(x + 4, y + 57 - 12 * row, x + 166, y + 57 - 12 * row)
            canvas.setFillGray(0)

    units = chart_of(drawn(draw, size=SHEET)).units
    titles = {unit.id: unit.title for unit in units}
    listed = {entry: title for title, (_, entries) in services.items() for entry in entries}
    assert set(titles.values()) == {*services, *listed}
    assert {unit.title: titles.get(unit.parent or "") for unit in units if unit.title in listed} == listed
