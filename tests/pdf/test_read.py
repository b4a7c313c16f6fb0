"""A PDF's text and look, and the bytes that have neither."""

from __future__ import annotations

import io
import tracemalloc
from typing import Any

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from monitor.model import Block, DocumentContent, Unreadable
from monitor.pdf.pdfium import Limits, opened
from monitor.pdf.read import read
from tests.pdf import pdfs


def content(data: bytes) -> DocumentContent:
    result = read(data, kind="text")
    assert isinstance(result, DocumentContent), result
    return result


def texts(data: bytes) -> list[str]:
    return [block.text for block in content(data).text or ()]


def test_lines_become_blocks_and_broken_words_are_whole_again() -> None:
    """3.12: kind "text" compares text, wherever its lines end."""
    paragraph = "La direction des achats réunit les besoins des services et de la métropole. Le sous-préfet a donné son accord."
    assert content(pdfs.letter()).text == (Block("heading", "Note de service"), Block("paragraph", paragraph))


def test_a_page_that_is_one_picture_is_read_and_has_no_text() -> None:
    """3.12: an image-only PDF is read: no text, compared by bytes and picture."""
    one, other = content(pdfs.scan(1)), content(pdfs.scan(2))
    assert (one.text, one.pages) == ((), 1)
    assert one.geometry != other.geometry


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        pytest.param(b"", "0 bytes", id="empty"),
        pytest.param(b"<html>", "no %PDF header", id="html"),
        pytest.param(b"%PDF-1.7\n" + b"x" * 5000 + b"%%EOF", "broken: no PDF structure", id="garbage"),
        pytest.param(pdfs.encrypted(), "encrypted", id="encrypted"),
        pytest.param(pdfs.letter()[:-400], "truncated: no %%EOF", id="truncated"),
        pytest.param(pdfs.without_pages(), "0 pages", id="no-pages"),
        pytest.param(pdfs.many_pages(12), "12 pages, 9 allowed (max_document_pages)", id="too-many-pages"),
        pytest.param(pdfs.with_content(b"0 0 5 5 re f\n" * 3000), "page 1: more than 2000 objects", id="too-many-objects"),
        pytest.param(pdfs.nested_groups(4, 10), "page 1: more than 2000 objects", id="groups-in-groups"),
        pytest.param(
            pdfs.with_content(b"BT /F1 4 Tf 9 9 Td (" + b"abcdefghi " * 400 + b") Tj ET"),
            "page 1: more than 3000 characters",
            id="too-many-letters",
        ),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, detail: str) -> None:
    """DESIGN §3, failure kinds: an encrypted, broken or over-limit PDF is unreadable, whole."""
    assert read(data, kind="file", limits=Limits(pages=9, objects=2000, characters=3000)) == Unreadable(detail=detail)


@pytest.mark.parametrize("part", range(1, 20))
def test_a_file_cut_anywhere_is_never_half_read(part: int) -> None:
    """3.13: a document without its end is no document."""
    whole = pdfs.saved(pdfs.letter(), linearize=part % 2 == 0)
    assert isinstance(read(whole[: len(whole) * part // 20], kind="file"), Unreadable)


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({}, id="metadata"),
        pytest.param({"linearize": True}, id="linearized"),
        pytest.param({"object_stream_mode": pikepdf.ObjectStreamMode.generate}, id="object-streams"),
        pytest.param({"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized}, id="unpacked"),
    ],
)
@pytest.mark.parametrize("original", [pytest.param(pdfs.letter(), id="letter"), pytest.param(pdfs.scan(), id="scan")])
def test_saving_anew_leaves_text_and_look_alone(original: bytes, options: dict[str, Any]) -> None:
    """3.11: only bytes differ."""
    before, after = content(original), content(pdfs.saved(original, **options))
    assert before.sha256 != after.sha256
    assert (before.text, before.geometry) == (after.text, after.geometry)


def test_a_moved_box_is_another_look_with_the_same_text() -> None:
    """3.12: text and geometry."""
    before, after = content(pdfs.letter(box_at=400)), content(pdfs.letter(box_at=404))
    assert before.text == after.text
    assert before.geometry != after.geometry


@pytest.mark.parametrize("turns", [90, 180, 270])
def test_a_turned_page_reads_as_displayed(turns: int) -> None:
    """/Rotate and the crop box: blocks come in the order that the eye sees."""

    def draw(canvas: Canvas) -> None:
        canvas.translate(*{90: (A4[0], 0), 180: A4, 270: (0, A4[1])}[turns])
        canvas.rotate(turns)
        for row, line in enumerate(("En haut", "Au milieu", "En bas")):
            canvas.drawString(60, 500 - 120 * row, line)

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdfs.drawn(draw))) as pdf:
        pdf.pages[0].Rotate = turns
        pdf.pages[0].CropBox = [10, 10, 590, 830]
        pdf.save(out)
    assert texts(out.getvalue()) == ["En haut", "Au milieu", "En bas"]


def test_text_inside_scaled_groups_keeps_its_place() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("f")
        canvas.drawString(10, 10, "Groupe")
        canvas.endForm()
        canvas.drawString(60, 700, "Avant")
        canvas.scale(2, 2)
        canvas.translate(20, 200)
        canvas.doForm("f")

    assert texts(pdfs.drawn(draw)) == ["Avant", "Groupe"]


def test_two_columns_are_read_one_after_the_other_under_their_common_title() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(60, 780, "Un titre qui va de la colonne gauche à la droite")
        canvas.setFont("Helvetica", 10)
        for column, x in (("gauche", 60), ("droite", 320)):
            for row in range(3):
                canvas.drawString(x, 740 - 40 * row, f"Paragraphe {row} de la colonne {column}.")

    expected = [f"Paragraphe {row} de la colonne {column}." for column in ("gauche", "droite") for row in range(3)]
    assert texts(pdfs.drawn(draw))[1:] == expected


def test_bold_faked_by_printing_twice_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.3):
            canvas.drawString(60 + shift, 700, "Affaires officielles")

    assert texts(pdfs.drawn(draw)) == ["Affaires officielles"]


def test_list_items_lose_their_bullets_and_stand_alone() -> None:
    def draw(canvas: Canvas) -> None:
        for row, line in enumerate(("Services :", "• Finances", "• Marchés publics", "– Régie")):
            canvas.drawString(60, 700 - 14 * row, line)

    assert content(pdfs.drawn(draw)).text == (
        Block("paragraph", "Services :"),
        Block("list_item", "Finances"),
        Block("list_item", "Marchés publics"),
        Block("list_item", "Régie"),
    )


def test_in_a_chart_who_is_named_on_a_line_stands_alone() -> None:
    """A change to it is told without the line below (3.21); a name over two lines is whole, and elsewhere lines read on."""

    def draw(canvas: Canvas) -> None:
        lines = ("Mme Claire Aubert, directrice", "Service paie", "Mme Inès", "Caron, adjointe", "Service budget")
        for row, text in enumerate(lines):
            canvas.drawString(72, 700 - 14 * row, text)

    chart = read(pdfs.drawn(draw), kind="orgchart")
    assert isinstance(chart, DocumentContent)
    assert [block.text for block in chart.text or ()] == [
        "Mme Claire Aubert, directrice",
        "Service paie",
        "Mme Inès Caron, adjointe",
        "Service budget",
    ]
    assert len(texts(pdfs.drawn(draw))) == 1


def test_letter_spaced_titles_are_whole_words() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "DIRECTION GÉNÉRALE", charSpace=4)

    assert texts(pdfs.drawn(draw)) == ["DIRECTION GÉNÉRALE"]


def test_a_hyphen_that_is_numbered_as_a_soft_one_is_a_hyphen() -> None:
    """13.1: printed again by another program, the same words are read: WinAnsi numbers the hyphen twice (ISO 32000-1, D.2)."""

    def read_with(hyphen: str) -> list[str]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(60, 780, f"Presse{hyphen} und Schul{hyphen}Amt")
            canvas.drawString(60, 700, f"Jean{hyphen}Pierre Dau{hyphen}")
            canvas.drawString(60, 686, "phin")

        return texts(pdfs.drawn(draw))

    assert read_with("\u00ad") == read_with("-") == ["Presse- und Schul-Amt", "Jean-Pierre Dauphin"]


def test_a_long_report_lies_in_memory_a_page_at_a_time() -> None:
    """11.2: a report of 300 pages must not need 300 MB: twelve held at once would take more than four times the memory of one."""

    def report(pages: int) -> bytes:
        def draw(canvas: Canvas) -> None:
            for _ in range(pages):
                for row in range(10):
                    canvas.drawString(60, 780 - 18 * row, "La direction des achats réunit les besoins des services")
                canvas.showPage()

        return pdfs.drawn(draw)

    def peak(data: bytes) -> int:
        tracemalloc.start()
        try:
            content = read(data, kind="orgchart")
            assert isinstance(content, DocumentContent)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    one = min(peak(report(1)) for _ in range(2))  # the first one loads what is used for the first time
    assert peak(report(12)) < 3 * one


def _form(*, drawn_up: bool) -> bytes:
    """A sheet with a printed title and a name in a field under it; *drawn_up*: the file says how the field looks."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Pôle ressources")
        canvas.acroForm.textfield(name="chef", value="M. Karim Roy", x=70, y=670, width=150, height=16, fontSize=10)

    with pikepdf.open(io.BytesIO(pdfs.drawn(draw))) as pdf:
        if not drawn_up:
            for field in pdf.pages[0].Annots:
                del field["/AP"]
            pdf.Root.AcroForm.NeedAppearances = True
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("drawn_up", [True, False])
def test_what_is_written_into_a_field_of_a_form_is_read(drawn_up: bool) -> None:
    """3.12: a town fills in its chart, and prints it or not."""
    assert texts(_form(drawn_up=drawn_up)) == ["Pôle ressources", "M. Karim Roy"]


def test_a_note_upon_a_page_is_read_and_a_link_changes_nothing() -> None:
    """3.12: what a program for reading PDFs wrote upon the page."""

    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Pôle ressources")
        canvas.linkURL("https://valmont.example/", (72, 690, 200, 712))

    with pikepdf.open(io.BytesIO(pdfs.drawn(page))) as pdf:
        plain = texts(pdfs.drawn(page))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        shown = pdf.make_stream(b"BT /F1 9 Tf 2 4 Td (Poste vacant depuis mai) Tj ET")
        shown.Type, shown.Subtype, shown.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 150, 16]
        shown.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[72, 600, 222, 616], F=4, AP=pikepdf.Dictionary(N=shown)
        )
        pdf.pages[0].Annots.append(pdf.make_indirect(note))
        out = io.BytesIO()
        pdf.save(out)
    assert plain == ["Pôle ressources"]
    assert texts(out.getvalue()) == ["Pôle ressources", "Poste vacant depuis mai"]


@pytest.mark.parametrize("matrix", ["1 0 0 1 0 0", "0.5 0 0 0.5 40 300", "2 0 0 2 -740 -800", "0 0.5 -0.5 0 500 100"])
def test_a_ligature_that_is_spelt_out_stands_in_its_word_wherever_its_group_is_drawn(matrix: str) -> None:
    """PDFium leaves letters of /ActualText where they are in the group, off the page (3.12): « a aires »."""
    spelt = b"BT /F1 20 Tf 1 0 0 1 420 600 Tm (Les a) Tj /Span <</ActualText (ff)>> BDC (H) Tj EMC (aires) Tj ET"
    assert texts(pdfs.in_a_group(spelt, matrix=matrix)) == ["Les affaires"]


def test_letters_of_a_font_without_a_name_are_bold_where_their_stems_are_thick_and_italic_where_they_lean() -> None:
    """13.1: fonts that vary, as those of many web pages, Chromium draws itself (Type 3). Serifs and slant make no stem thick.

    The tail of a low « n » ends within its room in italics, too.
    """
    # Of each font how wide the ink of « l » is and the room of it, in thousandths; that of leaning letters goes beyond
    fonts = {"F1": (84, 222), "F2": (140, 278), "F3": (240, 278), "F4": (90, 600), "F5": (240, 222), "F6": (300, 278)}
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 300))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary())
        for name, (ink, room) in fonts.items():
            glyphs = {"/l": f"{room} 0 0 0 {ink} 700 d1 0 0 {ink} 700 re f", "/a": "500 0 0 0 450 500 d1 0 0 450 500 re f"}
            glyphs["/n"] = "500 0 0 0 475 500 d1 0 0 475 500 re f"
            page.Resources.Font["/" + name] = pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type3,
                FontBBox=[0, 0, 1000, 1000],
                FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
                FirstChar=97,
                LastChar=110,
                Widths=[500, *[0] * 10, room, 0, 500],
                CharProcs=pikepdf.Dictionary({glyph: pdf.make_stream(drawn.encode()) for glyph, drawn in glyphs.items()}),
                Encoding=pikepdf.Dictionary(Differences=[97, pikepdf.Name.a, 108, pikepdf.Name.l, 110, pikepdf.Name.n]),
            )
        lines = [f"BT /{name} 12 Tf 1 0 0 1 20 {250 - 40 * place} Tm (lan) Tj ET" for place, name in enumerate(fonts)]
        turned = "BT /F1 12 Tf 0 1 -1 0 280 20 Tm (l) Tj ET"  # its stem lies across
        page.Contents = pdf.make_stream("\n".join((turned, *lines)).encode())
        out = io.BytesIO()
        pdf.save(out)
    with opened(out.getvalue(), Limits()) as document:
        letters = document.page(1).letters
    assert [(letter.text, letter.bold, letter.italic) for letter in letters if letter.text.isalpha()] == [
        ("l", False, False),
        *((text, name in ("F2", "F6"), name in ("F5", "F6")) for name in fonts for text in "lan"),
    ]
