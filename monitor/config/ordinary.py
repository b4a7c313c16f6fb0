"""Files of nothing but what most hold, each value good by itself: told without pydantic, a quarter of a first start (DESIGN §9).

`schema` remains the one place that says what a file may hold: what is not surely good here is judged there. A test holds the two to
each other: nothing that the schema would refuse is ordinary.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from monitor.config import addresses, values
from monitor.config.values import BadValue

_Keys: TypeAlias = Mapping[str, Callable[[Any], object]]
_MOST = 1000  # of what is counted


def _text(judged: Callable[[str], object]) -> Callable[[Any], object]:
    def good(value: Any) -> object:
        if type(value) is not str:
            raise BadValue("a_text")
        return judged(value)

    return good


def _one_of(*words: str) -> Callable[[Any], object]:
    def good(value: Any) -> None:
        if type(value) is not str or value not in words:
            raise BadValue("choice")

    return good


def _each(judged: Callable[[Any], object]) -> Callable[[Any], object]:
    def good(value: Any) -> None:
        if type(value) is not list:
            raise BadValue("a_list")
        for one in value:
            judged(one)

    return good


def _named(keys: _Keys) -> Callable[[Any], object]:
    def good(value: Any) -> None:
        if type(value) is not dict:
            raise BadValue("a_table")
        for one in value.values():
            _table(one, keys)

    return good


def _table(value: Any, keys: _Keys, needed: Sequence[str] = ()) -> None:
    if type(value) is not dict or not keys.keys() >= value.keys() >= set(needed):
        raise BadValue("unknown_key")
    for key, said in value.items():
        keys[key](said)


def _count(value: Any) -> None:
    if type(value) is not int or not 1 <= value <= _MOST:
        raise BadValue("a_number")


def _flag(value: Any) -> None:
    if type(value) is not bool:
        raise BadValue("a_bool")


_FILLED, _SELECTOR, _LANGUAGE = _text(values.filled), _text(values.selector), _one_of("fr", "en")
_VISITS: _Keys = {
    **dict.fromkeys(("pause", "confirm_after", "jitter"), _text(values.duration)),
    **dict.fromkeys(("per_host", "concurrency", "failure_alert_after"), _count),
    **dict.fromkeys(("allow_private_addresses", "robots"), _flag),
}
_MONITOR: _Keys = {
    **_VISITS,
    "database": _text(values.file_name),
    "timezone": _text(values.timezone),
    "language": _LANGUAGE,
    "contact": _text(addresses.contact),
    "public_url": _text(addresses.page),
}
_SECTION: _Keys = {"heading": _FILLED, "css": _SELECTOR, "title": _FILLED, "kind": _one_of("text", "orgchart")}
_KINDS = _one_of("orgchart", "text", "table", "file")
_DOCUMENT: _Keys = {"link": _text(values.link), "css": _SELECTOR, "title": _FILLED, "kind": _KINDS}
_WATCH: _Keys = {
    **_VISITS,
    "name": _text(values.name),
    "url": _text(addresses.page),
    "schedule": _text(values.crontab),
    "every": _text(values.period),
    "title": _FILLED,
    "tags": _each(_FILLED),
    "enabled": _flag,
    "sections": _named(_SECTION),
    "documents": _named(_DOCUMENT),
}
_SMTP: _Keys = {
    "host": _text(addresses.host),
    "security": _one_of("starttls", "tls", "none"),
    "from": _text(addresses.sender),
    **dict.fromkeys(("user", "password"), _FILLED),
}
_ALERT: _Keys = {
    "to": _text(addresses.channel),
    "watches": _each(_text(str)),
    "tags": _each(_FILLED),
    "language": _LANGUAGE,
    "digest": _one_of("daily", "weekly", "round"),
}
_FILE: _Keys = {
    "monitor": lambda told: _table(told, _MONITOR),
    "watch": _each(lambda told: _table(told, _WATCH, ("name", "url"))),
    "smtp": lambda told: _table(told, _SMTP, ("host", "from")),
    "alert": _each(lambda told: _table(told, _ALERT, ("to",))),
}


def is_ordinary(tree: Any) -> bool:
    """Whether each table of *tree*, without `${NAME}`, surely is as the schema wants it; False: it is to be judged by that."""
    try:
        _table(tree, _FILE)
    except ValueError:  # `BadValue` is one
        return False
    return True
