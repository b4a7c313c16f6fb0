"""History as a table and a snapshot as readable text, for the terminal. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from monitor.model import Block, Change, Document, OrgChart, Revision, Section, Unit
from monitor.report.as_json import Visits
from monitor.report.layout import Run
from monitor.report.news import by_news, number_of
from monitor.report.terminal import Terminal, state_words
from monitor.report.typography import cells, clean
from monitor.report.voice import Voice
from monitor.report.words import about

_GAP = "  "
_NARROW = 60
_HEADLINE = 110  # characters
_BULLETS = {"list_item": "• ", "table_row": "│ "}


def history_table(watch: str, visits: Sequence[Visits], to: Terminal) -> str:
    """One row per check or run of unchanged checks, in the order given: when, version, what happened."""
    if not visits:
        return to.put(Run(to.say.say("history_none", watch=clean(watch))))
    rows = [(to.say.moment(v.result.at, to.timezone), _number(v), _what(v, to)) for v in visits]
    title = to.put(Run(to.say.say("history_of", watch=clean(watch)), "strong"))
    if to.width < _NARROW:  # the words stand beneath the date
        return "\n".join([title, "", *(_stacked(row, to) for row in rows)])
    heads = (to.say.say("history_when"), to.say.say("history_version"), to.say.say("history_what"))
    wide = [max(cells(row[column]) for row in [heads, *rows]) for column in (0, 1)]
    head = "".join([_padded(heads[0], wide[0]), _GAP, _padded(heads[1], wide[1]), _GAP, heads[2]])
    return "\n".join([title, "", to.put(Run(head.replace(" ", "\u00a0"), "quiet")), *(_row(row, wide, to) for row in rows)])


def _stacked(row: tuple[str, str, str], to: Terminal) -> str:
    when, number, what = row
    return "\n".join([to.put(Run(f"{when}{_GAP}{number}", "quiet")), to.put(Run(what), first="  ")])


def _row(row: tuple[str, str, str], wide: Sequence[int], to: Terminal) -> str:
    when, number, what = row
    first = f"{_padded(when, wide[0])}{_GAP}{_padded(number, wide[1], right=True)}{_GAP}"
    return to.put(Run(what), first=first, rest=" " * cells(first))


def _padded(text: str, width: int, *, right: bool = False) -> str:
    fill = " " * (width - cells(text))
    return fill + text if right else text + fill


def _number(visits: Visits) -> str:
    return "—" if visits.result.snapshot is None else str(visits.result.snapshot)


def _what(visits: Visits, to: Terminal) -> str:
    what = _changes(visits.result.changes, to.say) if visits.result.changes else state_words(visits.result, to.language)
    if visits.count > 1 and visits.until:
        until = to.say.moment(visits.until, to.timezone)
        what = to.say.say("history_until", what=what, checks=to.say.count("checks", visits.count), until=until)
    return to.say.say("history_import", what=what) if visits.source == "import" else what


def _changes(changes: Sequence[Change], say: Voice) -> str:
    """All of *changes* in one phrase, the most telling first; where that is too long, their number and the items."""
    ordered = by_news(changes, say.language)
    whole = say.say("semicolon").join(about(change, say.language) for change in ordered)
    if len(changes) < 2 or len(whole) <= _HEADLINE:
        return whole
    items = say.listed(list(dict.fromkeys(clean(change.item) for change in changes)))
    return say.say("about", item=say.count("changes", number_of(changes, say.language)), summary=items)


# ---------------------------------------------------------------------------------------------------------------------- show


def show_text(watch: str, revision: Revision, to: Terminal, items: Iterable[str] | None = None) -> str:
    """A snapshot's items to read: sections with their text, documents with label, size, address and content."""
    wanted = None if items is None else set(items)
    parts = [
        to.put(Run(to.say.say("show_title", watch=clean(watch), number=revision.snapshot), "strong")),
        to.put(Run(to.say.say("show_taken", moment=to.say.moment(revision.taken_at, to.timezone)), "quiet")),
        to.put(Run(clean(revision.url), "quiet")),
    ]
    for section in revision.sections:
        if wanted is None or section.item in wanted:
            parts += ["", *_section(section, to)]
    for document in revision.documents:
        if wanted is None or document.item in wanted:
            parts += ["", *_document(document, to)]
    return "\n".join(parts)


def _section(section: Section, to: Terminal) -> Iterator[str]:
    heading = clean(section.heading) if section.heading else to.say.say("heading_none")
    yield to.put(Run(clean(section.item), "strong"), Run(" — "), Run(heading), rest="  ")
    yield from _blocks(section.blocks, to)


def _blocks(blocks: Iterable[Block], to: Terminal) -> Iterator[str]:
    """Paragraphs an empty line apart, list items and rows close together."""
    before = ""
    for block in blocks:
        if before not in _BULLETS or block.kind != before:
            yield ""
        bullet = _BULLETS.get(block.kind, "")
        run = Run(clean(block.text), "strong" if block.kind == "heading" else "plain")
        yield to.put(run, first=f"  {bullet}", rest=" " * (2 + cells(bullet)))
        before = block.kind


def _document(document: Document, to: Terminal) -> Iterator[str]:
    link, content = document.link, document.content
    shown = ", ".join(clean(t) for t in (link.format, link.size_text) if t)
    yield to.put(
        Run(clean(link.item), "strong"),
        Run(" — "),
        Run(to.say.quoted(clean(link.label))),
        Run(f" {shown}" if shown else ""),
        rest="  ",
    )
    size = f" ({to.say.size(content.size)})" if content else ""
    address = clean(link.url) if link.url else to.say.say("show_hidden")
    yield to.put(Run(to.say.say("show_file"), "quiet"), Run(address), Run(size, "quiet"), first="  ", rest="    ")
    if content is None:
        yield to.put(Run(to.say.say("show_unread"), "quiet"), first="  ")
        return
    yield to.put(Run(f"SHA-256\u00a0{content.sha256}", "quiet"), first="  ")
    if content.orgchart and content.orgchart.structured:
        yield from _chart(content.orgchart, to)
    elif content.text:
        yield from _blocks(content.text, to)
    elif content.text is not None:
        yield to.put(Run(to.say.say("show_no_text"), "quiet"), first="  ")


def _chart(chart: OrgChart, to: Terminal) -> Iterator[str]:
    """Units beneath their parents, people behind them; a unit whose parent is not in the chart stands at the top."""
    yield ""
    if chart.title or chart.date:
        yield to.put(Run(", ".join(clean(t) for t in (chart.title, chart.date) if t), "strong"), first="  ")
    known = {u.id for u in chart.units}
    children: dict[str | None, list[Unit]] = {}
    for unit in chart.units:
        children.setdefault(unit.parent if unit.parent in known else None, []).append(unit)
    waiting = [(unit, 0) for unit in reversed(children.get(None, []))]
    while waiting:
        unit, depth = waiting.pop()
        yield _unit(unit, depth, to)
        waiting += [(child, depth + 1) for child in reversed(children.get(unit.id, []))]


def _unit(unit: Unit, depth: int, to: Terminal) -> str:
    people = [to.say.say("show_vacant") if p.vacant else clean(", ".join(t for t in (p.name, p.role) if t)) for p in unit.people]
    first = "  " + "  " * min(depth, 12)
    return to.put(
        Run(clean(unit.title)),
        Run(f" — {to.say.say('semicolon').join(people)}" if people else "", "quiet"),
        first=first,
        rest=first + "  ",
    )
