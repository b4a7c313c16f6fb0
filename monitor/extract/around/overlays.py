"""What stands around a page's text: what lies over it until a reader answers, what asks readers, the foot (DESIGN 3.5). Pure.

Dialogs, modals and consent boxes are told by their role, or by their shape: a short box at the body's start or end with a button to
close or to accept, or a box that speaks of cookies and has two answers to press. What asks for readers' opinion (« Cette page vous
a-t-elle été utile ? Oui Non ») is told in any language by a question in a line of its own, two answers or more to press, and hardly
another word; where answers are ticked or written, as in any form, by a question about the page and answers that say no more than
yes, no or how much. The foot is told, whatever its tag, by legal notices, a copyright line and the site's own links.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from monitor.expressions import expression
from monitor.extract.around.dialogs import CONSENT, is_dialog
from monitor.extract.elements.layout import INLINE, Layout, LayoutBox, folded, lowered
from monitor.extract.lists import any_of
from monitor.extract.reading.states import is_fixed
from monitor.normalize import key

if TYPE_CHECKING:
    from monitor.extract.around.controls import Controls

_FIXED = re.compile(r"position\s*:\s*fixed", re.I)
_POPUP = expression(r"(?<![a-z])(?:pop-?up|pop-?in|modal|lightbox)(?![a-z])", re.I)
_TEXT_HOLDERS = ("main", "article", "h1")
_SHORT = 900  # characters of a box that asks
_LONG = 4000  # of one that asks with all its purposes listed
_FEW = 300  # of one that is known by its place and its button alone
_LINES = 5
_FETCHES = re.compile(r"t[ée]l[ée]charg|download|consulter|\bpdf\b", re.I)
_SAME = 80  # characters that a box around may hold beside it
_DEEP = 4  # boxes within the body that may hold everything


def overlays(layout: Layout, controls: Controls) -> set[int]:
    """The orders of the boxes that lie over the page."""
    over, seen = {*_at_the_edge(layout, controls)}, set[int]()
    # What asks for consent speaks of it and has two answers to press, or one where the page's text is elsewhere
    for order in controls.answers:
        for around in layout.ancestors(layout.boxes[order]):
            chars = around.chars
            if around.order in seen or chars > _LONG or around.name in ("body", "html") or _holds_the_page(layout, around):
                break
            seen.add(around.order)
            if CONSENT.search(layout.joined(around)):
                in_text = any(b.name in ("main", "article") for b in layout.ancestors(around))
                if controls.count("answer", around) > 1 or (chars <= _SHORT and not in_text):
                    widest = around  # or the box around it that holds hardly more
                    for outer in layout.ancestors(around):
                        if outer.name in ("body", "html", *_TEXT_HOLDERS) or outer.chars > chars + _SAME:
                            break
                        if _holds_the_page(layout, outer):
                            break
                        widest = outer
                    over.add(widest.order)
                break
    for box in layout.having(("dialog",), ("role", "aria-modal", "class", "id")):
        if is_dialog(box.el):
            over.add(box.order)
        elif 0 < box.chars <= _SHORT and controls.count("answer", box):
            # It may be called a popup: a name alone proves nothing, but this is a short one with a button that closes it
            names = f"{box.attrs.get('id') or ''} {box.attrs.get('class') or ''}"
            if _POPUP.search(names) and not _holds_the_page(layout, box):
                over.add(box.order)
    return over


def _at_the_edge(layout: Layout, controls: Controls) -> Iterator[int]:
    """Short boxes among the body's own children, before or after what has the page's text, that can be closed.

    The first and the last of them need not say so: a line or two with a button is enough, where that fetches no file.
    """
    children, around = list[LayoutBox](), layout.boxes[0]
    for _ in range(_DEEP):  # those of the body, and of the one box in it that holds nearly everything, and so on
        own = layout.children(around)
        children += (b for b in own if b.end > b.start)
        inner = next((b for b in own if b.chars > 0.9 * around.chars), None)
        if inner is None or inner.name in ("main", "article"):
            break
        around = inner
    total = layout.chars(0, len(layout.texts))
    for box in children:
        chars = box.chars
        if chars > _SHORT or (chars > _FEW and chars > 0.4 * total) or _holds_the_page(layout, box):
            continue
        if box.name in ("header", "p", "ul", "ol", "table") or box.level is not None:
            continue
        if _FIXED.search(str(box.attrs.get("style") or "")) or controls.count("answer", box):
            yield box.order
        elif chars <= _FEW and box.order in (children[0].order, children[-1].order):
            buttons = sum(b.name == "button" for b in layout.inside(box))
            lines = layout.block[box.end - 1] - layout.block[box.start] + 1
            said = layout.joined(box)
            if 0 < buttons <= 3 and lines <= _LINES and not (_FETCHES.search(said) or PRICED.search(said)):
                yield box.order


def _holds_the_page(layout: Layout, box: LayoutBox) -> bool:
    return any(b.name in _TEXT_HOLDERS or _is_said_to_be_text(b) for b in (box, *islice(layout.inside(box), 400)))


def _is_said_to_be_text(box: LayoutBox) -> bool:
    """Whether *box* is by its role the main content, or the page's title."""
    return box.attrs.get("role") == "main" or box.level == 1


# ----------------------------------------------------------------------------------------------- what asks readers

LONGEST_QUESTION = 320  # characters of a box that asks
_QUESTION = 160  # of its question
_ANSWER = 40  # of an answer
_LINE = 80  # of what is said beside a form to subscribe by
_MAIL = re.compile(r"e?-?mail|courriel|correo", re.I)
_TICKED = ("radio", "checkbox", "submit", "button", "image")
_CHOSEN = ("radio", "checkbox", "number", "range", "date")
_WRITTEN = ("text", "email", "search", "tel")
_NEVER_IN_FORMS = ["main", "article", "table", "h1", "select", "ul", "ol", "dl"]
_NEVER_ASK = ("main", "article", "body", "html", "table", "tr", "td", "li", "dd", "details")
_FILLED = ["select", "textarea"]
PRICED = re.compile(r"\d\s*(?:€|\$|£|EUR\b|CHF\b|euros?\b|zł|Kč|kr\b)|(?:[€$£]|\b(?:EUR|CHF|kr\.?))\s*\d", re.I)
_OPENS = ("aria-expanded", "aria-controls", "data-target", "data-bs-target", "data-toggle", "data-bs-toggle", "popovertarget")


def asked(layout: Layout) -> set[int]:
    """The orders of the boxes that ask, and of questions whose answers stand beside them."""
    found: set[int] = set()
    before: dict[int, dict[int, LayoutBox]] = {}
    for box in layout.having(("form", "fieldset", "button")):
        if box.name == "form" and _asks_to_write(box):
            found.add(_with_its_line(layout, box).order)
        elif box.name != "button" or _is_answer(layout, box):
            found.update(_asking_box(layout, box, before))
    return found


def _asks_to_write(form: LayoutBox) -> bool:
    """Whether *form* has a line to fill in, a button, and hardly a word: to subscribe, to search, to be called back."""
    if form.chars > _QUESTION or form.links > 1 or form.el.find(_NEVER_IN_FORMS) is not None:
        return False
    kinds = [str(el.attrs.get("type") or "text").lower() for el in form.el.find_all("input") if not is_fixed(el)]
    if "radio" in kinds or kinds.count("checkbox") > 1:
        return False  # one says there who one is, or what one takes
    sends = form.el.find("button") is not None or "submit" in kinds or "image" in kinds
    return sends and "password" not in kinds and any(kind in _WRITTEN for kind in kinds)


def _with_its_line(layout: Layout, form: LayoutBox) -> LayoutBox:
    """*form*, or the widest box that holds but a line beside it, of letters that one is to be sent: « Recevez l'infolettre ».

    What is said there in a sentence, or with a figure, is text.
    """
    fields = form.el.find_all("input")
    if not any(el.attrs.get("type") == "email" or _MAIL.match(str(el.attrs.get("name") or "")) for el in fields):
        return form
    widest = form
    for around in layout.ancestors(form):
        if around.name in _NEVER_ASK or around.chars > form.chars + _LINE or around.links > form.links:
            break
        beside = [text.strip() for text in (*layout.texts[around.start : form.start], *layout.texts[form.end : around.end])]
        told = (text for text in beside if text and (text.endswith((".", "!")) or not _of_letters().search(key(text))))
        if any(told) or any(map(str.isdigit, "".join(beside))) or any(b.level in (1, 2) for b in layout.inside(around)):
            break
        widest = around
    return widest


@cache
def _of_letters() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of('asks', 'letters')}\b")


def _asking_box(layout: Layout, control: LayoutBox, before: dict[int, dict[int, LayoutBox]]) -> Iterator[int]:
    """The smallest box around *control* that holds question and answers; else the question right before a row of buttons.

    *before*: what stands before the buttons in a box, by its order, as far as it was asked for.
    """
    for around in (control, *layout.ancestors(control)):
        if around.name in _NEVER_ASK or around.chars > LONGEST_QUESTION:
            break
        inside = layout.inside(around)
        if any(b.level == 1 or b.name in ("main", "article") for b in inside):
            break
        pressed = sum(b.name == "button" and _is_answer(layout, b) for b in (around, *inside))
        kinds = [str(el.get("type") or "text").lower() for el in around.el.find_all("input")]
        questions = list(filter(_is_question, layout.texts[around.start : around.end]))
        if pressed + sum(kind in _TICKED for kind in kinds) > 1 and questions:
            fills = any(kind in _CHOSEN for kind in kinds) or around.el.find(_FILLED) is not None
            if _is_opinion(layout, around) if fills else not PRICED.search(layout.joined(around)):
                yield from _without_text(layout, around)
            return
    if control.parent < 0 or control.name != "button":
        return
    if control.parent not in before:  # for each button what stands before its row, where another one stands behind that
        found = before[control.parent] = {}
        children = layout.children(layout.boxes[control.parent])
        left, left_then, last = sum(child.name == "button" for child in children), 0, None
        for child in children:
            if child.name != "button":
                last, left_then = child, left
                continue
            left -= 1
            if last is not None and left_then > 1:
                found[child.order] = last
    question = before[control.parent].get(control.order)
    if question is not None and _is_question(layout.joined(question)) and question.level is None:
        yield question.order


def _without_text(layout: Layout, asking: LayoutBox) -> Iterator[int]:
    """*asking*, or, where it holds a line of the text too, the boxes in it that ask and are answered: from its question on."""
    question = next(r for r in range(asking.start, asking.end) if _is_question(layout.texts[r]))
    first = next(r for r in range(asking.start, asking.end) if layout.block[r] == layout.block[question])
    before = layout.chars(asking.start, first)
    titled = before <= _ANSWER and not any(map(str.isdigit, "".join(layout.texts[asking.start : first])))
    if not before or (titled and asking.name in ("form", "fieldset")):
        yield asking.order
        return
    past = asking.order
    for box in layout.inside(asking):
        if box.order > past and box.start >= first and box.start < box.end:
            yield box.order
            past = box.last


def _is_opinion(layout: Layout, box: LayoutBox) -> bool:
    """Whether *box*, to tick or write in, asks of the page, and from its question on says nothing but how one may answer."""
    asks, answers = _of_pages()
    texts = layout.texts[box.start : box.end]
    asked = next(n for n, text in enumerate(texts) if _is_question(text))
    fields = box.el.find_all("textarea") + [
        el for el in box.el.find_all("input") if str(el.attrs.get("type") or "text") in _WRITTEN
    ]
    written = {id(el) for el in fields} | {el.attrs.get("id") for el in fields} - {None}

    def answers_by(b: LayoutBox) -> bool:
        if b.name == "label":  # what to write in a field beside the question
            return b.attrs.get("for") in written or any(id(el) in written for el in b.el.find_all(["textarea", "input"]))
        return b.name == "button" and _is_answer(layout, b)

    orders = [(b.start - box.start, b.end - box.start) for b in layout.inside(box) if answers_by(b)]
    said = (text for n, text in enumerate(texts[asked:], asked) if not any(start <= n < end for start, end in orders))
    lines = [(text, key(text)) for text in said if text.strip()]
    about = [asks.search(folded) is not None for text, folded in lines if _is_question(text)]
    return about[0] and not any(
        PRICED.search(text) or not (_is_question(text) or answers.fullmatch(folded)) for text, folded in lines
    )


@cache
def _of_pages() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a question about the page says, « Cette page vous a-t-elle été utile ? », and an answer: by `normalize.key`."""
    names = ("this", "it", "our", "page", "site", "of", "useful", "found")
    this, it, our, page, site, of, useful, found = (any_of("asks", name) for name in names)
    # « ce site gallo-romain » is a place, « cette page du journal » none of the site
    ends = rf"(?=$| (?:web|internet)\b| (?!{of}\b)\w{{1,4}}\b)"
    about = (
        rf"(?:{this}|{our}) (?:\w+ )?{site}{ends}|{this} (?:\w+ )?{page} (?:\w+ ){{0,6}}?{useful}|"
        rf"{this} (?:\w+ )?{site} (?:\w+ ){{0,6}}?{useful}|{useful} (?:\w+ ){{0,3}}?{this} (?:\w+ )?(?:{site}|{page})|"
        rf"{this} {useful}|{it} (?:\w{{1,4}} ){{0,5}}?{useful}|{found}"
    )
    return re.compile(rf"\b(?:{about})\b|^{useful}$"), re.compile(rf"|{any_of('asks', 'answers')}")


def _is_question(text: str) -> bool:
    return 0 < len(text.strip()) <= _QUESTION and text.rstrip().endswith("?")


def _is_answer(layout: Layout, button: LayoutBox) -> bool:
    """Whether *button* says a few words and opens nothing."""
    text = layout.joined(button).strip()
    return len(text) <= _ANSWER and not text.endswith("?") and not any(name in button.el.attrs for name in _OPENS)


# --------------------------------------------------------------------------------------------------------------- the page's foot

# What every site links to at its foot, French ones by law (LCEN art. 6, RGAA): by these words a foot is known, not by its class.
_LEGAL = expression(
    r"\W*(?:mentions? l[ée]gales?|plan du site|accessibilit[ée]\b.{0,40}|donn[ée]es personnelles|politique de .{3,40}|"
    r"(?:gestion|gérer|préférences)\b.{0,12}cookies|cookies|cr[ée]dits?|flux rss|cgu|conditions g[ée]n[ée]rales.{0,20}|rgpd|"
    r"protection des donn[ée]es.{0,20}|legal notices?|imprint|impressum|datenschutz\w*|privacy(?: policy| notice)?|site ?map|"
    r"terms(?: of (?:use|service)| (?:and|&) conditions)?|cookie (?:policy|settings|preferences)|accessibility(?: statement)?)\W*"
)
# One of these stands in each text in which one of the two expressions around finds something: most texts are asked no more.
_STEMS_OF_SIGNS = (
    *("mention", "plan", "accessib", "personnelles", "politique", "cookie", "credit", "crédit", "flux", "cgu", "conditions"),
    *("rgpd", "protection", "legal", "imprint", "impressum", "datenschutz", "privacy", "map", "terms"),
    *("©", "(c)", "copyright", "tous droits", "all rights"),
)
_RIGHTS = re.compile(r"©|\(c\)\s*\d{4}|copyright|tous droits r[ée]serv[ée]s|all rights reserved")
_CREDIT = re.compile(r"photo|cr[ée]dit|image|illustration|visuel", re.I)
_HOLDER = expression(
    r"(?:direct(?:eur|rice|or)|r[ée]dact(?:eur|rice|ion)|responsable|editor|redaktion|leitung)\b[^:]{0,40}:", re.I
)  # who it is
_SENTENCE = 100  # characters of a run that is prose
_PROSE = 300  # characters of such runs that a foot may hold
_SHARE = 0.25  # of all the page's prose
_PICTURES = ["img", "picture", "svg"]
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_UNCOVERED = 5000  # characters: no box with more lies over the page
_HEADS = ("main", "article", "h1", "body", "html")


def colophons(layout: Layout, over: set[int]) -> set[int]:
    """The orders of the boxes that are the page's foot. Empty where the page has none that says so. *over*: overlays' orders."""
    found_signs = [(box, strong) for box, strong in _signs(layout, 0, len(layout.texts)) if not _credits_a_picture(layout, box)]
    if not found_signs:
        return set()
    ending = _Ending(layout, over)
    legal = [box.order for box, _ in found_signs if not _RIGHTS.search(lowered(_text(layout, box)))]
    found: set[int] = set()
    for box, strong in found_signs[-12:]:
        foot = ending.foot_around(box)
        if foot is None:
            continue
        alone = not any(foot.order <= order <= foot.last for order in legal)
        within = (b.name in ("main", "article") or b.attrs.get("role") == "main" for b in (foot, *layout.ancestors(foot)))
        if alone and _YEAR.search(_text(layout, box)) is None and any(within):
            # Within what the page says to be its main content: who holds the rights to a text, said without a year, is a line of it
            # at most, whatever box it stands in
            foot = next(b for b in (box, *layout.ancestors(box)) if b.name not in INLINE)
            if (foot.start, foot.end) != (box.start, box.end):
                continue
        is_foot = _count(found_signs, foot) > 1 or (strong and _has_parts(layout, foot))
        if strong and not is_foot and layout.chars(foot.end, len(layout.texts)) <= _SENTENCE:
            # The page's last line, or nearly so, that begins with a copyright; but it may be a picture's credit
            said = _text(layout, foot)
            is_foot = _RIGHTS.match(lowered(said)) is not None and _CREDIT.search(said) is None
        if is_foot:
            found.add(foot.order)
    return found


def _credits_a_picture(layout: Layout, box: LayoutBox) -> bool:
    """Whether *box* says whose picture stands above it: « © Ville de Dijon » under a portrait, without a year."""
    if not _RIGHTS.search(said := lowered(_text(layout, box))):
        return False
    if any(b.name in ("figure", "figcaption") for b in (box, *islice(layout.ancestors(box), 4))):
        return True
    before = box.el.find_previous_sibling()
    return before is not None and (before.name in _PICTURES or before.find(_PICTURES) is not None) and _YEAR.search(said) is None


def may_be_foot(layout: Layout, region: LayoutBox, prose: list[int], hard: set[int]) -> bool:
    """Whether a part of *region* is the page's foot if nothing of weight stands behind the region.

    *prose*: for each run of the region, and past the last, the characters of sentences in it up to there. *hard*: the orders of
    boxes that are no text anyway.
    """
    apart = layout.within(hard)
    found = list(_signs(layout, region.start, region.end))
    if found and region.chars <= _UNCOVERED:
        return True
    for sign, strong in found:
        for part in (sign, *layout.ancestors(sign)):
            start, end = prose[part.start - region.start], prose[part.end - region.start]
            heads = any(b.name in _HEADS for b in (part, *layout.inside(part)))
            if part.order <= region.order or heads or end - start > _PROSE:
                break
            if part.name in INLINE or prose[-1] - end > _PROSE or apart[part.order]:
                continue
            if _count(found, part) > 1 or (strong and (_has_parts(layout, part) or _RIGHTS.search(lowered(_text(layout, part))))):
                return True
    return False


def _signs(layout: Layout, start: int, end: int) -> Iterator[tuple[LayoutBox, bool]]:
    """The boxes that hold a legal link or a copyright line among the runs [start, end), and whether one of them is enough."""
    for run in layout.runs_with(_STEMS_OF_SIGNS, start, end, longest=200):
        text = layout.texts[run]
        if layout.linked[run] and _LEGAL.fullmatch(lowered(said := folded(text))):
            yield layout.boxes[layout.holder[run]], said.lower().startswith(("mentions l", "plan du", "legal", "impr"))
        elif len(text) <= 120 and _RIGHTS.search(lowered(text)):
            yield layout.boxes[layout.holder[run]], _HOLDER.search(text) is None


def _count(found_signs: list[tuple[LayoutBox, bool]], foot: LayoutBox) -> int:
    return sum(foot.order <= box.order <= foot.last for box, _ in found_signs)


def _text(layout: Layout, foot: LayoutBox) -> str:
    return folded("".join(layout.texts[foot.start : foot.end][:6]))


def _has_parts(layout: Layout, box: LayoutBox) -> bool:
    """Whether *box* is more than one line of text, or a line of several links."""
    return box.links > 1 or layout.block[box.end - 1] > layout.block[box.start]


class _Ending:
    """Where the text of a page ends: sums over its runs and boxes, so that asking of many boxes stays cheap."""

    def __init__(self, layout: Layout, over: set[int]) -> None:
        self._layout = layout
        covered = [False] * len(layout.texts)
        for order in over:
            box = layout.boxes[order]
            covered[box.start : box.end] = [True] * (box.end - box.start)
        long = (
            len(text) if len(text) >= _SENTENCE and not linked and not above else 0
            for text, linked, above in zip(layout.texts, layout.linked, covered, strict=True)
        )
        self._prose = [0, *accumulate(long)]
        self._heads = [b.order for b in layout.having(_HEADS, ("role",)) if b.name in _HEADS or _is_said_to_be_text(b)]
        self._titles = [b.order for b in layout.headings]

    def foot_around(self, box: LayoutBox) -> LayoutBox | None:
        """The widest box around *box* that holds no prose and no title of the page, and with which the page ends."""
        best: LayoutBox | None = None
        for around in (box, *self._layout.ancestors(box)):
            heads = bisect_right(self._heads, around.last) - bisect_left(self._heads, around.order)
            if 2 * around.prose > self._layout.boxes[0].prose:  # of a page whose sentences are all short, this is the page
                heads += bisect_right(self._titles, around.last) - bisect_left(self._titles, around.order)
            prose = self._prose[around.end] - self._prose[around.start]
            if heads or prose > min(_PROSE, _SHARE * self._prose[-1]):
                break
            if around.name not in INLINE:
                best = around
        return best if best is not None and self._prose[-1] - self._prose[best.end] <= _PROSE else None
