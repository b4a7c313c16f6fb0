"""What a value of config.toml means: durations, sizes, names, patterns, schedules (DESIGN §6). Text in, value out, or `BadValue`.

Knows nothing of pydantic, files or languages: `schema` calls these to judge a value, `build` to use it. cronsim reads the line of a
crontab(5); what is written here finds the part that it could not read, and says what is wrong with it.
"""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from monitor.config.faults import of_expression, of_selector
from monitor.config.plain_words import date_of, schedule_of
from monitor.expressions import expression
from monitor.model.settings import OUR_HEADERS

LONGEST = timedelta(days=366)
SECONDS = {"ms": 0.001, "s": 1, "sec": 1, "min": 60, "m": 60, "h": 3600, "d": 86400, "j": 86400, "w": 604800}
BYTES = {
    "b": 1, "o": 1, "kb": 10**3, "ko": 10**3, "mb": 10**6, "mo": 10**6, "gb": 10**9, "go": 10**9,
    "kib": 2**10, "kio": 2**10, "mib": 2**20, "mio": 2**20, "gib": 2**30, "gio": 2**30,
}  # fmt: skip
DURATION = r"\s*(?:[0-9]+(?:[.,][0-9]+)?\s*(?:ms|sec|s|min|m|h|d|j|w)\s*)+"
SIZE = r"\s*([0-9]+(?:[.,][0-9]+)?)\s*([a-zA-Z]+)\s*"
NAME = r"[^\W_][\w.-]{0,79}"

_DURATION = expression(DURATION)
_PART = expression(r"([0-9]+(?:[.,][0-9]+)?)\s*([a-z]+)")
_SIZE = expression(SIZE)
_NAME = expression(NAME)
_HEADER_NAME = expression(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110 §5.6.2, token
_IDENTIFIER = "[A-Za-z_][A-Za-z0-9_-]*"
_COMPOUND = rf"(?:{_IDENTIFIER}|[#.]{_IDENTIFIER})(?:[#.]{_IDENTIFIER})*"
_PLAIN_SELECTOR = expression(rf"{_COMPOUND}(?:(?: *[>,] *| +){_COMPOUND})*")
_ANY_TEXT = ("La mutualisation des services, 2024 : « bilan ».", "x", "42")


class BadValue(ValueError):
    """What is wrong with one value: a code of `loading` and the facts its sentence needs. Facts never hold the value itself."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def duration(text: str) -> timedelta:
    """Return how long *text* says: "90s", "1.5h", "2 d", "1h 30m"; 0 is allowed, above 366 days is not."""
    if not _DURATION.fullmatch(text):
        raise BadValue("duration")
    parts = [(float(number.replace(",", ".")), unit) for number, unit in _PART.findall(text)]
    seconds = sum(number * SECONDS[unit] for number, unit in parts)
    if seconds > LONGEST.total_seconds():
        raise BadValue("duration_long")
    return timedelta(seconds=seconds)


def period(text: str) -> timedelta:
    """Return a duration that is more than nothing."""
    found = duration(text)
    if not found:
        raise BadValue("duration_zero")
    return found


def size(text: str) -> int:
    """Return the bytes that *text* says, in decimal ("10 MB", "10 Mo") or binary ("10 MiB", "10 Mio") units; at least one."""
    match = _SIZE.fullmatch(text)
    if match is None or match[2].lower() not in BYTES:
        raise BadValue("size")
    found = round(float(match[1].replace(",", ".")) * BYTES[match[2].lower()])
    if not 0 < found <= 10**12:
        raise BadValue("size_range")
    return found


def name(text: str) -> str:
    """Return *text* if it can stand in an address and be a file name as it is: letters, digits, - _ . and no more than 80."""
    if not _NAME.fullmatch(text):
        raise BadValue("name_letters")
    return text


def filled(text: str) -> str:
    """Return *text* if there is anything to read in it."""
    if not text.strip():
        raise BadValue("empty")
    return text


def file_name(text: str) -> str:
    """Return *text* if its last part can be the name of a file, as that of « / » and « .. » cannot."""
    if Path(filled(text)).name in ("", ".."):
        raise BadValue("no_file")
    return text


def one_or_many(value: object) -> list[object]:
    """Return a list, of one where *value* is a text by itself."""
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list):
        raise BadValue("texts")
    return value


def selector(text: str) -> str:
    """Return *text* if it is a CSS selector that can be carried out."""
    filled(text)
    if _PLAIN_SELECTOR.fullmatch(text):
        return text  # as most are: the library that knows all of CSS takes longer to import than a page to be read (DESIGN §9)
    import soupsieve

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # old spellings work all the same
            soupsieve.compile(text)
    except (soupsieve.SelectorSyntaxError, ValueError, TypeError, NotImplementedError) as error:  # the last: "@media"
        code, facts = of_selector(text, str(error), _column(error))
        raise BadValue(code, **facts) from error
    return text


def _column(error: Exception) -> int | None:
    """Where soupsieve stopped, from 0, on a selector of one line; None where it does not say."""
    column = getattr(error, "col", None)
    return column - 1 if isinstance(column, int) and getattr(error, "line", None) == 1 else None


def _compiled(bare: str) -> re.Pattern[str]:
    """The regular expression *bare*, compiled."""
    try:
        return re.compile(bare)
    except (re.error, OverflowError, RecursionError) as error:
        code, facts = of_expression(error, bare)
        raise BadValue(code, **facts) from error


def is_pattern(text: str) -> bool:
    """Whether *text* stands between slashes, which makes it a regular expression."""
    return len(text) > 2 and text.startswith("/") and text.endswith("/")


def pattern(text: str) -> str:
    """Return the regular expression within the slashes of *text*, if it compiles and leaves something unmatched."""
    if not is_pattern(text):
        raise BadValue("slashes")
    bare = text[1:-1]
    compiled = _compiled(bare)
    if all(compiled.fullmatch(sample) for sample in _ANY_TEXT):
        raise BadValue("regex_everything")
    return bare


def link(text: str) -> str:
    """Return what a link is looked for by: a text, a /regex/ that compiles, or "self"."""
    if is_pattern(filled(text)):
        _compiled(text[1:-1])
    return text


def header(key: str, value: str) -> None:
    """Raise `BadValue` where a request header may not be sent beside our own (RFC 9110 §5)."""
    if not _HEADER_NAME.fullmatch(key):
        raise BadValue("header_name", header=key)
    if key.lower() in OUR_HEADERS:
        raise BadValue("header_ours", header=key)
    if not value.isprintable() or not value.isascii():
        raise BadValue("header_value", header=key)


def mode(text: str) -> int:
    """Return the permissions that *text* ("0644") stands for; their owner reads and writes, nobody runs a feed."""
    if not re.fullmatch(r"0?[0-7]{3}", text) or int(text, 8) & 0o600 != 0o600 or int(text, 8) & 0o111:
        raise BadValue("mode")
    return int(text, 8)


def pause(value: object) -> bool | date:
    """Return *value* if it says whether, or until which day, a page rests; of a date and time the day."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool | date):
        return value
    day = date_of(str(value))  # between quotation marks
    if day is None:
        raise BadValue("pause_day")
    return day


def timezone(text: str) -> str:
    """Return *text* if it is a name of the IANA time zone database."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadValue("timezone", near=sorted(available_timezones())) from error
    return text


ALIASES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 7))  # name, lowest, highest
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "7")
_WEEKDAYS = expression(r"(\w+)-(\w+)(?:/(\d+))?")
_ANY_DAY = datetime(2000, 1, 1)  # noqa: DTZ001  a day to begin at: whether a line can be read does not depend on it


_SPOKEN = r"(?i)[^\W\d_]{4}|\d\s*h\b|\d\s*[ap]m\b|\d:\d"  # no crontab line has any of it


@lru_cache(maxsize=1000)  # of thousands of watches most are visited at one of a few times
def crontab(text: str) -> str:
    """The five fields of *text*, one space between, @daily written out. Raises `BadValue` with what is wrong or never comes."""
    line = ALIASES.get(text.strip().lower(), text.strip())
    if re.search(_SPOKEN, line) and not line.startswith("@") and (meant := schedule_of(line)):
        raise BadValue("cron_words", meant=meant)
    if line.startswith("@"):
        raise BadValue("cron_alias", choices=list(ALIASES))
    fields = line.split()
    if len(fields) != len(FIELDS):
        raise BadValue("cron_fields", count=len(fields))
    fields[4] = ",".join(map(_unrolled, fields[4].split(",")))
    for place, field in enumerate(fields):
        for part in field.split(","):
            _refuse(place, part)
    if not _is_read(" ".join(fields)):
        raise BadValue("cron_never", day=min(int(day) for day in re.findall(r"\d+", fields[2])))
    return " ".join(fields)


@lru_cache(maxsize=1000)
def _is_read(line: str) -> bool:
    """Whether cronsim takes the fields of *line*. Their "L", "LW" and "#" are no crontab(5)."""
    from cronsim import CronSim, CronSimError

    try:
        CronSim(line, _ANY_DAY)
    except CronSimError:
        return False
    return not re.search(r"#|(?<![A-Z])L|LW|\dL", line.upper())


def _refuse(place: int, part: str) -> None:
    """Raise what is wrong with *part* of field number *place*; return where nothing is."""
    name, low, high = FIELDS[place]

    def alone(text: str) -> bool:
        return _is_read(" ".join(["*"] * place + [text] + ["*"] * (4 - place)))

    span, _, step = part.partition("/")
    too_wide = step.isdecimal() and int(step) > high - low  # cron would take it as the first value alone
    if alone(part) and not too_wide:
        return
    if step.isdecimal() and alone(_unrolled(span)):
        raise BadValue("cron_step", field=name, part=part)
    first, _, last = span.partition("-")
    if first != "*" and alone(first) and last != "*" and alone(last):
        raise BadValue("cron_backwards", field=name, part=part)
    if name in ("month", "weekday"):  # names stand for these numbers too
        raise BadValue(f"cron_{name}", part=part)
    raise BadValue("cron_field", field=name, part=part, low=low, high=high)


def _unrolled(part: str) -> str:
    """A range of weekdays over the end of the week as the days it means: "fri-mon" is "5,6,0,1"."""
    found = _WEEKDAYS.fullmatch(part.lower())
    if found is None or not {found[1], found[2]} <= {*_DAYS, *"0123456"} or int(found[3] or 1) < 1:
        return part
    first, last = (int(day) if day.isdigit() else _DAYS.index(day) for day in (found[1], found[2]))
    return part if first <= last else ",".join(str(day % 7) for day in range(first, last + 8, int(found[3] or 1)))
