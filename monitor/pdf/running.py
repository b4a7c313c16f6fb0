"""Running heads and feet: what stands at one height on page after page, and what numbers these (DESIGN 3.12). Pure.

A word processor sets them anew wherever pages break. Each is read once, the heads before the text and the feet behind it, and
without the numbers of pages: wherever the text flows to, nothing else moves.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from monitor.expressions import expression

_HEIGHT = 3.0  # points by which one stands higher on a page than on another
_FEWEST, _OFTEN = 2, 0.4  # pages that have it; of all, as left and right ones may have each their own
_MOST, _LONGEST = 4, 200  # at the top of a page, and at its foot; letters
_LONG = 5  # pages of a document whose first, or last, may have none
_MARGIN = 150.0  # points from there
_NUMBER = re.compile(r"\d+")
_PAGE = expression(
    r"(?:\b(page|pages|p|pp|seite|s|página|pagina|pág|pag|folio)\b\.?\s*(?:n°\s*)?)?(\d+)(?:\s*(?:/|sur|of|de|von|di|aus)\s*(\d+))?",
    re.I,
)
_PARTING = "-–—|·•/"
_AROUND = f" \t{_PARTING},:()[]"


class Placed(NamedTuple):
    """A text of a page, counted from 0; its upper edge's distance from the top of the page, its lower one's from the foot: points.

    A table has no text.
    """

    text: str
    page: int
    top: float
    foot: float


def running(texts: Sequence[Placed], pages: int) -> tuple[dict[int, str], dict[int, str]]:
    """The heads and the feet among *texts* of so many *pages*, by their places there: what is to be read of each.

    "" of the second one that says it, and of what is a page's number alone.
    """
    return _running(texts, pages, lambda o: o.top), _running(texts, pages, lambda o: o.foot)


def _running(texts: Sequence[Placed], pages: int, height: Callable[[Placed], float]) -> dict[int, str]:
    by_page = defaultdict[int, list[int]](list)
    for place in sorted(range(len(texts)), key=lambda place: height(texts[place])):
        own = by_page[texts[place].page]
        if len(own) < _MOST and height(texts[place]) <= _MARGIN:
            own.append(place)
    said = _said_again([(place, texts[place]) for own in by_page.values() for place in own], pages, height)
    found, read = dict[int, str](), set[str]()
    for page in sorted(by_page):
        for place in takewhile(said.__contains__, by_page[page]):
            words = said[place]
            found[place] = "" if words in read else words
            read.add(words)
    return found


def _said_again(among: Sequence[tuple[int, Placed]], pages: int, height: Callable[[Placed], float]) -> dict[int, str]:
    """What is said of those of *among*, by place, that stand at one height on several pages; of a page, that it is « 1/1 »."""
    alike = defaultdict[str, list[tuple[int, Placed]]](list)
    for place, text in among:
        if text.text and len(text.text) <= _LONGEST:
            alike[_NUMBER.sub("0", text.text)].append((place, text))
    found = dict[int, str]()
    stand = defaultdict[int, list[float]](list)
    for _, text in among:
        stand[text.page].append(height(text))
    for group in alike.values():
        for level in _level(group, height):
            said, at = _of_one_height(level, pages), height(level[0][1])
            if any(said.values()):
                taken = {page for page, own in stand.items() if any(abs(other - at) <= _HEIGHT for other in own)}
                said = said if _is_of_all({text.page for _, text in level}, taken, pages) else {}
            found.update(said)
        for place, text in group:
            counted = _PAGE.fullmatch(text.text.strip(_AROUND))
            if counted and counted[3] and (int(counted[2]), int(counted[3])) == (text.page + 1, pages):
                found[place] = ""
    return found


def _is_of_all(having: Collection[int], taken: Collection[int], pages: int) -> bool:
    """Whether what the pages *having* say is said of all: at most the first and the last are without, or every second one.

    *taken*: those with a text at that height, whatever it says: what differs from page to page is each page's own.
    """
    missing = set(range(pages)).difference(having)
    if len({page % 2 for page in having}) == 1 and len(having) > 1:
        return len(having) >= pages // 2 and all(page % 2 != min(having) % 2 for page in missing)
    return missing <= ({0, pages - 1} if pages >= _LONG else set()) and not missing.intersection(taken)


def _level(group: Sequence[tuple[int, Placed]], height: Callable[[Placed], float]) -> Iterator[list[tuple[int, Placed]]]:
    left = [*group]
    while left:
        first = height(left[0][1])
        yield [one for one in left if abs(height(one[1]) - first) <= _HEIGHT]
        left = [one for one in left if abs(height(one[1]) - first) > _HEIGHT]


def _of_one_height(level: Sequence[tuple[int, Placed]], pages: int) -> dict[int, str]:
    """What is read of each of *level*, of one text but for its numbers; {} where these are others and do not say the page."""
    if len({text.page for _, text in level}) < max(_FEWEST, _OFTEN * pages):
        return {}
    first = level[0][1]
    numbers = [[int(number[-9:]) for number in _NUMBER.findall(text.text)] for _, text in level]
    others = [n for n, column in enumerate(zip(*numbers, strict=True)) if len({*column}) > 1]
    if not others:
        return {place: first.text for place, _ in level}
    offsets = {own[others[0]] - text.page for own, (_, text) in zip(numbers, level, strict=True)}
    words = _without_number(first.text, others[0]) if len(others) == len(offsets) == 1 else None
    return {} if words is None else {place: words for place, _ in level}


def _without_number(text: str, which: int) -> str | None:
    """*text* without its number *which*, the page's, what it is called and of how many it is one; None where it is another.

    « Page 3 », « 3/8 », « Convention – 3 »; not « Annexe 3 ».
    """
    at = [number.start() for number in _NUMBER.finditer(text)][which]
    found = next((found for found in _PAGE.finditer(text) if found.start(2) == at), None)
    if found is None:
        return None
    left, right = text[: found.start()], text[found.end() :]
    words = f"{left.strip(_AROUND)} {right.strip(_AROUND)}".strip()
    parted = left.rstrip()[-1:] in _PARTING and right.lstrip()[:1] in _PARTING  # or at an end
    return words if found[1] or found[3] or not words or parted else None
