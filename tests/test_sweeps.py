"""What `make test` leaves to `make soak` is a sample's rest, and no rule's only proof (16.3)."""

from __future__ import annotations

import ast
import re
from types import SimpleNamespace
from typing import Any

import pytest

from tests import sweeps
from tests.command import ROOT

RULE = re.compile(r"\b\d{1,2}\.\d{1,2}\b|§\d+")
DOCSTRING = re.compile(r'(?:\A|:\n\s*)"""(.*?)"""', re.DOTALL)  # at the head of a module, a class or a function


def items(*ids: str, few: tuple[object, ...] = ()) -> list[Any]:
    mark = pytest.mark.few(*few).mark if few else None
    return [SimpleNamespace(nodeid=one, get_closest_marker=lambda _name: mark, iter_markers=lambda _name: ()) for one in ids]


@pytest.mark.parametrize(
    ("few", "kept"),
    [
        pytest.param((), "abcdef", id="no-mark"),
        pytest.param((0,), "", id="none"),
        pytest.param((1,), "a", id="the-first"),
        pytest.param((3,), "ace", id="spread"),
        pytest.param((9,), "abcdef", id="more-than-there-are"),
        pytest.param(("f", "b"), "bf", id="by-name"),
    ],
)
def test_of_a_test_as_many_cases_are_tried_as_it_says(few: tuple[object, ...], kept: str) -> None:
    """16.3: the same in each run; of the tests beside it all."""
    tried = [*items("t::x"), *items(*(f"t::y[{name}]" for name in "abcdef"), few=few), *items("t::z[a]", "t::z[b]")]
    waiting = {item.nodeid for item in sweeps.waiting(tried)}
    assert [item.nodeid for item in tried if item.nodeid not in waiting] == [
        "t::x",
        *(f"t::y[{n}]" for n in kept),
        "t::z[a]",
        "t::z[b]",
    ]


def test_a_case_that_is_not_there_is_a_mistake() -> None:
    """Else a renamed case would wait, and nobody would see it."""
    with pytest.raises(AssertionError):
        sweeps.waiting(items("t::y[a]", few=("b",)))


def test_of_tables_that_meet_each_case_is_tried_with_others() -> None:
    """16.3: each value of each table, and none of a table only with the same of another."""
    marks = [pytest.mark.parametrize(names, ()).mark for names in ("new", ("old", "fails"))]

    def case(old: str, new: str) -> Any:
        indices = {"old": "abc".index(old), "fails": "abc".index(old), "new": "abc".index(new)}
        told = SimpleNamespace(nodeid=f"t::x[{old}-{new}]", callspec=SimpleNamespace(indices=indices))
        told.get_closest_marker, told.iter_markers = lambda _name: None, lambda _name: marks
        return told

    def tried(cases: list[Any]) -> set[str]:
        waiting = {item.nodeid for item in sweeps.waiting(cases)}
        return {item.nodeid.removeprefix("t::x").strip("[]") for item in cases if item.nodeid not in waiting}

    assert tried([case(old, new) for old in "abc" for new in "abc"]) == {"a-c", "b-a", "c-b"}
    assert tried([case(old, new) for old in "abc" for new in "ab"]) == {"b-a", "c-b", "a-a"}
    some = [case("a", "a"), case("b", "b"), case("c", "a")]  # not each with each: whoever wrote them chose them
    assert len(tried(some)) == 3


def cited(node: ast.AST) -> set[str]:
    """The rules that the docstring of a module, class or function names; a number in its code is none."""
    if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        return set(RULE.findall(ast.get_docstring(node, clean=False) or ""))
    return set()


def test_no_rule_is_proved_by_the_long_run_alone() -> None:
    """Each rule that a test cites of which nothing is tried here is cited by one that is (16.3)."""
    here, waiting = set[str](), dict[str, set[str]]()
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        text = path.read_text("utf-8")
        if "few(0)" not in text:  # as most: to parse them all takes seconds
            here.update(rule for said in DOCSTRING.findall(text) for rule in RULE.findall(said))
            continue
        tree = ast.parse(text)
        tests = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")]
        long = [one for one in tests if "pytest.mark.few(0)" in map(ast.unparse, one.decorator_list)]
        waiting |= {own.name: cited(own) or cited(tree) for own in long}
        if len(long) < len(tests):
            here |= set[str]().union(*(cited(node) for node in ast.walk(tree) if node not in long))
    assert waiting and [name for name, rules in waiting.items() if not rules] == []
    assert {name: rules - here for name, rules in waiting.items() if rules - here} == {}
