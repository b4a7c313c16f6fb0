"""Changes and states in words: one short phrase each, in French or English. Pure.

Page text inside a phrase is always neutralised (typography.clean); what markup it may hold is the caller's to escape.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from monitor.expressions import expression
from monitor.i18n.locale import Locale, locale_of
from monitor.i18n.typography import clean, shortened
from monitor.model import Change, Edit, Flapping, Language, suspects
from monitor.model.frozen import replace
from monitor.report.chart_edits import date_change, is_of_field
from monitor.report.chart_phrases import chart_counts
from monitor.report.edits import Counted, address_sentence, beside_counts, counted, table_counts
from monitor.report.spans import remembered

_LANGUAGES = expression(r"([a-z]{2,3}) → ([a-z]{2,3})")
_WORDS_LEFT = expression(r"(\d+) → (\d+) words")
_OLD_LEFT = expression(r"(\d+) / (\d+) old words")
_SUSPECTS = {
    suspects.PROGRAM: "program",
    suspects.PROGRAM_GONE: "program_gone",
    suspects.MAY_BE_PROGRAM: "may_be_program",
    suspects.INSTEAD: "instead",
    suspects.UNDER: "under",
    suspects.FEW_UNDER: "few_under",
    suspects.BARE: "bare",
    suspects.NO_CELLS: "cells",
    suspects.ENTRIES: "entries",
    suspects.CUT: "cut",
    suspects.WITH_TEXT: "with_text",
    suspects.IN_ITS_PLACE: "placed",
    suspects.BESIDE: "joined",
    suspects.NO_CHART: "no_chart",
    suspects.NOT_A_CHART: "not_chart",
    suspects.BLANK: "blank",
}
_QUOTES = expression(f"({'|'.join(suspects.QUOTING)}): (.+)", re.DOTALL)
_SIZES = expression(r"(\d+)x(\d+) → (\d+)x(\d+) pixels")
_STANDS = 240  # characters of a text of which little is left


# ------------------------------------------------------------------------------------------------------------------- summaries


@remembered
def summary(change: Change, language: Language) -> str:
    """One phrase on what happened to an item: "1 phrase modifiée", "2 services apparus, 3 responsables remplacés" (DESIGN §5)."""
    locale = locale_of(language)
    if change.significance == "cosmetic":
        rule = f"failures.rule.{change.rule}"
        form = "report.form_unsure" if change.rule and change.rule.startswith("3.27") else "report.form_rule"
        return locale.text(form, what=locale.text(rule)) if locale.has(rule) else locale.text("report.form_only")
    said = _section(change, locale) if change.item_kind == "section" else _document(change, locale)
    if change.suspect and change.is_doubted:
        said = _odd(change.suspect, locale, "summary") or locale.text("report.suspect_summary")
    if change.returns_to is None or change.change in ("removed", "restored"):
        return said
    return f"{said}, {locale.text('report.returns', number=change.returns_to)}"


def brief(change: Change, language: Language) -> str:
    """`summary` where there is little room: of a document no label and no date of its own, of one that follows another its news."""
    locale = locale_of(language)
    content = tuple(e for e in change.edits if not is_of_field(e) and not (e.op == "title_changed" and date_change(e)))
    if change.item_kind == "document" and content:
        change = replace(change, edits=content)
    follows = change.change == "added" and "edition_of" in change.facts and not change.suspect
    news = _content(change, locale) if follows and "same_content" not in change.facts else []
    return locale.text("report.edition_brief", news=", ".join(news)) if news else summary(change, language)


def reason(suspect: str, language: Language) -> str:
    """A reason of DESIGN 3.15 in words; one that has none is shown as it is."""
    locale = locale_of(language)
    return _odd(suspect, locale, "odd") or clean(suspect)


def doubt(change: Change, language: Language) -> str:
    """Why *change* is to be checked; where old words alone are left, which (3.15)."""
    assert change.suspect is not None
    said, stands = reason(change.suspect, language), change.facts.get("stands")
    if not stands:
        return said
    text = locale_of(language).quoted(shortened(clean(" · ".join(map(str, stands))).removesuffix("."), _STANDS))
    return locale_of(language).text("report.suspect_stands", reason=said, text=" ".join(text.replace("\t", " ").split("\n")))


def _odd(suspect: str, locale: Locale, form: Literal["odd", "summary"]) -> str | None:
    """The reasons that `quality` and `decide` give: "fr → it", "380 → 42 words", "12 / 380 old words", and documents."""
    if suspect not in suspects.QUOTING and (plain := _SUSPECTS.get(suspect)):
        return locale.text(f"failures.suspect.{form}.{plain}")
    if sizes := _SIZES.fullmatch(suspect):
        across, down, now_across, now_down = (locale.number(int(n)) for n in sizes.groups())
        before, after = f"{across} × {down}", f"{now_across} × {now_down}"
        return locale.text(f"failures.suspect.{form}.smaller", before=before, after=after)
    if spoken := _LANGUAGES.fullmatch(suspect):
        named = [(f"report.language.{code}", code) for code in spoken.groups()]
        spoken_before, spoken_now = (locale.text(key) if locale.has(key) else code for key, code in named)
        return locale.text(f"failures.suspect.{form}.language", before=spoken_before, after=spoken_now)
    if said := _QUOTES.fullmatch(suspect):
        return locale.text(f"failures.suspect.{form}.{_SUSPECTS[said[1]]}", text=locale.quoted(clean(said[2])))
    if counted_words := _WORDS_LEFT.fullmatch(suspect):
        words_before = locale.number(int(counted_words[1]))
        return locale.text(f"failures.suspect.{form}.short", before=words_before, n=int(counted_words[2]))
    if kept := _OLD_LEFT.fullmatch(suspect):
        return locale.text(
            f"failures.suspect.{form}.rewritten", before=locale.number(int(kept[2])), after=locale.number(int(kept[1]))
        )
    return None


def is_split(change: Change) -> bool:
    """Whether the end of a section's text is under another heading now, where it is not watched (DESIGN 3.4)."""
    return "moved_to" in change.facts and not change.suspect and not any(is_heading(e) for e in change.edits)


_HEADING = {"insert": "report.heading_added", "delete": "report.heading_removed"}


def _section(change: Change, locale: Locale) -> str:
    if change.change in ("added", "removed"):
        return locale.text(f"report.section_{change.change}")
    heading = [locale.text(_HEADING.get(e.op, "report.heading_edited")) for e in change.edits if is_heading(e)]
    numbers = counted(change.edits, locale)
    if is_split(change):  # what only stands under another heading now is not called deleted
        there = locale.quoted(clean(str(change.facts["moved_to"])))
        text = [*_sentences(replace(numbers, removed=0), locale), locale.text("report.rest_moved_to", heading=there)]
    else:
        text = _sentences(numbers, locale)
    said = [*chart_counts(change, locale), *text, *beside_counts(change.edits, locale), *heading]
    if change.change == "restored":
        return ", ".join([_back("report.section_restored", change, locale), *said])
    return ", ".join(said) or locale.text("report.count.changes", n=len(change.edits))


def _back(key: str, change: Change, locale: Locale) -> str:
    """ "section de retour (version 3)"."""
    said = locale.text(key)
    return said if change.returns_to is None else locale.text("report.of_version", summary=said, number=change.returns_to)


def is_heading(edit: Edit) -> bool:
    """Whether *edit* is about a section's heading (DESIGN 3.6)."""
    return edit.facts.get("field") == "heading"


def _document(change: Change, locale: Locale) -> str:
    match change.change:
        case "restored":
            return ", ".join([_back("report.document_restored", change, locale), *_content(change, locale)])
        case "added" | "removed":
            said = locale.text(f"report.document_{change.change}")
            news = edition_news(change, locale)
            return locale.text("report.edition_with", said=said, news=news) if news else said
        case "readdressed":
            return ", ".join([address_sentence(change, locale), *_fields(change, locale, ("label", "size_text"))])
        case "relabelled":
            return ", ".join(_fields(change, locale, ("label", "size_text", "url"))) or locale.text("report.label_edited")
        case _:
            label = field_edit(change, "label")
            own = date_change(label) if label else None
            dates = [date_change(edit) for edit in change.edits if edit.op == "title_changed"]
            # A label in which nothing but that date is another one is no second news
            redated = own is not None and any(both and [*map(str.casefold, both)] == [*map(str.casefold, own)] for both in dates)
            shown = () if redated else ("label",)
            return ", ".join([*(_content(change, locale) or [_new_file(change, locale)]), *_fields(change, locale, shown)])


def edition_news(change: Change, locale: Locale, words: str = "") -> str:
    """What a document that came says otherwise than the one that it follows, by *words* or else counted; "" of any other (3.9)."""
    if (other := change.facts.get("edition_of")) is None or change.suspect:
        return ""
    label = locale.quoted(clean(str(other)))
    if "same_content" in change.facts:
        return locale.text("report.edition_same", label=label)
    return locale.text("report.edition_news", label=label, news=words or ", ".join(_content(change, locale)))


def _content(change: Change, locale: Locale) -> list[str]:
    """What the edits of a document's content come to; nothing for a file that is only other bytes."""
    edits = [e for e in change.edits if not is_of_field(e)]
    text = _sentences(counted(edits, locale), locale)
    regions = change.facts.get("regions")
    # Places that only the pictures tell: colours and lines beside the same words, or what differs in a whole picture
    drawn = change.facts.get("shown") == "drawn"
    place = ("drawn_beside" if edits else "drawn") if drawn else "regions"
    return [
        *chart_counts(change, locale),
        *table_counts(edits, locale),
        *[
            locale.text("report.date_edited", before=dates[0], after=dates[1]) if dates else locale.text("report.title_edited")
            for dates in (date_change(e) for e in edits if e.op == "title_changed")
        ],
        *text,
        *beside_counts(edits, locale),
        *([locale.text(f"report.count.{place}", n=len(regions))] if regions and (drawn or not text) else []),
        *([locale.text(f"report.office_beside.{_office(change)}")] if edits and change.facts.get("shown") == "office" else []),
    ]


def _sentences(numbers: Counted, locale: Locale) -> list[str]:
    """ "1 colonne ajoutée", "2 phrases ajoutées", "1 supprimée": the noun once, then the participles alone, in its gender."""
    noun, columns = numbers.noun, [locale.text(f"tables.count.{op}", n=n) for op, n in numbers.columns]
    alone = "and_passages" if noun == "passages" else "and"
    present = [(what, n) for what in ("edited", "added", "removed") if (n := getattr(numbers, what))]
    parts = [locale.text(f"report.count.{alone if i else noun}_{what}", n=n) for i, (what, n) in enumerate(present)]
    return [*columns, *parts, *([locale.text(f"report.count.{noun}_moved", n=numbers.moved)] if numbers.moved else [])]


def _new_file(change: Change, locale: Locale) -> str:
    if (service := change.facts.get("service")) is not None:
        return locale.text("report.document_published", service=clean(str(service)))
    if change.facts.get("shown") == "drawing":
        return locale.text("report.drawing_new")
    if change.facts.get("shown") == "office":
        return locale.text(f"report.office_new.{_office(change)}")
    size, unread = field_edit(change, "size_text"), change.facts.get("unread")
    if unread or size is None or not (size.before and size.after):
        return locale.text("report.document_unread" if unread else "report.document_new")
    return locale.text("report.document_new_sizes", before=clean(size.before), after=clean(size.after))


def _office(change: Change) -> str:
    """What an office file shows otherwise beside its words; versions that did not say which have both."""
    differs = change.facts.get("differs") or ["drawn", "pictures"]
    return str(differs[0]) if len(differs) == 1 else "both" if "pictures" in differs else "placed_too"


def field_edit(change: Change, name: str) -> Edit | None:
    """The edit of a document's displayed *name* ("label", "size_text", "url"), if there is one."""
    return next((e for e in change.edits if e.facts.get("field") == name), None)


def _fields(change: Change, locale: Locale, names: Sequence[str]) -> list[str]:
    """What became of the displayed fields of a document among *names*."""
    said = []
    for edit, name in ((edit, name) for name in names if (edit := field_edit(change, name))):
        if name == "size_text" and edit.before and edit.after:
            said.append(locale.text("report.size_edited_sizes", before=clean(edit.before), after=clean(edit.after)))
        else:
            key = {"label": "report.label_edited", "size_text": "report.size_edited", "url": "report.url_edited"}[name]
            said.append(locale.text(key))
    return said


def about(change: Change, language: Language) -> str:
    """ "mutualisation : 1 phrase modifiée"."""
    return locale_of(language).text("report.about", item=clean(change.item), summary=summary(change, language))


# ----------------------------------------------------------------------------------------------------------------- side notes


def cosmetic(item: str, rule: str, language: Language) -> str:
    """ "différence non signalée dans mutualisation : apostrophes, guillemets, tirets ou espaces"."""
    locale = locale_of(language)
    number = rule.partition(" ")[0] or "3.11"
    known = next((key for key in (f"failures.rule.{rule}", f"failures.rule.{number}") if locale.has(key)), "report.cosmetic_other")
    return locale.text("report.cosmetic", item=clean(item), what=locale.text(known))


def flapping(state: Flapping, language: Language, timezone: str) -> str:
    """The one sentence on texts that take turns (DESIGN 3.17)."""
    locale = locale_of(language)
    kinds = {one.item_kind for one in state.items}
    subject = locale.text(f"report.turning_{kinds.pop()}" if len(kinds) == 1 else "report.turning_page")
    versions = locale.listed([str(number) for number in sorted(state.between)])
    number = locale.number(len(state.between))
    return locale.text(
        "report.flapping", subject=subject, number=number, versions=versions, since=locale.day(state.since, timezone)
    )
