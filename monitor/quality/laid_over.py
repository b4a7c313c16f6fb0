"""An error, or a notice, that lies over a text which nobody sees any more, though its source still holds it (DESIGN 3.14). Pure.

Pages hide what a script is to show: all of it until it is loaded, one panel of several, what is asked for first. There nothing is
said instead, or that it is to come, or there is something to press. What lies over a text stands right beside it, says what is so,
and leaves its reader nothing to do but to go.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from monitor.expressions import expression
from monitor.extract.elements.layout import LayoutBox
from monitor.extract.elements.tree import Element
from monitor.extract.page import Page
from monitor.model import Failure, OpenFailure, Section
from monitor.normalize import key
from monitor.quality.evidence import WORD, PageEvidence
from monitor.quality.phrases import asks_to_wait, headline_kind, kinds_said, speaks_of_consent
from monitor.quality.speaker import is_owner_s
from monitor.quality.stand_ins import in_place_of

_SCRIPTS = expression(r"\b(?:java ?script|js|scripts?)\b", re.I)
_SENTENCE = (".", "!", "?")
_WORDS = 4  # of a sentence
_STAYS = timedelta(days=1)  # what stands in a text's place for so long is what is there
_SEARCH = expression(r"search|recherch|such|busc|cerc|zoek", re.I)


def said_over(page: Page, hidden: Sequence[LayoutBox], sections: Iterable[Section], before: Page) -> list[str]:
    """What is new on *page* beside the boxes *hidden*, which nobody sees, and said in the place of their *sections*.

    Under a section's own heading it is so only in words of errors: a redesign whose slides, script or address open the text says
    something new there, too. It stands under no other heading of before but the page's: under « Actualités » are news.
    """
    now, known = (PageEvidence(side, "", "", None) for side in (page, before))
    old, head = {key(block.text) for block in known.seen}, key(known.heading)
    own = {key(section.heading or "") for section in sections} - {head}
    lines = _beside(page, hidden)
    said = [
        (line, stood)
        for line, under in lines
        if key(line) not in old and now.is_prose(line) and {*(stood := [one for one in under if one in old])[-1:]} <= {head, *own}
    ]
    text = "\n".join(line for line, _ in said)
    if not said or speaks_of_consent(text) or _SCRIPTS.search(text) or any(asks_to_wait(line) for line, _ in said):
        return []
    told = [line for line, _ in said]
    if kinds_said(text) or any(map(headline_kind, told)) or in_place_of(told, asks_password=False, sets_sum=False):
        return told
    if any(under and under[-1] == key(line) in own for line, under in lines):
        return []
    apart = [line for line, stood in said if {*stood} <= {head}]
    is_told = any(line.rstrip().endswith(_SENTENCE) and len(WORD.findall(line)) >= _WORDS for line in apart)
    # « La mairie est fermée le 24 décembre » stands above anything
    return apart if is_told and not is_owner_s(apart) and not _to_press(page) - _to_press(before) else []


def has_stayed(failure: Failure, met: Sequence[OpenFailure], now: datetime) -> bool:
    """Whether *failure*, with what it says, stands for a day and two visits."""
    known = [one for one in met if (one.failure.kind, one.failure.detail) == (failure.kind, failure.detail)]
    return any(one.consecutive > 1 and one.since <= now - _STAYS for one in known)


def _beside(page: Page, hidden: Sequence[LayoutBox]) -> list[tuple[str, list[str]]]:
    """What is seen in the innermost box around the first of *hidden* that holds anything to be seen, each line with the headings,
    as keys, that it stands under; a heading's last is itself."""
    layout, within = page.layout, page.layout.within({box.order for box in hidden})
    levels = {box.start: box.level or 0 for box in layout.headings}
    for around in layout.ancestors(hidden[0]):
        runs = [run for run in range(around.start, around.end) if not within[layout.holder[run]]]
        if not any(layout.has_words(run, run + 1) for run in runs):
            continue
        found, under = list[tuple[str, list[str]]](), list[tuple[int, str]]()
        for run, block in layout.numbered(runs):
            if block.kind == "heading":
                level = levels.get(run, 0)
                under = [*((other, head) for other, head in under if other < level), (level, key(block.text))]
            found.append((block.text, [head for _, head in under]))
        return found
    return []


def _to_press(page: Page) -> Counter[str]:
    """What waits for the reader of *page*: buttons, links that lead nowhere, fields, but those of a search."""
    found = page.body.find_all(["a", "button", "input", "select"])
    return Counter(f"{el.name} {' '.join(el.get_text(' ').split())}" for el in found if _wants_reader(el))


def _wants_reader(el: Element) -> bool:
    if el.name == "a":
        return str(el.attrs.get("href") or "#").startswith(("#", "javascript:"))
    form = el.find_parent("form")
    said = f"{form.attrs} {el.attrs} {el.get_text()}" if form is not None else ""
    return not _SEARCH.search(said) and str(el.attrs.get("type") or "") not in ("hidden", "password")
