"""Glyphs without a text, and bytes taken for those of another table, are read as they are seen (13.1)."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from monitor.model import DocumentContent
from monitor.pdf.ink import Letter
from monitor.pdf.read import read
from monitor.pdf.unmapped import NO_TEXT, spelt
from tests.pdf import pdfs

WIDTHS = {"f": 0.305, "t": 0.335, "i": 0.229, "l": 0.229, "j": 0.239, "r": 0.349, "m": 0.799}  # of Calibri, em; others have a half


def line(text: str, glyphs: dict[str, float] | None = None, *, y: float = 100) -> list[Letter]:
    """*text* in letters of 10 points; *glyphs*: how wide, in em, what is no letter."""
    letters, x = list[Letter](), 10.0
    for order, one in enumerate(text):
        width = 10 * ((glyphs or {}).get(one) or WIDTHS.get(one, 0.5))
        letters.append(Letter(one, x, y - 8, x + width, y + 2, y, 10, False, False, 0, (0, 0, 0), order))
        x += width
    return letters


def seen(letters: list[Letter], unsure: str = "") -> str:
    """The text that is read of letters of one font; PDFium has none for those of *unsure*."""
    beyond = [place for place, letter in enumerate(letters) if not 31 < ord(letter.text) < 127]
    return "".join(letter.text for letter in spelt(letters, [(0, 1)], beyond, [at for at in beyond if letters[at].text in unsure]))


@pytest.mark.parametrize(
    ("written", "width", "meant"),
    [
        ("Direc?on de la forma?on", 0.56, "Direction de la formation"),
        ("Service de ges?on des collec?vités", 0.55, "Service de gestion des collectivités"),
        ("Pôle a?ractivité, cellule des a?estations", 0.62, "Pôle attractivité, cellule des attestations"),
        ("A?aires générales, e?ectifs", 0.58, "Affaires générales, effectifs"),
        ("Chief Financial O?cer", 0.80, "Chief Financial Officer"),
        ("Wirtscha?sförderung und Landscha?spflege", 0.62, "Wirtschaftsförderung und Landschaftspflege"),
    ],
)
def test_letters_that_a_program_lost_are_read_as_their_words_want_them(written: str, width: float, meant: str) -> None:
    """13.1: whatever is left of a ligature: nothing, a control character, the number of its glyph taken for a letter."""
    for left in (NO_TEXT, "\x1f", "\u019f", "\ue001"):
        assert seen(line(written.replace("?", left), {left: width}), left) == meant


def test_what_may_be_anything_is_left_alone() -> None:
    """13.2: a bullet, an accented letter, a name that two ligatures make, a font that lost more than a few letters."""
    for written, width in (("?accueil ?état civil", 0.56), ("Soci?t? g?n?rale", 0.5), ("Ma?ck", 0.85), ("xq?zk", 0.56)):
        assert seen(line(written.replace("?", "\u019f"), {"\u019f": width}), "\u019f") == written.replace("?", "\u019f")
    lost = "?s?o?e?a?i"
    assert seen(line(lost.replace("?", "\u019f"), {"\u019f": 0.56}), "\u019f") == lost.replace("?", "\u019f")
    assert seen(line(f"a{NO_TEXT}b", {NO_TEXT: 0.5}), NO_TEXT) == "ab"


SURNAMES = "Coffin|Caffin|Goffinet|Coffineau|Boffin|Boffy|Marffin|Dufief|Cofino|Mottier|Cliffton|Moustfaoui|Mattick|Petitot|Lafitte"


@pytest.mark.parametrize("left", [NO_TEXT, "\x1f", "\u019f"])
def test_no_name_is_invented(left: str) -> None:
    """13.2: a wrong name is worse than a hole in one; where words of the same font tell the glyph, its names are whole."""
    found = 0
    for name in SURNAMES.split("|"):
        for lost in ("ffi", "ff", "fi", "tti", "tt", "ti", "fie", "tf", "ft", "f"):
            if lost not in name or (lost != "ffi" and "ffi" in name):
                continue
            width = sum(WIDTHS.get(letter, 0.5) for letter in lost) - 0.03 * (len(lost) - 1)
            hole = name.replace(lost, left, 1)
            read = seen(line(f"Mme Anne {hole}", {left: width}), left)
            assert read in (f"Mme Anne {name}", f"Mme Anne {hole.replace(NO_TEXT, '')}")
            found += 1
    assert found > SURNAMES.count("|")
    whole = seen(line(f"Direc{left}on de la forma{left}on, Mme Anne Pe{left}tot", {left: 0.55}), left)
    assert whole == f"Direction de la formation, Mme Anne Pe{'' if left == NO_TEXT else 'ti'}tot"


def test_each_font_has_ligatures_of_its_own() -> None:
    """13.1: one number is « ti » in one font and « ff » in another; glyphs without a number have no text in common."""
    first, second = (
        line(text, {"\u019f": width})
        for text, width in (("Direc\u019fon de la forma\u019fon", 0.55), ("A\u019faires, e\u019fectifs", 0.58))
    )
    letters = [*first, *line(" ", y=150), *(letter._replace(base=200.0) for letter in second)]
    beyond = [place for place, letter in enumerate(letters) if letter.text == "\u019f"]
    read = spelt(letters, [(0, 1), (len(first), 2)], beyond, beyond)
    assert "".join(letter.text for letter in read) == "Direction de la formation Affaires, effectifs"
    # the bold font of a family numbers its glyphs as the plain one; a control character says nothing of another font
    for left, name in (("\u019f", "Petitot"), ("\x1f", "Pe\x1ftot")):
        plain, bold = (line(text, {left: 0.55}) for text in (f"Direc{left}on de la forma{left}on", f" Pe{left}tot"))
        letters = [*plain, *(letter._replace(base=200.0) for letter in bold)]
        places = [place for place, letter in enumerate(letters) if letter.text == left]
        told = "".join(letter.text for letter in spelt(letters, [(0, 1), (len(plain), 2)], places, places))
        assert told == f"Direction de la formation {name}"
    lost = "Direction des \0nances, A\1aires sociales, service des \2uides".replace("\1", NO_TEXT).replace("\2", NO_TEXT)
    widths = {"n": 0.53, "u": 0.53, "a": 0.48}
    assert seen(line(lost, {NO_TEXT: 0.55, **widths}), NO_TEXT) == "Direction des finances, Affaires sociales, service des fluides"


@pytest.mark.parametrize("told", [b"<0000>", b"<007400AD0069>"])
def test_a_lost_ligature_of_a_real_file_stands_in_its_words(told: bytes) -> None:
    """13.1: the file draws « ti » as one glyph, and its table of texts has none for it, or a soft hyphen between the two."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 12)
        canvas.drawString(60, 700, "Direc\ufb01on de la forma\ufb01on")
        canvas.drawString(60, 660, "Ges\ufb01on des fichiers")

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdfs.drawn(draw))) as pdf:
        tables = [thing.ToUnicode for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing]
        for table in tables:
            table.write(re.sub(rb"<FB01>", told, table.read_bytes()))
        pdf.save(out)
    content = read(out.getvalue(), kind="text")
    assert isinstance(content, DocumentContent) and content.text
    assert [block.text for block in content.text] == ["Direction de la formation", "Gestion des fichiers"]


FRENCH = (
    "Pôle déchets|Propreté|Élus et cabinet|Gestion de l’eau|Service d’accueil à l’hôtel de ville|Âge d’or|PRÉVENTION|FORÊTS|Œuvres"
)
OTHERS = "Straße und Grünflächen|Öffentlicher Raum|DIRECCIÓN DE GESTIÓN|Ordenação e educação|Città e mobilità|Señalización"
TYPED = (
    "DIRECTION GéNéRALE|Mme VéRONIQUE LéGER|MUñOZ y MARTíN|DIRECTION DE L‘EAU|SERVICE D‘ACCUEIL|PARKS—RECREATION|HACIENDA…COMPRAS"
)
TITLES = f"{FRENCH}|{OTHERS}|{TYPED}|Direction|SERVICE DES ACHATS|« Ville et métropole » — pôle n° 2|L’été… des fêtes".split("|")


@example(["HACIENDA…COMPRAS"] * 3)
@example(["DIRECTION GÉNÉRALE"])
@given(st.lists(st.sampled_from(TITLES), min_size=1, max_size=8))
def test_bytes_taken_for_those_of_macroman_are_read_as_what_they_are(titles: Sequence[str]) -> None:
    """13.1: a whole font is read otherwise where its letters can't stand where they do, and only there."""
    for wrong in (False, True):
        garbled = [title.encode("cp1252").decode("mac_roman") if wrong else title for title in titles]
        found = seen([letter for number, one in enumerate(garbled) for letter in line(one, y=100 + 20 * number)])
        odd = sum(title != other for title, other in zip(titles, garbled, strict=True))
        assert found == "".join(titles) or (odd and found == "".join(garbled))
    whole = [
        letter
        for number, one in enumerate(TITLES)
        for letter in line(one.encode("cp1252").decode("mac_roman"), y=100 + 20 * number)
    ]
    assert seen(whole) == "".join(TITLES)


@pytest.mark.parametrize("by_glyph", [True, False])
def test_the_numbers_of_glyphs_are_no_text(by_glyph: bool) -> None:
    """3.12: of a sheet whose fonts don't tell their letters all was « supprimé » that still stands on it; words are words."""
    face = TTFont("Vera", "Vera.ttf").face
    with pikepdf.open(io.BytesIO(pdfs.drawn(lambda canvas: canvas.drawString(60, 700, "x")))) as pdf:
        program = pdf.make_stream(Path(face.filename).read_bytes())
        about = {"Type": "/FontDescriptor", "FontName": "/Vera", "Flags": 4, "FontBBox": [0, -200, 1000, 900], "FontFile2": program}
        about |= {"ItalicAngle": 0, "Ascent": 900, "Descent": -200, "CapHeight": 700, "StemV": 80}
        told = {"Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": "/Vera", "CIDToGIDMap": "/Identity", "DW": 600}
        told |= {"CIDSystemInfo": {"Registry": b"Adobe", "Ordering": b"Identity", "Supplement": 0}, "FontDescriptor": about}
        font = {"Type": "/Font", "Subtype": "/Type0", "BaseFont": "/Vera", "Encoding": "/Identity-H", "DescendantFonts": [told]}
        lines = ("Organigramme de la Ville", "Service des achats", "Direction générale")
        codes = ["".join(f"{face.charToGlyph[ord(o)] if by_glyph else ord(o):04x}" for o in line) for line in lines]
        said = "".join(f"BT /F0 12 Tf 60 {700 - 40 * n} Td <{code}> Tj ET\n" for n, code in enumerate(codes))
        pdf.pages[0].Contents = pdf.make_stream(said.encode())
        pdf.pages[0].Resources = pikepdf.Dictionary(Font={"/F0": _named(font)})
        out = io.BytesIO()
        pdf.save(out)
    content = read(out.getvalue(), kind="text")
    assert isinstance(content, DocumentContent)
    assert content.has_words is not by_glyph


def _named(thing: Any) -> Any:
    """*thing* as pikepdf has it: keys and texts that begin with a slash are names."""
    if isinstance(thing, dict):
        return pikepdf.Dictionary({f"/{name}": _named(value) for name, value in thing.items()})
    if isinstance(thing, list):
        return pikepdf.Array([_named(one) for one in thing])
    return pikepdf.Name(thing) if isinstance(thing, str) else pikepdf.String(thing.decode()) if isinstance(thing, bytes) else thing
