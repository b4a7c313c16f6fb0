"""The words of one visitor: phrases of the pages, dates near and far, headlines of changes. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import inf
from urllib.parse import quote
from zoneinfo import ZoneInfo

from monitor.erasure.withheld import GONE, PEOPLE
from monitor.i18n.locale import Locale, locale_of
from monitor.i18n.typography import NO_BREAK, clean, held, shortened
from monitor.model import Change, Language
from monitor.model.frozen import dataclass, replace
from monitor.report.chart_edits import is_of_field
from monitor.report.lines import MarkedLine, elided
from monitor.report.ranking import OF_TITLE, RankedLine, is_one_line, leading, news_since, number_of, words_of
from monitor.report.words import doubt, edition_news, summary

HEADLINE = 170  # characters of a text's own words that a headline may have
STATEMENT = 240  # the same of a sentence about people and units, as many as a mail begins with
MARKED = 320  # the same of a line whose marks show what changed
AROUND = 60  # characters of it beside what changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How one visitor is spoken to. `prefix`: of every address, "" or "/veille"; `now`: the time of the request."""

    language: Language
    timezone: str
    now: datetime
    prefix: str = ""

    @property
    def locale(self) -> Locale:
        """What reports say, pages say in the same words."""
        return locale_of(self.language)

    def text(self, key: str, /, **values: object) -> str:
        """A text by its whole key, as templates that reports share with the pages name it."""
        return self.locale.text(key, **values)

    def phrase(self, key: str, **values: object) -> str:
        """A phrase of the pages; one of the reports where the pages have none of that name."""
        subject = "web" if self.locale.has(f"web.{key}") else "report"
        return self.locale.text(f"{subject}.{key}", **values)

    def count(self, key: str, number: int) -> str:
        """ "1 visite", "2 visites"; of failures "aucun échec" for none."""
        if key == "failures" and not number:
            return self.phrase("no_failures")
        return held(self.locale.text(f"web.count.{key}", n=number))

    def span(self, time: timedelta) -> str:
        """The largest whole unit of *time*, held together: "5 mois"."""
        return held(self.locale.duration(time))

    def to(self, *steps: object) -> str:
        """The address of a page of ours: `to("watch", name, 3)` is "/watch/name/3"."""
        return self.prefix + "/" + "/".join(quote(str(step), safe="") for step in steps)

    # ------------------------------------------------------------------------------------------------------------------ times

    def day(self, at: datetime) -> str:
        """ "24 novembre 2026"."""
        return self.locale.day(at, self.timezone)

    def iso_day(self, at: datetime) -> str:
        """ "2026-11-24", the day here and not that of UTC."""
        return f"{at.astimezone(ZoneInfo(self.timezone)):%Y-%m-%d}"

    def moment(self, at: datetime) -> str:
        """ "24 novembre 2026 à 7 h 00"."""
        return self.locale.moment(at, self.timezone)

    def zone(self) -> str:
        """ "heure de Paris"."""
        return self.locale.zone(self.timezone)

    def short_day(self, at: datetime) -> str:
        """ "24 novembre", with the year where it is another one."""
        local, day = at.astimezone(ZoneInfo(self.timezone)), self.day(at)
        return day.removesuffix(f"{NO_BREAK}{local.year}") if local.year == self._today().year else day

    def stretch(self, since: datetime, until: datetime) -> tuple[str, str]:
        """Two days as one says from when to when: "22", "28 novembre"; what both have of month and year stands once."""
        first, last = (self.short_day(at) if self.year(since) == self.year(until) else self.day(at) for at in (since, until))
        begun, ended = first.split(NO_BREAK), last.split(NO_BREAK)
        while first != last and len(begun) > 1 and len(ended) > 1 and begun[-1] == ended[-1]:
            begun.pop(), ended.pop()
        return NO_BREAK.join(begun), last

    def near(self, at: datetime) -> str:
        """ "aujourd'hui à 7 h 00", "hier à 7 h 00", "le 22 novembre 2026 à 7 h 00"."""
        day, clock = at.astimezone(ZoneInfo(self.timezone)).date(), self.locale.clock(at, self.timezone)
        if day == self._today().date():
            return self.phrase("today_at", clock=clock)
        if day == (self._today() - timedelta(days=1)).date():
            return self.phrase("yesterday_at", clock=clock)
        return self.phrase("at", moment=self.moment(at))

    def month(self, at: datetime) -> str:
        """ "Novembre 2026"."""
        local = at.astimezone(ZoneInfo(self.timezone))
        said = self.phrase("month", month=self.phrase("months").split()[local.month - 1], year=local.year)
        return said[:1].upper() + said[1:]

    def year(self, at: datetime) -> int:
        """The year here."""
        return at.astimezone(ZoneInfo(self.timezone)).year

    def short_month(self, at: datetime) -> str:
        """ "nov. 2026"."""
        local = at.astimezone(ZoneInfo(self.timezone))
        return self.phrase("month", month=self.months()[local.month - 1][0], year=local.year)

    def months(self) -> list[tuple[str, str]]:
        """Each month as a strip writes it: ("janv.", "janvier")."""
        return list(zip(self.phrase("months_short").split(), self.phrase("months").split(), strict=True))

    def today(self) -> Words:
        """The same at noon of this day: what is told of days, and of no hour, is the same in both."""
        return replace(self, now=self._today().replace(hour=12, minute=0, second=0, microsecond=0))

    def _today(self) -> datetime:
        return self.now.astimezone(ZoneInfo(self.timezone))

    # -------------------------------------------------------------------------------------------------------------- headlines

    def headline(self, change: Change) -> str:
        """What happened to an item as a sentence: the most telling of it in its own words, as mails begin, and how many others
        there are; counted where the words are too many, or are no news.
        """
        if self.is_of_people(change):
            return self.sentence(self.count("heads_withheld", change.facts[PEOPLE]))
        if said := self.doubt(change):
            return said
        if change.item_kind == "document" and change.change in ("added", "removed") and change.label and not change.suspect:
            which = self.locale.quoted(shortened(clean(change.label), HEADLINE))
            said = self.locale.text("report.about", item=self.locale.text(f"report.document_{change.change}"), summary=which)
            news = edition_news(change, self.locale, news_since(change, self.language))
            return self.sentence(self.locale.text("report.edition_with", said=said, news=news) if news else said)
        if change.change == "restored" and (since := news_since(change, self.language)):
            back = summary(change, self.language).partition(", ")[0]
            return self.sentence(self.locale.text("report.restored_with", restored=back, news=since).removesuffix("."))
        words, others = self.leading_words(change), self.others(change)
        if others:
            return self.sentence(f"{words}, {others}" if words and self.leads(change) else summary(change, self.language))
        return self.sentence(words or summary(change, self.language))

    def is_of_people(self, change: Change) -> bool:
        """Whether the news of *change* is that heads changed, who are not named: nothing is told beside but a label or a date."""
        aside = all(is_of_field(edit) or edit.op == "title_changed" for edit in change.edits)
        return bool(change.facts.get(PEOPLE)) and aside and not change.suspect

    def leading_words(self, change: Change) -> str:
        """The words of what is told first: of people and units they are the news however many they are, and cut; a text's that are
        too many are "", as marks tell them better, or a count.
        """
        first = self.first(change)
        if first.edit is None:
            news = first.rank[1] < OF_TITLE
            words = words_of(first, self.language, longest=inf) if news else words_of(first, self.language)
            return shortened(words, STATEMENT)
        words = words_of(first, self.language) if self.marked(change) else ""
        return words if len(words) <= HEADLINE else ""

    def is_cut(self, change: Change) -> bool:
        """Whether `leading_words` is but the beginning of its line, which a list then says whole."""
        return (
            bool(self.leading_words(change)) and self.first(change).edit is None and not words_of(self.first(change), self.language)
        )

    def doubt(self, change: Change) -> str:
        """ "À vérifier : le texte n'est plus en français mais en anglais.", of what looks odd: its headline, said once (3.15)."""
        if not change.is_doubted:
            return ""
        return self.sentence(self.locale.text("report.suspect_line", reason=doubt(change, self.language)))

    def first(self, change: Change) -> RankedLine:
        """What is told first of *change*: of texts what became of words that stood there, before what only came or went."""
        return leading(change, self.language)

    def leads(self, change: Change) -> bool:
        """Whether one of several changes of *change*, and no bare line, is told before the others, and not all are counted."""
        first = self.first(change)
        words = self.leading_words(change) if first.edit is None else words_of(first, self.language)
        told = first.line is not None and bool(words) and PEOPLE not in change.facts
        whole = first.edit is not None and first.edit.op in ("insert", "delete")
        return told and not whole and (first.edit is None or self.marked(change) is not None)

    def others(self, change: Change) -> str:
        """ "et 5 autres changements"; "" where there is but one."""
        number = number_of([change], self.language) - 1
        return self.phrase("and_more", others=self.locale.text("report.count.other_changes", n=number)) if number else ""

    def says_all(self, change: Change) -> bool:
        """Whether `headline` says all that *change* says."""
        first = self.first(change)
        if not is_one_line([change], self.language):
            return False
        return self.marked(change) is not None or (first.edit is None and bool(words_of(first, self.language)))

    def says(self, change: Change) -> bool:
        """Whether `headline` says, whole, the one line that a list of statements and facts would have (10.8)."""
        leads = self.first(change).edit is None and self.leads(change)
        return (leads or self.says_all(change)) and not self.is_cut(change)

    def counted(self, change: Change) -> str:
        """The same above the text itself, which need not be said twice: statements in their words, edits of a text counted."""
        if self.doubt(change) or self.first(change).edit is None:
            return self.headline(change)
        return self.sentence(summary(change, self.language))

    def counts(self, change: Change) -> str:
        """Everything counted, below a headline that tells one of several; else ""."""
        several = not is_one_line([change], self.language) and self.leads(change)
        return self.sentence(summary(change, self.language)) if several else ""

    def marked(self, change: Change) -> MarkedLine | None:
        """The words of a text that are told first of *change*, marked; None where it is something else, or too long for a list."""
        first = self.first(change)
        edit = first.edit
        if edit is None or first.line is None or is_of_field(edit) or GONE in (edit.before, edit.after):
            return None
        line = with_capital(replace(first.line, spans=elided(first.line.spans, AROUND)))
        return line if sum(len(span.text) for span in line.spans) <= MARKED else None

    def sentence(self, words: str) -> str:
        """*words* with a capital and a full stop."""
        words = clean(words).strip()
        ends = words.rstrip("”»\u00a0\u202f ").endswith((".", "!", "?", "…", ":"))
        return held(words[:1].upper() + words[1:]) + ("" if ends else ".")


def with_capital(line: MarkedLine) -> MarkedLine:
    """*line*; where words of ours begin it, « un passage est barré : … », with a capital."""
    first, *others = line.spans
    if first.role != "note" or not first.text:
        return line
    return replace(line, spans=(replace(first, text=first.text[:1].upper() + first.text[1:]), *others))
