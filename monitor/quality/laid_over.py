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
from monitor.extract.layout import LayoutBox
from monitor.extract.page import Page
from monitor.extract.tree import Element
from monitor.model import Block, Failure, OpenFailure, Section
from monitor.normalize import key
from monitor.quality.evidence import WORD, PageEvidence
from monitor.quality.phrases import asks_to_wait, headline_kind, kinds_said, speaks_of_consent
from monitor.quality.speaker import is_owner_s

_SCRIPTS = expression(r"\b(?:java ?script|js|scripts?)\b", re.I)
_SENTENCE = (".", "!", "?")
_WORDS = 4  # of a sentence
_STAYS = timedelta(days=1)  # what stands in a text's place for so long is what is there
_SEARCH = expression(r"search|recherch|such|busc|cerc|zoek", re.I)


def said_over(page: Page, hidden: Sequence[LayoutBox], sections: Iterable[Section], before: Page) -> list[str]:
    """What is new on *page* beside the boxes *hidden*, which nobody sees, and said in the place of their *sections*.

    It stands under no heading of before but the page's or a section's own: under « Actualités » are news.
    """
    now, known = (PageEvidence(side, "", "", None) for side in (page, before))
    old, heads = (
        {key(block.text) for block in known.seen},
        {key(text) for text in (known.heading, *(s.heading or "" for s in sections))},
    )
    said, head = list[str](), ""
    for block in _beside(page, hidden):
        line = key(block.text)
        head = line if block.kind == "heading" else head
        if line not in old and (head not in old or head in heads) and now.is_prose(block.text):
            said.append(block.text)
    text = "\n".join(said)
    if not said or speaks_of_consent(text) or _SCRIPTS.search(text) or any(map(asks_to_wait, said)):
        return []
    if kinds_said(text) or any(map(headline_kind, said)):
        return said
    told = any(line.rstrip().endswith(_SENTENCE) and len(WORD.findall(line)) >= _WORDS for line in said)
    # « La mairie est fermée le 24 décembre » stands above anything
    return said if told and not is_owner_s(said) and not _to_press(page) - _to_press(before) else []


def has_stayed(failure: Failure, met: Sequence[OpenFailure], now: datetime) -> bool:
    """Whether *failure*, with what it says, stands for a day and two visits."""
    known = [one for one in met if (one.failure.kind, one.failure.detail) == (failure.kind, failure.detail)]
    return any(one.consecutive > 1 and one.since <= now - _STAYS for one in known)


def _beside(page: Page, hidden: Sequence[LayoutBox]) -> tuple[Block, ...]:
    """What is seen in the innermost box around the first of *hidden* that holds anything to be seen."""
    layout, within = page.layout, page.layout.within({box.order for box in hidden})
    for around in layout.ancestors(hidden[0]):
        runs = [run for run in range(around.start, around.end) if not within[layout.holder[run]]]
        if any(layout.has_words(run, run + 1) for run in runs):
            return layout.gathered(runs)
    return ()


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
