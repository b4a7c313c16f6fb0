"""Lists and cards as entries of a chart: what stands in a box belongs under it (3.31)."""

from __future__ import annotations

import pytest

from monitor.extract.items import extract
from monitor.extract.page import Page
from monitor.model import Recipe, SectionRecipe

TREE = [
    ("DGS / Mme Roux", None),
    ("DGA Ressources / M. Petit", "DGS / Mme Roux"),
    ("Achats / Mme Noir", "DGA Ressources / M. Petit"),
    ("Finances", "DGA Ressources / M. Petit"),
    ("DGA Projets / Mme Blanc", "DGS / Mme Roux"),
    ("Voirie / M. Vert", "DGA Projets / Mme Blanc"),
]


def entries(body: str) -> list[tuple[str, str | None]]:
    html = f"<main><h1>Mairie</h1><p>Bienvenue.</p><h2>Organigramme</h2>{body}<h2>Contact</h2><p>Écrire.</p></main>"
    recipe = Recipe(sections=(SectionRecipe(item="chart", heading="Organigramme", kind="orgchart"),))
    (section,) = extract(Page.parse(html, "https://valmont.example/"), recipe=recipe, last=None).sections
    said = [" / ".join(entry.lines) for entry in section.entries]
    return [(text, said[entry.head] if entry.head is not None else None) for text, entry in zip(said, section.entries, strict=True)]


def nested(own: str, box: str, inner: str) -> str:
    """The tree, *own* for a unit's words with {t} and {n}, *box* around it with {own} and {inner}, *inner* around what is in it."""
    below = {text: [t for t, head in TREE if head == text] for text, _ in TREE}

    def unit(text: str) -> str:
        title, _, name = text.partition(" / ")
        inside = "".join(map(unit, below[text]))
        said = own.replace("{t}", title).replace("{n}", name)
        return box.replace("{own}", said).replace("{inner}", inner.replace("{all}", inside) if inside else "")

    return unit(TREE[0][0])


UL = "<ul>{all}</ul>"


@pytest.mark.parametrize(
    ("own", "box", "inner"),
    [
        pytest.param("<strong>{t}</strong><br>{n}", "<li>{own}{inner}</li>", UL, id="a list, broken lines"),
        pytest.param("<strong>{t}</strong> – {n}", "<li>{own}{inner}</li>", UL, id="a list, bold titles"),
        pytest.param('<span class="t">{t}</span> <span class="n">{n}</span>', "<li><div>{own}</div>{inner}</li>", UL, id="spans"),
        pytest.param("<p>{t}</p><p>{n}</p>", '<li><div class="box">{own}</div>{inner}</li>', UL, id="boxes in a list"),
        pytest.param(
            '<a href="/x"><span class="t">{t}</span><span class="n">{n}</span></a>', "<li>{own}{inner}</li>", UL, id="links"
        ),
        pytest.param(
            "<h3>{t}</h3><p>{n}</p>", '<div class="card">{own}{inner}</div>', '<div class="children">{all}</div>', id="cards"
        ),
        pytest.param(
            '<div class="head"><div class="t">{t}</div><div class="n">{n}</div></div>',
            '<div class="unit">{own}{inner}</div>',
            '<div class="below">{all}</div>',
            id="cards with a lid",
        ),
        pytest.param("<p>{t}<br>{n}</p>", "<section>{own}{inner}</section>", "{all}", id="sections in each other"),
        pytest.param("<summary>{t}<br>{n}</summary>", "<details open>{own}{inner}</details>", "{all}", id="details"),
    ],
)
def test_what_stands_in_a_box_belongs_under_it(own: str, box: str, inner: str) -> None:
    """3.31."""
    body = nested(own, box, inner)
    assert entries(f"<ul>{body}</ul>" if box.startswith("<li") else body) == TREE


def test_headings_of_several_levels_are_a_tree_too() -> None:
    """3.31: cards below the heading that they stand under."""
    body = (
        "<h3>DGA Ressources</h3><p>M. Petit</p><div class='grid'><div class='card'><h4>Achats</h4><p>Mme Noir</p></div>"
        "<div class='card'><h4>Finances</h4></div></div><h3>DGA Projets</h3><p>Mme Blanc</p>"
        "<div class='grid'><div class='card'><h4>Voirie</h4><p>M. Vert</p></div></div>"
    )
    assert entries(body) == [(text, None if head == TREE[0][0] else head) for text, head in TREE[1:]]


def test_cards_of_one_line_side_by_side_are_boxes_and_not_lines() -> None:
    """3.31."""
    body = "<h3>DGA Projets</h3><div class='row'><div class='unit'>Voirie</div><div class='unit'>Eau</div></div>"
    assert entries(body) == [("DGA Projets", None), ("Voirie", "DGA Projets"), ("Eau", "DGA Projets")]


def test_prose_between_the_boxes_is_no_box() -> None:
    """3.31."""
    prose = (
        "<p>Les services de la ville et de la métropole travaillent ensemble, sous la direction d’un seul directeur général.</p>"
    )
    body = prose + nested("<strong>{t}</strong><br>{n}", "<li>{own}{inner}</li>", UL)
    assert entries(body) == TREE


def test_a_page_nested_without_end_is_read_to_an_end() -> None:
    """11.2."""
    assert 1 < len(entries("<div class='a'><p>x</p>" * 200 + "</div>" * 200)) <= 62


def test_what_follows_a_picture_without_words_stands_at_the_top() -> None:
    """A heading that is only a logo is no entry, and nothing stands under it."""
    said = entries('<div><h3><img src="/logo.png" alt="La ville"></h3><p>DGS</p><h3>DGA Projets</h3><p>M. Vert</p></div>')
    assert said[0] == ("DGS", None)
