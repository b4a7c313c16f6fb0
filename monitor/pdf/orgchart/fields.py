"""Fields of a card, the word for one left of what it holds: « Responsable », « Anne ROY »; « Grade », « Attachée » (13.1, 13.3)."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model.frozen import replace
from monitor.pdf.ink import bounds
from monitor.pdf.lines import Line, joined
from monitor.pdf.orgchart.boxes import PageText, TextBox
from monitor.pdf.orgchart.grid import Grid
from monitor.pdf.orgchart.people import is_name
from monitor.pdf.orgchart.table_heads import heading_holds
from monitor.pdf.orgchart.vocabulary import folded, is_role
from monitor.pdf.orgchart.wording import is_contact

_LEVEL_EM = 0.3  # between lines of one row
_SIDE = 2.0  # points between sides that are the same
_FEW = 2


def fold_fields(text: PageText) -> None:
    """Put who heads a unit behind the word for it, and what else is told in fields aside: in a box, or in cells under a band."""
    for box in text.boxes:
        if not box.inner:
            box.lines = folded_fields(box.lines)
    text.free = folded_fields(text.free)  # a frame around all that is on the page is no box
    _fold_cells(text)


def folded_fields(lines: Sequence[Line]) -> list[Line]:
    """*lines* of a box, with those of its fields as they are read: « Responsable : Anne ROY »; « Grade » and its like left out."""
    fields = {id(line): line for line in lines if line.angle == 0 and _holds(line.text) in ("name", "post", "aside")}
    held: dict[int, list[Line]] = {}  # the lines of each field, by its word
    for line in sorted(lines, key=lambda line: line.base):
        beside = [o for o in fields.values() if abs(o.base - line.base) <= _LEVEL_EM * line.size and o.frame.x1 < line.frame.x0]
        if id(line) not in fields and beside:
            held.setdefault(id(beside[-1]), []).append(line)
        elif id(line) not in fields and held and all(abs(line.frame.x0 - o.frame.x0) <= _SIDE for o in list(held.values())[-1]):
            list(held.values())[-1].append(line)  # « 3 rue de la Paix », « 21000 Valmont »
    sides = {round(at.frame.x0) for own in held for at in (fields[own],)}, {round(own[0].frame.x0) for own in held.values()}
    others = sum(_holds(fields[own].text) != "name" for own in held)
    if len(held) < _FEW or not others or max(map(len, sides)) > 1:
        return list(lines)
    gone = {id(line) for own, values in held.items() for line in (fields[own], *values)}
    told = {own: _told(fields[own], values) for own, values in held.items()}
    return [said for line in lines for said in (told.get(id(line), []) if id(line) in gone else [line])]


def _fold_cells(text: PageText) -> None:
    """Make cells in rows of two, a word for a field and what it holds, lines of the cell across them."""
    plain = [box for box in text.boxes if not box.inner and box.lines]
    grid = Grid((box.box, box) for box in plain)
    words = {id(box): box for box in plain if _holds(joined(box.lines))}

    def right_of(word: TextBox) -> TextBox | None:
        level = (box for box in grid.near(word.box, _SIDE) if abs(box.box.x0 - word.box.x1) <= _SIDE and id(box) not in words)
        return next(
            (box for box in level if abs(box.box.top - word.box.top) + abs(box.box.bottom - word.box.bottom) <= _SIDE), None
        )

    rows = {own: (word, held) for own, word in words.items() if (held := right_of(word)) is not None}
    for band in [box for box in plain if id(box) not in rows]:
        at, under = band.box, list[tuple[TextBox, TextBox]]()
        while row := next(
            (
                (word, held)
                for word, held in rows.values()
                if abs(word.box.top - at.bottom) <= _SIDE and abs(word.box.x0 - at.x0) + abs(held.box.x1 - at.x1) <= 2 * _SIDE
            ),
            None,
        ):
            under.append(row)
            at = bounds([word_or_held.box for word_or_held in row])
        kinds = {id(word): _holds(joined(word.lines)) for word, _ in under}
        if len(under) < _FEW or not {"post", "aside"}.intersection(kinds.values()):
            continue
        for word, held in sorted(under, key=lambda row: kinds[id(row[0])] == "unit"):  # services are listed last
            band.lines += _told(word.lines[0], held.lines)
            text.boxes.remove(word)
            text.boxes.remove(held)
        band.box = bounds([band.box, at])


def _holds(said: str) -> str | None:
    return heading_holds(folded(said).rstrip(" :"))


def _told(word: Line, held: list[Line]) -> list[Line]:
    """What a field with that *word* tells of a unit: who heads it, a post, how it is reached; [] for anything else."""
    kind = _holds(word.text)
    if kind == "unit":
        return [replace(line, text=f"• {title}") for line in held for title in line.text.split(", ")]
    if kind == "name" and is_name(held[0].text):
        whole = f"{word.text.rstrip(' :')} : {held[0].text}"
        return [replace(held[0], text=whole, frame=bounds([word.frame, held[0].frame])), *held[1:]]
    return [line for line in held if is_contact(line.text) or (kind == "post" and is_role(line.text)) or kind == "name"]
