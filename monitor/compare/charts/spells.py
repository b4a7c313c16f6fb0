"""Stretches of versions of a chart that show the same, what one shows of posts and units, and which is whose (DESIGN 5.14). Pure.

A post of one version is the one that another shows where the person is the same, and the role but for words that come and go.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from monitor.compare.charts.match import Side, title_words
from monitor.compare.charts.sheet import Sheet, as_compared, without_twins
from monitor.compare.person_names import (
    are_two_first_names,
    bore,
    former_names,
    misprints,
    nearly_same,
    same_person,
    tell_two,
    without_former_name,
)
from monitor.compare.title_words import (
    SIGN_OF_NAME,
    content_words,
    is_function,
    is_generic,
    is_interim,
    letters_key,
    post_key,
    title_key,
    without_interim,
)
from monitor.model import Block, OrgChart, Person, Unit
from monitor.model.frozen import dataclass, replace

_SHARED, _STEM = 3, 5  # units whose heads have a word for their post in common; its first letters, whoever has it


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedChart:
    """A chart as one version shows it; `units`: the key of each by its id, `people`: its people's, None for a vacant post."""

    chart: OrgChart
    units: Mapping[str, str]
    people: Mapping[str, Sequence[str | None]]
    text: tuple[Block, ...] = ()  # all that is printed beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a snapshot shows of one item. `unread`: documents of it without a chart that could be read; `gone`: it shows none.

    `old`: read by an older reader than ours, and the bytes are not there to be read again (DESIGN 7.6). `again`: it shows what a
    version before the last one did: an old file, published again.
    """

    number: int
    charts: tuple[KeyedChart, ...]
    unread: int = 0
    gone: bool = False
    old: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PostSpell:
    """Snapshot numbers: `first` and `last` that show it (last None: the newest that was read does), the read one `before` the first
    (None: there was none), the first `after` that was read and does not show it (None: there is none).
    """

    unit_key: str
    person_key: str | None  # None: printed as vacant
    name: str | None  # as printed last
    role: str | None
    unit: str  # its newest title while the spell lasts
    path: tuple[str, ...]  # titles of the units above, from the top
    first: int
    last: int | None = None
    before: int | None = None
    after: int | None = None
    doubted: int | None = None  # a snapshot in which who it is, or the title, is less sure than SURE
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSpell:
    """The same of a unit's title and place."""

    unit_key: str
    title: str
    parent_key: str | None  # None: at the top
    parent: str | None
    path: tuple[str, ...]
    named: bool  # somebody, or that nobody holds it, was printed in it
    first: int
    last: int | None = None
    before: int | None = None
    after: int | None = None
    doubted: int | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Careers:
    """All spells of one item up to a version. `read`: the newest version that was read, with so many `charts`, by an `old` reader
    or ours; `since`: the first that showed what it does, and whether that was an earlier one `again`; `gone`: since when the page
    shows the document no more (None: it does).
    """

    posts: tuple[PostSpell, ...] = ()
    units: tuple[UnitSpell, ...] = ()
    read: int | None = None
    since: int | None = None
    charts: int = 0
    old: bool = False
    again: bool = False
    gone: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A person, or a vacancy, of a unit in this version."""

    unit: Unit
    unit_key: str
    key: str | None
    person: Person  # its role without a former name that stands beside the name
    former: frozenset[str]  # the words of a former name that stands beside the name
    path: tuple[str, ...]
    sure: float  # of who it is and of the title
    place: float  # of the unit above; what hangs further up is said of that one


class Sheets:
    """The charts of a version with what is printed beside them. `before`: the posts that the version before it showed; `units`: its
    units; `heads`: the words of roles that several units of one of the two share, in whatever language: « Jefa de servicio ».
    """

    def __init__(self, version: Version, before: Sequence[PostSpell] = (), units: Sequence[UnitSpell] = ()) -> None:
        self.number, self.again = version.number, version.again
        self.sides = [(one, Side(without_twins(as_compared(one.chart)))) for one in version.charts]
        self._charts = version.charts
        self.keys = {one.units[unit.id] for one, side in self.sides for unit in side.units if unit.id in one.units}
        names = defaultdict[str, list[str]](list)
        for spell in before:
            names[spell.unit_key].append(spell.name or "")
        named = ((spell.title, names[spell.unit_key]) for spell in units if spell.named)
        there = [unit for _, side in self.sides for unit in side.units]
        self._were = _held(named, {unit.title for unit in there})
        self._are = _held(((u.title, [p.name for p in u.people]) for u in there if u.people), {spell.title for spell in units})
        said = (
            {(spell.unit_key, spell.role or "") for spell in before},
            {(one.unit_key, one.person.role or "") for one in self.people()},
        )
        shared = (Counter(frozenset(map(_stem, content_words(role))) for _, role in roles) for roles in said)
        stems = {stem for roles in shared for words, count in roles.items() if count >= _SHARED for stem in words}
        self.heads = frozenset(word for roles in said for _, role in roles for word in content_words(role) if _stem(word) in stems)

    @cached_property
    def _sheets(self) -> list[Sheet]:
        return [Sheet(one.chart, one.text) for one in self._charts]

    def people(self) -> Iterator[Found]:
        for one, side in self.sides:
            for unit in side.units:
                for person, key in zip(unit.people, one.people.get(unit.id, ()), strict=False):
                    yield Found(
                        unit=unit,
                        unit_key=one.units[unit.id],
                        key=key,
                        person=replace(person, role=without_former_name(person.role)) if person.role else person,
                        former=former_names(person),
                        path=above(side, unit),
                        sure=min(person.confidence, unit.confidence_title),
                        place=side.place(unit),
                    )

    def is_titled(self, spell: PostSpell) -> bool:
        """Whether a unit, with somebody in it, bears what the version before read as who is in a post."""
        return bool(spell.name) and is_title(spell.name or "", spell.unit, self._are)

    def is_title_misread(self, spell: PostSpell, careers: Careers) -> bool:
        """Whether the last version read, alone of three, has for who is in a post what is a unit's title before and after it.

        Of the first version nothing tells what stood before; and one that has both has somebody who is called as a unit is.
        """
        if spell.first != careers.since or not self.is_titled(spell):
            return False
        before = (u.title for u in careers.units if u.named and u.first < spell.first and spell.first in (u.after, u.doubted))
        return is_title(spell.name or "", spell.unit, {letters_key(title) for title in before})

    def was_titled(self, name: str | None, unit: str) -> bool:
        """Whether a unit, with somebody in it, bore in the version before what is read as the *name* of who is in a *unit*."""
        return bool(name) and is_title(name or "", unit, self._were)

    def prints_title(self, title: str) -> bool:
        """Whether *title* stands there without being read as a unit's."""
        return any(sheet.prints_title(title) for sheet in self._sheets)

    def unread_names(self, names: Iterable[str]) -> Counter[str]:
        """How often each of *names* stands there without being read as somebody's."""
        return Counter({name: sum(sheet.unread(name) for sheet in self._sheets) for name in names})

    def prints_name(self, name: str) -> bool:
        return any(sheet.names(name) for sheet in self._sheets)

    def prints_together(self, name: str, role: str) -> bool:
        return any(sheet.is_known and sheet.prints_together(name, role) for sheet in self._sheets)

    def prints_words(self, words: Counter[str]) -> bool:
        return any(sheet.prints_beside(words.elements()) for sheet in self._sheets)


def is_title(name: str, unit: str, held: Collection[str]) -> bool:
    """Whether a *name* read in a *unit* is a title misread or its end, as « Simone Veil » in an « Espace »; *held*: before."""
    return not SIGN_OF_NAME.search(name) and any(letters_key(said) in held for said in (name, f"{unit} {name}", f"{name} {unit}"))


def was_title_there(spell: PostSpell, units: Iterable[UnitSpell]) -> bool:
    """Whether the version that begins *spell* has one of *units* too, called as who is in the post: they are two."""
    there = (u.title for u in units if u.named and u.after is None and u.first <= spell.first != u.doubted)
    return is_title(spell.name or "", spell.unit, {letters_key(title) for title in there})


def _held(units: Iterable[tuple[str, Sequence[str]]], others: Collection[str]) -> frozenset[str]:
    """The titles of *units*, each with who is in it, that surely are ones; *others*: of the units of another version.

    Without somebody in it a title was perhaps read together with a name; and where who is in it is a unit there, one for the other,
    but for a « Service ».
    """
    titles = {letters_key(title) for title in others}
    sure = (
        title
        for title, names in units
        if titles.isdisjoint(letters_key(name) for name in names) or any(is_generic([word]) for word in title_key(title).split())
    )
    return frozenset(letters_key(title) for title in sure if not SIGN_OF_NAME.search(title))


def _stem(word: str) -> str:
    """How *word* begins, whoever it is said of: « jefe », « jefa »."""
    return word[: min(_STEM, len(word) - 1)]


def above(side: Side, unit: Unit) -> tuple[str, ...]:
    """The titles of the units above *unit*, from the top."""
    found: list[Unit] = []
    parent = side.parent(unit)
    while parent is not None and parent not in found:
        found.insert(0, parent)
        parent = side.parent(parent)
    return tuple(head.title for head in found)


def is_same(spell: PostSpell, found: Found, _: Sheets | None = None) -> bool:
    return is_there(spell, found) and _role(spell.role, found.unit) == _role(found.person.role, found.unit)


def is_same_role(spell: PostSpell, found: Found, sheets: Sheets) -> bool:
    """The same but for words of the role that were read into the title, or stand beside; or for the post of a vacant head."""
    if not is_there(spell, found):
        return False
    role = spell.role or found.person.role or ""
    if found.person.vacant and bool(spell.role) != bool(found.person.role) and is_head(role, sheets):
        return True  # of nobody it is no other post
    one, other = (Counter(content_words(role or "")) for role in (spell.role, found.person.role))
    gone, come = one - other, other - one
    title = title_words(found.unit)
    left = gone - title
    if is_interim([*left]) and not sheets.prints_together(found.person.name, spell.role or ""):
        return False  # « par intérim » that stands somewhere on the sheet is somebody else's
    return not come - title and (not left or sheets.prints_words(left))


def is_perhaps_same(spell: PostSpell, found: Found, sheets: Sheets) -> bool:
    """Another form of the name in the same post: « J. Petit », « Jean Petit »; or a slip of a letter: « Jaen Petit »."""
    if spell.unit_key != found.unit_key or not spell.name or found.person.vacant:
        return False
    one, other = spell.name, found.person.name
    slip = (nearly_same(one, other) or misprints(one, other)) and not are_two_first_names(one, other)
    same = slip or same_person(one, other) or bore(one, other, found.former)
    return same and _role(spell.role, found.unit) == _role(found.person.role, found.unit)


def is_same_but_for_posts(spell: PostSpell, found: Found, sheets: Sheets) -> bool:
    """The same, with the word for who heads a unit on one side only; « par intérim » is no such word."""
    roles = [content_words(role or "") for role in (spell.role, found.person.role)]
    heads, rests = zip(*(_parted(said, sheets) for said in roles), strict=True)
    return bool(heads[0]) != bool(heads[1]) and rests[0] == rests[1] and is_there(spell, found)


def is_same_in_other_words(spell: PostSpell, found: Found, sheets: Sheets) -> bool:
    """The same, called « Responsable » and « Directrice »."""
    roles = spell.role or "", found.person.role or ""
    return all(roles) and is_there(spell, found) and all(is_head(role, sheets) for role in roles)


def is_head(role: str, sheets: Sheets | None = None) -> bool:
    """Whether *role* says no more than that somebody heads the unit, as most of *sheets* do, and not for the time being."""
    heads, rest = _parted(content_words(role), sheets)
    return bool(heads) and not rest


def _parted(said: Counter[str], sheets: Sheets | None) -> tuple[Counter[str], Counter[str]]:
    """The words of a role that only say that somebody heads a unit, and the others: « Director », « en funciones »."""
    known = sheets.heads if sheets is not None else frozenset()
    heads = {word for word in said if (is_function([word]) or is_generic([word]) or word in known) and not is_interim([word])}
    return Counter({word: said[word] for word in heads}), Counter({word: n for word, n in said.items() if word not in heads})


def is_there(spell: PostSpell, found: Found) -> bool:
    if spell.unit_key != found.unit_key or spell.person_key != found.key:
        return False
    return not (spell.name and tell_two(spell.name, found.person.name))


def _role(role: str | None, unit: Unit) -> str:
    """A role as compared; one that only repeats what the unit is called is none; « p.i. » is « par intérim »."""
    post = without_interim(role or "")
    if post is not None and (not post or is_head(post)):
        return "interim"
    words = content_words(role or "")
    own = words <= title_words(unit) or post_key(role or "").replace("directeur", "direction") == post_key(unit.title)
    return "" if own else letters_key(role or "")
