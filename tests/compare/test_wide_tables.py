"""Tables whose columns and rows grow with their words, whatever program draws them: only what was edited is told (3.27, 5.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from monitor.compare.documents.contents import chart_edits
from monitor.model import Block, DocumentContent, OrgChart, Person, Unit

SURE, ROW, END = 0.97, 18.0, 800.0


@dataclass(frozen=True)
class Row:
    """A row of a table: what stands in it, and in which column its title does."""

    title: str
    column: int
    name: str = ""
    phone: str = ""
    is_high: bool = False  # as its words take two lines


TABLE = (
    Row("Direction des rivages", 0, "Maud Kerleroux", "02 90 11 20 01"),
    Row("Service digues", 1, "Ivan Bazin", "02 90 11 20 02"),
    Row("Service phares", 1, "Lise Marchand", "02 90 11 20 03"),
    Row("Direction des marais", 0, "Rose Lefort", "02 90 11 20 04"),
    Row("Service écluses", 1, "Omar Vasseur", "02 90 11 20 05"),
    Row("Service roselières", 1, "Nina Collet", "02 90 11 20 06"),
    Row("Direction des salines", 0, "Yves Pasquier", "02 90 11 20 07"),
    Row("Service du sel", 1, "Jade Tellier", "02 90 11 20 08"),
    Row("Service des lagunes", 1, "", "02 90 11 20 09"),
)
ADDED = Row("Service des dunes", 1, "Paul Imbert", "02 90 11 20 10")


def table(
    rows: Sequence[Row], lefts: tuple[float, float] = (20.0, 300.0), *, reason: str | None = None, high: float = ROW, more: str = ""
) -> DocumentContent:
    """A table with a column of directions and one of services, of which names and telephones are read column by column."""
    units, head, top = list[Unit](), "", 60.0
    for number, row in enumerate(rows):
        bottom = top + (1.7 if row.is_high else 1.0) * high
        people = (Person(name=row.name, confidence=SURE),) if row.name else ()
        parent = head if row.column else None
        box = (lefts[row.column], top, END if row.column else lefts[1], bottom)
        link = SURE if row.column else 0.0
        units.append(
            Unit(
                id=f"u{number}", title=row.title, people=people, parent=parent, confidence_parent=link,
                confidence_title=SURE, page=1, bbox=box,
            )
        )  # fmt: skip
        head, top = (head if row.column else f"u{number}"), bottom
    lines = [*(row.title for row in rows), *(row.name for row in rows if row.name), *(row.phone for row in rows), more]
    chart = OrgChart(title="Syndicat de la Baie", date=None, pages=1, structured=reason is None, reason=reason, units=tuple(units))
    text = tuple(Block("paragraph", line) for line in ("Syndicat de la Baie", *lines) if line)
    return DocumentContent(sha256=repr(units), size=1, media_type="application/pdf", text=text, orgchart=chart)


def said(old: DocumentContent, new: DocumentContent) -> list[tuple[object, ...]]:
    edits = chart_edits(old, new) or ()
    return [(e.op, e.facts.get("unit"), e.before, e.after, *(["?"] if "uncertain" in e.facts else [])) for e in edits]


def with_row(row: Row, at: int) -> tuple[Row, ...]:
    return (*TABLE[:at], row, *TABLE[at:])


def test_a_table_whose_columns_are_wider_is_the_same_sheet() -> None:
    """3.27: a browser gives a column the room that its words need; a row that came is all that is told."""
    new = table(with_row(ADDED, 3), (20.0, 420.0), high=1.1 * ROW)
    assert said(table(TABLE), new) == [("unit_added", "Service des dunes", None, None)]


def test_rows_that_take_more_lines_are_the_same_sheet() -> None:
    """3.27: a narrower column sets some titles on two lines; all stand in the rows and columns in which they stood."""

    def grid(high: Sequence[float], width: float, titles: Sequence[str]) -> DocumentContent:
        made = table([Row(title, 1) for title in titles])
        tops = [60.0 + sum(high[:row]) for row in range(len(high) + 1)]
        places = [(column, row) for row in range(len(high)) for column in range(3)]
        boxes = [(20 + width * c, tops[r], 20 + width * (c + 1), tops[r + 1]) for c, r in places]
        assert made.orgchart
        units = tuple(
            Unit(
                id=unit.id, title=unit.title, people=(), parent=None, confidence_parent=0.0, confidence_title=SURE, page=1, bbox=box
            )
            for unit, box in zip(made.orgchart.units, boxes, strict=True)
        )  # fmt: skip
        chart = OrgChart(title=None, date=None, pages=1, structured=True, reason=None, units=units)
        return DocumentContent(sha256=repr(units), size=1, media_type="application/pdf", text=made.text, orgchart=chart)

    words = ("digues", "phares", "écluses", "roseaux", "lagunes", "dunes", "criées", "bouées", "quais", "cales", "môles", "bacs")
    titles = [f"Service {word}" for word in words]
    new = [title.replace("bouées", "balises et bouées") for title in titles]
    found = said(grid((18, 18, 18, 18), 150, titles), grid((31, 18, 24, 18), 110, new))
    assert [op for op, *_ in found] == ["unit_renamed"]


def test_one_row_less_that_leaves_the_reading_unsure_is_told_as_before() -> None:
    """3.27: both sheets are of one hand and of the same columns; one link less in doubt does not make it another kind of sheet."""
    new = table([row for row in TABLE if row.title != "Service phares"], reason="unsure")
    assert said(table(TABLE), new) == [("unit_removed", "Service phares", None, None)]


def test_a_telephone_of_a_column_goes_and_comes_with_its_row() -> None:
    """5.5: who reads that a service came needs no line with its number; another number is told."""
    new = [Row(row.title, row.column, row.name or "Zoé Blin", row.phone) for row in with_row(ADDED, 3)]
    assert [op for op, *_ in said(table(TABLE), table(new))] == ["unit_added", "person_added"]
    renumbered = [Row(row.title, row.column, row.name, row.phone.replace("20 05", "33 99")) for row in new]
    assert ("replace", "Service écluses", "02 90 11 20 05", "02 90 11 33 99") in said(table(new), table(renumbered))


def test_who_stays_under_a_married_name_that_was_read_as_nobody_did_not_go() -> None:
    """3.23: « Rose Garnier née Lefort » is in the line of Rose Lefort."""
    new = [Row(row.title, row.column, "" if row.name == "Rose Lefort" else row.name, row.phone) for row in TABLE]
    printed = table(new)
    assert printed.text
    at = next(n for n, block in enumerate(printed.text) if block.text == "Omar Vasseur")
    text = (*printed.text[:at], Block("paragraph", "Rose Garnier née Lefort"), *printed.text[at:])
    married = DocumentContent(sha256="x", size=1, media_type="application/pdf", text=text, orgchart=printed.orgchart)
    assert [(op, before, after) for op, _, before, after in said(table(TABLE), married)] == [
        ("replace", "Rose Lefort", "Rose Garnier née Lefort")
    ]


def test_a_name_is_not_read_across_two_lines_against_its_order() -> None:
    """3.23: under « Ivan Bazin », « Maud Collet » begins: that is no « Maud Bazin », who went."""
    names = dict(zip((row.title for row in TABLE), ("Maud Bazin", "Ivan Bazin", "Maud Collet", *[""] * 6), strict=True))
    old = [Row(row.title, row.column, names[row.title]) for row in TABLE]
    new = [Row(row.title, row.column, names[row.title].replace("Maud Bazin", "")) for row in TABLE]
    assert said(table(old), table(new)) == [("person_removed", "Direction des rivages", "Maud Bazin", None)]


def test_a_row_under_another_band_is_told_where_no_head_was_read() -> None:
    """3.27: the same letters in another order; a band across all columns tells under what a row stands, to be checked."""
    bands = {"Pôle mer", "Pôle terre"}
    order = ("Pôle mer", "Direction des rivages", "Service digues", "Direction des marais", "Service écluses", "Pôle terre",
             "Direction des salines", "Service du sel")  # fmt: skip

    def banded(titles: Sequence[str]) -> DocumentContent:
        made = table([Row(title, int(title.startswith("Service"))) for title in titles])
        assert made.orgchart
        units = tuple(
            Unit(
                id=unit.id, title=unit.title, people=(), parent=unit.parent, confidence_parent=unit.confidence_parent,
                confidence_title=SURE, page=1, bbox=(*unit.bbox[:2], END, unit.bbox[3]) if unit.title in bands else unit.bbox,
            )
            for unit in made.orgchart.units
        )  # fmt: skip
        chart = OrgChart(title=None, date=None, pages=1, structured=True, reason=None, units=units)
        return DocumentContent(sha256=repr(units), size=1, media_type="application/pdf", text=made.text, orgchart=chart)

    moved = (*order[:3], *order[5:], *order[3:5])
    assert said(banded(order), banded(moved)) == [("unit_moved", "Direction des marais", "Pôle mer", "Pôle terre", "?")]
    assert said(banded(order), banded((order[0], *order[3:5], *order[1:3], *order[5:]))) == []


@pytest.mark.parametrize(("lefts", "doubt"), [((20.0, 300.0), ()), ((20.0, 420.0), ("?",))], ids=["still", "wider"])
def test_who_comes_from_a_post_that_was_not_read_follows_somebody(lefts: tuple[float, float], doubt: tuple[str, ...]) -> None:
    """3.23: Maud Kerleroux did not just go: whoever is printed elsewhere on the old sheet has her post on the new one."""
    old = [Row(row.title, row.column, "" if row.name == "Ivan Bazin" else row.name) for row in TABLE]
    new = [Row(row.title, row.column, "Ivan Bazin" if row.name == "Maud Kerleroux" else row.name) for row in old]
    found = said(table(old, more="Ivan Bazin"), table(new, lefts, more="Zoé Blin"))
    assert ("person_replaced", "Direction des rivages", "Maud Kerleroux", "Ivan Bazin", *doubt) in found
    assert not any(op in ("person_removed", "person_added") for op, *_ in found)


def test_who_swaps_with_a_post_that_was_not_read_is_told() -> None:
    """3.23: both names are printed on both sheets; that she no longer has the one post that was read is still told."""
    new = [Row(row.title, row.column, "Ivan Bazin" if row.name == "Maud Kerleroux" else row.name) for row in TABLE]
    old = [Row(row.title, row.column, "" if row.name == "Ivan Bazin" else row.name) for row in TABLE]
    found = said(table(old, more="Ivan Bazin"), table(new, more="Maud Kerleroux"))
    assert ("person_replaced", "Direction des rivages", "Maud Kerleroux", "Ivan Bazin") in found
