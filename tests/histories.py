"""An invented town's charts over ten versions, and the true careers of its units and people (DESIGN 5.14).

What is true is told by the town itself, not by what was read: who is printed in which unit, by the unit's number.
"""

from __future__ import annotations

import copy
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from monitor.compare.person_names import person_key
from monitor.model.shapes import machine_time
from tests.configs import write_config
from tests.pdf import pdfs
from training.charts import drawn
from training.families import FAMILIES, SIZES
from training.look import look
from training.town import Person, Town, changed, town

UNREAD, FLAT = "unread", "flat"  # versions of which nothing can be said: a broken file, one without a chart
Row: TypeAlias = tuple[str, str | None, str, int, int, int | None]  # unit, name, role, first, last, after: version numbers


@dataclass(frozen=True, kw_only=True)
class History:
    files: Sequence[bytes]
    truths: Sequence[dict[str, Any] | None]  # None: an unread version
    away: int  # the unit whose head was away from the third to the fifth version, and came back

    @property
    def twins(self) -> list[tuple[str, ...]]:
        """Names that stand in two units of one version."""
        found = []
        for truth in filter(None, self.truths):
            names = Counter(name for u in truth["units"] for name in {person_key(p["name"]) for p in u["people"]})
            found += [name for name, number in names.items() if number > 1]
        return found

    @property
    def returned(self) -> tuple[str, ...]:
        """The name of whoever was away."""
        first = self.truths[0] or {}
        return next(person_key(u["people"][0]["name"]) for u in first["units"] if u["id"] == f"u{self.away}")

    @property
    def names(self) -> set[tuple[str, ...]]:
        """Everybody who was ever printed."""
        return {person_key(p["name"]) for truth in self.truths if truth for u in truth["units"] for p in u["people"]}


@dataclass
class _Spell:
    key: tuple[str, tuple[str, ...] | None, str]
    first: int
    last: int
    after: int | None = None
    label: str = ""
    name: str | None = None
    role: str = ""


@dataclass
class _Truth:
    done: list[_Spell] = field(default_factory=list)
    open: dict[tuple[str, tuple[str, ...] | None, str], _Spell] = field(default_factory=dict)


def history(seed: int, *, versions: int = 10, edits: int = 4, broken: Sequence[int] = (4, 7)) -> History:
    """Ten versions of one town: units renamed, moved, new and gone, people who come, go, change post, return; one file is broken,
    one has no chart.
    """
    luck = random.Random(f"history {seed}")
    family = list(FAMILIES)[seed % len(FAMILIES)]
    style = look(random.Random(f"look {seed}"))
    now, numbers = town(luck, SIZES[family]), 10_000
    away = _away(now, luck)
    files, truths = list[bytes](), list[dict[str, Any] | None]()
    for version in range(1, versions + 1):
        if version > 1:
            known = {unit.key for unit, _ in now.all()}
            now, _ = changed(now, luck, edits)
            for unit, _ in now.all():
                if unit.key not in known:
                    numbers += 1
                    unit.key = numbers
        if version == 6:
            _namesake(now, luck)
        shown = copy.deepcopy(now)
        if version in (3, 4, 5):
            _leave(shown, away)
        made = drawn(f"h{seed}-{version}", family, shown, style, seed)
        is_broken = version in broken
        files.append(_unreadable(version == broken[0]) if is_broken else made.pdf)
        truths.append(None if is_broken else made.truth)
    return History(files=files, truths=truths, away=away[0])


def _away(town_: Town, luck: random.Random) -> tuple[int, Any]:
    units = [u for u, _ in town_.all() if len(u.people) == 1 and u.people[0].name and u.level == 2]
    chosen = luck.choice(units) if units else None
    return (chosen.key, chosen.people[0].name) if chosen else (-1, None)


def _namesake(town_: Town, luck: random.Random) -> None:
    """Somebody new takes a post, who is called as the head of another unit is."""
    units = [u for u, _ in town_.all() if len(u.people) == 1 and u.people[0].name and u.level in (1, 2, 3)]
    one, other = luck.sample(units, 2)
    other.people = [Person(one.people[0].name)]


def _leave(town_: Town, away: tuple[int, Any]) -> None:
    for unit, _ in town_.all():
        if unit.key == away[0] and [p.name for p in unit.people] == [away[1]]:
            unit.people = [Person(None)]


def _unreadable(broken: bool) -> bytes:
    if broken:
        return b"%PDF-1.7\n% cut off"
    return pdfs.drawn(lambda canvas: canvas.drawString(72, 500, "Organigramme en cours de mise à jour"), size=(595.0, 842.0))


def careers(told: History) -> list[Row]:
    """The true rows: versions that were not read end nothing."""
    truth = _Truth()
    for number, version in enumerate(told.truths, 1):
        if version is None:
            continue
        shown = dict(_shown(version, number))
        for key in list(truth.open):
            if key not in shown:
                spell = truth.open.pop(key)
                spell.after = number
                truth.done.append(spell)
        for key, spell in shown.items():
            if key in truth.open:
                truth.open[key].last, truth.open[key].label = number, spell.label
            else:
                truth.open[key] = spell
    rows = [*truth.done, *truth.open.values()]
    return [(s.label, s.name, s.role, s.first, s.last, s.after) for s in rows]


def _shown(version: dict[str, Any], number: int) -> Iterator[tuple[Any, _Spell]]:
    for unit in version["units"]:
        people = list(unit["people"])
        for person in people:
            key = (unit["id"], person_key(person["name"]), person["role"] or "")
            yield key, _Spell(key, number, number, None, unit["label"], person["name"], person["role"] or "")
        if unit["vacant"]:
            vacant = (unit["id"], None, "")
            yield vacant, _Spell(vacant, number, number, None, unit["label"], None, "")


def captured(folder: Path, history_: History, sections: Sequence[str] = ()) -> list[datetime]:
    """Write config.toml and manifest.jsonl, captures of *history_*: each version is seen on the 1st and the 20th of a month.

    From October 2024 on. *sections*: what a section of the page says in turn. Returns when each version was first seen.
    """
    page = (
        "<!doctype html><html lang='fr'><head><title>Organigramme de Valmont</title></head><body><main><h1>Organigramme</h1>"
        "<p>L’organigramme des services de la ville est mis à jour chaque fois que la ville en change.</p>"
        "<p><a href='/organigramme.pdf'>Organigramme des services</a> PDF</p>{}</main></body></html>"
    )
    pages = [page.format(f"<h2>Les élus</h2>{section}") for section in sections] or [page.format("")]
    for number, shown in enumerate(pages):
        (folder / f"page{number}.html").write_text(shown, encoding="utf-8")
    items = ITEM + ('[watch.sections.elus]\nheading = "Les élus"\n' if sections else "")
    write_config(folder, "https://valmont.example/organigramme/", items=items)
    lines, seen = [], []
    for number, data in enumerate(history_.files):
        (folder / f"v{number}.pdf").write_bytes(data)
        month = datetime(2024 + (number + 9) // 12, 1 + (number + 9) % 12, 1, 8, tzinfo=UTC)
        seen.append(month)
        for at in (month, month + timedelta(days=19)):
            document = {"file": f"v{number}.pdf", "url": "https://valmont.example/organigramme.pdf"}
            lines.append(
                {
                    "time": machine_time(at),
                    "page": {"file": f"page{number % len(pages)}.html"},
                    "documents": {"organigramme": [document]},
                }
            )
    (folder / "manifest.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return seen


ITEM = """
[watch.documents.organigramme]
link = "Organigramme"
kind = "orgchart"
"""
