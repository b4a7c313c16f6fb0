"""Which lines of a page may be of units: none of a printed site, nor, without boxes, the sheet's title, date, legend, imprint."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from itertools import groupby

from monitor.expressions import expression
from monitor.pdf.ink import Box, Grid, median
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.tables.columned import FAR_EM, shared_width
from monitor.pdf.orgchart.unboxed.columns_under_rows import columns_under_rows, mark_columns
from monitor.pdf.orgchart.units.legends import LEGEND, UPDATED, is_edition, is_foot, is_imprint
from monitor.pdf.orgchart.units.small_print import put_small_print_aside
from monitor.pdf.orgchart.units.text_boxes import PageText
from monitor.pdf.orgchart.vocabulary import folded, is_elected, level, starts_like_unit, word_list, word_pattern
from monitor.pdf.orgchart.words.people import is_name, named_in
from monitor.pdf.orgchart.words.titles import names_body, names_chart
from monitor.pdf.orgchart.words.wording import is_contact, is_information, open_ended, unbulleted

_CLOSE_EM = 1.45  # lines of one title stand no further apart
_HEADING = 1.6  # times the usual size: the page's title
_LISTED, _HEADS = 0.6, 3  # of free letters, those under boxes, and how many boxes: their lists stand under them
_OF_ALL = (0, 1, 2)  # how high the title of an administration's head is by its words
_BESIDE, _BOXED = 0.4, 0.4  # of the lines under a band, those in a row; of all letters: with more in boxes, a chart is one of boxes
_HOME, _LEGAL, _TOOLS = (
    frozenset(word_list("ways home")),
    expression(word_pattern("links at feet")),
    expression(word_pattern("tools")),
)
_STEPS, _PARTED = re.compile(r"\s+[>›»/]\s+"), re.compile(r"\s+[–—|·•-]\s+")  # of the way to a page; between links
# What spreadsheets print over each sheet
_SHEET = expression(r"(?:sheet|feuil|feuille|tabelle|hoja|foglio|blad|planilha|arkusz) ?\d{1,3}")
_HOUSE, _NEXT_EM = (
    re.compile(r"[^\W\d]{2}.*\s\d{1,4}\s?[a-z]?$|^\d{1,4}(?:\s?(?:bis|ter))?,?\s[^\W\d]{2}"),
    1.8,
)  # at the end of a street, or before it
_SENTENCE = expression(word_pattern("verbs of sentences"))  # with at least so many words, or so many that end with a full stop
_FEWEST_WORDS, _STOPPED, _COLUMN, _WHITE_EM = 4, 6, 3, 3.0  # lines of a column of its own; white before it
_OFTEN = 4  # lines for each that ends with a full stop, where that tells a sentence
_ADDRESS, _STREET = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+|[\W\d_]+"), re.compile(r"\d{1,4}(?: ?(?:bis|ter))?,? [^\W\d]{2}")
_LABELS = frozenset(word_list("labels of addresses"))
_TOP, _FOOT, _MENU = 4, 6, 3  # rows at the top and at the foot of a page that may be of its site; links in one row of a menu


def put_site_aside(text: PageText) -> None:
    """Take out of *text* the addresses of departments and what a printed web page says of its site: menu, way to it, tools, foot.

    That it is one is told by the way, « Accueil > Mairie > Services », by links that sites have at their foot, or by a strip of
    links above the heading that names the chart.
    """
    _put_addresses_aside(text)
    put_small_print_aside(text)
    boxes = [box for box in text.boxes if not box.inner]
    every = sorted((*text.free, *(line for box in boxes for line in box.lines)), key=lambda line: (round(line.base), line.frame.x0))
    rows = [list(row) for _, row in groupby(every, key=lambda line: round(line.base))]
    ways = [row for row in rows[:_TOP] if folded(_STEPS.split(row[0].text)[0]).strip(" •") in _HOME and _STEPS.search(row[0].text)]
    legal = list[list[Line]]()  # the links that all sites have at their foot: « Mentions légales », « Plan du site »
    for row in rows[-_FOOT:]:
        found = [_LEGAL.fullmatch(folded(part).strip(" .:")) for line in row for part in _PARTED.split(line.text)]
        told = [one for one in found if one]
        legal += [row] if 2 * len(told) > len(found) and (any(one["alone"] for one in told) or len(told) >= _MENU) else []
    named = min((line.base for line in text.free if names_chart(line.text)), default=float("-inf"))
    strips = [box for box in boxes if box.drawn and box.box.bottom < named and len({round(o.base) for o in box.lines}) == 1]
    strip = next((box.lines[0].base for box in strips if len(box.lines) >= _MENU and [box] == boxes[: boxes.index(box) + 1]), None)
    if not (ways or legal or strip):
        return
    top = ways[0][0].base if ways else strip + 1 if strip else float("-inf")
    menus = [row for row in rows[:_TOP] if len(row) >= _MENU and (row[0].base < top or folded(row[0].text) in _HOME)]
    menus = [row for row in menus if not any(named_in(line.text) for line in row)]
    gone = {id(line) for row in (*ways, *menus) for line in row}
    gone |= {id(line) for line in every if (legal and line.base >= legal[0][0].base) or _TOOLS.fullmatch(folded(line.text))}
    for box in boxes:  # the foot, by what stands in one box with the links
        if not gone.isdisjoint(map(id, box.lines)) and not any(is_name(line.text) for line in box.lines):
            gone |= {id(line) for line in box.lines if legal and legal[0][0] in box.lines}
    text.aside += [line for line in every if id(line) in gone]
    text.free = [line for line in text.free if id(line) not in gone]
    for box in boxes:
        box.lines = [line for line in box.lines if id(line) not in gone]
    text.boxes = [box for box in text.boxes if box.lines or box.inner]


def _put_addresses_aside(text: PageText) -> None:
    """Take the addresses of departments out of *text*: « Bureaux : » over « Grand-Place 1 », in letters smaller than in boxes.

    One label stands so several times on the page, and each time over what a house has: a street with its number.
    """
    boxed = median([line.size for box in text.boxes for line in box.lines] or [0.0])
    labels = defaultdict[str, list[tuple[Line, Line | None]]](list)
    for line in text.free:
        if line.text.endswith(":") and line.size < boxed:
            near = (o for o in text.free if 0.5 * o.size < o.base - line.base <= _NEXT_EM * o.size and o.size < boxed)
            below = (o for o in near if abs(o.frame.x0 - line.frame.x0) <= o.size)
            labels[folded(line.text)].append((line, min(below, key=lambda o: o.base, default=None)))
    for pairs in labels.values():
        streets = [o for _, o in pairs if o is not None and _HOUSE.search(o.text) and not starts_like_unit(o.text)]
        if len(streets) == len(pairs) > 1:
            gone = {id(line) for line in (*streets, *(line for line, _ in pairs))}
            text.aside += [line for line in text.free if id(line) in gone]
            text.free = [line for line in text.free if id(line) not in gone]


def open_text(text: PageText) -> list[Line]:
    """The lines that may be of units and stand in no boxes, no title, date or total; where most have boxes, in open columns."""
    if _is_of_boxes(text):
        return columns_under_rows(text)
    usual = median([line.size for line in text.free] or [0.0])
    large = [line for line in text.free if names_chart(line.text) or line.size > _HEADING * usual]
    first = min((line.base for line in text.free if line not in large), default=0.0)
    largest = max((line.size for line in large), default=0.0)
    named = max((line.size for line in large if names_chart(line.text)), default=0.0)
    headings: list[Line] = []
    for o in large:
        close = [u for u in text.free if 0.5 * o.size < u.base - o.base <= _CLOSE_EM * o.size] if o.size < largest else []
        held = any(shared_width(u, o) >= 0.5 and is_name(u.text) for u in close)  # « Maire » over « Mme Odile Roche »
        # where the sheet has a name, or a head of all stands at its top, a title is the first of what hangs there
        unit = starts_like_unit(o.text) and (o.size <= named or (named == 0 and level(o.text) in _OF_ALL))
        if names_chart(o.text) or (o.base <= first and not held and not unit):
            headings.append(o)
    if (below := _below_its_name(headings, text.free)) is not None:
        headings.append(below)
    body: list[Line] = []
    for line in text.free:
        said = folded(line.text)
        of_sheet = is_foot(line.text) or names_body(line.text) or bool(LEGEND.match(said) or UPDATED.match(said))
        of_sheet = of_sheet or is_imprint(line, text.free, usual) or (not body and is_edition(line.text))
        of_sheet = of_sheet or (not body and _SHEET.fullmatch(said) is not None)
        near = [o for o in headings if abs(line.base - o.base) < 1.5 * line.size]
        # « Organigramme », « Direction générale », « Mme Roy »; « – Le Maire – Mme Roy »: right below what names it, who heads all
        own = unbulleted(line.text) or line.text
        ranks = line not in near and level(own) in _OF_ALL
        ranks = ranks and all(o.base < line.base and not open_ended(o.text) for o in near)
        held = any(0 < o.base - line.base <= _CLOSE_EM * o.size and is_name(o.text) for o in text.free)
        ranks = ranks and (held or named_in(own) is not None)
        if line.angle == 0 and not of_sheet and (ranks or not near):
            body.append(line)
    return body


def mark_open_columns(text: PageText) -> None:
    """Put bullets before what columns list on a page whose words stand in boxes but for these."""
    if _is_of_boxes(text):
        mark_columns(text)


def _is_of_boxes(text: PageText) -> bool:
    """Whether most words of a page stand in boxes, or in lists under these."""
    boxed, free = sum(_letters(line) for box in text.boxes for line in box.lines), sum(map(_letters, text.free))
    if boxed >= _BOXED * (boxed + free):
        return True
    # Letters of free lines in columns that boxes head, several of them; a band over portraits or cards heads no column
    heads = [box.box for box in text.boxes if box.lines and not box.inner and not names_chart(box.lines[0].text)]
    grid = Grid((Box(b.x0, b.bottom, b.x1, b.bottom + 2 * b.width), number) for number, b in enumerate(heads))
    under: dict[int, list[Line]] = defaultdict(list)
    for line in text.free:
        box, size = line.box, line.size
        for n in grid.near(box):
            if heads[n].x0 - size <= box.x0 and box.x1 <= heads[n].x1 + size and box.top >= heads[n].bottom - 2:
                under[n].append(line)
    listed: list[list[Line]] = []
    for lines in under.values():  # but for those of which many stand beside others, in columns that are no lists with bullets
        rows = Counter(round(line.base) for line in lines if unbulleted(line.text) is None)
        if sum(count for count in rows.values() if count > 1) <= _BESIDE * rows.total():
            listed.append(lines)
    letters = sum(map(_letters, dict.fromkeys(line for lines in listed for line in lines)))
    return (letters if len(listed) >= _HEADS else 0) >= _LISTED * free


def _letters(line: Line) -> int:
    return len(unbulleted(line.text) or line.text)


def _below_its_name(headings: Sequence[Line], lines: Sequence[Line]) -> Line | None:
    """The line right under « Organigramme », above everything else: whose chart it is, unless it is a unit or heads others."""
    named = min((o for o in headings if names_chart(o.text)), key=lambda o: o.base, default=None)
    below = sorted((o for o in lines if named is not None and o.base > named.base + 0.5 * o.size), key=lambda o: o.base)
    if named is None or not below or any(o.base < named.base and o not in headings for o in lines):
        return None
    first, *rest = below
    near = first.base - named.base <= _CLOSE_EM * max(named.size, first.size) and shared_width(first, named) > 0
    apart = all(o.base - first.base > FAR_EM * first.size for o in rest)
    return first if near and apart and not starts_like_unit(first.text) and named_in(first.text) is None else None


def put_elected_aside(text: PageText) -> list[Line]:
    """Take out of a *text* without boxes a column of who is elected beside a list, under « Les élus » or with such posts."""
    said = set[int]()
    body = open_text(text)
    for column in _own_columns(body):
        names = [named_in(line.text) for line in column]
        headed = names[0] is None and is_elected(column[0].text)
        elected = (named is not None and all(is_elected(p.role or "") for p in named.people) for named in names)
        if (headed and all(names[1:])) or all(elected):
            said |= {id(line) for line in column}
    return _put_aside(text, said)


def put_said_aside(text: PageText) -> None:
    """Take out of a *text* without boxes the lines that say something of units or of the town: sentences, how one is reached.

    And the column that consists of such beside a list, with its heading.
    """
    body = open_text(text)
    stops = _OFTEN * sum(line.text.endswith(".") for line in body) <= len(body)  # titles of this list have none
    plain = [line for line in body if unbulleted(line.text) is None]
    said = {id(line) for line in plain if _tells_way(line.text) or _is_sentence(line.text, stops=stops)}
    for line in sorted(body, key=lambda line: line.base):  # what goes on from a sentence
        over = (o for o in body if id(o) in said and 0 < line.base - o.base <= 2 * _CLOSE_EM * line.size)
        if line.text[:1].islower() and any(abs(o.frame.x0 - line.frame.x0) <= 1 and not is_contact(o.text) for o in over):
            said.add(id(line))
    for column in _own_columns(body):
        told = [id(line) in said for line in column]
        if 2 * sum(told[1:]) > len(told[1:]) and not any(starts_like_unit(line.text) or is_name(line.text) for line in column):
            said |= {id(line) for line in column}
    _put_aside(text, said)


def _put_aside(text: PageText, said: Container[int]) -> list[Line]:
    gone = [line for line in text.free if id(line) in said]
    text.free = [line for line in text.free if id(line) not in said]
    text.aside += gone
    return gone


def _own_columns(body: Sequence[Line]) -> list[list[Line]]:
    """Columns of lines flush below each other, each behind white right of all lines that stand level with them."""
    flush: dict[int, list[Line]] = defaultdict(list)
    for line in sorted(body, key=lambda line: line.base):
        flush[round(line.frame.x0)].append(line)
    found = []
    for lines in flush.values():
        x0, top, bottom = lines[0].frame.x0, lines[0].base - lines[0].size, lines[-1].base
        level = [line for line in body if top < line.base <= bottom and line not in lines]
        apart = level and all(line.frame.x1 + _WHITE_EM * line.size < x0 for line in level)
        found += [lines] if apart and len(lines) >= _COLUMN else []
    return found


def _tells_way(text: str) -> bool:
    """Whether *text* says when or how somebody is reached, and neither who nor what."""
    if is_information([text]):
        return True
    words = _ADDRESS.sub(" ", folded(text)).split()
    return is_contact(text) and (all(word in _LABELS for word in words) or _STREET.match(text) is not None)


def _is_sentence(text: str, *, stops: bool) -> bool:
    """Whether *text* is one, by a verb such as no title has, or, where *stops* tell, as it is long and ends with a full stop."""
    words = text.split()
    verb = len(words) >= _FEWEST_WORDS and _SENTENCE.search(folded(text)) is not None
    stopped = stops and len(words) >= _STOPPED and text[-1] == "." and len(words[-1]) > _COLUMN and not starts_like_unit(text)
    return (verb or stopped) and named_in(text) is None
