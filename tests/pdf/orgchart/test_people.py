"""Names told apart from titles and roles."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, DocumentContent
from monitor.pdf.orgchart.vocabulary import is_chart_word, is_role, is_vacant
from monitor.pdf.orgchart.words.name_forms import CIVILITY_WITHIN
from monitor.pdf.orgchart.words.people import named_in
from monitor.pdf.orgchart.words.wording import label_and_people, post_before_title, without_numbers, without_remarks
from monitor.pdf.read import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mme Inès Caron", [("Mme Inès Caron", None, False)]),
        ("M. DUPONT", [("M. DUPONT", None, False)]),
        ("Bruno TRAN VAN", [("Bruno TRAN VAN", None, False)]),
        ("P. Tran Van, directeur", [("P. Tran Van", "directeur", False)]),
        ("M. J-M. DUPONT", [("M. J-M. DUPONT", None, False)]),
        ("M. J.-M. Dupont", [("M. J.-M. Dupont", None, False)]),
        ("Anne-Sophie Le Goff", [("Anne-Sophie Le Goff", None, False)]),
        ("Louis d’Ormesson", [("Louis d’Ormesson", None, False)]),
        ("Karim El Amrani", [("Karim El Amrani", None, False)]),
        ("Véronique Martin", [("Véronique Martin", None, False)]),
        ("DUPONT Jean", [("DUPONT Jean", None, False)]),
        ("DIAZ Ouardia Directrice", [("DIAZ Ouardia", "Directrice", False)]),
        ("JEAN DUPONT", [("JEAN DUPONT", None, False)]),
        ("Marc ROUSSEAUX", [("Marc ROUSSEAUX", None, False)]),
        ("Boris MAIRE", [("Boris MAIRE", None, False)]),
        ("Dr Solène Maire", [("Dr Solène Maire", None, False)]),
        ("Mme Solène El Amrani directrice du pôle", [("Mme Solène El Amrani", "directrice du pôle", False)]),
        ("Anneke in 't Veld, teamleider", [("Anneke in 't Veld", "teamleider", False)]),
        ("Resp. : vacant (intérim : Mme Aubert)", [("", "Resp.", True), ("Mme Aubert", "intérim", False)]),
        ("Vacant (recrutement en cours)", [("", None, True)]),
        ("Madame le Professeur Solène AUBERT", [("Madame le Professeur Solène AUBERT", None, False)]),
        ("Naczelnik: dr Grażyna Pawlak", [("dr Grażyna Pawlak", "Naczelnik", False)]),
        ("Intérim assuré par Anne Roy", [("Anne Roy", "Intérim assuré par", False)]),
        ("Service Lead: Jane Carter", [("Jane Carter", "Service Lead", False)]),
        ("Vacant depuis mars", [("", None, True)]),
        ("Vacance de poste", [("", None, True)]),
        ("Chef de pôle : Pr B. Maire", [("Pr B. Maire", "Chef de pôle", False)]),
        ("Mme Solène ROUX née AUBERT", [("Mme Solène ROUX née AUBERT", None, False)]),
        ("Mme EL AMRANI épouse DE LA TOUR Solène", [("Mme EL AMRANI épouse DE LA TOUR Solène", None, False)]),
        ("Frau Dipl.-Ing. Käding", [("Frau Dipl.-Ing. Käding", None, False)]),
        ("VŨ Van Hung", [("VŨ Van Hung", None, False)]),
        ("Громова Татьяна Павловна", [("Громова Татьяна Павловна", None, False)]),
        ("О. В. Громова", [("О. В. Громова", None, False)]),
        ("Γεώργιος Αλεξίου", [("Γεώργιος Αλεξίου", None, False)]),
        ("MAIRE Boris", [("MAIRE Boris", None, False)]),
        ("Resp. : Anne Roy – Adj. : Paul Petit", [("Anne Roy", "Resp.", False), ("Paul Petit", "Adj.", False)]),
        ("Mme Anne ROY (adjoint : Paul Petit)", [("Mme Anne ROY", None, False), ("Paul Petit", "adjoint", False)]),
        ("Anne Roy, adjoint : Paul Petit", [("Anne Roy", None, False), ("Paul Petit", "adjoint", False)]),
        ("Mme Anne ROY, adjoint : M. Paul PETIT", [("Mme Anne ROY", None, False), ("M. Paul PETIT", "adjoint", False)]),
        (
            "Mme Roy, directrice, adjoints : M. Petit, M. Noir",
            [("Mme Roy", "directrice", False), ("M. Petit", "adjoints", False), ("M. Noir", "adjoints", False)],
        ),
        ("Anne Roy (secrétaire Eva Petit)", [("Anne Roy", None, False), ("Eva Petit", "secrétaire", False)]),
        ("Anne ROY – adjoint : vacant", [("Anne ROY", None, False), ("", "adjoint", True)]),
        ("Anne Roy, assistante de Mme Petit", [("Anne Roy", "assistante de Mme Petit", False)]),
        ("Anne Roy (adjointe Petite Enfance)", [("Anne Roy", "adjointe Petite Enfance", False)]),
        ("Anne Roy, directrice : Jean Moulin", [("Anne Roy", "directrice : Jean Moulin", False)]),
        ("Anne Roy, secrétariat : 03 80 00 00 00", [("Anne Roy", "secrétariat : 03 80 00 00 00", False)]),
        ("P. Noël (int.)", [("P. Noël", "int.", False)]),
        ("Mme Nora Peltier Directrice p.i.", [("Mme Nora Peltier", "Directrice p.i.", False)]),
        ("Perrine PELTIER Directrice par intérim", [("Perrine PELTIER", "Directrice par intérim", False)]),
        ("MAIRE, Boris", [("MAIRE, Boris", None, False)]),
        ("Directeur : Julien Maire", [("Julien Maire", "Directeur", False)]),
        ("Mme Thu Hà Le", [("Mme Thu Hà Le", None, False)]),
        ("Maïté Chapelle", [("Maïté Chapelle", None, False)]),
        ("J.-M. Martin", [("J.-M. Martin", None, False)]),
        ("Frau Dr. zur Linde", [("Frau Dr. zur Linde", None, False)]),
        ("Directrice : Inès Caron", [("Inès Caron", "Directrice", False)]),
        ("Resp. Inès Caron", [("Inès Caron", "Resp.", False)]),
        ("Responsabile E.Q. Anna Conti", [("Anna Conti", "Responsabile E.Q.", False)]),
        ("Titolare di P.O. Geom. Anna Conti", [("Geom. Anna Conti", "Titolare di P.O.", False)]),
        ("Acting Head of Service: Anne Carter", [("Anne Carter", "Acting Head of Service", False)]),
        ("Aline MOREAU – Coord.", [("Aline MOREAU", "Coord.", False)]),
        ("Coord. Aline MOREAU", [("Aline MOREAU", "Coord.", False)]),
        ("La Dirigente: Anna Conti", [("Anna Conti", "La Dirigente", False)]),
        ("Vacant from April", [("", None, True)]),
        ("Frau Dipl.-Ing. (FH) Birte Kern", [("Frau Dipl.-Ing. (FH) Birte Kern", None, False)]),
        ("TREVIDIC ép. LOZACH Maud", [("TREVIDIC ép. LOZACH Maud", None, False)]),
        ("Anne Roy, dite « Nono »", [("Anne Roy", None, False)]),
        ('Karim "Kiki" HADDAD', [("Karim HADDAD", None, False)]),
        ("Chargé·e de mission : Anne Roy", [("Anne Roy", "Chargé·e de mission", False)]),
        ("Sachbearbeiter*in: Anna Kern", [("Anna Kern", "Sachbearbeiter*in", False)]),
        ("D.ª Rosa de la Fuente Marín (en funciones)", [("D.ª Rosa de la Fuente Marín", "en funciones", False)]),
        ("D. José Luis de los Santos en funciones", [("D. José Luis de los Santos", "en funciones", False)]),
        ("Mme Caron, directrice adjointe", [("Mme Caron", "directrice adjointe", False)]),
        ("Nathalie Noël (par intérim)", [("Nathalie Noël", "par intérim", False)]),
        ("Responsable : Mme Roy par intérim", [("Mme Roy", "Responsable par intérim", False)]),
        ("NGUYEN Thi Lan", [("NGUYEN Thi Lan", None, False)]),
        ("DUPON Anne Yaëlle", [("DUPON Anne Yaëlle", None, False)]),
        ("Bureau paie : Mme Roy (intérim)", [("Mme Roy", "Bureau paie", False)]),
        ("Leitung: Anna Kern (komm.)", [("Anna Kern", "Leitung komm.", False)]),
        ("Mme Roy (directrice) par intérim", [("Mme Roy", "directrice par intérim", False)]),
        ("Chef par intérim : Mme Roy (intérim)", [("Mme Roy", "Chef par intérim", False)]),
        ("M. Dupont, Mme Durand et M. Petit", [("M. Dupont", None, False), ("Mme Durand", None, False), ("M. Petit", None, False)]),
        ("I.Durand", [("I.Durand", None, False)]),
        ("JM. Buhour", [("JM. Buhour", None, False)]),
        ("DURAND Isabelle", [("DURAND Isabelle", None, False)]),
        ("Durand, Isabelle", [("Durand, Isabelle", None, False)]),
        ("Julie Gagnon, MBA", [("Julie Gagnon, MBA", None, False)]),
        ("Jean-Paul Leroux, C.P.A.", [("Jean-Paul Leroux, C.P.A.", None, False)]),
        ("Herr Lindenau v. Alm", [("Herr Lindenau v. Alm", None, False)]),
        ("Directeur Jean Dupont", [("Jean Dupont", "Directeur", False)]),
        ("Odile MOREAU Directrice", [("Odile MOREAU", "Directrice", False)]),
        ("ROY Paul Chef de service", [("ROY Paul", "Chef de service", False)]),
        ("M. Yves Chérif Directeur (par intérim)", [("M. Yves Chérif", "Directeur (par intérim)", False)]),
        ("Rose Garnier (née Lefort) Directrice", [("Rose Garnier", "Directrice (née Lefort)", False)]),
        ("Mme Anne Chef", [("Mme Anne Chef", None, False)]),
        ("Jean Paul Chef", [("Jean Paul Chef", None, False)]),
        ("Karim Haddad A/g", [("Karim Haddad", "A/g", False)]),
        ("Paul Roux (adjoint), Anne Roy (accueil)", [("Paul Roux", "adjoint", False), ("Anne Roy", "accueil", False)]),
        ("D. Braithwaite", [("D. Braithwaite", None, False)]),
        ("Ms Braithwaite (head of service)", [("Ms Braithwaite", "head of service", False)]),
        ("Mw. Anna van den Berg", [("Mw. Anna van den Berg", None, False)]),
        ("De heer Jan de Vries, teamleider", [("De heer Jan de Vries", "teamleider", False)]),
        ("D.ª Rosa Ibáñez", [("D.ª Rosa Ibáñez", None, False)]),
        ("Jefa de servicio: Rosa Ibáñez", [("Rosa Ibáñez", "Jefa de servicio", False)]),
        ("Directeur général adjoint C. Roche", [("C. Roche", "Directeur général adjoint", False)]),
        ("Head of Service Odile Roche (Interim)", [("Odile Roche", "Head of Service Interim", False)]),
        ("Mme Caron (directrice) M. Petit (adjoint)", [("Mme Caron", "directrice", False), ("M. Petit", "adjoint", False)]),
        ("Anne Roy (accueil) Paul Roux (courrier)", [("Anne Roy", "accueil", False), ("Paul Roux", "courrier", False)]),
        ("Roy, Claire, Petit, Paul", [("Roy, Claire", None, False), ("Petit, Paul", None, False)]),
        ("Mme Caron M. Petit", [("Mme Caron", None, False), ("M. Petit", None, False)]),
        ("Mr John M. Smith", [("Mr John M. Smith", None, False)]),
        ("DE LA TOUR, HÉLÈNE", [("DE LA TOUR, HÉLÈNE", None, False)]),
        ("Ş. Yıldız", [("Ş. Yıldız", None, False)]),
        ("İ.Karaca", [("İ.Karaca", None, False)]),
        ("Łukasz Żak, kierownik", [("Łukasz Żak", "kierownik", False)]),
        ("Søren Kjærgaard", [("Søren Kjærgaard", None, False)]),
        ("Økonomichef: Mette Bøgh", [("Mette Bøgh", "Økonomichef", False)]),
        ("Neil Lamb (Acting)", [("Neil Lamb", "Acting", False)]),
        ("Kwame Boateng, HR Manager", [("Kwame Boateng", "HR Manager", False)]),
        ("Vekâleten: Ali Duman", [("Ali Duman", "Vekâleten", False)]),
        ("Chefe de Divisão: Conceição Abreu", [("Conceição Abreu", "Chefe de Divisão", False)]),
        ("Ing. Jaroslava Nováková", [("Ing. Jaroslava Nováková", None, False)]),
        ("B. de Clercq, Zaakvoerder", [("B. de Clercq", "Zaakvoerder", False)]),
        ("Eng.º Rui Leite de Castro", [("Eng.º Rui Leite de Castro", None, False)]),
        ("Dna Smaranda Ciobotaru", [("Dna Smaranda Ciobotaru", None, False)]),
        ("mgr inż. Lis", [("mgr inż. Lis", None, False)]),
        ("Rag. Gianluca Ferraris", [("Rag. Gianluca Ferraris", None, False)]),
        ("Contrôleur général Hervé ROBIN", [("Contrôleur général Hervé ROBIN", None, False)]),
        ("Général de brigade Luc NERI", [("Général de brigade Luc NERI", None, False)]),
        ("Directrice Générale Anne ROY", [("Anne ROY", "Directrice Générale", False)]),
        ("Colonel hors classe Inès CARON", [("Colonel hors classe Inès CARON", None, False)]),
        ("Brandoberrat Karl Weber", [("Brandoberrat Karl Weber", None, False)]),
        ("Chief Mrs. Ngozi Obi", [("Chief Mrs. Ngozi Obi", None, False)]),
        ("Dr. (Mrs.) Ngozi Obi", [("Dr. (Mrs.) Ngozi Obi", None, False)]),
        ("’t Hart, Maarten", [("’t Hart, Maarten", None, False)]),
        ("Gunilla af Klint", [("Gunilla af Klint", None, False)]),
        ("ÅKERMAN, Qwyla", [("ÅKERMAN, Qwyla", None, False)]),
        ("Maj-Britt Åkerman", [("Maj-Britt Åkerman", None, False)]),
        ("W. Dąbrowski / Dyrektor", [("W. Dąbrowski", "Dyrektor", False)]),
        ("Directrice – Claire Roy", [("Claire Roy", "Directrice", False)]),
        ("Ana Popescu interimar", [("Ana Popescu", "interimar", False)]),
        ("tf. Erik Lindqvist", [("Erik Lindqvist", "tf.", False)]),
        ("Claire Roy [Directrice]", [("Claire Roy", "Directrice", False)]),
        ("(Claire Roy)", [("Claire Roy", None, False)]),
        ("Jan Nowak i Anna Lis", [("Jan Nowak", None, False), ("Anna Lis", None, False)]),
        ("Ana Ruiz y Juan Gil", [("Ana Ruiz", None, False), ("Juan Gil", None, False)]),
        ("Santiago Ramón y Cajal", [("Santiago Ramón y Cajal", None, False)]),
        ("Poste vacant (Directeur)", [("", "Directeur", True)]),
        ("Plaza vacante", [("", None, True)]),
        ("Poste vacant", [("", None, True)]),
        ("À pourvoir", [("", None, True)]),
        ("Responsable : poste vacant", [("", "Responsable", True)]),
        ("N.N.", [("N.N.", None, True)]),
        *(
            (said, [("", None, True)])
            for said in (
                "Vago",
                "Da nominare",
                "Post vacant",
                "betöltetlen",
                "Kosong",
                "upražnjeno",
                "Tillsätts",
                "Ubesat",
                "Täyttämättä",
            )
        ),
    ],
)
def test_people_are_found(text: str, expected: list[tuple[str, str | None, bool]]) -> None:
    found = named_in(text)
    assert found is not None and found.sure
    assert [(p.name, p.role, p.vacant) for p in found.people] == expected


def test_a_place_called_after_somebody_names_nobody() -> None:
    """13.3, 3.27: « Parc Louis PASTEUR » was a person, for certain; a surname that is a word for a place stays one."""
    for text in (
        "Salle Nelson MANDELA", "Rue Anatole FRANCE", "SALLE NELSON MANDELA", "Tour Jean MOULIN", "Ferme Duval", "Aile M.",
        "Tour Mme", "Turnhalle Willi DAUME", "Escuela Antonio MACHADO", "Via Giuseppe VERDI", "Sporthal Johan CRUIJFF",
        "Responsable : Parc Louis PASTEUR",
    ):  # fmt: skip
        assert named_in(text) is None, text
    for text in (
        "PLACE Jean", "VILLA ANNE", "Anne PARC", "COUR Anne Marie", "Mme Tour", "NEUHAUS Anna", "Jane HALL", "Torre García, Ana",
        "PONT A.", "Neuhaus J.", "Place J. (directeur)", "Neuhaus J., chef de service", "Directrice : Porte Tiphanie",
    ):  # fmt: skip
        assert (named := named_in(text)) is not None and named.sure, text
    assert not (named := named_in("Guinguette Maurice CHEVALIER")) or not named.sure  # a place of a kind that no list has
    for text in ("Médiathèque Nelson MANDELA — Anne ROY", "École Jules FERRY, Anne ROY", "Salle Nelson MANDELA : Anne ROY"):
        assert [person.name for person in label_and_people(text)[1]] == ["Anne ROY"], text


def test_who_stands_behind_a_word_cut_short_that_is_no_post_is_no_certain_person() -> None:
    """« Istruttore dir. » is one, « Cuisine éc. » none (3.27)."""
    for text in ("Istruttore dir. Anna Conti", "Cuisine éc. Jules Ferry", "Cuisine centrale C.C.A.S. Jules Ferry"):
        named = named_in(text)
        assert named is not None
        assert [person.confidence < 0.9 for person in named.people] == [True]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("M. Karim EL AMRANI Crèches", "M. Karim EL AMRANI", "Crèches"),
        ("Karim EL AMRANI Crèches", "Karim EL AMRANI", "Crèches"),
        ("M. Pascal VASSEUR Rénovation urbaine", "M. Pascal VASSEUR", "Rénovation urbaine"),
        ("Mme B. ROY Paie", "Mme B. ROY", "Paie"),
        ("M. ROY Voirie", "M. ROY", "Voirie"),
        ("Mme Claire Roy Voirie", "Mme Claire Roy", "Voirie"),
        ("María GARCÍA López", "María GARCÍA López", None),
        ("Mme Anne ROY Lacroix", "Mme Anne ROY Lacroix", None),
        ("Mme Claire Roy Petit", "Mme Claire Roy Petit", None),
        ("M. Pierre de la Place", "M. Pierre de la Place", None),
        ("NGUYEN Van Anh", "NGUYEN Van Anh", None),
        ("Mme Anne ROY née Petit", "Mme Anne ROY née Petit", None),
    ],
)
def test_a_subject_right_behind_a_name_is_no_part_of_it(text: str, name: str, role: str | None) -> None:
    """3.27: « M. Karim EL AMRANI Crèches » was somebody's name, with 0.98; whether he heads that is open."""
    named = named_in(text)
    assert named is not None
    (person,) = named.people
    assert (person.name, person.role) == (name, role)
    assert (person.confidence < 0.9) == (role is not None)


def test_what_university_bodies_are_called_is_no_name() -> None:
    """13.3: « VICE-PRÉSIDENCE RECHERCHE » was in itself, which put a whole sheet in doubt; surnames like these words stay names."""
    titles = ("VICE-PRÉSIDENCE RECHERCHE", "Vice-Présidence International", "Vice-Rectorat Formation")
    assert [named_in(text) for text in titles] == [None] * 3
    assert all(map(named_in, ("Mme Laurence PRESIDENT", "Jean RECHER", "Luc Recteur")))


def test_a_first_name_that_nobody_told_us_is_no_post() -> None:
    """3.27: « Estela Rojo », Blanca with her first name: no post that she is said to have."""
    found = named_in("Estela Rojo, Harpreet")
    assert found is None or not any(person.role for person in found.people)


def test_surnames_alone_behind_posts_are_told_apart_from_the_title_before_them() -> None:
    """« Hauptamt : Leitung: Kern, Vertretung: von Tann »: no title is that long, and Kern may be something else (3.27)."""
    title, people = label_and_people("Hauptamt : Leitung: Kern, Vertretung: von Tann")
    assert (title, [(p.name, p.role) for p in people]) == ("Hauptamt", [("Kern", "Leitung"), ("von Tann", "Vertretung")])
    assert people[0].confidence < 0.9


def test_what_may_be_a_post_beside_a_name_is_no_certain_person() -> None:
    """3.27."""
    found = named_in("Anne Roy, Vrchni Spravce")
    assert found is not None and [person.confidence for person in found.people] == [1.0, 0.6]


@pytest.mark.parametrize(
    "text",
    [
        "Direction des sports", "Direction RH", "Affaires Juridiques", "Ville de VALMONT", "Service ENFANCE", "Pôle SIG",
        "DGA Ressources", "Médiathèque Louis Aragon", "ZS A", "SGB II, SGB XII", "Bau- und Wohnungsaufsicht",
        "Secrétariat DG", "Eau et Assainissement", "R.H. Paie", "Responsable de CENEVAL", "Responsable Espace Louis Aragon",
        "Directeur de la médiathèque Louis Aragon", "Finances, Claire", "Área de Hacienda", "Afdeling Personeel",
        "Divisão Financeira", "Mali Hizmetler Müdürlüğü", "Wydział Architektury", "Ekonomiavdelningen Väst", "City Clerk",
        "Public Works Superintendent", "Fire Chief", "EHPAD Les Tilleuls", "MARPA Du Moulin",
        "EHPAD Louise Michel", "Stade Alice Milliat", "Gymnase Jean Bouin", "MJC Robert Martin",
        "EHPAD Belle Rive", "SAVS Plein Sud", "MECS Clair Soleil", "CLAE Nord", "UTAMS Rive-Ouest", "CLAE des Deux-Moulins",
        "ALSH de Marville", "CLAE Beaulieu", "CLAE Jules Ferry", "ESAT Saint-Jean", "SAAD Pasteur",
    ],
)  # fmt: skip
def test_titles_are_not_people(text: str) -> None:
    """3.27: letters of a unit are no surname before a quarter, a name of its place, or who it is called after."""
    found = named_in(text)
    assert found is None or not found.sure


@pytest.mark.parametrize("text", ["Mme la Première Adjointe", "M. le Premier adjoint", "Mme la Syndique", "Mme l’Adjointe"])
def test_who_is_meant_by_a_post_is_not_named(text: str) -> None:
    """3.27: « Mme la Première » was somebody; surnames that begin so are."""
    assert named_in(text) is None and named_in(f"Culture : {text}") is None
    assert all(named_in(name) for name in ("M. le Goff", "Mme La Fontaine", "Mme la Professeure Anne Roy"))
    assert is_role("M. le Maire")


@pytest.mark.parametrize("term", ["jusqu'au 31/12/2026", "depuis mars 2026"])
def test_a_day_in_brackets_behind_a_name_is_no_telephone_number(term: str) -> None:
    """3.27: who is there until then was lost."""
    assert without_numbers(f"Chef de service : M. Paul ROY ({term})").endswith(f"({term})")
    assert without_numbers("M. Paul ROY (05 61 12 34 56)") == "M. Paul ROY"


@pytest.mark.parametrize("text", ["Caroline (Jeff Ville)", "Marthe (Camille Nord)"])
def test_a_place_behind_a_first_name_is_nobody(text: str) -> None:
    """3.27: who stands before the brackets is the person, not where."""
    assert label_and_people(text) == (text, [])


def test_two_first_names_between_which_a_comma_stands_may_be_two_people() -> None:
    """3.27: « Yvonne, Camille » is nobody for certain, « ROUX, Anne » is."""
    either, named = named_in("Yvonne, Camille"), named_in("MARTIN, Anne")
    assert either is not None and not either.sure
    assert named is not None and named.sure


@pytest.mark.parametrize("label", ["Site", "À l’Atelier-Relais", "Gymnase", "Quartier", "Ort", "Sede", "Progiciel"])
def test_a_name_behind_a_word_that_is_no_post_may_be_a_places(label: str) -> None:
    """3.27: « Site : Rosa Marsh » names a house, perhaps; with a civility it is somebody, and so it is behind a post or a unit."""
    (place,) = label_and_people(f"{label} : Rosa Marsh")[1]
    (civil,) = label_and_people(f"{label} : Mme Rosa Marsh")[1]
    assert place.confidence < 0.9 < civil.confidence
    for known in ("Service Voirie", "Archives"):
        assert [p.confidence for p in label_and_people(f"{known} : Rosa Marsh")[1]] == [1.0]


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("Poste vacant depuis le départ de Mme Odile Roche", True), ("Vacant following the retirement of Ms Braithwaite", True),
        ("Départ de M. Roche – recrutement en cours", True), ("Stelle vakant nach dem Weggang von Frau Käding", True),
        ("Départ à la retraite de Mme Roche", False), ("Retirement of Ms Anne Braithwaite", False),
    ],
)  # fmt: skip
def test_who_left_has_the_post_no_more(text: str, certain: bool) -> None:
    """3.27: it is vacant, to be checked where only her leaving is told; a « Mission retraite » is a service."""
    found = named_in(text)
    assert found is not None and [(p.name, p.vacant, p.confidence > 0.9) for p in found.people] == [("", True, certain)]
    assert named_in("Retraite des agents") is None and named_in("Départ de la flotte") is None


def test_who_is_there_instead_is_named_without_the_words_for_it() -> None:
    """3.27: « Remplacé par » is no unit, and no post."""
    for text in ("Remplacé par Mme Odile Roche", "Suppléée par Mme Odile Roche", "replaced by Mme Odile Roche"):
        found = named_in(text)
        assert found is not None and [(p.name, p.role) for p in found.people] == [("Mme Odile Roche", None)]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Ewen ar Gall'h", True), ("Marta Rius i Sala", True), ("Sean mac Brannoc", True), ("Livia degli Alberti", False),
        ("Aodrenn an Drev", False), ("Quirze Camps i Roca", False), ("Mme Aodrenn an Drev", True), ("Sra. Rius i Sala", True),
    ],
)  # fmt: skip
def test_particles_of_breton_catalan_and_other_names_are_known(text: str, sure: bool) -> None:
    """3.27: where nothing else shows a name, only what others of the page look like does."""
    found = named_in(text)
    assert found is not None and [person.name for person in found.people] == [text]
    assert found.sure >= sure


@pytest.mark.parametrize(
    "text",
    [
        "Parcs i jardins",
        "Parcs i Jardins",
        "Cultura i Esports",
        "Hezkuntza eta Kultura",
        "Serveis i Obres",
        "AGUA Y SANEAMIENTO",
        "Salubridad y Ornato",
        "Acqua e Igiene",
    ],
)
def test_what_joins_two_family_names_joins_the_words_of_a_title_too(text: str) -> None:
    """3.27: « i » and « eta » are of a name behind a given and a family name alone."""
    assert named_in(text) is None


@pytest.mark.parametrize(
    "text", ["John E Smith", "Robert I Jones", "Mary Y Chen", "JOHN E SMITH", "João e Castro", "José Ortega y Gasset"]
)
def test_an_initial_without_a_point_joins_nothing(text: str) -> None:
    """3.27: nor does what stands behind a first name."""
    assert named_in(text) is not None


def test_von_und_zu_joins_no_two_people() -> None:
    """3.27, 13.3: nor is it a name in « Wege von und zu Schulen »; « Herr Müller und Frau Maier » stay two."""
    for text in ("Frau von und zu Aufseß", "Herr Norbert von und zum Stein", "Norbert von und zu Aufseß"):
        found = [named_in(text), named_in(f"{text} (komm.)")]
        assert [[(p.name, p.role) for p in one.people] for one in found if one] == [[(text, None)], [(text, "komm.")]]
    assert named_in("Wege von und zu Schulen") is None
    both = named_in("Herr Müller und Frau Maier")
    assert both is not None and len(both.people) == 2


def test_names_with_such_particles_under_bold_titles_are_people(tmp_path: Path) -> None:
    """3.27: « Ti an Dud Aodrenn an Drev » was one title, and nobody stood there."""
    drawn = Canvas(str(tmp_path / "chart.pdf"), pagesize=landscape(A4), invariant=1)
    boxes = [
        ("Direcció General", "Marta Rius i Sala", 320, 500), ("Parcs i jardins", "Quirze Camps i Roca", 60, 350),
        ("Cultura i Esports", "Jordi Vila i Pons", 320, 350), ("Ti an Dud", "Aodrenn an Drev", 580, 350),
    ]  # fmt: skip
    drawn.line(410, 500, 410, 440)
    drawn.line(150, 440, 670, 440)
    for title, name, x, y in boxes:
        drawn.rect(x, y, 180, 45)
        drawn.setFont("Helvetica-Bold", 9)
        drawn.drawCentredString(x + 90, y + 28, title)
        drawn.setFont("Helvetica", 9)
        drawn.drawCentredString(x + 90, y + 14, name)
    for x in (150, 410, 670):
        drawn.line(x, 440, x, 395)
    drawn.save()
    content = read((tmp_path / "chart.pdf").read_bytes(), kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    assert {(unit.title, tuple(p.name for p in unit.people)) for unit in content.orgchart.units} == {
        (title, (name,)) for title, name, *_ in boxes
    }


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Odile MORANT : Jardinière", "Odile MORANT", "Jardinière"), ("Odile MORANT – Plombière", "Odile MORANT", "Plombière"),
        ("Odile MORANT : Adjointe technique", "Odile MORANT", "Adjointe technique"), ("Odile MORANT - DRH", "Odile MORANT", "DRH"),
        ("Wilfrid MORANT DGA", "Wilfrid MORANT", "DGA"), ("Wilfrid MORANT ASVP", "Wilfrid MORANT", "ASVP"),
        ("Wilfrid MORANT Régisseur", "Wilfrid MORANT", "Régisseur"), ("Wilfrid MORANT Resp. adj.", "Wilfrid MORANT", "Resp. adj."),
        ("MORANT Wilfrid Référent accueil", "MORANT Wilfrid", "Référent accueil"), ("DST W. MORANT", "W. MORANT", "DST"),
        ("Responsable : MORANT Odile Directrice", "MORANT Odile", "Responsable, Directrice"),
        ("Odile MORANT jusqu’au 31/08", "Odile MORANT", "jusqu’au 31/08"),
        ("p.o. Kierownika: Halina Sroka", "Halina Sroka", "p.o. Kierownika"),
        ("Odile MORANT, DRH", "Odile MORANT", "DRH"), ("Mme Odile Morant, EJE", "Mme Odile Morant", "EJE"),
        ("Odile Morant, CDIO", "Odile Morant", "CDIO"), ("MORANT Odile, CSP", "MORANT Odile", "CSP"),
        ("Odile MORANT – 2e adj.", "Odile MORANT", "2e adj."),
        ("Cap de servei en funcions: Roser Puig", "Roser Puig", "Cap de servei en funcions"),
        ("Jane Garner, Officer", "Jane Garner", "Officer"), ("Jane Garner, Groundsperson", "Jane Garner", "Groundsperson"),
        ("Odile MORANT assure l’intérim", "Odile MORANT", "assure l’intérim"), ("D.G.S. Odile MORANT", "Odile MORANT", "D.G.S."),
    ],
)  # fmt: skip
def test_a_post_in_whatever_words_behind_a_name_is_no_part_of_it(text: str, name: str, role: str) -> None:
    """13.3: with a mark between them or none; what somebody does, an abbreviation, a day until which one is there."""
    found = named_in(text)
    assert found is not None and found.sure and [(p.name, p.role) for p in found.people] == [(name, role)]


def test_a_surname_alone_behind_a_comma_is_somebody_else() -> None:
    """13.3: « M. PETIT, ROY » lists two; only behind a whole name are a few capitals a post."""
    found = named_in("M. PETIT, ROY")
    assert found is None or "ROY" not in [person.role for person in found.people]


def test_two_names_of_which_the_second_has_a_hyphen_are_two_people() -> None:
    """13.3: « A et Marie-Ange B » was read as nobody: what stands behind « et » was held to be a first name of A's."""
    found = named_in("Solenne MORANT et Marie-Ange CAZES")
    assert found is not None and [p.name for p in found.people] == ["Solenne MORANT", "Marie-Ange CAZES"]


@pytest.mark.parametrize("text", ["Ana LOPEZ DIAZ", "Jean MARTIN DUVAL", "Mme Marie Anne DIOP", "DEL OLMO SANZ, Iker"])
def test_a_surname_in_capitals_is_no_post_behind_a_name(text: str) -> None:
    """13.3: though « DRH » behind « Odile MORANT » is one."""
    found = named_in(text)
    assert found is not None and [(p.name, p.role) for p in found.people] == [(text, None)]


@pytest.mark.parametrize("text", ["C.L.S.H. Jules Ferry", "A.L.S.H. Anne Frank", "M.J.C. Louis Aragon", "Anne ROY – Ludothèque"])
def test_a_place_in_initials_called_after_somebody_is_nobody(text: str) -> None:
    """3.27: three initials or more and a first name behind them are no person's; « J.P.M. de Vries » is one."""
    assert named_in(text) is None
    assert (found := named_in("J.P.M. de Vries")) is not None and found.form == "initials"


@pytest.mark.parametrize(
    "text",
    [
        "Poste à pourvoir à compter du 1er septembre", "Poste non pourvu à ce jour", "Poste temporairement vacant",
        "Ouvert au recrutement", "Recrutement ouvert",
        "Recrutement en cours – arrivée prévue le 2 mai", "En cours de recrutement (01/03/2027)", "Emploi vacant",
        "Poste libéré au 30/04", "Poste en attente de recrutement",
    ],
)  # fmt: skip
def test_a_vacancy_may_say_since_or_until_when(text: str) -> None:
    """13.3."""
    found = named_in(text)
    assert found is not None and [(p.name, p.vacant) for p in found.people] == [("", True)]
    assert named_in("Emploi et insertion") is None and named_in("Recrutement") is None
    assert named_in("Recrutement (vacant)") is None


@pytest.mark.parametrize(
    "text", ["Un·e chargé·e d’accueil", "Instructeur ou instructrice", "Leiter oder Leiterin", "Une animatrice"]
)
def test_a_post_for_both_genders_is_one(text: str) -> None:
    """13.3: it was a unit of its own, with the name below it."""
    assert is_role(text) and not is_role("Accueil et accueillants")


@pytest.mark.parametrize(
    "text",
    [
        "en remplacement de Mme SERRE",
        "remplace M. VIAL",
        "(congé maternité de Mme SERRE)",
        "Vertretung für Frau Kern",
        "maternity cover for Jane Garner",
    ],
)
def test_for_whom_somebody_stands_in_is_not_there(text: str) -> None:
    """3.27: nor are the words before the name a unit; « Assistée de Paul VIAL » is somebody."""
    assert named_in(text) is None and without_remarks(text) == ""
    assert without_remarks("Remplacement des agents") == "Remplacement des agents"
    assert (found := named_in("assistée de Paul VIAL")) is not None and [p.name for p in found.people] == ["Paul VIAL"]


def test_an_extension_before_a_name_or_in_brackets_behind_it_is_no_part_of_it() -> None:
    """13.3: « 4347 : Anne ROY » was a unit called 4347."""
    assert without_numbers("4347 : Anne MORANT") == without_numbers("Anne MORANT (p. 4347)") == "Anne MORANT"


@pytest.mark.parametrize("text", ["Mehdi Amiri", "Karim AMIR", "Ali Başkan", "Grace Warden", "Anna Casperson", "Luc Goldkeeper"])
def test_a_surname_that_posts_are_called_by_is_no_post_behind_a_first_name(text: str) -> None:
    """13.3: it was nobody, or what somebody else does; « Zabıta Amiri » and “Park Warden” are posts."""
    found = named_in(text)
    assert found is not None and found.sure and [(p.name, p.role) for p in found.people] == [(text, None)]
    assert not is_role(text) and not is_role("Chuluun Amiri") and is_role("Zabıta Amiri") and is_role("Street Warden")


@pytest.mark.parametrize("text", ["Mary Ann McKAY", "Jean Pierre LeROY", "Mme Anne Marie MacRAE", "Carla Maria DeVOS"])
def test_a_surname_with_small_letters_before_its_capitals_is_no_degree(text: str) -> None:
    """13.3: her post was “McKAY”; « DipTP » is a degree."""
    found = named_in(text)
    assert found is not None and [(p.name, p.role) for p in found.people] == [(text, None)]
    assert (learned := named_in("Mary Ann Roe DipTP")) is not None and learned.people[0].role == "DipTP"


@pytest.mark.parametrize("text", ["Logement vacant", "Bâtiment vacant", "Appartement vacant", "Équipement libéré"])
def test_what_is_empty_may_be_a_dwelling(text: str) -> None:
    """3.27: no post; « Actuellement vacant » and « Provisoirement non pourvu » are."""
    assert not is_vacant(text) and is_vacant("Actuellement vacant") and is_vacant("Provisoirement non pourvu")


@pytest.mark.parametrize("text", ["Mme Roy – Jules Ferry", "Anne ROY – Jules Ferry", "Anne Roy – Jules Ferry"])
def test_a_name_behind_a_dash_may_be_what_a_place_is_called_after(text: str) -> None:
    """3.27: a school and who heads it are written so, too; two with a civility or capitals each are two people."""
    found = named_in(text)
    assert found is None or all(person.confidence < SURE for person in found.people)
    two = named_in("Mme Roy – M. Petit")
    assert two is not None and [(p.name, p.confidence) for p in two.people] == [("Mme Roy", 1.0), ("M. Petit", 1.0)]


@pytest.mark.parametrize("text", ["Mme Anne ROY, LY", "Anne ROY, PETIT", "Mme ROY – Dijon"])
def test_what_may_be_a_surname_or_a_town_is_no_sure_post(text: str) -> None:
    """3.27: « Anne PETIT, DRH » has one."""
    found = named_in(text)
    assert found is not None and all(person.confidence < SURE for person in found.people)
    assert (known := named_in("Anne PETIT, DRH")) is not None and known.people[0].confidence == 1.0


@pytest.mark.parametrize(
    "name", ["Xhevahire Castelle", "Bakar Restelle", "Tjitske van der Werken", "Tjitske Vanderwerken", "Yoeri Beheer"]
)
def test_a_surname_that_ends_like_a_unit_is_no_word_of_one(name: str) -> None:
    """3.27: units end so in compounds, « Meldestelle », « Außenstelle », « burgerzaken », « wijkbeheer »."""
    assert named_in(name) is not None and not is_chart_word(name.split()[-1])
    assert all(map(is_chart_word, ("Meldestelle", "Geschäftsstelle", "Außenstelle", "Burgerzaken", "Wijkbeheer", "Wegenwerken")))


def test_a_short_name_with_letters_of_its_own_before_an_initial_is_one() -> None:
    """13.3: « Vũ H. » is somebody; « UO B. » is no one's."""
    assert (found := named_in("Vũ H.")) is not None and found.form == "initials"
    assert named_in("UO B.") is None


@pytest.mark.parametrize(
    "title", ["2e adjoint – Écoles", "3e adjoint – Voirie", "Première adjointe – Service public", "4ème vice-président – Eau"]
)
def test_one_of_several_deputies_is_called_by_rank_and_matter(title: str) -> None:
    """13.2: « 2e adjoint – Écoles » was a unit « Écoles », « 3e adjoint – Voirie » on the same sheet was one of that name."""
    assert post_before_title(title, frozenset()) == (None, title)
    assert post_before_title("Directeur – Direction des flottes", frozenset()) == ("Directeur", "Direction des flottes")


def test_a_civility_behind_a_dash_without_a_space_is_one() -> None:
    """3.27: « Culture -Mme Odile Roy » was a unit of that name; « M. » of « M. J-M. Roux » is none."""
    assert CIVILITY_WITHIN.search("Culture -Mme Odile Roy")
    assert not CIVILITY_WITHIN.search("J-M. Roux")


@pytest.mark.parametrize("text", ["Jan VAN", "Mme Anne De", "Amir BEN", "Jan Peter Van", "Quai Van"])
def test_a_particle_at_the_end_wants_a_surname_unless_one_stands_before(text: str) -> None:
    """3.27: « TRAN VAN » is a surname, « Jan VAN » goes on below."""
    assert named_in(text) is None


def test_one_civility_for_two_and_one_behind_the_name_tell_who_is_meant() -> None:
    """« Mmes Roy et Petit » was the end of a title (3.27); a unit is nobody."""
    for text, expected in {
        "Mmes Roy et Petit": ["Roy", "Petit"], "MM. Luc ROY, PETIT": ["Luc ROY", "PETIT"], "Mesdames Roy / Petit": ["Roy", "Petit"],
        "ROY Claire (Mme)": ["ROY Claire"], "Roy, M.": ["Roy"], "MmeRoy": ["MmeRoy"], "Mlle.ROY": ["Mlle.ROY"],
    }.items():  # fmt: skip
        found = named_in(text)
        assert found is not None and (found.civil, [person.name for person in found.people]) == (True, expected), text
    assert not any(map(named_in, ("Secrétariat de Mme", "Voirie (M.)", "Mmes les Adjointes", "MM. Voirie et Paie", "Mredith")))
    said = {"Beauséjour M.": False, "Belle Vue M.": False, "Claire Roy Mme": True, "ROY (Mme)": True}  # wings
    assert {text: all(p.confidence >= SURE for p in found.people) for text in said if (found := named_in(text))} == said


def test_that_nobody_has_a_post_yet_is_said_in_many_words() -> None:
    """They were the ends of titles (3.27); what a unit may be called is no vacancy."""
    vacant = """Nomination en cours|recrutement externe en cours|En cours|Jury en cours|à définir|Poste à créer|Sera pourvu au 01/09
        |Arrivée prévue 01/09|néant|XX|TBC|To be confirmed|Recruitment in progress|Besetzung läuft|Neubesetzung offen
        |Stelle ausgeschrieben|por cubrir|en concurso|da assegnare|a preencher|nog in te vullen"""
    assert [text for text in map(str.strip, vacant.split("|")) if not is_vacant(text)] == []
    units = """Recrutement|Travaux en cours|Marchés en cours|Création|Concours|Nominations|TBM|Recruitment|Besetzung
        |Arrivée des trains|Publications en cours|Procédures en cours|Mutations en cours|Arrivée en ville|Nomination au grade"""
    assert [text for text in map(str.strip, units.split("|")) if is_vacant(text)] == []


def test_what_the_elected_are_called_is_a_post() -> None:
    """3.27: « Assessore: Bruno Neri », in the band of a department, was the end of its title."""
    posts = """Assessore|Assessora|Vicesindaca|Consigliere delegato|Échevine|Schepen|Teniente de alcalde|Consejera|Diputado
        |Beigeordneter|Councillor|Portfolio holder|Cabinet member for parks|Pormestari"""
    assert [post for post in map(str.strip, posts.split("|")) if not is_role(post)] == []
    units = "Assessorato|Consiglio|Diputación|Échevinage|Consejería|Cabinet|Council|Titoli edilizi|Sindacato"
    assert [unit for unit in units.split("|") if is_role(unit)] == []


def test_a_word_for_a_unit_and_an_acronym_are_nobody() -> None:
    """13.3: « Unità TARI » headed the office over it, for certain, beside who heads the unit; « Sara TARI » may be somebody."""
    assert named_in("Unità TARI") is None
    assert named_in("Sara TARI") is not None
