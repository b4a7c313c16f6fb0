"""Whether a line is a schedule of crontab(5), and will ever come (DESIGN §6). Pure; `schedule` reckons the times."""

from __future__ import annotations

import re

from monitor.config.values import Wrong

ALIASES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
# name, lowest, highest, names of its values from the lowest on
FIELDS: tuple[tuple[str, int, int, list[str]], ...] = (
    ("minute", 0, 59, []),
    ("hour", 0, 23, []),
    ("day", 1, 31, []),
    ("month", 1, 12, MONTHS),
    ("weekday", 0, 7, DAYS),
)
LONGEST_MONTH = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_PART = re.compile(r"(\*|\w+)(?:-(\w+))?(?:/(\d+))?")


def crontab(text: str) -> str:
    """Return the five fields of *text*, one space between them, @daily and its like written out.

    Raises `Wrong` with the field that is wrong, or where no such day exists ("0 0 31 2 *").
    """
    line = ALIASES.get(text.strip().lower(), text.strip())
    if line.startswith("@"):
        raise Wrong("cron_alias", choices=list(ALIASES))
    fields = line.split()
    if len(fields) != len(FIELDS):
        raise Wrong("cron_fields", count=len(fields))
    values = [_values(field, *known) for field, known in zip(fields, FIELDS, strict=True)]
    _some_day_comes(fields, values[2], values[3])
    return " ".join(fields)


def _values(field: str, name: str, low: int, high: int, names: list[str]) -> set[int]:
    """The values that one field allows."""
    found: set[int] = set()
    for part in field.split(","):
        match = _PART.fullmatch(part.lower())
        if match is None or (match[1] == "*" and match[2]):
            raise Wrong("cron_field", field=name, part=part, low=low, high=high)
        first, last = _span(match, part, name, low, high, names)
        step = int(match[3] or 1)
        if match[3] and not 0 < step <= last - first:
            raise Wrong("cron_step", field=name, part=part)
        found.update(range(first, last + 1, step))
    return found


def _span(match: re.Match[str], part: str, name: str, low: int, high: int, names: list[str]) -> tuple[int, int]:
    """First and last value of "*", "5", "5/2", "5-9"; a range of weekdays may run over Sunday ("fri-mon"), no other backwards."""
    if match[1] == "*":
        return low, high
    first = _number(match[1], part, name, low, high, names)
    if match[2] is None:
        return first, high if match[3] else first
    last = _number(match[2], part, name, low, high, names)
    if last < first and name == "weekday":
        return first, last + 7
    if last < first:
        raise Wrong("cron_backwards", field=name, part=part)
    return first, last


def _number(text: str, part: str, name: str, low: int, high: int, names: list[str]) -> int:
    if text in names:
        return names.index(text) + low
    if not (text.isascii() and text.isdigit()) or not low <= int(text) <= high:
        raise Wrong("cron_field", field=name, part=part, low=low, high=high)
    return int(text)


def _some_day_comes(fields: list[str], days: set[int], months: set[int]) -> None:
    """With a weekday restricted cron takes either day, and a weekday always comes; else the day must exist in one of the months."""
    either = not fields[2].startswith("*") and not fields[4].startswith("*")
    if not either and not any(min(days) <= LONGEST_MONTH.get(month, 31) for month in months):
        raise Wrong("cron_never", day=min(days))
