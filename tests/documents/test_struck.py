"""Words struck out, rows and columns hidden, colours and lines of drawings: what a reader would see (3.28, 3.30, 3.31)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from monitor.compare.documents.contents import compare_contents
from monitor.confine import Confined
from monitor.documents.pictures import picture
from monitor.model import DocumentKind, Unreadable
from monitor.pdf.picture import PagePicture
from monitor.pipeline.looks import look, look_regions, settled
from tests import sweeps
from tests.documents.office import fixture, with_part
from tests.documents.test_office import content
from tests.pdf.pdfs import drawn

GONE_STYLE = (
    '<style:style style:name="gone" style:family="text">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
)
STRIKING_FONT = [
    ("xl/styles.xml", "</fonts>", "<font><strike/></font></fonts>"),
    ("xl/styles.xml", "</cellXfs>", '<xf numFmtId="0" fontId="1"/></cellXfs>'),
]


def edited(data: bytes, *edits: tuple[str, str, str]) -> bytes:
    """The file with some text of its parts replaced: (part, before, after)."""
    for part, before, after in edits:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            said = packed.read(part).decode()
        assert before in said, before
        data = with_part(data, part, said.replace(before, after, 1).encode())
    return data


def told(kind: DocumentKind, before: bytes, after: bytes) -> list[tuple[str, object]]:
    """The edits between two files: what each is, and the words, the key or the cell that it is about."""
    verdict = compare_contents(kind, content(before, kind), content(after, kind))
    return [(edit.op, edit.facts.get("text") or edit.facts.get("key") or edit.facts.get("column")) for edit in verdict.edits]


WORDS = "Le présent règlement fixe les horaires."
FORMS = {
    "docx, a run": ("rules-1.docx", [("word/document.xml", f"<w:r><w:t>{WORDS}", f"<w:r><w:rPr><w:strike/></w:rPr><w:t>{WORDS}")]),
    "docx, twice": (
        "rules-1.docx",
        [("word/document.xml", f"<w:r><w:t>{WORDS}", f"<w:r><w:rPr><w:dstrike/></w:rPr><w:t>{WORDS}")],
    ),
    "docx, a style of letters based on another": (
        "rules-1.docx",
        [
            ("word/document.xml", f"<w:r><w:t>{WORDS}", f'<w:r><w:rPr><w:rStyle w:val="two"/></w:rPr><w:t>{WORDS}'),
            (
                "word/styles.xml",
                "</w:styles>",
                '<w:style w:type="character" w:styleId="one"><w:rPr><w:strike/></w:rPr></w:style>'
                '<w:style w:type="character" w:styleId="two"><w:basedOn w:val="one"/></w:style></w:styles>',
            ),
        ],
    ),
    "docx, a style of paragraphs": (
        "rules-1.docx",
        [
            ("word/document.xml", f"<w:p><w:r><w:t>{WORDS}", f'<w:p><w:pPr><w:pStyle w:val="one"/></w:pPr><w:r><w:t>{WORDS}'),
            ("word/styles.xml", "</w:styles>", '<w:style w:styleId="one"><w:rPr><w:strike/></w:rPr></w:style></w:styles>'),
        ],
    ),
    "odt": (
        "rules-1.odt",
        [
            ("content.xml", WORDS, f'<text:span text:style-name="gone">{WORDS}</text:span>'),
            ("content.xml", "</office:automatic-styles>", f"{GONE_STYLE}</office:automatic-styles>"),
        ],
    ),
}


@sweeps.over({"form": list(FORMS), "kind": ["text", "file"]})
def test_words_struck_out_in_a_text_are_told(form: str, kind: DocumentKind) -> None:
    """3.28: in documents as on pages; and so is what is restored."""
    name, edits = FORMS[form]
    plain, struck = fixture(name), edited(fixture(name), *edits)
    assert told(kind, plain, struck) == [("struck", WORDS)]
    assert told(kind, struck, plain) == [("unstruck", WORDS)]
    assert content(plain, kind).text == tuple(replace(block, struck=()) for block in content(struck, kind).text or ())


def test_a_run_that_says_it_is_not_struck_is_not() -> None:
    """3.28: what a run says goes before its paragraph's style."""
    plain = fixture("rules-1.docx")
    edits = [
        (
            "word/document.xml",
            f"<w:p><w:r><w:t>{WORDS}",
            f'<w:p><w:pPr><w:pStyle w:val="one"/></w:pPr><w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>{WORDS}',
        ),
        ("word/styles.xml", "</w:styles>", '<w:style w:styleId="one"><w:rPr><w:strike/></w:rPr></w:style></w:styles>'),
    ]
    assert told("text", plain, edited(plain, *edits)) == []


def test_words_of_which_nobody_looked_whether_they_are_struck_are_not_told_as_newly_struck() -> None:
    """3.19: an earlier version of our reading did not look."""
    name, edits = FORMS["docx, a run"]
    before, after = content(fixture(name), "text"), content(edited(fixture(name), *edits), "text")
    for _ in range(2):  # whichever was asked first
        assert compare_contents("text", replace(before, facts_known=False), after).edits == ()
        assert compare_contents("text", before, after).edits != ()


XLSX, SHEET = "staff-1.xlsx", "xl/worksheets/sheet1.xml"
ROW, CELL = '<table:table-row table:style-name="ro1"', '<table:table-cell office:value-type="string" calcext:value-type="string">'
MARTIN = f"{CELL}<text:p>M.</text:p></table:table-cell>{CELL}<text:p>Martin"
DURAND = '<c r="B3" t="inlineStr"><is><t>Durand</t></is></c>'


@pytest.mark.parametrize(
    ("name", "edits"),
    [
        pytest.param(XLSX, [*STRIKING_FONT, (SHEET, '<c r="B3"', '<c r="B3" s="1"')], id="xlsx, the cell's font"),
        pytest.param(
            XLSX,
            [(SHEET, DURAND, '<c r="B3" t="inlineStr"><is><r><rPr><strike/></rPr><t>Durand</t></r></is></c>')],
            id="xlsx, the letters'",
        ),
        pytest.param(
            XLSX,
            [
                (SHEET, DURAND, '<c r="B3" t="s"><v>0</v></c>'),
                (
                    "xl/sharedStrings.xml",
                    "</sst>",
                    "<si><r><rPr><strike/></rPr><t>Durand</t></r></si></sst>",
                ),
            ],
            id="xlsx, shared",
        ),
        pytest.param(
            "staff-1.ods",
            [
                (
                    "content.xml",
                    'office:value-type="string" calcext:value-type="string"><text:p>Durand',
                    'table:style-name="gone" office:value-type="string" calcext:value-type="string"><text:p>Durand',
                ),
                ("content.xml", "</office:automatic-styles>", f"{GONE_STYLE}</office:automatic-styles>"),
            ],
            id="ods, the cell's style",
        ),
        pytest.param(
            "staff-1.ods",
            [
                ("content.xml", "<text:p>Durand", '<text:p><text:span text:style-name="gone">Durand</text:span>'),
                ("content.xml", "</office:automatic-styles>", f"{GONE_STYLE}</office:automatic-styles>"),
            ],
            id="ods, the letters'",
        ),
    ],
)
def test_a_cell_struck_out_is_told_with_its_row(name: str, edits: list[tuple[str, str, str]]) -> None:
    """3.28, 3.31: compared by rows, and as a text."""
    data = fixture(name)
    if any(part == "xl/sharedStrings.xml" for part, *_ in edits):
        data = with_part(
            data, "xl/sharedStrings.xml", b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></sst>'
        )
    plain, struck = fixture(name), edited(data, *edits)
    rows = compare_contents("table", content(plain), content(struck))
    assert [(e.op, e.facts["text"], e.facts["key"]) for e in rows.edits] == [("struck", "Durand", "Durand Claire")]
    assert told("table", struck, plain) == [("unstruck", "Durand")]
    assert told("text", plain, struck) == [("struck", "Durand")]


@pytest.mark.parametrize(
    ("name", "edits", "expected"),
    [
        pytest.param(XLSX, [(SHEET, '<row r="3">', '<row r="3" hidden="1">')], [("row_removed", "Durand Claire")], id="xlsx row"),
        pytest.param(
            XLSX,
            [(SHEET, "<sheetData>", '<cols><col min="5" max="5" hidden="1"/></cols><sheetData>')],
            [("column_removed", "Service")],
            id="xlsx column",
        ),
        pytest.param(
            "staff-1.ods",
            [("content.xml", f"{ROW}>{MARTIN}", f'{ROW} table:visibility="filter">{MARTIN}')],
            [("row_removed", "Martin Paul")],
            id="ods row",
        ),
    ],
)
def test_a_row_or_column_that_becomes_hidden_is_seen_to_go(
    name: str, edits: list[tuple[str, str, str]], expected: list[tuple[str, object]]
) -> None:
    """3.31: as hidden sheets, what a town hides is not read; and it is told that it is there no more."""
    assert told("table", fixture(name), edited(fixture(name), *edits)) == expected


@pytest.mark.parametrize(
    ("name", "edits"),
    [
        pytest.param(
            "chart-1.pptx",
            [
                (
                    "ppt/slides/slide1.xml",
                    '<a:rPr sz="800"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:rPr><a:t>Mme Claire Leroy',
                    '<a:rPr sz="800" strike="sngStrike"/><a:t>Mme Claire Leroy',
                )
            ],
            id="pptx",
        ),
        pytest.param(
            "chart-1.odg",
            [
                ("content.xml", "Mme Claire Leroy", '<text:span text:style-name="gone">Mme Claire Leroy</text:span>'),
                ("content.xml", "</office:automatic-styles>", f"{GONE_STYLE}</office:automatic-styles>"),
            ],
            id="odg",
        ),
    ],
)
@pytest.mark.parametrize("kind", ["orgchart", "text"])
def test_a_name_struck_out_of_a_chart_is_told_and_is_still_read(
    name: str, edits: list[tuple[str, str, str]], kind: DocumentKind
) -> None:
    """3.28: the tree says who is named, the strike is told beside it."""
    plain, struck = fixture(name), edited(fixture(name), *edits)
    assert told(kind, plain, struck) == [("struck", "Mme Claire Leroy")]
    assert content(plain, kind).orgchart == content(struck, kind).orgchart


# -------------------------------------------------------------------------------------------------------------------------- PDF


def _page(extra: Callable[[Canvas], None] = lambda canvas: None) -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(50, 700, "Le service compte 12 agents.")
        canvas.drawString(50, 680, "Responsable : Mme Roux")
        extra(canvas)

    return drawn(draw)


def _bar(canvas: Canvas) -> None:
    canvas.rect(50, 683, 120, 0.7, stroke=0, fill=1)


def _white(canvas: Canvas) -> None:
    canvas.setStrokeGray(1)
    canvas.line(50, 684, 168, 684)


def _white_on_blue(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0, 0, 0.6)
    canvas.rect(40, 590, 200, 30, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(50, 600, "Mme Roux")
    canvas.setStrokeGray(1)
    canvas.line(50, 604, 102, 604)


def _behind_a_box(canvas: Canvas) -> None:
    canvas.line(20, 684, 300, 684)
    canvas.setFillGray(1)
    canvas.rect(45, 675, 130, 20, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(50, 680, "Responsable : Mme Roux")


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        pytest.param(lambda c: c.line(50, 684, 168, 684), [("struck", "Responsable : Mme Roux")], id="a line"),
        pytest.param(lambda c: c.line(123, 684, 168, 684), [("struck", "Mme Roux")], id="of two words"),
        pytest.param(_bar, [("struck", "Responsable : Mme Roux")], id="a thin bar, as browsers draw"),
        pytest.param(lambda c: c.line(50, 678.5, 168, 678.5), [], id="an underline"),
        pytest.param(lambda c: c.line(50, 692, 168, 692), [], id="a rule above"),
        pytest.param(lambda c: c.line(0, 684, 590, 684), [], id="a line across the sheet"),
        pytest.param(_white, [], id="a white line, which nobody sees"),
        pytest.param(_behind_a_box, [], id="a line that leads behind a box"),
    ],
)
def test_a_line_through_the_words_of_a_page_strikes_them_out(
    extra: Callable[[Canvas], None], expected: list[tuple[str, object]]
) -> None:
    """3.28: where it goes through the middle of the letters and hardly beyond them."""
    assert told("text", _page(), _page(extra)) == expected


def test_a_white_line_strikes_white_words_out() -> None:
    """3.28: as slides have them, on boxes of a colour."""
    text = content(_page(_white_on_blue), "text").text or ()
    assert [block.text[i:j] for block in text for i, j in block.struck] == ["Mme Roux"]


# -------------------------------------------------------------------------------------------------------------------------- SVG

SVG = fixture("chart-1.svg").decode()
NAME = "Mme Claire Leroy"


def _more(shape: str) -> str:
    return SVG.replace("</svg>", f"{shape}</svg>")


@pytest.fixture(scope="module")
def reader() -> Iterator[Confined]:
    with Confined() as confined:
        yield confined


@pytest.mark.few(3)
@sweeps.over(
    {
        "kind": ["orgchart", "text", "file"],
        "after, differs": [
            pytest.param(_more('<path d="M700 60L960 100M700 100L960 60" stroke="red" stroke-width="4"/>'), True, id="crossed out"),
            pytest.param(_more('<rect x="300" y="120" width="400" height="120" fill="#cc0000"/>'), True, id="covered"),
            pytest.param(_more('<rect width="1534" height="380" fill="red" opacity="0.3"/>'), True, id="red"),
            pytest.param(SVG.replace("<path", '<path class="link"').replace("><", ">\n<"), False, id="written otherwise"),
            pytest.param(_more("<!-- Inkscape --><metadata/><defs><g id='unused'/></defs>"), False, id="metadata"),
            pytest.param(SVG.replace('width="1534" height="380"', 'width="767" height="190"'), False, id="resized"),
        ],
    }
)
def test_a_drawing_is_compared_by_what_it_shows(after: str, differs: bool, kind: DocumentKind, reader: Confined) -> None:
    """3.30: what no word of it tells, its picture does."""
    one, other = content(SVG.encode(), kind), content(after.encode(), kind)
    seen = look(kind, one, other, SVG.encode(), after.encode())
    held = settled(seen, reader) if seen else None
    verdict = compare_contents(kind, one, held or other)
    assert verdict.of == ("different" if differs else "resaved")
    assert not differs or (seen is not None and look_regions(seen, reader))


def test_a_chart_that_another_program_draws_is_the_same_chart(reader: Confined) -> None:
    """3.27: laid out anew it is cosmetic where no letter differs; as a picture it is another one."""
    inside = SVG[SVG.index(">") + 1 :].replace("#333333", "#0055aa").replace("</svg>", "</g></svg>")
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1994 494" font-family="Courier"><g transform="scale(1.3)">'
    anew = head + inside
    cases: list[tuple[DocumentKind, str]] = [("orgchart", "resaved"), ("file", "different")]
    for kind, of in cases:
        one, other = content(SVG.encode(), kind), content(anew.encode(), kind)
        seen = look(kind, one, other, SVG.encode(), anew.encode())
        assert compare_contents(kind, one, (settled(seen, reader) if seen else None) or other).of == of


def test_nothing_outside_a_drawing_is_drawn(tmp_path: Path) -> None:
    """11: neither a file of this machine nor one of another."""
    Image.new("RGB", (9, 9), "red").save(tmp_path / "red.png")
    outside = _more(f'<image href="{tmp_path / "red.png"}" width="900" height="300"/>')
    plain, drawn_with = (picture(data.encode(), page=1, dpi=72) for data in (SVG, outside))
    assert isinstance(plain, PagePicture)
    assert plain == drawn_with


def _sheet(body: str, wide: str = "1000") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="1000">{body}</svg>'.encode()


_LAYERS = 200 * '<g opacity="0.5">' + "<rect width='900' height='900'/>" + 200 * "</g>"  # each as large as the sheet


@pytest.mark.parametrize(
    ("data", "evidence"),
    [
        pytest.param(_sheet(_LAYERS), "memory", id="layers"),
        pytest.param(_sheet("<rect width='9' height='9'/>", "1e9"), "1e+09 x 1000", id="a ribbon"),
    ],
)
def test_a_hostile_drawing_is_not_drawn_and_the_next_one_is(data: bytes, evidence: str, reader: Confined) -> None:
    """11: painting is bounded by the same process as reading."""
    refused = reader.picture(data, page=1, dpi=200)
    assert isinstance(refused, Unreadable)
    assert evidence in refused.detail
    assert isinstance(reader.picture(SVG.encode(), page=1, dpi=72), PagePicture)


def test_text_struck_out_of_a_drawing_is_told_by_its_words() -> None:
    """3.28."""
    struck = SVG.replace(f">{NAME}<", f' text-decoration="line-through">{NAME}<')
    assert struck != SVG
    assert told("orgchart", SVG.encode(), struck.encode()) == [("struck", NAME)]
