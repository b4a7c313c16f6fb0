"""A table that runs as one test tells of each of its cases that fails (tests/tables.py)."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tests.tables import Table, joined


def case(name: str, obj: Callable[..., object], **more: object) -> Any:
    return SimpleNamespace(obj=obj, callspec=SimpleNamespace(params={"value": name}, id=name), **more)


def table(request: pytest.FixtureRequest, *cases: Any) -> Table:
    made: Table = Table.from_parent(request.node.parent, name="test_of_values", cases=cases)
    return made


def is_short(value: str) -> None:
    assert len(value) < 3, value


def is_not_here(value: str) -> None:
    pytest.skip(value)


def test_all_cases_are_tried_and_each_that_fails_is_named(request: pytest.FixtureRequest) -> None:
    with pytest.raises(ExceptionGroup, match="2 of 4 cases") as found:
        table(request, *(case(name, is_short) for name in ("a", "long", "b", "longer"))).runtest()
    notes = [note for error in found.value.exceptions for note in error.__notes__]
    assert [note.partition("[")[2] for note in notes] == ["long]", "longer]"]
    table(request, case("a", is_short), case("b", is_short)).runtest()


def test_what_is_skipped_in_every_case_is_skipped(request: pytest.FixtureRequest) -> None:
    with pytest.raises(pytest.skip.Exception):
        table(request, case("a", is_not_here), case("b", is_not_here)).runtest()
    table(request, case("a", is_not_here), case("b", is_short)).runtest()


def test_who_runs_one_file_in_one_process_has_a_test_for_each_case(request: pytest.FixtureRequest, monkeypatch: Any) -> None:
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    made = [case(str(n), is_short) for n in range(9)]
    assert joined(request.node.parent, made) is made
