"""DESIGN 3.23, 5.13: a section's edits applied to the old blocks give the new ones, folded, joined by one space."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.compare.sections import compare_sections, section_tokens
from monitor.model import Block, Edit, Section
from monitor.normalize import canonical

VOCABULARY = "le service des achats de la ville compte douze agents et un bureau, rue Haute. Il ouvre lundi"
WORDS = st.sampled_from(VOCABULARY.split())
LINES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
TEXTS = st.lists(LINES, min_size=1, max_size=2).map("\n".join) | st.lists(LINES, min_size=2, max_size=3).map("\t".join)
SECTIONS = st.lists(TEXTS, min_size=1, max_size=7)


def section(texts: list[str]) -> Section:
    return Section(item="s", heading=None, blocks=tuple(Block("paragraph", text) for text in texts), found_by="css")


def applied(old: Section, new: Section, edits: tuple[Edit, ...]) -> str:
    """The new text as *edits* make it of the old blocks: what they name in its place, the others in their order between.

    Blocks that no edit names may be wrapped otherwise: they have the same words in the same order, so that the text between two
    named places is that of the old blocks up to where it ends.
    """
    gone: set[int] = set()
    come: dict[int, str] = {}
    taken: set[int] = set()
    for edit in edits:
        before, after = edit.facts["at"]
        if before is not None:
            gone.update(range(*before))
        if after is not None and edit.after is not None:
            taken.update(range(*after))
            come[after[0]] = edit.after
    rest = [block.text for n, block in enumerate(old.blocks) if n not in gone]
    free = [n for n in range(len(new.blocks)) if n not in taken]
    words = canonical(" ".join(rest)).split()
    assert words == canonical(" ".join(new.blocks[n].text for n in free)).split()
    for n in free:
        size = len(canonical(new.blocks[n].text).split())
        come[n], words = " ".join(words[:size]), words[size:]
    return canonical(" ".join(come[n] for n in sorted(come)))


@given(SECTIONS, SECTIONS)
def test_edits_turn_the_old_blocks_into_the_new_ones(before: list[str], after: list[str]) -> None:
    """3.23, 5.13"""
    old, new = section(before), section(after)
    change = compare_sections(old, new)
    if change is None or not change.edits:
        assert section_tokens(old) == section_tokens(new)
        return
    assert applied(old, new, change.edits) == canonical(" ".join(after))


@given(SECTIONS, st.data())
def test_edits_of_a_text_that_mostly_stays_are_complete(texts: list[str], data: st.DataObject) -> None:
    """3.23, 5.13: the same, where blocks were dropped, added, reworded and moved."""
    after = [text for text in texts if data.draw(st.integers(0, 4))]
    after.insert(data.draw(st.integers(0, len(after))), data.draw(TEXTS))
    old, new = section(texts), section(after)
    change = compare_sections(old, new)
    made = applied(old, new, change.edits) if change and change.edits else canonical(" ".join(texts))
    assert made == canonical(" ".join(after))


@given(SECTIONS, SECTIONS)
def test_each_edit_quotes_the_blocks_it_names(before: list[str], after: list[str]) -> None:
    """5.3, 5.13: before and after are the blocks at `at`, joined by one space."""
    old, new = section(before), section(after)
    change = compare_sections(old, new)
    for edit in change.edits if change else ():
        for texts, side, said in ((before, edit.facts["at"][0], edit.before), (after, edit.facts["at"][1], edit.after)):
            if side is not None and said is not None and (edit.op != "move" or texts is before):
                assert canonical(said) == canonical(" ".join(texts[side[0] : side[1]]))
            assert side is not None or said is None
