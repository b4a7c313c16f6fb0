"""The block around a download link: its lines, which of them is the title, and the format and size it shows (DESIGN 3.8). Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from itertools import accumulate, islice
from operator import attrgetter

from monitor.expressions import expression
from monitor.extract.elements.labels import (
    EDGE,
    LabelParts,
    behind_call,
    is_aside,
    is_call,
    is_detail,
    is_only_a_date,
    read,
    spaced,
)
from monitor.extract.elements.layout import INLINE, WORDLESS, heading_level
from monitor.extract.elements.tree import Element, TemplateText, names_of
from monitor.extract.page import Page
from monitor.model.frozen import dataclass
from monitor.normalize import key

LONGEST_CARD = 700  # characters: a block with more is a text with links in it
LONGEST_TITLE = 250
# What is more than a card holds: elements around a link, elements and lines in one of them, neighbours before and behind.
_NEAR = 2 * LONGEST_CARD  # runs
_UNIT = expression(r"(?:octets?|bytes?|(?<![^\W\d_])[kmgt]?i?[ob])(?!\w)", re.I)
_NEXT = 3  # siblings, white space among them
_HIGHEST, _MOST_ELEMENTS, _MOST_LINES, _FARTHEST = 40, 500, 60, 200

_TITLED = expression(r"(?:^|[\s_-])(?:titre|title|nom|name|libelle|intitule|heading|filename)(?:$|[\s_-])", re.I)
_TITLE_TAGS = frozenset(["dt", "figcaption", "caption", "legend", "summary", "strong", "b"])
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,80})[)\]]")
_TEXT = (str, TemplateText)


@dataclass(frozen=True, slots=True)
class CardLine:
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
    box: Element


def own_words(page: Page, el: Element) -> tuple[LabelParts, str | None]:
    """What *el* itself says: (format, size and label as a reader sees them, its name where that is more than a call).

    A picture's alt text and, where nothing else is there, aria-label and title stand for the text.
    """
    lines = _Walk(page).lines(el) if el.name != "object" else []  # what stands in it is for those who cannot see it
    shown = _merged([read(line.text) for line in lines])
    name = _title(lines) if lines else None
    if name or lines:
        return shown, name
    for attribute in ("aria-label", "title", "value"):
        if said := str(el.get(attribute) or ""):
            words = read(said)
            return words, _name_in(words)
    return shown, None


def hinted(el: Element) -> LabelParts:
    """What *el*'s aria-label and title say beyond its text."""
    return _merged([read(str(el.get(a) or "")) for a in ("aria-label", "title")])


class Surroundings:
    """The lines of a page's elements, as the links in them ask for them: each element is read once, however many ask."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._lines: dict[int, list[CardLine]] = {}
        self._grown: dict[int, list[CardLine]] = {}
        titles = (h1 for h1 in page.tree.find_all("h1"))
        self._around_titles = {id(el) for h1 in titles for el in (h1, *h1.parents)}

    def lines(self, el: Element) -> list[CardLine]:
        """The lines a reader sees in *el*, hidden ones left out, edges of inline elements kept as `EDGE`. Not to be changed."""
        if id(el) not in self._lines:
            self._lines[id(el)] = _Walk(self.page).lines(el)
        return self._lines[id(el)]

    def added(self, box: Element, parent: Element) -> list[CardLine]:
        """What *parent* says beyond its child *box*."""
        if id(box) not in self._grown:
            # Lines without those already known; a line that grew (« Organigramme » + « (PDF) ») is its new part
            lines = self.lines(parent)
            known = self.lines(box)
            texts = dict.fromkeys(spaced(line.text) for line in known)
            grown = []
            for line in lines if lines != known else ():
                text = spaced(line.text)
                if text in texts:
                    continue
                inside = next((t for t in texts if t and t in text), None)
                grown.append(CardLine(text.replace(inside, " ", 1), line.strong, line.call) if inside else line)
            self._grown[id(box)] = grown
        return self._grown[id(box)]

    def holds_title(self, el: Element) -> bool:
        """Whether an h1 stands in *el*, or is it."""
        return id(el) in self._around_titles

    def heading_in(self, parent: Element, el: Element) -> str | None:
        """What the nearest heading before *el* says of those in *parent*, which may hold other sections before it."""
        outer, own = self.page.layout.box(parent), self.page.layout.box(el)
        if outer is None or own is None:
            return None
        headings = self.page.layout.headings
        first, past = (bisect_left(headings, box.order, key=attrgetter("order")) for box in (outer, own))
        for at in reversed(range(first, past)):
            heading = headings[at]
            said = _title(self.lines(heading.el)) if heading.last < own.order else None
            if said and not is_aside(said) and not is_only_a_date(said):
                return said
        return None

    def may_say_size(self, el: Element) -> bool:
        """Whether the unit of a size stands so near that it may be in the card of *el*; of most links of most pages none does."""
        box = self.page.layout.box(el)
        if box is None:
            return True
        seen, sizes = self._lines_and_units
        first, last = bisect_left(seen, seen[box.start] - _NEAR), bisect_right(seen, seen[box.start] + _NEAR)
        return sizes[min(last, len(seen) - 1)] > sizes[first]

    @cached_property
    def _lines_and_units(self) -> tuple[list[int], list[int]]:
        """For each run, and past the last, how many before it a card may count as lines, and how many say a unit."""
        layout, hidden = self.page.layout, self.page.hidden_in
        asides = layout.within({b.order for b in layout.boxes if b.el.name in ("noscript", "svg", "select")})
        alts: defaultdict[int, str] = defaultdict(str)
        for box in layout.boxes:
            if box.el.name == "img":
                alts[min(box.start, len(layout.texts) - 1)] += f" {box.el.attrs.get('alt') or ''}"
        joined: defaultdict[int, str] = defaultdict(str)  # by block: a unit may be cut by elements
        for block, text in zip(layout.block, layout.texts, strict=True):
            joined[block] += text
        units = {block for block, text in joined.items() if _UNIT.search(text)}
        seen, sizes = [0], [0]
        for run, text in enumerate(layout.texts):
            counts = bool(text.strip()) and hidden[run] < 0 and not asides[layout.holder[run]]
            says = layout.block[run] in units or _UNIT.search(text) or (run in alts and _UNIT.search(alts[run]))
            seen.append(seen[-1] + counts)
            sizes.append(sizes[-1] + bool(says))
        return seen, sizes

    def parents(self, el: Element) -> Iterator[Element]:
        """The elements around *el* that can be its card, inside out: no landmark, no heading of the page, not too much in it."""
        layout, main = self.page.layout, self.page.main
        for parent in islice(el.parents, _HIGHEST):
            box = layout.box(parent)
            if parent.name in ("body", "html", "main", "[document]") or box is None or parent is main:
                return
            if box.last - box.order > _MOST_ELEMENTS or box.end - box.start > LONGEST_CARD or self.holds_title(parent):
                return
            said = accumulate(len(" ".join(text.split())) for text in layout.texts[box.start : box.end])
            if any(chars > LONGEST_CARD for chars in said) or len(self.lines(parent)) > _MOST_LINES:
                return
            yield parent


def card_around(around: Surroundings, el: Element, other: Callable[[Element], bool], *, name: str | None) -> Card:
    """Return the block around the link *el*: climbed up to its title (to its format and size where it has a *name* already).

    *other* tells whether an element holds another document's link: there the block ends, and what stands before *el* in it, back to
    the last title or link, is looked at instead (flat lists: dt, dd; h3, p, p).
    """
    # Format and size in brackets right behind *el*, as in running text: « l'organigramme (PDF, 203 ko) est… »
    after = el.next_sibling
    match = _BRACKETS.match(after) if isinstance(after, str) and type(after) in _TEXT else None
    behind = read(match[1]) if match else LabelParts("")
    title, facts, box, named = None, behind, el, name is not None
    for parent in around.parents(el):
        lines = around.lines(parent)
        added = around.added(box, parent) if title or named else []
        if other(parent):
            break
        if not all(is_detail(line.text) or (name is not None and key(read(line.text).label) == key(name)) for line in added):
            break  # it says more than details and the link's own name, which a button beside it may have too
        if not (title or named):
            title = around.heading_in(parent, el) or _title([line for line in lines if not line.call]) or _title(lines)
        box, facts = parent, _merged([facts, *_all_read(lines)])
        if facts.size and (title or named):
            break
    if not (facts.size and (title or named)):
        # What stands beside the box completes it: a title from before it, what it lacks of facts from right behind it
        before = [] if named or title else _before(around, box, other)
        named_at = [n for n, line in enumerate(before) if (said := _name_of(line.text)) and not is_aside(said)]
        at = next((n for n in reversed(named_at) if before[n].strong), named_at[-1] if named_at else None)  # a marked one first
        title = title or (_name_of(before[at].text) if at is not None else None)
        facts = _merged([facts, *_all_read(before[at:] if at is not None else [])])
        if not facts.size:
            facts = _merged([facts, *_all_read(_behind(around, box, other))])
    return Card(title, facts.format, facts.size, box)


def title_above(around: Surroundings, el: Element, other: Callable[[Element], bool]) -> str | None:
    """The title line of the block around the link *el*, else the line right before that block; *other* as for `card_around`."""
    box = el
    for parent in around.parents(el):
        if other(parent):
            break
        box = parent
        if title := around.heading_in(parent, el) or _title([line for line in around.lines(parent) if not line.call]):
            return title
    before = next((one for one in islice(box.previous_siblings, _NEXT) if isinstance(one, Element)), None)
    if before is None or other(before):
        return None
    return next((said for line in reversed(around.lines(before)) if (said := _name_of(line.text)) and not is_aside(said)), None)


def _before(around: Surroundings, box: Element, other: Callable[[Element], bool]) -> list[CardLine]:
    """The lines before *box* among its siblings, back to a marked title or another document; last first read, in page order."""
    lines: list[CardLine] = []  # backwards
    left = LONGEST_CARD
    for before in islice(box.previous_siblings, _FARTHEST):
        if isinstance(before, Element):
            if other(before) or around.holds_title(before):
                break
            found = around.lines(before)
            lines += reversed(found)
            left -= sum(len(line.text) for line in found)
            if left < 0 or any(line.strong for line in found):
                break
        elif type(before) in _TEXT and before.strip():
            lines.append(CardLine(str(before), strong=False, call=False))
            left -= len(lines[-1].text)
    return lines[::-1]


def _behind(around: Surroundings, box: Element, other: Callable[[Element], bool]) -> list[CardLine]:
    """The details right behind *box*: format, size, date; up to whatever says more."""
    lines: list[CardLine] = []
    left = LONGEST_CARD
    for after in islice(box.next_siblings, _FARTHEST):
        if isinstance(after, Element):
            if other(after):
                break
            found = around.lines(after)
        elif type(after) in _TEXT and after.strip():
            found = [CardLine(str(after), strong=False, call=False)]
        else:
            continue
        left -= sum(len(line.text) for line in found)
        if left < 0 or not all(is_detail(line.text) for line in found):
            break
        lines += found
    return lines


def _all_read(lines: list[CardLine]) -> list[LabelParts]:
    return [read(line.text) for line in lines]


def _merged(words: list[LabelParts]) -> LabelParts:
    """The first format and the first size in *words*."""
    return LabelParts(
        next((w.label for w in words if w.label), ""),
        next((w.format for w in words if w.format), None),
        next((w.size for w in words if w.size), None),
    )


def _title(lines: list[CardLine]) -> str | None:
    """The title among *lines*: the first that an element marks as one, else the first that says more than a call, date or fact."""
    for wanted in (True, False):
        for line in lines:
            if line.strong or not wanted:
                name = _name_of(line.text)
                if name and not (is_aside(name) and len(lines) > 1):
                    return name
    return None


@lru_cache(maxsize=2048)
def _name_of(text: str) -> str | None:
    """The name in a line, None where it is but a call or too long to be one."""
    return _name_in(read(text))


def _name_in(words: LabelParts) -> str | None:
    label, own = behind_call(words.label)
    return label if own and not is_call(label) and len(label) <= LONGEST_TITLE else None


class _Walk:
    """Gathers the lines of one element."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.out: list[CardLine] = []
        self.parts: list[tuple[str, bool, bool]] = []  # text, strong, in a link

    def lines(self, el: Element) -> list[CardLine]:
        """The lines of *el*. No recursion: pages with a thousand unclosed tags exist."""
        # What an element holds, whether it is a title, whether a link or button, and whether its end is one of a block
        stack = [(iter(el.contents), _is_strong(el), el.name in ("a", "button"), False)]
        parted = [False]  # whether the last child on each level was an element
        while stack:
            children, strong, call, block = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                parted.pop()
                if stack:
                    self._edge(*stack[-1][1:3], block=block, opens=False)
            elif isinstance(child, Element):
                if parted[-1]:
                    self.parts.append((f"{EDGE} {EDGE}", strong, call))
                parted[-1] = True
                if self._opens(child, strong=strong, call=call):
                    inline = child.name in INLINE
                    self._edge(strong, call, block=not inline, opens=True)
                    inner = strong or _is_strong(child), call or child.name in ("a", "button")
                    stack.append((iter(child.contents), *inner, not inline))
                    parted.append(False)
            elif type(child) in _TEXT and child:
                self.parts.append((str(child), strong, call))
                parted[-1] = False
        self._flush()
        return self.out

    def _opens(self, el: Element, *, strong: bool, call: bool) -> bool:
        """Whether *el* holds words; a line's end and a picture are taken in here."""
        if el.name == "br":
            self._flush()
        elif el.name == "img":
            self.parts.append((f"{EDGE}{el.get('alt') or ''}{EDGE}", strong, call))
        elif el.name not in WORDLESS and el.name not in ("noscript", "svg", "select"):
            attrs = el.attrs
            may_be_hidden = "hidden" in attrs or "style" in attrs or attrs.get("aria-hidden") == "true"
            return not (may_be_hidden and self.page.is_hidden(el))
        return False

    def _edge(self, strong: bool, call: bool, *, block: bool, opens: bool) -> None:
        """An element begins or ends: a block's with a new line."""
        if block and opens:
            self._flush()
        self.parts.append((EDGE, strong, call))
        if block and not opens:
            self._flush()

    def _flush(self) -> None:
        words = [p for p in self.parts if p[0].replace(EDGE, "").strip()]
        if words:
            text = " ".join("".join(t for t, _, _ in self.parts).split())
            self.out.append(CardLine(text, all(p[1] for p in words), all(p[2] for p in words)))
        self.parts = []


def _is_strong(el: Element) -> bool:
    if el.name in _TITLE_TAGS or heading_level(el) is not None:
        return True
    return bool(el.attrs) and ("class" in el.attrs) and bool(_TITLED.search(names_of(el)))
