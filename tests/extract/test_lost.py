"""A section that is not where it was is looked for before it is called missing, and is not confounded with another (DESIGN 3.4)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.extract.page import Page
from monitor.model import Section, SectionRecipe
from tests.extract.valmont import EDITED, HEADING, PROSE, SECTION, STYLES, found, lines, page, parse, recipe, section, source

WAYS = [
    pytest.param(recipe(HEADING), SECTION, id="by heading"),
    pytest.param(recipe(None, ".ancien"), SECTION, id="by a selector that died"),
    pytest.param(recipe(HEADING, ".ancien"), SECTION, id="by both"),
    pytest.param(recipe(None, ".ancien"), section(*PROSE, heading=None), id="by words alone"),
    pytest.param(recipe("Ce que la ville partage"), section(*PROSE, heading="Ce que la ville partage"), id="renamed"),
]
ADDED = "Un bilan annuel des mutualisations est présenté au conseil."
SEPARATE = [style for style in STYLES if style not in ("tables1999", "plainheading")]  # the others part paragraphs by <br>


@pytest.mark.parametrize(("wanted", "last"), WAYS)
@pytest.mark.parametrize("style", STYLES)
def test_a_redesign_changes_nothing(style: str, wanted: SectionRecipe, last: Section) -> None:
    """3.4: new classes, template and levels, headings become text, text goes into an accordion, a tab or a table."""
    assert lines(found(page(style), wanted, last)) == list(PROSE)


@pytest.mark.parametrize(("wanted", "last"), WAYS)
@pytest.mark.parametrize("style", STYLES)
def test_an_edit_is_seen_through_a_redesign(style: str, wanted: SectionRecipe, last: Section) -> None:
    """3.4: the text as it now is, not as it was."""
    assert lines(found(page(style, EDITED), wanted, last)) == list(EDITED)


@pytest.mark.parametrize(("wanted", "last"), WAYS)
@pytest.mark.parametrize("style", SEPARATE)
def test_what_is_added_at_either_end_is_seen_through_a_redesign(style: str, wanted: SectionRecipe, last: Section) -> None:
    """3.4: bounds that the page itself gives, not bounds trimmed to the old words."""
    prose = (f"{ADDED}</p><p>{PROSE[0]}", *PROSE[1:5], f"{PROSE[5]}</p><p>{ADDED}")
    assert lines(found(page(style, prose), wanted, last)) == [ADDED, *PROSE, ADDED]


def _without_section(style: str) -> Page:
    html = source(style)
    heading = [m for m in re.finditer(r"Mutualisation(?:&nbsp;| )des services", html) if "$1" in html[m.end() : m.end() + 700]][-1]
    return parse(html[: heading.start()] + html[html.index("$6") + 2 :])


@pytest.mark.parametrize(("wanted", "last"), WAYS[:3])
@pytest.mark.parametrize("style", STYLES)
def test_a_section_that_is_gone_is_not_found_in_something_else(style: str, wanted: SectionRecipe, last: Section) -> None:
    """3.4: not in the menu entry or the link that still bears its name."""
    assert found(_without_section(style), wanted, last) is None


BOX, REST = " ".join(PROSE[:3]), " ".join(PROSE[3:])


@pytest.mark.parametrize(
    ("html", "expected", "by"),
    [
        pytest.param(f"<div class=s></div><h2>M</h2><p>{BOX}</p><p>{REST}</p>", [BOX, REST], "heading", id="emptied"),
        pytest.param(f"<div class=s>Accueil</div><h2>M</h2><p>{BOX}</p><p>{REST}</p>", [BOX, REST], "heading", id="another box"),
        pytest.param(f"<h2>M</h2><div class=s><p>{REST}</p></div><div><p>{BOX}</p></div>", [REST, BOX], "heading", id="less"),
        pytest.param(f"<h2>M</h2><div class=s><p>{BOX}</p></div><div><p>{REST}</p></div>", [BOX], "css", id="cut in two"),
        pytest.param(f"<div class=s><p>{BOX}</p></div><h2>M</h2>", [BOX], "css", id="really cut"),
        pytest.param(f"<div class=s><p>{BOX}</p><p>{REST}</p><h2>N</h2>Neuf.</div>", [BOX, REST, "N", "Neuf."], "css", id="more"),
        pytest.param(f"<h2>M</h2><p>{BOX}</p><h2>N</h2><p>{REST}</p>", [BOX, "N", REST], "level", id="heading covers a part"),
        pytest.param(f"<h2>La M</h2><p>{BOX}</p><p>{REST}</p>", [BOX, REST], "words", id="heading renamed"),
    ],
)  # fmt: skip
def test_the_way_that_was_named_first_decides(html: str, expected: list[str], by: str) -> None:
    """3.4: another only where it has nothing, or under a third of the old words and the other more than twice as many."""
    result = found(f"<main><h1>Titre</h1>{html}</main>", recipe("M", ".s"), section(BOX, REST, heading="M"))
    assert result is not None
    assert (lines(result), result.found_by) == (expected, by)


@pytest.mark.parametrize(
    ("before", "after", "text", "expected"),
    [
        pytest.param("Les services mutualisés", "Les services mutualisé", PROSE[0], [PROSE[0]], id="almost the same"),
        pytest.param("Article 1", "Article 2", PROSE[5], None, id="almost the same, another text"),
        pytest.param("Les services mutualisés", "Contact", PROSE[5], None, id="neither name nor text"),
    ],
)
def test_a_heading_that_reads_almost_the_same(before: str, after: str, text: str, expected: list[str] | None) -> None:
    """3.4: likeness of at least 0.85, and something of the old text."""
    html = f"<main><h1>Titre</h1><h2>{after}</h2><p>{text}</p></main>"
    assert lines(found(html, recipe(before), section(PROSE[0], heading=before))) == expected


def test_a_renamed_heading_is_the_new_heading() -> None:
    """3.4, 3.6: so that the renaming is seen."""
    html = f"<main><h2>Ce que nous partageons</h2><p>{BOX}</p><p>{REST}</p><h2>Contact</h2><p>Mairie</p></main>"
    result = found(html, recipe(HEADING), SECTION)
    assert result is not None
    assert (result.heading, lines(result), result.found_by) == ("Ce que nous partageons", [BOX, REST], "words")


def test_a_short_text_that_also_stands_elsewhere_is_believed_where_it_is_looked_for() -> None:
    """3.4: « Ouvert de 9 h à 17 h » in the footer says nothing against the box that now says 18 h."""
    html = "<main><p class=s>Ouvert de 9 h à 18 h du lundi au vendredi.</p></main><p>Ouvert de 9 h à 17 h du lundi au vendredi.</p>"
    last = section("Ouvert de 9 h à 17 h du lundi au vendredi.", heading=None)
    assert lines(found(html, recipe(None, ".s"), last)) == ["Ouvert de 9 h à 18 h du lundi au vendredi."]


def test_a_copy_of_the_text_counts_once() -> None:
    """3.4: a page that holds it for telephones and for desktops."""
    both = "".join(f"<div class=c{n}><p>{BOX}</p><p>{REST}</p></div>" for n in (1, 2))
    assert lines(found(f"<main>{both}</main>", recipe(None, ".gone"), section(BOX, REST, heading=None))) == [BOX, REST]


@given(st.permutations(STYLES), st.integers(0, 5), st.sampled_from(["Dorénavant", "jamais", "2 026"]))
def test_through_any_number_of_redesigns_any_word_that_changes_is_seen(styles: list[str], line: int, word: str) -> None:
    """3.4: a redesign after the other, the text carried along by its words; then an edit in any paragraph."""
    wanted, last = recipe(None, ".gone"), SECTION
    for style in styles[:3]:
        result = found(page(style), wanted, last)
        assert lines(result) == list(PROSE)
        last = result or last
    changed = tuple(f"{word} {text}" if at == line else text for at, text in enumerate(PROSE))
    assert lines(found(page(styles[3], changed), wanted, last)) == list(changed)


def _titled(heading: str, after: str) -> Page:
    prose = "".join(f"<p>{line}</p>" for line in PROSE)
    return parse(f"<main><h1>Organigramme</h1>{heading}{prose}<h2>Contact</h2><p>Écrire à la mairie.</p></main>{after}")


def test_a_heading_that_became_bold_text_still_ends_at_the_next_heading() -> None:
    """3.4: after a redesign nothing of the old look is left to end the section (3.2), so the bounds most like the old text win."""
    assert lines(found(_titled(f"<p><strong>{HEADING}</strong></p>", ""), recipe(HEADING), SECTION)) == list(PROSE)


def test_a_short_table_of_contents_opens_no_section() -> None:
    """3.5: two links into the page are too few to know a list by, but each is one."""
    contents = f'<ul><li><a href="#o">Organigramme</a></li><li><a href="#m">{HEADING}</a></li></ul><p>Publication annuelle.</p>'
    bold = parse(f"<main>{contents}<div><p class='t'>{HEADING}</p>{''.join(f'<p>{line}</p>' for line in PROSE)}</div></main>")
    assert lines(found(bold, recipe(HEADING), SECTION)) == list(PROSE)


def test_a_line_that_stands_for_a_heading_may_be_renamed() -> None:
    """3.6: a renamed heading is a change, in a heading element or not; a sentence above the text is no heading."""
    last = Section(item="mutualisation", heading=HEADING, blocks=SECTION.blocks, found_by="text")
    for line, heading in (("Une administration commune", "Une administration commune"), ("Elle est revue chaque année.", None)):
        seen = found(_titled(f"<div><span>{line}</span></div>", ""), recipe(HEADING), last)
        assert (lines(seen), seen and seen.heading) == (list(PROSE), heading)


def test_an_advertisement_in_the_text_is_no_text_and_a_number_is_no_share_bar() -> None:
    """3.5"""
    prose = "".join(f"<p>{line}</p>" for line in PROSE)
    ad = "<aside class='pub'><p>Publicité</p><a href='//r.example'>Soldes</a></aside>"
    year = parse(f"<main><h2>{HEADING}</h2>{prose}{ad}<div><h3>2024</h3><p>Un bilan.</p></div></main>")
    assert lines(found(year, recipe(HEADING), None)) == [*PROSE, "2024", "Un bilan."]
