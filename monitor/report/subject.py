"""The subject of an alert: whose page, then what happened, the most telling first, within what mail lists show of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model import Change
from monitor.report.typography import NARROW, NO_BREAK, shortened
from monitor.report.voice import Voice
from monitor.report.words import about

LIMIT = 110  # characters: about what mail lists show on a desk; a phone shows the first half
_NAME = 40  # of the watch, where the rest would find no room
_ENDS = " ,;:" + NO_BREAK + NARROW


def subject(watch: str, what: str, say: Voice) -> str:
    """ "valmont — organigramme : 2 services créés", within LIMIT: cut at a comma, else at a word."""
    whole = say.say("subject", watch=watch, what=what)
    if len(whole) > LIMIT:
        whole = say.say("subject", watch=shortened(watch, _NAME), what=what)
    return _cut(whole)


def changes_in_subject(watch: str, changes: Sequence[Change], say: Voice) -> str:
    """The changes as many as find room beside *watch*, org charts first, minor ones last; how many there are beyond."""
    said = [about(change, say.language) for change in sorted(changes, key=_rank)]
    room = LIMIT - len(say.say("subject", watch=shortened(watch, _NAME), what=""))
    for shown in range(len(said), 0, -1):
        rest = len(said) - shown
        parts = [*said[:shown], *([say.count("other_changes", rest)] if rest else [])]
        if len(line := say.say("semicolon").join(parts)) <= room:
            return line
    if len(said) == 1:
        return said[0]
    more = say.say("semicolon") + say.count("other_changes", len(said) - 1)
    return _cut(said[0], room - len(more)) + more


def _rank(change: Change) -> tuple[bool, bool]:
    return change.significance == "minor", not any("unit" in edit.facts or edit.op == "redrawn" for edit in change.edits)


def _cut(text: str, limit: int = LIMIT) -> str:
    """*text* within *limit*, whole phrases of it where that leaves more than half, else whole words."""
    if len(text) <= limit:
        return text
    phrase = text[: limit - 1].rfind(", ")
    return text[:phrase].rstrip(_ENDS) + "…" if phrase > limit // 2 else shortened(text, limit)
