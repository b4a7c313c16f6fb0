"""Who held which post when, and what became of each unit, from one version of a chart to the next (DESIGN 5.14). Pure.

A spell is a stretch of versions that show the same: of a post its person, or that it is vacant, and the role; of a unit its title
and the unit it hangs under. Versions are followed one after the other (`follow`), so that a new one costs no more than itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias, TypeVar

from monitor.compare.orgchart import LIKELY, as_compared
from monitor.compare.orgchart_anew import SURE
from monitor.compare.orgchart_match import Side, title_words
from monitor.compare.orgchart_names import person_key, same_person
from monitor.compare.orgchart_sheet import Sheet
from monitor.compare.orgchart_words import content_words, is_function, is_generic, is_interim, letters_key
from monitor.model import Block, OrgChart, Person, Unit
from monitor.model.frozen import dataclass


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

    `old`: read by an older reader than ours, and the bytes are not there to be read again (DESIGN 7.6).
    """

    number: int
    charts: tuple[KeyedChart, ...]
    unread: int = 0
    gone: bool = False
    old: bool = False


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


_CUSTOM, _SHARE_OF_CUSTOM = 3, 0.25  # posts that tell of a custom of the sheet, and their share of all

Spell = TypeVar("Spell", PostSpell, UnitSpell)


@dataclass(frozen=True, slots=True, kw_only=True)
class Careers:
    """All spells of one item up to a version. `read`: the newest version that was read, with so many `charts`, by an `old` reader
    or ours; `gone`: since when the page shows the document no more (None: it does).
    """

    posts: tuple[PostSpell, ...] = ()
    units: tuple[UnitSpell, ...] = ()
    read: int | None = None
    charts: int = 0
    old: bool = False
    gone: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A person, or a vacancy, of a unit in this version."""

    unit: Unit
    unit_key: str
    key: str | None
    person: Person
    path: tuple[str, ...]
    sure: float  # of who it is and of the title
    place: float  # of the unit above; what hangs further up is said of that one


_Post: TypeAlias = tuple[str, str | None]


def follow(careers: Careers, version: Version) -> Careers:
    """*careers* with what *version* shows. A version that was not read, or has no structure, begins and ends nothing.

    Nor does anything end whose words still stand on the sheet without being read as anybody's, or as a unit: the reader missed it;
    nor between a version that an older reader read and one of ours.
    """
    if version.gone:
        return replace(careers, gone=careers.gone or version.number) if careers.read is not None else careers
    if not version.charts:
        return careers
    partly = bool(version.unread) and len(version.charts) < careers.charts
    held = partly or (careers.read is not None and careers.old != version.old)
    sheets = _Sheets(version)
    return Careers(
        posts=_posts(careers, version, sheets, held=held),
        units=_units(careers, version, sheets, held=held),
        read=version.number,
        charts=careers.charts if partly else len(version.charts),
        old=version.old,
    )


class _Sheets:
    """The charts of a version with what is printed beside them."""

    def __init__(self, version: Version) -> None:
        self.number = version.number
        self.sides = [(one, Side(as_compared(one.chart))) for one in version.charts]
        self._sheets = [Sheet(one.chart, one.text) for one in version.charts]
        self.keys = {one.units[unit.id] for one, side in self.sides for unit in side.units if unit.id in one.units}

    def people(self) -> Iterator[_Found]:
        for one, side in self.sides:
            for unit in side.units:
                for person, key in zip(unit.people, one.people.get(unit.id, ()), strict=False):
                    yield _Found(
                        unit=unit,
                        unit_key=one.units[unit.id],
                        key=key,
                        person=person,
                        path=_above(side, unit),
                        sure=min(person.confidence, unit.confidence_title),
                        place=unit.confidence_parent,
                    )

    def prints_title(self, title: str) -> bool:
        """Whether *title* stands there without being read as a unit's."""
        return any(sheet.prints_title(title) for sheet in self._sheets)

    def unread_names(self, names: Iterable[str]) -> Counter[str]:
        """How often each of *names* stands there without being read as somebody's."""
        return Counter({name: sum(sheet.unread(name) for sheet in self._sheets) for name in names})

    def prints_words(self, words: Counter[str]) -> bool:
        return any(sheet.prints_beside(words.elements()) for sheet in self._sheets)


def _above(side: Side, unit: Unit) -> tuple[str, ...]:
    """The titles of the units above *unit*, from the top."""
    found: list[Unit] = []
    parent = side.parent(unit)
    while parent is not None and parent not in found:
        found.insert(0, parent)
        parent = side.parent(parent)
    return tuple(head.title for head in found)


# ----------------------------------------------------------------------------------------------------------------------- posts


def _posts(careers: Careers, version: Version, sheets: _Sheets, *, held: bool) -> tuple[PostSpell, ...]:
    open_ = [spell for spell in careers.posts if spell.after is None]
    waiting = list(sheets.people())
    shown: dict[int, _Found] = {}
    for same in (_is_same, _is_same_role, _is_perhaps_same, _is_same_but_for_posts):
        found = _paired(same, open_, shown, waiting, sheets)
        if same is _is_same_but_for_posts and not _tells_posts_otherwise(open_, shown, found):
            continue
        shown |= found
        waiting = [one for one in waiting if not any(one is taken for taken in found.values())]
    missed = _missed({n: spell for n, spell in enumerate(open_) if n not in shown}, waiting, sheets)
    kept = [
        _post_with(spell, shown[n], version.number)
        if n in shown
        else _unseen(spell, careers, version.number, held=held, printed=n in missed)
        for n, spell in enumerate(open_)
    ]
    begun = [
        _post_with(
            PostSpell(
                unit_key=one.unit_key,
                person_key=one.key,
                name=None,
                role=one.person.role or None,
                unit=one.unit.title,
                path=one.path,
                first=version.number,
                before=careers.read,
            ),
            one,
            version.number,
        )
        for one in waiting
        if one.sure >= LIKELY and _is_named(one.person)
    ]
    return (*(spell for spell in careers.posts if spell.after is not None), *kept, *begun)


def _paired(
    same: Callable[[PostSpell, _Found, _Sheets], bool],
    open_: Sequence[PostSpell],
    shown: Mapping[int, _Found],
    waiting: Sequence[_Found],
    sheets: _Sheets,
) -> dict[int, _Found]:
    """For each spell, by its place, that is not *shown* yet the first of those *waiting* that is the *same*, each once."""
    left, found = list(waiting), dict[int, _Found]()
    for n, spell in enumerate(open_):
        match = next((one for one in left if same(spell, one, sheets)), None) if n not in shown else None
        if match is not None:
            found[n] = match
            left.remove(match)
    return found


def _tells_posts_otherwise(open_: Sequence[PostSpell], shown: Mapping[int, _Found], found: Mapping[int, _Found]) -> bool:
    """Whether the sheet begins to print, or no longer prints, what its people are (« Directrice »): that ends nothing.

    Entries of a list stay without such a word.
    """
    bare = sum(not (open_[n].role or one.person.role or open_[n].name is None) for n, one in shown.items())
    return len(found) >= _CUSTOM and len(found) >= _SHARE_OF_CUSTOM * (len(found) + bare)


def _missed(unseen: Mapping[int, PostSpell], waiting: Iterable[_Found], sheets: _Sheets) -> set[int]:
    """Which of the *unseen* spells the reader perhaps missed: their words stand on the sheet.

    Not where somebody else has come into the post, nor more of one name than are printed: the newest spell first.
    """
    come = Counter(one.unit_key for one in waiting if _is_named(one.person))
    left = sheets.unread_names(spell.name for spell in unseen.values() if spell.name)
    missed: set[int] = set()
    for n, spell in sorted(unseen.items(), key=lambda one: -one[1].first):
        if spell.unit_key not in sheets.keys and sheets.prints_title(spell.unit):
            missed.add(n)
        elif come[spell.unit_key]:
            come[spell.unit_key] -= 1
        elif spell.name and left[spell.name] > 0:
            left[spell.name] -= 1
            missed.add(n)
    return missed


def _is_named(person: Person) -> bool:
    """Whether nobody holds the post, or the name is more than an initial: half of one that was read as somebody's is nobody."""
    return person.vacant or any(len(word) > 1 for word in person_key(person.name))


def _post_with(spell: PostSpell, found: _Found, number: int) -> PostSpell:
    """*spell* as *number* shows it. The form of the name that is printed last stands; a name of another form is a doubt."""
    other = bool(spell.name) and not found.person.vacant and person_key(spell.name or "") != person_key(found.person.name)
    doubted = spell.doubted or (number if found.sure < SURE or other else None)
    return replace(
        spell,
        name=None if found.person.vacant else found.person.name,
        role=found.person.role or spell.role,
        unit=found.unit.title,
        path=found.path,
        last=None,
        doubted=doubted,
        certain=doubted is None and found.place >= SURE,
    )


def _is_same(spell: PostSpell, found: _Found, _: _Sheets) -> bool:
    return _is_there(spell, found) and _role(spell.role, found.unit) == _role(found.person.role, found.unit)


def _is_same_role(spell: PostSpell, found: _Found, sheets: _Sheets) -> bool:
    """The same but for words of the role that were read into the title, or are still printed beside."""
    if not _is_there(spell, found):
        return False
    one, other = (Counter(content_words(role or "")) for role in (spell.role, found.person.role))
    gone, come = one - other, other - one
    title = title_words(found.unit)
    return not come - title and (not gone - title or sheets.prints_words(gone - title))


def _is_perhaps_same(spell: PostSpell, found: _Found, sheets: _Sheets) -> bool:
    """Another form of the name in the same post: « J. Petit », « Jean Petit »."""
    if spell.unit_key != found.unit_key or not spell.name or found.person.vacant:
        return False
    return same_person(spell.name, found.person.name) and _role(spell.role, found.unit) == _role(found.person.role, found.unit)


def _is_same_but_for_posts(spell: PostSpell, found: _Found, _: _Sheets) -> bool:
    """The same, with the word for who heads a unit on one side only; « par intérim » is no such word."""
    if not _is_there(spell, found) or (spell.role and found.person.role):
        return False
    said = content_words(spell.role or found.person.role or "")
    return bool(said) and all(is_function([word]) or is_generic([word]) for word in said) and not is_interim(said)


def _is_there(spell: PostSpell, found: _Found) -> bool:
    return spell.unit_key == found.unit_key and spell.person_key == found.key


def _role(role: str | None, unit: Unit) -> str:
    """A role as compared; one that only repeats what the unit is called is none."""
    words = content_words(role or "")
    return "" if words <= title_words(unit) else letters_key(role or "")


# ----------------------------------------------------------------------------------------------------------------------- units


def _units(careers: Careers, version: Version, sheets: _Sheets, *, held: bool) -> tuple[UnitSpell, ...]:
    open_ = {spell.unit_key: spell for spell in careers.units if spell.after is None}
    kept: dict[str, UnitSpell] = {}
    begun: list[UnitSpell] = []
    for one, side in sheets.sides:
        for unit in side.units:
            now = _unit(one, side, unit, version.number, careers.read)
            before = open_.get(now.unit_key)
            if before is not None and _stands(before, now, unit):
                moved = before.parent_key != now.parent_key  # read otherwise, and hardly sure: it hangs where it hung
                kept[now.unit_key] = replace(
                    now,
                    first=before.first,
                    before=before.before,
                    parent_key=before.parent_key,
                    parent=before.parent if moved else now.parent,
                    path=before.path if moved else now.path,
                    named=before.named or now.named,
                    doubted=before.doubted or now.doubted or (version.number if moved else None),
                    certain=before.doubted is None and now.certain and not moved,
                )
                continue
            begun.append(now)
            if before is not None:
                kept[now.unit_key] = replace(before, last=before.last or careers.read, after=version.number)
    ended = [
        kept.get(spell.unit_key)
        or _unseen(
            spell,
            careers,
            version.number,
            held=held,
            printed=spell.unit_key not in sheets.keys and sheets.prints_title(spell.title),
        )
        for spell in open_.values()
    ]
    return (*(spell for spell in careers.units if spell.after is not None), *ended, *begun)


def _unit(one: KeyedChart, side: Side, unit: Unit, number: int, before: int | None) -> UnitSpell:
    parent = side.parent(unit)
    sure = min(unit.confidence_title, unit.confidence_parent) >= SURE
    return UnitSpell(
        unit_key=one.units[unit.id],
        title=unit.title,
        parent_key=one.units[parent.id] if parent else None,
        parent=parent.title if parent else None,
        path=_above(side, unit),
        named=bool(unit.people),
        first=number,
        before=before,
        doubted=None if sure else number,
        certain=sure,
    )


def _stands(before: UnitSpell, now: UnitSpell, unit: Unit) -> bool:
    if letters_key(before.title) != letters_key(now.title):
        return False
    return before.parent_key == now.parent_key or unit.confidence_parent < LIKELY


def _unseen(spell: Spell, careers: Careers, number: int, *, held: bool, printed: bool) -> Spell:
    """*spell* where this version was not read as showing it: still *printed*, *held* over by what was not read, or ended."""
    if printed:
        return replace(spell, last=None, doubted=spell.doubted or number, certain=False)
    last = spell.last if spell.last is not None else careers.read
    return replace(spell, last=last, after=None if held else number)
