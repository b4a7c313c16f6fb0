"""What people write in words where something exact is wanted: « tous les jours à 7h », "organigramme", 31/12/2026. Pure.

The words are data (`spoken.toml`), read with the first mistake; patterns are compiled where they are first used.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from pathlib import Path

_LISTS = ("tags", "on", "watches")
_TIME = r"\b(\d{1,2})\s*(?:h|:|heures?|hours?|o'clock)\s*(\d{2})?\b|\b(\d{1,2})\s*(am|pm)\b"
_EVERY = r"\b(?:toutes les|tous les|every|chaque)\s+(\d+)\s*(minutes?|min|heures?|hours?|h|jours?|days?|semaines?|weeks?)\b"
_SPAN = r"(\d+)\s*(minutes?|min|heures?|hours?|jours?|days?|semaines?|weeks?)"  # alone: "7h" is a time of day
_UNITS = {"m": "min", "h": "h", "j": "d", "d": "d", "s": "w", "w": "w"}


@cache
def _called(*tables: str) -> Mapping[str, tuple[str, ...]]:
    """What each thing of a table of `spoken.toml` is called."""
    found = tomllib.loads(Path(__file__).with_name("spoken.toml").read_text("utf-8"))
    for table in tables:
        found = found.get(table, {})
    return {thing: tuple(words.split()) for thing, words in found.items()}


@cache
def _meant(table: str) -> Mapping[str, str]:
    """What each word of a table means in which no word stands twice."""
    return {word: thing for thing, words in _called(table).items() for word in words}


def value_of(key: str, said: str) -> str | None:
    """The value of *key* that is written as *said* in French, or otherwise in English."""
    wanted = _plain(said).replace(" ", "-")
    return next((value for value, words in _called("values", key).items() if wanted in words), None)


def key_of(said: str, known: Collection[str], present: Collection[str] = ()) -> str | None:
    """The key or table, one of *known*, that is called *said* in French or otherwise; one that is not *present* yet comes first."""
    wanted = re.sub(r"[\s_'-]+", "-", _plain(said)).strip("-")
    head = re.split("-(?:de|du|des|d|of|for|pour)-", wanted)[0]  # « adresse du site »
    found = [key for key, words in _called("keys").items() if key in known and not {wanted, head}.isdisjoint(words)]
    return next((key for key in found if key not in present), found[0] if found else None)


def names_of(known: Collection[str]) -> dict[str, str]:
    """All that people call the keys in *known*, with the key: what a slip of the finger may have been meant for."""
    called = reversed(list(_called("keys").items()))
    return {word: key for key, words in called if key in known for word in words if len(word) > 3}


def assigned(key: str, value: object) -> str | None:
    """The line of config.toml that gives *key* the value that was meant by *value*; None where it holds more than a line shows."""
    if isinstance(value, str):
        if key == "every" and (span := re.fullmatch(r"(\d+)\s*h", _plain(value))):
            return f'every = "{span[1]}h"'  # of a schedule it is a time of day
        if key in ("schedule", "every"):
            return schedule_of(value) or f"{key} = {_text(value)}"
        if key in _LISTS:
            value = [part.strip() for part in re.split("[,;]", value) if part.strip()]
        elif key == "paused_until" and (day := date_of(value)):
            return f"{key} = {day.isoformat()}"
        elif key in ("enabled", "admin", "robots", "allow_plain", "allow_private_addresses"):
            return f"{key} = {_boolean_of(value) or 'true'}"
        else:
            return f"{key} = {_text(value_of(key, value) or value)}"
    if isinstance(value, bool):
        return f"{key} = {'true' if value else 'false'}"
    if isinstance(value, int | float | date):
        return f"{key} = {value}"
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return f"{key} = [{', '.join(_text(value_of(key, part) or part) for part in value)}]"
    return None


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _boolean_of(said: str) -> str | None:
    return next((value for value, words in _called("booleans").items() if _plain(said) in (value, *words)), None)


def date_of(said: str) -> date | None:
    """The day that *said* names as a person writes it: 2026-12-31, 31/12/2026, « jeudi 31 décembre 2026 », “December 31, 2026”.

    Of figures alone the day comes before the month, unless only the other order makes a day.
    """
    text = _plain(said).strip(" .")
    if found := re.fullmatch(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", text):
        return _day(found[1], found[2], found[3])
    if found := re.fullmatch(r"(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d{2})", text):
        return _day(found[3], found[2], found[1]) or _day(found[3], found[1], found[2])
    month_of = _meant("months")
    words = [word for word in re.findall(r"[a-z]+|\d+", text) if word.removesuffix("s") not in _meant("days")]
    months = [month_of[word] for word in words if word in month_of]
    numbers = [word for word in words if word.isdecimal()]
    rest = [word for word in words if word not in month_of and not word.isdecimal()]
    if len(months) != 1 or len(numbers) != 2 or not set(rest) <= {"le", "er", "st", "nd", "rd", "th", "the", "of", "on", "au"}:
        return None
    day, year = numbers if len(numbers[1]) == 4 else reversed(numbers)
    return _day(year, months[0], day)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def schedule_of(said: str) -> str | None:
    """The line of config.toml that means *said*: `schedule = "0 7 * * *"`, `every = "6h"`; None where it is no such sentence."""
    text = re.sub(r"\b(?:deux|two)\b", "2", _plain(said))
    text = re.sub(r"\b(?:trois|three)\b", "3", text)
    every = re.search(_EVERY, text) or re.fullmatch(_SPAN, text)
    if every:
        return f'every = "{every[1]}{_UNITS[every[2][0]]}"'
    if re.search(r"\b(?:toutes les heures|chaque heure|every hour|hourly)\b", text):
        return 'schedule = "@hourly"'
    days = _days(text)
    if days is None:
        return None
    times = _times(text)
    if times is None or len({minute for _, minute in times}) > 1:
        return None  # one line of crontab(5) has one minute for all its hours
    hours = ",".join(str(hour) for hour in sorted({hour for hour, _ in times}))
    return f'schedule = "{times[0][1]} {hours} {days}"'


def _days(text: str) -> str | None:
    """Day of the month, month and weekday of crontab(5); None where no day is spoken of."""
    day_of = _meant("days")
    named = [day_of[word] for found in re.findall(r"[a-z]+", text) if (word := found.removesuffix("s")) in day_of]
    if re.search(r"\b(?:en semaine|jours? ouvres?|jours? ouvrables?|weekdays?|working days?)\b", text) or (
        named == ["mon", "fri"] and re.search(r"\b(?:au|a|to)\b", text)
    ):
        return "* * mon-fri"
    if named:
        return "* * " + ",".join(dict.fromkeys(named))
    if re.search(r"\b(?:week-?ends?|fins? de semaine)\b", text):
        return "* * sat,sun"
    if re.search(r"\b(?:par semaine|chaque semaine|toutes les semaines|hebdo\w*|weekly|every week|once a week)\b", text):
        return "* * mon"
    if re.search(r"\b(?:par mois|chaque mois|tous les mois|mensuel\w*|monthly|every month|once a month)\b", text):
        return "1 * *"
    if re.search(r"\b(?:jours?|quotidien\w*|matins?|soirs?|days?|daily|mornings?|evenings?|everyday|nuits?|nights?)\b", text):
        return "* * *"
    return "* * *" if re.fullmatch(_TIME, re.sub(r"^(?:a|at|vers) ", "", text)) else None


def _times(text: str) -> list[tuple[int, int]] | None:
    """Hours and minutes; 7:00 where none is spoken of, None where one is no time of day."""
    if re.search(r"\b(?:2 fois|twice)\b", text):
        return [(7, 0), (19, 0)]
    if re.search(r"\b(?:\d+ fois|times)\b", text):
        return None
    times = list[tuple[int, int]]()
    for found in re.finditer(_TIME, text):
        hour, minute = int(found[1] or found[3]), int(found[2] or 0)
        hour = hour % 12 + (12 if found[4] == "pm" else 0) if found[4] else hour
        if hour > 23 or minute > 59:
            return None
        times.append((hour, minute))
    if times:
        return times
    for word, hour in (("midi", 12), ("noon", 12), ("minuit", 0), ("midnight", 0), ("soir", 19), ("evening", 19)):
        if re.search(rf"\b{word}", text):
            return [(hour, 0)]
    return [(7, 0)]


def _plain(said: str) -> str:
    """*said* in lower case, without accents, spaces as one."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", said.lower()) if not unicodedata.combining(c))
    return " ".join(bare.replace("’", "'").split())


_CURLY = r"[“”„‟«»‘’‚]"
_DOUBLE = r"[\"“”„‟«]\s*([^\"“”„‟«»]*?)\s*[\"“”‟»]"
_SINGLE = r"(?<=[=\[,])(\s*)[‘’‚]([^‘’‚\"]*)[‘’](?=\s*(?:[\],#]|$))"


_ASSIGNED = r"(\s*)([^=:\[\]{}#\"]+?)\s*[=:]\s*(\S.*?)\s*(#.*)?"


def as_meant(row: str, known: Collection[str]) -> str | None:
    """*row*, no TOML, as meant: accents or spaces in one of *known* keys, a colon, no quotation marks, oui, non; None: unsure."""
    found = re.fullmatch(_ASSIGNED, row)
    if found is None:
        return None
    indent, said, written = found[1], found[2], found[3]
    key = said if said in known else key_of(said, known)
    if key is None:
        return None
    try:
        value = tomllib.loads(f"x = {written}")["x"]
    except tomllib.TOMLDecodeError:
        if re.search(r"[\"'\[\]{}\\]", written):
            return None
        value = written if (boolean := _boolean_of(written)) is None else boolean == "true"
    line = assigned(key, value)
    return f"{indent}{line}" if line is not None and f"{indent}{line}" != row else None


def with_straight_quotes(row: str) -> str | None:
    """*row* of a TOML file with the quotation marks of a word processor made straight; None where that does not make it one."""
    if not re.search(_CURLY, row):
        return None
    straight = re.sub(_SINGLE, r'\1"\2"', re.sub(_DOUBLE, r'"\1"', row))
    try:
        tomllib.loads(straight)
    except tomllib.TOMLDecodeError:
        return None
    return straight if straight != row else None
