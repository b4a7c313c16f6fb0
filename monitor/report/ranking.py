"""What of several changes is told first, and how many they are: one count for subject, first sentence, list and digest. Pure.

A change here is a line of the list: a statement about an org chart, an edit of a text, something else that the page shows of a
document; an item that came, went or can't be set against its old text is one by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.compare.link_keys import only_sizes_differ
from monitor.compare.title_words import says_who_heads
from monitor.expressions import expression
from monitor.i18n.locale import Locale, locale_of
from monitor.i18n.typography import clean, shortened
from monitor.model import Change, Edit, Language
from monitor.model.frozen import dataclass, replace
from monitor.normalize import DATE, MONTHS, SAVED, key
from monitor.report.chart_edits import date_change, is_of_chart, is_of_field, names_summed_up
from monitor.report.chart_phrases import redrawn_key
from monitor.report.chart_statements import statements
from monitor.report.edits import TABLE_OPS, as_told
from monitor.report.lines import bracketed, edit_lines, elided, named_line, plain
from monitor.report.spans import MarkedLine, remembered

_AROUND, _LONGEST, _QUOTED = 40, 240, 120  # characters: beside what changed, of a first sentence's words, of a text that is new
_CELLS = 2  # of a row that are quoted
_WEIGHTY = expression(r"\d|\b[^\W\d_a-zß-ÿ]\w")  # figures and names
_SAVED = expression(SAVED, re.I)  # where such a line is compared, it is the last to be told first
# « Vu : 3 105 », « le 16 novembre 2026 »: a count or a date, and next to nothing that says of what.
_BARE = expression(rf"\W*(?:[^\W\d]+\W+){{0,2}}(?:\d+(?:[\s.,]\d{{3}})*|{DATE})\W*", re.I)
_FIGURES = expression(rf"{DATE}|\d[\d\s.,]*", re.I)
_DAYS = expression(rf"\b{DATE}", re.I)  # from the start of a word: else each letter of a long one is tried, and all behind it
_MONTHS = expression(rf"\b(?:{MONTHS}) \d{{4}}\b")  # by `key`
_NO_UNIT = expression(r"[^%€$£°]*")
_PERSON = expression(r"\b(?:M\.|Mmes?|MM\.|Mrs?\.?|Ms\.?|Herr|Frau)\s+\w|\b[A-ZÀ-Þ][\w’-]+\s+[A-ZÀ-Þ]")
OF_TITLE = 6  # the rank of a statement about nothing but a chart's title
_FIELDS = {"heading": 5, "label": 7, "url": 8, "size_text": 9}


@dataclass(frozen=True, slots=True)
class RankedLine:
    """One change as it is counted. `line`: as the list has it; None: the item as a whole."""

    change: Change
    line: MarkedLine | None
    rank: tuple[bool, int]  # the lowest is told first: substantive before minor; people and units, then text, then sizes
    edit: Edit | None = None  # of a text or of what the page shows
    aside: bool = False  # how the page shows a document, or the date that it bears, beside what it says otherwise

    @property
    def is_news(self) -> bool:
        """Whether it tells of people, units or words: not of how a sheet is drawn, headed, dated or linked, nor what is minor."""
        return self.rank <= (False, 3) and not any(edit.op == "redrawn" for edit in self.change.edits)


@remembered
def ranked_lines(change: Change, language: Language) -> tuple[RankedLine, ...]:
    """What *change* says, one by one, in the order of its list; never empty."""
    minor = change.significance == "minor"
    if change.suspect or change.change in ("added", "removed", "restored"):
        return (RankedLine(change, None, (minor, 1)),)
    told = list[RankedLine]()
    for said in statements(change, language):
        edits = [change.edits[i] for i in said.edits]
        rank = 4 if said.line.mark == "!" else 0
        if any(edit.op == "title_changed" for edit in edits):
            rank = OF_TITLE
        elif any(edit.op == "redrawn" and redrawn_key(edit, "") for edit in edits):
            rank = 1  # what is certain beside a chart that is much the same is the news
        aside = all(e.op == "title_changed" and date_change(e) is not None for e in edits)
        told.append(RankedLine(change, said.line, (minor, rank), aside=aside))
    found = (
        *told,
        *(
            RankedLine(change, line, (minor, _rank_of_edit(e)), e, is_of_field(e) and e.facts["field"] != "heading")
            for e in as_told(change.edits)
            if not is_of_chart(e)
            for line in edit_lines(e, language)
        ),
    )
    if counts := change.facts.get("named"):  # nobody's leaving is the news where all names went, unless they are told one by one
        line, aside = named_line(counts, locale_of(language)), bool(found) and not names_summed_up(change)
        found = (RankedLine(change, line, (minor, -1), aside=aside), *found)
    if all(one.aside for one in found):  # then they are the news
        found = tuple(replace(one, aside=False) for one in found)
    return found or (RankedLine(change, None, (minor, 6)),)


def news_since(change: Change, language: Language) -> str:
    """What a chart that is back says otherwise than last, or that it names hardly anybody, where that is one statement; else ""."""
    told = [one.line for one in statements(change, language) if one.line.number]
    if counts := change.facts.get("named"):
        told.append(named_line(counts, locale_of(language)))
    return _words(told[0], None, locale_of(language)).removesuffix(".") if len(told) == 1 else ""


def number_of(changes: Sequence[Change], language: Language) -> int:
    """How many changes *changes* are told as: a label, a size, a date of its own beside what a document says are none more."""
    return sum(not one.aside for change in changes for one in ranked_lines(change, language))


def is_one_line(changes: Sequence[Change], language: Language) -> bool:
    """Whether the list of *changes* has one line."""
    return sum(len(ranked_lines(change, language)) for change in changes) == 1


def first_of(changes: Sequence[Change], language: Language, *, became: bool = False) -> RankedLine:
    """The one told first: of those that tell as much, one of few words; *became*: one that became another before others."""
    every = (one for change in changes for one in ranked_lines(change, language))
    ordered = sorted(every, key=lambda one: (one.aside, one.rank))
    level = [one for one in ordered if _tier(one) == _tier(ordered[0])]
    if became:
        level.sort(key=lambda one: one.edit is not None and one.edit.op in ("insert", "delete"))
    return next((one for one in level if one.line is None or words_of(one, language)), ordered[0])


@remembered
def leading(change: Change, language: Language) -> RankedLine:
    """The one that is told first of *change* alone: of texts what became of words that stood there."""
    return first_of([change], language, became=True)


def _tier(one: RankedLine) -> tuple[bool, int]:
    """Facts about people and units, then text with or without figures, then the rest one by one."""
    minor, rank = one.rank
    return minor, 3 if rank == 2 else rank


def most_telling(lines: Sequence[MarkedLine], change: Change, language: Language) -> list[MarkedLine]:
    """*lines* of the list of *change*: what a first sentence tells, people and units, the rest of a text; notes stay in front."""
    tiers = {one.line: _tier(one) for one in reversed(ranked_lines(change, language)) if one.line is not None}
    lead = first_of([change], language)
    if lead.line is not None and lead.edit is not None:  # statements about a chart keep their order, and their numbers
        tiers[lead.line] = (False, 0)
    return sorted(lines, key=lambda line: tiers.get(line, (False, -1)))


def by_news(changes: Sequence[Change], language: Language) -> list[Change]:
    """*changes*, the most telling first; of one alone, as most visits have it, nothing is asked (§9)."""
    return sorted(changes, key=lambda change: first_of([change], language).rank) if len(changes) > 1 else [*changes]


def words_of(one: RankedLine, language: Language, *, longest: float = _LONGEST, around: int = _AROUND, side: int = _LONGEST) -> str:
    """What changed in its own words, without a full stop; "" where they are too many, or where it is the item as a whole.

    *around*: characters beside what changed in a text; *side*: of what went and of what came, each.
    """
    if one.line is None:
        return ""
    words = _words(one.line, one.edit, locale_of(language), around, side).removesuffix(".")
    return words if len(words) <= longest else ""


def _words(line: MarkedLine, edit: Edit | None, locale: Locale, around: int = _AROUND, side: int = _LONGEST) -> str:
    if edit is None:  # a statement
        text = plain(line).removesuffix(".")
        return text[:1].lower() + text[1:] if line.spans[0].role == "note" else text
    noted = line.spans[0].text.strip().removesuffix(":").strip() if line.spans[0].role == "note" else ""
    if is_of_field(edit) or (noted and edit.op not in ("insert", "delete")):
        return plain(line)
    match edit.op:
        case "insert" | "delete":
            name = "report.kind_added" if edit.op == "insert" else "report.kind_removed"
            # Of a row its first cells, each by itself: together they stand in no version.
            cells = edit.facts.get("cells", ())
            said = cells[:_CELLS] or [edit.after or edit.before or ""]
            quotation = ", ".join(locale.quoted(shortened(_one_line(str(text)), min(side, _QUOTED))) for text in said)
            quotation += "…" if len(cells) > _CELLS else ""
            done = f"{noted}, {locale.text(name)}" if noted else locale.text(name)  # « Pôle Ressources, supprimé : « … » »
            return locale.text("report.about", item=done, summary=quotation)
        case "replace":
            spans = [replace(s, text=shortened(s.text, side)) if s.role in "-+" else s for s in elided(line.spans, around)]
            return locale.quoted(_one_line("".join(s.text for s in bracketed(spans))))
        case _:
            return plain(line)


def _one_line(text: str) -> str:
    return " ".join(clean(text).split(" ")).strip().replace("\n", " ").replace("\t", " ")


def _undated(text: str) -> str:
    return _MONTHS.sub("", key(_DAYS.sub("", text)))


def _rank_of_edit(edit: Edit) -> int:
    if is_of_field(edit):
        return _FIELDS.get(str(edit.facts["field"]), 7)
    if edit.op in ("struck", "unstruck"):
        return 0  # before the words that came so: by themselves they would read as in force (3.28)
    if "holders" in edit.facts:
        return -1 if says_who_heads(str(edit.facts["post"])) else 1
    if {role for role, text in edit.words if _PERSON.search(text)} >= {"-", "+"} and says_who_heads(edit.before or ""):
        return -1
    if edit.op in ("move", "sheet_moved"):
        return 6
    if edit.op in ("link", "picture", "frame"):
        return 7
    if only_sizes_differ(edit):
        return _FIELDS["size_text"]
    if edit.op in TABLE_OPS:
        return 1
    texts = [text for text in (edit.before, edit.after) if text]
    if texts and all(len(text) <= _LONGEST and _SAVED.fullmatch(text) for text in texts):
        return 5
    if edit.op == "replace" and all(len(t) <= _AROUND and _BARE.fullmatch(t) and _NO_UNIT.fullmatch(t) for t in texts):
        return 8 if _FIGURES.sub("", texts[0]) == _FIGURES.sub("", texts[-1]) else 2
    if len(texts) == 2 and texts[0] != texts[1] and len({_undated(text) for text in texts}) == 1:
        return 3  # « Arrêtés du 2 avril 2026 » may be the day of the news that stands below it
    if any("row" in part for part in edit.facts.get("parts", ())):
        return 2  # whose it is is said
    before = ". "  # what went and what came, each run of words without the capital that only begins a sentence
    for role, text in edit.words or (("-", edit.before or ""), ("+", edit.after or "")):
        if role == "=":
            before = text
            continue
        begins = before.rstrip().endswith((".", "!", "?")) or not before.strip()
        if _WEIGHTY.search(text.lstrip()[1:] if begins else text):
            return 2
    return 3
