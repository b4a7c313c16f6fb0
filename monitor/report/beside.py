"""What changed beside a text's words, and in which of its lines or cells, put into words (DESIGN 3.24, 3.28). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from monitor.i18n.locale import Locale
from monitor.i18n.typography import clean, shortened
from monitor.model import Edit
from monitor.report.spans import Line, Span, marked_words

OPS = frozenset({"struck", "unstruck", "link", "picture", "frame"})
_COUNTED = [f"report.count.{op}_edited" for op in ("struck", "unstruck")] + [
    f"report.count.{op}_{turn}" for op in ("link", "picture", "frame") for turn in ("edited", "come", "gone")
]
_LONG_NAME = 80  # characters of the words of a link, of the description of a picture


def beside_counts(edits: Iterable[Edit], locale: Locale) -> list[str]:
    """ "1 passage barré", "2 liens modifiés, 1 lien disparu": what came, went and changed counted apart."""
    numbers: Counter[str] = Counter()
    for edit in edits:
        if edit.op in OPS:
            count = edit.facts.get("count")
            numbers[f"report.count.{edit.op}_{_turn(edit)}"] += count if isinstance(count, int) else 1
    return [locale.text(key, n=number) for key, number in sorted(numbers.items(), key=lambda one: _COUNTED.index(one[0]))]


def _turn(edit: Edit) -> str:
    if edit.op in ("struck", "unstruck"):
        return "edited"
    return "come" if edit.before is None else "gone" if edit.after is None else "edited"


def beside_line(edit: Edit, locale: Locale) -> Line:
    """A struck passage, a link, a picture or a frame that came, went or changed."""
    name = shortened(clean(str(edit.facts.get("text") or "")), _LONG_NAME)
    if edit.op in ("struck", "unstruck"):
        opening, _, closing = locale.quoted("\0").partition("\0")
        words = Span("struck" if edit.op == "struck" else "=", clean(str(edit.facts.get("text") or "")))
        return Line("~", (Span("note", locale.text(f"report.{edit.op}_line") + opening), words, Span("note", closing)))
    return Line("~", (Span("note", _intro(edit, name, locale)), *_sides(edit)))


def _intro(edit: Edit, name: str, locale: Locale) -> str:
    """Which one it is; without a name there is nothing to quote."""
    count = edit.facts.get("count")
    if isinstance(count, int):
        return locale.text("report.count.link_rewritten", n=count)
    what = "come" if edit.before is None else "gone" if edit.after is None else "changed"
    if edit.op != "link" and what == "changed" and (edit.after == edit.facts.get("text") or not name):
        # both sides are descriptions: they say which one it is
        return locale.text(f"report.{edit.op}_{'replaced' if edit.facts.get('urls') or not name else 'described'}")
    return (
        locale.text(f"report.{edit.op}_{what}", name=locale.quoted(name))
        if name
        else locale.text(f"report.{edit.op}_{what}_unnamed")
    )


def _sides(edit: Edit) -> Iterator[Span]:
    if edit.before is not None:
        yield Span("-", clean(edit.before) or "–")
    if edit.after is not None:
        yield Span("+", clean(edit.after) or "–")


def part_lines(edit: Edit, locale: Locale) -> tuple[Line, ...]:
    """The lines or cells in which a block was reworded, each with its row and column; () where the block is said as a whole."""
    parts = edit.facts.get("parts")
    return tuple(_part(part, locale) for part in parts if isinstance(part, Mapping)) if isinstance(parts, list | tuple) else ()


def _part(part: Mapping[str, Any], locale: Locale) -> Line:
    words = tuple((sign, str(text)) for sign, text in part.get("words", ()))
    shown = marked_words(Edit(op="replace", before=part.get("before"), after=part.get("after"), words=words))
    row, column = (shortened(clean(str(part.get(name) or "")), _LONG_NAME) for name in ("row", "column"))
    place = locale.text("report.cell_of", row=row, column=locale.quoted(column)) if row and column else row
    if column and not row:
        place = locale.text("report.cell_in", column=locale.quoted(column))
    if not place and (part.get("before") is None or part.get("after") is None):  # a line of its own came or went
        return Line("+" if part.get("before") is None else "-", shown)
    intro = (Span("note", locale.text("report.cell_line", place=place)),) if place else ()
    return Line("~", (*intro, *shown))
