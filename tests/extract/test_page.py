"""A page, parsed: whatever is sent is read, and its main content is known (DESIGN 3.1, 3.5)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extract.valmont import found, lines, parse, recipe

PROSE = "Cette phrase est assez longue pour que personne ne la prenne pour un titre ou pour une légende de photo. " * 3
ASIDE = f"<p>{PROSE[:150]}</p>"


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("", id="nothing"),
        pytest.param("\0\0", id="NULs"),
        pytest.param("du texte", id="no tag at all"),
        pytest.param("https://www.valmont.example/organigramme.html", id="an address"),
        pytest.param("pages/organigramme.html", id="a file name"),
        pytest.param("<html", id="cut in a tag"),
        pytest.param("<frameset><frame src=a></frameset>", id="frames"),
        pytest.param("<!-- rien -->", id="a comment"),
        pytest.param("%PDF-1.4 \x00\xff", id="no HTML"),
    ],
)
def test_rubbish_is_a_page_too(html: str) -> None:
    """Raises nothing; what is not there is empty."""
    page = parse(html)
    assert (page.title, page.base) == ("", page.url)
    assert page.blocks_of(page.main) in ((), page.blocks_of(page.body))


@given(st.text(alphabet="<>/abdivp =\"'&;!-\0\n", max_size=300))
def test_no_text_breaks_the_reading(html: str) -> None:
    page = parse(html)
    page.blocks_of(page.main)


def test_an_xml_declaration_a_byte_order_mark_and_nuls_are_passed_over() -> None:
    """As some captures of real pages begin."""
    html = '\ufeff<?xml version="1.0" encoding="utf-8"?>\n<html lang="fr-FR"><title>Un\n titre</title><body><p>dé\0jà</p></body>'
    page = parse(html)
    assert (page.title, [b.text for b in page.blocks_of(page.body)]) == ("Un titre", ["déjà"])


@pytest.mark.parametrize("start", ["<?xml", "<?xml ?><?xml ?>", '<?xml version="1.0"?>\n<?xml-stylesheet href="a.css"?>'])
def test_more_of_xml_is_passed_over_too(start: str) -> None:
    """Without a warning of the parser, which would stand in the user's terminal."""
    page = parse(f"{start}<p>Un</p>")
    assert [b.text for b in page.blocks_of(page.body)] == ["Un"]


def test_a_tree_of_five_thousand_levels_is_read() -> None:
    """Unclosed tags nest; nothing here recurses."""
    page = parse("<main>" + "<div><b>" * 2500 + PROSE)
    assert [b.text for b in page.blocks_of(page.main)] == [PROSE.strip()]


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        pytest.param("", "https://valmont.example/mairie/organigramme/", id="none"),
        pytest.param("<base href='/media/'>", "https://valmont.example/media/", id="relative"),
        pytest.param("<base target=_top><base href='//cdn.example/'>", "https://cdn.example/", id="the first with an address"),
        pytest.param("<base href='http://['>", "https://valmont.example/mairie/organigramme/", id="no address"),
    ],
)
def test_the_base_of_relative_links(base: str, expected: str) -> None:
    assert parse(f"<head>{base}</head>").base == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(f"<div id=a><p>{PROSE}</p></div><main id=m><p>{PROSE}</p></main>", "m", id="main"),
        pytest.param(f"<div id=m role=main><p>{PROSE}</p></div>", "m", id="role"),
        pytest.param(f"<main id=x></main><div id=m><p>{PROSE}</p></div>", "m", id="an empty main is not believed"),
        pytest.param(f"<article id=x>a</article><article id=m><p>{PROSE}</p></article>", "m", id="the article with the prose"),
        pytest.param(f"<a href=/>{PROSE}</a><div><div id=m><h1>T</h1><div><p>{PROSE}</p></div></div></div>", "m", id="column"),
        pytest.param(f"<nav>Accueil</nav><div id=m><p>{PROSE}</p></div><footer>{PROSE[:99]}</footer>", "m", id="boilerplate"),
        pytest.param(f"<table><tr><td>Loto</td><td><div id=m itemscope itemtype=//schema.org/Article><h2>T</h2>"
            f"<p>{PROSE}</p></div></td><td><h3>Infos</h3>{ASIDE}</td></tr></table>", "m", id="an article of schema.org"),
        pytest.param(f"<table><tr><td>Loto</td><td><div id=m itemscope><h2>T</h2><div itemprop=articleBody>{PROSE}</div></div>"
            f"</td><td><h3>Infos</h3>{ASIDE}</td></tr></table>", "m", id="around an article's body"),
        pytest.param(f"<div hidden>{PROSE * 2}</div><div id=m><p>{PROSE}</p></div>", "m", id="beside what is hidden"),
    ],
)  # fmt: skip
def test_the_main_content(html: str, expected: str) -> None:
    """3.1"""
    assert parse(f"<body>{html}</body>").main.get("id") == expected


def test_a_page_without_prose_has_its_body_as_main_content() -> None:
    assert parse("<body><p></p></body>").main.name == "body"


@pytest.mark.parametrize(
    ("html", "hidden"),
    [
        pytest.param("<p id=x hidden>t</p>", True, id="attribute"),
        pytest.param("<p id=x hidden=until-found>t</p>", False, id="until it is found"),
        pytest.param("<p id=x hidden=Until-Found>t</p>", False, id="until it is found, in capitals"),
        pytest.param("<p id=x hidden=false>t</p>", True, id="any other value"),
        pytest.param("<p id=x hidden=until-found style='display:none'>t</p>", True, id="until it is found, and by its style"),
        pytest.param("<div style='DISPLAY : none'><p id=x>t</p></div>", True, id="style of an element around it"),
        pytest.param("<p id=x style='visibility:hidden'>t</p>", True, id="visibility"),
        pytest.param("<noscript><p id=x>t</p></noscript>", True, id="noscript"),
        pytest.param("<template><p id=x>t</p></template>", True, id="template"),
        pytest.param("<template shadowrootmode=open><p id=x>t</p></template>", False, id="declared shadow tree"),
        pytest.param("<i id=x aria-hidden=true>expand_more</i>", True, id="icon"),
        pytest.param("<div id=x aria-hidden=true>texte</div>", False, id="closed panel"),
        pytest.param("<p id=x class=sr-only>t</p>", False, id="for screen readers"),
        pytest.param("<script id=x>t</script>", True, id="script"),
    ],
)
def test_what_is_hidden(html: str, hidden: bool) -> None:
    """3.5"""
    page = parse(f"<body>{html}</body>")
    element = page.tree.find(id="x")
    assert element is not None
    assert page.is_hidden(element) is hidden


@pytest.mark.parametrize(
    ("html", "boilerplate"),
    [
        pytest.param("<nav><a id=x href=/>Accueil</a></nav>", True, id="menu by tag"),
        pytest.param("<div class=mainMenu><a href=/>Accueil</a><a id=x href=/m>Mairie</a></div>", True, id="menu by name"),
        pytest.param("<p class='arbo fil-ariane'>Vous êtes ici : <a id=x href=/>Accueil</a></p>", True, id="breadcrumb"),
        pytest.param(
            "<ul id=x><li><a href=#a>a</a><li><a href=#b>b</a><li><a href=#c>c</a></ul><p id=a>1<p id=b>2<p id=c>3",
            True,
            id="contents",
        ),
        pytest.param(
            "<ul id=x><li><a href=#1>Aa</a><li><a href=#2>Bb</a><li><a href=#3>Cc</a></ul><h2>Aa</h2><h2>Bb</h2><h2>Cc</h2>",
            True,
            id="contents whose targets a script names",
        ),
        pytest.param(
            "<ul id=x><li><a href=#a>a</a><li><a href=#b>b</a><li><a href=#c>c</a></ul>", False, id="names that lead nowhere"
        ),
        pytest.param("<ul id=x><li><a href=/a>a</a><li><a href=/b>b</a><li><a href=/c>c</a></ul>", False, id="a list of links"),
        pytest.param("<div class=x1><h4 id=x>Partager cette page</h4><a href=#>X</a></div>", True, id="share bar by its words"),
        pytest.param("<div id=cookie-consent-banner><p id=x>Nous utilisons des cookies.</p></div>", True, id="cookie banner"),
        pytest.param("<h2 id=consent><span id=x>Consentement</span></h2>", False, id="a heading about consent"),
        pytest.param("<button id=x>Copier</button>", True, id="button"),
        pytest.param("<button id=x aria-expanded=false>La direction</button>", False, id="the title of a panel"),
        pytest.param("<footer><p id=x>Mairie</p></footer>", True, id="footer"),
        pytest.param("<div class=print-only><p id=x>Imprimé le 2 mars</p></div>", True, id="for printing only"),
        pytest.param("<div class='d-none d-print-flex'><p id=x>Imprimé le 2 mars</p></div>", True, id="unseen till it is printed"),
        pytest.param("<div class='card d-print-block'><p id=x>Salle Rose : 20 €</p></div>", False, id="seen, and printed too"),
    ],
)
def test_what_is_boilerplate(html: str, boilerplate: bool) -> None:
    """3.5"""
    page = parse(f"<body><p>{PROSE}</p>{html}</body>")
    element = page.tree.find(id="x")
    assert element is not None
    assert page.is_boilerplate(element) is boilerplate


def test_text_of_an_element_is_one_line_with_nothing_hidden() -> None:
    """Its button too: a document may be behind it."""
    page = parse("<div id=x>un<p>deux<span hidden>non</span></p><button>trois</button><ul><li>quatre</ul></div>")
    element = page.tree.find(id="x")
    assert element is not None
    assert page.text_of(element) == "un deux trois quatre"


@pytest.mark.parametrize("html", ["<!doctype html><title>T</title>{}", "<html><head><meta charset=utf-8>{}</html>", "<base>{}<p>z"])
@pytest.mark.parametrize("tag", ["main", "header", "section", "article", "nav"])
def test_a_body_that_opens_without_its_tag_is_read(html: str, tag: str) -> None:
    """3.1: HTML5 lets « <body> » be left out before any element."""
    page = parse(html.format(f"<{tag}>a</{tag}><main><p>x</p><p>y</p></main>"))
    assert [t for t in page.layout.texts if t.strip()][:3] == ["a", "x", "y"]


@pytest.mark.parametrize(
    "tag", ["<embed src=/plan.pdf>", '<embed src="/plan.pdf" type="application/pdf">', "<embed src=/plan.pdf />", "<EMBED\nsrc=x>"]
)
def test_what_follows_an_element_without_content_is_text_of_the_page(tag: str) -> None:
    """HTML § 13.1.2, DESIGN 3.1: an unclosed <embed> is held open by the parser to the end of its box."""
    page = parse(f"<main><h2>Plan</h2><p>Avant.</p>{tag}<p>Après.</p><h2>Autre</h2></main>")
    assert [block.text for block in page.blocks_of(page.main)] == ["Plan", "Avant.", "Après.", "Autre"]


@pytest.mark.parametrize(
    "over",
    [
        "<div class='modal fade' id=avis><div class=modal-dialog><div class=modal-content><p>{}</p></div></div></div>",
        "<div id=lettre-popup style='position:fixed'><p>{}</p><a href=# class=close>Fermer</a></div>",
        "<div class='pop-in visible'><p>{}</p><button>Fermer</button></div>",
    ],
)
def test_what_lies_over_the_page_never_enters_it(over: str) -> None:
    """3.5: a modal as frameworks build it, a popup that can be closed, even within the main content."""
    said = "Donnez votre avis sur le site de la ville."
    html = f"<main><h1>Mairie</h1><p>{PROSE}</p>{over.format(said)}<p>{PROSE}</p></main>"
    assert said not in " ".join(lines(found(html, recipe(None, "main"))) or [])


@pytest.mark.parametrize(
    "box",
    [
        "<div class=modal><p>{}</p></div>",
        "<div id=popup><p>{}</p></div>",
        "<div class=modalites><p>{}</p><button>Fermer</button></div>",
    ],
)
def test_a_name_alone_lays_nothing_over_the_page(box: str) -> None:
    """3.5"""
    said = "Les modalités du service commun sont votées chaque année."
    html = f"<main><h1>Mairie</h1><p>{PROSE}</p>{box.format(said)}</main>"
    assert said in (lines(found(html, recipe(None, "main"))) or [])


@pytest.mark.parametrize(
    "hint",
    [
        "(nouvelle fenêtre)",
        "- Ouvre dans un nouvel onglet",
        "lien externe",
        "(opens in a new tab)",
        "(öffnet in neuem Fenster)",
        "(si apre in una nuova finestra)",
        "(se abre en una ventana nueva)",
        "(opent in nieuw venster)",
    ],
)
def test_where_a_link_opens_is_none_of_its_words(hint: str) -> None:
    """3.5"""
    plain = "<main><h1>Mairie</h1><p>Voir <a href=/annuaire>l'annuaire{}</a> du personnel.</p></main>"
    read = [lines(found(plain.format(more), recipe(None, "main"))) for more in ("", f"<span class=sr-only> {hint}</span>")]
    assert read[0] == read[1]
    said = f"<main><h1>Mairie</h1><p>Elle a une <b>nouvelle fenêtre</b>.</p><p>{hint}</p></main>"
    assert lines(found(said, recipe(None, "main"))) == ["Elle a une nouvelle fenêtre.", hint]


def test_mail_addresses_that_a_server_hides_are_read() -> None:
    """3.5, 3.28: another code at each visit, the same address; rubbish stays what it is."""

    def coded(key: int, address: str) -> str:
        return bytes([key, *(ord(letter) ^ key for letter in address)]).hex()

    def page(inside: str) -> str:
        return f"<main><h1>Mairie</h1><p>Écrire à {inside}.</p></main>"

    address, shown = "finances@valmont.example", "[email&#160;protected]"
    plain = found(page(f'<a href="mailto:{address}">{address}</a>'), recipe(None, "main"))
    for key in (0x21, 0x8A):
        code = coded(key, address)
        whole = f'<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{code}">{shown}</a>'
        parted = f'<a href="/cdn-cgi/l/email-protection#{code}"><span class="__cf_email__" data-cfemail="{code}">{shown}</span></a>'
        assert found(page(whole), recipe(None, "main")) == plain == found(page(parted), recipe(None, "main"))
    for slip in (address, f"https://valmont.example/contact/{address}"):
        assert found(page(f'<a href="{slip}">{address}</a>'), recipe(None, "main")) == plain
    for rubbish in ("9a", "zz", "", "8aee8aee8aee8aee"):
        read = found(page(f'<span data-cfemail="{rubbish}">{shown}</span>'), recipe(None, "main"))
        assert "Écrire à [email\u00a0protected]." in (lines(read) or [])
