"""How words and cells are painted by hand: in red, on yellow, in capitals (DESIGN 3.31).

What a style of the whole document says is left out, as is black on white: what remains is what somebody did to these very words.
Only where one program saved two files are these compared (`packed.worn`): each writes one colour in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from monitor.documents.packed import Package, attribute, local
from monitor.normalize import key

_PLAIN = frozenset({"", "auto", "none", "nil", "clear", "transparent"})
_DARKEST, _LIGHTEST = 0x30, 0xF7  # of 255: of letters as good as black, of what is behind them as good as white
_UNSEEN = frozenset({"del", "moveFrom", "delText", "instrText", "Fallback", "sdtPr", "pPr"})
_OFF = ("0", "false", "off", "none")
_DARK_THEME = frozenset({"text1", "dark1", "tx1", "dk1", "windowText"})
_LIGHT_THEME = frozenset({"background1", "light1", "bg1", "lt1", "window"})


def ink(colour: str | None) -> str:
    """The colour of letters, "" where they are black."""
    return _rgb(colour, lambda parts: max(parts) < _DARKEST)


def ground(colour: str | None) -> str:
    """The colour behind letters, "" where it is white."""
    return _rgb(colour, lambda parts: min(parts) > _LIGHTEST)


def _rgb(colour: str | None, is_plain: Any) -> str:
    said = (colour or "").strip().lstrip("#").lower()
    if said in _PLAIN:
        return ""
    rgb = said[-6:]
    if re.fullmatch(r"(?:[0-9a-f]{2})?[0-9a-f]{6}", said):
        return "" if is_plain([int(rgb[n : n + 2], 16) for n in (0, 2, 4)]) else rgb
    return said


# ------------------------------------------------------------------------------------------------------------------------- docx


Painted = tuple[str, str]  # how, and the words


def of_docx(root: Any) -> list[Painted]:
    """What runs and cells of *root* wear by themselves."""
    return _joined(_runs(root))


def spelt(painted: Iterable[Painted]) -> str:
    """*painted* as one text, wherever a program breaks its words, whichever apostrophes it writes."""
    return "\n".join(f"{look} {key(words).replace(' ', '')}" for look, words in painted)


def _joined(parts: Iterable[tuple[str, str]]) -> list[Painted]:
    """*parts* of a text one after the other, those of one look as one: a program breaks words where it likes."""
    found: list[tuple[str, str]] = []
    for look, words in parts:
        if not words.strip():
            continue
        if found and found[-1][0] == look:
            found[-1] = look, found[-1][1] + words
        else:
            found.append((look, words))
    return [one for one in found if one[0]]


def _runs(element: Any) -> Iterator[tuple[str, str]]:
    for child in element:
        match local(child):
            case "r":
                about = next((e for e in child if local(e) == "rPr"), ())
                yield _of_run(about), "".join(e.text or "" for e in child if local(e) == "t")
                yield from _runs(child)
            case "tc":
                shade = next((_shade(e) for about in child if local(about) == "tcPr" for e in about if local(e) == "shd"), "")
                if shade:
                    yield f"cell {shade}", "".join(e.text or "" for e in child.iter() if local(e) == "t") or "_"
                yield from _runs(child)
            case name if name not in _UNSEEN:
                yield from _runs(child)


def _of_run(about: Iterable[Any]) -> str:
    told = []
    for mark in about:
        value = attribute(mark, "val")
        match local(mark):
            case "color":
                theme = attribute(mark, "themeColor") or ""
                told.append("" if theme in _DARK_THEME else theme or ink(value))
            case "highlight":
                told.append("" if value in (None, "none", "white") else f"on {value}")
            case "shd":
                told.append(_shade(mark))
            case "caps" | "smallCaps" as name if value not in _OFF:
                told.append(name)
    return " ".join(filter(None, told))


def _shade(mark: Any) -> str:
    theme = attribute(mark, "themeFill") or ""
    fill = "" if theme in _LIGHT_THEME else theme or ground(attribute(mark, "fill"))
    return f"on {fill}" if fill else ""


# ------------------------------------------------------------------------------------------------------------------ odt and ods


def odf_looks(*roots: Iterable[Any]) -> dict[str, str]:
    """By their names the styles in *roots* that paint words or cells, and how."""
    found: dict[str, str] = {}
    for style in (e for root in roots for part in root if local(part) == "automatic-styles" for e in part if local(e) == "style"):
        told = []
        for about in style:
            if local(about) in ("text-properties", "table-cell-properties", "paragraph-properties"):
                behind = ground(attribute(about, "background-color"))
                told += [ink(attribute(about, "color")), f"on {behind}" if behind else ""]
                told.append({"uppercase": "caps"}.get(attribute(about, "text-transform") or "", ""))
                told.append({"small-caps": "smallCaps"}.get(attribute(about, "font-variant") or "", ""))
        if any(told):
            found[attribute(style, "name") or ""] = " ".join(filter(None, told))
    return found


def of_odt(root: Any, looks: Mapping[str, str]) -> list[Painted]:
    """What paragraphs, spans and cells of *root* wear by themselves."""
    return _joined(_spans(root, looks, ""))


def _spans(element: Any, looks: Mapping[str, str], outer: str) -> Iterator[tuple[str, str]]:
    own = attribute(element, "style-name") or ""
    look = looks.get(own, outer)
    yield look, element.text or ""
    for child in element:
        if local(child) not in ("tracked-changes", "annotation", "automatic-styles", "sequence-decls"):
            yield from _spans(child, looks, look)
        yield look, child.tail or ""


# ------------------------------------------------------------------------------------------------------------------------- xlsx


def xlsx_looks(package: Package, styles: str) -> dict[str, str]:
    """By their numbers the cell formats that paint a cell, and how."""
    if not package.has(styles):
        return {}
    parts = {local(e): e for e in package.xml(styles)}
    inks = [next((_of_sheet(e, ink, "1") for e in font if local(e) == "color"), "") for font in parts.get("fonts", ())]
    grounds = list[str]()
    for fill in parts.get("fills", ()):
        patterns = [e for e in fill if local(e) == "patternFill"][:1]
        kind = next((pattern.get("patternType", "none") for pattern in patterns), "none")
        front = next((_of_sheet(e, ground, "0") for pattern in patterns for e in pattern if local(e) == "fgColor"), "")
        filled = kind not in ("none", "gray125") and (front or kind != "solid")
        grounds.append(f"on {kind if kind != 'solid' else ''}{front}" if filled else "")
    found = {}
    for number, xf in enumerate(parts.get("cellXfs", ())):
        look = " ".join(filter(None, (_at(inks, xf.get("fontId")), _at(grounds, xf.get("fillId")))))
        if look:
            found[str(number)] = look
    return found


def _at(told: list[str], number: str | None) -> str:
    return told[int(number)] if number and number.isdigit() and int(number) < len(told) else ""


def _of_sheet(colour: Any, told: Any, plain: str) -> str:
    """A colour of a sheet: by itself, or as the theme has it, of which *plain* is black or white."""
    if colour.get("rgb"):
        return str(told(colour.get("rgb")))
    if theme := colour.get("theme"):
        tint = round(float(colour.get("tint", "0") or 0), 2)
        return "" if theme == plain and not tint else f"theme {theme} {tint:g}"
    indexed = colour.get("indexed", "64")
    return "" if indexed in ("64", "65", {"1": "8", "0": "9"}[plain]) else f"indexed {indexed}"
