"""A drawing that stands in the page itself (`<svg>`) -> its source, as a file of its own would have it (DESIGN 3.31). Pure.

A parser of HTML tells names in small letters and knows no namespaces; the reader of SVG wants them as SVG writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from monitor.extract.drawing_looks import NO_XML, bare_name, written
from monitor.extract.page import Page

if TYPE_CHECKING:
    from bs4 import Tag

_FEWEST = 6  # texts: with fewer it is an icon, a logo, a diagram
_MOST, _LONGEST = 6_000, 1_000_000  # elements; letters of the source
_NAME = re.compile(r"[A-Za-z_][\w.-]*")


def drawing_among(page: Page, runs: Sequence[int]) -> str | None:
    """The source of the drawing that most of *runs* stand in, "" where it is too large to be read; None where they do not."""
    held = set(runs)
    boxes = (box for box in page.layout.boxes if box.el.name == "svg")
    texts = {box.order: sum(run in held for run in range(box.start, box.end)) for box in boxes}
    at = max(texts, key=lambda order: (texts[order], -order), default=None)
    if at is None or texts[at] < _FEWEST or 2 * texts[at] <= len(held):
        return None
    parts: list[str] = []
    for part in _source(page.layout.boxes[at].el, root=True):
        parts.append(part)
        if len(parts) > 3 * _MOST:
            return ""
    source = "".join(parts)
    return source if len(source) <= _LONGEST else ""


def _source(el: Tag, *, root: bool = False) -> Iterator[str]:
    """The source of *el*, piece by piece, without recursion: a page may be as deep as it likes."""
    from bs4 import Tag, element

    yield _opening(el, root=root)
    stack = [(el, iter(el.contents))]
    while stack:
        here, children = stack[-1]
        for child in children:
            if isinstance(child, Tag):
                if _NAME.fullmatch(bare_name(child.name)):
                    yield _opening(child)
                    stack.append((child, iter(child.contents)))
                    break
            elif isinstance(child, element.NavigableString) and not isinstance(child, element.PreformattedString):
                yield escape(NO_XML.sub("", str(child)))
        else:
            yield f"</{bare_name(here.name)}>"
            stack.pop()


def _opening(el: Tag, *, root: bool = False) -> str:
    said = {bare_name(name): written(value) for name, value in el.attrs.items() if _is_read(name)}
    space = ' xmlns="http://www.w3.org/2000/svg"' if root else ""
    return f"<{bare_name(el.name)}{space}{''.join(f' {name}={quoteattr(value)}' for name, value in said.items())}>"


def _is_read(name: str) -> bool:
    prefix, _, bare = name.rpartition(":")
    return prefix in ("", "xlink") and name != "xmlns" and _NAME.fullmatch(bare) is not None
