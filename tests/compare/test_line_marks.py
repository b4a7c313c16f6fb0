"""DESIGN 3.28: icons without a word that tell lines apart: which line has which is compared, however the site draws them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.compare.revisions import digest
from monitor.compare.sections import compare_sections
from tests.compare.test_looks_explained import read, told

NAMES = ("Paie", "Achats", "Voirie", "Sports", "Archives", "Courrier")
Mark = Callable[[bool], str]


def icon(yes: str, no: str, begin: str = "fa fa-") -> Mark:
    return lambda shared: f'<i class="{begin}{yes if shared else no}"></i>'


STAR = icon("star", "circle")
MARKS: dict[str, tuple[Mark, str, str]] = {
    "icon": (STAR, "star", "circle"),
    "drawing": (lambda yes: f'<svg><path d="{"M1 5l2 2 4-6" if yes else "M1 1l7 7M8 1l-7 7"}"/></svg>', "◆", "●"),
    "symbol": (lambda yes: f'<svg><use href="#{"check" if yes else "cross"}"/></svg>', "✓", "✗"),
    "label": (lambda yes: f'<span role="img" aria-label="{"mutualisé" if yes else "municipal"}"></span>', "mutualisé", "municipal"),
    "file": (lambda yes: f'<img src="/i/{"commun" if yes else "ville"}-8f3a2c1d.png" alt="">', "commun", "ville"),
}


def entries(mark: Mark, *shared: str) -> str:
    return f"<ul>{''.join(f'<li>{mark(name in shared)} {name}' for name in NAMES)}</ul>"


def rows(mark: Mark, *shared: str) -> str:
    lines = (f"<tr><td>{mark(name in shared)} {name}<td>{n + 2} agents" for n, name in enumerate(NAMES))
    return f"<table><tr><th>Service<th>Effectif{''.join(lines)}</table>"


def cards(mark: Mark, *shared: str) -> str:
    return "".join(f"<div><h3>{name} {mark(name in shared)}</h3><p>{n + 2} agents</p></div>" for n, name in enumerate(NAMES))


@pytest.mark.parametrize("kind", MARKS)
@pytest.mark.parametrize("page", [entries, rows, cards])
def test_lines_that_exchange_their_icons_are_told(page: Callable[..., str], kind: str) -> None:
    """Which services are shared is the subject of the page: it was « no difference »."""
    mark, yes, no = MARKS[kind]
    lines = told(page(mark, "Paie", "Voirie"), page(mark, "Paie", "Achats"))
    assert [line.split(" · ")[0] for line in lines] == [f"[({no}) → ({yes})] Achats", f"[({yes}) → ({no})] Voirie"]


def test_lines_of_which_each_sort_gives_its_icon_to_the_other_are_told() -> None:
    """No icon is another's new name where both texts have both."""
    lines = told(entries(STAR, "Paie", "Voirie"), entries(STAR, "Achats", "Sports"))
    assert {line.split("] ")[1] for line in lines} == {"Paie", "Voirie", "Achats", "Sports"}


@pytest.mark.parametrize("page", [entries, rows, cards])
def test_a_line_in_other_words_is_told_by_these_alone(page: Callable[..., str]) -> None:
    """Its icon is not told beside them."""
    old, new = page(STAR, "Paie", "Voirie"), page(STAR, "Paie", "Achats").replace("Voirie", "Voirie et réseaux")
    lines = told(old, new)
    assert len(lines) == 2
    assert not any("Voirie" in line and ("(star)" in line or "(circle)" in line) for line in lines)


@pytest.mark.parametrize("page", [entries, rows, cards])
@pytest.mark.parametrize("kind", ["icon", "file"])
def test_a_line_that_alone_loses_its_icon_is_told(page: Callable[..., str], kind: str) -> None:
    mark, yes, no = MARKS[kind]
    (line,) = told(page(mark, *NAMES[:3]), page(mark, *NAMES[:2]))
    assert line.split(" · ")[0] == f"[({yes}) → ({no})] Voirie"
    (line,) = told(page(lambda shared: mark(True) if shared else "", *NAMES), page(lambda s: mark(True) if s else "", *NAMES[1:]))
    assert line.split(" · ")[0] == f"[−({yes})] Paie"


@pytest.mark.parametrize("page", [entries, rows, cards])
@pytest.mark.parametrize(
    "other",
    [
        icon("heart", "dot", "bi bi-"),
        lambda yes: f'<svg><path d="M{2 if yes else 3} 1h4v4z"/></svg>',
        lambda yes: f'<img src="/neu/{"a" if yes else "b"}.svg" alt="">',
        lambda yes: "",
        lambda yes: '<i class="fa fa-angle-right"></i>',
    ],
)
def test_a_site_that_draws_its_icons_anew_is_no_news(page: Callable[..., str], other: Mark) -> None:
    """3.10: another set, other files, none at all, one for all lines."""
    assert told(page(STAR, "Paie", "Voirie"), page(other, "Paie", "Voirie")) == []
    assert told(page(other, "Paie", "Voirie"), page(STAR, "Paie", "Voirie")) == []


@pytest.mark.parametrize("page", [entries, rows, cards])
def test_what_changed_as_the_icons_were_drawn_anew_is_told(page: Callable[..., str]) -> None:
    lines = told(page(STAR, "Paie", "Voirie"), page(icon("heart", "dot", "bi bi-"), "Paie", "Achats"))
    assert [line.split(" · ")[0] for line in lines] == ["[(dot) → (heart)] Achats", "[(heart) → (dot)] Voirie"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "<li>Lundi<li><i class='fa fa-arrow-right'></i> Mardi<li>Mercredi",
            "<li>Lundi<li>Mardi<li><i class='fa fa-arrow-right'></i> Mercredi",
        ),
        (
            "<li><a href=/a><i class='fa fa-file-pdf'></i> Bilan</a><li>Voirie",
            "<li><a href=/a><i class='fa fa-download'></i> Bilan</a><li>Voirie",
        ),
        (
            "<li><button><i class='fa fa-plus'></i></button> Paie<li>Eau",
            "<li><button><i class='fa fa-minus'></i></button> Paie<li>Eau",
        ),
        ("<li><i class='fa fa-new'></i> Paie<li>Eau", "<li>Paie<li>Eau"),
        (
            "<li><i class='fa fa-arrow-right'></i> Paie<li><i class='fa fa-arrow-right'></i> Eau<li>Rues<li>Parcs",
            "<li><i class='fa fa-arrow-right'></i> Paie<li>Eau<li><i class='fa fa-arrow-right'></i> Rues<li>Parcs",
        ),
    ],
)
def test_today_s_arrow_and_what_one_clicks_on_mark_nothing(old: str, new: str) -> None:
    """3.6: nor does what stands once, in one of the texts alone."""
    assert told(f"<ul>{old}</ul>", f"<ul>{new}</ul>") == []


@pytest.mark.parametrize("page", [entries, rows, cards])
@pytest.mark.parametrize(
    "mark",
    [
        icon("chevron-up", "chevron-down"),
        lambda yes: f'<svg><path d="{"M1 5l4-4 4 4" if yes else "M1 1l4 4 4-4"}"/></svg>',
        lambda yes: f'<img src="/i/fleche-{"haut" if yes else "bas"}.svg" alt="">',
    ],
)
def test_which_panel_stands_open_is_no_news(page: Callable[..., str], mark: Mark) -> None:
    """3.5: the first does, and another one is first now; its arrow, in whatever set, stands once."""
    assert told(page(mark, "Paie"), page(mark, "Achats")) == []


@pytest.mark.parametrize("page", [entries, rows, cards])
@pytest.mark.parametrize(
    "mark",
    [
        lambda yes: f'<span class="dot bg-{"success" if yes else "danger"}"></span>',
        lambda yes: f'<span role="img" aria-label="{"Ouvert actuellement" if yes else "Fermé"}"></span>',
    ],
)
def test_what_is_open_just_now_is_no_news(page: Callable[..., str], mark: Mark) -> None:
    """3.6: a green dot is a red one in the evening."""
    assert told(page(mark, "Paie", "Voirie"), page(mark, "Paie", "Achats")) == []


@pytest.mark.parametrize(
    "space",
    [
        "<p><img src=/i/spacer.gif alt='' width=8 height=1></p>",
        "<img src=/i/blank.gif alt=''>",
        "<p><i class='fa fa-leaf'></i></p>",
        "<div><div><img src=/i/trait.gif alt=''></div></div>",
    ],
)
def test_what_only_parts_paragraphs_marks_none(space: str) -> None:
    """3.10: a theme sets them where it likes, between lines of the same box."""
    lines = [f"<h3>{name}</h3><p>Le service {name} compte des agents.</p>" for name in NAMES]
    assert told(f"{space}{''.join(lines)}{space}", space.join(lines)) == told(space.join(lines), "".join(lines)) == []


def marks_of(html: str) -> list[tuple[str, ...]]:
    return [block.marks for block in read(html).blocks]


@pytest.mark.parametrize(
    ("mark", "kept"),
    [
        ("<i class='fa fa-chevron-up'></i>", "…"),
        ("<i class='fa fa-leaf spinner'></i>", "…"),
        ("<img src=/i/blank.gif alt=''>", None),
        ("<img src=/i/trait.gif alt='' width=1 height=9>", None),
        ("<img src=/i/trait.gif alt='' role=presentation>", None),
        ("<span role=img aria-label=Supprimer></span>", None),
        ("<button><i class='fa fa-leaf'></i></button>", None),
        ("<i class='fa fa-leaf'></i>" * 5, None),
        ("<img src=/i/leaf2.png alt=''>", "leaf"),
        ("<img src=/i/leaf-8f3a2c1d.png alt=''>", "leaf"),
    ],
)
def test_what_an_icon_is_called_by(mark: str, kept: str | None) -> None:
    """3.28: nothing, where it shows nothing, or says what a button is for; « … » of what opens a panel, or waits."""
    assert marks_of(f"<ul><li>{mark} Paie<li>Voirie</ul>") == [(kept,) if kept else (), ()]


def test_an_icon_in_a_box_of_its_own_is_of_its_card_and_of_no_paragraph() -> None:
    lines, leaf = [f"<p>Le service {name}.</p>" for name in NAMES], "<div><i class='fa fa-leaf'></i></div>"
    assert marks_of(f"{leaf}{''.join(lines)}") == [()] * len(NAMES)
    assert marks_of("".join(f"<div>{leaf}{line}</div>" for line in lines)) == [("leaf",)] * len(NAMES)


def test_most_icons_at_once_are_another_look() -> None:
    """3.10: five of six lines have the other one of two icons now."""
    assert told(entries(STAR, *NAMES[:3]), entries(STAR, *NAMES[2:])) == []
    assert len(told(entries(STAR, *NAMES[:3]), entries(STAR, *NAMES[1:5]))) == 3


def test_marks_are_kept_with_the_text_and_hashed() -> None:
    """4.2: what is compared is stored, and another digest says that there is something to compare."""
    old, new = read(entries(STAR, "Paie", "Voirie")), read(entries(STAR, "Paie", "Achats"))
    assert [block.facts() for block in old.blocks][:2] == [{"marks": ["star"]}, {"marks": ["circle"]}]
    assert digest(old) != digest(new) and compare_sections(old, old) is None
