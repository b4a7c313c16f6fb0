"""Media queries (Media Queries 4), answered for one screen, on which every page is read (DESIGN 3.5). Pure.

1,280 by 800 pixels, a mouse, colours on white, nothing printed. They are asked for a telephone too, but only to tell two versions
of one text: what a desktop alone shows, and what it alone does not.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import NamedTuple

from monitor.expressions import expression
from monitor.extract.elements.layout import words


class Screen(NamedTuple):
    width: float
    height: float


DESK, PHONE = Screen(1280.0, 800.0), Screen(390.0, 844.0)
_LENGTHS = words("width height device-width device-height")
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
    "ch": 8.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
}
_DENSITIES = {"resolution": 1.0, "-webkit-device-pixel-ratio": 1.0, "device-pixel-ratio": 1.0, "-moz-device-pixel-ratio": 1.0}
_DOTS = {"": 1.0, "dppx": 1.0, "x": 1.0, "dpi": 1 / 96, "dpcm": 2.54 / 96}
_SAID = {
    "orientation": "landscape", "hover": "hover", "any-hover": "hover", "pointer": "fine", "any-pointer": "fine",
    "scripting": "enabled", "update": "fast", "display-mode": "browser", "forced-colors": "none", "inverted-colors": "none",
    "prefers-color-scheme": "light", "prefers-reduced-motion": "no-preference", "prefers-reduced-data": "no-preference",
    "prefers-reduced-transparency": "no-preference", "prefers-contrast": "no-preference", "overflow-block": "scroll",
    "overflow-inline": "scroll", "grid": "0", "monochrome": "0",
}  # fmt: skip
_OF_NOBODY = {"none", "no-preference", "0"}  # what a feature says that is not there
_TYPES = {"all": True, "screen": True}
_INNERMOST = re.compile(r"\(([^()]*)\)")
_ALL_OF_IT = re.compile(r"[\s01?]*(?:(?:and|or|not)[\s01?]*)*", re.I)
_VALUE = expression(r"(?:calc)?\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*([a-z]*)\s*")
_RATIO = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:/\s*(\d+(?:\.\d+)?)\s*)?")
_RANGE = expression(r"\s*([^<>=]+?)\s*(<=?|>=?|=)\s*([^<>=]+?)\s*(?:(<=?|>=?)\s*([^<>=]+?)\s*)?")
_COMPARE = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq}
_LONGEST = 1000  # characters: no style sheet asks more
Answer = bool | None  # None: it asks what we do not know


def holds(queries: str, screen: Screen = DESK) -> bool:
    """Whether one of *queries*, as they stand behind `@media` or in `media=`, is so on a desktop. What we do not know is not."""
    asked = queries.strip().lower()
    for query in asked.split(",") if len(asked) <= _LONGEST else ():
        said = re.sub(r"^\s*only\s", " ", query)
        while (inner := _INNERMOST.search(said)) is not None:
            told = _joined(inner[1]) if _ALL_OF_IT.fullmatch(inner[1]) else _feature(inner[1], screen)
            said = f"{said[: inner.start()]} {'?' if told is None else int(told)} {said[inner.end() :]}"
        if _joined(said) is True:
            return True
    return not asked


def is_unconditional(queries: str) -> bool:
    """Whether *queries* ask for nothing but a screen."""
    return queries.strip().lower() in ("", "all", "screen", "only screen", "only all")


def _joined(said: str) -> Answer:
    """The answers and types of *said* joined by its words: « not » over all behind it, else all by « and » or one by « or »."""
    words = said.split()
    if words[:1] == ["not"]:
        told = _joined(" ".join(words[1:]))
        return None if told is None else not told
    if len(words) % 2 == 0 or len(set(words[1::2])) > 1:
        return None
    answers = [_TYPES.get(word, False) if word[0].isalpha() else None if word == "?" else word == "1" for word in words[::2]]
    if words[1:2] == ["or"]:
        return True if True in answers else None if None in answers else False
    return None if words[1:2] not in ([], ["and"]) else False if False in answers else None if None in answers else True


def _feature(said: str, screen: Screen) -> Answer:
    name, colon, value = (part.strip() for part in said.partition(":"))
    if not colon:
        if found := _RANGE.fullmatch(said):
            # « width >= 60rem », « 40em <= width < 80em »
            left, sign, middle, second, right = found.groups()
            if second is None:
                if left in _LENGTHS or left in _DENSITIES or "aspect-ratio" in left:
                    return _against(left, middle, _COMPARE[sign], screen)
                return _against(middle, left, _COMPARE[sign.translate(str.maketrans("<>", "><"))], screen)
            first = _against(middle, left, _COMPARE[sign.translate(str.maketrans("<>", "><"))], screen)
            last = _against(middle, right, _COMPARE[second], screen)
            return None if first is None or last is None else first and last
        known = name in _LENGTHS or name in _DENSITIES or name in ("color", "aspect-ratio")
        return known or (_SAID[name] not in _OF_NOBODY if name in _SAID else None)
    for bound, compare in (("min-", operator.ge), ("max-", operator.le)):
        plain = name.replace(bound, "", 1)
        if plain != name:
            return _against(plain, value, compare, screen)
    if name in _LENGTHS or name in _DENSITIES or "aspect-ratio" in name:
        return _against(name, value, operator.eq, screen)
    return _SAID[name] == value if name in _SAID else None


def _against(name: str, value: str, compare: Callable[[float, float], bool], screen: Screen) -> Answer:
    """How the screen's *name* compares with *value*."""
    if "aspect-ratio" in name:
        ratio = _RATIO.fullmatch(value)
        return bool(compare(screen.width / screen.height, float(ratio[1]) / (float(ratio[2] or 1) or 1))) if ratio else None
    units = _PIXELS if name in _LENGTHS else _DOTS
    own = (screen.width if "width" in name else screen.height) if name in _LENGTHS else _DENSITIES.get(name)
    said = _VALUE.fullmatch(value)
    if own is None or said is None or said[2] not in units:
        return None
    return bool(compare(own, float(said[1]) * units[said[2]]))
