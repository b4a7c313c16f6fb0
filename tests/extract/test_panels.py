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
