"""Small boxes at the ends of rows, with who heads what is said there, or whose it is: « Paie  [Mme Roy] », « Paie  [Commun] »."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from monitor.model.frozen import replace
from monitor.pdf.ink import SIDE, Box, Grid, bounds, runs_of
from monitor.pdf.lines import LEVEL_EM, Line
from monitor.pdf.orgchart.units.boxes import with_strips
from monitor.pdf.orgchart.units.names_beside import is_named, is_set_under
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.vocabulary import says_how_run
from monitor.pdf.orgchart.words.name_forms import may_be_name
from monitor.pdf.orgchart.words.people import named_in
from monitor.pdf.orgchart.words.wording import is_contact, is_cut_off, label_and_people

_BESIDE_EM = 2.2  # between words and the box behind them
_PILL_EM = 2.2  # times its letters, the most that a box around one name is high
_UNDER = 6.0  # points from a row with a pill to what underlines it
_FEWEST, _SURELY, _MOSTLY = 4, 0.6, 0.8  # pills; of them, those that hold names; of names alone in a box, those that are pills


def take_pills(text: PageText) -> None:
    """Make one line, « Paie (Mme Roy) », of words of a frame, or in no box, and of the names in small boxes behind them.

    They stand right behind them, or alone at the far end of their row, as others do. So where nearly all names that are alone in a
    box stand so, and most such boxes hold what is surely a name; or facts, see `_facts`. A telephone behind is put aside.
    """
    single = [o for o in text.boxes if len(o.lines) == 1 and not o.inner]
    ends = [_from_end(box) for box in text.boxes if len(box.lines) == 1]
    free = Grid((line.frame, line) for line in text.free if line.angle == 0)
    boxes = Grid((box.box, box) for box in text.boxes if box.lines and not box.inner)
    found: list[tuple[list[TextBox], Line, list[Line]]] = []
    single.sort(key=lambda box: (round(box.lines[0].base), box.box.x0))
    for pills in runs_of(single, lambda a, b: a.lines[0].base == b.lines[0].base and _is_right_behind(a.box, b)):
        whole, name, size = bounds([box.box for box in pills]), pills[0].lines[0], pills[0].lines[0].size
        frame = pills[0].outer
        beside = frame.lines if frame and frame.lines else list(free.near(whole._replace(x0=0.0), _BESIDE_EM * size))
        before = _before(pills[0], [line for line in beside if line.frame.x1 <= whole.x0 + 1])
        over = [
            o
            for o in beside
            if frame and len(frame.inner) > 1 and 0 < name.base - o.base <= _PILL_EM * size and abs(o.frame.x0 - whole.x0) <= size
        ]
        before = before or max(over, key=lambda line: line.base, default=None)  # or right below the title, in a frame
        if before is None or whole.height > _PILL_EM * size or is_named(before) or is_contact(before.text):
            continue
        between = whole._replace(x0=before.frame.x1, x1=whole.x0)
        last = _from_end(pills[-1])
        shown = sum(abs(end - last) <= SIDE for end in ends) > 1 or says_how_run(name.text)
        shown = shown and all(box in pills for box in boxes.near(between))
        if before in over or shown or _is_right_behind(before.frame, pills[0]):
            level = [line for line in beside if abs(line.base - name.base) <= LEVEL_EM * size]
            found.append((pills, before, [o for o in level if o.frame.x0 >= whole.x1 - 1 and is_contact(o.text)]))
    facts = _facts(found, single)
    said = [box.lines[0] for pills, _, _ in found for box in pills if box.lines[0].text not in facts]
    names = sum(map(is_named, said))
    fewest = _FEWEST if names < len(said) else _FEWEST - 1
    named = names >= max(fewest, _SURELY * len(said), _MOSTLY * sum(is_named(box.lines[0]) for box in single))
    if not (named or facts):
        return
    rows = Grid((bounds([title.box, *(box.box for box in pills)]), title) for pills, title, _ in found)
    text.rules = [rule for rule in text.rules if not rows.near(rule.box, _UNDER)]  # what underlines such rows parts no cells
    for pills, title, phones in found:
        of_row = [box for box in pills if box.lines[0].text in facts]
        who = [box for box in pills if named and box not in of_row and (is_named(o := box.lines[0]) or may_be_name(o.text))]
        _put_behind(text, title, of_row, who)
        text.free = [line for line in text.free if all(line is not o for o in phones)]
        text.aside += phones
    text.boxes = with_strips(text.boxes)


def _facts(found: Sequence[tuple[list[TextBox], Line, list[Line]]], single: Sequence[TextBox]) -> set[str]:
    """What the pills *found* say of their rows: how a unit is run, « Mutualisé »; all, where most say what others do, « Ville ».

    So where some of these stand in one frame, as no titles of units do, and no box with a *single* line that is no pill says it.
    """
    said = Counter(box.lines[0].text for pills, _, _ in found for box in pills if not is_named(box.lines[0]))
    rows = Counter((id(pills[0].outer), box.lines[0].text) for pills, _, _ in found for box in pills)
    again = sum(times for times in said.values() if times > 1)
    elsewhere = sum(box.lines[0].text in said for box in single) > said.total()
    alike = max((rows[row] for row in rows if row[1] in said), default=0) > 1
    if again >= max(_FEWEST - 1, _SURELY * said.total()) and alike and not elsewhere:
        return set(said)
    return {text for text in said if says_how_run(text)}


def _before(pill: TextBox, lines: Sequence[Line]) -> Line | None:
    """The last line of the title among *lines*, those left of *pill*, that it belongs to: level with it, or around its middle."""
    name, whole = pill.lines[0], sorted(lines, key=lambda line: line.base)
    level = [line for line in whole if abs(line.base - name.base) <= LEVEL_EM * name.size]
    last = max(level, key=lambda line: line.frame.x1, default=None)
    last = last or max((line for line in whole if pill.box.top <= line.base < name.base), key=lambda line: line.base, default=None)
    for line in whole:
        if last is not None and line.base > last.base and is_set_under(line, last) and is_cut_off(last.text, line.text):
            last = line
    return last if level or (last is not None and last.base > name.base) else None


def _put_behind(text: PageText, title: Line, facts: Sequence[TextBox], who: Sequence[TextBox]) -> None:
    """Write what pills hold, *facts* and *who* heads it, behind *title* where it stands, and take them out of *text*."""
    if not (pills := [*facts, *who]):
        return
    names, said = ", ".join(box.lines[0].text for box in who), "".join(f" ({box.lines[0].text.strip(' ()')})" for box in facts)
    if names:  # « Aînés : Mme Roy » may be the post of hers, « Musée (Jean Gris) » a place called after him
        in_brackets = not facts and "(" not in names and label_and_people(f"{title.text} ({names})")[1]
        said += f" ({names})" if in_brackets else f" : {names}"
    frame = bounds([title.frame, *(box.box for box in pills)])._replace(top=title.frame.top, bottom=title.frame.bottom)
    line = replace(title, text=title.text.rstrip(" :") + said, frame=frame)
    text.boxes = [box for box in text.boxes if box not in pills]
    text.free = [line if o is title else o for o in text.free]
    if (held := pills[0].outer) is not None:
        held.lines, held.listing = [line if o is title else o for o in held.lines], True
        held.inner = [box for box in held.inner if box not in pills]


def _from_end(box: TextBox) -> float:
    """How far left of the right side of its frame, or of the sheet, *box* ends."""
    return (box.outer.box.x1 if box.outer and box.outer.lines else 0.0) - box.box.x1


def _is_right_behind(left: Box, pill: TextBox) -> bool:
    return pill.box.x0 - left.x1 <= _BESIDE_EM * pill.lines[0].size


def take_names_in_cards(text: PageText) -> None:
    """Give a card who is named in the one small filled box in it, where nearly all such name somebody: it makes no frame."""
    held = Counter(id(box.outer) for box in text.boxes if box.outer is not None)
    pills = list[tuple[TextBox, TextBox]]()
    for box in text.boxes:
        card = box.outer
        if card is not None and card.lines and held[id(card)] == 1 == len(box.lines) and box.fill is not None:
            name = box.lines[0]
            level = any(abs(line.base - name.base) <= LEVEL_EM * name.size for line in card.lines)
            if not level and box.box.height <= _PILL_EM * name.size:
                pills.append((card, box))
    known = [(card, pill, named) for card, pill in pills if (named := named_in(pill.lines[0].text)) is not None]
    if sum(named.sure or named.people[0].vacant for _, _, named in known) < max(_FEWEST, _MOSTLY * len(pills)):
        return
    for card, _, named in known:
        card.people, card.inner = [*card.people, *named.people], []
    gone = {id(pill) for _, pill, _ in known}
    text.boxes = [box for box in text.boxes if id(box) not in gone]
