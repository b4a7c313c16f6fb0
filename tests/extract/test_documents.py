"""Links to files: which, what they are called, where they lead (DESIGN 3.7-3.9)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.extract.elements.labels import is_call, read
from monitor.extract.links.documents import find_documents
from monitor.extract.page import Page
from monitor.model import DocumentKind, DocumentLink, DocumentRecipe, Recipe
from monitor.normalize import canonical
from tests.calls import calls_of
from tests.shared import shared

URL = "https://valmont.example/mairie/organigramme/"
LABEL = "Organigramme - Ville de Valmont-sur-Ource et Ource Métropole - Juin 2023"
CASE = re.compile(r"<!-- case: (.*?) \| (.*?) \| (.*?) -->\n(.*?)(?=\n\n<!-- case|\Z)", re.DOTALL)
STYLES = CASE.findall((Path(__file__).parent / "fixtures" / "documents" / "styles.html").read_text(encoding="utf-8"))
PROSE = "<p>Valmont-sur-Ource et Ource Métropole partagent leurs services depuis 2011, sous l’autorité d’un seul directeur.</p>" * 3


def framed(content: str) -> str:
    """*content* in a complete page whose menu, news and footer have files of their own."""
    return (
        '<html><body><nav><a href="/o.pdf">Organigramme</a></nav><p class="breadcrumb"><a href="/x.pdf">Organigramme</a></p>'
        f"<main><h1>L’organigramme ville et métropole</h1>{content}<h2>Mutualisation des services</h2>{PROSE}"
        '<div class="partage"><a href="#">Partager l’organigramme</a></div></main><aside><h2>Actualités</h2>'
        '<a href="/actu/1"><h3>Le nouvel organigramme est en ligne</h3></a>'
        '<ul><li><a href="/doc/rapport.pdf">Rapport (PDF, 2 Mo)</a></li></ul>'
        '</aside><footer><a href="/organigramme.pdf">Organigramme</a></footer></body></html>'
    )


def found(content: str, link: str | None = "/Organigramme|Schéma/", css: tuple[str, ...] = ()) -> list[DocumentLink]:
    """The documents of *content* in its frame."""
    recipe = Recipe(documents=(DocumentRecipe(item="o", link=link, css=css),))
    return list(find_documents(Page.parse(framed(content), URL), recipe))


@pytest.mark.parametrize(("kind", "path", "content"), [pytest.param(*c[1:], id=c[0]) for c in STYLES])
def test_one_document_however_a_site_shows_it(kind: str, path: str, content: str) -> None:
    """3.7, 3.8: label, format, size and address, exactly; nothing from menus, share bars, news and footers."""
    expected = DocumentLink(
        item="o",
        label=LABEL,
        format=None if kind == "-" else kind,
        size_text="203,05 ko",
        url=None if path == "-" else f"https://valmont.example{path}",
    )
    assert found(content.replace("LABEL", LABEL)) == [expected]


def test_the_pages_of_the_first_site_are_read_exactly() -> None:
    """Label, format and size as truth.jsonl has them, on every page that is well."""
    root = shared("pages") / "dijon"
    recipe = Recipe(documents=(DocumentRecipe(item="o", link="/Organigramme|Schéma/"),))
    wrong = []
    for case in map(json.loads, (root / "truth.jsonl").read_text(encoding="utf-8").splitlines()):
        if case["kind"] == "failure":
            continue
        page = Page.parse((root / case["file"]).read_text(encoding="utf-8"), case["response"]["final_url"])
        got = [(canonical(d.label), d.format, d.size_text, d.url is None) for d in find_documents(page, recipe)]
        want = [(d["label"], d["format"], d["size_text"], d["url"] is None) for d in case["truth"]["documents"]]
        if got != want:
            wrong.append((case["file"], got, want))
    assert wrong == []


@pytest.mark.parametrize(
    "url",
    [
        "https://docs.google.com/spreadsheets/d/e/2PACX-1vQ/pub?gid=0&output=csv",
        "https://docs.google.com/document/d/1aBc/export?format=pdf",
        "https://docs.google.com/presentation/d/1aBc/export/pdf",
        "https://drive.google.com/uc?export=download&id=1aBc",
        "https://valmont.sharepoint.com/:b:/g/EaBc?download=1",
        "https://www.dropbox.com/s/aBc/organigramme.pdf?dl=0",
        "https://valmont.example/organigramme-pdf/?wpdmdl=77",
        "https://valmont.example/index.php?id=12&download=1",
    ],
)
def test_files_that_services_publish_are_files(url: str) -> None:
    """3.7: Google, Microsoft, WordPress: by what the address asks for; no host is a network because it ends as one does."""
    assert [d.url for d in found(f'<p><a href="{url}">Organigramme</a></p>')] == [url]


DOC = '<div class="doc"><h3>{}</h3><p>PDF, 12 ko</p><a href="{}">télécharger</a></div>'
TWO = DOC.format("Organigramme 2026", "/d/a.pdf") + DOC.format("Schéma de mutualisation 2021-2026", "/d/b.pdf")


def labels(content: str, link: str | None = "Organigramme", css: tuple[str, ...] = ()) -> list[str]:
    """Only what they are called."""
    return [d.label for d in found(content, link, css)]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        pytest.param("organigramme", ["Organigramme 2026"], id="case"),
        pytest.param("SCHEMA DE", ["Schéma de mutualisation 2021-2026"], id="accents"),
        pytest.param("/schema|organi/", ["Organigramme 2026", "Schéma de mutualisation 2021-2026"], id="regex without accents"),
        pytest.param("/\\d{4}-\\d{4}/", ["Schéma de mutualisation 2021-2026"], id="regex with figures"),
        pytest.param("b.pdf", ["Schéma de mutualisation 2021-2026"], id="address"),
        pytest.param("budget", [], id="nothing"),
    ],
)
def test_a_link_is_told_by_text_or_regex_whatever_its_case_and_accents(link: str, expected: list[str]) -> None:
    """3.7: in the link's text, title, href and the label of its block."""
    assert labels(TWO, link) == expected


def test_several_links_may_match_one_name_in_page_order() -> None:
    """3.9: each is a document of its own."""
    assert [d.url for d in found(TWO)] == ["https://valmont.example/d/a.pdf", "https://valmont.example/d/b.pdf"]


YEARS = "".join(
    f'<p><a href="/d/o{year}.pdf">Organigramme {year}</a></p>' for year in ("2027-2028", "2027", "2026", "2025", "2024")
)


@pytest.mark.parametrize(
    ("link", "kind", "expected"),
    [
        pytest.param("Organigramme 2025", "orgchart", ["o2027-2028", "o2027", "o2026", "o2025"], id="later ones, too"),
        pytest.param("Organigramme 2025", "file", ["o2025"], id="another document"),
        pytest.param("/Organigramme 2025/", "orgchart", ["o2025"], id="a regular expression"),
        pytest.param("Organigramme 2023", "orgchart", [], id="gone: another way tells what took its place"),
        pytest.param("Organigramme 2027-2028", "orgchart", ["o2027-2028"], id="two years"),
    ],
)
def test_a_later_org_chart_beside_the_one_that_a_year_names_is_watched_too(
    link: str, kind: DocumentKind, expected: list[str]
) -> None:
    """3.9: « Organigramme 2026 » was put above « Organigramme 2025 », which stays, and nobody was told."""
    recipe = Recipe(documents=(DocumentRecipe(item="o", link=link, kind=kind),))
    documents = find_documents(Page.parse(framed(YEARS), URL), recipe)
    assert [(document.url or "").rpartition("/")[2].removesuffix(".pdf") for document in documents] == expected


@pytest.mark.parametrize(
    ("link", "css", "expected"),
    [
        pytest.param(None, (".doc:first-of-type",), ["Organigramme 2026"], id="css alone, a box"),
        pytest.param(None, (".doc a",), ["Organigramme 2026", "Schéma de mutualisation 2021-2026"], id="css alone, links"),
        pytest.param("Schéma", (".doc",), ["Schéma de mutualisation 2021-2026"], id="both"),
        pytest.param("Schéma", (".gone",), ["Schéma de mutualisation 2021-2026"], id="the selector broke"),
        pytest.param("self", (), [], id="the watched address is the document"),
    ],
)
def test_a_selector_points_at_links_or_boxes_of_links(link: str | None, css: tuple[str, ...], expected: list[str]) -> None:
    """3.7: and/or `css`."""
    assert labels(TWO, link, css) == expected


@pytest.mark.parametrize(
    "content",
    [
        pytest.param('<ul><li><a href="/mairie/organigramme/?print=1">Imprimer</a></li></ul>', id="print"),
        pytest.param(
            '<a href="https://www.facebook.com/sharer?u=https://valmont.example/mairie/organigramme/">Organigramme</a>', id="share"
        ),
        pytest.param('<a href="/mairie/organigramme/?format=pdf">Organigramme en PDF</a>', id="the page itself as PDF"),
        pytest.param('<a href="#mutualisation">Organigramme</a><h2 id="mutualisation">Suite</h2>', id="into the page"),
        pytest.param(
            '<button aria-expanded="false" aria-controls="p">Organigramme</button><div id="p">Texte</div>', id="accordion"
        ),
        pytest.param('<a href="mailto:mairie@valmont.example">Demander l’organigramme (PDF)</a>', id="mail"),
        pytest.param('<a href="/mairie/elus/">Organigramme politique</a>', id="another page"),
        pytest.param('<p hidden><a href="/d/o.pdf">Organigramme</a></p>', id="hidden"),
        pytest.param('<div class="cookie-banner"><a href="/d/o.pdf">Organigramme des cookies</a></div>', id="cookie banner"),
    ],
)
def test_what_only_looks_like_the_document_is_not_it(content: str) -> None:
    """3.7: outside menus, breadcrumb, share bar and footer, and not the page itself."""
    assert labels(content) == []


def test_the_menus_of_a_canteen_are_documents() -> None:
    """A class name alone makes no menu."""
    content = (
        '<div class="menu"><ul><li><a href="/d/m1.pdf">Menu de mai</a></li><li><a href="/d/m2.pdf">Menu de juin</a></li></ul></div>'
    )
    assert labels(content, "menu de") == ["Menu de mai", "Menu de juin"]


def test_a_date_alone_is_told_by_the_heading_above_it() -> None:
    """3.7: the label of the block around it."""
    dates = '<li><a href="/d/1.pdf">Juin 2023</a></li><li><a href="/d/2.pdf">Mai 2022</a></li>'
    content = f"<h2>Organigramme des services</h2><ul>{dates}</ul>"
    assert labels(content) == ["Juin 2023", "Mai 2022"]


@pytest.mark.parametrize(
    ("link", "url"),
    [
        pytest.param('<a href="o.pdf">Organigramme</a>', f"{URL}o.pdf", id="relative"),
        pytest.param('<a href="//m.example/o.pdf">Organigramme</a>', "https://m.example/o.pdf", id="other host"),
        pytest.param('<a href=" /d/o 1.pdf\n">Organigramme</a>', "https://valmont.example/d/o%201.pdf", id="spaces"),
        pytest.param('<a href="#" data-href="/d/o.pdf">Organigramme</a>', "https://valmont.example/d/o.pdf", id="data-href"),
        pytest.param('<a href="#" data-x="/d/o.pdf">Organigramme</a>', "https://valmont.example/d/o.pdf", id="any data attribute"),
        pytest.param(
            "<a href=\"javascript:window.open('/d/o.pdf')\">Organigramme</a>", "https://valmont.example/d/o.pdf", id="script"
        ),
        pytest.param("<a onclick=\"location.href='/d/o.pdf'\">Organigramme</a>", "https://valmont.example/d/o.pdf", id="onclick"),
        pytest.param(
            '<div><a href="#">Organigramme</a><iframe src="/d/o.pdf"></iframe></div>',
            "https://valmont.example/d/o.pdf",
            id="viewer",
        ),
        pytest.param('<a href="#" data-id="12">Organigramme</a>', None, id="not on the page"),
    ],
)
def test_where_a_link_leads(link: str, url: str | None) -> None:
    """3.8: href, else data attributes, onclick and siblings; an address that is not on the page is null."""
    assert [d.url for d in found(f'<div class="doc">{link}</div>')] == [url]


def test_the_base_element_is_obeyed() -> None:
    """HTML § 4.2.3."""
    text = '<head><base href="https://fichiers.example/v/"></head><body><main><p><a href="o.pdf">Organigramme</a></p></main></body>'
    recipe = Recipe(documents=(DocumentRecipe(item="o", link="Organigramme"),))
    assert [d.url for d in find_documents(Page.parse(text, URL), recipe)] == ["https://fichiers.example/v/o.pdf"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Organigramme (version 2023) (PDF, 203 ko)", ("Organigramme (version 2023)", "PDF", "203 ko")),
        ("Organigramme (juin 2023, PDF, 203 ko)", ("Organigramme (juin 2023)", "PDF", "203 ko")),
        ("[PDF] Organigramme", ("Organigramme", "PDF", None)),
        ("Organigramme — 1 234,5 Ko (pdf)", ("Organigramme", "PDF", "1 234,5 Ko")),
        ("Organigramme, 1.2 MB", ("Organigramme", None, "1.2 MB")),
        ("Organigramme [1 MiB]", ("Organigramme", None, "1 MiB")),
        ("Guide du PDF", ("Guide du PDF", None, None)),
        ("Plan local 2021-2026", ("Plan local 2021-2026", None, None)),
        ("Document PDF de 203,05\u00a0ko", ("", "PDF", "203,05 ko")),
        ("Taille du fichier : 1,20 Mo", ("", None, "1,20 Mo")),
    ],
)
def test_a_line_is_taken_apart(line: str, expected: tuple[str, str | None, str | None]) -> None:
    """3.8: without format and size."""
    words = read(line)
    assert (words.label, words.format, words.size) == expected


CALLS = [
    "télécharger",
    "Télécharger le document",
    "Ouvrir",
    "Consulter",
    "voir",
    "Download",
    "View",
    "Read more",
    "ici",
    "PDF",
    "↓",
]


@pytest.mark.parametrize("call", CALLS)
def test_a_call_is_no_label(call: str) -> None:
    """3.8: a verb or a format."""
    assert is_call(call)


@given(st.text("Organigramme éà-–.,()[]«»0123456789 pdfkoMo", max_size=60))
def test_a_line_without_its_facts_has_none_left_to_take(line: str) -> None:
    """Reading a label again changes nothing."""
    once = read(line).label
    assert read(once).label == once or len(read(once).label) < len(once)


APART = [
    pytest.param(
        f"<div><span>{LABEL}</span><span>PDF</span><span>0,2 Mo</span>"
        f'<button data-href="/o.pdf" aria-label="Télécharger {LABEL}"></button></div>',
        "0,2 Mo",
        id="a button that repeats the label beside it",
    ),
    pytest.param(
        f'<div><div>{LABEL}</div><a href="/o.pdf" type="application/pdf" title="o.pdf">télécharger</a>'
        " <span>(203,05 ko)</span></div>",
        "203,05 ko",
        id="a title that is but the name of the file",
    ),
    pytest.param(
        f"<div><p>{LABEL}</p><p>Format : PDF P<b>oid</b>s :2<b>03,05 k</b>o</p>"
        f'<a href="/o.pdf">te\u0301le\u0301\u00adcharger</a></div>',
        "203,05 ko",
        id="a figure in pieces, accents apart, a soft hyphen",
    ),
    pytest.param(
        f'<ul><li><a href="#doc">Organigramme</a></li></ul><div><p>{LABEL}</p><p>PDF, 1 Mo</p><a href="/o.pdf">voir</a></div>',
        "1 Mo",
        id="a broken entry of a table of contents",
    ),
    pytest.param(
        f'<div class="etroit"><p>{LABEL}</p><p>PDF, 1 Mo</p><a href="/o.pdf?utm_source=a">télécharger</a></div>'
        "<p>Ville et métropole.</p>"
        f'<div class="large"><p>{LABEL}</p><p>PDF, 1 Mo</p><a href="/o.pdf?PHPSESSID=b">télécharger</a></div>',
        "1 Mo",
        id="a copy for wide screens, tracked otherwise",
    ),
]


@pytest.mark.parametrize(("content", "size"), APART)
def test_label_and_size_are_read_whatever_stands_between(content: str, size: str) -> None:
    """3.8, 3.9, 3.10: one document, its own label, its size as displayed."""
    (link,) = found(content)
    assert (canonical(link.label), link.size_text) == (canonical(LABEL), size)


def test_a_page_of_thousands_of_links_takes_time_by_their_number_alone() -> None:
    """§9: four times the links, about four times the work, whatever they are called; each is looked at once, not against others."""

    def work(number: int) -> int:
        links = "".join(f'<li><a href="/m/{i}.pdf">Télécharger</a></li>' for i in range(number))
        page = Page.parse(f"<main><h1>Liste</h1><ul>{links}</ul></main>", "https://valmont.example/")
        assert page.hidden_in[:1] == [-1]  # laid out before the calls are counted
        recipe = Recipe(documents=(DocumentRecipe(item="d", link="Télécharger"),))
        assert len(find_documents(page, recipe)) == number
        return calls_of(lambda: find_documents(page, recipe))

    assert work(400) < 5 * work(100)


def test_a_sentence_is_no_label() -> None:
    """3.8: what says how new a document is is no name, and changes each time; it tells several apart."""
    text = '<p>{} <a href="/{}.docx">Télécharger (DOCX, 36 Ko)</a></p>'
    one, other = text.format("Le document est à jour au 2 mars 2026.", "a"), text.format("La version de 2025 reste ici.", "b")
    assert labels(f"<h1>Mairie</h1><h2>Organigramme</h2>{one}") == ["Organigramme"]
    assert labels(f"<h1>Mairie</h1><h2>Organigramme</h2>{one}{other}") == [
        "Le document est à jour au 2 mars 2026.",
        "La version de 2025 reste ici.",
    ]


def test_what_an_object_says_to_those_who_cannot_see_it_is_no_label() -> None:
    """3.30: its label is the heading above."""
    shown = (
        '<object data="/o.pdf" type="application/pdf" width=600 height=800><p>Votre navigateur ne montre pas le PDF.</p></object>'
    )
    assert labels(f"<h1>Mairie</h1><h2>Organigramme des services</h2>{shown}") == ["Organigramme des services"]


def test_the_heading_of_a_text_is_no_label_of_the_document_in_it() -> None:
    """3.8: what the link speaks of is; what stands first on the page does not rename it. A title that names the same says more."""
    text = "<h2>Services communs</h2><p>Sept services travaillent pour la ville et pour l’agglomération.</p>"
    link = '<p><a href="/o.pdf">Télécharger l’organigramme</a> (PDF)</p>'
    for first in ("", "<h2>Élections</h2><p>Les listes sont déposées en mairie.</p>"):
        assert labels(f"<h1>Mairie</h1><div>{first}{text}{link}</div>") == ["Télécharger l’organigramme"]
    assert labels(f"<h1>Mairie</h1><div><h3>Organigramme 2026</h3>{link}</div>") == ["Organigramme 2026"]


@pytest.mark.parametrize("wrapped", ["<div>{}</div>", "<div><section>{}</section></div>", "<article><div>{}</div></article>"])
@pytest.mark.parametrize("words", ["Télécharger", "Télécharger l’organigramme des services<span>PDF – 212 Ko</span>"])
def test_of_the_headings_in_a_box_the_one_right_above_the_link_names_it(words: str, wrapped: str) -> None:
    """3.8: whatever boxes stand around heading and link; a year or a format alone is none."""
    before = "<h2>Services partagés</h2><p>Neuf services.</p><h2>Organigramme</h2>"
    link, behind = f'<div><p><a href="/o.pdf">{words}</a></p></div>', "<h2>Nous joindre</h2><p>Guichet des services.</p>"
    for year in ("", "<h3>2026</h3>", "<h3>PDF</h3>"):
        box = wrapped.format(before + year + link + behind)
        assert labels(f"<h1>Mairie</h1>{box}", link=None, css=("a[href='/o.pdf']",)) == ["Organigramme"]


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("https://drive.google.com/file/d/1AbCdEfGhIjKlMnOp/view?usp=sharing", "EMBED"),
        ("https://docs.google.com/spreadsheets/d/e/2PACX-1vTabcdef/pubhtml", "EMBED"),
        ("https://www.calameo.com/read/0012abc", "EMBED"),
        ("https://1drv.ms/b/s!AvAlmontPlan1", "EMBED"),
        ("https://1drv.ms/w/c/0a1b2c3d/EaBcDeFgHiJk", "EMBED"),
        ("https://valmont-my.sharepoint.com/:b:/g/personal/dgs_valmont_example/EaBcDeFgHiJkLmNoP?e=x1", "EMBED"),
        ("https://onedrive.live.com/view.aspx?resid=0A1B2C%21123&cid=0a1b2c", "EMBED"),
        ("https://1drv.ms/f/s!AvAlmontPlan1", ""),
        ("https://valmont.sharepoint.com/sites/intranet/Accueil.aspx", ""),
        ("https://drive.google.com/uc?export=download&id=1AbCdEfGhIjKlMnOp", None),
        ("https://docs.google.com/forms/d/e/1FAIpQLSabcdef/viewform", ""),
        ("https://www.calameo.com/", ""),
    ],
)
def test_a_link_to_what_a_service_keeps_is_a_document(url: str, form: str | None) -> None:
    """3.7, 3.30: by its address there; what answers with the file itself is a file like any other. "": it is none."""
    page = Page.parse(f"<main><h1>Services</h1><p>Voir <a href='{url}'>l’organigramme</a>.</p></main>", "https://v.example/")
    found = find_documents(page, Recipe(documents=(DocumentRecipe(item="d", link="organigramme"),)))
    assert [link.format for link in found] == ([] if form == "" else [form])


@pytest.mark.parametrize("hint", ["öffnet in neuem Fenster", "si apre in una nuova finestra", "se abre en una ventana nueva"])
def test_where_a_link_opens_is_no_word_of_its_label(hint: str) -> None:
    """3.8: a document was told as called otherwise when a site said so to those who hear it."""
    line = read(f"Organigramm der Stadt ({hint})")
    assert line.label == "Organigramm der Stadt"
