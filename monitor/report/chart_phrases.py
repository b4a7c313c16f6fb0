"""Phrases about org charts with the labels of units in them: articles, agreement, what is emphasised. Pure.

And what the edits of a chart come to, in a few counts: "2 services apparus, 1 déplacé, 3 responsables remplacés".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from string import Formatter
from typing import TypeAlias

from monitor.compare.title_words import is_beside_head
from monitor.i18n.locale import Locale
from monitor.i18n.typography import clean, shortened
from monitor.model import Change, Edit
from monitor.report import grammar
from monitor.report.chart_edits import (
    UNIT_OPS,
    gender,
    is_acting,
    is_doubtful,
    is_of_category,
    label_of,
    merger_op,
    names_as_one,
    names_summed_up,
    person_op,
    text_fact,
    transfers,
)
from monitor.report.grammar import InflectedLabel, kind_of, units
from monitor.report.spans import Role, Span

LONGEST = 120  # characters of a label or a name in a sentence

Spans: TypeAlias = tuple[Span, ...]
Value: TypeAlias = str | Spans | Sequence[InflectedLabel]

_PARTS = Formatter()


def named(label: str, locale: Locale) -> InflectedLabel:
    """*label* as *say* takes it up, made harmless and not too long."""
    return grammar.named(shown(label), locale)


def shown(text: str) -> str:
    """A label or a name as it stands in a sentence: on one line, without what is not to be seen, not too long."""
    return shortened(" ".join(clean(text).split(" ")).strip(), LONGEST)


def phrase(
    key: str, locale: Locale, several: bool | None = None, /, *, about: Sequence[InflectedLabel] = (), **values: Value
) -> Spans:
    """The phrase *key* in the number and gender of the units *about* which it is, `{unit:the}` in it; *values*: the other places.

    *several*: the number, where others than the units give it, « aux Espaces verts figurait Yves Brun ».

    Where it begins with the *old* title of a unit, that one gives the number: « les Espaces verts deviennent l'unité … ».
    Units stand as `{name:the}`, `{name:of}`, `{name:at}`, `{name:within}` or `{name:bare}`.
    """
    one, many = locale.forms(f"charts.{key}")
    old = [unit for unit in values.get("old", ()) if isinstance(unit, InflectedLabel)]
    plural = several if several is not None else len(about) > 1 or any(unit.plural for unit in old or about)
    feminine = bool(about) and all(unit.feminine for unit in about)
    spans: list[Span] = []
    for text, name, position, _ in _PARTS.parse(many if plural and many else one):
        spans.append(Span("note", text))
        match name:
            case None:
                pass
            case "e":
                spans.append(Span("note", locale.forms("charts.e")[0] if feminine else ""))
            case "it":
                spans.append(Span("note", locale.forms("charts.it")[int(plural)].split()[int(feminine)]))
            case "unit":
                spans += _listed([_placed(unit, position or "the", "name") for unit in about], locale)
            case _:
                value = values[name]
                parts = [Span("=", value)] if isinstance(value, str) else list(value)
                labels = [part for part in parts if isinstance(part, InflectedLabel)]
                placed = [_placed(label, position or "the", "=") for label in labels]
                spans += _listed(placed, locale) if labels else [part for part in parts if isinstance(part, Span)]
    return joined(spans)


def _placed(unit: InflectedLabel, position: str, role: Role) -> Spans:
    before = "" if position == "bare" else getattr(unit, position)
    closing = "" if position == "bare" else unit.after
    return Span("note", before), Span(role, unit.label), Span("note", closing)


def _listed(parts: Sequence[Spans], locale: Locale) -> list[Span]:
    """ "a, b et c", as `Locale.listed` puts them."""
    last = locale.text("report.and", first="", last="")
    out: list[Span] = []
    for n, part in enumerate(parts):
        between = "" if n == 0 else last if n == len(parts) - 1 else ", "
        out += [Span("note", between), *part]
    return out


def joined(spans: Iterable[Span]) -> Spans:
    """*spans* without empty ones, neighbours of one role as one."""
    out: list[Span] = []
    for span in spans:
        if out and out[-1].role == span.role:
            out[-1] = Span(span.role, out[-1].text + span.text)
        elif span.text:
            out.append(span)
    return tuple(out)


def sentence(clauses: Sequence[Spans], locale: Locale) -> Spans:
    """*clauses* as one sentence: a capital first where our own words begin it, and a full stop."""
    between = Span("note", locale.text("report.semicolon"))
    spans = joined(chain.from_iterable((*((between,) if n else ()), *clause) for n, clause in enumerate(clauses)))
    if not spans:
        return ()
    first = spans[0]
    if first.role == "note":
        spans = (Span("note", first.text[:1].upper() + first.text[1:]), *spans[1:])
    return spans if spans[-1].text.endswith((".", "…")) else joined((*spans, Span("note", ".")))


_WHOLE = 0.6  # share of all units, old and new, that are on one side only: another chart
_PERSON_OPS = (
    "person_replaced", "person_replaced_she", "person_beside", "person_acting", "person_vacant", "person_filled", "person_moved",
    "person_added", "person_removed", "role_changed", "person_renamed",
)  # fmt: skip


def chart_counts(change: Change, locale: Locale) -> list[str]:
    """Counts of units, then of people, then of what is to be checked; nothing of what is no edit of a chart.

    Of names that one line tells (`told_as_one`) as many as it is about: whoever holds two posts is one.
    """
    as_one = names_summed_up(change)
    edits = [edit for n, edit in enumerate(change.edits) if n not in as_one]
    redrawn = list[str]()  # "refonte complète, 40 unités nouvelles, 12 disparues, 8 conservées"
    for edit in (edit for edit in edits if edit.op == "redrawn"):
        key = redrawn_key(edit, "report.redrawn")
        counts = [] if key.endswith("_same") else redrawn_counts(edit, edits, locale)
        redrawn.append(", ".join([locale.text(key), *counts]))
    sure = [edit for edit in edits if not is_doubtful(edit)]
    doubtful = sum(is_doubtful(edit) and edit.op != "unit_moved" and merger_op(edit) != "part" for edit in edits)
    moves = sum(is_doubtful(edit) and edit.op == "unit_moved" for edit in edits)
    checks = [locale.text(f"charts.count.{name}", n=n) for name, n in (("unit_check", moves), ("to_check", doubtful)) if n]
    orders = Counter(edit.facts.get("order") for edit in edits)  # of the units under one, of the names in one
    order = [locale.text(f"charts.count.{key}", n=n) for key, n in (("order", orders[True]), ("names", orders["people"])) if n]
    names = [locale.text(f"charts.count.{op}", n=names_as_one(change)) for op in {change.edits[n].op for n in as_one}]
    counted, before = list[str](), ""  # the noun stands where it changes: "1 direction apparue, 3 services disparus, 1 déplacé"
    for op in UNIT_OPS:
        labels = [label_of(edit) for edit in sure if edit.op == op and not merger_op(edit)]
        if labels:
            kinds = {kind_of(label) for label in labels}
            kind = kinds.pop() if len(kinds) == 1 else "service"
            noun = units("", kind, 2, locale, noun=True)
            counted.append(units(op, kind, len(labels), locale, noun=noun != before))
            before = noun
    for op in ("unit_merged", "unit_split"):
        if n := sum(merger_op(edit) == op for edit in sure):
            counted.append(locale.text(f"charts.count.{op}", n=n))
    if n := sum(is_of_category(edit) for edit in sure):
        counted.append(locale.text("charts.count.category", n=n))
    return [*redrawn, *counted, *_people(sure, locale), *names, *order, *checks]


def _people(edits: Sequence[Edit], locale: Locale) -> Iterator[str]:
    told = {origin.told for origin in transfers(edits).values() if not origin.vacant}
    moved = {index for index, _ in transfers(edits)}
    counted = list[str]()
    for index, edit, op in [(n, edit, person_op(edit)) for n, edit in enumerate(edits) if n not in told]:
        if op in ("person_replaced", "person_filled", "person_added") and is_acting(edit):
            counted.append("person_acting")
        elif op == "person_replaced" and is_beside_head(text_fact(edit, "role"), label_of(edit)):
            counted.append("person_beside")  # a deputy for a deputy: the head stays
        elif op == "person_replaced" and gender(edit.before or "") == "she":
            counted.append("person_replaced_she")
        else:
            counted.append("person_moved" if op == "person_added" and index in moved else op)
    replaced = [name for name in counted if name in ("person_replaced", "person_replaced_she")]
    if "person_replaced" in replaced:  # the masculine stands for all, unless all are women
        counted = ["person_replaced" if name == "person_replaced_she" else name for name in counted]
    yield from (locale.text(f"charts.count.{name}", n=counted.count(name)) for name in _PERSON_OPS if name in counted)


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
