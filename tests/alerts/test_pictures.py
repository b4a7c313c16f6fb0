"""Which pages are shown of a change, and what is outlined on them (13.7)."""

from __future__ import annotations

import pytest

from monitor.alerts.pictures import change_pictures, has_pictures, marks_of
from monitor.compare.places import regions_json
from monitor.model import NOT_KEPT, Box, Change, ChangePictures, Edit, Mark, Place, Side
from tests.pdf import pdfs
from tests.pipeline.house import READER

ONE: Box = (60, 50, 300, 70)
TWO: Box = (60, 400, 260, 450)
PAGES = pdfs.joined(*(pdfs.letter(f"Note {n}") for n in range(1, 5)))


def edit(op: str, before: Place | None = None, after: Place | None = None, unit: str = "Direction des achats") -> Edit:
    sides = {"before": before, "after": after}
    at = {side: {"page": place.page, "bbox": list(place.bbox)} for side, place in sides.items() if place}
    return Edit(op=op, facts={"unit": unit, "at": at})


def change(*edits: Edit, regions: tuple[Place, ...] = ()) -> Change:
    facts = {"regions": regions_json(regions)} if regions else {}
    return Change(
        item="organigramme", item_kind="document", change="replaced", significance="substantive", edits=edits, facts=facts
    )


MOVED = edit("unit_moved", Place(1, ONE), Place(2, TWO))
ADDED = edit("unit_added", after=Place(2, ONE), unit="Pôle culture")
REMOVED = edit("unit_removed", before=Place(4, ONE), unit="Service des sports")


def shown(told: Change, *, pages: tuple[int, int] = (4, 4), most: int = 6, before: bytes | None = PAGES) -> ChangePictures:
    return change_pictures(told, before, PAGES, pages=pages, pdf=READER, most_pages=most)


def seen(pictures: ChangePictures) -> list[tuple[Side, int, list[tuple[int, ...]]]]:
    return [(page.side, page.page, [mark.numbers for mark in page.marks]) for pair in pictures.pages for page in pair.sides]


def test_only_pages_with_changes_are_shown_each_before_and_after() -> None:
    """Removed only before, added only after, moved on both with one number."""
    assert seen(shown(change(MOVED, ADDED, REMOVED))) == [
        ("before", 1, [(1,)]), ("after", 1, []),
        ("before", 2, []), ("after", 2, [(1,), (2,)]),
        ("before", 4, [(3,)]), ("after", 4, []),
    ]  # fmt: skip


def test_a_box_has_the_numbers_of_all_that_became_of_it() -> None:
    told = change(MOVED, edit("person_replaced", Place(1, ONE), Place(2, TWO)))
    assert marks_of(told, {0: 1, 1: 2}, "after") == {2: (Mark(TWO, (1, 2)),)}
    assert marks_of(told, {0: 1, 1: 1}, "before") == {1: (Mark(ONE, (1,)),)}


def test_regions_are_numbered_alike_on_both_sides() -> None:
    told = change(regions=(Place(1, ONE), Place(3, TWO)))
    assert seen(shown(told)) == [("before", 1, [(1,)]), ("after", 1, [(1,)]), ("before", 3, [(2,)]), ("after", 3, [(2,)])]


def test_a_page_that_only_one_side_has_stands_alone() -> None:
    (pair,) = shown(change(edit("unit_added", after=Place(3, ONE))), pages=(2, 4)).pages
    assert pair.before is None and pair.after is not None


def test_a_chart_drawn_anew_is_shown_whole() -> None:
    redrawn = Edit(op="redrawn", facts={"added": 3, "removed": 3, "kept": 0})
    assert [page for _, page, _ in seen(shown(change(redrawn), pages=(1, 2)))] == [1, 1, 2]


def test_pages_above_the_limit_are_counted() -> None:
    pictures = shown(change(MOVED, ADDED, REMOVED), most=1)
    assert (len(pictures.pages), pictures.more, pictures.problem) == (1, 2, None)


@pytest.mark.parametrize(
    ("before", "problem"),
    [
        pytest.param(None, NOT_KEPT, id="erased"),
        pytest.param(pdfs.encrypted(), "encrypted", id="locked"),
        pytest.param(b"%PDF-1.4 nonsense", None, id="broken"),
    ],
)
def test_pictures_that_cannot_be_made_leave_their_reason(before: bytes | None, problem: str | None) -> None:
    """A change is told with or without pictures."""
    pictures = shown(change(MOVED), before=before)
    assert pictures.pages == ()
    assert pictures.problem if problem is None else pictures.problem == problem


def test_of_what_is_on_no_page_there_is_no_picture() -> None:
    told = change(Edit(op="title_changed", before="Juin 2025", after="Juin 2026"), Edit(op="insert", after="Un mot."))
    assert not has_pictures(told)
    assert shown(told, before=None) == ChangePictures()
