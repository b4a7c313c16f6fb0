"""Rows of a page: their cells, by tag, by role or by how a list is made, and what their columns are headed (DESIGN 3.24). Pure.

And words that style alone sets apart: « Pass annuel » and « 35 € » in two spans, with nothing between them. A word is cut into
elements too, for its first letter or for what was searched for: that stays one word.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from itertools import groupby, islice, pairwise, zip_longest

from monitor.expressions import expression
from monitor.extract.elements.labels import read
from monitor.extract.elements.layout import INLINE, words
from monitor.extract.elements.tree import Element, Node, classes_of, sort_of
from monitor.i18n.first_names import first_names
from monitor.model.frozen import dataclass
from monitor.normalize import key

TABLES = ["table", "grid", "treegrid"]  # roles (WAI-ARIA 1.2)
_CELLS = words("cell gridcell columnheader rowheader")
_ROW_BREAKERS = words("table h1 h2 h3 h4 h5 h6 article section main")
_NOT_IN_CELLS = words("table dl ul ol h1 h2 h3 h4 h5 h6 article section details")
_SEEN = words("img svg picture input i object canvas video iframe")  # that a cell without words may show
_MOST_TEXTS = 3  # of one term, that make a row with it
_DETAIL = 40  # characters of what a file is
_MOST_PARAGRAPHS = 2  # of a cell
_MOST_CELLS = 1000  # that a cell spans, and columns that are told apart: a span is a number that a page may write at will
_MOST_ABOVE = 8  # cells that name a row
_MOST_REACHED = 50  # rows
_BUTTONED, _MOST_BUTTONS = words("div nav section"), 100  # nodes of such a box
_LONG_HEAD = 80  # characters: more is no head
_FEWEST_ROWS = 3
_AMOUNT = expression(r"[+−-]?\d[\d\s.,]*(?:%|€|k€|M€|EUR|CHF|ETP|FTE)?")
_TELLING = expression(rf"{_AMOUNT.pattern}|[x×✓✔✗✘☑☐●○■]|oui|non|yes|no|ja|nein|nee|s[íi]|n/?[ad]", re.I)
_NAME = expression(r"[A-ZÀ-Þ][\w'’-]+\s+[A-ZÀ-Þ][\w'’-]+|^(?:M|Mme|Mr|Mrs|Ms|Dr|Hr|Fr)\.?\s+[A-ZÀ-Þ]")
_CIVILITY = expression(r"(?:M|Mme|Mr|Mrs|Ms|Dr|Hr|Fr|Herr|Frau)\.?\s")
_YEAR = expression(r"(?:19|20)\d\d")
_REACHED = expression(r"\d{2}[ .]\d{2}[ .]\d{2}|\S@\S|\d\s?h\b|\d\d:\d\d")
_FEWEST_BOXES, _MOST_BOXES = 3, 50  # of a row


def cells_of(row: Element) -> list[Element]:
    """The cells of *row*, by their tags where it is a <tr>, else by their roles."""
    if row.name == "tr":
        return [el for el in row.children if el.name in ("td", "th")]
    return [el for el in row.children if el.attrs.get("role") in _CELLS]


def rows_in(el: Element) -> Iterable[list[Element]]:
    """The cells of the rows that *el*, a list, or what has the role of a row, holds or is, where it is made of such."""
    if el.name == "dl":
        return cells_of_terms(el)
    if el.name in ("ul", "ol"):
        return cells_of_items(el)
    return [cells_of(el)] if el.attrs.get("role") == "row" and is_row_by_role(el) else ()


def cells_of_terms(terms: Element) -> Iterator[list[Element]]:
    """The rows that the terms of a list, <dl>, are with their few plain texts; none of a term that opens a panel.

    Where most terms have one text: the services below each pole are no cells of it, however few one of them has.
    """
    groups = list[list[Element]]()
    for el in terms.find_all(["dt", "dd"]):
        if el.name == "dt":
            groups.append([el])
        elif groups and el.parent is groups[-1][0].parent:
            groups[-1].append(el)
    groups = [group for group in groups if len(group) > 1 and group[0].find_parent("dl") is terms]
    if len(groups) > 1 and 2 * sum(len(group) == 2 for group in groups) <= len(groups):
        return
    for group in groups:
        controls = [inner.attrs for inner in (group[0], *group[0].find_all(["a", "button", "span"])) if inner.attrs]
        opens = (
            any("aria-expanded" in attrs or "aria-controls" in attrs for attrs in controls) or group[0].find("button") is not None
        )
        held = any(holds(one, _NOT_IN_CELLS) for one in group) or not all(map(is_short, group))
        if not opens and not held and len(group) <= _MOST_TEXTS + 1:
            yield group


def is_row_by_role(row: Element) -> bool:
    """Whether *row*, whose role is that of one and which is no <tr>, says what it says in cells alone."""
    if row.name == "tr" or not is_data_row(row):
        return False
    cells = set(map(id, cells_of(row)))
    if any(type(child) is str and child.strip() for child in row.contents):
        return False
    return not any(id(child) not in cells and child.get_text(strip=True) for child in row.children)


def cells_of_items(items: Element) -> Iterator[list[Element]]:
    """The cells of the items of a list, most of which are made of the same few classed elements, with nothing between them.

    Where their words meet (« Finances », « M. Klein », « 12 ») nobody is to read them as one: a style sheet sets them apart. An
    item may lack some of them, a vacant post its telephone say: the others say what they said.
    """
    listed = [item.contents for item in items.children if item.name == "li"]
    if len(listed) < 2 or max(map(len, listed)) < 2:
        return
    classed = [[o for o in item if isinstance(o, Element) and o.name in INLINE and "class" in o.attrs] for item in listed]
    full = [cells if len(cells) == len(item) else [] for cells, item in zip(classed, listed, strict=True)]
    forms = [tuple((cell.name, str(cell.attrs["class"])) for cell in cells) for cells in full]
    whole: tuple[tuple[str, str], ...] = max(forms, key=len, default=())
    if len(whole) < 2 or len(set(whole)) < len(whole):
        return
    fitting = [row for row, form in zip(listed, forms, strict=True) if form and [one for one in whole if one in form] == [*form]]
    if 2 * len(fitting) < len(listed):
        return
    rows = [[cell for cell in row if isinstance(cell, Element)] for row in fitting]  # all of each
    said = [[cell.get_text(strip=True) for cell in row] for row in rows]
    meet = any(a[-1:].isalnum() and b[:1].isalnum() for row in said for a, b in pairwise(row))
    # A single letter is the large one that a word begins with.
    if meet and not any(len(row[0]) == 1 and row[0].isalpha() for row in said):
        yield from (row for row in rows if len(row) > 1)


def cells_of_boxes(around: Element) -> list[list[Element]]:
    """The cells of rows in *around* that are boxes of three boxes or more, a line each, of which one but the last leaves one empty.

    Where « X » stands among them tells as much as in a table, the row of its heads included. A last row alone that is not full is
    how people, say, are set in threes: there a place means nothing; nor does it in rows that say one thing, beside an icon.
    """
    found = list[list[Element]]()
    for (name, size), series in groupby(around.children, key=lambda row: (row.name, sum(1 for _ in row.children))):
        if name != "div" or not _FEWEST_BOXES <= size <= _MOST_BOXES:
            continue
        rows = list[list[Element]]()  # each of boxes of one kind and nothing between them, each of a short line
        for row in series:
            cells = [*row.children]
            texts = [cell.get_text(strip=True) for cell in cells]
            alike = len({cell.name for cell in cells}) <= 1 and max(map(len, texts)) <= _LONG_HEAD
            if alike and all(el.name in INLINE for cell in cells for el in cell.descendants):
                rows += [cells] if "".join(texts) == row.get_text(strip=True) else []
        said = [sum(bool(cell.get_text(strip=True)) for cell in cells) for cells in rows]
        if any(1 < filled < size for filled in said[:-1]):
            found += rows
    return found


def is_data_row(row: Element) -> bool:
    """Whether *row* says one thing in several cells, also such as reach down into it, and is no layout's row of columns."""
    cells = cells_of(row)
    above, deep, reached = row.find_previous_sibling("tr"), 1, False
    while len(cells) == 1 and above is not None and deep < _MOST_REACHED:
        over = cells_of(above)
        if len(over) > 1:
            reached = any(_span(cell, "rowspan") > deep for cell in over) and all(map(is_short, over))
            break
        above, deep = above.find_previous_sibling("tr"), deep + 1
    if len(cells) < 2 and not (reached or _ends_grid(row, cells)):
        return False
    return not holds(row, _ROW_BREAKERS) and all(map(is_short, cells))


def _ends_grid(row: Element, cells: list[Element]) -> bool:
    """Whether *row*, of one cell, is the last one of a table whose others have several, as many each: one was left over."""
    if len(cells) != 1 or _span(cells[0], "colspan") > 1 or row.find_next_sibling("tr") is not None:
        return False
    other, many = row.find_previous_sibling("tr"), set[int]()
    while other is not None:
        own = cells_of(other)
        many.add(0 if any(cell.name == "th" for cell in own) else len(own))  # under heads it is a note
        other = other.find_previous_sibling("tr")
    return len(many) == 1 and many.pop() > 1


def is_short(cell: Element) -> bool:
    """Whether *cell* has so few paragraphs that it says one thing."""
    return sum(el.name == "p" for el in cell.descendants) <= _MOST_PARAGRAPHS


def holds(el: Element, names: Container[str]) -> bool:
    """Whether an element with one of *names* is within *el*."""
    return any(one.name in names for one in el.descendants)


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row stands: what the column of each of its cells is headed, what reaches down into it before its own first cell."""

    heads: tuple[str, ...]
    above: tuple[str, ...]


def places_of(table: Element) -> dict[int, RowPlace]:
    """For each row that says something under a head or beside a cell of a row above, by its `id`.

    Heads are the cells of thead and of the rows above the first one with a plain cell, or those of a first row that alone is in
    bold, begins with an empty cell or has words over amounts; under a head that spans several columns, or one above another, the
    lowest counts, and all of them where others have it.
    """
    heads, stacked = dict[int, str](), dict[int, list[str]]()
    found: dict[int, RowPlace] = {}
    reaching: dict[int, tuple[int, str]] = {}
    heading = True
    if table.name != "table":
        rows = [row for row in table.find_all(role="row") if row.find_parent(role=TABLES) is table]
    elif table.find("tr", recursive=False) is not None:
        rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    else:
        groups = table.find_all(["thead", "tbody", "tfoot"], recursive=False)
        rows = [row for group in groups for row in group.find_all("tr", recursive=False)]
    first_alone = bool(rows) and _is_head_alone(rows)
    for row in rows:
        cells = cells_of(row)
        parent = row.parent
        in_head = parent is not None and parent.name == "thead"
        heading = in_head or (
            heading
            and len(cells) > 1
            and all(
                cell.name == "th" or cell.attrs.get("role") == "columnheader" or (first_alone and row is rows[0]) for cell in cells
            )
        )
        places, above = _placed(cells, reaching)
        if heading:
            for cell, (start, end) in zip(cells, places, strict=True):
                text = _line(cell)
                for column in range(start, end) if text and len(text) <= _LONG_HEAD else ():
                    stacked.setdefault(column, []).append(text)
            lowest = Counter(stack[-1] for stack in {tuple(stack) for stack in stacked.values()})
            heads = {column: ", ".join(stack) if lowest[stack[-1]] > 1 else stack[-1] for column, stack in stacked.items()}
        if not heading and (heads or above):
            over = [dict.fromkeys(heads.get(column, "") for column in range(*reach)) for reach in places] if heads else []
            found[id(row)] = RowPlace(tuple([", ".join(filter(None, said)) for said in over]), above)
    return found


def _line(cell: Element) -> str:
    """What *cell* says, on one line: its texts apart by a space, but where a word may only be broken (`<wbr>`)."""
    texts, is_cut = list[str](), False
    stack: list[Node] = [cell]
    while stack:
        node = stack.pop()
        if isinstance(node, Element):
            is_cut |= node.name == "wbr"
            stack += node.contents[::-1]
        elif type(node) is str:
            texts, is_cut = [*texts[:-1], texts[-1] + node] if is_cut and texts else [*texts, node], False
    return " ".join(" ".join(texts).split())


def _is_bold(row: Element) -> bool:
    """Whether all that every cell of *row* says stands in bold."""
    cells = cells_of(row)
    said = [(cell.get_text("", strip=True), cell.find(["b", "strong"])) for cell in cells]
    return bool(said) and all(text and inner is not None and inner.get_text("", strip=True) == text for text, inner in said)


def _is_head_alone(rows: list[Element]) -> bool:
    """Whether the first of *rows*, and none of the next, looks like one of heads, which none of its cells gainsays.

    All of it is in bold; or it begins with an empty cell, the others with words, and has words over what counts or answers in each
    other column; or it has words over two columns or more of amounts alone: in one, « Gratuit » over « 2 € » is a price. Whoever
    is named, and what is called or opens at some hour, is no head: the first row is the mayor's, or the town hall's.
    """
    cells = cells_of(rows[0])
    is_headed = rows[0].parent is not None and rows[0].parent.name == "thead"
    if len(rows) < 2 or not cells or is_headed or all(cell.name == "th" for cell in cells):
        return False
    first = [_line(cell) for cell in cells]
    if _is_bold(rows[0]) and not any(map(_is_bold, rows[1:3])):
        return not any(map(_is_no_head, first))
    heads = first if first[0] else first[1:]
    are_words = len({*heads}) == len(heads) and all(0 < len(head) <= _LONG_HEAD for head in heads)
    if len(rows) < _FEWEST_ROWS or not are_words or any(map(_is_no_head, heads)):
        return False
    others = [[_line(cell) for cell in cells_of(row)] for row in rows[1:]]
    columns = [*zip_longest(*others, fillvalue="")][1 : len(first)]
    tells = any(_TELLING.fullmatch(head) and not _YEAR.fullmatch(head) for head in heads)
    if tells or any(head in column for head, column in zip(first[1:], columns, strict=False)):
        return False
    if first[0]:
        whole = all(len(row) == len(first) for row in others)
        return whole and sum(all(map(_AMOUNT.fullmatch, column)) for column in columns) > 1
    is_empty = not holds(cells[0], _SEEN) and all(row[0] for row in others if len(row) > 1)
    return is_empty and all(any(map(_TELLING.fullmatch, column)) for column in columns)


def _is_no_head(said: str) -> bool:
    """Whether *said* is a name, by a civility or a first name that is known, a number to call, or hours."""
    known = re.split(r"\W+", key(said)) if _NAME.search(said) else ()
    is_name = bool(known) and (_CIVILITY.match(said) is not None or not first_names().isdisjoint(known))
    return is_name or _REACHED.search(said) is not None


def _placed(cells: list[Element], reaching: dict[int, tuple[int, str]]) -> tuple[list[tuple[int, int]], tuple[str, ...]]:
    """First column and the one after the last of each of *cells*, past what rows above fill; and what that says before the first.

    *reaching*, by column the rows that a cell above still fills and what it says, goes down a row.
    """
    filled = dict(reaching)
    reaching.clear()
    reaching.update((column, (rows - 1, said)) for column, (rows, said) in filled.items() if rows > 1)
    places, column = list[tuple[int, int]](), 0
    for cell in cells:
        while column in filled:
            column += 1
        wide, deep = _span(cell, "colspan"), _span(cell, "rowspan")
        end = max(column + 1, min(column + wide, _MOST_CELLS))
        places.append((column, end))
        if deep > 1 and column < _MOST_CELLS:
            # What cell says, where that is short enough to name a row
            text = _line(cell)
            reaching.update(dict.fromkeys(range(column, end), (deep - 1, text if len(text) <= _LONG_HEAD else "")))
        column = end
    before = dict.fromkeys(filled[n][1] for n in range(places[0][0])) if places else {}
    return places, tuple(islice(filter(None, before), _MOST_ABOVE))


def _span(cell: Element, name: str) -> int:
    said = str(cell.attrs.get(name) or cell.attrs.get(f"aria-{name}") or "1").strip()
    return min(max(1, int(said[:9])), _MOST_CELLS) if said.isdecimal() else 1


_PLAIN = words("span a label time button small")  # what has a place of its own more often than a voice
_FLOWING = INLINE - words("br img wbr sub sup rt rp ruby")
_DEEPEST = 5  # elements within each other, at the beginning of one
_UNITS = words("m mm cm dm km hm h n co")  # behind which a small figure stands
_LAID = re.compile(r"display\s*:\s*(?:inline-)?(?:flex|grid)|(?<![\w-])gap\s*:\s*[1-9.]", re.I)
_SPACED = expression(
    r"(?:margin|padding)(?:-(?:left|right|inline(?:-start|-end)?))?\s*:\s*(?!0(?![.\d])|auto)[^;]*[1-9]|display\s*:\s*(?:inline-)?block",
    re.I,
)
# As frameworks call a row of things, and what has room beside it.
_ROWS = expression(r"(?:d-)?(?:inline-)?(?:flex|grid)|gap-\S+|justify-(?:content-)?(?:between|around|evenly)|space-x-\S+", re.I)
_ROOMY = expression(r"[mp][esxlr]-(?!0\b|auto\b)\S+|(?:\S*[-_])?(?:badge|chip|pill|pastille|etiquette)s?(?:[-_]\S*)?", re.I)
# As sites call a word that stands by itself, or a part of one as well: « le 1<span class=date-rank>er</span> mars ».
_BY_ITSELF = expression(
    r"(?:\S*[-_])?(?:tag|label|lozenge|cat|categor(?:y|ie)|rubrique|statut|status|etat|date)s?(?:[-_]\S*)?", re.I
)
_BOXES = words("button label time")  # never a part of a word
_LETTERS_BEHIND, _LETTERS_BEFORE = re.compile(r"[^\W_]+\Z"), re.compile(r"[^\W_]+")
_ASIDE = re.compile(r"\((?=[A-ZÀ-Þ\d]|[^)\s]+\s)[^)]{3,}")  # « (PDF, 2 Mo) », and no « (e) » of a word


def begins_line(el: Element) -> bool:
    """Whether *el* begins a line of its own: an option, a placed part of a drawn text, one of several buttons.

    Links of one class, white space between, that are all of a box are buttons: « Paie », « Achats », no « Paie Achats ».
    """
    if el.name != "a":
        return el.name == "option" or "x" in el.attrs or "dy" in el.attrs
    around = el.parent
    if (
        around is None
        or not el.attrs.get("class")
        or around.name not in _BUTTONED
        or not 0 < el.at < len(around.contents) <= _MOST_BUTTONS
    ):
        return False
    buttons = [node for node in around.contents if isinstance(node, Element) or str(node).strip()]
    return all(isinstance(node, Element) and sort_of(node) == sort_of(el) for node in buttons)  # « btn », « btn active »


def is_set_apart(el: Element, left: str) -> bool:
    """Whether style alone parts *el* from what stands right before it, of which *left* is the end."""
    before = el.parent.contents[el.at - 1] if el.parent is not None else None
    if isinstance(before, str):
        # Within a line only what has a class is more than a voice: « Piscine<span class=etat>Fermée</span> ».
        apart = el.name != "a" and el.name in _PLAIN and "class" in el.attrs and not before[-1:].isspace()
    else:
        apart = isinstance(before, Element) and before.name in _FLOWING and (el.name in _PLAIN or before.name in _PLAIN)
    if not apart or before is None:
        return False
    first: object = el  # what it begins with; "" where that is no text
    for _ in range(_DEEPEST):
        first = (first.contents[0] if first.contents else "") if isinstance(first, Element) else first
    right = "" if isinstance(first, Element) else str(first)
    to = [one.attrs.get("href") for one in (el, before) if isinstance(one, Element) and one.name == "a"]
    if len(to) == 2 and None not in to and to[0] != to[1]:
        return True  # to two places
    if parts(left, right):
        return True
    if min(len(left.strip()), len(right.strip())) < 2:
        return False
    # Whether there is said to be room between them, by the style of what is around them, or their own, or a framework's names
    around = el.parent.attrs if el.parent is not None else {}
    if around and (_LAID.search(str(around.get("style") or "")) or any(map(_ROWS.fullmatch, around.get("class") or ()))):
        return True
    both = [one for one in (el, before) if isinstance(one, Element) and one.attrs]
    if any(_SPACED.search(str(one.attrs.get("style") or "")) or any(map(_ROOMY.fullmatch, classes_of(one))) for one in both):
        return True
    return _words_meet(left, right) and any(isinstance(one, Element) and _is_by_itself(one) for one in (el, before))


def parts_from_text(el: Element, left: str) -> bool:
    """The same of *el*, which ends with *left*, and the text right behind it: « <span class=etat>Fermé</span>Piscine »."""
    rest = el.parent.contents[el.at + 1 : el.at + 2] if el.parent is not None else []
    if not rest or not isinstance(rest[0], str):
        return False
    return parts(left, rest[0]) or (_words_meet(left, rest[0]) and _is_by_itself(el))


def _is_by_itself(el: Element) -> bool:
    return el.name in _BOXES or any(map(_BY_ITSELF.fullmatch, classes_of(el)))


def _words_meet(left: str, right: str) -> bool:
    """Whether words meet of which the second is no ending of the first, « élu » « es », « 21 » « st »."""
    behind, before = _LETTERS_BEHIND.search(left), _LETTERS_BEFORE.match(right)
    if behind is None or before is None or len(behind[0]) < 2:
        return False
    return len(before[0]) > (2 if behind[0].isalpha() else 3)


def parts(left: str, right: str) -> bool:
    """Whether *left* and *right*, with nothing between them, are no word, figure or name that was cut into elements."""
    if not left or not right or left[-1].isspace() or right[0].isspace():
        return False
    if unicodedata.combining(left[-1]):  # an accent of its own behind its letter (3.10)
        left = unicodedata.normalize("NFC", left)
    last, first = left[-1], right[0]
    behind = found[0] if (found := _LETTERS_BEHIND.search(left)) else ""
    before = found[0] if (found := _LETTERS_BEFORE.match(right)) else ""
    if first.isalnum() and (
        last in ";!?)»”€%$" or (last in ":.," and left[:-1].rstrip("\u00a0\u202f ")[-1:].isalpha() and not before.islower())
    ):
        return len(before) > 2 or not before.islower()  # « élu(e) » « s », « www. » « valmont »
    if first == "(":
        return last.isalnum() and _ASIDE.match(right) is not None
    if not last.isalnum():
        return False
    if first in "«“":
        return True
    if first.isdigit():
        is_word = behind.isalpha() and len(behind) > 1 and behind.lower() not in _UNITS
        return is_word and (not behind.isupper() or len(right.strip()) > 3)  # « RH » « 2 »
    if first.isupper() and len(before) > 1:
        return len(behind) > 1 and (not last.isupper() or (behind.isupper() and before[1].islower()))
    return last.isdigit() and behind.isdigit() and len(before) > 3  # « 312 » « agents », and not « 12 » « h »


def tells_of_file(el: Element, before: list[str]) -> bool:
    """Whether *el* says the format or the size of a file, right behind what that is called: « Notice » « PDF, 77 Ko »."""
    said = el.contents[0] if len(el.contents) == 1 else ""
    if not (isinstance(said, str) and 1 < len(said) <= _DETAIL and before and before[-1][-1:].isalnum()):
        return False
    return (
        (said[0].isupper() or said[0].isdigit() or said[0] == "(")
        and bool((told := read(said)).size or told.format)
        and not told.label
    )
