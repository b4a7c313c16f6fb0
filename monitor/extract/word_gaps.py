"""Words that style alone sets apart: « Pass annuel » and « 35 € » in two spans, with nothing between them (DESIGN 3.24). Pure.

A word is cut into elements too, for its first letter or for what was searched for: that stays one word.
"""

from __future__ import annotations

import re

from monitor.expressions import expression
from monitor.extract.layout import INLINE, words
from monitor.extract.tree import Element, classes_of

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


def is_set_apart(el: Element, left: str) -> bool:
    """Whether style alone parts *el* from what stands right before it, of which *left* is the end."""
    before = el.parent.contents[el.at - 1] if el.parent is not None else None
    if isinstance(before, str):
        # Within a line only what has a class is more than a voice: « Piscine<span class=etat>Fermée</span> ».
        apart = el.name != "a" and el.name in _PLAIN and "class" in el.attrs and not before[-1:].isspace()
    else:
        apart = isinstance(before, Element) and before.name in _FLOWING and (el.name in _PLAIN or before.name in _PLAIN)
    if not apart or before is None:
        return False
    first: object = el  # what it begins with; "" where that is no text
    for _ in range(_DEEPEST):
        first = (first.contents[0] if first.contents else "") if isinstance(first, Element) else first
    right = "" if isinstance(first, Element) else str(first)
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
    return any(_SPACED.search(str(one.attrs.get("style") or "")) or any(map(_ROOMY.fullmatch, classes_of(one))) for one in both)


def parts_from_text(el: Element, left: str) -> bool:
    """The same of *el*, which ends with *left*, and the text right behind it: « <span class=etat>Fermé</span>Piscine »."""
    rest = el.parent.contents[el.at + 1 : el.at + 2] if el.parent is not None else []
    return bool(rest) and isinstance(rest[0], str) and parts(left, rest[0])


def parts(left: str, right: str) -> bool:
    """Whether *left* and *right*, with nothing between them, are no word, figure or name that was cut into elements."""
    if not left or not right or left[-1].isspace() or right[0].isspace():
        return False
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
    if first.isupper() and len(before) > 1:
        return len(behind) > 1 and (not last.isupper() or (behind.isupper() and before[1].islower()))
    return last.isdigit() and behind.isdigit() and len(before) > 3  # « 312 » « agents », and not « 12 » « h »
