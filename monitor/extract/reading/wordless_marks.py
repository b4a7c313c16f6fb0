"""Icons and drawings without a word that tell the lines of a text apart: a wheel before some services (DESIGN 3.28). Pure.

A picture with a description is one of `Block.pictures`, and a sign whose name is an answer is written as text (`states`). Of all
others what is kept is what they are called by: a label, a name in a set of icons, a file, or the digest of what they draw. A
colour alone says nothing (`legends`). Which of them says something cannot be known from one page; `compare.text.line_marks` asks
whether lines exchanged theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from monitor.extract.elements.addresses import is_tiny, sources_of
from monitor.extract.elements.layout import INLINE, Layout, words
from monitor.extract.elements.tree import Element
from monitor.extract.reading.drawings import look_of
from monitor.extract.reading.legends import Numbered
from monitor.extract.reading.states import ACTION, MOST_SAID, answered, icons_of, is_tool
from monitor.model.frozen import replace
from monitor.model.items import IN_USE

Wordless: TypeAlias = tuple[int, int, Element]  # the run before which it stands, the order of the box around, and itself

_DRAWN = ("i", "span", "em", "b", "div", "img")
_LEADS = frozenset(("a", "button", "summary", "label"))  # the icon of one says what it is for
_SIZES = words("fw lg sm xs xl xxl 2x 3x 4x 5x li border spin pulse solid regular light thin")  # how a set of icons is shown
_TOOLS = words(  # what opens, sorts, plays or leads elsewhere
    """chevron angle arrow arrows caret expand collapse unfold toggle dropdown plus minus less more play pause stop sort spinner
    loader loading external link bars menu hamburger fleche deplier replier ouvrir open close pointer hand"""
)
_SPACERS = words("spacer blank pixel transparent clear trans shim vide empty placeholder")  # files that show nothing
_NUMBERS = re.compile(r"[-_ ]?\d+")
_FILE = re.compile(r"[^/?#]*(?=\.\w+(?:[?#]|\Z))")
_BUILD = re.compile(r"[-_.](?=\w*\d)[0-9a-z]{6,}\Z")  # « oui-8f3a2c », which each build of a site names anew
_LONGEST, _MOST = 80, 4  # characters of a line that icons tell apart; icons of one
_CARD = 4  # blocks of the smallest box that holds an icon in a box of its own, and words


def with_marks(found: Numbered, layout: Layout, wordless: Sequence[Wordless]) -> Numbered:
    """*found*, each short block with the marks of its line among *wordless*."""
    numbers = {layout.block[run]: at for at, (run, block) in enumerate(found) if len(block.text) <= _LONGEST}
    marks: dict[int, list[str]] = {}
    for place, holder, el in wordless:
        at = numbers.get(_block_at(layout, place, holder))
        if at is not None and (sign := _called(el)):
            marks.setdefault(at, []).append(sign)
    marks = {at: own for at, own in marks.items() if len(own) <= _MOST}
    return [(run, replace(block, marks=tuple(marks[at])) if at in marks else block) for at, (run, block) in enumerate(found)]


def wordless_in(layout: Layout) -> list[Wordless]:
    """What is shown on a page without a word, in its order, as far as it may be a mark."""
    found = list(layout.drawn)
    for box in layout.having(_DRAWN):
        is_mute = box.start == box.end or not layout.has_words(box.start, box.end)
        if is_mute and box.attrs and box.parent >= 0 and box.start not in layout.shown and box.el.find(True) is None:
            found.append((box.start, box.parent, box.el))
    return sorted(found, key=lambda one: one[0])


def _block_at(layout: Layout, place: int, holder: int) -> int:
    """The block of the words right behind *place*, or else right before it, within the nearest box around that has any; else -1."""
    around, is_alone = layout.boxes[holder], False
    while not layout.has_words(around.start, around.end):
        if around.parent < 0:
            return -1
        is_alone = is_alone or around.name not in INLINE
        around = layout.boxes[around.parent]
    if is_alone and layout.block[around.end - 1] - layout.block[around.start] >= _CARD:
        return -1  # in a box of its own between paragraphs, as a spacer
    behind = next((run for run in range(place, around.end) if layout.texts[run].strip()), None)
    before = next((run for run in range(place - 1, around.start - 1, -1) if layout.texts[run].strip()), None)
    if before is not None and (behind is None or layout.block[behind] != layout.block[before]):
        behind = before  # the end of a line
    return layout.block[behind] if behind is not None else -1


def _called(el: Element) -> str:
    """What the mark *el* is called by; "" of what is no mark: a tool, what a link or a button is known by, a plain box."""
    attrs = el.attrs
    if "hidden" in attrs or any(around.name in _LEADS for around in el.parents):
        return ""
    if is_tool(el):
        return IN_USE
    if sign := answered(el):
        return sign
    titled = el.find("title", recursive=False) if el.name == "svg" else None
    said = attrs.get("aria-label") or attrs.get("title") or (titled.get_text() if titled is not None else "")
    if said := " ".join(str(said).split()):
        return said if len(said) <= MOST_SAID and not ACTION.search(said) else ""
    if el.name == "img":
        if is_tiny(el) or attrs.get("role") in ("presentation", "none"):
            return ""
        file = _FILE.search(next(sources_of(el), "").rpartition("/")[2].lower())
        name = _BUILD.sub("", file[0]) if file else ""
    else:
        parts = (part for name in icons_of(el) for part in re.split("[-_]", name.lower()) if part and part not in _SIZES)
        name = " ".join(dict.fromkeys(parts)) or (f"#{look_of(el)}" if el.name == "svg" else "")
    if not name.startswith("#"):
        name = _NUMBERS.sub("", name)  # « leaf2 » and « leaf3 », one ornament drawn in several ways
    if not _SPACERS.isdisjoint(re.split(r"\W|_", name)):
        return ""
    return name if _TOOLS.isdisjoint(re.split(r"\W|_", name)) else IN_USE
