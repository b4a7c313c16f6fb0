"""What is said of the people of one unit: who came, who went, who replaced whom. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from monitor.i18n.locale import Locale
from monitor.model import Edit
from monitor.report.chart_edits import Origin, Story, gender, is_acting, people_of, person_op, role_beside, text_fact
from monitor.report.chart_phrases import Spans, named, phrase, shown
from monitor.report.grammar import InflectedLabel

Transfers = Mapping[tuple[int, str], Origin]


def person_clauses(
    story: Story, unit: InflectedLabel, edits: Sequence[Edit], moves: Transfers, locale: Locale, *, told: bool
) -> Iterator[Spans]:
    """One clause a person; *told*: the unit was spoken of before, so that it is « y », "there"."""
    for index in story.people:
        edit = edits[index]
        origin = moves.get((index, edit.after or ""))
        yield _clause(edit, unit, origin, locale, there=told)
        told = True


def _clause(edit: Edit, unit: InflectedLabel, origin: Origin | None, locale: Locale, *, there: bool) -> Spans:
    op = person_op(edit)
    if op == "role_changed":
        return _role(edit, unit, locale, there=there)
    key = f"{op}_from" if origin else f"{op}_acting" if is_acting(edit) else op
    if there:
        key = f"{key}_there"
    elif origin and op == "person_replaced" and (who := gender(edit.after or "")):
        key = f"{key}_{who}"
    if not locale.has(f"charts.{key}") or not op.startswith("person_"):
        return _other(edit, unit, locale)
    people = {"before": shown(edit.before or ""), "after": shown(edit.after or "")}
    known = "after" if people["after"] else "before"
    role = role_beside(edit)
    if role:
        people[known] = f"{people[known]} ({_inside(shown(role))})"
    return phrase(key, locale, about=[unit], origin=[_left(origin, locale)] if origin else [], **people)


def _left(origin: Origin, locale: Locale) -> InflectedLabel:
    """Where somebody was, with what became of that post if nobody has it."""
    unit = named(origin.label, locale)
    return replace(unit, after=f"{unit.after} ({locale.forms('charts.left_vacant')[0]})") if origin.vacant else unit


def _role(edit: Edit, unit: InflectedLabel, locale: Locale, *, there: bool) -> Spans:
    """Somebody who stays and is called something else; one of the two may be missing."""
    key = "role_changed" if edit.before and edit.after else "role_given" if edit.after else "role_dropped"
    roles = {"before": shown(edit.before or ""), "after": shown(edit.after or "")}
    return phrase(f"{key}_there" if there else key, locale, about=[unit], person=shown(text_fact(edit, "person")), **roles)


def _inside(role: str) -> str:
    """« Directrice adjointe » within a sentence; « DGA » stays."""
    return role[:1].lower() + role[1:] if role[1:2].islower() else role


def _other(edit: Edit, unit: InflectedLabel, locale: Locale) -> Spans:
    """An op of a later version of the comparison: said as it is rather than not at all."""
    what = " → ".join(shown(side) for side in (edit.before, edit.after) if side)
    return phrase("other", locale, about=[unit], what=what or shown(edit.op))


def entrusted(index: int, edit: Edit, unit: InflectedLabel, moves: Transfers, locale: Locale, *, clause: bool) -> Spans:
    """Of a unit that came: who heads it, and where they were before; a *clause* of its own, or behind one; () for nobody."""
    people = people_of(edit)
    if not people:
        return ()
    if len(people) > 1:
        return phrase(
            "is_with" if clause else "with_people", locale, about=[unit], people=locale.listed([shown(name) for name in people])
        )
    origin = moves.get((index, people[0]))
    key = f"{'is_' if clause else ''}entrusted{'_from' if origin else ''}"
    return phrase(key, locale, about=[unit], people=shown(people[0]), origin=[named(origin.label, locale)] if origin else [])


def was_entrusted(edit: Edit, unit: InflectedLabel, locale: Locale) -> Spans:
    """A clause on who was named in a unit that went; () where nobody was."""
    people = people_of(edit)
    if not people:
        return ()
    return phrase(
        "was_entrusted" if len(people) == 1 else "was_with", locale, about=[unit], people=locale.listed([shown(n) for n in people])
    )
