"""The tables of texts, one a language and subject: loaded when first asked for, their typography set once. Pure.

A table is the module `LANGUAGE/SUBJECT.py` with `TEXTS`: key -> a text with `{places}`; a pair, for one and for several; or a
table within it, whose keys follow after a dot. In code a key is written in full, "status.title", so that both can be found.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from monitor.i18n.typography import english, french
from monitor.model.terms import Language

Entry: TypeAlias = str | tuple[str, str]  # one text, or that for one and that for several
_SET = {"fr": french, "en": english}
Pattern: TypeAlias = tuple[str, str]
_BETWEEN = "\0"


def subjects(language: Language) -> list[str]:
    """The tables that there are: all but those of patterns."""
    return sorted(path.stem for path in Path(__file__).with_name(language).glob("*.py") if path.stem not in ("__init__", "system"))


@cache
def texts(language: Language, subject: str) -> Mapping[str, Entry]:
    """The texts of *subject* as printed, by what of their key follows the subject's name."""
    written = dict(_flat(importlib.import_module(f"monitor.i18n.{language}.{subject}").TEXTS))
    parts = [part for entry in written.values() for part in ((entry,) if isinstance(entry, str) else entry)]
    printed = iter(_SET[language](_BETWEEN.join(parts)).split(_BETWEEN))
    return {key: next(printed) if isinstance(entry, str) else (next(printed), next(printed)) for key, entry in written.items()}


@cache
def patterns(language: Language) -> tuple[Sequence[Pattern], Sequence[Pattern]]:
    """What is said in English, as patterns with their words: by ourselves, as evidence is stored, and by systems and libraries."""
    if language == "en":
        return (), ()
    table = importlib.import_module(f"monitor.i18n.{language}.system")
    ours, foreign = ([(pattern, _SET[language](words)) for pattern, words in part] for part in (table.EVIDENCE, table.FOREIGN))
    return ours, foreign


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Entry]]:
    for key, entry in table.items():
        if isinstance(entry, Mapping):
            yield from _flat(entry, f"{before}{key}.")
        else:
            yield before + key, entry
