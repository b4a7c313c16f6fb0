"""A few words in the place of a whole text that nobody of the town signed: a failure in words that no list holds (3.14). Pure.

Who writes to his town names an office, a day, or what the text was about. « La machine boude. Laissez-lui une minute » names none.
What is said is weighed as a whole (`weight`). What stands around it lowers the bound: an alert's box, a button to try again, a
status by its number, another language than the page's. Only what is to be checked anyway is asked; it is told once it stayed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from monitor.expressions import expression
from monitor.extract.elements.tree import names_of
from monitor.extract.page import Page
from monitor.model import Block, Extraction, Failure, FailureKind, Revision
from monitor.model.frozen import replace
from monitor.model.suspects import FEW_UNDER, INSTEAD, MAY_BE_PROGRAM
from monitor.normalize import key
from monitor.quality.evidence import PageEvidence
from monitor.quality.gives_way import QUOTED, came_in, pairs_of, size_of, stands_still, words_of
from monitor.quality.language import language
from monitor.quality.news import MOST, NUMBER, STREET, YEAR, names_day, names_somebody, telling
from monitor.quality.phrases import is_rewritten, without_mild
from monitor.quality.remains import Remains
from monitor.quality.stand_ins import leads_on, unnamed
from monitor.quality.weight import weight

FAILS = 2.0  # what words weigh from which, alone, they are a failure
FAILS_IN_BOX = 1.0  # the same where what stands around them says so, too
DOUBTED = 0.25  # from which it is to be checked whose they are
_TEXT = 30  # words of a text that may give way to a few
_LEAST = 4  # words: fewer are anybody's, « Accès interdit. », wherever nothing else speaks against them
_LINES = 4  # that do, at most
_STATUS = re.compile(r"(?:\w+ )?[45]\d\d")
_OF_ALERTS = expression(
    r"(?:^|[\s_-])(?:alert|alerte|danger|warning|errors?|erreurs?|fehler|failed|failure|unavailable)(?:$|[\s_-])", re.I
)
_OF_NOTICES = expression(r"(?:^|[\s_-])(?:info\w*|success|notice|note|primary|secondary|light)(?:$|[\s_-])", re.I)
_ASKED = re.compile(rf"(?:{INSTEAD}|{MAY_BE_PROGRAM}|{FEW_UNDER}): |\d+ → \d+ words|\d+ / \d+ old words")
_ADDRESS = re.compile(r"\w@\w|www\.|https?://")
_ARCHIVED = expression(r"\barchiv(?:ed|e[es]{0,2}|iert|iat[aeio]|ad[ao]s?)\b")  # as towns do
_BEFORE_NOUNS = expression(r"\b(?:alle|(?:ihr|unser|kein)(?:e[mnrs]?)?|diese[mnrs]?) ", re.I)  # which German writes like a name


def unsigned(
    page: Page,
    before: Page | None,
    extraction: Extraction,
    last: Revision | None,
    odd: Collection[tuple[str, str]],
    stayed: Collection[tuple[FailureKind, str]],
) -> tuple[tuple[Failure, ...], Mapping[str, str]]:
    """Of the items that are *odd*, those of which a few words that nobody signed have the place, and what went with them.

    And by item such words of which it can't be said whose they are: they are told as perhaps a program's.
    """
    asked = {item for item, reason in odd if _ASKED.match(reason)}
    if before is None or last is None or not asked:
        return (), {}
    now, known = (PageEvidence(side, "", "", None) for side in (page, before))
    found = dict[str, Failure | str]()
    here = {key(block.text) for block in now.seen}
    for old, new in ((old, new) for old, new in pairs_of(extraction, last) if new.item in asked):
        came = came_in(old, new)
        framed = all(key(block.text) in now.imprint for block in new.blocks if block not in came)
        instead = size_of(old) >= _TEXT and 2 * size_of(new) < size_of(old) and framed and not stands_still(old, new, here)
        if instead and (told := _of(came, now, known, [old.heading or "", *(block.text for block in old.blocks)])):
            found[new.item] = told
    went = [old for old in last.sections if old.item in asked and old.item in extraction.missing and size_of(old) >= _TEXT]
    if went:
        fresh = set(Remains(now, known, last).fresh)
        texts = [block.text for old in went for block in old.blocks]
        if told := _of([block for block in now.seen if block.text in fresh], now, known, texts):
            found |= {old.item: told for old in went}
    failures = {item: one for item, one in found.items() if not isinstance(one, str) and (one.kind, one.detail) not in stayed}
    if failures:
        failures |= {item: next(iter(failures.values())) for item in extraction.missing if item not in failures}
    doubted = {item: one for item, one in found.items() if isinstance(one, str)}
    return tuple([replace(one, item=item) for item, one in failures.items()]), doubted


def _of(blocks: Sequence[Block], now: PageEvidence, known: PageEvidence, texts: Sequence[str]) -> Failure | str | None:
    """Why *blocks*, all that stands in the place of *texts*, are a failure; what they say, where it can't be said whose words
    they are; None where they may well be somebody's.
    """
    prose = [block for block in blocks if now.is_prose(block.text) and not _STATUS.fullmatch(key(block.text))]
    lines, said = [block.text for block in prose], "\n".join(block.text for block in prose)
    if not 0 < len(lines) <= _LINES or sum(len(words_of(line)) for line in lines) > MOST or leads_on(now.page, prose):
        return None
    if any(is_rewritten(line) or names_somebody(_BEFORE_NOUNS.sub("", line)) for line in lines):
        return None
    if any(block.kind == "list_item" and not _is_alert(block.text, now) for block in prose):
        return None
    if names_day(said) or any(way.search(said) for way in (NUMBER, STREET, YEAR, _ADDRESS)) or _ARCHIVED.search(key(said)):
        return None
    heavy, few = weight(lines), len(words_of(said)) < _LEAST
    if heavy > FAILS and not few:
        return unnamed(lines)
    shares = not telling(without_mild(said)).isdisjoint(telling(without_mild("\n".join(texts))))
    if heavy > FAILS_IN_BOX and not shares and _is_set_apart(blocks, prose, now, known):
        return unnamed(lines)
    return " ".join(lines)[:QUOTED] if heavy > DOUBTED and not few else None


def _is_set_apart(blocks: Sequence[Block], prose: Sequence[Block], now: PageEvidence, known: PageEvidence) -> bool:
    """Whether what stands around *prose*, of *blocks*, says that it is no text: a status, another language, an alert's box."""
    lines = [block.text for block in prose]
    old, new = language(known.own), language("\n".join(lines))
    if (old and new and old != new) or any(_STATUS.fullmatch(key(block.text)) for block in blocks):
        return True
    return any(_is_alert(line, now) for line in lines) or now.doubts(lines, known)


def _is_alert(line: str, now: PageEvidence) -> bool:
    """Whether *line* stands, with no more than three more like it, in a box that is an alert's by its role, state or name."""
    layout, run = now.page.layout, now.page.run_of.get(line)
    box = layout.boxes[layout.holder[run]] if run is not None else None
    while box is not None and layout.chars(box.start, box.end) <= 8 * MOST:
        names = names_of(box.el)
        if box.el.attrs and _OF_ALERTS.search(names) and not _OF_NOTICES.search(names):
            return True
        box = layout.boxes[box.parent] if box.parent >= 0 else None
    return False
