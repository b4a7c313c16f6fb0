"""Dialogs: what lies over a page until its reader answers, and what a text says in one that stands open (DESIGN 3.5). Pure.

A `dialog` may stand open amid the lines of a text and be as much of it as a box with a frame. Nearly all others are a site's: they
greet, ask, sell, and are shut. So one is text only where it holds nothing but words: whatever could be pressed, or be shut by a
script that nobody reads here, makes it a dialog again.
"""

from __future__ import annotations

import re
from itertools import islice

from monitor.expressions import expression
from monitor.extract.around.controls import ANSWER
from monitor.extract.elements.addresses import leads_to_file
from monitor.extract.elements.layout import words
from monitor.extract.elements.tree import Element, Node, names_of
from monitor.extract.lists import any_of, name_words, named
from monitor.normalize import key

CONSENT = expression(
    r"cookie|traceur|consent|rgpd|gdpr|donn[ée]es (?:personnelles|de navigation)|vie priv[ée]e|privacy|mesure d.audience", re.I
)
_SHUTS = expression(rf"{any_of('asks', 'shuts')}")
_IN_MODAL = ["modal-dialog", "modal-content"]
_LINES = words("p ul ol dl table blockquote h2 h3 h4 h5 h6")
_WORDS = words(
    "p ul ol li dl dt dd table caption thead tbody tfoot tr td th h2 h3 h4 h5 h6 div span strong em b u br sub sup small time a"
)
_SAYING = words(
    "class id lang dir title href hreflang rel target download type colspan rowspan scope start datetime aria-label aria-labelledby"
)
_BY_NAME = named("dialogs") | named("cookie") | named("vendor") | named("ads")
_PLACED = re.compile(r"position\s*:\s*(?!static|relative)|z-index|inset|(?<![\w-])(?:top|bottom)\s*:", re.I)
_SENTENCES = words("p li dd td")
_REACHING = ("tel:", "mailto:")
_ANSWERS = 24  # characters of a line that may be something to press
_SIGN = 2  # of « × »
_FIRST = 200  # elements of a box, among which its title is
_NEAR = 12  # pieces of what stands beside it, spaces included


def is_dialog(el: Element) -> bool:
    """Whether *el* says itself that it is a dialog, or is built as frameworks build theirs: a modal around a dialog's content.

    A `dialog` that stands open amid a text and holds nothing but words is a box like any other.
    """
    attrs = el.attrs or {}
    if attrs.get("role") in ("dialog", "alertdialog") or attrs.get("aria-modal") == "true":
        return True
    if el.name == "dialog":
        return not ("open" in attrs and _is_amid_lines(el) and _is_plain(el) and _says_a_text(el))
    return "modal" in (attrs.get("class") or ()) and el.find(class_=_IN_MODAL) is not None


def _is_amid_lines(el: Element) -> bool:
    """Whether a line of text stands before *el* in the same box, and one behind it, but where that box is no column of a page."""
    around = el.parent
    if around is None or not any(map(_is_line, islice(el.previous_siblings, _NEAR))):
        return False
    if any(map(_is_line, islice(el.next_siblings, _NEAR))):
        return True
    return around.name not in ("body", "main", "article") and all(el.name != "h1" for el in islice(around.descendants, _FIRST))


def _is_line(node: Node) -> bool:
    return isinstance(node, Element) and node.name in _LINES and bool(node.get_text(strip=True))


def _is_plain(el: Element) -> bool:
    """Whether nothing in *el* is more than words, and nothing in its tags is for a script or lays it over the page."""
    style = str(el.attrs.get("style") or "")
    if not {*el.attrs} - {"open", "style"} <= _SAYING or _PLACED.search(style) or name_words(names_of(el)) & _BY_NAME:
        return False
    inside = el.find_all(True)
    return all(one.name in _WORDS and {*one.attrs} <= _SAYING and not name_words(names_of(one)) & _BY_NAME for one in inside)


def _says_a_text(el: Element) -> bool:
    """Whether the words of *el* are a text: no consent, no question, no « × », no link that one is to press."""
    lines = [line for text in el.get_text("\n").split("\n") if (line := text.strip())]
    if not lines or CONSENT.search(" ".join(lines)):
        return False
    for line in lines:
        is_sign = len(line) <= _SIGN and (not line.isalnum() or line in "xX")
        if is_sign or line.endswith("?") or (len(line) <= _ANSWERS and (ANSWER.match(line) or _SHUTS.fullmatch(key(line)))):
            return False
    return all(map(_is_of_a_sentence, el.find_all("a")))


def _is_of_a_sentence(link: Element) -> bool:
    """Whether *link* reaches somebody, fetches a file, or stands among words, and leads somewhere."""
    href = str(link.attrs.get("href") or "").strip()
    if href.startswith(_REACHING) or leads_to_file(href):
        return True
    around = link.parent
    if around is None or around.name not in _SENTENCES or not href or href.startswith(("#", "javascript:")):
        return False
    return around.get_text(strip=True) != link.get_text(strip=True)
