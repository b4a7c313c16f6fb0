"""DESIGN 3.25: who holds which post, in cards of a few lines and where posts and names take turns."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from monitor.compare.sections import compare_sections
from monitor.extract.page import Page
from monitor.model import Section
from monitor.report.lines import change_lines, plain

Card = tuple[str, ...]


def said(old: str, new: str) -> list[str]:
    pages = (Page.parse(f"<main><h2>Les responsables</h2>{html}</main>", "https://valmont.example/") for html in (old, new))
    before, after = (Section(item="s", heading="Équipe", blocks=page.blocks_of(page.main), found_by="heading") for page in pages)
    found = compare_sections(before, after)
    return [re.sub(r"[\u00a0\u202f]", " ", plain(line)) for line in change_lines(found, "fr")] if found else []


def boxes(*cards: Card) -> str:
    return "".join(f'<div class="c">{"".join(f"<div>{line}</div>" for line in card)}</div>' for card in cards)


def entries(*cards: Card) -> str:
    return "".join(f"<li><b>{first}</b><br>{'<br>'.join(rest)}</li>" for first, *rest in cards).join(("<ul>", "</ul>"))


def by_turns(*cards: Card) -> str:
    return "".join(f"<p>{line}</p>" for card in cards for line in card)


def headed(*cards: Card) -> str:
    return "".join(f"<h3>{first}</h3>{''.join(f'<p>{line}</p>' for line in rest)}" for first, *rest in cards)


FORMS: tuple[Callable[..., str], ...] = (boxes, entries, by_turns, headed)
TEAM = [("Sports", "Léa Faur"), ("Voirie", "Luc Petit"), ("Archives", "Tom Albe"), ("Service Logement", "Ali Benz")]
PASSED = ["« Sports » passe de Léa Faur à Kim Orr", "« Archives » passe de Tom Albe à Léa Faur"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("turn", [1, -1], ids=["post first", "name first"])
def test_who_goes_to_another_post_and_is_replaced_is_told_of_both(form: Callable[..., str], turn: int) -> None:
    """« − Tom Albe, déplacé : Léa Faur, + Kim Orr » said of no post who holds it now."""
    later = [("Sports", "Kim Orr"), TEAM[1], ("Archives", "Léa Faur"), TEAM[3]]
    old, new = (form(*(card[::turn] for card in team)) for team in (TEAM, later))
    assert said(old, new) == PASSED


@pytest.mark.parametrize("form", FORMS)
def test_who_goes_to_a_new_post_leaves_the_old_one_vacant(form: Callable[..., str]) -> None:
    """« déplacé : Léa Faur », « + Poste vacant »: of which post nobody knew."""
    later = [("Sports", "Poste vacant"), *TEAM[1:], ("Parcs", "Léa Faur")]
    told = said(form(*TEAM), form(*later))
    assert "Sports : [Léa Faur → Poste vacant]" in told
    assert "déplacé" not in " ".join(told)


def test_what_somebody_is_stands_between_commas() -> None:
    """3.25: « passe de M. Durand, directeur à Mme Faur, directrice » reads as if he directed her."""
    card = '<div class="card"><h3>{}</h3><p>{}</p><p>14 agents</p></div>'.format
    others = card("Voirie", "M. Luc Petit, directeur") + card("Sports", "Mme Léa Faur, directrice")
    pages = (card("Finances", who) + others for who in ("M. Ali Benz, directeur", "Mme Kim Orr, directrice"))
    assert said(*pages) == ["« Finances » passe de M. Ali Benz, directeur, à Mme Kim Orr, directrice"]


BRIEF = "<h3>Paie</h3><p>Tient les salaires.</p><h3>Sports</h3><p>Tél. 03 80 00 00 01</p><h3>Eau</h3><p>Suit les tuyaux.</p>"


def test_the_last_title_has_a_telephone_of_its_own() -> None:
    """3.24: as another one has; the second is the town hall's, and so is one with a label that none has."""
    for number in ("Tél. 03 80 00 00 {}", "Tél. 03 80 00 00 {}</p><p>Fermé le 24 décembre"):
        assert said(*(f"{BRIEF}<p>{number.format(n)}</p>" for n in (22, 33))) == ["Eau : Tél. [03 80 00 00 22 → 03 80 00 00 33]"]
    for number in ("Tél. 03 80 00 00 09</p><p>Tél. 03 80 00 00 {}", "Standard : 03 80 00 00 {}", "Fermé</p><p>Tél. 03 80 00 00 {}"):
        (line,) = said(*(f"{BRIEF}<p>{number.format(n)}</p>" for n in (22, 33)))
        assert not line.startswith("Eau")


@pytest.mark.parametrize("form", [boxes, entries])
def test_a_post_is_never_asked_of_the_card_beside(form: Callable[..., str]) -> None:
    """« Délégué aux Eaux » passe de … », though he was the delegate for something else: the post in his own card."""
    old = [("Mme Ida Moss", "Eaux"), ("M. Jean Gris", "Écoles"), ("M. Paul Noir", "Parcs")]
    new = [("Mme Ida Moss", "Eaux"), ("Mme Kim Orr", "Écoles"), ("M. Paul Noir", "Parcs")]
    assert said(form(*old), form(*new)) == ["« Écoles » passe de M. Jean Gris à Mme Kim Orr"]
    assert said(f"<p>Ils dirigent :</p>{form(*old[1:])}", f"<p>Ils dirigent :</p>{form(*new[1:])}") == [
        "« Écoles » passe de M. Jean Gris à Mme Kim Orr"
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param([("Marché du lundi", "Place Darcy"), ("Marché du jeudi", "Halle Centrale")], [1, 0], id="places"),
        pytest.param(
            [("Président", "Luc Petit"), ("Membres", "Marie Roy", "Paul Noir"), ("Greffe", "Eva Colin")], "Ali Benz", id="several"
        ),
        pytest.param([("Paie", "Ing. Luc Petit"), ("Eau", "Marie Roy"), ("Parcs", "Eva Colin")], "Arch. Luc Petit", id="degree"),
        pytest.param([("Eau", "Luc Petit"), ("Ville", "Marie Roy"), ("Ville", "Eva Colin")], "Ali Benz", id="twice"),
        pytest.param(
            [("3 étages", "Luc Petit"), ("12 agents", "Marie Roy"), ("Prochaine permanence", "Eva Colin")], "Ali Benz", id="count"
        ),
    ],
)
def test_what_says_no_post_passes_to_nobody(form: Callable[..., str], old: list[Card], new: list[int] | str) -> None:
    """Places, one of several under one label, the same person with another degree, a label that stands twice, a count, a turn."""
    if isinstance(new, list):
        later = [(card[0], *old[at][1:]) for card, at in zip(old, new, strict=True)]
    else:
        at = {"Arch. Luc Petit": 0}.get(new, len(old) - 1 if len(old[1]) == 2 else 1)
        later = [(*card[:-1], new) if n == at else card for n, card in enumerate(old)]
    assert "passe d" not in " ".join(said(form(*old), form(*later)))


@pytest.mark.parametrize("form", FORMS[:3])
def test_what_a_unit_does_is_not_who_heads_it(form: Callable[..., str]) -> None:
    """A card's title and the function beside the name say the post; of two lines that say neither nothing does."""
    cards = [("Eaux", "{}", "Directrice"), ("Voirie", "Loïc Riou", "Directeur"), ("Parcs", "Eve Holt", "Directrice")]
    old, new = (form(*(tuple(line.format(name) for line in card) for card in cards)) for name in ("Carl Dunn", "Ana Ruy"))
    if form is not entries:
        assert said(old, new) == ["« Eaux, Directrice » passe de Carl Dunn à Ana Ruy"]
    does = [("{}", "Usine", "Bassins"), ("Loïc Riou", "Marchés", "Halles"), ("Eve Holt", "Serres", "Bois")]
    old, new = (form(*(tuple(line.format(name) for line in card) for card in does)) for name in ("Carl Dunn", "Ana Ruy"))
    assert "passe d" not in " ".join(said(old, new))


@pytest.mark.parametrize("pole", ["Pôle Ressources", "Vie Associative", "Direction technique"])
def test_a_heading_like_a_name_over_the_card_that_is_left_holds_no_post(pole: str) -> None:
    """3.25: « « Voirie » passe de Loïc Riou à Pôle Ressources » was said where one of two cards was taken out."""
    cards = [
        f"<div class=carte><p class=titre>{unit}</p><p>{who}</p><p>{site}</p><p>{side}</p></div>"
        for unit, who, site, side in (
            ("Archives", "Mme Ana Ruy, responsable", "Centre technique", "Secteur sud"),
            ("Voirie", "M. Loïc Riou, directeur", "Maison des associations", "Secteur centre"),
        )
    ]
    old, new = (f"<h3>{pole}</h3><div>{''.join(left)}</div>" for left in (cards, cards[1:]))
    for before, after in ((old, new), (new, old)):
        told = " ".join(said(before, after))
        assert "Archives" in told
        assert not any(word in told for word in ("passe d", pole, "Riou"))


def test_a_name_that_is_a_heading_on_one_side_alone_holds_its_post() -> None:
    """3.25: in another look of the page, in which two cards exchange their people, names are headings no more."""
    shape = "<div class=carte><{0}>{1}</{0}><p>{2}</p></div>"
    people, posts = ("Claire Noir", "Aude Bel"), ("directrice Jeunesse", "directrice Sports")
    old, new = (
        "".join(shape.format(tag, who, post) for who, post in zip(side, posts, strict=True))
        for tag, side in (("h3", people), ("p", people[::-1]))
    )
    for before, after in ((old, new), (new, old)):
        assert all(post in " ".join(said(before, after)) for post in posts)
        assert "passe de" in " ".join(said(before, after))


def bracketed(html: str) -> str:
    page = Page.parse(f"<main>{html}</main>", "https://valmont.example/")
    return " ".join(f"{'(' * block.opens}{block.text}{')' * block.closes}" for block in page.blocks_of(page.main))


@pytest.mark.parametrize(
    ("html", "found"),
    [
        pytest.param(boxes(("A", "B"), ("C", "D")) + "<p>E</p>", "(A B) (C D) E", id="what stands below the last is of none"),
        pytest.param(entries(("A", "B"), ("C", "D")), "(A B) (C D)", id="entries of two lines"),
        pytest.param(
            "<div><h3>A</h3><p>B</p></div><div><h3>C</h3><div><p>D</p></div></div>", "(A B) (C D)", id="a title in its box"
        ),
        pytest.param(
            f"<section>{boxes(tuple('AB'))}<p>C</p></section>" * 2, "((A B) C) ((A B) C)".replace("((A B)", "(A B"), id="within"
        ),
        pytest.param("<div><p><b>A</b></p><p>B</p></div><p>C</p>", "(A B) C", id="one box whose first line stands over the other"),
        pytest.param("<div><div>A</div><div>B</div></div><p>C</p>", "A B C", id="one box alone"),
        pytest.param(boxes(("A",), ("B",)), "A B", id="boxes of a line"),
        pytest.param(boxes(*[tuple("ABCDEFGHIJKLM" * 2)] * 2), " ".join("ABCDEFGHIJKLM" * 4), id="columns"),
        pytest.param("<ul><li>A</li><li>B</li></ul><ul><li>C</li><li>D</li></ul>", "A B C D", id="lists"),
        pytest.param("<section><p>A</p><p>B</p></section><div><p>C</p><p>D</p></div>", "A B C D", id="boxes of two kinds"),
        pytest.param("<p><b>A</b><br>B</p><ul><li>C</li></ul>" * 2, "A B C A B C", id="a paragraph, over a list"),
        pytest.param(
            "<div class=c><div class='f n'>A</div><div class='f v'><i>B</i><p>C</p></div>"
            "<div class='f s'><p class=s>D</p><p class=s>E</p></div></div>" * 2,
            "(A (B C) D E) (A (B C) D E)",
            id="a field of several values",
        ),
        pytest.param(
            "<div class=c><div class='f n'>A</div><div class='f s'><p class=s>D</p><p class=s>E</p></div>"
            "<div class='f s'><p class=s>F</p><p class=s>G</p></div></div>" * 2,
            "(A (D E) (F G)) (A (D E) (F G))",
            id="cards in a card",
        ),
        pytest.param(
            "<div class=bloc-21><p class=titre>A</p><div>B</div></div><div class=bloc-22><p class=titre>C</p><div>D</div></div>",
            "(A B) (C D)",
            id="boxes with a number each, that begin alike",
        ),
        pytest.param(
            "<div class=col-8><div class=titre>A</div><p>B</p></div><div class=col-4><div class=encart>C</div><p>D</p></div>",
            "A B C D",
            id="columns of a page",
        ),
        pytest.param("<div class=col-8><p>A</p><p>B</p></div><div class=col-4><p>C</p><p>D</p></div>", "A B C D", id="of lines"),
    ],
)
def test_lines_of_one_card_are_told(html: str, found: str) -> None:
    """3.24: an entry, or a box of a few lines beside others of its kind."""
    assert bracketed(html) == found


def record(unit: str, head: str, *services: str) -> str:
    """A box of fields, each a box with a name of its own among those of the record, as some systems write them."""
    values = "".join(f"<div class=value>{one}</div>" for one in services)
    who = f'<div class="field who"><div class=label>Pilote</div><div class=value>{head}</div></div>'
    return f'<div class=record><div class="field unit">{unit}</div>{who}<div class="field services">{values}</div></div>'


def test_the_first_value_of_a_field_is_no_title_of_the_others() -> None:
    """3.24: « Conservatoire : [Tourisme → Musées] » names a sibling; of whom it is says the line that the record begins with."""
    rest = record("Direction Familles", "Eve Holt", "Stationnement", "Crèches")
    unit = ("Direction Citoyenneté", "Luc Petit", "Conservatoire")
    old, new = (record(*unit, *more, "Archives") + rest for more in (("Tourisme",), ("Musées",)))
    assert said(old, new) == ["Direction Citoyenneté : [Tourisme → Musées]"]
    come = record(*unit, "Tourisme", "Port", "Archives") + rest
    assert said(old, come) == ["Direction Citoyenneté : Port"]


PERSON = '<div class="c"><p><b>{}</b></p><p>Responsable des sports</p></div>'


def under(new: str, *, old: str = "Judo", rest: str = PERSON) -> list[str]:
    """What is told where *old* becomes *new* in a list below a person's card, which two headed parts of the page have."""
    page = (
        "<h3>Sports</h3>{}<ul><li>Natation</li><li>{}</li></ul><h3>Culture</h3>{}<ul><li>Danse</li></ul><h3>Eau</h3><p>Régie.</p>"
    )
    return said(*(page.format(rest.format("Hugo Blanc"), entry, rest.format("Ida Moss")) for entry in (old, new)))


def test_what_stands_outside_of_a_card_is_not_under_who_it_names() -> None:
    """3.24: « Hugo Blanc : [Judo → Boxe] »: his box has ended, and both are of the sports."""
    page = (
        "<h3>Sports</h3>{}<ul><li>Natation</li><li>{}</li></ul><h3>Culture</h3>{}<ul><li>Danse</li></ul><h3>Eau</h3><p>Régie.</p>"
    )
    old, new = (page.format(PERSON.format("Hugo Blanc"), entry, PERSON.format("Ida Moss")) for entry in ("Judo", "Boxe"))
    assert said(old, new) == ["Sports : [Judo → Boxe]"]
    part = '<div class="part"><div>{}</div>{}<ul><li>Natation</li><li>{}</li></ul></div>'.format  # no heading, a box for each
    old, new = (
        part("Sports", PERSON.format("Hugo Blanc"), entry) + part("Culture", PERSON.format("Ida Moss"), "Danse")
        for entry in ("Judo", "Boxe")
    )
    assert said(old, new) == ["Sports : [Judo → Boxe]"]


POLES = '<div class="tete"><p><b>Pôle {}</b></p><p>Bâtiment {}</p></div><ul><li>{}</li></ul>'


def test_a_list_behind_each_title_in_a_box_is_what_that_is_over() -> None:
    """3.24: a box may hold a title and a line beside it, what it is over stand behind; so it does below each."""
    old, new = (POLES.format("social", "A", "Aînés") + POLES.format("culturel", "B", last) for last in ("Musée", "Musique"))
    assert said(old, new) == ["Pôle culturel : [Musée → Musique]"]


@pytest.mark.parametrize("tag", ["section", "details", "div"])
def test_what_ends_with_the_last_box_is_no_foot(tag: str) -> None:
    """3.24: the last of several answers stands in its box, what is below it outside; each is told as what it is."""
    part = "<{tag}><{head}>{title}</{head}><p>Ouverte {when}.</p><ul><li>{entry}</li><li>Salle</li></ul></{tag}>".format
    head = "summary" if tag == "details" else "h3"
    page = "".join(part(tag=tag, head=head, title=title, when="{0}", entry="{1}") for title in ("Piscine", "Halle"))
    foot = "<p>Standard : 03 80 00 00 {2}</p>"
    first = (page + foot).format("le lundi", "Bassin", "01")
    later = page.format("le lundi", "Bassin").replace("Bassin", "Gradins").replace("Gradins", "Bassin", 1)
    assert said(first, later + foot.format(0, 0, "01")) == ["Halle : [Bassin → Gradins]"]
    assert said(first, page.format("le lundi", "Bassin") + foot.format(0, 0, "02")) == [
        "Standard : [03 80 00 00 01 → 03 80 00 00 02]"
    ]


@pytest.mark.parametrize("form", [boxes, entries])
@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        pytest.param(("Paie", "ville", "12 agents"), ("Paie", "commun", "12 agents"), "Paie : [ville → commun]", id="a status"),
        pytest.param(("Ana Ruy", "Adjointe", "écoles"), ("Ana Ruy", "Adjointe", "eau"), "Ana Ruy : [écoles → eau]", id="a domain"),
        pytest.param(("Est-ce payant ?", "Non."), ("Est-ce payant ?", "Oui."), "Est-ce payant ? [Non. → Oui.]", id="an answer"),
        pytest.param(("Paie", "12 agents"), ("Paie et carrières", "12 agents"), "Paie [+et carrières]", id="renamed"),
        pytest.param(("Ana Ruy", "Paul Noir"), ("Ana Ruy", "Ali Benz"), "Paul Noir Ali Benz", id="names alone"),
        pytest.param(("Sports", "14 agents"), ("Sports", "15 agents"), "[14 → 15] agents", id="called as another is"),
        pytest.param(("Le lundi.", "Non."), ("Le lundi.", "Oui."), "[Non. → Oui.]", id="sentences"),
    ],
)
def test_a_line_of_a_card_is_told_with_what_the_card_begins_with(
    form: Callable[..., str], first: Card, second: Card, told: str
) -> None:
    """3.24: « [ville → commun] » said of no service; not of what two cards begin with, of several names, of sentences."""
    beside = ("Sports", "commune", "8 agents"), ("Eau", "métropole", "3 agents")
    assert " ".join(said(form(first, *beside), form(second, *beside))) == told


def test_a_line_of_an_entry_is_over_nothing_below_it() -> None:
    """5.3: « Achats » went from « Luc Petit » to « Paul Noël », and its head after it: they head the poles that are meant."""

    def chart(*poles: tuple[str, str, str]) -> str:
        return "".join(f"<li><b>Pôle {pole}</b><br>{head}<ul>{services}</ul></li>" for pole, head, services in poles)

    achats, paie, eau = (
        f"<li><b>{of}</b><br>{head}</li>" for of, head in (("Achats", "Jo Duval"), ("Paie", "Ana Roy"), ("Eau", "Eva Holt"))
    )
    old = chart(("social", "Luc Petit", achats + paie), ("technique", "Paul Noël", eau))
    new = chart(("social", "Luc Petit", paie), ("technique", "Paul Noël", achats + eau))
    assert said(f"<ul>{old}</ul>", f"<ul>{new}</ul>") == ["déplacé de « Pôle social » à « Pôle technique » : Achats"]
    flat = [
        f"<ul><li>Pôle social<ul>{a}</ul></li><li>Pôle technique<ul>{b}</ul></li></ul>"
        for a, b in (("<li>Achats</li><li>Paie</li>", "<li>Eau</li>"), ("<li>Achats</li>", "<li>Paie</li><li>Eau</li>"))
    ]
    assert said(*flat) == ["déplacé de « Pôle social » à « Pôle technique » : Paie"]


@pytest.mark.parametrize("sign", [" :", ":", " –"])
@pytest.mark.parametrize("form", [by_turns, headed, boxes])
def test_a_sign_between_two_that_have_lines_of_their_own_now_is_no_change(form: Callable[..., str], sign: str) -> None:
    """3.11: « Paie[− :] Els Wouters » of each entry; between two words of one line it is told."""
    team = [("Paie", "Els Wouters"), ("Eau", "Jan Peeters"), ("Voirie", "Ada Blin")]
    listed = "".join(f"<li>{post}{sign} {name}</li>" for post, name in team)
    assert said(f"<ul>{listed}</ul>", form(*team)) == []
    assert said(f"<ul>{listed}</ul>", f"<ul>{listed.replace(f'Paie{sign}', 'Paie', 1)}</ul>") != []
    assert said(f"<ul>{listed}</ul>", form(("Paie", "Els Wouters"), ("Eau", "Kim Orr"), ("Voirie", "Ada Blin"))) != []


@pytest.mark.parametrize("row", ["<tr><td>{}</td><td>{}</td></tr>", "<dt>{}</dt><dd>{}</dd>"])
def test_a_row_that_came_or_went_is_told_with_the_heading_over_its_table(row: str) -> None:
    """3.24: « + Laiton · Vacant », to which of three tables alike? Of one table alone nobody asks."""
    around = "<table>{}</table>" if "td" in row else "<dl>{}</dl>"
    rows = [("Paie", "Luc Petit"), ("Voirie", "Jo Roy"), ("Achats", "Kim Orr")]
    heads = ("Ville", "Métropole", "Communs")

    def page(*of: int) -> str:
        tables = (row.format(*rows[n]) + row.format("Eau", rows[n][1]) for n in of)
        return "".join(f"<h3>{heads[n]}</h3>{around.format(table)}" for n, table in zip(of, tables, strict=True))

    fuller = page(0, 1, 2).replace(row.format("Eau", "Jo Roy"), row.format("Eau", "Jo Roy") + row.format("Laiton", "Vacant"))
    assert said(page(0, 1, 2), fuller) == ["Métropole : Laiton · Vacant"]
    assert said(fuller, page(0, 1, 2)) == ["Métropole : Laiton · Vacant"]
    assert said(page(0), page(0).replace(row.format("Eau", "Luc Petit"), "")) == ["Eau · Luc Petit"]


def test_a_title_amid_the_rows_of_a_table_below_cards_is_over_what_follows() -> None:
    """5.3: « déplacé : Opposition » of who sits there now: below the last card labels are over rows as anywhere."""
    cards = "".join(f"<div><h4>{title}</h4><p>Oui.</p></div>" for title in ("Est-ce gratuit ?", "Est-ce ouvert ?"))
    row, over = "<tr><td>{}</td><td>{}</td></tr>".format, '<tr><th colspan="2">{}</th></tr>'.format
    both = over("Majorité") + row("Abel Roux", "eau"), row("Ugo Ney", "bois"), over("Opposition"), row("Zoé Lamy", "ports")
    old, new = (f"<p>Le conseil.</p>{cards}<table>{''.join(both[n] for n in of)}</table>" for of in ((0, 1, 2, 3), (0, 2, 1, 3)))
    assert said(old, new) == ["déplacé de « Majorité » à « Opposition » : Ugo Ney bois"]


UNITS = [("Pôle technique", "Espaces Verts"), ("Pôle ressources", "Marchés Publics"), ("Pôle population", "État Civil")]
SECTORS = [("Settore tecnico", "Verde Pubblico"), ("Settore risorse", "Affari Legali"), ("Settore persone", "Stato Civile")]


@pytest.mark.parametrize("form", [*FORMS[:1], *FORMS[2:]])
@pytest.mark.parametrize("units", [UNITS, SECTORS], ids=["fr", "it"])
def test_units_of_two_capitalised_words_hold_no_post(form: Callable[..., str], units: list[Card]) -> None:
    """« Pôle technique » passe d’Espaces Verts à Grands Travaux: nobody has that pole. « Verde » is a first name, too."""
    (pole, one), (other, two), last = units
    assert said(form(*units), form((pole, two), (other, one), last)) == [f"{pole} : [{one} → {two}]", f"{other} : [{two} → {one}]"]
    elected = "<h2>Vos élus</h2><ul><li>Luc Petit</li><li>Anne Morel</li><li>Eva Colin</li><li>Paul Noir</li></ul>"
    for foot in ("", elected):  # the names of others on the page say nothing of these
        new = form((pole, "Grands Travaux"), *units[1:]) + foot
        assert said(form(*units) + foot, new) == [f"{pole} : [{one} → Grands Travaux]"]


@pytest.mark.parametrize("form", [*FORMS[:1], *FORMS[2:]])
def test_people_of_uncommon_names_pass_posts_on(form: Callable[..., str]) -> None:
    """Where the other is known and most are, or by a function; of two that nothing tells, what is said is true of units, too."""
    poles = [pole for pole, _ in UNITS]
    told = said(
        form(*zip(poles, ("Luc Petit", "Xylda Qwarz", "Anne Morel"), strict=True)),
        form(*zip(poles, ("Luc Petit", "Marie Roy", "Anne Morel"), strict=True)),
    )
    assert told == ["« Pôle ressources » passe de Xylda Qwarz à Marie Roy"]
    posts = ["Directrice technique", "Directeur des ressources", "Cheffe de projet"]
    told = said(
        form(*zip(posts, ("Ozra Bint", "Xylda Qwarz", "Oum Tarik"), strict=True)),
        form(*zip(posts, ("Ozra Bint", "Anza Dulu", "Oum Tarik"), strict=True)),
    )
    assert told == ["« Directeur des ressources » passe de Xylda Qwarz à Anza Dulu"]
    told = said(
        form(*zip(poles, ("Ozra Bint", "Xylda Qwarz", "Oum Vekh"), strict=True)),
        form(*zip(poles, ("Ozra Bint", "Anza Dulu", "Oum Vekh"), strict=True)),
    )
    assert told == ["Pôle ressources : [Xylda Qwarz → Anza Dulu]"]


def paragraphs(**services: list[str]) -> str:
    return "".join(f"<p><b>{name}</b><br>{'<br>'.join(lines)}</p>" for name, lines in services.items())


def test_who_is_first_in_both_paragraphs_takes_nobody_along() -> None:
    """The label of the first of several lines is not what the paragraph is called: those below « Gestionnaire » have not moved."""
    first, second, third = "Gestionnaire – Jean Brandt", "Assistante – Nora Whitfield", "Agent – Paul Vermeulen"
    old = paragraphs(Propreté=[first, second], Cimetières=[third])
    told = said(old, paragraphs(Propreté=[second], Cimetières=[first, third]))
    assert told == ["déplacé de « Propreté » à « Cimetières » : Gestionnaire – Jean Brandt"]
    told = said(old, paragraphs(Propreté=[first, "Assistante – Ute Brun"], Cimetières=[third]))
    assert told == ["Propreté : Assistante – [Nora Whitfield → Ute Brun]"]


@pytest.mark.parametrize("post", ["1er adjoint, finances", "2e adjointe chargée des écoles", "3e vice-président"])
def test_in_a_table_of_names_first_the_post_beside_says_whose_successor_it_is(post: str) -> None:
    """3.25: after an election all names are others; « colonne « Nom » : [Paul Roche → Tom Leroy] » was of nobody."""

    def council(*names: str) -> str:
        posts = ("Maire", post, "Conseillère municipale")
        rows = "".join(f"<tr><td>{name}</td><td>{of}</td></tr>" for name, of in zip(names, posts, strict=True))
        return f"<table><tr><th>Nom</th><th>Fonction</th></tr>{rows}</table>"

    told = said(council("Claire Aubert", "Paul Roche", "Ida Moss"), council("Zoé Martin", "Tom Leroy", "Ida Moss"))
    assert told == [f"{of}, colonne « Nom » : [{was} → {now}]" for of, was, now in (
        ("Maire", "Claire Aubert", "Zoé Martin"), (post, "Paul Roche", "Tom Leroy"),
    )]  # fmt: skip


@pytest.mark.parametrize("form", ["<p>Membres : {}.</p>", "<p>Siègent {}.</p>", "<ul><li>{}</li></ul>"])
def test_a_line_of_several_people_of_whom_half_stay_is_one_line(form: str) -> None:
    """3.25: who left and who came was to be found by eye, between two whole sentences."""
    was, now = "Claire Aubert, Paul Roche, Inès Petit, Luc Morel", "Claire Aubert, Inès Petit, Luc Morel, Zoé Martin"
    (told,) = said(form.format(was), form.format(now))
    assert "[−Paul Roche,]" in told and "[+, Zoé Martin]" in told
