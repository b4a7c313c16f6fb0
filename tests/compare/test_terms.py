"""DESIGN 3.24, 5.13: a list of terms that is rows in one version and titles in the other is told as if it were the same in both."""

from __future__ import annotations

import pytest

from monitor.compare.sections import compare_sections
from monitor.extract.page import Page
from monitor.model import Section

Terms = dict[str, list[str]]
STAFF: Terms = {"Paie": ["Marie Roy"], "Eau": ["Luc Petit"], "Parcs": ["Jo Blin", "Eva Roux"]}


def read(terms: Terms) -> Section:
    said = "".join(f"<dt>{term}</dt>" + "".join(f"<dd>{text}</dd>" for text in texts) for term, texts in terms.items())
    page = Page.parse(f"<main><p>Qui fait quoi ?</p><dl>{said}</dl><p>Accueil en mairie.</p></main>", "https://valmont.example/")
    return Section(item="s", heading="Services", blocks=page.blocks_of(page.main), found_by="heading")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        pytest.param(STAFF | {"Eau": ["Luc Petit", "Ida Moss"]}, [("insert", "Ida Moss", "Eau")], id="one more"),
        pytest.param(
            STAFF | {"Paie": ["Nina Sel"], "Eau": ["Luc Petit", "Ida Moss"]},
            [("delete", "Marie Roy", "Paie"), ("insert", "Nina Sel", "Paie"), ("insert", "Ida Moss", "Eau")],
            id="and another one",
        ),
    ],
)
def test_a_list_of_which_most_terms_got_more_is_told_by_them(new: Terms, said: list[tuple[str, str, str]]) -> None:
    """« − Eau · Luc Petit », « + Eau », « + Luc Petit »: of a term that stayed."""
    for one, other, ops in ((STAFF, new, said), (new, STAFF, [])):
        change = compare_sections(read(one), read(other))
        assert change is not None
        blocks = read(one).blocks, read(other).blocks
        for edit in change.edits:  # 5.13: about the blocks as show has them
            for side, text, at in zip(blocks, (edit.before, edit.after), edit.facts["at"], strict=True):
                assert at is None or (at[1] - at[0] == 1 and (text or "") in side[at[0]].text)
        if ops:
            assert sorted((e.op, e.before or e.after or "", e.facts["under"]) for e in change.edits) == sorted(ops)
        assert len(change.edits) == len(said)


def test_the_same_terms_in_rows_and_under_titles_are_the_same() -> None:
    """3.11: other markup; a table that has heads of its own, or says something else, is none of it."""
    titles = "".join(f"<details><summary>{term}</summary><p>{', '.join(texts)}</p></details>" for term, texts in STAFF.items())
    rows = "".join(f"<dt>{term}</dt><dd>{', '.join(texts)}</dd>" for term, texts in STAFF.items())
    one, other = (
        Section(item="s", heading="Services", blocks=page.blocks_of(page.main), found_by="heading")
        for page in (Page.parse(f"<main>{html}</main>", "https://valmont.example/") for html in (titles, f"<dl>{rows}</dl>"))
    )
    change = compare_sections(one, other)
    assert change is not None
    assert change.significance == "cosmetic"
    head = "<tr><th>Service<th>Agents</tr>"
    table = f"<main><table>{head}{''.join(f'<tr><td>{term}<td>12</tr>' for term in STAFF)}</table></main>"
    page = Page.parse(table, "https://valmont.example/")
    headed = compare_sections(one, Section(item="s", heading="Services", blocks=page.blocks_of(page.main), found_by="heading"))
    assert headed is not None
    assert headed.significance == "substantive"
