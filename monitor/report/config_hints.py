"""What to write in config.toml: for a document under another label (DESIGN 3.9), for lines that move at every visit (3.6). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from json import dumps

from monitor.compare.restless import moving_of
from monitor.expressions import expression
from monitor.i18n.locale import Locale
from monitor.i18n.typography import clean
from monitor.model import Change, Moving, Renamed

_MARKED = expression(r"\$(?=[${])")  # a dollar that config.toml would read as more than one


def notes_of(changes: Sequence[Change], locale: Locale) -> tuple[str, ...]:
    """What who looks after the watch may write because of *changes*: a sentence each, below it the lines to copy as they stand."""
    return (*renamed_notes(changes, locale), *moving_notes(changes, locale))


def renamed_notes(changes: Sequence[Change], locale: Locale) -> tuple[str, ...]:
    """What to write for each document that is followed under another label than the one it is looked for by (DESIGN 3.9)."""
    told = ((change, change.label or "", change.facts) for change in changes if change.label and change.facts.get("wanted"))
    them = (
        Renamed(watch="", item=c.item, label=label, wanted=tuple(f["wanted"]), beside=f.get("beside"), find_by=f.get("find_by"))
        for c, label, f in told
    )
    return tuple(renamed_note(it, locale) for it in them)


def renamed_note(it: Renamed, locale: Locale) -> str:
    """What to write so that a document is looked for by what finds it now, and no more by what is *wanted* alone."""
    said = locale.text(
        "notices.renamed_note_beside" if it.beside else "notices.renamed_note",
        label=locale.quoted(clean(it.label)),
        wanted=locale.listed([locale.quoted(clean(one)) for one in it.wanted]),
        table=f"[watch.documents.{it.item}]",
    )
    return "\n".join((said, *link_lines(it.item, clean(it.find_by or it.label), it.beside)))


def moving_notes(changes: Sequence[Change], locale: Locale) -> tuple[str, ...]:
    """What to write for lines that moved at each of the last visits and nothing else with them: offered once (DESIGN 3.6)."""
    found = (moving_of(change.facts, item=change.item) for change in changes)
    return tuple(moving_note(it, locale) for it in found if it and it.is_new)


def moving_note(it: Moving, locale: Locale) -> str:
    """What to write so that the lines of *it* are shown and not compared."""
    said = locale.text(
        "notices.moving_note",
        n=len(it.lines),
        lines=locale.listed([locale.quoted(clean(one)) for one in it.lines]),
        times=it.times,
        table=f"[watch.sections.{it.item}]",
    )
    return f"{said}\n{ignore_line(it.ignore)}"


def ignore_line(patterns: Sequence[str]) -> str:
    """*patterns* as config.toml has them, as they are read by people where no apostrophe ends them."""
    slashed = [f"/{_MARKED.sub('$$$$', one)}/" for one in patterns]
    quoted = [dumps(one, ensure_ascii=False) if "'" in one else f"'{one}'" for one in slashed]
    return f"ignore=[{','.join(quoted)}]"  # without a space, where a narrow terminal or a mail would break it


def link_lines(item: str, label: str, beside: str | None) -> tuple[str, ...]:
    """What looks for a document by *label* in config.toml: a line of *item*'s table or, *beside* others, a table of that kind."""
    line = f"link = {dumps(label, ensure_ascii=False)}"
    return (f"[watch.documents.{item}-2]", line, f'kind = "{beside}"') if beside else (line,)
