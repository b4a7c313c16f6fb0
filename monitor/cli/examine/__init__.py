"""What `monitor doctor` looks at: every examination yields findings, things it looked at, and writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from monitor.errors import ConfigError, MonitorError
from monitor.terminal.say import rendered

Level: TypeAlias = Literal["ok", "warning", "error"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`check` is the same in every language; `said` and `remedy` are in the reader's."""

    level: Level
    check: str
    said: str
    remedy: str = ""  # what to do; "" where nothing is to be done


def well(check: str, said: str) -> Finding:
    return Finding(level="ok", check=check, said=said)


def warning(check: str, said: str, remedy: str) -> Finding:
    return Finding(level="warning", check=check, said=said, remedy=remedy)


def wrong(check: str, said: str, remedy: str) -> Finding:
    return Finding(level="error", check=check, said=said, remedy=remedy)


def of_error(check: str, error: MonitorError) -> list[Finding]:
    """What an error of ours says, a finding each."""
    if isinstance(error, ConfigError):
        return [wrong(check, message, remedy) for message, remedy in error.mistakes]
    return [wrong(check, rendered(error.message), rendered(error.remedy))]
