"""Titles in brackets, « [ Finances ] Luc Roy », and what else stands in such (13.1)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from monitor.model import OrgChart
from tests.pdf.orgchart.charts import Pen, Style
from tests.pdf.orgchart.test_tables_of_units import chart_of

Entry = tuple[int, str, str]  # how deep, title, who heads it

TOWN: Sequence[Entry] = (
    (0, "Secrétariat général", "Mme Roy, par intérim"),
    (1, "Pôle famille", "Edgar Ximenes"),
    (2, "Service des écoles", "Flavie Pujol"),
    (2, "Relais des assistantes", "Gaspard Navarro"),
    (1, "Pôle territoire", "Mme Henriot, par intérim"),
    (2, "Service du foncier", "Olivier Abadie"),
    (2, "Cimetières", "poste vacant"),
    (1, "Pôle culture", "poste vacant"),
    (2, "Médiathèque", "Quentin Izard"),
)


def listed(form: str, entries: Sequence[Entry] = TOWN) -> OrgChart:
    """*entries* as a list, each set in by its depth; in *form*, « / » begins a line below."""
    pen, top = Pen(Style(), (595, 842)), 60.0
    pen.canvas.setFont("Helvetica", 9)
    for number, (depth, title, name) in enumerate(entries):
        for line in form.format(title=title, name=name, mark=("Ville", "Syndicat")[number % 2], code=title[-3:].upper()).split("/"):
            pen.canvas.drawString(50 + 24 * depth, pen.height - top, line)
            top += 12
        top += 3
    return chart_of(pen.saved())


def boxed(form: str, entries: Sequence[Entry] = TOWN) -> OrgChart:
    """*entries* in boxes that strokes join, each two lines."""
    pen = Pen(Style(), (1200, 500))
    leaves, heads = 0, dict[int, tuple[float, float]]()
    for depth, title, name in entries:
        x, top = (500.0, 30.0) if depth == 0 else (20.0 + 160 * leaves, 120.0 if depth == 1 else 220.0)
        leaves += depth == 2
        pen.canvas.rect(x, pen.height - top - 40, 150, 40)
        pen.canvas.setFont("Helvetica", 8)
        for n, line in enumerate(form.format(title=title, name=name).split("/")):
            pen.canvas.drawCentredString(x + 75, pen.height - top - 16 - 12 * n, line)
        if depth:
            over_x, over = heads[depth - 1]
            pen.stroke((over_x + 75, over + 40), (over_x + 75, top - 20), (x + 75, top - 20), (x + 75, top))
        heads[depth] = x, top
    return chart_of(pen.saved())


def carded(form: str) -> OrgChart:
    """Each pole of TOWN with what it heads in one box, all titles bold or none."""
    pen, column, top = Pen(Style(), (842, 595)), -1, 0.0
    for depth, title, name in TOWN[1:]:
        column, top = (column + 1, 120.0) if depth == 1 else (column, top)
        pen.canvas.rect(30 + 270 * column, 330, 250, 170) if depth == 1 else None
        for n, line in enumerate((form.format(title=title), name)):
            pen.canvas.setFont("Helvetica-Bold" if depth == 1 and not n else "Helvetica", 9)
            pen.canvas.drawString(40 + 270 * column + 12 * depth, pen.height - top, line)
            top += 12
        top += 6
    return chart_of(pen.saved())


def tree(chart: OrgChart) -> dict[str, tuple[str | None, list[str]]]:
    """By each title without brackets, that of the unit over it and who heads it."""
    by_id = {unit.id: unit.title.strip("[ ]") for unit in chart.units}
    return {by_id[o.id]: (by_id.get(o.parent or ""), [p.name for p in o.people if not p.vacant]) for o in chart.units}


WANTED: dict[str, tuple[str | None, list[str]]] = {}
_over: list[str] = []
for _depth, _title, _name in TOWN:
    WANTED[_title] = (_over[_depth - 1] if _depth else None), [] if _name == "poste vacant" else [_name.partition(",")[0]]
    _over[_depth:] = [_title]


@pytest.mark.parametrize(
    "form", ["[ {title} ] {name}", "[{title}] : {name}", "< {title} > {name}", "{{{title}}}, {name}", "[ {title} ] - {name}"]
)
def test_a_title_in_brackets_ends_with_them(form: str) -> None:
    """13.1, 13.3: a sheet was none, or its titles had the names in them, for certain."""
    assert tree(listed(form)) == WANTED


def test_names_behind_titles_in_brackets_have_the_surname_first_or_not() -> None:
    turned = [(depth, title, " ".join(reversed(name.split(" ", 1)))) for depth, title, name in TOWN if "," not in name]
    told = tree(listed("[ {title} ] {name}", [entry for entry in turned if "poste" not in entry[2]]))
    assert {title: people for title, (_, people) in told.items()} == {t: [n] for _, t, n in turned if "poste" not in n}


def test_a_title_in_brackets_looks_otherwise_than_the_name_below_it() -> None:
    """In boxes, and in lists where they stood so already."""
    assert tree(boxed("[ {title} ]/{name}")) == WANTED
    people = {title: people for title, (_, people) in tree(carded("[ {title} ]")).items()}
    assert people == {title: people for title, (_, people) in [*WANTED.items()][1:]}
    bare = [(depth, title, name.replace("Mme", "Inès").partition(",")[0]) for depth, title, name in TOWN if name != "poste vacant"]
    told = tree(listed("[ {title} ]/{name}", bare))
    assert {title: people for title, (_, people) in told.items()} == {title: [name] for _, title, name in bare}


@pytest.mark.parametrize("form", ["{title} [{name}]", "{title}/[{name}]", "({mark}) {title} [{name}]"])
def test_names_in_brackets_stay_names(form: str) -> None:
    assert tree(listed(form, TOWN[1:])) == tree(listed(form.replace("[", "(").replace("]", ")"), TOWN[1:]))


@pytest.mark.parametrize("form", ["[{mark}] {title} ({name})", "[{code}] {title} ({name})", "[{name}] {title}", "[{mark}] {name}"])
def test_marks_and_names_before_a_title_are_no_titles(form: str) -> None:
    told = tree(listed(form))
    if "{code}" in form:
        assert [people for _, people in told.values()] == [people for _, people in WANTED.values()]
    assert not told.keys() & {"Ville", "Syndicat", *(t[-3:].upper() for _, t, _ in TOWN), *(name for *_, name in TOWN)}


@pytest.mark.parametrize("form", ["[B{number}] ", "[42{number}] ", "[poste 42{number}] "])
def test_offices_and_telephones_in_brackets_before_a_name_are_no_titles(form: str) -> None:
    """Another in each box, they went to the titles over them, for certain: « Médiathèque B143 »."""
    named = [entry for entry in TOWN[:-1] if entry[2] != "poste vacant"]
    town = [(depth, title, name.replace("Mme", "Inès").partition(",")[0]) for depth, title, name in named]
    marked = [(depth, title, form.format(number=21 + n) + name) for n, (depth, title, name) in enumerate(town)]
    told = tree(boxed("{title}/{name}", marked))
    assert {title: people for title, (_, people) in told.items()} == {title: [name] for _, title, name in town}


def test_brackets_that_end_lines_stay_as_printed() -> None:
    """A list reads them as it did: only the look of their titles is told."""
    assert [unit.title for unit in boxed("[ {title} ]/{name}").units] == [f"[ {title} ]" for _, title, _ in TOWN]
