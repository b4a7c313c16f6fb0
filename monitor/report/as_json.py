"""The JSON that other programs rely on (DESIGN §5): plain dicts in the order of the examples there. Pure.

Text of pages is given as it is on the page; only what is shown to people is neutralised.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from monitor.compare.restless import moving_of
from monitor.model import (
    Block,
    Change,
    CheckResult,
    CheckSource,
    Edit,
    Explanation,
    Failure,
    Language,
    OpenFailure,
    OrgChart,
    Revision,
    Weighed,
    shapes,
)
from monitor.model.frozen import dataclass, fields_of
from monitor.model.shapes import machine_time
from monitor.report.chart_edits import is_of_field
from monitor.report.words import summary

if TYPE_CHECKING:
    from monitor.report.diffs import Comparison

# Ops that always say both sides: null is a side too (a vacant post, no parent, an address that the page hides).
_TWO_SIDED = frozenset(
    {"unit_renamed", "unit_moved", "person_replaced", "role_changed", "title_changed", "link", "picture", "frame"}
)
_SIDES = ("before", "after")
_STRONGEST = 6  # features told for a title or a parent


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRun:
    """A line of a history: one check, or a run of unchanged ones (DESIGN 7.4)."""

    result: CheckResult  # `at` is the first visit's
    until: datetime | None = None  # the last visit's; None: only one
    count: int = 1
    source: CheckSource = "live"
    pruned_at: datetime | None = None  # when what changed then was pruned


def result_json(result: CheckResult, language: Language) -> dict[str, Any]:
    """One line of `monitor check --json` (DESIGN 5.1-5.5)."""
    failures = [failure_json(f) for f in result.failures]
    return {
        "watch": result.watch,
        "checked_at": machine_time(result.at),
        "outcome": result.outcome,
        "snapshot": result.snapshot,
        "failure": failures[0] if failures else None,
        "changes": [change_json(c, language) for c in result.changes] if result.outcome == "changed" else [],
        **_present(
            failures=failures,
            cosmetic=[fields_of(one) for one in result.cosmetic],
            relocated=list(result.relocated),
            headings=dict(result.headings),
            hidden_sheets=dict(result.hidden_sheets),
            flapping={"since": machine_time(result.flapping.since), "between": list(result.flapping.between)}
            if result.flapping
            else None,
            recovered=[failure_json(r) for r in result.recovered],
        ),
    }


def _present(**values: Any) -> dict[str, Any]:
    """Only the values that say something."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {}, ())}


def failure_json(open_: OpenFailure) -> dict[str, Any]:
    """A failure with its episode, without facts that say nothing (DESIGN 5.2)."""
    shape = shapes.failure_json(open_)
    return {**{key: shape[key] for key in ("kind", "detail", "since", "consecutive")}, **_present(**shape)}


def change_json(change: Change, language: Language) -> dict[str, Any]:
    """A change with its edits (DESIGN 5.3, 5.4)."""
    # Of lines that moved alone only what is offered to be ignored is told, once it is (DESIGN 3.6)
    facts = {name: value for name, value in change.facts.items() if name not in ("moves", "ignored")}
    moving = moving_of(change.facts, item=change.item)
    if moving:
        facts["moves"] = {"lines": list(moving.lines), "times": moving.times, "ignore": list(moving.ignore)}
    return {
        "item": change.item,
        "item_kind": change.item_kind,
        **_present(label=change.label),
        "change": change.change,
        "significance": change.significance,
        "summary": summary(change, language),
        **_present(suspect=change.suspect, returns_to=change.returns_to),
        "edits": [edit_json(e) for e in change.edits],
        **_present(**facts, id=change.id),
    }


def edit_json(edit: Edit) -> dict[str, Any]:
    """An edit, flat: what it is about, both sides, its words, then the rest; no facts that are not known (DESIGN 5.3-5.5)."""
    both = edit.op in _TWO_SIDED or is_of_field(edit)
    shape = {**({"before": None, "after": None} if both else {}), **shapes.edit_json(edit)}
    known = {key: value for key, value in shape.items() if value is not None or key in _SIDES}  # a count of 0 is known
    order = (key for key in ("op", "field", "unit", *_SIDES, "words", *known) if key in known)
    return {key: list(known[key]) if isinstance(known[key], tuple) else known[key] for key in order}


def compare_json(change: Change | None, failure: Failure | None, language: Language) -> dict[str, Any]:
    """`monitor compare --json` (DESIGN 5.7): *change* None and *failure* None mean identical."""
    return {
        "significance": change.significance if change else None,
        "summary": summary(change, language) if change else None,
        "edits": [edit_json(e) for e in change.edits] if change else [],
        "failure": {"kind": failure.kind, "detail": failure.detail} if failure else None,
        **(_present(rule=change.rule, suspect=change.suspect, **change.facts) if change else {}),
    }


# ------------------------------------------------------------------------------------------------------- show, history, diff


def show_json(watch: str, revision: Revision, items: Iterable[str] | None = None) -> dict[str, Any]:
    """`monitor show --json` (DESIGN 5.9): all items of *revision*, or those named in *items*."""
    wanted = None if items is None else set(items)
    every: list[dict[str, Any]] = []
    for section in revision.sections:
        said = {"item": section.item, "item_kind": "section", "heading": section.heading, "blocks": blocks_json(section.blocks)}
        every.append({**said, **({"orgchart": orgchart_json(section.orgchart)} if section.orgchart else {})})
    for document in revision.documents:
        link, content = document.link, document.content
        every.append(
            {
                "item": link.item,
                "item_kind": "document",
                **fields_of(link),
                "sha256": content.sha256 if content else None,
                "text": blocks_json(content.text) if content and content.text is not None else None,
                "orgchart": orgchart_json(content.orgchart) if content and content.orgchart else None,
                **({"hidden_sheets": content.hidden_sheets} if content and content.hidden_sheets else {}),
            }
        )
    return {
        "watch": watch,
        "snapshot": revision.snapshot,
        "taken_at": machine_time(revision.taken_at),
        "url": revision.url,
        "items": [i for i in every if wanted is None or i["item"] in wanted],
    }


def blocks_json(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Blocks of text in their order, with what stands beside the words where there is any (DESIGN 3.28)."""
    return [{"kind": b.kind, "text": b.text, **b.facts()} for b in blocks]


def orgchart_json(chart: OrgChart, explained: Mapping[str, Explanation] | None = None) -> dict[str, Any]:
    """An org chart as `monitor orgchart --json` prints it, without the text blocks (DESIGN 5.6). *explained*: by unit id."""
    shape = shapes.orgchart_json(chart)
    for unit in shape["units"]:
        if explained and unit["id"] in explained:
            unit["explain"] = explanation_json(explained[unit["id"]])
    return shape


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """What `--explain` adds to a unit: the strongest evidence for its title, its parent and the likeliest others, each person."""
    return {
        "title": _weighed_json(explanation.title),
        "parent": [{"parent": possible.parent, **_weighed_json(possible.weighed)} for possible in explanation.parents],
        "people": [_weighed_json(weighed) for weighed in explanation.people],
    }


def _weighed_json(weighed: Weighed) -> dict[str, Any]:
    return {"chance": weighed.chance, "evidence": [one._asdict() for one in weighed.evidence[:_STRONGEST]]}


def history_json(visits: VisitRun, language: Language) -> dict[str, Any]:
    """One line of `monitor history --json`: check's line, and how long nothing else was seen (DESIGN 5.10)."""
    until = machine_time(visits.until or visits.result.at)
    pruned = {"pruned_at": machine_time(visits.pruned_at)} if visits.pruned_at else {}
    return {**result_json(visits.result, language), "until": until, "checks": visits.count, "source": visits.source, **pruned}


def diff_json(comparison: Comparison, language: Language) -> dict[str, Any]:
    """`monitor diff --json` (DESIGN 5.10)."""
    sides: dict[str, Any] = {}
    for name, side, sha256 in zip(("before", "after"), (comparison.old, comparison.new), comparison.page_sha256, strict=True):
        sides[name] = {
            "snapshot": side.snapshot,
            "taken_at": machine_time(side.taken_at),
            "url": side.url,
            **_present(sha256=sha256),
        }
    return {"watch": comparison.watch, **sides, "changes": [change_json(c, language) for c in comparison.changes]}
