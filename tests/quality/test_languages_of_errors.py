"""An error page of status 200 under a title that the page keeps is a failure in the languages of neighbours, too (DESIGN 3.14)."""

from __future__ import annotations

import pytest

from monitor.model import SectionRecipe
from tests.quality.judging import kind, revision, verdict, watch

ERRORS = {
    "nl": ("Pagina niet gevonden", "De pagina die u zoekt bestaat niet meer of is verplaatst. Gebruik het zoekveld."),
    "de": ("Seite nicht gefunden", "Die gesuchte Seite existiert nicht mehr oder wurde verschoben. Nutzen Sie die Suche."),
    "it": ("Pagina non trovata", "La pagina che cerca non esiste più o è stata spostata. Usi la ricerca."),
    "pt": ("Página não encontrada", "A página que procura já não existe ou foi movida. Utilize a pesquisa."),
    "es": ("Página no encontrada", "La página que busca ya no existe o ha sido movida. Use el buscador."),
    "pl": ("Strona nie istnieje", "Szukana strona nie istnieje lub została przeniesiona. Skorzystaj z wyszukiwarki."),
}
ROWS = (("Joke Verhulst", "A 12", "burgemeester"), ("Sietse Veenstra", "B 3", "wethouder"), ("Bram Kooi", "C 7", "griffier"))
TABLE = "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS) + "</table>"


@pytest.mark.parametrize("title", ["<h1>Vennemeer</h1>", "<h1>College</h1>", ""])
@pytest.mark.parametrize("language", ERRORS)
def test_what_is_not_found_is_no_section_that_left(language: str, title: str) -> None:
    """3.14"""
    head = "<head><title>College | Vennemeer</title></head><body><nav><a href=/a>A</a> <a href=/b>B</a></nav>"
    of = watch(SectionRecipe(item="college", heading="Wie doet wat"), documents=())
    well = f"<h2>Wie doet wat</h2><p>Zo zijn de taken verdeeld.</p>{TABLE}"
    before = f"<html lang={language}>{head}<main>{title}{well}</main></body></html>"
    said, more = ERRORS[language]
    now = f"<html lang={language}>{head}<main>{title}<h2>{said}</h2><p>{more}</p></main></body></html>"
    assert kind(verdict(now, of, revision(before, of))) == "soft_404"
