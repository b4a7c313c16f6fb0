"""Sections: by heading, by selector, by range, and what never enters them (DESIGN 3.1-3.3, 3.5, 3.6)."""

from __future__ import annotations

import pytest

from monitor.extract.items import extract
from monitor.extract.page import Page
from monitor.model import Block, RangeEnd, Recipe, Revision, SectionRecipe
from tests.extract.valmont import HEADING, PROSE, STYLES, found, lines, page, recipe
from tests.quality.judging import NOW

LONG = "Cette phrase est assez longue pour que personne ne la prenne pour un titre ou pour une légende de photo."
MORE = "Une autre phrase, tout aussi longue que la première, dit ce que les deux collectivités mettent en commun."


@pytest.mark.parametrize("style", STYLES)
def test_the_section_under_a_heading_is_found_however_the_page_is_built(style: str) -> None:
    """3.1, 3.2, 3.5: no menu, share bar, news column, teaser or footer, but the closed accordion and tab."""
    section = found(page(style), recipe("mutualisation DES services"))
    assert section is not None
    assert (lines(section), section.heading and section.heading.replace("\u00a0", " ")) == (list(PROSE), HEADING)


@pytest.mark.parametrize(
    ("on_page", "wanted"),
    [
        pytest.param("L’ÉQUIPE « de direction »", 'l\'equipe "de direction"', id="case, accents, quotation marks"),
        pytest.param("Ville – métropole", "ville - metropole", id="dashes"),
        pytest.param("Ville\n   et&nbsp;<em>métro</em>pole", "Ville et métropole", id="spaces and tags"),
        pytest.param("Mutua&shy;lisation <a href='#m'>#</a>", "Mutualisation", id="soft hyphen and its own link"),
        pytest.param("<button aria-expanded='false'>Mutualisation</button>", "Mutualisation", id="button"),
    ],
)
def test_what_does_not_matter_for_finding_a_heading(on_page: str, wanted: str) -> None:
    """3.1"""
    assert lines(found(f"<main><h3>{on_page}</h3><p>{LONG}</p><h3>Autre</h3><p>{MORE}</p></main>", recipe(wanted))) == [LONG]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(f"<h2>M</h2><p>{LONG}</p><h3>Plus</h3><p>{MORE}</p><h2>N</h2><p>x</p>", [LONG, "Plus", MORE], id="lower"),
        pytest.param(f"<h2>M</h2><p>{LONG}</p><h1>N</h1><p>{MORE}</p>", [LONG], id="higher"),
        pytest.param(f"<p role=heading aria-level=2>M</p><p>{LONG}</p><p role=heading aria-level=2>N</p>", [LONG], id="aria"),
        pytest.param(f"<div><h2>M</h2></div><div><p>{LONG}</p><p>{MORE}</p></div><h2>N</h2>", [LONG, MORE], id="wrapped"),
        pytest.param(f"<h2>M</h2><p>{LONG}</p><h2> </h2><p>{MORE}</p>", [LONG, MORE], id="an empty heading ends nothing"),
        pytest.param(f"<h2>M</h2><div><p>{LONG}</p></div><div><i>À lire</i><h2>N</h2></div>", [LONG], id="rubric above the next"),
        pytest.param(f"<h2>M</h2><p>{LONG}</p><div><p>Fin à midi.</p><h2>N</h2></div>", [LONG, "Fin à midi."], id="a sentence"),
        pytest.param(f"<h2>M</h2><nav><h2>Sommaire</h2><a href=#a>a</a></nav><p>{LONG}</p>", [LONG], id="contents in between"),
        pytest.param(f"<h2>M</h2><h2>M</h2><p>{LONG}</p>", [LONG], id="a copy for telephones"),
        pytest.param(f"<ul><li><a href=#m>M</a></li></ul><h2 id=m>M</h2><p>{LONG}</p>", [LONG], id="a contents entry before it"),
        pytest.param(f"<h2>M</h2>{LONG}<br><br>{MORE}<h2>N</h2>", [LONG, MORE], id="bare text"),
    ],
)  # fmt: skip
def test_where_a_section_ends(html: str, expected: list[str]) -> None:
    """3.1: at the next heading of the same or a higher level."""
    assert lines(found(f"<main>{html}</main>", recipe("M"))) == expected


def test_a_heading_that_stands_over_another_is_found_as_it_was() -> None:
    """3.2: nothing moved, so what was found under a line's words is found so again, and not under its heading."""
    html = f"<div><h2 class=t><span class=c>M</span></h2><h2>Plus</h2></div><p>{LONG}</p><p>{MORE}</p>"
    first = Page.parse(f"<body><div>{html}</div></body>", "https://valmont.fr/o")
    plan = Recipe(sections=(recipe("M"),), documents=())
    taken = extract(first, recipe=plan, last=None)
    last = Revision(snapshot=1, taken_at=NOW, url="https://valmont.fr/o", sections=taken.sections, documents=())
    assert taken.sections[0].found_by == "text"
    assert extract(first, recipe=plan, last=last).sections == taken.sections


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        pytest.param("<label>Nom</label><input><label>Ville</label><input>", ["Nom\nVille"], id="labels before fields"),
        pytest.param("<label>Nom<input type=email></label><label>Ville<textarea></textarea></label>", ["Nom\nVille"], id="in"),
        pytest.param("<span>Nom</span><input type=text><span>Ville</span><input>", ["Nom\nVille"], id="words in no label"),
        pytest.param("<p>Du <input> au <input> pour 12</p>", ["Du  au  pour 12"], id="a sentence around fields"),
        pytest.param("<b>Choix</b><input type=checkbox><i>un</i>", ["Choixun"], id="a box to tick is no field to write in"),
    ],
)
def test_what_a_field_to_write_in_parts_are_lines(form: str, expected: list[str]) -> None:
    """3.24: « Votre nom » and « Combien font 3 + 4 ? » are two."""
    section = found(f"<main><h2>M</h2><p>{LONG}</p><form>{form}<p>{MORE}</p></form></main>", recipe("M"))
    assert section is not None
    assert [block.text for block in section.blocks] == [LONG, *expected, MORE]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(f"</div></div></article></main><div><p>{MORE}</p></div>", id="main"),
        pytest.param(f"</div></div></article><div><h3>Autres</h3><p>{MORE}</p></div></main>", id="article"),
        pytest.param(f"</div><div class='col-4'><h3>À côté</h3><p>{MORE}</p></div></div></main>", id="column"),
        pytest.param("<div class=partage><h3>Partager</h3><a href=#>Facebook (142)</a></div></div></main>", id="share bar"),
        pytest.param("<div class=x1><h4>Partager</h4>12</div></div></main>", id="share bar without a telling name"),
        pytest.param("<footer><h3>Valmont</h3>5321 visites</footer></div></main>", id="footer"),
        pytest.param("<aside class=actus><h3>Actualités</h3><a href=/a>Le marché</a><time>8 mars</time></aside>", id="news"),
        pytest.param("<div id=comments><h3>Commentaires</h3><a href=/l>Répondre</a></div>", id="comments"),
        pytest.param("<script>var a = 'texte';</script><style>p{}</style><!-- note --><template><p>x</p></template>", id="code"),
        pytest.param("<p hidden>caché</p><div style='display: none'>caché</div><noscript>sans script</noscript>", id="hidden"),
        pytest.param("<form><label></label><textarea>t</textarea></form>", id="form"),
        pytest.param("<img alt='Photo'><svg><title>Icône</title></svg><iframe>cadre</iframe><video>film</video>", id="pictures"),
        pytest.param("<button type=button>Copier le lien</button><span aria-hidden=true>▸</span>", id="button and icon"),
    ],
)
def test_what_stands_around_a_text_stays_out_of_it(after: str) -> None:
    """3.1, 3.5"""
    html = f"<body><main><article><div class='row'><div class='col-8'><h2>M</h2><p>{LONG}</p>{after}"
    assert lines(found(html, recipe("M"))) == [LONG]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(f"<p><strong>M</strong></p><p>{LONG}</p><p><strong>N</strong></p><p>{MORE}</p>", [LONG], id="bold paragraph"),
        pytest.param(f"<p class=t>M</p><p>{LONG}</p><p>{MORE}</p><p class=t>N</p>", [LONG, MORE], id="class"),
        pytest.param(f"<p>M</p><p>{LONG}</p><p>{MORE}</p>", [LONG, MORE], id="a plain paragraph: to the end of its box"),
        pytest.param(f"<b>M</b><br>{LONG}<br><br>{MORE}", [LONG, MORE], id="bold line"),
        pytest.param(f"<dl><dt>M</dt><dd>{LONG}</dd><dt>N</dt><dd>{MORE}</dd></dl>", None, id="definition"),
    ],
)
def test_a_line_of_text_stands_for_a_heading_where_there_is_none(html: str, expected: list[str] | None) -> None:
    """3.2"""
    assert lines(found(f"<body><div><h1>Titre</h1></div><div>{html}</div></body>", recipe("M"))) == (expected or [LONG])


def test_of_two_headings_the_one_of_the_text_is_meant_not_the_one_of_a_menu_or_a_hidden_copy() -> None:
    """3.1, 3.5"""
    html = f"<nav><h2>M</h2><p>{MORE}</p></nav><div hidden><h2>M</h2><p>{MORE} {MORE}</p></div><main><h2>M</h2><p>{LONG}</p></main>"
    assert lines(found(html, recipe("M"))) == [LONG]


SELECTED = f"<main><div class=a><p>un</p><p class=b>deux <span class=x>caché</span></p></div><p class=b>trois {LONG}</p></main>"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(recipe(None, ".a"), ["un", "deux caché"], id="one"),
        pytest.param(recipe(None, ".b", ".a"), ["un", "deux caché", f"trois {LONG}"], id="several, nested, in document order"),
        pytest.param(recipe(None, ".a", exclude=(".x", "em")), ["un", "deux"], id="exclude"),
        pytest.param(recipe(None, "main > p.b"), [f"trois {LONG}"], id="combinator"),
        pytest.param(recipe(None, "p:nth-child(2)"), ["deux caché", f"trois {LONG}"], id="pseudo-class"),
        pytest.param(recipe(None, "html"), ["un", "deux caché", f"trois {LONG}"], id="the whole document"),
        pytest.param(recipe(None, ".none"), None, id="no match"),
        pytest.param(recipe(None, "p[", "::x", ""), None, id="no selectors at all"),
    ],
)
def test_selectors(wanted: SectionRecipe, expected: list[str] | None) -> None:
    """3.3: several, each element once, in document order, parts taken out; a broken selector finds nothing."""
    assert lines(found(SELECTED, wanted)) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(("h2", True), ("footer", False), ["un", "deux", "trois"], id="from, until"),
        pytest.param(("#u", False), ("#t", False), ["deux"], id="after, until"),
        pytest.param(("#u", True), ("#d", True), ["un", "deux"], id="from, through"),
        pytest.param(("#u", False), ("#t", True), ["deux", "trois"], id="after, through"),
        pytest.param(("#d", True), ("p", True), ["deux", "trois"], id="the first end after the start"),
        pytest.param(("#u", True), (".none", True), None, id="without its end"),
        pytest.param((".none", True), ("#t", True), None, id="without its start"),
        pytest.param(("#t", True), ("#u", True), None, id="its end only before its start"),
    ],
)
def test_ranges(start: tuple[str, bool], end: tuple[str, bool], expected: list[str] | None) -> None:
    """3.3: from and through are inside, after and until outside; a range without its end is missing."""
    wanted = SectionRecipe(item="m", start=RangeEnd(css=start[0], inside=start[1]), end=RangeEnd(css=end[0], inside=end[1]))
    html = "<main><h2>T</h2><div><p id=u>un</p></div><p id=d>deux</p><section><p id=t>trois</p></section></main><footer>f</footer>"
    assert lines(found(html, wanted)) == expected


def test_the_heading_with_which_a_box_begins_is_its_heading_and_no_block() -> None:
    """3.6"""
    section = found(f"<div class=s><i>Rubrique</i><h2>M</h2><p>{LONG}</p><h3>Plus</h3></div>", recipe("M", ".s"))
    assert section is not None
    assert (section.heading, lines(section)) == ("M", ["Rubrique", LONG, "Plus"])


def test_the_heading_above_a_box_is_its_heading_where_the_recipe_names_it() -> None:
    """3.6: so that the text is the same found one way or the other."""
    html = f"<h2>M</h2><div class=s><p>{LONG}</p></div>"
    by_box, by_css = found(html, recipe("M", ".s")), found(html, recipe(None, ".s"))
    assert by_box and by_css and (by_box.heading, by_css.heading) == ("M", None)


def _cards(*cards: str) -> str:
    boxes = "".join(f"<div class='card card-teaser shadow'><div class=card-body>{card}</div></div>" for card in cards)
    return f"<main><h1>Uffici</h1><h2>M</h2><p>{LONG}</p>{boxes}</main><footer>{MORE}</footer>"


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        pytest.param("<h4><a href=/p/lolli>Marta Lolli</a></h4><p>Dirigente</p>", ["Marta Lolli", "Dirigente"], id="a person"),
        pytest.param("<p><a href=/p/a>Enzo Baldacci</a></p>", ["Enzo Baldacci"], id="a name"),
        pytest.param("<h4><a href=/u>Ufficio Tributi</a></h4><p>Via Roma 3</p>", ["Ufficio Tributi", "Via Roma 3"], id="an office"),
        pytest.param("<h4><a href=/d/reg.pdf>Regolamento: uffici</a></h4>", ["Regolamento: uffici"], id="a file"),
        pytest.param(
            "<h4><a href=/p/n>Ida Neri</a></h4><p><b>0577</b> 88 10 12</p>",
            ["Ida Neri", "0577 88 10 12"],
            id="a telephone in pieces",
        ),
    ],
)
@pytest.mark.parametrize("title", ["", "<h3>Persone</h3>"])
def test_cards_called_teasers_are_text_by_what_they_hold(card: str, expected: list[str], title: str) -> None:
    """3.5: never by a class name alone: « card-teaser » is how a design system calls every card."""
    html = _cards(card).replace("<div class='card ", f"{title}<div class='card ", 1)
    assert lines(found(html, recipe("M"))) == [LONG, *(["Persone"] if title else []), *expected]


@pytest.mark.parametrize(
    "card",
    [
        pytest.param("<h4><a href=/x>Festa d'estate</a></h4><time>3 luglio 2026</time>", id="a day"),
        pytest.param("<p>12 mars 2026</p><h4><a href=/x>La fête du lac</a></h4>", id="a day in words"),
        pytest.param("<h4><a href=/novita/festa>Festa d'estate</a></h4>", id="its address"),
        pytest.param("<h4><a href=/x>Sommerfest: das ganze Programm</a></h4>", id="a headline"),
        pytest.param(f"<h4><a href=/x>{MORE[:70]}</a></h4>", id="a sentence"),
        pytest.param("<h4><a href=/x>La fête du lac</a></h4><p><a href=/x>Lire la suite</a></p>", id="read on"),
    ],
)
def test_cards_that_announce_news_stay_out(card: str) -> None:
    """3.5"""
    assert lines(found(_cards(card, card.replace("/x", "/y")), recipe("M"))) == [LONG]


@pytest.mark.parametrize(
    "title, address", [("Stampa e comunicazione", "/servizi/stampa"), ("Nouvelles technologies", "/s/agenda-21")]
)
def test_one_card_of_several_whose_name_has_a_word_of_news_makes_none_of_them_news(title: str, address: str) -> None:
    """3.5: a list of services, among them « Communication et presse », was no text, and a new one untold."""
    names = {"Paie": "/s/paie", "Voirie": "/infos-pratiques/voirie", title: address, "Archives": "/s/archives"}
    cards = _cards(*(f"<h4><a href={leads}>{name}</a></h4>" for name, leads in names.items()))
    assert lines(found(cards.replace("card-body", "x").replace("card card-teaser shadow", "teaser"), recipe("M"))) == [LONG, *names]
    news = _cards(*(f"<h4><a href=/actualites/{n}>{name}</a></h4>" for n, name in enumerate(names)))
    assert lines(found(news, recipe("M"))) == [LONG]


@pytest.mark.parametrize("title", ["Actualités", "À lire aussi", "Notizie dal comune", "Latest news"])
def test_cards_under_a_heading_that_says_news_stay_out(title: str) -> None:
    """3.5: where they stand says what they are, whatever they hold; the titles of the cards before them do not hide it."""
    html = _cards(*(f"<h4><a href=/{x}>Fête du lac</a></h4>" for x in "abc")).replace(
        "<div class='card ", f"<h3>{title}</h3><div class='card ", 1
    )
    assert lines(found(html, recipe("M"))) in ([LONG], [LONG, title])


def test_boilerplate_that_a_selector_points_at_is_text() -> None:
    """3.5: the user knows better; a share bar inside it still is none."""
    html = f"<footer class=f><p>{LONG}</p><div class=share><a href=#>Facebook</a></div></footer>"
    assert lines(found(html, recipe(None, ".f"))) == [LONG]


@pytest.mark.parametrize(
    "box",
    [
        pytest.param("<div class='menu-cantine'><h3>Menu</h3><p>{}</p></div>", id="a canteen's menu"),
        pytest.param("<div class='partage-services'><p>{}</p></div>", id="services shared"),
        pytest.param("<div id='cookie-policy'><h3>Cookies</h3><p>{}</p></div>", id="a cookie policy"),
        pytest.param("<section class='action-sociale social'><p>{}</p></section>", id="social services"),
        pytest.param("<div class='news-content'><p>{}</p></div>", id="news"),
        pytest.param("<aside class='encadre'><p>{}</p></aside>", id="a remark in the text"),
        pytest.param("<p>{} <a class='nav-link share' href='/x'>Voir</a> la suite.</p>", id="a link in a sentence"),
        pytest.param("<details><summary>Voir</summary><p>{}</p></details>", id="details"),
        pytest.param("<div aria-hidden='true'><p>{}</p></div>", id="a panel that scripts open"),
        pytest.param("<span class='sr-only'>Note</span><p>{}</p>", id="text for screen readers"),
    ],
)
def test_a_class_name_alone_makes_no_boilerplate(box: str) -> None:
    """3.5"""
    section = found(f"<main><h2>M</h2><p>{LONG}</p>{box.format(MORE)}</main>", recipe("M"))
    assert section is not None
    assert MORE in section.text


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        pytest.param("<ul><li>un<ul><li>deux</li></ul></li></ul>", [("list_item", "un"), ("list_item", "deux")], id="nested lists"),
        pytest.param("<li><p>un</p><p>deux</p></li>", [("list_item", "un"), ("list_item", "deux")], id="paragraphs in an item"),
        pytest.param("<dl><dt>un</dt><dd>deux</dd></dl>", [("table_row", "un\tdeux")], id="definitions"),
        pytest.param("<h4>un</h4><p>deux</p>", [("heading", "un"), ("paragraph", "deux")], id="heading"),
        pytest.param(
            "<table><tr><th>Nom</th><th>Agents</th></tr><tr><td><p>Achats</p></td><td>12<br>13</td></tr></table>",
            [("table_row", "Nom\tAgents"), ("table_row", "Achats\t12\n13")],
            id="a row is a block, its cells parted by a tab",
        ),
        pytest.param(
            "<table><tr><td><h4>un</h4><p>deux</p></td><td>trois</td></tr></table>",
            [("heading", "un"), ("paragraph", "deux"), ("paragraph", "trois")],
            id="a table for layout",
        ),
        pytest.param("<p>un mot <b>cou</b>pé,\n\tet suite</p>", [("paragraph", "un mot coupé, et suite")], id="inline tags"),
        pytest.param("<p>a&nbsp;b «&nbsp;c&nbsp;» l’é</p>", [("paragraph", "a\u00a0b «\u00a0c\u00a0» l’é")], id="letters stay"),
        pytest.param("un<div>deux</div>3", [("paragraph", "un"), ("paragraph", "deux"), ("paragraph", "3")], id="bare text"),
        pytest.param("un<br>deux<br><br>trois", [("paragraph", "un\ndeux"), ("paragraph", "trois")], id="line breaks"),
        pytest.param("<p>&nbsp;</p><p>&#8203;</p><p>un</p>", [("paragraph", "un")], id="empty paragraphs"),
        pytest.param("<p>un<p>deux<ul><li>trois<li>quatre</ul>", None, id="end tags left out"),
    ],
)  # fmt: skip
def test_blocks(html: str, blocks: list[tuple[str, str]] | None) -> None:
    """3.5, 3.10: a block each, white space folded to one space, characters as they are on the page."""
    expected = blocks or [("paragraph", "un"), ("paragraph", "deux"), ("list_item", "trois"), ("list_item", "quatre")]
    section = found(f"<main><div id=s>{html}</div></main>", recipe(None, "main", "#s"))
    assert section is not None
    own = [Block("heading", section.heading)] if section.heading else []
    assert [(b.kind, b.text) for b in (*own, *section.blocks)] == expected


def test_a_list_of_contents_above_the_box_takes_no_heading_from_it() -> None:
    """3.6: a link in a list of contents reads like the heading in the box; the box keeps its own, and nothing came."""
    links = '<li><a href="#p">Les commissions</a></li><li><a href="#q">Plan</a></li>'
    contents = f'<div class="s"><p>Sur cette page</p><ul>{links}</ul></div>'
    box = '<div class="txt"><h2>Les commissions</h2><p>Elles se réunissent le mardi.</p></div>'
    recipe = Recipe(sections=(SectionRecipe(item="s", heading="Les commissions", css=(".txt",)),))
    shown = [f"<html><body><h1>La mairie</h1>{more}{box}</body></html>" for more in ("", contents)]
    found = [extract(Page.parse(html, "https://v.example/"), recipe=recipe, last=None).sections[0] for html in shown]
    assert [(s.heading, [b.text for b in s.blocks]) for s in found] == [("Les commissions", ["Elles se réunissent le mardi."])] * 2


def test_a_title_for_screen_readers_alone_lays_nothing_out() -> None:
    """3.1, 3.5: it stands above the grid, and the column beside the text is none of its section."""
    text = "<p>La commune emploie quatre-vingt-quatre agents répartis en six services, sous l’autorité de la directrice.</p>" * 3
    grid = f"<div class='row'><div class='col-8'>{text}</div><div class='col-4'><h2>Agenda</h2><p>Loto samedi.</p></div></div>"
    page = Page.parse(f"<header><nav>Menu</nav></header><h1 class='sr-only'>Services</h1>{grid}<footer>Mairie</footer>", "")
    (section,) = extract(page, recipe=Recipe(sections=(SectionRecipe(item="s", heading="Services"),)), last=None).sections
    assert "Agenda" not in section.text


@pytest.mark.parametrize(
    "spaced", ["<p><strong>{}</strong>\n</p>", "<p>\n <b>{}</b></p>", "<p><a id=t></a><strong>{}</strong></p>"]
)
def test_a_line_break_beside_bold_words_ends_no_look(spaced: str) -> None:
    """3.2: a title in bold has the look of the titles after it, whatever space its editor left around the words."""
    bold = "".join(f"{spaced.format(title)}<p>{text}</p>" for title, text in (("Déchets", LONG), ("Marché", MORE)))
    assert lines(found(f"<html><body><h1>La ville</h1>{bold}</body></html>", recipe("Déchets"))) == [LONG]


@pytest.mark.parametrize("between", ["", "\n", " | "])
def test_a_heading_that_became_a_tab_is_still_the_whole_heading(between: str) -> None:
    """3.2, 3.5: each tab is a title by itself, however close its neighbour stands."""
    before = found(f"<main><h1>Ville</h1><h3>Déchets</h3><p>{LONG}</p><h3>Marché</h3><p>{MORE}</p></main>", recipe("Déchets"))
    tabs = between.join(
        f"<button role=tab id=b{n} aria-controls=t{n}>{title}</button>" for n, title in enumerate(("Déchets", "Marché"))
    )
    panels = f"<div role=tabpanel id=t0><p>{LONG}</p></div><div role=tabpanel id=t1 hidden><p>{MORE}</p></div>"
    html = f"<html><body><main><h1>Ville</h1><div role=tablist>{tabs}</div>{panels}</main></body></html>"
    after = found(html, recipe("Déchets"), before)
    assert after is not None and (after.heading, lines(after)) == ("Déchets", [LONG])


def test_a_heading_that_ranks_with_the_titles_of_its_cards_keeps_them() -> None:
    """3.1: the level does not matter; what were titles within the section do not end it, the next heading does."""
    cards = "".join(f"<div><h3>{who}</h3><p>{text}</p></div>" for who, text in (("Mme Bransac", LONG), ("M. Courtol", MORE)))
    pages_of = [f"<main><h1>V</h1><{h}>Équipe</{h}>{cards}<{h}>Horaires</{h}><p>Le mardi.</p></main>" for h in ("h2", "h3")]
    before = found(pages_of[0], recipe("Équipe"))
    after = found(pages_of[1], recipe("Équipe"), before)
    assert before is not None and after is not None and (after.heading, after.blocks) == (before.heading, before.blocks)


ROWS_OF_BUILDER = (
    "<div class=rangee><div class=bloc-texte>{}</div>{}<div class=bloc-texte><ul><li>Voirie : Ana Ruy</li></ul></div></div>"
)
RELATED = (
    "<div class=bloc-liens><h2>À lire aussi</h2><ul><li><a href=/a>Le budget</a></li><li><a href=/b>Les élus</a></li></ul></div>"
)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (ROWS_OF_BUILDER.format("<h2>Les équipes</h2><p>Vingt agents.</p>", RELATED), ["Vingt agents.", "Voirie : Ana Ruy"]),
        (f"<h2>Les équipes</h2><p>Vingt agents.</p>{RELATED}<p>Un bureau.</p>", ["Vingt agents.", "Un bureau."]),
        (f"<h2>Les équipes</h2><p>Vingt agents.</p>{RELATED}<h2>Budget</h2><p>Voté.</p>", ["Vingt agents."]),
        (
            f"<div class=r><h2>Les équipes</h2><p>Vingt agents.</p></div>{RELATED}<div class=r><p>Le 3 mars.</p></div>",
            ["Vingt agents."],
        ),
    ],
    ids=["amid a builder's rows", "amid paragraphs", "before the next section", "before the foot"],
)
def test_links_to_pages_like_this_one_amid_a_section_do_not_end_it(inside: str, expected: list[str]) -> None:
    """3.1, 3.5: their title ranks with the section's, and all that stood behind it was never read."""
    page = f"<body><main><h1>Services</h1><p>Présentation des services de la ville.</p>{inside}</main></body>"
    assert lines(found(page, recipe("Les équipes"))) == expected


@pytest.mark.parametrize(
    "apart",
    [
        pytest.param("<dialog open><h2>Bienvenue</h2><p>Bonjour</p><button>Fermer</button></dialog>", id="open dialog"),
        pytest.param("<dialog><h2>Contact</h2></dialog>", id="closed dialog"),
        pytest.param("<div role=dialog><h1>Contact</h1><p>Bonjour</p></div>", id="role, a title of the page's rank"),
        pytest.param("<div class=modal><div class=modal-content><h2>Contact</h2><p>Bonjour</p></div></div>", id="modal"),
        pytest.param("<div class=w><dialog><h2>Un</h2></dialog></div><dialog><h2>Deux</h2></dialog>", id="two"),
        pytest.param("<div hidden><h2>Contact</h2><p>Bonjour</p></div>", id="hidden"),
        pytest.param("<template><h2>Contact</h2></template>", id="template"),
        pytest.param("<div popover><h2>Aide</h2><p hidden>Bonjour</p></div>", id="popover"),
        pytest.param("<div role=dialog><h2>Contact</h2></div>", id="role, and nothing but its title"),
        pytest.param("<div><h2>Cookies</h2><p>Cookies ?</p><button>Accepter</button><button>Refuser</button></div>", id="consent"),
    ],
)
@pytest.mark.parametrize("column", ["main", "div", "section"])
def test_a_heading_of_what_lies_over_the_text_ends_no_section(apart: str, column: str) -> None:
    """3.1, promise 1: what changed behind a dialog with a title was « inchangé »."""
    html = f"<{column}><h1>M</h1><h2>Services</h2><p>{LONG}</p>{apart}<p>{MORE}</p><h2>Autre</h2><p>{LONG}</p></{column}>"
    assert [text for text in lines(found(html, recipe("Services"))) or () if text != "Aide"] == [LONG, MORE]
    html = html.replace(f"<p>{LONG}</p>{apart}", apart)
    assert [text for text in lines(found(html, recipe("Services"))) or () if text != "Aide"] == [MORE]


@pytest.mark.parametrize(
    "apart",
    [
        pytest.param("<h2 hidden>Actualités</h2><p>Marché samedi.</p>", id="a title that alone is hidden"),
        pytest.param("<div hidden><h2>Actualités</h2></div><p>Marché samedi.</p>", id="and all that a box has"),
        pytest.param("<div hidden><h2>Agenda</h2><p>Néant</p></div><div class=a>Marché</div>", id="another kind of box behind"),
        pytest.param("<div hidden><h2>Agenda</h2><p>Néant</p></div>", id="nothing behind"),
    ],
)
def test_a_hidden_heading_ends_a_section_where_the_text_does_not_go_on(apart: str) -> None:
    """3.1, promise 2"""
    html = f"<main><h1>M</h1><h2>Services</h2><p>{LONG}</p>{apart}</main>"
    assert lines(found(html, recipe("Services"))) == [LONG]


@pytest.mark.parametrize(("tag", "behind"), [("dialog", ""), ("div hidden", f"<div>{LONG}</div>")])
def test_a_section_in_a_dialog_ends_at_the_next_heading_there(tag: str, behind: str) -> None:
    """3.1"""
    inside = f"<{tag}><h2>Services</h2><p>{MORE}</p><h2>Autre</h2><p>{LONG}</p></{tag.split()[0]}>"
    assert lines(found(f"<main><h1>M</h1><p>{LONG}</p>{inside}{behind}</main>", recipe("Services"))) == [MORE]


def test_text_that_stands_bare_in_the_body_goes_on_behind_a_dialog() -> None:
    """3.1"""
    html = f"<body><h1>M</h1><h2>Services</h2>{LONG}<dialog><h2>Contact</h2></dialog><p>{MORE}</p></body>"
    assert lines(found(html, recipe("Services"))) == [LONG, MORE]
    assert lines(found(html.replace(f"<p>{MORE}</p>", MORE), recipe("Services"))) == [LONG, MORE]
