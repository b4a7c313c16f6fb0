"""An error, or a notice, that lies over a text which nobody sees any more, though its source still holds it (DESIGN 3.14). Pure.

Pages hide what a script is to show: all of it until it is loaded, one panel of several, what is asked for first. There nothing is
said instead, or that it is to come, or there is something to press. What lies over a text stands right beside it, says what is so,
and leaves its reader nothing to do but to go.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from monitor.expressions import expression
from monitor.extract.layout import LayoutBox
from monitor.extract.page import Page
from monitor.extract.tree import Element
from monitor.normalize import key
from monitor.quality.evidence import WORD, PageEvidence
from monitor.quality.phrases import asks_to_wait, headline_kind, kinds_said, speaks_of_consent
from monitor.quality.speaker import is_owner_s

_SCRIPTS = expression(r"\b(?:java ?script|js|scripts?)\b", re.I)
_SENTENCE = (".", "!", "?")
_WORDS = 4  # of a sentence
_ASIDE = 2  # lines that lead back to the site
_SEARCH = expression(r"search|recherch|such|busc|cerc|zoek", re.I)


def said_over(page: Page, hidden: Iterable[LayoutBox], before: Page) -> bool:
    """Whether what is new on *page* right above or below one of the boxes *hidden*, which nobody sees, is said in their place."""
    now, known = (PageEvidence(side, "", "", None) for side in (page, before))
    boxes, old = list(hidden), {key(block.text) for block in known.seen}
    within = page.layout.within({box.order for box in boxes})
    runs = [run for run, order in enumerate(page.layout.holder) if not within[order]]
    seen = [(run, block.text) for run, block in page.layout.numbered(runs)]
    fresh = {text for _, text in seen if key(text) not in old}
    links = {text for _, text in seen if not now.is_prose(text)}
    said = [line for box in boxes for line in _beside(seen, box, fresh, links) if line not in links]
    text = "\n".join(said)
    if not said or speaks_of_consent(text) or _SCRIPTS.search(text) or any(map(asks_to_wait, said)):
        return False
    if kinds_said(text) or any(map(headline_kind, said)):
        return True
    if is_owner_s(said):
        return False  # « La mairie est fermée le 24 décembre » stands above anything
    told = any(line.rstrip().endswith(_SENTENCE) and len(WORD.findall(line)) >= _WORDS for line in said)
    return told and not _to_press(page) - _to_press(before)


def _beside(seen: list[tuple[int, str]], box: LayoutBox, fresh: set[str], links: set[str]) -> Iterator[str]:
    """The lines in a row of *fresh* ones that end right above *box*, and those that begin right below it; a link or two aside."""
    above = [text for run, text in seen if run < box.start][::-1]
    below = [text for run, text in seen if run >= box.end]
    for lines in (above, below):
        aside = 0
        for line in lines:
            aside += line not in fresh
            if aside > _ASIDE or (line not in fresh and line not in links):
                break
            yield line


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
