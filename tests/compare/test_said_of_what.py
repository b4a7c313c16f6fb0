"""DESIGN 5.3, 3.24, 3.25: a figure, a day and a rank are told with what they are of, and what follows another is not moved."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.compare.test_titles import edits

FIGURES = {"12": "communes membres", "24": "services communs", "310": "agents"}


def cards(form: str, figures: dict[str, str]) -> str:
    return "".join(form.format(figure, label) for figure, label in figures.items())


@pytest.mark.parametrize(
    "form",
    [
        "<div><p>{0}</p><p>{1}</p></div>",
        "<p>{0}</p><p>{1}</p>",
        "<p>{0}<br>{1}</p>",
        "<h3>{0}</h3><p>{1}</p>",
        "<p><strong>{0}</strong></p><p>{1}</p>",
        "<ul><li><div>{0}</div><div>{1}</div></li></ul>",
        "<div><p>{1}</p><p>{0}</p></div>",
        "<h3>{1}</h3><p>{0}</p>",
        "<dl><dt>{0}</dt><dd>{1}</dd></dl>",
    ],
)
def test_a_figure_alone_in_its_line_is_told_with_the_line_beside_it(form: str) -> None:
    """5.3"""
    after = {("25" if figure == "24" else figure): label for figure, label in FIGURES.items()}
    (edit,) = edits(cards(form, FIGURES), cards(form, after))
    parts = edit.facts.get("parts") or [{}]
    assert edit.facts.get("under", parts[0].get("row")) == "services communs"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("<p>Chiffres</p>{}<p>En savoir plus</p>", "<p>{0}</p><p>{1}</p>", id="words at both ends"),
        pytest.param("<p>Chiffres</p>{}<p>agents dont la moitié au siège.</p>", "<p>{1}</p><p>{0}</p>", id="a longer last line"),
    ],
)
def test_a_figure_between_two_lines_that_may_be_its_own_is_told_alone(old: str, new: str) -> None:
    """5.3: nobody knows of which."""
    after = {("25" if figure == "24" else figure): label for figure, label in FIGURES.items()}
    (edit,) = edits(old.format(cards(new, FIGURES)), old.format(cards(new, after)))
    assert "under" not in edit.facts


def table(*rows: str) -> str:
    head, *body = ([*row.split("|")] for row in rows)
    told = "".join(f"<tr><td>{'<td>'.join(cells)}</tr>" for cells in body)
    return f"<table><tr><th>{'<th>'.join(head)}</tr>{told}</table>"


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        pytest.param(
            ("Date|Instance|Lieu", "9 avril|Conseil municipal|Mairie", "16 avril|Conseil municipal|Mairie"), "Conseil municipal"
        ),
        pytest.param(("Heure|Atelier|Salle", "10 h|Danse|B", "11 h|Danse|C"), "Danse", id="an hour"),
        pytest.param(("Année|Agents|Coût", "2025|14|5 €", "2026|14|6 €"), None, id="no cell of words stays"),
        pytest.param(("Service|Responsable", "Paie|Marie Roy", "Paie et carrières|Marie Roy"), None, id="a name is no day"),
    ],
)
def test_a_row_of_which_the_day_changed_is_called_by_what_stays(rows: tuple[str, str, str], row: str | None) -> None:
    """3.24"""
    head, before, after = rows
    other = {"Date": "12 mars|Commission finances|Mairie", "Heure": "9 h|Peinture|A", "Année": "2024|12|3 €"}.get(
        head.split("|")[0], "Eau|Luc Petit"
    )
    (edit,) = edits(table(head, other, before), table(head, other, after))
    assert edit.facts["parts"][0].get("row") == row


ADJOINTS = [
    ("Paul Noël", "1er adjoint", "finances"),
    ("Nina Costa", "2e adjointe", "écoles"),
    ("Hugo Blanc", "3e adjoint", "voirie"),
    ("Anne Morel", "4e adjointe", "sports"),
]
UP = [("Nina Costa", "1re adjointe", "écoles"), ("Hugo Blanc", "2e adjoint", "voirie"), ("Anne Morel", "3e adjointe", "finances")]


@pytest.mark.parametrize("tag", ["li", "p"])
def test_those_who_go_up_a_rank_did_not_move(tag: str) -> None:
    """3.25: one resigns, the others follow in their order, and the last gets the delegation: nobody got the post of the first."""
    old, new = ("".join(f"<{tag}>{name}, {rank} en charge : {of}</{tag}>" for name, rank, of in side) for side in (ADJOINTS, UP))
    assert [(edit.op, (edit.after or edit.before or "")[:10].split(",")[0]) for edit in edits(old, new)] == [
        ("delete", "Paul Noël"),
        ("replace", "Nina Costa"),
        ("replace", "Hugo Blanc"),
        ("replace", "Anne Morel"),
    ]


def test_posts_that_stay_in_their_order_pass_on() -> None:
    """3.25: where the posts stand as they stood, each has somebody else, though some of them stood in the list."""
    posts = ["Finances", "Paie", "Voirie"]
    old, new = (
        "".join(f"<li>{name}, responsable {post}</li>" for name, post in zip(names, posts, strict=True))
        for names in (["Paul Noël", "Nina Costa", "Hugo Blanc"], ["Nina Costa", "Hugo Blanc", "Anne Morel"])
    )
    assert [edit.op for edit in edits(f"<ul>{old}</ul>", f"<ul>{new}</ul>")] == ["replace"] * 3


DAYS = [f"Jeudi {day} 2026, 18 h 30" for day in ("12 mars", "9 avril", "21 mai")]
REPORTS = [f"Compte rendu du conseil du {day} 2026 (PDF)" for day in ("15 janvier", "12 février", "12 mars")]


@pytest.mark.parametrize(
    ("old", "new", "ops"),
    [
        pytest.param(DAYS, [*DAYS[1:], "Jeudi 25 juin 2026, 18 h 30"], ["delete", "insert"], id="days"),
        pytest.param(REPORTS, ["Compte rendu du conseil du 9 avril 2026 (PDF)", *REPORTS[:2]], ["insert", "delete"], id="reports"),
        pytest.param(
            [*DAYS, "La piscine des Tanneries ouvre de 9 h à 18 h"],
            ["La piscine des Tanneries ouvre de 9 h à 19 h", *DAYS],
            ["move", "replace"],
            id="with words of its own",
        ),
    ],
)
def test_what_came_at_one_end_is_not_what_went_at_the_other(old: list[str], new: list[str], ops: list[str]) -> None:
    """5.3: a line moved and reworded has a word that no other line has; the days of a list have none in common but theirs all."""
    lists: Callable[[list[str]], str] = lambda entries: f"<ul><li>{'<li>'.join(entries)}</ul>"  # noqa: E731
    assert [edit.op for edit in edits(lists(old), lists(new))] == ops


@pytest.mark.parametrize(
    ("before", "after", "struck"),
    [
        pytest.param("Sols|7|284 000 €", "Sols|<s>7</s>|284 000 €", ["7"], id="before a number in groups"),
        pytest.param("Sols|7|284 000 €", "Sols|7|<s>284 000 €</s>", ["284 000 €"], id="behind a figure"),
        pytest.param("Sols|1 250|284 000 €", "Sols|<s>1 250</s>|284 000 €", ["1 250"], id="two numbers in groups"),
    ],
)
def test_a_figure_struck_out_in_its_cell_is_told(before: str, after: str, struck: list[str]) -> None:
    """3.28: whatever the next cell begins with."""
    rows = ("Lot|Nombre|Prix", "Murs|9|12 €")
    assert [edit.facts["text"] for edit in edits(table(*rows, before), table(*rows, after))] == struck


@pytest.mark.parametrize("service", ["Voirie", "Eau"])
def test_a_service_of_another_pole_is_named_in_a_table_of_two_columns(service: str) -> None:
    """3.24: where the pole is a cell over several rows, and the one that goes was the first of its pole."""
    poles = {"Pôle ressources": ["Finances", "Paie"], "Pôle technique": [service, "Parcs"], "Pôle culture": ["Musées", "Sports"]}
    after = {**poles, "Pôle ressources": [*poles["Pôle ressources"], service], "Pôle technique": ["Parcs"]}
    old, new = (
        "".join(f"<tr><td rowspan={len(of)}>{pole}<td>{'<tr><td>'.join(of)}" for pole, of in side.items())
        for side in (poles, after)
    )
    head = "<table><tr><th>Pôle<th>Service"
    (edit,) = edits(f"{head}{old}</table>", f"{head}{new}</table>")
    assert [(part.get("row"), part.get("column"), part["after"]) for part in edit.facts["parts"]] == [
        (service, "Pôle", "Pôle ressources")
    ]


def cards_in_a_table(*rows: tuple[str, ...], heads: str = "") -> str:
    told = "".join(f"<tr><td>{'<td>'.join(cell.replace('/', '<br>') for cell in row)}</tr>" for row in rows)
    head = "<tr><th>" + "<th>".join(heads.split("|")) + "</tr>" if heads else ""
    return f"<table>{head}{told}</table>"


POLES = "Pôle ressources|Pôle technique"


@pytest.mark.parametrize(
    ("old", "new", "heads", "told"),
    [
        pytest.param(
            [("Luc Petit/Directeur", "Marie Roy/Adjointe")],
            [("Luc Petit/Directeur", "Nina Costa/Adjointe")],
            "",
            ("Adjointe", None),
            id="another name",
        ),
        pytest.param(
            [("Luc Petit/Directeur", "Marie Roy/Adjointe")],
            [("Luc Petit/Directeur", "Marie Roy/Directrice")],
            "",
            ("Marie Roy", None),
            id="another post",
        ),
        pytest.param(
            [("Finances/Paul Noël", "Voirie/Yves Brun")],
            [("Finances/Paul Noël", "Voirie/Nina Costa")],
            POLES,
            ("Voirie", "Pôle technique"),
            id="under heads",
        ),
        pytest.param(
            [("Finances/Paie", "Luc Petit/Marie Roy")],
            [("Finances/Paie", "Luc Petit/Nina Costa")],
            "",
            ("Finances Paie", None),
            id="a record of two lines each",
        ),
        pytest.param(
            [("Marie Roy/Adjointe", "Sports/Culture")],
            [("Marie Roy/Adjointe", "Sports/Écoles")],
            "",
            ("Marie Roy Adjointe", None),
            id="a record of unlike cells",
        ),
    ],
)
def test_a_card_in_a_table_is_told_by_its_own_lines(
    old: list[tuple[str, ...]], new: list[tuple[str, ...]], heads: str, told: tuple[str | None, ...]
) -> None:
    """3.24: the first card of a row names nothing of the second; the first cell of a record does."""
    (edit,) = edits(cards_in_a_table(*old, heads=heads), cards_in_a_table(*new, heads=heads))
    (part,) = edit.facts["parts"]
    assert (part.get("row"), part.get("column")) == told


def test_one_cell_that_is_a_new_row_is_told_with_its_columns() -> None:
    """3.24: « Paie » goes to the other pole, below all that stands there."""
    rows = [("Finances", "Voirie"), ("Paie", "Eau")]
    old, new = (cards_in_a_table(*side, heads=POLES) for side in (rows, [rows[0], ("", "Eau"), ("", "Paie")]))
    (edit,) = edits(old, new)
    assert (edit.op, edit.before, edit.facts["headings"]) == ("move", "Paie", ["Pôle ressources", "Pôle technique"])


def test_under_two_services_a_name_that_stays_keeps_the_row() -> None:
    """3.25: the other one is another head of its service."""
    rows = "Luc Petit|Marie Roy", "Nina Costa|Marie Roy"
    (edit,) = edits(*(table("Finances|Paie", row, "03 80 00 00 01|03 80 00 00 02") for row in rows))
    assert [(part["column"], part["after"]) for part in edit.facts["parts"]] == [("Finances", "Nina Costa")]


SERVICES = {"Finances": ("Luc Petit", "commun"), "Paie": ("Marie Roy", "ville"), "Sports": ("Hugo Blanc", "ville")}
FACTS = [
    "<h3>{0}</h3><p>Responsable : {1}<br>Statut : {2}<br>Effectif : 8 agents</p>",
    "<h3>{0}</h3><dl><dt>Responsable</dt><dd>{1}</dd><dt>Statut</dt><dd>{2}</dd></dl>",
    "<h3>{0}</h3><table><tr><td>Responsable</td><td>{1}</td></tr><tr><td>Statut</td><td>{2}</td></tr></table>",
    "<p><b>{0}</b><br>Responsable : {1}<br>Statut : {2}</p>",
    "<ul><li>{0}<ul><li>Responsable : {1}</li><li>Statut : {2}</li></ul></li></ul>",
    "<table><caption>{0}</caption><tr><td>Responsable</td><td>{1}</td></tr><tr><td>Statut</td><td>{2}</td></tr></table>",
    "<h3>{0}</h3><ul><li>Responsable : {1}</li><li>Statut : {2}</li></ul>",
]


def facts(form: str, services: dict[str, tuple[str, str]], foot: str = "") -> str:
    return "".join(form.format(service, *said) for service, said in services.items()) + foot


@pytest.mark.parametrize("form", FACTS)
def test_a_fact_that_every_service_has_is_told_with_its_service(form: str) -> None:
    """3.24: « Statut : ville → commun » of Paie, where Sports has the very same line."""
    (edit,) = edits(facts(form, SERVICES), facts(form, {**SERVICES, "Paie": ("Marie Roy", "commun")}))
    said = edit.facts.get("under") or edit.facts["parts"][0]["row"]
    assert said.split(",")[0] == "Paie"


@pytest.mark.parametrize("form", FACTS[:1])
def test_a_block_below_the_last_service_is_of_none(form: str) -> None:
    """3.24: it stands below the last title on both sides, further down than anything below another."""
    old, new = (f"<p>Mairie<br>{number} place Foch<br>Valmont</p>" for number in (1, 2))
    (edit,) = edits(facts(form, SERVICES, old), facts(form, SERVICES, new))
    assert edit.facts["parts"][0]["row"] == "Mairie"


@pytest.mark.parametrize(
    ("form", "row"),
    [
        pytest.param("<p>{1}<br>{0}<br>{2}</p>", "Marie Roy", id="post, name, number"),
        pytest.param("<ul><li>{0}<br>{1}<br>Tél. : {2}</li></ul>", "Marie Roy", id="name, post, number"),
        pytest.param("<p>{1}<br>{2}</p>", "Directrice de la paie", id="post, number"),
        pytest.param("<ul><li>{0}<ul><li>{1}</li><li>{2}</li></ul></li></ul>", "Marie Roy", id="nested"),
    ],
)
def test_a_number_is_told_with_whom_it_calls(form: str, row: str) -> None:
    """3.24"""
    people = [("Luc Petit", "Directeur des eaux", "03 80 00 00 01"), ("Marie Roy", "Directrice de la paie", "03 80 00 00 02")]
    old, new = ("".join(form.format(*one) for one in side) for side in (people, [people[0], (*people[1][:2], "03 80 00 00 22")]))
    (edit,) = edits(old, new)
    assert (edit.facts.get("under") or edit.facts["parts"][0]["row"]) == row


def test_a_post_is_told_without_the_number_below_it() -> None:
    """3.25"""
    form = "<p><strong>{0}</strong><br>{1}<br>{2}</p>"
    old, new = (
        form.format("Luc Petit", "Directeur des eaux", "03 80 00 00 01")
        + form.format(name, "Directrice de la paie", "03 80 00 00 02")
        for name in ("Marie Roy", "Nina Costa")
    )
    (edit,) = edits(old, new)
    assert edit.facts["post"] == "Directrice de la paie"


def test_rows_called_by_themselves_need_no_title() -> None:
    """3.24"""
    rows = "<h3>Services</h3><table><tr><td>Paie</td><td>{}</td></tr><tr><td>Eau</td><td>ville</td></tr></table><h3>Contact</h3>"
    (edit,) = edits(rows.format("ville"), rows.format("commun"))
    assert edit.facts["parts"][0]["row"] == "Paie"


@pytest.mark.parametrize("head", ["", "<tr><th>Service</th><th>Commun</th></tr>"])
def test_a_cross_that_goes_to_another_row_is_told_of_both(head: str) -> None:
    """3.24: what names the rows stays; they were paired by their crosses, « Paie » having become « Eau »."""
    old, new = (
        f"<table>{head}<tr><td>Paie</td><td>{one}</td></tr><tr><td>Eau</td><td>{other}</td></tr><tr><td>Parcs</td><td>X</td></tr></table>"
        for one, other in (("X", ""), ("", "X"))
    )
    parts = [part for edit in edits(old, new) for part in edit.facts["parts"]]
    assert [(part["row"], part.get("before"), part.get("after")) for part in parts] == [("Paie", "X", None), ("Eau", None, "X")]


LINES = [
    "<p>{0}</p><p>Responsable : {1}</p><p>Statut : {2}</p>",
    "<div><div>{0}</div><div>Responsable : {1}</div><div>Statut : {2}</div></div>",
]
EXCHANGED = {**SERVICES, "Finances": ("Luc Petit", "ville"), "Paie": ("Marie Roy", "commun")}


@pytest.mark.parametrize("form", [*FACTS, *LINES])
def test_services_that_exchange_a_fact_are_edited_each(form: str) -> None:
    """5.3: « Statut : commun » did not move from one to the other: both have a status before and after."""
    told = edits(facts(form, SERVICES), facts(form, EXCHANGED))
    said = [edit.facts.get("under") or edit.facts["parts"][0]["row"] for edit in told]
    assert ([edit.op for edit in told], [one.split(",")[0] for one in said]) == (["replace"] * 2, ["Finances", "Paie"])


@pytest.mark.parametrize("form", [*FACTS, *LINES])
def test_a_service_that_has_another_name_keeps_its_facts(form: str) -> None:
    """5.3: the last one, which goes, gives none of its lines to it."""
    new = {"Finances": SERVICES["Finances"], "Solde": ("Marie Roy", "commun")}
    told = edits(facts(form, SERVICES), facts(form, new))
    assert "move" not in [edit.op for edit in told]
    assert any("Solde" in str((edit.facts.get("under"), edit.facts.get("parts"), edit.after)) for edit in told)


@pytest.mark.parametrize("form", LINES)
def test_a_sum_below_the_last_record_is_of_none(form: str) -> None:
    """5.3: it is called as a line that this record has."""
    old, new = (f"<p>Statut : {number} services communs en tout</p>" for number in (1, 2))
    (edit,) = edits(facts(form, SERVICES, old), facts(form, SERVICES, new))
    assert edit.facts.get("under") is None


def test_a_line_before_one_list_of_facts_begins_no_record() -> None:
    """5.3: « Contact » over « Tél. : … », « Courriel : … » is the only one of its kind."""
    old, new = (
        f"<p>Contact</p><p>Tél. : {number}</p><p>Courriel : mairie@valmont.example</p>" for number in ("03 80 1", "03 80 2")
    )
    (edit,) = edits(old, new)
    assert edit.facts.get("under") is None


@pytest.mark.parametrize(
    "form",
    [
        "<p>{0}<br>{1}<br>{2}</p>",
        "<p><strong>{0}</strong><br>{1}<br>{2}</p>",
        "<figure><img src=/{0}.jpg alt=''><figcaption>{0}<br>{1}<br>{2}</figcaption></figure>",
        "<article><header><h3>{0}</h3></header><p>{1}</p><footer>{2}</footer></article>",
        "<section><header><h3>{0}</h3></header><p>{1}</p><footer>{2} depuis 2020</footer></section>",
    ],
)
def test_what_a_card_says_without_a_label_is_told_with_its_first_line(form: str) -> None:
    """3.24, 3.5: and the foot of an article with a header of its own is read."""
    (edit,) = edits(facts(form, SERVICES), facts(form, {**SERVICES, "Paie": ("Marie Roy", "commun")}))
    assert (edit.facts.get("under") or edit.facts["parts"][0]["row"]) == "Paie"


def test_the_foot_of_a_page_that_is_one_article_is_no_text() -> None:
    """3.5: its header has the page's title, or its menu."""
    for header in ("<h1>Services</h1>", "<h2>Services</h2><nav><a href=/>Accueil</a> <a href=/a>Mairie</a></nav>"):
        page = "<article><header>" + header + "</header><p>La paie est commune.</p><footer>Imprimé {} fois</footer></article>"
        assert edits(page.format(12), page.format(13)) == ()


def test_an_address_is_not_called_by_its_first_line_where_others_have_other_forms() -> None:
    """3.24: « Mairie » over its street is of no other block's form."""
    old, new = (f"<p>Mairie<br>Bureau {number}<br>Valmont</p><p>La paie est commune.</p>" for number in ("A", "B"))
    (edit,) = edits(old, new)
    assert "row" not in edit.facts["parts"][0]


def test_two_people_who_exchange_their_posts_in_a_table_did_not_move() -> None:
    """5.3: the posts stand as they stood."""
    rows = [
        "Abel Roussin|Maire|finances",
        "Tessa Oriol|Adjointe|écoles",
        "Yanis Ferrol|Conseiller|voirie",
        "Jo Blin|Conseillère|eau",
    ]
    new = [rows[0], "Yanis Ferrol|Adjointe|écoles", "Tessa Oriol|Conseiller|voirie", rows[3]]
    head = "Nom|Fonction|Délégation"
    assert "move" not in [edit.op for edit in edits(table(head, *rows), table(head, *new))]


def test_a_row_that_goes_to_the_end_of_its_table_moved() -> None:
    """5.3: with or without a change in it."""
    rows = ["Paie|Marie Roy|12", "Eau|Luc Petit|8", "Voirie|Jo Blin|30"]
    for moved in (rows[0], "Paie|Marie Roy|14"):
        told = edits(table("Service|Chef|Agents", *rows), table("Service|Chef|Agents", *rows[1:], moved))
        assert [edit.op for edit in told][:1] == ["move"]


def test_the_first_entry_of_a_list_is_over_none_of_the_others() -> None:
    """3.24: of panels that each hold a list a new entry was told as « Paie : + Archives »; columns as the first column's."""
    lists = ("<li>Paie<li>Voirie<li>Parcs", "<li>Voirie<li>Impôts", "<li>Musées<li>Sports")
    old, new = (
        "".join(f"<div class='pane'><ul>{said}</ul></div>" for said in (lists[0] + more, *lists[1:]))
        for more in ("", "<li>Archives")
    )
    (edit,) = edits(f"<p>Les services de la ville.</p>{old}", f"<p>Les services de la ville.</p>{new}")
    assert (edit.after, edit.facts.get("under")) == ("Archives", None)
    column = "<div class='col'><h4>{}</h4><ul><li>Paie de {}</li><li>Voirie de {}</li></ul></div>"
    was, now = (
        "<div class='row'>" + "".join(column.format(name, *name.split()[1] * 2) for name in names) + "</div>"
        for names in (("Pôle nord", "Pôle est"), ("Pôle nord", "Pôle est et ouest"))
    )
    assert all(edit.facts.get("under") != "Pôle nord" for edit in edits(was, now))


@pytest.mark.parametrize("below", ["<h3>Téléphone</h3><p>Le 12.</p>", "<div><h3>Téléphone</h3></div>"])
def test_what_a_card_says_is_not_told_of_the_heading_that_follows_it(below: str) -> None:
    """3.24: a heading right below the last of several cards is over none of them, in whatever box they stand together."""
    card = "<div class='item'><div><strong>{}</strong></div><div>{}</div><div>{}</div></div>"
    people = [
        ("Mme Eva Morin", "1re adjointe", "écoles"),
        ("M. Luc Petit", "2e adjoint", "voirie"),
        ("Mme Ana Silva", "3e adjointe", "eau"),
    ]
    after = [*people[:2], (*people[2][:2], "eau et forêts")]
    old, new = (
        f"<h2>Les élus</h2><div><div>{''.join(card.format(*one) for one in all_)}</div>{below}</div>" for all_ in (people, after)
    )
    (edit,) = edits(old, new)
    assert edit.facts["under"] == "Mme Ana Silva"


def test_a_badge_above_the_heading_of_its_card_is_of_that_heading() -> None:
    """3.24: « Commun » above « Voirie » in one card is Voirie's, as the card does not end between them."""
    card = "<div class='card'><p>{1}</p><h3>{0}</h3><p>{2}</p></div>"
    was = [("Paie", "Commun", "8 agents"), ("Voirie", "Ville", "9 agents"), ("Parcs", "Ville", "5 agents")]
    now = [was[0], ("Voirie", "Métropole", "9 agents"), was[2]]
    (edit,) = edits(*("".join(card.format(*one) for one in all_) for all_ in (was, now)))
    assert edit.facts["under"] == "Voirie"


@pytest.mark.parametrize("last", ["Pôle culture", "Ligne directe : 65 6{}"])
def test_a_pole_on_each_card_or_its_number_is_no_post(last: str) -> None:
    """« Pôle culture » passe de Marie Roy à Nina Costa »: which of its services has another head was not said."""
    held = {"Musées": "Mme Marie Roy", "Théâtre": "M. Luc Petit", "Archives": "M. Jo Blin"}
    form = "<div><b>{}</b><br>{}<br>{}</div>"
    old = "".join(form.format(service, head, last.format(n)) for n, (service, head) in enumerate(held.items()))
    (edit,) = edits(old, old.replace("Mme Marie Roy", "Mme Nina Costa"))
    assert "holders" not in edit.facts
    assert [part["row"] for part in edit.facts["parts"]] == ["Musées"]


def test_a_post_that_one_card_has_passes_on() -> None:
    """3.25: the counter-example."""
    form = "<div><b>{}</b><br>{}<br>{}</div>".format
    old = form("Musées", "Mme Marie Roy", "Directrice des musées") + form("Théâtre", "M. Luc Petit", "Régisseur général")
    (edit,) = edits(old, old.replace("Mme Marie Roy", "Mme Nina Costa"))
    assert edit.facts["post"] == "Directrice des musées"


BADGED = {"Eau": ("Ville", "12 agents"), "Paie": ("Commun", "8 agents"), "Voirie": ("Ville", "30 agents")}


def badged(services: dict[str, tuple[str, str]]) -> str:
    card = "<div class=card><div class=tag>{}</div><div class=body><p>{}</p><p>{}</p></div></div>".format
    return "".join(card(tag, service, agents) for service, (tag, agents) in services.items())


@pytest.mark.parametrize(
    ("service", "now"), [("Eau", ("Commun", "12 agents")), ("Paie", ("Commun", "9 agents")), ("Voirie", ("Commun", "30 agents"))]
)
def test_a_badge_that_several_cards_have_is_told_with_the_line_below_it(service: str, now: tuple[str, str]) -> None:
    """« [Ville → Commun] » of which service? And « Commun : [8 → 9] agents » would be of all that are."""
    (edit,) = edits(badged(BADGED), badged(BADGED | {service: now}))
    assert edit.facts["under"] == service


def test_a_line_that_one_card_has_alone_stays_what_that_is_called() -> None:
    """The counter-example."""
    plain = {"Marie Roy": ("Eau", "12 agents"), "Luc Petit": ("Paie", "8 agents"), "Jo Blin": ("Voirie", "30 agents")}
    (edit,) = edits(badged(plain), badged(plain | {"Luc Petit": ("Paie", "9 agents")}))
    assert edit.facts["under"] in ("Paie", "Luc Petit")


@pytest.mark.parametrize("form", ["<div class=card><p>{}</p><ul>{}</ul></div>", "<div class=card><p>{}</p>{}</div>"])
def test_the_first_service_of_a_list_names_no_card(form: str) -> None:
    """The counter-example: « Finances : − Paie » below the line « Services » that each card begins with."""
    entry = "<li>{}</li>" if "<ul>" in form else "<p>{}</p>"
    lists = (("Finances", "Paie", "Achats"), ("Voirie", "Eau", "Parcs"))
    old = "".join(form.format("Services", "".join(map(entry.format, services))) for services in lists)
    (edit,) = edits(old, old.replace(entry.format("Paie"), ""))
    assert edit.facts.get("under") != "Finances"
