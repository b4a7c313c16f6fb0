"""One org chart in several forms: one tree, and what differs between two versions, never between two forms (3.31)."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from monitor.compare.documents.contents import compare_contents
from monitor.documents.pictures import picture
from monitor.documents.read import read
from monitor.model import Block, DocumentContent, OrgChart, Person, Unreadable
from monitor.pdf.picture import PagePicture
from tests.documents.office import FIXTURES, fixture, with_part

TRUTH: dict[str, Any] = json.loads((FIXTURES / "chart.json").read_text(encoding="utf-8"))
FORMS = ["{}.pdf", "{}.svg", "{}.pptx", "{}.odg"]


def content(form: str, version: int) -> DocumentContent:
    found = read(fixture("chart-" + form.format(version)), kind="orgchart")
    assert isinstance(found, DocumentContent), found
    return found


def tree(chart: OrgChart | None) -> set[tuple[str, str | None, str]]:
    assert chart is not None and chart.structured
    titles = {unit.id: unit.title for unit in chart.units}
    return {(u.title, titles.get(u.parent or ""), u.people[0].name if u.people else "") for u in chart.units}


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_tree(form: str, version: int) -> None:
    """3.31."""
    assert tree(content(form, version).orgchart) == {tuple(unit) for unit in TRUTH[str(version)]}


@pytest.mark.parametrize("form", FORMS)
def test_an_edit_is_told_the_same_in_every_form(form: str) -> None:
    """3.31, 5.5: and nothing else."""
    verdict = compare_contents("orgchart", content(form, 1), content(form, 2))
    assert sorted([edit.op, edit.facts["unit"]] for edit in verdict.edits) == sorted(TRUTH["edits"])


@pytest.mark.parametrize("other", FORMS[1:])
def test_another_form_is_no_change_of_content(other: str) -> None:
    """3.31: cosmetic `form`."""
    verdict = compare_contents("orgchart", content(FORMS[0], 1), content(other, 1))
    assert (verdict.of, verdict.edits, verdict.rule) == ("resaved", (), "3.31 form")


SHAPE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="{n}" name="t"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="500000" y="{n}00000"/>'
    '<a:ext cx="8000000" cy="700000"/></a:xfrm><a:solidFill><a:srgbClr val="FFFFCC"/></a:solidFill></p:spPr>'
    "<p:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"
)


def with_slide(data: bytes, *texts: str) -> bytes:
    """The slides of *data*, then one with these texts."""
    drawing, show = (f"http://schemas.openxmlformats.org/{kind}/2006/main" for kind in ("drawingml", "presentationml"))
    shapes = "".join(SHAPE.format(n=10 * n, words=words) for n, words in enumerate(texts, 1))
    slide = f'<p:sld xmlns:a="{drawing}" xmlns:p="{show}"><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>'
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        deck, linked = (parts.read(f"ppt/{name}").decode() for name in ("presentation.xml", "_rels/presentation.xml.rels"))
    deck = deck.replace("</p:sldIdLst>", '<p:sldId id="990" r:id="rId990"/></p:sldIdLst>')
    linked = linked.replace("</Relationships>", '<Relationship Id="rId990" Target="slides/slide90.xml"/></Relationships>')
    data = with_part(data, "ppt/slides/slide90.xml", slide.encode())
    return with_part(with_part(data, "ppt/presentation.xml", deck.encode()), "ppt/_rels/presentation.xml.rels", linked.encode())


@pytest.mark.parametrize(
    "texts",
    [
        ["À compter du 1er juin, les services techniques sont réorganisés"],
        ["Calendrier", "À compter du 1er juin, les services sont réorganisés."],
    ],
    ids=["a sentence", "a title and a text"],
)
def test_a_slide_of_text_beside_a_chart_is_text(texts: list[str]) -> None:
    """3.31: what stands there is no unit that came."""
    old, new = fixture("chart-1.pptx"), read(with_slide(fixture("chart-1.pptx"), *texts), kind="orgchart")
    assert isinstance(new, DocumentContent) and tree(new.orgchart) == tree(content("{}.pptx", 1).orgchart)
    before = read(old, kind="orgchart")
    assert isinstance(before, DocumentContent)
    edits = compare_contents("orgchart", before, new).edits
    assert [(edit.op, edit.after, edit.facts["field"]) for edit in edits] == [("insert", words, "text") for words in texts]


def svg(body: str, more: str = "") -> bytes:
    return f'<?xml version="1.0"?>{more}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600">{body}</svg>'.encode()


def words(data: bytes) -> list[str]:
    found = read(data, kind="text")
    assert isinstance(found, DocumentContent), found
    return [block.text for block in found.text or ()]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param('<text x="9" y="20">Un <tspan font-weight="bold">deux</tspan> trois</text>', ["Un deux trois"], id="tspan"),
        pytest.param('<text y="20" x="10 19 27 35">Mots</text>', ["Mots"], id="letters placed one by one"),
        pytest.param(
            '<style>.c{display:none}</style><text y="20" class="c">caché</text><text y="40">vu</text>', ["vu"], id="hidden"
        ),
        pytest.param(
            '<defs><g id="a"><text x="0" y="0">Copie</text></g></defs><use href="#a" x="20" y="30"/>', ["Copie"], id="use"
        ),
        pytest.param(
            '<switch><foreignObject x="10" y="10" width="200" height="60"><div xmlns="http://www.w3.org/1999/xhtml"><b>Achats</b>'
            '<br/>Mme Roux</div></foreignObject><text x="10" y="10">Ach…</text></switch>',
            ["Achats", "Mme Roux"],
            id="HTML within",
        ),
    ],
)  # fmt: skip
def test_an_svg_says_what_it_shows(body: str, expected: list[str]) -> None:
    """3.31."""
    assert words(svg(body)) == expected


def test_entities_of_a_drawing_program_are_no_attack_and_one_is_bounded() -> None:
    """11.2: Illustrator declares entities; a thousand laughs end in a reason."""
    declared = '<!DOCTYPE svg [<!ENTITY ns "http://ns.example/">]>'
    assert words(svg('<text x="9" y="20">vu</text>', declared)) == ["vu"]
    laughs = "<!ENTITY l0 'ha'>" + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    found = read(svg('<text x="9" y="20">&l11;</text>', f"<!DOCTYPE svg [{laughs}]>"), kind="text")
    assert isinstance(found, Unreadable) or "ha" * 100 not in str(found.text)


@pytest.mark.parametrize(
    ("data", "evidence"),
    [
        pytest.param(svg("<g>" * 200 + "</g>" * 200 + "<rect"), "broken", id="cut svg"),
        pytest.param(svg("<rect/>" * 200_001), "objects", id="many shapes"),
        pytest.param(svg("<g>" * 300 + "</g>" * 300), "broken", id="deep svg"),
        pytest.param(svg("<text y='9'>&a;</text>", '<!DOCTYPE svg [<!ENTITY a "DRH">]>'), "entities", id="entity in a text"),
        pytest.param(
            svg("<text y='9'>&a;</text>", f'<!DOCTYPE svg [<!ENTITY a "{"a" * 9000}">]>'), "entities", id="long declarations"
        ),
        pytest.param(svg('<path d="M0 0' + "L1 1 0 0" * 2_000_000 + '"/>'), "broken", id="path without end"),
        pytest.param(with_part(fixture("chart-1.pptx"), "ppt/presentation.xml", b"<p"), "broken", id="pptx"),
        pytest.param(with_part(fixture("chart-1.odg"), "content.xml", b"<d"), "broken", id="odg"),
        pytest.param(fixture("chart-1.pptx")[:9000], "broken", id="cut pptx"),
    ],
)
def test_a_hostile_drawing_is_unreadable_with_its_reason(data: bytes, evidence: str) -> None:
    """11.2."""
    found = read(data, kind="orgchart")
    assert isinstance(found, Unreadable) and evidence in found.detail


def test_an_svg_that_copies_itself_ends() -> None:
    """11.2: `use` within `use`."""
    first = "<g id='g0'><rect width='9' height='9'/></g>"
    nested = "".join(f"<g id='g{n}'>" + f"<use href='#g{n - 1}'/>" * 10 + "</g>" for n in range(1, 9))
    found = read(svg(f"<defs>{first}{nested}</defs><use href='#g8'/>"), kind="text")
    assert isinstance(found, Unreadable) and "copies" in found.detail


@pytest.mark.parametrize("form", ["{}.svg", "{}.pdf"])
def test_units_are_where_the_picture_has_them(form: str) -> None:
    """13.7: what is outlined on the picture of a drawing is the unit, whatever measure the drawing has of its own."""
    chart = content(form, 1).orgchart
    drawn = picture(fixture("chart-" + form.format(1)), page=1, dpi=120)
    assert chart is not None and isinstance(drawn, PagePicture)
    grey = drawn.image().convert("L")
    for unit in chart.units:
        inside = grey.crop(tuple(round(side * drawn.scale) for side in unit.bbox))  # type: ignore[arg-type]
        assert inside.size[0] > 40 and min(inside.tobytes()) < 128, unit.title
    assert max(unit.bbox[2] for unit in chart.units) * drawn.scale <= drawn.width


def test_a_slide_that_comes_beside_a_chart_makes_no_units() -> None:
    """3.31, 13.2: lines that look like boxes, on a page where nobody is named and nothing hangs on another one, are its text."""
    old = read(fixture("chart-1.pptx"), kind="orgchart")
    assert isinstance(old, DocumentContent) and old.orgchart
    there = max(unit.page for unit in old.orgchart.units) + 1
    lines = ("Calendrier de la réforme", "Comité social en juin", "Conseil municipal en septembre")
    loose = [
        replace(old.orgchart.units[0], id=f"x{n}", title=line, people=(), parent="x0" if n else None, page=there)
        for n, line in enumerate(lines)
    ]
    text = (*(old.text or ()), *(Block("paragraph", line) for line in lines))
    new = replace(old, sha256="new", text=text, orgchart=replace(old.orgchart, units=(*old.orgchart.units, *loose)))
    for pair, op in (((old, new), "insert"), ((new, old), "delete")):
        assert {edit.op for edit in compare_contents("orgchart", *pair).edits} == {op}
    headed = (replace(loose[0], people=(Person(name="Mme Lise Brun"),)), *loose[1:])
    new = replace(new, orgchart=replace(old.orgchart, units=(*old.orgchart.units, *headed)))
    assert "unit_added" in {edit.op for edit in compare_contents("orgchart", old, new).edits}, "a second sheet of the chart"


def test_the_size_of_a_drawing_s_sheet_is_none_of_what_it_shows() -> None:
    """3.30: the same boxes on a larger sheet are the same; a box in another colour is not."""
    old = fixture("chart-1.svg").decode()
    width = re.search(r'<svg[^>]*?viewBox="([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)"', old)
    assert width
    larger = f"{width[1]} {width[2]} {float(width[3]) + 300:g} {float(width[4]) + 200:g}"
    sheet = old.replace(f'viewBox="{width[1]} {width[2]} {width[3]} {width[4]}"', f'viewBox="{larger}"', 1)
    one, other = (read(text.encode(), kind="orgchart") for text in (old, sheet))
    assert isinstance(one, DocumentContent)
    assert isinstance(other, DocumentContent)
    assert one.sha256 != other.sha256
    assert compare_contents("orgchart", one, other).of == "resaved"
