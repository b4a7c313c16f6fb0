"""The pages of an invented town, Valmont-sur-Ource, each as another system builds them. $1 to $6 in them stand for the prose."""

from __future__ import annotations

import re
from pathlib import Path

from monitor.extract.page import Page
from monitor.extract.sections.finding import find_section
from monitor.model import Block, Section, SectionRecipe

FIXTURES = Path(__file__).parent / "fixtures"
STYLES = sorted(path.stem for path in FIXTURES.glob("*.html"))
HEADING = "Mutualisation des services"
PROSE = (
    "L’intercommunalité est par essence source de solidarité. Elle résulte de la volonté de mettre en commun des moyens humains et "
    "matériels au service des habitants.",
    "La mutualisation permet de disposer de ressources communes et d’expertises, sans les démultiplier à chaque niveau.",
    "Aujourd’hui, le fonctionnement des services de Valmont-sur-Ource, de son CCAS et d’Ource Métropole est totalement intégré :",
    "un service commun des ressources humaines ;",
    "une direction commune des achats.",
    "D’autres communes ont souhaité expérimenter des mutualisations renforcées avec les services métropolitains.",
)
EDITED = (*PROSE[:2], PROSE[2].replace("Aujourd’hui", "Désormais"), *PROSE[3:])
SECTION = Section(item="mutualisation", heading=HEADING, blocks=tuple(Block("paragraph", text) for text in PROSE))


def source(style: str) -> str:
    """The HTML of *style*, its prose still $1 to $6."""
    return (FIXTURES / f"{style}.html").read_text(encoding="utf-8")


def page(style: str, prose: tuple[str, ...] = PROSE) -> Page:
    """The page of *style* with *prose* in it."""
    return parse(re.sub(r"\$(\d)", lambda found: prose[int(found[1]) - 1], source(style)))


def parse(html: str) -> Page:
    """*html* as a page of the town."""
    return Page.parse(html, "https://valmont.example/mairie/organigramme/")


def recipe(heading: str | None = None, *css: str, exclude: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> SectionRecipe:
    """A recipe for the section, by heading, by selector or by both."""
    return SectionRecipe(item="mutualisation", heading=heading, css=css, exclude=exclude, ignore=ignore)


def found(html: str | Page, wanted: SectionRecipe, last: Section | None = None) -> Section | None:
    """What *wanted* finds on *html*."""
    seen = find_section(parse(html) if isinstance(html, str) else html, wanted, last)
    return None if seen is None else seen.section


def lines(section: Section | None) -> list[str] | None:
    """The texts of the blocks; None where nothing was found."""
    return None if section is None else [b.text for b in section.blocks]


def section(*texts: str, heading: str | None = HEADING) -> Section:
    """An older reading that said *texts*."""
    return Section(item="mutualisation", heading=heading, blocks=tuple(Block("paragraph", t) for t in texts))
