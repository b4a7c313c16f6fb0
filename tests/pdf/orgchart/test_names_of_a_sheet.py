"""Names that nothing but their sheet shows: how its other names are set and written tells that they are somebody's (13.3, 3.27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, OrgChart, Person
from monitor.pdf.orgchart.units.habits import UNKNOWN
from monitor.pdf.orgchart.vocabulary import is_role
from monitor.pdf.orgchart.words.people import Named
from monitor.pdf.orgchart.words.wording import label_and_people
from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.pdfs import drawn

Boxes = Mapping[str, Sequence[str]]


def sheet(boxes: Boxes, *, title: str = "Helvetica-Bold") -> OrgChart:
    """A head over a row of boxes, each with its title and the lines below it in plain letters."""

    def draw(canvas: Canvas) -> None:
        for number, (label, lines) in enumerate(boxes.items()):
            x, y = (330, 450) if number == 0 else (10 + 160 * ((number - 1) % 5), 300 - 110 * ((number - 1) // 5))
            canvas.rect(x, y, 150, 60)
            canvas.line(x + 75, y + 60, x + 75, 420) if number else canvas.line(x + 75, 450, x + 75, 420)
            canvas.setFont(title, 8)
            canvas.drawCentredString(x + 75, y + 46, label)
            canvas.setFont("Helvetica", 8)
            for place, text in enumerate(lines):
                canvas.drawCentredString(x + 75, y + 34 - 11 * place, text)
        canvas.line(85, 420, 725, 420)

    return chart_of(drawn(draw, size=(842, 595)))


def people(chart: OrgChart) -> dict[str, list[str]]:
    return {unit.title: [person.name for person in unit.people] for unit in chart.units}


BARE = {
    "Mairie": ["Claire Aubin"], "Urbanisme": ["Paul Garnier"], "Cinéma": ["Peio Oyarzun"], "Piscine": ["Xan Iribarne"],
    "Atelier": ["Odile Marchand"], "Cantine": ["Julien Prat"],
}  # fmt: skip


def test_a_name_that_no_list_knows_is_somebody_where_the_others_are_set_so() -> None:
    """3.27: under the word for a place it is in doubt, as the place may be called so."""
    chart = sheet(BARE)
    assert people(chart) == {title: list(names) for title, names in BARE.items()}
    doubted = {unit.title for unit in chart.units if unit.people[0].confidence < SURE}
    assert doubted == {"Cinéma"}


@pytest.mark.parametrize("mark", ["·", "•", "|"])
def test_a_mark_between_a_title_and_a_name_is_of_neither(mark: str) -> None:
    """3.27: « Urbanisme • » was a title for certain; the name may stand behind it or below."""
    names = {"Mairie": "Claire AUBIN", "Urbanisme": "M. Paul GARNIER", "SIG": "Mme Odile MARCHAND", "Atelier": "M. Luc EL AMRANI"}
    behind = sheet({f"{title} {mark} {name}": [] for title, name in names.items()}, title="Helvetica")
    below = sheet({f"{title} {mark}": [name] for title, name in names.items()}, title="Helvetica")
    assert people(behind) == people(below) == {title: [name] for title, name in names.items()}


@pytest.mark.parametrize("bullet", ["", "• "])
def test_letters_of_a_unit_before_a_place_are_no_surname(bullet: str) -> None:
    """3.27, 5.14: in a list with its names at the right, two had careers, and the others' names went to the last line."""
    rows = [
        ("SAAD Beaulieu", "Paul GARNIER"),
        ("SAAD Saint-Jean", ""),
        ("SAAD Jules Ferry", "Inès CARON"),
        ("Crèches", "Luc MOREL"),
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for x, lines in (
            (300, [("Mairie", "Claire AUBIN")]),
            (60, rows),
            (540, [("Voirie", "Odile PRAT"), ("Eau", "Julien ROCHE")]),
        ):
            top = 480 if len(lines) == 1 else 380
            canvas.rect(x, top - 16 * len(lines), 240, 16 * len(lines) + 4)
            for row, (title, name) in enumerate(lines, 1):
                canvas.drawString(x + 6, top - 16 * row + 6, f"{bullet if len(lines) > 1 else ''}{title}")
                canvas.drawRightString(x + 234, top - 16 * row + 6, name)
        canvas.lines([(420, 464, 420, 420), (180, 420, 660, 420), (180, 420, 180, 384), (660, 420, 660, 384)])

    found = people(chart_of(drawn(draw, size=(842, 595))))
    assert {title: found.get(title) for title, _ in rows} == {title: [name] if name else [] for title, name in rows}


def test_a_short_surname_before_an_unknown_first_name_is_somebodys_where_surnames_stand_first() -> None:
    """13.3: « CLAE Pasteur » and « CLAE Beaulieu » are none there either."""
    names = {"Mairie": ["AUBIN Claire"], "Urbanisme": ["GARNIER Paul"], "Finances": ["MARCHAND Odile"], "Atelier": ["DIAZ Ouardia"]}
    units = {"CLAE Pasteur": ["PRATEAU Julien"], "CLAE Beaulieu": ["MOREL Sophie"]}
    assert people(sheet(names | units)) == names | units


@pytest.mark.parametrize(
    "names",
    [
        ["AUBIN Claire", "SECK Mbaye", "SECK Ndiouga", "SECK Seynabou", "PHAM Duc", "PHAM Thuy"],
        ["Claire AUBIN", "KERN Aziliz", "Paul GARNIER", "PHAM Duc", "SECK Mbaye", "KAYA Berfin"],
        ["Claire AUBIN", "LE GOFF Maël", "LE BIHAN Gwenn", "DE SMET Joos", "DE WIT Jan", "Paul GARNIER"],
        ["MR Durand", "MR Okafor", "MR Garnier", "MME Hughes", "MR Braithwaite", "MME Entwistle"],
        ["DR Adeyemi", "MR Braithwaite", "DR Okonkwo", "DR Hughes", "DR Durand", "DR Petit"],
    ],
)
def test_one_family_a_particle_or_a_civility_several_times_is_no_letters_of_a_unit(names: list[str]) -> None:
    """3.27, 5.14: « Council MR Smith » and « Urbanisme SECK Mbaye » were units, in which nobody stood."""
    titles = ["Mairie", "Urbanisme", "Culture", "Sports", "Voirie", "Finances"]
    chart = sheet({title: [name] for title, name in zip(titles, names, strict=True)})
    assert people(chart) == {title: [name] for title, name in zip(titles, names, strict=True)}
    assert all(person.confidence >= SURE for unit in chart.units for person in unit.people)


def test_letters_that_stand_before_quarters_are_of_units_before_any_word() -> None:
    """3.27, 5.14: « CLAE Bellevue » in a box of its own, and beside those of quarters, is nobody in « Enfance »."""
    names = {
        "Mairie": ["Claire AUBIN"],
        "CLAE Nord": ["Paul GARNIER"],
        "CLAE Bellevue": [],
        "CLAE Sud": [],
        "Voirie": ["Inès CARON"],
    }
    assert people(sheet(names)) == names
    chart = sheet({"Mairie": ["Claire AUBIN"], "Enfance": ["CLAE Bellevue", "CLAE Sud"], "Sports": ["CLAE Nord", "Paul GARNIER"]})
    told = [person.name for unit in chart.units for person in unit.people if person.confidence >= SURE]
    assert not [name for name in told if name.startswith("CLAE")]


@pytest.mark.parametrize(
    "lines", [("Peio Oyarzun et", "Xan Iribarne"), ("Peio Oyarzun", "Xan Iribarne"), ("Peio Oyarzun,", "Xan Iribarne")]
)
def test_so_are_two_of_them_over_two_lines(lines: Sequence[str]) -> None:
    """13.3: with « et », a comma or nothing between them; they were the end of the title."""
    assert people(sheet({**BARE, "Cinéma": lines}))["Cinéma"] == ["Peio Oyarzun", "Xan Iribarne"]


def test_set_like_the_title_such_a_name_is_no_certain_end_of_it() -> None:
    """3.27: « Régie », « Vaimiti Teriitahi »."""
    chart = sheet({**BARE, "Régie": ["Vaimiti Teriitahi", "Claire Morvan"]}, title="Helvetica")
    assert all(unit.confidence_title < SURE for unit in chart.units if unit.title == "Régie Vaimiti Teriitahi")


CAPITALS = {
    "Mairie": ["Claire AUBIN"], "Urbanisme": ["Paul GARNIER"], "Médiathèque": ["Odile MARCHAND"], "Atelier": ["Vaimiti LY"],
    "Cantine": ["Julien PRATEAU"],
}  # fmt: skip


def test_a_surname_of_two_letters_is_one_where_surnames_are_in_capitals() -> None:
    """13.3: in one look with the titles, too; under a kind of place who is written like the others is somebody."""
    assert people(sheet(CAPITALS)) == {title: list(names) for title, names in CAPITALS.items()}
    shown = people(sheet(CAPITALS, title="Helvetica"))
    assert shown["Médiathèque"] == ["Odile MARCHAND"]
    assert "Médiathèque Louis Aragon" in people(sheet({**CAPITALS, "Médiathèque": ["Louis Aragon"]}, title="Helvetica"))


def test_a_surname_alone_behind_a_post_in_capitals_is_somebodys_where_several_are() -> None:
    """13.3: « RÉFÉRENT OBERLIN »; « RESPONSABLE SIG » is none, nor is any where the sheet has only one."""
    posted = {
        "Mairie": ["DGS GARNIER"], "Urbanisme": ["CHEFFE DE SERVICE MARCHAND"], "Cinéma": ["RÉFÉRENT OBERLIN"],
        "Atelier": ["RESPONSABLE DE LA TOUCHE"], "Cantine": ["RESPONSABLE SIG"],
    }  # fmt: skip
    found = sheet(posted)
    assert people(found) == {
        "Mairie": ["GARNIER"], "Urbanisme": ["MARCHAND"], "Cinéma": ["OBERLIN"], "Atelier": ["DE LA TOUCHE"],
        "Cantine RESPONSABLE SIG": [],
    } or people(found)["Cantine"] == []  # fmt: skip
    assert all(person.confidence < SURE for unit in found.units for person in unit.people)


def test_honours_in_capitals_are_no_part_of_a_name_where_no_name_has_capitals() -> None:
    """13.3: « Jane Roe FRICS », « Alasdair Yeo, MSc CEnv »."""
    found = sheet(
        {
            "Chief Executive": ["Jane Garner FRICS"], "Planning": ["Rupert Hale"], "Legal": ["Philippa Stroud, MRTPI CPFA"],
            "Leisure": ["Barnaby Yorke"], "Waste": ["Harriet Sands"], "Trees": ["Alasdair Yeo, MSc CEnv"],
            "Clerk": ["Priya Hall CiLCA"],
        }
    )  # fmt: skip
    assert people(found) == {
        "Chief Executive": ["Jane Garner"], "Planning": ["Rupert Hale"], "Legal": ["Philippa Stroud"], "Leisure": ["Barnaby Yorke"],
        "Waste": ["Harriet Sands"], "Trees": ["Alasdair Yeo"], "Clerk": ["Priya Hall"],
    }  # fmt: skip
    assert [person.role for unit in found.units for person in unit.people if unit.title in ("Chief Executive", "Trees")] == [
        "FRICS",
        "MSc CEnv",
    ]


def test_surnames_in_capitals_are_no_honours_where_the_elected_have_none() -> None:
    """13.3: « Mme Nadège » had the post « MARIN » on a sheet that writes its mayor « Armelle Bouvier »."""
    elected = {"Maire": "Armelle Bouvier", "Finances": "Jean Kessler", "Culture": "Brigitte Salaün", "Voirie": "Yves Ndiaye"}
    heads = {"Direction générale": "Mme Nadège MARIN", "Paie": "Mme Minh Tuan LOPEZ", "Achats": "M. Paul SIMON"}
    few = {"Direction générale": "Mme Nadège MARIN"}  # too few to show that surnames are in capitals
    double = {"Paie": "Soizic Anne LE GALL", "Achats": "Maëlann Pierre QUERE"}  # the surname is no second first name
    for told in (elected | heads, elected | few, elected | double):
        assert people(sheet({title: [name] for title, name in told.items()})) == {title: [name] for title, name in told.items()}


def test_a_surname_that_ends_like_a_place_may_be_somebody_where_names_stand() -> None:
    """3.27: who came after « Kees Visser » was no appointment but « Service voirie Veldhuis Aaltje »; it may be a house, too."""
    told = {
        "Mairie": "Anne Roy",
        "Paie": "Luc Durand",
        "Eau": "Kees Visser",
        "Voirie": "Veldhuis Aaltje",
        "Bal": "Bürgerhaus Willy Brandt",
    }
    units = {unit.title: unit.people for unit in sheet({title: [name] for title, name in told.items()}).units}
    assert [(person.name, person.confidence < SURE) for person in units["Voirie"]] == [("Veldhuis Aaltje", True)]
    assert "Bal" not in units or not units["Bal"]


def test_who_is_named_above_a_title_with_its_own_head_is_not_surely_of_it() -> None:
    """3.27: the head of the pool was surely one of the gymnasiums, printed on the next line with who heads these."""
    told = {
        "Mairie": ["Anne Roy"],
        "Secrétariat : Mme Roux": ["Responsable piscine : M. Dax", "Gymnases : M. Vial"],
        "Médiathèque : Mme Lac": ["Directeur du musée : M. Pic", "Conservatoire : Mme Mas"],
    }
    units = {unit.title: unit.people for unit in sheet(told, title="Helvetica").units}
    assert [(person.name, person.confidence < SURE) for person in units["Gymnases"]] == [
        ("Mme Roux", True), ("M. Dax", True), ("M. Vial", False),
    ]  # fmt: skip


def test_what_may_be_a_place_is_somebody_where_surnames_stand_first() -> None:
    """13.3: « Porte Tiphanie » was part of the title above her among « Roy Anne », « Martin Luc »; « Ferme Duval » is nobody."""
    told = {
        "Mairie": ["Roy Anne"],
        "Paie": ["Durand Luc"],
        "Sports": ["Morel Inès"],
        "Eau": ["Petit Léa"],
        "Parcs": ["Porte Tiphanie"],
    }
    assert people(sheet({title: list(lines) for title, lines in told.items()})) == told
    usual = {"Mairie": ["Anne Roy"], "Paie": ["Luc Durand"], "Sports": ["Inès Morel"], "Accueil": ["Ferme Duval"]}
    assert [] in people(sheet({title: list(lines) for title, lines in usual.items()})).values()


def test_a_house_called_after_somebody_is_not_surely_somebody() -> None:
    """3.27: « Nelson Mandela House », while « Sarah Hall » is a name."""
    found = sheet(
        {"Council": ["Jane Garner"], "Leisure": ["Sarah Hall"], "Nelson Mandela House": ["Rupert Hale"], "Waste": ["Ann Yorke"]}
    )
    assert people(found)["Nelson Mandela House"] == ["Rupert Hale"] and people(found)["Leisure"] == ["Sarah Hall"]


def test_a_surname_alone_under_a_kind_of_place_shows_nothing_by_itself() -> None:
    """3.27: it has no second word to be told by, whatever shows the sheet that it is a name."""
    alone = Named((Person(name="Kern"),), "post")
    assert not UNKNOWN.is_somebody(alone, "Kern") and UNKNOWN.is_somebody(Named((), "capitals"), "KERN Birte")


def test_names_joined_over_two_lines_or_noted_behind_are_the_people_of_their_title() -> None:
    """13.3: « Mme Roy et » was the end of the title, and so was « Maialen Oyarzun – congé parental »."""
    two = {
        "Mairie": ["Mme GARNIER"],
        "Écoles": ["M. CHABERT et", "Mme PAULIN"],
        "Voirie": ["M. PRAT"],
        "Accueil": ["Mme SERRE", "et M. VIAL"],
    }
    assert people(sheet(two)) == {
        "Mairie": ["Mme GARNIER"], "Écoles": ["M. CHABERT", "Mme PAULIN"], "Voirie": ["M. PRAT"],
        "Accueil": ["Mme SERRE", "M. VIAL"],
    }  # fmt: skip
    dashed = {**two, "Achats": ["Sandrine MAIRESSE –", "Marie-Josèphe AGUIRRE"], "Parcs": ["Odile PRAT +", "Luc SERRE"]}
    assert people(sheet(dashed))["Achats"] == ["Sandrine MAIRESSE", "Marie-Josèphe AGUIRRE"]
    assert people(sheet(dashed))["Parcs"] == ["Odile PRAT", "Luc SERRE"]
    noted = sheet({**BARE, "Atelier": ["Maialen Oyarzun – congé parental"]})
    assert [(p.name, p.role) for u in noted.units if u.title == "Atelier" for p in u.people] == [
        ("Maialen Oyarzun", "congé parental")
    ]


def test_a_civility_begins_a_name_under_a_title_that_is_a_first_name_too() -> None:
    """13.3: « Verde », « Ing. Renzo Bortolin » were read as somebody called so."""
    found = people(sheet({"Segreteria": ["Dott.ssa Anna Conti"], "Verde": ["Ing. Renzo Bortolin"], "Strade": ["Geom. Ivo Scarpa"]}))
    assert found["Verde"] == ["Ing. Renzo Bortolin"]


def test_a_kind_of_place_and_a_name_behind_a_comma_are_the_title() -> None:
    """3.27: « Bibliothèque, Paul Éluard », above who heads it."""
    assert people(sheet({**BARE, "Bibliothèque, Paul Éluard": ["Odile Prat"]}))["Bibliothèque, Paul Éluard"] == ["Odile Prat"]


@pytest.mark.parametrize("empty", [0, 20], ids=["glued", "an-empty-cell-between"])
def test_a_post_for_both_genders_in_a_box_glued_to_a_title_is_who_has_its_post(empty: int) -> None:
    """13.3: « Chef(fe) d’équipe » was a unit of its own, beside « Espaces verts »."""

    def draw(canvas: Canvas) -> None:
        for number, (title, lines) in enumerate(GLUED.items()):
            x, y = (300, 450) if number == 0 else (20 + 270 * ((number - 1) % 3), 340 - 70 * ((number - 1) // 3))
            canvas.lines(
                [(425, 450, 425, 400), (425, 400, x - 8, 400), (x - 8, 400, x - 8, y + 18), (x - 8, y + 18, x, y + 18)]
                * bool(number)
            )
            canvas.rect(x, y, 120 - empty, 36)
            canvas.rect(x + 120, y, 130, 36)
            if empty:
                canvas.rect(x + 120 - empty, y, empty, 36)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x + 5, y + 15, title)
            for place, text in enumerate(lines):
                canvas.drawString(x + 125, y + 22 - 11 * place, text)

    found = chart_of(drawn(draw, size=(842, 595)))
    assert {u.title: [(p.name, p.role, p.vacant) for p in u.people] for u in found.units} == {
        "Mairie": [("Anne MORANT", "Directeur·rice général·e", False)],
        "Espaces verts": [("", "Chef(fe) d’équipe", True)],
        "Cinéma": [("Peio SERRE", "Instructeur ou instructrice", False)],
        "Cantine": [("Odile VIAL", "Chef·fe de service", False)],
        "Voirie": [("", "Un·e chargé·e d’accueil", True)],
        "Parcs": [("Luc SERRANT", None, False)],
        "Sports": [("Ève MARCHAND", None, False)],
    }


GLUED = {
    "Mairie": ("Directeur·rice général·e", "Anne MORANT"), "Espaces verts": ("Chef(fe) d’équipe", "Poste vacant"),
    "Cinéma": ("Peio SERRE", "Instructeur ou instructrice"), "Cantine": ("Chef·fe de service : Odile VIAL",),
    "Voirie": ("Un·e chargé·e d’accueil", "Poste vacant"), "Parcs": ("Luc SERRANT",), "Sports": ("Ève MARCHAND",),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [("Birim Sorumlusu", True), ("Zabıta Müdürü", True), ("Zabıta Müdürlüğü", False)])
def test_turkish_posts_are_known_by_their_last_word(text: str, expected: bool) -> None:
    """13.3."""
    assert is_role(text) is expected


UPPER = {
    "Mairie": ["CLAIRE AUBIN"], "Urbanisme": ["PAUL GARNIER"], "Voirie": ["TAMATEA TEVANE"], "Musée": ["CLOTILDE RAKOTO"],
    "Achats": ["ANNE PRAT"],
}  # fmt: skip


def test_names_in_capitals_from_end_to_end_are_told_from_titles_in_small_letters() -> None:
    """3.27: in one look with the titles, by capitals alone."""
    assert people(sheet(UPPER, title="Helvetica")) == {title: list(names) for title, names in UPPER.items()}
    alone = people(sheet({**UPPER, "Cantine": ["JULIEN PRAT"], "TAVITA MOEROA": []}))
    assert alone["TAVITA MOEROA"] == ["TAVITA MOEROA"]  # a box of its own


def test_a_civility_on_a_line_of_its_own_is_of_the_name_below() -> None:
    """13.3: « Voirie Monsieur » was the title."""
    civil = {"Mairie": ["Madame", "Claire AUBIN"], "Voirie": ["Monsieur", "Beñat IRIBARNE"], "Achats": ["Monsieur Paul GARNIER"]}
    assert people(sheet(civil)) == {
        "Mairie": ["Madame Claire AUBIN"], "Voirie": ["Monsieur Beñat IRIBARNE"], "Achats": ["Monsieur Paul GARNIER"],
    }  # fmt: skip


def test_a_surname_in_capitals_behind_a_kind_of_place_is_its_heads() -> None:
    """13.3: only what a place may be called after stays in its title."""
    read = {
        text: label_and_people(text)
        for text in ("Médiathèque, LEGRAND Ludovic", "Centre de santé, Nicolas ESCOFFIER", "Bibliothèque, Paul Éluard")
    }
    assert [(label, [person.name for person in named]) for label, named in read.values()] == [
        ("Médiathèque", ["LEGRAND Ludovic"]),
        ("Centre de santé", ["Nicolas ESCOFFIER"]),
        ("Bibliothèque, Paul Éluard", []),
    ]


WRAPPED = ("Referat Planowania|Budzetu i Gminy",)
KNOWN = ("Referat Komunikat|Finances",)
SURNAMES = ("Urbanisme|Garnier", "Finances|Delmas")


@pytest.mark.parametrize("font", ["Helvetica", "Helvetica-Bold"])
@pytest.mark.parametrize("more", [WRAPPED, KNOWN, SURNAMES])
def test_the_last_word_of_a_title_that_had_no_room_is_nobody(font: str, more: tuple[str, ...]) -> None:
    """3.27: most boxes end with one word set like the line above, as where people are told by their surnames alone.

    They are where no title goes on so, or where some had room for the word: then neither is said for certain.
    """
    titles = (
        *more,
        "Archiwum Dokument|Zbiorowych", "Referat Poboru Podatk|Lokalnych", "Referat Gospodarki|Komunalnej",
        "Referat Ochrony Miasta|Powiatowej", "Referat Obszaru Gmin|Publicznych", "Referat Obrony Klient|Zewnetrznych",
    )  # fmt: skip

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, 8)
        canvas.rect(230, 300, 140, 30)
        canvas.drawString(236, 318, "Starostwo")
        canvas.lines([(300, 300, 300, 280), (130, 280, 520, 280)])
        for place, title in enumerate(titles):
            x, y = 20 + 195 * (place % 3), 220 - 70 * (place // 3)
            canvas.rect(x, y, 100, 34)
            canvas.lines([(x + 50, y + 34, x + 50, y + 46), (x + 50, y + 46, x + 110, y + 46), (x + 110, y + 46, x + 110, 280)])
            for row, words in enumerate(title.split("|")):
                canvas.drawString(x + 4, y + 22 - 10 * row, words)

    chart = chart_of(drawn(draw, size=(620, 400)))
    if more is not SURNAMES:
        assert {unit.title for unit in chart.units} >= {title.replace("|", " ") for title in titles}
        assert not any(unit.people for unit in chart.units)
    else:
        assert not any("Garnier" in unit.title for unit in chart.units)
        assert all(person.confidence < SURE for unit in chart.units for person in unit.people)


def test_a_bare_kind_of_unit_goes_on_in_another_look() -> None:
    """« **Direction** », « Finances », « Mme Roy »: she was « Finances » of the direction (3.27). A post stays one."""
    head = {"Mairie": ["Claire AUBIN"]}
    chart = sheet({**head, "Direction": ["Finances", "Mme ROY"], "Abteilung": ["Soziales", "und Sport", "Frau VOGT"]})
    assert people(chart) == {**head, "Direction Finances": ["Mme ROY"], "Abteilung Soziales und Sport": ["Frau VOGT"]}
    assert all(unit.confidence_title >= SURE for unit in chart.units)
    chart = sheet({**head, "Direction": ["Assistante", "Mme ROY"], "Abteilung": ["Obermufti", "Frau VOGT"], "Paie": ["M. PETIT"]})
    told = {unit.title: (unit.people[0].role, unit.confidence_title >= SURE) for unit in chart.units}
    assert told["Direction"][0] == "Assistante"
    assert told["Abteilung Obermufti"] == (None, False)


def test_a_name_behind_the_last_of_several_commas_is_that_of_who_heads_the_unit() -> None:
    """It was the end of the title, for certain where nothing but the sheet's habit tells that it is a name (3.27)."""
    titles = [
        "Mairie, Claire AUBIN",
        "Patrimoine, archives, Inès CARON",
        "Voirie, Paul GARNIER",
        "Paie, Luc MOREL",
        "Sports, Eva LANG",
    ]
    last = "Enfance, jeunesse, Xhevahire Dukagjini"
    told = people(sheet({title: [] for title in (*titles, last)}, title="Helvetica"))
    assert told == {before: [name] for before, _, name in (title.rpartition(", ") for title in (*titles, last))}
    kept = ["Écoles, crèches, Jules Ferry", "Culture, sports, Vie Locale", "Finances, ROY, Paul"]
    told = people(sheet({title: [] for title in ("Mairie", *kept)}, title="Helvetica"))
    assert told == {"Mairie": [], kept[0]: [], kept[1]: [], "Finances": ["ROY, Paul"]}


def test_whom_a_place_is_called_after_behind_commas_is_not_its_head_for_certain() -> None:
    """3.27: « Culture, théâtre, Gérard PHILIPOT » over « Odile CARON » had two heads, and « Stade, rugby, Yves DU MANOIR » one."""
    own = {"Culture, théâtre, Gérard PHILIPOT": "Odile CARON", "Salle, Nelson MANDON": "Anne ROY"}
    listed = ["Luc NERI", "• Stade, rugby, Yves DU MANOIR", "• Paie, carrières, Inès REY", "• Gymnase, Jean MARLOT"]
    two = ["Guy MOREL, adjoint"]
    chart = sheet(
        {**{title: [name] for title, name in own.items()}, "Direction des sports": listed, "Patrimoine, archives, Eva LANG": two}
    )
    told = {title: [name] for title, name in own.items()} | {"Direction des sports": ["Luc NERI"], "Paie, carrières": ["Inès REY"]}
    assert people(chart) == {
        **told,
        "Stade, rugby": ["Yves DU MANOIR"],
        "Gymnase": ["Jean MARLOT"],
        "Patrimoine, archives": ["Eva LANG", "Guy MOREL"],
    }
    doubted = {unit.title for unit in chart.units if unit.confidence < SURE}
    assert doubted == {*own, "Stade, rugby", "Gymnase"}


def test_a_vacancy_beside_who_has_no_post_is_doubted_where_no_word_for_a_post_tells_it() -> None:
    """3.27: « Mission gare », « En cours », « M. Petit » had a vacant post beside him, for certain; so had « TBC » over a name."""
    told = {
        "Mission gare": ["En cours", "M. Jean Petit"],
        "Box office": ["TBC", "Mme Anne Roy"],
        "Eaux": ["Mme Odile Caron", "Remplacement en cours"],
        "Plan": ["Procédure en cours"],
        "Paie": ["Poste vacant", "Mme Inès Rey"],
        "Voirie": ["Recrutement en cours"],
        "Sports": ["Adjoint : recrutement en cours", "M. Luc Morel"],
    }
    empty = {unit.title: p.confidence >= SURE for unit in sheet(told).units for p in unit.people if p.vacant}
    assert empty == {title: title in ("Paie", "Voirie", "Sports") for title in told}


def test_an_address_that_spells_a_name_tells_that_it_is_one() -> None:
    """In one look, names that nobody has listed were the ends of titles, for certain (3.27)."""
    names = {
        "Ratusz": "Oyunaa Batbold",
        "Wydzial Kadr": "Xhevahire Dukagjini",
        "Wydzial Kultury": "Tswelopele DE LA MMUSI",
        "Straz": "Ilunga",
    }
    mails = ["o.batbold@miasto.pl", "e-mail: dukagjinix@miasto.pl", "t.delammusi@miasto.pl", "r.ilunga@miasto.pl"]
    boxes = {title: [name, mail] for (title, name), mail in zip(names.items(), mails, strict=True)}
    boxes |= {
        "Wydzial Nowy": ["Pracownia Druku", "druk@miasto.pl"],
        "Referat Ochrony": ["Zieleni Miejskiej", "zielen@miasto.pl"],
    }
    chart = sheet(boxes, title="Helvetica")
    assert people(chart) == {title: [lines[0]] for title, lines in boxes.items()}
    doubted = {unit.people[0].name for unit in chart.units if unit.people[0].confidence < SURE}
    assert doubted == {"Ilunga", "Pracownia Druku", "Zieleni Miejskiej"}


def test_an_address_of_a_villa_or_a_team_makes_nobody_of_it() -> None:
    """3.27: « Villa Arson », « villa.arson@… » was somebody, for certain; « y.justice@… » made a person of a unit."""
    heads = {"Mairie": ["Claire Aubin", "claire.aubin@v.fr"], "Voirie": ["Paul Garnier", "paul.garnier@v.fr"]}
    culture = ["Inès Caron", "ines.caron@v.fr", "Villa Rosa", "villa.rosa@v.fr", "Villa Arson", "villa.arson@v.fr"]
    teams = {"Youth Justice": ["y.justice@v.fr", "Odile Roy"], "Home Care": ["h.care@v.fr", "Responsable", "Luc Petit"]}
    wings = {"Aile M.": ["Tour Mme", "Ferme Duval, f.duval@v.fr"]}
    alone = {"Parc Mistral": ["parc.mistral@v.fr"], "Adult Learning": ["a.learning@v.fr"]}
    assert not any(
        people(sheet({**heads, "Culture": culture, **wings})).get(title) for title in ("Aile M.", "Tour Mme", "Ferme Duval")
    )
    chart = sheet({**heads, "Culture": culture, **teams, **alone})
    told = {title: [lines[0]] for title, lines in heads.items()} | {"Culture": ["Inès Caron"]}
    assert people(chart) == told | {"Youth Justice": ["Odile Roy"], "Home Care": ["Luc Petit"]} | {title: [] for title in alone}
    over = sheet({**heads, "Xhevahire Dukagjini": ["Culture", "x.dukagjini@v.fr"]})
    assert people(over)["Culture"] == ["Xhevahire Dukagjini"]


@pytest.mark.parametrize("behind", [" – {}", " ({})", ", mail : {}", " {}"])
def test_an_address_behind_a_name_leaves_it_in_place(behind: str) -> None:
    """The whole line was a number to call, and nobody was named (3.27)."""
    boxes = {"Mairie": "Claire AUBIN", "Voirie": "Jo-Luc PRAT", "Culture": "Xheva Dukaj", "Paie": ""}
    mails = ("c.aubin@v.fr", "jo-luc@v.fr", "x.dukaj@v.fr", "paie@v.fr")
    lines = {title: [f"{name}{behind.format(mail)}"] for (title, name), mail in zip(boxes.items(), mails, strict=True)}
    assert people(sheet(lines)) == {title: [name] if name else [] for title, name in boxes.items()}


def test_a_saint_is_somebody_only_in_doubt() -> None:
    """3.27: « Saint Martin », right below a title as all names are."""
    names = ["Claire Aubin", "Paul Garnier", "Saint Martin", "M. Saint Clair", "Inès Caron"]
    chart = sheet(dict(zip(("Mairie", "Voirie", "Paie", "Sports", "Culture"), ([name] for name in names), strict=True)))
    assert [unit.people[0].confidence >= SURE for unit in chart.units] == [True, True, False, True, True]


def test_titles_that_all_end_in_what_may_be_a_name_are_doubted() -> None:
    """3.27: « Referat Kadr Oyunaa Batbold » was a title for certain, in a language of which only the kinds of units are known."""
    names = ["Oyunaa Batbold", "Xhevahire Dukagjini", "Tswelopele Mmusi", "Ilunga Tshibangu"]
    titles = ["Urzad Miasta", "Referat Kadr", "Wydzial Kultury", "Wydzial Finansow"]
    chart = sheet({title: [name] for title, name in zip(titles, names, strict=True)}, title="Helvetica")
    assert not any(unit.confidence_title >= SURE for unit in chart.units)
    broken = ["Miejskiej", "i Plac", "oraz Sportu", "Gminy"]
    chart = sheet({title: [rest] for title, rest in zip(titles, broken, strict=True)}, title="Helvetica")
    assert all(unit.confidence_title >= SURE for unit in chart.units)


def test_surnames_before_posts_are_people_where_several_are() -> None:
    """3.27: « Gautier, ingénieur », under bold titles, was the end of one."""
    boxes = {
        "Mairie": ["M. Paul AUBIN"],
        "Voirie": ["Gautier, ingénieur"],
        "Paie": ["Durand, chef de service"],
        "Parcs": ["Prat, technicienne"],
    }
    chart = sheet({**boxes, "Golf": ["Recrutement"]})
    assert people(chart) == {
        "Mairie": ["M. Paul AUBIN"], "Voirie": ["Gautier"], "Paie": ["Durand"], "Parcs": ["Prat"], "Golf Recrutement": []
    }  # fmt: skip
    assert [unit.title for unit in chart.units if unit.confidence_title < SURE] == ["Golf Recrutement"]  # a unit, or in progress


def test_surnames_alone_in_capitals_are_people_in_doubt_and_end_no_title_or_name() -> None:
    """13.3, 3.27: « Section paie DURAND » was a title for certain, and « Anne ROY », over « DURAND », « Anne ROY DURAND »."""
    heads = {"Finances": "Anne ROY", "Culture": "Luc NERI", "Sports": "Inès REY", "Voirie": "Guy LANG"}
    alone = dict(zip(heads, ("DURAND", "CARON", "MOREL", "MAZET"), strict=True))

    def drawn_so(*, under: bool) -> OrgChart:
        rows = {title: (f"Section de {title[:4]}", name)[:: 1 if under else -1] for title, name in alone.items()}
        return sheet({"Direction générale": ["Claire AUBIN"], **{title: [heads[title], *row] for title, row in rows.items()}})

    named = {unit.title: [(p.name, p.confidence >= SURE) for p in unit.people] for unit in drawn_so(under=True).units}
    for title, head in heads.items():
        assert named[title] == [(head, True)] and named[f"Section de {title[:4]}"] == [(alone[title], False)]
    held = sheet({"Mairie": ["Mme Claire AUBIN"], "Plateforme": ["AGORA"], "Projet numérique": ["PEGASE"], "Cellule": ["VIGIE"]})
    assert not any(u.confidence_title >= SURE for u in held.units[1:])  # whatever is said of it: two titles, or a head
    over = drawn_so(under=False)
    sure = [u.title for u in over.units if u.confidence_title >= SURE and not {*alone.values()}.isdisjoint(u.title.split())]
    assert sure == []
    joined = [p for u in over.units for p in u.people if p.name.split()[-1] in alone.values()]
    assert not any(p.confidence >= SURE for p in joined)


def test_a_dutch_name_goes_on_below_as_others_do() -> None:
    """13.3: « mw. Samira », over « Willemsen », was all of her name, in doubt, and so was the title."""
    names = {
        "Afdeling Zorg": ["mw. Samira", "Willemsen"],
        "Afdeling Sport": ["dhr. Mohammed", "Dekker"],
        "Team": ["dhr. Carlos", "Torre García"],
    }
    chart = sheet({"Gemeentesecretaris": ["mw. Anna de Vries"], **names})
    assert {title: people(chart)[title] for title in names} == {title: [" ".join(name)] for title, name in names.items()}


def test_what_places_are_called_in_capitals_is_nobody() -> None:
    """3.27: « Centre social » over « CAPUCINES » was one place with a name, and became somebody called so, in doubt."""
    heads = {"Finances": "Anne ROY", "Voirie": "Luc PETIT", "Culture": "Ida NOEL", "Sports": "Jean BON"}
    places = {"Centre social": "CAPUCINES", "Crèche": "COCCINELLE", "Gymnase": "OLYMPE", "Foyer": "ROSERAIE", "Salle": "RIVOLI"}
    chart = sheet({"Mairie": ["Eva LANG"], **{title: [line] for title, line in (heads | places).items()}})
    told = {"Mairie": ["Eva LANG"]} | {title: [name] for title, name in heads.items()}
    assert people(chart) == told | {f"{title} {name}": [] for title, name in places.items()}
    assert all(unit.confidence_title >= SURE for unit in chart.units)


def test_who_heads_a_place_that_has_its_name_is_somebody() -> None:
    """3.27: a chart of schools was given up, as if those who head them in capitals were what these are called."""
    heads = {
        "École Jules Ferry": "DURAND",
        "École du Centre": "MARTIN",
        "Crèche des Lilas": "PETIT",
        "Gymnase Pasteur": "MOREAU",
        "Piscine": "LEROY",
        "Service paie": "GARNIER",
        "Service courrier": "LAURENT",
    }
    chart = sheet({"Direction de l'enfance": ["Anne ROY"], **{title: [line] for title, line in heads.items()}})
    assert people(chart) == {"Direction de l'enfance": ["Anne ROY"]} | {title: [name] for title, name in heads.items()}
    assert chart.structured
    assert {unit.people[0].confidence for unit in chart.units if unit.title in ("Piscine", "Crèche des Lilas")} == {0.79}
