"""What the user named is the section; what became of its old words is told beside it (DESIGN 3.4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.house import House
from tests.site import Page, Site

OLD = (
    "<p>Ource Métropole et la ville de Valmont ont mis leurs services en commun depuis plus de dix ans.</p>"
    "<p>Les achats, les finances, les ressources humaines et le droit sont assurés par des directions communes.</p>"
    "<p>Chaque commune verse une participation qui dépend du nombre de ses habitants et de ses agents.</p>"
)
NEW = (
    "<p>Une convention nouvelle fixe désormais qui paie quoi, pour combien de temps et sous quel contrôle.</p>"
    "<p>Elle crée un comité où siègent trois maires, deux directrices et une représentante du personnel.</p>"
    "<p>Son premier rapport paraîtra au printemps prochain, puis tous les six mois sur ce site.</p>"
)
HEADING, CSS = 'heading = "Mutualisation"', 'css = ".texte"'


def _page(text: str, *more: str, box: str = "texte") -> Page:
    body = f'<main><h1>Valmont</h1><h2>Mutualisation</h2><div class="{box}">{text}</div>{"".join(more)}</main>'
    return Page(f"<!doctype html><html lang=fr><head><title>Valmont</title></head><body>{body}</body></html>".encode())


def _lines(tmp_path: Path, items: str, *pages: Page) -> list[dict[str, Any]]:
    with Site() as site:
        house = House(tmp_path, site)
        house.configure(site.url(), items=f"[watch.sections.texte]\n{items}\n")
        lines = []
        for served in pages:
            site.pages["/"] = served
            lines += house.checks()
        return lines


@pytest.mark.parametrize("items", [HEADING, CSS, f"{HEADING}\n{CSS}"])
def test_a_text_that_moved_away_leaves_the_new_one_watched_and_its_place_is_told(tmp_path: Path, items: str) -> None:
    """3.4: and the next change of the new text is seen."""
    archives = f"<h2>Archives</h2><div>{OLD}</div>"
    first, moved, later = _lines(
        tmp_path, items, _page(OLD), _page(NEW, archives), _page(NEW.replace("trois maires", "quatre maires"), archives)
    )
    assert (first["outcome"], moved["outcome"], later["outcome"]) == ("first", "changed", "changed")
    change = moved["changes"][0]
    assert (change["moved_to"], change["suspect"].endswith("old words")) == ("Archives", True)
    assert "Une convention nouvelle" in " ".join(edit.get("after", "") for edit in change["edits"])
    assert [word for word in later["changes"][0]["edits"][0]["words"] if word[0] != "="] == [["-", "trois"], ["+", "quatre"]]


@pytest.mark.parametrize("items", [HEADING, CSS])
def test_a_text_written_anew_is_odd_and_then_followed(tmp_path: Path, items: str) -> None:
    """3.4, 3.15: no wall of edits, and no silence after it."""
    _, anew, same, later = _lines(tmp_path, items, _page(OLD), _page(NEW), _page(NEW), _page(NEW.replace("printemps", "automne")))
    assert (anew["outcome"], same["outcome"], later["outcome"]) == ("changed", "unchanged", "changed")
    assert (anew["changes"][0]["edits"], "moved_to" in anew["changes"][0], "suspect" in later["changes"][0]) == ([], False, False)


def test_the_line_says_that_another_way_found_the_text(tmp_path: Path) -> None:
    """3.4, 3.11: the selector died, the heading stands."""
    line = _lines(tmp_path, f"{HEADING}\n{CSS}", _page(OLD), _page(OLD, box="contenu"))[1]
    assert (line["outcome"], line["relocated"], line["cosmetic"]) == (
        "unchanged",
        ["texte"],
        [{"item": "texte", "rule": "3.11 relocated"}],
    )


def test_headings_that_read_the_same_are_one_section_and_counted_at_first(tmp_path: Path) -> None:
    """3.4: of one level; equal texts once; what changes under any of them is seen."""
    twin = f"<h2>Mutualisation</h2>{NEW}<h2>Contact</h2><p>Mairie</p><h2>Mutualisation</h2>{OLD}"
    first, later = _lines(tmp_path, HEADING, _page(OLD, twin), _page(OLD, twin.replace("printemps", "automne")))
    assert (first["headings"], later["outcome"], "headings" in later) == ({"texte": 3}, "changed", False)
    assert [word for word in later["changes"][0]["edits"][0]["words"] if word[0] != "="] == [["-", "printemps"], ["+", "automne"]]


_NEXT = (
    "<h2>Accueil</h2><p>La mairie est ouverte en semaine, le samedi matin sur rendez-vous.</p><h2>Archives</h2><p>Sur place.</p>"
)


def test_a_heading_with_nothing_under_it_adopts_no_other_section_and_is_followed_again_at_once(tmp_path: Path) -> None:
    """3.4: not the sections below it, as if it ranked above them; what stands under it later is the section."""
    pages = ("", "", OLD, OLD.replace("dix ans", "onze ans"))
    _, emptied, still, back, later = _lines(tmp_path, HEADING, *(_page(text, _NEXT) for text in (OLD, *pages)))
    assert (emptied["changes"][0]["change"], still["outcome"], back["changes"][0]["change"]) == ("removed", "unchanged", "restored")
    assert [word for word in later["changes"][0]["edits"][0]["words"] if word[0] != "="] == [["-", "dix"], ["+", "onze"]]


def test_the_heading_decides_again_once_it_is_back(tmp_path: Path) -> None:
    """3.4: its text, not the one that was followed elsewhere meanwhile."""
    bare = f"<main><h1>Valmont</h1><p>Bienvenue.</p><h2>Archives</h2>{OLD}</main>"
    without = Page(f"<!doctype html><html lang=fr><head><title>Valmont</title></head><body>{bare}</body></html>".encode())
    archives = f"<h2>Archives</h2>{OLD}"
    lines = _lines(
        tmp_path, HEADING, _page(OLD), without, _page(NEW, archives), _page(NEW.replace("printemps", "automne"), archives)
    )
    assert [word for word in lines[3]["changes"][0]["edits"][0]["words"] if word[0] != "="] == [
        ["-", "printemps"],
        ["+", "automne"],
    ]


def _town(body: str) -> Page:
    return Page(
        f"<!doctype html><html lang=fr><head><title>V</title></head><body><main><h1>V</h1>{body}</main></body></html>".encode()
    )


def test_a_text_that_lost_its_heading_and_stands_under_another_is_a_change(tmp_path: Path) -> None:
    """3.4, 3.6: the heading went, its text is at the end of « Archives »: told with its new place, and told when it is back."""
    heading = "<h2>Mutualisation</h2>"
    edited = OLD.replace("dix ans", "onze ans")
    pages = (f"{heading}{OLD}{_NEXT}", f"{_NEXT}{OLD}", f"{_NEXT}{OLD}", f"{_NEXT}{edited}", f"{_NEXT}{heading}{edited}")
    _, moved, still, later, back = _lines(tmp_path, HEADING, *map(_town, pages))
    (change,) = moved["changes"]
    assert (change["moved_to"], (change["edits"][0]["op"], change["edits"][0]["before"])) == (
        "Archives",
        ("delete", "Mutualisation"),
    )
    assert still["outcome"] == "unchanged"
    assert [word for word in later["changes"][0]["edits"][0]["words"] if word[0] != "="] == [["-", "dix"], ["+", "onze"]]
    assert (back["changes"][0]["edits"][0]["op"], back["changes"][0]["edits"][0]["after"]) == ("insert", "Mutualisation")


@pytest.mark.parametrize(("name", "told"), [("Accueil", ("delete", None, "Accueil")), ("Partage", ("replace", "Partage", None))])
def test_a_heading_that_was_on_the_page_before_is_not_the_section_s_new_one(
    tmp_path: Path, name: str, told: tuple[str, str | None, str | None]
) -> None:
    """3.4, 3.6: the text went under « Accueil »; under a heading that is new it is renamed."""
    before = _town(f"<h2>Mutualisation</h2>{OLD}{_NEXT}")
    after = _town(f"<h2>{name}</h2>{OLD}<h2>Archives</h2><p>Sur place.</p>")
    (change,) = _lines(tmp_path, HEADING, before, after)[1]["changes"]
    assert [(e["op"], e.get("after"), change.get("moved_to")) for e in change["edits"]] == [told]


def test_what_a_new_heading_takes_away_is_told_with_its_place(tmp_path: Path) -> None:
    """3.4: a section split in two: its second half stands under a heading of its own, one that nobody watches."""
    halves = OLD.replace("<p>Chaque", "<h2>Participations</h2><p>Chaque").replace(
        "<p>Les achats", "<p>Chacun y gagne.</p><p>Les achats"
    )
    whole = halves.replace("<h2>Participations</h2>", "")
    (change,) = _lines(tmp_path, HEADING, _page(whole, _NEXT), _page(halves, _NEXT))[1]["changes"]
    assert (change["moved_to"], [e["op"] for e in change["edits"]], change.get("suspect")) == ("Participations", ["delete"], None)
    (gone,) = _lines(tmp_path, HEADING, _page(whole, _NEXT), _page(halves[: halves.index("<h2>")], _NEXT))[-1]["changes"]
    assert "moved_to" not in gone


_ENTRIES = "<p>Le service des finances est commun.</p><ul><li>Finances</li><li>Paie</li></ul>"


@pytest.mark.parametrize(
    ("whole", "split"),
    [
        (_ENTRIES, _ENTRIES.replace("<ul>", "<h2>Liste</h2><ul>")),
        (f"{_ENTRIES}<p>L’eau est commune.</p>", f"{_ENTRIES}<h2>Liste</h2><p>L’eau est commune.</p>"),
    ],
)
def test_a_few_lines_that_a_new_heading_took_are_told_with_their_place(tmp_path: Path, whole: str, split: str) -> None:
    """3.4: « − Finances − Paie » alone would read as if they were shared no longer; and so it is where they did go."""
    (change,) = _lines(tmp_path, HEADING, _page(whole, _NEXT), _page(split, _NEXT))[1]["changes"]
    assert (change["moved_to"], change.get("suspect")) == ("Liste", None)
    others = split.partition("<h2>")[0] + "<h2>Liste</h2><ul><li>Voirie</li><li>Finances</li></ul>"
    (tmp_path / "gone").mkdir()
    (gone,) = _lines(tmp_path / "gone", HEADING, _page(whole, _NEXT), _page(others, _NEXT))[-1]["changes"]
    assert "moved_to" not in gone


def test_a_title_and_a_heading_that_repeats_it_read_the_same_on_every_visit(tmp_path: Path) -> None:
    """3.6, 3.21: the second visit, of other bytes, tells of no heading that went."""
    body = f'<main><h1 class="sr-only">Mutualisation</h1><div><h2>Mutualisation</h2><div class="texte">{OLD}</div></div></main>'
    pages = [
        Page(f"<html><head><title>Valmont</title><script>n={n}</script></head><body>{body}</body></html>".encode()) for n in (1, 2)
    ]
    assert [line["outcome"] for line in _lines(tmp_path, HEADING, *pages)] == ["first", "unchanged"]
