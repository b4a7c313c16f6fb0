"""Which headings of a page only announce other pages, as news beside the text do: nothing to watch there (DESIGN 3.5). Pure."""

from __future__ import annotations

import re
from bisect import bisect_left

from monitor.extract.addresses import href_of, leads_to_file
from monitor.extract.by_heading import Start, reach
from monitor.extract.page import Page

_DATE = re.compile(
    r"\b(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|\w+day)?,?\s*\d{1,2}(?:er|st|nd|rd|th)?\s+[^\W\d]{3,9}\.?,?\s+(?:19|20)\d\d\b"
    r"|\b[^\W\d]{3,9}\s+\d{1,2},\s+(?:19|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b",
    re.I,
)
_LITTLE = 0.5  # of the characters: more prose than that beside links and dates is a text with links in it


def is_news(page: Page, start: Start) -> bool:
    """Whether *start* is the title of a list of dated links to other pages, or one such link with little below."""
    if start.level == 1:
        return False
    first, end, _ = reach(page, start)
    layout = page.layout
    texts = layout.texts[first:end]
    dates = sum(len(_DATE.findall(text)) for text in texts)
    links = _links_to_pages(page, first, end)
    itself = layout.link_chars(start.box.start, start.box.end) == layout.chars(start.box.start, start.box.end)
    itself = itself and _links_to_pages(page, start.box.start, start.box.end) > 0
    if not dates or (links < 2 and not itself):
        return False
    low, high = (bisect_left(page.headings, run, key=lambda heading: heading[0].start) for run in (first, end))
    titles = sum(layout.chars(b.start, b.end) for b, _ in page.headings[low:high])
    plain = sum(len(_DATE.sub("", t).strip()) for t, linked in zip(texts, layout.linked[first:end], strict=True) if not linked)
    prose = max(0, plain - titles)
    return 2 * dates >= links and prose <= _LITTLE * (layout.chars(first, end) + layout.chars(start.box.start, start.box.end))


def _links_to_pages(page: Page, first: int, end: int) -> int:
    """How many links to other pages, no files, have their words in the runs [first, end)."""
    holders = {layout_order for run in range(first, end) for layout_order in _links_around(page, run)}
    urls = (href_of(page.layout.boxes[order].el, page.base) for order in holders)
    return sum(url is not None and not leads_to_file(url) for url in urls)


def _links_around(page: Page, run: int) -> list[int]:
    if not page.layout.linked[run]:
        return []
    holder = page.layout.boxes[page.layout.holder[run]]
    return [b.order for b in (holder, *page.layout.ancestors(holder)) if b.el.name == "a"]
