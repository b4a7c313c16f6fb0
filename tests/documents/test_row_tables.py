"""Tables of units in office files: read as printed ones are, and only these (3.27, 3.31)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from string import ascii_uppercase

import pytest

from monitor.compare.documents.contents import compare_contents
from monitor.documents.read import read
from monitor.model import DocumentContent
from tests.documents.office import docx, fixture, with_part

Row = Sequence[str]
HEADING = ("Direction", "Service", "Responsable", "Tél.")
CULTURE, TECHNICAL = "Direction de la culture", "Direction technique"
ROWS = [
    (CULTURE, "", "Anne MARTIN", "05 12 34 56 78"),
    ("", "Service des musées", "Paul DURAND", "05 12 34 56 79"),
    ("", "Médiathèque", "Lucie BERNARD", "05 12 34 56 80"),
    (TECHNICAL, "", "Jean PETIT", "05 12 34 56 81"),
    ("", "Service de la voirie", "Marc ROUX", "05 12 34 56 82"),
    ("", "Service des espaces verts", "Poste vacant", "05 12 34 56 83"),
]
UNITS = {
    (CULTURE, None, "Anne MARTIN"),
    ("Service des musées", CULTURE, "Paul DURAND"),
    ("Médiathèque", CULTURE, "Lucie BERNARD"),
    (TECHNICAL, None, "Jean PETIT"),
    ("Service de la voirie", TECHNICAL, "Marc ROUX"),
    ("Service des espaces verts", TECHNICAL, ""),
}
MERGED = ((1, 3), (4, 6))  # rows of the first column, the heading being row 0


def as_csv(rows: Sequence[Row]) -> bytes:
    return "\n".join(";".join(row) for row in rows).encode()


def as_xlsx(rows: Sequence[Row]) -> bytes:
    cells = [
        [f'<c r="{ascii_uppercase[c]}{n}" t="inlineStr"><is><t>{said}</t></is></c>' for c, said in enumerate(row) if said]
        for n, row in enumerate(rows, 1)
    ]
    lines = "".join(f'<row r="{n}">{"".join(row)}</row>' for n, row in enumerate(cells, 1))
    merged = "".join(f'<mergeCell ref="A{top + 1}:A{end + 1}"/>' for top, end in MERGED)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{lines}</sheetData><mergeCells count="2">{merged}</mergeCells></worksheet>'
    return with_part(fixture("staff-1.xlsx"), "xl/worksheets/sheet1.xml", sheet.encode())


def as_docx(rows: Sequence[Row]) -> bytes:
    begun, within = {top for top, _ in MERGED}, {n for top, end in MERGED for n in range(top + 1, end + 1)}

    def cell(row: int, column: int, said: str) -> str:
        joined = "" if column else '<w:vMerge w:val="restart"/>' if row in begun else "<w:vMerge/>" if row in within else ""
        return f"<w:tc><w:tcPr>{joined}</w:tcPr><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:tc>"

    lines = ("".join(cell(n, c, said) for c, said in enumerate(row)) for n, row in enumerate(rows))
    return docx(f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>")


_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def as_odf(rows: Sequence[Row], form: str) -> bytes:
    begun, within = dict(MERGED), {n for top, end in MERGED for n in range(top + 1, end + 1)}

    def cell(row: int, column: int, said: str) -> str:
        if not column and row in within:
            return "<table:covered-table-cell/>"
        spans = f' table:number-rows-spanned="{begun[row] - row + 1}"' if not column and row in begun else ""
        return f'<table:table-cell office:value-type="string"{spans}><text:p>{said}</text:p></table:table-cell>'

    lines = "".join(
        f"<table:table-row>{''.join(cell(n, c, said) for c, said in enumerate(row))}</table:table-row>"
        for n, row in enumerate(rows)
    )
    kind = {"ods": "spreadsheet", "odt": "text"}[form]
    spaces = " ".join(f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "table", "text"))
    part = (
        f"<office:document-content {spaces}><office:automatic-styles/><office:body><office:{kind}>"
        f'<table:table table:name="Feuil1">{lines}</table:table></office:{kind}></office:body></office:document-content>'
    )
    return with_part(fixture({"ods": "staff-1.ods", "odt": "rules-1.odt"}[form]), "content.xml", part.encode())


FORMS: dict[str, Callable[[Sequence[Row]], bytes]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "docx": as_docx,
    "ods": lambda rows: as_odf(rows, "ods"),
    "odt": lambda rows: as_odf(rows, "odt"),
}


def content(data: bytes) -> DocumentContent:
    found = read(data, kind="orgchart")
    assert isinstance(found, DocumentContent), found
    return found


@pytest.mark.parametrize("form", FORMS)
def test_a_table_of_units_is_a_chart(form: str) -> None:
    """3.31: merged cells and all."""
    chart = content(FORMS[form]([HEADING, *ROWS])).orgchart
    assert chart is not None and chart.structured
    titles = {unit.id: unit.title for unit in chart.units}
    assert {(u.title, titles.get(u.parent or ""), u.people[0].name if u.people else "") for u in chart.units} == UNITS
    assert all(person.confidence >= 0.9 for unit in chart.units for person in unit.people)


@pytest.mark.parametrize("form", FORMS)
def test_who_replaces_whom_in_a_table_is_told(form: str) -> None:
    """3.31, 5.5."""
    after = [tuple(cell.replace("Paul DURAND", "Sophie LEROY") for cell in row) for row in ROWS]
    verdict = compare_contents("orgchart", content(FORMS[form]([HEADING, *ROWS])), content(FORMS[form]([HEADING, *after])))
    assert [(edit.op, edit.facts["unit"], edit.after) for edit in verdict.edits] == [
        ("person_replaced", "Service des musées", "Sophie LEROY")
    ]


def test_what_stands_over_a_table_is_its_title_and_its_head() -> None:
    """3.31: on a sheet in cells, as in a text in paragraphs."""
    over = [("Organigramme des services",), ("Direction générale des services : Luc MOREL",)]
    chart = content(as_csv([*over, HEADING, *ROWS])).orgchart
    assert chart is not None and chart.title == "Organigramme des services"
    head = next(unit for unit in chart.units if unit.title == "Direction générale des services")
    assert [person.name for person in head.people] == ["Luc MOREL"]
    assert {unit.title for unit in chart.units if unit.parent == head.id} == {CULTURE, TECHNICAL}


NO_CHARTS = {
    "budget": """Direction;Service;Budget 2025;Budget 2026
Direction de la culture;Musées;100 000;110 000
Direction de la culture;Médiathèque;90 000;95 000
Direction technique;Voirie;500 000;450 000
Direction technique;Espaces verts;300 000;310 000""",
    "addresses": """Équipement;Adresse;Ville;Téléphone;Gestionnaire
École Jean Moulin;12 rue des Lilas;Valmont;05 12 34 56 78;Ville
École Pasteur;3 rue de la Gare;Valmont;05 12 34 56 79;Ville
Gymnase Coubertin;4 avenue Foch;Valmont;05 12 34 56 80;Agglomération
Piscine;8 avenue Foch;Valmont;05 12 34 56 81;Agglomération""",
    "schools": """Quartier;École;Directrice;Adresse
Nord;École Jean Moulin;Anne MARTIN;12 rue des Lilas
Nord;École Pasteur;Paul DURAND;3 rue de la Gare
Sud;École Ferry;Lucie BERNARD;4 avenue Foch
Sud;École Buisson;Jean PETIT;5 avenue Foch""",
    "members": """Nom;Prénom;Mandat;Délégation
MARTIN;Anne;Maire;
DURAND;Paul;Adjoint;Finances
BERNARD;Lucie;Adjointe;Culture
PETIT;Jean;Conseiller;Sports""",
    "shifted": """Direction;Service;Responsable
Direction de la culture;Musées;Paul DURAND
Direction de la culture;Anne MARTIN
Direction technique;Voirie;Marc ROUX
Direction technique;Espaces verts;Jean PETIT""",
}


@pytest.mark.parametrize("name", NO_CHARTS)
def test_other_tables_are_no_chart(name: str) -> None:
    """3.27: nor one whose rows are shifted, as by cells joined across."""
    assert content(NO_CHARTS[name].encode()).orgchart is None
