"""Fields of a card, the word for one left of what it holds: « Responsable », « Anne ROY »; « Grade », « Attachée » (13.1, 13.3)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from monitor.model.frozen import replace
from monitor.pdf.ink import bounds
from monitor.pdf.lines import Line, LineStyle, joined
from monitor.pdf.orgchart.boxes import PageText, TextBox
from monitor.pdf.orgchart.grid import Grid
from monitor.pdf.orgchart.habits import may_name
from monitor.pdf.orgchart.people import is_name, named_in
from monitor.pdf.orgchart.table_heads import heading_holds
from monitor.pdf.orgchart.vocabulary import folded, is_role
from monitor.pdf.orgchart.wording import is_contact, is_cut_off

_PART_WORDS = """services unites bureaux sections equipes cellules poles secteurs departements directions divisions abteilungen
referate sachgebiete teams departments units servicios secciones unidades uffici servizi sezioni afdelingen servicos divisoes"""
_PARTS = frozenset(_PART_WORDS.split())  # folded
_LEVEL_EM = 0.3  # between lines of one row
_SIDE = 2.0  # points between sides that are the same
_BELOW_EM = 2.0  # from a line to the next of a field
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
    level = [line for line in lines if line.angle == 0]
    words, others = [line for line in level if _holds(line.text) is not None], [o for o in level if _holds(o.text) is None]
    columns: dict[tuple[int, int], list[Line]] = {}  # words for fields, by where they and what they hold begin
    for word in words:
        beside = [o for o in others if o.frame.x0 > word.frame.x1 and abs(o.base - word.base) <= _LEVEL_EM * word.size]
        below = [o for o in others if 0 < o.base - word.base <= _BELOW_EM * word.size and abs(o.frame.x0 - word.frame.x0) <= _SIDE]
        first = min(beside, key=lambda o: o.frame.x0, default=None)
        if below and (first is None or first.style == word.style != below[0].style):
            first = min(below, key=lambda o: o.base)
        named = first is not None and is_name(first.text) and _holds(word.text) != "name"  # « Bâtiment  Mme Roy » is a service
        if first is not None and not named and (first in beside or first.style != word.style):
            columns.setdefault((round(word.frame.x0), round(first.frame.x0)), []).append(word)
    told: dict[int, list[Line]] = {}
    for (at, to), own in columns.items():
        looks, apart = {word.style for word in own}, to - at
        alike = [some for (x, held), some in columns.items() if held - x == apart and (x == at or abs(x - at) > apart)]
        known = [word for some in alike for word in some if word.style in looks]
        stacked = max(len({folded(word.text) for word in some}) for some in alike) >= _FEW or apart > 0  # or it heads a table
        if len(known) < _FEW or not stacked or {_holds(word.text) for word in known} <= {"name", "unit"}:
            continue
        fields = _fields_at(level, at, to, looks)
        if not any(_shows_field(names, values) for names, values in fields if values):
            continue  # « Bureau  Courrier », « Missions  Achats »: services in two columns
        for names, values in fields:
            if values and (read := _lines_of_field(names, values)) is not None:
                told |= {id(line): [] for line in (*names, *values)} | {id(names[0]): read}
    return [said for line in lines for said in told.get(id(line), [line])]


def _fields_at(lines: Sequence[Line], at: int, to: int, looks: Collection[LineStyle]) -> list[tuple[list[Line], list[Line]]]:
    """The words for fields that begin at *at*, in one of *looks*, and what each holds, which begins at *to*.

    It stands beside the word, or below it where both places are one.
    """
    lines = [line for line in lines if at - _SIDE <= line.frame.x0 <= to + _SIDE]
    as_word = {id(line) for line in lines if abs(line.frame.x0 - at) <= _SIDE and line.style in looks}
    fields: list[tuple[list[Line], list[Line]]] = [([], [])]
    for line in sorted(lines, key=lambda line: line.base - (id(line) in as_word) * _LEVEL_EM * line.size):
        word, held = fields[-1]
        above = (word if id(line) in as_word else held or word)[-1:]
        near = bool(above) and line.base - above[0].base <= _BELOW_EM * line.size
        level = [o for o in lines if o is not line and abs(o.base - line.base) <= _LEVEL_EM * line.size]
        if id(line) in as_word and (at == to or level):
            fields.append(([line], []))
        elif id(line) in as_word and near and line.frame.x1 < to and _holds(line.text) is None:
            word.append(line)  # « Directeur », « général »
        elif abs(line.frame.x0 - to) > _SIDE or not word:
            fields.append(([], []))
        elif (word[0] in level and not held) or (near and not level and (not held or held[-1].style == line.style)):
            held.append(line)  # « 3 rue de la Paix », « 21000 Valmont »
        else:
            fields.append(([], []))
    return fields[1:]


def _shows_field(names: Sequence[Line], values: Sequence[Line]) -> bool:
    """Whether *values* are no titles beside others: set otherwise than *names*, behind a colon, or a name, a post, a number."""
    apart = names[-1].text.endswith(":") or names[0].style != values[0].style
    return apart or any(is_contact(o.text) or is_name(o.text) or is_role(o.text) or any(map(str.isdigit, o.text)) for o in values)


def without_field_names(lines: Sequence[Line]) -> list[Line]:
    """*lines* of a box without « Services » left of the first of a column of services: it names a field, as « Téléphone » does."""
    fields = [line for line in lines if line.angle == 0 and folded(line.text).rstrip(" :") in _PARTS]
    named = {
        id(field)
        for field in fields
        for line in lines
        if line not in fields and abs(line.base - field.base) <= _LEVEL_EM * field.size
        if line.frame.x0 > field.frame.x1 and named_in(line.text) is None and not is_contact(line.text)
    }
    return [line for line in lines if id(line) not in named]


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
        shown = any(word.fill != held.fill or _shows_field(word.lines, held.lines) for word, held in under)
        if len(under) < _FEW or not shown or not {"post", "aside"}.intersection(kinds.values()):
            continue
        for word, held in sorted(under, key=lambda row: kinds[id(row[0])] == "unit"):  # services are listed last
            band.lines += _lines_of_field(word.lines, held.lines) or []
            text.boxes.remove(word)
            text.boxes.remove(held)
        band.box = bounds([band.box, at])


def _holds(said: str) -> str | None:
    word = folded(said).rstrip(" :")
    return "unit" if word in _PARTS else heading_holds(word)


def _lines_of_field(word: Sequence[Line], held: Sequence[Line]) -> list[Line] | None:
    """What a field with that *word* tells of a unit: who heads it, a post, its parts, how it is reached; [] for anything else.

    None where the word is not known, and tells no more than what it holds.
    """
    label = joined(word).rstrip(" :")
    kind = _holds(label) or ("name" if is_role(label) else None)
    if kind not in ("name", "unit") and is_name(held[0].text):
        return None  # « Bâtiment », « Mme Roy »: a service and who heads it
    if kind == "unit":
        told: list[Line] = []
        for above, line in zip((None, *held), held, strict=False):
            if above is not None and is_cut_off(above.text, line.text):
                told.append(line)  # « Service petite enfance et », « parentalité »
                continue
            titles = line.text.split(", ")
            titles = titles if all(title[:1].isupper() for title in titles) else [line.text]
            told += [replace(line, text=f"• {title}") for title in titles]
        return told
    if kind == "name" and (is_name(held[0].text) or may_name(held[0])):
        whole = f"{label} : {held[0].text}"
        return [replace(held[0], text=whole, frame=bounds([word[0].frame, held[0].frame])), *held[1:]]
    if kind is None:
        return [*held] if all(is_contact(line.text) for line in held) else None
    return [line for line in held if is_contact(line.text) or (kind == "post" and is_role(line.text)) or kind == "name"]
