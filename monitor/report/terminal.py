"""Reports for a terminal: one clear line per watch, then what changed, readable without colour (DESIGN 4.2). Pure."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from monitor.i18n.locale import Locale, locale_of
from monitor.i18n.typography import clean
from monitor.model import Called, Change, CheckResult, Language, OpenFailure
from monitor.report.config_hints import notes_of
from monitor.report.display_names import as_called
from monitor.report.failures import failure_means, failure_seen, failure_since, failure_title, failure_to_do, recovered
from monitor.report.layout import Run, Style, Terminal
from monitor.report.words import cosmetic, flapping, summary

if TYPE_CHECKING:
    from monitor.report.lines import Mark, MarkedLine, Role

MARKS: dict[Mark, tuple[str, Style]] = {
    "~": ("~", "new"),
    "+": ("+", "good"),
    "-": ("−", "bad"),
    "^": ("↕", "quiet"),
    "*": ("•", "quiet"),
    "!": ("!", "new"),
    "#": ("", "strong"),
}
_STATES: dict[str, tuple[str, Style]] = {
    "first": ("+", "good"),
    "unchanged": ("✓", "good"),
    "changed": ("●", "new"),
    "failed": ("✗", "bad"),
    "recovered": ("↺", "good"),
    "partly": ("!", "new"),  # the page is read, one of its items is not
}
_STYLES: dict[Role, Style] = {"=": "plain", "-": "removed", "+": "added", "struck": "struck", "note": "quiet", "name": "strong"}
MAX_LINES = 60  # of one change; the rest is a command away


def result_words(result: CheckResult, to: Terminal, called: Called) -> str:
    """What a command prints of one check. *called*: how readers know the page and its items.

    Who sits at the terminal looks after the watch, and is told what to write for what was renamed (3.9) or moves by itself (3.6).
    """
    told = check_report(as_called(result, called), to, title=called.page)
    return "\n".join([told, *(to.note(said, first="  ! ", rest="    ") for said in notes_of(result.changes, to.locale))])


def check_report(result: CheckResult, to: Terminal, *, title: str = "") -> str:
    """What one check led to (its line, then what to know), without a line break at its end; *title*: instead of the name."""
    state: str = result.outcome
    if state not in ("failed", "changed"):
        state = "partly" if result.failures else "recovered" if result.recovered else result.outcome
    mark, style = _STATES[state]
    when = to.locale.text("report.visit_of", moment=to.locale.moment(result.at, to.timezone))
    what: Style = "plain" if result.outcome == "unchanged" else style
    runs = [
        Run(mark, style),
        Run(" "),
        Run(clean(title or result.watch), "strong"),
        Run(" — "),
        Run(state_words(result, to.language), what),
    ]
    parts = [to.put(*runs, Run(f" ({when})", "quiet"), rest="  ")]
    parts += [to.put(Run(recovered(r, result.changes, to.language, to.timezone)), first="    ") for r in result.recovered]
    for change in result.changes:
        parts += ["", change_report(change, to, command=f"monitor diff {quote(clean(result.watch))}")]
    parts += [""] if result.changes and result.failures else []  # what failed is no line of the last item's changes
    for failure in result.failures:
        parts += failure_report(failure, result, to)
    for item, number in result.hidden_sheets:
        sheets = to.locale.text("report.hidden_sheets", n=number)
        parts.append(to.put(Run(to.locale.text("report.hidden_sheets_in", item=clean(item), sheets=sheets), "quiet"), first="    "))
    if result.flapping:
        parts.append(to.put(Run(flapping(result.flapping, to.language, to.timezone)), first="    "))
    parts += [to.put(Run(cosmetic(c.item, c.rule, to.language), "quiet"), first="    ") for c in result.cosmetic]
    return "\n".join([*parts, *([""] if result.changes or result.failures else [])])


def state_words(result: CheckResult, language: Language) -> str:
    """The outcome of a check in a phrase: "version 13 : 2 changements", "site en maintenance", "rien de nouveau"."""
    locale = locale_of(language)
    match result.outcome:
        case "first":
            return locale.text("report.first_partial" if result.failures else "report.first", number=result.snapshot)
        case "changed":
            from monitor.report.ranking import number_of

            version = locale.text("report.version", number=result.snapshot)
            return locale.text(
                "report.about", item=version, summary=locale.text("report.count.changes", n=number_of(result.changes, language))
            )
        case "failed":
            if not result.failures:
                return locale.text("report.failed_bare")
            return locale.text("report.failed", what=failure_title(result.failures[0].failure, language))
        case _:
            number = result.snapshot
            return locale.text("report.unchanged") if number is None else locale.text("report.unchanged_version", number=number)


def change_report(
    change: Change, to: Terminal, *, whole: bool = False, command: str = "monitor diff", doubt_said: bool = False
) -> str:
    """One change: item, summary, then its edits with their words marked.

    At most MAX_LINES of them and no endless one, unless *whole*; *command* then says where the rest is, "": nowhere to be typed.
    *doubt_said*: why it is to be checked stands above already.
    """
    label = [Run(" "), Run(to.locale.quoted(clean(change.label)), "quiet")] if change.label else []
    head = to.put(Run(clean(change.item), "strong"), *label, Run(" — "), Run(summary(change, to.language)), first="  ", rest="    ")
    from monitor.report.lines import change_lines  # most reports tell of no change (DESIGN §9)

    lines = change_lines(change, to.language, to.timezone)[1 if doubt_said and change.suspect else 0 :]
    more = "" if whole else more_lines(len(lines), to.locale, command)
    shown = [line_text(line, to, whole=whole) for line in (lines if whole else lines[:MAX_LINES])]
    return "\n".join([head, *shown, *([to.put(Run(more, "quiet"), first="    ")] if more else [])])


def more_lines(number: int, locale: Locale, command: str = "") -> str:
    """That there are lines beyond MAX_LINES, and by what *command* they are to be read, if any; "" where there are none."""
    if number <= MAX_LINES:
        return ""
    more = locale.text("report.count.more", n=number - MAX_LINES)
    return (
        locale.text("report.more_lines", more=more, command=command)
        if command
        else locale.text("report.more_lines_bare", more=more)
    )


def line_text(line: MarkedLine, to: Terminal, *, whole: bool = True) -> str:
    """One line of a change behind its mark or number, wrapped beneath itself; a heading with an empty line above it."""
    from monitor.report.lines import marked_spans, shown_spans

    # Facts are our own sentences and read as text; brackets and intros step back.
    runs = [
        Run(s.text, "plain" if line.mark in "*!" and s.role == "note" else _STYLES[s.role])
        for s in (marked_spans(line) if whole else shown_spans(line, to.locale))
    ]
    if line.mark == "#":
        return "\n" + to.put(*runs, first="    ")
    mark, style = MARKS[line.mark]
    sign = mark if line.number is None else f"{line.number}."
    indent = "    " + " " * (len(sign) + 1)
    return to.put(Run(sign, style), Run("\u00a0"), *runs, first="    ", rest=indent)


def failure_report(open_: OpenFailure, result: CheckResult, to: Terminal) -> list[str]:
    """What was seen, since when, what it means, what to do: indented lines."""
    failure = open_.failure
    seen = f"{failure_seen(failure, to.language)} {failure_since(open_, to.language, to.timezone)}"
    means = failure_means(failure, result.snapshot, to.language)
    sentence = failure_to_do(failure, to.language)
    do = to.locale.text("report.to_do", do=sentence[:1].lower() + sentence[1:])
    return [to.put(Run(text), first="    ", rest="    ") for text in (seen, means, do)]
