"""Lists of units in a box of their own, one a line, without bullets: their title stands in the box over it, or left of it."""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from itertools import pairwise

from monitor.model.frozen import replace
from monitor.pdf.ink import Box, Grid, median
from monitor.pdf.lines import ROOMY_EM, all_centred, had_room, same_look
from monitor.pdf.orgchart.units.cards import GLUED
from monitor.pdf.orgchart.units.entries import lists_with_heads
from monitor.pdf.orgchart.units.text_boxes import TextBox
from monitor.pdf.orgchart.vocabulary import is_role, level, starts_like_unit
from monitor.pdf.orgchart.words.people import is_name, named_in
from monitor.pdf.orgchart.words.run_on import begins_anew, begun_at, room_between
from monitor.pdf.orgchart.words.wording import is_contact, is_cut_off, label_and_people, teams_listed, unbulleted, without_remarks

_BELOW_EM = 1.2  # between a title's box and the one that lists what is under it
_FLUSH = 1.0  # points between the beginnings of a list's lines
_FULL = 0.65  # of the room in the box of a list, on a sheet that breaks no entry: what ends before has ended
_FEW = 2  # cards with a list that make no custom of a sheet yet
_MOST_GLUED = 0.8  # of the boxes glued under titles, those that hold names where that is the custom
_BROKEN = 0.2  # of lists beside titles, those in which a title seems to be broken: where more are, others may be


def under_titles(boxes: Sequence[TextBox], linked: Container[int]) -> set[int]:
    """The numbers of boxes that a title in another look stands over, in a box no narrower whose lower edge they hang at.

    No stroke ends at them: they are not *linked*. A little white may be between, the same under all.
    """
    grid = Grid((box.box, box) for box in boxes if box.lines and not box.inner)
    found: dict[int, float] = {}
    for number, box in enumerate(boxes):
        if not box.lines or box.inner or number in linked:
            continue
        reach = _BELOW_EM * box.lines[0].size
        over: list[TextBox] = []
        for o in grid.near(box.box, reach):  # no narrower, over its middle or flush on both sides, no further above than that
            left, right, gap = box.box.x0 - o.box.x0, o.box.x1 - box.box.x1, box.box.top - o.box.bottom
            if o is not box and min(left, right) >= -GLUED and abs(left - right) <= GLUED and -GLUED <= gap <= reach:
                over.append(o)
        if any(not same_look(o.lines[0], box.lines[0]) for o in over):
            found[number] = min(box.box.top - o.box.bottom for o in over)
    usual = median(found.values()) if found else 0.0
    return {number for number, gap in found.items() if abs(gap - usual) <= GLUED or gap <= GLUED}


def beside_titles(boxes: Sequence[TextBox], linked: Container[int]) -> set[int]:
    """The numbers of boxes with a title in another look in the cell left of them, as high; nobody is named in them alone."""
    grid = Grid((box.box, box) for box in boxes if box.lines and not box.inner)
    found = set[int]()
    for number, box in enumerate(boxes):
        free = box.lines and not box.inner and number not in linked
        if free and not any(is_name(line.text) or is_contact(line.text) for line in box.lines):
            left = (o for o in grid.near(box.box, GLUED) if _is_beside(box.box, o.box))
            if any(not same_look(o.lines[0], box.lines[0]) for o in left):
                found.add(number)
    return found


def mark_lists(boxes: Sequence[TextBox], under: Collection[int], beside: Collection[int]) -> None:
    """Put a bullet before each entry of lists without any, in boxes *under* titles in others, or *beside* them: see `_mark`."""
    headed = {*under, *beside}
    for number in headed:
        boxes[number].headed = True
    rooms = [
        (box.lines, room_between(box.lines, box.box.x0, box.box.x1)) if box.lines and not box.inner else ([], 0.0) for box in boxes
    ]
    for number, lines in lists_with_heads(rooms, headed).items():
        boxes[number].lines = lines
    over = [box for number, box in enumerate(boxes) if box.lines and not box.inner and number not in headed]
    heads = sum(any(is_name(line.text) for line in box.lines) for box in over)
    shown = heads >= _MOST_GLUED * len(over)  # « Internal Audit » is nobody where those in charge stand with the titles
    _mark([boxes[number] for number in sorted(under)], shown=shown)
    _mark([boxes[number] for number in sorted(beside)], shown=shown, most_broken=_BROKEN)


def _mark(cards: Sequence[TextBox], *, shown: bool, most_broken: float = 1.0) -> None:
    """Put a bullet before each entry of lists without any in *cards*, where several of these have one.

    A line begins an entry behind one that ends with who heads it, or a count; or that has a capital, and whose first word had room
    at the end of the line above, where no title is broken then; or that begins as titles do; or any, where no entry of the sheet is
    broken, below one that is not long. Two lines in the middle, without the word for a unit, may be one title wherever they stand.
    *most_broken*: in so many of them a title may seem to be broken. *shown*: see `_entries`.
    """
    cards = [box for box in cards if len(box.lines) > 1]
    found = [(box, begins) for box in cards if sum(begins := _entries(box, shown=shown)) > 1]
    worded = [all(starts_like_unit(line.text) for line in box.lines) for box, _ in found]
    certain = sum(len(box.lines) > _FEW or own or not all_centred(box.lines) for (box, _), own in zip(found, worded, strict=True))
    torn = sum(_breaks_titles(box) for box, _ in found)
    if certain <= _FEW or 2 * len(found) <= len(cards) or torn > most_broken * len(found):
        return
    broken = any(is_cut_off(above.text, below.text) for box, _ in found for above, below in pairwise(box.lines))
    for box, begins in found:
        full = _FULL * (box.box.width - 2 * box.lines[0].size)
        begun = [first or (not broken and above.frame.width < full) for above, first in zip(box.lines, begins[1:], strict=False)]
        box.lines = [replace(o, text=f"• {o.text}") if first else o for o, first in zip(box.lines, [True, *begun], strict=True)]


def _breaks_titles(box: TextBox) -> bool:
    """Whether a title goes on in a line of *box* that had room above: « Police », « Municipale »; « Pôle Culture », « Sports »."""
    room = room_between(box.lines, box.box.x0, box.box.x1)
    roomy = [(above.text, line.text) for above, line in pairwise(box.lines) if had_room(above, line, room, ROOMY_EM)]
    ranks = [level(line.text) for line in box.lines]
    return not all(begins_anew(*two) for two in roomy) or (ranks[0] is not None and not any(ranks[1:]))


def _entries(box: TextBox, *, shown: bool) -> list[bool]:
    """Of each line whether it begins an entry; none does where somebody is named alone, or lines are set differently.

    *shown*: whether only what surely names somebody does.
    """
    lines, none = box.lines, [False] * len(box.lines)
    first = lines[0]
    centred = all_centred(lines)
    flush = centred or all(abs(line.frame.x0 - first.frame.x0) <= _FLUSH * first.size for line in lines)
    plain = flush and all(line.angle == 0 and same_look(line, first) for line in lines)
    teams, told = teams_listed([line.text for line in lines]), [label_and_people(line.text) for line in lines]
    headed = [bool(label and people) and (label in teams or not is_role(label)) for label, people in told]
    if not plain or any(unbulleted(o.text) is not None or is_contact(o.text) for o in lines):
        return none
    names = [found for line, head in zip(lines, headed, strict=True) if not head and (found := named_in(line.text))]
    # « Point Jeunes » is no person beside « Paie : Mme Roy »
    if any(name.sure for name in names) or (names and not (shown or any(headed))):
        return none
    begun = begun_at(lines, box.box.width - 2 * (first.size if centred else first.frame.x0 - box.box.x0), worded=True)
    ended = [place for place, line in enumerate(lines, 1) if headed[place - 1] or without_remarks(line.text) not in ("", line.text)]
    return [place in {0, *begun, *ended} for place in range(len(lines))]


def _is_beside(box: Box, head: Box) -> bool:
    """Whether a box hangs at the right edge of another one, as high as it."""
    return max(abs(box.top - head.top), abs(box.bottom - head.bottom), abs(box.x0 - head.x1)) <= GLUED
