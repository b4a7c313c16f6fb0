"""Phrases about org charts with the labels of units in them: articles, agreement, what is emphasised. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from string import Formatter
from typing import TypeAlias

from monitor.i18n.locale import Locale
from monitor.i18n.typography import clean, shortened
from monitor.report import grammar
from monitor.report.grammar import InflectedLabel
from monitor.report.spans import Role, Span

LONGEST = 120  # characters of a label or a name in a sentence

Spans: TypeAlias = tuple[Span, ...]
Value: TypeAlias = str | Spans | Sequence[InflectedLabel]

_PARTS = Formatter()


def named(label: str, locale: Locale) -> InflectedLabel:
    """*label* as *say* takes it up, made harmless and not too long."""
    return grammar.named(shown(label), locale)


def shown(text: str) -> str:
    """A label or a name as it stands in a sentence: on one line, without what is not to be seen, not too long."""
    return shortened(" ".join(clean(text).split(" ")).strip(), LONGEST)


def phrase(key: str, locale: Locale, *, about: Sequence[InflectedLabel] = (), **values: Value) -> Spans:
    """The phrase *key* in the number and gender of the units *about* which it is, `{unit:the}` in it; *values*: the other places.

    Units stand as `{name:the}`, `{name:of}`, `{name:at}`, `{name:within}` or `{name:bare}`.
    """
    one, many = locale.forms(f"charts.{key}")
    plural = len(about) > 1 or any(unit.plural for unit in about)
    feminine = bool(about) and all(unit.feminine for unit in about)
    spans: list[Span] = []
    for text, name, position, _ in _PARTS.parse(many if plural and many else one):
        spans.append(Span("note", text))
        match name:
            case None:
                pass
            case "e":
                spans.append(Span("note", locale.forms("charts.e")[0] if feminine else ""))
            case "it":
                spans.append(Span("note", locale.forms("charts.it")[int(plural)].split()[int(feminine)]))
            case "unit":
                spans += _listed([_placed(unit, position or "the", "name") for unit in about], locale)
            case _:
                spans += _value(values[name], position or "the", locale)
    return joined(spans)


def _value(value: Value, position: str, locale: Locale) -> Iterable[Span]:
    if isinstance(value, str):
        return (Span("=", value),)
    parts = list(value)
    units = [part for part in parts if isinstance(part, InflectedLabel)]
    return _listed([_placed(unit, position, "=") for unit in units], locale) if units else [p for p in parts if isinstance(p, Span)]


def _placed(unit: InflectedLabel, position: str, role: Role) -> Spans:
    before = "" if position == "bare" else getattr(unit, position)
    closing = "" if position == "bare" else unit.after
    return Span("note", before), Span(role, unit.label), Span("note", closing)


def _listed(parts: Sequence[Spans], locale: Locale) -> list[Span]:
    """ "a, b et c", as `Locale.listed` puts them."""
    last = locale.text("report.and", first="", last="")
    out: list[Span] = []
    for n, part in enumerate(parts):
        between = "" if n == 0 else last if n == len(parts) - 1 else ", "
        out += [Span("note", between), *part]
    return out


def joined(spans: Iterable[Span]) -> Spans:
    """*spans* without empty ones, neighbours of one role as one."""
    out: list[Span] = []
    for span in spans:
        if out and out[-1].role == span.role:
            out[-1] = Span(span.role, out[-1].text + span.text)
        elif span.text:
            out.append(span)
    return tuple(out)


def sentence(clauses: Sequence[Spans], locale: Locale) -> Spans:
    """*clauses* as one sentence: a capital first where our own words begin it, and a full stop."""
    between = Span("note", locale.text("report.semicolon"))
    spans = joined(chain.from_iterable((*((between,) if n else ()), *clause) for n, clause in enumerate(clauses)))
    if not spans:
        return ()
    first = spans[0]
    if first.role == "note":
        spans = (Span("note", first.text[:1].upper() + first.text[1:]), *spans[1:])
    return spans if spans[-1].text.endswith((".", "…")) else joined((*spans, Span("note", ".")))
