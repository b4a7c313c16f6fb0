"""What is printed on a chart's sheets, whatever units were made of it: nobody is gone whose name still stands there. Pure.

And whether a chart ceased to say who anybody is, or began to: then that is the news, and nobody's leaving (DESIGN 5.2).
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, dropwhile

from monitor.compare.person_names import is_civility, longest, person_key, stands_at
from monitor.compare.title_words import is_function, is_interim, letters_key, same_but_for_lost_letters, title_key, title_likeness
from monitor.compare.words import text_of, word_diff
from monitor.expressions import expression
from monitor.model import Block, DocumentContent, Edit, OrgChart, Person, Unit
from monitor.model.frozen import replace
from monitor.normalize import key

LIKELY = 0.5  # a statement that leans on a fact less probable is not made
_MONTH_WORDS = """janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
january february march april may june july august september october november december"""
MONTHS = {word: n % 12 + 1 for n, word in enumerate(_MONTH_WORDS.split())}  # folded
_LONGEST_MEASURE = 4  # letters of what is counted, or of a word before a number: ETP, Tel, App
_COUNTED = "etp etpt ept fte vza vzae vze vk vbe pers tel fax gsm app ext page pag eur"
_MEASURES = frozenset(_COUNTED.split())
_ACRONYM = expression(r"[^\W\d_a-zß-ÿ]{3,} ?[-–]? ?\d{1,3}")  # « RPE 2 », « SAMU 39 »
_INITIALS = 2  # letters of « N.N. »
_BEFORE = 2  # words that tell where a title is printed
_ONE_TITLE = 0.4  # likeness of two titles of one document
_LONG = 8  # letters of a title that is looked for in the whole text, wherever lines and words are broken


def as_compared(chart: OrgChart) -> OrgChart:
    """*chart* without what is hardly a unit: a figure, an extension, a title that was probably misread; their words are text.

    So are those of a post that is there no more, « Poste supprimé »: it is no vacant one. Of those the reader keeps the words.
    """
    if any(_is_abolished(person) for unit in chart.units for person in unit.people):
        left = (replace(unit, people=tuple(p for p in unit.people if not _is_abolished(p))) for unit in chart.units)
        chart = replace(chart, units=tuple(left))
    held = {unit.parent for unit in chart.units} | {unit.id for unit in chart.units if unit.people}
    kept = {unit.id for unit in chart.units if unit.confidence_title >= LIKELY and is_named(unit.title, is_held=unit.id in held)}
    if len(kept) == len(chart.units):
        return chart
    up = chart.by_id()

    def above(unit: Unit) -> Unit:
        sure, parent = unit.confidence_parent, unit.parent
        while parent is not None and parent not in kept:
            sure, parent = 0.0, up[parent].parent if parent in up else None
        return replace(unit, parent=parent, confidence_parent=sure)

    return replace(chart, units=tuple(above(unit) for unit in chart.units if unit.id in kept))


def cards_under_headings(chart: OrgChart) -> dict[str, str]:
    """By the id of each card right under a heading of its title that names nobody, the only one there, the id of that heading."""
    up = chart.by_id()
    cards: dict[str, list[str]] = defaultdict(list)
    for unit in chart.units:
        head = up.get(unit.parent or "")
        if head is not None and unit.people and not head.people and letters_key(head.title) == letters_key(unit.title):
            cards[head.id].append(unit.id)
    return {one: head for head, (one, *others) in cards.items() if not others}


def without_twins(chart: OrgChart) -> OrgChart:
    """*chart* with one unit for a heading and the card of its title under it: what hangs under either, and its people."""
    heads = cards_under_headings(chart)
    people = {heads[unit.id]: unit.people for unit in chart.units if unit.id in heads}
    left = (unit for unit in chart.units if unit.id not in heads)
    units = (replace(u, people=people.get(u.id, u.people), parent=heads.get(u.parent or "", u.parent)) for u in left)
    return replace(chart, units=tuple(units)) if heads else chart


def _is_abolished(person: Person) -> bool:
    return person.vacant and len(_letters(person.name)) > _INITIALS


def without_loose_pages(chart: OrgChart, other: OrgChart) -> OrgChart:
    """*chart* without pages of which nothing says that they are its own: a slide of dates, a foreword; their words are text.

    Nobody is named there, nothing hangs on another page, and none of it is a unit of the *other* version.
    """
    pages, titles = {unit.id: unit.page for unit in chart.units}, {title_key(unit.title) for unit in other.units}
    own = {unit.page for unit in chart.units if unit.people or title_key(unit.title) in titles}
    hung = {(unit.page, pages.get(unit.parent or "", unit.page)) for unit in chart.units}
    own |= {page for pair in hung if len({*pair}) > 1 for page in pair}
    if not own or own >= {*pages.values()}:
        return chart
    return replace(chart, units=tuple(unit for unit in chart.units if unit.page in own))


def without_running_heads(edits: list[Edit], old: DocumentContent, new: DocumentContent) -> list[Edit]:
    """*edits* but for what stood once on every sheet and does now, of more, or fewer: of one, its title and dated lines (3.12)."""
    charts = [side.orgchart for side in (old, new) if side.orgchart]
    if len(charts) < 2 or charts[0].pages == charts[1].pages:
        return edits

    def bare(text: str, n: int) -> list[str]:
        return [key(line.replace(charts[n].date or "\n", "")) for line in text.split("\n")]

    lines = [[line for block in side.text or () for line in bare(block.text, n)] for n, side in enumerate((old, new))]
    counts = [Counter(every) for every in lines]
    heads = {line for line, times in counts[1].items() if (counts[0][line], times) == (charts[0].pages, charts[1].pages)}
    if 1 in (charts[0].pages, charts[1].pages):
        titles = {line for n, chart in enumerate(charts) for line in bare(chart.title or "", n)}
        texts = [[line for block in side.text or () for line in block.text.split("\n")] for side in (old, new)]
        dated = [{bare(line, n)[0] for line in lines if (charts[n].date or "\n") in line} for n, lines in enumerate(texts)]
        heads &= titles | {""} | (dated[0] & dated[1])
    else:
        for n, chart in enumerate(charts):
            pages = defaultdict[str, set[int]](set)  # on which sheets the words of a unit stand
            for unit in chart.units:
                for text in (unit.title, *(text for person in unit.people for text in (person.name, person.role))):
                    for line in bare(text or "", n):
                        pages[line].add(unit.page)
            known = [(at, *pages[line]) for at, line in enumerate(lines[n]) if counts[n][line] == len(pages.get(line, ())) == 1]
            heads = {line for line in heads if _is_on_each([at for at, one in enumerate(lines[n]) if one == line], known)}
    of = {"delete": 0, "insert": 1}
    return [e for e in edits if e.op not in of or not heads.issuperset(bare(e.after or e.before or "", of[e.op]))]


def without_details(edits: list[Edit], old: DocumentContent, new: DocumentContent) -> list[Edit]:
    """*edits* but for titles, and names under them, that both trees have: of a direction that more, or fewer, pages tell of (3.12).

    A name stays that stands beside other words than titles and names there: it may be that of somebody's other post.
    """
    charts = [side.orgchart for side in (old, new) if side.orgchart and side.orgchart.structured]
    if len(charts) < 2 or charts[0].pages == charts[1].pages:
        return edits
    more = int((charts[1].pages or 0) > (charts[0].pages or 0))
    times = [Counter(key(unit.title) for unit in chart.units) for chart in charts]
    once = {title for title, count in times[0].items() if count == times[1][title] == 1}
    held = [{(key(unit.title), key(person.name)) for unit in chart.units for person in unit.people} for chart in charts]
    known = {"", *once, *(name for side in held for _, name in side), *(title for side in times for title in side)}
    counts = list[tuple[Counter[str], Counter[str]]]()
    for side, chart in zip((old, new), charts, strict=True):
        lines = [line for block in side.text or () for line in block.text.split("\n")]
        said = ["", *("" if (chart.date or "\n") in line else key(line) for line in lines), ""]
        plain = (line for before, line, after in zip(said, said[1:], said[2:], strict=False) if {before, after} <= known)
        counts.append((Counter(said), Counter(plain)))
    more_lines, more_plain = (counts[more][n] - counts[1 - more][n] for n in (0, 1))

    def is_repeated(edit: Edit) -> bool:
        title, text = key(edit.facts.get("unit") or ""), key(edit.after or edit.before or "")
        return text in once or (
            title in once and all((title, text) in side for side in held) and more_plain[text] >= more_lines[text]
        )

    return [edit for edit in edits if edit.op != ("delete", "insert")[more] or not is_repeated(edit)]


def _is_on_each(places: Sequence[int], units: Sequence[tuple[int, ...]]) -> bool:
    """Whether what stands at *places* of a text stands once on each sheet, of which there are as many.

    The text has no pages. *units* are the places of words of units, in order, each with its sheet: the n-th place is right behind
    one of the n-th sheet, all of them, or before one.
    """
    sheets, every = [1, *(page for _, page in units), len(places)], [*range(1, len(places) + 1)]
    behind = [bisect(units, (at,)) for at in places]
    return {*sheets} == {*every} and every in ([sheets[n] for n in behind], [sheets[n + 1] for n in behind])


def is_named(title: str, *, is_held: bool = False) -> bool:
    """Whether a title has a word of its own: figures (« 12 ETP »), dates, initials (« N.N. »), remarks in brackets have none.

    Nor has « par intérim », which is said of somebody. A short word beside a figure is one in an acronym with its number,
    « RPE 2 », and where the box *is_held*, by people in it or units under it: « 1.3 IT ».
    """
    words = [word for word in key(title).split() if word not in MONTHS]
    if not words or (is_interim(words) and is_function(words)):
        return False
    plain = [word for word in words if not any(letter.isdigit() for letter in word)]
    if title.startswith("(") and title.endswith(")"):
        return False
    if len(plain) == len(words):
        return sum(map(len, plain)) > _INITIALS or any(len(word) > 1 for word in plain)
    if any(len(word) > _LONGEST_MEASURE for word in plain):
        return True
    own = [word for word in plain if len(word) > 1]
    return bool(own) and _MEASURES.isdisjoint(own) and (is_held or _ACRONYM.fullmatch(title.strip()) is not None)


class Sheet:
    """The words of one document, beside the chart that was read from them. Without its text it vouches for nothing.

    What was hardly read as a unit, or as somebody in it, is words beside: it may be anything that the other sheet has.
    """

    def __init__(self, read: OrgChart, text: Iterable[Block] = ()) -> None:
        chart = as_compared(read)
        lines = [key(line).split() for block in text for line in block.text.split("\n")]
        self._words = [word for line in lines for word in line]
        ends = accumulate(map(len, lines))
        self._lines = [(end - len(line), end) for line, end in zip(lines, ends, strict=True) for _ in line]  # of each word
        self._letters = "".join(self._words)
        posts = [(unit.title, person.name) for unit in chart.units for person in unit.people if person.name]
        self.vacant = sum(person.vacant for unit in chart.units for person in unit.people)
        self._keys = {person_key(name) for _, name in posts}
        self._title_keys = {title_key(unit.title) for unit in chart.units}
        self._homes: dict[str, list[tuple[str, str]]] = defaultdict(list)  # titles and names of posts by each word of the name
        for post in posts:
            for word in {*key(post[1]).split()}:
                self._homes[word].append(post)
        said = [*_written(chart)]
        self._written = Counter(said)
        self._read = "\n".join(map(_letters, said))
        self._counts = Counter(self._words)
        self._spare = Counter(self._words)
        self._spare.subtract(word for written in said for word in key(written).split())
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self._words):
            self._places[word].append(place)

    def prints_title(self, title: str) -> bool:
        """Whether *title* is printed where no unit was read, or read as somebody's name: then it neither came nor went."""
        if self.prints_beside(key(title).split()) or person_key(title) in self._keys:
            return True
        letters = _letters(title)
        if len(letters) < _LONG or letters not in self._letters:
            return False
        return self._letters.count(letters) > self._read.count(letters)

    def prints_as_often(self, title: str, other: Sheet) -> bool:
        """Whether *title* is printed here, in one run whatever it was read as, as often as on the *other* sheet."""
        return self.times(title) >= max(1, other.times(title))

    def times(self, title: str, *, but: str = "") -> int:
        """How often *title* is printed in one run, whatever it was read as; *but* where that is a part of this longer one."""
        words, longer = key(title).split(), key(but).split()
        return self._runs(words) - (self._runs(longer) if " ".join(words) in " ".join(longer) else 0)

    def _runs(self, words: Sequence[str]) -> int:
        places = self._places.get(words[0], ()) if words else ()
        return sum(self._words[at : at + len(words)] == list(words) for at in places)

    def prints_together(self, name: str, role: str) -> bool:
        """Whether *role* is printed right before, or behind, *name*; True where the text is not known."""
        one, other = key(name).split(), key(role).split()
        return not self._words or max(self._runs([*one, *other]), self._runs([*other, *one])) > 0

    def words_before(self, title: str) -> tuple[str, ...] | None:
        """The words that are printed before *title*, folded, up to two; None where it is not printed once."""
        words = key(title).split()
        starts = [at for at in self._places.get(words[0], ()) if self._words[at : at + len(words)] == words] if words else []
        return tuple(self._words[max(0, starts[0] - _BEFORE) : starts[0]]) if len(starts) == 1 else None

    @property
    def is_known(self) -> bool:
        """Whether the text of the document is there."""
        return bool(self._words)

    def has_as_often(self, words: Iterable[str], other: Sheet, aside: Mapping[str, int]) -> bool:
        """Whether each of *words* (folded) stands here as often as on the *other* sheet, or more, not counting *aside*."""
        return all(self._counts[word] - aside.get(word, 0) >= other._counts[word] for word in words)

    def has_title(self, folded: str) -> bool:
        """Whether a unit of that title, as `title_key` folds it, was read."""
        return folded in self._title_keys

    def is_of_name(self, words: Sequence[str]) -> bool:
        """Whether *words* (folded) are all words of one name that was read: a surname on a line of its own."""
        return any(set(words) <= set(name) for name in self._keys) if words else False

    def prints_person(self, name: str) -> bool:
        """Whether *name* is printed where nobody of that name was read as somebody's: in a title, in a line left aside."""
        return self.unread(name) > 0

    def unread(self, name: str) -> int:
        """How often *name* is printed without being read as somebody's."""
        anchor = longest(person_key(name))
        homes = ((title, key(other).split()) for title, other in self._homes.get(anchor, ()))
        times = 0  # that somebody of that name was read; a head comes back on the sheets of its services
        for title in (t for t, words in homes if any(stands_at(words, n, name) for n, word in enumerate(words) if word == anchor)):
            letters = _letters(title)
            others = self._read.count(letters) - self._written[title]
            times += max(1, self._letters.count(letters) - others) if len(letters) >= _LONG else 1
        return max(0, self._count(name) - times)

    def is_somebody(self, name: str) -> bool:
        """Whether somebody was read whose name has the very words of *name*."""
        return any(person_key(other) == person_key(name) for _, other in self._homes.get(longest(person_key(name)), ()))

    def names(self, name: str) -> bool:
        """Whether *name* is printed at all."""
        return self._count(name) > 0

    def has_words_of(self, text: str) -> bool:
        """Whether every word of *text* is printed somewhere; False for a text without words."""
        words = key(text).split()
        return bool(words) and all(word in self._places for word in words)

    def names_word(self, word: str) -> bool:
        """Whether *word* (folded) says who somebody is, or is printed here in whatever."""
        return is_function([word]) or word in self._letters

    def prints_beside(self, words: Iterable[str], unit: Unit | None = None) -> bool:
        """Whether *words* (folded) are printed where no unit, name or role was read, or by the people of *unit*; False for none."""
        own = Counter(word for person in unit.people for word in key(f"{person.name} {person.role or ''}").split()) if unit else {}
        counts = Counter(words)
        return bool(counts) and all(self._spare[word] + own.get(word, 0) >= count for word, count in counts.items())

    def _count(self, name: str) -> int:
        """How often *name* is printed, on one line in any order or over two as written: columns have one's first name below."""
        anchor, said = longest(person_key(name)), key(name).split()
        words = list(dropwhile(lambda word: is_civility(word) and word != anchor, said))  # « Mme Maître »
        found = 0
        for at in self._places.get(anchor, ()):
            start, end = self._lines[at]
            first = at - words.index(anchor)
            over = len(words) > 1 and self._words[max(0, first) : first + len(words)] == words
            found += over or stands_at(self._words[start:end], at - start, name)
        return found


def _written(chart: OrgChart) -> Iterator[str]:
    for unit in chart.units:
        yield unit.title
        for person in unit.people:
            yield from filter(None, (person.name, person.role))
    yield from filter(None, (chart.title, chart.date))


def _letters(text: str) -> str:
    return key(text).replace(" ", "")


_LEAST = 3  # names, of which most went or came at once
_LEFT = 0.1  # of them; where more are left, some people went, or came


def named_facts(old: DocumentContent | None, new: DocumentContent | None) -> dict[str, object]:
    """{"named": [before, after]}, how many people each sheet names, where one names hardly anybody of the other's; else {}.

    Not where a name that was read on one stands on the other and was not read there, nor where somebody is new.
    """
    if old is None or new is None or old.orgchart is None or new.orgchart is None:
        return {}
    sides = [
        {person_key(p.name): p.name for unit in side.orgchart.units for p in unit.people if p.name and not p.vacant}
        for side in (old, new)
        if side.orgchart is not None
    ]
    few, many = sorted(sides, key=len)
    if len(many) < _LEAST or len(few) > _LEFT * len(many) or not few.keys() <= many.keys():
        return {}
    silent = old if few is sides[0] else new
    if silent.orgchart is None or not silent.text:
        return {}
    sheet = Sheet(silent.orgchart, silent.text)
    printed = sum(sheet.names(name) for name in many.values())
    return {"named": [len(side) for side in sides]} if printed <= max(len(few), _LEFT * len(many)) else {}


def title_edits(old: OrgChart, new: OrgChart, sheets: tuple[Sheet, Sheet]) -> Iterator[Edit]:
    """A new title or a new date of the document: one edit. Titles that have nothing in common, or stand on both, are two lines."""
    one, other = old.title or "", new.title or ""
    titles = bool(one and other) and letters_key(one) != letters_key(other) and not same_but_for_lost_letters(one, other)
    if titles and sheets[1].has_words_of(one) and sheets[0].has_words_of(other):
        titles = False
    dates = bool(old.date and new.date) and key(old.date or "") != key(new.date or "")
    if dates or (titles and title_likeness(one, other) >= _ONE_TITLE):
        before, after = _headed(old, new), _headed(new, old)
        words = word_diff(text_of(before), text_of(after))[2]
        yield Edit(op="title_changed", before=before, after=after, words=words, facts={"ids": [None, None]})


def _headed(chart: OrgChart, other: OrgChart) -> str:
    """Title and date in one line, each only where both charts have one."""
    return " – ".join(part for part, twin in ((chart.title, other.title), (chart.date, other.date)) if part and twin)


def as_dated(content: DocumentContent, told: Sequence[Edit]) -> DocumentContent:
    """*content* with the date that it had, where one of *told* says that it has another."""
    words = [edit.words for edit in told if edit.op == "title_changed"]
    gone, come = ([text.strip() for run in words for sign, text in run if sign == of] for of in "-+")
    if not gone or len(gone) != len(come) or not all(map(str.strip, come)):
        return content
    lines = list(content.text or ())
    for was, now in zip(gone, come, strict=True):
        lines = [replace(block, text=block.text.replace(now, was)) if now in block.text else block for block in lines]
    return replace(content, text=tuple(lines))
