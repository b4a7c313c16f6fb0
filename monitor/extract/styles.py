"""What the page's own <style> elements do to a class: hide it, strike its words out (DESIGN 3.5, 3.24, 3.28). Pure.

Read are rules for one class (`.x`, `p.x`) outside every @ block, later ones over earlier ones, and rules for several classes of one
element (`.tab.open`), which take precedence as they do in CSS. A rule that looks at anything else (an element around it, an id, a
state, a medium) hides and strikes nothing: what it does depends on what a reader of the source can't know. But where such a rule
shows a class again (when ticked, when opened, in a wide window), an element of that class can be seen, and counts as seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bs4 import Tag

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_STRING = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_NAME = r"(?=[0-9-]*+[a-zA-Z_])[a-zA-Z0-9_-]++"  # possessive: tried once, however long
_SELECTOR = re.compile(rf"([a-zA-Z][a-zA-Z0-9]*+)?((?:\.{_NAME})++)")
_HIDDEN = re.compile(r"(?P<display>display)\s*:\s*(?P<shown>[a-z-]+)|(?P<visibility>visibility)\s*:\s*(?P<seen>[a-z]+)", re.I)
_TELLING = re.compile("display|visibility|text-decoration", re.I)  # what says none of these says nothing here
_LINE = re.compile(r"(?<![\w-])text-decoration(?:-line)?\s*:\s*([^;}]+)", re.I)
_CLASS = re.compile(rf"\.({_NAME})")
# What is so on a screen a thousand pixels wide: a medium that names neither paper nor a greatest width.
_WIDE = re.compile(r"@media(?![^{@]*(?:print|max-|not\b|<|portrait))[^{@]*+\{((?:[^{}]*+\{[^{}]*+\})*+[^{}]*+)\}", re.I)
_NESTED = re.compile(r"(?:^|(?<=[;{}]))[^;{}]*+\{[^{}]*+\}")
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


class _Rule(NamedTuple):
    number: int  # in the order of the sheet
    tag: str  # "": any
    classes: frozenset[str]
    says: bool


@dataclass(slots=True)
class _Rules:
    """What the rules say of a property: True where it is set, False where it is taken back."""

    count: int = 0
    by_class: dict[str, dict[tuple[str, frozenset[str]], _Rule]] = field(default_factory=dict)  # by the rule's rarest class

    def __bool__(self) -> bool:
        return self.count > 0

    def add(self, tag: str, classes: frozenset[str], says: bool) -> None:
        """A rule that comes after all those before."""
        self.count += 1
        rarest = min(classes, key=lambda name: (len(self.by_class.get(name, ())), name))
        self.by_class.setdefault(rarest, {})[tag, classes] = _Rule(self.count, tag, classes, says)


@dataclass(slots=True)
class Styles:
    """What the page's style elements hide and strike out."""

    hidden: _Rules = field(default_factory=_Rules)
    struck: _Rules = field(default_factory=_Rules)
    shown: set[str] = field(default_factory=set)  # classes that a rule shows which looks at something else
    narrow: set[str] = field(default_factory=set)  # classes that a rule for wide screens hides

    def hides(self, el: Tag) -> bool:
        """Whether a class of *el* hides it."""
        return bool(self.hidden) and _decided(self.hidden, el) and self.shown.isdisjoint(el.attrs.get("class") or ())

    def is_narrow(self, el: Tag) -> bool:
        """Whether a rule for wide screens hides a class of *el*."""
        return bool(self.narrow) and not self.narrow.isdisjoint(el.attrs.get("class") or ())

    def strikes(self, el: Tag) -> bool:
        """Whether a class of *el* strikes its words out."""
        return bool(self.struck) and _decided(self.struck, el)


NO_STYLES = Styles()


def read_styles(sheets: Iterable[str]) -> Styles:
    """What the text of the page's style elements, in document order, says of its classes. Never fails: rubbish says nothing."""
    styles = Styles()
    sheets = [sheet for raw in sheets if _TELLING.search(sheet := raw[:_MAX_SHEET])]
    for selectors, body in (rule for sheet in sheets for rule in _rules(sheet)):
        if not _TELLING.search(body):
            continue
        hidden, struck = hides(body), strikes(body)
        if hidden is None and struck is None:
            continue
        for selector in selectors.split(","):
            if found := _SELECTOR.fullmatch(selector.strip()):
                name = (found[1] or "").lower(), frozenset(found[2][1:].split("."))
                for said, told in ((hidden, styles.hidden), (struck, styles.struck)):
                    if said is not None:
                        told.add(*name, said)
            elif hidden is False:
                styles.shown.update(_subject(selector))
    for inside in (medium[1] for sheet in sheets for medium in _WIDE.finditer(_COMMENT.sub(" ", sheet))):
        for selectors, body in _rules(inside):
            said = hides(body)
            if said is False:
                styles.shown.update(name for s in selectors.split(",") for name in _subject(s))
            elif said:
                simple = (_SELECTOR.fullmatch(s.strip()) for s in selectors.split(","))
                styles.narrow.update(found[2][1:] for found in simple if found and found[2].count(".") == 1)
    return styles


def _subject(selector: str) -> list[str]:
    """The classes of the elements that *selector* picks out, not those of elements around or before them."""
    return _CLASS.findall(re.split(r"[\s>+~]+", selector.strip())[-1])


def _decided(told: _Rules, el: Tag) -> bool:
    """What the most specific rule that fits *el* says; of equals the last."""
    classes = el.attrs.get("class") if el.attrs else None
    if not classes:
        return False
    own = frozenset(classes.split() if isinstance(classes, str) else classes)
    near = (rule for name in own if name in told.by_class for rule in told.by_class[name].values())
    fitting = (rule for rule in near if rule.classes <= own and rule.tag in ("", el.name))
    return max(((len(rule.classes), bool(rule.tag), rule.number, rule.says) for rule in fitting), default=(0, False, 0, False))[3]


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) of each rule outside @ blocks; what is nested inside a rule is left out."""
    css = _STRING.sub("''", _COMMENT.sub(" ", sheet))
    depth = start = opened = 0
    prelude = ""
    for brace in _BRACE.finditer(css):
        if brace[0] == "{":
            if depth == 0:
                prelude, opened = css[start : brace.start()].rpartition(";")[2].strip(), brace.end()
            depth += 1
        elif depth:
            depth -= 1
            start = brace.end()
            if depth == 0 and prelude and not prelude.startswith("@"):
                body = css[opened : brace.start()]
                yield prelude, _NESTED.sub("", body) if "{" in body else body
