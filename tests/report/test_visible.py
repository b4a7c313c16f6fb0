"""Every alert carries at least one difference that its reader can see (DESIGN 3.21)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.compare.revisions import compare
from monitor.model import (
    Block,
    Document,
    DocumentContent,
    DocumentKind,
    DocumentLink,
    DocumentRecipe,
    Recipe,
    Revision,
    Section,
    SectionRecipe,
)
from monitor.report.alert import alert_message
from monitor.report.lines import change_lines, plain
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
@settings(max_examples=60, deadline=None)
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
