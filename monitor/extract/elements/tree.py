"""A page's elements and texts, as lxml finds them: their names, attributes, and what holds what (DESIGN §9). Pure.

It is the tree that `BeautifulSoup(html, "lxml")` makes, which a test holds it to, and it is asked as that one is; but of a first
visit that one takes a good part, with what it keeps at each element and text for questions that nobody asks here. Only a selector
of more than tags, ids and classes wants it (`extract.elements.soup`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeAlias

Node: TypeAlias = "Element | str"  # a text by its type: of `str` itself and of the kinds below
Wanted: TypeAlias = "bool | str | re.Pattern[str] | Collection[str] | Callable[[Element], bool]"  # of a name; True: any

_METADATA = frozenset(
    ("title", "meta", "link", "script", "style", "base", "basefont", "bgsound", "noscript", "template", "noframes")
)
ROOT = "[document]"  # the name of what holds all
_SPACES = " \n\t\f\r"
_PRESERVED = frozenset(("pre", "textarea"))  # whose white space counts
_LISTS = {  # attributes that are lists of words, of all elements and of some
    "a": ("rel", "rev"), "link": ("rel", "rev"), "td": ("headers",), "th": ("headers",), "form": ("accept-charset",),
    "object": ("archive",), "area": ("rel",), "icon": ("sizes",), "iframe": ("sandbox",), "output": ("for",),
}  # fmt: skip
_ALWAYS_LISTS = ("accesskey", "class", "dropzone")
_XML = "http://www.w3.org/XML/1998/namespace"


class Remark(str):
    """A comment, a document's type, a processing instruction: nobody reads it."""

    __slots__ = ()


class Code(str):
    """What a script or a style element says."""

    __slots__ = ()


class TemplateText(str):
    """A text within a template."""

    __slots__ = ()


class RubyText(str):
    """How signs are spoken, written above them."""

    __slots__ = ()


class RubyParenthesis(str):
    """What stands around that where it cannot be written above."""

    __slots__ = ()


_KINDS: Mapping[str, type[str]] = {  # of the texts in an element of that name, and in those within
    "script": Code,
    "style": Code,
    "template": TemplateText,
    "rt": RubyText,
    "rp": RubyParenthesis,
}
_APART = _PRESERVED | _KINDS.keys()  # whose texts are others than those around


class Element:
    """An element. `attrs`: by name, those of several words as lists; `at`: its place among what its parent holds."""

    __slots__ = ("at", "attrs", "contents", "name", "parent")

    def __init__(self, name: str, attrs: dict[str, Any] | None = None) -> None:
        self.name = name
        self.attrs: dict[str, Any] = {} if attrs is None else attrs
        self.contents: list[Node] = []
        self.parent: Element | None = None
        self.at = 0

    def get(self, name: str, default: Any = None) -> Any:
        """The value of an attribute, *default* where it has none."""
        return self.attrs.get(name, default)

    def __getitem__(self, name: str) -> Any:
        return self.attrs[name]

    # ------------------------------------------------------------------------------------------------------ around, beside, within

    @property
    def parents(self) -> Iterator[Element]:
        """The elements around it, inside out, `ROOT` last."""
        around = self.parent
        while around is not None:
            yield around
            around = around.parent

    @property
    def next_siblings(self) -> Iterator[Node]:
        """What follows it within its parent."""
        siblings = self.parent.contents if self.parent else []
        return map(siblings.__getitem__, range(self.at + 1, len(siblings)))

    @property
    def previous_siblings(self) -> Iterator[Node]:
        """What stands before it within its parent, nearest first."""
        siblings = self.parent.contents if self.parent else []
        return map(siblings.__getitem__, range(self.at - 1, -1, -1))

    @property
    def next_sibling(self) -> Node | None:
        """What follows right behind it; None: it is the last."""
        return next(self.next_siblings, None)

    @property
    def children(self) -> Iterator[Element]:
        """The elements directly within it."""
        return (child for child in self.contents if isinstance(child, Element))

    @property
    def descendants(self) -> Iterator[Element]:
        """The elements within it, in document order."""
        stack = self.contents[::-1]
        while stack:
            node = stack.pop()
            if isinstance(node, Element):
                yield node
                stack += reversed(node.contents)

    # ------------------------------------------------------------------------------------------------------------------- questions

    def find_all(
        self,
        name: Wanted = True,
        *,
        attrs: Mapping[str, Any] | None = None,
        recursive: bool = True,
        limit: int | None = None,
        **more: Any,
    ) -> list[Element]:
        """The elements within it of that *name*, one of several, or of which a function says so, with all of those attributes.

        Directly within it where not *recursive*, and no more than *limit*.
        A value is wanted as it is, as one of several, as what an expression finds, or whatever it is (True). `class_`: `class`.
        """
        if recursive and limit is None:  # all are wanted: in two thirds of the time of one by one
            within, stack = list[Element](), self.contents[::-1]
            while stack:
                node = stack.pop()
                if isinstance(node, Element):
                    within.append(node)
                    stack += node.contents[::-1]
            return list(self._found(iter(within), name, attrs, more))
        return list(islice(self._found(self.descendants if recursive else self.children, name, attrs, more), limit))

    def find(
        self, name: Wanted = True, *, attrs: Mapping[str, Any] | None = None, recursive: bool = True, **more: Any
    ) -> Element | None:
        """The first of these."""
        return next(self._found(self.descendants if recursive else self.children, name, attrs, more), None)

    def find_parent(self, name: Wanted = True, **more: Any) -> Element | None:
        """The innermost such element around it."""
        return next(self._found(self.parents, name, None, more), None)

    def find_next_sibling(self, name: Wanted = True) -> Element | None:
        """The first such element behind it within its parent."""
        return next(self._found(_elements(self.next_siblings), name, None, {}), None)

    def find_previous_sibling(self, name: Wanted = True) -> Element | None:
        """The nearest such element before it within its parent."""
        return next(self._found(_elements(self.previous_siblings), name, None, {}), None)

    @staticmethod
    def _found(
        among: Iterator[Element], name: Wanted, attrs: Mapping[str, Any] | None, more: Mapping[str, Any]
    ) -> Iterator[Element]:
        asked = {**(attrs or {}), **{key.rstrip("_"): value for key, value in more.items()}}
        named = among
        if isinstance(name, str):
            named = (el for el in among if el.name == name)
        elif isinstance(name, re.Pattern):
            named = (el for el in among if name.search(el.name))
        elif callable(name):
            named = filter(name, among)
        elif not isinstance(name, bool):
            named = (el for el in among if el.name in name)
        return (el for el in named if all(_fits(el.attrs.get(key), value) for key, value in asked.items())) if asked else named

    def get_text(self, between: str = "", *, strip: bool = False) -> str:
        """The texts within it that are of its own kind, *between* them; *strip*: without space at their ends and empty ones."""
        kind = _KINDS.get(self.name, str)
        texts, stack = list[str](), self.contents[::-1]
        while stack:
            node = stack.pop()
            if isinstance(node, Element):
                stack += node.contents[::-1]
            elif type(node) is kind:
                texts.append(node)
        return between.join(filter(None, map(str.strip, texts)) if strip else texts)

    @property
    def string(self) -> str | None:
        """The one text that is all it holds, or that what it holds does; None where it holds more, or nothing."""
        el: Node = self
        while isinstance(el, Element):
            if len(el.contents) != 1:
                return None
            el = el.contents[0]
        return el

    # --------------------------------------------------------------------------------------------------------------------- changes

    def extract(self) -> Element:
        """Take it out of its parent."""
        if self.parent is not None:
            del self.parent.contents[self.at]
            self.parent._renumber(self.at)
            self.parent = None
        return self

    def put(self, nodes: Iterable[Node], at: int | None = None) -> None:
        """Set *nodes* among what it holds, behind all of that or before place *at*; elements leave where they were."""
        moved = [node.extract() if isinstance(node, Element) else node for node in nodes]
        place = len(self.contents) if at is None else at
        self.contents[place:place] = moved
        self._renumber(place)

    def cut_from(self, at: int) -> list[Node]:
        """Take out all that it holds from place *at* on, which is returned."""
        held = self.contents[at:]
        del self.contents[at:]
        for child in _elements(held):
            child.parent = None
        return held

    def _renumber(self, first: int) -> None:
        for at in range(first, len(self.contents)):
            if isinstance(child := self.contents[at], Element):
                child.parent, child.at = self, at


def classes_of(el: Element) -> tuple[str, ...]:
    """The classes of *el*, in order."""
    return tuple(el.attrs.get("class") or ())


def sort_of(el: Element) -> tuple[str, tuple[str, ...]]:
    """Its tag and first class: what boxes of one kind share."""
    return el.name, classes_of(el)[:1]


def names_of(el: Element) -> str:
    """Id and classes of *el*, a space between."""
    return f"{el.attrs.get('id') or ''} {' '.join(el.attrs.get('class') or ())}"


def _elements(nodes: Iterable[Node]) -> Iterator[Element]:
    return (node for node in nodes if isinstance(node, Element))


def _fits(value: Any, wanted: Any) -> bool:
    """Whether the *value* of an attribute, None where there is none, is *wanted*: one of its words, or all of them."""
    if value is None or wanted is True:
        return value is not None
    values = [*value, " ".join(value)] if isinstance(value, list) else [value]
    if isinstance(wanted, re.Pattern):
        return any(wanted.search(one) for one in values)
    return any(one == wanted for one in values) if isinstance(wanted, str) else any(one in wanted for one in values)


# ------------------------------------------------------------------------------------------------------------------------ parsing


def parsed(html: str, made: list[Element] | None = None) -> Element:
    """The tree of *html*, not empty; what holds it all is called `ROOT`. *made*: gets its elements, in order."""
    from lxml import etree

    root = Element(ROOT)
    parser = etree.HTMLParser(target=Target(root, [] if made is None else made), recover=True)
    parser.feed(html.removeprefix("\ufeff"))
    parser.close()
    return root


def open_body(tree: Element) -> bool:
    """Move out of the head what is no metadata, if any: HTML5 lets pages leave out « <body> », lxml then has <main> there."""
    head, html = tree.find("head"), tree.find("html")
    strays = [el for el in head.children if el.name not in _METADATA] if head else []
    if head is None or html is None or not any(el.get_text(strip=True) for el in strays):
        return False
    body = tree.find("body")
    if body is None:
        html.put([body := Element("body")])
    body.put(head.cut_from(strays[0].at), at=0)
    return True


class _ByName(dict[str, tuple[bool, "type[str] | None", frozenset[str]]]):
    """Whether white space counts, the kind of the texts within, the attributes that are lists: of elements by their names.

    Of how many names is up to pages, so the least usual are forgotten.
    """

    def __missing__(self, name: str) -> tuple[bool, type[str] | None, frozenset[str]]:
        shared = name in _PRESERVED, _KINDS.get(name), frozenset((*_ALWAYS_LISTS, *_LISTS.get(name.lower(), ())))
        if len(self) < 1000:
            self[name] = shared
        return shared


_BY_NAME = _ByName()
_made = Element.__new__


class Target:
    """Takes what lxml finds, in its order, and puts it into the tree. It is called for every tag, so its code is flat."""

    def __init__(self, root: Element, made: list[Element]) -> None:
        self._add = made.append
        self._innermost = root
        self._contents = root.contents
        self._said: list[str] = []
        self._kinds: list[type[str]] = [str]  # of texts, innermost last
        self._preserved = 0  # inside how many elements whose white space counts
        self.data = self._said.append  # a piece of text

    def start(self, tag: str, attributes: Mapping[str, Any]) -> None:
        """An element begins. *attributes*: lxml's own, a dict made for this element where it has some."""
        if self._said:
            self._text(self._kinds[-1])
        around = self._contents
        el = _made(Element)
        el.name = tag
        el.parent = self._innermost
        el.at = len(around)
        self._contents = el.contents = []
        self._innermost = el
        around.append(el)
        self._add(el)
        is_preserved, kind, listed = _BY_NAME[tag]
        if attributes:
            attrs = attributes if type(attributes) is dict else dict(attributes)
            for name in attrs:
                if name in listed:
                    attrs[name] = attrs[name].split()
                elif name[0] == "{":  # as templates leave behind: lxml takes that for a name in a name space
                    attrs = {}
                    for called, value in attributes.items():
                        if called[0] == "{" and "}" in called:
                            space, _, bare = called[1:].partition("}")
                            prefix = "xml" if space == _XML else None
                            called = f"{prefix}:{bare}" if prefix and bare else bare or str(prefix)
                        # some may be lists already
                        attrs[called] = value.split() if called in listed and isinstance(value, str) else value
                    break
            el.attrs = attrs
        else:
            el.attrs = {}
        if kind is not None:
            self._kinds.append(kind)
        if is_preserved:
            self._preserved += 1

    def end(self, tag: str) -> None:
        """The innermost element ends, which is a *tag*: lxml closes what was left open."""
        if self._said:
            self._text(self._kinds[-1])
        around = self._innermost.parent
        assert around is not None
        self._innermost = around
        self._contents = around.contents
        if tag in _APART:
            is_preserved, kind, _ = _BY_NAME[tag]
            if kind is not None:
                self._kinds.pop()
            if is_preserved:
                self._preserved -= 1

    def mere(self, tag: str, text: str) -> None:
        """The same, in one step, of an element without attributes that holds one *text* and nothing else."""
        if self._preserved or tag in _APART or not text.strip(_SPACES):
            self.start(tag, {})
            self.data(text)
            self.end(tag)
            return
        if self._said:
            self._text(self._kinds[-1])
        around, kind = self._contents, self._kinds[-1]
        el = _made(Element)
        el.name, el.parent, el.at, el.attrs = tag, self._innermost, len(around), {}
        el.contents = [text if kind is str else kind(text)]
        around.append(el)
        self._add(el)

    def comment(self, text: str) -> None:
        """A comment."""
        self._remark(text)

    def pi(self, target: str, data: str) -> None:
        """A processing instruction."""
        self._remark(f"{target} {data}")

    def doctype(self, name: str, pubid: str, system: str) -> None:
        """The document's type."""
        self._remark(name or "")

    def close(self) -> None:
        """The page ends."""
        if self._said:
            self._text(self._kinds[-1])
        del self._innermost, self._contents, self._add  # a parser and its target hold each other

    def _remark(self, text: str) -> None:
        if self._said:
            self._text(self._kinds[-1])
        self._said.append(text)
        self._text(Remark)

    def _text(self, kind: type[str]) -> None:
        """What was said since the last tag, as one text; nothing but white space is one space or the end of a line."""
        said = self._said[0] if len(self._said) == 1 else "".join(self._said)
        self._said.clear()
        if not self._preserved and not said.strip(_SPACES):
            said = "\n" if "\n" in said else " "
        self._contents.append(said if kind is str else kind(said))
