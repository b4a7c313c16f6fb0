"""Titles and names of two charts in another form, and accents that differ: matching folds both (DESIGN 3.10, 13.5). Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from monitor.compare.person_names import has_civility, same_form, same_person
from monitor.compare.title_words import letters_key, title_key, title_likeness
from monitor.expressions import expression, remembered
from monitor.model import DocumentContent, OrgChart, Person, Unit
from monitor.model.frozen import dataclass
from monitor.normalize import canonical, key

_WORD = expression(r"\w+")
_MANY = 3  # words that lose their accents in one print: by the font, where few others keep theirs
_CLOSE = 65.0  # per cent: of letters that only got lost more are alike
_NEAREST = 5  # titles: one of them is the same, or none
_FEW_CALLED = 3  # people who have a civility now, or have none any more, and as many others who have not: each is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Accents:
    """Which accents of two texts differ. One text that lost more of them than it kept was printed without: it tells none."""

    sure: bool

    @classmethod
    def of(cls, old: Iterable[str], new: Iterable[str]) -> Accents:
        """From all that is written on either side."""
        sides = [Counter(word for text in side for word in _words(text)) for side in (old, new)]
        pairs = apart_in_accents(sides[0] - sides[1], sides[1] - sides[0])
        kept = sum(not word.isascii() for word in sides[0] & sides[1])
        bare = [sum(pair[n].isascii() for pair in pairs) for n in (0, 1)]
        return cls(sure=max(bare) < _MANY or max(bare) <= kept)

    def differ(self, before: str, after: str) -> bool:
        """Whether the two, the same without accents, surely have other ones. Capitals may go without theirs: « ELODIE »."""
        if not self.sure or before == after:
            return False
        one, other = (Counter(_words(text)) for text in (before, after))
        return any(apart_in_accents(one - other, other - one))


@remembered
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(canonical(text)))


def apart_in_accents(gone: Iterable[str], come: Iterable[str]) -> list[tuple[str, str]]:
    """The words of *gone* with those of *come* that differ from them in nothing but accents; in capitals these may be left out."""
    others = defaultdict[str, list[str]](list)
    for word in come:
        others[key(word)].append(word)
    pairs = [(word, other) for word in gone for other in others[key(word)] if word.casefold() != other.casefold()]
    return [(one, other) for one, other in pairs if one.isupper() == other.isupper() or 1 in (len(one), len(other))]


def same_forms(old: OrgChart, new: OrgChart, accents: Accents) -> Iterator[tuple[str, str]]:
    """The titles, names and roles that differ in form alone: in capitals, abbreviated.

    A civility that comes or goes is another form where that is how the sheet now prints its people, and else a line reworded.
    """
    twins = list(_twins(old, new))
    pairs = [(unit.title, twin.title) for unit, twin in twins]
    people = list(_same_people(twins))
    alike = Counter(has_civility(one.name) == has_civility(other.name) for one, other in people)
    is_custom = alike[False] > max(_FEW_CALLED, alike[True])
    for one, other in people:
        if not same_form(one.name, other.name):
            continue
        if is_custom or has_civility(one.name) == has_civility(other.name):
            pairs.append((one.name, other.name))
        if key(one.role or "") == key(other.role or ""):
            pairs.append((one.role or "", other.role or ""))
    return ((before, after) for before, after in pairs if before != after and not accents.differ(before, after))


def other_accents(old: OrgChart, new: OrgChart, accents: Accents) -> Iterator[tuple[str, str]]:
    """The titles and names that differ in accents alone."""
    twins = list(_twins(old, new))
    pairs = [(unit.title, twin.title) for unit, twin in twins]
    pairs += [(one.name, other.name) for one, other in _same_people(twins)]
    return (pair for pair in pairs if accents.differ(*pair))


def _same_people(twins: Iterable[tuple[Unit, Unit]]) -> Iterator[tuple[Person, Person]]:
    """Who is named in both of two units."""
    for unit, twin in twins:
        for person in unit.people:
            same = next((p for p in twin.people if p.name and person.name and same_person(p.name, person.name)), None)
            if same is not None:
                yield person, same


def _twins(old: OrgChart, new: OrgChart) -> Iterator[tuple[Unit, Unit]]:
    """Units of one title in both charts; those that only lost letters come after those that are the same."""
    units: dict[str, list[Unit]] = defaultdict(list)
    for unit in new.units:
        units[letters_key(unit.title)].append(unit)
    alone = []
    for unit in old.units:
        same = units[letters_key(unit.title)]
        if same:
            yield unit, same.pop(0)
        else:
            alone.append(unit)
    from rapidfuzz import fuzz, process

    rest = [unit for same in units.values() for unit in same]
    titles: dict[int, str] = {n: title_key(unit.title) for n, unit in enumerate(rest)}
    for unit in alone:
        near = process.extract(title_key(unit.title), titles, scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=_NEAREST)
        twin = next((n for _, _, n in near if title_likeness(unit.title, rest[n].title) == 1), None)
        if twin is not None:
            del titles[twin]
            yield unit, rest[twin]


def accents_of(old: DocumentContent, new: DocumentContent) -> Accents:
    """What the accents of the two documents are worth, by all their words."""
    return Accents.of(*([block.text for block in content.text or ()] for content in (old, new)))
