"""What a reading of a chart, and a comparison of two, are worth beside their truths. Units are paired by title, people by name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Literal, TypeAlias

Json: TypeAlias = Mapping[str, Any]
Fact: TypeAlias = Literal["title", "parent", "person"]
FACTS: tuple[Fact, ...] = ("title", "parent", "person")
FOUND = 0.8  # likeness from which a title is that of the unit
NAMED = 0.85  # likeness from which a name is that person's
SAID = 0.9  # likeness from which an edit's words are the statement's
SURE = 0.9  # confidence from which a fact is given as sure (3.27)

_CIVILITY = re.compile(r"^(m|mme|mlle|mr|mrs|ms|monsieur|madame|dr|pr|herr|frau|hr|fr)\s+")
_VACANT = re.compile(r"(poste\s+)?vacant|a pourvoir|n n$")
_UNSAID = ("document_date_changed", "title_changed")
_CHART_OPS = ("unit_", "person_", "head_changed", "role_changed")


@dataclass(frozen=True)
class Given:
    """One fact that a reading gives, with which confidence, and whether it is so; None: the truth doesn't know."""

    fact: Fact
    confidence: float
    right: bool | None


@dataclass
class Judged:
    """One chart's reading, counted."""

    units: int = 0  # true ones that must be found
    given: int = 0  # units of the reading, without those that may be one or not
    found: int = 0
    exact: int = 0
    parents: int = 0  # true ones, of units that have one
    parents_right: int = 0
    people: int = 0
    people_right: int = 0
    facts: dict[Fact, int] = field(default_factory=lambda: dict.fromkeys(FACTS, 0))  # how many are true
    told: list[Given] = field(default_factory=list)
    spurious: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    hung_wrong: list[str] = field(default_factory=list)
    astray: Counter[tuple[str, bool]] = field(default_factory=Counter)  # wrong parents by what they are, and whether given as sure

    @property
    def f1(self) -> float:
        """1 where nothing is to be found and nothing is given: a picture, a sheet that is no chart."""
        return 2 * self.found / (self.units + self.given) if self.units + self.given else 1.0

    @property
    def parent(self) -> float | None:
        return self.parents_right / self.parents if self.parents else None

    @property
    def person(self) -> float | None:
        return self.people_right / self.people if self.people else None

    def add(self, other: Judged) -> None:
        """Count *other* in, for a sum over charts."""
        for name in ("units", "given", "found", "exact", "parents", "parents_right", "people", "people_right"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for fact in FACTS:
            self.facts[fact] += other.facts[fact]
        self.told += other.told
        self.astray += other.astray


@dataclass
class PairJudged:
    """One comparison, counted in statements; « marked » are those with `uncertain`."""

    true: int = 0
    unmarked: int = 0
    marked: int = 0
    false: list[str] = field(default_factory=list)
    false_marked: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, other: PairJudged) -> None:
        self.true, self.unmarked, self.marked = self.true + other.true, self.unmarked + other.unmarked, self.marked + other.marked
        self.false += other.false
        self.false_marked += other.false_marked
        self.missed += other.missed


# ------------------------------------------------------------------------------------------------------------------ one chart


def fold(words: str | None) -> str:
    """*words* without accents, case and punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", (words or "").replace("’", "'")) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", plain.lower()).strip()


def likeness(true: str, given: str) -> float:
    """Of two titles, 0 to 1; one that carries the true one as its first words, or is its first half, counts as found."""
    a, b = fold(true), fold(given)
    same = SequenceMatcher(None, a, b, autojunk=False).ratio()
    if a and b and a != b and (b.startswith(a + " ") or (a.startswith(b + " ") and len(b) >= 0.5 * len(a))):
        return max(0.85, same)
    return same


def name_key(name: str) -> str:
    return " ".join(sorted(_CIVILITY.sub("", fold(name)).split()))


def same_name(a: str, b: str) -> bool:
    return SequenceMatcher(None, name_key(a), name_key(b), autojunk=False).ratio() >= NAMED


def judged(truth: Json, reading: Json) -> Judged:
    """*reading* as `monitor orgchart --json` gives it beside *truth*.

    A truth may be `partial`: what it doesn't have is neither right nor wrong. A truth's unit may be `optional`. `also` has what
    else is right: {"parents": {label: [labels, "-" for none, "*" for any]}, "people": {label: [names]},
    "labels": {label: [labels]}, "units": [labels that may be units]}. Names that are only there need not be found.
    """
    true, given, also = list(truth["units"]), _given(reading), truth.get("also") or {}
    pairs = paired(true, given, also.get("labels") or {})
    by_id, found = {g["id"]: g for g in given}, {j: i for i, j in pairs.items()}
    tree, real = {t["id"]: t for t in true}, {given[j]["id"]: true[i] for i, j in pairs.items()}
    result = Judged()
    for i, unit in enumerate(true):
        got = given[pairs[i]] if i in pairs else None
        if unit.get("optional") and got is None:
            continue
        _count(result, unit, got, by_id, also)
        head = by_id.get(got["parent"] or "") if got else None
        if got and not _hangs_right(unit, head, also):
            kind = _astray(unit, real.get(head["id"]) if head else None, tree, given=head is not None)
            result.astray[kind, got["confidence_parent"] >= SURE] += 1
    for j, got in enumerate(given):
        if j in found or truth.get("partial"):
            continue
        if any(likeness(label, got["title"]) >= FOUND for label in also.get("units") or ()):
            continue
        result.given += 1
        result.spurious.append(got["title"])
        result.told += [Given("title", got["confidence_title"], False), Given("parent", got["confidence_parent"], False)]
        result.told += [Given("person", p["confidence"], False) for p in got["people"]]
    return result


def _given(reading: Json) -> list[dict[str, Any]]:
    units = []
    for unit in reading.get("units") or []:
        overall = unit.get("confidence", 1.0)
        units.append(
            {
                **unit,
                "title": unit.get("title") or unit.get("label") or "",
                "confidence_title": unit.get("confidence_title", overall),
                "confidence_parent": unit.get("confidence_parent", overall),
                "people": [{"confidence": overall, **p} for p in unit.get("people") or []],
            }
        )
    return units


def paired(true: Sequence[Json], given: Sequence[Json], labels: Json) -> dict[int, int]:
    """Index of a true unit -> index of the given one: greedily by likeness of titles, then of the heads' titles, then by place."""
    titles = {g["id"]: g["title"] for g in given}
    scores = []
    for i, t in enumerate(true):
        for j, g in enumerate(given):
            alike = max(likeness(label, g["title"]) for label in (t["label"], *labels.get(t["label"], ())))
            if alike >= FOUND:
                heads = likeness(t.get("parent_label") or "", titles.get(g.get("parent"), "") or "")
                scores.append((-alike, -heads, _apart(t, g), i, j))
    pairs: dict[int, int] = {}
    for _, _, _, i, j in sorted(scores):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _apart(true: Json, given: Json) -> float:
    """How far the two stand from each other, in points; 0 where the truth has no place."""
    if not true.get("bbox") or not given.get("bbox"):
        return 0.0
    pages = 10_000 * abs(true.get("page", 1) - given.get("page", 1))
    (a, b, c, d), (e, f, g, h) = true["bbox"], given["bbox"]
    return float(pages + abs(a + c - e - g) / 2 + abs(b + d - f - h) / 2)


def _count(result: Judged, unit: Json, got: dict[str, Any] | None, by_id: Mapping[str, Json], also: Json) -> None:
    result.units += 1
    result.facts["title"] += 1
    result.facts["parent"] += 1
    head = by_id.get(got["parent"] or "") if got else None
    hangs = got is not None and _hangs_right(unit, head, also)
    if unit["parent"] is not None:
        result.parents += 1
        result.parents_right += hangs
    people, known, required = _people(unit, also)
    result.facts["person"] += len(people)
    if got is None:
        result.missed.append(unit["label"])
        result.people += bool(required)
        return
    result.given += 1
    result.found += 1
    labels = (unit["label"], *(also.get("labels") or {}).get(unit["label"], ()))
    exact = fold(got["title"]) in {fold(label) for label in labels}
    result.exact += exact
    result.told += [Given("title", got["confidence_title"], True), Given("parent", got["confidence_parent"], hangs)]
    if not hangs:
        result.hung_wrong.append(f"{unit['label']} | {head['title'] if head else '-'}, not {unit.get('parent_label') or '-'}")
    read = [p for p in got["people"] if not _is_vacant(p)]
    if required:
        result.people += 1
        result.people_right += any(same_name(required[0], p["name"]) for p in read)
    for person in got["people"]:
        if _is_vacant(person):
            right = unit.get("vacant") if "vacant" in unit else None
            right = True if right is None and any(_VACANT.match(fold(name)) for name in people) else right
        else:
            right = any(same_name(name, person["name"]) for name in people)
            right = None if not right and people and not known else right  # further names that the truth doesn't list
        result.told.append(Given("person", person["confidence"], right))


def _is_vacant(person: Json) -> bool:
    return bool(person.get("vacant")) or not person.get("name") or bool(_VACANT.match(fold(person["name"])))


def _hangs_right(unit: Json, head: Json | None, also: Json) -> bool:
    wanted = [unit.get("parent_label") or "-", *(also.get("parents") or {}).get(unit["label"], ())]
    if "*" in wanted:
        return True
    labels = also.get("labels") or {}
    wanted += [other for label in wanted for other in labels.get(label, ())]
    return any(
        (label == "-" and head is None) or (head is not None and likeness(label, head["title"]) >= FOUND) for label in wanted
    )


def _astray(unit: Json, head: Json | None, tree: Mapping[str, Json], *, given: bool) -> str:
    """What *head*, wrongly given as the parent of *unit*, is to it; None: no unit of the truth, or, not *given*, no parent."""
    if not given:
        return "none given"
    if unit["parent"] is None:
        return "has none"
    if head is None:
        return "no unit"
    if head["id"] in _above(unit, tree):
        return "further up"
    if unit["id"] in _above(head, tree):
        return "one of its own"
    return "brother" if head["parent"] == unit["parent"] else "another branch"


def _above(unit: Json, tree: Mapping[str, Json]) -> Iterator[str]:
    """The ids from its parent to the top."""
    while unit["parent"]:
        yield unit["parent"]
        unit = tree[unit["parent"]]


def _people(unit: Json, also: Json) -> tuple[list[str], bool, list[str]]:
    """The true names, whether these are all that are printed, and the one that must be found."""
    known = "people" in unit
    names = [p["name"] for p in unit["people"]] if known else [unit["person"]] if unit.get("person") else []
    return [*names, *(also.get("people") or {}).get(unit["label"], ())], known, names[:1]


# ------------------------------------------------------------------------------------------------------------------ two charts


def judged_pair(truth: Json, comparison: Json) -> PairJudged:
    """*comparison* as `monitor compare --json` gives it beside *truth*: changes that must be said, `also` those that may be.

    Units inside a removed or added one may be listed or not; a renamed unit may go by either name; a role that changes with
    its head needs no statement of its own, and may have one. The document's title and date, and ops on its other words, are
    not counted.
    """
    changes = [c for c in truth["changes"] if c["type"] not in _UNSAID]
    names = {fold(c["old"]): fold(c["new"]) for c in changes if c["type"] == "unit_renamed"}
    gone = {(c["type"], fold(c["unit"])) for c in changes if c["type"] in ("unit_removed", "unit_added")}
    keys = [(c, _key(c, names)) for c in changes]
    within = [k for c, k in keys if c["type"] in ("unit_removed", "unit_added") and (c["type"], fold(c.get("parent"))) in gone]
    wanted = [k for _, k in keys if k not in within]
    allowed = within + [_key(c, names) for c in truth.get("also") or ()]
    free = {k[1] for k in wanted if k[0] == "person"}
    result = PairJudged(true=len(wanted))
    left = wanted[:]
    for edit in _edits(comparison):
        key, marked = _key(edit, names), bool(edit.get("uncertain"))
        hit = next((k for k in left if _same(k, key)), None)
        if hit:
            left.remove(hit)
            result.marked, result.unmarked = result.marked + marked, result.unmarked + (not marked)
        elif any(_same(k, key) or (k[0] == key[0] == "unit_removed" and k[1] == key[1]) for k in allowed) or (
            key[0] == "role_changed" and (key[1] in free or truth.get("kind") == "redrawn")
        ):
            continue
        else:
            (result.false_marked if marked else result.false).append(" · ".join(key))
    result.missed = [" · ".join(key) for key in left]
    return result


def _edits(comparison: Json) -> Iterator[Json]:
    for edit in comparison.get("edits", comparison.get("changes")) or []:
        kind = edit.get("op") or edit.get("type") or ""
        if kind.startswith(_CHART_OPS) and kind not in _UNSAID and not edit.get("field"):
            yield edit


def _key(edit: Json, renamed: Mapping[str, str]) -> tuple[str, str, str, str]:
    """One form for a true change and a product's edit: kind, unit, old, new; units by their new names."""
    kind = str(edit.get("type") or edit.get("op"))
    unit, old, new = edit.get("unit"), edit.get("old", edit.get("before")), edit.get("new", edit.get("after"))

    def known(title: str | None) -> str:
        return renamed.get(fold(title), fold(title))

    if kind == "unit_renamed":
        return kind, "", fold(old or unit), fold(new)
    if kind == "unit_moved":
        return kind, known(unit), "", known(edit.get("new_parent") or new)
    if kind in ("head_changed", "person_replaced", "person_added", "person_removed"):
        return "person", known(unit), _who(old), _who(new)
    if kind == "role_changed":
        return kind, known(unit), name_key(edit.get("person") or ""), ""
    return kind, known(unit or old or new), "", ""


def _who(name: str | None) -> str:
    return "" if not name or _VACANT.match(fold(name)) else name_key(name)


def _same(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return a[0] == b[0] and all(
        p == q or (bool(p and q) and SequenceMatcher(None, p, q, autojunk=False).ratio() > SAID)
        for p, q in zip(a[1:], b[1:], strict=True)
    )


def wilson(right: int, of: int) -> float:
    """Lower bound of the 95 % interval of a share (Wilson 1927)."""
    if not of:
        return 0.0
    z, share = 1.96, right / of
    spread = z * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return float((share + z * z / (2 * of) - spread) / (1 + z * z / of))
