"""A copy of the text for narrow screens is counted once (DESIGN 3.5)."""

from __future__ import annotations

import pytest

from monitor.extract.independent_regions import stand_alone
from monitor.model import Recipe
from tests.extract.valmont import found, lines, parse, recipe

TEXT = "<p>Sept services sont communs depuis 2019.</p><ul><li>Finances</li><li>Voirie</li></ul>"
LINES = ["Sept services sont communs depuis 2019.", "Finances", "Voirie"]


def _read(inside: str) -> list[str]:
    page = f"<main><h1>Mairie</h1><h2>Services communs</h2>{inside}<h2>Horaires</h2><p>Ouvert le matin.</p></main>"
    return lines(found(page, recipe("Services communs"))) or []


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("", "visible-xs hidden-lg"),
        ("hidden-xs", "visible-xs"),
        ("hidden-xs hidden-sm", "visible-xs-block visible-sm-block"),
        ("d-none d-md-block", "d-md-none"),
        ("d-none d-lg-flex", "d-block d-lg-none"),
        ("hidden md:block", "md:hidden"),
        ("hidden lg:grid", "block lg:hidden"),
        ("elementor-hidden-mobile elementor-hidden-tablet", "elementor-hidden-desktop"),
        ("uk-visible@m", "uk-hidden@m"),
        ("show-for-medium", "show-for-small-only"),
        ("hide-on-small-only", "show-on-small hide-on-med-and-up"),
        ("fr-hidden fr-unhidden-md", "fr-hidden-md"),
        ("visible-desktop", "visible-phone hidden-desktop"),
        ("desktop-only", "mobile-only"),
        ("hidden-sm-down", "hidden-md-up"),
    ],
)
def test_a_copy_for_narrow_screens_is_counted_once(wide: str, narrow: str) -> None:
    """3.5: whichever comes first, one within another or beside it."""
    first, second = f'<div class="{wide}">{TEXT}</div>', f'<div class="{narrow}"><div>{TEXT}</div></div>'
    assert _read(first + second) == LINES
    assert _read(second + first) == LINES


CALLED_HIDDEN = ["d-none", "hide", "is-hidden", "u-hidden", "uk-hidden", "display-none", "element-invisible"]
SAID_HIDDEN = ["ng-hide", "hidden-element", "w-condition-invisible", "nodisplay", "is_invisible"]


@pytest.mark.parametrize("name", [*CALLED_HIDDEN, *SAID_HIDDEN])
def test_a_copy_whatever_the_screen_is_one_with_its_heading_and_word_for_word(name: str) -> None:
    """3.5: a closed panel is called so, too, and says what another says: « Voirie : 4 agents », of the Métropole, was dropped."""
    titled = f"<h3>Qui fait quoi</h3>{TEXT}"
    assert _read(f'{titled}<div class="{name}">{titled}</div>') == ["Qui fait quoi", *LINES]
    panels = "<h3>Ville</h3><div>{0}</div><h3>Métropole</h3><div class={1}>{0}{2}</div>"
    for more in ("", "<p>Voirie : 4 agents</p>"):
        assert len(_read(panels.format(TEXT, name, more))) == 2 * len(LINES) + 2 + bool(more)


@pytest.mark.parametrize(
    "inside",
    [
        '<div class="visible-xs">{}</div>',
        '<div class="is-hidden">{}</div>',
        '<div class="d-md-none">{}</div><p>Une autre phrase, pour tous les écrans.</p>',
        '<div class="d-md-none">{}</div><div class="d-none d-md-block"><p>Huit services sont communs depuis 2019.</p></div>',
    ],
    ids=["alone", "whatever the screen", "beside another text", "beside one that differs"],
)
def test_what_stands_nowhere_else_is_read_whatever_its_classes(inside: str) -> None:
    """3.1: a class name alone hides nothing."""
    assert _read(inside.format(TEXT))[: len(LINES)] == LINES


@pytest.mark.parametrize("classes", ["hidden-xs", "d-none d-md-block", "col-lg-6", "zone-a", ""])
def test_boxes_side_by_side_that_say_the_same_are_read_once(classes: str) -> None:
    """3.5, 3.21: a style sheet that nobody asked for hides one of them; nobody shows a text twice in a row."""
    twice = f'<div class="{classes}">{TEXT}</div><div class="zone-b">{TEXT}</div>'
    assert _read(twice) == LINES
    assert _read(f"<div>{twice}</div>") == LINES
    assert _read(twice.replace("2019", "2020", 1)) == [LINES[0].replace("2019", "2020"), *LINES[1:], *LINES]


@pytest.mark.parametrize(
    "between",
    ["<h3>Annexe</h3>", "<p>À l'annexe aussi :</p>", "À l'annexe : "],
)
def test_what_is_said_again_of_something_else_is_read_twice(between: str) -> None:
    """3.1: the hours of the town hall, and those of its annexe."""
    read = _read(f"<h3>Mairie</h3><div>{TEXT}</div>{between}<div>{TEXT}</div>")
    assert [line for line in read if line in LINES] == LINES * 2


def test_short_lines_and_items_may_say_the_same_twice() -> None:
    assert _read("<ul><li>Adjoint administratif, poste vacant depuis le mois de mai de cette année</li></ul>" * 2) != []
    item = "<li>Adjoint administratif, poste vacant depuis le mois de mai de cette année</li>"
    assert len(_read(f"<ul>{item}{item}</ul>")) == 2
    assert len(_read("<div>Poste vacant</div><div>Poste vacant</div>")) == 2


@pytest.mark.parametrize("narrow", ["contenu-mobile", "d-md-none", "visible-xs"])
@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("<li>Voirie</li>", "<li>Voirie et espaces verts</li>"),
        ("<li>Voirie</li>", ""),
        ("<li>Finances</li><li>Voirie</li>", "<li>Voirie</li><li>Finances</li>"),
        ("<p>Le guichet ferme à midi.</p>", ""),
    ],
    ids=["a word", "a line", "another order", "the last line"],
)
def test_of_a_copy_that_was_forgotten_what_a_desktop_shows_is_read(now: str, then: str, narrow: str) -> None:
    """3.5, 3.21, promise 1: what went from the text for desktops alone was told as moved; its last line, not at all."""
    text = TEXT + "<p>Le guichet ferme à midi.</p>"
    read = _read(f'<div>{text.replace(now, then)}</div><div class="{narrow}">{text}</div>')
    assert read == _read(text.replace(now, then)) != _read(text)


@pytest.mark.parametrize("narrow", ["contenu-mobile", "d-md-none", "visible-xs"])
def test_what_a_copy_for_telephones_alone_says_is_read(narrow: str) -> None:
    """3.1, 3.5, promise 1: half of its lines stood beside it, so that no change of the others was ever told."""
    own = ["L’astreinte répond la nuit au 03 00 00 00 01.", "Mme Ada Colin remplace M. Ivo Rambert.", "Le guichet ouvre le 3 mars."]
    more = "".join(f"<p>{line}</p>" for line in own)
    read = _read(f'<div>{TEXT}<p>Le conseil siège le jeudi.</p></div><div class="{narrow}">{TEXT}{more}</div>')
    assert read == [*LINES, "Le conseil siège le jeudi.", *own]


def test_lines_that_a_desktop_shows_in_other_words_are_those_of_an_old_copy() -> None:
    """3.5, 3.21: several were changed in the text for desktops alone."""
    then = "<p>Le guichet ferme à midi le samedi.</p><p>La mairie est ouverte à tous le lundi.</p>"
    now = then.replace("midi", "onze heures").replace("lundi", "mardi")
    read = _read(f'<div>{TEXT}{now}</div><div class="d-md-none">{TEXT}{then}</div>')
    assert read == _read(TEXT + now)


def test_of_a_short_copy_that_was_forgotten_only_what_differs_is_read() -> None:
    """3.1: that two lines have one in common may be by chance."""
    read = _read('<p>Mairie</p><p>Ouvert le lundi.</p><div class="d-md-none"><p>Mairie</p><p>Fermé le lundi.</p></div>')
    assert read == ["Mairie", "Ouvert le lundi.", "Fermé le lundi."]


@pytest.mark.parametrize(
    ("desktop", "telephone"),
    [
        (
            "<table><tr><th>Service</th><th>Poste</th></tr><tr><td>Finances</td><td>12</td></tr><tr><td>Voirie</td><td>17</td></tr></table>",
            "<p>Finances 12</p><p>Voirie 17</p>",
        ),
        (
            "<ul><li><strong style='display:block'>Ida Corbet</strong><span style='display:block'>Voirie</span></li></ul>",
            "<p>Ida Corbet Voirie</p>",
        ),
        ("<p>Ida Corbet<br>Voirie</p>", "<p>Ida Corbet</p><p>Voirie</p>"),
    ],
    ids=["rows", "cards", "lines"],
)
def test_a_copy_may_cut_its_lines_elsewhere(desktop: str, telephone: str) -> None:
    """3.5: what is a row of cells, or a card, on a desktop is one line for telephones."""
    assert _read(f'{desktop}<div class="d-md-none">{telephone}</div>') == _read(desktop)
    other = telephone.replace("Voirie", "Voiries")
    assert _read(f'{desktop}<div class="d-md-none">{other}</div>') != _read(desktop)


def test_a_line_within_another_is_no_copy_of_it() -> None:
    """3.1: its letters stand there, but no line begins or ends where they do."""
    read = _read('<p>Finances et voirie</p><div class="d-md-none"><p>Finances</p></div>')
    assert read == ["Finances et voirie", "Finances"]


def test_cells_stay_in_their_rows() -> None:
    """3.24: a row without one of its cells is another row."""
    row = '<tr><td>{}</td><td class="visible-xs">Mairie</td><td>Mairie</td></tr>'
    assert _read(f"<table>{row.format('Finances')}{row.format('Voirie')}</table>") == [
        "Finances\tMairie\tMairie",
        "Voirie\tMairie\tMairie",
    ]


def test_a_region_with_copies_does_not_stand_alone() -> None:
    """§9: what is outside of it may be what it repeats."""
    html = "<title>Mairie</title><main><div class=a>{}</div><div class=b>" + TEXT + "</div></main>"
    watched = Recipe(sections=(recipe(None, ".a"),))
    assert stand_alone(parse(html.format(TEXT)), watched)
    assert not stand_alone(parse(html.format(f'<div class="visible-xs">{TEXT}</div>')), watched)


@pytest.mark.parametrize(
    "css",
    [
        "@media (min-width: 768px) { .z9 { display: none } }",
        "@media (width >= 48rem) { div.z9 { display: none } }",
        "@media not all and (max-width: 800px) { .z9 { display: none } }",
        "@media screen { @media (min-width: 50em) { #z8 { display: none } } }",
        "@supports (display: grid) { @layer tools { @media (min-width: 768px) { .z9 { display: none !important } } } }",
        ".z9 { color: red; @media (min-width: 768px) { display: none } }",
        "@media (min-width: 768px) { main > .z9 { visibility: hidden } }",
        "#z8 { display: none } @media (max-width: 767px) { #z8 { display: block } }",
        "body.front .z9 { display: none }",
    ],
)
def test_a_copy_that_the_page_hides_from_wide_screens_is_read_once(css: str) -> None:
    """3.5: by a rule of its own, whatever the class is called; without a twin the text is read."""
    copy = f"<div class=z9 id=z8><p>Horaires</p>{TEXT}</div>"
    twice, alone = (
        parse(f"<html><head><title>Mairie</title><style>{css}</style></head><body><main>{wide}{copy}</main></body></html>")
        for wide in (f"<section><p>Horaires</p>{TEXT}</section><p>Accueil.</p>", "")
    )
    assert [b.text for b in twice.blocks_of(twice.main)] == ["Horaires", *LINES, "Accueil."]
    if "#z8 {" not in css[:6] and "front" not in css:
        assert [b.text for b in alone.blocks_of(alone.main)] == ["Horaires", *LINES]


def test_a_style_element_for_another_screen_says_nothing() -> None:
    """3.5: its `media` is asked as @media is."""
    style, text = '<style media="{}">.z9 {{ display: none }}</style>', f"<p>{'Accueil. ' * 20}</p><div class=z9>{TEXT}</div>"
    for medium, is_read in (("print", True), ("(max-width: 600px)", True), ("screen", False), ("", False)):
        read = parse(f"<html><head><title>Mairie</title>{style.format(medium)}</head><body><main>{text}</main></body></html>")
        assert (len(read.blocks_of(read.main)) > 1) is is_read, medium


_PAIRS = [
    "@media (min-width: 641px) { .mb { display: none } } @media (max-width: 640px) { .dk { display: none } }",
    "@media only screen and (max-width: 40em) { .dk { display: none !important } }"
    " @media screen and (min-width: 40.01em) { .mb { display: none !important } } .mb { display: block }",
    ".dk { display: none } @media (min-width: 768px) { .dk { display: block } .mb { display: none } }",
    "@media (width < 640px) { .dk { display: none } } @media (width >= 640px) { .mb { display: none } }",
    "@supports (display: grid) { @layer a { @media not all and (max-width: 40rem) { #mb { visibility: hidden } } } }"
    " @media print, (max-width: 40rem) { #dk { display: none } }",
    ".mb { display: none } @media (max-width: 640px) { .mb { display: block } .dk { display: none } }",
]
_TWO = "<div class=dk id=dk><table><tr><td>Finances</td><td>Anne Pole</td></tr></table></div><div class=mb id=mb>{}</div>"


def _read_with(css: str, inside: str, selector: str | None = None) -> list[str]:
    panel = f"<button role=tab aria-controls=p2>Personnel</button><div role=tabpanel id=p2 hidden>{inside}</div>"
    main = f"<main><h1>Mairie</h1><h2>Équipe</h2><p>Bureau.</p>{panel}<h2>Fin</h2><p>Z.</p></main>"
    page = f"<html><head><title>Mairie</title><style>{css}</style></head><body>{main}</body></html>"
    return lines(found(page, recipe(None, selector) if selector else recipe("Équipe"))) or []


@pytest.mark.parametrize("css", _PAIRS)
@pytest.mark.parametrize("copy", ["<h4>Anne Pole</h4><p>Finances</p>", "<p>Faites glisser</p>", "<h4>Bob Quay</h4>", ""])
def test_of_two_versions_that_a_page_turns_between_the_one_for_desktops_is_read(css: str, copy: str) -> None:
    """3.5: whatever the other one says; in a closed panel too, and where a selector names both."""
    assert _read_with(css, _TWO.format(copy)) == ["Bureau.", "Personnel", "Finances\tAnne Pole"]
    assert _read_with(css, _TWO.format(copy), "#p2") == ["Finances\tAnne Pole"]
    assert _read_with(css, _TWO.format(copy), ".dk, .mb") == ["Finances\tAnne Pole"]


@pytest.mark.parametrize(
    "css",
    [
        "@media (min-width: 641px) { .mb, .dk { display: none } }",
        "@media (max-width: 640px) { .dk { display: none } }",
        "@media (min-width: 1400px) { .mb { display: none } } @media (max-width: 640px) { .dk { display: none } }",
        "@media print { .mb { display: none } }",
        "@media (min-width: 641px) { .mb { display: none } } .mb { display: block } .dk { color: red }",
    ],
    ids=["both hidden", "one hidden on telephones alone", "for wider screens", "printed", "shown again"],
)
def test_no_version_is_left_out_unless_a_desktop_shows_the_other_alone(css: str) -> None:
    """3.1, 3.5: what nobody shows in its place is read."""
    assert _read_with(css, _TWO.format("<p>Bob Quay dirige la voirie.</p>"))[-1] == "Bob Quay dirige la voirie."


def test_the_version_for_telephones_is_read_where_a_selector_names_it_alone() -> None:
    """3.3: what a reader points at is read."""
    assert _read_with(_PAIRS[0], _TWO.format("<p>Bob Quay</p>"), ".mb") == ["Bob Quay"]


@pytest.mark.parametrize("hides", ["class=hide", "class=d-none", "class='pane is-hidden'", "hidden"])
@pytest.mark.parametrize("second", ["Finances Achats Paie", "Finances Paie", "Voirie"])
def test_a_panel_that_a_tab_names_is_no_copy_of_the_one_beside_it(hides: str, second: str) -> None:
    """3.5: two tabs may list the same services; the one that is closed was read as soon as its list was another one."""
    tabs = "<ul><li><a href=#p1>Ville</a></li><li><a href=#p2>Communauté</a></li></ul>"
    panes = [
        f"<div id=p{n} {closed}><h3>Nos services</h3><ul>{''.join(f'<li>{name}</li>' for name in names.split())}</ul></div>"
        for n, closed, names in ((1, "", "Finances Achats Paie"), (2, hides, second))
    ]
    read = lines(
        found(f"<html><body><main><h1>Mairie</h1><h2>Services</h2>{tabs}{''.join(panes)}</main></body></html>", recipe("Services"))
    )
    assert read is not None
    assert read[-len(second.split()) - 1 :] == ["Nos services", *second.split()]
