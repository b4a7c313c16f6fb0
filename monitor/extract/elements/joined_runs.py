"""The runs of a block as one text, and where their characters stand in it (DESIGN 3.24). Pure."""

from __future__ import annotations

import re
from bisect import bisect_right

ENDS = " \n\r\f\v\u00a0\u202f\u2009\u3000"  # what a text has at neither end
_AROUND_BREAK = re.compile(r" *([\n\t]) *")


def lines_folded(parts: list[str]) -> str:
    """*parts*, each a run behind the mark before it, as one text: lines and cells apart, nothing at its ends but a cell's tab."""
    text = "".join(parts)
    if "\n" in text or "\t" in text:
        text = _AROUND_BREAK.sub(r"\1", text)
    return text.strip(ENDS)


class Places:
    """Where the characters of a raw text stand once it is folded by `lines_folded`."""

    def __init__(self, raw: str) -> None:
        self._ends: list[int] = []  # of what folding takes away
        self._gone: list[int] = [0]  # how much, up to there
        for found in _AROUND_BREAK.finditer(raw):
            for start, end in ((found.start(), found.start(1)), (found.end(1), found.end())):
                self._ends.append(end)
                self._gone.append(self._gone[-1] + end - start)
        whole = _AROUND_BREAK.sub(r"\1", raw)
        self._before = len(whole) - len(whole.lstrip(ENDS))

    def of(self, at: int) -> int:
        """The place of the character at *at*, which folding leaves, or of the end behind it."""
        return at - self._gone[bisect_right(self._ends, at)] - self._before
