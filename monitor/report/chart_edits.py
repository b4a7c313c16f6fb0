"""The edits of an org chart as its readers think of them: unit by unit, and people who went from one to another. Pure.

Edits stored by earlier versions lack `path`, `people`, `role` (see compare.orgchart): then less is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from monitor.compare.person_names import Key, person_key, tell_two
from monitor.compare.title_words import letters_key
from monitor.expressions import expression
from monitor.i18n.typography import clean
from monitor.model import Change, Edit
from monitor.model.frozen import dataclass, field
from monitor.normalize import DATE

_ONE_BY_ONE = 9  # names that one reads one by one; more are one piece of news
UNIT_OPS = ("unit_added", "unit_removed", "unit_renamed", "unit_moved")
# Compiled where they are first used: a check of an unchanged page needs none (DESIGN §9).
_SHE = r"(?i)(?:mme|mlle|madame|mademoiselle|mrs|ms|miss|frau)\b"
_HE = r"(?i)(?:m\.|mr\b|monsieur\b|herr\b)"
_ACTING = (
    r"(?i)^int\.?$|int[ée]rim|\b[ap]\.\s?i\.|\bf\.\s?f\.|faisant fonction|\bacting\b|\bkomm(?:issarisch|\.)|waarnemend|\bwnd\."
    r"|\ben func?iones|em substitui[cç][aã]o|\binterin[oa]\b|\breggente\b|\btf\.|tillförordnad"
)
_HEADING = r"(?i)(?:le |la )?(?:direct(?:eur|rice)|chef(?:fe)?|responsable|dg[as]?\b|head\b|director\b)"
_DATE = (
    expression(  # "1er juin 2023", "Juin 2023", "3. Juni 2023", "3 de junio de 2023", "01/06/2023", "06/2023", "2023-06-01", "2023"
        rf"\b(?:{DATE}"
        r"|(?:\d{1,2}(?:er|\.)? (?:de )?)?[^\W\d_]{3,9}\.? (?:de )?(?:19|20)\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
        r"|\d{1,2}[/.-](?:19|20)\d\d|\d{4}-\d\d-\d\d|(?:19|20)\d\d)\b"
    )
)


def is_of_chart(edit: Edit) -> bool:
    """Whether *edit* is about an org chart (DESIGN 5.5), not about a text or what the page shows of a document."""
    return _is_of_unit(edit) or is_of_category(edit) or edit.op in ("title_changed", "redrawn")


def _is_of_unit(edit: Edit) -> bool:
    return edit.op.startswith(("unit_", "person_", "role_")) or is_of_name(edit) or (is_of_category(edit) and "unit" in edit.facts)


def is_of_name(edit: Edit) -> bool:
    """Whether *edit* tells that somebody who stays in a unit is named otherwise."""
    return edit.op == "replace" and "person" in edit.facts


def is_of_category(edit: Edit) -> bool:
    """Whether *edit* tells that a unit has another label, or all units of one another word for it: « Ville », « Commun »."""
    return edit.facts.get("category") is True


def is_of_field(edit: Edit) -> bool:
    """Whether *edit* is about a heading or what a page shows of a document; a document's own words are text (DESIGN 5.13)."""
    return bool(edit.facts.get("field", "text") != "text")


def names_summed_up(change: Change) -> frozenset[int]:
    """The places of the edits that one line tells: who is named no longer, or now, where a chart names hardly anybody else.

    None where so few are that it is news who they are; nor of those of whom another edit tells: they changed posts, perhaps.
    """
    before, after = change.facts.get("named") or (0, 0)
    if abs(before - after) <= _ONE_BY_ONE:
        return frozenset()
    op = "person_removed" if after < before else "person_added"
    others = {key for edit in change.edits if edit.op != op for keys in _people_on_sides(edit) for key in keys}
    return frozenset(
        n for n, edit in enumerate(change.edits) if edit.op == op and person_key(edit.before or edit.after or "") not in others
    )


def names_as_one(change: Change) -> int:
    """How many names that one line is about: those that only one side of the chart gives, and of whom no other edit tells."""
    before, after = change.facts.get("named") or (0, 0)
    as_one = names_summed_up(change)
    gone, come = set[Key](), set[Key]()
    for edit in (edit for n, edit in enumerate(change.edits) if n not in as_one):
        old, new = _people_on_sides(edit)
        gone |= old
        come |= new
    return abs(before - after) - len(gone - come if after < before else come - gone) if as_one else 0


def _people_on_sides(edit: Edit) -> tuple[frozenset[Key], frozenset[Key]]:
    """Whom *edit* tells of, before and after."""
    if edit.op in ("unit_added", "unit_removed"):
        people = frozenset(map(person_key, people_of(edit)))
        return (frozenset(), people) if edit.op == "unit_added" else (people, frozenset())
    if edit.op.startswith("person_") or is_of_name(edit):
        before, after = (frozenset([person_key(name)] if name else ()) for name in (edit.before, edit.after))
        return before, after
    person = frozenset([person_key(text_fact(edit, "person"))] if text_fact(edit, "person") else ())
    return person, person


def text_fact(edit: Edit, name: str) -> str:
    """A fact as text; "" where it is not known."""
    value = edit.facts.get(name)
    return value if isinstance(value, str) else ""


def label_of(edit: Edit) -> str:
    """The label of the unit that *edit* is about, as the newer chart has it."""
    return edit.after or "" if edit.op == "unit_renamed" else text_fact(edit, "unit")


def path_of(edit: Edit) -> tuple[str, ...]:
    """The labels of the units above, from the top; () where they are not known."""
    return labels_of(edit, "path")


def labels_of(edit: Edit, name: str) -> tuple[str, ...]:
    """A fact that is a list of labels; () where it is not known."""
    labels = edit.facts.get(name)
    return tuple(str(label) for label in labels) if isinstance(labels, list | tuple) else ()


def people_of(edit: Edit) -> tuple[str, ...]:
    """Who is named in a unit that came or went."""
    people = edit.facts.get("people")
    return tuple(str(name) for name in people if name) if isinstance(people, list | tuple) else ()


def acting_in(edit: Edit) -> tuple[str, ...]:
    """Of `people_of` those who hold their post for the time being."""
    return tuple(name for name in people_of(edit) if name in labels_of(edit, "acting"))


def is_uncertain(edit: Edit) -> bool:
    """Whether something that the edit leans on is to be checked (DESIGN 3.27)."""
    return bool(edit.facts.get("uncertain"))


def is_doubtful(edit: Edit) -> bool:
    """Whether all that the edit says is to be checked; of units that came or went, earlier versions doubted the place alone."""
    return is_uncertain(edit) and (edit.op not in ("unit_added", "unit_removed") or "ids" in edit.facts)


def is_acting(edit: Edit) -> bool:
    """Whether who came holds the post for the time being."""
    return bool(edit.after and re.search(_ACTING, text_fact(edit, "role")))


def role_beside(edit: Edit) -> str:
    """The role to be told with a name: none for a head, of whom one expects it."""
    role = text_fact(edit, "role")
    is_plain = not role or re.search(_ACTING, role) or (re.match(_HEADING, role) and "adjoint" not in role.casefold())
    return "" if is_plain else role


def gender(name: str) -> Literal["she", "he"] | None:
    """By the civility that is printed."""
    return "she" if re.match(_SHE, name) else "he" if re.match(_HE, name) else None


def person_op(edit: Edit) -> str:
    """The op of a person's edit, with a replacement by nobody or of nobody told apart (13.5)."""
    if edit.op != "person_replaced":
        return "person_renamed" if is_of_name(edit) else edit.op
    return "person_vacant" if not edit.after else "person_filled" if not edit.before else edit.op


def merger_op(edit: Edit) -> str:
    """`unit_merged` or `unit_split` of a unit that several are now, or that is several; `part` of the others of these; else ""."""
    if edit.facts.keys() & {"merged_into", "split_from"}:
        return "part"
    return "unit_merged" if "merged" in edit.facts else "unit_split" if "split" in edit.facts else ""


# -------------------------------------------------------------------------------------------------------------- unit by unit


@dataclass(slots=True, kw_only=True)
class Story:
    """What became of one unit: indices of its edits among all."""

    label: str
    path: tuple[str, ...]
    twin: bool  # another unit is called the same
    units: dict[str, int] = field(default_factory=dict)  # op, or "category" -> index
    people: list[int] = field(default_factory=list)

    @property
    def indices(self) -> tuple[int, ...]:
        return tuple(sorted((*self.units.values(), *self.people)))


def stories(edits: Sequence[Edit]) -> list[Story]:
    """The units that edits are about, in the order of their first edits."""
    found: dict[object, Story] = {}
    for index, edit in enumerate(edits):
        if not _is_of_unit(edit):
            continue
        label = label_of(edit)
        # a unit by its place on the page, if that is known: labels repeat. What went is on the older chart's page.
        bbox = edit.facts.get("bbox")
        place = tuple(bbox) if isinstance(bbox, list | tuple) else ()
        identity = edit.op == "unit_removed", edit.facts.get("page"), place, letters_key(label)
        story = found.setdefault(identity, Story(label=label, path=path_of(edit), twin=bool(edit.facts.get("same_title"))))
        op = "category" if is_of_category(edit) else edit.op
        if op in (*UNIT_OPS, "category") and op not in story.units:
            story.units[op] = index
        else:
            story.people.append(index)
    return list(found.values())


# ------------------------------------------------------------------------------------------------------- from unit to unit


@dataclass(frozen=True, slots=True)
class Origin:
    """Where somebody was before, whether that post is `vacant` now, and the index of the edit that says only that (`told`).

    `role`: of that post, where it is none of a head, « Adjoint ».
    """

    label: str
    told: int | None
    vacant: bool = False
    role: str = ""


def transfers(edits: Sequence[Edit]) -> dict[tuple[int, str], Origin]:
    """Who left one unit and appears in another, by (index of the edit, name) of the arrival.

    Only where the name leaves no doubt: first name and surname written out, once among those who left, once among those who came.
    """
    left: dict[tuple[str, ...], list[tuple[int, str]]] = defaultdict(list)
    came: dict[tuple[str, ...], list[tuple[int, str]]] = defaultdict(list)
    for index, edit in enumerate(edits):
        gone_names, come_names = tuple[str, ...](), tuple[str, ...]()
        if edit.op == "unit_removed":
            gone_names = people_of(edit)
        elif edit.op == "unit_added":
            come_names = tuple(name for name in people_of(edit) if name not in acting_in(edit))
        elif edit.op in ("person_removed", "person_replaced", "person_added"):
            gone_names = (edit.before,) if edit.before and edit.op != "person_added" else ()
            come_names = (edit.after,) if edit.after and edit.op != "person_removed" and not is_acting(edit) else ()
        for by_person, names in ((left, gone_names), (came, come_names)):
            for name in names:
                words = person_key(name)
                if len(words) > 1 and all(len(word) > 1 for word in words):
                    by_person[words].append((index, name))
    was = {tuple(e.facts["ids"]): e.before for e in edits if e.op == "unit_renamed" and e.before and e.facts.get("ids")}
    found: dict[tuple[int, str], Origin] = {}
    for person in (person for person in left if person in came):
        (gone, *more), (come, *others) = left[person], came[person]
        alike = not more and not others and {gender(gone[1]), gender(come[1])} != {"she", "he"} and not tell_two(gone[1], come[1])
        alike = alike and is_uncertain(edits[gone[0]]) == is_uncertain(edits[come[0]])
        start, end = label_of(edits[gone[0]]), label_of(edits[come[0]])
        if alike and start and end and letters_key(start) != letters_key(end):
            left_edit = edits[gone[0]]
            vacant = left_edit.op == "person_replaced" and not left_edit.after and edits[come[0]].op != "unit_added"
            former = was.get(tuple(left_edit.facts.get("ids") or ()), start) or start  # what the unit was called when they left
            start = start if letters_key(former) == letters_key(end) else former
            found[come] = Origin(
                start, gone[0] if vacant or left_edit.op == "person_removed" else None, vacant, role_beside(left_edit)
            )
    return found


def date_change(edit: Edit) -> tuple[str, str] | None:
    """The dates before and after, where a document's title differs in nothing else."""
    before, after = clean(edit.before or ""), clean(edit.after or "")
    old, new = _DATE.search(before), _DATE.search(after)
    if old and new and old[0] != new[0] and _DATE.sub("", before) == _DATE.sub("", after):
        return old[0], new[0]
    return None
