"""DESIGN 5.3: what stands under another title than it did is told with both, whatever marks a title; and what is none is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.compare.sections import compare_sections
from monitor.extract.page import Page
from monitor.model import Edit, Section

CITY, BOTH = "Services de la Ville", "Services communs"


def edits(old: str, new: str) -> tuple[Edit, ...]:
    pages = (Page.parse(f"<main><p>Qui s’occupe de quoi ?</p>{html}</main>", "https://valmont.example/") for html in (old, new))
    before, after = (Section(item="s", heading="Services", blocks=page.blocks_of(page.main), found_by="heading") for page in pages)
    change = compare_sections(before, after)
    return change.edits if change and change.significance == "substantive" else ()


def told(old: str, new: str) -> list[tuple[object, ...]]:
    return [(edit.op, edit.after or edit.before, *edit.facts.get("headings", ())) for edit in edits(old, new)]


def listed(entries: str, tag: str = "li") -> str:
    return "".join(f"<{tag}>{entry}</{tag}>" for entry in entries.split())


FORMS: dict[str, Callable[[str, str], str]] = {
    "h3": lambda head, entries: f"<h3>{head}</h3><ul>{listed(entries)}</ul>",
    "bold": lambda head, entries: f"<p><strong>{head}</strong></p><ul>{listed(entries)}</ul>",
    "colon": lambda head, entries: f"<p>{head} :</p><ul>{listed(entries)}</ul>",
    "summary": lambda head, entries: f"<details><summary>{head}</summary><ul>{listed(entries)}</ul></details>",
    "button": lambda head, entries: (
        f'<button aria-controls="{head[-3:]}">{head}</button><div id="{head[-3:]}"><ul>{listed(entries)}</ul></div>'
    ),
    "rows": lambda head, entries: (
        f'<table><tr><th colspan="2">{head}</th></tr>'
        + "".join(f"<tr><td>{entry}</td><td>Bureau {len(entry)}{entry[0]}</td></tr>" for entry in entries.split())
        + "</table>"
    ),
    "bold-p": lambda head, entries: f"<p><strong>{head}</strong></p>{listed(entries, 'p')}",
    "summary-p": lambda head, entries: f"<details><summary>{head}</summary>{listed(entries, 'p')}</details>",
    "lines": lambda head, entries: f"<h3>{head}</h3><p>{'<br>'.join(entries.split())}</p>",
    "bold-lines": lambda head, entries: f"<p><strong>{head}</strong><br>{'<br>'.join(entries.split())}</p>",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("new", "entry", "heads"),
    [
        pytest.param(("Finances Achats", "Paie Voirie Eau Parcs"), "Paie", (CITY, BOTH), id="last-to-first"),
        pytest.param(("Finances Achats Paie Voirie", "Eau Parcs"), "Voirie", (BOTH, CITY), id="first-to-last"),
        pytest.param(("Finances Paie", "Voirie Achats Eau Parcs"), "Achats", (CITY, BOTH), id="within"),
    ],
)
def test_an_entry_under_another_title_is_told_with_both(
    form: str, new: tuple[str, str], entry: str, heads: tuple[str, str]
) -> None:
    """The label was said to have moved, or the entry to have gone and come, or to have moved and not whence."""
    old, now = ("".join(map(FORMS[form], (CITY, BOTH), lists)) for lists in (("Finances Achats Paie", "Voirie Eau Parcs"), new))
    (move,) = told(old, now)
    assert (move[0], str(move[1]).split()[0], move[2:]) == ("move", entry, heads)


H3 = FORMS["h3"]


def test_a_label_called_alike_under_two_headings_leaves_these_to_tell() -> None:
    """« Services » below each direction: the directions differ."""
    old, new = (
        "".join(f"<h3>{head}</h3><p>Services</p><ul>{listed(held)}</ul>" for head, held in zip((CITY, BOTH), lists, strict=True))
        for lists in (("Finances Paie", "Voirie Eau"), ("Finances", "Paie Voirie Eau"))
    )
    assert told(old, new) == [("move", "Paie", CITY, BOTH)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            H3(CITY, "Finances Achats") + H3(BOTH, "Voirie"),
            H3(CITY, "Finances") + H3("Services en transfert", "Achats") + H3(BOTH, "Voirie"),
            [("insert", "Services en transfert"), ("move", "Achats", CITY, "Services en transfert")],
            id="a-title-over-the-last",
        ),
        pytest.param(
            H3(CITY, "Finances Achats") + H3(BOTH, "Voirie"),
            H3(CITY, "Finances Achats Voirie"),
            [("delete", BOTH), ("move", "Voirie", BOTH, CITY)],
            id="a-title-taken-away",
        ),
        pytest.param(
            f"<ul><li>Ressources<ul>{listed('Finances Paie')}</ul></li></ul>",
            f"<ul><li>Ressources<ul>{listed('Finances')}</ul></li><li>Carrières<ul>{listed('Paie')}</ul></li></ul>",
            [("insert", "Carrières"), ("move", "Paie", "Ressources", "Carrières")],
            id="a-new-parent",
        ),
        pytest.param(
            H3(CITY, "Finances Achats") + H3(BOTH, "Voirie Eau"),
            H3(BOTH, "Finances Achats") + H3(CITY, "Voirie Eau"),
            [
                ("move", BOTH),
                *(("move", entry, CITY, BOTH) for entry in ("Finances", "Achats")),
                *(("move", entry, BOTH, CITY) for entry in ("Voirie", "Eau")),
            ],
            id="titles-exchanged",
        ),
    ],
)
def test_a_title_that_comes_or_goes_says_of_whom(old: str, new: str, expected: list[tuple[object, ...]]) -> None:
    """The title alone was told, not what stands under another one now."""
    assert told(old, new) == expected


PROSE = "<p>La paie de tous les agents est faite par la Métropole.</p><p>Une convention dit la part de chacun.</p>"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            f"<h3>{CITY}</h3>{PROSE}",
            f"<h3>{CITY}</h3>{PROSE.replace('</p><p>', '</p><h3>Convention</h3><p>')}",
            [("insert", "Convention")],
            id="over-sentences",
        ),
        pytest.param(
            f"<ul>{listed('Achats Budget Culture Sports')}</ul>",
            f"<h3>A–B</h3><ul>{listed('Achats Budget')}</ul><h3>C–S</h3><ul>{listed('Culture Sports')}</ul>",
            [("insert", "A–B"), ("insert", "C–S")],
            id="over-all-entries",
        ),
        pytest.param(
            H3("Ville", "Finances Achats") + H3(BOTH, "Voirie"),
            H3("Valmont", "Finances Achats") + H3(BOTH, "Voirie"),
            [("replace", "Valmont")],
            id="renamed",
        ),
        pytest.param(  # no title any more, but for the first of them: what stands below is under no other one for that
            H3(CITY, "Finances") + f"<h3>{BOTH}</h3><p>Voirie</p><p>Eau</p>",
            H3(CITY, "Finances") + f"<p>{BOTH}</p><p>Eau</p><p>Voirie</p>",
            [("move", "Eau")],
            id="marked-otherwise",
        ),
        pytest.param(
            "<h2>Services</h2>" + FORMS["bold"](CITY, "Finances Paie") + FORMS["bold"](BOTH, "Voirie"),
            "<h2>Services</h2>" + H3(CITY, "Finances Paie") + H3(BOTH, "Voirie"),
            [],
            id="labels-made-headings",
        ),
        pytest.param(  # a notice between two lists is no title of the second
            f"<h3>{CITY}</h3><ul>{listed('Finances Achats')}</ul><ul>{listed('Voirie Eau')}</ul>",
            f"<h3>{CITY}</h3><ul>{listed('Finances Achats')}</ul><p>Fermé en août</p><ul>{listed('Voirie Eau')}</ul>",
            [("insert", "Fermé en août")],
            id="a-notice",
        ),
        pytest.param(  # one word in bold stands over nothing
            "<p><strong>Attention</strong></p><p>Paie</p><p>Eau</p><p>Voirie</p>",
            "<p>Paie</p><p><strong>Attention</strong></p><p>Eau</p><p>Voirie</p>",
            [("move", "Paie")],
            id="one-bold-line",
        ),
        pytest.param(
            "<h3>Mardi</h3><p>9 h à 12 h<br>14 h à 17 h</p><h3>Jeudi</h3><p>9 h à 12 h</p>",
            "<h3>Mardi</h3><p>9 h à 12 h</p><h3>Jeudi</h3><p>9 h à 12 h<br>14 h à 17 h<br>14 h à 17 h</p>",
            [("replace", "9 h à 12 h"), ("replace", "9 h à 12 h 14 h à 17 h 14 h à 17 h")],
            id="a-line-that-stands-twice",
        ),
    ],
)
def test_what_is_under_no_other_title_is_not_said_to_be(old: str, new: str, expected: list[tuple[object, ...]]) -> None:
    """Counter-examples: a title over sentences or over all entries, another name, other marks, a line of no one place."""
    assert told(old, new) == expected


def bold(line: str) -> str:
    return f"<p><strong>{line}</strong></p>"


OFFICES = f"{bold('Finances')}<p>Luc Petit, directeur</p><p>Budget, dette</p>{bold('Paie')}<p>Marie Roy</p><p>Carrières</p>"


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("<p>Budget, dette</p>", bold("Budget, dette"), []),
        ("<p>Marie Roy</p>", bold("Marie Roy"), []),
        (bold("Paie"), "<p>Paie</p>", []),
        (
            "<p>Budget, dette</p>",
            f"{bold('Fermeture le 24 décembre')}<p>Budget, dette</p>",
            [("insert", "Fermeture le 24 décembre")],
        ),
        ("<p>Budget, dette</p>", f"{bold('Nouveau !')}<p>Budget, dette</p>", [("insert", "Nouveau !")]),
        ("<p>Budget, dette</p>", f"{bold('Service mutualisé')}<p>Budget, dette</p>", [("insert", "Service mutualisé")]),
    ],
)
def test_a_line_set_in_bold_or_put_among_lines_moves_none(was: str, now: str, expected: list[tuple[object, ...]]) -> None:
    """Type says nothing of whose a line is, nor does a line in bold among others: « Budget, dette » was told as moved."""
    assert told(OFFICES, OFFICES.replace(was, now)) == expected


@pytest.mark.parametrize("tag", ["li", "p"])
@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        pytest.param(bold(BOTH), True, id="bold"),
        pytest.param(bold("Services communs depuis 2026"), True, id="a-year"),
        pytest.param(bold("Pôle 2"), True, id="a-number"),
        pytest.param(bold("Secteur 1 Centre"), True, id="a-number-amid"),
        pytest.param(bold("Service commun voirie"), True, id="a-service"),
        pytest.param(bold("Ne sont plus communs :"), True, id="colon"),
        pytest.param("<h3>Sortie au 31 décembre</h3>", True, id="heading"),
        pytest.param(bold("Fermé le 24 décembre"), False, id="a-date"),
        pytest.param(bold("Nouveau !"), False, id="a-notice"),
        pytest.param("<p>Photo de la mairie</p>", False, id="plain"),
    ],
)
def test_a_title_put_into_a_list_is_told_with_what_stands_under_it(line: str, is_told: bool, tag: str) -> None:
    """What parts a list, or lines, and is set as a title is one; a notice is none."""
    old = f"<h2>Mairie</h2>{bold('Contact')}<p>Mairie</p>{bold(CITY)}<ul>{listed('Finances Achats Paie', tag)}</ul>"
    moved = [edit for edit in edits(old, old.replace(f"<{tag}>Paie", f"</ul>{line}<ul><{tag}>Paie")) if edit.op == "move"]
    assert [(edit.after, edit.facts["headings"][0]) for edit in moved] == [("Paie", CITY)] * is_told


def pole(name: str, head: str, entries: str, tag: str = "p") -> str:
    return f"<div><{tag}>{name}</{tag}>{head and f'<p>{head}</p>'}<ul>{listed(entries)}</ul></div>"


HEADS = ("Luc Petit", "Responsable : Anne Morel", "Tél. 03 80 00 00 00", "")


@pytest.mark.parametrize("tag", ["p", "h3"])
@pytest.mark.parametrize("heads", [HEADS[:2], HEADS[1::-1], HEADS[2:], HEADS[:3:2], HEADS[3:] + HEADS[:1]], ids=str)
def test_who_heads_a_list_is_not_its_title(tag: str, heads: tuple[str, str]) -> None:
    """« Paie » was told as moved from « Luc Petit » to « Anne Morel », who head the poles that it went from and to."""
    old = pole("Pôle ressources", heads[0], "Finances Paie", tag) + pole("Pôle technique", heads[1], "Voirie Eau", tag)
    new = pole("Pôle ressources", heads[0], "Finances", tag) + pole("Pôle technique", heads[1], "Voirie Paie Eau", tag)
    assert told(old, new) == [("move", "Paie", "Pôle ressources", "Pôle technique")]


@pytest.mark.parametrize("tag", ["h3", "summary", "strong"])
def test_who_heads_a_list_below_a_sentence_is_not_its_title(tag: str) -> None:
    """« Retraites » was told as moved from « Responsable : Marie Roy », who heads another service now."""

    def part(name: str, since: int, head: str, entries: str) -> str:
        top = f"<p><strong>{name}</strong></p>" if tag == "strong" else f"<{tag}>{name}</{tag}>"
        box = "details" if tag == "summary" else "div"
        return f"<{box}>{top}<p>Service commun depuis {since}.</p><p>Responsable : {head}</p><ul>{listed(entries)}</ul></{box}>"

    old = part("Paie", 2018, "Marie Roy", "Bulletins Retraites") + part("Achats", 2020, "Jean Duval", "Marchés Magasin")
    new = part("Paie", 2018, "Jean Duval", "Bulletins") + part("Achats", 2020, "Marie Roy", "Marchés Magasin Retraites")
    assert ("move", "Retraites", "Paie", "Achats") in told(old, new)


@pytest.mark.parametrize("above", ["Les adjoints", "Les adjoints sont deux."])
def test_several_names_below_a_title_each_over_a_list_are_the_titles(above: str) -> None:
    """Counter-example: one title over them all does not say of which list « Dette » is."""
    top = f"<h3>Élus</h3><p>{above}</p>"
    old, new = (
        top
        + pole("", "Luc Petit", one)
        + pole("", "Anne Morel", other)
        + "<h3>Agents</h3><p>Depuis 2020.</p>"
        + pole("", "Zoé Lund", "Eau")
        for one, other in (("Budget Dette", "Paie"), ("Budget", "Paie Dette"))
    )
    assert told(old, new) == [("move", "Dette", "Luc Petit", "Anne Morel")]


def test_heads_who_change_places_move_alone() -> None:
    """The entries below them stayed under the same poles: six moves were told."""
    old, new = (
        pole("Pôle ressources", first, "Finances Paie") + pole("Pôle technique", second, "Voirie Eau")
        for first, second in (("Luc Petit", "Anne Morel"), ("Anne Morel", "Luc Petit"))
    )
    assert told(old, new) == [("replace", "Anne Morel"), ("replace", "Luc Petit")]


@pytest.mark.parametrize(
    "titles",
    [
        pytest.param(("Luc Petit", "Marie Roy"), id="people-alone"),
        pytest.param(("Crèche Jean Moulin", "Crèche Louise Michel"), id="places-called-after-people"),
        pytest.param(("Services de proximité", "Services en régie"), id="labels"),
    ],
)
def test_a_line_over_a_list_with_no_title_above_it_is_its_title(titles: tuple[str, str]) -> None:
    """Counter-examples: who does what, where a name is all that stands over a list; places called after somebody."""
    old = f"<p>Ces listes disent qui fait quoi.</p>{pole('', titles[0], 'Budget Dette')}{pole('', titles[1], 'Paie')}"
    new = f"<p>Ces listes disent qui fait quoi.</p>{pole('', titles[0], 'Budget')}{pole('', titles[1], 'Paie Dette')}"
    assert told(old, new) == [("move", "Dette", *titles)]


@pytest.mark.parametrize("form", ["bold", "summary"])
def test_a_second_title_is_told_with_what_came_under_it(form: str) -> None:
    """A lone line in bold is a title from the day on which there are two: its own type did not change."""
    old, new = (
        FORMS[form](CITY, "Finances Achats Voirie Eau"),
        FORMS[form](CITY, "Finances Achats") + FORMS[form](BOTH, "Voirie Eau"),
    )
    expected = [("insert", BOTH), ("move", "Voirie", CITY, BOTH), ("move", "Eau", CITY, BOTH)]
    assert sorted(told(old, new)) == sorted(expected)


@pytest.mark.parametrize("line", ["Ces services sont partagés depuis 2026.", "Zoé Lund"])
def test_a_title_with_a_line_of_its_own_parts_a_list(line: str) -> None:
    """« Services communs », who heads these and what was a part of the list above: that is told; a card before a list is not."""
    old = f"<h3>{CITY}</h3><ul>{listed('Finances Achats Voirie Eau')}</ul><h3>Contact</h3>"
    new = old.replace("<li>Voirie", f"</ul><h3>{BOTH}</h3><p>{line}</p><ul><li>Voirie")
    assert [entry for op, entry, *heads in told(old, new) if op == "move" and heads == [CITY, BOTH]] == ["Voirie", "Eau"]
    card = old.replace("<ul><li>Finances", f"<h3>{BOTH}</h3><p>{line}</p><ul><li>Finances")
    assert not [one for one in told(old, card) if one[0] == "move"]


@pytest.mark.parametrize("foot", ["Retour à la liste", "Standard : 03 80 00 00 00", "Crédit photo : Ville"])
def test_what_stands_below_the_last_card_is_of_no_card_that_comes(foot: str) -> None:
    card = "<h3>{}</h3><p>{}</p><p>{}</p>".format
    cards = card("Finances", "Luc Petit", "Bureau 12") + card("Voirie", "Anne Morel", "Bureau 3")
    old, new = (f"{said}<p>{foot}</p>" for said in (cards, cards + card("Archives", "Zoé Lund", "Bureau 7")))
    assert not [one for one in (*told(old, new), *told(new, old)) if one[0] == "move"]


def test_names_over_lists_are_their_titles_where_one_has_none_above_it() -> None:
    """Counter-example: what introduces all of them stands above the first by chance."""
    lists = "<p>Luc Petit</p><ul>{}</ul><p>Anne Morel</p><ul>{}</ul>".format
    old, new = (
        f"<p>Les adjoints et leurs délégations</p>{lists(*map(listed, of))}"
        for of in (("Budget Paie", "Eau"), ("Budget", "Eau Paie"))
    )
    assert told(old, new) == [("move", "Paie", "Luc Petit", "Anne Morel")]


BY_YEAR = {"Conventions (2025)": "Eau Paie", "Conventions (2024)": "Voirie"}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(
            {"Conventions (2026)": "Sports"} | BY_YEAR, [("insert", "Conventions (2026)"), ("insert", "Sports")], id="new"
        ),
        pytest.param(
            {"Conventions (2024)": "Voirie"},
            [("delete", "Conventions (2025)"), ("delete", "Eau"), ("delete", "Paie")],
            id="gone",
        ),
        pytest.param(
            {"Conventions (2025)": "Paie", "Conventions (2024)": "Voirie Eau"},
            [("move", "Eau", "Conventions (2025)", "Conventions (2024)")],
            id="moved",
        ),
    ],
)
def test_a_year_in_a_title_counts_nothing(now: dict[str, str], expected: list[tuple[object, ...]]) -> None:
    """Counter-example to titles that count: « Conventions (2025) » and « (2024) » are two."""
    old, new = ("".join(FORMS["h3"](head, entries) for head, entries in of.items()) for of in (BY_YEAR, now))
    assert told(old, new) == expected


def test_articles_by_number_stay_apart() -> None:
    """Nor are « Article (2) » and « Article (3) » one title that counts otherwise."""
    old, new = ("".join(FORMS["h3"](f"Article ({n})", f"Objet{n}") for n in numbers) for numbers in ((1, 3), (1, 2, 3)))
    assert told(old, new) == [("insert", "Article (2)"), ("insert", "Objet2")]


TABS: dict[str, Callable[[str, str], str]] = {
    "toggles": lambda labels, panels: f'<ul class="nav">{labels.format(at="data-toggle", role="")}</ul><div>{panels}</div>',
    "bs-toggles": lambda labels, panels: f'<ul class="nav">{labels.format(at="data-bs-toggle", role="")}</ul><div>{panels}</div>',
    "roles": lambda labels, panels: f'<ul class="nav">{labels.format(at="data-toggle", role="role=tab")}</ul><div>{panels}</div>',
}


def tabs(form: str, **panels: str) -> str:
    labels = "".join(f'<li><a href="#t{n}" {{at}}="tab" {{role}}>{label}</a></li>' for n, label in enumerate(panels))
    return TABS[form](labels, "".join(f'<div id="t{n}"><ul>{listed(own)}</ul></div>' for n, own in enumerate(panels.values())))


@pytest.mark.parametrize("form", TABS)
@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        pytest.param(("Ville (2)", "Métropole (1)"), ("Ville (1)", "Métropole (2)"), ["Ville (1)", "Métropole (2)"], id="counts"),
        pytest.param(("Ville (2)", "Métropole (1)"), ("Ville", "Métropole"), ["Ville", "Métropole"], id="counts-gone"),
        pytest.param(("Ville", "Métropole"), ("Ville", "Métropole"), [], id="none"),
    ],
)
def test_titles_that_count_their_entries_are_the_same(
    form: str, was: tuple[str, str], now: tuple[str, str], expected: list[str]
) -> None:
    """« Métropole (1) » was told as gone and « Métropole (2) » as new, and what went there as staying."""
    old, new = tabs(form, **{was[0]: "Finances Paie", was[1]: "Eau"}), tabs(form, **{now[0]: "Finances", now[1]: "Eau Paie"})
    assert told(old, new) == [*(("replace", label) for label in expected), ("move", "Paie", was[0], now[1])]


def card(name: str, post: str) -> str:
    return f'<div><h3>{name}</h3><p>{post}</p><p><a href="mailto:{name[:2]}@valmont.example">Écrire</a></p></div>'


CARDS = [card("Luc Petit", "Directeur des finances"), card("Marie Roy", "Directrice de la paie"), card("Anne Morel", "Directrice")]


def test_a_card_that_changed_places_is_told_by_its_title() -> None:
    """« Écrire » was told as moved from one card to another, as it stands in each; the card's other lines went along."""
    assert told("".join(CARDS), "".join([CARDS[1], CARDS[0], CARDS[2]])) == [("move", "Marie Roy")]


def by_lines(**lists: str) -> str:
    return "".join(f"<h3>{head}</h3><p>{'<br>'.join(lines.split())}</p>" for head, lines in lists.items())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            by_lines(Ville="Finances Secrétariat", CCAS="Secrétariat Voirie", Communs="Accueil Courrier"),
            by_lines(Ville="Finances", CCAS="Secrétariat Voirie", Communs="Accueil Courrier Secrétariat"),
            [("move", "Secrétariat", "Ville", "Communs")],
            id="another-stays",
        ),
        pytest.param(  # two came where one went: which of them moved nobody knows
            by_lines(Ville="Finances Secrétariat", CCAS="Paie Voirie", Communs="Accueil Courrier"),
            by_lines(Ville="Finances", CCAS="Paie Voirie Secrétariat", Communs="Accueil Courrier Secrétariat"),
            [
                ("replace", "Finances"),
                ("replace", "Paie Voirie Secrétariat"),
                ("replace", "Accueil Courrier Secrétariat"),
            ],
            id="two-came",
        ),
        pytest.param(  # one of the two stands in a list that came as a whole
            by_lines(Ville="Finances Secrétariat", CCAS="Paie Voirie"),
            by_lines(Ville="Finances", CCAS="Paie Voirie Secrétariat", Autres="Secrétariat Eau"),
            [
                ("replace", "Finances"),
                ("replace", "Paie Voirie Secrétariat"),
                ("insert", "Autres"),
                ("insert", "Secrétariat Eau"),
            ],
            id="one-in-a-list-that-came",
        ),
        pytest.param(  # it came under a title, and went from under none
            by_lines(Ville="Finances Secrétariat", CCAS="Secrétariat Voirie"),
            by_lines(Ville="Finances", CCAS="Secrétariat Voirie"),
            [("replace", "Finances")],
            id="one-went",
        ),
    ],
)
def test_a_line_moves_where_one_went_and_one_came(old: str, new: str, expected: list[tuple[object, ...]]) -> None:
    """« Secrétariat » stands in other lists, too: it was told as deleted and as added, with neither title."""
    assert told(old, new) == expected


def in_bold(head: str, *lines: str) -> str:
    return f"<p><strong>{head}</strong></p>" + "".join(f"<p>{line}</p>" for line in lines)


@pytest.mark.parametrize(
    ("old", "new", "under"),
    [
        pytest.param(
            in_bold(CITY, "Finances, Achats, Paie") + in_bold(BOTH, "Voirie, Eau"),
            in_bold(CITY, "Finances, Achats, Paie") + in_bold(BOTH, "Voirie, Eau, Parcs"),
            BOTH,
            id="bold",
        ),
        pytest.param(  # one line in bold is a word that is stressed, no title
            "<p><strong>À savoir</strong></p><p>Finances, Achats</p><p>Voirie, Eau</p>",
            "<p><strong>À savoir</strong></p><p>Finances, Achats</p><p>Voirie, Eau, Parcs</p>",
            None,
            id="one-bold-line",
        ),
        pytest.param(
            in_bold(CITY, "Oui.") + in_bold(BOTH, "Non.", "Ils y restent douze mois au plus, et gardent leur employeur."),
            in_bold(CITY, "Non.") + in_bold(BOTH, "Non.", "Ils y restent douze mois au plus, et gardent leur employeur."),
            CITY,
            id="an-answer",
        ),
        pytest.param(  # somebody who came is told by their post, not by the card's name
            in_bold("Luc Petit", "Directeur") + in_bold("Marie Roy", "Anne Morel"),
            in_bold("Luc Petit", "Directeur") + in_bold("Marie Roy", "Eva Colin"),
            None,
            id="a-person",
        ),
    ],
)
def test_a_short_line_is_told_with_the_line_in_bold_over_it(old: str, new: str, under: str | None) -> None:
    """« Voirie, Eau, + Parcs » says not whose services these are: the title does, a heading or one of several bold lines."""
    told_of = [edit.facts.get("under") for edit in edits(old, new)]
    assert told_of == [under] * (2 if "Eva Colin" in new else 1)


UNITS = ("Finances", "Achats", "Paie", "Voirie")
BADGED: dict[str, Callable[[str, str], str]] = {
    "below": lambda unit, badge: f'<div class="card"><h3>{unit}</h3>{badge}</div>',
    "below-with-more": lambda unit, badge: f'<div class="card"><h3>{unit}</h3>{badge}<p>Bureau {UNITS.index(unit) + 12}</p></div>',
    "above": lambda unit, badge: f'<div class="card">{badge}<h3>{unit}</h3></div>',
    "above-with-more": lambda unit, badge: f'<div class="card">{badge}<h3>{unit}</h3><p>Bureau {UNITS.index(unit) + 12}</p></div>',
    "flat": lambda unit, badge: f"<h3>{unit}</h3>{badge}",
    "in-entries": lambda unit, badge: f"<ul><li><h4>{unit}</h4>{badge}</li></ul>",
}


@pytest.mark.parametrize("form", BADGED)
@pytest.mark.parametrize(
    ("was", "now", "heads"),
    [
        pytest.param("Achats", "Paie", ("Achats", "Paie"), id="to-the-next"),
        pytest.param("Paie", "Achats", ("Paie", "Achats"), id="to-the-one-before"),
        pytest.param("Finances Achats", "Finances Paie", ("Achats", "Paie"), id="one-of-two"),
        pytest.param("Achats", "Voirie", ("Achats", "Voirie"), id="further"),
    ],
)
def test_a_badge_that_goes_to_another_title_is_told_with_both(form: str, was: str, now: str, heads: tuple[str, str]) -> None:
    """« Commun », of Achats, now of its neighbour Paie: Paie was told to have moved, and of « Commun » nothing was said."""
    old, new = (
        "".join(BADGED[form](unit, "<p>Commun</p>" if unit in badged.split() else "") for unit in UNITS) for badged in (was, now)
    )
    assert told(old, new) == [("move", "Commun", *heads)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(  # cards drawn round what was flat: of whom a line says something is told otherwise, not another
            "".join(f"<p>Groupe {unit[0]}</p><h3>{unit}</h3>" for unit in UNITS),
            "".join(f"<div><p>Groupe {unit[0]}</p><h3>{unit}</h3></div>" for unit in UNITS),
            [],
            id="drawn-as-cards",
        ),
        pytest.param(  # a heading with its text went before another one: it is what moved
            "".join(f"<h3>{unit}</h3><p>Bureau {UNITS.index(unit) + 12}</p>" for unit in UNITS),
            "".join(f"<h3>{unit}</h3><p>Bureau {UNITS.index(unit) + 12}</p>" for unit in ("Finances", "Paie", "Achats", "Voirie")),
            [("move", "Paie")],
            id="a-heading-with-its-text",
        ),
        pytest.param(  # headings alone, in another order
            "".join(f"<h3>{unit}</h3>" for unit in UNITS),
            "".join(f"<h3>{unit}</h3>" for unit in ("Finances", "Paie", "Achats", "Voirie")),
            [("move", "Paie")],
            id="headings-alone",
        ),
    ],
)
def test_what_moved_is_no_badge(old: str, new: str, expected: list[tuple[object, ...]]) -> None:
    """Counter-examples: the titles themselves moved, or the page is only drawn otherwise."""
    assert told(old, new) == expected


@pytest.mark.parametrize("form", ["above", "above-with-more"])
@pytest.mark.parametrize(
    ("was", "now", "unders"),
    [
        pytest.param({"Finances": "Commun"}, {"Finances": "Commun", "Paie": "Commun"}, ["Paie"], id="came"),
        pytest.param({"Achats": "Commun", "Voirie": "Commun"}, {"Achats": "Commun"}, ["Voirie"], id="went"),
        pytest.param({"Finances": "Commun", "Paie": "Commun"}, {}, ["Finances", "Paie"], id="both-went"),
        pytest.param({"Finances": "Commun"}, {"Finances": "Ville"}, ["Finances"], id="changed"),
        pytest.param({"Paie": "Commun"}, {"Paie": "Commun", "Finances": "Ville"}, ["Finances"], id="of-the-first"),
    ],
)
def test_a_badge_above_a_title_is_told_of_the_card_it_stands_in(
    form: str, was: dict[str, str], now: dict[str, str], unders: list[str]
) -> None:
    """« Commun » of Paie was « Finances : + Commun », of the card before it (5.3)."""
    pages = ("".join(BADGED[form](unit, f"<p>{of[unit]}</p>" if unit in of else "") for unit in UNITS) for of in (was, now))
    assert [edit.facts.get("under") for edit in edits(*pages)] == unders


def flat(badged: str, *, above: bool) -> str:
    lines = {unit: (f"<p>Bureau {n + 12}</p>", "<p>Commun</p>" if unit in badged.split() else "") for n, unit in enumerate(UNITS)}
    return "".join(
        f"{badge}<h3>{unit}</h3>{line}" if above else f"<h3>{unit}</h3>{line}{badge}" for unit, (line, badge) in lines.items()
    )


@pytest.mark.parametrize(
    ("old", "new", "under"),
    [
        pytest.param(flat("Finances", above=True), flat("Finances Paie", above=True), None, id="nobody-knows"),
        pytest.param(
            "".join(f"<p>Ville</p><h3>{unit}</h3><p>Bureau</p>" for unit in UNITS),
            "".join(f"<p>{'Commun' if unit == 'Paie' else 'Ville'}</p><h3>{unit}</h3><p>Bureau</p>" for unit in UNITS),
            None,
            id="of-each",
        ),
        pytest.param(flat("Finances", above=False), flat("Finances Paie", above=False), "Paie", id="the-last-line"),
        pytest.param(
            "<h3>Services</h3><ul><li>Paie</li></ul>", "<h3>Services</h3><ul><li>Paie</li><li>Eau</li></ul>", None, id="one-title"
        ),
        pytest.param(
            "<div><h3>Finances</h3><p>Budget</p></div><div><h3>Eau</h3><p>Usine</p></div>",
            "<div><h3>Finances</h3><p>Budget</p><p>Dette</p></div><div><h3>Eau</h3><p>Usine</p></div>",
            "Finances",
            id="the-end-of-a-card",
        ),
    ],
)
def test_a_line_between_two_cards_is_told_of_the_one_it_is_of(old: str, new: str, under: str | None) -> None:
    """Counter-examples: what has no box and stands above the first title, too, may be of either; else it ends a card."""
    assert [edit.facts.get("under") for edit in edits(old, new)] == [under]


PEOPLE = {
    "Anne Brunel": "Adjointe;finances",
    "Luc Castan": "Adjoint;travaux",
    "Odile Framery": "Conseillère;sport",
    "Paule Dorval": "Élue",
}
NEWCOMER = ("Zoé Malaterre", "Conseillère;archives")
WRITTEN: dict[str, Callable[[str, list[str]], str]] = {
    "h4": lambda name, lines: f"<div><h4>{name}</h4>{listed_lines(lines)}</div>",
    "strong-p": lambda name, lines: f"<div><p><strong>{name}</strong></p>{listed_lines(lines)}</div>",
    "b-div": lambda name, lines: f"<div><b>{name}</b>{''.join(f'<div>{line}</div>' for line in lines)}</div>",
    "br": lambda name, lines: f"<div><p><strong>{name}</strong><br>{'<br>'.join(lines)}</p></div>",
}


def listed_lines(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def council(form: str, people: dict[str, str], before: str = "") -> str:
    cards = "".join(WRITTEN[form](name, lines.split(";")) for name, lines in people.items())
    return f'<h2>Les élus</h2>{before}{cards}<ul><li><a href="/l.pdf">Liste des élus (PDF)</a></li></ul>'


@pytest.mark.parametrize("form", WRITTEN)
def test_who_comes_or_goes_takes_nobodys_post_and_moves_no_line(form: str) -> None:
    """« « finances » passe de Luc Castan à Odile Framery »: the line above a name, another card's, was taken for its post.

    The last card has a line less. A line put above all cards, or one more card before the link below them, moved none either.
    """
    old, names = council(form, PEOPLE), list(PEOPLE)
    for at in range(len(names) + 1):
        with_one_more = dict([*list(PEOPLE.items())[:at], NEWCOMER, *list(PEOPLE.items())[at:]])
        assert {edit.op for edit in edits(old, council(form, with_one_more))} == {"insert"}
        assert {edit.op for edit in edits(council(form, with_one_more), old)} == {"delete"}
    for name in names:
        assert {edit.op for edit in edits(old, council(form, {k: v for k, v in PEOPLE.items() if k != name}))} == {"delete"}
    assert [edit.op for edit in edits(old, council(form, PEOPLE, "<p>Réunion publique le 12 mai.</p>"))] == ["insert"]


@pytest.mark.parametrize("form", ["h4", "strong-p", "b-div"])
def test_who_takes_over_a_card_is_told_with_its_post(form: str) -> None:
    """Counter-example: another name over the same lines, and two people whose lines change places."""
    heads = {
        "Luc Petit": "Directeur des travaux;Bureau 12",
        "Marie Roy": "Directrice de la paie;Bureau 14",
        "Anne Morel": "Assistante",
    }
    another = {("Zoé Malaterre" if name == "Luc Petit" else name): lines for name, lines in heads.items()}
    exchanged = heads | {"Luc Petit": heads["Marie Roy"], "Marie Roy": heads["Luc Petit"]}

    def holders(people: dict[str, str]) -> list[object]:
        return [edit.facts.get("holders") for edit in edits(council(form, heads), council(form, people))]

    assert holders(another) == [["Luc Petit", "Zoé Malaterre"]]
    assert sorted(map(str, holders(exchanged))) == ["['Luc Petit', 'Marie Roy']", "['Marie Roy', 'Luc Petit']"]


def test_an_entry_of_a_list_within_a_list_stays_below_its_entry() -> None:
    """A line over the outer list is no title of what stands in the inner one."""
    old = "<ul><li>Carte</li><li>Composteur<ul><li>Bois</li><li>Plastique</li></ul></li></ul>"
    assert told(old, f"<p>Horaires d’été</p>{old}") == [("insert", "Horaires d’été")]


def test_a_numbered_unit_is_nobody_who_heads_its_list() -> None:
    """« Dezernat I » over « Leitung: Dr. Anna Weber » has two capitals, as a name does."""
    unit = "<h2>Dezernat {}</h2><p>Leitung: {}</p><ul>{}</ul>".format
    old = unit("I", "Dr. Anna Weber", "<li>Personalamt<li>Kasse") + unit("II", "Karl Braun", "<li>Tiefbau")
    new = unit("I", "Dr. Anna Weber", "<li>Kasse") + unit("II", "Karl Braun", "<li>Tiefbau<li>Personalamt")
    assert told(old, new) == [("move", "Personalamt", "Dezernat I", "Dezernat II")]
    assert [edit.facts["under"] for edit in edits(old, old.replace("Karl Braun", "N.N."))] == ["Dezernat II"]


PEOPLE_CARDS: dict[str, Callable[[str, str, str], str]] = {
    "h4": lambda name, post, number: f"<h4>{name}</h4><p>{post}</p><p>{number}</p>",
    "summary": lambda name, post, number: f"<details><summary>{name}</summary><p>{post}</p><p>{number}</p></details>",
    "bold": lambda name, post, number: f"<p><strong>{name}</strong></p><p>{post}</p><p>{number}</p>",
    "bold-lines": lambda name, post, number: f"<p><strong>{name}</strong><br>{post}<br>{number}</p>",
}
ANNE, LUC, IDA = (
    ("Anne Morel", "Écoles", "03 80 00 00 01"),
    ("Luc Petit", "Voirie", "03 80 00 00 02"),
    ("Ida Moss", "Eau", "03 80 00 00 03"),
)
FEET = {
    "table": "<table><tr><th>Équipe</th><th>Agents</th></tr><tr><td>Permis</td><td>6</td></tr></table>",
    "list": "<ul><li>Mairie annexe</li><li>Gymnase</li></ul>",
    "lines": "<p>Accueil au 1er étage</p><p>Fermé le mardi</p>",
    "before a title of another level": "<ul><li>Mairie annexe</li></ul><h3>Adhérer</h3><ol><li>Délibérer</li></ol>",
}


@pytest.mark.parametrize("foot", FEET)
@pytest.mark.parametrize("form", PEOPLE_CARDS)
def test_cards_that_change_places_move_what_is_theirs_alone(form: str, foot: str) -> None:
    """What stands below the last of them was of none of them, and a number that stands right above a list goes with its card."""
    before, after = (
        "".join(PEOPLE_CARDS[form](*card) for card in cards) + FEET[foot] for cards in ((ANNE, LUC, IDA), (IDA, ANNE, LUC))
    )
    moved = told(before, after)
    assert len(moved) == 1
    assert moved[0][0] == "move"
    assert "Ida Moss" in str(moved[0][1])


@pytest.mark.parametrize("form", ["h4", "summary", "bold"])
def test_an_entry_that_goes_to_another_card_is_told_though_cards_change_places(form: str) -> None:
    """Amid the cards it is theirs; so is what goes on below another title that came or went."""
    cards = [
        [*card, f"<ul><li>Paie</li><li>{card[1]}</li></ul>" if n == 0 else f"<ul><li>{card[1]}</li></ul>"]
        for n, card in enumerate((ANNE, LUC, IDA))
    ]
    moved = [cards[2], [*ANNE, "<ul><li>Écoles</li></ul>"], [*LUC, "<ul><li>Paie</li><li>Voirie</li></ul>"]]
    before, after = ("".join(PEOPLE_CARDS[form](*card[:3]) + card[3] for card in side) for side in (cards, moved))
    assert ("move", "Paie", "Anne Morel", "Luc Petit") in told(before, after)


COMMUNES = {
    "Bressey": ["Paie", "Achats"],
    "Norges": ["Paie", "Informatique"],
    "Ourches": ["Paie", "Archives"],
    "Sézy": ["Archives"],
}
LISTED: dict[str, Callable[[str, list[str]], str]] = {
    "headings": lambda title, entries: f"<h3>{title}</h3><ul>" + "".join(f"<li>{one}</li>" for one in entries) + "</ul>",
    "accordion": lambda title, entries: (
        f"<details><summary>{title}</summary><ul>" + "".join(f"<li>{one}</li>" for one in entries) + "</ul></details>"
    ),
    "rows": lambda title, entries: (
        f"<h3>{title}</h3><table>" + "".join(f"<tr><td>{one}</td><td>oui</td></tr>" for one in entries) + "</table>"
    ),
}


@pytest.mark.parametrize("form", LISTED)
@pytest.mark.parametrize("joins", ["Sézy", "Valmont"])
def test_an_entry_that_several_titles_have_does_not_move(form: str, joins: str) -> None:
    """5.3: one commune leaves the shared payroll, another joins it: « déplacé de « Ourches » à « Sézy » : Paie » is false."""
    after = {**COMMUNES, "Ourches": ["Archives"], joins: [*COMMUNES.get(joins, []), "Paie"]}
    old, new = ("".join(LISTED[form](*one) for one in side.items()) for side in (COMMUNES, after))
    moves = [edit for edit in edits(old, new) if edit.op == "move"]
    assert not moves
    assert [edit.facts.get("under") for edit in edits(old, new) if edit.op == "delete"] == ["Ourches"]


@pytest.mark.parametrize("form", LISTED)
def test_an_entry_of_one_title_alone_moves(form: str) -> None:
    """The counter-example: a service has one pole, and no two poles have a service in common."""
    poles = {"Pôle A": ["Paie", "Achats"], "Pôle B": ["Écoles", "Sports"], "Pôle C": ["Voirie", "Accueil"]}
    after = {**poles, "Pôle A": ["Paie"], "Pôle B": ["Écoles", "Achats", "Sports"]}
    old, new = ("".join(LISTED[form](*one) for one in side.items()) for side in (poles, after))
    (moved,) = edits(old, new)
    assert (moved.op, moved.facts["headings"]) == ("move", ["Pôle A", "Pôle B"])
