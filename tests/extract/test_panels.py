"""What a control opens is text, open or closed; what nothing opens is hidden (DESIGN 3.5)."""

from __future__ import annotations

import pytest

from tests.extract.valmont import HEADING, found, lines, recipe

FIRST = "Une première phrase, que chacun voit, dit à quoi servent les services communs de Valmont et de ses voisines."
SECRET = "<p>Texte derrière.</p>"
CLOSED = ["hidden", 'style="display:none"', 'aria-hidden="true"', 'class="ferme"']
STYLE = "<style>.ferme { display: none !important } @media print { .ecran { display: none } } .sr { clip: rect(0 0 0 0) }</style>"


def read(inside: str) -> list[str] | None:
    page = f"<head>{STYLE}</head><body><main><h2>Mutualisation des services</h2><p>{FIRST}</p>{inside}<p>La fin.</p></main></body>"
    return lines(found(page, recipe("Mutualisation des services")))


PANELS = {
    "aria-controls": '<h3><button aria-expanded="false" aria-controls="p1">Un</button></h3><div id="p1" {}>' + SECRET + "</div>",
    "aria-expanded beside": "<h3><button aria-expanded=false>Un</button></h3><div {}>" + SECRET + "</div>",
    "a line that expands": "<div><div aria-expanded=false tabindex=0>Un</div><div {}>" + SECRET + "</div></div>",
    "data-bs-target": '<a data-bs-toggle="collapse" data-bs-target="#p1">Un</a><div id="p1" {}>' + SECRET + "</div>",
    "an attribute nobody listed": '<a uk-toggle="target: #p1">Un</a><div id="p1" {}>' + SECRET + "</div>",
    "a script": "<span onclick=\"bascule('p1')\">Un</span><div id=p1 {}>" + SECRET + "</div>",
    "a tab's link": '<ul><li><a href="#p1">Un</a></li></ul><div id="p1" {}>' + SECRET + "</div>",
    "a tab panel": '<div role="tabpanel" aria-labelledby="t1" {}>' + SECRET + "</div>",
    "a checkbox": '<input type="checkbox" id="c1"><label for="c1">Un</label><div {}>' + SECRET + "</div>",
    "a definition": "<dl><dt><button aria-expanded=false>Un</button></dt><dd {}>Texte derrière.</dd></dl>",
    "headings with nothing else": "<h3>Un</h3><div {}>" + SECRET + "</div><h3>Deux</h3><div hidden><p>Autre.</p></div>",
    "hidden by its child": '<button aria-controls="p1">Un</button><div id="p1"><div {}>' + SECRET + "</div></div>",
}  # fmt: skip


@pytest.mark.parametrize("panel", PANELS)
def test_a_panel_reads_the_same_open_and_closed(panel: str) -> None:
    """3.5: opening is no change, an edit inside is one."""
    opened = read(PANELS[panel].format(""))
    assert opened is not None
    assert "Texte derrière." in opened
    assert [read(PANELS[panel].format(closed)) for closed in CLOSED] == [opened] * len(CLOSED)


def test_each_panel_is_judged_by_itself() -> None:
    """3.5: one closed, one open, and a hidden note that nothing opens."""
    both = "".join(f'<button aria-controls="p{n}">P{n}</button><div id="p{n}" {{}}><p>Texte {n}.</p></div>' for n in (1, 2))
    assert read(both.format("hidden", "") + "<div hidden>Note</div>") == read(both.format("", "hidden"))


@pytest.mark.parametrize("panel", PANELS)
def test_a_page_within_one_form_has_panels_as_any(panel: str) -> None:
    """3.5: some systems set the whole page in a form; what a form of the page holds is none of its text (below)."""
    menu, title = "<ul><li><a href=/>Accueil</a></ul><h1>La mairie</h1>", f"<h2>{HEADING}</h2><p>{FIRST}</p>"
    pages = (f"{STYLE}<form>{menu}{title}{PANELS[panel].format(how)}<p>La fin.</p></form>" for how in ("", *CLOSED))
    opened, *closed = [lines(found(page, recipe(HEADING))) for page in pages]
    assert "Texte derrière." in (opened or [])
    assert closed == [opened] * len(CLOSED)


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param("<p>Avant.</p><div {}><p>Texte derrière.</p></div>", id="nothing opens it"),
        pytest.param('<a data-bs-toggle="modal" href="#p1">Un</a><div id="p1" {}><p>Texte derrière.</p></div>', id="a modal"),
        pytest.param('<button aria-controls="p1">Un</button><nav id="p1" {}><p>Texte derrière.</p></nav>', id="a menu"),
        pytest.param('<button aria-controls="p1">Un</button><form id="p1" {}><p>Texte derrière.</p></form>', id="a form"),
        pytest.param('<a href="#p1">Un</a><div role=dialog id="p1" {}><p>Texte derrière.</p></div>', id="a dialog"),
        pytest.param("<h3>Titre</h3><p {}>Texte derrière.</p>", id="a hidden line"),
    ],
)
def test_what_no_control_opens_is_hidden(inside: str) -> None:
    """3.5: a hidden text that nothing opens is never read, whether by attribute, style or a class rule of the page."""
    read_as = [read(inside.format(how)) or [] for how in ("hidden", "style='display:none'", "class=ferme")]
    assert ["Texte derrière." in lines for lines in read_as] == [False] * 3


@pytest.mark.parametrize("name", ["ecran", "sr", "inconnue"])
def test_other_classes_hide_nothing(name: str) -> None:
    """3.5: hidden in print only, clipped for screen readers, or not spoken of."""
    assert "Lu." in (read(f"<p class={name}>Lu.</p>") or [])


@pytest.mark.parametrize(
    ("button", "is_read"),
    [
        pytest.param("<button onclick=\"document.querySelector('.suite').hidden=false\">Voir plus</button>", True, id="a script"),
        pytest.param("<button data-target='.suite'>Voir plus</button>", True, id="a selector"),
        pytest.param("<button data-target='.autre'>Voir plus</button>", False, id="another class"),
        pytest.param("<button aria-haspopup=dialog data-target='.suite'>Aide</button>", False, id="a dialog"),
        pytest.param("<p onclick=\"ferme('.suite')\">Voir plus</p>", False, id="no button"),
    ],
)
def test_a_button_opens_what_stands_beside_it_by_its_class(button: str, is_read: bool) -> None:
    """3.5: « Voir plus »; a button inside closes what it stands in."""
    panel = f'<div><div class="suite" hidden>{SECRET}</div>{button}</div>'
    assert ("Texte derrière." in (read(panel) or [])) is is_read
    assert "Texte derrière." not in (read(f'<div><div class="suite" hidden>{SECRET}{button}</div></div>') or [])


BY_RULE = {
    "a button": "<button>Tarifs</button><div class='{}'><p>Adulte : 4 €.</p></div>",
    "in a box": "<div class=tete><button type=button>Tarifs</button></div><div class='{}'><p>Adulte : 4 €.</p></div>",
    "in a title": "<h3><button>Tarifs</button></h3><div><div class='{}'><p>Adulte : 4 €.</p></div></div>",
    "a line": "<button>Tarifs</button><p class='{}'>Adulte : 4 €.</p>",
    "a link that leads nowhere": "<a href=#>Tarifs</a><div class='{}'><p>Adulte : 4 €.</p></div>",
}
OPENED = "<style>.ferme.ouvert { display: block !important }</style>"


@pytest.mark.parametrize("panel", BY_RULE)
def test_a_plain_button_opens_what_a_rule_hides_below_it(panel: str) -> None:
    """3.5: the accordion that is copied most has no more than a button and a class; the button says what the panel is about."""
    closed, opened = (read(OPENED + BY_RULE[panel].format(how)) for how in ("ferme", "ferme ouvert"))
    assert closed == opened == [FIRST, "Tarifs", "Adulte : 4 €.", "La fin."]


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param("<p>Un. <span class='{}'>La suite dit deux.</span> <button>Lire la suite</button></p>", id="in its paragraph"),
        pytest.param("<p>Un. <span class='{}'>La suite dit deux.</span></p><div><button>Plus</button></div>", id="behind it"),
        pytest.param("<div>Un. <em class='{}'>La suite dit deux.</em> <a role=button>[+]</a></div>", id="a link"),
        pytest.param("<p>Un. <b class='{}'>La suite dit deux.</b> <button aria-controls=x>Plus</button></p>", id="by read on"),
    ],
)
def test_the_hidden_end_of_a_paragraph_is_read_where_a_button_follows(inside: str) -> None:
    """3.5: « Lire la suite »."""
    closed, opened = (read(OPENED + inside.format(how)) for how in ("ferme", "ferme ouvert"))
    assert closed == opened
    assert "La suite dit deux." in " ".join(closed or [])


@pytest.mark.parametrize("hidden", ['style="display:none"', "hidden", "style='visibility: hidden'"])
@pytest.mark.parametrize(
    ("inside", "is_read"),
    [
        pytest.param("<p>Un. <span {}>La suite dit deux.</span> <a href=#>Lire la suite</a></p>", True, id="in its paragraph"),
        pytest.param("<p>Un<i>…</i><span {}> La suite dit deux.</span></p><button>Mehr lesen »</button>", True, id="behind it"),
        pytest.param("<div>Un. <em {}>La suite dit deux.</em> <a role=button>[+]</a></div>", True, id="a mark"),
        pytest.param("<p>Un. <span {}>La suite dit deux.</span> <button>Copier</button></p>", False, id="another button"),
        pytest.param("<p>Un. <span {}>La suite dit deux.</span> <a href=/deux>Lire la suite</a></p>", False, id="a link away"),
        pytest.param("<p>Un. <span class=tooltip {}>La suite dit deux.</span> <a href=#>Plus</a></p>", False, id="a hint"),
        pytest.param("<p>Un. <span {}>La suite dit deux.</span></p><p>Lire la suite</p>", False, id="no button"),
    ],
)
def test_the_rest_of_a_paragraph_that_its_own_style_hides_is_read_behind_read_on(hidden: str, inside: str, is_read: bool) -> None:
    """3.5: « Lire la suite »: « La paie le sera en 2027 » became 2028, and nothing was told."""
    assert ("La suite dit deux." in " ".join(read(inside.format(hidden)) or [])) is is_read


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param("<button>Un</button><ul class=ferme><li><a href=/a>Texte</a><li><a href=/b>Autre</a></ul>", id="a menu"),
        pytest.param("<button>Un</button><div class=ferme><form><label>Texte <input></label></form></div>", id="a form"),
        pytest.param("<button>Copier</button><div class='ferme toast'>Texte copié</div>", id="a message"),
        pytest.param("<button>Un</button><div class=ferme aria-live=polite>Texte copié</div>", id="a live message"),
        pytest.param("<button>Un</button><div class=ferme role=dialog><p>Texte.</p></div>", id="a dialog"),
        pytest.param("<button aria-haspopup=dialog>Un</button><div class=ferme><p>Texte.</p></div>", id="a button for one"),
        pytest.param("<button type=submit>Un</button><div class=ferme><p>Texte.</p></div>", id="a form's button"),
        pytest.param("<a href=/un>Un</a><div class=ferme><p>Texte.</p></div>", id="a link away"),
        pytest.param("<button>Un</button><p>Deux.</p><div class=ferme><p>Texte.</p></div>", id="a line between"),
        pytest.param("<p>Un. <span class=ferme>Texte caché là.</span> Deux.</p>", id="no button"),
        pytest.param("<p>Un. <b class=ferme>Texte caché.</b></p><button aria-controls=x>Un</button><p id=x>X</p>", id="of another"),
        pytest.param("<p>Un. <button>Envoi <span class=ferme>Texte en cours</span></button></p>", id="of the button's own"),
        pytest.param("<p>Un. <span class='ferme tooltip'>Texte d'aide.</span> <button>?</button></p>", id="a hint"),
        pytest.param("<p><span class=ferme>Texte caché là.</span> <button>Un</button></p>", id="nothing before it"),
    ],
)
def test_what_a_rule_hides_beside_a_button_may_be_no_panel(inside: str) -> None:
    """3.5: menus, forms, messages, dialogs and hints are none of the text, nor is what nothing opens."""
    assert not any("Texte" in line for line in read(inside) or [])


def test_a_hidden_twin_beside_a_button_stays_hidden() -> None:
    """3.5: a twin says what stands elsewhere for all to see; the text of a closed panel stands nowhere else."""
    twins = "<p>Adulte : 4 €.</p><p>Enfant : 2 €.</p><button>Un</button><div class=ferme><p>Adulte : 4 €.</p><p>Gratuit.</p></div>"
    assert read(twins) == [FIRST, "Adulte : 4 €.", "Enfant : 2 €.", "La fin."]


@pytest.mark.parametrize("toggle", ["data-toggle", "data-bs-toggle"])
@pytest.mark.parametrize(
    ("kind", "is_text"), [("collapse", True), ("tab", True), ("dropdown", False), ("modal", False), ("tooltip", False)]
)
def test_what_unfolds_a_panel_is_its_title_without_a_heading(toggle: str, kind: str, is_text: bool) -> None:
    """« Paie », now « La paie », was no change; what opens a menu or a window over the page is no title."""
    panel = f'<div><div><button {toggle}="{kind}" data-target="#p1">Paie</button></div><div id="p1">{SECRET}</div></div>'
    read_lines = read(panel)
    assert read_lines is not None and ("Paie" in read_lines) is is_text
