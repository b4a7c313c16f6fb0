"""The words of an org chart's document that its edits do not explain, as section ops (DESIGN 3.12, 5.13). Pure.

Notes, legends, counts, page titles and boxes that the chart's reader left aside are words of the document too. Of what differs,
words that an edit of the chart tells already are taken away, and what only stands in another order or with other spaces.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import groupby, product

from monitor.compare.charts.columns import told_by_cell
from monitor.compare.charts.figures import is_of_figures, kept_but_for_figures
from monitor.compare.charts.forms import accents_of, apart_in_accents, same_forms
from monitor.compare.charts.lines import (
    Lines,
    as_units_say,
    exchanged,
    heads_beside,
    in_their_boxes,
    letters_of,
    turned_apart,
    with_reworded,
    with_twins,
    written_of,
)
from monitor.compare.charts.numbered import numbers_of_sections
from monitor.compare.charts.places import moved_lines
from monitor.compare.charts.sheet import as_dated, without_details, without_running_heads
from monitor.compare.documents.line_ends import Sides, is_word, one_sided, without_ends, without_lines
from monitor.compare.person_names import drawn_initials
from monitor.compare.text.alignment import aligned
from monitor.compare.text.block_facts import fact_steps
from monitor.compare.text.blocks import edits_between, in_order, text_steps
from monitor.compare.text.pieces import Piece
from monitor.compare.title_words import AND, RANK, same_but_for_lost_letters, tells_function
from monitor.expressions import expression
from monitor.model import DocumentContent, Edit, OrgChart, Unit
from monitor.model.frozen import dataclass, replace
from monitor.normalize import SAVED_AS, key, tokens

_SPACED, _BROKEN = 6, 4  # letters that stand apart: « T I T R E S »; parts that a word is broken into
_VACANCY, _PORTRAITS = 4, 3  # words: « Poste vacant » is no longer; people whose initials stand alone in a line
_SET = frozenset("-•·▪■□●○◦∙*▸►")
_IMPRINT = expression(
    rf"(?:^|[–—|:(,-])\s*(?:(?:{SAVED_AS}|imprimée?|éditée?|version|printed|gedruckt|impres[oa]|stampat[oa]|afgedrukt)"
    r"(?:\s*:|\s+(?:à jour|le|du|au|on|am|op|el|il|em|de)\b)*\s*|organi[gs]ram\w*[^\d.;:!?]{0,40})"
    r"\b(\d\d?)(?:er|\.)? ([^\W\d]+) (\d{4})\b",
    re.MULTILINE,
)
_Charts = tuple[OrgChart, OrgChart]
_Texts = Sequence[Sequence[str]]  # of both sides, text by text


def text_edits(old: DocumentContent, new: DocumentContent) -> list[Edit]:
    """Return the section ops between two texts, each with `field`: "text"; what is struck out, or no longer, included."""
    alignment = aligned(_pieces(old), _pieces(new))
    struck = fact_steps(alignment).steps if old.facts_known and new.facts_known else []
    return [of_text(edit) for edit in in_order([*text_steps(alignment), *struck])]


def unexplained_edits(old: DocumentContent, new: DocumentContent, told: Sequence[Edit]) -> list[Edit]:
    """What the words of two charts' documents differ in beside *told*, in reading order; none where each stands as often."""
    cells, new = told_by_cell(old, new)
    before, after = (Counter(t for block in content.text or () for t in tokens(block.text)) for content in (old, new))
    left = before - after, after - before
    came = Counter(left[0]), Counter(left[1])
    charted = old.orgchart is not None and new.orgchart is not None
    heads = list(heads_beside(old, new)) if charted else []
    dated = as_dated(new, told)  # a new date leaves the others what they were
    if before == (after if dated is new else Counter(t for block in dated.text or () for t in tokens(block.text))):
        sure = all(chart is not None and chart.structured for chart in (old.orgchart, new.orgchart))  # lines are no boxes
        others = heads or any(edit.op != "title_changed" for edit in told)
        places = [] if others else exchanged(_pieces(old), _pieces(dated), old.orgchart if sure else None)
        swapped = [of_text(edit) for one, other in places for edit in edits_between([one], [other])]
        swapped = [*map(Lines(old, new, told).named, swapped)] if swapped and charted else swapped
        moved = moved_lines(old, new, alone=not (told or others or cells))  # unless whole lines say of themselves whose they are
        said = moved if {e.before for e in swapped} <= {e.before for e in moved} else swapped
        turned = turned_apart(edits_between(_pieces(old), _pieces(dated)))[0] if others else []
        return [*cells, *(edit for edit, _ in heads), *said, *turned]
    turned, reworded = turned_apart(with_reworded(edits_between(_pieces(old), _pieces(new))))
    steps = [_Step.of(as_units_say(edit, old, new)) for edit in reworded if edit.op != "move"]
    _without_spelling(steps, left, old, new)
    accents = accents_of(old, new)
    for gone, come in () if accents.sure else apart_in_accents(*left):
        times = min(left[0][gone], left[1][come])
        _take(left, 0, [gone] * times)
        _take(left, 1, [come] * times)
    if old.orgchart and new.orgchart:
        for one, other in same_forms(old.orgchart, new.orgchart, accents):
            _take(left, 0, tokens(one))
            _take(left, 1, tokens(other))
        texts = [[block.text for block in side.text or ()] for side in (old, new)]
        _without_explained(steps, left, told, (old.orgchart, new.orgchart), texts)
        counted = any(edit.op in ("unit_added", "unit_removed", "unit_moved") for edit in told)
        for n, numbers in enumerate(numbers_of_sections(old, new) if counted else ()):
            _take(left, n, [token for number in numbers for token in tokens(number)])
    held = {tuple(step.edit.facts["holders"]) for step in steps if "holders" in step.edit.facts}  # told in words of their own
    heads = [(edit, texts) for edit, texts in heads if (edit.before, edit.after) not in held]
    for n in (0, 1):
        _take(left, n, [token for _, texts in heads for token in tokens(texts[n])])
    lines = tuple({tokens(line) for block in content.text or () for line in block.text.split("\n")} for content in (new, old))
    figures = kept_but_for_figures(old, new) if charted else set()
    first = {n for n, step in enumerate(steps) if is_of_figures(step.edit, figures) and not step.is_told(left, came)}
    chosen = _chosen(steps, left, first)
    said = [edit for step in chosen for edit in step.left_over(left, lines)]
    # bullets or dashes alone that came or went are how a line is set
    said = [e for e in said if not all(mark in _SET for sign, text in e.words if sign != "=" for mark in tokens(text))]
    edits = without_running_heads([*map(of_text, said)], old, new)
    if edits and charted:
        of_units = Lines(old, new, [*told, *(edit for edit, _ in heads)])
        edits = with_twins(without_details([piece for edit in edits for piece in of_units.apart(edit, left)], old, new))
    return [*cells, *(e for e, _ in heads), *in_their_boxes(edits, old.orgchart, new.orgchart), *turned, *moved_lines(old, new)]


def of_text(edit: Edit) -> Edit:
    return replace(edit, facts={"field": "text", **edit.facts})


def _pieces(content: DocumentContent) -> list[Piece]:
    return [Piece(n, b.text, block=b) for n, b in enumerate(content.text or ()) if b.text.strip()]


@dataclass(slots=True, eq=False)
class _Step:
    """One edit with the stretches of words that go and come in it."""

    edit: Edit
    gone: list[tuple[str, ...]]
    come: list[tuple[str, ...]]
    keeps: bool  # some word stands in it before and after
    told: bool = False  # a word of it is told by an edit of the chart
    whole: frozenset[int] = frozenset()  # the sides of which a word is told by an edit of a unit that went, or came

    @classmethod
    def of(cls, edit: Edit) -> _Step:
        gone, come, kept = ([cut for s, text in edit.words if s == sign and (cut := tokens(text))] for sign in "-+=")
        return cls(edit, gone, come, keeps=any(is_word(t) for run in kept for t in run))

    def side(self, n: int) -> list[tuple[str, ...]]:
        return (self.gone, self.come)[n]

    def is_told(self, left: Sides, came: Sides) -> bool:
        """Whether an edit of the chart tells it: it has a word that *came*, or went, of which less is *left*."""
        return self.told or any(left[n][t] < came[n][t] for n in (0, 1) for run in self.side(n) for t in run)

    def left_over(self, left: Sides, lines: tuple[set[tuple[str, ...]], ...]) -> Iterator[Edit]:
        """The edit, of which nothing is told as gone, or come, that stands on the other side: whose *lines* are given for each.

        Where nothing of the old stands in the new, only the side that is not explained, or one after the other.
        """
        before, after = self.edit.before or "", self.edit.after or ""
        if "holders" in self.edit.facts:
            yield self.edit  # one post, however its title follows its holder (DESIGN 3.25)
            return
        if self.edit.op == "replace" and (self.keeps or key(before) == key(after)):
            yield from without_ends(self.edit, left, lines)
            return
        for text, n in ((before, 0), (after, 1)):
            if text and (self.edit.op != "replace" or any(left[n][t] for run in self.side(n) for t in run)):
                yield from (one_sided(piece, n, self.edit) for piece in without_lines(text.split(), left[n], lines[n]))


# --------------------------------------------------------------------------------------------------- what is no difference


def _without_spelling(steps: Sequence[_Step], left: Sides, old: DocumentContent, new: DocumentContent) -> None:
    """Take away words that only a space, a hyphen at a line's end or the program which printed the sheet makes different.

    Such a program spells words with letters of no language, leaves ligatures out, or sets titles letter by letter.
    """
    for step in steps:
        gone, come = ([t for run in step.side(n) for t in run if left[n][t]] for n in (0, 1))
        if letters_of(gone) and letters_of(gone) == letters_of(come):
            _take(left, 0, gone)
            _take(left, 1, come)
    # Words that follow each other and are one word on the other side
    for n, run in [(side, run) for side in (0, 1) for step in steps for run in step.side(side)]:
        for start, first in enumerate(run):
            if not (left[n][first] and is_word(first)):
                continue
            ends = range(start + 2, min(len(run), start + _BROKEN) + 1)
            whole = next((run[start:end] for end in ends if left[1 - n][letters_of(run[start:end])]), None)
            if whole is not None:
                _take(left, n, whole)
                _take(left, 1 - n, [letters_of(whole)])
    known = [{letter for block in content.text or () for letter in block.text.casefold()} for content in (old, new)]
    for n in (0, 1):
        odd = [word for word in left[1 - n] if any(not letter.isascii() and letter not in known[n] for letter in word)]
        for word in odd:
            spelt = next((other for other in left[n] if same_but_for_lost_letters(other, word)), None)
            if spelt is not None:
                _take(left, n, [spelt])
                _take(left, 1 - n, [word])
    for step in steps:
        gone, come = ([t for run in step.side(n) for t in run if left[n][t]] for n in (0, 1))
        if gone and come and same_but_for_lost_letters(" ".join(gone), " ".join(come)):
            _take(left, 0, gone)
            _take(left, 1, come)
    spaced = [(n, run) for n in (0, 1) for step in steps for run in step.side(n) if len(run) >= _SPACED and max(map(len, run)) == 1]
    for n, run in spaced:
        whole = next((o for step in steps for o in step.side(1 - n) if o != run and letters_of(o) == letters_of(run)), None)
        if whole is not None:
            _take(left, n, run)
            _take(left, 1 - n, whole)


def _take(left: Sides, n: int, words: Iterable[str]) -> None:
    """Take *words* away from side *n*."""
    left[n].subtract(words)
    for word in [word for word, count in left[n].items() if count <= 0]:
        del left[n][word]


# --------------------------------------------------------------------------------------------------- what the chart tells


def _without_explained(steps: Sequence[_Step], left: Sides, told: Sequence[Edit], charts: _Charts, texts: _Texts) -> None:
    """Take away the words of *told*: of a unit that came or went all that is written of it, of a person name and role."""
    if not told:
        return
    for n, (side, chart) in enumerate(zip(("before", "after"), charts, strict=True)):
        cuts = [tokens(text) for text in _texts_of(told, side, chart)]
        # Sheets with a row for each unit, or person, print in it what it hangs under
        above = [title for edit in told for title in (edit.facts.get("unit"), *list(edit.facts.get("path") or ())[-1:]) if title]
        above += [unit.title for edit in told if edit.op == "unit_moved" and (unit := _unit(edit, side, chart))]  # « B3 Sports »
        wholes = {letters_of(cut) for cut in (*cuts, *(tokens(str(title)) for title in above))}
        known = {t for cut in cuts for t in cut if is_word(t)}
        units = (edit for edit in told if edit.op in ("unit_removed", "unit_added"))
        of_units = {t for text in _texts_of(units, side, chart) for t in tokens(text) if is_word(t)}
        for step in steps:
            of_step = {t for run in step.side(n) for t in run if left[n][t]}
            step.told |= not known.isdisjoint(of_step)
            step.whole |= {n} if of_units & of_step else frozenset()
        _take(left, n, [t for cut in cuts for t in cut])
        for step in steps:  # printed once more, in its row or on the next page: no other fact
            _take(left, n, [t for run in step.side(n) if letters_of(run) in wholes for t in run])
            rest = {t for run in step.side(n) for t in run if left[n][t]}
            _take(left, n, rest if step.told and rest <= AND else ())  # « Mme Roy et M. Petit »
        # Initials in discs, where several have them: those of who is told go and come with the name
        alone = {key(line).upper(): line.strip() for text in texts[n] for line in text.split("\n") if line.isupper()}
        people = {person.name for unit in chart.units for person in unit.people}
        drawn = {name: [alone[mark] for mark in sorted(drawn_initials(name)) if mark in alone] for name in people}
        if sum(map(bool, drawn.values())) >= _PORTRAITS:
            for name in people.intersection(_texts_of(told, side, chart)):
                _take(left, n, [mark for mark in drawn[name] if left[n][mark]][:1])
    # A new title of a unit, a new title or date of the document, wherever it is printed: one edit tells it (5.5)
    renamed = {tuple(letters_of(tokens(text or "")) for text in (e.before, e.after)) for e in told if e.op == "unit_renamed"}
    for step in steps:
        if tuple(letters_of(tokens(text or "")) for text in (step.edit.before, step.edit.after)) in renamed:
            _take(left, 0, [t for run in step.gone for t in run])
            _take(left, 1, [t for run in step.come for t in run])
    for edit in (edit for edit in told if edit.op == "title_changed"):
        was, now = (Counter(tokens((text or "").casefold())) for text in (edit.before, edit.after))
        only = [{*(was - now)}, {*(now - was)}]
        months = [tokens((chart.date or "").casefold())[-2:] for chart in charts]
        days = (Counter[str](), Counter[str]())  # « imprimé le 15 janvier 2025 » at the foot of each sheet of « janvier 2025 »
        for n, step in product((0, 1), steps):
            printed = _IMPRINT.findall(((step.edit.before, step.edit.after)[n] or "").casefold())
            days[n].update(day for day, *when in printed if (*when,) == months[n])
        for step in steps:
            words = [(n, t) for n in (0, 1) for run in step.side(n) for t in run if is_word(t)]
            if all(t.casefold() in only[n] or left[n][t] <= days[n][t] for n, t in words):
                _take(left, 0, [t for run in step.gone for t in run])
                _take(left, 1, [t for run in step.come for t in run])
    for n, (chart, lines) in enumerate(zip(charts, texts, strict=True)):
        _take_vacancies(steps, left, told, n, charts, texts)
        _take_figures(steps, left, told, n, chart, lines)


def _texts_of(edits: Iterable[Edit], side: str, chart: OrgChart) -> Iterator[str]:
    """What *edits* say of words on one side, piece by piece; titles of the document aside."""
    for edit, name in ((edit, edit.before if side == "before" else edit.after) for edit in edits):
        match edit.op:
            case "unit_removed" | "unit_added":
                if unit := _unit(edit, side, chart):
                    yield from written_of(unit)
            case "unit_renamed" | "role_changed":
                yield name or ""
            case "replace" | "insert" | "delete" if edit.facts.get("person", edit.facts.get("category")):  # another name, or label
                yield from [name or ""] * len(edit.facts.get("units", "1"))
            case "person_replaced" | "person_added" | "person_removed" if name or edit.op == "person_replaced":
                # The name as printed and the role beside it; of a vacant post what is printed for a name
                unit = _unit(edit, side, chart)
                person = next((p for p in (unit.people if unit else ()) if (p.name == name if name else p.vacant)), None)
                role = (person.role or "") if person else ""
                if not (RANK.match(key(role)) or (role == edit.facts.get("role") and not tells_function(role))):
                    role = " ".join(word for word in role.split() if not _has_digit(word))
                yield from filter(None, (person.name if person else name, role))
            case "redrawn":
                yield from (text for unit in chart.units for text in written_of(unit))


def _unit(edit: Edit, side: str, chart: OrgChart) -> Unit | None:
    at = (edit.facts.get("at") or {}).get(side)
    return next((u for u in chart.units if at and (u.page, list(u.bbox)) == (at["page"], list(at["bbox"]))), None)


def _take_vacancies(steps: Sequence[_Step], left: Sides, told: Iterable[Edit], n: int, charts: _Charts, texts: _Texts) -> None:
    """Take away the words that call a post of *told* vacant on side *n*: the line that several such units have, or the one new.

    Where nothing stands under the unit's title: what stands in the place of a name, else a short line.
    """
    # For each of these posts who stands there on the other side, None where nobody does, and of which unit it is
    others: list[tuple[str | None, str]] = []
    for edit in told:
        name, other = (edit.before, edit.after) if n == 0 else (edit.after, edit.before)
        if edit.op == "person_replaced" and not name:
            others.append((other, str(edit.facts.get("unit"))))
        elif edit.op in ("unit_added", "unit_removed") and (unit := _unit(edit, ("before", "after")[n], charts[n])):
            others += [(None, unit.title) for person in unit.people if person.vacant and not person.name]
    boxes = [_lines_under(chart, said) for chart, said in zip(charts, texts, strict=True)] if others else []
    often = Counter[tuple[str, ...]]()
    for chart, lines in zip(charts, boxes, strict=False):
        often.update(o for u in chart.units if any(p.vacant and not p.name for p in u.people) for o in lines[tokens(u.title)])
    known = {line for line, times in often.items() if times > 1}
    for name, title in others:
        if under := boxes[n].get(tokens(title)):
            own = [line for line in known & under or under if all(left[n][t] for t in line)]
            _take(left, n, own[0] if len(own) == 1 else ())
            continue
        letters = letters_of(tokens(name)) if name else None
        in_place = [s for s in steps if letters and any(letters in letters_of(run) for run in s.side(1 - n))]
        for run in [run for step in (*in_place, *(s for s in steps if not s.keeps and not s.told)) for run in step.side(n)]:
            words = [*filter(is_word, run)]
            if words and len(words) <= _VACANCY and not any(map(_has_digit, words)) and left[n][words[0]]:
                _take(left, n, run)
                break


def _lines_under(chart: OrgChart, texts: Sequence[str]) -> dict[tuple[str, ...], set[tuple[str, ...]]]:
    """Of each unit whose title is a line of *texts*, the short lines up to the next title, names and those with figures apart."""
    named = {tokens(said) for unit in chart.units for person in unit.people for said in (person.name, person.role or "")}
    under: dict[tuple[str, ...], set[tuple[str, ...]]] = {tokens(unit.title): set() for unit in chart.units}
    title: tuple[str, ...] = ()
    for line in (tokens(line) for text in texts for line in text.split("\n")):
        title = line if line in under else title
        if title and line not in under and line not in named and len(line) <= _VACANCY and not any(map(_has_digit, line)):
            under[title].add(line)
    return under


def _take_figures(steps: Sequence[_Step], left: Sides, told: Iterable[Edit], n: int, chart: OrgChart, lines: Sequence[str]) -> None:
    """Take away telephones and counts of what the chart tells whole, on side *n*, whose *lines* are given.

    They stand in, or right under, its box; or in a column with one for each unit, or for each of one level.
    """
    under = False
    for step in steps:
        alone = step.edit.op == ("delete", "insert")[n] and (n in step.whole or not step.told)
        whole = alone or len(step.whole) == len(left)
        rest = [t for run in step.side(n) for t in run if left[n][t] and is_word(t)]
        numbers = 0 < len(rest) <= 2 * sum(map(_has_digit, rest))
        if whole and numbers and (step.told or under):
            _take(left, n, rest)
            step.told = True
        under = whole and (step.told or (under and not rest))  # « Poste vacant » between them is told, too
    ids = {edit.facts["ids"][n] for edit in told if edit.op == ("unit_removed", "unit_added")[n]}
    cuts = [[t for t in tokens(line) if is_word(t)] for line in (lines if ids else ())]
    figures = groupby(range(len(cuts)), key=lambda place: 0 < len(cuts[place]) <= 2 * sum(map(_has_digit, cuts[place])))
    columns = [[*places] for is_figure, places in figures if is_figure]
    units = sorted(chart.units, key=lambda unit: (unit.page, unit.bbox[1]))
    rows = [units, *([one for one in units if one.bbox[0] == edge] for edge in {unit.bbox[0] for unit in units if unit.id in ids})]
    pairs = [(column, them) for column in columns for them in rows if len(column) == len(them)]
    own = {place for column, them in pairs for place, unit in zip(column, them, strict=True) if unit.id in ids}
    for step in steps if own else ():
        at = step.edit.facts.get("at")
        if step.edit.op == ("delete", "insert")[n] and at and own.issuperset(range(*at[n])):
            _take(left, n, [t for run in step.side(n) for t in run])


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _chosen(steps: Sequence[_Step], left: Sides, first: Collection[int]) -> list[_Step]:
    """Those at the places *first*, whose words are *left* from now on, and the fewest others that hold all words of *left*.

    Of these those first that hold little else; then those of a mark alone.
    """
    open_ = Counter(left[0]), Counter(left[1])
    for n, run in ((side, run) for place in first for side in (0, 1) for run in steps[place].side(side)):
        _take(open_, n, run)
        left[n].update(t for t in run if not left[n][t])
    words = [[Counter(t for run in step.side(n) for t in run if is_word(t)) for n in (0, 1)] for step in steps]

    def rank(place: int) -> tuple[float, bool, int]:
        held = sum((count & open_[n]).total() for n, count in enumerate(words[place]))
        return -held / max(1, sum(count.total() for count in words[place])), not steps[place].keeps, place

    waiting = [rank(place) for place in range(len(steps))]
    heapify(waiting)
    chosen = {*first}
    while waiting:
        best = heappop(waiting)
        now = rank(best[2])  # no more is held than when it was asked last
        if now[0] and now != best:
            heappush(waiting, now)
        elif now[0]:
            chosen.add(best[2])
            for n in (0, 1):
                _take(open_, n, [t for run in steps[best[2]].side(n) for t in run])
    for place, step in enumerate(steps):  # the same words with another mark; a bullet or a dash is how a line is set
        marks = [(n, t) for n in (0, 1) for run in step.side(n) for t in run]
        if step.keeps and not step.told and not any(is_word(t) for _, t in marks):
            chosen |= {place} if any(left[n][t] and t not in _SET for n, t in marks) else frozenset()
    return [step for place, step in enumerate(steps) if place in chosen]
