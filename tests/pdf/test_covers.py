"""What is painted over cannot be read, and is not told as if it could: names « whited out » with a free editor (DESIGN 3.12)."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import DocumentContent
from monitor.pdf.read import read
from tests.pdf import pdfs

SIZE = (400.0, 300.0)
Then = Callable[[Canvas], None]


def _cover(canvas: Canvas, x: float, y: float, width: float, height: float, *, alpha: float = 1.0) -> None:
    canvas.setFillColorRGB(1, 1, 1, alpha)
    canvas.rect(x, y, width, height, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0, 1)


def text_of(then: Then, *, first: Then | None = None) -> str:
    """What is read of a box « Service paie », « Lise Roux », of which *then* comes after, *first* before."""

    def draw(canvas: Canvas) -> None:
        if first is not None:
            first(canvas)
        canvas.setFont("Helvetica", 10)
        canvas.rect(90, 190, 150, 50)
        canvas.drawString(100, 220, "Service paie")
        canvas.drawString(100, 200, "Lise Roux")
        then(canvas)

    found = read(pdfs.drawn(draw, size=SIZE), kind="text")
    assert isinstance(found, DocumentContent)
    return " | ".join(block.text for block in found.text or ()).replace("\n", " | ")


def _again(canvas: Canvas) -> None:
    _cover(canvas, 96, 196, 60, 14)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(100, 200, "Nina Costa")


def _group(canvas: Canvas) -> None:
    """A veil drawn as a group of its own, as LibreOffice draws what lets half of the light through."""
    canvas.beginForm("veil")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(96, 196, 60, 14, stroke=0, fill=1)
    canvas.endForm()
    canvas.setFillAlpha(0.4)
    canvas.doForm("veil")


def _struck(thick: float) -> Then:
    def strike(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(100, 204 - thick / 2, 50, thick, stroke=0, fill=1)

    return strike


@pytest.mark.parametrize(
    ("then", "seen"),
    [
        pytest.param(lambda canvas: _cover(canvas, 96, 196, 60, 14), "Service paie", id="the name"),
        pytest.param(lambda canvas: _cover(canvas, 96, 216, 80, 14), "Lise Roux", id="the title"),
        pytest.param(lambda canvas: _cover(canvas, 80, 180, 200, 80), "", id="the box"),
        pytest.param(_again, "Service paie | Nina Costa", id="another name over it"),
        pytest.param(lambda canvas: _cover(canvas, 121, 196, 60, 14), "Service paie | Lise", id="one word"),
    ],
)
def test_words_under_an_opaque_rectangle_are_not_read(then: Then, seen: str) -> None:
    assert text_of(then) == seen


@pytest.mark.parametrize(
    "then",
    [
        pytest.param(lambda canvas: _cover(canvas, 96, 196, 60, 14, alpha=0.4), id="one sees through it, as through a marker"),
        pytest.param(_group, id="so of a group"),
        pytest.param(lambda canvas: _cover(canvas, 133, 196, 60, 14), id="it ends within a word, as the next cell of a table"),
        pytest.param(lambda canvas: canvas.rect(80, 180, 200, 80), id="an outline"),
        pytest.param(lambda canvas: _cover(canvas, 96, 203.2, 60, 1), id="a rule"),
        pytest.param(lambda canvas: _cover(canvas, 96, 190, 60, 14), id="the lower half of the letters"),
        pytest.param(_struck(2.5), id="a stroke through it, as thick as editors draw it"),
        pytest.param(lambda canvas: canvas.circle(130, 204, 20, stroke=0, fill=0), id="nothing is painted"),
    ],
)
def test_words_that_are_seen_are_read(then: Then) -> None:
    assert text_of(then) == "Service paie | Lise Roux"


def test_what_is_on_a_layer_may_be_switched_off() -> None:
    """ISO 32000-1, 8.11: who opens the file sees through it."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(100, 220, "Service paie")

    with pikepdf.open(io.BytesIO(pdfs.drawn(draw, size=SIZE))) as document:
        layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="fond"))
        document.pages[0].Resources.Properties = pikepdf.Dictionary(L1=layer)
        off = pikepdf.Dictionary(OFF=[layer], ON=[], Order=[layer])
        document.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=off)
        document.pages[0].contents_add(document.make_stream(b"/OC /L1 BDC q 1 1 1 rg 90 190 150 50 re f Q EMC"))
        out = io.BytesIO()
        document.save(out)
    found = read(out.getvalue(), kind="text")
    assert isinstance(found, DocumentContent)
    assert [block.text for block in found.text or ()] == ["Service paie"]


def test_the_letters_of_a_scan_are_read_though_its_picture_covers_them() -> None:
    """Nobody ever sees them: what is painted over them says nothing."""

    def scan(canvas: Canvas) -> None:
        text = canvas.beginText(100, 220)
        text.setTextRenderMode(3)
        text.setFont("Helvetica", 10)
        text.textLine("Service paie")
        canvas.drawText(text)
        _cover(canvas, 0, 0, *SIZE)

    found = read(pdfs.drawn(scan, size=SIZE), kind="text")
    assert isinstance(found, DocumentContent)
    assert [block.text for block in found.text or ()] == ["Service paie"]


def test_the_ground_of_a_box_hides_nothing() -> None:
    """It is painted before the words, and so is what stood there before."""
    ground = lambda canvas: _cover(canvas, 80, 180, 200, 80)  # noqa: E731
    assert text_of(lambda canvas: None, first=ground) == "Service paie | Lise Roux"
    again = text_of(lambda canvas: canvas.drawString(100, 200, "Lise Roux"), first=ground)
    assert again == "Service paie | Lise Roux"  # printed twice, read once (3.12)
