"""The block around a download link: its lines, which of them is the title, and the format and size it shows (DESIGN 3.8). Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.extract.furniture import names_of
from monitor.extract.labels import EDGE, Words, behind_call, is_aside, is_call, read, spaced
from monitor.extract.layout import INLINE, WORDLESS, heading_level
from monitor.extract.page import Page
from monitor.normalize import key

if TYPE_CHECKING:
    from bs4 import Tag

LONGEST_CARD = 700  # characters: a block with more is a text with links in it
LONGEST_TITLE = 250

_TITLED = re.compile(r"(?:^|[\s_-])(?:titre|title|nom|name|libelle|intitule|heading|filename)(?:$|[\s_-])", re.I)
_TITLE_TAGS = frozenset(["dt", "figcaption", "caption", "legend", "summary", "strong", "b"])
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,80})[)\]]")
_TEXT = ("NavigableString", "CData", "TemplateString")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card. `strong`: by its element it is a title. `call`: a link or button holds all of it."""

    text: str  # with edges
    strong: bool
    call: bool


@dataclass(frozen=True, slots=True)
class Card:
    """What stands around a link. `title` is None where no line is one; `box` is the element it was read from."""

    title: str | None
    format: str | None
    size: str | None
    box: Tag


def lines_of(page: Page, elements: Iterable[Tag]) -> list[Line]:
    """The lines a reader sees in *elements*, in order, hidden ones left out, edges of inline elements kept as `EDGE`."""
    return [line for el in elements for line in _Walk(page).lines(el)]


def own_words(page: Page, el: Tag) -> tuple[Words, str | None]:
    """What *el* itself says: (format, size and label as a reader sees them, its name where that is more than a call).

    A picture's alt text and, where nothing else is there, aria-label and title stand for the text.
    """
    lines = _Walk(page).lines(el)
    shown = _merged([read(line.text) for line in lines])
    name = _title(lines) if lines else None
    if name or lines:
        return shown, name
    for attribute in ("aria-label", "title", "value"):
        if said := str(el.get(attribute) or ""):
            words = read(said)
            return words, _name_in(words)
    return shown, None


def hinted(el: Tag) -> Words:
    """What *el*'s aria-label and title say beyond its text."""
    return _merged([read(str(el.get(a) or "")) for a in ("aria-label", "title")])


def card_around(page: Page, el: Tag, other: Callable[[Tag], bool], *, name: str | None) -> Card:
    """Return the block around the link *el*: climbed up to its title (to its format and size where it has a *name* already).

    *other* tells whether an element holds another document's link: there the block ends, and what stands before *el* in it, back to
    the last title or link, is looked at instead (flat lists: dt, dd; h3, p, p).
    """
    title, facts, box, named = None, _right_behind(el), el, name is not None
    for parent in _parents(page, el):
        lines = lines_of(page, [parent])
        added = _added(lines, lines_of(page, [box])) if title or named else []
        if other(parent) or not all(_is_detail(line) or _says(line, name) for line in added):
            break
        if not (title or named):
            title = _title([line for line in lines if not line.call]) or _title(lines)
        box, facts = parent, _merged([facts, *_all_read(lines)])
        if facts.size and (title or named):
            break
    card = Card(title, facts.format, facts.size, box)
    return card if facts.size and (title or named) else _from_siblings(page, card, other, named=named)


def _says(line: Line, name: str | None) -> bool:
    """Whether *line* only repeats the link's own *name*, as beside a button whose aria-label has it too."""
    return name is not None and key(read(line.text).label) == key(name)


def _from_siblings(page: Page, card: Card, other: Callable[[Tag], bool], *, named: bool) -> Card:
    """*card* completed from what stands beside its box: its title from before it, what it lacks of facts from right behind it."""
    before = [] if named or card.title else _before(page, card.box, other)
    at = _last_title(before)
    title = card.title or (_name_in(read(before[at].text)) if at is not None else None)
    near = before[at:] if at is not None else []
    facts = _merged([Words("", card.format, card.size), *_all_read(near)])
    if not facts.size:
        facts = _merged([facts, *_all_read(_behind(page, card.box, other))])
    return Card(title, facts.format, facts.size, card.box)


def _last_title(lines: list[Line]) -> int | None:
    """The place of the title nearest to the link: a marked one before any other."""
    named = [i for i, line in enumerate(lines) if (name := _name_in(read(line.text))) and not is_aside(name)]
    return next((i for i in reversed(named) if lines[i].strong), named[-1] if named else None)


def _right_behind(el: Tag) -> Words:
    """Format and size in brackets right behind *el*, as in running text: « l'organigramme (PDF, 203 ko) est… »."""
    after = el.next_sibling
    match = _BRACKETS.match(str(after)) if type(after).__name__ in _TEXT else None
    return read(match[1]) if match else Words("")


def _parents(page: Page, el: Tag) -> Iterator[Tag]:
    """The elements around *el* that can be its card, inside out: no landmark, no heading of the page, not too much text."""
    for parent in el.parents:
        box = page.layout.box(parent)
        if parent.name in ("body", "html", "main", "[document]") or box is None or parent is page.main:
            return
        if _is_long(page.layout.texts[box.start : box.end]) or parent.find("h1") is not None:
            return
        yield parent


def _is_long(texts: list[str]) -> bool:
    left = LONGEST_CARD
    for text in texts:
        left -= len(" ".join(text.split()))
        if left < 0:
            return True
    return False


def _before(page: Page, box: Tag, other: Callable[[Tag], bool]) -> list[Line]:
    """The lines before *box* among its siblings, back to a marked title or another document."""
    from bs4 import Tag

    lines: list[Line] = []
    for before in box.previous_siblings:
        if isinstance(before, Tag):
            if other(before) or before.name == "h1" or before.find("h1") is not None:
                break
            found = lines_of(page, [before])
            lines = found + lines
            if any(line.strong for line in found) or sum(len(line.text) for line in lines) > LONGEST_CARD:
                break
        elif type(before).__name__ in _TEXT and str(before).strip():
            lines.insert(0, Line(str(before), strong=False, call=False))
    return lines


def _behind(page: Page, box: Tag, other: Callable[[Tag], bool]) -> list[Line]:
    """The details right behind *box*: format, size, date; up to whatever says more."""
    from bs4 import Tag

    lines: list[Line] = []
    for after in box.next_siblings:
        if isinstance(after, Tag):
            found = [] if other(after) else lines_of(page, [after])
            if other(after) or not all(_is_detail(line) for line in found):
                break
            lines += found
        elif type(after).__name__ in _TEXT and str(after).strip():
            line = Line(str(after), strong=False, call=False)
            if not _is_detail(line):
                break
            lines.append(line)
    return lines


def _added(lines: list[Line], known: list[Line]) -> list[Line]:
    """*lines* without those already *known*; a line that grew (« Organigramme » + « (PDF) ») is its new part."""
    texts = [spaced(line.text) for line in known]
    grown = []
    for line in lines:
        text = spaced(line.text)
        if text in texts:
            continue
        inside = next((t for t in texts if t and t in text), None)
        grown.append(Line(text.replace(inside, " ", 1), line.strong, line.call) if inside else line)
    return grown


def _is_detail(line: Line) -> bool:
    """Whether *line* only says format, size, date, or asks to click."""
    label = read(line.text).label
    return is_call(label) or is_aside(label)


def _all_read(lines: list[Line]) -> list[Words]:
    return [read(line.text) for line in lines]


def _merged(words: list[Words]) -> Words:
    """The first format and the first size in *words*."""
    return Words(
        next((w.label for w in words if w.label), ""),
        next((w.format for w in words if w.format), None),
        next((w.size for w in words if w.size), None),
    )


def _title(lines: list[Line]) -> str | None:
    """The title among *lines*: the first that an element marks as one, else the first that says more than a call, date or fact."""
    for wanted in (True, False):
        for line in lines:
            if line.strong or not wanted:
                name = _name_in(read(line.text))
                if name and not (is_aside(name) and len(lines) > 1):
                    return name
    return None


def _name_in(words: Words) -> str | None:
    label, own = behind_call(words.label)
    return label if own and not is_call(label) and len(label) <= LONGEST_TITLE else None


class _Walk:
    """Gathers the lines of one element."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.out: list[Line] = []
        self.parts: list[tuple[str, bool, bool]] = []  # text, strong, in a link

    def lines(self, el: Tag) -> list[Line]:
        """The lines of *el*."""
        self._enter(el, strong=_is_strong(el), call=el.name in ("a", "button"))
        self._flush()
        return self.out

    def _enter(self, el: Tag, *, strong: bool, call: bool) -> None:
        from bs4 import Tag

        after_element = False
        for child in el.children:
            if isinstance(child, Tag):
                if after_element:
                    self.parts.append((f"{EDGE} {EDGE}", strong, call))
                self._child(child, strong=strong, call=call)
                after_element = True
            elif type(child).__name__ in _TEXT and str(child):
                self.parts.append((str(child), strong, call))
                after_element = False

    def _child(self, el: Tag, *, strong: bool, call: bool) -> None:
        if el.name == "br":
            self._flush()
        elif el.name == "img":
            self.parts.append((f"{EDGE}{el.get('alt') or ''}{EDGE}", strong, call))
        elif el.name in WORDLESS or el.name in ("noscript", "svg", "select") or self._is_unseen(el):
            return
        else:
            block = el.name not in INLINE
            if block:
                self._flush()
            self.parts.append((EDGE, strong, call))
            self._enter(el, strong=strong or _is_strong(el), call=call or el.name in ("a", "button"))
            self.parts.append((EDGE, strong, call))
            if block:
                self._flush()

    def _is_unseen(self, el: Tag) -> bool:
        return (
            bool(el.attrs)
            and ("hidden" in el.attrs or "style" in el.attrs or el.get("aria-hidden") == "true")
            and self.page.is_hidden(el)
        )

    def _flush(self) -> None:
        text = " ".join("".join(t for t, _, _ in self.parts).split())
        words = [p for p in self.parts if p[0].replace(EDGE, "").strip()]
        if words:
            self.out.append(Line(text, all(p[1] for p in words), all(p[2] for p in words)))
        self.parts = []


def _is_strong(el: Tag) -> bool:
    if el.name in _TITLE_TAGS or heading_level(el) is not None:
        return True
    return bool(el.attrs) and ("class" in el.attrs) and bool(_TITLED.search(names_of(el)))
