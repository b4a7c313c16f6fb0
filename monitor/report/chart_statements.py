"""The edits of an org chart as numbered sentences, in the words a town uses, grouped by direction (13.6). Pure.

One sentence holds all that became of one unit; units that came, went or moved together share one; a person who went from one unit
to another is told once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from monitor.compare.charts.categories import meaning_of
from monitor.compare.title_words import letters_key
from monitor.i18n.locale import Locale, locale_of
from monitor.i18n.typography import clean
from monitor.model import Change, Edit, Language
from monitor.model.frozen import dataclass
from monitor.report.chart_edits import date_change, is_of_category, names_summed_up
from monitor.report.chart_phrases import phrase, redrawn_key, sentence, shown
from monitor.report.chart_sentences import folded, unit_sentences
from monitor.report.grammar import has_units_below
from monitor.report.spans import MarkedLine, Span, marked_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence of the list.

    `number`: from 1, in the order of the list; None for what has no place on the page (the title, a chart drawn anew).
    `edits`: indices into `change.edits`, ascending; each edit of the chart belongs to one statement, but for those `told_as_one`.
    `units`: labels as printed, whom it is about. `group`: the heading it stands under; "" where there is none.
    """

    number: int | None
    line: MarkedLine
    edits: tuple[int, ...]
    units: tuple[str, ...]
    group: str = ""

    @property
    def spans(self) -> tuple[Span, ...]:
        return self.line.spans

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.line.spans)


def statements(change: Change, language: Language) -> tuple[Statement, ...]:
    """What *change* says of its org chart, in the order in which it is to be read; () where it says nothing of one.

    First that it was drawn anew, then what stands alone, then direction by direction as the new chart has them, then the title;
    in each what is certain before what is to be checked.
    """
    locale = locale_of(language)
    as_one = names_summed_up(change)
    places = [n for n in range(len(change.edits)) if n not in as_one]
    told = list(unit_sentences([change.edits[n] for n in places], locale))
    heads = [shown(head) for head in headings([sentence.chain for sentence in told])]
    order = sorted(range(len(told)), key=lambda n: (heads[n] != "", heads.index(heads[n]), told[n].mark == "!", n))
    listed = [
        Statement(
            number=number,
            line=MarkedLine(told[n].mark, told[n].spans, number),
            edits=tuple(places[at] for at in told[n].edits),
            units=told[n].units,
            group=heads[n],
        )
        for number, n in enumerate(order, 1)
    ]
    whole = list(_of_whole(change.edits, locale))
    anew = [told for told in whole if change.edits[told.edits[0]].op == "redrawn"]
    return (*anew, *listed, *(told for told in whole if told not in anew))


def _of_whole(edits: Sequence[Edit], locale: Locale) -> Iterator[Statement]:
    """Title, date, a chart drawn anew: they have no place on the page, and no number."""
    for index, edit in enumerate(edits):
        if edit.op == "title_changed":
            dates = date_change(edit)
            if dates:
                title = MarkedLine("~", (Span("note", locale.forms("charts.date")[0]), Span("-", dates[0]), Span("+", dates[1])))
            else:
                title = MarkedLine("~", (Span("note", locale.forms("charts.title")[0]), *marked_words(edit)))
            yield Statement(number=None, line=title, edits=(index,), units=())
        elif is_of_category(edit) and "unit" not in edit.facts:  # another word for all units that had the one
            before, after = (shown(meaning_of(label or "")) for label in (edit.before, edit.after))
            told = sentence([phrase("category_renamed", locale, before=before, after=after)], locale)
            yield Statement(number=None, line=MarkedLine("*", told), edits=(index,), units=())
        elif edit.op == "redrawn":
            # How much of the chart is another one, and by name what came and went of which no other sentence tells
            named = []
            for name in ("lost", "new"):
                if titles := [clean(str(title)) for title in edit.facts.get(name) or ()]:
                    form = locale.forms(f"charts.redrawn_{name}")[len(titles) > 1]
                    named.append(form.format(names=locale.listed([locale.quoted(title) for title in titles])))
            yield Statement(
                number=None,
                line=MarkedLine("*", (Span("note", "".join([locale.forms(redrawn_key(edit, "charts.redrawn"))[0], *named])),)),
                edits=(index,),
                units=(),
            )


def statement_lines(change: Change, language: Language) -> tuple[MarkedLine, ...]:
    """`statements` as lines, each group under a line with the mark "#"."""
    lines: list[MarkedLine] = []
    group = ""
    for statement in statements(change, language):
        if statement.number and statement.group != group:
            group = statement.group
            lines.append(MarkedLine("#", (Span("name", group),)))
        lines.append(statement.line)
    return tuple(lines)


def numbers_of(change: Change) -> dict[int, int]:
    """The number of the statement that tells of each edit of *change*, by its place; none of what has no place on a page."""
    return {edit: told.number for told in statements(change, "fr") if told.number is not None for edit in told.edits}


# -------------------------------------------------------------------------------------- under which direction a statement stands

Chain: TypeAlias = tuple[str, ...]  # labels from the top of the chart down to where something happened

_FEW = 3  # statements that need no headings


def headings(chains: Sequence[Chain]) -> list[str]:
    """Return for each of *chains* the label it is listed under, "" for none; all "" where headings would not help.

    That is the nearest unit above it that is a direction or stands as high; one that would head a single statement gives it to the
    next above. What is left alone needs no heading.
    """
    if len(chains) <= _FEW:
        return [""] * len(chains)
    common = len({letters_key(chain[0]) for chain in chains if chain}) == 1  # such a unit heads the chart and tells nothing apart
    levels = list[list[Chain]]()
    for whole in chains:
        # The chains of the units that may be a heading, the nearest first; where none is a direction, the nearest above
        top, chain = (whole[:1], whole[1:]) if common else ((), whole)
        ends = [n for n in range(len(chain), 0, -1) if has_units_below(chain[n - 1])] or ([len(chain)] if chain else [])
        levels.append([(*top, *chain[:n]) for n in ends])
    places = [0] * len(chains)
    while True:
        current = [level[place] if place < len(level) else () for level, place in zip(levels, places, strict=True)]
        alone = Counter(map(folded, current))
        lonely = [n for n, chain in enumerate(current) if chain and alone[folded(chain)] == 1]
        if not lonely:
            break
        deepest = max(len(current[n]) for n in lonely)
        for n in lonely:
            if len(current[n]) == deepest:
                places[n] += 1
    found = [chain[-1] if chain else "" for chain in current]
    return found if len(set(map(folded, current))) > 1 else [""] * len(chains)
