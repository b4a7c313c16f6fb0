"""An org chart that is a list of the page: the same pages, careers and silence about names as of a document (5.14, 5.17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.command import monitor
from tests.pipeline.house import House, stand
from tests.site import Page, Site
from tests.web.conftest import Visitor, served

ITEMS = """
[watch.sections.services]
heading = "Organigramme des services"
kind = "orgchart"
"""
LIST = (
    "<!doctype html><html lang=fr><title>Services</title><main><h1>Services</h1><h2>Organigramme des services</h2>"
    "<ul><li>Direction générale des services — Mme Hélène Quatrebarbes<ul><li>Direction des finances — {finances}<ul>"
    "<li>Service budget — M. Paul Wroblewski</li><li>{service} — Mme Inès Faure</li></ul></li>"
    "<li>Direction des ressources humaines — Mme Sofia Blanc<ul><li>Service paie</li></ul></li></ul></li></ul></main></html>"
)
FIRST, SECOND = "Mme Claire Aubertin", "M. Yann Lagoffe"


def listed(finances: str, service: str = "Service achats") -> Page:
    return Page(LIST.format(finances=finances, service=service).encode())


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Three versions: somebody else heads the finances, then a service is renamed; between them a page whose list is gone."""
    with Site() as site:
        house = stand(tmp_path_factory.mktemp("listed"), site)
        house.configure(items=ITEMS)
        for shown in (listed(FIRST), listed(SECOND), listed(SECOND, "Service achats et marchés")):
            site.pages["/"] = shown
            house.check()
            house.later(days=1)
        yield house


@pytest.fixture(scope="module")
def visitor(town: House) -> Iterator[Visitor]:
    yield from served(town)


def test_its_tree_is_shown_at_any_date(town: House, visitor: Visitor) -> None:
    """5.11: with its heads, each a link to a page, and the versions to choose among."""
    newest, first = (visitor.get(f"/watch/valmont/orgchart{query}").text for query in ("", "?version=1"))
    assert SECOND in newest and FIRST not in newest and "Service achats et marchés" in newest
    assert (
        FIRST in first
        and SECOND not in first
        and "« Organigramme des services »" in first.replace("\u202f", " ").replace("\u00a0", " ")
    )
    assert len(set(re.findall(r'/watch/valmont/unit/\w+"', newest))) == 6
    assert newest.count('class="filters"') == 1
    for page, chart in (("", ""), ("/3", ""), ("/2", "?version=2")):  # a version leads to its own
        assert f'href="/watch/valmont/orgchart{chart}"' in visitor.get(f"/watch/valmont{page}").text


def test_its_units_and_people_have_pages_and_careers(town: House, visitor: Visitor) -> None:
    """5.14, 5.15: who came, who went, and the renamed service is one."""
    with town.store() as store:
        posts, units = store.spells("people", "valmont"), store.spells("units", "valmont")
        (finances,) = {s.unit_key for s in units if s.unit == "Direction des finances"}
        assert [(s.person, s.first_snapshot, s.current) for s in posts if s.unit_key == finances] == [
            (FIRST, 1, False),
            (SECOND, 2, True),
        ]
        (renamed,) = {s.unit_key for s in units if s.unit.startswith("Service achats")}
    for key in {s.unit_key for s in units}:
        assert visitor.get(f"/watch/valmont/unit/{key}").status_code == 200
    assert "A porté 2 noms" in visitor.get(f"/watch/valmont/unit/{renamed}").text.replace("\u00a0", " ")
    for spell in posts:
        assert (spell.person or "") in visitor.get(f"/watch/valmont/person/{spell.person_key}").text
    assert f"/watch/valmont/unit/{finances}" in visitor.get("/search?q=finances").text
    printed = monitor("careers", "valmont", "--json", cwd=town.folder)
    assert {line["person"] for line in printed.lines} >= {FIRST, SECOND} and {line["item"] for line in printed.lines} == {
        "services"
    }
    assert monitor("verify", cwd=town.folder).status == 0


def test_without_names_it_names_nobody(town: House) -> None:
    """5.17: neither its pages nor what is exported."""
    for visitor in served(town, without_names=True):
        pages = [visitor.get(path).text for path in ("/", "/watch/valmont/orgchart", "/watch/valmont/2", "/change/1")]
    exported = monitor("export", "--format", "json", "--without-names", "-o", "-", cwd=town.folder)
    for text in (*pages, exported.out):
        assert text and not [name for name in ("Quatrebarbes", "Aubertin", "Lagoffe", "Wroblewski") if name in text]
    assert "Direction des finances" in exported.out and "Direction des finances" in pages[1]


def test_who_is_erased_is_in_no_table(town: House, tmp_path_factory: pytest.TempPathFactory) -> None:
    """5.17: nor is a hash kept that a name could be tried against."""
    import shutil

    folder = tmp_path_factory.mktemp("erased") / "here"
    shutil.copytree(town.folder, folder)
    assert monitor("erase", "--person", "Claire Aubertin", cwd=folder).status == 0
    assert b"Aubertin" not in (folder / "monitor.db").read_bytes()
    assert monitor("verify", cwd=folder).status == 0
    said = monitor("careers", "valmont", "--json", cwd=folder)
    assert said.status == 0 and not [line for line in said.lines if line["person"] and "Aubertin" in line["person"]]


def test_a_list_that_is_no_chart_any_more_ends_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    """5.14: a version without structure is not read; who is there again afterwards never went."""
    with Site() as site:
        house = stand(tmp_path_factory.mktemp("flat"), site)
        house.configure(items=ITEMS)
        told = "Direction générale des services, direction des finances, service budget, service achats, ressources humaines, paie"
        flat = Page(
            LIST.partition("<ul>")[0].encode() + f"<p>{told} : tous vous répondent au 01 99 00 41 10.</p></main></html>".encode()
        )
        for shown in (listed(FIRST), flat, flat, listed(FIRST)):
            site.pages["/"] = shown
            house.check()
            house.later(days=1)
        with house.store() as store:
            assert store.snapshot("valmont").number == 3
            spells = store.spells("people", "valmont")
        assert {(s.first_snapshot, s.current) for s in spells} == {(1, True)} and len(spells) == 5


def test_how_often_it_was_seen_is_no_news_of_a_chart(tmp_path_factory: pytest.TempPathFactory) -> None:
    """3.6: beside units and people, too, a counter is shown and not compared; what else is said there is, and where (5.13)."""
    said = "Le guichet de la rue des Tanneurs reçoit tous les habitants de la ville, sans rendez-vous, le {} après-midi."
    with Site() as site:
        house = stand(tmp_path_factory.mktemp("counted"), site)
        house.configure(items=ITEMS)
        for seen, day in ((120, "lundi"), (131, "lundi"), (132, "mardi")):
            beside = f"<p>{seen} vues</p><p>{said.format(day)}</p></main>"
            site.pages["/"] = Page(listed(FIRST).body.replace(b"</main>", beside.encode()))
            house.check()
            house.later(days=1)
        with house.store() as store:
            (told,) = [c for c in store.changes("valmont") if c.change.significance == "substantive"]
            section = store.sections_at("valmont", "services", [2])[2]
        (edit,) = told.change.edits
        assert section and section.orgchart and not [unit for unit in section.orgchart.units if "vues" in unit.title]
        assert edit.after == said.format("mardi")
        assert [b.text for places in edit.facts["at"] for b in section.blocks[slice(*places)]] == [edit.after] * 2


def _many(heads: list[str], interim: str = "") -> Page:
    """Three directions with five services each, headed by *heads*; the head of the last is *interim*."""
    names, poles = iter(heads), ""
    for of in ("des parcs", "des sports", "du port"):
        below = "".join(f"<li>Service {of} {letter} — {next(names)}</li>" for letter in "ABCDE")
        poles += f"<li>Direction {of} — M. Jean Riedel{interim if of == 'du port' else ''}<ul>{below}</ul></li>"
    above = LIST[: LIST.index("<ul>")] + "<ul><li>Direction générale — Mme Lise Orban"
    return Page(f"{above}<ul>{poles}</ul></li></ul></main></html>".encode())


NAMES = [
    f"Mme {first} {last}"
    for first in ("Ada", "Irma", "Olga", "Ugoline", "Ysé")
    for last in ("Brunel", "Castex", "Delorme", "Esnault", "Fabre", "Girod")
]


def test_what_is_folded_is_counted_without_its_headings_and_no_heading_stands_alone(tmp_path: Path) -> None:
    """10.8: a heading is no point, and goes with what it heads. 3.26: who is interim now was there before, and is there still."""
    with Site() as site:
        house = stand(tmp_path, site)
        house.configure(items=ITEMS)
        for shown in (_many(NAMES[:15]), _many(NAMES[15:], " (par intérim)")):
            site.pages["/"] = shown
            house.check()
            house.later(days=1)
        with house.store() as store:
            key = next(spell.person_key for spell in store.spells("people") if spell.role == "par intérim")
        for visitor in served(house):
            page = BeautifulSoup(visitor.get("/change/1").text, "lxml")
            person = visitor.get(f"/watch/valmont/person/{key}").text.replace("\u00a0", " ")
    lines, folded = (page.select(f".lede > {where}li") for where in ("ol > ", "details > ol > "))
    assert lines[-1].get("class") is None
    points = [one for one in folded if one.get("class") is None]
    assert len(points) < len(folded)
    assert page.select_one(".lede > details > summary").get_text() == f"et {len(points)}\u00a0autres points"  # type: ignore[union-attr]
    assert person.count("autre mention le") == 2
    assert "plus vu le" not in person


def test_what_the_headline_says_whole_is_listed_no_second_time(tmp_path: Path) -> None:
    """10.8: somebody else has a card, and the text below them is another; in the text both are marked, and neither is « inchangé ».

    Cards of which nothing says which hangs under which are shown as text where the chart is asked for (3.31).
    """

    def cards(below: str, *people: str) -> Page:
        shown = "".join(f"<div class=card><h3>{name}</h3><p>{post}</p></div>" for name, post in (one.split(", ") for one in people))
        main = f"<main><h1>Services</h1><h2>Organigramme des services</h2>{shown}<p>{below}</p></main>"
        return Page(f"<!doctype html><html lang=fr><title>Services</title>{main}</html>".encode())

    team = ["Delphine CORNU, Directrice", "Marwan SAÏDI, Responsable jeunesse", "Tom AUBERT, Médiateur numérique"]
    with Site() as site:
        house = House(tmp_path, site)
        house.configure(items=ITEMS)
        site.pages["/"] = cards("Le bureau est ouvert du lundi au vendredi.</p><p>Le guichet ferme le lundi.", *team)
        house.check()
        below = "Le bureau est ouvert du lundi au samedi.</p><p><s>Le guichet ferme le lundi.</s>"
        site.pages["/"] = cards(below, team[0], "Inès CLERGET, Responsable jeunesse", team[2])
        house.later(days=1)
        house.check()
        for visitor in served(house):
            page = visitor.get("/change/1").text
            text = BeautifulSoup(page, "lxml").select("section[aria-labelledby=texte]")[0]
            assert "Marwan SAÏDI" in text.select(".edited")[0].get_text() and "un passage est barré" in text.get_text().lower()
            assert "CLERGET" not in "".join(one.get_text() for one in text.select(".same"))
            charted = visitor.get("/watch/valmont/orgchart").text
            assert "Inès CLERGET" in charted and "Aucun organigramme" not in charted
            assert "<h1>Au poste" in page.replace(' class="long"', "") and "facts-list" not in page and "samedi</ins>" in page
