"""Expressions that are compiled when they are first asked something find what `re` finds (§9)."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from monitor.expressions import expression
from tests.test_architecture import modules, named


def test_every_expression_can_be_compiled() -> None:
    """§9: a mistake in one that is asked on few pages shows here, and not on such a page."""
    those = [p for p in modules() if "expression(" in p.read_text(encoding="utf-8") and p.name != "expressions.py"]
    found = [
        value
        for path in those
        for value in vars(import_module(named(path).removesuffix(".py").replace("/", "."))).values()
        if type(value).__name__ == "_Expression"
    ]
    assert len(found) > 100
    assert [re.compile(one.pattern, one._how).pattern for one in found] == [one.search.__self__.pattern for one in found]


def test_nothing_is_compiled_before_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """§9: and then once."""
    made, real = list[object](), re.compile

    def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
        made.append((source, flags))
        return real(source, flags)

    monkeypatch.setattr(re, "compile", compiled)
    words = expression(r"(é+)\d", re.I)
    assert (words.pattern, made) == (r"(é+)\d", [])
    assert (words.sub(r"\1", "ÉÉ1 é2"), bool(words.fullmatch("É7")), words.findall("é1é2")) == ("ÉÉ é", True, ["é", "é"])
    assert (words.flags & re.I, words.groups) == (re.I, 1)
    assert made[:1] == [(r"(é+)\d", re.I)]
    assert expression(rb"a").search(b"ba") is not None
