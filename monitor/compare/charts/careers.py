"""Who held which post when, and what became of each unit, from one version of a chart to the next (DESIGN 5.14). Pure.

A spell is a stretch of versions that show the same: of a post its person, or that it is vacant, and the role; of a unit its title
and the unit it hangs under. Versions are followed one after the other (`follow`), so that a new one costs no more than itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import TypeAlias, TypeVar

from monitor.compare.charts.anew import is_odd
from monitor.compare.charts.match import Side
from monitor.compare.charts.sheet import LIKELY
from monitor.compare.charts.spells import (
    Careers,
    Found,
    KeyedChart,
    PostSpell,
    Sheets,
    UnitSpell,
    Version,
    above,
    is_head,
    is_perhaps_same,
    is_same,
    is_same_but_for_posts,
    is_same_in_other_words,
    is_same_role,
    is_there,
    was_title_there,
)
from monitor.compare.person_names import person_key, read_alike, same_person
from monitor.compare.title_words import is_interim, letters_key, telling_words, title_key
from monitor.model import SURE, Person, Unit
from monitor.model.frozen import replace
from monitor.normalize import key

_CUSTOM = 3  # posts that tell of a custom of the sheet
_SHARE_OF_CUSTOM = (0.25, 0.4)  # their share: of those who come to have a word for their post, or lose it; who get another one

_ASTRAY = 3  # people who are read in each other's units, or back in their own, at once
_SHARE_LEFT = 0.1  # of the people of the version before: where no more are named, the sheet withholds who they are
_SHARE_UNSURE = 0.25  # of all that is read of people: where more is not sure, an unsure reading is no slip but the sheet's custom

Spell = TypeVar("Spell", PostSpell, UnitSpell)
_Same: TypeAlias = Callable[[PostSpell, Found, Sheets], bool]


def follow(careers: Careers, version: Version) -> Careers:
    """*careers* with what *version* shows. A version that was not read, or has no units, begins and ends nothing.

    Nor does anything end whose words still stand on the sheet without being read as anybody's, or as a unit: the reader missed it;
    nor between a version that an older reader read and one of ours; nor by one version that was not read surely, where the next
    shows again what the one before did. Of *careers* the open spells have to be there, and those that ended with `since`.
    """
    if version.gone:
        return replace(careers, gone=careers.gone or version.number) if careers.read is not None else careers
    if not version.charts:
        return careers
    partly = bool(version.unread) and len(version.charts) < careers.charts
    held = partly or (careers.read is not None and careers.old != version.old)
    open_units = [spell for spell in careers.units if spell.after is None]
    sheets = Sheets(version, [spell for spell in careers.posts if spell.after is None], open_units)
    return Careers(
        posts=_posts(careers, version, sheets, held=held),
        units=_units(careers, version, sheets, held=held),
        read=version.number,
        since=version.number,
        charts=careers.charts if partly else len(version.charts),
        old=version.old,
        again=version.again,
    )


# ----------------------------------------------------------------------------------------------------------------------- posts


def _posts(careers: Careers, version: Version, sheets: Sheets, *, held: bool) -> tuple[PostSpell, ...]:
    open_ = [spell for spell in careers.posts if spell.after is None]
    titles = {spell.unit_key: spell.title for spell in careers.units if spell.after is None}
    waiting = list(sheets.people())
    withheld = _withheld(open_, waiting, sheets)
    shown: dict[int, Found] = {}
    for same in (is_same, is_same_role, is_perhaps_same, is_same_but_for_posts, is_same_in_other_words):
        found, sure = _paired(same, open_, shown, waiting, sheets)
        if not found:
            continue
        doubted = None if sure else version.number
        shown |= found
        if same is is_same_but_for_posts:  # from now on the sheet is one with, or without, such words
            bare = {n for n, one in found.items() if not one.person.role}
            open_ = [replace(s, role=None, doubted=s.doubted or doubted) if n in bare else s for n, s in enumerate(open_)]
        waiting = [one for one in waiting if not any(one is taken for taken in found.values())]
    for n, part in _in_parts(careers, open_, shown, waiting, sheets).items():
        open_[n], shown[n] = _in_doubt(replace(open_[n], unit_key=part.unit_key), version.number), part
        waiting = [one for one in waiting if one is not part]
    unsure = sum(one.sure < SURE for one in sheets.people())
    bridged, slips, unsteady = dict[int, Found](), set[int](), set[int]()
    if unsure <= _SHARE_UNSURE * (len(shown) + len(waiting)):
        bridged, slips, unsteady = _bridged(careers, open_, shown, waiting, sheets)
    waiting = [one for one in waiting if not any(one is back for back in bridged.values())]
    slips |= {n for n, spell in enumerate(open_) if n not in shown and sheets.is_title_misread(spell, careers)}
    slips |= _astray(careers, open_, shown, bridged, sheets)
    back_again = {careers.posts[at].unit_key for at in unsteady}
    gone = {n: spell for n, spell in enumerate(open_) if n not in shown and n not in slips}
    for n, spell in gone.items():
        if sheets.is_titled(spell) or (spell.first == careers.since and spell.unit_key in back_again):
            open_[n] = _in_doubt(spell, version.number)
    titled = [one for one in waiting if sheets.was_titled(one.person.name, one.unit.title)]
    missed = _missed(gone, (one for one in waiting if one not in titled), sheets)
    kept = [
        _post_with(spell, shown[n], version.number, titles)
        if n in shown
        else _unseen(spell, careers, version.number, held=held or spell.unit_key in withheld, printed=n in missed)
        for n, spell in enumerate(open_)
        if n not in slips
    ]
    # Most posts begin at once, of units that were there before: the sheet, or its reader, told nobody till then
    unnamed = {spell.unit_key for spell in careers.units if spell.after is None and not spell.named}
    told_now = sum(one.unit_key in unnamed for one in waiting)
    late = version.number if told_now >= _CUSTOM and told_now > len(shown) else None
    doubts = [version.number if one.unit_key in back_again or one in titled else late for one in waiting]
    begun = [
        _post_with(_begun(one, careers, version.number, doubt), one, version.number, titles)
        for one, doubt in zip(waiting, doubts, strict=True)
        if one.sure >= LIKELY and _is_named(one.person)
    ]
    ended = [
        _post_with(_reopened(spell, careers.since), bridged[n], version.number, titles)
        if n in bridged
        else (_in_doubt(spell, careers.since) if n in unsteady else spell)
        for n, spell in enumerate(careers.posts)
        if spell.after is not None
    ]
    return (*ended, *kept, *begun)


def _in_parts(
    careers: Careers, open_: Sequence[PostSpell], shown: Mapping[int, Found], waiting: Sequence[Found], sheets: Sheets
) -> dict[int, Found]:
    """For each open post, by its place, not seen for a while in a unit that is no more: who of those *waiting* has it in a part.

    « Direction éducation et jeunesse » became « Service éducation » and « Service jeunesse » while the sheet withheld its names:
    who headed it, and now one of them, has gone on there. A part is new, another one of the same unit stands beside it, and the
    role is the same: a promotion, or a move to a unit that somebody else headed, is another post.
    """
    there = {telling_words(unit.title) for _, side in sheets.sides for unit in side.units} - {frozenset()}
    found: dict[int, Found] = {}
    for n, spell in enumerate(open_):
        whole = telling_words(spell.unit)
        if n in shown or spell.name is None or spell.last is None or whole in there or sheets.prints_title(spell.unit):
            continue
        known = {unit.unit_key for unit in careers.units if unit.first <= spell.last}
        parts = {said for said in there if said < whole}
        split = {said for said in parts if any(said.isdisjoint(other) for other in parts)}
        for one in waiting:
            new = telling_words(one.unit.title) in split and one.unit_key not in known and one not in found.values()
            if new and is_same_role(replace(spell, unit_key=one.unit_key), one, sheets):
                found[n] = one
                break
    return found


def _astray(
    careers: Careers, open_: Sequence[PostSpell], shown: Mapping[int, Found], bridged: Iterable[int], sheets: Sheets
) -> set[int]:
    """The posts, by their place, of several who were missed in their own by a version that alone, and unsurely, has them in other
    units: they were misread there.
    """
    home = {careers.posts[at].person_key for at in bridged}
    home |= {spell.person_key for n, spell in enumerate(open_) if n in shown and spell.doubted == careers.since != spell.first}
    once = {n for n, s in enumerate(open_) if n not in shown and s.first == careers.since and not s.certain and s.name}
    astray = {n for n in once if open_[n].person_key in home}
    return astray if len(astray) >= _ASTRAY and not (careers.again or sheets.again) else set()


def _withheld(open_: Sequence[PostSpell], people: Sequence[Found], sheets: Sheets) -> Set[str]:
    """The units of this version that name nobody, where the sheet names hardly anybody any more, and nobody new: it says no more
    of who holds what, and nobody is told to have left. A unit that is gone, or is printed as vacant, ends its posts.
    """
    named = {(spell.unit_key, spell.person_key) for spell in open_ if spell.name}
    left = {(one.unit_key, one.key) for one in people if not one.person.vacant}
    if len(named) < _CUSTOM or len(left) > _SHARE_LEFT * len(named) or not left <= named:
        return frozenset()
    there = sheets.keys.union(spell.unit_key for spell in open_ if sheets.prints_title(spell.unit))
    return there - {one.unit_key for one in people}


def _begun(found: Found, careers: Careers, number: int, doubted: int | None) -> PostSpell:
    return PostSpell(
        doubted=doubted,
        unit_key=found.unit_key,
        person_key=found.key,
        name=None,
        role=found.person.role or None,
        unit=found.unit.title,
        path=found.path,
        first=number,
        before=careers.read,
    )


def _bridged(
    careers: Careers, open_: Sequence[PostSpell], shown: Mapping[int, Found], waiting: Sequence[Found], sheets: Sheets
) -> tuple[dict[int, Found], set[int], set[int]]:
    """Spells that ended with the last version read and are there again, by their place, and the open ones between: slips.

    A slip began with that version, was not read surely, or is the same name misread, and is not there any more; what stands before
    and after it was. Where nothing was read of the post in between, only a vacant one goes on: of a name the sheet tells whether
    it stood there. Slips are also names that were all read with their neighbours, and are back; not where either version is one
    published again. Then the places of those that are back over others, if they are many: the version between is in doubt.
    """
    back, between, unsteady = dict[int, Found](), dict[int, set[int]](), set[int]()
    again = careers.again or sheets.again
    begun = {n for n, one in enumerate(open_) if one.first == careers.since and n not in shown}
    for at, spell in enumerate(careers.posts):
        if spell.after is None or spell.after != careers.since:
            continue
        left = [one for one in waiting if one.sure >= SURE and not any(one is other for other in back.values())]
        # or called otherwise, by a sheet that prints other words for heads
        likely = (
            one for one in left if is_there(spell, one) and all(is_head(said) for said in (spell.role, one.person.role) if said)
        )
        if (found := next((one for one in left if is_same(spell, one)), next(likely, None))) is not None:
            back[at], between[at] = found, {n for n in begun if open_[n].unit_key == spell.unit_key}
    # Whose people the last version read had all with each other's units: a reader that takes the name below each title for the one
    # above it does so for several; who swaps posts does not swap them back, and who stands in for somebody is printed so
    homes = {careers.posts[at].person_key: careers.posts[at].unit_key for at in between if careers.posts[at].person_key}
    away = {n for n in begun if homes.get(open_[n].person_key, open_[n].unit_key) != open_[n].unit_key}
    away = {n for n in away if not is_interim(key(open_[n].role or "").split())}
    gone = {open_[n].person_key for n in away}
    astray = {at for at, others in between.items() if careers.posts[at].person_key in gone and others <= away}
    astray = astray if len(astray) >= _ASTRAY and not again else set()
    unsure = {n for n in begun if open_[n].doubted == careers.since and not was_title_there(open_[n], careers.units)}
    known = {one.person_key for one in open_ if one.first < (careers.since or 0)}  # nobody's slip
    for at, others in between.items():
        spell = careers.posts[at]
        names = [(open_[n].name or "", spell.name or "") for n in others if open_[n].person_key not in known]
        misread = bool(others) and len(names) == len(others) and all(read_alike(*both) for both in names)
        slipped = not spell.doubted and others <= unsure
        titled = sheets.was_titled(spell.name, spell.unit)  # two versions to one that read it so
        same = (misread or slipped or (titled and not others)) and is_same(spell, back[at])
        if at not in astray and (not same or not (others or titled or spell.name is None)):
            del back[at]
            unsteady.add(at)
    return back, {n for at in back for n in between[at]}, unsteady if len(unsteady) >= _ASTRAY and not again else set()


def _in_doubt(spell: Spell, number: int | None) -> Spell:
    return replace(spell, doubted=spell.doubted or number, certain=False)


def _reopened(spell: Spell, doubted: int | None) -> Spell:
    return replace(_in_doubt(spell, doubted), last=None, after=None)


def _paired(
    same: _Same, open_: Sequence[PostSpell], shown: Mapping[int, Found], waiting: Sequence[Found], sheets: Sheets
) -> tuple[dict[int, Found], bool]:
    """For each spell, by its place, not *shown* yet the first of those *waiting* that is the *same*, each once; and if for sure.

    With another word for a head, only where the sheet prints it otherwise: it begins to print « Directrice », or ends to: that ends
    nothing, nor does « Responsable » in its place. Of one or two it is theirs. Entries of a list stay without such a word, and so
    do units of another kind: « Service » beside « Direction ».
    """
    left, found = list(waiting), dict[int, Found]()
    for n, spell in enumerate(open_):
        match = next((one for one in left if same(spell, one, sheets)), None) if n not in shown else None
        if match is not None:
            found[n] = match
            left.remove(match)
    if same is is_same_but_for_posts:
        kinds = {key(one.unit.title).partition(" ")[0] for one in found.values()}
        bare = (one for n, one in shown.items() if not (open_[n].role or one.person.role or open_[n].name is None))
        others = sum(key(one.unit.title).partition(" ")[0] in kinds for one in bare)
    elif same is is_same_in_other_words:
        others = sum(bool(open_[n].role and one.person.role) for n, one in shown.items())
    else:
        return found, True
    if len(found) >= _CUSTOM and len(found) >= _SHARE_OF_CUSTOM[same is is_same_in_other_words] * (len(found) + others):
        return found, True
    # Of several in one unit such a word tells which of them heads it; said of who is alone there it is the sheet's way of writing
    now, before = Counter(one.unit_key for one in sheets.people()), Counter(spell.unit_key for spell in open_)
    told = sum(now[one.unit_key] == 1 and is_head(one.person.role or "", sheets) for one in sheets.people())
    was_told = any(before[spell.unit_key] == 1 and is_head(spell.role or "", sheets) for spell in open_)
    if same is is_same_but_for_posts and told > 1 and not was_told:
        return {n: one for n, one in found.items() if now[one.unit_key] == 1}, True
    if same is not is_same_but_for_posts or told:
        return {}, False
    # The sheet has such a word for nobody: it may have ceased to print the words that few had, or they ceased to be heads. Their
    # posts go on, and are not certain. Not where the word itself was read unsurely.
    return {n: one for n, one in found.items() if not one.person.role and open_[n].doubted is None}, False


def _missed(unseen: Mapping[int, PostSpell], waiting: Iterable[Found], sheets: Sheets) -> set[int]:
    """Which of the *unseen* spells the reader perhaps missed: their words stand on the sheet.

    Not where somebody else has come into the post, nor more of one name than are printed: the newest spell first.
    """
    come = Counter(one.unit_key for one in waiting if _is_named(one.person))
    left = sheets.unread_names(spell.name for spell in unseen.values() if spell.name)
    missed: set[int] = set()
    for n, spell in sorted(unseen.items(), key=lambda one: -one[1].first):
        if spell.unit_key not in sheets.keys and sheets.prints_title(spell.unit):
            if not spell.name or sheets.prints_name(spell.name):  # else it names somebody else there, or nobody
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


def _post_with(spell: PostSpell, found: Found, number: int, titles: Mapping[str, str]) -> PostSpell:
    """*spell* as *number* shows it. The form of the name that is printed last stands; a name of another form is a doubt.

    So is a title that is perhaps misread, which stands once the version before, by its *titles*, had it too.
    """
    name = None if found.person.vacant else found.person.name
    other = bool(spell.name and name) and person_key(spell.name or "") != person_key(name or "")
    misspelt = other and not same_person(spell.name or "", name or "") and found.person.confidence < SURE
    title = letters_key(found.unit.title)
    slip = spell.first != number and title not in (letters_key(titles.get(spell.unit_key, "")), letters_key(spell.unit))
    if slip:  # not read surely, or the title holds the name of who is in it
        holds_name = bool(spell.name) and set(person_key(spell.name or "")) <= set(title_key(found.unit.title).split())
        slip = found.unit.confidence_title < SURE or is_odd(found.unit) or holds_name
    doubted = spell.doubted or (number if found.sure < SURE or other or slip else None)
    return replace(
        spell,
        name=spell.name if misspelt else name,
        role=found.person.role or spell.role,
        unit=spell.unit if slip else found.unit.title,
        path=found.path,
        last=None,
        doubted=doubted,
        certain=doubted is None and found.place >= SURE,
    )


# ----------------------------------------------------------------------------------------------------------------------- units


def _units(careers: Careers, version: Version, sheets: Sheets, *, held: bool) -> tuple[UnitSpell, ...]:
    open_ = {spell.unit_key: spell for spell in careers.units if spell.after is None}
    kept, back, slips = dict[str, UnitSpell](), dict[int, UnitSpell](), set[str]()
    begun: list[UnitSpell] = []
    for one, side in sheets.sides:
        for unit in side.units:
            now = _unit(one, side, unit, version.number, careers.read)
            before = open_.get(now.unit_key)
            titled_so = before is not None and letters_key(before.title) == letters_key(now.title)
            if before and titled_so and (before.parent_key == now.parent_key or unit.confidence_parent < LIKELY):
                kept[now.unit_key] = _unit_with(before, now)
                continue
            # What ended with the last version read, which was not read surely, and said the same: it goes on
            slipped = before is not None and before.first == careers.since == before.doubted and now.certain
            said = now.unit_key, now.parent_key, letters_key(now.title)
            same = (
                n
                for n, one in (enumerate(careers.units) if slipped else ())
                if one.after == careers.since and not one.doubted
                if (one.unit_key, one.parent_key, letters_key(one.title)) == said
            )
            if (at := next(same, None)) is not None:
                back[at] = _unit_with(_reopened(careers.units[at], careers.since), now)
                slips.add(now.unit_key)
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
        if spell.unit_key not in slips
    ]
    closed = [back.get(n, spell) for n, spell in enumerate(careers.units) if spell.after is not None]
    return (*closed, *ended, *begun)


def _unit_with(spell: UnitSpell, now: UnitSpell) -> UnitSpell:
    """*spell* as a version shows it *now*; another parent was read otherwise, and hardly sure: it hangs where it hung."""
    moved = spell.parent_key != now.parent_key
    return replace(
        now,
        first=spell.first,
        before=spell.before,
        parent_key=spell.parent_key,
        parent=spell.parent if moved else now.parent,
        path=spell.path if moved else now.path,
        named=spell.named or now.named,
        doubted=spell.doubted or now.doubted or (now.first if moved else None),
        certain=spell.doubted is None and now.certain and not moved,
    )


def _unit(one: KeyedChart, side: Side, unit: Unit, number: int, before: int | None) -> UnitSpell:
    parent = side.parent(unit)
    sure = min(unit.confidence_title, side.place(unit)) >= SURE
    return UnitSpell(
        unit_key=one.units[unit.id],
        title=unit.title,
        parent_key=one.units[parent.id] if parent else None,
        parent=parent.title if parent else None,
        path=above(side, unit),
        named=bool(unit.people),
        first=number,
        before=before,
        doubted=None if sure else number,
        certain=sure,
    )


def _unseen(spell: Spell, careers: Careers, number: int, *, held: bool, printed: bool) -> Spell:
    """*spell* where this version was not read as showing it: still *printed*, *held* over by what was not read, or ended."""
    if printed:
        return replace(_in_doubt(spell, number), last=None)
    last = spell.last if spell.last is not None else careers.read
    return replace(spell, last=last, after=None if held else number)
