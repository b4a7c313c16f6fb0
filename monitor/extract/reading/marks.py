"""What cells of a table say without a word: by a picture for one, a colour, a class (DESIGN 3.28). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from colorsys import rgb_to_hls

from monitor.expressions import expression
from monitor.extract.elements.addresses import sources_of
from monitor.extract.elements.layout import words
from monitor.extract.elements.tree import Element, classes_of
from monitor.extract.reading.rows import cells_of
from monitor.extract.reading.states import ANSWERS, answered, is_tool

_PARTS = re.compile(r"[a-zà-ÿ]+")  # words of a file's name
_DRAWN = expression(r"\.(?:png|svg|gif)(?:[?#]|\Z)", re.I)  # as icons are, and photos are not
_LONGEST = 20  # characters of what a picture stands for
_HOLDS = ["img", "svg", "input", "select", "i", "iframe", "object", "button", "progress", "meter", "canvas"]
_NO_ANSWERS = ("x", "close", "remove", "cross", "times")  # in the class of a cell
SHARED, _SHARED = "■", words("shared partage partagee mutualise mutualisee mut commun")
_FILLED = _SHARED | words(
    "rempli remplie plein pleine coche cochee marque marquee filled full marked"
    " concerne competent croix actif ville commune metropole agglo agglomeration epci communaute"
)
_DOTS = words("rond pastille dot circle bullet puce point bulle badge pill disc disque")
COLOURS = {  # what colours are called, without accents
    **dict.fromkeys(words("vert verte green grun groen verde"), "🟩"),
    **dict.fromkeys(words("rouge red rot rood rosso rojo"), "🟥"),
    **dict.fromkeys(words("orange arancio naranja oranje"), "🟧"),
    **dict.fromkeys(words("jaune yellow gelb geel giallo amarillo"), "🟨"),
    **dict.fromkeys(words("bleu bleue blue blau blauw blu azul"), "🟦"),
    **dict.fromkeys(words("violet violette purple lila paars viola"), "🟪"),
}
_OF_FRAMEWORKS = {"success": "🟩", "danger": "🟥", "warning": "🟧", "primary": "🟦", "info": "🟦"}
CALLED = {**COLOURS, **_OF_FRAMEWORKS}  # in classes: `table-success`
_ICON_WORDS = words("fa fas far fal fad bi mdi icon icone glyphicon ti ri fill filled full solid regular o lg sm xs small large")
_ICON_SETS = words("fa bi mdi icon icone glyphicon ti ri la lni ph dashicons")
_SHAPES = _DOTS | words(
    "square carre diamond losange star etoile check checkmark tick ok flag drapeau bookmark tag label certificate record stop"
)
_DRAWINGS = words("span div i b em svg")
_OF_WORDS = ("text", "border", "btn", "link", "font")  # begins a class that paints no ground
_GROUNDS = ("text", "bg", "table", "alert", "badge")  # begins a class of a framework that paints letters or a ground
_PAINTED = words(
    "text bg has color colour couleur background fond font inline texte vivid cyan pale light dark highlight mark marker surligne"
)
_ROWS = words("box boite case cell cellule card carte ligne row li item service unit unite bloc block entry label badge tag legend")
_NEVER = words("link btn hover")
_PAINT = expression(r"(?<![\w-])(?:background(?:-color)?|color)\s*:\s*([^;]+)", re.I)
_GROUND = expression(r"background(?:-color)?\s*:\s*([^;]+)", re.I)
_COLOUR = expression(r"#([\da-f]{6}|[\da-f]{3})(?![\da-f])|rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})", re.I)
_COLOURS = {
    "red": "#f00", "green": "#080", "lime": "#0f0", "blue": "#00f", "yellow": "#ff0", "orange": "#fa0", "purple": "#808",
    "black": "#000", "gray": "#888", "grey": "#888", "pink": "#fbc", "lightgreen": "#9e9", "lightblue": "#add", "gold": "#fd0",
}  # fmt: skip
_HUES = ((0.04, "🟥"), (0.11, "🟧"), (0.19, "🟨"), (0.47, "🟩"), (0.7, "🟦"), (0.9, "🟪"), (1.0, "🟥"))  # up to which, of 1
_PALE, _GREY, _DARK = 0.93, 0.15, 0.6  # a ground that is lighter than the first, or greyer and lighter than the last, is no mark
_MOST_CELLS = 3000  # of a table


def marks_of(table: Element) -> dict[int, str]:
    """By `id`, what cells of *table* say without a word (3.28): pictures that stand for words, and cells that hold nothing."""
    rows = [cells_of(row) for row in table.find_all("tr")]
    if sum(map(len, rows)) > _MOST_CELLS:
        return {}
    return {
        **_said_by_looks(rows),
        **{id(el): said for row in rows for cell in row if cell.name == "td" for el, said in _pictured(cell)},
    }


def _pictured(cell: Element) -> Iterator[tuple[Element, str]]:
    """The picture that is all of *cell*, with the word that it stands for: its description, if that is short and it is no photo.

    Else « ✓ » or « ✗ » where its file is an answer, or the square of the colour that this is called by. No picture of a link.
    """
    shown = cell.find_all(_HOLDS)
    if len(shown) != 1 or shown[0].name != "img" or cell.get_text(strip=True) or shown[0].find_parent("a") is not None:
        return
    alt, file = " ".join(str(shown[0].attrs.get("alt") or "").split()), next(sources_of(shown[0]), "")
    called = answered(shown[0]) or next(
        (CALLED[part] for part in _PARTS.findall(file.rpartition("/")[2].lower()) if part in CALLED), ""
    )
    said = alt if alt.lower() in ANSWERS or _DRAWN.search(file) else ""
    if 0 < len(said) <= _LONGEST or (called and not alt):
        yield shown[0], said or called


def _said_by_looks(rows: list[list[Element]]) -> dict[int, str]:
    """What cells of *rows* that hold nothing say by what they look like, each by itself: a colour, a class that is an answer.

    « ✓ », « ✗ », a square of the colour, « ■ » where a class says that it is filled. Not what as many filled cells have, as
    stripes, or a column as a whole, what all empty ones have beside filled ones, nor what the row begins with: it is a title's.
    """
    looks = {(n, at): sign for n, row in enumerate(rows) for at, cell in enumerate(row) if (sign := _look(cell) or _held(cell))}
    if not looks:
        return {}
    cells = {(n, at): cell for n, row in enumerate(rows) for at, cell in enumerate(row) if at and cell.name == "td"}
    blank = {
        place for place, cell in cells.items() if not cell.get_text(strip=True) and (place in looks or cell.find(_HOLDS) is None)
    }
    found: dict[int, str] = {}
    for sign in {*looks.values()}:
        having = {place for place in blank if looks.get(place) == sign and looks.get((place[0], 0)) != sign}
        filled = sum(looks.get(place) == sign for place in cells.keys() - blank)
        told = {at for _, at in cells.keys() - blank}  # columns in which something is written
        set_so = {at for at in told if all(looks.get(place) == sign for place in cells if place[1] == at)}
        if len(having) > filled and not (having == blank and any(at in told for _, at in having)):
            found |= {id(cells[place]): sign for place in having if place[1] not in set_so}
    return found


def _held(cell: Element) -> str:
    """The sign for the one thing without a word that *cell* holds, a dot say, in no link and no button; "" of any other."""
    if cell.get_text(strip=True) or cell.find(["a", "button", "img", "input", "select", "label"]) is not None:
        return ""
    inner = [el for el in cell.descendants if el.name in _DRAWINGS and el.parent is not None and el.parent.name != "svg"]
    leaf = inner[-1] if inner else None
    if leaf is None or sum(not el.contents for el in inner) > 1 or answered(leaf) or any(map(is_tool, inner)):
        return ""
    if "title" in leaf.attrs or "aria-label" in leaf.attrs:  # `states` reads these
        return ""
    parts = [{*re.split("[-_]", name.lower())} for name in classes_of(leaf)]
    named = any(not part.isdisjoint(_DOTS) and part <= _DOTS | _ICON_WORDS for part in parts)
    round_one = leaf.name == "svg" and leaf.find("path") is None and leaf.find(["circle", "ellipse", "rect"]) is not None
    looks = (_look(el) for el in reversed(inner) if el.name not in ("i", "svg"))  # an icon's « info » is no colour
    return next(filter(None, looks), "") or ("●" if named or round_one else "")


def _look(cell: Element) -> str:
    """The sign for what *cell* looks like; "" where that says nothing."""
    for name in map(str.lower, classes_of(cell)):
        parts = re.split("[-_]", name)
        if parts[0] not in _OF_WORDS and (said := next((CALLED[part] for part in parts if part in CALLED), "")):
            return said
        if name in ANSWERS and name not in _NO_ANSWERS:
            return ANSWERS[name]
        if name in _FILLED:
            return "■"
    told = _GROUND.search(str(cell.attrs.get("style") or ""))
    return _sign_of(told[1] if told else str(cell.attrs.get("bgcolor") or ""))


def _sign_of(value: str) -> str:
    """The sign for a colour as style sheets and attributes write it; "" for one too pale or grey to be a mark, and for none."""
    named = value.strip().lower()
    if not (colour := _COLOUR.search(_COLOURS.get(named, named))):
        return next((sign for name, sign in CALLED.items() if len(name) > 2 and name in named), "")  # `seagreen`, `var(--vert)`
    digits = colour[1] if colour[1] and len(colour[1]) == 6 else "".join(digit * 2 for digit in colour[1] or "")
    tones = [int(digits[at : at + 2], 16) for at in (0, 2, 4)] if digits else [int(part) for part in colour.groups()[1:]]
    hue, light, strong = rgb_to_hls(*(min(tone, 255) / 255 for tone in tones))
    if light >= _PALE or (strong <= _GREY and light >= _DARK):
        return ""
    return next(sign for most, sign in _HUES if hue <= most) if strong > _GREY else "⬛"


def is_drawing(el: Element) -> bool:
    """Whether a class of *el* names what an icon shows, « fa-phone », and that is no shape or sign as marks have."""
    drawn = [name.partition("-") for name in map(str.lower, classes_of(el))]
    shown = [set(re.split("[-_]", rest)) - _ICON_WORDS for first, _, rest in drawn if rest and first in _ICON_SETS]
    return any(parts and parts.isdisjoint(_SHAPES) for parts in shown)


def colours_of(el: Element) -> set[str]:
    """The signs for the colours that class or style of *el* give its ground or letters; « ■ » for « commun », « partagé ».

    Of a class by a word for a colour that is all of it, or stands beside words for grounds and letters alone; of frameworks by the
    classes that paint one of these: theirs have such names for links, buttons and boxes of all kinds, too.
    """
    found = set[str]()
    for name in map(str.lower, classes_of(el)):
        first, *others = re.split("[-_]", name)
        rest = {first, *others} - COLOURS.keys()
        if ":" in name or "border" in rest:
            continue
        if rest <= _PAINTED or (others and len(rest) == 1 and first not in _NEVER and rest <= _ROWS | _DOTS):
            found |= {COLOURS[part] for part in (first, *others) if part in COLOURS}
        if first in _GROUNDS and len(others) == 1:
            found |= {_OF_FRAMEWORKS[others[0]]} if others[0] in _OF_FRAMEWORKS else set()
        if not {first, *others}.isdisjoint(_SHARED):
            found.add(SHARED)
    values = [told[1] for told in _PAINT.finditer(str(el.attrs.get("style") or ""))]
    values += [str(el.attrs[name]) for name in ("bgcolor", "color") if name in el.attrs]
    return found | {sign for value in values if (sign := _sign_of(value))}
