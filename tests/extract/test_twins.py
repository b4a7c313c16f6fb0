"""A copy of the text for narrow screens is counted once (DESIGN 3.5)."""

from __future__ import annotations

import pytest

from monitor.extract.alone import stand_alone
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


@pytest.mark.parametrize(
    "inside",
    [
        '<div class="visible-xs">{}</div>',
        '<div class="d-md-none">{}</div><p>Une autre phrase, pour tous les écrans.</p>',
        '<div class="d-md-none">{}</div><div class="d-none d-md-block"><p>Huit services sont communs depuis 2019.</p></div>',
    ],
    ids=["alone", "beside another text", "beside one that differs"],
)
def test_what_stands_nowhere_else_is_read_whatever_its_classes(inside: str) -> None:
    """3.1: a class name alone hides nothing."""
    assert _read(inside.format(TEXT))[: len(LINES)] == LINES


@pytest.mark.parametrize("classes", ["hidden-xs", "d-none d-md-block", "col-lg-6", "text-hidden", "border-lg-none", "card", "show"])
def test_what_wide_screens_show_twice_is_read_twice(classes: str) -> None:
    assert _read(f'<div class="{classes}">{TEXT}</div><div>{TEXT}</div>') == LINES * 2


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


def test_a_copy_that_the_page_hides_from_wide_screens_is_read_once() -> None:
    """3.5: by a rule of its own, whatever the class is called; without a twin the text is read."""
    style = "<style>@media (min-width: 768px) { .z9 { display: none } }</style>"
    twice, alone = (
        parse(f"<html><head><title>Mairie</title>{style}</head><body><main>{wide}<div class=z9>{TEXT}</div></main></body></html>")
        for wide in (f"<div>{TEXT}</div>", "")
    )
    assert [b.text for b in twice.blocks_of(twice.main)] == [b.text for b in alone.blocks_of(alone.main)] != []
