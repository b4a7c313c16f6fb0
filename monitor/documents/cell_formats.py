"""A cell's value as its number format shows it: percentages, decimals, words beside a number, dates in figures (DESIGN 3.31). Pure.

The codes are those of ECMA-376, part 1, 18.8.30 and 18.8.31. What a code leaves to the reader's own country, as the usual short
date does, is not guessed: None, as of a code that is not known. Dates with
a month that is spelt are given in figures, in no language.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}

_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_UNSEEN = re.compile(r"\[[^\]]*\]|_.|\*.")  # colours and conditions, gaps as wide as a letter, what fills the cell
_BESIDE = "[\ue000-\uf8ff \u00a0\u202f€$£()+-]*"
_NUMBER = re.compile(rf"({_BESIDE})[#?,]*0+(?:\.(0+))?({_BESIDE}%?{_BESIDE})")
_DATE = re.compile(r"(?:(?<!d)d{1,2}(?!d)|(?<!m)m{1,4}(?!m)|(?<!y)(?:yyyy|yy)(?!y)|[/.\- ,\ue000-\uf8ff])+")
_PART = re.compile(r"d+|m+|y+")


def shown_by(code: str, value: object) -> str | None:
    """*value* as *code* shows it; None where that is not known."""
    if isinstance(value, bool):
        return None
    bare, words = _read(code)
    if isinstance(value, int | float):
        found = _NUMBER.fullmatch(bare) if value >= 0 or ";" not in code else None
        if found is None or abs(value) >= 1e15:
            return None
        exact = Decimal(repr(value)) * (100 if "%" in found[3] else 1)
        rounded = exact.quantize(Decimal(1).scaleb(-len(found[2] or "")), ROUND_HALF_UP)
        shown: str | None = f"{found[1]}{rounded:f}{found[3]}"
    elif isinstance(value, date):
        code = bare.lower()
        if not _DATE.fullmatch(code) or not {"d", "m", "y"} & {*code} or "y" not in code:
            return None
        if isinstance(value, datetime) and value.time() != time.min:
            return None
        if "mmm" in code:
            shown = "/".join(_date_part(max(part, part[0] * 2, key=len), value) for part in _PART.findall(code))
        else:
            shown = _PART.sub(lambda part: _date_part(part[0], value), code)
    else:
        return None
    return shown and " ".join(re.sub("[\ue000-\uf8ff]", lambda at: words[ord(at[0]) - 0xE000], shown).split())


@lru_cache(maxsize=512)
def _read(code: str) -> tuple[str, list[str]]:
    """The first part of *code*, with signs in the place of the words in it, and these words."""
    words: list[str] = []

    def sign(said: re.Match[str]) -> str:
        """One that stands for the words *said*, which are no part of the code."""
        words.append(said[1] if said[1] is not None else said[2])
        return chr(0xE000 + len(words) - 1) if len(words) < 1000 else ""

    bare = _LITERAL.sub(sign, code)
    return _UNSEEN.sub("", bare.split(";")[0]), words


def _date_part(part: str, value: date) -> str:
    match part[0]:
        case "d":
            return f"{value.day:0{len(part)}d}"
        case "m":
            return f"{value.month:0{min(len(part), 2)}d}"
        case _:
            return f"{value.year:04d}"[-len(part) :]
