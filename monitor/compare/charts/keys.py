"""Who is who over all versions of a chart: units and people keep the key they had before (DESIGN 5.14). Pure; keys are given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeAlias

from monitor.compare.charts.match import Side, matched
from monitor.compare.charts.sheet import cards_under_headings, without_twins
from monitor.compare.person_names import Key, bore, former_names, misprints, person_key, person_sign, same_person
from monitor.compare.title_words import letters_key
from monitor.model import ERASED, OrgChart, Person

Keyed: TypeAlias = tuple[OrgChart, Mapping[str, str]]  # a chart with the key of each unit, by its id
NOBODY_IN_PARTICULAR = " ".join(person_key(ERASED))  # several people may be printed so: they are told apart by their posts alone
Posts: TypeAlias = dict[tuple[str, str], str]  # (sign of a name, key of the unit that names it) -> key; unit "": wherever else


def unit_keys(chart: OrgChart, others: Sequence[Keyed], taken: Collection[str], fresh: Callable[[], str]) -> dict[str, str]:
    """Return the key of each unit of *chart*, by its id.

    *others*: charts of the same document, nearest in time first. The one that has most in common says which unit is which,
    over renames and moves; of the rest a unit that was away takes its key back by its path. *taken*: keys of other documents of
    the same day; a chart that one of these goes on with, for the most part, says nothing. A unit that is new gets a *fresh* one.
    """
    said = _said(chart)
    ranked = sorted(others, key=lambda other: -len(said & _said(other[0])))
    side, keys = Side(without_twins(chart)), dict[str, str]()
    places = {side.path(unit): unit.id for unit in side.units}
    for n, (other, known) in enumerate(ranked):
        old = Side(without_twins(other))
        if n == 0:
            pairs = matched(old, side)
        else:
            pairs = {unit.id: places[old.path(unit)] for unit in old.units if old.path(unit) in places}
        if 2 * sum(known.get(before) in taken for before in pairs) > len(pairs):
            continue
        for before, now in pairs.items():
            if now not in keys and before in known and known[before] not in {*taken, *keys.values()}:
                keys[now] = known[before]
    return {unit.id: keys.get(unit.id) or fresh() for unit in chart.units}


def in_turn(charts: Sequence[OrgChart], others: Sequence[OrgChart]) -> list[int]:
    """Return in which order *charts* of one day, by number, may take the keys of *others*: what is most like one of them first.

    Two charts of one page have titles in common (« Finances »), but other people: it is not the upper one that goes on.
    """
    before = [_said(other) for other in others]
    like = [max((len(said & one) / (len(said | one) or 1) for one in before), default=0) for said in map(_said, charts)]
    return sorted(range(len(charts)), key=lambda n: -like[n])


def _said(chart: OrgChart) -> set[tuple[str, ...]]:
    """What a chart is known by: its titles and its people."""
    return {(letters_key(unit.title),) for unit in chart.units} | {
        ("", *person_key(person.name)) for unit in chart.units for person in unit.people if _is_somebody(person)
    }


def person_keys(
    chart: OrgChart, units: Mapping[str, str], posts: Posts, fresh: Callable[[], str]
) -> tuple[dict[str, list[str | None]], Posts]:
    """Return the key of each person of *chart* by the id of the unit, in their order, None for a vacant post; and all new *posts*.

    A folded name is one person wherever it stands. It is two, where it stands in two posts of one sheet (who held one of them
    before keeps the key), and where what is printed tells two people (`tell_two`): « Paul MARTIN », « Martin PAUL ». A form
    that may be either of these is somebody by himself, but in a post that one of them held.
    """
    people, cards = _Known(posts), cards_under_headings(chart)
    units = {**units, **{card: units[head] for card, head in cards.items()}}
    homes = dict.fromkeys((_sign(p.name), units[u.id]) for u in chart.units for p in u.people if _is_somebody(p))
    names = {person_key(sign) for sign, _ in homes}
    for unit in chart.units:
        for person in filter(_is_somebody, unit.people):
            people.rename(_sign(person.name), units[unit.id], former_names(person), names)
    given: dict[tuple[str, str], str] = {}  # on this sheet
    for sign, post in sorted(homes, key=lambda home: (home not in posts, not people.held(*home))):  # who was there before first
        away = {key for (_, other), key in given.items() if other != post}
        away |= {key for (other, at), key in given.items() if at == post and person_key(other) != person_key(sign)}
        given[sign, post] = people.keep(sign, post, people.find(sign, post, away) or fresh())
    found = {u.id: [given[_sign(p.name), units[u.id]] if _is_somebody(p) else None for p in u.people] for u in chart.units}
    found |= {head: found[card] for card, head in cards.items()}
    return found, {post: key for post, key in people.posts.items() if posts.get(post) != key}


def _is_somebody(person: Person) -> bool:
    """Whether *person* is one; « N.N. » is printed where there is none."""
    return bool(person.name) and not person.vacant


def _sign(name: str) -> str:
    return NOBODY_IN_PARTICULAR if " ".join(person_key(name)) == NOBODY_IN_PARTICULAR else person_sign(name)


class _Known:
    """Whose key is whose, by the sign of a name and the post; « elsewhere » is the post ""."""

    def __init__(self, posts: Posts) -> None:
        self.posts = dict(posts)
        self._signs: dict[str, set[str]] = defaultdict(set)  # by key
        self._of_name: dict[Key, set[str]] = defaultdict(set)  # the signs of a folded name
        self._at: dict[str, set[str]] = defaultdict(set)  # the signs that were in a post
        for (sign, post), key in posts.items():
            self._note(sign, post, key)

    def _note(self, sign: str, post: str, key: str) -> None:
        self._signs[key].add(sign)
        self._of_name[person_key(sign)].add(sign)
        self._at[post].add(sign)

    def keep(self, sign: str, post: str, key: str) -> str:
        self.posts[sign, post] = key
        self.posts.setdefault((sign, self._elsewhere(sign, post)), key)
        self._note(sign, post, key)
        return key

    def rename(self, sign: str, post: str, former: frozenset[str], names: Collection[Key]) -> None:
        """Take who was in the post for who is there by *sign*: under a *former* name, or one that none of *names* is any more."""
        found = {
            self.posts[other, post]
            for other in self._at[post]
            if bore(other, sign, former) or (misprints(other, sign) and person_key(other) not in names)
        }
        if sign and len(found) == 1 and not self.held(sign, post):
            self.keep(sign, post, found.pop())

    def held(self, sign: str, post: str) -> bool:
        """Whether somebody of that folded name was in the post."""
        return bool(self._of_name[person_key(sign)] & self._at[post])

    def find(self, sign: str, post: str, away: Collection[str]) -> str | None:
        """Who it is: of that sign in that post, of that name there, of a form of it there (« J. Petit »), of that name elsewhere.

        Nobody who is known under a sign that tells another person, nor one of those *away*; nor one of several.
        """
        name = self._of_name[person_key(sign)]
        for signs, at in (({sign}, post), (name, post), (self._at[post], post), (name, self._elsewhere(sign, post))):
            keys = set[str]()
            for key in filter(None, {self.posts.get((other, at)) for other in signs}):
                # A form of a name of that key, and of all that are forms of that one; not of one before a marriage
                forms = {other for other in self._signs[key] if same_person(sign, other)}
                if forms and not any(same_person(form, other) for form in forms for other in self._signs[key] - forms):
                    keys.add(key)
            if len(keys) == 1 and keys.isdisjoint(away):
                return keys.pop()
        return None

    def _elsewhere(self, sign: str, post: str) -> str:
        return "" if sign != NOBODY_IN_PARTICULAR else post
