"""Legends, which explain the chart and are no part of it: samples with words beside them, and what stands with a « Légende »."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from monitor.expressions import expression
from monitor.model.frozen import replace
from monitor.pdf.ink import SIDE, Box, Colour, Grid, bounds, median, runs_of
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.marks.drawing import Drawing
from monitor.pdf.orgchart.vocabulary import KINDS, folded, starts_like_unit, word_list, word_pattern
from monitor.pdf.orgchart.words.people import is_name
from monitor.pdf.orgchart.words.titles import BODIES, ends_with_date, names_body, names_chart
from monitor.pdf.orgchart.words.wording import is_contact

LEGEND = re.compile(word_pattern("legends"))
# What stands at a sheet's foot and tells of the sheet, not of a unit.
_FOOT = re.compile(word_pattern("feet"))
_NUMBER = re.compile(r"(?:n\s?[°o.]\s?)?\d+(?:[.,]\d+)?\s?%?|\d+(?:\s?[|/]\s?\d+)+", re.IGNORECASE)
UPDATED = re.compile(word_pattern("updates"))
_VERSION = re.compile(r"\b(?:versi(?:on|one|e)|versao|wersja|verze|rev\.?|ver\.?|v\.?) ?\d+(?:\.\d+)*$")
_EDITION = re.compile(word_pattern("editions"))
_FOOT_WITHIN = expression(r"\bmise? a jour\b.*\d|\bpage \d+\s*/\s*\d+$")
# folded: « Document établi par la direction des ressources humaines », « Réalisation : service communication »
_SENTENCE = 6  # words
_COUNTS = re.compile(r"[^:]*\b(?:effectifs?|agents|postes|staff|headcount|mitarbeitende|beschaftigte)\b[^:]*:\s*\d[^:]*")
_MADE_BY = re.compile(word_pattern("made by"))
# « V+A = service commun », « (SC) : service commun »
_EXPLAINED = expression(r"[(\[]?([A-ZÀ-Þ0-9][\w+&/-]{0,9})[)\]]?\s?[:=]\s?(\S.*)")
_AFTER_SIGN, _SYMBOLS, _FEW_WORDS = " :=–—-", frozenset("*★☆✱✶✦◆◇■□▲△▼●○◉§#"), 4  # what a line says of a sign that is no letter
_ENTRIES = expression(r"\s+[–—·|•-]\s+|\s*;\s+|,\s+(?=\S{1,10}\s?[:=])|\s{3,}")
_LOGO = re.compile(r"(?:(?:votre|your|ihr|su) )?logo(?:type)?(?: (?:de )?(?:la |du |der |of the |del )?[\w-]+)?$")
_CODE = re.compile(r"[A-Z]{0,3}\d{0,3}")
_ANY = re.compile(r"n{1,3}|x{1,3}|[?#]{1,3}", re.IGNORECASE)  # what stands for any number in a sample
_HIGHEST_EM = 2.4  # a sample is hardly higher than the words beside it
_ONE_LINE_EM = 2.0
_WIDEST_EM = 8.0
_LEAST_EM = 0.7  # less is the bullet of a list
_LARGER = 1.05  # times as large as those beside it: who heads all
_BESIDE_EM = 2.6
_SMALL, _IMPRINT_EM = 0.9, 3.3  # times the usual size: an imprint is set no larger, and that far below the chart
_PARTS = expression(r"\s+[–—|·•-]\s+")
_AROUND = " –—|·•-"  # what stands around it
_OF_FOLIO = re.compile(r"\s+[–—|·•/-]\s+|,\s+")
# What the folio of a printed page says beside its journal's name, folded
_ISSUE = re.compile(r".*\b(?:n ?[°o]|nos?|nr|num|numero|nummer|issue|vol|volume|ausgabe|heft)[ .]*\d+(?:[ /.-]\d+)?$")
_WHEN = re.compile(r"(?:\S+ ){0,2}(?:19|20)\d\d$")  # « Hiver 2025 »
_PAGE = re.compile(r"(?:p|page|seite|s|pag|pagina|pagine|blz)[ .]*\d{1,3}$|\d{1,3}$")
_COLOURED = 60  # of 255: how far apart the parts of a colour are that is no grey
_BULLET_EM = 0.6  # a bullet is no larger
_MIDDLE_EM, _OFF_EM = 0.3, 0.6  # the middle of small letters; how far off a bullet may stand
_ONE_COLUMN = 0.5  # points between bullets of one column
_BULLET_REACH = 12.0  # points around a bullet in which its words begin
_ROW_EM = 0.8  # entries in one row stand on one level
_APART_EM = 12.0  # entries of one legend stand no further from each other
_COLUMNS = frozenset(word_list("names of columns"))
_LINKING = frozenset(("", "et", "ou", "de", "du", "des", "la", "le", "l", "and", "und"))
_IN, _IN_LITTLE = 1.2, 8.0  # times as large as a shape, at least and at most, what it is drawn in


class Sample(NamedTuple):
    """A small shape without words of its own."""

    box: Box
    fill: Colour | None
    stroke: Colour | None
    dashed: bool
    inner: frozenset[Colour | None] = frozenset()  # the fills of shapes drawn in it

    @property
    def look(self) -> tuple[object, ...]:
        return self.fill, self.stroke, self.dashed, self.inner


def is_foot(text: str) -> bool:
    """Whether *text* is of the sheet: its date, a page, how many work there; no « Centre social n° 2 – depuis 2021 »."""
    bare = folded(text)
    if _FOOT.match(bare) or _FOOT_WITHIN.search(bare) or _VERSION.search(bare) or ends_with_date(text) or is_of_the_sheet(text):
        return True
    if folio_signs(text) <= 1 or starts_like_unit(text.strip(_AROUND)):
        return False
    return any(ends_with_date(part) or _PAGE.match(folded(part)) for part in _OF_FOLIO.split(text))


def glossary(text: str) -> dict[str, str]:
    """The signs that a line explains, « V : Ville – A : Agglomération », with their words; {} where it names or explains one."""
    parts = [_EXPLAINED.fullmatch(part) for part in _ENTRIES.split(text.strip())]
    signs = {part.group(1): part.group(2) for part in parts if part is not None and not is_name(part.group(2))}
    return signs if len(signs) == len(parts) > 1 else {}


def sign_in(text: str) -> tuple[str, str] | None:
    """The sign that a line explains alone, « M : service mutualisé », and its words; a title with a name reads so, too."""
    found = _EXPLAINED.fullmatch(text.strip())
    return (found[1], found[2]) if found and not is_name(found[2]) else None


def explained_in(lines: Iterable[Line], signs: Container[str]) -> dict[str, str]:
    """What *lines* explain, in its words: signs beside others, of *signs* also one alone, « I : par intérim », « ★ commun ».

    Not a sign that begins several lines, as a bullet does, nor a pictogram beside a telephone or where to read on.
    """
    found, alone = dict[str, str](), defaultdict[str, list[str]](list)
    for text in (line.text.strip() for line in lines):
        found |= glossary(text)
        one = sign_in(text) if text[:1].isalnum() else (text[:1], text[1:].strip(_AFTER_SIGN))
        if one and one[1] and one[0] in signs:
            alone[one[0]].append(one[1])
    return {sign: said[0] for sign, said in alone.items() if len(said) == 1 and _is_meaning(sign, said[0])} | found


def _is_meaning(sign: str, said: str) -> bool:
    return sign.isalnum() or (sign in _SYMBOLS and len(said.split()) <= _FEW_WORDS and not is_contact(said))


def is_number(text: str) -> bool:
    """Whether *text* is nothing but how many work in the unit beside it, or which office it is: « 27 », « 3 | 15 », « N° 12 »."""
    return _NUMBER.fullmatch(text) is not None


def is_edition(text: str) -> bool:
    """Whether *text* says which edition of the sheet this is: « Service RH – version 6 », « Mise à jour au 01/02/2026 »."""
    bare = folded(text)
    return bool(_VERSION.search(bare) or _EDITION.search(bare) or (UPDATED.match(bare) and any(map(str.isdigit, bare))))


def folio_signs(text: str) -> int:
    """How many of an issue's number, its date, a page's number *text* has, at most one part saying else: « n° 87 – page 14 »."""
    parts = [part for part in _OF_FOLIO.split(text.strip(_AROUND)) if part]
    bare = [folded(part) for part in parts]
    dated = [bool(_WHEN.match(part)) or ends_with_date(said) for part, said in zip(bare, parts, strict=True)]
    told = ["issue" if _ISSUE.match(part) else "date" if date else "" for part, date in zip(bare, dated, strict=True)]
    # a number alone is that of the page only beside a date
    told = [
        said or ("page" if _PAGE.match(o) and (any(dated) or o[0].isalpha()) else "") for said, o in zip(told, bare, strict=True)
    ]
    return len(set(told) - {""}) if told.count("") <= 1 else 0


def is_imprint(line: Line, lines: Sequence[Line], usual: float) -> bool:
    """Whether a line at the sheet's foot tells its edition, « RH – version 7 », or a small one far below where somebody is met."""
    if line.size < usual and is_edition(line.text) and not any(o.base > line.base + o.size and not is_foot(o.text) for o in lines):
        return True
    if line.size >= _SMALL * usual or any(line.base - o.base < _IMPRINT_EM * usual for o in lines if o.size > line.size):
        return False
    parts = _PARTS.split(line.text)
    told = is_edition(line.text) or any(map(is_contact, parts)) or names_body(parts[0]) or folio_signs(line.text) > 0
    beside = _OF_FOLIO.split(line.text.strip(_AROUND))
    told |= len(beside) < 3 and any(map(str.isdigit, beside))  # « 14 • Vivre à Valmont », « – 14 – »
    return told and not is_name(line.text)


def is_of_the_sheet(text: str) -> bool:
    """Whether *text* tells who made the sheet and when, where a logo is to stand on it, how many there are, or is a sentence.

    « Effectif au 1er janvier 2026 : 1 243 agents », « Les services en pointillés sont mutualisés. »
    """
    bare = folded(text)
    sentence = text.endswith(".") and len(text.split()) >= _SENTENCE and text[-4:-1].islower() and not starts_like_unit(text)
    before, dash, _ = text.rpartition(" – ")
    dated = bool(before and dash) and ends_with_date(text) and not ends_with_date(before)  # « Direction générale – janvier 2026 »
    return sentence or dated or bool(_MADE_BY.match(bare) or _LOGO.match(bare) or _COUNTS.fullmatch(bare))


def are_column_names(texts: Sequence[str]) -> bool:
    """Whether *texts* are what stands over the columns of a table: « Service », « Nom », « Tél. »."""
    words = [re.findall(r"[\w-]+", folded(text)) for text in texts]
    named = all(own and all(word in _COLUMNS or word in KINDS for word in own) for own in words)
    return len(texts) > 1 and named and any(word in _COLUMNS for own in words for word in own)


def explained(samples: Iterable[Sample], free: Sequence[Line], foot: float) -> set[int]:
    """Which of the *free* lines, by place, say what a sample beside them means.

    Samples of a legend differ from each other and stand in a row or column. One alone counts only below *foot*, the chart's end.
    What somebody's name stands beside as well is a portrait.
    """
    grid = Grid((sample.box, sample) for sample in samples)
    beside = {place: near for place, line in enumerate(free) if (near := sample_by(line, grid)) is not None}
    names = Grid((line.box, line) for line in free if beside and is_name(line.text))
    reach = {place: _BESIDE_EM * free[place].size for place in beside}
    boxes = {place: Box(s.box.x1, s.box.top, s.box.x1 + reach[place], s.box.bottom) for place, s in beside.items()}
    portraits = {(round(s.box.width), round(s.box.height)) for place, s in beside.items() if names.near(boxes[place])}
    beside = {place: s for place, s in beside.items() if (round(s.box.width), round(s.box.height)) not in portraits}
    below = {place: line for place, line in enumerate(free) if line.box.top >= foot - 0.5 * line.size}
    found = {place for place, line in below.items() if _dotted(line, grid) or glossary(line.text)}
    for place, sample in beside.items():
        box = sample.box
        alike = [
            (s.box, s.look)
            for p, s in beside.items()
            if p != place
            and abs(s.box.width - box.width) <= 0.35 * max(s.box.width, box.width)
            and abs(s.box.height - box.height) <= 0.35 * max(s.box.height, box.height)
        ]
        looks = {look for b, look in alike if abs(b.cy - box.cy) <= 0.3 * box.height or abs(b.x0 - box.x0) <= 0.5 * box.width}
        if looks - {sample.look} or free[place].box.top >= foot - 0.5 * free[place].size:
            found.add(place)
    return found


def without_parts(samples: Sequence[Sample]) -> list[Sample]:
    """*samples*, fills one with their outlines, without shapes drawn in another one little larger: silhouettes on discs, halves."""
    places: dict[tuple[int, ...], Sample] = {}
    for sample in samples:
        same = places.setdefault(tuple(map(round, sample.box)), sample)
        drawn = same._replace(
            fill=same.fill or sample.fill, stroke=same.stroke or sample.stroke, dashed=same.dashed or sample.dashed
        )
        places[tuple(map(round, sample.box))] = drawn
    samples = list(places.values())
    grid = Grid((sample.box, number) for number, sample in enumerate(samples))
    inner = defaultdict[int, set[Colour | None]](set)
    whole: list[int] = []
    for number, sample in enumerate(samples):
        area = max(sample.box.area, 1.0)
        near = [o for o in grid.near(sample.box) if _IN < samples[o].box.area / area < _IN_LITTLE]
        around = [o for o in near if samples[o].box.encloses(sample.box, 1.0)]
        for other in around:
            inner[other].add(sample.fill)
        whole += [] if around else [number]
    return [samples[number]._replace(inner=frozenset(inner[number])) for number in whole]


def without_bullets(found: Sequence[Sample], lines: Sequence[Line], drawing: Drawing) -> tuple[list[Sample], list[Line]]:
    """The samples *found* without bullets or ends of branches, and *lines* with « • » where a bullet is drawn before them.

    Bullets are of one shape again and again in a column, each with a line beside it, which it may stand a little off. Each sample
    of a legend stands once in its column; what is like a bullet of another column, and alone in its own, is one, too. Arrowheads
    and other ends of strokes before words are none.
    """
    # The marks that are arrowheads, or that strokes end at; and those of them whose stroke goes on in another one at its far end,
    # as at the ends of a chart's branches: the stroke of a sample stands alone
    strokes = drawing.segments if drawing.marks else ()
    tips = ((o, (o.x0, o.y0), (o.x1, o.y1)) for o in strokes)
    ends = Grid((Box(*near, *near), (o, far)) for o, one, other in tips for near, far in ((one, other), (other, one)))
    along = Grid((o.box, o) for o in strokes)
    linked, branches = set[Box](), set[Box]()
    for mark in drawing.marks:
        fars = list(ends.touching(mark.box, SIDE))
        if mark.arrow or fars:
            linked.add(mark.box)
        if any(o.level != stroke.level for stroke, far in fars for o in along.touching(Box(*far, *far), SIDE)):
            branches.add(mark.box)
    samples = [sample for sample in found if sample.box not in linked]
    grid = Grid((line.box, line) for line in lines if line.angle == 0)
    beside = {id(sample): line for sample in samples if (line := _led_by(sample.box, grid)) is not None}

    def kind(sample: Sample) -> tuple[object, ...]:
        return sample.look, round(sample.box.width), round(sample.box.height)

    led = [sample for sample in samples if id(sample) in beside]
    ordered = sorted(led, key=lambda s: (round(s.box.width), round(s.box.height), s.box.x0))
    columns = runs_of(ordered, lambda a, b: kind(a)[1:] == kind(b)[1:] and b.box.x0 - a.box.x0 <= _ONE_COLUMN)
    columns = [column for column in columns if len({sample.look for sample in column}) == 1]
    again = {kind(column[0]) for column in columns if len({round(sample.box.cy) for sample in column}) > 1}
    bullets = {id(sample) for column in columns for sample in column if kind(sample) in again}
    small = (s for s in led if id(s) in bullets and s.box.width <= _BULLET_EM * beside[id(s)].size)
    begun = {id(beside[id(sample)]) for sample in small}
    marked = [replace(line, text=f"• {line.text}") if id(line) in begun else line for line in lines]
    return [o for o in found if id(o) not in bullets and o.box not in branches], marked


def _led_by(bullet: Box, lines: Grid[Line]) -> Line | None:
    """The line that *bullet* stands before: of those that begin close right of it, the one that it is the least off in height."""
    off: list[tuple[float, float, Line]] = []
    for line in lines.near(Box(bullet.x1, bullet.cy, bullet.x1 + 2 * bullet.width, bullet.cy), _BULLET_REACH):
        height = abs(line.base - _MIDDLE_EM * line.size - bullet.cy)
        within = bullet.x1 <= line.box.x0 + 0.1 * line.size and line.box.x0 - bullet.x0 <= 2 * line.size
        if within and height <= _OFF_EM * line.size and bullet.height <= _HIGHEST_EM * line.size:
            off.append((height, line.box.x0, line))
    return min(off, key=lambda one: one[:2])[2] if off else None


def unsampled(free: Iterable[Line], samples: Iterable[Sample]) -> list[Line]:
    """The *free* lines that no sample stands beside, and that head no legend."""
    grid = Grid((sample.box, sample) for sample in samples)
    return [
        line for line in free if sample_by(line, grid) is None and not _dotted(line, grid) and not LEGEND.match(folded(line.text))
    ]


def legend_boxes(boxes: Sequence[Box], lines: Sequence[Line], notes: Sequence[Line], plain: Sequence[bool]) -> set[int]:
    """Which of *boxes*, by number, are entries of a legend: in a row with its heading or explained samples, or under the heading.

    Below all that is linked or names somebody, a box of one line right under an explained sample is one, too.

    *lines*: all that stands free, *notes* what explains samples; *plain*: boxes that nothing is linked to and that name nobody.
    """
    headings = [line.box for line in lines if LEGEND.match(folded(line.text))]
    size = median([line.size for line in (*lines, *notes)] or [9.0])
    foot = max((box.bottom for box, bare in zip(boxes, plain, strict=True) if not bare), default=0.0)
    samples = [line.box for line in notes if line.box.top >= foot - size]
    region = [*headings, *samples]
    grown, found = True, set[int]()
    while grown:
        grown = False
        for number, box in enumerate(boxes):
            if number in found or not plain[number] or box.height > 3.5 * size:
                continue
            row = [o for o in region if abs(box.cy - o.cy) <= _ROW_EM * size]
            heads = [*headings, *samples] if foot and box.height <= _ONE_LINE_EM * size else headings
            over = [o for o in heads if box.x0 <= o.x1 + size and o.x0 <= box.x1]
            near = any(max(box.x0 - o.x1, o.x0 - box.x1) <= _APART_EM * size for o in row)
            if near or any(-size <= box.top - o.bottom <= 2.5 * size for o in over):
                found.add(number)
                region.append(box)
                grown = True
    return found


def row_at_the_foot(boxes: Sequence[Box], plain: Sequence[bool], looks: Sequence[object]) -> set[int]:
    """The lowest row of boxes, where it is a legend without a heading: low boxes of different looks that come back above."""
    if not boxes or all(plain):
        return set()
    lowest = max(range(len(boxes)), key=lambda n: boxes[n].top)
    row = [n for n, box in enumerate(boxes) if abs(box.cy - boxes[lowest].cy) <= 0.5 * boxes[lowest].height]
    above = [n for n in range(len(boxes)) if n not in row]
    if len(row) < 2 or not above or not all(plain[n] for n in row):
        return set()
    lower = all(boxes[n].bottom < min(boxes[r].top for r in row) for n in above)
    small = max(boxes[n].height for n in row) <= 0.7 * median([boxes[n].height for n in above])
    differ = len({looks[n] for n in row}) > 1 and all(looks[n] in {looks[o] for o in above} for n in row)
    return set(row) if lower and small and differ else set()


def logos(boxes: Sequence[Box], titles: Sequence[str], plain: Sequence[bool], free: Sequence[Line]) -> set[int]:
    """The number of the box that is the body's logo: alone above all others, level with the title of the sheet.

    Below it one box alone heads the rest, or stands in their middle, larger than those beside it: else the logo may. It says what
    body that is, « VILLE », or words of the title: « Valmont » beside « Organigramme des services de Valmont ».
    """
    number = min((n for n, title in enumerate(titles) if title), key=lambda n: boxes[n].top, default=None)
    if number is None or not plain[number] or len(boxes) < 2 or names_body(titles[number], above=True):  # that is a title itself
        return set()
    box, said = boxes[number], folded(titles[number])
    level = [line for line in free if line.angle == 0 and abs(line.box.cy - box.cy) <= box.height]
    largest = max((line.size for line in free), default=0.0)
    titled = [o.text for o in level if o.size >= largest or names_chart(o.text) or names_body(o.text, above=True)]
    words = {word for text in titled for word in folded(text).split()}
    told = said in BODIES or (set(said.split()) <= words and not starts_like_unit(said))
    others = sorted((o for n, o in enumerate(boxes) if n != number and not o.encloses(box, 0)), key=lambda o: o.top)
    clear = all(upper.bottom < other.top for upper in (box, *others[:1]) for other in others if other is not upper)
    row = sorted((o for o in others if o.cy < others[0].bottom), key=lambda o: -o.area)
    middle = bounds(others).cx if len(row) < len(others) else box.cx
    led = row[:1] and row[0].x0 <= middle <= row[0].x1 and all(_LARGER * o.area < row[0].area for o in row[1:])
    led = led and not box.x0 <= middle <= box.x1
    return {number} if words and told and (clear or led) else set()


def coded_samples(boxes: Sequence[Box], titles: Sequence[str], plain: Sequence[bool], free: Sequence[Line]) -> dict[int, set[int]]:
    """The samples of a legend that hold a code, « C 62 », « n », by number, each with the free lines, by place, that explain it."""
    lines = Grid((line.box, place) for place, line in enumerate(free))
    found: dict[int, set[int]] = {}
    for number, box in enumerate(boxes):
        code = titles[number].replace(" ", "")
        of_any = _ANY.fullmatch(code) is not None
        if not plain[number] or not code or not (of_any or _CODE.fullmatch(code)) or box.width > _WIDEST_EM * box.height:
            continue
        row = Box(box.x1, box.cy, box.x1 + box.height * _BESIDE_EM, box.cy)
        beside = {p for p in lines.near(row) if free[p].angle == 0 and free[p].box.x0 >= box.x1 - 1}
        beside = {
            p for p in beside if abs(free[p].box.cy - box.cy) <= 0.7 * free[p].size and box.height <= _HIGHEST_EM * free[p].size
        }
        if beside and (of_any or all(folded(free[p].text).split()[0] in KINDS for p in beside)):
            found[number] = beside
    return found


def _dotted(line: Line, grid: Grid[Sample]) -> bool:
    """Whether a small coloured dot stands before *line*: bullets are black or grey."""
    before = Box(line.box.x0 - _BESIDE_EM * line.size, line.box.top, line.box.x0, line.box.bottom)
    near = [s for s in grid.near(before) if s.fill is not None and max(s.fill) - min(s.fill) > _COLOURED]
    return any(s.box.x1 <= line.box.x0 and max(s.box.width, s.box.height) <= line.size for s in near)


def sample_by(line: Line, grid: Grid[Sample]) -> Sample | None:
    """The sample that *line* stands right of."""
    size, box = line.size, line.box
    if line.angle:
        return None
    left = Box(box.x0 - _BESIDE_EM * size, box.top, box.x0, box.bottom)
    near = [s for s in grid.near(left) if s.box.x1 <= box.x0 + 0.2 * size and abs(s.box.cy - box.cy) <= 0.7 * size]
    near = [s for s in near if s.box.height <= _HIGHEST_EM * size and _LEAST_EM * size <= s.box.width <= _WIDEST_EM * size]
    return min(near, key=lambda s: box.x0 - s.box.x1, default=None)


def without_samples(lines: Sequence[Line], samples: Grid[Sample]) -> list[Line]:
    """The lines in one box without those that explain *samples* of different looks in it: a legend may have a frame.

    Where most do, a line set like them and beginning where they do is an entry, too, whose sample is white or missing.
    """
    beside = sorted(((sample.box.cx, line, sample) for line in lines if (sample := sample_by(line, samples))), key=lambda o: o[0])
    columns = runs_of(beside, lambda last, entry: entry[0] - last[0] <= entry[1].size)
    told = [line for column in columns if len({s.look for _, _, s in column}) > 1 for _, line, _ in column]
    if 2 * len(told) > len(lines):
        x0, look = told[0].box.x0, (told[0].size, told[0].bold)
        told += [o for o in lines if o not in told and abs(o.box.x0 - x0) <= o.size and (o.size, o.bold) == look]
    return [line for line in lines if line not in told]


def column_heads(boxes: Sequence[Box], titles: Sequence[str], plain: Sequence[bool]) -> set[int]:
    """The numbers of two cells or more, glued in a row with nothing above, that say what is under them: « Service », « Nom »."""
    words = [[w for w in re.split(r"[\s/,()'-]+", folded(title)) if w not in _LINKING] for title in titles]
    worded = {n for n, own in enumerate(words) if plain[n] and own and all(word in _COLUMNS or word in KINDS for word in own)}
    grid = Grid((box, number) for number, box in enumerate(boxes))
    found: set[int] = set()
    for number in worded:
        box = boxes[number]
        row = [
            o
            for o in grid.near(box, SIDE)
            if o != number and abs(boxes[o].top - box.top) + abs(boxes[o].bottom - box.bottom) <= SIDE
        ]
        under = any(boxes[o].cy > box.bottom and abs(boxes[o].top - box.bottom) <= SIDE for o in grid.near(box, SIDE))
        if row and under and all(o in worded for o in row):
            found.add(number)
    return found
