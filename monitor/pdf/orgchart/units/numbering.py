"""Numbers before titles that say how deep these stand: « 1 », « 1.1 », « 1.1.2 »; « I. », « A. », « 1. »."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from monitor.expressions import expression
from monitor.model.frozen import replace
from monitor.pdf.lines import Line, joined
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.units.column_heads import heading_holds
from monitor.pdf.orgchart.units.legends import LEGEND
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.vocabulary import folded
from monitor.pdf.orgchart.words.people import named_in
from monitor.pdf.orgchart.words.titles import is_date
from monitor.pdf.orgchart.words.wording import people_in, unbulleted, without_remarks

_NUMBERED = expression(r"(?:§\s?)?((?:\d{1,3}|[A-Z]|[IVXL]{1,6})(?:[.-]\d{1,3}){0,5}|[a-z](?=\)))[.)]?(?:\s+(?=\S)|$)")
_DECIMAL = re.compile(r"(?:§\s?)?(?P<parts>\d{1,2}(?:\.\d{1,2}){0,5})(?P<end>[.)]?)(?:\s+[–—-])?\s+(?=[^\W\d_])")
_ALONE = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,4}")
_ENTRY = re.compile(r"(?P<over>\d{1,2}\.)?(?P<count>\d{1,2}|[a-z])(?P<mark>\s?[.)]|\s[-–—]|)\s+(?=[^\W\d_])")
_BY_KEY = expression(r"(?P<key>\d{1,3})\s?[.)–—:-]{0,2}\s+(?=[^\W\d_])")
_LISTED = expression(
    r"^(?:§\s?)?(?:\d{1,3}(?:\.\d{1,3})*[.)]?(?:\s+[–—-])?|[IVX]{1,5}[.)]|[a-zA-Z][.)])\s+(?=[^\W\d_]|\d{1,2}[a-zº]{1,3}\b)"
)
_MARKS = re.compile(r"[.\-/]")
_FEWEST = 5  # numbers
_SHARE = 0.6  # of all lines, those that have one
_LONGEST_CODE = 8  # letters
_NESTED = 0.5  # of numbers without marks between their parts, those that go on from another one
_REGULAR = 0.9  # of the steps from number to number, those that a count makes
_BY_NUMBER, _AS_TOP = 0.95, 0.8  # how sure a parent is that a number tells; that there is none
_TOLD = frozenset(("line", "said"))
_LIKEWISE = 3  # boxes whose entries are counted so
_CAPTION = 2  # lines over a list
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


def after_mark(text: str) -> str | None:
    """*text* without its bullet or number; None where it has none: « M. Roy » is not the thirteenth of a list."""
    bare = unbulleted(text)
    number = _LISTED.match(text)
    if number and text[0].isalpha() and people_in(text):
        return None
    if bare is None or (
        number and text.startswith("§")
    ):  # « § 1.1 » is a number, « § » alone how a bullet of a symbol font is read
        return text[number.end() :] if number else None
    return bare


class _Number(NamedTuple):
    """As printed: its parts, and what the first one is written in, « 1 », « A », « I » or « a »."""

    parts: tuple[str, ...]
    scheme: str


def depths_of(texts: Sequence[str | None], *, goes_on: bool = False) -> list[int | None]:
    """How deep each of *texts* stands by its number, None where it has none; [] where they have none that are nested.

    A text that is None only says who heads the one above. *goes_on*: more of them stood before, so that a few are enough.
    """
    numbers: list[_Number | None] = []
    for text in texts:
        match = _NUMBERED.match(text) if text is not None else None
        parts = tuple(re.split(r"[.-]", match.group(1))) if match else ()
        scheme = "1" if parts and parts[0].isdigit() else "a" if parts and parts[0].islower() else "A"
        numbers.append(_Number(parts, scheme) if parts else None)
    told = [number for number in numbers if number is not None]
    if not told or len(told) < max(0 if goes_on else _FEWEST, _SHARE * sum(text is not None for text in texts)):
        return []
    for roman in (True, False):
        counted = [_counted(number, roman=roman) for number in told]
        if max(len(parts) for _, parts in counted) > 1:
            depths = [len(parts) - 1 for _, parts in counted]
            steps = [_follows(a, b) for (_, a), (_, b) in pairwise(counted)]
        else:
            # Of one part each: as deep as their scheme came; each goes on counting, or begins anew
            order = list(dict.fromkeys(scheme for scheme, _ in counted))
            depths = [order.index(scheme) for scheme, _ in counted]
            last: dict[int, int] = {}
            steps = []
            for depth, (_, (value,)) in zip(depths, counted, strict=True):
                steps.append(value == last.get(depth, 0) + 1)
                last = {known: count for known, count in last.items() if known < depth} | {depth: value}
        if depths and max(depths) > 0 and sum(steps) >= _REGULAR * len(steps):
            given = iter(depths)
            return [None if number is None else next(given) for number in numbers]
    return []


def depths_of_codes(texts: Sequence[str]) -> list[int | None]:
    """The same where *texts* are nothing but numbers of what stands beside; also « A », « A1 », « A11 » or « 1100 », « 1110 ».

    Each of these goes on from the one that it is under, none from one of another branch, all as deep are as long, and there are two
    branches or more: « 4100 », « 4101 » are telephones.
    """
    if any(" " in text or len(text) > _LONGEST_CODE for text in texts):
        return []
    if depths := depths_of(texts):
        return depths
    codes = [_MARKS.sub("", text) for text in texts]
    codes = [code if (any(map(str.isdigit, code)) or len(code) == 1) and code.strip("0") else "" for code in codes]
    if len({len(code) for code in codes if code}) == 1 and all(code.isdigit() for code in codes if code):
        codes = [code.rstrip("0") for code in codes]
    told = [code for code in codes if code]
    if len(told) < max(_FEWEST, _SHARE * len(texts)) or len(set(told)) < len(told):
        return []
    path: list[str] = []
    found: list[int | None] = []
    for code in codes:
        while path and not code.startswith(path[-1]):
            path.pop()
        if any(code.startswith(other) for other in told if other != code and other not in path):
            return []
        found.append(len(path) if code else None)
        path += [code] if code else []
    lengths = {(depth, len(code)) for depth, code in zip(found, codes, strict=True) if depth is not None}
    nested = sum(bool(depth) for depth in found) > _NESTED * len(told)
    branches = sum((over, under) == (0, 1) for over, under in pairwise(found))
    return found if nested and branches > 1 and len(lengths) == len({depth for depth, _ in lengths}) else []


def parts_numbered(lines: Sequence[Line]) -> list[tuple[tuple[int, ...], list[Line]]]:
    """*lines* cut before each number of a count that begins one, « 1.1.1 »; each part with its number, taken from its words.

    The first part stands before all numbers, has none, and may be empty. [] where no count that goes on stands in *lines*: figures
    that only happen to begin lines, « 1.5 ETP », do not count on from each other.
    """
    parts: list[tuple[tuple[int, ...], list[Line]]] = [((), [])]
    marked = True  # whether a mark ends each number of one part
    for line in lines:
        found = _DECIMAL.match(line.text)
        if found is None or not without_remarks(line.text) or is_date(line.text):
            parts[-1][1].append(line)
            continue
        number = tuple(map(int, found["parts"].split(".")))
        if len(parts) > 1 and not _follows(parts[-1][0], number):
            return []
        marked = marked and (len(number) > 1 or bool(found["end"]))
        parts.append((number, [replace(line, text=line.text[found.end() :])]))
    numbers = [number for number, _ in parts[1:]]
    counted = marked and bool(numbers) and numbers[0] == (1,)  # « 1. », « 2. » with no level below
    return parts if len(numbers) > 1 and (counted or any(len(number) > 1 for number in numbers)) else []


def counts_as_bullets(boxes: Sequence[Sequence[Line]], left: Sequence[bool]) -> list[list[Line]]:
    """The lines of *boxes* with a bullet for each count from 1 or a on below a title: « 1) Paie », « b) Crèches », « 2.1 Parcs ».

    One alone, « 1. Paie », is one where other boxes of the page count likewise. *left*: boxes whose numbers are read elsewhere.
    """
    counted: list[tuple[str, list[int]]] = []  # of each box how a list under a title is counted, and the lines that begin entries
    for lines in boxes:
        found = [(n, match) for n, line in enumerate(lines) if (match := _ENTRY.match(line.text)) and not is_date(line.text)]
        forms = {(m["over"], m["count"].isdigit(), m["mark"].strip()) for _, m in found}
        counts = [int(m["count"]) if m["count"].isdigit() else ord(m["count"]) - ord("a") + 1 for _, m in found]
        goes_on = len(forms) == 1 and found[0][0] > 0 and counts == list(range(1, len(counts) + 1))
        over, figures, mark = forms.pop() if goes_on else (None, False, "")
        counted.append((f"{over is not None}{figures}{mark}", [n for n, _ in found]) if over or mark else ("", []))
    longer = {form for form, places in counted if len(places) > 1}
    usual = Counter(form for form, _ in counted if form in longer)
    read: list[list[Line]] = []
    for lines, leave, (form, places) in zip(boxes, left, counted, strict=True):
        own = [] if leave or (len(places) == 1 and usual[form] < _LIKEWISE) else places
        read.append([replace(o, text=_ENTRY.sub("• ", o.text, count=1)) if n in own else o for n, o in enumerate(lines)])
    return read


def numbers_joined(boxes: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of *boxes*, a number alone on its line with the title below, « 2.1 », « Paie », where such numbers count on."""
    alone = [
        {n for n, (line, below) in enumerate(pairwise(lines)) if _ALONE.fullmatch(line.text) and below.text[:1].isalpha()}
        for lines in boxes
    ]
    told = [tuple(map(int, lines[n].text.split("."))) for lines, some in zip(boxes, alone, strict=True) for n in sorted(some)]
    counted = all(number[-1] == 1 or (*number[:-1], number[-1] - 1) in told for number in told)
    if not (counted and len(told) == len({*told}) > 1):
        return [list(lines) for lines in boxes]
    return [
        [replace(o, text=f"{lines[n - 1].text} {o.text}") if n - 1 in some else o for n, o in enumerate(lines) if n not in some]
        for lines, some in zip(boxes, alone, strict=True)
    ]


def without_number(lines: list[Line], *, bare: bool) -> list[Line]:
    """*lines* without the one number before their title; *bare*: though it has no mark, « 3 Finances », as all count from 1 on."""
    found = _DECIMAL.match(lines[0].text) if lines and not parts_numbered(lines) and without_remarks(lines[0].text) else None
    if found and not (found["end"] or "." in found["parts"]) and not bare:
        return lines  # « 3 Fontaines »
    return [replace(lines[0], text=lines[0].text[found.end() :]), *lines[1:]] if found else lines


def give_names_by_number(text: PageText) -> None:
    """Give boxes the names that a list beside the chart has under their numbers, « 3 – Luc Roy », and put that list to the notes.

    Nearly all its lines are such entries; each number begins one title, which names nobody itself, and most titles' numbers come.
    What stands over them calls them heads, « Responsables », or a legend: « Adjoints au maire » are others, in their own order.
    """
    unnamed = [box for box in text.boxes if box.lines and not any(named_in(line.text) for line in box.lines)]
    found = [(box, _DECIMAL.match(box.lines[0].text)) for box in unnamed]
    titled = [(int(number["parts"]), box) for box, number in found if number and number["parts"].isdigit()]
    titles = dict(titled)
    for lines in (text.free, *(box.lines for box in text.boxes)) if len(titles) == len(titled) >= _LIKEWISE else ():
        said = [(line, _BY_KEY.match(line.text)) for line in lines]
        named = [(line, int(key["key"]), named_in(line.text[key.end() :])) for line, key in said if key]
        entries = {number: people for _, number, people in named if people is not None and (people.sure or people.people[0].vacant)}
        own = lines is text.free or len(lines) - len(entries) <= _CAPTION
        if not own or not len(entries) == len(named) > len(titles) / 2 or not entries.keys() <= titles.keys():
            continue
        first, taken = min((line.box for line, _, _ in named), key=lambda box: box.top), {id(line) for line, _, _ in named}
        over = [o for o in lines if first.top - 4 * o.size <= o.box.top < first.top and abs(o.box.x0 - first.x0) <= o.size]
        captions = over[-1:] if lines is text.free else [o for o in lines if id(o) not in taken]
        if not all(heading_holds(folded(o.text)) == "name" or LEGEND.match(folded(o.text)) for o in captions):
            continue
        gone = [o for o in lines if id(o) in taken or o in captions]
        text.aside += gone
        text.free = [line for line in text.free if line not in gone]
        text.boxes = [box for box in text.boxes if box.lines is not lines]
        for number, people in entries.items():
            titles[number].people += people.people
        return


def are_bare(boxes: Iterable[Sequence[Line]]) -> bool:
    """Whether *boxes* are numbered from 1 on with no mark behind the numbers: « 1 Finances », « 2 Voirie »."""
    heads = [_DECIMAL.match(lines[0].text) for lines in boxes if lines]
    numbers = {int(found["parts"]) for found in heads if found and not found["end"] and found["parts"].isdigit()}
    return len(numbers) > 1 and numbers == set(range(1, len(numbers) + 1))


def note_depths(cells: Sequence[TextBox], titles: Iterable[TextBox]) -> bool:
    """Note how deep *titles* stand by the numbers in their rows, which *cells* of one column hold; False where they hold none."""
    depths = depths_of([joined(cell.lines) for cell in cells])
    for title in titles if depths else ():
        for cell, depth in zip(cells, depths, strict=True):
            if title.box.top <= cell.box.cy <= title.box.bottom and cell.box.top <= title.box.cy <= cell.box.bottom:
                title.depth = depth
    return bool(depths)


def hang_by_numbers(nodes: Sequence[Node]) -> None:
    """Hang titles of *nodes*, of all pages, that are numbered as headings of a text are, each under the one that it goes on from.

    « 1.2 » under « 1. »; those of one part under what the first of them hangs under. So where no number is missing or comes twice;
    a stroke, or what the page says, tells better.
    """
    numbered: dict[tuple[int, ...], Node] = {}
    for node in nodes:
        found = _DECIMAL.match(node.label) if node.how not in _TOLD and not is_date(node.label) else None
        number = tuple(map(int, found["parts"].split("."))) if found else ()
        if number in numbered or (len(number) == 1 and found and not found["end"]):
            return
        if number:
            numbered[number] = node
    counted = all(number[-1] == 1 or (*number[:-1], number[-1] - 1) in numbered for number in numbered)
    nested = any(number[:-1] for number in numbered) and all(not number[:-1] or number[:-1] in numbered for number in numbered)
    if len(numbered) < _FEWEST or not (counted and nested):
        return
    own = set(map(id, numbered.values()))
    top = numbered[(1,)].parent if id(numbered[(1,)].parent) not in own else None
    for number, node in sorted(numbered.items()):
        head = numbered.get(number[:-1], top)
        if node.parent is not head or node.confidence < _BY_NUMBER:
            node.unhang(_AS_TOP)
            if head is not None:
                node.hang(head, "indented", _BY_NUMBER)


def _counted(number: _Number, *, roman: bool) -> tuple[str, tuple[int, ...]]:
    """The scheme and the parts as figures; *roman*: capitals that may be Roman numerals are."""
    first, scheme = number.parts[0], number.scheme
    if scheme == "A" and roman and set(first) <= set(_ROMAN):
        scheme, figures = "I", [_ROMAN[letter] for letter in first]
        value = sum(-one if one < following else one for one, following in zip(figures, [*figures[1:], 0], strict=True))
    else:
        value = int(first) if first.isdigit() else ord(first[0].lower()) - ord("a") + 1
    return scheme, (value, *(int(part) for part in number.parts[1:]))


def _follows(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Whether *b* comes next after *a* in a numbered outline: its first child, or the next one on its level or a higher one."""
    if len(b) > len(a):
        return b[: len(a)] == a
    return b[:-1] == a[: len(b) - 1] and b[-1] > a[len(b) - 1]
