"""Whether a document can be read as a chart: a scan, a report, a CV has no units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from monitor.model.frozen import replace
from monitor.pdf.ink import PageInk, median
from monitor.pdf.lines import Line, same_look
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.several_pages import PageChart
from monitor.pdf.orgchart.vocabulary import folded, is_chart_word, is_role, level, starts_like_unit, word_pattern

_USUAL_SIZE = 8  # points: letters of a chart on A4; every length in this room is told for such a chart
_LEAST_LETTERS, _LEAST_UNITS = 30, 3
_LEAST_SHARE, _MOST_RUNNING = 0.4, 0.3  # of all letters, those in boxes, and those of running text
_LEAST_LIKE = 0.5  # of titles without a box, those worded like one
_ODD = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x1f]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_VOWELS = frozenset("aeiouyаеиоуыэюяієαεηιουω")  # without accents
_LONG = 45  # letters: a line of running text
_LONGEST_TITLE = 300  # letters
_SENTENCE = 75  # letters of a unit, with all that is said of it
_LEADING_EM = 1.9
_WATERMARK = 3  # times the usual size of letters
_OF_SHEETS = (None, "no hierarchy")  # why not each page of a chart makes a tree alone
_FEW, _MANY = 3, 0.25  # headings of a CV: so many different ones, and of all titles so large a share

_IS_CHART = re.compile(r"organi[gs]ra|organisationsplan|organi[sz]ation(?:al)? chart")  # of folded titles
_OF_A_CV = re.compile(word_pattern("headings of a CV"))


def enlargement(page: PageInk) -> float:
    """How many times larger *page* must be for its letters to have the usual size: a chart reads the same at any size."""
    sizes = [letter.size for letter in page.letters if letter.size > 0 and not letter.text.isspace()]
    return _USUAL_SIZE / median(sizes) if sizes else 1.0


class Signs(NamedTuple):
    """What tells whether a page can be read: counts, and whether one picture fills it."""

    inked: int  # letters, without spaces
    odd: int  # of them, those that mean nothing
    words: int
    mute: int  # of them, those without a vowel
    paths: int
    pictured: bool


def signs_of(page: PageInk) -> Signs:
    letters = "".join([letter.text for letter in page.letters])
    words = _WORD.findall(folded(letters))
    return Signs(
        inked=len(letters.replace(" ", "")),
        odd=len(_ODD.findall(letters)),
        words=len(words),
        mute=sum(not _VOWELS.intersection(word) for word in words),
        paths=len(page.paths),
        pictured=any(picture.box.area > 0.3 * page.width * page.height for picture in page.pictures),
    )


def why_unreadable(signs: Sequence[Signs]) -> str | None:
    inked, odd, words, mute = (sum(s[n] for s in signs) for n in range(4))
    if inked < _LEAST_LETTERS:
        if any(s.pictured for s in signs):
            return "scan"
        return "outlined text" if sum(s.paths for s in signs) > 100 else "no text"
    return "garbled text" if odd > 0.08 * inked + 10 or mute > 0.3 * max(4, words) else None


def without_watermark(page: PageInk) -> PageInk:
    """*page* without words aslant over the sheet in letters much larger than its own, « PROJET »."""
    aslant = [letter for letter in page.letters if letter.angle % 90]
    usual = median([letter.size for letter in page.letters]) if aslant else 0.0
    kept = tuple(letter for letter in page.letters if not (letter.angle % 90 and letter.size > _WATERMARK * usual))
    return replace(page, letters=kept) if len(kept) < len(page.letters) else page


def running_letters(lines: Sequence[Line], entries: Sequence[Node]) -> int:
    """How many letters stand in running text where *entries* are all that is read: long lines that go on within a sentence.

    And those of a list's entries that are sentences: a title has no full stop, however long it is. 0 without entries.
    """
    if not entries:
        return 0
    running: set[int] = set()
    ordered = sorted(lines, key=lambda line: (round(line.frame.x0), line.base))
    for upper, lower in pairwise(ordered):
        near = 0 < lower.base - upper.base <= _LEADING_EM * upper.size and abs(lower.frame.x0 - upper.frame.x0) <= upper.size
        if near and len(upper.text) >= _LONG and same_look(upper, lower) and lower.text[:1].islower():
            running.update((id(upper), id(lower)))
    said = [line.text for line in lines if id(line) in running]
    labels = [node.label for node in entries if node.indent is not None or node.looked]
    said += [label for label in labels if len(label) > _LONGEST_TITLE or (len(label) > _LONG and label.endswith((".", ";")))]
    return sum(map(len, said))


def sheets_of(charts: Sequence[PageChart]) -> list[PageChart]:
    """The pages *charts* without the text to which they are annexed, a decision or an agreement; all, where none is such text.

    What makes no tree alone beside such text, a cover or who signs, is none of the chart either.
    """
    alone = [why_no_tree([chart], chart.nodes) for chart in charts] if len(charts) > 1 else []
    sheets = [c for c, why in zip(charts, alone, strict=False) if why in _OF_SHEETS and not _is_text(c)]
    annexed = any(map(_is_annexed, sheets))
    text = any(why == "mostly prose" or _is_text(c) for c, why in zip(charts, alone, strict=False))
    return sheets if annexed and text else [*charts]


def _is_annexed(chart: PageChart) -> bool:
    """Whether units of a page hang under others, in boxes or cells, and it says that it is a chart, or most that they are units."""
    nodes = chart.nodes
    hung = [node for node in nodes if node.parent is not None]
    said = sum(level(o.label) is not None or (not o.tabled and any(not held.vacant for held in o.people)) for o in nodes)
    worded = 2 * said > len(nodes) and any(level(o.label) is not None for o in nodes)
    titled = worded or bool(_IS_CHART.search(folded(chart.title or "")))
    boxed = sum(node.drawn for node in hung) >= _LEAST_UNITS or 2 * chart.loose < len(nodes)
    return titled and boxed and len(hung) >= _LEAST_UNITS


def _is_text(chart: PageChart) -> bool:
    """Whether most of what is read as units of a page, and in no drawn box or table, are its sentences."""
    framed = sum(node.tabled or (node.drawn and not node.listed) for node in chart.nodes)
    return 2 * framed < len(chart.nodes) and chart.boxed > _SENTENCE * len(chart.nodes)


def why_no_tree(charts: Sequence[PageChart], nodes: Sequence[Node]) -> str | None:
    """Why the *nodes* of a document's pages make no tree of units; None where they do."""
    boxed, letters, loose = (sum(one) for one in zip(*((c.boxed, c.letters, c.loose) for c in charts), strict=True))
    titled = [node for node in nodes if not node.listed]
    titles = [folded(node.label).strip(" :") for node in titled]
    like = (  # worded like a unit or post, or somebody is named in it
        any(map(is_chart_word, o.label.split())) or starts_like_unit(o.label) or is_role(o.label) or level(o.label) is not None
        for o in titled
        if not o.people
    )
    of_a_cv = {title for title in titles if _OF_A_CV.fullmatch(title)}  # or of the site that shows one
    told = (
        ("mostly prose", sum(c.running for c in charts) > _MOST_RUNNING * letters),
        ("no boxes", len(nodes) < _LEAST_UNITS),
        ("a CV", len(of_a_cv) >= max(_FEW, _MANY * len(titles))),
        (
            "no units",
            2 * loose > len(nodes) and sum(like) + sum(bool(o.people) for o in titled) < _LEAST_LIKE * max(1, len(titled)),
        ),
        ("most text outside boxes", boxed < _LEAST_SHARE * letters),
        # rows of titles and names are compared, though none is known to head another
        ("no hierarchy", not any(node.parent is not None or (node.tabled and node.people) for node in nodes)),
    )
    return next((why for why, holds in told if holds), None)
