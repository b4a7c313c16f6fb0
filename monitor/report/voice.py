"""A language in which reports are worded: its phrases are data (fr.py, en.py), its grammar a few methods. Pure."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from monitor.model import Language
from monitor.report.named import Named
from monitor.report.typography import NO_BREAK

Said = tuple[str, str, str]  # of a failure: in a subject; what was seen; what to do

_UNITS = (("month", 30 * 86400), ("day", 86400), ("hour", 3600), ("minute", 60))


class Voice(ABC):
    """Says things in one language. Every text it returns is typographically finished; page text passes through untouched."""

    language: ClassVar[Language]
    phrases: ClassVar[Mapping[str, str]]
    counts: ClassVar[Mapping[str, tuple[str, str]]]  # singular, plural
    charts: ClassVar[Mapping[str, tuple[str, str]]]  # statements about org charts, of one unit and of several
    failures: ClassVar[Mapping[str, Said]]
    evidence_words: ClassVar[Sequence[tuple[str, str]]]  # pattern of a failure's stored evidence -> in the language
    rules: ClassVar[Mapping[str, str]]  # what a cosmetic rule folds, by the rule's name (DESIGN 3.10, 3.11)
    languages: ClassVar[Mapping[str, str]]  # ISO 639-1 code -> name

    def say(self, key: str, **values: object) -> str:
        """The phrase *key* with its *values* put in."""
        return self.phrases[key].format_map(values)

    def count(self, key: str, number: int) -> str:
        """ "1 phrase modifiée", "2 phrases modifiées": the phrase *key* in the right number."""
        singular, plural = self.counts[key]
        return (singular if self.is_singular(number) else plural).format(n=self.number(number))

    def evidence(self, detail: str) -> str:
        """The evidence of a failure, which is stored in English, in the language's words; what has none stays as it is."""
        for pattern, words in self.evidence_words:
            detail = re.sub(pattern, words, detail)
        return detail

    def listed(self, parts: Sequence[str]) -> str:
        """ "a", "a et b", "a, b et c"."""
        if len(parts) < 2:
            return "".join(parts)
        return self.say("and", first=", ".join(parts[:-1]), last=parts[-1])

    def duration(self, span: timedelta) -> str:
        """The largest whole unit of *span*: "3 jours", "1 heure"; under a minute "moins d’une minute"."""
        seconds = span.total_seconds()
        for unit, size in _UNITS:
            if seconds >= size:
                return self.count(unit, int(seconds // size))
        return self.say("instant")

    def size(self, size: int) -> str:
        """Bytes in decimal units as the language abbreviates them: "203 ko", "1,2 Mo"."""
        bytes_word, *units = self.say("size_units").split()
        if size < 1000:
            return f"{self.number(size)}{NO_BREAK}{bytes_word}"
        value, unit = size / 1000, units[0]
        for larger in units[1:]:
            if value < 999.5:
                break
            value, unit = value / 1000, larger
        return f"{self.number(round(value, 0 if value >= 9.95 else 1))}{NO_BREAK}{unit}"

    def moment(self, at: datetime, timezone: str) -> str:
        """A date with its time of day in *timezone*."""
        local = at.astimezone(ZoneInfo(timezone))
        return self.say("moment", date=self._date(local), time=self._time(local))

    def day(self, at: datetime, timezone: str) -> str:
        """A date in *timezone*."""
        return self._date(at.astimezone(ZoneInfo(timezone)))

    def clock(self, at: datetime, timezone: str) -> str:
        """The time of day in *timezone*."""
        return self._time(at.astimezone(ZoneInfo(timezone)))

    @abstractmethod
    def is_singular(self, number: int) -> bool:
        """Whether *number* things take the singular."""

    @abstractmethod
    def number(self, number: float) -> str:
        """*number* with the language's separators; a whole one without decimals."""

    @abstractmethod
    def quoted(self, text: str) -> str:
        """*text* within the language's quotation marks."""

    @abstractmethod
    def of_name(self, name: str) -> str:
        """What stands before *name* where something passes from them: "de ", « d’ », "from "."""

    @abstractmethod
    def named(self, label: str) -> Named:
        """A unit's label as sentences take it up: « la Direction des achats », « à l’unité « Vie associative » »."""

    @abstractmethod
    def units(self, op: str, kind: str, number: int, *, noun: bool) -> str:
        """ "2 directions créées"; not *noun*, where it was said just before: "2 créées"; *op* "": "2 directions"."""

    @abstractmethod
    def _date(self, local: datetime) -> str: ...

    @abstractmethod
    def _time(self, local: datetime) -> str: ...


def by_code(names: str) -> dict[str, str]:
    """ "fr français en anglais" as a mapping."""
    words = names.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def machine_time(at: datetime) -> str:
    """UTC, ISO 8601, with milliseconds and Z (DESIGN §5)."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
