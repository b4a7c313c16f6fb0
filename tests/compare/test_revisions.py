"""A whole revision against a new visit (DESIGN 3.9, 3.20, 5.3)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.compare.revisions import compare, digests, ended_at_once
from monitor.model import Document, DocumentRecipe, Recipe, Revision, Section, SectionRecipe
from monitor.normalize import WORD_END, tokens
from tests.compare.make import PROSE, content, document, section

RECIPE = Recipe(
    sections=(SectionRecipe(item="mutualisation", heading="Mutualisation"),),
    documents=(DocumentRecipe(item="organigramme", link="Organigramme"),),
)
TEXT, CHART = section(*PROSE), document(read=content("Direction des achats"))


def revision(sections: tuple[Section, ...], documents: tuple[Document, ...]) -> Revision:
    return Revision(
        snapshot=1,
        taken_at=datetime(2026, 3, 1, tzinfo=UTC),
        url="https://valmont.example/",
        sections=sections,
        documents=documents,
    )


@pytest.mark.parametrize(
    ("old", "sections", "documents", "expected"),
    [
        pytest.param(revision((TEXT,), (CHART,)), (TEXT,), (CHART,), [], id="nothing"),
        pytest.param(revision((TEXT,), (CHART,)), (), (CHART,), [("mutualisation", "removed", 5)], id="section-removed"),
        pytest.param(revision((), (CHART,)), (TEXT,), (CHART,), [("mutualisation", "added", 5)], id="section-added"),
        pytest.param(revision((TEXT,), (CHART,)), (TEXT,), (), [("organigramme", "removed", 0)], id="document-removed"),
        pytest.param(
            revision((TEXT,), ()),
            (section(*PROSE[:4]),),
            (CHART,),
            [("mutualisation", "edited", 1), ("organigramme", "added", 0)],
            id="in-the-order-of-the-recipe",
        ),
    ],
)
def test_items_come_and_go(
    old: Revision, sections: tuple[Section, ...], documents: tuple[Document, ...], expected: list[tuple[str, str, int]]
) -> None:
    """5.3, 5.4."""
    changes = compare(old, sections, documents, recipe=RECIPE)
    assert [(c.item, c.change, len(c.edits)) for c in changes] == expected


def test_a_removed_section_that_comes_back_is_restored_with_what_differs() -> None:
    """5.3."""
    (change,) = compare(revision((), ()), (section(*PROSE[1:]),), (), recipe=RECIPE, removed_sections=(TEXT,))
    assert (change.change, [e.op for e in change.edits]) == ("restored", ["delete"])


def test_items_no_longer_asked_for_are_passed_over() -> None:
    """3.19: our own change never looks like the page's."""
    assert compare(revision((TEXT,), (CHART,)), (TEXT,), (), recipe=Recipe(sections=RECIPE.sections)) == ()


def test_documents_of_one_name_have_one_digest_in_any_order() -> None:
    """3.17."""
    other = document("Schéma", "https://valmont.example/schema.pdf")
    one, two = revision((TEXT,), (CHART, other)), revision((TEXT,), (other, CHART))
    assert digests(one) == digests(two)
    assert digests(one).keys() == {"mutualisation", "organigramme"}


_SAID = [  # letters, marks and what they are beside: told at once or word by word
    *"aÉœﬁ .,:;!?’'-–—«»“\"12(/&€²_ªµ…é日%‘`•ßſ|\0\n\t\xa0\u202f\xad\u0301\x1f\x85\ud800",
    *["d’", "l'", "s", "t", "ll", "re", "ve", "m", "don", "aujourd", "hui", "quelques", "..", "--"],
]  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(_SAID), max_size=8).map("".join), max_size=4))
@example(["l’eau d’un", "aujourd’hui", "a..", "des--mots – là", "l’s", "quelquess’un", "’a", "l’", "« é » : (a).", "", "", "a"])
def test_texts_told_at_once_have_the_tokens_of_each_word(raws: list[str]) -> None:
    """3.10, §9: where each letter and mark is what it is wherever it stands, a text need not be cut word by word."""
    assert ended_at_once(raws) == "".join(f"{token}{WORD_END}" for raw in raws for token in tokens(raw))
