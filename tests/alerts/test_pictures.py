"""Which pages are shown of a change, and what is outlined on them (13.7)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.alerts.pictures import change_pictures, has_pictures, marks_of
from monitor.compare.places import regions_json
from monitor.confine import Confined
from monitor.model import NOT_KEPT, Box, Change, ChangePictures, Edit, PageMark, Place, Side, Unreadable
from monitor.pdf.picture import PagePicture
from monitor.report.change_picture import ON_A_SCREEN
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


def shown(
    told: Change, *, pages: tuple[int, int] = (4, 4), most: int = 6, before: bytes | None = PAGES, after: bytes = PAGES
) -> ChangePictures:
    places = tuple((n if n <= pages[0] else None, n if n <= pages[1] else None) for n in range(1, max(pages) + 1))
    return change_pictures(told, before, after, pages=places, pdf=READER, most_pages=most)


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
    assert marks_of(told, {0: 1, 1: 2}, "after") == {2: (PageMark(TWO, (1, 2)),)}
    assert marks_of(told, {0: 1, 1: 1}, "before") == {1: (PageMark(ONE, (1,)),)}


def test_names_that_one_line_tells_have_no_marks() -> None:
    """5.2, 13.7: boxes of people who are named no longer, outlined without a number, would say that they left."""
    left = [replace(edit("person_removed", Place(1, ONE)), before=f"Mme Ana Gil{chr(97 + n)}") for n in range(12)]
    told = replace(change(*left, edit("unit_renamed", Place(1, TWO))), facts={"named": [12, 0]})
    assert marks_of(told, {12: 1}, "before") == {1: (PageMark(TWO, (1,)),)}


def test_regions_are_numbered_alike_on_both_sides() -> None:
    told = change(regions=(Place(1, ONE), Place(3, TWO)))
    assert seen(shown(told)) == [("before", 1, [(1,)]), ("after", 1, [(1,)]), ("before", 3, [(2,)]), ("after", 3, [(2,)])]


def test_a_page_that_only_one_side_has_stands_alone() -> None:
    (pair,) = shown(change(edit("unit_added", after=Place(3, ONE))), pages=(2, 4)).pages
    assert pair.before is None and pair.after is not None


def test_a_chart_drawn_anew_is_shown_whole() -> None:
    redrawn = Edit(op="redrawn", facts={"added": 3, "removed": 3, "kept": 0})
    assert [page for _, page, _ in seen(shown(change(redrawn), pages=(1, 2)))] == [1, 1, 2]


def test_a_page_is_packed_for_where_it_is_looked_at() -> None:
    """13.7, §9: a screen may have more bytes than a mail; what is too heavy has fewer colours, or pixels."""
    places = ((1, 1),)
    one, other = (
        change_pictures(change(MOVED), PAGES, PAGES, pages=places, pdf=READER, most_bytes=most).pages[0].sides[0]
        for most in (ON_A_SCREEN, 1000)
    )
    assert len(other.png) < len(one.png) <= ON_A_SCREEN


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


WORDS = Edit(op="insert", after="Un mot.", facts={"field": "text"})
DATE = Edit(op="title_changed", before="Juin 2025", after="Juin 2026", facts={"ids": [None, None]})


@pytest.mark.parametrize("told", [WORDS, DATE], ids=["words", "date"])
def test_what_has_no_place_is_seen_where_the_pages_differ(told: Edit) -> None:
    """13.7: a picture for every change that is listed; outlined, without a number."""
    other = pdfs.joined(*(pdfs.letter(f"Note {n}" if n != 3 else "Rapport d’activité") for n in range(1, 5)))
    assert seen(shown(change(told), after=other)) == [("before", 3, [()]), ("after", 3, [()])]


def _poster(*, box: str | None = None, fill: float = 1.0) -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(fill)
        canvas.rect(60, 600, 200, 60, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(60, 750, "Ville de Sézane")
        if box is not None:
            canvas.rect(60, 300, 200, 60)
            canvas.drawString(70, 325, box)

    return pdfs.drawn(draw)


@pytest.mark.parametrize(
    ("before", "after", "outlined"),
    [
        pytest.param(_poster(box="Sports"), _poster(), [("before", 1, [()]), ("after", 1, [])], id="gone"),
        pytest.param(_poster(), _poster(box="Sports"), [("before", 1, []), ("after", 1, [()])], id="come"),
        pytest.param(_poster(box="Sports"), _poster(box="Loisirs"), [("before", 1, [()]), ("after", 1, [()])], id="another"),
        pytest.param(_poster(), _poster(fill=0.2), [("before", 1, []), ("after", 1, [()])], id="ground"),
    ],
)
def test_nothing_is_outlined_in_an_empty_place(before: bytes, after: bytes, outlined: list[Any]) -> None:
    """13.7: what went is outlined where it stood; the paper that is left there is no change to be seen."""
    places = ((1, 1),)
    assert seen(change_pictures(change(WORDS), before, after, pages=places, pdf=READER)) == outlined


def test_a_date_that_every_page_bears_is_shown_where_there_is_more_to_see() -> None:
    """13.7: it is in the list; a sheet of which it is all that differs says nothing more, and what a unit left empty is no date."""
    other = pdfs.joined(*(pdfs.letter(f"Note 1{n}") for n in range(1, 5)))
    assert seen(shown(change(DATE), after=other)) == [("before", 1, [()]), ("after", 1, [()])]
    places = tuple((n, n) for n in range(1, 5))
    left: dict[Side, dict[int, list[Box]]] = {"before": {2: [(50, 20, 300, 120)]}}
    cases: list[tuple[dict[Side, dict[int, list[Box]]], list[tuple[int, ...]]]] = [({}, [(1,), ()]), (left, [(1,)])]
    for boxes, outlined in cases:
        told = change_pictures(
            change(edit("unit_added", after=Place(2, TWO)), DATE), PAGES, other, pages=places, pdf=READER, boxes=boxes
        )
        assert [one for one in seen(told) if one[0] == "after"] == [("after", 2, outlined)]


def test_a_page_that_was_compared_is_not_drawn_anew_for_being_shown() -> None:
    """13.7, §9: the first view of a large chart's change waits for that; what is shown has the size that it has without."""

    class Counted(Confined):
        asked = 0

        def picture(self, data: bytes, **about: Any) -> PagePicture | Unreadable:
            self.asked += 1
            return READER.picture(data, **about)

    wide = edit("unit_added", after=Place(1, (5, 50, 590, 70)))
    one, other, pdf = pdfs.letter("Note 1"), pdfs.letter("Rapport d’activité"), Counted()
    kept = change_pictures(change(wide, DATE), one, other, pages=((1, 1),), pdf=pdf).pages[0].after
    assert pdf.asked == 2
    alone = change_pictures(change(wide), one, other, pages=((1, 1),), pdf=pdf).pages[0].after
    assert kept and alone and abs(kept.width - alone.width) <= 1 and abs(kept.height - alone.height) <= 1


def test_where_no_page_is_seen_to_differ_the_first_stands_for_all() -> None:
    """13.7: small print may leave no trace; what is said has its picture all the same."""
    assert seen(shown(change(WORDS))) == [("before", 1, []), ("after", 1, [])]


def test_of_what_a_page_shows_of_a_document_there_is_no_picture() -> None:
    told = change(Edit(op="replace", before="Juin", after="Juillet", facts={"field": "label"}))
    assert not has_pictures(told)
    assert shown(told, before=None) == ChangePictures()


def test_a_page_is_set_beside_the_one_that_it_was() -> None:
    """13.7: a sheet was put before the others; the second one is the third now."""
    pictures = change_pictures(
        change(edit("unit_moved", Place(2, ONE), Place(3, TWO))),
        PAGES,
        PAGES,
        pages=((None, 1), (1, 2), (2, 3), (3, 4), (4, None)),
        pdf=READER,
    )
    assert seen(pictures) == [("before", 2, [(1,)]), ("after", 3, [(1,)])]


def test_both_sides_show_the_same_part_of_a_large_page() -> None:
    """13.7: of a chart at the top of an A3 page what changed is read on a phone, and before and after lie over each other."""

    def chart(name: str) -> bytes:
        def draw(canvas: Canvas) -> None:
            for column in range(5):
                canvas.rect(30 + 160 * column, 1100, 130, 34)
                canvas.drawString(36 + 160 * column, 1112, name if column == 1 else "Mme Claire Aubert")

        return pdfs.drawn(draw, size=(842, 1191))

    place = Place(1, (190, 57, 320, 91))
    told = change(edit("person_replaced", place, place))
    (pair,) = shown(told, pages=(1, 1), before=chart("M. Bruno Martin"), after=chart("Mme Odile Roche")).pages
    assert pair.before and pair.after
    assert (pair.before.width, pair.before.height) == (pair.after.width, pair.after.height)
    assert pair.after.width / 842 > 1.2 * pair.after.height / 1191 and pair.after.height < 1191 * 120 / 72 / 3
    assert pair.after.marks[0].bbox == place.bbox
