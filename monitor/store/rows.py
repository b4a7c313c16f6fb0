"""Between the values of `model` and what stands in columns: times as text, edits and results as JSON (DESIGN §5). Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from monitor.model import Change, CheckResult, Cosmetic, Edit, Failure, Flapping, Known, OpenFailure, Turning, Validators
from monitor.model.frozen import fields_of, value_of
from monitor.model.shapes import edit_json, failure_json, machine_time

stamp = machine_time


def moment(text: str) -> datetime:
    """The instant that `stamp` wrote."""
    return datetime.fromisoformat(text)


def optional_moment(text: str | None) -> datetime | None:
    return None if text is None else moment(text)


def dumps(value: Any) -> str:
    """JSON as stored: compact, letters as they are, keys in the order given."""
    return _STORED(value)


def canonical(value: Any) -> str:
    """JSON as hashed: keys sorted, no spaces, UTF-8 (DESIGN 7.5)."""
    return _HASHED(value)


def canonical_words(blocks: Sequence[Sequence[str]]) -> bytes:
    """The same of kinds and texts, encoded: of nothing but texts msgspec makes what `json` does, in a fifth of the time (§9)."""
    try:
        return _WORDS(blocks)
    except UnicodeEncodeError:  # half of a pair, which only `json` writes
        return canonical(blocks).encode("utf-8", "surrogatepass")


_WORDS = msgspec.json.Encoder().encode
_STORED: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_HASHED: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


# ---------------------------------------------------------------------------------------------------------------------- changes


def edit_row(edit: Edit) -> str:
    """`edit_json` as stored: a before or after that the words spell is left out."""
    shape = edit_json(edit)
    if edit.words:
        for key, marks in (("before", "=-"), ("after", "=+")):
            if shape.get(key) and shape[key] == _spelt(edit.words, marks):
                del shape[key]
    return dumps(shape)


def edit_from(shape: Mapping[str, Any]) -> Edit:
    """The edit of its JSON, in the contract's shape or as stored by `edit_row`: a side of which no word is left is None."""
    words = tuple((mark, text) for mark, text in shape.get("words", ()))
    known = ("op", "before", "after", "words")
    return Edit(
        op=shape["op"],
        before=shape.get("before", _spelt(words, "=-") or None),
        after=shape.get("after", _spelt(words, "=+") or None),
        words=words,
        facts={key: value for key, value in shape.items() if key not in known},
    )


def _spelt(words: Sequence[tuple[str, str]], marks: str) -> str:
    return "".join(text for mark, text in words if mark in marks)


def change_json(change: Change) -> dict[str, Any]:
    """*change* as it is kept: all of it, and no words for people."""
    said = {key: getattr(change, key) for key in _IN_ORDER}
    known = {key: value for key, value in said.items() if value is not None}
    return {**known, **change.facts, "edits": [edit_json(edit) for edit in change.edits]}


def change_from(shape: Mapping[str, Any]) -> Change:
    facts = {key: value for key, value in shape.items() if key not in _OF_CHANGE}
    return value_of(Change, shape, edits=tuple(edit_from(edit) for edit in shape["edits"]), facts=facts)


_IN_ORDER = ("item", "item_kind", "change", "significance", "id", "label", "rule", "suspect", "returns_to")
_OF_CHANGE = {*_IN_ORDER, "edits"}


# --------------------------------------------------------------------------------------------------------------------- failures


def failure_from(shape: Mapping[str, Any]) -> OpenFailure:
    known = {"kind", "detail", "item", "since", "consecutive"}
    facts = {key: value for key, value in shape.items() if key not in known}
    return OpenFailure(
        failure=Failure(kind=shape["kind"], detail=shape["detail"], item=shape.get("item"), facts=facts),
        since=moment(shape["since"]),
        consecutive=shape["consecutive"],
    )


def flapping_json(flapping: Flapping | None) -> dict[str, Any] | None:
    """*flapping* with each item's turn: what goes on from visit to visit."""
    if flapping is None:
        return None
    items = [fields_of(one) | {"since": stamp(one.since), "turned_at": stamp(one.turned_at)} for one in flapping.items]
    return {"since": stamp(flapping.since), "between": list(flapping.between), **({"items": items} if items else {})}


def flapping_from(shape: Mapping[str, Any] | None) -> Flapping | None:
    if shape is None:
        return None
    items = tuple(
        value_of(Turning, one, since=moment(one["since"]), between=tuple(one["between"]), turned_at=moment(one["turned_at"]))
        for one in shape.get("items", ())
    )
    return Flapping(since=moment(shape["since"]), between=tuple(shape["between"]), items=items)


def flapping_row(flapping: Flapping | None) -> str | None:
    """What a row of `checks` keeps, and its snapshot's seal covers: since when, between which versions."""
    return None if flapping is None else dumps({"since": stamp(flapping.since), "between": list(flapping.between)})


def flapping_state(flapping: Flapping | None) -> str | None:
    """What the next visit must know of it."""
    return None if flapping is None else dumps(flapping_json(flapping))


def flapping_of(text: str | None) -> Flapping | None:
    return None if text is None else flapping_from(json.loads(text))


def known_row(known: Sequence[Known]) -> str:
    return dumps([{"url": one.url, "sha256": one.sha256, **fields_of(one.validators)} for one in known])


def known_of(text: str) -> tuple[Known, ...]:
    if text == "[]":
        return ()
    return tuple(Known(url=k["url"], sha256=k["sha256"], validators=value_of(Validators, k)) for k in json.loads(text))


# ---------------------------------------------------------------------------------------------------------------------- results


def result_json(result: CheckResult) -> dict[str, Any]:
    """*result* in no language: what an outbox row keeps until it is worded."""
    return {
        "watch": result.watch,
        "checked_at": stamp(result.at),
        "outcome": result.outcome,
        "snapshot": result.snapshot,
        "changes": [change_json(change) for change in result.changes],
        "failures": [failure_json(failure) for failure in result.failures],
        "cosmetic": [fields_of(one) for one in result.cosmetic],
        "relocated": list(result.relocated),
        "headings": dict(result.headings),
        "flapping": flapping_json(result.flapping),
        "recovered": [failure_json(failure) for failure in result.recovered],
    }


def result_from(shape: Mapping[str, Any]) -> CheckResult:
    return value_of(
        CheckResult,
        shape,
        at=moment(shape["checked_at"]),
        changes=tuple(change_from(change) for change in shape["changes"]),
        failures=tuple(failure_from(failure) for failure in shape["failures"]),
        cosmetic=tuple(value_of(Cosmetic, one) for one in shape["cosmetic"]),
        relocated=tuple(shape.get("relocated", ())),
        headings=tuple(shape.get("headings", {}).items()),
        flapping=flapping_from(shape["flapping"]),
        recovered=tuple(failure_from(failure) for failure in shape["recovered"]),
    )
