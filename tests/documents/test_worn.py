"""What office files show beside their words: the same words are not the same file where a viewer sees otherwise (3.12, 3.31)."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from monitor.compare.contents import compare_contents
from monitor.documents.read import read
from monitor.model import DocumentContent, DocumentKind
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
