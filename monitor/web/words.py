"""The words of one visitor: phrases of the pages, dates near and far, headlines of changes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

from monitor.model import Change, Language
from monitor.report import en_web, fr_web
from monitor.report.news import first_of, number_of, words_of
from monitor.report.typography import clean, held
from monitor.report.voice import Voice
from monitor.report.words import summary, voice

_PHRASES: Mapping[Language, Mapping[str, str]] = {"fr": fr_web.PHRASES, "en": en_web.PHRASES}
_COUNTS: Mapping[Language, Mapping[str, tuple[str, str]]] = {"fr": fr_web.COUNTS, "en": en_web.COUNTS}
_MONTHS: Mapping[Language, list[str]] = {"fr": fr_web.MONTHS, "en": en_web.MONTHS}
_INITIALS: Mapping[Language, list[str]] = {"fr": fr_web.INITIALS, "en": en_web.INITIALS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How one visitor is spoken to. `prefix`: of every address, "" or "/veille"; `now`: the time of the request."""

    language: Language
    timezone: str
    now: datetime
    prefix: str = ""

    @property
    def voice(self) -> Voice:
        """The language's voice: what reports say, pages say in the same words."""
        return voice(self.language)

    def say(self, key: str, **values: object) -> str:
        """A phrase of the pages; one of the reports where the pages have none of that name."""
        phrase = _PHRASES[self.language].get(key)
        return self.voice.say(key, **values) if phrase is None else phrase.format_map(values)

    def count(self, key: str, number: int) -> str:
        """ "1 visite", "2 visites"; of failures "aucun échec" for none."""
        if key == "failures" and not number:
            return self.say("no_failures")
        singular, plural = _COUNTS[self.language][key]
        return held((singular if self.voice.is_singular(number) else plural).format(n=self.voice.number(number)))

    def to(self, *steps: object) -> str:
        """The address of a page of ours: `to("watch", name, 3)` is "/watch/name/3"."""
        return self.prefix + "/" + "/".join(quote(str(step), safe="") for step in steps)

    # ------------------------------------------------------------------------------------------------------------------ times

    def day(self, at: datetime) -> str:
        """ "24 novembre 2026"."""
        return self.voice.day(at, self.timezone)

    def moment(self, at: datetime) -> str:
        """ "24 novembre 2026 à 7 h 00"."""
        return self.voice.moment(at, self.timezone)

    def zone(self) -> str:
        """ "heure de Paris"."""
        city = self.timezone.rsplit("/", 1)[-1].replace("_", " ")
        return self.say("zone_utc") if city in ("UTC", "GMT") else self.say("zone", city=city)

    def short_day(self, at: datetime) -> str:
        """ "24 novembre", with the year where it is another one."""
        local, day = at.astimezone(ZoneInfo(self.timezone)), self.day(at)
        return day.removesuffix(f" {local.year}") if local.year == self._today().year else day

    def near(self, at: datetime) -> str:
        """ "aujourd'hui à 7 h 00", "hier à 7 h 00", "le 22 novembre 2026 à 7 h 00"."""
        day, clock = at.astimezone(ZoneInfo(self.timezone)).date(), self.voice.clock(at, self.timezone)
        if day == self._today().date():
            return self.say("today_at", clock=clock)
        if day == (self._today() - timedelta(days=1)).date():
            return self.say("yesterday_at", clock=clock)
        return self.say("at", moment=self.moment(at))

    def month(self, at: datetime) -> str:
        """ "Novembre 2026"."""
        local = at.astimezone(ZoneInfo(self.timezone))
        said = self.say("month", month=_MONTHS[self.language][local.month - 1], year=local.year)
        return said[:1].upper() + said[1:]

    def months(self) -> list[tuple[str, str]]:
        """Each month as a strip writes it: ("janv.", "janvier")."""
        return list(zip(_INITIALS[self.language], _MONTHS[self.language], strict=True))

    def _today(self) -> datetime:
        return self.now.astimezone(ZoneInfo(self.timezone))

    # -------------------------------------------------------------------------------------------------------------- headlines

    def headline(self, change: Change) -> str:
        """What happened to an item as a sentence: one statement about a chart in its own words, all else counted."""
        first = first_of([change], self.language)
        alone = number_of([change], self.language) == 1 and first.edit is None
        return self.sentence((words_of(first, self.language) if alone else "") or summary(change, self.language))

    def sentence(self, words: str) -> str:
        """*words* with a capital and a full stop."""
        words = clean(words).strip()
        return held(words[:1].upper() + words[1:]) + ("" if words.endswith((".", "!", "?", "…")) else ".")
