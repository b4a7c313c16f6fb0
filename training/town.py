"""An invented town's services, before anybody draws them, and what may happen to them from one chart to the next."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from training import words
from training.words import Name

Kind = Literal["box", "staff", "list_item", "frame"]
Change = dict[str, Any]


@dataclass
class Person:
    """Who holds a post. `name` is None where it is vacant, and then `role` may say so in words of its own."""

    name: Name | None
    role: str | None = None
    interim: bool = False


@dataclass(eq=False)
class Unit:
    """A unit of the town. `place` is filled in by the drawing: page (from 1), x0, top, x1, bottom."""

    title: str
    people: list[Person] = field(default_factory=list)
    below: list[Unit] = field(default_factory=list)
    staff: list[Unit] = field(default_factory=list)  # beside the trunk: they hang under this unit as well
    kind: Kind = "box"
    level: int = 0  # 0: the head; 1: DGA; 2: direction; 3: service; 4: part of a service
    band: int = 0  # which colour
    shared: bool = False  # with the metropolis: marked by a pictogram or colour
    phone: str | None = None
    staffing: str | None = None  # « 12,5 ETP »
    place: tuple[int, float, float, float, float] | None = None
    key: int = 0

    def all(self, parent: Unit | None = None) -> Iterator[tuple[Unit, Unit | None]]:
        yield self, parent
        for unit in (*self.staff, *self.below):
            yield from unit.all(self)


@dataclass
class Town:
    """What a chart is drawn of. `apart`: units that hang under nothing, drawn beside the tree."""

    name: str
    date: str
    head: Unit
    apart: list[Unit] = field(default_factory=list)
    above: list[Unit] = field(default_factory=list)  # the chain from the mayor down to the head, without the head

    def all(self) -> Iterator[tuple[Unit, Unit | None]]:
        """Every unit with its parent."""
        parent: Unit | None = None
        for unit in self.above:
            yield unit, parent
            for beside in unit.staff:
                yield beside, unit
            parent = unit
        yield from self.head.all(parent)
        for unit in self.apart:
            yield from unit.all(None)


@dataclass(frozen=True, kw_only=True)
class Size:
    """How large a town: bounds of how many stand under each."""

    sectors: tuple[int, int] = (2, 4)
    directions: tuple[int, int] = (1, 4)
    services: tuple[int, int] = (0, 4)
    parts: float = 0.0  # share of services that have parts of their own
    vacant: float = 0.06
    unnamed: float = 0.1
    named_services: float = 0.3
    several: float = 0.05  # share of units with two or three heads
    titles: Literal["long", "short", "post", "mixed"] = "mixed"


def town(luck: random.Random, size: Size) -> Town:
    """A town of that size. Titles are all different; names may meet again."""
    matters = luck.sample(words.MATTERS, len(words.MATTERS))
    tasks = luck.sample(words.TASKS, len(words.TASKS))
    way = size.titles if size.titles != "mixed" else luck.choice(("long", "long", "short", "post"))
    prefix = luck.choice(("DGA", "Pôle", "Direction générale adjointe", "Département", "DGA", "Pôle"))
    head = Unit(
        luck.choice(("Direction générale des services", "Directeur général des services", "Direction générale", "DGS")),
        _people(luck, size, 1),
    )
    for band, sector in enumerate(luck.sample(words.SECTORS, luck.randint(*size.sectors))):
        title = (
            f"{prefix} {sector}" if prefix != "Direction générale adjointe" or luck.random() < 0.5 else f"{prefix} {sector.lower()}"
        )
        deputy = Unit(title, _people(luck, size, 1), level=1, band=band)
        head.below.append(deputy)
        for _ in range(min(luck.randint(*size.directions), len(matters))):
            direction = Unit(
                _direction(luck, matters.pop(), way), _people(luck, size, 2), level=2, band=band, shared=luck.random() < 0.25
            )
            deputy.below.append(direction)
            for _ in range(min(luck.randint(*size.services), len(tasks))):
                service = Unit(_service(luck, tasks.pop()), _people(luck, size, 3), level=3, band=band)
                direction.below.append(service)
                if luck.random() < size.parts and len(tasks) > 3:
                    service.below = [
                        Unit(luck.choice(("Unité {}", "Équipe {}", "{}")).format(t.lower()), level=4, band=band)
                        for t in (tasks.pop(), tasks.pop())
                    ]
                    service.below = [Unit(u.title[0].upper() + u.title[1:], level=4, band=band) for u in service.below]
    head.staff = [
        Unit(title, _people(luck, size, 2), kind="staff", level=2, band=7)
        for title in luck.sample(words.STAFF, luck.choice((0, 1, 2, 2, 3, 4)))
        if title not in {u.title for u, _ in head.all()}
    ]
    made = Town(luck.choice(words.TOWNS), f"{luck.choice(words.MONTHS)} {luck.randint(2019, 2025)}", head)
    if luck.random() < 0.55:
        mayor = Unit(
            luck.choice(("Le Maire", "Maire", "Monsieur le Maire", "Le Maire, président de la métropole", "Président")),
            _people(luck, size, 0),
            level=0,
            band=6,
        )
        if luck.random() < 0.7:
            mayor.staff.append(
                Unit(
                    luck.choice(("Cabinet", "Cabinet du Maire", "Directeur de cabinet", "Cabinet et protocole")),
                    _people(luck, size, 1),
                    kind="staff",
                    level=1,
                    band=6,
                )
            )
        made.above.append(mayor)
    if luck.random() < 0.35:
        made.apart.append(
            Unit(
                luck.choice(("CCAS", "Centre communal d’action sociale (CCAS)", "C.C.A.S.")),
                _people(luck, size, 1),
                level=1,
                band=5,
            )
        )
    if luck.random() < 0.25:
        made.apart.append(_elected(luck))
    for number, (unit, _) in enumerate(made.all()):
        unit.key = number
        if unit.level >= 1 and unit.kind == "box":
            unit.phone = luck.choice(
                (
                    f"poste {luck.randint(10, 99)} {luck.randint(10, 99)}",
                    f"{luck.randint(3100, 7999)}",
                    f"Tél. 03 80 74 {luck.randint(10, 99)} {luck.randint(10, 99)}",
                )
            )
            unit.staffing = f"{luck.randint(1, 90)}{luck.choice(('', ',5', ',8'))} {luck.choice(('ETP', 'agents', 'ETP'))}"
    return made


def _direction(luck: random.Random, matter: tuple[str, str], way: str) -> str:
    short, long = matter
    if way == "short":
        return luck.choice((short, short, f"Direction {short.lower()}"))
    if way == "post":
        return luck.choice(("Directeur {}", "Directrice {}", "Responsable {}")).format(long)
    return luck.choice(("Direction {}",) * 7 + ("Pôle {}", "Mission {}", "Délégation {}")).format(
        short.lower() if luck.random() < 0.1 else long
    )


def _service(luck: random.Random, task: str) -> str:
    lower = task[0].lower() + task[1:]
    return luck.choice(
        (task, task, f"Service {lower}", f"Service {lower}", f"Bureau {lower}", f"Unité {lower}", f"Cellule {lower}")
    )


def _people(luck: random.Random, size: Size, level: int) -> list[Person]:
    roll = luck.random()
    if level == 3 and luck.random() > size.named_services:
        return []
    if roll < size.vacant:
        return [Person(None)]
    if level and roll < size.vacant + size.unnamed:
        return []
    several = luck.random() < size.several
    people = [Person(words.name(luck)) for _ in range(luck.randint(2, 3) if several else 1)]
    if several:
        for person, role in zip(
            people, luck.sample(("directeur", "adjoint", "adjointe", "chargé de projet", "responsable"), len(people)), strict=True
        ):
            person.role = role
    elif luck.random() < 0.04:
        people[0].interim = True
    return people


def _elected(luck: random.Random) -> Unit:
    duties = luck.sample(
        ("finances", "culture", "sports", "urbanisme", "éducation", "solidarités", "mobilités"), luck.randint(3, 6)
    )
    return Unit(
        luck.choice(("Adjoints au maire", "Élus", "Les adjoints")),
        [Person(words.name(luck), duty) for duty in duties],
        level=1,
        band=6,
    )


# ------------------------------------------------------------------------------------------------------------------- what changes

KINDS = ("renamed", "moved", "added", "removed", "head", "head", "vacant", "filled", "role", "swapped")


def changed(old: Town, luck: random.Random, edits: int) -> tuple[Town, list[Change]]:
    """A copy of *old* after that many edits (fewer where nothing fits), and the edits, as titles and names stand in the two towns.

    Names are `Name` values: the chart's way of writing them is not known here.
    """
    new = copy.deepcopy(old)
    changes: list[Change] = []
    touched: set[int] = set()
    for kind in (luck.choice(KINDS) for _ in range(edits)):
        found = _EDITS[kind](new, luck, touched)
        changes.extend(found)
    return new, changes


def _pick(town: Town, luck: random.Random, touched: set[int], wanted: Any) -> tuple[Unit, Unit | None] | None:
    fitting = [(unit, parent) for unit, parent in town.all() if unit.key not in touched and wanted(unit)]
    if not fitting:
        return None
    unit, parent = luck.choice(fitting)
    touched.add(unit.key)
    return unit, parent


def _renamed(town: Town, luck: random.Random, touched: set[int]) -> list[Change]:
    found = _pick(town, luck, touched, lambda u: u.level in (2, 3) and u.kind == "box")
    if not found:
        return []
    unit, parent = found
    old = unit.title
    others = {u.title for u, _ in town.all()}
    for _ in range(20):
        unit.title = luck.choice(
            (
                f"{old} et {luck.choice(words.MATTERS)[1].split(' ', 1)[-1].removeprefix('l’')}",
                f"{old} et qualité",
                old.split(" et ")[0] + " et moyens",
            )
        )
        if unit.title not in others:
            break
    return [{"type": "unit_renamed", "old": old, "new": unit.title, "parent": parent.title if parent else None}]


def _moved(town: Town, luck: random.Random, touched: set[int]) -> list[Change]:
    found = _pick(town, luck, touched, lambda u: u.level in (2, 3) and u.kind == "box")
    unit, parent = found or (town.head, None)
    if parent is None:
        return []
    homes = [
        u
        for u, _ in town.all()
        if u.level == unit.level - 1 and u is not parent and u.kind == "box" and u not in town.apart and u not in town.above
    ]
    if not homes or len(parent.below) < 2:
        return []
    home = luck.choice(homes)
    parent.below.remove(unit)
    home.below.insert(luck.randint(0, len(home.below)), unit)
    for moved, _ in unit.all():
        moved.band = home.band
    touched.update(u.key for u, _ in unit.all())
    return [{"type": "unit_moved", "unit": unit.title, "old_parent": parent.title, "new_parent": home.title}]


def _added(town: Town, luck: random.Random, touched: set[int]) -> list[Change]:
    found = _pick(town, luck, set(), lambda u: u.level in (1, 2) and u.kind == "box" and u not in town.apart)
    if not found:
        return []
    parent, titles = found[0], {u.title for u, _ in town.all()}
    if parent.level == 1:
        title = _direction(luck, luck.choice(words.MATTERS), "long")
    else:
        title = _service(luck, luck.choice(words.TASKS))
    if title in titles:
        return []
    unit = Unit(
        title,
        [Person(words.name(luck))] if parent.level == 1 else [],
        level=parent.level + 1,
        band=parent.band,
        key=max(u.key for u, _ in town.all()) + 1,
    )
    touched.add(unit.key)
    parent.below.insert(luck.randint(0, len(parent.below)), unit)
    return [{"type": "unit_added", "unit": title, "parent": parent.title}]


def _removed(town: Town, luck: random.Random, touched: set[int]) -> list[Change]:
    found = _pick(town, luck, touched, lambda u: u.level in (2, 3) and not {b.key for b, _ in u.all()} & touched)
    unit, parent = found or (town.head, None)
    if parent is None:
        return []
    if unit in parent.staff:
        parent.staff.remove(unit)
    elif len(parent.below) > 1:
        parent.below.remove(unit)
    else:
        return []
    return [{"type": "unit_removed", "unit": u.title, "parent": (p or parent).title} for u, p in unit.all()]


def _single(unit: Unit) -> bool:
    return len(unit.people) == 1 and unit.people[0].name is not None


def _head(town: Town, luck: random.Random, touched: set[int]) -> list[Change]:
    found = _pick(town, luck, touched, _single)
    if not found:
        return []
    old, new = found[0].people[0], Person(words.name(luck))
    found[0].people = [new]
    return [] if old.name == new.name else [{"type": "head_changed", "unit": found[0].title, "old": old.name, "new": new.name}]


def _vacant(town: Town, luck: random.Random, touched: set[int]) -> list[Change]:
    found = _pick(town, luck, touched, lambda u: _single(u) and u.level)
    if not found:
        return []
    old, found[0].people = found[0].people[0].name, [Person(None)]
    return [{"type": "head_changed", "unit": found[0].title, "old": old, "new": None}]


def _filled(town: Town, luck: random.Random, touched: set[int]) -> list[Change]:
    found = _pick(town, luck, touched, lambda u: [p.name for p in u.people] == [None])
    if not found:
        return []
    found[0].people = [Person(words.name(luck))]
    return [{"type": "head_changed", "unit": found[0].title, "old": None, "new": found[0].people[0].name}]


def _role(town: Town, luck: random.Random, touched: set[int]) -> list[Change]:
    """The function in brackets changes; or somebody is no longer, or now, « par intérim »."""
    found = _pick(
        town,
        luck,
        touched,
        lambda u: bool(u.people) and u.people[0].name is not None and (len(u.people) > 1 or u.people[0].interim),
    )
    if not found:
        return []
    person = found[0].people[0]
    if person.interim:
        person.interim = False
        return [{"type": "role_changed", "unit": found[0].title, "person": person.name, "old": "par intérim", "new": None}]
    old, person.role = person.role, luck.choice(("référente", "coordinateur", "cheffe de projet"))
    return [{"type": "role_changed", "unit": found[0].title, "person": person.name, "old": old, "new": person.role}]


def _swapped(town: Town, luck: random.Random, touched: set[int]) -> list[Change]:
    """A head goes to another post, whose head leaves; the old post stays vacant."""
    first = _pick(town, luck, touched, lambda u: _single(u) and u.level in (1, 2))
    second = _pick(town, luck, touched, lambda u: _single(u) and u.level in (1, 2)) if first else None
    if not first or not second or first[0].people[0].name == second[0].people[0].name:
        return []
    (a, _), (b, _) = first, second
    goes, leaves = a.people[0].name, b.people[0].name
    a.people, b.people = [Person(None)], [Person(goes)]
    return [
        {"type": "head_changed", "unit": a.title, "old": goes, "new": None},
        {"type": "head_changed", "unit": b.title, "old": leaves, "new": goes},
    ]


_EDITS = {
    "renamed": _renamed,
    "moved": _moved,
    "added": _added,
    "removed": _removed,
    "head": _head,
    "vacant": _vacant,
    "filled": _filled,
    "role": _role,
    "swapped": _swapped,
}
