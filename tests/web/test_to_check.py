"""The page of a change that is to be checked shows what stands there now, and leads to what stood there (3.15, 3.21)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from tests.pipeline.house import House, stand
from tests.site import Page, Site
from tests.web.conftest import Visitor, served

ITEMS = '\n[watch.sections.mutualisation]\nheading = "La mutualisation des services"\n'
OLD = (
    "Les achats, les finances, les ressources humaines et le droit sont assurés par des directions communes.",
    "Chaque commune verse une participation qui dépend du nombre de ses habitants et de ses agents.",
)
ANEW = tuple(f"Règle {n} : lancez le dé puis avancez votre pion, qui tombe, de trois cases ou de six." for n in range(1, 12))


def _page(lines: tuple[str, ...]) -> Page:
    text = "".join(f"<p>{line}</p>" for line in lines)
    rest = "<h2>Contact</h2><p>La mairie vous accueille du lundi au vendredi, place du marché, de neuf heures à midi.</p>"
    return Page(f"<title>Valmont</title><main><h1>Services</h1><h2>La mutualisation des services</h2>{text}{rest}</main>".encode())


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """A text that is written anew, and again."""
    with Site() as site:
        house: House = stand(tmp_path_factory.mktemp("to_check"), site)
        house.configure(items=ITEMS)
        for lines in (OLD, ANEW, ("Le service commun est dissous.",)):
            site.pages["/"] = _page(lines)
            house.check()
            house.offset += timedelta(days=1)
        yield from served(house)


@pytest.mark.parametrize(
    ("change", "text", "before"), [(1, ANEW, OLD), (2, ("Le service commun est dissous.",), ANEW)], ids=["anew", "cut"]
)
def test_what_is_to_be_checked_can_be_read(visitor: Visitor, change: int, text: tuple[str, ...], before: tuple[str, ...]) -> None:
    """3.15, 3.21: the new text, the rest of a long one folded; the old one and the two side by side are a link away."""
    page = BeautifulSoup(visitor.get(f"/change/{change}").text, "lxml")
    section = page.find("section", attrs={"aria-labelledby": "texte"})
    assert section is not None and "à vérifier" in section.get_text()
    shown = [one.get_text().replace("\xa0", " ") for one in section.select(".blk p")]
    assert shown[-len(text) :] == list(text)
    assert len(section.select("section > .blk")) <= 9
    old, both = (str(one["href"]) for one in section.select("p.note a"))
    assert before[0].split()[1] in visitor.get(old).text
    assert visitor.get(both).status_code == 200
    assert before[-1].split()[-1] in visitor.get(both).text


@pytest.mark.parametrize("path", ["/", "/watch/valmont", "/change/1"])
def test_why_it_is_to_be_checked_is_said_once(visitor: Visitor, path: str) -> None:
    """3.15: the headline gives the reason, and no second line says it in other words."""
    page = BeautifulSoup(visitor.get(path).text, "lxml")
    assert page.main is not None
    for one in page.main.select(".context, .steps, .facts, .cite"):
        one.decompose()
    said = page.main.get_text().replace("\xa0", " ").replace("\u202f", " ")
    assert said.count("À vérifier : le texte ne garde que 4 de ses") == 1, said
    assert "presque entièrement réécrit" not in said


def test_two_versions_in_a_row_side_by_side_say_what_is_to_be_checked(visitor: Visitor) -> None:
    """3.15: what was recorded as in doubt stood there, and in `diff`, as a fact."""
    assert "à vérifier" in visitor.get("/watch/valmont/3/compare?with=2").text.casefold()
    assert "à vérifier" not in visitor.get("/watch/valmont/3/compare?with=1").text.casefold()
