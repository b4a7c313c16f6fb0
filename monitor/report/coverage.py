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
    locale = to.locale
    since, until = (locale.moment(at, to.timezone) for at in (covered.since, covered.until))
    head = locale.text("report.coverage_of", watch=clean(covered.watch), since=since, until=until)
    lines = [to.put(Run(head, "strong"))]
    lines += [to.put(Run(text), first="  ") for text in _facts(covered, to)]
    for item, rules in covered.hidden.items():
        for rule, number in rules.items():
            checks = to.locale.text("report.count.checks", n=number)
            text = to.locale.text("report.about", item=cosmetic(item, rule, to.language), summary=checks)
            lines.append(to.put(Run(text, "quiet"), first="  "))
    return "\n".join(lines)


def _facts(covered: Covered, to: Terminal) -> Iterator[str]:
    locale = to.locale
    if not covered.checks:
        yield locale.text("report.coverage_none")
        return
    yield locale.listed(
        [
            locale.text("report.count.checks", n=covered.checks),
            locale.text("report.count.failures", n=covered.failed),
            locale.text("report.count.changes", n=covered.changes),
        ]
    )
    yield locale.text("report.coverage_gap", gap=locale.duration(covered.longest_gap))
    for kind, number in sorted(covered.failures.items(), key=lambda pair: -pair[1]):
        what = failure_title(Failure(kind=kind, detail=""), to.language)
        yield locale.text("report.about", item=what, summary=locale.text("report.count.checks", n=number))
    if not covered.exact:
        yield locale.text("report.coverage_spread")
