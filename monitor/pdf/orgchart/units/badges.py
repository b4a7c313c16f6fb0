"""What is on a card and is no unit: initials for a portrait, an acronym, a name on the edge, a count; grade, pay and hours."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal

from monitor.expressions import expression, remembered
from monitor.pdf.ink import SIDE, Box, Grid, Letter, runs_of
from monitor.pdf.lines import Line, lines_of
from monitor.pdf.orgchart.marks.drawing import Drawing
from monitor.pdf.orgchart.nodes import PageNodes
from monitor.pdf.orgchart.units.legends import explained_in, is_number
from monitor.pdf.orgchart.vocabulary import folded, is_vacant, latin, level, starts_like_unit, word_pattern
from monitor.pdf.orgchart.words.name_forms import is_civility, is_particle, may_be_name
from monitor.pdf.orgchart.words.people import named_in
from monitor.pdf.orgchart.words.rows import names_somebody

_INITIALS = latin(r"[A-ZÀ-Þ](?:[. ]? ?[A-ZÀ-Þ]){0,2}\.?")
_PORTRAIT = latin(r"[A-ZÀ-Þ]{2,4}")
_ACRONYM = latin(r"[A-ZÀ-Þ][A-ZÀ-Þ&]{1,5}(?:[ .-]?\d{1,2}){0,2}")
_CODE = latin(r"[A-ZÀ-Þ]{1,6}(?:[ .-]?\d{1,2}){1,2}")
_LED_EM, _LEVEL_EM = 12.0, 0.3  # from a code to the title it leads; how level both are
_NEXT_EM, _SMALLER = 2.0, 0.95  # how far apart lines of one record stand; times its letters, those of a grade in it, at most
_LETTERS = 2  # of a grade that is no acronym of a unit
_LEAST_OFTEN = 3  # a code may happen to be somebody's initials, a line of pay a title like any other
_MOST = 0.8  # of all boxes with so few letters, those that stand beside the name which they begin
_SMALL, _TAG = 0.85, 0.5  # times the letters and the width of a box, at most, those of a tag at its edge
_SQUARE = 1.5  # a portrait is hardly wider than high
_DISC, _FEW_DISCS = 24.0, 2  # points: three letters of the usual size; discs with one letter that make a mark of it
_PILL = 4.0  # times as wide as high, at most, a label that marks cards
_ACROSS = 1e6  # points: wider than a page
_NEAR, _APART = 4.0, 0.4  # points from the card; as a share of its height, how far a portrait stands from any words on it
_FAR = 2.0  # the same from a name, where a title stands between
_ASTRIDE = 0.2  # of its area, what the card covers of a disc on its edge
_LONGEST = 8  # characters of a mark: « A. B. C. »
_PART = re.compile(r"\s*[·•|/;()\[\]]\s*|,\s+|\s+[–—-]\s+")
_MONEY = r"(?:[£€$]|chf|eur|gbp|usd)"
_AMOUNT = rf"(?:{_MONEY}\s?)?\d[\d\s.,’']*k?\s?{_MONEY}?"
_THOUSANDS = r"\d{1,3}(?:[\s.,’']\d{3})+"
_PAY = re.compile(  # of a part, folded: « £35,000 », « entre 2 400 € et 2 900 € », « £35k-£40k »
    rf"(?:[a-z]+ ){{0,3}}(?:{_MONEY}\s?\d[\d\s.,’']*k?|\d[\d\s.,’']*k?\s?{_MONEY})"
    rf"(?:\s?[–—-]\s?{_AMOUNT}|\s[a-z]{{1,3}}\s{_AMOUNT})?(?:\s(?:brut|gross|net|p\.?\s?a\.?|par an|per annum|monatlich))?"
)
_RANGE = re.compile(rf"{_THOUSANDS}(?:\s?[–—-]\s?{_THOUSANDS})?")  # « 95,000 – 99,999 », whose currency is understood
_POSTS = r"(?:fte|etp|ept|vza|vzae|vk|vbe|equivalent\w*|etat\w*)"
_TIME = expression(  # at most one post: « 0.8 FTE », « ETP : 1,0 », « 80 % », « plein temps », « 28 h »
    rf"(?:100|\d{{1,2}}(?:[.,]\d+)?)\s?%|(?:1|[01][.,]\d{{1,2}})(?:\s?{_POSTS})?|{_POSTS}\s?:?\s?(?:1|[01][.,]\d{{1,2}})"
    r"|\d{1,2}(?:[.,h]\d{1,2})?\s?(?:h|hrs?|hours|heures|std\.?|stunden|horas|ore|uur)(?:\s?/\s?\w+)?"
    r"|(?:full|part)[ -]time|vollzeit|teilzeit|(?:temps|tps) (?:plein|complet|partiel|non complet)|plein temps|tc|tnc"
    r"|tempo (?:pieno|parziale|integral|inteiro|parcial)|(?:jornada|tiempo) (?:completa|completo|parcial)"
    r"|voltijds|deeltijds|pelny etat"
)
_AT_END = expression(rf".*\s(?:{_TIME.pattern})")  # « Emploi fonctionnel ETP 1.0 »
# « Grade 7 », « E 9c », « HEO », « A+ », « Cat. B », « SES B1 »
_GRADE = re.compile(word_pattern("grades on cards"))


def portraits_in(boxes: Sequence[Box], said: Sequence[Sequence[Line]], free: Sequence[Line]) -> set[int]:
    """The numbers of *boxes* that stand for portraits; *said*: the lines of each, *free*: those in none.

    A sign without letters in a card is none of its words. Letters of one size are initials where nearly all are those of somebody
    in the card that each lies in or astride, or right beside it; where they are a code of something else, none is.
    """
    single = {n: lines[0].text for n, lines in enumerate(said) if len(lines) == 1 and len(lines[0].text) <= _LONGEST}
    square = {n for n in single if 1 / _SQUARE < boxes[n].width / max(1.0, boxes[n].height) < _SQUARE}
    lettered = {n for n in square if _INITIALS.fullmatch(single[n])}
    signs = {n for n in square if not any(map(str.isalnum, single[n]))}
    cards = Grid((boxes[n], boxes[n]) for n, lines in enumerate(said) if lines and n not in lettered | signs)
    beside = Grid((boxes[n], said[n]) for n, lines in enumerate(said) if lines and n not in lettered | signs)
    for line in free:
        beside.add(line.box, [line])
    inside = {n for n in lettered | signs if any(boxes[n].overlap(card) > 0 for card in cards.near(boxes[n]))}
    taken = signs & inside
    few, custom = set[int](), False  # larger discs of heads, where those of others are told
    ordered = sorted(lettered, key=lambda n: (boxes[n].width, boxes[n].height))
    for alike in runs_of(ordered, lambda a, b: boxes[b].width - boxes[a].width <= SIDE):
        found, vacant = set[int](), set[int]()
        for number in alike:
            disc, letters = boxes[number], folded(re.sub(r"\W", "", single[number]))
            near = beside.near(disc, max(_NEAR, _APART * disc.height))
            said_near = [line.text for lines in near for line in lines]
            broken = (f"{first.text} {last.text}" for lines in near for first, last in pairwise(lines))
            far = beside.near(disc, _FAR * disc.height) if len(letters) > 1 else []
            names = (line.text for lines in far for line in lines if names_somebody(line.text))
            if any(letters in _initials(text) for texts in (said_near, broken, names) for text in texts):
                found.add(number)
            elif any(map(is_vacant, said_near)):
                vacant.add(number)
        if len(found) >= max(_LEAST_OFTEN, _MOST * (len(alike) - len(vacant))):
            taken |= found | (inside & set(alike))
            custom = True
        elif len(found) == len(alike):
            few |= found
    return taken | (few if custom else set())


def leave_portraits_out(found: PageNodes) -> None:
    """Take out boxes that hold the initials of people named here and nothing else, which stand for their portraits."""
    people = [person.name.replace("-", " ").split() for node in found.nodes for person in node.people]
    initials = {"".join(word[0] for word in words if word[0].isupper()) for words in people}
    alone = [node for node in found.nodes if _PORTRAIT.fullmatch(node.label) and not node.people and not node.is_head]
    drawn = [node for node in alone if node.label in initials or node.label[::-1] in initials]
    if len({node.label for node in drawn}) >= _LEAST_OFTEN and len(drawn) >= _MOST * len(alone):
        found.nodes = [node for node in found.nodes if node not in drawn]
        found.by_box = {number: node for number, node in found.by_box.items() if node not in drawn}


def without_marks(letters: tuple[Letter, ...], drawing: Drawing) -> tuple[tuple[Letter, ...], list[tuple[Box, str]]]:
    """*letters* without those in small discs and pills that mark cards, « M » for what is shared, « V+A » for two; and these.

    They are no words of the cards that they stand in or beside. A sign is a mark that stands alone in several discs of one colour,
    or that a line at the foot explains beside another, and so is a word that comes again and is explained; and what joins marks.
    """
    inks = [(s.box, s.fill or s.stroke) for s in drawing.shapes] + [
        (mark.box, mark.fill) for mark in drawing.marks if not mark.arrow
    ]
    chips = [(b, ink) for b, ink in inks if b.height <= _DISC and b.height < _SQUARE * b.width and b.width <= _PILL * b.height]
    if len(chips) < _FEW_DISCS:
        return letters, []
    grid = Grid((box, number) for number, (box, _) in enumerate(chips))
    beside = cache(lambda y: grid.near(Box(-_ACROSS, y, _ACROSS, y)))  # the letters of a line stand at one height
    held = defaultdict[int, list[Letter]](list)
    for letter in letters:
        for number in beside(letter.base - 0.35 * letter.size) if letter.angle == 0 and not letter.text.isspace() else ():
            if chips[number][0].x0 <= (letter.x0 + letter.x1) / 2 <= chips[number][0].x1:
                held[number].append(letter)
                break
    shapes = Grid((box, box) for box, _ in inks)
    said: dict[int, str] = {}
    for number, inside in held.items():
        box = chips[number][0]
        cells = (o for o in shapes.near(box, SIDE) if abs(o.top - box.top) + abs(o.bottom - box.bottom) <= SIDE)
        if not any(min(abs(o.x0 - box.x1), abs(o.x1 - box.x0)) <= SIDE for o in cells):  # no cell of a table's row
            said[number] = "".join(letter.text for letter in sorted(inside, key=lambda o: o.x0))
    discs = {
        n: text
        for n, text in said.items()
        if len(text) == 1 and (text.isupper() or not text.isalnum()) and chips[n][0].width < _SQUARE * chips[n][0].height
    }
    often, times = Counter((text, chips[n][1]) for n, text in discs.items()), Counter(said.values())
    gone = {n for n, text in discs.items() if often[text, chips[n][1]] >= _FEW_DISCS}
    explained, known = set[str](), {discs[n] for n in gone}
    if times.keys() - known:
        words = {id(letter) for inside in held.values() for letter in inside}
        told = explained_in(lines_of([o for o in letters if id(o) not in words]), {text for text in times if len(text) == 1})
        explained = {text for text in told if len(text) == 1 or times[text] >= _FEW_DISCS}
    known |= explained
    gone |= {n for n, text in said.items() if text in explained or ("+" in text and known.issuperset(text.split("+")))}
    out = {id(letter) for number in gone for letter in held[number]}
    left = tuple(letter for letter in letters if id(letter) not in out) if out else letters
    return left, [(chips[number][0], said[number]) for number in sorted(gone)]


def _initials(text: str) -> set[str]:
    """With which letters, folded, somebody called *text* may be drawn: « af », « a », « fa » for « Mme Anne-Lise de Fort ».

    A program that makes them takes the first letters of two words, whatever these are: « ma ».
    """
    name = re.split(r"[,(]", text.rpartition(": ")[2])[0].split()
    whole = [word for word in name if word[0].isalpha() and folded(word)]
    parts = [part for word in whole for part in word.split("-") if part[:1].isalpha() and folded(part)]
    bare = [part for part in parts if not (is_civility(part) or is_particle(part))]
    found = {folded(bare[0])[:1]} if len(bare) > 1 else set[str]()
    uncivil = ([word for word in words if not is_civility(word)] for words in (parts, whole))  # « fe »: Mme Fatoumata El Amrani
    for words in (bare, parts, whole, *uncivil):
        if bare and 1 < len(words) <= 5:
            letters = "".join(folded(word)[:1] for word in words)
            pairs = {letters, letters[:2], letters[0] + letters[-1]}
            found |= pairs | {pair[::-1] for pair in pairs} | {letters[1:] + letters[0]}
    return found


def acronyms_beside(boxes: Sequence[Box], said: Sequence[Sequence[Line]]) -> dict[int, int]:
    """The numbers of cells that hold an acronym, and of the bar of the same height each is glued to, whose title it abbreviates.

    Several of them stand so. Where they stand over each other, as the rows of a table do, they are codes of what the bars hold
    if these are titles: beside a name, the acronym is the title.
    """
    short = [n for n, lines in enumerate(said) if len(lines) == 1 and _ACRONYM.fullmatch(lines[0].text)]
    grid = Grid((box, number) for number, box in enumerate(boxes) if said[number] and number not in short)
    beside = dict[int, int]()
    for number in short if len(short) >= _LEAST_OFTEN else ():
        x0, _, x1, _ = boxes[number]
        near = [n for n in grid.near(boxes[number], SIDE) if boxes[n].is_level_with(boxes[number], SIDE)]
        bars = [n for n in near if min(abs(boxes[n].x0 - x1), abs(boxes[n].x1 - x0)) <= SIDE and boxes[n].width > 2 * (x1 - x0)]
        if len(bars) == 1:
            beside[number] = bars[0]
    cells = [boxes[number] for number in beside]
    rows = sum(any(abs(o.top - cell.bottom) <= SIDE and abs(o.x0 - cell.x0) <= SIDE for o in cells) for cell in cells)
    titles = sum(starts_like_unit(said[bar][0].text) for bar in beside.values())
    coded = _LEAST_OFTEN * rows <= len(cells) or titles >= _MOST * len(beside)
    return beside if coded and len(beside) >= max(_LEAST_OFTEN, _MOST * len(short)) else {}


def labels_astride(boxes: Sequence[Box], said: Sequence[Sequence[Line]]) -> dict[int, int]:
    """The numbers of labels, several, that say what a box is called or who heads it, with the box on whose edge each is laid.

    Nearly all labels hold nothing but a name. Or nearly all on upper edges of boxes without others in them are titles, each in its
    own words: what is in there is no larger nor bolder, and begins with the name of somebody, or is smaller or lighter under a
    kind of unit. « Métropole » on « Direction des finances » says who shares it.
    """
    laid = _laid_astride(boxes, said, SIDE)
    named = {
        n: box
        for n, box in laid.items()
        if box not in laid and all(names_somebody(o.text) or may_be_name(o.text) or is_vacant(o.text) for o in said[n])
    }
    if len(named) >= max(_LEAST_OFTEN, _MOST * len(laid)):
        return named
    grid = Grid((box, box) for number, box in enumerate(boxes) if said[number])
    upper = {n: o for n, o in laid.items() if boxes[n].top < boxes[o].top}
    upper = {n: o for n, o in upper.items() if sum(boxes[o].encloses(box, SIDE) for box in grid.near(boxes[o])) == 1}
    titles = dict[int, int]()
    for number, owner in upper.items():
        title, below = said[number][0], said[owner]
        stands_out = all(line.size <= title.size and line.bold <= title.bold for line in below)
        lighter = below[0].size < title.size or below[0].bold < title.bold
        rank, lower = level(title.text), level(below[0].text)
        kind = lighter and rank is not None and (rank < lower if lower is not None else not starts_like_unit(below[0].text))
        under = names_somebody(below[0].text) or kind
        worded = number not in named and (any(map(str.islower, title.text)) or len(title.text) > _LONGEST)
        if stands_out and under and worded and owner not in laid and list(upper.values()).count(owner) == 1:
            titles[number] = owner
    own = len({said[n][0].text for n in upper}) == len(upper) or all(level(said[n][0].text) is not None for n in upper)
    return titles if own and len(titles) >= max(_LEAST_OFTEN, _MOST * len(upper)) else {}


def tags_astride(boxes: Sequence[Box], said: Sequence[Sequence[Line]]) -> set[int]:
    """The numbers of small labels on the edges of boxes that say where these sit, « Bureau 204 », « 2e étage », and are no units.

    Their letters are smaller than those in the box, but for codes hardly, « D08 », and most of them have a number; several are laid
    so, as nearly all labels are.
    """
    laid = {n: o for n, o in _laid_astride(boxes, said, -SIDE).items() if boxes[n].width <= _TAG * boxes[o].width}
    shares = {n: said[n][0].size / max(line.size for line in said[o]) for n, o in laid.items() if len(said[n]) == 1}
    small = {n for n, by in shares.items() if by <= _SMALL or (by < 1 and _CODE.fullmatch(said[n][0].text))}
    numbered = sum(any(map(str.isdigit, said[n][0].text)) for n in small)
    return small if numbered >= max(_LEAST_OFTEN, _MOST * len(laid)) else set()


def _laid_astride(boxes: Sequence[Box], said: Sequence[Sequence[Line]], inset: float) -> dict[int, int]:
    """The numbers of labels that are laid on the upper or lower edge of one box, set in by *inset* at least, and of that box."""
    grid = Grid((box, number) for number, box in enumerate(boxes) if said[number])
    laid = dict[int, int]()
    for number, (x0, top, x1, bottom) in enumerate(boxes):
        if not said[number]:
            continue
        near = grid.near(boxes[number], SIDE)
        wide = [n for n in near if boxes[n].x0 <= x0 - inset and x1 + inset <= boxes[n].x1]
        level = [boxes[n] for n in near if boxes[n].is_level_with(boxes[number], SIDE)]
        if any(min(abs(o.x0 - x1), abs(o.x1 - x0)) <= SIDE for o in level):
            continue  # a cell of a table's row, under a wider one
        over = [n for n in wide if top < boxes[n].top and bottom < boxes[n].bottom]
        under = [n for n in wide if boxes[n].top < top and boxes[n].bottom < bottom]
        if len(over) + len(under) == 1:
            laid[number] = (over + under)[0]
    return laid


def without_codes(lines: Sequence[Line]) -> list[Line]:
    """*lines* without the codes on the baselines of titles, « DEC 1   Bureau des concours », nor grades between title and name."""
    lines = _without_grades(lines)
    codes = [line for line in lines if line.angle == 0 and _CODE.fullmatch(line.text)]
    grid = Grid((line.frame, line) for line in lines if line.angle == 0)
    led = []
    for code in codes if len(codes) >= _LEAST_OFTEN else ():
        _, top, x1, bottom = code.frame
        right = [o for o in grid.near(Box(x1, top, x1 + _LED_EM * code.size, bottom)) if o.frame.x0 >= x1]
        level = [o for o in right if abs(o.base - code.base) <= _LEVEL_EM * code.size]
        if level and starts_like_unit(min(level, key=lambda o: o.frame.x0).text):
            led.append(id(code))
    return [line for line in lines if id(line) not in led] if len(led) >= max(_LEAST_OFTEN, _MOST * len(codes)) else list(lines)


def _without_grades(lines: Sequence[Line]) -> list[Line]:
    """*lines* without « A+ », « EG 11 », smaller than both the title above and the name below each, where they come back."""
    grades = [o for o in lines if o.angle == 0 and _GRADE.fullmatch(o.text) and not starts_like_unit(o.text)]
    grid = Grid((line.frame, line) for line in lines if line.angle == 0)
    between: list[Line] = []
    for grade in grades if len(grades) >= _LEAST_OFTEN else ():
        x0, top, x1, bottom = grade.frame
        reach = _NEXT_EM * grade.size
        near = [
            o for o in grid.near(Box(x0, top - reach, x1, bottom + reach)) if o is not grade and o.size * _SMALLER >= grade.size
        ]
        over = [o for o in near if 0 < grade.base - o.base <= reach and not names_somebody(o.text)]
        under = [o for o in near if 0 < o.base - grade.base <= reach and names_somebody(o.text)]
        if len(over) == len(under) == 1 and not grade.bold:
            between.append(grade)
    again = Counter(line.text for line in between)
    often = len(between) >= max(_LEAST_OFTEN, _MOST * len(grades))
    told = often and (len(again) < len(between) or not any(text.isalpha() and len(text) > _LETTERS for text in again))
    return [line for line in lines if line not in between] if told else list(lines)


def counts_within(boxes: Sequence[Box], said: Sequence[Sequence[Line]]) -> set[int]:
    """The numbers of shapes that hold but a number, and lie in or astride a box with words: counts, if several."""
    counts = {n for n, lines in enumerate(said) if len(lines) == 1 and is_number(lines[0].text)}
    grid = Grid((box, number) for number, box in enumerate(boxes) if said[number] and number not in counts)
    within = {n for n in counts if any(boxes[o].overlap(boxes[n]) > _ASTRIDE * boxes[n].area for o in grid.near(boxes[n]))}
    return within if len(within) >= _LEAST_OFTEN else set()


def lines_of_terms(boxes: Collection[Sequence[Line]]) -> set[int]:
    """The lines, by `id`, that say on what terms somebody is employed; *boxes*: the lines of each box.

    Such a line stands below a name, once in a box, or alone in a cell, in several boxes: « £35,000 – £39,999 (1.0 FTE) », or a
    grade before a share of time, « HEO, Internal Audit, 60 % ». « Accueil – 1 ETP » is a service with its count.
    """
    paid, timed = list[Line](), list[Line]()
    several = 0
    for lines in boxes:
        terms = [_terms(line.text) for line in lines]
        paid += [line for line, term in zip(lines, terms, strict=True) if term == "pay"]
        shares = [] if "pay" in terms else [place for place, term in enumerate(terms) if term == "time"]
        several += len(shares) > 1
        if len(shares) == 1 and (len(lines) == 1 or (shares[0] > 0 and named_in(lines[shares[0] - 1].text) is not None)):
            timed.append(lines[shares[0]])
    graded = sum(_GRADE.fullmatch(_PART.split(line.text)[0].strip()) is not None for line in timed)
    told = paid if len(paid) >= _LEAST_OFTEN else []
    if len(timed) >= _LEAST_OFTEN and 2 * graded >= len(timed) and several * _LEAST_OFTEN <= len(timed):
        told += timed
    return {id(line) for line in told}


@remembered
def _terms(text: str) -> Literal["pay", "time"] | None:
    """Whether *text* says pay, amounts and shares alone (with money, or two in thousands), or its last part a share of time."""
    parts = [part for part in map(folded, _PART.split(text.strip(" :()"))) if part]
    amounts = [part for part in parts if _RANGE.fullmatch(part)]
    paid = any(map(_PAY.fullmatch, parts)) or len(re.findall(_THOUSANDS, " ; ".join(amounts))) > 1
    if paid and all(part in amounts or _PAY.fullmatch(part) or _TIME.fullmatch(part) for part in parts):
        return "pay"
    parts = [part for part in map(folded, _PART.split(text)) if part]
    return "time" if len(parts) > 1 and (_TIME.fullmatch(parts[-1]) or _AT_END.fullmatch(parts[-1])) else None
