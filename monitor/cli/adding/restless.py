"""What of a new watch's texts is another a moment later: a counter, a clock, a number drawn for each visitor (DESIGN 3.6, 4.5)."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from monitor.cli.adding.write import Ready
from monitor.compare.restless import FEW_WORDS, line_of, pattern_of
from monitor.compare.sections import compare_sections
from monitor.model import Block, LastPage, Section, WatchState
from monitor.model.frozen import dataclass
from monitor.pipeline.doors import PdfReader, Web
from monitor.pipeline.visit import Visit, read
from monitor.records import now

LATER_S = 1.0  # between the two readings, beside what politeness asks for
_FILE = re.compile(r"\b(?:pdf|[km]o|[km]b|octets)\b", re.I)  # what a link's file is and weighs moves with the file


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
    short = block.kind == "paragraph" and len(line.split()) <= FEW_WORDS
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
        before, after = line_of(old.blocks, was), line_of(new.blocks, now_is)
        said = after or before or ""
        found.setdefault(said, Restless(item=new.item, line=said, pattern=pattern_of(before, after)))
    return tuple(found.values())
