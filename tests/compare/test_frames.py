"""What stands in which frame of a sheet is known whatever its tree was read to say (DESIGN 3.27, 5.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

import pytest

from monitor.compare.charts.frames import by_frames
from monitor.compare.documents.contents import compare_contents
from monitor.compare.verdicts import RESAVED, UNSURE_LAYOUT
from monitor.model import Block, DocumentContent, OrgChart, Unit

Poles: TypeAlias = Mapping[str, tuple[str, ...]]
POLES = {
    "Pôle ressources": ("Finances", "Paie", "Achats"),
    "Pôle culture": ("Musées", "Archives", "Sports"),
    "Pôle technique": ("Voirie", "Parcs", "Énergie"),
}
MOVED: Poles = {**POLES, "Pôle ressources": ("Finances", "Achats"), "Pôle culture": ("Musées", "Archives", "Sports", "Paie")}


def sheet(poles: Poles, *, under: Mapping[str, str] | None = None, frames: bool = True) -> DocumentContent:
    """Poles side by side, each the frame of its services or a small box over them. All hang under the head, but *under* others."""
    units = [Unit(id="top", title="Direction", people=(), parent=None, confidence_parent=0.99, page=1, bbox=(300, 10, 500, 40))]
    for column, (pole, services) in enumerate(poles.items()):
        x = 20.0 + 250 * column
        foot = 110.0 + 22 * len(services) if frames else 98.0
        units.append(Unit(id=pole, title=pole, people=(), parent="top", confidence_parent=0.9, page=1, bbox=(x, 80, x + 200, foot)))
        for row, service in enumerate(services):
            at = (x + 40, 104.0 + 22 * row, x + 90, 114.0 + 22 * row)
            head = (under or {}).get(service, "top")
            units.append(Unit(id=service, title=service, people=(), parent=head, confidence_parent=0.72, page=1, bbox=at))
    made = OrgChart(title=None, date=None, pages=1, structured=True, reason=None, units=tuple(units))
    return DocumentContent(
        sha256=f"{poles} {under} {frames}",
        size=1,
        media_type="application/pdf",
        text=tuple(Block("paragraph", unit.title) for unit in sorted(units, key=lambda unit: unit.title)),
        geometry=f"{poles}",
        orgchart=made,
    )


def moves(old: DocumentContent, new: DocumentContent) -> list[tuple[str, str | None, str | None, bool]]:
    edits = compare_contents("orgchart", old, new).edits or ()
    return [(e.facts["unit"], e.before, e.after, "uncertain" in e.facts) for e in edits if e.op == "unit_moved"]


def test_who_stands_in_another_frame_is_told_to_be_checked_whatever_the_tree_says() -> None:
    """All services were read under the head on both sides: « même contenu » was said of a sheet that moved one."""
    went = [("Paie", "Pôle ressources", "Pôle culture", True)]
    assert moves(sheet(POLES), sheet(MOVED)) == went
    assert moves(sheet(POLES), sheet(MOVED, under={"Paie": "Pôle culture"})) == went


def test_who_stays_in_the_frame_did_not_leave_it_and_order_within_it_is_none() -> None:
    """A neighbour that was read under the pole on one side only was told as moved."""
    other = {**POLES, "Pôle culture": ("Sports", "Musées", "Archives")}
    assert moves(sheet(POLES), sheet(other)) == []
    assert moves(sheet(POLES), sheet(POLES, under={"Sports": "Pôle culture"})) == []


def test_where_one_side_has_no_frames_or_the_sheet_has_none_nothing_is_told_by_them() -> None:
    """Boxes over their services; a sheet drawn with frames once; a service beside the frames."""
    assert moves(sheet(POLES, frames=False), sheet(MOVED)) == []
    assert moves(sheet(POLES, frames=False), sheet(MOVED, frames=False)) == []
    old, new = sheet(POLES), sheet(POLES)
    assert new.orgchart
    aside = tuple(replace(u, bbox=(900, 300, 950, 310)) if u.id == "Paie" else u for u in new.orgchart.units)
    assert moves(old, replace(new, sha256="aside", orgchart=replace(new.orgchart, units=aside))) == []


def test_words_that_went_from_one_box_to_another_are_no_other_reading() -> None:
    """Where a box is read as one title, a service that left it for the next box stands on both sheets: nothing was told."""

    def glued(poles: Poles) -> DocumentContent:
        made = sheet({f"{pole} {' '.join(services)}": () for pole, services in poles.items()})
        words = [word for pole, services in poles.items() for word in (pole, *services)]
        return replace(made, text=tuple(Block("paragraph", word) for word in sorted(words)), sha256=f"{poles}")

    edits = compare_contents("orgchart", glued(POLES), glued(MOVED)).edits or ()
    assert [edit.op for edit in edits] == ["unit_renamed", "unit_renamed"]
    new = glued(MOVED)  # laid out anew, where a line between two boxes may be of either
    assert new.orgchart
    aside = tuple(replace(u, bbox=(u.bbox[0], u.bbox[1] + 90, u.bbox[2], u.bbox[3] + 90)) for u in new.orgchart.units)
    assert not compare_contents("orgchart", glued(POLES), replace(new, orgchart=replace(new.orgchart, units=aside))).edits


def panels(poles: Poles) -> DocumentContent:
    """Poles over panels of their services, of which the first was given the panel as its box, as a reader does."""
    made = sheet(poles, frames=False)
    assert made.orgchart is not None
    units = [replace(unit, parent="top" if unit.title in poles else unit.parent) for unit in made.orgchart.units]
    heads = {service: pole for pole, services in poles.items() for service in services}
    for at, unit in enumerate(units):
        if (pole := heads.get(unit.title)) is None:
            continue
        x0, top = unit.bbox[:2]
        first = poles[pole][0] == unit.title
        box = (x0 - 20, top - 4, x0 + 120, top + 22.0 * len(poles[pole])) if first else unit.bbox
        units[at] = replace(unit, parent=pole, confidence_parent=0.97, bbox=box)
    return replace(made, sha256=f"panels {poles}", geometry=f"panels {poles}", orgchart=replace(made.orgchart, units=tuple(units)))


def test_the_first_of_a_panel_is_no_frame_of_the_others() -> None:
    """What went from one pole to another is told with both, for certain; not of the entries on top of their lists."""
    assert moves(panels(POLES), panels(MOVED)) == [("Paie", "Pôle ressources", "Pôle culture", False)]


def hung(poles: Poles, *, astray: Mapping[str, str] | None = None, structured: bool = True) -> DocumentContent:
    """Poles over their services, no frames, each read under its pole but for those *astray*."""
    under = {service: pole for pole, services in poles.items() for service in services}
    made = sheet(poles, under={**under, **(astray or {})}, frames=False)
    assert made.orgchart is not None
    return replace(made, orgchart=replace(made.orgchart, structured=structured, reason=None if structured else "unsure"))


REORGANISED: Poles = {
    "Pôle ressources": ("Musées", "Voirie", "Achats"),
    "Pôle culture": ("Finances", "Archives", "Énergie"),
    "Pôle technique": ("Paie", "Sports", "Parcs"),
}


def test_a_reorganisation_is_told_however_many_went_over() -> None:
    """Six of nine went to other poles, which stand where they stood; « boîtes disposées autrement » was all, and no alert."""
    told = moves(hung(POLES), hung(REORGANISED))
    homes = {service: pole for pole, services in POLES.items() for service in services}
    went = {service: pole for pole, services in REORGANISED.items() for service in services if homes[service] != pole}
    assert sorted(told) == sorted((service, homes[service], pole, True) for service, pole in went.items())
    assert sorted(moves(hung(POLES, structured=False), hung(REORGANISED, structured=False))) == sorted(told)


@pytest.mark.parametrize(
    ("poles", "astray"),
    [
        (dict(reversed(POLES.items())), {}),
        (dict(reversed(POLES.items())), {"Paie": "Pôle technique"}),
        ({**POLES, "Pôle culture": ("Sports", "Musées", "Archives")}, {"Sports": "Pôle technique"}),
    ],
    ids=["poles change places", "and a link is read otherwise", "rows change places, and a link is read otherwise"],
)
def test_who_stands_by_the_same_head_did_not_go_over_whatever_was_read(poles: Poles, astray: Mapping[str, str]) -> None:
    old, new = hung(POLES).orgchart, hung(poles, astray=astray).orgchart
    assert old and new
    assert [*by_frames(old, new, ())] == []


def test_in_one_column_of_boxes_as_wide_nothing_shows_who_heads_whom() -> None:
    """« 51 services déplacés » was said of a chart printed twice: its links were read otherwise."""

    def listed(poles: Poles) -> OrgChart:
        made = hung(poles).orgchart
        assert made is not None
        return replace(made, units=tuple(replace(u, bbox=(20, 20.0 * n, 120, 20.0 * n + 12)) for n, u in enumerate(made.units)))

    assert [*by_frames(listed(POLES), listed(REORGANISED), ())] == []


def test_two_unsure_trees_that_differ_are_not_said_to_be_the_same() -> None:
    """Links read otherwise of a sheet laid out anew may be edits: « même contenu » is not known."""
    old, new = hung(POLES, structured=False), hung(dict(reversed(POLES.items())), astray={"Paie": "Pôle culture"}, structured=False)
    assert compare_contents("orgchart", old, new).rule == UNSURE_LAYOUT
    assert compare_contents("orgchart", old, replace(old, sha256="again")).rule == RESAVED


def test_a_second_frame_that_came_makes_the_first_one_no_list() -> None:
    """All services were read under the head: that those of the pole which stood there went from it to the pole was told of each."""
    alone = {"Pôle culture": POLES["Pôle culture"]}
    for old, new in ((alone, POLES), (POLES, alone)):
        assert moves(sheet(old), sheet(new)) == []


Tree: TypeAlias = Mapping[str, Mapping[str, tuple[str, ...]]]
TOWN: Tree = {
    "Pôle ressources": {"Finances": ("Budget", "Dette"), "Personnel": ("Paie", "Formation")},
    "Pôle technique": {"Voirie": ("Signalisation", "Éclairage"), "Bâtiments": ("Chauffage", "Menuiserie")},
}


def nested(town: Tree, *, framed: bool) -> OrgChart:
    """Poles that frame their directions; each direction frames its services, or is a small box glued over theirs."""
    units = [Unit(id="top", title="Direction", people=(), parent=None, confidence_parent=0.99, page=1, bbox=(300, 10, 500, 40))]
    for column, (pole, directions) in enumerate(town.items()):
        x = 20.0 + 400 * column
        units.append(Unit(id=pole, title=pole, people=(), parent="top", confidence_parent=0.99, page=1, bbox=(x, 80, x + 380, 300)))
        for n, (direction, services) in enumerate(directions.items()):
            at = x + 10 + 120 * n
            box = (at, 110.0, at + 110, 250.0 if framed else 124.0)
            units.append(Unit(id=direction, title=direction, people=(), parent=pole, confidence_parent=0.99, page=1, bbox=box))
            for row, service in enumerate(services):
                y = 126.0 + 20 * row
                units.append(
                    Unit(
                        id=service,
                        title=service,
                        people=(),
                        parent=direction,
                        confidence_parent=0.99,
                        page=1,
                        bbox=(at + 5, y, at + 105, y + 16),
                    )
                )
    return OrgChart(title=None, date=None, pages=1, structured=True, reason=None, units=tuple(units))


@pytest.mark.parametrize("framed", [False, True])
def test_a_frame_about_a_head_that_stayed_moves_none_of_its_units(framed: bool) -> None:
    """Services framed by their direction, drawn anew under it in the pole's frame: each was said to hang under the pole now."""
    assert [*by_frames(nested(TOWN, framed=framed), nested(TOWN, framed=not framed), ())] == []


def test_what_left_its_head_is_told_by_frames_of_two_levels_and_what_went_with_it_is_not() -> None:
    paie: Tree = {**TOWN, "Pôle ressources": {"Finances": ("Budget", "Dette", "Paie"), "Personnel": ("Formation",)}}
    told = [*by_frames(nested(TOWN, framed=True), nested(paie, framed=False), ())]
    assert [(edit.facts["unit"], edit.before, edit.after) for edit in told] == [("Paie", "Personnel", "Pôle ressources")]
    over: Tree = {
        "Pôle ressources": {"Finances": ("Budget", "Dette")},
        "Pôle technique": {**TOWN["Pôle technique"], "Personnel": ("Paie", "Formation")},
    }
    told = [*by_frames(nested(TOWN, framed=False), nested(over, framed=False), ())]
    assert [(edit.facts["unit"], edit.before, edit.after) for edit in told] == [("Personnel", "Pôle ressources", "Pôle technique")]
