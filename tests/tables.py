"""A table of cases as one test, where the whole suite runs side by side.

To collect a case in each of the processes and to report it takes longer than most of thousands of them take. Whoever runs some of
the tests, in one process or by name, has each case as a test of its own, as pytest does it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import pytest

from tests import sweeps


class Table(pytest.Item):
    """The cases of a test that asks for nothing but their values: each is tried, and all that fail are told by their names."""

    def __init__(self, *, cases: Sequence[pytest.Function], **given: Any) -> None:
        super().__init__(**given)
        self._cases = cases

    def runtest(self) -> None:
        failed, skipped = list[Exception](), list[BaseException]()
        for case in self._cases:
            try:
                case.obj(**case.callspec.params)
            except pytest.skip.Exception as reason:
                skipped.append(reason)
            except (Exception, pytest.fail.Exception) as error:
                error.add_note(f"{self.nodeid}[{case.callspec.id}]")
                failed.append(error if isinstance(error, Exception) else AssertionError(str(error), *error.__notes__))
        if failed:
            raise ExceptionGroup(f"{len(failed)} of {len(self._cases)} cases", failed)
        if len(skipped) == len(self._cases):
            raise skipped[0]

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        return self._cases[0].reportinfo()[0], self._cases[0].reportinfo()[1], self.name


def joined(collector: pytest.Collector, made: object) -> object:
    """What pytest *made* of a function: its cases as one test where the whole suite runs, and they ask for nothing but values."""
    config = collector.config
    chosen = config.option.keyword or config.option.markexpr or any("::" in argument for argument in config.args)
    if not config.option.processes or chosen or not isinstance(made, list) or len(made) < 2:
        return made
    if not all(isinstance(case, pytest.Function) and _asks_for_values_alone(case) for case in made):
        return made
    later = [] if sweeps.WHOLE else sweeps.waiting(made)
    return [Table.from_parent(collector, name=made[0].originalname, cases=[case for case in made if case not in later])]


def _asks_for_values_alone(case: pytest.Function) -> bool:
    """No fixture, also none with parameters, and no class; no mark that says when or how it runs."""
    if case.cls is not None or {mark.name for mark in case.iter_markers()} != {"parametrize"}:
        return False
    if any(mark.kwargs.get("indirect") for mark in case.iter_markers("parametrize")):
        return False
    return set(case.fixturenames) <= set[str]().union(*sweeps.tables(case))
