"""How much of a long sweep is tried: all of it by `make soak`, a fair sample by `make test` (16.3).

A sweep is a rule's proof on many shapes, seeds or sizes. The sample is the same in every run, and each value of each of its axes
is in it, so that what breaks a rule fails here as well; what takes two values together to show may wait for `make soak`. All tests
of a module that imports this one are marked `sweep` (tests/conftest.py), and run there: nobody has to remember it.

So it is with a test of several tables (`parametrize` above `parametrize`), of which each case of one meets each of the others.

A dear test with many cases is marked `few` with how many of them are tried here, spread over its table, or with the ids of those
that are. 0: all of it waits, for a cheaper test proves its rule here (tests/test_sweeps.py). Who names a test has all its cases.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import cycle, groupby, islice, product
from math import prod
from typing import Any

import pytest

WHOLE = os.environ.get("EXAMPLES") == "soak"


def times(few: int, many: int) -> int:
    """*few* here, *many* by `make soak`."""
    return many if WHOLE else few


def mixed(*axes: Collection[Any], whole: bool = WHOLE) -> list[tuple[Any, ...]]:
    """Every value of each axis with every one of the others; here as many cases as the longest axis has values."""
    if whole:
        return list(product(*axes))
    return list(zip(*(islice(cycle(axis), max(map(len, axes))) for axis in axes), strict=True))


def tables(item: pytest.Item) -> list[list[str]]:
    """The names of the values in each of its test's tables."""
    given = [mark.args[0] if mark.args else mark.kwargs["argnames"] for mark in item.iter_markers("parametrize")]
    return [[name.strip() for name in (names.split(",") if isinstance(names, str) else names)] for names in given]


def crossed(sizes: Sequence[int]) -> set[tuple[int, ...]]:
    """Of tables that meet, of so many cases, which are tried: each of each; of two tables that are alike, none with itself."""
    return {tuple((n + axis) % size for axis, size in enumerate(sizes)) for n in range(max(sizes))}


def _tried(cases: Sequence[Any]) -> set[str]:
    """The ids of those that are tried of a test's *cases*: all, but where its tables meet."""
    names = [names[0] for names in tables(cases[0])]
    places = [tuple(case.callspec.indices[name] for name in names) for case in cases] if len(names) > 1 else []
    sizes = [1 + max(column) for column in zip(*places, strict=True)]
    if not places or len(cases) != prod(sizes):
        return {case.nodeid for case in cases}
    return {case.nodeid for case, place in zip(cases, places, strict=True) if place in crossed(sizes)}


def waiting(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Those of *items* that only `make soak` tries: by the mark `few` of their tests, and of tables that meet."""
    out = list[pytest.Item]()
    for _, cases in groupby(items, key=lambda item: item.nodeid.partition("[")[0]):
        group = list(cases)
        mark = group[0].get_closest_marker("few")
        if mark is None:
            kept = _tried(group)
        elif isinstance(mark.args[0], int):
            kept = {group[n * len(group) // mark.args[0]].nodeid for n in range(mark.args[0])}
        else:
            kept = {f"{group[0].nodeid.partition('[')[0]}[{name}]" for name in mark.args}
            assert kept <= {item.nodeid for item in group}, kept
        out += [item for item in group if item.nodeid not in kept]
    return out


def over(axes: Mapping[str, Collection[Any]]) -> pytest.MarkDecorator:
    """A test of cases that are `mixed`: of each axis its arguments, as `pytest.mark.parametrize` has them, and their values."""
    sets = [[_parameters(value) for value in values] for values in axes.values()]
    cases = [_joined(case) for case in mixed(*sets)]
    return pytest.mark.parametrize(", ".join(axes), cases)


def _parameters(value: Any) -> tuple[tuple[Any, ...], str]:
    """The values of one place on an axis, and what it is called."""
    if isinstance(value, str):
        return (value,), value
    if hasattr(value, "values") and hasattr(value, "id"):  # pytest.param
        return tuple(value.values), str(value.id)
    return (value,), str(getattr(value, "name", value))


def _joined(case: Iterable[tuple[tuple[Any, ...], str]]) -> Any:
    values, names = zip(*case, strict=True)
    return pytest.param(*(one for some in values for one in some), id="-".join(names))
