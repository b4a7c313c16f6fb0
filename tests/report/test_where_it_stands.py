"""Where a text stood and stands that was moved, what came struck out, and rows that did not change (DESIGN 3.28, 5.3, 5.11)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from monitor.compare.sections import compare_sections
from monitor.i18n.typography import clean
from monitor.model import Block, Change, Edit, Language, Section
from monitor.report.lines import change_lines, plain
from monitor.report.passages import passages
from monitor.report.words import summary

BUYS = "La commande publique de Brameval est tenue par deux agents."
PAY = "Le service paie établit les bulletins de tous les agents."
VOTES = "Le budget est voté en mars par le conseil municipal."
ROADS = "La voirie est entretenue par la régie du canton."
BEFORE = ("# Services communs", BUYS, PAY, "# Finances", VOTES, ROADS)


def _section(*texts: str, struck: str = "") -> Section:
    blocks = (
        Block("heading", text[2:]) if text.startswith("# ")
        else Block("paragraph", text, struck=((0, len(text)),) if text == struck else ())
        for text in texts
    )  # fmt: skip
    return Section(item="s", found_by="heading", heading="Organisation", blocks=tuple(blocks))


def _change(old: Section, new: Section) -> Change:
    change = compare_sections(old, new)
    assert change is not None
    return change


def _told(change: Change, language: Language = "fr") -> list[str]:
    return [clean(plain(line)).replace("\u202f", " ").replace("\u00a0", " ") for line in change_lines(change, language)]


@pytest.mark.parametrize(
    ("old", "new", "french", "english"),
    [
        pytest.param(
            BEFORE, ("# Services communs", PAY, "# Finances", VOTES, BUYS, ROADS),
            [f"déplacé de « Services communs » à « Finances » : {BUYS}"],
            [f"moved from “Services communs” to “Finances”: {BUYS}"], id="between",
        ),
        pytest.param(
            (VOTES, BUYS, ROADS, "# Services communs", PAY), (VOTES, ROADS, "# Services communs", PAY, BUYS),
            [f"déplacé sous « Services communs » : {BUYS}"], [f"moved under “Services communs”: {BUYS}"], id="under",
        ),
        pytest.param(
            (VOTES, ROADS, "# Services communs", PAY, BUYS), (VOTES, BUYS, ROADS, "# Services communs", PAY),
            [f"déplacé hors de « Services communs » : {BUYS}"], [f"moved out of “Services communs”: {BUYS}"], id="out",
        ),
        pytest.param(
            BEFORE, ("# Services communs", PAY, BUYS, "# Finances", VOTES, ROADS),
            [f"déplacé : {PAY}"], [f"moved: {PAY}"], id="within",
        ),
        pytest.param(
            BEFORE, ("# Services partagés", PAY, BUYS, "# Finances", VOTES, ROADS),
            ["Services [communs → partagés]", f"déplacé : {PAY}"], ["Services [communs → partagés]", f"moved: {PAY}"],
            id="within-a-part-that-was-renamed",
        ),
        pytest.param(
            BEFORE, ("# Finances", VOTES, ROADS, "# Services communs", BUYS, PAY),
            ["déplacé : Finances"], ["moved: Finances"], id="with-its-heading",
        ),
    ],
)  # fmt: skip
def test_what_moved_under_another_heading_says_from_where_and_to_where(
    old: Sequence[str], new: Sequence[str], french: list[str], english: list[str]
) -> None:
    """5.3: « déplacé » alone did not say that a service went from one direction to another."""
    change = _change(_section(*old), _section(*new))
    assert (_told(change), _told(change, "en")) == (french, english)


def test_a_text_that_arrives_struck_out_was_not_there_to_be_struck() -> None:
    """3.28, 10.8: « un passage est barré » was said of a sentence that nobody had read before."""
    old, new = _section(VOTES), _section(VOTES, ROADS, struck=ROADS)
    change = _change(old, new)
    assert _told(change) == [ROADS, f"un passage ajouté est barré : « {ROADS} »"]
    assert _told(change, "en") == [ROADS, f"added, already struck out: “{ROADS}”"]
    assert summary(change, "fr") == "1 phrase ajoutée, dont 1 passage barré"
    assert summary(change, "en") == "1 sentence added, of which 1 passage struck out"
    change = _change(_section(VOTES, ROADS), new)
    assert (_told(change), summary(change, "fr")) == ([f"un passage est barré : « {ROADS} »"], "1 passage barré")


def test_unchanged_rows_are_folded_as_rows() -> None:
    """5.11: « 6 paragraphes inchangés » was said of the rows of a table."""
    rows = [f"Service {n}\tMme Roy" for n in range(9)]
    came = Edit(op="insert", after="Fin.", facts={"at": [None, [9, 10]]})
    assert [p.rows for p in passages([came], rows, [*rows, "Fin."], "fr") if p.folded] == [True]
    texts = [*rows[:3], VOTES, *rows[3:]]
    assert [p.rows for p in passages([came], texts, [*texts, "Fin."], "fr") if p.folded] == [False]
