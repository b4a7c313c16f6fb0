"""Office files as towns publish them: their words and rows, whatever program packed them (3.31)."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable

import pytest

from monitor.compare.documents.contents import compare_contents, shown_by
from monitor.documents.read import read
from monitor.documents.sheets import _trimmed
from monitor.model import DocumentContent, DocumentKind, Edit, Unreadable
from tests.documents import office
from tests.documents.office import docx, fixture, with_hidden_sheets, zipped_anew

HEADS = ["Civilité", "Nom", "Prénom", "Fonction", "Service", "Téléphone"]


def content(data: bytes, kind: DocumentKind = "table") -> DocumentContent:
    found = read(data, kind=kind)
    assert isinstance(found, DocumentContent), found
    return found


def lines(data: bytes) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in content(data, "text").text or ()]


@pytest.mark.parametrize("name", ["rules-1.docx", "rules-1.odt"])
def test_a_text_is_read_with_its_headings_lists_tables_and_foot(name: str) -> None:
    """3.31: docx and odt say the same."""
    found = lines(fixture(name))
    assert found[:5] == [
        ("heading", "Règlement intérieur"),
        ("paragraph", "Le présent règlement fixe les horaires."),
        ("list_item", "Premier point"),
        ("table_row", "\t".join(HEADS)),
        ("table_row", "Mme\tDurand\tClaire\tAcheteuse\tAchats\t03 80 00 00 01"),
    ]
    assert found[-1] == ("paragraph", "Ville de Valmont")


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_hidden_sheets_are_counted_and_not_read(kind: str) -> None:
    """3.31: what is said of a workbook without any is the same but for the number."""
    plain, hiding = content(fixture(f"staff-1.{kind}")), content(with_hidden_sheets(fixture(f"staff-1.{kind}")))
    assert (plain.hidden_sheets, hiding.hidden_sheets) == (0, 2)
    assert (hiding.text, hiding.geometry) == (plain.text, plain.geometry)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_a_changed_cell_and_new_rows_are_told_by_name(kind: str) -> None:
    """3.31: two namesakes are told apart by their first names, so the key is both."""
    verdict = compare_contents("table", content(fixture(f"staff-1.{kind}")), content(fixture(f"staff-2.{kind}")))
    changed, *added = verdict.edits
    assert changed == Edit(
        op="cell_changed", before="Achats", after="Finances", facts={"key": "Durand Claire", "column": "Service"}
    )
    assert [(e.op, e.facts["key"]) for e in added] == [
        ("row_added", "Roux Eric"),
        ("row_added", "Blanc Eve"),
        ("row_added", "Noir Zoé"),
    ]
    assert added[0].facts["row"] == ["M.", "Roux", "Eric", "Agent", "Voirie", "03 80 00 00 07"]


@pytest.mark.parametrize("kind", ["text", "table", "file"])
@pytest.mark.parametrize("name", ["staff-1.xlsx", "staff-1.ods", "rules-1.docx", "rules-1.odt"])
def test_a_file_zipped_anew_says_what_it_said(name: str, kind: DocumentKind) -> None:
    """3.31: cosmetic, whatever is compared."""
    data = fixture(name)
    assert compare_contents(kind, content(data, kind), content(zipped_anew(data), kind)).of == "resaved"


def test_one_table_is_the_same_in_two_formats() -> None:
    """3.31: the name of a lone sheet is the program's, not the town's."""
    assert compare_contents("table", content(fixture("staff-1.xlsx")), content(fixture("staff-1.ods"))).of == "resaved"


@pytest.mark.parametrize("kind", ["text", "file", "orgchart"])
def test_a_picture_replaced_within_a_file_is_another_file(kind: DocumentKind) -> None:
    """3.31: the same words beside another picture are not « même contenu »."""
    one, other = (office.with_part(fixture("rules-1.docx"), "word/media/image1.png", part) for part in (b"one", b"two"))
    verdict = compare_contents(kind, before := content(one, kind), after := content(other, kind))
    assert (verdict.of, shown_by(before, after)) == ("different", {"shown": "office", "differs": ["pictures"]})


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            f"<w:p><w:del>{_run('ancien')}</w:del><w:ins>{_run('nouveau')}</w:ins></w:p>", ["nouveau"], id="tracked changes"
        ),
        pytest.param(f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r>{_run('vu')}</w:p>", ["vu"], id="hidden text"),
        pytest.param(
            f'<w:p>{_run("Page ")}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_run("7")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
            ["Page"],
            id="page number",
        ),
        pytest.param(
            f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "x" </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_run("la page")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
            ["la page"],
            id="a field that stays",
        ),
        pytest.param(
            f"<w:p>{_run('avant')}<w:r><w:txbxContent><w:p>{_run('dans la zone')}</w:p></w:txbxContent></w:r></w:p>",
            ["avant", "dans la zone"],
            id="text box",
        ),
        pytest.param(
            f"<w:tbl><w:tr><w:tc><w:p>{_run('A')}</w:p><w:p>{_run('B')}</w:p></w:tc><w:tc><w:p>{_run('C')}</w:p></w:tc></w:tr></w:tbl>",
            ["A\nB\tC"],
            id="lines of a cell",
        ),
        pytest.param(
            f'<w:p>{_run("Note")}<w:r><w:pict><w:shape><w:textpath string="PROVISOIRE"/></w:shape></w:pict></w:r></w:p>',
            ["Note PROVISOIRE"],
            id="words as a drawing",
        ),
        pytest.param(
            f"<w:p><w:r><w:drawing><w:wgp><w:wsp><w:txbx><w:txbxContent><w:p>{_run('Voirie')}</w:p></w:txbxContent></w:txbx></w:wsp>"
            f"<w:grpSp><w:txbxContent><w:p>{_run('M. Roux')}</w:p></w:txbxContent></w:grpSp></w:wgp></w:drawing></w:r></w:p>",
            ["Voirie", "M. Roux"],
            id="boxes of a group",
        ),
    ],
)
def test_a_document_is_read_as_it_would_be_printed(body: str, expected: list[str]) -> None:
    """3.31."""
    assert [text for _, text in lines(docx(body))] == expected


def _csv(text: str, encoding: str = "utf-8") -> list[str]:
    return [block.text for block in content(text.encode(encoding)).text or ()]


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        pytest.param("Nom;Service\nZoé;Achats\n", "cp1252", ["Nom\tService", "Zoé\tAchats"], id="Windows, semicolons"),
        pytest.param("Nom,Service\nZoé,Achats\n", "utf-8-sig", ["Nom\tService", "Zoé\tAchats"], id="byte-order mark, commas"),
        pytest.param("Nom\tService\r\nZoé\tAchats\r\n", "utf-16", ["Nom\tService", "Zoé\tAchats"], id="UTF-16, tabs"),
        pytest.param("sep=|\nNom|Service\nZoé|Achats\n", "utf-8", ["Nom\tService", "Zoé\tAchats"], id="said first"),
        pytest.param('a;b\n"1;2";"x\ny"\n', "utf-8", ["a\tb", "1;2\tx\ny"], id="quoted"),
        pytest.param("Nom;Montant\nZoé;1,5\nEve;2,5\n", "utf-8", ["Nom\tMontant", "Zoé\t1,5", "Eve\t2,5"], id="commas in numbers"),
    ],
)
def test_a_csv_says_by_its_rows_what_stands_between_its_cells(text: str, encoding: str, expected: list[str]) -> None:
    """3.31."""
    assert _csv(text, encoding) == expected


ENTITIES = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><d>&b;</d>'
ELSEWHERE = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'


GAP = (
    b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="9"/></table:table-row>'
    b'<table:table-row><table:table-cell office:value-type="string"><text:p> </text:p></table:table-cell></table:table-row>'
)


def test_a_space_in_the_last_row_of_a_sheet_is_no_row() -> None:
    """3.31: a slip of the finger makes a sheet of a million rows, and none of them says anything; a word there is one too many."""
    columns = "ABCDEFGHIJKLMNOP"
    cells = [(f"{column}{row}", f"{column}{row}") for row in (1, 2) for column in columns]
    found = read(office.sheet(*cells, ("A1048576", " ")), kind="table")
    assert isinstance(found, DocumentContent) and found.text is not None
    assert [len(block.text.split("\t")) for block in found.text] == [16, 16]
    with zipfile.ZipFile(io.BytesIO(fixture("staff-1.ods"))) as packed:
        part = packed.read("content.xml")
    end = part.index(b"</table:table>")
    stray = office.with_part(fixture("staff-1.ods"), "content.xml", part[:end] + GAP + part[end:])
    one, other = read(fixture("staff-1.ods"), kind="table"), read(stray, kind="table")
    assert isinstance(one, DocumentContent) and isinstance(other, DocumentContent) and one.text == other.text
    shared = b'<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    shared += b'<row r="1048576"><c r="C1048576" t="s"><v>1</v></c></row></sheetData></worksheet>'
    strings = b'<sst><si><t>Nom</t></si><si><t xml:space="preserve"> </t></si></sst>'
    assert _trimmed(shared, strings) == shared[: shared.index(b'<row r="1048576"')] + b"</sheetData></worksheet>"
    assert _trimmed(shared, strings.replace(b"> <", b">x<")) == shared


@pytest.mark.parametrize(
    ("data", "evidence"),
    [
        pytest.param(
            lambda: office.with_part(fixture("rules-1.docx"), "word/document.xml", b"<w:document>" + b" " * 130_000_000),
            "120 MB unpacked",
            id="bomb",
        ),
        pytest.param(
            lambda: office.with_part(fixture("rules-1.docx"), "word/document.xml", ENTITIES), "entities declared", id="entities"
        ),
        pytest.param(
            lambda: office.with_part(fixture("rules-1.odt"), "content.xml", ELSEWHERE), "entities declared", id="file of ours"
        ),
        pytest.param(lambda: fixture("rules-1.docx")[:2000], "broken: no zip", id="cut"),
        pytest.param(lambda: fixture("rules-1.odt")[:2000], "broken: no zip", id="cut odt"),
        pytest.param(lambda: fixture("staff-1.xlsx")[:2000], "broken: no zip", id="cut xlsx"),
        pytest.param(
            lambda: office.with_part(fixture("staff-1.xlsx"), "xl/workbook.xml", b"<rubbish"), "broken", id="rubbish xlsx"
        ),
        pytest.param(lambda: docx("<w:p>" * 300 + "</w:p>" * 300), "broken", id="too deep"),
        pytest.param(lambda: office.sheet(("A1", "Nom"), ("CV40000", "x")), "4000000 cells", id="sheet without end"),
    ],
)
def test_a_hostile_file_is_unreadable_with_its_reason(data: Callable[[], bytes], evidence: str) -> None:
    """11.2: nothing that strangers can make large or slow is unbounded."""
    found = read(data(), kind="text")
    assert isinstance(found, Unreadable)
    assert evidence in found.detail


def test_names_within_a_file_are_never_paths() -> None:
    """11.4: a part called ../../x is a part like any other."""
    assert read(office.with_part(fixture("rules-1.docx"), "../../../tmp/owned", b"x"), kind="text") is not None
    assert lines(office.with_part(fixture("rules-1.docx"), "word/../../etc/header1.xml", b"x"))[0][1] == "Règlement intérieur"


def test_without_its_reader_a_spreadsheet_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """3.31: kind "file" goes on by its bytes, as before there was a reader."""
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    found = read(fixture("staff-1.xlsx"), kind="table")
    assert found == Unreadable(detail="python-calamine is not installed (city-page-monitor[office])")
    assert content(fixture("staff-1.xlsx"), "file").text is None
