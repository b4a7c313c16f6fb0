"""What is shown but not compared (DESIGN 3.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.extract import counters
from monitor.extract.counters import ignored_parts
from monitor.extract.elements.layout import lowered
from monitor.model import Block, Link

PIECES = (
    *("Aujourd’hui :", "17 °C", "Météo", "J-", "J - 12", "3 + 4 =", "©", "2024", "publié aujourd’hui", "prochain bus dans"),
    *(
        "visites",
        "Vues",
        "vues :",
        "·",
        "12",
        "٣",
        "1\u202f234",
        "il y a",
        "3 jours",
        "ago",
        "Partages",
        "(142)",
        "fois",
        "en ligne",
    ),
    *("Mis à jour le", "2 mars 2024", "aucun membre", "we have", "users", "-", "\n", "\t", "Le musée"),
)


PRINTED = (
    "Deprecated: Function utf8_encode() is deprecated in /home/www/lib/text.php on line 41",
    'PHP Warning:  Attempt to read property "id" on null in C:\\inetpub\\mod.php on line 88',
    f"Notice: Function load was called {'incorrectly, or too early, as it says here, ' * 5} in /srv/www/functions.php on line 6121",
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        *(pytest.param(line, (line,), id=line[:12]) for line in PRINTED),
        pytest.param(f"Places : 12\n{PRINTED[0]}", (PRINTED[0],), id="behind a break"),
        pytest.param(f"On lit {PRINTED[0]}", (), id="in a sentence"),
        pytest.param("Fatal error: Uncaught Error in /srv/a.php on line 3", (), id="nothing comes after it"),
        pytest.param("Notice: le bus 12 passe in Brenac on line 3", (), id="of no file"),
        pytest.param("Votre nom\nPour finir, combien font 3 + 4 ? *", ("3 + 4",), id="a sum"),
        pytest.param("Pour le prouver, 7 x 2 = (obligatoire)", ("7 x 2",), id="a sum to write down"),
        pytest.param("Une salle de 12 x 8 m", (), id="a size"),
        pytest.param("▶ Écouter cette page (2 min)", ("▶ Écouter cette page (2 min)",), id="read aloud"),
        pytest.param("Arrêter la lecture", ("Arrêter la lecture",), id="no more"),
        pytest.param("Gesloten · opent om 9 uur", ("Gesloten · opent om 9 uur",), id="doors, in Dutch"),
        pytest.param("Aperto · chiude alle 17", ("Aperto · chiude alle 17",), id="doors, in Italian"),
        pytest.param("Open · zaterdag gesloten", (), id="a day of the week"),
        pytest.param("Chiuso · apre a settembre", (), id="a month"),
        pytest.param(
            "Cet article vous a-t-il été utile ? Oui 44 | Non 5",
            ("Cet article vous a-t-il été utile ? Oui 44 | Non 5",),
            id="both answers",
        ),
        pytest.param("Fusion utile ? Oui 44 | Non 5 | Blanc 3", (), id="a vote"),
        pytest.param("Consultation : oui 44, non 5", (), id="a vote of no page"),
        pytest.param("Vues : 12 | Agents : 14", ("12",), id="a count beside another"),
        pytest.param("Pause", (), id="of a programme"),
        pytest.param("Écouter les habitants", (), id="whom one hears"),
        pytest.param("Adhésion : 12 + 3 = 15 euros", (), id="a price"),
        pytest.param("Qui accueille les 3 - 6 ?", (), id="an age"),
    ],
)
def test_what_a_server_prints_and_a_form_asks_is_not_compared(line: str, expected: tuple[str, ...]) -> None:
    """3.6"""
    blocks = tuple(Block("paragraph", text) for text in ("Les services.", line, "Un texte."))
    assert ignored_parts(blocks, ()) == expected


@pytest.mark.parametrize(
    ("lines", "patterns", "expected"),
    [
        pytest.param(["51 563 visites"], (), ("51 563 visites",), id="a block of visits"),
        pytest.param(["Vues : 1\u202f234"], (), ("Vues : 1\u202f234",), id="views with a label"),
        pytest.param(["Partages (142)"], (), ("Partages (142)",), id="shares in brackets"),
        pytest.param(["Déjà 12 partages depuis lundi"], (), (), id="a counter with other words"),
        pytest.param(["12 mars 2024 · 5,3k views · 2 shares"], (), ("5,3k", "2"), id="between points"),
        pytest.param(["Partages", "64"], (), ("64",), id="the number in a line of its own"),
        pytest.param(["Vu 12 fois", "64"], (), ("Vu 12 fois",), id="how often, and a number beside other words"),
        pytest.param(["Détails Affichages : 4 521"], (), ("Détails Affichages : 4 521",), id="a list of facts"),
        pytest.param(
            ["Nous avons 37 invités et aucun membre en ligne"],
            (),
            ("Nous avons 37 invités et aucun membre en ligne",),
            id="who is there now",
        ),
        *(
            pytest.param(["Les services.", line, "Un texte."], (), (line,), id=line)
            for line in (
                "Was this page helpful? 13 people said yes.",
                "Was this article useful? Yes (13) No (2)",
                "Cette page vous a-t-elle été utile ? 12 personnes ont répondu oui",
                "Cette page vous a-t-elle été utile ? Oui : 12 – Non : 3".replace(" – ", ", "),
                "5 of 12 people found this page helpful",
                "12 personnes ont trouvé cette page utile",
            )
        ),
        *(
            pytest.param(["Les services.", line, "Un texte."], (), (), id=line)
            for line in (
                "Une question sur cette page ? 03 80 12 34 56",
                "Une question sur cette page ? Appelez le 03 80 12 34 56",
                "Qui tient cette page à jour ? 12 agents de la mairie",
                "Is this service useful? 13 people work in it.",
                "412 habitants ont dit oui",
            )
        ),
        pytest.param(["Vous êtes le 4 521e visiteur"], (), ("Vous êtes le 4 521e visiteur",), id="a counter of old"),
        *(
            pytest.param(["Los presupuestos.", line, "Un párrafo."], (), (line,), id=line)
            for line in (
                "Visto: 3190",
                "Visitas: 412",
                "Visualizzazioni: 3.105",
                "Letto 58 volte",
                "Vist: 77",
                "Leído 31 veces",
                "31 lecturas",
                "Popularité : 12 %",
            )
        ),
        *(
            pytest.param(["Los presupuestos.", line, "Un párrafo."], (), (), id=line)
            for line in ("Visto bueno: 3", "El alcalde fue visto 3 veces en la plaza", "Popularité du maire : 12 %")
        ),
        *(
            pytest.param([line, "Un texte."], (), (line,), id=line)
            for line in (
                "1200 keer bekeken",
                "Aantal weergaven: 1200",
                "Liczba wyświetleń: 1200",
                "Wyświetlono 1200 razy",
                "Počet zobrazení: 1200",
                "1200 visningar",
                "Antal visninger: 1200",
                "Megtekintések: 1200",
                "Număr de vizualizări: 1200",
                "1200 leituras",
            )
        ),
        *(
            pytest.param([line, "Un texte."], (), (), id=line)
            for line in ("Aantal inwoners: 1200", "Liczba mieszkańców: 1200", "Antal platser: 12", "12 leerlingen")
        ),
        pytest.param(["Publié il y a 3 jours"], (), ("Publié il y a 3 jours",), id="how long ago"),
        pytest.param(["Updated 2 weeks ago", "vor 5 Tagen"], (), ("Updated 2 weeks ago", "vor 5 Tagen"), id="the same elsewhere"),
        *(
            pytest.param([line], (), (line,), id=line)
            for line in (
                "Page générée en 0,123 s",
                "Built in 0.208 seconds",
                "Vous êtes le visiteur n° 10 432",
                "Temps de lecture : 2 min",
                "3 min read",
                "Téléchargé 120 fois",
                "♥ 12",
                "Il est 4 h 12",
                "12 personnes consultent cette fiche",
                "Article lu 1204 fois",
                "J’aime (12)",
                "12 personnes ont aimé cette page",
            )
        ),
        pytest.param(["Note moyenne : 3,4/5 (18 votes)"], (), ("Note moyenne : 3,4/5 (18 votes)",), id="votes"),
        pytest.param(["Votre adresse IP : 10.0.0.1"], (), ("10.0.0.1",), id="the reader's address"),
        pytest.param(["Référence : req-8ab12cf0"], (), ("req-8ab12cf0",), id="a request's number"),
        pytest.param(["Délibération 2026-045 du 12.03.2026", "Tél. 03 88 00 00 00"], (), (), id="of people"),
        pytest.param(
            ["Le trajet dure 12 min", "Pour\t18 votes", "Il est élu par 18 votes contre 3"], (), (), id="what a text counts"
        ),
        pytest.param(["Ouvert à tous il y a 3 jours encore"], (), (), id="how long ago, in a sentence"),
        pytest.param(["Le musée a reçu 12 000 visiteurs"], (), (), id="what was counted is news"),
        pytest.param(
            ["Le musée se visite toute l’année, sauf le lundi.", "12 345 visiteurs", "Une aile neuve ouvre au printemps prochain."],
            (),
            (),
            id="who came, amid the text",
        ),
        pytest.param(
            ["12 345 Besucher", "6 Säle", "Das Museum ist das ganze Jahr über geöffnet."], (), (), id="who came, below the title"
        ),
        pytest.param(
            ["Le musée se visite toute l’année, sauf le lundi.", "12 345 visiteurs"],
            (),
            ("12 345 visiteurs",),
            id="who came to the page, at its foot",
        ),
        pytest.param(
            ["Le musée se visite toute l’année, sauf le lundi.", "12 345 visiteurs", "Mis à jour le 2 mars 2024 à 10 h"],
            (),
            ("12 345 visiteurs", "Mis à jour le 2 mars 2024 à 10 h"),
            id="who came to the page, above its stamp",
        ),
        pytest.param(
            ["Le musée se visite toute l’année, sauf le lundi.", "12 345 vues", "Une aile neuve ouvre au printemps prochain."],
            (),
            ("12 345 vues",),
            id="views amid the text",
        ),
        pytest.param(["3 consultations par semaine"], (), (), id="another thing that is counted so"),
        pytest.param(
            ["Un texte.", "Mis à jour le 2 mars 2024 à 10 h"], (), ("Mis à jour le 2 mars 2024 à 10 h",), id="saved, at the end"
        ),
        pytest.param(
            ["A", "Last updated: March 5, 2026 | 12 views"], (), ("Last updated: March 5, 2026", "12"), id="saved and seen"
        ),
        *(
            pytest.param([line, "Text.", "Text.", "Text."], (), (line.replace("\t", " "),), id=f"{line}, at the head")
            for line in (
                "Zuletzt geändert am 12.11.2026",
                "Mis à jour le 12 mars 2026",
                "Page mise à jour le mardi 3 mai 2026 à 10 h 15",
                "Dernière mise à jour : 12/03/2026",
                "Publié le 2 mars 2026, mis à jour le 3 mai 2026",
                "Last updated: March 5, 2026",
                "Stand: 1.12.2026",
                "Mis à jour le\t12/03/2026",
                "Page last reviewed: 12 March 2026 Next review due: 12 March 2029",
                "Page created on 3 May 2020 and last modified on 12 March 2026",
                "Dernière relecture le 12 mars 2026",
                "Zuletzt geprüft am 12.03.2026",
                "Última actualización: 12 de marzo de 2026",
                "Ultima modifica 12/03/2026 alle ore 10:15",
                "Atualizado em 12 de março de 2026",
                "Laatst bijgewerkt: 12 maart 2026",
                "Data ostatniej modyfikacji:\t12.03.2026",
                "Senast uppdaterad: 12 mars 2026",
                "Darrera actualització: 01.10.2026",
                "Aquesta pàgina ha estat actualitzada el 2 de març del 2026 a les 9:05",
                "Actualitzat: 5 d'octubre de 2026",
                "Actualitzat: 5 d’abril de 2026",
                "Azken eguneratzea: 2026/10/05",
                "Eguneratua: 2026ko urriaren 5a",
                "Actualizado o 5 de outubro de 2026",
                "Hizivaet d'ar 5 a viz Here 2026",
                "Aghjurnatu u 5 d'ottobre di u 2026",
                "Lescht Aktualiséierung: 5. Oktober 2026",
                "Publié le 3 mars 2026 par Julie",
                "Par le service communication · 30/11/2026",
                "Contenu vérifié le 3 mars 2026",
                "Vérifié le 3 mars 2026",
                "Relu le 3 mars 2026",
                "Publié le 3 mars 2026 par Mairie de Valmont",
                "Mis à jour le 3 mars 2026 par Decrey",
                "Dernière révision de la page : 12/03/2026",
                "Seite vom 12.11.2026",
                "Data di pubblicazione: 12/11/2026",
            )
        ),
        *(
            pytest.param([line, "Text.", "Text.", "Text."], (), (), id=f"{line}, news")
            for line in (
                "Publié le 3 mars 2026 par le préfet",
                "Modifié le 3 mars 2026 par Délibération",
                "Modifiée le 3 mars 2026 par Avenant de Clôture",
                "Modifié le 3 mars 2026 par Vote du Conseil",
                "Modifié le 3 mars 2026 par l’Arrêté",
                "Révisée le 3 mars 2026",
                "Vérifiée le 3 mars 2026",
                "Révision le 3 mars 2026",
                "Pubblicazione: 12/11/2026",
                "Extincteurs vérifiés le 3 mars 2026",
                "Prochaine révision du PLU : 30/11/2026",
                "Publication du PLU : 30/11/2026",
                "Par le service des eaux · 30/11/2026",
            )
        ),
        *(
            pytest.param(["Text.", line, "Text.", "Text."], (), (line,), id=line)
            for line in (
                "123 curieux",
                "12 personnes ont aimé cette fiche",
                "Compteur de passages : 10 204",
                "Seen by 1,204 neighbours",
                "Lecture : 3 min",
                "Temps de génération : 0.098 secondes, 14 requêtes",
                "Météo : 17 °C, averses",
                "Aujourd’hui : 17 °C",
                "Actuellement fermé · Ouvre à 9 h",
                "Closed now",
                "Open now · Closes 5.30pm",
                "Chiuso ora · Apre lunedì alle 9:00",
                "Ahora cerrado: abre a las 9:00",
                "Nu gesloten, opent om 9 uur",
                "Heute ist Mittwoch, der 13. März 2026, 9:05 Uhr",
                "Oggi è mercoledì 13 marzo 2026, ore 9:05",
                "Vandaag is het vrijdag 13 maart 2026",
                "Aujourd’hui, vendredi 13 mars 2026, il est 9 h 05",
                "Ascolta",
                "Escuchar esta página",
                "Lees de tekst voor",
                "Saint du jour : Anne et Joachim",
                "Question : combien font 5 + 2 ?",
                "What is 3+4?",
                "Actualisé hier",
                "Nous sommes le mercredi 13 mars 2026",
                "Élections municipales : J-9",
                "Prochain conseil municipal dans 9 jours",
                "Aucun commentaire",
                "Sem comentários",
                "Erzeugt in 143 ms",
                "Nous sommes aujourd’hui mardi 3 mars 2026",
                "Hoje, terça-feira, 3 de março",
                "Imprimé le 13/03/2026 à 08:02",
                "ID de session : P3-L9W-01ZA",
                "Page mise en cache à 10:32:07",
                "Seite generiert um 10:32 Uhr",
                "© 2026 Ville de Valmont",
                "Ouvert maintenant jusqu’à 18 h 30",
                "Fermé actuellement. Ouvre demain à 9 h",
                "Jetzt geschlossen · öffnet um 9.30 Uhr",
                "Marée haute : 06 h 12 (coef. 87)",
                "Qualité de l’air : très mauvaise",
                "Nous fêtons les Catherine",
                "Mardi 2 octobre — Bonne fête Aline",
                "Bonne fête aux Maxime !",
                "Dernière connexion : 02/10/2026 à 10:04",
                "Letzte Anmeldung am 2. Oktober 2026",
                "12 jours 4 heures",
                "Plus que 3 jours, 4 heures et 12 minutes",
                "Bonjour, cher visiteur !",
            )
        ),
        *(
            pytest.param(["Text.", line, "Text.", "Text."], (), (), id=line)
            for line in (
                "Voirie : 11 agents",
                "11 agents",
                "11 personnes à la voirie",
                "La cantine sert 280 personnes",
                "1 233 habitants",
                "Chauffage des écoles : 18 °C",
                "La mairie est fermée le samedi",
                "Piscine : actuellement fermée",
                "Ouvert de 9 h à 11 h",
                "Délai de réponse : 5 jours",
                "Délai de réponse : 2 jours 4 heures",
                "2 jours",
                "2 heures 30 minutes",
                "Dernière connexion au réseau d’eau : 02/10/2026",
                "Dernière visite le 2 octobre 2026",
                "Bonne fête à Odile Marchetti",
                "Mardi 2 octobre, fête des voisins",
                "Oggi alle 9:00 consiglio comunale, mercoledì 13 marzo 2026",
                "Heute, am 13. März 2026, tagt der Rat",
                "Chiuso dal 13 marzo",
                "Aperto ora anche il sabato mattina",
                "Abierto ahora en la calle Mayor, 9",
                "Nu open: het loket aan de Markt",
                "Escuchar a los vecinos",
                "Luister naar de raad van 13 maart",
                "Bonjour Mme Ruy",
                "Stationnement : 20 min",
                "Prochain conseil municipal : 2 avril 2026",
                "Mercredi 13 mars 2026",
                "Foule dispersée en 143 m",
                "Délibération n° 2026-055",
                "Geen opmerkingen",
                "Quartier Sainte-Anne : 2 agents",
                "Fermé actuellement jusqu’au 30 juin",
                "Fermé actuellement jusqu’à nouvel ordre",
                "Actuellement fermée, rouvre le 3 mars à 9 h",
                "Closed now until 12 March",
                "Nous fêtons les 50 ans de la médiathèque",
                "Marée basse : accès interdit à la plage du Port",
                "Qualité de l’air : un plan d’action pour la vallée",
                "Bureau J-12",
                "Secrétariat, J-12",
                "Mme Odile Marchetti, J-12",
                "Poste partagé par 3 communes",
                "Policière municipale partagée par 3 communes",
                "Nurse shared by 3 wards",
                "Dossier consulté par 12 agents",
                "12 personnes suivent la formation",
                "23 utilisateurs recommandent le service",
                "14 residents like the plan",
                "Von 12 Gemeinden gelesen",
                "340 visites à domicile",
                "12 partages de repas",
                "3 vues aériennes",
                "Shares: 12 farms",
                "En ligne : 12 démarches",
                "Code de session : AB12",
                "Numéro de session : 2026-1",
                "Mise en service à 10:32",
                "Énergie générée à 10:32",
                "Encore 12 jours avant le départ de M. Gil",
                "Bonne fête à Odile, nouvelle directrice",
                "On fête Odile Marchetti",
                "Citation du jour – Directrice : Ana Ruy",
                "Marée haute à 12 h 10, port fermé",
                "Météo : 12 °C, astreinte M. Gil",
                "Note : 9/20",
                "© 2026 Rédaction : Ana Ruy",
                "Fermé actuellement, ouvre à 9 h chez Mme Sol",
            )
        ),
        pytest.param(["Text.", "Mis à jour le 12 mars 2026", "Text.", "Text."], (), (), id="saved, within the text"),
        *(
            pytest.param(["Text.", line, "Text."], (), (), id=line)
            for line in ("Ple ajornat al 5 d'octubre de 2026", "Termini: 5 d'octubre de 2026", "Epea: 2026ko urriaren 5a")
        ),
        pytest.param(["Arrêté publié le 12 mars 2026", "Text.", "Text.", "Text."], (), (), id="what was done, at the head"),
        pytest.param(["En vigueur depuis le 12 mars 2026", "Text.", "Text.", "Text."], (), (), id="since when, at the head"),
        *(
            pytest.param(lines, (), (lines[at],), id=f"{lines[at - 1]}, the day in the next line")
            for lines, at in (
                (["Text.", "Ultimo aggiornamento", "04-03-2026, 14:20"], 2),
                (["Text.", "Zuletzt geändert am", "12.03.2026"], 2),
                (["Text.", "Última modificación:", "12/03/2026"], 2),
                (["Last updated", "12 March 2026", "Text.", "Text.", "Text."], 1),
                (["Dernière mise à jour", "le 12 mars 2026 à 9:05", "Text.", "Text.", "Text."], 1),
            )
        ),
        *(
            pytest.param(lines, (), (), id=f"{lines[-2]}, and a day")
            for lines in (
                ["Text.", "Prochaine réunion", "12/03/2026"],
                ["Text.", "Convention modifiée", "12/03/2026"],
                ["Text.", "Mise à jour du PLU", "12/03/2026"],
                ["Text.", "Termine di pubblicazione del bando", "12/03/2026"],
                ["Text.", "Last updated", "Council of 12 March 2026"],
                ["Text.", "Text.", "Dernière mise à jour", "12 mars 2026", "Text.", "Text."],
            )
        ),
        pytest.param(["Un texte.", "Convention modifiée le 12 mars 2024 par le conseil."], (), (), id="what was done, at the end"),
        pytest.param(["Un texte.", "Convention modifiée le 12 mars 2024"], (), (), id="what was done to something, at the end"),
        *(
            pytest.param([line, "Text.", "Text.", "Text."], (), (), id=f"{line}, what was done to something")
            for line in (
                "Modifica statuto dal 12/03/2026",
                "Estatutos modificados el 12 de marzo de 2026",
                "Convenio revisado el 12/03/2026",
                "Statuten gewijzigd op 12 maart 2026",
                "Uchwała opublikowana 12.03.2026",
                "Créée le 28 avril 2017.",
                "Created on 3 May 1974",
                "Angelegt am 1. Mai 1890",
            )
        ),
        pytest.param(["La page a reçu 51 563 visites cette année, un record."], (), (), id="a number in a sentence is news"),
        pytest.param(["12 agents"], (), (), id="another thing that is counted"),
        pytest.param(["Mis à jour le 2 mars", "le 3 mars"], (r"le \d+ mars",), ("le 2 mars", "le 3 mars"), id="a pattern"),
        pytest.param(["Mis à\u00a0jour le 12 février 2024 à 10:32"], (), (), id="a date may be the change"),
        pytest.param(["Le tableau mis à jour le 12 mars 2024 est en ligne."], (), (), id="a date in a sentence is news"),
        pytest.param(["un deux trois"], ("un d", "deux"), ("un deux",), id="patterns that overlap"),
        pytest.param(["un"], ("(", "x*"), (), id="a broken and an empty pattern"),
    ],
)
def test_the_parts_left_out_of_comparing(lines: list[str], patterns: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """3.6"""
    assert ignored_parts(tuple(Block("paragraph", line) for line in lines), patterns) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Bonne fête aux Jacques !\nMaire : M. Roy", ("Bonne fête aux Jacques !",), id="a saint over a post"),
        pytest.param("Météo : 12 °C, soleil\nAstreinte : M. Gil", ("Météo : 12 °C, soleil",), id="the weather over a post"),
        pytest.param("Pensée du jour\nDirectrice : Ana Ruy", (), id="a title without its saying"),
        pytest.param("Maire : M. Roy\nNous sommes le mercredi 13 mars 2026", ("Nous sommes le mercredi 13 mars 2026",), id="below"),
        pytest.param("Aujourd’hui :\n17 °C", ("Aujourd’hui : 17 °C",), id="a line that goes on after the break"),
        pytest.param("Mme Sol\nJ-12", (), id="a room below a name"),
        pytest.param("Mme Sol, il y a 3 jours", ("il y a 3 jours",), id="who wrote it is compared"),
    ],
)
def test_a_line_of_the_moment_takes_no_other_line_with_it(text: str, expected: tuple[str, ...]) -> None:
    """3.6, 3.24"""
    assert ignored_parts((Block("paragraph", text),), ()) == expected


@pytest.mark.parametrize(
    ("kind", "lines", "expected"),
    [
        pytest.param("table_row", ["Consultations\t128 400", "Lits\t312"], (), id="a table of figures"),
        pytest.param("list_item", ["Conseils : 12", "Visites : 40"], (), id="a list of figures"),
        pytest.param("paragraph", ["Visiteurs\t12 540", "Agents\t31"], (), id="terms with figures"),
        pytest.param("table_row", ["PMI\t340 visites", "Crèches\tMme Sol"], (), id="a cell says what of"),
        pytest.param("table_row", ["2025\t12 000 visites"], (), id="a cell says of when"),
        pytest.param("paragraph", ["Fréquentation\t340 visites"], (), id="a term says what of"),
        pytest.param("table_row", ["Vues\t340"], ("Vues 340",), id="a counter in two cells"),
        *(
            pytest.param("paragraph", [line], (), id=line)
            for line in ("Visites : 15 €", "Views: £15", "Lectures : 45 %", "Ateliers : 5 € | Visites : 15 €", "Vues\t15 €")
        ),
        *(
            pytest.param("list_item", ["Accueil", line], (line,), id=line)
            for line in (
                "4,2/5 (118 avis)",
                "4 sur 5 étoiles, 118 avis",
                "Bonsoir et bienvenue !",
                "Chargement en cours…",
                "Bezig met laden…",
                "De kaart wordt geladen…",
                "Lädt…",
                "A carregar…",
                "Ładowanie…",
                "Ladataan...",
            )
        ),
        *(
            pytest.param("list_item", ["Accueil", line], (), id=line)
            for line in (
                "Ouvert",
                "Fermé, ouvre lundi 3 mars",
                "Piscine ouverte, ferme à 17 h",
                "Fermé, ferme des Tilleuls",
                "Ouvert, ferme à 17 h",
                "Ouvert · ferme à 17 h 30",
                "Fermé – ouvre lundi",
                "3 sur 5, 12 votes",
                "4/5 – 118 votes",
                "4/5, 12 avis",
                "Dossier retiré (téléchargé 12 fois) en mairie.",
                "Règlement (téléchargé 120 fois)",
                "Barème : 4/5, 3 avis",
                "Qualité de l’eau : 4,2/5 (118 avis)",
                "Chargement",
                "Laden",
                "E-Auto wird geladen…",
                "Laden ist zu …",
                "PMI (340 consultations)",
                "Rapport (téléchargé 120 fois en 2025)",
            )
        ),
        pytest.param("table_row", ["Ouvert, ferme à 17 h"], (), id="a cell, as somebody wrote it"),
        *(
            pytest.param("paragraph", [line], (line,), id=f"a badge: {line}")
            for line in ("Ouvert · ferme à 17 h 30", "Fermé · ouvre lundi", "Open · closes at 5 pm")
        ),
        *(
            pytest.param("paragraph", [line], (), id=f"somebody wrote: {line}")
            for line in ("Ouvert, ferme à 17 h", "Open – closes at 5 pm", "Dossier (téléchargé 12 fois) en mairie.")
        ),
        pytest.param("list_item", ["Vues : 12", "Partages : 3"], ("Vues : 12", "Partages : 3"), id="counters side by side"),
        pytest.param("paragraph", ["Consultations : 128 400"], ("Consultations : 128 400",), id="a counter by itself"),
        pytest.param("paragraph", ["Élections municipales", "J-12"], ("J-12",), id="days left to what stands above"),
        pytest.param("paragraph", ["Mme Sol", "J-12"], (), id="a room below a name"),
    ],
)
def test_a_figure_among_figures_is_no_counter(kind: str, lines: list[str], expected: tuple[str, ...]) -> None:
    """3.6"""
    blocks = tuple(Block(kind, line) for line in lines)  # type: ignore[arg-type]
    assert ignored_parts(blocks, ()) == expected


@pytest.mark.parametrize(
    ("line", "linked", "expected"),
    [
        ("Règlement (téléchargé 120 fois)", "Règlement", ("téléchargé 120 fois",)),
        ("Dossier retiré (téléchargé 12 fois) en mairie.", "Dossier retiré", ()),
        ("Le dossier fut retiré (téléchargé 12 fois)", "dossier", ()),
    ],
)
def test_how_often_a_file_was_fetched_stands_right_behind_its_link(line: str, linked: str, expected: tuple[str, ...]) -> None:
    """3.6: amid a sentence, or of no link, a figure is news."""
    block = Block("list_item", line, links=(Link(linked, "https://brameval.example/r.pdf"),))
    assert ignored_parts((block,), ()) == expected


@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), max_size=4))
def test_what_has_no_figure_is_not_looked_through(lines: list[list[str]]) -> None:
    """§9: the parts are those that looking through every line finds."""
    blocks = tuple(Block("paragraph", " ".join(words)) for words in lines)
    short = ignored_parts(blocks, ())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counters, "_DIGIT", re.compile(""))
        patch.setattr(counters, "may_have_figures", lambda texts: [True] * len(texts))
        assert ignored_parts(blocks, ()) == short


LINES = (
    "Aujourd’hui : 17 °C",
    "Nous sommes le mercredi 13 mars 2026",
    "Élections municipales : J-12",
    "Fermé actuellement",
    "Ouvert · ferme à 17 h",
    "Bonne fête aux Jacques !",
    "▶ Écouter cette page (2 min)",
    "Page consultée le 2 mars 2026",
    "Page consultée le 2 mars 2026, 12:30 Uhr",
)


LAST = """
24 requêtes, 0,182 s | 24 queries in 0.182 seconds, 12 MB | 24 Abfragen, 0,182 s | 24 query’s, 0,182 s
24 consultas en 0,182 segundos | Page servie à 9 h 10 | page served at 09:10 | Seite um 09:10 Uhr ausgeliefert
Pagina geserveerd om 09:10 | Pagina servita alle 9.10 | Página servida a las 09:10 | Página servida às 09:10
12 j’aime | 12 mi piace | 12 me gusta | 12 gostos | 12 Gefällt mir | 12 vind ik leuk | 12 people like this
Affiché il y a 2 heures | 2 uur geleden getoond | Vor 2 Stunden angezeigt
"""
NEWS_AT_THE_END = """
👁 12
09:10 | 02:44:10 | 1 204 | 24 demandes, 0,5 ETP | 24 requêtes, 3 jours | 24 consultas en 10 minutos | 24 interrogazioni, 0,5 posti
24 consultas, 3 médicos | Servi à 12:10 | Repas servi à 12 h 10 | Das Essen wird um 12:10 serviert | Film shown at 20:10
Page 12 à 9 h 10 | Site ouvert à 9 h 10 | 12 lecteurs aiment l’été | 12 persone piace leggere | Construite il y a 20 ans
"""


def test_a_line_of_figures_and_words_of_serving_a_page_is_none_of_its_text() -> None:
    """3.6: what a town counts or opens at is told, and so is a time alone: who won the race?"""
    text = (Block("paragraph", "Les encombrants sont ramassés."), Block("paragraph", "Sortez-les la veille."))
    for lines, is_left_out in ((LAST, True), (NEWS_AT_THE_END, False)):
        for line in (one.strip() for row in lines.strip().split("\n") for one in row.split("|")):
            last = Block("paragraph", line)
            assert bool(ignored_parts((*text, last), ())) is is_left_out, line
    figure, word = Block("paragraph", "12"), Block("paragraph", "likes")
    assert ignored_parts((*text, figure, word), ()) == ("12",)  # in boxes of their own
    assert ignored_parts((*text, figure, Block("paragraph", "lecteurs")), ()) == ()


@given(st.lists(st.sampled_from([*"İıſKẞßµΜςΣﬀº", *PIECES[:8], *LINES]), min_size=1, max_size=3), st.integers(min_value=0))
def test_small_letters_tell_a_line_of_the_moment_as_both_cases_do(pieces: list[str], large: int) -> None:
    """3.6, §9: expressions for small letters find in a line set in small letters what they find in any with `re.I`."""
    line = "".join(c.upper() if large >> n & 1 else c for n, c in enumerate(" ".join(pieces)))
    for name in ("lines", "doors", "aloud", "viewed", "with_figures"):
        expression = counters._moments(name)
        any_case = re.compile(expression.pattern, re.I)
        assert (expression.fullmatch(lowered(line)) is None) == (any_case.fullmatch(line) is None), name


def test_most_texts_ask_for_few_expressions(monkeypatch: pytest.MonkeyPatch) -> None:
    """§9: what tells counters and days is large, and made when a line may be one; a line with a lone figure is none."""
    counting = counters._Counting()
    monkeypatch.setattr(counters, "_counting", lambda: counting)
    monkeypatch.setattr(counters, "_stamp", lambda: pytest.fail("no line may be a day's"))
    prose = [Block("heading", "La paie"), Block("paragraph", "La ville compte quarante agents."), Block("paragraph", "Salle 12.")]
    assert ignored_parts(tuple(prose), ()) == ()
    assert not {"_whole", "_with_word"} & vars(counting).keys()
    compiled = [name for name in ("_counted", "_counted_to") if "fullmatch" in vars(getattr(counting, name))]
    assert compiled == []


def test_headings_and_long_texts_without_a_figure_are_asked_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """3.6, §9: as most blocks of most pages; a line of a longer one may be of the moment all the same."""
    asked = list[str]()

    def of_the_moment(_self: object, block: Block, *, has_figure: bool, closing: bool) -> Iterator[tuple[int, int]]:
        asked.append(block.text)
        return iter(())

    monkeypatch.setattr(counters._Counting, "of_the_moment", of_the_moment)
    long = "Les services de la ville et de la métropole sont mutualisés. " * 4
    said = (long, f"{long}\nOuvert en ce moment", f"{long} 12 agents", "Ouvert en ce moment")
    blocks = (Block("heading", "Ouvert en ce moment"), *(Block("paragraph", text) for text in said))
    assert (counters.ignored_parts(blocks, ()), asked) == ((), [*said[1:]])


def test_what_a_page_counts_of_itself_is_known_by_its_words_in_any_order_and_language() -> None:
    """3.6: a line alone of words of readers, pages and figures; one word of a town's life, or a page's number, is news."""
    counting = """
    Gerade sehen sich 12 Personen diese Seite an. / Diese Seite wird gerade von 12 Personen angesehen
    12 persone stanno guardando questa pagina / Neste momento, 12 pessoas estão a ver esta página
    12 personas están viendo esta página / Op dit moment bekijken 12 mensen deze pagina / Tę stronę ogląda teraz 12 osób
    12 people are currently looking at this page / 12 personnes sont en train de lire cette page / Vor 3 Tagen aktualisiert
    Aktualisiert vor einem Tag / Diese Seite wurde vor 2 Jahren aktualisiert. / Ultimo aggiornamento: 3 giorni fa
    Aggiornato ieri / Página atualizada há 12 horas / Última actualización hace 3 días / 3 dagen geleden bijgewerkt
    Gisteren bijgewerkt / Zaktualizowano 3 dni temu / Valutazione media: 4,2 (37 voti)
    Durchschnittliche Bewertung 4,2 von 5 bei 37 Stimmen / Classificação média: 4,2 em 5 (37 votos)
    Valoración media: 4,2 (37 votos) / Gemiddelde beoordeling: 4,2 (37 stemmen) / Średnia ocena: 4,2 (37 głosów)
    Note moyenne : 4,2 (37 votes) / Lesezeit ca. 5 Min. / Si legge in 5 minuti / Tempo de leitura: 5 min / Se lee en 5 minutos
    Leestijd: 5 minuten / Czas czytania: 5 min / Diese Seite wurde 1.234 Mal aufgerufen / Visite a questa pagina: 123
    Número de visualizações: 1234 / Liczba wyświetleń: 1234 / Hay 12 usuarios conectados / Er zijn 12 bezoekers online
    Partagé 12 fois / Cet article a été partagé 12 fois / 12 Mal geteilt / Dieser Beitrag wurde 12 Mal geteilt
    Compartido 12 veces / 12 keer gedeeld / Condiviso 12 volte / Este artigo foi partilhado 12 vezes
    This article has been shared 12 times / Gefällt 12 Personen / Dit bericht is 12 keer gedeeld
    Questa pagina è stata visitata 12 volte / 12 Personen gefällt diese Seite / A 12 personas les gusta esta página
    12 mensen vinden deze pagina leuk / Piace a 12 persone / 12 pessoas gostam desta página / Affiché à 10:32:07
    Page affichée le 3 mars 2026 à 10:32:07 / Seite angezeigt am 3. März 2026 um 10:32:07 / Generado a las 10:32:07
    Weergegeven om 10:32:07 / Pagina visualizzata il 3 marzo 2026 alle 10:32:07 / Gerado às 10:32:07
    Page displayed at 10:32:07 / Vous êtes le visiteur numéro 48 211 / Sie sind Besucher Nr. 48.211
    Sie sind der 48211. Besucher / É o visitante número 48.211 / Usted es el visitante número 48.211 / U bent de 48211e bezoeker
    Page servie en 0,21 s / Seite in 0,21 s ausgeliefert / Pagina geladen in 0,21 s / Página servida em 0,21 s
    Esta página se generó en 0,21 segundos / Deze pagina is in 3 seconden opgebouwd / Opgebouwd in 0,21 s / 12x gedeeld
    12 mensen lezen nu mee / 12 Personen lesen gerade mit / 12 persone stanno leggendo / 12 pessoas estão lendo agora
    U bent bezoeker 18.204 / Sei il visitatore 18.204 / É o visitante 18.204 / Scaricato 12 volte / Descarregado 12 vezes
    12 keer gedownload / 12 reacties / 12 comentários / Vu 12 fois depuis le 3 mars / Gesehen 12 Mal seit dem 3. März 2026
    Vandaag is het donderdag 5 maart 2026 / Oggi è giovedì 5 marzo / Hoje é quinta-feira, 5 de março de 2026 / Heute ist Donnerstag
    Vous êtes notre 90 833e visiteur / Siete il visitatore numero 90 833 / Gemaakt in 98 ms / Creato in 98 ms
    Sei il visitatore numero 48.211 / You are our 48211th visitor / ★★★★☆ (15 votes) / ★★★★☆ 4,2 – 15 Stimmen / 4,2/5 (15)
    page générée en 0.204 s (26 SQL) / Página generada en 0,3 s (12 SQL) / downloaded: 93 / téléchargé : 88 / 12 claps
    cached copy from 09:10 / copie en cache de 09:10 / Kopie aus dem Cache von 09:10 / cópia em cache das 09:10
    2 minuten geleden bekeken / Vor 2 Minuten angesehen
    """
    told = """
    1.250 Einwohner / 12 freie Plätze / Note moyenne des écoles : 14,2 / Durchschnittliche Bewertung der Bäder: 4,2
    Gewählt mit 37 Stimmen / 3 Tage vor Veröffentlichung / Vor 3 Jahren gegründet / Voto medio delle scuole: 7,5
    37 voti favorevoli / 12 persone in lista d’attesa / Há 3 dias de mercado / Há 12 vagas / Nota media de los colegios: 7,2
    12 bezoekers per groep / Za: 37 głosów / 5 minuti a piedi / Visiting times: 14 to 16 / Visitors: see page 12
    Read the minutes (2) / 12 articles / Pagina 3 di 12 / 20 Minuten lesen / Visites : page 12 / Note de la page 12
    Voto 12 su 15 / Score: 3-5 / Corso di aggiornamento: 3 giorni / 120 visitors to the site
    Poste partagé par 3 communes / Le minibus est partagé 2 fois par semaine / Imprimé à 1 200 exemplaires
    Envoyé 4 fois par an / Recommandé dès 6 ans / Jardin partagé : 12 parcelles / 2 Mal pro Woche geleert
    Der Bus fährt 4 Mal am Tag / Empfohlen ab 6 Jahren / Gedruckt in 1.200 Exemplaren / La salle est partagée 3 fois par mois
    Recomendado a partir de 6 años / De bus rijdt 4 keer per dag / Posto condiviso da 3 comuni
    L’autobus passa 4 volte al giorno / Lugar partilhado por 3 freguesias / Post shared by 3 parishes
    The hall is shared 3 times a week / Printed in 1,200 copies / Recommended from age 6 / Affiché à 10:32
    Flag displayed at 8:30 / Temps du vainqueur : 1:32:07 / Arrivée à 10:32:07 / 10:32:07 / Hôtel ★★★, 12 chambres / ★★★
    Mairesse 2020–2026 ★ / Notre 12e visiteur : M. Roux / Gemaakt in 1998
    Visiteurs : 5 € / Visiteur : 9 h / Distribué 2 fois / Vidé 2 fois / Sie sind 12 Personen / Gruppen bis 12 Personen
    Café servi en 30 s / Repas servis en 20 minutes / Pizza servita in 10 minuti / Feu éteint en 12 s / Chargée en 30 s
    12 Personen lesen heute / 12 mensen lezen voor / 12 lezers per groep / 12 reacties op het plan / 2 commenti al bilancio
    Vu 12 fois depuis 1990 dans la vallée / 12x per jaar / Transferido 12 vezes / Hoje é dia de mercado / Heute ist Markttag
    Oggi è giovedì 5 marzo, mercato in piazza / Vandaag is het zwembad dicht / Prochain jeudi 5 mars / Jeudi 5 mars
    Trajet partagé 10:30 / Shared cars: 12
    Le courrier est envoyé 3 fois / Envoyée 12 fois / Imprimé 4 fois l’an / Imprimée 4 fois / Partagé 4 fois l’an / Lu 2 fois par an
    Ajouté 3 fois / Recommandé 5 fois / 12 personnes aiment la lecture / 12 personnes aiment l’été / Le texte est lu 3 fois
    Wird 6 Mal verschickt / Wird 4 Mal gelesen / 12 Mal gedruckt / Empfohlen 3 Mal / Zeit 3 Mal geteilt / Besuche heute um 14 Uhr
    Email sent 2 times / Sent 12 times / Added 3 times / Printed 4 times / Time shared 3 times / 12 people like to read
    Inviato 4 volte / Stampato 4 volte / Viene letto 3 volte / Visite oggi alle ore 15 / A 12 persone piace leggere
    Tempo condiviso 3 volte / Enviado 4 veces / Impreso 4 veces / Compartido 3 veces por tiempo / A 12 personas les gusta leer
    Visitas hoy a las 15 horas / Enviado 4 vezes / Impresso 4 vezes / É partilhado 3 vezes
    12 pessoas gostam de ler / Tempo partilhado 3 vezes
    Descargado: 88 t / Scaricato: 88 / Copie : 0,20 € / Copie de clé : 09:10 / Cache ouverte : 09:10 / E-books downloaded: 93
    26 SQL / Durée : 12 s / 12 applaudissements / Départ du car : 09:10 / Version du matin : 09:10
    4 keer verstuurd / 4 keer geprint / Wordt 4 keer gelezen / 12 mensen lezen / Tijd 3 keer gedeeld
    """
    beside = Block("paragraph", "Das Amt ist für alle Anträge der Einwohner da und hilft gerne weiter.")
    for lines, is_counter in ((counting, True), (told, False)):
        for line in (one.strip() for row in lines.strip().split("\n") for one in row.split(" / ")):
            parts = ignored_parts((beside, Block("paragraph", line), beside), ())
            assert parts == ((line,) if is_counter else ()), line
    rows = (Block("table_row", "Durchschnittliche Bewertung\t4,2 von 5 (37 Stimmen)"), Block("table_row", "Plätze\t120"))
    items = (Block("list_item", "Téléchargé : 88"), Block("list_item", "Imprimé : 12"))
    assert ignored_parts(rows, ()) == ignored_parts(items, ()) == ()


def test_only_a_bare_stamp_is_left_out_not_what_is_due_from_a_day() -> None:
    """DESIGN 3.6: a label and a date, and who runs the site, say when a text was saved; a word between says of what (loops)."""
    stamps = (
        *("Stand: 1. Mai 2026", "Mis à jour au 1er mai 2026", "Mise à jour de la page : lundi 4 mai 2026"),
        *("Published by Admin on 12 June 2026", "Zuletzt geändert am 12.06.2026 um 10:30 von redaktion"),
        "Par Service communication, le 12/10/2026",
        "Door redactie, 12/10/2026",
        "A cura della redazione, 12/10/2026",
        "By Web team, 12/10/2026",
    )
    news = (
        *("Stand: Gebühren ab 1. Mai 2026", "Stand Bauernmarkt am 12. Juni 2026", "Geändert ab 1. Mai 2026"),
        *("Mis à jour : tarifs du 1er mai 2026", "Dernière vérification des extincteurs : 12 juin 2026"),
        *("Updated: fees from 1 May 2026", "Posted notice of 12 June 2026", "Review due by residents 1 May 2026"),
        *("Aggiornato: tariffe dal 1 maggio 2026", "Publicado en boletín 12 de junio de 2026"),
        "Par Marie Roy, le 12/10/2026",
        "Par le conseil communautaire, le 12/10/2026",
        "Par la communication des pièces, le 12/10/2026",
    )
    for line in (*stamps, *news):
        found = ignored_parts(tuple(Block(kind="paragraph", text=text) for text in ("Text.", "Text.", line)), ())
        assert found == ((line,) if line in stamps else ()), line


@pytest.mark.parametrize(
    "line",
    [
        "★ Ajouter aux favoris",
        "Zu den Favoriten",
        "Une erreur sur cette page ? Prévenez-nous",
        "Fout gezien op deze pagina? Meld het",
        "Signaler un problème sur cette page",
        "A- A A+",
        "Taille du texte : A- A+",
        "‹ Article précédent Article suivant ›",
        "‹ Retour à la liste",
        "Flux RSS",
        "Version imprimable | PDF",
        "Diese Seite als PDF",
        "★★★★☆ 4,1 / 5 (22 votes)",
    ],
)
def test_what_a_page_offers_to_do_with_itself_is_not_compared(line: str) -> None:
    """3.6: as a line of its own; in a list or a table it may be an entry."""
    assert ignored_parts((Block("paragraph", "La paie est commune."), Block("paragraph", line)), ()) == (line,)
    assert ignored_parts((Block("paragraph", "La paie est commune."), Block("list_item", line)), ()) != (line,) or "votes" in line


@pytest.mark.parametrize(
    "line",
    [
        "Une erreur s’est glissée à la page 3 du rapport",
        "Signaler un problème sur la voirie",
        "Signaler une erreur sur les listes électorales",
        "Nos livres favoris",
        "Retour à la liste électorale",
        "RSS : responsable de la sécurité des systèmes",
        "Classe énergie : A+",
        "L’article précédent est abrogé",
        "Organigramme (PDF)",
        "22 votes pour, 4 contre",
    ],
)
def test_what_only_sounds_like_a_tool_of_the_page_is_compared(line: str) -> None:
    """3.6: every word of the line has to be one that such tools have."""
    assert ignored_parts((Block("paragraph", "La paie est commune."), Block("paragraph", line)), ()) == ()


def test_a_print_of_the_page_that_is_a_file_to_read_is_compared() -> None:
    """3.6: « Version imprimable » is what many call the chart; « RSS » that leads nowhere may be somebody's department."""
    text = Block("paragraph", "La paie est commune.")
    for line, url, left_out in (
        ("Version imprimable", "https://v.example/o-2025.pdf", False),
        ("Version imprimable", "https://v.example/print/9", True),
        ("RSS", "https://v.example/rss", True),
    ):
        linked = Block("paragraph", line, links=(Link(line, url),))
        assert (ignored_parts((text, linked), ()) == (line,)) is left_out, url
    assert ignored_parts((text, Block("paragraph", "RSS")), ()) == ()
