"""What is written in one box: title, people, lists; roles, numbers and remarks left aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.nodes import Written
from monitor.pdf.orgchart.units.habits import UNKNOWN, habits_of, with_place
from monitor.pdf.orgchart.units.written import written_in
from monitor.pdf.orgchart.words.sheet_words import NO_WORDS, words_of


def lines(*texts: str) -> list[Line]:
    """Lines under each other: "**bold**", "//italic//"; leading spaces indent."""
    made = []
    for row, raw in enumerate(texts):
        text = raw.strip().strip("*/") if raw.strip().startswith(("**", "//")) else raw.strip()
        x, base = 10.0 + 4 * (len(raw) - len(raw.lstrip())), 20.0 + 10 * row
        frame = Box(x, base - 7, x + 4 * len(text), base + 2)
        bold, italic = raw.strip().startswith("**"), raw.strip().startswith("//")
        made.append(Line(text, frame, base, 8.0, bold, italic, 0, (0, 0, 0), row))
    return made


def told(written: Written) -> tuple[str, list[str], list[str]]:
    """Title, names (a vacant post is "-"), entries of its list."""
    names = [p.name if not p.vacant else "-" for p in written.people]
    return written.label, names, [item.label for item in written.items]


def test_for_the_time_being_over_a_name_is_no_part_of_the_title() -> None:
    """13.3: said of whoever is named below."""
    written = written_in(lines("**Direction de la voirie**", "par intérim", "Mme Inès Caron"))
    assert (written.label, [p.role for p in written.people]) == ("Direction de la voirie", ["par intérim"])


@pytest.mark.parametrize(
    ("title", "line", "expected"),
    [
        ("Finanzas", "Finanzas: Marta Olmedo", ("Finanzas", "Finanzas")),
        ("Ufficio Stampa", "Ufficio Stampa: Anna Conti", ("Ufficio Stampa", "Ufficio Stampa")),
        (
            "Presse- und Öffentlichkeitsarbeit",
            "Pressesprecherin: Anke Wolters",
            ("Presse- und Öffentlichkeitsarbeit", "Pressesprecherin"),
        ),
        ("Libraries", "Librarian: Peter Wood", ("Libraries", "Librarian")),
        ("Service de l'habitat", "Prévention : Marc Petit", ("Service de l'habitat Prévention", None)),  # the title's end
    ],
)
def test_a_title_said_again_before_its_head_is_no_part_of_it(title: str, line: str, expected: tuple[str, str | None]) -> None:
    """13.3: nor is a post made of its words: of whom it tells stands behind the colon."""
    written = written_in(lines(f"**{title}**", line))
    (person,) = written.people
    assert (written.label, person.role) == expected


@pytest.mark.parametrize(
    ("texts", "names", "expected"),
    [
        pytest.param(
            [
                "**Direction des sports**",
                "M. Paul Roy",
                "Service piscines • Service",
                "des stades • Service vie",
                "associative",
                "Tél. 03 80 00 00 00",
            ],
            ["M. Paul Roy"],
            [("Service piscines", []), ("Service des stades", []), ("Service vie associative", [])],
            id="units-broken-at-line-ends",
        ),
        pytest.param(
            [
                "**Direction des sports**",
                "M. Paul Roy",
                "Service piscines (Mme",
                "Inès Caron) • Service",
                "des stades (M. Jean Blin)",
            ],
            ["M. Paul Roy"],
            [("Service piscines", ["Mme Inès Caron"]), ("Service des stades", ["M. Jean Blin"])],
            id="with-names-in-brackets",
        ),
        pytest.param(
            ["**Direction des sports**", "M. Paul Roy", "Service des grands stades", "| Service piscines | Régie", "des salles"],
            ["M. Paul Roy"],
            [("Service des grands stades", []), ("Service piscines", []), ("Régie des salles", [])],
            id="the-mark-begins-a-line",
        ),
        pytest.param(
            ["**Service social**", "Mme Inès Caron", "Accueil • Aide aux", "familles • Insertion", "Adjoint : M. Paul Roy"],
            ["Mme Inès Caron", "M. Paul Roy"],
            [("Accueil", []), ("Aide aux familles", []), ("Insertion", [])],
            id="a-deputy-below-is-of-the-box",
        ),
        pytest.param(
            ["**Service paie**", "Mme Inès Caron • M. Paul Roy • Mme Ana Gil"],
            ["Mme Inès Caron", "M. Paul Roy", "Mme Ana Gil"],
            [],
            id="people-run-on",
        ),
    ],
)
def test_units_that_run_on_in_a_paragraph_are_parted_at_the_marks(
    texts: list[str], names: list[str], expected: list[tuple[str, list[str]]]
) -> None:
    """13.2: a line's end parts nothing there."""
    written = written_in(lines(*texts))
    assert [p.name for p in written.people] == names
    assert [(item.label, [p.name for p in item.people]) for item in written.items] == expected


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (["**Culture • Sports • Jeunesse**", "Mme Inès Roy"], "Culture • Sports • Jeunesse"),
        (["**Direction**", "**Culture • Sports**", "Mme Inès Roy"], "Direction Culture • Sports"),
        (
            ["**Direction des**", "**Sports • Culture •**", "**Jeunesse**", "Mme Inès Roy"],
            "Direction des Sports • Culture • Jeunesse",
        ),
    ],
)
def test_marks_within_a_title_part_nothing(texts: list[str], title: str) -> None:
    """13.2."""
    assert told(written_in(lines(*texts))) == (title, ["Mme Inès Roy"], [])


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(
            ["**Service formation**", "MEUNIER Tristan Chef de", "service"],
            ("Service formation", ["MEUNIER Tristan"], []),
            id="name-and-post-in-one-line-that-breaks",
        ),
        pytest.param(
            ["**Parcs**", "• Serres —", "TREVIDIC épouse", "LOZACH Maud", "• Haies", "— CARON née", "BLIN Inès", "• Buis | M. Sow"],
            ("Parcs", [], ["Serres", "Haies", "Buis"]),
            id="entries-whose-names-break-at-the-other-one",
        ),
        pytest.param(
            ["**Service des serres**", "TREVIDIC ép.", "LOZACH Maud"],
            ("Service des serres", ["TREVIDIC ép. LOZACH Maud"], []),
            id="name-that-breaks-at-the-other-one",
        ),
        pytest.param(
            ["**Direction de la**", "**voirie**", "Mme Inès Caron", "Tél. 03 80 00 00 00"],
            ("Direction de la voirie", ["Mme Inès Caron"], []),
            id="title-over-two-lines-name-number",
        ),
        pytest.param(
            ["Responsable", "Mme Anne Durand", "**Directrice de la**", "**jeunesse**"],
            ("Directrice de la jeunesse", ["Mme Anne Durand"], []),
            id="a-post-that-names-no-unit-above-the-name",
        ),
        pytest.param(
            ["**Direction générale**", "**adjointe ressources : Mme Roy**"],
            ("Direction générale adjointe ressources", ["Mme Roy"], []),
            id="an-adjective-of-the-title-is-no-post",
        ),
        pytest.param(
            ["**Responsable des risques**", "**majeurs – M. Étienne El**", "**Amrani**", "Service achats"],
            ("Responsable des risques majeurs", ["M. Étienne El Amrani"], ["Service achats"]),
            id="a-service-under-a-post-with-its-name-is-below-it",
        ),
        pytest.param(
            ["**Pôle emploi**", "M. Roy", "Bureau du courrier", "(Chloé Garnier)"],
            ("Pôle emploi", ["M. Roy"], ["Bureau du courrier"]),
            id="an-entry-with-its-head-in-brackets-below-it",
        ),
        pytest.param(
            ["**Pôle emploi**", "M. Roy", "Cartographie et", "données (Olivier Petit)"],
            ("Pôle emploi", ["M. Roy"], ["Cartographie et données"]),
            id="an-entry-of-words-unknown-in-charts",
        ),
        pytest.param(
            ["**Pôle emploi**", "• Service médiation : Cheffe de service", ": Mme Solène Henry", "• Paie"],
            ("Pôle emploi", [], ["Service médiation", "Paie"]),
            id="a-name-behind-a-colon-on-a-line-of-its-own",
        ),
        pytest.param(
            ["//Adviseur//", "**Communicatie**", "Bart de Clercq"],
            ("Communicatie", ["Bart de Clercq"], []),
            id="a-post-over-the-title",
        ),
        pytest.param(
            ["Bart de Clercq", "//Adviseur//", "**Communicatie**"], ("Communicatie", ["Bart de Clercq"], []), id="a-post-between"
        ),
        pytest.param(
            ["**Highways**", "Mulcahy, Deirdre", "Room 270"], ("Highways", ["Mulcahy, Deirdre"], []), id="a-room-is-no-name"
        ),
        pytest.param(
            ["**Archives**", "Marie Coulon–", "Hébert"], ("Archives", ["Marie Coulon-Hébert"], []), id="a-dash-for-a-hyphen"
        ),
        pytest.param(
            ["**Griffie**", "Hoofd : Mevr.", "Vermeulen"], ("Griffie", ["Mevr. Vermeulen"], []), id="broken-after-any-civility"
        ),
        pytest.param(["**Espaces verts : Mme V. Meyer**"], ("Espaces verts", ["Mme V. Meyer"], []), id="two-words-are-a-title-too"),
        pytest.param(
            ["**Direction des sports – poste**", "**12 34**", "M. Roche", "(Tél. interne 5678)"],
            ("Direction des sports", ["M. Roche"], []),
            id="an-extension-broken-over-two-lines",
        ),
        pytest.param(["**Service voirie Tél. interne 1234**", "M. Roche"], ("Service voirie", ["M. Roche"], []), id="extension"),
        pytest.param(["**Service**", "**Police municipale**"], ("Service Police municipale", [], []), id="kind-on-its-line"),
        pytest.param(
            ["**Service paie**", "Mme M.", "DURAND"], ("Service paie", ["Mme M. DURAND"], []), id="broken-after-an-initial"
        ),
        pytest.param(
            ["**Service paie**", "Responsable : Mme M.", "DURAND"],
            ("Service paie", ["Mme M. DURAND"], []),
            id="post-and-name-broken-after-an-initial",
        ),
        pytest.param(["**SERVICE PAIE**", "MME INÈS CARON"], ("SERVICE PAIE", ["MME INÈS CARON"], []), id="all-in-capitals"),
        pytest.param(["**MADAME LE MAIRE**", "Zoé Rey"], ("MADAME LE MAIRE", ["Zoé Rey"], []), id="capitals-with-a-post"),
        pytest.param(["**ZS A**", "Finanzen", "**N.N.**"], ("ZS A Finanzen", ["-"], []), id="title-in-two-weights"),
        pytest.param(
            ["**Musikschule**", "**Béla Bartók**", "Fachbereichsleitung 2)", "Fr. Schreml"],
            ("Musikschule Béla Bartók", ["Fr. Schreml"], []),
            id="a-name-that-is-part-of-the-title",
        ),
        pytest.param(
            ["**Direction des sports**", "Karim HADDAD", "• Service piscines", "• Service des", "  stades", "• Régie"],
            ("Direction des sports", ["Karim HADDAD"], ["Service piscines", "Service des stades", "Régie"]),
            id="list-with-a-broken-entry",
        ),
        pytest.param(
            ["**Direction des achats**", "Mme Anne Durand", "Service marchés", "Service magasin"],
            ("Direction des achats", ["Mme Anne Durand"], ["Service marchés", "Service magasin"]),
            id="list-without-bullets",
        ),
        pytest.param(
            ["M. Jean-Marc de", "La Tour", "**DGA Ressources**"],
            ("DGA Ressources", ["M. Jean-Marc de La Tour"], []),
            id="name-first",
        ),
        pytest.param(
            ["**Direction des eaux**", "Jérôme Prévost-", "Lambert"],
            ("Direction des eaux", ["Jérôme Prévost-Lambert"], []),
            id="name-broken-at-its-hyphen",
        ),
        pytest.param(
            ["**Direction des eaux**", "Responsable : Jean-Pierre", "FONTAINE"],
            ("Direction des eaux", ["Jean-Pierre FONTAINE"], []),
            id="name-broken-after-a-role",
        ),
        pytest.param(
            ["M. Roche", "Tél. 03 80 00 00 00", "**Politique de la ville**"],
            ("Politique de la ville", ["M. Roche"], []),
            id="name-number-unit",
        ),
        pytest.param(
            ["Inès Caron", "**Directrice générale adjointe**", "**Pôle ressources**"],
            ("Pôle ressources", ["Inès Caron"], []),
            id="name-post-unit",
        ),
        pytest.param(
            ["**Directeur général des services**", "M. Roche"], ("Directeur général des services", ["M. Roche"], []), id="post-only"
        ),
        pytest.param(
            ["**Cabinet du maire**", "//Directrice//", "Solène Aubert", "//Assistante : Odile Roche//"],
            ("Cabinet du maire", ["Solène Aubert", "Odile Roche"], []),
            id="several-people",
        ),
        pytest.param(["**Kita**", "**Janusz Korczak**"], ("Kita Janusz Korczak", [], []), id="a-place-called-after-somebody"),
        pytest.param(["**SAMU**", "Dr Léa Fontaine"], ("SAMU", ["Dr Léa Fontaine"], []), id="a-title-like-a-first-name"),
        pytest.param(["**Direction RH**", "Poste vacant"], ("Direction RH", ["-"], []), id="vacant"),
        pytest.param(["**Service paie (12 agents)**", "(3271/3365)"], ("Service paie", [], []), id="headcount-and-numbers"),
        pytest.param(
            ["**Pressestelle**", "Frau Kluge", "- 1000"], ("Pressestelle", ["Frau Kluge"], []), id="extension-beside-a-name"
        ),
        pytest.param(["**Service paie**", "M. Petit \uf028: -2633"], ("Service paie", ["M. Petit"], []), id="telephone-sign"),
        pytest.param(
            ["Brücken/Ingenieurbau", "– Entwurf/Ausführung –", "Herr Huhn"],
            ("Brücken/Ingenieurbau – Entwurf/Ausführung –", ["Herr Huhn"], []),
            id="dashes-on-both-sides-are-no-bullet",
        ),
        pytest.param(
            ["**Assemblée générale**", "(11 membres dont 3 agents publics)"],
            ("Assemblée générale (11 membres dont 3 agents publics)", [], []),
            id="a-number-within-a-title",
        ),
        pytest.param(
            ["Accompagnateurs", "3 ETP + 0,75 ETP (à", "partir du 15/04/23)"],
            ("Accompagnateurs", [], []),
            id="head-count-with-a-remark",
        ),
        pytest.param(["Service paie", "1)"], ("Service paie", [], []), id="footnote-on-a-line-of-its-own"),
        pytest.param(
            ["Projet parents", "Chargée du projet", "/ animateur"],
            ("Projet parents Chargée du projet / animateur", [], []),
            id="a-post-alone",
        ),
        pytest.param(
            [
                "**Direction des eaux**",
                "» Bureau courrier (Mme",
                "  L. Caron)",
                "» Service études et",
                "  projets",
                "» Élections poste 62 45",
            ],
            ("Direction des eaux", [], ["Bureau courrier", "Service études et projets", "Élections"]),
            id="brackets-and-entries-over-two-lines",
        ),
        pytest.param(
            ["**Conseillère de**", "**prévention : Mme**", "**Inès Caron**"],
            ("Conseillère de prévention", ["Mme Inès Caron"], []),
            id="inline",
        ),
        pytest.param(
            ["Cabinet du maire –", "S. MOREL (intérim)"], ("Cabinet du maire", ["S. MOREL"], []), id="a-name-behind-a-dash"
        ),
        pytest.param(
            ["**Élus**", "Mme Gautier,", "solidarités", "M. Rémi Roy (finances)"],
            ("Élus", ["Mme Gautier", "M. Rémi Roy"], []),
            id="functions",
        ),
        pytest.param(
            ["**Pôle Attractivité, Mme AUBRY, chargée de projet, M. TRAORÉ, directeur**"],
            ("Pôle Attractivité", ["Mme AUBRY", "M. TRAORÉ"], []),
            id="several-behind-a-title",
        ),
        pytest.param(
            ["**Direction du logement**", "Mme Odile Dupuis", "Bureau stationnement : M.", "Mehdi Cordier (adjoint)", "Ravalement"],
            ("Direction du logement", ["Mme Odile Dupuis"], ["Bureau stationnement", "Ravalement"]),
            id="a-list-without-bullets",
        ),
        pytest.param(
            [
                "**Adjoints au maire**",
                "M. Odon FAURE, adjoint aux sports",
                "1er adjoint : M. Loïc ROY",
                "2ème adjointe : Mme Inès CARON",
            ],
            ("Adjoints au maire", ["M. Odon FAURE", "M. Loïc ROY", "Mme Inès CARON"], []),
            id="counted-deputies-are-no-units",
        ),
        pytest.param(["**École (Jules Ferry)**"], ("École (Jules Ferry)", [], []), id="a-school-called-after-somebody"),
        pytest.param(["**École (Mme Roy)**"], ("École", ["Mme Roy"], []), id="a-school-and-who-heads-it"),
        pytest.param(["**Mission sols**", "Recrutement", "en cours"], ("Mission sols", ["-"], []), id="vacant-over-two-lines"),
        pytest.param(["**Monsieur le Maire**", "Zoé Rey"], ("Monsieur le Maire", ["Zoé Rey"], []), id="a-civility-with-a-post"),
        pytest.param(
            [
                "**Direction jeunesse**",
                "Séverine TESSIER",
                "Information jeunesse :",
                "Jean DELACROIX",
                "Entretien des",
                "écoles : Loïc ROY",
            ],
            ("Direction jeunesse", ["Séverine TESSIER"], ["Information jeunesse", "Entretien des écoles"]),
            id="names-on-the-line-after-their-entry",
        ),
        pytest.param(
            ["**Direction des seniors –**", "**M. DELAUNAY**", "Instruction du droit des sols :", "M. LEMAÎTRE"],
            ("Direction des seniors", ["M. DELAUNAY"], ["Instruction du droit des sols"]),
            id="an-entry-with-its-head-is-nobodys-post",
        ),
        pytest.param(["**Culture – Directrice : Mme Roy**"], ("Culture", ["Mme Roy"], []), id="a-post-between-title-and-name"),
        pytest.param(
            [
                "**Secteur est**",
                "• Service des affaires scolaires : Responsable :",
                "Mme V. Bouvier",
                "• Budget (Responsable :",
                "M. Roy)",
            ],
            ("Secteur est", [], ["Service des affaires scolaires", "Budget"]),
            id="a-post-before-the-name-on-the-next-line",
        ),
        pytest.param(
            ["M. PERRIN", "//Responsable//", "Responsable de", "l’habitat", "Service travaux neufs :", "M. SCHMITT"],
            ("Responsable de l’habitat", ["M. PERRIN"], ["Service travaux neufs"]),
            id="a-title-worded-as-a-post-beneath-name-and-post",
        ),
        pytest.param(
            ["**Direction jeunesse**", "Mme Roy", "• Service accueil", "M. Petit", "• Service séjours", "Mme Rey"],
            ("Direction jeunesse", ["Mme Roy"], ["Service accueil", "Service séjours"]),
            id="names-beneath-entries-are-theirs",
        ),
        pytest.param(
            ["//Direction des arts//", "Nadège", "**DUBOIS**"],
            ("Direction des arts", ["Nadège DUBOIS"], []),
            id="a-surname-in-bold-on-its-line",
        ),
        pytest.param(
            ["**DIRECTION DES ARTS**", "//Nadège//", "//DA SILVA//"],
            ("DIRECTION DES ARTS", ["Nadège DA SILVA"], []),
            id="a-surname-of-two-words-on-its-line",
        ),
        pytest.param(
            ["Mme Roy – Directrice générale des", "//services//", "**Direction générale**"],
            ("Direction générale", ["Mme Roy"], []),
            id="a-post-that-goes-on-in-another-look",
        ),
        pytest.param(
            ["**Direction des arts**", "//Nadège//", "DUBOIS, directrice"],
            ("Direction des arts", ["Nadège DUBOIS"], []),
            id="a-surname-with-a-post-on-its-line",
        ),
        pytest.param(
            ["**Direction des arts**", "//Claire ROUX-//", "LACAZE", "//(par intérim)//"],
            ("Direction des arts", ["Claire ROUX-LACAZE"], []),
            id="a-double-surname-over-two-lines",
        ),
        pytest.param(
            ["**Direction des arts**", "Directrice : Roux,", "//Claire//"],
            ("Direction des arts", ["Roux, Claire"], []),
            id="a-first-name-after-a-comma-on-its-line",
        ),
        pytest.param(
            ["**Direction des arts**", "Directeur général adjoint M.", "//ROUX//"],
            ("Direction des arts", ["M. ROUX"], []),
            id="a-surname-in-another-look-after-its-civility",
        ),
        pytest.param(
            ["**Direction des arts**", "Directrice Mme Claire", "//DELACHAUX//", "Adjoint : M. PETIT", "//Paul//"],
            ("Direction des arts", ["Mme Claire DELACHAUX", "M. PETIT Paul"], []),
            id="either-name-on-the-line-below-its-civility",
        ),
        pytest.param(
            ["**Direction des arts**", "Claire", "LEMAÎTRE-", "ROUX,", "directrice générale", "adjointe"],
            ("Direction des arts", ["Claire LEMAÎTRE-ROUX"], []),
            id="a-double-surname-alone-above-its-post",
        ),
        pytest.param(
            ["//Mme Anne Roy//", "(directrice générale des", "services)", "**Direction des arts**"],
            ("Direction des arts", ["Mme Anne Roy"], []),
            id="a-post-in-brackets-over-two-lines",
        ),
        pytest.param(
            ["**PEOPLE**", "**DIRECTORATE**", "Executive Director", "Ms Clarke"],
            ("PEOPLE DIRECTORATE", ["Ms Clarke"], []),
            id="a-directorate-is-no-post",
        ),
        pytest.param(
            ["**C.C.A.S.**", "Guillaume Arnaud", "//responsable//"],
            ("C.C.A.S.", ["Guillaume Arnaud"], []),
            id="letters-are-no-initials",
        ),
        pytest.param(
            ["**Direction des arts**", "//ANNE ROY//", "//CLAIRE ROUX//"],
            ("Direction des arts", ["ANNE ROY", "CLAIRE ROUX"], []),
            id="two-names-in-capitals",
        ),
        pytest.param(
            ["Mme Roy", "Bureau 12", "**Direction des arts**"],
            ("Direction des arts", ["Mme Roy"], []),
            id="where-somebody-sits",
        ),
        pytest.param(["**Secteur est**", "• Bureau A : M. Petit"], ("Secteur est", [], ["Bureau A"]), id="name-behind-an-entry"),
    ],
)
def test_a_box_is_read_line_by_line(texts: list[str], expected: tuple[str, list[str], list[str]]) -> None:
    assert told(written_in(lines(*texts))) == expected


def test_a_title_with_its_head_above_it_ends_where_another_title_has_its_own() -> None:
    """One look for titles and entries: whose name stands where tells them apart (3.27)."""
    read = written_in(
        lines("M. Jean Dupuis", "Contrôle de gestion", "Aires d’accueil : M. Luc Roy", "Cuisine centrale : Mme Ève Marin")
    )
    assert told(read) == ("Contrôle de gestion", ["M. Jean Dupuis"], ["Aires d’accueil", "Cuisine centrale"])
    assert [person.name for item in read.items for person in item.people] == ["M. Luc Roy", "Mme Ève Marin"]
    post = written_in(lines("M. Jean Dupuis", "Contrôle de gestion", "Assistante : Mme Ève Marin"))
    assert told(post) == ("Contrôle de gestion", ["M. Jean Dupuis", "Mme Ève Marin"], [])


def test_a_title_is_doubted_that_goes_on_as_another_would_begin() -> None:
    """« Service fourrière » had room on the line above it: it may be an entry (3.27)."""
    wide = written_in(lines("Contrôle de gestion", "Service fourrière"), width=200.0)
    assert wide.doubted and not wide.items
    assert not written_in(lines("Contrôle de gestion et", "Service fourrière"), width=200.0).doubted
    assert not written_in(lines("Contrôle de gestion", "interne"), width=200.0).doubted
    assert not written_in(lines("Contrôle de gestion", "Service fourrière"), width=80.0).doubted


def test_titles_side_by_side_in_one_box_are_doubted_with_their_people() -> None:
    """A row of a spreadsheet, filled as a whole and printed without rules: which words are of one cell isn't plain (3.27)."""
    left, name, right = lines("Direction", "Mme Anne Roy", "Direction")
    read = written_in([left, replace(right, base=left.base, frame=left.frame._replace(x0=120, x1=156)), name], width=300.0)
    assert read.doubted and all(person.confidence < 0.9 for person in read.people) and read.people


def test_names_beside_a_title_of_several_lines_are_no_part_of_it() -> None:
    first, *others = lines("**Direction**", "**générale**", "**des services**")
    frame = first.frame._replace(x0=120.0, x1=180.0)
    beside = replace(first, text="M. Roy, directeur", frame=frame, bold=False)
    assert told(written_in([first, beside, *others])) == ("Direction générale des services", ["M. Roy"], [])


def test_what_only_looks_like_a_name_is_none_where_names_have_a_civility() -> None:
    """The habits of a page decide about its doubtful lines (3.27)."""
    habits = habits_of(lines("Herr Tietje", "Frau Kluge", "Frau Dr. Koch", "Herr Benn"))
    assert told(written_in(lines("**II**", "Integrativer Umweltschutz", "Frau Kluge"), habits)) == (
        "II Integrativer Umweltschutz",
        ["Frau Kluge"],
        [],
    )


def test_a_name_first_is_known_by_the_look_that_names_have_on_the_page() -> None:
    habits = habits_of(lines("//Radi Kovacevic//", "//Genine Blaker//", "//Jo Cantle//", "**Chief Finance Officer**"))
    assert told(written_in(lines("//Jo Cantle//", "**Chief People Officer**"), habits)) == (
        "Chief People Officer",
        ["Jo Cantle"],
        [],
    )


def test_a_box_of_a_doubtful_name_a_number_and_a_title_is_read() -> None:
    """A name that only the page's habits confirm is followed by no line in the look of a certain one (13.3)."""
    habits = habits_of(lines("//Radi Kovacevic//", "//Genine Blaker//", "//Jo Cantle//", "**Chief Finance Officer**"))
    assert told(written_in(lines("//Kerekyo Zsemlye//", "03 80 00 00 00", "Accueil du public"), habits)) == (
        "Accueil du public",
        ["Kerekyo Zsemlye"],
        [],
    )


def test_entries_centred_on_one_axis_are_of_one_rank() -> None:
    box = written_in(centred("**Direction des eaux**", "• Section adultes", "• Bureau des événements", "• Assurances"))
    assert told(box)[2] == ["Section adultes", "Bureau des événements", "Assurances"]


def centred(*texts: str) -> list[Line]:
    return [
        replace(line, frame=Box(100 - 2 * len(line.text), line.frame.top, 100 + 2 * len(line.text), line.frame.bottom))
        for line in lines(*texts)
    ]


def test_entries_that_had_room_on_one_line_are_two() -> None:
    """The widest line of a list says nothing of how wide it may be: its box does."""
    texts = ["**Sports**", "M. Firmin Picard", "Équipements sportifs", "Piscine", "Accueil des jeunes et", "des familles"]
    wide, narrow = (told(written_in(centred(*texts), room=84, within=within))[2] for within in (200, 100))
    assert wide == ["Équipements sportifs", "Piscine", "Accueil des jeunes et des familles"]
    assert narrow == ["Équipements sportifs Piscine", "Accueil des jeunes et des familles"]


@pytest.mark.parametrize(("room", "name"), [(90, "Jean-Baptiste COSTA LEMOS"), (200, "Jean-Baptiste COSTA")])
def test_a_surname_in_capitals_goes_on_where_its_line_was_full(room: float, name: str) -> None:
    box = written_in(lines("**Direction des sports**", "Jean-Baptiste COSTA", "LEMOS"), room=room)
    assert (box.label, [person.name for person in box.people]) == ("Direction des sports", [name])


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        pytest.param(["Service voirie – Zeynep", "Tuğba Koç"], "Zeynep Tuğba Koç", id="the-first-name-alone"),
        pytest.param(["Service voirie – KEMAL", "AYDIN Mustafa"], "KEMAL AYDIN Mustafa", id="half-of-a-surname"),
        pytest.param(["Service voirie : Emine Nur", "Doğan"], "Emine Nur Doğan", id="what-could-be-a-whole-name"),
        pytest.param(["Service voirie : Emine Nur", "Éclairage"], "Emine Nur", id="but-not-a-service"),
        pytest.param(["Service voirie : Emine Nur", "Doğan", "Tri"], "Emine Nur", id="nor-where-more-follows"),
    ],
)
def test_a_name_behind_a_title_goes_on_where_its_line_was_full(texts: list[str], name: str) -> None:
    width = max(line.frame.width for line in lines(*texts))
    assert [p.name for p in written_in(lines(*texts), room=width).people] == [name]


def test_first_name_and_surname_over_a_title_are_two_lines_of_one_name() -> None:
    name, surname, title = lines("Claire", "Dubois", "Direction des sports")
    blue = replace(lines("Accueil")[0], base=title.base, colour=(0, 51, 102))
    for below in (title, blue):
        box = written_in([name, surname, below])
        assert (box.label, [person.name for person in box.people]) == (below.text, ["Claire Dubois"])


def test_a_name_of_unknown_words_is_known_by_its_place_in_the_box() -> None:
    """3.27: last, as the names of the other boxes are; a title that goes on is none."""
    boxes = [lines(f"Wydatki {n}", name) for n, name in enumerate(("Anne Roy", "Paul Petit", "Claire Roux", "Jean Blanc"))]
    unknown, titled = lines("Rozvoj", "Thrandur Vesteinn"), lines("Obnova", "Verejna Zelen", "Anne Roy")
    habits = with_place(habits_of([line for box in [*boxes, unknown, titled] for line in box]), [*boxes, unknown, titled])
    assert told(written_in(unknown, habits)) == ("Rozvoj", ["Thrandur Vesteinn"], [])
    assert told(written_in(titled, habits)) == ("Obnova Verejna Zelen", ["Anne Roy"], [])
    assert told(written_in(unknown, UNKNOWN)) == ("Rozvoj Thrandur Vesteinn", [], [])


def test_titles_that_look_like_names_are_none_where_no_name_is_set_so() -> None:
    """3.27: all titles of a page in a language of which nothing is known."""
    titles = [line for n in range(4) for line in lines(f"**Verejna Zelen{'abcd'[n]}**", "Anne Roy")]
    habits = habits_of(titles)
    assert not habits.confirm(titles[0]) and habits.confirm(titles[1])


def test_a_word_that_ends_like_a_noun_is_a_first_name_where_names_are_set_so() -> None:
    names = lines("Claire DUBOIS", "Loïc MARCHAND", "Karim FERRY", "Aédité VASSEUR")
    line = ["**Direction des sports**", "Aédité VASSEUR"]
    assert told(written_in(lines(*line), habits_of(names))) == ("Direction des sports", ["Aédité VASSEUR"], [])
    assert told(written_in(lines(*line)))[1] == []


def test_several_units_in_one_box_begin_with_the_look_of_the_title() -> None:
    box = written_in(lines("**Égalité**", "Mme Aubert", "03 80 00 00 00", "**Handicap**", "M. Petit", "03 80 00 00 01"))
    assert [told(unit) for unit in (box, *box.more)] == [("Égalité", ["Mme Aubert"], []), ("Handicap", ["M. Petit"], [])]


def test_when_somebody_named_came_or_goes_is_no_vacancy() -> None:
    """3.27: « Mme Roy », « Arrivée le 1er mars » were she and a post that nobody holds, for certain; a post of its own is one."""
    told_of = [
        "Arrivée le 1er mars 2026",
        "Nomination le 1er mars",
        "Mutation en cours",
        "Prise de poste le 2 mai",
        "(départ en retraite)",
    ]
    for told_by in told_of:
        assert told(written_in(lines("**Direction des finances**", "Mme Anne Roy", told_by)))[1] == ["Mme Anne Roy"], told_by
        assert told(written_in(lines("**Direction des finances**", told_by)))[1] == ["-"], told_by
    posted = written_in(lines("**Direction des finances**", "Mme Anne Roy", "//Directrice//", "Arrivée le 1er mars 2026"))
    assert [(person.name, person.role) for person in posted.people] == [("Mme Anne Roy", "Directrice")]
    deputy = written_in(lines("**Direction des finances**", "Mme Anne Roy", "Adjoint : nomination en cours"))
    assert [(person.name, person.role, person.vacant) for person in deputy.people] == [
        ("Mme Anne Roy", None, False),
        ("", "Adjoint", True),
    ]
    assert told(written_in(lines("**Direction des finances**", "Poste vacant", "Arrivée prévue le 1er mars")))[1] == ["-"]


def test_roles_stay_with_their_people() -> None:
    (person,) = written_in(lines("**Direction des eaux**", "//Directrice//", "Mme Aubert")).people
    assert (person.name, person.role) == ("Mme Aubert", "Directrice")


@pytest.mark.parametrize(
    ("texts", "role"),
    [
        pytest.param(["Directrice", "de cabinet"], "Directrice de cabinet", id="with-a-small-letter"),
        pytest.param(
            ["//Directrice générale//", "//adjointe des//", "//Services urbains//"],
            "Directrice générale adjointe des Services urbains",
            id="thrice",
        ),
        pytest.param(["Directrice", "03 80 00 00 00", "de garde"], "Directrice", id="not-past-a-number"),
        pytest.param(["Directrice", "**de garde**"], "Directrice", id="not-in-another-look"),
    ],
)
def test_a_post_under_a_name_goes_on_over_lines(texts: list[str], role: str) -> None:
    """3.27: « Mme Roy », « Directrice », « de cabinet »."""
    (person,) = written_in(lines("**Cabinet du maire**", "Mme Anne Roy", *texts)).people
    assert (person.name, person.role) == ("Mme Anne Roy", role)


@pytest.mark.parametrize(
    ("texts", "people"),
    [
        pytest.param(
            ["M. Paul Iribarne", "Directeur", "Mme Inès Caron", "Directrice adjointe"],
            [("M. Paul Iribarne", "Directeur"), ("Mme Inès Caron", "Directrice adjointe")],
            id="each-post-below-a-name",
        ),
        pytest.param(
            [
                "Inge Roche",
                "Cheffe de service",
                "03 80 00 00 00",
                "Omar Durand",
                "Adjoint",
                "Lou Petit",
                "Assistante",
                "de gestion",
            ],
            [("Inge Roche", "Cheffe de service"), ("Omar Durand", "Adjoint"), ("Lou Petit", "Assistante de gestion")],
            id="three-of-them-and-a-number",
        ),
        pytest.param(
            ["Directeur", "M. Paul Iribarne", "Directrice adjointe", "Mme Inès Caron"],
            [("M. Paul Iribarne", "Directeur"), ("Mme Inès Caron", "Directrice adjointe")],
            id="each-post-above-a-name",
        ),
        pytest.param(
            ["M. Paul Iribarne", "Directeur", "Mme Inès Caron"],
            [("M. Paul Iribarne", "Directeur"), ("Mme Inès Caron", None)],
            id="gender-tells",
        ),
        pytest.param(
            ["M. Paul Iribarne", "Assistante", "Mme Inès Caron"],
            [("M. Paul Iribarne", None), ("Mme Inès Caron", "Assistante")],
            id="gender-tells-the-other-way",
        ),
        pytest.param(
            ["Mme Anne Roche", "Adjointe", "Mme Inès Caron"],
            [("Mme Anne Roche", None), ("Mme Inès Caron", "Adjointe")],
            id="rank-tells",
        ),
        pytest.param(
            ["Mme Anne Roche", "Adjointe", "Poste vacant", "Comptable", "M. Luc Petit", "Gestionnaire paie"],
            [("Mme Anne Roche", "Adjointe"), ("", "Comptable"), ("M. Luc Petit", "Gestionnaire paie")],
            id="names-and-posts-by-turns",
        ),
        pytest.param(
            ["M. Karim Roche (par intérim)", "Directeur"],
            [("M. Karim Roche", "Directeur par intérim")],
            id="brackets-add-to-the-post-below",
        ),
        pytest.param(
            ["Cheffe de service", "Mme Inge Roche (SGEN)"],
            [("Mme Inge Roche", "Cheffe de service (SGEN)")],
            id="brackets-add-to-the-post-above",
        ),
        pytest.param(
            ["Mme Inge Roche (directrice)", "Adjointe à la mairesse", "M. Karim Caron"],
            [("Mme Inge Roche", "directrice"), ("M. Karim Caron", "Adjointe à la mairesse")],
            id="a-post-in-brackets-is-one",
        ),
        pytest.param(
            ["Mme Marie-", "Antoinette de La", "Rochefort-", "Villiers", "Directrice"],
            [("Mme Marie-Antoinette de La Rochefort-Villiers", "Directrice")],
            id="a-name-broken-at-hyphens",
        ),
    ],
)
def test_a_post_stays_with_the_name_that_it_stands_with(texts: list[str], people: list[tuple[str, str | None]]) -> None:
    """3.27: a deputy below the head takes no post of the head's, brackets behind a name replace none."""
    read = written_in(lines("**Direction de l'éducation**", *texts)).people
    assert [(p.name, p.role) for p in read] == people


def test_a_post_that_may_be_that_of_either_name_is_doubted() -> None:
    """3.27: « Mme Roche », « Directrice », « Mme Caron »: of whom the post tells, neither gender nor rank says."""
    read = written_in(lines("**Direction de l'éducation**", "Mme Anne Roche", "Directrice", "Mme Inès Caron")).people
    assert [p.confidence < 0.7 for p in read] == [True, True]


@pytest.mark.parametrize(
    ("texts", "title", "people"),
    [
        pytest.param(
            ["M. Jean Roy", "Secrétaire général", "Mme Anne Petit", "Secrétaire générale adjointe", "**Secrétariat général**"],
            "Secrétariat général",
            [("M. Jean Roy", "Secrétaire général"), ("Mme Anne Petit", "Secrétaire générale adjointe")],
            id="two-names-with-their-posts",
        ),
        pytest.param(
            ["M. Jean Roy", "Directeur général", "M. Luc Petit", "Directeur général adjoint", "Direction générale"],
            "Direction générale",
            [("M. Jean Roy", "Directeur général"), ("M. Luc Petit", "Directeur général adjoint")],
            id="set-alike-and-of-one-rank",
        ),
        pytest.param(
            ["Mme Anne Roy", "Ministre", "**Ministère de l'eau**", "**et des forêts**"],
            "Ministère de l'eau et des forêts",
            [("Mme Anne Roy", "Ministre")],
            id="a-post-in-an-unknown-word",
        ),
        pytest.param(
            ["Frau Anke Roth", "Landrätin", "**Landrätin**"],
            "Landrätin",
            [("Frau Anke Roth", "Landrätin")],
            id="called-by-the-post",
        ),
        pytest.param(
            ["Mme Anne Roy", "Service des eaux", "**Bureau des puits**"],
            "Service des eaux",
            [("Mme Anne Roy", None)],
            id="a-bold-entry-under-a-title",
        ),
    ],
)
def test_names_and_posts_over_the_title_leave_it_whole(texts: list[str], title: str, people: list[tuple[str, str | None]]) -> None:
    """3.27: a post right under a name is no unit of its own that heads the title printed below it, in bold or of the same rank."""
    read = written_in(lines(*texts))
    assert (read.label, [(p.name, p.role) for p in read.people]) == (title, people)


@pytest.mark.parametrize("bold", ["", "**"])
@pytest.mark.parametrize(
    ("post", "title"),
    [
        ("Secrétaire général", "Secrétariat général"),
        ("Directrice générale des services", "Direction générale"),
        ("Directeur général adjoint", "Direction générale adjointe Solidarités"),
        ("Présidente", "Présidence"),
    ],
)
def test_a_post_over_a_name_is_no_unit_where_the_title_under_it_is_what_that_post_heads(post: str, title: str, bold: str) -> None:
    """« Secrétaire général », « M. Petit », « Secrétariat général » in one box is one unit and who heads it (3.27)."""
    written = written_in(lines(post, "M. Luc Petit", f"{bold}{title}"))
    assert (told(written), written.people[0].role, written.more) == ((title, ["M. Luc Petit"], []), post, [])


def test_a_post_that_heads_something_else_stays_the_title() -> None:
    """A director's box that names a service under her keeps both."""
    written = written_in(lines("**Directrice de la culture**", "Mme Anne Roy", "Direction des sports"))
    assert written.label == "Directrice de la culture"


def test_what_may_be_a_name_over_a_sure_one_is_the_title_where_names_stand_last() -> None:
    """3.27: « Bell Ringers » is nobody in « Harbour Affairs », whose cell touches its own."""
    boxes = [
        lines("Harbour Services", "Graham Pell"),
        lines("Licensing Team", "Heather Ashby"),
        lines("Customs Team", "Nigel Thorpe"),
        lines("Bell Ringers", "Graham Ashby"),
    ]
    habits = with_place(habits_of([line for box in boxes for line in box]), boxes)
    assert habits.place == "last"
    assert told(written_in(boxes[3], habits)) == ("Bell Ringers", ["Graham Ashby"], [])


def test_capitals_between_a_title_and_a_name_in_small_letters_are_what_the_place_is_called() -> None:
    """13.3, 3.27: « CAPUCINES » was her post, for certain; letters are one."""
    for word, post in (("CAPUCINES", None), ("DRH", "DRH"), ("DEJ", "DEJ"), ("SUD", None)):
        written = written_in(lines("**Centre social**", word, "Zoé Marin"))
        assert written.label == ("Centre social" if post else f"Centre social {word}")
        assert [(person.name, person.role) for person in written.people] == [("Zoé Marin", post)]


@pytest.mark.parametrize(
    "does",
    [
        "Voirie, espaces verts",
        "Écoles, crèches",
        "Bâtiments communaux",
        "Voirie et propreté",
        "Fêtes et cérémonies",
        "Reprographie",
    ],
)
def test_what_a_unit_does_is_no_post_of_who_is_named_below(does: str) -> None:
    """3.27, 13.3: who came after was told to head « Écoles, crèches », what a unit took over changed a post, both for certain."""
    written = written_in(lines("**Direction technique**", does, "Luc Petit"))
    assert told(written) == ("Direction technique", ["Luc Petit"], []) and written.people[0].role is None
    assert written.people[0].confidence > 0.9


def test_what_tells_boxes_of_one_title_apart_belongs_to_it() -> None:
    """5.5: « Direction générale adjointe » three times, each with what it is for above its head: who replaced whom where?"""
    habits = UNKNOWN._replace(words=NO_WORDS._replace(often=frozenset({"direction generale adjointe"})))
    written = written_in(lines("**Direction générale adjointe**", "Ressources et moyens", "Luc Petit"), habits)
    assert told(written) == ("Direction générale adjointe Ressources et moyens", ["Luc Petit"], [])


def test_who_is_named_below_the_only_thing_listed_in_a_box_may_head_either() -> None:
    """3.27: what is called a unit, one of several, or what stands under the head's own name has its head below it."""
    direction = "**Direction de la culture**"
    for entries, sure in ((["Médiathèque et musée"], False), (["Service des musées"], True), (["Musée", "Médiathèque"], True)):
        written = written_in(lines(direction, *(text for entry in entries for text in (entry, "Zoé Marin"))))
        assert told(written) == (direction.strip("*"), [], entries)
        assert {person.confidence > 0.9 for item in written.items for person in item.people} == {sure}
    headed = written_in(lines(direction, "Anne Roy", "Médiathèque et musée", "Zoé Marin"))
    assert [person.confidence for item in headed.items for person in item.people] == [1.0]


def test_what_a_unit_does_below_who_heads_it_is_no_unit() -> None:
    """3.27: « Crèches, écoles, cantines » was one for certain, « Voirie, eau, parcs » of the box beside it none."""
    for does in ("Crèches, écoles, cantines", "Voirie, eau, parcs"):
        assert told(written_in(lines("**Direction de l’enfance**", "Jules Faure", does))) == (
            "Direction de l’enfance",
            ["Jules Faure"],
            [],
        )
    headed = written_in(lines("**Direction de l’enfance**", "Jules Faure", "Écoles, crèches", "Eva Colin"))
    assert told(headed) == ("Direction de l’enfance", ["Jules Faure"], ["Écoles, crèches"])
    service = "Service crèches, écoles"
    assert told(written_in(lines("**Direction de l’enfance**", "Jules Faure", service)))[2] == [service]


def test_a_surname_that_ends_like_a_noun_goes_on_behind_a_first_name() -> None:
    """3.23: « Permits Team : Heather » is no title."""
    entry = ["**Harbour Services**", "• Permits Team : Heather", "Thistlethwaite"]
    assert told(written_in(lines(*entry), width=100.0, room=100.0)) == ("Harbour Services", [], ["Permits Team"])


@pytest.mark.parametrize("apart", [True, False])
def test_a_second_service_further_below_is_one_and_one_close_below_is_doubted(*, apart: bool) -> None:
    """3.27: there was no room for its first word on the line above, so that both were one title, for certain."""
    first, rest, second = lines("Service de la voirie", "et des réseaux d’eaux", "Service de la propreté")
    second = replace(second, base=second.base + 5 * apart, frame=second.frame._replace(top=second.frame.top + 5 * apart))
    written = written_in([first, rest, second])
    whole = "Service de la voirie et des réseaux d’eaux"
    titles = [written.label, *(item.label for item in (*written.items, *written.more))]
    assert titles == ([whole, second.text] if apart else [f"{whole} {second.text}"])
    assert written.doubted is not apart


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ("Tesorería", "D. Carlos Ruiz", "Ejecutiva", "Dña. Ana Gil"),
            [("Tesorería", ["D. Carlos Ruiz"]), ("Ejecutiva", ["Dña. Ana Gil"])],
        ),
        (
            ("Insertion", "Mme Anne Roy", "Autonomie", "Médiation", "M. Karim Haddad", "Parentalité"),
            [("Insertion", ["Mme Anne Roy"]), ("Autonomie", []), ("Médiation", ["M. Karim Haddad"]), ("Parentalité", [])],
        ),
        (
            ("Exécution", "Insertion : Mme Anne Roy", "Autonomie", "Médiation : M. Karim Haddad"),
            [("Exécution", []), ("Insertion", ["Mme Anne Roy"]), ("Autonomie", []), ("Médiation", ["M. Karim Haddad"])],
        ),
    ],
)
def test_titles_of_one_look_with_who_heads_them_are_units_each(
    texts: tuple[str, ...], expected: list[tuple[str, list[str]]]
) -> None:
    """13.2: the next title was the end of the one above, for certain, or left out below a name."""
    written = written_in(lines(*texts), within=160, room=150)
    assert [(one.label, [p.name for p in one.people]) for one in (written, *written.more)] == expected


def test_a_title_that_goes_on_flush_though_there_was_room_is_doubted() -> None:
    """13.2: « Patrimoine », « Achats » may be two, « Affaires scolaires et », « Sports » is one."""
    assert written_in(lines("Patrimoine", "Achats", "Mme Anne Roy"), within=160, room=150).doubted
    assert not written_in(lines("Affaires scolaires et", "Sports", "Mme Anne Roy"), within=160, room=150).doubted


@pytest.mark.parametrize(
    ("first", "doubted"),
    [
        ("Abteilung II", False),
        ("Service 3", False),
        ("Service", False),
        ("Service parcs", True),
        ("PÔLE PARCS", True),
        ("Parcs", True),
        ("DRH", True),
        ("Service RH", True),
        ("Cellule SIG", True),
    ],
)
def test_what_only_says_which_of_its_kind_a_unit_is_goes_on(first: str, *, doubted: bool) -> None:
    """3.27: « Abteilung II », « Soziales » was doubted, and all that hangs there; « Service parcs », « Jardins » may be two."""
    written = written_in(lines(first, "Soziales", "Mme Anne Roy"), within=160, room=150)
    assert (written.label, written.doubted) == (f"{first} Soziales", doubted)


@pytest.mark.parametrize(
    ("others", "first", "doubted"),
    [
        (("Abteilung I", "Abteilung II"), "Abteilung ZS", False),
        (("Abteilung I", "Abteilung II"), "Referat ZS", True),
        (("Abteilung I", "Abteilung I"), "Abteilung ZS", True),
        (("Service RH", "Service SIG"), "Service CCAS", True),
        (("I A", "II B"), "II A", False),
        (("2.1", "2.2"), "2.3", False),
        (("Garage", "Parcs"), "A 38", True),
    ],
)
def test_letters_are_a_code_where_the_sheet_numbers_units_of_that_kind(others: Sequence[str], first: str, *, doubted: bool) -> None:
    """3.27: « Service RH », « Paie » and « Service SIG », « Archives » were one title each, with 1.00."""
    habits = habits_of(lines(*others, first))
    assert written_in(lines(first, "Soziales", "Mme Anne Roy"), habits, within=160, room=150).doubted == doubted


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        pytest.param(["**Eau**", "M. Duc Minh", "TRAN, par intérim"], "M. Duc Minh TRAN", id="a-surname-in-capitals-and-how"),
        pytest.param(["**Eau**", "M. Duc MINH", "TRAN, par intérim"], "M. Duc MINH TRAN", id="capitals-that-go-on"),
        pytest.param(["**Eau**", "M. Duc MINH", "Paie, par intérim"], "M. Duc MINH", id="but-not-in-small-letters"),
        pytest.param(["Eau – M. Duc", "Minh Tran"], "M. Duc Minh Tran", id="behind-a-mark"),
        pytest.param(["**Eau**", "Bruno PETIT Chef de", "service"], "Bruno PETIT", id="a-post-that-breaks"),
    ],
)
def test_a_name_goes_on_below_as_names_of_the_sheet_are_written(texts: list[str], name: str) -> None:
    """13.3: who had a first name alone was one person, and the surname in capitals another one."""
    sheet = [
        lines(f"**Service {n}**", name)
        for n, name in enumerate(("M. Paul ROY", "Mme Anne PETIT", "M. Jean Luc BLANC", "M. Karim NOIR"))
    ]
    habits = habits_of([line for box in (*sheet, lines(*texts)) for line in box], words_of([*sheet, lines(*texts)]))
    assert [p.name for p in written_in(lines(*texts), habits, room=60).people] == [name]


@pytest.mark.parametrize(
    ("name", "below", "held"),
    [
        ("M. Karim H.", "Bénévolat", "M. Karim H."),
        ("D. Carlos F.", "Ejecutiva", "D. Carlos F."),
        ("Mr John M.", "Smith", "Mr John M. Smith"),
        ("Mme Claire D.", "BONNAFÉ", "Mme Claire D. BONNAFÉ"),
    ],
)
def test_a_name_that_ends_with_a_letter_is_whole_without_the_words_below(name: str, below: str, held: str) -> None:
    """13.3: « M. Karim H. Bénévolat » was somebody, for certain."""
    assert [p.name for p in written_in(lines("**Infancia**", name, below), within=160, room=150).people] == [held]


def test_names_are_whole_with_a_letter_where_most_of_the_sheet_are() -> None:
    """13.3: « Claire D. » needs no civility for that; in a narrow box neither."""
    known = words_of([lines("**Parcs**", f"{name} {letter}.") for name, letter in (("Anne", "R"), ("Paul", "P"), ("Karim", "H"))])
    written = written_in(lines("**Infancia**", "Claire D.", "Roche"), UNKNOWN._replace(words=known), within=48, room=44)
    assert [p.name for p in written.people] == ["Claire D."]


def test_who_stands_under_what_may_be_two_titles_is_not_surely_of_both() -> None:
    """3.27: of « Service hygiène », vacant and without a word, « Bureau du foncier » went on, and its head had both for certain."""
    torn = written_in(lines("Service hygiène publique", "Bureau du foncier", "Mme Inès Roy"))
    assert torn.people[0].confidence < 0.9 and torn.doubted
    whole = written_in(lines("Service hygiène publique", "et salubrité", "Mme Inès Roy"))
    assert whole.people[0].confidence >= 0.9 and not whole.doubted


def test_an_entry_without_its_bullet_heads_none_of_those_above_it() -> None:
    """3.27: « Budget » headed « Achats », above it, and « Paie » for certain; set otherwise it is the title of what is below."""
    written = written_in(lines("• Achats – Martin", "Budget", "• Paie", "• Dette"))
    assert told(written) == ("", [], ["Achats – Martin", "Budget", "Paie", "Dette"])
    assert [item.doubted for item in written.items] == [True, True, False, False]
    assert told(written_in(lines("• Achats", "**Budget**", "• Paie")))[0] == "Budget"
    assert told(written_in(lines("**Finances**", "• Achats – suivi", "    et marchés", "• Paie"))) == (
        "Finances", [], ["Achats – suivi et marchés", "Paie"],
    )  # fmt: skip


@pytest.mark.parametrize("post", ["– Directrice : Mme Inès Caron", "– Mme Inès Caron, responsable"])
def test_who_has_a_post_behind_another_mark_heads_the_entry_above(post: str) -> None:
    """3.27: « Directrice » was a unit that headed the services of the list; behind the same mark the post is of the box's unit."""
    written = written_in(lines("• Service des parcs", f"  {post}", "  – Serres", "• Service de l’eau"))
    assert (written.label, [item.label for item in written.items]) == ("", ["Service des parcs", "Service de l’eau"])
    assert [person.name for person in written.items[0].people] == ["Mme Inès Caron"] and not written.people
    assert [item.label for item in written.items[0].items] == ["Serres"]
    same = written_in(lines("**Pôle technique**", "– Directrice : Mme Inès Caron", "– Service des parcs"))
    assert told(same) == ("Pôle technique", ["Mme Inès Caron"], ["Service des parcs"])


def test_marks_that_alternate_at_one_place_are_levels() -> None:
    """3.27: « Serres » behind a dash was a brother of « **Service des parcs** », for certain; in one weight it is in doubt."""
    bold = written_in(lines("**• Service des parcs", "– Serres", "– Jardins", "**• Service de l’eau", "– Réseau"))
    plain = written_in(lines("• Service des parcs", "o Serres", "• Service de l’eau"))
    assert [[item.label for item in one.items] for one in bold.items] == [["Serres", "Jardins"], ["Réseau"]]
    assert [[(item.label, item.by_look) for item in one.items] for one in plain.items] == [[("Serres", True)], []]
    for one in (("• Paie", "▪ Achats", "• Dette"), ("– Paie", "• Achats", "– Dette")):
        assert not any(item.items for item in written_in(lines(*one)).items)


@pytest.mark.parametrize(("said", "role"), [("(Acting)", "Acting"), ("(a.i.)", "a.i."), ("(Metz)", None)])
def test_for_the_time_being_in_brackets_behind_a_name_is_no_place(said: str, role: str | None) -> None:
    """13.3: « (Acting) » was taken for where somebody sits, as « (Metz) » is, and told as a line of nobody."""
    written = written_in(lines("**Adult Social Care**", f"Neil Lamb {said}"))
    assert [(person.name, person.role) for person in written.people] == [("Neil Lamb", role)]


@pytest.mark.parametrize(
    ("post", "name", "title"),
    [
        ("Director", "Begoña BERMEJO", "Deportes"),
        ("Jefa", "Rocío ARROYO", "Recursos Humanos"),
        ("Afdelingshoofd", "Femke MAES", "Groen"),
        ("Amtsleiterin", "Katrin Hollmann", "Volkshochschule"),
        ("Responsabile", "Ornella FABBRI", "Asili Nido"),
    ],
)
def test_a_bare_post_over_a_name_over_a_title_is_hers_in_other_languages_too(post: str, name: str, title: str) -> None:
    """13.3: « Director » was the unit, its title left out, and what was listed below it was under « Director », for certain."""
    written = written_in(lines(post, name, f"**{title}**", "• Archivo", "• Compras"))
    assert (written.label, [(p.name, p.role) for p in written.people]) == (title, [(name, post)])
    assert [item.label for item in written.items] == ["Archivo", "Compras"]


@pytest.mark.parametrize("title", ["Director de Deportes", "Hoofd Financiën"])
def test_a_post_that_says_of_what_it_is_stays_the_title(title: str) -> None:
    """13.3: what is in bold below the name may be where it is."""
    assert written_in(lines(title, "Begoña BERMEJO", "• Archivo")).label == title
