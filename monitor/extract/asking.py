"""What asks the page's readers for their opinion: « Cette page vous a-t-elle été utile ? Oui Non » (DESIGN 3.5). Pure.

By what it is, in any language: a question in a line of its own, two answers or more to press or to tick, and hardly another word.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extract.layout import Layout, LayoutBox

LONGEST = 320  # characters of a box that asks
_QUESTION = 160  # of its question
_ANSWER = 40  # of an answer
_TICKED = ("radio", "checkbox", "submit", "button", "image")
_TEXT_HOLDERS = ("main", "article", "body", "html", "table", "tr", "td", "li", "dd", "details")
_OPENS = ("aria-expanded", "aria-controls", "data-target", "data-bs-target", "data-toggle", "data-bs-toggle", "popovertarget")


def asked(layout: Layout) -> set[int]:
    """The orders of the boxes that ask, and of questions whose answers stand beside them."""
    found: set[int] = set()
    for box in layout.boxes[1:]:
        if box.el.name == "form" or (box.el.name == "button" and _is_answer(layout, box)):
            found.update(_asking(layout, box))
    return found


def _asking(layout: Layout, control: LayoutBox) -> Iterator[int]:
    """The smallest box around *control* that holds the question and its answers; else the question right before the answers."""
    for around in (control, *layout.ancestors(control)):
        if around.el.name in _TEXT_HOLDERS or layout.chars(around.start, around.end) > LONGEST or _has_title(layout, around):
            break
        if _answers(layout, around) > 1 and any(_is_question(layout.texts[run]) for run in range(around.start, around.end)):
            yield around.order
            return
    yield from _before(layout, control)


def _before(layout: Layout, control: LayoutBox) -> Iterator[int]:
    parent = next(iter(layout.ancestors(control)), None)
    if parent is None or control.el.name != "button":
        return
    children = layout.children(parent)
    at = next((n for n, child in enumerate(children) if child.order == control.order), 0)
    first = next((n for n in range(at, -1, -1) if children[n].el.name != "button"), None)
    row = [child for child in children[(first or 0) + 1 :] if child.el.name == "button"] if first is not None else []
    if first is None or len(row) < 2:
        return
    question = children[first]
    text = "".join(layout.texts[question.start : question.end])
    if _is_question(text) and question.level is None:
        yield question.order


def _is_question(text: str) -> bool:
    return 0 < len(text.strip()) <= _QUESTION and text.rstrip().endswith("?")


def _is_answer(layout: Layout, button: LayoutBox) -> bool:
    """Whether *button* says a few words and opens nothing."""
    text = "".join(layout.texts[button.start : button.end]).strip()
    return len(text) <= _ANSWER and not text.endswith("?") and not any(name in button.el.attrs for name in _OPENS)


def _answers(layout: Layout, box: LayoutBox) -> int:
    """How many answers there are in *box* to press or to tick."""
    pressed = sum(b.el.name == "button" and _is_answer(layout, b) for b in (box, *layout.inside(box)))
    return pressed + sum(str(el.get("type") or "").lower() in _TICKED for el in box.el.find_all("input"))


def _has_title(layout: Layout, box: LayoutBox) -> bool:
    return any(b.level == 1 or b.el.name in ("main", "article") for b in layout.inside(box))
