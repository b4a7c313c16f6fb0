"""Regular expressions that are compiled when something is first asked of them (§9); lists of words; what is remembered of words.

A start needs one expression in eight. Pure but for reading our words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, AnyStr, cast

remembered = lru_cache(maxsize=20_000)  # for what is asked of words again and again
_ASKED = ("search", "match", "fullmatch", "sub", "subn", "findall", "finditer", "split")


class _Expression:
    """Stands for a compiled expression, whose methods it has from the first question on."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern = source
        self._how = flags

    def __getattr__(self, name: str) -> Any:
        made = re.compile(self.pattern, self._how)
        vars(self).update((method, getattr(made, method)) for method in _ASKED)
        return getattr(made, name)


def expression(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, in a hundredth of the time for an expression that is asked nothing. Not for `re`'s own functions.

    For what few pages or commands need: what all need is compiled all the same, and a question takes a little longer here.
    """
    return cast("re.Pattern[AnyStr]", _Expression(source, flags))


def lists_in(file: Path) -> tuple[Callable[[str], list[str]], Callable[[str], str]]:
    """What gives the words of a list in *file* by its name, and what gives the expression that it is.

    "[name]" begins a list: words between blanks, or an expression, whose lines are one. Lines that begin with "# " are remarks.
    """
    parts = map(str.splitlines, file.read_text(encoding="utf-8").split("\n["))
    lists = {part[0][:-1]: [line for line in part[1:] if not line.startswith("# ")] for part in parts}
    return lambda name: " ".join(lists[name]).split(), lambda name: "".join(lists[name])
