"""Which lines look as a legend among them says that something does: « En vert : les services communs » (DESIGN 3.28). Pure.

A colour or bold type says nothing of itself, and sites change them at will. Where the text explains one, it is news who has it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from monitor.expressions import expression
from monitor.extract.layout import Layout, LayoutBox
from monitor.extract.marks import CALLED, SHARED, colours_of
from monitor.extract.tree import Element, classes_of
from monitor.model import Block
from monitor.model.frozen import dataclass, replace
from monitor.normalize import key

Numbered = list[tuple[int, Block]]  # blocks, each with its first run

_TYPES = {
    **dict.fromkeys(("gras", "bold", "fett", "fettschrift", "vet", "grassetto", "negrita"), "b"),
    **dict.fromkeys(("italique", "italiques", "italics", "kursiv", "cursief", "corsivo", "cursiva"), "i"),
}
_COLOUR = "|".join(sorted(CALLED, key=len, reverse=True)).replace("grun", "gr[uü]n")
_NAMED = expression(
    rf"\b(?:en|in|auf|op)\s+(?:(?:lettres?|caractères?|fond)\s+)?(?:(?P<colour>{_COLOUR})(?:es|e|s)?|(?P<type>{'|'.join(_TYPES)}))\b"
    rf"|\b(?P<marked>{_COLOUR})(?:e[sn]?|s)?\s+(?:markiert|hinterlegt|unterlegt|gemarkeerd|highlighted)\b",
    re.I,
)
# What stands before such a word, behind it, or begins it: of most texts these tell that they explain nothing
_BEFORE, _BEHIND = (b"en ", b"in ", b"auf ", b"op "), (b"markiert", b"erlegt", b"gemarkeerd", b"highlighted")
_BEGINNINGS = frozenset(word[:2].encode("latin-1") for word in (*CALLED, *_TYPES, "lettre", "caractère", "fond"))
_ODD = "İıſ\u212a"  # letters that re takes for others where case does not matter
_PLAIN = bytes(ord(" ") if chr(at).isspace() or at == ord("?") else min(ord(chr(at).lower()), 255) for at in range(256))
_TYPE = {  # the tags, what a style says, what a class has
    "b": (("b", "strong"), expression(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I), ("bold", "gras", "strong")),
    "i": (("i", "em"), expression(r"font-style\s*:\s*(?:italic|oblique)", re.I), ("italic", "italique")),
}
_PAINTING = ("style", "bgcolor", "color")  # attributes
_LISTS = frozenset(("ul", "ol", "dl", "table", "tbody", "thead"))
_CARD = 3  # blocks that a box of its own look holds at most, of which it is the first that has it


def with_looks(found: Numbered, layout: Layout) -> Numbered:
    """*found*, each block with what a legend calls its look, or that of each of its cells.

    The lines of legends are none of those that they tell of, and boxes around a legend have no look. A heading has a colour alone.
    """
    named, legends = dict[str, str](), set[int]()
    if not has_looks(layout):
        return found
    for place in sorted(may_explain([block.text for _, block in found])):
        run, block = found[place]
        for told in _NAMED.finditer(block.text):
            sign = _TYPES[told["type"].lower()] if told["type"] else CALLED[key(told["colour"] or told["marked"])]
            named.setdefault(sign, told[0].lower())
            legends.add(run)
    if not named:
        return found
    if len(colours := [sign for sign in named if sign not in _TYPE]) == 1:
        named[SHARED] = named[colours[0]]  # where a class calls what is coloured by what the colour means
    looks = _Looks(layout, sorted(run for run, _ in found), named, sorted(legends))
    return [
        (run, replace(block, looks=own) if run not in legends and (own := looks.of(run, block)) else block) for run, block in found
    ]


def has_looks(layout: Layout) -> bool:
    """Whether any box has a look that could be named: where none has, no text need be looked through."""
    if layout.having(tuple(tag for tags, _, _ in _TYPE.values() for tag in tags)):
        return True
    alike = {  # of many boxes with the same attributes one
        (*classes_of(box.el), *(str(box.attrs.get(name)) for name in _PAINTING)): box.el
        for box in layout.having((), ("class", *_PAINTING))
    }
    return any(colours_of(el) or any(_is_set_in(el, sign) for sign in _TYPE) for el in alike.values())


def may_explain(texts: Sequence[str]) -> set[int]:
    """The places of those of *texts* in which a look may be named, told of all at once: few are looked through (DESIGN §9)."""
    raw = "\0".join(texts)
    if raw.count("\0") >= len(texts) or any(letter in raw for letter in _ODD):
        return set(range(len(texts)))
    said, found = raw.encode("latin-1", "replace").translate(_PLAIN), set[int]()
    for word in (*_BEFORE, *_BEHIND):
        at = said.find(word)
        while at >= 0:
            at += len(word)
            if word in _BEHIND or len(begins := said[at : at + 9].lstrip()[:2]) < 2 or begins in _BEGINNINGS:
                found.add(said.count(b"\0", 0, at))
            at = said.find(word, at)
    return found


@dataclass(frozen=True, slots=True)
class _Looks:
    """The first runs of a text's blocks, ascending, and what its legends call which look, by its sign."""

    layout: Layout
    starts: list[int]
    named: Mapping[str, str]
    legends: list[int]  # first runs of their blocks

    def of(self, first: int, block: Block) -> tuple[str, ...]:
        """What the look of *block*, whose first run is *first*, is called, cell by cell; () where no cell has any."""
        heads, at = block.kind == "heading", 0
        found = [""] * (block.text.count("\t") + 1)
        for run in range(first, self.layout.end_of_block(first)):
            tabs = self.layout.gap[run].count("\t") if run > first else 0
            at += tabs
            if (tabs or run == first) and at < len(found):
                found[at] = self._of(run, first, heads=heads)
        return tuple(found) if any(found) else ()

    def _of(self, run: int, first: int, *, heads: bool) -> str:
        """What the legends call the look of the words that begin at *run*, in the block that begins at *first*; "": nothing.

        *heads*: it is a heading, all of which are in bold or italics.
        """
        holder = self.layout.boxes[self.layout.holder[run]]
        for box in (holder, *self.layout.ancestors(holder)):
            if _within(self.legends, box):
                return ""
            # A box tells of the line that it begins with: a card of its title. A list, or what holds many, of each line
            many = run == first and (box.name in _LISTS or _within(self.starts, box) > _CARD)
            if (many or not self.layout.has_words(box.start, run)) and (said := self._named_of(box, heads=heads)):
                return said
        return ""

    def _named_of(self, box: LayoutBox, *, heads: bool) -> str:
        colours = colours_of(box.el) if box.attrs else set[str]()
        return next((said for sign, said in self.named.items() if sign in colours or (not heads and _is_set_in(box.el, sign))), "")


def _within(runs: list[int], box: LayoutBox) -> int:
    """How many of *runs*, ascending, *box* holds."""
    return bisect_left(runs, box.end) - bisect_left(runs, box.start)


def _is_set_in(el: Element, sign: str) -> bool:
    """Whether *el* sets its words in the type *sign*; False of a colour."""
    if sign not in _TYPE:
        return False
    tags, style, called = _TYPE[sign]
    parts = {part for name in classes_of(el) for part in re.split("[-_]", name.lower())}
    return el.name in tags or bool(style.search(str(el.attrs.get("style") or ""))) or not parts.isdisjoint(called)
