"""Trees typed with signs, « ├── Finances », « |-- Paie »: what is set in further is deeper (13.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from monitor.model import OrgChart
from monitor.pdf.ink import Letter
from monitor.pdf.orgchart.words.typed_signs import without_branches
from tests.pdf.orgchart.charts import Pen, Style
from tests.pdf.orgchart.test_bracketed_titles import TOWN, Entry, tree
from tests.pdf.orgchart.test_tables_of_units import chart_of

UNITS = [(depth, title, name.partition(",")[0]) for depth, title, name in TOWN if name != "poste vacant"]
UNITS += [(1, "Pôle sécurité", "Kévin Marsan"), (2, "Police rurale", "Mathis Verdier")]
WIDTH = 5.4  # points: a letter of Courier at 9


def lines_of(units: Sequence[Entry], last: str, more: str, bar: str, blank: str) -> Iterator[str]:
    """*units* a line each, behind the signs of those before it at its level, and above."""
    for place, (depth, title, name) in enumerate(units):
        after = [d for d, _, _ in units[place + 1 :]]
        ends = [next((d for d in after if d <= level), 0) < level for level in range(1, depth + 1)]
        signs = "".join(blank if end else bar for end in ends[:-1]) + "".join(last if end else more for end in ends[-1:])
        yield f"{signs}{title} ({name})"


def typed(lines: Sequence[str]) -> OrgChart:
    """*lines* behind signs of one width."""
    font = TTFont("Branches", "Vera.ttf")  # which has no such signs: they look like letters, and the file says what they are
    font.face.charToGlyph |= {ord(sign): font.face.charToGlyph[ord("T")] for sign in "├└│─┣┗━┃"}
    font.face.name = b"Branches"  # else whoever asks for it gets the font that another test made of that file
    pdfmetrics.registerFont(font)
    pen = Pen(Style(), (595, 842))
    pen.canvas.setFont("Branches", 8)
    for row, line in enumerate(lines):
        words = next(place for place, letter in enumerate(line) if letter.isalpha())
        for place, sign in enumerate(line[:words]):
            pen.canvas.drawString(40 + WIDTH * place, pen.height - 60 - 14 * row, sign)
        pen.canvas.drawString(40 + WIDTH * words, pen.height - 60 - 14 * row, line[words:])
    return chart_of(pen.saved())


@pytest.mark.parametrize(
    "signs",
    [
        ("└── ", "├── ", "│   ", "    "),
        ("└─ ", "├─ ", "│  ", "   "),
        ("┗━ ", "┣━ ", "┃  ", "   "),
        ("`-- ", "|-- ", "|   ", "    "),
        ("+-- ", "+-- ", "|   ", "    "),
        ("|__ ", "|__ ", "|   ", "    "),
        ("|-- ", "|-- ", "|       ", "        "),
    ],
)
def test_the_branches_of_a_typed_tree_set_in_what_hangs_there(signs: tuple[str, str, str, str]) -> None:
    """3.27: what hangs under the first line stood as far out as that, beside it, and surely; « ── Finances » was a title."""
    wanted, over = {}, list[str]()
    for depth, title, name in UNITS:
        wanted[title], over[depth:] = (over[depth - 1] if depth else None, [name]), [title]
    assert tree(typed([*lines_of(UNITS, *signs)])) == wanted


def test_signs_that_are_no_branches_stay() -> None:
    """« +33 » is a telephone's, a bullet is one, and two strokes make no tree."""
    for said in (["+33 3 80 01 02 03"] * 4, ["- Paie", "+ Achats", "_", "a|-b"], ["|-- Paie", "|-- Achats"]):
        letters = [
            Letter(sign, 6.0 * x, 0, 6.0 * x + 5, 9, 20.0 * y, 9, False, False, 0, (0, 0, 0), 0)
            for y, line in enumerate(said)
            for x, sign in enumerate(line)
        ]
        assert [*without_branches(letters)] == letters
