"""Why an alert was not delivered, and what to do about it, in French and English. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from monitor.i18n.locale import locale_of
from monitor.i18n.typography import clean
from monitor.model import Cause, Language


@dataclass(frozen=True, slots=True)
class Trouble:
    """An alert that was not delivered, in words."""

    what: str  # with the evidence, if there is any
    to_do: str  # "": nothing, it is tried again by itself


def trouble(error: str, language: Language) -> Trouble:
    """Why, as the database keeps it ("cause: evidence", or evidence alone), in words."""
    name, _, evidence = error.partition(": ")
    cause = next((c for c in get_args(Cause) if c == name), None)
    if cause is None:
        return Trouble(clean(error), "")
    locale, shown = locale_of(language), clean(evidence)
    what = locale.text(f"notices.delivery.{cause}.what")
    return Trouble(what + (f" ({shown})" if shown else ""), locale.text(f"notices.delivery.{cause}.to_do"))
