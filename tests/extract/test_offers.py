"""What is proposed of pages built in many ways: all of the text, no menu, the org chart (DESIGN 4.5)."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.extract.offers import named_text, offers
from monitor.extract.page import Page

P = "La direction générale des services coordonne les pôles de la collectivité et prépare les décisions du conseil municipal. "
Q = "Depuis le 1er janvier 2024, les services techniques sont partagés entre la ville et la communauté de communes. "
NAV = '<nav><ul><li><a href="/">Accueil</a><li><a href="/ville">La ville</a><li><a href="/services">Services</a></ul></nav>'
FOOT = '<footer><p>Mairie de Valmont, 1 place de la République.</p><a href="/mentions">Mentions légales</a></footer>'


def parsed(body: str) -> Page:
    return Page.parse(f"<!doctype html><title>Valmont</title><body>{body}</body>", "https://www.valmont.example/services/")


def proposed(body: str) -> list[dict[str, str]]:
    return [offer.keys for offer in offers(parsed(NAV + body + FOOT)).offers if offer.proposed]


CHART = {"link": "organigramme", "kind": "orgchart"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            f"<main><h1>Les services</h1><p>{P}</p><h2>Partage</h2><p>{Q}</p></main>",
            [{"heading": "Les services"}],
            id="under the h1",
        ),
        pytest.param(
            f"<main><h2>Direction</h2><p>{P}</p><h2>Partage</h2><p>{Q}</p></main>",
            [{"css": "main", "heading": "Direction"}],
            id="several h2 and no h1: all of them",
        ),
        pytest.param(
            f"<header><h1>Ville de Valmont</h1></header><div><h2>Les services</h2><p>{P}{Q}</p></div>",
            [{"heading": "Les services"}],
            id="the banner's h1 is the site's name",
        ),
        pytest.param(
            f"<section class=hero><h1>Les services</h1></section><div class=text><p>{P}</p><p>{Q}</p></div>",
            [{"heading": "Les services"}],
            id="an h1 above the column",
        ),
        pytest.param(
            f"<div id=texte><p><b>Services</b></p><p>{P}</p><p>{Q}</p></div>", [{"css": "#texte"}], id="no heading at all"
        ),
        pytest.param(
            f"<main><h1>Les services</h1><p>{P}</p><a href=/o-12.pdf>Télécharger l’organigramme (PDF, 230 Ko)</a></main>",
            [{"heading": "Les services"}, CHART],
            id="a chart that only its link speaks of",
        ),
        pytest.param(
            "<main><h1>Les services</h1><p><a href=/o.pdf>Organigramme des services</a> PDF 1,3 Mo</p></main>",
            [{"link": "Organigramme des services", "kind": "orgchart"}],
            id="a text that only says what its document is",
        ),
        pytest.param(
            "<main><h1>Budget</h1><p><a href=/b.pdf>Budget primitif</a> PDF 1,3 Mo</p></main>",
            [{"link": "Budget primitif", "kind": "text"}],
            id="nothing but a document",
        ),
        pytest.param(
            "<main><h1>Mairie</h1><h2>Organigramme</h2><p>Il est à jour au 2 mars 2026. <a href=/o.docx>Télécharger</a></p></main>",
            [{"heading": "Mairie"}, {"link": "Organigramme", "kind": "text"}],
            id="what is called a chart, whatever its form",
        ),
        pytest.param(
            f"<main><h1>Mairie</h1><p>{P}</p><h2>Organigramme</h2><iframe src=//v.calameo.com/?bkcode=0012345678a></iframe></main>",
            [{"heading": "Mairie"}, {"link": "Organigramme", "kind": "file"}],
            id="a publication that is called one",
        ),
        pytest.param(
            f"<main><h1>Mairie</h1><p>{P}</p><img src=/o.png alt='Organigramme des services' width=900 height=600></main>",
            [{"heading": "Mairie"}, {"link": "Organigramme des services", "kind": "file"}],
            id="a picture that is called one",
        ),
        pytest.param(
            f"<main><h1>Mairie</h1><p>{P}</p><img src=/o.png alt='La place des Halles' width=900 height=600></main>",
            [{"heading": "Mairie"}],
            id="other pictures are not",
        ),
        pytest.param(
            f"<main><h2>\u200bAffaires juridiques</h2><p>{P}</p><h2>Commande publique</h2><p>{P}</p></main>",
            [{"css": "main", "heading": "Affaires juridiques", "title": "Valmont"}],
            id="its first heading is one of several",
        ),
        pytest.param(
            f"<main><h1>Budget</h1><p>{P}</p><a href=/b.pdf>Budget primitif</a></main>",
            [{"heading": "Budget"}],
            id="other documents are not",
        ),
    ],
)
def test_the_main_text_and_what_looks_like_a_chart_are_proposed(body: str, expected: list[dict[str, Any]]) -> None:
    assert proposed(body) == expected


def test_a_document_called_by_its_date_is_found_by_what_it_stands_under() -> None:
    """The next version has another date; what is looked for must find it too."""
    card = "<div><span>Juin 2025</span> <a href=/a1.pdf>Télécharger</a> PDF, 1 Mo</div>"
    body = f"<main><h1>L’organigramme</h1><p>{P}</p>{card}</main>"
    found = [offer for offer in offers(parsed(body)).offers if offer.kind == "document"]
    assert [(offer.title, offer.keys, offer.may_be_chart) for offer in found] == [
        ("Juin 2025", {"link": "L’organigramme", "kind": "orgchart"}, True)
    ]


def test_where_a_page_speaks_of_a_chart_its_few_documents_are_looked_into() -> None:
    link = "<a href=/doc/77.pdf>Services municipaux, édition 2025</a>"
    (document,) = (o for o in offers(parsed(f"<main><h1>Organigramme</h1><p>{P}</p>{link}</main>")).offers if o.kind == "document")
    assert (document.proposed, document.may_be_chart) == (False, True)


@pytest.mark.parametrize(
    ("label", "chart"),
    [
        *(
            (label, True)
            for label in ("Organisationsplan der Stadt", "Senior structure chart", "Organogram 2026", "Schemat organizacyjny")
        ),
        *((label, True) for label in ("Verwaltungsgliederungsplan", "Organisatieschema", "Funzionigramma", "Esquema organizativo")),
        *((label, False) for label in ("Bauplan", "Structural survey", "Organisation des fêtes", "Our plan")),
    ],
)
def test_what_other_languages_call_a_chart_is_proposed_as_one(label: str, chart: bool) -> None:
    """4.5: among more documents than are looked into whatever they are called."""
    others = "".join(f"<li><a href=/f/{n}.pdf>Beschluss {n} vom Rat</a></li>" for n in ("eins", "zwei", "drei", "vier"))
    found = offers(parsed(f"<main><h1>Rathaus</h1><p>{P}</p><ul>{others}<li><a href=/f/x.pdf>{label}</a></li></ul></main>")).offers
    assert [o.proposed for o in found if o.kind == "document"] == [False] * 4 + [chart]


@pytest.mark.parametrize(("count", "looked_into"), [(1, True), (3, True), (4, False)])
def test_the_few_documents_of_a_page_are_looked_into_whatever_they_are_called(count: int, looked_into: bool) -> None:
    """4.5: « Wer macht was », "Structure chart": what a chart is called is told in no list of words."""
    links = "".join(f"<li><a href=/doc/{n}.pdf>Wer màcht wàs, {n}. Teil</a></li>" for n in "abcd"[:count])
    found = offers(parsed(f"<main><h1>D'Dianschte</h1><p>{P}</p><ul>{links}</ul></main>")).offers
    documents = [(o.proposed, o.may_be_chart) for o in found if o.kind == "document"]
    assert documents == [(False, looked_into)] * count


def test_the_first_words_are_those_of_the_text() -> None:
    """A counter, and the line of the document, begin no text."""
    body = (
        f"<main><h1>Services</h1><p>51563 visites</p><p><a href=/o.pdf>Organigramme de la ville</a> PDF, 2 Mo</p><p>{P}</p></main>"
    )
    main = offers(parsed(body)).offers[0]
    assert main.begins.startswith("La direction générale des services")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("la MUTUALISATION des services", "La mutualisation des services"),
        ("mutualisation", "La mutualisation des services"),
        ("services", None),  # two headings have it
        ("budget", None),
        ("", None),
    ],
)
def test_a_heading_is_found_by_its_words(text: str, expected: str | None) -> None:
    page = parsed(f"<main><h2>La mutualisation des services</h2><p>{P}</p><h2>Les services</h2><p>{Q}</p></main>")
    assert named_text(page, text) == expected


@pytest.mark.parametrize(
    ("name", "others", "link"),
    [
        ("organigramme-v4.pdf", "", "organigramme"),
        ("organigramme_services_2026.pdf", "", "organigramme services"),
        ("2026-03-organigramme.pdf", "", "organigramme"),
        ("organigramme-v4.pdf", "<p><a href=/b.pdf>organigramme-ccas.pdf</a></p>", "organigramme-v4.pdf"),
    ],
)
def test_the_version_in_a_files_name_is_left_out(name: str, others: str, link: str) -> None:
    """4.5, 3.7: the next one is found too; but not where others of the page have these words."""
    page = parsed(f"{NAV}<main><h1>Services</h1><p>{P}</p><p><a href=/a.pdf>{name}</a></p>{others}</main>{FOOT}")
    assert link in [offer.keys.get("link") for offer in offers(page).offers]
