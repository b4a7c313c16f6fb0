"""What only another look of a site makes text, or none, is read as it was (DESIGN 3.5)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.extract.items import extract
from monitor.extract.page import Page
from monitor.model import Recipe, Revision, SectionRecipe

FIRST = "<p>La Ville et la Métropole partagent ces services depuis 2019, et les communes qui le veulent s’y joignent.</p>"
LIST = "<ul><li>Finances</li><li>Achats</li><li>Voirie</li></ul>"
LEADS = [
    ("budget", "Voter un budget"),
    ("achats", "Acheter à plusieurs"),
    ("rues", "Signaler un trou"),
    ("paie", "Payer les agents"),
]
LINKS = "".join(f"<{{0}}><a href='/{path}'>{label}</a></{{0}}>" for path, label in LEADS)
AS_MENU, AS_TEXT = f"<nav>{LINKS.format('span')}</nav>", f"<div class=liens>{LINKS.format('p')}</div>"
NEWS = "<div class=encart><h4>Vos rendez-vous</h4><p>Loto des pompiers samedi</p><p>Marche nocturne</p></div>"
ONE = "<p>Loto des pompiers samedi</p>"
HEADING = SectionRecipe(item="mutualisation", heading="Services communs")


def page(text: str, *, after: str = "", menu: str = "") -> Page:
    frame = "<header><nav><a href='/'>Accueil</a> <a href='/loisirs'>Loisirs</a></nav></header>"
    side = f"<aside><nav>{menu}</nav></aside>" if menu else ""
    main = f"<main><h1>La maison</h1><p>La commune de Valmont.</p><h2>Services communs</h2>{text}</main>"
    html = (
        f"<html lang=fr><head><title>La maison</title></head><body>{frame}{main}{after}{side}<footer>Mairie</footer></body></html>"
    )
    return Page.parse(html, "https://valmont.example/maison")


def recipe_of(way: SectionRecipe) -> Recipe:
    return Recipe(sections=(way,), hash=repr(way))


def read(before: Page, way: SectionRecipe = HEADING) -> Revision:
    """What a first visit finds on *before*."""
    recipe = recipe_of(way)
    sections = extract(before, recipe=recipe, last=None).sections
    return Revision(
        snapshot=1,
        taken_at=datetime(2026, 11, 2, tzinfo=UTC),
        url=before.url,
        sections=sections,
        documents=(),
        recipe_hash=recipe.hash,
    )


def lines(before: Page, now: Page, way: SectionRecipe = HEADING) -> tuple[list[str], list[str]]:
    """What the section says on *before*, and on *now* once both are known."""
    recipe, last = recipe_of(way), read(before, way)
    found = extract(now, recipe=recipe, last=last)
    if found.unsure:
        found = extract(now, recipe=recipe, last=last, before=before)
    return [block.text for block in last.sections[0].blocks], [block.text for block in found.sections[0].blocks]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        pytest.param(page(FIRST + AS_MENU), page(FIRST + AS_TEXT), id="a menu that is text"),
        pytest.param(page(FIRST + AS_TEXT), page(FIRST + AS_MENU), id="text that is a menu"),
        pytest.param(page(AS_MENU + FIRST), page(AS_TEXT + FIRST), id="above the text"),
        pytest.param(page(FIRST + AS_MENU + LIST), page(FIRST + AS_TEXT + LIST), id="amid the text"),
        pytest.param(page(FIRST + NEWS), page(FIRST, after=f"<aside>{NEWS}</aside>"), id="a box that stands in a side column"),
        pytest.param(page(FIRST, after=f"<aside>{NEWS}</aside>"), page(FIRST + NEWS), id="and the other way"),
        pytest.param(page(FIRST + NEWS), page(FIRST, after=f"<div>{NEWS}</div>"), id="a box beside the main content"),
        pytest.param(page(FIRST + ONE), page(FIRST, after=f"<aside>{ONE}</aside>"), id="a line of four words"),
        pytest.param(page(FIRST + AS_TEXT), page(FIRST + AS_TEXT.replace("div", "section")), id="other tags"),
    ],
)
def test_the_same_words_in_another_look_are_no_change(before: Page, now: Page) -> None:
    """3.5: they are on both pages, as often, and all that a box says which one reading leaves out."""
    was, found = lines(before, now)
    assert found == was


def test_what_another_look_brought_stays_out_at_the_visits_after_it() -> None:
    """3.5: it was judged when it came."""
    recipe = recipe_of(HEADING)
    old = page(FIRST + AS_MENU)
    last = read(old)
    now = page(FIRST + AS_TEXT)
    assert extract(now, recipe=recipe, last=last, before=now).sections[0].blocks == last.sections[0].blocks


@pytest.mark.parametrize(
    ("before", "now"),
    [
        pytest.param(
            page(FIRST + LIST, menu="<a href='/e'>Eau</a>"), page(FIRST + LIST[:-5] + "<li>Eau</li></ul>"), id="of a menu"
        ),
        pytest.param(
            page(FIRST + LIST, menu="<a href='/e'>Eau</a> <a href='/f'>Foires</a>"),
            page(FIRST + LIST.replace("<li>Voirie", "<li>Eau</li><li>Voirie"), menu="<a href='/f'>Foires</a>"),
            id="one entry of a menu that lost it",
        ),
        pytest.param(page(FIRST, menu=LIST), page(FIRST + LIST, menu=LIST), id="a copy of a menu"),
        pytest.param(page(FIRST + AS_MENU), page(FIRST + AS_TEXT.replace("Payer", "Former")), id="one of its labels is another"),
        pytest.param(page(FIRST + AS_MENU), page(FIRST + AS_TEXT + "<p>Sur rendez-vous</p>"), id="a line more"),
        pytest.param(page(FIRST + f"<div hidden>{LIST}</div>"), page(FIRST + LIST), id="what was hidden"),
        pytest.param(page(FIRST + f"<template>{LIST}</template>"), page(FIRST + LIST), id="what a script might have shown"),
        pytest.param(page(FIRST, after=f"<dialog open>{LIST}</dialog>"), page(FIRST + LIST), id="of a dialog"),
        pytest.param(
            page(FIRST, after=f"<div role=dialog aria-modal=true>{LIST}<button>Fermer</button></div>"),
            page(FIRST + LIST),
            id="of a box over the page",
        ),
        pytest.param(page(FIRST + "<h2>Archives</h2>" + LIST), page(FIRST + LIST + "<h2>Archives</h2>"), id="from another heading"),
        pytest.param(page(FIRST + LIST, after=AS_MENU), page(FIRST + AS_TEXT + LIST), id="from below what is below it now"),
        pytest.param(page(AS_MENU + FIRST + LIST), page(FIRST + AS_TEXT + LIST), id="from above what is above it now"),
    ],
)
def test_what_came_is_told_though_the_page_said_its_words_elsewhere(before: Page, now: Page) -> None:
    """3.5, 3.15: nothing that somebody adds is missed."""
    was, found = lines(before, now)
    assert set(found) - set(was)


def menu_of(*labels: str) -> str:
    return "".join(f"<a href='/{one}'>{one}</a> " for one in labels)


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(page(FIRST), id="gone"),
        pytest.param(page(FIRST + "<h2>Archives</h2>" + LIST), id="under another heading"),
        pytest.param(page(FIRST + f"<div hidden>{LIST}</div>"), id="hidden"),
        pytest.param(page(FIRST, menu="<a href='/f'>Finances</a> <a href='/a'>Achats</a>"), id="a part of it in a menu"),
        pytest.param(page(FIRST, menu=menu_of("Finances", "Achats", "Voirie", "Foires")), id="before others in a menu"),
        pytest.param(page(FIRST, menu=menu_of("Loisirs", "Finances", "Achats", "Voirie")), id="behind others in a menu"),
        pytest.param(
            page(FIRST, after=f"<div>{FIRST[3:-4]}<br>Finances<br>Achats<br>Voirie</div>"), id="in a box with the line above it"
        ),
        pytest.param(page(FIRST, after=f"<h3>Services supprimés</h3>{LIST}"), id="under a new title beside the text"),
        pytest.param(page(FIRST, after=f"<p>Ces services ne sont plus communs :</p>{LIST}"), id="below a new sentence"),
        pytest.param(
            page(FIRST, after=f"<div class=side><b>Anciens services</b></div><div class=side>{LIST}</div>"), id="a title in a box"
        ),
    ],
)
def test_what_went_is_told_though_the_page_says_its_words_elsewhere(now: Page) -> None:
    """3.4, 3.5: nothing that somebody takes out is missed."""
    was, found = lines(page(FIRST + LIST), now)
    assert set(was) - set(found) == {"Finances", "Achats", "Voirie"}


@pytest.mark.parametrize(
    ("before", "now"),
    [
        pytest.param(page(FIRST + LIST, menu=LIST), page(FIRST, menu=LIST), id="a menu says it as ever"),
        pytest.param(
            page(FIRST + AS_TEXT + "<h2>Archives</h2>"), page(FIRST + "<h2>Archives</h2>" + AS_MENU), id="a menu of another heading"
        ),
    ],
)
def test_what_went_is_told_though_a_menu_says_its_words(before: Page, now: Page) -> None:
    """3.4, 3.5: said as often as before, and under no other heading."""
    was, found = lines(before, now)
    assert set(was) - set(found)


MENU = menu_of("Finances", "Achats", "Voirie")
LAST = "".join(f"<p>Le comité des élus se réunit le {day} à l’hôtel de ville.</p>" for day in ("lundi", "mardi", "jeudi", "samedi"))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        pytest.param(page(FIRST + LIST + LAST, menu=LIST), page(FIRST + LAST + LIST, menu=LIST), id="lines that a menu says, too"),
        pytest.param(
            page(f"{FIRST}<nav>{MENU}</nav>{LIST}{LAST}"),
            page(f"{FIRST}<nav>{MENU}</nav>{LAST}{LIST}"),
            id="that a menu amid it says",
        ),
        pytest.param(page(FIRST + "<p>Finances<br>Achats</p>"), page(FIRST + "<p>Finances</p><p>Achats</p>"), id="parted"),
        pytest.param(
            page(FIRST + "<p>Le maire : Voirie, Paie, Achats</p>" + LIST),
            page(FIRST + "<p>Le maire : Voirie, Paie</p>" + LIST + LAST),
            id="a line cut short",
        ),
    ],
)
def test_what_is_only_set_otherwise_is_read_as_it_stands(before: Page, now: Page) -> None:
    """3.5: no line is said twice, and none is lost."""
    assert lines(before, now)[1] == [block.text for block in extract(now, recipe=recipe_of(HEADING), last=None).sections[0].blocks]


def test_what_only_the_recipe_left_out_is_no_news_under_another_class() -> None:
    """3.5: `exclude` names a class that the new look has not."""
    way = SectionRecipe(item="mutualisation", heading="Services communs", exclude=(".encart",))
    named, other = page(FIRST + NEWS), page(FIRST + NEWS.replace("encart", "agenda"))
    for before, now in ((named, other), (other, named)):
        was, found = lines(before, now, way)
        assert found == was


def test_what_stands_first_in_a_box_stays_out_too() -> None:
    """3.5: nothing of the text stands above it."""
    way = SectionRecipe(item="mutualisation", css=(".texte",))
    old, now = (page(f"<div class=texte>{links}{FIRST}</div>") for links in (AS_MENU, AS_TEXT))
    last = read(old, way)
    assert extract(now, recipe=recipe_of(way), last=last, before=now).sections[0].blocks == last.sections[0].blocks


def test_what_stands_elsewhere_in_the_text_now_is_no_menu_that_became_text() -> None:
    """3.5: labels of panels, each over its own before, are one behind the other in the new look, as in the old one's menu."""
    names = ("Amt für Liegenschaften", "Kulturbüro der Stadt und des Kreises")
    texts = [f"<p>{name} arbeitet seit 2019 für die Stadt und den Kreis.</p>" for name in names]
    apart = "".join(f"<h3>{name}</h3>{text}" for name, text in zip(names, texts, strict=True))
    menu = "".join(f"<a href='#{n}'>{name}</a> " for n, name in enumerate(names))
    menu = "".join(f"<a href='#{n}'>{name}</a> " for n, name in enumerate(names))
    together = "".join(f"<p>{name}</p>" for name in names) + FIRST + "".join(texts)
    was, found = lines(page(f"<nav>{menu}</nav>{FIRST}{apart}"), page(together))
    assert [line for line in found if line in names] == [line for line in was if line in names] == [*names]


def test_a_page_that_already_says_what_is_new_tells_nothing_of_it() -> None:
    """3.17: of two texts that take turns the last visit saw the one, and the last version is the other."""
    summer, winter = (
        page(f"<p>Les guichets ouvrent {when}.</p>{FIRST}") for when in ("de 8 h à 12 h en été", "de 9 h à 17 h en hiver")
    )
    last = read(summer)
    found = extract(winter, recipe=recipe_of(HEADING), last=last, before=winter)
    assert found.sections[0].blocks[0].text == "Les guichets ouvrent de 9 h à 17 h en hiver."


def test_another_recipe_is_read_by_itself() -> None:
    """3.4: who widens a selector wants what it holds."""
    wide = SectionRecipe(item="mutualisation", css=("main p",))
    old = page(FIRST + AS_MENU)
    found = extract(page(FIRST + AS_TEXT), recipe=recipe_of(wide), last=read(old), before=old)
    assert "Payer les agents" in {block.text for block in found.sections[0].blocks}


@pytest.mark.parametrize("added", ["", "<p>Le service Eau s’y joint en 2027.</p>"])
def test_a_section_keeps_what_it_says_of_the_page(added: str) -> None:
    """3.5, 3.6: « La présente page décrit … » was taken for a notice that the page had put before the text, and left out."""
    about = "La présente page décrit les services que la Ville et la Métropole partagent depuis 2019."
    was, now = lines(page(f"<p>{about}</p>{LIST}"), page(f"<p>{about}</p>{LIST}{added}"))
    assert (was[0], now[:4]) == (about, was)
