"""What is said where people are not to be named: sentences about them count, blocks that name them are « … » (DESIGN 5.17). Pure.

Names are known from the charts, and from texts where a civility stands before one. They are withheld in every form: in any order,
with initials, the surname alone, in capitals, in addresses. A name that is also a common word goes where another word of the same
name, an initial or a civility stands beside it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from monitor.compare.charts.sheet import MONTHS
from monitor.compare.people import is_civility, people_in
from monitor.compare.person_names import person_key
from monitor.erasure.forms import COMMA, form_words, name_of, stop_list, whole_forms
from monitor.erasure.matching import matches
from monitor.erasure.named import looks_named, mail_words, may_be_name, names_a_file, names_people
from monitor.erasure.personal_words import ADDRESS, BEHIND_COLON, BETWEEN, COUNTED, LABEL, LABELLED, NEAR, POST, STREET, whole_end
from monitor.erasure.words import RUN, UNSEEN, as_one, parts, placed, steps_of
from monitor.expressions import remembered
from monitor.i18n.particles import particles
from monitor.model import Block, Change, Document, Edit, OrgChart, Revision, Section
from monitor.model.frozen import dataclass, replace
from monitor.normalize import joined_spans, key
from monitor.pdf.orgchart.vocabulary import FIRST_NAMES

GONE = "…"
PEOPLE = "people_withheld"  # a fact of a change: how many of its edits were about people
_KEY = b""  # of a list that is used here and kept nowhere
_WORD = re.compile(rf"[^\W\d_](?:[{UNSEEN}]*[^\W\d_])*")
_WORD_RUN = re.compile(r"[^\W\d_]+(?:[-‐‑’'][^\W\d_]+)*")
_LONGEST_NAME = 6  # words, of somebody in small letters behind a colon
_SPACED = re.compile(r"\b[^\W\d_]\.?(?:\s+[^\W\d_]\.?(?=\s|$)){4}")  # letters of a name in pieces
_CELL = re.compile(r"[^\t\n]+")
_HYPHENS = ("-", "‐", "‑")
_LONGEST_ROW = 160  # characters
_LEAST_JOINED = 6  # letters of a family name that tells somebody behind an initial, as one word: « tvauzelles »
_BESIDE = re.compile(r"[\s.'’\-\u00a0\u202f]{0,3}")  # what may stand between two words of one name
_FILE = r"[\w%+.-]*\w\.(?:pdf|docx?|odt|xlsx?|ods|csv|pptx?|odp|txt|png|jpe?g|svg|webp|html?)\b"
_ADDRESS = re.compile(rf"\S*(?:@|://|/)\S*|{_FILE}", re.I)
_DOTTED = re.compile(r"\w\.[A-Za-z]{2,4}\b")
_YEAR = re.compile(r"\s+\d{4}\b")
_PARTICLES = particles("usual", "small", "loose", "elided", "between") | {"et", "saint", "sainte"}
_LEAST = 3  # letters of a word that tells somebody by itself
_OF_CONFIG = ("moves", "ignored")  # facts of a change that only its watch's keeper can use
_OF_PEOPLE = ("people", "acting", "person", "role")  # facts of an edit
_SAID_OF_PART = ("row", "column", "before", "after")


@dataclass(frozen=True, slots=True)
class _Known:
    """Who is known: the names that each word is of; which words tell somebody by themselves (*rare*, *joined*) and which do not."""

    names: Mapping[str, list[frozenset[str]]]
    rare: frozenset[str]
    common: frozenset[str]
    joined: frozenset[str]
    users: frozenset[str]
    nouns: frozenset[str]
    words: frozenset[str]  # common ones and places; these too without a lost é: « r-union »


class _Prose:
    """The words of a text, and where they name somebody."""

    def __init__(self, known: _Known, text: str) -> None:
        self.known, self.text = known, text
        self.words = list(_WORD.finditer(text))
        self.folded = [as_one(word[0]) for word in self.words]
        has_addresses = "@" in text or "/" in text or _DOTTED.search(text)
        self.addresses = [found.span() for found in _ADDRESS.finditer(text)] if has_addresses else []

    def spans(self) -> list[tuple[int, int]]:
        words, spans = self.words, self.by_look()
        for n in filter(self.is_hit, range(len(words))):
            whole = next((span for span in self.addresses if span[0] <= words[n].start() < span[1]), None)
            if whole:
                spans.append(whole)
                continue
            first = last = n
            while first and (self.goes_with(first - 1, n) or self.is_given(first - 1)):
                first -= 1
            while last + 1 < len(words) and (self.goes_with(last + 1, n) or self.is_compound(last)):
                last += 1
            spans.append((words[first].start(), words[last].end()))
        text = self.text
        to_end = ((start, whole_end(text, end)) for start, end in spans)
        ended = ((start, end + (text[end : end + 1] == "." and text[end - 2 : end - 1] in " .")) for start, end in to_end)
        return joined_spans(ended)

    def by_look(self) -> list[tuple[int, int]]:
        """What names somebody by its look alone: a civility before a word, a mailbox, a file called by given and further name."""
        text, words = self.text, [word[0] for word in self.words]
        called = people_in(text) if any(map(is_civility, words)) else ()
        spans = [
            (start, start + len(text[start:end].rstrip("."))) for start, end in called if is_civility(text[start:end].split()[0])
        ]
        spans += [found.span() for found in ADDRESS.finditer(text) if mail_words(found[1])] if "@" in text or "at" in words else []
        spans += [found.span(1) for found in BEHIND_COLON.finditer(text) if _is_called(found[1], text[: found.start()])]
        return spans + [(start, end) for start, end in self.addresses if names_a_file(text[start:end], self.known.words)]

    def is_hit(self, n: int) -> bool:
        """Whether the word *n* is somebody's name: not the name of a street or a saint, not a month before a year."""
        text, word, start = self.text, self.folded[n], self.words[n].start()
        if word in self.known.joined or (word in self.known.users and self.is_user(n)):
            return True
        is_rare = word in self.known.rare
        if not is_rare and word not in self.known.common:
            return False
        if any(a <= start < b for a, b in self.addresses):
            return is_rare or self.is_beside(n)
        if not self.words[n][0][0].isupper():
            led = is_rare and any(found.end() == start for found in POST.finditer(text, max(0, start - NEAR), start))
            return led or self.is_behind_initial(n)
        if self.is_beside(n) or LABEL.search(text[max(0, start - NEAR) : start]):
            return True
        return (
            is_rare
            and not STREET.search(text[max(0, start - NEAR) : start])
            and not (word in MONTHS and _YEAR.match(text, self.words[n].end()))
        )

    def is_user(self, n: int) -> bool:
        """Whether the word *n*, « trousseau » where a T. Rousseau is known, is what a user is called: small, behind no article."""
        text, word = self.text, self.words[n]
        if any(start <= word.start() < end for start, end in self.addresses) or text[word.start() - 1 : word.start()] in ("@", "#"):
            return True
        if self.folded[n] in self.known.nouns or not word[0].islower():
            return False
        return all(found.end() != word.end() for found in COUNTED.finditer(text, max(0, word.start() - NEAR)))

    def is_behind_initial(self, n: int) -> bool:
        """Whether the word *n*, in small letters, is a user's name with the initial before it: « t-vauzelles »."""
        if not n or len(self.folded[n - 1]) != 1 or self.gap(n - 1) not in ("-", "_", "."):
            return False
        initial, family = self.folded[n - 1], self.folded[n]
        return any(word[0] == initial for name in self.known.names.get(family, ()) for word in name - {family})

    def is_beside(self, n: int) -> bool:
        """Whether a civility, an initial or another word of the same name stands beside the word *n*."""
        return any(0 <= m < len(self.words) and self.goes_with(m, n) for m in (n - 1, n + 1))

    def goes_with(self, m: int, n: int) -> bool:
        """Whether the word *m*, one beside *n* or what goes with it, is part of the name that *n* belongs to."""
        if not _BESIDE.fullmatch(self.gap(m if m < n else m - 1)):
            return False
        written, beside, word = self.words[m][0], self.folded[m], self.folded[n]
        if m < n and is_civility(written):
            return True
        others = [name - {word} for name in self.known.names.get(word, ())]
        if any(beside in name for name in others):
            return True
        if not written[0].isupper():
            return False
        return any(beside[0] == w[0] if len(beside) <= 2 else len(w) <= 2 and beside[0] in w for name in others for w in name)

    def is_given(self, n: int) -> bool:
        """Whether the word *n* is likely the given name of who is called the next: by the list, or its capital."""
        after = self.words[n + 1].start()
        if not self.words[n][0][0].isupper() or not _BESIDE.fullmatch(self.gap(n)):
            return False
        if self.folded[n] in FIRST_NAMES or self.is_compound(n):
            return True
        return may_be_name(self.words[n][0]) and not STREET.search(self.text[max(0, after - NEAR) : after])

    def is_compound(self, n: int) -> bool:
        """Whether a hyphen makes one name of the word *n* and the next: « Vauquelin-Roy »."""
        return self.gap(n) in _HYPHENS and self.words[n][0][0].isupper() and self.words[n + 1][0][0].isupper()

    def gap(self, n: int) -> str:
        """What stands between the word *n* and the next."""
        return self.text[self.words[n].end() : self.words[n + 1].start()]


class Withheld:
    """Knows the *names*; *common*: words, folded, that texts also write in small letters; *cells*: of columns that name people."""

    def __init__(
        self,
        names: Iterable[str],
        common: frozenset[str] = frozenset(),
        cells: frozenset[str] = frozenset(),
        places: frozenset[str] = frozenset(),
        nouns: frozenset[str] = frozenset(),
    ) -> None:
        self._cells, self._words = cells, common | places
        self._names: dict[str, list[frozenset[str]]] = defaultdict(list)
        names = tuple(names)
        for name in {person_key(name) for name in names}:
            for word in name:
                self._names[word].append(frozenset(name))
        told = {word for word in self._names if len(word) >= _LEAST and word not in _PARTICLES and not is_civility(word.title())}
        found = [_forms_of(" ".join(name.split())) for name in names]
        forms, joined, users = (frozenset[str]().union(*(one[n] for one in found)) for n in range(3))
        lost = {word[0] + word[2:] for word in self._words if len(word) > _LEAST_JOINED}
        rare, common = frozenset(told - common), frozenset(told & common)
        self._known = _Known(self._names, rare, common, joined, users, nouns, self._words | lost)
        self._told = stop_list(forms, _KEY)
        self._told_words = frozenset(word for word in form_words(forms) if len(word) >= _LEAST and word not in _PARTICLES)

    def text(self, text: str) -> str:
        """*text* with « … » where it names somebody."""
        spans = self._spans(text)
        for start, end in reversed(spans):
            text = text[:start] + GONE + text[end:]
        return text

    def names_people(self, text: str) -> bool:
        """Whether *text* names somebody: one of the known, or anybody by the look of it."""
        return bool(self._spans(text) or looks_named(text, self._words) or self._is_row_of_name(text))

    def _is_row_of_name(self, text: str, *, sure: bool = True) -> bool:
        """Whether all words of one name stand as cells of one line in the short *text*; *sure*: and one is no common word."""
        if len(text) > _LONGEST_ROW:
            return False
        said = {as_one(word) for word in _WORD.findall(text) if word[0].isupper()}
        telling = said & (self._known.rare if sure else self._names.keys())
        return any(name <= said for word in telling for name in self._names[word] if len(name) > 1)

    def block(self, text: str) -> str:
        """*text* as a whole withheld where it names anybody."""
        return GONE if self.names_people(text) else text

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Where *text* names somebody: as it is written, and once what it is written in is undone."""
        steps = steps_of(text)
        found = _Prose(self._known, text).spans()
        if steps:
            found += [placed(steps, start, end) for start, end in _Prose(self._known, steps[-1].text).spans()]
        if self._may_name_somebody(text) or (steps and self._may_name_somebody(steps[-1].text)):
            found += [(match.start, match.end) for match in matches(self._told, text)]
        if "\t" in text:
            # The cells of a row that are one name together, whatever stands in those between: « Rose │ Directrice │ MARCHAND »
            cells = [(cell.span(), set(map(as_one, _WORD.findall(cell[0])))) for cell in _CELL.finditer(text)]
            halves = [(span, said) for span, said in cells if said and any(said < name for name in self._names_of(said))]
            for span, said in halves:
                if any(said | other in self._names_of(said) for _, other in halves if not said & other):
                    found.append(span)
        return joined_spans(found)

    def _may_name_somebody(self, text: str) -> bool:
        """Whether *text* has two words of names, or one that is a whole name, or letters spaced out: most have none."""
        said = {word for run in RUN.findall(text) for word in parts(run)} & self._told_words
        return len(said) > 1 or not said.isdisjoint(self._known.joined) or _SPACED.search(text) is not None

    def _names_of(self, words: set[str]) -> list[frozenset[str]]:
        return self._names.get(min(words), [])

    # ------------------------------------------------------------------------------------------------------------------ values

    def change(self, change: Change) -> Change:
        """*change* without its edits about people, counted in its facts, and with « … » where a text names somebody."""
        people = [edit for edit in change.edits if self._is_of_people(edit)]
        edits = tuple(self._edit(edit) for edit in change.edits if not self._is_of_people(edit))
        facts = {name: self.value(value) for name, value in change.facts.items() if name not in _OF_CONFIG}
        if "stands" in facts:  # blocks of a text, each told by itself
            facts["stands"] = [self.block(text) for text in change.facts["stands"]]
        return replace(
            change,
            edits=edits,
            label=None if change.label is None else self.text(change.label),
            facts={**facts, **({PEOPLE: len(people)} if people else {})},
        )

    def _is_of_people(self, edit: Edit) -> bool:
        """Whether *edit* tells nothing else: a title of which another name is all that changed is of people, too."""
        if edit.op == "unit_renamed" and edit.before and edit.after:
            return self.text(edit.before) == self.text(edit.after)
        return is_of_people(edit)

    def _edit(self, edit: Edit) -> Edit:
        # Of a row or a cell without what stands in columns that name people, and without keys made of that
        shown, columns = dict(edit.facts), edit.facts.get("columns") or ()
        if "row" in shown and columns and not isinstance(shown["row"], str):
            of_people = [n < len(columns) and names_people(columns[n]) for n in range(len(shown["row"]))]
            shown["row"] = [GONE if gone and cell else cell for cell, gone in zip(shown["row"], of_people, strict=True)]
            if any(of_people) and "key" in shown:
                shown["key"] = GONE
        for name in ("key", "row", "before_key", "after_key"):
            said = key(shown[name]).split() if isinstance(shown.get(name), str) else []
            if any(" ".join(said[i:j]) in self._cells for i in range(len(said)) for j in range(i + 1, len(said) + 1)):
                shown[name] = GONE
        facts = {name: self.value(value) for name, value in shown.items() if name not in _OF_PEOPLE}
        if edit.op == "cell_changed" and names_people(str(edit.facts.get("column", ""))):
            sides = tuple(GONE if text else text for text in (edit.before, edit.after))
            return replace(edit, before=sides[0], after=sides[1], words=(), facts=facts)
        if edit.op.startswith("unit_"):
            return replace(edit, before=self._or_none(edit.before), after=self._or_none(edit.after), facts=facts)
        sure = "parts" not in edit.facts  # of a row of a table it is known that its words are cells
        named = any(self.names_people(text) or self._is_row_of_name(text, sure=sure) for text in (edit.before, edit.after) if text)
        if not named:
            return replace(edit, facts=facts)
        sides = tuple(GONE if text else text for text in (edit.before, edit.after))  # what came or went is counted as that
        words = tuple((mark, GONE) for mark, text in zip("-+", sides, strict=True) if text) if edit.words else ()
        if "cells" in facts:
            facts["cells"] = [GONE]
        if "parts" in facts:
            facts["parts"] = [self._part(part) for part in edit.facts["parts"]]
        return replace(edit, before=sides[0], after=sides[1], words=words, facts=facts)  # type: ignore[arg-type]

    def _part(self, part: Mapping[str, Any]) -> dict[str, Any]:
        """A line or cell of a text that names somebody: by itself it may be a name that nothing tells, « Derrien, 02 98 … », or the
        row called by it. So it stays only where no word of it is anybody's; else it goes whole.
        """
        shown = dict(part)
        for name in _SAID_OF_PART:
            if not isinstance(text := part.get(name), str):
                continue
            words = [word for word in _WORD.findall(text) if len(word) >= _LEAST or word[0].isupper()]
            if self.names_people(text) or any(may_be_name(word.title()) or as_one(word) in self._names for word in words):
                shown[name] = GONE
        sides = [[mark, shown[side]] for mark, side in (("-", "before"), ("+", "after")) if shown.get(side)]
        if "words" in part and any(text == GONE for _, text in sides):
            shown["words"] = sides
        return shown

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
        return replace(revision, sections=tuple(sections), documents=tuple(documents))

    def _blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(
            Block(block.kind, GONE)
            if any(map(self.names_people, {block.line, block.text})) or self.value(block.facts()) != block.facts()
            else block
            for block in blocks
        )

    def chart(self, chart: OrgChart) -> OrgChart:
        """*chart* without anybody in it."""
        units = tuple(replace(unit, title=self.text(unit.title), people=()) for unit in chart.units)
        return replace(chart, title=None if chart.title is None else self.text(chart.title), units=units)


@remembered
def _forms_of(name: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """How *name* is written in full, as `erase` takes it; as one word that tells nobody else, « annedupont »; as users are called,
    « adupont », which may be a word."""
    known, nothing = name_of(name), frozenset[str]()
    if known is None:
        return nothing, nothing, nothing
    given, family = "".join(known.given), "".join(known.family)
    if min(len(given), len(family)) < _LEAST:
        return nothing, nothing, nothing
    apart = f"{' '.join(known.given)} {COMMA} {' '.join(known.family)}"
    user = frozenset({given[0] + family}) if len(family) >= _LEAST_JOINED else nothing
    return whole_forms(known) | {apart}, frozenset({given + family, family + given}), user


def _is_called(said: str, before: str) -> bool:
    """Whether *said*, behind a colon, is given names alone, « Accueil : Bérangère et Lucette », or behind a post or what people do
    somebody in small letters: « Rédaction : josé-maría de la tour ».
    """
    items = [_WORD_RUN.findall(item) for item in BETWEEN.split(said)]
    given = [
        [word for word in item if as_one(word) in FIRST_NAMES or all(part in FIRST_NAMES for part in key(word).split())]
        for item in items
    ]
    if all(
        item and item == named and item[0][0].isupper() and may_be_name(" ".join(item))
        for item, named in zip(items, given, strict=True)
    ):
        return True
    led = LABELLED.search(f"{before}: {said}") is not None
    return led and all(
        1 < len(item) <= _LONGEST_NAME and item[0] in named and may_be_name(" ".join(item).title())
        for item, named in zip(items, given, strict=True)
    )


def is_of_people(edit: Edit) -> bool:
    """Whether *edit* is about who holds a post, or how they are called."""
    return edit.op.startswith(("person_", "role_")) or (edit.op == "replace" and "person" in edit.facts)
