"""A language in which people are spoken to: its texts are data (the tables beside this), its grammar a few methods. Pure."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from math import ceil
from typing import ClassVar
from zoneinfo import ZoneInfo

from monitor.expressions import expression
from monitor.i18n.catalogue import Entry, patterns, texts
from monitor.i18n.typography import NARROW, NO_BREAK, nested
from monitor.model.terms import Language

_ALLOWED = expression(r"\b(\d{4,}) bytes, (\d{4,}) allowed\b")
_BYTES = re.compile(r"(?<!/)\b(\d{4,}) bytes\b")  # of which nobody counts the last digits
_UNITS = (
    ("month", 30 * 86400, 3),
    ("day", 86400, 1),
    ("hour", 3600, 1),
    ("minute", 60, 1),
)  # seconds of each, and from how many on


class Text:
    """A text for people whose language is not known yet: its key and values. A log has it in English."""

    __slots__ = ("key", "values")

    def __init__(self, key: str, /, **values: object) -> None:
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return locale_of("en").render(self)

    def __repr__(self) -> str:
        return f"Text({self.key!r}, {self.values!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and (self.key, self.values) == (other.key, other.values)

    def __hash__(self) -> int:
        return hash(self.key)


class Foreign:
    """What the system or a library said, in English: to readers of another language it is translated, and quoted."""

    __slots__ = ("original",)

    def __init__(self, original: object) -> None:
        self.original = str(original)

    def __str__(self) -> str:
        return self.original

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Foreign) and self.original == other.original

    def __hash__(self) -> int:
        return hash(self.original)


class Locale(ABC):
    """What is said in one language. Every text it returns is typographically finished; page text passes through untouched."""

    language: ClassVar[Language]

    def text(self, key: str, /, **values: object) -> str:
        """The text *key* ("status.title") with its *values* put in.

        `n` is what the text counts: it chooses between the singular and the plural, and is written with the language's separators.
        """
        entry = self._entry(key)
        count = values.get("n")
        if not isinstance(entry, str):
            assert isinstance(count, int | float), key
            entry = entry[0] if self.is_singular(count) else entry[1]
        return self._nested(entry.format_map({name: self._shown(name, value) for name, value in values.items()}))

    def labelled(self, label: str) -> str:
        """*label* before what it is of, with a colon behind it, unless it ends as a question does."""
        return f"{label} " if label.endswith(("?", "!", ":")) else self.text("report.cell_line", place=label)

    def render(self, text: str | Text | Foreign) -> str:
        """*text* in this language; a str is in one already."""
        match text:
            case Text():
                return self.text(text.key, **text.values)
            case Foreign():
                return self.evidence(text.original)
            case _:
                return text

    def forms(self, key: str) -> tuple[str, str]:
        """The text *key* for one and for several, its places open, where more than a number has to agree."""
        entry = self._entry(key)
        return (entry, entry) if isinstance(entry, str) else entry

    def _entry(self, key: str) -> Entry:
        subject, _, rest = key.partition(".")
        return texts(self.language, subject)[rest]

    def has(self, key: str) -> bool:
        """Whether there is a text of that name: names that come from elsewhere need not have one."""
        subject, _, rest = key.partition(".")
        return rest in texts(self.language, subject)

    def evidence(self, detail: str) -> str:
        """What is told in English, by us or by others, in the language's words; what others said is quoted behind them."""
        ours, foreign = patterns(self.language)
        detail = _ALLOWED.sub(lambda found: f"{self.size(int(found[1]))}, {self.size(int(found[2]))} allowed", detail)
        detail = _BYTES.sub(lambda found: self.size(int(found[1])), detail)
        for pattern, words in foreign:
            detail = re.sub(pattern, lambda found, words=words: f"{found.expand(words)} [{found[0].rstrip('.')}]", detail, count=1)  # type: ignore[misc]
        for pattern, words in ours:
            detail = re.sub(pattern, words, detail)
        return detail

    def _shown(self, name: str, value: object) -> object:
        """*value* as a text has it: a time that nobody put into the reader's zone is said in UTC."""
        if type(value) is str:
            return value
        if isinstance(value, Text | Foreign):
            return self.render(value)
        if isinstance(value, datetime):
            return f"{self.moment(value, 'UTC')}{NO_BREAK}UTC"
        if isinstance(value, date):
            return self._date(value)
        return self.number(value) if name == "n" and isinstance(value, int | float) else value

    def listed(self, parts: Sequence[str]) -> str:
        """ "a", "a et b", "a, b et c"."""
        if len(parts) < 2:
            return "".join(parts)
        return self.text("report.and", first=", ".join(parts[:-1]), last=parts[-1])

    def duration(self, span: timedelta) -> str:
        """The largest whole unit of *span*: "3 jours", "1 heure", "56 jours"; under a minute "moins d’une minute"."""
        seconds = span.total_seconds()
        for unit, size, least in _UNITS:
            if seconds >= least * size:
                return self.text(f"report.count.{unit}", n=int(seconds // size))
        return self.text("report.instant")

    def hole(self, span: timedelta) -> str:
        """*span*, never shorter than it is: "3 jours", "2 jours et 6 heures", by whole hours from a day on, else by minutes."""
        minutes = ceil(span.total_seconds() / 60)
        days, hours = divmod(ceil(minutes / 60), 24)
        if days:
            counts = {"day": days, "hour": hours}
        else:
            counts = {"hour": minutes // 60, "minute": minutes % 60}
        return self.listed([self.text(f"report.count.{unit}", n=n) for unit, n in counts.items() if n]) or self.text(
            "report.instant"
        )

    def size(self, size: int) -> str:
        """Bytes in decimal units as the language abbreviates them: "203 ko", "1,2 Mo"."""
        bytes_word, *units = self.text("report.size_units").split()
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
        return self.text("report.moment", date=self._date(local), time=self._time(local))

    def day(self, at: datetime, timezone: str) -> str:
        """A date in *timezone*."""
        return self._date(at.astimezone(ZoneInfo(timezone)))

    def clock(self, at: datetime, timezone: str) -> str:
        """The time of day in *timezone*."""
        return self._time(at.astimezone(ZoneInfo(timezone)))

    def zone(self, timezone: str) -> str:
        """ "heure de Paris", "heure de La Réunion", "temps universel"; *timezone* an IANA name."""
        name = timezone.rpartition("/")[2]
        if name in ("UTC", "GMT", "Etc"):
            return self.text("report.zone_utc")
        known = f"report.city.{name}"
        city = self.text(known) if self.has(known) else self.in_city(name.replace("_", " "))
        return self.text("report.zone", city=city)

    def zoned(self, at: datetime, timezone: str) -> str:
        """A date with its time of day in *timezone*, and which that is: where nothing beside it says so."""
        return f"{self.moment(at, timezone)} ({self.zone(timezone)})"

    @abstractmethod
    def in_city(self, name: str) -> str:
        """*name* as it stands in "heure de Paris", "Paris time"."""

    @abstractmethod
    def is_singular(self, number: float) -> bool:
        """Whether *number* things take the singular."""

    @abstractmethod
    def number(self, number: float) -> str:
        """*number* with the language's separators; a whole one without decimals."""

    @abstractmethod
    def quoted(self, text: str) -> str:
        """*text* within the language's quotation marks."""

    @abstractmethod
    def _nested(self, text: str) -> str:
        """*text*, what is quoted within a quotation in the marks for that."""

    @abstractmethod
    def of_name(self, name: str) -> str:
        """What stands before *name* where something passes from them: "de ", « d’ », "from "."""

    @abstractmethod
    def _date(self, local: date) -> str: ...

    @abstractmethod
    def _time(self, local: datetime) -> str: ...

    @cached_property
    def _months(self) -> list[str]:
        return self.text("report.months").split()


class French(Locale):
    """0 and 1 are singular."""

    language: ClassVar[Language] = "fr"

    def is_singular(self, number: float) -> bool:
        return number < 2

    def number(self, number: float) -> str:
        return f"{number:,}".removesuffix(".0").replace(",", NARROW).replace(".", ",")

    def quoted(self, text: str) -> str:
        return self._nested(f"«{NARROW}{text}{NARROW}»")

    def _nested(self, text: str) -> str:
        return nested(text) if text.count("«") > 1 else text

    def of_name(self, name: str) -> str:
        return "d’" if re.match(r"(?i)[aeiouàâäéèêëîïôöûü]|y[^aeiouéè]", name) else "de "

    def in_city(self, name: str) -> str:
        return self.of_name(name) + name

    def _date(self, local: date) -> str:
        day = "1er" if local.day == 1 else str(local.day)
        return f"{day}{NO_BREAK}{self._months[local.month - 1]}{NO_BREAK}{local.year}"

    def _time(self, local: datetime) -> str:
        return f"{local.hour}{NO_BREAK}h{NO_BREAK}{local:%M}"


class English(Locale):
    """Only 1 is singular."""

    language: ClassVar[Language] = "en"

    def is_singular(self, number: float) -> bool:
        return number == 1

    def number(self, number: float) -> str:
        return f"{number:,}".removesuffix(".0")

    def quoted(self, text: str) -> str:
        return f"“{text}”"

    def _nested(self, text: str) -> str:
        return text

    def of_name(self, name: str) -> str:
        return "from "

    def in_city(self, name: str) -> str:
        return name

    def _date(self, local: date) -> str:
        return f"{local.day}{NO_BREAK}{self._months[local.month - 1]}{NO_BREAK}{local.year}"

    def _time(self, local: datetime) -> str:
        return f"{local:%H:%M}"


_LOCALES: dict[Language, Locale] = {"fr": French(), "en": English()}


def locale_of(language: Language) -> Locale:
    """That of *language*."""
    return _LOCALES[language]


def language_of(environ: Mapping[str, str]) -> Language:
    """The language that a terminal's environment asks for, as POSIX and gettext have it; English where it asks for none, or C."""
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "C")
    if locale.partition(".")[0] in ("C", "POSIX"):
        return "en"
    wanted = [*environ.get("LANGUAGE", "").split(":"), locale]
    return next((language for one in wanted for language in _LOCALES if re.match(rf"{language}\b|{language}_", one)), "en")
