"""What is written in one box: the unit's title, its people, the units listed in it. Contact lines and remarks are left aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from monitor.model import Person
from monitor.pdf.joining import attached
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.first_names import FIRST_NAMES
from monitor.pdf.orgchart.people import CIVILITY_WITHIN, PARTICLES, Named, named_in
from monitor.pdf.orgchart.titles import is_date
from monitor.pdf.orgchart.vocabulary import LIST_HEADING, folded, is_chart_word, is_role, starts_like_unit

_BULLET = re.compile(r"^(?:[•‣▪■□●○◦∙·⁃*§–—➢➔→✓►▶❖♦\-\u25aa\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf06e\uf06c]|o(?=\s))\s*(?=\S)")
_DASH = re.compile(r"^[-–—*·]\S")  # « -Service » is a bullet, « -3838 » an extension
_CONTACT = re.compile(
    r"@|\bwww\.|https?:|^\W*(?:t[ée]l|tel|fax|mobile?|gsm|standort|adresse|courriel|e-?mail|mail|internet|raum|zimmer|poste\s+\d)\b",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"^\d{1,4}\s?(?:bis|ter)?,?\s+(?:rue|avenue|av\.|boulevard|bd|place|quai|allée|impasse|chemin|cours|route)\b|\b\d{5}\s+[A-ZÀ-Þ]|(?:straße|str\.)\s*\d",
    re.IGNORECASE,
)
_NUMBERS_IN_BRACKETS = re.compile(r"\s*\((?:[\d\s/.,+*–-]|poste|tél\.?|tel\.?|fax)*\d(?:[\d\s/.,+*–-])*\)")
_TRAILING_NUMBERS = re.compile(r"[\s,;:–-]*(?:☎|✆|Tel\.?|Tél\.?|App\.?|Poste)?\s*\d[\d\s()/.–-]{2,}$")
_HEADCOUNT = re.compile(r"\s*\(?\b\d+(?:[.,]\d+)?\s*(?:agents?|etp|postes?|personnes|mitarbeitende)\b\)?", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\s*(?:\*+\)?|(?<=\D)\s\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹]+\)?)$")
_SURNAME = re.compile(r"^[^\W\d_]+(?:['’-][^\W\d_]+)*$")
_CONNECTING_WORDS = "de du des d la le les l et à a au aux en pour par und für der die des von mit of and the zu zum zur"
_CONNECTING = frozenset(_CONNECTING_WORDS.split())
_DEEPER_EM = 5.0  # an entry further right stands in another column of the list
_ADJECTIVE = re.compile(r"(?:adjointe|deleguee|chargee)\b")
_PLACES = """école collège lycée médiathèque bibliothèque centre maison musée théâtre salle piscine gymnase conservatoire crèche
résidence espace stade musikschule schule haus"""
_PLACE_WORDS = frozenset(_PLACES.split())


@dataclass(slots=True)
class Written:
    """One unit as written. `more`: further units of the same rank in the same box."""

    label: str = ""
    people: list[Person] = field(default_factory=list)
    items: list[Written] = field(default_factory=list)
    more: list[Written] = field(default_factory=list)
    first: Line | None = None  # the title's first line: its look ranks the box
    contacts: int = 0
    remarks: int = 0
    listed: bool = False  # begins with a bullet
    indent: float = 0.0
    lines: list[Line] = field(default_factory=list)


def written_in(lines: Sequence[Line]) -> Written:
    """Read the lines of one box, from top to bottom. `label` may be empty: a box with only people, or only a list."""
    reader = _Reader(lines)
    for place in range(len(reader.lines)):
        reader.take(place)
    return reader.finished()


@lru_cache(maxsize=20_000)
def is_contact(text: str) -> bool:
    """Whether *text* is a number, an address or a room rather than a title."""
    marks = [c for c in text if not c.isspace()]
    digits = sum(c.isdigit() for c in marks)
    if digits >= 3 and sum(not c.isalpha() for c in marks) >= 0.6 * len(marks):
        return True
    return bool(_CONTACT.search(text) or _STREET.search(text)) or not any(c.isalnum() for c in marks)


def same_look(a: Line, b: Line) -> bool:
    """Whether two lines are set alike: weight, slant, size."""
    return a.bold == b.bold and a.italic == b.italic and abs(a.size - b.size) <= 0.06 * max(a.size, b.size)


class _Reader:
    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = _names_unbroken(lines)
        self.units = [Written()]
        self.item: Written | None = None
        self.role: str | None = None
        self.closed = False  # something came after the title: what follows goes on with another matter
        self._named = [self._people(line) for line in self.lines]
        self._stepped = not _all_centred([line for line in self.lines if _bullet(line.text) is not None])
        self._marked = any(n and n.sure and any(CIVILITY_WITHIN.match(p.name) for p in n.people) for n in self._named)

    @property
    def unit(self) -> Written:
        return self.units[-1]

    def _people(self, line: Line) -> Named | None:
        text = _TRAILING_NUMBERS.sub("", _NUMBERS_IN_BRACKETS.sub("", line.text))
        return named_in(text) if _bullet(line.text) is None else None

    def take(self, place: int) -> None:
        line = self.lines[place]
        text = _HEADCOUNT.sub("", _NUMBERS_IN_BRACKETS.sub("", line.text)).strip()
        bullet = _bullet(text)
        if bullet is not None:
            self._new_item(line, bullet)
        elif self._is_person(place):
            self._take_people(self._named[place], line)
        elif not text or is_contact(text) or is_date(text):
            self.unit.contacts += 1
            self.closed = bool(self.unit.label)
        elif not (LIST_HEADING.match(text) and self.unit.label):
            self._take_text(place, _FOOTNOTE.sub("", text))

    def _is_person(self, place: int) -> bool:
        named, line, unit = self._named[place], self.lines[place], self.unit
        if named is None:
            return False
        if unit.first is None or unit.people or self.item is not None:
            return named.sure
        alike = same_look(unit.first, line)
        civil = any(p.vacant or CIVILITY_WITHIN.match(p.name) for p in named.people)
        if civil:
            return True
        if alike and (self._marked or folded(unit.label) in _PLACE_WORDS or _open_ended(unit.label)):
            return False
        return named.sure or not alike or self.role is not None

    def _take_people(self, named: Named | None, line: Line) -> None:
        if named is None:
            return
        role, self.role = self.role, None
        self.closed = bool(self.unit.label)
        people = [replace(p, role=p.role or role) for p in named.people]
        of_item = self.item is not None and line.frame.x0 > self.item.indent + 1.5
        (self.item if self.item is not None and of_item else self.unit).people.extend(people)
        if not of_item:
            self.item = None

    def _new_item(self, line: Line, text: str) -> None:
        text, people = label_and_people(text)
        self.closed = True
        item = Written(label=_FOOTNOTE.sub("", text), people=people, first=line, listed=True, indent=line.frame.x0, lines=[line])
        above = [*self._open_items(), None]
        deeper = (o for o in above if o is None or (self._stepped and 0.5 < (line.frame.x0 - o.indent) / line.size < _DEEPER_EM))
        outer = next(deeper, None)
        (outer or self.unit).items.append(item)
        self.item = item

    def _open_items(self) -> list[Written]:
        """The last item of each depth, deepest first."""
        chain, at = [], self.unit
        while at.items:
            at = at.items[-1]
            chain.append(at)
        return chain[::-1]

    def _take_text(self, place: int, text: str) -> None:
        line, unit = self.lines[place], self.unit
        if self.item is not None and self._continues_item(line):
            self.item.label = attached(self.item.label, text)
        elif not unit.label and unit.people and unit.contacts and not line.bold and not starts_like_unit(text):
            unit.remarks += 1
        elif not unit.label:
            self._begin(unit, line, text)
        elif self.closed:
            self._after_people(place, text)
        else:
            self._after_label(place, text)

    def _continues_item(self, line: Line) -> bool:
        item = self.item
        if item is None or item.first is None or item.people:
            return False
        hangs = line.frame.x0 >= item.indent + 0.3 * line.size
        reads_on = line.text[:1].islower() or _open_ended(item.label)
        return same_look(item.first, line) and (hangs or reads_on) and line.base - item.first.base < 8 * line.size

    def _begin(self, unit: Written, line: Line, text: str) -> None:
        unit.label = text
        unit.first = line
        unit.lines.append(line)
        label, people = label_and_people(text)
        if people:
            unit.label = label
            unit.people.extend(people)
            self.closed = True

    def _after_label(self, place: int, text: str) -> None:
        line, unit = self.lines[place], self.unit
        first, last = unit.first or line, unit.lines[-1]
        reads_on = text[:1].islower() or _open_ended(unit.label) or _agrees(unit.label, text)
        alike = same_look(first, line)
        if not reads_on and is_role(text) and unit.label:
            self._take_role(text)
        elif not reads_on and unit.people and is_role(unit.label) and starts_like_unit(text):
            self._entitle(line, text)
        elif alike or reads_on:
            self._continue(line, text)
        elif starts_like_unit(text) and starts_like_unit(unit.label) and line.size <= first.size:
            self._new_plain_item(line, text)
        elif self._role_before_person(place, first):
            self.role = text
        elif line.base - last.base > 2.4 * max(line.size, last.size) and line.size < 0.8 * first.size:
            unit.remarks += 1
        else:
            self._continue(line, text)

    def _entitle(self, line: Line, text: str) -> None:
        """« Inès Caron », « Directrice générale adjointe », « Pôle ressources »: the post was hers, the unit comes after it."""
        unit = self.unit
        unit.people[-1] = replace(unit.people[-1], role=unit.people[-1].role or unit.label)
        unit.label, unit.first, unit.lines = text, line, [line]

    def _role_before_person(self, place: int, first: Line) -> bool:
        """A line of another look than the title, of the look of the name right under it: what that person is."""
        if place + 1 >= len(self.lines) or self._named[place + 1] is None or len(self.unit.label) < 8:
            return False
        line, below = self.lines[place], self.lines[place + 1]
        return same_look(line, below) and first.bold and not line.bold and below.base - line.base < 1.6 * line.size

    def _continue(self, line: Line, text: str) -> None:
        text, people = label_and_people(text)
        if text:
            self.unit.label = attached(self.unit.label, text)
            self.unit.lines.append(line)
        self.unit.people.extend(people)

    def _take_role(self, text: str) -> None:
        role, people = label_and_people(text)
        if people:
            self.unit.people.extend(replace(p, role=p.role or role) for p in people)
        else:
            self.role = text if self.role is None else f"{self.role} {text}"

    def _after_people(self, place: int, text: str) -> None:
        line, unit = self.lines[place], self.unit
        label, people = label_and_people(text)
        distinct = self._title_look_is_its_own()
        if is_role(text) and not (people and label):
            self._role_after_name(place, text)
        elif people and not (distinct and unit.first and same_look(unit.first, line)):
            unit.people.extend(replace(p, role=p.role or label or None) for p in people)
        elif unit.first and same_look(unit.first, line) and (distinct or starts_like_unit(text)):
            self._flush_role()
            self.units.append(Written())
            self.item, self.closed = None, False
            self._begin(self.unit, line, text)
        elif starts_like_unit(text):
            self._new_plain_item(line, text)
        else:
            unit.remarks += 1

    def _title_look_is_its_own(self) -> bool:
        """Whether titles in this box are set otherwise than names: only then does their look begin a new unit."""
        first = self.unit.first
        return first is not None and not any(
            n and same_look(first, line) for n, line in zip(self._named, self.lines, strict=True) if n
        )

    def _role_after_name(self, place: int, text: str) -> None:
        people = self.unit.people
        named_next = place + 1 < len(self.lines) and self._named[place + 1] is not None
        if people and people[-1].role is None and not named_next:
            people[-1] = replace(people[-1], role=text)
        else:
            self.role = text

    def _flush_role(self) -> None:
        people = self.unit.people
        if self.role and people and people[-1].role is None:
            people[-1] = replace(people[-1], role=self.role)
        self.role = None

    def _new_plain_item(self, line: Line, text: str) -> None:
        label, people = label_and_people(text)
        self.closed = True
        self.item = Written(label=label, people=people, first=line, indent=line.frame.x0 - 2, lines=[line])
        self.unit.items.append(self.item)

    def finished(self) -> Written:
        self._flush_role()
        first = self.units[0]
        first.more = self.units[1:]
        return first


def _all_centred(lines: Sequence[Line]) -> bool:
    """Lines centred on one axis: where each begins says nothing."""
    middles, starts = [line.frame.cx for line in lines], [line.frame.x0 for line in lines]
    return len(lines) > 1 and max(middles) - min(middles) < min(0.5 * lines[0].size, max(starts) - min(starts))


def _names_unbroken(lines: Sequence[Line]) -> list[Line]:
    """Lines with a name that was broken in two made one: « M. Jean-Marc de » and « La Tour »."""
    whole: list[Line] = []
    for line in lines:
        titled = len(whole) > 1 and not same_look(whole[-2], whole[-1])
        if whole and _goes_on(whole[-1], line, titled=titled):
            whole[-1] = replace(whole[-1], text=_in_one(whole[-1], line), base=line.base)
        else:
            whole.append(line)
    return whole


def _in_one(first: Line, second: Line) -> str:
    """A name broken at its hyphen or between two of its words."""
    return f"{first.text}{'' if first.text.endswith('-') else ' '}{second.text}"


def _goes_on(first: Line, second: Line, *, titled: bool) -> bool:
    near = 0.5 * first.size < second.base - first.base <= 1.7 * first.size
    if near and first.text.endswith("-") and same_look(first, second):
        named = named_in(_in_one(first, second))
        return named is not None and named.sure and len(named.people) == 1 and second.text[:1].isupper()
    if (
        not near
        or not same_look(first, second)
        or is_role(second.text)
        or named_in(second.text)
        or _bullet(second.text) is not None
    ):
        return False
    words = second.text.split()
    if (
        len(words) > 3
        or any(is_chart_word(word) for word in words)
        or not all(_SURNAME.match(w) for w in words)
        or not words[-1][0].isupper()
    ):
        return False
    alone, named = named_in(first.text), named_in(f"{first.text} {second.text}")
    if named is None or not named.sure or len(named.people) != 1 or named.people[0].vacant:
        return False
    civil = CIVILITY_WITHIN.search(first.text) is not None
    if civil:
        return alone is None or not alone.sure or _only_first_name(alone.people[0].name) or _first_name_apart(first, second)
    role, found, name = first.text.partition(" : ")
    if found and is_role(role):
        return _unfinished(name) or (name.isupper() and _only_first_name(f"M. {second.text}"))
    return titled and alone is None and _unfinished(first.text)


def _unfinished(name: str) -> bool:
    """« Claire », « Fatima Ben »: a first name, or a particle, wants a surname."""
    return _only_first_name(f"M. {name}") or (" " in name and folded(name.split()[-1]) in PARTICLES)


def _first_name_apart(first: Line, second: Line) -> bool:
    """« Mme DELAUNAY », « Françoise », or « Mme Solveig », « DELAUNAY »: only the surname is in capitals, on a line of its own."""
    name = CIVILITY_WITHIN.split(first.text)[-1].split()
    if len(name) != 1:
        return False
    return second.text.isupper() != name[0].isupper() and (second.text.isupper() or _only_first_name(f"M. {second.text}"))


def _only_first_name(name: str) -> bool:
    """« Mme Claire »: a civility and a first name want a surname."""
    words = name.split()
    return len(words) == 2 and all(part in FIRST_NAMES for part in folded(words[1]).split("-"))


def _bullet(text: str) -> str | None:
    """*text* without its bullet; None where it has none."""
    found = _BULLET.match(text)
    if found is None or (_DASH.match(text) and (text[1].isdigit() or (text[0] == "*" and text[1] == ")"))):
        return None
    return text[found.end() :]


def _open_ended(label: str) -> bool:
    """Whether a title can't end here: « Direction de la », « Finances, », « Europa- »."""
    last = folded(label).replace("'", " ").split()[-1:] or [""]
    return label.endswith((",", "-", "’", "'", "/", "&")) or last[0] in _CONNECTING


def _agrees(label: str, text: str) -> bool:
    """« DIRECTION GÉNÉRALE », « ADJOINTE RESSOURCES »: the adjective goes with the title, it names no post."""
    return bool(_ADJECTIVE.match(folded(text))) and folded(label).endswith(("generale", "direction", "mission"))


def label_and_people(text: str) -> tuple[str, list[Person]]:
    """« Bureau du courrier : M. Petit », « Sekretariat Frau Käding » -> the title and the people named after it."""
    within = CIVILITY_WITHIN.search(text)
    if within and within.start() > 0:
        label, name = text[: within.start()], _TRAILING_NUMBERS.sub("", text[within.start() :])
        named = named_in(name.rstrip(" )"))
        if named and named.sure and label.strip(" :–—-(,"):
            return label.strip(" :–—-(,"), list(named.people)
    for mark in (" : ", " – ", " — ", " - ", ": "):
        label, found, name = text.partition(mark)
        named = named_in(_TRAILING_NUMBERS.sub("", name)) if found and label.strip() else None
        if named and named.sure:
            return label.strip(), list(named.people)
    bracketed = re.match(r"^(?P<label>.{3,}?)\s*\((?P<name>[^()]+)\)$", text)
    named = named_in(bracketed["name"]) if bracketed else None
    return (bracketed["label"], list(named.people)) if bracketed and named and named.sure else (text, [])
