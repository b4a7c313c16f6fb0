"""DESIGN 5.3: of titles called alike, « Services » under each direction, what stands under them is told with the direction."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.extract.page import Page
from tests.compare.test_titles import edits, listed

Direction = tuple[str, str, str]  # what it is called, its services, its telephone
WATER = "Dirección de Aguas"
TOWN: dict[str, Direction] = {
    "H": ("Dirección de Hacienda", "Presupuesto Compras", "Tel. 111"),
    "A": (WATER, "Redes Planta", "Tel. 222"),
    "D": ("Dirección de Deportes", "Estadio Piscina", "Tel. 333"),
}
FORMS: dict[str, Callable[[str, str, str], str]] = {
    "h2-h3": lambda head, held, tel: f"<h2>{head}</h2><h3>Servicios</h3><ul>{listed(held)}</ul><h3>Contacto</h3><p>{tel}</p>",
    "h3-h5-p": lambda head, held, tel: f"<h3>{head}</h3><h5>Servicios</h5>{listed(held, 'p')}<h5>Contacto</h5><p>{tel}</p>",
    "h3-bold": lambda head, held, tel: (
        f"<h3>{head}</h3><p><b>Servicios</b></p><ul>{listed(held)}</ul><p><b>Contacto</b></p><p>{tel}</p>"
    ),
    "panels": lambda head, held, tel: (
        f"<h3>{head}</h3><details><summary>Servicios</summary><ul>{listed(held)}</ul></details>"
        f"<details><summary>Contacto</summary><p>{tel}</p></details>"
    ),
}


def page(form: str, order: str, **other: Direction) -> str:
    return "".join(FORMS[form](*(TOWN | other)[one]) for one in order)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("order", "other", "expected"),
    [
        pytest.param(
            "HAD",
            {"H": ("Dirección de Hacienda", "Presupuesto", "Tel. 111"), "A": (WATER, "Redes Planta Compras", "Tel. 222")},
            [("move", "Compras", "Dirección de Hacienda", WATER)],
            id="to-another",
        ),
        pytest.param("HAD", {"A": (WATER, "Redes", "Tel. 222")}, [("delete", "Planta", f"{WATER}, Servicios")], id="went"),
        pytest.param(
            "HAD", {"A": (WATER, "Redes Planta Obras", "Tel. 222")}, [("insert", "Obras", f"{WATER}, Servicios")], id="came"
        ),
        pytest.param(
            "HAD", {"A": (WATER, "Redes Planta", "Tel. 999")}, [("replace", "Tel. 999", f"{WATER}, Contacto")], id="changed"
        ),
        pytest.param(
            "HD",
            {"H": ("Dirección de Hacienda", "Presupuesto Compras Redes Planta", "Tel. 111")},
            [
                *(("move", entry, WATER, "Dirección de Hacienda") for entry in ("Redes", "Planta")),
                ("delete", WATER),
                ("delete", "Servicios", WATER),
                ("delete", "Contacto", WATER),
                ("delete", "Tel. 222", f"{WATER}, Contacto"),
            ],
            id="merged",
        ),
    ],
)
def test_what_stands_under_titles_called_alike_is_told_with_the_one_over_them(
    form: str, order: str, other: dict[str, Direction], expected: list[tuple[str, ...]]
) -> None:
    """« déplacé : Compras », « + Servicios : Obras », and of the merged direction a telephone of the other one was told."""
    found = edits(page(form, "HAD"), page(form, order, **other))
    assert [
        (
            edit.op,
            edit.after or edit.before,
            *edit.facts.get("headings", [edit.facts.get("under")] if "under" in edit.facts else []),
        )
        for edit in found
    ] == expected


@pytest.mark.parametrize("form", ["h2-h3", "h3-h5-p"])
def test_a_direction_put_first_is_told_alone(form: str) -> None:
    """« déplacé : Servicios » and « déplacé : Contacto » beside it said nothing of which."""
    assert [(edit.op, edit.after) for edit in edits(page(form, "HAD"), page(form, "AHD"))] == [("move", WATER)]


def test_a_sentence_that_went_along_with_its_title_is_told_by_that() -> None:
    """« déplacé : Chacun paie la moitié. » stood beside « déplacé : Coût »; one that is another now is told, too."""
    told = {"Objet": "Ils partagent leurs services.", "Durée": "Elle dure cinq ans.", "Coût": "Chacun paie la moitié."}
    orders = ("Objet", "Durée", "Coût"), ("Objet", "Coût", "Durée")
    old, new = ("".join(f"<h3>{head}</h3><p>{told[head]}</p>" for head in order) for order in orders)
    assert [(edit.op, edit.after) for edit in edits(old, new)] == [("move", "Coût")]
    assert [edit.op for edit in edits(old, new.replace("moitié", "part due"))].count("move") == 1
    assert any("part due" in (edit.after or "") for edit in edits(old, new.replace("moitié", "part due")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(page("h2-h3", "HAD"), page("h2-h3", "HAD").replace("h3>", "h4>"), id="all-deeper"),
        pytest.param(
            page("h2-h3", "HAD"), page("h2-h3", "HAD").replace("<h3>Contacto</h3>", "<h2>Contacto</h2>"), id="one-kind-higher"
        ),
        pytest.param(page("h2-h3", "HAD"), page("h2-h3", "HAD").replace(f"<h2>{WATER}</h2>", f"<h3>{WATER}</h3>"), id="one-deeper"),
        pytest.param(page("h2-h3", "HAD"), page("h3-bold", "HAD").replace("h3>", "h2>"), id="as-bold-lines"),
    ],
)
def test_levels_of_headings_alone_are_no_change(old: str, new: str) -> None:
    """Counter-examples: an editor who sets a heading a level higher or lower moved nothing below it."""
    assert edits(old, new) == ()


def test_a_heading_knows_under_how_many_others_it_stands() -> None:
    """DESIGN 5.13: `depth`, whatever levels are left out; the first of a text stands under none."""
    read = Page.parse("<main><h3>A</h3><h5>B</h5><h4>C</h4><h6>D</h6><h2>E</h2><p>Fin</p></main>", "https://valmont.example/")
    assert [(block.text, block.depth) for block in read.blocks_of(read.main)] == [
        ("A", 0), ("B", 1), ("C", 1), ("D", 2), ("E", 0), ("Fin", 0),
    ]  # fmt: skip
