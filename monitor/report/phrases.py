"""A module's own sentences in both languages. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.i18n.locale import Locale
from monitor.i18n.typography import french


@dataclass(frozen=True, slots=True)
class Phrases:
    """Sentences by name, typed with ordinary spaces and apostrophes; "one | many" where they count `n`."""

    fr: Mapping[str, str]
    en: Mapping[str, str]

    def say(self, key: str, to: Locale, **values: object) -> str:
        """The sentence *key* as printed, its *values* put in."""
        template = french(self.fr[key]) if to.language == "fr" else self.en[key].replace("'", "’")
        return template.format_map(values)

    def count(self, key: str, number: int, to: Locale, **values: object) -> str:
        """The sentence *key* in the number that *number* takes; `n` stands for it."""
        one, _, many = (self.fr if to.language == "fr" else self.en)[key].partition(" | ")
        template = one if to.is_singular(number) else many
        template = french(template) if to.language == "fr" else template.replace("'", "’")
        return template.format_map({"n": to.number(number), **values})
