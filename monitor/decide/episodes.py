"""Failures in a row: when they began, when they are told, when they end (DESIGN 3.18)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.decide.case import Case
from monitor.model import Failure, OpenFailure
from monitor.model.frozen import dataclass

PAGE = ""  # how `alerted` names the page's own episode


@dataclass(frozen=True, slots=True, kw_only=True)
class Episodes:
    """The episodes after a check: what is open, what of it has been told, what is told now."""

    open: tuple[OpenFailure, ...] = ()
    alerted: tuple[str, ...] = ()
    failing: tuple[OpenFailure, ...] = ()  # to be told now
    recovered: tuple[OpenFailure, ...] = ()  # had been told; their end is told now


def episodes_after(case: Case, failing: Sequence[Failure], at: datetime, *, items_seen: bool) -> Episodes:
    """Return the episodes after a check at *at* on which *failing* failed, at most one of them for an item.

    *items_seen*: the visit spoke of every item; else their episodes stay open as they were. An episode is told once, at the
    `failure_alert_after`th failure in a row, and its end only if it was told; imports tell nothing. Items no longer watched are
    dropped.
    """
    before = {f.failure.item: f for f in case.state.failures if f.failure.item is None or f.failure.item in case.watch.recipe.items}
    now_open = [_continued(before.get(f.item), f, at) for f in failing]
    if not items_seen:
        now_open += [f for item, f in before.items() if item is not None and all(f.failure.item != g.item for g in failing)]
    return _told(case, tuple(sorted(now_open, key=lambda f: _place(case, f))), list(before.values()))


def _continued(before: OpenFailure | None, failure: Failure, at: datetime) -> OpenFailure:
    if before is None:
        return OpenFailure(failure=failure, since=at, consecutive=1)
    return OpenFailure(failure=failure, since=before.since, consecutive=before.consecutive + 1)


def _place(case: Case, episode: OpenFailure) -> int:
    """The page first, then the items in the order of the configuration."""
    return -1 if episode.failure.item is None else case.watch.recipe.items.index(episode.failure.item)


def _told(case: Case, now_open: tuple[OpenFailure, ...], before: Sequence[OpenFailure]) -> Episodes:
    told, names = case.state.alerted, {_name(f) for f in now_open}
    still = tuple(name for name in told if name in names)
    if case.source == "import":
        return Episodes(open=now_open, alerted=still)
    after = case.watch.visiting.failure_alert_after
    failing = tuple(f for f in now_open if f.consecutive >= after and _name(f) not in told)
    recovered = tuple(f for f in before if _name(f) in told and _name(f) not in names)
    return Episodes(open=now_open, alerted=(*still, *(_name(f) for f in failing)), failing=failing, recovered=recovered)


def _name(episode: OpenFailure) -> str:
    return episode.failure.item or PAGE
