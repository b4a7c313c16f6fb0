"""What the edits of an org chart come to, in a few counts: "2 services apparus, 1 déplacé, 3 responsables remplacés". Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.compare.orgchart_words import is_beside_head
from monitor.i18n.locale import Locale
from monitor.model import Edit
from monitor.report.chart_edits import (
    UNIT_OPS,
    gender,
    is_acting,
    is_doubtful,
    label_of,
    merger_op,
    person_op,
    text_fact,
    transfers,
)
from monitor.report.grammar import kind_of, units

_WHOLE = 0.6  # share of all units, old and new, that are on one side only: another chart
_PERSON_OPS = (
    "person_replaced", "person_replaced_she", "person_beside", "person_acting", "person_vacant", "person_filled", "person_moved",
    "person_added", "person_removed", "role_changed", "person_renamed",
)  # fmt: skip


def chart_counts(edits: Sequence[Edit], locale: Locale) -> list[str]:
    """Counts of units, then of people, then of what is to be checked; nothing of what is no edit of a chart."""
    redrawn = [_redrawn(edit, edits, locale) for edit in edits if edit.op == "redrawn"]
    sure = [edit for edit in edits if not is_doubtful(edit)]
    doubtful = sum(is_doubtful(edit) and edit.op != "unit_moved" and merger_op(edit) != "part" for edit in edits)
    moves = sum(is_doubtful(edit) and edit.op == "unit_moved" for edit in edits)
    checks = [locale.text(f"charts.count.{name}", n=n) for name, n in (("unit_check", moves), ("to_check", doubtful)) if n]
    orders = sum(bool(edit.facts.get("order")) for edit in edits)
    order = [locale.text("charts.count.order", n=orders)] if orders else []
    return [*redrawn, *_units(sure, locale), *_people(sure, locale), *order, *checks]


def _units(edits: Sequence[Edit], locale: Locale) -> Iterator[str]:
    """The noun stands where it changes: "1 direction apparue, 3 services disparus, 1 déplacé"."""
    before = ""
    for op in UNIT_OPS:
        labels = [label_of(e) for e in edits if e.op == op and not merger_op(e)]
        if labels:
            kinds = {kind_of(label) for label in labels}
            kind = kinds.pop() if len(kinds) == 1 else "service"
            noun = units("", kind, 2, locale, noun=True)
            yield units(op, kind, len(labels), locale, noun=noun != before)
            before = noun
    for op in ("unit_merged", "unit_split"):
        if n := sum(merger_op(edit) == op for edit in edits):
            yield locale.text(f"charts.count.{op}", n=n)


def _people(edits: Sequence[Edit], locale: Locale) -> Iterator[str]:
    told = {origin.told for origin in transfers(edits).values() if not origin.vacant}
    moved = {index for index, _ in transfers(edits)}
    counted = [_counted_as(edit, index in moved) for index, edit in enumerate(edits) if index not in told]
    replaced = [name for name in counted if name in ("person_replaced", "person_replaced_she")]
    if "person_replaced" in replaced:  # the masculine stands for all, unless all are women
        counted = ["person_replaced" if name == "person_replaced_she" else name for name in counted]
    yield from (locale.text(f"charts.count.{name}", n=counted.count(name)) for name in _PERSON_OPS if name in counted)


def _counted_as(edit: Edit, moved: bool) -> str:
    op = person_op(edit)
    if op in ("person_replaced", "person_filled", "person_added") and is_acting(edit):
        return "person_acting"
    if op == "person_replaced" and is_beside_head(text_fact(edit, "role"), label_of(edit)):
        return "person_beside"  # a deputy for a deputy: the head stays
    if op == "person_replaced" and gender(edit.before or "") == "she":
        return "person_replaced_she"
    return "person_moved" if op == "person_added" and moved else op


def redrawn_key(edit: Edit, key: str) -> str:
    """Which of the texts *key*, *key*_partly and *key*_same tells of a chart drawn anew: another one, or much the same."""
    if edit.facts.get("same"):
        return f"{key}_same"
    new, gone, kept = _numbers(edit)
    return key if new + gone > _WHOLE * (new + gone + 2 * kept) else f"{key}_partly"


def _numbers(edit: Edit) -> tuple[int, int, int]:
    new, gone, kept = (int(edit.facts.get(name) or 0) for name in ("added", "removed", "kept"))
    return new, gone, kept


def redrawn_counts(edit: Edit, beside: Sequence[Edit], locale: Locale) -> list[str]:
    """ "40 unités nouvelles", "12 disparues", "8 conservées": units of which no edit *beside* tells.

    Where most units are kept these are perhaps none: what surely came or went has an edit (DESIGN 3.27).
    """
    check = "_check" if redrawn_key(edit, "").endswith("_partly") else ""
    new, gone, kept = _numbers(edit)
    new, gone = (n - sum(one.op == op for one in beside) for n, op in ((new, "unit_added"), (gone, "unit_removed")))
    named = [(f"units_new{check}", new)] if new > 0 else []
    named += [(f"units_gone{check}" if named else f"units_only_gone{check}", gone)] if gone > 0 else []
    named += [(("units_kept" if named else "units_all_kept") if kept else "units_kept_none", kept)]
    return [locale.text(f"charts.count.{name}", n=n) for name, n in named]


def _redrawn(edit: Edit, edits: Sequence[Edit], locale: Locale) -> str:
    """ "refonte complète, 40 unités nouvelles, 12 disparues, 8 conservées"."""
    key = redrawn_key(edit, "report.redrawn")
    said = locale.text(key)
    return said if key.endswith("_same") else ", ".join([said, *redrawn_counts(edit, edits, locale)])
