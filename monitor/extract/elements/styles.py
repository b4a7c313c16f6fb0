"""What the page's own <style> elements do to a class: hide it, strike its words out (DESIGN 3.5, 3.24, 3.28). Pure.

Read are rules for one class (`.x`, `p.x`) that hold on every screen, later ones over earlier ones, and rules for several classes of
one element (`.tab.open`), which take precedence as they do in CSS. A rule that looks at anything else (an element around it, an
id, a state) hides and strikes nothing by itself: what it does depends on what a reader of the source can't know. But where such a
rule, or one for a desktop's screen, shows a class again (when ticked, when opened), an element of that class can be seen,
and counts as seen; and what such a rule hides may be a copy of what stands beside it (`extract.around.twins`).

Media queries (Media Queries 4) are answered for one screen, on which every page is read: 1,280 by 800 pixels, a mouse, colours on
white, nothing printed. They are asked for a telephone too, but only to tell two versions of one text: what a desktop alone shows,
and what it alone does not.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from monitor.expressions import expression
from monitor.extract.elements.layout import lowered, words
from monitor.extract.elements.tree import Element, classes_of
from monitor.model.frozen import dataclass, field, replace


class _Screen(NamedTuple):
    width: float
    height: float


_DESK, _PHONE = _Screen(1280.0, 800.0), _Screen(390.0, 844.0)
_LENGTHS = words("width height device-width device-height")
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
    "ch": 8.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
}
_DENSITIES = {"resolution": 1.0, "-webkit-device-pixel-ratio": 1.0, "device-pixel-ratio": 1.0, "-moz-device-pixel-ratio": 1.0}
_DOTS = {"": 1.0, "dppx": 1.0, "x": 1.0, "dpi": 1 / 96, "dpcm": 2.54 / 96}
_SAID = {
    "orientation": "landscape", "hover": "hover", "any-hover": "hover", "pointer": "fine", "any-pointer": "fine",
    "scripting": "enabled", "update": "fast", "display-mode": "browser", "forced-colors": "none", "inverted-colors": "none",
    "prefers-color-scheme": "light", "prefers-reduced-motion": "no-preference", "prefers-reduced-data": "no-preference",
    "prefers-reduced-transparency": "no-preference", "prefers-contrast": "no-preference", "overflow-block": "scroll",
    "overflow-inline": "scroll", "grid": "0", "monochrome": "0",
}  # fmt: skip
_OF_NOBODY = {"none", "no-preference", "0"}  # what a feature says that is not there
_TYPES = {"all": True, "screen": True}
_INNERMOST = re.compile(r"\(([^()]*)\)")
_ALL_OF_IT = re.compile(r"[\s01?]*(?:(?:and|or|not)[\s01?]*)*", re.I)
_VALUE = expression(r"(?:calc)?\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*([a-z]*)\s*")
_RATIO = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:/\s*(\d+(?:\.\d+)?)\s*)?")
_RANGE = expression(r"\s*([^<>=]+?)\s*(<=?|>=?|=)\s*([^<>=]+?)\s*(?:(<=?|>=?)\s*([^<>=]+?)\s*)?")
_COMPARE = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq}
_LONGEST = 1000  # characters: no style sheet asks more
Answer = bool | None  # None: it asks what we do not know


def holds(queries: str, screen: _Screen = _DESK) -> bool:
    """Whether one of *queries*, as they stand behind `@media` or in `media=`, is so on a desktop. What we do not know is not."""
    asked = queries.strip().lower()
    for query in asked.split(",") if len(asked) <= _LONGEST else ():
        said = re.sub(r"^\s*only\s", " ", query)
        while (inner := _INNERMOST.search(said)) is not None:
            told = _joined(inner[1]) if _ALL_OF_IT.fullmatch(inner[1]) else _feature(inner[1], screen)
            said = f"{said[: inner.start()]} {'?' if told is None else int(told)} {said[inner.end() :]}"
        if _joined(said) is True:
            return True
    return not asked


def is_unconditional(queries: str) -> bool:
    """Whether *queries* ask for nothing but a screen."""
    return queries.strip().lower() in ("", "all", "screen", "only screen", "only all")


def _joined(said: str) -> Answer:
    """The answers and types of *said* joined by its words: « not » over all behind it, else all by « and » or one by « or »."""
    words = said.split()
    if words[:1] == ["not"]:
        told = _joined(" ".join(words[1:]))
        return None if told is None else not told
    if len(words) % 2 == 0 or len(set(words[1::2])) > 1:
        return None
    answers = [_TYPES.get(word, False) if word[0].isalpha() else None if word == "?" else word == "1" for word in words[::2]]
    if words[1:2] == ["or"]:
        return True if True in answers else None if None in answers else False
    return None if words[1:2] not in ([], ["and"]) else False if False in answers else None if None in answers else True


def _feature(said: str, screen: _Screen) -> Answer:
    name, colon, value = (part.strip() for part in said.partition(":"))
    if not colon:
        if found := _RANGE.fullmatch(said):
            # « width >= 60rem », « 40em <= width < 80em »
            left, sign, middle, second, right = found.groups()
            if second is None:
                if left in _LENGTHS or left in _DENSITIES or "aspect-ratio" in left:
                    return _against(left, middle, _COMPARE[sign], screen)
                return _against(middle, left, _COMPARE[sign.translate(str.maketrans("<>", "><"))], screen)
            first = _against(middle, left, _COMPARE[sign.translate(str.maketrans("<>", "><"))], screen)
            last = _against(middle, right, _COMPARE[second], screen)
            return None if first is None or last is None else first and last
        known = name in _LENGTHS or name in _DENSITIES or name in ("color", "aspect-ratio")
        return known or (_SAID[name] not in _OF_NOBODY if name in _SAID else None)
    for bound, compare in (("min-", operator.ge), ("max-", operator.le)):
        plain = name.replace(bound, "", 1)
        if plain != name:
            return _against(plain, value, compare, screen)
    if name in _LENGTHS or name in _DENSITIES or "aspect-ratio" in name:
        return _against(name, value, operator.eq, screen)
    return _SAID[name] == value if name in _SAID else None


def _against(name: str, value: str, compare: Callable[[float, float], bool], screen: _Screen) -> Answer:
    """How the screen's *name* compares with *value*."""
    if "aspect-ratio" in name:
        ratio = _RATIO.fullmatch(value)
        return bool(compare(screen.width / screen.height, float(ratio[1]) / (float(ratio[2] or 1) or 1))) if ratio else None
    units = _PIXELS if name in _LENGTHS else _DOTS
    own = (screen.width if "width" in name else screen.height) if name in _LENGTHS else _DENSITIES.get(name)
    said = _VALUE.fullmatch(value)
    if own is None or said is None or said[2] not in units:
        return None
    return bool(compare(own, float(said[1]) * units[said[2]]))


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


def may_tell(css: str) -> bool:
    """Whether one of the properties that are read here has its name in *css*."""
    said = lowered(css)
    return "display" in said or "visibility" in said or "text-decoration" in said or _has_places(said)


def _has_places(css: str) -> bool:
    """Whether *css* has a place that no screen shows; most has none of what such a one is written with, which is seen at once."""
    said = lowered(css)
    return (_FAR.search(said) is not None or "rect(" in said or "inset(" in said) and _OFF.search(said) is not None


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
    by_place: bool = False  # off the screen, or not


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
        on_desktop, on_phone = holds(medium), holds(medium, _PHONE)
        if not ((writes or may_tell(sheet)) and (on_desktop or on_phone)):
            continue
        whole = _Open("", 0, counts=on_desktop, on_phone=on_phone, always=is_unconditional(medium), selectors="")
        for rule in _rules(sheet, whole, writes=writes):
            if rule.on_desktop:
                _take(styles, rule)
            important = "important" in rule.body.lower()
            if rule.on_desktop and (off := is_off_screen(rule.body)) is not None:
                styles.wide += (WideRule(one.strip(), off, important, by_place=True) for one in _APART.split(rule.selectors))
            if (hidden := hides(rule.body)) is None:
                continue
            if rule.on_desktop:
                styles.wide += (WideRule(one.strip(), hidden, important) for one in _APART.split(rule.selectors))
            # What it hides or shows on each of the two screens, whatever stands around it
            for names in filter(None, (_NAMES.fullmatch(_subject(selector)) for selector in rule.selectors.split(","))):
                own, tag = frozenset(re.findall("[.#][^.#]+", names[1])), re.split("[.#]", names[0], maxsplit=1)[0].lower()
                for told in ([styles.desktop] if rule.on_desktop else []) + ([styles.phone] if rule.on_phone else []):
                    told.add(tag, own, hidden, important=important)
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
    places = _has_places(css)
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
                if said or may_tell(body) or (places and _PLACED.search(body)):
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
        on_desktop, on_phone = around.counts and holds(asked), around.on_phone and holds(asked, _PHONE)
        return replace(inside, counts=on_desktop, on_phone=on_phone, always=around.always and is_unconditional(asked))
    known = rule == "layer" or (rule == "supports" and not asked.strip().lower().startswith("not"))
    return replace(inside, counts=around.counts and known, on_phone=around.on_phone and known)
