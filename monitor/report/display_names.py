"""What readers see instead of the names in config.toml: titles, headings, labels (DESIGN §6). Pure."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.model import Called, Change, CheckResult, Failure, Gone, OpenFailure
from monitor.model.frozen import replace
from monitor.normalize import key


def as_called(result: CheckResult, called: Called | None) -> CheckResult:
    """*result* with its items under the names that readers know, where they know others; for no program."""
    if called is None:
        return result
    return replace(
        result,
        changes=changes_as_called(result.changes, called),
        failures=tuple(episode_as_called(one, called) for one in result.failures),
        recovered=tuple(episode_as_called(one, called) for one in result.recovered),
        cosmetic=tuple(replace(one, item=called.item(one.item)) for one in result.cosmetic),
        hidden_sheets=tuple((called.item(item), number) for item, number in result.hidden_sheets),
        flapping=replace(result.flapping, items=tuple(replace(one, item=called.item(one.item)) for one in result.flapping.items))
        if result.flapping
        else None,
    )


def changes_as_called(changes: Iterable[Change], called: Called) -> tuple[Change, ...]:
    """*changes* under the names that readers know: a document's title, else its own label, as several may have one name (3.9)."""
    found: list[Change] = []
    for change in changes:
        own = " ".join((change.label or "").split()) if change.item not in called.given else ""
        name = own or called.item(change.item)
        found.append(replace(change, item=name, label=None if change.label and key(change.label) == key(name) else change.label))
    return tuple(found)


def gone_as_called(gone: Iterable[Gone], called: Called | None) -> tuple[Gone, ...]:
    """*gone* under the names that readers know, where they know others."""
    return tuple(replace(one, item=called.item(one.item)) if called else one for one in gone)


def failing_as_called(failure: Failure, called: Called) -> str:
    """What of the page *failure* is about: of several documents of one name the one that could not be read, by its label (3.9)."""
    assert failure.item is not None
    which = list(failure.facts.get("documents", ())) if failure.item not in called.given else []
    return str(which[0]) if len(which) == 1 else called.item(failure.item)


def episode_as_called(open_: OpenFailure, called: Called) -> OpenFailure:
    """*open_* under the name that readers know what fails by."""
    failure = open_.failure
    return open_ if failure.item is None else replace(open_, failure=replace(failure, item=failing_as_called(failure, called)))
