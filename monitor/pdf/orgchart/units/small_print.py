"""What cards say in small print beside a telephone: where a unit is, and no unit (13.1)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from monitor.pdf.lines import Line, LineStyle
from monitor.pdf.orgchart.nodes import Written
from monitor.pdf.orgchart.units.text_boxes import PageText
from monitor.pdf.orgchart.vocabulary import is_role
from monitor.pdf.orgchart.words.people import is_name
from monitor.pdf.orgchart.words.wording import is_contact, is_place, unbulleted

_SMALLER = 0.9  # times the size of all else on a card
_FEWEST = 3  # cards with such print: fewer are no custom
_MOST = 2  # lines of it that are no telephone: « Espace Simone Veil », « Bâtiment B »


def put_small_print_aside(text: PageText) -> None:
    """Take out of cards where a unit is to be found: what is set as the telephone right beside it, smaller than all else there.

    « Direction de la culture », « Mme Roy », then « Centre Jules Verne », « Tél. 03 80 … » in small letters: so on several cards,
    of which half or more list units in larger letters: else a service may stand over its own telephone. Where it is set no
    smaller, but otherwise than all else, it is so if the same places come again.
    """
    cards = [sorted(box.lines, key=lambda line: line.base) for box in text.boxes if not box.inner]
    by_style = defaultdict[LineStyle, list[tuple[Sequence[Line], Sequence[Line]]]](list)
    for lines in cards:
        if small := _small_print(lines):
            by_style[small[0].style].append((lines, small))
    lines_of = Counter(line.style for lines in cards for line in lines)
    gone = set[int]()
    for style, held in by_style.items():
        alone = lines_of[style] > sum(len(small) for _, small in held)  # it is also set where no telephone stands
        placed = [(lines, told) for lines, small in held if (told := [line for line in small if not is_contact(line.text)])]
        listing = sum(_lists(lines, style) for lines, _ in placed)
        said = [line.text for _, told in placed for line in told]
        smaller = all(told[0].size <= _SMALLER * line.size for lines, told in placed for line in lines if line.style != style)
        if not alone and len(placed) >= _FEWEST and 2 * listing >= len(placed) and (smaller or len(set(said)) < len(said)):
            gone |= {id(line) for _, told in placed for line in told}
    for box in text.boxes if gone else ():
        text.aside += [line for line in box.lines if id(line) in gone]
        box.lines = [line for line in box.lines if id(line) not in gone]


def _small_print(lines: Sequence[Line]) -> Sequence[Line]:
    """Those *lines* of a card, from the top down, that are its small print, with a telephone or an address in it; or ()."""
    reached = [line for line in lines[1:] if is_contact(line.text)]
    if not reached or any(line.angle for line in lines):
        return ()
    places = [place for place, line in enumerate(lines) if line.style == reached[0].style]
    found = lines[places[0] : places[-1] + 1]
    told = [line.text for line in found if not is_contact(line.text)]
    smaller = all(found[0].size <= line.size for line in lines)
    plain = not any(is_name(text) or is_role(text) or unbulleted(text) is not None for text in told)
    return found if len(found) == len(places) and places[0] and smaller and plain and len(told) <= _MOST else ()


def _lists(lines: Sequence[Line], style: LineStyle) -> bool:
    """Whether a card has more than its title and who heads it in larger letters than those in the *style* of small print."""
    said = [line.text for line in lines[1:] if line.style != style]
    return any(not (is_name(text) or is_role(text) or is_contact(text)) for text in said)


def doubt_where(writings: Iterable[Written]) -> None:
    """Doubt entries that may say where a unit is: kinds of places on cards with lines left over, first ones in small print."""
    for written in writings:
        for item in written.items if written.left else ():
            item.doubted |= not item.listed and is_place(item.label)  # « Centre technique », « Zone des Prés »
        sizes = [item.first.size if item.first is not None else 0.0 for item in written.items]
        for number, item in enumerate(written.items[:-1]):  # smaller than all that follows it
            if not 0 < sizes[number] <= _SMALLER * min(sizes[number + 1 :]):
                break
            item.doubted |= not item.listed
