"""The negative proven: how often a page was looked at in a period, and for how long it was not (`monitor coverage`). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from monitor.i18n.typography import clean
from monitor.model import Failure, FailureKind
from monitor.model.shapes import machine_time
from monitor.report.layout import Run
from monitor.report.terminal import Terminal
from monitor.report.words import cosmetic, failure_title


class Covered(Protocol):
    """The visits of one watch in a period, as the store counts them."""

    @property
    def watch(self) -> str: ...
    @property
    def since(self) -> datetime: ...
    @property
    def until(self) -> datetime: ...
    @property
    def checks(self) -> int: ...
    @property
    def failed(self) -> int: ...
    @property
    def partly(self) -> int: ...
    @property
    def failures(self) -> Mapping[FailureKind, int]: ...
    @property
    def changes(self) -> int: ...
    @property
    def hidden(self) -> Mapping[str, Mapping[str, int]]: ...
    @property
    def first_at(self) -> datetime | None: ...
    @property
    def last_at(self) -> datetime | None: ...
    @property
    def longest_gap(self) -> timedelta: ...
    @property
    def exact(self) -> bool: ...


def coverage_json(covered: Covered) -> dict[str, Any]:
    """One line of `monitor coverage --json`; `longest_gap_s` is the longest time without a good visit, seconds."""
    return {
        "watch": covered.watch,
        "since": machine_time(covered.since),
        "until": machine_time(covered.until),
        "checks": covered.checks,
        "failed": covered.failed,
        "partly": covered.partly,
        "failures": dict(covered.failures),
        "changes": covered.changes,
        "hidden": {item: dict(rules) for item, rules in covered.hidden.items()},
        "first_at": machine_time(covered.first_at) if covered.first_at else None,
        "last_at": machine_time(covered.last_at) if covered.last_at else None,
        "longest_gap_s": covered.longest_gap.total_seconds(),
        "exact": covered.exact,
    }


def coverage_text(covered: Covered, to: Terminal) -> str:
    """What was looked at, what failed, the longest gap, and what the rules hid: a paragraph per watch."""
    say = to.say
    since, until = (say.moment(at, to.timezone) for at in (covered.since, covered.until))
    head = say.say("coverage_of", watch=clean(covered.watch), since=since, until=until)
    lines = [to.put(Run(head, "strong"))]
    lines += [to.put(Run(text), first="  ") for text in _facts(covered, to)]
    lines += [to.put(Run(text, "quiet"), first="  ") for text in _hidden(covered, to)]
    return "\n".join(lines)


def _facts(covered: Covered, to: Terminal) -> Iterator[str]:
    say = to.say
    if not covered.checks:
        yield say.say("coverage_none")
        return
    yield say.listed(
        [say.count("checks", covered.checks), say.count("failures", covered.failed), say.count("changes", covered.changes)]
    )
    yield say.say("coverage_gap", gap=say.duration(covered.longest_gap))
    for kind, number in sorted(covered.failures.items(), key=lambda pair: -pair[1]):
        what = failure_title(Failure(kind=kind, detail=""), to.language)
        yield say.say("about", item=what, summary=say.count("checks", number))
    if not covered.exact:
        yield say.say("coverage_spread")


def _hidden(covered: Covered, to: Terminal) -> Iterator[str]:
    for item, rules in covered.hidden.items():
        for rule, number in rules.items():
            yield to.say.say("about", item=cosmetic(item, rule, to.language), summary=to.say.count("checks", number))
