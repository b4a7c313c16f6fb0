"""What office files show beside their words: the same words are not the same file where a viewer sees otherwise (3.12, 3.31)."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from monitor.compare.documents.contents import compare_contents, shown_by
from monitor.documents.read import read
from monitor.model import DocumentContent, DocumentKind
from tests.documents import office
from tests.documents.drawn import packed, picture
from tests.documents.office import fixture, with_part, zipped_anew

SLIDE = "ppt/slides/slide1.xml"


def edited(data: bytes, part: str, *swaps: tuple[str, str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed_file:
        text = packed_file.read(part).decode()
    for old, new in swaps:
        assert old in text, (old, text[:4000])
        text = text.replace(old, new, 1)
    return with_part(data, part, text.encode())


def content(data: bytes, kind: DocumentKind = "orgchart") -> DocumentContent:
    found = read(data, kind=kind)
    assert isinstance(found, DocumentContent), found
    return found


LINE = (
    '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="990" name="x"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr><a:xfrm><a:off x="{}" y="{}"/>'
    '<a:ext cx="900000" cy="300000"/></a:xfrm><a:prstGeom prst="line"/></p:spPr></p:cxnSp></p:spTree>'
)


def _filled(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed_file:
        text = packed_file.read(SLIDE).decode()
    found = re.search(r'srgbClr val="[0-9A-Fa-f]{6}"', text)
    assert found
    return with_part(data, SLIDE, text.replace(found[0], 'srgbClr val="FF0011"', 1).encode())


ONE, OTHER = packed(picture()), packed(picture("M. Hugo Blanc"))
CHART = fixture("chart-1.pptx")
DRAWING = fixture("chart-1.odg")


@pytest.mark.few("colour", "odg")
@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        pytest.param(CHART, _filled(CHART), "orgchart", id="colour"),
        pytest.param(CHART, edited(CHART, SLIDE, ("</p:spTree>", LINE.format(1000000, 1000000))), "orgchart", id="line"),
        pytest.param(
            with_part(CHART, "ppt/media/a.png", ONE), with_part(CHART, "ppt/media/a.png", OTHER), "orgchart", id="picture"
        ),
        pytest.param(with_part(DRAWING, "Pictures/a.png", ONE), with_part(DRAWING, "Pictures/a.png", OTHER), "orgchart", id="odg"),
    ],
)
def test_the_same_words_that_look_otherwise_are_another_file(old: bytes, new: bytes, kind: DocumentKind) -> None:
    """3.31: told without edits; packed anew it is the same."""
    assert compare_contents(kind, content(old, kind), content(new, kind)).of == "different"
    assert compare_contents(kind, content(new, kind), content(zipped_anew(new), kind)).of == "resaved"


def test_another_apostrophe_is_no_other_colour() -> None:
    """3.10, 3.31: words are compared as words, and what they wear by the words that wear it."""
    old, new = content(CHART), content(edited(CHART, SLIDE, ("l'urbanisme", "l’urbanisme")))
    verdict = compare_contents("orgchart", old, new)
    assert (verdict.of, verdict.edits) == ("resaved", ())


def test_capitals_of_one_name_are_a_line_and_no_other_colour() -> None:
    """3.10, 3.12: case can be the change, on a slide as on a page."""
    old, new = content(CHART), content(edited(CHART, SLIDE, ("M. Luc Colin", "M. Luc COLIN")))
    (edit,) = compare_contents("orgchart", old, new).edits
    assert (edit.op, edit.facts["field"], edit.before, edit.after) == ("replace", "text", "M. Luc Colin", "M. Luc COLIN")


def test_another_program_says_nothing_of_colours() -> None:
    """3.31: LibreOffice writes the colours of PowerPoint in its own way."""
    other = edited(_filled(CHART), "docProps/app.xml", ("Microsoft Macintosh PowerPoint", "LibreOffice/25.2"))
    assert compare_contents("orgchart", content(CHART), content(other)).of == "resaved"


def test_a_hidden_shape_is_not_read() -> None:
    """3.31: what a town hides in its slides, a viewer does not see; it is told that it is gone."""
    with zipfile.ZipFile(io.BytesIO(CHART)) as packed_file:
        text = packed_file.read(SLIDE).decode()
    before, name, after = text.partition("Mme Claire Leroy")
    start = before.rindex("<p:cNvPr ") + len("<p:cNvPr ")
    hidden = content(with_part(CHART, SLIDE, f'{before[:start]}hidden="1" {before[start:]}{name}{after}'.encode()))
    assert "Claire Leroy" not in str(hidden.text) and "Claire Leroy" in str(content(CHART).text)
    assert compare_contents("orgchart", content(CHART), hidden).edits


SECTION = '<text:section text:name="s" text:display="{}"><text:p>Brouillon secret</text:p></text:section>'
STYLE = '<style:style style:name="Hd" style:family="text"><style:text-properties text:display="none"/></style:style>'


def odt(body: str) -> bytes:
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "style", "text"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        new.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:automatic-styles>{STYLE}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (SECTION.format("none") + "<text:p>Achats</text:p>", ["Achats"]),
        (SECTION.format("true") + "<text:p>Achats</text:p>", ["Brouillon secret", "Achats"]),
        ('<text:p>Les <text:span text:style-name="Hd">vieux </text:span>achats</text:p>', ["Les achats"]),
        ('<text:p text:style-name="Hd">Vieux</text:p><text:p>Achats</text:p>', ["Achats"]),
    ],
)
def test_what_a_text_hides_is_not_read(body: str, expected: list[str]) -> None:
    """3.31: hidden sections and words of OpenDocument, as hidden text of Word."""
    assert [block.text for block in content(odt(body), "text").text or ()] == expected


def _run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def _sentence(look: str = "", *parts: str) -> bytes:
    words = "".join(_run(part, look) for part in parts or ("Mme Anne Vix",))
    return office.docx(f"<w:p>{_run('La DGA est ')}{words}{_run('.')}</w:p>")


@pytest.mark.parametrize(
    ("look", "verdict"),
    [
        ('<w:color w:val="C00000"/>', "different"),
        ('<w:color w:val="FFFFFF"/>', "different"),
        ('<w:highlight w:val="yellow"/>', "different"),
        ('<w:shd w:val="clear" w:fill="FFEE00"/>', "different"),
        ("<w:caps/>", "different"),
        ('<w:caps w:val="0"/>', "resaved"),
        ('<w:color w:val="auto"/>', "resaved"),
        ('<w:color w:val="000000" w:themeColor="text1"/>', "resaved"),
        ('<w:shd w:val="clear" w:fill="auto"/>', "resaved"),
        ('<w:b/><w:sz w:val="18"/>', "resaved"),
    ],
)
def test_words_painted_by_hand_are_told(look: str, verdict: str) -> None:
    """3.31: red, on yellow, in capitals; black is no colour, and how large letters are is layout."""
    assert compare_contents("text", content(_sentence(), "text"), content(_sentence(look), "text")).of == verdict


def test_where_a_program_breaks_painted_words_says_nothing() -> None:
    """3.31: each saving cuts a line into other runs."""
    red = '<w:color w:val="C00000"/>'
    one, other = _sentence(red), _sentence(red, "Mme ", "An", "ne Vix")
    assert compare_contents("text", content(one, "text"), content(other, "text")).of == "resaved"


STAFF = fixture("staff-1.xlsx")
SHEET = "xl/worksheets/sheet1.xml"


def test_a_painted_cell_is_told_wherever_its_row_stands() -> None:
    """3.31: a cell turned red is another sheet; sorted anew with its row, it is the same one."""
    styles = '<fill><patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill></fill>'
    red = edited(
        STAFF, "xl/styles.xml", ("</fills>", f"{styles}</fills>"), ("</cellXfs>", '<xf numFmtId="0" fillId="LAST"/></cellXfs>')
    )
    with zipfile.ZipFile(io.BytesIO(red)) as packed_file:
        text = packed_file.read("xl/styles.xml").decode()
    fills = text[text.index("<fills") : text.index("</fills>")].count("<fill>") - 1
    formats = text[text.index("<cellXfs") : text.index("</cellXfs>")].count("<xf ") - 1
    red = with_part(red, "xl/styles.xml", text.replace('"LAST"', f'"{fills}"').encode())

    def sheet(*rows: tuple[str, str]) -> bytes:
        cells = "".join(
            f'<row r="{n}"><c r="A{n}" t="inlineStr" s="{style}"><is><t>{name}</t></is></c>'
            f'<c r="B{n}" t="inlineStr"><is><t>Voirie</t></is></c></row>'
            for n, (name, style) in enumerate(rows, 1)
        )
        part = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>'
        return with_part(red, SHEET, part.encode())

    style = str(formats)
    plain, painted, sorted_anew = (
        content(sheet(("Nom", "0"), *rows), "table")
        for rows in ([("Vix", "0"), ("Kopp", "0")], [("Vix", style), ("Kopp", "0")], [("Kopp", "0"), ("Vix", style)])
    )
    assert compare_contents("table", plain, painted).of == "different"
    assert compare_contents("table", painted, sorted_anew).of == "resaved"


@pytest.mark.parametrize(
    ("margin", "expected"),
    [
        ('&amp;L&amp;"Arial,Gras"&amp;12PROVISOIRE&amp;C&amp;K01+000&amp;A&amp;RPage &amp;P sur &amp;N', ["PROVISOIRE"]),
        ("&amp;CVu &amp;&amp; approuvé, le &amp;D", ["Vu & approuvé, le"]),
        ("&amp;CPage &amp;P", []),
        ("&amp;CService Page", ["Service Page"]),
    ],
)
def test_what_a_sheet_prints_in_its_margins_is_read(margin: str, expected: list[str]) -> None:
    """3.31: without what changes by itself, and without the page's number."""
    data = edited(STAFF, SHEET, ("</worksheet>", f"<headerFooter><oddHeader>{margin}</oddHeader></headerFooter></worksheet>"))
    assert [block.text for block in content(data, "table").text or () if block.kind == "paragraph"] == expected


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Liste", "Départs", ["sheet_renamed"]),
        ("Effectifs 2025", "Effectifs 2026", ["sheet_renamed"]),
        ("Feuil1", "Sheet1", []),
        ("Liste", "Sheet1", []),
        ("Liste 2026-03-01", "Liste 2026-03-02", []),
        ("export_20260301", "export_20260302", []),
    ],
)
def test_a_lone_sheet_renamed_is_told(old: str, new: str, told: list[str]) -> None:
    """3.31: unless its name is the program's, or one that each export dates anew."""
    with zipfile.ZipFile(io.BytesIO(STAFF)) as packed_file:
        book = packed_file.read("xl/workbook.xml").decode()
    named = [re.sub(r'(<sheet [^>]*?name=")[^"]*', rf"\g<1>{name}", book, count=1).encode() for name in (old, new)]
    one, other = (content(with_part(STAFF, "xl/workbook.xml", part), "table") for part in named)
    verdict = compare_contents("table", one, other)
    assert ([edit.op for edit in verdict.edits], verdict.rule if not told else None) == (told, None if told else "3.11 re-export")


def _points(*units: tuple[int, int, str]) -> bytes:
    """SmartArt's data: (number, that of its head, words) for each box."""
    a, dgm = (f'xmlns:{name}="{_DRAWING}{kind}"' for name, kind in (("a", "main"), ("dgm", "diagram")))
    lines = {n: "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in words.split("\n")) for n, _, words in units}
    points = "".join(f'<dgm:pt modelId="{n}"><dgm:t><a:bodyPr/>{body}</dgm:t></dgm:pt>' for n, body in lines.items())
    links = "".join(f'<dgm:cxn modelId="9{n}" srcId="{head}" destId="{n}" srcOrd="{n}"/>' for n, head, _ in units)
    whole = f'<dgm:pt modelId="0" type="doc"/>{points}</dgm:ptLst><dgm:cxnLst>{links}</dgm:cxnLst></dgm:dataModel>'
    return f"<dgm:dataModel {a} {dgm}><dgm:ptLst>{whole}".encode()


_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
UNITS = [
    (1, 0, "Direction générale\nMme Odile Tranchant"),
    (2, 1, "Pôle technique\nM. Jean Paz"),
    (3, 2, "Voirie\nMme Anna Roche"),
    (4, 1, "Pôle culture\nM. Luc Sy"),
]


@pytest.mark.parametrize(("form", "part"), [("docx", "word"), ("xlsx", "xl")])
def test_smart_art_in_a_text_or_sheet_is_read(form: str, part: str) -> None:
    """3.31: its words as text, and a chart where one is asked for."""
    base = office.docx(f"<w:p>{_run('Nos services')}</w:p>") if form == "docx" else STAFF
    kind: DocumentKind = "text" if form == "docx" else "table"
    moved = [*UNITS[:2], (3, 4, UNITS[2][2]), UNITS[3]]
    respelt = [*UNITS[:2], (3, 2, "Voirie\nMme Anna Rochet"), UNITS[3]]
    files = [with_part(base, f"{part}/diagrams/data1.xml", _points(*units)) for units in (UNITS, respelt, moved)]
    texts = [content(data, kind) for data in files]
    assert "Voirie\nMme Anna Roche" in [block.text for block in texts[0].text or ()]
    assert [e.after for e in compare_contents(kind, texts[0], texts[1]).edits] == ["Voirie Mme Anna Rochet"]
    assert compare_contents(kind, texts[0], texts[2]).of == "different"
    charts = [content(data) for data in files]
    assert [e.op for e in compare_contents("orgchart", charts[0], charts[1]).edits] == ["person_replaced"]
    assert [e.op for e in compare_contents("orgchart", charts[0], charts[2]).edits] == ["unit_moved"]


def test_shapes_on_a_sheet_are_read() -> None:
    """3.31: their words, and by their connectors a chart; one that is hidden is not there."""
    boxes = [("DGS\nMme Odile Tranchant", 3, 1), ("Technique\nM. Jean Paz", 1, 3), ("Culture\nM. Luc Sy", 5, 3), ("Vieux", 7, 3)]
    form = (
        '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="{}" name="R" hidden="{}"/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="{}" y="{}"/>'
        '<a:ext cx="1500000" cy="500000"/></a:xfrm><a:solidFill><a:srgbClr val="DDDDDD"/></a:solidFill></xdr:spPr><xdr:txBody>'
        "<a:p><a:r><a:t>{}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    )
    broken = "</a:t></a:r></a:p><a:p><a:r><a:t>"
    shapes = "".join(
        form.format(n, int(words == "Vieux"), x * 500000, y * 500000, words.replace("\n", broken))
        for n, (words, x, y) in enumerate(boxes)
    )
    ends = '<xdr:cNvCxnSpPr><a:stCxn id="0"/><a:endCxn id="{}"/></xdr:cNvCxnSpPr>'
    links = "".join(f"<xdr:cxnSp><xdr:nvCxnSpPr>{ends.format(n)}</xdr:nvCxnSpPr></xdr:cxnSp>" for n in (1, 2))
    spaces = f'xmlns:xdr="{_DRAWING}spreadsheetDrawing" xmlns:a="{_DRAWING}main"'
    drawing = f"<xdr:wsDr {spaces}><xdr:absoluteAnchor>{shapes}{links}</xdr:absoluteAnchor></xdr:wsDr>"
    linked = '<Relationships><Relationship Id="r9" Target="../drawings/drawing1.xml"/></Relationships>'
    data = with_part(STAFF, "xl/drawings/drawing1.xml", drawing.encode())
    data = with_part(data, "xl/worksheets/_rels/sheet1.xml.rels", linked.encode())
    read_as = content(data)
    assert [block.text for block in read_as.text or () if block.kind == "paragraph"] == [words for words, _, _ in boxes[:3]]
    assert read_as.orgchart and [(u.title, u.parent) for u in read_as.orgchart.units] == [
        ("DGS", None), ("Technique", "u1"), ("Culture", "u1")
    ]  # fmt: skip


def test_a_cell_merged_with_that_below_is_said_in_each_row() -> None:
    """3.31: in a text's tables as in sheets."""
    down = '<w:tcPr><w:vMerge w:val="{}"/></w:tcPr>'

    def cell(text: str, merged: str = "") -> str:
        return f"<w:tc>{down.format(merged) if merged else ''}<w:p>{_run(text) if text else ''}</w:p></w:tc>"

    rows = [
        cell("Technique", "restart") + cell("Voirie"),
        cell("", "continue") + cell("Parcs"),
        cell("Culture") + cell("Musée"),
    ]
    data = office.docx(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")
    expected = ["Technique\tVoirie", "Technique\tParcs", "Culture\tMusée"]
    assert [block.text for block in content(data, "text").text or ()] == expected
    said = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
    rows = [
        said.format(' table:number-rows-spanned="2"', "Technique") + said.format("", "Voirie"),
        "<table:covered-table-cell/>" + said.format("", "Parcs"),
        said.format("", "Culture") + said.format("", "Musée"),
    ]
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    space = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    text = odt(f"<table:table {space}>{table}</table:table>")
    assert [block.text for block in content(text, "text").text or ()] == expected


def _with_pictures(data: bytes, *images: bytes) -> bytes:
    """The slides of CHART with pictures over its first shapes; of DRAWING, over its first frames."""
    if "content.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist():
        part, folder, shown = "content.xml", "Pictures", '<draw:frame {}><draw:image xlink:href="Pictures/{}.png"/></draw:frame>'
        places, end = r'svg:(?:x|y|width|height)="[^"]*"', "</draw:page>"
    else:
        part, folder = SLIDE, "ppt/media"
        shown = '<p:pic><p:blipFill><a:blip r:embed="picture{1}"/></p:blipFill><p:spPr><a:xfrm>{0}</a:xfrm></p:spPr></p:pic>'
        places, end = r'<a:off x="[1-9]\d*" y="[1-9]\d*" ?/><a:ext cx="[1-9]\d*" cy="[1-9]\d*" ?/>', "</p:spTree>"
    with zipfile.ZipFile(io.BytesIO(data)) as packed_file:
        text = packed_file.read(part).decode()
    found = re.findall(places, text)
    if part == "content.xml":
        found = [" ".join(found[n : n + 4]) for n in range(0, len(found), 4)]
    assert len(set(found)) >= len(images)
    more = "".join(shown.format(place, n) for n, place in enumerate(list(dict.fromkeys(found))[: len(images)]))
    data = with_part(data, part, text.replace(end, more + end, 1).encode())
    for n, image in enumerate(images):
        data = with_part(data, f"{folder}/{n}.png", image)
    links = "".join(f'<Relationship Id="picture{n}" Target="../media/{n}.png"/>' for n in range(len(images)))
    about = "ppt/slides/_rels/slide1.xml.rels"
    return with_part(data, about, f"<Relationships>{links}</Relationships>".encode()) if part == SLIDE else data


@pytest.mark.parametrize("chart", [CHART, DRAWING], ids=["pptx", "odg"])
def test_pictures_that_change_places_on_a_slide_are_another_file(chart: bytes) -> None:
    """3.30, 3.31: each is told by the words nearest to it."""
    old, new = content(_with_pictures(chart, ONE, OTHER)), content(_with_pictures(chart, OTHER, ONE))
    assert compare_contents("orgchart", old, new).of == "different"
    assert shown_by(old, new) == {"shown": "office", "differs": ["placed"]}
    assert compare_contents("orgchart", old, content(zipped_anew(_with_pictures(chart, ONE, OTHER)))).of == "resaved"
