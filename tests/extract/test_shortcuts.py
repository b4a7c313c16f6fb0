"""11.6 and DESIGN §9: what is looked at first, or summed up once, so that reading is fast changes nothing of what is read."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.extract import counters
from monitor.extract.around import controls, overlays, teasers, twins
from monitor.extract.around.page_foot import BULK
from monitor.extract.elements import addresses, labels
from monitor.extract.elements.labels import EDGE, read
from monitor.extract.elements.layout import Layout, lowered, one_spaced, words
from monitor.extract.elements.styles import may_tell
from monitor.extract.elements.tree import Element
from monitor.extract.links.cards import Surroundings
from monitor.extract.links.documents import all_documents
from monitor.extract.page import Page
from monitor.extract.reading import legends, walk
from monitor.model import Block
from tests.quality.judging import URL

PARTS = sorted(
    words(
        "Plan PDF pdf .pdf zip 7z mp3 203 1 000 203,05 ko Ko KB o octets bytes méga mega- Mégaoctets 12 p. pages page fichier "
        "nouvelle fenêtre onglet dans une lien externe de téléchargement external link new window tab opens in Télécharger "
        "voir consultez format accéder à aux au lire download ( ) : – - · | . , / « » publié K ſ ı İ \u0307 \u200b"
    )
)
LINES = st.lists(st.sampled_from([*PARTS, EDGE, EDGE, " ", " ", " ", "\u00a0"]), max_size=12).map("".join)


@given(LINES)
def test_a_line_that_may_end_with_no_token_has_none(line: str) -> None:
    """3.8: label, format and size are those that the expressions find."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(labels, "_may_end_with_token", lambda text: True)
        patched.setattr(labels, "SIZED", labels._compiled(""))
        read.cache_clear()
        long = read(line)
    read.cache_clear()
    assert read(line) == long


TAGS = """<li> </li> <p> </p> <div> </div> <br> <b> </b> <span\xa0hidden> </span> <noscript> </noscript> <svg><text> <h3>Plan</h3>
    <a\xa0href="/page">Plan</a> <a\xa0href="/voir">Voir</a> <a\xa0href="/f.pdf">Rapport</a> <img\xa0alt="12\xa0Ko">
    (PDF,\xa0203\xa0ko) 1,2\xa0Mo 20\xa0k<b>o</b> \xa0203\xa0 octets texte\xa0de\xa0la\xa0page Budget."""
HTML_PARTS = [tag.replace("\xa0", " ") for tag in re.split(" |\n *", TAGS)]
HTML = st.lists(st.sampled_from(HTML_PARTS), max_size=14)


@given(HTML)
def test_a_link_without_a_size_near_it_has_none_in_its_card(parts: list[str]) -> None:
    """3.7: a page's link is a file's where a size stands beside it."""
    html = f"<main>{''.join(parts)}</main>"
    found = all_documents(Page.parse(html, URL))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Surroundings, "may_say_size", lambda self, el: True)
        assert all_documents(Page.parse(html, URL)) == found


BOXES = st.lists(
    st.sampled_from(
        [
            *HTML_PARTS,
            "<nav>",
            "</nav>",
            "<select><option>",
            "</select>",
            "<h2>",
            "</h2>",
            '<a href="#plan">',
            '<a href="/">Accueil</a>',
        ]
    ),
    max_size=30,
)


@given(BOXES)
def test_what_boxes_hold_and_are_called_is_known_of_each(parts: list[str]) -> None:
    """DESIGN §9: the walk sums up letters and files boxes by what they are; asked run by run and box by box it is the same."""
    page = Page.parse(f'<body class="x"><main id=plan>{"".join(parts)}</main>', URL)
    layout = page.layout
    boxes, texts, linked = layout.boxes, layout.texts, layout.linked
    for box in boxes:
        runs = range(box.start, box.end)
        assert box.chars == sum(len(texts[r]) for r in runs) == layout.chars(box.start, box.end)
        assert box.links == sum(inner.name == "a" for inner in (box, *layout.inside(box)))
        assert box.prose == sum(len(texts[r]) for r in runs if not linked[r])
        assert (box.name, box.attrs) == (box.el.name, box.el.attrs)
    for names, attributes in (((), ()), (("p", "li"), ()), ((), ("href", "hidden")), (("a", "span"), ("href", "id", "class"))):
        asked = [b for b in boxes if b.name in names or any(attribute in b.attrs for attribute in attributes)]
        assert layout.having(names, attributes) == asked
    for orders in (set[int](), {0}, {b.order for b in boxes if b.name in ("p", "div", "span")}):
        around = [[box, *layout.ancestors(box)] for box in boxes]
        assert layout.within(orders) == [any(b.order in orders for b in own) for own in around]
    for kind in ("all", "here", "within", "home"):
        alone = {b.order for b in boxes if b.name == "a" and page.controls._orders[kind].count(b.order) == 1}
        counted = [sum(box.order <= order <= box.last for order in alone) for box in boxes]
        assert [page.controls.count(kind, box) for box in boxes] == counted
        assert kind != "home" or {b.order for b in boxes if page.controls.leads_home(b)} == alone


@given(st.text(st.sampled_from("a b.\u00a0\u2003 \t\n\r\f\v\x1c"), max_size=12))
def test_only_a_text_with_more_than_single_spaces_is_folded(text: str) -> None:
    """DESIGN §9: each run of HTML's white space, or one of it that is no space, is one space."""
    assert one_spaced(text) == re.sub("[ \t\n\r\f\v]+", " ", text)


@given(
    st.lists(
        st.sampled_from(["display", "DiSplay", "viſıbİlity", "text-", "decoration", "-line", "visib", ":none", "}", " ", "\n"])
    )
)
def test_a_sheet_is_read_where_it_names_what_is_read(parts: list[str]) -> None:
    """DESIGN §9: in whatever letters that is written."""
    css = "".join(parts)
    assert may_tell(css) == bool(re.search("display|visibility|text-decoration", css, re.I))


SAID = "navigator.share imprim copi print( share accueil © (c) 2026 copyright tous droits réservés hidden-xs only actualités"
WORDS = st.sampled_from([*words(SAID), "à la une", "lire aussi", "mentions légales", "related", "all rights reserved"])


@given(st.text(st.sampled_from("PpſSsKkİIıi\u0307.tarcodelmwn(y-É"), max_size=20), WORDS)
def test_an_expression_finds_in_lower_case_what_it_finds_in_any(text: str, word: str) -> None:
    """DESIGN §9: expressions for lower case are asked of texts in it."""
    expressions = (controls._HERE_SCRIPT, overlays._RIGHTS, overlays._LEGAL, twins._MAY)
    for said in (text, word.upper(), text + word.upper(), word.title() + text, word.replace("i", "İ").replace("s", "ſ")):
        for expression in (*expressions, teasers.NEWS, teasers.related()):
            any_case = re.compile(expression.pattern, re.I)
            assert bool(expression.search(lowered(said))) == bool(any_case.search(said))
            assert bool(expression.fullmatch(lowered(said))) == bool(any_case.fullmatch(said))
        for stems in (controls.SHARE_STEMS, controls._LIKE_HOME):
            assert controls.has_stem(said, stems) == bool(re.search("|".join(stems), said, re.I))


@given(st.lists(st.text(st.sampled_from("sharfItweİſpn-Σ "), max_size=8), max_size=5))
def test_no_word_of_sharing_is_missed_by_looking_through_many_texts_at_once(texts: list[str]) -> None:
    """DESIGN §9: none goes on from one text into the next, and each text has the words that it would be found to have alone."""
    stems = controls.stems_in(controls.SHARE_STEMS, texts)
    assert stems == [stem for stem in controls.SHARE_STEMS if any(controls.has_stem(text, [stem]) for text in texts)]
    assert [controls.has_stem(text, stems) for text in texts] == list(map(controls.has_stem, texts))


@given(BOXES)
def test_of_one_box_the_page_says_what_it_says_of_all(parts: list[str]) -> None:
    """3.5, DESIGN §9: what is boilerplate, and what a link is for, is the same asked of few boxes, in any order, or of all."""
    html = f'<body class="x"><main id=plan><h1>Plan</h1>{"".join(parts)}</main>'
    few, all_at_once = Page.parse(html, URL), Page.parse(html, URL)
    hard, either = (one.orders for one in all_at_once._judged)
    assert all_at_once.controls._orders
    boxes = few.layout.boxes[::-1]
    counted = [[page.controls.count(kind, b) for kind in controls._KINDS for b in boxes] for page in (few, all_at_once)]
    assert counted[0] == counted[1]
    told = [(b.order in few.boilerplate.hard_among([b]), few.boilerplate.is_any(b.order)) for b in boxes]
    assert told == [(b.order in hard, b.order in either) for b in boxes]
    for box in boxes:
        span = (box.start, box.end, box.order)
        assert few.shown([span], pointed_at=True) == all_at_once.shown([span], pointed_at=True)
        assert few.is_boilerplate(box.el) == all_at_once.is_boilerplate(all_at_once.layout.boxes[box.order].el)


@given(st.lists(st.text(st.sampled_from("ab©İK\n "), max_size=4), max_size=6), st.integers(0, 6))
def test_runs_with_one_of_some_stems_are_those_that_have_it(texts: list[str], start: int) -> None:
    """DESIGN §9"""
    layout = Page.parse("", URL).layout
    layout.texts = texts
    has = [
        r for r in range(start, len(texts)) if len(texts[r]) <= 3 and any(stem in lowered(texts[r]) for stem in ("ab", "©", "k"))
    ]
    assert layout.runs_with(("ab", "©", "k"), start, len(texts), longest=3) == has


@given(st.one_of(st.from_regex(overlays._LEGAL.pattern, fullmatch=True), st.from_regex(overlays._RIGHTS)))
def test_what_tells_a_foot_has_one_of_the_stems_by_which_it_is_looked_for(said: str) -> None:
    """3.5, DESIGN §9"""
    assert any(stem in said for stem in overlays._STEMS_OF_SIGNS)


@example(["cdn-cgi/l/email-protection"])
@example(["page?eid=Mail"])
@given(
    st.lists(
        st.sampled_from(["/", "a", "é", "?", "&", "=", "eid=", "Mail", "/cdn-cgi/l/email-protection", "#", " ", ".", "@", "\n"])
    )
)
def test_a_plain_address_leads_where_any_does(parts: list[str]) -> None:
    """3.28, DESIGN §9: the short way for plain addresses says what is said of all: a base before it keeps it from the short way."""
    href = "/" + "".join(parts)
    site = addresses._site(URL)
    link, whole = Element("a", {"href": href}), Element("a", {"href": f"{site}{href}"})
    plain = addresses._PLAIN_BELOW.fullmatch(href) is not None
    assert not plain or addresses.link_address(link, URL) == addresses.link_address(whole, URL)


GATHERED = st.lists(
    st.sampled_from(
        [
            *HTML_PARTS,
            "\u200b",
            "\t",
            "-",
            "<table>",
            "</table>",
            "<tr><td>",
            "<td>",
            "<li><ul><li>",
            "<dl><dt>",
            "<dd>",
            "<h2>",
            "</h2>",
            "\n",
        ]
    ),
    max_size=25,
)


@example(["<table><tr><td>", "<td>", "Plan"], set[int]())
@example(["<p>Plan<br>", "1 <b>2</b>"], {0, 1})
@example(["<p>", "\u200b"], set[int]())
@given(GATHERED, st.sets(st.integers(0, 30)))
def test_a_block_of_one_text_with_nothing_beside_it_is_that_text(parts: list[str], left_out: set[int]) -> None:
    """3.24, DESIGN §9: most blocks are made the short way, of which the long one makes the same, whatever runs are left out."""
    layout = Page.parse(f"<main>{''.join(parts)}</main>", URL).layout
    runs = [run for run in range(len(layout.texts)) if run not in left_out]
    found = layout.numbered(runs)
    layout.once.add(-1)  # a fact of no block: there is something to look for
    assert layout.numbered(runs) == found


def told(layout: Layout) -> dict[str, object]:
    """All that a walk finds out, boxes by their fields."""
    facts = {name: value for name, value in vars(layout).items() if name[0] != "_"}
    boxes = [
        tuple((name, id(got) if name == "el" else got) for name in b.__slots__ for got in [getattr(b, name)]) for b in layout.boxes
    ]
    return {**facts, "boxes": boxes, "leads": [(run, box.order, url) for run, (box, url) in layout.leads.items()]}


MERE = [
    "<p>Un texte",
    "<p>12",
    "<p> ",
    "<li>Un point",
    "<ul>",
    "</ul>",
    "<ol reversed>",
    "<ol start=3>",
    "</ol>",
    "<sup>",
    "<u>",
    "<del>",
]
AROUND = ["<tr>", "<th>", "<dl>", "<dt>", "<dd>", "<div>", "</div>", "<svg>", "<input>", "<a href=/f>", "<b>", "<p>A<br><br>B"]


@example(["<ol start=3>", "<li>Un point"])
@example(["<ol start=3>", "<li>", "<p>Un texte"])
@example(["<b>", "<div>", "<p>Un texte"])
@example(["<a href=/f>", "<p>Un texte"])
@example(["<sup>", "<p>12"])
@example(["<del>", "<p>Un texte"])
@example(["<select>", "<li>Un point"])
@example(["<svg>", "<p>Un texte</p>", "<text>a"])
@example(["<li>", "<ul>", "<li>Un point", "<p>Un texte"])
@example(["<table>", "<tr><td>", "<p>Un texte", "<p>Un texte", "<td>", "<li>Un point"])
@example(["<input>", "<p> ", "Oui", "<p>Un texte", "<span>Non"])
@given(st.lists(st.sampled_from([*MERE, *MERE, *AROUND, *HTML_PARTS, "<table>", "<tr><td>", "<td>", "</table>"]), max_size=25))
def test_a_mere_paragraph_is_taken_in_one_step_as_in_several(parts: list[str]) -> None:
    """3.24, DESIGN §9: whatever stands around it, all that the walk finds out is the same."""
    page = Page.parse(f"<main>{''.join(parts)}</main>", URL)
    taken = told(page.layout)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(walk, "_MERE", frozenset[str]())
        assert told(walk.laid_out(page.body, page.base, page.styles)) == taken


LEGEND = words("En vert BLEUE rouges gr\u00fcn grun auf op in lettres caract\u00e8res fond hinterlegt markiert rot é’ ? Gr\u0130")


@example(["Die Dienste in Grün", "\u0131n rot", "Rot hinterlegt : commun"])
@example(["En\u00a0\u00a0lettres\nvertes", "en\u202f\u2009vert", "Les services en\n gras"])
@example(["", "Cases vertes : communs", "Vert = commun", "bleu"])
@example(["yellow highlighted", "op rood", "?in rot", "En caractères italiques"])
@given(st.lists(st.lists(st.sampled_from([*sorted(LEGEND), " ", " ", " ", "\u00a0", "\n"]), max_size=7).map("".join), max_size=5))
def test_no_legend_is_missed_by_looking_at_many_texts_at_once(texts: list[str]) -> None:
    """3.28, DESIGN §9: where a look is named, the text is one of those that are looked through."""
    assert {at for at, text in enumerate(texts) if legends._NAMED.search(text.lower())} <= legends.may_explain(texts)


LOOKING = [
    *("<p>En vert : commun", "<p>In bold: shared", '<p class="x">Texte', "<ul>", "</ul>", "<li>A", "<table><tr><td>"),
    *('<li style="color: #080">B', '<li class="text-success">C', "<li><b>D</b>", "<li><em>G</em>"),
    *('<li><font color="green">H</font>', '<p style="font-weight: bold">I', '<li class="commun">J', '<li class="titre-gras">E'),
    '<td bgcolor="red">F',
]  # fmt: skip


@example(["<p>En vert : commun", '<li><font color="green">H</font>'])
@example(["<p>In bold: shared", '<li class="titre-gras">E'])
@given(st.lists(st.sampled_from(LOOKING), max_size=8))
def test_no_look_is_missed_where_no_box_seems_to_have_one(parts: list[str]) -> None:
    """3.28, DESIGN §9: a page on which nothing looks otherwise has none to name."""
    layout = Page.parse(f"<main>{''.join(parts)}</main>", URL).layout
    found = layout.numbered([*range(len(layout.texts))])
    assert legends.has_looks(layout) or legends.with_looks(found, layout) == found


@given(BOXES, st.integers(0, 3000))
def test_what_is_hard_by_its_tag_is_found_among_many_as_one_by_one(parts: list[str], least: int) -> None:
    """3.5, DESIGN §9: only what has such a tag or a role is asked."""
    page = Page.parse(f"<body><header><a href=/a>A</a> <a href=/b>B</a> <a href=/c>C</a></header>{''.join(parts)}", URL)
    boxes, judge = page.layout.boxes, page.boilerplate
    alone = {
        b.order for b in boxes if b.prose <= max(BULK, 0.4 * least) and judge._hard_tag(b) and not page.controls.open_panels(b)
    }
    assert judge.always_hard(boxes, least) == alone


COUNTED = words(
    "vues Visiteurs connectés il y a 3 12 heures Mis à jour IMPRIMER J’AIME commentaires lu fois Fermé maintenant Şhare Service -"
)
COUNTING = st.lists(
    st.sampled_from([*sorted(COUNTED), "\n", "\t", "il y a", "ouvert", "Actuellement ouvert", "Fermé maintenant"]), max_size=6
)


@example("VUES")
@example("ſhareſ")
@example("İl y a 3 heures")
@given(COUNTING.map(" ".join))
def test_no_word_that_counts_is_missed_in_small_letters(text: str) -> None:
    """3.6, DESIGN §9"""
    known = counters._counting()
    assert known.may_count(text) == bool(re.compile(known._likely.pattern, re.I).search(text))


@example("Fermé maintenant", "list_item")
@example("Mon service\nFermé maintenant", "table_row")
@example("Fermé · ouvre demain matin", "paragraph")
@given(COUNTING.map(" ".join), st.sampled_from(["list_item", "table_row", "paragraph"]))
def test_an_entry_is_found_to_last_where_nothing_in_it_is_of_the_moment(text: str, kind: str) -> None:
    """3.6, DESIGN §9: asked of most entries, which have no figure, so that nothing more is asked of them."""
    known, block = counters._counting(), Block(kind, text)  # type: ignore[arg-type]
    if known.is_lasting_entry(block):
        assert not [*known.of_the_moment(block, has_figure=False, closing=True)]
