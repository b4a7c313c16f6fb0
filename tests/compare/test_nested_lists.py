"""DESIGN 5.3: an entry that comes below another head is told with both heads, wherever in its list it stands."""

from __future__ import annotations

import pytest

from monitor.compare.revisions import digest
from monitor.compare.sections import compare_sections
from monitor.extract.page import Page
from monitor.model import Section


def read(html: str) -> Section:
    page = Page.parse(f"<main><p>Qui s’occupe de quoi ?</p>{html}</main>", "https://valmont.example/")
    return Section(item="s", heading="Mutualisation", blocks=page.blocks_of(page.main), found_by="heading")


def nested(**heads: str) -> str:
    """« Pôle x », each with the entries of its list."""
    lists = ("".join(f"<li>{entry}</li>" for entry in entries.split()) for entries in heads.values())
    return "<ul>" + "".join(f"<li>{head}<ul>{held}</ul></li>" for head, held in zip(heads, lists, strict=True)) + "</ul>"


def headed(**heads: str) -> str:
    lists = ("".join(f"<li>{entry}</li>" for entry in entries.split()) for entries in heads.values())
    return "".join(f"<h3>{head}</h3><ul>{held}</ul>" for head, held in zip(heads, lists, strict=True))


FREE = "<ul><li>Ressources<ul><li>Finances</li></ul></li><li>Paie</li></ul>"


@pytest.mark.parametrize(
    ("old", "new", "heads"),
    [
        *(
            pytest.param(form(**before), form(**after), heads, id=f"{form.__name__}-{name}")
            for form in (nested, headed)
            for name, before, after, heads in (
                (
                    "last-to-first",
                    {"Ville": "Finances Paie", "Métropole": "Voirie Eau"},
                    {"Ville": "Finances", "Métropole": "Paie Voirie Eau"},
                    ["Ville", "Métropole"],
                ),
                (
                    "first-to-last",
                    {"Ville": "Finances", "Métropole": "Paie Voirie Eau"},
                    {"Ville": "Finances Paie", "Métropole": "Voirie Eau"},
                    ["Métropole", "Ville"],
                ),
            )
        ),
        pytest.param(FREE, nested(Ressources="Finances Paie"), [None, "Ressources"], id="below-the-one-beside"),
        pytest.param(nested(Ressources="Finances Paie"), FREE, ["Ressources", None], id="out-of-its-list"),
        pytest.param(
            nested(Ressources="Finances Paie").replace("<ul><li>Fin", "<ol><li>Fin"), FREE, ["Ressources", None], id="of-numbers"
        ),
    ],
)
def test_an_entry_under_another_head_is_told_with_both(old: str, new: str, heads: list[str | None]) -> None:
    """The head was told as moved, or nothing was."""
    change = compare_sections(read(old), read(new))
    assert change and change.significance == "substantive"
    assert [(edit.op, edit.after, edit.facts["headings"]) for edit in change.edits] == [("move", "Paie", heads)]
    assert digest(read(old)) != digest(read(new))


LIST = nested(Ressources="Finances Paie", Technique="Voirie Eau")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(LIST, f"<ul><li>{LIST}</li></ul>", id="in-a-list-more"),
        pytest.param(LIST, LIST.replace("<ul>", "<ol>").replace("</ul>", "</ol>"), id="numbered"),
        pytest.param(
            LIST, LIST.replace("<ul><li>Fin", "</li><ul><li>Fin").replace("Paie</li></ul></li>", "Paie</li></ul>"), id="loose"
        ),
        pytest.param(
            LIST, LIST.replace("<ul>", "").replace("</ul>", "").replace("<li>Res", "<ul><li>Res") + "</ul>", id="all-in-one"
        ),
    ],
)
def test_a_list_that_is_drawn_otherwise_is_no_news(old: str, new: str) -> None:
    """3.11 markup: another list around all, other tags, all entries in one list."""
    for before, after in ((old, new), (new, old)):
        change = compare_sections(read(before), read(after))
        assert change is None or change.significance == "cosmetic"


def test_a_new_head_over_entries_is_told_alone() -> None:
    """What stood there stands there: it is the head that came."""
    change = compare_sections(read("<ul><li>Finances</li><li>Paie</li></ul>"), read(nested(Ressources="Finances Paie")))
    assert change and [(edit.op, edit.after) for edit in change.edits] == [("insert", "Ressources")]


def test_a_part_that_changed_places_takes_its_entries_along() -> None:
    """Two whole lists exchanged: no entry is under another head."""
    old, new = headed(Ville="Finances Paie", Métropole="Voirie Eau"), headed(Métropole="Voirie Eau", Ville="Finances Paie")
    change = compare_sections(read(old), read(new))
    assert change and all("headings" not in edit.facts for edit in change.edits)


ONE_UP = ("<ul><li>Ressources<ul><li>Paie</li></ul></li></ul>", "<ul><li>Ressources</li><li>Paie</li></ul>")
BESIDE = "<ul><li>Archives</li><li>Musées</li></ul>"


@pytest.mark.parametrize(
    "around", ["{}", f"<h3>Pôles</h3><p>Les pôles de la ville.</p>{{}}<h3>Autres</h3>{BESIDE}", f"{BESIDE}{{}}"]
)
def test_an_entry_that_goes_up_a_level_is_told_whatever_stands_around(around: str) -> None:
    """Below a paragraph and above another heading's list it was the foot of all titles, which is of none."""
    for old, new in (ONE_UP, ONE_UP[::-1]):
        change = compare_sections(read(around.format(old)), read(around.format(new)))
        assert change and [(edit.op, edit.before) for edit in change.edits] == [("move", "Paie")]


def boxed(*questions: tuple[str, str]) -> str:
    return "".join(f"<div><h4>{title}</h4><div><p>{said}</p></div></div>" for title, said in questions)


def test_what_stands_below_boxes_is_under_none_where_one_is_left() -> None:
    """« déplacé sous « Où la retirer ? » » was said of the list behind two questions, as a single box is no box among others."""
    questions = ("Qui délivre la carte ?", "La mairie la délivre en dix jours."), ("Où la retirer ?", "Elle se retire au guichet.")
    for left in questions:
        for old, new in ((boxed(*questions), boxed(left)), (boxed(left), boxed(*questions))):
            change = compare_sections(read(old + BESIDE), read(new + BESIDE))
            assert change and {edit.op for edit in change.edits} in ({"delete"}, {"insert"})
    put_in = boxed(questions[0]) + boxed(questions[1]).replace("</p></div>", f"</p>{BESIDE}</div>")
    change = compare_sections(read(boxed(*questions) + BESIDE), read(put_in))
    assert change and {edit.op for edit in change.edits} == {"move"}
