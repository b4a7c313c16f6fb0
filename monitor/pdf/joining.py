"""Lines joined to running text: a word broken at the end of a line is whole again."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.pdf.lines import Line

# First parts of French compounds that keep their hyphen wherever a line ends: « sous-préfet », « peut-être ».
_COMPOUNDS = """sous vice ex non mi demi semi avant après arrière contre hors peut rendez porte chef là ci par au quasi libre lui
elle eux soi vous nous celui celle ceux moi toi est grand haut bas inter franco socio dit quatre soixante vingt dix plate mot main
"""

_CONJUNCTIONS = frozenset({"et", "ou", "ni", "und", "oder", "and", "or", "y", "e"})  # « pré- et postscolaire »


def joined(lines: Sequence[Line]) -> str:
    """One text of *lines*: a space between two, a hyphen at a line's end undone where it only breaks a word."""
    text = ""
    for line in lines:
        text = attached(text, line.text) if text else line.text
    return text


def attached(before: str, after: str) -> str:
    """*before* followed by the next line *after*."""
    if not before.endswith(("-", "\u2010")) or before.endswith((" -", " \u2010")):
        return f"{before} {after}"
    if after.split()[0].lower() in _CONJUNCTIONS:
        return f"{before} {after}"
    first = before[:-1].replace("’", " ").replace("'", " ").replace("-", " ").split()
    keeps = not after[:1].islower() or not first or first[-1].lower() in _COMPOUNDS.split() or not first[-1][-1:].islower()
    return before + after if keeps else before[:-1] + after
