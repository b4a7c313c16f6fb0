"""Charts and pairs of charts from a seed, with what a careful reader sees in them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from training.families import FAMILIES, SIZES
from training.look import Look, look
from training.paper import stable
from training.pen import Pen
from training.town import Change, Town, changed, town
from training.words import MONTHS, Name

Truth = dict[str, Any]
PAIRS = ("edited", "edited", "edited", "redrawn", "laid out anew", "reprinted", "redated")


@dataclass(frozen=True)
class Chart:
    """A file and its truth: date, page_size, never (words that are no unit), units.

    A unit: id, label, parent, parent_label, kind, person (the first), people, vacant, page, bbox (x0, top, x1, bottom, in points).
    """

    name: str
    pdf: bytes
    truth: Truth


@dataclass(frozen=True)
class Pair:
    """Two versions of one chart and the right statements about them."""

    name: str
    old: Chart
    new: Chart
    changes: Truth


def chart(seed: int, *, family: str | None = None, among: Sequence[str] = tuple(FAMILIES)) -> Chart:
    """The chart of that number; the families *among* those given take turns unless one is named."""
    family = family or among[seed % len(among)]
    luck = random.Random(stable("town", family, seed))
    return drawn(f"{family}-{seed:04d}", family, town(luck, SIZES[family]), look(random.Random(stable("look", family, seed))), seed)


def drawn(name: str, family: str, subject: Town, style: Look, seed: int, *, producer: str = "training") -> Chart:
    """*subject* in that layout and style."""
    for unit, _ in subject.all():
        unit.place, unit.kind = None, unit.kind if unit.kind == "staff" else "box"
    pen = Pen(style, random.Random(stable("pen", seed)))
    FAMILIES[family](pen, subject, random.Random(stable("layout", family, seed)))
    pdf, size = pen.paper(subject, title=f"Organigramme {subject.date}", producer=producer)
    return Chart(name, pdf, _truth(pen, subject, size, family))


def _truth(pen: Pen, subject: Town, size: tuple[float, float], family: str) -> Truth:
    shown: dict[int, list[dict[str, Any]]] = {}
    for unit, person, written in pen.printed:
        role = person.role or ("par intérim" if person.interim else None)
        shown.setdefault(unit.key, []).append({"name": written, "role": role})
    drawn = [(unit, parent) for unit, parent in subject.all() if unit.place]
    units = []
    for unit, parent in drawn:
        people = shown.get(unit.key, [])
        assert unit.place
        units.append(
            {
                "id": f"u{unit.key}",
                "label": pen.title(unit),
                "parent": f"u{parent.key}" if parent else None,
                "parent_label": pen.title(parent) if parent else None,
                "kind": unit.kind,
                "person": people[0]["name"] if people else None,
                "people": people,
                "vacant": any(p.name is None for p in unit.people),
                "page": unit.place[0],
                "bbox": list(unit.place[1:]),
            }
        )
    return {"family": family, "date": subject.date, "page_size": list(size), "units": units, "never": sorted({*pen.never})}


def pair(seed: int, *, among: Sequence[str] = tuple(FAMILIES)) -> Pair:
    """Two versions of one town's chart: edited, redrawn in another style, laid out anew, reprinted, or only dated anew."""
    luck = random.Random(stable("pair", seed))
    kind = PAIRS[seed % len(PAIRS)]
    family = luck.choice(among)
    style = look(random.Random(stable("look", family, seed)))
    before = town(random.Random(stable("town", family, seed)), SIZES[family])
    after, edits = changed(
        before,
        luck,
        luck.randint(1, 5) if kind == "edited" else luck.choice((0, 0, 1, 2)) if kind in ("redrawn", "laid out anew") else 0,
    )
    other, anew, number = family, style, seed
    if kind == "redrawn":
        other = luck.choice([f for f in among if f != family])
        anew = replace(look(random.Random(stable("other look", seed))), written=style.written)
    elif kind == "laid out anew":
        anew, number = (
            replace(
                style, size=style.size * luck.choice((0.9, 1.15)), crowded=style.crowded * 1.3, paper=luck.choice(("A3", "A4"))
            ),
            seed + 1,
        )
    elif kind == "reprinted":
        anew = replace(style, pieces="words" if style.pieces == "line" else "line")
    if kind == "redated":
        after.date = f"{luck.choice(MONTHS)} {int(after.date[-4:]) + 1}"
    old = drawn(f"pair-{seed:04d}-old", family, before, style, seed)
    new = drawn(
        f"pair-{seed:04d}-new",
        other,
        after,
        anew,
        number,
        producer="training, printed again" if kind == "reprinted" else "training",
    )
    statements = [_written(edit, style, old.truth, new.truth) for edit in edits]
    if before.date != after.date:
        statements.append({"type": "document_date_changed", "old": before.date, "new": after.date})
    names = {"case": f"pair-{seed:04d}", "seed": str(seed), "kind": kind, "family": family, "layout": other, "text_layer": True}
    return Pair(f"pair-{seed:04d}", old, new, {**names, "changes": [s for s in statements if s]})


def _written(edit: Change, style: Look, old: Truth, new: Truth) -> Change:
    """The edit with names and titles as the two charts print them; {} where they don't (a list without names)."""

    def written(value: Any) -> Any:
        return value.written(style.written) if isinstance(value, Name) else value

    said = {key: written(value) for key, value in edit.items()}
    if edit["type"] in ("head_changed", "role_changed"):
        people = {p["name"] for truth in (old, new) for u in truth["units"] for p in u["people"]}
        if not any(said.get(key) in people for key in ("old", "new", "person")):
            return {}
    return said
