"""PDF files of the invented town, drawn or broken on purpose."""

from __future__ import annotations

import contextlib
import io
import random
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

PROSE = (
    "La direction des achats réunit les besoins des services et de la métro-",
    "pole. Le sous-",
    "préfet a donné son accord.",
)


def drawn(draw: Callable[[Canvas], None], *, size: tuple[float, float] = A4, **options: Any) -> bytes:
    """The PDF that *draw* makes of an empty canvas; same calls, same bytes."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=True, **options)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def letter(title: str = "Note de service", *, box_at: float = 400.0) -> bytes:
    """A page with a title, a paragraph and an empty box."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(60, 780, title)
        canvas.setFont("Helvetica", 11)
        for row, line in enumerate(PROSE):
            canvas.drawString(60, 740 - 14 * row, line)
        canvas.rect(60, box_at, 200, 50)

    return drawn(draw)


def scan(seed: int = 1) -> bytes:
    """A page that is one picture."""
    noise = random.Random(seed).randbytes(60 * 80)
    picture = Image.frombytes("L", (60, 80), noise)
    return drawn(lambda canvas: canvas.drawInlineImage(picture, 0, 0, *A4))


def scanned(box: tuple[int, int, int, int], *, quality: int = 75) -> bytes:
    """A sheet scanned at 150 dpi: a JPEG of 1240 x 1754 white pixels with the outline of *box*."""
    sheet, packed = Image.new("RGB", (1240, 1754), "white"), io.BytesIO()
    ImageDraw.Draw(sheet).rectangle(box, outline="black", width=3)
    sheet.save(packed, "JPEG", quality=quality)
    return drawn(lambda canvas: canvas.drawImage(ImageReader(packed), 0, 0, *A4))


def photographed(data: bytes, *, mark: str = "") -> bytes:
    """The first page of *data* as a picture at 300 dpi: it shows the same, no word can be read. *mark*: letters beside it."""
    packed = io.BytesIO()
    with contextlib.closing(pdfium.PdfDocument(data)) as document:
        document[0].render(scale=300 / 72).to_pil().save(packed, "PNG")

    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(10, 10, mark)
        canvas.drawImage(ImageReader(packed), 0, 0, *A4)

    return drawn(draw)


def saved(data: bytes, **options: Any) -> bytes:
    """The same file written anew by another program."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.docinfo["/Producer"] = "another program"
        pdf.save(out, **options)
    return out.getvalue()


def joined(*files: bytes) -> bytes:
    """The pages of *files* in one."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for data in files:
            with pikepdf.open(io.BytesIO(data)) as one:
                pdf.pages.extend(one.pages)
        pdf.save(out)
    return out.getvalue()


def encrypted() -> bytes:
    """A file that asks for a password to be opened."""
    return saved(letter(), encryption=pikepdf.Encryption(user="geheim", owner="geheim"))


def without_pages() -> bytes:
    out = io.BytesIO()
    pikepdf.new().save(out)
    return out.getvalue()


def many_pages(count: int, line: str = "") -> bytes:
    """So many pages with nothing but *line* on each."""

    def draw(canvas: Canvas) -> None:
        for _ in range(count):
            canvas.drawString(60, 600, line)
            canvas.showPage()

    return drawn(draw)


def claimed_pages(count: int) -> bytes:
    """One page, and a page tree that claims *count* of them."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter())) as pdf:
        pdf.Root.Pages.Count = count
        pdf.save(out)
    return out.getvalue()


def deep_tree(depth: int) -> bytes:
    """A page tree of *depth* levels with one page at its end."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter())) as pdf:
        inner = pdf.Root.Pages
        for _ in range(depth):
            inner = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=[inner], Count=1))
        pdf.Root.Pages = inner
        pdf.save(out)
    return out.getvalue()


def with_content(stream: bytes) -> bytes:
    """A page whose content stream is *stream*, packed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter())) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(stream)
        pdf.save(out, compress_streams=True)
    return out.getvalue()


def bomb(size: int) -> bytes:
    """A page whose content stream is a comment of *size* bytes, a multiple of a million, packed piece by piece."""
    packing, out = zlib.compressobj(1), io.BytesIO()
    packed = (
        packing.compress(b"%") + b"".join(packing.compress(b"0" * 1_000_000) for _ in range(size // 1_000_000)) + packing.flush()
    )
    with pikepdf.open(io.BytesIO(letter())) as pdf:
        stream = pdf.make_stream(b"")
        stream.write(packed, filter=pikepdf.Name.FlateDecode)
        pdf.pages[0].Contents = stream
        pdf.save(out)
    return out.getvalue()


def nested_groups(depth: int, times: int) -> bytes:
    """Groups that draw the next one *times* times each: a few hundred bytes that are *times* ** *depth* objects."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter())) as pdf:
        inner = _group(pdf, b"0 0 10 10 re f")
        for _ in range(depth):
            outer = _group(pdf, b"/X Do " * times)
            outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
            inner = outer
        pdf.pages[0].Contents = pdf.make_stream(b"/X Do")
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        pdf.save(out)
    return out.getvalue()


def in_a_group(stream: bytes, *, matrix: str) -> bytes:
    """A page that draws a group with *stream* in it, moved and scaled by *matrix*; its font is /F1, Helvetica."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter())) as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        group = _group(pdf, stream)
        group.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        pdf.pages[0].Contents = pdf.make_stream(f"q {matrix} cm /X Do Q".encode())
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=group))
        pdf.save(out)
    return out.getvalue()


def _group(pdf: pikepdf.Pdf, stream: bytes) -> pikepdf.Object:
    return pdf.make_stream(stream, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 600, 800])


def mapped(code_points: str, drawn_text: str = "A") -> bytes:
    """A page that shows *drawn_text* in a font whose ToUnicode map turns each "A" into *code_points* (UTF-16, hex)."""
    document = pikepdf.new()
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <00> <FF> "
        b"endcodespacerange 1 beginbfchar <41> <" + code_points.encode() + b"> endbfchar endcmap end end"
    )
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica, ToUnicode=document.make_stream(cmap)
    )
    page = document.add_blank_page(page_size=(300, 100))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = document.make_stream(b"BT /F1 12 Tf 20 50 Td (" + drawn_text.encode() + b") Tj ET")
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()
