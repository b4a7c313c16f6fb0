"""An org chart's edits in the words a town uses (13.6): every kind of sentence, in both languages, to be read aloud."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.compare.title_words import without_interim
from monitor.i18n.locale import locale_of
from monitor.model import Change, Edit, Language
from monitor.report.chart_edits import is_acting, is_of_chart
from monitor.report.chart_statements import statements
from monitor.report.grammar import kind_of, named, noun_of
from monitor.report.layout import Terminal
from monitor.report.lines import change_lines, plain
from monitor.report.terminal import change_report
from monitor.report.words import summary
from tests.calls import calls_of
from tests.report import examples as ex

ACHATS, RESSOURCES, PROJETS = "Direction des achats", "DGA Ressources", "DGA Projets"
MARTIN, DURAND = "M. Bruno Martin", "Mme Anne Durand"
Case = tuple[tuple[Edit, ...], tuple[str, ...], tuple[str, ...]]


def edit(op: str, label: str, before: str | None = None, after: str | None = None, **facts: Any) -> Edit:
    """An edit about the unit *label*, told apart from others by its label."""
    of_unit = {} if op == "unit_renamed" else {"unit": label}
    return Edit(op=op, before=before, after=after, facts={**of_unit, **facts})


def moved(label: str = ACHATS, before: str = RESSOURCES, after: str = PROJETS, **facts: Any) -> Edit:
    return edit("unit_moved", label, before, after, **facts)


def added(label: str, parent: str | None = None, *above: str, people: tuple[str, ...] = (), **facts: Any) -> Edit:
    return edit("unit_added", label, parent=parent, path=(*above, *([parent] if parent else [])), people=people, **facts)


def removed(label: str, parent: str | None = None, *above: str, people: tuple[str, ...] = (), **facts: Any) -> Edit:
    return replace(added(label, parent, *above, people=people, **facts), op="unit_removed")


def replaced(label: str = ACHATS, before: str | None = MARTIN, after: str | None = DURAND, **facts: Any) -> Edit:
    return edit("person_replaced", label, before, after, **facts)


def services(count: int) -> list[str]:
    return [f"Service {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:count]]


CASES: dict[str, Case] = {
    # ------------------------------------------------------------------------------------------------------- units
    "moved-and-head-replaced": (
        (moved(), replaced(before="M. B. Martin", after="Mme A. Durand")),
        (
            "La Direction des achats figure désormais sous la DGA Projets, et non plus sous la DGA Ressources ; Mme A. Durand y "
            "remplace M. B. Martin.",
        ),
        (
            "The Direction des achats now comes under the DGA Projets, no longer under the DGA Ressources; Mme A. Durand replaces "
            "M. B. Martin there.",
        ),
    ),
    "merged": (
        (
            edit("unit_renamed", "", "Service des eaux", "Service eaux et voirie", merged=["Service des eaux", "Service voirie"]),
            removed("Service voirie", ACHATS, people=(MARTIN,), merged_into="Service eaux et voirie"),
        ),
        (
            "Le Service des eaux et le Service voirie sont réunis sous le nom « Service eaux et voirie » ; au Service voirie "
            "figurait M. Bruno Martin.",
        ),
        (
            "The Service des eaux and the Service voirie are merged as “Service eaux et voirie”; M. Bruno Martin was listed at the "
            "Service voirie.",
        ),
    ),
    "merged-of-many-with-one-person": (
        (
            edit("unit_renamed", "", "Service des eaux", "Service eaux et parcs", merged=["Service des eaux", "Espaces verts"]),
            removed("Espaces verts", ACHATS, people=(MARTIN,), merged_into="Service eaux et parcs"),
        ),
        (
            "Le Service des eaux et les Espaces verts sont réunis sous le nom « Service eaux et parcs » ; aux Espaces verts "
            "figurait M. Bruno Martin.",
        ),
        (
            "The Service des eaux and the Espaces verts are merged as “Service eaux et parcs”; M. Bruno Martin was listed at the "
            "Espaces verts.",
        ),
    ),
    "merged-and-head-replaced": (
        (
            edit("unit_renamed", "", "Service des eaux", "Service eaux et voirie", merged=["Service des eaux", "Service voirie"]),
            replaced("Service eaux et voirie", "M. Paul Petit", DURAND),
            removed("Service voirie", ACHATS, people=(MARTIN,), merged_into="Service eaux et voirie"),
        ),
        (
            "Le Service des eaux et le Service voirie sont réunis sous le nom « Service eaux et voirie » ; au Service voirie "
            "figurait M. Bruno Martin ; au Service eaux et voirie, Mme Anne Durand remplace M. Paul Petit.",
        ),
        (
            "The Service des eaux and the Service voirie are merged as “Service eaux et voirie”; M. Bruno Martin was listed at the "
            "Service voirie; at the Service eaux et voirie, Mme Anne Durand replaces M. Paul Petit.",
        ),
    ),
    "moved-from-a-unit-that-was-called-otherwise": (
        (
            edit("unit_renamed", "", "Service des eaux", "Service du cycle de l’eau", ids=["u2", "u2"]),
            replaced("Service du cycle de l’eau", MARTIN, "Mme Zoé Petit", ids=["u2", "u2"]),
            replaced(ACHATS, DURAND, MARTIN, ids=["u3", "u3"]),
        ),
        (
            "Le Service des eaux devient le Service du cycle de l’eau ; Mme Zoé Petit y remplace M. Bruno Martin.",
            "M. Bruno Martin, jusque-là au Service des eaux, figure désormais à la Direction des achats, où il remplace Mme Anne "
            "Durand.",
        ),
        (
            "The Service des eaux becomes the Service du cycle de l’eau; Mme Zoé Petit replaces M. Bruno Martin there.",
            "M. Bruno Martin, until now at the Service des eaux, is now listed at the Direction des achats, where he replaces "
            "Mme Anne Durand.",
        ),
    ),
    "split": (
        (
            edit("unit_renamed", "", "Service eaux et voirie", "Service des eaux", split=["Service des eaux", "Service voirie"]),
            added("Service voirie", ACHATS, people=(MARTIN,), split_from="Service eaux et voirie"),
        ),
        (
            "À la place du Service eaux et voirie figurent désormais le Service des eaux et le Service voirie ; M. Bruno Martin "
            "figure au Service voirie.",
        ),
        (
            "The Service des eaux and the Service voirie now appear in place of the Service eaux et voirie; M. Bruno Martin is "
            "listed at the Service voirie.",
        ),
    ),
    "moved": (
        (moved("Service des eaux", "Pôle technique", "Cellule de crise"),),
        ("Le Service des eaux figure désormais sous la Cellule de crise, et non plus sous le Pôle technique.",),
        ("The Service des eaux now comes under the Cellule de crise, no longer under the Pôle technique.",),
    ),
    "moved-together": (
        tuple(moved(label, ACHATS, "Pôle B") for label in services(3)),
        (
            "Le Service A, le Service B et le Service C figurent désormais sous le Pôle B, et non plus sous la Direction "
            "des achats.",
        ),
        ("The Service A, the Service B and the Service C now come under the Pôle B, no longer under the Direction des achats.",),
    ),
    "moved-many": (
        tuple(moved(label, ACHATS, "Pôle B") for label in services(5)),
        (
            "Cinq services figurent désormais sous le Pôle B, et non plus sous la Direction des achats : Service A, "
            "Service B, Service C, Service D et Service E.",
        ),
        (
            "Five units now come under the Pôle B, no longer under the Direction des achats: Service A, Service B, Service "
            "C, Service D and Service E.",
        ),
    ),
    "moved-to-a-unit-of-the-same-name": (
        (moved("Bureau 1", "Secrétariat", "Secrétariat"),),
        ("Le Bureau 1 figure désormais sous une autre unité nommée « Secrétariat ».",),
        ("The Bureau 1 now comes under another unit called “Secrétariat”.",),
    ),
    "moved-from-the-top": (
        (edit("unit_moved", ACHATS, None, PROJETS),),
        ("La Direction des achats est désormais rattachée à la DGA Projets.",),
        ("The Direction des achats now comes under the DGA Projets.",),
    ),
    "moved-to-the-top": (
        (edit("unit_moved", "Pôle B", "Cabinet", None),),
        ("Le Pôle B n’est plus rattaché au Cabinet.",),
        ("The Pôle B no longer comes under the Cabinet.",),
    ),
    "move-to-be-checked": (
        (moved(uncertain=True),),
        (
            "À vérifier (rattachement peu sûr) : la Direction des achats semble figurer désormais sous la DGA Projets, et non "
            "plus sous la DGA Ressources.",
        ),
        (
            "To be checked (place not certain): the Direction des achats now seems to come under the DGA Projets, no longer "
            "under the DGA Ressources.",
        ),
    ),
    "renamed": (
        (edit("unit_renamed", "Pôle courrier", "Bureau du courrier", "Pôle courrier"),),
        ("Le Bureau du courrier devient le Pôle courrier.",),
        ("The Bureau du courrier becomes the Pôle courrier.",),
    ),
    "renamed-moved-and-head-replaced": (
        (edit("unit_renamed", ACHATS, "Service des marchés", ACHATS), moved(), replaced()),
        (
            "Le Service des marchés devient la Direction des achats et figure désormais sous la DGA Projets, et non plus "
            "sous la DGA Ressources ; Mme Anne Durand y remplace M. Bruno Martin.",
        ),
        (
            "The Service des marchés becomes the Direction des achats and now comes under the DGA Projets, no longer under "
            "the DGA Ressources; Mme Anne Durand replaces M. Bruno Martin there.",
        ),
    ),
    "renamed-and-a-doubtful-move": (
        (edit("unit_renamed", ACHATS, "Service des marchés", ACHATS), moved(uncertain=True)),
        (
            "Le Service des marchés devient la Direction des achats ; à vérifier (rattachement peu sûr) : "
            "la Direction des achats semble figurer désormais sous la DGA Projets, et non plus sous la DGA Ressources.",
        ),
        (
            "The Service des marchés becomes the Direction des achats; to be checked (place not certain): "
            "the Direction des achats now seems to come under the DGA Projets, no longer under the DGA Ressources.",
        ),
    ),
    "head-replaced-and-a-doubtful-move": (
        (moved(uncertain=True), replaced()),
        (
            "À la Direction des achats, Mme Anne Durand remplace M. Bruno Martin ; à vérifier (rattachement peu sûr) : "
            "la Direction des achats semble figurer désormais sous la DGA Projets, et non plus sous la DGA Ressources.",
        ),
        (
            "At the Direction des achats, Mme Anne Durand replaces M. Bruno Martin; to be checked (place not certain): "
            "the Direction des achats now seems to come under the DGA Projets, no longer under the DGA Ressources.",
        ),
    ),
    "added-at-the-top": ((added("Cabinet"),),
("Le Cabinet apparaît dans l’organigramme.",),
("The Cabinet appears in the org chart.",)),
    "added": (
        (added("Mission climat", ACHATS, people=(DURAND,)),),
        ("La Mission climat apparaît dans la Direction des achats, confiée à Mme Anne Durand.",),
        ("The Mission climat appears in the Direction des achats, headed by Mme Anne Durand.",),
    ),
    "added-with-several-people": (
        (added("Secrétariat", "École de musique", people=("Paul Roche", DURAND)),),
        ("Le Secrétariat apparaît dans l’École de musique, avec Paul Roche et Mme Anne Durand.",),
        ("The Secrétariat appears in the École de musique, with Paul Roche and Mme Anne Durand.",),
    ),
    "added-with-an-acting-head": (
        (added("Mission climat", ACHATS, people=(DURAND,), acting=(DURAND,)),),
        ("La Mission climat apparaît dans la Direction des achats, confiée par intérim à Mme Anne Durand.",),
        ("The Mission climat appears in the Direction des achats, headed in an acting capacity by Mme Anne Durand.",),
    ),
    "added-with-an-acting-head-and-those-below": (
        (added("Pôle Z", "Mairie", people=(DURAND,), acting=(DURAND,)), added("Service Y", "Pôle Z", "Mairie")),
        ("Le Pôle Z apparaît à la Mairie, avec le Service Y ; il est confié par intérim à Mme Anne Durand.",),
        ("The Pôle Z appears in the Mairie, along with the Service Y; it is headed in an acting capacity by Mme Anne Durand.",),
    ),
    "added-together-one-with-an-acting-head": (
        (added("Mission A", ACHATS, people=(DURAND,), acting=(DURAND,)), added("Cellule B", ACHATS, people=(MARTIN,))),
        (
            "La Mission A (Mme Anne Durand par intérim) et la Cellule B (M. Bruno Martin) apparaissent dans la Direction des "
            "achats.",
        ),
        (
            "The Mission A (Mme Anne Durand in an acting capacity) and the Cellule B (M. Bruno Martin) appear in the Direction des "
            "achats.",
        ),
    ),
    "added-with-several-people-one-acting": (
        (added("Mission Z", "Mairie", people=(DURAND, MARTIN), acting=(DURAND,)),),
        ("La Mission Z apparaît à la Mairie, avec Mme Anne Durand par intérim et M. Bruno Martin.",),
        ("The Mission Z appears in the Mairie, with Mme Anne Durand in an acting capacity and M. Bruno Martin.",),
    ),
    "added-with-an-acting-head-who-was-elsewhere": (  # as below: they keep their own post
        (edit("person_removed", RESSOURCES, DURAND), added("Mission climat", ACHATS, people=(DURAND,), acting=(DURAND,))),
        (
            "Mme Anne Durand ne figure plus à la DGA Ressources.",
            "La Mission climat apparaît dans la Direction des achats, confiée par intérim à Mme Anne Durand.",
        ),
        (
            "Mme Anne Durand is no longer listed at the DGA Ressources.",
            "The Mission climat appears in the Direction des achats, headed in an acting capacity by Mme Anne Durand.",
        ),
    ),
    "removed-with-its-acting-head": (
        (removed("Cabinet", people=(DURAND,), acting=(DURAND,)),),
        ("Le Cabinet n’apparaît plus dans l’organigramme ; il était confié par intérim à Mme Anne Durand.",),
        ("The Cabinet no longer appears in the org chart; it was headed in an acting capacity by Mme Anne Durand.",),
    ),
    "added-under-the-town": (
        (added("Pôle B", "Ville de Valmont-sur-Ource"),),
        ("Le Pôle B apparaît à la Ville de Valmont-sur-Ource.",),
        ("The Pôle B appears in the Ville de Valmont-sur-Ource.",),
    ),
    "added-together": (
        (added("Mission A", ACHATS, people=(DURAND,)), added("Cellule B", ACHATS), added("Direction C", ACHATS)),
        ("La Mission A (Mme Anne Durand), la Cellule B et la Direction C apparaissent dans la Direction des achats.",),
        ("The Mission A (Mme Anne Durand), the Cellule B and the Direction C appear in the Direction des achats.",),
    ),
    "added-together-masculine": (
        (added("Mission A", ACHATS), added("Bureau B", ACHATS)),
        ("La Mission A et le Bureau B apparaissent dans la Direction des achats.",),
        ("The Mission A and the Bureau B appear in the Direction des achats.",),
    ),
    "added-many": (
        tuple(added(f"Cellule {n}", ACHATS) for n in range(1, 7)),
        (
            "Dans la Direction des achats, six cellules apparaissent : Cellule 1, Cellule 2, Cellule 3, Cellule 4, Cellule 5 et "
            "Cellule 6.",
        ),
        (
            "In the Direction des achats, six units appear: Cellule 1, Cellule 2, Cellule 3, Cellule 4, Cellule 5 and "
            "Cellule 6.",
        ),
    ),
    "added-with-those-below": (
        (
            added("Pôle Z", "Mairie"),
            added("Service Y", "Pôle Z", "Mairie", people=("Paul Roche",)),
            added("Bureau X", "Service Y", "Mairie", "Pôle Z"),
        ),
        ("Le Pôle Z apparaît à la Mairie, avec le Service Y (Paul Roche) et le Bureau X.",),
        ("The Pôle Z appears in the Mairie, along with the Service Y (Paul Roche) and the Bureau X.",),
    ),
    "added-with-its-head-and-those-below": (
        (added("Pôle Z", "Mairie", people=(DURAND,)), added("Service Y", "Pôle Z", "Mairie")),
        ("Le Pôle Z apparaît à la Mairie, avec le Service Y ; il est confié à Mme Anne Durand.",),
        ("The Pôle Z appears in the Mairie, along with the Service Y; it is headed by Mme Anne Durand.",),
    ),
    "added-with-its-people-and-those-below": (
        (added("Mission Z", "Mairie", people=(DURAND, MARTIN)), added("Service Y", "Mission Z", "Mairie")),
        ("La Mission Z apparaît à la Mairie, avec le Service Y ; Mme Anne Durand et M. Bruno Martin y figurent.",),
        (
            "The Mission Z appears in the Mairie, along with the Service Y; Mme Anne Durand and M. Bruno Martin are listed "
            "there.",
        ),
    ),
    "added-where-is-to-be-checked": (
        (added("Service Y", "Pôle Z", people=(DURAND,), uncertain=True),),
        ("Le Service Y apparaît dans l’organigramme, confié à Mme Anne Durand ; à vérifier : son rattachement au Pôle Z.",),
        ("The Service Y appears in the org chart, headed by Mme Anne Durand; to be checked: whether it belongs to the Pôle Z.",),
    ),
    "removed-at-the-top": ((removed("Cabinet"),),
("Le Cabinet n’apparaît plus dans l’organigramme.",),
("The Cabinet no longer appears in the org chart.",)),
    "removed-with-those-below": (
        (removed(ACHATS, PROJETS, people=(MARTIN,)), removed("Service A", ACHATS, PROJETS), removed("Cellule B", ACHATS, PROJETS)),
        (
            "La Direction des achats, qui relevait de la DGA Projets, n’apparaît plus dans "
"l’organigramme, pas plus que le Service A et la Cellule B ; elle "
            "était confiée à M. Bruno Martin.",
        ),
        (
            "The Direction des achats, until now part of the DGA Projets, no longer appears in the org "
"chart, any more than the Service A and the Cellule B; "
            "it was headed by M. Bruno Martin.",
        ),
    ),
    "removed-with-several-people": (
        (removed("Service A", "Pôle Z", people=("Paul Roche", MARTIN)),),
        ("Le Service A, qui relevait du Pôle Z, n’apparaît plus dans l’organigramme ; "
"Paul Roche et M. Bruno Martin y figuraient.",),
        ("The Service A, until now part of the Pôle Z, no longer appears in the org chart; "
"Paul Roche and M. Bruno Martin were listed there.",),
    ),
    "removed-together": (
        (removed("Service A", "École de musique"), removed("Service B", "École de musique")),
        ("Le Service A et le Service B, qui relevaient de l’École de musique, n’apparaissent plus dans l’organigramme.",),
        ("The Service A and the Service B, until now part of the École de musique, no longer appear in the org chart.",),
    ),
    "removed-many": (
        tuple(removed(label, "Pôle Z") for label in services(5)),
        (
            "Cinq services qui relevaient du Pôle Z n’apparaissent plus dans l’organigramme : "
"Service A, Service B, Service C, Service D et Service E.",
        ),
        ("Five units that were part of the Pôle Z no longer appear in the org chart: Service A, "
"Service B, Service C, Service D and Service E.",),
    ),
    "removed-from-an-uncertain-place": (
        (removed("Mission Y", "Pôle Z", uncertain=True),),
        ("La Mission Y n’apparaît plus dans l’organigramme.",),
        ("The Mission Y no longer appears in the org chart.",),
    ),
    "went-perhaps": (
        (removed("Mission Y", "Pôle Z", uncertain=True, ids=["u3", None]),),
        ("À vérifier : la Mission Y, qui relevait du Pôle Z, n’apparaît plus dans l’organigramme.",),
        ("To be checked: the Mission Y, until now part of the Pôle Z, no longer appears in the org chart.",),
    ),
    # ------------------------------------------------------------------------------------------------------ people
    "replaced-perhaps": (
        (moved(), replaced(before="M. B. Martin", after="Mme A. Durand", uncertain=True)),
        (
            "La Direction des achats figure désormais sous la DGA Projets, et non plus sous la DGA Ressources ; à vérifier : "
            "à la Direction des achats, Mme A. Durand remplace M. B. Martin.",
        ),
        (
            "The Direction des achats now comes under the DGA Projets, no longer under the DGA Ressources; to be checked: "
            "at the Direction des achats, Mme A. Durand replaces M. B. Martin.",
        ),
    ),
    "replaced-by-a-name-that-is-not-certain": (
        (replaced(before="M. B. Martin", after="Mme A. Durand", uncertain=True, doubt="name"),),
        ("À vérifier (nom peu sûr) : à la Direction des achats, Mme A. Durand remplace M. B. Martin.",),
        ("To be checked (name not certain): at the Direction des achats, Mme A. Durand replaces M. B. Martin.",),
    ),
    "several-doubts-of-one-unit": (
        (
            edit("unit_renamed", ACHATS, "Service des marchés", ACHATS, uncertain=True, doubt="title"),
            replaced(before="M. B. Martin", after="Mme A. Durand", uncertain=True, doubt="match"),
        ),
        (
            "À vérifier : le Service des marchés devient la Direction des achats ; à vérifier aussi : Mme A. Durand y remplace "
            "M. B. Martin.",
        ),
        (
            "To be checked: the Service des marchés becomes the Direction des achats; to be checked too: Mme A. Durand replaces "
            "M. B. Martin there.",
        ),
    ),
    "another-role": (
        (edit("role_changed", ACHATS, "directrice par intérim", "directrice", person="Mme Anne Durand"),),
        (
            "À la Direction des achats, Mme Anne Durand figure désormais comme « directrice », et non plus comme « directrice "
            "par intérim ».",
        ),
        (
            "At the Direction des achats, Mme Anne Durand is now listed as “directrice”, no longer as “directrice par "
            "intérim”.",
        ),
    ),
    "a-role-at-last": (
        (edit("role_changed", ACHATS, None, "adjointe", person="Mme Anne Durand"),),
        ("À la Direction des achats, Mme Anne Durand figure désormais comme « adjointe ».",),
        ("At the Direction des achats, Mme Anne Durand is now listed as “adjointe”.",),
    ),
    "interim-from-now-on": (
        (edit("role_changed", ACHATS, None, "par intérim", person="Mme Anne Durand"),),
        ("À la Direction des achats, Mme Anne Durand figure désormais avec la mention « par intérim ».",),
        ("At the Direction des achats, Mme Anne Durand is now listed with the words “par intérim”.",),
    ),
    "until-a-day": (
        (edit("role_changed", ACHATS, None, "jusqu’au 31 mai", person="Mme Anne Durand"),),
        ("À la Direction des achats, Mme Anne Durand figure désormais avec la mention « jusqu’au 31 mai ».",),
        ("At the Direction des achats, Mme Anne Durand is now listed with the words “jusqu’au 31 mai”.",),
    ),
    "leave": (
        (edit("role_changed", ACHATS, "congé maternité", None, person="Mme Anne Durand"),),
        ("À la Direction des achats, Mme Anne Durand figure désormais sans la mention « congé maternité ».",),
        ("At the Direction des achats, Mme Anne Durand is now listed without the words “congé maternité”.",),
    ),
    "a-rank-of-the-department": (
        (edit("role_changed", ACHATS, None, "départementale déléguée", person="Mme Anne Durand"),),
        ("À la Direction des achats, Mme Anne Durand figure désormais comme « départementale déléguée ».",),
        ("At the Direction des achats, Mme Anne Durand is now listed as “départementale déléguée”.",),
    ),
    "a-deputy-by-number": (
        (edit("role_changed", ACHATS, None, "2e adjointe", person="Mme Anne Durand"),),
        ("À la Direction des achats, Mme Anne Durand figure désormais comme « 2e adjointe ».",),
        ("At the Direction des achats, Mme Anne Durand is now listed as “2e adjointe”.",),
    ),
    "interim-no-more": (
        (moved(), edit("role_changed", ACHATS, "par intérim", None, person="Mme A. Durand")),
        (
            "La Direction des achats figure désormais sous la DGA Projets, et non plus sous la DGA Ressources ; Mme A. Durand "
            "y figure désormais sans la mention « par intérim ».",
        ),
        (
            "The Direction des achats now comes under the DGA Projets, no longer under the DGA Ressources; Mme A. Durand is now "
            "listed there without the words “par intérim”.",
        ),
    ),
    "a-deputy-who-heads-it-now": (
        (
            edit("role_changed", ACHATS, None, "Adjointe", person="Mme Anne Durand"),
            edit("role_changed", ACHATS, "Adjoint", None, person="M. Bruno Martin", first=True),
        ),
        (
            "À la Direction des achats, Mme Anne Durand figure désormais comme « Adjointe » ; M. Bruno Martin y figure désormais "
            "en premier, et non plus comme « Adjoint ».",
        ),
        (
            "At the Direction des achats, Mme Anne Durand is now listed as “Adjointe”; M. Bruno Martin is now listed there first, "
            "no longer as “Adjoint”.",
        ),
    ),
    "no-role-any-more": (
        (moved(), edit("role_changed", ACHATS, "adjointe", None, person="Mme A. Durand")),
        (
            "La Direction des achats figure désormais sous la DGA Projets, et non plus sous la DGA Ressources ; Mme A. Durand "
            "n’y figure plus comme « adjointe ».",
        ),
        (
            "The Direction des achats now comes under the DGA Projets, no longer under the DGA Ressources; Mme A. Durand is no "
            "longer listed there as “adjointe”.",
        ),
    ),
    "replaced": (
        (replaced("Pôle culture", "Marie Roche", "Paul Vidal"),),
        ("Au Pôle culture, Paul Vidal remplace Marie Roche.",),
        ("At the Pôle culture, Paul Vidal replaces Marie Roche.",),
    ),
    "replaced-by-an-acting-head": (
        (replaced(role="directrice par intérim"),),
        ("À la Direction des achats, Mme Anne Durand remplace par intérim M. Bruno Martin.",),
        ("At the Direction des achats, Mme Anne Durand replaces M. Bruno Martin in an acting capacity.",),
    ),
    "replaced-in-a-lower-role": (
        (replaced(role="Directrice adjointe"),),
        ("À la Direction des achats, Mme Anne Durand (directrice adjointe) remplace M. Bruno Martin.",),
        ("At the Direction des achats, Mme Anne Durand (directrice adjointe) replaces M. Bruno Martin.",),
    ),
    "replaced-in-another-language": (
        (replaced("Amt für Finanzen", "Uwe Kranz", "Petra Schulz", role="Amtsleiterin"),),
        ("À l’unité « Amt für Finanzen », Petra Schulz (Amtsleiterin) remplace Uwe Kranz.",),
        ("At “Amt für Finanzen”, Petra Schulz (Amtsleiterin) replaces Uwe Kranz.",),
    ),
    "replaced-in-words-with-capitals": (
        (replaced("Finance", "Peter Hall", "Alice Wood", role="Deputy Head of Finance"),),
        ("À l’unité « Finance », Alice Wood (Deputy Head of Finance) remplace Peter Hall.",),
        ("At “Finance”, Alice Wood (Deputy Head of Finance) replaces Peter Hall.",),
    ),
    "replaced-at-the-head": (
        (replaced(role="Directrice"),),
        ("À la Direction des achats, Mme Anne Durand remplace M. Bruno Martin.",),
        ("At the Direction des achats, Mme Anne Durand replaces M. Bruno Martin.",),
    ),
    "vacant": (
        (replaced(after=None),),
        ("À la Direction des achats, le poste qu’occupait M. Bruno Martin est désormais vacant.",),
        ("At the Direction des achats, the post held by M. Bruno Martin is now vacant.",),
    ),
    "moved-and-vacant": (
        (moved(), replaced(after=None)),
        (
            "La Direction des achats figure désormais sous la DGA Projets, et non plus sous la DGA Ressources ; le poste "
            "qu’y occupait M. Bruno Martin est désormais vacant.",
        ),
        (
            "The Direction des achats now comes under the DGA Projets, no longer under the DGA Ressources; the post held "
            "there by M. Bruno Martin is now vacant.",
        ),
    ),
    "filled": (
        (replaced(before=None),),
        ("À la Direction des achats, Mme Anne Durand prend le poste, jusque-là vacant.",),
        ("At the Direction des achats, Mme Anne Durand takes up the post, vacant until now.",),
    ),
    "filled-by-an-acting-head": (
        (replaced(before=None, role="p.i."),),
        ("À la Direction des achats, Mme Anne Durand assure l’intérim du poste, jusque-là vacant.",),
        ("At the Direction des achats, Mme Anne Durand fills the post, vacant until now, in an acting capacity.",),
    ),
    "came": (
        (edit("person_added", "École de musique", after=DURAND),),
        ("Mme Anne Durand figure désormais à l’École de musique.",),
        ("Mme Anne Durand is now listed at the École de musique.",),
    ),
    "left": (
        (edit("person_removed", "Cabinet du maire", MARTIN),),
        ("M. Bruno Martin ne figure plus au Cabinet du maire.",),
        ("M. Bruno Martin is no longer listed at the Cabinet du maire.",),
    ),
    "several-in-one-unit": (
        (
            replaced(before="Paul Roche", after="Luc Petit"),
            edit("person_added", ACHATS, after=DURAND),
            edit("person_removed", ACHATS, MARTIN),
        ),
        (
            "À la Direction des achats, Luc Petit remplace Paul Roche ; Mme Anne Durand y figure désormais ; M. Bruno Martin n’y "
            "figure plus.",
        ),
        (
            "At the Direction des achats, Luc Petit replaces Paul Roche; Mme Anne Durand is now listed there; M. Bruno Martin is "
            "no longer listed there.",
        ),
    ),
    "of-two-units-of-one-name": (
        (replaced("Secrétariat", "Paul Roche", "Luc Petit", path=("Mairie", ACHATS), same_title=True),),
        ("Au Secrétariat (Direction des achats), Luc Petit remplace Paul Roche.",),
        ("At the Secrétariat (Direction des achats), Luc Petit replaces Paul Roche.",),
    ),
    # ------------------------------------------------------------------------------------- from one unit to another
    "she-goes-to-another-direction": (
        (edit("person_removed", RESSOURCES, DURAND), replaced()),
        (
            "Mme Anne Durand, jusque-là à la DGA Ressources, figure désormais à la Direction des achats, où elle remplace M. Bruno "
            "Martin.",
        ),
        (
            "Mme Anne Durand, until now at the DGA Ressources, is now listed at the Direction des achats, where she replaces M. "
            "Bruno Martin.",
        ),
    ),
    "he-goes-and-is-replaced": (
        (replaced(RESSOURCES, MARTIN, "Paul Roche"), replaced(ACHATS, DURAND, MARTIN)),
        (
            "À la DGA Ressources, Paul Roche remplace M. Bruno Martin.",
            "M. Bruno Martin, jusque-là à la DGA Ressources, figure désormais à la Direction des achats, où il remplace "
            "Mme Anne Durand.",
        ),
        (
            "At the DGA Ressources, Paul Roche replaces M. Bruno Martin.",
            "M. Bruno Martin, until now at the DGA Ressources, is now listed at the Direction des achats, where he "
            "replaces Mme Anne Durand.",
        ),
    ),
    "somebody-goes-whose-gender-is-not-printed": (
        (edit("person_removed", RESSOURCES, "Camille Morel"), replaced(after="Camille MOREL")),
        (
            "Camille MOREL, jusque-là à la DGA Ressources, figure désormais à la Direction des achats et y remplace M. "
            "Bruno Martin.",
        ),
        ("Camille MOREL, until now at the DGA Ressources, is now listed at the Direction des achats, replacing M. Bruno Martin.",),
    ),
    "who-comes-has-the-other-name-in-capitals": (
        (edit("person_removed", RESSOURCES, "Paul MARTIN"), replaced(after="Martin PAUL")),
        (
            "Paul MARTIN ne figure plus à la DGA Ressources.",
            "À la Direction des achats, Martin PAUL remplace M. Bruno Martin.",
        ),
        (
            "Paul MARTIN is no longer listed at the DGA Ressources.",
            "At the Direction des achats, Martin PAUL replaces M. Bruno Martin.",
        ),
    ),
    "goes-to-a-vacant-post": (
        (edit("person_removed", RESSOURCES, DURAND), replaced(before=None)),
        ("Mme Anne Durand, jusque-là à la DGA Ressources, figure désormais à la Direction des achats, où le poste était vacant.",),
        (
            "Mme Anne Durand, until now at the DGA Ressources, is now listed at the Direction des achats, where the post "
            "was vacant.",
        ),
    ),
    "leaves-a-deputy-s-post-vacant": (
        (edit("person_replaced", RESSOURCES, DURAND, None, role="Adjointe"), replaced()),
        (
            "Mme Anne Durand, jusque-là à la DGA Ressources (poste « Adjointe » désormais vacant), figure désormais à la Direction "
            "des achats, où elle remplace M. Bruno Martin.",
        ),
        (
            "Mme Anne Durand, until now at the DGA Ressources (the post “Adjointe” is now vacant), is now listed at the "
            "Direction des achats, where she replaces M. Bruno Martin.",
        ),
    ),
    "goes-to-another-unit": (
        (edit("person_removed", RESSOURCES, DURAND), edit("person_added", ACHATS, after=DURAND)),
        ("Mme Anne Durand, jusque-là à la DGA Ressources, figure désormais à la Direction des achats.",),
        ("Mme Anne Durand, until now at the DGA Ressources, is now listed at the Direction des achats.",),
    ),
    "goes-to-a-unit-that-moves": (
        (moved(), replaced(), edit("person_removed", "Cabinet", DURAND)),
        (
            "La Direction des achats figure désormais sous la DGA Projets, et non plus sous la DGA Ressources ; Mme Anne "
            "Durand, jusque-là au Cabinet, y remplace M. Bruno Martin.",
        ),
        (
            "The Direction des achats now comes under the DGA Projets, no longer under the DGA Ressources; Mme Anne "
            "Durand, until now at the Cabinet, replaces M. Bruno Martin there.",
        ),
    ),
    "goes-to-a-new-unit": (
        (added("Pôle culture", "Mairie", people=(DURAND,)), edit("person_removed", RESSOURCES, DURAND)),
        ("Le Pôle culture apparaît à la Mairie, confié à Mme Anne Durand, jusque-là à la DGA Ressources.",),
        ("The Pôle culture appears in the Mairie, headed by Mme Anne Durand, until now at the DGA Ressources.",),
    ),
    "goes-from-a-unit-that-went-to-one-of-several": (
        (
            removed("Cabinet", people=(DURAND,)),
            added("Service A", ACHATS, people=(DURAND,)),
            added("Service B", ACHATS),
        ),
        (
            "Le Cabinet n’apparaît plus dans l’organigramme ; il était confié à Mme Anne Durand.",
            "Le Service A (Mme Anne Durand, jusque-là au Cabinet) et le Service B apparaissent dans la Direction des achats.",
        ),
        (
            "The Cabinet no longer appears in the org chart; it was headed by Mme Anne Durand.",
            "The Service A (Mme Anne Durand, until now at the Cabinet) and the Service B appear in the Direction des achats.",
        ),
    ),
    "perhaps-another-of-that-initial": (
        (edit("person_removed", RESSOURCES, "Mme A. Durand"), edit("person_added", ACHATS, after="Mme A. Durand")),
        ("Mme A. Durand ne figure plus à la DGA Ressources.", "Mme A. Durand figure désormais à la Direction des achats."),
        ("Mme A. Durand is no longer listed at the DGA Ressources.", "Mme A. Durand is now listed at the Direction des achats."),
    ),
    "perhaps-a-namesake": (
        (edit("person_removed", RESSOURCES, "M. Camille Morel"), edit("person_added", ACHATS, after="Mme Camille Morel")),
        ("M. Camille Morel ne figure plus à la DGA Ressources.", "Mme Camille Morel figure désormais à la Direction des achats."),
        (
            "M. Camille Morel is no longer listed at the DGA Ressources.",
            "Mme Camille Morel is now listed at the Direction des achats.",
        ),
    ),
    "an-acting-head-keeps-their-own-post": (
        (edit("person_removed", RESSOURCES, DURAND), replaced(role="par intérim")),
        (
            "Mme Anne Durand ne figure plus à la DGA Ressources.",
            "À la Direction des achats, Mme Anne Durand remplace par intérim M. Bruno Martin.",
        ),
        (
            "Mme Anne Durand is no longer listed at the DGA Ressources.",
            "At the Direction des achats, Mme Anne Durand replaces M. Bruno Martin in an acting capacity.",
        ),
    ),
    # ------------------------------------------------------------------------------------------------ nasty labels
    "no-label": ((added(""),),
("Une unité sans nom apparaît dans l’organigramme.",),
("An unnamed unit appears in the org chart.",)),
    "no-known-noun": (
        (moved("Vie associative", "L’Escale", "Finances"), replaced("Vie associative", "Paul Roche", "Luc Petit")),
        (
            "L’unité « Vie associative » figure désormais sous l’unité « Finances », et non plus sous l’unité « L’Escale » ; Luc "
            "Petit y remplace Paul Roche.",
        ),
        ("“Vie associative” now comes under “Finances”, no longer under “L’Escale”; Luc Petit replaces Paul Roche there.",),
    ),
    "an-article-of-its-own": (
        (moved("L'École de musique", "Le Service des sports", "La Direction des arts"),),
        ("L’École de musique figure désormais sous la Direction des arts, et non plus sous le Service des sports.",),
        ("The École de musique now comes under the Direction des arts, no longer under the Service des sports.",),
    ),
    "capitals-and-abbreviations": (
        (moved("SERVICE COMMUN", "D.G.A. PROJETS", "Dir. de l’eau"),),
        ("Le SERVICE COMMUN figure désormais sous la Dir. de l’eau, et non plus sous la D.G.A. PROJETS.",),
        ("The SERVICE COMMUN now comes under the Dir. de l’eau, no longer under the D.G.A. PROJETS.",),
    ),
    "ends-with-a-full-stop": (
        (edit("unit_renamed", "Serv. adm.", "Service administratif", "Serv. adm."),),
        ("Le Service administratif devient le Serv. adm.",),
        ("The Service administratif becomes the Serv. adm.",),
    ),
    "quotation-marks-of-its-own": (
        (edit("unit_renamed", "« Le Lieu »", "Lieu dit « Le Clos »", "« Le Lieu »"),),
        ("L’unité “Lieu dit « Le Clos »” devient l’unité « Le Lieu ».",),
        ("“Lieu dit « Le Clos »” becomes « Le Lieu ».",),
    ),
    "plural": (
        (added("Services techniques", "Archives municipales"), edit("person_removed", "Bureaux annexes", MARTIN)),
        (
            "Les Services techniques apparaissent dans les Archives municipales.",
            "M. Bruno Martin ne figure plus aux Bureaux annexes.",
        ),
        (
            "The Services techniques appear in the Archives municipales.",
            "M. Bruno Martin is no longer listed at the Bureaux annexes.",
        ),
    ),
    "plural-no-more": (
        (edit("unit_renamed", "Nature en ville", "Bureaux annexes", "Nature en ville"),),
        ("Les Bureaux annexes deviennent l’unité « Nature en ville ».",),
        ("The Bureaux annexes become “Nature en ville”.",),
    ),
    "plural-from-now-on": (
        (edit("unit_renamed", "Archives municipales", "Bureau du fonds", "Archives municipales"),),
        ("Le Bureau du fonds devient les Archives municipales.",),
        ("The Bureau du fonds becomes the Archives municipales.",),
    ),
    "a-post-in-a-box": (
        (replaced("Directeur général des services", MARTIN, DURAND), added("Pôle B", "Maire")),
        (
            "Au poste « Directeur général des services », Mme Anne Durand remplace M. Bruno Martin.",
            "Le Pôle B apparaît sous l’autorité du poste « Maire ».",
        ),
        (
            "In the post “Directeur général des services”, Mme Anne Durand replaces M. Bruno Martin.",
            "The Pôle B appears under the post “Maire”.",
        ),
    ),
    "an-english-label": (
        (replaced("Parks Department", "John Smith", "Mary Jones"),),
        ("À l’unité « Parks Department », Mary Jones remplace John Smith.",),
        ("At the Parks Department, Mary Jones replaces John Smith.",),
    ),
    "names-with-particles": (
        (edit("person_removed", "Cabinet", "d’Ormesson Jean"), replaced("Pôle B", "Mme de La Tour", "M. LE GOFF")),
        ("d’Ormesson Jean ne figure plus au Cabinet.", "Au Pôle B, M. LE GOFF remplace Mme de La Tour."),
        ("d’Ormesson Jean is no longer listed at the Cabinet.", "At the Pôle B, M. LE GOFF replaces Mme de La Tour."),
    ),
    "control-characters": (
        (added("Service\x1b[31m des\u202e eaux\n{0} {unit:the}", "Pôle <b>"),),
        ("Le Service�[31m des eaux {0} {unit:the} apparaît dans le Pôle <b>.",),
        ("The Service�[31m des eaux {0} {unit:the} appears in the Pôle <b>.",),
    ),
    "very-long": (
        (added("Service " + "très " * 60 + "long"),),
        ("Le Service " + "très " * 21 + "très… apparaît dans l’organigramme.",),
        ("The Service " + "très " * 21 + "très… appears in the org chart.",),
    ),
    # -------------------------------------------------------------------------------------------- the whole, the unknown
    "redrawn": (
        (Edit(op="redrawn", facts={"added": 40, "removed": 12, "kept": 8}),),
        ("L’organigramme a été entièrement refondu : les deux versions sont à comparer l’une à côté de l’autre.",),
        ("The org chart has been redrawn from scratch: the two versions are best compared side by side.",),
    ),
    "redrawn-the-same": (
        (Edit(op="redrawn", facts={"added": 0, "removed": 0, "kept": 8, "same": True}),),
        ("L’organigramme a été redessiné : mêmes services, mêmes responsables.",),
        ("The org chart has been redrawn: same units, same people.",),
    ),
    "redrawn-named": (
        (Edit(op="redrawn", facts={"added": 2, "removed": 1, "kept": 30, "lost": ["CCAS"], "new": ["Pôle A", "Pôle B"]}),),
        (
            "L’organigramme a été redessiné : les deux versions sont à comparer l’une à côté de l’autre. "
            "À vérifier : « CCAS » ne s’y retrouve pas. "
            "À vérifier, n’étaient pas dans la version précédente : « Pôle A » et « Pôle B ».",
        ),
        (
            "The org chart has been redrawn: the two versions are best compared side by side. "
            "To be checked: “CCAS” is not found in it. "
            "To be checked, not in the version before: “Pôle A” and “Pôle B”.",
        ),
    ),
    "date": (
        (Edit(op="title_changed", before="Organigramme – Juin 2025", after="Organigramme – Mars 2026"),),
        ("date du document : [Juin 2025 → Mars 2026]",),
        ("document date: [Juin 2025 → Mars 2026]",),
    ),
    "title": (
        (
            Edit(
                op="title_changed",
                before="Organigramme",
                after="Organigramme des services",
                words=(("=", "Organigramme"), ("+", " des services")),
            ),
        ),
        ("titre du document : Organigramme [+des services]",),
        ("document title: Organigramme [+des services]",),
    ),
    "an-op-of-a-later-version": (
        (edit("person_promoted", ACHATS, "Paul Roche", "Luc Petit"),),
        ("À la Direction des achats : Paul Roche → Luc Petit.",),
        ("At the Direction des achats: Paul Roche → Luc Petit.",),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("edits", "french_words", "english_words"), CASES.values(), ids=CASES)
def test_edits_are_said_as_a_newspaper_would(
    edits: tuple[Edit, ...], french_words: tuple[str, ...], english_words: tuple[str, ...]
) -> None:
    """13.6."""
    change = ex.document(*edits)
    assert said(change, "fr") == list(french_words)
    assert said(change, "en") == list(english_words)


def said(change: Change, language: Language) -> list[str]:
    """The statements of *change*, their no-break spaces as ordinary ones."""
    return [plain(s.line).replace("\u202f", " ").replace("\u00a0", " ") for s in statements(change, language)]


def test_french_sentences_are_set_as_a_printer_would() -> None:
    """Narrow no-break space inside « » and before ; — no-break space before : — but labels stay as they are printed."""
    change = ex.document(moved("Vie associative", uncertain=True), replaced("Vie associative", "L'un", "« L'autre »"))
    assert [s.text for s in statements(change, "fr")] == [
        "À l’unité «\u202fVie associative\u202f», « L'autre » remplace L'un\u202f; à vérifier (rattachement peu sûr)\u00a0: "
        "l’unité «\u202fVie associative\u202f» semble figurer désormais sous la DGA Projets, et non plus sous la DGA Ressources."
    ]


def test_whom_a_sentence_is_about_is_told_from_our_words() -> None:
    """13.6: the unit is emphasised; names and other labels are text of the page."""
    (statement,) = statements(ex.document(moved(), replaced()), "fr")
    assert [(span.role, span.text) for span in statement.spans] == [
        ("note", "La "),
        ("name", "Direction des achats"),
        ("note", " figure désormais sous la "),
        ("=", "DGA Projets"),
        ("note", ", et non plus sous la "),
        ("=", "DGA Ressources"),
        ("note", "\u202f; "),
        ("=", "Mme Anne Durand"),
        ("note", " y remplace "),
        ("=", "M. Bruno Martin"),
        ("note", "."),
    ]


# ------------------------------------------------------------------------------------------------------- numbers and headings

AT_HOME = ("Mairie", "Pôle vie locale")
REORGANISED = ex.document(
    ex.LABEL,
    replaced("Cabinet", "Paul Roche", "Luc Petit", path=("Mairie",)),
    replaced("Direction des arts", path=AT_HOME),
    replaced("Service des sports", "Rose Morel", "Léa Caron", path=("Mairie", "Pôle ville durable", "Direction des sports")),
    moved("Service du livre", "Cabinet", "Direction des arts", path=(*AT_HOME, "Direction des arts")),
    added("Service des eaux", "Pôle ville durable", "Mairie"),
    Edit(op="title_changed", before="Juin 2025", after="Mars 2026"),
)


def test_statements_are_numbered_and_grouped_by_direction() -> None:
    """13.6 and 13.7: in the order of the new chart, what stands alone first, then those of one direction together."""
    told = statements(REORGANISED, "fr")
    assert [(s.number, s.group, s.units, s.edits) for s in told] == [
        (1, "", ("Cabinet",), (1,)),
        (2, "Direction des arts", ("Direction des arts",), (2,)),
        (3, "Direction des arts", ("Service du livre",), (4,)),
        (4, "Pôle ville durable", ("Service des sports",), (3,)),
        (5, "Pôle ville durable", ("Service des eaux",), (5,)),
        (None, "", (), (6,)),
    ]


def test_the_list_is_readable_on_a_terminal() -> None:
    """The chart's statements stand before the document's label; numbers hang, headings stand apart."""
    assert change_report(REORGANISED, Terminal(language="en", width=84)) == (
        "  organigramme “Organigramme - Juin 2026” — 1 unit appeared, 1 moved, 3 heads\n"
        "    replaced, document date changed (Juin 2025 → Mars 2026), label changed\n"
        "    1.\u00a0At the Cabinet, Luc Petit replaces Paul Roche.\n"
        "\n"
        "    Direction des arts\n"
        "    2.\u00a0At the Direction des arts, Mme Anne Durand replaces M. Bruno Martin.\n"
        "    3.\u00a0The Service du livre now comes under the Direction des arts, no longer\n"
        "       under the Cabinet.\n"
        "\n"
        "    Pôle ville durable\n"
        "    4.\u00a0At the Service des sports, Léa Caron replaces Rose Morel.\n"
        "    5.\u00a0The Service des eaux appears in the Pôle ville durable.\n"
        "    ~\u00a0document date: [Juin 2025\u00a0→ Mars 2026]\n"
        "    ~\u00a0label: Organigramme - Juin [2025\u00a0→ 2026]"
    )


def test_few_statements_need_no_headings() -> None:
    change = ex.document(*REORGANISED.edits[1:4])
    assert {s.group for s in statements(change, "fr")} == {""}


def test_one_direction_needs_no_heading() -> None:
    change = ex.document(*(replaced(label, path=("Mairie", ACHATS)) for label in services(5)))
    assert {s.group for s in statements(change, "fr")} == {""}


def test_what_went_is_listed_under_the_name_that_the_direction_has_now() -> None:
    change = ex.document(
        edit("unit_renamed", "Pôle ville durable", "Pôle technique", "Pôle ville durable", path=("Mairie",)),
        removed("Service des eaux", "Pôle technique", "Mairie"),
        *(replaced(label, path=("Mairie", "Pôle B")) for label in services(2)),
    )
    assert [s.group for s in statements(change, "en")] == ["Pôle ville durable", "Pôle ville durable", "Pôle B", "Pôle B"]


def test_edits_of_an_earlier_version_are_told_with_less() -> None:
    """Edits stored before 1.1 know nothing but DESIGN 5.5: labels, parents, page and place."""
    place: dict[str, Any] = {"page": 1, "bbox": [0, 0, 9, 9]}
    change = ex.document(
        moved(**place),
        replaced(**place),
        ex.unit("unit_removed", "Cabinet", parent="Mairie"),
        ex.unit("unit_removed", "Secrétariat", parent="Cabinet"),
    )
    assert said(change, "fr") == [
        "La Direction des achats figure désormais sous la DGA Projets, et non plus sous la DGA Ressources ; Mme Anne "
        "Durand y remplace M. Bruno Martin.",
        "Le Cabinet, qui relevait de la Mairie, n’apparaît plus dans l’organigramme, pas plus que le Secrétariat.",
    ]


def test_units_of_one_name_are_told_apart_by_their_place() -> None:
    """Two boxes called the same are two units, and two sentences."""
    here: dict[str, Any] = {"page": 1, "bbox": (0, 0, 9, 9)}
    there: dict[str, Any] = {"page": 1, "bbox": (50, 0, 59, 9)}
    change = ex.document(
        replaced("Accueil", "Paul Roche", "Luc Petit", **here), edit("person_removed", "Accueil", "Rose Morel", **there)
    )
    assert said(change, "en") == ["At “Accueil”, Luc Petit replaces Paul Roche.", "Rose Morel is no longer listed at “Accueil”."]


# -------------------------------------------------------------------------------------------------------------- properties

labels = st.sampled_from(
    ["", ACHATS, RESSOURCES, "Services techniques", "L'Escale", "« Lieu »", "Maire", "Parks Department", "x" * 200, "a\x1b\n{b}"]
)
names = st.none() | st.sampled_from([MARTIN, DURAND, "A B", "d’Aumale Jean", "\u202e<b>"])
_OPS = "unit_added unit_removed unit_moved unit_renamed person_added person_removed person_replaced person_x title_changed"
ops = st.sampled_from(_OPS.split())
places = st.fixed_dictionaries(
    {},
    optional={
        "unit": labels, "parent": st.none() | labels, "path": st.lists(labels, max_size=3), "people": st.lists(labels, max_size=2),
        "uncertain": st.just(True), "same_title": st.just(True), "role": labels, "page": st.just(1),
        "bbox": st.lists(st.integers(0, 3), min_size=4, max_size=4),
    },
)  # fmt: skip
chart_edits = st.builds(Edit, op=ops, before=names | labels, after=names | labels, facts=places)


@given(st.lists(chart_edits, max_size=9), st.sampled_from(["fr", "en"]))
def test_each_edit_is_told_once_whatever_it_holds(edits: list[Edit], language: Language) -> None:
    """No edit is lost, none told twice; numbers count from 1; every sentence is one line without power over its reader."""
    told = statements(ex.document(*edits), language)
    assert sorted(index for s in told for index in s.edits) == list(range(len(edits)))
    assert [s.number for s in told if s.number] == list(range(1, 1 + sum(s.number is not None for s in told)))
    assert [s.text for s in told if not s.text.isprintable() and set(s.text) & {"\n", "\x1b", "\u202e"}] == []
    assert all(s.text.endswith((".", "…")) for s in told if s.number)


@given(st.lists(chart_edits, max_size=6))
def test_both_languages_tell_the_same(edits: list[Edit]) -> None:
    """Same numbers, same edits, same marks."""
    french, english = (
        [(s.number, s.edits, s.units, s.line.mark) for s in statements(ex.document(*edits), language)] for language in ("fr", "en")
    )
    assert french == english


def test_a_text_has_no_statements() -> None:
    assert statements(ex.document(ex.LABEL, ex.REWORDED), "fr") == ()
    assert [is_of_chart(e) for e in (ex.LABEL, ex.REWORDED, moved())] == [False, False, True]


def test_statements_come_before_what_the_page_shows() -> None:
    """13.6: the list, then label, size and address."""
    lines = change_lines(ex.document(ex.LABEL, ex.SIZE, moved()), "en")
    assert [(line.number, line.mark) for line in lines] == [(1, "*"), (None, "~"), (None, "~")]


# ------------------------------------------------------------------------------------------------------------------ labels


@pytest.mark.parametrize(
    ("label", "the", "of", "at"),
    [
        ("Direction des achats", "la Direction des achats", "de la Direction des achats", "à la Direction des achats"),
        ("Sous-direction du port", "la Sous-direction du port", "de la Sous-direction du port", "à la Sous-direction du port"),
        ("DÉPARTEMENT EAU", "le DÉPARTEMENT EAU", "du DÉPARTEMENT EAU", "au DÉPARTEMENT EAU"),
        ("Équipe de nuit", "l’Équipe de nuit", "de l’Équipe de nuit", "à l’Équipe de nuit"),
        ("Observatoire", "l’Observatoire", "de l’Observatoire", "à l’Observatoire"),
        ("Hôtel de ville", "l’Hôtel de ville", "de l’Hôtel de ville", "à l’Hôtel de ville"),
        ("Halte-garderie", "la Halte-garderie", "de la Halte-garderie", "à la Halte-garderie"),
        ("Écoles", "les Écoles", "des Écoles", "aux Écoles"),
        ("Relais petite enfance", "le Relais petite enfance", "du Relais petite enfance", "au Relais petite enfance"),
        ("CCAS", "le CCAS", "du CCAS", "au CCAS"),
        ("Les Archives", "les Archives", "des Archives", "aux Archives"),
        ("Serviettes", "l’unité « Serviettes »", "de l’unité « Serviettes »", "à l’unité « Serviettes »"),
        ("Communication", "l’unité « Communication »", "de l’unité « Communication »", "à l’unité « Communication »"),
    ],
)
def test_a_label_takes_the_articles_of_its_noun(label: str, the: str, of: str, at: str) -> None:
    """13.6, "with the right gender": elision and contraction; a noun that is not known is not guessed at."""
    found = named(label, locale_of("fr"))
    words = [f"{before}{found.label}{found.after}".replace("\u202f", " ") for before in (found.the, found.of, found.at)]
    assert words == [the, of, at]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Dir. des achats", "direction"),
        ("D.G.A. Projets", "dga"),
        ("Svc des eaux", "service"),
        ("Cabinet", "service"),
        ("", "service"),
    ],
)
def test_units_are_counted_by_their_kind(label: str, kind: str) -> None:
    assert kind_of(label) == kind


def test_nouns_know_their_number() -> None:
    found = {label: noun_of(label) for label in ("Bureaux annexes", "Palais des sports", "Service", "Vie locale")}
    assert {label: noun.plural for label, noun in found.items() if noun} == {
        "Bureaux annexes": True,
        "Palais des sports": False,
        "Service": False,
    }


def test_a_chart_of_three_hundred_edits_is_worded_in_a_blink() -> None:
    """§9: an alert must not wait for its words: four times as many edits are about four times as much work."""

    def work(number: int) -> int:
        at = [("Mairie", f"Pôle {n % 9}") for n in range(number)]
        edits = [replaced(f"Service {n}", f"Paul Roche{n}", f"Luc Petit{n}", path=path) for n, path in enumerate(at)]
        edits += [added(f"Bureau {n}", f"Service {n // 9}", *path) for n, path in enumerate(at)]
        return calls_of(lambda: statements(ex.document(*edits), "fr"))

    assert work(2) and work(160) < 6 * work(40)


@pytest.mark.parametrize(
    ("role", "french", "english"),
    [
        ("Directrice", "1 responsable remplacé", "1 head replaced"),
        (None, "1 responsable remplacé", "1 head replaced"),
        ("Directrice adjointe", "1 personne remplacée", "1 person replaced"),
        ("Deputy Head of Finance", "1 personne remplacée", "1 person replaced"),
        ("Assistante de direction", "1 personne remplacée", "1 person replaced"),
        ("Élue", "1 personne remplacée", "1 person replaced"),
        ("Concejala", "1 personne remplacée", "1 person replaced"),
        ("Élu CFDT", "1 responsable remplacé", "1 head replaced"),
        ("Élaboration du budget", "1 responsable remplacé", "1 head replaced"),
    ],
)
def test_a_deputy_who_follows_a_deputy_is_no_head(role: str | None, french: str, english: str) -> None:
    """3.26: the head is who it was."""
    change = Change(
        item="chart",
        item_kind="document",
        change="replaced",
        significance="substantive",
        edits=(replaced(role=role) if role else replaced(),),
    )
    assert (summary(change, "fr"), summary(change, "en")) == (french, english)


def test_what_is_certain_stands_before_what_is_to_be_checked() -> None:
    """10.8: number 1 of the list is what the headline tells, wherever the edits stand."""
    told = statements(ex.document(moved("Vie associative", uncertain=True), replaced()), "fr")
    assert [(s.number, s.line.mark) for s in told] == [(1, "*"), (2, "!")]


@pytest.mark.parametrize("role", ["a.i.", "komm.", "waarnemend", "en funciones", "em substituição", "Directrice a.i.", "acting"])
def test_who_holds_a_post_for_the_time_being_in_any_language_is_no_successor(role: str) -> None:
    """5.6: « (a.i.) » and « (en funciones) » counted as heads replaced."""
    facts = {"unit": "Welzijn", "ids": ["a", "a"], "role": role}
    assert is_acting(Edit(op="person_replaced", before="Sofie Wouters", after="Bart Goossens", facts=facts))
    assert without_interim(role) is not None


@pytest.mark.parametrize("role", ["Directrice", "Head of AI", "Chef de projet IA", "Komponist", "Leitung"])
def test_a_post_is_held_for_good_where_no_word_says_otherwise(role: str) -> None:
    """5.6."""
    facts = {"unit": "Welzijn", "ids": ["a", "a"], "role": role}
    assert not is_acting(Edit(op="person_replaced", before="Sofie Wouters", after="Bart Goossens", facts=facts))
    assert without_interim(role) is None
