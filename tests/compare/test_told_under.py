"""Of which of several lists an entry is told: « Suppléants : + Sam Okoye » (DESIGN 3.24, 5.3)."""

from __future__ import annotations

import pytest

from tests.compare.test_said_of_whom import told

LISTS = {"list": "<ul>{}</ul>", "numbers": "<ol>{}</ol>", "table": "<table>{}</table>", "terms": "<dl>{}</dl>"}
ENTRIES = {"list": "<li>{}", "numbers": "<li>{}", "table": "<tr><td>{}<td>oui", "terms": "<dt>{}<dd>oui"}
LABELS = (
    "<p>{}</p><p>Service commun</p>",
    "<p>{}</p><p>12 agents</p>",
    "<p>{}</p><p>Mis à jour le 3 mars 2026</p>",
    "<p>{}</p>",
    "<p>{} :</p>",
    "<div>{}</div>",
    "<p>{}</p><p>Responsable : Luc Petit</p>",
    "<p>{}</p><p>Tél. 03 80 00 00 00</p>",
)
WAS = (("Pôle ressources", ("Paie", "Achats", "Archives")), ("Pôle technique", ("Voirie", "Parcs", "Eau")))
LESS = (WAS[0], ("Pôle technique", ("Voirie", "Eau")))
SENTENCE = "<p>Sous l’autorité de sa directrice, le {} réunit les services communs suivants :</p>"


def page(of: tuple[tuple[str, tuple[str, ...]], ...], *, form: str = "list", label: str = LABELS[0]) -> str:
    return "".join(
        label.format(name) + LISTS[form].format("".join(ENTRIES[form].format(entry) for entry in entries)) for name, entries in of
    )


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("form", LISTS)
def test_what_comes_or_goes_under_one_of_several_labels_is_told_with_it(form: str, label: str) -> None:
    """5.3: « + Cimetières »: of which pole?"""
    now = (WAS[0], ("Pôle technique", ("Voirie", "Cimetières", "Parcs", "Eau")))
    pages = page(WAS, form=form, label=label), page(now, form=form, label=label)
    said = "Pôle technique : Cimetières" + " · oui" * (form in ("table", "terms"))
    for old, new in (pages, pages[::-1]):
        assert told(old, new) == [said]


def test_under_a_heading_both_are_told() -> None:
    """5.3: « Titulaires » stands under each union."""
    unions = {"CGT": ("Luc Petit", "Zoé Marin"), "FO": ("Jo Blin", "Eva Morin")}
    old = "".join(
        f"<h3>{union}</h3>" + page((("Titulaires", ("Rita Sol",)), ("Suppléants", names))) for union, names in unions.items()
    )
    assert told(old, old.replace("<li>Eva Morin", "")) == ["FO, Suppléants : Eva Morin"]


@pytest.mark.parametrize(
    "card", ["<div><p>{}</p>{}</div>", "<div><div>{}</div>{}</div>", "<figure><figcaption>{}</figcaption>{}</figure>"]
)
def test_a_label_that_is_the_title_of_its_card_is_said_once(card: str) -> None:
    """3.24: « Pôle ressources, Pôle ressources : − Achats »"""
    pages = ["".join(card.format(name, f"<ul><li>{'<li>'.join(entries)}</ul>") for name, entries in of) for of in (WAS, LESS)]
    assert told(*pages) == ["Pôle technique : Parcs"]


def test_a_second_line_above_some_of_the_lists_names_none() -> None:
    """3.24: « Ouvert le matin : + Eau »"""
    old = page(WAS).replace("<p>Pôle technique</p>", "<p>Pôle technique</p><p>Ouvert le matin</p>")
    assert told(old, old.replace("<li>Eau", "")) == ["Eau"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(page(WAS[:1]), page((("Pôle ressources", ("Paie", "Archives")),)), "Achats", id="one list"),
        pytest.param(page(WAS, label="<p>Services</p>"), page(LESS, label="<p>Services</p>"), "Parcs", id="one name"),
        pytest.param(page(WAS, label=SENTENCE), page(LESS, label=SENTENCE), "Parcs", id="sentences"),
        pytest.param(
            page(WAS, label="<p>Tél. 03 80 00 00 00</p>"),
            page(LESS, label="<p>Tél. 03 80 00 00 00</p>"),
            "Parcs",
            id="numbers to call",
        ),
    ],
)
def test_a_line_that_parts_no_lists_is_told_with_none_of_their_entries(old: str, new: str, said: str) -> None:
    """5.3: where there is one list, or what stands above is no label, the entry alone says it."""
    assert told(old, new) == [said]


def test_a_block_of_lines_is_not_told_under_the_line_that_changed() -> None:
    """3.24: « Voirie et mobilité : Voirie [+et mobilité] » says nothing of where."""
    old = "<p>Pôle ressources</p><p>Paie<br>Achats<br>Archives</p><p>Pôle technique</p><p>Voirie<br>Parcs<br>Eau</p>"
    assert told(old, old.replace("Voirie", "Voirie et mobilité")) == ["Pôle technique : Voirie [+et mobilité]"]
