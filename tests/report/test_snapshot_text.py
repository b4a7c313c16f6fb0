"""`monitor show` prints lines as lines, rows as columns, and says what is struck out (DESIGN 3.24, 3.28)."""

from __future__ import annotations

import re
from dataclasses import replace

from monitor.model import EMBED, Block, Document, DocumentLink, OrgChart
from monitor.report.layout import Terminal, wrapped
from monitor.report.snapshot_text import show_text
from tests.report import examples as ex

ADDRESS = Block("paragraph", "Hôtel de ville\n12 rue Haute")
ROWS = (
    Block("table_row", "Élu\tFonction\tTéléphone"),
    Block("table_row", "Mme Durand\tMaire\t03 80 00 00 01\n03 80 00 00 02"),
    Block("table_row", "M. Martin\tAdjoint aux finances et aux achats\t—"),
)


def shown(*blocks: Block, width: int = 80, colour: bool = False) -> list[str]:
    revision = ex.revision(13, "x")
    held = replace(revision, sections=(replace(revision.sections[0], blocks=blocks),), documents=())
    text = show_text(ex.WATCH, held, Terminal(width=width, colour=colour, language="en"))
    return text.replace("\u00a0", " ").partition("mutualisation")[2].split("\n")[1:]


def test_lines_are_lines() -> None:
    """3.24"""
    assert shown(ADDRESS, Block("list_item", "Monday\n9 to 12")) == [
        "", "  Hôtel de ville", "  12 rue Haute", "", "  • Monday", "    9 to 12",
    ]  # fmt: skip


def test_the_cells_of_a_table_stand_in_columns() -> None:
    """3.24: beside each other where there is room, the widest column broken first; else divided by a stroke."""
    assert shown(*ROWS) == [
        "",
        "  │ Élu        │ Fonction                           │ Téléphone",
        "  │ Mme Durand │ Maire                              │ 03 80 00 00 01",
        "  │            │                                    │ 03 80 00 00 02",
        "  │ M. Martin  │ Adjoint aux finances et aux achats │ —",
    ]
    assert shown(*ROWS, width=60)[4:] == [
        "  │ M. Martin  │ Adjoint aux finances et    │ —",
        "  │            │ aux achats",
    ]
    assert shown(*ROWS, width=30)[-3:] == [
        "    00 00 01 / 03 80 00 00 02",
        "  │ M. Martin │ Adjoint aux",
        "    finances et aux achats │ —",
    ]
    assert shown(Block("table_row", "one\ttwo"), Block("table_row", "alone")) == ["", "  │ one   │ two", "  │ alone"]


def test_struck_words_are_said_to_be() -> None:
    """3.28, 4.2: by words, not by a style alone."""
    struck = Block("paragraph", "The tax is 12 € and 14 €.", struck=((11, 16),))
    assert shown(struck) == ["", "  The tax is [struck out: 12 €] and 14 €."]
    assert shown(Block("table_row", "Sports\tM. Martin", struck=((7, 16),))) == ["", "  │ Sports │ [struck out: M. Martin]"]
    assert "\x1b[9m[struck out: 12" in shown(struck, colour=True)[1]


def test_colour_moves_no_column() -> None:
    """4.2"""
    plain, coloured = (shown(*ROWS, width=60, colour=colour) for colour in (False, True))
    assert [re.sub(r"\x1b\[[\d;]*m", "", line) for line in coloured] == plain
    assert wrapped([], width=20) == ""


def test_a_frame_and_a_chart_without_a_tree_are_said_to_be() -> None:
    """3.30, 3.27: named by the publisher, followed by its address; a section that is compared post by post says why."""
    link = DocumentLink(item="mag", label="Valmont Mag", format=EMBED, size_text=None, url="https://v.calameo.com/?bkcode=0001")
    flat = OrgChart(title=None, date=None, pages=1, structured=False, reason="no hierarchy", units=())
    revision = ex.revision(13, "x")
    held = replace(
        revision, sections=(replace(revision.sections[0], orgchart=flat),), documents=(Document(link=link, content=None),)
    )
    text = show_text(ex.WATCH, held, Terminal(width=100)).replace("\u00a0", " ")
    assert "« Valmont Mag » publication Calaméo".replace(" ", "") in text.replace("\u202f", "").replace(" ", "")
    assert "(suivie par son adresse, son contenu n’est pas lu)" in text and EMBED not in text
    assert "structure non lisible : aucun lien entre les encadrés" in text
