"""Stacks of boxes that list a head's teams, whose titles look like names."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.pdf.orgchart.boxes import TextBox
from monitor.pdf.orgchart.cards import GLUED, are_set_alike, is_glued
from monitor.pdf.orgchart.grid import Grid
from monitor.pdf.orgchart.habits import Habits, look_of
from monitor.pdf.orgchart.name_forms import Form
from monitor.pdf.orgchart.nodes import Written
from monitor.pdf.orgchart.people import named_in
from monitor.pdf.orgchart.vocabulary import is_role

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
        looks = {look_of(boxes[n].lines[0]) for n in stack}
        if habits.looks and habits.looks.isdisjoint(looks):
            teams.update(n for n, form in zip(stack, forms, strict=True) if form is not None)
    for number in teams:
        box = boxes[number]
        if not writings[number].label:
            writings[number] = Written(label=box.lines[0].text, people=list(box.people), first=box.lines[0], lines=list(box.lines))
    return teams
