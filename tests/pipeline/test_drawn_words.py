"""A drawing in the page beside the words of a section: what it draws is a fact of the text (3.28, 3.30)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from monitor.confine import Confined
from monitor.model import Change
from monitor.pipeline.two_pages import compare_pages
from tests.documents.office import fixture

SVG = fixture("chart-1.svg").decode()
ICON = '<svg width="24" height="24"><path d="M0 0h9v9"/></svg>'
OUTLINES = "".join(f'<path d="M{n} 0h9v9h-9z" fill="#333"/>' for n in range(30))
WORDLESS = f'<svg viewBox="0 0 600 300"><title>Organigramme</title>{OUTLINES}</svg>'


def page(drawing: str) -> bytes:
    words = "<p>Le dessin montre les services de la commune, et qui les dirige.</p>"
    html = f"<html><body><main><h1>Valmont</h1><h2>Services</h2>{words}{drawing}<h2>Contact</h2><p>Mairie</p></main></body></html>"
    return html.encode()


@pytest.fixture(scope="module")
def reader() -> Iterator[Confined]:
    with Confined() as confined:
        yield confined


def told(before: str, after: str, reader: Confined) -> tuple[str, list[tuple[str, object]]]:
    change = compare_pages(page(before), page(after), reader, heading="Services")
    if change is None:
        return "none", []
    assert isinstance(change, Change), change
    return change.significance, [(edit.op, edit.facts.get("shown")) for edit in change.edits]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(SVG, SVG.replace("</svg>", '<path d="M0 0L900 300" stroke="red"/></svg>'), id="crossed out"),
        pytest.param(SVG, SVG.replace('<path d="M830.0 102', '<path opacity="0" d="M830.0 102'), id="a line hidden"),
        pytest.param(SVG, SVG.replace("stroke:#333333", "stroke:#cc0000", 1), id="a colour"),
        pytest.param(
            SVG.replace("<text", "<style>.a{fill:#333}</style><text class='a'", 1),
            SVG.replace("<text", "<style>.a{fill:#c00}</style><text class='a'", 1),
            id="a colour by its class",
        ),
        pytest.param(WORDLESS, WORDLESS.replace("#333", "#c00", 1), id="a colour of outlines without words"),
    ],
)
def test_what_a_drawing_shows_is_minor_where_no_word_tells_it(before: str, after: str, reader: Confined) -> None:
    """3.28: as of a picture; its address is ours and is told to nobody."""
    assert before != after
    assert told(before, after, reader) == ("minor", [("picture", "drawing")])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(SVG, SVG.replace('width="1534" height="380"', 'width="767" height="190"'), id="shown smaller"),
        pytest.param(
            SVG.replace("<path", '<g id="a17"></g><path', 1), SVG.replace("<path", '<g id="b99"></g><path', 1), id="named anew"
        ),
        pytest.param(SVG, SVG.replace("M830.0 102V119", "M830 102 V119.0", 1), id="figures written otherwise"),
        pytest.param(ICON, ICON.replace("h9", "h8"), id="an icon"),
        pytest.param(
            f'<a href="/"><svg viewBox="0 0 600 300">{OUTLINES}</svg></a>',
            f'<a href="/"><svg viewBox="0 0 600 300">{OUTLINES.replace("#333", "#c00")}</svg></a>',
            id="what a link is known by",
        ),
    ],
)
def test_a_drawing_written_otherwise_is_no_change(before: str, after: str, reader: Confined) -> None:
    """3.28, 3.30: names, figures and the size on the page are how it is written."""
    assert told(before, after, reader)[0] in ("none", "cosmetic")


def test_a_word_of_a_drawing_is_told_by_the_text(reader: Confined) -> None:
    """3.28: text in inline SVG is text."""
    significance, edits = told(SVG, SVG.replace("Mme Claire Leroy", "Mme Anne Colin"), reader)
    assert significance == "substantive"
    assert ("picture", "drawing") not in edits
