"""DESIGN 5.3: numbers that only count lines, sections or rows are no change where one comes, goes or moves; others are."""

from __future__ import annotations

import pytest

from tests.compare.test_titles import edits

TITLES = ("Objet", "Durée", "Services mis à disposition", "Résiliation")
SAID = {title: f"Voici ce que la convention dit de {title.lower()}." for title in (*TITLES, "Gouvernance")}
ROMAN = ("I", "II", "III", "IV", "V")
FORMS = {
    "articles": "<h2>Article {n} – {title}</h2><p>{said}</p>",
    "figures": "<h3>{n}. {title}</h3><p>{said}</p>",
    "romans": "<h3>{roman}. {title}</h3><p>{said}</p>",
    "letters": "<h4>{letter}) {title}</h4><p>{said}</p>",
    "deep": "<h3>1.{n} {title}</h3><p>{said}</p>",
    "steps": "<p><b>Étape {n} : {title}</b></p><p>{said}</p>",
    "lines": "<p>{n} - {title}</p>",
    "entries": "<li>{n}) {title}</li>",
    "rows": "<tr><td>{n}</td><td>{title}</td><td>Bureau {title}</td></tr>",
}


def page(form: str, titles: tuple[str, ...]) -> str:
    lines = "".join(
        FORMS[form].format(n=n + 1, roman=ROMAN[n], letter="abcde"[n], title=title, said=SAID[title])
        for n, title in enumerate(titles)
    )
    return f"<table><tr><th>N°</th><th>Service</th><th>Lieu</th></tr>{lines}</table>" if form == "rows" else lines


def titles_told(form: str, new: tuple[str, ...]) -> list[tuple[str, str]]:
    told = [(edit.op, edit.after or edit.before or "") for edit in edits(page(form, TITLES), page(form, new))]
    return [(op, next(t for t in SAID if t in text)) for op, text in told if not text.startswith("Voici")]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(("Objet", "Gouvernance", *TITLES[1:]), [("insert", "Gouvernance")], id="came"),
        pytest.param(("Gouvernance", *TITLES), [("insert", "Gouvernance")], id="came-first"),
        pytest.param(("Objet", *TITLES[2:]), [("delete", "Durée")], id="went"),
    ],
)
def test_what_comes_or_goes_among_counted_lines_is_told_alone(
    form: str, new: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    """« Article 2 – Durée → Gouvernance » and a new number of each article below it: read as if one gave way to another."""
    assert titles_told(form, new) == expected


def test_a_section_that_changed_places_moves_whatever_its_number() -> None:
    old, new = (page("figures", titles) for titles in (TITLES, ("Objet", TITLES[2], "Durée", TITLES[3])))
    assert next(edit.after for edit in edits(old, new)) == f"2. {TITLES[2]}"


def test_lists_that_begin_again_below_a_title_are_counted() -> None:
    """One comes in the first list; those below it in either are no news."""
    old, new = (
        f"<h3>Ville</h3>{lines(*ville)}<h3>Métropole</h3>{lines('1. Paie', '2. Voirie')}"
        for ville in (("1. Eau", "2. Parcs"), ("1. Achats", "2. Eau", "3. Parcs"))
    )
    assert [(edit.op, edit.after) for edit in edits(old, new)] == [("insert", "1. Achats")]


def lines(*said: str) -> str:
    return "".join(f"<p>{line}</p>" for line in said)


def table(head: str, *rows: str) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split()) + "</tr>" for row in rows)
    return f"<table><tr><th>{head}</th><th>Service</th><th>Lieu</th></tr>{cells}</table>"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(lines("1. Paie", "2. Eau"), lines("1. Paie", "5. Eau"), ["5. Eau"], id="counts-no-more"),
        pytest.param(lines("1. Mars", "2. Avril"), lines("2. Mars", "3. Avril"), ["2. Mars", "3. Avril"], id="begins-elsewhere"),
        pytest.param(
            lines("1. Paie", "2. Eau", "3. Voirie"),
            lines("1. Paie", "1. Eau", "2. Voirie"),
            ["1. Eau", "2. Voirie"],
            id="another-list",
        ),
        pytest.param(
            lines("1 – Eau", "1 – Paie", "2 – Voirie"),
            lines("1 – Gaz", "1 – Eau", "2 – Paie", "2 – Voirie"),
            ["1 – Gaz", "2 – Paie"],
            id="classes",
        ),
        pytest.param(
            lines("1 – Eau", "2 – Paie", "1 – Voirie"),
            lines("1 – Gaz", "2 – Eau", "2 – Paie", "1 – Voirie"),
            ["1 – Gaz", "2 – Eau"],
            id="priorities",
        ),
        pytest.param(
            lines("3 agents", "4 vélos", "5 bureaux"),
            lines("4 agents", "5 vélos", "6 bureaux"),
            ["4 agents", "5 vélos", "6 bureaux"],
            id="how-many",
        ),
        pytest.param(
            lines("Bureau 1 : Paie", "Bureau 2 : Eau"),
            lines("Bureau 1 : Eau", "Bureau 2 : Paie"),
            ["Bureau 1 : Eau", "Bureau 2 : Paie"],
            id="which-room",
        ),
        pytest.param(lines("1. Paie", "2. Eau"), lines("1) Paie", "2) Eau"), ["1) Paie", "2) Eau"], id="another-mark"),
        pytest.param(
            table("Agents", "1 Finances Mairie", "2 Paie Mairie", "3 Eau Port"),
            table("Agents", "1 Finances Mairie", "2 Achats Gare", "3 Paie Mairie", "4 Eau Port"),
            ["2 Achats Gare", "3 Paie Mairie", "4 Eau Port"],
            id="a-column-of-figures",
        ),
        pytest.param(
            table("N°", "101 Finances Mairie", "102 Paie Mairie"),
            table("N°", "102 Finances Mairie", "103 Paie Mairie"),
            ["102 Finances Mairie", "103 Paie Mairie"],
            id="numbers-of-rooms",
        ),
    ],
)
def test_a_number_that_says_more_than_the_order_is_compared(old: str, new: str, told: list[str]) -> None:
    """Counter-examples: how many, which room, where the count begins or breaks, how it is written."""
    assert [edit.after for edit in edits(old, new)] == told


def test_who_heads_a_counted_row_is_told_by_what_it_is_called() -> None:
    """« 2, colonne « Lieu » : … » named the row by its number."""
    old = table("N°", "1 Finances Mairie", "2 Paie Mairie")
    (edit,) = edits(old, old.replace("Paie</td><td>Mairie", "Paie</td><td>Gare"))
    assert edit.facts["parts"][0]["row"] == "Paie"


def entries(*said: str, tag: str = "li") -> str:
    return "".join(f"<{tag}>{one}</{tag}>" for one in said)


SERVICES = ("Finances", "Paie", "Voirie")


@pytest.mark.parametrize("tag", ["li", "p"])
@pytest.mark.parametrize("form", ["– {}", "• {}", "{} ;", "- {},"])
def test_marks_that_all_entries_get_are_how_the_list_is_written(form: str, tag: str) -> None:
    """5.3: and a service that comes with them is told alone; so where the last ends otherwise."""
    marked = [form.format(service) for service in SERVICES]
    assert edits(entries(*SERVICES, tag=tag), entries(*marked, tag=tag)) == ()
    assert edits(entries(*marked, tag=tag), entries(*marked[:2], marked[2].rstrip(" ;,") + ".", tag=tag)) == () or ";" not in form
    (edit,) = edits(entries(*SERVICES, tag=tag), entries(*marked, form.format("Eau"), tag=tag))
    assert (edit.op, "Eau" in (edit.after or "")) == ("insert", True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(SERVICES, ("Finances", "• Paie", "Voirie"), id="one alone may be marked"),
        pytest.param(("- 5 °C", "- 7 °C"), ("5 °C", "7 °C"), id="below zero"),
        pytest.param(SERVICES, tuple(f"✓ {service}" for service in SERVICES), id="an answer"),
    ],
)
def test_a_mark_that_may_say_something_is_compared(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    """5.3"""
    assert edits(entries(*old), entries(*new))


def test_a_table_that_became_a_list_says_the_same() -> None:
    """3.24: « Paie | Marie Roy » is « Paie : Marie Roy »; another head is told of her service, and a colon alone is none."""
    rows, lines = (
        "<table><tr><td>Paie</td><td>{}</td></tr><tr><td>Eau</td><td>Luc Petit</td></tr></table>",
        "<ul><li>Paie : {}</li><li>Eau : Luc Petit</li></ul>",
    )
    assert edits(rows.format("Marie Roy"), lines.format("Marie Roy")) == ()
    (edit,) = edits(rows.format("Marie Roy"), lines.format("Nina Costa"))
    assert [(part["row"], part["before"], part["after"]) for part in edit.facts["parts"]] == [("Paie", "Marie Roy", "Nina Costa")]
