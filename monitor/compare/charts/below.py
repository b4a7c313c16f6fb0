"""Lines of one sort below the units of two charts that were read as units: « Ville », « Hôtel de ville » (DESIGN 3.11, 5.5). Pure.

A few of them come again and again, one below each unit: they say something of the unit they follow, on both sheets, and are its
label. Who stands between the two, and what follows, was perhaps read as theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from monitor.model import Block, OrgChart, Unit
from monitor.model.frozen import dataclass, replace
from monitor.normalize import key

_FEWEST = 3  # units of a sheet that have such a line
_OF_ALL = 0.5  # of the units at the end of the tree, those that have one at least
_FEW = 0.2  # of the units that have one, those that name nobody where the others do, or somebody where these do not
_VALUES = 2 / 3  # of the units that have one, how many different lines there may be
_LINES = 2.6  # as high as the line, how far below its unit it begins: a name stands between
_LETTER = 0.8  # as high as the line, how wide its letters are at most
_CLOSER = 0.1  # as high as the line, how much nearer to its unit than the next one to it
_OFFICE = frozenset(("secretariat", "accueil", "comptabilite", "courrier", "regie", "standard", "planification", "gestion"))
_SMALLER = 0.95  # as high as the title of its unit
_ASIDE, _SET_IN = 4.0, 24.0  # points: sides or middles of one column; a line below a title may be set in


def with_labels(old: OrgChart, new: OrgChart, texts: tuple[Sequence[Block], Sequence[Block]]) -> tuple[OrgChart, OrgChart]:
    """*old* and *new*, what stands below each of their units alike as the `category` of that, and no units; as they are else.

    *texts*: what is printed on either, in order.
    """
    sheets = _Sheet.of(old, texts[0]), _Sheet.of(new, texts[1])
    again = {title for sheet in sheets for title, times in sheet.bare_titles().items() if times > 1}
    if not again:
        return old, new
    for sheet in sheets:
        sheet.take(again)
    owners = [{key(sheet.units[over].title) for over in sheet.own.values()} for sheet in sheets]
    for sheet, others in zip(sheets, reversed(owners), strict=True):
        sheet.take_one_more(others, {*again, *owners[0], *owners[1]})
    values = {key(sheet.units[one].title) for sheet in sheets for one in sheet.own}
    if len(values) < 2 or not all(sheet.are_labels() for sheet in sheets):
        return old, new
    return sheets[0].labelled(old), sheets[1].labelled(new)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The units of a chart: those that may be lines, which stands next above each in its column, and whose line is which."""

    units: Mapping[str, Unit]
    bare: Mapping[str, Unit]
    above: Mapping[str, str]
    own: dict[str, str]
    said: str  # all that is printed, folded

    @classmethod
    def of(cls, chart: OrgChart, text: Sequence[Block]) -> _Sheet:
        """Of *chart*; *text*: what is printed there. Whom a line was read with is of its unit, and so is what hangs under it."""
        bare = {unit.id: unit for unit in chart.units if not (len(unit.people) > 1 or unit.category)}
        return cls(chart.by_id(), bare, _above(chart), {}, f" {' '.join(key(block.text) for block in text)} ")

    def bare_titles(self) -> Counter[str]:
        """How often each title of what may be a line is printed."""
        return Counter(key(unit.title) for unit in self.bare.values())

    def over(self, unit: Unit) -> Unit | None:
        """The unit whose line *unit* is, by where it stands: in its box or right below, and no box of its own."""
        found = self.units.get(self.above.get(unit.id, ""))
        if found is None:
            return None
        (left, _, right, foot), (x0, top, x1, bottom) = found.bbox, unit.bbox
        if top >= foot and unit.parent is not None and unit.parent not in self._path(found):
            return None
        if x1 - x0 > _LETTER * (bottom - top) * len(unit.title):
            return None  # a box is drawn around it
        if unit.people and (
            found.people or f" {' '.join(map(key, (found.title, unit.people[0].name, unit.title)))} " not in self.said
        ):
            return None
        in_column = -_ASIDE <= x0 - left <= _SET_IN or abs(x0 + x1 - left - right) <= 2 * _ASIDE
        return found if in_column and top - foot <= _LINES * (bottom - top) else None

    def take(self, again: Collection[str]) -> None:
        """Take what is called like one of *again* as the line of the unit above it."""
        for unit in self.bare.values():
            over = self.over(unit) if key(unit.title) in again else None
            if over is not None and not (over.id in self.bare and key(over.title) in again):
                self.own[unit.id] = over.id

    def take_one_more(self, owners: Collection[str], known: Collection[str]) -> None:
        """Take what stands below a unit here alone, where this is one of *owners*, that have one on the other sheet."""
        has, over_others = {*self.own.values()}, {self.above.get(one) for one in self.own}
        for unit in self.bare.values():
            over = self.over(unit) if unit.id not in {*self.own, *over_others} and key(unit.title) not in known else None
            if over is not None and over.id not in {*has, *self.own} and key(over.title) in owners:
                self.own[unit.id] = over.id
                has.add(over.id)

    def are_labels(self) -> bool:
        """Whether its lines are labels: most units at the end of the tree have one, of a few, and none begins a list."""
        heads = {unit.parent for unit in self.units.values() if unit.id not in self.own}
        ends = [one for one in self.units if one not in self.own and one not in heads]
        has = {*self.own.values()}
        if len(has) < max(_FEWEST, len(self.own), _OF_ALL * len(ends)):
            return False  # too few, or several below one
        if len({key(self.units[one].title) for one in self.own}) > _VALUES * len(self.own):
            return False
        named = sum(bool(self.units[over].people or self.units[one].people) for one, over in self.own.items())
        if _FEW * len(self.own) < named < (1 - _FEW) * len(self.own):
            return False  # below units and what is in them
        if not self.are_set_close() or any(not _OFFICE.isdisjoint(key(self.units[one].title).split()) for one in self.own):
            return False
        # Right under the head of its list it may be the heading of what follows
        first = any(over == self.units[one].parent for one, over in self.own.items())
        return not first or {*ends} <= {*self.above.values()}

    def are_set_close(self) -> bool:
        """Whether each stands nearer to its unit than what follows does to it, or in the box of that: a list is evenly set.

        Where a name stands between, it may be nearer to either; where the letters of the lines are smaller, it is in the middle.
        """
        apart, near = list[float](), list[float]()
        for one, over in self.own.items():
            (_, top, _, bottom), (_, unit_top, _, foot) = self.units[one].bbox, self.units[over].bbox
            high, far = bottom - top, top - foot
            if far > high and (self.units[one].people or self.units[over].people):
                far = (far - high) / (2 if high < _SMALLER * (foot - unit_top) else 1)
            near.append(far)
            apart += [self.units[later].bbox[1] - bottom - _CLOSER * high for later, above in self.above.items() if above == one]
        return len(apart) > 1 and min(apart) > max(near)

    def labelled(self, chart: OrgChart) -> OrgChart:
        """*chart* with its lines as the labels of their units, which have the people read with these."""
        lines = {over: self.units[one] for one, over in self.own.items() if not self.units[over].category}
        gone = {line.id for line in lines.values()}

        def whole(unit: Unit) -> Unit:
            parent, sure, line = unit.parent, unit.confidence_parent, lines.get(unit.id)
            while parent in gone:
                line_over = self.units[parent or ""]
                parent, sure = line_over.parent, min(sure, line_over.confidence_parent)
            said = (line.title, unit.people or line.people) if line else (unit.category, unit.people)
            return replace(unit, category=said[0], people=said[1], parent=parent, confidence_parent=sure)

        return replace(chart, units=tuple(whole(unit) for unit in chart.units if unit.id not in gone))

    def _path(self, unit: Unit) -> Iterator[str]:
        at: Unit | None = unit
        while at is not None:
            yield at.id
            at = self.units.get(at.parent or "")


def _above(chart: OrgChart) -> dict[str, str]:
    """By the id of each unit, that of the one which begins next above it, in its column."""
    found, column = dict[str, str](), list[Unit]()
    for unit in sorted(chart.units, key=lambda unit: (unit.page, unit.bbox[1])):
        x0, top, x1, _ = unit.bbox
        over = (o for o in reversed(column) if o.page == unit.page and o.bbox[0] < x1 and x0 < o.bbox[2] and o.bbox[1] < top)
        if (nearest := next(over, None)) is not None:
            found[unit.id] = nearest.id
        column.append(unit)
    return found
