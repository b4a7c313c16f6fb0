"""What cells of a table say without a word: by a picture for one, a colour, a class that others lack (DESIGN 3.28). Pure."""

from __future__ import annotations

import re
from colorsys import rgb_to_hls

from monitor.expressions import expression
from monitor.extract.rows import cells_of
from monitor.extract.states import ANSWERS, FILE, answered
from monitor.extract.tree import Element, classes_of

_NAME = re.compile(r"[a-zà-ÿ]+(?![a-z]*\d)(?:[-_][a-zà-ÿ]+(?![a-z]*\d))*")  # of a file, without numbers and digests behind it
_LONGEST = 20  # characters of what a picture stands for
_HOLDS = ["img", "svg", "input", "select", "i", "iframe", "object", "button", "progress", "meter", "canvas"]
_NOANSWERS = ("x", "close", "remove", "cross", "times")  # in the class of a cell
_GROUND = expression(r"background(?:-color)?\s*:\s*([^;]+)", re.I)
_COLOUR = expression(r"#([\da-f]{6}|[\da-f]{3})(?![\da-f])|rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})", re.I)
_COLOURS = {
    "red": "#f00", "green": "#080", "lime": "#0f0", "blue": "#00f", "yellow": "#ff0", "orange": "#fa0", "purple": "#808",
    "black": "#000", "gray": "#888", "grey": "#888", "pink": "#fbc", "lightgreen": "#9e9", "lightblue": "#add", "gold": "#fd0",
}  # fmt: skip
_HUES = ((0.04, "🟥"), (0.11, "🟧"), (0.19, "🟨"), (0.47, "🟩"), (0.7, "🟦"), (0.9, "🟪"), (1.0, "🟥"))  # up to which, of 1
_PALE, _GREY, _DARK = 0.93, 0.15, 0.6  # a ground that is lighter than the first, or greyer and lighter than the last, is no mark
_MOST_CELLS, _MOST_LOOKS = 3000, 50  # of a table


def marks_of(table: Element) -> dict[int, str]:
    """By `id`, what cells of *table* say without a word (3.28): pictures that stand for words, and cells that hold nothing."""
    cells = [cell for row in table.find_all("tr") for cell in cells_of(row) if cell.name == "td"]
    return {**_said_by_pictures(cells), **_said_by_looks(table)} if len(cells) <= _MOST_CELLS else {}


def _said_by_pictures(cells: list[Element]) -> dict[int, str]:
    """Of each picture that is all of its cell, where a few such come again and again in the table, what it is called.

    By its description, « ✓ » or « ✗ » where its file is an answer, else by its file: « vert ». Two people's portraits are no marks,
    nor is what a link shows.
    """
    shown = [images[0] for cell in cells if not cell.get_text(strip=True) and len(images := cell.find_all(_HOLDS)) == 1]
    names: dict[int, str] = {}
    for el in shown:
        file = FILE.search(str(el.attrs.get("src") or ""))
        called = _NAME.match(file[1].lower()) if file else None
        said = " ".join(str(el.attrs.get("alt") or "").split()) or answered(el) or (called[0] if called else "")
        if el.name == "img" and 0 < len(said) <= _LONGEST and el.find_parent("a") is None:
            names[id(el)] = said
    few = 2 * len({*names.values()}) <= len(names)
    return {el: said for el, said in names.items() if few or said in ("✓", "✗") or said.lower() in ANSWERS}


def _said_by_looks(table: Element) -> dict[int, str]:
    """What cells of *table* that hold nothing say by what they look like: a colour, a class that others lack.

    « ✓ » or « ✗ » where a class is an answer, a square of the colour, « ■ » for another class. What all cells of its rows or of its
    columns share, and what all empty ones do, is how the table is set; so is a class that filled cells have too.
    """
    rows = [[cell for cell in cells_of(row) if cell.name == "td"] for row in table.find_all("tr")]
    cells = {(n, at): cell for n, row in enumerate(rows) for at, cell in enumerate(row)}
    looks = {place: _looks(cell) for place, cell in cells.items()}
    if not any(looks.values()):
        return {}
    blank = [place for place, cell in cells.items() if not cell.get_text(strip=True) and cell.find(_HOLDS) is None]
    signs = {look: sign for place in blank for look, sign in looks[place].items()}
    marks: dict[str, str] = {}
    for look, sign in signs.items() if len(signs) <= _MOST_LOOKS else ():
        having = {place for place, held in looks.items() if look in held}
        lines = [{place[side] for place in having} for side in (0, 1)]
        shared = any(all(place in having for place in looks if place[side] in lines[side]) for side in (0, 1))
        if not (shared or having.issuperset(blank) or (sign == "■" and not having.issubset(blank))):
            marks[look] = sign
    said = {place: [marks[look] for look in looks[place] if look in marks] for place in blank}
    return {id(cells[place]): min(told, key="■".__eq__) for place, told in said.items() if told}


def _looks(cell: Element) -> dict[str, str]:
    """What *cell* looks like, its classes but for numbered ones and its ground, each with the sign for it."""
    answers = {name: answer for name, answer in ANSWERS.items() if name not in _NOANSWERS}
    found = {name: answers.get(name.lower(), "■") for name in classes_of(cell) if not any(map(str.isdigit, name))}
    said = _GROUND.search(str(cell.attrs.get("style") or ""))
    ground = (said[1] if said else str(cell.attrs.get("bgcolor") or "")).strip().lower()
    if colour := _COLOUR.search(_COLOURS.get(ground, ground)):
        digits = colour[1] if colour[1] and len(colour[1]) == 6 else "".join(digit * 2 for digit in colour[1] or "")
        parts = [int(digits[at : at + 2], 16) for at in (0, 2, 4)] if digits else [int(part) for part in colour.groups()[1:]]
        hue, light, strong = rgb_to_hls(*(min(part, 255) / 255 for part in parts))
        if light < _PALE and (strong > _GREY or light < _DARK):
            found[ground] = next(sign for most, sign in _HUES if hue <= most) if strong > _GREY else "⬛"
    return found
