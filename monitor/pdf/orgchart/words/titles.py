"""The chart's own title and date, apart from the units; whether two lines are two titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.expressions import expression, remembered
from monitor.pdf.ink import PageInk
from monitor.pdf.lines import Line, had_room, joined
from monitor.pdf.orgchart.vocabulary import folded, is_no_name, starts_like_unit, word_pattern
from monitor.pdf.orgchart.words.wording import open_ended

_MONTHS = word_pattern("months")
_OF = r"(?:del?\s+|d['’]\s?|di\s+(?:u\s+)?|a\s+viz\s+)?"  # « 5 d'octubre de 2026 »
_DATE = re.compile(
    rf"(?:\b\d{{1,2}}(?:er|añ|\.|º)?\s+{_OF})?\b(?:{_MONTHS})\s+{_OF}\d{{4}}\b"
    r"|\b\d{1,2}(?:añ)?\s+a\s+viz\s+[^\W\d]+\s+\d{4}\b|\b\d{4}\(?e?\)?ko\s+[^\W\d]+ren\s+\d{1,2}(?:an?)?\b"
    r"|\b(?:19|20)\d{2}[./]\d{1,2}[./]\d{1,2}\b"
    r"|\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b|\b\d{1,2}[/-](?:19|20)\d{2}\b",
    re.IGNORECASE,
)
_MOVE = expression(r"\W*(?:arrivee|nomination|designation|affectation|mutation|prise de|depart (?:en|a la))\b")  # folded
_YEAR = expression(r"\b(?:19|20)\d{2}\b(?:\s*[-–/]\s*(?:19|20)?\d{2}\b)?")
_LEAD_IN = re.compile(
    r"[\s\-–—|,;:(\[·•]*"
    r"(?:\b(?:au|en|du|le|les|stand|version|édition|edition|mis(?:e)? à jour|màj|maj|date|as of|état|situation)\b[\s:.]*)*$",
    re.IGNORECASE,
)
_TITLE = re.compile(word_pattern("titles of charts"))
BODIES = frozenset(("ville", "mairie", "commune", "agglomeration", "metropole", "departement", "region", "stadt", "gemeinde"))
# Whose chart a sheet is: « Ville de Dijon » above it all is its title.
_BODY = expression(word_pattern("bodies"))
_TOWN_FIRST = expression(word_pattern("bodies, the town first"))
# No title begins with one of these, in capitals or not: « Des » and « Von » may, but seldom do
# How adjectives end that are no title: « Durable », « Neufs », « Sociales »
_TAIL = expression(
    r"\w*(?:(?:able|[nt]ome|neu(?:f|ve))s?|(?:publi(?:c|que)|verte?|[tnr]i?el|elle|[cntr]i?ale|maine?|[^h]ive|[^r]if)s|[^ev]aux)"
)
_JOINING = expression(r"&|et|and|und|och|og|y|e|des?|du|del|della|dell|do|da|dos|das|di|of|von|van")
_ON_BAND = re.compile(word_pattern("titles of sheets on a band"))
_CHART = re.compile(r"\b(?:organ[io]gram\w*|organisations\w+|organi[sz]ation)\b")


def chart_title(page: PageInk, free: Sequence[Line], boxed: Sequence[Sequence[Line]]) -> str | None:
    """The title as printed, its date included; None where nothing stands out."""
    # Lines of one look, close under one another, are one block
    runs: list[list[Line]] = []
    for line in free:
        last = runs[-1][-1] if runs else None
        if last and line.angle == last.angle and abs(line.size - last.size) < 0.5 and 0 < line.base - last.base <= 1.6 * line.size:
            runs[-1].append(line)
        else:
            runs.append([line])
    blocks = [*runs, *(list(lines) for lines in boxed)]
    named = [b for b in blocks if _CHART.search(folded(joined(b)))]
    upper = [b for b in blocks if b[0].box.top < 0.3 * page.height]
    candidates = named or upper
    best = max(candidates, key=lambda b: (round(b[0].size, 1), -b[0].box.top), default=None)
    return joined(best) if best else None


def parted(title: str | None, others: Sequence[str]) -> tuple[str | None, str | None]:
    """Title without its date, and the date as printed: in the title, else anywhere beside the chart."""
    if title is not None:
        found = _DATE.search(title) or _YEAR.search(title)
        if found:
            before, after = _LEAD_IN.sub("", title[: found.start()]), title[found.end() :].lstrip(" )]-–—|,;:")
            return f"{before} {after}".strip(" -–—|,;:") or title, found.group()
    dates = [found.group() for text in others if (found := _DATE.search(text))]
    title = title if title and _LEAD_IN.sub("", title) else None  # « Mise à jour » over a table calls nothing
    return title and (title.strip(" -–—|,;:") or title), dates[0] if dates else None


def names_chart(text: str) -> bool:
    """Whether *text* speaks of an org chart: such a line is a page's title, never a unit."""
    return bool(_TITLE.search(folded(text)))


def names_body(text: str, *, above: bool = False) -> bool:
    """Whether *text* is the name of a local authority and nothing else, but for the word for such charts beside it.

    *above*: whether it stands over all others: « Marlhac Métropole » may be one there, « Tourisme Métropole » is a unit.
    """
    parts = [folded(part) for part in re.split(r"\s+[–—|-]\s+", text)]
    charts = [part for part in parts if _CHART.search(part)]
    bodies = [part for part in parts if _BODY.match(part) and not part.startswith(("mairie de quartier", "mairie annexe"))]
    if above or charts:
        first = [part for part in parts if part not in bodies and _TOWN_FIRST.match(part)]
        bodies += [part for part in first if not any(map(is_no_name, part.split()[:-1]))]
    return bool(bodies) and len(charts) + len(bodies) == len(parts)


def titles_band(text: str) -> bool:
    """Whether *text*, on a band from edge to edge of a sheet, is its title: « Organisation – Port-Blanc », « Nos services »."""
    return any(_ON_BAND.match(folded(part)) for part in re.split(r"\s+[–—|-]\s+", text))


def titles_sheet(text: str) -> bool:
    """Whether *text*, over everything else, is what a sheet is called, and no unit."""
    return names_chart(text) or titles_band(text)


@remembered
def is_date(text: str) -> bool:
    """Whether *text* is a date and nothing else: no unit is called so, it is the end of a title that reaches into a box."""
    return _DATE.fullmatch(text.strip()) is not None


def tells_move(text: str, *, dated: bool = False) -> bool:
    """Whether *text* says that somebody comes or goes: of who is named above it, else that nobody is there yet. *dated*: when."""
    return _MOVE.match(folded(text)) is not None and (not dated or any(map(str.isdigit, text)))


def is_year(text: str) -> bool:
    """Whether *text* is a year or years, « 2024 », « 2020-2026 », and nothing else."""
    return _YEAR.fullmatch(text.strip()) is not None


@remembered
def ends_with_date(text: str) -> bool:
    """Whether *text* ends with a date, as a sheet's foot does: « Direction des ressources humaines – mai 2023 »."""
    return any(found.end() >= len(text.rstrip(" .)")) for found in _DATE.finditer(text))


def are_two(upper: str, lower: str) -> bool:
    """Whether two lines of one look are two titles: each begins as titles do, and the upper one may end where it does."""
    return starts_like_unit(upper) and starts_like_unit(lower) and " " in upper and not open_ended(upper)


def may_be_one(upper: str, lower: str) -> bool:
    """Whether *lower* is a word that the title *upper* may go on with, and no title: « Durable », « Publics ».

    In the singular « Juridique », « Social » may be titles; where one of the two alone is in the plural, they are two.
    """
    plural = lower[-1:].lower() in ("s", "x")
    return _TAIL.fullmatch(folded(lower)) is not None and plural == (upper[-1:].lower() in ("s", "x"))


def is_broken_at(first: Line, line: Line, below: Line, widest: float) -> bool:
    """Whether the title that begins in *first* is broken off between two lines, by their words or for want of room in *widest*.

    « Action sociale », « et prévention », « ET PRÉVENTION »; where titles begin with small letters, those of the lower line say
    nothing. « Le Lieu » under « La Fabrique » is another one.
    """
    small, word = below.text[0].islower(), below.text.split()[0]
    joins = _JOINING.fullmatch(folded(word)) is not None or (small and open_ended(word))
    return first.text[0].isupper() and (joins or open_ended(line.text) or (small and not had_room(line, below, widest)))
