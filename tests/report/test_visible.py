"""Every alert carries at least one difference that its reader can see (DESIGN 3.21)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.compare.revisions import compare
from monitor.compare.title_words import TELEPHONE
from monitor.compare.words import text_of, word_diff
from monitor.model import (
    Block,
    Document,
    DocumentContent,
    DocumentKind,
    DocumentLink,
    DocumentRecipe,
    Edit,
    Recipe,
    Revision,
    Section,
    SectionRecipe,
)
from monitor.report.alert import alert_message
from monitor.report.lines import change_lines, edit_lines, plain
from tests import sweeps
from tests.report import examples as ex

TEXTS = st.sampled_from(["Un.", "Deux.", "Deux », dit-il.", "Un. Deux.", "1 200 agents", "Mme Roche", "M. Benali"])
LABELS = st.sampled_from(["Organigramme", "Organigramme 2025", "Organigramme 2026", "organigramme"])
URLS = st.sampled_from([None, "https://v.example/a.pdf", "http://v.example/a.pdf", "https://v.example/b.pdf"])
SIZES = st.sampled_from([None, "203 ko", "210 ko"])
CONTENTS = st.none() | st.builds(
    DocumentContent,
    sha256=st.sampled_from(["ab" * 32, "cd" * 32, "ef" * 32]),
    size=st.just(1000),
    media_type=st.sampled_from(["application/pdf", "application/zip"]),
    text=st.none() | st.lists(st.builds(Block, st.just("paragraph"), TEXTS), max_size=3).map(tuple),
    geometry=st.sampled_from([None, "g1", "g2"]),
)
DOCUMENTS = st.lists(
    st.builds(
        Document,
        link=st.builds(DocumentLink, item=st.just("organigramme"), label=LABELS, format=st.just("PDF"), size_text=SIZES, url=URLS),
        content=CONTENTS,
    ),
    max_size=2,
).map(tuple)
SECTIONS = st.none() | st.builds(
    Section,
    item=st.just("mutualisation"),
    heading=st.sampled_from([None, "Les services", "Nos services"]),
    blocks=st.lists(st.builds(Block, st.just("paragraph"), TEXTS), max_size=3).map(tuple),
)


@pytest.mark.parametrize("kind", ["file", "text", "orgchart"])
@given(old=st.tuples(SECTIONS, DOCUMENTS), new=st.tuples(SECTIONS, DOCUMENTS))
@settings(max_examples=sweeps.times(25, 300), deadline=None)
def test_no_change_is_told_without_saying_what_differs(
    kind: DocumentKind, old: tuple[Section | None, tuple[Document, ...]], new: tuple[Section | None, tuple[Document, ...]]
) -> None:
    """Whatever two visits read: words, digests, or what came and went by its name."""
    recipe = Recipe(
        sections=(SectionRecipe(item="mutualisation", heading="x"),),
        documents=(DocumentRecipe(item="organigramme", link="Organigramme", kind=kind),),
    )
    before = Revision(
        snapshot=12, taken_at=ex.AT, url=ex.URL, sections=(old[0],) if old[0] else (), documents=old[1], recipe_hash=""
    )
    found = compare(before, (new[0],) if new[0] else (), new[1], recipe=recipe)
    for change in found:
        if change.significance == "cosmetic":
            continue
        message = alert_message(
            ex.result("changed", change), kind="change", watch=ex.WATCH, url=ex.URL, language="fr", timezone=ex.PARIS
        )
        text = "".join(message.text.split())
        seen = [plain(line) for line in change_lines(change, "fr")]
        assert all("".join(line.split()) in text for line in seen)
        assert any(seen) or (change.change in ("added", "removed", "restored") and change.item in message.text)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Tél. 03 94 56 12 00", "Tél. 03 50 14 12 00", "Tél. [03 94 56 12 00\u00a0→ 03 50 14 12 00]"),
        ("Accueil 03 94 56 12 00, ouvert à 9 h", "Accueil 03 94 56 12 01, ouvert à 10 h", None),
        ("Tél. +33 3 94 56 12 00 (accueil)", "Tél. +33 3 94 56 12 07 (accueil)", None),
        ("Tél. 03 94 56 12 00 ou 03 94 56 12 01", "Tél. 03 94 56 12 00 ou 03 94 56 77 01", None),
        ("12 agents sur 2 sites", "14 agents sur 2 sites", "[12\u00a0→ 14] agents sur 2 sites"),
        ("Tél. 03 94 56 12 00, 3 agents", "Tél. 03 94 56 12 00, 4 agents", "Tél. 03 94 56 12 00, [3\u00a0→ 4] agents"),
    ],
)
def test_a_telephone_that_changes_is_told_as_a_whole(before: str, after: str, said: str | None) -> None:
    """3.23, 3.24: nobody dials a part of a number; what else differs in the line is told for itself, and nothing is left out."""
    old, new, words = word_diff(text_of(before), text_of(after))
    (line,) = edit_lines(Edit(op="replace", before=old, after=new, words=words), "fr")
    assert said is None or plain(line) == said
    for role, text in (("-", before), ("+", after)):
        assert "".join(span.text for span in line.spans if span.role in ("=", role)) == text
    for side, sign in ((before, "-"), (after, "+")):
        numbers = [found[0] for found in TELEPHONE.finditer(side) if found[0] not in (after if sign == "-" else before)]
        assert [span.text for span in line.spans if span.role == sign and TELEPHONE.fullmatch(span.text)] == numbers
