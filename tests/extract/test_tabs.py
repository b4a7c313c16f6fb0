"""The words of what opens panels in turn are text; a table of contents is not (DESIGN 3.5)."""

from __future__ import annotations

import pytest

from tests.extract.valmont import found, lines, recipe

FIRST = "Le conseil de Brizac a élu quatre adjoints, qui reçoivent chacun leur jour, sur rendez-vous pris à l’accueil."
SAID = ["Tient les comptes de la commune.", "Suit la voirie et les chantiers.", "Veille sur les écoles et la cantine."]
NAMES = ["Mme Odile Ferrandou", "M. Loïc Béchard", "Mme Rose Taulier"]


def read(page: str) -> list[str]:
    html = f"<body><nav><a href=/>Accueil</a></nav><main><h1>Brizac</h1><h2>Les adjoints</h2><p>{FIRST}</p>{page}</main></body>"
    blocks = lines(found(html, recipe("Les adjoints")))
    assert blocks is not None
    return [line for block in blocks for line in block.split("\n")]


def shape(around: str, tab: str, panel: str, names: list[str] = NAMES) -> str:
    tabs = "".join(tab.format(i=i, name=name) for i, name in enumerate(names))
    panels = "".join(panel.format(i=i, said=said, name=name) for i, (said, name) in enumerate(zip(SAID, names, strict=False)))
    return around.format(tabs=tabs, panels=panels)


PANE = '<div class="tab-pane" id="p{i}"><p>{said}</p></div>'
PART = '<section role="tabpanel" id="p{i}"><p>{said}</p></section>'
BESIDE = (
    '<div><div><div class="nav flex-column nav-pills">{tabs}</div></div><div><div class="tab-content">{panels}</div></div></div>'
)
TABS = {
    "links that toggle": (
        '<ul class="nav nav-tabs">{tabs}</ul>{panels}',
        '<li class="nav-item"><a data-toggle="tab" href="#p{i}">{name}</a></li>',
        PANE,
    ),
    "pills beside": (BESIDE, '<a class="nav-link" data-bs-toggle="pill" href="#p{i}">{name}</a>', PANE),
    "a nav of tabs": (
        '<nav><div class="nav nav-tabs">{tabs}</div></nav>{panels}',
        '<a class="nav-link" role="tab" href="#p{i}">{name}</a>',
        PANE,
    ),
    "buttons": ("<nav>{tabs}</nav>{panels}", '<button data-bs-toggle="tab" data-bs-target="#p{i}">{name}</button>', PANE),
    "no role": (
        '<div id="tabs"><ul>{tabs}</ul>{panels}</div>',
        '<li><a href="#p{i}">{name}</a></li>',
        '<div id="p{i}"><p>{said}</p></div>',
    ),
    "each a page without a script": (
        "<div><ul>{tabs}</ul>{panels}</div>",
        '<li><a href="?onglet={i}#p{i}">{name}</a></li>',
        '<div id="p{i}"><p>{said}</p></div>',
    ),
    "panels that say so": ('<ul class="onglets menu">{tabs}</ul><div>{panels}</div>', '<li><a href="#p{i}">{name}</a></li>', PART),
    "roles on the items": (
        "<ul role=tablist>{tabs}</ul>{panels}",
        "<li role=presentation><a role=tab href=#p{i} aria-controls=p{i}>{name}</a></li>",
        PANE,
    ),
}


BY_NUMBER = {  # labels that name no panel, or are no links, with what the panels that are not shown have
    "tabs of any element": (
        "<div role=tablist>{tabs}</div>{panels}",
        "<div role=tab aria-controls=p{i}>{name}</div>",
        "<div role=tabpanel id=p{i}{closed}><p>{said}</p></div>",
    ),
    "panels that name their label": (
        "<ol role=tablist>{tabs}</ol>{panels}",
        "<li role=tab id=t{i}>{name}</li>",
        "<div role=tabpanel aria-labelledby=t{i}{closed}><p>{said}</p></div>",
    ),
    "in one box": (
        "<div><ul class='x_tabs_controls'>{tabs}</ul><div class=all>{panels}</div></div>",
        "<li class=x_tab_{i}><a href='#'>{name}</a></li>",
        "<div class='x_tab_{i}'{closed}><div><p>{said}</p></div></div>",
    ),
    "labels of what one chooses": (
        "<div class='tabbed-set alternate'><input type=radio id=r0><input type=radio id=r1><div class=labels>{tabs}</div>"
        "<div class=content>{panels}</div></div>",
        "<label for=r{i}>{name}</label>",
        "<div class=block{closed}><p>{said}</p></div>",
    ),
    "labels beside their panels": (
        "<div class=onglets><input type=radio id=r0><input type=radio id=r1><input type=radio id=r2>{tabs}{panels}</div>",
        "<label for=r{i}>{name}</label>",
        "<div class=volet{closed}><p>{said}</p></div>",
    ),
    "one after the other": (
        "<div class=tabs><div class=bar>{tabs}</div>{panels}</div>",
        "<button type=button>{name}</button>",
        "<section{closed}><p>{said}</p></section>",
    ),
}


def test_tabs_that_name_no_panel_are_read_label_by_label() -> None:
    """3.5: tabs that go by their number, or by no link, read as « paragraphes déplacés » once labels stood over their panels."""
    read_in_turn = [line for pair in zip(NAMES, SAID, strict=True) for line in pair]
    for name, (around, tab, panel) in BY_NUMBER.items():
        for closed in ("", " hidden", " style='display:none'"):
            page = shape(around, tab, panel.replace("{closed}", closed))
            assert read(page)[1:] == read_in_turn, (name, closed)
    filters = '<div class="filters"><button>Tous</button><button>Sport</button><button>Art</button></div>'
    cards = "".join(f"<div><p>{said}</p></div>" for said in SAID)
    assert read(f"{filters}<div>{cards}</div>")[-3:] == SAID, "buttons that filter are no labels"
    chosen = "".join(f"<label for=f{n}>{name}</label>" for n, name in enumerate(("Tous", "Sport", "Art")))
    assert read(f"<div class=filtres><div>{chosen}</div><div>{cards}</div></div>")[-3:] == SAID, "nor are those of a form"


@pytest.mark.parametrize("number", [2, 3])
@pytest.mark.parametrize("tabs", TABS)
def test_names_on_tabs_are_read(tabs: str, number: int) -> None:
    """3.5: whoever is replaced on a tab is replaced in the text, in which each panel stands behind its label, as on phones."""
    pairs = list(zip(NAMES[:number], SAID, strict=False))
    over = "".join(f"<details><summary>{name}</summary><p>{said}</p></details>" for name, said in pairs)
    assert read(shape(*TABS[tabs], NAMES[:number])) == read(over) == [FIRST, *(line for pair in pairs for line in pair)]


CONTENTS = {
    "to headings": '<h3 id="p{i}">{name}</h3><p>{said}</p>',
    "to parts with titles": '<section id="p{i}"><h3>{name} et son équipe</h3><p>{said}</p></section>',
    "to parts that say themselves": '<div id="p{i}"><p><strong>{name}</strong></p><p>{said}</p></div>',
    "to lines": '<p id="p{i}">{said}</p>',
}


@pytest.mark.parametrize("part", CONTENTS)
def test_a_table_of_contents_is_none(part: str) -> None:
    """3.5: links to headings, to parts with titles of their own, to parts that say their own names, to lines."""
    page = shape("<ul>{tabs}</ul>{panels}", '<li><a href="#p{i}">{name}</a></li>', CONTENTS[part])
    without = shape("{tabs}{panels}", "", CONTENTS[part])
    assert read(page) == read(without)


def test_an_index_of_letters_is_none() -> None:
    """3.5: « A B C » says nothing of the parts it leads to."""
    index = shape("<ul>{tabs}</ul>{panels}", '<li><a href="#p{i}">{name}</a></li>', PANE, ["A", "B", "C"])
    assert read(index) == [FIRST, *SAID]


@pytest.mark.parametrize("box", ["nav", "form", "div role=dialog"])
def test_tabs_of_menus_and_dialogs_are_none(box: str) -> None:
    """3.5: a menu that opens beside its links is a menu."""
    inside = shape("<ul class=nav>{tabs}</ul>{panels}", '<li><a data-toggle=tab href="#p{i}">{name}</a></li>', PANE)
    assert not set(NAMES) & set(read(f"<{box}>{inside}</{box.split()[0]}>"))


@pytest.mark.parametrize("left", ["", "<div class=lds-ring><div></div></div>", "<ul><li class=skeleton></li></ul>"])
def test_a_panel_that_stands_empty_takes_no_other_s_words(left: str) -> None:
    """3.2, 3.5: what its neighbours say is none of it, so that nothing is told as come in its place."""
    tabs = "".join(f"<button role=tab data-bs-target='#p{i}' aria-controls='p{i}'>{name}</button>" for i, name in enumerate("ABC"))
    panels = "".join(f"<div role=tabpanel id=p{i}>{said}</div>" for i, said in enumerate(("<p>Un.</p>", left, "<p>Trois.</p>")))
    assert found(f"<body><main><h1>M</h1><div>{tabs}</div>{panels}<p>Après.</p></main></body>", recipe("B")) is None


def test_tabs_in_a_panel_are_read_behind_its_label() -> None:
    """3.5: the first line of a panel may be a label itself."""
    around, tab, panel = TABS["no role"]
    inner = shape(around, tab.replace("#p", "#q"), panel.replace('"p', '"q'), ["Le lundi", "Le mardi"])
    nested = shape(around, tab, panel).replace(f"<p>{SAID[0]}</p>", inner)
    assert read(nested)[1:6] == [NAMES[0], "Le lundi", SAID[0], "Le mardi", SAID[1]]


def test_what_shows_a_panel_is_its_title_and_no_link() -> None:
    """3.24, 3.28: one pole less, and all that follow are told to lead elsewhere."""
    around, tab, panel = TABS["each a page without a script"]
    html = f"<main><h1>Brizac</h1><h2>Les adjoints</h2><p>{FIRST}</p>{shape(around, tab, panel)}</main>"
    blocks = found(html, recipe("Les adjoints"))
    assert blocks is not None
    titles = [block for block in blocks.blocks if block.title]
    assert [(block.text, block.links) for block in titles] == [(name, ()) for name in NAMES]


SECTIONS = "<h3 id=paie>Paie</h3><p>Marie Roy dirige le service.</p><h3 id=eau>Eau</h3><p>Jo Blin dirige le service.</p>"


@pytest.mark.parametrize(
    ("links", "is_text"),
    [
        ("<ul><li><a href=#paie>Paie</a></li><li><a href=#eau>Eau</a></li></ul>", False),
        ("<p><a href=https://brizac.example/#paie>Paie</a> | <a href=https://brizac.example/#eau>Eau</a></p>", False),
        ("<ol><li><a href=#eau>Eau</a></li></ol>", False),
        ("<ul><li><a href=#paie>Qui vous paie</a></li><li><a href=#eau>Eau</a></li></ul>", True),
        ("<ul><li><a href=#paie>Paie</a></li><li>Achats</li></ul>", True),
        ("<ul><li><a href=/paie>Paie</a></li><li><a href=/eau>Eau</a></li></ul>", True),
        ("<p><a href=#eau>Eau</a></p>", True),
    ],
)
def test_two_links_that_say_what_headings_say_are_a_table_of_contents(links: str, *, is_text: bool) -> None:
    """3.5: of three entries one went, and the two that stayed were told to have come."""
    said = read(links + SECTIONS)
    assert (len(said) > 5) is is_text
    assert said[-4:] == ["Paie", "Marie Roy dirige le service.", "Eau", "Jo Blin dirige le service."]


SERVICES = ["Paie", "Eau", "Achats", "Voirie", "Sports", "Presse"]
DETAILS = "".join(f"<h3 id={n.lower()}>{n}</h3><p>Marie Roy dirige le service {n}.</p>" for n in SERVICES)
WHOSE = ("Services communs", "Services de la ville")


def links_to(names: list[str]) -> str:
    return "".join(f"<li><a href=#{name.lower()}>{name}</a></li>" for name in names)


@pytest.mark.parametrize("size", [2, 3, 4])
@pytest.mark.parametrize(
    "a_list",
    [
        "<p>{0}</p><ul>{1}</ul>",
        "<div class=col><h4>{0}</h4><ul>{1}</ul></div>",
        "<ul><li>{0}<ul>{1}</ul></li></ul>",
        "<dl><dt>{0}</dt><dd><ul>{1}</ul></dd></dl>",
    ],
)
def test_lists_of_links_that_sort_what_they_lead_to_are_text(a_list: str, size: int) -> None:
    """3.5: « Services communs » over some says what is where; a service that goes to the other list is told."""
    parts = list(zip(WHOSE, (SERVICES[:size], SERVICES[size:]), strict=True))
    said = read("".join(a_list.format(whose, links_to(names)) for whose, names in parts) + DETAILS)
    assert said[1:9] == [line for whose, names in parts for line in (whose, *names)]


def test_one_list_of_some_of_the_headings_is_text_and_one_of_nearly_all_is_not() -> None:
    """3.5: links to every other heading say which; a table of contents may lack the newest."""
    assert read(f"<p>Services communs</p><ul>{links_to(SERVICES[::2])}</ul>{DETAILS}")[2:5] == SERVICES[::2]
    assert read(f"<p>Sommaire</p><ul>{links_to([*SERVICES[:2], *SERVICES[3:]])}</ul>{DETAILS}")[-12:-10] == ["Paie", SAID_OF_PAIE]


@pytest.mark.parametrize("label", ["<h3>{}</h3>", "<p>{}</p>", "<p><strong>{} :</strong></p>", "<div>{}</div>"])
def test_a_list_below_a_label_is_text_however_many_lists_there_are(label: str) -> None:
    """3.5: the last service of the second list went to the first: all were told to be gone."""
    lists = [
        label.format(whose) + f"<ul>{links_to(names)}</ul>" for whose, names in ((WHOSE[0], SERVICES[:5]), (WHOSE[1], SERVICES[5:]))
    ]
    assert [line for line in read("".join(lists) + DETAILS) if line in SERVICES][:6] == SERVICES
    whole = label.format(WHOSE[0]) + f"<ul>{links_to(SERVICES)}</ul>"
    assert [line for line in read(whole + DETAILS) if line in SERVICES][:6] == SERVICES


@pytest.mark.parametrize(
    "label",
    [
        "Sommaire",
        "Sur cette page",
        "Dans cet article :",
        "Accès direct",
        "On this page",
        "Inhaltsverzeichnis",
        "En bref",
        "",
        "Au programme",
        "Les questions",
        "Table des matières",
        "Aller à :",
        "Partie 1",
        "Sommaire du dossier",
        "Plan de la page",
    ],
)
def test_a_label_of_contents_is_over_a_table_of_contents(label: str) -> None:
    """3.5: and so is the heading of what is listed."""
    assert len([line for line in read(f"<p>{label}</p><ul>{links_to(SERVICES)}</ul>{DETAILS}") if line in SERVICES]) == 6
    under = f"<h3>Qui fait quoi</h3><ul>{links_to(SERVICES)}</ul>{DETAILS.replace('h3', 'h4')}"
    assert len([line for line in read(under) if line in SERVICES]) == 6


@pytest.mark.parametrize(
    "labels",
    [
        ("Questions sociales", "Services communs"),
        ("Programme de réussite éducative", "Services de la ville"),
        ("Thèmes de la ville", "Thèmes de la métropole"),
        ("Section ville", "Section métropole"),
        ("Parties communes", "Ville"),
        ("Plan climat", "Accès aux droits"),
        ("Étapes de la vie", "Cadre de vie"),
        ("Index ville", "Page de la ville"),
    ],
)
def test_a_label_that_says_more_than_contents_is_over_a_list_of_what_a_town_has(labels: tuple[str, str]) -> None:
    """3.5: all of the first list was told to be new as one service went to the other."""
    for size in (2, 3, 4):
        parts = list(zip(labels, (SERVICES[:size], SERVICES[size:]), strict=True))
        said = read("".join(f"<p>{label}</p><ul>{links_to(names)}</ul>" for label, names in parts) + DETAILS)
        assert said[1:9] == [line for label, names in parts for line in (label, *names)]


def test_links_in_words_of_their_own_are_text() -> None:
    """3.5: what is listed under the watched heading in other words than the details have; numbers before titles are none."""
    entries = [f"<li><a href=#{name.lower()}>Service {name}</a></li>" for name in SERVICES[:4]]
    assert read(f"<ul>{''.join(entries)}</ul>{DETAILS}")[1:5] == [f"Service {name}" for name in SERVICES[:4]]
    numbered = "".join(f"<li><a href=#{name.lower()}>{n}. {name}</a></li>" for n, name in enumerate(SERVICES, 1))
    assert [line for line in read(f"<ul>{numbered}</ul>{DETAILS}") if line.endswith("Paie")] == ["Paie"]


SAID_OF_PAIE = "Marie Roy dirige le service Paie."


@pytest.mark.parametrize(
    "contents",
    [
        f"<div class=row><div><ul>{links_to(SERVICES[:3])}</ul></div><div><ul>{links_to(SERVICES[3:])}</ul></div></div>",
        "".join(f"<div><p>{title}</p><ul>{links_to(SERVICES)}</ul></div>" for title in ("Sommaire", "Sur cette page")),
        f"<p>A – P</p><ul>{links_to(SERVICES[:3])}</ul><p>S – Z</p><ul>{links_to(SERVICES[3:])}</ul>",
    ],
    ids=["in two columns", "twice", "by letters"],
)
def test_a_table_of_contents_in_several_lists_is_one(contents: str) -> None:
    """3.5: no label of theirs says what kind of things they are."""
    assert [line for line in read(contents + DETAILS) if line in SERVICES] == SERVICES


def test_a_table_of_contents_under_the_titles_of_the_text_is_one() -> None:
    """3.5: whose each service is stands in the text as well, and is told there."""
    toc = "".join(f"<p>{w}</p><ul>{links_to(n)}</ul>" for w, n in zip(WHOSE, (SERVICES[:3], SERVICES[3:]), strict=True))
    half = DETAILS.index("<h3 id=voirie")
    below = DETAILS.replace("h3", "h4")
    text = f"<h3>{WHOSE[0]}</h3>{below[:half]}<h3>{WHOSE[1]}</h3>{below[half:]}"
    assert [line for line in read(toc + text) if line in SERVICES] == SERVICES


def test_a_heading_that_leads_to_itself_is_text() -> None:
    """3.5: the counter-example."""
    itself = SECTIONS.replace(">Paie<", "><a href=#paie>Paie</a><").replace(">Eau<", "><a href=#eau>Eau</a><")
    assert [line for line in read(itself) if line in ("Paie", "Eau")] == ["Paie", "Eau"]


@pytest.mark.parametrize(
    ("box", "said"),
    [
        ("<div><a class=b href=/1>Paie</a> <a class=b href=/2>Achats</a></div>", ["Paie", "Achats"]),
        ("<div><a class='b active' href=/1>Paie</a> <a class=b href=/2>Achats</a></div>", ["Paie", "Achats"]),
        ("<div>Voir <a class=b href=/1>Paie</a> <a class=b href=/2>Achats</a></div>", ["Voir Paie Achats"]),
        ("<div><a class=b href=/1>Paie</a> <a class=c href=/2>Achats</a></div>", ["Paie Achats"]),
        ("<div><a class=b href=/1>Paie</a>, <a class=b href=/2>achats</a></div>", ["Paie, achats"]),
        ("<p><a href=/1>Service</a> <a href=/2>de la paie</a></p>", ["Service de la paie"]),
    ],
)
def test_buttons_of_a_box_are_entries(box: str, said: list[str]) -> None:
    """3.24: « Balayeuse Éclairage » was gone where a button came before the two; links within a line are of it."""
    assert read(box)[1:] == said
