"""Running heads and feet are read once, without the numbers of pages, wherever the text flows to (DESIGN 3.12)."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from monitor.compare.documents.contents import compare_contents
from monitor.model import DocumentContent
from monitor.pdf.read import read
from monitor.pdf.running import Placed, running
from tests.pdf.pdfs import drawn

WORDS = "le service commun publie chaque année un rapport que la commission examine avant le conseil"


def prose(count: int, seed: int = 1) -> list[str]:
    """So many paragraphs, each of a few lines of its own words."""
    chance = random.Random(seed)
    return [f"Alinéa {n} : {' '.join(chance.choices(WORDS.split(), k=chance.randint(20, 45)))}." for n in range(count)]


def document(
    paragraphs: Sequence[str], *, lines: int = 30, head: str = "", foot: Callable[[int, int], str] = lambda page, pages: ""
) -> DocumentContent:
    """*paragraphs*, so many *lines* to a page, between *head* and *foot* of each."""
    set_in: list[tuple[str, bool]] = []
    for paragraph in paragraphs:
        words = paragraph.split()
        own = [" ".join(words[n : n + 12]) for n in range(0, len(words), 12)]
        set_in += [(line, n == 0) for n, line in enumerate(own)]
    pages = [set_in[n : n + lines] for n in range(0, len(set_in), lines)]

    def draw(canvas: Canvas) -> None:
        for number, page in enumerate(pages):
            canvas.setFont("Helvetica", 10)
            canvas.drawString(60, 810, head)
            canvas.drawCentredString(300, 30, foot(number + 1, len(pages)))
            y = 780.0
            for line, first in page:
                y -= 22 if first else 13
                canvas.drawString(60, y, line)
            canvas.showPage()

    found = read(drawn(draw, size=A4), kind="text")
    assert isinstance(found, DocumentContent)
    return found


def texts(found: DocumentContent) -> list[str]:
    return [block.text for block in found.text or ()]


FEET: dict[str, tuple[Callable[[int, int], str], list[str]]] = {
    "page of": (lambda page, pages: f"Page {page} sur {pages}", []),
    "slash": (lambda page, pages: f"{page}/{pages}", []),
    "bare": (lambda page, pages: f"- {page} -", []),
    "offset": (lambda page, pages: f"p. {page + 11}", []),
    "title": (lambda page, pages: f"Ville de Valmont – Convention – {page}", ["Ville de Valmont – Convention"]),
    "title, page of": (lambda page, pages: f"Convention 2026 | Page {page} / {pages}", ["Convention 2026"]),
    "words": (lambda page, pages: "Mairie de Valmont, 2 place des Tilleuls", ["Mairie de Valmont, 2 place des Tilleuls"]),
}


@pytest.mark.parametrize("name", FEET)
def test_heads_and_feet_are_read_once(name: str) -> None:
    """3.12: between them the text is that of a document without."""
    foot, said = FEET[name]
    paragraphs = prose(24)
    plain = texts(document(paragraphs))
    assert texts(document(paragraphs, head="Services communs", foot=foot)) == ["Services communs", *plain, *said]


@pytest.mark.parametrize("name", FEET)
def test_text_that_flows_anew_moves_nothing(name: str) -> None:
    """3.12: they « moved » with the paragraphs around them, wherever one line more made pages break elsewhere."""
    foot, _ = FEET[name]
    paragraphs, head = prose(24), "Services communs"
    old = document(paragraphs, head=head, foot=foot)
    for lines in (29, 26, 21):
        assert compare_contents("text", old, document(paragraphs, lines=lines, head=head, foot=foot)).edits == ()
    new = document([*paragraphs[:3], "Les agents sont informés par écrit.", *paragraphs[3:]], head=head, foot=foot)
    edits = compare_contents("text", old, new).edits
    assert [edit.op for edit in edits or ()] == ["insert"]


def test_another_running_head_is_told_once() -> None:
    """3.12: it is words of the document."""
    paragraphs = prose(24)
    edits = compare_contents("text", document(paragraphs, head="Projet"), document(paragraphs, head="Version adoptée")).edits
    assert len(edits or ()) in (1, 2)


@pytest.mark.parametrize(
    "heads",
    [
        ["Annexe 1", "Annexe 2", "Annexe 3"],  # numbered, and no pages' numbers
        ["Fiche 1 sport", "Fiche 2 culture", "Fiche 3 eau"],
        ["2024", "2025", "2027"],
        ["Finances", "Voirie", "Paie"],
    ],
)
def test_titles_of_pages_are_read_where_they_stand(heads: list[str]) -> None:
    """3.12: what differs from page to page is said on each."""
    titles = [Placed(head, page, 40, 780) for page, head in enumerate(heads)]
    assert running([*titles, *(Placed(f"Texte {head}.", page, 90, 500) for page, head in enumerate(heads))], len(heads)) == ({}, {})


def test_what_stands_at_another_height_or_inside_is_no_head() -> None:
    """3.12: only the outermost of a page are."""
    inside = [text for page in range(3) for text in (Placed(f"Titre {'abc'[page]}", page, 40, 780), Placed("Objet", page, 80, 740))]
    assert running(inside, 3) == ({}, {})
    moved = [Placed("Objet", page, 40 + 30 * page, 700 - 30 * page) for page in range(3)]
    assert running(moved, 3) == ({}, {})


def test_a_lone_page_has_only_its_number() -> None:
    """3.12: « Page 1/1 » becomes « Page 1/2 » with a line more."""
    assert running([Placed("Ville", 0, 40, 780), Placed("Texte.", 0, 90, 700), Placed("Page 1/1", 0, 790, 30)], 1) == ({}, {2: ""})
    assert running([Placed("1/2", 0, 790, 30)], 1) == ({}, {})


def pages_of(heads: Sequence[str]) -> list[Placed]:
    return [
        text for page, head in enumerate(heads) for text in (Placed(head, page, 40, 780), Placed(f"Texte {page} x", page, 90, 500))
    ]


@pytest.mark.parametrize(
    ("heads", "own"),
    [
        (["Service mutualisé", "", "Service mutualisé", "Service mutualisé"], True),  # sheets, a service each
        (["Pôle ressources"] * 4 + ["Pôle technique"] * 3, True),
        (["Pôle ressources"] * 4 + ["Pôle technique"], True),
        (["Ville", "Métropole", "Ville", "Ville"], True),
        (["", "Service mutualisé", "Service mutualisé"], True),
        (["Convention"] * 5, False),
        (["", *["Convention"] * 4], False),
        (["", *["Convention"] * 4, ""], False),
        (["Ville de Valmont", "Convention"] * 3, False),
    ],
)
def test_what_some_pages_say_at_their_top_is_each_page_s_own(heads: list[str], own: bool) -> None:
    """3.12: a stamp that one of them loses is told; it was read once for all."""
    above, _ = running([text for text in pages_of(heads) if text.text], len(heads))
    assert (above == {}) is own
