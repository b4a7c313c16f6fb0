"""The box of a page that holds its main content, where it says which and where it does not (DESIGN 3.1, 3.14). Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate

from monitor.expressions import expression
from monitor.extract.elements.layout import Layout, LayoutBox, words
from monitor.extract.elements.tree import Element, classes_of, names_of, sort_of

_COLUMNS = words("div section article form center table tbody tr td font")
_DECLARED = 0.1  # of the page's prose: a <main> with less is an empty shell
_ARTICLE = 0.5
_COLUMN = 0.75
_BESIDE = 0.6  # where what is left outside is no text of the page
_ONLY_HEARD = expression(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|element-invisible|a11y-hidden)(?:$|\s)", re.I)
_SENTENCE = 80  # characters of a run that is prose rather than an address, a label, a date


def main_box(layout: Layout, seen: list[bool]) -> LayoutBox:
    """The box of the main content; *seen* says of each run whether it is text of the page: no link, no boilerplate, not hidden."""
    whole = layout.boxes[0]
    prose = [0, *accumulate(len(t.strip()) if counts else 0 for t, counts in zip(layout.texts, seen, strict=True))]
    sentences = [
        0,
        *accumulate(len(t) if counts and len(t) >= _SENTENCE else 0 for t, counts in zip(layout.texts, seen, strict=True)),
    ]

    def weight(box: LayoutBox) -> int:
        return prose[box.end] - prose[box.start]

    def is_text(start: int, end: int) -> bool:
        return sentences[end] > sentences[start]

    declared = [b for b in layout.having(("main",), ("role",)) if b.name == "main" or b.attrs.get("role") == "main"]
    articles = [b for b in layout.having(("article",), ("role", "itemscope")) if _is_article(b.el)]
    for boxes, share in ((declared, _DECLARED), (articles, _ARTICLE)):
        best = max(boxes, key=weight, default=None)
        if best is not None and weight(best) > share * weight(whole):
            return best
    return _column(layout, whole, weight, is_text, seen)


def _is_article(el: Element) -> bool:
    """Whether *el* says that it is an article: by its tag, its role, or as schema.org has it."""
    attrs = el.attrs or {}
    if el.name == "article" or attrs.get("role") == "article":
        return True
    if "itemscope" not in attrs or el.name in ("html", "body"):
        return False
    return str(attrs.get("itemtype") or "").endswith("Article") or el.find(itemprop="articleBody") is not None


def _column(
    layout: Layout, box: LayoutBox, weight: Callable[[LayoutBox], int], is_text: Callable[[int, int], bool], seen: list[bool]
) -> LayoutBox:
    """The innermost box with nearly all the prose of *box* that leaves no part of the text outside: none with a heading and prose.

    A title above it stays outside (it opens the main content), and so does a foot without a sentence. Of boxes side by side of one
    look, each with its heading, or three and more, none is the main content: each is a section of it.
    """
    # What is written for screen readers alone lays nothing out: what stands beside it says nothing of columns
    headings = [
        b
        for b in layout.ranked(3)
        if b.end > b.start and seen[b.start] and not (b.level == 1 and _ONLY_HEARD.search(names_of(b.el)) is not None)
    ]
    while True:
        total = weight(box)
        inner = next((b for b in layout.children(box) if weight(b) > _BESIDE * total), None)
        if inner is None or inner.el.name not in _COLUMNS:
            return box
        outside = [b for b in headings if box.order < b.order <= box.last and not inner.order <= b.order <= inner.last]
        like = [b for b in layout.children(box) if b is not inner and sort_of(b.el) == sort_of(inner.el) and weight(b)]
        level = next((b.level for b in headings if inner.order <= b.order <= inner.last), None)
        if (len(like) > 1 and inner.el.name == "div" and classes_of(inner.el)) or any(
            b.level == level and one.order <= b.order <= one.last for b in outside for one in like
        ):
            return box
        if is_text(box.start, inner.start) or is_text(inner.end, box.end):
            if weight(inner) <= _COLUMN * total or any(b.level != 1 or b.order > inner.order for b in outside):
                return box
        elif any(b.level != 1 and b.parent == box.order for b in outside):
            return box  # right beside it stand headings of the text: it is one section of several
        if not any(seen[inner.end : box.end]) and any(b.level == 1 and b.order < inner.order for b in outside):
            return box
        box = inner
