"""Lists of other pages behind a text, which a site draws anew, and those that somebody edits (DESIGN 3.6)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from monitor.compare.sections import compare_sections
from monitor.model import Block, Link, Section

TOLD = (
    "La commune répartit ses missions entre cinq directions, placées sous l'autorité de la direction générale.",
    "Urbanisme : Paul Hamel, 12 agents",
    "Enfance et jeunesse : Lise Royer, 41 agents",
    "Chaque direction rend compte de ce qu'elle a fait une fois par an, au printemps, devant l'assemblée.",
)
PAGES = (
    "Le grand sapin illumine la place des Halles",
    "La neige arrive, les bons gestes à connaître",
    "Un atelier vélo pour petits et grands",
    "Dix ans de jumelage avec Kronach fêtés samedi",
    "Les frelons asiatiques restent sous surveillance",
    "Trois places de taxi de plus à la halle",
)
ACTS = (
    "La charte de mutualisation est signée par tous",
    "Le conseil du 3 mars adopte son budget",
    "Un nouvel organigramme des services",
)


def entry(label: str, url: str = "", kind: str = "paragraph") -> Block:
    place = url or f"https://ville.example/p/{label.replace(' ', '-')}"
    return Block("list_item" if kind == "list_item" else "paragraph", label, links=(Link(label, place),))


def page(
    entries: Sequence[Block], title: str = "À découvrir aussi", text: Sequence[str] = TOLD, behind: Sequence[Block] = ()
) -> Section:
    blocks = (*(Block("paragraph", line) for line in text), Block("heading", title), *entries, *behind)
    return Section(item="services", heading="Organisation", blocks=blocks, found_by="heading")


def of(*numbers: int) -> list[Block]:
    return [entry(PAGES[n]) for n in numbers]


@pytest.mark.parametrize(
    "title", ["À découvrir aussi", "Pour aller plus loin", "Per approfondire", "Keep exploring", "Zum Weiterlesen"]
)
@pytest.mark.parametrize("now", [of(3, 1, 4), of(3, 4, 5), of(3, 4), of(5, 0, 1), of(2, 0, 1), of(1, 0, 4)])
def test_other_pages_that_a_site_draws_anew_are_no_change(title: str, now: list[Block]) -> None:
    """3.6: others in most places; a new one above and one less below; the same ones in another order."""
    change = compare_sections(page(of(0, 1, 2), title), page(now, title))
    assert change is not None
    assert (change.significance, change.rule) == ("cosmetic", "3.6 pages")


def test_who_holds_a_post_is_no_headline() -> None:
    """3.6: one deputy in another's place is somebody's doing; a headline may begin with a name."""
    posts = [
        "Léa Fort, adjointe à l’urbanisme",
        "Luc Petit, adjoint à la voirie",
        "Ali Benz, maire de la ville",
        "Rose Noir, adjointe",
    ]
    heads = [f"{post.partition(',')[0]} a gagné le grand tournoi" for post in posts]
    talks = [f"À la rencontre de {post}" for post in posts]
    for labels, told in ((posts, "substantive"), (heads, "cosmetic"), (talks, "cosmetic")):
        change = compare_sections(page([entry(labels[0]), entry(labels[1])]), page([entry(labels[2]), entry(labels[3])]))
        assert change is not None
        assert change.significance == told


def test_what_changes_beside_such_a_list_is_told_alone() -> None:
    """3.6: an edit of the text above it, or of a line behind it."""
    hours, later = Block("paragraph", "Accueil de 8 h à 12 h"), Block("paragraph", "Accueil de 9 h à 12 h")
    other = (TOLD[0], "Urbanisme : Anne Vial, 12 agents", *TOLD[2:])
    change = compare_sections(page(of(0, 1, 2), behind=[hours]), page(of(3, 4, 1), text=other, behind=[later]))
    assert change is not None
    assert (change.significance, len(change.edits)) == ("substantive", 2)
    assert {word for edit in change.edits for sign, word in edit.words if sign == "+"} == {"Anne Vial", "9"}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        pytest.param(of(0, 1, 2), of(0, 1, 2, 3), id="one comes"),
        pytest.param(of(0, 1, 2), of(0, 2), id="one goes"),
        pytest.param(of(0, 1, 2), of(0, 3, 2), id="one in another's place"),
        pytest.param(of(0, 1, 2), of(0, 1, 3), id="the last one in another's place"),
        pytest.param(of(0, 1, 2, 3), of(4, 1, 5, 3), id="half of them stay"),
        pytest.param(of(0, 1), of(1, 0), id="two change places"),
        pytest.param(
            of(0, 1, 2), [*of(3, 4), entry(PAGES[5], "https://ville.example/p/" + PAGES[2].replace(" ", "-"))], id="a label"
        ),
        pytest.param(of(0, 1, 2), [*of(3, 4), entry(PAGES[2], "https://ville.example/elsewhere")], id="an address"),
        pytest.param(of(0, 1, 2), [*of(3, 4), entry(PAGES[5], "https://other.example/p/taxi")], id="another site"),
        pytest.param(of(0, 1, 2), [*of(3, 4), entry(PAGES[5], "https://ville.example/p/taxi.pdf")], id="a file"),
        pytest.param(of(0, 1, 2), [*of(3, 4), Block("paragraph", PAGES[5])], id="no link"),
        *(pytest.param(of(0, 1, 2), [*of(3, 4), entry(act)], id=act) for act in ACTS),
        pytest.param(
            [entry(f"{verb} une place en crèche") for verb in ("Demander", "Garder", "Obtenir")],
            [entry(f"{verb} un composteur gratuit à domicile") for verb in ("Demander", "Louer", "Rendre")],
            id="what one can do",
        ),
        pytest.param(of(0, 1, 2), [entry(name) for name in ("Voirie", "Cimetières", "État civil")], id="names of services"),
        pytest.param(
            of(0, 1, 2),
            [entry(f"Le point sur l'{name}") for name in ("urbanisme", "enfance", "assemblée")],
            id="of what the text tells",
        ),
    ],
)
def test_what_somebody_edits_in_such_a_list_is_told(was: list[Block], now: list[Block]) -> None:
    """3.6: one entry more, less or in another's place, a file, an act, a service."""
    change = compare_sections(page(was), page(now))
    assert change is not None and change.significance != "cosmetic"


@pytest.mark.parametrize(
    "title",
    [
        "Nos services",
        "Vos démarches",
        "Les projets du mandat",
        "Autres démarches",
        "Lecture publique",
        "Weitere Ämter",
        "En savoir plus",
        "Sont aussi mutualisés",
        "Dans la même direction",
        "Also shared with the county",
        "Auch gemeinsam",
        "Et aussi",
        "Voir aussi les services mutualisés",
        "Other pages of the department",
    ],
)
def test_a_list_under_a_title_that_says_what_it_holds_is_text(title: str) -> None:
    """3.6."""
    change = compare_sections(page(of(0, 1, 2), title), page(of(3, 4, 5), title))
    assert change is not None and change.significance == "substantive"


def test_a_list_that_is_the_text_or_stands_before_it_is_told() -> None:
    """3.6: behind a text that is longer, and with hardly a word behind it."""
    alone = compare_sections(page(of(0, 1, 2), text=TOLD[1:2]), page(of(3, 4, 5), text=TOLD[1:2]))
    behind = [Block("paragraph", line) for line in TOLD]
    before = compare_sections(page(of(0, 1, 2), behind=behind), page(of(3, 4, 5), behind=behind))
    assert alone is not None and before is not None
    assert {alone.significance, before.significance} == {"substantive"}
