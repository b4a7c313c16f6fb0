"""What heads the columns of a table: by words that are known, or as a row of labels that are none of what stands under them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from monitor.expressions import expression, remembered
from monitor.pdf.ink import SIDE, Box, Grid
from monitor.pdf.lines import Line, joined
from monitor.pdf.orgchart.units.legends import are_column_names, is_foot
from monitor.pdf.orgchart.units.text_boxes import Holds, PageText, TextBox
from monitor.pdf.orgchart.vocabulary import (
    KINDS,
    UNIT_WORDS,
    begins_with_kind,
    folded,
    is_bare_post,
    is_chart_word,
    is_listed,
    is_role,
    is_vacant,
    level,
    starts_like_unit,
    word_list,
    word_pattern,
)
from monitor.pdf.orgchart.words.missions import heads_tasks
from monitor.pdf.orgchart.words.people import is_name
from monitor.pdf.orgchart.words.wording import is_contact, unbulleted

_FEWEST = 3  # cells under a head
_MOSTLY = 0.6  # of them, those that name somebody
_BELOW_EM, _LEVEL_EM = 4.0, 0.2  # how far below a head its column begins, at most; how far apart heads side by side stand
_MARK = re.compile(r"[x✓✔✗✘☑☒]|oui|non|yes|no|ja|nein|nee|si|sim|nao")  # what says for whom a row is, folded
_COUNTED = re.compile(r"\d+ [a-zà-ÿ]+")  # « 3 agenti »
_NUMBER = expression(r"[\d ,.]+(?:\s?(?:etp|agents?|postes?|fte))?", re.IGNORECASE)
_LINKING = frozenset(("", "et", "ou", "de", "du", "des", "la", "le", "l", "d", "a", "and", "und", "of"))
# Of words over columns of those who are no heads: deputies, partners, whom to call.
_NO_HEADS = expression(word_pattern("heads of deputies and partners"))
_DEPUTIES = expression(r"adjoint|supplean|assist|deput|\bvice|vize|stellv|vertret|adjunt|sostitut|plaatsverv|suplent")
# Of words over columns of those who were voted for, each over a part of the administration, and head no row of it.
_ELECTED = expression(word_pattern("heads of the elected"))
_HEADS, _AMONG_HEADS = frozenset(word_list("heads of who heads")), frozenset(word_list("heads, linking"))
_NAMES, _FIRST_NAMES, _POSTS, _ASIDE, _UNITS, _FACTS = (
    frozenset(word_list(f"heads of {what}")) for what in ("names", "first names", "posts", "what is aside", "units", "facts")
)


@remembered
def heading_holds(heading: str) -> Holds | None:
    """What a column holds by its heading; None where the words are no heading. « Adjoint » holds names."""
    if is_bare_post(heading):
        return "name"
    words = [word for word in re.split(r"[\s/,()'.-]+", heading.replace("e-mail", "mail")) if word not in _LINKING]
    known = _NAMES | _FIRST_NAMES | _POSTS | _ASIDE | _UNITS | KINDS
    if not words or any(word not in known for word in words):
        return "aside" if heads_tasks(heading) else None
    first = words[0]
    if first in ("nom", "name", "intitule", "titre") and any(word in KINDS for word in words):
        return "unit"  # « Nom du service »
    if any(word in _FIRST_NAMES for word in words):
        return "name" if any(word in _NAMES for word in words) else "first name"
    if first in _NAMES:
        return "name"
    if first in _POSTS:
        return "post"
    return "unit" if first in KINDS | _UNITS and first not in ("bureau", "mission", "missions") else "aside"


def column_holds(heading: str) -> Holds | None:
    """What is in a column by its *heading*, folded, which is known to be one: « Adjoint(e) », « Wethouder » hold names."""
    return heading_holds(heading) or ("name" if is_of_others(heading) else None)


def is_of_others(heading: str) -> bool:
    """Whether a column headed so, folded, names who is beside a head, or over several: « Suppléant », « Élu(e) de référence »."""
    if heading_holds(heading) is not None:
        return heading_holds(heading) == "name" and _DEPUTIES.search(heading) is not None
    return bool(_NO_HEADS.search(heading) or _ELECTED.search(heading))


def is_of_elected(heading: str) -> bool:
    """Whether a column headed so, folded, names who was voted for: nobody of the units in its rows."""
    return _ELECTED.search(heading) is not None


def columns_of_facts(held: Sequence[Holds | None], rows_of: Mapping[int, Mapping[int, str]], said: Mapping[int, str]) -> list[int]:
    """The columns that tell facts on the titles at their left, and no units of theirs: « Collectivité », « Statut », « Site ».

    The heading, one of *said*, has no word for a unit. Most of the column, one of *rows_of*, comes again beside other titles, each
    of which stands once; or each title has one cell, and the heading is of facts: « Ville », « Métropole », « CCAS ».
    """
    levels = [column for column, kind in enumerate(held) if kind in (None, "unit") and column in rows_of]
    found: list[int] = []
    for place, column in enumerate(levels[1:]):
        words = set(re.split(r"[\s/,()'’.:-]+", folded(said.get(column, "")))) - _LINKING
        values = {row: folded(text) for row, text in rows_of[column].items() if any(map(str.isalnum, text))}
        titles, beside = sorted(rows_of[levels[place]].items()), defaultdict[str, set[str]](set)
        for row, text in values.items():  # a title goes on for the rows whose cells below it are empty
            beside[text].update([title for begun, title in titles if begun <= row][-1:])
        again = sum(len(beside[text]) > 1 for text in values.values())
        if len(set(rows_of[levels[place]].values())) < len(rows_of[levels[place]]):
            continue  # « Dijon | Médiathèque », « Dijon | Piscine », « Talant | Médiathèque »
        told = [title for some in beside.values() for title in some]
        facts = 2 * again > len(values) or (len(told) == len(set(told)) and not words.isdisjoint(_FACTS))
        if words and words.isdisjoint(UNIT_WORDS | KINDS | _UNITS | _HEADS) and len(values) >= _FEWEST and facts:
            found.append(column)
    return found


def heads_rows(heading: str) -> bool | None:
    """Whether a column headed *heading* says who heads each row, « Rattachement »; None where its words may say so."""
    if _NO_HEADS.search(heading):
        return False
    words = set(re.split(r"[\s/,()'’.:-]+", heading))
    return True if words & _HEADS and words <= _HEADS | _AMONG_HEADS | _LINKING | _NAMES | _POSTS | KINDS else None


def is_figure(text: str) -> bool:
    """Whether *text* is a telephone number, a room or a head count."""
    return _NUMBER.fullmatch(text) is not None


def may_head(row: Sequence[TextBox], columns: Sequence[Sequence[TextBox]]) -> bool:
    """Whether a table's first *row* may name its *columns* in unknown words: it names nobody, and most cells of one column do."""
    for text in (joined(cell.lines) for cell in row):
        if is_vacant(text) or is_contact(text) or is_figure(text) or is_name(text):
            return False
        if " " in text and level(text) is not None:
            return False  # « Direction générale » is a unit, « Direction » may be the head of a column of them
    under = [[is_name(joined(cell.lines)) for cell in cells if cell not in row] for cells in columns]
    return any(len(named) >= _FEWEST and sum(named) >= _MOSTLY * len(named) for named in under)


def put_tasks_aside(text: PageText) -> list[Line]:
    """Take out of *text*, and return, what stands in its column under « Missions », « Aufgaben », beside heads like « Service ».

    Where nobody is named there, few lines begin with a kind of unit and few with a post (« Rôle » over « Acheteuse »), and the
    column is not the one of the units: who answers for each stands right of it, and no column of units has one for each row.
    And marks, « X », « Oui », that nothing heads.
    """
    cells = {id(line): box for box in text.boxes if not box.inner for line in box.lines}
    lines = [*text.free, *(line for box in text.boxes if not box.inner for line in box.lines)]
    marks = [line for line in lines if _MARK.fullmatch(folded(line.text))]
    gone = marks if len(marks) >= _FEWEST else []
    for head in (line for line in lines if line.angle == 0 and heads_tasks(folded(line.text))):
        beside = [o for o in lines if o is not head and abs(o.base - head.base) <= _LEVEL_EM * head.size]
        if not any(heading_holds(folded(o.text)) in ("unit", "name") for o in beside):
            continue
        below = _under(head, lines, cells)
        texts = [unbulleted(line.text) or line.text for line in below]
        kinds, posts = sum(map(begins_with_kind, texts)), sum(map(is_role, texts))
        few = max(kinds, 2 * posts if heading_holds(folded(head.text)) == "post" else posts)  # « Fonctions » may hold either
        if len(below) < _FEWEST or 4 * few >= len(below) or any(is_name(line.text) for line in below):
            continue
        right = [[is_name(line.text) for line in _under(o, lines, cells)] for o in beside if o.frame.x0 > head.frame.x1]
        answers = any(named and sum(named) >= _MOSTLY * len(named) for named in right)
        columns = [_under(o, lines, cells) for o in beside if heading_holds(folded(o.text)) == "unit"]
        rows = len({id(cell) for line in below if (cell := cells.get(id(line))) is not None})
        each = (len({line.text for line in column}) > _MOSTLY * max(rows, len(column)) for column in columns)
        if not answers or any(each):
            gone += below
    if gone:
        taken = {id(line) for line in gone}
        text.aside += gone
        text.free = [line for line in text.free if id(line) not in taken]
        emptied = [box for box in text.boxes if box.lines and all(id(line) in taken for line in box.lines)]
        for box in text.boxes:
            box.lines = [line for line in box.lines if id(line) not in taken]
        text.empty += [box.box for box in emptied]
        text.boxes = [box for box in text.boxes if not any(box is other for other in emptied)]
    return gone


def _under(head: Line, lines: Sequence[Line], cells: Mapping[int, TextBox]) -> list[Line]:
    """Those of *lines* that stand below *head* in its column; *cells*: the box of each line, by its `id`."""
    own = cells.get(id(head))
    if own is not None and len(own.lines) == 1:
        boxes = [(line, cells.get(id(line))) for line in lines if line.base > head.base]
        return [line for line, cell in boxes if cell is not None and cell is not own and cell.box.is_flush_with(own.box, SIDE)]
    flush = (line for line in lines if line.base > head.base and abs(line.frame.x0 - head.frame.x0) <= head.size)
    return [line for line in flush if not is_foot(line.text)]


def put_repeated_heads_aside(text: PageText, *, cells: bool = False) -> None:
    """Take out of *text* what names the rows of a table, or columns of several lists, « Ufficio | Addetto », in a look of its own.

    They come again word for word, side by side or as one line, over titles and, beside these, people. *cells*: also where one has
    a drawn cell to itself, in which it says of the table's columns what they hold.
    """
    if not cells:
        _put_row_heads_aside(text)
    lines = [*text.free, *(line for box in text.boxes if cells or not box.drawn or len(box.lines) > 1 for line in box.lines)]
    said: dict[tuple[object, ...], list[Line]] = defaultdict(list)
    for line in lines:
        if line.angle == 0:
            said[line.style].append(line)
    found: list[Line] = []
    for alike in said.values():
        texts = Counter(folded(line.text) for line in alike)
        if min(texts.values()) < 2 or len(texts) > _FEWEST or len(alike) > len(lines) / 2:
            continue
        both = {f"{one} {other}" for one in texts for other in texts}  # where no white parts them
        apart = [line for line in alike if folded(line.text) not in both]
        if any(is_name(line.text) for line in apart):
            continue
        own = {id(line) for line in alike}
        others = [o for o in lines if id(o) not in own]
        below: dict[int, Line | None] = {}  # what begins right below each, or goes on below it
        for line in alike:
            near = [o for o in others if line.base < o.base <= line.base + _BELOW_EM * line.size]
            under = [o for o in near if abs(o.frame.x0 - line.frame.x0) <= line.size or o.frame.x0 < line.frame.x0 < o.frame.x1]
            below[id(line)] = min(under, key=lambda o: (o.base, -o.frame.x0), default=None)
        if len(texts) == 1:  # « Service Agent », over « Paie Mme Roy »
            words = next(iter(texts)).split()
            worded = len(words) > 1 and heading_holds(words[0]) == "unit" and heading_holds(words[-1]) not in (None, "unit")
            behind = [o is not None and not is_name(o.text) and _ends_with_name(o.text) for o in below.values()]
            if (worded and 2 * sum(behind) > len(behind)) or _are_captions(alike, below, others):
                found += alike
            continue
        beside = all(any(o.text != line.text and abs(o.base - line.base) <= _LEVEL_EM * line.size for o in apart) for line in apart)
        named: dict[int, bool] = {}  # by the whole line that begins under each, else by the end of it
        for line in apart:
            first = below[id(line)]
            flush = first is not None and abs(first.frame.x0 - line.frame.x0) <= line.size
            named[id(line)] = first is not None and (is_name(first.text) if flush else _ends_with_name(first.text))
        told = {text: [line for line in apart if folded(line.text) == text] for text in texts}
        shares = [2 * sum(named[id(line)] for line in said_so) > len(said_so) for said_so in told.values() if said_so]
        titles = any(_heads_a_unit(text, [below[id(line)] for line in said_so]) for text, said_so in told.items() if said_so)
        if beside and any(shares) and not all(shares) and not titles:
            found += alike
    if found:
        gone = {id(line) for line in found}
        text.aside += found
        text.free = [line for line in text.free if id(line) not in gone]
        for box in text.boxes:
            box.lines = [line for line in box.lines if id(line) not in gone]
        text.boxes = [box for box in text.boxes if box.lines or box.inner]


def free_heading_rows(text: PageText) -> None:
    """Take the lines out of each drawn box that names the columns of a table side by side, « Service », « Responsable »."""
    for box in [box for box in text.boxes if box.drawn and len(box.lines) > 1 and not box.inner]:
        first, *others = box.lines
        level = all(o.angle == 0 and abs(o.base - first.base) <= _LEVEL_EM * o.size and o.frame.x0 > first.frame.x1 for o in others)
        if level and are_column_names([line.text for line in box.lines]):
            text.boxes.remove(box)
            text.free += box.lines


def _put_row_heads_aside(text: PageText) -> None:
    """Take out of *text* the cells at a table's left that say what its rows hold: « Responsable », beside nothing but names."""
    cells = [box for box in text.boxes if box.drawn and box.lines and not box.inner]
    grid = Grid((cell.box, cell) for cell in cells)
    gone: list[TextBox] = []
    for cell in cells:  # where cells stand is asked first, who is named in them only of rows of a table: that costs far more
        right = Box(cell.box.x1, cell.box.top, cell.box.x1, cell.box.bottom)
        near = [o for o in grid.touching(right, SIDE) if o is not cell and o.box.is_level_with(cell.box, SIDE)]
        if not any(abs(o.box.x0 - cell.box.x1) <= SIDE for o in near):
            continue
        behind = [o for o in cells if o is not cell and o.box.x0 >= cell.box.x1 - SIDE]
        row = [o for o in behind if o.box.is_level_with(cell.box, SIDE)]
        if len(row) < 2 or _is_named(cell) or not all(map(_is_named, row)):
            continue
        said = folded(joined(cell.lines))
        plain = not starts_like_unit(said) and not any(map(is_listed, said.split()))  # « Encadrement »
        upper = [o for o in cells if not _is_named(o)]
        over = [[o for o in upper if o.box.is_flush_with(u.box, SIDE) and o.box.bottom <= u.box.top + SIDE] for u in row]
        titled = all(any(heading_holds(folded(joined(o.lines))) is None for o in some) for some in over)
        if (plain or is_role(said) or said in KINDS) and titled:
            gone.append(cell)
    out = {id(cell) for cell in gone}
    text.aside += [line for cell in gone for line in cell.lines]
    text.boxes = [box for box in text.boxes if id(box) not in out]


def _is_named(cell: TextBox) -> bool:
    """Whether *cell* names somebody, or says that nobody is there, and nothing else."""
    text = joined(cell.lines)
    return is_name(text) or is_vacant(text)


def _heads_a_unit(text: str, below: Sequence[Line | None]) -> bool:
    """Whether *text* is a unit's title by its words, « Ufficio tecnico », or by what stands *below* it, « 3 agenti »."""
    if heading_holds(text) is not None:
        return False
    if any(map(is_listed, text.split())) or (" " in text and level(text) is not None):
        return True
    said = [line.text for line in below if line is not None]
    return 2 * sum(bool(_COUNTED.fullmatch(t)) or is_figure(t) or is_contact(t) or is_vacant(t) for t in said) > len(below)


def _are_captions(alike: Sequence[Line], below: Mapping[int, Line | None], others: Sequence[Line]) -> bool:
    """Whether one text over several lists says what they are, « Direct reports », flush between a heavier look and the list."""
    text = alike[0].text
    if (
        len(alike) < _FEWEST
        or level(text) is not None
        or starts_like_unit(text)
        or is_role(text)
        or any(map(is_chart_word, text.split()))
    ):
        return False
    for line in alike:
        under = below[id(line)]
        near = [
            o
            for o in others
            if line.base - _BELOW_EM * line.size <= o.base < line.base and abs(o.frame.x0 - line.frame.x0) <= line.size
        ]
        if under is None or not near or abs(under.frame.x0 - line.frame.x0) > line.size or unbulleted(line.text) is not None:
            return False
    return True


def _ends_with_name(text: str) -> bool:
    words = text.split()
    return any(is_name(" ".join(words[cut:])) for cut in range(1, len(words) - 1))
