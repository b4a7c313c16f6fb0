"""Tables of a PDF without upright rules are read row by row; lists beside each other and prose are not (DESIGN 3.12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from monitor.compare.documents.contents import compare_contents
from monitor.compare.documents.rows import row_edits
from monitor.model import Block, Change, DocumentContent, DocumentKind, Edit
from monitor.pdf.read import read
from monitor.report.lines import change_lines, plain
from tests.pdf.pdfs import drawn

Look = Literal["bare", "rules", "rules all over", "bands", "head rule"]
LEFT, WIDE, TOP, HIGH = 60.0, 130.0, 700.0, 20.0
SERVICES = ("Finances", "Paie et carrières", "Achats", "Voirie", "Archives", "Crèches")
EMPLOYERS = ("Ville", "Métropole", "Ville", "Ville", "Métropole", "Ville")
HEADS = ("Marie Roy", "Luc Petit", "Inès Morel", "Hugo Blanc", "Rose Noir", "Yves Brun")
SITES = ("Mairie annexe", "Parc Nord", "Ancienne gare", "Dépôt", "Château", "Salle des fêtes")


def sheet(rows: Sequence[Sequence[str]], look: Look = "bare", *, kind: DocumentKind = "file", bullet: str = "") -> DocumentContent:
    """*rows*, the first in bold, under a title; "" leaves a cell empty, and « a / b » is set in two lines."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(LEFT, 760, "Services mutualisés")
        right = LEFT + WIDE * max(map(len, rows))
        for number, row in enumerate(rows):
            y = TOP - HIGH * number
            if look == "bands" and number % 2:
                canvas.setFillGray(0.9)
                canvas.rect(LEFT - 4, y - 6, right - LEFT, HIGH, stroke=0, fill=1)
                canvas.setFillGray(0)
            if look == "rules all over" and number == 0:
                canvas.setFont("Helvetica", 9)
                canvas.drawString(LEFT, y + 18, "Situation au 1er mars 2026.")
                canvas.line(LEFT - 4, y + 12, right, y + 12)
            if look.startswith("rules") or (look == "head rule" and number == 0):
                canvas.line(LEFT - 4, y - 10, right, y - 10)
            for place, text in enumerate(row):
                for n, line in enumerate(text.split(" / ")):
                    canvas.setFont("Helvetica" if number else "Helvetica-Bold", 9 if n == 0 and " / " not in text else 7)
                    canvas.drawString(LEFT + WIDE * place, y - 8 * n, (bullet if number and text else "") + line)

    found = read(drawn(draw, size=A4), kind=kind)
    assert isinstance(found, DocumentContent)
    return found


def rows_of(content: DocumentContent) -> list[list[str]]:
    return [block.text.split("\t") for block in content.text or () if block.kind == "table_row"]


def told(old: DocumentContent, new: DocumentContent, kind: DocumentKind) -> list[str]:
    edits = compare_contents(kind, old, new).edits
    change = Change(item="x", item_kind="document", change="replaced", significance="substantive", edits=edits)
    return [plain(line).replace("\xa0", " ").replace("\u202f", " ") for line in change_lines(change, "fr")]


def table(*columns: Sequence[str]) -> list[list[str]]:
    heads = ((EMPLOYERS, "Employeur"), (HEADS, "Responsable"), (SITES, "Site"))  # in whatever order
    named = ["Service", *(next((name for own, name in heads if {*own} == {*column}), "Tél.") for column in columns)]
    return [named, *map(list, zip(SERVICES, *columns, strict=True))]


@pytest.mark.parametrize(
    ("rows", "look"),
    [
        (table(EMPLOYERS), "bare"),
        (table(HEADS), "bare"),
        (table([f"03 80 00 00 0{n}" for n in range(6)]), "bare"),
        (table(HEADS, [f"{name[0].lower()}@valmont.example" for name in HEADS], EMPLOYERS), "head rule"),
        (table(SITES), "rules"),
        (table(SITES), "rules all over"),
        (table(SITES), "bands"),
        ([["Service", "Site"], *([f"{name} / et courrier", site] for name, site in zip(SERVICES, SITES, strict=True))], "rules"),
        (
            [
                ["Service", "Employeur"],
                *([f"{name} / et courrier", whose] for name, whose in zip(SERVICES, EMPLOYERS, strict=True)),
            ],
            "bare",
        ),
    ],
)
def test_what_stands_level_is_a_row_where_rules_bands_or_words_say_so(rows: list[list[str]], look: Look) -> None:
    """3.12: they were read column by column, and « Ville » for « Métropole » was « déplacé : Ville »."""
    assert rows_of(sheet(rows, look)) == [[cell.replace(" / ", " ") for cell in row] for row in rows]


@pytest.mark.parametrize("look", ["bare", "head rule"])
@pytest.mark.parametrize("bullet", ["", "• "])
@pytest.mark.parametrize("other", [SITES, SITES[:4], [*reversed(SERVICES)]])
def test_two_lists_beside_each_other_have_no_rows(look: Look, bullet: str, other: Sequence[str]) -> None:
    """3.12: a service that comes in one of them is told as that, not as another one for each below."""
    lists = [["Services de la ville", "Services communs"], *([a, b] for a, b in zip(SERVICES, [*other, "", "", ""], strict=False))]
    assert not rows_of(sheet(lists, look, bullet=bullet))
    more = [lists[0], *([a, b] for a, b in zip([*SERVICES, ""], ["Musées", *other, "", "", ""], strict=False))]
    said = told(sheet(lists, look, bullet=bullet), sheet(more, look, bullet=bullet), "file")
    assert len(said) == 1 and "Musées" in said[0]


def test_prose_in_columns_has_no_rows() -> None:
    """3.12: lines that stand level in two columns of a letter are not beside each other."""
    words = ["la", "ville", "et", "la", "métropole", "partagent", "depuis", "2015", "leurs", "services", "de", "finances"]
    lines = [[" ".join(words[n % 5 : n % 5 + 5]), " ".join(words[n % 7 : n % 7 + 5])] for n in range(8)]
    assert not rows_of(sheet(lines))


@pytest.mark.parametrize("kind", ["file", "orgchart"])
@pytest.mark.parametrize("look", ["bare", "rules"])
def test_who_employs_two_services_is_told_of_both_when_they_exchange_it(kind: DocumentKind, look: Look) -> None:
    """3.12, 5.5: of a sheet read as an org chart it was « boîtes disposées autrement, mêmes services »."""
    after = ("Métropole", "Ville", *EMPLOYERS[2:])
    said = " ".join(told(sheet(table(EMPLOYERS), look, kind=kind), sheet(table(after), look, kind=kind), kind))
    assert all(name in said for name in ("Finances", "Paie et carrières", "Ville", "Métropole")), said
    assert not told(sheet(table(EMPLOYERS), look, kind=kind), sheet(table(EMPLOYERS), "bands", kind=kind), kind)
    dated = [["Service", "Employé par"], *table(after)[1:]]  # another word elsewhere: it was the only one told
    said = " ".join(told(sheet(table(EMPLOYERS), look, kind=kind), sheet(dated, look, kind=kind), kind))
    assert all(name in said for name in ("Employé par", "Finances", "Paie et carrières", "Ville", "Métropole")), said


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from([*SERVICES, "12", "03 80 00 00 01", "Ville", "Marie Roy", ""]), min_size=8, max_size=24),
    st.sampled_from(["bare", "rules", "bands", "head rule"]),
    st.integers(2, 3),
)
def test_no_word_is_lost_or_said_twice_whatever_stands_in_rows(cells: list[str], look: Look, wide: int) -> None:
    """3.12: rows or lines, the words are those of the sheet."""
    rows = [cells[n : n + wide] for n in range(0, len(cells), wide)]
    said = Counter(word for block in sheet(rows, look).text or () for word in block.text.split())
    assert said == Counter(f"Services mutualisés {' '.join(cells)}".split())


@pytest.mark.parametrize("line", ["Au 1er novembre 2026", "Situation des services au 12/03/2026", "Mise à jour : 3 mars 2026"])
def test_the_date_of_a_sheet_is_no_title_of_the_rows_below_it(line: str) -> None:
    """5.3: « + Au 1er novembre 2026 : Musées · Ville »; a line that names what follows stays one."""

    def content(name: str, rows: Sequence[Sequence[str]]) -> DocumentContent:
        head = Block(kind="paragraph", text=name)
        text = (head, *(Block(kind="table_row", text="\t".join(row)) for row in rows))
        return DocumentContent(sha256=f"{name}{len(rows)}", size=1, media_type="application/pdf", text=text)

    came = ["Musées", "Ville", "44", "25 place du Marché"]
    rows = [
        ["Service", "Employeur", "Agents", "Adresse"],
        *([a, b, str(n), f"{n} rue Carnot"] for n, (a, b) in enumerate(zip(SERVICES, EMPLOYERS, strict=True))),
    ]
    assert told(content(line, rows), content(line, [*rows, came]), "file") == [" · ".join(came)]
    named = told(content("Pôle culture", rows), content("Pôle culture", [*rows, came]), "file")
    assert named == [f"Pôle culture : {' · '.join(came)}"]


@pytest.mark.parametrize("headed", [True, False])
@pytest.mark.parametrize("look", ["bare", "bands"])
def test_lists_of_pairs_beside_each_other_are_as_many_tables(headed: bool, look: Look) -> None:
    """3.12: of two lists « 11 mai | Écoles » what goes in the right one is told of its own line, and not of the left one's."""
    left, right = (
        [[f"03 80 00 {side}0 0{n}", name] for n, name in enumerate(names)] for side, names in enumerate((SERVICES, SITES))
    )
    head = [["Téléphone", "Service"] * 2] if headed else []
    rows = [*head, *([*a, *b] for a, b in zip(left, right, strict=True))]
    single = [row[:2] for row in head]
    assert sorted(rows_of(sheet(rows, look))) == sorted([*single, *left, *single, *right])
    fewer = [*rows[:-3], [*rows[-3][:2], *rows[-2][2:]], [*rows[-2][:2], *rows[-1][2:]], rows[-1][:2]]
    said = told(sheet(rows, look), sheet(fewer, look), "file")
    assert len(said) == 1 and rows[-3][3] in said[0]


@pytest.mark.parametrize("told_so", [True, False])
def test_what_is_told_of_a_row_is_not_told_again(told_so: bool) -> None:
    """5.5: « Finances : [6 → 7] » stood there twice, and « Poste vacant » beside the sentence on who went."""

    def content(agents: str, head: str) -> DocumentContent:
        rows = [
            ["Service", "Responsable", "Agents"],
            ["Finances", head, agents],
            ["Achats", "Luc Petit", "5"],
            ["Paie", "Ida Moss", "3"],
        ]
        text = tuple(Block(kind="table_row", text="\t".join(row)) for row in rows)
        return DocumentContent(sha256=agents + head, size=1, media_type="application/pdf", text=text)

    old, new, vacant = content("6", "Marie Roy"), content("7", "Marie Roy"), content("6", "Poste vacant")
    (figure,), (head,) = row_edits(old, new, ()), row_edits(old, vacant, ())
    left = Edit(op="person_removed", before="Marie Roy", facts={"unit": "Finances" if told_so else "Voirie"})
    assert row_edits(old, new, [figure]) == []
    assert row_edits(old, vacant, [left]) == ([] if told_so else [head])
