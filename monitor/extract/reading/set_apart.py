"""Words that style alone sets apart: « Pass annuel » and « 35 € » in two spans, with nothing between them (DESIGN 3.24). Pure.

A word is cut into elements too, for its first letter or for what was searched for: that stays one word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain, islice, takewhile

from monitor.expressions import expression
from monitor.extract.elements.labels import read
from monitor.extract.elements.layout import INLINE, words
from monitor.extract.elements.tree import Element, classes_of, sort_of

_DETAIL = 40  # characters of what a file is
_BUTTONED = words("div nav section")
_MOST_PARTS = 100  # nodes of a box of buttons, or of fields
_CIVILITY = expression(r"(?:M|Mme|Mr|Mrs|Ms|Dr|Hr|Fr|Herr|Frau)\.?\s")
_NEAR = 2  # entries before and behind one that tell of what it is made

_PLAIN = words("span a label time button small")  # what has a place of its own more often than a voice
_FLOWING = INLINE - words("br img wbr sub sup rt rp ruby")
_DEEPEST = 5  # elements within each other, at the beginning of one
_UNITS = words("m mm cm dm km hm h n co")  # behind which a small figure stands
_LAID = re.compile(r"display\s*:\s*(?:inline-)?(?:flex|grid)|(?<![\w-])gap\s*:\s*[1-9.]", re.I)
_SPACED = expression(
    r"(?:margin|padding)(?:-(?:left|right|inline(?:-start|-end)?))?\s*:\s*(?!0(?![.\d])|auto)[^;]*[1-9]|display\s*:\s*(?:inline-)?block",
    re.I,
)
# As frameworks call a row of things, and what has room beside it.
_ROWS = expression(r"(?:d-)?(?:inline-)?(?:flex|grid)|gap-\S+|justify-(?:content-)?(?:between|around|evenly)|space-x-\S+", re.I)
_ROOMY = expression(r"[mp][esxlr]-(?!0\b|auto\b)\S+|(?:\S*[-_])?(?:badge|chip|pill|pastille|etiquette)s?(?:[-_]\S*)?", re.I)
_LETTERS_BEHIND, _LETTERS_BEFORE = re.compile(r"[^\W_]+\Z"), re.compile(r"[^\W_]+")
_ASIDE = re.compile(r"\((?=[A-ZÀ-Þ\d]|[^)\s]+\s)[^)]{3,}")  # « (PDF, 2 Mo) », and no « (e) » of a word


def begins_line(el: Element) -> bool:
    """Whether *el* begins a line of its own: an option, a placed part of a drawn text, one of several buttons.

    Links of one class, white space between, that are all of a box are buttons: « Paie », « Achats », no « Paie Achats ».
    """
    if el.name != "a":
        return el.name == "option" or "x" in el.attrs or "dy" in el.attrs
    around = el.parent
    if (
        around is None
        or not el.attrs.get("class")
        or around.name not in _BUTTONED
        or not 0 < el.at < len(around.contents) <= _MOST_PARTS
    ):
        return False
    buttons = [node for node in around.contents if isinstance(node, Element) or str(node).strip()]
    return all(isinstance(node, Element) and sort_of(node) == sort_of(el) for node in buttons)  # « btn », « btn active »


def is_set_apart(el: Element, left: str) -> bool:
    """Whether style alone parts *el* from what stands right before it, of which *left* is the end."""
    before = el.parent.contents[el.at - 1] if el.parent is not None else None
    if isinstance(before, str):
        # Within a line only what has a class is more than a voice: « Piscine<span class=etat>Fermée</span> ».
        apart = el.name != "a" and el.name in _PLAIN and "class" in el.attrs and not before[-1:].isspace()
    else:
        apart = isinstance(before, Element) and before.name in _FLOWING and (el.name in _PLAIN or before.name in _PLAIN)
    first: object = el  # what it begins with; "" where that is no text
    for _ in range(_DEEPEST):
        first = (first.contents[0] if first.contents else "") if isinstance(first, Element) else first
    right = "" if isinstance(first, Element) else str(first)
    if left[-1:].isalnum() and _CIVILITY.match(right):
        return True
    if not apart or before is None:
        return _is_field(el)
    to = [one.attrs.get("href") for one in (el, before) if isinstance(one, Element) and one.name == "a"]
    if len(to) == 2 and None not in to and to[0] != to[1]:
        return True  # to two places
    if parts(left, right):
        return True
    if min(len(left.strip()), len(right.strip())) < 2:
        return False
    # Whether there is said to be room between them, by the style of what is around them, or their own, or a framework's names
    around = el.parent.attrs if el.parent is not None else {}
    if around and (_LAID.search(str(around.get("style") or "")) or any(map(_ROWS.fullmatch, around.get("class") or ()))):
        return True
    both = [one for one in (el, before) if isinstance(one, Element) and one.attrs]
    roomy = any(_SPACED.search(str(one.attrs.get("style") or "")) or any(map(_ROOMY.fullmatch, classes_of(one))) for one in both)
    return roomy or _is_field(el)


def _is_field(el: Element) -> bool:
    """Whether *el* and what stands before it are two fields of an entry, as of those beside that.

    They are of two sorts, and in each such entry their words meet, of which some are several. Of what a word is cut into some
    begins with one letter, or all alike, as what was searched for does.
    """
    if (own := _fields(el.parent, el)) is None:
        return False
    for _, others in _counterparts(el):
        if alike := [fields for other in others if (fields := _fields(other, el))]:
            said = [(first.get_text(), second.get_text()) for first, second in (own, *alike)]
            meet = all(_meet(*fields) for fields in (own, *alike)) and all(len(first) > 1 for first, _ in said)
            return (
                meet and len({first for first, _ in said}) == len(said) and any(len("".join(fields).split()) > 1 for fields in said)
            )
    return False


def _meet(first: Element, second: Element) -> bool:
    """Whether a letter or a figure begins *second* right behind one that ends *first*."""
    return first.get_text()[-1:].isalnum() and second.get_text()[:1].isalnum()


def leans_on_entries(el: Element, region: Element) -> bool:
    """Whether what stands beside *region*, around *el*, could tell that *el* is a field of an entry (§9)."""
    own = _fields(el.parent, el) if el.at else None
    if own is None or not _meet(*own) or parts(own[0].get_text(), own[1].get_text()):
        return False
    within = (others for box, others in takewhile(lambda level: level[0] is not region, _counterparts(el)))
    return not any(_fields(other, el) for others in within for other in others)


def _fields(around: Element | None, wanted: Element) -> tuple[Element, Element] | None:
    """The last element within *around* of the sort of *wanted* behind one of another sort; None where it has words of its own."""
    found, before = None, None
    for node in around.contents if around is not None and len(around.contents) <= _MOST_PARTS else ():
        if not isinstance(node, Element):
            if node.strip():
                return None
            before = None
        elif node.get_text().strip():
            if before is not None and sort_of(node) == sort_of(wanted) != sort_of(before):
                found = before, node
            before = node if node.name in INLINE else None
    return found


def _counterparts(el: Element) -> Iterator[tuple[Element, list[Element]]]:
    """The boxes around *el*, from the innermost on, each with what stands in those beside it where that of *el* does in its own."""
    way, box = list[int](), el.parent
    while box is not None and len(way) < _DEEPEST:
        beside = chain.from_iterable(
            islice((one for one in nodes if isinstance(one, Element)), _NEAR)
            for nodes in (box.previous_siblings, box.next_siblings)
        )
        yield box, [one for other in beside if sort_of(other) == sort_of(box) and (one := _at(other, way))]
        way, box = [box.at, *way], box.parent


def _at(box: Element, way: Sequence[int]) -> Element | None:
    """The element of *box* to which its places in what holds it lead."""
    for at in way:
        held = box.contents[at] if at < len(box.contents) else None
        if not isinstance(held, Element):
            return None
        box = held
    return box


def parts_from_text(el: Element, left: str) -> bool:
    """The same of *el*, which ends with *left*, and the text right behind it: « <span class=etat>Fermé</span>Piscine »."""
    rest = el.parent.contents[el.at + 1 : el.at + 2] if el.parent is not None else []
    return bool(rest) and isinstance(rest[0], str) and parts(left, rest[0])


def parts(left: str, right: str) -> bool:
    """Whether *left* and *right*, with nothing between them, are no word, figure or name that was cut into elements."""
    if not left or not right or left[-1].isspace() or right[0].isspace():
        return False
    if unicodedata.combining(left[-1]):  # an accent of its own behind its letter (3.10)
        left = unicodedata.normalize("NFC", left)
    last, first = left[-1], right[0]
    behind = found[0] if (found := _LETTERS_BEHIND.search(left)) else ""
    before = found[0] if (found := _LETTERS_BEFORE.match(right)) else ""
    if first.isalnum() and (
        last in ";!?)»”€%$" or (last in ":.," and left[:-1].rstrip("\u00a0\u202f ")[-1:].isalpha() and not before.islower())
    ):
        return len(before) > 2 or not before.islower()  # « élu(e) » « s », « www. » « valmont »
    if first == "(":
        return last.isalnum() and _ASIDE.match(right) is not None
    if not last.isalnum():
        return False
    if first in "«“":
        return True
    if first.isdigit():
        is_word = behind.isalpha() and len(behind) > 1 and behind.lower() not in _UNITS
        return is_word and (not behind.isupper() or len(right.strip()) > 3)  # « RH » « 2 »
    if first.isupper() and right[1:2] in (" ", "."):
        return len(behind) > 1 and last.islower()  # « Retrait » « À la mairie », « Eau » « A. Petit »
    if first.isupper() and len(before) > 1:
        return len(behind) > 1 and (not last.isupper() or (behind.isupper() and before[1].islower()))
    return last.isdigit() and behind.isdigit() and len(before) > 3  # « 312 » « agents », and not « 12 » « h »


def tells_of_file(el: Element, before: list[str]) -> bool:
    """Whether *el* says the format or the size of a file, right behind what that is called: « Notice » « PDF, 77 Ko »."""
    said = el.contents[0] if len(el.contents) == 1 else ""
    if not (isinstance(said, str) and 1 < len(said) <= _DETAIL and before and before[-1][-1:].isalnum()):
        return False
    return (
        (said[0].isupper() or said[0].isdigit() or said[0] == "(")
        and bool((told := read(said)).size or told.format)
        and not told.label
    )
