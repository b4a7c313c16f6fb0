"""DESIGN 3.28: a picture that marks an entry, « Mutualisé », and goes to another one is told of both, however entries are set."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.compare.test_holders import said

NAMES = ("Paie", "Achats", "Voirie", "Sports")
MARK = '<img src="/m/c.png" alt="Mutualisé">'


def table(*marked: int) -> str:
    rows = (f"<tr><td>{name} {MARK if n in marked else ''}</td><td>{n + 2}</td></tr>" for n, name in enumerate(NAMES))
    return f"<table><tr><th>Service</th><th>Agents</th></tr>{''.join(rows)}</table>"


def terms(*marked: int) -> str:
    marks = [MARK if n in marked else "" for n in range(len(NAMES))]
    pairs = zip(NAMES, marks, strict=True)
    return f"<dl>{''.join(f'<dt>{one} {mark}</dt><dd>{n + 2} agents</dd>' for n, (one, mark) in enumerate(pairs))}</dl>"


def cards(*marked: int, last: bool = False) -> str:
    lines = ((f"<h3>{one}</h3>", MARK if n in marked else "", f"<p>{n + 2} agents</p>") for n, one in enumerate(NAMES))
    return "".join(f"<div>{head}{'' if last else mark}{line}{mark if last else ''}</div>" for head, mark, line in lines)


@pytest.mark.parametrize("page", [table, terms, cards])
@pytest.mark.parametrize(("old", "new", "left", "came"), [((0,), (2,), "Paie", "Voirie"), ((0, 1), (0, 2), "Achats", "Voirie")])
def test_a_mark_that_goes_elsewhere_is_told_of_both(
    page: Callable[..., str], old: tuple[int, ...], new: tuple[int, ...], left: str, came: str
) -> None:
    """It was « set otherwise »: nothing was told."""
    gone, here = said(page(*old), page(*new))
    assert gone.startswith(f"{left} : une image n’apparaît plus, « Mutualisé »")
    assert here.startswith(f"{came} : une image est apparue, « Mutualisé »")


@pytest.mark.parametrize("page", [table, terms, cards])
def test_a_mark_that_comes_is_told_of_its_entry(page: Callable[..., str]) -> None:
    (line,) = said(page(0), page(0, 2))
    assert line.startswith("Voirie : ")


def test_a_mark_set_elsewhere_in_each_card_is_none() -> None:
    """The icon of a telephone above who answers it, that a new design shows below."""
    assert said(cards(0, 1, 3), cards(0, 1, 3, last=True)) == []


def test_a_mark_alone_in_its_cell_is_told_once() -> None:
    def column(*marked: int) -> str:
        rows = (f"<tr><td>{name}</td><td>{MARK if n in marked else ''}</td></tr>" for n, name in enumerate(NAMES))
        return f"<table><tr><th>Service</th><th>Commun</th></tr>{''.join(rows)}</table>"

    assert said(column(0), column(0, 2)) == ["Voirie, colonne « Commun » : [+Mutualisé]"]


def test_of_a_row_of_people_the_first_is_not_who_another_picture_shows() -> None:
    people = ["Marie Roux", "Paul Faure", "Inès Petit", "Luc Rey"]
    rows = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in people[n : n + 2])}</tr>" for n in (0, 2))
    new = rows.replace("<td>Luc Rey", '<td><img src="/p/luc.jpg" alt="Luc Rey">Luc Rey')
    assert not any(line.startswith("Inès Petit") for line in said(f"<table>{rows}</table>", f"<table>{new}</table>"))
