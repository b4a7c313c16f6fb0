"""Texts that take turns, by whole runs of the program: all that is known of them is in the database (DESIGN 3.17)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.house import House
from tests.site import Page, Site

DESK = "<h2>Le guichet</h2><p>Le guichet de la mairie ouvre {} du lundi au vendredi, et reçoit sur rendez-vous.</p>"
BOARD = "<h2>Le bureau</h2><p>Le bureau compte {} membres, élus pour six ans par le conseil de la métropole.</p>"
ITEMS = '[watch.sections.guichet]\nheading = "Le guichet"\n\n[watch.sections.bureau]\nheading = "Le bureau"\n'


@pytest.fixture
def town(tmp_path: Path, site: Site) -> House:
    house = House(tmp_path, site)
    house.configure(site.url("/"), items=ITEMS)
    return house


def day(house: House, site: Site, desk: str | None, board: str = "douze") -> dict[str, Any]:
    """Check's line of the next day; *desk* None: the page has no such section."""
    parts = [DESK.format(desk) if desk else "", BOARD.format(board)]
    body = f"<main><h1>Valmont-sur-Ource</h1><p>La métropole et ses onze communes.</p>{''.join(parts)}</main>"
    site.pages["/"] = Page(f"<!doctype html><html lang=fr><head><title>Valmont</title></head><body>{body}</body></html>".encode())
    house.later(days=1)
    return house.check()


def told(line: dict[str, Any]) -> list[tuple[str, str, int | None]]:
    return [(c["item"], c["change"], c.get("returns_to")) for c in line["changes"]]


def test_three_texts_in_turn(town: House, site: Site) -> None:
    """3.17: said once with all of them; a change of the other item is told in the same visit; a new text is told and joins."""
    texts = ["à huit heures", "à neuf heures", "à dix heures"]
    lines = [day(town, site, text) for text in texts * 2]
    assert [line["outcome"] for line in lines] == ["first"] + ["changed"] * 5
    assert lines[-1]["flapping"]["between"] == [1, 2, 3]
    assert [day(town, site, text)["outcome"] for text in texts] == ["unchanged"] * 3
    line = day(town, site, texts[0], board="treize")
    assert (told(line), line["flapping"]["between"]) == ([("bureau", "edited", None)], [2, 3, 1])
    line = day(town, site, "à midi", board="treize")
    assert (told(line), line["flapping"]["between"]) == ([("guichet", "edited", None)], [1, 2, 3, 8])
    line = day(town, site, texts[1], board="douze")
    assert (told(line), line["flapping"]["between"]) == ([("bureau", "edited", 6)], [1, 3, 8, 2])
    with town.store() as store:
        assert store.verify() == []


def test_a_section_that_comes_and_goes(town: House, site: Site) -> None:
    """3.17, 3.22: it is known as removed, never as one that no visit found, whatever snapshot another item makes meanwhile."""
    lines = [day(town, site, text) for text in ("à huit heures", None) * 2]
    assert [told(line) for line in lines[1:]] == [
        [("guichet", "removed", None)],
        [("guichet", "restored", 1)],
        [("guichet", "removed", None)],
    ]
    assert "flapping" in lines[-1]
    line = day(town, site, "à huit heures", board="treize")
    assert (told(line), line["failure"]) == ([("bureau", "edited", None)], None)
    line = day(town, site, None, board="quatorze")
    assert (told(line), line["failure"]) == ([("bureau", "edited", None)], None)
    for text in (None, "à huit heures", None):
        line = day(town, site, text, board="quatorze")
        assert (line["outcome"], line["failure"], "flapping" in line) == ("unchanged", None, True)


NOTES = [
    "<p>La mairie accueille tous les habitants de la commune, sur place ou au téléphone.</p>"
    "<p>Permanence le lundi de 8 h à 12 h.</p>",
    "<p>Les démarches d'urbanisme se font désormais sur le guichet numérique intercommunal, après inscription.</p>"
    "<p>Aucun dossier papier ne sera traité à compter du printemps.</p>",
]


def test_a_text_that_an_earlier_version_had_is_no_failure(tmp_path: Path, site: Site) -> None:
    """3.17: written anew and back again, word by word: no more like what a program says than it was."""
    house = House(tmp_path, site)
    house.configure(site.url("/"), items='[watch.sections.accueil]\nheading = "Accueil"\n')

    def visited(note: str) -> dict[str, Any]:
        body = f"<h1>Mairie</h1><h2>Accueil</h2>{note}<h2>Fichiers</h2><p><a href=/plan.pdf>Plan de la commune</a> (PDF, 90 ko)</p>"
        html = f"<!doctype html><html lang=fr><head><title>Mairie - Valmont</title></head><body><main>{body}</main></body></html>"
        site.pages["/"] = Page(html.encode())
        house.later(days=1)
        return house.check()

    lines = [visited(NOTES[n]) for n in (0, 1, 0)]
    assert [(line["outcome"], told(line)) for line in lines[1:]] == [
        ("changed", [("accueil", "edited", None)]),
        ("changed", [("accueil", "edited", 1)]),
    ]
