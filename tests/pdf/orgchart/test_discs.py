"""A disc at the left of each row heads the cards beside it; services in them stand in a line with dots between (3.27, 13.1)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, OrgChart
from tests.pdf.orgchart.test_tables_of_units import chart_of, tree
from tests.pdf.pdfs import drawn

HEAD, SHEET = "Direction générale des services", (760.0, 480.0)
POLES: dict[str, dict[str, tuple[str, ...]]] = {
    "Pôle social": {"Autonomie": ("Résidence du Parc", "Aides"), "Enfance": ("Crèches", "PMI", "Adoption"), "Insertion": ("RSA",)},
    "Pôle technique": {"Numérique": ("Infrastructures", "Support"), "Routes": ("Études", "Travaux")},
    "Pôle culture": {"Sports": ("Centre aquatique", "Stades"), "Musées": (), "Archives": ("Fonds", "Publics", "Cadastre")},
}  # fmt: skip
COLOURS = ("#1b5e20", "#b71c1c", "#0d47a1")
NAMED = {"Autonomie": "Paul HENRY", "Enfance": "Mme Ida Roca", "Insertion": "Poste à pourvoir", "Numérique": "Luc PETIT",
         "Routes": "M. Jean Bon", "Sports": "Anne ROY", "Musées": "Mme Ève Colin", "Archives": "Tom BLIN"}  # fmt: skip


def rows(
    disc: bool,
    pale: bool,
    services: bool,
    canvas: Canvas,
    *,
    labels: tuple[str, ...] = tuple(POLES),
    size: int = 8,
    low: bool = False,
    pills: bool = False,
    tinted: bool = False,
) -> None:
    """*disc*: else a square, *low*: as low as the cards; *pale*: cards have a pale ground and no outline; *labels*: of the rows.

    *size*: of their letters; *pills*: who heads a card; *tinted*: cards are outlined in the colour of their row.
    """
    canvas.setFillColor(HexColor(COLOURS[0] if tinted else "#263238"))
    canvas.rect(40, 420, 660, 36, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawCentredString(370, 434, HEAD)
    for row, cards in enumerate(POLES.values()):
        y = 310.0 - 110 * row
        canvas.setFillColor(HexColor(COLOURS[row]))
        if disc:
            canvas.ellipse(40, y, 130, y + 90, stroke=0, fill=1)
        else:
            canvas.rect(40, y + 15 * low, 90, 90 - 30 * low, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.setFont("Helvetica-Bold", size)
        canvas.drawCentredString(85, y + 42, labels[row])
        for place, (title, own) in enumerate(cards.items()):
            x = 160.0 + 175 * place
            canvas.setFillColor(HexColor("#e8eaf6" if pale else "#ffffff"))
            canvas.setStrokeColor(HexColor(COLOURS[row] if tinted else "#9e9e9e"))
            canvas.roundRect(x, y + 15, 160, 60, 8, stroke=not pale, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawCentredString(x + 80, y + 52, title)
            canvas.setFont("Helvetica", 7)
            canvas.drawCentredString(x + 80, y + 38, " · ".join(own) if services else "")
            if pills:
                canvas.setFillColor(HexColor("#c5cae9"))
                canvas.roundRect(x + 40, y + 19, 80, 13, 6, stroke=0, fill=1)
                canvas.setFillGray(0)
                canvas.drawCentredString(x + 80, y + 23, NAMED[title])


def test_a_disc_heads_the_cards_in_its_row_and_each_dot_parts_two_services() -> None:
    """Every card was surely under the head of all; two services were one unit, or words of their direction's title."""
    heads: dict[str, str | None] = {HEAD: None, **dict.fromkeys(POLES, HEAD)}
    heads |= {title: pole for pole, cards in POLES.items() for title in cards}
    listed = {service: title for cards in POLES.values() for title, own in cards.items() for service in own}
    for disc, pale, services in ((True, False, False), (False, True, False), (True, True, True)):
        found = tree(chart_of(drawn(partial(rows, disc, pale, services), size=SHEET)))
        assert found == heads | (listed if services else {}), (disc, pale, services)
    assert tree(chart_of(drawn(partial(rows, True, False, False, tinted=True), size=SHEET))) == heads


def test_who_is_named_in_a_small_filled_box_heads_the_card_around_it() -> None:
    """3.27: the small box made a frame of its card, which hung surely under the head of all; « A · B » was of the title."""
    listed = {service: title for cards in POLES.values() for title, own in cards.items() for service in own}
    heads = {
        HEAD: None,
        **dict.fromkeys(POLES, HEAD),
        **{title: pole for pole, cards in POLES.items() for title in cards},
        **listed,
    }
    chart = chart_of(drawn(partial(rows, True, False, True, pills=True), size=SHEET))
    assert tree(chart) == heads
    named = {unit.title: [person.name for person in unit.people] for unit in chart.units if unit.people}
    assert named == {title: ["" if name.startswith("Poste") else name] for title, name in NAMED.items()}


def test_one_small_line_under_who_heads_a_card_is_no_service() -> None:
    """3.27: among cards that list services with dots « Mairie annexe » says where, « Sur rendez-vous » how, right under a name."""
    cards = {"Propreté": "Mairie annexe", "Voirie": "Études · Travaux · Cadastre", "Sports": "Stades · Piscines · Bains",
             "Culture": "Musées · Archives · Fêtes", "Finances": "Sur rendez-vous"}  # fmt: skip

    def draw(canvas: Canvas) -> None:
        canvas.rect(300, 400, 160, 30)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawCentredString(380, 412, HEAD)
        canvas.lines([(380, 400, 380, 380), (84, 380, 676, 380)])
        for place, (title, small) in enumerate(cards.items()):
            x = 20 + 148.0 * place
            canvas.line(x + 64, 380, x + 64, 360)
            canvas.rect(x, 300, 128, 60)
            for size, text, y in (
                (8, title, 346),
                (7.5, ("Paul HENRY", "Ida ROCA", "Luc PETIT", "Anne ROY", "Zoé MARIN")[place], 334),
            ):
                canvas.setFont("Helvetica-Bold" if size == 8 else "Helvetica", size)
                canvas.drawCentredString(x + 64, y, text)
            canvas.setFont("Helvetica", 6.5)
            canvas.drawCentredString(x + 64, 316, small)

    titles = {unit.title for unit in chart_of(drawn(draw, size=SHEET)).units}
    assert titles == {HEAD, *cards, *(part for small in cards.values() if "·" in small for part in small.split(" · "))}


def test_words_with_dots_are_units_where_words_say_so_and_end_above_who_heads_the_card() -> None:
    """3.27: « Éducation · Jeunesse », « Paul HENRY »: he headed « Jeunesse », for certain. « Lundi · Mardi » are no units.

    Of three he headed the last. What a pole holds is no post of its head; where several titles are one, it goes on with it.
    """
    headed = ("Éducation · Jeunesse", "Sports · Loisirs", "Culture · Tourisme")
    named = ("Paul HENRY", "Mme Ida Roca", "Vacant")

    def chart(words: tuple[str, ...], names: tuple[str, ...], poles: Sequence[str] = tuple(POLES)) -> OrgChart:
        def draw(canvas: Canvas) -> None:
            canvas.rect(240, 400, 160, 30)
            canvas.lines([(320, 400, 320, 370), (120, 370, 520, 370)])
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawCentredString(320, 412, HEAD)
            for place, (title, said, name) in enumerate(zip(poles, words, names, strict=True)):
                canvas.rect(40 + 200 * place, 300, 160, 50)
                canvas.line(120 + 200 * place, 350, 120 + 200 * place, 370)
                for row, line in enumerate((title, said, *name.split("|"))):
                    canvas.setFont("Helvetica-Bold" if row == 0 else "Helvetica", 8)
                    canvas.drawCentredString(120 + 200 * place, 335 - 10 * row, line)

        return chart_of(drawn(draw, size=SHEET))

    units = chart(headed, named).units
    assert [len(unit.people) for unit in units] == [0, 1, 1, 1]
    assert all(unit.title.startswith(title) for unit, title in zip(units, (HEAD, *POLES), strict=True))
    assert [person.role for unit in units for person in unit.people] == [None] * 3
    for said, names in (
        (("Finances · Achats", "Écoles · Sports · Culture", "Voirie · Eau"), named),
        (("Finances - Achats - Paie", "Écoles - Sports - Culture", "Voirie - Eau - Parcs"), named),
        (("Finances · Achats · Paie", "Écoles · Sports · Culture", "Voirie · Eau · Parcs"), ("Directeur|Luc PETIT", *named[:2])),
        (("Finances · Achats · Paie", "Écoles · Sports · Culture", "Voirie · Eau · Parcs"), ("Luc PETIT|Anna BEL", *named[1:])),
    ):
        assert [unit.title for unit in chart(said, names).units if unit.people] == list(POLES), (said, names)
    places = chart(("NORD", "SUD", "EST"), named, ["Maison de quartier"] * 3).units
    assert [unit.title for unit in places[1:]] == [f"Maison de quartier {place}" for place in ("NORD", "SUD", "EST")]
    called = chart(
        ("Voirie · Eau · Gymnase", "Écoles · Sports · Culture", "Paie · Salle · Achats"), ("Jean Moulin", *named[1:])
    ).units
    assert "Gymnase Jean Moulin" in {unit.title for unit in called}
    kinds = chart(("Finances · Achats · Paie", "Écoles · Sports · Culture", "Voirie · Eau · Parcs"), named, ["Direction"] * 3).units
    assert [unit.title for unit in kinds[2:3]] == ["Direction Écoles · Sports · Culture"]
    deputies = chart(headed, named, ["Direction générale adjointe"] * 3).units
    assert [unit.title for unit in deputies[1:]] == [f"Direction générale adjointe {words}" for words in headed]
    days = chart(("Lundi · Mardi", "Jeudi · Vendredi", "Mardi · Jeudi · Samedi"), ("", "", "")).units
    assert not {"Lundi", "Vendredi"} & {unit.title for unit in days if unit.confidence_title >= SURE}


def test_a_label_of_no_unit_heads_nothing() -> None:
    """3.27: « 2e étage » in a disc at the left of a row is no unit for certain, nor is « Écoute » or « Piloter »."""
    for labels in (
        ("Niveau 1", "1er étage", "2e étage"),
        ("Écoute", "Proximité", "Rigueur"),
        ("Piloter", "Agir", "Évaluer"),
        ("Nord", "Sud", "Site A"),
        ("Bureau 204", "Bureau 12", "Bureau 7"),
    ):
        for size, low in ((8, False), (9, False), (9, True)):  # also where they are larger than the cards
            units = chart_of(drawn(partial(rows, not low, True, False, labels=labels, size=size, low=low), size=SHEET)).units
            titles = {unit.id: unit.title for unit in units}
            assert not [u.title for u in units if titles.get(u.parent or "") in labels and u.confidence_parent >= SURE], labels


def test_the_first_of_columns_of_boxes_alike_heads_nothing_beside_it() -> None:
    """3.27: boxes of a column in a dark colour of its own are no heads of those in their rows, which are as large."""
    columns = ("Voirie", "Eau", "Parcs"), ("Logement", "Crèches", "Emploi"), ("Budget", "Achats", "Paie")

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 8)
        for place, titles in enumerate(columns):
            for row, title in enumerate(titles):
                canvas.setFillColor(HexColor(("#0d47a1", "#e8eaf6", "#e8eaf6")[place]))
                canvas.rect(40 + 200 * place, 300 - 60 * row, 150, 40, stroke=0, fill=1)
                canvas.setFillGray(0 if place else 1)
                canvas.drawCentredString(115 + 200 * place, 317 - 60 * row, title)

    units = chart_of(drawn(draw, size=SHEET)).units
    titles = {unit.id: unit.title for unit in units}
    assert not [
        u.title
        for u in units
        if titles.get(u.parent or "") in columns[0] and u.title not in columns[0] and u.confidence_parent >= SURE
    ]
