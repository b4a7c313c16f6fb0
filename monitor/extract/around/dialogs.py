"""Dialogs: what lies over a page until its reader answers, and what a text says in one that stands open (DESIGN 3.5). Pure.

A `dialog` may stand open amid the lines of a text and be as much of it as a box with a frame. Nearly all others are a site's: they
greet, ask, sell, and are shut. So one is text only where it holds nothing but words: whatever could be pressed, or be shut by a
script that nobody reads here, makes it a dialog again. One with a button that can do nothing but shut it asks nobody for anything,
and is text where it states something: a figure, a table, whom to reach, sentences; who greets says a line or two, and no figure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
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
_FIGURE = re.compile(r"\d")
_STATED = words("table ul ol dl")
_STATEMENT = 40  # characters of a sentence that states something
_CALLS = ("!", "?", "…", "...", ":")  # how a line ends that greets, asks or calls
# By `normalize.key`, what is answered: who can accept, decline or put it off was asked for something.
_OFFERED = expression(
    r"\b(?:a[ck]+[cz]?ept|accett|acept|aceit|autoris|agree|allow|toesta|zustimm|annehm|refus|reject|rechaz|rifiut|declin|deny|ablehn"
    r"|weiger|continu|weiter|doorga|passer|skip|sans|later|spater|tard|tardi|tarde|merci|thanks|danke|bedankt|gracias|grazie|obrigad"
    r"|param|person|custom|gerer|manage)"
)
_OF_BUTTON = words(
    "class id type title aria-label value autofocus formmethod formnovalidate command commandfor onclick "
    "data-dismiss data-bs-dismiss"
)
_SHUTS_IT = re.compile(r"\bclose\(|\.remove\(|\b(?:remove|toggle)Attribute\(.open", re.I)
_DOES = re.compile(r"location|href|submit|open\(|fetch|cookie|storage", re.I)
_CLOSING = ("close", "request-close")  # values of `command`
_DISMISSING, _DISMISSED = ("data-dismiss", "data-bs-dismiss"), frozenset({"dialog", "modal", "alert"})
_ANSWERS = 24  # characters of a line that may be something to press
_SIGN = 2  # of « × »
_FIRST = 200  # elements of a box, among which its title is
_NEAR = 12  # pieces of what stands beside it, spaces included


def is_dialog(el: Element) -> bool:
    """Whether *el* says itself that it is a dialog, or is built as frameworks build theirs: a modal around a dialog's content.

    A `dialog` that stands open amid a text and holds nothing but words is a box like any other; so is one with a button that only
    shuts it, where it states something.
    """
    attrs = el.attrs or {}
    if attrs.get("role") in ("dialog", "alertdialog") or attrs.get("aria-modal") == "true":
        return True
    if el.name == "dialog":
        return not ("open" in attrs and _is_amid_lines(el) and _is_plain(el, shut := _shutting(el)) and _says_a_text(el, shut))
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


def _shutting(el: Element) -> list[Element]:
    """The button of *el*, and « × » beside it, where all that they can do is to shut it."""
    buttons = el.find_all("button")
    worded = [button for button in buttons if not _is_sign(button.get_text(strip=True))]
    return buttons if len(worded) < 2 and len(buttons) < 3 and all(map(_only_shuts, buttons)) else []


def _only_shuts(button: Element) -> bool:
    """Whether *button* shuts the dialog by what its tag says, or, where a script that stands elsewhere does, by what it reads."""
    attrs = button.attrs
    script, dismissed = str(attrs.get("onclick") or ""), [str(attrs[name]) for name in _DISMISSING if name in attrs]
    if (
        {*attrs} - _OF_BUTTON
        or not {*dismissed} <= _DISMISSED
        or (script and (_DOES.search(script) or not _SHUTS_IT.search(script)))
    ):
        return False
    said = [line for line in (button.get_text(" ", strip=True), str(attrs.get("aria-label") or "")) if line]
    if any(_OFFERED.search(key(line)) for line in said):
        return False
    form = button.find_parent("form")
    if form is not None:
        return _is_of_dialog(form)
    return bool(script or dismissed) or attrs.get("command") in _CLOSING or any(_is_sign(o) or _is_to_shut(o) for o in said)


def _is_of_dialog(form: Element) -> bool:
    """Whether what is pressed in *form* shuts the dialog around it, without any script."""
    return str(form.attrs.get("method") or "").lower() == "dialog" and {*form.attrs} <= {"method", "class", "id"}


def _is_plain(el: Element, shut: Collection[Element]) -> bool:
    """Whether nothing in *el* but what *shut*s it is more than words, and no tag is for a script or lays it over the page."""
    style = str(el.attrs.get("style") or "")
    if not {*el.attrs} - {"open", "style"} <= _SAYING or _PLACED.search(style) or name_words(names_of(el)) & _BY_NAME:
        return False
    inside = [one for one in el.find_all(True) if not any(one is box or box in one.parents for box in shut)]
    return all(_is_words(one) or (bool(shut) and one.name == "form" and _is_of_dialog(one)) for one in inside)


def _is_words(el: Element) -> bool:
    return el.name in _WORDS and {*el.attrs} <= _SAYING and not name_words(names_of(el)) & _BY_NAME


def _says_a_text(el: Element, shut: Collection[Element]) -> bool:
    """Whether the words of *el* are a text: no consent, no question, no « × », no link that one is to press.

    Where a button *shut*s it, they have to state something.
    """
    lines = [line for text in _texts(el, shut) for part in text.split("\n") if (line := part.strip())]
    if not lines or CONSENT.search(" ".join(lines)):
        return False
    if any(_is_sign(line) or line.endswith("?") or _is_to_shut(line) for line in lines):
        return False
    return all(map(_is_of_a_sentence, el.find_all("a"))) and (not shut or _states(el, lines))


def _states(el: Element, lines: list[str]) -> bool:
    """Whether *lines* state something: a figure, a list or table, whom to reach, a sentence that is more than a greeting."""
    if el.find([*_STATED, "a"]) is not None or any(map(_FIGURE.search, lines)):
        return True
    return any(len(line) >= _STATEMENT and not line.endswith(_CALLS) for line in lines)


def _texts(el: Element, apart: Collection[Element]) -> Iterator[str]:
    """The texts in *el* that stand in none of *apart*."""
    for node in el.contents:
        if not isinstance(node, Element):
            yield node
        elif node not in apart:
            yield from _texts(node, apart)


def _is_sign(line: str) -> bool:
    """« × », « X »"""
    return len(line) <= _SIGN and (not line.isalnum() or line in "xX")


def _is_to_shut(line: str) -> bool:
    """Whether *line* may be something to press."""
    return len(line) <= _ANSWERS and bool(ANSWER.match(line) or _SHUTS.fullmatch(key(line)))


def _is_of_a_sentence(link: Element) -> bool:
    """Whether *link* reaches somebody, fetches a file, or stands among words, and leads somewhere."""
    href = str(link.attrs.get("href") or "").strip()
    if href.startswith(_REACHING) or leads_to_file(href):
        return True
    around = link.parent
    if around is None or around.name not in _SENTENCES or not href or href.startswith(("#", "javascript:")):
        return False
    return around.get_text(strip=True) != link.get_text(strip=True)
