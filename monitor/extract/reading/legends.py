"""Which lines look as a legend among them says that something does: « En vert : les services communs » (DESIGN 3.28). Pure.

A colour or bold type says nothing of itself, and sites change them at will. Where the text explains one, it is news who has it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from monitor.expressions import expression
from monitor.extract.elements.layout import INLINE, Layout, LayoutBox
from monitor.extract.elements.tree import Element, classes_of
from monitor.extract.reading.marks import COLOURS, SHARED, colours_of, is_drawing
from monitor.model import Block
from monitor.model.frozen import dataclass, replace
from monitor.normalize import key

Numbered = list[tuple[int, Block]]  # blocks, each with its first run

_TYPES = {
    **dict.fromkeys(("gras", "bold", "fett", "fettschrift", "vet", "grassetto", "negrita"), "b"),
    **dict.fromkeys(("italique", "italiques", "italics", "kursiv", "cursief", "corsivo", "cursiva"), "i"),
}
_SET = {  # how words are set, by what its names begin with
    **dict.fromkeys(("soulign", "underlin", "unterstrich", "sottoline", "subray", "onderstreep"), "u"),
    **dict.fromkeys(("surlign", "highlight", "evidenzi", "resalt"), "m"),
}
_COLOUR = "|".join(sorted(COLOURS, key=len, reverse=True)).replace("grun", "gr[uü]n")
_COLOURED = r"cases?|lignes?|cellules?|encadrés?|couleurs?|fonds?|textes?|colou?r(?:ed)?|marked|boxes|rows|cells|farbe"
_BODIES = """services? postes? comp[ée]tences? directions? missions? personnels? p[ôo]les? [ée]quipes? bureaux? cellules?
entit[ée]s? unit[ée]s? fonctions? agents? structures? emplois?"""
_HOW_SET = (  # « Le service souligne que … »
    r"(?:soulignée?s?|underlined|unterstrichene?[nrs]?|sottolineat[aeio]|subrayad[ao]s?|onderstreepte?"
    r"|surlignée?s?|highlighted|evidenziat[aeio]|resaltad[ao]s?)\b"
)
_NAMED = expression(  # in lower case
    rf"\b(?:en|in|auf|op|sur)\s+(?:(?:lettres?|caractères?|fond)\s+)?(?:(?P<colour>{_COLOUR})(?:es|e|s)?|(?P<type>{'|'.join(_TYPES)}))\b"
    rf"|\b(?:{_COLOURED})\s+(?:en\s+)?(?P<of>{_COLOUR})(?:e?s|e)?\b"
    rf"|^\W*(?P<first>{_COLOUR})(?:e?s|e)?(?=\s*[:=–])"
    rf"|\b(?P<marked>{_COLOUR})(?:e[sn]?|s)?\s+(?:markiert|hinterlegt|unterlegt|gemarkeerd|highlighted)\b"
    rf"|^\W*(?P<how>{_HOW_SET})(?=\s*[:=–])|\b(?:en|{'|'.join(_BODIES.split())})\s+(?P<set>{_HOW_SET})",
    re.M,
)
# Letters small, all else a space: a word begins behind one
_PLAIN = bytes(ord(chr(at).lower()) if chr(at).isalpha() and ord(chr(at).lower()) < 256 else ord(" ") for at in range(256))
_BY_LETTER = {
    letter: "|".join(word[1:] for word in group)
    for letter, group in groupby(sorted({*COLOURS, *_TYPES, *_SET, "grün"}), key=itemgetter(0))
}
_WORDS = expression(f" (?:{'|'.join(f'{letter}(?:{rest})' for letter, rest in _BY_LETTER.items())})".encode("latin-1"))
_OF_SHARED = expression(r"commun|mutualis|partag|shared|gemeinsam|gedeeld|condivis|compartid")
_SHARING = expression(
    r"\b(?:mutualis\w+|communs?|communes?|communautaires?|partag[ée]e?s?|m[ée]tropolitain\w*|et m[ée]tropole|shared|gemeinsam\w*"
    r"|gemeenschappelijke?|gedeelde?|condivis[aeio]|compartid[ao]s?)\b"
)
_MEANING = expression(  # « Service commun », not « Jardins partagés »
    rf"\A\W*(?:l[ée]gende\W+)?(?:(?:les|des|tous les) )?(?:(?:{'|'.join(_BODIES.split())})\W+(?:\w+\W+){{0,2}}?)?"
    r"(?:mutualis\w+|communs?\b|communes?\b|partag[ée]e?s?\b)"
    r"|\A\W*(?:\w+\W+)?(?:shared|gemeinsame?[nrs]?|gedeelde?|gemeenschappelijke?|condivis[aeio]|compartid[ao]s?)\b"
)
_OF_BOTH = expression(  # « Services métropolitains », not « Piscine intercommunale »
    rf"\A\W*(?:(?:{'|'.join(_BODIES.split())})\W+)?"
    r"(?:m[ée]tropolitain\w*|communautaires?|intercommuna\w*|\w+ et (?:la )?(?:m[ée]tropole|agglo\w*|communaut[ée]))\W*\Z"
)
_TITLE = expression(r"\Al[ée]gende?\W*")
_BESIDE = re.compile(r"^\W+|\W+$")  # what parts the samples of a legend
_LINE_ENDS = re.compile(r"[\n\t]")
_TYPE = {  # the tags, what a style says, what a class has
    "b": (("b", "strong"), expression(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I), ("bold", "gras", "strong")),
    "i": (("i", "em"), expression(r"font-style\s*:\s*(?:italic|oblique)", re.I), ("italic", "italique")),
    "u": (("u",), expression(r"text-decoration[^;]*:[^;]*\bunderline", re.I), ("underline", "underlined", "souligne")),
    "m": (("mark",), expression(r"background(?:-color)?\s*:\s*(?!none|transp|in|white|#fff)", re.I), ("highlight", "surligne")),
}
_PAINTING = ("style", "bgcolor", "color")  # attributes
_LISTS = frozenset(("ul", "ol", "dl", "table", "tbody", "thead"))
_PATCHES = ("span", "i", "em", "b", "div", "u")
_SHORT = 80  # characters of a line that says what a patch of colour before it means
_CARD = 3  # blocks that a box of its own look holds at most, of which it is the first that has it


def with_looks(found: Numbered, layout: Layout) -> Numbered:
    """*found*, each block with what a legend calls its look, or that of each of its cells and lines.

    The lines of legends are none of those that they tell of, and boxes around a legend have no look. A heading has a colour alone.
    """
    named, legends, shared = dict[str, str](), set[int](), ""
    for place in sorted(may_explain([block.text for _, block in found])):
        run, block = found[place]
        said = block.text.lower()
        for told in _NAMED.finditer(said):
            word, how = told["colour"] or told["of"] or told["first"] or told["marked"], told["how"] or told["set"]
            types = {**_TYPES, how: next((sign for begin, sign in _SET.items() if how and how.startswith(begin)), "")}
            sign = COLOURS[key(word)] if word else types[how or told["type"]]
            named.setdefault(sign, how or " ".join(told[0].split()))
            legends.add(run)
            shared = shared or (named[sign] if word and _OF_SHARED.search(said) else "")
    patches = [  # what stands behind the words of its line is of that line: at where it begins
        _Patch(_begin_of_line(layout, box), sign, classes_of(box.el), is_drawing(box.el), box.start, box.parent)
        for box in layout.having(_PATCHES)
        if box.attrs and box.parent >= 0 and not layout.has_words(box.start, box.end)
        for sign in sorted(colours_of(box.el))[:1]
    ]
    shown = set[tuple[str, ...]]()  # as legends draw them: another telephone is no mark
    for run, patch, said in _swatches(found, layout, patches):
        if patch.sign not in named:
            named[patch.sign] = said
            legends.add(run)
            shown.add(patch.like)
    if not named:
        return found
    if shared and sum(sign not in _TYPE for sign in named) == 1:
        named[SHARED] = shared  # where a class calls what is coloured by what the colour means
    marks = dict[int, set[str]]()
    for patch in patches:
        if not patch.drawn or patch.like in shown:
            marks.setdefault(patch.at, set()).add(patch.sign)
    looks = _Looks(layout, sorted(run for run, _ in found), named, sorted(legends), marks)
    return [
        (run, replace(block, looks=own) if run not in legends and (own := looks.of(run, block)) else block) for run, block in found
    ]


def has_looks(layout: Layout) -> bool:
    """Whether any box has a look that could be named: where none has, no text need be looked through."""
    if layout.having(tuple(tag for tags, _, _ in _TYPE.values() for tag in tags)):
        return True
    # Of many boxes with the same classes, or with the same that paints besides, one
    classed = {classes_of(box.el): box.el for box in layout.having((), ("class",))}
    painted = {(*classes_of(b.el), *(str(b.attrs.get(name)) for name in _PAINTING)): b.el for b in layout.having((), _PAINTING)}
    return any(
        colours_of(el) or any(_is_set_in(el, sign) for sign in _TYPE) for alike in (classed, painted) for el in alike.values()
    )


def may_explain(texts: Sequence[str]) -> set[int]:
    """The places of those of *texts* that name a colour or a type: asked of all at once, few are looked through (DESIGN §9)."""
    said = "\0 ".join(("", *texts)).encode("latin-1", "replace").translate(_PLAIN)
    ends = [0, *accumulate(len(text) + 2 for text in texts)]  # of a text's letters each is one byte
    return {bisect_left(ends, word.start()) - 1 for word in _WORDS.finditer(said)}


def _swatches(found: Numbered, layout: Layout, patches: Sequence[_Patch]) -> Iterator[tuple[int, _Patch, str]]:
    """Of each line that says what the patch of colour before it means: its run, the patch, the line in lower case.

    A list of short lines, each with a patch of another colour, is a legend if one says what is shared: else it may be of telephones
    or days. So is a short line on that, unless all beside it have that patch, as a bullet. Beside others without one, or with the
    same, it has to say nothing else (`_MEANING`). A line with several patches says of each what stands between it and the next.
    """
    legends = list[tuple[int, _Patch, str]]()
    before, several = {patch.at: patch for patch in patches}, set[int]()
    firsts = {layout.block[run]: run for run, _ in reversed(found)}
    for number, together in _together(layout, patches):
        several |= {patch.at for patch in together}
        told = _told_between(layout, firsts[number], together) if number in firsts else []
        if any(_MEANING.search(said) or _OF_BOTH.search(said) for said in told):
            legends += [(firsts[number], patch, said) for patch, said in zip(together, told, strict=True)]
    groups: dict[int, list[tuple[int, str, _Patch | None]]] = {}
    for run, block in found:
        if len(block.text) <= _SHORT and block.kind != "heading":
            own = next((before[at] for at in (run, run - 1) if at in before and _in_line(layout, at, run)), None)
            own = None if own and own.at in several else own
            holder = layout.boxes[layout.holder[run]]
            around = next((box.order for box in (holder, *layout.ancestors(holder)) if box.name in _LISTS), -1)
            groups.setdefault(around, []).append((run, " ".join(block.text.lower().split()), own))
    for around, lines in groups.items():
        times = Counter(patch.sign for _, _, patch in lines if patch)
        is_key = around >= 0 and len(times) == len(lines) > 1 and any(_SHARING.search(said) for _, said, _ in lines)
        for run, said, patch in lines:
            if patch is None or times[patch.sign] == len(lines) > 1:
                continue
            alone = times[patch.sign] == 1 and (around < 0 or len(lines) == times.total())
            if is_key or (_SHARING if alone else _MEANING).search(said):
                legends.append((run, patch, said))
    signs = Counter(patch.sign for _, patch, _ in legends)
    yield from (legend for legend in legends if signs[legend[1].sign] == 1)


def _together(layout: Layout, patches: Sequence[_Patch]) -> Iterator[tuple[int, list[_Patch]]]:
    """Each block of text with the patches that stand in it, where these are several, each of a colour of its own."""
    inside: dict[int, list[_Patch]] = {}
    for patch in patches:
        around = layout.boxes[patch.parent]
        if around.start < around.end:
            inside.setdefault(layout.block[around.start], []).append(patch)
    yield from ((number, own) for number, own in inside.items() if 1 < len({patch.sign for patch in own}) == len(own))


def _told_between(layout: Layout, first: int, patches: Sequence[_Patch]) -> list[str]:
    """What the block at the run *first* says of each of *patches*, behind it, or before each where nothing follows the last."""
    end = layout.end_of_block(first)
    places = [first, *(patch.place for patch in patches), end]
    said = [_BESIDE.sub("", " ".join("".join(layout.texts[a:b]).lower().split())) for a, b in pairwise(places)]
    told = said[1:] if said[-1] else [_TITLE.sub("", text) for text in said[:-1]]
    return told if all(told) and max(map(len, told)) <= _SHORT else []


class _Patch(NamedTuple):
    """A box without words that has a colour: the run of its line, its sign, how it is drawn; `drawn`: as what has a name."""

    at: int
    sign: str
    like: tuple[str, ...]
    drawn: bool
    place: int  # the run before which it stands
    parent: int  # the order of the box that it stands in


def _begin_of_line(layout: Layout, box: LayoutBox) -> int:
    """The run at which *box*, which has no words, stands; where its line has words before it alone, that of the first of these."""
    around, at = layout.boxes[box.parent], box.start
    following = next((one for one in box.el.next_siblings if isinstance(one, Element) or one.strip()), None)
    ends = isinstance(following, Element) and following.name == "br"
    if not layout.has_words(around.start, at) or (layout.has_words(box.end, around.end) and not ends):
        return at
    return next(n for n in range(at - 1, around.start - 1, -1) if n == around.start or _LINE_ENDS.search(layout.gap[n]))


def _in_line(layout: Layout, at: int, run: int) -> bool:
    """Whether run *at*, which says nothing, is *run* or right before it in its line."""
    return at == run or (at >= 0 and layout.block[at] == layout.block[run] and not (layout.texts[at].strip() or layout.gap[run]))


@dataclass(frozen=True, slots=True)
class _Looks:
    """The first runs of a text's blocks, ascending, and what its legends call which look, by its sign."""

    layout: Layout
    starts: list[int]
    named: Mapping[str, str]
    legends: list[int]  # first runs of their blocks
    patches: Mapping[int, set[str]]  # by runs, the colours of dots and squares before these

    def of(self, first: int, block: Block) -> tuple[str, ...]:
        """What the look of *block*, whose first run is *first*, is called, part by part; () where no part of it has any."""
        heads, at, asked = block.kind == "heading", len(block.text) - len(block.text.lstrip("\t")), -1
        found = [""] * (block.text.count("\t") + block.text.count("\n") + 1)
        for run in range(first, self.layout.end_of_block(first)):
            gap = self.layout.gap[run] if run > first else ""
            at += gap.count("\t") + gap.count("\n")
            if asked < at < len(found) and any(map(str.isalpha, self.layout.texts[run])):  # « 1. » is set as the list is
                found[at] = self._of(run, leads=at == 0, heads=heads)
                asked = at
        return tuple(found) if any(found) else ()

    def _of(self, run: int, *, leads: bool, heads: bool) -> str:
        """What the legends call the look of the words that begin at *run*; "": nothing.

        *leads*: a block begins with them; *heads*: it is a heading, all of which are in bold or italics.
        """
        for at in (run, run - 1):
            signs = self.patches.get(at, set()) if _in_line(self.layout, at, run) else set[str]()
            if said := next((said for sign, said in self.named.items() if sign in signs), ""):
                return said
        holder = self.layout.boxes[self.layout.holder[run]]
        for box in (holder, *self.layout.ancestors(holder)):
            if _within(self.legends, box):
                return ""
            # A box tells of the line that it begins with: a card of its title. A list, or what holds many, of each line
            many = leads and (box.name in _LISTS or _within(self.starts, box) > _CARD)
            begins = box.name in INLINE or not self.layout.has_words(box.start, run)
            if many or begins:
                colours = colours_of(box.el) if box.attrs else set[str]()
                called = (of for sign, of in self.named.items() if sign in colours or (not heads and _is_set_in(box.el, sign)))
                if said := next(called, ""):
                    return said
        return ""


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
