"""What an office file shows otherwise is told beside its words, and pictures within by what they show (DESIGN 3.30, 3.31)."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from tests.documents.drawn import packed, picture
from tests.documents.office import docx, fixture, with_part
from tests.documents.test_worn import edited
from tests.pipeline.house import House
from tests.pipeline.test_any_form import ITEM, page
from tests.site import Page, Site

RED, BLUE = ('<w:color w:val="C00000"/>', '<w:color w:val="0000C0"/>')
WORD, OTHER = "Microsoft Office Word", "LibreOffice"
SLIDE = "ppt/slides/slide1.xml"


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def text(sentence: str, *, look: str = "", image: bytes | None = None, program: str = WORD) -> bytes:
    """A Word document with one sentence, a name in a colour of its own, and a picture."""
    lasting = f"<w:p>{run('La direction est confiée à ')}{run('Mme Anne Vix', look)}</w:p>"
    data = docx(f"<w:p>{run(sentence)}</w:p>{lasting}")
    data = with_part(data, "docProps/app.xml", f"<Properties><Application>{program}</Application></Properties>".encode())
    return with_part(data, f"word/media/image{len(program)}.png", image or packed(picture()))


def told(house: House, site: Site, old: bytes, new: bytes, kind: str = "text") -> dict[str, object]:
    """What the visit that finds *new* in the place of *old* says."""
    house.configure(items=ITEM.format(name="note", link="Note", kind=kind))
    site.pages["/"] = page('<p><a href="/note.docx">Note de service</a></p>')
    site.pages["/note.docx"] = Page(old)
    assert house.outcome() == "first"
    site.pages["/note.docx"] = Page(new)
    return house.check()


def one(line: dict[str, object]) -> dict[str, object]:
    assert isinstance(line["changes"], list)
    (change,) = line["changes"]
    assert isinstance(change, dict)
    return change


NEW = packed(picture("M. Hugo Blanc"))
FIRST, SECOND = "Le service ouvre à neuf heures.", "Le service ouvre à dix heures."


@pytest.mark.parametrize(
    ("new", "differs", "beside"),
    [
        (text(SECOND, image=NEW), ["pictures"], "une image du fichier n’est plus la même"),
        (text(SECOND, look=RED), ["drawn"], "des couleurs ou des traits du fichier ne sont plus les mêmes"),
        (text(SECOND, look=RED, image=NEW), ["drawn", "pictures"], "une image du fichier et des couleurs ou des traits"),
        (text(SECOND, image=NEW, program=OTHER), ["pictures"], "une image du fichier n’est plus la même"),
        (text(SECOND), None, None),
        (text(SECOND, image=packed(picture(), "JPEG", quality=90), program=OTHER), None, None),
        (text(SECOND, look=RED, program=OTHER), None, None),
    ],
    ids=["picture", "colour", "both", "another program", "words alone", "packed anew", "colours of another program"],
)
def test_what_comes_with_a_change_of_words_is_told_beside_it(
    house: House, site: Site, new: bytes, differs: list[str] | None, beside: str | None
) -> None:
    """3.31: neither hides the other."""
    change = one(told(house, site, text(FIRST), new))
    assert change.get("differs") == differs
    summary = str(change["summary"])
    assert summary.startswith("1 phrase modifiée") and (beside or "") in summary
    assert ("image" in summary or "couleurs" in summary) == (differs is not None)


def test_of_words_in_one_colour_others_in_it_are_no_other_colour(house: House, site: Site) -> None:
    """3.31: the words are told, and no colour that stayed."""
    old = text(FIRST, look=RED)
    new = edited(old, "word/document.xml", ("Anne Vix", "Anne-Laure Vix Martin"))
    assert "differs" not in one(told(house, site, old, new))


@pytest.mark.parametrize(
    ("new", "outcome"),
    [
        (text(FIRST, image=NEW), "changed"),
        (text(FIRST, image=NEW, program=OTHER), "changed"),
        (text(FIRST, image=packed(picture(), "JPEG", quality=90)), "unchanged"),
        (text(FIRST, image=packed(picture(), "JPEG", quality=90), program=OTHER), "unchanged"),
        (text(FIRST, image=b"EMF", program=OTHER), "unchanged"),
        (text(FIRST, image=b"EMF"), "changed"),
    ],
    ids=["picture", "picture and program", "packed anew", "packed anew by another", "unseen", "unseen, of one program"],
)
def test_a_picture_within_is_compared_by_what_it_shows(house: House, site: Site, new: bytes, outcome: str) -> None:
    """3.30, 3.31: whatever program packs it; where it cannot be drawn, only what one program wrote twice is compared."""
    line = told(house, site, text(FIRST), new)
    assert line["outcome"] == outcome
    if outcome == "changed":
        assert one(line)["summary"] == "mêmes mots, mais une image du fichier n’est plus la même"
    assert house.outcome() == "unchanged"


def portraits(*images: bytes, names: tuple[str, ...] = ("Anne Vix", "Hugo Blanc")) -> bytes:
    """A Word document with a portrait before each of two names."""
    shown = '<w:r><w:drawing><a:blip xmlns:a="a" xmlns:r="r" r:embed="r{}"/></w:drawing></w:r>'
    data = docx("".join(f"<w:p>{shown.format(n)}</w:p><w:p>{run(name)}</w:p>" for n, name in enumerate(names)))
    links = "".join(f'<Relationship Id="r{n}" Target="media/{n}.png"/>' for n in range(len(images)))
    data = with_part(data, "word/_rels/document.xml.rels", f"<Relationships>{links}</Relationships>".encode())
    for n, image in enumerate(images):
        data = with_part(data, f"word/media/{n}.png", image)
    return data


ONE, TWO = packed(picture("A")), packed(picture("B", width=800))


@pytest.mark.parametrize(
    ("new", "differs"),
    [
        (portraits(TWO, ONE), ["placed"]),
        (portraits(TWO, ONE, names=("Anne Vix", "Hugo Blanc", "Zoé Roy")), ["placed"]),
        (portraits(ONE, TWO, names=("Zoé Roy", "Hugo Blanc")), None),
        (portraits(ONE, TWO, names=("Anne Vix", "Hugo Blanc", "Zoé Roy")), None),
    ],
    ids=["swapped", "swapped, and a name more", "a new name", "a name more"],
)
def test_pictures_that_change_places_are_told(house: House, site: Site, new: bytes, differs: list[str] | None) -> None:
    """3.30, 3.31: who was shown beside one name is shown beside another; the pictures themselves are the same."""
    change = one(told(house, site, portraits(ONE, TWO), new))
    assert change.get("differs") == differs
    assert ("des images du fichier ont changé de place" in str(change["summary"])) == (differs is not None)
    assert house.outcome() == "unchanged"


def test_a_box_that_comes_is_no_other_colour_and_one_painted_anew_is(house: House, site: Site) -> None:
    """3.31: of slides, whose boxes are all in colours; beside a name that changed."""
    old = fixture("chart-1.pptx")
    renamed = edited(old, SLIDE, ("Claire Leroy", "Claire Lebrun"))
    with zipfile.ZipFile(io.BytesIO(renamed)) as slides:
        part = slides.read(SLIDE).decode()
    start = part.index("<p:sp>")
    box = part[start : part.index("</p:sp>", start) + len("</p:sp>")]
    more = edited(renamed, SLIDE, ("</p:spTree>", f"{box}</p:spTree>"))
    assert "differs" not in one(told(house, site, old, more, "orgchart"))
    colour = next(c for c in ("DCE6F2", "FFFFFF", "DDDDDD", "EEEEEE", "333333") if f'srgbClr val="{c}"' in part)
    painted = edited(renamed, SLIDE, (f'srgbClr val="{colour}"', 'srgbClr val="FF0011"'))
    site.pages["/note.docx"] = Page(old)
    house.check()
    site.pages["/note.docx"] = Page(painted)
    assert one(house.check())["differs"] == ["drawn"]


def test_a_picture_of_one_colour_is_not_the_one_that_was(house: House, site: Site) -> None:
    """3.30: what shows nothing shows nothing of the old one."""
    line = told(house, site, text(FIRST), text(FIRST, image=packed(Image.new("RGB", (1200, 600), "white"))))
    assert one(line)["differs"] == ["pictures"]
