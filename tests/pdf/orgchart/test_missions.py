"""What a unit does and how it is reached stands in its box or at it, and is no unit (DESIGN 3.27)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, OrgChart
from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.pdfs import drawn

UNITS = {
    "Direction générale": ("Mme Claire Aubert", 230, 480),
    "Direction des finances": ("M. Bruno Lemaître", 30, 300),
    "Direction technique": ("M. Karim Quéré", 230, 300),
    "Direction des sports": ("Mme Odile Tessier", 430, 300),
}
WORK = (("Pilotage", "Coordination"), ("Préparation du budget", "Dette"), ("Voirie", "Espaces verts"), ("Piscines", "Clubs"))


def sheet(texts: Sequence[Sequence[str]], *, below: float | None = None, centred: bool = False) -> OrgChart:
    """*texts*: lines under each name, in the same box, or in one so far *below* it."""

    def draw(canvas: Canvas) -> None:
        for (title, (name, x, y)), lines in zip(UNITS.items(), texts, strict=True):
            high = 14 * len(lines) + 8
            low = y - high - (below or 0)
            canvas.rect(x, y if below is not None else low, 160, 36 + (0 if below is not None else high))
            if below is not None:
                canvas.rect(x, low, 160, high)
            for row, (text, font) in enumerate([(title, "Helvetica-Bold"), (name, "Helvetica")]):
                canvas.setFont(font, 9)
                (canvas.drawCentredString if centred else canvas.drawString)(x + (80 if centred else 5), y + 22 - 14 * row, text)
            canvas.setFont("Helvetica", 8)
            for row, text in enumerate(lines):
                (canvas.drawCentredString if centred else canvas.drawString)(
                    x + (80 if centred else 5), low + high - 12 - 14 * row, text
                )
            if title != "Direction générale":
                canvas.lines([(310, 480 - high - (below or 0), 310, 360), (310, 360, x + 80, 360), (x + 80, 360, x + 80, y + 36)])

    return chart_of(drawn(draw))


def read(texts: Sequence[Sequence[str]], *, below: float | None = None) -> dict[str, tuple[str | None, list[str], bool]]:
    """Head, people and certainty of each unit of a `sheet`."""
    chart = sheet(texts, below=below)
    titles = {unit.id: unit.title for unit in chart.units}
    return {u.title: (titles.get(u.parent or ""), [p.name for p in u.people], u.confidence >= 0.9) for u in chart.units}


BARE = {title: (None if title == "Direction générale" else "Direction générale", [UNITS[title][0]], True) for title in UNITS}


@pytest.mark.parametrize(
    ("caption", "below"),
    [("Missions :", None), ("Missions", None), ("Missions :", 0.0), ("Attributions principales", 4.0), ("Aufgaben:", None)],
)
def test_what_a_unit_does_is_no_unit_in_it(caption: str, below: float | None) -> None:
    """« Missions » was a unit with « Préparation du budget » under it, for certain, and headed all that strokes led to (3.27)."""
    assert read([(caption, *(f"- {one}" for one in work)) for work in WORK], below=below) == BARE


def test_what_stands_behind_a_caption_and_a_colon_is_text() -> None:
    assert read([(f"Missions : {work[0]}, {work[1]}",) for work in WORK]) == BARE
    assert read([("Contacts :", "accueil@valmont.example") for _ in WORK], below=2.0) == BARE


@pytest.mark.parametrize(
    ("lines", "units"),
    [
        (
            ("Missions", "• Mission Europe # : Mme Anne Roy", "• Mission santé # : M. Luc Daumas"),
            ("Mission Europe", "Mission santé"),
        ),
        (("Missions", "Europe #", "Égalité #"), ("Missions Europe", "Égalité")),
        (("Mission : Europe",), ()),
        (("Missions : budget", "Services :", "• Service paie #", "• Service achats #"), ("Service paie", "Service achats")),
        (("Missions : pilotage", "Service paie #", "Service achats #"), ("Service paie", "Service achats")),
        (("Missions : pilotage du", "budget, de la dette", "- Service paie #", "- Archives #"), ("Service paie", "Archives")),
        (("Missions :", "- suivi de la dette", "Bureau des aides #", "Contacts : aide@valmont.example"), ("Bureau des aides",)),
        (("Missions : - budget de", "la ville", "- dette", "Horaires : lundi", "Mardi 9h-12h", "Régie #"), ("Régie",)),
        (("Missions : pilotage", "Archives #", "Europe #"), ("Archives", "Europe")),
    ],
)
def test_missions_that_are_units_stay_units(lines: Sequence[str], units: Sequence[str]) -> None:
    """A caption without a colon heads text where more than names stand below it; text ends where services begin (3.27)."""
    parts = ("Nord", "Sud", "Est", "Ouest")
    found = read([[line.replace("#", part) for line in lines] for part in parts])
    assert found.keys() - {"Missions", "Services"} == UNITS.keys() | {f"{unit} {part}" for unit in units for part in parts}


@pytest.mark.parametrize("named", [False, True])
def test_services_below_a_caption_in_a_list_stay_units(named: bool) -> None:
    """Each « Missions : pilotage, budget » took all that stood flush below it in a sheet without boxes (3.27)."""
    areas = ("finances", "sports", "travaux")
    names = ("M. Bruno Lemaître", "Mme Odile Tessier", "M. Karim Quéré")

    def draw(canvas: Canvas) -> None:
        for number, area in enumerate(areas):
            rows = [f"Service {one} {area}" + (f" : {names[number]}" if named else "") for one in ("paie", "achats")]
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(60, 600 - 90 * number, f"Direction des {area}")
            canvas.setFont("Helvetica", 10)
            for row, text in enumerate(["Missions : pilotage, budget", *rows], 1):
                canvas.drawString(80, 600 - 90 * number - 14 * row, text)

    chart = chart_of(drawn(draw))
    titles = {unit.id: unit.title for unit in chart.units}
    wanted = {f"Service {one} {area}": f"Direction des {area}" for area in areas for one in ("paie", "achats")}
    assert {u.title: titles.get(u.parent or "") for u in chart.units if u.title.startswith("Service")} == wanted
    assert len(chart.units) == len(areas) + len(wanted)


def test_a_field_of_a_card_is_no_unit() -> None:
    """« Rôle : cheffe de projet » was the unit « Rôle », for certain (3.27)."""
    found = read([("Rôle : directrice",), ("Rôle : cheffe de projet",), ("Fonction : adjoint",), ("Fonction : responsable",)])
    assert not {"Rôle", "Fonction"} & found.keys()


def test_what_units_do_in_a_list_without_a_caption_is_no_unit() -> None:
    """« Gérer le budget » was a unit for certain; a list is told by what all lists of the sheet begin with (3.27)."""
    verbs = (["• Gérer le budget"] * 3, ["• Suivre les marchés", "• Établir les bulletins et", "les attestations"])
    nouns = (["– Entretien des routes", "– Suivi du budget"], ["– Rédaction des contrats", "– Établissement des bulletins"])
    german = (["- Bescheide erteilen", "- Anträge prüfen"], ["- Vereine beraten", "- Feste organisieren"])
    english = (["• Managing the budget", "• Supports clubs"], ["• Organise the fair", "• Reviews grants"])
    for first, second in (verbs, nouns, german, english, (["Entretien des routes", "Suivi du budget"], ["Tenue des régies"] * 2)):
        assert read([[first[-1]] * len(first), first, second, first]) == BARE, first


def test_services_in_a_list_without_a_caption_stay_units() -> None:
    """What may be a service's name is one, where not most of the sheet's lists are of what hardly any is called (3.27)."""
    for lists in (
        (["• Gestion des déchets", "• Entretien des routes"], ["• Voirie", "• Suivi des carrières"], ["• Paie", "• Archives"]),
        (["• Suivi du budget : M. Roy", "• Tenue des régies"], ["• Service de suivi", "• Tenue des archives"], []),
        (["• Foyer les Tilleuls", "• Théâtre la Scala"], ["• Aide à domicile", "• Soutien aux aidants"], ["• Musée", "• Planning"]),
        (
            ["• Collecte des déchets", "• Traitement de l’eau"],
            ["• Préparation du budget", "• Cimetières"],
            ["• Délivrance des titres"] * 2,
        ),
        (["• Habiter la ville", "• Loger les jeunes"], ["• Verger aux écoliers", "• Panier les Halles"], ["• Hogar las Rosas"] * 2),
        (["• Jugend fördern", "• Gesund leben"], ["• Supporting families", "• Delivering change"], ["• Pay and pensions"] * 2),
        (["• Suivi des plans", "• Élaboration des plans"], ["• Suivi des carrières", "• Cimetières"], ["• Musée", "• Stades"]),
        (["• Planning policy", "• Building control"], ["• Managing team", "• Housing"], ["• Licensing", "• Training"]),
    ):
        found = read([[], *lists])
        assert {text.lstrip("• ").partition(" :")[0] for texts in lists for text in texts} < set(found), lists


@pytest.mark.parametrize(
    "said",
    ["Service mutualisé", "Service commun", "Direction mutualisée", "Service de la Métropole", "Régie", "(service partagé)",
     "Service commun avec la Métropole", "Service à comptabilité distincte", "Shared service", "Gemeinsamer Dienst"],
)  # fmt: skip
def test_how_a_unit_is_run_is_no_unit_below_its_head(said: str) -> None:
    """3.27, promise 1: « Finances », « Paul NOËL », « Service mutualisé » was told as a service that came, for certain."""
    assert read([(), (said,), (), ()]) == BARE
    assert read([(), (said, "Ville et métropole"), ("Régie directe", "Marché public"), ()]) == BARE


@pytest.mark.parametrize(
    "said",
    [("Service courrier",), ("Service mutualisé", "Ida MOSS"), ("Service commun paie",), ("Service commun", "Service courrier"),
     ("Régie", "Service courrier"), ("Service marchés publics", "Service mutualisé")],
)  # fmt: skip
def test_what_is_called_more_or_has_a_head_is_a_unit_below_another_ones(said: tuple[str, ...]) -> None:
    """3.27: only what says nothing but how, and heads no name, is of the unit above it."""
    assert said[0] in read([(), said, (), ()])


def test_where_a_unit_is_in_doubt_is_no_certain_unit() -> None:
    """3.27: « Centre technique » over « Zone des Prés » was a unit for certain; alone, or of a service, it stays one."""

    def sure(*lines: str) -> bool:
        units = sheet([(), lines, (), ()], centred=True).units
        return {unit.title: unit.confidence_title for unit in units}[lines[0]] >= SURE

    assert not sure("Centre technique", "Zone des Prés")
    assert sure("Centre social") and sure("Service paie", "Aile nord")


@pytest.mark.parametrize(
    "said",
    [
        "puis Sam OKOYE au 1er mars",
        "puis Mme Rita Sol à compter du 1er mars",
        "then Sam Okoye from 1 March",
        "ab 1. März: Anna Schmidt",
        "à compter du 1er mars",
    ],
)
def test_who_will_head_a_unit_and_when_is_neither_its_title_nor_in_it_yet(said: str) -> None:
    """The whole box was the title, « Direction des finances M. Bruno Lemaître puis Sam OKOYE … », and nobody headed it."""
    assert read([[], [said], [], []]) == BARE


def test_a_name_that_begins_like_such_a_line_is_one() -> None:
    """« Puis-Roux » and « Dal Bosco » are surnames: no day is said."""
    people = read([[], ["M. Paul Puis-Roux"], ["Mme Anna Dal Bosco"], []])
    assert people["Direction des finances"][1] == ["M. Bruno Lemaître", "M. Paul Puis-Roux"]
    assert people["Direction technique"][1] == ["M. Karim Quéré", "Mme Anna Dal Bosco"]
