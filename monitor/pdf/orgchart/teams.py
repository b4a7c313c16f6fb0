"""Stacks of boxes that list a head's teams, whose titles look like names; boxes that list who works in the unit above them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import copy

from monitor.model import Person
from monitor.model.frozen import replace
from monitor.pdf.ink import Box, Grid, bounds
from monitor.pdf.orgchart.boxes import TextBox
from monitor.pdf.orgchart.cards import GLUED, are_set_alike, is_glued
from monitor.pdf.orgchart.habits import Habits
from monitor.pdf.orgchart.name_forms import Form
from monitor.pdf.orgchart.nodes import Node, PageNodes, Written
from monitor.pdf.orgchart.people import named_in
from monitor.pdf.orgchart.vocabulary import begins_with_kind, is_chart_word, is_role, starts_like_unit
from monitor.pdf.orgchart.wording import label_and_people, unbulleted

_UNDER_EM = 1.5  # between a unit's box and the one that lists its staff
_NARROWER = 0.7  # times as wide as the box above, at least
_USUAL = 3  # boxes of staff: then one that names but one person is such a box, too
_LIKELY = 0.8  # how sure it is that who stands behind an unknown word is staff where others have posts
_TELLING: frozenset[Form] = frozenset(("civility", "capitals", "vacant", "initials", "post"))


def take_teams_for_titles(boxes: Sequence[TextBox], writings: list[Written], habits: Habits) -> set[int]:
    """The numbers of boxes that only look like names, in stacks of boxes alike that list teams; their *writings* become titles.

    « Casa Serena », « Safe Streets » are some where the sheet's names have another look, and neither civilities, capitals nor posts
    tell staff in their stack.
    """
    grid = Grid((box.box, number) for number, box in enumerate(boxes) if box.lines and not box.inner)
    under = dict[int, int]()
    for number, box in enumerate(boxes):
        if box.lines and not box.inner:
            below = [n for n in grid.near(box.box, GLUED) if n != number and is_glued(boxes[n].box, box.box)]
            under.update((number, n) for n in below if are_set_alike(box, boxes[n]))
    teams = set[int]()
    for top in under.keys() - set(under.values()):
        stack = [top]
        while stack[-1] in under:
            stack.append(under[stack[-1]])
        texts = [boxes[n].lines[0].text for n in stack if len(boxes[n].lines) == 1]
        named = [named_in(text) for text in texts]
        forms = [one.form if one is not None else None for one in named]
        staff = any(map(is_role, texts)) or not _TELLING.isdisjoint(forms) or 2 * forms.count("first name") >= len(stack)
        if staff or len(texts) < len(stack):
            continue
        looks = {boxes[n].lines[0].look for n in stack}
        if habits.looks and habits.looks.isdisjoint(looks):
            teams.update(n for n, form in zip(stack, forms, strict=True) if form is not None)
    for number in teams:
        box = boxes[number]
        if not writings[number].label:
            writings[number] = Written(label=box.lines[0].text, people=list(box.people), first=box.lines[0], lines=list(box.lines))
    return teams


def take_staff_below(found: PageNodes, boxes: Sequence[TextBox], writings: Sequence[Written]) -> None:
    """Make members of a unit of those whom the box right under its own lists, each with a post: it is no unit.

    « Estelle Laborde, ATSEM » is one, and « ATSEM : Estelle Laborde » where most words before names in such boxes are posts:
    « Paie : Mme Roy » is a unit with its head, and so is « Archives : Mme Roy » among posts. A box names two or more, or most such
    boxes of the sheet do.
    """
    parts = Counter(id(node) for node in found.by_box.values())
    own = {number: node for number, node in found.by_box.items() if parts[id(node)] == 1 and not node.frame}
    grid = Grid((boxes[number].box, number) for number in found.by_box)
    staff: dict[int, tuple[Node, list[tuple[str, list[Person]]]]] = {}
    for number, node in own.items():
        written, box = writings[number], boxes[number].box
        over = [n for n in grid.near(box, _UNDER_EM * node.size) if n != number and _stands_under(box, boxes[n].box, node.size)]
        if len(over) != 1 or not writings[over[0]].label or not boxes[number].lines:
            continue
        if written.label or written.items or written.more:
            told = [label_and_people(unbulleted(line.text) or line.text) for line in boxes[number].lines]
        else:
            told = [(person.role or "", [person]) for person in written.people]
        if all(people for _, people in told) and not any(begins_with_kind(label) for label, _ in told):
            staff[number] = found.by_box[over[0]], told
    several = {number for number, (_, told) in staff.items() if len(told) > 1}
    labels = [label for _, told in staff.values() for label, _ in told if label]
    known = sum(map(is_role, labels))
    posts = known > max(len(labels) / _USUAL, sum(is_chart_word(label.split()[0]) and not is_role(label) for label in labels))
    for number, (unit, told) in staff.items():
        node, titled = own[number], any((writings[number].label, writings[number].items, writings[number].more))
        if (number not in several and len(several) < _USUAL) or (titled and not posts):
            continue
        kept = list[Node]()
        for label, people in told:
            if titled and starts_like_unit(label) and not is_role(label):
                kept.append(copy(node))
                kept[-1].label, kept[-1].people = label, [replace(one, confidence=min(one.confidence, _LIKELY)) for one in people]
                kept[-1].hang(unit, "item", _LIKELY)
                continue
            named = [replace(person, role=person.role or label or None) for person in people]
            unsure = titled and not is_role(label)
            unit.people += [replace(one, confidence=min(one.confidence, _LIKELY)) for one in named] if unsure else named
        unit.box = bounds([unit.box, node.box])
        found.nodes = [*(one for one in found.nodes if one is not node and node not in (one.parent, one.outer)), *kept]
        found.by_box[number] = unit


def _stands_under(box: Box, over: Box, size: float) -> bool:
    """Whether *box* begins right under *over*, in the middle of it or flush with one of its sides, and is hardly narrower."""
    inside = over.x0 - GLUED <= box.x0 and box.x1 <= over.x1 + GLUED and box.width >= _NARROWER * over.width
    flush = min(abs(box.x0 - over.x0), abs(box.x1 - over.x1), abs(box.cx - over.cx)) <= GLUED
    return inside and flush and -GLUED <= box.top - over.bottom <= _UNDER_EM * size
