"""A change as lines of marked text, the one form that terminal, mail and HTML share. Pure.

A line is a mark ("~" edited, "+" added, "-" removed, "^" moved, "*" a fact, "!" to be checked, "#" a heading over what follows)
and spans (text with its role); statements about an org chart are numbered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from monitor.compare.title_words import letters_key
from monitor.i18n.locale import Locale, locale_of
from monitor.i18n.typography import clean, shortened
from monitor.model import Change, Edit, Language
from monitor.report.chart_edits import is_of_chart, is_of_field, text_fact
from monitor.report.chart_phrases import shown
from monitor.report.chart_statements import statement_lines
from monitor.report.edits import BESIDE_OPS, TABLE_OPS, as_told, beside_line, in_cells, part_lines, table_line
from monitor.report.spans import Mark, MarkedLine, Role, Span, marked_words, remembered
from monitor.report.words import doubt, is_heading, is_split

__all__ = [
    "Mark",
    "MarkedLine",
    "Role",
    "Span",
    "bracketed",
    "change_lines",
    "edit_lines",
    "elided",
    "marked_spans",
    "note_lines",
    "plain",
]

_FIELDS = {
    "label": "report.label_line",
    "size_text": "report.size_line",
    "url": "report.url_line",
    "heading": "report.heading_line",
}
_LONG_MOVE, _LONG_HEADING = 120, 80
_SIGNS = tuple("+-−–—→")
_MOST_UNITS = 5  # titles of boxes in other colours
_LONG_SPAN, _LONG_LINE = 1_000, 4_000  # characters shown of one piece of text, and of one line


@remembered
def change_lines(change: Change, language: Language, timezone: str = "UTC") -> tuple[MarkedLine, ...]:
    """Everything that *change* says: notes first, then its org chart in sentences, then its other edits in their order."""
    others = (line for e in as_told(change.edits) if not is_of_chart(e) for line in edit_lines(e, language))
    return (*note_lines(change, language, timezone), *statement_lines(change, language), *others)


def note_lines(change: Change, language: Language, timezone: str = "UTC") -> tuple[MarkedLine, ...]:
    """What is to be said of *change* as a whole: odd (DESIGN 3.15), back to an earlier state (3.17), picture only (5.5)."""
    locale = locale_of(language)
    notes: list[MarkedLine] = []
    if change.suspect:
        notes.append(_fact(locale.text("report.suspect_line", reason=doubt(change, language)), mark="!"))
    if later := change.facts.get("dated_later"):
        moment = locale.zoned(datetime.fromisoformat(str(later["taken_at"])), timezone)
        notes.append(_fact(locale.text("report.dated_later", number=later["snapshot"], moment=moment), mark="!"))
    if "in_place_of" in change.facts:
        other, there = locale.quoted(clean(str(change.facts["in_place_of"]))), change.facts.get("moved_to")
        said = ("report.stands_under", locale.quoted(clean(str(there)))) if there else ("report.stands_further_on", "")
        notes.append(_fact(locale.text(said[0], label=other, heading=said[1])))
        if change.edits or change.facts.get("same_content"):
            notes.append(_fact(locale.text("report.against_old" if change.edits else "report.same_as_old", label=other)))
    elif "edition_of" in change.facts and (change.edits or "same_content" in change.facts):
        other = locale.quoted(clean(str(change.facts["edition_of"])))
        notes.append(_fact(locale.text("report.against_edition" if change.edits else "report.same_as_old", label=other)))
    elif "moved_to" in change.facts:
        line = "report.rest_moved_to_line" if is_split(change) else "report.moved_to_line"
        notes.append(_fact(locale.text(line, heading=locale.quoted(clean(str(change.facts["moved_to"]))))))
    if change.returns_to is not None and change.change != "removed":  # what is gone has neither text nor version (DESIGN 3.23)
        key = "report.returns_line" if change.item_kind == "section" else "report.document_returns_line"
        notes.append(_fact(locale.text(key, number=change.returns_to)))
    if counts := change.facts.get("named"):
        notes.append(named_line(counts, locale))
    if since := change.facts.get("compared_with"):
        key = "report.since_read" if change.edits else "report.same_as_read"
        moment = locale.zoned(datetime.fromisoformat(str(since["seen_at"])), timezone)
        notes.append(_fact(locale.text(key, number=since["snapshot"], moment=moment)))
    regions = change.facts.get("regions")
    if (digests := change.facts.get("sha256")) and not regions:
        # A file that can only be said to be another one: its digests are the difference that a reader can see (DESIGN 3.21).
        before, after = (str(digest)[:16] + "…" for digest in digests)
        notes.append(MarkedLine("~", (Span("note", locale.text("report.bytes_line")), Span("-", before), Span("+", after))))
    if regions and change.facts.get("shown") == "picture":
        notes.append(_fact(locale.text("report.regions_shown")))
    elif regions:
        drawn = change.facts.get("shown") == "drawn"
        count = locale.text(f"report.count.{'drawn_at' if drawn else 'regions'}", n=len(regions))
        pages = sorted({int(r["page"]) for r in regions})
        where = locale.text("report.pages_one" if len(pages) == 1 else "report.pages_many", pages=locale.listed([*map(str, pages)]))
        units = dict.fromkeys(str(r["unit"]) for r in regions if r.get("unit"))
        areas = locale.text("report.regions_drawn" if drawn else "report.regions_line", regions=count, pages=where)
        if units:
            whole = "" if len(units) <= _MOST_UNITS and all(r.get("unit") for r in regions) else "_some"
            titles = locale.listed([locale.quoted(clean(title)) for title in [*units][:_MOST_UNITS]])
            areas = locale.text(f"report.regions_of_units{whole}", regions=areas, units=titles)
        notes.append(_fact(areas))
    return tuple(notes)


def named_line(counts: Sequence[int], locale: Locale) -> MarkedLine:
    """That a chart gives the names no longer that it gave, or gives them now: *counts* of them before and after."""
    before, after = counts
    form = ("unnamed" if after == 0 else "hardly_named") if after < before else "named" if before == 0 else "named_again"
    words = locale.forms(f"charts.{form}")[min(before, after) > 1]
    return _fact(words.format(before=locale.number(before), after=locale.number(after)))


def edit_lines(edit: Edit, language: Language, *, whole: bool = False) -> tuple[MarkedLine, ...]:
    """One edit of a text, or of what a page shows of a document: a line, or one for each of the cells that differ.

    *whole*: what was only moved with all its words, as the text itself has it; else with its first ones.
    """
    locale = locale_of(language)
    if "holders" in edit.facts:  # « adjoint aux finances » passe de Mme Durand à M. Martin (DESIGN 3.25)
        before, after = (clean(name) for name in edit.facts["holders"])
        opening, between, last = locale.text("report.post_passes", post="\0", before="\0", after="\0").split("\0")[:3]
        post = Span("note", opening), Span("name", clean(str(edit.facts["post"])))
        last = f",{last}" if "," in before else last  # « de M. Durand, directeur, à M. Martin, directeur »
        passes = Span("note", between + locale.of_name(before)), Span("=", before), Span("note", last), Span("=", after)
        return (MarkedLine("~", (*post, *passes)),)
    return (edit.op == "replace" and part_lines(edit, locale)) or (_edit_line(edit, locale, whole=whole),)


def _edit_line(edit: Edit, locale: Locale, *, whole: bool) -> MarkedLine:
    if is_of_field(edit):
        name = edit.facts["field"]
        intro = Span("note", locale.text(_FIELDS.get(str(name), "report.label_line")))
        if edit.words and (is_heading(edit) or name == "label"):
            return MarkedLine("~", (intro, *marked_words(edit)))
        absent = locale.text("report.no_url" if name == "url" else "report.nothing")
        return MarkedLine("~", (intro, Span("-", clean(edit.before or absent)), Span("+", clean(edit.after or absent))))
    if edit.facts.get("order"):
        now, was = (Span("note", locale.forms(f"charts.order_{name}")[0]) for name in ("now", "was"))
        return MarkedLine(
            "^", (*_unit(edit, locale), now, Span("=", clean(edit.after or "")), was, Span("=", clean(edit.before or "")))
        )
    match edit.op:
        case "insert":
            return MarkedLine("+", (*_unit(edit, locale), Span("+", in_cells(edit))))
        case "delete":
            return MarkedLine("-", (*_unit(edit, locale), Span("-", in_cells(edit))))
        case "replace":
            return MarkedLine("~", (*_unit(edit, locale), *marked_words(edit)))
        case "move":  # by its beginning; where it was edited on the way, by its words
            edited = any(role != "=" for role, _ in edit.words)
            said = in_cells(edit)
            moved = marked_words(edit) if edited else (Span("=", said if whole else shortened(said, _LONG_MOVE)),)
            whence, headings = locale.text("report.moved_line"), edit.facts.get("headings")
            if isinstance(headings, list | tuple) and len(headings) == 2:  # out of which part into which (DESIGN 5.3)
                old, new = (locale.quoted(shortened(clean(str(text)), _LONG_HEADING)) if text else "" for text in headings)
                whence = locale.text(f"report.moved.{'both' if old and new else 'to' if new else 'from'}", before=old, after=new)
            return MarkedLine("^", (Span("note", whence), *moved))
        case op if op in BESIDE_OPS:
            return beside_line(edit, locale)
        case op if op in TABLE_OPS:
            return table_line(edit, locale)
        case _:  # an op of a later version of the comparison: said as it is rather than not at all
            return _fact(" → ".join(clean(text) for text in (edit.before, edit.after) if text) or clean(edit.op))


def _unit(edit: Edit, locale: Locale) -> tuple[Span, ...]:
    """The unit of an org chart, or the cell over several rows, that a line belongs to, where the line does not begin with it."""
    unit = shown(text_fact(edit, "unit") or text_fact(edit, "under"))
    said = clean(edit.after or edit.before or "")
    if not unit or letters_key(said).startswith(letters_key(unit)):
        return ()
    return (Span("note", locale.labelled(unit)),)


def _fact(text: str, mark: Mark = "*") -> MarkedLine:
    return MarkedLine(mark, (Span("note", text),))


# ------------------------------------------------------------------------------------------------- without colour, on a line


def bracketed(spans: Sequence[Span]) -> tuple[Span, ...]:
    """*spans* with brackets that say without colour what went and came: [before → after], [+added], [−removed]."""
    out: list[Span] = []
    for i, span in enumerate(spans):
        went = i > 0 and spans[i - 1].role == "-"
        comes = spans[i + 1].role == "+" if i + 1 < len(spans) else False
        apart = "\u00a0" if span.text[:1] in _SIGNS else ""  # « [+ - Auray] »
        match span.role:
            case "-":
                out += [Span("note", "[" if comes else f"[−{apart}"), span, *(() if comes else (Span("note", "]"),))]
            case "+":
                out += [Span("note", "\u00a0→ " if went else f"[+{apart}"), span, Span("note", "]")]
            case _:
                out.append(span)
    return tuple(out)


def elided(spans: Iterable[Span], keep: int = 70) -> tuple[Span, ...]:
    """*spans* with long unchanged stretches cut to about *keep* characters beside what changed."""
    listed = list(spans)
    last = len(listed) - 1
    if last < 1:
        return tuple(listed)
    for at, span in enumerate(listed):
        sides = (at > 0) + (at < last)  # beside how many changes it stands
        if span.role == "=" and len(span.text) > keep * sides + 20:
            head = span.text[:keep].rpartition(" ")[0] + " " if at > 0 else ""
            tail = " " + span.text[-keep:].partition(" ")[2] if at < last else ""
            listed[at] = Span("=", f"{head}…{tail}")
    return tuple(listed)


def plain(line: MarkedLine) -> str:
    """A line as plain text without its mark, changed words in brackets; a wholly added or removed line needs none."""
    return "".join(s.text for s in marked_spans(line))


def marked_spans(line: MarkedLine) -> tuple[Span, ...]:
    """A line's spans as they are shown: elided, and bracketed where mark alone would not tell."""
    is_whole = line.mark in "+-" or not any(s.role in "+-" for s in line.spans)
    return line.spans if is_whole else bracketed(elided(line.spans))


def shown_spans(line: MarkedLine, locale: Locale) -> tuple[Span, ...]:
    """The same, of an endless line its beginning: how much was left out is said where it was."""
    spans: list[Span] = []
    room = _LONG_LINE
    for span in marked_spans(line):
        if room <= 0:
            return (*spans, Span("note", " …"))
        kept = span.text if len(span.text) <= min(room, _LONG_SPAN) else shortened(span.text, min(room, _LONG_SPAN))
        spans.append(Span(span.role, kept))
        if kept is not span.text:
            more = locale.text("report.count.more_characters", n=len(span.text) - len(kept))
            spans.append(Span("note", f" ({more})"))
        room -= len(span.text)
    return tuple(spans)
