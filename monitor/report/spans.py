"""A line of marked text: what it is made of, and the words of an edit in it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from monitor.model import Edit, Words
from monitor.report.typography import clean

Role: TypeAlias = Literal[
    "=", "-", "+", "struck", "note", "name"
]  # unchanged, removed, added text of the page, struck out on it; our words; whom they are about
Mark: TypeAlias = Literal["~", "+", "-", "^", "*", "!", "#"]


@dataclass(frozen=True, slots=True)
class Span:
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """`number`: of a statement about an org chart, shown in place of the mark and on the page's picture; None: not counted."""

    mark: Mark
    spans: tuple[Span, ...]
    number: int | None = None


def marked_words(edit: Edit) -> tuple[Span, ...]:
    """The words of *edit*; changes with nothing but a space between them read as one."""
    words: Words = edit.words or (("-", edit.before or ""), ("+", edit.after or ""))
    spans: list[Span] = []
    changed: list[Span] = []
    for role, text in words:
        if role != "=" or (changed and text.isspace()):
            changed.append(Span(role, clean(text)))
        else:
            spans += [*_went_and_came(changed), Span("=", clean(text))]
            changed = []
    return tuple(s for s in [*spans, *_went_and_came(changed)] if s.text)


def _went_and_came(changed: Iterable[Span]) -> tuple[Span, ...]:
    """What went, then what came; white space at their rims stays outside."""
    listed = list(changed)
    before = "".join(s.text for s in listed if s.role != "+")
    after = "".join(s.text for s in listed if s.role != "-")
    lead = " " if before[:1].isspace() or after[:1].isspace() else ""
    trail = " " if before[-1:].isspace() or after[-1:].isspace() else ""
    if not (before.strip() or after.strip()):
        return (Span("=", after),)
    return Span("=", lead), Span("-", before.strip()), Span("+", after.strip()), Span("=", trail)
