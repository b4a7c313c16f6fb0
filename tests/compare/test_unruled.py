"""A table that one of two files shows as rows and the other as lines, its rules drawn otherwise (DESIGN 3.12)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from monitor.compare.documents.contents import compare_contents
from monitor.compare.documents.unruled import tables_alike
from monitor.model import Block, Change, DocumentContent
from monitor.report.lines import change_lines, plain

STAFF = (
    ("Service", "Agents", "ETP", "Responsable"),
    ("Finances", "12", "11,5", "Marie Roy"),
    ("Paie et carrières", "8", "8", "Luc Petit"),
    ("Achats", "8", "7,5", "Anne Morel"),
    ("Voirie", "24", "24", "Paul Noir"),
)
SHARES = (("Commune", "Part"), ("Valmont", "40 %"), ("Sézy", "60 %"))
POLES = ("Pôle ressources", "Finances", "Achats", "Pôle technique", "Voirie")
Table = Sequence[Sequence[str]]


def rows(table: Table) -> list[Block]:
    return [Block("table_row", "\t".join(row)) for row in table]


def lines(table: Table, *between: str) -> list[Block]:
    """The columns of *table* one after the other, as a page without rules is read; *between* the first and the second."""
    first, *others = ([*column] for column in zip(*table, strict=True))
    return [Block("paragraph", text) for text in (*first, *between, *(cell for column in others for cell in column))]


def prose(*texts: str) -> list[Block]:
    return [Block("paragraph", text) for text in texts]


def content(*blocks: list[Block], sha: str) -> DocumentContent:
    return DocumentContent(sha256=sha, size=1, media_type="application/pdf", text=tuple(one for part in blocks for one in part))


def told(old: list[Block], new: list[Block]) -> list[str]:
    edits = compare_contents("text", content(old, sha="a"), content(new, sha="b")).edits
    change = Change(item="x", item_kind="document", change="replaced", significance="substantive", edits=edits)
    return [plain(line).replace("\u00a0", " ") for line in change_lines(change, "fr")]


def put(table: Table, row: int, cell: int, text: str) -> Table:
    return [[text if (n, m) == (row, cell) else said for m, said in enumerate(own)] for n, own in enumerate(table)]


SWAPPED = put(put(STAFF, 1, 3, "Paul Noir"), 4, 3, "Marie Roy")


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("after", "said"),
    [
        pytest.param(STAFF, [], id="the same"),
        pytest.param(put(STAFF, 2, 1, "9"), ["Paie et carrières : [8 → 9]"], id="a figure"),
        pytest.param(SWAPPED, ["Finances : [Marie Roy → Paul Noir]", "Voirie : [Paul Noir → Marie Roy]"], id="two heads exchanged"),
        pytest.param([*STAFF, ("Sports", "5", "4,5", "Eva Colin")], ["Sports · 5 · 4,5 · Eva Colin"], id="a row more"),
    ],
)
def test_its_rows_are_put_together_again(after: Table, said: list[str], turned: bool) -> None:
    """The columns stand one after the other, with what stands at the foot of the page behind the first."""
    foot = "Fait à Valmont"
    old, new = [*rows(STAFF), *prose(foot)], lines(after, foot)
    if turned:
        old, new = lines(STAFF, foot), [*rows(after), *prose(foot)]
    assert told(old, new) == said


@pytest.mark.parametrize("vacant", [1, 2, 4])
@pytest.mark.parametrize("before", [True, False])
def test_an_empty_cell_moves_none_of_those_below_it(vacant: int, before: bool) -> None:
    """A column that is shorter than the others says nothing of rows: who is below would be put into the row above."""
    table = put(STAFF, vacant, 3, "")
    empty = [block for block in lines(table, "Fait à Valmont") if block.text]
    said = told([*rows(table if before else STAFF), *prose("Fait à Valmont")], empty)
    assert said == [] if before else said == [STAFF[vacant][3]]


def test_columns_that_stand_close_are_read_as_one() -> None:
    """Figures set to the right, names behind them: « 11,5 Marie Roy » is a line of the other file."""
    glued = [(*row[:2], f"{row[2]} {row[3]}") for row in STAFF]
    assert told(rows(STAFF), lines(glued)) == []
    changed = put(glued, 3, 2, "7,5 Zoé Lund")
    assert told(rows(STAFF), lines(changed)) == ["Achats : 7,5 [Anne Morel → Zoé Lund]"]


def test_what_stands_beside_the_table_is_compared_where_it_stands() -> None:
    """Every word counted once, whatever its place, hid that a service went to another pole in the list above the table."""
    moved = (*POLES[:2], POLES[3], POLES[2], POLES[4])
    said = told([*prose(*POLES), *rows(STAFF)], [*prose(*moved), *lines(STAFF)])
    assert any("Achats" in line or "Pôle technique" in line for line in said)
    assert told([*prose(*POLES), *rows(STAFF)], [*prose(*POLES), *lines(STAFF)]) == []


def test_each_table_is_looked_at_by_itself() -> None:
    """One that both know as rows lets none off beside it."""
    assert told([*rows(SHARES), *rows(STAFF)], [*rows(SHARES), *lines(STAFF)]) == []
    assert told([*rows(SHARES), *rows(STAFF)], [*lines(SHARES), *rows(put(STAFF, 2, 1, "9"))]) == ["Paie et carrières : [8 → 9]"]


def test_cells_in_another_order_say_nothing_and_all_else_does() -> None:
    """Columns read by turns: nothing tells rows; the cells that stand there as lines are left out of both."""
    cells = [cell for row in STAFF for cell in row[::-1]]
    new = prose(*POLES, *(cell for cell in cells if cell != "11,5"), "11,9")
    said = told([*prose(*POLES), *rows(STAFF)], new)
    assert len(said) <= 2
    assert any("11,9" in line for line in said)


def test_a_table_that_is_new_is_one_of_rows() -> None:
    old, new = content(prose(*POLES), sha="a"), content(prose(*POLES), rows(STAFF), sha="b")
    assert tables_alike(old, new) == (old, new)
    assert len(told(prose(*POLES), [*prose(*POLES), *rows(STAFF)])) == len(STAFF)
