"""Services on lines of their own, some with who heads them or how many they are, are units each (3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.unboxed.lists import whole_entries
from monitor.pdf.orgchart.units.entries import lists_with_heads
from monitor.pdf.orgchart.vocabulary import is_of_several
from monitor.pdf.orgchart.words.wording import teams_listed
from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

HEAD = "Direction générale des services"
Listed = list[tuple[str, str, str]]  # a title, who heads it, how many it has
PLAIN: dict[str, tuple[str, Listed]] = {
    "Direction de l’espace public": (
        "Bruno Lemaître",
        [("Voirie", "", "(3)"), ("Éclairage public", "Odile Tessier", ""), ("Propreté", "", ""), ("Point Jeunes", "", "(12)")],
    ),
    "Direction de l’éducation": (
        "Hélène Quéré",
        [("Restauration scolaire", "", ""), ("Vie des écoles", "Karim Aubert", "(40)"), ("Ludothèque", "", "")],
    ),
    "Direction des finances": ("Ronan Vasseur", [("Budget", "", ""), ("Dette", "Claire Benhamou", "")]),
}
TEAMS: dict[str, tuple[str, Listed]] = {
    "Direction de l’espace public": (
        "Bruno Lemaître",
        [("Voirie", "Odile Tessier", ""), ("Animateurs", "Inès Roche", ""), ("Propreté", "Paul Marchal", "")],
    ),
    "Direction des solidarités": (
        "Hélène Quéré",
        [("Assistantes sociales", "Karim Aubert", ""), ("Logement", "Anne Roy", ""), ("Insertion", "Luc Petit", "")],
    ),
    "Direction des finances": ("Ronan Vasseur", [("Budget", "Claire Benhamou", ""), ("Dette", "Yannick Bonnafé", "")]),
}


def _sheet(cards: dict[str, tuple[str, Listed]], *, bullet: str, glued: bool) -> bytes:
    """Three boxes under a head, each with its list in it or, *glued*, in a dotted box at its foot."""

    def draw(canvas: Canvas) -> None:
        def write(x: float, y: float, text: str, *, bold: bool = False) -> None:
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 8)
            canvas.drawString(x, y, text)

        canvas.rect(220, 250, 180, 32)
        write(228, 270, HEAD, bold=True)
        write(228, 257, "Solène Perrin")
        canvas.line(310, 250, 310, 230)
        canvas.line(110, 230, 510, 230)
        for number, (title, (name, listed)) in enumerate(cards.items()):
            x, height = 20 + 200 * number, 11 * len(listed) + 8
            canvas.line(x + 90, 230, x + 90, 210)
            canvas.rect(x, 178 if glued else 178 - height, 180, 32 if glued else 32 + height)
            write(x + 8, 198, title, bold=True)
            write(x + 8, 185, name)
            if glued:
                canvas.setDash(1, 2)
                canvas.rect(x, 178 - height, 180, height)
                canvas.setDash()
            for row, (unit, head, count) in enumerate(listed, 1):
                write(x + 8, 178 - 11 * row, " ".join(filter(None, [f"{bullet}{unit}", head and f": {head}", count])))

    return drawn(draw, size=(640, 300))


@pytest.mark.parametrize(
    ("cards", "bullet", "glued"),
    [
        pytest.param(PLAIN, "", True, id="in a dotted box"),
        pytest.param(TEAMS, "• ", False, id="a team named by its job"),
        pytest.param(TEAMS, "", True, id="a team named by its job, in a dotted box"),
    ],
)
def test_lines_of_a_list_are_units_of_their_own(cards: dict[str, tuple[str, Listed]], bullet: str, glued: bool) -> None:
    """Lines without a name became words of the next title, or heads of it; « Animateurs : Inès Roche » a person of the box."""
    read = chart_of(_sheet(cards, bullet=bullet, glued=glued))
    assert names(read) == {
        HEAD: ["Solène Perrin"],
        **{title: [name] for title, (name, _) in cards.items()},
        **{unit: [head] if head else [] for _, listed in cards.values() for unit, head, _ in listed},
    }
    assert tree(read) == {
        HEAD: None,
        **dict.fromkeys(cards, HEAD),
        **{unit: title for title, (_, listed) in cards.items() for unit, _, _ in listed},
    }


@pytest.mark.parametrize(
    ("post", "several"),
    [
        ("Animateurs", True),
        ("Assistantes sociales", True),
        ("Sachbearbeiterinnen", True),
        ("Animatrice", False),
        ("Adjoints", False),
        ("Directeurs adjoints", False),
        ("Archives", False),
    ],
)
def test_jobs_of_several_who_head_nobody(post: str, several: bool) -> None:
    """3.27: deputies, though several, are named as people."""
    assert is_of_several(post) is several


def test_a_job_of_several_is_a_unit_only_among_units_and_before_one_name() -> None:
    """3.27: « Animateurs : Mme Roy » alone under a title tells who works there."""
    units = ["• Voirie : M. Roy", "• Paie : Mme Petit"]
    assert teams_listed([*units, "• Animateurs : Mme Bey"]) == {"Animateurs"}
    assert not teams_listed([*units, "• Animateurs : Mme Bey, M. Tran"])
    assert not teams_listed([units[0], "• Animateurs : Mme Bey"])


def listed(*texts: str, headed: bool = False) -> list[str] | None:
    """The lines of a box 50 letters wide, of which one is headed by a title above it; None where they are no list."""
    lines = [
        Line(text, Box(10, 10 * n, 10 + 4 * len(text), 10 * n + 9), 10 * n + 7.0, 8.0, False, False, 0, (0, 0, 0), n)
        for n, text in enumerate(texts)
    ]
    found = lists_with_heads([(lines, 200.0)], {0} if headed else set())
    return [line.text for line in found[0]] if found else None


def test_entries_with_a_name_and_without_one_stand_under_each_other() -> None:
    """3.27: « Cimetières Voirie » was one title, and « Tanguy Conservatoire » the name of whoever heads the line above."""
    told = listed("Cimetières", "Voirie – Mme Julie TANGUY (p. 4512)", "CCAS", "Théâtre", "Sports – M. Luc ROUX", "Conservatoire")
    assert told == [
        "• Cimetières",
        "• Voirie – Mme Julie TANGUY (p. 4512)",
        "• CCAS",
        "• Théâtre",
        "• Sports – M. Luc ROUX",
        "• Conservatoire",
    ]
    told = listed("Bases de données et réseaux – M. Philippe", "LEGRAND – intérim (p.", "3147)", "CCAS", "Paie – Mme Inès PETIT")
    assert told == ["• Bases de données et réseaux – M. Philippe LEGRAND – intérim (p. 3147)", "• CCAS", "• Paie – Mme Inès PETIT"]


def test_a_name_that_ends_like_a_particle_is_whole_over_the_title_of_a_unit() -> None:
    """3.27: « Nguyen Van » wanted a surname, and took the next entry of the list for one, title and head lost."""

    def entries(*texts: str) -> list[str]:
        lines = [
            Line(o, Box(10, 12.0 * n, 200, 12.0 * n + 9), 12.0 * n + 8, 9.0, False, False, 0, (0, 0, 0), n)
            for n, o in enumerate(texts)
        ]
        return [line.text for line in whole_entries(lines, 200)]

    assert entries("Paie – Anne Nguyen Van", "Centre social") == ["Paie – Anne Nguyen Van", "Centre social"]
    assert entries("Paie – Anne Nguyen Van", "Tran", "Centre social") == ["Paie – Anne Nguyen Van Tran", "Centre social"]
    assert entries("Paie – Anne Van", "Den Berghe") == ["Paie – Anne Van Den Berghe"]


def test_a_title_over_entries_with_names_is_none_of_them() -> None:
    """3.27: what stands over all others heads them, but where its title stands in a box above."""
    entries = ("Piscines – Mme Julie TANGUY", "Stades – M. Luc ROUX")
    assert listed("Sports", *entries) is None
    assert listed("Direction des sports", *entries, "Gymnases") is None
    assert listed("Sports", *entries, headed=True) == ["• Sports", *(f"• {one}" for one in entries)]
    assert (
        listed(*entries, "Adjointe") is None
        and listed(*entries, "12 agents") is None
        and listed(*entries, "Ouvert : lundi") is None
    )


def test_a_surname_without_room_in_an_entry_is_of_its_name_in_whatever_letters() -> None:
    """3.27, 5.14: the title is bold and the name is not; « Mme Rose » was the whole name of whom the card tells, with certainty."""
    entries = {
        "Achats": "Mme Rose|Le Bihan",
        "Voirie et réseaux": "M. Paul Garnier",
        "Bâtiments": "M. Ahmed|Belkacem",
        "Paie": "Mme Inès Morel",
    }

    def draw(canvas: Canvas) -> None:
        canvas.rect(40, 160, 150, 140)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawString(46, 286, "Pôle ressources")
        y = 270.0
        for title, name in entries.items():
            canvas.circle(50, y + 2.5, 1.2, fill=1, stroke=0)
            for row, text in enumerate(name.split("|")):
                canvas.setFont("Helvetica-Bold", 8)
                width = 0.0 if row else canvas.stringWidth(f"Service {title}", "Helvetica-Bold", 8)
                canvas.drawString(56, y, "" if row else f"Service {title}")
                canvas.setFont("Helvetica-Oblique", 8)
                canvas.drawString(56 + width, y, text if row else f", {text}")
                y -= 11
            y -= 4

    people = names(chart_of(drawn(draw, size=(300, 340))))
    assert people == {"Pôle ressources": [], **{f"Service {title}": [name.replace("|", " ")] for title, name in entries.items()}}
