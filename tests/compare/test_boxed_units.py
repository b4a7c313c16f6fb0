"""DESIGN 5.3: what a box begins with is over the list in it; what only is set otherwise moved nowhere."""

from __future__ import annotations

import pytest

from tests.compare.test_holders import said

Unit = tuple[str, str, str, str]  # what it is called, a post, who holds it, its services
UNITS: list[Unit] = [
    ("Área de Recursos", "Concejala", "Marta Frontela", "Informática Compras"),
    ("Área de Ciudad", "Jefatura", "Otilia Bengoechea", "Juventud Padrón Cultura"),
    ("Área de Bienestar", "Concejal", "Hortensia Arriazu", "Festejos Vivienda"),
]


def boxes(*units: Unit, tag: str = "fieldset") -> str:
    return "".join(
        f"<{tag}><div>{name}</div><div><div>{post}</div><div>{who}</div></div>"
        f"<ul>{''.join(f'<li>{one}</li>' for one in services.split())}</ul></{tag}>"
        for name, post, who, services in units
    )


@pytest.mark.parametrize("tag", ["fieldset", "div"])
def test_services_pass_from_unit_to_unit_whatever_stands_between(tag: str) -> None:
    """« déplacé de « Otilia Bengoechea » à « Concejala » : Juventud »."""
    new = [(*UNITS[0][:3], "Juventud Informática Compras"), (*UNITS[1][:3], "Padrón Cultura"), UNITS[2]]
    assert said(boxes(*UNITS, tag=tag), boxes(*new, tag=tag)) == ["déplacé de « Área de Ciudad » à « Área de Recursos » : Juventud"]


def test_who_heads_a_unit_is_told_with_it() -> None:
    new = [UNITS[0], ("Área de Ciudad", "Jefatura", "Vacante", UNITS[1][3]), UNITS[2]]
    assert said(boxes(*UNITS), boxes(*new)) == ["Área de Ciudad : [Otilia Bengoechea → Vacante]"]


def test_a_unit_that_is_called_otherwise_is_told_with_no_post_below_it() -> None:
    """« Jefatura : Área de [Ciudad → Gobierno] »."""
    new = [UNITS[0], ("Área de Gobierno", *UNITS[1][1:]), UNITS[2]]
    assert said(boxes(*UNITS), boxes(*new)) == ["Área de [Ciudad → Gobierno]"]


def test_who_heads_the_panel_of_a_tab_is_over_none_of_its_services() -> None:
    def tabs(*services: str) -> str:
        names = ("Finances", "Rita Sol"), ("Culture", "Marc Blin"), ("Sports", "Léa Roy")
        panels = (
            f'<button aria-controls="t{n}">{name}</button><div id="t{n}"><p>{who}</p><ul>'
            f"{''.join(f'<li>{one}</li>' for one in services[n].split())}</ul></div>"
            for n, (name, who) in enumerate(names)
        )
        return "".join(panels)

    assert said(tabs("Paie Achats", "Musées", "Piscine"), tabs("Paie", "Musées", "Achats Piscine")) == [
        "déplacé de « Finances » à « Sports » : Achats"
    ]


def test_lists_that_become_lines_moved_nowhere() -> None:
    """« déplacé hors de « Pôle technique » : Voirie » of each service, where lists are paragraphs now."""
    units = {"Pôle technique": "Voirie Propreté", "Pôle culture": "Musées Archives"}
    old = "".join(
        f"<p><b>{n}</b></p><ul>{''.join(f'<li>{e}</li>' for e in services.split())}</ul>" for n, services in units.items()
    )
    new = "".join(f"<p>{n}</p>{''.join(f'<p>{e}</p>' for e in services.split())}" for n, services in units.items())
    assert said(old, new) == []


def test_a_line_that_cards_share_stays_with_its_card() -> None:
    """« déplacé de « Achats » à « Protocole » : Missions », where that card of « Protocole » stood before."""
    shared = {"Achats": "Missions", "Paie": "Rendez-vous", "Protocole": "Missions"}
    cards = [f"<div><p>{name}</p><p>{line}</p></div>" for name, line in shared.items()]
    lines = said("".join(cards), "".join((*cards[1:], "<div><p>Sports</p><p>Missions</p></div>")))
    assert lines and not any("Protocole" in line for line in lines)


def with_foot(*units: tuple[str, str, str]) -> str:
    boxes = (
        f"<div><p>{name}</p><ul>{''.join(f'<li>{e}</li>' for e in of.split())}</ul><p>{who}</p></div>" for name, of, who in units
    )
    return f"<h2>Nos pôles</h2>{''.join(boxes)}"


FIRST, NEXT = ("Pôle ressources", "Finances Achats", "Marie Roy"), ("Pôle technique", "Voirie Eau", "Luc Petit")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(with_foot(FIRST), with_foot(FIRST, NEXT), id="a-second-box"),
        pytest.param(
            with_foot(FIRST, NEXT),
            with_foot(FIRST, NEXT).replace("</div><div>", "</div><p>Et aussi :</p><div>"),
            id="a-line-between",
        ),
        pytest.param(
            with_foot(FIRST, NEXT),
            with_foot(FIRST, NEXT, ("Contact", "", "Eva Sol"), ("Contact", "", "Tom Vial")),
            id="called-alike",
        ),
    ],
)
def test_what_a_box_begins_with_on_one_side_alone_moves_none_of_its_lines(old: str, new: str) -> None:
    """« déplacé de « Nos pôles » à « Pôle ressources » : Marie Roy », where a second box came."""
    for before, after in ((old, new), (new, old)):
        assert not any("déplacé" in line for line in said(before, after))
