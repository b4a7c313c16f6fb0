"""What a legend says that a colour or bold type means is compared; any other look of the page says nothing (DESIGN 3.28)."""

from __future__ import annotations

import pytest

from monitor.compare.revisions import digest
from monitor.compare.sections import compare_sections
from monitor.extract.page import Page
from monitor.model import Section
from monitor.model.items import block_with
from monitor.report.lines import change_lines, plain
from monitor.report.passages import passages

GREEN = "<p>En vert : les services communs.</p>"
CARDS = "<div class='card{}'><h3>Paie</h3><p>Mme Roy</p></div><div class='card{}'><h3>Eau</h3><p>M. Petit</p></div>"
ROWS = "<table><tr><th>Service<th>Responsable<tr{}><td>Paie<td{}>Mme Roy<tr><td>Voirie<td>M. Petit</table>"


def entries(paie: str) -> str:
    return f"<ul><li>Finances<li>{paie}<li>Voirie</ul>"


def read(html: str) -> Section:
    page = Page.parse(f"<main>{html}</main>", "https://valmont.example/")
    return Section(item="s", heading="Mutualisation", blocks=page.blocks_of(page.main), found_by="heading")


def told(old: str, new: str) -> list[str]:
    sides = read(old), read(new)
    change = compare_sections(*sides)
    if change is not None and change.significance != "cosmetic":
        assert digest(sides[0]) != digest(sides[1])
    return [" ".join(plain(line).split()) for line in change_lines(change, "fr")] if change else []


PLAIN, GREEN_ONE, SHARED_ONE = entries("Paie"), entries("<i style='color:green'>Paie</i>"), entries("<i class=commun>Paie</i>")
BLUE, BOLD = "<p>En bleu : les services communs.</p>", "<p>En gras : les services communs.</p>"
CHILDREN = "<p>Les enfants en danger.</p>"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (PLAIN, PLAIN.replace("<li>Paie", "<li style='color:green'>Paie"), "[+(en vert)] Paie"),
        (entries("<b>Paie</b>"), entries("<b class=has-green-color>Paie</b>"), "[+(en vert)] Paie"),
        (entries("<font color=green>Paie</font>"), PLAIN, "[−(en vert)] Paie"),
        (CARDS.format("", ""), CARDS.format(" commun", ""), "[+(en vert)] Paie"),
        (CARDS.format("", ""), CARDS.format(" bg-success", ""), "[+(en vert)] Paie"),
        (ROWS.format("", ""), ROWS.format(" style='background:#9c9'", ""), "colonne « Service » : [+(en vert)] Paie"),
        (ROWS.format("", ""), ROWS.format("", " bgcolor=#9c9"), "Paie, colonne « Responsable » : [+(en vert)] Mme Roy"),
        (PLAIN, entries("Paie<li class=vert>Archives"), "(en vert) Archives"),
    ],
)
def test_a_line_in_another_colour_is_told_where_a_legend_explains_it(old: str, new: str, line: str) -> None:
    """Which service is shared is the subject of the page; where only colour says it, no word changes."""
    assert told(GREEN + old, GREEN + new) == [line]


@pytest.mark.parametrize(
    ("legend", "paie", "look"),
    [
        ("Les services communs sont surlignés en jaune.", "<mark class=yellow>Paie</mark>", "en jaune"),
        ("En gras : les services communs", "<b>Paie</b>", "en gras"),
        ("Les cases vertes sont communes.", "<b class=case-verte>Paie</b>", "cases vertes"),
        ("Vert : service commun", "<b class=vert>Paie</b>", "vert"),
        ("En\u00a0vert : service commun", "<b class=vert>Paie</b>", "en vert"),
        ("<i style='background:green'></i> Service commun", "<b class=vert>Paie</b>", "service commun"),
        ("In italics: shared services", "<em>Paie</em>", "in italics"),
        ("Souligné : service commun", "<u>Paie</u>", "souligné"),
        ("Les services soulignés sont communs.", "<span style='text-decoration: underline'>Paie</span>", "soulignés"),
        ("Surligné : service commun", "<mark>Paie</mark>", "surligné"),
        ("Unterstrichen: gemeinsame Dienste", "<u>Paie</u>", "unterstrichen"),
        ("Grün hinterlegt: gemeinsame Dienste", "<span style='background:#8c8'>Paie</span>", "grün hinterlegt"),
    ],
)
def test_legends_speak_of_type_and_in_other_languages(legend: str, paie: str, look: str) -> None:
    assert told(f"<p>{legend}</p>{PLAIN}", f"<p>{legend}</p>{entries(paie)}") == [f"[+({look})] Paie"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(PLAIN, GREEN_ONE, id="no legend"),
        pytest.param(
            f"<p>Le maire a souligné que le service souligne l’effort.</p>{PLAIN}",
            f"<p>Le maire a souligné que le service souligne l’effort.</p>{entries('<u>Paie</u>')}",
            id="what somebody stressed",
        ),
        pytest.param(GREEN + PLAIN, GREEN + entries("<b>Paie</b>"), id="another look"),
        pytest.param(GREEN + PLAIN, GREEN + entries("<i style='color:#c00'>Paie</i>"), id="another colour"),
        pytest.param(GREEN + GREEN_ONE, GREEN + entries("<i class=vert>Paie</i>"), id="written otherwise"),
        pytest.param(GREEN + PLAIN, f"<div class=vert>{GREEN}{PLAIN}</div>", id="the box of the legend"),
        pytest.param(GREEN + PLAIN, GREEN.replace("<p>", "<p class=vert>") + PLAIN, id="the legend itself"),
        pytest.param(GREEN + PLAIN, GREEN + PLAIN.replace("<li>", "<li class=vert>"), id="all lines at once"),
        pytest.param(GREEN + PLAIN, GREEN + entries("<u class='hover:text-green-700'>Paie</u>"), id="when it is pointed at"),
        pytest.param(GREEN + PLAIN, GREEN + entries("<b class=service-espace-vert>Paie</b>"), id="the parks"),
        pytest.param(GREEN + PLAIN, GREEN + PLAIN.replace("<ul>", "<ul class=border-success>"), id="a border"),
        pytest.param(BLUE + PLAIN, BLUE + PLAIN.replace("<ul>", "<ul class=liste-info>"), id="a box of a framework"),
        pytest.param(BLUE + PLAIN, BLUE + entries("<u class='btn btn-primary'>Paie</u>"), id="a button"),
        pytest.param(CHILDREN + PLAIN, CHILDREN + SHARED_ONE, id="no colour"),
        pytest.param(BOLD + "<p><b>Paie</b></p><p>Elle paie.</p>", BOLD + "<h3>Paie</h3><p>Elle paie.</p>", id="a title"),
    ],
)
def test_any_other_look_says_nothing(old: str, new: str) -> None:
    assert told(old, new) == []


def test_lines_have_no_other_look_because_a_legend_comes_or_goes() -> None:
    """Whoever takes the legend away did not take the colour from anybody."""
    green = entries("<b class=vert>Paie</b>")
    assert told(GREEN + green, green) == ["En vert : les services communs."]
    assert told(green, GREEN + green) == ["En vert : les services communs."]


def test_a_head_who_changes_in_a_coloured_card_is_told_by_its_title() -> None:
    old = GREEN + CARDS.format(" vert", "")
    assert told(old, old.replace("Mme Roy", "Mme Costa")) == ["« Paie » passe de Mme Roy à Mme Costa"]


@pytest.mark.parametrize("dot", ["<span style='background:green'></span>", "<i class='fa fa-circle text-success'></i>"])
@pytest.mark.parametrize("legend", ["En vert : les services communs", "{} Service commun"])
def test_a_dot_before_an_entry_is_its_look(dot: str, legend: str) -> None:
    """As most charts in HTML are drawn: it is of the entry alone, and the legend has the same one."""
    named = "en vert" if "{}" not in legend else "service commun"
    explained = f"<p>{legend.format(dot)}</p>"
    assert told(explained + PLAIN, explained + entries(f"{dot} Paie")) == [f"[+({named})] Paie"]
    assert told(explained + PLAIN, explained + entries(f"Paie {dot}")) == [f"[+({named})] Paie"]
    assert told(PLAIN, entries(f"{dot} Paie")) == []


CHECK, PHONE, DOT = (f"<i class='fa {name} text-success'></i> " for name in ("fa-check", "fa-phone", "fa-circle"))
BLUE_DOT = "<span style='background:#22d'></span> "
SHARED = ("Pôles communs", "Légende : service commun", "Gemeinsam", "Agents mutualisés", "Ville et Métropole")


@pytest.mark.parametrize("said", SHARED)
@pytest.mark.parametrize("mark", ["<i class='fas fa-users text-success'></i> ", "<span class='rond-vert'></span> "])
def test_what_a_mark_means_is_said_in_many_words_and_drawn_in_many_ways(said: str, mark: str) -> None:
    """As long as the line stands apart from those that it tells of; an icon of another kind in that colour is no such mark."""
    legend = f"<p>{mark}{said}</p>"
    assert told(legend + PLAIN, legend + entries(f"{mark}Paie")) == [f"[+({said.lower()})] Paie"]
    assert told(legend + PLAIN, legend + entries(f"{CHECK.replace('check', 'phone')}Paie")) == []


def test_a_list_of_marks_in_other_colours_each_is_a_legend() -> None:
    """Where one says what is shared; not of telephones, nor where two have one, as bullets do, or one has none."""
    green, blue = f"{DOT}propre à la Ville", f"{BLUE_DOT}service partagé"
    for key, looks in (
        ([green, blue], ["[+(propre à la ville)] Paie"]),
        ([f"{DOT}03 80 00 00 01", f"{BLUE_DOT}1 place Foch"], ["[+(circle)] Paie"]),  # an icon that others have: no colour is told
        ([green, f"{DOT}service partagé"], ["[+(circle)] Paie"]),
        ([green, "service partagé"], ["[+(circle)] Paie"]),
    ):
        legend = f"<ul>{''.join(f'<li>{one}' for one in key)}</ul>"
        assert told(legend + PLAIN, legend + entries(f"{DOT}Paie")) == looks


@pytest.mark.parametrize("form", ["<ul><li>{}</ul>", "<p>{}</p>"])
def test_a_sign_before_each_line_is_no_mark_whatever_one_of_them_is_called(form: str) -> None:
    names = ("Paie", "Service commun", "Eau")
    old, new = ("".join(form.format(CHECK + name) for name in some) for some in (names[:2], names))
    assert told(old.replace("</ul><ul>", ""), new.replace("</ul><ul>", "")) == ["Eau"]


@pytest.mark.parametrize("entry", ["Communication", "Transports en commun", "Jardins partagés", "12 communes", "Police communale"])
def test_what_an_entry_is_called_is_no_legend_of_the_sign_that_all_have(entry: str) -> None:
    old = f"<ul><li>{CHECK}Finances<li>{CHECK}{entry}<li>{CHECK}Voirie</ul>"
    assert told(old, old.replace("<ul>", f"<ul><li>{CHECK}Archives")) == ["Archives"]


def test_a_telephone_is_no_mark_and_a_dot_behind_a_line_is_of_that_line() -> None:
    """Counter-example: a circle of the same colour."""
    lines = f"{GREEN}<p>Finances{{}}<br>{{}}Paie<br>Eau</p><table><tr><th>Pôle<th>Service<tr><td>{{}}<td>Paie</table>".format
    plain = lines("", "", "")
    assert told(plain, lines("", PHONE, "")) == told(plain, lines(PHONE, "", "")) == []
    assert told(plain, lines("", DOT, "")) == ["[+(en vert)] Paie"]
    assert told(plain, lines(DOT, "", "")) == ["[+(en vert)] Finances"]
    assert told(plain, lines("", "", DOT)) == ["colonne « Service » : [+(en vert)] Paie"]


def test_each_line_of_a_block_and_of_a_cell_has_its_own_look() -> None:
    """A list whose lines are parted by breaks is one block: the line is told, not the whole."""
    lines, marked = "<p>Finances<br>Paie<br>Voirie</p>", "<p>Finances<br><b class=vert>Paie</b><br>Voirie</p>"
    assert told(GREEN + lines, GREEN + marked) == ["[+(en vert)] Paie"]
    cells = (f"<table><tr><th>Ville<th>Métropole<tr><td>{line[3:-4]}<td>Eau</table>" for line in (lines, marked))
    assert told(*(GREEN + cell for cell in cells)) == ["colonne « Ville » : [+(en vert)] Paie"]


def test_stripes_of_a_table_mark_no_row() -> None:
    """A row put on top turns the ground of all others."""
    rows = [f"<td>{name}<td>{head}" for name, head in (("Archives", "A"), ("Paie", "B"), ("Eau", "C"), ("Parcs", "D"))]
    sides = [[f"<tr{'' if n % 2 else ' bgcolor=#9cc2e5'}>{row}" for n, row in enumerate(side)] for side in (rows[1:], rows)]
    old, new = (f"<table><tr><th>S<th>R{''.join(side)}</table>" for side in sides)
    assert told(BLUE + old, BLUE + new) == ["Archives · A"]


def test_a_list_in_a_colour_has_it_in_each_entry_and_is_kept() -> None:
    blocks = read(GREEN + PLAIN.replace("<ul>", "<ul style='color:green'>")).blocks
    assert [block.looks for block in blocks] == [(), ("en vert",), ("en vert",), ("en vert",)]
    assert [block_with(block.kind, block.text, block.facts()) for block in blocks] == list(blocks)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (PLAIN, GREEN_ONE, ["(en vert) Paie", "Voirie"]),
        (GREEN_ONE, PLAIN, ["(en vert) Paie", "Voirie"]),
        (PLAIN, entries("Paie<li class=vert>Archives"), ["(en vert) Archives", "Voirie"]),
        (ROWS.format("", ""), ROWS.format(" bgcolor=#9c9", ""), ["colonne « Service » : (en vert) Paie", "Voirie · M. Petit"]),
    ],
)
def test_the_text_shows_each_line_once(old: str, new: str, shown: list[str]) -> None:
    """5.11: a line with another look stood below itself as an unchanged one."""
    sides = read(GREEN + old), read(GREEN + new)
    change = compare_sections(*sides)
    assert change is not None
    before, after = ([block.text for block in side.blocks] for side in sides)
    found = passages(change.edits, before, after, "fr")
    lines = [
        text
        for passage in found
        for text in (["".join(span.text for span in passage.line.spans)] if passage.line else passage.blocks)
    ]
    assert [" ".join(line.split()) for line in lines][-2:] == shown


SAMPLE = "<span class=pastille style='background:{}'></span>"
RED, BLUE, LIME = (SAMPLE.format(colour) for colour in ("#e30613", "#0055a4", "#00aa00"))


def marked(paie: str) -> str:
    return f"<ul><li>{RED} Achats</li><li>{paie} Paie</li><li>{BLUE} Voirie</li><li>{RED} Archives</li></ul>"


@pytest.mark.parametrize(
    "legend",
    [
        f"<p>{RED} mutualisé {BLUE} ville</p>",
        f"<p>Légende : {RED} mutualisé – {BLUE} ville</p>",
        f"<p>mutualisé {RED} ville {BLUE}</p>",
        f"<p>Légende : mutualisé {RED}, ville {BLUE}</p>",
        f"<div><span>{RED} mutualisé</span> <span>{BLUE} ville</span></div>",
        f"<p>{RED} mutualisé<br>{BLUE} ville</p>",
        f"<p>{RED} (mutualisé) / {BLUE} (ville) / {LIME} à l’étude</p>",
    ],
)
def test_a_line_of_several_samples_says_of_each_what_it_means(legend: str) -> None:
    """« [+(mutualisé ville)] Paie » said both at once, and where the sample stands behind its word the contrary."""
    assert told(legend + marked(BLUE), legend + marked(RED)) == ["[(ville) → (mutualisé)] Paie"]


@pytest.mark.parametrize(
    "said", ["{} Achats communs {} Paie", "{} lundi {} mardi", "{}{} Mutualisé", "{} Piscine intercommunale {} Stade"]
)
def test_a_line_of_marked_things_is_no_legend(said: str) -> None:
    """The counter-example: a list of services in one line, days, a service with both marks."""
    line = f"<p>{said.format(RED, BLUE)}</p>"
    assert not [one for one in told(line + marked(BLUE), line + marked(RED)) if "(" in one]
