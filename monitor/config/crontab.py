"""Whether a line is a schedule of crontab(5), and will ever come (DESIGN §6). Pure; `schedule` reckons the times.

cronsim reads the line; what is written here finds the part that it could not read, and says what is wrong with it.
"""

from __future__ import annotations

import re
from datetime import datetime

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
FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 7))  # name, lowest, highest
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "7")
_WEEKDAYS = re.compile(r"(\w+)-(\w+)(?:/(\d+))?")
_ANY_DAY = datetime(2000, 1, 1)  # noqa: DTZ001  a day to begin at: whether a line can be read does not depend on it


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
    fields[4] = ",".join(map(_unrolled, fields[4].split(",")))
    for place, field in enumerate(fields):
        for part in field.split(","):
            _refuse(place, part)
    if not _is_read(fields):
        raise Wrong("cron_never", day=min(int(day) for day in re.findall(r"\d+", fields[2])))
    return " ".join(fields)


def _is_read(fields: list[str]) -> bool:
    """Whether cronsim takes *fields*. Their "L", "LW" and "#" are no crontab(5)."""
    from cronsim import CronSim, CronSimError

    try:
        CronSim(" ".join(fields), _ANY_DAY)
    except CronSimError:
        return False
    return not any(re.search(r"#|(?<![A-Z])L|LW|\dL", field.upper()) for field in fields)


def _refuse(place: int, part: str) -> None:
    """Raise what is wrong with *part* of field number *place*; return where nothing is."""
    name, low, high = FIELDS[place]

    def alone(text: str) -> bool:
        return _is_read(["*"] * place + [text] + ["*"] * (4 - place))

    span, _, step = part.partition("/")
    too_wide = step.isdecimal() and int(step) > high - low  # cron would take it as the first value alone
    if alone(part) and not too_wide:
        return
    if step.isdecimal() and alone(_unrolled(span)):
        raise Wrong("cron_step", field=name, part=part)
    first, _, last = span.partition("-")
    if first != "*" and alone(first) and last != "*" and alone(last):
        raise Wrong("cron_backwards", field=name, part=part)
    raise Wrong("cron_field", field=name, part=part, low=low, high=high)


def _unrolled(part: str) -> str:
    """A range of weekdays over the end of the week as the days it means: "fri-mon" is "5,6,0,1"."""
    found = _WEEKDAYS.fullmatch(part.lower())
    if found is None or not {found[1], found[2]} <= {*_DAYS, *"0123456"} or int(found[3] or 1) < 1:
        return part
    first, last = (int(day) if day.isdigit() else _DAYS.index(day) for day in (found[1], found[2]))
    return part if first <= last else ",".join(str(day % 7) for day in range(first, last + 8, int(found[3] or 1)))
