"""What is said where people are not to be named: sentences about them count, blocks that name them are « … » (DESIGN 5.17). Pure.

Names are known from the charts, and from texts where a civility stands before one. They are withheld in every form: in any order,
with initials, the surname alone, in capitals, in addresses. A name that is also a common word goes where another word of the same
name, an initial or a civility stands beside it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from monitor.compare.orgchart_names import person_key
from monitor.compare.people import is_civility, people_in
from monitor.model import Block, Change, Document, Edit, OrgChart, Revision, Section
from monitor.normalize import key

GONE = "…"
PEOPLE = "people_withheld"  # a fact of a change: how many of its edits were about people
_WORD = re.compile(r"[^\W\d_]+")
_BESIDE = re.compile(r"[\s.'’\-\u00a0\u202f]{0,3}")  # what may stand between two words of one name
_ADDRESS = re.compile(r"\S*(?:@|://|/)\S*")
_PARTICLE_WORDS = "de du des d la le les l von van der den di da do dos del della al el ben y e ter ten et"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_LEAST = 3  # letters of a word that tells somebody by itself
_OF_PEOPLE = ("people", "person", "role")  # facts of an edit


class Withheld:
    """Knows the *names*; *common*: words, folded, that texts also write in small letters."""

    def __init__(self, names: Iterable[str], common: frozenset[str] = frozenset()) -> None:
        self._names: dict[str, list[frozenset[str]]] = defaultdict(list)
        for name in {person_key(name) for name in names}:
            for word in name:
                self._names[word].append(frozenset(name))
        told = {word for word in self._names if len(word) >= _LEAST and word not in _PARTICLES and not is_civility(word.title())}
        self._rare = told - common
        self._common = told & common

    def text(self, text: str) -> str:
        """*text* with « … » where it names somebody."""
        spans = self._spans(text)
        for start, end in reversed(spans):
            text = text[:start] + GONE + text[end:]
        return text

    def names_people(self, text: str) -> bool:
        """Whether *text* names somebody: one of the known, or anybody by the look of it."""
        return bool(self._spans(text) or people_in(text))

    def block(self, text: str) -> str:
        """*text* as a whole withheld where it names anybody."""
        return GONE if self.names_people(text) else text

    def _spans(self, text: str) -> list[tuple[int, int]]:
        words = list(_WORD.finditer(text))
        folded = [key(word[0]) for word in words]
        addresses = [found.span() for found in _ADDRESS.finditer(text)] if "@" in text or "/" in text else []
        hit = [
            n
            for n, word in enumerate(words)
            if (word[0][0].isupper() or any(a <= word.start() < b for a, b in addresses))
            and (folded[n] in self._rare or (folded[n] in self._common and self._is_beside(text, words, folded, n)))
        ]
        spans: list[tuple[int, int]] = []
        for n in hit:
            whole = next((span for span in addresses if span[0] <= words[n].start() < span[1]), None)
            if whole:
                spans = [*(span for span in spans if span[1] <= whole[0]), whole]
                continue
            first = last = n
            while first and self._goes_with(text, words, folded, first - 1, n):
                first -= 1
            while last + 1 < len(words) and self._goes_with(text, words, folded, last + 1, n):
                last += 1
            start, end = words[first].start(), words[last].end()
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
        return [(start, end + (text[end : end + 1] == "." and text[end - 2 : end - 1] in " .")) for start, end in spans]

    def _is_beside(self, text: str, words: list[re.Match[str]], folded: list[str], n: int) -> bool:
        """Whether a civility, an initial or another word of the same name stands beside the word *n*."""
        return any(0 <= m < len(words) and self._goes_with(text, words, folded, m, n) for m in (n - 1, n + 1))

    def _goes_with(self, text: str, words: list[re.Match[str]], folded: list[str], m: int, n: int) -> bool:
        """Whether the word *m*, one beside *n* or what goes with it, is part of the name that *n* belongs to."""
        near = m + 1 if m < n else m - 1
        first, second = sorted((m, near))
        if not _BESIDE.fullmatch(text[words[first].end() : words[second].start()]):
            return False
        if m < n and is_civility(words[m][0]):
            return True
        others = [name - {folded[n]} for name in self._names[folded[n]]]
        if any(folded[m] in name for name in others):
            return True
        if not words[m][0][0].isupper():
            return False
        return any(
            folded[m][0] == w[0] if len(folded[m]) <= 2 else len(w) <= 2 and folded[m][0] in w for name in others for w in name
        )

    # ------------------------------------------------------------------------------------------------------------------ values

    def change(self, change: Change) -> Change:
        """*change* without its edits about people, counted in its facts, and with « … » where a text names somebody."""
        people = [edit for edit in change.edits if is_of_people(edit)]
        edits = tuple(self._edit(edit) for edit in change.edits if not is_of_people(edit))
        facts = {name: self.value(value) for name, value in change.facts.items()}
        return replace(
            change,
            edits=edits,
            label=None if change.label is None else self.text(change.label),
            facts={**facts, **({PEOPLE: len(people)} if people else {})},
        )

    def _edit(self, edit: Edit) -> Edit:
        facts = {name: self.value(value) for name, value in edit.facts.items() if name not in _OF_PEOPLE}
        if edit.op.startswith("unit_"):
            return replace(edit, before=self._or_none(edit.before), after=self._or_none(edit.after), facts=facts)
        named = any(self.names_people(text) for text in (edit.before, edit.after) if text)
        if not named:
            return replace(edit, facts=facts)
        sides = tuple(GONE if text else text for text in (edit.before, edit.after))  # what came or went is counted as that
        words = tuple((mark, GONE) for mark, text in zip("-+", sides, strict=True) if text) if edit.words else ()
        return replace(edit, before=sides[0], after=sides[1], words=words, facts=facts)  # type: ignore[arg-type]

    def _or_none(self, text: str | None) -> str | None:
        return None if text is None else self.text(text)

    def value(self, value: Any) -> Any:
        """*value*, of JSON, with « … » in its texts."""
        match value:
            case str():
                return self.text(value)
            case Mapping():
                return {name: self.value(one) for name, one in value.items()}
            case list() | tuple():
                return [self.value(one) for one in value]
        return value

    def revision(self, revision: Revision) -> Revision:
        """*revision* without people: its blocks and charts."""
        sections: list[Section] = []
        for section in revision.sections:
            heading = None if section.heading is None else self.text(section.heading)
            chart = None if section.orgchart is None else self.chart(section.orgchart)
            ignored = tuple(map(self.text, section.ignored))
            sections.append(replace(section, heading=heading, blocks=self._blocks(section.blocks), ignored=ignored, orgchart=chart))
        documents: list[Document] = []
        for document in revision.documents:
            link, content = document.link, document.content
            shown = replace(link, label=self.text(link.label), url=None if link.url is None else self.text(link.url))
            if content is not None:
                text = None if content.text is None else self._blocks(content.text)
                chart = None if content.orgchart is None else self.chart(content.orgchart)
                content = replace(content, text=text, orgchart=chart)
            documents.append(replace(document, link=shown, content=content))
        return replace(
            revision,
            sections=tuple(sections),
            documents=tuple(documents),
        )

    def _blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(Block(b.kind, GONE) if self.names_people(b.line) or self.value(b.facts()) != b.facts() else b for b in blocks)

    def chart(self, chart: OrgChart) -> OrgChart:
        """*chart* without anybody in it."""
        units = tuple(replace(unit, title=self.text(unit.title), people=()) for unit in chart.units)
        return replace(chart, title=None if chart.title is None else self.text(chart.title), units=units)


def is_of_people(edit: Edit) -> bool:
    """Whether *edit* is about who holds a post."""
    return edit.op.startswith(("person_", "role_"))
