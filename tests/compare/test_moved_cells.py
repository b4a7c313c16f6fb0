"""DESIGN 3.24: a cell that went to another column is told, whatever its row says; a column that came or went moves none."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.compare.revisions import digest
from monitor.compare.sections import compare_sections
from monitor.compare.text.cells import in_colours_of
from monitor.compare.text.pieces import Piece, _told_apart
from monitor.extract.page import Page
from monitor.model import Block, Change, Section

HEADS = "<tr><th>Service<th>Ville<th>Métropole"
VOIRIE, EAU = "<tr><td>Voirie<td>X<td>", "<tr><td>Eau<td><td>X"


def read(*rows: str) -> Section:
    page = Page.parse(f"<main><p>Qui s’occupe de quoi ?</p><table>{''.join(rows)}</table></main>", "https://valmont.example/")
    return Section(item="s", heading="Mutualisation", blocks=page.blocks_of(page.main), found_by="heading")


def told(change: Change | None) -> list[tuple[str, str, str]]:
    """Row, column and what went from it or came into it, of each cell."""
    parts = chain.from_iterable(edit.facts["parts"] for edit in change.edits) if change else ()
    return [(part.get("row", ""), part.get("column", ""), "".join(map("".join, part["words"]))) for part in parts]


@pytest.mark.parametrize("mark", ["X", "•", "12 agents", "<img src=/i/oui.png alt=''>", "<i class='fa fa-check'></i>"])
@pytest.mark.parametrize("none", ["", "&nbsp;", "<p></p>"])
def test_a_mark_in_another_column_is_told_with_both(mark: str, none: str) -> None:
    """Paie goes over to the Métropole; before it stood in neither column nor row of the alert."""
    old = read(HEADS, VOIRIE, f"<tr><td>Paie<td>{mark}<td>", EAU)
    new = read(HEADS, VOIRIE, f"<tr><td>Paie<td>{none}<td>{mark}", EAU)
    change = compare_sections(old, new)
    assert change and change.significance == "substantive" and len(change.edits) == 1
    assert [place[:2] for place in told(change)] == [("Paie", "Ville"), ("Paie", "Métropole")]
    assert digest(old) != digest(new)


@pytest.mark.parametrize(
    ("old", "new", "cells"),
    [
        pytest.param(
            read(HEADS, VOIRIE, EAU, "<tr><td>Paie<td>commun<td>"),
            read(HEADS, VOIRIE, EAU, "<tr><td>Paie<td colspan=2>commun"),
            [("Paie", "Ville", "-commun"), ("Paie", "Ville, Métropole", "+commun")],
            id="now-over-both",
        ),
        pytest.param(
            read(HEADS, EAU, "<tr><td>Service de la voirie<td>X<td>"),
            read(HEADS, EAU, "<tr><td>Services de la voirie<td><td>X"),
            [
                ("", "Service", "-Service+Services= de la voirie"),
                ("Services de la voirie", "Ville", "-X"),
                ("Services de la voirie", "Métropole", "+X"),
            ],
            id="other-words-too",
        ),
        pytest.param(
            read("<tr><td>Service<td>Ville<td>Métropole", VOIRIE, EAU),
            read("<tr><td>Service<td>Ville<td>Métropole", "<tr><td>Voirie<td><td>X", EAU),
            [("Voirie", "2", "-X"), ("Voirie", "3", "+X")],
            id="columns-without-heads-by-number",
        ),
        pytest.param(
            read(HEADS, VOIRIE, "<tr><td>Paie<td>X<td>", EAU),
            read(HEADS, "<tr><td>Voirie<td><td>X", "<tr><td>Paie<td><td>X", "<tr><td>Eau<td>X<td>"),
            [(row, column, sign + "X") for row in ("Voirie", "Paie") for column, sign in (("Ville", "-"), ("Métropole", "+"))]
            + [("Eau", "Métropole", "-X"), ("Eau", "Ville", "+X")],
            id="all-rows-under-heads-that-stay",
        ),
        pytest.param(
            read("<tr><th>Service<th>Agents<th>Ville<th>Agents", "<tr><td>Voirie<td>4<td><td>"),
            read("<tr><th>Service<th>Agents<th>Ville<th>Agents", "<tr><td>Voirie<td><td><td>4"),
            [("Voirie", "2", "-4"), ("Voirie", "4", "+4")],
            id="two-columns-of-one-head",
        ),
        pytest.param(
            read(HEADS + "<th>CCAS", "<tr><td>Paie<td>X<td>X<td>"),
            read(HEADS + "<th>CCAS", "<tr><td>Paie<td><td>X<td>X"),
            [("Paie", "Ville", "-X"), ("Paie", "CCAS", "+X")],
            id="of-two-marks-one",
        ),
    ],
)
def test_what_went_to_another_column_is_told(old: Section, new: Section, cells: list[tuple[str, str, str]]) -> None:
    """3.24, 3.23"""
    assert told(compare_sections(old, new)) == cells


GREEN, RED = "<td style='background:#2e8b57'>", "<td style='background-color: rgb(200, 20, 20)'>"


@pytest.mark.parametrize(
    ("old", "new", "cells"),
    [
        pytest.param(
            read(HEADS, VOIRIE, "<tr><td rowspan=2>Paie<td>X<td>", "<tr><td>X<td>"),
            read(HEADS, VOIRIE, "<tr><td rowspan=2>Paie<td>X<td>", "<tr><td><td>X"),
            [("Paie", "Ville", "-X"), ("Paie", "Métropole", "+X")],
            id="below-a-cell-over-two-rows",
        ),
        pytest.param(
            read(HEADS, f"<tr><td>Voirie{GREEN}<td>", f"<tr><td>Paie{GREEN}<td>", f"<tr><td>Eau<td>{GREEN}"),
            read(HEADS, f"<tr><td>Voirie{GREEN}<td>", f"<tr><td>Paie<td>{GREEN}", f"<tr><td>Eau<td>{GREEN}"),
            [("Paie", "Ville", "-🟩"), ("Paie", "Métropole", "+🟩")],
            id="a-green-cell",
        ),
        pytest.param(
            read(HEADS, f"<tr><td>Voirie{GREEN}<td>", f"<tr><td>Eau<td>{GREEN}"),
            read(HEADS, f"<tr><td>Voirie{GREEN}<td>", f"<tr><td>Eau<td>{RED}"),
            [("Eau", "Métropole", "-🟩+🟥")],
            id="green-that-becomes-red",
        ),
        pytest.param(
            read(HEADS, "<tr><td>Voirie<td class=oui><td class=non>", "<tr><td>Eau<td class=non><td class=oui>"),
            read(HEADS, "<tr><td>Voirie<td class=oui><td class=non>", "<tr><td>Eau<td class=oui><td class=oui>"),
            [("Eau", "Ville", "-✗+✓")],
            id="a-class-that-answers",
        ),
        pytest.param(
            read(
                HEADS,
                "<tr><td>Voirie<td class=rempli><td>",
                "<tr><td>Eau<td><td class=rempli>",
                "<tr><td>Paie<td class=rempli><td>",
            ),
            read(
                HEADS,
                "<tr><td>Voirie<td><td class=rempli>",
                "<tr><td>Eau<td><td class=rempli>",
                "<tr><td>Paie<td class=rempli><td>",
            ),
            [("Voirie", "Ville", "-■"), ("Voirie", "Métropole", "+■")],
            id="a-class-that-others-lack",
        ),
        pytest.param(
            read(HEADS, *(f"<tr><td>{name}{RED}<td>" for name in ("Voirie", "Eau", "Paie"))),
            read(HEADS, *(f"<tr><td>{name}{GREEN}<td>" for name in ("Voirie", "Eau", "Paie"))),
            [(name, "Ville", "-🟥+🟩") for name in ("Voirie", "Eau", "Paie")],
            id="one-colour-that-became-another",
        ),
        *(
            pytest.param(
                read(HEADS, VOIRIE, EAU, f"<tr><td>Paie<td>{dot}<td>"),
                read(HEADS, VOIRIE, EAU, f"<tr><td>Paie<td><td>{dot}"),
                [("Paie", "Ville", f"-{sign}"), ("Paie", "Métropole", f"+{sign}")],
                id=name,
            )
            for name, dot, sign in (
                ("a-round-box", "<span class='rond vert'></span>", "🟩"),
                ("a-dot", "<i class='fas fa-circle'></i>", "●"),
                ("a-drawn-dot", "<svg width=9 height=9><circle r=4 /></svg>", "●"),
                ("a-box-that-answers", "<div class=oui></div>", "✓"),
            )
        ),
        pytest.param(
            read(HEADS, *(f"<tr><td>{name}{GREEN}<td>" for name in ("Voirie", "Eau", "Paie"))),
            read(HEADS, *(f"<tr><td>{name}{GREEN}<td>" for name in ("Voirie", "Eau")), f"<tr><td>Paie<td>{GREEN}"),
            [("Paie", "Ville", "-🟩"), ("Paie", "Métropole", "+🟩")],
            id="the-first-that-leaves-a-green-column",
        ),
        pytest.param(
            read(
                HEADS,
                "<tr><td>Voirie<td class=rempli><td>",
                "<tr><td>Eau<td><td class=rempli>",
                "<tr><td>Paie<td class=rempli><td>",
            ),
            read(
                HEADS,
                "<tr><td>Voirie<td class=rempli>avec Dole<td>",
                "<tr><td>Eau<td><td class=rempli>",
                "<tr><td>Paie<td class=rempli><td>",
            ),
            [("Voirie", "Ville", "-■+avec Dole")],
            id="a-filled-cell-that-gets-words",
        ),
    ],
)
def test_what_a_table_shows_without_words_is_told(old: Section, new: Section, cells: list[tuple[str, str, str]]) -> None:
    """3.24, 3.28: the mark of a « mutualisation » page is a coloured cell as often as « X »."""
    assert told(compare_sections(old, new)) == cells


STRIPES = [
    [f"<tr><td{look}>{name}<td{look}>X<td{look}>" for name in ("Voirie", "Eau", "Paie")]
    for look in ("", " class=pair bgcolor=#cde")
]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(STRIPES[0], [STRIPES[0][0], STRIPES[1][1], STRIPES[0][2]], id="rows-striped"),
        pytest.param(
            [VOIRIE, EAU, "<tr><td>Paie<td>X<td>"],
            ["<tr><td>Voirie<td>X<td bgcolor=#9cf>", "<tr><td>Eau<td><td bgcolor=#9cf>X", "<tr><td>Paie<td>X<td bgcolor=#9cf>"],
            id="a-column",
        ),
        pytest.param(
            ["<tr><td>Voirie<td>X<td>", "<tr><td>Eau<td bgcolor=#cfe2ff>X<td bgcolor=#cfe2ff>", "<tr><td>Paie<td>X<td>"],
            [
                "<tr><td>Voirie<td bgcolor=#cfe2ff>X<td bgcolor=#cfe2ff>",
                "<tr><td>Eau<td>X<td>",
                "<tr><td>Paie<td bgcolor=#cfe2ff>X<td bgcolor=#cfe2ff>",
            ],
            id="stripes-beside-a-plain-first-column",
        ),
        pytest.param(
            [VOIRIE, EAU],
            ["<tr><td>Voirie<td>X<td class=has-text-align-center>", "<tr><td>Eau<td class=active><td>X"],
            id="an-editor-s-class",
        ),
        pytest.param(
            ["<tr><td>Pôle<td><td>", VOIRIE],
            ["<tr><td bgcolor=#1e6b37>Pôle<td bgcolor=#2e8b57><td bgcolor=#2e8b57>", VOIRIE],
            id="a-title-s-row",
        ),
        pytest.param(
            [f"<tr><td>Voirie{GREEN}<td>", f"<tr><td>Paie{RED}<td>", f"<tr><td>Eau<td>{GREEN}"],
            ["<tr><td>Voirie<td bgcolor=blue><td>", "<tr><td>Paie<td bgcolor=orange><td>", "<tr><td>Eau<td><td bgcolor=blue>"],
            id="another-palette",
        ),
        pytest.param(
            [VOIRIE, EAU],
            ["<tr><td>Voirie<td>X<td><a href=/x><i class='fa fa-edit'></i></a>", "<tr><td>Eau<td><span></span><td>X"],
            id="tools-and-empty-boxes",
        ),
        pytest.param(
            ["<tr><td>Voirie<td>X<td><i class='fas fa-info-circle'></i>", "<tr><td>Eau<td>X<td><i class='fas fa-info-circle'></i>"],
            ["<tr><td>Voirie<td>X<td><svg><path d='M1 1l4 4'/></svg>", "<tr><td>Eau<td>X<td><i class='bi-arrow-right-circle'></i>"],
            id="handles",
        ),
        pytest.param(
            [VOIRIE, EAU], ["<tr><td>Voirie<td>X<td class=vide>", "<tr><td>Eau<td class=vide><td>X"], id="all-empty-cells"
        ),
        pytest.param(
            [VOIRIE, EAU], ["<tr><td>Voirie<td>X<td class=xl65>", "<tr><td>Eau<td class=xl66><td>X"], id="numbered-classes"
        ),
        pytest.param(
            [VOIRIE, EAU],
            ["<tr><td>Voirie<td class=centre>X<td>", "<tr><td>Eau<td class=centre><td class=centre>X"],
            id="of-filled-cells",
        ),
        pytest.param([VOIRIE, EAU], ["<tr><td>Voirie<td>X<td bgcolor=#fff>", "<tr><td>Eau<td bgcolor=#f6f6f6><td>X"], id="pale"),
    ],
)
def test_how_a_table_is_set_says_nothing(old: list[str], new: list[str]) -> None:
    """1, 3.11"""
    change = compare_sections(read(HEADS, *old), read(HEADS, *new))
    assert change is None or change.significance == "cosmetic"


def boxes(*rows: str) -> Section:
    """Rows of <div>, « | » between cells."""
    made = "".join(f"<div class=ligne><div>{'</div><div>'.join(row.split('|'))}</div></div>" for row in rows)
    page = Page.parse(f"<main><p>Qui s’occupe de quoi ?</p>{made}</main>", "https://valmont.example/")
    return Section(item="s", heading="Mutualisation", blocks=page.blocks_of(page.main), found_by="heading")


def test_rows_of_boxes_are_rows_where_one_is_empty() -> None:
    """3.24: the same table, made of <div>."""
    old, new = (boxes("Service|Ville|Métropole", row, "Eau||X", "Culture|X|X") for row in ("Paie|X|", "Paie||X"))
    assert told(compare_sections(old, new)) == [("Paie", "2", "-X"), ("Paie", "3", "+X")]
    old, new = (boxes("Service|Ville|Métropole", row, "Eau||X", "Culture|X|X") for row in ("Paie|X|", "Paie|X|X"))
    assert told(compare_sections(old, new)) == [("Paie", "", "+X")]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(["Ann Pole|Luc Roy|Eva Colin", "Zoé Marin|Guy Morel|"], id="people-in-threes"),
        pytest.param(["|Voirie|", "|Eau|"], id="beside-an-icon"),
        pytest.param(
            ["Voirie|" + "Une longue phrase qui dit ce que fait le service et qui le dirige. " * 2 + "|", "Eau|L’eau.|"], id="texts"
        ),
        pytest.param(["<p>Voirie</p>|<p>X</p>|", "<p>Eau</p>||<p>X</p>"], id="paragraphs"),
        pytest.param(["Voirie|X|"], id="one-row"),
    ],
)
def test_boxes_in_which_a_place_means_nothing_are_lines(rows: list[str]) -> None:
    """3.24: who comes to the first of three moves all others, which is no change of any."""
    assert all("\t" not in block.text for block in boxes(*rows).blocks)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            read(HEADS, VOIRIE, EAU),
            read("<tr><th>Service<th><th>Ville<th>Métropole", "<tr><td>Voirie<td><td>X<td>", "<tr><td>Eau<td><td><td>X"),
            id="an-empty-column-under-heads",
        ),
        pytest.param(
            read("<tr><td>Service<td>Ville<td>Métropole", VOIRIE, EAU),
            read("<tr><td>Service<td> <td>Ville<td>Métropole", "<tr><td>Voirie<td> <td>X<td>", "<tr><td>Eau<td> <td> <td>X"),
            id="an-empty-column-without-heads",
        ),
        pytest.param(read(HEADS, VOIRIE, EAU), read(HEADS, "<tr><td>Voirie<td>X", EAU), id="a-last-empty-cell-left-out"),
        pytest.param(
            read(HEADS, VOIRIE, EAU), read(HEADS, VOIRIE, "<tr><td>Eau<td>&nbsp;&#8203;<td>X"), id="an-empty-cell-with-a-space"
        ),
        pytest.param(
            read(HEADS, VOIRIE, EAU),
            read(HEADS, VOIRIE, "<tr><td>Eau<td><span style='display:none'>non</span><td><b hidden>Métropole :</b>X"),
            id="what-nobody-sees",
        ),
        pytest.param(
            read(HEADS, VOIRIE, EAU),
            read("<tr><th>Service<th colspan=2>Ville<th>Métropole", "<tr><td>Voirie<td><td>X<td>", "<tr><td>Eau<td><td><td>X"),
            id="a-head-over-two-columns",
        ),
        pytest.param(read(HEADS.replace("<th>", "<td>"), VOIRIE, EAU), read(HEADS, VOIRIE, EAU), id="heads-marked-as-such"),
        pytest.param(read(HEADS, VOIRIE, EAU), read(HEADS.replace("<th>", "<td>"), VOIRIE, EAU), id="heads-no-longer-marked"),
        pytest.param(
            read(HEADS, VOIRIE, EAU, "<tr><td colspan=2>Total<td>12"),
            read(HEADS, VOIRIE, EAU, "<tr><td>Total<td><td>12"),
            id="a-total",
        ),
    ],
)
def test_a_column_that_says_nothing_moves_nothing(old: Section, new: Section) -> None:
    """1, 3.11: what keeps a distance, or is seen by nobody."""
    change = compare_sections(old, new)
    assert change is None or change.significance == "cosmetic"


def test_a_column_called_otherwise_is_told_once() -> None:
    """All rows stand under the new head: that is the head's change and none of theirs."""
    old, new = (read(HEADS.replace("Ville", name), VOIRIE, EAU) for name in ("Ville", "Commune"))
    change = compare_sections(old, new)
    assert change and [edit.after for edit in change.edits] == ["Service Commune Métropole"]


EXCHANGED = "<tr><th>Service<th>Métropole<th>Ville"


@pytest.mark.parametrize(
    ("rows", "now"),
    [
        pytest.param(
            ["<tr><td>Culture<td>X<td>X", "<tr><td>Sports<td>X<td>X"],
            ["<tr><td>Culture<td>X<td>X", "<tr><td>Sports<td>X<td>X"],
            id="marks",
        ),
        pytest.param(
            ["<tr><td>Voirie<td>12<td>30", "<tr><td>Eau<td>8<td>"],
            ["<tr><td>Voirie<td>30<td>12", "<tr><td>Eau<td><td>8"],
            id="figures",
        ),
    ],
)
def test_columns_that_were_exchanged_with_their_heads_say_what_they_said(rows: list[str], now: list[str]) -> None:
    """3.24, 3.31: « 2 colonnes renommées, 4 lignes modifiées », each figure gone and come."""
    change = compare_sections(read(HEADS, *rows), read(EXCHANGED, *now))
    assert change and (change.significance, change.rule, change.edits) == ("cosmetic", "3.31 order", ())


@pytest.mark.parametrize(
    ("now", "cells"),
    [
        pytest.param(
            ["<tr><td>Voirie<td>30<td>12", "<tr><td>Eau<td>15<td>9", "<tr><td>Paie<td>4<td>5"],
            [("Eau", "Ville", "-8+9")],
            id="one-figure-too",
        ),
        pytest.param(
            ["<tr><td>Voirie<td>30<td>12", "<tr><td>Eau<td>8<td>15", "<tr><td>Paie<td>4<td>5"],
            [("Eau", "Métropole", "-15+8"), ("Eau", "Ville", "-8+15")],
            id="one-row-kept-its-order",
        ),
        pytest.param(
            ["<tr><td>Voirie<td>12<td>30", "<tr><td>Eau<td>8<td>15", "<tr><td>Paie<td>5<td>4"],
            [("", "", "-Ville+Métropole"), ("", "", "-Métropole+Ville")],
            id="the-heads-alone",
        ),
    ],
)
def test_what_changed_beside_the_order_of_columns_is_told(now: list[str], cells: list[tuple[str, str, str]]) -> None:
    """3.24: heads over other figures say of each that it is another column's."""
    old = read(HEADS, "<tr><td>Voirie<td>12<td>30", "<tr><td>Eau<td>8<td>15", "<tr><td>Paie<td>5<td>4")
    assert told(compare_sections(old, read(EXCHANGED, *now)))[: len(cells)] == cells


def test_a_hidden_word_in_a_cell_parts_it_as_any_other() -> None:
    """3.5, 3.24: « Ville : », for telephones alone, stood between « Voirie » and « X », which became one word."""
    rows = read(HEADS, "<tr><td>Voirie<td><span style='display:none'>Ville :</span>X<td>").blocks[-1:]
    assert [(row.text, row.columns) for row in rows] == [("Voirie\tX", ("Service", "Ville", "Métropole"))]


SIGNS = "🟥🟧🟨🟩🟦🟪⬛■"
MARKED = st.lists(st.text(st.sampled_from(f"{SIGNS}🟩🟩🟦🟦a\t’"), max_size=5), max_size=6)


@given(MARKED, st.dictionaries(st.sampled_from(SIGNS), st.sampled_from(SIGNS), max_size=4))
def test_signs_are_looked_for_in_all_lines_at_once(lines: list[str], palette: dict[str, str]) -> None:
    """3.12, DESIGN §9: another palette is told from the signs of each line, one line after the other."""
    texts = lines, [line.translate({ord(a): b for a, b in palette.items()}) for line in lines]
    old, new = ([Piece(n, line) for n, line in enumerate(side)] for side in texts)
    was, now = ([sign for line in side for sign in line if sign in SIGNS] for side in texts)
    another = 1 < len(set(was)) == len(set(now)) and set(was).isdisjoint(now)
    assert [piece.raw for piece in in_colours_of(old, new)] == (texts[1] if another else lines)


def test_what_is_no_row_has_no_cells_to_be_told_by() -> None:
    """3.24, DESIGN §9: lines of a text are passed over; a row of which something is left out has what reaches down, and no more."""
    block, row = Block("table_row", "", columns=("Pôle", "Service", "Qui")), "Culture\tMusée\tMétropole"
    pieces = [
        Piece(0, "Qui fait quoi ?"),
        Piece(1, row, block=block),
        Piece(2, row.replace("Musée", "Théâtre"), block=block),
        Piece(3, row, ((0, 7),), block, reach=1),
        Piece(4, row, ((0, 7),), block),
        Piece(5, "Un texte."),
    ]
    assert [piece.names for piece in _told_apart(pieces)] == [1, 2, 2, 2, 1, 1]


@pytest.mark.parametrize("cell", ["Paie", "Paie<br>ville", "Paie<br>ville<br>03 80 11 22 33", "Paie<br>Luc Petit"])
@pytest.mark.parametrize("behind", [False, True])
def test_a_cell_that_goes_to_a_table_under_another_heading_is_told_as_that(cell: str, behind: bool) -> None:
    """5.3: it ended the check with an error of the program's; what is told is a cell, or lines of it."""
    others = {"A": ["Achats<br>ville<br>03 80 11 22 44"], "B": ["Sports<br>ville<br>03 80 11 22 55"]}

    def page(over: str) -> Section:
        def table(title: str) -> str:
            here = [cell] if title == over else []
            cells = "".join(f"<td>{one}</td>" for one in ((*others[title], *here) if behind else (*here, *others[title])))
            return f"<h3>{title}</h3><table><tr>{cells}</tr><tr><td>Voirie {title}</td></tr></table>"

        read = Page.parse(f"<main>{table('A')}{table('B')}</main>", "https://valmont.example/")
        return Section(item="s", heading="Services", blocks=read.blocks_of(read.main), found_by="heading")

    change = compare_sections(page("A"), page("B"))
    assert change is not None and any("Paie" in f"{edit.before}{edit.after}{edit.facts}" for edit in change.edits)
