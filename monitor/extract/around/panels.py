"""What a control opens: panels of accordions, tabs and « lire la suite », open or closed (DESIGN 3.5). Pure.

A closed panel is hidden only until a reader asks for it, so it is read as if it were open. That is told by what refers to it or
stands before it, never by a script or a class name: any attribute of another element that names its id, a control right above it
(aria-expanded, a label of a checkbox, a heading with nothing else under it), or its own role. Where a rule of the page hides it, as
the accordion does that is copied most, a plain button above it is enough, and behind a hidden end of a paragraph: unless what it
says stands elsewhere for all to see, or it is none of the text (a form, a list of links, a message).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from monitor.expressions import expression
from monitor.extract.elements.addresses import leads_to_file
from monitor.extract.elements.layout import HEADINGS, INLINE, Layout, LayoutBox, words
from monitor.extract.elements.styles import NO_STYLES, Styles
from monitor.extract.elements.tree import Element, classes_of, names_of
from monitor.extract.lists import name_words
from monitor.normalize import key

_NEVER = words("nav menu form dialog template noscript head aside")  # never panels of a text, whatever opens them
_PAGES_OWN = ["h1", "main", "article", "nav", "footer"]
_NEVER_ROLES = words("dialog alertdialog navigation menu menubar search form tooltip listbox alert status banner contentinfo")
_LABELS = words("id class for headers form list name aria-labelledby aria-describedby aria-owns aria-details usemap style alt")
_BARE = expression(r"aria-controls|popovertarget|commandfor|data-[\w-]+")  # attributes that may name an id without « # »
_QUOTED = re.compile(r"""['"]#?([\w-]+)['"]|#([\w-]+)""")
_QUOTED_CLASS = expression(r"""['"]\.([a-zA-Z_][\w-]*)['"]""")  # a selector of that class alone
_POPUPS = words("dialog menu listbox modal offcanvas dropdown tooltip popover")
_TOGGLED = words("checkbox radio")
_LINES = words("p li tr td th dt dd")  # one line hidden among others is no panel, unless a control names it
# Whole words of a class: « faq », but not « notable ».
_TOGGLES = words("accordion accordeon akkordeon collapse collapsed collapsible toggle panel faq expand expander tab tabs tablinks")
_TITLED = words("head header heading title titre question trigger summary label")  # with them, of what holds a button that opens
_PRESSED = words("vote votes like likes favorite favourite favoris rating helpful share more less showmore readmore close footer")
_MESSAGES = words(
    "modal popup popin lightbox overlay tooltip tip toast snackbar message msg error success feedback dropdown menu nav"
)
_NO_PANELS = ["form", "input", "select", "textarea", "nav", "dialog", "audio"]
_NEAR = 40  # elements looked at before or around a panel
_NUMBERING = 20  # characters beside a control in its title: « 1. », an icon's name
_IN_TURN = words("tab pill list")  # what is toggled so that the one beside it closes
_TAB_SETS = words("tab tabs tabset tabbed onglet onglets reiter pestanas schede")
_OPENING = ("aria-controls", "data-target", "data-bs-target")
_HOLDERS = words("div section article")
_NAMED_IN = 200  # characters with which a part begins that says itself what it is about
_SAYING = 2  # words of a hidden end of a paragraph
# What a button says that shows the rest of a paragraph, which its own style hides as often as a rule
_READ_ON = expression(
    r"\W*(?:(?:(?:re)?lire|voir|afficher|en savoir)\W+(?:la suite|plus|davantage|tout)|(?:la )?suite|plus"
    r"|(?:(?:read|show|see|view|learn)\W+)?(?:more|on)|weiter ?lesen|mehr(?:\W+(?:lesen|anzeigen|erfahren))?"
    r"|(?:(?:leer|ver|mostrar|saber)\W+)?m[áa]i?s|(?:leggi|mostra|vedi)\W+(?:tutto|altro|di più)"
    r"|(?:lees|toon)\W+(?:meer|verder))?\W*",
    re.I,
)
_UNFOLDED = words("collapse tab pill")  # what is toggled so that it stands in the page; the others lie over it
_LETTER = 3  # characters of a label: an index has one letter


def panels(layout: Layout, hiding: set[int], styles: Styles = NO_STYLES) -> set[int]:
    """Which of the hidden boxes *hiding* (orders) a control of the page opens. *styles*: what the page says of its classes."""
    if not hiding:
        return set()
    named = _names_of(layout, hiding)
    apart = layout.within({b.order for b in layout.boxes if _is_apart(layout, b)})
    by_class = {order for order in _of_named_classes(layout, hiding) if not apart[order]}
    by_number = (panel.order for panel, _ in _by_number(layout, iter(layout.having(("a", "button", "label"), ("role",)))))
    by_class |= {order for order in by_number if order in hiding and not apart[order]}
    found = by_class | {order for order in hiding if not apart[order] and _is_panel(layout, layout.boxes[order], named, hiding)}
    plain = list[LayoutBox]()
    for box in (layout.boxes[order] for order in hiding - found if not apart[order]):
        behind = _button_behind(layout, box)
        by_rule = bool(styles.hidden) and styles.hides(box.el)
        plainly = (behind is not None and not any(_named(behind.el))) or _button_above(layout, box)
        if (by_rule and plainly) or (behind and _READ_ON.fullmatch(layout.line_of(behind).strip())):
            plain.append(box)
    return found | (_said_nowhere_else(layout, plain, hiding - found) if plain else set())


def named_elsewhere(layout: Layout, orders: set[int]) -> set[int]:
    """Those of the boxes *orders* whose id a link, a button or any other element of the page names."""
    named = _names_of(layout, orders)
    return {order for order in orders if any(_name(b.el) in named for b in _holding_the_same(layout, layout.boxes[order]))}


def _names_of(layout: Layout, orders: set[int]) -> set[str]:
    """The ids of the boxes *orders*, or of what holds the same, that other elements name."""
    ids = {_name(b.el) for order in orders for b in _holding_the_same(layout, layout.boxes[order])} - {""}
    return {name for box in layout.boxes if ids and box.el.attrs for name in _named(box.el) if name in ids}


def _is_panel(layout: Layout, box: LayoutBox, named: set[str], hiding: set[int]) -> bool:
    if box.name in INLINE or box.name in _LINES:
        return _name(box.el) in named or (box.name == "dd" and _follows_a_control(layout, box))
    return (
        _role(box.el) == "tabpanel"
        or (_role(box.el) == "region" and "aria-labelledby" in box.el.attrs)
        or any(_name(b.el) in named for b in _holding_the_same(layout, box))
        or _follows_a_control(layout, box)
        or _is_all_under_a_heading(layout, box, hiding)
    )


def titles_by_rule(layout: Layout, styles: Styles) -> set[int]:
    """The orders of the plain buttons above what a rule of the page may hide: they say what that is, open or closed."""
    if not styles.hidden:
        return set()
    may = [box for box in layout.having((), ("class",)) if styles.may_hide(box.el)]
    buttons = {box.order: button for box in may if (button := _button_above(layout, box)) is not None}
    opened = [box for box in may if box.order in buttons and not _kept_apart(layout, box)]
    return {buttons[order].order for order in (_said_nowhere_else(layout, opened, {b.order for b in may}) if opened else ())}


def _button_above(layout: Layout, box: LayoutBox) -> LayoutBox | None:
    """The plain button, with or without a box of its own, that stands right above *box*, which is to be opened by its looks."""
    if box.name in INLINE or (box.name in _LINES and box.name != "p") or not _is_for_reading(box):
        return None
    for around in _holding_the_same(layout, box):
        if (before := next(_before(around), None)) is not None:
            above = layout.box(before)
            return _only_button(layout, above) if above is not None else None
    return None


def _only_button(layout: Layout, box: LayoutBox) -> LayoutBox | None:
    """The plain button that *box* is, or holds with hardly a word beside it."""
    for inner in (box, *islice(layout.inside(box), 6)):
        if inner.chars + _NUMBERING >= box.chars and layout.has_words(inner.start, inner.end) and _is_button(inner.el):
            return None if str(inner.attrs.get("aria-haspopup") or "") in _POPUPS or inner.attrs.get("type") == "submit" else inner
    return None


def _button_behind(layout: Layout, box: LayoutBox) -> LayoutBox | None:
    """The plain button behind the hidden end of a paragraph, « … », that *box* is, or behind the paragraph."""
    if box.name not in INLINE or len(layout.line_of(box).split()) < _SAYING or not _is_for_reading(box):
        return None
    block = next((a for a in layout.ancestors(box) if a.name not in INLINE), None)
    if block is None or not layout.has_words(block.start, box.start) or any(_is_button(a.el) for a in layout.ancestors(box)):
        return None
    if (inside := next((b for b in layout.inside(block) if b.order > box.last and _is_button(b.el)), None)) is not None:
        return inside
    after = layout.next_sibling(block)
    return _only_button(layout, after) if after is not None else None


def _is_for_reading(box: LayoutBox) -> bool:
    """Whether *box* has words, is by its names no message, and holds no form and hardly a link, unless to files."""
    if (
        box.end == box.start
        or "aria-live" in box.attrs
        or name_words(names_of(box.el)) & _MESSAGES
        or box.el.find(_NO_PANELS) is not None
    ):
        return False
    links = box.el.find_all("a", href=True) if 2 * box.prose < box.chars else []
    return 2 * sum(leads_to_file(str(link.attrs["href"])) for link in links) >= len(links)


def _said_nowhere_else(layout: Layout, boxes: list[LayoutBox], unseen: set[int]) -> set[int]:
    """The orders of those of *boxes* of which less than half stands elsewhere on the page, line by line, for all to see."""
    hidden = layout.within(unseen)
    seen = "".join(text for run, text in enumerate(layout.texts) if not hidden[layout.holder[run]])
    letters = "".join(seen.split())
    found = set[int]()
    for box in boxes:
        lines = ["".join(line.split()) for line in layout.texts_of(list(range(box.start, box.end)))]
        if 2 * sum(len(line) for line in lines if line in letters) < sum(map(len, lines)):
            found.add(box.order)
    return found


def leans_on_controls(layout: Layout, region: LayoutBox, hiding: set[int]) -> bool:
    """Whether what stands outside of *region* may open something hidden in it, or be what makes it a panel."""
    for box in (layout.boxes[order] for order in hiding if region.order < order <= region.last):
        if _kept_apart(layout, box):
            continue
        if box.name in INLINE or box.name in _LINES:
            may_be_opened = bool(_name(box.el))
        elif box.parent == region.order or (box.start, box.end) == (region.start, region.end):
            may_be_opened = True
        else:
            is_named = any(_name(b.el) for b in _holding_the_same(layout, box))
            may_be_opened = is_named and not _is_panel(layout, box, set(), hiding)
        if may_be_opened:
            return True
    return False


def _kept_apart(layout: Layout, box: LayoutBox) -> bool:
    """Whether *box* is, or stands in, a dialog, a menu or a form."""
    return any(_is_apart(layout, around) for around in (box, *layout.ancestors(box)))


def _is_apart(layout: Layout, box: LayoutBox) -> bool:
    el = box.el
    if el.name == "form" and 2 * box.chars > layout.boxes[0].chars and el.find(_PAGES_OWN) is not None:
        return False  # some systems set the whole page in one
    return el.name in _NEVER or (bool(el.attrs) and (_role(el) in _NEVER_ROLES or el.attrs.get("aria-modal") == "true"))


def _role(el: Element) -> str:
    return str(el.attrs.get("role") or "") if el.attrs else ""


def _name(el: Element) -> str:
    return str(el.attrs.get("id") or "") if el.attrs else ""


def _holding_the_same(layout: Layout, box: LayoutBox) -> Iterator[LayoutBox]:
    """*box* and the boxes around it that hold nothing else: a panel may be hidden by its only child."""
    yield box
    for around in islice(layout.ancestors(box), _NEAR):
        if (around.start, around.end) != (box.start, box.end):
            return
        yield around


def _of_named_classes(layout: Layout, hiding: set[int]) -> Iterator[int]:
    """The hidden boxes that a button of the same part of the page opens by a class of theirs: « .more ».

    A class may be anyone's: a button inside such a box closes it, and one far from it may open anything.
    """
    for order in hiding:
        box = layout.boxes[order]
        classes = classes_of(box.el)
        if not classes or box.parent < 0 or box.name in INLINE or box.name in _LINES:
            continue
        around = layout.boxes[box.parent]
        beside = (b.el for b in islice(layout.inside(around), 4 * _NEAR) if not order <= b.order <= box.last)
        for button in (el for el in beside if el.attrs and _is_button(el)):
            if str(button.attrs.get("aria-haspopup") or "") in _POPUPS:
                continue
            said = [value for attr, value in button.attrs.items() if isinstance(value, str) and attr not in _LABELS]
            quoted = (value if "'" in value or '"' in value else f"'{value}'" for value in said)  # by a handler, or as a selector
            if any(name in classes for value in quoted for name in _QUOTED_CLASS.findall(value)):
                yield order
                break


_OF_PAGE = ("#", "?")  # begins what leads to a place of this page: « ?onglet=2#onglet2 » shows that panel without a script


def _named(el: Element) -> Iterator[str]:
    """The ids that *el* names as a control does; nothing where what it opens is a dialog or a menu."""
    attrs = el.attrs
    if str(attrs.get("aria-haspopup") or "") in _POPUPS or _POPUPS & {
        str(attrs.get(a) or "") for a in ("data-bs-toggle", "data-toggle")
    }:
        return
    for attr, value in attrs.items():
        if attr in _LABELS or not isinstance(value, str):
            continue
        if attr == "href":
            yield value.partition("#")[2] if value.startswith(_OF_PAGE) else ""
        elif _BARE.fullmatch(attr):
            yield from value.replace("#", " ").split()
        if "#" in value or attr.startswith(("on", "@", "x-", "uk-", "v-", "ng-", "data-")):
            yield from (a or b for a, b in _QUOTED.findall(value))


def _before(box: LayoutBox) -> Iterator[Element]:
    """The elements before *box* within its parent, nearest first."""
    return (el for el in islice(box.el.previous_siblings, _NEAR) if isinstance(el, Element))


def _follows_a_control(layout: Layout, box: LayoutBox) -> bool:
    """Whether a control stands right above *box*, or above a box that holds nothing else."""
    for around in _holding_the_same(layout, box):
        before = next(_before(around), None)
        if before is not None:
            above = layout.box(before)
            if above is not None and _opens_its_neighbour(layout, above):
                return True
            # It may stand among checkboxes or radio buttons and what they open, in a box that sends no form.
            return any(el.name == "input" and str(el.attrs.get("type") or "") in _TOGGLED for el in _before(around))
    return False


def own_panel(layout: Layout, by_id: dict[str, LayoutBox], title: LayoutBox) -> LayoutBox | None:
    """The panel that *title* opens by a control in it or around it, where it stands after it; None where it opens none."""
    around = list(_holding_the_same(layout, title))
    if any(b.name == "summary" for b in around):
        return next((b for b in layout.ancestors(title) if b.name == "details"), None)
    for control in (*around, *islice(layout.inside(title), 6)):
        named = (by_id.get(name) for name in _named(control.el) if name) if control.el.attrs else ()
        panel = next((b for b in named if b is not None and b.order > title.last and b.level is None), None)
        if panel is not None:
            return None if _kept_apart(layout, panel) else panel
    if not _opens_its_neighbour(layout, title):
        return None
    return next((after for b in around if (after := layout.next_sibling(b)) is not None and after.level is None), None)


def _opens_its_neighbour(layout: Layout, box: LayoutBox) -> bool:
    """Whether *box* holds a control that opens something, and nothing else."""
    for inner in (box, *islice(layout.inside(box), 6)):
        if inner.chars + _NUMBERING < box.chars:
            continue
        attrs = inner.el.attrs or {}
        if "aria-expanded" in attrs and str(attrs.get("aria-haspopup") or "") not in _POPUPS:
            return True
        # A checkbox beside its label is the way to open a panel without a script.
        beside = inner.el.parent if inner.el.name == "label" and "for" in attrs else None
        if beside is not None and beside.find("input", id=str(attrs["for"]), type=["checkbox", "radio"]) is not None:
            return True
    return False


def _is_all_under_a_heading(layout: Layout, box: LayoutBox, hiding: set[int]) -> bool:
    """Whether *box* is all there is between a heading, or a button without an address, and the next one of its kind."""
    before = next(_before(box), None)
    above = layout.box(before) if before is not None else None
    if above is None or above.order in hiding or (above.level is None and not _is_button(above.el)):
        return False
    after = layout.next_sibling(box)
    if after is not None:
        return after.name == above.name or (after.level is not None and above.level is not None)
    if any(el.name == above.name for el in islice(_before(above), 1, None)):
        return True
    item = layout.boxes[box.parent]
    beside = (layout.next_sibling(item), layout.box(next(_before(item), item.el)))
    others = [b for b in beside if b is not None and b is not item and b.last > b.order]
    return any(layout.boxes[other.order + 1].name == above.name for other in others)  # each begins as this one does


def _is_button(el: Element) -> bool:
    if el.name == "button" or _role(el) == "button":
        return True
    return el.name == "a" and str(el.attrs.get("href") or "#").strip() in ("#", "#!", "#0", "javascript:void(0)", "javascript:;")


def opens_something(button: Element) -> bool:
    """Whether *button* is the title of a panel that it opens, or in a title: such words are part of the text."""
    around, attrs = button.parent, button.attrs
    if "aria-expanded" in attrs or "aria-controls" in attrs or (around and around.name in (*HEADINGS, "summary", "dt", "th")):
        return True
    if any(attrs.get(name) in _UNFOLDED for name in ("data-toggle", "data-bs-toggle")):
        return True
    own, its = name_words(names_of(button)), name_words(names_of(around)) if around else frozenset()
    return bool(own & _TOGGLES and not own & _PRESSED) or bool(its & _TOGGLES and its & _TITLED and not its & _PRESSED)


def opens_box(control: Element) -> bool:
    """Whether *control* is a button or a link that names the box of its own page that it opens and shuts."""
    attrs = control.attrs
    if not attrs or {attrs.get("data-toggle"), attrs.get("data-bs-toggle")} & _IN_TURN:
        return False
    leads = str(attrs.get("href") or "").startswith("#")
    presses = control.name == "button" or attrs.get("role") == "button"
    return (leads or (presses and any(name in attrs for name in _OPENING))) and any(_named(control))


# --------------------------------------------------------------------------------------------------------- panels shown in turn


def openers(layout: Layout, controls: Sequence[LayoutBox]) -> dict[int, LayoutBox]:
    """By their orders those of *controls* that open panels shown in turn, as tabs do, each with its panel (DESIGN 3.5).

    Their words are said nowhere else.

    The control or its panel says so; or the panels stand one beside the other right behind the controls, and do not say themselves
    what they are about. Parts that have titles are what a table of contents leads to. A tab may be any element.
    """
    tabs = [b for b in layout.having(("label",), ("role",)) if _role(b.el) == "tab" or (b.name == "label" and "for" in b.attrs)]
    known = {control.order for control in controls}
    controls = [*controls, *(tab for tab in tabs if known.isdisjoint(range(tab.order, tab.last + 1)))]
    labelled = {
        str(b.attrs.get("aria-labelledby")): b for b in layout.having((), ("aria-labelledby",)) if _role(b.el) == "tabpanel"
    }
    by_id: dict[str, LayoutBox] = {}
    for box in reversed(layout.having((), ("id",))):
        by_id[_name(box.el)] = box
    apart = layout.within({b.order for b in layout.having(_NEVER, ("role", "aria-modal")) if _is_apart(layout, b)})
    found: dict[int, LayoutBox] = {}
    beside: dict[int, dict[int, LayoutBox]] = {}  # by the order of what is around them, the controls of panels by their orders
    for control in controls:
        names = opened_by(control) if control.end > control.start else []
        named = (*map(by_id.get, names), labelled.get(_name(control.el)) if not names and _name(control.el) else None)
        worded = (p for p in named if p is not None and p.level is None and p.end > p.start)
        blocks = (p for p in worded if p.name not in INLINE and p.name not in _LINES)
        panel = next((p for p in blocks if not p.order <= control.order <= p.last), None)
        if panel is None or apart[panel.order]:
            continue
        is_tab = _role(panel.el) == "tabpanel" or "tab" in (_role(control.el), _role(control.el.parent or control.el))
        attrs = ((attr, value) for attr, value in control.attrs.items() if isinstance(value, str))
        if is_tab or any(attr.endswith("toggle") and value in _IN_TURN for attr, value in attrs):
            found[control.order] = panel
        elif control.name == "a" and panel.name in _HOLDERS:
            beside.setdefault(panel.parent, {})[panel.order] = control
    for panel, control in _by_number(layout, (c for c in controls if c.order not in found and c.end > c.start)):
        if not apart[panel.order]:
            beside.setdefault(panel.parent, {}).setdefault(panel.order, control)
    for around, by_panel in beside.items():
        if len(by_panel) > 1 and _stand_in_turn(layout, layout.boxes[around], by_panel):
            found |= {control.order: layout.boxes[panel] for panel, control in by_panel.items()}
    return found


def _by_number(layout: Layout, controls: Iterator[LayoutBox]) -> Iterator[tuple[LayoutBox, LayoutBox]]:
    """The panels of tabs that name none, each with its label: there are as many, right behind the labels.

    The list says by its name that it is one of tabs: of buttons that filter as many cards none is a card's title.
    """
    lists: dict[int, dict[int, LayoutBox]] = {}  # by the order of what is around them, the labels by the orders of their items
    for control in controls:
        if _is_button(control.el) or _role(control.el) == "tab" or control.name == "label":
            *_, item = _holding_the_same(layout, control)
            lists.setdefault(item.parent, {})[item.order] = control
    for around, labels in lists.items():
        row = layout.boxes[max(around, 0)]
        if row.parent < 0:
            continue
        names = name_words(" ".join(names_of(box.el) for box in (row, layout.boxes[row.parent])))
        if len(labels) < 2 or not (names & _TAB_SETS or _role(row.el) == "tablist"):
            continue
        inside = layout.children(row)
        behind = inside[len(labels) :] or [b for b in layout.children(layout.boxes[row.parent]) if b.order > row.last]
        if len(behind) != len(labels) and behind:
            behind = layout.children(behind[0])
        if [b.order for b in inside[: len(labels)]] == list(labels) and len(behind) == len(labels):
            yield from zip(behind, labels.values(), strict=True)


def opened_by(control: LayoutBox) -> list[str]:
    """The ids of what *control* opens on its own page, by the attributes that say so; none of a dialog or a menu."""
    attrs = control.el.attrs
    if not attrs or not (str(attrs.get("href") or "").startswith(_OF_PAGE) or any(name in attrs for name in _OPENING)):
        return []  # as of nearly all links
    return [name for name in _named(control.el) if name]


def _stand_in_turn(layout: Layout, around: LayoutBox, by_panel: dict[int, LayoutBox]) -> bool:
    """Whether panels, by their orders in *around*, stand in a row right behind what opens them, none with a title of its own."""
    first, last = min(by_panel), max(by_panel)
    row = [b for b in layout.children(around) if first <= b.order <= last and b.end > b.start]
    if [b.order for b in row] != list(by_panel) or max(c.end for c in by_panel.values()) != row[0].start:
        return False
    named = 0
    for panel in row:
        begins = takewhile(lambda b: b.start == panel.start, islice(layout.boxes, panel.order + 1, panel.last + 1))  # noqa: B023
        if any(b.level is not None for b in begins):
            return False
        control = by_panel[panel.order]
        label = key(layout.joined(control))
        named += len(label) < _LETTER or label in key(" ".join(layout.texts[panel.start : panel.end][:_NEAR])[:_NAMED_IN])
    return 2 * named < len(row)
