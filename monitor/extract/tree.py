"""A page's text becomes BeautifulSoup's tree of it, the one that its lxml builder makes, in a third of the time (DESIGN §9). Pure.

bs4 asks itself a dozen questions of each element and text whose answers are the same for all elements of one name, or for all
pages. Here they are asked once; the objects and their links are bs4's own, and so is all that is done with them afterwards. A
test holds the tree to that of `BeautifulSoup(html, "lxml")`, object by object.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from bs4 import BeautifulSoup, Comment, Doctype, ProcessingInstruction, Tag
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import AttributeValueList, NamespacedAttribute, NavigableString
from lxml import etree

_BUILDER = LXMLTreeBuilder()
_DICT = _BUILDER.attribute_dict_class
_LISTS: Mapping[str, set[str]] = _BUILDER.cdata_list_attributes or {}
_SPACES = BeautifulSoup.ASCII_SPACES
_made, _set = Tag.__new__, dict.__setitem__
# What all elements of one name have in common: whether they are void, the types of the strings that are their text, the type of
# their texts and those within, whether their white space counts, the attributes that are lists of words.
_Shared: TypeAlias = tuple[bool, set[type], "type[NavigableString] | None", bool, frozenset[str]]


def parsed(html: str) -> BeautifulSoup:
    """The tree of *html*, in which there is a tag or the end of a line: bs4 warns of what has neither."""
    return BeautifulSoup(html, builder=_Builder)


class _Element(Tag):
    """An element of a page. What bs4 keeps with every single one and is the same for all stands here once."""

    parser_class = BeautifulSoup
    namespace = None
    prefix = None
    sourceline = None
    sourcepos = None
    known_xml = False
    hidden = False
    attribute_value_list_class = AttributeValueList
    cdata_list_attributes = _BUILDER.cdata_list_attributes
    preserve_whitespace_tags = _BUILDER.preserve_whitespace_tags
    _namespaces = _BUILDER.active_namespace_prefixes[-1]


class _ByName(dict[str, _Shared]):
    """What elements have in common, by their names; of how many names is up to pages, so the least usual are forgotten."""

    def __missing__(self, name: str) -> _Shared:
        containers = _BUILDER.string_containers
        shared = (
            _BUILDER.can_be_empty_element(name),
            {containers[name]} if name in containers else Tag.MAIN_CONTENT_STRING_TYPES,
            containers.get(name),
            name in _BUILDER.preserve_whitespace_tags,
            frozenset(_LISTS["*"]).union(_LISTS.get(name.lower(), ())),
        )
        if len(self) < 1000:
            self[name] = shared
        return shared


_BY_NAME = _ByName()


def _spaced(attributes: Mapping[str, str], listed: frozenset[str]) -> Any:
    """*attributes* as bs4 has them where one has braces, as templates leave behind: it takes that for a name in a name space."""
    attrs = _DICT()
    for attribute, value in attributes.items():
        space, name = _BUILDER._getNsTag(attribute)
        if space is not None:
            name = NamespacedAttribute(_BUILDER._prefix_for_namespace(space), name, space)
        attrs[name] = value
    attrs.update((name, AttributeValueList(value.split())) for name, value in attrs.items() if name in listed)
    return attrs


class _Builder(LXMLTreeBuilder):
    """bs4's own way with lxml, but that the elements are put together by `_Target`."""

    def feed(self, markup: Any) -> None:
        assert self.soup is not None
        parser = etree.HTMLParser(target=_Target(self.soup), recover=True)
        parser.feed(markup)
        parser.close()


class _Target:
    """Takes what lxml finds, in its order, and puts it into the tree of *soup*. It is called for every tag, so its code is flat."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._parent: Any = soup
        self._newest: Any = None  # the element or string before
        self._said: list[str] = []
        self._containers: list[type[NavigableString]] = [NavigableString]  # innermost last
        self._preserved = 0  # inside how many elements whose white space counts
        self.data = self._said.append  # a piece of text

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._said:
            self._string(self._containers[-1])
        is_void, strings, container, is_preserved, listed = _BY_NAME[tag]
        el: Any = _made(_Element)
        el.name = tag
        el.contents = []
        el.can_be_empty_element = is_void
        el.interesting_string_types = strings
        if attributes:
            el.attrs = attrs = _DICT(attributes)
            for name in attributes:
                if name in listed:
                    _set(attrs, name, AttributeValueList(attrs[name].split()))
                elif name[0] == "{":
                    el.attrs = _spaced(attributes, listed)
                    break
            if tag == "meta":
                _BUILDER.set_up_substitutions(el)
        else:
            el.attrs = _DICT()
        self._link(el)
        self._parent = el
        if container is not None:
            self._containers.append(container)
        if is_preserved:
            self._preserved += 1

    def end(self, tag: str) -> None:
        """The innermost element ends, which is a *tag*: lxml closes what was left open."""
        if self._said:
            self._string(self._containers[-1])
        _, _, container, is_preserved, _ = _BY_NAME[tag]
        if container is not None:
            self._containers.pop()
        if is_preserved:
            self._preserved -= 1
        self._parent = self._parent.parent

    def comment(self, text: str) -> None:
        """A comment."""
        self._apart(text, Comment)

    def pi(self, target: str, data: str) -> None:
        """A processing instruction."""
        self._apart(f"{target} {data}", ProcessingInstruction)

    def doctype(self, name: str, pubid: str, system: str) -> None:
        """The document's type."""
        self._apart(Doctype._string_for_name_and_ids(name, pubid, system), Doctype)

    def close(self) -> None:
        """The page ends."""
        if self._said:
            self._string(self._containers[-1])
        self._parent = self._newest = None  # a parser and its target hold each other

    def _apart(self, text: str, kind: type[NavigableString]) -> None:
        if self._said:
            self._string(self._containers[-1])
        self._said.append(text)
        self._string(kind)

    def _string(self, kind: type[NavigableString]) -> None:
        """What was said since the last tag, as one string; nothing but white space is one space or the end of a line."""
        said = "".join(self._said)
        self._said.clear()
        if not self._preserved and not said.strip(_SPACES):
            said = "\n" if "\n" in said else " "
        self._link(str.__new__(kind, said))  # bs4 sets `hidden` to what it is for all

    def _link(self, new: Any) -> None:
        """*new* is the next within the innermost element."""
        new.parent = parent = self._parent
        new.previous_element = before = self._newest
        new.next_element = new.next_sibling = None
        if before is not None:
            before.next_element = new
        siblings = parent.contents
        if siblings:
            new.previous_sibling = last = siblings[-1]
            last.next_sibling = new
        else:
            new.previous_sibling = None
        siblings.append(new)
        self._newest = new
