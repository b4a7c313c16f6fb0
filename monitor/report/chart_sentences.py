"""What became of the units of an org chart, sentence by sentence: who is told alone, and what is told together. Pure.

And what is said of the people of one unit: who came, who went, who replaced whom.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from monitor.compare.charts.categories import meaning_of
from monitor.compare.title_words import letters_key
from monitor.i18n.locale import Locale
from monitor.model import Edit
from monitor.model.frozen import dataclass, replace
from monitor.report.chart_edits import (
    Origin,
    Story,
    acting_in,
    gender,
    is_acting,
    is_doubtful,
    is_of_category,
    is_uncertain,
    labels_of,
    merger_op,
    people_of,
    person_op,
    role_beside,
    stories,
    text_fact,
    transfers,
)
from monitor.report.chart_phrases import Spans, named, phrase, sentence, shown
from monitor.report.grammar import InflectedLabel, has_units_below, kind_of, units
from monitor.report.spans import Mark, Span

_LISTED = frozenset({"unit_added_in", "unit_removed_from", "unit_moved"})  # phrases that have a form for many
_BESIDE_PLACE = {"unit_renamed", "category"}  # what is told of a unit that says nothing of where it hangs
_COUNTED = 5  # units of one sentence from which on it counts them first


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """`chain`: the labels of the units above, from the top, and the unit itself where it may head others."""

    spans: Spans
    mark: Mark
    edits: tuple[int, ...]  # indices, ascending
    units: tuple[str, ...]
    chain: tuple[str, ...]


def unit_sentences(edits: Sequence[Edit], locale: Locale) -> Iterator[Sentence]:
    """All that *edits* say of units and people, in the order of their first edits."""
    return _Teller(edits, locale).sentences()


class _Teller:
    def __init__(self, edits: Sequence[Edit], locale: Locale) -> None:
        self._edits = edits
        self._locale = locale
        self._moves: Transfers = transfers(edits)
        self._renamed = {letters_key(e.before or ""): e.after or "" for e in edits if e.op == "unit_renamed"}
        self._stories = stories(edits)
        told = {origin.told for origin in self._moves.values()}
        for story in self._stories:  # who left is told where they arrived
            story.people = [index for index in story.people if index not in told]
        self._stories = [story for story in self._stories if story.indices]
        self._parts = _parts(self._stories, edits)
        # By the id of a unit that came or went: those below it that came or went with it, however deep, in their order
        families: dict[int, list[Story]] = {}
        for op in ("unit_added", "unit_removed"):
            several = [story for story in self._stories if op in story.units]
            by_place = {folded((*story.path, story.label)): story for story in several}
            for story in several:
                top, above = story, by_place.get(_place_above(story, edits[story.units[op]]))
                passed = {id(story)}
                while above and id(above) not in passed:
                    passed.add(id(above))
                    top, above = above, by_place.get(_place_above(above, edits[above.units[op]]))
                if top is not story:
                    families.setdefault(id(top), []).append(story)
        self._below = {**families, **self._parts}
        self._absorbed = {id(child) for children in self._below.values() for child in children}

    def sentences(self) -> Iterator[Sentence]:
        groups: dict[object, list[Story]] = {}
        for story in self._stories:
            if id(story) not in self._absorbed:
                groups.setdefault(self._sign(story) or id(story), []).append(story)
        for group in groups.values():
            yield self._together(group) if len(group) > 1 else self._alone(group[0])

    # ------------------------------------------------------------------------------------------------- several units

    def _sign(self, story: Story) -> object | None:
        """What units have in common that can share a sentence; None: the story is one of its own."""
        if story.people or len(story.units) != 1 or self._below.get(id(story)):
            return None
        ((op, index),) = story.units.items()
        edit = self._edits[index]
        if op == "unit_renamed" or is_uncertain(edit):
            return None
        if op == "category":
            return op, edit.before, edit.after
        above = (edit.before, edit.after) if op == "unit_moved" else (text_fact(edit, "parent"),)
        return None if _is_twin(edit) else (op, story.path, above)

    def _together(self, group: Sequence[Story]) -> Sentence:
        ((op, index),) = group[0].units.items()
        edit = self._edits[index]
        about = [self._with_people(story) for story in group]
        above = self._above(edit)
        if len(about) < _COUNTED or _key(op, edit) not in _LISTED:
            return self._sentence([phrase(_key(op, edit), self._locale, about=about, **above)], group, mark="*")
        # « six services », in words as far as one writes them so
        kinds = {kind_of(story.label) for story in group}
        count = units("", kinds.pop() if len(kinds) == 1 else "service", len(group), self._locale, noun=True)
        words = self._locale.forms("charts.numbers")[0].split()
        number, _, noun = count.partition(" ")
        counted = (Span("note", f"{words[len(group)]} {noun}" if len(group) < len(words) else f"{number} {noun}"),)
        return self._sentence([phrase(f"{op}_many", self._locale, about=about, count=counted, **above)], group, mark="*")

    def _with_people(self, story: Story) -> InflectedLabel:
        """A unit in a list, with its label, who is named in it, and where they were before, in parentheses."""
        unit = named(story.label, self._locale)
        people = [self._person(index, name) for index in story.units.values() for name in people_of(self._edits[index])]
        said = ", ".join([*self._labels(story), *([self._locale.listed(people)] if people else [])])
        return replace(unit, after=f"{unit.after} ({said})") if said else unit

    def _labels(self, story: Story) -> list[str]:
        """The label of a unit that came or went, « Service commun »."""
        return [shown(meaning_of(label)) for index in story.units.values() if (label := text_fact(self._edits[index], "category"))]

    def _person(self, index: int, name: str) -> str:
        origin = self._moves.get((index, name))
        if origin is None:
            return _in_list(self._edits[index], name, self._locale)
        before = phrase("until_now", self._locale, origin=[named(origin.label, self._locale)])
        return shown(name) + "".join(span.text for span in before)

    # ------------------------------------------------------------------------------------------------------ one unit

    def _alone(self, story: Story) -> Sentence:
        unit = named(story.label, self._locale)
        for label in self._labels(story):
            unit = replace(unit, after=f"{unit.after} ({label})")
        if story.twin and story.path and not story.units.keys() - _BESIDE_PLACE:
            # Another one is called the same, and its place is not told: with the unit above it
            unit = replace(unit, after=f"{unit.after} ({shown(story.path[-1])})")
        sure, doubted = ({n for n in story.indices if is_doubtful(self._edits[n]) == doubt} for doubt in (False, True))
        clauses = list(self._clauses(story, unit, sure))
        doubts = list[Spans]()  # what is to be checked, behind all that is known
        for op, index in story.units.items():
            edit = self._edits[index]
            if is_uncertain(edit) and op == "unit_moved":
                why = text_fact(edit, "doubt") or "place"  # of moves earlier versions doubted the place alone
                doubts.append(phrase(f"check_{why}", self._locale, what=self._placed(op, edit, unit)))
            elif op == "unit_added" and is_uncertain(edit) and not is_doubtful(edit) and text_fact(edit, "parent"):
                doubts.append(phrase("parent_check", self._locale, about=[unit], **self._above(edit)))
        if doubted and any(said := list(self._clauses(story, unit, doubted))):
            reasons = {text_fact(self._edits[n], "doubt") for n in doubted}
            key = f"check_{reasons.pop()}" if len(reasons) == 1 and all(reasons) else "check"
            doubts += [phrase("check_also" if n else key, self._locale, what=clause) for n, clause in enumerate(said)]
        group = [story, *self._below.get(id(story), ())]
        return self._sentence([*clauses, *doubts], group, mark="!" if doubts else "*")

    def _clauses(self, story: Story, unit: InflectedLabel, wanted: AbstractSet[int]) -> Iterator[Spans]:
        """What became of the unit, then of its people, by those of its edits that are *wanted*."""
        clauses = list(self._unit_clauses(story, unit, wanted))
        yield from clauses
        people = replace(story, people=[index for index in story.people if index in wanted])
        apart = id(story) in self._parts and len(clauses) > 1 and "unit_moved" not in story.units  # the last one is of a part
        yield from person_clauses(people, unit, self._edits, self._moves, self._locale, told=bool(clauses) and not apart)

    def _unit_clauses(self, story: Story, unit: InflectedLabel, wanted: AbstractSet[int]) -> Iterator[Spans]:
        found = {op: self._edits[index] for op, index in story.units.items() if index in wanted}
        label = found.get("category")
        if (renamed := found.get("unit_renamed")) and merger_op(renamed):
            yield from self._of_merger(story, renamed, unit)
            if moved := found.get("unit_moved"):
                yield self._moved(moved, unit)
            if label:
                yield phrase(_key("category", label), self._locale, about=[unit], **self._above(label))
            return
        if came := found.get("unit_added"):
            below = self._units_below(story, "with_units")
            heads = entrusted(story.units["unit_added"], came, unit, self._moves, self._locale, clause=bool(below))
            yield (*self._placed("unit_added", came, unit), *(below or heads))
            if below and heads:
                yield heads
        if went := found.get("unit_removed"):
            yield (*self._placed("unit_removed", went, unit), *self._units_below(story, "without_units"))
            if who := was_entrusted(went, unit, self._locale):
                yield who
        renamed, moved = found.get("unit_renamed"), found.get("unit_moved")
        if moved and is_uncertain(moved):  # in words of its own, behind the rest
            moved = None
        if renamed and moved and moved.before and moved.after and not _is_twin(moved):
            old = [named(renamed.before or "", self._locale)]
            yield phrase("renamed_and_moved", self._locale, about=[unit], old=old, **self._above(moved))
        else:
            if renamed:
                yield phrase("unit_renamed", self._locale, about=[unit], old=[named(renamed.before or "", self._locale)])
            if moved:
                yield self._moved(moved, unit)
        if label:
            there = "_there" if renamed or moved else ""
            yield phrase(_key("category", label) + there, self._locale, about=[unit], **self._above(label))

    def _of_merger(self, story: Story, edit: Edit, unit: InflectedLabel) -> Iterator[Spans]:
        """Which units are one now, or which one is several, and who was, or is, in the parts that are new or no more."""
        op = merger_op(edit)
        merged = op == "unit_merged"
        parts = [named(label, self._locale) for label in labels_of(edit, "merged" if merged else "split")]
        whole = unit if merged else named(edit.before or "", self._locale)
        yield phrase(op, self._locale, about=parts, name=shown(whole.label), whole=[whole])
        for part in self._parts.get(id(story), ()):
            for index in part.units.values():
                people = [self._person(index, name) for name in people_of(self._edits[index])]
                if people:
                    about, listed = [named(part.label, self._locale)], self._locale.listed(people)
                    yield phrase(f"{op}_with", self._locale, len(people) > 1, about=about, people=listed)

    def _placed(self, op: str, edit: Edit, unit: InflectedLabel) -> Spans:
        return phrase(_key(op, edit), self._locale, about=[unit], **self._above(edit))

    def _units_below(self, story: Story, key: str) -> Spans:
        children = self._below.get(id(story), ())
        return phrase(key, self._locale, units=[self._with_people(child) for child in children]) if children else ()

    def _moved(self, edit: Edit, unit: InflectedLabel) -> Spans:
        if _is_twin(edit):
            return phrase("unit_moved_twin", self._locale, about=[unit], name=shown(edit.after or ""))
        return self._placed("unit_moved", edit, unit)

    def _above(self, edit: Edit) -> dict[str, str | list[InflectedLabel]]:
        """The units that *edit* says something came under or hung under, or the labels that it had and has."""
        if is_of_category(edit):
            return {"before": shown(meaning_of(edit.before or "")), "after": shown(meaning_of(edit.after or ""))}
        if edit.op == "unit_moved":
            return {"before": [named(edit.before or "", self._locale)], "after": [named(edit.after or "", self._locale)]}
        parent = text_fact(edit, "parent")
        return {"parent": [named(parent, self._locale)]} if parent else {}

    def _sentence(self, clauses: Sequence[Spans], group: Sequence[Story], mark: Mark) -> Sentence:
        first, path = group[0], group[0].path
        if not path:  # an edit of an earlier version, or a place that is not sure
            placed = ((op, self._edits[i]) for op, i in first.units.items() if not is_uncertain(self._edits[i]))
            heads = (edit.after if op == "unit_moved" else text_fact(edit, "parent") for op, edit in placed)
            path = tuple(label for label in heads if label)
        chain = (*path, first.label) if has_units_below(first.label) else path
        own = [index for story in group for index in story.indices]
        left = [o.told for (index, _), o in self._moves.items() if index in own and o.told is not None]
        return Sentence(
            spans=sentence(clauses, self._locale),
            mark=mark,
            edits=tuple(sorted({*own, *left})),
            units=tuple(story.label for story in group),
            chain=tuple(self._renamed.get(letters_key(label), label) for label in chain),
        )


def _key(op: str, edit: Edit) -> str:
    """The phrase for *op*, by what is surely known of the units above."""
    doubt = is_uncertain(edit)
    if op == "category":
        return f"{op}_changed" if edit.before and edit.after else f"{op}_given" if edit.after else f"{op}_dropped"
    if op == "unit_moved":
        if doubt:
            return f"{op}_check" if edit.before and edit.after else f"{op}_to_check" if edit.after else f"{op}_top_check"
        return op if edit.before and edit.after else f"{op}_to" if edit.after else f"{op}_top"
    if (doubt and not is_doubtful(edit)) or not text_fact(edit, "parent"):
        return op
    return f"{op}_in" if op == "unit_added" else f"{op}_from"


def _is_twin(edit: Edit) -> bool:
    """Whether the unit left one unit for another of the same name."""
    return bool(edit.before and edit.after) and letters_key(edit.before or "") == letters_key(edit.after or "")


def _place_above(story: Story, edit: Edit) -> tuple[str, ...]:
    """Where the unit above stands; without a path (an edit of an earlier version) its label alone has to do."""
    parent = text_fact(edit, "parent")
    if is_uncertain(edit) or not parent:
        return ()
    return folded(story.path or (parent,))


def _parts(told: Sequence[Story], edits: Sequence[Edit]) -> dict[int, list[Story]]:
    """By the id of a unit that several are now, or that is several: the others of these, which only came or went."""
    found: dict[int, list[Story]] = {}
    for story in told:
        edit = edits[story.units["unit_renamed"]] if "unit_renamed" in story.units else None
        if edit is None or not merger_op(edit):
            continue
        for other in told:
            ends = [edits[index] for op, index in other.units.items() if op in ("unit_added", "unit_removed")]
            if any(edit.after == text_fact(end, "merged_into") or edit.before == text_fact(end, "split_from") for end in ends):
                found.setdefault(id(story), []).append(other)
    return found


def folded(path: Sequence[str]) -> tuple[str, ...]:
    """*path*, the titles of units from the top of a chart down, as it is compared."""
    return tuple(letters_key(label) for label in path)


# ------------------------------------------------------------------------------------------------------------ people of one unit

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
        # somebody who stays and is called something else; one of the two may be missing
        key = "role_changed" if edit.before and edit.after else "role_given" if edit.after else "role_dropped"
        roles = {"before": shown(edit.before or ""), "after": shown(edit.after or "")}
        if edit.facts.get("first"):
            key += "_first"
        elif not all(roles.values()) and re.match(_NOTED, "".join(roles.values())):
            key += "_noted"
        return phrase(f"{key}_there" if there else key, locale, about=[unit], person=shown(text_fact(edit, "person")), **roles)
    key = f"{op}_from" if origin else f"{op}_acting" if is_acting(edit) else op
    if there:
        key = f"{key}_there"
    elif origin and op == "person_replaced" and (who := gender(edit.after or "")):
        key = f"{key}_{who}"
    if not locale.has(f"charts.{key}") or not op.startswith("person_"):
        # an op of a later version of the comparison: said as it is rather than not at all
        what = " → ".join(shown(side) for side in (edit.before, edit.after) if side)
        return phrase("other", locale, about=[unit], what=what or shown(edit.op))
    people = {"before": shown(edit.before or ""), "after": shown(edit.after or "")}
    known = "after" if people["after"] else "before"
    if role := shown(role_beside(edit)):
        # « Directrice adjointe » within a sentence; « DGA » stays, and so does what another language writes so: « Amtsleiterin »
        said = role[:1].lower() + role[1:] if re.match(_FRENCH, role) else role
        people[known] = f"{people[known]} ({said})"
    left = [named(origin.label, locale)] if origin else []
    if origin and origin.vacant:  # with what became of that post
        said = locale.forms("charts.left_vacant_role" if origin.role else "charts.left_vacant")[0].format(role=shown(origin.role))
        left = [replace(unit, after=f"{unit.after} ({said})") for unit in left]
    return phrase(key, locale, about=[unit], origin=left, **people)


# Functions of which French writes the first letter small within a sentence, unless the next word has a large one.
_NOTED = (  # what nobody is: « par intérim », « jusqu’au 31 mai », « congé maternité »
    r"(?i:(?:par|en|à|ad|pour|jusqu['’]\w+|depuis|dès|until|since|from|bis|seit|hasta|desde|fino) |[ad]u \d"
    r"|(?:congé|départ|absente?|arrêt|détachement|disponibilité|(?:on )?(?:maternity|parental|sick) leave)\b)"
)
_FRENCH = (  # compiled where it is first used, as in `chart_edits`
    r"(?:(?:Sous-)?Direct(?:eur|rice)|Adjointe?|Chef(?:fe)?|Responsable|Secrétaire|Chargée?|Conseill(?:er|ère)|Déléguée?|Référente?|"
    r"Assistante?|Coord(?:i|on)n(?:ateur|atrice)|Gestionnaire|Collabora(?:teur|trice)|(?:Vice-)?Présidente?|Maire|Élue?|Agente?|"
    r"Technicien(?:ne)?|Anima(?:teur|trice)|Ingénieure?)(?!\w)(?! [A-ZÀ-Ü][a-zà-ü])"
)


def entrusted(index: int, edit: Edit, unit: InflectedLabel, moves: Transfers, locale: Locale, *, clause: bool) -> Spans:
    """Of a unit that came: who heads it, and where they were before; a *clause* of its own, or behind one; () for nobody."""
    people = people_of(edit)
    if not people:
        return ()
    if len(people) > 1:
        listed = locale.listed([_in_list(edit, name, locale) for name in people])
        return phrase("is_with" if clause else "with_people", locale, about=[unit], people=listed)
    origin = moves.get((index, people[0]))
    key = f"{'is_' if clause else ''}entrusted{'_from' if origin else '_acting' if acting_in(edit) else ''}"
    return phrase(key, locale, about=[unit], people=shown(people[0]), origin=[named(origin.label, locale)] if origin else [])


def was_entrusted(edit: Edit, unit: InflectedLabel, locale: Locale) -> Spans:
    """A clause on who was named in a unit that went; () where nobody was."""
    people = people_of(edit)
    if not people:
        return ()
    if len(people) > 1:
        return phrase("was_with", locale, about=[unit], people=locale.listed([_in_list(edit, name, locale) for name in people]))
    return phrase("was_entrusted_acting" if acting_in(edit) else "was_entrusted", locale, about=[unit], people=shown(people[0]))


def _in_list(edit: Edit, name: str, locale: Locale) -> str:
    """*name* as it stands in a list or in parentheses, with « par intérim » where the sheet says so."""
    said = shown(name)
    return "".join(s.text for s in phrase("acting", locale, person=said)) if name in acting_in(edit) else said
