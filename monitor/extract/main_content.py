"""Where a page's main content is: main, an article, else the column that has most of the prose (DESIGN 3.1). Pure."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from monitor.extract.layout import Layout, LayoutBox, words

_COLUMNS = words("div section article form center table tbody tr td font")
_DECLARED = 0.1  # of the page's prose: a <main> with less is an empty shell
_ARTICLE = 0.5
_COLUMN = 0.75
_BESIDE = 0.6  # where what is left outside is no text of the page
_SENTENCE = 80  # characters of a run that is prose rather than an address, a label, a date


def main_box(layout: Layout, is_prose: Callable[[int], bool]) -> LayoutBox:
    """The box of the main content; *is_prose* says of a run whether it is text of the page: no link, no furniture, not hidden."""
    whole = layout.boxes[0]
    seen = [is_prose(run) for run in range(len(layout.texts))]
    prose = [0, *accumulate(len(t.strip()) if counts else 0 for t, counts in zip(layout.texts, seen, strict=True))]
    sentences = [
        0,
        *accumulate(len(t) if counts and len(t) >= _SENTENCE else 0 for t, counts in zip(layout.texts, seen, strict=True)),
    ]

    def weight(box: LayoutBox) -> int:
        return prose[box.end] - prose[box.start]

    def is_text(start: int, end: int) -> bool:
        return sentences[end] > sentences[start]

    declared = [b for b in layout.boxes if b.el.name == "main" or (b.el.attrs and b.el.attrs.get("role") == "main")]
    articles = [b for b in layout.boxes if b.el.name == "article"]
    for boxes, share in ((declared, _DECLARED), (articles, _ARTICLE)):
        best = max(boxes, key=weight, default=None)
        if best is not None and weight(best) > share * weight(whole):
            return best
    return _column(layout, whole, weight, is_text, seen)


def _column(
    layout: Layout, box: LayoutBox, weight: Callable[[LayoutBox], int], is_text: Callable[[int, int], bool], seen: list[bool]
) -> LayoutBox:
    """The innermost box with nearly all the prose of *box* that leaves no part of the text outside: none with a heading and prose.

    A title above it stays outside (it opens the main content), and so does a foot without a sentence.
    """
    while True:
        total = weight(box)
        inner = next((b for b in layout.children(box) if weight(b) > _BESIDE * total), None)
        if inner is None or inner.el.name not in _COLUMNS:
            return box
        apart = not is_text(box.start, inner.start) and not is_text(inner.end, box.end)
        if not apart and (weight(inner) <= _COLUMN * total or _heading_outside(layout, box, inner, seen)):
            return box
        if apart and _is_of_the_text(layout, box, inner, seen):
            return box
        if not any(seen[inner.end : box.end]) and _title_outside(layout, box, inner, seen):
            return box
        box = inner


def _heading_outside(layout: Layout, box: LayoutBox, inner: LayoutBox, seen: list[bool]) -> bool:
    outside = (b for b in layout.inside(box) if b.level in (1, 2, 3) and not inner.order <= b.order <= inner.last)
    return any(seen[b.start] for b in outside if b.end > b.start and (b.level != 1 or b.order > inner.order))


def _title_outside(layout: Layout, box: LayoutBox, inner: LayoutBox, seen: list[bool]) -> bool:
    """Whether the page's title stands in *box* above *inner*."""
    before = layout.boxes[box.order + 1 : inner.order]
    return any(b.level == 1 and b.end > b.start and seen[b.start] for b in before)


def _is_of_the_text(layout: Layout, box: LayoutBox, inner: LayoutBox, seen: list[bool]) -> bool:
    """Whether headings of the text, but a title, stand right beside *inner*: then it is one section of several."""
    return any(b.level in (2, 3) and b.end > b.start and seen[b.start] for b in layout.children(box) if b is not inner)
