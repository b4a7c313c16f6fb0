"""Who is named in one unit before and after: who came, went, follows whom, has another role (DESIGN 3.25, 5.5). Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from monitor.compare.charts.match import title_words
from monitor.compare.charts.sheet import Sheet
from monitor.compare.person_names import (
    are_opposed,
    bore,
    former_name_in,
    former_names,
    longest,
    may_be_fuller,
    may_be_renamed,
    misprints,
    nearly_same,
    person_key,
    same_person,
    tell_two,
)
from monitor.compare.title_words import (
    RANK,
    SIGN_OF_NAME,
    content_words,
    is_beside_head,
    is_function,
    is_interim,
    letters_key,
    title_key,
    without_interim,
)
from monitor.compare.words import text_of, word_diff
from monitor.expressions import expression
from monitor.model import Edit, Person, Unit
from monitor.model.frozen import replace
from monitor.normalize import key

_SURE, _LIKELY = 0.9, 0.5
OF_LAYOUT = frozenset({"person_added", "person_removed"})  # ops that may tell of nothing but another layout
_FEW, _SHARE = 2, 0.1  # of those named, who came or went in no one's place
_BRACKETED = expression(r"\(([^()]+)\)")
_ONE_POST = 0.6  # likeness of two roles that are one: « directeur », « directrice »


def people_edits(
    old: Unit, new: Unit, facts: Mapping[str, Any], sheets: tuple[Sheet, Sheet], *, sure: float, still: bool
) -> Iterator[Edit]:
    """The edits of the people of one unit, each with *facts*; *sure*: how probable it is that *old* and *new* are one unit.

    Nobody went whose name still stands on the new sheet without being read as anybody's there, and the other way round; but who
    follows whom in a post that has one holder is told, of a sheet that is not *still* to be checked. Where
    the sheet is not *still*, names that are on both sheets may only have been read into other boxes: uncertain.
    """
    kept, went, came = _matched(old.people, new.people)
    for pair in [pair for pair in kept if not pair[0].vacant and person_key(pair[0].name) != person_key(pair[1].name)]:
        if sheets[0].is_somebody(pair[1].name) or sheets[1].is_somebody(pair[0].name):  # known elsewhere by the other one's name
            kept.remove(pair)
            yield from _person("person_replaced", *pair, facts, sheets, sure=min(sure, _LIKELY), still=still)
    gone = [person for person in went if person.vacant or not sheets[1].prints_person(person.name)]
    come = [person for person in came if person.vacant or not sheets[0].prints_person(person.name)]
    alone = len(old.people) == len(new.people) == 1
    if alone and went and came and (_stands_in_for(came[0], went[0]) or _stands_in_for(went[0], came[0])):
        gone, come = ([one for one in some if _stands_in_for(one, other)] for some, other in ((gone, came[0]), (come, went[0])))
    elif alone and went and came and not (gone and come):  # named elsewhere as well, in a post that was not read
        gone, come, sure = went, came, sure if still else min(sure, _LIKELY)
    beside = _beside_head(old), _beside_head(new)
    if still and (head := _head_passed((old, new), beside, kept, gone, come)) is not None:
        yield from _person("person_replaced", *head, facts, sheets, sure=sure, still=still)
        gone, come = ([one for one in some if one is not at] for some, at in zip((gone, come), head, strict=True))
    for one, other in _successions(gone, come, beside, alone=alone):
        yield from _person("person_replaced", one, other, facts, sheets, sure=sure, still=still)
    for person in gone:
        if not person.vacant:  # nobody named before, or after, is no news of anybody
            yield from _person("person_removed", person, None, facts, sheets, sure=sure, still=still)
    for person in come:
        if not person.vacant:
            yield from _person("person_added", None, person, facts, sheets, sure=sure, still=still)
    for one, other in kept:
        if not one.vacant and (not same_person(one.name, other.name) or are_opposed(one.name, other.name)):
            # Somebody who stays under another name, with the former one where it is printed beside it
            texts = (text_of(f"{p.name} ({former})" if (former := former_name_in(p.role)) else p.name) for p in (one, other))
            before, after, words = word_diff(*texts)
            doubt = {"uncertain": True} if min(sure, one.confidence, other.confidence) < _SURE else {}
            said = {**facts, "field": "text", "person": other.name, **doubt}
            yield Edit(op="replace", before=before, after=after, words=words, facts=said)
            continue
        yield from _role(one, other, (old, new), facts, sheets, sure=sure, still=still)
    # The names of a unit that stand in another order, none with a role: who stands first heads it, perhaps
    everybody = (*old.people, *new.people)
    if still and not (went or came or any(p.role or not p.name or p.confidence < _SURE for p in everybody)):
        was, now = ([person_key(person.name) for person in unit.people] for unit in (old, new))
        if was != now and sorted(was) == sorted(now):
            names = (text_of(", ".join(person.name for person in unit.people)) for unit in (old, new))
            before, after, words = word_diff(*names)
            yield Edit(op="replace", before=before, after=after, words=words, facts={**facts, "field": "text", "order": "people"})


def _stands_in_for(person: Person, other: Person) -> bool:
    """Whether *person* has a post that names *other*: « M. Petit », « Intérim de Mme Roy »."""
    role, words = person.role or "", key(other.name).split()
    named = {*words[-1:], longest(person_key(other.name))} & {*key(role).split()}
    return bool(named) and (SIGN_OF_NAME.search(role) is not None or is_interim(content_words(role)))


def came_or_went(edits: Sequence[Edit], sides: tuple[Sequence[Unit], Sequence[Unit]], sheets: tuple[Sheet, Sheet]) -> set[int]:
    """The places of *edits*, between drawings of two hands, of who came or went in no one's place, unknown to the other sheet.

    To be checked: one hand may name all of a unit and the other its head. None where they are many: then that is how it is.
    """
    found = {n for n, edit in enumerate(edits) if edit.op in OF_LAYOUT and "uncertain" not in edit.facts}
    people = min(sum(bool(person.name) for unit in units for person in unit.people) for units in sides)
    if not all(sheet.is_known for sheet in sheets) or len(found) > max(_FEW, _SHARE * people):
        return set()
    said = ((n, sheets[0 if edits[n].op == "person_added" else 1], edits[n].after or edits[n].before or "") for n in found)
    return {n for n, sheet, name in said if not sheet.names(name)}


def exchanges(edits: Sequence[Edit]) -> Iterator[int]:
    """The places of the edits of units whose people, or vacant posts, changed places: who left each of them is in another one now.

    Each has as many as before: who is read at a neighbour's title left one and came to another, which tells of the drawing.
    """
    units: dict[tuple[object, ...], list[int]] = {}
    for n, edit in enumerate(edits):
        if edit.op.startswith("person_"):
            units.setdefault((edit.facts.get("unit"), *(edit.facts.get("ids") or ())), []).append(n)
    gone, come = (
        {unit: [person_key(name(edits[n]) or "") for n in places if edits[n].op != without] for unit, places in units.items()}
        for name, without in ((_before, "person_added"), (_after, "person_removed"))
    )
    left = -1
    while left != len(units):
        left = len(units)
        whole = [Counter(key for unit in units for key in side[unit]) for side in (gone, come)]
        units = {
            unit: places
            for unit, places in units.items()
            if len(gone[unit]) == len(come[unit]) and all(min(one[key] for one in whole) for key in (*gone[unit], *come[unit]))
        }
    yield from sorted(n for places in units.values() for n in places)


def _before(edit: Edit) -> str | None:
    return edit.before


def _after(edit: Edit) -> str | None:
    return edit.after


def people_facts(people: Sequence[Person]) -> dict[str, tuple[str | None, ...]]:
    """Who is in a unit that came or went, None for a vacant post, and who of them for the time being."""
    acting = tuple(p.name for p in people if not p.vacant and without_interim(p.role or "") is not None)
    found = {"people": tuple(None if p.vacant else p.name for p in people), "acting": acting}
    return {name: value for name, value in found.items() if value}


def people_words(unit: Unit) -> set[str]:
    return {word for person in unit.people for word in person_key(person.name)}


def _matched(old: Sequence[Person], new: Sequence[Person]) -> tuple[list[tuple[Person, Person]], list[Person], list[Person]]:
    """Who is named on both sides, and on one only; a vacant post is nobody on both."""
    kept: list[tuple[Person, Person]] = []
    gone, come = list(old), list(new)
    for strict in (True, False):  # first by all that is printed, then by what may be the same name
        for person in list(gone):
            same = next((other for other in come if _is_same(person, other, strict=strict)), None)
            if same is not None:
                kept.append((person, same))
                gone.remove(person)
                come.remove(same)
    return kept, gone, come


def same_people(old: Sequence[Person], new: Sequence[Person]) -> bool:
    """Whether two units name the same people, in the same roles as far as both print one; a vacant post is one on both sides."""
    kept, gone, come = _matched(old, new)
    roles = ((content_words(one.role or ""), content_words(other.role or "")) for one, other in kept)
    return not (gone or come) and all(one == other for one, other in roles)


def _beside_head(unit: Unit) -> list[Person]:
    """The deputies, assistants and secretaries of *unit*; in a « DGA » by the same word only where another has no such role.

    Not the only one who is named, as « Directrice générale adjointe »: whose deputy she is heads more than this « Pôle ».
    """
    found = [person for person in unit.people if is_beside_head(person.role or "", unit.title)]
    if found:
        alone = len(unit.people) == 1 and any(word.startswith("general") for word in key(found[0].role or "").split())
        return [] if alone else found
    found = [person for person in unit.people if is_beside_head(person.role or "", "")]
    return found if len(found) < len(unit.people) else []


def _is_same(one: Person, other: Person, *, strict: bool) -> bool:
    if one.vacant or other.vacant:
        return strict and one.vacant == other.vacant
    if strict:
        return person_key(one.name) == person_key(other.name) and not tell_two(one.name, other.name)
    # One of two has the other's name beside a new one: « Rose Lefort », « Rose Garnier (née Lefort) »
    return (
        same_person(one.name, other.name)
        or misprints(one.name, other.name)
        or any(bore(was.name, now.name, former_names(now)) for was, now in ((one, other), (other, one)))
    )


def _head_passed(
    units: tuple[Unit, Unit],
    beside: tuple[list[Person], list[Person]],
    kept: Sequence[tuple[Person, Person]],
    gone: Sequence[Person],
    come: Sequence[Person],
) -> tuple[Person, Person] | None:
    """Who headed a unit and who does, where one of them went, or came, and the other one stood, or stands, *beside* the head."""
    heads = [[person for person in unit.people if person not in some] for unit, some in zip(units, beside, strict=True)]
    if [len(some) for some in heads] != [1, 1]:
        return None
    (one,), (other,) = heads
    rose = one in gone and any(other is now for _, now in kept)
    stepped_back = other in come and any(one is was for was, _ in kept)
    return (one, other) if (rose or stepped_back) and not (one.vacant or other.vacant) else None


def _successions(
    gone: list[Person], come: list[Person], beside: tuple[list[Person], list[Person]], *, alone: bool
) -> Iterator[tuple[Person, Person]]:
    """Who follows whom, taken out of both lists: in the same role, or the only one who went the only one who came.

    None of those *beside* the head, before and after, a head, nor the other way round. *alone*: nobody else is named in the unit,
    before or after, whatever the two are called.
    """

    from rapidfuzz import fuzz

    def is_one_post(one: Person, other: Person) -> bool:
        a, b = title_key(one.role or ""), title_key(other.role or "")
        return bool(a and b) and (a == b or fuzz.ratio(a, b) / 100 >= _ONE_POST)

    def are_of_one_rank(one: Person, other: Person) -> bool:
        return one.vacant or other.vacant or (one in beside[0]) == (other in beside[1])

    for old in list(gone):
        new = next((p for p in come if are_of_one_rank(old, p) and is_one_post(old, p)), None)
        if new is not None:
            gone.remove(old)
            come.remove(new)
            yield old, new
    if len(gone) == len(come) == 1 and are_of_one_rank(gone[0], come[0]):
        one, other = (set(title_key(person.role or "").split()) for person in (gone[0], come[0]))
        if alone or not (one and other) or one & other:  # else two posts: each has a role, without a word in common
            yield gone.pop(), come.pop()


def _person(
    op: str,
    old: Person | None,
    new: Person | None,
    facts: Mapping[str, Any],
    sheets: tuple[Sheet, Sheet],
    *,
    sure: float,
    still: bool,
) -> Iterator[Edit]:
    """The edit with the role of whoever came (it is not inherited), else of the one who went; none of hardly a name."""
    named = [person for person in (old, new) if person is not None]
    lowest = min(sure, *(person.confidence for person in named))
    if lowest < _LIKELY:
        return
    names = [person.name for person in named if not person.vacant]
    shuffled = not still and all(sheet.names(name) for sheet in sheets for name in names)
    if old is not None and new is not None and old.vacant != new.vacant:  # no vacancy came or went, where the sheets have as many
        fewer, more = sheets if new.vacant else sheets[::-1]
        shuffled = shuffled and not fewer.vacant < more.vacant
    slip = False
    if len(names) == len(named) > 1:
        one, other = ({*person_key(name)} for name in names)
        is_new = not (sheets[0].names(names[1]) or sheets[1].names(names[0]))  # else who came was there, or who went still is
        slip = (nearly_same(*names) and not are_opposed(*names)) or (is_new and (may_be_renamed(*names) or may_be_fuller(*names)))
        # Of « Anne-Sophie », wrapped at its hyphen, half may be lost: then one name has all of the other.
        slip = slip or (not still and (one <= other or other <= one))
    role = next((person.role for person in reversed(named) if not person.vacant), None)
    role = None if role and SIGN_OF_NAME.search(role) and not is_interim(content_words(role)) else role
    doubt = {"uncertain": True} if lowest < _SURE or shuffled or slip else {}
    yield Edit(op=op, before=_name(old), after=_name(new), facts={**facts, **({"role": role} if role else {}), **doubt})


def _name(person: Person | None) -> str | None:
    return person.name if person is not None and not person.vacant else None


def _role(
    old: Person,
    new: Person,
    units: tuple[Unit, Unit],
    facts: Mapping[str, Any],
    sheets: tuple[Sheet, Sheet],
    *,
    sure: float,
    still: bool,
) -> Iterator[Edit]:
    """Another role of the same person in the same unit; a word that was read into the name or the title is none.

    Where the sheet is not *still*, a role that is printed on one side only is another way to print people, but for « par intérim ».
    One that came and is printed away from the name is perhaps that of somebody between them who was not read: a line of the unit.
    """
    # A role that only repeats what the unit is called says nothing
    bare = [
        replace(person, role=None) if person.role and content_words(person.role) <= title_words(unit) else person
        for person, unit in zip((old, new), units, strict=True)
    ]
    if not (old.role and new.role) or not any(person.role for person in bare):
        old, new = bare
    one, other = (content_words(person.role or "") for person in (old, new))
    ranked = all(RANK.match(key(person.role or "")) for person in (old, new))
    if one != other and not ranked and all(any(map(str.isdigit, word)) for word in (one - other) + (other - one)):
        return  # a telephone or a count, read into it: a line of the unit
    if any(SIGN_OF_NAME.search(person.role or "") for person in (old, new)):
        return  # the next person's name was read into it
    if _without_place(old) == _without_place(new) and old.role != new.role:
        return  # where somebody sits, in brackets: a line of the unit
    if old.vacant or one == other or letters_key(old.role or "") == letters_key(new.role or "") or _words_of(old) == _words_of(new):
        return
    posts = [role if (post := without_interim(role)) is None else post for role in (old.role or "", new.role or "")]
    cuts = [content_words(post) for post in posts]
    if is_interim(one) and is_interim(other) and not all(cuts) and not any(is_beside_head(post, "") for post in posts):
        return  # « (komm.) » is « Leitung (komm.) » to a hand that writes so
    as_heads = (
        all(map(is_function, cuts)) and not cuts[0] & cuts[1]
    )  # « Directrice » is « Responsable » to a hand that calls all so
    if not still and is_interim(one) == is_interim(other) and (as_heads or not all(cuts)):
        return
    if not old.role and new.role:
        names = [person.name for person in units[1].people if person.role == new.role]  # « Adjoints : M. Petit, Mme Roy »
        listed = " ".join(names[: names.index(new.name) + 1]) if new.name in names else new.name
        if not any(sheets[1].prints_together(name, new.role) for name in (new.name, listed)):
            return
    gone, come = one - other, other - one
    titles = tuple(title_words(unit) for unit in units)
    sides = ((gone, sheets[1], titles[1]), (come, sheets[0], titles[0]))
    if all(words <= title or sheet.prints_beside((words - title).elements()) for words, sheet, title in sides if words):
        return
    lowest = min(sure, old.confidence, new.confidence)
    if lowest >= _LIKELY:
        doubt: dict[str, object] = {"uncertain": True} if lowest < _SURE else {}
        if (
            old.role
            and not new.role
            and len(units[1].people) > 1
            and units[1].people[0].name == new.name != units[0].people[0].name
        ):
            doubt["first"] = True  # a deputy who heads the unit now
        yield Edit(op="role_changed", before=old.role or None, after=new.role or None, facts={**facts, "person": new.name, **doubt})


def _without_place(person: Person) -> str:
    """The role without what stands in brackets and is none: « Directrice (mairie annexe) »."""

    def kept(found: re.Match[str]) -> str:
        words = key(found[1]).split()
        return found[0] if is_function(words) or is_interim(words) else " "

    return letters_key(_BRACKETED.sub(kept, person.role or ""))


def _words_of(person: Person) -> Counter[str]:
    return Counter((*person_key(person.name), *title_key(person.role or "").split()))
