"""What a chart shows no longer stands in the tree of its change where it stood, struck through (5.11)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from reportlab.pdfgen.canvas import Canvas

from monitor.model import Edit, OrgChart, Unit
from monitor.web.charts import ShownUnit, all_unsure, tree
from monitor.web.gone_units import with_gone
from tests.pdf import pdfs
from tests.pipeline.house import PDF, stand
from tests.site import Page, Site
from tests.web.conftest import ITEMS, served
from tests.web.test_said_of_which import _words, plain

TOWN = (("Direction", None), ("Ressources", 1), ("Achats", 2), ("Finances", 2), ("Accueil", 2), ("Projets", 1), ("Accueil", 6))


def chart(*rows: tuple[str, int | None], sure: float = 1.0) -> OrgChart:
    """Units numbered from 1, each with the number of the one above it."""
    units = tuple(
        Unit(
            id=f"u{n}",
            title=title,
            people=(),
            parent=f"u{above}" if above else None,
            confidence_parent=sure,
            page=1,
            bbox=(0, n, 1, n + 1),
        )
        for n, (title, above) in enumerate(rows, 1)
    )
    return OrgChart(title=None, date=None, pages=1, structured=True, reason=None, units=units)


def went(*numbers: int, **facts: object) -> list[Edit]:
    return [Edit(op="unit_removed", facts={"unit": TOWN[n - 1][0], "ids": [f"u{n}", None], **facts}) for n in numbers]


def outline(units: Iterable[ShownUnit], depth: int = 0) -> list[str]:
    """Each unit in its order, « -Achats » for one that went, a dot for each above it."""
    return [line for unit in units for line in ("." * depth + "-" * unit.gone + unit.title, *outline(unit.below, depth + 1))]


def shown(new: OrgChart, edits: list[Edit], old: OrgChart | None = None) -> list[str]:
    return outline(tree(with_gone(new, old or chart(*TOWN), edits), {}, _words()))


@pytest.mark.parametrize(
    ("rows", "gone", "expected"),
    [
        pytest.param(
            (("Direction", None), ("Ressources", 1), ("Achats", 2), ("Accueil", 2), ("Projets", 1), ("Accueil", 5)),
            (4,),
            ["Direction", ".Ressources", "..Achats", "..-Finances", "..Accueil", ".Projets", "..Accueil"],
            id="between those it stood between",
        ),
        pytest.param(
            (("Direction", None), ("Ressources", 1), ("Finances", 2), ("Accueil", 2), ("Projets", 1), ("Accueil", 5)),
            (3,),
            ["Direction", ".Ressources", "..-Achats", "..Finances", "..Accueil", ".Projets", "..Accueil"],
            id="before the first",
        ),
        pytest.param(
            (("Direction", None), ("Projets", 1), ("Accueil", 2)),
            (2, 3, 4, 5),
            ["Direction", ".-Ressources", "..-Achats", "..-Finances", "..-Accueil", ".Projets", "..Accueil"],
            id="a whole branch",
        ),
        pytest.param(
            (("Direction", None), ("Achats", 1), ("Projets", 1), ("Accueil", 3)),
            (2, 4, 5),
            ["Direction", ".-Ressources", "..-Finances", "..-Accueil", ".Achats", ".Projets", "..Accueil"],
            id="what stood below it stays where it is now",
        ),
        pytest.param(
            (("Direction", None), ("Ressources", 1), ("Achats", 2), ("Finances", 2), ("Accueil", 2), ("Projets", 1)),
            (7,),
            ["Direction", ".Ressources", "..Achats", "..Finances", "..Accueil", ".Projets", "..-Accueil"],
            id="of two of one name the one that went",
        ),
        pytest.param(
            (("Ressources", None), ("Achats", 1), ("Finances", 1), ("Accueil", 1), ("Projets", None), ("Accueil", 5)),
            (1,),
            ["-Direction", "Ressources", ".Achats", ".Finances", ".Accueil", "Projets", ".Accueil"],
            id="the top",
        ),
        pytest.param(TOWN, (), [], id="nothing went"),
    ],
)
def test_what_went_stands_where_it_stood(
    rows: tuple[tuple[str, int | None], ...], gone: tuple[int, ...], expected: list[str]
) -> None:
    """5.11: under what stood above it, behind what stood before it; the others stay as they are."""
    new = chart(*rows)
    found = shown(new, went(*gone))
    assert found == (expected or outline(tree(new, {}, _words())))
    assert [one for one in found if "-" not in one] == [one for one in outline(tree(new, {}, _words())) if "-" not in one]


def test_under_a_unit_that_was_renamed_or_moved_it_is_found_by_the_edit() -> None:
    """5.5: the ids of an edit say who is who."""
    new = chart(("Direction", None), ("Moyens", 1), ("Achats", 2), ("Accueil", 2), ("Projets", 1), ("Accueil", 5))
    edits = [Edit(op="unit_renamed", before="Ressources", after="Moyens", facts={"ids": ["u2", "u2"]}), *went(4)]
    assert shown(new, edits) == ["Direction", ".Moyens", "..Achats", "..-Finances", "..Accueil", ".Projets", "..Accueil"]


def test_what_is_to_be_checked_is_said_to_be() -> None:
    """3.27: a unit that perhaps went; of a chart that is to be checked as a whole it is none that is sure."""
    new = chart(*TOWN[:6], sure=0.5)
    perhaps = with_gone(new, chart(*TOWN), went(7, uncertain=True))
    (top,) = tree(perhaps, {}, _words())
    assert all_unsure(perhaps)
    assert [(one.title, one.unsure) for one in top.below[1].below] == [("Accueil", "to_check")]
    surely = with_gone(chart(*TOWN[:6]), chart(*TOWN), went(7))
    assert not any(unit.confidence < 1 for unit in surely.units)


def drawn(*titles: str) -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.rect(330, 500, 180, 40)
        canvas.drawCentredString(420, 515, "Direction générale")
        for n, title in enumerate(titles):
            x = 40 + 200 * n
            for a, b in (((420, 500), (420, 460)), ((420, 460), (x + 90, 460)), ((x + 90, 460), (x + 90, 420))):
                canvas.line(*a, *b)
            canvas.rect(x, 380, 180, 40)
            canvas.drawCentredString(x + 90, 395, title)

    return pdfs.drawn(draw, size=(842.0, 595.0))


def test_the_page_of_a_change_shows_it_struck_through_with_its_number(tmp_path: Path) -> None:
    """5.11: not by colour alone, in words too."""
    titles = ("Service des sports", "Service des eaux", "Service du logement", "Service des fêtes")
    with Site() as site:
        house = stand(tmp_path, site)
        house.configure(items=ITEMS)
        for kept in (titles, (titles[0], *titles[2:])):
            site.pages[PDF] = Page(drawn(*kept), content_type="application/pdf")
            house.check()
            house.later(days=1)
        for visitor in served(house):
            page = BeautifulSoup(visitor.get("/change/1").text, "lxml")
            branches = [plain(li) for li in page.select(".tree ul > li")]
            assert branches == [titles[0], f"1 {titles[1]} n’apparaît plus", titles[2], titles[3]]
            (struck,) = page.select(".tree del")
            assert plain(struck) == titles[1]
