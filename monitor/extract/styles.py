"""What the page's own <style> elements do to a class: hide it, strike its words out (DESIGN 3.5, 3.24, 3.28). Pure.

Read are rules for one class (`.x`, `p.x`) that hold on every screen, later ones over earlier ones, and rules for several classes of
one element (`.tab.open`), which take precedence as they do in CSS. A rule that looks at anything else (an element around it, an
id, a state) hides and strikes nothing by itself: what it does depends on what a reader of the source can't know. But where such a
rule, or one for a screen such as a desk has (`extract.media`), shows a class again (when ticked, when opened), an element of that
class can be seen, and counts as seen; and what such a rule hides may be a copy of what stands beside it (`extract.twins`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from monitor.extract.layout import lowered
from monitor.extract.media import holds, is_unconditional

if TYPE_CHECKING:
    from bs4 import Tag

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_STRING = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_NAME = r"(?=[0-9-]*+[a-zA-Z_])[a-zA-Z0-9_-]++"  # possessive: tried once, however long
_SELECTOR = re.compile(rf"([a-zA-Z][a-zA-Z0-9]*+)?((?:\.{_NAME})++)")
_HIDDEN = re.compile(r"(?P<display>display)\s*:\s*(?P<shown>[a-z-]+)|(?P<visibility>visibility)\s*:\s*(?P<seen>[a-z]+)", re.I)
_WRITING = re.compile(r"content(?<![\w-]content)\s*:\s*['\"](?:\\[0-9a-fA-F]{1,6}+|[^'\"\\\w])*+[^\W_]")  # words, no sign, no icon
_CONTENT = re.compile(r"(?<![\w-])content\s*:\s*'(\d+)'\s*(?:;|!|\Z)", re.I)
_BESIDE = re.compile(r"(.*?[\w-])::?(before|after)", re.I)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|\n|(.))", re.DOTALL)
_SAYS = re.compile(r"[^\W_]{2}|\d")  # letters that say something, no arrow, no icon
_LINE = re.compile(r"(?<![\w-])text-decoration(?:-line)?\s*:\s*([^;}]+)", re.I)
_CLASS = re.compile(rf"\.({_NAME})")
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


def may_tell(css: str) -> bool:
    """Whether one of the properties that are read here has its name in *css*."""
    said = lowered(css)
    return "display" in said or "visibility" in said or "text-decoration" in said


class _Rule(NamedTuple):
    number: int  # in the order of the sheet
    tag: str  # "": any
    classes: frozenset[str]
    says: bool | str


@dataclass(slots=True)
class _Rules:
    """What the rules say of a property: True where it is set, False where it is taken back; of `content` the words."""

    count: int = 0
    by_class: dict[str, dict[tuple[str, frozenset[str]], _Rule]] = field(default_factory=dict)  # by the rule's rarest class

    def __bool__(self) -> bool:
        return self.count > 0

    def add(self, tag: str, classes: frozenset[str], says: bool | str) -> None:
        """A rule that comes after all those before."""
        self.count += 1
        rarest = min(classes, key=lambda name: (len(self.by_class.get(name, ())), name))
        self.by_class.setdefault(rarest, {})[tag, classes] = _Rule(self.count, tag, classes, says)

    def near(self, own: frozenset[str]) -> Iterator[_Rule]:
        """The rules that may fit an element of the classes *own*: those filed under one of them."""
        return (rule for name in own if name in self.by_class for rule in self.by_class[name].values())


@dataclass(slots=True)
class Styles:
    """What the page's style elements hide and strike out."""

    hidden: _Rules = field(default_factory=_Rules)
    struck: _Rules = field(default_factory=_Rules)
    shown: set[str] = field(default_factory=set)  # classes that a rule shows which looks at something else
    aside: _Rules = field(default_factory=_Rules)  # what a rule hides at a desk if it fits, by « .class » and « #id »
    before: _Rules = field(default_factory=_Rules)  # what a rule writes before the text of an element
    after: _Rules = field(default_factory=_Rules)

    def hides(self, el: Tag) -> bool:
        """Whether a class of *el* hides it."""
        return bool(self.hidden) and _decided(self.hidden, el) is True and self.shown.isdisjoint(el.attrs.get("class") or ())

    def sets_aside(self, el: Tag) -> bool:
        """Whether a rule hides *el* at a desk, or does where it fits: what stands around *el* is not looked at."""
        if not self.aside or not el.attrs:
            return False
        own = frozenset((f"#{el.attrs.get('id')}", *(f".{name}" for name in _classes(el))))
        return any(rule.classes <= own for rule in self.aside.near(own))

    def strikes(self, el: Tag) -> bool:
        """Whether a class of *el* strikes its words out."""
        return bool(self.struck) and _decided(self.struck, el) is True

    def writes(self, el: Tag, where: _Rules) -> str:
        """The words that a class of *el* puts before or after (*where*) its text; "" for none."""
        return str(_decided(where, el) or "") if where and el.attrs else ""


NO_STYLES = Styles()


def read_styles(sheets: Iterable[tuple[str, str]]) -> Styles:
    """What the page's style elements, each with its `media`, say of its classes. Never fails: rubbish says nothing."""
    styles = Styles()
    for medium, raw in sheets:
        sheet = raw[:_MAX_SHEET]
        writes = _WRITING.search(sheet) is not None
        if not ((writes or may_tell(sheet)) and holds(medium)):
            continue
        for rule in _rules(sheet, always=is_unconditional(medium), writes=writes):
            _take(styles, rule)
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


def _classes(el: Tag) -> list[str]:
    classes = el.attrs.get("class") if el.attrs else None
    return (classes.split() if isinstance(classes, str) else list(classes)) if classes else []


def _decided(told: _Rules, el: Tag) -> bool | str:
    """What the most specific rule that fits *el* says; of equals the last."""
    classes = _classes(el)
    if told.by_class.keys().isdisjoint(classes):
        return False  # as of most elements
    own = frozenset(classes)
    fitting = (rule for rule in told.near(own) if rule.classes <= own and rule.tag in ("", el.name))
    best = max(fitting, key=lambda rule: (len(rule.classes), bool(rule.tag), rule.number), default=None)
    return best is not None and best.says


class _StyleRule(NamedTuple):
    selectors: str
    body: str
    always: bool  # on every screen, not only on one such as a desk has
    writes: str | None  # the words of `content`


@dataclass(slots=True)
class _Open:
    """A block of the sheet that is open: `prelude { …`."""

    prelude: str
    start: int
    counts: bool  # what stands in it is read
    always: bool
    selectors: str  # of the rule that it is or stands in; "" outside of rules


def _rules(sheet: str, *, always: bool, writes: bool) -> Iterator[_StyleRule]:
    """The rules that hold at a desk, those in @media, @supports and @layer too; of a rule within a rule only its @media."""
    strings: list[str] = []  # in the sheet a number stands for each: what they say is no rule

    def numbered(found: re.Match[str]) -> str:
        strings.append(found[0][1:-1])
        return f"'{len(strings) - 1}'"

    css = _STRING.sub(numbered if writes else "''", _COMMENT.sub(" ", sheet))
    blocks: list[_Open] = []
    start = 0
    for brace in _BRACE.finditer(css):
        if brace[0] == "{":
            prelude = css[start : brace.start()].rpartition(";")[2].strip()
            around = blocks[-1] if blocks else _Open("", 0, True, always, "")
            blocks.append(_opened(prelude, brace.end(), around) if len(blocks) < _DEEPEST else replace(around, counts=False))
        elif blocks:
            block = blocks.pop()
            if block.counts and block.selectors:
                body = css[block.start : brace.start()]
                said = _CONTENT.findall(body) if writes else []
                if said or may_tell(body):
                    own = _NESTED.sub("", body) if "{" in body else body
                    said = _CONTENT.findall(own) if said else []
                    yield _StyleRule(block.selectors, own, block.always, _words_of(strings[int(said[-1])]) if said else None)
        start = brace.end()


def _words_of(string: str) -> str:
    """What a string of a sheet says, its escapes resolved; "" where that is a sign or an icon."""

    def letter(found: re.Match[str]) -> str:
        code = int(found[1], 16) if found[1] else 0
        return found[2] or ("" if not code or code > 0x10FFFF or 0xD7FF < code < 0xF900 else chr(code))

    said = _ESCAPE.sub(letter, string)
    return said if _SAYS.search(said) else ""


def _opened(prelude: str, start: int, around: _Open) -> _Open:
    if not prelude.startswith("@"):
        return _Open(prelude, start, around.counts and not around.selectors, around.always, prelude)
    name = _AT.match(prelude)
    asked = prelude[name.end() :] if name else ""
    rule = name[1].lower() if name else ""
    if rule == "media":
        return _Open(prelude, start, around.counts and holds(asked), around.always and is_unconditional(asked), around.selectors)
    known = rule == "layer" or (rule == "supports" and not asked.strip().lower().startswith("not"))
    return _Open(prelude, start, around.counts and known, around.always, around.selectors)
