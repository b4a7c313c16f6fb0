"""The subject of an alert: whose page, then what happened, the most telling first, within what mail lists show of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.i18n.locale import Locale
from monitor.i18n.typography import NARROW, NO_BREAK, shortened
from monitor.model import Change
from monitor.report.news import by_news, number_of
from monitor.report.words import about

LIMIT = 110  # characters: about what mail lists show on a desk; a phone shows the first half
_NAME = 40  # of the watch, where the rest would find no room
_ITEM = 30  # of an item, likewise
_ENDS = " ,;:" + NO_BREAK + NARROW


def subject(watch: str, what: str, locale: Locale) -> str:
    """ "valmont — organigramme : 2 services apparus", within LIMIT: cut at a comma, else at a word."""
    whole = locale.text("report.subject", watch=watch, what=what)
    if len(whole) > LIMIT:
        whole = locale.text("report.subject", watch=shortened(watch, _NAME), what=what)
    return _cut(whole)


def changes_in_subject(watch: str, changes: Sequence[Change], locale: Locale) -> str:
    """The changes as many as find room beside *watch*, the most telling first; all of them counted where some are left out."""
    ordered = by_news(changes, locale.language)
    said = _said(ordered, watch, locale)
    all_of_them = locale.text("report.count.changes_in_all", n=number_of(changes, locale.language))
    room = LIMIT - len(locale.text("report.subject", watch=shortened(watch, _NAME), what=""))
    for shown in range(len(said), 0, -1):
        parts = [*said[:shown], *([all_of_them] if shown < len(said) else [])]
        if len(line := locale.text("report.semicolon").join(parts)) <= room:
            return line
    if len(said) == 1:
        return said[0]
    more = locale.text("report.semicolon") + all_of_them
    return _cut(said[0], room - len(more)) + more


def _said(changes: Sequence[Change], watch: str, locale: Locale) -> list[str]:
    """What became of each item; where that is more than a subject has room for, a long title gives way to the news."""
    said = [about(change, locale.language) for change in changes]
    if len(locale.text("report.subject", watch=watch, what=locale.text("report.semicolon").join(said))) <= LIMIT:
        return said
    return [about(replace(change, item=shortened(change.item, _ITEM)), locale.language) for change in changes]


def _cut(text: str, limit: int = LIMIT) -> str:
    """*text* within *limit*, whole phrases of it where that leaves more than half, else whole words."""
    if len(text) <= limit:
        return text
    phrase = text[: limit - 1].rfind(", ")
    return text[:phrase].rstrip(_ENDS) + "…" if phrase > limit // 2 else shortened(text, limit)
