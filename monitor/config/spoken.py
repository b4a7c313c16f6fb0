"""What people write in words where a key wants something exact: « tous les jours à 7h », "organigramme". Pure.

Patterns are compiled where they are first used: a configuration without mistakes needs none.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping

# key -> what people write for its values, folded as `_plain` does
_WORDS: Mapping[str, Mapping[str, str]] = {
    "kind": {
        "orgchart": "organigramme organigram organogram organisation-chart organization-chart org-chart chart",
        "text": "texte prose words",
        "table": "tableau tableur rows spreadsheet feuille",
        "file": "fichier document bytes binaire octets",
    },
    "language": {"fr": "francais french fra fre fr-fr", "en": "anglais english eng en-gb en-us"},
    "digest": {
        "daily": "quotidien quotidienne jour journalier day everyday chaque-jour tous-les-jours",
        "weekly": "hebdo hebdomadaire semaine week lundi monday chaque-semaine toutes-les-semaines",
        "round": "tournee visite tour passage visit each-round",
    },
    "on": {
        "change": "changement changements changes modification modifications",
        "minor": "mineur mineurs detail details minor-change",
        "failure": "echec echecs panne pannes erreur erreurs error errors failures",
        "recovery": "retablissement retour reprise recovered",
        "heartbeat": "signe-de-vie battement vie alive",
    },
    "security": {"starttls": "start-tls", "tls": "ssl ssl/tls smtps", "none": "aucun aucune non plain no sans"},
}
_DAYS = {
    "mon": "lundi monday", "tue": "mardi tuesday", "wed": "mercredi wednesday", "thu": "jeudi thursday", "fri": "vendredi friday",
    "sat": "samedi saturday", "sun": "dimanche sunday",
}  # fmt: skip
_DAY_OF = {word: day for day, words in _DAYS.items() for word in words.split()}
_TIME = r"\b(\d{1,2})\s*(?:h|:|heures?|hours?|o'clock)\s*(\d{2})?\b|\b(\d{1,2})\s*(am|pm)\b"
_EVERY = r"\b(?:toutes les|tous les|every|chaque)\s+(\d+)\s*(minutes?|min|heures?|hours?|h|jours?|days?|semaines?|weeks?)\b"
_SPAN = r"(\d+)\s*(minutes?|min|heures?|hours?|jours?|days?|semaines?|weeks?)"  # alone: "7h" is a time of day
_UNITS = {"m": "min", "h": "h", "j": "d", "d": "d", "s": "w", "w": "w"}


def value_of(key: str, said: str) -> str | None:
    """The value of *key* that is written as *said* in French, or otherwise in English."""
    wanted = _plain(said).replace(" ", "-")
    return next((value for value, words in _WORDS.get(key, {}).items() if wanted in words.split()), None)


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
    named = [_DAY_OF[word] for found in re.findall(r"[a-z]+", text) if (word := found.removesuffix("s")) in _DAY_OF]
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
