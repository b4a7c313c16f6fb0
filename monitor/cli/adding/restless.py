"""What of a new watch's texts is another a moment later: a counter, a clock, a number drawn for each visitor (DESIGN 3.6, 4.5)."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from monitor.cli.adding.write import Ready
from monitor.compare.sections import compare_sections
from monitor.model import Block, LastPage, Section, WatchState
from monitor.model.frozen import dataclass
from monitor.pipeline.doors import PdfReader, Web
from monitor.pipeline.visit import Visit, read
from monitor.records import now

LATER_S = 1.0  # between the two readings, beside what politeness asks for
_FIGURES = re.compile(r"[\d\s.,:/-]+")
_LETTERS = re.compile(r"[^\W\d_]")
_FEW_WORDS = 12  # of a line that may be a counter, a clock, a number drawn
_FILE = re.compile(r"\b(?:pdf|[km]o|[km]b|octets)\b", re.I)  # what a link's file is and weighs moves with the file
_ENOUGH = 3  # letters that stay: they tell which line is meant
_WORDS = re.compile(r"\S+")
_WEEKDAY = re.compile(r"(?:\w+di|dimanche|\w+day|\w+tag|mittwoch),?", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restless:
    """A line of a section that changed between two readings. `pattern` None: too little of it stays to find it by."""

    item: str
    line: str
    pattern: str | None


def restless(ready: Ready, web: Web, pdf: PdfReader) -> tuple[Restless, ...]:
    """Read the page of *ready* once more and return what of its sections is another; () where it can't be read.

    Nothing is asked for where no short line of its own has a figure: what moves by itself is mostly one.
    """
    first = ready.reading.extraction
    if first is None or not any(_may_move(block, section) for section in first.sections for block in section.blocks):
        return ()
    time.sleep(LATER_S)
    texts = replace(ready.watch, recipe=replace(ready.watch.recipe, documents=()))
    again = read(
        Visit(watch=texts, state=WatchState(watch=texts.name), web=web, pdf=pdf, at=now(), last_page=LastPage(), named=True)
    )
    if again.failure or again.extraction is None:
        return ()
    later = {section.item: section for section in again.extraction.sections}
    pairs = ((old, later[old.item]) for old in first.sections if old.item in later)
    return tuple(one for old, new in pairs for one in restless_lines(old, new))


def _may_move(block: Block, section: Section) -> bool:
    line = block.line
    short = block.kind == "paragraph" and len(line.split()) <= _FEW_WORDS
    return short and any(map(str.isdigit, line)) and line not in section.ignored and not _FILE.search(line)


def with_ignored(items: Mapping[str, Mapping[str, Mapping[str, Any]]], found: Iterable[Restless]) -> dict[str, dict[str, Any]]:
    """*items*, as they are written, with what *found* finds left out of comparing."""
    lines = [one for one in found if one.pattern]
    ignored = {item: [one.pattern for one in lines if one.item == item] for item in {one.item for one in lines}}
    sections = {
        name: {**keys, **({"ignore": ignored[name]} if name in ignored else {})} for name, keys in items["sections"].items()
    }
    return {**{group: dict(of) for group, of in items.items()}, "sections": sections}


def restless_lines(old: Section, new: Section) -> tuple[Restless, ...]:
    """The lines in which two readings of one section differ, though nobody can have edited it in between."""
    change = compare_sections(old, new)
    if change is None or change.significance == "cosmetic":
        return ()
    found: dict[str, Restless] = {}
    for edit in change.edits:
        was, now_is = edit.facts.get("at") or (None, None)
        if edit.op not in ("replace", "insert", "delete") or edit.facts.get("field") or not (was or now_is):
            continue
        before, after = _line(old.blocks, was), _line(new.blocks, now_is)
        said = after or before or ""
        found.setdefault(said, Restless(item=new.item, line=said, pattern=_pattern(before, after)))
    return tuple(found.values())


def _line(blocks: tuple[Block, ...], at: list[int] | None) -> str | None:
    return " ".join(block.line for block in blocks[at[0] : at[1]]) if at else None


def _pattern(before: str | None, after: str | None) -> str | None:
    """An expression that finds the whole line, whatever stands where the two differ; None where too little of it stays."""
    if before is None or after is None:
        return None
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    head = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest = min(len(old), len(new)) - head
    tail = next((n for n, (a, b) in enumerate(zip(old[::-1], new[::-1], strict=False)) if a != b or n == rest), rest)
    kept = [*new[:head], *new[len(new) - tail :]]
    if len(_LETTERS.findall("".join(kept))) < _ENOUGH:
        return None
    sides = [" ".join(words[head : len(words) - tail]) for words in (old, new)]
    hole = r"[\d\s.,:/-]+" if all(_FIGURES.fullmatch(side) for side in sides) else f".{{1,{4 * max(map(len, sides))}}}"
    parts = [*_going_on(new[:head][::-1])[::-1], hole, *_going_on(new[len(new) - tail :])]
    line = r"\s+".join(parts)
    return rf"/^\W*{line}\W*$/"


def _going_on(words: Sequence[str]) -> list[str]:
    """Expressions for *words*, as they stand away from what moves: the hour and the day beside a minute will be others tomorrow.

    Figures belong to it as long as they follow each other with a word between them at most, « 28 novembre 2026 à 10 h 02 », and
    the name of the day before them.
    """
    figured = [any(map(str.isdigit, word)) for word in words]
    end = 0
    while end < len(words) and any(figured[end : end + 2]):
        end += 1
    moving = [re.sub(r"\d+", r"\\d+", re.escape(word)) if has else r"\S+" for word, has in zip(words[:end], figured, strict=False)]
    day = end if end > 1 and _WEEKDAY.fullmatch("".join(words[end : end + 1])) else None
    return [*moving, *(r"\S+" if n == day else re.escape(word) for n, word in enumerate(words[end:], end))]
