"""What the page's own <style> elements do to a class: hide it, strike its words out (DESIGN 3.5, 3.24, 3.28). Pure.

Read are rules for one class (`.x`, `p.x`) that hold on every screen, later ones over earlier ones, and rules for several classes of
one element (`.tab.open`), which take precedence as they do in CSS. A rule that looks at anything else (an element around it, an
id, a state) hides and strikes nothing by itself: what it does depends on what a reader of the source can't know. But where such a
rule, or one for a desktop's screen, shows a class again (when ticked, when opened), an element of that class can be seen,
and counts as seen; and what such a rule hides may be a copy of what stands beside it (`extract.around.twins`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from monitor.expressions import expression
from monitor.extract.elements.layout import lowered
from monitor.extract.elements.media import PHONE, holds, is_unconditional
from monitor.extract.elements.tree import Element, classes_of
from monitor.model.frozen import dataclass, field, replace

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_STRING = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_NAME = r"(?=[0-9-]*+[a-zA-Z_])[a-zA-Z0-9_-]++"  # possessive: tried once, however long
_SELECTOR = re.compile(rf"([a-zA-Z][a-zA-Z0-9]*+)?((?:\.{_NAME})++)")
_HIDDEN = expression(r"(?P<display>display)\s*:\s*(?P<shown>[a-z-]+)|(?P<visibility>visibility)\s*:\s*(?P<seen>[a-z]+)", re.I)
_WRITING = re.compile(r"content(?<![\w-]content)\s*:\s*['\"](?:\\[0-9a-fA-F]{1,6}+|[^'\"\\\w])*+[^\W_]")  # words, no sign, no icon
_CONTENT = re.compile(r"(?<![\w-])content\s*:\s*'(\d+)'\s*(?:;|!|\Z)", re.I)
_APART = re.compile(r",(?![^()]*\))")
_NUMBERED = re.compile(r"'(\d+)'")
_BESIDE = re.compile(r"(.*?[\w-])::?(before|after)", re.I)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|\n|(.))", re.DOTALL)
_SAYS = re.compile(r"[^\W_]{2}|\d")  # letters that say something, no arrow, no icon
_OUT_OF_FLOW = expression(r"(?<![\w-])position\s*:\s*(?:absolute|fixed)", re.I)
_PLACED = expression(r"(?<![\w-])(?:position|left|right|top|bottom|clip|clip-path)\s*:", re.I)
_OFF = expression(
    r"(?<![\w-])(?:left|right|top|bottom)\s*:\s*-(?:\d{4,}(?:\.\d+)?px|\d{3,}(?:\.\d+)?(?:r?em|vw|vh))"
    r"|(?<![\w-])clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)"
    r"|(?<![\w-])clip-path\s*:\s*inset\(\s*(?:50|100)%\s*\)",
    re.I,
)
_FAR = re.compile(r"-\d{3}")  # what a place off the screen begins with
_SIZED = expression(r"(?<![\w-])(?:max-height|height|opacity|font-size|transform|text-indent)\s*:", re.I)
_NOTHING = r"[+-]?0*\.?0*(?:[a-z]+|%)?\s*(?:!\s*important\s*)?(?:[;}]|\Z)"
_SHUT = expression(rf"(?<![\w-])(?:max-)?height\s*:\s*{_NOTHING}", re.I)
_CUT = expression(r"(?<![\w-])overflow(?:-y)?\s*:\s*(?:hidden|clip)", re.I)
_GONE = expression(
    rf"(?<![\w-])(?:opacity|font-size)\s*:\s*{_NOTHING}|(?<![\w-])text-indent\s*:\s*-\d{{3,}}"
    r"|(?<![\w-])transform\s*:[^;}]*(?:scale(?:3d|[xy])?\(\s*0*\.?0*\s*[,)]|translate(?:3d|[xy])?\([^)]*-\d{4,})",
    re.I,
)
_ZERO = r"\s*:\s*[+-]?(?:0|\.0)(?![\d.]*[1-9])"
_SIGNS = tuple(map(re.compile, (f"height{_ZERO}", f"opacity{_ZERO}", f"size{_ZERO}", r"indent\s*:\s*-", "scale", "translate")))
_MOVING = expression(r"(?<![\w-])(?:transition|animation)\b", re.I)  # a script, or the reader, opens what moves
_LINE = re.compile(r"(?<![\w-])text-decoration(?:-line)?\s*:\s*([^;}]+)", re.I)
_CLASS = expression(rf"\.({_NAME})")
_AT = re.compile(r"@([\w-]+)")
_NAMES = re.compile(rf"[a-zA-Z0-9]*((?:[.#]{_NAME})++)")
_NESTED = re.compile(r"(?:^|(?<=[;{}]))[^;{}]*+\{[^{}]*+\}")
_DEEPEST = 50  # blocks within each other
_MAX_SHEET = 300_000  # characters; beyond it a page carries its whole framework, whose rules follow the earlier ones


def strikes(style: str) -> bool | None:
    """Whether declarations strike words out, as the last of them says; None where none speaks of it."""
    said = _LINE.findall(style)
    return "line-through" in said[-1].lower() if said else None


def hides(style: str) -> bool | None:
    """Whether declarations hide an element, by `display` or `visibility`; None where none speaks of it."""
    said: dict[str, bool] = {}
    for found in _HIDDEN.finditer(style):
        if found["display"]:
            said["display"] = found["shown"].lower() == "none"
        else:
            said["visibility"] = found["seen"].lower() in ("hidden", "collapse")
    return any(said.values()) if said else None


def is_off_screen(style: str) -> bool | None:
    """Whether declarations put an element where no screen shows it, or cut all of it away; None where none speaks of a place."""
    if (_PLACED.search(style)) is None:
        return None
    return _OUT_OF_FLOW.search(style) is not None and _OFF.search(style) is not None


def is_shut(style: str) -> bool | None:
    """Whether declarations leave nothing of an element to be seen, by its size or its ink; None where none speaks of these."""
    if _SIZED.search(style) is None:
        return None
    shut = _GONE.search(style) is not None or (_SHUT.search(style) is not None and _CUT.search(style) is not None)
    return shut and _MOVING.search(style) is None


WAYS: tuple[Callable[[str], bool | None], ...] = (hides, is_off_screen, is_shut)


def may_tell(css: str) -> bool:
    """Whether one of the properties that are read here has its name in *css*."""
    said = lowered(css)
    return "display" in said or "visibility" in said or "text-decoration" in said or _has_places(said)


def _has_places(css: str) -> bool:
    """Whether *css* has a place that no screen shows; most has none of what such a one is written with, which is seen at once."""
    said = lowered(css)
    return (_FAR.search(said) is not None or "rect(" in said or "inset(" in said) and _OFF.search(said) is not None


def _has_shut(css: str) -> bool:
    """Whether *css* may leave nothing to be seen of an element; each sign is looked for by its first letters, which is quick."""
    said = lowered(css)
    return any(sign.search(said) for sign in _SIGNS) and (_GONE.search(said) is not None or _SHUT.search(said) is not None)


class _Rule(NamedTuple):
    number: int  # in the order of the sheet
    tag: str  # "": any
    classes: frozenset[str]
    says: bool | str
    important: bool = False


@dataclass(slots=True)
class _Rules:
    """What the rules say of a property: True where it is set, False where it is taken back; of `content` the words."""

    count: int = 0
    by_class: dict[str, dict[tuple[str, frozenset[str]], _Rule]] = field(default_factory=dict)  # by the rule's rarest class

    def __bool__(self) -> bool:
        return self.count > 0

    def add(self, tag: str, classes: frozenset[str], says: bool | str, *, important: bool = False) -> None:
        """A rule that comes after all those before."""
        self.count += 1
        rarest = min(classes, key=lambda name: (len(self.by_class.get(name, ())), name))
        of_class = self.by_class.setdefault(rarest, {})
        if important or not ((earlier := of_class.get((tag, classes))) and earlier.important):
            of_class[tag, classes] = _Rule(self.count, tag, classes, says, important)

    def near(self, own: frozenset[str]) -> Iterator[_Rule]:
        """The rules that may fit an element of the classes *own*: those filed under one of them."""
        return (rule for name in own if name in self.by_class for rule in self.by_class[name].values())


class WideRule(NamedTuple):
    selector: str
    hides: bool
    important: bool
    way: int  # of WAYS


@dataclass(slots=True)
class Styles:
    """What the page's style elements hide and strike out."""

    hidden: _Rules = field(default_factory=_Rules)
    struck: _Rules = field(default_factory=_Rules)
    shown: set[str] = field(default_factory=set)  # classes that a rule shows which looks at something else
    aside: _Rules = field(default_factory=_Rules)  # what a rule hides on a desktop if it fits, by « .class » and « #id »
    desktop: _Rules = field(default_factory=_Rules)  # what is hidden there by class and id, as if all rules fitted
    phone: _Rules = field(default_factory=_Rules)  # the same on a telephone
    turning: set[str] = field(default_factory=set)  # the classes and ids of rules that hold on one of the two alone
    wide: list[WideRule] = field(default_factory=list)  # all that hide or show on a desktop, whatever they look at, in their order
    before: _Rules = field(default_factory=_Rules)  # what a rule writes before the text of an element
    after: _Rules = field(default_factory=_Rules)

    def hides(self, el: Element) -> bool:
        """Whether a class of *el* hides it."""
        return bool(self.hidden) and _decided(self.hidden, el) is True and self.shown.isdisjoint(el.attrs.get("class") or ())

    def may_hide(self, el: Element) -> bool:
        """Whether a rule for a class of *el* hides it, whatever another one says."""
        own = frozenset(classes_of(el))
        return any(rule.says is True and rule.classes <= own and rule.tag in ("", el.name) for rule in self.hidden.near(own))

    def sets_aside(self, el: Element) -> bool:
        """Whether a rule hides *el* on a desktop, or does where it fits: what stands around *el* is not looked at."""
        if not self.aside or not el.attrs:
            return False
        own = frozenset((f"#{el.attrs.get('id')}", *(f".{name}" for name in classes_of(el))))
        return any(rule.classes <= own for rule in self.aside.near(own))

    def shown_at(self, el: Element) -> tuple[bool, bool]:
        """Whether *el* is seen on a desktop, on a telephone, where rules for its class or id tell the two apart; else on both."""
        if not self.turning or not el.attrs:
            return True, True
        own = frozenset((f"#{el.attrs.get('id')}", *(f".{name}" for name in classes_of(el))))
        if self.turning.isdisjoint(own):
            return True, True
        return not _best(self.desktop, own, el.name), not _best(self.phone, own, el.name)

    def strikes(self, el: Element) -> bool:
        """Whether a class of *el* strikes its words out."""
        return bool(self.struck) and _decided(self.struck, el) is True

    def writes(self, el: Element, where: _Rules) -> str:
        """The words that a class of *el* puts before or after (*where*) its text; "" for none."""
        return str(_decided(where, el) or "") if where and el.attrs else ""


NO_STYLES = Styles()


def read_styles(sheets: Iterable[tuple[str, str]]) -> Styles:
    """What the page's style elements, each with its `media`, say of its classes. Never fails: rubbish says nothing."""
    return _read(tuple((medium, sheet[:_MAX_SHEET]) for medium, sheet in sheets))


@lru_cache(maxsize=8)  # the pages of a site have the same, and so has a page at its next visit; no reading changes what is said
def _read(sheets: tuple[tuple[str, str], ...]) -> Styles:
    styles = Styles()
    for medium, sheet in sheets:
        writes = _WRITING.search(sheet) is not None
        on_desktop, on_phone = holds(medium), holds(medium, PHONE)
        if not ((writes or may_tell(sheet) or _has_shut(sheet)) and (on_desktop or on_phone)):
            continue
        whole = _Open("", 0, counts=on_desktop, on_phone=on_phone, always=is_unconditional(medium), selectors="")
        for rule in _rules(sheet, whole, writes=writes):
            if rule.on_desktop:
                _take(styles, rule)
            important = "important" in rule.body.lower()
            for way, tells in enumerate(WAYS if rule.on_desktop else ()):
                if (told := tells(rule.body)) is not None:
                    styles.wide += (WideRule(one.strip(), told, important, way) for one in _APART.split(rule.selectors))
            if (hidden := hides(rule.body)) is None:
                continue
            # What it hides or shows on each of the two screens, whatever stands around it
            for names in filter(None, (_NAMES.fullmatch(_subject(selector)) for selector in rule.selectors.split(","))):
                own, tag = frozenset(re.findall("[.#][^.#]+", names[1])), re.split("[.#]", names[0], maxsplit=1)[0].lower()
                for screen in ([styles.desktop] if rule.on_desktop else []) + ([styles.phone] if rule.on_phone else []):
                    screen.add(tag, own, hidden, important=important)
                styles.turning |= own if rule.on_desktop != rule.on_phone else set()
    return styles


def _take(styles: Styles, rule: _StyleRule) -> None:
    if rule.always and rule.writes is not None:
        for selector in rule.selectors.split(","):
            beside = _BESIDE.fullmatch(selector.strip())
            if beside and (found := _SELECTOR.fullmatch(beside[1])):
                told = styles.before if beside[2].lower() == "before" else styles.after
                if rule.writes or told:  # most rules write a sign or nothing, and there may be none to take back
                    told.add((found[1] or "").lower(), frozenset(found[2][1:].split(".")), rule.writes)
    hidden, struck = hides(rule.body), strikes(rule.body)
    if hidden is None and struck is None:
        return
    for selector in rule.selectors.split(","):
        found = _SELECTOR.fullmatch(selector.strip())
        if found and rule.always:
            name = (found[1] or "").lower(), frozenset(found[2][1:].split("."))
            for said, told in ((hidden, styles.hidden), (struck, styles.struck)):
                if said is not None:
                    told.add(*name, said)
        elif hidden is False:
            styles.shown.update(_CLASS.findall(_subject(selector)))
        elif hidden and (names := _NAMES.fullmatch(_subject(selector))):
            styles.aside.add("", frozenset(re.findall("[.#][^.#]+", names[1])), hidden)


def _subject(selector: str) -> str:
    """What *selector* says of the elements that it picks out, not of elements around or before them."""
    return re.split(r"[\s>+~]+", selector.strip())[-1]


def _decided(told: _Rules, el: Element) -> bool | str:
    """What the most specific rule that fits *el* says; of equals the last."""
    classes = classes_of(el)
    if told.by_class.keys().isdisjoint(classes):
        return False  # as of most elements
    return _best(told, frozenset(classes), el.name)


def _best(told: _Rules, own: frozenset[str], tag: str) -> bool | str:
    fitting = (rule for rule in told.near(own) if rule.classes <= own and rule.tag in ("", tag))
    best = max(fitting, key=lambda rule: (rule.important, len(rule.classes), bool(rule.tag), rule.number), default=None)
    return best is not None and best.says


class _StyleRule(NamedTuple):
    selectors: str
    body: str
    on_desktop: bool
    on_phone: bool
    always: bool  # on every screen, not only on one such as a desktop has
    writes: str | None  # the words of `content`


@dataclass(slots=True)
class _Open:
    """A block of the sheet that is open: `prelude { …`."""

    prelude: str
    start: int
    counts: bool  # what stands in it is read: it holds on a desktop
    on_phone: bool
    always: bool
    selectors: str  # of the rule that it is or stands in; "" outside of rules


def _rules(sheet: str, whole: _Open, *, writes: bool) -> Iterator[_StyleRule]:
    """The rules that hold on a desktop or on a telephone, in @media, @supports, @layer too; of one in a rule only its @media."""
    strings: list[str] = []  # in the sheet a number stands for each: what they say is no rule

    def numbered(found: re.Match[str]) -> str:
        strings.append(found[0][1:-1])
        return f"'{len(strings) - 1}'"

    css = _STRING.sub(numbered if writes or "[" in sheet else "''", _COMMENT.sub(" ", sheet))
    places, shut = _has_places(css), _has_shut(css)
    blocks: list[_Open] = []
    start = 0
    for brace in _BRACE.finditer(css):
        if brace[0] == "{":
            prelude = css[start : brace.start()].rpartition(";")[2].strip()
            around = blocks[-1] if blocks else whole
            too_deep = len(blocks) >= _DEEPEST
            blocks.append(replace(around, counts=False, on_phone=False) if too_deep else _opened(prelude, brace.end(), around))
        elif blocks:
            block = blocks.pop()
            if (block.counts or block.on_phone) and block.selectors:
                body = css[block.start : brace.start()]
                said = _CONTENT.findall(body) if writes else []
                if said or may_tell(body) or (places and _PLACED.search(body)) or (shut and _SIZED.search(body)):
                    own = _NESTED.sub("", body) if "{" in body else body
                    said = _CONTENT.findall(own) if said else []
                    content = _words_of(strings[int(said[-1])]) if said else None
                    selectors = block.selectors
                    if strings:
                        selectors = _NUMBERED.sub(lambda found: f'"{strings[int(found[1])]}"', selectors)
                    yield _StyleRule(selectors, own, block.counts, block.on_phone, block.always, content)
        start = brace.end()


def _words_of(string: str) -> str:
    """What a string of a sheet says, its escapes resolved; "" where that is a sign or an icon."""

    def letter(found: re.Match[str]) -> str:
        code = int(found[1], 16) if found[1] else 0
        return found[2] or ("" if not code or code > 0x10FFFF or 0xD7FF < code < 0xF900 else chr(code))

    said = _ESCAPE.sub(letter, string)
    return said if _SAYS.search(said) else ""


def _opened(prelude: str, start: int, around: _Open) -> _Open:
    inside = replace(around, prelude=prelude, start=start)
    if not prelude.startswith("@"):
        is_rule = not around.selectors
        return replace(inside, counts=around.counts and is_rule, on_phone=around.on_phone and is_rule, selectors=prelude)
    name = _AT.match(prelude)
    asked = prelude[name.end() :] if name else ""
    rule = name[1].lower() if name else ""
    if rule == "media":
        on_desktop, on_phone = around.counts and holds(asked), around.on_phone and holds(asked, PHONE)
        return replace(inside, counts=on_desktop, on_phone=on_phone, always=around.always and is_unconditional(asked))
    known = rule == "layer" or (rule == "supports" and not asked.strip().lower().startswith("not"))
    return replace(inside, counts=around.counts and known, on_phone=around.on_phone and known)
