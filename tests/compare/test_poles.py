"""DESIGN 5.3: a service that stands where it stood and has another pole’s title over it is told with both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.compare.sections import compare_sections
from monitor.extract.page import Page
from monitor.model import Section
from monitor.report.lines import change_lines, plain
from tests.compare.test_titles import edits

Pole = tuple[str, str, list[tuple[str, str]]]  # its title, who heads it, its services with those who head them
RESOURCES: Pole = ("Pôle ressources", "Luc Petit", [("Finances", "Marie Roy"), ("Achats", "Jean Duval")])
PEOPLE: Pole = (
    "Pôle population",
    "Anne Morel",
    [("État civil", "Julie Faure"), ("Écoles", "Zoé Marin"), ("Sports", "Inès Garnier")],
)


def headings(poles: list[Pole]) -> str:
    services = "<h3>{}</h3><p>{}</p>".format
    return "".join(f"<h2>{title}</h2><p>{head}</p>{''.join(services(*one) for one in held)}" for title, head, held in poles)


def cards(poles: list[Pole]) -> str:
    services = "<article><h3>{}</h3><p>{}</p></article>".format
    return "".join(
        f"<section><h2>{title}</h2><p>{head}</p>{''.join(services(*one) for one in held)}</section>" for title, head, held in poles
    )


def bold(poles: list[Pole]) -> str:
    services = "<p>{} : {}</p>".format
    return "".join(
        f"<p><strong>{title}</strong></p><p>{head}</p>{''.join(services(*one) for one in held)}" for title, head, held in poles
    )


def broken(poles: list[Pole]) -> str:
    return bold(poles).replace(" : ", "<br>")


def bare(poles: list[Pole]) -> str:
    return headings([(title, "", held) for title, _, held in poles]).replace("<p></p>", "")


FORMS = (headings, cards, bold, broken, bare)


def _boxes(poles: list[Pole], outer: str, inner: str) -> str:
    """Each pole as *outer*, of its title and its services, each as *inner*."""
    return "".join(outer.format(title, "".join(inner.format(*one) for one in held)) for title, _, held in poles)


def terms(poles: list[Pole]) -> str:
    return f"<dl>{_boxes(poles, '<dt>{}</dt>{}', '<dd>{} : {}</dd>')}</dl>"


def buttons(poles: list[Pole]) -> str:
    opener = "<div><button aria-expanded=false aria-controls=p>{}</button><div id=p>{}</div></div>"
    return _boxes(poles, opener, "<p>{} : {}</p>")


def boxes(poles: list[Pole]) -> str:
    return _boxes(poles, "<div class=card><div class=top>{}</div><div class=body>{}</div></div>", "<div>{} : {}</div>")


def captions(poles: list[Pole]) -> str:
    return _boxes(poles, "<table><caption>{}</caption>{}</table>", "<tr><td>{}</td><td>{}</td></tr>")


def bands(poles: list[Pole]) -> str:
    return f"<table>{_boxes(poles, '<tr><th colspan=2>{}</th></tr>{}', '<tr><td>{}</td><td>{}</td></tr>')}</table>"


TOWN = [("Pôle bâti", "Max Vial", [("Voirie", "Rita Sol"), ("Eau", "Ana Silva")])]  # a box alone is none of its kind
TITLED = (terms, buttons, boxes, captions, bands)


def told(old: str, new: str) -> list[tuple[str, ...]]:
    """What moved, with the titles over it."""
    before, after = (
        Section(item="s", heading="Services", blocks=page.blocks_of(page.main), found_by="heading")
        for page in (Page.parse(f"<main><p>Qui dirige quoi ?</p>{html}</main>", "https://valmont.example/") for html in (old, new))
    )
    change = compare_sections(before, after)
    moved = [edit for edit in change.edits if edit.op == "move"] if change else []
    return [(edit.before.split()[0], *edit.facts["headings"]) for edit in moved if edit.before]


@pytest.mark.parametrize("form", (*FORMS, *TITLED))
def test_services_of_a_pole_that_comes_or_goes_are_told_with_the_one_they_have_now(form: Callable[[list[Pole]], str]) -> None:
    """« + Pôle sports » was all: nothing of the services below it, which were of another pole."""
    title, head, held = PEOPLE
    parted = [RESOURCES, (title, head, held[:1]), ("Pôle éducation", "Nina Costa", held[1:])]
    moves = [("Écoles", title, "Pôle éducation"), ("Sports", title, "Pôle éducation")]
    assert told(form([RESOURCES, PEOPLE]), form(parted)) == moves
    assert told(form(parted), form([RESOURCES, PEOPLE])) == [(one, *heads[::-1]) for one, *heads in moves]
    merged, other = ("Pôle ressources et population", "Luc Petit", [*RESOURCES[2], *held]), (TOWN if form is boxes else [])
    assert [one[1:] for one in told(form([RESOURCES, PEOPLE, *other]), form([merged, *other]))] == [(title, merged[0])] * 3


FOOT = "<h3>Contact</h3><p>03 80 11 22 33</p>"
SPORTS: Pole = ("Pôle sports", "Nina Costa", [("Médiathèque", "Eva Colin")])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(headings([PEOPLE]), headings([("Direction de la vie locale", *PEOPLE[1:])]), id="renamed"),
        pytest.param(headings([PEOPLE]), headings([PEOPLE]).replace("<h3>État", "<h2>Services</h2><h3>État"), id="over-all"),
        pytest.param(
            headings([PEOPLE]).replace("h3>", "h4>"),
            headings([PEOPLE]).replace("h3>", "h4>").replace("<h4>Écoles", "<h3>À noter</h3><h4>Écoles"),
            id="a-label-within-the-pole",
        ),
        pytest.param(
            headings([PEOPLE]), headings([PEOPLE]).replace("<h3>Sports", "<h2>Fermé le 24 décembre</h2><h3>Sports"), id="a-notice"
        ),
        pytest.param(headings([PEOPLE]) + FOOT, headings([PEOPLE, SPORTS]) + FOOT, id="a-foot"),
        pytest.param(headings([PEOPLE]) + FOOT, headings([PEOPLE, (*SPORTS[:2], [])]) + FOOT, id="a-foot-below-a-pole-alone"),
        pytest.param(
            bold([RESOURCES, PEOPLE]) + "<p>Rédaction : Luc Petit</p>",
            bold([RESOURCES, PEOPLE, SPORTS]) + "<p>Rédaction : Luc Petit</p>",
            id="who-wrote-it",
        ),
        pytest.param(
            headings([RESOURCES, PEOPLE]),
            headings([RESOURCES, PEOPLE]).replace("<h3>Sports</h3>", "<h2>Sports</h2>"),
            id="type-alone",
        ),
    ],
)
def test_services_that_stay_with_their_pole_moved_nowhere(old: str, new: str) -> None:
    assert told(old, new) == told(new, old) == []


@pytest.mark.parametrize("form", TITLED)
def test_a_service_goes_from_one_title_to_another_whatever_marks_these(form: Callable[[list[Pole]], str]) -> None:
    """Of four services a definition list made entries, of three a row: all of them were gone, and the one that went untold."""
    title, head, held = PEOPLE
    four = (title, head, [*held, ("Cimetières", "Paul Brun")])
    went = [(RESOURCES[0], RESOURCES[1], [*RESOURCES[2], four[2][-1]]), PEOPLE]
    assert told(form([RESOURCES, four]), form(went)) == [("Cimetières", title, RESOURCES[0])]


def tabs(poles: list[Pole]) -> str:
    services = ["".join("<h3>{}</h3><p>{}</p>".format(*one) for one in held) for _, _, held in poles]
    buttons = "".join(f"<button aria-controls=p{n}>{title}</button> " for n, (title, _, _) in enumerate(poles))
    return f"<div>{buttons}{''.join(f'<div role=tabpanel id=p{n}>{said}</div>' for n, said in enumerate(services))}</div>"


def strong(poles: list[Pole]) -> str:
    return headings([(title, "", held) for title, _, held in poles]).replace("h2>", "strong>").replace("<p></p>", "")


OTHER: Pole = ("Pôle bâti", "Max Vial", [("Voirie", "Rita Sol"), ("Eau", "Ana Silva")])


def headed(poles: list[Pole]) -> str:
    """Tabs by links, below each who heads the pole, then its services in rows."""
    rows = "<tr><td>{}</td><td>{}</td></tr>".format
    tabs = "".join(f"<li><a href='#p{n}'>{title}</a></li>" for n, (title, _, _) in enumerate(poles))
    panes = "".join(
        f"<div id=p{n}><p>Sous la conduite de {head}</p><table>{''.join(rows(*one) for one in held)}</table></div>"
        for n, (_, head, held) in enumerate(poles)
    )
    return f"<div><ul>{tabs}</ul>{panes}</div>"


@pytest.mark.parametrize("form", [tabs, strong, headings, headed])
def test_a_pole_that_is_no_heading_is_over_the_headings_of_its_services(form: Callable[[list[Pole]], str]) -> None:
    """« déplacé : Pôle population » was all: the service that went to the pole above it stood where it stood."""
    title, head, held = PEOPLE
    went = [(RESOURCES[0], RESOURCES[1], [*RESOURCES[2], held[0]]), (title, head, held[1:]), OTHER]
    assert told(form([RESOURCES, PEOPLE, OTHER]), form(went)) == [("État", title, RESOURCES[0])]
    gone = [(RESOURCES[0], RESOURCES[1], [*RESOURCES[2], *held]), OTHER]
    assert [one[1:] for one in told(form([RESOURCES, PEOPLE, OTHER]), form(gone))] == [(title, RESOURCES[0])] * 3


def posts(*cards: tuple[str, str]) -> str:
    return "".join(f"<h3>{title}</h3><p>Marie Roy</p><p><strong>{post}</strong></p>" for title, post in cards)


def test_a_line_in_bold_at_the_end_of_each_card_is_over_nothing_below() -> None:
    """The counter-example: the next title follows it, too, but one stands before the first of them."""
    one, two, three = ("Paie", "Directrice"), ("Achats", "Directeur"), ("Eau", "Cheffe")
    assert told(posts(one, two, three), posts(one, two, ("Eau", "Directrice"))) == []
    intro = "<p><strong>Horaires d’été</strong></p>"
    assert told(intro + posts(one, two), posts(one, two)) == []


CULTURE: Pole = ("Cultural Services", "", [("Museums", "Ann Pole"), ("Theatre", "Jo Nash"), ("Archives", "Max Vial")])


@pytest.mark.parametrize("form", [bare, bold, terms])
def test_a_title_that_may_be_a_name_is_called_otherwise_over_what_stays(form: Callable[[list[Pole]], str]) -> None:
    """3.25: « − Cultural Services », « + Heritage Services »: who went to the new pole beside it was told nowhere."""
    heritage = ("Heritage Services", "", CULTURE[2][:2]), ("Performing Arts", "", CULTURE[2][2:])
    old, new = (form([RESOURCES, *poles, OTHER]).replace("<p></p>", "") for poles in ([CULTURE], heritage))
    assert told(old, new) == [("Archives", "Cultural Services", "Performing Arts")]


@pytest.mark.parametrize("rank", ["Conseiller municipal", "Voir la fiche", "Service commun"])
def test_what_stands_below_several_titles_makes_none_another_ones_name(rank: str) -> None:
    """3.25: of two councillors one left and another came."""
    people = ["Guy Blin", "Eva Roux", "Tom Albe"]
    old, new = (
        "".join(f"<h3>{name}</h3><p>{rank}</p>" for name in held) for held in (people, [*people[:1], "Zoé Lund", people[2]])
    )
    pages = [Page.parse(f"<main><p>Qui ?</p>{html}</main>", "https://valmont.example/") for html in (old, new)]
    one, other = (Section(item="s", heading="S", blocks=p.blocks_of(p.main), found_by="heading") for p in pages)
    change = compare_sections(one, other)
    assert change is not None
    assert {edit.op for edit in change.edits} == {"insert", "delete"}


@pytest.mark.parametrize("line", ["Voir la fiche", "Service commun"])
def test_a_line_that_all_have_goes_and_comes_with_its_title(line: str) -> None:
    """« déplacé de « Paie » à « Sports » : Voir la fiche »; what one alone has moved, the counter-example."""
    old, new = (
        "".join(f"<h3>{one}</h3><p>{line}</p>" for one in of) for of in (["Paie", "Eau", "Parcs"], ["Eau", "Parcs", "Sports"])
    )
    assert told(old, new) == []
    (moved,) = told(old.replace(line, "Marie Roy", 1), new.replace("Sports</h3><p>" + line, "Sports</h3><p>Marie Roy"))
    assert moved[1:] == ("Paie", "Sports")


def test_a_card_of_another_person_is_not_called_otherwise() -> None:
    """The counter-example: nothing that stood under her name is left."""
    card = "<h3>{}</h3><p>{}</p><p>{}</p>".format
    old = card("Marie Roy", "Directrice", "03 80 11 11 11") + card("Luc Petit", "Voirie", "03 80 22 22 22")
    new = card("Nina Costa", "Culture", "03 80 33 33 33") + card("Luc Petit", "Voirie", "03 80 22 22 22")
    page = [Page.parse(f"<main>{html}</main>", "https://valmont.example/") for html in (old, new)]
    one, other = (Section(item="s", heading="S", blocks=p.blocks_of(p.main), found_by="heading") for p in page)
    change = compare_sections(one, other)
    assert change is not None
    assert not any((edit.before, edit.after) == ("Marie Roy", "Nina Costa") for edit in change.edits)


DETAIL = "<div><p>{}</p><button aria-controls={}>Voir le détail</button></div>".format
CARD = "<div class=c><div class=k>{}</div><div class={}>{}</div></div>".format


@pytest.mark.parametrize(
    "html",
    [
        "<dl><dt>Adresse</dt><dd>1 rue Basse</dd><dt>Tél.</dt><dd>12</dd><dd>13</dd><dt>Maire</dt><dd>Eva Morin</dd></dl>",
        DETAIL("Paie", "a") + DETAIL("Achats", "b"),
        "<table><tr><th>Service</th><th>Agents</th></tr><tr><td>Paie</td><td>12</td></tr></table>",
        CARD("Agents", "v", "12") + CARD("Lits", "v", "30"),
        CARD("Ville", "v", "Paie<p>8 agents") + CARD("Commun", "v", "Eau<p>9 agents") + CARD("Ville", "v", "Parcs<p>2 agents"),
        CARD("01", "v", "Paie<p>8 agents") + CARD("02", "v", "Eau<p>9 agents"),
        CARD("Luc Petit", "k", "Directeur<p>Finances") + CARD("Eva Roux", "k", "Directrice<p>Eau"),
    ],
)
def test_what_stands_beside_what_it_says_is_no_title(html: str) -> None:
    """3.24: « Adresse » and what that is are a row; a card of two lines, or of lines alike, a badge, what opens every panel."""
    page = Page.parse(f"<main><p>Qui dirige quoi ?</p>{html}</main>", "https://valmont.example/")
    assert not any(block.title for block in page.blocks_of(page.main))


@pytest.mark.parametrize("href", ["#top", "/services#top", "https://valmont.example/services#haut"])
def test_a_link_to_the_top_is_no_line_of_the_last_section(href: str) -> None:
    """3.5: it was told as one that came where the section became the last, if the page's address stood in it."""
    html = f"<main><h2>Services</h2><p>Qui dirige quoi ?</p><p><a href={href}>Haut de page</a></p></main>"
    page = Page.parse(html, "https://valmont.example/services")
    assert [block.text for block in page.blocks_of(page.main)] == ["Services", "Qui dirige quoi ?"]
    other = Page.parse(html.replace(href, "/autre#top"), "https://valmont.example/services")
    assert other.blocks_of(other.main)[-1].text == "Haut de page"


POLES_LED = [
    ("Pôle Solidarités", "Responsable : Rosalie Pellevoisin", ["Crèches", "Musées", "Élections"]),
    ("Pôle Cadre de vie", "Cheffe de pôle : Tiphaine Grandvoinet", ["Voirie", "Propreté", "Habitat"]),
    ("Pôle Ressources", "Directeur : Ulysse Orsandre", ["Paie", "Achats", "Archives"]),
]
LED = {
    "headings": "<h3>{0}</h3><p>{1}</p><ul>{2}</ul>",
    "in bold": "<h3>{0}</h3><p><b>{1}</b></p><ul>{2}</ul>",
    "panels": "<details><summary>{0}</summary><p><strong>{1}</strong></p><ul>{2}</ul></details>",
    "cards": "<div class=card><h3>{0}</h3><p>{1}</p><ul>{2}</ul></div>",
    "subtitles": "<h3>{0}</h3><h4>{1}</h4><ul>{2}</ul>",
    "boxes": "<div class=box><p class=title>{0}</p><p class=badge>{1}</p><ul>{2}</ul></div>",
    "addons": "<div class=addon><h3>{0}</h3><div class=text><p>{1}</p><ul>{2}</ul></div></div>",
}
DOCUMENTS = "".join(f"<div><h3>{said}</h3><p>PDF 427 ko</p><p>Télécharger</p></div>" for said in ("Rapport 2024", "Schéma 2020"))


def led(form: str, *poles: tuple[str, str, list[str]]) -> str:
    said = ((title, head, "".join(f"<li>{one}</li>" for one in services)) for title, head, services in poles)
    return "".join(map(LED[form].format, *zip(*said, strict=True)))


@pytest.mark.parametrize("before", ["", DOCUMENTS], ids=["", "below documents"])
@pytest.mark.parametrize("form", LED)
def test_who_heads_a_pole_heads_no_list(form: str, before: str) -> None:
    """« déplacé de « Directrice : … » à « Responsable : … » »: no pole was named; « Pôle Solidarités » looks like a name."""
    social, living, means = POLES_LED
    moved = (*social[:2], ["Voirie", *social[2]]), (*living[:2], living[2][1:]), means
    old = before + led(form, *POLES_LED)
    assert [(e.op, e.before, e.facts["headings"]) for e in edits(old, before + led(form, *moved))] == [
        ("move", "Voirie", ["Pôle Cadre de vie", "Pôle Solidarités"])
    ]
    vacant = social, (living[0], "Cheffe de pôle : poste vacant", living[2]), means
    (edit,) = edits(old, before + led(form, *vacant))
    assert edit.facts.get("under") == "Pôle Cadre de vie"


@pytest.mark.parametrize("word", ["Pilote", "Posizione organizzativa", "Referente"])
@pytest.mark.parametrize("form", LED)
def test_who_heads_a_pole_is_known_by_the_name_whatever_the_word(form: str, word: str) -> None:
    """« déplacé de « Pilote : Mahaut Nogarède » »: no pole was named; nor whose new pilot that is."""
    social, living, means = ((title, f"{word} : {head.partition(': ')[2]}", services) for title, head, services in POLES_LED)
    moved = (*social[:2], ["Voirie", *social[2]]), (*living[:2], living[2][1:]), means
    old = led(form, social, living, means)
    assert [(e.op, e.before, e.facts["headings"]) for e in edits(old, led(form, *moved))] == [
        ("move", "Voirie", ["Pôle Cadre de vie", "Pôle Solidarités"])
    ]
    (edit,) = edits(old, led(form, social, living, (*means[:2], ["Parcs", *means[2]])))
    assert (edit.op, edit.after, edit.facts.get("under")) == ("insert", "Parcs", "Pôle Ressources")
    for who in ("N. N.", "À pourvoir", "Poste vacant", "Zoé Lund (par intérim)", "Zoé Lund, Ivo Lanz"):
        (edit,) = edits(old, led(form, social, (living[0], f"{word} : {who}", living[2]), means))
        assert (edit.op, edit.facts.get("under")) == ("replace", "Pôle Cadre de vie"), who


def test_files_behind_the_boxes_of_poles_are_not_the_last_one_s() -> None:
    """« + Pôle Ressources : Bilan 2026 », a list behind the box of the last pole."""
    files = "<ul><li>Charte 2021</li>{}<li>Pacte 2020</li></ul>"
    boxes = led("boxes", *POLES_LED)
    (edit,) = edits(boxes + files.format(""), boxes + files.format("<li>Bilan 2026</li>"))
    assert (edit.after, edit.facts.get("under")) == ("Bilan 2026", None)


def test_an_entry_with_a_name_under_the_title_of_all_stays_what_its_list_is_of() -> None:
    """The counter-example: « Les adjoints » heads no list, « Finances : Luc Petit » and « Écoles : Anne Morel » do."""
    said = "<h3>Les adjoints</h3><p><b>Finances : Luc Petit</b></p><ul><li>Paie</li><li>Achats</li></ul>"
    said += "<p><b>Écoles : Anne Morel</b></p><ul><li>Cantine</li><li>Sport</li></ul>"
    (edit,) = edits(said, said.replace("<li>Sport", "<li>Parcs</li><li>Sport"))
    assert edit.facts.get("under") == "Écoles : Anne Morel"


def test_what_stands_behind_the_columns_moves_to_no_pole() -> None:
    """« déplacé sous « Pôle Ressources » : Organigramme »: of three poles the last has a row of its own, and none is over that."""

    def columns(*poles: tuple[str, str, list[str]]) -> str:
        cards = [f"<div class=column>{led('headings', pole)}</div>" for pole in poles]
        rows = [f"<div class=columns>{''.join(cards[n : n + 2])}</div>" for n in range(0, len(cards), 2)]
        return "".join(rows) + "<div class=file><p>Organigramme 2022</p></div>"

    fourth = ("Pôle Éducation", "Directrice : Gaëlle Kerlidou", ["Écoles", "Cantine"])
    for old, new in (((*POLES_LED, fourth), (*POLES_LED[1:], fourth)), (POLES_LED, (*POLES_LED, fourth))):
        for one, other in ((old, new), (new, old)):
            assert not [edit for edit in edits(columns(*one), columns(*other)) if "Organigramme" in f"{edit.before}{edit.after}"]


def test_each_head_is_told_with_the_pole_whatever_the_word() -> None:
    """« Cheffe de pôle : [… → …] » said of no pole, where no other has that word; nor « Directrice : poste vacant »."""
    social, living, means = POLES_LED
    for form in LED:
        new = (social[0], "Responsable : Maud Roquefère", social[2]), (living[0], "Cheffe de pôle : poste vacant", living[2]), means
        told = {edit.facts.get("under") for edit in edits(led(form, *POLES_LED), led(form, *new))}
        assert told == {"Pôle Solidarités", "Pôle Cadre de vie"}


def test_a_sentence_that_begins_each_panel_is_no_title() -> None:
    """« Un schéma de mutualisation a été voté en 2018. : + Zoé Lund »: of which service was told by none of its words."""
    said = "<h3>{}</h3><div><p>Le service réunit {} agents et sert trois communes.</p><ul><li>{}</li><li>Salle</li></ul></div>"
    services = [("Voirie", 12, "Luc Petit"), ("Paie", 4, "Eva Colin"), ("Eau", 9, "Tom Albe")]
    old, new = ("".join(map(said.format, *zip(*of, strict=True))) for of in (services, [("Voirie", 12, "Zoé Lund"), *services[1:]]))
    assert {edit.facts.get("under") for edit in edits(old, new)} == {"Voirie"}


NESTED = "<li><strong>{}</strong> – {}<ul>{}</ul></li>"


def test_an_entry_is_told_with_the_pole_and_who_heads_it_left_out() -> None:
    """« + Parcs » of « Pôle social – Directrice : … », an entry with a list of its own, said of no pole."""
    poles = [(title, head, services) for title, head, services in POLES_LED]
    more = [(title, head, [*services, *["Parcs"] * (not n)]) for n, (title, head, services) in enumerate(poles)]
    old, new = (
        f"<ul>{''.join(NESTED.format(t, h, ''.join(f'<li>{s}</li>' for s in services)) for t, h, services in of)}</ul>"
        for of in (poles, more)
    )
    for one, other in ((old, new), (new, old)):
        (edit,) = edits(one, other)
        assert edit.facts.get("under") == "Pôle Solidarités"


def test_a_team_is_told_with_its_division_and_who_leads_it_with_the_team() -> None:
    """« + Cellule Qualité », « - Yvain Duroc + Maud Roquefère » of no team and no division: « Cellule Budget » is nobody's name."""

    def divisions(*cells: tuple[str, str]) -> str:
        own = "".join(f"<h4>{cell}</h4><p>{head}</p><ul><li>Tri {cell}</li><li>Plan {cell}</li></ul>" for cell, head in cells)
        others = "<h3>Direction Familles</h3><h4>Cellule Accueil</h4><p>Odile Cray</p><ul><li>Prêts</li></ul>"
        return f"<h3>Direction Patrimoine</h3>{own}{others}"

    cells = [("Cellule Budget", "Yvain Duroc"), ("Cellule Suivi", "Elvire Monteux")]
    told = [
        (edit.op, edit.before or edit.after, edit.facts.get("under"))
        for edit in edits(
            divisions(*cells), divisions(("Cellule Budget", "Maud Roquefère"), cells[1], ("Cellule Qualité", "Ivo Lanz"))
        )
    ]
    assert ("insert", "Cellule Qualité", "Direction Patrimoine") in told
    assert {under for op, text, under in told if text in ("Yvain Duroc", "Maud Roquefère")} == {"Cellule Budget"}


def test_a_service_with_its_lines_is_one_line_with_its_pole() -> None:
    """« + Écoles », « + Écoles : 12 agents », « + Écoles : Poste 13 »: it is told once, of its pole."""
    services = "<h4>{}</h4><p>{} agents</p><p>Poste {}</p>".format

    def section(*social: tuple[str, int, int]) -> Section:
        poles = (("Pôle social", social), ("Pôle technique", (("Voirie", 9, 31), ("Eau", 4, 32))))
        html = "".join(f"<h3>{title}</h3>{''.join(services(*one) for one in held)}" for title, held in poles)
        page = Page.parse(f"<main><p>Qui dirige quoi ?</p>{html}</main>", "https://valmont.example/")
        return Section(item="s", heading="Services", blocks=page.blocks_of(page.main), found_by="heading")

    change = compare_sections(
        section(("Paie", 3, 11), ("Aide", 5, 12)), section(("Paie", 3, 11), ("Écoles", 12, 13), ("Aide", 5, 12))
    )
    assert change is not None
    assert [" ".join(plain(line).split()) for line in change_lines(change, "fr")] == ["Pôle social : Écoles · 12 agents · Poste 13"]


def test_a_list_behind_people_is_not_the_last_one_s() -> None:
    """« + Nestor Arcambal Conseiller … : Bilan social 2026 »: the documents below them are nobody's."""
    people = [("Valère Quéméré", "Adjoint", 11), ("Dorine Chalmandrier", "Conseillère", 22), ("Nestor Arcambal", "Conseiller", 33)]
    cards = "".join(f"<figure><b>{name}</b> <i>{post}</i> <span>04 64 98 61 {end}</span></figure>" for name, post, end in people)
    files = "<ul><li>Charte 2021</li>{}<li>Pacte 2020</li></ul>"
    (edit,) = edits(cards + files.format(""), cards + files.format("<li>Bilan social</li>"))
    assert (edit.after, edit.facts.get("under")) == ("Bilan social", None)


CARD_OF = "<div class=card><h3>{}</h3><p>{}</p><p>{}</p><p>Tél. 03 80 00 00 {}</p></div>"


def test_another_name_over_a_card_is_told_with_the_line_that_no_other_has() -> None:
    """« [Luc Petit → Zoé Lund] » did not say of what: « Archives », not « Directrice adjointe », which two are."""
    cards = [
        ("Marie Roy", "Adjointe", "Paie", 11),
        ("Luc Petit", "Directeur adjoint", "Archives", 22),
        ("Eva Colin", "Directeur adjoint", "Eau", 33),
    ]
    new = [cards[0], ("Zoé Lund", *cards[1][1:]), cards[2]]
    old_page, new_page = ("".join(map(CARD_OF.format, *zip(*of, strict=True))) for of in (cards, new))
    (edit,) = edits(old_page, new_page)
    assert (edit.before, edit.after, edit.facts.get("under") or edit.facts.get("post")) == ("Luc Petit", "Zoé Lund", "Archives")


def test_another_name_over_a_card_within_groups_is_told_with_group_and_line() -> None:
    """« [Luc Petit → Zoé Lund] » did not say of what, where titles of groups stand over the cards and posts have two lines."""
    card = "<div class=fiche><h4>{}</h4><p>{}<br>{}</p></div>".format

    def groups(first: str) -> str:
        board = card(first, "Adjoint", "Archives") + card("Marie Roy", "Adjointe", "Paie")
        others = card("Eva Colin", "Conseillère", "Eau") + card("Tom Albe", "Conseiller", "Voirie")
        return f"<div><h3>Bureau</h3><div>{board}</div></div><div><h3>Commissions</h3><div>{others}</div></div>"

    (edit,) = edits(groups("Luc Petit"), groups("Zoé Lund"))
    assert (edit.before, edit.after, edit.facts.get("under")) == ("Luc Petit", "Zoé Lund", "Bureau, Adjoint Archives")


@pytest.mark.parametrize("said", ["Élu depuis 2014", "Reçoit le lundi matin", "Sur rendez-vous", "Bureau 12"])
def test_a_line_that_few_cards_have_is_no_post(said: str) -> None:
    """The counter-example: « Élu depuis 2014 : [Luc Petit → Zoé Lund] » is not so of her."""
    council = [("Marie Roy", "Adjointe"), ("Jo Blin", "Conseiller"), ("Eva Colin", "Conseillère"), ("Tom Albe", "Conseiller")]
    page = "".join(f"<div class=card><h3>{name}</h3><p>{post}</p></div>" for name, post in council)
    card = "<div class=card><h3>{}</h3><p>Conseiller</p><p>{}</p></div>"
    found = edits(page + card.format("Luc Petit", said), page + card.format("Zoé Lund", said))
    assert all(edit.facts.get("under") != said for edit in found)
