"""How one chart is drawn: a style drawn at random, fixed for the whole chart."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from training.words import Written

Border: TypeAlias = Literal[
    "outline",
    "fill",
    "both",
    "round",
    "ellipse",
    "shadow",
    "double",
    "lines",
    "bars",
    "gradient",
    "white",
    "accent",
    "header",
    "dashed",
    "none",
]
Names: TypeAlias = Literal["below", "above", "beside", "glued", "inline"]
Roles: TypeAlias = Literal["none", "prefix", "line above", "line below", "brackets"]
Links: TypeAlias = Literal["bus", "elbow", "straight", "curve", "bars", "behind", "no trunk", "none"]

PALETTES = (
    ("#1f4e79", "#2e75b6", "#548235", "#bf8f00", "#833c0b", "#7030a0", "#595959", "#7f7f7f"),
    ("#dbe9f7", "#e7f3dc", "#fdeccf", "#f7dcdc", "#e7def2", "#d9f2ef", "#eeeeee", "#f5f5f5"),
    ("#009fe3", "#95c11f", "#f39200", "#e6007e", "#662483", "#00a19a", "#1d1d1b", "#9d9d9c"),
    ("#c6d9f1", "#c6d9f1", "#c6d9f1", "#c6d9f1", "#c6d9f1", "#ffffff", "#ffffff", "#ffffff"),
    ("#ffffff",) * 8,
    ("#264653", "#2a9d8f", "#e9c46a", "#f4a261", "#e76f51", "#457b9d", "#6d6875", "#b5838d"),
    ("#f2f2f2", "#e6e6e6", "#f2f2f2", "#e6e6e6", "#f2f2f2", "#d9d9d9", "#cccccc", "#e6e6e6"),
)
FONTS = (
    ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    ("Vera", "VeraBd", "VeraIt"),
    ("Vera", "VeraBd", "VeraIt"),
    ("Times-Roman", "Times-Bold", "Times-Italic"),
)


@dataclass(frozen=True, kw_only=True)
class Look:
    """One chart's style. Lengths are in the drawing's own units, which the page then scales."""

    fonts: tuple[str, str, str] = FONTS[0]
    stretch: float = 100  # horizontal scaling, per cent
    size: float = 8
    bold: bool = True
    capitals: bool = False  # titles of heads and sectors
    align: Literal["center", "left"] = "center"
    twice: Literal["", "bold", "shadow"] = ""  # text drawn twice
    pieces: Literal["line", "words", "letters"] = "line"  # what one drawing operation writes
    palette: tuple[str, ...] = PALETTES[0]
    borders: tuple[Border, ...] = ("both", "both", "both", "both")  # by level
    stroke: str = "#000000"
    stroke_width: float = 0.7
    filled_to: int = 1  # deepest level whose boxes are filled with the band's colour
    written: Written = "M. First Last"
    names: Names = "below"
    roles: Roles = "none"
    bracket_people: bool = False
    vacant: str = "Poste vacant"
    interim: str = "(par intérim)"
    bullet: str = "•"
    items_as: Literal["lines", "boxes"] = "lines"
    links: Links = "bus"
    link_dash: bool = False
    link_width: float = 0.8
    link_colour: str = "#000000"
    arrows: bool = False
    gap: float = 0  # how far a connector stays away from the box it leads to
    side_links: Literal["comb", "none", "arrows"] = "comb"
    order: Literal["natural", "lines first", "text last"] = "natural"
    phones: bool = False
    staffing: bool = False
    pictogram: Literal["", "dot", "square", "star", "colour"] = ""  # of mutualised directions
    portraits: bool = False
    legend: bool = False
    totals: bool = False
    heading: Literal["", "left", "center", "box", "banner"] = "left"
    footer: bool = True
    crowded: float = 1.0  # factor on every gap
    paper: Literal["A4", "A3", "as drawn"] = "A4"
    extra: dict[str, float] = field(default_factory=dict)


def look(luck: random.Random) -> Look:
    """A style at random, its parts independent of one another where a draughtsman's would be."""
    palette = luck.choice(PALETTES)
    return Look(
        fonts=luck.choice(FONTS),
        stretch=luck.choice((100, 100, 100, 90, 82)),
        size=luck.choice((7, 7.5, 8, 8, 9, 10)),
        bold=luck.random() < 0.8,
        capitals=luck.random() < 0.3,
        align=luck.choice(("center", "center", "left")),
        twice=luck.choice(("",) * 8 + ("bold", "shadow")),
        pieces=luck.choice(("line", "line", "line", "words", "letters")),
        palette=palette,
        borders=borders(luck, palette),
        stroke=luck.choice(("#000000", "#000000", "#7f7f7f", "#1f4e79", "#404040")),
        stroke_width=luck.choice((0.25, 0.5, 0.75, 1, 1.5)),
        filled_to=luck.choice((0, 1, 1, 2, 3)),
        written=luck.choice(
            (
                "M. First Last",
                "M. First Last",
                "First Last",
                "First Last",
                "LAST First",
                "First LAST",
                "M. LAST",
                "M. First LAST",
                "F.Last",
                "F. Last",
                "F. LAST",
                "M. F. Last",
            )
        ),
        names=luck.choice(("below", "below", "below", "above", "inline", "glued")),
        roles=luck.choice(("none", "none", "none", "prefix", "line above", "line below", "brackets")),
        bracket_people=luck.random() < 0.5,
        vacant=luck.choice(
            ("Poste vacant", "Vacant", "(vacant)", "À pourvoir", "Poste à pourvoir", "Recrutement en cours", "vacant")
        ),
        interim=luck.choice(("(par intérim)", "par intérim", "(intérim)")),
        bullet=luck.choice(("•", "•", "-", "–", "", "", "·", "»")),
        items_as=luck.choice(("lines", "lines", "boxes")),
        links=luck.choice(("bus", "bus", "bus", "elbow", "straight", "curve", "bars", "behind", "no trunk", "none")),
        link_dash=luck.random() < 0.12,
        link_width=luck.choice((0.5, 0.75, 1, 1.5, 2.25)),
        link_colour=luck.choice(("#000000", "#000000", "#7f7f7f", "#4472c4", "#c00000")),
        arrows=luck.random() < 0.2,
        gap=luck.choice((0, 0, 0, 0, 1.5, 3, 5)),
        side_links=luck.choice(("comb", "comb", "none", "arrows")),
        order=luck.choice(("natural", "natural", "lines first", "text last")),
        phones=luck.random() < 0.12,
        staffing=luck.random() < 0.12,
        pictogram=luck.choice(("", "", "dot", "square", "star", "colour")),
        portraits=luck.random() < 0.08,
        legend=luck.random() < 0.35,
        totals=luck.random() < 0.12,
        heading=luck.choice(("left", "center", "center", "box", "banner", "")),
        footer=luck.random() < 0.7,
        crowded=luck.choice((0.6, 0.8, 1, 1, 1.3)),
        paper=luck.choice(("A4", "A4", "A3", "as drawn")),
    )


def borders(luck: random.Random, palette: tuple[str, ...]) -> tuple[Border, ...]:
    """Of each level: mostly one kind for all, sometimes another below or above."""
    kinds: list[Border] = [
        "outline",
        "fill",
        "both",
        "both",
        "round",
        "shadow",
        "lines",
        "bars",
        "gradient",
        "white",
        "accent",
        "header",
        "dashed",
        "double",
    ]
    if palette[0] == "#ffffff":
        kinds = [kind for kind in kinds if kind not in ("fill", "gradient", "header")]
    first, second = luck.choice(kinds), luck.choice(kinds)
    return luck.choice(
        (
            (first,) * 4,
            (first,) * 4,
            (first, first, second, second),
            (second, first, first, first),
            ("ellipse", first, second, second),
        )
    )
