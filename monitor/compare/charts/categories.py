"""What the labels beside the units of two charts say otherwise: « Achats : Ville → Services communs » (DESIGN 3.27, 5.5). Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from monitor.compare.charts.match import Side, matched, places_of
from monitor.expressions import expression
from monitor.model import DocumentContent, Edit, OrgChart, Unit
from monitor.model.frozen import replace
from monitor.normalize import canonical, key

_MARK = expression(r"\s*(?:x|oui|non|yes|no|ja|nein|[^\w\s]{1,2})\s*", re.IGNORECASE)
_PART = re.compile(r"[\t\n]")
_SIGN = 3  # letters that stand for more in a legend


def category_edits(old: DocumentContent, new: DocumentContent) -> Iterator[Edit]:
    """The units that have another label, one now, or none any more, each as an edit of its unit with `category` and its place.

    Not one whose label is perhaps printed on the other sheet, too, and was not read there, unless labels are read off a legend or
    the heads of columns; nor one that stands behind the unit's title there, in a table that goes on over the page; nor where one
    sheet has none at all: there the words tell what is new. Nor one in another sign for the same words. A label that all its units
    changed for one other is one line.
    """
    charts = (old.orgchart, new.orgchart)
    if not all(chart is not None and any(unit.category for unit in chart.units) for chart in charts):
        return
    assert old.orgchart is not None and new.orgchart is not None
    spare = list[Counter[str]]()  # how often each label is printed beside those of units: in a legend, or not read
    read_off = False
    for side, chart in ((old, old.orgchart), (new, new.orgchart)):
        printed = Counter(key(line) for block in side.text or () for line in block.text.split("\n"))
        printed.subtract(key(unit.category) for unit in chart.units if unit.category)
        spare.append(+printed)
        read_off = read_off or min(printed.values(), default=0) < 0
    behind = [_behind_titles(old), _behind_titles(new)]
    in_rows = all(_stand_behind(chart, of) for chart, of in zip((old.orgchart, new.orgchart), behind, strict=True))
    changed = list[tuple[Unit, Unit]]()
    sides = Side(old.orgchart), Side(new.orgchart)
    for unit, twin in ((sides[0].by_id[one], sides[1].by_id[other]) for one, other in matched(*sides).items()):
        before, after = unit.category or "", twin.category or ""
        label = key(before or after)
        told = bool(before and after) or read_off or spare[not before][label] >= spare[bool(before)][label]
        stand = [of.get(key(one.title), {}).get(label) for of, one in zip(behind, (unit, twin), strict=True)] if in_rows else []
        if bool(before) != bool(after) and stand and stand[0] == stand[1] is not None:
            continue
        if told and canonical(meaning_of(before)).casefold() != canonical(meaning_of(after)).casefold():
            changed.append((unit, twin))
    for label, (word, units) in _renamed(changed, old.orgchart, new.orgchart).items():
        facts = {"field": "text", "category": True, "units": [twin.title for _, twin in units]}
        yield Edit(op="replace", before=label, after=word, words=(("-", label), ("+", word)), facts=facts)
        changed = [pair for pair in changed if pair not in units]
    for unit, twin in changed:
        yield _edit(unit, twin, sides[1])


def _behind_titles(content: DocumentContent) -> dict[str, dict[str, int]]:
    """By the title of a unit, printed once, the lines or cells behind it, before that of another one: which each is, from 0."""
    titles = {key(unit.title) for unit in content.orgchart.units} if content.orgchart else set()
    found = dict[str, dict[str, int]]()
    again, own = set[str](), dict[str, int]()
    count = 0
    for text in (key(part) for block in content.text or () for part in _PART.split(block.text)):
        if text in titles:
            again |= {text} & found.keys()
            own, count = found.setdefault(text, {}), 0
            continue
        own.setdefault(text, count)
        count += 1
    return {title: own for title, own in found.items() if title not in again}


def _stand_behind(chart: OrgChart, behind: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether the labels of most units that have one stand behind their titles, as the cells of a table do."""
    stand = [key(unit.category) in behind.get(key(unit.title), {}) for unit in chart.units if unit.category]
    return 2 * sum(stand) > len(stand)


def without_marks(content: DocumentContent) -> DocumentContent:
    """*content* without lines and cells that are nothing but a mark, « ● », « oui »: units of a chart bear these."""
    parts = (["" if _MARK.fullmatch(part) else part for part in block.text.split("\t")] for block in content.text or ())
    blocks = (replace(block, text="\t".join(own)) for block, own in zip(content.text or (), parts, strict=True))
    return replace(content, text=tuple(block for block in blocks if block.text.strip()))


def without_signs(edits: Iterable[Edit], told: Sequence[Edit]) -> list[Edit]:
    """*edits* without the marks that are signs of labels of which *told* tells: « * », « Achats (SC) », « Achats | oui »."""
    labels = [(e.facts.get("unit", ""), label) for e in told if "category" in e.facts for label in (e.before, e.after) if label]
    labelled = [(unit, label.partition(" – ")[0]) for unit, label in labels]
    signs, lines = {sign for _, sign in labelled}, {key(f"{unit} {sign}") for unit, sign in labelled}
    units, words = {key(unit) for unit, _ in labelled}, {key(label) for _, label in labels}
    changed = {(e.facts.get("unit"), e.before, e.after) for e in told if "category" in e.facts and e.before and e.after}

    def is_told(edit: Edit) -> bool:
        if (edit.facts.get("unit"), edit.before, edit.after) in changed:  # the same cell
            return True
        texts = (edit.before or "", edit.after or "")
        marked = all(sign == "=" or _MARK.fullmatch(said) or key(said) in words for sign, said in edit.words)
        rows = {key(part.get("row") or "") for part in edit.facts.get("parts", ())}
        return not (signs.isdisjoint(texts) and lines.isdisjoint(map(key, texts))) or (marked and bool(rows) and rows <= units)

    return [edit for edit in edits if not is_told(edit)] if labels else [*edits]


def meaning_of(label: str) -> str:
    """The label of a unit without the sign that stands for it on the sheet: of « C – Services communs » the latter."""
    sign, _, meaning = label.partition(" – ")
    return meaning if meaning and len(sign) <= _SIGN else label


def _renamed(changed: Sequence[tuple[Unit, Unit]], old: OrgChart, new: OrgChart) -> dict[str, tuple[str, list[tuple[Unit, Unit]]]]:
    """The labels that all their units, two at least, changed for one that none had: the word for it is another one, said once."""
    found = dict[str, tuple[str, list[tuple[Unit, Unit]]]]()
    before, after = ({unit.category for unit in chart.units} for chart in (old, new))
    for label in before - after - {None}:
        units = [pair for pair in changed if pair[0].category == label]
        words = {twin.category for _, twin in units}
        if label and len(units) > 1 == len(words) and (word := words.pop()) and word not in before:
            found[label] = word, units
    return found


def _edit(unit: Unit, twin: Unit, side: Side) -> Edit:
    words = (*([("-", unit.category)] if unit.category else ()), *([("+", twin.category)] if twin.category else ()))
    op = "replace" if unit.category and twin.category else "insert" if twin.category else "delete"
    facts = {"field": "text", "unit": twin.title, "category": True, **places_of(side, twin, unit, twin)}
    return Edit(op=op, before=unit.category, after=twin.category, words=words, facts=facts)
