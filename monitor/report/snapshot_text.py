"""A snapshot as readable text, for the terminal. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby, zip_longest
from typing import Any

from monitor.expressions import expression
from monitor.i18n.typography import cells, clean
from monitor.model import EMBED, Block, Document, OrgChart, Revision, Unit
from monitor.model.frozen import dataclass
from monitor.normalize import is_drawing, publisher
from monitor.report.layout import Run, Style, Terminal, wrapped

_BULLETS = {"list_item": "• "}
_NARROWEST = 12  # cells of a column
_COLOUR = expression(r"\x1b\[[\d;]*m")


@dataclass(frozen=True, slots=True)
class _SnapshotText:
    """Items in lines for one terminal."""

    to: Terminal

    def without_tree(self, chart: OrgChart | None) -> Iterator[str]:
        """Why what is watched as an org chart is compared line by line."""
        if chart is not None and not chart.structured and chart.reason:
            key = f"evidence.short.{chart.reason}"
            reason = self.to.locale.text(key) if self.to.locale.has(key) else clean(chart.reason)
            yield self.to.put(Run(self.to.locale.text("report.show_no_tree", reason=reason), "quiet"), first="  ", rest="    ")

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Paragraphs an empty line apart, list items and rows close together, the rows of a table as columns (DESIGN 3.24)."""
        for kind, run in groupby(blocks, key=lambda block: block.kind):
            together = list(run)
            if kind == "table_row":
                yield ""
                yield from self.rows(together)
                continue
            for n, block in enumerate(together):
                if n == 0 or kind not in _BULLETS:
                    yield ""
                bullet = _BULLETS.get(kind, "")
                style: Style = "strong" if kind == "heading" else "plain"
                for m, line in enumerate(self.lines(block, "\n", style)):
                    yield self.to.put(*line, first=f"  {bullet if m == 0 else ' ' * cells(bullet)}", rest=" " * (2 + cells(bullet)))

    def rows(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Rows with their cells one beneath the other, broken within their columns; where there is no room, divided by a stroke."""
        rows = [[_broken(cell) for cell in self.lines(block, "\t")] for block in blocks]
        natural = [
            max((sum(cells(run.text) for run in line) for cell in column for line in cell), default=0)
            for column in zip_longest(*rows, fillvalue=[])
        ]
        wide, room = list(natural), self.to.width - 4 - 3 * (len(natural) - 1)
        while sum(wide) > room and max(wide) > _NARROWEST:
            wide[wide.index(max(wide))] -= 1
        if sum(wide) > room or len(wide) < 2:
            wide = []  # too little is left, or there is one column
        for row in rows:
            if wide:
                broken = [
                    [part for line in cell for part in wrapped(line, width=width, colour=self.to.colour).split("\n")]
                    for cell, width in zip(row, wide, strict=False)
                ]
                for parts in zip_longest(*broken, fillvalue=""):
                    padded = [part + " " * (wide[n] - cells(_COLOUR.sub("", part))) for n, part in enumerate(parts)]
                    yield f"  │ {' │ '.join(padded).rstrip(' │')}".rstrip()
            else:
                runs: list[Run] = []
                for n, cell in enumerate(row):
                    runs += [Run(" │ ", "quiet")] if n else []
                    for m, line in enumerate(cell):
                        runs += [*([Run(" / ", "quiet")] if m else []), *line]
                yield self.to.put(*runs, first="  │ ", rest="    ")

    def lines(self, block: Block, end: str, style: Style = "plain") -> Iterator[list[Run]]:
        """The lines, or cells, of *block* that *end* divides, what is struck out marked by words too (DESIGN 3.28, 4.2)."""
        start = 0
        for part in block.text.split(end):
            yield list(self.struck(part, [(a - start, b - start) for a, b in block.struck], style))
            start += len(part) + 1

    def struck(self, text: str, spans: Iterable[tuple[int, int]], style: Style) -> Iterator[Run]:
        done = 0
        for a, b in sorted(spans):
            a, b = max(a, done), min(b, len(text))
            if a < b:
                struck = _kept(text[a:b])
                before, after = (" " if found.isspace() else "" for found in (struck[:1], struck[-1:]))
                yield Run(_kept(text[done:a]) + before, style)
                yield Run(self.to.locale.text("report.show_struck", text=struck.strip()), "struck")
                yield Run(after, style)
                done = b
        yield Run(_kept(text[done:]), style)

    def document(self, document: Document) -> Iterator[str]:
        link, content = document.link, document.content
        framed = publisher(link.url or "") if link.format == EMBED else None
        drawn = is_drawing(link.url or "")
        form = (
            self.to.locale.text("report.show_framed", service=clean(framed or ""))
            if framed
            else clean("" if drawn else link.format or "")
        )
        shown = ", ".join(filter(None, (form, clean(link.size_text or ""))))
        yield self.to.put(
            Run(clean(link.item), "strong"),
            Run(" — "),
            Run(self.to.locale.quoted(clean(link.label))),
            Run(f" {shown}" if shown else ""),
            rest="  ",
        )
        size = f" ({self.to.locale.size(content.size)})" if content else ""
        address = clean(link.url) if link.url else self.to.locale.text("report.show_hidden")
        yield self.to.put(
            Run(self.to.locale.text("report.show_file"), "quiet"), Run(address), Run(size, "quiet"), first="  ", rest="    "
        )
        if content is None:
            unread = "report.show_drawing" if drawn else "report.show_by_address" if framed else "report.show_unread"
            yield self.to.put(Run(self.to.locale.text(unread), "quiet"), first="  ", rest="    ")
            return
        yield self.to.put(Run(f"SHA-256\u00a0{content.sha256}", "quiet"), first="  ")
        if content.hidden_sheets:
            yield self.to.put(Run(self.to.locale.text("report.hidden_sheets", n=content.hidden_sheets), "quiet"), first="  ")
        if chart := content.tree:
            # Units beneath their parents, people behind them; a unit whose parent is not in the chart stands at the top.
            yield ""
            if chart.title or chart.date:
                yield self.to.put(Run(", ".join(clean(t) for t in (chart.title, chart.date) if t), "strong"), first="  ")
            known = {u.id for u in chart.units}
            children: dict[str | None, list[Unit]] = {}
            for unit in chart.units:
                children.setdefault(unit.parent if unit.parent in known else None, []).append(unit)
            waiting = [(unit, 0) for unit in reversed(children.get(None, []))]
            while waiting:
                unit, depth = waiting.pop()
                yield self.unit(unit, depth)
                waiting += [(child, depth + 1) for child in reversed(children.get(unit.id, []))]
        elif content.text:
            yield from self.without_tree(content.orgchart)
            yield from self.blocks(content.text)
        elif content.text is not None:
            yield self.to.put(Run(self.to.locale.text("report.show_no_text"), "quiet"), first="  ")

    def unit(self, unit: Unit, depth: int) -> str:
        people = [
            self.to.locale.text("report.show_vacant") if p.vacant else clean(", ".join(t for t in (p.name, p.role) if t))
            for p in unit.people
        ]
        first = "  " + "  " * min(depth, 12)
        return self.to.put(
            Run(clean(unit.title)),
            Run(f" — {self.to.locale.text('report.semicolon').join(people)}" if people else "", "quiet"),
            first=first,
            rest=first + "  ",
        )


def show_text(
    watch: str, revision: Revision, to: Terminal, items: Iterable[str] | None = None, later: Mapping[str, Any] | None = None
) -> str:
    """A snapshot's items to read, sections and documents with their content; *later*: an older version dated later."""
    lines, wanted = _SnapshotText(to), None if items is None else set(items)
    moment = to.locale.moment(datetime.fromisoformat(str(later["taken_at"])), to.timezone) if later else ""
    parts = [
        to.put(Run(to.locale.text("report.show_title", watch=clean(watch), number=revision.snapshot), "strong")),
        to.put(Run(to.locale.text("report.show_taken", moment=to.locale.moment(revision.taken_at, to.timezone)), "quiet")),
        *([to.put(Run(to.locale.text("report.show_dated", number=later["snapshot"], moment=moment)), first="! ")] if later else []),
        to.put(Run(clean(revision.url), "quiet")),
    ]
    for section in revision.sections:
        if wanted is None or section.item in wanted:
            heading = clean(section.heading) if section.heading else to.locale.text("report.heading_none")
            parts += ["", to.put(Run(clean(section.item), "strong"), Run(" — "), Run(heading), rest="  ")]
            parts += [*lines.without_tree(section.orgchart), *lines.blocks(section.blocks)]
    for document in revision.documents:
        if wanted is None or document.item in wanted:
            parts += ["", *lines.document(document)]
    return "\n".join(parts)


def _broken(runs: Iterable[Run]) -> list[list[Run]]:
    """*runs* of a cell, line by line."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for n, text in enumerate(run.text.split("\n")):
            if n:
                lines.append([])
            lines[-1].append(Run(text, run.style))
    return lines


def _kept(text: str) -> str:
    """*text* made harmless, its line breaks kept."""
    return "\n".join(clean(line) for line in text.split("\n"))
