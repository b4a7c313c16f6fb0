"""What a finished tree says against its own titles and people (3.27): seen, weighed, told; learned at first sight."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model import SURE, Person
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.arrangement.tree_signs import person_doubts, title_doubts
from monitor.pdf.orgchart.choice.sureness import doubt_units, set_sureness, title_evidence
from monitor.pdf.orgchart.nodes import Node

TITLES = ("Service de l'état civil", "Service des sports", "Service de la voirie", "Service du budget", "Service des archives")
NAMES = ("Mme Claire Roy", "M. Paul Caron", "Mme Anne Petit", "M. Karim Faure", "Mme Inès Rey", "M. Jean Leroy")


def tree(*titles: str) -> list[Node]:
    """A head and units under it, each with somebody."""
    nodes = [
        Node(label=title, people=[Person(name=name)], box=Box(0, 30 * n, 100, 30 * n + 20), confidence=1.0)
        for n, (title, name) in enumerate(zip(("Direction générale des services", *titles), NAMES, strict=False))
    ]
    for node in nodes[1:]:
        node.parent, node.how = nodes[0], "line"
    return nodes


def of_title(nodes: list[Node]) -> set[str]:
    return set(title_doubts(nodes)[-1])


def of_person(nodes: list[Node]) -> set[str]:
    return {sign for signs in person_doubts(nodes, title_doubts(nodes))[-1] for sign in signs}


def test_nothing_speaks_against_a_plain_chart() -> None:
    nodes = tree(*TITLES)
    assert not any(title_doubts(nodes)) and not any(sign for people in person_doubts(nodes, title_doubts(nodes)) for sign in people)
    set_sureness(nodes)
    before = [(node.title_confidence, node.people) for node in nodes]
    doubt_units(nodes)
    assert [(node.title_confidence, node.people) for node in nodes] == before


@pytest.mark.parametrize(
    ("title", "sure"),
    [
        ("Bâtiment : Place du Marché", False),
        ("Verantwoordelijke: Openbare Werken", False),
        ("Direction des sports : Lebrun", False),
        ("Services : Eau, Assainissement", False),
        ("Service : Eau et assainissement", True),
        ("Pôle 2 : Eau et assainissement", True),
        ("DRH : Formation et carrières", True),
        ("Direction de l'eau", True),
    ],
)
def test_a_field_and_what_it_holds_is_no_sure_title_but_one_behind_its_kind_or_code_is(title: str, sure: bool) -> None:
    """3.27: what stands before a colon is a field, a title that something follows, or how a unit is called."""
    nodes = tree(*TITLES)
    nodes[-1].label = title
    set_sureness(nodes)
    assert (nodes[-1].title_confidence >= SURE) is sure


@pytest.mark.parametrize(
    ("title", "signs"),
    [
        ("Collecte et traitement Eaux pluviales", {"capital within"}),
        ("Service des marchés Cellule achats", {"capital within", "a unit within"}),
        ("Paie; carrières du service", {"marks of a list"}),
        ("Gestion 4.1.4 de la trésorerie", {"digits within"}),
        ("Zorglub", {"no word of a chart"}),
        ("Direction générale adjointe Espaces publics", set()),  # what its kind is, and its title
        ("Département Services techniques", set()),
        ("Service de la Vallée", set()),
        ("Service 3 de l'urbanisme", set()),
        ("Service de catégorie 2", set()),
        ("DPE 3 – Gestion de la trésorerie", set()),  # by what code it goes
        ("Direction de l'eau (bassin 2)", set()),
    ],
)
def test_what_only_one_title_shows_is_seen(title: str, signs: set[str]) -> None:
    assert of_title(tree(*TITLES[:4], title)) - {"long for this chart"} == signs


def test_what_many_titles_show_tells_less_and_capitals_in_german_nothing() -> None:
    assert of_title(tree(*("Collecte et traitement Eaux pluviales",) * 3, *TITLES[:2])) == set()
    usual = tree(*TITLES[:2], *(f"Collecte et traitement {word} pluviales" for word in ("Eaux", "Rues", "Digues")))
    assert of_title(usual) - {"no word of a chart"} == {"capital within, usual"}
    german = tree(
        "Amt für Umwelt und Natur", "Amt für Schule und Sport", "Gesundheitsamt", "Bauamt", "Amt für allgemeine Verwaltung"
    )
    assert of_title(german) == set()


def _nobody(nodes: list[Node]) -> None:
    nodes[-1].people = []


def _headless(nodes: list[Node]) -> None:
    nodes[-1].parent, nodes[-2].people = nodes[-2], []


def _two(nodes: list[Node]) -> None:
    nodes[-1].people.append(Person(name="M. Luc Morin"))


def _posted(nodes: list[Node]) -> None:
    nodes[-1].people = [Person(name="M. Jean Leroy", role="Directeur"), Person(name="M. Luc Morin", role="Adjoint")]


def _twice(nodes: list[Node]) -> None:
    nodes[-1].people = list(nodes[1].people)


def _strange(nodes: list[Node]) -> None:
    nodes[-1].people = [Person(name="Land Charges")]


def _doubted(nodes: list[Node]) -> None:
    nodes[-1].title_confidence = 0.5


@pytest.mark.parametrize(
    ("change", "title", "person"),
    [
        (_nobody, {"siblings have somebody", "others have somebody"}, set()),
        (_headless, set(), {"head has nobody", "most have somebody"}),
        (_two, set(), {"one of two, rare"}),
        (_posted, set(), set()),
        (_twice, set(), {"named twice"}),
        (_strange, set(), {"unknown first name", "by look"}),
        (_doubted, set(), {"title doubted"}),
    ],
)
def test_each_sign_is_seen_where_it_is(change: Callable[[list[Node]], None], title: set[str], person: set[str]) -> None:
    nodes = tree(*TITLES)
    change(nodes)
    assert (of_title(nodes), of_person(nodes)) == (title, person)


def test_a_sure_title_that_much_speaks_against_is_doubted_and_says_why() -> None:
    """3.27 and 5.6: less than 0.9, never so little that the chart counts as unread; so are its people where two are there."""
    nodes = tree(*TITLES[:4], "Production 4.1 et traitement; Eaux pluviales")
    nodes[-1].people.append(Person(name="Land Charges"))
    set_sureness(nodes)
    assert nodes[-1].title_confidence >= 0.9
    doubt_units(nodes)
    assert nodes[-1].title_confidence == 0.72 and nodes[-2].title_confidence >= 0.9
    assert {"capital within", "digits within", "marks of a list"} <= set(nodes[-1].title_against)
    assert title_evidence(nodes[-1], set()).keys() >= set(nodes[-1].title_against)
    assert all(person.confidence < 0.9 for person in nodes[-1].people) and nodes[-2].people[0].confidence >= 0.9


def test_what_may_be_the_end_of_a_title_and_who_stands_below_it_are_never_sure() -> None:
    """« Direction des ressources » with « humaines » as a unit in its card: neither is certain, nor is whose head it is (3.27)."""
    head = Node(label="Direction générale", people=[], box=Box(0, 0, 200, 30), drawn=True)
    others = [
        Node(label=f"Direction des {t}", people=[], box=Box(220 * n, 50, 220 * n + 200, 120), drawn=True)
        for n, t in enumerate(("ressources", "sports", "finances et de la"))
    ]
    end = Node(label="humaines", people=[Person(name="Loïc MARTIN")], box=Box(6, 70, 90, 80))
    for node in (*others, end):
        node.parent = head
    set_sureness([head, *others, end])
    assert [node.title_confidence >= SURE for node in (head, *others, end)] == [True, False, True, False, False]
    assert end.people[0].confidence < SURE


def test_where_titles_begin_in_small_letters_none_is_the_end_of_another_for_that() -> None:
    """« service des quais » in the frame of « direction du port »: a sheet's custom doubts nobody in it (3.27)."""
    head = Node(label="direction du port", people=[], box=Box(0, 0, 400, 200), drawn=True, frame=True)
    nodes = [
        Node(label=f"service {title}", people=[Person(name=name)], box=Box(10, 20 + 30 * n, 150, 40 + 30 * n), drawn=True)
        for n, (title, name) in enumerate(zip(("des quais", "des grues", "balisage", "criée"), NAMES, strict=False))
    ]
    for node in nodes:
        node.parent = head
    set_sureness([head, *nodes])
    assert all(node.people[0].confidence >= SURE for node in nodes)


@pytest.mark.parametrize(
    ("title", "how", "sure"),
    [
        pytest.param("Secrétariat", {}, True, id="one word"),
        pytest.param("Eau", {}, True, id="three letters"),
        pytest.param("Direction", {}, False, id="a kind alone lacks a word"),
        pytest.param("Directrice", {}, False, id="a post"),
        pytest.param("ETP", {}, False, id="of no chart"),
        pytest.param("Secrétariat", {"drawn": False}, False, id="in no box"),
        pytest.param("Secrétariat", {"people": []}, False, id="nobody beside it"),
    ],
)
def test_a_short_title_alone_in_a_box_with_its_head_is_whole(title: str, how: dict[str, object], *, sure: bool) -> None:
    """3.27: whatever happened in the « Secrétariat » of a pole was to be checked, as its title was « very short »."""
    nodes = tree(*TITLES[:3], title)
    for name, value in how.items():
        setattr(nodes[-1], name, value)
    set_sureness(nodes)
    assert (nodes[-1].title_confidence >= SURE) is sure


def test_who_heads_a_body_and_a_short_theme_are_whole_titles() -> None:
    """3.27: every new mayor was in doubt for « Maire » alone, and whatever befell « Eau »; « Chef », « XY » may be less."""
    nodes = tree("Eau", "XY", "Chef")
    nodes[0].label = "Maire"
    set_sureness(nodes)
    assert [node.title_confidence >= SURE for node in nodes] == [True, True, False, False]
    nodes[0].people = []
    set_sureness(nodes)
    assert nodes[0].title_confidence < SURE
