"""Lists without bullets below a title in one box, which its capitals, its colour or its weight tell from them (3.27). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from monitor.expressions import expression
from monitor.model.frozen import replace
from monitor.pdf.lines import Line, same_look
from monitor.pdf.orgchart.nodes import Written
from monitor.pdf.orgchart.vocabulary import KINDS, folded, is_chart_word, is_role, starts_like_unit
from monitor.pdf.orgchart.words.missions import sort_of
from monitor.pdf.orgchart.words.name_forms import may_be_name
from monitor.pdf.orgchart.words.people import is_name
from monitor.pdf.orgchart.words.wording import is_contact, is_cut_off, label_and_people, unbulleted, without_numbers

_TITLED = 8  # letters of a title: less may be a code
# No word of it says which
_KIND = expression(rf"(?:{'|'.join(map(re.escape, sorted(KINDS)))}|generale?s?|adjointe?s?|executive|deputy|d'|de|des|of)")
_LARGER = 1.1  # times as large as its entries, a title
_FEW = 2  # boxes with several entries: fewer are no custom
_THEMES = 0.4  # of them, those that may be what a unit does: « Gestion des musées »
_KNOWN = 0.5  # of the entries of a sheet, those with a word that is known of units


def titled_lists(boxes: Sequence[Sequence[Line]]) -> dict[int, list[Line]]:
    """The lines of those *boxes*, by number, that have one title over a list in its look, each entry with a bullet.

    « PÔLE RESSOURCES », « Finances », « Achats »; the title in red, the others in black. Where a sheet has several, all of them
    short lines that go on with none, half of them with words of units, and nobody is named alone: names stand under titles so, too.
    """
    firsts = [folded(lines[0].text) if len(lines) > 1 else "" for lines in boxes]
    # « Direction générale adjointe »: in their order, what begins with one follows it
    several = {o for o, other in pairwise(sorted(firsts)) if o and other.startswith(o)}
    once = ((n, boxes[n]) for n, o in enumerate(firsts) if o and not (o in several and all(map(_KIND.fullmatch, o.split()))))
    parts = {number: entries for number, lines in once if (entries := _below_title(lines))}
    texts = [line.text for entries in parts.values() for line in entries]
    custom = sum(len(entries) >= _FEW for entries in parts.values())
    known = sum(any(map(is_chart_word, text.split())) for text in texts)
    sorts = [sort_of(text) for text in texts]  # what a unit does is no unit
    if {"verb", "task"} & {*sorts} or sorts.count("theme") > _THEMES * len(sorts):
        return {}
    if custom < _FEW or known < _KNOWN * len(texts) or not all(map(_may_be_entry, texts)) or len(set(texts)) < len(texts):
        return {}
    return {n: [boxes[n][0], *(replace(line, text=f"• {line.text}") for line in entries)] for n, entries in parts.items()}


def _below_title(lines: Sequence[Line]) -> Sequence[Line]:
    """What stands below the title that begins a box, in capitals or a colour, bold or larger, as nothing else there; or ().

    Below a bold title stand names, posts and tasks as often as units: there all of it may be entries, with nobody named.
    """
    if len(lines) < _FEW or any(line.angle != 0 or not same_look(lines[-1], line) for line in lines[1:]):
        return ()
    title, *rest = lines
    worded = starts_like_unit(title.text) and folded(title.text) not in KINDS and not is_role(title.text)
    shown = title.text.isupper() > any(line.text.isupper() for line in rest) or title.colour not in {o.colour for o in rest}
    if not same_look(title, rest[0]):
        bolder = title.bold > rest[0].bold or title.size > _LARGER * rest[0].size
        shown = bolder and all(_may_be_entry(line.text) and not label_and_people(line.text)[1] for line in rest)
    broken = any(is_cut_off(above.text, below.text) for above, below in pairwise(lines))
    return rest if worded and shown and not broken else ()


def _may_be_entry(text: str) -> bool:
    """Whether *text* may be an entry: a title, alone or with who heads it; no task, name, post or number to call."""
    label, people = label_and_people(text)
    if not text[:1].isupper() or unbulleted(text) is not None or is_contact(text) or "," in (label if people else text):
        return False
    return bool(label and people) or not (is_name(without_numbers(text)) or may_be_name(text) or is_role(text))


def doubt_listed_ends(writings: Iterable[Written]) -> None:
    """Doubt bold titles that go on with a plain line which had room behind them and begins as titles do: it may be listed there.

    So may two lines or more under one that is bold, in capitals or of a colour as they are not, each of which begins so.
    """
    for one in (one for written in writings for one in (written, *written.more)):
        if len(one.label) < _TITLED or not one.lines or folded(one.lines[0].text) in KINDS:
            continue
        title, *rest = one.lines
        plain = {o.order for o in one.left if o.text[:1].isupper() and one.first and o.bold < one.first.bold}
        looks = {(o.bold, o.colour, o.text.isupper()) for o in rest}
        apart = len(rest) > 1 == len(looks) and (title.bold, title.colour, title.text.isupper()) not in looks
        whole = any(not o.text[:1].isupper() or is_cut_off(above.text, o.text) for above, o in pairwise(one.lines))
        one.doubted |= (apart and not whole) or any(o.order in plain for o in rest)
